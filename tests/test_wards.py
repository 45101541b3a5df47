"""Units compared on tables small enough to check by hand, on printed figures, and where they break.

Every drawn point, bar, limit and line is read back and compared with its table.
"""

import re
from math import nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from analysis import charts, rules, tables, terms, workspace
from analysis.facts import read
from analysis.findings import sources
from analysis.findings import ward_sets as say_sets
from analysis.findings import wards as say
from analysis.measures import movements, ward_sets, wards
from analysis.methods import funnel, intervals
from analysis.reports import batch
from analysis.terms import Scope
from tests.test_measures import NEW, OLD, ledger

NAMES = {"A": "Phường A", "B": "Phường B", "C": "Phường C", "": "Không ghi phường"}
NAMES |= {OLD: "chuẩn cũ", NEW: "chuẩn mới"}
VI, EN = (Scope(2013, "Quận X", lang, NAMES) for lang in terms.LANGS)
BOTH = pytest.mark.parametrize("scope", [VI, EN], ids=["vi", "en"])

YEARS = ledger(
    {"year": 2012, "unit_code": "A", "standard": OLD, "opening": 30, "exits": 20, "closing": 10},
    {"year": 2012, "unit_code": "B", "standard": OLD, "opening": 20, "exits": 5, "closing": 15},
    {"unit_code": "A", "opening": 100, "exits": 40, "closing": 60},
    {"unit_code": "B", "opening": 50, "exits": 5, "closing": 45},
    {"unit_code": "", "opening": 2, "exits": 0, "closing": 3},
)
POPULATION = pd.DataFrame(
    {
        "year": [2011, 2011, 2012, 2012, 2013, 2013],
        "unit_code": ["A", "B"] * 3,
        "households": [500, 500, 500, 500, 600, 400],
    }
)
RATES = movements.rates(YEARS, POPULATION, 2013)
PLANS = pd.DataFrame(
    {
        "year": [2013, 2013, 2013],
        "unit_code": ["A", "A", "B"],
        "giver": ["city", "district", "district"],
        "plan": [10, 20, 10],
    }
)
AREA_PLANS = pd.DataFrame(
    {"year": [2013, 2013], "giver": ["district", "city"], "plan": [50, 38]}
).astype({"plan": "Int64"})
NO_PLAN = AREA_PLANS.iloc[:0]
CHANGE = wards.change(YEARS, POPULATION, 2013)
TARGET = wards.target(AREA_PLANS, YEARS, 2013)
REST = ward_sets.against_rest(RATES)
FUNNEL = ward_sets.funnel_of(REST, TARGET)
LIMITS = ward_sets.limits(FUNNEL, TARGET)
CONTRIBUTIONS = wards.contributions(YEARS, POPULATION, 2013)
BY_YEAR = wards.by_year(YEARS, POPULATION)
BOUNDS = ["lower_998_pct", "lower_95_pct", "target_pct", "upper_95_pct", "upper_998_pct"]


def by_unit(table: pd.DataFrame) -> pd.DataFrame:
    return table.set_index("unit_code")


def test_rates_stand_with_their_denominators_and_unknown_columns_are_left_out():
    table = wards.poverty(RATES)
    columns = ["unit_code", "opening", "closing", "households", "poverty_rate_pct"]
    assert list(table) == [*columns, "poor_share_pct", "household_share_pct"]
    assert by_unit(table).loc["total"].tolist() == [152, 108, 1000, 10.8, 100, 100]
    unknown = wards.poverty(movements.rates(YEARS, POPULATION.iloc[:0], 2013))
    assert list(unknown) == ["unit_code", "opening", "closing", "poor_share_pct"]
    alone = wards.poverty(movements.rates(YEARS[YEARS["unit_code"] == "A"], POPULATION, 2013))
    assert list(alone) == columns


def test_shares_are_of_the_whole_and_households_without_a_ward_are_in_it():
    shares = by_unit(wards.poverty(RATES))
    assert shares["poor_share_pct"].drop("total").sum() == pytest.approx(100)
    assert shares.loc["A", "poor_share_pct"] == pytest.approx(100 * 60 / 108)
    assert shares["household_share_pct"].tolist()[:2] == [60, 40]
    assert pd.isna(shares.loc["", "household_share_pct"])


def test_a_unit_is_held_to_the_plan_of_the_district_and_the_whole_to_their_sum():
    exits = by_unit(wards.exits(RATES, PLANS, 2013))
    assert exits["plan"].dropna().to_dict() == {"A": 20, "B": 10, "total": 30}
    assert exits["gross_pct"].dropna().to_dict() == {"A": 200, "B": 50, "total": 150}
    assert pd.isna(exits.loc["", "exit_rate_pct"])


def test_one_unit_without_a_plan_leaves_the_whole_without_one():
    exits = by_unit(wards.exits(RATES, PLANS[PLANS["unit_code"] == "A"], 2013))
    assert exits["plan"].dropna().to_dict() == {"A": 20}
    assert wards.exits(RATES, PLANS.iloc[:0], 2013)["plan"].isna().all()


def test_change_starts_at_the_first_opening_of_the_standard_and_never_before():
    change = by_unit(CHANGE)
    assert change["start_year"].unique().tolist() == [2013]
    assert change.loc["A", ["start_rate_pct", "poverty_rate_pct"]].tolist() == [20, 10]
    assert change["rate_change_pp"].dropna().to_dict() == pytest.approx(
        {"A": -10, "B": 1.25, "total": 10.8 - 15.2}
    )
    assert change.loc["total", "poor_change"] == 108 - 152


def test_a_year_without_a_unit_is_not_compared_as_if_it_were_whole():
    later = ledger({"year": 2014, "unit_code": "A", "opening": 60, "closing": 50})
    table = by_unit(wards.change(pd.concat([YEARS, later]), POPULATION, 2014))
    assert pd.isna(table.loc["total", "closing"])
    assert table.loc["A", "poor_change"] == -50


def test_the_target_is_the_plan_of_the_city_over_the_opening():
    assert TARGET.values.tolist() == [["plan_city", 38, 152, 25.0]]
    of_district = wards.target(AREA_PLANS[AREA_PLANS["giver"] == "district"], YEARS, 2013)
    assert of_district["basis"].tolist() == ["plan_district"]


def test_without_a_plan_the_target_is_the_year_before_under_the_same_standard_or_none():
    one_line = YEARS.assign(standard=NEW)
    before = wards.target(NO_PLAN, one_line, 2013)
    assert before.values.tolist() == [["year_before", 25, 50, 50.0]]
    assert wards.target(NO_PLAN, YEARS, 2013).empty
    assert wards.target(NO_PLAN, one_line, 2012).empty


@pytest.mark.parametrize("plan", [0, 152, 900])
def test_a_plan_of_nobody_or_of_everybody_is_no_target(plan):
    assert wards.target(AREA_PLANS.assign(plan=plan), YEARS, 2013).empty


def test_a_unit_is_tested_against_the_others_and_not_against_a_whole_that_holds_it():
    p = funnel.fisher(40, 100, 5, 50)
    assert REST["unit_code"].tolist() == ["A", "B"]
    assert REST["p_adjusted"].tolist() == pytest.approx([2 * p, 2 * p])
    assert REST["rest_rate_pct"].tolist() == [10, 40]
    assert REST["is_beyond_chance"].all()


def test_the_funnel_holds_the_exact_limits_around_the_target():
    for level, name in ((0.95, "95"), (0.998, "998")):
        lower, upper = funnel.exact_limits([100, 50], 0.25, level)
        assert FUNNEL[f"lower_{name}_pct"].tolist() == (100 * lower).tolist()
        assert FUNNEL[f"upper_{name}_pct"].tolist() == (100 * upper).tolist()
    assert ward_sets.funnel_of(REST, TARGET.iloc[:0]).empty
    assert ward_sets.limits(FUNNEL.iloc[:0], TARGET).empty


def test_intervals_stand_in_order_and_hold_for_all_units_together():
    table = ward_sets.exit_intervals(RATES)
    assert table["unit_code"].tolist() == ["A", "B"]
    expected = [intervals.wilson(x, n, 1 - 0.05 / 2) for x, n in ((40, 100), (5, 50))]
    assert table[["lower_pct", "upper_pct"]].values.tolist() == [
        [100 * lower, 100 * upper] for lower, upper in expected
    ]
    assert table["alike"].tolist() == [(), ()]


def test_printed_rates_give_intervals_on_the_least_households_they_imply():
    opening = ledger({"unit_code": "A", "opening": 77}, {"unit_code": "B", "opening": 406})
    printed = pd.DataFrame({"unit_code": ["A", "B"], "printed_opening_rate": ["0,12", "5.04"]})
    implied = movements.printed_rates(opening, printed, "opening")
    none = movements.rates(YEARS, POPULATION.iloc[:0], 2013)
    table = by_unit(ward_sets.poverty_intervals(none, implied))
    assert table["implied_opening_least"].to_dict() == {"B": 8048, "A": 61601}
    lower, upper = intervals.wilson(77, 61601, 0.975)
    assert table.loc["A", ["lower_pct", "upper_pct"]].tolist() == [100 * lower, 100 * upper]
    assert table["source_opening_rate_pct"].to_dict() == {"B": 5.04, "A": 0.12}


def test_contributions_split_the_change_into_rates_shares_and_households_without_a_ward():
    table = by_unit(CONTRIBUTIONS)
    assert table.loc["A", "by_rate_pp"] == pytest.approx(-10 * 0.55)
    assert table.loc["B", "by_rate_pp"] == pytest.approx(1.25 * 0.45)
    assert table.loc["", "contribution_pp"] == pytest.approx(0.1)
    assert table.loc["total", "contribution_pp"] == pytest.approx(10.8 - 15.2)


COUNTS = some.tuples(*[some.integers(1, 60)] * 4, *[some.integers(60, 900)] * 4)


@given(some.lists(COUNTS, min_size=2, max_size=6), some.integers(0, 5), some.integers(0, 5))
def test_contributions_add_up_to_the_change_of_the_whole(units, lost_before, lost_after):
    rows = [
        {"unit_code": str(at), "opening": of[0], "closing": of[1]} for at, of in enumerate(units)
    ]
    rows.append({"unit_code": "", "opening": lost_before, "closing": lost_after})
    population = pd.DataFrame(
        [
            {"year": year, "unit_code": str(at), "households": of[4 + year - 2012]}
            for at, of in enumerate(units)
            for year in (2012, 2013)
        ]
    )
    table = by_unit(wards.contributions(ledger(*rows), population, 2013))
    whole, parts = table.loc["total"], table.drop(index="total")["contribution_pp"]
    change = whole["poverty_rate_pct"] - whole["start_rate_pct"]
    assert parts.sum() == pytest.approx(change, abs=1e-9)
    assert whole["contribution_pp"] == pytest.approx(change, abs=1e-9)


def test_rates_by_year_start_at_the_opening_of_each_standard():
    keys = BY_YEAR[["year", "at", "standard"]].values.tolist()
    assert keys == [
        [2012, "opening", OLD],
        [2012, "closing", OLD],
        [2013, "opening", NEW],
        [2013, "closing", NEW],
    ]
    assert list(BY_YEAR.columns[3:]) == ["whole_poor", "whole_households", "A", "B", "total"]
    assert BY_YEAR["A"].tolist() == [6, 2, 20, 10]
    assert BY_YEAR["total"].tolist() == pytest.approx([5, 2.5, 15.2, 10.8])


# The old standard stands last in the alphabet; nobody was without a ward in 2012.
ONE_AFTER_ANOTHER = ledger(
    {"year": 2012, "unit_code": "B", "standard": "z", "opening": 20, "exits": 5, "closing": 15},
    {"year": 2012, "unit_code": "A", "standard": "z", "opening": 30, "exits": 20, "closing": 10},
    {"unit_code": "", "opening": 4, "exits": 1, "closing": 3},
    {"unit_code": "B", "opening": 50, "exits": 5, "closing": 45},
    {"unit_code": "A", "opening": 100, "exits": 40, "closing": 60},
    {"year": 2014, "unit_code": "B", "opening": 44, "exits": 14, "closing": 30},
    {"year": 2014, "unit_code": "A", "opening": 60, "exits": 30, "closing": 33},
    {"year": 2014, "unit_code": "", "opening": 3, "exits": 0, "closing": 6},
)
HOUSEHOLDS = pd.concat(
    [POPULATION, pd.DataFrame({"year": 2014, "unit_code": ["A", "B"], "households": [550, 500]})]
)
RATE_TYPES = {"households": "Int64", "poverty_rate_pct": "Float64"}


def test_change_over_two_years_is_told_of_each_unit_in_the_order_of_the_ledger_and_of_the_whole():
    rate = 6900 / 1050
    expected = pd.DataFrame(
        {
            "unit_code": ["B", "A", "", "total"],
            "start_year": 2013,
            "start_poor": [50, 100, 4, 154],
            "start_households": [500, 500, pd.NA, 1000],
            "start_rate_pct": [10.0, 20.0, pd.NA, 15.4],
            "closing": [30, 33, 6, 69],
            "households": [500, 550, pd.NA, 1050],
            "poverty_rate_pct": [6.0, 6.0, pd.NA, rate],
            "poor_change": [-20, -67, 2, -85],
            "rate_change_pp": [-4.0, -14.0, pd.NA, rate - 15.4],
        }
    )
    counts = ["start_poor", "start_households", "closing", "poor_change"]
    types = RATE_TYPES | dict.fromkeys(counts, "Int64")
    types |= dict.fromkeys(["start_rate_pct", "rate_change_pp"], "Float64")
    found = wards.change(ONE_AFTER_ANOTHER, HOUSEHOLDS, 2014)
    pd.testing.assert_frame_equal(found, expected.astype(types))


def test_a_unit_that_is_missing_in_a_year_or_of_unknown_size_leaves_the_whole_unknown():
    of_two = ONE_AFTER_ANOTHER[ONE_AFTER_ANOTHER["unit_code"] != "A"]
    whole = by_unit(wards.change(of_two, HOUSEHOLDS, 2014)).loc["total"]
    assert whole[["start_poor", "start_households", "closing"]].tolist() == [54, 500, 36]
    of_one = wards.change(of_two[of_two["unit_code"] == "B"], HOUSEHOLDS, 2014)
    assert of_one["unit_code"].tolist() == ["B"]
    in_part = HOUSEHOLDS[(HOUSEHOLDS["unit_code"] != "A") | (HOUSEHOLDS["year"] != 2014)]
    known = by_unit(wards.change(ONE_AFTER_ANOTHER, in_part, 2014))
    assert known.loc[["A", "total"], "poverty_rate_pct"].isna().all()
    assert known.loc["B", "poverty_rate_pct"] == 6
    assert known["closing"].tolist() == [30, 33, 6, 69]
    unknown = (ONE_AFTER_ANOTHER["unit_code"] == "") & (ONE_AFTER_ANOTHER["year"] == 2014)
    not_told = ONE_AFTER_ANOTHER["closing"].mask(unknown)
    lost = by_unit(wards.change(ONE_AFTER_ANOTHER.assign(closing=not_told), HOUSEHOLDS, 2014))
    assert lost.loc[["", "total"], ["closing", "poor_change"]].isna().all(axis=None)
    assert lost["closing"][["B", "A"]].tolist() == [30, 33]
    of_wards = ONE_AFTER_ANOTHER[ONE_AFTER_ANOTHER["unit_code"] != ""]
    silent = of_wards.assign(closing=of_wards["closing"].mask(of_wards["year"] > 0))
    none = wards.change(silent, HOUSEHOLDS, 2014)
    assert none.empty and list(none) == list(CHANGE)


def test_the_change_of_a_year_is_split_by_hand():
    # Shares 8.4 and 12.6 of 21 before, 10 and 11 of 21 after; the rates 10.4 and 6 of the wards.
    expected = pd.DataFrame(
        {
            "unit_code": ["B", "A", "", "total"],
            "start_households": [400, 600, pd.NA, 1000],
            "start_rate_pct": [11.0, 10.0, pd.NA, 10.7],
            "households": [500, 550, pd.NA, 1050],
            "poverty_rate_pct": [6.0, 6.0, pd.NA, 6900 / 1050],
            "by_rate_pp": [-46 / 21, -47.2 / 21, nan, -93.2 / 21],
            "by_share_pp": [0.48 / 21, 0.32 / 21, nan, 0.8 / 21],
            "contribution_pp": [-45.52 / 21, -46.88 / 21, 5.7 / 21, -86.7 / 21],
        }
    )
    types = RATE_TYPES | {"start_households": "Int64", "start_rate_pct": "Float64"}
    found = wards.contributions(ONE_AFTER_ANOTHER, HOUSEHOLDS, 2014)
    pd.testing.assert_frame_equal(found, expected.astype(types))


def test_one_unit_or_a_rate_that_is_not_known_leaves_nothing_to_split():
    alone = ONE_AFTER_ANOTHER[ONE_AFTER_ANOTHER["unit_code"] != "A"]
    in_part = HOUSEHOLDS[(HOUSEHOLDS["unit_code"] != "A") | (HOUSEHOLDS["year"] != 2014)]
    for none in (
        wards.contributions(alone, HOUSEHOLDS, 2014),
        wards.contributions(ONE_AFTER_ANOTHER, in_part, 2014),
    ):
        assert none.empty and "unit_code" in none
    everybody = ONE_AFTER_ANOTHER[ONE_AFTER_ANOTHER["unit_code"] != ""]
    whole = by_unit(wards.contributions(everybody, HOUSEHOLDS, 2014))
    assert whole.index.tolist() == ["B", "A", "total"]
    assert whole.loc["total", "contribution_pp"] == pytest.approx(6 - 10.4)


def test_rates_by_year_are_those_of_each_opening_of_a_standard_and_each_closing():
    expected = pd.DataFrame(
        {
            "year": [2012, 2012, 2013, 2013, 2014],
            "at": ["opening", "closing", "opening", "closing", "closing"],
            "standard": ["z", "z", NEW, NEW, NEW],
            "whole_poor": pd.array([50, 25, 154, 108, 69], "Int64"),
            "whole_households": pd.array([1000, 1000, 1000, 1000, 1050], "Int64"),
            "B": [4, 3, 10, 11.25, 6],
            "A": [6.0, 2, 20, 10, 6],
            "total": [5, 2.5, 15.4, 10.8, 6900 / 1050],
        }
    )
    found = wards.by_year(ONE_AFTER_ANOTHER, HOUSEHOLDS)
    pd.testing.assert_frame_equal(found, expected)
    of_one = ONE_AFTER_ANOTHER[ONE_AFTER_ANOTHER["unit_code"] != "A"]
    assert wards.by_year(of_one, HOUSEHOLDS).empty
    none = wards.by_year(ONE_AFTER_ANOTHER, HOUSEHOLDS.iloc[:0])
    assert none.empty and list(none)[:3] == ["year", "at", "standard"]


def test_exits_stand_beside_the_plan_of_the_district_for_the_year():
    more = pd.DataFrame(
        {
            "year": [2012, 2013, 2013, 2013],
            "unit_code": ["A", "B", "B", ""],
            "giver": ["district", "unrecorded", "city", "city"],
            "plan": [5, 9, 7, pd.NA],
        }
    )
    expected = pd.DataFrame(
        {
            "unit_code": ["A", "B", "", "total"],
            "exits": [40, 5, 0, 45],
            "opening": [100, 50, 2, 152],
            "exit_rate_pct": [40.0, 10.0, pd.NA, 100 * 45 / 152],
            "plan": [20, 10, pd.NA, 30],
            "gross_pct": [200.0, 50.0, pd.NA, 150.0],
        }
    ).astype(
        dict.fromkeys(["exits", "opening", "plan"], "Int64")
        | dict.fromkeys(["exit_rate_pct", "gross_pct"], "Float64")
    )
    found = wards.exits(RATES, pd.concat([more, PLANS]), 2013)
    pd.testing.assert_frame_equal(found, expected)
    of_city = wards.exits(
        RATES, pd.concat([more, PLANS])[lambda of: of["giver"] != "district"], 2013
    )
    assert by_unit(of_city)["plan"].dropna().to_dict() == {"A": 10, "B": 7, "total": 17}
    unknown = RATES.assign(exits=pd.array([pd.NA] * 4, "Int64"))
    assert wards.exits(unknown, PLANS, 2013).empty


def test_poverty_stands_beside_what_returns_print_of_the_same_units():
    closing = pd.DataFrame(
        {
            "unit_code": ["C", "B", "A"],
            "closing": [1, 2, 3],
            "printed_closing_rate": ["1", "2", "3"],
        }
    )
    opening = pd.DataFrame({"unit_code": ["total"], "opening": [9], "printed_opening_rate": ["4"]})
    expected = pd.DataFrame(
        {
            "unit_code": ["A", "B", "", "total"],
            "opening": [100, 50, 2, 152],
            "closing": [60, 45, 3, 108],
            "households": [600, 400, pd.NA, 1000],
            "poverty_rate_pct": [10.0, 11.25, pd.NA, 10.8],
            "poor_share_pct": [100 * 60 / 108, 100 * 45 / 108, 100 * 3 / 108, 100.0],
            "household_share_pct": [60.0, 40.0, pd.NA, 100.0],
            "printed_closing_rate": ["3", "2", nan, nan],
            "printed_opening_rate": [nan, nan, nan, "4"],
        }
    ).astype(
        dict.fromkeys(["opening", "closing", "households"], "Int64")
        | dict.fromkeys(["poverty_rate_pct", "poor_share_pct", "household_share_pct"], "Float64")
    )
    pd.testing.assert_frame_equal(wards.poverty(RATES, closing, opening), expected)


TARGET_TYPES = {"target_exits": "Int64", "target_opening": "Int64", "target_pct": "Float64"}


def test_a_target_has_one_row_with_what_it_is_a_part_of():
    plans = pd.DataFrame(
        {
            "year": [2012, 2013, 2013, 2013],
            "giver": ["city", "unrecorded", "district", "city"],
            "plan": pd.array([30, 50, 76, pd.NA], "Int64"),
        }
    )
    columns = ["basis", *TARGET_TYPES]
    for known, row in (
        (plans, ("plan_district", 76, 152, 50.0)),
        (plans.fillna({"plan": 38}), ("plan_city", 38, 152, 25.0)),
    ):
        expected = pd.DataFrame([row], columns=columns).astype(TARGET_TYPES)
        pd.testing.assert_frame_equal(wards.target(known, YEARS, 2013), expected)
    none = wards.target(plans, YEARS[YEARS["unit_code"] == "A"], 2013)
    assert none.empty and none.dtypes.to_dict() == expected.dtypes.to_dict()


def test_the_year_before_is_a_target_only_where_all_of_it_is_known():
    one_line = YEARS.assign(standard=NEW)
    expected = pd.DataFrame([("year_before", 25, 50, 50.0)], columns=["basis", *TARGET_TYPES])
    found = wards.target(NO_PLAN, one_line, 2013)
    pd.testing.assert_frame_equal(found, expected.astype(TARGET_TYPES))
    for column, year in (("exits", 2012), ("opening", 2012)):
        is_of_a = (one_line["year"] == year) & (one_line["unit_code"] == "A")
        in_part = one_line.assign(**{column: one_line[column].mask(is_of_a)})
        assert wards.target(NO_PLAN, in_part, 2013).empty
    assert wards.target(AREA_PLANS, one_line, 2013)["basis"].tolist() == ["plan_city"]
    assert len(wards.target(NO_PLAN, one_line[one_line["unit_code"] != ""], 2013)) == 1
    is_of_a = (YEARS["year"] == 2013) & (YEARS["unit_code"] == "A")
    assert wards.target(
        AREA_PLANS, YEARS.assign(opening=YEARS["opening"].mask(is_of_a)), 2013
    ).empty


# D has one household and it exited; E had none, F more exits than it may, G is not known.
UNEVEN = pd.DataFrame(
    {
        "unit_code": ["E", "A", "B", "F", "D", "G", "", "total"],
        "exits": pd.array([0, 40, 5, 3, 1, pd.NA, 2, 46], "Int64"),
        "opening": pd.array([0, 100, 50, 2, 1, 5, 4, 151], "Int64"),
    }
)


def test_each_unit_that_can_be_compared_is_tested_against_the_rest_of_them():
    p_a, p_b, p_d = (
        funnel.fisher(*of) for of in ((40, 100, 6, 51), (5, 50, 41, 101), (1, 1, 45, 150))
    )
    assert p_b < p_a < 0.001 < 0.3 < p_d
    expected = pd.DataFrame(
        {
            "unit_code": ["A", "B", "D"],
            "exits": [40, 5, 1],
            "opening": [100, 50, 1],
            "exit_rate_pct": [40.0, 10.0, 100.0],
            "rest_rate_pct": [100 * 6 / 51, 100 * 41 / 101, 30.0],
            "p_adjusted": [2 * p_a, 3 * p_b, p_d],
            "is_beyond_chance": [True, True, False],
        }
    ).astype(
        dict.fromkeys(["exits", "opening"], "Int64")
        | dict.fromkeys(["exit_rate_pct", "rest_rate_pct"], "Float64")
    )
    pd.testing.assert_frame_equal(ward_sets.against_rest(UNEVEN), expected)
    none = ward_sets.against_rest(UNEVEN[UNEVEN["unit_code"].isin(["A", "E", "", "total"])])
    assert none.empty and list(none) == list(expected)


def bounds(sizes: list[int]) -> pd.DataFrame:
    (low, high), (lowest, highest) = (
        funnel.exact_limits(sizes, 0.25, level) for level in (0.95, 0.998)
    )
    return pd.DataFrame(dict(zip(BOUNDS, (lowest, low, 0.25, high, highest), strict=True))) * 100


def test_the_funnel_has_each_unit_and_its_curves_go_beyond_the_smallest_and_the_largest():
    rest = ward_sets.against_rest(UNEVEN)
    units = rest[["unit_code", "exits", "opening", "exit_rate_pct"]]
    found = ward_sets.funnel_of(rest, TARGET)
    pd.testing.assert_frame_equal(found, units.join(bounds([100, 50, 1])))
    curves = ward_sets.limits(found[found["unit_code"] != "D"], TARGET)
    openings = curves["opening"].tolist()
    assert (openings[0], openings[-1], len(openings)) == (25, 110, 80)
    pd.testing.assert_frame_equal(curves[BOUNDS], bounds(openings))


def test_curves_of_small_units_have_each_whole_number_once_from_1():
    found = ward_sets.limits(pd.DataFrame({"opening": pd.array([1, 4], "Int64")}), TARGET)
    sizes = pd.DataFrame({"opening": [1.0, 2.0, 3.0, 4.0]})
    pd.testing.assert_frame_equal(found, sizes.join(bounds([1, 2, 3, 4])))
    none = ward_sets.limits(FUNNEL.iloc[:0], TARGET)
    assert none.empty and list(none) == ["opening"]
    nobody = ward_sets.funnel_of(REST.iloc[:0], TARGET)
    assert nobody.empty and list(nobody) == ["unit_code", "exits", "opening", "exit_rate_pct"]


def test_poverty_rates_stand_in_order_with_intervals_ranks_and_those_alike():
    (low_b, high_b), (low_a, high_a) = (
        intervals.wilson(x, n, 0.975) for x, n in ((45, 400), (60, 600))
    )
    expected = pd.DataFrame(
        {
            "unit_code": ["B", "A"],
            "closing": pd.array([45, 60], "Int64"),
            "households": pd.array([400, 600], "Int64"),
            "poverty_rate_pct": pd.array([11.25, 10.0], "Float64"),
            "lower_pct": [100 * low_b, 100 * low_a],
            "upper_pct": [100 * high_b, 100 * high_a],
            "own_ranks": [(1, 2), (1, 2)],
            "ranks": [(1, 2), (1, 2)],
            "alike": [("A",), ("B",)],
        }
    )
    pd.testing.assert_frame_equal(ward_sets.poverty_intervals(RATES), expected)


# charts


def test_the_funnel_draws_each_unit_and_each_limit_where_the_tables_have_them():
    axes = charts.funnel(FUNNEL, LIMITS, "Phễu.", "wards-funnel", VI).figure.axes[0]
    *curves, points = [line.get_xydata().tolist() for line in axes.lines]
    assert points == FUNNEL[["opening", "exit_rate_pct"]].values.tolist()
    drawn = {tuple(map(tuple, curve)) for curve in curves}
    assert drawn == {tuple(map(tuple, LIMITS[["opening", of]].values.tolist())) for of in BOUNDS}
    assert {text.get_text() for text in axes.texts} == {"Phường A", "Phường B"}


def test_each_name_of_the_funnel_is_free_of_points_and_of_other_names():
    crowd = pd.DataFrame(
        {
            "unit_code": list("ABC") * 2,
            "opening": [100, 101, 102, 103, 104, 150],
            "exit_rate_pct": [25.0, 25.5, 26.0, 26.5, 25.2, 30.0],
        }
    )
    figure = charts.funnel(crowd, LIMITS, "Phễu.", "wards-funnel", VI).figure
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert len(boxes) == len(crowd)
    assert not any(box.count_overlaps(boxes[:at]) for at, box in enumerate(boxes))


def test_intervals_are_drawn_from_end_to_end_with_the_rate_between():
    table = ward_sets.exit_intervals(RATES)
    picture = charts.ordered_intervals(table, "Khoảng.", "wards-exit-intervals", VI)
    axes = picture.figure.axes[0]
    dots, _, (whiskers,) = axes.containers[0]
    assert dots.get_xdata().tolist() == table["exit_rate_pct"].tolist()
    ends = [segment[:, 0].tolist() for segment in whiskers.get_segments()]
    assert ends == [
        pytest.approx(pair) for pair in table[["lower_pct", "upper_pct"]].values.tolist()
    ]
    assert axes.yaxis_inverted()
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Phường A", "Phường B"]
    assert "Phường A 40,00% (29,75%–51,20%)" in picture.alt


def test_each_contribution_bar_is_as_long_as_its_number():
    axes = charts.contributions(CONTRIBUTIONS, "Đóng góp.", "x", EN).figure.axes[0]
    drawn = [[bar.get_width() for bar in bars] for bars in axes.containers]
    units = CONTRIBUTIONS.iloc[:2]
    assert drawn == [units["by_rate_pp"].tolist(), units["by_share_pp"].tolist()]


def test_each_panel_has_a_line_for_each_standard_and_none_across():
    picture = charts.small_multiples(BY_YEAR, "Các năm.", "wards-years", VI)
    panels = picture.figure.axes
    assert [axes.get_title() for axes in panels] == ["Phường A", "Phường B"]
    for axes, code in zip(panels, "AB", strict=True):
        drawn = [line.get_xydata().tolist() for line in axes.lines]
        assert drawn == [
            [[year - 1, first], [year, last]]
            for column in ("total", code)
            for year, first, last in (
                (2012, *BY_YEAR[column][:2]),
                (2013, *BY_YEAR[column][2:]),
            )
        ]
    assert len({axes.get_ylim() for axes in panels}) == 1
    assert "chuẩn cũ: Phường A 6,00% → 2,00%" in picture.alt


def test_there_is_a_panel_for_each_unit_and_no_empty_one():
    table = BY_YEAR.assign(C=5.0)[[*BY_YEAR.columns[:5], "A", "B", "C", "total"]]
    panels = charts.small_multiples(table, "", "wards-years", VI).figure.axes
    assert [axes.get_title() for axes in panels] == ["Phường A", "Phường B", "Phường C"]


# sentences


@BOTH
def test_the_sentences_say_what_the_tables_hold(scope):
    said = say_sets.against_rest(REST, scope)
    p = terms.p_value(REST["p_adjusted"].iloc[0], scope.lang)
    assert said.startswith(
        {
            "vi": "Tỷ lệ thoát nghèo khác các đơn vị còn lại hơn mức ngẫu nhiên: Phường A (40,00%",
            "en": "Exit rates that differ from the other units beyond chance: Phường A (40.00%",
        }[scope.lang]
    )
    assert p in said


def test_the_exits_stand_with_the_test_of_each_unit_which_nobody_asks_of_the_whole():
    exits = wards.exits(RATES, PLANS, 2013)
    table = by_unit(say_sets.tested(exits, REST, VI))
    assert list(table) == [
        *("exits", "opening", "exit_rate_pct", "rest_rate_pct", "p_adjusted", "difference"),
        *("plan", "gross_pct"),
    ]
    assert table["rest_rate_pct"].tolist() == [10, 40, "–", "–"]
    assert table["difference"].tolist() == ["có", "có", "–", "–"]
    assert table.loc["A", "p_adjusted"] == REST["p_adjusted"].iloc[0]
    assert say_sets.tested(exits, REST.iloc[:0], VI) is exits
    alike = say_sets.tested(exits, REST.assign(is_beyond_chance=False), EN)
    assert alike["difference"].tolist() == ["no", "no", "–", "–"]


def test_the_target_stands_below_the_units_with_its_numerator_and_denominator():
    table = by_unit(say_sets.held(FUNNEL, TARGET))
    assert table.index.tolist() == ["A", "B", "plan_city"]
    assert table.loc["plan_city"].tolist() == [38, 152, 25, "–", "–", 25, "–", "–"]
    assert say_sets.held(FUNNEL.iloc[:0], TARGET).empty


def test_units_outside_the_wide_limits_are_named_by_side():
    inside = FUNNEL.assign(exit_rate_pct=25.0)
    assert say_sets.outside(inside, EN) == ("No unit is outside the wide limits around the target.")
    at_limits = FUNNEL.assign(
        exit_rate_pct=[FUNNEL["upper_998_pct"][0], FUNNEL["lower_998_pct"][1]]
    )
    assert say_sets.outside(at_limits, EN) == say_sets.outside(inside, EN)
    both = FUNNEL.assign(exit_rate_pct=[60.0, 1.0])
    assert say_sets.outside(both, VI) == (
        "Trên giới hạn rộng quanh mốc, cần xem kỹ: Phường A 60,00%. "
        "Dưới giới hạn rộng quanh mốc, cần xem kỹ: Phường B 1,00%."
    )
    assert say_sets.outside(FUNNEL.iloc[:0], VI) == ""


def test_a_target_is_named_with_its_source():
    assert say_sets.target(TARGET, REST, VI) == (
        "Mốc so sánh đặt ngoài các đơn vị là 25,00%: kế hoạch thành phố giao (38 hộ trên 152 hộ "
        "nghèo đầu kỳ)."
    )
    assert "no funnel is drawn" in say_sets.target(TARGET.iloc[:0], REST, EN)
    assert say_sets.target(TARGET.iloc[:0], REST.iloc[:0], EN) == ""


def test_units_told_apart_from_all_others_are_named_or_it_is_said_that_there_are_none():
    table = ward_sets.exit_intervals(RATES)
    assert say_sets.apart(table, VI) == "Tỷ lệ thoát nghèo: các đơn vị đều phân biệt được với nhau."
    alike = table.assign(ranks=[(1, 2), (1, 2)], alike=[("B",), ("A",)])
    assert say_sets.apart(alike, VI) == (
        "Tỷ lệ thoát nghèo: không đơn vị nào phân biệt được với mọi đơn vị khác."
    )
    one = table.assign(ranks=[(1, 1), (1, 2)], alike=[(), ("A",)])
    assert say_sets.apart(one.iloc[[1, 0]], EN) == (
        "Exit rate: told apart from all other units: Phường A 40.00%."
    )
    named = say_sets.named(one, VI)
    assert named["alike"].tolist() == ["không đơn vị nào", "mọi đơn vị khác"]
    assert named["ranks"].tolist() == ["1", "1–2"]
    assert "alike" not in say_sets.named(one.drop(columns="alike"), VI)


def test_units_that_may_be_the_highest_are_named_where_not_all_may():
    table = ward_sets.exit_intervals(RATES).assign(ranks=[(1, 2), (2, 3)])
    assert say_sets.apart(table, VI) == (
        "Tỷ lệ thoát nghèo: không đơn vị nào phân biệt được với mọi đơn vị khác. Có thể cao nhất: "
        "Phường A 40,00%."
    )


def test_a_plan_that_was_not_met_is_named_as_such():
    assert say.completion(wards.exits(RATES, PLANS, 2013), VI) == (
        "Thoát nghèo đạt hoặc vượt kế hoạch riêng: Phường A 200,00%. "
        "Thoát nghèo chưa đạt kế hoạch riêng: Phường B 50,00%."
    )
    assert "no data" in say.completion(wards.exits(RATES, PLANS.iloc[:0], 2013), EN)


def test_opposite_changes_of_the_whole_and_of_all_units_are_said():
    rows = ledger(
        {"unit_code": "A", "opening": 90, "closing": 40},
        {"unit_code": "B", "opening": 1, "closing": 15},
    )
    population = POPULATION.assign(households=[1, 1, 900, 100, 400, 600])
    shifted = wards.contributions(rows, population, 2013)
    assert shifted["by_rate_pp"].iloc[:2].max() > 0
    assert say.simpson(shifted, VI) == ""
    grown = rows.assign(closing=[41, 12])
    opposite = wards.contributions(grown, population, 2013)
    assert (opposite["by_rate_pp"].iloc[:2] > 0).all()
    assert opposite["contribution_pp"].iloc[-1] < 0
    assert say.simpson(opposite, VI).startswith("Tỷ lệ chung và tỷ lệ của mọi đơn vị")


def test_points_carry_their_sign_and_a_small_p_is_only_bounded():
    assert [terms.points(value, "vi") for value in (0.126, -3.37, -0.001)] == [
        "+0,13",
        "−3,37",
        "0,00",
    ]
    assert [terms.p_value(value, "en") for value in (0.0004, 0.0126, 1)] == [
        "< 0.001",
        "0.013",
        "1.000",
    ]
    assert terms.points(pd.NA, "en") == terms.p_value(pd.NA, "en") == "no data"


# where it breaks


def everything(rows: pd.DataFrame, population: pd.DataFrame, plan: pd.DataFrame, scope: Scope):
    """All tables, sentences and pictures of the notebook, as text."""
    rates = movements.rates(rows, population, scope.year)
    poverty = wards.poverty(rates)
    exits = wards.exits(rates, plan.assign(unit_code="A"), scope.year)
    change = wards.change(rows, population, scope.year)
    target = wards.target(plan, rows, scope.year)
    rest = ward_sets.against_rest(rates)
    held = ward_sets.funnel_of(rest, target)
    poor, out = ward_sets.poverty_intervals(rates), ward_sets.exit_intervals(rates)
    parts = wards.contributions(rows, population, scope.year)
    years = wards.by_year(rows, population)
    drawn = ward_sets.shrunken(rates)
    alone = say.single(rates, scope)
    shown = [
        tables.grid(poverty, "wards-poverty", scope),
        tables.grid(say_sets.tested(exits, rest, scope), "wards-exits", scope),
        tables.grid(change, "wards-change", scope),
        tables.grid(
            say_sets.held(held, target),
            "wards-funnel",
            scope,
            say_sets.no_funnel(alone, rest, scope),
        ),
        tables.grid(say_sets.named(poor, scope), "wards-poverty-intervals", scope, alone),
        tables.grid(say_sets.named(out, scope), "wards-exit-intervals", scope, alone),
        tables.grid(drawn, "wards-shrunken", scope, alone),
        tables.grid(parts, "wards-contributions", scope, alone),
        tables.grid(say.moments(years, scope), "wards-years", scope, alone),
    ]
    sentences = [
        say.headline(poverty, scope),
        say.completion(exits, scope),
        say.change(change, rows["standard"].iloc[-1], scope),
        say_sets.target(target, rest, scope),
        say_sets.against_rest(rest, scope),
        say_sets.outside(held, scope),
        say_sets.apart(poor, scope),
        say_sets.apart(out, scope),
        say_sets.least_households(poor, scope),
        say_sets.shrunken(drawn, scope),
        say.contribution(parts, scope),
        say.simpson(parts, scope),
    ]
    pictures = [
        charts.funnel(held, ward_sets.limits(held, target), "", "wards-funnel", scope),
        charts.ordered_intervals(poor, "", "wards-poverty-intervals", scope),
        charts.ordered_intervals(out, "", "wards-exit-intervals", scope),
        charts.shrunken(drawn, "", "wards-shrunken", scope),
        charts.contributions(parts, "", "wards-contributions", scope),
        charts.small_multiples(years, "", "wards-years", scope),
    ]
    alts = [getattr(picture, "alt", "") for picture in pictures]
    return [table.data for table in shown], sentences, alts


NOW = YEARS[YEARS["year"] == 2013]
ODD = {
    "one unit": NOW[NOW["unit_code"] == "A"],
    "one unit and households without a ward": NOW[NOW["unit_code"] != "B"],
    "nobody poor": NOW.assign(opening=0, exits=0, closing=0).astype(NOW.dtypes),
    "nobody left poor": NOW.assign(exits=NOW["opening"], closing=0).astype(NOW.dtypes),
    "no exits": NOW.assign(exits=0).astype(NOW.dtypes),
    "exits not recorded": NOW.assign(exits=pd.NA).astype(NOW.dtypes),
    "closing not recorded": NOW.assign(closing=pd.NA).astype(NOW.dtypes),
    "one closing not recorded": NOW.assign(
        closing=NOW["closing"].where(NOW["unit_code"] == "A")
    ).astype(NOW.dtypes),
    "opening not recorded": NOW.assign(opening=pd.NA).astype(NOW.dtypes),
    "the first year": NOW,
    "two standards": YEARS,
}
PEOPLED = {
    "known": POPULATION,
    "unknown": POPULATION.iloc[:0],
    "unknown for a unit": POPULATION.assign(
        households=POPULATION["households"].where(POPULATION["unit_code"] == "A").astype("Int64")
    ),
    "this year alone": POPULATION[POPULATION["year"] == 2013],
}


@pytest.mark.parametrize("population", PEOPLED.values(), ids=PEOPLED.keys())
@pytest.mark.parametrize("plan", [AREA_PLANS, NO_PLAN], ids=["plan", "no plan"])
@pytest.mark.parametrize("rows", ODD.values(), ids=ODD.keys())
def test_nothing_breaks_and_nothing_is_not_a_number(rows, plan, population):
    shown, sentences, alts = everything(rows, population, plan, VI)
    for text in [*shown, *sentences, *alts]:
        assert not re.search(r"\bnan\b|\bNaN\b|<NA>|\binf\b|None", text), text


def test_a_page_of_one_unit_says_why_nothing_is_compared():
    shown, sentences, alts = everything(ODD["one unit"], POPULATION, NO_PLAN, VI)
    assert sentences[0] == "Trang này chỉ có một đơn vị nên không có gì để so sánh."
    reason = "trang này chỉ có một đơn vị nên không có gì để so sánh."
    assert sum(reason in table for table in shown) == 6
    assert alts == [""] * 6


def test_when_nobody_is_poor_it_is_said_and_no_unit_has_the_most():
    _, sentences, _ = everything(ODD["nobody poor"], POPULATION, NO_PLAN, EN)
    assert sentences[0] == "At the end of 2013, Quận X has no poor household."


# the sample and the printed table, as the notebook shows them


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d[\d.,]*\d|\d", text))


@BOTH
@pytest.mark.parametrize(
    ("year", "area"), [(2009, "490"), (2010, "490"), (2012, "490"), (2015, "490"), (2014, "20197")]
)
def test_every_figure_of_a_sentence_stands_in_a_table(year, area, scope, shipped_facts):
    data = workspace.SHIPPED[0]
    about = read.scope(year, area, data, scope.lang)
    rows, population = read.ledger(year, area, data), read.population(year, area, data)
    shown, sentences, _ = everything(rows, population, read.plan(year, area, data), about)
    standards = tables.grid(read.standards(year, area, data), "standards", about).data
    cells = re.findall(r">([^<]+)<", "".join([*shown, standards]))
    known = {figure for cell in cells for figure in figures(cell)} | {str(year)}
    for sentence in sentences:
        assert figures(sentence) <= known, sentence


PRINTED = pd.read_csv("tests/published/binh_dinh_2022_opening_clean.csv", dtype=str)
GROUPS = {"urban": "BD-U", "rural": "BD-R"}
PUBLISHED = workspace.SHIPPED[1]


@pytest.mark.parametrize("area", GROUPS)
def test_the_printed_table_is_kept_figure_by_figure(area, shipped_facts):
    source = PRINTED[PRINTED["area"] == area]
    kept = read.ledger(2022, GROUPS[area], PUBLISHED)
    rates = read.printed(2022, GROUPS[area], PUBLISHED)
    own = source["row_type"] == "district"
    assert kept["opening"].astype(str).tolist() == source.loc[own, "poor"].tolist()
    printed = source.sort_values("row_type", key=lambda kind: kind == "subtotal", kind="stable")
    expected = printed["poor_rate_pct"].astype(float).tolist()
    assert rates["printed_opening_rate"].astype(float).tolist() == expected
    names = [read.scope(2022, GROUPS[area], PUBLISHED, "vi").names[c] for c in kept["unit_code"]]
    assert [name.partition(" (")[0] for name in names] == source.loc[own, "unit"].tolist()


@pytest.mark.parametrize("area", GROUPS)
def test_parts_add_up_to_the_printed_subtotal_which_is_not_counted_again(area, shipped_facts):
    subtotal = PRINTED[(PRINTED["area"] == area) & (PRINTED["row_type"] == "subtotal")]
    kept = read.ledger(2022, GROUPS[area], PUBLISHED)
    assert len(kept) == 11
    assert str(movements.total(kept)["opening"].item()) == subtotal["poor"].item()


@pytest.mark.parametrize("area", GROUPS)
def test_every_printed_rate_comes_back_from_the_households_it_implies(area, shipped_facts):
    now = read.ledger(2022, GROUPS[area], PUBLISHED)
    table = movements.printed_rates(now, read.printed(2022, GROUPS[area], PUBLISHED), "opening")
    assert table["unit_code"].iloc[-1] == "total"
    for row in table.itertuples():
        for households, is_within in [
            (row.implied_opening_least, True),
            (row.implied_opening_most, True),
            (row.implied_opening_least - 1, False),
            (row.implied_opening_most + 1, False),
        ]:
            rate = terms.rounded(100 * row.opening / households, 2)
            assert (float(rate) == float(row.printed_opening_rate)) == is_within, row


def test_a_total_that_nobody_printed_appears_nowhere(shipped_facts):
    province = PRINTED.loc[PRINTED["row_type"] == "subtotal", "poor"].astype(int).sum()
    texts = [path.read_text(encoding="utf-8") for path in STORED]
    assert len(texts) >= 8
    for lang in terms.LANGS:
        assert not any(terms.number(province, lang) in text for text in texts)


STORED = sorted((workspace.PROJECT / "tests" / "stored").glob("*.2022.BD-*"))


def test_a_group_has_its_own_line_and_a_unit_that_of_its_group(shipped_facts):
    for area, line in [("BD-U", 2_000_000), ("BD-R", 1_500_000), ("BD-R-01", 1_500_000)]:
        assert read.standards(2022, area, PUBLISHED)["line_vnd"].tolist() == [line]
    source = rules.standards()["national-2022"].source
    assert "thiếu hụt từ 3 trong 12" in source


def test_pages_are_made_for_groups_and_for_units_of_no_group_unless_asked(shipped_facts):
    office = workspace.open(PUBLISHED)
    assert office.district.usual_areas() == ["BD-U", "BD-R", "DN-LC", "HCM-Q11"]
    usual = {job.parameters.area for job in batch.jobs(office, PUBLISHED, [], [], ["vi"])}
    assert usual == {"BD-U", "BD-R", "DN-LC", "HCM-Q11"}
    asked = batch.jobs(office, PUBLISHED, [], ["BD-U-01"], ["vi"])
    assert {(job.parameters.year, job.parameters.area) for job in asked} == {(2022, "BD-U-01")}


def test_a_source_that_all_units_share_stands_once(shipped_facts):
    scope = read.scope(2022, "BD-R", PUBLISHED, "vi")
    printed = read.printed(2022, "BD-R", PUBLISHED)
    listed = sources.listed(read.district(PUBLISHED), printed, scope).data
    assert listed.count("skhdt.binhdinh.gov.vn") == 1
    assert "Bình Định, khu vực nông thôn: skhdt.binhdinh.gov.vn" in listed
