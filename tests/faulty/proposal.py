"""Rules for next year's support that cannot be used, as district.yml may lay them down."""

from collections.abc import Callable
from pathlib import Path

import yaml

from tests.faulty import Case, told
from tests.faulty.office import DISTRICT

PLACE = "programme.support"
RULES = {
    "fixed_on": "2022-01-15",
    "fixed_by": {"vi": "giả định", "en": "invented"},
    "need": {"group_1": 3, "other": 1},
    "first": ["group_1"],
}


def ruled(**changed: object) -> Callable[[Path], object]:
    """The sound office's settings with a rule of which one entry is otherwise."""
    settings = DISTRICT | {"programme": {"support": RULES | changed}}
    text = yaml.safe_dump(settings, allow_unicode=True)
    return lambda folder: (folder / "district.yml").write_text(text, encoding="utf-8")


def refused(entry: str, vi: str, en: str) -> tuple:
    return (told((vi, en), of=f"{PLACE}.{entry}:"),)


CASES = [
    Case(
        "a need below zero",
        refused=refused("need.other", "phải lớn hơn 0.0", "must be more than 0.0"),
        files=ruled(need={"group_1": 3, "other": -1}),
    ),
    Case(
        "a need without end",
        refused=refused("need.other", "phải là số hữu hạn", "must be a finite number"),
        files=ruled(need={"group_1": 3, "other": float("inf")}),
    ),
    Case(
        "no need at all",
        refused=refused("need", "phải có ít nhất một mục", "must have at least one entry"),
        files=ruled(need={}, first=[]),
    ),
    Case(
        "a need per person below zero",
        refused=refused("need_per_person", "không được nhỏ hơn 0.0", "must not be less than 0.0"),
        files=ruled(need_per_person=-0.1),
    ),
    Case(
        "a group that comes first without a need",
        refused=refused("first", "group_2 chưa có điểm trong need", "group_2 is given no need"),
        files=ruled(first=["group_2"]),
    ),
    Case(
        "a cap of a ward above the whole",
        refused=refused("ward_cap_pct", "không được lớn hơn 100.0", "must not be more than 100.0"),
        files=ruled(ward_cap_pct=101),
    ),
    Case(
        "a reserve of the whole budget",
        refused=refused("reserve_pct", "phải nhỏ hơn 100.0", "must be less than 100.0"),
        files=ruled(reserve_pct=100),
    ),
]
