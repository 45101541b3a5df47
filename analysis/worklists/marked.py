"""Bản đánh dấu lỗi: copies of clerks' files in which each faulty cell is filled and says why.

A copy of an .xlsx is the file itself with the marks; of any other kind it is a new .xlsx of its
values in the same places. Nothing is corrected, and the file itself stays as it was.
"""

import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pandas as pd
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from analysis import files, terms
from analysis.register import lists
from analysis.register.faults import Fault, in_sheet
from analysis.register.grid import Grid
from analysis.terms.quality import ADVICE
from analysis.worklists import marks
from analysis.worklists.marks import Mark
from analysis.workspace import Workspace, is_table

FOLDER = "marked"
COPIED = (".xlsx", ".xlsm")  # what openpyxl opens; of other kinds only the values are taken
UNOPENED = (InvalidFileException, KeyError, TypeError, ValueError)  # by openpyxl, of a sound file
TO_DO = {
    "vi": {
        "cell": "Sửa ô này trong tệp gốc, rồi chạy lại giamngheo check.",
        "row": "Sửa dòng này trong tệp gốc, rồi chạy lại giamngheo check.",
        "sheet": "Sửa trang này trong tệp gốc, rồi chạy lại giamngheo check.",
    },
    "en": {
        "cell": "Correct this cell in the original file, then run giamngheo check again.",
        "row": "Correct this row in the original file, then run giamngheo check again.",
        "sheet": "Correct this sheet in the original file, then run giamngheo check again.",
    },
}


class Copy(NamedTuple):
    """A file of the workspace, its sheets as read, and the marks of each."""

    path: Path
    name: str
    sheets: Sequence[Grid]
    marks: Mapping[str | None, Sequence[Mark]]

    @property
    def as_name(self) -> str:
        """Its name among the copies, which are all .xlsx."""
        return self.name if self.path.suffix.lower() == ".xlsx" else f"{self.name}.xlsx"


def of_faults(workspace: Workspace, faults: Iterable[Fault], lang: str) -> list[Mark]:
    """Marks of the cells that break a rule, as RegisterError carries the faults of a workspace."""
    return [
        Mark(
            fault.file.removeprefix(f"{workspace.folder.name}/"),
            row,
            fault.at,
            fault.column or "",
            fault.must[lang],
            TO_DO[lang]["cell" if row and fault.at else "row" if row else "sheet"],
        )
        for fault in faults
        for row in ([row for row, _ in fault.rows] or [0])
    ]


def of_doubts(found: pd.DataFrame, lang: str) -> list[Mark]:
    """Marks of the rows to look at again, as `register.doubts.found` gives them."""
    return [
        Mark(row.path, row.row, 0, "", terms.label(row.rule, lang), ADVICE[row.rule][lang], True)
        for row in found.itertuples()
    ]


def write(workspace: Workspace, marked: Iterable[Mark], lang: str) -> list[Path]:
    """Write a copy of each file with marks, for its owner alone, and remove all other copies.

    A file that cannot be read, and what is wrong with a file as a whole, has no place in a copy.
    Returns the copies. Raises WorkspaceError where another folder of the same name has its outputs
    there.
    """
    folder = workspace.private("internal") / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    by_source: dict[str, list[Mark]] = {}
    for mark in marked:
        by_source.setdefault(mark.source, []).append(mark)
    written = []
    for copy in _copies(workspace, by_source):
        written.append(folder / copy.as_name)
        _write(copy, written[-1], lang)
    _remove_others(folder, written)
    return written


def _copies(workspace: Workspace, by_source: Mapping[str, Sequence[Mark]]) -> Iterable[Copy]:
    for path in sorted(workspace.folder.rglob("*")):
        name = path.relative_to(workspace.folder).as_posix()
        named = any(source == name or source.startswith(f"{name} [") for source in by_source)
        if is_table(path) and named:
            sheets = [sheet for sheet in _sheets(path) if sheet.sheet not in marks.TITLES.values()]
            own = {sheet.sheet: by_source.get(in_sheet(name, sheet.sheet), []) for sheet in sheets}
            if any(own.values()):
                yield Copy(path, name, sheets, own)


def _sheets(path: Path) -> list[Grid]:
    """The sheets of a file as far as they can be read; what is wrong with it was told before."""
    return lists.opened(path, path.name, [])


def _write(copy: Copy, file: Path, lang: str) -> None:
    book, pages = _book(copy)
    for sheet, page in pages.items():
        marks.put(page, copy.marks[sheet])
    marks.add_list(book, [(pages[sheet], own) for sheet, own in copy.marks.items()], lang)
    with files.replacing(file) as partial:
        book.save(partial)
        partial.chmod(0o600)


def _book(copy: Copy) -> tuple[openpyxl.Workbook, dict[str | None, Worksheet]]:
    """The file itself to write on, or its values where there is no other way, with its sheets."""
    if copy.path.suffix.lower() in COPIED:
        try:
            with warnings.catch_warnings(action="ignore"):  # what a copy does not keep
                book = openpyxl.load_workbook(copy.path)
            return book, {sheet.sheet: book[sheet.sheet] for sheet in copy.sheets}
        except UNOPENED:
            pass  # its values were read by another reader
    book = openpyxl.Workbook()
    book.remove(book.active)
    return book, {sheet.sheet: marks.values(book, sheet, copy.path.stem) for sheet in copy.sheets}


def _remove_others(folder: Path, written: Sequence[Path]) -> None:
    for old in sorted(folder.rglob("*"), reverse=True):
        if old.is_dir() and not any(old.iterdir()):
            old.rmdir()
        elif old.is_file() and old not in written:
            old.unlink()
