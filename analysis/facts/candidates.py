"""Đề cử khen thưởng: what is known of each candidate, without the names of persons and households.

Part of `facts.build`. A collective stands by its name, a person or a household by its code.
"""

import pandas as pd

from analysis import rules
from analysis.register import households
from analysis.register.council import DECISIONS
from analysis.register.read import Register, Review
from analysis.register.schema import numbers
from analysis.register.smalltables import EVIDENCE, SCORED, STREAMS
from analysis.workspace import District

GATES = ["plan_gate", "settlement_gate", "discipline_gate"]
COLUMNS = ["year", "candidate_code", "stream", "kind", "candidate", "unit_code"]


def candidates(register: Register, district: District) -> pd.DataFrame:
    """One row per year and candidate: who it is, its gates, the counts it is scored on.

    A gate is "passed", "failed", "unproven" where it is said to be passed without evidence, or
    missing where nothing is said. `exit_gate` is that of a household: its exit stands in the
    register, with an income above the line, and it is not on the closing list of the year. Without
    rules of commendation there are no candidates.
    """
    rows = register.nominations
    if rows is None or district.awards is None or rows.empty:
        empty = pd.DataFrame(columns=[*COLUMNS, *GATES, "exit_gate", *SCORED])
        return empty.astype({"year": "int64"} | dict.fromkeys(SCORED, "Int64"))
    kinds = {kind.name.vi: kind.code for kind in district.awards.kinds}
    is_collective = rows["stream"].map(STREAMS) == "collectives"
    table = pd.DataFrame(
        {
            "year": numbers(rows["year"]).astype("int64"),
            "candidate_code": rows["candidate_code"],
            "stream": rows["stream"].map(STREAMS),
            "kind": rows["unit_kind"].map(kinds),
            "candidate": rows["candidate_name"].where(is_collective, rows["candidate_code"]),
            "unit_code": rows["ward_code"],
        }
    )
    gates = {name: _gate(rows, at) for at, name in enumerate(GATES[: len(EVIDENCE)], start=1)}
    exits = {"exit_gate": _exit_gates(table["year"], rows["household_id"], register, district)}
    counts = {name: numbers(rows[name]) for name in SCORED}
    return table.assign(**gates, **exits, **counts).reset_index(drop=True)


def overrides(register: Register) -> pd.DataFrame:
    """What the council decided otherwise: one row per year and candidate.

    `override` ("chosen", "not_chosen"), `decided_date`, and `override_reason` of a collective; of
    persons and households it is "", and who decided is left out.
    """
    columns = ["year", "candidate_code", "override", "override_reason", "decided_date"]
    if register.overrides is None or register.overrides.empty:
        return pd.DataFrame(columns=columns).astype(
            {"year": "int64"} | dict.fromkeys(columns[1:], "str")
        )
    keys = ["year", "candidate_code"]
    rows = register.overrides.merge(register.nominations[[*keys, "stream"]], on=keys)
    is_collective = rows["stream"].map(STREAMS) == "collectives"
    told = rows.assign(
        year=numbers(rows["year"]).astype("int64"),
        override=rows["override"].map(DECISIONS),
        override_reason=rows["override_reason"].where(is_collective, ""),
    )
    return told[columns]


def _gate(rows: pd.DataFrame, at: int) -> pd.Series:
    said = rows[f"gate_{at}"].map({"có": "passed", "không": "failed"})
    return said.mask((said == "passed") & (rows[f"evidence_{at}"] == ""), "unproven")


def _exit_gates(
    years: pd.Series, household_ids: pd.Series, register: Register, district: District
) -> list[str | None]:
    return [
        _exit_gate(register.reviews.get(year), household_id, district) if household_id else None
        for year, household_id in zip(years, household_ids, strict=True)
    ]


def _exit_gate(review: Review | None, household_id: str, district: District) -> str:
    """Whether a household's exit stands in the review of the year it is nominated for."""
    if review is None:
        return "unproven"
    left, listed = review.departures, review.closing
    exits = left[(left["household_id"] == household_id) & (left["reason"] == households.EXITED)]
    poor = listed["household_id"][listed["household_class"] == households.POOR]
    if exits.empty or (poor == household_id).any():
        return "failed"
    line = rules.standards()[review.standard].line_vnd(district.settlement)
    income = numbers(exits["income_vnd"]).iloc[0]
    return "passed" if pd.notna(income) and line and income > line else "unproven"
