"""Công việc khác của chương trình: homes, the three haves, support, outreach, inspection, tasks.

Each table is a file of the workspace (`housing_surveys.csv`, or another kind of table) or a sheet
of the workbook `programme.xlsx` with its title. All of them may be left out: what an office does
not keep is not known, and a year without rows is a year that was not recorded. A module holds the
tables of one notebook: their schemas, and what they must keep against each other and against the
register.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.register import schema
from analysis.register.desk import Desk
from analysis.register.programme import (
    housing,
    inspection,
    next_year,
    outreach,
    places,
    support,
    three_haves,
)
from analysis.register.schema import Schema
from analysis.workspace import District

TOPICS = (housing, three_haves, support, outreach, inspection, next_year)
BOOK = "programme"  # the workbook that may hold any of the tables, a sheet each
TITLES = {stem: title for topic in TOPICS for stem, title in topic.TITLES.items()}

Tables = dict[str, pd.DataFrame]


def schemas(district: District) -> dict[str, Schema]:
    """Every table by its name, in the order of the notebooks."""
    return {stem: each for topic in TOPICS for stem, each in topic.schemas(district).items()}


def read(desk: Desk) -> Tables:
    """The tables that the office keeps, each checked by itself."""
    wanted = schemas(desk.workspace.district)
    own = {stem: desk.small(stem, each) for stem, each in wanted.items()}
    found = desk.book(BOOK, wanted, TITLES)
    return found | {stem: table for stem, table in own.items() if table is not None}


def settled(desk: Desk, tables: Tables, reviews: Mapping[int, object]) -> Tables:
    """The tables with households by their numbers in the register; faults go to the desk.

    Raises nothing: a household that the register does not know in that year, and what tables say
    against each other, are faults.
    """
    wanted, known = schemas(desk.workspace.district), places.known(reviews)
    numbered = {stem: places.numbered(table, reviews) for stem, table in tables.items()}
    against = {stem: [] for stem in numbered}
    for topic in TOPICS:
        for stem, rules in topic.between(numbered, desk.workspace.district).items():
            against[stem] += rules
    for stem, table in numbered.items():
        rules = [*places.rules(table, known), *against[stem]]
        own = Schema(wanted[stem].columns, rules, wanted[stem].optional)
        desk.faults.extend(schema.broken(table, desk.sources[stem], own))
    return numbered
