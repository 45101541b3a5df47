"""Kiểm tra, of the invented district: what is true of an entry, who was called on, what was found.

Who is drawn at random is drawn from the poor of the opening list, ward by ward; who is chosen by
signs are last year's exits little above the line, and poor households whose entry looks wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from .draw import Draw, split
from .files import table
from .people import POOR, WARDS, Household
from .review import CLOSE_MARGIN, Review

PLAN = ["Năm", "Mã phường", "Số hộ kiểm tra ngẫu nhiên", "Số hộ kiểm tra theo dấu hiệu"]
VISIT = [
    "Năm", "Mã hộ", "Mã phường", "Cách chọn", "Ngày kiểm tra", "Kết quả", "Việc phải làm",
    "Ngày xong",
]  # fmt: skip
RANDOM, FOR_CAUSE = "Ngẫu nhiên", "Theo dấu hiệu"
RIGHT, CLASS, INCOME, MEMBERS, NOT_ARRIVED, NOT_MET = (
    "Đúng", "Sai phân loại", "Sai thu nhập", "Sai nhân khẩu", "Hỗ trợ chưa đến", "Không gặp",
)  # fmt: skip
TRUE = {RIGHT: 0.89, CLASS: 0.04, INCOME: 0.032, MEMBERS: 0.008, NOT_ARRIVED: 0.03}  # of the poor
TRUE_OF_EXITS = {RIGHT: 0.55, CLASS: 0.3, INCOME: 0.12, MEMBERS: 0.03}
DOUBTED = 12  # a poor household whose entry is wrong is so much likelier chosen by signs
TASKS = {
    CLASS: "Rà soát lại phân loại hộ",
    INCOME: "Xác minh lại thu nhập",
    MEMBERS: "Cập nhật số nhân khẩu",
    NOT_ARRIVED: "Đôn đốc cấp hỗ trợ",
}

RANDOM_VISITS, FOR_CAUSE_VISITS = (78, 80), (52, 60)  # planned in a year
OF_EXITS = 0.5  # share of those chosen by signs
NOT_VISITED, NEXT_YEAR = 0.03, 0.01  # never, or only in January
MISSED = 0.06  # nobody is met at a visit
MOVED = 0.01  # the inspector finds the household in another ward
NO_TASK, SETTLED = 0.1, 0.92  # no task is written down; a finding is settled in the end
SETTLED_AFTER = (10, 90)  # days
DAYS = (60, 340)  # of the year, on which inspectors go


def truths(draw: Draw, homes: Iterable[Household]) -> dict[str, str]:
    """What is true of the entry of every household, by its code; inspectors find this."""
    return {
        home.code: draw.weighted(TRUE if home.category == POOR else TRUE_OF_EXITS)
        for home in sorted(homes, key=lambda home: home.code)
    }


def inspection(folder: Path, draw: Draw, years: Sequence[Review]) -> None:
    """Write the tables of inspection."""
    plans, visits, before = [], [], []
    for review in years:
        poor = in_wards(home for home in review.opening if home.category == POOR)
        truth = truths(draw, {home.code: home for home in [*before, *poor]}.values())
        planned = plan(draw, review.year, poor)
        plans += planned
        chosen = [(home, RANDOM) for home in at_random(draw, planned, poor)]
        chosen += [(home, FOR_CAUSE) for home in by_signs(draw, planned, poor, before, truth)]
        visits += [visit(draw, review.year, *each, truth[each[0].code]) for each in chosen]
        exits = [gone.household for gone in review.departures if gone.reason == "Thoát nghèo"]
        before = in_wards(home for home in exits if is_close(home))
    table(folder / "inspection_plans.csv", PLAN, plans)
    table(folder / "inspections.csv", VISIT, visits)


def in_wards(homes: Iterable[Household]) -> list[Household]:
    """The households of which the list says where they live."""
    return [home for home in homes if home.ward]


def is_close(home: Household) -> bool:
    """Whether it exited with an income little above the line."""
    return home.exit.income < home.exit.line * (1 + CLOSE_MARGIN)


def plan(draw: Draw, year: int, poor: Sequence[Household]) -> list[list]:
    """The inspections planned for each ward, by its poor households."""
    weights = [sum(home.ward == ward for home in poor) for ward in WARDS]
    random, for_cause = (
        split(draw.whole(*span), weights) for span in (RANDOM_VISITS, FOR_CAUSE_VISITS)
    )
    return [[year, *row] for row in zip(WARDS, random, for_cause, strict=True)]


def at_random(
    draw: Draw, planned: Sequence[Sequence], poor: Sequence[Household]
) -> list[Household]:
    """Of the poor of each ward as many as planned, all being equally likely."""
    return [
        home
        for _, ward, count, _ in planned
        for home in draw.several([home for home in poor if home.ward == ward], count)
    ]


def by_signs(
    draw: Draw,
    planned: Sequence[Sequence],
    poor: Sequence[Household],
    before: Sequence[Household],
    truth: Mapping[str, str],
) -> list[Household]:
    """Exits of last year that were close to the line, and poor households of doubtful entries."""
    found: dict[str, Household] = {}

    def doubt(home: Household) -> float:
        return 1 if truth[home.code] == RIGHT else DOUBTED

    for _, ward, _, count in planned:
        exits = [home for home in before if home.ward == ward]
        chosen = draw.several(exits, round(OF_EXITS * count))
        others = [home for home in poor if home.ward == ward and home not in chosen]
        chosen += draw.several(others, count - len(chosen), doubt)
        found |= {home.code: home for home in chosen}
    return list(found.values())


def visit(draw: Draw, year: int, home: Household, chosen: str, truth: str) -> list:
    """One row: when an inspector came, what was found, and when that was settled."""
    ward = draw.pick(list(WARDS)) if draw.chance(MOVED) else home.ward
    who = [year, home.code, ward, chosen]
    day = date(year, 1, 1) + timedelta(days=draw.whole(*DAYS))
    if draw.chance(NOT_VISITED):
        return [*who, "", "", "", ""]
    if draw.chance(NEXT_YEAR):
        day = date(year + 1, 1, draw.whole(5, 25))
    found = NOT_MET if draw.chance(MISSED) else truth
    task = "" if draw.chance(NO_TASK) else TASKS.get(found, "")
    settled = found in TASKS and draw.chance(SETTLED)
    closed = written(day + timedelta(days=draw.whole(*SETTLED_AFTER))) if settled else ""
    return [*who, written(day), found, task, closed]


def written(day: date) -> str:
    """A day as clerks write it."""
    return f"{day:%d/%m/%Y}"
