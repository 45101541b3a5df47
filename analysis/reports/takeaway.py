"""Bảng mang về: every table of a page as CSV and as a workbook, to the digits the page shows."""

import csv
import io
from base64 import b64encode

from analysis import terms
from analysis.reports import workbook
from analysis.reports.shown import Cell, Table

LABEL = {
    "vi": "Tải bảng «{caption}» ({kind})",
    "en": "Download the table “{caption}” ({kind})",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def links(table: Table, lang: str, about: dict) -> list[dict]:
    """The files of a table as links: kind, label for who hears it, file name and address.

    Takes what the page says of itself: workspace, area, year, notice and source. Both names are
    the caption as far as its first semicolon: what follows would make them long.
    """
    title = table.caption.partition(";")[0]
    name = terms.slug(title)
    files = [
        ("CSV", f"{name}.csv", "text/csv;charset=utf-8", as_csv(table, lang, about["notice"])),
        ("Excel", f"{name}.xlsx", XLSX, workbook.written(table, lang, about)),
    ]
    return [
        {
            "kind": kind,
            "label": LABEL[lang].format(caption=title, kind=kind),
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
