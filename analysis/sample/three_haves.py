"""Ba có, of the invented district: who has a home, work and a civil way of life, year by year.

The review begins in some residential groups and reaches all of them in its third year. A household
keeps what it had the year before, gains some of it and loses little. All rates are invented.
"""

from collections.abc import Sequence
from pathlib import Path

from .district import line
from .draw import Draw
from .files import table
from .people import POOR, Household
from .review import Review

HEADINGS = ["Năm", "Mã hộ", "Có nhà ở", "Có việc làm", "Có nếp sống văn hóa - văn minh đô thị"]
NOT_REVIEWED = {  # residential groups not reached yet: those whose number leaves such a remainder
    2009: (2, 1),
    2010: (3, 0),
}
MISSED = 0.03  # of the households due, overlooked by the review
LEFT_REVIEWED = 0.4  # of those that moved away, died or merged, reviewed before they went
BLANK = (0.010, 0.025, 0.020)  # a cell left empty: home, job, civility
GAIN, LOSS = (0.07, 0.10, 0.09), (0.012, 0.045, 0.025)  # within a year
EXIT_JOB = 0.45  # an exited household with labour has found work, beside the usual gain
HOME, HOME_PER_INCOME = 0.55, 0.30  # has a home at the first review; more by a line of income
JOB_PER_WORKER, MOST_JOB, NO_LABOUR_JOB = (0.35, 0.18), 0.85, 0.04
LACKS_WORK, JOBLESS = "thiếu việc làm", 0.5  # named as a cause of poverty: the odds of a job
CIVILITY, SPECIAL_CIVILITY = 0.80, 0.66


def three_haves(folder: Path, draw: Draw, years: Sequence[Review]) -> None:
    """Write the review of the three haves of every year."""
    had: dict[str, list[bool]] = {}
    rows = []
    for review in years:
        exits = {gone.household.code for gone in review.departures if gone.reason == "Thoát nghèo"}
        for home in due(draw, review):
            if home.code in had:
                had[home.code] = a_year_later(draw, had[home.code], home, home.code in exits)
            else:
                had[home.code] = at_first(draw, home)
            if is_reached(home, review.year) and not draw.chance(MISSED):
                rows.append([review.year, home.code, *written(draw, had[home.code])])
    table(folder / "three_haves.csv", HEADINGS, [row for row in rows if any(row[2:])])


def due(draw: Draw, review: Review) -> list[Household]:
    """The poor at the closing, the exits, and some of those who left the list otherwise."""
    poor = [home for home in review.closing if home.category == POOR]
    gone = [
        departure.household
        for departure in review.departures
        if departure.reason == "Thoát nghèo" or draw.chance(LEFT_REVIEWED)
    ]
    return sorted([*poor, *gone], key=lambda home: home.code)


def is_reached(home: Household, year: int) -> bool:
    """Whether the year's review was held in the household's residential group."""
    of, rest = NOT_REVIEWED.get(year, (0, 0))
    return not (of and home.group) or int(home.group.split()[-1]) % of != rest


def at_first(draw: Draw, home: Household) -> list[bool]:
    """Home, job and civility when the household is first looked at."""
    one, more = JOB_PER_WORKER
    job = min(MOST_JOB, one + more * home.workers) if home.workers else NO_LABOUR_JOB
    job *= JOBLESS if LACKS_WORK in home.causes else 1
    housed = min(0.95, HOME + HOME_PER_INCOME * home.income / line(home.year))
    civil = SPECIAL_CIVILITY if home.special else CIVILITY
    return [draw.chance(chance) for chance in (housed, job, civil)]


def a_year_later(draw: Draw, had: list[bool], home: Household, exited: bool) -> list[bool]:
    """The three haves at the next review: some gained, few lost; no job without labour."""
    found = exited and home.workers and draw.chance(EXIT_JOB)
    gain = [GAIN[0], GAIN[1] if home.workers else 0, GAIN[2]]
    now = [
        not draw.chance(loss) if has else draw.chance(more)
        for has, more, loss in zip(had, gain, LOSS, strict=True)
    ]
    return [now[0], now[1] or bool(found), now[2]]


def written(draw: Draw, haves: list[bool]) -> list[str]:
    """The three haves as the clerk wrote them down."""
    return [
        "" if draw.chance(blank) else "có" if has else "không"
        for has, blank in zip(haves, BLANK, strict=True)
    ]
