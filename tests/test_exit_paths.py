"""First and later exits, and exits that stayed on no list: facts, measures, sentences, pages."""

from collections import Counter, defaultdict

import pandas as pd
import pytest
from hypothesis import given

from analysis import publication, tables, terms, workspace
from analysis.facts import exit_paths as facts
from analysis.facts import exits as ends
from analysis.facts import read
from analysis.findings import exit_paths as say
from analysis.measures import exit_paths, exits
from analysis.methods.funnel import fisher
from analysis.register.households import NEAR_POOR, NOT_POOR
from analysis.terms import Scope
from tests.lists import N, P, review, rows_of
from tests.test_exits import REGISTERS, register

SAMPLE, PUBLISHED, _ = workspace.SHIPPED
OLD, NEW = "da-nang-2009", "da-nang-2013"
STANDARDS = {2010: OLD, 2011: OLD, 2012: OLD, 2013: NEW, 2014: NEW}
NAMES = {OLD: "chuẩn cũ", NEW: "chuẩn mới"}
VI, EN = (Scope(2014, "Quận X", lang, NAMES) for lang in terms.LANGS)

# ---- the facts


def paths_of(*lists: tuple[dict, dict, dict]) -> list[tuple]:
    """Exit year, order, near-poor year and end of each spell of the reviews from 2010 on."""
    reviews = {
        year: review(year, STANDARDS[year], *of_year)
        for year, of_year in enumerate(lists, start=2010)
    }
    table = facts.exit_paths(reviews, "urban")
    assert table["households"].eq(1).all()
    keys = ["exit_year", "exit_order", "near_poor_year", "end"]
    rows = table.sort_values("exit_year")[keys].astype(object)
    return [tuple(None if pd.isna(each) else each for each in row) for row in rows.to_numpy()]


POOR_EXITS = ({"H": P}, {}, {"H": ()})
TO_NEAR_POOR = ({"H": P}, {"H": N}, {"H": ("Thoát nghèo", NEAR_POOR)})


def test_the_first_exit_of_a_household_is_told_from_its_later_ones():
    assert paths_of(POOR_EXITS, ({}, {"H": P}, {}), POOR_EXITS, ({}, {"H": P}, {}), POOR_EXITS) == [
        (2010, "first_exit", None, "fell_back"),
        (2012, "later_exit", None, "fell_back"),
        (2014, "later_exit", None, "out"),
    ]


def test_each_household_has_a_first_exit_of_its_own():
    both = ({"H": P, "I": P}, {}, {"H": ()})
    then = ({"I": P}, {}, {"I": ()})
    assert [row[:2] for row in paths_of(both, then)] == [(2010, "first_exit"), (2011, "first_exit")]


@pytest.mark.parametrize(
    ("later", "near_poor_year"),
    [
        ([], 2010),
        ([({"H": N}, {}, {})], 2010),
    ],
)
def test_an_exit_to_near_poor_is_near_poor_from_its_own_review_on(later, near_poor_year):
    assert paths_of(TO_NEAR_POOR, *later)[0][2] == near_poor_year


def test_the_departure_alone_says_near_poor_where_no_list_does():
    declared = ({"H": P}, {}, {"H": ("Thoát nghèo", NEAR_POOR)})
    assert paths_of(declared)[0][2] == 2010
    listed = ({"H": P}, {"H": N}, {"H": ("Thoát nghèo", NOT_POOR)})
    assert paths_of(listed)[0][2] == 2010


def test_the_first_near_poor_list_up_to_the_end_of_the_spell_counts_and_none_before_or_after():
    came = ({}, {"H": N}, {})
    assert paths_of(POOR_EXITS, ({}, {}, {}), came, came)[0][2] == 2012
    before = ({}, {"H": N}, {}), ({"H": P}, {}, {"H": ()})
    assert paths_of(*before)[0][2] is None
    again = POOR_EXITS, ({}, {"H": P}, {}), TO_NEAR_POOR
    assert [row[2] for row in paths_of(*again)] == [None, 2012]
    same_year = POOR_EXITS, ({"H": N}, {"H": P}, {})
    assert paths_of(*same_year)[0][2] is None


def test_reviews_without_exits_have_an_empty_table_of_the_same_columns():
    usual = facts.exit_paths({2010: review(2010, OLD, *POOR_EXITS)}, "urban")
    for reviews in ({}, {2010: review(2010, OLD, {"H": P}, {"H": P}, {})}):
        empty = facts.exit_paths(reviews, "urban")
        assert empty.empty and empty.dtypes.to_dict() == usual.dtypes.to_dict()


def counts(table: pd.DataFrame, keys: list[str]) -> Counter:
    rows = table[table["households"] > 0].astype(object).fillna("")
    return Counter({tuple(row): n for *row, n in rows[[*keys, "households"]].to_numpy() if n})


@given(REGISTERS)
def test_the_two_keys_split_the_spells_and_nothing_else(households):
    reviews = register(households)
    split = facts.exit_paths(reviews, "urban")
    whole = split.groupby(ends.KEYS, dropna=False)["households"].sum().reset_index()
    assert counts(whole, ends.KEYS) == counts(ends.exit_ends(reviews, "urban"), ends.KEYS)


@given(REGISTERS)
def test_parts_add_up_to_the_whole(households):
    cut = len(households) // 2
    parts = [register(households[:cut]), register(households[cut:], first=cut)]
    added = sum((counts(facts.exit_paths(each, "urban"), facts.KEYS) for each in parts), Counter())
    assert added == counts(facts.exit_paths(register(households), "urban"), facts.KEYS)


def test_a_page_knows_no_near_poor_list_of_later_years(shipped_facts):
    known = read.exit_paths(2012, "490", SAMPLE)
    later = read.exit_paths(2015, "490", SAMPLE)
    assert known["near_poor_year"].max() == known["exit_year"].max() == 2012
    assert (later["near_poor_year"] > later["exit_year"]).any()
    sums = [table.query("exit_year <= 2012")["households"].sum() for table in (known, later)]
    assert sums[0] == sums[1] and not known.duplicated(facts.KEYS).any()


# ---- the measures


def spells(*rows: tuple, year: int = 2014) -> pd.DataFrame:
    """Spells of (exit year, end, end year, order, near-poor year, households), as followed."""
    columns = ["exit_year", "end", "end_year", "exit_order", "near_poor_year", "households"]
    table = pd.DataFrame(rows, columns=columns)
    table = table.astype(dict.fromkeys(["end_year", "near_poor_year", "households"], "Int64"))
    table["standard"] = table["exit_year"].map(STANDARDS).astype("str")
    return exits.followed(table, year, STANDARDS)


FIRST, LATER = "first_exit", "later_exit"
SPELLS = spells(
    (2013, "fell_back", 2014, FIRST, None, 6),
    (2013, "out", None, FIRST, None, 14),
    (2013, "fell_back", 2014, LATER, None, 2),
    (2013, "left", 2014, LATER, None, 1),
    (2013, "out", None, LATER, None, 7),
    (2014, "out", None, LATER, None, 9),
    (2010, "fell_back", 2011, FIRST, None, 1),
    (2010, "fell_back", 2012, FIRST, 2011, 5),
    (2010, "left", 2011, FIRST, 2010, 3),
    (2010, "left", 2013, FIRST, None, 4),
    (2010, "out", None, FIRST, 2012, 8),
    (2010, "out", None, FIRST, 2013, 10),
    (2010, "raised_line", 2013, FIRST, None, 20),
    (2011, "fell_back", 2012, LATER, None, 2),
    (2011, "out", None, FIRST, 2011, 30),
    (2012, "out", None, FIRST, None, 50),
)


def test_first_and_later_exits_are_counted_at_the_first_review_after_each_standard_alone():
    table = exit_paths.orders(SPELLS)
    assert table["standard"].tolist() == [OLD, NEW]
    assert table[exit_paths.COUNTS].to_numpy().tolist() == [[81, 1, 2, 2], [20, 6, 10, 2]]
    shares = table[["first_relapse_pct", "later_relapse_pct"]].to_numpy().tolist()
    assert shares == [pytest.approx([100 / 81, 100]), pytest.approx([30, 20])]
    expected = [fisher(1, 81, 2, 2), fisher(6, 20, 2, 10)]
    assert table["order_p"].tolist() == pytest.approx(expected)
    assert expected == pytest.approx([81 / 91881, 0.68213], abs=1e-5)


def test_without_later_exits_there_is_no_share_and_no_test():
    row = exit_paths.orders(spells((2013, "out", None, FIRST, None, 5))).iloc[0]
    assert row[exit_paths.COUNTS].tolist() == [5, 0, 0, 0]
    assert row["first_relapse_pct"] == 0
    assert pd.isna(row["later_relapse_pct"]) and pd.isna(row["order_p"])
    latest = exit_paths.orders(spells((2014, "out", None, FIRST, None, 5)))
    assert latest.empty and list(latest) == list(exit_paths.orders(SPELLS))


def test_an_exit_lasts_if_it_is_on_no_list_at_so_many_reviews_that_of_the_exit_the_first():
    table = exit_paths.lasting(SPELLS, 3).set_index("exit_year")
    assert table.index.tolist() == [2010]
    assert table.loc[2010, ["exits", *exit_paths.STATES]].tolist() == [51, 34, 8, 6, 3]
    assert table.loc[2010, "lasting_pct"] == pytest.approx(100 * 34 / 51)
    two = exit_paths.lasting(SPELLS, 2).set_index("exit_year")
    assert two.index.tolist() == [2010, 2011, 2013]
    assert two.loc[2010, exit_paths.STATES].tolist() == [42, 5, 1, 3]
    assert two.loc[2011, exit_paths.STATES].tolist() == [0, 30, 2, 0]
    assert two.loc[2013, exit_paths.STATES].tolist() == [21, 0, 8, 1]
    one = exit_paths.lasting(SPELLS, 1).set_index("exit_year")
    assert one.index.tolist() == [2010, 2011, 2012, 2013, 2014]
    assert one.loc[2010, exit_paths.STATES].tolist() == [48, 3, 0, 0]
    assert one["standard"].tolist() == [OLD, OLD, OLD, NEW, NEW]


def test_without_a_number_of_reviews_nothing_is_computed():
    nothing = exit_paths.lasting(SPELLS, None)
    assert nothing.empty and list(nothing) == list(exit_paths.lasting(SPELLS, 3))
    assert exit_paths.lasting(SPELLS, 4).empty


def test_what_the_register_does_not_keep_is_missing_and_never_zero():
    silent = spells((2010, "out", None, FIRST, 2010, 4), (2010, "out", None, FIRST, None, 6))
    row = exit_paths.lasting(silent, 3).iloc[0]
    assert pd.isna(row["gone"]) and row["above_throughout"] == 6 and row["exits"] == 10
    blind = spells((2010, "left", 2011, FIRST, None, 4), (2010, "out", None, FIRST, None, 6))
    row = exit_paths.lasting(blind, 3).iloc[0]
    assert row[[*exit_paths.STATES, "lasting_pct"]].isna().all() and row["exits"] == 10


def typed(rows: list[tuple], columns: list[str], texts: int, rates: tuple) -> pd.DataFrame:
    """Rows as the measures type them: texts first, then whole numbers and rates."""
    types = dict.fromkeys(columns[:texts], "str") | dict.fromkeys(columns[texts:], "Int64")
    types |= dict.fromkeys(rates, "Float64") | {"exit_year": "int64"}
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({name: types[name] for name in columns})


def test_orders_stand_in_the_order_of_the_standards_with_share_and_test():
    turned = SPELLS.replace({"standard": {OLD: "z", NEW: "a"}})
    rates = ("first_relapse_pct", "later_relapse_pct", "order_p")
    rows = [
        ("z", 81, 1, 2, 2, 100 / 81, 100.0, 81 / 91881),
        ("a", 20, 6, 10, 2, 30.0, 20.0, fisher(6, 20, 2, 10)),
    ]
    expected = typed(rows, ["standard", *exit_paths.COUNTS, *rates], 1, rates)
    pd.testing.assert_frame_equal(exit_paths.orders(turned), expected)
    none = exit_paths.orders(SPELLS.iloc[:0])
    assert none.dtypes.to_dict() == expected.dtypes.to_dict()


def test_lasting_exits_stand_by_year_with_what_became_of_the_others():
    columns = ["exit_year", "standard", "exits", *exit_paths.STATES, "lasting_pct"]
    rows = [
        (2010, OLD, 51, 42, 5, 1, 3, 100 * 42 / 51),
        (2011, OLD, 32, 0, 30, 2, 0, 0.0),
        (2013, NEW, 30, 21, 0, 8, 1, 70.0),
    ]
    expected = typed(rows, columns, 2, ("lasting_pct",))
    pd.testing.assert_frame_equal(exit_paths.lasting(SPELLS, 2), expected)
    none = exit_paths.lasting(SPELLS, None)
    assert none.dtypes.to_dict() == expected.dtypes.to_dict()


def test_states_that_no_register_keeps_are_missing_in_every_row():
    columns = ["exit_year", "standard", "exits", *exit_paths.STATES, "lasting_pct"]
    silent = spells((2010, "out", None, FIRST, 2010, 4), (2010, "out", None, FIRST, None, 6))
    expected = typed([(2010, OLD, 10, 6, 4, 0, None, 60.0)], columns, 2, ("lasting_pct",))
    pd.testing.assert_frame_equal(exit_paths.lasting(silent, 3), expected)
    blind = spells((2010, "left", 2011, FIRST, None, 4), (2010, "out", None, FIRST, None, 6))
    expected = typed([(2010, OLD, 10, *[None] * 5)], columns, 2, ("lasting_pct",))
    pd.testing.assert_frame_equal(exit_paths.lasting(blind, 3), expected)


def test_measures_change_nothing():
    before = SPELLS.copy(deep=True)
    exit_paths.orders(SPELLS), exit_paths.lasting(SPELLS, 2)
    pd.testing.assert_frame_equal(SPELLS, before)


# ---- the sample, recounted from its files


@pytest.fixture(scope="module")
def histories() -> dict[str, dict[int, str]]:
    """What the closing list of each year, and who exited in it, say of each household."""
    found = defaultdict(dict)
    for year in range(2009, 2016):
        for row in rows_of(year, "closing"):
            found[row["Mã hộ"]][year] = row["Phân loại hộ"]
        for row in rows_of(year, "departures"):
            if row["Lý do"] == "Thoát nghèo":
                found[row["Mã hộ"]][f"exit {year}"] = row["Phân loại sau rà soát"]
            else:
                found[row["Mã hộ"]][f"left {year}"] = row["Lý do"]
    return found


def measured(year: int) -> pd.DataFrame:
    reviews = exits.reviews(read.ledger(year, "490", SAMPLE))
    return exits.followed(read.exit_paths(year, "490", SAMPLE), year, reviews)


def test_first_and_later_exits_of_the_sample_are_as_its_files_say(histories, shipped_facts):
    found = Counter()
    for history in histories.values():
        years = [year for year in range(2009, 2016) if f"exit {year}" in history]
        for order, year in enumerate(years):
            if year in (2013, 2014):
                who = "first" if order == 0 else "later"
                found[f"{who}_at_risk"] += 1
                found[f"{who}_fell_back"] += history.get(year + 1) == "Hộ nghèo"
    row = exit_paths.orders(measured(2015)).set_index("standard").loc[NEW]
    assert row[exit_paths.COUNTS].to_dict() == dict(found)


@pytest.mark.parametrize(("year", "exit_year"), [(2012, 2009), (2012, 2010), (2015, 2013)])
def test_lasting_exits_of_the_sample_are_as_its_files_say(
    histories, year, exit_year, shipped_facts
):
    found = Counter()
    for history in histories.values():
        if (after := history.get(f"exit {exit_year}")) is None:
            continue
        listed = [history.get(at) for at in range(exit_year, exit_year + 3)]
        gone = any(f"left {at}" in history for at in (exit_year + 1, exit_year + 2))
        is_poor = "Hộ nghèo" in listed
        is_near = after == "Hộ cận nghèo" or "Hộ cận nghèo" in listed
        state = "near_poor_again" if is_near else "above_throughout"
        found["poor_again" if is_poor else "gone" if gone else state] += 1
    table = exit_paths.lasting(measured(year), 3).set_index("exit_year")
    assert table.loc[exit_year, exit_paths.STATES].to_dict() == dict(found)


# ---- sentences and tables


def test_two_shares_are_told_apart_only_beyond_chance():
    said = say.orders(exit_paths.orders(SPELLS), VI)
    assert "Chuẩn mới, nghèo trở lại ở kỳ rà soát đầu tiên sau khi thoát: 30,00% của 20 hộ" in said
    assert "20,00% của 10 hộ thoát lần sau; chưa phân biệt được hai tỷ lệ (p = 0,682)." in said
    assert "hai tỷ lệ khác nhau hơn mức ngẫu nhiên (p < 0,001)" in said
    told = say.orders(exit_paths.orders(SPELLS), EN)
    assert "the two cannot be told apart (p = 0.682)" in told
    assert "the two differ by more than chance (p < 0.001)" in told


@pytest.mark.parametrize(("p", "words"), [(0.0499, "differ"), (0.05, "cannot be told apart")])
def test_chance_ends_at_five_in_a_hundred(p, words):
    table = exit_paths.orders(SPELLS).iloc[[1]].assign(order_p=p)
    assert words in say.orders(table, EN)


def test_what_cannot_be_compared_is_said():
    alone = exit_paths.orders(spells((2013, "out", None, FIRST, None, 5)))
    assert say.orders(alone, VI) == (
        "Chuẩn mới: mọi hộ thoát nghèo đã qua một kỳ rà soát đều thoát lần đầu, hoặc đều thoát lần "
        "sau, nên không so sánh được."
    )
    assert "there is nothing to compare" in say.orders(alone, EN)
    hidden = exit_paths.orders(SPELLS).astype(object).assign(order_p=terms.HIDDEN)
    assert say.orders(hidden, VI).count("không công bố tỷ lệ của hai nhóm") == 2
    assert "•" not in say.orders(hidden, EN)
    assert "the two shares are not shown" in say.orders(hidden, EN)
    assert say.orders(None, VI) == say.orders(exit_paths.orders(SPELLS).iloc[:0], VI) == ""


STANDARDS_TABLE = pd.DataFrame({"standard": [NEW]})


@pytest.mark.parametrize(
    ("scope", "no_orders", "no_exits"),
    [(VI, "chưa có hộ thoát nghèo nào qua", "không có số liệu theo từng hộ"),
     (EN, "no exit has been through a review", "no household-level data")],
)  # fmt: skip
def test_without_rows_a_sentence_stands_in_the_place_of_the_table(scope, no_orders, no_exits):
    assert no_orders in say.no_orders(STANDARDS_TABLE, scope)
    assert no_exits in say.no_orders(STANDARDS_TABLE.iloc[:0], scope)
    assert no_exits in say.no_lasting(STANDARDS_TABLE.iloc[:0], 3, scope)
    assert "lasting_exit_years" in say.no_lasting(STANDARDS_TABLE, None, scope)
    not_yet = say.no_lasting(STANDARDS_TABLE, 3, scope)
    assert {"vi": "qua đủ 3 kỳ", "en": "through 3 reviews"}[scope.lang] in not_yet


def test_the_share_of_lasting_exits_is_said_year_by_year():
    table = exit_paths.lasting(SPELLS, 2)
    said = say.lasting(table, 2, VI)
    assert "Ở cả 2 kỳ rà soát liên tiếp" in said
    assert "thoát năm 2010, 82,35% của 51 hộ; thoát năm 2011, 0,00% của 32 hộ" in said
    assert "exits of 2013, 70.00% of 30 households." in say.lasting(table, 2, EN)
    hidden = table.astype(object)
    hidden.loc[0, ["above_throughout", "lasting_pct"]] = terms.HIDDEN
    assert "thoát năm 2010, không công bố; thoát năm 2011" in say.lasting(hidden, 2, VI)
    assert "exits of 2010, not shown; exits of 2011" in say.lasting(hidden, 2, EN)
    unknown = table.assign(above_throughout=pd.array([pd.NA] * len(table), dtype="Int64"))
    assert "không có danh sách hộ cận nghèo" in say.lasting(unknown, 2, VI)
    assert "keeps no list of the near-poor" in say.lasting(unknown, 2, EN)
    assert say.lasting(None, 2, VI) == say.lasting(table.iloc[:0], 2, VI) == ""


def test_a_small_probability_keeps_three_decimals():
    html = tables.grid(exit_paths.orders(SPELLS), "exits-orders", VI).data
    assert "<td>0,682</td>" in html


def test_a_ward_and_a_return_have_no_table_of_their_own(shipped_facts):
    ward, printed = (
        publication.tables(2013, "20197", SAMPLE),
        publication.tables(2013, "DN-LC", PUBLISHED),
    )
    for name in ("exits-orders", "exits-lasting"):
        assert ward[name] is None and printed[name].empty
