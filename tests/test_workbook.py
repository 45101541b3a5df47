"""Workbooks are read as they are or refused with a reason, and nothing is left behind."""

import shutil
import tempfile
from datetime import date, datetime, time
from multiprocessing.util import get_temp_dir
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.register import look, workbook
from analysis.register.faults import Fault
from analysis.register.grid import Cells, Grid, Place, Range
from analysis.register.look import Limits
from tests import faulty_files

soffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
BOOK = "xl/workbook.xml"
FEW = Limits(unpacked_megabytes=1, cells=1000)
STRAY = (
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
)
LAST = '<row r="{row}"><c r="A{row}"><v>1</v></c></row>'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder for temporary files, held to be empty at the end."""
    place = tmp_path / "temporary"
    place.mkdir()
    get_temp_dir()  # where processes meet: made now, for a socket's path may not be as long
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield tmp_path
    assert not list(place.glob("giamngheo-*"))


def sound(path: Path) -> list[Grid]:
    faults: list[Fault] = []
    grids = workbook.read(path, path.name, faults)
    assert not faults
    return grids


def refused(path: Path, limits: Limits = workbook.LIMITS) -> Fault:
    """The one fault of a workbook of which nothing is read."""
    faults: list[Fault] = []
    assert workbook.read(path, path.name, faults, limits) == []
    assert len(faults) == 1
    return faults[0]


def values(grid: Grid) -> list[list]:
    """The cells of a grid by row, whichever part they are in."""
    columns = [_values(cells, grid.height) for cells in grid.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _values(cells: Cells, height: int) -> list:
    parts = [cells.text, cells.numbers, cells.dates]
    lists = [part.to_pylist() if part is not None else [None] * height for part in parts]
    assert all(sum(cell is not None for cell in row) <= 1 for row in zip(*lists, strict=True))
    return [next((c for c in row if c is not None), None) for row in zip(*lists, strict=True)]


def test_text_numbers_and_dates_are_told_apart_in_one_column(folder):
    cells = [" Mã hộ ", 7, 2.5, date(2013, 1, 2), datetime(2013, 1, 2, 3, 4), True, time(3, 4), "7"]
    (grid,) = sound(faulty_files.saved(folder / "a.xlsx", [[cell] for cell in cells]))
    (column,) = grid.columns
    assert column.text.to_pylist() == [" Mã hộ ", *[None] * 4, "TRUE", "03:04:00", "7"]
    assert column.numbers.to_pylist() == [None, 7.0, 2.5, *[None] * 5]
    assert column.dates.to_pylist() == [*[None] * 3, *[date(2013, 1, 2)] * 2, *[None] * 3]


def test_a_part_that_no_row_has_is_none(folder):
    (grid,) = sound(faulty_files.saved(folder / "a.xlsx", [["x", None, 1], ["y", None, 2]]))
    kinds = [(c.text is None, c.numbers is None, c.dates is None) for c in grid.columns]
    assert kinds == [(False, True, True), (True, True, True), (True, False, True)]


def test_a_sheet_starts_at_a1_whatever_cells_it_uses(folder):
    rows = [[], [], [None, None, "x"], [], [None, None, None, 1]]
    (grid,) = sound(faulty_files.saved(folder / "a.xlsx", rows))
    blank = [None] * 4
    assert values(grid) == [blank, blank, [None, None, "x", None], blank, [None, None, None, 1.0]]


def test_rows_beyond_one_block_stay_in_order(folder):
    rows = [[at, f"r{at}"] for at in range(2 * workbook.BLOCK + 5)]
    (grid,) = sound(faulty_files.saved(folder / "a.xlsx", rows))
    assert values(grid) == rows


def special(path: Path) -> Path:
    """A workbook with merged cells, a hidden row, an error and sheets that are hidden or empty."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Hộ & người"
    for row in [["Tiêu đề", None], ["x", "#REF!"], ["y", 1]]:
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("Ẩn").sheet_state = "veryHidden"
    book.create_sheet("Trống")
    book.save(path)
    return path


def test_merged_and_hidden_cells_and_errors_are_told_and_no_fault(folder):
    grid, hidden, empty = sound(special(folder / "a.xlsx"))
    assert (grid.sheet, grid.is_hidden) == ("Hộ & người", False)
    assert grid.merged == (Range(Place(1, 1), Place(1, 2)),)
    assert grid.hidden_rows == {3}
    assert grid.errors == {Place(2, 2): "#REF!"}
    assert values(grid)[1:] == [["x", None], ["y", 1.0]]
    assert (hidden.is_hidden, empty.is_hidden, empty.height, empty.columns) == (True, False, 0, ())


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_what_is_looked_for_is_found_wherever_a_chunk_ends(folder, monkeypatch, chunk, prefix):
    monkeypatch.setattr(look, "CHUNK", chunk)
    rows = '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row hidden="1"/>'
    rows += (
        '<row r="9" hidden="true"><c t="inlineStr" r="AB9"><is><t>x</t></is></c><c r="XFD9"/></row>'
    )
    rows = rows.replace("</", f"</{prefix}").replace("<", f"<{prefix}").replace(f"<{prefix}/", "</")
    path = faulty_files.with_rows(folder / "a.xlsx", rows, prefix)
    (sheet,) = look.seen(path, path.name, [], Limits()).values()
    assert sheet.errors == {Place(1, 2): "#N/A"}
    assert sheet.hidden_rows == {2, 9}
    assert (sheet.lowest, sheet.rightmost) == (Place(9, 28), Place(9, 28))
    assert (sheet.rows, sheet.values) == (2, 3)


CASES = {
    "missing": (lambda path: path, "phải có trong thư mục", "is missing"),
    "other": (lambda path: faulty_files.of_bytes(path, b"<html>"), "bảng tính thật", "a workbook"),
    "cut": (faulty_files.cut, "bị cắt cụt", "was cut short"),
    "old": (lambda path: faulty_files.of_bytes(path, faulty_files.OLD), "đuôi .xls", "end in .xls"),
    "password": (
        lambda path: faulty_files.of_bytes(
            path, faulty_files.OLD + "EncryptedPackage".encode("utf-16-le")
        ),
        "mật khẩu",
        "password",
    ),
    "macros": (
        lambda path: faulty_files.zipped(path, {"xl/vbaProject.bin": b""}),
        "không được chứa macro",
        "must not have macros",
    ),
    "entities": (
        lambda path: faulty_files.with_rows(path, "", head='<!DOCTYPE a [<!ENTITY b "c">]>'),
        "thực thể XML",
        "XML entities",
    ),
    "entities in UTF-16": (
        lambda path: faulty_files.zipped(path, {"a.xml": "<!ENTITY".encode("utf-16")}),
        "thực thể XML",
        "XML entities",
    ),
    "large": (
        lambda path: faulty_files.zipped(path, {"a": bytes(1_100_000)}),
        "không được lớn hơn 1 MB",
        "must not unpack to more than 1 MB",
    ),
    "letters that are none": (
        lambda path: faulty_files.with_bytes(path, b'<row><c t="e"><v>\xff</v></c></row>'),
        "nguyên vẹn",
        "must be whole",
    ),
    "a sheet without its part": (
        lambda path: faulty_files.zipped(
            path,
            {**faulty_files.BOOK, BOOK: faulty_files.BOOK[BOOK].replace(' r:id="a"', "")},
        ),
        "nguyên vẹn",
        "must be whole",
    ),
    "no parts": (lambda path: faulty_files.zipped(path, {"a": ""}), "nguyên vẹn", "must be whole"),
}


@pytest.mark.parametrize("make, vi, en", CASES.values(), ids=CASES)
def test_a_file_that_is_no_sound_workbook_is_refused_with_the_reason(folder, make, vi, en):
    fault = refused(make(folder / "hộ.xlsx"), FEW)
    assert (fault.file, fault.column) == ("hộ.xlsx", None)
    assert vi in fault.text("vi") and en in fault.text("en")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(folder):
    bomb = faulty_files.zipped(folder / "a.xlsx", {"a": bytes(11_000_000)})
    assert "zip bomb" in refused(bomb).text("en")
    assert "bom nén" in refused(bomb).text("vi")


SHEETS = {
    "far in both": (STRAY, "stray value in cell XFD1048576", "ở ô XFD1048576"),
    "far down": (STRAY.replace("XFD", "B"), "stray value in cell B1048576", "ở ô B1048576"),
    "far right": (
        "".join(LAST.format(row=row) for row in range(1, 100))
        + '<row r="100"><c r="XFD100"><v>1</v></c></row>',
        "stray value in cell XFD100",
        "ở ô XFD100",
    ),
    "many": (LAST.format(row=1001), "more than 1000 cells", "lớn hơn 1000 ô"),
}


@pytest.mark.parametrize("rows, en, vi", SHEETS.values(), ids=SHEETS)
def test_a_sheet_that_reaches_too_far_is_refused_by_its_name(folder, rows, en, vi):
    fault = refused(faulty_files.with_rows(folder / "a.xlsx", rows), FEW)
    assert fault.file == "a.xlsx [Hộ & người]"
    assert en in fault.text("en") and vi in fault.text("vi")


def test_a_sheet_filled_to_the_last_row_is_refused_as_cut(folder):
    rows = "".join(LAST.format(row=row) for row in range(1_048_576 - 30_000, 1_048_577))
    fault = refused(faulty_files.with_rows(folder / "a.xlsx", rows))
    assert "may have been cut" in fault.text("en") and "đã bị cắt" in fault.text("vi")


def test_formatted_cells_without_values_are_no_stray_values(folder):
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576" ht="9"/>'
    (grid,) = sound(faulty_files.with_rows(folder / "a.xlsx", rows))
    assert values(grid) == [[1.0]]


ENDS = [
    ("killed", Limits(), "was cut off", "bị ngắt giữa chừng"),
    ("endless", Limits(seconds=0.2), "within 0.2 seconds", "trong 0.2 giây"),
    ("greedy", Limits(megabytes=100), "within 100 MB of memory", "với 100 MB bộ nhớ"),
    ("aborted", Limits(megabytes=100), "within 100 MB of memory", "với 100 MB bộ nhớ"),
]


@pytest.mark.parametrize("reader, limits, en, vi", ENDS, ids=[end[0] for end in ENDS])
def test_a_reader_that_comes_to_no_good_end_is_one_fault(
    folder, monkeypatch, reader, limits, en, vi
):
    monkeypatch.setattr(workbook, "hand_over", getattr(faulty_files, reader))
    fault = refused(faulty_files.saved(folder / "a.xlsx", [["x"]]), limits)
    assert en in fault.text("en") and vi in fault.text("vi")


def test_a_reader_may_have_only_so_much_memory(folder):
    many = faulty_files.saved(folder / "a.xlsx", [[hex(at * 10**9) * 99] for at in range(60_000)])
    assert "memory" in refused(many, Limits(megabytes=10)).text("en")


def test_xml_that_cannot_be_read_is_a_damaged_file(folder):
    broken = faulty_files.with_rows(folder / "a.xlsx", '<row r="1"><c r="A1"><v>1</w></c></row>')
    assert "must be whole" in refused(broken).text("en")


def test_what_a_reader_leaves_is_its_owners_alone(folder, monkeypatch):
    modes = []
    monkeypatch.setattr(
        workbook, "_read_apart", lambda *given: modes.append(given[2].stat().st_mode)
    )
    workbook.read(faulty_files.saved(folder / "a.xlsx", [["x"]]), "a.xlsx", [])
    assert [mode & 0o777 for mode in modes] == [0o700]


ODS_FAULTS = {
    "rows": ('table:number-rows-repeated="900000"', "", "stray value in cell B900000"),
    "columns": ("", 'table:number-columns-repeated="2000000"', "stray value in cell"),
}


@pytest.mark.parametrize("rows, columns, en", ODS_FAULTS.values(), ids=ODS_FAULTS)
def test_repeated_values_of_an_ods_are_counted_before_they_are_unrolled(folder, rows, columns, en):
    cells = f"<table:table-cell/><table:table-cell {columns} {faulty_files.ODS_VALUE}"
    made = faulty_files.ods(folder / "a.ods", f"<table:table-row {rows}>{cells}</table:table-row>")
    fault = refused(made)
    assert fault.file == "a.ods [Hộ]"
    assert en in fault.text("en")


def test_an_encrypted_ods_is_refused(folder):
    made = faulty_files.ods(folder / "a.ods", "", "<manifest:encryption-data/>")
    assert "password" in refused(made).text("en")


def test_a_web_page_named_xls_is_refused(folder):
    page = faulty_files.of_bytes(folder / "a.xls", b"<html><table>")
    assert "save it again as .xlsx" in refused(page).text("en")


@soffice
@pytest.mark.heavy
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_formats_say_the_same(folder, kind):
    made = special(folder / "a.xlsx")
    grid, *others = sound(faulty_files.converted(made, kind))
    same, *_ = sound(made)
    assert values(grid) == values(same)
    assert [other.is_hidden for other in others] == [True, False]
    if kind == "ods":
        assert (grid.hidden_rows, grid.errors) == (same.hidden_rows, same.errors)
    else:
        assert grid.merged == same.merged


TEXT = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn"]), max_size=6).filter(
    lambda text: text and text[0] not in "=#" and "_x" not in text and text.isprintable()
)
CELL = st.one_of(
    st.none(),
    TEXT,
    st.integers(-(10**12), 10**12).map(float),
    st.dates(date(1901, 1, 1), date(2099, 12, 31)),
)


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_small_grid_survives_the_way_through_a_workbook(folder, rows):
    corner = [["góc"], *([*row, "x"] for row in rows)]  # or the used range would depend on blanks
    (grid,) = sound(faulty_files.saved(folder / "a.xlsx", corner))
    assert values(grid) == [["góc", None, None, None], *corner[1:]]
