"""Pictures of what is asked of the next year."""

import pandas as pd
import seaborn as sns
from IPython.display import HTML

from analysis import terms
from analysis.charts.picture import (
    ACCENT,
    GREY,
    Picture,
    canvas,
    closings_by_year,
    legend_below,
    name_of,
    numbers_on,
    room_for_labels,
)
from analysis.terms import Scope


def way_to_goal(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """The closings so far, and the most that the years ahead may end with (lộ trình).

    Takes `year`, `closing` and `asked_closing`; nothing is drawn where nothing is asked.
    """
    if table is None or table.empty:
        return HTML("")
    figure, axes = canvas(3.2)
    is_ahead = table["closing"].map(terms.is_not_asked)
    line = is_ahead | is_ahead.shift(-1, fill_value=False)  # from the last closing on
    ahead = table["asked_closing"].where(is_ahead, table["closing"])[line]
    said = []
    for column, values, colour, style in [
        ("asked_closing", ahead, ACCENT, "--"),
        ("closing", table.loc[~is_ahead, "closing"], GREY, "-"),
    ]:
        name = terms.label(column, scope.lang)
        years, counts = table.loc[values.index, "year"], values.astype(float)
        look = {"color": colour, "linestyle": style, "marker": "o", "label": name}
        sns.lineplot(x=years, y=counts, ax=axes, **look)
        rows = table.loc[~table[column].map(terms.is_not_asked), ["year", column]]
        numbers = (f"{at} {terms.number(n, scope.lang)}" for at, n in rows.itertuples(index=False))
        said.append(f"{name}: {', '.join(numbers)}")
    closings_by_year(axes, scope)
    return Picture(figure, finding, "; ".join(reversed(said)) + ".", table_id)


def asked_of_wards(
    table: pd.DataFrame, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """What is asked of each ward beside its net reduction of the year (phần của các phường).

    Takes `unit_code`, `asked_decrease` and `net_decrease`. One ward compares nothing and is not
    drawn, nor is anything where nothing is asked.
    """
    wards = table[~table["unit_code"].isin(["total", ""])] if len(table) else table
    if len(wards) < 2 or wards["asked_decrease"].map(terms.is_not_asked).any():
        return HTML("")
    figure, axes = canvas(0.62 * len(wards) + 1.2)
    long = wards.melt("unit_code", ["asked_decrease", "net_decrease"], "line", "count")
    kinds = long["line"].map(lambda line: terms.label(line, scope.lang))
    names = long["unit_code"].map(lambda code: name_of(code, scope))
    sns.barplot(x=long["count"].astype(float), y=names, hue=kinds, palette=[ACCENT, GREY], ax=axes)
    said = []
    for (line, rows), drawn in zip(long.groupby("line", sort=False), axes.containers, strict=True):
        labels = [terms.number(count, scope.lang) for count in rows["count"]]
        axes.bar_label(drawn, labels, padding=4)
        units = zip(rows["unit_code"], labels, strict=True)
        numbers = "; ".join(f"{name_of(code, scope)} {text}" for code, text in units)
        said.append(f"{terms.label(line, scope.lang)}: {numbers}")
    axes.set(xlabel={"vi": "hộ nghèo", "en": "poor households"}[scope.lang], ylabel="")
    room_for_labels(axes)
    numbers_on(axes.xaxis, scope)
    legend_below(axes)
    return Picture(figure, finding, ". ".join(said) + ".", table_id)
