"""Nhiệm vụ: the tasks that the yearly meeting sets, whose they are, by when, and what came of them.

Tasks and their owners are shown on pages, so nothing in them may look like a person's number.
"""

import re
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from analysis.register.faults import Column, Rule
from analysis.register.programme import places
from analysis.register.rules import day, filled, one_of, unique
from analysis.register.schema import Schema
from analysis.workspace import District

TITLES: dict[str, str] = {"tasks": "Nhiệm vụ"}
NOT_STARTED, UNDER_WAY, DONE = "Chưa làm", "Đang làm", "Xong"
CODE = r"[A-Z]{1,6}-[0-9]{1,4}"
NUMBER = re.compile(r"(?<![0-9])(?:[0-9]{9}|[0-9]{12})(?![0-9])")  # CMND, CCCD
PERSON = re.compile(r"(ông|bà|anh|chị|đồng chí|đ/c)\b", re.IGNORECASE)


def schemas(district: District) -> dict[str, Schema]:
    """Each table by its name: here the tasks, a row for each and the year it is for."""
    columns = [
        places.YEAR,
        Column("task_code", "Mã nhiệm vụ"),
        Column("task", "Nhiệm vụ", personal=True),
        Column("task_owner", "Đơn vị chủ trì", personal=True),
        Column("due_date", "Hạn"),
        Column("task_state", "Trạng thái"),
        Column("done_date", "Ngày xong"),
    ]
    rules = [
        *places.of_year(),
        *(filled(name) for name in ("task_code", "task", "task_owner", "task_state")),
        unique("task_code", "year"),
        _short_code(),
        _no_number("task"),
        _no_number("task_owner"),
        _no_person(),
        day("due_date"),
        places.one_year("due_date", "phải trong năm của nhiệm vụ", "must be in the task's year"),
        one_of("task_state", [NOT_STARTED, UNDER_WAY, DONE]),
        day("done_date"),
        _done_with_its_day(),
    ]
    return {"tasks": Schema(columns, rules, may_be_empty=True)}


def between(tables: Mapping[str, pd.DataFrame], district: District) -> Mapping[str, Sequence[Rule]]:
    """What rows of a table must keep against other tables: a task stands by itself."""
    return {}


def _short_code() -> Rule:
    return Rule(
        ("task_code",),
        "phải là mã ngắn như NV-01 (chữ hoa không dấu, gạch nối, chữ số)",
        "must be a short code as NV-01 (plain capitals, a hyphen, digits)",
        lambda t: (t["task_code"] == "") | t["task_code"].str.fullmatch(CODE),
    )


def _no_number(column: str) -> Rule:
    return Rule(
        (column,),
        "được in trên trang, không được có số CMND, CCCD (9 hoặc 12 chữ số liền nhau); số tiền ghi "
        "có dấu chấm hàng nghìn",
        "is shown on pages and must hold no citizen number (9 or 12 digits in a row); write money "
        "with marks between the thousands",
        lambda t: ~_found(NUMBER.search, t[column]),
    )


def _no_person() -> Rule:
    return Rule(
        ("task_owner",),
        "phải là cơ quan, đoàn thể, không phải một người (ông, bà ...)",
        "must be an office or association and not a person (ông, bà ...)",
        lambda t: ~_found(PERSON.match, t["task_owner"]),
    )


def _done_with_its_day() -> Rule:
    return Rule(
        ("done_date", "task_state"),
        "phải có khi trạng thái là «Xong», và chỉ khi đó",
        "must be given where the state is «Xong», and only there",
        lambda t: (t["done_date"] != "") == (t["task_state"] == DONE),
    )


def _found(search: Callable[[str], object], cells: pd.Series) -> pd.Series:
    return cells.map(lambda text: bool(search(text))).astype("bool")
