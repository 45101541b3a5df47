"""Reviews written by hand, and the rows of the sample's files read by nothing of ours."""

import csv

import pandas as pd

from analysis import workspace
from analysis.register.households import EXITED, NEAR_POOR, NOT_POOR, POOR
from analysis.register.read import Review

SAMPLE = workspace.SHIPPED[0]
COLUMNS = ["household_id", "household_class", "income_vnd", "ward_code", "movement"]
USUAL = (POOR, "400000", "A", "")
P, N = (POOR,), (NEAR_POOR,)


def review(year: int, standard: str, opening: dict, closing: dict, departures: dict) -> Review:
    """Lists of {household: (class, income, ward, movement)}, departures of {household: (reason,
    class after, ward)}; what is left out of a tuple is as USUAL."""
    lists = [
        pd.DataFrame([(home, *cells, *USUAL[len(cells) :]) for home, cells in listed.items()])
        for listed in (opening, closing)
    ]
    lists = [listed.reindex(columns=range(5)).set_axis(COLUMNS, axis=1) for listed in lists]
    gone = [
        (home, *cells, *(EXITED, NOT_POOR, "A")[len(cells) :]) for home, cells in departures.items()
    ]
    left = pd.DataFrame(gone, columns=["household_id", "reason", "class_after", "ward_code"])
    tables = (*lists, left.assign(income_vnd=""), pd.DataFrame(columns=["household_id"]))
    return Review(year, standard, *(table.astype("str") for table in tables), True)


def rows_of(year: int, name: str) -> list[dict]:
    """The rows of a list of the sample; none where there is no such file."""
    file = workspace.PROJECT / SAMPLE / "register" / str(year) / f"{name}.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
