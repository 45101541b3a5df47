"""What `check --explain` prints: how each sheet of a file is understood, without its values."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby

from rich.markup import escape
from rich.table import Table

from analysis.cli.messages import EXPLAINED
from analysis.cli.screen import Lang, console
from analysis.register.explained import ColumnTold, FileTold, SheetTold
from analysis.register.faults import Fault
from analysis.register.grid import letters

PLACES_SHOWN = 20


def explained(seen: FileTold, lang: Lang) -> None:
    """Print what each sheet of a file was taken for, its columns, and what was not understood."""
    said = EXPLAINED[lang.spoken]
    _print(_refused(seen.faults, lang))
    for sheet in seen.sheets:
        console.print()
        _print(
            [
                said["sheet"].format(sheet=sheet.grid.sheet)
                if sheet.grid.sheet
                else said["text_file"]
            ]
        )
        _print(_recognised(sheet, said, lang) if sheet.seen else _not(sheet, said))
        if sheet.columns:
            console.print(_table(sheet.columns, said))
        _print(_refused(sheet.refusals, lang))
        _print(_left(sheet, said))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        console.print(line, markup=False)


def _refused(faults: Iterable[Fault], lang: Lang) -> Iterator[str]:
    return (fault.text(lang.spoken) for fault in faults)


def _recognised(sheet: SheetTold, said: dict[str, str], lang: Lang) -> Iterator[str]:
    """The layout, and where the headings and the data stand."""
    layout, found, data = sheet.seen.layout, sheet.seen.headings, sheet.data
    yield said["layout"].format(key=sheet.seen.key, name=layout.name[lang.spoken])
    yield said["list"].format(list=said[layout.list])
    if layout.form:
        yield said["form"].format(form=layout.form[lang.spoken])
    if layout.years:
        first, last = layout.years
        yield said["years"].format(first=first, last=last or said["now"])
    yield said["headings"].format(rows=_span([*range(found.first, found.last + 1)]))
    if not data.rows:
        yield said["no_data"]
        return
    yield said["data"].format(rows=_span([data.rows[0], data.rows[-1]]), count=len(data.rows))
    for what in ("households", "people"):
        if (number := getattr(data, what)) is not None:
            yield said[what].format(count=number)


def _not(sheet: SheetTold, said: dict[str, str]) -> Iterator[str]:
    """Why a sheet is passed over, or what it lacks to be in the nearest layout."""
    if sheet.ignored:
        yield said[sheet.ignored]
        return
    yield said["unknown"]
    near = sheet.nearest
    if near and near.headings.known > len(near.missing):
        facts = {"key": near.key, "known": near.headings.known}
        yield said["nearest"].format(titles=_quoted(near.layout.title), **facts)
        if near.missing:
            lacking = [near.layout.columns[name][0] for name in near.missing]
            yield said["lacking"].format(headings=_quoted(lacking))


def _table(columns: Sequence[ColumnTold], said: dict[str, str]) -> Table:
    table = Table()
    for name in ("column", "heading", "became", "kind"):
        table.add_column(said[name], overflow="fold")
    for name in ("filled", "blank", "dashes", "zeros"):
        table.add_column(said[name], justify="right")
    for each in columns:
        became = ", ".join(map(str, each.became)) or said["nothing"]
        kind = said[each.kind] if each.kind else ""
        states = map(str, (each.filled, each.blank, each.dashes, each.zeros))
        table.add_row(letters(each.at), escape(each.heading), escape(became), kind, *states)
    return table


def _left(sheet: SheetTold, said: dict[str, str]) -> Iterator[str]:
    """What was not understood of a sheet, and what was left out."""
    grid = sheet.grid
    found = {
        "unknown_columns": [letters(column.at) for column in sheet.unknown],
        "hidden_rows": _spans(sorted(grid.hidden_rows)),
        "merged": [f"{area.first}:{area.last}" for area in sheet.merged],
        "errors": [f"{place} {error}" for place, error in sheet.errors.items()],
        "left_out": _spans(sheet.data.left_out),
    }
    for what, places in found.items():
        if places:
            more = len(places) - PLACES_SHOWN
            shown = ", ".join(places[:PLACES_SHOWN])
            yield said[what].format(
                places=shown + (said["more"].format(count=more) if more > 0 else "")
            )


def _spans(rows: Sequence[int]) -> list[str]:
    """Rows as runs: 3, 4, 5, 9 is 3-5, 9."""
    numbered = count()
    runs = groupby(rows, key=lambda row: row - next(numbered))
    return [_span(list(run)) for _, run in runs]


def _span(rows: Sequence[int]) -> str:
    return f"{rows[0]}" if rows[0] == rows[-1] else f"{rows[0]}-{rows[-1]}"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"«{name}»" for name in names)
