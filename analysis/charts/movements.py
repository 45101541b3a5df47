"""Pictures of the movements of poor households: bars by unit, a waterfall, the years."""

from textwrap import fill

import pandas as pd
import seaborn as sns
from IPython.display import HTML

from analysis import terms
from analysis.charts.picture import (
    ACCENT,
    GREY,
    SECOND,
    Picture,
    canvas,
    closings_by_year,
    name_of,
    numbers_on,
    room_for_labels,
    signed,
)
from analysis.terms import Scope


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
    names = [name_of(code, scope) for code in shown["unit_code"]]
    colours = [GREY if code == "total" else ACCENT for code in shown["unit_code"]]
    figure, axes = canvas(0.45 * len(shown) + 0.9)
    sns.barplot(
        x=shown[value].astype(float), y=names, hue=names, palette=colours, legend=False, ax=axes
    )
    labels = [terms.shown(value, number, scope.lang) for number in shown[value]]
    for bars_of_unit, text in zip(axes.containers, labels, strict=True):
        axes.bar_label(bars_of_unit, [text], padding=4)
    axes.set(xlabel=terms.label(value, scope.lang), ylabel="")
    room_for_labels(axes)
    numbers_on(axes.xaxis, scope)
    said = "; ".join(f"{name} {text}" for name, text in zip(names, labels, strict=True))
    return Picture(figure, finding, said + ".", table_id)


def flow(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """A waterfall from the opening to the closing (từ đầu kỳ đến cuối kỳ).

    Takes one row per step in order: `line`, `households` (signed for the steps between), `start`
    and `end` of its bar.
    """
    if table.empty:
        return HTML("")
    figure, axes = canvas(0.48 * len(table) + 0.7)
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
        terms.number(number, scope.lang) if is_end else signed(number, scope)
        for is_end, number in zip(ends, table["households"], strict=True)
    ]
    axes.bar_label(drawn, labels, padding=4)
    axes.invert_yaxis()
    axes.set(xlabel={"vi": "hộ", "en": "households"}[scope.lang])
    axes.grid(False, axis="y")
    room_for_labels(axes)
    numbers_on(axes.xaxis, scope)
    said = "; ".join(
        f"{terms.label(line, scope.lang)} {text}"
        for line, text in zip(table["line"], labels, strict=True)
    )
    return Picture(figure, finding, said + ".", table_id)


def years(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """Poor households by year, one line for each standard and never one across.

    Takes one row per year in order: `year`, `standard`, `opening`, `closing`. A line starts at the
    opening of its first year, so a raised line shows as a jump between two lines. Without a closing
    there is nothing to draw.
    """
    if table["closing"].isna().all():
        return HTML("")
    figure, axes = canvas(3.4)
    colours = dict.fromkeys(table["standard"], GREY) | {table["standard"].iloc[-1]: ACCENT}
    for standard, rows in table.groupby("standard", sort=False):
        first = rows.iloc[:1].assign(year=lambda t: t["year"] - 1, closing=lambda t: t["opening"])
        points = pd.concat([first, rows]).dropna(subset=["closing"])
        sns.lineplot(
            x=points["year"].astype(int),
            y=points["closing"].astype(float),
            color=colours[standard],
            marker="o",
            label=name_of(standard, scope),
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
    closings_by_year(axes, scope)
    said = [
        f"{name_of(standard, scope)}: {_openings_to_closings(rows, scope)}"
        for standard, rows in table.groupby("standard", sort=False)
    ]
    return Picture(figure, finding, ". ".join(said) + ".", table_id)


def _openings_to_closings(years: pd.DataFrame, scope: Scope) -> str:
    counts = years[["year", "opening", "closing"]].itertuples(index=False)
    return "; ".join(
        f"{year} {terms.number(opening, scope.lang)} → {terms.number(closing, scope.lang)}"
        for year, opening, closing in counts
    )
