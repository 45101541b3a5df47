"""Nhiệm vụ năm sau: every table on next year's tasks, as it may be shown."""

from collections.abc import Iterable

import pandas as pd

from analysis.disclosure import Release


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the tables of every area."""
    return release


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward."""
    return {}
