"""The surveys that open the invented register: of everybody in 2016, by the new line in 2022."""

from dataclasses import replace

from ..district import by_code, without
from ..people import NEAR_POOR, NOT_POOR, POOR, Household
from .homes import SURVEYED, National, fresh, fresh_in, listed

NEAR = 430  # near-poor households of the first survey
FOUND = {POOR: 150, NEAR_POOR: 150}  # by the second survey, which no list held before
FATES = {  # how often the second survey finds the poor, near-poor and once exited so
    POOR: {POOR: 0.74, NEAR_POOR: 0.22, NOT_POOR: 0.04},
    NEAR_POOR: {POOR: 0.17, NEAR_POOR: 0.50, NOT_POOR: 0.33},
    NOT_POOR: {POOR: 0.07, NEAR_POOR: 0.20, NOT_POOR: 0.73},
}


def first(district: National, year: int) -> None:
    """List everybody for the first time."""
    poor = [
        fresh_in(district, year, POOR, ward)
        for ward, number in SURVEYED.items()
        for _ in range(number)
    ]
    district.poor = by_code(poor)
    district.near = by_code(fresh(district, year, NEAR_POOR) for _ in range(NEAR))


def again(district: National, year: int) -> None:
    """List by another standard: who was poor need not be, and who was not may be."""
    known = {
        POOR: [*district.poor.values()],
        NEAR_POOR: [*district.near.values()],
        NOT_POOR: without(district.former.values(), district.near.values()),
    }
    found = [
        surveyed(district, home, year, FATES[category])
        for category, homes in known.items()
        for home in homes
    ]
    found += [
        fresh(district, year, category) for category, number in FOUND.items() for _ in range(number)
    ]
    district.poor = by_code(home for home in found if home.category == POOR)
    district.near = by_code(home for home in found if home.category == NEAR_POOR)
    left = [home for home in found if home.exit and home.category != POOR]
    district.former = by_code(left)


def surveyed(district: National, home: Household, year: int, fates: dict[str, float]) -> Household:
    """A known household as the survey finds it."""
    before = district.lacks[home.code]
    home = replace(home, year=year, movement="", special="")
    return listed(district, home, district.draw.weighted(fates), before)
