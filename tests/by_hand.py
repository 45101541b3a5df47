"""Tables as a reader works them out, to be held against those of a measure as a whole."""

import pandas as pd


def table(**columns: list) -> pd.DataFrame:
    """A table from its columns in order: words as text, per cent as Float64, counts as Int64."""
    return pd.DataFrame(
        {name: pd.array(cells, _kind(name, cells)) for name, cells in columns.items()}
    )


def _kind(name: str, cells: list) -> str:
    if name.endswith("_pct"):
        return "Float64"
    return "str" if any(isinstance(cell, str) for cell in cells) else "Int64"
