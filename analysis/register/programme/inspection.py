"""Kế hoạch kiểm tra, kiểm tra: what was to be inspected, whom was called on, and what was found.

An inspection without a day has not been made yet. That nobody was met («Không gặp») is something
that was found out, and neither a blank nor a sound entry.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.register.faults import Column, Rule
from analysis.register.households import HOUSEHOLD
from analysis.register.programme import places
from analysis.register.rules import day, filled, one_of, unique, whole
from analysis.register.schema import Schema
from analysis.workspace import District

PLANS, VISITS = "inspection_plans", "inspections"
TITLES = {PLANS: "Kế hoạch kiểm tra", VISITS: "Kiểm tra"}
RANDOM, FOR_CAUSE = "Ngẫu nhiên", "Theo dấu hiệu"
CORRECT, NOT_MET = "Đúng", "Không gặp"
CLASS_WRONG, INCOME_WRONG, MEMBERS_WRONG = "Sai phân loại", "Sai thu nhập", "Sai nhân khẩu"
NOT_ARRIVED = "Hỗ trợ chưa đến"
TO_SETTLE = (CLASS_WRONG, INCOME_WRONG, MEMBERS_WRONG, NOT_ARRIVED)
FINDINGS = (CORRECT, *TO_SETTLE, NOT_MET)

CHOSEN = Column("chosen", "Cách chọn")
VISIT_DATE = Column("visit_date", "Ngày kiểm tra")
FINDING = Column("finding", "Kết quả")
FOLLOW_UP = Column("follow_up", "Việc phải làm", personal=True)
CLOSED_DATE = Column("closed_date", "Ngày xong")


def schemas(district: District) -> dict[str, Schema]:
    """Each table by its name."""
    return {PLANS: _plans(district), VISITS: _visits(district)}


def between(tables: Mapping[str, pd.DataFrame], district: District) -> Mapping[str, Sequence[Rule]]:
    """A household stands once a year for each way of choosing, by whichever number it is given."""
    who = [places.YEAR.name, HOUSEHOLD.name, CHOSEN.name]
    once = Rule(
        (HOUSEHOLD.name, CHOSEN.name, places.YEAR.name),
        "chỉ được có một dòng cho mỗi cách chọn trong một năm: hãy gộp các dòng của hộ ấy",
        "must have one row for each way of choosing in a year: join the rows of that household",
        lambda table: ~table.duplicated(who, keep=False),
    )
    return {VISITS: [once]} if VISITS in tables else {}


def _plans(district: District) -> Schema:
    columns = [
        places.YEAR,
        places.WARD,
        Column("random_count", "Số hộ kiểm tra ngẫu nhiên"),
        Column("for_cause_count", "Số hộ kiểm tra theo dấu hiệu"),
    ]
    rules = [
        *places.of_year(),
        filled("ward_code"),
        places.of_ward(district),
        unique("ward_code", "year"),
        whole("random_count", 0, 100_000),
        whole("for_cause_count", 0, 100_000),
    ]
    return Schema(columns, rules, may_be_empty=True)


def _visits(district: District) -> Schema:
    columns = [
        *(places.YEAR, HOUSEHOLD, places.WARD),
        *(CHOSEN, VISIT_DATE, FINDING, CLOSED_DATE),
    ]
    rules = [
        *places.of_household(),
        filled("ward_code"),
        places.of_ward(district),
        filled("chosen"),
        one_of("chosen", [RANDOM, FOR_CAUSE]),
        day("visit_date"),
        one_of("finding", FINDINGS),
        day("closed_date"),
        *_in_order(),
    ]
    words = frozenset({RANDOM, FOR_CAUSE, *FINDINGS})
    return Schema(columns, rules, [FOLLOW_UP], may_be_empty=True, words=words)


def _in_order() -> list[Rule]:
    """First the visit, then what was found, then what is settled; each rests on the one before."""
    return [
        Rule(
            ("finding", "visit_date"),
            "phải trống khi chưa ghi ngày kiểm tra: hãy ghi ngày, hoặc xóa kết quả",
            "must be blank where no day of the visit is given: give the day or delete the finding",
            lambda t: (t["finding"] == "") | (t["visit_date"] != ""),
        ),
        Rule(
            ("finding", "visit_date"),
            f"phải ghi khi đã có ngày kiểm tra; không gặp ai thì ghi «{NOT_MET}»",
            f"must be given where the visit has a day; where nobody was met it is «{NOT_MET}»",
            lambda t: (t["finding"] != "") | (t["visit_date"] == ""),
        ),
        Rule(
            ("visit_date", "year"),
            "không được trước năm của dòng",
            "must not lie before the year of the row",
            lambda t: (t["visit_date"] == "") | (t["visit_date"].str[:4] >= t["year"]),
        ),
        Rule(
            ("closed_date", "finding"),
            "phải trống khi không phát hiện gì phải xử lý: hãy xóa ngày, hoặc ghi lại kết quả",
            "must be blank where nothing was found to settle: delete the day or mend the finding",
            lambda t: (t["closed_date"] == "") | t["finding"].isin(TO_SETTLE),
        ),
        places.not_before(
            "closed_date",
            "visit_date",
            "không được trước ngày kiểm tra",
            "must not be before the day of the visit",
        ),
    ]
