"""Bootstrap theo hộ: how far a statistic moves when the units are drawn again.

What was fitted before stays as it is: the limits speak of the units it is judged on alone.
"""

from collections.abc import Iterator
from math import nan

import numpy as np
from numpy.typing import ArrayLike

TIMES = 499


def weights(clusters: ArrayLike, seed: int, times: int = TIMES) -> Iterator[np.ndarray]:
    """How often each unit is drawn, for each of `times` draws of as many clusters as there are.

    Clusters are drawn with replacement, and all units of one together. Takes the cluster of each
    unit, at least one. The order of units and the names of clusters change which draw is which.
    Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 6 and 8.
    """
    names, at = np.unique(np.asarray(clusters), return_inverse=True)
    generator = np.random.default_rng(seed)
    for _ in range(times):
        drawn = generator.integers(len(names), size=len(names))
        yield np.bincount(drawn, minlength=len(names))[at]


def limits(statistics: ArrayLike, level: float = 0.95) -> tuple[float, float]:
    """Percentile interval: the smallest draws that (1 - level)/2, and all but that, do not exceed.

    Draws without a statistic (nan) are left out; without any other, both limits are nan.
    Source: Efron & Tibshirani 1993, ch. 13.
    """
    values = np.asarray(statistics, dtype=float)
    known = values[~np.isnan(values)]
    if not len(known):
        return nan, nan
    tail = (1 - level) / 2
    lower, upper = np.quantile(known, [tail, 1 - tail], method="inverted_cdf")
    return float(lower), float(upper)
