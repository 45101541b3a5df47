"""Applies the corrections that an office declares of a file; nothing else changes what it says."""

import unicodedata
from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.corrections import FILE, Correction
from analysis.register.faults import Column, Fault, heading_key

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


def corrected(
    table: pd.DataFrame, corrections: Iterable[Correction], columns: Sequence[Column]
) -> list[Fault]:
    """Mend the cells of a table, in place, and return what is wrong with the declarations.

    A declaration is refused if it names a column that is not there, points to no row or to several,
    or if the cell does not hold the wrong value it expects.
    """
    named = {heading_key(column.heading): column.name for column in columns}
    return [fault for each in corrections if (fault := _mended(table, each, named))]


def unread(corrections: Iterable[Correction], read: Iterable[str]) -> list[Fault]:
    """Declarations of files that are none of those read."""
    there = set(read)
    return [_fault(each, UNREAD) for each in corrections if each.file not in there]


def _mended(table: pd.DataFrame, correction: Correction, named: dict[str, str]) -> Fault | None:
    for heading in (correction.column, *correction.where):
        if heading_key(heading) not in named:
            return _fault(correction, COLUMN, heading=heading)
    rows = table
    for heading, value in correction.where.items():
        rows = rows[rows[named[heading_key(heading)]] == _plain(value)]
    if len(rows) != 1:
        return _fault(correction, ROW, count=len(rows))
    cell = rows.index[0], named[heading_key(correction.column)]
    if table.at[cell] != _plain(correction.wrong):
        return _fault(correction, WRONG)
    table.at[cell] = _plain(correction.right)
    return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _fault(correction: Correction, must: tuple[str, str], **facts: object) -> Fault:
    """A fault of corrections.yml; it names no row, for that may be a household."""
    said = {lang: words.format(**facts) for lang, words in zip(("vi", "en"), must, strict=True)}
    return Fault(FILE, f"{correction.file}, {correction.column}:", said)
