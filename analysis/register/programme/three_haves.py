"""Ba có: the yearly review of home, work and civil way of life, a row for a household and year.

Reviewed are households poor at the closing and those that exited in the year. What a review left
blank is not known; a row of which nothing is known is no review.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.register.faults import BLANKS, Column, Rule
from analysis.register.households import HOUSEHOLD
from analysis.register.programme import places
from analysis.register.rules import day, one_of, unique
from analysis.register.schema import Schema
from analysis.workspace import District

TITLES = {"three_haves": "Ba có"}
HAVES = [
    Column("has_home", "Có nhà ở"),
    Column("has_job", "Có việc làm"),
    Column("has_civility", "Có nếp sống văn hóa - văn minh đô thị"),
]
REVIEWED_ON = Column("review_date", "Ngày xét")


def schemas(district: District) -> dict[str, Schema]:
    """The review of the three haves; the day of it may be left out."""
    names = [have.name for have in HAVES]
    rules = [
        *places.of_household(),
        unique(HOUSEHOLD.name, places.YEAR.name),
        *(one_of(name, [places.YES, places.NO]) for name in names),
        _something_recorded(names),
        day(REVIEWED_ON.name),
        places.one_year(
            REVIEWED_ON.name,
            "phải thuộc năm ghi ở cột Năm",
            "must lie in the year of its row",
        ),
    ]
    columns = [places.YEAR, HOUSEHOLD, *HAVES]
    return {"three_haves": Schema(columns, rules, [REVIEWED_ON], may_be_empty=True)}


def between(tables: Mapping[str, pd.DataFrame], district: District) -> Mapping[str, Sequence[Rule]]:
    """What rows of a table must keep against other tables: nothing beside the register."""
    return {}


def _something_recorded(names: list[str]) -> Rule:
    return Rule(
        tuple(names),
        "phải ghi ít nhất một trong ba có; hộ chưa xét thì bỏ cả dòng",
        "must say something of at least one of the three haves; leave out a household not reviewed",
        lambda table: ~table[names].isin(BLANKS).all(axis="columns"),
    )
