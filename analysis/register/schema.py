"""What a table of text must keep: its columns, its rules, and the rows that break them.

The index of every table is the row as the spreadsheet counts it, so that a fault found later still
names the right row.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import pandera.pandas as pa

from analysis.register.faults import BLANKS, Column, Fault, Rule

HARMLESS = re.compile(r"[-\d.,]{0,6}")


@dataclass(frozen=True)
class Schema:
    """The columns a file must have, those it may have, and the rules its rows keep."""

    columns: Sequence[Column]
    rules: Sequence[Rule]
    optional: Sequence[Column] = ()
    may_be_empty: bool = False
    words: frozenset[str] = frozenset()  # the values of its columns that are nobody's own

    @property
    def all(self) -> tuple[Column, ...]:
        """Every column it knows."""
        return (*self.columns, *self.optional)

    def of(self, columns: Sequence[Column]) -> "Schema":
        """The same rules of a table that has no more than these columns, under their headings."""
        names = {column.name for column in columns}
        rules = [rule for rule in self.rules if names.issuperset(rule.columns)]
        return Schema(columns, rules, (), self.may_be_empty, self.words)

    def at(self, places: Mapping[str, int]) -> "Schema":
        """The same schema of a sheet in which the columns have these numbers."""
        columns, optional = (
            [replace(column, at=places.get(column.name, 0)) for column in each]
            for each in (self.columns, self.optional)
        )
        return replace(self, columns=columns, optional=optional)


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
    columns = {column.name: column for column in schema.all}
    return [
        Fault(
            name,
            str(columns[rule.columns[0]]),
            {"vi": rule.vi, "en": rule.en},
            tuple((row, _shown(table.loc[row, list(rule.columns)], schema)) for row in rows[at]),
            columns[rule.columns[0]].at,
        )
        for at, rule in enumerate(schema.rules)
        if rows[at]
    ]


def _shown(cells: pd.Series, schema: Schema) -> str | None:
    """The cells as they are, or None where a message must not print them.

    In a list of households cells may be shifted sideways, with a name or a number of a person in
    any column: there only short figures and the words that such a list is made of are printed.
    """
    columns = {column.name: column for column in schema.all}
    if any(columns[name].personal for name in cells.index):
        return None
    if any(column.personal for column in columns.values()):
        harmless = (HARMLESS.fullmatch(cell) or cell in schema.words for cell in cells)
        if not all(harmless):
            return None
    return repr(" | ".join(cells))


def numbers(text: pd.Series) -> pd.Series:
    """A checked column as whole numbers; a blank is missing, and so is a dash."""
    return pd.to_numeric(text.replace(dict.fromkeys(BLANKS, pd.NA))).astype("Int64")


def figures(cells: pd.Series) -> pd.Series:
    """A column to compare while it is being checked; what is no number is neither more nor less."""
    return pd.to_numeric(cells, errors="coerce").astype("float64")


def days(text: pd.Series) -> pd.Series:
    """A checked column of days; a blank is missing."""
    return pd.to_datetime(text, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
