"""Nhà ở của hộ nghèo, of the invented district."""

from collections.abc import Sequence
from pathlib import Path

from .draw import Draw
from .review import Review


def housing(folder: Path, draw: Draw, years: Sequence[Review]) -> None:
    """Write the tables of homes."""
