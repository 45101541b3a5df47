"""Lists of what households lack that cannot be of this review."""

from collections.abc import Callable
from pathlib import Path

from tests.faulty import Case, told
from tests.faulty.office import YEAR

NUMBER = "Mã hộ [A] (household_id)"
UNKNOWN = (
    "«Nhà tạm» không phải là chỉ số thiếu hụt của chuẩn nghèo năm 2022",
    "«Nhà tạm» is no indicator of the poverty standard of 2022",
)
NO_INDICATOR = (
    "Tệp phải có cột của ít nhất một chỉ số thiếu hụt",
    "The file must have a column for at least one indicator",
)
NOT_LISTED = ("phải có trong danh sách sau rà soát", "must be on the list after the review")
TWICE = ("không được trùng trong danh sách", "must not stand twice in the list")
YES_OR_NO = ("phải là một trong «có», «không»", "must be one of «có», «không»")


def lacking(*lines: str) -> Callable[[Path], object]:
    """The file of the year with these lines."""
    text = "\n".join(lines)
    return lambda folder: (folder / f"register/{YEAR}/deprivations.csv").write_text(
        text, encoding="utf-8"
    )


CASES = [
    Case(
        "an indicator that the standard does not have",
        refused=(told(UNKNOWN),),
        files=lacking("Mã hộ,Nhà tiêu,Nhà tạm", "HK-1,x,x"),
        personal=("HK-1",),
    ),
    Case(
        "a list of deprivations without an indicator",
        refused=(told(NO_INDICATOR),),
        files=lacking("Mã hộ,Phường", "HK-1,Hòa Khánh Bắc"),
        personal=("HK-1",),
    ),
    Case(
        "deprivations of a household that is on no list",
        refused=(told(NOT_LISTED, 2, of="Mã hộ (household_id)"),),
        files=lacking("Mã hộ,Nhà tiêu", "HK-1,x"),
        personal=("HK-1",),
    ),
    Case(
        "deprivations of a household twice, in words of the clerk's own",
        refused=(
            told(TWICE, 2, 3, of=NUMBER),
            told(YES_OR_NO, 3, of="Nhà tiêu [B] (toilet)"),
        ),
        files=lacking("Mã hộ,Nhà tiêu", "HK-1,x", "HK-1,hơi thiếu"),
        personal=("HK-1", "hơi thiếu"),
    ),
]
