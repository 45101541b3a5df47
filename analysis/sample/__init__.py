"""An invented poverty register of quận Liên Chiểu, Đà Nẵng, for examples and tests.

Invented: every household, person, name, number, income, movement, plan, nomination and population
figure. Taken from what the district published: the names and codes of the wards; for 2013 the poor
households of the district (4.018, out 1.328, in 128, left 2.818), the city's target of 900, and the
households and persons of Hòa Khánh Bắc by group; and the households that its rate of 7,22% implies.
Citizen numbers begin with 999, which no real one does, and every file says in its last heading that
it is invented.

    what happens: draw -> people -> district -> review -> leaving
    how it is written down: files, nominations
    what was done besides: housing, three_haves, support, outreach, inspection, next_year
    or as offices write it: noise -> handwriting, forms -> sheets, summary -> official -> office
"""

from pathlib import Path

from .draw import Draw
from .files import plan, population, register
from .housing import housing
from .inspection import inspection
from .leaving import near_poor_left
from .next_year import next_year
from .nominations import nominations, overrides
from .outreach import outreach
from .review import reviews
from .support import support
from .three_haves import three_haves

__all__ = ["write"]


def write(folder: Path, seed: int = 2013) -> None:
    """Write the register's files into a folder, the same bytes for the same seed."""
    draw = Draw(seed)
    years = reviews(draw)
    own = Draw(seed)
    register(folder, draw, years, near_poor_left(own, years), own)
    population(folder, Draw(seed))
    plan(folder, years)
    nominations(folder, draw, years)
    overrides(folder)
    for write_topic in (housing, three_haves, support, outreach, inspection, next_year):
        write_topic(folder, Draw(seed), years)
