"""People who stand under no head, under two, or twice."""

from openpyxl import Workbook

from tests.faulty import Case, told
from tests.faulty import sentences as say
from tests.faulty.office import (
    CLOSING,
    EXITS,
    GONE,
    NGUYEN,
    STAY,
    TITLES,
    at,
    both,
    left,
    listed,
    put,
    without,
)

STRANGER = "Kiều Thúy Vân"


def twice(book: Workbook) -> None:
    """The first household once more at the end of its list."""
    for row in list(book[CLOSING].iter_rows(min_row=7, max_row=8, values_only=True)):
        book[CLOSING].append(row)


def overlapping(book: Workbook) -> None:
    """A second sheet of the same list that has a household of the first."""
    listed(book.create_sheet("Phường Bắc"), STAY[:1], TITLES[CLOSING])


def two_sheets(book: Workbook) -> None:
    """The list on two sheets, ward by ward."""
    book[CLOSING].delete_rows(13, 4)
    listed(book.create_sheet("Phường Nam"), STAY[3:], TITLES[CLOSING])


def still_poor(book: Workbook) -> None:
    """A household that stayed poor among those that exited."""
    without(EXITS)(book)
    left(book.create_sheet(EXITS), [GONE, STAY[0]])


def lost_mark_of_exit(book: Workbook) -> None:
    """Two exits, the second without its mark."""
    without(EXITS)(book)
    left(book.create_sheet(EXITS), [GONE, STAY[2]])
    book[EXITS][at(EXITS, "STT chủ hộ", 8)] = None


def unread_member(book: Workbook) -> None:
    """The first row as a member's."""
    both(
        put(CLOSING, "STT chủ hộ", 7, None),
        put(CLOSING, "Họ và tên chủ hộ", 7, None),
        put(CLOSING, "Họ và tên thành viên", 7, NGUYEN[0][0]),
        put(CLOSING, "Quan hệ với chủ hộ", 7, "Mẹ"),
    )(book)


CASES = [
    Case(
        "members before any head",
        refused=(told(say.BEFORE_HEADS, 7, 8, of="STT chủ hộ [B] (head_mark)"),),
        book=unread_member,
    ),
    Case(
        "two heads in one household",
        refused=(told(say.TWO_HEADS, 8, of="Quan hệ với chủ hộ [E] (relation)"),),
        book=put(CLOSING, "Quan hệ với chủ hộ", 8, "Chủ hộ"),
    ),
    Case(
        "a head whose mark is lost",
        refused=(
            told(say.MARK_OR_NAME, 9, of="Họ và tên chủ hộ [C] (head_name)"),
            told(say.TWO_HEADS, 9, of="Quan hệ với chủ hộ [E] (relation)"),
            told(say.UNLIKE_HEAD, 9, of="Số nhân khẩu [Q] (members)"),
        ),
        book=put(CLOSING, "STT chủ hộ", 9, None),
    ),
    Case(
        "an exited head whose mark is lost",
        refused=(told(say.TWO_HEADS, 8, of="Quan hệ với chủ hộ [D] (relation)"),),
        book=lost_mark_of_exit,
    ),
    Case(
        "a mark at a member",
        refused=(
            told(say.MARK_OR_NAME, 8, of="Họ và tên chủ hộ [C] (head_name)"),
            told(say.BLANK, 8, of="Số nhân khẩu [Q] (members)"),
            told(say.BLANK, 8, of="Phân loại hộ [K] (household_class)"),
        ),
        book=put(CLOSING, "STT chủ hộ", 8, 2),
    ),
    Case(
        "a member of another class than the head",
        refused=(told(say.UNLIKE_HEAD, 8, of="Phân loại hộ [K] (household_class)"),),
        book=put(CLOSING, "Phân loại hộ", 8, "Hộ cận nghèo"),
    ),
    Case(
        "a member of another ward than the head",
        refused=(told(say.UNLIKE_HEAD, 8, of="Mã xã [J] (ward_code)"),),
        book=put(CLOSING, "Mã xã", 8, "20198"),
    ),
    Case(
        "a member with the class of the head",
        book=put(CLOSING, "Phân loại hộ", 8, "Nghèo"),
    ),
    Case(
        "two people in one row",
        refused=(told(say.TWO_PEOPLE, 9, of="Họ và tên thành viên [D] (member_name)"),),
        book=put(CLOSING, "Họ và tên thành viên", 9, STRANGER),
        personal=(STRANGER,),
    ),
    Case(
        "a row without a name",
        refused=(told(say.NAMELESS, 10, of="Họ và tên chủ hộ [C] (name)"),),
        book=put(CLOSING, "Họ và tên thành viên", 10, None),
    ),
    Case(
        "the citizen number of another member",
        doubted=(told(say.SHARED_MEMBER, 8, 10),),
        book=put(CLOSING, "Số CCCD/CMND", 10, NGUYEN[1][4]),
    ),
    Case(
        "the citizen number of another head",
        doubted=(
            told(say.HEAD_CHANGED, 12),
            told(say.SHARED_HEAD, 7, 12),
            told(say.SHARED_MEMBER, 7, 12),
        ),
        book=put(CLOSING, "Số CCCD/CMND", 12, NGUYEN[0][4]),
    ),
    Case(
        "a household twice on one sheet",
        refused=(told(say.TWICE, 7, 17, of="Số CCCD/CMND [H] (head_citizen_number)"),),
        book=twice,
    ),
    Case(
        "a household on two sheets of one list",
        refused=(
            told(say.ELSEWHERE, 7),
            told(say.ELSEWHERE, 7),
        ),
        book=overlapping,
    ),
    Case(
        "a list on two sheets without a household twice",
        book=two_sheets,
    ),
    Case(
        "a household among the exits that is still poor",
        doubted=(told(say.STILL_POOR, 8),),
        book=still_poor,
    ),
    Case(
        "a size that differs from the rows",
        doubted=(told(say.SIZE_DIFFERS, 7),),
        book=put(CLOSING, "Số nhân khẩu", 7, 4),
    ),
    Case(
        "points that contradict the class",
        doubted=(told(say.POINTS_CONTRADICT, 7),),
        book=put(CLOSING, "Điểm B1", 7, 200),
    ),
]
