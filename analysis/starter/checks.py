"""What a spreadsheet asks of a cell as it is filled in, taken from the rules of its column.

The limits of a number and the words to choose from are read from the rule's own sentence, which is
also what the clerk is told.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from analysis.register.faults import Column
from analysis.register.schema import Schema
from analysis.starter.words import RELATIONS

WHOLE = re.compile(r"phải là số nguyên từ (\d+) đến (\d+)")
DAY = "phải là ngày"
DAYS = date(1990, 1, 1), date(2100, 12, 31)
OFFERED = re.compile(r"phải là (một trong|các nhóm) «")
SEVERAL = "dấu chấm phẩy"  # parts the choices of a cell that may hold more than one
CHOICES = re.compile(r"«([^»]*)»")
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255  # letters, as spreadsheets allow


def asked(column: Column, schema: Schema) -> str:
    """What a cell must be: the sentences of the rules that are told at this column."""
    return "; ".join(_sentences(column, schema))


def _sentences(column: Column, schema: Schema) -> list[str]:
    return [rule.vi for rule in schema.rules if rule.columns[0] == column.name]


def message(sentences: Sequence[str]) -> str:
    """As many of the sentences, from the first on, as a spreadsheet shows beside a cell."""
    fitting = list(accumulate(sentences, "{}; {}".format))
    return max((each for each in fitting if len(each) <= LONGEST_MESSAGE), key=len, default="")


def number_format(column: Column, schema: Schema) -> str:
    """Numbers as numbers, years without a separator, days as dates; all else is text.

    As text no zero is lost.
    """
    if column.name.endswith("year"):
        return "0"
    if DAY in asked(column, schema):
        return "dd/mm/yyyy"
    return "#,##0" if WHOLE.search(asked(column, schema)) else "@"


def check(column: Column, schema: Schema, codes: str | None) -> dict:
    """The check of a column as xlsxwriter takes it; empty where nothing is asked.

    `codes` is the range of the cells to choose from, for a column that has one.
    """
    must = asked(column, schema)
    if column.name == "relation":
        return {"validate": "list", "source": list(RELATIONS), "show_error": False}
    title = column.heading[:LONGEST_TITLE]
    shown = message(_sentences(column, schema))
    told = {"input_title": title, "input_message": shown, "error_message": shown}
    if codes:
        return told | {"validate": "list", "source": codes}
    if limits := WHOLE.search(must):
        least, most = map(int, limits.groups())
        between = {"criteria": "between", "minimum": least, "maximum": most}
        return told | between | {"validate": "integer"}
    if DAY in must:
        between = {"criteria": "between", "minimum": DAYS[0], "maximum": DAYS[1]}
        return told | between | {"validate": "date"}
    for sentence in filter(OFFERED.match, _sentences(column, schema)):
        may_be_other = {"show_error": False} if SEVERAL in sentence else {}
        return told | {"validate": "list", "source": CHOICES.findall(sentence)} | may_be_other
    return told | {"validate": "any"} if must else {}
