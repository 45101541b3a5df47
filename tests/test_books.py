"""The tables of the programme in one workbook: each known by its sheet, none passed over."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import cli, workspace
from analysis.register import books, programme
from analysis.register.faults import RegisterError
from analysis.register.kept import Kept
from analysis.register.read import read

from .test_marked import marked
from .test_register import REGISTER, write

PACKAGES, BUDGETS, SUPPORT = (programme.TITLES[each] for each in ("packages", "budgets", "support"))
KEPT = {
    PACKAGES: [
        ["Năm", "Mã gói", "Tên gói", "Bậc", "Chi phí (đồng)", "Đối tượng"],
        [2013, "G1", "Gói cơ bản", 1, 1_500_000, "Nhóm I; Nhóm II"],
    ],
    BUDGETS: [["Năm", "Nguồn", "Số tiền (đồng)"], [2013, "Ngân sách", 3_000_000]],
    SUPPORT: [
        ["Năm", "Mã hộ", "Mã gói", "Nguồn", "Đã duyệt (đồng)", "Đã cấp (đồng)", "Ngày cấp"],
        [2013, "HK-1", "G1", "Ngân sách", 1_500_000, 1_000_000, "05/03/2013"],
        [2014, "HK-3", "G1", "Ngân sách", "1.500.000", None, None],
    ],
}
KEPT[PACKAGES].append([2014, *KEPT[PACKAGES][1][1:]])
BOOK = "programme.xlsx"


def with_book(folder: Path, sheets: dict[str, list[list]] = KEPT, name: str = BOOK) -> Path:
    """The small register with a workbook of these sheets beside it."""
    write(folder, REGISTER)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(folder / name)
    return folder


def tables(folder: Path, kept: Kept | None = None) -> dict[str, pd.DataFrame]:
    return read(workspace.open(folder), kept).programme


def refused(folder: Path) -> str:
    with pytest.raises(RegisterError) as error:
        tables(folder)
    return error.value.text("vi") + error.value.text("en")


def csv(rows: list[list]) -> str:
    return "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in rows)


def test_a_sheet_is_read_as_a_file_of_the_same_table(tmp_path):
    found = tables(with_book(tmp_path / "office"))
    files = {stem: csv(KEPT[programme.TITLES[stem]]) for stem in found}
    other = write(tmp_path / "other", REGISTER | {f"{stem}.csv": files[stem] for stem in files})
    apart = tables(other)
    assert found.keys() == apart.keys() == {"packages", "budgets", "support"}
    for stem, table in found.items():
        pd.testing.assert_frame_equal(table, apart[stem])
    assert found["support"]["promised_vnd"].tolist() == ["1500000", "1500000"]
    assert found["support"]["paid_date"].tolist() == ["2013-03-05", ""]
    assert found["support"].index.tolist() == [2, 3]


def test_the_title_of_a_sheet_is_compared_by_its_words(tmp_path):
    sheets = {"danh mục  GÓI hỗ trợ": KEPT[PACKAGES], SUPPORT.upper(): KEPT[SUPPORT]}
    assert tables(with_book(tmp_path / "office", sheets)).keys() == {"packages", "support"}


def test_a_table_that_is_not_in_the_workbook_is_not_kept_and_one_without_rows_is_empty(tmp_path):
    headings = {title: rows[:1] for title, rows in KEPT.items() if title != BUDGETS}
    found = tables(with_book(tmp_path / "office", headings))
    assert {stem: len(table) for stem, table in found.items()} == {"packages": 0, "support": 0}
    assert found["packages"].columns.tolist()[:2] == ["year", "package_code"]


def test_a_sheet_that_is_no_table_is_refused_with_the_titles_that_there_are(tmp_path):
    said = refused(with_book(tmp_path / "office", KEPT | {"Hỗ trợ": [["x"], [1]]}))
    listed = ", ".join(f"«{title}»" for title in programme.TITLES.values())
    assert "programme.xlsx [Hỗ trợ]: chưa ghi kết quả nào" in said
    assert f"Tệp phải mang tên của một bảng: {listed}." in said
    assert f"must have the name of one of the tables: {listed}." in said


def test_sheets_of_notes_and_blank_ones_hold_no_table(tmp_path):
    notes = {"Hướng dẫn": [["đọc trước"]], "Ghi chú": [["x", 1]], "Sheet9": []}
    assert len(tables(with_book(tmp_path / "office", KEPT | notes))) == 3


def test_a_hidden_table_is_refused(tmp_path):
    folder = with_book(tmp_path / "office")
    book = openpyxl.load_workbook(folder / BOOK)
    book[SUPPORT].sheet_state = "hidden"
    book.save(folder / BOOK)
    assert f"[{SUPPORT}]" in (said := refused(folder)) and "hidden sheet that holds a list" in said


def test_a_table_stands_in_one_place(tmp_path):
    folder = with_book(tmp_path / "office")
    (folder / "budgets.csv").write_text(csv(KEPT[BUDGETS]), encoding="utf-8")
    said = refused(folder)
    assert f"programme.xlsx [{BUDGETS}]: nothing was written; 1 rule is broken." in said
    assert "không được đứng cạnh budgets.csv: bảng này chỉ để ở một nơi" in said
    assert "must not stand beside budgets.csv: keep this table in one place" in said


def test_a_blank_sheet_gives_way_to_the_file_of_its_table(tmp_path):
    folder = with_book(tmp_path / "office", KEPT | {BUDGETS: KEPT[BUDGETS][:1]})
    (folder / "budgets.csv").write_text(csv(KEPT[BUDGETS]), encoding="utf-8")
    assert tables(folder)["budgets"]["planned_vnd"].tolist() == ["3000000"]


def test_two_sheets_of_one_title_are_refused(tmp_path):
    said = refused(with_book(tmp_path / "office", KEPT | {f"{SUPPORT} ": KEPT[SUPPORT]}))
    assert f"must not stand beside programme.xlsx [{SUPPORT}]" in said


def test_two_workbooks_are_refused(tmp_path):
    folder = with_book(tmp_path / "office")
    (folder / "programme.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "programme.csv: nothing was written" in refused(folder)


@pytest.mark.parametrize(
    ("at", "value", "told"),
    [
        ("D2", "Nhà nước", "Nguồn (source) must be one of «Ngân sách»"),
        ("B3", "HK-9", "Mã hộ (household_id) must be in the register"),
        ("C3", "G9", "Mã gói (package_code) must be in the catalogue of packages of that year"),
    ],
)
def test_a_fault_names_the_sheet_and_the_row_and_check_marks_it(
    tmp_path, monkeypatch, at, value, told
):
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(tmp_path / "outputs"))
    folder = with_book(tmp_path / "office")
    book = openpyxl.load_workbook(folder / BOOK)
    book[SUPPORT][at].value = value
    book.save(folder / BOOK)
    said = refused(folder)
    assert f"office/programme.xlsx [{SUPPORT}]: nothing was written; 1 rule is broken." in said
    assert told in said and f"row {at[1:]}" in said
    result = CliRunner().invoke(cli.app, ["check", "--xlsx", "--data", str(folder), "--lang", "en"])
    copy = tmp_path / "outputs" / "office" / "internal" / "marked" / BOOK
    marks = marked(openpyxl.load_workbook(copy)[SUPPORT])
    assert result.exit_code == 2 and any(told in mark for mark in marks.values())
    assert {place[1:] for place in marks} == {at[1:]}


def test_what_tables_say_against_each_other_names_the_sheet_of_a_workbook_of_its_own(tmp_path):
    folder = with_book(tmp_path / "office", {PACKAGES: KEPT[PACKAGES]})
    rows = [KEPT[SUPPORT][0], [2013, "HK-9", *KEPT[SUPPORT][1][2:]]]
    with_book(folder, {"Trang 1": rows}, "support.xlsx")
    assert "office/support.xlsx [Trang 1]: nothing was written; 1 rule is broken." in refused(
        folder
    )


def test_a_cell_is_corrected_by_declaration(tmp_path):
    folder = with_book(tmp_path / "office")
    correction = f"""corrections:
- file: programme.xlsx
  sheet: {SUPPORT}
  where: {{Mã hộ: HK-1}}
  column: Đã cấp (đồng)
  wrong: "1000000"
  right: "1200000"
  reason: {{vi: gõ nhầm, en: mistyped}}
  decided: {{vi: phường, en: the ward}}
"""
    (folder / "corrections.yml").write_text(correction, encoding="utf-8")
    assert tables(folder)["support"]["paid_vnd"].tolist() == ["1200000", ""]
    (folder / "corrections.yml").write_text(correction.replace(SUPPORT, "Trang 9"), "utf-8")
    assert "the file has no sheet 'Trang 9'" in refused(folder)


def test_an_unchanged_workbook_is_not_read_again(tmp_path, monkeypatch):
    folder, seen = with_book(tmp_path / "office"), []
    once = books.read
    monkeypatch.setattr(books, "read", lambda *asked: seen.append(asked[1]) or once(*asked))
    first, again, other = (Kept(tmp_path / "store", "code", {}) for _ in range(3))
    (tmp_path / "store").mkdir()
    fresh = tables(folder, first)
    first.save()
    same = tables(folder, again)
    assert seen == [BOOK]
    for stem, table in fresh.items():
        pd.testing.assert_frame_equal(table, same[stem])
    with_book(folder, KEPT | {SUPPORT: [*KEPT[SUPPORT][:2], [2013, "HK-9", *KEPT[SUPPORT][1][2:]]]})
    with pytest.raises(RegisterError, match=rf"programme\.xlsx \[{SUPPORT}\]"):
        tables(folder, other)
    assert seen == [BOOK, BOOK]
