"""The small tables beside a register: population, plans and nominations for commendation."""

from analysis.register.csvfile import Schema
from analysis.register.faults import Column
from analysis.register.rules import code_in, filled, name_of_code, one_of, unique, whole
from analysis.workspace import District

GIVERS = {"Thành phố": "city", "Quận": "district", "": "unrecorded"}
GATES = ["Có kế hoạch giảm nghèo", "Quyết toán đúng hạn", "Không bị kỷ luật"]

YEAR = Column("year", "Năm")


def population(district: District) -> Schema:
    """Households and people of each ward at the end of a year (số hộ dân cư, nhân khẩu)."""
    names = {unit.code: unit.name["vi"] for unit in district.units}
    columns = [
        YEAR,
        Column("ward_code", "Mã phường"),
        Column("ward", "Phường"),
        Column("households", "Số hộ dân cư"),
        Column("people", "Số nhân khẩu"),
    ]
    rules = [
        filled("year"),
        whole("year", 1990, 2100),
        filled("ward_code"),
        code_in("ward_code", names, "phải là phường của quận", "must be a ward of the district"),
        name_of_code("ward", "ward_code", names),
        unique("ward_code", "year"),
        whole("households", 1, 10_000_000),
        whole("people", 1, 50_000_000),
    ]
    return Schema(columns, rules)


def plan(district: District) -> Schema:
    """Planned exits by year, area and who gave the plan (chỉ tiêu thoát nghèo)."""
    columns = [
        YEAR,
        Column("unit_code", "Mã đơn vị"),
        Column("giver", "Đơn vị giao"),
        Column("plan", "Chỉ tiêu thoát nghèo (hộ)"),
    ]
    optional = [
        Column("printed_pct", "Tỷ lệ hoàn thành in trong nguồn (%)"),
        Column("source", "Nguồn"),
    ]
    rules = [
        filled("year"),
        whole("year", 1990, 2100),
        filled("unit_code"),
        code_in(
            "unit_code",
            district.areas(),
            "phải là mã của quận hoặc phường",
            "must be the code of the district or a ward",
        ),
        one_of("giver", [giver for giver in GIVERS if giver]),
        unique("unit_code", "year", "giver"),
        filled("plan"),
        whole("plan", 0, 10_000_000),
        whole("printed_pct", 0, 10_000),
    ]
    return Schema(columns, rules, optional, may_be_empty=True)


def nominations(district: District) -> Schema:
    """Candidates for commendation, with the gates they passed and the evidence of each."""
    columns = [
        YEAR,
        Column("candidate_code", "Mã đề cử"),
        Column("stream", "Luồng"),
        Column("unit_kind", "Loại đơn vị"),
        Column("candidate_name", "Tên", personal=True),
        Column("ward_code", "Mã phường"),
        *(Column(f"gate_{at}", gate) for at, gate in enumerate(GATES, start=1)),
    ]
    codes = [unit.code for unit in district.units]
    rules = [
        filled("year"),
        whole("year", 1990, 2100),
        filled("candidate_code"),
        unique("candidate_code", "year"),
        filled("stream"),
        one_of("stream", ["Tập thể", "Cá nhân", "Hộ gia đình"]),
        code_in("ward_code", codes, "phải là phường của quận", "must be a ward of the district"),
        *(one_of(f"gate_{at}", ["có", "không"]) for at in range(1, len(GATES) + 1)),
    ]
    return Schema(columns, rules, may_be_empty=True)
