"""A copy of a clerk's file has its faulty cells marked and no other; the file stays as it was."""

import shutil
from pathlib import Path
from stat import S_IMODE

import openpyxl
import pytest
from click.testing import Result
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from typer.testing import CliRunner

from analysis import cli
from analysis.terms.quality import ADVICE
from analysis.worklists.marks import AUTHOR, DOUBT, FAULT

from .faulty_files import converted, cut, with_rows
from .test_register import CLOSING, PERSONAL, REGISTER, changed, lost, swap, write

MEMBERS_VI = "Số nhân khẩu (members) phải là số nguyên từ 1 đến 30."
LISTS = "register/2013/ra-soat.xlsx"
HEADINGS = [
    *("STT chủ hộ", "Họ và tên chủ hộ", "Họ và tên thành viên", "Quan hệ với chủ hộ"),
    *("Mã xã", "Phân loại hộ", "Số nhân khẩu", "Ngày sinh", "Số CCCD"),
]
AFTER = [
    [1, "Trần Văn Ất", None, "Chủ hộ", "20197", "Hộ nghèo", 2, "01/02/1950", "999000000001"],
    [None, None, "Trần Thị Cúc", "Con", None, None, None, "1980", "999000000009"],
    [2, "Phạm Văn Cam", None, "Chủ hộ", "20198", "Hộ nghèo", 1, "1970", "999000000003"],
]
LEFT = [[1, "Lê Thị Bưởi", "Chủ hộ", "20197", 1, "1960", "999000000002"]]
OFFICIAL = {name: text for name, text in REGISTER.items() if "/2014/" not in name} | {
    "plan.csv": "Năm,Mã đơn vị,Đơn vị giao,Chỉ tiêu thoát nghèo (hộ)\n2013,490,Thành phố,2\n"
}


@pytest.fixture(autouse=True)
def outputs(tmp_path, monkeypatch) -> Path:
    """An outputs folder of the test's own."""
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(tmp_path / "outputs"))
    return tmp_path / "outputs" / "office" / "internal" / "marked"


def checked(office: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["check", "--xlsx", "--data", str(office), *arguments])


def marked(page) -> dict[str, str]:
    """The comments of the cells that are filled as faulty or doubtful, by place."""
    colours = {FAULT.start_color.rgb, DOUBT.start_color.rgb}
    return {
        cell.coordinate: cell.comment.text
        for row in page.iter_rows()
        for cell in row
        if cell.fill.fill_type and cell.fill.start_color.rgb in colours
    }


def commented(page) -> set[str]:
    return {cell.coordinate for row in page.iter_rows() for cell in row if cell.comment}


def official(office: Path, after=AFTER, at: str = LISTS) -> Path:
    """A workspace whose lists of 2013 stand in a workbook, with formats and a sheet of notes."""
    write(office, changed(OFFICIAL, {name: lost for name in OFFICIAL if "/2013/" in name}))
    write(office, {name: REGISTER[name] for name in ["register/2013/opening.csv"]})
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Danh sách"
    page.append(["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT NĂM 2013"])
    page.append([])
    for row in (HEADINGS, *after):
        page.append(row)
    page["A1"].font = Font(bold=True)
    page["G4"].number_format = "00"
    chosen = DataValidation("list", formula1='"Hộ nghèo,Hộ cận nghèo"', sqref="F4:F9")
    page.add_data_validation(chosen)
    left = book.create_sheet("Thoát")
    left.append(["DANH SÁCH HỘ THOÁT NGHÈO SAU KHI RÀ SOÁT NĂM 2013"])
    of_left = [HEADINGS[0], "Họ và tên", *HEADINGS[3:5], *HEADINGS[6:]]
    for row in (of_left, *LEFT):
        left.append(row)
    book.create_sheet("Ghi chú").append(["=1+1"])
    book.save(office / at)
    return office


def faulty(row: int, column: int, value: object) -> list[list]:
    """The list with one cell written otherwise."""
    rows = [list(each) for each in AFTER]
    rows[row][column] = value
    return rows


def test_the_faulty_cell_alone_is_marked_in_a_copy_of_a_text_file(tmp_path, outputs):
    office = write(tmp_path / "office", changed(REGISTER, {CLOSING: swap("Tổ 7,4", "Tổ 7,3.5")}))
    result = checked(office, "--lang", "vi")
    copy = outputs / f"{CLOSING}.xlsx"
    assert result.exit_code == 2 and str(copy) in result.output
    page = openpyxl.load_workbook(copy)["closing"]
    assert list(marked(page)) == ["I3"] and commented(page) == {"I3"}
    assert marked(page)["I3"].startswith(MEMBERS_VI) and "Sửa ô này" in marked(page)["I3"]
    assert page["I3"].value == "3.5" and page["A1"].value == "Mã hộ"


def test_a_copy_speaks_the_language_asked_for(tmp_path, outputs):
    office = official(tmp_path / "office", faulty(0, 6, "hai"))
    checked(office, "--lang", "en")
    book = openpyxl.load_workbook(outputs / LISTS)
    assert book.sheetnames[0] == "Faults to correct"
    assert "must be a whole number from 1 to 30" in marked(book["Danh sách"])["G4"]


def test_faulty_cells_of_a_workbook_are_marked_and_all_else_is_as_it_was(tmp_path, outputs):
    office = official(tmp_path / "office", faulty(0, 6, "hai"))
    before = (office / LISTS).read_bytes()
    checked(office, "--lang", "vi")
    book = openpyxl.load_workbook(outputs / LISTS)
    page = book["Danh sách"]
    assert list(marked(page)) == ["G4"] and commented(page) == {"G4"}
    assert page["G4"].number_format == "00" and page["A1"].font.b
    assert [str(each.sqref) for each in page.data_validations.dataValidation] == ["F4:F9"]
    assert book["Ghi chú"]["A1"].value == "=1+1" and not marked(book["Thoát"])
    assert (office / LISTS).read_bytes() == before


def test_the_first_sheet_lists_each_fault_with_a_link_to_its_cell(tmp_path, outputs):
    office = official(tmp_path / "office", faulty(2, 5, "Khá giả"))
    checked(office, "--lang", "vi")
    page = openpyxl.load_workbook(outputs / LISTS)["Lỗi cần sửa"]
    sheet, place, column, rule, advice = (cell.value for cell in page[2])
    assert (sheet, place) == ("Danh sách", "F6") and "household_class" in column
    assert rule.startswith("phải là một trong") and advice.startswith("Sửa ô này")
    assert page["B2"].hyperlink.location == "'Danh sách'!F6" and page.max_row == 2


def test_a_sheet_that_lacks_a_column_is_told_in_the_first_sheet_alone(tmp_path, outputs):
    cells = swap("Số nhân khẩu,", "Khẩu,")
    office = write(tmp_path / "office", changed(REGISTER, {CLOSING: cells}))
    checked(office, "--lang", "vi")
    book = openpyxl.load_workbook(outputs / f"{CLOSING}.xlsx")
    sheet, place, column, rule, _ = (cell.value for cell in book["Lỗi cần sửa"][2])
    assert (sheet, place, column) == ("closing", None, "Số nhân khẩu (members)")
    assert rule == "phải có trong dòng tiêu đề" and not marked(book["closing"])


def test_what_lists_say_against_each_other_is_marked_in_the_sheet_it_stands_in(tmp_path, outputs):
    office = write(tmp_path / "office", changed(REGISTER, {CLOSING: lost}))
    book = openpyxl.Workbook()
    book.active.title = "closing"
    arrived = REGISTER[CLOSING].replace("Hộ nghèo,,,Nghèo cũ", "Hộ nghèo,,,Tái nghèo", 1)
    for line in arrived.splitlines():
        book.active.append(line.split(","))
    book.save(office / "register/2013/so.xlsx")
    result = checked(office)
    assert "office/register/2013/so.xlsx [closing]: nothing was written" in result.output
    page = openpyxl.load_workbook(outputs / "register/2013/so.xlsx")["closing"]
    assert list(marked(page)) == ["A2"]


def test_a_doubtful_row_is_marked_at_its_first_cell_with_the_advice(tmp_path, outputs):
    office = write(tmp_path / "office", REGISTER)
    assert checked(office, "--lang", "vi").exit_code == 0
    page = openpyxl.load_workbook(outputs / f"{CLOSING}.xlsx")["closing"]
    assert {place[0] for place in marked(page)} == {"A"}
    assert page["A4"].fill.start_color.rgb == DOUBT.start_color.rgb
    assert ADVICE["poor_without_income"]["vi"] in page["A4"].comment.text
    assert page["A2"].comment is None or "poor" not in page["A2"].comment.text


def test_copies_are_for_their_owner_alone(tmp_path, outputs):
    checked(official(tmp_path / "office", faulty(0, 6, "hai")))
    assert [S_IMODE(at.stat().st_mode) for at in (outputs.parent, outputs)] == [0o700, 0o700]
    assert S_IMODE((outputs / LISTS).stat().st_mode) == 0o600


def test_a_copy_is_removed_once_its_file_is_clean(tmp_path, outputs):
    office = official(tmp_path / "office", faulty(0, 6, "hai"))
    checked(office)
    assert (outputs / LISTS).is_file()
    official(office)
    write(office, {"plan.csv": OFFICIAL["plan.csv"].replace("Thành phố,2", "Thành phố,hai")})
    checked(office)
    assert [at.relative_to(outputs).as_posix() for at in outputs.rglob("*")] == ["plan.csv.xlsx"]


@pytest.mark.parametrize("row, column, value", [(0, 6, "hai"), (2, 5, "Khá giả"), (1, 3, "Chủ hộ")])
def test_nothing_of_a_person_is_printed(tmp_path, outputs, row, column, value):
    result = checked(official(tmp_path / "office", faulty(row, column, value)))
    assert result.exit_code == 2 and (outputs / LISTS).is_file()
    assert not [each for each in PERSONAL if each in result.output]


def test_a_file_that_cannot_be_read_has_no_copy(tmp_path, outputs):
    office = official(tmp_path / "office")
    cut(office / LISTS)
    result = checked(office)
    assert result.exit_code == 2 and "must be whole" in result.output
    assert not list(outputs.rglob("*.xlsx"))


def test_a_comment_of_the_clerk_stays_before_ours(tmp_path, outputs):
    office = official(tmp_path / "office", faulty(0, 6, "hai"))
    book = openpyxl.load_workbook(office / LISTS)
    book["Danh sách"]["G4"].comment = Comment("hỏi lại tổ trưởng", "cán bộ")
    book.save(office / LISTS)
    checked(office)
    comment = openpyxl.load_workbook(outputs / LISTS)["Danh sách"]["G4"].comment
    assert comment.text.startswith("hỏi lại tổ trưởng\n\nSố nhân khẩu") and comment.author == AUTHOR


def test_cells_merged_over_households_are_marked_where_their_value_stands(tmp_path, outputs):
    office = official(tmp_path / "office")
    book = openpyxl.load_workbook(office / LISTS)
    book["Danh sách"].merge_cells("F4:F6")
    book.save(office / LISTS)
    checked(office)
    page = openpyxl.load_workbook(outputs / LISTS)["Danh sách"]
    assert set(marked(page)) == {"F4"} and "must not merge cells" in marked(page)["F4"]


def test_text_that_looks_like_a_formula_stays_text_in_a_copy_of_values(tmp_path, outputs):
    cells = {CLOSING: lambda text: text.replace("Tổ 7,4", "=1+1,3.5")}
    checked(write(tmp_path / "office", changed(REGISTER, cells)))
    cell = openpyxl.load_workbook(outputs / f"{CLOSING}.xlsx")["closing"]["H3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_workbook_that_openpyxl_cannot_open_is_copied_by_its_values(tmp_path, outputs):
    office = write(tmp_path / "office", changed(REGISTER, {"plan.csv": lost}))
    given = ["Năm", "Mã đơn vị", "Đơn vị giao", "Chỉ tiêu thoát nghèo (hộ)"]
    rows = [given, ["2013", "490", "Thành phố", "nhiều"]]
    xml = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    with_rows(office / "plan.xlsx", xml)
    with pytest.raises(KeyError):
        openpyxl.load_workbook(office / "plan.xlsx")
    checked(office)
    page = openpyxl.load_workbook(outputs / "plan.xlsx")["Hộ & người"]
    assert list(marked(page)) == ["D2"] and page["D2"].value == "nhiều"


@pytest.mark.heavy
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_an_ods_is_copied_by_its_values_with_the_same_sheets_and_places(tmp_path, outputs):
    office = official(tmp_path / "office", faulty(0, 6, "hai"))
    converted(office / LISTS, "ods")
    (office / LISTS).unlink()
    checked(office)
    book = openpyxl.load_workbook(outputs / LISTS.replace(".xlsx", ".ods.xlsx"))
    assert book.sheetnames[1:] == ["Danh sách", "Thoát", "Ghi chú"]
    assert (
        list(marked(book["Danh sách"])) == ["G4"] and book["Danh sách"]["A3"].value == HEADINGS[0]
    )
