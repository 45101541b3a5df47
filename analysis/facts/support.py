"""Hỗ trợ hộ đặc biệt nghèo: counts for the notebook on support of the specially poor.

Part of `facts.build`.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.workspace import District


def tables(
    programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame, district: District
) -> dict[str, pd.DataFrame]:
    """Every fact table of this part by name; without rows where nothing is recorded."""
    return {}
