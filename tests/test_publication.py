"""An attack on what is published: every number of a year's pages is an equation, and no small count
of households may follow from them all.

The equations are written here from what the pages say of their tables, apart from the code.
"""

import pytest

from analysis import workspace
from analysis.facts import read

SAMPLE = workspace.SHIPPED[0]
LEAST, WIDTH = 5, 4  # the smallest count shown, and how far apart what could be must lie
YEARS = [2010, 2013, 2015]
ENDS = ["out", "fell_back", "raised_line", "left", "unknown"]

pytestmark = pytest.mark.usefixtures("shipped_facts")


class Attack:
    """All that a reader of a year's pages knows of its exits, as linear equations."""

    def __init__(self, year: int):
        self.year = year
        self.office = read.district(SAMPLE)
        ledger = read.ledger(year, self.office.code, SAMPLE)
        self.standards = dict(zip(ledger["year"], ledger["standard"], strict=True))
        self.exits = ledger.set_index(["unit_code", "year"])["exits"].to_dict()
        self.unknowns = {
            (unit, exit_year, end, end_year): at
            for at, (unit, exit_year, end, end_year) in enumerate(self._possible())
        }
        self.known: list[tuple[list, float]] = []
        self.hidden: dict[tuple, list] = {}
        for (unit, exit_year), count in self.exits.items():
            self.learn([unit], [(exit_year, None, None)], count)

    def _possible(self):
        for unit, exit_year in self.exits:
            yield unit, exit_year, "out", None
            for end_year in range(exit_year + 1, self.year + 1):
                same = self.standards[end_year] == self.standards[exit_year]
                for end in ENDS[1:]:
                    if end in ("fell_back", "left") or not same:
                        yield unit, exit_year, end, end_year
