"""Các danh sách của một năm: the lists of one review, from however many files and sheets.

Our own text files are known by their names (opening.csv and so on); any other file by the layouts
of its sheets.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.register import households, layouts
from analysis.register.desk import Desk
from analysis.register.faults import BLANKS, Fault
from analysis.register.listing import Listed
from analysis.workspace import TEXT_FILES

NEEDED = {
    layouts.CLOSING: ("danh sách sau rà soát", "the list after the review"),
    layouts.DEPARTURES: ("danh sách hộ thoát nghèo", "the list of households that exited"),
}
HEAD = ("head_citizen_number", "head_name")
ELSEWHERE = {
    "vi": "không được có hộ đã đứng ở trang khác của cùng danh sách",
    "en": "must not have a household that another sheet of the same list has",
}


@dataclass(frozen=True)
class Lists:
    """A year's lists, each None where it is missing or refused; every row names its `source`.

    `members` has for each person the household's number, or else the `source` and `household`,
    the row of its head.
    """

    opening: pd.DataFrame | None
    closing: pd.DataFrame | None
    departures: pd.DataFrame | None
    members: pd.DataFrame | None
    has_own_opening: bool
    near_poor_departures: pd.DataFrame | None = None
    summary: pd.DataFrame | None = None
    deprivations: pd.DataFrame | None = None

    @property
    def is_whole(self) -> bool:
        """Whether no list is missing or refused."""
        listed = (self.opening, self.closing, self.departures, self.members)
        return all(each is not None for each in listed)

    @property
    def has_unnumbered(self) -> bool:
        """Whether some list has households without a number of their own."""
        listed = (self.opening, self.closing, self.departures)
        return any(each is not None and each["household_id"].isna().any() for each in listed)


def lists(desk: Desk, year: int) -> Lists:
    """The lists of a year; a list that several sheets hold, as of ward by ward, is one."""
    folder, before = f"register/{year}", len(desk.faults)
    named = {path.stem: path for path in desk.files(folder) if _is_own(path)}
    asked = [path for path in desk.files(folder) if path.stem == layouts.DEPRIVATIONS]
    others = [path for path in desk.files(folder) if not _is_own(path) and path not in asked]
    listed = [*_own(desk, folder, named, bool(others))]
    for path in [*others, *asked]:
        listed += desk.lists(path, year)
    sound = len(desk.faults) == before
    if sound:
        desk.faults.extend(_twice(listed))
    if sound and others:
        desk.faults.extend(_missing(folder, listed))
    has_own = any(each.kind == layouts.OPENING for each in listed) or layouts.OPENING in named
    may_have_own = bool(others) and not sound  # a file that is refused may hold it
    return Lists(
        opening=_joined(listed, layouts.OPENING),
        closing=_joined(listed, layouts.CLOSING),
        departures=_joined(listed, layouts.DEPARTURES),
        members=_people(listed) if sound or not others else None,
        has_own_opening=has_own or may_have_own,
        near_poor_departures=_joined(listed, layouts.NEAR_POOR_DEPARTURES),
        summary=_joined(listed, layouts.SUMMARY),
        deprivations=_joined(listed, layouts.DEPRIVATIONS),
    )


def _is_own(path: Path) -> bool:
    """Whether it is read by its name; what households lack, by its layout like any other file."""
    named = path.stem in layouts.OWN and path.stem != layouts.DEPRIVATIONS
    return named and path.suffix.lower() in TEXT_FILES


def _own(desk: Desk, folder: str, named: dict[str, Path], has_others: bool) -> Iterator[Listed]:
    """The lists in files of our own names; all but the opening are needed without other files."""
    district, year = desk.workspace.district, int(folder.rpartition("/")[2])
    schemas = {
        layouts.OPENING: households.opening(district),
        layouts.CLOSING: households.closing(district),
        layouts.DEPARTURES: households.departures(district),
        layouts.MEMBERS: households.members(year),
    }
    for kind, schema in schemas.items():
        if kind not in named and (has_others or kind == layouts.OPENING):
            continue
        table = desk.table(f"{folder}/{kind}", schema)
        if table is not None:
            source = desk.name(desk.workspace.file(f"{folder}/{kind}"))
            table = _without_blank_scores(table).assign(source=source)
            is_people = kind == layouts.MEMBERS
            nobody = pd.DataFrame()
            yield Listed(kind, source, *((nobody, table) if is_people else (table, nobody)))


def _without_blank_scores(table: pd.DataFrame) -> pd.DataFrame:
    """The list without the columns of points where the file gives none."""
    scores = [column.name for column in households.SCORES if column.name in table]
    return table.drop(columns=scores if (table[scores] == "").all(axis=None) else [])


def _missing(folder: str, listed: list[Listed]) -> list[Fault]:
    there = {each.kind for each in listed}
    return [
        Fault(folder, None, {"vi": f"phải có {vi}", "en": f"must hold {en}"})
        for kind, (vi, en) in NEEDED.items()
        if kind not in there
    ]


def _twice(listed: list[Listed]) -> Iterator[Fault]:
    """Households that several sheets of one list have, by their number or else by their head."""
    for kind in (layouts.OPENING, layouts.CLOSING, layouts.DEPARTURES, layouts.DEPRIVATIONS):
        tables = [each.households for each in listed if each.kind == kind]
        if len(tables) > 1:
            joined = pd.concat(tables).reset_index(names="row")
            again = joined[_in_several(joined, "household_id") | _in_several(joined, *HEAD)]
            for source, rows in again.groupby("source", sort=False)["row"]:
                yield Fault(source, None, ELSEWHERE, tuple((row, None) for row in rows))


def _in_several(joined: pd.DataFrame, *columns: str) -> pd.Series:
    """Whether all these cells are filled in, and another sheet has the same."""
    cells = joined.reindex(columns=[*columns]).astype("str").fillna("")
    key = cells.agg("\n".join, axis="columns").mask(cells.isin(BLANKS).any(axis="columns"))
    return joined["source"].groupby(key).transform("nunique") > 1


def _joined(listed: list[Listed], kind: str) -> pd.DataFrame | None:
    tables = [each.households for each in listed if each.kind == kind]
    return pd.concat(tables) if tables else None


def _people(listed: list[Listed]) -> pd.DataFrame | None:
    """The people of all lists with the kind of list they stand in; None without any."""
    tables = [each.people.assign(kind=each.kind) for each in listed if len(each.people)]
    if not tables:
        return None
    columns = [*(column.name for column in households.MEMBER), "source", "household", "kind"]
    return pd.concat(tables).reindex(columns=columns)
