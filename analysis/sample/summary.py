"""The summary of a review in the form of TT 21/2012 (tổng hợp kết quả rà soát hộ nghèo).

    end of the year = start - exits + relapses + newly arisen

The form has no other movement: what moved in counts as newly arisen, what left otherwise as exits.
Its rates are here all shares of the resident households. A household without a ward is in the sums.
"""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from xlsxwriter import Workbook

from . import sheets
from .files import POPULATION
from .handwriting import Cell, Clean, Hasty
from .people import POOR, WARDS, Household
from .review import Review
from .sheets import Form

RESIDENT, START, END = "Tổng số hộ dân cư", "Số hộ nghèo đầu năm", "Số hộ nghèo cuối năm"
WITHIN = "Diễn biến hộ nghèo trong năm"
NUMBER, RATE, MINORITY, MINORITY_RATE = "Số hộ", "Tỷ lệ %", "Số hộ DTTS", "Tỷ lệ % DTTS"
STATE = (NUMBER, RATE, MINORITY, MINORITY_RATE)
FORM = Form(
    sheet="Tổng hợp",
    title="TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO",
    title_at="A4",
    headings_row=6,
    headings=[
        ("TT",),
        ("Phường/xã",),
        ("Mã xã",),
        (RESIDENT, NUMBER),
        (RESIDENT, "Hộ DTTS"),
        *((START, each) for each in STATE),
        *((WITHIN, "Số hộ thoát nghèo", each) for each in (NUMBER, RATE)),
        *((WITHIN, "Số hộ tái nghèo", each) for each in (NUMBER, RATE)),
        *((WITHIN, "Số hộ phát sinh", each) for each in (NUMBER, RATE)),
        *((END, each) for each in STATE),
    ],
)
URBAN, RURAL, ALL = "I. Khu vực thành thị", "II. Khu vực nông thôn", "Tổng cộng"


class Counts(NamedTuple):
    """The numbers of an area: its households, and its poor ones with what became of them."""

    residents: int
    start: int
    exits: int
    relapses: int
    arisen: int
    end: int


NOBODY = Counts(0, 0, 0, 0, 0, 0)


def residents(folder: Path) -> dict[tuple[int, str], int]:
    """Resident households by year and ward, from the population file."""
    year, ward, _, households, _ = POPULATION
    with (folder / "population.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(int(row[year]), row[ward]): int(row[households]) for row in csv.DictReader(file)}


def write(
    book: Workbook,
    review: Review,
    households: Mapping[tuple[int, str], int],
    clerk: Clean | Hasty,
) -> None:
    """Add the summary: a row for each ward, for town and country, and for the district."""
    areas = {
        ward: counts(review, ward, households.get((review.year, ward), 0)) for ward in (*WARDS, "")
    }
    rows = [
        cells(number, WARDS[ward], clerk.code(ward), areas[ward])
        for number, ward in enumerate(WARDS, start=1)
    ]
    district = added(areas.values())
    for name, area in {URBAN: district, RURAL: NOBODY, ALL: district}.items():
        rows.append(cells("", name, "", area))
    sheets.write(book, FORM, review.year, rows)


def counts(review: Review, ward: str, households: int) -> Counts:
    """The numbers of a ward; a move to another ward is an exit here and newly arisen there."""
    before, after = poor(review.opening, ward), poor(review.closing, ward)
    relapsed = [home for home in after.values() if home.movement == "Tái nghèo"]
    come = after.keys() - before.keys()
    return Counts(
        residents=households,
        start=len(before),
        exits=len(before.keys() - after.keys()),
        relapses=len(relapsed),
        arisen=len(come) - len(relapsed),
        end=len(after),
    )


def poor(homes: Iterable[Household], ward: str) -> dict[str, Household]:
    """The poor households of a ward by their code."""
    return {home.code: home for home in homes if home.category == POOR and home.ward == ward}


def added(areas: Iterable[Counts]) -> Counts:
    """The numbers of several areas together; all 0 where there is none."""
    return Counts(*map(sum, zip(NOBODY, *areas, strict=True)))


def cells(number: Cell, name: str, code: Cell, area: Counts) -> list[Cell]:
    """The row of an area; of ethnic minorities nothing is known, nor rates without residents."""
    pairs = [
        (count, round(100 * count / area.residents, 2) if area.residents else "")
        for count in area[1:]
    ]
    start, *movements, end = pairs
    unknown = ("", "")
    moved = [cell for pair in movements for cell in pair]
    return [number, name, code, area.residents, "", *start, *unknown, *moved, *end, *unknown]
