"""Values that a cell cannot have."""

from datetime import datetime

from tests.faulty import Case, told
from tests.faulty import sentences as say
from tests.faulty.office import CLOSING, put

CASES = [
    Case(
        "an error of a formula in a column that is read",
        refused=(told(say.FORMULA, 9, of="Thu nhập bình quân [L] (income_vnd)"),),
        book=put(CLOSING, "Thu nhập bình quân", 9, "#REF!"),
    ),
    Case(
        "an error of a formula in a column that is not read",
        book=put(CLOSING, "STT", 9, "#REF!"),
    ),
    Case(
        "a day of birth after the review",
        refused=(told(say.NO_BIRTH, 8, of="Ngày, tháng, năm sinh [F] (birth_year)"),),
        book=put(CLOSING, "Ngày, tháng, năm sinh", 8, "01/01/2031"),
    ),
    Case(
        "a head's day of birth after the review, as a date",
        refused=(told(say.NO_BIRTH, 7, of="Ngày, tháng, năm sinh [F] (birth_year)"),),
        book=put(CLOSING, "Ngày, tháng, năm sinh", 7, datetime(2031, 1, 1)),
    ),
    Case(
        "a year of birth of 0",
        refused=(told(say.NO_BIRTH, 8, of="Ngày, tháng, năm sinh [F] (birth_year)"),),
        book=put(CLOSING, "Ngày, tháng, năm sinh", 8, 0),
    ),
    Case(
        "a year of birth of 3013",
        refused=(told(say.NO_BIRTH, 8, of="Ngày, tháng, năm sinh [F] (birth_year)"),),
        book=put(CLOSING, "Ngày, tháng, năm sinh", 8, 3013),
    ),
    Case(
        "the 31st of February",
        refused=(told(say.NO_BIRTH, 8, of="Ngày, tháng, năm sinh [F] (birth_year)"),),
        book=put(CLOSING, "Ngày, tháng, năm sinh", 8, "31/02/1988"),
    ),
    Case(
        "day and month swapped",
        refused=(told(say.NO_BIRTH, 8, of="Ngày, tháng, năm sinh [F] (birth_year)"),),
        book=put(CLOSING, "Ngày, tháng, năm sinh", 8, "12/31/1988"),
    ),
    Case(
        "a year of birth alone",
        book=put(CLOSING, "Ngày, tháng, năm sinh", 8, 1988),
    ),
    Case(
        "a day as a date of the spreadsheet",
        book=put(CLOSING, "Ngày, tháng, năm sinh", 8, datetime(1988, 9, 17)),
    ),
    Case(
        "a sex that is none",
        refused=(told(say.NO_SEX, 8, of="Giới tính [G] (sex)"),),
        book=put(CLOSING, "Giới tính", 8, "Nam?"),
    ),
    Case(
        "a negative income",
        refused=(told(say.NO_INCOME, 7, of="Thu nhập bình quân [L] (income_vnd)"),),
        book=put(CLOSING, "Thu nhập bình quân", 7, -5000),
    ),
    Case(
        "an income with a decimal",
        refused=(told(say.NO_INCOME, 7, of="Thu nhập bình quân [L] (income_vnd)"),),
        book=put(CLOSING, "Thu nhập bình quân", 7, 900000.5),
    ),
    Case(
        "an income with its currency",
        book=put(CLOSING, "Thu nhập bình quân", 7, "900.000 đồng"),
    ),
    Case(
        "a ward code that no ward has",
        refused=(told(say.NO_WARD, 7, of="Mã xã [J] (ward_code)"),),
        book=put(CLOSING, "Mã xã", 7, "20196"),
    ),
    Case(
        "a ward code as a number",
        book=put(CLOSING, "Mã xã", 7, 20197),
    ),
    Case(
        "a ward code beside another ward's name",
        refused=(told(say.OTHER_WARD, 7, of="Xã/Phường [I] (ward)"),),
        book=put(CLOSING, "Xã/Phường", 7, "Hòa Khánh Nam"),
    ),
    Case(
        "a ward's name with the other tone mark",
        book=put(CLOSING, "Xã/Phường", 7, "Phường Hoà Khánh Bắc"),
    ),
    Case(
        "a household that is not poor on the list",
        refused=(told(say.NO_CLASS, 7, of="Phân loại hộ [K] (household_class)"),),
        book=put(CLOSING, "Phân loại hộ", 7, "Không nghèo"),
    ),
    Case(
        "a class misspelt",
        refused=(told(say.NO_CLASS, 7, of="Phân loại hộ [K] (household_class)"),),
        book=put(CLOSING, "Phân loại hộ", 7, "Hộ ngèo"),
    ),
    Case(
        "no class",
        refused=(told(say.BLANK, 7, of="Phân loại hộ [K] (household_class)"),),
        book=put(CLOSING, "Phân loại hộ", 7, None),
    ),
    Case(
        "a count with decimals",
        refused=(told(say.NO_SIZE, 7, of="Số nhân khẩu [Q] (members)"),),
        book=put(CLOSING, "Số nhân khẩu", 7, 123.456),
    ),
    Case(
        "a count with both marks",
        refused=(told(say.NO_SIZE, 7, of="Số nhân khẩu [Q] (members)"),),
        book=put(CLOSING, "Số nhân khẩu", 7, "1.234,5"),
    ),
    Case(
        "a household of nobody",
        refused=(told(say.NO_SIZE, 7, of="Số nhân khẩu [Q] (members)"),),
        book=put(CLOSING, "Số nhân khẩu", 7, 0),
    ),
    Case(
        "a household of 31",
        refused=(told(say.NO_SIZE, 7, of="Số nhân khẩu [Q] (members)"),),
        book=put(CLOSING, "Số nhân khẩu", 7, 31),
    ),
    Case(
        "a count of people that is a date",
        refused=(told(say.NO_SIZE, 7, of="Số nhân khẩu [Q] (members)"),),
        book=put(CLOSING, "Số nhân khẩu", 7, datetime(2022, 2, 2)),
    ),
    Case(
        "a yes that nobody knows",
        refused=(told(say.NO_MARK, 7, of="Hộ DTTS [O] (is_minority)"),),
        book=put(CLOSING, "Hộ DTTS", 7, "có lẽ"),
    ),
    Case(
        "a yes as clerks mark it",
        book=put(CLOSING, "Hộ DTTS", 7, "x"),
    ),
    Case(
        "a no as true or false",
        book=put(CLOSING, "Hộ DTTS", 7, False),
    ),
    Case(
        "points in words",
        refused=(told(say.NO_POINTS, 7, of="Điểm B1 [M] (score_income)"),),
        book=put(CLOSING, "Điểm B1", 7, "cao"),
    ),
    Case(
        "points below nothing",
        refused=(told(say.NO_POINTS, 7, of="Điểm B2 [N] (score_deprivation)"),),
        book=put(CLOSING, "Điểm B2", 7, -1),
    ),
]
