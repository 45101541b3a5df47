"""Nguyện vọng và tuyên truyền, of the invented district."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from .draw import Draw
from .files import table
from .people import GROUPS, ILLNESS, POOR, Household
from .review import Review

AREA = ["Năm", "Mã khu dân cư", "Tên khu dân cư", "Mã phường", "Từ tổ", "Đến tổ"]
AREA += ["Hội đoàn thể phụ trách"]
WISH = ["Năm", "Mã hộ", "Ngày đối thoại", "Nguyện vọng", "Hội phụ trách", "Trả lời"]
WISH += ["Ngày trả lời", "Ngày hoàn thành", "Giải pháp"]
SESSION = ["Năm", "Mã khu dân cư", "Ngày", "Chủ đề", "Số người dự"]

ASSOCIATIONS = {
    "Hội Liên hiệp Phụ nữ": 30, "Hội Nông dân": 14, "Hội Cựu chiến binh": 18,
    "Đoàn Thanh niên": 16, "Ủy ban MTTQ": 22,
}  # fmt: skip
GROUPS_AN_AREA = 8
NO_ASSOCIATION, HANDED_ON = 0.14, 0.15  # areas: nobody stands for it; another association in a year
LATE_GROUPS = {"20200": 4}  # groups of a ward that were in no area before the year
IN_AN_AREA_FROM = 2012

MET = {2009: 640, 2010: 680, 2011: 560, 2012: 330, 2013: 760, 2014: 620, 2015: 480}
NEAR_POOR_MET = 0.05  # of the households met, others than the poor
FEWER = 0.45  # as likely to be met where no association stands for the area
HAS_WISH, SECOND_WISH = 0.70, 0.14
WISHES = {"Nhà ở": 0.7, "Khác": 0.25, "Học bổng": 0.3, "Bảo hiểm y tế": 0.2}  # weights of anybody
OF_CAUSE = {  # what a cause of poverty adds to them
    "thiếu vốn": {"Vay vốn": 1.0, "Phương tiện sinh kế": 0.7},
    "thiếu việc làm": {"Việc làm": 1.1, "Học nghề": 0.4},
    "không có kinh nghiệm làm ăn": {"Học nghề": 0.8, "Phương tiện sinh kế": 0.3},
    "đông người phụ thuộc": {"Học bổng": 0.9},
    ILLNESS: {"Bảo hiểm y tế": 1.1},
    "khác": {"Khác": 0.3},
}
SOLUTIONS = {
    "Việc làm": ("giới thiệu vào doanh nghiệp trên địa bàn", "nhận làm tại cơ sở trong phường"),
    "Học nghề": ("ghi danh lớp học nghề của quận", "kèm nghề tại hộ kinh doanh"),
    "Vay vốn": ("lập hồ sơ vay qua tổ tiết kiệm", "đưa vào đợt xét vay kế tiếp"),
    "Phương tiện sinh kế": ("hỗ trợ xe bán hàng", "hỗ trợ máy may", "hỗ trợ dụng cụ làm nghề"),
    "Nhà ở": ("vận động sửa mái", "đưa vào danh sách sửa nhà"),
    "Học bổng": ("vận động học bổng đầu năm học", "hỗ trợ sách vở"),
    "Bảo hiểm y tế": ("cấp thẻ bảo hiểm y tế", "cấp lại thẻ"),
    "Khác": ("hướng dẫn làm giấy tờ", "thăm hỏi, hỗ trợ đột xuất"),
}
UNANSWERED, REFUSED = 0.05, 0.11
ANSWER_DAYS, MEAN_ANSWER = (5, 90), 20
DONE, DONE_DAYS, MEAN_DONE = 0.94, (20, 250), 75
NO_SOLUTION = 0.15  # agreed to, and the cell left empty
WRITTEN_ON = date(2016, 2, 29)  # what came later was not in the files yet

FIRST_SESSIONS = 2010  # none were noted down before
SESSIONS = (80, 160)
NOT_COUNTED = 0.06
TOPICS = (
    "Chính sách vay vốn", "Học nghề và việc làm", "Bảo hiểm y tế", "Tiêu chí rà soát hộ nghèo",
    "Nếp sống văn minh đô thị", "Kinh nghiệm làm ăn",
)  # fmt: skip


class Area(NamedTuple):
    """A residential area with the numbers of its groups, and who stands for it, if anybody."""

    code: str
    ward: str
    first: int
    last: int
    association: str


def outreach(folder: Path, draw: Draw, years: Sequence[Review]) -> None:
    """Write the tables of wishes and communication."""
    areas, listed, wishes, sessions = founded(draw), [], [], []
    for review in years:
        areas = [handed_on(draw, area, review.year) for area in areas]
        listed += [row_of(area, review.year) for area in areas]
        wishes += dialogues(draw, review, areas)
        if review.year >= FIRST_SESSIONS:
            sessions += held(draw, review.year, areas)
    table(folder / "areas.csv", AREA, listed)
    table(folder / "wishes.csv", WISH, wishes)
    table(folder / "sessions.csv", SESSION, sessions)


def founded(draw: Draw) -> list[Area]:
    """The areas of every ward, each of about as many residential groups."""
    areas = []
    for ward, groups in GROUPS.items():
        many = round(groups / GROUPS_AN_AREA)
        ends = [round(groups * at / many) for at in range(many + 1)]
        for at, (before, last) in enumerate(pairwise(ends), start=1):
            areas.append(Area(f"{ward}-{at:02d}", ward, before + 1, last, association(draw)))
    return areas


def association(draw: Draw) -> str:
    """Who stands for an area; nobody for some."""
    return "" if draw.chance(NO_ASSOCIATION) else draw.weighted(ASSOCIATIONS)


def handed_on(draw: Draw, area: Area, year: int) -> Area:
    """The area in a year: another association may have taken it over."""
    return area._replace(association=association(draw)) if draw.chance(HANDED_ON) else area


def row_of(area: Area, year: int) -> list:
    """The row of an area; some groups of a ward were in none at first."""
    late = LATE_GROUPS.get(area.ward, 0) if year < IN_AN_AREA_FROM else 0
    last = min(area.last, GROUPS[area.ward] - late)
    name = f"Khu dân cư {int(area.code[-2:])}"
    return [year, area.code, name, area.ward, area.first, last, area.association]


def dialogues(draw: Draw, review: Review, areas: list[Area]) -> list[list]:
    """The households met in a year, in the order of the days, with the wishes of each."""
    poor = [home for home in review.opening if home.category == POOR]
    others = [home for home in review.opening if home.category != POOR]
    number = MET[review.year]
    few = round(NEAR_POOR_MET * number)
    own = in_charge(areas)
    met = draw.several(poor, number - few, lambda home: 1 if own.get(place(home)) else FEWER)
    rows = []
    for home in [*met, *draw.several(others, few)]:
        day = date(review.year, 1, 8) + timedelta(draw.whole(0, 345))
        rows += [(day, row) for row in of_household(draw, home, day, own.get(place(home), ""))]
    return [row for _, row in sorted(rows, key=lambda dated: dated[0])]


def in_charge(areas: list[Area]) -> dict[tuple[str, str], str]:
    """The association that stands for each residential group of a ward."""
    return {
        (area.ward, f"Tổ {group}"): area.association
        for area in areas
        for group in range(area.first, area.last + 1)
    }


def place(home: Household) -> tuple[str, str]:
    """Ward and residential group of a household."""
    return home.ward, home.group


def of_household(draw: Draw, home: Household, day: date, own: str) -> Iterator[list]:
    """The rows of one dialogue: a wish each, or one without a wish."""
    if not draw.chance(HAS_WISH):
        yield [day.year, home.code, written(day), "", own, "", "", "", ""]
        return
    weights = dict(WISHES)
    for cause in home.causes:
        for kind, more in OF_CAUSE[cause].items():
            weights[kind] = weights.get(kind, 0) + more
    kinds = draw.several(list(weights), 1 + draw.chance(SECOND_WISH), weights.get)
    for kind in kinds:
        charged = own or draw.weighted(ASSOCIATIONS)
        yield [day.year, home.code, written(day), kind, charged, *course(draw, kind, day)]


def course(draw: Draw, kind: str, day: date) -> list[str]:
    """Answer, its day, the day a wish was done, and the solution, as far as they came to be."""
    answered = day + timedelta(within(draw, ANSWER_DAYS, MEAN_ANSWER))
    if draw.chance(UNANSWERED) or answered > WRITTEN_ON:
        return ["", "", "", ""]
    if draw.chance(REFUSED):
        return ["Không đáp ứng", written(answered), "", ""]
    done = answered + timedelta(within(draw, DONE_DAYS, MEAN_DONE))
    is_done = draw.chance(DONE) and done <= WRITTEN_ON
    solution = "" if draw.chance(NO_SOLUTION) else draw.pick(SOLUTIONS[kind])
    return ["Đồng ý", written(answered), written(done) if is_done else "", solution]


def within(draw: Draw, days: tuple[int, int], mean: float) -> int:
    """So many days, most of them few."""
    least, most = days
    return min(most, least + int(draw.exponential(mean)))


def held(draw: Draw, year: int, areas: list[Area]) -> list[list]:
    """The sessions of a year, in the order of the days; areas with an association have more."""
    rows = []
    for _ in range(draw.whole(*SESSIONS)):
        area = draw.several(areas, 1, lambda each: 1 if each.association else FEWER)[0]
        day = date(year, 1, 10) + timedelta(draw.whole(0, 340))
        attending = "" if draw.chance(NOT_COUNTED) else draw.whole(12, 85)
        rows.append((day, [year, area.code, written(day), draw.pick(TOPICS), attending]))
    return [row for _, row in sorted(rows, key=lambda dated: dated[0])]


def written(day: date) -> str:
    """A day as a clerk writes it."""
    return day.strftime("%d/%m/%Y")
