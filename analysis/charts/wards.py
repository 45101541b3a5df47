"""Pictures of the units beside each other: funnel, intervals, contributions, small multiples."""

from math import ceil
from textwrap import fill

import pandas as pd
import seaborn as sns
from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from analysis import terms
from analysis.charts.picture import (
    ACCENT,
    GREY,
    WIDTH,
    Picture,
    canvas,
    legend_below,
    name_of,
    numbers_on,
)
from analysis.terms import Scope

TOTAL, NO_WARD = "total", ""
LIMITS = {"95": "--", "998": "-"}
COLUMNS = 2
# Beside a point, then above and below it, further and further away.
PLACES = [
    ((side * 8, up), {1: "left", -1: "right"}[side])
    for up in (0, 9, -9, 18, -18, 27, -27)
    for side in (1, -1)
]


def funnel(
    table: pd.DataFrame, limits: pd.DataFrame, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Exit rates by the size of the opening, within limits around a target (hình phễu).

    Takes one row per unit: `unit_code`, `opening`, `exit_rate_pct`; and one row per opening:
    `opening`, `target_pct` and the lower and upper limits.
    """
    if limits.empty:
        return HTML("")
    figure, axes = canvas(3.9)
    axes.plot(limits["opening"], limits["target_pct"], color="black", linewidth=1)
    for level, style in LIMITS.items():
        for side in ("lower", "upper"):
            edge = limits[f"{side}_{level}_pct"]
            axes.plot(limits["opening"], edge, color=GREY, linewidth=1, linestyle=style)
        axes.lines[-1].set_label(_limits_of(level, scope))
    axes.lines[0].set_label(terms.label("basis", scope.lang))
    sizes, rates = table["opening"].astype(float), table["exit_rate_pct"].astype(float)
    axes.plot(sizes, rates, "o", color=ACCENT, markersize=7)
    axes.set(
        xlabel=terms.label("opening", scope.lang),
        ylabel=f"{terms.label('exit_rate_pct', scope.lang)} (%)",
    )
    axes.set_xlim(0, axes.dataLim.xmax * 1.15)
    numbers_on(axes.xaxis, scope)
    numbers_on(axes.yaxis, scope)
    sns.despine(figure)
    axes.legend()
    legend_below(axes)
    _name_points(axes, [name_of(code, scope) for code in table["unit_code"]], sizes, rates)
    target = terms.percent(limits["target_pct"].iloc[0], scope.lang)
    said = f"{terms.label('basis', scope.lang)}: {target}; {_listed(table, 'exit_rate_pct', scope)}"
    return Picture(figure, finding, said, table_id)


def ordered_intervals(
    table: pd.DataFrame, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """A dot for each rate with its interval as a line, in the order of the table (khoảng).

    Takes one row per unit: `unit_code`, a count, a whole, their rate, `lower_pct`, `upper_pct`.
    """
    if table.empty:
        return HTML("")
    rate = table.columns[3]
    figure, axes = canvas(0.42 * len(table) + 0.9)
    rates = table[rate].astype(float)
    names = [name_of(code, scope) for code in table["unit_code"]]
    ends = [rates - table["lower_pct"], table["upper_pct"] - rates]
    axes.errorbar(
        rates, names, xerr=ends, fmt="o", markersize=4, color=ACCENT, ecolor=GREY, capsize=4
    )
    axes.invert_yaxis()
    axes.margins(y=0.6 / len(table))
    axes.set(xlabel=f"{terms.label(rate, scope.lang)} (%)")
    axes.set_xlim(0, axes.dataLim.xmax * 1.08)
    axes.grid(False, axis="y")
    numbers_on(axes.xaxis, scope)
    sns.despine(figure, left=True)
    bounds = ["lower_pct", "upper_pct"]
    lower, upper = ([terms.percent(of, scope.lang) for of in table[end]] for end in bounds)
    said = zip(names, [terms.percent(of, scope.lang) for of in rates], lower, upper, strict=True)
    numbers = "; ".join(f"{name} {of} ({least}–{most})" for name, of, least, most in said)
    return Picture(figure, finding, numbers + ".", table_id)


def contributions(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """Two bars a unit: what it adds by its rate and by its share of households (đóng góp).

    Takes one row per unit: `unit_code`, `by_rate_pp`, `by_share_pp`; the total, whose bars would
    hide the others, stays in the table.
    """
    parts = ["by_rate_pp", "by_share_pp"]
    if table.empty:
        return HTML("")
    units = table[~table["unit_code"].isin([TOTAL, NO_WARD])]
    figure, axes = canvas(0.75 * len(units) + 1.4)
    long = units.melt("unit_code", parts, "part", "pp")
    names = long["unit_code"].map(lambda code: name_of(code, scope))
    kinds = long["part"].map(lambda part: fill(terms.label(part, scope.lang), 44))
    sns.barplot(x=long["pp"].astype(float), y=names, hue=kinds, palette=[ACCENT, GREY], ax=axes)
    for part, drawn in zip(parts, axes.containers, strict=True):
        labels = [terms.points(value, scope.lang) for value in units[part]]
        axes.bar_label(drawn, labels, padding=4)
    axes.axvline(0, color="black", linewidth=1)
    axes.set(xlabel={"vi": "điểm phần trăm", "en": "percentage points"}[scope.lang], ylabel="")
    axes.margins(x=0.18)
    _decimals_on(axes.xaxis, scope)
    sns.despine(figure, left=True)
    legend_below(axes)
    said = [f"{terms.label(part, scope.lang)}: {_listed(units, part, scope)}" for part in parts]
    return Picture(figure, finding, " ".join(said), table_id)


def small_multiples(
    table: pd.DataFrame, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """A panel for each unit: its poverty rate over the years beside that of the whole, in grey.

    Takes one row per moment as `measures.wards.by_year` gives it: five columns of what it is, then
    percentages of each unit and `total`. There is one line for each standard and none across.
    """
    if len(table) < 2:
        return HTML("")
    units = [code for code in table.columns[5:] if code != TOTAL]
    rows = ceil(len(units) / COLUMNS)
    figure = Figure(figsize=(WIDTH, 1.7 * rows + 0.6), layout="constrained")
    grid = list(figure.subplots(rows, COLUMNS, sharex=True, sharey=True, squeeze=False).flat)
    for axes in grid[len(units) :]:
        axes.remove()
    for axes in grid[len(units) - COLUMNS : len(units)]:
        axes.tick_params(labelbottom=True)  # also where the panel below it was removed
    for code, axes in zip(units, grid, strict=False):
        for column, colour in ((TOTAL, GREY), (code, ACCENT)):
            _lines(table, column, colour, axes)
        axes.set_title(fill(name_of(code, scope), 22), fontsize="medium")
        axes.set_ylim(bottom=0)
        axes.xaxis.set_major_locator(MaxNLocator(3, integer=True))
        numbers_on(axes.yaxis, scope)
    figure.supylabel({"vi": "% hộ dân cư", "en": "% of households"}[scope.lang], fontsize="medium")
    figure.supxlabel({"vi": "cuối năm", "en": "end of year"}[scope.lang], fontsize="medium")
    sns.despine(figure)
    said = [
        f"{name_of(standard, scope)}: {_first_to_last(moments, units, scope)}"
        for standard, moments in table.groupby("standard", sort=False)
    ]
    return Picture(figure, finding, ". ".join(said) + ".", table_id)


def _first_to_last(moments: pd.DataFrame, units: list[str], scope: Scope) -> str:
    ends = [
        " → ".join(terms.percent(moments[code].iloc[at], scope.lang) for at in (0, -1))
        for code in units
    ]
    return "; ".join(
        f"{name_of(code, scope)} {text}" for code, text in zip(units, ends, strict=True)
    )


def _name_points(axes: Axes, names: list[str], across: pd.Series, up: pd.Series) -> None:
    """A name beside each point, in the first place where it covers no point and no other name."""
    figure = axes.get_figure()
    figure.draw_without_rendering()
    points = axes.transData.transform(list(zip(across, up, strict=True)))
    taken = [Bbox.from_bounds(x - 5, y - 5, 10, 10) for x, y in points]
    for name, size, rate in zip(names, across, up, strict=True):
        for offset, side in PLACES:
            named = axes.annotate(
                name, (size, rate), offset, textcoords="offset points", ha=side, va="center"
            )
            box = named.get_window_extent()
            inside = axes.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1
            if inside and not box.count_overlaps(taken):
                break
            named.remove()
        else:
            axes.add_artist(named)
        taken.append(box)


def _lines(table: pd.DataFrame, column: str, colour: str, axes: Axes) -> None:
    for _, rows in table.groupby("standard", sort=False):
        points = rows.dropna(subset=[column])
        ends = points["year"].astype(int) - (points["at"] == "opening")
        axes.plot(ends, points[column].astype(float), color=colour, marker="o", markersize=3)


def _limits_of(level: str, scope: Scope) -> str:
    limits = {"vi": "giới hạn {}", "en": "{} limits"}[scope.lang]
    shown = {"95": terms.percent(95, scope.lang, 0), "998": terms.percent(99.8, scope.lang, 1)}
    return limits.format(shown[level])


def _listed(table: pd.DataFrame, column: str, scope: Scope) -> str:
    pairs = zip(table["unit_code"], table[column], strict=True)
    said = [f"{name_of(code, scope)} {terms.shown(column, of, scope.lang)}" for code, of in pairs]
    return "; ".join(said) + "."


def _decimals_on(axis, scope: Scope) -> None:
    axis.set_major_formatter(FuncFormatter(lambda value, _: terms.number(value, scope.lang, 1)))
