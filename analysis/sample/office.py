"""The invented register as an office keeps it: workbooks of the official layout, with slips."""

from pathlib import Path
from tempfile import TemporaryDirectory

from . import official
from .draw import Draw
from .files import plan, population, register
from .handwriting import Clean, Hasty, slips
from .leaving import near_poor_left
from .nominations import nominations
from .official import Head, write_truth
from .review import reviews

__all__ = ["slips", "write", "write_truth"]


def write(folder: Path, seed: int = 2013, noise: bool = False) -> list[Head]:
    """Write the same register in the official workbooks, with a clerk's slips if there is `noise`.

    No family is nominated, because the workbooks have no number that would point to it. Returns
    which household each head's row is of.
    """
    draw = Draw(seed)
    years = reviews(draw)
    own, hand = Draw(seed), Draw(seed)
    left = near_poor_left(own, years)
    with TemporaryDirectory() as plain:  # so that chance gives the same nominations as in `write`
        register(Path(plain), draw, years, left, own)
    population(folder, Draw(seed))
    plan(folder, years)
    nominations(folder, draw, [review._replace(departures=[]) for review in years])
    clerk_of = (lambda year: Hasty(hand, year)) if noise else (lambda year: Clean())
    return official.register(folder, years, left, clerk_of)
