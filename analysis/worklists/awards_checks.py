"""Sheets beside the list of proposals: how firm it is, what the council decided, from which files.

Internal like the list itself: names, the whole reasons, and who decided.
"""

import hashlib

import pandas as pd

from analysis import terms
from analysis.commendation import Commendation
from analysis.facts import read
from analysis.measures import awards, robustness
from analysis.measures.awards import OTHERWISE, Reckoning
from analysis.measures.robustness import ACCEPTED
from analysis.register.read import Register
from analysis.worklists.workbook import Sheet
from analysis.workspace import Workspace, is_table

FIRM, WEIGHTS, COUNCIL, INPUTS = "Độ chắc", "Khoảng trọng số", "Hội đồng", "Tệp đầu vào"
OVERRIDDEN = ["override", "override_reason", "decided_by", "decided_date"]


def sheets(
    workspace: Workspace,
    register: Register,
    reckoned: Reckoning,
    named: pd.DataFrame,
    year: int,
    data: str,
) -> list[Sheet]:
    """The four sheets; `named` has the nominations of the year by the code of the candidate."""
    rules = workspace.district.awards
    return [
        _firm(reckoned, rules, named, read.candidates(year, data)),
        _weights(reckoned, rules),
        _council(register, reckoned, named, year),
        _inputs(workspace),
    ]


def _firm(
    reckoned: Reckoning, rules: Commendation, named: pd.DataFrame, candidates: pd.DataFrame
) -> Sheet:
    """How often each is chosen under other weights, at which places, and by other reckonings."""
    often = robustness.acceptability(reckoned.scored, reckoned.placed, rules)
    table = often.merge(awards.otherwise(candidates, reckoned, rules), on="candidate_code")
    places = [column for column in often if column.startswith("place_")]
    rows = [
        [
            terms.label(row["stream"], "vi"),
            row["candidate_code"],
            named.loc[row["candidate_code"], "candidate_name"],
            *(row[name] for name in ACCEPTED),
            *(terms.label(row[name], "vi") for name in OTHERWISE),
            *("" if pd.isna(row[name]) else row[name] for name in places),
        ]
        for row in table.to_dict("records")
    ]
    above = [
        ["Danh sách chắc đến đâu nếu trọng số khác đi"],
        ["Số bộ trọng số đã rút", robustness.DRAWS],
        ["Số gốc", rules.seed],
        ["Sai số chuẩn lớn nhất của một tỷ lệ (điểm phần trăm)", robustness.ERROR_PP],
    ]
    headings = ["Luồng", "Mã đề cử", "Tên", *_labels([*ACCEPTED, *OTHERWISE])]
    headings += [f"Thứ tự {at} (%)" for at in range(1, len(places) + 1)]
    return Sheet(FIRM, above, headings, rows, [2])


def _weights(reckoned: Reckoning, rules: Commendation) -> Sheet:
    """From which to which weight of a criterion the list stays as it is, unrounded."""
    ranges = robustness.weight_ranges(reckoned.scored, reckoned.placed, rules)
    kinds = rules.kind_names("vi")
    rows = [
        [
            terms.label(row["stream"], "vi"),
            kinds[row["kind"]],
            terms.label(row["criterion"], "vi"),
            *("" if pd.isna(row[name]) else row[name] for name in robustness.RANGES[3:]),
        ]
        for row in ranges.to_dict("records")
    ]
    return Sheet(WEIGHTS, [], _labels(robustness.RANGES), rows, [1, 2])


def _council(register: Register, reckoned: Reckoning, named: pd.DataFrame, year: int) -> Sheet:
    """What the council decided otherwise than proposed, with the whole reason and who decided."""
    decided = register.overrides
    of_year = decided.iloc[:0] if decided is None else decided[decided["year"] == str(year)]
    result = reckoned.placed.set_index("candidate_code")["result"]
    rows = [
        [
            row["candidate_code"],
            named.loc[row["candidate_code"], "candidate_name"],
            terms.label(result[row["candidate_code"]], "vi"),
            *(row[name] for name in OVERRIDDEN),
        ]
        for row in of_year.to_dict("records")
    ]
    headings = ["Mã đề cử", "Tên", *_labels(["result", *OVERRIDDEN])]
    return Sheet(COUNCIL, [], headings, rows, [1, 4])


def _inputs(workspace: Workspace) -> Sheet:
    """Every file of the workspace and its SHA-256, so that the inputs can be proved the same."""
    there = workspace.folder.rglob("*")
    files = sorted(file for file in there if is_table(file) or file.suffix == ".yml")
    rows = [
        [
            file.relative_to(workspace.folder).as_posix(),
            hashlib.sha256(file.read_bytes()).hexdigest(),
        ]
        for file in files
    ]
    return Sheet(INPUTS, [], ["Tệp", "SHA-256"], rows, [0, 1])


def _labels(names: list[str]) -> list[str]:
    return [terms.label(name, "vi") for name in names]
