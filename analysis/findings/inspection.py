"""What is said of inspection (kiểm tra)."""

from collections.abc import Mapping

import pandas as pd

from analysis.terms import Scope


def main_point(safe: Mapping[str, pd.DataFrame | None], scope: Scope) -> str:
    """The one sentence that the overview takes from this page; empty where there is none."""
    return ""
