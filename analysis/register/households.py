"""The lists of a review: which households are poor at the opening and the closing, which left.

Opening list (danh sách đầu kỳ), closing list (danh sách hộ nghèo, hộ cận nghèo sau rà soát) and
departures (hộ ra khỏi danh sách), one file each for a year, and the members of the
households in a file of their own.
"""

import pandas as pd

from analysis.register.faults import Column, Rule
from analysis.register.rules import (
    code_in,
    decimal,
    filled,
    name_of_code,
    one_of,
    unique,
    whole,
)
from analysis.register.schema import Schema
from analysis.workspace import District

POOR, NEAR_POOR, NOT_POOR = "Hộ nghèo", "Hộ cận nghèo", "Hộ không nghèo"

STAYED, RELAPSED, NEW = "Nghèo cũ", "Tái nghèo", "Phát sinh mới"
OTHER_INCREASES = ("Chuyển đến", "Tách hộ", "Khác")
EXITED = "Thoát nghèo"
WITHOUT_LABOUR = "Không có lao động"
OTHER_DECREASES = ("Chuyển đi", "Qua đời", "Nhập hộ", "Khác")

HOUSEHOLD = Column("household_id", "Mã hộ", personal=True)
PLACE = [Column("ward_code", "Mã phường"), Column("ward", "Phường")]
MEMBERS = Column("members", "Số nhân khẩu")
SCORES = [Column("score_income", "Điểm B1"), Column("score_deprivation", "Điểm B2")]
MOST_SCORED = 1000  # far above any score
INCOME = Column("income_vnd", "Thu nhập bình quân (đồng/người/tháng)")

LISTED = [
    HOUSEHOLD,
    Column("head_name", "Họ tên chủ hộ", personal=True),
    Column("head_citizen_number", "Số định danh chủ hộ", personal=True),
    Column("head_birth_year", "Năm sinh chủ hộ", personal=True),
    Column("head_sex", "Giới tính chủ hộ"),
    *PLACE,
    Column("residential_group", "Tổ dân phố"),
    MEMBERS,
    Column("workers", "Số lao động"),
    INCOME,
    Column("household_class", "Phân loại hộ"),
    Column("special_group", "Nhóm đặc biệt nghèo"),
    Column("causes", "Nguyên nhân nghèo"),
]
MOVEMENT = Column("movement", "Diễn biến")
DEPARTED = [
    HOUSEHOLD,
    Column("head_name", "Họ tên chủ hộ", personal=True),
    *PLACE,
    MEMBERS,
    INCOME,
    Column("reason", "Lý do"),
    Column("class_after", "Phân loại sau rà soát"),
]
MEMBER = [
    HOUSEHOLD,
    Column("member_number", "STT"),
    Column("member_name", "Họ tên", personal=True),
    Column("citizen_number", "Số định danh", personal=True),
    Column("birth_year", "Năm sinh", personal=True),
    Column("sex", "Giới tính"),
    Column("relation", "Quan hệ với chủ hộ"),
]


WORDS = {
    *(POOR, NEAR_POOR, NOT_POOR, STAYED, RELAPSED, NEW, EXITED),
    *OTHER_INCREASES,
    *OTHER_DECREASES,
}


def opening(district: District) -> Schema:
    """The list at the start of a year whose opening is not last year's closing."""
    return Schema(LISTED, _listed_rules(district), SCORES, words=_words(district))


def closing(district: District) -> Schema:
    """The list after the review, with what the review declared of each poor household."""
    movements = one_of("movement", [STAYED, RELAPSED, NEW, *OTHER_INCREASES])
    rules = [*_listed_rules(district), movements]
    return Schema([*LISTED, MOVEMENT], rules, SCORES, words=_words(district))


def departures(district: District, is_classed: bool = True, is_of_poor: bool = True) -> Schema:
    """The households that left the list in the year, and how; only a poor one can have exited.

    `is_classed` where the list itself says what an exited household is classed as; a list that is
    not `is_of_poor` need not say why a near-poor one left.
    """
    rules = [
        *_household_rules(district),
        *([filled("reason")] if is_of_poor else []),
        one_of("reason", [EXITED, *OTHER_DECREASES]),
        one_of("class_after", [NEAR_POOR, NOT_POOR]),
        *([_class_of_exit()] if is_classed else []),
    ]
    return Schema(DEPARTED, rules, may_be_empty=True, words=_words(district))


def members(year: int) -> Schema:
    """The members of the households on a year's lists."""
    rules = [
        filled("household_id"),
        unique("household_id", "member_number"),
        whole("member_number", 1, 30),
        whole("birth_year", year - 120, year),
        one_of("sex", ["Nam", "Nữ"]),
    ]
    return Schema(MEMBER, rules)


def poor(listed: pd.DataFrame) -> set[str]:
    """The households of a list that are poor on it."""
    return set(listed.loc[listed["household_class"] == POOR, "household_id"])


def _words(district: District) -> frozenset[str]:
    return frozenset(WORDS | {unit.name["vi"] for unit in district.units})


def _household_rules(district: District) -> list[Rule]:
    names = {unit.code: unit.name["vi"] for unit in district.units}
    return [
        filled("household_id"),
        unique("household_id"),
        code_in("ward_code", names, "phải là phường của quận", "must be a ward of the district"),
        name_of_code("ward", "ward_code", names),
        filled("members"),
        whole("members", 1, 30),
        whole("income_vnd", 0, 1_000_000_000),
    ]


def _listed_rules(district: District) -> list[Rule]:
    return [
        *_household_rules(district),
        whole("workers", 0, 30),
        one_of("head_sex", ["Nam", "Nữ"]),
        filled("household_class"),
        one_of("household_class", [POOR, NEAR_POOR]),
        one_of("special_group", [WITHOUT_LABOUR, "Nhóm I", "Nhóm II"]),
        *(decimal(column.name, MOST_SCORED) for column in SCORES),
    ]


def _class_of_exit() -> Rule:
    return Rule(
        ("class_after", "reason"),
        "phải có khi lý do là thoát nghèo, và chỉ khi đó",
        "must be given when the reason is an exit, and only then",
        lambda table: (table["class_after"] != "") == (table["reason"] == EXITED),
    )
