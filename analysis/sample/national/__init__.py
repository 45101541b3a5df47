"""A second invented register of Liên Chiểu: the reviews 2016 to 2024 by the national standards.

Everything in it is invented. It shares no household with the register of the city's standards, and
their figures cannot be compared: another line makes other households poor. Its office does not
declare which near-poor households moved away or died.

    what the standards ask: standards
    what happens: homes -> survey -> years
    how it is written down: files
"""

from pathlib import Path

from ..draw import Draw
from ..files import plan, population
from .files import TARGETS, register
from .years import YEARS, reviews

__all__ = ["write"]


def write(folder: Path, seed: int = 2016) -> None:
    """Write the register's files into a folder, the same bytes for the same seed."""
    draw = Draw(seed)
    years = reviews(draw)
    register(folder, draw, years)
    population(folder, Draw(seed), range(YEARS[0] - 1, YEARS[-1] + 1))
    plan(folder, [year.review for year in years], TARGETS)
