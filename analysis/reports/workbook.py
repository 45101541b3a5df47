"""A table as a workbook: what the page shows, framed as on the page, its numbers as numbers."""

import io
import re
import zipfile
from textwrap import wrap

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.reports.shown import Cell, Row, Table

WORDS = {
    "sheet": {"vi": "Bảng", "en": "Table"},
    "source": {"vi": "Nguồn: {source}", "en": "Source: {source}"},
    "year": {"vi": "Năm {year}", "en": "Year {year}"},
}
# A page holds a dozen workbooks: what a spreadsheet can do without is left out of them, the theme
# and the properties, with what names them in the parts that stay. So the font names no theme.
FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": "none", "theme": -1}
UNNEEDED = ("docProps/", "xl/theme/")
NAMING = re.compile(rb'<(?:Override|Relationship) [^>]*"/?(?:docProps|xl/theme|theme)/[^>]*/>')
TABLE_ROW = 4  # below caption, scope and notice
NARROW, BROAD = 13, 42  # columns, in letters
LINE = 13  # the height of a line, in points
KINDS = {"total": {"bold": True, "top": 1}, "part": {"indent": 1}}


def written(table: Table, lang: str, about: dict) -> bytes:
    """The table for spreadsheets, written and framed as on the page, its numbers as numbers."""
    year = WORDS["year"][lang].format(year=about["year"])
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_format_properties": FONT}) as book:
        sheet, bold = book.add_worksheet(WORDS["sheet"][lang]), book.add_format({"bold": True})
        sheet.write_string(0, 0, table.caption, bold)
        scope = dict.fromkeys([about["workspace"], about["area"], year])  # a district's once
        sheet.write_string(1, 0, " · ".join(scope))
        if about["notice"]:
            sheet.write_string(2, 0, about["notice"], bold)
        _write_table(table, sheet, book)
        below = [*table.legends, WORDS["source"][lang].format(source=about["source"])]
        for row, words in enumerate(below, TABLE_ROW + len(table.rows) + 2):
            sheet.write_string(row, 0, words)
    return _needed(file.getvalue())


def _write_table(table: Table, sheet: Worksheet, book: xlsxwriter.Workbook) -> None:
    lines_of_heads = []
    for at, head in enumerate(table.heads):
        cells = table.column(at)
        look = {"bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom"}
        look["align"] = "left" if cells[0].is_prose else "right"
        sheet.write_string(TABLE_ROW, at, head, book.add_format(look))
        width = min(max(NARROW, *(len(cell.text) + 2 for cell in cells)), BROAD)
        sheet.set_column(at, at, width)
        lines_of_heads.append(len(wrap(head, width - 2)))
        for line, row in enumerate(table.rows, TABLE_ROW + 1):
            _write_cell(sheet, line, at, cells[line - TABLE_ROW - 1], _format(book, row, at))
    sheet.set_row(TABLE_ROW, LINE * max(lines_of_heads))
    sheet.freeze_panes(TABLE_ROW + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _format(book: xlsxwriter.Workbook, row: Row, at: int) -> Format:
    cell = row.cells[at]
    look = {"valign": "top", "align": "left" if cell.is_prose else "right"}
    look |= {"text_wrap": True} if cell.is_prose else {}
    look |= KINDS.get(row.kind, {}) if at == 0 or row.kind == "total" else {}
    look |= {} if cell.number is None else {"num_format": number_format(cell)}
    return book.add_format(look)


def number_format(cell: Cell) -> str:
    """How a spreadsheet shows the number as the page does, in the letters of its own country."""
    decimals = max(0, -cell.number.as_tuple().exponent)
    is_grouped = len(re.findall(r"\d", cell.text)) - decimals < 4 or re.search(
        r"\d[.,]\d{3}\b", cell.text
    )
    form = ("#,##0" if is_grouped else "0") + ("." + "0" * decimals if decimals else "")
    form += "%" if cell.text.endswith("%") else ""
    return f"+{form};-{form};{form}" if cell.text.startswith("+") else form


def _write_cell(sheet: Worksheet, row: int, at: int, cell: Cell, look: Format) -> None:
    if cell.number is None:
        sheet.write_string(row, at, cell.text, look)
    else:
        sheet.write_number(row, at, cell.number / (100 if cell.text.endswith("%") else 1), look)


def _needed(workbook: bytes) -> bytes:
    """The workbook without the parts that it can do without, packed at one fixed date."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as whole, zipfile.ZipFile(file, "w") as trimmed:
        for part in whole.infolist():
            if not part.filename.startswith(UNNEEDED):
                content = NAMING.sub(b"", whole.read(part))
                trimmed.writestr(part, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return file.getvalue()
