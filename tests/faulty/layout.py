"""Sheets and headings that are not as they should be."""

from openpyxl import Workbook

from tests.faulty import Case, told
from tests.faulty import sentences as say
from tests.faulty.office import (
    CLOSING,
    EXITS,
    STAY,
    TITLES,
    listed,
    put,
)


def hidden(book: Workbook) -> None:
    """The exits on a sheet that nobody sees."""
    book[EXITS].sheet_state = "hidden"


def hidden_copy(book: Workbook) -> None:
    """An older copy of a list, hidden so that not even the menu shows it."""
    listed(book.create_sheet("Bản cũ"), STAY[:1], TITLES[CLOSING])
    book["Bản cũ"].sheet_state = "veryHidden"


def hidden_row(book: Workbook) -> None:
    """A member on a row that nobody sees."""
    book[CLOSING].row_dimensions[8].hidden = True


def hidden_blank_row(book: Workbook) -> None:
    """A row without anything, hidden."""
    book[CLOSING].row_dimensions[30].hidden = True


def total_among(book: Workbook) -> None:
    """A ward's total between two households, where names stand."""
    book[CLOSING].insert_rows(12)
    book[CLOSING]["C12"], book[CLOSING]["Q12"] = "Cộng phường", 5


def unnamed_total_among(book: Workbook) -> None:
    """A total between two households, in a column that is not read."""
    book[CLOSING].insert_rows(12)
    book[CLOSING]["A12"], book[CLOSING]["Q12"] = "Cộng", 5


def total_below(book: Workbook) -> None:
    """A total and a signature below the list."""
    book[CLOSING]["C17"], book[CLOSING]["Q17"] = "Tổng cộng", 10
    book[CLOSING]["K19"] = "NGƯỜI LẬP BIỂU"


def swapped_wards(book: Workbook) -> None:
    """The ward's names under the heading of its code, and the codes under that of its name."""
    for row in book[CLOSING].iter_rows(min_row=7, min_col=9, max_col=10):
        row[0].value, row[1].value = row[1].value, row[0].value


def another_year(book: Workbook) -> None:
    """The title of the year before."""
    book[CLOSING]["A4"] = f"{TITLES[CLOSING]} NĂM 2021"


def empty_list(book: Workbook) -> None:
    """A list of headings alone."""
    book[CLOSING].delete_rows(7, 20)


CASES = [
    Case(
        "a hidden sheet with a list",
        refused=(told(say.HIDDEN_SHEET),),
        book=hidden,
    ),
    Case(
        "a copy of a list on a sheet hidden from the menu",
        refused=(told(say.HIDDEN_SHEET),),
        book=hidden_copy,
    ),
    Case(
        "a hidden row with a member",
        refused=(told(say.HIDDEN_ROWS, 8),),
        book=hidden_row,
    ),
    Case(
        "a hidden row without anything",
        book=hidden_blank_row,
    ),
    Case(
        "cells merged over two households",
        refused=(
            told(say.MERGED, 7, of="Phân loại hộ [K] (household_class)"),
            told(say.BLANK, 9, of="Phân loại hộ [K] (household_class)"),
        ),
        book=lambda book: book[CLOSING].merge_cells("K7:K9"),
    ),
    Case(
        "the ward's code merged over a whole ward",
        refused=(told(say.MERGED, 7, of="Mã xã [J] (ward_code)"),),
        book=lambda book: book[CLOSING].merge_cells("J7:J12"),
    ),
    Case(
        "cells merged over the members of one household",
        book=lambda book: book[CLOSING].merge_cells("K9:K11"),
    ),
    Case(
        "the wards' names and codes swapped",
        refused=(told(say.NO_WARD, 7, 9, 12, 13, 15, of="Mã xã [J] (ward_code)"),),
        book=swapped_wards,
    ),
    Case(
        "every column shifted by one",
        refused=(
            told(say.NO_MARK, 7, 9, 12, 13, 15, of="Hộ DTTS [O] (is_minority)"),
            told(say.NAMELESS, 8, 10, 11, 14, of="Họ và tên chủ hộ [C] (name)"),
            told(
                say.NO_BIRTH,
                7,
                8,
                9,
                10,
                11,
                12,
                13,
                14,
                15,
                of="Ngày, tháng, năm sinh [F] (birth_year)",
            ),
            told(say.MARK_OR_NAME, 7, 9, 12, 13, 15, of="Họ và tên chủ hộ [C] (head_name)"),
            told(say.NO_WARD, 7, 9, 12, 13, 15, of="Mã xã [J] (ward_code)"),
            told(say.BLANK, 7, 9, 12, 13, 15, of="Số nhân khẩu [Q] (members)"),
            told(say.NO_INCOME, 7, 9, 12, 13, 15, of="Thu nhập bình quân [L] (income_vnd)"),
            told(say.NO_SEX, 7, 9, 12, 13, 15, of="Giới tính [G] (head_sex)"),
            told(say.NO_CLASS, 7, 9, 12, 13, 15, of="Phân loại hộ [K] (household_class)"),
            told(say.NO_POINTS, 7, 9, 12, 13, 15, of="Điểm B1 [M] (score_income)"),
            told(say.NO_SEX, 7, 8, 9, 10, 11, 12, 13, 14, 15, of="Giới tính [G] (sex)"),
        ),
        book=lambda book: book[CLOSING].move_range("C7:Q15", cols=1),
    ),
    Case(
        "one row shifted by one column",
        refused=(
            told(say.NO_MARK, 9, of="Hộ DTTS [O] (is_minority)"),
            told(say.NO_BIRTH, 9, of="Ngày, tháng, năm sinh [F] (birth_year)"),
            told(say.MARK_OR_NAME, 9, of="Họ và tên chủ hộ [C] (head_name)"),
            told(say.NO_WARD, 9, of="Mã xã [J] (ward_code)"),
            told(say.BLANK, 9, of="Số nhân khẩu [Q] (members)"),
            told(say.NO_INCOME, 9, of="Thu nhập bình quân [L] (income_vnd)"),
            told(say.NO_SEX, 9, of="Giới tính [G] (head_sex)"),
            told(say.NO_CLASS, 9, of="Phân loại hộ [K] (household_class)"),
            told(say.NO_POINTS, 9, of="Điểm B1 [M] (score_income)"),
            told(say.NO_SEX, 9, of="Giới tính [G] (sex)"),
        ),
        book=lambda book: book[CLOSING].move_range("C9:Q9", cols=1),
    ),
    Case(
        "a needed heading missing",
        refused=(told(say.NO_HEADING, of="Phân loại hộ (household_class)"),),
        book=put(CLOSING, "Phân loại hộ", 6, None),
    ),
    Case(
        "the heading of the heads' marks missing",
        refused=(told(say.NAMELESS, 8, 10, 11, 14, of="Họ và tên chủ hộ [C] (name)"),),
        book=put(CLOSING, "STT chủ hộ", 6, "Số"),
    ),
    Case(
        "a needed heading twice",
        refused=(told(say.HEADING_TWICE, of="Phân loại hộ (household_class)"),),
        book=put(CLOSING, "Ghi chú", 6, "Phân loại hộ"),
    ),
    Case(
        "a heading twice that is not needed",
        refused=(told(say.HEADING_TWICE, of="Điểm B1 (score_income)"),),
        book=put(CLOSING, "Điểm B2", 6, "Điểm B1"),
    ),
    Case(
        "a total among the households",
        refused=(told(say.NAMELESS, 12, of="Họ và tên chủ hộ [C] (name)"),),
        book=total_among,
    ),
    Case(
        "a total without a name among the households",
        refused=(told(say.NAMELESS, 12, of="Họ và tên chủ hộ [C] (name)"),),
        book=unnamed_total_among,
    ),
    Case(
        "a total below the list",
        book=total_below,
    ),
    Case(
        "headings without a list",
        refused=(told(say.NO_ROWS),),
        book=empty_list,
    ),
    Case(
        "a sheet that nobody knows beside the lists",
        refused=(told(say.NO_LAYOUT),),
        book=lambda book: book.create_sheet("Theo dõi").append(["Việc", "Ngày"]),
    ),
    Case(
        "a sheet of remarks, which holds no list",
        book=lambda book: book.create_sheet("Ghi chú").append(["Việc", "Ngày"]),
    ),
    Case(
        "the list of another year",
        refused=(told(say.OTHER_YEAR),),
        book=another_year,
    ),
]
