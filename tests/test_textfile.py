"""A text file is read in whichever way it was saved, and refused where letters may be lost."""

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.register import textfile
from analysis.register.faults import Fault
from analysis.register.grid import Cells
from tests import faulty_files

ROWS = [["Mã hộ", "Họ tên"], ["HK-1", "Nguyễn Thị Ẩn, “ấy”"], ["HK-2", ""]]


def read(folder: Path, content: bytes) -> tuple[list[list], list[Fault]]:
    """The rows of the grid, none where the file is refused, and the faults."""
    faults: list[Fault] = []
    path = faulty_files.of_bytes(folder / "hộ.csv", content)
    grids = textfile.read(path, "hộ.csv", faults)
    rows = []
    for grid in grids:
        blank = [None] * grid.height
        columns = [cells.text.to_pylist() if cells.text else blank for cells in grid.columns]
        rows = [list(row) for row in zip(*columns, strict=True)]
    return rows, faults


def written(rows: list[list[str]], separator: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encoding_and_separator_are_told_by_the_content(tmp_path, encoding, separator):
    rows, faults = read(tmp_path, written(ROWS, separator).encode(encoding))
    assert rows == [*ROWS[:2], ["HK-2", None]]
    assert not faults


def test_tone_marks_of_windows_1258_are_joined_to_their_letters(tmp_path):
    typed = "Mã hộ,Hộ nghèo Ửng Đức".translate({ord("ộ"): "ô\u0323", ord("Ử"): "Ư\u0309"})
    typed = typed.replace("ứ", "ư\u0301").replace("ã", "a\u0303")
    rows, faults = read(tmp_path, typed.encode("cp1258"))
    assert rows == [["Mã hộ", "Hộ nghèo Ửng Đức"]]
    assert not faults


def test_text_stays_as_typed(tmp_path):
    apart = unicodedata.normalize("NFD", " hộ ")
    assert read(tmp_path, f"{apart},b\r\n'7,0012".encode())[0] == [[apart, "b"], ["'7", "0012"]]


def test_a_comma_in_names_does_not_hide_the_semicolon(tmp_path):
    rows, _ = read(tmp_path, b"a;b\n1,5;x, y\n2,5;z, t\n")
    assert rows == [["a", "b"], ["1,5", "x, y"], ["2,5", "z, t"]]


def test_a_column_without_any_text_has_no_part(tmp_path):
    path = faulty_files.of_bytes(tmp_path / "a.csv", b"a,,b\n1,,2\n")
    (grid,) = textfile.read(path, "a.csv", [])
    assert (grid.sheet, grid.height, grid.columns[1]) == (None, 2, Cells())


def test_rows_with_other_numbers_of_cells_are_named_and_filled_up(tmp_path, monkeypatch):
    monkeypatch.setattr(textfile, "BLOCK", 2)
    rows, (fault,) = read(tmp_path, b"a,b\n1,2\n\n , , \n3\n4,5,6\n7,8\n")
    assert rows[0] == ["a", "b", None]
    assert rows[4:] == [["3", None, None], ["4", "5", "6"], ["7", "8", None]]
    assert fault.rows == ((5, "1 / 2"), (6, "3 / 2"))
    assert fault.must == {
        "vi": "phải có số ô bằng số tiêu đề",
        "en": "must have as many cells as headings",
    }


CASES = {
    "empty": (b"", (), "không được trống", "must not be empty"),
    "blank": (b"\xef\xbb\xbf\r\n \r\n", (), "không được trống", "must not be empty"),
    "only separators": (b",,\n,,\n", (), "không được trống", "must not be empty"),
    "nul": (b"a,b\n1,\0\n", (2,), "ký tự NUL", "NUL characters"),
    "utf-16 without its mark": ("a,b\n".encode("utf-16-le"), (1, 2), "NUL", "NUL characters"),
    "half a utf-16": (b"\xff\xfea\0b", (), "UTF-16 hoặc", "UTF-16 or"),
    "no letters of Vietnamese": (b"a,b\n\xb8\xb5,2\n", (2,), "Windows-1258", "Windows-1258"),
    "no letters at all": (b"a,b\n1,\x8a\n", (2,), "Windows-1258", "Windows-1258"),
    "mixed": ('"hộ\n",b\n'.encode() + b"x,y\n\xe2\xec,y\n", (3,), "một bảng mã", "one encoding"),
    "mojibake": ("a,b\n1,Há»™ nghÃ¨o\n".encode(), (2,), "lỗi bảng mã", "garbled letters"),
    "lost letters": ("a,b\n1,H\ufffd ngh\ufffdo\n".encode(), (2,), "lỗi bảng mã", "garbled"),
    "open quote": (b'a,b\n1,"2\n3,4\n', (2,), "ngoặc kép", "every quote closed"),
    "stray quote": (b'a,b\n1,"2"3\n', (2,), "ngoặc kép", "every quote closed"),
    "long cell": (b"a,b\n1," + b"x" * 131_073, (2,), "131072 ký tự", "131072 characters"),
    "long row": (b"a,b\n" + b"," * 16_384 + b"x\n", (2,), "16384 ô", "16384 cells"),
}


@pytest.mark.parametrize("content, rows, vi, en", CASES.values(), ids=CASES)
def test_a_file_that_might_be_read_wrongly_is_refused(tmp_path, content, rows, vi, en):
    read_rows, (fault,) = read(tmp_path, content)
    assert read_rows == []
    assert (fault.file, fault.column) == ("hộ.csv", None)
    assert fault.rows == tuple((row, None) for row in rows)
    assert vi in fault.text("vi") and en in fault.text("en")


def test_a_missing_and_a_very_large_file_are_refused(tmp_path, monkeypatch):
    faults: list[Fault] = []
    assert textfile.read(tmp_path / "a.csv", "a.csv", faults) == []
    monkeypatch.setattr(textfile, "MEGABYTES", 0)
    read(tmp_path, b"a")
    assert "must not be larger" in read(tmp_path, b"a")[1][0].text("en")
    assert "is missing" in faults[0].text("en")


@pytest.mark.parametrize("page", ["cp1252", "cp1258"])
@pytest.mark.parametrize("word", ["Hộ nghèo", "đường", "Ẩn", "ĐÀ NẴNG"])
def test_utf_8_misread_as_windows_is_known_as_such(tmp_path, word, page):
    garbled = "".join(textfile._misread(letter, page) for letter in word)
    assert "garbled" in read(tmp_path, f"{garbled},b".encode())[1][0].text("en")


def test_capitals_in_quotes_are_no_garbled_letters(tmp_path):
    assert read(tmp_path, "“NHÃ”,«ĐÃ»,ĐÃ…".encode()) == ([["“NHÃ”", "«ĐÃ»", "ĐÃ…"]], [])


SYLLABLE = st.text(sorted(textfile.LETTERS) + list("abc ,;\"'\n"), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.lists(SYLLABLE, min_size=2, max_size=2), min_size=1, max_size=4))
def test_vietnamese_text_survives_the_way_through_a_file(tmp_path_factory, rows):
    rows = [["đầu", "đề"], *rows]
    assert read(tmp_path_factory.getbasetemp(), written(rows).encode()) == (rows, [])
