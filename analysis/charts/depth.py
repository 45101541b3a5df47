"""Pictures of the depth of poverty: the gap by year, and bars of what is lacked or named."""

from math import nan
from textwrap import fill

import pandas as pd
import seaborn as sns
from IPython.display import HTML
from matplotlib.ticker import MaxNLocator

from analysis import terms
from analysis.charts.picture import (
    ACCENT,
    GREY,
    Picture,
    canvas,
    name_of,
    numbers_on,
    room_for_labels,
)
from analysis.terms import Scope

GAP = "depth_gap_pct"


def gaps_by_year(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """The poverty gap by year, a line for each standard and none across (khoảng cách nghèo).

    Takes one row per `year` with `standard` and `depth_gap_pct`. A value that is hidden leaves a
    hole; one year alone is not drawn.
    """
    if table is None or len(table) < 2:
        return HTML("")
    gaps = _numbers(table[GAP])
    if gaps.isna().all():
        return HTML("")
    figure, axes = canvas(3.0)
    colours = dict.fromkeys(table["standard"], GREY) | {table["standard"].iloc[-1]: ACCENT}
    for standard, rows in table.groupby("standard", sort=False):
        colour, of = colours[standard], gaps[rows.index]
        years = rows["year"].astype(int)
        axes.plot(years, of, "o-", color=colour, label=name_of(standard, scope))
    axes.set_ylim(0, 1.15 * (gaps.max() or 1))
    axes.set(xlabel=terms.label("year", scope.lang), ylabel=terms.label(GAP, scope.lang))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(lambda value, _: terms.number(value, scope.lang, 1))
    sns.despine(figure)
    figure.legend(loc="outside lower center", frameon=False)
    heads = table["year"].astype("str")
    return Picture(figure, finding, _said(heads, table[GAP], GAP, scope), table_id)


def depth_bars(
    table: pd.DataFrame | None, value: str, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Horizontal bars from zero, one for each row in the order of the table (biểu đồ thanh).

    Takes a code in the first column and the column named by `value`. A row that is hidden or has no
    value is told in words and has no bar, one that no value is asked of is left out; nothing is
    drawn where fewer than two are known.
    """
    if table is None or table.empty:
        return HTML("")
    rows = table[~table[value].map(terms.is_not_asked)].reset_index(drop=True)
    lengths = _numbers(rows[value])
    if lengths.notna().sum() < 2:
        return HTML("")
    names = rows.iloc[:, 0].map(lambda code: name_of(code, scope))
    figure, axes = canvas(0.38 * len(rows) + 0.9)
    drawn = axes.barh(rows.index, lengths.fillna(0), color=ACCENT, linewidth=0)
    axes.bar_label(drawn, [_words(value, cell, scope) for cell in rows[value]], padding=4)
    axes.set_yticks(rows.index, [fill(name, 30) for name in names])
    axes.invert_yaxis()
    axes.set(xlabel=terms.label(value, scope.lang))
    axes.grid(False, axis="y")
    room_for_labels(axes)
    numbers_on(axes.xaxis, scope)
    return Picture(figure, finding, _said(names, rows[value], value, scope), table_id)


def _said(heads: pd.Series, cells: pd.Series, column: str, scope: Scope) -> str:
    pairs = zip(heads, cells, strict=True)
    return "; ".join(f"{head} {_words(column, cell, scope)}" for head, cell in pairs) + "."


def _words(column: str, value: object, scope: Scope) -> str:
    if terms.is_hidden(value):
        return terms.WITHHELD[scope.lang]
    return terms.shown(column, value, scope.lang)


def _numbers(cells: pd.Series) -> pd.Series:
    """Plain numbers, nan for what is hidden or not recorded."""
    return cells.mask(cells.map(terms.without_number)).astype(object).fillna(nan).astype("float64")
