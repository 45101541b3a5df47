"""Inspections: what was done is counted once, nothing is estimated from whom somebody doubted, and
what the page shows is what the files hold."""

import csv
import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import charts, publication, workspace
from analysis.facts import inspection as facts
from analysis.facts import read
from analysis.facts.roster import roster
from analysis.findings import inspection as say
from analysis.measures import inspection
from analysis.methods import sampling
from analysis.programme import Inspection, Sample
from analysis.publication import inspection as published
from analysis.publication import percentages
from analysis.register import read as register
from analysis.register.read import Review
from analysis.terms import HIDDEN, Scope, is_hidden
from analysis.worklists import sample as sample_list
from analysis.worklists import visits as visit_list
from tests.by_hand import table as by_hand

YEAR, SAMPLE = 2013, workspace.SHIPPED[0]
RETURNS = workspace.SHIPPED[1]
OFFICE = workspace.open(SAMPLE)
WARDS = list(OFFICE.district.unit_names("vi"))
VI = Scope(YEAR, "Quận Thử", "vi", {"A": "An", "B": "Bình"})
EN = Scope(YEAR, "Trial district", "en", {"A": "An", "B": "Bình"})


def visits(*rows: tuple) -> pd.DataFrame:
    """Facts of one year: unit, part, finding, households; whoever is random is poor."""
    names = ["unit_code", "part", "finding", "households"]
    table = pd.DataFrame(rows, columns=names).assign(year=YEAR)
    listed = table["part"].map({"random": "poor"}).fillna("others")
    return table.assign(register_class=listed).astype({"households": "Int64"})


def plans(*rows: tuple) -> pd.DataFrame:
    names = ["unit_code", "random_planned", "for_cause_planned"]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(names[1:], "Int64"))


FRAME = pd.Series({"A": 100, "B": 300}, dtype="Int64")
SEEN = visits(
    ("A", "random", "class_wrong", 2),
    ("A", "random", "entry_right", 8),
    ("A", "random", "not_met", 1),
    ("B", "random", "income_wrong", 1),
    ("B", "random", "not_arrived", 19),
    ("B", "random", "not_met", 4),
    ("B", "for_cause", "class_wrong", 5),
    ("B", "for_cause", "not_visited", 2),
)


DONE = inspection.done(plans(("A", 11, 4), ("B", 25, 8)), SEEN, ["A", "B"])


def estimated(table: pd.DataFrame, least: int = 30) -> pd.DataFrame:
    return inspection.estimates(inspection.strata(table, FRAME), 5, least)


# ---- measures, on tables small enough to add up by eye


def test_who_was_not_met_is_not_done():
    done = inspection.done(plans(("A", 11, 0), ("B", 25, 8)), SEEN, ["A", "B"])
    assert done["random_met"].tolist() == [10, 20, 30]
    assert done["for_cause_met"].tolist() == [0, 5, 5]
    assert done["random_done_pct"].tolist() == pytest.approx([1000 / 11, 80, 3000 / 36])
    assert pd.isna(done["for_cause_done_pct"].iloc[0])


def test_a_year_without_rows_is_not_recorded_and_never_0():
    assert inspection.done(plans(), visits(), ["A"]).empty
    planned = inspection.done(plans(("A", 5, 5)), visits(), ["A", "B"])
    assert planned[["random_met", "for_cause_met"]].isna().all(axis=None)
    assert planned["random_planned"].isna().tolist() == [False, True, True]
    made = inspection.done(plans(), SEEN, ["A", "B"])
    assert made["random_planned"].isna().all()
    assert made["random_done_pct"].isna().all()


def test_findings_add_up_to_those_met():
    counts = inspection.findings(SEEN).set_index("finding")["inspected"]
    assert counts.to_dict() == {
        "entry_right": 8, "class_wrong": 7, "income_wrong": 1, "members_wrong": 0,
        "not_arrived": 19, "met": 35, "not_met": 5, "not_visited": 2,
    }  # fmt: skip


def test_the_estimate_weighs_each_ward_by_its_poor():
    table = estimated(SEEN).set_index("error")
    assert table.loc["any_wrong", "estimate_whole_pct"] == pytest.approx(
        100 * (100 * 2 / 10 + 300 * 1 / 20) / 400
    )
    assert table.loc["class_wrong", "estimate_whole_pct"] == pytest.approx(100 * 20 / 400)
    assert table["frame"].tolist() == [400, 400]
    assert table["random_wrong"].tolist() == [2, 3]
    lower, upper = sampling.limits([100, 300], [10, 20], 3)
    assert table.loc["any_wrong", ["lower_whole_pct", "upper_whole_pct"]].tolist() == [
        100 * lower,
        100 * upper,
    ]


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(inspection.MET)), max_size=5))
def test_nobody_chosen_for_cause_moves_an_estimate(rows):
    more = visits(*((unit, "for_cause", found, 50) for unit, found in rows))
    pd.testing.assert_frame_equal(estimated(pd.concat([SEEN, more])), estimated(SEEN))


def test_none_found_is_an_upper_bound_and_not_a_zero():
    clean = visits(("A", "random", "entry_right", 10), ("B", "random", "entry_right", 30))
    row = estimated(clean).iloc[0]
    assert row[["random_wrong", "estimate_whole_pct", "lower_whole_pct"]].tolist() == [0, 0, 0]
    assert row["most_whole_pct"] == pytest.approx(100 * sampling.most([400], [40], 0))
    assert row["most_whole_pct"] < row["cautious_whole_pct"]


def test_a_ward_has_an_estimate_of_its_own_only_with_enough_met():
    assert set(estimated(SEEN)["unit_code"]) == {"total"}
    own = estimated(SEEN, least=20).iloc[-1]
    assert own["unit_code"] == "B"
    assert own["estimate_whole_pct"] == pytest.approx(5)
    assert own["upper_whole_pct"] == pytest.approx(100 * sampling.exact(1, 20, 300)[1])


def test_a_ward_where_nobody_was_met_stands_for_nobody():
    only_a = SEEN[(SEEN["unit_code"] == "A") | (SEEN["finding"] == "not_met")]
    assert estimated(only_a)["frame"].tolist() == [100, 100]
    nobody = visits(("A", "random", "not_met", 3))
    assert estimated(nobody).empty
    assert inspection.contact(inspection.strata(nobody, FRAME), estimated(nobody)).empty


def test_those_not_met_are_right_or_wrong_at_the_ends():
    strata = inspection.strata(SEEN, FRAME)
    row = inspection.contact(strata, percentages.whole(estimated(SEEN))).iloc[1]
    assert row[["random_met", "random_not_met"]].tolist() == [30, 5]
    assert row["if_right_whole_pct"] == pytest.approx(9 * 30 / 35)
    assert row["if_wrong_whole_pct"] == pytest.approx(9 * 30 / 35 + 100 * 5 / 35)


def test_wards_and_classes_add_up_to_all_who_were_met():
    by_ward = inspection.compared(SEEN, ["A", "B"])
    assert by_ward["inspected_met"].tolist() == [10, 25, 35]
    assert by_ward["entries_wrong"].tolist() == [2, 6, 8]
    classes = inspection.classes(SEEN)
    assert classes["listed_met"].tolist() == [30, 5]
    assert classes["class_denied"].tolist() == [2, 5]


def test_places_count_only_where_somebody_was_met():
    done = inspection.done(plans(), SEEN[SEEN["unit_code"] == "B"], ["A", "B"])
    areas = pd.DataFrame({"areas": [3, 4], "areas_visited": [0, 2]})
    table = inspection.coverage(done, areas).set_index("place")
    assert table.loc["wards"].tolist() == pytest.approx([2, 1, 50])
    assert table.loc["residential_areas"].tolist() == pytest.approx([7, 2, 200 / 7])
    assert inspection.coverage(pd.DataFrame(), areas.iloc[:0]).empty


def test_next_years_sample_is_whole_and_has_its_floor():
    design = inspection.design(pd.Series({"A": 4, "B": 60, "C": 136}), 40, 8, 5)
    assert design["sample_size"].tolist() == [4, 11, 25, 40]
    assert design["closing"].tolist() == [4, 60, 136, 200]


def test_sizes_fall_with_the_margin():
    table = inspection.sizes(2817, 5)
    assert table["visits_of_these"].tolist() == [
        sampling.size(0.05, e, 2817) for e in (0.02, 0.03, 0.05)
    ]
    assert inspection.sizes(0, 5).empty


def test_what_the_office_has_not_laid_down_is_missing():
    assert inspection.rules(None, YEAR).empty
    row = inspection.rules(Inspection(settle_days=60), YEAR).iloc[0]
    assert (row["sample_year"], row["settle_days"]) == ("2014", 60)
    assert row[["sample_visits", "expected_pct"]].isna().all()


STATES = pd.DataFrame(
    [
        (YEAR, "A", "this_year", "closed", 4),
        (YEAR, "A", "this_year", "open", 2),
        (YEAR, "B", "this_year", "overdue", 3),
        (YEAR, "B", "earlier", "overdue", 1),
    ],
    columns=["year", "unit_code", "found_in", "state", "households"],
)


def test_what_is_to_settle_is_settled_or_open():
    known = pd.concat([SEEN, SEEN.assign(year=2012)])
    table = inspection.follow_ups(STATES, known, YEAR, 60).set_index("found_in")
    assert table.loc["this_year"].tolist() == [9, 4, 5, 3]
    assert table.loc["earlier"].tolist() == [1, 0, 1, 1]
    assert list(inspection.follow_ups(STATES, SEEN, YEAR, 60)["found_in"]) == ["this_year"]
    assert inspection.follow_ups(STATES, SEEN, YEAR, None)["overdue"].isna().all()
    assert inspection.follow_ups(STATES, SEEN.iloc[:0], YEAR, 60).empty


# ---- whole tables, each cell worked out by hand


def test_a_year_is_its_own_rows_counted_from_the_first():
    facts_of = pd.concat([SEEN.assign(year=2012), SEEN[:2]], ignore_index=True)
    pd.testing.assert_frame_equal(inspection.of_year(facts_of, YEAR), SEEN[:2])


def test_what_was_done_stands_beside_what_was_planned_in_every_ward():
    seen = pd.concat([SEEN, visits(("A", "random_outside", "entry_right", 3))])
    found = inspection.done(plans(("B", 40, 10), ("A", 20, 0)), seen, ["A", "B", "C"])
    pd.testing.assert_frame_equal(
        found,
        by_hand(
            unit_code=["A", "B", "C", "total"],
            random_planned=[20, 40, None, None],
            random_met=[13, 20, 0, 33],
            random_done_pct=[65, 50, None, None],
            for_cause_planned=[0, 10, None, None],
            for_cause_met=[0, 5, 0, 5],
            for_cause_done_pct=[None, 50, None, None],
        ),
    )


def test_a_plan_of_which_no_visit_is_recorded_is_not_undone():
    pd.testing.assert_frame_equal(
        inspection.done(plans(("A", 20, 4)), visits(), ["A"]),
        by_hand(
            unit_code=["A", "total"],
            random_planned=[20, 20],
            random_met=[None, None],
            random_done_pct=[None, None],
            for_cause_planned=[4, 4],
            for_cause_met=[None, None],
            for_cause_done_pct=[None, None],
        ),
    )


def test_findings_stand_in_their_order_whatever_was_found():
    pd.testing.assert_frame_equal(
        inspection.findings(SEEN),
        by_hand(finding=inspection.LINES, inspected=[8, 7, 1, 0, 19, 35, 5, 2]),
    )


def test_what_is_to_settle_is_told_of_this_year_and_of_earlier_ones():
    known = pd.concat([SEEN, SEEN.assign(year=2012)])
    others = STATES.assign(year=2012, households=70)
    pd.testing.assert_frame_equal(
        inspection.follow_ups(pd.concat([STATES, others]), known, YEAR, 60),
        by_hand(
            found_in=["this_year", "earlier"], to_settle=[9, 1], closed=[4, 0],
            still_open=[5, 1], overdue=[3, 1],
        ),
    )  # fmt: skip


def test_a_year_in_which_all_is_settled_has_nothing_open_and_nothing_overdue():
    settled = by_hand(found_in=["this_year"], to_settle=[4], closed=[4], still_open=[0])
    found = inspection.follow_ups(STATES[:1], SEEN, YEAR, 60)
    pd.testing.assert_frame_equal(found, settled.assign(overdue=pd.array([0], "Int64")))
    found = inspection.follow_ups(STATES[:1], SEEN, YEAR, None)
    pd.testing.assert_frame_equal(found, settled.assign(overdue=pd.array([None], "Int64")))


def test_earlier_findings_alone_are_told_where_this_year_has_none():
    known = SEEN.assign(year=2012)
    found = inspection.follow_ups(STATES, known, YEAR, 60)
    assert found.to_numpy().tolist() == [["earlier", 1, 0, 1, 1]]


def test_a_stratum_holds_who_was_drawn_by_lot_in_a_ward_where_somebody_was_met():
    frame = pd.Series({"A": 100, "B": 300, "C": 50, "D": 7})
    more = visits(("C", "random", "not_met", 2), ("D", "random", "entry_right", 1))
    expected = by_hand(
        size=[100, 300, 7],
        met=[10, 20, 1],
        missed=[1, 4, 0],
        class_wrong=[2, 0, 0],
        any_wrong=[2, 1, 0],
    )
    pd.testing.assert_frame_equal(
        inspection.strata(pd.concat([SEEN, more]), frame),
        expected.set_index(pd.Index(["A", "B", "D"])),
    )


STRATA = by_hand(
    unit_code=["A", "B"], size=[100, 300], met=[30, 29], missed=[1, 4], class_wrong=[3, 0],
    any_wrong=[6, 0],
).set_index("unit_code")  # fmt: skip


def test_estimates_are_of_the_whole_and_of_the_wards_with_thirty_met():
    found = inspection.estimates(STRATA, 4)
    sizes, met = [100, 300], [30, 29]
    limits = [
        *(sampling.limits(sizes, met, wrong) for wrong in (3, 6)),
        sampling.limits([100], [30], 6),
    ]
    of_one_side = [sampling.most(sizes, met, wrong) for wrong in (3, 6)]
    cautious = [sampling.most(sizes, met, wrong) for wrong in (4, 8)]  # fours above 3 and 6
    pd.testing.assert_frame_equal(
        found,
        by_hand(
            unit_code=["total", "total", "A"],
            error=["class_wrong", "any_wrong", "any_wrong"],
            frame=[400, 400, 100],
            random_met=[59, 59, 30],
            random_wrong=[3, 6, 6],
        ).assign(
            estimate_whole_pct=[2.5, 5.0, 20.0],  # 10 and 20 of 400, 20 of 100
            lower_whole_pct=[100 * lower for lower, _ in limits],
            upper_whole_pct=[100 * upper for _, upper in limits],
            most_whole_pct=[100 * m for m in (*of_one_side, sampling.most([100], [30], 6))],
            cautious_whole_pct=[100 * m for m in (*cautious, sampling.most([100], [30], 8))],
        ),
    )
    assert inspection.estimates(STRATA[:0], 4).empty


def test_the_cautious_bound_never_takes_more_wrong_than_were_met():
    few = by_hand(size=[9], met=[3], missed=[0], class_wrong=[0], any_wrong=[1])
    whole = inspection.estimates(few, 5).set_index("error")
    assert whole.loc["any_wrong", "cautious_whole_pct"] == 100 * sampling.most([9], [3], 3)


@pytest.mark.parametrize(("count", "up"), [(0, 5), (4, 5), (5, 5), (6, 10), (10, 10)])
def test_a_count_is_taken_for_the_next_multiple_and_none_for_the_first(count, up):
    assert inspection.rounded_up(count, 5) == up


def test_contact_takes_the_whole_alone_and_all_who_were_missed():
    shown = by_hand(
        unit_code=["A", "total", "total"],
        error=["any_wrong", "class_wrong", "any_wrong"],
        random_met=[30, 59, 59],
        random_wrong=[6, 3, 6],
    ).assign(estimate_whole_pct=[20, 2, 5])
    strata = STRATA.assign(missed=[1, 20])  # 21 of 80 were not met
    right = [2 * 59 / 80, 5 * 59 / 80]
    pd.testing.assert_frame_equal(
        inspection.contact(strata, shown),
        by_hand(
            error=["class_wrong", "any_wrong"],
            random_met=[59, 59],
            random_wrong=[3, 6],
            random_not_met=[21, 21],
        ).assign(if_right_whole_pct=right, if_wrong_whole_pct=[each + 26.25 for each in right]),
    )


def test_entries_are_held_against_the_register_in_the_order_of_the_wards():
    pd.testing.assert_frame_equal(
        inspection.compared(SEEN, ["C", "B", "A"]),
        by_hand(
            unit_code=["C", "B", "A", "total"],
            inspected_met=[0, 25, 10, 35],
            entries_wrong=[0, 6, 2, 8],
        ),
    )
    assert inspection.compared(SEEN[:0], ["A"]).empty


def test_a_class_of_which_nobody_was_met_has_0():
    pd.testing.assert_frame_equal(
        inspection.classes(SEEN[SEEN["part"] == "random"]),
        by_hand(register_class=["poor", "others"], listed_met=[30, 0], class_denied=[2, 0]),
    )
    assert inspection.classes(SEEN[:0]).empty


AREAS = pd.DataFrame({"areas": [3, 4], "areas_visited": [0, 2]})
PLACES = {"places_all": "Int64", "places_visited": "Int64", "places_visited_pct": "Float64"}


def test_a_ward_is_called_on_by_one_visit_of_either_way():
    seen = visits(
        ("A", "random", "entry_right", 1),
        ("B", "for_cause", "not_arrived", 1),
        ("D", "random", "entry_right", 3),
        ("D", "for_cause", "entry_right", 3),
    )
    done = inspection.done(plans(), seen, ["A", "B", "C", "D"])
    expected = by_hand(
        place=["wards", "residential_areas"],
        places_all=[4, 7],
        places_visited=[3, 2],
        places_visited_pct=[75, 200 / 7],
    )
    found = inspection.coverage(done, AREAS).astype({"place": "str"})
    pd.testing.assert_frame_equal(found, expected)


def test_one_ward_and_a_year_without_visits_are_no_coverage_of_wards():
    alone = inspection.done(plans(), SEEN, ["A"])
    assert inspection.coverage(alone, AREAS)["place"].tolist() == ["residential_areas"]
    planned = inspection.done(plans(("A", 5, 5)), visits(), ["A", "B"])
    assert inspection.coverage(planned, AREAS)["place"].tolist() == ["residential_areas"]
    nothing = inspection.coverage(DONE[:0], AREAS[:0])
    assert nothing.dtypes.astype("str").to_dict() == {"place": "object", **PLACES}


def test_the_design_tells_of_each_ward_how_many_it_has_and_how_many_are_drawn():
    frame = pd.Series({"A": 4, "B": 60, "C": 136})
    pd.testing.assert_frame_equal(
        inspection.design(frame, 40, 8, 5),
        by_hand(
            unit_code=["A", "B", "C", "total"],
            closing=[4, 60, 136, 200],
            sample_size=[4, 11, 25, 40],
        ),
    )


def test_sizes_are_told_of_very_many_and_of_these():
    found = inspection.sizes(2817, 5)
    # n0 = 1.96² x .05 x .95 / e²: 456.2, 202.7, 73.0; of 2,817 each over 1 + (n0 - 1)/2817
    expected = by_hand(
        margin=["2", "3", "5"], visits_of_many=[457, 203, 73], visits_of_these=[393, 190, 72]
    )
    whole = dict.fromkeys(expected.columns[1:], "int64")
    pd.testing.assert_frame_equal(found, expected.astype(whole))
    assert list(inspection.sizes(0, 5)) == list(found)


def test_what_the_office_has_laid_down_is_told_for_the_next_year():
    drawn = Sample(visits=120, least_per_ward=8, expected_pct=2.5, seed=2014)
    pd.testing.assert_frame_equal(
        inspection.rules(Inspection(settle_days=60, sample=drawn), YEAR),
        by_hand(
            sample_year=["2014"],
            settle_days=[60],
            sample_visits=[120],
            least_per_ward=[8],
            expected_pct=[2.5],
            sample_seed=["2014"],
        ),
    )
    without = inspection.rules(Inspection(), YEAR)
    expected = by_hand(
        sample_year=["2014"],
        settle_days=[None],
        sample_visits=[None],
        least_per_ward=[None],
        expected_pct=[None],
    )
    expected["sample_seed"] = pd.Series([pd.NA], dtype=object)
    pd.testing.assert_frame_equal(without, expected)


# ---- facts, from rows as an office writes them


def review(year: int, poor: dict[str, str]) -> Review:
    """A review of households by ward, each in group 7."""
    columns = ["household_id", "ward_code", "household_class", "residential_group", "reason"]
    columns += ["special_group", "workers", "members", "income_vnd", "causes"]
    rows = [(home, ward, "Hộ nghèo", "Tổ 7", *[""] * 6) for home, ward in poor.items()]
    lists = pd.DataFrame(rows, columns=columns)
    return Review(year, "s", lists, lists, lists.iloc[:0], lists.iloc[:0], True)


HEADINGS = ["year", "household_id", "ward_code", "chosen", "visit_date", "finding", "closed_date"]
POOR = {2012: {"H1": "20197", "H2": "20197"}, YEAR: {"H1": "20197", "H3": "20198", "H4": ""}}


def made(*rows: tuple, **also: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The facts of these inspections in a register of two years."""
    stood = roster({year: review(year, poor) for year, poor in POOR.items()})
    programme = {"inspections": pd.DataFrame(rows, columns=HEADINGS), **also}
    return facts.tables(programme, stood, OFFICE.district)


def parts(table: pd.DataFrame) -> list[tuple]:
    keys = ["unit_code", "part", "register_class", "finding"]
    return sorted(table[keys].itertuples(index=False, name=None))


def test_a_household_counts_for_its_ward_on_the_opening_list():
    rows = made(
        ("2013", "H1", "20200", "Ngẫu nhiên", "2013-03-01", "Đúng", ""),
        ("2013", "H2", "20198", "Ngẫu nhiên", "2013-03-01", "Sai phân loại", ""),
        ("2013", "H4", "20194", "Ngẫu nhiên", "2013-03-01", "Không gặp", ""),
        ("2013", "H3", "20198", "Theo dấu hiệu", "", "", ""),
    )["inspection_visits"]
    assert parts(rows) == [
        ("20194", "random_outside", "poor", "not_met"),
        ("20197", "random", "poor", "entry_right"),
        ("20198", "for_cause", "poor", "not_visited"),
        ("20198", "random_outside", "others", "class_wrong"),
    ]


def test_a_visit_of_the_next_year_is_none_yet():
    rows = made(("2013", "H1", "20197", "Ngẫu nhiên", "2014-01-09", "Sai thu nhập", ""))
    assert parts(rows["inspection_visits"]) == [("20197", "random", "poor", "not_visited")]
    assert rows["inspection_follow_ups"].empty


def test_a_finding_is_followed_until_the_year_it_is_settled_in():
    rows = made(
        ("2012", "H1", "20197", "Ngẫu nhiên", "2012-12-01", "Sai thu nhập", "2013-02-01"),
        ("2012", "H2", "20197", "Ngẫu nhiên", "2012-10-01", "Sai nhân khẩu", ""),
        ("2012", "H2", "20197", "Theo dấu hiệu", "2012-10-01", "Hỗ trợ chưa đến", "2012-10-20"),
        ("2013", "H1", "20197", "Ngẫu nhiên", "2013-11-01", "Sai phân loại", "2014-01-05"),
        ("2013", "H3", "20198", "Ngẫu nhiên", "2013-10-31", "Sai phân loại", ""),
    )["inspection_follow_ups"]
    keys = ["year", "found_in", "state"]
    assert rows.groupby(keys)["households"].sum().to_dict() == {
        (2012, "this_year", "open"): 1,
        (2012, "this_year", "overdue"): 1,
        (2012, "this_year", "closed"): 1,
        (2013, "earlier", "closed"): 1,
        (2013, "earlier", "overdue"): 1,
        (2013, "this_year", "open"): 1,  # sixty days on the last day
        (2013, "this_year", "overdue"): 1,
    }


def test_residential_areas_are_told_where_the_office_lists_them():
    names = ["year", "area_code", "ward_code", "first_group_count", "last_group_count"]
    areas = pd.DataFrame(
        [("2013", "K1", "20197", "1", "9"), ("2013", "K2", "20197", "10", "19")], columns=names
    )
    row = ("2013", "H1", "20197", "Ngẫu nhiên", "2013-03-01", "Đúng", "")
    counted = made(row, areas=areas)["inspection_areas"].iloc[0]
    assert counted[["areas", "areas_visited"]].tolist() == [2, 1]
    missed = made((*row[:5], "Không gặp", ""), areas=areas)["inspection_areas"].iloc[0]
    assert missed["areas_visited"] == 0
    assert made(row)["inspection_areas"].empty


def test_an_office_without_inspections_has_tables_without_rows():
    tables = facts.tables({}, roster({}), OFFICE.district)
    assert {name: len(table) for name, table in tables.items()} == dict.fromkeys(facts.KEYS, 0)


# ---- the sample, counted again from its files


def rows_of(name: str, folder: str = "") -> list[dict]:
    file = workspace.PROJECT / SAMPLE / folder / f"{name}.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def opening_of(year: int) -> dict[str, str]:
    """The poor of the opening list by number, with their ward."""
    rows = rows_of("opening", f"register/{year}") or rows_of("closing", f"register/{year - 1}")
    return {r["Mã hộ"]: r["Mã phường"] for r in rows if r["Phân loại hộ"] == "Hộ nghèo"}


def day_of(cell: str) -> date | None:
    return datetime.strptime(cell, "%d/%m/%Y").date() if cell else None


def inspected(year: int) -> list[tuple]:
    """Each inspection of a year as known at its end: ward, way, finding ("" if not made)."""
    poor, end = opening_of(year), date(year, 12, 31)
    return [
        (
            poor.get(row["Mã hộ"]) or row["Mã phường"],
            row["Cách chọn"],
            row["Kết quả"] if (day_of(row["Ngày kiểm tra"]) or date.max) <= end else "",
        )
        for row in rows_of("inspections")
        if int(row["Năm"]) == year
    ]


WRONG = {"Sai phân loại", "Sai thu nhập", "Sai nhân khẩu"}
YEARS = pytest.mark.parametrize("year", range(2009, 2016))


def shown_or(table: pd.DataFrame, key: str, column: str, counted: dict) -> dict:
    """The cells that are shown of a column, and what was counted for the same keys."""
    cells = dict(zip(table[key], table[column], strict=True))
    shown = {name: cell for name, cell in cells.items() if not is_hidden(cell)}
    assert shown == {name: counted.get(name, 0) for name in shown}
    return shown


@YEARS
def test_the_page_shows_what_the_files_hold(year, shipped_facts):
    safe, rows = publication.tables(year, "490", SAMPLE), inspected(year)
    met = [row for row in rows if row[2] not in ("", "Không gặp")]
    ways = {"random_met": "Ngẫu nhiên", "for_cause_met": "Theo dấu hiệu"}
    for column, way in ways.items():
        counted = Counter(ward for ward, chosen, _ in met if chosen == way)
        counted["total"] = counted.total()
        assert shown_or(safe["inspection-done"], "unit_code", column, counted)
    wrong = Counter(ward for ward, _, found in met if found in WRONG)
    wrong["total"] = wrong.total()
    assert shown_or(safe["inspection-compared"], "unit_code", "entries_wrong", wrong)
    words = {found: word for word, found in facts.FINDINGS.items()}
    found = Counter(row[2] for row in rows)
    counted = {name: found[words[name]] for name in words} | {"met": len(met)}
    assert shown_or(safe["inspection-findings"], "finding", "inspected", counted)


@YEARS
def test_the_estimates_are_those_of_the_files(year, shipped_facts):
    poor = Counter(ward for ward in opening_of(year).values() if ward)
    met = [row for row in inspected(year) if row[1] == "Ngẫu nhiên"]
    met = [row for row in met if row[2] not in ("", "Không gặp")]
    drawn, table = Counter(row[0] for row in met), publication.tables(year, "490", SAMPLE)
    shown = table["inspection-estimates"].set_index("error")
    for error, kinds in (("class_wrong", {"Sai phân loại"}), ("any_wrong", WRONG)):
        found = Counter(row[0] for row in met if row[2] in kinds)
        share = sum(poor[w] * found[w] / drawn[w] for w in poor) / sum(poor.values())
        row = shown.loc[error]
        assert row["frame"] == sum(poor.values())
        if is_hidden(row["random_wrong"]):
            assert row["most_whole_pct"] >= 100 * share
        else:
            assert row["random_wrong"] == found.total()
            assert row["estimate_whole_pct"] == int(100 * share + 0.5)
            assert row["lower_whole_pct"] <= 100 * share <= row["upper_whole_pct"]


@YEARS
def test_what_is_settled_is_what_the_files_hold(year, shipped_facts):
    end, found = date(year, 12, 31), []
    for row in rows_of("inspections"):
        made, closed = day_of(row["Ngày kiểm tra"]), day_of(row["Ngày xong"])
        counts = row["Kết quả"] in WRONG | {"Hỗ trợ chưa đến"} and made <= end
        if counts and not (closed and closed.year < year):
            state = "closed" if closed and closed <= end else "still_open"
            found.append((int(row["Năm"]) == year, state, (end - made).days > 60))
    table = read.work_of_the_whole("inspection_follow_ups", year, SAMPLE)
    known = read.work_of_the_whole("inspection_visits", year, SAMPLE)
    table = inspection.follow_ups(table, known, year, 60).set_index("found_in")
    for of_year, found_in in ((True, "this_year"), (False, "earlier")):
        own = [(state, late) for ours, state, late in found if ours == of_year]
        if found_in in table.index:
            states = Counter(state for state, _ in own)
            late = sum(late for state, late in own if state == "still_open")
            assert table.loc[found_in].tolist() == [
                len(own), states["closed"], states["still_open"], late,
            ]  # fmt: skip


def test_few_cells_are_hidden_and_none_of_a_plan(shipped_facts):
    for year in range(2009, 2016):
        tables = publication.tables(year, "490", SAMPLE)
        ours = [tables[name] for name in (*published.KEYS, published.FOLLOWED)]
        assert sum(int(table.map(is_hidden).sum().sum()) for table in ours) < 30
        done = tables["inspection-done"]
        assert not done[["random_planned", "for_cause_planned"]].map(is_hidden).any(axis=None)


def test_a_ward_has_its_own_row_and_what_is_of_the_whole_is_not_made(shipped_facts):
    whole, ward = (publication.tables(YEAR, area, SAMPLE) for area in ("490", "20195"))
    for name in (published.DONE, published.COMPARED, published.DESIGN):
        row = whole[name][whole[name]["unit_code"] == "20195"].reset_index(drop=True)
        assert ward[name].to_dict("records") == row.to_dict("records")
    assert ward[published.FOUND] is None
    assert ward[published.CONTACT] is None
    assert ward[published.ESTIMATES].empty


def test_returns_have_none_of_it(shipped_facts):
    year, area = read.years_and_areas(RETURNS)[0]
    tables = publication.tables(year, area, RETURNS)
    assert all(tables[name].empty for name in (*published.KEYS, published.DESIGN, published.RULES))


# ---- what is shown tells of no single ward


def test_limits_are_rounded_outwards_and_estimates_half_up():
    table = pd.DataFrame(
        {"estimate_whole_pct": [8.5], "lower_whole_pct": [3.9], "upper_whole_pct": [16.1]}
    )
    assert percentages.whole(table).iloc[0].tolist() == [9, 3, 17]
    exact = pd.DataFrame({"upper_whole_pct": [4.0 + 1e-13]})
    assert percentages.whole(exact).iloc[0].tolist() == [4]


@given(
    st.lists(st.tuples(st.integers(20, 900), st.integers(5, 20)), min_size=2, max_size=4), st.data()
)
def test_what_an_estimate_tells_is_true(wards, data):
    wrong = [data.draw(st.integers(0, met)) for _, met in wards]
    strata = pd.DataFrame(wards, columns=["size", "met"]).assign(any_wrong=wrong)
    sizes, met = strata["size"].tolist(), strata["met"].tolist()
    share = 100 * sampling.share(sizes, met, wrong)
    shown = percentages.whole(pd.DataFrame({"estimate_whole_pct": [share]})).iloc[0, 0]
    cells = {at: [("wrong", at)] for at in strata.index}
    told = percentages.told(strata, "any_wrong", shown, cells)
    assert told.least <= sum(n * wrong[at] for n, (_, at) in told.terms) <= told.greatest


def test_where_few_are_wrong_the_bound_is_the_cautious_one():
    shown = pd.DataFrame(
        [("total", "any_wrong", 400, 60, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, 17.0)],
        columns=["unit_code", "error", "frame", "random_met", "random_wrong",
                 "estimate_whole_pct", "lower_whole_pct", "upper_whole_pct", "most_whole_pct",
                 "cautious_whole_pct"],
    )  # fmt: skip
    table = published.finished({published.ESTIMATES: shown})[published.ESTIMATES]
    assert table["most_whole_pct"].tolist() == [17.0]
    assert "cautious_whole_pct" not in table


# ---- sentences and picture


def estimate(wrong: object, **shares: object) -> pd.DataFrame:
    row = {"unit_code": "total", "error": "any_wrong", "frame": 400, "random_met": 60}
    row |= {
        f"{name}_whole_pct": shares.get(name, HIDDEN) for name in ("estimate", "lower", "upper")
    }
    return pd.DataFrame([row | {"random_wrong": wrong, "most_whole_pct": shares["most"]}])


@pytest.mark.parametrize("scope", [VI, EN])
def test_an_estimate_is_said_with_its_interval_or_bound(scope):
    seen = estimate(6, estimate=10.0, lower=3.0, upper=20.0, most=18.0)
    assert {"6", "60", "10%", "3%", "20%"} <= set(
        say.estimates(seen, DONE, scope).replace(",", " ").replace(".", " ").split()
    )
    assert "18%" in say.estimates(estimate(HIDDEN, most=18.0), DONE, scope)
    none = say.estimates(estimate(0, estimate=0.0, lower=0.0, upper=6.0, most=5.0), DONE, scope)
    assert "5%" in none
    assert "6%" not in none
    assert say.main_point({"inspection-estimates": seen}, scope) == say.estimates(seen, DONE, scope)


@pytest.mark.parametrize("scope", [VI, EN])
def test_nothing_is_said_of_nothing(scope):
    empty = pd.DataFrame()
    assert say.main_point({}, scope) == ""
    assert say.main_point({"inspection-estimates": empty}, scope) == ""
    said = [say.found, say.settled, say.contact, say.classes, say.sizes]
    assert {sentence(table, scope) for sentence in said for table in (None, empty)} == {""}
    assert say.compared(empty, scope) == say.coverage(empty, scope) == ""
    assert say.estimates(empty, empty, scope) == say.no_areas(empty, scope) == ""
    assert say.too_few(DONE, scope) in say.estimates(empty, DONE, scope)
    assert len({say.done(empty, scope), say.design(empty, scope), ""}) == 3


def test_without_a_time_limit_nothing_is_called_overdue():
    table = inspection.follow_ups(STATES, SEEN, YEAR, None)
    assert "district.yml" in say.settled(table, VI)
    assert "quá hạn" not in say.settled(table, VI)
    assert "quá hạn: 3 hộ" in say.settled(inspection.follow_ups(STATES, SEEN, YEAR, 60), VI)


def test_every_bar_is_a_number_of_the_table():
    done = inspection.done(plans(("A", 11, 4), ("B", 25, 8)), SEEN, ["A", "B"])
    done["for_cause_met"] = done["for_cause_met"].astype(object).mask(done.index == 1, HIDDEN)
    picture = charts.inspected(done, "x", "inspection-done", VI)
    bars = [[round(bar.get_width()) for bar in axes.patches] for axes in picture.figure.axes]
    assert bars == [[11, 25, 10, 20], [4, 8, 0, 0]]
    assert "không công bố" in picture.alt
    assert charts.inspected(pd.DataFrame(), "x", "inspection-done", VI).data == ""


# ---- lists by name


@pytest.fixture(scope="module")
def known() -> register.Register:
    return register.read(OFFICE)


@pytest.fixture
def office(tmp_path, monkeypatch) -> workspace.Workspace:
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(tmp_path / "outputs"))
    return OFFICE


def cells(file) -> tuple[list[str], list[dict]]:
    """The headings of the first sheet and its rows below them."""
    rows = list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))
    at = next(at for at, row in enumerate(rows) if row[0] == "Phường")
    return list(rows[at]), [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]]


def test_the_sample_is_drawn_by_the_seed_and_the_number_of_each_household(known, office):
    headings, rows = cells(sample_list.write(office, known, YEAR, SAMPLE))
    frame = [r for r in rows_of("closing", f"register/{YEAR}") if r["Phân loại hộ"] == "Hộ nghèo"]
    drawn = Counter(row["Mã phường"] for row in rows)
    assert drawn.total() == 120
    for ward in WARDS:
        lots = sorted(
            (hashlib.sha256(f"2014:{r['Mã hộ']}".encode()).hexdigest(), r["Mã hộ"])
            for r in frame
            if r["Mã phường"] == ward
        )
        expected = {home for _, home in lots[: drawn[ward]]}
        assert {row["Mã hộ"] for row in rows if row["Mã phường"] == ward} == expected
    assert headings[3:] == [
        "Năm", "Mã hộ", "Mã phường", "Cách chọn", "Ngày kiểm tra", "Kết quả", "Việc phải làm",
        "Ngày xong",
    ]  # fmt: skip
    assert not any(row[blank] for row in rows for blank in headings[-4:])


def test_the_design_on_the_page_is_that_of_the_list(known, office, shipped_facts, monkeypatch):
    _, rows = cells(sample_list.write(office, known, YEAR, SAMPLE))
    monkeypatch.undo()
    design = publication.tables(YEAR, "490", SAMPLE)["inspection-design"]
    drawn = Counter(row["Mã phường"] for row in rows)
    sizes = dict(zip(design["unit_code"], design["sample_size"], strict=True))
    assert sizes == {**drawn, "total": drawn.total()}


def test_the_order_of_rows_changes_nobody_who_is_drawn(known, office):
    first = cells(sample_list.write(office, known, YEAR, SAMPLE))[1]
    held = known.reviews[YEAR]
    turned = replace(held, closing=held.closing.iloc[::-1])
    other = replace(known, reviews=known.reviews | {YEAR: turned})
    assert cells(sample_list.write(office, other, YEAR, SAMPLE))[1] == first


def test_the_list_of_visits_names_every_reason(known, office):
    _, rows = cells(visit_list.write(office, known, YEAR, SAMPLE))
    many = [row["Số lý do"] for row in rows]
    assert many == sorted(many, reverse=True)
    assert all(row["Lý do"].count(";") + 1 == row["Số lý do"] for row in rows)
    by_home = {row["Mã hộ"]: row["Lý do"] for row in rows}
    of_year = [r for r in rows_of("inspections") if r["Năm"] == str(YEAR)]
    missed = [r for r in of_year if r["Kết quả"] == "Không gặp"]
    not_met = {r["Mã hộ"] for r in missed if r["Ngày kiểm tra"].endswith(str(YEAR))}
    assert {home for home, why in by_home.items() if "không gặp" in why} == not_met
    income = "Thu nhập bình quân (đồng/người/tháng)"
    close = {
        r["Mã hộ"]
        for year, line in ((2012, 500_000), (2013, 800_000))
        for r in rows_of("departures", f"register/{year}")
        if r["Lý do"] == "Thoát nghèo" and r[income] and int(r[income]) < 1.1 * line
    }
    assert {home for home, why in by_home.items() if "chưa đến 10%" in why} == close
    blank = {
        r["Mã hộ"] for r in rows_of("closing", f"register/{YEAR}")
        if r["Phân loại hộ"] == "Hộ nghèo" and not r[income]
    }  # fmt: skip
    assert {home for home, why in by_home.items() if "cuối kỳ không ghi thu nhập" in why} == blank


def test_a_list_holds_no_citizen_number_and_only_its_owner_reads_it(known, office):
    for write in (sample_list.write, visit_list.write):
        file = write(office, known, YEAR, SAMPLE)
        assert file.stat().st_mode & 0o777 == 0o600
        values = [str(value) for row in cells(file)[1] for value in row.values()]
        assert not any(value.startswith("999") and len(value) == 12 for value in values)


def test_without_a_design_or_a_review_no_list_is_written(known, office):
    programme = office.district.programme.model_copy(update={"inspection": None})
    bare = replace(office, district=office.district.model_copy(update={"programme": programme}))
    with pytest.raises(workspace.WorkspaceError, match="lays down no sample"):
        sample_list.write(bare, known, YEAR, SAMPLE)
    with pytest.raises(workspace.WorkspaceError, match="no review of 2030"):
        visit_list.write(office, known, 2030, SAMPLE)
    assert len(visit_list.listed(bare, known, YEAR))
