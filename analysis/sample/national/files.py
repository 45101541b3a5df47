"""The CSV files of the invented register by the national standards: points and lacks besides."""

from collections.abc import Iterable
from pathlib import Path

from ..draw import Draw
from ..files import DEPARTURE, HOUSEHOLD, MEMBER, Lists, members, ordered, table
from ..people import Household
from .standards import POINTS, STANDARDS, Standard, points, standard
from .years import Year

SCORES = ["Điểm B1", "Điểm B2"]
NO_POINTS = 0.01  # of the households, without points
NOT_ASKED = 0.01  # of the households, on no list of what they lack
BLANK = 0.012  # of the other cells of that list
TARGETS = {  # exits planned by the city and, a little higher, by the district
    2016: (150, 160), 2017: (160, 165), 2018: (160, 165), 2019: (130, 135), 2020: (100, 105),
    2021: (75, 80), 2022: (90, 95), 2023: (95, 100), 2024: (80, 85),
}  # fmt: skip


def register(folder: Path, draw: Draw, years: list[Year]) -> None:
    """Write the lists of every year."""
    lists = Lists(draw)
    for year in years:
        review, asked = year.review, standard(year.review.year)
        place = folder / "register" / str(review.year)
        if review.year in STANDARDS:
            rows = listed(draw, lists, asked, review.opening, year.lacked)
            table(place / "opening.csv", [*HOUSEHOLD, *SCORES], rows)
        closing = [
            [*row, home.movement]
            for row, home in zip(
                listed(draw, lists, asked, review.closing, year.lacks),
                ordered(review.closing),
                strict=True,
            )
        ]
        table(place / "closing.csv", [*HOUSEHOLD, *SCORES, "Diễn biến"], closing)
        gone = [lists.departure(departure) for departure in review.departures]
        table(place / "departures.csv", DEPARTURE, sorted(gone))
        table(place / "members.csv", MEMBER, members(review))
        asked_of = ordered(review.closing)
        table(
            place / "deprivations.csv",
            ["Mã hộ", *asked.headings.values()],
            lacking(draw, asked, asked_of, year.lacks),
        )


def listed(
    draw: Draw,
    lists: Lists,
    asked: Standard,
    homes: Iterable[Household],
    lacks: dict[str, frozenset[str]],
) -> list[list]:
    """The rows of a list with the points that the review form gave (B1, B2)."""
    rows = []
    for home in ordered(homes):
        scores = [points(asked, home.income), POINTS * len(lacks[home.code])]
        scores = ["", ""] if draw.chance(NO_POINTS) else scores
        rows.append([*lists.household(home), *scores])
    return rows


def lacking(
    draw: Draw, asked: Standard, homes: Iterable[Household], lacks: dict[str, frozenset[str]]
) -> list[list]:
    """A row for each household that was asked, and of each indicator whether it lacks it."""
    return [
        [home.code, *(mark(draw, code in lacks[home.code]) for code in asked.headings)]
        for home in homes
        if not draw.chance(NOT_ASKED)
    ]


def mark(draw: Draw, lacks: bool) -> str:
    """The cell of an indicator."""
    return "" if draw.chance(BLANK) else "x" if lacks else "0"
