"""Hộ cần kiểm tra theo dấu hiệu: whom to call on, by name, with every reason in words.

A list for those who go and look: it says what is in doubt and decides nothing. No share may be
estimated from it.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd

from analysis import rules
from analysis.register import doubts
from analysis.register.cases import CLOSING
from analysis.register.households import EXITED
from analysis.register.programme import inspection as terms
from analysis.register.read import Register
from analysis.register.schema import days, numbers
from analysis.worklists import calls, heads, workbook
from analysis.workspace import Workspace, WorkspaceError

LIST = "Kiểm tra"
CLOSE = 1.1  # times the line, below which the income of an exit is close to it
REASONS = {
    "overdue": "Việc phải xử lý đã quá hạn",
    "open": "Việc phải xử lý chưa xong",
    "not_met": "Đã đến kiểm tra nhưng không gặp",
    "close_exit": "Thoát nghèo năm {at} với thu nhập cao hơn chuẩn chưa đến 10%",
    "exit_without_income": "Thoát nghèo năm {at} không ghi thu nhập",
    "vanished": "Hộ nghèo đầu kỳ không còn trong danh sách nào, không rõ đi đâu",
    "poor_without_income": "Hộ nghèo cuối kỳ không ghi thu nhập",
}
MANY, WHY = "Số lý do", "Lý do"


def write(workspace: Workspace, register: Register, year: int, data: str) -> Path:
    """Write whom to call on after the review of a year, most reasons first; returns the file.

    Raises WorkspaceError where there is no review of the year.
    """
    if year not in register.reviews:
        raise WorkspaceError(
            f"{data}: không có rà soát năm {year}; chưa ghi danh sách nào.",
            f"{data}: there is no review of {year}; no list was written.",
        )
    rows = listed(workspace, register, year)
    notice = workspace.district.notice
    above = [
        f"Hộ cần kiểm tra theo dấu hiệu sau rà soát năm {year}, {workspace.district.name.vi}",
        notice.vi if notice else "",
        "Lý do chỉ là dấu hiệu cần xem tại chỗ, không phải kết luận; không dùng danh sách này để "
        "tính tỷ lệ sai.",
    ]
    sheet = calls.sheet(LIST, above, rows, year + 1, terms.FOR_CAUSE, [MANY, WHY])
    file = workspace.private("internal") / f"visits-{year}.xlsx"
    workbook.write(file, [sheet], datetime(year, 12, 31))
    return file


def listed(workspace: Workspace, register: Register, year: int) -> pd.DataFrame:
    """One row for each household with its reasons, by their number, then ward and group."""
    found = [
        *_inspected(workspace, register, year),
        *_exits(workspace, register, year),
        *_doubted(workspace, register, year),
    ]
    reasons = pd.DataFrame(found, columns=["household_id", WHY]).drop_duplicates()
    by_home = reasons.groupby("household_id")[WHY]
    rows = by_home.agg("; ".join).to_frame().assign(**{MANY: by_home.size()})
    rows = rows.join(heads.last_listed(register, year)).reset_index()
    rows = calls.in_order(rows, workspace.district)
    return rows.sort_values(MANY, ascending=False, kind="stable")


def _inspected(workspace: Workspace, register: Register, year: int) -> Iterator[tuple[str, str]]:
    """Findings that are not settled at the end of the year, and whom nobody met in it."""
    rows = register.programme.get(terms.VISITS)
    if rows is None or rows.empty:
        return
    end, limit = pd.Timestamp(year, 12, 31), workspace.district.programme.inspection
    visited, closed = days(rows["visit_date"]), days(rows["closed_date"])
    to_settle = rows["finding"].isin(terms.TO_SETTLE) & (visited <= end) & ~(closed <= end)
    for home, since in zip(rows.loc[to_settle, "household_id"], visited[to_settle], strict=True):
        is_late = limit and limit.settle_days and (end - since).days > limit.settle_days
        yield home, REASONS["overdue" if is_late else "open"]
    missed = (rows["finding"] == terms.NOT_MET) & (numbers(rows["year"]) == year)
    for home in rows.loc[missed & (visited <= end), "household_id"]:
        yield home, REASONS["not_met"]


def _exits(workspace: Workspace, register: Register, year: int) -> Iterator[tuple[str, str]]:
    """Exits of this and last year whose income is close to the line, or not on record."""
    for at in (year - 1, year):
        review = register.reviews.get(at)
        if review is None:
            continue
        exits = review.departures[review.departures["reason"] == EXITED]
        line = rules.standards()[review.standard].line_vnd(workspace.district.settlement)
        incomes = numbers(exits["income_vnd"])
        for home, income in zip(exits["household_id"], incomes, strict=True):
            if pd.isna(income):
                yield home, REASONS["exit_without_income"].format(at=at)
            elif line is not None and income < CLOSE * line:
                yield home, REASONS["close_exit"].format(at=at)


def _doubted(workspace: Workspace, register: Register, year: int) -> Iterator[tuple[str, str]]:
    """Households that vanished from the lists of the year, or are poor without an income."""
    found = doubts.found(register, workspace.district)
    found = found[found["year"] == year]
    of_closing = (found["rule"] == "poor_without_income") & (found["file"] == CLOSING)
    for row in found[of_closing | (found["rule"] == "vanished")].itertuples():
        yield row.household_id, REASONS[row.rule]
