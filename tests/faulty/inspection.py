"""Plans and records of inspections that contradict themselves, the district or the register."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.faulty import Case, told
from tests.faulty.office import LE, NGUYEN, TRAN, YEAR

TASK = "Gặp lại bà Kiều Vân ở quê"
PLANS = ["Năm", "Mã phường", "Số hộ kiểm tra ngẫu nhiên", "Số hộ kiểm tra theo dấu hiệu"]
VISITS = ["Năm", "Mã hộ", "Mã phường", "Cách chọn", "Ngày kiểm tra", "Kết quả", "Việc phải làm"]
VISITS += ["Ngày xong"]
FIRST, SECOND, THIRD = (people[0][4] for people in (NGUYEN, TRAN, LE))
SOUND = [YEAR, FIRST, "20197", "Ngẫu nhiên", "05/03/2022", "Đúng", "", ""]

WARD = ("phải là phường của quận", "must be a ward of the district")
NO_VISIT = (
    "phải trống khi chưa ghi ngày kiểm tra: hãy ghi ngày, hoặc xóa kết quả",
    "must be blank where no day of the visit is given: give the day or delete the finding",
)
NO_FINDING = (
    "phải ghi khi đã có ngày kiểm tra; không gặp ai thì ghi «Không gặp»",
    "must be given where the visit has a day; where nobody was met it is «Không gặp»",
)
EARLY = ("không được trước năm của dòng", "must not lie before the year of the row")
CLOSED_EARLY = ("không được trước ngày kiểm tra", "must not be before the day of the visit")
NOTHING = (
    "phải trống khi không phát hiện gì phải xử lý: hãy xóa ngày, hoặc ghi lại kết quả",
    "must be blank where nothing was found to settle: delete the day or mend the finding",
)
ONCE = (
    "chỉ được có một dòng cho mỗi cách chọn trong một năm: hãy gộp các dòng của hộ ấy",
    "must have one row for each way of choosing in a year: join the rows of that household",
)
WORDS = "«Đúng», «Sai phân loại», «Sai thu nhập», «Sai nhân khẩu», «Hỗ trợ chưa đến», «Không gặp»"
FINDING = (f"phải là một trong {WORDS}", f"must be one of {WORDS}")
CHOSEN = (
    "phải là một trong «Ngẫu nhiên», «Theo dấu hiệu»",
    "must be one of «Ngẫu nhiên», «Theo dấu hiệu»",
)
COUNT = ("phải là số nguyên từ 0 đến 100000", "must be a whole number from 0 to 100000")
TWICE = ("không được trùng trong danh sách", "must not stand twice in the list")
UNKNOWN = (
    "phải có trong sổ hộ nghèo, hộ cận nghèo",
    "must be in the register of poor and near-poor households",
)
BLANK = ("không được để trống", "must be filled in")
DAY = ("phải là ngày, như 31/01/2013", "must be a day, as 31/01/2013")


def plans(*rows: Sequence[object]) -> Callable[[Path], object]:
    """A table of plans of these rows."""
    return _written("inspection_plans.csv", PLANS, rows)


def visits(*rows: Sequence[object]) -> Callable[[Path], object]:
    """A table of inspections of these rows."""
    return _written("inspections.csv", VISITS, rows)


def but(**changed: object) -> list[object]:
    """A sound inspection with other cells: `at3` is the fourth."""
    return [changed.get(f"at{at}", cell) for at, cell in enumerate(SOUND)]


def _written(name: str, headings: list[str], rows: Sequence) -> Callable[[Path], object]:
    lines = [",".join(map(str, row)) for row in (headings, *rows)]
    return lambda folder: (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


CASES = [
    Case(
        "an inspection of an area that is not in the district",
        refused=(told(WARD, 3, of="Mã phường (ward_code)"),),
        files=visits(SOUND, but(at1=SECOND, at2="20194")),
    ),
    Case(
        "a plan of inspections for an area that is not in the district",
        refused=(told(WARD, 2, of="Mã phường (ward_code)"),),
        files=plans([YEAR, "20194", 10, 5]),
    ),
    Case(
        "a plan of inspections given twice, and one that is no number",
        refused=(
            told(TWICE, 2, 3, of="Mã phường (ward_code)"),
            told(COUNT, 3, of="Số hộ kiểm tra ngẫu nhiên (random_count)"),
        ),
        files=plans([YEAR, "20197", 10, 5], [YEAR, "20197", "mười", 5]),
    ),
    Case(
        "a finding without a visit",
        refused=(told(NO_VISIT, 2, of="Kết quả (finding)"),),
        files=visits(but(at4="")),
    ),
    Case(
        "a visit without a finding",
        refused=(told(NO_FINDING, 2, of="Kết quả (finding)"),),
        files=visits(but(at5="")),
    ),
    Case(
        "a visit before the year of its row",
        refused=(told(EARLY, 2, of="Ngày kiểm tra (visit_date)"),),
        files=visits(but(at4="28/12/2021")),
    ),
    Case(
        "a finding settled before the visit",
        refused=(told(CLOSED_EARLY, 2, of="Ngày xong (closed_date)"),),
        files=visits(but(at5="Sai thu nhập", at6=TASK, at7="04/03/2022")),
        personal=(TASK,),
    ),
    Case(
        "an inspection settled though nothing was found",
        refused=(told(NOTHING, 2, 3, of="Ngày xong (closed_date)"),),
        files=visits(but(at7="09/03/2022"), but(at1=SECOND, at5="Không gặp", at7="09/03/2022")),
    ),
    Case(
        "a household inspected twice by one way of choosing",
        refused=(told(ONCE, 2, 4, of="Mã hộ (household_id)"),),
        files=visits(SOUND, but(at3="Theo dấu hiệu"), but(at4="06/06/2022")),
    ),
    Case(
        "words that the table of inspections does not know",
        refused=(
            told(CHOSEN, 2, of="Cách chọn (chosen)"),
            told(FINDING, 3, of="Kết quả (finding)"),
        ),
        files=visits(but(at3="Bốc thăm"), but(at1=SECOND, at5="Chưa rõ")),
    ),
    Case(
        "an inspection of a household that the register does not know",
        refused=(told(UNKNOWN, 2, of="Mã hộ (household_id)"),),
        files=visits(but(at1="LC-1")),
    ),
    Case(
        "an inspection that does not say how the household was chosen, and a day that is none",
        refused=(
            told(BLANK, 2, of="Cách chọn (chosen)"),
            told(DAY, 3, of="Ngày kiểm tra (visit_date)"),
        ),
        files=visits(but(at3=""), but(at1=SECOND, at4="31/02/2022")),
    ),
    Case(
        "inspections that are open, late, not met or not made yet",
        files=visits(
            but(at4="", at5=""),
            but(at1=SECOND, at5="Không gặp"),
            but(at1=THIRD, at5="Sai phân loại", at6=TASK),
            but(at3="Theo dấu hiệu", at4="04/01/2023", at5="Hỗ trợ chưa đến", at7="10/02/2023"),
        ),
    ),
]
