"""So sánh các phường: who was poor at the opening by ward and size, as it may be shown.

Whoever knows how many there were and how many exited knows how many stayed: the release is told.
Nothing else on the wards is a small count; the table of residential groups shows no count of one.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.disclosure import Release, cell
from analysis.facts import read
from analysis.measures import ward_mix
from analysis.publication import areas as of
from analysis.terms import HIDDEN, is_hidden

MIX, STANDARDISED, GROUPS = "wards-mix", "wards-standardised", "wards-groups"
SIZES = ward_mix.SIZES
COUNTS = [f"{count}_{size}" for size in SIZES for count in ward_mix.COUNTS]
WHOLES = {f"mix_{of}": [f"{of}_{size}" for size in SIZES] for of in ward_mix.COUNTS}


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the district's tables; of returns they have no rows."""
    every, units = list(areas), [unit.code for unit in read.district(data).units]
    table = ward_mix.by_size(_of_year("make_up", year, data), units)
    spread = ward_mix.between_groups(_of_year("group_exits", year, data))
    release = of.of_the_whole(release, GROUPS, spread, every, data, keys=[], notes=list(spread))
    if table.empty:
        return of.of_the_whole(release, MIX, table, every, data)
    adjusted = ward_mix.standardised(table)
    shares = list(adjusted.columns[2:])
    return of.of_the_whole(
        _with_stayed(release, table),
        MIX,
        table.merge(adjusted) if shares else table,
        every,
        data,
        keys=["unit_code"],
        parts=WHOLES,
        sums={f"opening_{size}": _made_of(size, table) for size in SIZES},
        shares=dict.fromkeys(shares, COUNTS),
        exact=list(WHOLES),
    )


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward.

    What is expected of each ward rests on the rates of the whole, and is hidden with these.
    """
    tables = of.finished(shown, [MIX, GROUPS])
    mix = tables[MIX]
    if mix is None or mix.empty:
        return tables | {STANDARDISED: mix}
    shares = [name for name in mix if name.endswith("_pct") or name == "expected_exits"]
    adjusted = mix[["unit_code", "mix_exits", *shares]] if shares else mix.iloc[:0]
    if mix[COUNTS].iloc[-1].map(is_hidden).any():
        adjusted = adjusted.assign(**dict.fromkeys(shares, HIDDEN))
    wards = adjusted.iloc[:-1]  # of the whole, exits are those expected
    return tables | {MIX: mix[["unit_code", *COUNTS, *WHOLES]], STANDARDISED: wards}


def _of_year(name: str, year: int, data: str) -> pd.DataFrame:
    rows = read.work_of_the_whole(name, year, data)
    return rows[rows["year"] == year]


def _with_stayed(release: Release, table: pd.DataFrame) -> Release:
    """The release with how many of each size did not exit, which nobody is shown."""
    for size in SIZES:
        stayed = table[f"opening_{size}"] - table[f"exits_{size}"]
        counts = table[["unit_code"]].assign(households=stayed)
        release = release.beneath(f"stayed_{size}", counts, ["unit_code"])
    return release


def _made_of(size: str, table: pd.DataFrame) -> list:
    return [
        [cell(f"{of}_{size}", {"unit_code": code}) for of in ("exits", "stayed")]
        for code in table["unit_code"]
    ]
