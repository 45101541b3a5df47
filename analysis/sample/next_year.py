"""Nhiệm vụ năm sau, of the invented district: what each yearly meeting set for the year after."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from .draw import Draw
from .files import table
from .review import Review

HEADINGS = ["Năm", "Mã nhiệm vụ", "Nhiệm vụ", "Đơn vị chủ trì", "Hạn", "Trạng thái", "Ngày xong"]
LABOUR_OFFICE = "Phòng Lao động - Thương binh và Xã hội quận"
EVERY_YEAR = [  # task, owner, month it is due
    ("Trình kế hoạch giảm nghèo của năm, giao chỉ tiêu cho các phường", LABOUR_OFFICE, 1),
    ("Đối thoại với hộ nghèo tại các khu dân cư, ghi nguyện vọng từng hộ", "UBND các phường", 6),
    ("Xóa nhà tạm cho hộ nghèo có đất ở ổn định", "Ủy ban MTTQ Việt Nam quận", 11),
    ("Cho hộ nghèo vay vốn, kiểm tra việc dùng vốn", "Ngân hàng Chính sách xã hội quận", 10),
    ("Cấp thẻ bảo hiểm y tế cho người nghèo", "Bảo hiểm xã hội quận", 3),
    ("Rà soát hộ nghèo, hộ cận nghèo cuối năm", LABOUR_OFFICE, 12),
]
SOME_YEARS = [
    ("Khảo sát nhà ở xuống cấp của hộ nghèo", "Phòng Quản lý đô thị quận", 4),
    ("Mở lớp dạy nghề ngắn hạn, giới thiệu việc làm cho lao động nghèo", LABOUR_OFFICE, 9),
    ("Tuyên truyền về giảm nghèo tại từng khu dân cư", "Phòng Văn hóa và Thông tin quận", 8),
    ("Kiểm tra công tác giảm nghèo tại các phường", "Ban chỉ đạo giảm nghèo quận", 7),
    ("Phân công hội viên giúp từng hộ nghèo", "Hội Liên hiệp Phụ nữ quận", 3),
    ("Hướng dẫn hộ nghèo làm ăn, trao phương tiện sinh kế", "Hội Nông dân quận", 5),
    ("Vận động Quỹ Vì người nghèo", "Ủy ban MTTQ Việt Nam quận", 10),
    ("Trao học bổng cho học sinh nghèo vượt khó", "Phòng Giáo dục và Đào tạo quận", 9),
    ("Giúp ngày công sửa nhà cho hộ nghèo", "Đoàn Thanh niên quận", 8),
]
FEWEST, MOST = 2, 6  # of the second list
ON_TIME, LATE = 0.68, 0.20  # shares done by the day due, and after it; the rest is never done
UNDATED = 0.08  # share for which no day was fixed
NOT_STARTED, UNDER_WAY, DONE = "Chưa làm", "Đang làm", "Xong"


def next_year(folder: Path, draw: Draw, years: Sequence[Review]) -> None:
    """Write the tasks set at each review for the year after; the last are still ahead."""
    last = years[-1].year + 1
    rows = [
        task(draw, review.year + 1, place, each, is_ahead=review.year + 1 == last)
        for review in years
        for place, each in enumerate(chosen(draw), start=1)
    ]
    table(folder / "tasks.csv", HEADINGS, rows)


def chosen(draw: Draw) -> list[tuple[str, str, int]]:
    """The tasks of a year in the order of the months they are due."""
    some = draw.several(SOME_YEARS, draw.whole(FEWEST, MOST))
    return sorted([*EVERY_YEAR, *some], key=lambda each: each[2])


def task(draw: Draw, year: int, place: int, each: tuple[str, str, int], is_ahead: bool) -> list:
    """One row, as it stood when the last meeting was over."""
    words, owner, month = each
    due = date(year, month, draw.whole(20, 28))
    written = "" if draw.chance(UNDATED) else due.strftime("%d/%m/%Y")
    row = [year, f"NV-{place:02d}", words, owner, written]
    if is_ahead:
        return [*row, UNDER_WAY if place == 1 else NOT_STARTED, ""]
    fate = draw.weighted({"on time": ON_TIME, "late": LATE, "never": 1 - ON_TIME - LATE})
    if fate == "never":
        return [*row, draw.pick([NOT_STARTED, UNDER_WAY]), ""]
    days = -draw.whole(0, 18) if fate == "on time" else draw.whole(5, 75)
    return [*row, DONE, (due + timedelta(days)).strftime("%d/%m/%Y")]
