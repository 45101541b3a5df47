"""Hỗ trợ hộ đặc biệt nghèo, of the invented district: packages, budgets, what households got.

Every amount is invented, the budgets as well: the "almost 1.5 billion" that was published is one
total that nobody split.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from .draw import Draw
from .files import table
from .people import POOR, Household
from .review import Review

PACKAGE = ["Năm", "Mã gói", "Tên gói", "Bậc", "Chi phí (đồng)", "Đối tượng", "Điểm lợi ích"]
BUDGET = ["Năm", "Nguồn", "Số tiền (đồng)"]
SUPPORT = ["Năm", "Mã hộ", "Mã gói", "Nguồn", "Đã duyệt (đồng)", "Đã cấp (đồng)", "Ngày cấp"]

ONE, TWO, NO_LABOUR, OTHER = "Nhóm I", "Nhóm II", "Không có lao động", "Hộ nghèo khác"
STEP = 100_000  # every amount is a multiple of so many VND
YEARS = range(2009, 2017)  # of the catalogue; the last one is planned and not yet reviewed
VALUED = 2012  # the first year in which the office valued its packages
PACKAGES = {  # name, rung, cost in steps in 2009, for whom, points
    "G1": ("Gói cơ bản", 1, 15, (ONE, TWO, NO_LABOUR), 10),
    "G2": ("Học bổng", 2, 24, (ONE, TWO, OTHER), 15),
    "G3": ("Chăm sóc tại nhà", 2, 30, (NO_LABOUR,), 19),
    "G4": ("Học nghề, giới thiệu việc làm", 3, 50, (ONE, TWO), 28),
    "G5": ("Phương tiện sinh kế", 4, 90, (ONE, TWO), 44),
    "G6": ("Vốn không lãi kèm phương tiện sinh kế", 5, 160, (ONE, TWO), 66),
}
DEARER = 0.03  # a year
GROWN = {2009: 0.35, 2010: 0.42, 2011: 0.54, 2012: 0.78}  # the programme was smaller at first
FULL = 0.88
CHANCES = {  # that a household gets the package in a year, by its group, were nobody left out
    ONE: {"G1": 0.62, "G2": 0.24, "G4": 0.10, "G5": 0.12, "G6": 0.05},
    TWO: {"G1": 0.50, "G2": 0.22, "G4": 0.08, "G5": 0.08, "G6": 0.03},
    NO_LABOUR: {"G1": 0.20, "G3": 0.11},
    OTHER: {"G2": 0.006},
}
SOURCES = {"Ngân sách": 0.62, "Doanh nghiệp": 0.2, "Tổ chức tôn giáo": 0.1, "Hội đoàn thể": 0.08}
UNPLANNED = (2010, "Hội đoàn thể")  # a source that gave and for which no budget was planned
SHARED = 0.12  # of the dear packages are paid by two sources
UNSPENT = (1.005, 1.05)  # what is planned, in parts of what is promised
NEXT = 1_360_000_000  # planned for the year after the last review
OPEN, PARTLY, LATE = 0.04, 0.04, 0.05  # nothing paid yet, a part, paid in the next year alone


def support(folder: Path, draw: Draw, years: Sequence[Review]) -> None:
    """Write the catalogue, the budgets and the support of each year."""
    rows = {review.year: list(given(draw, review)) for review in years}
    table(folder / "packages.csv", PACKAGE, catalogue())
    table(folder / "budgets.csv", BUDGET, budgets(draw, rows))
    table(folder / "support.csv", SUPPORT, [row for year in rows.values() for row in year])


def cost(code: str, year: int) -> int:
    """What a package costs in a year, VND."""
    return round(PACKAGES[code][2] * (1 + DEARER) ** (year - YEARS[0])) * STEP


def catalogue() -> Iterator[list]:
    """The packages of every year; before a year they were offered and not valued."""
    for year in YEARS:
        for code, (name, rung, _, groups, points) in PACKAGES.items():
            valued = points if year >= VALUED else ""
            yield [year, code, name, rung, cost(code, year), "; ".join(groups), valued]


def budgets(draw: Draw, rows: dict[int, list[list]]) -> Iterator[list]:
    """What was planned by source: somewhat more than was promised."""
    for year, given_out in rows.items():
        for source in SOURCES:
            promised = sum(row[4] for row in given_out if row[3] == source)
            part = UNSPENT[0] + draw.random() * (UNSPENT[1] - UNSPENT[0])
            if (year, source) != UNPLANNED:
                yield [year, source, rounded(promised * part, 10 * STEP)]
    for source, share in SOURCES.items():
        yield [YEARS[-1], source, rounded(NEXT * share, 10 * STEP)]


def given(draw: Draw, review: Review) -> Iterator[list]:
    """The support of a year: to households poor at its opening, and to those that became so."""
    homes = {home.code: home for home in [*review.closing, *review.opening]}
    for code in sorted(code for code, home in homes.items() if home.category == POOR):
        for name, chance in CHANCES[group(homes[code])].items():
            if draw.chance(chance * GROWN.get(review.year, FULL)):
                yield from package(draw, homes[code], name, review.year)


def group(home: Household) -> str:
    """Its group as the register has it."""
    return (home.special or OTHER) if home.workers else NO_LABOUR


def package(draw: Draw, home: Household, code: str, year: int) -> Iterator[list]:
    """The rows of one package: one, or one of each of two sources."""
    whole = cost(code, year)
    shared = code in ("G5", "G6") and draw.chance(SHARED)
    parts = [rounded(whole * 0.7, STEP)] if shared else [whole]
    parts += [whole - parts[0]] if shared else []
    sources = draw.several(list(SOURCES), len(parts), SOURCES.get)
    for source, promised in zip(sources, parts, strict=True):
        yield [year, home.code, code, source, promised, *paid(draw, promised, year)]


def paid(draw: Draw, promised: int, year: int) -> list:
    """What was paid and when; blank where nothing is recorded."""
    chance, day = draw.random(), f"{draw.whole(1, 28):02d}/{draw.whole(2, 12):02d}/{year}"
    later = f"{draw.whole(1, 28):02d}/{draw.whole(1, 3):02d}/{year + 1}"
    late = OPEN <= chance < OPEN + LATE
    if chance < OPEN or (late and year + 1 == YEARS[-1]):
        return ["", ""]
    if late:
        return [promised, later]
    partly = chance < OPEN + LATE + PARTLY
    return [rounded(promised * 0.5, STEP) if partly else promised, day]


def rounded(amount: float, step: int) -> int:
    """An amount to whole steps, at least one."""
    return max(1, round(amount / step)) * step
