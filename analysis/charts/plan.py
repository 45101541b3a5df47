"""Pictures of the plan: what was done of it, and the years ahead."""

from textwrap import fill

import pandas as pd
import seaborn as sns
from IPython.display import HTML
from matplotlib.axes import Axes

from analysis import terms
from analysis.charts.picture import (
    ACCENT,
    GREY,
    SECOND,
    Picture,
    canvas,
    closings_by_year,
    legend_below,
    numbers_on,
    room_for_labels,
)
from analysis.terms import Scope


def against_plan(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """Exits and net reduction as shares of each plan, with the whole plan as a line at 100%.

    Takes one row per giver: `giver`, `gross_pct`, `net_pct`.
    """
    long = table.melt("giver", ["gross_pct", "net_pct"], "share", "pct").dropna(subset=["pct"])
    if long.empty:
        return HTML("")
    figure, axes = canvas(0.75 * len(table) + 1.3)
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
    room_for_labels(axes)
    numbers_on(axes.xaxis, scope)
    legend_below(axes)
    return Picture(figure, finding, "; ".join(said) + ".", table_id)


def paths(
    table: pd.DataFrame, deadline: int | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Closings ahead in each scenario, with the deadline and one year before it.

    Takes one row per year: `year` and a column of closings for each scenario.
    """
    if table.empty:
        return HTML("")
    figure, axes = canvas(3.4)
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
    closings_by_year(axes, scope)
    _deadlines(axes, deadline, scope)
    return Picture(figure, finding, "; ".join(said) + ".", table_id)


def ahead(
    table: pd.DataFrame, deadline: int | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Simulated closings: the median, and the band of its interval; see `paths`.

    Takes one row per year: `year`, `closing_low`, `closing_median`, `closing_high`.
    """
    if table.empty:
        return HTML("")
    figure, axes = canvas(3.4)
    low, high = table["closing_low"].astype(float), table["closing_high"].astype(float)
    band = {"vi": "khoảng mô phỏng", "en": "interval"}[scope.lang]
    axes.fill_between(table["year"], low, high, color=GREY, alpha=0.25, linewidth=0, label=band)
    name = terms.label("closing_median", scope.lang)
    sns.lineplot(
        x=table["year"],
        y=table["closing_median"].astype(float),
        color=ACCENT,
        marker="o",
        label=name,
        ax=axes,
    )
    closings_by_year(axes, scope)
    _deadlines(axes, deadline, scope)
    levels = table[["closing_median", "closing_low", "closing_high"]]
    numbers = levels.map(lambda count: terms.number(count, scope.lang)).to_numpy()
    said = [
        f"{year}: {middle} ({least}–{most})"
        for year, (middle, least, most) in zip(table["year"], numbers, strict=True)
    ]
    return Picture(figure, finding, f"{name} ({band}): {'; '.join(said)}.", table_id)


def _deadlines(axes: Axes, deadline: int, scope: Scope) -> None:
    """The deadline and one year before it, as lines with their names."""
    for year, style, name in [(deadline, "-", "deadline"), (deadline - 1, "--", "year_early")]:
        axes.axvline(year, color="black", linewidth=1, linestyle=style)
        at = axes.get_xaxis_transform()
        words = fill(terms.label(name, scope.lang), 12)
        axes.text(year - 0.06, 0.97, words, transform=at, ha="right", va="top", fontsize="small")
