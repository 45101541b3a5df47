"""Nguyện vọng và tuyên truyền: residential areas, dialogues with households, sessions.

An area (khu dân cư) is some residential groups of a ward (tổ dân phố), with the one association
(hội đoàn thể) that stands for it. A row of the dialogues is one wish, or a household met that had
none.
"""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from analysis.register.faults import Column, Rule
from analysis.register.households import HOUSEHOLD
from analysis.register.programme import places
from analysis.register.programme.places import WARD, YEAR
from analysis.register.rules import day, filled, one_of, whole
from analysis.register.schema import Schema, numbers
from analysis.workspace import District

TITLES = {
    "areas": "Khu dân cư",
    "wishes": "Đối thoại, nguyện vọng",
    "sessions": "Tuyên truyền",
}
KINDS = {  # nguyện vọng
    "wish_job": "Việc làm",
    "wish_training": "Học nghề",
    "wish_loan": "Vay vốn",
    "wish_means": "Phương tiện sinh kế",
    "wish_home": "Nhà ở",
    "wish_scholarship": "Học bổng",
    "wish_insurance": "Bảo hiểm y tế",
    "wish_other": "Khác",
}
AGREED, REFUSED = "Đồng ý", "Không đáp ứng"
ASSOCIATION = Column("association", "Hội phụ trách")
MOST_GROUPS, MOST_ATTENDING = 9_999, 100_000


def schemas(district: District) -> dict[str, Schema]:
    """Each table by its name."""
    return {"areas": _areas(district), "wishes": _wishes(), "sessions": _sessions()}


def between(tables: Mapping[str, pd.DataFrame], district: District) -> Mapping[str, Sequence[Rule]]:
    """A session is held in an area that the list of its year has."""
    if "sessions" not in tables:
        return {}
    areas = tables.get("areas", pd.DataFrame(columns=["year", "area_code"]))
    listed = set(zip(areas["year"], areas["area_code"], strict=True))
    rule = Rule(
        ("area_code", "year"),
        "phải có trong bảng Khu dân cư của năm ấy: hãy sửa mã hoặc thêm khu vào bảng đó",
        "must be in the table of areas of that year: correct the code, or add the area there",
        lambda t: pd.Series(
            [pair in listed for pair in zip(t["year"], t["area_code"], strict=True)], t.index
        ),
    )
    return {"sessions": [rule]}


def _areas(district: District) -> Schema:
    columns = [
        YEAR,
        Column("area_code", "Mã khu dân cư"),
        Column("area_name", "Tên khu dân cư"),
        WARD,
        Column("first_group_count", "Từ tổ"),
        Column("last_group_count", "Đến tổ"),
        Column("association", "Hội đoàn thể phụ trách"),
    ]
    rules = [
        *places.of_year(),
        filled("area_code"),
        Rule(
            ("area_code", "year"),
            "chỉ được có một dòng trong một năm, với một hội đoàn thể phụ trách: hãy bỏ dòng thừa",
            "must have one row a year, with the one association in charge: remove the other rows",
            lambda t: ~t.duplicated(["area_code", "year"], keep=False),
        ),
        filled("ward_code"),
        places.of_ward(district),
        _code_of_ward(),
        *(filled(f"{end}_group_count") for end in ("first", "last")),
        *(whole(f"{end}_group_count", 1, MOST_GROUPS) for end in ("first", "last")),
        *_groups(),
        _one_association(),
    ]
    return Schema(columns, rules, may_be_empty=True)


def _wishes() -> Schema:
    columns = [
        YEAR,
        HOUSEHOLD,
        Column("met_date", "Ngày đối thoại"),
        Column("wish_kind", "Nguyện vọng"),
        ASSOCIATION,
        Column("answer", "Trả lời"),
        Column("answer_date", "Ngày trả lời"),
        Column("done_date", "Ngày hoàn thành"),
    ]
    rules = [
        *places.of_household(),
        filled("met_date"),
        *(day(name) for name in ("met_date", "answer_date", "done_date")),
        places.one_year(
            "met_date",
            "phải là ngày trong năm của dòng: hãy sửa ngày hoặc năm",
            "must be a day of the row's year: correct the day or the year",
        ),
        one_of("wish_kind", list(KINDS.values())),
        one_of("answer", [AGREED, REFUSED]),
        _one_association(),
        *_course_of_a_wish(),
    ]
    words = frozenset({*KINDS.values(), AGREED, REFUSED})
    solution = Column("solution", "Giải pháp", personal=True)
    return Schema(columns, rules, [solution], may_be_empty=True, words=words)


def _sessions() -> Schema:
    columns = [
        YEAR,
        Column("area_code", "Mã khu dân cư"),
        Column("session_date", "Ngày"),
        Column("topic", "Chủ đề"),
        Column("attendance_count", "Số người dự"),
    ]
    rules = [
        *places.of_year(),
        filled("area_code"),
        filled("session_date"),
        day("session_date"),
        places.one_year(
            "session_date",
            "phải là ngày trong năm của dòng: hãy sửa ngày hoặc năm",
            "must be a day of the row's year: correct the day or the year",
        ),
        whole("attendance_count", 0, MOST_ATTENDING),
    ]
    return Schema(columns, rules, may_be_empty=True)


def _one_association() -> Rule:
    return Rule(
        ("association",),
        "chỉ được ghi một hội đoàn thể: hãy để lại hội phụ trách chính",
        "must name one association alone: leave the one that is in charge",
        lambda t: ~t["association"].str.contains(r"[;,/\n]"),
    )


def _code_of_ward() -> Rule:
    return Rule(
        ("area_code", "ward_code"),
        "phải bắt đầu bằng mã phường của khu, như 20197-05",
        "must begin with the code of its ward, as 20197-05",
        lambda t: pd.Series(
            [
                area.startswith(f"{ward}-") or not area or not ward
                for area, ward in zip(t["area_code"], t["ward_code"], strict=True)
            ],
            t.index,
        ),
    )


def _groups() -> Iterator[Rule]:
    """The groups of an area are counted upwards, and no group is in two areas of a year."""
    ends = ["first_group_count", "last_group_count"]
    yield Rule(
        (ends[1], ends[0]),
        "không được nhỏ hơn số ở cột Từ tổ",
        "must not be less than the number of the first group",
        lambda t: ~(_number(t[ends[1]]) < _number(t[ends[0]])),
    )

    def apart(table: pd.DataFrame) -> pd.Series:
        at = table[["year", "ward_code"]].assign(first=_number(table[ends[0]]), row=table.index)
        at = at.assign(last=_number(table[ends[1]])).dropna()
        pairs = at.merge(at, on=["year", "ward_code"], suffixes=("", "_other"))
        shared = pairs[
            (pairs["first"] <= pairs["last_other"]) & (pairs["row"] != pairs["row_other"])
        ]
        shared = shared[shared["first_other"] <= shared["last"]]
        return pd.Series(~table.index.isin(shared["row"]), table.index)

    yield Rule(
        (*ends, "ward_code", "year"),
        "không được trùng tổ với một khu dân cư khác của phường trong năm: mỗi tổ thuộc một khu",
        "must share no group with another area of the ward in the year: a group is in one area",
        apart,
    )


def _course_of_a_wish() -> Iterator[Rule]:
    """A wish has an association, then an answer with its day, then the day it was done."""
    yield Rule(
        ("association", "wish_kind"),
        "phải ghi hội phụ trách khi hộ có nguyện vọng",
        "must name the association in charge where the household has a wish",
        lambda t: (t["association"] != "") | (t["wish_kind"] == ""),
    )
    yield Rule(
        ("answer", "wish_kind"),
        "phải để trống khi hộ không có nguyện vọng",
        "must be blank where the household has no wish",
        lambda t: (t["answer"] == "") | (t["wish_kind"] != ""),
    )
    yield Rule(
        ("answer_date", "answer"),
        "phải có khi đã trả lời, và chỉ khi đó",
        "must be given where there is an answer, and only there",
        lambda t: (t["answer_date"] != "") == (t["answer"] != ""),
    )
    yield places.not_before(
        "answer_date",
        "met_date",
        "không được trước ngày đối thoại",
        "must not be before the dialogue",
    )
    yield Rule(
        ("done_date", "answer"),
        f"chỉ được có khi trả lời là «{AGREED}»: hãy sửa câu trả lời hoặc bỏ ngày hoàn thành",
        f"must be there only where the answer is «{AGREED}»: correct the answer, or remove the day",
        lambda t: (t["done_date"] == "") | (t["answer"] == AGREED),
    )
    yield places.not_before(
        "done_date",
        "answer_date",
        "không được trước ngày trả lời",
        "must not be before the answer",
    )


def _number(cells: pd.Series) -> pd.Series:
    """Whole numbers; missing for what another rule refuses."""
    return numbers(cells.where(cells.str.fullmatch("[0-9]{1,15}"), "")).astype("Float64")
