"""Homes: a ledger of sets that balances, money that reconciles, waits that leave nobody out."""

import csv
import re
import warnings
from collections import Counter
from datetime import datetime
from functools import cache
from math import exp, log
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from analysis import charts, publication, tables, terms, workspace
from analysis.disclosure import Release
from analysis.facts import housing as facts
from analysis.facts import read
from analysis.findings import housing as say
from analysis.measures import housing
from analysis.programme import Housing
from analysis.publication import housing as published
from analysis.register.households import LISTED
from analysis.register.programme.housing import FUNDS, SURVEYS, WORKS
from analysis.register.programme.places import SOURCES
from analysis.register.read import Register, Review
from analysis.terms import HIDDEN, Scope
from analysis.worklists import houses
from analysis.workspace import WorkspaceError
from tests.test_measures import held

SAMPLE, PUBLISHED, _ = workspace.SHIPPED
YEARS = range(2009, 2016)
VI = Scope(2013, "Quận Thử", "vi", {"A": "Phường A", "B": "Phường B"})
EN = Scope(2013, "Trial district", "en", {"A": "Ward A", "B": "Ward B"})
AIM = Housing.model_validate(
    {
        "definition": {"vi": "xóa hết nhà tạm", "en": "remove every temporary house"},
        "deadline": 2013,
        "source": {"vi": "giả định", "en": "invented"},
    }
)
NONE, TEMPORARY, DEGRADED, SOUND = "Chưa có nhà", "Nhà tạm", "Xuống cấp", "Kiên cố"


def surveys(*rows: tuple) -> pd.DataFrame:
    """Rows of (year, household, state), and a day and a word on the land where these are given."""
    columns = ["year", "household_id", "house_state", "survey_date", "has_stable_land"]
    table = [(str(row[0]), *row[1:], *[""] * (5 - len(row))) for row in rows]
    return pd.DataFrame(table, columns=columns, dtype="str")


def works(*rows: tuple) -> pd.DataFrame:
    """Rows of (year, household, kind, day of finish) and, where it is settled, what each paid."""
    columns = ["year", "household_id", "work_kind", "finish_date", "cost_vnd", *FUNDS]
    table = []
    for year, home, kind, finish, *paid in rows:
        funds = [str(n) if n else "" for n in [*paid, *[0] * (len(FUNDS) - len(paid))]]
        table.append([str(year), home, kind, finish, str(sum(paid)) if paid else "", *funds])
    table = pd.DataFrame(table, columns=columns, dtype="str")
    return table.assign(start_date="")


def roster(*homes: str, years=YEARS, left=(), ward="A") -> pd.DataFrame:
    rows = [(year, home, ward, (year, home) in left) for year in years for home in homes]
    columns = ["year", "household_id", "unit_code", "has_left"]
    return pd.DataFrame(rows, columns=columns).assign(residential_group="Tổ 1")


def counted(surveyed, built, stood) -> dict[str, pd.DataFrame]:
    return facts.tables({SURVEYS: surveyed, WORKS: built}, stood, None)


def ledger(found: dict, year: int, key: str = "need_kind") -> pd.DataFrame:
    needs = found["housing_needs"]
    return housing.ledger(needs[needs["year"] == year], key).set_index(key)


BUILT = "Xây mới"
OTHERS = works((2009, "Z", BUILT, ""), (2010, "Z", BUILT, ""), (2011, "Z", BUILT, ""))
ALSO = surveys((2009, "Z", SOUND), (2010, "Z", SOUND), (2011, "Z", SOUND))


def of_one(surveyed: list[tuple], built: list[tuple] = (), left: list[tuple] = ()) -> list[list]:
    """The flows of one household H in 2009, 2010 and 2011."""
    found = counted(
        pd.concat([surveys(*surveyed), ALSO]),
        pd.concat([works(*built), OTHERS]),
        roster("H", "Z", left=left),
    )
    table = housing.ledger(found["housing_needs"], "year").set_index("year")
    return table.reindex([2009, 2010, 2011]).fillna(0).astype(int).to_numpy().tolist()


# ---- needs and the ledger: opening, new, done, closed, waiting


def test_a_need_waits_from_its_survey_until_a_work_is_finished():
    flows = of_one([(2009, "H", TEMPORARY)], [(2009, "H", BUILT, "2010-03-10")])
    assert flows == [[0, 1, 0, 0, 1], [1, 0, 1, 0, 0], [0, 0, 0, 0, 0]]


@pytest.mark.parametrize(
    ("surveyed", "left"),
    [([(2009, "H", TEMPORARY), (2010, "H", SOUND)], []), ([(2009, "H", NONE)], [(2010, "H")])],
    ids=["found sound", "left the lists"],
)
def test_a_need_also_ends_where_the_house_is_sound_or_the_household_left(surveyed, left):
    assert of_one(surveyed, left=left) == [[0, 1, 0, 0, 1], [1, 0, 0, 1, 0], [0, 0, 0, 0, 0]]


def test_a_house_found_bad_again_is_another_need():
    again = [(2009, "H", TEMPORARY, "2009-02-01"), (2010, "H", DEGRADED, "2010-11-01")]
    flows = of_one(again, [(2009, "H", BUILT, "2010-05-01")])
    assert flows == [[0, 1, 0, 0, 1], [1, 1, 1, 0, 1], [1, 0, 0, 0, 1]]


def test_a_second_survey_while_it_waits_is_no_second_need_and_tells_the_state():
    twice = [(2009, "H", TEMPORARY), (2010, "H", DEGRADED)]
    assert of_one(twice) == [[0, 1, 0, 0, 1], [1, 0, 0, 0, 1], [1, 0, 0, 0, 1]]
    found = counted(pd.concat([surveys(*twice), ALSO]), OTHERS, roster("H", "Z"))
    assert ledger(found, 2009).loc["temporary_house", "need_waiting"] == 1
    assert ledger(found, 2010).loc["degraded_house"].tolist() == [1, 0, 0, 0, 1]


def test_a_survey_without_a_day_comes_before_the_work_of_its_year_if_it_finds_a_need():
    assert of_one([(2009, "H", NONE)], [(2009, "H", BUILT, "2009-01-01")])[0] == [0, 1, 1, 0, 0]
    sound = [(2009, "H", NONE), (2010, "H", SOUND)]
    assert of_one(sound, [(2009, "H", BUILT, "2010-12-31")])[1] == [1, 0, 1, 0, 0]


def test_a_later_year_changes_nothing_of_what_was_known_before():
    early = [(2009, "H", TEMPORARY, "", "có"), (2009, "I", NONE)]
    later = [*early, (2010, "H", DEGRADED), (2010, "I", SOUND)]
    known = [
        counted(pd.concat([surveys(*rows), ALSO]), OTHERS, roster("H", "I", "Z"))["housing_needs"]
        for rows in (early, later)
    ]
    one, two = (table[table["year"] == 2009].reset_index(drop=True) for table in known)
    pd.testing.assert_frame_equal(one, two)
    assert two["end"].tolist() == ["waiting", "waiting"]


def test_the_first_year_has_no_opening_and_a_year_without_works_has_no_rows():
    found = counted(
        surveys((2009, "H", NONE), (2010, "H", NONE), (2011, "H", NONE)),
        works((2009, "H", BUILT, ""), (2011, "H", BUILT, "")),
        roster("H"),
    )
    table = housing.ledger(found["housing_needs"], "year")
    assert table["year"].tolist() == [2009, 2011]
    assert table["need_opening"].isna().tolist() == [True, False]


def test_a_ward_without_any_need_recorded_is_missing_and_not_zero():
    found = counted(pd.concat([surveys((2009, "H", NONE)), ALSO]), OTHERS, roster("H", "Z"))
    needs = found["housing_needs"]
    table = housing.ledger(needs[needs["year"] == 2010], "unit_code", ["A", "B"])
    assert table["unit_code"].tolist() == ["A", "B", "total"]
    assert table.loc[1, housing.LEDGER].isna().all()
    assert table.loc[2, housing.LEDGER].tolist() == table.loc[0, housing.LEDGER].tolist()


STATES = st.sampled_from([NONE, TEMPORARY, DEGRADED, SOUND])
DAYS = st.dates(datetime(2009, 1, 1).date(), datetime(2011, 12, 31).date())
HOMES = st.sampled_from("HIJK")
EVENTS = st.tuples(
    st.dictionaries(st.tuples(st.integers(2009, 2011), HOMES), st.tuples(STATES, st.none() | DAYS)),
    st.lists(st.tuples(HOMES, DAYS), max_size=6),
    st.sets(st.tuples(st.integers(2009, 2011), HOMES), max_size=3),
)


def needs_by_hand(surveyed: dict, built: list, left: set, year: int) -> tuple[set, set, set, set]:
    """Sets of (household, how many needs it had before): begun, done, closed, waiting in a year."""
    begun, done, closed, waiting = set(), set(), set(), set()
    for home in "HIJK":
        number, open_ = 0, False
        for at in range(2009, year + 1):
            happened = [
                (day.replace(year=at) if day else None, state)
                for (of, name), (state, day) in surveyed.items()
                if (of, name) == (at, home)
            ]
            dated = [
                *((f"{day:%m-%d}" if day else "13" if s == SOUND else "00", 2 * (s == SOUND), s)
                  for day, s in happened),
                *((f"{day:%m-%d}", 1, "finish") for name, day in built
                  if name == home and day.year == at),
                *(("14", 3, "left") for _ in [0] if (at, home) in left),
            ]  # fmt: skip
            for *_, what in sorted(dated):
                if what in (NONE, TEMPORARY, DEGRADED):
                    if not open_ and at == year:
                        begun.add((home, number))
                    open_ = True
                elif open_:
                    if at == year:
                        (done if what == "finish" else closed).add((home, number))
                    number, open_ = number + 1, False
        if open_:
            waiting.add((home, number))
    return begun, done, closed, waiting


@given(EVENTS)
def test_the_ledger_is_one_of_sets_by_ward_by_state_and_from_year_to_year(events):
    surveyed, built, left = events
    surveyed = {
        (year, home): (state, day and day.replace(year=year, day=min(day.day, 28)))
        for (year, home), (state, day) in surveyed.items()
    }
    rows = [
        (year, home, state, f"{day}" if day else "")
        for (year, home), (state, day) in surveyed.items()
    ]
    found = counted(
        pd.concat([surveys(*rows), ALSO]),
        pd.concat([works(*((day.year, home, BUILT, f"{day}") for home, day in built)), OTHERS]),
        roster(*"HIJKZ", left=left),
    )
    by_year = housing.ledger(found["housing_needs"], "year").set_index("year")
    before = set()
    for year in (2009, 2010, 2011):
        begun, done, closed, waiting = needs_by_hand(surveyed, built, left, year)
        assert waiting == (before | begun) - done - closed
        assert not before & begun and not done & closed
        sizes = [len(each) for each in (begun, done, closed, waiting)]
        here = by_year.reindex([year]).fillna(0).loc[year].astype(int).tolist()
        assert here == [len(before), *sizes]
        needs = found["housing_needs"]
        for key in ("unit_code", "need_kind", "land"):
            table = housing.ledger(needs[needs["year"] == year], key).fillna(0)
            assert (
                table["need_opening"] + table["need_new"]
                == table["works_done"] + table["need_closed"] + table["need_waiting"]
            ).all()
            if len(table):
                whole = table[table[key] == "total"][housing.LEDGER].iloc[0].astype(int).tolist()
                assert whole == [len(before), *sizes]
        before = waiting


# ---- goal, waits, life table


def needs(*rows: tuple) -> pd.DataFrame:
    """Needs as known in 2013: (state, land, opened, end, ended, number)."""
    columns = ["need_kind", "land", "opened_year", "end", "ended_year", "needs"]
    table = pd.DataFrame(rows, columns=columns).assign(year=2013, unit_code="A")
    return table.astype({"ended_year": "Int64", "needs": "Int64"})


NEEDS = needs(
    ("temporary_house", "stable_land", 2011, "done", 2012, 30),
    ("temporary_house", "stable_land", 2011, "closed", 2013, 7),
    ("temporary_house", "stable_land", 2012, "waiting", None, 10),
    ("temporary_house", "land_unrecorded", 2011, "waiting", None, 6),
    ("no_house", "stable_land", 2013, "waiting", None, 20),
    ("degraded_house", "no_stable_land", 2013, "done", 2013, 8),
)


def test_land_that_is_not_recorded_is_no_part_of_the_goal():
    table = housing.goal(NEEDS).set_index("land")
    stable = table.loc["stable_land"]
    assert stable.tolist() == [47, 30, 7, 10, 75.0]
    assert table.loc["land_unrecorded"].tolist() == [6, 0, 0, 6, 0.0]
    assert pd.isna(table.loc["no_stable_land", "removed_pct"])
    assert table.loc["total"].tolist()[:4] == [53, 30, 7, 16]
    assert housing.goal(NEEDS[NEEDS["need_kind"] == "no_house"]).empty


def test_those_still_waiting_are_counted_by_how_long():
    assert housing.waits(NEEDS)["need_waiting"].tolist() == [20, 10, 6, 36]


def test_the_life_table_leaves_nobody_out_and_stops_where_few_are_followed():
    table = housing.life_table(NEEDS)
    assert table["followed"].tolist() == [81, 53, 13]
    assert table["finished_then"].tolist() == [8, 30, 0]
    share = 100 * (1 - (73 / 81) * (23 / 53))
    assert table["finished_pct"].iloc[:2].tolist() == pytest.approx([100 * 8 / 81, share])
    assert table["finished_lower_pct"].iloc[1] < share < table["finished_upper_pct"].iloc[1]
    assert table.loc[2, list(housing.CURVE)].isna().all()
    finished_alone = 100 * 38 / 38
    assert share < finished_alone


def test_a_need_that_ended_otherwise_stays_in_the_denominator():
    gone = NEEDS.assign(end=NEEDS["end"].replace("closed", "waiting"))
    gone["ended_year"] = gone["ended_year"].mask(gone["end"] == "waiting")
    pd.testing.assert_frame_equal(housing.life_table(NEEDS), housing.life_table(gone))


def test_nobody_followed_gives_tables_without_rows():
    nobody = NEEDS.iloc[:0]
    assert housing.life_table(nobody).empty and housing.goal(nobody).empty
    assert housing.ledger(nobody, "need_kind").empty


# ---- works and money


MONEY = counted(
    surveys(*((2009, home, TEMPORARY) for home in "HIJKLM"), (2010, "H", SOUND)),
    works(
        *((2009, home, BUILT, "2009-06-01", 40_000_000 + at, 7) for at, home in enumerate("HIJKL")),
        (2010, "M", "Sửa chữa", "2010-05-01"),
    ),
    roster(*"HIJKLM"),
)


def test_costs_add_up_by_kind_by_source_and_by_ward_to_the_dong():
    costs = MONEY["housing_costs"]
    total = sum(40_000_007 + at for at in range(5))
    by_kind = housing.works(MONEY["housing_works"], costs, 2009).set_index("work_kind")
    by_source = housing.sources(costs, 2009).set_index("source")
    by_ward = housing.ward_sources(costs, 2009, ["A", "B"]).set_index("unit_code")
    assert by_kind.loc["house_built", "home_cost_vnd"] == total
    assert by_source["home_cost_vnd"].iloc[:-1].sum() == by_source.loc["total", "home_cost_vnd"]
    assert by_source.loc["home_policy_bank_vnd", "home_cost_vnd"] == 35
    assert by_ward.loc["A", housing.FUNDS].sum() == by_ward.loc["A", "total"] == total
    assert by_ward.loc["B"].isna().all()
    assert by_source.loc["home_own_vnd", "home_cost_vnd"] == 0


def test_a_work_that_is_not_settled_has_no_cost_and_not_one_of_zero():
    table = housing.works(MONEY["housing_works"], MONEY["housing_costs"], 2010)
    row = table.set_index("work_kind").loc["house_repaired"]
    assert row[["finished_works", "settled_works", "unsettled_works"]].tolist() == [1, 0, 1]
    assert pd.isna(row["home_cost_vnd"])
    assert housing.sources(MONEY["housing_costs"], 2010).empty
    assert housing.ward_sources(MONEY["housing_costs"], 2010, ["A"]).empty


def test_the_outlook_is_what_waits_times_a_mean_in_whole_dong_and_needs_five_works():
    arguments = MONEY["housing_works"], MONEY["housing_costs_so_far"], 2009
    waiting = needs(("temporary_house", "stable_land", 2009, "waiting", None, 3))
    table = housing.outlook(waiting, *arguments).set_index("need_kind")
    row = table.loc["temporary_house"]
    assert row["costed_works"] == 5
    assert row["costs_so_far_vnd"] == 200_000_045
    assert row["mean_cost_vnd"] == 40_000_009
    assert row["needed_vnd"] == 120_000_027
    assert table.loc["no_house", ["mean_cost_vnd", "needed_vnd"]].isna().all()
    four = MONEY["housing_works"].assign(works=lambda t: t["works"] - 1)
    few = housing.outlook(waiting, four, *arguments[1:]).set_index("need_kind")
    assert few.loc["temporary_house", ["mean_cost_vnd", "needed_vnd"]].isna().all()


def test_half_a_dong_is_rounded_up():
    works_of_two = pd.DataFrame({"need_kind": ["no_house"], "is_settled": [True], "works": [6]})
    so_far = pd.DataFrame({"year": [2013], "need_kind": ["no_house"], "costs_so_far_vnd": [15]})
    so_far = so_far.astype({"costs_so_far_vnd": "Int64"})
    table = housing.outlook(NEEDS, works_of_two.astype({"works": "Int64"}), so_far, 2013)
    assert table["mean_cost_vnd"].iloc[0] == 3 and table["needed_vnd"].iloc[0] == 60


PAID = [f"home_cost_vnd{behind}" for behind in ("", "_households", "_largest", "_second")]
OF_BUDGET = (200_000_010, 5, 40_000_004, 40_000_003)  # 40 million and 0 to 4 đồng, of five
OF_BANK = (35, 5, 7, 7)
OF_ALL = (200_000_045, 5, 40_000_011, 40_000_010)
UNPAID = (pd.NA,) * 4


def test_works_of_a_year_stand_by_kind_beside_the_cost_of_the_settled_ones():
    more = pd.DataFrame(
        [(2009, "house_built", "no_house", False, 2), (2009, "flat_given", "no_house", True, 3)],
        columns=[*MONEY["housing_works"]],
    )
    finished = pd.concat([MONEY["housing_works"], more]).astype({"works": "Int64"})
    works_of_year = housing.works(finished, MONEY["housing_costs"], 2009)
    held(works_of_year,
        ["work_kind", "finished_works", "settled_works", "unsettled_works", *PAID],
        ("house_built", 7, 5, 2, *OF_ALL),
        ("house_repaired", 0, 0, 0, *UNPAID),
        ("flat_given", 3, 3, 0, *UNPAID),
        ("total", 10, 8, 2, *OF_ALL),
        work_kind="str")  # fmt: skip


def test_every_source_has_its_row_and_what_is_behind_it():
    held(housing.sources(MONEY["housing_costs"], 2009), ["source", *PAID],
        ("home_budget_vnd", *OF_BUDGET),
        ("home_policy_bank_vnd", *OF_BANK),
        ("home_firms_vnd", 0, 0, 0, 0),
        ("home_religious_vnd", 0, 0, 0, 0),
        ("home_associations_vnd", 0, 0, 0, 0),
        ("home_own_vnd", 0, 0, 0, 0),
        ("total", *OF_ALL),
        source="str")  # fmt: skip


def test_every_ward_has_its_sources_and_one_that_settled_nothing_none_of_them():
    behind = ["", "_households", "_largest", "_second"]
    columns = [f"{source}{name}" for source in [*housing.FUNDS, "total"] for name in behind]
    paid = (*OF_BUDGET, *OF_BANK, *[0] * 16, *OF_ALL)
    held(housing.ward_sources(MONEY["housing_costs"], 2009, ["A", "B"]), ["unit_code", *columns],
        ("A", *paid), ("B", *[pd.NA] * 28), ("total", *paid), unit_code="str")  # fmt: skip


def test_the_outlook_has_every_kind_of_need_and_what_its_mean_rests_on():
    so_far = [name.replace("home_cost", "costs_so_far") for name in PAID]
    table = housing.outlook(NEEDS, MONEY["housing_works"], MONEY["housing_costs_so_far"], 2009)
    held(table,
        ["need_kind", "need_waiting", "costed_works", *so_far, "mean_cost_vnd", "needed_vnd"],
        ("no_house", 20, 0, *UNPAID, pd.NA, pd.NA),
        ("temporary_house", 16, 5, *OF_ALL, 40_000_009, 640_000_144),
        ("degraded_house", 0, 0, *UNPAID, pd.NA, pd.NA),
        need_kind="str")  # fmt: skip


def test_needs_add_up_line_by_line_whatever_they_are_told_by():
    by_land = [
        ("stable_land", 17, 20, 0, 7, 30),
        ("no_stable_land", 0, 8, 8, 0, 0),
        ("land_unrecorded", 6, 0, 0, 0, 6),
    ]
    whole = (23, 28, 8, 7, 36)
    held(housing.ledger(NEEDS, "land", housing.LANDS), ["land", *housing.LEDGER],
        *by_land, ("total", *whole), land="str")  # fmt: skip
    held(housing.ledger(NEEDS, "year"), ["year", *housing.LEDGER],
        (2013, *whole), year="int64")  # fmt: skip
    held(housing.ledger(NEEDS, "need_kind"), ["need_kind", *housing.LEDGER],
        ("degraded_house", 0, 8, 8, 0, 0),
        ("no_house", 0, 20, 0, 0, 20),
        ("temporary_house", 23, 0, 0, 7, 16),
        ("total", *whole),
        need_kind="str")  # fmt: skip
    held(housing.ledger(NEEDS.iloc[:0], "land"), ["land", *housing.LEDGER], land="str")


def test_in_the_first_year_surveyed_an_opening_is_missing_and_no_0():
    first = needs(
        ("no_house", "stable_land", 2013, "waiting", None, 4),
        ("no_house", "stable_land", 2013, "done", 2013, 3),
        ("no_house", "no_stable_land", 2013, "closed", 2013, 2),
    )
    held(housing.ledger(first, "land", housing.LANDS), ["land", *housing.LEDGER],
        ("stable_land", pd.NA, 7, 3, 0, 4),
        ("no_stable_land", pd.NA, 2, 0, 2, 0),
        ("land_unrecorded", *[pd.NA] * 5),
        ("total", pd.NA, 9, 3, 2, 4),
        land="str")  # fmt: skip


def test_temporary_houses_are_told_by_land_with_what_became_of_them():
    held(housing.goal(NEEDS),
        ["land", "surveyed_homes", "removed_homes", "closed_homes", "need_waiting", "removed_pct"],
        ("stable_land", 47, 30, 7, 10, 75.0),
        ("no_stable_land", 0, 0, 0, 0, pd.NA),
        ("land_unrecorded", 6, 0, 0, 6, 0.0),
        ("total", 53, 30, 7, 16, 100 * 30 / 46),
        land="str", removed_pct="Float64")  # fmt: skip
    only_done = housing.goal(needs(("temporary_house", "stable_land", 2012, "done", 2013, 1)))
    assert only_done["removed_pct"].fillna(-1).tolist() == [100, -1, -1, 100]


def test_waits_of_two_years_and_of_more_stand_in_one_row():
    longer = needs(
        ("no_house", "stable_land", 2009, "waiting", None, 5),
        ("no_house", "stable_land", 2011, "waiting", None, 2),
        ("no_house", "stable_land", 2013, "waiting", None, 1),
        ("no_house", "stable_land", 2012, "done", 2013, 9),
    )
    held(housing.waits(longer), ["waited", "need_waiting"],
        ("waited_0", 1), ("waited_1", 0), ("waited_2", 7), ("total", 8), waited="str")  # fmt: skip


def test_each_year_of_waiting_has_its_share_with_the_interval_by_log_log():
    # S is 73 / 81, then times 23 / 53; its limits are S ** exp(± z se / |log S|), Greenwood's se.
    def finished(share: float, variance: float) -> tuple:
        apart = norm.isf(0.025) * variance**0.5 / -log(share)
        return tuple(100 * (1 - share ** exp(sign * apart)) for sign in (0, -1, 1))

    first = 8 / (81 * 73)
    held(housing.life_table(NEEDS), ["years_waited", "followed", "finished_then", *housing.CURVE],
        (0, 81, 8, *finished(73 / 81, first)),
        (1, 53, 30, *finished(73 / 81 * 23 / 53, first + 30 / (53 * 23))),
        (2, 13, 0, pd.NA, pd.NA, pd.NA),
        **dict.fromkeys(housing.CURVE, "Float64"))  # fmt: skip
    held(housing.life_table(NEEDS.iloc[:0]),
        ["years_waited", "followed", "finished_then", *housing.CURVE],
        **dict.fromkeys(housing.CURVE, "Float64"))  # fmt: skip


def test_twenty_followed_still_have_a_share_and_nineteen_none():
    for many, is_told in [(20, True), (19, False)]:
        rows = needs(
            ("no_house", "stable_land", 2013, "waiting", None, many - 5),
            ("no_house", "stable_land", 2013, "done", 2013, 5),
        )
        assert housing.life_table(rows)["finished_pct"].notna().tolist() == [is_told]


def test_the_sources_of_the_pages_are_those_of_the_register():
    assert [f"home_{source}_vnd" for source in SOURCES] == housing.FUNDS


# ---- facts hold nobody


def test_facts_hold_no_household_and_parts_add_up_to_the_whole():
    homes = "HIJK"
    rows = [(2009, home, state) for home, state in zip(homes, (NONE, TEMPORARY) * 2, strict=True)]
    built = [(2009, "H", BUILT, "2009-07-01", 30_000_000), (2009, "J", BUILT, "")]
    whole = counted(surveys(*rows), works(*built), roster(*homes))
    assert not {"household_id"} & {name for table in whole.values() for name in table}
    parts = [
        counted(
            pd.concat([surveys(*(r for r in rows if r[1] in part)), ALSO]),
            pd.concat([works(*(r for r in built if r[1] in part)), OTHERS]),
            roster(*part, "Z"),
        )["housing_needs"]
        for part in ("HI", "JK")
    ]
    keys = [name for name in whole["housing_needs"] if name != "needs"]
    added = pd.concat(parts).query("year == 2009").groupby(keys, dropna=False)["needs"].sum()
    expected = whole["housing_needs"].set_index(keys)["needs"]
    pd.testing.assert_series_equal(added.sort_index(), expected.sort_index(), check_names=False)


@pytest.mark.parametrize("kept", [{}, {SURVEYS: surveys((2009, "H", NONE))}], ids=["none", "half"])
def test_an_office_that_keeps_less_has_facts_without_rows_and_no_warning(kept):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        stood = roster("H") if kept else pd.DataFrame(columns=["year", "household_id"])
        found = facts.tables(kept, stood, None)
    usual = counted(surveys((2009, "H", NONE)), OTHERS, roster("H", "Z"))
    assert found.keys() == usual.keys()
    for name, table in found.items():
        assert table.empty and list(table) == list(usual[name]), name


# ---- the sample, recounted from its files


def rows_of(name: str) -> list[dict]:
    with (workspace.PROJECT / SAMPLE / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def recount() -> dict[int, Counter]:
    """The flows of each year from the files, by nothing of ours."""
    events: dict[str, list[tuple]] = {}
    for row in rows_of("housing_surveys.csv"):
        is_need, day = row["Tình trạng nhà ở"] != SOUND, row["Ngày khảo sát"]
        written = "-".join(reversed(day.split("/"))) if day else row["Năm"] + "-00"
        if not day and not is_need:
            written = row["Năm"] + "-13"
        events.setdefault(row["Mã hộ"], []).append((written, 0 if is_need else 2, "need"))
        if not is_need:
            events[row["Mã hộ"]][-1] = (written, 2, "sound")
    for row in rows_of("housing_works.csv"):
        if day := row["Ngày hoàn thành"]:
            events[row["Mã hộ"]].append(("-".join(reversed(day.split("/"))), 1, "finish"))
    for year in YEARS:
        for row in rows_of(f"register/{year}/departures.csv"):
            if row["Lý do"] != "Thoát nghèo" and row["Mã hộ"] in events:
                events[row["Mã hộ"]].append((f"{year}-14", 3, "left"))
    flows = {year: Counter() for year in YEARS}
    for happened in events.values():
        since = 0
        for day, _, what in sorted(happened):
            year = int(day[:4])
            if what == "need" and not since:
                since = year
                flows[year]["need_new"] += 1
            elif what != "need" and since:
                flows[year]["works_done" if what == "finish" else "need_closed"] += 1
                since = 0
    return flows


@pytest.mark.parametrize("year", YEARS)
def test_the_ledger_of_the_page_is_that_of_the_files(year, shipped_facts):
    table = publication.tables(year, "490", SAMPLE)["housing-years"].set_index("year")
    waiting = 0
    for at in range(2009, year + 1):
        flows = recount()[at]
        known = {"need_opening": waiting} | {name: flows[name] for name in housing.LEDGER[1:4]}
        waiting += flows["need_new"] - flows["works_done"] - flows["need_closed"]
        known |= {"need_waiting": waiting}
        shown = table.loc[at, housing.LEDGER]
        for name, value in shown.items():
            assert pd.isna(value) or value in (HIDDEN, known[name]), (at, name)
        assert pd.isna(shown["need_opening"]) == (at == 2009)
    assert table.loc[year, "need_waiting"] == waiting


@pytest.mark.parametrize("year", YEARS)
def test_works_and_money_of_the_page_are_those_of_the_files(year, shipped_facts):
    done = [
        row for row in rows_of("housing_works.csv") if row["Ngày hoàn thành"].endswith(str(year))
    ]
    safe = publication.tables(year, "490", SAMPLE)
    works_of_year = safe["housing-works"].set_index("work_kind")
    kinds = {"house_built": BUILT, "house_repaired": "Sửa chữa", "flat_given": "Bố trí chung cư"}
    for kind, words in kinds.items():
        shown = works_of_year.loc[kind, "finished_works"]
        assert shown in (HIDDEN, sum(row["Hình thức"] == words for row in done))
    paid = safe["housing-sources"].set_index("source")["home_cost_vnd"]
    for source, name in SOURCES.items():
        given = sum(int(row[f"{name} (đồng)"] or 0) for row in done)
        assert paid[f"home_{source}_vnd"] in (HIDDEN, given)
    assert paid["total"] == sum(int(row["Tổng kinh phí (đồng)"] or 0) for row in done)


@pytest.mark.parametrize("year", YEARS)
def test_wards_add_up_to_the_district_where_they_are_shown(year, shipped_facts):
    table = publication.tables(year, "490", SAMPLE)["housing-wards"].set_index("unit_code")
    for name in housing.LEDGER[1:]:
        *parts, whole = table[name]
        if HIDDEN not in (*parts, whole):
            assert sum(parts) == whole, name
    for ward in table.index.drop("total"):
        own = publication.tables(year, ward, SAMPLE)["housing-wards"]
        assert own[housing.LEDGER].iloc[0].fillna(-1).tolist() == (
            table.loc[ward, housing.LEDGER].fillna(-1).tolist()
        )


def test_no_shown_count_is_small_and_a_hidden_one_is_not_given_by_its_row(shipped_facts):
    for year in YEARS:
        for name in ("housing-wards", "housing-kinds", "housing-years"):
            table = publication.tables(year, "490", SAMPLE)[name]
            for row in table[housing.LEDGER].fillna(0).to_numpy().tolist():
                hidden = [cell for cell in row if cell == HIDDEN]
                assert len(hidden) != 1, (year, name)
                assert not [cell for cell in row if cell not in hidden and 0 < cell < 5]


def test_a_ward_has_its_own_row_and_no_table_of_the_district(shipped_facts):
    safe = publication.tables(2013, "20197", SAMPLE)
    rows = {name: safe[name] for name in published.TABLES}
    assert len(rows.pop("housing-wards")) == len(rows.pop("housing-ward-sources")) == 1
    assert set(map(type, rows.values())) == {type(None)}


def test_a_return_has_tables_without_rows(shipped_facts):
    safe = publication.tables(2013, "DN-LC", PUBLISHED)
    assert all(safe[name].empty for name in published.TABLES)
    assert say.main_point(safe, VI) == ""


# ---- sentences and pictures


@pytest.mark.parametrize("lang", terms.LANGS)
def test_sentences_cope_with_what_is_not_there(lang):
    scope = {"vi": VI, "en": EN}[lang]
    for nothing in (None, pd.DataFrame()):
        said = [say.years(nothing, scope), say.kinds(nothing, scope), say.waits(nothing, scope)]
        said += [say.goal(nothing, AIM, scope), say.without_land(nothing, scope)]
        said += [say.waited(nothing, scope), say.works(nothing, scope)]
        said += [say.sources(nothing, scope), say.outlook(nothing, scope)]
        assert said == [""] * len(said)
        assert charts.home_years(nothing, "", "x", scope).data == ""
        assert charts.home_waits(nothing, "", "x", scope).data == ""
    assert terms.MISSING[lang] in say.ledger(pd.DataFrame(), scope) or lang == "en"
    assert say.main_point({}, scope) == say.main_point({"housing-wards": None}, scope) == ""


WARDS = pd.DataFrame(
    [["A", 60, 10, 20, 0, 50], ["B", 40, 5, 9, 6, 30], ["total", 100, 15, 29, 6, 80]],
    columns=["unit_code", *housing.LEDGER],
)


def test_the_main_point_says_the_ledger_of_the_whole_or_of_the_ward():
    said = say.main_point({"housing-wards": WARDS}, EN)
    assert "opening of 2013, in need of a house: 100 households" in said
    assert "Waiting at the end: 80 households" in said
    assert "60 households" in say.main_point({"housing-wards": WARDS.iloc[:1]}, EN)
    first = WARDS.assign(need_opening=pd.NA)
    assert "khảo sát đầu tiên" in say.ledger(first, VI)
    unknown = WARDS.iloc[:1].assign(need_waiting=pd.NA)
    assert "chưa khảo sát" in say.ledger(unknown, VI)


def goal_of(waiting: object) -> pd.DataFrame:
    return housing.goal(NEEDS).astype(object).assign(need_waiting=waiting)


def test_the_goal_says_whether_the_deadline_has_come():
    assert "Đã đến hạn" in say.goal(goal_of(9), AIM, VI)
    assert "Đã đến hạn" not in say.goal(goal_of(9), AIM, Scope(2012, "x", "vi", {}))
    assert "Không còn hộ nào" in say.goal(goal_of(0), AIM, VI)
    assert "chưa ghi mục tiêu" in say.goal(goal_of(9), None, VI)
    assert say.without_land(goal_of(0), VI) == ""
    assert "không công bố" in say.without_land(goal_of(HIDDEN), VI)


def test_a_median_is_said_only_where_half_were_finished():
    table = housing.life_table(NEEDS)
    assert "Half of them were finished by the end of year 1" in say.waited(table, EN)
    slow = table.assign(finished_pct=pd.array([10.0, 20.0, pd.NA], "Float64"))
    assert "no median wait" in say.waited(slow, EN)
    assert "very year" in say.waited(table.assign(finished_pct=[60.0, 70.0, pd.NA]), EN)
    hidden = table.astype(object).assign(finished_pct=HIDDEN)
    assert "not shown" in say.waited(hidden, EN)


def test_all_who_wait_may_be_new():
    new = housing.waits(NEEDS[NEEDS["opened_year"] == 2013])
    assert (
        say.waits(new, EN)
        == "All of those waiting (20 households) were surveyed in the year itself."
    )
    assert "6 households" in say.waits(housing.waits(NEEDS), EN)


@pytest.mark.parametrize("scope", [VI, EN], ids=terms.LANGS)
def test_hidden_cells_are_said_and_drawn_without_a_number(scope):
    keys = {"unit_code", "year", "need_kind", "land", "waited", "years_waited", "work_kind"}
    years = pd.DataFrame({"year": [2012, 2013]}).assign(**dict.fromkeys(housing.LEDGER, 7))
    kinds = WARDS.rename(columns={"unit_code": "need_kind"}).assign(
        need_kind=["no_house", "temporary_house", "total"]
    )
    given = [
        WARDS,
        years,
        kinds,
        housing.goal(NEEDS),
        housing.waits(NEEDS),
        housing.life_table(NEEDS),
    ]
    given.append(housing.works(MONEY["housing_works"], MONEY["housing_costs"], 2009))
    veiled = [
        table.astype(object).assign(**{name: HIDDEN for name in table if name not in keys})
        for table in given
    ]
    wards, by_year, by_kind, by_land, by_wait, life, done = veiled
    said = [say.ledger(wards, scope), say.wards(wards, scope), say.years(by_year, scope)]
    said += [say.kinds(by_kind, scope), say.goal(by_land, AIM, scope), say.waits(by_wait, scope)]
    said += [say.without_land(by_land, scope), say.waited(life, scope), say.works(done, scope)]
    for sentence in said:
        assert HIDDEN not in sentence and "nan" not in sentence.lower().split()
        assert set(re.findall(r"\d+", sentence)) <= {"2012", "2013"}, sentence
    assert charts.home_wards(wards, "", "x", scope).data == ""
    assert charts.home_waits(life, "", "x", scope).data == ""
    drawn = charts.home_years(by_year, "", "x", scope).figure.axes[0]
    assert all(not bar.get_height() > 0 for bars in drawn.containers for bar in bars)


def test_bars_are_as_long_as_their_numbers():
    drawn = charts.home_wards(WARDS, "Tìm thấy", "housing-wards", VI)
    assert [bar.get_width() for bar in drawn.figure.axes[0].containers[0]] == [50, 30]
    assert "Phường A 50; Phường B 30" in drawn.alt
    years = pd.DataFrame({"year": [2012, 2013], "need_new": [9, 8], "works_done": [7, 6]})
    years = years.assign(need_waiting=[50, 52])
    bars = charts.home_years(years, "", "x", VI).figure.axes[0].containers
    assert [[bar.get_height() for bar in each] for each in bars] == [[9, 8], [7, 6], [50, 52]]
    assert charts.home_years(years.iloc[:1], "", "x", VI).data == ""
    curve = charts.home_waits(housing.life_table(NEEDS), "", "x", VI).figure.axes[0].lines[0]
    assert curve.get_ydata().tolist() == pytest.approx(
        housing.life_table(NEEDS)["finished_pct"][:2]
    )


# ---- disclosure


def test_what_is_shown_of_a_year_is_proved_safe_with_all_its_ties(shipped_facts):
    office = read.district(SAMPLE)
    release = Release(office.disclosure_threshold, dominance_pct=office.dominance_pct)
    release = published.added(release, 2013, list(office.areas()), SAMPLE)
    audit = release.audit()
    assert len(audit) and not audit["is_limited"].any()
    assert len(release.relations) > 30
    needed = release.values[("need_waiting", (("year", "2013"),))]
    assert needed == recount_waiting(2013)


def recount_waiting(year: int) -> int:
    flows = [recount()[at] for at in range(2009, year + 1)]
    return sum(f["need_new"] - f["works_done"] - f["need_closed"] for f in flows)


# ---- the work list


def register_of(surveyed: pd.DataFrame, built: pd.DataFrame) -> Register:
    """Reviews of 2012 and 2013 with six poor households, beside the tables of homes."""
    poor = pd.DataFrame({"household_id": list("HIJKLM")}, dtype="str")
    poor = poor.reindex(columns=[column.name for column in LISTED], fill_value="")
    poor = poor.assign(head_name="Chủ hộ " + poor["household_id"], ward_code="20197")
    poor = poor.assign(income_vnd="300000", head_citizen_number="048161000001")
    gone = poor.iloc[:0].assign(reason="", class_after="")
    reviews = {
        year: Review(year, "da-nang-2013", poor, poor, gone, gone, True) for year in (2012, 2013)
    }
    return Register(reviews, {}, None, None, programme={SURVEYS: surveyed, WORKS: built})


@pytest.fixture
def office(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(tmp_path))
    return workspace.open(SAMPLE)


def listed(file: Path) -> list[list]:
    rows = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
    return [list(row) for row in rows[4:]]


def test_the_list_is_in_the_order_of_the_rule_and_tells_what_is_under_way(office):
    register = register_of(
        surveys(
            (2012, "H", DEGRADED), (2013, "I", TEMPORARY, "2013-02-01", "có"),
            (2013, "J", TEMPORARY, "2013-01-01", "không"), (2013, "K", NONE, "2013-03-01"),
            (2012, "L", TEMPORARY, "2012-05-01", "có"), (2012, "M", NONE),
        ),
        works(
            (2012, "M", BUILT, "2012-09-01"), (2013, "K", BUILT, "2014-02-01"),
            (2013, "L", "Sửa chữa", ""),
        ).assign(start_date=["", "2013-11-05", "2014-01-10"]),
    )  # fmt: skip
    file = houses.write(office, register, 2013, SAMPLE)
    rows = listed(file)
    assert [row[1] for row in rows] == ["K", "L", "I", "J", "H"]
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5]
    assert rows[0][9] == "Xây mới, quyết định năm 2013, khởi công 05/11/2013"
    assert rows[1][9] == "Sửa chữa, quyết định năm 2013, chưa khởi công"
    assert rows[4][9] == "chưa có quyết định"
    assert [rows[0][7], rows[4][7]] == ["01/03/2013", "2012"]
    assert "Nhóm 3: nhà tạm, đất không ổn định" in rows[3][10]
    assert file.stat().st_mode & 0o077 == 0


def test_the_list_tells_no_income_and_no_citizen_number(office):
    register = register_of(surveys((2013, "H", NONE)), works((2013, "H", BUILT, "")))
    words = " ".join(
        str(cell) for row in listed(houses.write(office, register, 2013, SAMPLE)) for cell in row
    )
    assert "300000" not in words and not re.search(r"\d{9,}", words)


def test_a_year_that_is_not_recorded_is_told_in_both_languages(office):
    register = register_of(surveys((2013, "H", NONE)), works((2013, "H", BUILT, "")))
    with pytest.raises(WorkspaceError) as error:
        houses.write(office, register, 2012, SAMPLE)
    assert "không có số liệu" in error.value.text("vi") and "no surveys" in error.value.text("en")


def test_every_table_has_a_caption_and_every_column_a_label(shipped_facts):
    safe = publication.tables(2013, "490", SAMPLE)
    for name in published.TABLES:
        for lang in terms.LANGS:
            scope = read.scope(2013, "490", SAMPLE, lang)
            assert terms.caption(name, scope) in tables.grid(safe[name], name, scope).data
