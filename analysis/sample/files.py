"""The CSV files of the invented register, with the faults of real lists."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from unicodedata import normalize

from .district import REVISED, SURVEYED
from .draw import Draw, split
from .people import NEAR_POOR, POOR, WARDS, Household
from .review import Departure, Review

INVENTED = "Số liệu giả định"  # the last heading of every file; its cells are empty

INCOME = "Thu nhập bình quân (đồng/người/tháng)"
HOUSEHOLD = [
    "Mã hộ", "Họ tên chủ hộ", "Số định danh chủ hộ", "Năm sinh chủ hộ", "Giới tính chủ hộ",
    "Mã phường", "Phường", "Tổ dân phố", "Số nhân khẩu", "Số lao động", INCOME, "Phân loại hộ",
    "Nhóm đặc biệt nghèo", "Nguyên nhân nghèo",
]  # fmt: skip
DEPARTURE = [
    "Mã hộ", "Họ tên chủ hộ", "Mã phường", "Phường", "Số nhân khẩu", INCOME, "Lý do",
    "Phân loại sau rà soát",
]  # fmt: skip
MEMBER = ["Mã hộ", "STT", "Họ tên", "Số định danh", "Năm sinh", "Giới tính", "Quan hệ với chủ hộ"]
POPULATION = ["Năm", "Mã phường", "Phường", "Số hộ dân cư", "Số nhân khẩu"]
PLAN = ["Năm", "Mã đơn vị", "Đơn vị giao", "Chỉ tiêu thoát nghèo (hộ)"]

BLANK = {  # how often a cell of a list is empty
    "birth_year": 0.02,
    "group": 0.01,
    "workers": 0.02,
    "income": 0.02,
    "causes": 0.04,
}
ODD_WARD_NAME = 0.05  # the ward's name is spelled in another way

HOUSEHOLDS_2013 = {"20194": 3480, "20195": 4690, "20197": 11240, "20198": 7120, "20200": 12500}
GROWTH = {"20194": 0.021, "20195": 0.028, "20197": 0.034, "20198": 0.030, "20200": 0.026}  # a year
UNEVEN = 0.006  # a year's households differ by at most so much from steady growth
PERSONS_PER_HOUSEHOLD = {  # in 2012
    "20194": 4.02,
    "20195": 3.95,
    "20197": 3.82,
    "20198": 3.86,
    "20200": 3.91,
}
SHRINKING = 0.01  # persons a household fewer each year

CITY, DISTRICT = "Thành phố", "Quận"
TARGETS = {  # exits planned by the city and, a little higher, by the district
    2009: (1700, 1800), 2010: (2000, 2150), 2011: (2100, 2150), 2012: (1150, 1200),
    2013: (900, 950), 2014: (1000, 1050), 2015: (850, 900),
}  # fmt: skip


class Lists:
    """The register's rows; a household unchanged since the last list keeps its row."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.rows: dict[Household, list] = {}

    def household(self, home: Household) -> list:
        """The row of a household, without its movement."""
        if home not in self.rows:
            self.rows[home] = self.written(home)
        return self.rows[home]

    def written(self, home: Household) -> list:
        """The cells of a household as a clerk writes them down."""
        head, poor = home.members[0], home.category == POOR
        special = home.special if home.workers else "Không có lao động"
        return [
            home.code,
            head.name,
            head.number,
            self.kept("birth_year", head.birth_year),
            head.sex,
            home.ward,
            self.ward_name(home.ward),
            self.kept("group", home.group),
            home.size,
            self.kept("workers", home.workers),
            self.kept("income", home.income),
            home.category,
            special if poor else "",
            self.kept("causes", "; ".join(home.causes)) if poor else "",
        ]

    def kept(self, column: str, value: object) -> object:
        """The value, or nothing where the clerk left the cell empty."""
        return "" if self.draw.chance(BLANK[column]) else value

    def ward_name(self, ward: str) -> str:
        """The ward's name, sometimes spelled in another way."""
        name = WARDS.get(ward, "")
        if not name or not self.draw.chance(ODD_WARD_NAME):
            return name
        old_tone = name.replace("Hòa", "Hoà")
        decomposed = normalize("NFD", name)
        return self.draw.pick([old_tone, old_tone, f"Phường {name}", f"{name} ", decomposed])

    def departure(self, gone: Departure) -> list:
        """The row of a household that left; one that is near-poor has the income of its list."""
        home, exited = gone.household, gone.reason == "Thoát nghèo"
        return [
            home.code,
            home.members[0].name,
            home.ward,
            self.ward_name(home.ward),
            home.size,
            self.household(home)[HOUSEHOLD.index(INCOME)] if exited else "",
            gone.reason,
            home.category if exited else "",
        ]


def ordered(homes: Iterable[Household]) -> list[Household]:
    """The households as a list has them: by ward, poor before near-poor, by code."""
    return sorted(homes, key=lambda home: (home.ward, home.category == NEAR_POOR, home.code))


def members(review: Review) -> list[list]:
    """A row for each member of the year's households, as on the last list that has them."""
    homes = {home.code: home for home in [*review.opening, *review.closing]}
    return [
        [code, place, p.name, p.number, p.birth_year, p.sex, p.relation]
        for code, home in sorted(homes.items())
        for place, p in enumerate(home.members, start=1)
    ]


def register(
    folder: Path, draw: Draw, reviews: list[Review], left: dict[int, list[Departure]], own: Draw
) -> None:
    """Write the lists of every year; who `left` of the near-poor by a chance of their `own`."""
    lists, near_poor = Lists(draw), Lists(own)
    for review in reviews:
        year = folder / "register" / str(review.year)
        if review.year in SURVEYED or review.year in REVISED:
            table(year / "opening.csv", HOUSEHOLD, map(lists.household, ordered(review.opening)))
        closing = ordered(review.closing)
        rows = [[*lists.household(home), home.movement] for home in closing]
        table(year / "closing.csv", [*HOUSEHOLD, "Diễn biến"], rows)
        gone = sorted(review.departures, key=lambda gone: gone.household.code)
        rows = [lists.departure(departure) for departure in gone]
        rows += [near_poor.departure(departure) for departure in left[review.year]]
        table(year / "departures.csv", DEPARTURE, sorted(rows))
        table(year / "members.csv", MEMBER, members(review))


def population(folder: Path, draw: Draw, years: range = range(2008, 2016)) -> None:
    """Write the households and persons of the wards."""
    rows = []
    for year in years:
        for ward, households in HOUSEHOLDS_2013.items():
            uneven = 0 if year == 2013 else UNEVEN * (2 * draw.random() - 1)
            homes = round(households * (1 + GROWTH[ward]) ** (year - 2013) * (1 + uneven))
            persons = round(homes * (PERSONS_PER_HOUSEHOLD[ward] - SHRINKING * (year - 2012)))
            rows.append([year, ward, WARDS[ward], homes, persons])
    table(folder / "population.csv", POPULATION, rows)


def plan(
    folder: Path, reviews: list[Review], targets: Mapping[int, tuple[int, int]] = TARGETS
) -> None:
    """Write the planned exits; the wards' shares follow their poor households with labour."""
    rows = []
    for review in reviews:
        city, district = targets[review.year]
        rows += [[review.year, "490", CITY, city], [review.year, "490", DISTRICT, district]]
        poor = [home for home in review.opening if home.category == POOR and home.workers]
        weights = [sum(home.ward == ward for home in poor) for ward in WARDS]
        shares = zip(WARDS, split(district, weights), strict=True)
        rows += [[review.year, ward, DISTRICT, share] for ward, share in shares]
    table(folder / "plan.csv", PLAN, rows)


def table(path: Path, headings: list[str], rows: Iterable[list]) -> None:
    """Write one file, marked as invented."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*headings, INVENTED])
        writer.writerows([*row, ""] for row in rows)
