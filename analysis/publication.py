"""The tables of a page that may hold small counts, as they may be shown.

Stands between the facts and the notebooks: what it returns is shown as it is.
"""

import pandas as pd

from analysis.facts import read
from analysis.measures import quality
from analysis.terms.quality import DOUBTS


def tables(year: int, area: str, data: str) -> dict[str, pd.DataFrame]:
    """The tables of an area and a year by their ids."""
    ledger = read.ledger(year, area, data)
    units = ledger.loc[ledger["year"] == year, "unit_code"].tolist()
    incomes = quality.exit_incomes(read.exit_incomes(year, area, data), year)
    steps = quality.exit_steps(read.exit_steps(year, area, data), year)
    is_whole = area == read.district(data).code
    doubts = read.doubts(year, area, data)
    read_files = read.files(year, area, data)
    return {
        "quality-read": quality.files(read_files, read.rules_tried(year, data), year),
        "quality-doubts": quality.doubts(doubts, list(DOUBTS), units, year),
        "quality-blanks": quality.blanks(read.blanks(year, area, data), year),
        "quality-heaping": incomes,
        "quality-rounding": steps,
        "quality-first-band": quality.first_band(incomes, steps),
        "quality-no-ward": quality.without_ward(ledger if is_whole else ledger.iloc[:0], year),
    }
