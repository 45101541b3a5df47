"""Tables on the programme's other work, for the page of the district and those of its wards.

Counts of single wards are small, and few of them are worth a page: a table by ward is shown whole
on the district's page, and of a ward its own row; every other table is made of the district alone.
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analysis.disclosure import Amount, Release
from analysis.facts import read
from analysis.facts.amounts import BEHIND


def by_ward(
    release: Release,
    name: str,
    table: pd.DataFrame,
    areas: Iterable[str],
    data: str,
    amounts: Mapping[str, Sequence[str]] | None = None,
    **about: object,
) -> Release:
    """The release with a table that has a row for each ward, and "total", in `unit_code`.

    `amounts` names columns of money with what each rests on; the table has what is behind them, as
    `facts.amounts.summed` gives it. All else as `Release.add` takes it.
    """
    whole = read.district(data).code
    for area in areas:
        own = table if area == whole or table.empty else table[table["unit_code"] == area]
        release = _with(release, f"{name}/{area}", own.reset_index(drop=True), amounts, about)
    return release


def of_the_whole(
    release: Release,
    name: str,
    table: pd.DataFrame,
    areas: Iterable[str],
    data: str,
    amounts: Mapping[str, Sequence[str]] | None = None,
    **about: object,
) -> Release:
    """The release with a table made of the district alone; of returns one without rows."""
    whole = read.district(data).code
    for area in areas:
        if area == whole or whole is None:
            release = _with(release, f"{name}/{area}", table, amounts, about)
    return release


def finished(
    shown: Mapping[str, pd.DataFrame], tables: Iterable[str]
) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area by id; None for one that is not made of a ward."""
    return {name: shown.get(name) for name in tables}


def _with(
    release: Release,
    name: str,
    table: pd.DataFrame,
    amounts: Mapping[str, Sequence[str]] | None,
    about: Mapping[str, object],
) -> Release:
    if table.empty:
        return release.add(name, pd.DataFrame(), keys=[])
    behind = {a: [f"{a}_{each}" for each in BEHIND] for a in amounts or {}}
    given = {a: Amount(*(table[c] for c in behind[a]), rests_on=(amounts or {})[a]) for a in behind}
    plain = table.drop(columns=[column for columns in behind.values() for column in columns])
    return release.add(name, plain, amounts=given, **about)
