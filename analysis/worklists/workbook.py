"""A workbook of plain sheets: headings, rows, and formulas beside the values they give."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import xlsxwriter

from analysis import files

WIDE, NARROW = 36, 13  # columns, in letters
TWO_LINES = 32  # the height of the headings, in points
FORMS = {
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "tenth": {"num_format": "0.0"},
    "hundredth": {"num_format": "0.00"},
    "": {},
}


class Formula(NamedTuple):
    """What a cell computes, the value it has now, and the form it is shown in."""

    text: str
    value: object
    form: str = ""


class Sheet(NamedTuple):
    """A sheet: lines above the table, its headings, its rows, and which columns are wide.

    `choices` are the words that the cells of a column may take.
    """

    name: str
    above: Sequence[Sequence[object]]
    headings: Sequence[str]
    rows: Sequence[Sequence[object]]
    wide: Sequence[int] = ()
    choices: Mapping[int, Sequence[str]] = MappingProxyType({})


def write(file: Path, sheets: Sequence[Sheet], made_on: datetime) -> None:
    """Write the sheets into a workbook that its owner alone reads, put in place when complete."""
    with files.replacing(file) as partial:
        with xlsxwriter.Workbook(partial) as book:
            book.set_properties({"created": made_on})
            forms = {name: book.add_format(form) for name, form in FORMS.items()}
            for sheet in sheets:
                _write(book.add_worksheet(sheet.name), sheet, forms)
        partial.chmod(0o600)


def _write(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, forms: dict) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_column(0, len(sheet.headings) - 1, NARROW)
    for column in sheet.wide:
        page.set_column(column, column, WIDE)
    for at, row in enumerate(sheet.above):
        for column, value in enumerate(row):
            _put(page, at, column, value, forms["title" if at == column == 0 else ""], forms)
    top = len(sheet.above)
    page.set_row(top, TWO_LINES)
    page.write_row(top, 0, sheet.headings, forms["head"])
    for at, row in enumerate(sheet.rows, start=top + 1):
        for column, value in enumerate(row):
            _put(page, at, column, value, None, forms)
    for column, words in sheet.choices.items():
        asked = {"validate": "list", "source": list(words)}
        page.data_validation(top + 1, column, top + max(len(sheet.rows), 1), column, asked)
    if not sheet.above:
        page.freeze_panes(1, 0)


def _put(page, row: int, column: int, value: object, form, forms: dict) -> None:
    if isinstance(value, Formula):
        page.write_formula(row, column, value.text, forms[value.form], value.value)
    elif isinstance(value, str):
        page.write_string(row, column, value, form)  # never a formula, whatever it begins with
    elif value is not None:
        page.write(row, column, value, form)
