"""Everything a workspace holds, read and checked; refused as a whole if any rule is broken."""

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analysis.register import between, csvfile, households, returns, smalltables
from analysis.register.csvfile import Schema
from analysis.register.faults import Fault, RegisterError
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


def read(workspace: Workspace) -> Register:
    """Read every file of the workspace; raises RegisterError with every fault of every file."""
    faults: list[Fault] = []
    register = _read(workspace, faults)
    if faults:
        place = workspace.folder.name
        raise RegisterError([replace(fault, file=f"{place}/{fault.file}") for fault in faults])
    return register


def _read(workspace: Workspace, faults: list[Fault]) -> Register:
    district, years = workspace.district, workspace.review_years()
    folder = "returns" if district.kind == "returns" else "register"
    if not years:
        must = {"vi": "phải có ít nhất một năm", "en": "must hold at least one year"}
        faults.append(Fault(f"{folder}/", None, must))
    named = {"vi": "phải mang tên một năm, như 2013", "en": "must be named by a year, as 2013"}
    odd = [path for path in (workspace.folder / folder).glob("[!.]*") if not path.stem.isdecimal()]
    faults += [Fault(f"{folder}/{path.name}", None, named) for path in sorted(odd)]
    plan = _small(workspace, "plan", smalltables.plan(district), faults)
    if district.kind == "returns":
        printed = {
            year: _table(workspace, f"returns/{year}.csv", returns.schema(district), faults)
            for year in years
        }
        return Register({}, printed, None, plan)
    nominations = _small(workspace, "nominations", smalltables.nominations(district), faults)
    population = _table(workspace, "population.csv", smalltables.population(district), faults)
    if population is not None:
        faults += _wards_without_population(population, district)
    return Register(_reviews(workspace, years, faults), {}, population, plan, nominations)


def _reviews(workspace: Workspace, years: list[int], faults: list[Fault]) -> dict[int, Review]:
    reviews: dict[int, Review] = {}
    lists = {year: _lists(workspace, year, faults) for year in years}
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


def _lists(workspace: Workspace, year: int, faults: list[Fault]) -> tuple:
    district, folder = workspace.district, f"register/{year}"
    opening = (
        _table(workspace, f"{folder}/opening.csv", households.opening(district), faults)
        if _own_opening(workspace, year).exists()
        else None
    )
    closing = _table(workspace, f"{folder}/closing.csv", households.closing(district), faults)
    left = _table(workspace, f"{folder}/departures.csv", households.departures(district), faults)
    members = _table(workspace, f"{folder}/members.csv", households.members(year), faults)
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


def _small(workspace: Workspace, name: str, schema: Schema, faults: list) -> pd.DataFrame | None:
    """A table an office may not keep: None without its file."""
    if not (workspace.folder / f"{name}.csv").exists():
        return None
    return _table(workspace, f"{name}.csv", schema, faults)


def _table(workspace: Workspace, name: str, schema: Schema, faults: list) -> pd.DataFrame | None:
    return csvfile.read(workspace.folder / name, name, schema, faults)
