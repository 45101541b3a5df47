"""A workspace: one office's folder of inputs, its settings, and where its outputs are kept."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analysis import rules
from analysis.rules import Text

PROJECT = Path(__file__).parent.parent
SHIPPED = ["data/lien-chieu", "data/published"]


class WorkspaceError(Exception):
    """The folder or its district.yml cannot be used; the message says what to mend."""


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Unit(Settings):
    """A ward of the district (phường), or a place that prints a return."""

    code: str = Field(pattern=r"^[0-9A-Za-z-]+$")
    name: Text


class Period(Settings):
    """First and last year of a plan, both included."""

    first: int
    last: int


class Goal(Settings):
    """What is to be reached: at most `households` poor at the closing of `deadline`."""

    definition: Text
    households: int = Field(ge=0)
    deadline: int
    source: str


class District(Settings):
    """The settings of `district.yml`; `code` is None where the units must not be summed."""

    name: Text
    code: str | None
    kind: Literal["register", "returns"]
    settlement: Literal["urban", "rural"]
    source: Text
    notice: Text | None
    standards: dict[int, str] = {}
    plan_period: Period | None
    goal: Goal | None
    units: list[Unit] = Field(min_length=1)

    @model_validator(mode="after")
    def _checked(self) -> "District":
        codes = [unit.code for unit in self.units] + ([self.code] if self.code else [])
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(f"units: the code {', '.join(twice)} stands more than once")
        if unknown := sorted(set(self.standards.values()) - set(rules.standards())):
            known = ", ".join(rules.standards())
            raise ValueError(f"standards: {', '.join(unknown)} is not in rules.yml ({known})")
        if self.kind == "register" and not (self.code and self.standards):
            raise ValueError("a register needs the district's code and its standards by year")
        return self

    @property
    def goal_households(self) -> int | None:
        """The most poor households the goal allows; None without a goal."""
        return self.goal.households if self.goal else None

    @property
    def goal_deadline(self) -> int | None:
        """The year the goal is due; None without a goal."""
        return self.goal.deadline if self.goal else None

    @property
    def first_plan_year(self) -> int | None:
        """The first year of the plan period; None where none is given."""
        return self.plan_period.first if self.plan_period else None

    def unit_names(self, lang: str) -> dict[str, str]:
        """Names of the units by code, in the order of district.yml."""
        return {unit.code: unit.name[lang] for unit in self.units}

    def areas(self) -> list[str]:
        """Codes a page can be about: the whole first, where there is one, then each unit."""
        return ([self.code] if self.code else []) + [unit.code for unit in self.units]

    def area_name(self, area: str, lang: str) -> str:
        """The name of the district or of one of its units; LookupError for another code."""
        if area not in self.areas():
            raise LookupError(f"area {area!r} is none of {', '.join(self.areas())}")
        return self.name[lang] if area == self.code else self.unit_names(lang)[area]

    def standard(self, year: int) -> str:
        """The standard in force at the review of a year; LookupError before the first."""
        started = [first for first in self.standards if first <= year]
        if not started:
            raise LookupError(f"district.yml names no standard for {year}")
        return self.standards[max(started)]


@dataclass(frozen=True)
class Workspace:
    """A folder of inputs and the settings read from it."""

    folder: Path
    district: District

    @property
    def outputs(self) -> Path:
        """Where everything made from this workspace is kept."""
        return outputs() / self.folder.name

    def review_years(self) -> list[int]:
        """Years that have a review or a return, in order."""
        if self.district.kind == "returns":
            names = [path.stem for path in (self.folder / "returns").glob("*.csv")]
        else:
            names = [path.name for path in (self.folder / "register").glob("*") if path.is_dir()]
        return sorted(int(name) for name in names if name.isdigit())


def outputs() -> Path:
    """The folder of all outputs: `outputs/` of the project unless GIAMNGHEO_OUTPUTS names one."""
    return Path(os.environ.get("GIAMNGHEO_OUTPUTS") or PROJECT / "outputs").absolute()


def open(data: str | Path) -> Workspace:
    """The workspace in a folder, looked up from here and then from the project's own folder.

    Raises WorkspaceError for a missing folder or unusable settings, naming every fault.
    """
    folder = next((at for at in (Path(data), PROJECT / data) if at.is_dir()), None)
    if folder is None:
        raise WorkspaceError(f"{data}: there is no such folder; nothing was written.")
    file = folder / "district.yml"
    if not file.is_file():
        raise WorkspaceError(f"{data}: district.yml is missing; nothing was written.")
    try:
        entries = yaml.safe_load(file.read_text(encoding="utf-8"))
        return Workspace(folder.absolute(), District.model_validate(entries))
    except ValidationError as error:
        faults = [_fault(fault) for fault in error.errors(include_url=False)]
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults = [f"  it cannot be read as YAML in UTF-8: {error}"]
    raise WorkspaceError("\n".join([f"{file}: nothing was written.", *faults]))


def _fault(fault: dict) -> str:
    place = ".".join(str(part) for part in fault["loc"]) or "settings"
    return f"  {place}: {fault['msg'].removeprefix('Value error, ')}"
