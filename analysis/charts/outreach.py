"""Picture of the wishes: what became of them, by kind."""

from textwrap import fill

import pandas as pd
import seaborn as sns
from IPython.display import HTML

from analysis import terms
from analysis.charts.picture import ACCENT, SECOND, Picture, canvas, name_of, numbers_on
from analysis.terms import Scope

PARTS = {  # colour of the part, and of the number in it
    "wishes_done": (ACCENT, "white"),
    "wishes_refused": (SECOND, "white"),
    "wishes_open": ("#d9d9d9", "black"),
}
WIDE_ENOUGH = 0.06  # of the longest bar, for a number within a part
WISHES = {
    "vi": "nguyện vọng; loại có số không công bố thì không vẽ",
    "en": "wishes; a kind with a number not shown is left out",
}


def wishes(table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """What became of the wishes of each kind, as parts of one bar (nguyện vọng theo loại).

    Takes one row per `wish_kind` with the PARTS. The row "total" has no bar, nor has a kind with a
    part that is hidden. Nothing is drawn of None, nor where no kind is left.
    """
    rows = _drawn(table)
    if rows.empty:
        return HTML("")
    figure, axes = canvas(0.42 * len(rows) + 1.5)
    lengths = rows[list(PARTS)].astype("float64")
    longest = lengths.sum(axis="columns").max()
    left = 0 * lengths["wishes_done"]
    for part, (colour, ink) in PARTS.items():
        label = terms.label(part, scope.lang)
        bars = axes.barh(rows.index, lengths[part], left=left, color=colour, label=label, lw=0)
        wide = lengths[part].where(lengths[part] > WIDE_ENOUGH * longest, 0)
        numbers = [terms.number(length, scope.lang) if length else "" for length in wide]
        axes.bar_label(bars, numbers, label_type="center", color=ink)
        left += lengths[part]
    names = [name_of(kind, scope) for kind in rows["wish_kind"]]
    axes.set_yticks(rows.index, [fill(name, 22) for name in names])
    axes.invert_yaxis()
    axes.set(xlabel=WISHES[scope.lang])
    axes.grid(False, axis="y")
    sns.despine(figure, left=True)
    numbers_on(axes.xaxis, scope)
    figure.legend(loc="outside lower center", frameon=False, ncols=2, fontsize="small")
    said = [
        f"{name}: {_said(row, scope)}"
        for name, (_, row) in zip(names, rows.iterrows(), strict=True)
    ]
    return Picture(figure, finding, ". ".join(said) + ".", table_id)


def _drawn(table: pd.DataFrame | None) -> pd.DataFrame:
    """The kinds that have wishes, every part of which is shown."""
    if table is None or table.empty:
        return pd.DataFrame()
    rows = table[table["wish_kind"] != "total"]
    known = rows[~rows[list(PARTS)].map(terms.without_number).any(axis="columns")]
    return known[known[list(PARTS)].sum(axis="columns") > 0].reset_index(drop=True)


def _said(row: pd.Series, scope: Scope) -> str:
    """The parts of a bar under their labels."""
    return "; ".join(
        f"{terms.label(part, scope.lang)} {terms.number(row[part], scope.lang)}" for part in PARTS
    )
