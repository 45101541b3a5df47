"""Each way in which offices lay out their lists is read to the same tables, and no other is."""

import csv
import io
import shutil
import unicodedata
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import yaml

from analysis import starter, workspace
from analysis.register import layouts, lists
from analysis.register import read as register
from analysis.register.faults import Fault, RegisterError
from analysis.register.layouts import Layouts
from analysis.register.listing import Listed
from analysis.starter import places
from analysis.starter.settings import Office
from analysis.workspace import PROJECT, WorkspaceError
from tests import faulty_files
from tests.test_headings import sheet

YEAR = 2013
DISTRICT = workspace.open(PROJECT / "data/lien-chieu").district
SOFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")

TITLE = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO"
LIST = [
    *("STT", "STT chủ hộ", "Họ và tên chủ hộ", "Họ và tên thành viên", "Quan hệ với chủ hộ"),
    *("Ngày, tháng, năm sinh", "Giới tính", "Số CCCD/CMND", "Mã xã", "Thôn/Tổ", "Phân loại hộ"),
    *("Điểm B1", "Hộ DTTS", "Ghi chú", "Số nhân khẩu"),
]
HEAD = ["1", "1", "Lê Thị A", "", "Chủ hộ", "31/01/1950", "Nữ", "012345678", "20197", "Tổ 5"]
ROWS = [
    [*HEAD, "nghèo", "120,5", "x", "Chuyển đến", "2"],
    ["2", "", "", "Lê Văn B", "Con", "1980", "Nam", *[""] * 8],
    [*("3", "2", "Trần C", "", "Chủ hộ", "", "", "", "20198", ""), "cận nghèo", "", "-", "", "1"],
    ["", "", "Tổng cộng: 2 hộ", *[""] * 12],
]
OFFICIAL = [
    [f"{TITLE} SAU KHI RÀ SOÁT NĂM 2013"],
    LIST,
    *ROWS[:3],
    [],
    ["Tổng cộng", "", *[""] * 13],
]
EXITS = [
    ["DANH SÁCH HỘ THOÁT NGHÈO SAU KHI RÀ SOÁT"],
    ["STT", "STT chủ hộ", "Họ và tên", "Quan hệ với chủ hộ", "Địa chỉ", "Ghi chú", "Số nhân khẩu"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    ["1", "1", "Lê Thị A", "Chủ hộ", "Tổ 5, Hòa Minh", "Vượt chuẩn cận nghèo", "2"],
    ["2", "", "Lê Văn B", "Con", "", "", ""],
    ["3", "2", "Trần C", "Chủ hộ", "Hoà Khánh Nam", "Chuyển đi", "1"],
]
DETAILED = [
    ["Phụ lục 2.3"],
    ["DANH SÁCH CHI TIẾT HỘ NGHÈO"],
    ["STT chủ hộ", "Họ và tên", "Năm sinh", "", "Dân tộc", "Nghèo mới", "Tái nghèo", "Nghèo cũ"],
    ["", "", "Nam", "Nữ", "", "", "", ""],
    ["1", "Lê Thị A", "", "1950", "Kinh", "", "x", ""],
    ["", "Lê Văn B", "1980", "", "Kinh", "", "", ""],
    ["2", "Trần C", "1960", "", "Kinh", "", "", "x"],
    ["3", "Ngô D", "1961", "", "Kinh", "x", "", ""],
]
ONE_EACH = [
    [f"{TITLE} NĂM 2013"],
    ["Mã hộ", "Chủ hộ", "Mã phường", "Loại hộ", "Số khẩu", "Thu nhập bình quân (đồng)"],
    ["H-1", "Lê Thị A", "20197", "Hộ nghèo", "2", "350.000"],
    ["H-2", "Trần C", "20198", "Hộ cận nghèo", "1", "-"],
]
CIRCULAR_21 = [
    ["TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO"],
    [
        *("TT", "Phường/xã", "Tổng số hộ dân cư", "", "Số hộ nghèo đầu năm", "", "", ""),
        *("Diễn biến trong năm", "", "", "", "", "", "Số hộ nghèo cuối năm", "", ""),
    ],
    [*[""] * 8, "Số hộ thoát nghèo", "", "Số hộ tái nghèo", "", "Số hộ phát sinh", "", "", "", ""],
    [
        *("", "", "Số hộ", "Hộ DTTS", "Số hộ", "Tỷ lệ %", "Số hộ DTTS", "Tỷ lệ % DTTS"),
        *["Số hộ", "Tỷ lệ %"] * 3,
        *("Số hộ", "Tỷ lệ %", "Số hộ DTTS"),
    ],
    ["1", "Hòa Minh", 200, "", 40, "20", "", "", 10, "5", 1, "0,5", 4, "2", 35, "17,5", 0],
    ["2", "Hòa Khánh Nam", 100, "", 10, "10", "", "", 4, "4", 0, "0", "-", "", 6, "6", ""],
    ["", "I. Khu vực thành thị", 300, "", 50, "", "", "", 14, "", 1, "", 4, "", 41, "", 0],
    ["", "II. Khu vực nông thôn", 0, "", 0, "", "", "", 0, "", 0, "", 0, "", 0, "", 0],
    ["", "Tổng cộng", 300, "", 50, "", "", "", 14, "", 1, "", 4, "", 41, "", 0],
]
CIRCULAR_07 = [
    ["BIỂU 2. DIỄN BIẾN HỘ NGHÈO"],
    [
        *("STT", "Phường/Xã", "Phân tổ", "Đầu kỳ", "Thoát nghèo", "", "Khác giảm"),
        *("Hộ cận nghèo trở thành", "Bổ sung", "", "Khác tăng", "Cuối kỳ"),
    ],
    [
        *("", "", "", "", "Trở thành hộ cận nghèo", "Vượt chuẩn cận nghèo", "", ""),
        *("Tái nghèo", "Phát sinh mới", "", ""),
    ],
    ["", "", "", "1", "2", "3", "4", "5", "6", "7", "8", "9=1-2-3-4+5+6+7+8"],
    [1, "Hòa Minh", "Hộ", 40, 8, 2, 1, 3, 1, 4, 0, 37],
    ["", "", "Nhân khẩu", 150, 30, 8, 4, 10, 4, 15, 0, 137],
    ["", "Tổng cộng", "Hộ", 40, 8, 2, 1, 3, 1, 4, 0, 37],
]
BOTH = {"circular_21_2012": CIRCULAR_21, "circular_07_2021": CIRCULAR_07}


def text(rows: list[list], separator: str = ",") -> str:
    """Rows of one width as a spreadsheet saves them."""
    width = max(map(len, rows))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([[*row, *[""] * (width - len(row))] for row in rows])
    return out.getvalue()


def saved(path: Path, rows: list[list], merged: list[str] = ()) -> Path:
    """A workbook of one sheet."""
    faulty_files.saved(path, [[None if cell == "" else cell for cell in row] for row in rows])
    book = openpyxl.load_workbook(path)
    for area in merged:
        book.active.merge_cells(area)
    book.save(path)
    return path


def read(path: Path, known: Layouts | None = None) -> tuple[list[Listed], list[Fault]]:
    faults: list[Fault] = []
    listed = lists.read(path, path.name, known or layouts.shipped(), DISTRICT, YEAR, faults)
    return listed, faults


def of_text(folder: Path, rows: list[list], known: Layouts | None = None) -> Listed:
    """The one list of a text file with these rows, which must be sound."""
    path = faulty_files.of_bytes(folder / "ds.csv", text(rows).encode())
    (listed,), faults = read(path, known)
    assert not faults, faults
    return listed


def said(table: pd.DataFrame, *columns: str) -> dict[str, list]:
    """Columns as lists; a missing value is None."""
    told = table[list(columns)].astype("object")
    return told.where(told.notna(), None).to_dict("list")


def layout_of(rows: list[list], name: str = "") -> str | None:
    seen = layouts.recognised(sheet(rows), [name], layouts.shipped())
    return seen and seen.key


def test_a_wards_code_gets_back_the_zeros_that_a_number_lost(tmp_path):
    units = [unit.model_copy(update={"code": f"00{unit.code[2:]}"}) for unit in DISTRICT.units]
    other = DISTRICT.model_copy(update={"units": units})
    rows = [[197 if cell == "20197" else cell for cell in row] for row in OFFICIAL]
    rows = [["198" if cell == "20198" else cell for cell in row] for row in rows]
    path, faults = saved(tmp_path / "ds.xlsx", rows), []
    (listed,) = lists.read(path, path.name, layouts.shipped(), other, YEAR, faults)
    assert not faults
    assert listed.households["ward_code"].tolist() == ["00197", "00198"]


def test_the_official_list_is_read_with_its_members(tmp_path):
    listed = of_text(tmp_path, OFFICIAL)
    assert listed.kind == "closing"
    assert said(
        listed.households,
        *("head_name", "head_birth_year", "head_sex", "ward_code", "household_class", "members"),
        *("movement", "is_minority", "score_income", "residential_group", "income_vnd"),
    ) == {
        "head_name": ["Lê Thị A", "Trần C"],
        "head_birth_year": ["1950", ""],
        "head_sex": ["Nữ", ""],
        "ward_code": ["20197", "20198"],
        "household_class": ["Hộ nghèo", "Hộ cận nghèo"],
        "members": ["2", "1"],
        "movement": ["Chuyển đến", ""],
        "is_minority": ["có", "-"],
        "score_income": ["120.5", ""],
        "residential_group": ["Tổ 5", ""],
        "income_vnd": [None, None],
    }
    assert said(listed.people, "household", "member_name", "citizen_number", "birth_year") == {
        "household": [3, 3, 5],
        "member_name": ["Lê Thị A", "Lê Văn B", "Trần C"],
        "citizen_number": ["012345678", "", ""],
        "birth_year": ["1950", "1980", ""],
    }
    assert listed.households.index.tolist() == [3, 5]


def test_an_official_opening_is_the_same_list_at_the_opening(tmp_path):
    opening = of_text(tmp_path, [[f"{TITLE} ĐẦU KỲ NĂM 2013"], *OFFICIAL[1:]])
    assert opening.kind == "opening"
    assert opening.households["household_class"].tolist() == ["Hộ nghèo", "Hộ cận nghèo"]


def test_exits_name_the_class_after_or_another_reason(tmp_path):
    exits = of_text(tmp_path, EXITS)
    assert exits.kind == "departures"
    columns = ["reason", "class_after", "ward_code", "residential_group", "members"]
    assert said(exits.households, *columns) == {
        "reason": ["Thoát nghèo", "Chuyển đi"],
        "class_after": ["Hộ không nghèo", ""],
        "ward_code": ["20200", "20198"],
        "residential_group": ["Tổ 5", ""],
        "members": ["2", "1"],
    }
    assert exits.people["household"].tolist() == [4, 4, 6]


def test_near_poor_exits_are_a_list_of_their_own(tmp_path):
    rows = [["DANH SÁCH HỘ THOÁT CẬN NGHÈO SAU KHI RÀ SOÁT"], *EXITS[1:]]
    exits = of_text(tmp_path, rows)
    assert exits.kind == "near_poor_departures"
    assert exits.households["reason"].tolist() == ["", "Chuyển đi"]


def test_the_detailed_list_tells_the_sex_by_the_column_and_the_movement_by_a_mark(tmp_path):
    listed = of_text(tmp_path, DETAILED)
    assert said(listed.households, "head_sex", "movement", "household_class", "members") == {
        "head_sex": ["Nữ", "Nam", "Nam"],
        "movement": ["Tái nghèo", "Nghèo cũ", "Phát sinh mới"],
        "household_class": ["Hộ nghèo"] * 3,
        "members": ["2", "1", "1"],
    }
    assert said(listed.people, "birth_year", "sex") == {
        "birth_year": ["1950", "1980", "1960", "1961"],
        "sex": ["Nữ", "Nam", "Nam", "Nam"],
    }


def test_the_detailed_list_of_the_near_poor_makes_nobody_poor(tmp_path):
    rows = [["Phụ lục 2.3"], ["DANH SÁCH CHI TIẾT HỘ CẬN NGHÈO"], *DETAILED[2:]]
    listed = of_text(tmp_path, rows)
    assert said(listed.households, "household_class", "movement") == {
        "household_class": ["Hộ cận nghèo"] * 3,
        "movement": [None] * 3,
    }


def test_a_list_may_have_one_row_for_each_household(tmp_path):
    listed = of_text(tmp_path, ONE_EACH)
    columns = ["household_id", "head_name", "ward_code", "members", "income_vnd", "workers"]
    assert said(listed.households, *columns) == {
        "household_id": ["H-1", "H-2"],
        "head_name": ["Lê Thị A", "Trần C"],
        "ward_code": ["20197", "20198"],
        "members": ["2", "1"],
        "income_vnd": ["350000", "-"],
        "workers": [None, None],
    }
    assert (listed.kind, len(listed.people)) == ("closing", 0)


def test_an_opening_with_one_row_for_each_household_is_no_closing():
    assert layout_of([[f"{TITLE} ĐẦU KỲ"], *ONE_EACH[1:]]) == "household_opening"


def test_exits_with_one_row_for_each_household_are_told_from_those_with_members():
    heads = ["Chủ hộ", "Mã phường", "Ghi chú", "Số nhân khẩu"]
    assert layout_of([EXITS[0], heads]) == "household_exits"
    assert layout_of(EXITS) == "official_exits"


@pytest.mark.parametrize(
    "rows, name, key",
    [
        (OFFICIAL, "", "official_list"),
        (OFFICIAL[1:], "Danh sách hộ nghèo, hộ cận nghèo sau rà soát", "official_list"),
        (OFFICIAL[1:], "Sheet1", None),
        (CIRCULAR_21, "", "circular_21_2012"),
        (CIRCULAR_07, "", "circular_07_2021"),
        ([["DIỄN BIẾN HỘ CẬN NGHÈO"], *CIRCULAR_07[1:]], "", None),
        ([["TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ CẬN NGHÈO"], *CIRCULAR_21[1:]], "", None),
        ([["DANH SÁCH HỘ THOÁT NGHÈO"], *DETAILED[2:]], "", "official_exits"),
    ],
)
def test_a_layout_is_told_by_title_and_headings(rows, name, key):
    assert layout_of(rows, name) == key


@pytest.mark.parametrize("order", [LIST[::-1], [*LIST[5:], *LIST[:5]]])
def test_no_column_is_read_by_its_position(tmp_path, order):
    table = pd.DataFrame(ROWS[:3], columns=LIST)[order]
    rows = [OFFICIAL[0], order, *table.values.tolist()]
    moved, listed = of_text(tmp_path, rows), of_text(tmp_path, OFFICIAL)
    pd.testing.assert_frame_equal(moved.households, listed.households)
    pd.testing.assert_frame_equal(moved.people, listed.people)


def test_a_summary_of_2012_counts_each_ward_and_the_parts(tmp_path):
    summary = of_text(tmp_path, CIRCULAR_21)
    assert summary.kind == "summary"
    columns = ["unit_code", "households", "opening", "exits", "relapses", "entries", "closing"]
    assert said(summary.households, *columns, "opening_pct", "closing_pct") == {
        "unit_code": ["20200", "20198", "urban", "rural", "total"],
        "households": ["200", "100", "300", "0", "300"],
        "opening": ["40", "10", "50", "0", "50"],
        "exits": ["10", "4", "14", "0", "14"],
        "relapses": ["1", "0", "1", "0", "1"],
        "entries": ["4", "-", "4", "0", "4"],
        "closing": ["35", "6", "41", "0", "41"],
        "opening_pct": ["20", "10", "", "", ""],
        "closing_pct": ["17.5", "6", "", "", ""],
    }


def test_a_summary_of_2021_counts_households_and_leaves_people_out(tmp_path):
    summary = of_text(tmp_path, CIRCULAR_07).households
    assert summary["unit_code"].tolist() == ["20200", "total"]
    ward = summary.iloc[0]
    gone = ward[["exits_to_near_poor", "exits_above_near_poor", "other_decrease"]]
    come = ward[["from_near_poor", "relapses", "entries", "other_increase"]]
    assert [ward["opening"], *gone, *come] == ["40", "8", "2", "1", "3", "1", "4", "0"]
    assert ward["closing"] == "37"


@pytest.mark.parametrize("key", BOTH)
def test_merged_cells_make_no_difference_to_a_form(tmp_path, key):
    over = {
        "circular_21_2012": [
            "A1:Q1",
            "C2:D3",
            "E2:H3",
            "I2:N2",
            "I3:J3",
            "K3:L3",
            "M3:N3",
            "O2:Q3",
        ],
        "circular_07_2021": ["A1:L1", "A2:A3", "B2:B3", "D2:D3", "E2:F2", "I2:J2", "B5:B6"],
    }
    path = saved(tmp_path / "ds.xlsx", BOTH[key], over[key])
    (merged,), faults = read(path)
    assert not faults
    plain = of_text(tmp_path, BOTH[key]).households
    columns = [name for name in plain if name != "source"]
    pd.testing.assert_frame_equal(merged.households[columns], plain[columns])


@pytest.mark.parametrize(
    "name, separator, encoding",
    [
        ("ds.tsv", "\t", "utf-8"),
        ("ds.csv", ";", "utf-8-sig"),
        ("ds.txt", "\t", "utf-16"),
        ("ds.csv", ",", "cp1258"),
    ],
)
def test_an_official_list_may_be_a_text_file_of_any_kind(tmp_path, name, separator, encoding):
    content = text(OFFICIAL, separator)
    if encoding == "cp1258":
        content = _tones_apart(content)
    (listed,), faults = read(faulty_files.of_bytes(tmp_path / name, content.encode(encoding)))
    assert not faults
    assert listed.households["head_name"].tolist() == ["Lê Thị A", "Trần C"]
    assert listed.people["birth_year"].tolist() == ["1950", "1980", ""]


def _tones_apart(content: str) -> str:
    """Letters with a tone as Windows-1258 has them: the letter, then its tone."""
    marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    apart = []
    for letter in content:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in marks)
        base = "".join(part for part in parts if part not in marks)
        apart.append(unicodedata.normalize("NFC", base) + tone)
    return "".join(apart)


@SOFFICE
@pytest.mark.heavy
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_an_official_list_may_be_saved_by_an_old_or_another_program(tmp_path, kind):
    rows = [[*row] for row in OFFICIAL]
    rows[2][5], rows[2][7] = date(1950, 1, 31), 12_345_678
    (listed,), faults = read(faulty_files.converted(saved(tmp_path / "ds.xlsx", rows), kind))
    assert not faults
    columns = ["birth_year", "citizen_number"]
    assert said(listed.people, *columns) == said(of_text(tmp_path, OFFICIAL).people, *columns)


def test_our_own_text_file_is_told_by_its_name(tmp_path):
    rows = [[column.heading for column in layouts.OWN["opening"]], [*[""] * 14]]
    rows[1][:2], rows[1][8], rows[1][11] = ["H-1", "Lê Thị A"], "2", "Hộ nghèo"
    path = faulty_files.of_bytes(tmp_path / "opening.csv", text(rows).encode())
    (listed,), faults = read(path)
    assert not faults
    assert said(listed.households, "household_id", "members", "workers") == {
        "household_id": ["H-1"],
        "members": ["2"],
        "workers": [""],
    }


def test_our_own_workbook_is_read_as_it_was_filled_in(tmp_path):
    office = Office(places.find("490", places.CODES), YEAR, "da-nang-2013", "urban")
    starter.write(tmp_path / "mới", office)
    path = tmp_path / f"mới/register/{YEAR}/so-ho-ngheo-{YEAR}.xlsx"
    book = openpyxl.load_workbook(path)
    household = {"Mã hộ": "H-1", "Họ tên chủ hộ": "Lê Thị A", "Số nhân khẩu": 2}
    filled = {
        "Danh sách đầu kỳ": household | {"Phân loại hộ": "Hộ nghèo"},
        "Danh sách sau rà soát": household | {"Phân loại hộ": "Hộ nghèo", "Diễn biến": "Nghèo cũ"},
        "Ra khỏi danh sách": household | {"Lý do": "Chuyển đi"},
        "Thành viên": {"Mã hộ": "H-1", "STT": 1, "Họ tên": "Lê Thị A", "Năm sinh": 1950},
    }
    for name, cells in filled.items():
        headings = [cell.value for cell in book[name][1]]
        for heading, value in cells.items():
            book[name].cell(2, headings.index(heading) + 1, value)
    book.save(path)
    listed, faults = read(path)
    assert not faults
    assert [each.kind for each in listed] == ["opening", "closing", "departures", "members"]
    assert listed[1].households["movement"].tolist() == ["Nghèo cũ"]
    assert listed[3].people["birth_year"].tolist() == ["1950"]


@pytest.mark.parametrize(
    "rows, column, vi",
    [
        ([["x", "y"]], None, "phải theo một mẫu đã khai: xem `giamngheo check --explain TỆP`"),
        (
            [OFFICIAL[0], [*LIST[:8], "Mã", *LIST[9:]], *ROWS[:3]],
            "Mã xã (ward_code)",
            "phải có trong dòng tiêu đề",
        ),
        (
            [OFFICIAL[0], [*LIST, "Số nhân khẩu"], *[[*row, "9"] for row in ROWS[:3]]],
            "Số nhân khẩu (members)",
            "không được có hai lần trong dòng tiêu đề",
        ),
        (
            [*OFFICIAL[:2], [*ROWS[0][:12], "chưa rõ", *ROWS[0][13:]]],
            "Hộ DTTS [M] (is_minority)",
            "phải là một trong «có», «không»",
        ),
        (
            [*OFFICIAL[:2], [*ROWS[0][:11], "12,5,5", *ROWS[0][12:]]],
            "Điểm B1 [L] (score_income)",
            "phải là số từ 0 đến 1000, cả cột dùng một dấu thập phân",
        ),
    ],
)
def test_what_cannot_be_understood_is_told(tmp_path, rows, column, vi):
    path = faulty_files.of_bytes(tmp_path / "ds.csv", text(rows).encode())
    _, faults = read(path)
    assert (column, vi) in [(fault.column, fault.must["vi"]) for fault in faults]


def declared(folder: Path, entries: str) -> Layouts:
    file = faulty_files.of_bytes(folder / "layouts.yml", entries.encode())
    return layouts.known(workspace.settings(file, Layouts))


LIKE = """
layouts:
  our_list:
    like: official_list
    name: {vi: Danh sách của quận, en: The district's list}
    title: [sổ hộ nghèo]
    columns:
      head_mark: [Hộ số]
      household_class: [Diện]
      movement: []
words:
  household_class:
    Hộ nghèo: [N]
"""
FROM_NOTHING = """
layouts:
  our_households:
    name: {vi: Sổ hộ, en: Book of households}
    list: closing
    rows: households
    title: [sổ hộ]
    needed: [head_name, ward_code, household_class]
    columns:
      head_name: [Tên hộ]
      ward_code: [Phường > Mã]
      household_class: [Diện]
      members: [Số người]
ignored: [Bìa]
"""


def test_a_workspace_declares_a_list_like_a_shipped_one(tmp_path):
    renamed = {"STT chủ hộ": "Hộ số", "Phân loại hộ": "Diện"}
    order = ["Điện thoại", *(renamed.get(heading, heading) for heading in LIST[::-1])]
    rows = [["SỔ HỘ NGHÈO"], order, *[["09", *row[::-1]] for row in ROWS[:3]]]
    rows[2][order.index("Diện")] = "N"
    listed = of_text(tmp_path, rows, declared(tmp_path, LIKE))
    assert said(listed.households, "household_class", "movement", "members") == {
        "household_class": ["Hộ nghèo", "Hộ cận nghèo"],
        "movement": [None, None],
        "members": ["2", "1"],
    }


def test_a_workspace_declares_a_list_from_nothing(tmp_path):
    rows = [
        *([["SỔ HỘ"], ["Tên hộ", "Phường", "", "Diện", "Số người"], ["", "Mã", "Tên", "", ""]]),
        ["Lê Thị A", "20197", "Hòa Khánh Nam", "Hộ nghèo", "2"],
    ]
    listed = of_text(tmp_path, rows, declared(tmp_path, FROM_NOTHING))
    assert said(listed.households, "head_name", "ward_code", "members", "causes") == {
        "head_name": ["Lê Thị A"],
        "ward_code": ["20197"],
        "members": ["2"],
        "causes": [None],
    }


def test_a_workspace_may_replace_a_shipped_layout_by_one_like_it(tmp_path):
    own = "layouts: {official_list: {like: official_list, title: [sổ hộ nghèo]}}"
    known = declared(tmp_path, own)
    assert known.layouts["official_list"].title == ["sổ hộ nghèo"]
    assert (
        known.layouts["official_list"].columns == layouts.shipped().layouts["official_list"].columns
    )


WHOLE = yaml.safe_load(FROM_NOTHING)["layouts"]["our_households"]


@pytest.mark.parametrize(
    "changed, vi, en",
    [
        (
            {"colour": "red"},
            "layouts.a.colour: không phải là mục của tệp này",
            "layouts.a.colour: is no entry of this file",
        ),
        (
            {"list": "others"},
            "layouts.a.list: phải là một trong 'opening', 'closing', 'departures',",
            "layouts.a.list: must be one of 'opening', 'closing', 'departures',",
        ),
        (
            {"like": "nothing"},
            "layouts.a: không có mẫu nothing để dựa theo",
            "layouts.a: there is no layout nothing to be like",
        ),
        (
            {"columns": {**WHOLE["columns"], "head_name": []}},
            "layouts.a: needed: chưa khai tiêu đề nào cho head_name",
            "layouts.a: needed: no heading is given for head_name",
        ),
        (
            {"columns": {**WHOLE["columns"], "phone": ["Điện thoại"]}},
            "layouts.a: columns: phone không phải là tên cột",
            "layouts.a: columns: phone is no name of a column",
        ),
        (
            {"needed": ["head_name", "ward_code"]},
            "layouts.a: needed: phải có household_class",
            "layouts.a: needed: must have household_class",
        ),
        (
            {"rows": "places"},
            "layouts.a: rows: chỉ hợp với list: summary",
            "layouts.a: rows: only fits list: summary",
        ),
        (
            {"columns": {"head_name": "Tên hộ"}},
            "layouts.a.columns.head_name: phải gồm các dòng «- mục»",
            "layouts.a.columns.head_name: must be lines of '- entry'",
        ),
    ],
)
def test_a_fault_of_layouts_yml_is_told_in_both_languages(tmp_path, changed, vi, en):
    entries = yaml.safe_dump({"layouts": {"a": WHOLE | changed}}, allow_unicode=True)
    with pytest.raises(WorkspaceError) as refused:
        declared(tmp_path, entries)
    assert vi in refused.value.text("vi")
    assert en in refused.value.text("en")


@pytest.mark.parametrize("entries", ["layouts: {a: {like: b}, b: {like: c}, c: {like: b}}"])
def test_layouts_that_are_like_one_another_are_refused(tmp_path, entries):
    with pytest.raises(WorkspaceError, match="the layouts are like one another"):
        declared(tmp_path, entries)


@pytest.mark.parametrize(
    "entries",
    ["- a", "", "layouts: [a]", "layouts: {a: b}", "layouts: {a: {own: true}}",
     "layouts: {a: {like: official_list, columns: [b]}}", "layouts: {a: {like: [b]}}",
     "layouts: {a: {like: b}, b: 5}", "layouts: {a: {like: b}, b: {columns: [c]}}"],
)  # fmt: skip
def test_whatever_stands_in_layouts_yml_is_told_under_its_name(tmp_path, entries):
    with pytest.raises(WorkspaceError, match=r"layouts\.yml: nothing was written\.\n  layouts"):
        declared(tmp_path, entries)


def test_every_fault_of_every_layout_is_told_at_once(tmp_path):
    wrong = WHOLE | {"needed": ["head_name", "members"], "remarks": ["phone"]}
    with pytest.raises(WorkspaceError) as refused:
        declared(tmp_path, yaml.safe_dump({"layouts": {"a": wrong, "b": wrong}}))
    told = refused.value.text("en").splitlines()[1:]
    assert [line.split(":")[0] for line in told] == [*["  layouts.a"] * 2, *["  layouts.b"] * 2]


def returns(folder: Path, rows: list[list], year: int, standards: dict[int, str]) -> Path:
    """A workspace whose one return is a summary form."""
    settings = {
        "name": {"vi": "Báo cáo", "en": "Returns"},
        "code": None,
        "kind": "returns",
        "settlement": "urban",
        "source": {"vi": "giả định", "en": "invented"},
        "notice": None,
        "standards": standards,
        "plan_periods": [],
        "units": [
            {"code": code, "name": {"vi": name, "en": name}}
            for code, name in {"HM": "Hòa Minh", "HKN": "Hòa Khánh Nam"}.items()
        ],
    }
    (folder / "returns").mkdir()
    (folder / "district.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    saved(folder / f"returns/{year}.xlsx", rows)
    return folder


@pytest.mark.parametrize("key, year", [("circular_21_2012", 2013), ("circular_07_2021", 2022)])
def test_a_return_may_be_a_form_of_a_circular(tmp_path, key, year):
    standards = {2013: "da-nang-2013", 2022: "national-2022"}
    folder = returns(tmp_path, BOTH[key], year, standards)
    printed = register.read(workspace.open(folder)).returns[year]
    columns = ["unit_code", "standard", "opening", "relapses", "closing", "source"]
    expected = {
        "circular_21_2012": [
            ["HM", "da-nang-2013", "40", "1", "35", "2013.xlsx"],
            ["HKN", "da-nang-2013", "10", "0", "6", "2013.xlsx"],
        ],
        "circular_07_2021": [["HM", "national-2022", "40", "1", "37", "2022.xlsx"]],
    }
    assert printed[columns].values.tolist() == expected[key]
    assert printed["printed_rate"].tolist() == {"circular_21_2012": ["17.5", "6"]}.get(key, [""])
    assert set(printed["arising"]) == {""}


@pytest.mark.parametrize(
    "row, standards, told",
    [
        (["3", "Hòa Hiệp", *[1] * 15], {2013: "da-nang-2013"}, "must be a ward of the district"),
        (["1", "Hòa Minh", *[1] * 15], {2013: "da-nang-2013"}, "must not stand twice in the list"),
        (["", "Tổng", *[1] * 15], {}, "must name the poverty standard of 2013"),
    ],
)
def test_a_form_that_is_no_sound_return_is_refused(tmp_path, row, standards, told):
    folder = returns(tmp_path, [*CIRCULAR_21, row], 2013, standards)
    with pytest.raises(RegisterError, match=told):
        register.read(workspace.open(folder))
