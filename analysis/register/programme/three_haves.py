"""Tables of the notebook on three haves."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.register.faults import Rule
from analysis.register.schema import Schema
from analysis.workspace import District

TITLES: dict[str, str] = {}


def schemas(district: District) -> dict[str, Schema]:
    """Each table by its name."""
    return {}


def between(tables: Mapping[str, pd.DataFrame], district: District) -> Mapping[str, Sequence[Rule]]:
    """What rows of a table must keep against other tables, by the name of the table."""
    return {}
