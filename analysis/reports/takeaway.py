"""Bảng mang về: every table of a page as CSV and as a workbook, to the digits the page shows."""

import csv
import io
import re
import zipfile
from base64 import b64encode
from textwrap import wrap

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis import terms
from analysis.reports.shown import Cell, Row, Table

WORDS = {
    "file": {
        "vi": "Tải bảng «{caption}» ({kind})",
        "en": "Download the table “{caption}” ({kind})",
    },
    "sheet": {"vi": "Bảng", "en": "Table"},
    "source": {"vi": "Nguồn: {source}", "en": "Source: {source}"},
    "year": {"vi": "Năm {year}", "en": "Year {year}"},
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A page holds a dozen workbooks: what a spreadsheet can do without is left out of them, the theme
# and the properties, with what names them in the parts that stay. So the font names no theme.
FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": "none", "theme": -1}
UNNEEDED = ("docProps/", "xl/theme/")
NAMING = re.compile(rb'<(?:Override|Relationship) [^>]*"/?(?:docProps|xl/theme|theme)/[^>]*/>')
TABLE_ROW = 4  # below caption, scope and notice
NARROW, BROAD = 13, 42  # columns, in letters
LINE = 13  # the height of a line, in points
KINDS = {"total": {"bold": True, "top": 1}, "part": {"indent": 1}, "": {}}


def links(table: Table, lang: str, about: dict) -> list[dict]:
    """The files of a table as links: kind, label for who hears it, file name and address.

    Takes what the page says of itself: workspace, area, year, notice and source.
    """
    name = terms.slug(table.caption)
    files = [
        ("CSV", f"{name}.csv", "text/csv;charset=utf-8", as_csv(table, lang, about["notice"])),
        ("Excel", f"{name}.xlsx", XLSX, as_workbook(table, lang, about)),
    ]
    return [
        {
            "kind": kind,
            "label": WORDS["file"][lang].format(caption=table.caption, kind=kind),
            "name": name,
            "href": f"data:{media};base64,{b64encode(content).decode()}",
        }
        for kind, name, media, content in files
    ]


def as_csv(table: Table, lang: str, notice: str | None) -> bytes:
    """The table for programs: heads first, plain numbers, a blank where there is no data.

    A notice is the head of a last column without cells, as in the files of the sample.
    """
    in_percent = [_is_percent(table.column(at)) for at in range(len(table.heads))]
    last = [notice] if notice else []
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([_head(*head) for head in zip(table.heads, in_percent, strict=True)] + last)
    for row in table.rows:
        cells = zip(row.cells, in_percent, strict=True)
        writer.writerow([_plain(*cell, lang) for cell in cells] + [""] * len(last))
    return file.getvalue().encode("utf-8-sig")


def _is_percent(cells: list[Cell]) -> bool:
    """Whether all numbers are percentages, so that the head says so and the cells need not."""
    numbers = [cell.text for cell in cells if cell.number is not None]
    return bool(numbers) and all(number.endswith("%") for number in numbers)


def _head(head: str, in_percent: bool) -> str:
    return f"{head} (%)" if in_percent else head


def _plain(cell: Cell, in_percent: bool, lang: str) -> str:
    if cell.number is None:
        return "" if cell.text == terms.MISSING[lang] else cell.text
    sign = "%" if cell.text.endswith("%") and not in_percent else ""
    return f"{cell.number}{sign}"


def as_workbook(table: Table, lang: str, about: dict) -> bytes:
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
    look |= KINDS[row.kind] if at == 0 or row.kind == "total" else {}
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
