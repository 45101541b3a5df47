"""Sổ nhiều bảng: a workbook with a sheet for each of several tables, known by its title."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corrections import Correction
from analysis.register import lists, sheets
from analysis.register.corrected import astray, of_sheet
from analysis.register.faults import Fault, in_sheet
from analysis.register.headings import words
from analysis.register.layouts import Layouts
from analysis.register.schema import Schema

SEPARATOR = "\t"

Tables = dict[str, pd.DataFrame]


class Book(NamedTuple):
    """The tables that a workbook may hold: schemas and titles by our names.

    `elsewhere` has the file of each table that is kept in a file of its own.
    """

    schemas: Mapping[str, Schema]
    titles: Mapping[str, str]
    elsewhere: Mapping[str, str]


def read(
    path: Path,
    name: str,
    book: Book,
    known: Layouts,
    faults: list[Fault],
    corrections: Sequence[Correction] = (),
) -> Tables:
    """The tables of a workbook, each by our name and by the name of its sheet as typed.

    A sheet with headings alone is a table without rows. One that is no table is refused, unless it
    is declared to hold none: nothing is left out in silence.
    """
    stems = {words(title): stem for stem, title in book.titles.items()}
    grids = [grid for grid in lists.grids(path, name, faults) if not grid.is_empty]
    there, standing, found = [grid.sheet for grid in grids], dict(book.elsewhere), {}
    faults += astray(corrections, there)
    for grid in grids:
        file, stem = in_sheet(name, grid.sheet), stems.get(words(grid.sheet or ""))
        if stem is None:
            if not lists.ignored(grid, known):
                faults.append(Fault(file, None, _one_of(book.titles.values())))
            continue
        if grid.is_hidden:
            faults.append(Fault(file, None, lists.HIDDEN_SHEET))
        wanted = replace(book.schemas[stem], may_be_empty=True)
        own = of_sheet(corrections, grid.sheet, there)
        table = sheets.one_table(grid, name, wanted, faults, own)
        if table is None or (table.empty and stem in standing):
            continue
        if stem in standing:
            faults.append(Fault(file, None, _once(standing[stem])))
        standing[stem] = file
        found[f"{stem}{SEPARATOR}{grid.sheet}"] = table
    return found


def _one_of(titles: Iterable[str]) -> dict[str, str]:
    listed = ", ".join(f"«{title}»" for title in titles)
    return {
        "vi": f"phải mang tên của một bảng: {listed}",
        "en": f"must have the name of one of the tables: {listed}",
    }


def _once(file: str) -> dict[str, str]:
    return {
        "vi": f"không được đứng cạnh {file}: bảng này chỉ để ở một nơi",
        "en": f"must not stand beside {file}: keep this table in one place",
    }
