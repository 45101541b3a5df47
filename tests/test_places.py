"""Rows on the programme's other work find their household by its number or that of its head."""

from types import SimpleNamespace

import pandas as pd

from analysis.register.programme import places

COLUMNS = ["household_id", "head_citizen_number"]


def review(opening: list[tuple], closing: list[tuple] = (), departures: list[str] = ()):
    """A review of households by number and the citizen number of their head."""
    return SimpleNamespace(
        opening=pd.DataFrame(opening, columns=COLUMNS, dtype="str"),
        closing=pd.DataFrame(closing, columns=COLUMNS, dtype="str"),
        departures=pd.DataFrame({"household_id": list(departures)}, dtype="str"),
    )


def rows(*given: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(given, columns=["household_id", "year"], dtype="str")


def refused(table: pd.DataFrame, reviews: dict) -> list[list[bool]]:
    """Which rows break each rule, once numbers of heads are put into those of households."""
    numbered = places.numbered(table, reviews)
    rules = places.rules(numbered, places.known(reviews))
    return [(~rule.holds(numbered)).tolist() for rule in rules]


def test_a_household_is_found_by_its_number_or_by_its_heads():
    reviews = {2013: review([("A", "999000000001"), ("B", "")])}
    table = rows(("A", "2013"), ("999000000001", "2013"), ("B", "2013"), ("", "2013"))
    assert places.numbered(table, reviews)["household_id"].tolist() == ["A", "A", "B", ""]


def test_one_head_of_a_household_in_two_years_is_no_doubt():
    reviews = {2012: review([("A", "1")]), 2013: review([("A", "1")], [("A", "2")])}
    table = rows(("1", "2013"), ("2", "2013"))
    assert places.numbered(table, reviews)["household_id"].tolist() == ["A", "A"]


def test_a_number_that_two_households_share_stands_for_neither_and_is_refused():
    reviews = {2013: review([("A", "1"), ("B", "1"), ("C", "3")])}
    assert refused(rows(("1", "2013"), ("3", "2013")), reviews)[0] == [True, False]


def test_a_household_of_a_later_year_is_refused_and_one_of_an_earlier_year_is_not():
    reviews = {2012: review([("A", "")], departures=["A"]), 2014: review([("B", "")])}
    unknown, later = refused(rows(("A", "2014"), ("B", "2013"), ("X", "2013")), reviews)
    assert (unknown, later) == ([False, False, True], [False, True, False])
