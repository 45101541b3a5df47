"""Báo cáo in: a year's return, in our own headings or in the summary form of a circular.

A form has no column for the standard and the source: the one comes from district.yml by the year,
the other is the name of the file. Its sums of several places are left out.
"""

from pathlib import Path

import pandas as pd

from analysis.register import layouts, lists, returns, schema, summaries
from analysis.register.desk import Desk
from analysis.register.listing import Listed

RATES = {"opening_pct": "printed_opening_rate", "closing_pct": "printed_rate"}


def of_year(desk: Desk, year: int) -> pd.DataFrame | None:
    """One row for each place, "" where nothing is printed; None, and faults, where refused."""
    path = desk.workspace.file(f"returns/{year}")
    if not _is_form(desk, path):
        return desk.table(f"returns/{year}", returns.schema(desk.workspace.district))
    before = len(desk.faults)
    listed, standard = desk.lists(path, year), desk.standard(year)
    if len(desk.faults) > before:
        return None
    tables = [_return(desk, each, standard or "", path.name) for each in listed]
    return pd.concat(tables) if len(desk.faults) == before else None


def _is_form(desk: Desk, path: Path) -> bool:
    """Whether some sheet is in the layout of a summary form."""
    found = lists.grids(path, path.name, [])
    seen = [layouts.recognised(each, [each.sheet or ""], desk.layouts) for each in found]
    return any(each is not None and each.layout.list == layouts.SUMMARY for each in seen)


def _return(desk: Desk, form: Listed, standard: str, source: str) -> pd.DataFrame:
    rules = returns.schema(desk.workspace.district)
    rows = form.households.rename(columns=RATES)
    rows = rows[~rows["unit_code"].isin(summaries.PARTS)]
    table = rows.assign(standard=standard, source=source).reindex(
        columns=[column.name for column in rules.all], fill_value=""
    )
    table[[*RATES.values()]] = table[[*RATES.values()]].replace("-", "")
    desk.faults.extend(schema.broken(table, form.source, rules))
    return table
