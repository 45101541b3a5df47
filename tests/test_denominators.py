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
from tests.test_measures import OLD, held, ledger

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


# ---- whole tables, worked out by hand

UNDER = [
    *("unit_code", "households_before", "households", "households_change_pct"),
    *("closing_before", "closing", "rate_before_pct", "poverty_rate_pct"),
    *("jump_limit_pct", "flag"),
]
UNDER_TYPES = {"unit_code": "str", "flag": "str", "jump_limit_pct": "float64"}
UNDER_TYPES |= dict.fromkeys([UNDER[3], *UNDER[6:8]], "Float64")
GROWN = homes((2012, "A", 100), (2012, "B", 100), (2013, "A", 125), (2013, "B", 75))


def test_the_households_under_each_rate_stand_beside_those_of_the_year_before():
    held(denominators.by_unit(TWO_YEARS, GROWN, NONE_PRINTED, 2013), UNDER,
        ("A", 100, 125, 25.0, 10, 10, 10.0, 8.0, 8.0, "both_flags"),
        ("B", 100, 75, -25.0, 10, 9, 10.0, 12.0, 8.0, "jump"),
        ("total", 200, 200, 0.0, 20, 19, 10.0, 9.5, 8.0, "no_flag"),
        **UNDER_TYPES)  # fmt: skip


def test_a_first_year_has_nothing_before_it_and_one_ward_no_total():
    rows = TWO_YEARS[TWO_YEARS["unit_code"] == "A"]
    columns = [name for name in UNDER if name not in ("closing_before", "rate_before_pct")]
    held(denominators.by_unit(rows, GROWN, NONE_PRINTED, 2012), columns,
        ("A", pd.NA, 100, pd.NA, 10, 10.0, 8.0, None), **UNDER_TYPES)  # fmt: skip


def test_one_ward_of_the_year_has_no_total_however_many_there_were_before():
    rows = TWO_YEARS[(TWO_YEARS["year"] == 2012) | (TWO_YEARS["unit_code"] == "A")]
    assert denominators.by_unit(rows, GROWN, NONE_PRINTED, 2013)["unit_code"].tolist() == ["A"]
    assert denominators.rate_changes(rows, GROWN, 2013)["unit_code"].tolist() == ["A"]
    nameless = ledger({"unit_code": "", "closing": 1}, {"unit_code": "", "year": 2012})
    one = pd.concat([TWO_YEARS[TWO_YEARS["unit_code"] == "A"], nameless])
    assert denominators.by_unit(one, GROWN, NONE_PRINTED, 2013)["unit_code"].tolist() == ["A"]
    assert denominators.rate_changes(one, GROWN, 2013)["unit_code"].tolist() == ["A"]


def test_a_total_of_which_one_part_is_unknown_is_unknown():
    people = homes((2012, "A", 100), (2012, "B", 100), (2013, "A", 125), (2013, "B", pd.NA))
    total = denominators.by_unit(TWO_YEARS, people, NONE_PRINTED, 2013).iloc[-1]
    assert total[["households", "poverty_rate_pct", "flag"]].isna().all()
    closings = pd.array([10, pd.NA, 10, 9], "Int64")
    total = denominators.by_unit(TWO_YEARS.assign(closing=closings), GROWN, NONE_PRINTED, 2013)
    assert pd.isna(total["closing_before"].iloc[-1]) and total["closing"].iloc[-1] == 19


def test_each_year_of_the_area_has_its_households_and_its_flag():
    rows = pd.concat([TWO_YEARS, ledger({"year": 2014, "closing": 19})])
    people = pd.concat([GROWN, homes((2014, "A", 217))])
    held(denominators.by_year(rows, people),
        ["year", "households", "households_change_pct", "closing", "poverty_rate_pct", "flag"],
        (2012, 200, pd.NA, 20, 10.0, None),
        (2013, 200, 0.0, 19, 9.5, "no_flag"),
        (2014, 217, 8.5, 19, 100 * 19 / 217, "both_flags"),
        year="int64", households_change_pct="Float64", poverty_rate_pct="Float64",
        flag="str")  # fmt: skip


def test_the_change_of_a_rate_is_told_in_two_parts_beside_what_it_is_made_of():
    # B, 10 of 100 to 9 of 75: -1 x (1/100 + 1/75) / 2 by count, 9.5 x (1/75 - 1/100) the rest.
    by_count, by_households = -100 * 7 / 600, 100 * 9.5 / 300
    held(denominators.rate_changes(TWO_YEARS, GROWN, 2013), denominators.CHANGES,
        ("A", 10, 10, 100, 125, 10.0, -2.0, 0.0, -2.0),
        ("B", 10, 9, 100, 75, 10.0, 2.0, by_count, by_households),
        ("total", 20, 19, 200, 200, 10.0, -0.5, -0.5, 0.0),
        unit_code="str", rate_before_pct="Float64", rate_moved_pp="Float64",
        by_count_pp="float64", by_households_pp="float64")  # fmt: skip


def test_who_has_no_ward_is_in_the_total_of_the_change_and_has_no_row():
    rows = pd.concat([TWO_YEARS, ledger({"unit_code": "", "closing": 1})])
    table = denominators.rate_changes(rows, GROWN, 2013)
    assert table[["unit_code", "closing"]].to_numpy().tolist() == [
        ["A", 10],
        ["B", 9],
        ["total", 20],
    ]


def test_printed_rates_stand_beside_the_own_ones_with_what_is_between_them():
    printed = pd.DataFrame(
        {"unit_code": ["A", "B", "total"], "printed_rate": ["8,05", None, "9,5"]}
    )
    printed["printed_opening_rate"] = None
    held(denominators.by_unit(TWO_YEARS, GROWN, printed, 2013),
        [*UNDER, "printed_rate", "rate_gap", "gap_flag"],
        ("A", 100, 125, 25.0, 10, 10, 10.0, 8.0, 8.0, "both_flags", "8.05", -0.05, "gap"),
        ("B", 100, 75, -25.0, 10, 9, 10.0, 12.0, 8.0, "jump", None, pd.NA, None),
        ("total", 200, 200, 0.0, 20, 19, 10.0, 9.5, 8.0, "no_flag", "9.5", 0.0, "no_gap"),
        **UNDER_TYPES, printed_rate="str", rate_gap="Float64", gap_flag="str")  # fmt: skip


def test_half_a_printed_digit_is_no_gap_and_a_little_more_is_one():
    given = pd.DataFrame({"unit_code": ["A"], "printed_rate": ["10.0"]})
    for closing, flag in [(10_050, "no_gap"), (10_051, "gap"), (9_950, "no_gap"), (9_949, "gap")]:
        rows, people = ledger({"closing": closing}), homes((2013, "A", 100_000))
        assert denominators.by_unit(rows, people, given, 2013)["gap_flag"].tolist() == [flag]


def test_a_rate_printed_without_decimals_stands_for_half_a_point_around_it():
    given = pd.DataFrame({"unit_code": ["A"], "printed_rate": ["10"]})
    for closing, flag in [(105, "no_gap"), (106, "gap")]:
        rows, people = ledger({"closing": closing}), homes((2013, "A", 1_000))
        assert denominators.by_unit(rows, people, given, 2013)["gap_flag"].tolist() == [flag]


@pytest.mark.parametrize(
    ("before", "now", "flag"),
    [
        ((10, 100), (10, 108), "rate_alone"),
        ((10, 100), (9, 108), "no_flag"),
        ((10, 100), (10, 100), "no_flag"),
        ((10, 100), (11, 105), "no_flag"),  # the rate rose
        ((10, 100), (10, 92), "no_flag"),
        ((10, 100), (10, 91), "jump"),
    ],
)
def test_only_a_rate_that_fell_without_its_count_and_more_than_the_limit_are_flagged(
    before, now, flag
):
    rows = ledger({"year": 2012, "closing": before[0]}, {"closing": now[0]})
    people = homes((2012, "A", before[1]), (2013, "A", now[1]))
    assert denominators.by_unit(rows, people, NONE_PRINTED, 2013)["flag"].tolist() == [flag]
