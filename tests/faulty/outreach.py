"""Areas, dialogues and sessions that contradict themselves or each other."""

from collections.abc import Callable
from pathlib import Path

from tests.faulty import Case, Told, told
from tests.faulty import sentences as say
from tests.faulty.office import NGUYEN, TRAN, YEAR

AREA = "Năm,Mã khu dân cư,Tên khu dân cư,Mã phường,Từ tổ,Đến tổ,Hội đoàn thể phụ trách"
SESSION = "Năm,Mã khu dân cư,Ngày,Chủ đề,Số người dự"
WISH = (
    "Năm,Mã hộ,Ngày đối thoại,Nguyện vọng,Hội phụ trách,Trả lời,Ngày trả lời,Ngày hoàn thành,"
    "Giải pháp"
)
HOME, OTHER = NGUYEN[0][4], TRAN[0][4]  # by the citizen number of the head
FIRST = f"{YEAR},20197-01,Khu 1,20197,1,9,Hội Nông dân"
SECOND = f"{YEAR},20197-02,Khu 2,20197,10,18,"
DONE = "Đồng ý,02/04/2022,05/06/2022,vay qua tổ tiết kiệm"
SECRET = "Kín Thị Giải Pháp"


def files(**tables: tuple[str, ...]) -> Callable[[Path], object]:
    """Tables of the programme by name, each of a heading and rows."""

    def write(folder: Path) -> None:
        for name, lines in tables.items():
            (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    return write


def area(what: str, *rows: str, refused: tuple[Told, ...] = ()) -> Case:
    return Case(what, refused=refused, files=files(areas=(AREA, *rows)))


def wish(what: str, row: str, *sentence: str, of: str) -> Case:
    """A sound wish in row 2, and one in row 3 of which a sentence is told."""
    sound = f"{YEAR},{OTHER},01/03/2022,Vay vốn,Hội Nông dân,{DONE}"
    refused = (told(sentence, 3, of=of),)
    lines = (WISH, sound, f"{YEAR},{HOME},{row}")
    return Case(what, refused=refused, files=files(wishes=lines), personal=(SECRET,))


def session(what: str, row: str, *sentence: str, of: str) -> Case:
    refused = (told(sentence, 2, of=of),)
    return Case(what, refused=refused, files=files(areas=(AREA, FIRST), sessions=(SESSION, row)))


DAY = ("phải là ngày, như 31/01/2013", "must be a day, as 31/01/2013")
IN_THE_YEAR = (
    "phải là ngày trong năm của dòng: hãy sửa ngày hoặc năm",
    "must be a day of the row's year: correct the day or the year",
)
ONE_ROW = (
    "chỉ được có một dòng trong một năm, với một hội đoàn thể phụ trách: hãy bỏ dòng thừa",
    "must have one row a year, with the one association in charge: remove the other rows",
)
ONE_ASSOCIATION = (
    "chỉ được ghi một hội đoàn thể: hãy để lại hội phụ trách chính",
    "must name one association alone: leave the one that is in charge",
)
ONE_AREA = (
    "không được trùng tổ với một khu dân cư khác của phường trong năm: mỗi tổ thuộc một khu",
    "must share no group with another area of the ward in the year: a group is in one area",
)
ONLY_AGREED = (
    "chỉ được có khi trả lời là «Đồng ý»: hãy sửa câu trả lời hoặc bỏ ngày hoàn thành",
    "must be there only where the answer is «Đồng ý»: correct the answer, or remove the day",
)
CASES = [
    Case(
        "areas, dialogues and sessions that are sound",
        files=files(
            areas=(AREA, FIRST, SECOND),
            wishes=(
                WISH,
                f"{YEAR},{HOME},05/03/2022,Vay vốn,Hội Nông dân,{DONE}",
                f"{YEAR},{HOME},05/03/2022,Nhà ở,Hội Nông dân,Không đáp ứng,05/03/2022,,",
                f"{YEAR},{OTHER},06/03/2022,,,,,,",
            ),
            sessions=(SESSION, f"{YEAR},20197-02,01/02/2022,Vay vốn,"),
        ),
    ),
    area(
        "an area with two rows in a year",
        FIRST,
        f"{YEAR},20197-01,Khu 1,20197,10,18,Hội Cựu chiến binh",
        refused=(told(ONE_ROW, 2, 3, of="Mã khu dân cư (area_code)"),),
    ),
    area(
        "two associations in one cell",
        f"{YEAR},20197-01,Khu 1,20197,1,9,Hội Nông dân; Đoàn Thanh niên",
        refused=(told(ONE_ASSOCIATION, 2, of="Hội đoàn thể phụ trách (association)"),),
    ),
    area(
        "a residential group in two areas",
        FIRST,
        f"{YEAR},20197-02,Khu 2,20197,9,18,",
        f"{YEAR},20198-01,Khu 1,20198,1,18,",
        refused=(told(ONE_AREA, 2, 3, of="Từ tổ (first_group_count)"),),
    ),
    area(
        "an area with the code of another ward",
        f"{YEAR},20198-01,Khu 1,20197,1,9,",
        refused=(
            told(
                (
                    "phải bắt đầu bằng mã phường của khu, như 20197-05",
                    "must begin with the code of its ward, as 20197-05",
                ),
                2,
                of="Mã khu dân cư (area_code)",
            ),
        ),
    ),
    area(
        "an area counted downwards",
        f"{YEAR},20197-01,Khu 1,20197,9,1,",
        refused=(
            told(
                (
                    "không được nhỏ hơn số ở cột Từ tổ",
                    "must not be less than the number of the first group",
                ),
                2,
                of="Đến tổ (last_group_count)",
            ),
        ),
    ),
    area(
        "an area of a ward elsewhere",
        f"{YEAR},99999-01,Khu 1,99999,1,9,",
        refused=(told(say.NO_WARD, 2, of="Mã phường (ward_code)"),),
    ),
    wish(
        "a wish without an association",
        f"05/03/2022,Nhà ở,,,,,{SECRET}",
        "phải ghi hội phụ trách khi hộ có nguyện vọng",
        "must name the association in charge where the household has a wish",
        of="Hội phụ trách (association)",
    ),
    wish(
        "an answer before the dialogue",
        "05/03/2022,Nhà ở,Hội Nông dân,Đồng ý,04/03/2022,,",
        "không được trước ngày đối thoại",
        "must not be before the dialogue",
        of="Ngày trả lời (answer_date)",
    ),
    wish(
        "a wish done before it was answered",
        f"05/03/2022,Nhà ở,Hội Nông dân,Đồng ý,07/03/2022,06/03/2022,{SECRET}",
        "không được trước ngày trả lời",
        "must not be before the answer",
        of="Ngày hoàn thành (done_date)",
    ),
    wish(
        "a wish done though it was refused",
        "05/03/2022,Nhà ở,Hội Nông dân,Không đáp ứng,06/03/2022,07/03/2022,",
        *ONLY_AGREED,
        of="Ngày hoàn thành (done_date)",
    ),
    wish(
        "a wish done without an answer",
        "05/03/2022,Nhà ở,Hội Nông dân,,,07/03/2022,",
        *ONLY_AGREED,
        of="Ngày hoàn thành (done_date)",
    ),
    wish(
        "an answer without its day",
        "05/03/2022,Nhà ở,Hội Nông dân,Đồng ý,,,",
        "phải có khi đã trả lời, và chỉ khi đó",
        "must be given where there is an answer, and only there",
        of="Ngày trả lời (answer_date)",
    ),
    wish(
        "an answer where nobody wished",
        "05/03/2022,,Hội Nông dân,Đồng ý,06/03/2022,,",
        "phải để trống khi hộ không có nguyện vọng",
        "must be blank where the household has no wish",
        of="Trả lời (answer)",
    ),
    wish(
        "a dialogue of another year",
        "05/03/2021,Nhà ở,Hội Nông dân,,,,",
        *IN_THE_YEAR,
        of="Ngày đối thoại (met_date)",
    ),
    wish(
        "a wish in other words",
        "05/03/2022,Mua xe,Hội Nông dân,,,,",
        "phải là một trong «Việc làm», «Học nghề», «Vay vốn», «Phương tiện sinh kế», «Nhà ở», "
        "«Học bổng», «Bảo hiểm y tế», «Khác»",
        "must be one of «Việc làm», «Học nghề», «Vay vốn», «Phương tiện sinh kế», «Nhà ở», "
        "«Học bổng», «Bảo hiểm y tế», «Khác»",
        of="Nguyện vọng (wish_kind)",
    ),
    wish(
        "an answer in other words",
        "05/03/2022,Nhà ở,Hội Nông dân,Chờ,06/03/2022,,",
        "phải là một trong «Đồng ý», «Không đáp ứng»",
        "must be one of «Đồng ý», «Không đáp ứng»",
        of="Trả lời (answer)",
    ),
    Case(
        "a day of a dialogue that is none",
        refused=tuple(told(each, 2, of="Ngày đối thoại (met_date)") for each in (DAY, IN_THE_YEAR)),
        files=files(wishes=(WISH, f"{YEAR},{HOME},31/02/2022,Nhà ở,Hội Nông dân,,,,")),
    ),
    wish(
        "two associations for one wish",
        '05/03/2022,Nhà ở,"Hội Nông dân, Đoàn Thanh niên",,,,',
        *ONE_ASSOCIATION,
        of="Hội phụ trách (association)",
    ),
    session(
        "a session in an area that is not listed",
        f"{YEAR},20197-09,01/02/2022,Vay vốn,30",
        "phải có trong bảng Khu dân cư của năm ấy: hãy sửa mã hoặc thêm khu vào bảng đó",
        "must be in the table of areas of that year: correct the code, or add the area there",
        of="Mã khu dân cư (area_code)",
    ),
    session(
        "a session of another year",
        f"{YEAR},20197-01,01/02/2023,Vay vốn,30",
        *IN_THE_YEAR,
        of="Ngày (session_date)",
    ),
    session(
        "an attendance in words",
        f"{YEAR},20197-01,01/02/2022,Vay vốn,nhiều",
        "phải là số nguyên từ 0 đến 100000",
        "must be a whole number from 0 to 100000",
        of="Số người dự (attendance_count)",
    ),
]
