"""Pictures of the three haves: who has how many, what the wards lack, what a year changed."""

from math import nan

import pandas as pd
import seaborn as sns
from IPython.display import HTML
from matplotlib.ticker import MaxNLocator

from analysis import terms
from analysis.charts.picture import (
    ACCENT,
    GREY,
    SECOND,
    Picture,
    canvas,
    name_of,
    numbers_on,
    signed,
)
from analysis.terms import Scope

STATES = {  # colour of the part, and of the number in it
    "haves_three": (ACCENT, "white"),
    "haves_two": ("#8fb5d1", "black"),
    "haves_one": ("#efc4a4", "black"),
    "haves_none": (SECOND, "white"),
    "haves_unrecorded": ("#d9d9d9", "black"),
}
WIDE_ENOUGH = 0.06  # of the longest bar, for a number within a part
MARKS = {
    "lacks_home_pct": ("o", GREY),
    "lacks_job_pct": ("s", ACCENT),
    "lacks_civility_pct": ("^", SECOND),
}
HOUSEHOLDS = {"vi": "hộ", "en": "households"}
OF_THE_POOR = {"vi": "% hộ nghèo ghi đủ", "en": "% of the poor recorded in full"}
LOST_AND_GAINED = {"vi": "hộ mất đi và hộ có thêm", "en": "households that lost and gained it"}


def haves(table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope) -> Picture | HTML:
    """How many of the three, poor and exited, as parts of one bar (đủ ba có, có hai, có một).

    Takes one row per `haves_standing` with `haves_reviewed` and the STATES. What is hidden of a bar
    is one part of it, in outline, as long as who was reviewed is shown.
    """
    if table is None or table.empty:
        return HTML("")
    numbers = _numbers(table[["haves_reviewed", *STATES]])
    figure, axes = canvas(0.7 * len(table) + 1.6)
    names = [name_of(code, scope) for code in table["haves_standing"]]
    longest = numbers[list(STATES)].sum(axis="columns").max()
    left = 0 * numbers["haves_three"].fillna(0)
    for state, (colour, ink) in STATES.items():
        lengths = numbers[state].fillna(0)
        label = terms.label(state, scope.lang)
        drawn = axes.barh(names, lengths, left=left, color=colour, label=label, linewidth=0)
        is_wide = lengths > WIDE_ENOUGH * longest
        words = [terms.number(n, scope.lang) if n else "" for n in lengths.where(is_wide, 0)]
        axes.bar_label(drawn, words, label_type="center", color=ink)
        left += lengths
    withheld = (numbers["haves_reviewed"] - left).fillna(0)
    if withheld.any():
        label = terms.WITHHELD[scope.lang]
        axes.barh(names, withheld, left=left, label=label, fill=False, hatch="///", edgecolor=GREY)
    axes.invert_yaxis()
    axes.set(xlabel=HOUSEHOLDS[scope.lang])
    axes.grid(False, axis="y")
    sns.despine(figure, left=True)
    numbers_on(axes.xaxis, scope)
    figure.legend(loc="outside lower center", frameon=False, ncols=2, fontsize="small")
    return Picture(figure, finding, _said(table, "haves_standing", list(STATES), scope), table_id)


def lacking(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """A mark for the share of each ward's poor that lacks each of the three (theo phường).

    Takes one row per `unit_code` with the columns of MARKS; what is hidden has no mark. One ward
    compares nothing and is not drawn.
    """
    if table is None or len(table) < 2 or _numbers(table[list(MARKS)]).isna().all(axis=None):
        return HTML("")
    rows = table[table["unit_code"] != ""].reset_index(drop=True)
    figure, axes = canvas(0.42 * len(rows) + 1.3)
    for column, (mark, colour) in MARKS.items():
        label = terms.label(column.removesuffix("_pct"), scope.lang)
        shares = _numbers(rows[[column]])[column]
        axes.plot(shares, rows.index, mark, color=colour, label=label, markersize=7)
    axes.set_yticks(rows.index, [name_of(code, scope) for code in rows["unit_code"]])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, max(10.0, 1.1 * axes.dataLim.xmax))
    axes.set(xlabel=OF_THE_POOR[scope.lang])
    sns.despine(figure, left=True)
    numbers_on(axes.xaxis, scope)
    figure.legend(loc="outside lower center", frameon=False, ncols=3, fontsize="small")
    return Picture(figure, finding, _said(rows, "unit_code", list(MARKS), scope), table_id)


def gained_and_lost(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Households that gained each have to the right, that lost it to the left (thay đổi trong năm).

    Takes one row per `have` with `have_gained` and `have_lost`; what is hidden has no bar.
    """
    columns = {"have_lost": (-1, SECOND), "have_gained": (1, ACCENT)}
    if table is None or table.empty or _numbers(table[[*columns]]).isna().all(axis=None):
        return HTML("")
    figure, axes = canvas(0.5 * len(table) + 1.3)
    for column, (side, colour) in columns.items():
        lengths = side * _numbers(table[[column]])[column].fillna(0)
        label = terms.label(column, scope.lang)
        drawn = axes.barh(table.index, lengths, color=colour, label=label, linewidth=0)
        words = [signed(n, scope) if n else "" for n in lengths]
        axes.bar_label(drawn, words, padding=4)
    axes.axvline(0, color="black", linewidth=1)
    axes.set_yticks(table.index, [terms.label(have, scope.lang) for have in table["have"]])
    axes.invert_yaxis()
    axes.margins(x=0.18)
    axes.set(xlabel=LOST_AND_GAINED[scope.lang])
    axes.grid(False, axis="y")
    sns.despine(figure, left=True)
    numbers_on(axes.xaxis, scope)
    figure.legend(loc="outside lower center", frameon=False, ncols=2, fontsize="small")
    return Picture(figure, finding, _said(table, "have", [*columns], scope), table_id)


def shares_by_year(
    table: pd.DataFrame | None, finding: str, table_id: str, scope: Scope
) -> Picture | HTML:
    """Share of the poor with all three by year, a line for each standard and none across.

    Takes one row per `year` with `standard` and `haves_three_pct`. One year alone is not drawn.
    """
    if table is None or len(table) < 2:
        return HTML("")
    shares = _numbers(table[["haves_three_pct"]])["haves_three_pct"]
    if shares.isna().all():
        return HTML("")
    figure, axes = canvas(3.0)
    colours = dict.fromkeys(table["standard"], GREY) | {table["standard"].iloc[-1]: ACCENT}
    for standard, rows in table.groupby("standard", sort=False):
        label, of = name_of(standard, scope), shares[rows.index]
        axes.plot(rows["year"].astype(int), of, "o-", color=colours[standard], label=label)
    axes.set_ylim(0, 1.15 * shares.max())
    axes.set(xlabel=terms.label("year", scope.lang), ylabel=OF_THE_POOR[scope.lang])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    numbers_on(axes.yaxis, scope)
    sns.despine(figure)
    figure.legend(loc="outside lower center", frameon=False)
    return Picture(figure, finding, _said(table, "year", ["haves_three_pct"], scope), table_id)


def _said(table: pd.DataFrame, key: str, columns: list[str], scope: Scope) -> str:
    """The numbers of each row under their labels; one that is hidden in words."""
    rows = [
        "; ".join(
            f"{terms.label(column, scope.lang)} {_words(column, row[column], scope)}"
            for column in columns
        )
        for _, row in table.iterrows()
    ]
    heads = [str(code) if key == "year" else name_of(code, scope) for code in table[key]]
    return ". ".join(f"{head}: {said}" for head, said in zip(heads, rows, strict=True)) + "."


def _words(column: str, value: object, scope: Scope) -> str:
    if terms.is_hidden(value):
        return terms.WITHHELD[scope.lang]
    return terms.shown(column, value, scope.lang)


def _numbers(table: pd.DataFrame) -> pd.DataFrame:
    """The table as plain numbers, nan for what is hidden or not recorded."""
    known = table.mask(table.map(terms.without_number)).astype("object")
    return known.fillna(nan).astype("float64")
