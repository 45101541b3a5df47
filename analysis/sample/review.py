"""The seven yearly reviews of the invented district: who leaves, returns, arises, comes and goes.

The published figures of 2013 are met exactly: 1.328 exits, 128 arisen, others in as many as out.
"""

from dataclasses import replace
from math import exp
from typing import NamedTuple

from .district import (
    NEAR_STAY,
    STEP,
    District,
    above,
    arising_income,
    by_code,
    drifted,
    fresh_near,
    fresh_poor,
    line,
    line_year,
    near_again,
    open_year,
    special_group,
    without,
)
from .draw import Draw
from .people import ILLNESS, NEAR_POOR, NOT_POOR, POOR, Exit, Household, People, Person

YEARS = range(2009, 2016)

EXITS = {2009: 1962, 2010: 2258, 2011: 2063, 2012: 1267, 2013: 1328, 2014: 1147, 2015: 952}
ARISING = {2009: 257, 2010: 212, 2011: 158, 2012: 69, 2013: 128, 2014: 114, 2015: 91}
OTHERS_OUT = {2009: 24, 2010: 22, 2011: 17, 2012: 9, 2013: 14, 2014: 15, 2015: 12}
OTHERS_IN = {2009: 21, 2010: 18, 2011: 14, 2012: 6, 2013: 14, 2014: 12, 2015: 9}
DEATHS, MERGERS = ("Qua đời", 0.4, 1), ("Nhập hộ", 0.2, 2)  # share of others out, largest household
MOVES = ("Chuyển đi", 1, 12)  # the rest of them
SPLITS = 0.4  # of the others in; the rest of them moved in
VANISHED = {2010: 2}  # households that no list explains: a fault as real registers have it
WITHOUT_WARD = 2012  # the year whose last newly arising household never got a ward

PER_WORKER, PER_INCOME = 0.35, 2.5  # log odds of an exit: a worker more, a line more of income
ILL_EXITS, SPECIAL_EXITS, NO_LABOUR_EXITS = 0.5, 0.4, 0.12  # odds against other households
HEAPED, HEAP_STEPS = 0.10, 2  # of the exits, noted so few steps above the line
EXIT_MARGIN = 0.28  # mean income above the line, in lines, of the other exits
NEAR_AT_LINE = 0.70  # share of the exits declared near-poor, were their income at the line
NEAR_FADE = 0.20  # so many lines above it the share is e times smaller

# Relapse within a year, by years since the exit, of a household with none of the three risks below.
# With the risks as they are among exits, 6, 4, 2.5 and 1.5% relapse in the second year of a line;
# in every later year FROZEN_LINE of that, because the published exits leave no room for more.
RELAPSE = (0.040, 0.027, 0.017, 0.010)
CLOSE_MARGIN, CLOSE_RISK = 0.10, 1.8  # income at the exit less than this above the line
FEW_WORKERS, FEW_WORKERS_RISK = 1, 1.5  # at most so many workers at the exit
ILL_RISK = 1.5  # illness was a cause of the poverty left
FROZEN_LINE = 0.45  # of the risk is left a year later: wages rise and the line stays
OLD_LINE = 0.17  # of the risk is left to who exited under the old line and was not poor by the new
NEAR_FALL = (
    0.03  # a near-poor household never poor before becomes poor, in the second year of a line
)

NEAR_FRESH = {2009: 150, 2010: 140, 2011: 120, 2012: 110, 2013: 130, 2014: 110, 2015: 90}


class Departure(NamedTuple):
    """A household that left the poor list within the year, and why (lý do)."""

    household: Household
    reason: str


class Review(NamedTuple):
    """The lists of one year: opening and closing hold poor and near-poor households."""

    year: int
    opening: list[Household]
    closing: list[Household]
    departures: list[Departure]


def reviews(draw: Draw) -> list[Review]:
    """Every year's lists, one review upon the other."""
    district = District(draw, People(draw))
    return [review(district, year) for year in YEARS]


def review(district: District, year: int) -> Review:
    """One year: the opening list, what happens, the closing list."""
    open_year(district, year)
    opening = [*district.poor.values(), *district.near.values()]
    others, rest = other_departures(district, OTHERS_OUT[year])
    exits, rest = recognised_exits(district, year, rest)
    stayers = [stayed(district, home, year) for home in rest]
    relapsed = relapses(district, year)
    fallen, fresh = newly_poor(district, year, ARISING[year] - len(relapsed))
    stayers, arrived = other_arrivals(district, year, stayers)
    poor = by_code([*stayers, *relapsed, *fallen, *fresh, *arrived])
    left = by_code(departure.household for departure in exits)
    district.former = by_code(without(district.former.values(), poor.values())) | left
    district.near = next_near(district, year, poor, left)
    district.former |= {code: home for code, home in district.near.items() if home.exit}
    district.poor = poor
    return Review(year, opening, [*poor.values(), *district.near.values()], [*exits, *others])


def other_departures(district: District, number: int) -> tuple[list[Departure], list[Household]]:
    """Deaths of people who lived alone, mergers and moves out; and who is left to be reviewed."""
    draw = district.draw
    wardless = [home for home in district.poor.values() if not home.ward]
    rest = without(district.poor.values(), wardless)  # no ward reports on the one without
    gone: list[Departure] = []
    for reason, share, largest in (DEATHS, MERGERS, MOVES):
        wanted = min(round(share * number), number - len(gone))
        chosen = draw.several([home for home in rest if home.size <= largest], wanted, age_weight)
        gone += [Departure(home, reason) for home in chosen]
        rest = without(rest, chosen)
    return gone, rest + wardless


def age_weight(home: Household) -> float:
    """Older heads die and join others likelier."""
    return exp((home.year - home.members[0].birth_year) / 15)


def recognised_exits(
    district: District, year: int, candidates: list[Household]
) -> tuple[list[Departure], list[Household]]:
    """The year's exits (thoát nghèo), and who stays poor; some vanish from the rest unexplained."""
    draw = district.draw
    proposed = [home for home in candidates if home.ward]
    chosen = draw.several(proposed, EXITS[year], lambda home: exit_weight(home, line(year)))
    vanished = draw.several(without(proposed, chosen), VANISHED.get(year, 0))
    exits = [Departure(exited(district, home, year), "Thoát nghèo") for home in chosen]
    return exits, without(candidates, [*chosen, *vanished])


def exit_weight(home: Household, poverty_line: int) -> float:
    """How much likelier than others a household exits."""
    weight = exp(PER_WORKER * home.workers + PER_INCOME * home.income / poverty_line)
    weight *= ILL_EXITS if ILLNESS in home.causes else 1
    weight *= SPECIAL_EXITS if home.special else 1
    return weight * (1 if home.workers else NO_LABOUR_EXITS)


def exited(district: District, home: Household, year: int) -> Household:
    """The household above the line; declared near-poor oftener when it is little above."""
    draw, poverty_line = district.draw, line(year)
    heap = poverty_line + STEP * draw.whole(1, HEAP_STEPS)
    income = above(draw, poverty_line, EXIT_MARGIN)
    income = heap if draw.chance(HEAPED) else income
    near = draw.chance(NEAR_AT_LINE * exp((1 - income / poverty_line) / NEAR_FADE))
    left = Exit(year, poverty_line, income, home.workers, ILLNESS in home.causes)
    home = replace(home, income=income, exit=left, special="", movement="", category=NOT_POOR)
    return district.people.after_a_year(replace(home, category=NEAR_POOR), year) if near else home


def stayed(district: District, home: Household, year: int) -> Household:
    """A household poor before and still."""
    income = min(line(year), drifted(district.draw, home.income))
    home = replace(home, income=income, movement="Nghèo cũ")
    return district.people.after_a_year(home, year)


def relapses(district: District, year: int) -> list[Household]:
    """Once exited and poor again by the line in force (tái nghèo), never more than arise in all."""
    again = [
        home
        for home in district.former.values()
        if district.draw.chance(relapse_risk(home.exit, year))
    ]
    return [poor_again(district, home, year, "Tái nghèo") for home in again[: ARISING[year]]]


def relapse_risk(left: Exit, year: int) -> float:
    """The yearly risk of relapse by years since the exit, the margin, the workers and illness."""
    risk = RELAPSE[min(year - left.year, len(RELAPSE)) - 1]
    risk *= CLOSE_RISK if left.income < left.line * (1 + CLOSE_MARGIN) else 1
    risk *= FEW_WORKERS_RISK if left.workers <= FEW_WORKERS else 1
    risk *= ILL_RISK if left.ill else 1
    if left.line == line(year):
        return risk * frozen(year)
    return risk * OLD_LINE * FROZEN_LINE ** (year - line_year(year))


def frozen(year: int) -> float:
    """What is left of the risk of becoming poor when a line has stood for some years."""
    return FROZEN_LINE ** max(0, year - line_year(year) - 1)


def poor_again(district: District, home: Household, year: int, movement: str) -> Household:
    """A household of the near-poor list, or of none any more, that is poor at the review."""
    home = district.people.after_a_year(replace(home, category=POOR, movement=movement), year)
    income = arising_income(district.draw, year, home)
    return replace(home, income=income, special=special_group(district.draw, home))


def newly_poor(
    district: District, year: int, number: int
) -> tuple[list[Household], list[Household]]:
    """Poor for the first time (phát sinh mới): from the near-poor list, and never listed at all."""
    draw, risk = district.draw, NEAR_FALL * frozen(year)
    never = [home for home in district.near.values() if not home.exit]
    number = max(number, 0)  # by some seeds the relapses alone are as many as arise in a year
    down = [home for home in never if draw.chance(risk)][:number]
    fallen = [poor_again(district, home, year, "Phát sinh mới") for home in down]
    fresh = fresh_poor(district, year, number - len(fallen))
    fresh = [replace(home, movement="Phát sinh mới") for home in fresh]
    if year == WITHOUT_WARD and fresh:
        fresh[-1] = replace(fresh[-1], ward="", group="")
    return fallen, fresh


def other_arrivals(
    district: District, year: int, stayers: list[Household]
) -> tuple[list[Household], list[Household]]:
    """The households a poor one split from, changed; and the split and the moved-in ones."""
    number = round(SPLITS * OTHERS_IN[year])
    can_split = [home for home in stayers if home.ward and grown_child(home)]
    parents = district.draw.several(can_split, number)
    children = [split_off(district, home) for home in parents]
    smaller = by_code(replace(home, members=remaining(home)) for home in parents)
    moved = fresh_poor(district, year, OTHERS_IN[year] - len(children))
    moved = [replace(home, movement="Chuyển đến") for home in moved]
    return [smaller.get(home.code, home) for home in stayers], children + moved


def grown_child(home: Household) -> int:
    """The place of a working child who may found a household of its own; 0 is nobody."""
    ages = [home.year - person.birth_year for person in home.members]
    places = range(1, home.size if home.size >= 4 else 1)
    fits = [at for at in places if home.members[at].relation == "Con" and ages[at] in range(21, 35)]
    return next((at for at in fits if home.members[at].able), 0)


def remaining(home: Household) -> tuple[Person, ...]:
    """The members who stay when the grown child goes."""
    place = grown_child(home)
    return home.members[:place] + home.members[place + 1 :]


def split_off(district: District, home: Household) -> Household:
    """The household a grown child founds, with a spouse (tách hộ)."""
    people = district.people
    head = replace(home.members[grown_child(home)], relation="Chủ hộ")
    shell = people.household(home.ward, home.year, labour=True, size=1, income=home.income)
    members = (head, people.spouse(head, home.year, able=True))
    return replace(shell, members=members, movement="Tách hộ")


def next_near(
    district: District, year: int, poor: dict[str, Household], left: dict[str, Household]
) -> dict[str, Household]:
    """The near-poor list: exits declared near-poor, those who stay on it, and some never listed."""
    exits = {code: home for code, home in left.items() if home.category == NEAR_POOR}
    old = without(district.near.values(), poor.values())
    kept = [home for home in old if district.draw.chance(NEAR_STAY)]
    homes = [district.people.after_a_year(near_again(district, home, year), year) for home in kept]
    return exits | by_code([*homes, *fresh_near(district, year, NEAR_FRESH[year])])
