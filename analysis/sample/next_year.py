"""Nhiệm vụ năm sau, of the invented district."""

from collections.abc import Sequence
from pathlib import Path

from .draw import Draw
from .review import Review


def next_year(folder: Path, draw: Draw, years: Sequence[Review]) -> None:
    """Write the tables of next year's tasks."""
