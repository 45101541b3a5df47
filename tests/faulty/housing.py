"""Surveys of homes and works on them as they should not be kept."""

from collections.abc import Callable
from pathlib import Path

from tests.faulty import Case, told
from tests.faulty import sentences as say
from tests.faulty.office import DANG, LE, NGUYEN, YEAR

SURVEYED = "Năm,Mã hộ,Ngày khảo sát,Tình trạng nhà ở,Đất ở ổn định"
BUILT = (
    "Năm,Mã hộ,Hình thức,Ngày khởi công,Ngày hoàn thành,Tổng kinh phí (đồng),Ngân sách (đồng),"
    "Ngân hàng chính sách (đồng),Doanh nghiệp (đồng),Tổ chức tôn giáo (đồng),"
    "Hội đoàn thể (đồng),Hộ gia đình (đồng)"
)
POOR, OTHER, ALONE = (people[0][4] for people in (NGUYEN, DANG, LE))  # heads, by citizen number
IN_NEED = f"{YEAR},{POOR},10/03/{YEAR},Nhà tạm,có"
DAYS = f"20/04/{YEAR},30/06/{YEAR}"

NO_STATE = (
    "phải là một trong «Chưa có nhà», «Nhà tạm», «Xuống cấp», «Kiên cố»",
    "must be one of «Chưa có nhà», «Nhà tạm», «Xuống cấp», «Kiên cố»",
)
NO_LAND = ("phải là một trong «có», «không»", "must be one of «có», «không»")
NO_KIND = (
    "phải là một trong «Xây mới», «Sửa chữa», «Bố trí chung cư»",
    "must be one of «Xây mới», «Sửa chữa», «Bố trí chung cư»",
)
TWICE = ("không được trùng trong danh sách", "must not stand twice in the list")
NO_DAY = ("phải là ngày, như 31/01/2013", "must be a day, as 31/01/2013")
OTHER_YEAR = ("phải thuộc năm của dòng", "must lie in the year of its row")
FAR = (
    "phải từ năm quyết định đến 10 năm sau",
    "must lie between the year of the decision and 10 years later",
)
BEFORE_START = (
    "không được trước ngày khởi công: hãy xem lại hai ngày",
    "must not be before the start: look at both days again",
)
BEFORE_SURVEY = (
    "không được trước ngày khảo sát đầu tiên thấy hộ cần nhà: hãy xem lại hai ngày",
    "must not be before the first survey that found the household in need: look at both days again",
)
SUM = (
    "phải bằng tổng các nguồn ở các cột sau; chưa quyết toán thì để trống",
    "must be the sum of the funds in the columns after it; blank while it is not settled",
)
NO_MONEY = (
    "phải là số nguyên từ 0 đến 1000000000000",
    "must be a whole number from 0 to 1000000000000",
)
NO_NEED = (
    "phải là của hộ đã được khảo sát là chưa có nhà, nhà tạm hoặc xuống cấp trong năm ấy hoặc năm "
    "trước: hãy ghi lần khảo sát vào bảng khảo sát nhà ở",
    "must be of a household surveyed as without a house, in a temporary or a degraded one in that "
    "year or before: enter its survey in the table of surveys",
)
UNKNOWN = (
    "phải có trong sổ hộ nghèo, hộ cận nghèo",
    "must be in the register of poor and near-poor households",
)


def surveyed(*rows: str, heading: str = SURVEYED) -> Callable[[Path], object]:
    """The surveys with these rows."""
    text = "\n".join([heading, *rows, ""])
    return lambda folder: (folder / "housing_surveys.csv").write_text(text, encoding="utf-8")


def built(*rows: str, surveys: tuple[str, ...] = (IN_NEED,)) -> Callable[[Path], object]:
    """The works with these rows, beside surveys."""

    def write(folder: Path) -> None:
        surveyed(*surveys)(folder)
        text = "\n".join([BUILT, *rows, ""])
        (folder / "housing_works.csv").write_text(text, encoding="utf-8")

    return write


CASES = [
    Case(
        "surveys and works as they should be",
        files=built(f'{YEAR},{POOR},Xây mới,{DAYS},"40.000.000","25.000.000",,,,,15000000 đ'),
    ),
    Case(
        "a survey without a day and without a word on the land",
        files=surveyed(f"{YEAR},{POOR},,Nhà tạm,", f"{YEAR},{ALONE},-,Kiên cố,-"),
    ),
    Case(
        "a work that is finished only after the year",
        files=built(f"{YEAR},{POOR},Sửa chữa,20/11/{YEAR},15/02/{YEAR + 1},,,,,,,"),
    ),
    Case(
        "a house in a state that nobody knows",
        refused=(told(NO_STATE, 2, of="Tình trạng nhà ở (house_state)"),),
        files=surveyed(f"{YEAR},{POOR},10/03/{YEAR},Tạm bợ,có"),
    ),
    Case(
        "a survey without the state of the house",
        refused=(told(say.BLANK, 2, of="Tình trạng nhà ở (house_state)"),),
        files=surveyed(f"{YEAR},{POOR},10/03/{YEAR},,có"),
    ),
    Case(
        "land in other words than yes and no",
        refused=(told(NO_LAND, 2, of="Đất ở ổn định (has_stable_land)"),),
        files=surveyed(f"{YEAR},{POOR},10/03/{YEAR},Nhà tạm,đất thuê"),
    ),
    Case(
        "a household surveyed twice in a year",
        refused=(told(TWICE, 2, 3, of="Mã hộ (household_id)"),),
        files=surveyed(IN_NEED, f"{YEAR},{POOR},10/09/{YEAR},Kiên cố,có"),
    ),
    Case(
        "a survey in another year than its row",
        refused=(told(OTHER_YEAR, 2, of="Ngày khảo sát (survey_date)"),),
        files=surveyed(f"{YEAR},{POOR},10/03/{YEAR - 1},Nhà tạm,có"),
    ),
    Case(
        "a survey on a day that there is not",
        refused=(
            told(NO_DAY, 2, of="Ngày khảo sát (survey_date)"),
            told(OTHER_YEAR, 2, of="Ngày khảo sát (survey_date)"),
        ),
        files=surveyed(f"{YEAR},{POOR},31/02/{YEAR},Nhà tạm,có"),
    ),
    Case(
        "a survey of a household that the register does not know",
        refused=(told(UNKNOWN, 2, of="Mã hộ (household_id)"),),
        files=surveyed(f"{YEAR},048000000999,10/03/{YEAR},Nhà tạm,có"),
        personal=("048000000999",),
    ),
    Case(
        "surveys without the heading of the state",
        refused=(told(say.NO_HEADING, of="Tình trạng nhà ở (house_state)"),),
        files=surveyed(IN_NEED, heading=SURVEYED.replace("Tình trạng nhà ở", "Nhà")),
    ),
    Case(
        "a kind of work that nobody knows",
        refused=(told(NO_KIND, 2, of="Hình thức (work_kind)"),),
        files=built(f"{YEAR},{POOR},Nâng nền,{DAYS},,,,,,,"),
    ),
    Case(
        "a work without its kind",
        refused=(told(say.BLANK, 2, of="Hình thức (work_kind)"),),
        files=built(f"{YEAR},{POOR},,{DAYS},,,,,,,"),
    ),
    Case(
        "money that does not add up",
        refused=(told(SUM, 2, of="Tổng kinh phí (đồng) (cost_vnd)"),),
        files=built(f"{YEAR},{POOR},Xây mới,{DAYS},40000000,25000000,,,,,14999999"),
    ),
    Case(
        "a cost without any funds",
        refused=(told(SUM, 2, of="Tổng kinh phí (đồng) (cost_vnd)"),),
        files=built(f"{YEAR},{POOR},Xây mới,{DAYS},40000000,,,,,,"),
    ),
    Case(
        "money with decimals",
        refused=(
            told(NO_MONEY, 2, of="Tổng kinh phí (đồng) (cost_vnd)"),
            told(NO_MONEY, 2, of="Ngân sách (đồng) (budget_vnd)"),
        ),
        files=built(f"{YEAR},{POOR},Xây mới,{DAYS},4.5,4.5,,,,,"),
    ),
    Case(
        "a work finished before it was begun",
        refused=(told(BEFORE_START, 2, of="Ngày hoàn thành (finish_date)"),),
        files=built(f"{YEAR},{POOR},Xây mới,30/06/{YEAR},20/04/{YEAR},,,,,,,"),
    ),
    Case(
        "a work begun before the survey",
        refused=(told(BEFORE_SURVEY, 2, of="Ngày khởi công (start_date)"),),
        files=built(f"{YEAR},{POOR},Xây mới,09/03/{YEAR},30/06/{YEAR},,,,,,,"),
    ),
    Case(
        "a work begun in the year before its decision",
        refused=(told(FAR, 2, of="Ngày khởi công (start_date)"),),
        files=built(f"{YEAR},{POOR},Xây mới,30/12/{YEAR - 1},30/06/{YEAR},,,,,,,"),
    ),
    Case(
        "a work finished in a year far off",
        refused=(told(FAR, 2, of="Ngày hoàn thành (finish_date)"),),
        files=built(f"{YEAR},{POOR},Xây mới,20/04/{YEAR},30/06/2202,,,,,,,"),
    ),
    Case(
        "a work begun on a day that there is not",
        refused=(told(NO_DAY, 2, of="Ngày khởi công (start_date)"),),
        files=built(f"{YEAR},{POOR},Xây mới,31/02/{YEAR},30/06/{YEAR},,,,,,,"),
    ),
    Case(
        "a work for a household that was never surveyed",
        refused=(told(NO_NEED, 2, of="Mã hộ (household_id)"),),
        files=built(f"{YEAR},{OTHER},Xây mới,{DAYS},,,,,,,"),
    ),
    Case(
        "a work for a house found sound",
        refused=(told(NO_NEED, 2, of="Mã hộ (household_id)"),),
        files=built(
            f"{YEAR},{POOR},Sửa chữa,{DAYS},,,,,,,",
            surveys=(IN_NEED.replace("Nhà tạm", "Kiên cố"),),
        ),
    ),
]
