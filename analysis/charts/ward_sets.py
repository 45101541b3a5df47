"""Pictures of what was made of the units' rates: shrunken, and against what was expected."""

import pandas as pd
import seaborn as sns
from IPython.display import HTML

from analysis import terms
from analysis.charts.picture import (
    ACCENT,
    GREY,
    Picture,
    canvas,
    legend_below,
    name_of,
    numbers_on,
)
from analysis.terms import Scope

WHOLE_PCT = 100


def shrunken(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """The shrunken rate with its interval, and the unit's own as a cross (tỷ lệ co).

    Takes one row per unit: `unit_code`, `exit_rate_pct`, `shrunken_pct` and its limits.
    """
    if table.empty:
        return HTML("")
    columns = ["shrunken_pct", "shrunken_lower_pct", "shrunken_upper_pct"]
    figure, axes = _intervals(table, columns, scope)
    names = [name_of(code, scope) for code in table["unit_code"]]
    own = table["exit_rate_pct"].astype(float)
    label = terms.label("exit_rate_pct", scope.lang)
    axes.plot(own, names, "x", color="black", markersize=6, label=label)
    axes.legend()
    legend_below(axes)
    said = [
        f"{name} {_of(row, columns, scope)}, {label} {_percent(row['exit_rate_pct'], scope)}"
        for name, (_, row) in zip(names, table.iterrows(), strict=True)
    ]
    return Picture(figure, finding, "; ".join(said) + ".", table_id)


def against_expected(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Exits as a percentage of those expected, around the line where both are the same.

    Takes one row per ward, of which hidden ones are not drawn.
    """
    columns = ["of_expected_pct", "of_expected_lower_pct", "of_expected_upper_pct"]
    if table is None or table.empty:
        return HTML("")
    shown = table[~table[columns].map(terms.without_number).any(axis="columns")]
    if shown.empty:
        return HTML("")
    figure, axes = _intervals(shown, columns, scope)
    axes.axvline(WHOLE_PCT, color="black", linewidth=1)
    said = [
        f"{name_of(row['unit_code'], scope)} {_of(row, columns, scope)}"
        for _, row in shown.iterrows()
    ]
    return Picture(figure, finding, "; ".join(said) + ".", table_id)


def _intervals(table: pd.DataFrame, columns: list[str], scope: Scope):
    """A dot for each value with its limits as a line, in the order of the table."""
    value, lower, upper = (table[column].astype(float) for column in columns)
    names = [name_of(code, scope) for code in table["unit_code"]]
    label = terms.label(columns[0], scope.lang)
    figure, axes = canvas(0.42 * len(table) + 1.2)
    ends = [value - lower, upper - value]
    style = {"fmt": "o", "markersize": 5, "color": ACCENT, "ecolor": GREY, "capsize": 4}
    axes.errorbar(value, names, xerr=ends, label=label, **style)
    axes.invert_yaxis()
    axes.margins(y=0.6 / len(table))
    axes.set(xlabel=f"{label} (%)")
    axes.grid(False, axis="y")
    numbers_on(axes.xaxis, scope)
    sns.despine(figure, left=True)
    return figure, axes


def _of(row: pd.Series, columns: list[str], scope: Scope) -> str:
    value, lower, upper = (_percent(row[column], scope) for column in columns)
    return f"{value} ({lower}–{upper})"


def _percent(value: float, scope: Scope) -> str:
    return terms.percent(value, scope.lang)
