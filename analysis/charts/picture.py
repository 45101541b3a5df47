"""What every picture shares: its words for who cannot see it, its canvas, colours and number forms.

Figures are made without pyplot, so no backend decides whether or how often they are shown.
"""

import io
from base64 import b64encode

import seaborn as sns
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


def canvas(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    return figure, figure.subplots()


def closings_by_year(axes: Axes, scope: Scope) -> None:
    axes.set(
        xlabel={"vi": "cuối năm", "en": "end of year"}[scope.lang],
        ylabel={"vi": "hộ nghèo", "en": "poor households"}[scope.lang],
    )
    axes.set_ylim(0, 1.12 * axes.dataLim.ymax)
    axes.margins(x=0.1)
    sns.despine(axes.get_figure())
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    numbers_on(axes.yaxis, scope)
    legend_below(axes)


def room_for_labels(axes: Axes) -> None:
    axes.set_xlim(0, 1.18 * axes.dataLim.xmax or 1)  # where every bar is 0
    sns.despine(axes.get_figure(), left=True)


def legend_below(axes: Axes) -> None:
    axes.get_figure().legend(loc="outside lower center", frameon=False)
    axes.get_legend().remove()


def numbers_on(axis, scope: Scope) -> None:
    axis.set_major_formatter(FuncFormatter(lambda value, _: terms.number(value, scope.lang)))


def name_of(code: str, scope: Scope) -> str:
    return scope.names[code] if code in scope.names else terms.label(code, scope.lang)


def signed(number: float, scope: Scope) -> str:
    return ("+" if number > 0 else "") + terms.number(number, scope.lang)
