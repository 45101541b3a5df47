"""Danh sách theo dõi: the tests of the watch-lists, as they may be shown.

Who was scored and who fell back are sums of the same spells as the tables of the exits. By place
on the list they are counts of their own; what a model or a draw gives is hidden with the counts
that it rests on. Made of the district alone.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from math import inf

import pandas as pd

from analysis.disclosure import Cell, Release, cell
from analysis.facts import read
from analysis.measures import watch as measures
from analysis.methods.suppression import Relation
from analysis.publication import areas as of_areas
from analysis.publication import exits

YEARS, FIT, CAUGHT, BANDS = "watch-years", "watch-fit", "watch-caught", "watch-bands"
RELAPSES = "watch_relapses"
BY_LIST, BY_RULE = "watch_caught", "watch_caught_by_margin"
SCORED, FELL = ["watch_households"], ["watch_households", RELAPSES]
RATIOS = ["watch_ratio", "watch_ratio_lower", "watch_ratio_upper"]
SHARES = ["watch_relapse_pct", "watch_lower_pct", "watch_upper_pct"]
RESTS_ON = {
    YEARS: {"watch_expected": SCORED} | dict.fromkeys(RATIOS, FELL),
    FIT: {share: [RELAPSES] for share in (*measures.SLOPES.values(), "watch_skill_pct")},
    CAUGHT: {
        "watch_by_chance": [RELAPSES],
        "watch_caught_lower": [BY_LIST],
        "watch_caught_upper": [BY_LIST],
        "watch_gap_lower": [BY_LIST, BY_RULE],
        "watch_gap_upper": [BY_LIST, BY_RULE],
    },
    BANDS: {"watch_expected": SCORED, "watch_expected_pct": SCORED} | dict.fromkeys(SHARES, FELL),
}
NOTES = {YEARS: ["standard"], CAUGHT: ["watch_visits"]}


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the tests up to a year, of the district; of returns they have no rows.

    The parts of the exits stand in it already.
    """
    every, whole = list(areas), read.district(data).code is not None
    bands, tests = (read.watch(f"watch_{name}", year, data) for name in ("bands", "tests"))
    last = bands[bands["year"] == bands["year"].max()].reset_index(drop=True)
    tables = {
        YEARS: measures.by_year(bands, tests),
        FIT: measures.fit(bands, tests),
        BANDS: measures.by_band(last),
        CAUGHT: measures.caught(bands, tests),
    }
    sums = _of_spells(tables[YEARS], year, data) if len(tests) else None
    for name, table in tables.items():
        release = of_areas.of_the_whole(
            release,
            name,
            table,
            every,
            data,
            keys=["year", "watch_band"] if name == BANDS else ["year"],
            sums=sums if name == YEARS else None,
            shares=RESTS_ON[name],
            notes=NOTES.get(name, ()),
        )
    return release.tied([*_among(tests), *_of_places(last, tests)]) if whole else release


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward."""
    return of_areas.finished(shown, [YEARS, FIT, CAUGHT, BANDS])


def _of_spells(tested: pd.DataFrame, year: int, data: str) -> dict[str, list[list]]:
    """The spells that each count adds up, for each test: scored, fell back, had fallen back."""
    spells = exits.possible(year, read.district(data).code, data)
    rows = [_chosen(spells, at, key) for at, key in tested[["year", "standard"]].to_numpy()]
    return {count: [chosen[count] for chosen in rows] for count in rows[0]}


def _chosen(spells: pd.DataFrame, year: int, standard: str) -> dict[str, list]:
    own = spells[(spells["standard"] == standard) & (spells["exit_year"] < year)]
    fell, ended = own["end"] == "fell_back", own["end_year"]
    of_count = {
        "watch_trained_relapses": fell & (ended < year),
        "watch_households": ended.isna() | (ended > year) | (fell & (ended == year)),
        RELAPSES: fell & (ended == year),
    }
    return {count: own.loc[of.fillna(False), "cell"].tolist() for count, of in of_count.items()}


def _among(tests: pd.DataFrame) -> Iterator[Relation]:
    """Whoever is caught, by the list or by the plain rule, is one of those who fell back."""
    for year, count in product(tests["year"], (BY_LIST, BY_RULE)):
        fell, caught = (cell(name, {"year": year}) for name in (RELAPSES, count))
        yield Relation(((1, fell), (-1, caught)), 0, inf)


def _of_places(last: pd.DataFrame, tests: pd.DataFrame) -> Iterator[Relation]:
    """The last list catches none but of the fifths visited, and all of those visited whole."""
    for year, visits in tests.iloc[-1:][["year", "visits"]].to_numpy():
        ends = last["households"].cumsum()
        reached, whole = last[ends - last["households"] < visits], last[ends <= visits]
        caught = cell(BY_LIST, {"year": year})
        yield Relation((*_fallen(reached, 1), (-1, caught)), 0, inf)
        yield Relation(((1, caught), *_fallen(whole, -1)), 0, inf)


def _fallen(bands: pd.DataFrame, times: int) -> list[tuple[int, Cell]]:
    rows = bands[["year", "watch_band"]].to_dict("records")
    return [(times, cell(RELAPSES, row)) for row in rows]
