"""Homes of the invented district: what the surveys found, and what was built, repaired or given.

The line of a new survey year is looked at anew, and what arises is looked at each year. Bad housing
goes with low income; every number is invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp
from pathlib import Path

from .district import SURVEYED
from .draw import Draw, split
from .files import table
from .people import NEAR_POOR, WARDS, Household
from .review import Review

SURVEY = ["Năm", "Mã hộ", "Ngày khảo sát", "Tình trạng nhà ở", "Đất ở ổn định"]
SOURCES = [
    "Ngân sách", "Ngân hàng chính sách", "Doanh nghiệp", "Tổ chức tôn giáo", "Hội đoàn thể",
    "Hộ gia đình",
]  # fmt: skip
WORK = ["Năm", "Mã hộ", "Hình thức", "Ngày khởi công", "Ngày hoàn thành", "Tổng kinh phí (đồng)"]
WORK += [f"{source} (đồng)" for source in SOURCES]

NO_HOUSE, TEMPORARY, DEGRADED, SOUND = "Chưa có nhà", "Nhà tạm", "Xuống cấp", "Kiên cố"
BUILD, REPAIR, FLAT = "Xây mới", "Sửa chữa", "Bố trí chung cư"
NEEDS = {NO_HOUSE: 0.2, TEMPORARY: 0.35, DEGRADED: 0.45}
SURVEYED_HOMES = 0.18  # of the households on the list of a new line
ARISING_HOMES = 0.75  # of those that come onto it later
BAD = {2009: 2.2, 2013: 0.9}  # odds of a bad house at the mean income of the list
PER_INCOME = 1.6  # log odds less for as much income again
STABLE_LAND = {NO_HOUSE: 0.45, TEMPORARY: 0.78, DEGRADED: 0.9, SOUND: 0.95}
LAND_BLANK, DATE_BLANK = 0.08, 0.04
DECIDED = {2009: 130, 2010: 160, 2011: 165, 2012: 165, 2013: 170, 2014: 160, 2015: 135}  # works
FLATS = {2009: 14, 2010: 22, 2011: 26, 2012: 18, 2013: 24, 2014: 16, 2015: 12}  # among them
KINDS = {NO_HOUSE: (BUILD,), TEMPORARY: (BUILD, BUILD, REPAIR), DEGRADED: (REPAIR,)}
FIRST, SPAN = {NO_HOUSE: 1.5, TEMPORARY: 2.0, DEGRADED: 1.0}, {BUILD: (70, 150), REPAIR: (20, 60)}
COSTS = {BUILD: (380, 620), REPAIR: (200, 330)}  # in steps
STEP = 100_000
UNSETTLED = 0.2  # of the finished works, in the year they were finished in
NEVER_BEGUN = 0.04
CHECKED_WARDS, LOOKED_AT, SOUND_NOW = 2, 0.5, 0.3  # wards and their houses looked at again
OTHER_KIND = 0.05  # of the houses looked at again are in another state
FUNDS = {  # how often a source gives to a build or a repair, and how much more than others
    "Ngân sách": (0.85, 5),
    "Ngân hàng chính sách": (0.35, 3),
    "Doanh nghiệp": (0.4, 4),
    "Tổ chức tôn giáo": (0.2, 3),
    "Hội đoàn thể": (0.45, 2),
    "Hộ gia đình": (0.8, 2),
}


@dataclass
class Homes:
    """What the office knows of homes: who waits and where, who is under work, the rows so far."""

    draw: Draw
    waiting: dict[str, tuple[str, int, date]] = field(default_factory=dict)  # state, since, seen
    wards: dict[str, str] = field(default_factory=dict)
    busy: dict[str, date | None] = field(default_factory=dict)  # finish of the work decided
    surveys: list[list] = field(default_factory=list)
    works: list[list] = field(default_factory=list)


def housing(folder: Path, draw: Draw, years: Sequence[Review]) -> None:
    """Write the surveys of homes and the works on them."""
    homes = Homes(draw)
    for review in years:
        listed = {home.code: home for home in [*review.opening, *review.closing] if home.ward}
        survey(homes, review)
        check_again(homes, review, listed)
        decide(homes, review)
        finish(homes, review)
    table(folder / "housing_surveys.csv", SURVEY, sorted(homes.surveys))
    table(folder / "housing_works.csv", WORK, sorted(homes.works))


def survey(homes: Homes, review: Review) -> None:
    """The list of a new line is surveyed, otherwise those who came onto it in the year."""
    is_new_line = review.year in SURVEYED
    share = SURVEYED_HOMES if is_new_line else ARISING_HOMES
    before = {home.code for home in review.opening}
    for home in review.closing:
        is_asked = home.ward and (is_new_line or home.code not in before)
        if not is_asked or home.code in homes.busy or not homes.draw.chance(share):
            continue
        is_known = home.code in homes.waiting
        state = again(homes, home.code) if is_known else state_of(homes.draw, home, review.year)
        note(homes, review.year, home.code, state)


def state_of(draw: Draw, home: Household, year: int) -> str:
    """A house is the likelier bad the lower the income."""
    line = 500_000 if year < 2013 else 800_000
    odds = BAD[2009 if year < 2013 else 2013] * exp(-PER_INCOME * (home.income / line - 0.7))
    odds *= 0.3 if home.category == NEAR_POOR else 1
    return draw.weighted(NEEDS) if draw.chance(odds / (1 + odds)) else SOUND


def again(homes: Homes, code: str) -> str:
    """The state of a house that is looked at again while its household waits."""
    if homes.draw.chance(OTHER_KIND):
        return homes.draw.weighted(NEEDS)
    return homes.waiting[code][0]


def note(homes: Homes, year: int, code: str, state: str) -> None:
    """One row of the surveys, and who waits after it."""
    draw = homes.draw
    day = date(year, 1, 5) + timedelta(days=draw.whole(0, 100))
    land = "có" if draw.chance(STABLE_LAND[state]) else "không"
    cells = [
        "" if draw.chance(DATE_BLANK) else written(day),
        state,
        "" if draw.chance(LAND_BLANK) else land,
    ]
    homes.surveys.append([year, code, *cells])
    since = homes.waiting.pop(code, (state, year, day))[1]
    if state != SOUND:
        homes.waiting[code] = (state, since, day)


def check_again(homes: Homes, review: Review, listed: dict[str, Household]) -> None:
    """Some wards look again at the houses that wait; a few have been made sound by their owners."""
    homes.wards |= {code: home.ward for code, home in listed.items()}
    wards = homes.draw.several(list(WARDS), CHECKED_WARDS)
    done = {row[1] for row in homes.surveys if row[0] == review.year}
    for code in sorted(homes.waiting.keys() - done - homes.busy.keys()):
        if homes.wards[code] in wards and homes.draw.chance(LOOKED_AT):
            is_sound = homes.draw.chance(SOUND_NOW)
            note(homes, review.year, code, SOUND if is_sound else again(homes, code))


def decide(homes: Homes, review: Review) -> None:
    """The works decided in the year, also for who exited: longest waiting and worst likelier."""
    draw, left = homes.draw, {gone.household.code for gone in review.departures}
    free = sorted(homes.waiting.keys() - homes.busy.keys())
    free = [code for code in free if code not in left or draw.chance(0.3)]
    chosen = draw.several(
        free,
        DECIDED[review.year],
        lambda code: FIRST[homes.waiting[code][0]] * (1 + review.year - homes.waiting[code][1]),
    )
    flats = FLATS[review.year]
    for code in chosen:
        state, _, seen = homes.waiting[code]
        is_flat = flats > 0 and state == NO_HOUSE
        flats -= is_flat
        kind = FLAT if is_flat else draw.pick(KINDS[state])
        homes.works.append(work(homes, review.year, code, kind, seen))


def work(homes: Homes, year: int, code: str, kind: str, seen: date) -> list:
    """One work: begun after the survey, finished in this year or the next, perhaps not settled."""
    draw = homes.draw
    if kind != FLAT and draw.chance(NEVER_BEGUN):
        homes.busy[code] = None
        return [year, code, kind, *[""] * (len(WORK) - 3)]
    earliest = max(seen, date(year, 2, 20))
    start = earliest + timedelta(days=draw.whole(0, (date(year, 12, 10) - earliest).days))
    days = 0 if kind == FLAT else draw.whole(*SPAN[kind])
    end = start + timedelta(days=days)
    homes.busy[code] = end
    is_open = kind == FLAT or draw.chance(UNSETTLED)
    money = [""] * (1 + len(SOURCES)) if is_open else paid(draw, kind)
    begun = "" if kind == FLAT else written(start)
    return [year, code, kind, begun, written(end) if end.year <= 2015 else "", *money]


def paid(draw: Draw, kind: str) -> list:
    """The cost and what each source gave of it, to the VND; what gave nothing is blank."""
    steps = draw.whole(*COSTS[kind])
    gives = {name: weight for name, (often, weight) in FUNDS.items() if draw.chance(often)}
    gives = gives or {"Ngân sách": 1}
    parts = split(steps, [weight * (0.5 + draw.random()) for weight in gives.values()])
    given = dict(zip(gives, parts, strict=True))
    return [steps * STEP, *(given[name] * STEP if given.get(name) else "" for name in SOURCES)]


def finish(homes: Homes, review: Review) -> None:
    """Who no longer waits after the year: its work is finished, or it left the lists."""
    for code in [code for code, end in homes.busy.items() if ended(end, review.year)]:
        del homes.busy[code]
        homes.waiting.pop(code, None)
    for gone in review.departures:
        if gone.reason != "Thoát nghèo":
            homes.waiting.pop(gone.household.code, None)


def ended(end: date | None, year: int) -> bool:
    return end is not None and end.year <= year


def written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
