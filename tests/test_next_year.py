"""The next year: what is to go to the goal, what falls to each ward, and the tasks as they stood.

Shares add up, none is above what a ward has, and none rests on a number that is not shown.
"""

import csv
from collections import Counter
from datetime import datetime
from itertools import pairwise
from string import Formatter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import charts, publication, sample, workspace
from analysis.facts import next_year as facts
from analysis.findings import next_year as say
from analysis.measures import next_year
from analysis.methods.apportion import largest_remainder
from analysis.publication import next_year as published
from analysis.terms import HIDDEN, LANGS, NOT_ASKED, Scope, number
from analysis.workspace import District

SAMPLE, PUBLISHED, _ = workspace.SHIPPED
OFFICE = workspace.open(SAMPLE)
YEARS = range(2009, 2016)
NAMES = {"A": "Phường A", "B": "Phường B", "C": "Phường C"}
VI, EN = (Scope(2013, "Quận Thử", lang, NAMES) for lang in LANGS)
WEIGHTS = st.lists(st.integers(0, 500), min_size=1, max_size=8).filter(any)

# ---- the method

STATES = {  # the census of 1790 and the bill of 1792 that gave them 120 seats
    "Virginia": (630_560, 21), "Massachusetts": (475_327, 16), "Pennsylvania": (432_879, 14),
    "North Carolina": (353_523, 12), "New York": (331_589, 11), "Maryland": (278_514, 9),
    "Connecticut": (236_841, 8), "South Carolina": (206_236, 7), "New Jersey": (179_570, 6),
    "New Hampshire": (141_822, 5), "Vermont": (85_533, 3), "Georgia": (70_835, 2),
    "Kentucky": (68_705, 2), "Rhode Island": (68_446, 2), "Delaware": (55_540, 2),
}  # fmt: skip


def test_the_bill_that_washington_vetoed_is_repeated():
    """COMAP, For All Practical Purposes, 10th edition, chapter 14, example 6."""
    people, seats = zip(*STATES.values(), strict=True)
    assert sum(people) == 3_615_920
    assert largest_remainder(120, people) == list(seats)


def test_a_larger_total_may_give_one_of_them_less():
    assert largest_remainder(10, [6, 6, 2]) == [4, 4, 2]
    assert largest_remainder(11, [6, 6, 2]) == [5, 5, 1]


def test_of_equal_remainders_the_first_gets_one_more():
    assert largest_remainder(4, [1, 1, 1]) == [2, 1, 1]


def test_what_is_above_a_cap_goes_to_the_others():
    assert largest_remainder(10, [8, 1, 1], [4, 9, 9]) == [4, 3, 3]
    assert largest_remainder(3, [1, 1], [1, 2]) == [1, 2]


def test_caps_that_do_not_hold_the_total_are_refused():
    with pytest.raises(ValueError, match="do not hold"):
        largest_remainder(5, [1, 1], [2, 2])
    with pytest.raises(ValueError, match="do not hold"):
        largest_remainder(1, [0, 0])


def test_who_has_no_weight_gets_nothing_and_a_cap_that_is_just_reached_moves_nothing():
    assert largest_remainder(0, [3, 1]) == [0, 0]
    assert largest_remainder(0, [0, 0]) == [0, 0]
    assert largest_remainder(3, [0, 2, 1]) == [0, 2, 1]
    assert largest_remainder(6, [2, 1], [4, 2]) == [4, 2]
    assert largest_remainder(5, [5, 3, 0], [5, 0, 9]) == [5, 0, 0]
    assert largest_remainder(9, [6, 3, 3], [2, 9, 4]) == [2, 4, 3]
    assert largest_remainder(12, [9, 3, 1], [2, 7, 9]) == [2, 7, 3]


def test_caps_and_weights_of_another_number_of_wards_are_refused():
    with pytest.raises(ValueError, match="zip"):
        largest_remainder(1, [1, 1], [1])
    with pytest.raises(ValueError, match=r"^the caps do not hold the total$"):
        largest_remainder(5, [1, 1, 0], [2, 2, 9])


@given(WEIGHTS, st.integers(0, 3000))
def test_shares_add_up_and_keep_to_the_quota(weights, total):
    shares = largest_remainder(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - total * weight) < sum(weights)


@given(WEIGHTS, st.data())
def test_no_share_is_above_its_cap_and_all_of_the_total_is_given(weights, data):
    caps = [data.draw(st.integers(0, 400)) for _ in weights]
    room = sum(cap for cap, weight in zip(caps, weights, strict=True) if weight)
    total = data.draw(st.integers(0, room))
    shares = largest_remainder(total, weights, caps)
    assert sum(shares) == total
    assert all(0 <= share <= cap for share, cap in zip(shares, caps, strict=True))
    assert not any(share for share, weight in zip(shares, weights, strict=True) if not weight)


@given(WEIGHTS, st.integers(0, 3000), st.integers(2, 9))
def test_only_proportions_count_and_who_has_more_never_gets_less(weights, total, times):
    shares = largest_remainder(total, weights)
    assert largest_remainder(total, [times * weight for weight in weights]) == shares
    falling = sorted(weights, reverse=True)
    got = largest_remainder(total, falling)
    assert got == sorted(got, reverse=True)
    assert Counter(got) == Counter(shares)


# ---- the goal


def goal(closing: int, year: int = 2013, households: int = 0, early: int = 1) -> pd.Series:
    return next_year.goal(closing, next_year.Goal(households, 2017, early), year).iloc[0]


def test_what_is_to_go_is_spread_over_the_years_left_and_rounded_up():
    row = goal(2818)
    assert (row["goal_early_year"], row["goal_years_left"]) == (2016, 3)
    assert (row["goal_remaining"], row["needed_decrease"]) == (2818, 940)
    assert goal(2818, households=118, early=0)["needed_decrease"] == 675


def test_a_goal_that_is_met_asks_for_nothing_more():
    assert goal(100, households=100)["needed_decrease"] == 0
    assert goal(99, year=2020, households=100)["needed_decrease"] == 0


def test_where_no_year_is_left_nothing_is_asked_and_nothing_said_to_be_0():
    assert pd.isna(goal(10, year=2016)["needed_decrease"])
    assert goal(10, year=2018)["goal_years_left"] == 0


@given(st.integers(0, 5000), st.integers(0, 500), st.integers(2005, 2015))
def test_the_way_ends_at_the_goal_in_the_early_year(closing, most, year):
    table = next_year.goal(closing, next_year.Goal(most, 2017, 1), year)
    closings = pd.DataFrame({"year": [year], "closing": pd.array([closing], dtype="Int64")})
    path = next_year.path(table, closings)
    if closing <= most:
        assert path.empty
        return
    asked = [closing, *path["asked_closing"].dropna()]
    steps = [before - after for before, after in pairwise(asked)]
    needed = table["needed_decrease"].item()
    assert (path["year"].iloc[-1], asked[-1]) == (2016, most)
    assert all(step == needed for step in steps if step and step != steps[-1])
    assert max(steps) == needed and min(steps) >= 0


def test_a_goal_is_told_with_all_that_it_rests_on():
    """2818 - 118 = 2700 in the three years to 2016, or in the two to 2015: 900, or 1350, a year."""
    expected = pd.DataFrame(
        {
            "goal_year": [2017],
            "goal_years_early": [1],
            "goal_early_year": [2016],
            "goal_years_left": [3],
            "goal_households": [118],
            "closing": [2818],
            "goal_remaining": [2700],
            "needed_decrease": pd.array([900], dtype="Int64"),
        }
    )
    found = next_year.goal(2818, next_year.Goal(118, 2017, 1), 2013)
    pd.testing.assert_frame_equal(found, expected)
    sooner = {"goal_years_early": 2, "goal_early_year": 2015, "goal_years_left": 2}
    found = next_year.goal(2818, next_year.Goal(118, 2017, 2), 2013)
    pd.testing.assert_frame_equal(
        found, expected.assign(**sooner, needed_decrease=pd.array([1350], dtype="Int64"))
    )


def test_the_way_goes_on_from_the_last_closing_and_never_below_the_goal():
    """20 to go from 25 to 5 in three years, 7 a year: 18, 11, and the last 6 to 5."""
    of_goal = next_year.goal(25, next_year.Goal(5, 2017, 1), 2013)
    closings = pd.DataFrame({"year": [2012, 2013], "closing": [40, 25]}).astype(
        {"closing": "Int64"}
    )
    expected = pd.DataFrame(
        {
            "year": [2012, 2013, 2014, 2015, 2016],
            "closing": [40, 25, pd.NA, pd.NA, pd.NA],
            "asked_closing": [pd.NA, pd.NA, 18, 11, 5],
        }
    ).astype({"closing": "Int64", "asked_closing": "Int64"})
    pd.testing.assert_frame_equal(next_year.path(of_goal, closings), expected)


@pytest.mark.parametrize(("closing", "year"), [(5, 2013), (25, 2016)], ids=["met", "no year left"])
def test_where_nothing_is_asked_there_is_no_way_to_show(closing, year):
    of_goal = next_year.goal(closing, next_year.Goal(5, 2017, 1), year)
    closings = pd.DataFrame({"year": [year], "closing": [closing]})
    found = next_year.path(of_goal, closings)
    assert list(found) == ["year", "closing", "asked_closing"] and found.empty


def test_one_year_left_asks_for_all_that_remains():
    of_goal = next_year.goal(7, next_year.Goal(5, 2017, 1), 2015)
    assert of_goal["needed_decrease"].tolist() == [2]
    closings = pd.DataFrame({"year": [2015], "closing": [7]})
    assert next_year.path(of_goal, closings)["asked_closing"].tolist() == [pd.NA, 5]


# ---- the wards


def wards(*rows: tuple) -> pd.DataFrame:
    """Wards A, B, ... of (closing, with labour, without, not recorded), and their total."""
    columns = ["closing", *next_year.POOR]
    table = pd.DataFrame(rows, columns=columns).astype("Int64")
    table.insert(0, "unit_code", list("ABCDEFGH"[: len(rows)]))
    total = table[columns].sum(skipna=False).to_frame().T.assign(unit_code="total")
    return pd.concat([table, total], ignore_index=True).astype(dict.fromkeys(columns, "Int64"))


def asked(table: pd.DataFrame, of_goal: pd.Series, by: str = "poor_with_labour") -> pd.DataFrame:
    return next_year.shares(table, of_goal.to_frame().T, by).set_index("unit_code")


def test_labour_is_counted_by_ward_and_adds_up_to_the_closing():
    counts = pd.DataFrame(
        [("A", "with_labour", 7), ("A", "without_labour", 2), ("B", "labour_unknown", 4)],
        columns=["unit_code", "labour", "households"],
    )
    ledger = pd.DataFrame({"unit_code": ["A", "B", "C"], "closing": [9, 4, 0]})
    table = next_year.by_labour(counts, ledger).set_index("unit_code")
    assert table.loc["A"].tolist() == [9, 7, 2, 0]
    assert table.loc["C"].tolist() == [0, 0, 0, 0]
    assert table.loc["total"].tolist() == [13, 7, 2, 4]


def test_labour_that_nobody_recorded_is_missing_and_not_0():
    counts = pd.DataFrame({"unit_code": ["A"], "labour": ["labour_unknown"], "households": [4]})
    ledger = pd.DataFrame({"unit_code": ["A"], "closing": [4]})
    table = next_year.by_labour(counts, ledger)
    assert table["poor_with_labour"].isna().all() and table["poor_without_labour"].isna().all()
    assert next_year.need(table, "poor_with_labour").tolist() == [4]


def test_wards_are_asked_in_proportion_to_what_they_have_and_not_to_what_they_did():
    table = asked(wards((40, 30, 10, 0), (20, 10, 8, 2)), goal(30, year=2014))
    assert table["asked_to_goal"].tolist() == [23, 7, 30]
    assert table["asked_decrease"].tolist() == [11, 4, 15]


def test_without_enough_households_with_labour_the_rest_is_asked_of_nobody():
    table = asked(wards((40, 30, 10, 0), (20, 10, 8, 2)), goal(60, year=2015))
    assert table["asked_decrease"].tolist() == [30, 10, 40]


def test_a_ward_whose_count_is_not_seen_has_its_part_of_what_is_left():
    table = wards((40, 30, 10, 0), (20, 10, 8, 2), (10, 9, 1, 0))
    table.loc[1:2, next_year.POOR] = pd.NA
    assert next_year.need(table, "poor_with_labour").tolist() == [30, 13, 6]


def test_more_of_the_whole_than_the_wards_not_seen_have_is_refused():
    table = wards((40, 30, 10, 0), (20, 10, 8, 2))
    table["poor_with_labour"] = pd.array([30, pd.NA, 51], dtype="Int64")
    with pytest.raises(ValueError, match="do not hold"):
        next_year.need(table, "poor_with_labour")
    table.loc[2, "poor_with_labour"] = 50
    assert next_year.need(table, "poor_with_labour").tolist() == [30, 20]


def test_nothing_is_asked_of_a_ward_where_no_year_is_left():
    table = asked(wards((40, 30, 10, 0), (20, 10, 8, 2)), goal(60, year=2017))
    assert table[next_year.ASKED].isna().all(axis=None)


PARTS = st.lists(st.tuples(*[st.integers(0, 300)] * 3), min_size=1, max_size=7)


@given(PARTS, st.integers(2009, 2015), st.integers(0, 100), st.sampled_from(["closing", "labour"]))
def test_shares_add_up_to_the_whole_and_none_is_above_what_a_ward_has(parts, year, most, rule):
    by = {"closing": "closing", "labour": "poor_with_labour"}[rule]
    table = wards(*((sum(each), *each) for each in parts))
    closing = int(table["closing"].iloc[-1])
    of_goal = goal(closing, year=year, households=most)
    shared = asked(table, of_goal, by)
    units, total = shared.iloc[:-1], shared.iloc[-1]
    assert (units["asked_decrease"] <= units["asked_to_goal"]).all()
    assert (units["asked_to_goal"] <= units[by]).all() or total[by] == 0
    assert total["asked_to_goal"] == min(of_goal["goal_remaining"], int(units[by].sum()))
    assert total["asked_decrease"] == min(of_goal["needed_decrease"], total["asked_to_goal"])
    for name in next_year.ASKED:
        assert units[name].sum() == total[name]


@given(PARTS, st.data())
def test_what_is_not_seen_adds_up_to_what_is_left_and_exceeds_no_closing(parts, data):
    table = wards(*((sum(each), *each) for each in parts))
    unseen = [data.draw(st.booleans()) for _ in parts]
    table.loc[[*unseen, False], next_year.POOR] = pd.NA
    needs = next_year.need(table, "poor_with_labour")
    assert needs.sum() == table["poor_with_labour"].iloc[-1]
    assert (needs.array <= table["closing"].iloc[:-1].array).all()


def test_exits_make_up_for_whoever_becomes_poor_besides():
    shares = pd.DataFrame({"unit_code": ["A"], "asked_decrease": pd.array([10], dtype="Int64")})
    lines = {"unit_code": ["A"], "net_decrease": [20], "exits": [26], "plan_district": [22]}
    table = next_year.compared(shares, pd.DataFrame(lines))
    assert table.iloc[0].tolist() == ["A", 10, 20, 26, 16, 22]


def labour_of(*rows: tuple) -> pd.DataFrame:
    columns = ["unit_code", "closing", *next_year.POOR]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "Int64"))


def test_labour_has_a_row_for_each_ward_of_the_ledger_and_the_total_last():
    """D is in no ledger of the year; C has nobody poor."""
    counts = pd.DataFrame(
        [
            ("A", "with_labour", 7), ("A", "without_labour", 2), ("B", "labour_unknown", 4),
            ("B", "without_labour", 1), ("D", "with_labour", 9),
        ],
        columns=["unit_code", "labour", "households"],
    )  # fmt: skip
    ledger = pd.DataFrame({"unit_code": ["B", "A", "C"], "closing": [5, 9, 0], "opening": 99})
    expected = labour_of(
        ("B", 5, 0, 1, 4), ("A", 9, 7, 2, 0), ("C", 0, 0, 0, 0), ("total", 14, 7, 3, 4)
    )
    pd.testing.assert_frame_equal(next_year.by_labour(counts, ledger), expected)
    without = counts[counts["labour"] != "with_labour"]
    expected = labour_of(
        ("B", 5, 0, 1, 4), ("A", 9, 0, 2, 0), ("C", 0, 0, 0, 0), ("total", 14, 0, 3, 4)
    )
    pd.testing.assert_frame_equal(next_year.by_labour(without, ledger), expected)


def test_where_nobodys_labour_is_recorded_those_not_recorded_are_still_counted():
    counts = pd.DataFrame(
        {"unit_code": ["A", "B"], "labour": "labour_unknown", "households": [4, 3]}
    )
    ledger = pd.DataFrame({"unit_code": ["A", "B"], "closing": [4, 3]})
    missing = pd.NA, pd.NA
    expected = labour_of(("A", 4, *missing, 4), ("B", 3, *missing, 3), ("total", 7, *missing, 7))
    pd.testing.assert_frame_equal(next_year.by_labour(counts, ledger), expected)


def test_needs_are_told_by_ward_in_the_order_of_their_codes():
    """15 of the 40 are left for A and C, whose closings are 20 and 10."""
    table = labour_of(
        ("C", 10, pd.NA, 1, 0),
        ("B", 40, 25, 10, 5),
        ("A", 20, pd.NA, 8, 2),
        ("total", 70, 40, 19, 7),
    )
    wards = pd.Index(list("ABC"), name="unit_code")
    expected = pd.Series([10, 25, 5], wards, dtype="Int64", name="poor_with_labour")
    pd.testing.assert_series_equal(next_year.need(table, "poor_with_labour"), expected)
    table.loc[3, "poor_with_labour"] = pd.NA
    expected = pd.Series([20, 40, 10], wards, dtype="Int64", name="closing")
    pd.testing.assert_series_equal(next_year.need(table, "poor_with_labour"), expected)
    without = pd.Series([8, 10, 1], wards, dtype="Int64", name="poor_without_labour")
    pd.testing.assert_series_equal(next_year.need(table, "poor_without_labour"), without)


def test_what_is_asked_stands_beside_each_ward_and_of_equals_the_smaller_code_has_one_more():
    """30 of 40 to go in two years: 15 a year; A and B have 10 each of the closing, C has 20."""
    table = labour_of(
        ("B", 10, 10, 0, 0), ("C", 20, 20, 0, 0), ("A", 10, 10, 0, 0), ("total", 40, 40, 0, 0)
    )
    of_goal = next_year.goal(40, next_year.Goal(10, 2017, 1), 2014)
    expected = table.assign(
        asked_to_goal=pd.array([7, 15, 8, 30], dtype="Int64"),
        asked_decrease=pd.array([4, 7, 4, 15], dtype="Int64"),
    )
    pd.testing.assert_frame_equal(next_year.shares(table, of_goal, "closing"), expected)
    late = next_year.goal(40, next_year.Goal(10, 2017, 1), 2016)
    nothing = pd.array([pd.NA] * 4, dtype="Int64")
    expected = table.assign(asked_to_goal=nothing, asked_decrease=nothing)
    pd.testing.assert_frame_equal(next_year.shares(table, late, "closing"), expected)


def test_no_more_is_asked_than_the_wards_have_with_labour():
    """60 are to go in two years, but only 12 have labour: 9 and 3, all of them next year."""
    table = labour_of(("A", 40, 9, 31, 0), ("B", 20, 3, 17, 0), ("total", 60, 12, 48, 0))
    of_goal = next_year.goal(60, next_year.Goal(0, 2017, 1), 2014)
    found = next_year.shares(table, of_goal, "poor_with_labour")
    assert found["asked_to_goal"].tolist() == found["asked_decrease"].tolist() == [9, 3, 12]


def test_what_is_asked_stands_beside_what_the_year_brought_for_every_ward():
    """B: 5 asked, and 12 exits were 4 more than the net decrease of 8; C has no line."""
    shares = pd.DataFrame(
        {"unit_code": ["B", "C", "A"], "asked_to_goal": [9, 9, 9], "asked_decrease": [5, 6, 0]}
    ).astype({"asked_decrease": "Int64"})
    lines = pd.DataFrame(
        [("A", 3, 3, 10), ("B", 8, 12, pd.NA), ("D", 1, 1, 1)],
        columns=["unit_code", "net_decrease", "exits", "plan_district"],
    ).astype(dict.fromkeys(["net_decrease", "exits", "plan_district"], "Int64"))
    columns = [*shares.columns[[0, 2]], *lines.columns[1:3], "asked_exits", "plan_district"]
    expected = pd.DataFrame(
        [("B", 5, 8, 12, 9, pd.NA), ("C", 6, *[pd.NA] * 4), ("A", 0, 3, 3, 0, 10)], columns=columns
    )
    expected = expected.astype(dict.fromkeys(expected.columns[1:], "Int64"))
    pd.testing.assert_frame_equal(next_year.compared(shares, lines), expected)


def test_tasks_of_both_years_have_a_count_for_every_way_to_stand():
    before = pd.DataFrame({"task_standing": ["task_open", *next_year.STANDINGS, "task_open"]})
    ahead = pd.DataFrame({"task_standing": ["task_done_late"]})
    expected = pd.DataFrame(
        {
            "task_year": [2013, 2014],
            "all_task_count": [6, 1],
            "task_done_on_time_count": [1, 0],
            "task_done_late_count": [1, 1],
            "task_done_undated_count": [1, 0],
            "task_open_count": [3, 0],
        }
    )
    pd.testing.assert_frame_equal(next_year.counted(before, ahead, 2013), expected)


# ---- labour and tasks as facts


def test_labour_is_what_the_closing_list_says_first_by_group_then_by_workers():
    rows = [
        ("poor", "without_labour", 2),
        ("poor", "", 0),
        ("poor", "group_1", pd.NA),
        ("poor", "", 3),
        ("poor", "", pd.NA),
        ("near_poor", "", 3),
    ]
    roster = pd.DataFrame(rows, columns=["closing_class", "closing_group", "closing_workers"])
    roster = roster.assign(year=2013, closing_unit_code="A").astype({"closing_workers": "Int64"})
    table = facts.labour(roster).set_index("labour")["households"]
    assert table.to_dict() == {"with_labour": 2, "without_labour": 2, "labour_unknown": 1}


def recorded(*rows: tuple) -> pd.DataFrame:
    """Tasks as their file has them: year, code, due, state, done."""
    columns = ["year", "task_code", "due_date", "task_state", "done_date"]
    table = pd.DataFrame(rows, columns=columns).astype("str")
    return table.assign(task="Việc", task_owner="Phòng")


def standings(*rows: tuple) -> dict[str, dict[str, str]]:
    """How tasks stand, by the table and the code."""
    tables = facts.tables({"tasks": recorded(*rows)}, pd.DataFrame(), OFFICE.district)
    return {
        name: dict(zip(tables[name]["task_code"], tables[name]["task_standing"], strict=True))
        for name in ("tasks_set", "tasks_before")
    }


def test_a_task_stands_as_it_stood_at_the_end_of_the_year():
    told = standings(
        ("2013", "NV-1", "2013-06-30", "Xong", "2013-06-30"),
        ("2013", "NV-2", "2013-06-30", "Xong", "2013-07-01"),
        ("2013", "NV-3", "", "Xong", "2013-12-31"),
        ("2013", "NV-4", "2013-12-20", "Xong", "2014-01-02"),
        ("2013", "NV-5", "2013-03-01", "Đang làm", ""),
        ("2013", "NV-6", "2013-03-01", "Xong", "2012-12-30"),
    )
    assert told["tasks_before"] == {
        "NV-1": "task_done_on_time",
        "NV-2": "task_done_late",
        "NV-3": "task_done_undated",
        "NV-4": "task_open",
        "NV-5": "task_open",
        "NV-6": "task_done_on_time",
    }
    assert {code for code, kind in told["tasks_set"].items() if kind != "task_open"} == {"NV-6"}


def test_a_review_knows_the_tasks_of_its_year_and_those_set_for_the_next():
    rows = recorded(("2014", "NV-1", "2014-06-30", "Xong", "2014-06-30"))
    tables = facts.tables({"tasks": rows}, pd.DataFrame(), OFFICE.district)
    assert tables["tasks_set"]["year"].tolist() == [2013]
    assert tables["tasks_before"]["year"].tolist() == [2014]
    assert tables["tasks_set"]["task_done_date"].isna().all()


def test_tasks_are_counted_by_how_they_stood_and_a_year_without_any_is_left_out():
    before = pd.DataFrame({"task_standing": ["task_open", "task_open", "task_done_late"]})
    none = before.iloc[:0]
    row = next_year.counted(before, none, 2013).iloc[0]
    assert row[["task_year", "all_task_count", "task_open_count"]].tolist() == [2013, 3, 2]
    assert next_year.counted(none, before, 2013)["task_year"].tolist() == [2014]
    assert next_year.counted(none, none, 2013).empty


# ---- what is published


def with_settings(**changes: object) -> District:
    return OFFICE.district.model_copy(update=changes)


YEARS_SO_FAR = pd.DataFrame({"year": [2013], "closing": pd.array([2818], dtype="Int64")})


@pytest.mark.parametrize(
    ("office", "year", "state"),
    [
        (OFFICE.district, 2013, "goal_asked"),
        (OFFICE.district, 2012, "goal_other_standard"),
        (with_settings(plan_periods=[]), 2013, "goal_none"),
        (
            with_settings(
                programme=OFFICE.district.programme.model_copy(update={"next_year": None})
            ),
            2013,
            "goal_no_rules",
        ),
    ],
)
def test_nothing_is_asked_without_a_rule_and_a_goal_by_the_line_of_next_year(office, year, state):
    assert published._state(office, YEARS_SO_FAR, year) == state


def test_nothing_is_asked_without_a_closing():
    unknown = YEARS_SO_FAR.assign(closing=pd.array([pd.NA], dtype="Int64"))
    assert published._state(OFFICE.district, unknown, 2013) == "goal_no_closing"


def shown_of(table: pd.DataFrame, of_goal: pd.DataFrame, state: str = "goal_asked") -> dict:
    """The tables of the district as they come from disclosure control."""
    lines = dict.fromkeys(published.LINES, 1)
    rules = pd.DataFrame([{"goal_state": state, "share_by": "closing_with_labour"}])
    behind = {published.GOAL: of_goal, published.PATH: published.NONE, published.RULES: rules}
    return published.finished(behind | {published.WARDS: table.assign(**lines, is_own=True)})


def test_what_is_asked_rests_on_nothing_that_is_hidden():
    of_goal = next_year.goal(70, next_year.Goal(0, 2017, 1), 2014)
    table = wards((40, 30, 10, 0), (20, 10, 8, 2), (10, 9, 1, 0))
    veiled = table.astype(object)
    veiled.loc[1:2, ["poor_with_labour", "poor_without_labour"]] = HIDDEN
    shown = shown_of(veiled, of_goal)
    assert shown[published.WARDS]["asked_to_goal"].tolist() == [30, 13, 6, 49]
    assert shown[published.WARDS]["poor_with_labour"].tolist() == [30, HIDDEN, HIDDEN, 49]
    assert shown[published.RULES]["shared_by"].item() == "closing_with_labour"


def test_where_the_whole_is_hidden_the_closing_is_shared_by_and_said_to_be():
    of_goal = next_year.goal(70, next_year.Goal(0, 2017, 1), 2014)
    veiled = wards((40, 30, 10, 0), (20, 10, 8, 2)).astype(object)
    veiled["poor_with_labour"] = HIDDEN
    shown = shown_of(veiled, of_goal)
    assert shown[published.RULES]["shared_by"].item() == "closing"
    assert shown[published.WARDS]["asked_to_goal"].tolist() == [40, 20, 60]
    assert "chia theo hộ nghèo cuối kỳ" in say.sharing(
        shown[published.WARDS], shown[published.RULES], VI
    )


def test_where_no_year_is_left_a_sign_says_that_nothing_is_asked():
    of_goal = next_year.goal(60, next_year.Goal(0, 2017, 1), 2016)
    shown = shown_of(wards((40, 30, 10, 0), (20, 10, 8, 2)), of_goal)
    assert set(shown[published.WARDS]["asked_decrease"]) == {NOT_ASKED}
    assert set(shown[published.COMPARED]["asked_exits"]) == {NOT_ASKED}
    assert say.shares(shown[published.WARDS], shown[published.RULES], VI) == ""
    assert "không còn năm nào" in say.goal(shown[published.GOAL], shown[published.RULES], VI)
    assert charts.asked_of_wards(shown[published.COMPARED], "", "x", VI).data == ""


def test_of_a_ward_its_own_row_is_left_and_nothing_of_the_whole():
    of_goal = next_year.goal(60, next_year.Goal(0, 2017, 1), 2014)
    table = wards((40, 30, 10, 0), (20, 10, 8, 2)).assign(**dict.fromkeys(published.LINES, 1))
    rules = pd.DataFrame([{"goal_state": "goal_asked", "share_by": "closing"}])
    behind = {published.GOAL: of_goal, published.RULES: rules, published.PATH: of_goal}
    own = table.assign(is_own=table["unit_code"] == "B")
    shown = published.finished(behind | {published.WARDS: own})
    assert shown[published.WARDS]["asked_to_goal"].tolist() == [20]
    assert [shown[name] for name in published.OF_THE_WHOLE] == [None] * 5


def test_labour_is_shown_where_nothing_is_asked():
    shown = shown_of(wards((40, 30, 10, 0)), published.NONE, "goal_other_standard")
    assert list(shown[published.WARDS])[-1] == "poor_labour_unknown"
    assert shown[published.COMPARED].empty


# ---- the sample, counted again from its files


def rows_of(name: str) -> list[dict[str, str]]:
    with (OFFICE.folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def recounted(year: int) -> Counter:
    """Households poor at the closing, by ward and labour."""
    counts = Counter()
    for row in rows_of(f"register/{year}/closing.csv"):
        if row["Phân loại hộ"] != "Hộ nghèo":
            continue
        group, workers = row["Nhóm đặc biệt nghèo"], row["Số lao động"]
        if group in ("Nhóm I", "Nhóm II") or (not group and workers not in ("", "0")):
            kind = "poor_with_labour"
        elif group or workers == "0":
            kind = "poor_without_labour"
        else:
            kind = "poor_labour_unknown"
        for unit in (row["Mã phường"], "total"):
            counts[unit, kind] += 1
            counts[unit, "closing"] += 1
    return counts


@pytest.mark.usefixtures("shipped_facts")
@pytest.mark.parametrize("year", YEARS)
def test_the_poor_by_labour_are_those_of_the_closing_list(year):
    counts, table = recounted(year), publication.tables(year, "490", SAMPLE)["next-year-wards"]
    columns = ["closing", *next_year.POOR]
    shown = {
        (row["unit_code"], name): row[name]
        for row in table.to_dict("records")
        for name in columns
        if row[name] != HIDDEN
    }
    assert shown == {key: counts[key] for key in shown}
    assert len(shown) > len(columns) * len(table) / 3
    small = {key for key, count in counts.items() if 0 < count < 5 and key[1] != "closing"}
    assert not small & shown.keys()


@pytest.mark.usefixtures("shipped_facts")
@pytest.mark.parametrize("year", [2009, 2010, 2011, 2013, 2014, 2015])
def test_the_shares_of_the_sample_can_be_reckoned_by_hand(year):
    safe = publication.tables(year, "490", SAMPLE)
    table, of_goal = safe["next-year-wards"].set_index("unit_code"), safe["next-year-goal"].iloc[0]
    period = OFFICE.district.period(year)
    closing = recounted(year)["total", "closing"]
    left = period.deadline - 1 - year
    assert of_goal["needed_decrease"] == -(-closing // left)
    units, total = table.iloc[:-1], table.iloc[-1]
    assert units["asked_decrease"].sum() == total["asked_decrease"]
    assert total["asked_decrease"] == min(of_goal["needed_decrease"], total["poor_with_labour"])
    for _, row in units[units["poor_with_labour"] != HIDDEN].iterrows():
        quota = row["poor_with_labour"] * total["asked_decrease"] / total["poor_with_labour"]
        assert abs(row["asked_decrease"] - quota) < 1


@pytest.mark.usefixtures("shipped_facts")
@pytest.mark.parametrize("year", YEARS)
def test_a_ward_is_shown_its_own_row_of_the_district(year):
    whole = publication.tables(year, "490", SAMPLE)
    for ward in ("20194", "20200"):
        own = publication.tables(year, ward, SAMPLE)
        assert own["next-year-goal"] is None and own["next-year-tasks"] is None
        for name in ("next-year-wards", "next-year-compared"):
            rows = whole[name][whole[name]["unit_code"] == ward] if len(whole[name]) else own[name]
            assert own[name].astype(str).values.tolist() == rows.astype(str).values.tolist()


@pytest.mark.usefixtures("shipped_facts")
@pytest.mark.parametrize("year", YEARS)
def test_tasks_are_those_of_the_file_as_they_stood_at_the_end_of_the_year(year):
    safe, ends = publication.tables(year, "490", SAMPLE), datetime(year, 12, 31)
    for name, of in (("next-year-tasks", year + 1), ("next-year-tasks-before", year)):
        written = [row for row in rows_of("tasks.csv") if row["Năm"] == str(of)]
        done = [row["Ngày xong"] for row in written if row["Ngày xong"]]
        by_then = sum(datetime.strptime(day, "%d/%m/%Y") <= ends for day in done)
        assert len(safe[name]) == len(written)
        if written:
            assert (safe[name]["task_standing"] != "task_open").sum() == by_then
            counts = safe["next-year-tasks-counted"].set_index("task_year").loc[of]
            assert counts["all_task_count"] == len(written)
            assert counts["task_open_count"] == len(written) - by_then


@pytest.mark.usefixtures("shipped_facts")
def test_returns_know_no_tasks_and_no_labour():
    for area in ("DN-LC", "BD-U"):
        safe = publication.tables({"DN-LC": 2013, "BD-U": 2022}[area], area, PUBLISHED)
        empty = {name for name in safe if name.startswith("next-year")} - {"next-year-rules"}
        assert len(empty) == 7 and all(safe[name].empty for name in empty)
        assert "chưa ghi quy tắc" in say.goal(safe["next-year-goal"], safe["next-year-rules"], VI)
        assert say.main_point(safe, VI) == ""


def test_the_sample_sets_tasks_for_each_next_year_and_leaves_some_open(tmp_path):
    sample.write(tmp_path)
    assert (tmp_path / "tasks.csv").read_bytes() == (OFFICE.folder / "tasks.csv").read_bytes()
    years = Counter(row["Năm"] for row in rows_of("tasks.csv"))
    assert {int(year) for year in years} == {year + 1 for year in YEARS}
    assert all(8 <= count <= 12 for count in years.values())
    states = {row["Trạng thái"] for row in rows_of("tasks.csv") if row["Năm"] == "2013"}
    assert states == {"Chưa làm", "Đang làm", "Xong"}


# ---- sentences and pictures


@pytest.mark.parametrize("what", say.SAYS)
def test_both_languages_tell_the_same_facts(what):
    said = say.SAYS[what].values()
    named = [{field for _, field, *_ in Formatter().parse(text) if field} for text in said]
    assert named[0] == named[1]


def test_goal_and_shares_are_told_in_words():
    shown = shown_of(wards((40, 30, 10, 0), (20, 10, 8, 2)), goal(60, year=2014).to_frame().T)
    of_goal, table, rules = (shown[f"next-year-{name}"] for name in ("goal", "wards", "rules"))
    assert say.goal(of_goal, rules, EN).endswith(
        "That needs a net reduction of 30 households a year."
    )
    assert "with labour: 40 households; without labour: 18 households" in say.labour(table, EN)
    assert "add up to a net reduction of 30 households" in say.shares(table, rules, EN)
    assert "18 households have no labour" in say.goal_and_labour(of_goal, table, EN)
    assert say.main_point(shown, VI) == "Năm sau cần giảm ròng 30 hộ để đạt mục tiêu vào năm 2016."


def test_a_goal_met_is_told_and_so_is_one_of_another_line():
    met = shown_of(wards((4, 3, 1, 0)), next_year.goal(4, next_year.Goal(5, 2017, 1), 2014))
    assert "đã đạt" in say.goal(met["next-year-goal"], met["next-year-rules"], VI)
    assert say.goal_and_labour(met["next-year-goal"], met["next-year-wards"], VI) == ""
    other = shown_of(wards((4, 3, 1, 0)), published.NONE, "goal_other_standard")
    assert "chuẩn nghèo" in say.goal(other["next-year-goal"], other["next-year-rules"], VI)
    assert say.main_point(other, VI) == ""


def test_of_one_ward_its_share_is_the_main_point():
    shown = shown_of(wards((40, 30, 10, 0), (20, 10, 8, 2)), goal(60, year=2014).to_frame().T)
    own = shown["next-year-wards"].iloc[:1]
    safe = shown | {"next-year-goal": None, "next-year-wards": own}
    ward = Scope(2014, "Phường A", "vi", NAMES)
    assert say.main_point(safe, ward).startswith("Phần của Phường A: giảm ròng 23 hộ")
    assert say.main_point({}, ward) == ""
    assert say.tasks_ahead(None, ward) == ""


def test_nothing_recorded_is_told_and_not_counted_as_0():
    assert say.labour(published.NONE, VI).endswith("không có số liệu.")
    assert say.tasks_ahead(published.NONE, VI).endswith("không có số liệu.")
    hidden = wards((40, 30, 10, 0)).astype(object)
    hidden[next_year.POOR] = HIDDEN
    assert "không công bố" in say.labour(hidden, VI)


def test_days_are_written_as_readers_write_them_and_an_open_task_has_none():
    tasks = pd.DataFrame({"task_due_date": ["2014-03-05", None], "task_done_date": [NOT_ASKED] * 2})
    assert say.dated(tasks, VI)["task_due_date"].tolist()[0] == "05/03/2014"
    assert say.dated(tasks, EN)["task_due_date"].tolist()[0] == "5 Mar 2014"
    assert say.dated(tasks, EN)["task_due_date"].isna().tolist() == [False, True]
    assert say.dated(tasks, VI)["task_done_date"].tolist() == [NOT_ASKED] * 2
    assert say.dated(None, VI) is None


def test_the_bars_are_the_numbers_of_the_table():
    table = pd.DataFrame(
        {
            "unit_code": ["A", "B", "", "total"],
            "asked_decrease": [11, 4, 0, 15],
            "net_decrease": [5, 9, 0, 14],
        }
    )
    picture = charts.asked_of_wards(table, "Tìm thấy.", "next-year-compared", VI)
    drawn = [[bar.get_width() for bar in bars] for bars in picture.figure.axes[0].containers]
    assert drawn == [[11, 4], [5, 9]]
    assert "Phường B 9" in picture.alt
    assert charts.asked_of_wards(table.iloc[:1], "", "x", VI).data == ""


def test_the_way_ahead_starts_at_the_last_closing():
    table = pd.DataFrame(
        {
            "year": [2013, 2014, 2015, 2016],
            "closing": [2818, 1782, NOT_ASKED, NOT_ASKED],
            "asked_closing": [NOT_ASKED, NOT_ASKED, 891, 0],
        }
    )
    picture = charts.way_to_goal(table, "Tìm thấy.", "next-year-path", VI)
    ahead, so_far = (line.get_xydata().tolist() for line in picture.figure.axes[0].lines[:2])
    assert so_far == [[2013, 2818], [2014, 1782]]
    assert ahead == [[2014, 1782], [2015, 891], [2016, 0]]
    assert picture.alt.endswith("2015 891, 2016 0.") and number(1782, "vi") in picture.alt
    assert charts.way_to_goal(None, "", "x", VI).data == ""
