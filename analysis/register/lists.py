"""Danh sách theo mẫu biểu: the sheets of a clerk's file, each recognised, as lists of a review.

Which layout a sheet is in is told by its headings and its title (`layouts`). One in no layout is
refused, unless it is declared to hold no list: nothing is left out in silence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.corrections import Correction
from analysis.register import (
    corrected,
    headings,
    layouts,
    sheets,
    textfile,
    workbook,
)
from analysis.register.faults import Column, Fault, in_sheet
from analysis.register.grid import Grid
from analysis.register.headings import words
from analysis.register.layouts import Layouts, Recognised
from analysis.register.listing import Listed, Sheet
from analysis.workspace import TEXT_FILES, District

SEPARATOR = "\t"
YEAR = re.compile(r"\bnăm ([0-9]{4})\b")
UNKNOWN = {
    "vi": "phải theo một mẫu đã khai: xem `giamngheo check --explain TỆP`",
    "en": "must be in one of the layouts declared: see `giamngheo check --explain FILE`",
}
FOLDER = {"vi": "phải là tệp, không phải thư mục", "en": "must be a file and no folder"}
HIDDEN_SHEET = {
    "vi": "không được là trang ẩn có danh sách: hãy hiện hoặc xóa trang",
    "en": "must not be a hidden sheet that holds a list: unhide or delete it",
}


def grids(path: Path, name: str, faults: list[Fault]) -> list[Grid]:
    """The sheets of a file of any kind, read safely; none where it cannot be read as it is."""
    if path.is_dir():
        faults.append(Fault(name, None, FOLDER))
        return []
    if not path.is_file():
        must = {"vi": "phải có trong thư mục", "en": "is missing: put it in the folder"}
        faults.append(Fault(name, None, must))
        return []
    before = len(faults)
    found = opened(path, name, faults)
    return found if len(faults) == before else []


def opened(path: Path, name: str, faults: list[Fault]) -> list[Grid]:
    """The sheets of a file as far as they can be read, whatever is wrong with it."""
    read = textfile.read if path.suffix.lower() in TEXT_FILES else workbook.read
    return read(path, name, faults)


def read(
    path: Path,
    name: str,
    known: Layouts,
    district: District,
    year: int,
    faults: list[Fault],
    corrections: Sequence[Correction] = (),
) -> list[Listed]:
    """Every list in a file of a year's review, in the order of its sheets."""
    found = grids(path, name, faults)
    there = [grid.sheet for grid in found]
    faults += corrected.astray(corrections, there)
    listed, none = [], True
    for grid in found:
        file = in_sheet(name, grid.sheet)
        seen = layouts.recognised(grid, [grid.sheet or "", path.stem], known)
        if seen is None:
            if not ignored(grid, known):
                faults.append(Fault(file, None, UNKNOWN))
                none = False
            continue
        none = False
        wrong = [*refused(grid, seen, file, year)]
        if not wrong:
            own = corrected.of_sheet(corrections, grid.sheet, there)
            mended, wrong = corrected.grid(grid, seen.headings, own)
            sheet = Sheet(mended, seen, file, known, district, year)
            if sheet.is_left_blank:
                continue
            listing, broken = sheet.read()
            wrong += broken
            listed.append(listing)
        faults += wrong
    if found and none:
        is_empty = all(grid.is_empty for grid in found)
        faults.append(Fault(name, None, sheets.NO_ROWS if is_empty else UNKNOWN))
    return listed


def ignored(grid: Grid, known: Layouts) -> str | None:
    """Why a sheet that is in no layout is passed over: "empty", "declared" or "hidden"."""
    if grid.is_empty:
        return "empty"
    if words(grid.sheet or "") in map(words, known.ignored):
        return "declared"
    return "hidden" if grid.is_hidden else None


def refused(grid: Grid, seen: Recognised, file: str, year: int | None) -> Iterator[Fault]:
    """What keeps a recognised sheet from being read; `year` is None where it is not known."""
    if grid.is_hidden:
        yield Fault(file, None, HIDDEN_SHEET)
    for name in seen.missing:
        heading = seen.layout.columns[name][0]
        yield Fault(file, str(Column(name, heading)), sheets.MISSING)
    for name in seen.headings.twice:
        heading = seen.headings.shown[seen.headings.columns[name]]
        yield Fault(file, str(Column(name, heading)), sheets.TWICE)
    above = " ".join(cell for row in headings.top(grid)[: seen.headings.first - 1] for cell in row)
    titled = set(YEAR.findall(words(above)))
    if year and titled and str(year) not in titled:
        named = ", ".join(sorted(titled))
        yield Fault(
            file,
            None,
            {
                "vi": f"phải là của năm {year}: tiêu đề ghi năm {named}",
                "en": f"must be of {year}: its title says {named}",
            },
        )


def as_tables(listed: Sequence[Listed]) -> dict[str, pd.DataFrame]:
    """The same lists as plain tables, for keeping."""
    return {
        SEPARATOR.join((str(at), each.kind, each.source, part)): table
        for at, each in enumerate(listed)
        for part, table in (("households", each.households), ("people", each.people))
    }


def of_tables(tables: Mapping[str, pd.DataFrame]) -> list[Listed]:
    """The lists that `as_tables` made these of."""
    listed: dict[str, dict] = {}
    for name, table in tables.items():
        at, kind, source, part = name.split(SEPARATOR)
        listed.setdefault(at, {"kind": kind, "source": source})[part] = table
    return [Listed(**each) for each in listed.values()]
