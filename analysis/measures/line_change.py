"""Thay chuẩn nghèo: what of a change of the number of poor is real, and what is by decree.

Takes the facts of the first list of a new standard (`line_change`): households by year, unit, class
on that list and what their incomes say by the line before.
"""

import pandas as pd

BY_OLD_LINE = ["under_old_line", "above_old_line", "old_line_unknown"]
UNITS = ["old_closing", "real_change", "near_poor_under_old_line", *BY_OLD_LINE, "new_opening"]
LISTED = {"poor": "listed_poor", "near_poor": "listed_near_poor"}


def classes(listed: pd.DataFrame, year: int) -> pd.DataFrame:
    """The new list by the line before (bảng chéo hai chuẩn).

    Returns one row per `by_old_line` with the households that the new list has as poor and as
    near-poor; without rows where the standard did not change in `year`.
    """
    rows = listed[listed["year"] == year]
    counts = rows.groupby(["by_old_line", "listed_class"])["households"].sum().unstack()
    counts = counts.reindex(index=BY_OLD_LINE if len(rows) else [], columns=list(LISTED))
    table = counts.fillna(0).astype("Int64").rename(columns=LISTED).rename_axis(columns=None)
    return table.rename_axis("by_old_line").reset_index()


def units(listed: pd.DataFrame, ledger: pd.DataFrame, year: int) -> pd.DataFrame:
    """The change over the break, by unit (thay đổi khi thay chuẩn).

        real change = poor by the old line now - old closing
        poor by the old line now = poor on both + near-poor on the new list, poor by the old line
        new opening = poor on both + poor above the old line, by decree + poor of whom not known

    Takes the ledger, whose closing of the year before is by the old line. Returns one row per unit
    that has any of these, and "total" over several: `old_closing`, `real_change`,
    `near_poor_under_old_line`, the new list's poor by BY_OLD_LINE, and `new_opening`, which these
    three add up to. Where some of either list are not known the real change is the least; where
    nothing is known by the old line it is missing.
    """
    rows = listed[listed["year"] == year]
    counts = _by_unit(rows[rows["listed_class"] == "poor"])
    near_poor = _by_unit(rows[rows["listed_class"] == "near_poor"])["under_old_line"]
    closing = ledger[ledger["year"] == year - 1].groupby("unit_code")["closing"].sum()
    there = counts.index.union(near_poor.index[near_poor > 0]).union(closing.index[closing > 0])
    order = _in_order(ledger, there) if len(rows) else []
    beside = {"old_closing": closing, "near_poor_under_old_line": near_poor}
    beside = {name: count.reindex(order) for name, count in beside.items()}
    table = counts.reindex(order).assign(**beside).fillna(0).astype("Int64")
    if len(table) > 1:
        table.loc["total"] = table.sum()
    table["new_opening"] = table[BY_OLD_LINE].sum(axis="columns")
    unknown = table["old_line_unknown"]
    is_known = (unknown == 0) | (unknown < table["new_opening"])
    by_old_line = table["under_old_line"] + table["near_poor_under_old_line"]
    table["real_change"] = (by_old_line - table["old_closing"]).where(is_known)
    return table[UNITS].rename_axis(index="unit_code", columns=None).reset_index()


def _by_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """Households by unit and what their incomes say by the old line."""
    counts = rows.groupby(["unit_code", "by_old_line"])["households"].sum().unstack()
    return counts.reindex(columns=BY_OLD_LINE).fillna(0)


def _in_order(ledger: pd.DataFrame, units: pd.Index) -> list[str]:
    """The units in the order of the ledger."""
    listed = list(ledger["unit_code"].unique())
    return sorted(units, key=lambda unit: listed.index(unit) if unit in listed else len(listed))
