"""Pictures of the risk of being poor again: ratios to a reference, shares by income at the exit."""

from textwrap import fill

import pandas as pd
import seaborn as sns
from IPython.display import HTML
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from analysis import terms
from analysis.charts.picture import ACCENT, GREY, Picture, canvas, numbers_on
from analysis.terms import Scope

RATIO = ["hazard_ratio", "hazard_ratio_lower", "hazard_ratio_upper"]
RISK = ["risk_pct", "risk_lower_pct", "risk_upper_pct"]
TICKS = [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10]
ROOM = 36  # letters in a line of a level's name
AXIS = {
    "vi": "nguy cơ so với mức gốc, lần\n(thang log; ○ mức gốc;\nvạch: khoảng 95%)",
    "en": "risk, times the reference\n(log scale; ○ reference;\nbars: 95% intervals)",
}
BARS = {"vi": "vạch: khoảng 95%", "en": "bars: 95% intervals"}


def hazard_ratios(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """The ratio of each level to its reference with its interval, in log scale (tỷ số nguy cơ).

    Takes `level`, `compared_with` and RATIO in order; a level without a ratio that is shown is left
    out, and nothing is drawn where there is none, or of None.
    """
    rows = _shown(table, RATIO[0])
    if rows.empty:
        return HTML("")
    is_reference = rows["compared_with"].map(terms.is_not_asked)
    names = [fill(terms.label(level, scope.lang), ROOM) for level in rows["level"]]
    figure, axes = canvas(0.42 * len(rows) + 1.2)
    axes.axvline(1, color="black", linewidth=1)
    for at, (name, row) in enumerate(zip(names, rows.to_dict("records"), strict=True)):
        if is_reference.iloc[at]:
            axes.plot(1, name, "o", color=GREY, markerfacecolor="white")
        else:
            _point(axes, name, [float(row[column]) for column in RATIO])
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(FixedLocator(TICKS))
    axes.xaxis.set_minor_locator(NullLocator())
    places = FuncFormatter(lambda ratio, _: terms.number(ratio, scope.lang, int(ratio % 1 > 0)))
    axes.xaxis.set_major_formatter(places)
    _finish(axes, AXIS[scope.lang], len(rows))
    said = [_said(row, RATIO, scope) for row in rows[~is_reference].to_dict("records")]
    return Picture(figure, finding, "; ".join(said) + ".", table_id)


def risk_bands(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """The share poor again in each band with its interval (tỷ lệ theo biên trên chuẩn).

    Takes `level` and RISK in order; a hidden band is left out, and nothing is drawn of None.
    """
    rows = _shown(table, RISK[0])
    if rows.empty:
        return HTML("")
    figure, axes = canvas(0.5 * len(rows) + 1.2)
    for row in rows.to_dict("records"):
        name = fill(terms.label(row["level"], scope.lang), ROOM)
        _point(axes, name, [float(row[column]) for column in RISK])
    axes.set_xlim(0, 1.08 * axes.dataLim.xmax)
    numbers_on(axes.xaxis, scope)
    _finish(axes, f"{terms.label(RISK[0], scope.lang)} (%)\n{BARS[scope.lang]}", len(rows))
    said = [_said(row, RISK, scope) for row in rows.to_dict("records")]
    return Picture(figure, finding, "; ".join(said) + ".", table_id)


def _shown(table: pd.DataFrame | None, column: str) -> pd.DataFrame:
    if table is None or table.empty:
        return pd.DataFrame()
    has = [not isinstance(value, str) and pd.notna(value) for value in table[column]]
    return table[has]


def _point(axes, name: str, values: list[float]) -> None:
    middle, lower, upper = values
    ends = [[middle - lower], [upper - middle]]
    axes.errorbar([middle], [name], xerr=ends, fmt="o", color=ACCENT, ecolor=GREY, capsize=4)


def _finish(axes, label: str, rows: int) -> None:
    axes.invert_yaxis()
    axes.margins(y=0.6 / rows)
    axes.set(xlabel=label)
    axes.grid(False, axis="y")
    sns.despine(axes.get_figure(), left=True)


def _said(row: dict, columns: list[str], scope: Scope) -> str:
    value, lower, upper = (terms.shown(column, row[column], scope.lang) for column in columns)
    return f"{terms.label(row['level'], scope.lang)} {value} ({lower}–{upper})"
