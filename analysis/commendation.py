"""Quy chế khen thưởng: by which rules candidates for commendation are compared (district.yml).

Everything here is fixed before the year's figures are known: gates come first, then a sum of
weighted criteria, each on a scale with two fixed ends, for each kind of candidate.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from math import isclose
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, model_validator

from analysis.rules import Text

Stream = Literal["collectives", "individuals", "families"]
Share = Literal["sustained_exits", "above_near_poor", "wishes_resolved", "files_on_time"]
Count = Literal["sessions", "initiatives"]
STREAMS: tuple[Stream, ...] = ("collectives", "individuals", "families")
COUNTS = ("sessions", "initiatives")
ONLY_IN_THE_REGISTER = "above_near_poor"


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Prior(Entry):
    """What a share is drawn towards: `pct` of `size` cases, as if seen beforehand."""

    pct: float = Field(ge=0, le=100)
    size: float = Field(ge=0)


class Criterion(Entry):
    """One thing a kind of candidate is scored on (tiêu chí).

    `zero` and `full` are the values that earn 0 and 100 points: per cent of a share, or a count.
    `register` takes the exits of the candidate's ward from the register, in per cent of its plan;
    else the share is the candidate's own.
    """

    name: Share | Count
    weight: float = Field(gt=0, le=1)
    zero: float
    full: float
    prior: Prior | None = None
    register_of_ward: bool = Field(False, alias="register")


class Kind(Entry):
    """A kind of candidate (loại đơn vị), named as in nominations.csv, and its criteria."""

    code: str = Field(pattern=r"^[a-z_]+$")
    name: Text
    stream: Stream
    criteria: list[Criterion] = Field(min_length=1)

    @model_validator(mode="after")
    def _checked(self) -> "Kind":
        total = sum(criterion.weight for criterion in self.criteria)
        if not isclose(total, 1, abs_tol=1e-9):
            _refuse(
                f"trọng số của loại «{self.name.vi}» cộng lại là {total:g}, phải bằng 1",
                f"the weights of the kind '{self.name.vi}' add up to {total:g} and must make 1",
            )
        names = [criterion.name for criterion in self.criteria]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            listed = ", ".join(twice)
            _refuse(
                f"loại «{self.name.vi}» có tiêu chí {listed} hơn một lần",
                f"the kind '{self.name.vi}' has the criterion {listed} more than once",
            )
        for criterion in self.criteria:
            self._check(criterion)
        return self

    def _check(self, criterion: Criterion) -> None:
        of = f"{self.code}.{criterion.name}"
        if criterion.zero == criterion.full:
            _refuse(f"{of}: zero và full phải khác nhau", f"{of}: zero and full must differ")
        if (criterion.prior is None) != (criterion.name in COUNTS):
            _refuse(
                f"{of}: tỷ lệ phải có prior, số đếm thì không",
                f"{of}: a share needs a prior, and a count has none",
            )
        if criterion.register_of_ward and self.stream != "collectives":
            _refuse(
                f"{of}: chỉ tập thể mới được chấm theo số liệu sổ của phường",
                f"{of}: only collectives may be scored on the register of a ward",
            )
        if criterion.name == ONLY_IN_THE_REGISTER and not criterion.register_of_ward:
            _refuse(f"{of}: phải có register: true", f"{of}: needs register: true")


class Commendation(Entry):
    """The rules of one office: kinds and criteria, places in each stream, ties (khen thưởng).

    `places` is how many of a stream may be proposed; None for all that pass. `ward_cap` is how many
    of a stream may be of one ward; a stream left out has no cap. Sustained exits are those of
    `years_back` years, up to the year before last year's review. A ward whose opening list has
    fewer than `least_opening` poor households is not compared. Equal scores are told apart by the
    points of the criteria in `ties`, in that order, and last by a lot drawn from `seed`.
    """

    fixed_on: date
    fixed_by: Text
    places: dict[Stream, int | None]
    ward_cap: dict[Stream, int] = {}
    years_back: int = Field(ge=1)
    least_opening: int = Field(ge=1)
    ties: list[Share | Count]
    seed: int
    kinds: list[Kind] = Field(min_length=1)

    @model_validator(mode="after")
    def _checked(self) -> "Commendation":
        for what in ("code", "name"):
            values = [str(getattr(kind, what)) for kind in self.kinds]
            if len(set(values)) < len(values):
                _refuse(
                    f"awards.kinds: hai loại có cùng {what}",
                    f"awards.kinds: two kinds share a {what}",
                )
        if missing := [stream for stream in STREAMS if stream not in self.places]:
            listed = ", ".join(missing)
            _refuse(f"awards.places: thiếu {listed}", f"awards.places: {listed} is missing")
        if any(number is not None and number < 1 for number in self.places.values()):
            _refuse(
                "awards.places: phải là số nguyên từ 1, hoặc null",
                "awards.places: must be whole numbers from 1, or null",
            )
        if any(number < 1 for number in self.ward_cap.values()):
            _refuse(
                "awards.ward_cap: phải là số nguyên từ 1",
                "awards.ward_cap: must be whole numbers from 1",
            )
        return self

    def criteria(self) -> pd.DataFrame:
        """One row per kind and criterion, in the order of district.yml: its weight and scale."""
        rows = [
            {"stream": kind.stream, "kind": kind.code, "criterion": criterion.name}
            | {"weight": criterion.weight, "zero": criterion.zero, "full": criterion.full}
            | {"prior_pct": criterion.prior and criterion.prior.pct}
            | {"prior_size": criterion.prior and criterion.prior.size}
            | {"is_of_register": criterion.register_of_ward}
            for kind in self.kinds
            for criterion in kind.criteria
        ]
        return pd.DataFrame(rows).astype({"prior_pct": "Float64", "prior_size": "Float64"})

    def kind_names(self, lang: str) -> Mapping[str, str]:
        """Names of the kinds by code."""
        return {kind.code: kind.name[lang] for kind in self.kinds}

    def kinds_on_the_register(self) -> Sequence[Kind]:
        """The kinds with a criterion from the register of their ward."""
        return [kind for kind in self.kinds if any(c.register_of_ward for c in kind.criteria)]


def _refuse(vi: str, en: str) -> None:
    raise ValueError(vi, en)
