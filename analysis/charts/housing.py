"""Pictures of homes: the needs by year, who waits by ward, how long until a work is done."""

from math import nan

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
    legend_below,
    name_of,
    numbers_on,
    room_for_labels,
)
from analysis.terms import Scope

FLOWS = {"need_new": SECOND, "works_done": ACCENT, "need_waiting": GREY}
CURVE = ["finished_pct", "finished_lower_pct", "finished_upper_pct"]
HOUSEHOLDS = {"vi": "hộ", "en": "households"}
SHARE = {"vi": "% đã làm xong", "en": "% finished"}


def home_years(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Newly in need, finished and waiting of each year, as bars side by side (hộ cần nhà).

    Takes one row per `year`. What is hidden has no bar; one year compares nothing and is not drawn.
    """
    if table is None or len(table) < 2:
        return HTML("")
    figure, axes = canvas(3.4)
    names = [terms.label(flow, scope.lang) for flow in FLOWS]
    long = table.melt("year", list(FLOWS), "flow", "counted")
    long["flow"] = long["flow"].map(dict(zip(FLOWS, names, strict=True)))
    sns.barplot(
        x=long["year"], y=_numbers(long["counted"]), hue=long["flow"],
        palette=list(FLOWS.values()), ax=axes,
    )  # fmt: skip
    for drawn in axes.containers:
        words = [terms.number(n, scope.lang) if n > 0 else "" for n in drawn.datavalues]
        axes.bar_label(drawn, words, padding=2, fontsize=7)
    axes.set(xlabel="", ylabel=HOUSEHOLDS[scope.lang])
    axes.grid(False, axis="x")
    sns.despine(figure)
    numbers_on(axes.yaxis, scope)
    legend_below(axes)
    said = [
        f"{row['year']}: {'; '.join(_words(row, flow, scope) for flow in FLOWS)}"
        for _, row in table.iterrows()
    ]
    return Picture(figure, finding, ". ".join(said) + ".", table_id)


def home_wards(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """Who waits for a house, a bar for each ward in the order of the table, without the total.

    Takes `unit_code` and `need_waiting`. A hidden number has its words and no bar; nothing is drawn
    where fewer than two are known.
    """
    if table.empty:
        return HTML("")
    rows = table[table["unit_code"] != "total"].reset_index(drop=True)
    counts = _numbers(rows["need_waiting"])
    if counts.notna().sum() < 2:
        return HTML("")
    figure, axes = canvas(0.45 * len(rows) + 0.9)
    drawn = axes.barh(rows.index, counts.fillna(0), color=ACCENT, linewidth=0)
    words = [terms.number(count, scope.lang) for count in rows["need_waiting"]]
    axes.bar_label(drawn, words, padding=4)
    names = [name_of(code, scope) for code in rows["unit_code"]]
    axes.set_yticks(rows.index, names)
    axes.invert_yaxis()
    axes.set(xlabel=terms.label("need_waiting", scope.lang))
    axes.grid(False, axis="y")
    room_for_labels(axes)
    numbers_on(axes.xaxis, scope)
    said = "; ".join(f"{name} {text}" for name, text in zip(names, words, strict=True))
    return Picture(figure, finding, said + ".", table_id)


def home_waits(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Share finished by years since the survey, as steps with their interval (thời gian chờ).

    Takes the life table in order. The line is drawn up to its first value that is not shown; a
    single value is no line.
    """
    if table is None or table.empty:
        return HTML("")
    shares = table[CURVE].apply(_numbers).assign(years=table["years_waited"].astype(float))
    shares = shares[~shares["finished_pct"].isna().cummax()]
    if len(shares) < 2:
        return HTML("")
    figure, axes = canvas(3.2)
    years, (share, lower, upper) = shares["years"], (shares[name] for name in CURVE)
    axes.plot(years, share, "o-", drawstyle="steps-post", color=ACCENT)
    axes.fill_between(years, lower, upper, step="post", color=ACCENT, alpha=0.18, linewidth=0)
    axes.axhline(50, color=GREY, linewidth=1, linestyle="--")
    axes.set(xlabel=terms.label("years_waited", scope.lang), ylabel=SHARE[scope.lang])
    axes.set_ylim(0, 100)
    sns.despine(figure)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    numbers_on(axes.yaxis, scope)
    label = terms.label("years_waited", scope.lang)
    said = [
        f"{label} {row['years_waited']}: {'; '.join(_words(row, name, scope) for name in CURVE)}"
        for _, row in table.iterrows()
    ]
    return Picture(figure, finding, ". ".join(said) + ".", table_id)


def _numbers(cells: pd.Series) -> pd.Series:
    """Plain numbers, nan for what is hidden or not recorded."""
    return cells.mask(cells.map(terms.without_number)).astype(object).fillna(nan).astype("float64")


def _words(row: pd.Series, column: str, scope: Scope) -> str:
    value = row[column]
    said = (
        terms.WITHHELD[scope.lang]
        if terms.is_hidden(value)
        else terms.shown(column, value, scope.lang)
    )
    return f"{terms.label(column, scope.lang)} {said}"
