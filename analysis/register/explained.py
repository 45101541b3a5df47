"""Tệp được hiểu thế nào: what each sheet of a clerk's file was taken for, and what was not.

Nothing here is a value of a cell but the headings; columns are told by how many of their cells are
filled, blank, "-" and 0, which are four different things.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analysis.register import families, layouts, listing, lists, sheets, values
from analysis.register.faults import Column, Fault, in_sheet
from analysis.register.grid import Cells, Grid, Place, Range
from analysis.register.layouts import Layout, Layouts, Recognised

SURE = 3  # columns understood from which a row is one of headings and not of somebody's data


@dataclass(frozen=True)
class ColumnTold:
    """A column: its heading, what it became (nothing where not understood), its cells by state."""

    at: int
    heading: str
    became: Sequence[Column]
    kind: str | None
    filled: int
    blank: int
    dashes: int
    zeros: int


@dataclass(frozen=True)
class Data:
    """The rows under the headings: those read, those left out below them, and whom they are of.

    `households` and `people` are None where the sheet does not tell them.
    """

    rows: Sequence[int] = ()
    left_out: Sequence[int] = ()
    households: int | None = None
    people: int | None = None


@dataclass(frozen=True)
class SheetTold:
    """A sheet: the layout it is in, or why it is ignored, or else the layout that is nearest."""

    grid: Grid
    seen: Recognised | None
    ignored: str | None = None  # "empty", "hidden" or "declared"
    nearest: Recognised | None = None
    refusals: Sequence[Fault] = ()
    data: Data = Data()
    columns: Sequence[ColumnTold] = ()

    @property
    def is_understood(self) -> bool:
        return bool(self.ignored) or (self.seen is not None and not self.refusals)

    @property
    def unknown(self) -> list[ColumnTold]:
        """The columns that were not understood."""
        return [column for column in self.columns if not column.became]

    @property
    def merged(self) -> list[Range]:
        """Merged cells among the rows that are read."""
        return sorted(area for area in self.grid.merged if self._is_read(area.first.row))

    @property
    def errors(self) -> dict[Place, str]:
        """Errors of formulas among the rows that are read."""
        found = sorted(self.grid.errors.items())
        return {place: error for place, error in found if self._is_read(place.row)}

    def _is_read(self, row: int) -> bool:
        return bool(self.data.rows) and self.data.rows[0] <= row <= self.data.rows[-1]


@dataclass(frozen=True)
class FileTold:
    """A file: what keeps it from being read at all, and its sheets."""

    faults: Sequence[Fault]
    sheets: Sequence[SheetTold]

    @property
    def is_understood(self) -> bool:
        """Whether every sheet with data was."""
        return not self.faults and all(sheet.is_understood for sheet in self.sheets)


def file(path: Path, known: Layouts, year: int | None) -> FileTold:
    """What a file is taken for under the layouts that are known; `year` may be None."""
    faults: list[Fault] = []
    found = lists.grids(path, path.name, faults)
    return FileTold(faults, [_sheet(grid, path, known, year) for grid in found])


def year_of(path: Path) -> int | None:
    """The year of review that a file's folder is named by."""
    name = path.absolute().parent.name
    return int(name) if name.isdecimal() and len(name) == 4 else None


def workspace_of(path: Path) -> Path | None:
    """The workspace that a file lies in; None where it is in none."""
    return next((at for at in path.absolute().parents if (at / "district.yml").is_file()), None)


def _sheet(grid: Grid, path: Path, known: Layouts, year: int | None) -> SheetTold:
    names = [grid.sheet or "", path.stem]
    seen = layouts.recognised(grid, names, known)
    if seen is None:
        ignored = lists.ignored(grid, known)
        return SheetTold(grid, None, ignored, None if ignored else _nearest(grid, known))
    refusals = [*lists.refused(grid, seen, in_sheet(path.name, grid.sheet), year)]
    table = sheets.cells(grid, seen.headings, known.meanings)
    data = Data(tuple(table.index)) if seen.missing else _data(table, seen.layout)
    columns = _columns(grid, seen, data.rows)
    return SheetTold(grid, seen, refusals=refusals, data=data, columns=columns)


def _nearest(grid: Grid, known: Layouts) -> Recognised | None:
    """The layout that a sheet would be in if it had its title."""
    bare = {key: each.model_copy(update={"title": ()}) for key, each in known.layouts.items()}
    near = layouts.recognised(grid, [], known.model_copy(update={"layouts": bare}))
    return near and replace(near, layout=known.layouts[near.key])


def _data(table: pd.DataFrame, layout: Layout) -> Data:
    """The rows of a sheet that has all its columns, as `lists` makes households of them."""
    households, people, kept = None, None, table
    if layout.rows == "places":
        kept = table[table["unit"] != ""]
    elif layout.rows == "members":
        households, people = table["household_id"].nunique(), len(table)
    elif layout.own:
        households = len(table)
    else:
        alone = layout.rows == "households"
        heads = families.all_heads(table) if alone else table
        kept = families.without_footer(families.grouped(heads))
        households = len(set(kept["household"]) - {0})
        people = None if alone else len(kept)
    left_out = table.index.difference(kept.index)
    return Data(tuple(kept.index), tuple(left_out), households, people)


def _columns(grid: Grid, seen: Recognised, rows: Sequence[int]) -> list[ColumnTold]:
    found = seen.headings
    shown = found.shown if found.known >= SURE else {}
    told, read = [], set(rows)
    wrong = [place.column for place in grid.errors if place.row in read]
    for at, cells in enumerate(grid.columns, start=1):
        names = [name for name, place in found.columns.items() if place == at]
        states = _states(cells, rows)
        if shown.get(at) or names or states["filled"]:
            states["blank"] -= wrong.count(at)
            kind = values.KINDS.get(names[0], "text") if names else None
            became = [_ours(name, seen.layout) for name in names]
            told.append(ColumnTold(at, shown.get(at, ""), became, kind, **states))
    return told


def _ours(name: str, layout: Layout) -> Column:
    return listing.OURS.get(name) or Column(name, layout.columns[name][0])


def _states(cells: Cells, rows: Sequence[int]) -> dict[str, int]:
    """How many cells of some rows are filled, blank, a dash or a zero."""
    places = [row - 1 for row in rows]
    text = _part(cells.text, places).fillna("").astype("str").str.strip()
    numbers, dates = _part(cells.numbers, places), _part(cells.dates, places)
    blank = int(((text == "") & numbers.isna() & dates.isna()).sum())
    dashes = int(text.str.fullmatch(values.DASHES).sum())
    zeros = int(((text == "0") | (numbers == 0)).sum())
    filled = len(rows) - blank - dashes - zeros
    return {"filled": filled, "blank": blank, "dashes": dashes, "zeros": zeros}


def _part(part, places: Sequence[int]) -> pd.Series:
    if part is None:
        return pd.Series([None] * len(places), dtype="object")
    return part.take(places).to_pandas()
