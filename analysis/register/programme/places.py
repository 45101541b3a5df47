"""Which household, ward and day a row of the programme's tables is about.

A household is given by its number or, where the lists do not number their households, by the
citizen number of its head. It must stand on a list of the register of that year or of one before:
whoever once exited may still be helped, visited or heard.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.register.faults import Column, Rule
from analysis.register.households import HOUSEHOLD
from analysis.register.rules import code_in, filled, whole
from analysis.register.schema import days, figures
from analysis.workspace import District

YEAR = Column("year", "Năm")
WARD = Column("ward_code", "Mã phường")
YES, NO = "có", "không"
SOURCES = {  # nguồn kinh phí
    "budget": "Ngân sách",
    "policy_bank": "Ngân hàng chính sách",
    "firms": "Doanh nghiệp",
    "religious": "Tổ chức tôn giáo",
    "associations": "Hội đoàn thể",
    "own": "Hộ gia đình",
}
MOST_VND = 1_000_000_000_000


def of_year() -> list[Rule]:
    """A row says which year it is about."""
    return [filled("year"), whole("year", 1990, 2100)]


def of_household() -> list[Rule]:
    """A row says which year and which household it is about."""
    return [*of_year(), filled("household_id")]


def of_ward(district: District) -> Rule:
    codes = [unit.code for unit in district.units]
    return code_in("ward_code", codes, "phải là phường của quận", "must be a ward of the district")


def known(reviews: Mapping[int, object]) -> dict[str, int]:
    """The first year that each household stands on a list."""
    first: dict[str, int] = {}
    for year in sorted(reviews):
        review = reviews[year]
        for listed in (review.opening, review.closing, review.departures):
            first |= dict.fromkeys(set(listed["household_id"]) - first.keys(), year)
    return first


def numbered(table: pd.DataFrame, reviews: Mapping[int, object]) -> pd.DataFrame:
    """The table with the register's number in the place of a citizen number of a head.

    A number that heads of several households have stands for none of them, and is then refused.
    """
    if HOUSEHOLD.name not in table:
        return table
    columns = ["head_citizen_number", "household_id"]
    lists = [listed[columns] for r in reviews.values() for listed in (r.opening, r.closing)]
    heads = pd.concat(lists).drop_duplicates()
    heads = heads[heads[columns[0]] != ""].drop_duplicates(columns[0], keep=False)
    number_of = dict(heads.itertuples(index=False, name=None))
    given = table[HOUSEHOLD.name]
    return table.assign(household_id=given.map(lambda number: number_of.get(number, number)))


def rules(table: pd.DataFrame, first: Mapping[str, int]) -> Sequence[Rule]:
    """A household of a table must be known to the register, and not from a later year alone."""
    if HOUSEHOLD.name not in table:
        return []
    return [
        Rule(
            (HOUSEHOLD.name,),
            "phải có trong sổ hộ nghèo, hộ cận nghèo",
            "must be in the register of poor and near-poor households",
            lambda t: t["household_id"].isin(first),
        ),
        Rule(
            (HOUSEHOLD.name, YEAR.name),
            "phải có trong sổ của năm ấy hoặc của một năm trước",
            "must be in the register of that year or of one before",
            lambda t: ~(figures(t["household_id"].map(first)) > figures(t["year"])),
        ),
    ]


def not_before(later: str, earlier: str, vi: str, en: str) -> Rule:
    """A day is not before another of its row; one that is not recorded keeps the rule."""

    def holds(table: pd.DataFrame) -> pd.Series:
        return ~(days(table[later]) < days(table[earlier]))

    return Rule((later, earlier), vi, en, holds)


def one_year(column: str, vi: str, en: str) -> Rule:
    """A day lies in the year of its row."""
    return Rule(
        (column, YEAR.name),
        vi,
        en,
        lambda t: (t[column] == "") | (t[column].str[:4] == t["year"]),
    )
