"""Lists of tasks as an office should not hand them in."""

from collections.abc import Callable
from pathlib import Path

from tests.faulty import Case, told

HEADINGS = "Năm,Mã nhiệm vụ,Nhiệm vụ,Đơn vị chủ trì,Hạn,Trạng thái,Ngày xong"
SOUND = {
    "Năm": "2022",
    "Mã nhiệm vụ": "NV-01",
    "Nhiệm vụ": "Xóa nhà tạm",
    "Đơn vị chủ trì": "UBND phường",
    "Hạn": "30/06/2022",
    "Trạng thái": "Chưa làm",
    "Ngày xong": "",
}
CODE, TASK = "Mã nhiệm vụ (task_code)", "Nhiệm vụ (task)"
OWNER, DUE, DONE = "Đơn vị chủ trì (task_owner)", "Hạn (due_date)", "Ngày xong (done_date)"

BLANK = ("không được để trống", "must be filled in")
TWICE = ("không được trùng trong danh sách", "must not stand twice in the list")
SHORT = (
    "phải là mã ngắn như NV-01 (chữ hoa không dấu, gạch nối, chữ số)",
    "must be a short code as NV-01 (plain capitals, a hyphen, digits)",
)
NUMBERED = (
    "được in trên trang, không được có số CMND, CCCD (9 hoặc 12 chữ số liền nhau); số tiền ghi "
    "có dấu chấm hàng nghìn",
    "is shown on pages and must hold no citizen number (9 or 12 digits in a row); write money "
    "with marks between the thousands",
)
PERSON = (
    "phải là cơ quan, đoàn thể, không phải một người (ông, bà ...)",
    "must be an office or association and not a person (ông, bà ...)",
)
OTHER_YEAR = ("phải trong năm của nhiệm vụ", "must be in the task's year")
NO_DAY = ("phải là ngày, như 31/01/2013", "must be a day, as 31/01/2013")
NO_STATE = (
    "phải là một trong «Chưa làm», «Đang làm», «Xong»",
    "must be one of «Chưa làm», «Đang làm», «Xong»",
)
DONE_OR_NOT = (
    "phải có khi trạng thái là «Xong», và chỉ khi đó",
    "must be given where the state is «Xong», and only there",
)


def tasks(*rows: dict[str, str]) -> Callable[[Path], object]:
    """A list of tasks, each sound but for what its row says."""
    lines = [",".join((SOUND | row).values()) for row in rows]
    text = "\n".join([HEADINGS, *lines, ""])
    return lambda folder: (folder / "tasks.csv").write_text(text, encoding="utf-8")


CASES = [
    Case("tasks that are sound", files=tasks({}, {"Năm": "2023", "Hạn": ""})),
    Case("a list of tasks without a row", files=tasks()),
    Case(
        "a task given twice in a year",
        refused=(told(TWICE, 2, 3, of=CODE),),
        files=tasks({}, {}),
    ),
    Case(
        "a task with no words",
        refused=(told(BLANK, 2, of=TASK),),
        files=tasks({"Nhiệm vụ": ""}),
    ),
    Case(
        "a code that is a citizen number",
        refused=(told(SHORT, 2, of=CODE),),
        files=tasks({"Mã nhiệm vụ": "048161000001"}),
        personal=("048161000001",),
    ),
    Case(
        "a citizen number in the words of a task",
        refused=(told(NUMBERED, 3, of=TASK),),
        files=tasks({}, {"Mã nhiệm vụ": "NV-02", "Nhiệm vụ": "Sửa nhà hộ 201234567"}),
        personal=("201234567", "Sửa nhà hộ"),
    ),
    Case(
        "money in the words of a task",
        files=tasks({"Nhiệm vụ": "Vận động 150.000.000 đồng"}),
    ),
    Case(
        "a person in charge of a task",
        refused=(told(NUMBERED, 2, of=OWNER), told(PERSON, 2, 3, of=OWNER)),
        files=tasks(
            {"Đơn vị chủ trì": "Ông Hồ Văn Kín 048068000009"},
            {"Mã nhiệm vụ": "NV-02", "Đơn vị chủ trì": "bà Kín"},
        ),
        personal=("Kín", "048068000009"),
    ),
    Case(
        "a task due in another year",
        refused=(told(OTHER_YEAR, 2, of=DUE),),
        files=tasks({"Hạn": "31/01/2023"}),
    ),
    Case(
        "a task due in a month",
        refused=(told(NO_DAY, 2, of=DUE), told(OTHER_YEAR, 2, of=DUE)),
        files=tasks({"Hạn": "tháng 6"}),
    ),
    Case(
        "a state of a task that there is not",
        refused=(told(NO_STATE, 2, of="Trạng thái (task_state)"),),
        files=tasks({"Trạng thái": "Gần xong"}),
    ),
    Case(
        "a task done on no day, and one done on a day and still open",
        refused=(told(DONE_OR_NOT, 2, 3, of=DONE),),
        files=tasks(
            {"Trạng thái": "Xong"},
            {"Mã nhiệm vụ": "NV-02", "Trạng thái": "Đang làm", "Ngày xong": "01/06/2022"},
        ),
    ),
]
