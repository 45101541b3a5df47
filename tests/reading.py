"""Reads what a notebook shows, run in this process: its tables by id, its sentences by section."""

import ast
import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup

from analysis.charts import Picture
from analysis.reports.batch import Parameters

FIGURE = re.compile(r"\d[\d.,]*\d|\d")


@dataclass
class Section:
    """What stands between two headings: sentences, picture texts, and tables by id."""

    sentences: list[str] = field(default_factory=list)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)


@cache
def _cells(notebook: Path) -> list[tuple[str, list[str], str]]:
    cells = nbformat.read(notebook, as_version=4).cells
    return [(cell.cell_type, cell.metadata.get("tags", []), cell.source) for cell in cells]


@cache
def sections(notebook: Path, asked: Parameters) -> list[Section]:
    """A notebook's sections as a reader gets them; the first, before any heading below the title,
    holds the main points."""
    space, found = {}, [Section()]
    for kind, tags, source in _cells(notebook):
        if kind == "markdown":
            if "vi" in tags and source.startswith("##"):
                found.append(Section())
            continue
        if "parameters" in tags:
            space |= asked.model_dump()
            continue
        shown = _result(source, space)
        if isinstance(shown, Picture):
            found[-1].sentences.append(shown.alt)
        elif getattr(shown, "data", None):
            if "<table" in shown.data:
                found[-1].tables |= tables(shown.data)
            elif "notice" not in tags:
                found[-1].sentences.append(BeautifulSoup(shown.data, "html.parser").get_text())
    return found


def _result(source: str, space: dict) -> object:
    """The value of a cell's last expression, or None."""
    body = ast.parse(source).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), space)
    return last and eval(compile(ast.Expression(last.value), "<cell>", "eval"), space)


def tables(html: str) -> dict[str, list[list[str]]]:
    """The rows of every table by its id, heads first, each cell as text."""
    page = BeautifulSoup(html, "html.parser")
    for unseen in page.select(".unseen"):
        unseen.decompose()
    return {
        table["id"]: [
            [cell.get_text(strip=True) for cell in row.select("th, td")]
            for row in table.select("tr")
        ]
        for table in page.select("table[id]")
    }


def figures(text: str, lang: str) -> set[Decimal]:
    """Every number in a text, as its reader takes it."""
    thousands, decimal = (".", ",") if lang == "vi" else (",", ".")
    plain = (found.replace(thousands, "").replace(decimal, ".") for found in FIGURE.findall(text))
    return {Decimal(number) for number in plain}


def is_rounding_of(figure: Decimal, known: set[Decimal]) -> bool:
    """Whether a figure is one of those known, or a coarser rounding of the same number.

    88.6 stands beside 88.65: both are 88.646 rounded half up.
    """
    step = _step(figure)
    finer = (number for number in known if _step(number) < step)
    return figure in known or any(
        abs(figure - number) <= (step + _step(number)) / 2 for number in finer
    )


def _step(number: Decimal) -> Decimal:
    return Decimal(1).scaleb(number.as_tuple().exponent)
