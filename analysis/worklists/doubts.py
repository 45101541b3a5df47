"""Dòng cần xem lại: rows of the register to look at again, for those who mend it."""

from pathlib import Path

import pandas as pd

from analysis import files, terms
from analysis.register import doubts as register_doubts
from analysis.register.read import Register
from analysis.terms.quality import ADVICE
from analysis.workspace import Workspace

FILE = "doubts.csv"
HEADINGS = {
    "year": "Năm",
    "path": "Tệp",
    "row": "Dòng",
    "unit_code": "Mã phường",
    "ward": "Phường",
    "household_id": "Mã hộ",
    "doubt": "Điểm cần xem lại",
    "advice": "Việc cần làm",
}


def write(workspace: Workspace, register: Register) -> tuple[Path, pd.DataFrame]:
    """Write the rows to look at again (dòng cần xem lại), with no name and no citizen number.

    One row for each household, rule and file, as a CSV that spreadsheets open. Returns the file,
    and the households counted by rule and file over all years. Raises WorkspaceError where another
    folder of the same name has its outputs there.
    """
    found = register_doubts.found(register, workspace.district)
    rows = found.assign(
        ward=found["unit_code"].map(workspace.district.unit_names("vi")).fillna(""),
        doubt=found["rule"].map(lambda rule: terms.label(rule, "vi")),
        advice=found["rule"].map(lambda rule: ADVICE[rule]["vi"]),
    )
    file = workspace.private("internal") / FILE
    shown = rows[list(HEADINGS)].rename(columns=HEADINGS)
    with files.replacing(file) as partial:
        shown.to_csv(partial, index=False, encoding="utf-8-sig", lineterminator="\n")
    counts = found.groupby(["rule", "file"], sort=False).size().reset_index(name="households")
    return file, counts
