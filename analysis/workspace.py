"""A workspace: one office's folder of inputs, its settings, and where its outputs are kept."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analysis import corrections, rules
from analysis.commendation import Commendation
from analysis.corrections import Correction, Corrections
from analysis.programme import Programme
from analysis.rules import Text

PROJECT = Path(__file__).parent.parent
SHIPPED = ["data/lien-chieu", "data/published", "data/lien-chieu-quoc-gia"]
TEXT_FILES = (".csv", ".tsv", ".txt")
READABLE = (*TEXT_FILES, ".xlsx", ".xlsm", ".xls", ".ods")  # what tables can be read from
Kind = TypeVar("Kind", bound=BaseModel)


# What is said of an entry of district.yml that cannot be used, by the kind of its fault.
MUST = {
    "missing": ("phải có", "is missing"),
    "extra_forbidden": ("không phải là mục của tệp này", "is no entry of this file"),
    "string_type": ("phải là chữ, đặt trong dấu nháy", "must be text, in quotes"),
    "string_pattern_mismatch": (
        "chỉ được có chữ không dấu, chữ số và gạch nối",
        "must be plain letters, digits and hyphens",
    ),
    "literal_error": ("phải là một trong {expected}", "must be one of {expected}"),
    "int_type": ("phải là số nguyên", "must be a whole number"),
    "int_parsing": ("phải là số nguyên", "must be a whole number"),
    "int_from_float": ("phải là số nguyên", "must be a whole number"),
    "float_type": ("phải là số", "must be a number"),
    "float_parsing": ("phải là số", "must be a number"),
    "greater_than": ("phải lớn hơn {gt}", "must be more than {gt}"),
    "less_than": ("phải nhỏ hơn {lt}", "must be less than {lt}"),
    "finite_number": ("phải là số hữu hạn", "must be a finite number"),
    "less_than_equal": ("không được lớn hơn {le}", "must not be more than {le}"),
    "date_type": ("phải là ngày, như 2013-01-31", "must be a day, as 2013-01-31"),
    "date_from_datetime_parsing": (
        "phải là ngày, như 2013-01-31",
        "must be a day, as 2013-01-31",
    ),
    "bool_type": ("phải là true hoặc false", "must be true or false"),
    "bool_parsing": ("phải là true hoặc false", "must be true or false"),
    "greater_than_equal": ("không được nhỏ hơn {ge}", "must not be less than {ge}"),
    "too_short": ("phải có ít nhất một mục", "must have at least one entry"),
    "list_type": ("phải gồm các dòng «- mục»", "must be lines of '- entry'"),
    "dict_type": ("phải gồm các dòng «mục: giá trị»", "must be lines of 'entry: value'"),
    "model_type": ("phải gồm các dòng «mục: giá trị»", "must be lines of 'entry: value'"),
}


class WorkspaceError(Exception):
    """The folder or one of its settings cannot be used; says in both languages what to mend."""

    def __init__(self, vi: str, en: str):
        self.said = Text(vi=vi, en=en)
        super().__init__(en)

    def __reduce__(self) -> tuple:
        return type(self), (self.said.vi, self.said.en)  # as it comes from another process

    def text(self, lang: str) -> str:
        """The whole message in one language."""
        return self.said[lang]


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Unit(Settings):
    """A ward of the district (phường), or a place that prints a return."""

    code: str = Field(pattern=r"^[0-9A-Za-z-]+$")
    name: Text


class Group(Settings):
    """Units of returns that may be compared and added up, under one standard (nhóm đơn vị).

    A source may print a subtotal for them: a row under the group's own code.
    """

    code: str = Field(pattern=r"^[0-9A-Za-z-]+$")
    name: Text
    settlement: Literal["urban", "rural"]
    units: list[str] = Field(min_length=1)


class Goal(Settings):
    """What is to be reached: at most `households` poor at the closing of `deadline`."""

    definition: Text
    households: int = Field(ge=0)
    deadline: int
    source: Text


class Period(Settings):
    """A plan period (giai đoạn kế hoạch), both years included, and its goal; all None if none."""

    first: int | None = None
    last: int | None = None
    goal: Goal | None = None

    @property
    def goal_households(self) -> int | None:
        """The most poor households the goal allows; None without a goal."""
        return self.goal.households if self.goal else None

    @property
    def deadline(self) -> int | None:
        """The year the goal is due; None without a goal."""
        return self.goal.deadline if self.goal else None


class District(Settings):
    """The settings of `district.yml`; `code` is None where the units must not be summed.

    `disclosure_threshold` is the smallest count of households that is shown outside the headline
    ledger; an amount of money that lets a household tell another's part within `dominance_pct` per
    cent is not shown. `programme` are the rules of the programme's other work.
    `awards` are the rules of commendation; None where the office has laid down none.
    `relapse_look_back_years` is how many years after its exit a household that is poor again still
    counts as a relapse; None for every earlier year seen. An exit is fragile whose income lies less
    than `fragile_margin_pct` per cent above the line. `lasting_exit_years` is after how many yearly
    reviews in a row on no list, that of the exit the first, an exit counts as lasting; None where
    the office has no such rule.
    """

    name: Text
    code: str | None
    kind: Literal["register", "returns"]
    settlement: Literal["urban", "rural"]
    source: Text
    notice: Text | None
    standards: dict[int, str] = {}
    relapse_look_back_years: int | None = Field(default=None, ge=1)
    lasting_exit_years: int | None = Field(default=None, ge=1)
    fragile_margin_pct: float = Field(10, gt=0, le=100, allow_inf_nan=False)
    plan_periods: list[Period]
    units: list[Unit] = Field(min_length=1)
    disclosure_threshold: int = Field(5, ge=2)
    dominance_pct: int = Field(20, ge=1, le=100)
    programme: Programme = Programme()
    groups: list[Group] = []
    awards: Commendation | None = None

    @model_validator(mode="after")
    def _checked(self) -> "District":
        codes = [entry.code for entry in (*self.units, *self.groups)]
        codes += [self.code] if self.code else []
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            codes = ", ".join(twice)
            raise ValueError(
                f"units: mã {codes} có hơn một lần",
                f"units: the code {codes} stands more than once",
            )
        if unknown := sorted(set(self.standards.values()) - set(rules.standards())):
            names, known = ", ".join(unknown), ", ".join(rules.standards())
            raise ValueError(
                f"standards: {names} không có trong rules.yml ({known})",
                f"standards: {names} is not in rules.yml ({known})",
            )
        if any(None in (period.first, period.last) for period in self.plan_periods):
            raise ValueError(
                "plan_periods: mỗi giai đoạn phải có năm đầu (first) và năm cuối (last)",
                "plan_periods: each needs a first and a last year",
            )
        if self.kind == "returns" and self.code:
            raise ValueError(
                "code: để trống (null), vì báo cáo của các đơn vị không cộng với nhau",
                "code: must be null, because returns of several places are not added up",
            )
        self._check_groups()
        if self.kind == "register" and not (self.code and self.standards):
            raise ValueError(
                "một sổ cần có mã quận và chuẩn nghèo theo năm",
                "a register needs the district's code and its standards by year",
            )
        return self

    def _check_groups(self) -> None:
        if self.kind == "register" and self.groups:
            raise ValueError(
                "groups: chỉ dùng cho báo cáo, vì các phường của một sổ đã cộng thành quận",
                "groups: are for returns, because the wards of a register add up to the district",
            )
        codes = {unit.code for unit in self.units}
        grouped = [code for group in self.groups for code in group.units]
        if wrong := sorted({code for code in grouped if code not in codes}):
            names = ", ".join(wrong)
            raise ValueError(
                f"groups: {names} không có trong units", f"groups: {names} is not among the units"
            )
        if twice := sorted({code for code in grouped if grouped.count(code) > 1}):
            names = ", ".join(twice)
            raise ValueError(
                f"groups: {names} có hơn một lần", f"groups: {names} stands more than once"
            )

    def period(self, year: int, area: str | None = None) -> Period:
        """The plan period a year belongs to; one of Nones where the year has no plan period.

        A goal is that of the whole: one that leaves households is not the goal of a single unit.
        """
        periods = (each for each in self.plan_periods if each.first <= year <= each.last)
        period = next(periods, Period())
        if area in {unit.code for unit in self.units} and period.goal_households:
            return period.model_copy(update={"goal": None})
        return period

    def unit_names(self, lang: str) -> dict[str, str]:
        """Names of the units by code, in the order of district.yml."""
        return {unit.code: unit.name[lang] for unit in self.units}

    def areas(self) -> list[str]:
        """Codes a page can be about: the whole first, where there is one, groups, each unit."""
        whole = [self.code] if self.code else []
        return whole + [entry.code for entry in (*self.groups, *self.units)]

    def usual_areas(self) -> list[str]:
        """Codes pages are made for unless asked: the whole; else groups and units of no group."""
        if self.code:
            return [self.code]
        grouped = {code for group in self.groups for code in group.units}
        return [area for area in self.areas() if area not in grouped]

    def members(self, area: str) -> list[str]:
        """Codes of the units of an area; LookupError for a code that is no area."""
        if area not in self.areas():
            raise LookupError(f"area {area!r} is none of {', '.join(self.areas())}")
        if area == self.code:
            return [unit.code for unit in self.units]
        return next((group.units for group in self.groups if group.code == area), [area])

    def area_name(self, area: str, lang: str) -> str:
        """The name of the district, a group or a unit; LookupError for another code."""
        self.members(area)
        names = {entry.code: entry.name[lang] for entry in (*self.groups, *self.units)}
        return self.name[lang] if area == self.code else names[area]

    def settlement_of(self, area: str) -> str:
        """Urban or rural: as its group says, else as the workspace does."""
        return next(
            (group.settlement for group in self.groups if area in (group.code, *group.units)),
            self.settlement,
        )

    def standard(self, year: int) -> str:
        """The standard in force at the review of a year; LookupError before the first."""
        started = [first for first in self.standards if first <= year]
        if not started:
            raise LookupError(f"district.yml names no standard for {year}")
        return self.standards[max(started)]


@dataclass(frozen=True)
class Workspace:
    """A folder of inputs, the settings read from it, and what it declares to be mended."""

    folder: Path
    district: District
    corrections: tuple[Correction, ...] = ()

    @property
    def outputs(self) -> Path:
        """Where everything made from this workspace is kept."""
        return outputs() / self.folder.name

    def private(self, kind: str) -> Path:
        """A folder of its outputs that the owner alone reads, made where it is not there yet.

        Keeps the folder the outputs come from, so that another of its name does not take their
        place; raises WorkspaceError where one has.
        """
        place = self.outputs / kind
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.chmod(0o700)
        mark, folder = place / "workspace.txt", self.folder
        own = str(folder.relative_to(PROJECT) if folder.is_relative_to(PROJECT) else folder)
        if mark.exists() and mark.read_text(encoding="utf-8") != own:
            raise WorkspaceError(
                f"{folder}: outputs/{folder.name} đang chứa kết quả của một thư mục khác cùng "
                "tên; hãy đổi tên thư mục, hoặc xóa kết quả cũ. Chưa ghi kết quả nào.",
                f"{folder}: outputs/{folder.name} holds the outputs of another folder of that "
                "name; rename this one or delete those outputs. Nothing was written.",
            )
        mark.write_text(own, encoding="utf-8")
        return place

    def review_years(self) -> list[int]:
        """Years that have a review or a return, in order."""
        if self.district.kind == "returns":
            names = [path.stem for path in (self.folder / "returns").glob("*") if is_table(path)]
        else:
            names = [path.name for path in (self.folder / "register").glob("*") if path.is_dir()]
        return sorted({int(name) for name in names if name.isdigit()})

    def files(self, stem: str) -> list[Path]:
        """The files of a table, in whatever kinds it is kept: one, unless the office kept two."""
        kinds = [self.folder / f"{stem}{suffix}" for suffix in READABLE]
        return [path for path in kinds if path.is_file()]

    def file(self, stem: str) -> Path:
        """The file of a table; a CSV file where there is none."""
        return next(iter(self.files(stem)), self.folder / f"{stem}.csv")


def is_table(path: Path) -> bool:
    """Whether a file is one that tables are read from, and not what a spreadsheet locks it by."""
    return path.suffix.lower() in READABLE and not path.name.startswith((".", "~$"))


def outputs() -> Path:
    """The folder of all outputs: `outputs/` of the project unless GIAMNGHEO_OUTPUTS names one."""
    return Path(os.environ.get("GIAMNGHEO_OUTPUTS") or PROJECT / "outputs").absolute()


def open(data: str | Path) -> Workspace:
    """The workspace in a folder, looked up from here and then from the project's own folder.

    Raises WorkspaceError for a missing folder or unusable settings, naming every fault.
    """
    folder = next((at for at in (Path(data), PROJECT / data) if at.is_dir()), None)
    if folder is None:
        raise WorkspaceError(
            f"{data}: không có thư mục này; chưa ghi kết quả nào.",
            f"{data}: there is no such folder; nothing was written.",
        )
    file = folder / "district.yml"
    if not file.is_file():
        raise WorkspaceError(
            f"{data}: thiếu tệp district.yml; chưa ghi kết quả nào.",
            f"{data}: district.yml is missing; nothing was written.",
        )
    declared = folder / corrections.FILE
    mended = settings(declared, Corrections).corrections if declared.is_file() else []
    return Workspace(folder.absolute(), settings(file, District), tuple(mended))


def settings(file: Path, kind: type[Kind]) -> Kind:
    """What a YAML file says; raises WorkspaceError with every fault."""
    now = file.stat()
    try:
        return _validated(kind, file.absolute(), now.st_ino, now.st_mtime_ns, now.st_size)
    except ValidationError as error:
        faults = [_fault(fault, file.name) for fault in error.errors(include_url=False)]
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        row = (f", dòng {mark.line + 1}", f", line {mark.line + 1}") if mark else ("", "")
        faults = [
            (
                f"  không đọc được như YAML ở bảng mã UTF-8{row[0]}",
                f"  it cannot be read as YAML in UTF-8{row[1]}",
            )
        ]
    vi, en = ("\n".join(lines) for lines in zip(*faults, strict=True))
    raise WorkspaceError(
        f"{file}: chưa ghi kết quả nào.\n{vi}", f"{file}: nothing was written.\n{en}"
    )


@cache
def _validated(kind: type[BaseModel], file: Path, *state: int) -> BaseModel:
    """What a file says; `state` tells that it is another than before."""
    entries = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return kind.model_validate(entries)


def _fault(fault: dict, file: str) -> tuple[str, str]:
    """One fault of the settings in Vietnamese and in English."""
    given = fault.get("ctx", {})
    if fault["type"] == "value_error":  # our own, which says both and names its place
        vi, en = given["error"].args
        return f"  {vi}", f"  {en}"
    place = ".".join(str(part) for part in fault["loc"]) or file
    expected = given | {"expected": str(given.get("expected", "")).replace(" or ", ", ")}
    vi, en = MUST.get(fault["type"], ("không dùng được", "cannot be used"))
    return f"  {place}: {vi.format(**expected)}", f"  {place}: {en.format(**expected)}"
