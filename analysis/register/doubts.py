"""Điểm cần xem lại: what a register that was accepted should still be asked about.

The rules of the schemas refuse a file; these stop nothing. Each is a test of the rows of a list
under one code, whose sentence and advice stand in `terms`. A line that was not found is not tested
against, nor an income below one under a standard that asks for deprivations as well, unless they
were recorded.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.register import households, summaries
from analysis.register.cases import (
    CARRIED,
    CLOSING,
    DEPARTURES,
    MEMBERS,
    OPENING,
    SUMMARY,
    Case,
    cases,
)
from analysis.register.faults import BLANKS
from analysis.register.households import EXITED, NEAR_POOR, NEW, POOR, RELAPSED, STAYED
from analysis.register.read import Register
from analysis.register.rules import among
from analysis.workspace import District

TYPES = {
    "year": "int64",
    "file": "str",
    "path": "str",
    "row": "int64",
    "unit_code": "str",
    "rule": "str",
    "household_id": "str",
}
FOUND = list(TYPES)


@dataclass(frozen=True)
class Doubt:
    """The lists a soft rule looks at, and the test: true where the row should be looked at."""

    files: tuple[str, ...]
    found: Callable[[pd.DataFrame, Case], pd.Series]


def _is_poor(rows: pd.DataFrame) -> pd.Series:
    return rows["household_class"] == POOR


def _income(rows: pd.DataFrame) -> pd.Series:
    return _number(rows["income_vnd"])


def _above(rows: pd.DataFrame, case: Case) -> pd.Series:
    """Above every income that makes poor; false where the income or the line is not known."""
    highest = case.standard.highest_vnd(case.settlement)
    return _income(rows) > (float("inf") if highest is None else highest)


def _not_above(rows: pd.DataFrame, case: Case) -> pd.Series:
    """At or below the line where that alone makes poor; false where either is not known."""
    certain = case.standard.certain_vnd(case.settlement)
    return _income(rows) <= (float("-inf") if certain is None else certain)


def _is_exit(rows: pd.DataFrame) -> pd.Series:
    return rows["reason"] == EXITED


def _vanished(rows: pd.DataFrame, case: Case) -> pd.Series:
    return _is_poor(rows) & ~among(rows["household_id"], case.still_known)


def _exited_before(rows: pd.DataFrame, case: Case) -> pd.Series:
    return among(rows["household_id"], case.exited) | among(
        rows["head_citizen_number"], case.exited
    )


def _size_differs(rows: pd.DataFrame, case: Case) -> pd.Series:
    counted = case.review.members["household_id"].value_counts()
    listed = rows["household_id"].map(counted).fillna(0)
    return (listed != _number(rows["members"])) & (len(counted) > 0)


def _given(cells: pd.Series) -> pd.Series:
    """Whether something stands in the cell; not where the list has no such column."""
    return cells.notna() & ~cells.isin(BLANKS)


def _number(cells: pd.Series) -> pd.Series:
    return pd.to_numeric(cells, errors="coerce")


def _repeated(numbers: pd.Series) -> pd.Series:
    return _given(numbers) & numbers.duplicated(keep=False)


def _changed(rows: pd.DataFrame, case: Case, column: str) -> pd.Series:
    """Recorded on both lists, and not the same."""
    before = case.before(rows, column)
    return _given(before) & _given(rows[column]) & (rows[column] != before)


def _labour_contradicts(rows: pd.DataFrame, case: Case) -> pd.Series:
    workers, group = _number(rows["workers"]), rows["special_group"]
    none = group == households.WITHOUT_LABOUR
    return (none & (workers > 0)) | (_given(group) & ~none & (workers == 0))


def _new_number(rows: pd.DataFrame, case: Case) -> pd.Series:
    """Not on the opening list, while its head is, under another household number."""
    heads = set(case.review.opening["head_citizen_number"].dropna()) - {""}
    known = among(rows["household_id"], set(case.review.opening["household_id"]))
    return ~known & among(rows["head_citizen_number"], heads)


def _exit_not_listed(rows: pd.DataFrame, case: Case) -> pd.Series:
    return _is_exit(rows) & ~among(rows["household_id"], case.poor_before)


def _still_poor(rows: pd.DataFrame, case: Case) -> pd.Series:
    return among(rows["household_id"], households.poor(case.review.closing))


def _scores_contradict(rows: pd.DataFrame, case: Case) -> pd.Series:
    """Another class than the scores give, under a standard that scores decide."""
    if case.scores is None or "score_income" not in rows:
        return pd.Series(False, rows.index)
    income, deprivation = _number(rows["score_income"]), _number(rows["score_deprivation"])
    alone = -1 if case.scores.income_alone is None else case.scores.income_alone
    low, deprived = income <= case.scores.income, deprivation >= case.scores.deprivation
    poor = (low & deprived) | (income <= alone)
    known = income.notna() & deprivation.notna()
    near = rows["household_class"] == NEAR_POOR
    return known & ((_is_poor(rows) != poor) | (near != (low & ~poor)))


def _class_contradicts(rows: pd.DataFrame, case: Case) -> pd.Series:
    """Another class than income and deprivations give, by standards that look at both.

    Poor with too few deprivations and no income that makes poor by itself; near-poor with as many
    as make poor, or above the line of the near-poor.
    """
    standard, near_line = case.standard, case.near_poor_line_vnd
    if standard.deprivations is None or near_line is None:
        return pd.Series(False, rows.index)
    known = case.deprivations.reindex(rows["household_id"]).set_axis(rows.index)
    income, is_near = _income(rows), rows["household_class"] == NEAR_POOR
    may_alone = standard.income_alone & (income.isna() | _not_above(rows, case))
    few, many = known["most"] < standard.deprivations, known["lacks"] >= standard.deprivations
    return (_is_poor(rows) & few & ~may_alone) | (is_near & (many | (income > near_line)))


LISTED = (OPENING, CLOSING)
DOUBTS = {
    "ward_blank": Doubt((*LISTED, DEPARTURES), lambda rows, case: rows["ward_code"] == ""),
    "vanished": Doubt((OPENING, CARRIED), _vanished),
    "undeclared": Doubt((CLOSING,), lambda rows, case: _is_poor(rows) & (rows["movement"] == "")),
    "not_poor_before": Doubt(
        (CLOSING,),
        lambda rows, case: (
            _is_poor(rows)
            & (rows["movement"] == STAYED)
            & ~among(rows["household_id"], case.poor_before)
        ),
    ),
    "new_but_exited": Doubt(
        (CLOSING,), lambda rows, case: (rows["movement"] == NEW) & _exited_before(rows, case)
    ),
    "relapse_unknown": Doubt(
        (CLOSING,), lambda rows, case: (rows["movement"] == RELAPSED) & ~_exited_before(rows, case)
    ),
    "number_changed": Doubt((CLOSING,), _new_number),
    "ward_changed": Doubt((CLOSING,), lambda rows, case: _changed(rows, case, "ward_code")),
    "head_changed": Doubt(
        (CLOSING,), lambda rows, case: _changed(rows, case, "head_citizen_number")
    ),
    "shared_head": Doubt(LISTED, lambda rows, case: _repeated(rows["head_citizen_number"])),
    "shared_member": Doubt((MEMBERS,), lambda rows, case: _repeated(rows["citizen_number"])),
    "size_differs": Doubt((CLOSING, DEPARTURES), _size_differs),
    "member_of_none": Doubt(
        (MEMBERS,),
        lambda rows, case: ~among(rows["household_id"], case.listed),
    ),
    "workers_exceed": Doubt(
        LISTED,
        lambda rows, case: _number(rows["workers"]) > _number(rows["members"]),
    ),
    "labour_contradicts": Doubt(LISTED, _labour_contradicts),
    "group_not_poor": Doubt(
        LISTED, lambda rows, case: ~_is_poor(rows) & _given(rows["special_group"])
    ),
    "poor_above_line": Doubt(LISTED, lambda rows, case: _is_poor(rows) & _above(rows, case)),
    "near_poor_below_line": Doubt(
        LISTED,
        lambda rows, case: (rows["household_class"] == NEAR_POOR) & _not_above(rows, case),
    ),
    "exit_below_line": Doubt(
        (DEPARTURES,), lambda rows, case: _is_exit(rows) & _not_above(rows, case)
    ),
    "poor_without_income": Doubt(
        LISTED, lambda rows, case: _is_poor(rows) & (rows["income_vnd"] == "")
    ),
    "exit_without_income": Doubt(
        (DEPARTURES,), lambda rows, case: _is_exit(rows) & (rows["income_vnd"] == "")
    ),
    "exit_not_listed": Doubt((DEPARTURES,), _exit_not_listed),
    "exit_still_poor": Doubt((DEPARTURES,), _still_poor),
    "scores_contradict": Doubt(LISTED, _scores_contradict),
    "class_contradicts": Doubt((CLOSING,), _class_contradicts),
}


def found(register: Register, district: District) -> pd.DataFrame:
    """Every household a rule points at, once for each rule and list (FOUND), for internal use.

    `path` and `row` say where the file has it, as the spreadsheet counts; `household_id` is
    personal and no other column is.
    """
    every = list(cases(register, district))
    tables = [
        _pointed_at(rule, name, case)
        for case in every
        for rule, doubt in DOUBTS.items()
        for name in doubt.files
        if name in case.lists
    ]
    tables += [
        _of_summary(rule, case)
        for case in every
        for rule in summaries.DOUBTS
        if case.review.summary is not None
    ]
    found = pd.concat([pd.DataFrame(columns=FOUND), *filter(len, tables)], ignore_index=True)
    return found.astype(TYPES)


def _pointed_at(rule: str, name: str, case: Case) -> pd.DataFrame:
    listed = case.lists[name]
    rows = listed[DOUBTS[rule].found(listed, case)].drop_duplicates("household_id")
    rows = rows.rename(columns={"ward_code": "unit_code"})
    where = {"year": case.review.year, "file": name, "path": rows["source"], "row": rows.index}
    return rows.assign(**where, rule=rule)[FOUND]


def _of_summary(rule: str, case: Case) -> pd.DataFrame:
    """The rows of a year's summary form that a rule points at; none of them is a household."""
    summary = case.review.summary
    rows = summary[summaries.DOUBTS[rule](summary, case)]
    where = {"year": case.review.year, "file": SUMMARY, "path": rows["source"], "row": rows.index}
    return rows.assign(**where, rule=rule, household_id="")[FOUND]
