"""Applies the corrections that an office declares of a file; nothing else changes what it says."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd
import pyarrow as pa

from analysis.corrections import FILE, Correction
from analysis.register import values
from analysis.register.faults import Fault
from analysis.register.grid import Cells, Grid
from analysis.register.headings import Headings, words

COLUMN = (
    "«{heading}» phải là một cột của tệp",
    "'{heading}' must be a column of the file",
)
ROW = (
    "`where` phải chỉ đúng một dòng; hiện chỉ {count} dòng",
    "`where` must point to one row; it points to {count}",
)
WRONG = (
    "ô không còn giá trị sai đã khai: nếu nguồn đã sửa thì bỏ mục này",
    "the cell does not hold the wrong value any more: if the source was mended, remove this entry",
)
UNREAD = ("tệp này không có trong thư mục", "there is no such file in the folder")
SHEET = ("phải nêu `sheet`: tệp có nhiều trang", "must name the `sheet`: the file has several")
NO_SHEET = ("tệp không có trang «{sheet}»", "the file has no sheet '{sheet}'")


def grid(
    sheet: Grid, found: Headings, corrections: Iterable[Correction]
) -> tuple[Grid, list[Fault]]:
    """A sheet with its cells mended, and what is wrong with the declarations.

    A declaration is refused if it names a column that is not there, points to no row or to several,
    or if the cell does not hold the wrong value it expects.
    """
    faults = []
    for each in corrections:
        mended = _mended(sheet, found, each)
        if isinstance(mended, Fault):
            faults.append(mended)
        else:
            sheet = mended
    return sheet, faults


def unread(corrections: Iterable[Correction], read: Iterable[str]) -> list[Fault]:
    """Declarations of files that are none of those read."""
    there = set(read)
    return [_fault(each, UNREAD) for each in corrections if each.file not in there]


def of_sheet(
    corrections: Sequence[Correction], sheet: str | None, sheets: Sequence[str | None]
) -> list[Correction]:
    """The declarations of one of a file's sheets; one that names none is of the only one."""
    return [
        each
        for each in corrections
        if each.sheet == sheet or (each.sheet is None and len(sheets) == 1)
    ]


def astray(corrections: Sequence[Correction], sheets: Sequence[str | None]) -> list[Fault]:
    """Declarations of a file that belong to none of its sheets."""
    return [
        _fault(each, SHEET if each.sheet is None else NO_SHEET, sheet=each.sheet)
        for each in corrections
        if each.sheet not in sheets and not (each.sheet is None and len(sheets) == 1)
    ]


def _mended(sheet: Grid, found: Headings, correction: Correction) -> Grid | Fault:
    places = {words(heading): at for at, heading in found.shown.items()}
    for heading in (correction.column, *correction.where):
        if words(heading) not in places:
            return _fault(correction, COLUMN, heading=heading)
    rows = slice(found.last, sheet.height)
    points = pd.Series(True, index=range(sheet.height - found.last))
    for heading, value in correction.where.items():
        points &= _typed(sheet.columns[places[words(heading)] - 1], rows) == _plain(value)
    if points.sum() != 1:
        return _fault(correction, ROW, count=int(points.sum()))
    at, row = places[words(correction.column)] - 1, int(points.idxmax())
    if _typed(sheet.columns[at], rows)[row] != _plain(correction.wrong):
        return _fault(correction, WRONG)
    mended = _with(sheet.columns[at], found.last + row, correction.right, sheet.height)
    return replace(sheet, columns=(*sheet.columns[:at], mended, *sheet.columns[at + 1 :]))


def _typed(cells: Cells, rows: slice) -> pd.Series:
    return values.read(cells, rows, "", {})


def _with(cells: Cells, row: int, text: str, height: int) -> Cells:
    """The column with one cell replaced by text."""
    typed = [None] * height if cells.text is None else cells.text.to_pylist()
    typed[row] = text
    others = {
        part: pa.array(
            [None if at == row else value for at, value in enumerate(array.to_pylist())], array.type
        )
        for part, array in (("numbers", cells.numbers), ("dates", cells.dates))
        if array is not None
    }
    return Cells(pa.array(typed, pa.string()), **others)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _fault(correction: Correction, must: tuple[str, str], **facts: object) -> Fault:
    """A fault of corrections.yml; it names no row, for that may be a household."""
    said = {lang: told.format(**facts) for lang, told in zip(("vi", "en"), must, strict=True)}
    return Fault(FILE, f"{correction.file}, {correction.column}:", said)
