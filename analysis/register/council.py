"""Quyết định của hội đồng: where the council chose otherwise than the rules propose.

The suite proposes and the council decides; whoever it adds or leaves out stands here with the
reason and who decided, so that a later reader finds both beside each other.
"""

import pandas as pd

from analysis.register import schema
from analysis.register.desk import Desk
from analysis.register.faults import Column, Rule
from analysis.register.rules import day, filled, one_of, unique, whole
from analysis.register.schema import Schema
from analysis.register.smalltables import YEAR

FILE = "commendation_overrides"
DECISIONS = {"chọn": "chosen", "không chọn": "not_chosen"}
COLUMNS = [
    YEAR,
    Column("candidate_code", "Mã đề cử"),
    Column("override", "Quyết định của hội đồng"),
    Column("override_reason", "Lý do", personal=True),
    Column("decided_by", "Người quyết định", personal=True),
    Column("decided_date", "Ngày quyết định"),
]
RULES = [
    *(filled(column.name) for column in COLUMNS),
    whole("year", 1990, 2100),
    unique("candidate_code", "year"),
    one_of("override", list(DECISIONS)),
    day("decided_date"),
]


def overrides() -> Schema:
    """Decisions that differ from a proposal: whom, what, why, by whom and when."""
    return Schema(COLUMNS, RULES, may_be_empty=True)


def read(desk: Desk, nominations: pd.DataFrame | None) -> pd.DataFrame | None:
    """The decisions, each on a candidate of its year; None without the file, faults to the desk.

    Against nominations that were refused nothing is held.
    """
    table = desk.small(FILE, overrides())
    is_refused = nominations is None and desk.workspace.file("nominations").exists()
    if table is not None and not is_refused:
        known = Schema(COLUMNS, [nominated(nominations)])
        desk.faults.extend(schema.broken(table, desk.sources[FILE], known))
    return table


def nominated(nominations: pd.DataFrame | None) -> Rule:
    """A decision is on someone nominated for its year; without nominations on nobody."""
    columns = ["candidate_code", "year"]
    there = set() if nominations is None else set(zip(*map(nominations.get, columns), strict=True))
    return Rule(
        tuple(columns),
        "phải là mã của một đề cử trong năm ấy",
        "must be the code of someone nominated for that year",
        lambda table: pd.Series(
            [pair in there for pair in zip(*map(table.get, columns), strict=True)], table.index
        ),
    )
