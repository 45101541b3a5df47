"""Thoát nghèo mong manh: exits close to the poverty line, or to near-poor alone.

Takes the facts of the exits of one year by what was recorded of them (`exit_margins`). Whether the
income is less than the district's margin above the line was settled where incomes are.
"""

from collections.abc import Sequence

import pandas as pd

from analysis.methods.share import pct

TOTAL = "total"
FRAGILE = ["narrow_exits", "near_poor_exits"]
PARTS = [*FRAGILE, "clear_exits", "unknown_exits"]


def by_unit(margins: pd.DataFrame, units: Sequence[str]) -> pd.DataFrame:
    """A year's exits that are fragile, by unit (thoát nghèo mong manh).

        fragile = income less than the set margin above the line, or exited to near-poor alone
        fragile_pct = fragile / exits of the year

    Takes `exit_margins` of one year. Returns one row for each of `units`, and "total" (with the
    exits of no unit): `year_exits`, `narrow_exits`, `near_poor_exits` (with a wider margin, or
    none on record), `fragile_exits` and `fragile_pct`. Whose margin and class do not tell is not
    counted as fragile, see `parts`.
    """
    rows = [{"unit_code": unit} | _fragile(margins, unit) for unit in [*units, TOTAL]]
    table = pd.DataFrame(rows).astype(dict.fromkeys(list(rows[0])[1:], "Int64"))
    return table.assign(fragile_pct=pct(table["fragile_exits"], table["year_exits"]))


def parts(margins: pd.DataFrame) -> pd.DataFrame:
    """A year's exits by whether they are fragile and by what.

    Takes `exit_margins` of one year. Returns one row for each of PARTS that anybody is in, in
    `exit_part`: `exits_in_part` and `part_pct` of all; `state` says which part an exit is in.
    """
    if margins.empty:
        return pd.DataFrame()
    counts = margins["households"].groupby(state(margins)).sum()
    rows = counts.reindex([part for part in PARTS if part in counts.index])
    table = rows.rename_axis("exit_part").reset_index(name="exits_in_part")
    whole = pd.Series(counts.sum(), table.index)
    return table.assign(part_pct=pct(table["exits_in_part"], whole))


def state(margins: pd.DataFrame) -> pd.Series:
    """The one of PARTS that each row of `exit_margins` belongs to.

    "narrow_exits" and "near_poor_exits" are fragile, "clear_exits" are not; of "unknown_exits",
    above near-poor without an income on record, it is not known.
    """
    is_near = margins["exit_class"] == "near_poor"
    is_unknown = margins["margin_band"] == "margin_unknown"
    states = pd.Series("clear_exits", margins.index, dtype="object")
    states = states.mask(is_unknown, "unknown_exits").mask(is_near, "near_poor_exits")
    return states.mask(margins["is_narrow"], "narrow_exits")


def _fragile(margins: pd.DataFrame, unit: str) -> dict[str, int]:
    own = margins if unit == TOTAL else margins[margins["unit_code"] == unit]
    counts = own["households"].groupby(state(own)).sum()
    row = {part: counts.get(part, 0) for part in FRAGILE}
    return {"year_exits": own["households"].sum(), **row, "fragile_exits": sum(row.values())}
