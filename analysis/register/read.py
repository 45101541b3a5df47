"""Everything a workspace holds, read and checked; refused as a whole if any rule is broken."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from analysis.register import (
    between,
    council,
    identities,
    indicators,
    layouts,
    printed,
    programme,
    smalltables,
    yearly,
)
from analysis.register.corrected import unread
from analysis.register.desk import Desk
from analysis.register.faults import Fault, RegisterError
from analysis.register.identities import Linking
from analysis.register.kept import Kept
from analysis.register.yearly import Lists
from analysis.workspace import District, Workspace


@dataclass(frozen=True)
class Review:
    """One year's review: its lists, one row for each household, every cell as checked text.

    `members` has one row for each member of these households. Without an opening list of its own
    the review opens with the closing list of the year before. `source` of each row is the file and
    sheet it stands in. `summary` is what a summary form of the year says, None without one.
    `deprivations` has for households of the closing list a column for each indicator of the
    standard: "có" (lacks it), "không", or "" where not recorded; `household_id` alone without one.
    """

    year: int
    standard: str
    opening: pd.DataFrame
    closing: pd.DataFrame
    departures: pd.DataFrame
    members: pd.DataFrame
    has_own_opening: bool
    summary: pd.DataFrame | None = None
    deprivations: pd.DataFrame = field(default_factory=indicators.none)


@dataclass(frozen=True)
class Register:
    """A workspace's reviews or returns by year, and its small tables; None where not kept.

    `linking` says how households were found again that the lists do not number; None where they
    do. `otherwise` has the reviews as they would be if every doubtful pair were one household
    ("same") or two ("different"). `programme` has the tables on the programme's other work that
    the office keeps.
    """

    reviews: dict[int, Review]
    returns: dict[int, pd.DataFrame]
    population: pd.DataFrame | None
    plan: pd.DataFrame | None
    nominations: pd.DataFrame | None = None
    overrides: pd.DataFrame | None = None
    linking: Linking | None = None
    otherwise: Mapping[str, dict[int, Review]] = field(default_factory=dict)
    programme: Mapping[str, pd.DataFrame] = field(default_factory=dict)


def read(workspace: Workspace, kept: Kept | None = None) -> Register:
    """Read every file of the workspace, or take from `kept` those that have not changed.

    Raises RegisterError with every fault of every file, WorkspaceError for unusable layouts.
    """
    known = layouts.of_workspace(workspace.folder)
    desk = Desk(workspace, kept or Kept(), known, faults := [])
    register = _read(desk)
    faults += unread(workspace.corrections, desk.read)
    if faults:
        place = workspace.folder.name
        raise RegisterError([replace(fault, file=f"{place}/{fault.file}") for fault in faults])
    return register


def _read(desk: Desk) -> Register:
    workspace, faults = desk.workspace, desk.faults
    district, years = workspace.district, workspace.review_years()
    folder = "returns" if district.kind == "returns" else "register"
    if not years:
        must = {"vi": "phải có ít nhất một năm", "en": "must hold at least one year"}
        faults.append(Fault(f"{folder}/", None, must))
    named = {"vi": "phải mang tên một năm, như 2013", "en": "must be named by a year, as 2013"}
    odd = [path for path in (workspace.folder / folder).glob("[!.~]*") if not path.stem.isdecimal()]
    faults += [Fault(f"{folder}/{path.name}", None, named) for path in sorted(odd)]
    plan = desk.small("plan", smalltables.plan(district))
    if district.kind == "returns":
        return Register({}, {year: printed.of_year(desk, year) for year in years}, None, plan)
    nominations = desk.small("nominations", smalltables.nominations(district))
    overrides = council.read(desk, nominations)
    work = programme.read(desk)
    population = desk.table("population", smalltables.population(district))
    if population is not None:
        faults += _wards_without_population(population, district)
    by_year = {year: yearly.lists(desk, year) for year in years}
    standards = {year: desk.standard(year) for year in years}
    opened = _opened(by_year, district)
    faults += [
        _opening_needed(year)
        for year, lists in by_year.items()
        if not lists.has_own_opening and _before(year, by_year, district) is None
    ]
    for lists in by_year.values():
        faults += between.lacking(lists.deprivations, lists.closing)
    unnumbered = any(lists.has_unnumbered for lists in by_year.values())
    if faults or not unnumbered:
        for year, lists in opened.items():
            if standards[year]:
                faults += between.faults(
                    year, lists.opening, lists.closing, lists.departures, district
                )
        reviews = _reviews(opened, standards)
        work = {} if faults else programme.settled(desk, work, reviews)
        return Register(reviews, {}, population, plan, nominations, overrides, programme=work)
    linking = identities.linking(by_year, identities.decisions(desk), desk.kept)
    best, *others = (
        _reviews(_opened(identities.numbered(by_year, linking, way), district), standards)
        for way in ("best", "same", "different")
    )
    otherwise = dict(zip(("same", "different"), others, strict=True))
    work = programme.settled(desk, work, best)
    small = (population, plan, nominations, overrides)
    return Register(best, {}, *small, linking, otherwise, work)


def _opened(by_year: dict[int, Lists], district: District) -> dict[int, Lists]:
    """The lists of each year with last year's closing as opening where they have none of their own.

    Not across a change of the poverty standard: there the opening is another list.
    """
    opened = {}
    for year, lists in by_year.items():
        before = _before(year, by_year, district)
        carried = before is not None and not lists.has_own_opening
        opened[year] = replace(lists, opening=before.closing) if carried else lists
    return opened


def _before(year: int, by_year: dict[int, Lists], district: District) -> Lists | None:
    """The lists of the year before, if they are of the same poverty standard."""
    return by_year.get(year - 1) if district.standards.get(year) is None else None


def _reviews(by_year: dict[int, Lists], standards: dict[int, str | None]) -> dict[int, Review]:
    """The reviews of the years of which no list was refused."""
    return {
        year: _review(year, standards[year], lists)
        for year, lists in by_year.items()
        if lists.is_whole and standards[year]
    }


def _review(year: int, standard: str, lists: Lists) -> Review:
    of_year = (lists.opening, lists.closing, lists.departures, lists.members)
    lacking = indicators.settled(lists.deprivations, standard)
    return Review(year, standard, *of_year, lists.has_own_opening, lists.summary, lacking)


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
