"""Nghèo kéo dài: households by how many yearly lists have them as poor, as it may be shown.

The poor at the closing are in the headline ledger, which is exact. Those that are no longer poor
stand in no table but in sums of the second one, and are given to the release as counts beneath.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.disclosure import Cell, Release, cell
from analysis.facts import read
from analysis.measures import persistence
from analysis.publication import areas as of_areas

LISTS, MEASURES = "persistence-lists", "persistence-measures"
OFF = "off_poor_list"


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with both tables, made of the district alone; of returns they have no rows."""
    whole, every = read.district(data).code, list(areas)
    lists = measures = pd.DataFrame()
    sums = {}
    if whole:
        patterns = read.persistence(year, whole, data)
        lists = persistence.lists(patterns, year)
        measures = persistence.measures(patterns, read.population(year, whole, data), year)
        off = persistence.off_the_list(patterns, year)
        release = release.beneath(OFF, off, ["lists"])
        sums = _sums(year, off) if len(measures) else {}
    release = of_areas.of_the_whole(
        release, LISTS, lists, every, data,
        keys=["year"], exact=["poor_now"],
        parts={"poor_now": ["lists_unknown", *persistence.ON_LISTS]},
        shares={"persistent_pct": persistence.ON_LISTS}, loss=100,
    )  # fmt: skip
    return of_areas.of_the_whole(
        release, MEASURES, measures, every, data,
        keys=["persistence"], at={"table": MEASURES}, sums=sums, notes=["all_households"],
        shares={
            "persistent_share_pct": ["persistent", "persistent_among"],
            "persistent_of_all_pct": ["persistent"],
        },
        loss=300,
    )  # fmt: skip


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward."""
    return of_areas.finished(shown, [LISTS, MEASURES])


def _sums(year: int, off: pd.DataFrame) -> dict[str, list[list[Cell]]]:
    """What each count of the second table adds up, in the order of its rows."""
    counts = dict(enumerate(persistence.ON_LISTS, start=1))

    def now(least: int) -> list[Cell]:
        return [cell(count, {"year": year}) for lists, count in counts.items() if lists >= least]

    def no_more(least: int) -> list[Cell]:
        return [cell(OFF, {"lists": lists}) for lists in off["lists"] if lists >= least]

    return {
        count: [now(least), [*now(least), *no_more(least)]]
        for count, least in [("persistent", persistence.MOST), ("persistent_among", 1)]
    }
