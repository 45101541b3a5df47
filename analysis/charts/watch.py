"""Picture of a watch-list against its review: shares expected and observed by place on it."""

from math import nan

import pandas as pd
import seaborn as sns
from IPython.display import HTML

from analysis import terms
from analysis.charts.picture import (
    ACCENT,
    GREY,
    Picture,
    canvas,
    legend_below,
    name_of,
    numbers_on,
)
from analysis.terms import Scope

OBSERVED, EXPECTED = "watch_relapse_pct", "watch_expected_pct"
LIMITS = ["watch_lower_pct", "watch_upper_pct"]
AXIS = {
    "vi": "% hộ nghèo trở lại trong năm\nvạch: khoảng 95%",
    "en": "% poor again in the year\nbars: 95% intervals",
}


def calibration(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Shares expected, in grey, and observed with their intervals (hiệu chuẩn dự báo).

    Takes one row per `watch_band` in the order of the list. What is hidden has no mark.
    """
    if table is None or table.empty:
        return HTML("")
    figure, axes = canvas(0.45 * len(table) + 1.5)
    names = [name_of(band, scope) for band in table["watch_band"]]
    shares = {name: _numbers(table[name]) for name in (OBSERVED, EXPECTED, *LIMITS)}
    axes.hlines(names, *(shares[limit] for limit in LIMITS), color=ACCENT, linewidth=1.5)
    for name, mark, colour in [(EXPECTED, "D", GREY), (OBSERVED, "o", ACCENT)]:
        label = terms.label(name, scope.lang)
        axes.plot(shares[name], names, mark, color=colour, markersize=6, label=label)
    axes.invert_yaxis()
    axes.margins(y=0.12)
    axes.set_xlim(0, 1.08 * max(axes.dataLim.xmax, 1))
    axes.set(xlabel=AXIS[scope.lang])
    axes.grid(False, axis="y")
    numbers_on(axes.xaxis, scope)
    sns.despine(figure, left=True)
    axes.legend()
    legend_below(axes)
    said = [
        f"{name_of(row['watch_band'], scope)}: {_said(row, scope)}" for _, row in table.iterrows()
    ]
    return Picture(figure, finding, "; ".join(said) + ".", table_id)


def _said(row: pd.Series, scope: Scope) -> str:
    return ", ".join(
        f"{terms.label(name, scope.lang)} {terms.percent(row[name], scope.lang)}"
        for name in (OBSERVED, EXPECTED)
    )


def _numbers(shares: pd.Series) -> list[float]:
    return [nan if terms.without_number(share) else float(share) for share in shares]
