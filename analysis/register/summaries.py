"""Biểu tổng hợp trong tệp rà soát: what a year's summary form says of each ward, beside the lists.

Nothing is taken from it that a list tells: it is held against the lists (`doubts`).
"""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.register.faults import Column
from analysis.register.headings import words
from analysis.register.households import POOR
from analysis.register.returns import COUNTS
from analysis.register.rules import code_in, decimal, name_key, whole
from analysis.register.schema import Schema, numbers
from analysis.workspace import District

if TYPE_CHECKING:
    from analysis.register.cases import Case

TOTALS = {"tổng cộng": "total", "cộng": "total", "tổng số": "total", "tổng": "total"}
AREAS = {"khu vực thành thị": "urban", "khu vực nông thôn": "rural"}
PARTS = ["total", "urban", "rural"]
PCT = ["opening_pct", "closing_pct"]
ROUNDED = 0.00501  # points that a percentage of two decimals may lie from its counts
OUT = ["exits", "exits_to_near_poor", "exits_above_near_poor", "other_decrease"]
IN = ["arising", "from_near_poor", "relapses", "entries", "other_increase"]


def table(rows: pd.DataFrame, district: District) -> pd.DataFrame:
    """One row for each ward, and "total", "urban" and "rural" where the form has them.

    Takes the rows of the sheet; returns `unit_code` (the ward's code, or one of these), `unit` as
    written, and the counts of `returns.COUNTS` that the form has, in households.
    """
    rows = rows[rows["unit"] != ""]
    if "counted" in rows:
        rows = rows[rows["counted"].isin(["", "households"])]
    codes = {name_key(unit.name["vi"]): unit.code for unit in district.units}
    named = rows["unit"].map(
        {unit: _part(unit) or codes.get(name_key(unit)) for unit in rows["unit"]}
    )
    written = rows["unit_code"] if "unit_code" in rows else pd.Series("", rows.index)
    code = named.where(written == "", written).fillna(rows["unit"])
    counts = [name for name in (*COUNTS, *PCT) if name in rows]
    return rows[["unit", *counts]].assign(unit_code=code)


def _part(unit: str) -> str | None:
    """Which part of the district a subtotal is of; None for a ward."""
    said = words(unit).lstrip("i. -")
    found = {**TOTALS, **AREAS}
    return next((part for way, part in found.items() if said.startswith(way)), None)


def schema(district: District) -> Schema:
    """The rules of a summary's rows, under our own headings."""
    places = {unit.code for unit in district.units} | set(PARTS)
    rules = [
        code_in("unit_code", places, "phải là phường của quận", "must be a ward of the district"),
        *(whole(name, 0, 100_000_000) for name in COUNTS),
        *(decimal(name, 100) for name in PCT),
    ]
    columns = [Column("unit_code", "Mã đơn vị"), *(Column(*each) for each in COUNTS.items())]
    columns += [Column(name, "Tỷ lệ %") for name in PCT]
    return Schema(columns, rules)


def differs(rows: pd.DataFrame, case: "Case") -> pd.Series:
    """Whether a row counts other poor households at the opening or the closing than the lists."""
    wrong = pd.Series(False, rows.index)
    for name in ("opening", "closing"):
        listed = getattr(case.review, name)
        wards = listed.loc[listed["household_class"] == POOR, "ward_code"]
        counts = wards.value_counts().reindex(case.wards, fill_value=0)
        counts["total"] = len(wards)
        if name in rows:
            told, counted = numbers(rows[name]), rows["unit_code"].map(counts)
            wrong |= ((told != counted) & counted.notna()).fillna(False).astype("bool")
    return wrong


def unbalanced(rows: pd.DataFrame, case: "Case") -> pd.Series:
    """Whether a row's closing is not its opening less what went out and with what came in."""
    told = {name: numbers(rows[name]) for name in ("opening", *OUT, *IN, "closing") if name in rows}
    balance = told["opening"] - told["closing"]
    for name, count in told.items():
        balance += {**dict.fromkeys(OUT, -1), **dict.fromkeys(IN, 1)}.get(name, 0) * count
    return (balance != 0).fillna(False).astype("bool")


def not_summed(rows: pd.DataFrame, case: "Case") -> pd.Series:
    """Whether a total is another than the sum of the wards."""
    of_wards, total = rows[rows["unit_code"].isin(case.wards)], rows["unit_code"] == "total"
    wrong = pd.Series(False, rows.index)
    for name in (name for name in COUNTS if name in rows):
        whole = numbers(of_wards[name]).sum(skipna=False)
        wrong |= (total & (numbers(rows[name]) != whole)).fillna(False).astype("bool")
    return wrong


def rate_contradicts(rows: pd.DataFrame, case: "Case") -> pd.Series:
    """Whether the rate printed at the closing is another than the row's own counts give."""
    if not {"closing_pct", "households"} <= set(rows):
        return pd.Series(False, rows.index)
    told = pd.to_numeric(rows["closing_pct"], errors="coerce")
    own = 100 * numbers(rows["closing"]).astype("float64") / numbers(rows["households"])
    return ((told - own).abs() > ROUNDED).fillna(False).astype("bool")


DOUBTS = {
    "summary_differs": differs,
    "summary_unbalanced": unbalanced,
    "summary_not_summed": not_summed,
    "summary_rate": rate_contradicts,
}
