"""Pictures of support of the specially poor: bars of what is reached, and of what is paid."""

from collections.abc import Mapping
from textwrap import fill

import pandas as pd
import seaborn as sns
from IPython.display import HTML

from analysis import terms
from analysis.charts.picture import ACCENT, SECOND, Picture, canvas, name_of, numbers_on
from analysis.terms import Scope

REACH = {"support_reached": (ACCENT, "white"), "support_not_reached": ("#d9d9d9", "black")}
SPENT = {
    "support_paid_vnd": (ACCENT, "white"),
    "support_paid_later_vnd": ("#8fb4cc", "black"),
    "support_outstanding_vnd": (SECOND, "white"),
}
MILLION = 1_000_000
WIDE_ENOUGH = 0.07  # of the longest bar, for a number within a part
AXES = {
    "households": {"vi": "hộ", "en": "households"},
    "money": {"vi": "triệu đồng", "en": "million VND"},
}


def support_reach(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Of the households of each group those supported, and those not (độ bao phủ theo nhóm).

    Takes `support_group` and the parts REACH; a group without them has no bar, and nothing is drawn
    of None.
    """
    if table is None or table.empty:
        return HTML("")
    rows = table[~table["support_not_reached"].map(terms.is_not_asked)]
    names = [name_of(group, scope) for group in rows["support_group"]]
    return _stacked(rows, names, REACH, "households", finding, table_id, scope)


def support_spent(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """What was promised each year as paid, paid later and outstanding, in million VND.

    Takes `year` and the parts SPENT; nothing is drawn of None.
    """
    if table is None or table.empty:
        return HTML("")
    names = table["year"].astype("str").tolist()
    return _stacked(table, names, SPENT, "money", finding, table_id, scope)


def _stacked(
    rows: pd.DataFrame,
    names: list[str],
    parts: Mapping[str, tuple[str, str]],
    unit: str,
    finding: str,
    table_id: str,
    scope: Scope,
) -> Picture:
    """A bar for each row; a part that is hidden or not recorded is left out and told in words."""
    lengths = rows[list(parts)].mask(rows[list(parts)].map(terms.without_number), 0)
    lengths = lengths.astype("float64") / (MILLION if unit == "money" else 1)
    longest, left = lengths.sum(axis="columns").max(), 0 * lengths.iloc[:, 0]
    figure, axes = canvas(0.45 * len(rows) + 1.5)
    for part, (colour, ink) in parts.items():
        words = terms.label(part, scope.lang).partition(" (")[0]
        drawn = axes.barh(
            [fill(name, 22) for name in names], lengths[part], left=left, color=colour, label=words
        )
        wide = lengths[part] > WIDE_ENOUGH * longest
        numbers = [terms.number(n, scope.lang) if n else "" for n in lengths[part].where(wide, 0)]
        axes.bar_label(drawn, numbers, label_type="center", color=ink)
        left = left + lengths[part]
    axes.invert_yaxis()
    axes.set(xlabel=AXES[unit][scope.lang])
    axes.grid(False, axis="y")
    sns.despine(figure, left=True)
    numbers_on(axes.xaxis, scope)
    figure.legend(loc="outside lower center", frameon=False, ncols=3, fontsize="small")
    return Picture(figure, finding, _said(rows, names, list(parts), scope), table_id)


def _said(rows: pd.DataFrame, names: list[str], parts: list[str], scope: Scope) -> str:
    said = [
        f"{name}: "
        + "; ".join(
            f"{terms.label(part, scope.lang)} {terms.number(row[part], scope.lang)}"
            for part in parts
        )
        for name, row in zip(names, rows.to_dict("records"), strict=True)
    ]
    return ". ".join(said) + "."
