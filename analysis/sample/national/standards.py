"""Who is poor by the national standards of 2016 and of 2022, and the points of a review form.

To 2021 an income at or below the poverty line makes poor whatever is lacked, and one up to the
near-poor line does beside three lacks of ten. From 2022 on only both together do, three of twelve.
"""

from collections.abc import Set
from math import ceil
from typing import NamedTuple

from ..draw import Draw
from ..people import POOR, Household

ENOUGH = 3  # lacks that make poor
POINTS = 10  # of deprivation for each of them
SCHOOL_AGE = range(3, 16)


class Standard(NamedTuple):
    """Lines in VND a person a month, points of income at them, and lacks with how common they are.

    `certain` is the income that makes poor by itself; 0 where none does.
    """

    certain: int
    highest: int
    marks: tuple[tuple[int, int], ...]
    lacks: dict[str, float]
    headings: dict[str, str]


NAMES_2016 = {
    "health_access": ("Tiếp cận dịch vụ y tế", 0.06),
    "health_insurance": ("Bảo hiểm y tế", 0.34),
    "adult_education": ("Trình độ giáo dục người lớn", 0.36),
    "child_schooling": ("Đi học của trẻ em", 0.14),
    "housing_quality": ("Chất lượng nhà ở", 0.30),
    "housing_area": ("Diện tích nhà ở bình quân", 0.38),
    "water": ("Nguồn nước", 0.10),
    "toilet": ("Hố xí", 0.22),
    "telecom": ("Dịch vụ viễn thông", 0.30),
    "information": ("Tài sản tiếp cận thông tin", 0.24),
}
NAMES_2022 = {
    "employment": ("Việc làm", 0.40),
    "dependants": ("Người phụ thuộc", 0.34),
    "nutrition": ("Dinh dưỡng", 0.08),
    "health_insurance": ("Bảo hiểm y tế", 0.24),
    "adult_education": ("Trình độ giáo dục người lớn", 0.32),
    "child_schooling": ("Đi học của trẻ em", 0.10),
    "housing_quality": ("Chất lượng nhà ở", 0.26),
    "housing_area": ("Diện tích nhà ở bình quân", 0.34),
    "water": ("Nguồn nước", 0.06),
    "toilet": ("Nhà tiêu", 0.14),
    "telecom": ("Viễn thông", 0.26),
    "information": ("Phương tiện tiếp cận thông tin", 0.18),
}


def _standard(
    certain: int, marks: tuple[tuple[int, int], ...], names: dict[str, tuple[str, float]]
) -> Standard:
    lacks = {code: common for code, (_, common) in names.items()}
    headings = {code: heading for code, (heading, _) in names.items()}
    return Standard(certain, marks[-1][0], marks, lacks, headings)


STANDARDS = {  # by the first review they ruled
    2016: _standard(900_000, ((0, 0), (900_000, 140), (1_300_000, 175)), NAMES_2016),
    2022: _standard(0, ((0, 0), (1_500_000, 140), (2_000_000, 175)), NAMES_2022),
}


def standard(year: int) -> Standard:
    """The standard of a review."""
    return STANDARDS[max(first for first in STANDARDS if first <= year)]


def is_poor(asked: Standard, income: int, lacks: Set[str]) -> bool:
    """Whether income and lacks make poor."""
    return income <= asked.certain or (income <= asked.highest and len(lacks) >= ENOUGH)


def points(asked: Standard, income: int) -> int:
    """Points of income (điểm B1): rounded up, so that they are on the same side of each line."""
    steps = [*zip(asked.marks, asked.marks[1:], strict=False)]
    (low, base), (high, top) = next((each for each in steps if income <= each[1][0]), steps[-1])
    return base + ceil((income - low) * (top - base) / (high - low))


def weights(asked: Standard, home: Household, before: Set[str] = frozenset()) -> dict[str, float]:
    """How likely a household lacks each; what it lacked before, very."""
    children = any(home.year - person.birth_year in SCHOOL_AGE for person in home.members)
    odd = {"child_schooling": 1.0 if children else 0.02}
    odd |= {} if home.workers else {"employment": 0.05, "dependants": 2.5}
    odd |= dict.fromkeys(before, 20.0)
    return {code: common * odd.get(code, 1.0) for code, common in asked.lacks.items()}


NUMBERS = {  # how often a household lacks so many
    POOR: {0: 3, 1: 10, 2: 20, 3: 30, 4: 20, 5: 11, 6: 6},
    "other": {0: 34, 1: 40, 2: 26},
}


def lacking(
    draw: Draw, asked: Standard, home: Household, least: int = 0, before: Set[str] = frozenset()
) -> frozenset[str]:
    """What a household lacks: `least` or more if it is poor, else too few to be."""
    kind = POOR if home.category == POOR else "other"
    number = draw.weighted({n: often for n, often in NUMBERS[kind].items() if n >= least})
    odds = weights(asked, home, before)
    return frozenset(draw.several([*odds], number, odds.__getitem__))
