"""The invented district between two reviews, and how an opening list is made.

The survey of 2013 meets the published figures exactly: 4.018 poor households, and in Hòa Khánh Bắc
54 of 95 persons without labour and 411 of 1.897 persons with labour. All the rest is invented.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import exp

from .draw import Draw
from .people import NEAR_POOR, POOR, Household, People

LINES = {2009: 500_000, 2013: 800_000}  # VND a person a month, from the year on
STEP = 10_000  # incomes are noted in steps of so many VND

SURVEYED = {  # poor households of each ward under a new line: without labour, with labour
    2009: {
        "20194": (128, 1092), "20195": (161, 1399), "20197": (101, 829), "20198": (119, 1011),
        "20200": (233, 1939),
    },
    2013: {  # and one household without a ward
        "20194": (77, 623), "20195": (96, 804), "20197": (54, 411), "20198": (71, 569),
        "20200": (144, 1168),
    },
}  # fmt: skip
PERSONS = {("20197", 2013, False): 95, ("20197", 2013, True): 1_897}  # where they are published
LARGEST_FITTED = 8  # members of a household whose size is changed to meet them
SPECIAL = {"Nhóm I": 23 / 411, "Nhóm II": 13 / 411}  # of poor households with labour
SURVEYED_NEAR = {2009: 360, 2013: 330}  # near-poor of the survey that no list held before
REVISED = {2011: (9, 3)}  # added and struck by the monthly reviews before the year began

REENTRY = 0.595  # once exited, of the households that the survey of 2013 adds to those carried over
STILL_UNDER_OLD_LINE = {"back": 0.013, "fresh": 0.04}  # of those it adds, not over the old line
LOWEST = {2009: 0.3, 2013: 0.4}  # the lowest income of the survey, in lines
LOWEST_ARISING = 0.6  # the lowest income of who comes onto the list later, in lines
FADE = 100_000  # VND more of income make a re-entry or a special group e times rarer
DRIFT = (-0.06, 0.10)  # the income of a household on a list changes by so much in a year
NEAR_STAY = 0.52  # a near-poor household is near-poor again
NEAR_MARGIN = 0.12  # mean income of the near-poor above the line, in lines


@dataclass
class District:
    """The lists as they stand, by household code; `former` once exited and are not poor now."""

    draw: Draw
    people: People
    poor: dict[str, Household] = field(default_factory=dict)
    near: dict[str, Household] = field(default_factory=dict)
    former: dict[str, Household] = field(default_factory=dict)


def by_code(households: Iterable[Household]) -> dict[str, Household]:
    """The households by their stable code."""
    return {home.code: home for home in households}


def without(households: Iterable[Household], taken: Iterable[Household]) -> list[Household]:
    """The households not taken, in their order."""
    codes = {home.code for home in taken}
    return [home for home in households if home.code not in codes]


def line_year(year: int) -> int:
    """The year in which the poverty line of a year began."""
    return max(start for start in LINES if start <= year)


def line(year: int) -> int:
    """The poverty line of a year (chuẩn nghèo)."""
    return LINES[line_year(year)]


def noted(income: float) -> int:
    """The income as a list notes it, cut to whole steps."""
    return int(income // STEP * STEP)


def drifted(draw: Draw, income: int) -> int:
    """The income a year later."""
    low, high = DRIFT
    return noted(income * (1 + low + (high - low) * draw.random()))


def above(draw: Draw, poverty_line: int, mean_margin: float) -> int:
    """An income at least one step above the line."""
    return max(poverty_line + STEP, noted(poverty_line * (1 + draw.exponential(mean_margin))))


def income_between(draw: Draw, low: float, high: float, labour: bool) -> int:
    """An income not over `high`, nearer to it for households with labour."""
    places = draw.random(), draw.random()
    place = max(places) if labour else min(places)
    return noted(low + (high + STEP - low) * place * 0.9999)


def open_year(district: District, year: int) -> None:
    """Make the opening list: by a survey under a new line, or by the monthly reviews if any."""
    if year in SURVEYED:
        survey(district, year)
    added, struck = REVISED.get(year, (0, 0))
    for home in district.draw.several(list(district.poor.values()), struck):
        del district.poor[home.code]
    district.poor |= by_code(fresh_poor(district, year, added))


def survey(district: District, year: int) -> None:
    """List everyone anew under a new line: carried over, found again, found for the first time."""
    before = {**district.former, **district.near, **district.poor}
    known = [replace(home, year=year, special="", movement="") for home in before.values()]
    wardless = [home for home in known if home.code in district.poor and not home.ward]
    found = [carried(district, home, year) for home in wardless]
    for ward, numbers in SURVEYED[year].items():
        for labour, number in zip((False, True), numbers, strict=True):
            cell = [home for home in known if home.ward == ward and (home.workers > 0) == labour]
            found += surveyed(district, year, cell, (ward, labour, number))
    district.near = surveyed_near(district, year, without(known, found))
    district.former = by_code(without(district.former.values(), found))
    district.poor = by_code(found)


def surveyed(
    district: District, year: int, known: list[Household], cell: tuple[str, bool, int]
) -> list[Household]:
    """The poor households of one ward, with or without labour, in the number asked for."""
    ward, labour, number = cell
    draw = district.draw
    found = [carried(district, home, year) for home in known if home.code in district.poor]
    others = without(known, found)
    once = [home for home in others if home.exit]
    never = [home for home in others if not home.exit]
    wanted = round(REENTRY * (number - len(found)))
    back = draw.several(once, wanted, rarer_with_income) + never
    found += [found_again(district, home, year) for home in back]
    persons = PERSONS.get((ward, year, labour))
    rest = None if persons is None else persons - sum(home.size for home in found)
    for size in sizes(district, ward, labour, number - len(found), rest):
        income = survey_income(district, year, "fresh", labour)
        found.append(district.people.household(ward, year, labour, size, income))
    return with_special_groups(draw, found) if labour else found


def sizes(district: District, ward: str, labour: bool, number: int, total: int | None) -> list[int]:
    """Sizes of new households, brought as near as can be to a total where one is published."""
    drawn = [district.people.size(ward, labour) for _ in range(number)]
    if total is not None:
        total = min(max(total, number), LARGEST_FITTED * number)
        while sum(drawn) != total:
            place = district.draw.whole(0, number - 1)
            step = 1 if sum(drawn) < total else -1
            drawn[place] = min(LARGEST_FITTED, max(1, drawn[place] + step))
    return drawn


def with_special_groups(draw: Draw, households: list[Household]) -> list[Household]:
    """Give the labels of the special groups, oftener to low incomes; nobody is in both."""
    numbers = {label: round(share * len(households)) for label, share in SPECIAL.items()}
    worst = draw.several(households, sum(numbers.values()), rarer_with_income)
    labels = [label for label, number in numbers.items() for _ in range(number)]
    special = dict(zip((home.code for home in worst), labels, strict=True))
    return [replace(home, special=special.get(home.code, "")) for home in households]


def rarer_with_income(home: Household) -> float:
    """A weight that falls as the income rises."""
    return exp(-home.income / FADE)


def carried(district: District, home: Household, year: int) -> Household:
    """A household poor by the old line, and so by the new."""
    return replace(home, income=min(line(year), drifted(district.draw, home.income)))


def found_again(district: District, home: Household, year: int) -> Household:
    """A household that was not poor by the old line and is poor by the new."""
    income = survey_income(district, year, "back", home.workers > 0)
    return replace(home, income=income, category=POOR)


def survey_income(district: District, year: int, kind: str, labour: bool) -> int:
    """Income of a household found by the survey: mostly between the old line and the new."""
    low, high = LOWEST[year] * line(year), line(year)
    if year > min(LINES):
        poorest = district.draw.chance(STILL_UNDER_OLD_LINE[kind])
        low, high = (low, line(year - 1)) if poorest else (line(year - 1) + STEP, high)
    return income_between(district.draw, low, high, labour)


def surveyed_near(district: District, year: int, known: list[Household]) -> dict[str, Household]:
    """The near-poor of the survey: some of the former near-poor, and households never listed."""
    listed = [home for home in known if home.code in district.near]
    kept = [home for home in listed if district.draw.chance(NEAR_STAY)]
    homes = [near_again(district, home, year) for home in kept]
    return by_code([*homes, *fresh_near(district, year, SURVEYED_NEAR[year])])


def fresh_household(district: District, year: int) -> Household:
    """A household as the survey found them, in a ward and with or without labour."""
    numbers = SURVEYED[line_year(year)]
    ward = district.draw.weighted({code: sum(pair) for code, pair in numbers.items()})
    without_labour, with_labour = numbers[ward]
    labour = not district.draw.chance(without_labour / (without_labour + with_labour))
    size = district.people.size(ward, labour)
    return district.people.household(ward, year, labour, size, income=0)


def fresh_poor(district: District, year: int, number: int) -> list[Household]:
    """Poor households that no list held before."""
    homes = []
    for _ in range(number):
        home = fresh_household(district, year)
        income = arising_income(district.draw, year, home)
        homes.append(replace(home, income=income, special=special_group(district.draw, home)))
    return homes


def arising_income(draw: Draw, year: int, home: Household) -> int:
    """Income of a household that comes onto the list after the survey."""
    return income_between(draw, LOWEST_ARISING * line(year), line(year), home.workers > 0)


def special_group(draw: Draw, home: Household) -> str:
    """The special group of a household that comes onto the list after the survey."""
    drawn = draw.weighted({**SPECIAL, "": 1 - sum(SPECIAL.values())})
    return drawn if home.workers else ""


def near_again(district: District, home: Household, year: int) -> Household:
    """The household near-poor at another review."""
    income = max(line(year) + STEP, drifted(district.draw, home.income))
    return replace(home, income=income, category=NEAR_POOR)


def fresh_near(district: District, year: int, number: int) -> list[Household]:
    """Near-poor households that no list held before."""
    homes = [fresh_household(district, year) for _ in range(number)]
    incomes = [above(district.draw, line(year), NEAR_MARGIN) for _ in homes]
    pairs = zip(homes, incomes, strict=True)
    return [replace(home, income=income, category=NEAR_POOR) for home, income in pairs]
