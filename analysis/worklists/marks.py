"""Ô đánh dấu: a fault or a doubt put onto its cell of a workbook, and the list of them all."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from analysis.register.grid import Grid

AUTHOR = "giamngheo"
FAULT, DOUBT = (PatternFill("solid", start_color=colour) for colour in ("FFFF9C9C", "FFFFE699"))
TITLES = {"vi": "Lỗi cần sửa", "en": "Faults to correct"}
HEADINGS = {
    "vi": ("Trang", "Ô", "Cột", "Quy tắc", "Việc cần làm"),
    "en": ("Sheet", "Cell", "Column", "Rule", "What to do"),
}
WIDTHS = (26, 9, 34, 60, 60)
UNNAMED = re.compile(r"[\[\]:*?/\\]")  # what a sheet's name cannot hold
LONGEST_NAME, LONGEST_TEXT = 31, 32_767
NOTE_WIDTH, LETTERS, LINE = 360, 50, 18  # of a comment, in points, letters a line, points a line


class Mark(NamedTuple):
    """What is wrong at a place of a sheet; row 0 is the sheet as a whole, column 0 the whole row.

    `source` is the file and sheet as `faults.in_sheet` names them.
    """

    source: str
    row: int
    column: int
    heading: str
    rule: str
    advice: str
    is_doubt: bool = False

    @property
    def text(self) -> str:
        said = f"{self.heading} {self.rule}".strip()
        return f"{said[0].upper()}{said[1:]}.\n→ {self.advice}"


def put(page: Worksheet, marks: Sequence[Mark]) -> None:
    """Fill each cell that has marks, and say them in its comment; a row's are in its first cell."""
    by_cell: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.row:
            by_cell.setdefault(_cell(page, mark).coordinate, []).append(mark)
    for place, own in by_cell.items():
        cell = page[place]
        cell.fill = DOUBT if all(mark.is_doubt for mark in own) else FAULT
        before = [cell.comment.text] if cell.comment else []
        said = "\n\n".join(dict.fromkeys([*before, *(mark.text for mark in own)]))
        lines = sum(1 + len(line) // LETTERS for line in said.splitlines())
        cell.comment = Comment(said, AUTHOR, LINE * (lines + 1), NOTE_WIDTH)


def _cell(page: Worksheet, mark: Mark) -> Cell:
    """The cell of a mark; of merged cells the one that holds their value."""
    cell = page.cell(mark.row, mark.column or 1)
    if not isinstance(cell, MergedCell):
        return cell
    area = next(area for area in page.merged_cells.ranges if cell.coordinate in area)
    return page.cell(area.min_row, area.min_col)


def add_list(book: Workbook, sheets: Sequence[tuple[Worksheet, Sequence[Mark]]], lang: str) -> None:
    """Put a first sheet before the others that lists every mark, with a link to its cell."""
    for title in set(TITLES.values()) & set(book.sheetnames):
        del book[title]  # the file is itself such a copy
    page = book.create_sheet(TITLES[lang], 0)
    page.append(HEADINGS[lang])
    for row, (sheet, mark) in enumerate(_in_order(sheets), start=2):
        for column, text in enumerate(("", mark.heading, mark.rule, mark.advice), start=2):
            _write_text(page.cell(row, column), text)
        _write_text(page.cell(row, 1), sheet.title)
        if mark.row:
            _link(page.cell(row, 2), _cell(sheet, mark), mark)
    _set(page)
    book.active = 0
    for other in book:  # sheets that are selected together are written on together
        other.sheet_view.tabSelected = other is page


def _in_order(
    sheets: Sequence[tuple[Worksheet, Sequence[Mark]]],
) -> Iterator[tuple[Worksheet, Mark]]:
    for page, marks in sheets:
        for mark in sorted(marks, key=lambda mark: (mark.is_doubt, mark.row, mark.column)):
            yield page, mark


def _link(cell: Cell, to: Cell, mark: Mark) -> None:
    cell.value = to.coordinate
    place = f"{quote_sheetname(to.parent.title)}!{to.coordinate}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
    cell.fill = DOUBT if mark.is_doubt else FAULT
    cell.font = Font(underline="single")


def _set(page: Worksheet) -> None:
    for cell in page[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    for row in page.iter_rows(min_col=3):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "A2"


def values(book: Workbook, sheet: Grid, otherwise: str) -> Worksheet:
    """A new sheet with the values of one as read, each in its place; `otherwise` is its name."""
    page = book.create_sheet(UNNAMED.sub("_", sheet.sheet or otherwise)[:LONGEST_NAME])
    for at, column in enumerate(sheet.columns, start=1):
        for part in (column.text, column.numbers, column.dates):
            for row, value in enumerate([] if part is None else part.to_pylist(), start=1):
                if isinstance(value, str):
                    _write_text(page.cell(row, at), value)
                elif value is not None:
                    _write_number(page.cell(row, at), value)
    for place, error in sheet.errors.items():
        _write_text(page.cell(*place), error)
    return page


def _write_text(cell: Cell, text: str) -> None:
    """Text as it is, which is never a formula, whatever it begins with."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]
    if cell.value is not None:
        cell.data_type = "s"


def _write_number(cell: Cell, value: object) -> None:
    """A number with all its digits, or a day."""
    is_whole = isinstance(value, float) and value.is_integer()
    cell.value = int(value) if is_whole else value
    cell.number_format = (
        "0" if is_whole else "General" if isinstance(value, float) else "dd/mm/yyyy"
    )
