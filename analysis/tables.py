"""Finished tables as accessible HTML, in the order given; computes nothing."""

from html import escape

import pandas as pd
from IPython.display import HTML

from analysis import terms
from analysis.terms import Scope

MANY, ROOM = 8, 12  # columns, and these with money counted twice, that paper has room for
_WEIGHTY = {"total", "opening", "closing", "near_opening", "near_closing"}
_PARTS = {
    "exits_to_near_poor",
    "exits_above_near_poor",
    "from_near_poor",
    "relapses",
    "entries",
    "near_above",
    "near_other_decrease",
    "near_relapses",
    "near_entries",
    "near_other_increase",
}


def grid(table: pd.DataFrame | None, table_id: str, scope: Scope, instead: str = "") -> HTML:
    """A table with caption, column heads and row heads (bảng).

    Takes one row per line to show; the first column is the row's head, columns and codes are
    labelled by `terms` and by the units' names. `table_id` is fixed and names the caption. A table
    without rows is a sentence: `instead`, or that there is no data; None, that it is not made of
    a ward.
    """
    if table is None:
        return nothing(table_id, scope, terms.NOT_OF_A_WARD[scope.lang])
    if table.empty:
        return nothing(table_id, scope, instead)
    heads = "".join(
        f'<th scope="col"{_class(name in terms.TEXT and "text")}>{escape(_head(name, scope))}</th>'
        for name in table
    )
    rows = "".join(_row(row, list(table), scope) for row in table.itertuples(index=False))
    legend = "".join(f'<p class="legend">{words}</p>' for words in _legends(table, scope))
    kind = "table wide" if _is_wide(table) else "table"
    return HTML(
        f'<div class="{kind}" role="region" tabindex="0" aria-labelledby="{table_id}-caption">'
        f'<table id="{table_id}"><caption id="{table_id}-caption">'
        f"{escape(terms.caption(table_id, scope))}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{legend}"
    )


def _is_wide(table: pd.DataFrame) -> bool:
    """Whether paper needs smaller letters for it."""
    sums = sum(name.endswith("_vnd") for name in table)
    return len(table.columns) > MANY or len(table.columns) + sums > ROOM


def nothing(table_id: str, scope: Scope, instead: str = "") -> HTML:
    """The sentence that stands in place of a table without rows."""
    words = f"{terms.caption(table_id, scope)}: {instead or terms.MISSING[scope.lang]}."
    return HTML(f'<p class="nothing" id="{table_id}">{escape(words)}</p>')


def _legends(table: pd.DataFrame, scope: Scope) -> list[str]:
    """What the signs in the table's cells mean, if there are any."""
    by_review = table[[column for column in table if terms.is_by_review(column)]]
    signs = [
        (table.map(terms.is_hidden).any(axis=None), terms.LEGEND),
        (by_review.isna().any(axis=None), terms.NOT_HELD_LEGEND),
        (table.map(terms.is_not_asked).any(axis=None), terms.NOT_ASKED_LEGEND),
    ]
    return [legend[scope.lang] for is_there, legend in signs if is_there]


def tiles(values: dict[str, str]) -> HTML:
    """A few headline figures, each under its label (số liệu chính)."""
    items = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"
        for label, value in values.items()
    )
    return HTML(f'<dl class="tiles">{items}</dl>')


def _head(name: str, scope: Scope) -> str:
    return scope.names[name] if name in scope.names else terms.label(name, scope.lang)


def _row(row: tuple, columns: list[str], scope: Scope) -> str:
    head, *values = row
    words = _words(head, scope) if columns[0] in terms.CODES else str(head)
    cells = "".join(
        _cell(column, value, scope) for column, value in zip(columns[1:], values, strict=True)
    )
    line = str(head).removesuffix("_people")
    kind = _class("total" if line in _WEIGHTY else line in _PARTS and "part")
    return f'<tr{kind}><th scope="row">{escape(words)}</th>{cells}</tr>'


def _words(value: str, scope: Scope) -> str:
    if value in scope.names:
        return scope.names[value]
    known = value.removesuffix("_people") in terms.LABELS
    return terms.label(value, scope.lang) if known else value


def _cell(column: str, value: object, scope: Scope) -> str:
    if terms.is_hidden(value):
        return _sign(value, terms.WITHHELD[scope.lang])
    if terms.is_not_asked(value):
        return _sign(value, terms.NOT_ASKED_SPOKEN[scope.lang])
    if terms.is_by_review(column) and pd.isna(value):
        return _sign(terms.NOT_HELD, terms.NOT_REVIEWED[scope.lang])
    if not isinstance(value, str) and pd.isna(value):
        return f'<td class="missing">{terms.MISSING[scope.lang]}</td>'
    is_code = column in terms.CODES | {"places"} and isinstance(value, str)
    words = _words(value, scope) if is_code else terms.shown(column, value, scope.lang)
    return f"<td{_class(column in terms.TEXT and 'text')}>{escape(words)}</td>"


def _sign(sign: str, spoken: str) -> str:
    """A sign in the place of a number, and the words for who hears the table."""
    return f'<td class="withheld">{sign}<span class="unseen"> {spoken}</span></td>'


def _class(name: str | bool) -> str:
    return f' class="{name}"' if name else ""
