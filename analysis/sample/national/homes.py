"""How an invented household comes to be poor, near-poor or neither by a national standard."""

from collections.abc import Set
from dataclasses import dataclass, field, replace

from ..district import STEP, District, above, drifted, income_between, noted
from ..people import NEAR_POOR, NO_LABOUR_SIZES, POOR, Household
from .standards import ENOUGH, Standard, lacking, standard, weights

SURVEYED = {  # poor households of the first survey, by ward
    "20194": 104, "20195": 146, "20197": 138, "20198": 132, "20200": 260,
}  # fmt: skip
SIZES = {1: 8, 2: 22, 3: 29, 4: 26, 5: 10, 6: 4, 7: 1}  # % of the households with labour
WITHOUT_LABOUR = 0.22  # of the poor households that come onto a list
LOWEST = 0.4  # the lowest income of the poor, in lines
NEAR_FROM = 0.65  # the lowest income of the near-poor where a low income alone makes nobody poor
BY_LACKS = 0.26  # of the poor of a standard with two ways, poor by what they lack
MARGIN = 0.22  # mean income above the near-poor line, in lines, of who is no longer near-poor
MOST = 7  # lacks of a household
MENDED, LOST = 0.09, 0.08  # each lack goes, and one more comes, within a year


@dataclass
class National(District):
    """The lists as they stand, and what each household lacks, by its code."""

    lacks: dict[str, frozenset[str]] = field(default_factory=dict)

    def keep(self, home: Household, lacks: Set[str]) -> Household:
        """The household, whose lacks are noted."""
        self.lacks[home.code] = frozenset(lacks)
        return home


def fresh(district: National, year: int, category: str) -> Household:
    """A household that no list held before, with or without labour."""
    ward = district.draw.weighted(SURVEYED)
    return fresh_in(district, year, category, ward)


def fresh_in(district: National, year: int, category: str, ward: str) -> Household:
    """The same in a ward."""
    people = district.people
    labour = not district.draw.chance(WITHOUT_LABOUR)
    size = district.draw.weighted(SIZES if labour else NO_LABOUR_SIZES)
    home = people.household(ward, year, labour, size, income=0)
    return listed(district, home, category)


def listed(
    district: National, home: Household, category: str, before: Set[str] = frozenset()
) -> Household:
    """A household that comes onto the list of the poor or the near-poor, or leaves both."""
    home, asked = replace(home, category=category), standard(home.year)
    draw, least = district.draw, 0
    if category == POOR:
        income, least = poor_income(district, home, asked)
    elif category == NEAR_POOR:
        income = near_income(district, home, asked)
    else:
        income = above(draw, asked.highest, MARGIN)
    return district.keep(replace(home, income=income), lacking(draw, asked, home, least, before))


def poor_income(district: National, home: Household, asked: Standard) -> tuple[int, int]:
    """An income that makes poor, and how many lacks it asks for besides."""
    labour, low = home.workers > 0, LOWEST * (asked.certain or asked.highest)
    if asked.certain and not district.draw.chance(BY_LACKS):
        return income_between(district.draw, low, asked.certain, labour), 0
    low = asked.certain + STEP if asked.certain else low
    return income_between(district.draw, low, asked.highest, labour), ENOUGH


def near_income(district: National, home: Household, asked: Standard) -> int:
    """An income of the near-poor."""
    low = asked.certain + STEP if asked.certain else noted(NEAR_FROM * asked.highest)
    return income_between(district.draw, low, asked.highest, home.workers > 0)


def still_poor(district: National, home: Household, movement: str) -> Household:
    """A household poor at another review: its income drifts, and what it lacks changes a little."""
    asked = standard(home.year)
    least = 0 if home.income <= asked.certain else ENOUGH
    lacks = changed(district, home, asked, least, MOST)
    top = asked.highest if len(lacks) >= ENOUGH else asked.certain
    income = min(top, drifted(district.draw, home.income))
    return district.keep(replace(home, income=income, movement=movement), lacks)


def still_near(district: National, home: Household) -> Household:
    """A household near-poor at another review."""
    asked = standard(home.year)
    lacks = changed(district, home, asked, 0, ENOUGH - 1)
    income = min(asked.highest, max(asked.certain + STEP, drifted(district.draw, home.income)))
    return district.keep(replace(home, income=income), lacks)


def changed(
    district: National, home: Household, asked: Standard, least: int, most: int
) -> frozenset[str]:
    """What a household lacks a year later, so many at least and at the most."""
    draw = district.draw
    mended = [code for code in sorted(district.lacks[home.code]) if draw.chance(MENDED)]
    lost = draw.chance(LOST)
    kept = [code for code in sorted(district.lacks[home.code]) if code not in mended]
    odds = weights(asked, home, frozenset(mended))
    others = [code for code in odds if code not in kept]
    missing = max(least - len(kept), int(lost and len(kept) < most))
    return frozenset([*kept, *draw.several(others, missing, odds.__getitem__)])
