"""The invented register in the official workbooks (danh sách hộ nghèo, hộ cận nghèo sau rà soát).

A row for each person: columns of the household are filled on the row of its head alone, a household
has no number, and no list says who relapsed.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from xlsxwriter import Workbook

from . import forms, sheets, summary
from .district import REVISED, SURVEYED
from .files import ordered
from .handwriting import Cell, Clean, Hasty
from .people import NEAR_POOR, NOT_POOR, POOR, Household, Person
from .review import Departure, Review
from .sheets import Form

DECISIONS = {  # invented: number, and day and month of every year
    forms.OPENING: ("15/QĐ-UBND", "15/01"),
    forms.CLOSING: ("418/QĐ-UBND", "20/12"),
}
DECLARED = {"Chuyển đến", "Tách hộ", "Khác"}  # how a household came, where it stands in a note
NOTES = {NEAR_POOR: "Thành hộ cận nghèo", NOT_POOR: "Vượt chuẩn cận nghèo"}

Clerk = Clean | Hasty
Listed = tuple[Household, dict[str, Cell]]  # a household and the cells that it has once


class Head(NamedTuple):
    """Where the head of a household stands: the truth that no list tells."""

    file: str
    sheet: str
    row: int
    household_code: str


def register(
    folder: Path,
    reviews: Iterable[Review],
    left: Mapping[int, list[Departure]],
    clerk_of: Callable[[int], Clerk],
) -> list[Head]:
    """Write the workbooks of every year; who `left` of the near-poor. Returns all heads' places."""
    residents, heads = summary.residents(folder), []
    for review in reviews:
        year, clerk = review.year, clerk_of(review.year)
        if year in SURVEYED or year in REVISED:
            with workbook(folder, "dau-ky", year) as (book, file):
                heads += sheet(book, file, forms.OPENING, year, clerk, opening(review, clerk))
        with workbook(folder, "ra-soat", year) as (book, file):
            for form, listed in reviewed(review, left[year], clerk).items():
                heads += sheet(book, file, form, year, clerk, listed)
            summary.write(book, review, residents, clerk)
    return heads


def write_truth(path: Path, heads: Iterable[Head]) -> None:
    """Write which household each head's row is of."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Head._fields)
        writer.writerows(heads)


@contextmanager
def workbook(folder: Path, name: str, year: int) -> Iterator[tuple[Workbook, str]]:
    """A workbook of a year, and its path in the folder."""
    file = f"register/{year}/{name}-{year}.xlsx"
    with sheets.workbook(folder / file, year) as book:
        yield book, file


def sheet(
    book: Workbook, file: str, form: Form, year: int, clerk: Clerk, listed: Iterable[Listed]
) -> list[Head]:
    """Add the sheet of a list; returns where the heads stand."""
    columns = forms.columns(form, clerk.has_old_form)
    set_form = form._replace(headings=tuple(columns.values()))
    rows = persons(listed, year, clerk)
    cells = ([row.get(name, "") for name in columns] for row in rows)
    sheets.write(book, set_form, year, cells)
    return [
        Head(file, form.sheet, at, row["household_code"])
        for at, row in enumerate(rows, start=set_form.first_row)
        if "head_mark" in row
    ]


def opening(review: Review, clerk: Clerk) -> list[Listed]:
    """The list that the year starts with, where it has one of its own."""
    homes = ordered(review.opening)
    return [(home, entry(home, review.year, clerk, forms.OPENING)) for home in homes]


def reviewed(review: Review, left: list[Departure], clerk: Clerk) -> dict[Form, list[Listed]]:
    """The list after the review, and the two lists of who is on it no more."""
    closing = [
        (home, entry(home, review.year, clerk, forms.CLOSING) | {"note": declared(home)})
        for home in ordered(review.closing)
    ]
    return {
        forms.CLOSING: closing,
        forms.LEFT_POOR: departed(review.departures, clerk),
        forms.LEFT_NEAR: departed(no_longer_near(review, left), clerk),
    }


def declared(home: Household) -> str:
    """How a household came onto the list, where it neither relapsed nor arose."""
    return home.movement if home.movement in DECLARED else ""


def no_longer_near(review: Review, left: list[Departure]) -> list[Departure]:
    """The near-poor of the opening that are on no list any more, with the reason if declared."""
    listed = {home.code for home in review.closing}
    reasons = {gone.household.code: gone.reason for gone in left}
    return [
        Departure(home, reasons.get(home.code, ""))
        for home in review.opening
        if home.category == NEAR_POOR and home.code not in listed
    ]


def entry(home: Household, year: int, clerk: Clerk, form: Form) -> dict[str, Cell]:
    """What a list says of a household as a whole."""
    decision, day = DECISIONS[form]
    return {
        "household_code": home.code,
        "city": "Đà Nẵng",
        "district": "Liên Chiểu",
        "district_code": clerk.code("490"),
        "ward": clerk.ward(home.ward),
        "ward_code": clerk.code(home.ward),
        "group": clerk.group(home.group),
        "household_class": clerk.household_class(home.category),
        "decision": decision,
        "decided": clerk.day(f"{day}/{year}"),
        "without_labour": "" if home.workers else clerk.yes(),
        "causes": "; ".join(home.causes) if home.category == POOR else "",
        "size": clerk.size(home.size),
    }


def departed(gone: Iterable[Departure], clerk: Clerk) -> list[Listed]:
    """The households that left, by ward and code, with the level of the exit or the reason."""
    return [
        (
            home,
            {
                "household_code": home.code,
                "address": clerk.address(home.group, home.ward),
                "note": NOTES.get(home.category, "") if reason == "Thoát nghèo" else reason,
                "size": clerk.size(home.size),
            },
        )
        for home, reason in sorted(gone, key=lambda each: (each[0].ward, each[0].code))
    ]


def persons(listed: Iterable[Listed], year: int, clerk: Clerk) -> list[dict[str, Cell]]:
    """A row for each person, the head first; what a household has once is on the head's row."""
    rows: list[dict[str, Cell]] = []
    for mark, (home, once) in enumerate(listed, start=1):
        head, *others = home.members
        row = person(head, year, clerk)
        rows.append(row | once | {"head_mark": mark, "head": row["name"]})
        for member in others:
            if clerk.member_is_listed():
                row = person(member, year, clerk)
                rows.append(row | {"member": row["name"]})
    return [row | {"number": number} for number, row in enumerate(rows, start=1)]


def person(person: Person, year: int, clerk: Clerk) -> dict[str, Cell]:
    """What a list says of a person."""
    written = clerk.person(person)
    return {
        "name": written.name,
        "relation": person.relation,
        "birth": clerk.day(written.birth),
        "sex": written.sex,
        "citizen_number": written.number,
        "ethnicity": "Kinh",
        "age": year - int(written.birth_year) if written.birth_year else "",
    }
