"""The households under each rate: what they did to it, and where a printed rate disagrees."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import terms, workspace
from analysis.facts import read
from analysis.findings import denominators as say
from analysis.measures import denominators
from analysis.terms import Scope
from tests.test_measures import OLD, ledger

DATA = workspace.SHIPPED[0]
NAMES = {"A": "Phường A", "B": "Phường B"}
VI, EN = (Scope(2013, "Quận X", lang, NAMES) for lang in terms.LANGS)
BOTH = pytest.mark.parametrize("scope", [VI, EN], ids=["vi", "en"])


def homes(*counts: tuple) -> pd.DataFrame:
    table = pd.DataFrame(counts, columns=["year", "unit_code", "households"])
    return table.astype({"households": "Int64"})


NONE_PRINTED = pd.DataFrame({"unit_code": [], "printed_rate": []})
TWO_YEARS = ledger(
    {"year": 2012, "closing": 10},
    {"year": 2012, "unit_code": "B", "closing": 10},
    {"closing": 10},
    {"unit_code": "B", "closing": 9},
)


def flags(*now: int) -> list[str]:
    people = homes((2012, "A", 100), (2012, "B", 100), (2013, "A", now[0]), (2013, "B", now[1]))
    return denominators.by_unit(TWO_YEARS, people, NONE_PRINTED, 2013)["flag"].tolist()


def test_a_rate_that_falls_while_its_closing_does_not_is_flagged():
    assert flags(105, 105) == ["rate_alone", "no_flag", "no_flag"]


def test_a_denominator_that_jumps_either_way_is_flagged_alone_or_with_its_rate():
    assert flags(108, 92) == ["rate_alone", "no_flag", "no_flag"]
    assert flags(109, 91) == ["both_flags", "jump", "no_flag"]


def test_the_rate_of_a_total_is_pooled():
    people = homes((2013, "A", 100), (2013, "B", 90), (2012, "A", 100), (2012, "B", 100))
    total = denominators.by_unit(TWO_YEARS, people, NONE_PRINTED, 2013).iloc[-1]
    assert (total["unit_code"], total["poverty_rate_pct"], total["rate_before_pct"]) == (
        *("total", 10.0),
        10.0,
    )


def test_across_a_change_of_standard_no_rate_is_compared():
    rows = ledger({"year": 2012, "standard": OLD, "closing": 9}, {"closing": 9})
    people = homes((2012, "A", 100), (2013, "A", 105))
    table = denominators.by_unit(rows, people, NONE_PRINTED, 2013)
    assert "rate_before_pct" not in table
    assert table["flag"].tolist() == ["no_flag"]


def test_a_year_without_households_has_no_flag_and_no_rate():
    table = denominators.by_unit(TWO_YEARS, homes(), NONE_PRINTED, 2013)
    assert table[["households", "poverty_rate_pct", "flag"]].isna().all(axis=None)
    zero = denominators.by_year(TWO_YEARS, homes((2012, "A", 0), (2013, "A", 5)))
    assert zero["households_change_pct"].isna().all()


@pytest.mark.parametrize(
    ("printed", "flag"), [("10.00", "no_gap"), ("10,01", "gap"), ("10.0", "no_gap"), ("9.9", "gap")]
)
def test_a_printed_rate_further_off_than_rounding_is_flagged(printed, flag):
    given = pd.DataFrame({"unit_code": ["A"], "printed_rate": [printed]})
    rows = ledger({"closing": 10_004})
    table = denominators.by_unit(rows, homes((2013, "A", 100_000)), given, 2013)
    assert table["gap_flag"].tolist() == [flag]


def test_households_without_a_ward_have_no_denominator_of_their_own():
    rows = pd.concat([TWO_YEARS, ledger({"unit_code": "", "closing": 1})])
    people = homes((2013, "A", 100), (2013, "B", 100))
    table = denominators.by_unit(rows, people, NONE_PRINTED, 2013)
    assert table["unit_code"].tolist() == ["A", "B", "total"]
    assert table["closing"].tolist() == [10, 9, 20]


def test_a_flagged_place_is_named_with_its_reason():
    people = homes((2012, "A", 100), (2012, "B", 100), (2013, "A", 120), (2013, "B", 100))
    table = denominators.by_unit(TWO_YEARS, people, NONE_PRINTED, 2013)
    assert "Phường A (mẫu số thay đổi quá ngưỡng; tỷ lệ giảm" in say.households_under(table, VI)


@BOTH
def test_a_printed_rate_is_told_to_agree_or_not_or_not_to_be_recomputed(scope):
    def told(households, rate):
        given = pd.DataFrame({"unit_code": ["A"], "printed_rate": [rate]})
        rows, people = ledger({"closing": 10}), homes((2013, "A", households))
        return say.printed(denominators.by_unit(rows, people, given, 2013), scope)

    assert terms.label("no_gap", scope.lang) in told(100, "10.00")
    assert terms.label("gap", scope.lang) in told(100, "10.02")
    assert say.SAYS["not_recomputed"][scope.lang] in told(pd.NA, "10.00")


# ---- the change of the rate in two parts


def changes(before: tuple, now: tuple) -> pd.DataFrame:
    """The change of one ward from (poor, households) to (poor, households)."""
    rows = ledger({"year": 2012, "closing": before[0]}, {"closing": now[0]})
    return denominators.rate_changes(rows, homes((2012, "A", before[1]), (2013, "A", now[1])), 2013)


@given(*[st.integers(0, 500), st.integers(1, 5_000)] * 2)
def test_the_two_parts_add_up_to_the_change_of_the_rate(poor_before, homes_before, poor, all_now):
    row = changes((poor_before, homes_before), (poor, all_now)).iloc[0]
    moved = 100 * poor / all_now - 100 * poor_before / homes_before
    assert row["rate_moved_pp"] == pytest.approx(moved, abs=1e-9)
    parts = row["by_count_pp"] + row["by_households_pp"]
    assert parts == pytest.approx(moved, abs=1e-9)


def test_the_change_stands_beside_all_that_it_is_made_of():
    people = homes((2012, "A", 100), (2012, "B", 100), (2013, "A", 125), (2013, "B", 100))
    table = denominators.rate_changes(TWO_YEARS, people, 2013)
    assert list(table) == denominators.CHANGES
    assert table["unit_code"].tolist() == ["A", "B", "total"]
    assert table.iloc[0].tolist() == ["A", 10, 10, 100, 125, 10.0, -2.0, 0.0, pytest.approx(-2)]
    assert table.iloc[1].tolist() == ["B", 10, 9, 100, 100, 10.0, -1.0, pytest.approx(-1), 0.0]
    total = table.iloc[2]
    assert total[["closing_before", "closing"]].tolist() == [20, 19]
    assert total["rate_moved_pp"] == pytest.approx(100 * 19 / 225 - 10)


def test_nothing_is_compared_across_lines_or_without_a_year_before_or_households():
    people = homes((2012, "A", 100), (2013, "A", 100))
    across = ledger({"year": 2012, "standard": OLD, "closing": 9}, {"closing": 8})
    one = ledger({"closing": 8})
    two = ledger({"year": 2012, "closing": 9}, {"closing": 8})
    for rows, everyone in [(across, people), (one, people), (two, homes()), (two, people[1:])]:
        table = denominators.rate_changes(rows, everyone, 2013)
        assert table.empty and list(table) == denominators.CHANGES
        assert say.rate_change(table, VI) == say.rates_apart(table, VI) == ""
    assert len(denominators.rate_changes(two, people, 2013)) == 1
    assert "standard" in say.not_compared(EN)


@pytest.mark.parametrize(
    ("before", "now", "way", "apart"),
    [
        ((10, 100), (8, 100), "rate_fell", None),
        ((10, 100), (10, 125), "rate_fell", "count_not_down"),
        ((10, 100), (11, 125), "rate_fell", "count_not_down"),
        ((10, 100), (8, 80), "rate_stayed", "rate_not_down"),
        ((10, 100), (9, 80), "rate_rose", "rate_not_down"),
        ((10, 100), (10, 80), "rate_rose", "rate_up_alone"),
        ((10, 100), (20, 200), "rate_stayed", "count_up_alone"),
        ((10, 100), (12, 100), "rate_rose", None),
        ((10, 100), (10, 100), "rate_stayed", None),
        ((0, 100), (0, 150), "rate_stayed", None),
    ],
)
@BOTH
def test_a_rate_and_a_count_that_part_are_told(before, now, way, apart, scope):
    table = changes(before, now)
    size = abs(100 * now[0] / now[1] - 100 * before[0] / before[1])
    told = say.rate_change(table, scope)
    words = say.SAYS[way][scope.lang].format(size=terms.number(size, scope.lang, 2))
    assert told.startswith(words)
    others = [name for name in say.APART.values() if name != apart]
    counts = {
        "before": terms.households(before[0], scope.lang),
        "now": terms.households(now[0], scope.lang),
    }
    if apart:
        assert told.endswith(say.SAYS[apart][scope.lang].format(**counts))
    assert not [n for n in others if say.SAYS[n][scope.lang].format(**counts) in told]
    row = table.iloc[0]
    for part in ("by_count_pp", "by_households_pp"):
        assert terms.points(row[part], scope.lang) in told


def test_wards_whose_rate_and_count_part_are_named_and_a_ward_alone_is_not():
    people = homes((2012, "A", 100), (2012, "B", 100), (2013, "A", 125), (2013, "B", 100))
    table = denominators.rate_changes(TWO_YEARS, people, 2013)
    assert say.rates_apart(table, EN) == (
        "Rate and number of poor households do not go the same way in: Phường A."
    )
    assert say.rates_apart(table.iloc[1:], EN) == say.rates_apart(table.iloc[:1], EN) == ""
    without_total = table.iloc[:2]
    assert say.rate_change(without_total, EN) == ""


@pytest.mark.parametrize("year", range(2009, 2016))
def test_the_sentence_of_every_area_has_the_sign_and_size_of_its_rates(year, shipped_facts):
    for area in ("490", *read.district(DATA).unit_names("vi")):
        rows, people = read.ledger(year, area, DATA), read.population(year, area, DATA)
        told = say.rate_change(denominators.rate_changes(rows, people, year), EN)
        at = {
            when: 100
            * rows.loc[(rows["year"] == when), "closing"].sum()
            / people.loc[people["year"] == when, "households"].sum()
            for when in (year - 1, year)
        }
        if year in (2009, 2013):
            assert told == ""
            continue
        fell = at[year] < at[year - 1]
        size = terms.number(abs(at[year] - at[year - 1]), "en", 2)
        assert told.startswith(f"The poverty rate {'fell' if fell else 'rose'} by {size} percent")
