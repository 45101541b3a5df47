"""Headings are understood by their words, wherever they stand and however they were typed."""

import unicodedata

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.register import headings, layouts, sheets
from analysis.register.grid import Cells, Grid, Place, Range
from analysis.register.headings import Headings

MEANS = {
    "head_name": ["Họ và tên chủ hộ"],
    "ward": ["Xã/Phường"],
    "ward_code": ["Mã xã"],
    "members": ["Số nhân khẩu"],
    "household_class": ["Phân loại hộ"],
    "income_vnd": ["Thu nhập bình quân", "Thu nhập bình quân (đồng/người/tháng)"],
}
FORM = {
    "unit": ["Phường/xã"],
    "opening": ["Số hộ đầu năm > Số hộ"],
    "opening_pct": ["Số hộ đầu năm > Tỷ lệ %"],
    "exits": ["Số hộ thoát > Số hộ"],
    "relapses": ["Số hộ tái > Số hộ"],
    "closing": ["Số hộ cuối năm > Số hộ"],
}
LEVELS = [  # as merged cells show it: the text of each only in its first
    ["TT", "Phường/xã", "Số hộ đầu năm", "", "Diễn biến trong năm", "", "", "Số hộ cuối năm"],
    ["", "", "", "", "Số hộ thoát", "", "Số hộ tái", ""],
    ["", "", "Số hộ", "Tỷ lệ %", "Số hộ", "%", "Số hộ", "Số hộ"],
]
OVER = ["A1:A3", "B1:B3", "C1:D2", "E1:G1", "E2:F2", "H1:H2"]
READ = {"unit": 2, "opening": 3, "opening_pct": 4, "exits": 5, "relapses": 7, "closing": 8}


def sheet(rows: list[list], merged: list[str] = (), name: str | None = None) -> Grid:
    """A sheet of text and numbers as it comes out of a file; "" is a blank cell."""
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = [
        Cells(
            _part([cell if isinstance(cell, str) and cell else None for cell in column]),
            _part([float(cell) if isinstance(cell, int | float) else None for cell in column]),
        )
        for column in zip(*filled, strict=True)
    ]
    areas = [Range(*map(_place, area.split(":"))) for area in merged]
    return Grid(name, len(rows), tuple(columns), tuple(areas))


def _part(values: list) -> pa.Array | None:
    return pa.array(values) if any(value is not None for value in values) else None


def _place(cell: str) -> Place:
    return Place(int(cell[1:]), ord(cell[0]) - ord("A") + 1)


def found(rows: list[list], means: dict = MEANS, merged: list[str] = ()) -> Headings | None:
    return headings.best(headings.top(sheet(rows, merged)), means)


def moved(areas: list[str], down: int) -> list[str]:
    """The same merged areas so many rows lower."""
    corners = [[f"{cell[0]}{int(cell[1:]) + down}" for cell in area.split(":")] for area in areas]
    return [":".join(area) for area in corners]


@pytest.mark.parametrize(
    "typed",
    [
        "HỌ VÀ TÊN CHỦ HỘ",
        unicodedata.normalize("NFD", "Họ và tên chủ hộ"),
        "Họ và tên\nchủ hộ",
        "  Họ  và\u00a0tên chủ hộ ",
        "Họ và tên chủ hộ:",
        "Họ và tên chủ hộ (ghi chữ in hoa)",
        "\ufeffHọ và tên chủ hộ*",
    ],
)
def test_a_heading_means_the_same_however_it_is_typed(typed):
    assert found([["STT", typed, "Mã xã"]]).columns == {"head_name": 2, "ward_code": 3}


@pytest.mark.parametrize("one, other", [("Mã hoà", "Mã hòa"), ("Số thuỷ", "SỐ THỦY")])
def test_both_places_of_a_tone_mark_are_one_heading(one, other):
    assert found([[one]], {"ward": [other]}).columns == {"ward": 1}


def test_spaces_beside_a_stroke_or_a_comma_make_no_difference():
    assert found([["Xã / Phường"]]).columns == {"ward": 1}
    assert headings.words("Ngày ,tháng,  năm") == headings.words("Ngày, tháng, năm")


@pytest.mark.parametrize("other", ["Không nghèo", "Cận nghèo", "Hộ nghèo", "Nghèo đa chiều"])
def test_a_heading_is_no_part_of_another(other):
    seen = found([["Nghèo cũ", other]], {"poor": ["Nghèo"], "is_old": ["Nghèo cũ"]})
    assert seen.columns == {"is_old": 1}
    assert seen.unknown == [2]


@pytest.mark.parametrize("unit", ["(người)", "(Người)", "(nếu có)", "(5=3+4)", "(theo sổ hộ khẩu)"])
def test_a_unit_or_a_note_in_brackets_leaves_a_heading_what_it_is(unit):
    assert found([["Mã xã", f"Số nhân khẩu {unit}"]]).columns["members"] == 2


@pytest.mark.parametrize("heading", ["Số nhân khẩu (nữ)", "Thu nhập bình quân (nghìn đồng)"])
def test_a_bracket_that_makes_it_another_quantity_is_not_overlooked(heading):
    assert found([["Mã xã", heading]]).columns == {"ward_code": 1}


def test_of_headings_that_differ_in_brackets_the_one_to_the_letter_is_taken():
    line = ["Thu nhập bình quân (đồng)", "Thu nhập bình quân (đồng/người/tháng)", "Mã xã"]
    seen = found([line])
    assert (seen.columns["income_vnd"], seen.twice) == (2, [])


def test_two_columns_of_one_name_are_told():
    assert found([["Mã xã", "Số nhân khẩu", "SỐ NHÂN KHẨU"]]).twice == ["members"]
    assert found([["Mã xã", "Số nhân khẩu (người)", "Số nhân khẩu (khẩu)"]]).twice == ["members"]


@pytest.mark.parametrize("first", [1, 2, 30])
def test_headings_are_found_in_whatever_row_they_begin(first):
    rows = [["UBND QUẬN"]] * (first - 1) + [["Mã xã", "Số nhân khẩu"], ["20197", 4]]
    seen = found(rows)
    assert (seen.first, seen.last) == (first, first)
    assert seen.columns == {"ward_code": 1, "members": 2}


def test_a_title_merged_over_the_table_is_no_heading():
    rows = [["DANH SÁCH HỘ NGHÈO", ""], ["Mã xã", "Số nhân khẩu"], ["20197", 4]]
    seen = found(rows, merged=["A1:B1"])
    assert (seen.first, seen.shown[1]) == (2, "Mã xã")


@pytest.mark.parametrize("merged", [OVER, []], ids=["merged", "not merged"])
@pytest.mark.parametrize("above", [0, 5])
def test_three_levels_of_headings_are_read_as_paths(merged, above):
    rows = [["BIỂU TỔNG HỢP"]] * above + LEVELS + [["1", "Hòa Minh", 9, 2.5, 4, 1, 0, 5]]
    seen = found(rows, FORM, moved(merged, above))
    assert seen.columns == READ
    assert seen.last == above + 3
    assert seen.shown[5].endswith("Số hộ thoát > Số hộ")


def test_a_heading_merged_over_two_rows_stands_for_both():
    rows = [["Mã xã", "Kết quả", ""], ["", "B1", "B2"], ["20197", 120, 30]]
    means = {"ward_code": ["Mã xã"], "score_income": ["Kết quả > B1"], "score_deprivation": ["B2"]}
    seen = found(rows, means, ["A1:A2", "B1:C1"])
    assert seen.columns == {"ward_code": 1, "score_income": 2, "score_deprivation": 3}
    assert seen.last == 2


@pytest.mark.parametrize(
    "numbers",
    [
        ["(1)", "(2)", "(3)"],
        ["1", "2", "3=2-1"],
        [1, 2, 3],
        ["A", "B", "(3)=(2)/(1)"],
        ["(1)", "(2)", "(9 = 1-2-3-4+5+6+7+8)"],
    ],
)
def test_a_row_that_numbers_the_columns_holds_no_household(numbers):
    rows = [["Họ và tên chủ hộ", "Mã xã", "Số nhân khẩu"], numbers, ["Lê Thị A", "20197", 4]]
    assert found(rows).last == 2


@pytest.mark.parametrize("merged", [["A1:A2", "B1:B2", "C1:D1"], []])
def test_numbers_of_the_columns_may_stand_below_headings_of_others(merged):
    rows = [["Mã xã", "Số nhân khẩu", "Hỗ trợ", ""], ["", "", "Y tế", "Vay vốn"], [1, 2, 3, 4]]
    assert found([*rows, ["20197", 4, "", ""]], merged=merged).last == 3


def test_a_first_row_of_few_cells_is_not_taken_for_numbers():
    rows = [["Họ và tên chủ hộ", "Mã xã", "Số nhân khẩu"], ["", "", 4], ["Lê Thị A", "20197", 5]]
    assert found(rows).last == 1


def test_without_any_heading_nothing_is_found():
    assert found([["Tên", "Tuổi"], ["A", 4]]) is None


TYPED = {
    "Họ và tên chủ hộ": ["Lê Thị A", "Trần B"],
    "Mã xã": ["20197", "20198"],
    "Số nhân khẩu": [4, 5],
    "Phân loại hộ": ["Hộ nghèo", "Hộ cận nghèo"],
}
OTHERS = {"Số điện thoại": ["1", "2"], "Tên khác": ["x", "y"], "Tỉnh/Thành phố": ["", "Z"]}


@given(st.permutations([*TYPED, *OTHERS]), st.sets(st.sampled_from([*OTHERS])), st.integers(0, 9))
def test_no_order_and_no_other_column_changes_the_table(order, absent, above):
    columns = [[heading, *(TYPED | OTHERS)[heading]] for heading in order if heading not in absent]
    rows = [["DANH SÁCH"]] * above + [list(row) for row in zip(*columns, strict=True)]
    grid = sheet(rows)
    seen = headings.best(headings.top(grid), MEANS)
    table = sheets.cells(grid, seen, layouts.shipped().meanings)
    assert table.index.tolist() == [above + 2, above + 3]
    assert {name: table[name].tolist() for name in table} == {
        "head_name": ["Lê Thị A", "Trần B"],
        "ward_code": ["20197", "20198"],
        "members": ["4", "5"],
        "household_class": ["Hộ nghèo", "Hộ cận nghèo"],
    }
    assert {seen.shown[at] for at in seen.unknown} == {*OTHERS} - absent
