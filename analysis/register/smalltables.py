"""The small tables beside a register: population, plans and nominations for commendation."""

import pandas as pd

from analysis.commendation import Commendation
from analysis.register.faults import Column, Rule
from analysis.register.rules import code_in, filled, name_of_code, one_of, unique, whole
from analysis.register.schema import Schema
from analysis.workspace import District

GIVERS = {"Thành phố": "city", "Quận": "district", "": "unrecorded"}
GATES = ["Có kế hoạch giảm nghèo", "Quyết toán đúng hạn", "Không bị kỷ luật"]
EVIDENCE = ["Minh chứng kế hoạch", "Minh chứng quyết toán", "Minh chứng kỷ luật"]
STREAMS = {"Tập thể": "collectives", "Cá nhân": "individuals", "Hộ gia đình": "families"}
STREAM_NAMES = {stream: name for name, stream in STREAMS.items()}
SCORED = {
    "helped_exits": "Hộ đã giúp thoát nghèo",
    "helped_sustained": "Trong đó chưa nghèo trở lại",
    "wishes": "Nguyện vọng tiếp nhận",
    "wishes_resolved": "Nguyện vọng đã giải quyết",
    "sessions": "Buổi tuyên truyền",
    "files": "Hồ sơ phải nộp",
    "files_on_time": "Hồ sơ nộp đúng hạn",
    "initiatives": "Sáng kiến",
}
PARTS = {
    "helped_sustained": "helped_exits",
    "wishes_resolved": "wishes",
    "files_on_time": "files",
}

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
    """Candidates for commendation (đề cử): gates with their evidence, and what each is scored on.

    Where district.yml lays down rules of commendation the evidence and the criteria are asked for,
    and each candidate is of a kind that the rules know.
    """
    columns = [
        YEAR,
        Column("candidate_code", "Mã đề cử"),
        Column("stream", "Luồng"),
        Column("unit_kind", "Loại đơn vị"),
        Column("candidate_name", "Tên", personal=True),
        Column("ward_code", "Mã phường"),
        *(Column(f"gate_{at}", gate) for at, gate in enumerate(GATES, start=1)),
    ]
    scored = [
        Column("household_id", "Mã hộ", personal=True),
        *(Column(f"evidence_{at}", word, personal=True) for at, word in enumerate(EVIDENCE, 1)),
        *(Column(name, heading) for name, heading in SCORED.items()),
    ]
    codes = [unit.code for unit in district.units]
    rules = [
        filled("year"),
        whole("year", 1990, 2100),
        filled("candidate_code"),
        unique("candidate_code", "year"),
        _short_code("candidate_code"),
        filled("stream"),
        one_of("stream", list(STREAMS)),
        code_in("ward_code", codes, "phải là phường của quận", "must be a ward of the district"),
        *(one_of(f"gate_{at}", ["có", "không"]) for at in range(1, len(GATES) + 1)),
        *(whole(name, 0, 1_000_000) for name in SCORED),
        *(_at_most(part, whole_of) for part, whole_of in PARTS.items()),
    ]
    if district.awards is None:
        return Schema(columns, rules, scored, may_be_empty=True)
    rules += _kinds_known(district.awards)
    return Schema([*columns, *scored], rules, may_be_empty=True)


def _kinds_known(awards: Commendation) -> list[Rule]:
    """Each candidate is of a known kind and its stream; a ward is nominated once a year."""
    streams = {kind.name.vi: STREAM_NAMES[kind.stream] for kind in awards.kinds}
    of_ward = [kind.name.vi for kind in awards.kinds_on_the_register()]

    def nominated_once(table: pd.DataFrame) -> pd.Series:
        wards = table[table["unit_kind"].isin(of_ward)]
        known = (wards["ward_code"] != "") & ~wards.duplicated(["year", "ward_code"], keep=False)
        return known.reindex(table.index, fill_value=True)

    families = STREAM_NAMES["families"]
    return [
        filled("unit_kind"),
        one_of("unit_kind", list(streams)),
        Rule(
            ("stream", "unit_kind"),
            "phải là luồng của loại đơn vị ấy trong district.yml",
            "must be the stream that district.yml gives the kind of unit",
            lambda t: t["unit_kind"].map(streams).fillna(t["stream"]) == t["stream"],
        ),
        Rule(
            ("ward_code", "year", "unit_kind"),
            "phải có, và mỗi phường một lần trong năm, với loại được chấm theo sổ của phường",
            "must be given, each ward once a year, for a kind scored on its ward's register",
            nominated_once,
        ),
        Rule(
            ("household_id", "stream"),
            "phải có khi đề cử hộ gia đình, và chỉ khi đó",
            "must be given where a household is nominated, and only there",
            lambda t: (t["household_id"] != "") == (t["stream"] == families),
        ),
    ]


def _short_code(column: str) -> Rule:
    return Rule(
        (column,),
        "phải là mã ngắn như CN-01 (chữ không dấu, gạch nối, chữ số), không phải số định danh",
        "must be a short code as CN-01 (plain letters, a hyphen, digits), no citizen number",
        lambda t: (t[column] == "") | t[column].str.fullmatch(r"[A-Z]{1,6}-[0-9]{1,4}"),
    )


def _at_most(part: str, whole_of: str) -> Rule:
    """A part is recorded with what it is a part of, and is not more than that."""

    def holds(table: pd.DataFrame) -> pd.Series:
        counts = [pd.to_numeric(table[column], "coerce") for column in (part, whole_of)]
        both = counts[0].notna() & counts[1].notna()
        return (counts[0].isna() & counts[1].isna()) | (both & (counts[0] <= counts[1]))

    return Rule(
        (part, whole_of),
        "phải có cùng với số ở cột trước, và không lớn hơn số ấy",
        "must stand together with the number in the column before it, and not exceed it",
        holds,
    )
