"""The sound office that every case breaks: six invented households in two wards, one review."""

from collections.abc import Callable
from pathlib import Path

import yaml
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

YEAR, FILE = 2022, "ra-soat.xlsx"
PLACE = f"register/{YEAR}/{FILE}"
BAC, NAM = ("Hòa Khánh Bắc", "20197"), ("Hòa Khánh Nam", "20198")
DISTRICT = {
    "name": {"vi": "Quận thử", "en": "Test district"},
    "code": "490",
    "kind": "register",
    "settlement": "urban",
    "source": {"vi": "giả định", "en": "invented"},
    "notice": {"vi": "Số liệu giả định.", "en": "Invented data."},
    "standards": {YEAR: "national-2022"},
    "plan_periods": [],
    "units": [{"code": code, "name": {"vi": name, "en": name}} for name, code in (BAC, NAM)],
}
POPULATION = f"""\
Năm,Mã phường,Phường,Số hộ dân cư,Số nhân khẩu
{YEAR},20197,Hòa Khánh Bắc,400,1600
{YEAR},20198,Hòa Khánh Nam,200,800
"""

OPENING, CLOSING, EXITS, SUMMARY = "Đầu kỳ", "Sau rà soát", "Thoát nghèo", "Tổng hợp"
TITLES = {
    OPENING: "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO ĐẦU KỲ",
    CLOSING: "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT",
    EXITS: "DANH SÁCH HỘ THOÁT NGHÈO SAU KHI RÀ SOÁT",
    SUMMARY: "DIỄN BIẾN HỘ NGHÈO",
}
HEADINGS = 6  # the row they stand in; the rows of the list follow it
LISTED = [
    *("STT", "STT chủ hộ", "Họ và tên chủ hộ", "Họ và tên thành viên", "Quan hệ với chủ hộ"),
    *("Ngày, tháng, năm sinh", "Giới tính", "Số CCCD/CMND", "Xã/Phường", "Mã xã", "Phân loại hộ"),
    *("Thu nhập bình quân", "Điểm B1", "Điểm B2", "Hộ DTTS", "Ghi chú", "Số nhân khẩu"),
]
LEFT = [
    *("STT", "STT chủ hộ", "Họ và tên", "Quan hệ với chủ hộ", "Giới tính"),
    *("Ngày, tháng, năm sinh", "Số CCCD/CMND", "Địa chỉ", "B1", "B2", "Ghi chú", "Số nhân khẩu"),
]
COUNTED = [
    *("STT", "Địa bàn", "Mã xã", "Phân tổ", "Đầu kỳ", "Trở thành hộ cận nghèo"),
    *("Vượt chuẩn cận nghèo", "Khác giảm", "Hộ cận nghèo trở thành", "Tái nghèo"),
    *("Phát sinh mới", "Khác tăng", "Cuối kỳ"),
]

# Name, relation, birth, sex, citizen number; the head of each household comes first.
NGUYEN = [
    ("Nguyễn Thị Hoa Sứ", "Chủ hộ", "05/03/1961", "Nữ", "048161000001"),
    ("Lâm Quý Bửu", "Con", "17/09/1988", "Nam", "048088000002"),
]
TRAN = [
    ("Trần Đại Nghiệp", "Chủ hộ", "21/12/1955", "Nam", "048055000003"),
    ("Phùng Mỹ Lệ", "Vợ", "02/02/1959", "Nữ", "048159000004"),
    ("Trần Bảo Khuyên", "Con", "30/07/1990", "Nữ", "048190000005"),
]
LE = [("Lê Viết Tường", "Chủ hộ", "11/11/1949", "Nam", "048049000006")]
DANG = [
    ("Đặng Kim Thoa", "Chủ hộ", "08/08/1972", "Nữ", "048172000007"),
    ("Đặng Phi Hùng", "Con", "25/05/2001", "Nam", "048201000008"),
]
HO = [
    ("Hồ Sĩ Khiêm", "Chủ hộ", "14/04/1968", "Nam", "048068000009"),
    ("Ngô Ánh Tuyết", "Vợ", "19/01/1970", "Nữ", "048170000010"),
]
VU = [("Vũ Xuân Quỳnh", "Chủ hộ", "03/10/1944", "Nữ", "048144000011")]
PEOPLE = [*NGUYEN, *TRAN, *LE, *DANG, *HO, *VU]
PERSONAL = [value for name, _, birth, _, number in PEOPLE for value in (name, birth, number)]

POOR, NEAR = ("Hộ nghèo", 900_000, 120, 40), ("Hộ cận nghèo", 1_900_000, 160, 10)
STAY = [(NGUYEN, BAC, POOR), (TRAN, BAC, POOR), (LE, BAC, NEAR), (DANG, NAM, POOR), (HO, NAM, NEAR)]
GONE = (VU, NAM, POOR)


def office(folder: Path, change: Callable[[Workbook], object] = lambda book: None) -> Path:
    """Write a workspace with one workbook, which may be changed before it is saved."""
    (folder / "register" / str(YEAR)).mkdir(parents=True)
    (folder / "district.yml").write_text(yaml.safe_dump(DISTRICT), encoding="utf-8")
    (folder / "population.csv").write_text(POPULATION, encoding="utf-8")
    changed = book()
    change(changed)
    changed.save(folder / PLACE)
    return folder


def book() -> Workbook:
    """A sound workbook: the list at the opening, the list after it, the exits, the summary."""
    made = Workbook()
    made.remove(made.active)
    listed(made.create_sheet(OPENING), [*STAY, GONE])
    listed(made.create_sheet(CLOSING), STAY)
    left(made.create_sheet(EXITS), [GONE])
    summed(made.create_sheet(SUMMARY))
    return made


def titled(sheet: Worksheet, headings: list[str], title: str, year: int = YEAR) -> None:
    """Who issues the sheet, its title and its headings."""
    sheet["A1"], sheet["A4"] = "UBND QUẬN", f"{title} NĂM {year}"
    sheet.merge_cells(f"A4:{get_column_letter(len(headings))}4")
    sheet.append([])
    sheet.append(headings)


def listed(sheet: Worksheet, households: list, title: str | None = None) -> None:
    """A list of households with their people, each under its head."""
    titled(sheet, LISTED, title or TITLES[sheet.title])
    for mark, (people, ward, (category, income, b1, b2)) in enumerate(households, start=1):
        for at, (name, *person) in enumerate(people):
            once = [*ward, category, income, b1, b2, None, None, len(people)]
            names = [None, name] if at else [name, None]
            mark_of_head = [None if at else mark]
            sheet.append([None, *mark_of_head, *names, *person, *([] if at else once)])


def left(sheet: Worksheet, households: list) -> None:
    """The households that exited poverty, with their people."""
    titled(sheet, LEFT, TITLES[EXITS])
    for mark, (people, (ward, _), _) in enumerate(households, start=1):
        for at, (name, relation, birth, sex, number) in enumerate(people):
            once = [f"Tổ 7, phường {ward}", None, None, "Vượt chuẩn cận nghèo", len(people)]
            person = [name, relation, sex, birth, number]
            sheet.append([None, None if at else mark, *person, *([] if at else once)])


def summed(sheet: Worksheet) -> None:
    """The summary form, which balances and says what the lists say."""
    titled(sheet, COUNTED, TITLES[SUMMARY])
    sheet.append([1, *BAC, "Hộ", 2, 0, 0, 0, 0, 0, 0, 0, 2])
    sheet.append([2, *NAM, "Hộ", 2, 0, 1, 0, 0, 0, 0, 0, 1])
    sheet.append([None, "Tổng cộng", None, "Hộ", 4, 0, 1, 0, 0, 0, 0, 0, 3])


def at(sheet: str, heading: str, row: int) -> str:
    """The cell of a column, by its heading."""
    headings = {EXITS: LEFT, SUMMARY: COUNTED}.get(sheet, LISTED)
    return f"{get_column_letter(headings.index(heading) + 1)}{row}"


def put(sheet: str, heading: str, row: int, value: object) -> Callable[[Workbook], None]:
    """The change of one cell."""

    def change(book: Workbook) -> None:
        book[sheet][at(sheet, heading, row)] = value

    return change


def both(*changes: Callable[[Workbook], object]) -> Callable[[Workbook], None]:
    """Several changes, one after the other."""

    def change(book: Workbook) -> None:
        for each in changes:
            each(book)

    return change


def as_text(folder: Path, encoding: str = "utf-8", change: Callable[[str], str] = str) -> Path:
    """The list after the review as a text file: its headings in row 1, its people below."""
    lines = ["\t".join(LISTED)]
    for row in book()[CLOSING].iter_rows(min_row=HEADINGS + 1, values_only=True):
        lines.append("\t".join("" if cell is None else str(cell) for cell in row))
    path = folder / "register" / str(YEAR) / "Danh sách hộ nghèo, hộ cận nghèo sau rà soát.txt"
    path.write_bytes(change("\n".join(lines) + "\n").encode(encoding))
    return path


def without(sheet: str) -> Callable[[Workbook], None]:
    """The change that leaves a sheet out."""
    return lambda book: book.remove(book[sheet])
