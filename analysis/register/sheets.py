"""Trang tính: a sheet of a clerk's file as one table of checked text.

What was typed is changed by nothing but declared corrections. Every column of the result is one of
ours; the index is the row as the spreadsheet counts it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import pandas as pd

from analysis.corrections import Correction
from analysis.register import corrected, headings, layouts, schema, values
from analysis.register.faults import Column, Fault, in_sheet
from analysis.register.grid import Grid, Range
from analysis.register.headings import Headings
from analysis.register.schema import Schema

MEANINGS = {"head_sex": "sex"} | {
    name: "yes_or_no" for name, kind in values.KINDS.items() if kind == "yes_or_no"
}
MISSING = {"vi": "phải có trong dòng tiêu đề", "en": "must be a heading"}
TWICE = {
    "vi": "không được có hai lần trong dòng tiêu đề",
    "en": "must not be a heading twice",
}
ERROR = {
    "vi": "không được có lỗi công thức: hãy gõ lại giá trị",
    "en": "must not hold the error of a formula: type the value in",
}
HIDDEN = {
    "vi": "không được có dòng ẩn chứa số liệu: hãy hiện hoặc xóa các dòng",
    "en": "must not have hidden rows with data: unhide or delete the rows",
}
MERGED = {
    "vi": "không được gộp ô qua nhiều hộ: hãy tách ô và ghi giá trị vào từng dòng",
    "en": "must not merge cells over several households: split them and fill in each row",
}
NO_ROWS = {"vi": "phải có ít nhất một dòng số liệu", "en": "must have rows of data"}


def one_table(
    grid: Grid, name: str, wanted: Schema, faults: list[Fault], corrections: Sequence[Correction]
) -> pd.DataFrame | None:
    """A sheet that must have the headings of a schema, held against its rules; None if refused.

    Columns the schema does not know are left out; an optional column that is not there is blank in
    every row.
    """
    file = in_sheet(name, grid.sheet)
    means = {column.name: (column.heading,) for column in wanted.all}
    found = headings.best(headings.top(grid), means)
    there = found.columns if found else {}
    missing = [Fault(file, str(each), MISSING) for each in wanted.columns if each.name not in there]
    twice = [
        Fault(file, str(each), TWICE) for each in wanted.all if found and each.name in found.twice
    ]
    if found is None or missing or twice:
        faults += [*missing, *twice]
        return None
    mended, wrong = corrected.grid(grid, found, corrections)
    faults += wrong
    table = cells(mended, found, layouts.shipped().meanings)
    if table.empty and not wanted.may_be_empty:
        faults.append(Fault(file, None, NO_ROWS))
        return None
    table = table.reindex(columns=[column.name for column in wanted.all], fill_value="")
    placed = wanted.at(there)
    columns = {column.name: column for column in placed.all}
    broken = [
        *of_cells(grid, found, table.index, table.index, file, columns.__getitem__),
        *schema.broken(table, file, placed),
    ]
    faults += broken
    return None if broken or wrong else table


def has_all(grid: Grid, wanted: Collection[str]) -> bool:
    """Whether a sheet has every one of these headings."""
    found = headings.best(headings.top(grid), {heading: (heading,) for heading in wanted})
    return found is not None and found.columns.keys() == set(wanted)


def cells(grid: Grid, found: Headings, meanings: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """The rows under the headings as text, without those in which all our columns are blank."""
    rows = slice(found.last, grid.height)
    table = pd.DataFrame(
        {
            name: values.read(grid.columns[at - 1], rows, name, meanings(MEANINGS.get(name, name)))
            for name, at in found.columns.items()
        },
        dtype="str",
    ).set_axis(range(found.last + 1, grid.height + 1))
    return table[(table != "").any(axis="columns")]


def of_cells(
    grid: Grid,
    found: Headings,
    rows: Collection[int],
    starts: Collection[int],
    file: str,
    column: Callable[[str], Column],
) -> list[Fault]:
    """What is wrong with cells as such: errors of formulas, hidden rows, cells merged over rows.

    `starts` are those of the rows that begin something of their own: no cell may stand in two.
    """
    names = {at: name for name, at in found.columns.items()}
    errors: dict[str, list[tuple[int, str]]] = {}
    for place, error in sorted(grid.errors.items()):
        if place.column in names and place.row > found.last:
            errors.setdefault(names[place.column], []).append((place.row, error))
    hidden = sorted(grid.hidden_rows.intersection(rows))
    merged = [area for area in grid.merged if area.first.row > found.last]
    return [
        *(
            Fault(file, str(column(name)), ERROR, tuple(at), column(name).at)
            for name, at in errors.items()
        ),
        *([Fault(file, None, HIDDEN, tuple((row, "") for row in hidden))] if hidden else []),
        *(
            Fault(
                file,
                str(column(name)),
                MERGED,
                ((area.first.row, f"{area.first}:{area.last}"),),
                column(name).at,
            )
            for area in sorted(merged)
            for name in _merged(area, names, starts)
        ),
    ]


def _merged(area: Range, names: Mapping[int, str], starts: Collection[int]) -> list[str]:
    """The first of our columns in a merged area that reaches over several of the rows."""
    over = sum(area.first.row <= row <= area.last.row for row in starts)
    ours = [names[at] for at in range(area.first.column, area.last.column + 1) if at in names]
    return ours[:1] if over > 1 else []
