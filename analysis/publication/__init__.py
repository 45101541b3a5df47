"""Công bố số liệu: every table with small counts, as it may be shown.

The headline ledger of households by ward and year, population and plans are published exact, and
notebooks read them from `facts.read`. Every other table comes from here: `settle` made it safe
together with all others of its year when the facts were built, and what one page hides no other
page of that year gives away. A notebook that imports this gets nothing that is not safe.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from analysis import workspace

Tables = Mapping[str, pd.DataFrame | None]


class Shown(Tables):
    """The kept tables of an area by id, each made when it is asked for; a page shows a few."""

    def __init__(self, kept: Mapping[str, dict | None]):
        self._kept = kept

    def __getitem__(self, name: str) -> pd.DataFrame | None:
        return _restored(self._kept[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def tables(year: int, area: str, data: str) -> Tables:
    """The tables of an area that are safe to show, by table id; HIDDEN stands for what is not.

    None stands for a table that is made of the district as a whole and not of one ward.
    Raises LookupError where the year is not settled.
    """
    file = place(data) / str(year) / f"{area}.json"
    if not file.is_file():
        raise LookupError(f"{data}: {area} in {year} is not settled yet; run: giamngheo facts")
    return Shown(json.loads(file.read_text(encoding="utf-8")))


def place(data: str) -> Path:
    """The folder that holds what was settled, a folder for each year and a file for each area."""
    return workspace.open(data).outputs / "facts" / "shown"


def _restored(kept: dict | None) -> pd.DataFrame | None:
    if kept is None:
        return None
    table = pd.DataFrame(kept["rows"], columns=list(kept["types"]), dtype=object)
    return table.where(table.notna(), pd.NA).astype(kept["types"])
