"""Danh sách nguyện vọng còn lại: open wishes by name, for the associations that must act on them.

One sheet in the order of the associations, each with what waits longest first. It holds neither
incomes, nor citizen numbers, nor causes of poverty.
"""

from datetime import datetime
from pathlib import Path

import pandas as pd

from analysis import terms
from analysis.facts import wishes
from analysis.register.programme.outreach import TITLES
from analysis.register.read import Register
from analysis.worklists import heads, workbook
from analysis.worklists.workbook import Sheet
from analysis.workspace import Workspace, WorkspaceError

COLUMNS = {
    "association": "Hội phụ trách",
    "household_id": "Mã hộ",
    "head_name": "Họ tên chủ hộ",
    "ward": "Phường",
    "residential_group": "Tổ dân phố",
    "wish_kind": "Nguyện vọng",
    "met": "Ngày đối thoại",
    "waited_days": "Số ngày đã chờ",
    "overdue": "Quá hạn",
    "solution": "Giải pháp đã ghi",
    "next": "Việc cần làm",
}
WIDE = [at for at, name in enumerate(COLUMNS) if name in ("head_name", "solution", "next")]
TO_ANSWER, TO_DO = "Trả lời hộ, ghi ngày trả lời", "Hoàn thành, ghi ngày hoàn thành"
NO_LIMIT = "chưa ghi thời hạn"


def write(workspace: Workspace, register: Register, year: int, data: str) -> Path:
    """Write the wishes open at the end of a year, as known then; returns the file.

    Raises WorkspaceError where no dialogue of the year is recorded.
    """
    table = register.programme.get("wishes")
    recorded = pd.DataFrame({"year": []}) if table is None else wishes.dated(table)
    if not recorded["year"].eq(year).any():
        raise WorkspaceError(
            f"{data}: bảng «{TITLES['wishes']}» (wishes) không có dòng nào của năm {year}; chưa "
            "ghi danh sách nào.",
            f"{data}: the table «{TITLES['wishes']}» (wishes) has no row of {year}; no list was "
            "written.",
        )
    rows = _rows(wishes.known(recorded, year), workspace, register, year)
    district = workspace.district
    above = [
        [f"Nguyện vọng còn lại đến hết năm {year}, {district.name.vi}"],
        [district.notice.vi if district.notice else ""],
        ["Danh sách nội bộ, có tên hộ: chỉ giao cho hội phụ trách phần của hội mình."],
    ]
    sheet = Sheet("Nguyện vọng còn lại", above, [*COLUMNS.values()], rows.to_numpy().tolist(), WIDE)
    file = workspace.private("internal") / f"wishes-{year}.xlsx"
    workbook.write(file, [sheet], datetime(year, 12, 31))
    return file


def _rows(known: pd.DataFrame, workspace: Workspace, register: Register, year: int) -> pd.DataFrame:
    """One row for each open wish, with whom to see, how long it is open and what comes next."""
    rules, wards = workspace.district.programme.outreach, workspace.district.unit_names("vi")
    late = pd.Series(NO_LIMIT, known.index)
    if rules is not None:
        late = wishes.overdue(known, year, rules).map({True: "có", False: "không"})
    waited = (pd.Timestamp(year, 12, 31) - known["met_date"]).dt.days
    rows = known.assign(
        met=[terms.day(day, "vi") for day in known["met_date"]],
        waited_days=waited,
        overdue=late,
        solution=known["solution"].mask(known["is_unanswered"], ""),  # it may have come later
        next=known["is_unanswered"].map({True: TO_ANSWER, False: TO_DO}),
    )[known["is_open"]]
    rows = rows.join(heads.last_listed(register, year), on="household_id")
    rows = rows.assign(ward=rows["ward_code"].map(wards))
    ordered = rows.sort_values(["association", "waited_days"], ascending=[True, False])
    return ordered[list(COLUMNS)].fillna("")
