"""Decides what is hidden in a year, proves it safe, and keeps the tables as they are shown.

Every table of a year with small counts, of the district and each of its wards, is one release.
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis import files
from analysis.disclosure import Release
from analysis.facts import read
from analysis.publication import (
    Tables,
    awards,
    deprivations,
    depth,
    exit_paths,
    exits,
    fragile,
    housing,
    inspection,
    line_change,
    linking,
    near_poor,
    next_year,
    outreach,
    people,
    persistence,
    place,
    proposal,
    quality,
    relapse_risk,
    support,
    three_haves,
    wards,
    watch,
)
from analysis.workspace import WorkspaceError

PARTS = [people, exits, exit_paths, line_change, persistence, relapse_risk, fragile, quality]
PARTS += [near_poor, wards, awards, depth, deprivations, watch]
PARTS += [housing, three_haves, support, proposal, outreach, inspection, next_year]


def settle(data: str, years: Iterable[int] | None = None) -> None:
    """Settle each year; without years, every year there are figures for, and no other is kept.

    Raises WorkspaceError, naming cells and never their counts, where a year cannot be made safe.
    """
    shutil.rmtree(place(data), ignore_errors=True)
    there = {year for year, _ in read.years_and_areas(data)}
    for year in sorted(there & set(years or there)):
        settle_year(data, year)


def settle_year(data: str, year: int) -> None:
    """Decide what is hidden in a year, prove it safe, and keep the tables as they are shown.

    What was settled of the year's earlier facts is removed first. Raises as `settle` does.
    """
    shutil.rmtree(place(data) / str(year), ignore_errors=True)
    areas = [area for in_year, area in read.years_and_areas(data) if in_year == year]
    try:
        shown = release(year, areas, data).protected()
    except ValueError as error:
        raise WorkspaceError(
            f"{data}: không công bố được số liệu năm {year} một cách an toàn ({error}).",
            f"{data}: the tables of {year} cannot be made safe to show ({error}).",
        ) from error
    for area in areas:
        tables = finished(shown, area) | linking.tables(year, area, data)
        _keep(place(data) / str(year) / f"{area}.json", tables)


def release(year: int, areas: Iterable[str], data: str) -> Release:
    """Every table of a year as computed, for all its areas, with all that ties them together.

    Tables are named by id and area: movements-people/490.
    """
    office = read.district(data)
    together = Release(office.disclosure_threshold, dominance_pct=office.dominance_pct)
    for part in PARTS:
        together = part.added(together, year, areas, data)
    return together


def finished(shown: Tables, area: str) -> Tables:
    """Of a release's protected tables those of one area, in the form notebooks show them."""
    mine = {
        name.rpartition("/")[0]: table
        for name, table in shown.items()
        if name.rpartition("/")[2] == area
    }
    return {name: table for part in PARTS for name, table in part.finished(mine).items()}


def _keep(file: Path, shown: Tables) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = {name: None if table is None else _plain(table) for name, table in shown.items()}
    files.put(file, json.dumps(kept, ensure_ascii=False, default=int))


def _plain(table: pd.DataFrame) -> dict:
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return {"types": table.dtypes.astype(str).to_dict(), "rows": rows}
