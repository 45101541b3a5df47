"""Tỷ lệ làm tròn: the shares of a stratified sample in whole per cent, and what these tell.

To two decimals an estimate would tell how the few households that were found are spread over the
wards, whose sizes are known. In whole per cent it leaves that open; what the rounded one still
tells is told to the release.
"""

from collections.abc import Mapping, Sequence
from math import ceil, floor

import pandas as pd

from analysis.disclosure import Cell
from analysis.methods.suppression import Relation

STEPS = 100  # of the households that the heaviest one stands for
ROUNDED = {  # limits outwards
    "estimate_whole_pct": lambda share: floor(share + 0.5),
    "lower_whole_pct": floor,
    "upper_whole_pct": ceil,
    "most_whole_pct": ceil,
    "cautious_whole_pct": ceil,
    "if_right_whole_pct": floor,
    "if_wrong_whole_pct": ceil,
}


def whole(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its shares in whole per cent."""
    shares = {name: table[name].round(9) for name in table.columns.intersection(list(ROUNDED))}
    rounded = {name: share.map(ROUNDED[name]) for name, share in shares.items()}
    return table.assign(**{name: share.astype("float64") for name, share in rounded.items()})


def told(
    strata: pd.DataFrame, error: str, estimate_pct: float, by_ward: Mapping[str, Sequence[Cell]]
) -> Relation:
    """What an estimate in whole per cent tells of the households that have an error, by ward.

    Their sum, each with the households that it stands for, lies within half a per cent of it. Takes
    the cells that each unit of `strata` adds up.
    """
    stands_for = (strata["size"] / strata["met"]).astype("float64")
    step = stands_for.max() / STEPS
    weights = (stands_for / step).round().astype("int64")
    slack = strata[error].sum() / 2  # of weights in whole steps
    low, high = ((estimate_pct + half) / 100 * strata["size"].sum() / step for half in (-0.5, 0.5))
    terms = tuple((int(weights[unit]), c) for unit in strata.index for c in by_ward[unit])
    return Relation(terms, floor(low - slack), ceil(high + slack))
