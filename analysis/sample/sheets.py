"""A sheet as an office sets it: who issues it, its title, headings of several levels, the rows."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

INVENTED = "SỐ LIỆU GIẢ ĐỊNH"
AGENCY = ("UBND QUẬN LIÊN CHIỂU", "BAN CHỈ ĐẠO GIẢM NGHÈO", INVENTED)
WIDTH = 14


class Form(NamedTuple):
    """A kind of sheet: its name, its title and where that stands, and how its headings look.

    A heading has its levels from the top, as ("Địa chỉ", "Mã xã"); one that is "" is left out.
    """

    sheet: str
    title: str
    title_at: str
    headings_row: int  # counted from 1, as the spreadsheet does
    headings: Sequence[tuple[str, ...]]
    has_numbers: bool = False  # of the columns, in a row below the headings

    @property
    def levels(self) -> int:
        """Rows that the headings take."""
        return max(map(len, self.headings))

    @property
    def first_row(self) -> int:
        """The row of the first household, counted from 1."""
        return self.headings_row + self.levels + self.has_numbers


@contextmanager
def workbook(path: Path, year: int) -> Iterator[Workbook]:
    """A workbook that says it is invented; its bytes do not tell when it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        created = datetime(year, 12, 31)
        book.set_properties({"title": INVENTED, "comments": INVENTED, "created": created})
        yield book


def write(book: Workbook, form: Form, year: int, rows: Iterable[Sequence]) -> None:
    """Add a sheet in its form."""
    sheet = book.add_worksheet(form.sheet)
    last = len(form.headings) - 1
    sheet.set_column(0, last, WIDTH)
    bold = {"bold": True, "align": "center", "valign": "vcenter"}
    for at, line in enumerate(AGENCY):
        sheet.write(at, 0, line)
    row, column = xl_cell_to_rowcol(form.title_at)
    title = f"{form.title} NĂM {year}"
    sheet.merge_range(row, column, row, last, title, book.add_format(bold))
    framed = book.add_format({**bold, "border": 1, "text_wrap": True})
    put_headings(sheet, form, framed)
    if form.has_numbers:
        sheet.write_row(form.first_row - 2, 0, numbers(form), framed)
    for at, cells in enumerate(rows, start=form.first_row - 1):
        for column, cell in enumerate(cells):
            if cell != "":
                sheet.write(at, column, cell)


def put_headings(sheet: Worksheet, form: Form, framed: Format) -> None:
    """The headings, each over all its cells."""
    for (*_, text), area in areas(form).items():
        if area[:2] == area[2:]:
            sheet.write(*area[:2], text, framed)
        else:
            sheet.merge_range(*area, text, framed)


def areas(form: Form) -> dict[tuple, tuple[int, int, int, int]]:
    """The cells that each heading takes: first row and column, last row and column, from 0."""
    levels = form.levels
    padded = [(path[0],) * (levels - len(path)) + path for path in form.headings]
    taken: dict[tuple, tuple[int, int, int, int]] = {}
    for level in range(levels):
        row = form.headings_row - 1 + level
        paths = enumerate(path[: level + 1] for path in padded)
        for path, run in groupby(paths, key=itemgetter(1)):
            places = [place for place, _ in run]
            key = (places[0], places[-1], path[-1])
            first = taken[key][0] if key in taken else row
            taken[key] = (first, places[0], row, places[-1])
    return {key: area for key, area in taken.items() if key[-1]}


def numbers(form: Form) -> list[str]:
    """The numbers of the columns that have a heading: (1), (2) and so on."""
    named = [path[-1] for path in form.headings]
    return [f"({1 + at - named[:at].count('')})" if name else "" for at, name in enumerate(named)]
