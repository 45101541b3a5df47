"""Picture of the scores of those compared for commendation."""

from textwrap import fill

import pandas as pd
import seaborn as sns
from IPython.display import HTML

from analysis import terms
from analysis.charts.picture import ACCENT, GREY, Picture, canvas, numbers_on
from analysis.terms import Scope

FULL = 100
AXIS = {"vi": "điểm (0 đến 100)", "en": "score (0 to 100)"}
LEGEND = {
    "vi": "đậm: được đề xuất; xám: dự bị",
    "en": "in colour: proposed; grey: reserve",
}


def scores(table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """The scores of one stream in the order of its list, those proposed in colour (điểm đề cử).

    Takes `candidate`, `score` and `result`. Who is not compared, or whose score is not shown, has
    no bar; nothing is drawn of None.
    """
    if table is None or table.empty:
        return HTML("")
    shown = table[~table["score"].map(_is_no_number)]
    if shown.empty:
        return HTML("")
    shown = shown.reset_index(drop=True)
    figure, axes = canvas(0.42 * len(shown) + 1.1)
    colours = [ACCENT if result.startswith("proposed") else GREY for result in shown["result"]]
    drawn = axes.barh(shown.index, shown["score"].astype(float), color=colours, linewidth=0)
    numbers = [terms.number(score, scope.lang, 1) for score in shown["score"]]
    axes.bar_label(drawn, numbers, padding=4)
    axes.set_yticks(shown.index, [fill(name, 26) for name in shown["candidate"]])
    axes.invert_yaxis()
    axes.set(xlabel=f"{AXIS[scope.lang]}\n{LEGEND[scope.lang]}", xlim=(0, 1.15 * FULL))
    axes.set_xticks(range(0, FULL + 1, 20))
    axes.grid(False, axis="y")
    sns.despine(figure, left=True)
    numbers_on(axes.xaxis, scope)
    said = "; ".join(
        f"{name}: {score} ({terms.label(result, scope.lang)})"
        for name, score, result in zip(shown["candidate"], numbers, shown["result"], strict=True)
    )
    return Picture(figure, finding, said + ".", table_id)


def _is_no_number(value: object) -> bool:
    return terms.is_not_asked(value) or terms.without_number(value)
