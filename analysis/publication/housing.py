"""Nhà ở của hộ nghèo: every table on homes, as it may be shown.

All tables of a year count the same needs, so that each tells something of the others: the release
is told what they add up to.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.disclosure import TOTAL, Release
from analysis.facts import read
from analysis.measures import housing
from analysis.publication import areas as of
from analysis.publication.housing_ties import tied
from analysis.terms import HIDDEN, NOT_ASKED, is_hidden

WARDS, YEARS, KINDS, GOAL = "housing-wards", "housing-years", "housing-kinds", "housing-goal"
WORKS, SOURCES, WARD_SOURCES = "housing-works", "housing-sources", "housing-ward-sources"
WAITS, LIFE, OUTLOOK = "housing-waits", "housing-life", "housing-outlook"
TABLES = [WARDS, YEARS, KINDS, GOAL, WORKS, SOURCES, WARD_SOURCES, WAITS, LIFE, OUTLOOK]
DEAR = 3000  # the loss of a cell that many others or a reader's main questions rest on
COST, COST_SO_FAR = "home_cost_vnd", "costs_so_far_vnd"


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the tables of every area."""
    needs = read.work_of_the_whole("housing_needs", year, data)
    now = needs[needs["year"] == year]
    if now.empty:
        return _without_rows(release, areas, data)
    release = _with_needs(release, needs, now, areas, data)
    release = _with_works(release, now, areas, data)
    return tied(release, year)


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward.

    The curve of the waits is hidden from the first count on that is, and ends where few are left.
    """
    tables = of.finished(shown, TABLES)
    by_source, life = tables[WARD_SOURCES], tables[LIFE]
    tables[WARD_SOURCES] = by_source.rename(columns={TOTAL: COST})
    if life is not None and len(life):
        few = life["followed"].map(lambda n: not is_hidden(n) and n < housing.LEAST_FOLLOWED)
        life = life[~few.cummax()]
        unknown = life[["followed", "finished_then"]].map(is_hidden).any(axis="columns").cummax()
        curve = {name: life[name].astype(object).mask(unknown, HIDDEN) for name in housing.CURVE}
        tables[LIFE] = life.assign(**curve if unknown.any() else {})
    return tables


def _without_rows(release: Release, areas: Iterable[str], data: str) -> Release:
    for name in TABLES:
        add = of.by_ward if name in (WARDS, WARD_SOURCES) else of.of_the_whole
        release = add(release, name, pd.DataFrame(), areas, data)
    return release


def _with_needs(
    release: Release, needs: pd.DataFrame, now: pd.DataFrame, areas: Iterable[str], data: str
) -> Release:
    """The release with who needs a house: the ledgers, the goal and how long they wait."""
    at = {"year": now["year"].iloc[0]}
    by_ward = housing.ledger(now, "unit_code", _units(now, data))
    release = of.by_ward(release, WARDS, by_ward, areas, data, keys=["unit_code"], at=at)
    by_year, by_kind = (
        housing.ledger(needs, "year"),
        housing.ledger(now, "need_kind", housing.NEED_KINDS),
    )
    release = of.of_the_whole(release, YEARS, by_year, areas, data, keys=["year"], loss=DEAR)
    release = of.of_the_whole(release, KINDS, by_kind, areas, data, keys=["need_kind"], at=at)
    release = of.of_the_whole(
        release,
        GOAL,
        _with_deadline(housing.goal(now), data),
        areas,
        data,
        keys=["land"],
        at=at | {"need_kind": "temporary_house"},
        parts={"surveyed_homes": ["removed_homes", "closed_homes", "need_waiting"]},
        shares={"removed_pct": ["removed_homes", "need_waiting"]},
        notes=["deadline_year"],
    )
    release = of.of_the_whole(
        release, WAITS, housing.waits(now), areas, data, keys=["waited"], at=at
    )
    return of.of_the_whole(
        release,
        LIFE,
        housing.life_table(now),
        areas,
        data,
        keys=["years_waited"],
        at=at,
        loss=DEAR,
        shares={name: ["followed", "finished_then"] for name in housing.CURVE},
    )


def _with_works(release: Release, now: pd.DataFrame, areas: Iterable[str], data: str) -> Release:
    """The release with what was finished, what it cost, and what the rest would cost."""
    year = int(now["year"].iloc[0])
    at, units = {"year": year}, _units(now, data)
    done = read.work_of_the_whole("housing_works", year, data)
    costs = read.work_of_the_whole("housing_costs", year, data)
    so_far = read.work_of_the_whole("housing_costs_so_far", year, data)
    release = of.of_the_whole(
        release,
        WORKS,
        housing.works(done, costs, year),
        areas,
        data,
        amounts={COST: ["settled_works"]},
        keys=["work_kind"],
        at=at,
        parts={"finished_works": ["settled_works", "unsettled_works"]},
    )
    release = of.of_the_whole(
        release,
        SOURCES,
        housing.sources(costs, year),
        areas,
        data,
        {COST: []},
        keys=["source"],
        at=at,
    )
    release = of.by_ward(
        release,
        WARD_SOURCES,
        housing.ward_sources(costs, year, units),
        areas,
        data,
        amounts={source: [] for source in (*housing.FUNDS, TOTAL)},
        keys=["unit_code"],
        at=at,
        measure=COST,
        by="source",
    )
    return of.of_the_whole(
        release,
        OUTLOOK,
        housing.outlook(now, done, so_far, year),
        areas,
        data,
        amounts={COST_SO_FAR: ["costed_works"]},
        keys=["need_kind"],
        at=at,
        loss=DEAR,
        shares={
            "mean_cost_vnd": ["costed_works", COST_SO_FAR],
            "needed_vnd": ["need_waiting", "costed_works", COST_SO_FAR],
        },
    )


def _units(now: pd.DataFrame, data: str) -> list[str]:
    """The wards in their order, and none at all where a need was recorded without one."""
    wards = [unit.code for unit in read.district(data).units]
    return [*wards, *({""} & set(now["unit_code"]))]


def _with_deadline(goal: pd.DataFrame, data: str) -> pd.DataFrame:
    """The goal's deadline beside the houses that it is about, if the office has laid one down."""
    aim = read.district(data).programme.housing
    if aim is None or goal.empty:
        return goal
    is_aim = goal["land"] == "stable_land"
    return goal.assign(deadline_year=is_aim.map({True: aim.deadline, False: NOT_ASKED}))
