"""Nối hộ qua các năm: what may be told of how households were found again.

Whole per cents of lists of a hundred households and more, and of the district alone lines of the
ledger, which is published exact: nothing here is a count that could point to one household.
"""

import pandas as pd

from analysis.facts import read
from analysis.measures import linking


def tables(year: int, area: str, data: str) -> dict[str, pd.DataFrame | None]:
    """The tables of an area by table id; each None of a ward."""
    told = linking.tables(read.links(year, area, data))
    return {f"linking-{name}": table for name, table in told.items()}
