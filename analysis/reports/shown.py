"""Finished tables read back from the HTML of a page, as its reader sees them.

What is made of them can hold nothing that the page does not show.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from bs4 import BeautifulSoup, Tag

from analysis import terms


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and the number it shows, if any."""

    text: str
    number: Decimal | None
    is_prose: bool


@dataclass(frozen=True)
class Row:
    """The cells of a row, head first, and its kind: total, part or none."""

    cells: list[Cell]
    kind: str


@dataclass(frozen=True)
class Table:
    """A table with its caption, the heads of its columns, its rows, and what its signs mean."""

    id: str
    caption: str
    heads: list[str]
    rows: list[Row]
    legends: list[str]

    def column(self, at: int) -> list[Cell]:
        """The cells under a head."""
        return [row.cells[at] for row in self.rows]


def tables(html: str, lang: str) -> list[Table]:
    """Every table with a caption in HTML such as `tables.grid` gives, with what stands below it.

    Words that only who hears the page gets are left out; numbers are read as `lang` writes them.
    """
    page = BeautifulSoup(html, "html.parser")
    for unseen in page.select(".unseen"):
        unseen.decompose()
    return [_table(table, lang) for table in page.select("table[id]:has(caption)")]


def _table(table: Tag, lang: str) -> Table:
    heads, *rows = table.select("tr")
    below = takewhile(_is_legend, table.parent.find_next_siblings())
    return Table(
        id=table["id"],
        caption=table.caption.get_text(),
        heads=[cell.get_text() for cell in heads.select("th")],
        rows=[
            Row(
                [_cell(cell, lang) for cell in row.select("th, td")], " ".join(row.get("class", []))
            )
            for row in rows
        ],
        legends=[line.get_text() for line in below],
    )


def _cell(cell: Tag, lang: str) -> Cell:
    text, is_text = cell.get_text(), "text" in cell.get("class", [])
    number = None if is_text else terms.number_of(text, lang)
    return Cell(text, number, is_prose=is_text or cell.name == "th")


def _is_legend(element: Tag) -> bool:
    return "legend" in element.get("class", [])
