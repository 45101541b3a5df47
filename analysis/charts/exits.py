"""Pictures of what became of the exits: stacked bars, a heat map, survival curves."""

from collections.abc import Sequence
from math import floor, nan
from textwrap import fill

import numpy as np
import pandas as pd
import seaborn as sns
from IPython.display import HTML
from matplotlib.ticker import MaxNLocator

from analysis import terms
from analysis.charts.picture import (
    ACCENT,
    GREY,
    SECOND,
    Picture,
    canvas,
    name_of,
    numbers_on,
)
from analysis.terms import Scope

ENDS = {  # colour of the part, and of the number in it
    "out": ("#d9d9d9", "black"),
    "fell_back": (SECOND, "white"),
    "raised_line": ("#efc4a4", "black"),
    "left": (ACCENT, "white"),
    "unknown": ("#2b2b2b", "white"),
}
WIDE_ENOUGH = 0.06  # of the longest bar, for a number within a part
CURVE = ["years_since", "out_pct", "out_lower_pct", "out_upper_pct"]
STEP = 5  # the axis of the curves starts at a multiple of so many per cent
TAIL = 0.4  # of a year, by which the last level is drawn on so that its interval can be seen
NOTE = {
    "vi": "ô trống: không có kỳ rà soát theo cùng chuẩn\nvạch ngang: chuẩn nghèo thay đổi",
    "en": "empty: no review under the same line\nbar across: the poverty line changed",
}
SHARE = {
    "vi": "% chưa nghèo trở lại\n(trục bắt đầu từ {floor}%)",
    "en": "% not poor again\n(the axis starts at {floor}%)",
}


def outcomes(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """What became of each standard's exits, as parts of one bar (kết quả theo chuẩn).

    Takes one row per `standard` with `exits` and the ENDS. What is hidden of a bar is one part of
    it, in outline, so that the bar stays as long as its exits.
    """
    if table.empty:
        return HTML("")
    figure, axes = canvas(0.7 * len(table) + 1.5)
    names = [fill(name_of(standard, scope), 22) for standard in table["standard"]]
    lengths = _numbers(table[list(ENDS)]).fillna(0)
    longest = _numbers(table[["exits"]])["exits"].max()
    left = 0 * lengths["out"]
    for end, (colour, ink) in ENDS.items():
        label = terms.label(end, scope.lang)
        drawn = axes.barh(names, lengths[end], left=left, color=colour, label=label, linewidth=0)
        is_wide = lengths[end] > WIDE_ENOUGH * longest
        numbers = [terms.number(n, scope.lang) if n else "" for n in lengths[end].where(is_wide, 0)]
        axes.bar_label(drawn, numbers, label_type="center", color=ink)
        left += lengths[end]
    withheld = (_numbers(table[["exits"]])["exits"] - left).fillna(0)
    if withheld.any():
        label = terms.WITHHELD[scope.lang]
        axes.barh(names, withheld, left=left, label=label, fill=False, hatch="///", edgecolor=GREY)
    axes.invert_yaxis()
    axes.set(xlabel={"vi": "hộ", "en": "households"}[scope.lang])
    axes.grid(False, axis="y")
    sns.despine(figure, left=True)
    numbers_on(axes.xaxis, scope)
    figure.legend(loc="outside lower center", frameon=False, ncols=2, fontsize="small")
    said = [
        f"{name_of(row['standard'], scope)}: {_said(row, ['exits', *ENDS], scope)}"
        for _, row in table.iterrows()
    ]
    return Picture(figure, finding, ". ".join(said) + ".", table_id)


def cohorts(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Share poor again by year of exit and years since, as shades (tam giác theo dõi).

    Takes one row per `exit_year` with `standard` and the columns `y1_pct`, `y2_pct`, ... A cell
    without a review is empty; one that is hidden has its sign. Nothing is drawn of None.
    """
    if table is None:
        return HTML("")
    shares = [column for column in table if terms.is_by_review(column)]
    values = _numbers(table[shares])
    if values.isna().all(axis=None):
        return HTML("")
    words = values.map(lambda share: terms.percent(share, scope.lang))
    figure, axes = canvas(0.42 * len(table) + 1.3)
    sns.heatmap(
        values, annot=words, annot_kws={"color": "black"}, fmt="", mask=values.isna(),
        vmin=0, vmax=_top(values), cmap=sns.light_palette(ACCENT, as_cmap=True), cbar=False,
        linewidths=2, ax=axes, yticklabels=list(table["exit_year"]),
        xticklabels=[terms.label(column, scope.lang) for column in shares],
    )  # fmt: skip
    axes.grid(False)
    for row, column in np.argwhere(table[shares].map(terms.is_hidden)):
        axes.text(column + 0.5, row + 0.5, terms.HIDDEN, ha="center", va="center")
    changes = table["standard"].ne(table["standard"].shift()).to_numpy().nonzero()[0][1:]
    axes.hlines(changes, 0, len(shares), color="black", linewidth=1.5)
    axes.set(xlabel=NOTE[scope.lang], ylabel=terms.label("exit_year", scope.lang))
    axes.tick_params(axis="y", rotation=0)
    said = [
        f"{row['exit_year']}: {_said(row, row[shares].dropna().index, scope)}"
        for _, row in table.iterrows()
        if row[shares].notna().any()
    ]
    return Picture(figure, finding, ". ".join(said) + ".", table_id)


def survival(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """Share not poor again by years since, a line of steps for each standard, with its interval.

    Takes the life table in order. A line is drawn up to its first value that is not shown; where
    the interval is missing there is no band.
    """
    curves = {standard: _shown(rows) for standard, rows in table.groupby("standard", sort=False)}
    curves = {standard: _with_tail(rows) for standard, rows in curves.items() if len(rows) > 1}
    if not curves:
        return HTML("")
    figure, axes = canvas(3.4)
    for at, (standard, rows) in enumerate(curves.items(), start=1):
        colour = ACCENT if at == len(curves) else GREY
        years, out, lower, upper = (rows[column] for column in CURVE)
        label = name_of(standard, scope)
        axes.plot(years, out, drawstyle="steps-post", color=colour, label=label)
        axes.plot(years[:-1], out[:-1], "o", color=colour)
        axes.fill_between(years, lower, upper, step="post", color=colour, alpha=0.18, linewidth=0)
    lowest = min(rows[CURVE[1:]].min(axis=None) for rows in curves.values())
    start = STEP * floor(min(lowest, 100 - STEP) / STEP)
    axes.set_ylim(start, 100)
    axes.set(
        xlabel=terms.label("years_since", scope.lang), ylabel=SHARE[scope.lang].format(floor=start)
    )
    sns.despine(figure)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    numbers_on(axes.yaxis, scope)
    figure.legend(loc="outside lower center", frameon=False)
    return Picture(figure, finding, _curves_said(table, scope), table_id)


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    """A curve's numbers from 100% at the exit up to the first that is not shown."""
    numbers = _numbers(rows[CURVE])
    numbers = numbers[~numbers["out_pct"].isna().cummax()]
    return pd.concat([pd.DataFrame([[0.0, 100.0, 100.0, 100.0]], columns=CURVE), numbers])


def _with_tail(rows: pd.DataFrame) -> pd.DataFrame:
    last = rows.iloc[-1:]
    return pd.concat([rows, last.assign(years_since=last["years_since"] + TAIL)])


def _curves_said(table: pd.DataFrame, scope: Scope) -> str:
    said = [
        f"{name_of(row['standard'], scope)}, {terms.label('years_since', scope.lang)} "
        f"{terms.number(row['years_since'], scope.lang)}: {_said(row, CURVE[1:], scope)}"
        for _, row in table.iterrows()
    ]
    return ". ".join(said) + "."


def _said(row: pd.Series, columns: Sequence[str], scope: Scope) -> str:
    """The row's numbers under their labels; one that is hidden or not recorded in words."""
    return "; ".join(
        f"{terms.label(column, scope.lang)} {_words(column, row[column], scope)}"
        for column in columns
    )


def _words(column: str, value: object, scope: Scope) -> str:
    if terms.is_hidden(value):
        return terms.WITHHELD[scope.lang]
    return terms.shown(column, value, scope.lang)


def _numbers(table: pd.DataFrame) -> pd.DataFrame:
    """The table as plain numbers, nan for what is hidden or not recorded."""
    return (
        table.mask(table.map(terms.without_number)).astype("object").fillna(nan).astype("float64")
    )


def _top(values: pd.DataFrame) -> float:
    """The value of the darkest shade, twice the largest so that black can be read on it."""
    largest = values.max(axis=None)
    return 2 * largest if largest > 0 else 1
