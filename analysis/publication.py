"""The tables of the notebooks of an area and year, by the id under which they are shown."""

import pandas as pd

from analysis.facts import read
from analysis.measures import exits


def tables(year: int, area: str, data: str) -> dict[str, pd.DataFrame]:
    """Every table on what became of the exits, by table id."""
    ends = read.exit_ends(year, area, data)
    ledger = read.ledger(year, area, data)
    population = read.population(year, area, data)
    look_back = read.district(data).relapse_look_back_years
    standards = exits.reviews(ledger)
    triangle = exits.triangle(ends, year, standards)
    return {
        "exits-standards": exits.by_standard(ends),
        "exits-cohorts": exits.cohorts(ends),
        "exits-triangle": triangle,
        "exits-triangle-pct": exits.triangle_pct(triangle),
        "exits-life-table": exits.life_table(ends, year, standards),
        "exits-relapse-rates": exits.relapse_rates(ends, ledger, population, year, look_back),
        "exits-units": exits.by_unit(ends, year, standards),
    }
