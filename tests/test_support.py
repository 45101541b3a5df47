"""Support of the specially poor: the register's groups, households apart from items, money that
adds up to the VND, nothing known before its day, and no sum that tells of one household."""

import csv
from collections import Counter, defaultdict
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import charts, publication, workspace
from analysis.disclosure import Release
from analysis.facts import read
from analysis.facts import support as facts
from analysis.findings import support as say
from analysis.measures import support
from analysis.measures.support import LATER, LEFT, OUTSTANDING, PAID, PLANNED, PROMISED
from analysis.publication import support as published
from analysis.terms import HIDDEN, LABELS, NOT_ASKED, Scope, is_hidden
from tests.by_hand import table as by_hand

SAMPLE, PUBLISHED, _ = workspace.SHIPPED
DISTRICT = workspace.open(SAMPLE).district
YEARS = range(2009, 2016)
VI = Scope(2013, "Quận Thử", "vi", {"A": "Phường A", "B": "Phường B"})
EN = Scope(2013, "Trial district", "en", {"A": "Ward A", "B": "Ward B"})
NAMES = {"group_1": "Nhóm I", "group_2": "Nhóm II", "without_labour": "Không có lao động"}


def roster(*rows: dict) -> pd.DataFrame:
    """Households on the lists of 2013: poor all the year in ward A, unless a row says otherwise."""
    usual = {
        "year": 2013, "unit_code": "A", "opening_class": "poor", "closing_class": "poor",
        "is_exit": False, "special_group": "", "closing_group": "",
    }  # fmt: skip
    listed = [usual | {"household_id": f"H{at}"} | row for at, row in enumerate(rows, start=1)]
    return pd.DataFrame(listed, columns=["household_id", *usual]).astype({"household_id": "str"})


def support_rows(*rows: dict) -> pd.DataFrame:
    """Rows of «Hỗ trợ hộ» as text: G1 for H1 from the budget, promised and paid in 2013."""
    usual = {
        "year": "2013", "household_id": "H1", "package_code": "G1", "source": "Ngân sách",
        "promised_vnd": "1000", "paid_vnd": "1000", "paid_date": "2013-05-12",
    }  # fmt: skip
    return pd.DataFrame([usual | row for row in rows], columns=list(usual), dtype="str")


def counted(rows: pd.DataFrame, listed: pd.DataFrame, **tables: pd.DataFrame) -> dict:
    return facts.tables({"support": rows, **tables}, listed, DISTRICT)


def sums(found: dict, key: str, year: int = 2013) -> pd.DataFrame:
    return support.by_key(found["support_money"], key, year).set_index(key)


# Groups


def test_a_group_is_the_label_of_the_register_whatever_the_household_is_like():
    listed = roster(
        {"special_group": "group_1", "closing_group": "group_1"},
        {"special_group": "without_labour", "closing_group": "group_2"},
        {"special_group": "group_1", "closing_class": "", "is_exit": True},
        {"closing_class": "near_poor"},
        {"opening_class": "", "closing_group": "group_2"},
        {"opening_class": "near_poor", "closing_class": "near_poor"},
    )
    moved = support.transitions(counted(support_rows(), listed)["support_stood"], 2013)
    by = moved.set_index("stood")
    assert by.loc["group_1", ["group_1", "became_exited"]].tolist() == [1, 1]
    assert by.loc["without_labour", "group_2"] == 1
    assert by.loc["other_poor", "became_left"] == 1
    assert by.loc["not_poor_at_opening", "group_2"] == 1
    assert by.loc["total"].sum() == 5  # who was poor at neither end is not counted
    sizes = support.groups(moved).set_index("support_group")
    assert sizes.loc["group_1"].tolist() == [2, 1, 1, 50.0]
    assert sizes.loc["total"].tolist()[:3] == [4, 3, 1]


def test_a_household_declared_to_have_exited_and_still_poor_stayed():
    listed = roster({"special_group": "group_1", "closing_group": "group_1", "is_exit": True})
    moved = support.transitions(counted(support_rows(), listed)["support_stood"], 2013)
    assert moved.set_index("stood").loc["group_1", ["group_1", "became_exited"]].tolist() == [1, 0]


def test_an_exit_on_no_opening_list_is_an_exit_of_nobody_who_was_poor_before():
    unseen = {"opening_class": "", "closing_class": "", "is_exit": True}
    listed = roster(unseen, {"special_group": "group_2"})
    moved = support.transitions(counted(support_rows(), listed)["support_stood"], 2013)
    assert moved.set_index("stood").loc["not_poor_at_opening", "became_exited"] == 1
    assert support.groups(moved).set_index("support_group").loc["total", "grouped_exits"] == 1


def test_a_year_in_which_nobody_has_a_group_has_no_figures_by_group():
    listed = pd.concat([roster({}, {}), roster({"special_group": "group_1"}).assign(year=2014)])
    found = counted(support_rows({}), listed.reset_index(drop=True))
    assert found["support_stood"]["year"].unique().tolist() == [2014]
    assert support.groups(support.transitions(found["support_stood"], 2013)).empty
    every, of = support.reach(found["support_stood"], found["support_reached"], 2013)
    assert every.empty and of.empty
    assert support.ward_groups(found["support_stood"], ["A"], 2013).empty


def test_a_rate_without_a_denominator_is_missing():
    moved = support.transitions(
        counted(support_rows(), roster({"special_group": "group_1"}))["support_stood"], 2013
    )
    shares = support.groups(moved).set_index("support_group")["grouped_exit_pct"]
    assert shares["group_1"] == 0 and pd.isna(shares["group_2"])


# Households and items


def test_a_household_counts_once_whatever_it_gets_and_an_item_whoever_pays():
    found = counted(
        support_rows(
            {}, {"source": "Doanh nghiệp"}, {"package_code": "G2"}, {"household_id": "H2"}
        ),
        roster({"special_group": "group_1"}, {"special_group": "group_1", "unit_code": "B"}),
    )
    every, of = support.reach(found["support_stood"], found["support_reached"], 2013)
    assert every.set_index("support_group").loc["group_1"].tolist() == [2, 3]
    assert every.set_index("support_group").loc["total"].tolist() == [2, 3]
    assert of.iloc[0].tolist() == ["group_1", 2, 2, 0, 100.0]
    assert found["support_items"].set_index("package_code")["support_items"].to_dict() == {
        "G1": 2, "G2": 1,
    }  # fmt: skip
    ward = support.ward_support(found["support_reached"], found["support_money"], ["A", "B"], 2013)
    assert ward.set_index("unit_code")["support_reached"].to_dict() == {"A": 1, "B": 1, "total": 2}


@pytest.mark.parametrize(
    "household",
    [
        {"opening_class": "", "closing_group": "group_1"},
        {"opening_class": "near_poor", "special_group": ""},
        {"year": 2012, "special_group": "group_1"},
        {"special_group": ""},
    ],
    ids=["arisen in the year", "near-poor", "on the lists of an earlier year alone", "other poor"],
)
def test_who_was_in_no_group_at_the_opening_is_not_reached_of_a_group(household):
    found = counted(support_rows({}), roster(household, {"special_group": "group_1"}))
    every, of = support.reach(found["support_stood"], found["support_reached"], 2013)
    assert every.set_index("support_group")["support_reached"].to_dict() == {
        "group_1": 0, "group_2": 0, "without_labour": 0, "not_special": 1, "total": 1,
    }  # fmt: skip
    assert of["support_reached"].tolist() == [0, 0, 0]


def test_a_ward_that_got_nothing_has_0_and_a_year_without_records_has_no_rows():
    listed = roster({"special_group": "group_1"}, {"special_group": "group_2", "unit_code": ""})
    found = counted(support_rows({}), listed)
    ward = support.ward_support(found["support_reached"], found["support_money"], ["A", ""], 2013)
    assert ward.set_index("unit_code").loc["", ["support_reached", PROMISED]].tolist() == [0, 0]
    assert support.ward_support(found["support_reached"], found["support_money"], ["A"], 2014).empty
    assert support.ward_groups(found["support_stood"], ["A", ""], 2013)["total"].tolist() == [
        1, 1, 2,
    ]  # fmt: skip


# Money


def test_what_is_recorded_nowhere_as_paid_is_outstanding():
    found = counted(
        support_rows(
            {"paid_vnd": "", "paid_date": ""},
            {"source": "Doanh nghiệp", "paid_vnd": "400"},
            {"package_code": "G2", "paid_date": "2014-01-01"},
        ),
        roster({"special_group": "group_1"}),
    )
    total = sums(found, "money_source").loc["total"]
    assert total[[PROMISED, PAID, OUTSTANDING]].tolist() == [3000, 400, 2600]


def test_a_year_knows_nothing_that_was_paid_after_its_last_day():
    rows = support_rows({"paid_date": "2014-01-01"}, {"package_code": "G2"})
    found = counted(rows, pd.concat([roster({}), roster({}).assign(year=2014)]))
    columns = ["year", "given_year", PROMISED, PAID, LATER, OUTSTANDING]
    assert found["support_since"][columns].to_numpy().tolist() == [
        [2013, 2013, 2000, 1000, 0, 1000],
        [2014, 2013, 2000, 1000, 1000, 0],
    ]
    assert sums(found, "unit_code").loc["total", OUTSTANDING] == 1000


def test_left_is_planned_less_promised_by_source_and_in_all():
    found = counted(
        support_rows({}, {"source": "Doanh nghiệp", "promised_vnd": "7000"}),
        roster({"special_group": "group_1"}),
        budgets=plan(("Ngân sách", "5000"), ("Doanh nghiệp", "6000"), ("Hội đoàn thể", "100")),
    )
    table = support.money(found["support_money"], found["support_planned"], 2013)
    by = table.set_index("money_source")
    assert list(by.index) == ["from_budget", "from_firms", "from_associations", "total"]
    assert by[PLANNED].tolist() == [5000, 6000, 100, 11100]
    assert by[LEFT].tolist() == [4000, -1000, 100, 3100]


def plan(*rows: tuple[str, str], year: str = "2013") -> pd.DataFrame:
    return pd.DataFrame(
        [(year, *row) for row in rows], columns=["year", "source", "planned_vnd"], dtype="str"
    )


def test_a_source_without_a_plan_leaves_what_is_left_in_all_unknown():
    found = counted(
        support_rows({}, {"source": "Doanh nghiệp"}),
        roster({"special_group": "group_1"}),
        budgets=plan(("Ngân sách", "5000")),
    )
    by = support.money(found["support_money"], found["support_planned"], 2013)
    by = by.set_index("money_source")
    assert by[[PLANNED, LEFT]].loc["from_firms"].isna().all()
    assert by.loc["total", PLANNED] == 5000 and pd.isna(by.loc["total", LEFT])


def test_money_planned_and_no_support_on_record_is_not_nothing_promised():
    found = counted(
        support_rows(), roster({"special_group": "group_1"}), budgets=plan(("Ngân sách", "5000"))
    )
    by = support.money(found["support_money"], found["support_planned"], 2013)
    assert by[[PROMISED, PAID, OUTSTANDING, LEFT]].isna().all(axis=None)
    assert by[PLANNED].tolist() == [5000, 5000]
    assert support.years(
        found["support_planned"], found["support_reached"], found["support_since"], 2013
    ).empty


def test_packages_stand_in_the_order_of_the_ladder_and_add_up_items():
    found = counted(
        support_rows({}, {"package_code": "G2"}, {"household_id": "H2", "package_code": "G2"}),
        roster({"special_group": "group_1"}, {"special_group": "group_1"}),
        packages=CATALOGUE,
    )
    table = support.packages(
        found["support_packages"], found["support_items"], found["support_money"], 2013
    )
    assert table["package"].tolist() == ["Học bổng", "Gói cơ bản", "Sinh kế", "total"]
    assert table["support_items"].tolist() == [2, 1, 0, 3]
    assert table[PROMISED].tolist() == [2000, 1000, 0, 3000]
    none = support.packages(found["support_packages"], found["support_items"][:0], EMPTY, 2013)
    assert none["support_items"].isna().all() and len(none) == 4


CATALOGUE = pd.DataFrame(
    [
        ("2013", "G1", "Gói cơ bản", "2", "1000", "Nhóm I", ""),
        ("2013", "G2", "Học bổng", "1", "1000", "Nhóm I", ""),
        ("2013", "G3", "Sinh kế", "3", "1000", "Nhóm I", ""),
    ],
    columns=[
        *("year", "package_code", "package_name", "step_count", "unit_cost_vnd"),
        *("eligible", "benefit_points"),
    ],
    dtype="str",
)
EMPTY = counted(support_rows(), roster())["support_money"]


def test_what_an_office_does_not_keep_has_tables_without_rows():
    for listed in (roster(), roster({"special_group": "group_1"})):
        found = facts.tables({}, listed, DISTRICT)
        assert {name for name, table in found.items() if len(table)} <= {"support_stood"}
        assert support.money(found["support_money"], found["support_planned"], 2013).empty
        assert support.packages(
            found["support_packages"], found["support_items"], found["support_money"], 2013
        ).empty


# Whole tables, each cell worked out by hand


def stood_of(*rows: tuple) -> pd.DataFrame:
    """Households as (year, ward, what they were, what they became, how many)."""
    return pd.DataFrame(rows, columns=["year", "unit_code", "stood", "became", "households"])


STOOD = stood_of(
    (2013, "A", "group_1", "group_1", 3),
    (2013, "B", "group_1", "group_1", 1),
    (2013, "B", "group_1", "group_2", 1),
    (2013, "A", "group_1", "became_exited", 3),
    (2013, "A", "group_2", "became_left", 2),
    (2013, "B", "other_poor", "other_poor", 6),
    (2013, "B", "not_poor_at_opening", "group_1", 5),
    (2013, "A", "not_poor_at_opening", "became_exited", 1),
    (2012, "A", "group_2", "group_2", 90),
)
REACHED = pd.DataFrame(
    [
        (2013, "A", "group_1", 3, 5),
        (2013, "B", "group_1", 1, 1),
        (2013, "B", "not_special", 4, 4),
        (2012, "A", "group_2", 70, 80),
    ],
    columns=["year", "unit_code", "support_group", "support_reached", "support_items"],
)


def sums_of(*rows: tuple, year: int = 2013) -> pd.DataFrame:
    """Sums by ward, group, source and package: promised, by how many, the two largest, paid."""
    table = pd.DataFrame(
        rows, columns=[*support.KEYS, *(f"{PROMISED}{end}" for end in support.ENDS), PAID]
    )
    table[OUTSTANDING] = table[PROMISED] - table[PAID]
    counts = dict.fromkeys(table.columns[len(support.KEYS) :], "Int64")
    return table.astype(counts).assign(year=year)


ALL = "total"
SUMS = pd.concat(
    [
        sums_of((ALL, ALL, ALL, ALL, 99, 1, 99, 0, 9), year=2012),
        sums_of(
            (ALL, ALL, ALL, ALL, 9000, 3, 5000, 3000, 7000),
            ("B", ALL, ALL, ALL, 3000, 1, 3000, 0, 2000),
            ("A", ALL, ALL, ALL, 6000, 2, 5000, 1000, 5000),
            (ALL, "group_1", ALL, ALL, 9000, 3, 5000, 3000, 7000),
            (ALL, ALL, "from_firms", ALL, 4000, 2, 3000, 1000, 4000),
            (ALL, ALL, "from_budget", ALL, 5000, 1, 5000, 0, 3000),
            (ALL, ALL, ALL, "G1", 2000, 1, 2000, 0, 2000),
            (ALL, ALL, ALL, "G2", 7000, 2, 5000, 2000, 5000),
        ),
    ],
    ignore_index=True,
)
BUDGETS = pd.DataFrame(
    [(2013, "from_own", 500), (2013, "from_budget", 8000), (2013, "from_firms", 3000),
     (2012, "from_budget", 77), (2012, "from_religious", None)],
    columns=["year", "money_source", PLANNED],
).astype({PLANNED: "Int64"})  # fmt: skip


def money_by_hand(promised, households, largest, second, paid, outstanding) -> dict[str, list]:
    """The columns of money, promised with what is behind it."""
    behind = zip(support.ENDS, (promised, households, largest, second), strict=True)
    columns = {f"{PROMISED}{end}": cells for end, cells in behind}
    return {**columns, PAID: paid, OUTSTANDING: outstanding}


def test_every_move_between_groups_has_its_cell_and_its_sum():
    pd.testing.assert_frame_equal(
        support.transitions(STOOD, 2013),
        by_hand(
            stood=[*support.STOOD, "total"],
            group_1=[4, 0, 0, 0, 5, 9],
            group_2=[1, 0, 0, 0, 0, 1],
            without_labour=[0] * 6,
            other_poor=[0, 0, 0, 6, 0, 6],
            became_exited=[3, 0, 0, 0, 1, 4],
            became_left=[0, 2, 0, 0, 0, 2],
        ),
    )


def test_a_group_is_as_large_as_its_row_at_the_opening_and_its_column_at_the_closing():
    pd.testing.assert_frame_equal(
        support.groups(support.transitions(STOOD, 2013)),
        by_hand(
            support_group=[*support.POOR, "total"],
            grouped_opening=[8, 2, 0, 6, 16],
            grouped_closing=[9, 1, 0, 6, 16],
            grouped_exits=[3, 0, 0, 0, 4],
            grouped_exit_pct=[37.5, 0, None, 0, 25],
        ),
    )


def test_who_was_reached_is_told_of_every_group_and_as_a_share_of_the_special():
    every, of = support.reach(STOOD, REACHED, 2013)
    pd.testing.assert_frame_equal(
        every,
        by_hand(
            support_group=["group_1", "group_2", "without_labour", "not_special", "total"],
            support_reached=[4, 0, 0, 4, 8],
            support_items=[6, 0, 0, 4, 10],
        ),
    )
    pd.testing.assert_frame_equal(
        of,
        by_hand(
            support_group=["group_1", "group_2", "without_labour"],
            grouped_opening=[8, 2, 0],
            support_reached=[4, 0, 0],
            support_not_reached=[4, 2, 0],
            support_reached_pct=[50, 0, None],
        ),
    )


@pytest.mark.parametrize(
    ("stood", "reached"), [(STOOD[:0], REACHED), (STOOD, REACHED[:0]), (STOOD, REACHED[3:])]
)
def test_without_groups_or_without_support_nobody_is_told_of_as_reached(stood, reached):
    assert [table.empty for table in support.reach(stood, reached, 2013)] == [True, True]


def test_the_money_of_each_source_stands_beside_its_plan():
    pd.testing.assert_frame_equal(
        support.money(SUMS, BUDGETS, 2013),
        by_hand(
            money_source=["from_budget", "from_firms", "from_own", "total"],
            **money_by_hand(
                [5000, 4000, 0, 9000], [1, 2, 0, 3], [5000, 3000, 0, 5000], [0, 1000, 0, 3000],
                [3000, 4000, 0, 7000], [2000, 0, 0, 2000],
            ),
            **{PLANNED: [8000, 3000, 500, 11500], LEFT: [3000, -1000, 500, 2500]},
        ),
    )  # fmt: skip


def test_money_without_any_plan_leaves_the_plan_and_what_is_left_missing():
    pd.testing.assert_frame_equal(
        support.money(SUMS, BUDGETS[:0], 2013),
        by_hand(
            money_source=["from_budget", "from_firms", "total"],
            **money_by_hand(
                [5000, 4000, 9000], [1, 2, 3], [5000, 3000, 5000], [0, 1000, 3000],
                [3000, 4000, 7000], [2000, 0, 2000],
            ),
            **{PLANNED: [None] * 3, LEFT: [None] * 3},
        ),
    )  # fmt: skip


def test_a_plan_without_any_money_leaves_all_but_the_plan_missing():
    pd.testing.assert_frame_equal(
        support.money(SUMS[:0], BUDGETS[:2], 2013),
        by_hand(
            money_source=["from_budget", "from_own", "total"],
            **money_by_hand(*[[None] * 3] * 6),
            **{PLANNED: [8000, 500, 8500], LEFT: [None] * 3},
        ),
    )


OFFERED = pd.DataFrame(
    [("G3", "Sinh kế", 2013, 2, 700), ("G2", "Học bổng", 2013, 1, 1000),
     ("G1", "Gói cơ bản", 2013, 1, 500), ("G4", "Gói cũ", 2012, 1, 400)],
    columns=["package_code", "package_name", "year", "step_count", "unit_cost_vnd"],
).astype({"step_count": "Int64", "unit_cost_vnd": "Int64"})  # fmt: skip
ITEMS = pd.DataFrame(
    [(2013, "G1", 2), (2013, "G2", 1), (2012, "G1", 50)],
    columns=["year", "package_code", "support_items"],
)


def test_packages_have_their_rung_their_cost_their_items_and_their_money():
    pd.testing.assert_frame_equal(
        support.packages(OFFERED, ITEMS, SUMS, 2013),
        by_hand(
            package_code=["G1", "G2", "G3", "total"],
            package=["Gói cơ bản", "Học bổng", "Sinh kế", "total"],
            step_count=[1, 1, 2, None],
            unit_cost_vnd=[500, 1000, 700, None],
            support_items=[2, 1, 0, 3],
            **money_by_hand(
                [2000, 7000, 0, 9000], [1, 2, 0, 3], [2000, 5000, 0, 5000], [0, 2000, 0, 3000],
                [2000, 5000, 0, 7000], [0, 2000, 0, 2000],
            ),
        ),
    )  # fmt: skip


def test_wards_stand_in_their_order_with_their_groups():
    pd.testing.assert_frame_equal(
        support.ward_groups(STOOD, ["B", "A", "C"], 2013),
        by_hand(
            unit_code=["B", "A", "C", "total"],
            total=[8, 8, 0, 16],
            group_1=[2, 6, 0, 8],
            group_2=[0, 2, 0, 2],
            without_labour=[0] * 4,
            other_poor=[6, 0, 0, 6],
        ),
    )


def test_wards_stand_in_their_order_with_who_was_reached_and_what_was_promised():
    promised = money_by_hand(
        [3000, 6000, 0, 9000], [1, 2, 0, 3], [3000, 5000, 0, 5000], [0, 1000, 0, 3000], [], []
    )
    promised = {name: cells for name, cells in promised.items() if cells}
    pd.testing.assert_frame_equal(
        support.ward_support(REACHED, SUMS, ["B", "A", "C"], 2013),
        by_hand(unit_code=["B", "A", "C", "total"], support_reached=[5, 3, 0, 8], **promised),
    )


def test_each_year_of_support_is_as_it_is_known_at_the_last():
    since = pd.DataFrame(
        [(2013, 2013, 9000, 7000), (2013, 2012, 600, 550), (2012, 2012, 600, 100)],
        columns=["year", "given_year", PROMISED, PAID],
    ).astype({PROMISED: "Int64", PAID: "Int64"})
    expected = by_hand(
        year=[2012, 2013],
        **{PROMISED: [600, 9000], PAID: [550, 7000], PLANNED: [77, 11500]},
        support_reached=[70, 8],
        support_items=[80, 10],
    ).astype({"year": "int64"})
    pd.testing.assert_frame_equal(support.years(BUDGETS, REACHED, since, 2013), expected)
    unknown = support.years(BUDGETS[4:], REACHED, since, 2012)
    assert unknown.astype(object).where(unknown.notna(), None).to_numpy().tolist() == [
        [2012, 600, 100, None, 70, 80]
    ]


def test_sums_by_one_key_are_those_of_all_the_others_together():
    pd.testing.assert_frame_equal(
        support.by_key(SUMS.assign(note="x"), "money_source", 2013),
        by_hand(
            money_source=["from_firms", "from_budget", "total"],
            **money_by_hand(
                [4000, 5000, 9000], [2, 1, 3], [3000, 5000, 5000], [1000, 0, 3000],
                [4000, 3000, 7000], [0, 2000, 2000],
            ),
        ),
    )  # fmt: skip


def test_however_many_wards_have_money_they_keep_their_order():
    wards = [f"W{at * 7 % 40:02}" for at in range(40)]
    rows = [(ward, ALL, ALL, ALL, 10, 1, 10, 0, 10) for ward in (ALL, *wards)]
    found = support.by_key(sums_of(*rows), "unit_code", 2013)
    assert found["unit_code"].tolist() == [*wards, ALL]


# Identities, whatever the rows

CODES = ["group_1", "group_2", "without_labour", ""]
HOUSEHOLDS = st.lists(
    st.fixed_dictionaries(
        {
            "unit_code": st.sampled_from(["A", "B", ""]),
            "opening_class": st.sampled_from(["poor", "poor", "near_poor", ""]),
            "closing_class": st.sampled_from(["poor", "poor", "near_poor", ""]),
            "is_exit": st.booleans(),
            "special_group": st.sampled_from(CODES),
            "closing_group": st.sampled_from(CODES),
        }
    ),
    min_size=3,
    max_size=12,
)
GIVEN = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(["G1", "G2"]),
        st.sampled_from(["Ngân sách", "Doanh nghiệp"]),
        st.integers(1, 10**9),
        st.sampled_from([0, 0.3, 1]),
        st.sampled_from(["2013-02-03", "2014-03-04"]),
    ),
    min_size=1,
    max_size=10,
    unique_by=lambda row: row[:3],
)


def given_rows(drawn: list[tuple]) -> pd.DataFrame:
    rows = []
    for home, package, source, promised, part, day in drawn:
        paid = int(promised * part)
        cells = {"paid_vnd": str(paid), "paid_date": day} if paid else {"paid_vnd": ""}
        names = {"household_id": f"H{home}", "package_code": package, "source": source}
        rows.append({**names, "promised_vnd": str(promised), "paid_date": "", **cells})
    return support_rows(*rows)


@given(HOUSEHOLDS)
def test_moves_between_groups_add_up_to_both_ends_and_to_the_exits(households):
    listed = roster(*households)
    moved = support.transitions(counted(support_rows(), listed)["support_stood"], 2013)
    was, is_now = listed["opening_class"] == "poor", listed["closing_class"] == "poor"
    if {*listed[was]["special_group"], *listed[is_now]["closing_group"]} <= {""}:
        assert moved.empty
        return
    total = support.groups(moved).set_index("support_group").loc["total"]
    assert total["grouped_opening"] == was.sum()
    assert total["grouped_closing"] == is_now.sum()
    by = moved.set_index("stood")
    stayed = by.loc[support.POOR, support.POOR].sum(axis=None)
    assert stayed == (was & is_now).sum()
    assert by.loc["not_poor_at_opening", support.POOR].sum() == (is_now & ~was).sum()
    wards = support.ward_groups(
        facts.tables({}, listed, DISTRICT)["support_stood"], ["A", "B", ""], 2013
    )
    assert wards.empty or wards["total"].iloc[:-1].sum() == was.sum()


@given(HOUSEHOLDS, GIVEN)
def test_money_adds_up_to_the_vnd_by_every_key(households, drawn):
    rows = given_rows(drawn)
    found = counted(rows, roster(*households))
    promised = sum(int(cell) for cell in rows["promised_vnd"])
    for key in support.KEYS:
        table = sums(found, key)
        assert (table[PROMISED] == table[PAID] + table[OUTSTANDING]).all()
        assert (table[[PROMISED, PAID, OUTSTANDING]] >= 0).all(axis=None)
        parts = table.drop("total")[[PROMISED, PAID, OUTSTANDING]].sum()
        assert parts.tolist() == table.loc["total", [PROMISED, PAID, OUTSTANDING]].tolist()
        assert table.loc["total", PROMISED] == promised
    since = found["support_since"]
    assert (since[PROMISED] == since[PAID] + since[LATER] + since[OUTSTANDING]).all()


@given(HOUSEHOLDS, GIVEN, st.randoms(use_true_random=False))
def test_items_are_never_fewer_than_households_and_no_order_matters(households, drawn, random):
    listed = roster(*households)
    found = counted(given_rows(drawn), listed)["support_reached"]
    assert (found["support_items"] >= found["support_reached"]).all()
    assert found["support_reached"].sum() == len({row[0] for row in drawn})
    assert found["support_items"].sum() == len({row[:2] for row in drawn})
    random.shuffle(drawn)
    again = counted(given_rows(drawn), listed.sample(frac=1, random_state=1))["support_reached"]
    pd.testing.assert_frame_equal(again, found)


# The sample, counted again from its files


def csv_rows(name: str) -> list[dict]:
    with (Path(SAMPLE) / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def opening(year: int) -> dict[str, dict]:
    own = f"register/{year}/opening.csv"
    name = own if (Path(SAMPLE) / own).exists() else f"register/{year - 1}/closing.csv"
    return {row["Mã hộ"]: row for row in csv_rows(name) if row["Phân loại hộ"] == "Hộ nghèo"}


def tables_of(year: int, area: str = "490") -> dict[str, pd.DataFrame | None]:
    return publication.tables(year, area, SAMPLE)


def agrees(shown: object, counted: object) -> bool:
    return is_hidden(shown) or shown == counted


@pytest.mark.parametrize("year", YEARS)
def test_the_groups_agree_with_an_independent_recount_of_the_lists(year, shipped_facts):
    before = opening(year)
    after = {
        row["Mã hộ"]: row
        for row in csv_rows(f"register/{year}/closing.csv")
        if row["Phân loại hộ"] == "Hộ nghèo"
    }
    exits = {
        row["Mã hộ"]
        for row in csv_rows(f"register/{year}/departures.csv")
        if row["Lý do"] == "Thoát nghèo" and row["Mã hộ"] in before
    }
    table = tables_of(year)["support-groups"].set_index("support_group")
    for group, name in {**NAMES, "other_poor": ""}.items():
        own = {home for home, row in before.items() if row["Nhóm đặc biệt nghèo"] == name}
        now = sum(row["Nhóm đặc biệt nghèo"] == name for row in after.values())
        row = table.loc[group]
        assert agrees(row["grouped_opening"], len(own))
        assert agrees(row["grouped_closing"], now)
        assert agrees(row["grouped_exits"], len(own & exits))
    assert table.loc["total"].tolist()[:3] == [len(before), len(after), len(exits)]
    moved = tables_of(year)["support-transitions"].set_index("stood")
    shown = 0
    for (was, first), (now, last) in product(NAMES.items(), NAMES.items()):
        same = {h for h, row in before.items() if row["Nhóm đặc biệt nghèo"] == first} & {
            h for h, row in after.items() if row["Nhóm đặc biệt nghèo"] == last
        }
        assert agrees(moved.loc[was, now], len(same))
        shown += not is_hidden(moved.loc[was, now])
    assert shown >= 5


@pytest.mark.parametrize("year", YEARS)
def test_support_agrees_with_an_independent_recount_of_its_file(year, shipped_facts):
    before, own = opening(year), [r for r in csv_rows("support.csv") if r["Năm"] == str(year)]
    reached, items = defaultdict(set), defaultdict(set)
    money: Counter[tuple] = Counter()
    for row in own:
        group = before.get(row["Mã hộ"], {}).get("Nhóm đặc biệt nghèo", "")
        reached[group].add(row["Mã hộ"])
        items[group].add((row["Mã hộ"], row["Mã gói"]))
        is_paid = row["Ngày cấp"].endswith(str(year))
        for key in (row["Nguồn"], row["Mã gói"], "total"):
            money[key, PROMISED] += int(row["Đã duyệt (đồng)"])
            money[key, PAID] += int(row["Đã cấp (đồng)"]) if is_paid else 0
    tables = tables_of(year)
    reach = tables["support-reach"].set_index("support_group")
    for group, name in {**NAMES, "not_special": ""}.items():
        assert agrees(reach.loc[group, "support_reached"], len(reached[name]))
        assert agrees(reach.loc[group, "support_items"], len(items[name]))
    whole = tables["support-money"].set_index("money_source")
    assert len(whole) == 5
    for source in whole.index:
        name = LABELS[source]["vi"] if source != "total" else source
        for column in (PROMISED, PAID):
            assert agrees(whole.loc[source, column], money[name, column])
    assert whole.loc["total", PAID] == money["total", PAID]
    planned = [int(r["Số tiền (đồng)"]) for r in csv_rows("budgets.csv") if r["Năm"] == str(year)]
    assert whole.loc["total", PLANNED] == sum(planned)
    names = {r["Tên gói"]: r["Mã gói"] for r in csv_rows("packages.csv") if r["Năm"] == str(year)}
    bought = tables["support-packages"].set_index("package")
    for name, code in names.items():
        assert agrees(bought.loc[name, PROMISED], money[code, PROMISED])
        assert agrees(bought.loc[name, "support_items"], len({
            r["Mã hộ"] for r in own if r["Mã gói"] == code
        }))  # fmt: skip


@pytest.mark.parametrize("year", YEARS)
def test_what_is_outstanding_of_every_year_is_as_known_at_its_end(year, shipped_facts):
    table = tables_of(year)["support-years"].set_index("year")
    assert list(table.index) == list(range(2009, year + 1))
    for at, row in table.iterrows():
        own = [r for r in csv_rows("support.csv") if r["Năm"] == str(at)]
        promised = sum(int(r["Đã duyệt (đồng)"]) for r in own)
        paid = sum(
            int(r["Đã cấp (đồng)"])
            for r in own
            if r["Ngày cấp"] and int(r["Ngày cấp"][-4:]) <= year
        )
        assert agrees(row[OUTSTANDING], promised - paid)
        assert row["support_reached"] == len({r["Mã hộ"] for r in own})


def test_the_sample_has_what_real_records_have(shipped_facts):
    rows = csv_rows("support.csv")
    ids = {row["Mã hộ"] for row in opening(2013).values()}
    assert any(not row["Đã cấp (đồng)"] for row in rows)
    assert any(row["Ngày cấp"][-4:] > row["Năm"] for row in rows if row["Ngày cấp"])
    assert any(0 < int(r["Đã cấp (đồng)"] or 0) < int(r["Đã duyệt (đồng)"]) for r in rows)
    assert any(row["Mã hộ"] not in ids for row in rows if row["Năm"] == "2013")
    assert all(int(row["Đã duyệt (đồng)"]) % 100_000 == 0 for row in rows)
    unplanned = tables_of(2010)["support-money"]
    assert unplanned[PLANNED].isna().sum() == 1


# What may be shown


@pytest.mark.parametrize("year", YEARS)
def test_wards_add_up_and_a_ward_sees_its_own_row_alone(year, shipped_facts):
    whole = tables_of(year)["support-wards"].set_index("unit_code")
    for column in ("support_reached", PROMISED):
        parts = whole[column].drop("total")
        assert parts.map(is_hidden).sum() != 1
        if not parts.map(is_hidden).any():
            assert parts.sum() == whole.loc["total", column]
    for ward in ("20194", "20197"):
        tables = tables_of(year, ward)
        pd.testing.assert_frame_equal(
            tables["support-wards"].astype(object).reset_index(drop=True),
            whole.loc[[ward]].reset_index().astype(object),
        )
        assert {name for name in published.WHOLE if tables[name] is None} == {*published.WHOLE}


@pytest.mark.parametrize("year", YEARS)
def test_no_small_count_and_no_sum_of_few_households_is_shown(year, shipped_facts):
    threshold = DISTRICT.disclosure_threshold
    tables = tables_of(year)
    for name, columns in {
        "support-groups": ["grouped_opening", "grouped_closing", "grouped_exits"],
        "support-transitions": support.BECAME,
        "support-reach": ["support_reached", "support_not_reached"],
    }.items():
        parts = tables[name][tables[name].iloc[:, 0] != "total"][columns]
        shown = parts.mask(parts.map(lambda cell: is_hidden(cell) or cell == NOT_ASKED))
        assert not shown.map(lambda count: 0 < count < threshold).any(axis=None), name
    rows = read.work_of_the_whole("support_money", year, SAMPLE)
    by_source = support.by_key(rows, "money_source", year).set_index("money_source")
    for source, row in tables["support-money"].set_index("money_source").iterrows():
        few = by_source.loc[source, f"{OUTSTANDING}_households"] < threshold
        assert not few or is_hidden(row[OUTSTANDING]) or row[OUTSTANDING] == 0


def test_what_is_left_is_hidden_where_the_promised_is():
    sums, planned = money_of([("from_budget", 9, 10**6), ("from_firms", 2, 10**6)])
    empty = counted(support_rows(), roster())
    found = {**empty, "support_money": sums, "support_planned": planned}
    release = published._with_money(Release(5), found, 2013, ["490"], SAMPLE)
    shown = release.protected()["support-money/490"].set_index("money_source")
    assert shown.loc["from_firms", [PROMISED, LEFT]].tolist() == [HIDDEN, HIDDEN]
    assert shown.loc["from_budget", [PROMISED, LEFT]].tolist() == [HIDDEN, HIDDEN]
    assert shown[PLANNED].tolist() == [2 * 10**7, 2 * 10**7, 4 * 10**7]
    assert shown.loc["total", PROMISED] == 11 * 10**6


def money_of(sources: list[tuple[str, int, int]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sums of sources that gave so many households so much each, all of it paid; and the plans."""
    rows = [(name, many * each, many, each) for name, many, each in sources]
    rows.append(("total", *map(sum, zip(*(row[1:3] for row in rows), strict=True)), 10**6))
    table = pd.DataFrame(
        [
            {"money_source": name}
            | {f"{a}{end}": cell for a in (PROMISED, PAID) for end, cell in zip(
                support.ENDS, (total, many, each, each), strict=True)}
            | {f"{OUTSTANDING}{end}": 0 for end in support.ENDS}
            for name, total, many, each in rows
        ]
    )  # fmt: skip
    others = {key: "total" for key in support.KEYS if key != "money_source"}
    plans = pd.DataFrame([{"money_source": row[0], PLANNED: 2 * 10**7} for row in rows[:-1]])
    return table.assign(year=2013, **others), plans.assign(year=2013)


@pytest.mark.parametrize("year", [2011, 2013])
def test_returns_have_no_tables_and_the_page_says_so(year, shipped_facts):
    area = {2011: "HCM-Q11", 2013: "DN-LC"}[year]
    tables = publication.tables(year, area, PUBLISHED)
    own = [name for name in tables if name.startswith("support-")]
    assert {*published.WHOLE, published.WARDS} <= {*own}
    assert all(tables[name].empty for name in own)
    assert "Không có số liệu" in say.groups(tables["support-groups"], VI)
    assert "Không có số liệu" in say.money(tables["support-money"], VI)
    assert say.main_point(tables, VI) == ""


# What is said and drawn


def money_table(**total: object) -> pd.DataFrame:
    usual = {PLANNED: 5000, PROMISED: 4000, PAID: 3000, OUTSTANDING: 1000, LEFT: 1000} | total
    rows = [{"money_source": "from_budget", **usual}, {"money_source": "total", **usual}]
    return pd.DataFrame(rows).astype(object)


def test_money_is_said_with_all_its_parts():
    assert say.money(money_table(), VI) == (
        "Kinh phí dự kiến năm 2013: 5.000 đồng. Đã duyệt cho hộ: 4.000 đồng; trong đó đã cấp: "
        "3.000 đồng, còn phải cấp: 1.000 đồng. Phần dự kiến chưa duyệt: 1.000 đồng."
    )


def test_more_promised_than_planned_is_said_as_such():
    assert say.money(money_table(**{PROMISED: 5600, LEFT: -600}), EN).endswith(
        "Promised above the plan: VND 600."
    )


def test_a_source_without_a_plan_is_named():
    table = money_table(**{LEFT: pd.NA})
    table.loc[0, PLANNED] = pd.NA
    assert say.money(table, VI).endswith(
        "Không có số liệu dự kiến của nguồn: Ngân sách; phần chưa duyệt chung không tính được."
    )


def reach_table(**second: object) -> pd.DataFrame:
    columns = ["support_group", "grouped_opening", "support_reached", "support_not_reached"]
    columns += ["support_reached_pct", "support_items"]
    rows = [
        ("group_1", 20, 12, 8, 60.0, 15),
        ("group_2", 10, 5, 5, 50.0, 5),
        ("without_labour", 40, 10, 30, 25.0, 10),
        ("not_special", NOT_ASKED, 6, NOT_ASKED, NOT_ASKED, 6),
        ("total", NOT_ASKED, 33, NOT_ASKED, NOT_ASKED, 36),
    ]
    table = pd.DataFrame(rows, columns=columns).astype(object)
    table.loc[1, list(second)] = list(second.values())
    return table


def test_every_share_is_said_with_its_numerator_and_denominator():
    assert say.reach(reach_table(), EN) == (
        "Supported at least once in the year, of the households at the opening: Group I 12 of 20 "
        "households (60.00%); Group II 5 of 10 households (50.00%); Without labour 10 of 40 "
        "households (25.00%). Other households supported: 6 households."
    )
    assert say.items(reach_table(), VI).startswith("36 lượt hỗ trợ cho 33 hộ")


def test_a_group_with_a_hidden_part_is_named_without_figures():
    said = say.reach(reach_table(support_reached=HIDDEN, support_reached_pct=HIDDEN), VI)
    assert (
        "Nhóm II: không công bố" in said
        and "10 hộ" not in said.split("Hộ khác")[0].split("Không có lao động")[0]
    )


@pytest.mark.parametrize("scope", [VI, EN], ids=["vi", "en"])
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("area", ["490", "20198"])
def test_all_may_be_hidden_and_every_sentence_still_stands(year, area, scope, shipped_facts):
    tables = tables_of(year, area)
    veiled = {name: hidden(table) for name, table in tables.items() if name.startswith("support-")}
    scope = Scope(year, scope.area, scope.lang, scope.names)
    for sentence in sentences(veiled, scope):
        assert "nan" not in sentence.lower() and "<na>" not in sentence.lower()
    for sentence in sentences(tables, scope):
        assert "{" not in sentence and "<na>" not in sentence.lower()


def hidden(table: pd.DataFrame | None) -> pd.DataFrame | None:
    if table is None:
        return None
    return table.assign(**dict.fromkeys(table.columns[1:], HIDDEN))


def sentences(tables: dict, scope: Scope) -> list[str]:
    say_of = {
        "support-groups": (say.groups, say.exits),
        "support-transitions": (say.stayed,),
        "support-reach": (say.reach, say.items),
        "support-money": (say.money,),
        "support-packages": (say.packages,),
        "support-years": (say.earlier,),
        "support-wards": (say.wards, say.of_ward),
    }
    said = [each(tables[name], scope) for name, every in say_of.items() for each in every]
    return [*said, say.main_point(tables, scope)]


def test_the_overview_gets_the_district_s_money_or_the_ward_s_own_support(shipped_facts):
    whole = tables_of(2013)
    row = whole["support-years"].set_index("year").loc[2013]
    said = say.main_point(whole, VI)
    assert f"{row['support_reached']} hộ được hỗ trợ" in said
    assert f"{row[OUTSTANDING]:,}".replace(",", ".") in said
    ward = say.main_point(tables_of(2013, "20195"), VI)
    assert ward.startswith("Quận Thử năm 2013") and "382.500.000" in ward
    assert say.main_point({}, VI) == ""
    other = Scope(2020, "Quận Thử", "vi", {})
    assert say.main_point(whole, other) == ""


def bars(picture: charts.Picture) -> list[list[float]]:
    return [[bar.get_width() for bar in part] for part in picture.figure.axes[0].containers]


def test_the_bars_of_the_groups_are_as_long_as_their_numbers():
    picture = charts.support_reach(reach_table(), "x", "support-reach", VI)
    assert bars(picture) == [[12, 5, 10], [8, 5, 30]]
    second = picture.figure.axes[0].containers[1]
    assert [bar.get_x() for bar in second] == [12, 5, 10]  # behind the first part, not upon it
    assert "Nhóm II: Hộ được hỗ trợ 5; Hộ không được hỗ trợ 5" in picture.alt


def test_a_hidden_part_is_not_drawn_and_is_said():
    table = reach_table(support_reached=HIDDEN, support_not_reached=HIDDEN)
    picture = charts.support_reach(table, "x", "support-reach", EN)
    assert bars(picture) == [[12, 0, 10], [8, 0, 30]]
    assert "Group II: Households supported not shown" in picture.alt


def test_the_bars_of_the_years_are_in_million_vnd():
    table = pd.DataFrame({"year": [2012, 2013], PAID: [3, 4], LATER: [1, 0], OUTSTANDING: [2, 1]})
    table[[PAID, LATER, OUTSTANDING]] *= 10**6
    picture = charts.support_spent(table, "x", "support-years", VI)
    assert bars(picture) == [[3, 4], [1, 0], [2, 1]]
    assert "2013: Đã cấp trong năm (đồng) 4.000.000" in picture.alt


def test_nothing_is_drawn_where_there_is_nothing():
    for table in (None, pd.DataFrame()):
        assert charts.support_reach(table, "x", "support-reach", VI).data == ""
        assert charts.support_spent(table, "x", "support-years", VI).data == ""
