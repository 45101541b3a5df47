"""How a file is understood is told by its headings and counts, and never by what its cells say."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from analysis import cli
from analysis.cli import screen
from analysis.register import explained, layouts
from analysis.register.explained import ColumnTold, SheetTold

from .faulty_files import cut, with_rows
from .test_marked import AFTER, HEADINGS
from .test_register import CLOSING, PERSONAL, REGISTER, write

TITLE = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT NĂM 2013"
OWN = """
layouts:
  theirs:
    name: {vi: Mẫu riêng, en: Their own}
    list: closing
    rows: households
    title: [sổ của phường]
    needed: [head_name, ward_code, household_class]
    columns: {head_name: [Người đứng tên], ward_code: [Mã], household_class: [Diện]}
"""


@pytest.fixture(autouse=True)
def wide(monkeypatch) -> None:
    """A terminal in which no name is broken over two lines."""
    monkeypatch.setattr(screen.console, "width", 220)


def book(path: Path, rows: list[list], sheet: str = "Danh sách") -> Path:
    """A workbook of one sheet with these rows."""
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    return path


def listed(path: Path, after=AFTER, headings=HEADINGS, title: str = TITLE) -> Path:
    return book(path, [[title], [], headings, *after])


def sheet(path: Path, year: int | None = None) -> SheetTold:
    """What the first sheet of a file is taken for."""
    return explained.file(path, layouts.shipped(), year).sheets[0]


def column(told: SheetTold, letter: str) -> ColumnTold:
    return told.columns[ord(letter) - ord("A")]


def told(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["check", "--explain", str(path), *arguments])


def test_a_sheet_is_told_by_its_layout_its_rows_and_whom_it_holds(tmp_path):
    seen = sheet(listed(tmp_path / "ra-soat.xlsx"))
    assert (seen.seen.key, seen.seen.headings.first, seen.is_understood) == (
        "official_list",
        3,
        True,
    )
    assert (list(seen.data.rows), seen.data.households, seen.data.people) == ([4, 5, 6], 2, 3)


def test_filled_blank_dash_and_zero_are_four_different_things(tmp_path):
    rows = [[*row[:6], size, *row[7:]] for row, size in zip(AFTER, (2, "-", 0), strict=True)]
    size = column(
        sheet(listed(tmp_path / "a.xlsx", [*rows, [None, None, "Tên", *[None] * 6]])), "G"
    )
    assert (size.filled, size.blank, size.dashes, size.zeros) == (1, 1, 1, 1)
    assert (size.heading, size.kind) == ("Số nhân khẩu", "whole")
    assert [str(each) for each in size.became] == ["Số nhân khẩu (members)"]


def test_a_column_that_means_nothing_to_us_is_told_by_its_letter(tmp_path):
    rows = [[*row, "việc riêng"] for row in AFTER]
    path = listed(tmp_path / "a.xlsx", rows, [*HEADINGS, "Sở thích"])
    assert [each.at for each in sheet(path).unknown] == [10]
    result = told(path)
    assert "Columns not understood, and not read: J" in result.output and result.exit_code == 0
    assert "Sở thích" in result.output and "việc riêng" not in result.output


def test_a_sheet_that_lacks_a_needed_column_is_not_understood(tmp_path):
    path = listed(tmp_path / "a.xlsx", headings=[*HEADINGS[:4], "Mã gì", *HEADINGS[5:]])
    result = told(path, "--lang", "vi")
    assert result.exit_code == 2 and "Mã phường (ward_code) phải có" not in result.output
    assert "Mã xã (ward_code) phải có trong dòng tiêu đề." in result.output
    assert sheet(path).data.households is None


@pytest.mark.parametrize("again", ["Mã xã", "Quan hệ với chủ hộ"])
def test_a_heading_that_two_columns_claim_is_told(tmp_path, again):
    path = listed(tmp_path / "a.xlsx", headings=[*HEADINGS[:8], again])
    result = told(path)
    assert result.exit_code == 2 and f"  {again} (" in result.output
    assert "must not be a heading twice" in result.output


def test_footers_hidden_rows_merged_cells_and_errors_are_told_by_their_places(tmp_path):
    total = [None, None, None, "Tổng cộng", None, None, 3]
    path = listed(tmp_path / "a.xlsx", [*AFTER, total])
    changing = openpyxl.load_workbook(path)
    page = changing.active
    page.row_dimensions[5].hidden = True
    page.merge_cells("E4:E5")
    changing.save(path)
    seen = sheet(path)
    assert (list(seen.data.left_out), list(seen.grid.hidden_rows)) == ([7], [5])
    assert [f"{area.first}:{area.last}" for area in seen.merged] == ["E4:E5"]
    said = told(path).output
    assert all(line in said for line in ("left out: 7", "Hidden rows: 5", "in the data: E4:E5"))


def test_an_error_of_a_formula_is_told_and_is_no_blank_cell(tmp_path):
    heads = ["Mã hộ", "Họ tên chủ hộ", "Mã phường", "Phân loại hộ", "Số nhân khẩu"]
    rows = [["DANH SÁCH HỘ NGHÈO"], heads, ["HK-1", "Trần Văn Ất", "20197", "Hộ nghèo"]]
    lines = [
        "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) for row in rows
    ]
    lines[-1] += '<c t="e"><v>#REF!</v></c>'
    path = with_rows(tmp_path / "a.xlsx", "".join(f"<row>{line}</row>" for line in lines))
    seen = sheet(path)
    assert [f"{place} {error}" for place, error in seen.errors.items()] == ["E3 #REF!"]
    assert (column(seen, "E").blank, column(seen, "E").filled) == (0, 0)
    assert "Errors of formulas: E3 #REF!" in told(path).output


def test_sheets_without_a_list_are_passed_over_with_the_reason(tmp_path):
    path = listed(tmp_path / "a.xlsx")
    changing = openpyxl.load_workbook(path)
    changing.create_sheet("Trống")
    changing.create_sheet("Ghi chú").append(["nhớ gọi lại"])
    changing.create_sheet("Nháp").append(["nháp"])
    changing["Nháp"].sheet_state = "hidden"
    changing.save(path)
    seen = explained.file(path, layouts.shipped(), None)
    assert [each.ignored for each in seen.sheets] == [None, "empty", "declared", "hidden"]
    assert seen.is_understood and "nhớ" not in told(path).output


def test_a_hidden_sheet_that_holds_a_list_is_not_understood(tmp_path):
    path = listed(tmp_path / "a.xlsx")
    changing = openpyxl.load_workbook(path)
    changing.create_sheet("Khác").append(["x"])
    changing.worksheets[0].sheet_state = "hidden"
    changing.active = 1
    changing.save(path)
    assert "must not be a hidden sheet that holds a list" in told(path).output


def test_a_sheet_in_no_layout_is_told_the_nearest_and_its_title(tmp_path):
    result = told(listed(tmp_path / "a.xlsx", title="Sổ theo dõi"), "--lang", "vi")
    assert result.exit_code == 2 and "không theo mẫu nào đã khai" in result.output
    assert "«danh sách hộ nghèo, hộ cận nghèo sau khi rà soát»" in result.output


def test_the_year_of_the_folder_or_the_one_given_is_held_against_the_title(tmp_path):
    path = listed(tmp_path / "register" / "2014" / "a.xlsx")
    assert "must be of 2014: its title says 2013" in told(path).output
    assert told(path, "--year", "2013").exit_code == 0
    assert told(listed(tmp_path / "a.xlsx")).exit_code == 0


def test_the_layouts_of_the_workspace_a_file_lies_in_count(tmp_path):
    office = write(tmp_path / "office", {**REGISTER, "layouts.yml": OWN})
    rows = [
        ["Sổ của phường"],
        ["Người đứng tên", "Mã", "Diện"],
        ["Trần Văn Ất", "20197", "Hộ nghèo"],
    ]
    within, outside = office / "register/2013/so.xlsx", tmp_path / "so.xlsx"
    for path in (within, outside):
        book(path, rows)
    assert "theirs: Their own" in told(within).output
    assert told(outside).exit_code == 2
    assert "theirs: Their own" in told(outside, "--data", str(office)).output
    assert told(Path("register/2013/so.xlsx"), "--data", str(office)).exit_code == 0


@pytest.mark.parametrize("headings", [HEADINGS, ["a"] * 9, AFTER[0]])
def test_nothing_of_a_person_is_printed(tmp_path, headings):
    said = told(listed(tmp_path / "a.xlsx", headings=headings)).output
    assert not [each for each in (*PERSONAL, "999000000001", "01/02/1950") if each in said]


def test_a_text_file_of_our_own_is_understood_without_printing_a_person(tmp_path):
    office = write(tmp_path / "office", REGISTER)
    result = told(office / CLOSING)
    assert (
        result.exit_code == 0
        and "own_closing" in result.output
        and "Households: 4" in result.output
    )
    assert not [each for each in PERSONAL if each in result.output]


def test_a_file_that_is_not_there_or_cannot_be_read_exits_with_2(tmp_path):
    missing, broken = told(tmp_path / "a.xlsx"), told(cut(tmp_path / "b.xlsx"))
    assert (missing.exit_code, broken.exit_code) == (2, 2)
    assert "there is no such file" in missing.output and "must be whole" in broken.output


def test_totals_below_a_list_of_heads_are_no_household(tmp_path):
    heads = ["Họ và tên chủ hộ", "Phân loại hộ", "Mã phường", "Số nhân khẩu"]
    rows = [["Lê Văn A", "Nghèo", "20197", 3], ["Trần Thị B", "Nghèo", "20197", 4]]
    title = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO"
    path = listed(tmp_path / "ds.xlsx", [*rows, ["Tổng cộng", "", "", 7]], heads, title)
    data = sheet(path).data
    assert (data.households, len(data.rows), data.left_out) == (2, 2, (6,))
