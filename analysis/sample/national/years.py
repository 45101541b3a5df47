"""The nine yearly reviews of the invented register by the national standards.

The yearly risk of a relapse is RELAPSE by years since the exit, times what a small margin, few
workers and an exit to near-poor only make of it; under a line that has begun since, a part of it.
"""

from dataclasses import replace
from math import exp
from typing import NamedTuple

from ..district import by_code, without
from ..draw import Draw
from ..people import ILLNESS, NEAR_POOR, NOT_POOR, POOR, Exit, Household, People
from ..review import (
    Departure,
    Review,
    exit_weight,
    grown_child,
    other_departures,
    remaining,
    split_off,
)
from . import survey
from .homes import National, fresh, listed, still_near, still_poor
from .standards import STANDARDS, standard

YEARS = range(2016, 2025)
EXITS = {
    2016: 164, 2017: 172, 2018: 160, 2019: 136, 2020: 84, 2021: 72, 2022: 96, 2023: 104, 2024: 84,
}  # fmt: skip
FRESH = {  # poor for the first time
    2016: 58, 2017: 38, 2018: 28, 2019: 20, 2020: 26, 2021: 14, 2022: 30, 2023: 18, 2024: 12,
}  # fmt: skip
FROM_NEAR = 0.3  # of them, from the near-poor list
OTHERS_OUT = {
    2016: 11, 2017: 10, 2018: 9, 2019: 8, 2020: 7, 2021: 6, 2022: 8, 2023: 7, 2024: 6,
}  # fmt: skip
OTHERS_IN = {
    2016: 8, 2017: 7, 2018: 7, 2019: 6, 2020: 5, 2021: 4, 2022: 6, 2023: 5, 2024: 4,
}  # fmt: skip
NEAR_FRESH = {
    2016: 70, 2017: 66, 2018: 60, 2019: 52, 2020: 56, 2021: 44, 2022: 60, 2023: 48, 2024: 40,
}  # fmt: skip
SPLITS = 0.4  # of the others in; the rest of them moved in
NEAR_STAY = 0.62  # a near-poor household is near-poor again
TO_NEAR = 0.48  # of the exits, to near-poor

RELAPSE = (0.050, 0.036, 0.022, 0.013)  # by years since the exit; the last one for all later years
CLOSE_PCT, CLOSE_RISK = 10, 1.7  # income at the exit at most this above the poverty line, %
FEW_WORKERS, FEW_WORKERS_RISK = 1, 1.4
OLD_LINE = 0.3  # of the risk is left of an exit under the line before, not poor by the new one


class Year(NamedTuple):
    """A review, and what each household lacked at its opening and its closing."""

    review: Review
    lacked: dict[str, frozenset[str]]
    lacks: dict[str, frozenset[str]]


def reviews(draw: Draw) -> list[Year]:
    """Every year's lists, one review upon the other."""
    district = National(draw, People(draw, "QG"))
    return [review(district, year) for year in YEARS]


def review(district: National, year: int) -> Year:
    """One year: the opening list, what happens, the closing list."""
    if year in STANDARDS:
        (survey.first if year == YEARS[0] else survey.again)(district, year)
    opening, lacked = [*district.poor.values(), *district.near.values()], dict(district.lacks)
    others, rest = other_departures(district, OTHERS_OUT[year])
    exits = recognised_exits(district, year, rest)
    gone = by_code(departure.household for departure in exits)
    stayers = [still_poor(district, aged(district, home, year), "Nghèo cũ")
               for home in rest if home.code not in gone]  # fmt: skip
    relapsed = relapses(district, year)
    stayers, arrived = arrivals(district, year, stayers)
    poor = by_code([*stayers, *relapsed, *newly_poor(district, year), *arrived])
    district.former = by_code(without(district.former.values(), poor.values())) | gone
    district.near = near_poor(district, year, poor, gone)
    district.former |= {code: home for code, home in district.near.items() if home.exit}
    district.poor = poor
    closing = [*poor.values(), *district.near.values()]
    return Year(Review(year, opening, closing, [*exits, *others]), lacked, dict(district.lacks))


def aged(district: National, home: Household, year: int) -> Household:
    """The household at the review of a year."""
    return district.people.after_a_year(home, year)


def recognised_exits(district: National, year: int, homes: list[Household]) -> list[Departure]:
    """The year's exits (thoát nghèo), to near-poor or above."""
    line = standard(year).highest
    chosen = district.draw.several(homes, EXITS[year], lambda home: exit_weight(home, line))
    return [Departure(exited(district, home, year), "Thoát nghèo") for home in chosen]


def exited(district: National, home: Household, year: int) -> Household:
    """The household as its exit finds it; on the near-poor list it stands a year older."""
    category = NEAR_POOR if district.draw.chance(TO_NEAR) else NOT_POOR
    home = aged(district, home, year) if category == NEAR_POOR else home
    home = listed(district, home, category, district.lacks[home.code])
    asked = standard(year)
    line = asked.certain or asked.highest
    left = Exit(year, line, home.income, home.workers, ILLNESS in home.causes)
    return replace(home, exit=left, movement="")


def relapses(district: National, year: int) -> list[Household]:
    """Once exited and poor again (tái nghèo)."""
    again = [
        home for home in district.former.values() if district.draw.chance(relapse_risk(home, year))
    ]
    return [poor_now(district, home, year, "Tái nghèo") for home in again]


def relapse_risk(home: Household, year: int) -> float:
    """The yearly risk of a relapse, as the head of this module says."""
    left = home.exit
    risk = RELAPSE[min(year - left.year, len(RELAPSE)) - 1]
    risk *= CLOSE_RISK if 100 * (left.income - left.line) <= CLOSE_PCT * left.line else 1
    risk *= FEW_WORKERS_RISK if left.workers <= FEW_WORKERS else 1
    ruling = max(first for first in STANDARDS if first <= year)
    return risk if left.year >= ruling else risk * OLD_LINE


def poor_now(district: National, home: Household, year: int, movement: str) -> Household:
    """A household of the near-poor list, or of none any more, that is poor at the review."""
    home = replace(aged(district, home, year), movement=movement)
    return listed(district, home, POOR, district.lacks[home.code])


def newly_poor(district: National, year: int) -> list[Household]:
    """Poor for the first time (phát sinh mới): from the near-poor list, and never listed at all."""
    never = [home for home in district.near.values() if not home.exit]
    down = district.draw.several(never, round(FROM_NEAR * FRESH[year]), fall_weight)
    fallen = [poor_now(district, home, year, "Phát sinh mới") for home in down]
    found = [fresh(district, year, POOR) for _ in range(FRESH[year] - len(fallen))]
    return [*fallen, *(replace(home, movement="Phát sinh mới") for home in found)]


def fall_weight(home: Household) -> float:
    """Near-poor households of a small income, and those with few workers, fall likelier."""
    return exp(-home.income / 500_000 - 0.3 * home.workers)


def arrivals(
    district: National, year: int, stayers: list[Household]
) -> tuple[list[Household], list[Household]]:
    """The households a poor one split from, changed; and the split and the moved-in ones."""
    parents = district.draw.several(
        [home for home in stayers if grown_child(home)], round(SPLITS * OTHERS_IN[year])
    )
    children = [split(district, home) for home in parents]
    smaller = by_code(replace(home, members=remaining(home)) for home in parents)
    moved = [fresh(district, year, POOR) for _ in range(OTHERS_IN[year] - len(children))]
    moved = [replace(home, movement="Chuyển đến") for home in moved]
    return [smaller.get(home.code, home) for home in stayers], children + moved


def split(district: National, home: Household) -> Household:
    """The household of a grown child, with the income and the lacks of the one it left."""
    return district.keep(split_off(district, home), district.lacks[home.code])


def near_poor(
    district: National, year: int, poor: dict[str, Household], gone: dict[str, Household]
) -> dict[str, Household]:
    """The near-poor list: exits declared near-poor, those who stay on it, and some never listed."""
    exits = {code: home for code, home in gone.items() if home.category == NEAR_POOR}
    old = without(district.near.values(), poor.values())
    kept = [aged(district, home, year) for home in old if district.draw.chance(NEAR_STAY)]
    found = [fresh(district, year, NEAR_POOR) for _ in range(NEAR_FRESH[year])]
    return exits | by_code([*(still_near(district, home) for home in kept), *found])
