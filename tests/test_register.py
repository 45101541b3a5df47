"""Every fault of a clerk's files is told at once, in both languages, and nothing personal is."""

import pickle
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import workspace
from analysis.facts import build
from analysis.register import council, desk, households, identities, layouts, returns, smalltables
from analysis.register.desk import Desk
from analysis.register.faults import Fault, RegisterError
from analysis.register.kept import Kept
from analysis.register.read import Register, read
from analysis.register.rules import name_key
from analysis.register.schema import Schema
from analysis.reports import keys

DISTRICT = """
name: {vi: Quận Thử, en: Trial district}
code: "490"
kind: register
settlement: urban
source: {vi: sổ thử, en: trial register}
notice: null
standards: {2013: da-nang-2013}
plan_periods: [{first: 2013, last: 2014}]
units:
  - {code: "20197", name: {vi: Hòa Khánh Bắc, en: Hòa Khánh Bắc}}
  - {code: "20198", name: {vi: Hòa Khánh Nam, en: Hòa Khánh Nam}}
"""
LIST = (
    "Mã hộ,Họ tên chủ hộ,Số định danh chủ hộ,Năm sinh chủ hộ,Giới tính chủ hộ,Mã phường,Phường,"
    "Tổ dân phố,Số nhân khẩu,Số lao động,Thu nhập bình quân (đồng/người/tháng),Phân loại hộ,"
    "Nhóm đặc biệt nghèo,Nguyên nhân nghèo"
)
LEFT = (
    "Mã hộ,Họ tên chủ hộ,Mã phường,Phường,Số nhân khẩu,Thu nhập bình quân (đồng/người/tháng),"
    "Lý do,Phân loại sau rà soát"
)
MEMBERS = """Mã hộ,STT,Họ tên,Số định danh,Năm sinh,Giới tính,Quan hệ với chủ hộ
HK-1,1,Trần Văn Ất,999000000001,1950,Nam,Chủ hộ
HK-1,2,Trần Thị Cúc,999000000009,,Nữ,Con
HK-3,1,Phạm Văn Cam,999000000003,1970,Nam,Chủ hộ
"""

# 2013: of three poor households one exits (HK-2) and two arise (HK-4 was near-poor, HK-5 is new).
# 2014: HK-5 moves away; the year opens with the closing list of 2013.
REGISTER = {
    "district.yml": DISTRICT,
    "population.csv": """Năm,Mã phường,Phường,Số hộ dân cư,Số nhân khẩu
2013,20197,Hòa Khánh Bắc,100,400
2013,20198,Hòa Khánh Nam,50,200
""",
    "plan.csv": """Năm,Mã đơn vị,Đơn vị giao,Chỉ tiêu thoát nghèo (hộ)
2013,490,Thành phố,2
2013,20197,Quận,1
""",
    "nominations.csv": """\
Năm,Mã đề cử,Luồng,Loại đơn vị,Tên,Mã phường,Có kế hoạch giảm nghèo,Quyết toán đúng hạn,\
Không bị kỷ luật
2013,CN-1,Cá nhân,Phường,Bùi Thị Hạnh,20197,có,không,có
""",
    "commendation_overrides.csv": """\
Năm,Mã đề cử,Quyết định của hội đồng,Lý do,Người quyết định,Ngày quyết định
2013,CN-1,chọn,đủ thành tích,Hội đồng quận,20/02/2014
""",
    "register/2013/opening.csv": f"""{LIST}
HK-1,Trần Văn Ất,999000000001,1950,Nam,20197,Hòa Khánh Bắc,Tổ 1,3,1,500000,Hộ nghèo,,thiếu vốn
HK-2,Lê Thị Bưởi,999000000002,1960,Nữ,20197,Hòa Khánh Bắc,Tổ 2,2,0,,Hộ nghèo,Nhóm I,
HK-3,Phạm Văn Cam,999000000003,1970,Nam,20198,Hòa Khánh Nam,Tổ 7,4,2,450000,Hộ nghèo,,
HK-4,Võ Thị Dừa,999000000004,,Nữ,20198,Hòa Khánh Nam,,1,,700000,Hộ cận nghèo,,
HK-6,Mai Văn Quế,,,Nam,20198,Hòa Khánh Nam,,1,,820000,Hộ cận nghèo,,
""",
    "register/2013/closing.csv": f"""{LIST},Diễn biến
HK-1,Trần Văn Ất,999000000001,1950,Nam,20197,Hòa Khánh Bắc,Tổ 1,3,1,600000,Hộ nghèo,,,Nghèo cũ
HK-3,Phạm Văn Cam,999000000003,1970,Nam,20198,Hòa Khánh Nam,Tổ 7,4,2,450000,Hộ nghèo,,,Nghèo cũ
HK-4,Võ Thị Dừa,999000000004,,,20198,Hòa Khánh Nam,Tổ 8,1,,,Hộ nghèo,Nhóm II,,Phát sinh mới
HK-5,Đỗ Văn Ổi,999000000005,1980,Nam,20197,Hòa Khánh Bắc,Tổ 9,5,,,Hộ nghèo,,,Phát sinh mới
""",
    "register/2013/departures.csv": f"""{LEFT}
HK-2,Lê Thị Bưởi,20197,Hòa Khánh Bắc,2,900000,Thoát nghèo,Hộ không nghèo
""",
    "register/2013/members.csv": MEMBERS,
    "register/2014/closing.csv": f"""{LIST},Diễn biến
HK-1,Trần Văn Ất,999000000001,1950,Nam,20197,Hòa Khánh Bắc,Tổ 1,3,1,600000,Hộ nghèo,,,Nghèo cũ
HK-3,Phạm Văn Cam,999000000003,1970,Nam,20198,Hòa Khánh Nam,Tổ 7,4,2,450000,Hộ nghèo,,,Nghèo cũ
HK-4,Võ Thị Dừa,999000000004,,,20198,Hòa Khánh Nam,Tổ 8,1,,,Hộ nghèo,Nhóm II,,Nghèo cũ
""",
    "register/2014/departures.csv": f"""{LEFT}
HK-5,Đỗ Văn Ổi,20197,Hòa Khánh Bắc,5,,Chuyển đi,
""",
    "register/2014/members.csv": MEMBERS,
}
RETURNS = {
    "district.yml": """
name: {vi: Đã công bố, en: Published}
code: null
kind: returns
settlement: urban
source: {vi: báo cáo, en: reports}
notice: null
plan_periods: []
units: [{code: LC, name: {vi: Quận Liên Chiểu, en: Liên Chiểu district}}]
""",
    "returns/2013.csv": """\
Mã đơn vị,Đơn vị,Chuẩn nghèo,Số hộ đầu kỳ,Số hộ thoát nghèo,Thoát nghèo thành hộ cận nghèo,\
Thoát nghèo vượt chuẩn cận nghèo,Khác giảm,Số hộ phát sinh trong kỳ,\
Hộ cận nghèo trở thành hộ nghèo,Tái nghèo,Phát sinh mới,Khác tăng,Số hộ cuối kỳ,\
Số hộ dân cư,Tỷ lệ hộ nghèo in trong nguồn (%),\
Ghi chú,Nguồn
LC,Quận Liên Chiểu,da-nang-2013,4018,1328,,,,128,,,,,2818,,7.22,,tổng kết 2013
""",
}
GROUPED = {
    "district.yml": """
name: {vi: Đã công bố, en: Published}
code: null
kind: returns
settlement: urban
source: {vi: báo cáo, en: reports}
notice: null
plan_periods: []
units:
  - {code: A, name: {vi: Huyện A, en: District A}}
  - {code: B, name: {vi: Huyện B, en: District B}}
groups:
  - {code: G, name: {vi: Nông thôn, en: Rural areas}, settlement: rural, units: [A, B]}
""",
    "returns/2022.csv": """\
Mã đơn vị,Đơn vị,Chuẩn nghèo,Số hộ đầu kỳ,Số hộ thoát nghèo,Thoát nghèo thành hộ cận nghèo,\
Thoát nghèo vượt chuẩn cận nghèo,Khác giảm,Số hộ phát sinh trong kỳ,\
Hộ cận nghèo trở thành hộ nghèo,Tái nghèo,Phát sinh mới,Khác tăng,Số hộ cuối kỳ,\
Số hộ dân cư,Tỷ lệ hộ nghèo in trong nguồn (%),Tỷ lệ hộ nghèo đầu kỳ in trong nguồn (%),\
Ghi chú,Nguồn
G,Nông thôn,national-2022,30,,,,,,,,,,,1000,,3.00,,báo cáo 2022
A,Huyện A,national-2022,10,,,,,,,,,,,,,,,báo cáo 2022
B,Huyện B,national-2022,20,,,,,,,,,,,,,,,báo cáo 2022
""",
}
PERSONAL = [
    *("HK-1", "HK-2", "HK-3", "HK-4", "HK-5", "HK-6", "HK-9"),
    *("Trần Văn Ất", "Lê Thị Bưởi", "Phạm Văn Cam", "Võ Thị Dừa", "Đỗ Văn Ổi", "Trần Thị Cúc"),
    "Mai Văn Quế",
    *("Bùi Thị Hạnh", "9990000000"),
]

CLOSING, DEPARTURES = "register/2013/closing.csv", "register/2013/departures.csv"
OVERRIDES = "commendation_overrides.csv"
OPENING, MEMBER_LIST = "register/2013/opening.csv", "register/2013/members.csv"

Files = dict[str, str | bytes]
Change = Callable[[str], str | bytes | None]


def swap(was: str, becomes: str) -> Change:
    """The file with one cell, or one piece of a row, written otherwise."""

    def changed(text: str) -> str:
        assert text.count(was) == 1, f"{was!r} must name one place of the file"
        return text.replace(was, becomes)

    return changed


def without(*starts: str) -> Change:
    """The file without the rows that start so."""
    return lambda text: "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith(starts)
    )


def headings_alone(text: str) -> str:
    return text.splitlines(keepends=True)[0]


def empty(text: str) -> str:
    return ""


def lost(text: str) -> None:
    """No file at all."""


def utf_16(text: str) -> bytes:
    return text.encode("utf-16")


def windows_1258(text: str) -> bytes:
    """As old Vietnamese programs save: a letter with its hat, then the tone on its own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = [
        unicodedata.normalize("NFC", "".join(c for c in apart if c not in tones))
        + "".join(c for c in apart if c in tones)
        for apart in (unicodedata.normalize("NFD", letter) for letter in text)
    ]
    return "".join(letters).encode("cp1258")


def write(folder: Path, files: Files) -> Path:
    """A workspace on disk."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def changed(files: Files, changes: dict[str, Change]) -> Files:
    """The files with some of them changed, or gone."""
    after = files | {name: change(files[name]) for name, change in changes.items()}
    return {name: content for name, content in after.items() if content is not None}


def read_register(folder: Path) -> Register:
    return read(workspace.open(folder))


def refusal(tmp_path: Path, files: Files) -> RegisterError:
    """How the workspace of these files is refused."""
    with pytest.raises(RegisterError) as refused:
        read_register(write(tmp_path / "office", files))
    return refused.value


class Case(NamedTuple):
    """One file broken in one way, and the one fault that is told of it.

    `rows` are as shown after "row"; "-" is a row whose value is personal.
    """

    what: str
    file: str
    change: Change
    vi: str
    en: str
    rows: tuple[str, ...] = ()

    @property
    def files(self) -> Files:
        sound = RETURNS if self.file.startswith("returns/") else REGISTER
        return changed(sound, {self.file: self.change})

    def message(self, lang: str) -> str:
        """The whole message, word for word."""
        sentence, row, last = {
            "vi": (self.vi, "dòng", "Số dòng đếm như trong bảng tính."),
            "en": (
                self.en,
                "row",
                "Rows are counted as in the spreadsheet.",
            ),
        }[lang]
        withheld = {
            "vi": " (có thể là thông tin cá nhân, không in)",
            "en": " (may be personal, not printed)",
        }[lang]
        head = {
            "vi": f"office/{self.file}: chưa ghi kết quả nào; 1 quy tắc bị vi phạm.",
            "en": f"office/{self.file}: nothing was written; 1 rule is broken.",
        }[lang]
        rows = [f"    {row} {at.replace(' -', withheld)}" for at in self.rows]
        end = ["", last] if rows else []
        return "\n".join([head, "", f"  {sentence}{':' if rows else '.'}", *rows, *end])


CASES = [
    # the file as a whole
    Case(
        "no closing list", CLOSING, lost,
        "Tệp phải có trong thư mục", "The file is missing: put it in the folder",
    ),
    Case(
        "no departures", DEPARTURES, lost,
        "Tệp phải có trong thư mục", "The file is missing: put it in the folder",
    ),
    Case(
        "no members", MEMBER_LIST, lost,
        "Tệp phải có trong thư mục", "The file is missing: put it in the folder",
    ),
    Case(
        "no population", "population.csv", lost,
        "Tệp phải có trong thư mục", "The file is missing: put it in the folder",
    ),
    Case(
        "no opening list for the first year", OPENING, lost,
        "Tệp phải có: chưa có danh sách cuối kỳ năm trước theo cùng chuẩn nghèo",
        "The file is needed: there is no closing list of the year before under the same standard",
    ),
    Case("an empty file", CLOSING, empty, "Tệp không được trống", "The file must not be empty"),
    Case(
        "an empty departures file", DEPARTURES, empty,
        "Tệp không được trống", "The file must not be empty",
    ),
    Case(
        "headings only", CLOSING, headings_alone,
        "Tệp phải có ít nhất một dòng số liệu", "The file must have rows of data",
    ),
    Case(
        "an opening list of headings only", OPENING, headings_alone,
        "Tệp phải có ít nhất một dòng số liệu", "The file must have rows of data",
    ),
    Case(
        "a population of headings only", "population.csv", headings_alone,
        "Tệp phải có ít nhất một dòng số liệu", "The file must have rows of data",
    ),
    Case(
        "a cell without an end", "plan.csv", swap("Quận,1", "x" * 200_000),
        "Tệp không được có ô dài hơn 131072 ký tự, như khi có dấu ngoặc kép chưa đóng",
        "The file must not have cells of more than 131072 characters, as where a quote is not "
        "closed",
        ("3 -",),
    ),
    # headings and cells
    Case(
        "a missing column", CLOSING, swap("Số nhân khẩu,", "Nhân khẩu,"),
        "Số nhân khẩu (members) phải có trong dòng tiêu đề",
        "Số nhân khẩu (members) must be a heading",
    ),
    Case(
        "a repeated heading", "plan.csv",
        lambda text: text.replace("\n", ",\n").replace("(hộ),", "(hộ), NĂM"),
        "Năm (year) không được có hai lần trong dòng tiêu đề",
        "Năm (year) must not be a heading twice",
    ),
    Case(
        "too many cells", CLOSING, swap("Tổ 7,", "Tổ 7,,"),
        "Tệp phải có số ô bằng số tiêu đề", "The file must have as many cells as headings",
        ("3: 16 / 15",),
    ),
    Case(
        "too few cells", CLOSING, swap("Tổ 7,", ""),
        "Tệp phải có số ô bằng số tiêu đề", "The file must have as many cells as headings",
        ("3: 14 / 15",),
    ),
    Case(
        "a quotation mark that is never closed", DEPARTURES, swap("Lê Thị", '"Lê Thị'),
        "Tệp phải là tệp CSV có dấu ngoặc kép đóng đủ",
        "The file must be a CSV file with every quote closed",
        ("2 -",),
    ),
    # places
    Case(
        "a ward code of no ward", CLOSING, swap("20197,Hòa Khánh Bắc,Tổ 9", "20196,,Tổ 9"),
        "Mã phường (ward_code) phải là phường của quận",
        "Mã phường (ward_code) must be a ward of the district",
        ("5: '20196'",),
    ),
    Case(
        "a ward of no district in the population", "population.csv",
        swap("50,200\n", "50,200\n2013,20196,,9,9\n"),
        "Mã phường (ward_code) phải là phường của quận",
        "Mã phường (ward_code) must be a ward of the district",
        ("4: '20196'",),
    ),
    Case(
        "a ward code beside the name of another", CLOSING,
        swap("Hòa Khánh Bắc,Tổ 9", "Hòa Khánh Nam,Tổ 9"),
        "Phường (ward) phải khớp với mã bên cạnh", "Phường (ward) must match the code beside it",
        ("5: 'Hòa Khánh Nam | 20197'",),
    ),
    Case(
        "a whole ward lost", CLOSING, without("HK-3", "HK-4"),
        "Mã phường (ward_code) phải có Hòa Khánh Nam (20198): phường có hộ đầu kỳ",
        "Mã phường (ward_code) must have Hòa Khánh Nam (20198), which had households at the "
        "opening",
    ),
    Case(
        "a ward without population", "population.csv", without("2013,20198"),
        "Mã phường (ward_code) phải có Hòa Khánh Nam (20198) cho năm 2013",
        "Mã phường (ward_code) must have Hòa Khánh Nam (20198) for 2013",
    ),
    # numbers
    Case(
        "a fraction of a person", CLOSING, swap("Tổ 7,4", "Tổ 7,3.5"),
        "Số nhân khẩu (members) phải là số nguyên từ 1 đến 30",
        "Số nhân khẩu (members) must be a whole number from 1 to 30",
        ("3: '3.5'",),
    ),
    Case(
        "a household of nobody", OPENING, swap("Tổ 7,4", "Tổ 7,0"),
        "Số nhân khẩu (members) phải là số nguyên từ 1 đến 30",
        "Số nhân khẩu (members) must be a whole number from 1 to 30",
        ("4: '0'",),
    ),
    Case(
        "a household of 31", OPENING, swap("Tổ 7,4", "Tổ 7,31"),
        "Số nhân khẩu (members) phải là số nguyên từ 1 đến 30",
        "Số nhân khẩu (members) must be a whole number from 1 to 30",
        ("4: '31'",),
    ),
    Case(
        "a digit of another script", OPENING, swap("Tổ 7,4", "Tổ 7,４"),
        "Số nhân khẩu (members) phải là số nguyên từ 1 đến 30",
        "Số nhân khẩu (members) must be a whole number from 1 to 30",
        ("4: '４'",),
    ),
    Case(
        "no household size", OPENING, swap("Tổ 7,4", "Tổ 7,"),
        "Số nhân khẩu (members) không được để trống", "Số nhân khẩu (members) must be filled in",
        ("4: ''",),
    ),
    Case(
        "an income in words", OPENING, swap("500000", "thấp"),
        "Thu nhập bình quân (đồng/người/tháng) (income_vnd) phải là số nguyên từ 0 đến 1000000000",
        "Thu nhập bình quân (đồng/người/tháng) (income_vnd) must be a whole number from 0 to "
        "1000000000",
        ("2 -",),
    ),
    Case(
        "a population in words", "population.csv", swap(",100,", ",khoảng 100,"),
        "Số hộ dân cư (households) phải là số nguyên từ 1 đến 10000000",
        "Số hộ dân cư (households) must be a whole number from 1 to 10000000",
        ("2: 'khoảng 100'",),
    ),
    Case(
        "a plan in words", "plan.csv", swap("Quận,1", "Quận,một"),
        "Chỉ tiêu thoát nghèo (hộ) (plan) phải là số nguyên từ 0 đến 10000000",
        "Chỉ tiêu thoát nghèo (hộ) (plan) must be a whole number from 0 to 10000000",
        ("3: 'một'",),
    ),
    Case(
        "a plan for no area", "plan.csv", swap("490", "491"),
        "Mã đơn vị (unit_code) phải là mã của quận hoặc phường",
        "Mã đơn vị (unit_code) must be the code of the district or a ward",
        ("2: '491'",),
    ),
    Case(
        "a birth year after the review", MEMBER_LIST, swap("1970", "2014"),
        "Năm sinh (birth_year) phải là số nguyên từ 1893 đến 2013",
        "Năm sinh (birth_year) must be a whole number from 1893 to 2013",
        ("4 -",),
    ),
    # twice in a list
    Case(
        "a household twice", CLOSING, swap("HK-5", "HK-4"),
        "Mã hộ (household_id) không được trùng trong danh sách",
        "Mã hộ (household_id) must not stand twice in the list",
        ("4 -", "5 -"),
    ),
    Case(
        "a household without a number", CLOSING, swap("HK-5", ""),
        "Mã hộ (household_id) không được để trống", "Mã hộ (household_id) must be filled in",
        ("5 -",),
    ),
    Case(
        "a member twice", MEMBER_LIST, swap("HK-1,2", "HK-1,1"),
        "Mã hộ (household_id) không được trùng trong danh sách",
        "Mã hộ (household_id) must not stand twice in the list",
        ("2 -", "3 -"),
    ),
    Case(
        "a ward's population twice", "population.csv",
        swap("50,200\n", "50,200\n2013,20198,,51,201\n"),
        "Mã phường (ward_code) không được trùng trong danh sách",
        "Mã phường (ward_code) must not stand twice in the list",
        ("3: '20198 | 2013'", "4: '20198 | 2013'"),
    ),
    # words from a list
    Case(
        "a class cut short", DEPARTURES, swap("Hộ không nghèo", "Không nghè"),
        "Phân loại sau rà soát (class_after) phải là một trong «Hộ cận nghèo», «Hộ không nghèo»",
        "Phân loại sau rà soát (class_after) must be one of «Hộ cận nghèo», «Hộ không nghèo»",
        ("2 -",),
    ),
    Case(
        "a class of no list", OPENING, swap("700000,Hộ cận", "700000,Hộ hộ cận"),
        "Phân loại hộ (household_class) phải là một trong «Hộ nghèo», «Hộ cận nghèo»",
        "Phân loại hộ (household_class) must be one of «Hộ nghèo», «Hộ cận nghèo»",
        ("5 -",),
    ),
    Case(
        "a movement of no list", CLOSING, swap("Nhóm II,,Phát sinh mới", "Nhóm II,,Mới"),
        "Diễn biến (movement) phải là một trong «Nghèo cũ», «Tái nghèo», «Phát sinh mới», "
        "«Chuyển đến», «Tách hộ», «Khác»",
        "Diễn biến (movement) must be one of «Nghèo cũ», «Tái nghèo», «Phát sinh mới», "
        "«Chuyển đến», «Tách hộ», «Khác»",
        ("4 -",),
    ),
    Case(
        "a gate that is neither passed nor failed", "nominations.csv", swap("không", "yes"),
        "Quyết toán đúng hạn (gate_2) phải là một trong «có», «không»",
        "Quyết toán đúng hạn (gate_2) must be one of «có», «không»",
        ("2 -",),
    ),
    Case(
        "a negative count of what is scored", "nominations.csv",
        lambda text: text.replace("kỷ luật\n", "kỷ luật,Buổi tuyên truyền\n").replace(
            "không,có\n", "không,có,-3\n"
        ),
        "Buổi tuyên truyền (sessions) phải là số nguyên từ 0 đến 1000000",
        "Buổi tuyên truyền (sessions) must be a whole number from 0 to 1000000",
        ("2: '-3'",),
    ),
    Case(
        "a decision that is neither chosen nor not", OVERRIDES, swap("chọn", "được"),
        "Quyết định của hội đồng (override) phải là một trong «chọn», «không chọn»",
        "Quyết định của hội đồng (override) must be one of «chọn», «không chọn»",
        ("2 -",),
    ),
    Case(
        "a decision without a reason", OVERRIDES, swap("đủ thành tích", ""),
        "Lý do (override_reason) không được để trống",
        "Lý do (override_reason) must be filled in",
        ("2 -",),
    ),
    Case(
        "a decision nobody made", OVERRIDES, swap("Hội đồng quận", "-"),
        "Người quyết định (decided_by) không được để trống",
        "Người quyết định (decided_by) must be filled in",
        ("2 -",),
    ),
    Case(
        "a decision of no day", OVERRIDES, swap("20/02/2014", "2014"),
        "Ngày quyết định (decided_date) phải là ngày, như 31/01/2013",
        "Ngày quyết định (decided_date) must be a day, as 31/01/2013",
        ("2: '2014'",),
    ),
    Case(
        "a decision on somebody nobody nominated", OVERRIDES, swap("CN-1", "CN-2"),
        "Mã đề cử (candidate_code) phải là mã của một đề cử trong năm ấy",
        "Mã đề cử (candidate_code) must be the code of someone nominated for that year",
        ("2 -",),
    ),
    Case(
        "a decision on a candidate of another year", OVERRIDES, swap("2013,CN-1", "2014,CN-1"),
        "Mã đề cử (candidate_code) phải là mã của một đề cử trong năm ấy",
        "Mã đề cử (candidate_code) must be the code of someone nominated for that year",
        ("2 -",),
    ),
    Case(
        "two decisions on one candidate", OVERRIDES,
        swap("20/02/2014\n", "20/02/2014\n2013,CN-1,không chọn,xin rút,Hội đồng quận,21/02/2014\n"),
        "Mã đề cử (candidate_code) không được trùng trong danh sách",
        "Mã đề cử (candidate_code) must not stand twice in the list",
        ("2 -", "3 -"),
    ),
    # one list against another
    Case(
        "an exit without a class", DEPARTURES, swap("Hộ không nghèo", ""),
        "Phân loại sau rà soát (class_after) phải có khi lý do là thoát nghèo, và chỉ khi đó",
        "Phân loại sau rà soát (class_after) must be given when the reason is an exit, and only "
        "then",
        ("2: ' | Thoát nghèo'",),
    ),
    Case(
        "a class for a household that moved away", DEPARTURES, swap("Thoát nghèo", "Chuyển đi"),
        "Phân loại sau rà soát (class_after) phải có khi lý do là thoát nghèo, và chỉ khi đó",
        "Phân loại sau rà soát (class_after) must be given when the reason is an exit, and only "
        "then",
        ("2: 'Hộ không nghèo | Chuyển đi'",),
    ),
    Case(
        "an exit of a household that was not listed", DEPARTURES, swap("HK-2", "HK-9"),
        "Mã hộ (household_id) phải có trong danh sách đầu kỳ, và là hộ nghèo nếu lý do là thoát "
        "nghèo",
        "Mã hộ (household_id) must be on the opening list, and poor there if the reason is an exit",
        ("2 -",),
    ),
    Case(
        "a move of a household that was not listed", "register/2014/departures.csv",
        swap("HK-5", "HK-9"),
        "Mã hộ (household_id) phải có trong danh sách đầu kỳ, và là hộ nghèo nếu lý do là thoát "
        "nghèo",
        "Mã hộ (household_id) must be on the opening list, and poor there if the reason is an exit",
        ("2 -",),
    ),
    Case(
        "an exit of a household that was near-poor", DEPARTURES, swap("HK-2", "HK-6"),
        "Mã hộ (household_id) phải có trong danh sách đầu kỳ, và là hộ nghèo nếu lý do là thoát "
        "nghèo",
        "Mã hộ (household_id) must be on the opening list, and poor there if the reason is an exit",
        ("2 -",),
    ),
    Case(
        "a departure of a household that is still poor", DEPARTURES, swap("HK-2", "HK-1"),
        "Mã hộ (household_id) không được còn là hộ nghèo trong danh sách sau rà soát",
        "Mã hộ (household_id) must not still be poor on the list after the review",
        ("2 -",),
    ),
    Case(
        "an arrival that was there before", CLOSING,
        swap("600000,Hộ nghèo,,,Nghèo cũ", "600000,Hộ nghèo,,,Phát sinh mới"),
        "Mã hộ (household_id) đã có trong danh sách đầu kỳ thì không thể là hộ mới vào danh sách",
        "Mã hộ (household_id) must not be declared an arrival while it is on the opening list",
        ("2 -",),
    ),
    # returns
    Case(
        "a standard that is not known", "returns/2013.csv", swap("da-nang-2013", "da-nang-2031"),
        "Chuẩn nghèo (standard) phải là một trong «da-nang-2009», «da-nang-2013», "
        "«national-2016», «national-2022», «tphcm-2011»",
        "Chuẩn nghèo (standard) must be one of «da-nang-2009», «da-nang-2013», "
        "«national-2016», «national-2022», «tphcm-2011»",
        ("2: 'da-nang-2031'",),
    ),
    Case(
        "a place that is not declared", "returns/2013.csv", swap("LC,", "Q11,"),
        "Mã đơn vị (unit_code) phải khai trong district.yml",
        "Mã đơn vị (unit_code) must be in district.yml",
        ("2: 'Q11'",),
    ),
    Case(
        "a rate that is no rate", "returns/2013.csv", swap("7.22", "7.22%"),
        "Tỷ lệ hộ nghèo in trong nguồn (%) (printed_rate) phải là số phần trăm như 7.22",
        "Tỷ lệ hộ nghèo in trong nguồn (%) (printed_rate) must be a percentage such as 7.22",
        ("2: '7.22%'",),
    ),
    Case(
        "a return without its source", "returns/2013.csv", swap("tổng kết 2013", ""),
        "Nguồn (source) không được để trống", "Nguồn (source) must be filled in",
        ("2: ''",),
    ),
]  # fmt: skip
each_case = pytest.mark.parametrize("case", CASES, ids=[case.what for case in CASES])


@each_case
def test_a_fault_is_told_once_and_word_for_word(tmp_path, case):
    refused = refusal(tmp_path, case.files)
    assert refused.text("en") == str(refused) == case.message("en")
    assert refused.text("vi") == case.message("vi")


def test_a_sound_workspace_is_read_without_fault(tmp_path):
    register = read_register(write(tmp_path / "office", REGISTER))
    lists = {
        year: [list(table["household_id"]) for table in (held.opening, held.closing)]
        for year, held in register.reviews.items()
    }
    assert lists == {
        2013: [["HK-1", "HK-2", "HK-3", "HK-4", "HK-6"], ["HK-1", "HK-3", "HK-4", "HK-5"]],
        2014: [["HK-1", "HK-3", "HK-4", "HK-5"], ["HK-1", "HK-3", "HK-4"]],
    }
    assert register.reviews[2014].standard == "da-nang-2013"


def test_sound_returns_are_read_without_fault(tmp_path):
    register = read_register(write(tmp_path / "office", RETURNS))
    assert register.returns[2013][["closing", "relapses"]].iloc[0].tolist() == ["2818", ""]
    assert register.reviews == {}


OF_GROUPS = {
    "a subtotal that its units do not add up to": (
        swap("G,Nông thôn,national-2022,30", "G,Nông thôn,national-2022,31"),
        "  Số hộ đầu kỳ (opening) của Nông thôn phải bằng tổng các đơn vị:\n    dòng 2: '31 | G'\n",
        "  Số hộ đầu kỳ (opening) of Rural areas must be the sum of its units:\n"
        "    row 2: '31 | G'\n",
    ),
    "a subtotal of which a unit is not there": (
        swap("B,Huyện B,national-2022,20,,,,,,,,,,,,,,,báo cáo 2022\n", ""),
        "  Số hộ đầu kỳ (opening) của Nông thôn phải bằng tổng các đơn vị:\n    dòng 2: '30 | G'\n",
        "  Số hộ đầu kỳ (opening) of Rural areas must be the sum of its units:\n"
        "    row 2: '30 | G'\n",
    ),
    "units of a group under two standards": (
        swap("A,Huyện A,national-2022", "A,Huyện A,da-nang-2013"),
        "  Chuẩn nghèo (standard) phải là một chuẩn cho cả Nông thôn:\n"
        "    dòng 2: 'national-2022 | G'\n    dòng 3: 'da-nang-2013 | A'\n"
        "    dòng 4: 'national-2022 | B'\n",
        "  Chuẩn nghèo (standard) must be one standard for all of Rural areas:\n"
        "    row 2: 'national-2022 | G'\n    row 3: 'da-nang-2013 | A'\n"
        "    row 4: 'national-2022 | B'\n",
    ),
}


@pytest.mark.parametrize(("change", "vi", "en"), OF_GROUPS.values(), ids=OF_GROUPS.keys())
def test_what_does_not_fit_its_group_is_told_word_for_word(tmp_path, change, vi, en):
    refused = refusal(tmp_path, changed(GROUPED, {"returns/2022.csv": change}))
    assert refused.text("vi") == (
        "office/returns/2022.csv: chưa ghi kết quả nào; 1 quy tắc bị vi phạm.\n\n"
        f"{vi}\nSố dòng đếm như trong bảng tính."
    )
    assert refused.text("en") == (
        "office/returns/2022.csv: nothing was written; 1 rule is broken.\n\n"
        f"{en}\nRows are counted as in the spreadsheet."
    )


OF_GROUP_SETTINGS = {
    "a unit that is not declared": (
        swap("units: [A, B]", "units: [A, B, C]"),
        "  groups: C không có trong units",
        "  groups: C is not among the units",
    ),
    "a unit in a group twice": (
        swap("units: [A, B]", "units: [A, B, A]"),
        "  groups: A có hơn một lần",
        "  groups: A stands more than once",
    ),
    "a group that has the code of a unit": (
        swap("{code: G,", "{code: A,"),
        "  units: mã A có hơn một lần",
        "  units: the code A stands more than once",
    ),
}


@pytest.mark.parametrize(
    ("change", "vi", "en"), OF_GROUP_SETTINGS.values(), ids=OF_GROUP_SETTINGS.keys()
)
def test_groups_that_cannot_be_used_are_told(tmp_path, change, vi, en):
    folder = write(tmp_path / "office", changed(GROUPED, {"district.yml": change}))
    file = folder / "district.yml"
    assert opening_of(folder, "en") == f"{file}: nothing was written.\n{en}"
    assert opening_of(folder, "vi") == f"{file}: chưa ghi kết quả nào.\n{vi}"


def test_a_subtotal_is_not_held_to_units_that_are_not_all_printed(tmp_path):
    blank = changed(
        GROUPED,
        {"returns/2022.csv": swap("B,Huyện B,national-2022,20", "B,Huyện B,national-2022,")},
    )
    assert 2022 in read_register(write(tmp_path / "office", blank)).returns


def test_a_plan_and_nominations_need_not_be_kept(tmp_path):
    files = changed(REGISTER, {"plan.csv": lost, "nominations.csv": lost, OVERRIDES: lost})
    assert read_register(write(tmp_path / "office", files)).plan is None


def test_a_decision_where_nobody_is_nominated_is_refused_and_none_need_be_on_record(tmp_path):
    files = changed(REGISTER, {"nominations.csv": lost})
    told = refusal(tmp_path, files).text("en")
    assert "must be the code of someone nominated for that year" in told
    nothing = changed(REGISTER, {OVERRIDES: headings_alone})
    assert read_register(write(tmp_path / "sound", nothing)).overrides.empty
    assert read_register(write(tmp_path / "whole", REGISTER)).overrides["override"].tolist() == [
        "chọn"
    ]


def test_a_year_in_which_nobody_left_is_sound(tmp_path):
    nobody = {"register/2014/departures.csv": headings_alone}
    register = read_register(write(tmp_path / "office", changed(REGISTER, nobody)))
    assert register.reviews[2014].departures.empty


def test_a_near_poor_household_may_move_away_and_the_ledger_does_not_change(tmp_path):
    moved = {DEPARTURES: lambda text: text + "HK-6,Mai Văn Quế,20198,Hòa Khánh Nam,1,,Chuyển đi,\n"}
    ledgers = [
        build.ledger(read_register(write(tmp_path / name, files)).reviews[2013])
        for name, files in [("before", REGISTER), ("after", changed(REGISTER, moved))]
    ]
    pd.testing.assert_frame_equal(*ledgers)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("Hòa Khánh Bắc,Tổ 9", "Hoà Khánh Bắc,Tổ 9"),
        ("Hòa Khánh Bắc,Tổ 9", "Phường Hòa Khánh Bắc,Tổ 9"),
        ("Hòa Khánh Bắc,Tổ 9", "HÒA  KHÁNH BẮC ,Tổ 9"),
        ("Hòa Khánh Bắc,Tổ 9", unicodedata.normalize("NFD", "Hòa Khánh Bắc") + ",Tổ 9"),
        ("20197,Hòa Khánh Bắc,Tổ 9", "20197,,Tổ 9"),
        ("20197,Hòa Khánh Bắc,Tổ 9", ",,Tổ 9"),
        ("Tổ 7,4,2,450000", "Tổ 7,4,,"),
        (",1970,Nam,", ",,,"),
        ("Phạm Văn Cam,999000000003", ","),
    ],
    ids=lambda cell: ascii(cell)[:30],
)
def test_other_spellings_and_blanks_are_accepted(tmp_path, was, becomes):
    files = changed(REGISTER, {CLOSING: swap(was, becomes)})
    assert len(read_register(write(tmp_path / "office", files)).reviews[2013].closing) == 4


def test_a_file_saved_in_decomposed_letters_is_read_the_same(tmp_path):
    apart = partial(unicodedata.normalize, "NFD")
    files = changed(REGISTER, dict.fromkeys([CLOSING, OPENING, DEPARTURES], apart))
    assert files != REGISTER
    closing = read_register(write(tmp_path / "office", files)).reviews[2013].closing
    assert closing.loc[5, "ward"] == "Hòa Khánh Bắc"


def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path):
    files = changed(REGISTER, {CLOSING: lambda text: text.encode("utf-8-sig")})
    assert len(read_register(write(tmp_path / "office", files)).reviews) == 2


def test_columns_nobody_asked_for_are_left_out_even_twice(tmp_path):
    files = changed(
        REGISTER,
        {"plan.csv": lambda text: "\n".join(f"{line},Ghi,Ghi" for line in text.splitlines())},
    )
    plan = read_register(write(tmp_path / "office", files)).plan
    assert list(plan) == ["year", "unit_code", "giver", "plan", "printed_pct", "source"]


def test_rows_are_counted_as_in_the_spreadsheet(tmp_path):
    """Blank lines count, and a cell of two lines is one row."""
    changes = [swap("HK-3", "\n,,,,,,,,,,,,,,\nHK-3"), swap("Tổ 8,1", '"Tổ\n8",0')]
    files = REGISTER
    for change in changes:
        files = changed(files, {CLOSING: change})
    (fault,) = refusal(tmp_path, changed(files, {CLOSING: swap("Tổ 9,5", "Tổ 9,0")})).faults
    assert fault.rows == ((6, "'0'"), (7, "'0'"))


def test_every_fault_of_every_file_is_told_at_once_and_grouped(tmp_path):
    broken = {
        "plan.csv": swap("Thành phố,2", "Tỉnh,hai"),
        "population.csv": lost,
        DEPARTURES: swap("Hòa Khánh Bắc,2", "Hòa Khánh Nam,0"),
        "register/2014/closing.csv": headings_alone,
    }
    assert refusal(tmp_path, changed(REGISTER, broken)).text("en") == (
        """\
office/plan.csv: nothing was written; 2 rules are broken.

  Đơn vị giao (giver) must be one of «Thành phố», «Quận»:
    row 2: 'Tỉnh'
  Chỉ tiêu thoát nghèo (hộ) (plan) must be a whole number from 0 to 10000000:
    row 2: 'hai'

office/population.csv: nothing was written; 1 rule is broken.

  The file is missing: put it in the folder.

office/register/2013/departures.csv: nothing was written; 2 rules are broken.

  Phường (ward) must match the code beside it:
    row 2: 'Hòa Khánh Nam | 20197'
  Số nhân khẩu (members) must be a whole number from 1 to 30:
    row 2: '0'

office/register/2014/closing.csv: nothing was written; 1 rule is broken.

  The file must have rows of data.

Rows are counted as in the spreadsheet."""
    )


def test_a_gap_in_the_years_asks_for_an_opening_list(tmp_path):
    later = {name.replace("2014", "2015"): content for name, content in REGISTER.items()}
    refused = refusal(tmp_path, later | {"district.yml": DISTRICT})
    assert [(fault.file, fault.must["en"]) for fault in refused.faults] == [
        (
            "office/register/2015/opening.csv",
            "is needed: there is no closing list of the year before under the same standard",
        )
    ]


def test_a_new_standard_asks_for_an_opening_list_under_it(tmp_path):
    new = {"district.yml": swap("2013: da", "2013: da-nang-2009, 2014: da")}
    (fault,) = refusal(tmp_path, changed(REGISTER, new)).faults
    assert fault.file == "office/register/2014/opening.csv"


def test_a_year_before_the_first_standard_is_told(tmp_path):
    later = {"district.yml": swap("2013: da", "2012: da"), OPENING: str}
    files = changed(REGISTER, later)
    early = {name.replace("2013", "2011"): content for name, content in files.items()}
    refused = refusal(tmp_path, early | {"district.yml": files["district.yml"]})
    told = [fault for fault in refused.faults if fault.file == "office/district.yml"]
    assert [fault.text("vi") for fault in told] == [
        "  standards phải nêu chuẩn nghèo của năm 2011."
    ]
    assert [fault.text("en") for fault in told] == [
        "  standards must name the poverty standard of 2011."
    ]


@pytest.mark.parametrize(("files", "folder"), [(REGISTER, "register"), (RETURNS, "returns")])
def test_a_workspace_without_any_year_is_told(tmp_path, files, folder):
    yearless = {name: text for name, text in files.items() if not name.startswith(folder)}
    (fault,) = refusal(tmp_path, yearless).faults
    assert (fault.file, fault.text("en"), fault.text("vi")) == (
        f"office/{folder}/",
        "  The file must hold at least one year.",
        "  Tệp phải có ít nhất một năm.",
    )


def test_many_rows_of_one_fault_are_cut_short():
    rows = tuple((row, "'0'") for row in range(2, 57))
    fault = Fault("closing.csv", "Số", {"vi": "phải đúng", "en": "must be right"}, rows)
    assert fault.text("en").splitlines()[-2:] == ["    row 51: '0'", "    … and 5 more rows"]
    assert fault.text("vi").splitlines()[-2:] == ["    dòng 51: '0'", "    … và 5 dòng nữa"]


def personal_values_told(refused: RegisterError) -> list[str]:
    return [value for value in PERSONAL if value in refused.text("vi") + refused.text("en")]


@each_case
def test_nothing_personal_is_told(tmp_path, case):
    assert personal_values_told(refusal(tmp_path, case.files)) == []


def test_a_list_without_headings_does_not_show_its_first_household(tmp_path):
    """Some offices number households by the head's citizen number, so that it stands twice."""
    own_number = swap("HK-1", "999000000001")
    files = changed(REGISTER, {CLOSING: own_number})
    refused = refusal(tmp_path, changed(files, {CLOSING: without("Mã hộ")}))
    assert personal_values_told(refused) == []


def test_every_rule_is_a_sentence_in_both_languages(tmp_path):
    district = workspace.open(write(tmp_path / "office", REGISTER)).district
    schemas = [
        *(make(district) for make in (households.opening, households.closing)),
        *(make(district) for make in (households.departures, returns.schema)),
        *(make(district) for make in (smalltables.population, smalltables.plan)),
        smalltables.nominations(district),
        council.overrides(),
        Schema(council.COLUMNS, [council.nominated(None)]),
        households.members(2013),
    ]
    rules = [rule for schema in schemas for rule in schema.rules]
    assert len(rules) > 60
    assert [rule.en for rule in rules if not rule.en.startswith("must ")] == []
    assert [rule.vi for rule in rules if not rule.vi.startswith(("phải ", "không được "))] == []


def opening_of(folder: Path, lang: str) -> str:
    """What is said of a workspace that cannot be opened."""
    with pytest.raises(workspace.WorkspaceError) as refused:
        workspace.open(folder)
    return refused.value.text(lang)


def test_a_missing_folder_is_told(tmp_path):
    nowhere = tmp_path / "nowhere"
    assert opening_of(nowhere, "en") == f"{nowhere}: there is no such folder; nothing was written."
    assert opening_of(nowhere, "vi") == f"{nowhere}: không có thư mục này; chưa ghi kết quả nào."


def test_a_folder_without_district_yml_is_told(tmp_path):
    assert opening_of(tmp_path, "en") == (
        f"{tmp_path}: district.yml is missing; nothing was written."
    )
    assert opening_of(tmp_path, "vi") == (
        f"{tmp_path}: thiếu tệp district.yml; chưa ghi kết quả nào."
    )


SETTINGS = {
    "a standard that is not known": (
        swap("da-nang-2013", "da-nang-2031"),
        "  standards: da-nang-2031 không có trong rules.yml (da-nang-2009, da-nang-2013, "
        "national-2016, national-2022, tphcm-2011)",
        "  standards: da-nang-2031 is not in rules.yml (da-nang-2009, da-nang-2013, "
        "national-2016, national-2022, tphcm-2011)",
    ),
    "groups in a register": (
        swap(
            "units:",
            "groups: [{code: G, name: {vi: G, en: G}, settlement: rural, units: ['20197']}]"
            "\nunits:",
        ),
        "  groups: chỉ dùng cho báo cáo, vì các phường của một sổ đã cộng thành quận",
        "  groups: are for returns, because the wards of a register add up to the district",
    ),
    "an unknown key": (
        swap("plan_periods:", "plan:"),
        "  plan_periods: phải có\n  plan: không phải là mục của tệp này",
        "  plan_periods: is missing\n  plan: is no entry of this file",
    ),
    "a code that is not in quotes": (
        swap('"20197"', "20197"),
        "  units.0.code: phải là chữ, đặt trong dấu nháy",
        "  units.0.code: must be text, in quotes",
    ),
    "a code that would make a bad folder name": (
        swap('"20197"', '"../20197"'),
        "  units.0.code: chỉ được có chữ không dấu, chữ số và gạch nối",
        "  units.0.code: must be plain letters, digits and hyphens",
    ),
    "a code twice": (
        swap('"20197"', '"20198"'),
        "  units: mã 20198 có hơn một lần",
        "  units: the code 20198 stands more than once",
    ),
    "a kind that is no kind": (
        swap("kind: register", "kind: sổ"),
        "  kind: phải là một trong 'register', 'returns'",
        "  kind: must be one of 'register', 'returns'",
    ),
    "a register without standards": (
        swap("standards: {2013: da-nang-2013}\n", ""),
        "  một sổ cần có mã quận và chuẩn nghèo theo năm",
        "  a register needs the district's code and its standards by year",
    ),
    "a year in words": (
        swap("first: 2013", "first: đầu kỳ"),
        "  plan_periods.0.first: phải là số nguyên",
        "  plan_periods.0.first: must be a whole number",
    ),
    "a look-back of no year": (
        lambda text: text + "relapse_look_back_years: 0\n",
        "  relapse_look_back_years: không được nhỏ hơn 1",
        "  relapse_look_back_years: must not be less than 1",
    ),
    "a plan period without an end": (
        swap(", last: 2014", ""),
        "  plan_periods: mỗi giai đoạn phải có năm đầu (first) và năm cuối (last)",
        "  plan_periods: each needs a first and a last year",
    ),
    "no ward": (
        lambda text: text.partition("units:")[0] + "units: []\n",
        "  units: phải có ít nhất một mục",
        "  units: must have at least one entry",
    ),
    "a list in place of settings": (
        lambda text: "- một\n- hai\n",
        "  district.yml: phải gồm các dòng «mục: giá trị»",
        "  district.yml: must be lines of 'entry: value'",
    ),
    "an empty file": (
        empty,
        "  district.yml: phải gồm các dòng «mục: giá trị»",
        "  district.yml: must be lines of 'entry: value'",
    ),
    "two faults": (
        lambda text: text.replace("urban", "sea").replace("kind: register", "kind: sổ"),
        "  kind: phải là một trong 'register', 'returns'\n"
        "  settlement: phải là một trong 'urban', 'rural'",
        "  kind: must be one of 'register', 'returns'\n"
        "  settlement: must be one of 'urban', 'rural'",
    ),
}


@pytest.mark.parametrize(("change", "vi", "en"), SETTINGS.values(), ids=SETTINGS.keys())
def test_settings_that_cannot_be_used_are_told(tmp_path, change, vi, en):
    folder = write(tmp_path / "office", changed(REGISTER, {"district.yml": change}))
    file = folder / "district.yml"
    assert opening_of(folder, "en") == f"{file}: nothing was written.\n{en}"
    assert opening_of(folder, "vi") == f"{file}: chưa ghi kết quả nào.\n{vi}"


@pytest.mark.parametrize(
    "change",
    [swap("name: {vi: Quận Thử,", "name: {vi: [Quận Thử,"), utf_16, windows_1258],
    ids=["an open bracket", "UTF-16", "Windows-1258"],
)
def test_settings_that_are_not_yaml_are_told(tmp_path, change):
    folder = write(tmp_path / "office", changed(REGISTER, {"district.yml": change}))
    head = f"{folder / 'district.yml'}: "
    assert opening_of(folder, "en").startswith(
        f"{head}nothing was written.\n  it cannot be read as YAML in UTF-8"
    )
    assert opening_of(folder, "vi").startswith(
        f"{head}chưa ghi kết quả nào.\n  không đọc được như YAML ở bảng mã UTF-8"
    )


SYLLABLES = st.builds(
    lambda onset, nucleus, tone: (
        onset + nucleus[0] + tone + nucleus[1],
        onset + nucleus + tone,
    ),
    st.sampled_from(["H", "h", "Kh", "L", "Q", "Th", "Đ", ""]),
    st.sampled_from(["oa", "oe", "uy", "OA", "OE", "UY"]),
    st.sampled_from("\u0300\u0301\u0303\u0309\u0323"),
)


@given(st.lists(SYLLABLES, min_size=1, max_size=4))
def test_both_positions_of_the_tone_make_one_name(syllables):
    first, second = (" ".join(words) for words in zip(*syllables, strict=True))
    assert unicodedata.normalize("NFC", first) != unicodedata.normalize("NFC", second)
    assert name_key(first) == name_key(second)


LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ "
)


@given(st.text(LETTERS + LETTERS.upper(), min_size=1))
def test_composed_and_decomposed_letters_make_one_name(name):
    composed, decomposed = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    assert name_key(composed) == name_key(decomposed)


def test_different_wards_stay_different_names():
    wards = ["Hòa Khánh Bắc", "Hòa Khánh Nam", "Hòa Hiệp Bắc", "Hóa Khánh Bắc"]
    assert len({name_key(ward) for ward in wards}) == 4


def test_a_shifted_row_shows_none_of_its_cells(tmp_path):
    """A cell too many pushes names and numbers into columns that are not personal."""
    text = REGISTER[CLOSING]
    line = next(line for line in text.splitlines() if line.startswith("HK-3"))
    cells = line.split(",")
    shifted = ",".join([cells[0], "", *cells[1:-1]])
    refused = refusal(tmp_path, changed(REGISTER, {CLOSING: swap(line, shifted)}))
    assert personal_values_told(refused) == []
    assert "row 3 (may be personal, not printed)" in refused.text("en")


def test_a_folder_that_no_year_names_is_not_passed_over(tmp_path):
    files = REGISTER | {"register/2O13/closing.csv": REGISTER[CLOSING]}
    assert "office/register/2O13" in refusal(tmp_path, files).text("en")
    assert "must be named by a year" in refusal(tmp_path, files).text("en")


@pytest.mark.parametrize("planted", ["Nguyễn Thị Ẩn Danh", "999123456789"])
@pytest.mark.parametrize("at", range(len(REGISTER[CLOSING].splitlines()[0].split(","))))
def test_a_personal_value_in_any_column_is_not_told(tmp_path, at, planted):
    lines = REGISTER[CLOSING].splitlines()
    cells = lines[1].split(",")
    lines[1] = ",".join([*cells[:at], planted, *cells[at + 1 :]])
    folder = write(tmp_path / "office", REGISTER | {CLOSING: "\n".join(lines)})
    try:
        read_register(folder)
    except RegisterError as refused:
        assert planted not in refused.text("vi") + refused.text("en")


@pytest.mark.parametrize("saved", [utf_16, windows_1258, str.encode])
def test_a_file_is_read_in_whichever_way_a_spreadsheet_saves_it(tmp_path, saved):
    plain = read_register(write(tmp_path / "plain", REGISTER))
    files = changed(REGISTER, {"population.csv": saved, CLOSING: saved})
    other = read_register(write(tmp_path / "office", files))
    pd.testing.assert_frame_equal(plain.population, other.population)
    pd.testing.assert_frame_equal(plain.reviews[2013].closing, other.reviews[2013].closing)


@pytest.mark.parametrize("name", ["population.csv", CLOSING])
def test_no_file_is_passed_over_for_another_kind_of_the_same(tmp_path, name):
    other = name.replace(".csv", ".tsv")
    said = refusal(tmp_path, REGISTER | {other: REGISTER[name]})
    assert f"office/{other}: chưa ghi" in said.text("vi")
    assert f"must not stand beside {Path(name).name}" in said.text("en")


def test_what_a_spreadsheet_locks_a_file_by_is_no_input(tmp_path):
    office = workspace.open(write(tmp_path / "office", REGISTER))
    before = keys.of_inputs(office)
    write(office.folder, {"register/2013/~$closing.xlsx": "x", "~$population.xlsx": "x"})
    assert keys.of_inputs(office) == before
    read(office)


@pytest.mark.parametrize(("lists", "wrong"), [(("closing", "closing"), 1), (("opening",), 0)])
def test_two_households_of_one_list_cannot_be_declared_one(tmp_path, lists, wrong):
    a, b = f"2013 closing {'a' * 16}", f"2013 {lists[-1]} {'b' * 16}"
    table = f"Mã 1,Mã 2,Kết luận\n{a},{b},cùng một hộ\n"
    office = workspace.open(write(tmp_path / "office", REGISTER | {"links.csv": table}))
    desk = Desk(office, Kept(), layouts.shipped(), faults := [])
    decided = identities.decisions(desk)
    assert len(faults) == wrong
    assert decided == ({} if wrong else {frozenset({a, b}): True})


def kept_in(folder: Path, monkeypatch) -> tuple[Kept, list[str]]:
    """What is kept in a folder, and a list that fills with the files that are read all the same."""
    seen = []

    def reads(path, name, *others):
        seen.append(name)
        return one_table(path, name, *others)

    one_table = desk.one_table
    monkeypatch.setattr(desk, "one_table", reads)
    folder.mkdir(exist_ok=True)
    return Kept(folder, "code and settings"), seen


def test_only_files_that_have_changed_are_read_again(tmp_path, monkeypatch):
    office = write(tmp_path / "office", REGISTER)
    first, seen = kept_in(tmp_path / "store", monkeypatch)
    fresh = read(workspace.open(office), first)
    first.save()
    assert len(seen) == len(list((tmp_path / "store").iterdir())) > 5
    again, seen = kept_in(tmp_path / "store", monkeypatch)
    same = read(workspace.open(office), again)
    assert seen == []
    for year, review in fresh.reviews.items():
        for name in ("opening", "closing", "departures", "members"):
            pd.testing.assert_frame_equal(getattr(review, name), getattr(same.reviews[year], name))
    (office / "plan.csv").write_text(REGISTER["plan.csv"].replace(",2\n", ",3\n"), "utf-8")
    later, seen = kept_in(tmp_path / "store", monkeypatch)
    assert read(workspace.open(office), later).plan["plan"].tolist()[0] == "3"
    later.save()
    assert seen == ["plan.csv"]
    assert len(list((tmp_path / "store").glob("plan.*"))) == 1


def test_a_file_is_read_again_by_other_code_and_one_with_faults_is_not_kept(tmp_path, monkeypatch):
    office = write(tmp_path / "office", REGISTER)
    first, seen = kept_in(tmp_path / "store", monkeypatch)
    read(workspace.open(office), first)
    first.save()
    other = replace(first, rests_on="other code", _read={})
    (office / "plan.csv").write_text(REGISTER["plan.csv"].replace(",2\n", ",two\n"), "utf-8")
    seen.clear()
    with pytest.raises(RegisterError, match=r"plan\.csv"):
        read(workspace.open(office), other)
    other.save()
    assert len(seen) > 5 and not list((tmp_path / "store").glob("plan.*"))


def test_a_refusal_comes_from_another_process_as_it_was(tmp_path):
    refused = refusal(tmp_path, changed(REGISTER, {"plan.csv": lambda text: text + "x\n"}))
    again = pickle.loads(pickle.dumps(refused))
    assert [again.text(lang) for lang in ("vi", "en")] == [
        refused.text(lang) for lang in ("vi", "en")
    ]
    assert str(again) == refused.text("en")
