"""Summary forms that contradict themselves or the lists."""

from openpyxl import Workbook

from tests.faulty import Case, told
from tests.faulty import sentences as say
from tests.faulty.office import BAC, NAM, SUMMARY, both, put, titled

OLDER = [
    *("Đơn vị", "Mã xã", "Tổng số hộ dân cư", "Số hộ nghèo đầu năm", "Số hộ thoát nghèo"),
    *("Số hộ tái nghèo", "Số hộ phát sinh", "Số hộ nghèo cuối năm", None),
]


def older(book: Workbook, rate: object = 0.5) -> None:
    """The form of Circular 21/2012 in its place, which prints rates."""
    book.remove(book[SUMMARY])
    sheet = book.create_sheet(SUMMARY)
    titled(sheet, OLDER, "TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO")
    sheet.append([None, None, *["Số hộ"] * 6, "Tỷ lệ %"])
    sheet.merge_cells("H6:I6")
    sheet.append([*BAC, 400, 2, 0, 0, 0, 2, rate])
    sheet.append([*NAM, 200, 2, 1, 0, 0, 1, 0.5])
    sheet.append(["Tổng cộng", None, 600, 4, 1, 0, 0, 3, 0.5])


CASES = [
    Case(
        "a form that does not balance",
        doubted=(told(say.UNBALANCED, 8, 9),),
        book=both(put(SUMMARY, "Khác giảm", 8, 1), put(SUMMARY, "Khác giảm", 9, 1)),
    ),
    Case(
        "a total that is not the sum",
        doubted=(told(say.NOT_SUMMED, 9),),
        book=both(put(SUMMARY, "Tái nghèo", 9, 1), put(SUMMARY, "Khác giảm", 9, 1)),
    ),
    Case(
        "a form that differs from the lists",
        doubted=(told(say.SUMMARY_DIFFERS, 7, 9),),
        book=both(
            *(put(SUMMARY, heading, row, 5) for heading in ("Đầu kỳ", "Cuối kỳ") for row in (7,)),
            put(SUMMARY, "Đầu kỳ", 9, 7),
            put(SUMMARY, "Cuối kỳ", 9, 6),
        ),
    ),
    Case(
        "an older form that is sound",
        book=older,
    ),
    Case(
        "a rate that contradicts its counts",
        doubted=(told(say.RATE_CONTRADICTS, 8),),
        book=lambda book: older(book, 5.0),
    ),
    Case(
        "a rate in words",
        refused=(told(say.NO_RATE, 8, of="Số hộ nghèo cuối năm > Tỷ lệ % [I] (closing_pct)"),),
        book=lambda book: older(book, "nửa phần trăm"),
    ),
    Case(
        "a count in words",
        refused=(told(say.NO_COUNT, 7, of="Đầu kỳ [E] (opening)"),),
        book=put(SUMMARY, "Đầu kỳ", 7, "hai"),
    ),
    Case(
        "a count of the form with decimals",
        refused=(told(say.NO_COUNT, 7, of="Đầu kỳ [E] (opening)"),),
        book=put(SUMMARY, "Đầu kỳ", 7, 123.456),
    ),
    Case(
        "a ward of another district",
        refused=(told(say.NO_WARD, 7, of="Mã xã [C] (unit_code)"),),
        book=put(SUMMARY, "Mã xã", 7, "20196"),
    ),
    Case(
        "a place that no ward is named by",
        refused=(told(say.NO_WARD, 7, of="Mã xã [C] (unit_code)"),),
        book=both(put(SUMMARY, "Địa bàn", 7, "Hòa Xuân"), put(SUMMARY, "Mã xã", 7, None)),
    ),
]
