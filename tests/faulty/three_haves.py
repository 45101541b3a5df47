"""A review of the three haves that cannot be what it says."""

from collections.abc import Callable
from pathlib import Path

from tests.faulty import Case, told
from tests.faulty.office import LE, NGUYEN, TRAN, YEAR

HEADINGS = "Năm,Mã hộ,Có nhà ở,Có việc làm,Có nếp sống văn hóa - văn minh đô thị,Ngày xét"
FIRST, SECOND = (people[0][-1] for people in (NGUYEN, TRAN))
STRANGER = "048199000099"

TWICE = ("không được trùng trong danh sách", "must not stand twice in the list")
YES_OR_NO = ("phải là một trong «có», «không»", "must be one of «có», «không»")
NO_HAVE = (
    "phải ghi ít nhất một trong ba có; hộ chưa xét thì bỏ cả dòng",
    "must say something of at least one of the three haves; leave out a household not reviewed",
)
OTHER_YEAR = ("phải thuộc năm ghi ở cột Năm", "must lie in the year of its row")
NO_DAY = ("phải là ngày, như 31/01/2013", "must be a day, as 31/01/2013")
NOT_BLANK = ("không được để trống", "must be filled in")
NO_HOUSEHOLD = (
    "phải có trong sổ hộ nghèo, hộ cận nghèo",
    "must be in the register of poor and near-poor households",
)
NOT_YET = (
    "phải có trong sổ của năm ấy hoặc của một năm trước",
    "must be in the register of that year or of one before",
)


def rows(*lines: str) -> Callable[[Path], object]:
    """A review of these rows, the first being row 2 of the sheet."""
    text = "\n".join([HEADINGS, *lines]) + "\n"
    return lambda folder: (folder / "three_haves.csv").write_text(text, encoding="utf-8")


CASES = [
    Case(
        "a review of a household that says all there is to say",
        files=rows(
            f"{YEAR},{FIRST},có,không,,15/10/{YEAR}",
            f"{YEAR},{SECOND},,,có,",
            f"{YEAR},{LE[0][-1]},không,-,không,",
        ),
    ),
    Case("a review without a row", files=rows()),
    Case(
        "a household reviewed twice in a year",
        refused=(told(TWICE, 2, 4, of="Mã hộ (household_id)"),),
        files=rows(
            f"{YEAR},{FIRST},có,có,có,", f"{YEAR},{SECOND},có,có,có,", f"{YEAR},{FIRST},có,có,có,"
        ),
    ),
    Case(
        "a have that is neither yes nor no",
        refused=(
            told(YES_OR_NO, 2, of="Có nhà ở (has_home)"),
            told(YES_OR_NO, 3, of="Có việc làm (has_job)"),
        ),
        files=rows(f"{YEAR},{FIRST},đang xây,có,có,", f"{YEAR},{SECOND},có,1,có,"),
    ),
    Case(
        "a row that says nothing of the three haves",
        refused=(told(NO_HAVE, 3, of="Có nhà ở (has_home)"),),
        files=rows(f"{YEAR},{FIRST},có,,,", f"{YEAR},{SECOND},,-,,15/10/{YEAR}"),
    ),
    Case(
        "a review on a day of another year",
        refused=(told(OTHER_YEAR, 2, of="Ngày xét (review_date)"),),
        files=rows(f"{YEAR},{FIRST},có,có,có,03/01/{YEAR + 1}"),
    ),
    Case(
        "a review on a day that there is not",
        refused=(
            told(NO_DAY, 2, of="Ngày xét (review_date)"),
            told(OTHER_YEAR, 2, of="Ngày xét (review_date)"),
        ),
        files=rows(f"{YEAR},{FIRST},có,có,có,31/02/{YEAR}"),
    ),
    Case(
        "a review of nobody and of no year",
        refused=(
            told(NOT_BLANK, 2, of="Năm (year)"),
            told(NOT_BLANK, 3, of="Mã hộ (household_id)"),
        ),
        files=rows(f",{FIRST},có,có,có,", f"{YEAR},,có,có,có,"),
    ),
    Case(
        "a review of a household that no list has",
        refused=(told(NO_HOUSEHOLD, 2, of="Mã hộ (household_id)"),),
        files=rows(f"{YEAR},{STRANGER},có,có,có,"),
        personal=(STRANGER,),
    ),
    Case(
        "a review of a household that was listed later",
        refused=(told(NOT_YET, 2, of="Mã hộ (household_id)"),),
        files=rows(f"{YEAR - 1},{FIRST},có,có,có,"),
    ),
]
