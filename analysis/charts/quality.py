"""Picture of the state of the data: exits by how little above the line their income is."""

import pandas as pd
from IPython.display import HTML

from analysis import terms
from analysis.charts.picture import (
    ACCENT,
    GREY,
    Picture,
    canvas,
    numbers_on,
    room_for_labels,
)
from analysis.terms import Scope

EQUALLY_WIDE = ["above_0", "above_20", "above_40", "above_60", "above_80"]
AXIS = {
    "vi": "hộ thoát nghèo, theo số đồng vượt chuẩn",
    "en": "exits, by VND above the line",
}


def income_bands(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """Exits in the bands of equal width above the line, the nearest on top and in colour.

    Takes `band` and `exits`; wider bands stay in the table, where no bar is compared with another.
    A hidden number has its words and no bar. Nothing is drawn where fewer than two are known.
    """
    rows = table[table["band"].isin(EQUALLY_WIDE)].reset_index(drop=True)
    known = rows[~rows["exits"].map(terms.without_number)]
    if len(known) < 2:
        return HTML("")
    figure, axes = canvas(0.45 * len(rows) + 0.9)
    colours = [ACCENT if band == EQUALLY_WIDE[0] else GREY for band in known["band"]]
    drawn = axes.barh(known.index, known["exits"].astype(float), color=colours, linewidth=0)
    axes.bar_label(drawn, [terms.number(count, scope.lang) for count in known["exits"]], padding=4)
    for at in rows.index.difference(known.index):
        words = terms.number(rows.loc[at, "exits"], scope.lang)
        axes.annotate(words, (0, at), xytext=(4, 0), textcoords="offset points", va="center")
    names = [terms.label(band, scope.lang) for band in rows["band"]]
    axes.set_yticks(rows.index, names)
    axes.invert_yaxis()
    axes.set(xlabel=AXIS[scope.lang])
    axes.grid(False, axis="y")
    room_for_labels(axes)
    numbers_on(axes.xaxis, scope)
    said = "; ".join(
        f"{name}: {terms.number(count, scope.lang)}"
        for name, count in zip(names, rows["exits"], strict=True)
    )
    return Picture(figure, finding, said + ".", table_id)
