"""Hỗ trợ hộ đặc biệt nghèo, of the invented district."""

from collections.abc import Sequence
from pathlib import Path

from .draw import Draw
from .review import Review


def support(folder: Path, draw: Draw, years: Sequence[Review]) -> None:
    """Write the tables of support of the specially poor."""
