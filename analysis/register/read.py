"""Everything a workspace holds, read and checked; refused as a whole if any rule is broken."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from analysis.register import between, households, returns, smalltables
from analysis.register.corrected import unread
from analysis.register.csvfile import Schema
from analysis.register.faults import Fault, RegisterError
from analysis.register.kept import Kept
from analysis.workspace import District, Workspace


@dataclass(frozen=True)
class Review:
    """One year's review: its lists, one row for each household, every cell as checked text.

    `members` has one row for each member of these households. Without an opening list of its own
    the review opens with the closing list of the year before.
    """

    year: int
    standard: str
    opening: pd.DataFrame
    closing: pd.DataFrame
    departures: pd.DataFrame
    members: pd.DataFrame
    has_own_opening: bool


@dataclass(frozen=True)
class Register:
    """A workspace's reviews or returns by year, and its small tables; None where not kept."""

    reviews: dict[int, Review]
    returns: dict[int, pd.DataFrame]
    population: pd.DataFrame | None
    plan: pd.DataFrame | None
    nominations: pd.DataFrame | None = None


@dataclass(frozen=True)
class _Desk:
    """One reading of a workspace: its files, what is kept of them, and the faults found so far."""

    workspace: Workspace
    kept: Kept
    faults: list[Fault]
    read: list[str] = field(default_factory=list)

    def table(self, name: str, schema: Schema) -> pd.DataFrame | None:
        """A table of the workspace as corrected; None, and a fault, where it cannot be read."""
        self.read.append(name)
        declared = [each for each in self.workspace.corrections if each.file == name]
        path = self.workspace.folder / name
        return self.kept.table(path, name, schema, self.faults, declared)

    def small(self, name: str, schema: Schema) -> pd.DataFrame | None:
        """A table an office may not keep: None without its file."""
        there = (self.workspace.folder / f"{name}.csv").exists()
        return self.table(f"{name}.csv", schema) if there else None


def read(workspace: Workspace, kept: Kept | None = None) -> Register:
    """Read every file of the workspace, or take from `kept` those that have not changed.

    Raises RegisterError with every fault of every file.
    """
    desk = _Desk(workspace, kept or Kept(), faults := [])
    register = _read(desk)
    faults += unread(workspace.corrections, desk.read)
    if faults:
        place = workspace.folder.name
        raise RegisterError([replace(fault, file=f"{place}/{fault.file}") for fault in faults])
    return register


def _read(desk: _Desk) -> Register:
    workspace, faults = desk.workspace, desk.faults
    district, years = workspace.district, workspace.review_years()
    folder = "returns" if district.kind == "returns" else "register"
    if not years:
        must = {"vi": "phải có ít nhất một năm", "en": "must hold at least one year"}
        faults.append(Fault(f"{folder}/", None, must))
    named = {"vi": "phải mang tên một năm, như 2013", "en": "must be named by a year, as 2013"}
    odd = [path for path in (workspace.folder / folder).glob("[!.]*") if not path.stem.isdecimal()]
    faults += [Fault(f"{folder}/{path.name}", None, named) for path in sorted(odd)]
    plan = desk.small("plan", smalltables.plan(district))
    if district.kind == "returns":
        printed = {
            year: desk.table(f"returns/{year}.csv", returns.schema(district)) for year in years
        }
        return Register({}, printed, None, plan)
    nominations = desk.small("nominations", smalltables.nominations(district))
    population = desk.table("population.csv", smalltables.population(district))
    if population is not None:
        faults += _wards_without_population(population, district)
    return Register(_reviews(desk, years), {}, population, plan, nominations)


def _reviews(desk: _Desk, years: list[int]) -> dict[int, Review]:
    workspace, faults = desk.workspace, desk.faults
    reviews: dict[int, Review] = {}
    lists = {year: _lists(desk, year) for year in years}
    for year in years:
        opening, closing, departures, members = lists[year]
        try:
            standard = workspace.district.standard(year)
            before = workspace.district.standards.get(year) is None and lists.get(year - 1)
        except LookupError:
            must = {
                "vi": f"phải nêu chuẩn nghèo của năm {year}",
                "en": f"must name the poverty standard of {year}",
            }
            faults.append(Fault("district.yml", "standards", must))
            continue
        has_own_opening = _own_opening(workspace, year).exists()
        if not has_own_opening:
            if before:
                opening = before[1]
            else:
                faults.append(_opening_needed(year))
        if opening is None or closing is None or departures is None:
            continue
        faults += between.faults(year, opening, closing, departures, workspace.district)
        if members is not None:
            lists_of_year = (opening, closing, departures, members)
            reviews[year] = Review(year, standard, *lists_of_year, has_own_opening)
    return reviews


def _lists(desk: _Desk, year: int) -> tuple:
    district, folder = desk.workspace.district, f"register/{year}"
    opening = desk.small(f"{folder}/opening", households.opening(district))
    closing = desk.table(f"{folder}/closing.csv", households.closing(district))
    left = desk.table(f"{folder}/departures.csv", households.departures(district))
    members = desk.table(f"{folder}/members.csv", households.members(year))
    return opening, closing, left, members


def _own_opening(workspace: Workspace, year: int) -> Path:
    """The year's own opening list; without it, the year opens with the closing of the last."""
    return workspace.folder / "register" / str(year) / "opening.csv"


def _wards_without_population(population: pd.DataFrame, district: District) -> list[Fault]:
    faults = []
    for year, rows in population.groupby("year"):
        for unit in district.units:
            if unit.code not in set(rows["ward_code"]):
                must = {
                    "vi": f"phải có {unit.name['vi']} ({unit.code}) cho năm {year}",
                    "en": f"must have {unit.name['en']} ({unit.code}) for {year}",
                }
                faults.append(Fault("population.csv", "Mã phường (ward_code)", must))
    return faults


def _opening_needed(year: int) -> Fault:
    must = {
        "vi": "phải có: chưa có danh sách cuối kỳ năm trước theo cùng chuẩn nghèo",
        "en": "is needed: there is no closing list of the year before under the same standard",
    }
    return Fault(f"register/{year}/opening.csv", None, must)
