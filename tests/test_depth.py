"""How deep poverty goes and what is lacked: counts that add up, indices recounted from the file,
what is official kept apart from what is computed, and no figure that tells of one household."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import charts, publication, rules, workspace
from analysis.disclosure import Release, cell
from analysis.facts import depth as facts
from analysis.facts import read
from analysis.findings import deprivations as say_lacking
from analysis.findings import depth as say
from analysis.measures import deprivations, depth
from analysis.methods.suppression import Relation
from analysis.publication import deprivations as published_lacking
from analysis.publication import depth as published
from analysis.register import indicators
from analysis.register.read import Review
from analysis.terms import HIDDEN, LABELS, NOT_ASKED, Scope, is_hidden
from tests.by_hand import table as by_hand

SAMPLE, PUBLISHED = workspace.SHIPPED[:2]
LINE = 1000
ASKED = ["water", "toilet", "telecom"]
VI = Scope(2013, "Quận Thử", "vi", {"A": "Phường A", "B": "Phường B", "x": "chuẩn thử"})
EN = Scope(2013, "Trial district", "en", {"A": "Ward A", "B": "Ward B", "x": "trial line"})
NOTHING = pd.DataFrame()
SHIPPED_FACTS = pytest.mark.usefixtures("shipped_facts")


def review(*homes: dict, year: int = 2013, lacks: pd.DataFrame | None = None) -> Review:
    """A review whose closing list has these households: poor, in ward A, of two, at 500.000."""
    usual = {
        "ward_code": "A", "household_class": "Hộ nghèo", "members": "2", "income_vnd": "500000",
        "causes": "thiếu vốn",
    }  # fmt: skip
    rows = [usual | {"household_id": f"H{at}"} | home for at, home in enumerate(homes)]
    closing = pd.DataFrame(rows, columns=["household_id", *usual], dtype="str")
    lacks = indicators.none() if lacks is None else lacks
    return Review(year, "da-nang-2013", *[closing] * 4, True, deprivations=lacks)


def of(*homes: dict, **about: object) -> dict[str, pd.DataFrame]:
    return facts.tables({2013: review(*homes, **about)}, "urban")


def incomes(*rows: tuple) -> pd.DataFrame:
    """Income, households, members, class and ward of one year; the last three may be left out."""
    usual = (None, 1, 1, "poor", "A")
    full = [(*row, *usual[len(row) :]) for row in rows]
    columns = ["income_vnd", "households", "household_size", "household_class", "unit_code"]
    counts = dict.fromkeys(columns[:3], "Int64")
    return pd.DataFrame(full, columns=columns).astype(counts).assign(year=2013, standard="x")


def people(households: int | None = 100, people: int | None = 400, year: int = 2013):
    table = pd.DataFrame([{"year": year, "households": households, "people": people}])
    return table.astype({"households": "Int64", "people": "Int64"})


def patterns(*rows: tuple) -> pd.DataFrame:
    """Signs, households, class and ward; the last three may be left out."""
    usual = ("", 1, "poor", "A")
    full = [(*row, *usual[len(row) :]) for row in rows]
    columns = ["pattern", "households", "household_class", "unit_code"]
    table = pd.DataFrame(full, columns=columns)
    return table.assign(people=3 * table["households"], indicators=";".join(ASKED), year=2013)


# Facts


def test_an_income_stands_in_whole_thousands_rounded_up():
    found = of({"income_vnd": "799001"}, {"income_vnd": "800000"}, {"income_vnd": "0"})
    assert found["depth_incomes"]["income_vnd"].tolist() == [0, 800000]
    assert found["depth_incomes"]["households"].tolist() == [1, 2]
    above = of({"income_vnd": "800001"})["depth_incomes"]
    assert above["income_vnd"].tolist() == [801000]  # still above the line


def test_a_blank_income_is_missing_and_no_gap():
    found = of({"income_vnd": ""}, {})
    assert found["depth_incomes"]["income_vnd"].isna().sum() == 1
    assert found["depth_gaps"]["depth_gap_vnd_households"].tolist() == [1, 1]


def test_the_gap_is_of_every_member_and_of_who_is_at_or_below_the_line():
    found = of(
        {"income_vnd": "500000", "members": "3"},
        {"income_vnd": "800000"},
        {"income_vnd": "900000"},
        {"income_vnd": "700000", "household_class": "Hộ cận nghèo", "ward_code": "B"},
        {"income_vnd": "100000", "ward_code": ""},
    )["depth_gaps"].set_index("unit_code")
    assert found["depth_gap_vnd"].to_dict() == {
        "A": 900000, "B": 200000, facts.OF_WARDS: 1100000,
    }  # fmt: skip
    assert found.loc[facts.OF_WARDS, "depth_gap_vnd_largest"] == 900000
    assert found.loc[facts.OF_WARDS, "depth_gap_vnd_second"] == 200000
    assert found["depth_gap_vnd_households"].to_dict() == {"A": 1, "B": 1, facts.OF_WARDS: 2}


def test_a_standard_whose_line_was_not_found_has_no_gaps():
    rural = Review(2013, "tphcm-2011", *[review({}).closing] * 4, True)
    found = facts.tables({2013: rural}, "rural")
    assert found["depth_gaps"].empty and len(found["depth_incomes"]) == 1


def test_every_cause_of_a_poor_household_counts_once():
    found = of(
        {"causes": "thiếu vốn; Ốm đau, tai nạn;thiếu vốn"},
        {"causes": ""},
        {"causes": "-"},
        {"causes": "thiên tai"},
        {"causes": "thiếu vốn", "household_class": "Hộ cận nghèo"},
        {"causes": "thiếu vốn;"},
    )["depth_causes"]
    assert found.set_index("cause")["households"].to_dict() == {
        "named_capital": 2, "named_illness": 1, "named_other": 1, "named_any": 3, "named_none": 2,
    }  # fmt: skip


def test_a_pattern_has_a_sign_for_every_indicator_also_where_nothing_was_recorded():
    lacks = pd.DataFrame(
        {"household_id": ["H0", "H1"], "water": ["có", "không"], "toilet": ["", "có"]}
    )
    found = of({}, {}, {"household_class": "Hộ cận nghèo", "members": "5"}, lacks=lacks)
    table = found["depth_patterns"].set_index("pattern")
    assert table["households"].to_dict() == {"1?": 1, "01": 1, "??": 1}
    assert table.loc["??", ["people", "household_class"]].tolist() == [5, "near_poor"]
    assert set(table["indicators"]) == {"water;toilet"}


def test_a_year_without_a_list_of_deprivations_has_no_patterns():
    found = of({}, {})
    assert found["depth_patterns"].empty
    assert "households" in found["depth_patterns"]


def test_no_review_gives_tables_without_rows():
    found = facts.tables({}, "urban")
    assert all(table.empty for table in found.values())
    assert found["depth_incomes"]["year"].dtype == "int64"


@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 1200)), min_size=2, max_size=12))
def test_the_facts_of_two_parts_add_up_to_those_of_the_whole(homes):
    rows = [{"ward_code": ward, "income_vnd": str(income * 1000)} for ward, income in homes]
    parts = [of(*rows[:1]), of(*rows[1:])]
    for name in ("depth_incomes", "depth_causes"):
        keys = [column for column in parts[0][name] if column != "households"]
        added = pd.concat([part[name] for part in parts]).groupby(keys, dropna=False).sum()
        whole = of(*rows)[name].groupby(keys, dropna=False).sum()
        pd.testing.assert_frame_equal(added, whole)


# Income


SOME = incomes(
    (400, 2, 3), (1000, 1, 2), (1200, 1, 4), (None, 1, 5), (900, 3, 1, "near_poor"),
    (1500, 2, 1, "near_poor"), (5, 1, 1),
)  # fmt: skip


def test_the_households_and_people_counted():
    table = depth.counted(SOME, LINE, people()).set_index("depth_line")
    assert table["depth_households"].to_dict() == {
        "depth_all": 100, "depth_poor": 6, "depth_without_income": 1, "depth_poor_above": 1,
        "depth_near_poor_below": 3, "depth_at_or_below": 7, "depth_below_line": 6,
        "depth_at_line": 1, "depth_floored": 1,
    }  # fmt: skip
    assert table["depth_people"].tolist() == [400, 18, 5, 4, 3, 12, 10, 2, 1]
    assert list(table.index) == depth.LINES


def test_an_income_at_the_floor_is_not_below_it():
    table = depth.counted(incomes((10,), (9,)), LINE, people()).set_index("depth_line")
    assert table.loc["depth_floored", "depth_households"] == 1


def test_the_indices_are_those_of_the_handbook_times_100():
    table = depth.indices(incomes((100,), (110,)), 125, people(4, 4)).set_index("depth_index")
    of_homes = table["depth_of_households_pct"]
    assert of_homes[:4].tolist() == [50, 50, 50, pytest.approx(8)]
    assert of_homes["depth_p2"] == pytest.approx(1.36)
    assert of_homes["depth_watts"] == pytest.approx(8.77442, abs=1e-5)
    assert of_homes["depth_sen"] == pytest.approx(9)
    assert of_homes["depth_sst"] == pytest.approx(12.5)
    assert of_homes["depth_gini"] == pytest.approx(100 * 10 / 420)
    assert table["depth_of_people_pct"].tolist() == pytest.approx(of_homes.tolist())


def test_people_weigh_a_household_by_its_members():
    table = depth.indices(incomes((500, 1, 4), (900, 1, 1)), LINE, people(10, 50))
    row = table.set_index("depth_index").loc["depth_p1"]
    assert row.tolist() == pytest.approx([100 * 0.6 / 10, 100 * 2.1 / 50])


def test_who_has_no_income_on_record_counts_as_the_others_of_its_class():
    table = depth.indices(incomes((500,), (None,), (900, 1, 1, "near_poor")), LINE, people(10))
    of_homes = table.set_index("depth_index")["depth_of_households_pct"]
    assert of_homes["depth_official"] == pytest.approx(20)
    assert of_homes["depth_p0"] == pytest.approx(30)
    assert of_homes["depth_p1"] == pytest.approx(100 * (2 * 0.5 + 0.1) / 10)


def test_poor_by_income_is_not_the_official_rate_where_a_rule_looks_at_more():
    table = depth.indices(SOME, LINE, people()).set_index("depth_index")
    assert table.loc["depth_official", "depth_of_households_pct"] == pytest.approx(6)
    # four of the five poor on record are at or below the line, and all three near-poor
    assert table.loc["depth_p0", "depth_of_households_pct"] == pytest.approx(6 * 4 / 5 + 3)
    assert table.loc["depth_p0_below", "depth_of_households_pct"] == pytest.approx(6 * 3 / 5 + 3)


def test_watts_takes_an_income_of_0_for_one_per_cent_of_the_line():
    table = depth.indices(incomes((0,)), LINE, people(1, 1)).set_index("depth_index")
    assert table.loc["depth_watts"].tolist() == pytest.approx([100 * np.log(100)] * 2)


def test_without_a_population_an_index_is_missing():
    table = depth.indices(incomes((500,)), LINE, people(None, 100)).set_index("depth_index")
    assert table.loc["depth_p1"].isna().tolist() == [True, False]
    counted = depth.counted(incomes((500,)), LINE, people(None, 100))
    assert counted["depth_households"].isna().tolist() == [True] + [False] * 8


@pytest.mark.parametrize(
    ("rows", "line"),
    [([(None,)], LINE), ([(500,)], None), ([], LINE), ([(500, 1, 1, "near_poor")], LINE)],
    ids=["no incomes", "no line", "nobody poor", "near-poor alone"],
)
def test_what_cannot_be_told_has_no_rows(rows, line):
    table = incomes(*rows)
    gaps = pd.DataFrame({"year": [], "unit_code": [], "depth_gap_vnd": []})
    rates = pd.DataFrame([{"unit_code": "A", "closing": 1, "households": 10}])
    assert depth.counted(table, line, people()).empty
    assert depth.indices(table, line, people()).empty
    assert depth.wards(table, gaps, line, rates).empty
    reviews = pd.DataFrame([{"year": 2013, "standard": "x", "closing": 1, "households": 10}])
    assert depth.years(table, people(), reviews, {"x": line} if line else {}).empty
    assert not depth.points_to_one(table, line, 20)


def test_everybody_poor_without_income_is_as_poor_as_can_be():
    table = depth.indices(incomes((0, 5)), LINE, people(5, 5)).set_index("depth_index")
    for index in ("depth_official", "depth_p0", "depth_p0_below", "depth_p1", "depth_p2"):
        assert table.loc[index].tolist() == [100, 100]
    assert table.loc["depth_sst"].tolist() == [100, 100]
    assert table.loc["depth_gini"].tolist() == [0, 0]


def test_everybody_above_the_line_has_no_gap_and_no_gini_of_the_poor():
    table = depth.indices(incomes((1500, 5)), LINE, people()).set_index("depth_index")
    assert table.loc["depth_official", "depth_of_households_pct"] == 5
    assert table.loc["depth_p0":"depth_sst", "depth_of_households_pct"].tolist() == [0] * 7
    assert table.loc["depth_gini"].isna().all()


GAPS = pd.DataFrame(
    [[2013, "A", 1200, 2, 600, 600], [2013, "depth_of_wards", 2700, 3, 1500, 600]],
    columns=["year", "unit_code", *(f"depth_gap_vnd{end}" for end in ("", "_households",
             "_largest", "_second"))],
).astype(dict.fromkeys(["depth_gap_vnd"], "Int64"))  # fmt: skip


def test_a_wards_gap_is_of_its_own_households():
    rates = pd.DataFrame({"unit_code": ["A", "B"], "closing": [2, 1], "households": [10, 20]})
    rows = incomes((400, 2), (500, 1, 3, "poor", "B"), (100, 1, 1, "poor", ""))
    table = depth.wards(rows, GAPS, LINE, rates).set_index("unit_code")
    assert table["depth_gap_pct"].tolist() == pytest.approx([12, 2.5, 100 * 1.7 / 30])
    assert table["depth_gap_vnd"].tolist() == [1200, 0, 2700]
    assert table["closing"].tolist() == [2, 1, 3]
    assert table["households"].tolist() == [10, 20, 30]
    assert table["poverty_rate_pct"].tolist() == pytest.approx([20, 5, 10])
    assert list(table.index) == ["A", "B", "depth_of_wards"]


def test_one_ward_is_not_added_up():
    rates = pd.DataFrame({"unit_code": ["A"], "closing": [2], "households": [10]})
    assert depth.wards(incomes((400, 2)), GAPS, LINE, rates)["unit_code"].tolist() == ["A"]


def test_each_year_is_measured_by_its_own_line():
    rows = pd.concat([incomes((500,)), incomes((500,)).assign(year=2012)])
    population = pd.concat([people(10), people(20, year=2012)])
    reviews = pd.DataFrame(
        [[2011, "y", 1, 20], [2012, "y", 1, 20], [2013, "x", 1, 10]],
        columns=["year", "standard", "closing", "households"],
    )
    table = depth.years(rows, population, reviews, {"x": 1000, "y": 625})
    assert table["year"].tolist() == [2012, 2013]
    assert table["depth_gap_pct"].tolist() == pytest.approx([100 * 0.2 / 20, 100 * 0.5 / 10])
    assert table["depth_squared_gap_pct"].tolist() == pytest.approx([0.2, 2.5])
    assert table["depth_income_gap_whole_pct"].tolist() == pytest.approx([20, 50])
    assert table["poverty_rate_pct"].tolist() == pytest.approx([5, 10])
    assert list(table.columns[:5]) == [
        "year", "standard", "closing", "households", "poverty_rate_pct",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "tells"),
    [
        ([(900, 9)], True),
        ([(900, 10)], False),
        ([(1000, 20)], False),  # all at the line: nobody has a gap
        ([(0, 1), (999, 20)], True),  # one has most of the sum
        ([(900, 9), (1000, 20)], True),
        ([(900, 9), (None, 5)], True),
    ],
)
def test_few_or_one_above_all_are_not_told(rows, tells):
    assert depth.points_to_one(incomes(*rows), LINE, 20) is tells


def test_near_poor_above_the_line_are_counted_apart():
    assert depth.near_poor_above(SOME, LINE) == 2
    assert depth.near_poor_above(incomes((1500,)), LINE) == 0


# Whole tables of income, each cell worked out by hand

# 400 is .6 below the line, 800 is .2, and 1000 is at it
FEW = incomes((400, 3, 2), (800, 1, 4), (1000, 1, 1))


def test_every_line_of_the_count_is_told_of_households_and_of_people():
    pd.testing.assert_frame_equal(
        depth.counted(SOME, LINE, people()),
        by_hand(
            depth_line=depth.LINES,
            depth_households=[100, 6, 1, 1, 3, 7, 6, 1, 1],
            depth_people=[400, 18, 5, 4, 3, 12, 10, 2, 1],
        ),
    )


def test_every_index_is_worked_out_of_households_and_of_people():
    watts = [3 * np.log(2.5) + np.log(1.25), 6 * np.log(2.5) + 4 * np.log(1.25)]
    # pairs of incomes 3,200 and of gaps 3.2 over (5 x 3,000) and (5 x 2); of people 14,000 and 14
    gini, of_gaps = [3200 / 15000, 14000 / 72600], [3.2 / 10, 14 / 48.4]
    sen = [0.5 * gini[0] + 0.2 * (1 - gini[0]), 0.275 * gini[1] + 0.11 * (1 - gini[1])]
    sst = [0.2 * (2 - 0.5 * (1 - of_gaps[0])), 0.11 * (2 - 0.275 * (1 - of_gaps[1]))]
    pd.testing.assert_frame_equal(
        depth.indices(FEW, LINE, people(10, 40)),
        by_hand(
            depth_index=depth.INDICES,
            depth_of_households_pct=[
                50, 50, 40, 20, 11.2, 10 * watts[0], 100 * sen[0], 100 * sst[0], 100 * gini[0],
            ],
            depth_of_people_pct=[
                27.5, 27.5, 25, 11, 5.8, 2.5 * watts[1], 100 * sen[1], 100 * sst[1], 100 * gini[1],
            ],
        ),
    )  # fmt: skip


MONEY = by_hand(
    unit_code=["depth_of_wards", "A"],
    depth_gap_vnd=[2700, 1200],
    depth_gap_vnd_households=[3, 2],
    depth_gap_vnd_largest=[1500, 600],
    depth_gap_vnd_second=[600, 600],
).assign(year=2013)


def test_wards_have_their_rate_their_gap_and_its_money():
    rates = by_hand(unit_code=["A", "B"], closing=[2, 1], households=[10, 20])
    rows = incomes((400, 2), (500, 1, 3, "poor", "B"), (100, 1, 1, "poor", ""))
    expected = by_hand(
        unit_code=["A", "B", "depth_of_wards"],
        closing=[2, 1, 3],
        households=[10, 20, 30],
        poverty_rate_pct=[20, 5, 10],
        depth_gap_pct=[12, 2.5, 170 / 30],
        depth_gap_vnd=[1200, 0, 2700],
        depth_gap_vnd_households=[2, 0, 3],
        depth_gap_vnd_largest=[600, 0, 1500],
        depth_gap_vnd_second=[600, 0, 600],
    )
    found = depth.wards(rows, MONEY, LINE, rates)
    pd.testing.assert_frame_equal(found, expected.astype({"depth_gap_pct": "float64"}))


def test_a_ward_without_its_number_of_households_leaves_that_of_the_whole_missing():
    rates = by_hand(unit_code=["A", "B"], closing=[2, None], households=[10, None])
    rows = incomes((400, 2), (500, 1, 3, "poor", "B"))
    found = depth.wards(rows, MONEY, LINE, rates)
    for column in ("closing", "households", "poverty_rate_pct", "depth_gap_pct"):
        assert found[column].isna().tolist() == [False, True, True], column
    dtypes = found.dtypes[["closing", "households"]].astype("str")
    assert dtypes.tolist() == ["Int64", "Int64"]


def test_a_ward_without_poor_has_a_gap_of_nil_and_one_without_incomes_none_that_is_known():
    rates = by_hand(unit_code=["A", "B", "C"], closing=[2, 0, 1], households=[10, 20, 20])
    rows = incomes((400, 2), (None, 1, 3, "poor", "C"), (950, 1, 1, "near_poor", "C"))
    found = depth.wards(rows, MONEY, LINE, rates).set_index("unit_code")
    assert found["depth_gap_pct"][["A", "B"]].tolist() == [12, 0]
    assert pd.isna(found["depth_gap_pct"]["C"])


def test_a_class_without_an_income_on_record_is_not_taken_to_be_above_the_line():
    rows = incomes((500, 2), (None, 3, 1, "near_poor"))
    found = depth.indices(rows, LINE, people(10, 40)).set_index("depth_index")
    for index in ("depth_p0", "depth_p1", "depth_p2", "depth_watts", "depth_sen", "depth_sst"):
        assert found.loc[index].isna().all(), index
    known = depth.indices(rows.iloc[:1], LINE, people(10, 40)).set_index("depth_index")
    assert known.loc["depth_p1"].tolist() == [10, 2.5]


def test_years_have_their_line_their_rate_and_their_gaps():
    rows = pd.concat([incomes((500,)), incomes((500,)).assign(year=2012)])
    population = pd.concat([people(10), people(20, year=2012)])
    reviews = by_hand(
        year=[2012, 2013], standard=["y", "x"], closing=[1, 1], households=[20, 10]
    ).astype({"year": "int64"})
    gaps = {"depth_gap_pct": [1.0, 5.0], "depth_squared_gap_pct": [0.2, 2.5]}
    found = depth.years(rows, population, reviews, {"x": 1000, "y": 625})
    expected = reviews.astype({"closing": "int64", "households": "int64"}).assign(
        poverty_rate_pct=pd.array([5, 10], "Float64"),
        **gaps,
        depth_income_gap_whole_pct=[20.0, 50.0],
    )
    pd.testing.assert_frame_equal(found, expected)


def test_the_floor_is_one_per_cent_of_the_line_exactly():
    found = depth.counted(incomes((1000, 1), (999, 2), (995, 4)), 100_000, people())
    assert found["depth_households"].iloc[-1] == 6


def test_a_household_of_unknown_size_counts_as_a_household_and_not_among_people():
    found = depth.indices(incomes((500, 1, None), (900, 1, 1)), LINE, people(10, 40))
    of_gap = found.set_index("depth_index").loc["depth_p1"]
    assert of_gap.tolist() == pytest.approx([100 * (0.5 + 0.1) / 10, 100 * 0.1 / 40])


def test_an_income_at_the_line_or_not_on_record_is_not_above_it():
    near = [(1000, 1), (1001, 2), (1500, 4), (None, 8)]
    rows = incomes(*((*each, 1, "near_poor") for each in near), (1500, 16), (400, 32))
    assert depth.near_poor_above(rows, LINE) == 6
    assert type(depth.near_poor_above(rows, LINE)) is int


# Deprivations


LISTED = patterns(
    ("110", 4), ("111", 2, "near_poor"), ("100", 3, "poor", "B"), ("000", 5, "near_poor", "B"),
    ("1?1", 2), ("0?0", 1), ("011", 1, "poor", ""),
)  # fmt: skip


def test_who_has_a_blank_is_not_judged():
    judged = deprivations.judged(LISTED, 2)
    assert judged.groupby("judgement")["households"].sum().to_dict() == {
        "depth_mpoor": 7, "depth_not_mpoor": 8,
    }  # fmt: skip
    assert deprivations.judged(LISTED, None).empty
    assert deprivations.judged(LISTED.iloc[:0], 2).empty


def test_the_official_class_stands_beside_and_is_not_mixed():
    table = deprivations.official(deprivations.judged(LISTED, 2)).set_index("depth_class")
    assert table.loc["depth_listed_poor"].tolist() == [8, 5, 3]
    assert table.loc["depth_listed_near_poor"].tolist() == [7, 2, 5]
    assert table.loc["total"].tolist() == [15, 7, 8]
    assert list(table.columns) == ["total", "depth_mpoor", "depth_not_mpoor"]


def test_a_blank_is_left_out_or_no_deprivation_and_both_are_told():
    table = deprivations.ways(LISTED, 2).set_index("depth_way")
    assert table.loc["depth_complete_cases", ["depth_size", "depth_way_mpoor"]].tolist() == [15, 7]
    assert table.loc["depth_missing_as_not", ["depth_size", "depth_way_mpoor"]].tolist() == [18, 9]
    complete = table.loc["depth_complete_cases"]
    assert complete["depth_h_pct"] == pytest.approx(100 * 7 / 15)
    assert complete["depth_a_pct"] == pytest.approx(100 * (5 * 2 + 2 * 3) / 21)
    assert complete["depth_m0_pct"] == pytest.approx(100 * 16 / 45)
    assert complete["depth_people_h_pct"] == pytest.approx(100 * 7 / 15)
    assert complete["depth_people_m0_pct"] == pytest.approx(100 * 16 / 45)
    assert table.loc["depth_missing_as_not", "depth_m0_pct"] == pytest.approx(100 * 20 / 54)


def test_people_are_weighed_by_their_own_numbers():
    rows = patterns(("110", 1), ("000", 1)).assign(people=[9, 1])
    table = deprivations.ways(rows, 2).iloc[0]
    assert table["depth_people_h_pct"] == pytest.approx(90)
    assert table["depth_people_m0_pct"] == pytest.approx(60)
    assert table["depth_h_pct"] == pytest.approx(50)


def test_each_indicator_uncensored_censored_and_its_contribution():
    table = deprivations.indicators(deprivations.judged(LISTED, 2), 2)
    table = table.set_index("depth_indicator")
    assert list(table.index) == ["deprived_water", "deprived_toilet", "deprived_telecom"]
    assert table["depth_deprived"].tolist() == [9, 7, 3]
    assert table["depth_censored"].tolist() == [6, 7, 3]
    assert table["depth_deprived_pct"].tolist() == pytest.approx([60, 100 * 7 / 15, 20])
    assert table["depth_censored_pct"].tolist() == pytest.approx([40, 100 * 7 / 15, 20])
    assert table["depth_contribution_pct"].tolist() == pytest.approx([37.5, 43.75, 18.75])


def test_the_crossed_counts_add_up_to_those_shown():
    judged = deprivations.judged(LISTED, 2)
    crossed = deprivations.crossed(judged).set_index(
        ["depth_indicator", "judgement", "is_deprived"]
    )["households"]
    assert crossed["deprived_water", "depth_mpoor", True] == 6
    assert crossed["deprived_water", "depth_mpoor", False] == 1
    assert crossed["deprived_telecom", "depth_not_mpoor", True] == 0
    assert crossed.groupby("depth_indicator").sum().tolist() == [15, 15, 15]


def test_the_wards_parts_are_of_the_whole():
    judged = deprivations.judged(LISTED, 2)
    table = deprivations.wards(judged, ["A", "B", "C"], 2).set_index("unit_code")
    assert table["total"].tolist() == [6, 8, 0]
    assert table["depth_mpoor"].tolist() == [6, 0, 0]
    assert table["depth_h_pct"].tolist()[:2] == [100, 0] and pd.isna(table.loc["C", "depth_h_pct"])
    assert table.loc["A", "depth_m0_pct"] == pytest.approx(100 * 14 / 18)
    assert pd.isna(table.loc["B", "depth_a_pct"])
    assert table["depth_part_pct"].tolist() == pytest.approx([87.5, 0, 0])  # 2 of 16 in no ward


# Whole tables of deprivations, each cell worked out by hand

ALL_POOR = patterns(("111", 2), ("110", 3, "near_poor", "B"))


def test_who_is_poor_by_deprivations_is_told_of_every_pattern_without_a_blank():
    found = deprivations.judged(LISTED, 2)
    expected = LISTED[~LISTED["pattern"].isin(["1?1", "0?0"])].assign(
        judgement=["depth_mpoor", "depth_mpoor", "depth_not_mpoor", "depth_not_mpoor",
                   "depth_mpoor"]
    )  # fmt: skip
    pd.testing.assert_frame_equal(found, expected)
    without_cutoff = deprivations.judged(LISTED, None)
    assert without_cutoff.dtypes.to_dict() == expected.dtypes.to_dict()


def test_a_judgement_that_nobody_has_is_a_column_of_0():
    pd.testing.assert_frame_equal(
        deprivations.official(deprivations.judged(ALL_POOR, 2)),
        by_hand(
            depth_class=["depth_listed_poor", "depth_listed_near_poor", "total"],
            total=[2, 3, 5],
            depth_mpoor=[2, 3, 5],
            depth_not_mpoor=[0, 0, 0],
        ),
    )


def test_wards_have_their_shares_and_their_part_of_the_whole():
    pd.testing.assert_frame_equal(
        deprivations.wards(deprivations.judged(LISTED, 2), ["B", "A", "C"], 2),
        by_hand(
            unit_code=["B", "A", "C"],
            total=[8, 6, 0],
            depth_mpoor=[0, 6, 0],
            depth_not_mpoor=[8, 0, 0],
            depth_h_pct=[0, 100, None],
            depth_a_pct=[None, 700 / 9, None],
            depth_m0_pct=[0, 700 / 9, None],
            depth_part_pct=[0, 87.5, 0],
        ),
    )


def test_both_ways_have_their_counts_and_shares_in_one_order():
    rows = patterns(("110", 1), ("000", 1), ("1?1", 1), ("100", 1)).assign(people=[10, 7, 3, 4])
    found = deprivations.ways(rows, 2)
    expected = by_hand(
        depth_way=["depth_complete_cases", "depth_missing_as_not"],
        depth_size=[3, 4],
        depth_way_mpoor=[1, 2],
        depth_h_pct=[100 / 3, 50],
        depth_a_pct=[200 / 3, 200 / 3],
        depth_m0_pct=[200 / 9, 100 / 3],
        depth_people_size=[21, 24],
        depth_people_mpoor=[10, 13],
        depth_people_h_pct=[1000 / 21, 1300 / 24],
        depth_people_m0_pct=[2000 / 63, 2600 / 72],
    ).astype({"depth_way": "string"})
    pd.testing.assert_frame_equal(found, expected)


def test_indicators_are_told_also_where_there_is_one_pattern():
    found = deprivations.indicators(deprivations.judged(patterns(("110", 4)), 2), 2)
    pd.testing.assert_frame_equal(
        found,
        by_hand(
            depth_indicator=["deprived_water", "deprived_toilet", "deprived_telecom"],
            depth_deprived=[4, 4, 0],
            depth_deprived_pct=[100, 100, 0],
            depth_censored=[4, 4, 0],
            depth_censored_pct=[100, 100, 0],
            depth_contribution_pct=[50, 50, 0],
        ),
    )


def test_indicators_are_crossed_with_the_judgement_also_where_there_is_one_pattern():
    found = deprivations.crossed(deprivations.judged(patterns(("110", 4)), 2))
    lacks = [("water", 4, 0), ("toilet", 4, 0), ("telecom", 0, 4)]
    expected = pd.DataFrame(
        [
            (f"deprived_{code}", judgement, is_deprived, many)
            for code, with_it, without in lacks
            for judgement, is_deprived, many in [
                ("depth_mpoor", True, with_it),
                ("depth_mpoor", False, without),
                ("depth_not_mpoor", True, 0),
                ("depth_not_mpoor", False, 0),
            ]
        ],
        columns=["depth_indicator", "judgement", "is_deprived", "households"],
    )
    pd.testing.assert_frame_equal(found, expected)


def test_causes_have_their_count_and_their_share_of_who_has_any():
    rows = pd.DataFrame(
        [["named_none", 2], ["named_other", 1], ["named_any", 4], ["named_illness", 1],
         ["named_other", 2]],
        columns=["cause", "households"],
    )  # fmt: skip
    pd.testing.assert_frame_equal(
        deprivations.causes(rows),
        by_hand(
            depth_cause=["named_any", "named_other", "named_illness", "named_none"],
            depth_named=[4, 3, 1, 2],
            depth_named_pct=[100, 75, 25, None],
        ),
    )


def test_without_deprivations_there_are_no_tables():
    judged = deprivations.judged(LISTED.iloc[:0], 3)
    assert deprivations.official(judged).empty and deprivations.wards(judged, ["A"], 3).empty
    assert deprivations.indicators(judged, 3).empty
    assert deprivations.ways(LISTED.iloc[:0], 3).empty
    assert deprivations.ways(patterns(("1?1",)), 3).empty


def test_causes_are_of_who_has_any_and_the_most_named_come_first():
    rows = pd.DataFrame(
        [["named_any", 4], ["named_none", 2], ["named_other", 1], ["named_illness", 3],
         ["named_capital", 3]],
        columns=["cause", "households"],
    )  # fmt: skip
    table = deprivations.causes(rows).set_index("depth_cause")
    assert list(table.index) == [
        "named_any", "named_capital", "named_illness", "named_other", "named_none",
    ]  # fmt: skip
    assert table["depth_named_pct"].tolist()[:4] == [100, 75, 75, 25]
    assert pd.isna(table.loc["named_none", "depth_named_pct"])
    assert table.loc["named_none", "depth_named"] == 2


def test_nobody_with_a_cause_on_record_gives_no_table_and_nobody_without_one_gives_a_0():
    assert deprivations.causes(pd.DataFrame({"cause": ["named_none"], "households": [5]})).empty
    every = pd.DataFrame({"cause": ["named_any", "named_other"], "households": [5, 5]})
    assert deprivations.causes(every)["depth_named"].tolist() == [5, 5, 0]


def test_every_cause_and_indicator_has_words():
    codes = {f"deprived_{code}" for code in indicators.CODES}
    assert codes | {*facts.CAUSES.values(), *deprivations.CAUSES} <= LABELS.keys()
    assert {*facts.CAUSES.values()} == {*deprivations.CAUSES}
    assert {*depth.LINES, *depth.INDICES, depth.OF_WARDS} <= LABELS.keys()
    assert facts.OF_WARDS == depth.OF_WARDS


# What is shown


def test_relations_told_by_another_page_are_used_where_they_hold():
    counts = pd.DataFrame([{"a": 3, "b": 3}, {"a": 4, "b": 5}]).assign(key=["p", "q"])
    release = Release(5).add("t", counts.astype({"a": "Int64", "b": "Int64"}), keys=["key"])
    tied = [
        Relation(((1, cell("a", {"key": key})), (-1, cell("b", {"key": key})))) for key in "pqr"
    ]
    assert list(published.agreeing(release, tied)) == tied[:1]


@pytest.mark.parametrize(
    ("hidden", "indices"),
    [
        ("depth_poor", {"depth_official"}),
        ("depth_poor_above", {"depth_p0", "depth_sen", "depth_p0_below"}),
        ("depth_near_poor_below", {"depth_p0", "depth_sen", "depth_p0_below"}),
        ("depth_at_line", {"depth_p0_below"}),
        ("depth_without_income", set()),
    ],
)
def test_an_index_is_hidden_with_a_count_that_it_tells(hidden, indices):
    counted = depth.counted(SOME, LINE, people()).astype({"depth_households": object})
    counted.loc[counted["depth_line"] == hidden, "depth_households"] = HIDDEN
    found = depth.indices(SOME, LINE, people())
    for is_coarse in (False, True):
        tables = {published.COUNTED: counted, published.INDICES: found.assign(is_coarse=is_coarse)}
        shown = published.finished(tables | {published.WARDS: NOTHING})[published.INDICES]
        veiled = shown["depth_of_households_pct"].map(is_hidden)
        assert set(shown.loc[veiled, "depth_index"]) == (set() if is_coarse else indices)
        assert not shown["depth_of_people_pct"].map(is_hidden).any()
        assert "is_coarse" not in shown


def test_no_people_tell_that_there_is_no_household():
    few = incomes((400, 20, 2), (None, 1, 3), (1200, 30, 2), (1500, 40, 1, "near_poor"))
    table = depth.counted(few, LINE, people())
    behind = table.assign(depth_people=table["depth_households"])
    release = Release(5).add("t", table, keys=["depth_line"], behind=behind)
    known = table[table["depth_line"] == "depth_poor"].drop(columns="depth_people")
    release = release.add("k", known, keys=["depth_line"], exact=True)
    shown = release.tied(published._known(release, "490")).protected()["t"]
    lines = shown.set_index("depth_line")
    assert is_hidden(lines.loc["depth_without_income", "depth_households"])
    is_veiled = lines[["depth_households", "depth_people"]].map(is_hidden)
    none = lines["depth_people"].eq(0) & is_veiled["depth_households"]
    assert not none[is_veiled["depth_households"]].any()


def shown(table: str, year: int, area: str = "490", data: str = SAMPLE) -> pd.DataFrame | None:
    return publication.tables(year, area, data)[table]


def closing(year: int) -> list[dict]:
    file = Path(workspace.PROJECT / SAMPLE / f"register/{year}/closing.csv")
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return [row for row in csv.DictReader(rows) if row["Phân loại hộ"] == "Hộ nghèo"]


@SHIPPED_FACTS
@pytest.mark.parametrize("year", [2009, 2012, 2013, 2015])
def test_the_indices_of_the_sample_are_those_of_its_file(year):
    line = 500_000 if year < 2013 else 800_000
    poor = closing(year)
    income = "Thu nhập bình quân (đồng/người/tháng)"
    known = [int(row[income]) for row in poor if row[income]]
    everybody = read.population(year, "490", SAMPLE).query("year == @year")["households"].sum()
    table = shown("depth-indices", year).set_index("depth_index")["depth_of_households_pct"]
    mean_gap = sum((line - each) / line for each in known) / len(known)
    squared = sum(((line - each) / line) ** 2 for each in known) / len(known)
    share = len(poor) / everybody
    assert table["depth_official"] == pytest.approx(100 * share)
    assert table["depth_p1"] == pytest.approx(100 * share * mean_gap)
    assert table["depth_p2"] == pytest.approx(100 * share * squared)
    assert table["depth_p0_below"] == pytest.approx(
        100 * share * sum(each < line for each in known) / len(known)
    )
    counted = shown("depth-counted", year).set_index("depth_line")["depth_households"]
    assert counted["depth_without_income"] == len(poor) - len(known)
    assert counted["depth_at_line"] == known.count(line)


@SHIPPED_FACTS
def test_the_money_of_the_sample_is_that_of_its_file():
    income, size = "Thu nhập bình quân (đồng/người/tháng)", "Số nhân khẩu"
    sums = Counter()
    for row in closing(2013):
        if row[income] and row["Mã phường"]:
            sums[row["Mã phường"]] += (800_000 - int(row[income])) * int(row[size])
    table = shown("depth-wards", 2013).set_index("unit_code")["depth_gap_vnd"]
    assert table.drop("depth_of_wards").to_dict() == sums
    assert table["depth_of_wards"] == sum(sums.values())


@SHIPPED_FACTS
def test_the_causes_of_the_sample_are_those_of_its_file():
    said = [{*map(str.strip, row["Nguyên nhân nghèo"].split(";"))} for row in closing(2013)]
    table = shown("depth-causes", 2013).set_index("depth_cause")
    assert table.loc["named_capital", "depth_named"] == sum("thiếu vốn" in each for each in said)
    assert table.loc["named_none", "depth_named"] == said.count({""})
    assert table.loc["named_any", "depth_named"] == len(said) - said.count({""})
    assert table.loc[["named_any", "named_none"], "depth_named_pct"].tolist() == [NOT_ASKED] * 2


@SHIPPED_FACTS
def test_a_wards_page_has_its_own_row_and_no_other_table():
    own = shown("depth-wards", 2013, "20197")
    assert own["unit_code"].tolist() == ["20197"]
    assert shown("depth-indices", 2013, "20197") is None
    assert shown("depth-causes", 2013, "20197") is None


@SHIPPED_FACTS
@pytest.mark.parametrize(("year", "area"), [(2013, "DN-LC"), (2022, "BD-U")])
def test_returns_have_no_households_and_so_no_rows(year, area):
    tables = publication.tables(year, area, PUBLISHED)
    names = ["depth-counted", "depth-indices", "depth-wards", "depth-years", "depth-causes"]
    assert all(tables[name].empty for name in [*names, *published_lacking.TABLES])


@SHIPPED_FACTS
def test_small_counts_of_deprivations_cannot_be_worked_out(monkeypatch):
    few = patterns(("110", 6), ("111", 2, "near_poor"), ("000", 9, "near_poor"), ("1?1", 1))
    few = few.assign(unit_code="20197", standard="da-nang-2013")
    monkeypatch.setattr(published_lacking, "_patterns", lambda year, data: (few, 2))
    release = published_lacking.added(Release(5), 2013, ["490", "20197"], SAMPLE)
    audit = release.audit()
    assert (audit["width"] >= 4).all() or audit["is_limited"].any()
    tables = published_lacking.finished(
        {name.partition("/")[0]: table for name, table in release.protected().items()
         if name.endswith("/490")}
    )  # fmt: skip
    official = tables["depth-official"].set_index("depth_class")
    assert is_hidden(official.loc["depth_listed_near_poor", "depth_mpoor"])
    ways = tables["depth-ways"].set_index("depth_way")
    assert is_hidden(ways.loc["depth_missing_as_not", "depth_size"]) or is_hidden(
        ways.loc["depth_complete_cases", "depth_size"]
    )
    assert "depth_judged" in official
    for row in ways.itertuples():
        people = (row.depth_people_size, row.depth_people_mpoor)
        assert [*map(is_hidden, people)] == [
            is_hidden(row.depth_size),
            is_hidden(row.depth_way_mpoor),
        ]
        assert is_hidden(row.depth_h_pct) or not any(map(is_hidden, people))


def shown_of(**counts: object) -> dict[str, pd.DataFrame]:
    """The tables of a district as they are, but for some cells of the first rows."""
    judged = deprivations.judged(LISTED, 2)
    tables = dict.fromkeys(published_lacking.TABLES, pd.DataFrame())
    tables["depth-ways"] = deprivations.ways(LISTED, 2).astype(object)
    tables["depth-indicators"] = deprivations.indicators(judged, 2).astype(object)
    causes = pd.DataFrame(
        {"cause": ["named_any", "named_illness", "named_none"], "households": [9, 6, 2]}
    )
    tables["depth-causes"] = deprivations.causes(causes).astype(object)
    for table in tables.values():
        for column in table.columns.intersection([*counts]):
            table.loc[0, column] = counts[column]
    return published_lacking.finished(tables)


def test_no_share_is_shown_that_would_tell_the_hidden_count_it_is_of():
    columns = ["depth_deprived_pct", "depth_censored_pct"]
    assert not shown_of()["depth-indicators"][columns].map(is_hidden).any(axis=None)
    hidden = shown_of(depth_size=HIDDEN)
    assert hidden["depth-indicators"][columns].map(is_hidden).all(axis=None)
    assert is_hidden(hidden["depth-ways"]["depth_people_size"].iloc[0])
    assert not is_hidden(hidden["depth-ways"]["depth_people_size"].iloc[1])
    assert not is_hidden(hidden["depth-ways"]["depth_people_mpoor"].iloc[0])


def test_no_share_of_a_cause_is_shown_where_all_that_named_one_are_hidden():
    causes = {n: shown_of(depth_named=n)["depth-causes"] for n in (9, HIDDEN)}
    shares = {n: table["depth_named_pct"].tolist() for n, table in causes.items()}
    assert shares[9][1] == pytest.approx(100 * 6 / 9)
    assert is_hidden(shares[HIDDEN][1])
    assert shares[9][0] == shares[HIDDEN][0] == NOT_ASKED


# What is said


INDICES = depth.indices(SOME, LINE, people())
COUNTED = depth.counted(SOME, LINE, people())
WAYS = deprivations.ways(LISTED, 2)


def test_both_rates_are_said_side_by_side():
    assert say.rates(INDICES, VI) == (
        "Cuối năm 2013, Quận Thử: nghèo theo sổ 6,00% số hộ và 4,50% số người; có thu nhập từ "
        "chuẩn trở xuống: 7,80% số hộ."
    )
    assert say.rates(INDICES, EN).startswith("At the end of 2013 in Trial district, 6.00% of")


def test_incomes_at_the_line_and_those_left_out_are_said():
    assert say.at_line(COUNTED, INDICES, VI) == (
        "Thu nhập ghi đúng bằng chuẩn, nên được tính là từ chuẩn trở xuống: 1 hộ. Thu nhập dưới "
        "chuẩn: 6,60% số hộ."
    )
    veiled = INDICES.assign(depth_of_households_pct=HIDDEN)
    assert say.at_line(COUNTED, veiled, EN).endswith("Below it alone: not shown.")
    assert say.left_out(COUNTED, EN) == (
        "Poor without an income on record: 1 household. Poor with an income above the line: 1 "
        "household; their shortfall is nil. Near-poor at or below the line: 3 households."
    )
    assert say.floored(COUNTED, EN).endswith("Watts index: 1 household.")
    assert say.floored(depth.counted(incomes((500,)), LINE, people()), EN) == ""
    veiled = COUNTED.assign(depth_households=HIDDEN)
    assert say.floored(veiled, EN).endswith("Watts index: not shown.")


def test_the_line_is_said_with_its_standard_where_it_was_found():
    lines = pd.DataFrame({"standard": ["y", "x"], "line_vnd": pd.array([400, 1000], "Int64")})
    assert say.line(lines, VI) == "Mức chuẩn năm 2013: 1.000 đồng một người một tháng (chuẩn thử)."
    assert say.line(lines, EN) == "The line of 2013: VND 1,000 a person a month (trial line)."
    assert say.line(lines.assign(line_vnd=pd.array([400, None], "Int64")), EN) == ""


WARD_ROWS = pd.DataFrame(
    {"unit_code": ["A", "B"], "poverty_rate_pct": [20.0, 5.0], "depth_gap_pct": [12.0, HIDDEN],
     "depth_gap_vnd": [1200, 2700]}
)  # fmt: skip


def test_the_money_is_a_floor_and_no_budget():
    assert say.money(WARD_ROWS, EN).startswith(
        "To make up exactly what each person is short of would take VND 2,700 a month: a floor"
    )
    assert "không phải dự toán" in say.money(WARD_ROWS, VI)


def test_wards_are_not_ranked_and_a_single_one_is_told():
    assert "không xếp hạng" in say.wards(WARD_ROWS, VI)
    assert say.of_ward(WARD_ROWS, VI) == ""
    assert say.wards(WARD_ROWS[:1], EN) == (
        "Trial district at the end of 2013: 20.00% of households are poor; the poverty gap is "
        "12.00%."
    )
    assert "the poverty gap is not shown." in say.wards(WARD_ROWS[1:], EN)


def years_of(*rows: tuple) -> pd.DataFrame:
    columns = ["year", "standard", "depth_gap_pct", "depth_income_gap_whole_pct"]
    return pd.DataFrame(rows, columns=columns)


def test_only_years_under_the_standard_in_force_are_said_together():
    table = years_of((2011, "y", 3.0, 30.0), (2012, "x", 2.0, 20.0), (2013, "x", 1.0, 16.4))
    assert say.years(table, VI) == ("Khoảng cách nghèo theo hộ, chuẩn thử: 2012 2,00%; 2013 1,00%.")
    assert say.mean_gap(table, VI) == (
        "Hộ có thu nhập từ chuẩn trở xuống thiếu bình quân 16% so với chuẩn."
    )
    alone = say.years(table.drop(index=1), EN)
    assert alone.endswith("2013 1.00%. There is no earlier year under the same line to compare "
                          "with.")  # fmt: skip
    assert say.mean_gap(table[:2], VI) == ""
    assert say.mean_gap(years_of((2013, "x", 0.0, pd.NA)), VI) == ""
    assert say.mean_gap(years_of((2013, "x", HIDDEN, HIDDEN)), EN).endswith("not shown on average.")


def test_deprivations_are_said_of_the_listed_alone():
    assert say_lacking.indices(WAYS, EN) == (
        "Listed households recorded in full: 15 households; poor by deprivations: 7 households (H "
        "46.67%), which lack 76.19% of the indicators on average (A); MPI is 35.56%."
    )
    assert say_lacking.blanks(WAYS, VI).startswith(
        "Tính mọi hộ, ô trống coi như không thiếu hụt: 18 hộ; nghèo đa chiều: 9 hộ; MPI là 37,04%"
    )
    table = deprivations.official(deprivations.judged(LISTED, 2))
    assert say_lacking.official(table, EN).startswith(
        "Poor in the register and not by deprivations: 3 households; near-poor in the register "
        "and poor by deprivations: 2 households."
    )


def test_contributions_are_said_to_be_no_causes():
    table = deprivations.indicators(deprivations.judged(LISTED, 2), 2)
    assert say_lacking.indicators(table, EN) == (
        "Contributing most to MPI: Toilet 43.75%; Water source 37.50%; Telecommunication 18.75%. "
        "A contribution is no cause."
    )
    hidden = table.assign(depth_contribution_pct=HIDDEN)
    assert say_lacking.indicators(hidden, EN).startswith("No contribution")


CAUSES = pd.DataFrame(
    {"depth_cause": ["named_any", "named_capital", "named_illness", "named_none"],
     "depth_named": [4, 3, HIDDEN, 2], "depth_named_pct": [NOT_ASKED, 75.0, HIDDEN, NOT_ASKED]}
)  # fmt: skip


def test_causes_are_said_with_their_denominator_and_may_add_up_to_more_than_all():
    assert say_lacking.causes(CAUSES, EN) == (
        "Named most, of 4 households with any cause on record: Lack of capital 75.00%. A household "
        "may have several, so the shares may add up to more than the whole."
    )
    assert say_lacking.blank_causes(CAUSES, VI) == "Hộ nghèo không ghi nguyên nhân: 2 hộ."


LACKING = pd.DataFrame({"unit_code": ["A", "B"], "depth_judged": [6, 8], "depth_mpoor": [6, HIDDEN],
                        "depth_m0_pct": [77.8, HIDDEN]})  # fmt: skip


def test_a_wards_deprivations_are_told_and_several_wards_are_not_ranked():
    assert "make no ranking" in say_lacking.wards(LACKING, EN)
    assert say_lacking.wards(LACKING[:1], EN) == (
        "Trial district in 2013: recorded in full 6 households; poor by deprivations 6 households; "
        "MPI is 77.80%."
    )


@pytest.mark.parametrize("scope", [VI, EN])
def test_what_is_not_recorded_is_said_in_words(scope):
    assert scope.area in say.rates(NOTHING, scope)
    assert scope.area in say_lacking.indices(NOTHING, scope)
    assert scope.area in say_lacking.causes(NOTHING, scope)
    silent = [say.gap, say.left_out, say.floored, say.money, say.wards, say.years, say.mean_gap]
    silent += [say_lacking.blanks, say_lacking.official, say_lacking.indicators]
    silent += [say_lacking.wards, say_lacking.blank_causes]
    assert [tell(NOTHING, scope) for tell in silent] == [""] * len(silent)
    assert say.at_line(NOTHING, NOTHING, scope) == ""


@pytest.mark.parametrize("scope", [VI, EN])
def test_of_a_ward_nothing_is_said_that_is_the_districts(scope):
    of_the_whole = [say.rates, say.gap, say.left_out, say.floored, say.years, say.mean_gap]
    of_the_whole += [say_lacking.indices, say_lacking.blanks, say_lacking.official]
    of_the_whole += [say_lacking.indicators, say_lacking.causes, say_lacking.blank_causes]
    assert [tell(None, scope) for tell in of_the_whole] == [""] * len(of_the_whole)


def test_the_overview_takes_one_sentence():
    assert say.main_point({"depth-indices": INDICES}, EN) == (
        "Depth of poverty at the end of 2013: the poverty gap (PG) is 2.93% of households and "
        "1.67% of people."
    )
    of_ward = {"depth-indices": None, "depth-wards": WARD_ROWS[:1]}
    assert say.main_point(of_ward, EN) == say.of_ward(WARD_ROWS[:1], EN)
    assert say.main_point({"depth-indices": NOTHING}, EN) == ""
    assert say.main_point({}, EN) == ""


# Pictures


def test_a_line_breaks_where_the_standard_changes_and_has_the_tables_values():
    table = years_of((2011, "y", 3.0, 1), (2012, "y", 2.0, 1), (2013, "x", HIDDEN, 1),
                     (2014, "x", 1.0, 1))  # fmt: skip
    scope = Scope(2013, "Quận", "vi", {"x": "chuẩn x", "y": "chuẩn y"})
    picture = charts.gaps_by_year(table, "Kết quả.", "depth-years", scope)
    lines = picture.figure.axes[0].lines
    assert lines[0].get_ydata().tolist() == [3.0, 2.0]
    assert np.isnan(lines[1].get_ydata()[0]) and lines[1].get_ydata()[1] == 1.0
    assert "2013 không công bố" in picture.alt and picture.alt.startswith("Kết quả.")


ONE_YEAR = years_of((2013, "x", 1.0, 1))
VEILED_YEARS = years_of((2012, "x", HIDDEN, 1), (2013, "x", HIDDEN, 1))


@pytest.mark.parametrize("table", [None, NOTHING, ONE_YEAR, VEILED_YEARS])
def test_what_is_no_line_is_not_drawn(table):
    assert charts.gaps_by_year(table, "", "depth-years", VI).data == ""


def test_bars_are_those_of_the_table_without_what_no_share_is_asked_of():
    rows = pd.concat([CAUSES, CAUSES[1:2].assign(depth_cause="named_work", depth_named_pct=20.0)])
    picture = charts.depth_bars(rows, "depth_named_pct", "Kết quả.", "depth-causes", VI)
    axes = picture.figure.axes[0]
    assert [bar.get_width() for bar in axes.patches] == [75.0, 0.0, 20.0]
    assert axes.get_xlim()[0] == 0
    assert [text.get_text() for text in axes.texts] == ["75,00%", "không công bố", "20,00%"]
    assert "Thiếu vốn 75,00%; Ốm đau, tai nạn không công bố" in picture.alt


@pytest.mark.parametrize("table", [None, NOTHING, CAUSES])
def test_fewer_than_two_bars_are_not_drawn(table):
    assert charts.depth_bars(table, "depth_named_pct", "", "depth-causes", VI).data == ""


def test_the_standards_that_ask_for_deprivations_name_as_many_as_they_count():
    asked = [each for each in rules.standards().values() if each.deprivations]
    assert asked and all(len(each.indicators) >= each.deprivations for each in asked)
