"""Pictures of the scores of those compared for commendation, and of how firm they are."""

from textwrap import fill

import pandas as pd
import seaborn as sns
from IPython.display import HTML

from analysis import terms
from analysis.charts.picture import ACCENT, GREY, Picture, canvas, numbers_on
from analysis.terms import Scope

FULL = 100
AXIS = {"vi": "điểm (0 đến 100)", "en": "score (0 to 100)"}
SHARES = {"vi": "% số bộ trọng số chọn đề cử", "en": "% of the sets of weights that choose"}
HALF_PCT = (40, 60)
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
    numbers = [terms.number(score, scope.lang, 1) for score in shown["score"]]
    return _bars(shown, "score", numbers, AXIS[scope.lang], finding, table_id, scope)


def chosen_shares(
    table: pd.DataFrame | None, stream: str, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Under how many sets of weights each of a stream is chosen (mức chấp nhận được).

    Takes `stream`, `candidate`, `selected_whole_pct` and `result`, as `scores` else. Two lines
    bound where about half of the sets choose a candidate. Without a finding nothing is drawn.
    """
    if table is None or table.empty or not finding:
        return HTML("")
    shown = table[(table["stream"] == stream) & ~table["selected_whole_pct"].map(_is_no_number)]
    if shown.empty:
        return HTML("")
    numbers = [terms.percent(share, scope.lang, 0) for share in shown["selected_whole_pct"]]
    axis = SHARES[scope.lang]
    picture = _bars(shown, "selected_whole_pct", numbers, axis, finding, table_id, scope)
    for end in HALF_PCT:
        picture.figure.axes[0].axvline(end, color=GREY, linestyle=":", linewidth=1)
    return picture


def _bars(
    table: pd.DataFrame,
    column: str,
    numbers: list[str],
    axis: str,
    finding: str,
    table_id: str,
    scope: Scope,
) -> Picture:
    """Bars from 0 to 100, one a candidate, those proposed in colour, each with its number."""
    shown = table.reset_index(drop=True)
    figure, axes = canvas(0.42 * len(shown) + 1.1)
    colours = [ACCENT if result.startswith("proposed") else GREY for result in shown["result"]]
    drawn = axes.barh(shown.index, shown[column].astype(float), color=colours, linewidth=0)
    axes.bar_label(drawn, numbers, padding=4)
    axes.set_yticks(shown.index, [fill(name, 26) for name in shown["candidate"]])
    axes.invert_yaxis()
    axes.set(xlabel=f"{axis}\n{LEGEND[scope.lang]}", xlim=(0, 1.15 * FULL))
    axes.set_xticks(range(0, FULL + 1, 20))
    axes.grid(False, axis="y")
    sns.despine(figure, left=True)
    numbers_on(axes.xaxis, scope)
    said = "; ".join(
        f"{name}: {number} ({terms.label(result, scope.lang)})"
        for name, number, result in zip(shown["candidate"], numbers, shown["result"], strict=True)
    )
    return Picture(figure, finding, said + ".", table_id)


def _is_no_number(value: object) -> bool:
    return terms.is_not_asked(value) or terms.without_number(value)
