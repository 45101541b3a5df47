"""Policy values with the decision that set them, read from `data/rules.yml`."""

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
    """Most points for income and least for deprivation that make poor (điểm A, điểm B)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    income: int
    deprivation: int


class Standard(BaseModel):
    """A poverty standard (chuẩn nghèo): its lines, scope, reviews and the decision that set it.

    `deprivations` are the fewest a household at or below the line must have to be poor; None where
    its income alone decides. `scores`, by settlement, decide where a form estimates both by points:
    low in income and high in deprivation is poor, low in both near-poor.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Text
    scope: str
    from_year: int | None
    to_year: int | None
    poverty_line_vnd: Lines
    near_poor_line_vnd: Lines
    deprivations: int | None = None
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

    def scores_of(self, settlement: str) -> Scores | None:
        """The points that decide in an urban or rural area; None where none do."""
        return self.scores.get(settlement)


@cache
def standards() -> dict[str, Standard]:
    """Every known standard by its id."""
    entries = yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)["standards"]
    return {key: Standard.model_validate(entry) for key, entry in entries.items()}
