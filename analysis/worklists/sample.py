"""Mẫu kiểm tra ngẫu nhiên: which households are drawn for next year, by name.

The draw depends on the seed of district.yml and on the household numbers alone: whoever has the
lists can draw it again.
"""

from datetime import datetime
from pathlib import Path

import pandas as pd

from analysis.measures import inspection as measures
from analysis.methods import sampling
from analysis.register.households import POOR
from analysis.register.programme.inspection import RANDOM
from analysis.register.read import Register
from analysis.worklists import calls, workbook
from analysis.worklists.workbook import Sheet
from analysis.workspace import Workspace, WorkspaceError

LIST, DESIGN = "Kiểm tra", "Thiết kế mẫu"


def write(workspace: Workspace, register: Register, year: int, data: str) -> Path:
    """Write the households drawn of the poor at the closing of a year; returns the file.

    Raises WorkspaceError where district.yml lays down no sample, or there is no review of the year.
    """
    rules = workspace.district.programme.inspection
    if rules is None or rules.sample is None or year not in register.reviews:
        raise WorkspaceError(
            f"{data}: district.yml chưa ghi mẫu kiểm tra (programme, inspection, sample), hoặc "
            f"không có rà soát năm {year}; chưa ghi danh sách nào.",
            f"{data}: district.yml lays down no sample of inspections (programme, inspection, "
            f"sample), or there is no review of {year}; no list was written.",
        )
    frame = _frame(workspace, register, year)
    rule = rules.sample
    sizes = frame.groupby("ward_code").size().reindex(workspace.district.unit_names("vi")).fillna(0)
    design = measures.design(
        sizes.astype("int64"), rule.visits, rule.least_per_ward, rule.expected_pct
    )
    drawn = drawn_of(frame, design, rule.seed)
    rows = calls.in_order(drawn, workspace.district)
    notice = workspace.district.notice
    above = [
        f"Mẫu kiểm tra ngẫu nhiên năm {year + 1}, {workspace.district.name.vi}",
        notice.vi if notice else "",
        f"Rút từ hộ nghèo cuối kỳ năm {year}. Trong mỗi phường lấy các hộ có số rút thăm nhỏ nhất: "
        f"SHA-256 trên «{rule.seed}:mã hộ».",
    ]
    file = workspace.private("internal") / f"sample-{year}.xlsx"
    sheets = [calls.sheet(LIST, above, rows, year + 1, RANDOM), _designed(workspace, design)]
    workbook.write(file, sheets, datetime(year, 12, 31))
    return file


def drawn_of(frame: pd.DataFrame, design: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The rows of the frame that are drawn, of each ward as many as the design says."""
    sizes = design.set_index("unit_code")["sample_size"].drop(measures.TOTAL)
    chosen = {
        household
        for ward, own in frame.groupby("ward_code")["household_id"]
        for household in sampling.drawn(own, int(sizes[ward]), seed)
    }
    return frame[frame["household_id"].isin(chosen)]


def _frame(workspace: Workspace, register: Register, year: int) -> pd.DataFrame:
    """The poor of the closing list of whom the ward is known."""
    closing = register.reviews[year].closing
    wards = list(workspace.district.unit_names("vi"))
    poor = closing[(closing["household_class"] == POOR) & closing["ward_code"].isin(wards)]
    columns = ["household_id", "head_name", "ward_code", "residential_group"]
    return poor[columns].reset_index(drop=True)


def _designed(workspace: Workspace, design: pd.DataFrame) -> Sheet:
    names = workspace.district.unit_names("vi") | {measures.TOTAL: "Toàn địa bàn"}
    rows = [
        [names[code], int(closing), int(drawn)]
        for code, closing, drawn in design.itertuples(index=False)
    ]
    return Sheet(DESIGN, [], ["Phường", "Hộ nghèo cuối kỳ", "Số hộ rút"], rows, [0])
