"""Policy values with the decision that set them, read from `data/rules.yml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).parent.parent / "data" / "rules.yml"


class Text(BaseModel):
    """The same words in both languages of the pages."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    vi: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return {"vi": self.vi, "en": self.en}[lang]


class Lines(BaseModel):
    """VND per person per month by settlement; None where no source was found."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    urban: int | None
    rural: int | None


class Scores(BaseModel):
    """Most points for income and least for deprivation that make poor (điểm B1, điểm B2).

    So few points as `income_alone` make poor whatever the deprivation; None where none do.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    income: int
    deprivation: int
    income_alone: int | None = None


class Indicator(BaseModel):
    """One of the basic services that a household may lack (chỉ số thiếu hụt dịch vụ xã hội)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    code: str
    name: Text


class Standard(BaseModel):
    """A poverty standard (chuẩn nghèo): its lines, scope, reviews and the decision that set it.

    `income_alone`: an income at or below the poverty line makes poor whatever the deprivations.
    `deprivations` are the fewest of the `indicators` that make poor: beside an income at or below
    the near-poor line where such a low income alone does as well, else beside one at or below the
    poverty line; None where its income alone decides. Who has fewer there is near-poor. `scores`,
    by settlement, decide where a form estimates both by points.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Text
    scope: str
    from_year: int | None
    to_year: int | None
    poverty_line_vnd: Lines
    near_poor_line_vnd: Lines
    income_alone: bool = True
    deprivations: int | None = None
    indicators: tuple[Indicator, ...] = ()
    scores: dict[str, Scores] = {}
    source: str

    @property
    def years(self) -> range:
        """The reviews it ruled; none where the first or the last is not known."""
        if self.from_year is None or self.to_year is None:
            return range(0)
        return range(self.from_year, self.to_year + 1)

    def line_vnd(self, settlement: str) -> int | None:
        """The poverty line of an urban or rural area, VND per person per month."""
        return getattr(self.poverty_line_vnd, settlement)

    def certain_vnd(self, settlement: str) -> int | None:
        """The income up to which everybody is poor; None where no income alone makes poor."""
        return self.line_vnd(settlement) if self.income_alone else None

    def highest_vnd(self, settlement: str) -> int | None:
        """The income above which nobody is poor; None where it was not found."""
        if self.income_alone and self.deprivations is not None:
            return getattr(self.near_poor_line_vnd, settlement)
        return self.line_vnd(settlement)

    def scores_of(self, settlement: str) -> Scores | None:
        """The points that decide in an urban or rural area; None where none do."""
        return self.scores.get(settlement)


@cache
def standards() -> dict[str, Standard]:
    """Every known standard by its id."""
    entries = yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)["standards"]
    return {key: Standard.model_validate(entry) for key, entry in entries.items()}


def last_in_a_row(year: int, standard: str, standards_by_year: Mapping[int, str]) -> int:
    """The last of the reviews held year after year from `year` on under a standard."""
    while standards_by_year.get(year + 1) == standard:
        year += 1
    return year
