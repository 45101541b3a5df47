"""A part as a percentage of a whole."""

import pandas as pd


def pct(part: pd.Series, whole: pd.Series) -> pd.Series:
    """100 x part / whole, unrounded; missing where either is, or the whole is not above 0."""
    return (100 * part).astype("Float64") / whole.where(whole > 0).astype("Float64")
