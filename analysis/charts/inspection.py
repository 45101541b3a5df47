"""Picture of the inspections planned and made, ward by ward."""

import pandas as pd
import seaborn as sns
from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import terms
from analysis.charts.picture import ACCENT, GREY, WIDTH, Picture, name_of, numbers_on
from analysis.terms import Scope

WAYS = {
    "random": {"vi": "Ngẫu nhiên", "en": "At random"},
    "for_cause": {"vi": "Theo dấu hiệu", "en": "For cause"},
}
LEGEND = {
    "vi": "số hộ đã gặp; khung: kế hoạch; khung trống: không công bố",
    "en": "households met; in outline: planned; outline alone: not shown",
}


def inspected(table: pd.DataFrame, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """Households met of those planned, by ward and way of choosing (thực hiện kế hoạch kiểm tra).

    Takes a row per unit with the counts of WAYS; the total is left out. What is hidden or not
    recorded has no bar.
    """
    wards = table[table["unit_code"] != "total"] if len(table) else table
    if wards.empty:
        return HTML("")
    figure = Figure(figsize=(WIDTH, 0.45 * len(wards) + 1.3), layout="constrained")
    for axes, way in zip(figure.subplots(1, len(WAYS), sharey=True), WAYS, strict=True):
        _draw(axes, wards, way, scope)
    figure.supxlabel(LEGEND[scope.lang], fontsize="small")
    sns.despine(figure, left=True)
    said = [
        f"{name_of(row['unit_code'], scope)}: {_said(row, scope)}" for _, row in wards.iterrows()
    ]
    return Picture(figure, finding, ". ".join(said) + ".", table_id)


def _draw(axes: Axes, wards: pd.DataFrame, way: str, scope: Scope) -> None:
    names = [name_of(code, scope) for code in wards["unit_code"]]
    planned, met = (_numbers(wards[f"{way}_{name}"]) for name in ("planned", "met"))
    axes.barh(names, planned, fill=False, edgecolor=GREY, linewidth=0.8)
    drawn = axes.barh(names, met, color=ACCENT, height=0.5, linewidth=0)
    labels = [terms.number(count, scope.lang) if count else "" for count in met]
    axes.bar_label(drawn, labels, label_type="center", color="white")
    axes.set_title(WAYS[way][scope.lang], fontsize="medium")
    axes.grid(False, axis="y")
    numbers_on(axes.xaxis, scope)
    if not axes.yaxis_inverted():
        axes.invert_yaxis()


def _said(row: pd.Series, scope: Scope) -> str:
    columns = [f"{way}_{name}" for way in WAYS for name in ("met", "planned")]
    return "; ".join(
        f"{terms.label(column, scope.lang)} {terms.number(row[column], scope.lang)}"
        for column in columns
    )


def _numbers(counts: pd.Series) -> list[float]:
    return [0.0 if terms.without_number(count) else float(count) for count in counts]
