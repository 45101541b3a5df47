"""Money that is shown tells nobody what one household got: tables by hand, drawn and attacked.

The attack is written apart from the code. It takes what is shown as equations over amounts that
are nowhere below 0, and asks how closely a sum that must be hidden can be known.
"""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.disclosure import TOTAL, Amount, Release, cell
from analysis.facts.amounts import BEHIND, summed
from analysis.methods.dominance import Dominance
from analysis.methods.suppression import Relation
from analysis.terms import HIDDEN

PCT = 20
KEYS = ["unit_code", "source"]
Payment = tuple[str, str, str, int]  # ward, source, household, VND


def by_ward_and_source(*payments: Payment) -> pd.DataFrame:
    """Every ward by every source with both totals, 0 where nothing was paid, and what is behind."""
    lines = pd.DataFrame(payments, columns=["unit_code", "source", "household_id", "paid_vnd"])
    facts = summed(lines, [KEYS, KEYS[:1], KEYS[1:], []], ["paid_vnd"]).set_index(KEYS)
    every = pd.MultiIndex.from_product([[*sorted({*lines[key]}), TOTAL] for key in KEYS])
    return facts.reindex(every.set_names(KEYS), fill_value=0).reset_index()


def release(table: pd.DataFrame, **more) -> Release:
    behind = Amount(*(table[f"paid_vnd_{each}"] for each in BEHIND))
    plain = table[[*KEYS, "paid_vnd"]]
    return Release(5, dominance_pct=PCT).add(
        "money", plain, keys=KEYS, amounts={"paid_vnd": behind}, **more
    )


def shown(pages: Release) -> pd.Series:
    """What is shown, by ward and source."""
    return pages.protected()["money"].set_index(KEYS)["paid_vnd"]


def hidden(pages: Release) -> set[tuple[str, str]]:
    page = shown(pages)
    return set(page[page.eq(HIDDEN)].index)


def many(ward: str, source: str, vnd: int, count: int = 6) -> list[Payment]:
    """As many households that each got the same."""
    return [(ward, source, f"{ward}{at}", vnd) for at in range(count)]


def is_sensitive(parts: list[int]) -> bool:
    """By the definition: few contribute, or the second largest could tell the largest."""
    largest, second, *_ = [*sorted(parts, reverse=True), 0, 0]
    rest = sum(parts) - largest - second
    return sum(parts) > 0 and (len(parts) < 5 or 100 * rest < PCT * largest)


def interval(page: pd.Series, place: tuple[str, str]) -> tuple[float, float]:
    """The least and the greatest amount at a place that fit all that is shown."""
    wards, sources = (page.index.get_level_values(key).unique().drop(TOTAL) for key in KEYS)
    inner = [(ward, source) for ward in wards for source in sources]
    rows, known = [], []
    for (ward, source), value in page.items():
        covers = [w == ward or ward == TOTAL for w, _ in inner]
        covers &= np.array([s == source or source == TOTAL for _, s in inner])
        if (ward, source) == place:
            asked = covers.astype(float)
        if value != HIDDEN:
            rows.append(covers.astype(float))
            known.append(value)
    scale = max(known, default=1) or 1
    ends = [
        linprog(sign * asked, A_eq=np.array(rows) if rows else None,
                b_eq=np.array(known, dtype=float) / scale if rows else None)
        for sign in (1, -1)
    ]  # fmt: skip
    assert ends[0].status == 0 and ends[1].status in (0, 3)
    return ends[0].fun * scale, (-ends[1].fun if ends[1].status == 0 else np.inf) * scale


def test_a_sum_of_one_big_part_is_hidden_with_a_partner_in_its_column_and_row():
    big = [("A", "budget", "Ax", 50_000_000), *many("A", "budget", 500_000)]
    rest = many("B", "budget", 8_000_000) + many("B", "firms", 9_000_000)
    pages = release(by_ward_and_source(*big, *rest, *many("A", "firms", 10_000_000)))
    assert ("A", "budget") in hidden(pages), "6 parts, but one could be told from the others"
    assert hidden(pages) == {("A", "budget"), ("B", "budget"), ("A", "firms"), ("B", "firms")}
    assert shown(pages)[TOTAL, TOTAL] == 50_000_000 + 6 * (500_000 + 27_000_000)
    least, greatest = interval(shown(pages), ("A", "budget"))
    assert greatest - least >= PCT / 100 * 50_000_000


def test_a_partner_is_large_enough_that_who_got_the_second_most_comes_no_closer():
    wards = many("B", "x", 1_200_000) + many("C", "x", 20_000_000)
    page = shown(release(by_ward_and_source(("A", "x", "A0", 50_000_000), *wards)))
    assert page["A", "x"] == HIDDEN and interval(page, ("A", "x"))[1] >= 60_000_000
    assert (page["B", "x"], page["C", "x"]) == (7_200_000, HIDDEN)


@pytest.mark.parametrize(("count", "is_hidden"), [(1, True), (4, True), (5, False)])
def test_few_behind_a_sum_hide_it_however_alike_they_are(count, is_hidden):
    few = many("A", "budget", 1_000_000, count)
    pages = release(by_ward_and_source(*few, *many("B", "budget", 1_000_000)))
    assert (("A", "budget") in hidden(pages)) is is_hidden


def test_where_everything_is_of_many_alike_all_is_shown_and_so_are_zeros():
    pages = release(by_ward_and_source(*many("A", "budget", 1), *many("B", "firms", 7)))
    assert hidden(pages) == set() and shown(pages)["A", "firms"] == 0
    assert pages.audit().empty


def test_the_audit_tells_amounts_in_vnd():
    table = by_ward_and_source(("A", "budget", "A0", 3_000_000), *many("B", "budget", 2_500_000))
    audit = release(table).audit().set_index("where")
    alone = audit.loc["source=budget, unit_code=A"]
    assert alone[["kind", "least", "greatest"]].tolist() == ["primary", 3_000_000, 15_000_000]
    partner = audit.loc["source=budget, unit_code=B"]
    assert partner[["kind", "least", "greatest"]].tolist() == ["secondary", 3_000_000, 15_000_000]


def test_a_cell_that_must_be_shown_limits_what_hides_another():
    table = by_ward_and_source(("A", "budget", "A0", 3_000_000), *many("B", "budget", 2_000_000))
    wards = table[(table["source"] == TOTAL) & (table["unit_code"] != TOTAL)]
    told = wards[["unit_code", "paid_vnd"]].rename(columns={"paid_vnd": "cost_vnd"})
    behind = Amount(*(wards[f"paid_vnd_{each}"] for each in BEHIND))
    alone = Release(5).add(
        "a", told, keys=["unit_code"], amounts={"cost_vnd": behind}, exact=["cost_vnd"]
    )
    assert alone.protected()["a"]["cost_vnd"].tolist() == [3_000_000, 12_000_000]


def test_an_amount_that_was_not_recorded_stays_missing():
    table = by_ward_and_source(*many("A", "budget", 100), ("B", "budget", "B0", 900))
    lost = (table["unit_code"] == "A") & (table["source"] == "budget")
    table.loc[lost, table.columns[2:]] = pd.NA
    page = shown(release(table))
    assert page.isna().sum() == 1 and pd.isna(page["A", "budget"])
    assert page["B", "budget"] == HIDDEN and page[TOTAL, TOTAL] == 1_500


def test_an_amount_without_what_is_behind_it_is_refused_and_a_zero_needs_nothing():
    table = by_ward_and_source(*many("A", "budget", 100), *many("B", "firms", 100))
    untold = table.assign(paid_vnd_largest=table["paid_vnd_largest"].mask(table["paid_vnd"] == 0))
    assert hidden(release(untold)) == set()
    untold.loc[table["paid_vnd"] > 0, "paid_vnd_largest"] = pd.NA
    with pytest.raises(ValueError, match=r"money: nothing is told of what is behind: paid_vnd \("):
        release(untold)


def test_two_tables_that_tell_other_parts_of_one_sum_are_refused():
    table = by_ward_and_source(*many("A", "budget", 100), *many("B", "firms", 100))
    other = table.assign(paid_vnd_largest=table["paid_vnd_largest"] + 1)
    behind = Amount(*(other[f"paid_vnd_{each}"] for each in BEHIND))
    with pytest.raises(ValueError, match="again: another table says otherwise: paid_vnd"):
        release(table).add(
            "again", table[[*KEYS, "paid_vnd"]], keys=KEYS, amounts={"paid_vnd": behind}
        )


def test_an_amount_is_hidden_beside_a_count_it_rests_on():
    table = pd.DataFrame({"ward": ["A", "B", TOTAL], "homes": [3, 20, 23]})
    table["cost_vnd"] = [90, 400, 490]
    parts = [pd.Series(each) for each in ([6, 20, 26], [20, 20, 20], [18, 20, 20])]
    behind = Amount(*parts, rests_on=["homes"])
    page = Release(5).add("a", table, keys=["ward"], amounts={"cost_vnd": behind}).protected()["a"]
    assert page["homes"].tolist() == [HIDDEN, HIDDEN, 23]
    assert page["cost_vnd"].tolist() == [HIDDEN, HIDDEN, 490]


@pytest.mark.parametrize("step", [1, 100_000])
def test_a_reader_who_knows_the_price_of_an_item_is_reckoned_with(step):
    prices, bought = {"G1": 15 * step, "G2": 24 * step, "G3": 50 * step}, [40, 20, 3]
    costs = [n * price for n, price in zip(bought, prices.values(), strict=True)]
    items = pd.DataFrame({"package": [*prices, TOTAL], "items": [*bought, sum(bought)]})
    money = pd.DataFrame({"package": [*prices, TOTAL], "cost_vnd": [*costs, sum(costs)]})
    dearest = pd.Series([*prices.values(), max(prices.values())])
    behind = Amount(items["items"], dearest, dearest)
    both = (
        Release(5)
        .add("items", items, keys=["package"])
        .add("money", money, keys=["package"], amounts={"cost_vnd": behind})
    )
    apart = both.protected()
    assert apart["items"]["items"].eq(HIDDEN).sum() == 2
    ties = [
        Relation(((price, cell("items", at)), (-1, cell("cost_vnd", at))))
        for package, price in prices.items()
        for at in [{"package": package}]
    ]
    told = both.tied(ties)
    page = told.protected()
    assert (
        page["items"]["items"].eq(HIDDEN).tolist() == page["money"]["cost_vnd"].eq(HIDDEN).tolist()
    )
    assert page["items"]["items"].eq(HIDDEN).sum() > 2
    audit = told.audit().set_index(["measure", "where"])
    assert audit.loc[("items", "package=G3"), "width"] >= 4


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], False),
        ([10], True),
        ([10, 10, 10, 10], True),
        ([10, 10, 1, 1, 0], False),
        ([10, 10, 1, 0.5, 0.4], True),
        ([100, 30, 10, 5, 4], True),
        ([100, 30, 10, 5, 5], False),
    ],
)
def test_a_sum_points_to_one_by_its_number_of_parts_or_by_what_is_left_of_it(parts, expected):
    largest, second, *_ = [*sorted(parts, reverse=True), 0, 0]
    told = Dominance(len(parts), largest, second).points_to_one(sum(parts), 5, PCT)
    assert told is expected


DRAWN = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(["x", "y", "z"]), st.integers(1, 99)),
    min_size=3,
    max_size=40,
)


@settings(max_examples=30)
@given(DRAWN, st.sampled_from([1, 100_000]))
def test_no_hidden_sum_can_be_known_more_closely_than_the_share_of_its_largest_part(drawn, step):
    payments = [(ward, source, f"{ward}{vnd % 8}", vnd * step) for ward, source, vnd in drawn]
    assume(len({ward for ward, *_ in payments}) > 1)
    table = by_ward_and_source(*payments)
    try:
        page = shown(release(table))
    except ValueError as refused:
        assert "give away" in str(refused)
        return
    assert_reconciles(page, table)
    for place, parts in parts_of(payments).items():
        if is_sensitive(parts):
            assert page[place] == HIDDEN
            least, greatest = interval(page, place)
            assert greatest - least >= PCT / 100 * max(parts) - 1e-3 * step
            largest, second, *_ = [*sorted(parts, reverse=True), 0]
            is_few_alone = sum(parts) - largest - second >= PCT / 100 * largest
            assert is_few_alone or greatest - second >= (1 + PCT / 100) * largest - 1e-3 * step
        elif sum(parts) == 0:
            assert page[place] == 0


def parts_of(payments: list[Payment]) -> dict[tuple[str, str], list[int]]:
    """What each household got of every sum."""
    wards, sources = ({*payment} for payment in list(zip(*payments, strict=True))[:2])
    parts = {}
    for ward in (*wards, TOTAL):
        for source in (*sources, TOTAL):
            of_household: dict[str, int] = {}
            for w, s, household, vnd in payments:
                if ward in (w, TOTAL) and source in (s, TOTAL):
                    of_household[household] = of_household.get(household, 0) + vnd
            parts[ward, source] = list(of_household.values())
    return parts


def assert_reconciles(page: pd.Series, table: pd.DataFrame) -> None:
    """What is shown is what was paid, and where a row is shown whole it adds up."""
    true = table.set_index(KEYS)["paid_vnd"]
    is_shown = page.ne(HIDDEN)
    assert page[is_shown].eq(true[is_shown]).all()
    for ward in page.index.get_level_values(0).unique():
        row = page[ward]
        if row.ne(HIDDEN).all():
            assert row.drop(TOTAL).sum() == row[TOTAL]


def test_amounts_without_a_common_measure_are_settled_in_time():
    draw = np.random.default_rng(2013)
    payments = [
        (f"W{ward}", f"S{source}", f"{ward}-{household}", int(draw.integers(1, 10**9)) | 1)
        for ward in range(5)
        for source in range(6)
        for household in range(int(draw.integers(1, 9)))
    ]
    table = by_ward_and_source(*payments)
    begun = perf_counter()
    page = shown(release(table))
    assert perf_counter() - begun < 5
    for place, parts in parts_of(payments).items():
        if is_sensitive(parts):
            least, greatest = interval(page, place)
            assert page[place] == HIDDEN and greatest - least >= PCT / 100 * max(parts) - 1
