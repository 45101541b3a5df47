"""What a spreadsheet asks of a cell as it is filled in, taken from the rules of its column.

The limits of a number and the words to choose from are read from the rule's own sentence, which is
also what the clerk is told.
"""

import re

from analysis.register.faults import Column
from analysis.register.schema import Schema
from analysis.starter.words import RELATIONS

WHOLE = re.compile(r"phải là số nguyên từ (\d+) đến (\d+)")
CHOICES = re.compile(r"«([^»]*)»")
LONGEST_TITLE = 32  # letters, as spreadsheets allow


def asked(column: Column, schema: Schema) -> str:
    """What a cell must be: the sentences of the rules that are told at this column."""
    return "; ".join(rule.vi for rule in schema.rules if rule.columns[0] == column.name)


def number_format(column: Column, schema: Schema) -> str:
    """Numbers as numbers, years without a separator; all else is text, so that no zero is lost."""
    if column.name.endswith("year"):
        return "0"
    return "#,##0" if WHOLE.search(asked(column, schema)) else "@"


def check(column: Column, schema: Schema, codes: str | None) -> dict:
    """The check of a column as xlsxwriter takes it; empty where nothing is asked.

    `codes` is the range of the cells to choose from, for a column that has one.
    """
    must = asked(column, schema)
    if column.name == "relation":
        return {"validate": "list", "source": list(RELATIONS), "show_error": False}
    title = column.heading[:LONGEST_TITLE]
    told = {"input_title": title, "input_message": must, "error_message": must}
    if codes:
        return told | {"validate": "list", "source": codes}
    if limits := WHOLE.search(must):
        least, most = map(int, limits.groups())
        between = {"criteria": "between", "minimum": least, "maximum": most}
        return told | between | {"validate": "integer"}
    if choices := CHOICES.findall(must):
        return told | {"validate": "list", "source": choices}
    return told | {"validate": "any"} if must else {}
