"""Finished tables as pictures, with the finding as title and as alternative text; computes nothing.

Figures are made without pyplot, so no backend decides whether or how often they are shown. Where a
table has no numbers there is no picture: the table before it says so.
"""

import io
from base64 import b64encode
from textwrap import fill

import pandas as pd
import seaborn as sns
from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis import terms
from analysis.terms import Scope

ACCENT, SECOND, GREY = "#1b5e8c", "#c2571a", "#6b6b6b"
WIDTH = 5.6

sns.set_theme(style="whitegrid", font="DejaVu Sans", font_scale=0.9)


class Picture:
    """A figure with its finding, its alternative text and the table that holds its numbers."""

    def __init__(self, figure: Figure, finding: str, numbers: str, table_id: str):
        self.figure = figure
        self.finding = finding
        self.alt = f"{finding} {numbers}"
        self.table_id = table_id

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        picture = io.BytesIO()
        self.figure.savefig(picture, format="png", dpi=180, metadata={"Software": None})
        about = {"alt": self.alt, "title": self.finding, "table": self.table_id}
        about["width"] = round(WIDTH * 112)
        data = {"image/png": b64encode(picture.getvalue()).decode(), "text/plain": self.alt}
        return data, {"image/png": about}


def bars(
    table: pd.DataFrame, value: str, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Horizontal bars from zero, one per unit in the order of the table, the total in grey.

    Takes one row per unit with `unit_code` and the column named by `value`; rows without a value
    are left out of the picture and stay in the table. One bar compares nothing and is not drawn.
    """
    shown = table.dropna(subset=[value])
    if len(shown) < 2:
        return HTML("")
    names = [_name(code, scope) for code in shown["unit_code"]]
    colours = [GREY if code == "total" else ACCENT for code in shown["unit_code"]]
    figure, axes = _canvas(0.45 * len(shown) + 0.9)
    sns.barplot(
        x=shown[value].astype(float), y=names, hue=names, palette=colours, legend=False, ax=axes
    )
    labels = [terms.shown(value, number, scope.lang) for number in shown[value]]
    for bars_of_unit, text in zip(axes.containers, labels, strict=True):
        axes.bar_label(bars_of_unit, [text], padding=4)
    axes.set(xlabel=terms.label(value, scope.lang), ylabel="")
    _room_for_labels(axes)
    _numbers_on(axes.xaxis, scope)
    said = "; ".join(f"{name} {text}" for name, text in zip(names, labels, strict=True))
    return Picture(figure, finding, said + ".", table_id)


def flow(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """A waterfall from the opening to the closing (từ đầu kỳ đến cuối kỳ).

    Takes one row per step in order: `line`, `households` (signed for the steps between), `start`
    and `end` of its bar.
    """
    if table.empty:
        return HTML("")
    figure, axes = _canvas(0.48 * len(table) + 0.7)
    names = [fill(terms.label(line, scope.lang), 30) for line in table["line"]]
    ends = table["line"].isin(["opening", "closing"])
    colours = [
        GREY if is_end else ACCENT if change <= 0 else SECOND
        for is_end, change in zip(ends, table["households"], strict=True)
    ]
    left = table[["start", "end"]].min(axis="columns").astype(float)
    lengths = (table["end"] - table["start"]).abs().astype(float)
    drawn = axes.barh(names, lengths, left=left, color=colours, linewidth=0)
    labels = [
        terms.number(number, scope.lang) if is_end else _signed(number, scope)
        for is_end, number in zip(ends, table["households"], strict=True)
    ]
    axes.bar_label(drawn, labels, padding=4)
    axes.invert_yaxis()
    axes.set(xlabel={"vi": "hộ", "en": "households"}[scope.lang])
    axes.grid(False, axis="y")
    _room_for_labels(axes)
    _numbers_on(axes.xaxis, scope)
    said = "; ".join(
        f"{terms.label(line, scope.lang)} {text}"
        for line, text in zip(table["line"], labels, strict=True)
    )
    return Picture(figure, finding, said + ".", table_id)


def years(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture:
    """Poor households by year, one line for each standard and never one across.

    Takes one row per year in order: `year`, `standard`, `opening`, `closing`. A line starts at the
    opening of its first year, so a raised line shows as a jump between two lines.
    """
    figure, axes = _canvas(3.4)
    colours = dict.fromkeys(table["standard"], GREY) | {table["standard"].iloc[-1]: ACCENT}
    for standard, rows in table.groupby("standard", sort=False):
        first = rows.iloc[:1].assign(year=lambda t: t["year"] - 1, closing=lambda t: t["opening"])
        points = pd.concat([first, rows]).dropna(subset=["closing"])
        sns.lineplot(
            x=points["year"].astype(int),
            y=points["closing"].astype(float),
            color=colours[standard],
            marker="o",
            label=_name(standard, scope),
            ax=axes,
        )
        for year, closing in zip(points["year"], points["closing"], strict=True):
            axes.annotate(
                terms.number(closing, scope.lang),
                (year, float(closing)),
                xytext=(5, 6),
                textcoords="offset points",
                color=colours[standard],
            )
    _closings_by_year(axes, scope)
    said = [
        f"{_name(standard, scope)}: {_openings_to_closings(rows, scope)}"
        for standard, rows in table.groupby("standard", sort=False)
    ]
    return Picture(figure, finding, ". ".join(said) + ".", table_id)


def against_plan(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """Exits and net reduction as shares of each plan, with the whole plan as a line at 100%.

    Takes one row per giver: `giver`, `gross_pct`, `net_pct`.
    """
    long = table.melt("giver", ["gross_pct", "net_pct"], "share", "pct").dropna(subset=["pct"])
    if long.empty:
        return HTML("")
    figure, axes = _canvas(0.75 * len(table) + 1.3)
    names = long["giver"].map(lambda giver: terms.label(giver, scope.lang))
    kinds = long["share"].map(lambda share: terms.label(share, scope.lang))
    sns.barplot(x=long["pct"].astype(float), y=names, hue=kinds, palette=[ACCENT, GREY], ax=axes)
    said = []
    for (share, rows), drawn in zip(
        long.groupby("share", sort=False), axes.containers, strict=False
    ):
        labels = [terms.percent(pct, scope.lang, 1) for pct in rows["pct"]]
        axes.bar_label(drawn, labels, padding=4)
        said += [
            f"{terms.label(giver, scope.lang)}, {terms.label(share, scope.lang)}: {text}"
            for giver, text in zip(rows["giver"], labels, strict=True)
        ]
    axes.axvline(100, color="black", linewidth=1, linestyle="--")
    axes.set(xlabel={"vi": "% kế hoạch", "en": "% of the plan"}[scope.lang], ylabel="")
    _room_for_labels(axes)
    _numbers_on(axes.xaxis, scope)
    _legend_below(axes)
    return Picture(figure, finding, "; ".join(said) + ".", table_id)


def paths(
    table: pd.DataFrame, deadline: int | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Closings ahead in each scenario, with the deadline and one year before it.

    Takes one row per year: `year` and a column of closings for each scenario.
    """
    if table.empty:
        return HTML("")
    figure, axes = _canvas(3.4)
    colours = {"best": ACCENT, "middle": GREY, "worst": SECOND, "single": ACCENT}
    said = []
    for scenario in table.columns.drop("year"):
        name = terms.label(scenario, scope.lang)
        closings = table[scenario].astype(float)
        sns.lineplot(
            x=table["year"], y=closings, color=colours[scenario], marker="o", label=name, ax=axes
        )
        points = zip(table["year"], closings, strict=True)
        numbers = ", ".join(f"{at} {terms.number(left, scope.lang)}" for at, left in points)
        said.append(f"{name}: {numbers}")
    _closings_by_year(axes, scope)
    for year, style, name in [(deadline, "-", "deadline"), (deadline - 1, "--", "year_early")]:
        axes.axvline(year, color="black", linewidth=1, linestyle=style)
        at = axes.get_xaxis_transform()
        words = fill(terms.label(name, scope.lang), 12)
        axes.text(year - 0.06, 0.97, words, transform=at, ha="right", va="top", fontsize="small")
    return Picture(figure, finding, "; ".join(said) + ".", table_id)


def _canvas(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    return figure, figure.subplots()


def _closings_by_year(axes: Axes, scope: Scope) -> None:
    axes.set(
        xlabel={"vi": "cuối năm", "en": "end of year"}[scope.lang],
        ylabel={"vi": "hộ nghèo", "en": "poor households"}[scope.lang],
    )
    axes.set_ylim(0, 1.12 * axes.dataLim.ymax)
    axes.margins(x=0.1)
    sns.despine(axes.get_figure())
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    _numbers_on(axes.yaxis, scope)
    _legend_below(axes)


def _openings_to_closings(years: pd.DataFrame, scope: Scope) -> str:
    counts = years[["year", "opening", "closing"]].itertuples(index=False)
    return "; ".join(
        f"{year} {terms.number(opening, scope.lang)} → {terms.number(closing, scope.lang)}"
        for year, opening, closing in counts
    )


def _room_for_labels(axes: Axes) -> None:
    axes.set_xlim(0, 1.18 * axes.dataLim.xmax)
    sns.despine(axes.get_figure(), left=True)


def _legend_below(axes: Axes) -> None:
    axes.get_figure().legend(loc="outside lower center", frameon=False)
    axes.get_legend().remove()


def _numbers_on(axis, scope: Scope) -> None:
    axis.set_major_formatter(FuncFormatter(lambda value, _: terms.number(value, scope.lang)))


def _name(code: str, scope: Scope) -> str:
    return scope.names[code] if code in scope.names else terms.label(code, scope.lang)


def _signed(number: float, scope: Scope) -> str:
    return ("+" if number > 0 else "") + terms.number(number, scope.lang)
