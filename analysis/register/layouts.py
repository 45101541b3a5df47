"""Mẫu biểu: how offices lay out their lists, declared as data in layouts.yml and recognised.

The shipped entries stand in `data/layouts.yml`; an office adds its own in its workspace.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from analysis.register import declared, headings, households, indicators
from analysis.register.grid import Grid
from analysis.register.headings import Headings, words
from analysis.rules import Text
from analysis.workspace import settings

FILE = "layouts.yml"
SHIPPED = Path(__file__).parent.parent.parent / "data" / FILE

OPENING, CLOSING, DEPARTURES = "opening", "closing", "departures"
NEAR_POOR_DEPARTURES, MEMBERS, SUMMARY = "near_poor_departures", "members", "summary"
DEPRIVATIONS = "deprivations"
OWN = {
    OPENING: households.LISTED,
    CLOSING: [*households.LISTED, households.MOVEMENT],
    DEPARTURES: households.DEPARTED,
    MEMBERS: households.MEMBER,
    DEPRIVATIONS: indicators.columns(),
}
OPTIONAL = {
    OPENING: households.SCORES,
    CLOSING: households.SCORES,
    DEPRIVATIONS: OWN[DEPRIVATIONS][1:],
}


class Layout(BaseModel):
    """One list's layout; what each entry means stands at the head of `data/layouts.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Text
    list: Literal[
        *("opening", "closing", "departures", "near_poor_departures"),
        *("members", "summary", "deprivations"),
    ]
    rows: Literal["households", "head_and_members", "members", "places", "indicators"]
    title: list[str] = []
    own: bool = False
    columns: dict[str, list[str]] = {}
    needed: list[str] = []
    remarks: list[str] = []
    otherwise: dict[str, str] = {}
    form: Text | None = None
    years: tuple[int, int | None] | None = None

    @model_validator(mode="before")
    @classmethod
    def _own_columns(cls, entry: dict) -> dict:
        """The columns of this suite's own lists, which stand where their rules do."""
        if not isinstance(entry, dict) or not entry.get("own") or "columns" in entry:
            return entry
        own, may = (each.get(str(entry.get("list")), []) for each in (OWN, OPTIONAL))
        columns: dict[str, list[str]] = {}
        for column in dict.fromkeys([*own, *may]):
            columns.setdefault(column.name, []).append(column.heading)
        needed = [column.name for column in own if column not in may]
        return {**entry, "columns": columns, "needed": needed}


class Layouts(BaseModel):
    """A whole layouts.yml: layouts by name, the words of columns, sheets that hold no list."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    layouts: dict[str, Layout]
    words: dict[str, dict[str, list[str]]] = {}
    ignored: list[str] = []

    @model_validator(mode="before")
    @classmethod
    def _taken_over(cls, entries: dict) -> dict:
        """Each entry with what the layout it is `like` says and it does not."""
        given = entries.get("layouts") if isinstance(entries, dict) else None
        if not isinstance(given, dict):
            return entries
        return {**entries, "layouts": declared.whole(given, _shipped_entries())}

    @model_validator(mode="after")
    def _usable(self) -> "Layouts":
        declared.refuse({key: declared.wrong(each) for key, each in self.layouts.items()})
        return self

    def meanings(self, column: str) -> Mapping[str, str]:
        """What each word of a column means, by the word as it is compared."""
        return {
            words(way): meaning
            for meaning, ways in self.words.get(column, {}).items()
            for way in (meaning, *ways)
        }


@cache
def _shipped_entries() -> dict[str, dict]:
    return yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["layouts"]


@cache
def shipped() -> Layouts:
    """The layouts of `data/layouts.yml`."""
    return Layouts.model_validate(yaml.safe_load(SHIPPED.read_text(encoding="utf-8")))


def known(own: Layouts | None) -> Layouts:
    """A workspace's own layouts before the shipped ones, and its words beside theirs."""
    if own is None:
        return shipped()
    base = shipped()
    spoken = {
        column: {
            meaning: [
                *own.words.get(column, {}).get(meaning, ()),
                *base.words.get(column, {}).get(meaning, ()),
            ]
            for meaning in {**base.words.get(column, {}), **own.words.get(column, {})}
        }
        for column in {**base.words, **own.words}
    }
    return Layouts(
        layouts={**own.layouts, **{k: v for k, v in base.layouts.items() if k not in own.layouts}},
        words=spoken,
        ignored=[*own.ignored, *base.ignored],
    )


def of_workspace(folder: Path | None) -> Layouts:
    """The layouts known in a workspace. Raises WorkspaceError where its own cannot be used."""
    own = folder / FILE if folder else None
    return known(settings(own, Layouts) if own and own.is_file() else None)


@dataclass(frozen=True)
class Recognised:
    """A sheet and the layout it is in; `missing` names needed columns that it lacks."""

    key: str
    layout: Layout
    headings: Headings
    missing: Sequence[str]
    title: str = ""


def recognised(grid: Grid, names: Iterable[str], layouts: Layouts) -> Recognised | None:
    """The layout that a sheet is in; the nearest one if it has its title and lacks columns.

    `names` are those of the sheet and of its file, which stand for a title where none is written.
    """
    cells = headings.top(grid)
    tried = [_tried(key, layout, cells, names) for key, layout in layouts.layouts.items()]
    near = [each for each in tried if each is not None]
    whole = [each for each in near if not each.missing]
    return max(whole or near, key=_fit, default=None)


def _fit(tried: Recognised) -> tuple[int, int, int]:
    """How well a layout fits: columns understood less those missing, words of its title."""
    known = tried.headings.known - len(tried.missing)
    return known, len(tried.title), -len(tried.layout.columns)


def _tried(
    key: str, layout: Layout, cells: list[list[str]], names: Iterable[str]
) -> Recognised | None:
    found = headings.best(cells, layout.columns)
    if found is None:
        return None
    above = [words(cell) for row in cells[: found.first - 1] for cell in set(row) if cell]
    named = {words(name) for name in names}
    titles = [words(title) for title in layout.title]
    standing = [title for title in titles if title in named or _stands(title, above)]
    if titles and not standing:
        return None
    missing = [name for name in layout.needed if name not in found.columns]
    return Recognised(key, layout, found, missing, max(standing, key=len, default=""))


def _stands(title: str, above: Sequence[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(title)}(?!\w)", line) for line in above)
