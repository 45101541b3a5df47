"""One CSV file as a table of text, held against its schema.

The index of every table is the row as the spreadsheet counts it, so that a fault found later still
names the right row.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from analysis.corrections import Correction
from analysis.register.corrected import corrected
from analysis.register.faults import Column, Fault, Rule, heading_key

HARMLESS = re.compile(r"[-\d.,]{0,6}")


@dataclass(frozen=True)
class Schema:
    """The columns a file must have, those it may have, and the rules its rows keep."""

    columns: Sequence[Column]
    rules: Sequence[Rule]
    optional: Sequence[Column] = ()
    may_be_empty: bool = False
    words: frozenset[str] = frozenset()  # the values of its columns that are nobody's own


def read(
    path: Path,
    name: str,
    schema: Schema,
    faults: list[Fault],
    corrections: Sequence[Correction] = (),
) -> pd.DataFrame | None:
    """The file's columns by our names, as stripped NFC text; None where it cannot be read.

    Adds every fault found to `faults`. Columns the schema does not know are left out; an optional
    column the file lacks is blank in every row. Corrections declared of the file are applied before
    its rules are tried.
    """
    rows = _rows(path, name, faults)
    if rows is None:
        return None
    headings = [heading_key(cell) for cell in rows[0]]
    numbered = {number: row for number, row in enumerate(rows[1:], start=2) if any(row)}
    found = [*_heading_faults(headings, name, schema), *_row_faults(headings, numbered, name)]
    table = None if found else _table(headings, numbered, schema)
    if not numbered and not schema.may_be_empty:
        found.append(_whole(name, "phải có ít nhất một dòng số liệu", "must have rows of data"))
    if table is not None:
        found += corrected(table, corrections, _all(schema))
        found += broken(table, name, schema)
    faults += found
    return None if found else table


def _heading_faults(headings: list[str], name: str, schema: Schema) -> list[Fault]:
    missing = {"vi": "phải có trong dòng tiêu đề", "en": "must be a heading"}
    twice = {"vi": "không được có hai lần trong dòng tiêu đề", "en": "must not be a heading twice"}
    times = {column: headings.count(heading_key(column.heading)) for column in _all(schema)}
    # A repeated heading we do not know is not shown: a list without headings begins with a person.
    return [
        *(Fault(name, str(column), missing) for column in schema.columns if not times[column]),
        *(Fault(name, str(column), twice) for column, count in times.items() if count > 1),
    ]


def _row_faults(headings: list[str], rows: dict[int, list[str]], name: str) -> list[Fault]:
    must = {"vi": "phải có số ô bằng số tiêu đề", "en": "must have as many cells as headings"}
    uneven = tuple(
        (number, f"{len(row)} / {len(headings)}")
        for number, row in rows.items()
        if len(row) != len(headings)
    )
    return [Fault(name, None, must, uneven)] if uneven else []


def _table(headings: list[str], rows: dict[int, list[str]], schema: Schema) -> pd.DataFrame:
    places = {heading: at for at, heading in enumerate(headings)}
    cells = {}
    for column in _all(schema):
        at = places.get(heading_key(column.heading))
        cells[column.name] = [row[at] if at is not None else "" for row in rows.values()]
    return pd.DataFrame(cells, index=list(rows), dtype="str")


def _all(schema: Schema) -> tuple[Column, ...]:
    return (*schema.columns, *schema.optional)


def broken(table: pd.DataFrame, name: str, schema: Schema) -> list[Fault]:
    """The rules of a schema that rows of a table break, each with its rows."""
    checks = [
        pa.Check(rule.holds, name=str(at), raise_warning=False)
        for at, rule in enumerate(schema.rules)
    ]
    try:
        pa.DataFrameSchema(checks=checks).validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    rows = {
        at: sorted(set(cases.loc[cases["check"] == str(at), "index"]))
        for at in range(len(schema.rules))
    }
    if not any(rows.values()):
        raise RuntimeError(f"{name}: a rule could not be tried:\n{cases}")
    columns = {column.name: column for column in _all(schema)}
    return [
        Fault(
            name,
            str(columns[rule.columns[0]]),
            {"vi": rule.vi, "en": rule.en},
            tuple((row, _shown(table.loc[row, list(rule.columns)], schema)) for row in rows[at]),
        )
        for at, rule in enumerate(schema.rules)
        if rows[at]
    ]


def _shown(cells: pd.Series, schema: Schema) -> str | None:
    """The cells as they are, or None where a message must not print them.

    In a list of households cells may be shifted sideways, with a name or a number of a person in
    any column: there only short figures and the words that such a list is made of are printed.
    """
    columns = {column.name: column for column in _all(schema)}
    if any(columns[name].personal for name in cells.index):
        return None
    if any(column.personal for column in columns.values()):
        harmless = (HARMLESS.fullmatch(cell) or cell in schema.words for cell in cells)
        if not all(harmless):
            return None
    return repr(" | ".join(cells))


def _rows(path: Path, name: str, faults: list[Fault]) -> list[list[str]] | None:
    if not path.is_file():
        faults.append(_whole(name, "phải có trong thư mục", "is missing: put it in the folder"))
        return None
    try:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    except UnicodeDecodeError:
        faults.append(_whole(name, "phải lưu ở bảng mã UTF-8", "must be saved as UTF-8"))
        return None
    except csv.Error:
        faults.append(_whole(name, "phải là tệp CSV", "must be a CSV file"))
        return None
    if not rows:
        faults.append(_whole(name, "không được trống", "must not be empty"))
        return None
    return rows


def _whole(name: str, vi: str, en: str) -> Fault:
    return Fault(name, None, {"vi": vi, "en": en})


def numbers(text: pd.Series) -> pd.Series:
    """A checked column as whole numbers; a blank is missing."""
    return pd.to_numeric(text.replace("", pd.NA)).astype("Int64")
