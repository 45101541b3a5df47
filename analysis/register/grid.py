"""A sheet as a clerk filled it in: cells by column, with text, numbers and dates told apart.

Nothing is understood here yet: which row holds headings, and what a column means, is for `layouts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pyarrow as pa


class Place(NamedTuple):
    """A cell, row and column counted from 1 as the spreadsheet does."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{letters(self.column)}{self.row}"


class Range(NamedTuple):
    """A rectangle of cells, both corners included."""

    first: Place
    last: Place


@dataclass(frozen=True)
class Cells:
    """One column of a sheet, from row 1 to its last; a row has at most one of the three.

    A part is None where no row of the column has it. Text is as it was typed, neither stripped nor
    normalised; a blank cell has none of the three.
    """

    text: pa.Array | None = None  # string
    numbers: pa.Array | None = None  # double
    dates: pa.Array | None = None  # date32


@dataclass(frozen=True)
class Grid:
    """A sheet: `columns[0]` is column A, and each has `height` rows.

    `sheet` is None for a text file, which has no other. `errors` are the cells whose formula gave
    an error, by place, such as "#REF!"; they are blank in `columns`.
    """

    sheet: str | None
    height: int
    columns: tuple[Cells, ...]
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    is_hidden: bool = False
    errors: Mapping[Place, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(
            part is not None and part.null_count < len(part)
            for column in self.columns
            for part in (column.text, column.numbers, column.dates)
        )


def letters(column: int) -> str:
    """A column's number as the spreadsheet names it: 1 is A, 27 is AA."""
    named = ""
    while column:
        column, rest = divmod(column - 1, 26)
        named = chr(ord("A") + rest) + named
    return named
