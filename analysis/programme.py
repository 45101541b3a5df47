"""Quy định của chương trình: what an office lays down for its other work (district.yml).

Everything here is the office's own choice. What it leaves out is not known: a measure that needs it
says so in place of its figures.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from analysis.rules import Text


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Housing(Entry):
    """Mục tiêu xóa nhà tạm: by which year every temporary house on stable land is to be removed."""

    definition: Text
    deadline: int
    source: Text


Group = Literal["group_1", "group_2", "without_labour", "other"]


class Support(Entry):
    """Quy tắc phân bổ kinh phí hỗ trợ: how next year's budget is proposed to be used.

    `need` is the weight of a household by its group, to which `need_per_person` is added for each
    member. Who is in a group of `first` gets the cheapest package it may have before anybody gets a
    further step. No ward gets more than `ward_cap_pct` per cent of the money; None for no cap.
    `reserve_pct` of the budget is kept back.
    """

    fixed_on: date
    fixed_by: Text
    need: dict[Group, Annotated[float, Field(gt=0, allow_inf_nan=False)]] = Field(min_length=1)
    need_per_person: float = Field(0, ge=0, allow_inf_nan=False)
    first: list[Group] = []
    ward_cap_pct: float | None = Field(None, gt=0, le=100)
    reserve_pct: float = Field(0, ge=0, lt=100)

    @model_validator(mode="after")
    def _checked(self) -> "Support":
        if unknown := sorted(set(self.first) - set(self.need)):
            names = ", ".join(unknown)
            raise ValueError(
                f"programme.support.first: {names} chưa có điểm trong need",
                f"programme.support.first: {names} is given no need",
            )
        return self


class Outreach(Entry):
    """Thời hạn trả lời nguyện vọng: within how many days a wish is to be answered and done."""

    answer_days: int = Field(ge=1)
    done_days: int | None = Field(None, ge=1)
    source: Text


class Sample(Entry):
    """Mẫu kiểm tra năm sau: how many households are drawn at random, and from which seed.

    At least `least_per_ward` of each ward; `expected_pct` is the share of wrong entries that the
    draw is laid out for.
    """

    visits: int = Field(ge=1)
    least_per_ward: int = Field(10, ge=0)
    expected_pct: float = Field(gt=0, lt=100)
    seed: int


class Inspection(Entry):
    """Quy định kiểm tra: within how many days a finding is to be settled, and the next sample.

    `watch_visits` is how many of the households that exited can be called on in a year.
    """

    settle_days: int | None = Field(None, ge=1)
    sample: Sample | None = None
    watch_visits: int | None = Field(None, ge=1)


class NextYear(Entry):
    """Chia mục tiêu cho các phường: by which count of households, and how many years early.

    `share_by` is the need that the remaining exits are shared by: poor households at the closing,
    or those of them with labour.
    """

    years_early: int = Field(1, ge=0)
    share_by: Literal["closing", "closing_with_labour"]
    source: Text


class Programme(Entry):
    """The rules of every part; None where the office has laid down none."""

    housing: Housing | None = None
    support: Support | None = None
    outreach: Outreach | None = None
    inspection: Inspection | None = None
    next_year: NextYear | None = None
