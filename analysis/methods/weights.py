"""How far one weight may move before a list changes: found at crossings and not on a grid.

While one weight moves and the others keep their proportions, every score is a straight line of it.
A score that is compared to a tenth changes only where its line passes a half of a tenth, so that
between two such weights nothing changes at all and one of them tells of the whole stretch.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.methods.selection import TENTHS

Floats = NDArray[np.float64]


def moved(points: ArrayLike, weights: ArrayLike, at: int) -> tuple[Floats, Floats]:
    """Scores where the weight of criterion `at` is 0, and where it is 1.

        score(w) = (1 - w) * (sum of w_j p_j / (1 - w_at), j other than at) + w * p_at

    Takes points by candidate and criterion; weights that add up to 1, of two criteria at least.
    """
    earned, heavy = np.asarray(points, dtype="float64"), np.asarray(weights, dtype="float64")
    others = np.delete(earned, at, axis=1) @ np.delete(heavy, at)
    return others / np.delete(heavy, at).sum(), earned[:, at]


def turns(at_zero: ArrayLike, at_one: ArrayLike) -> Floats:
    """The weights between 0 and 1 at which a score passes a half of a tenth, in order."""
    found = [np.empty(0)]
    for start, end in zip(np.ravel(at_zero), np.ravel(at_one), strict=True):
        low, high = sorted((TENTHS * start, TENTHS * end))
        halves = np.arange(np.floor(low), np.ceil(high)) + 0.5
        if high > low:
            found.append((halves / TENTHS - start) / (end - start))
    weights = np.unique(np.concatenate(found))
    return weights[(weights > 0) & (weights < 1)]


def unchanged(
    weight: float, turning: Floats, is_same: Callable[[Floats], NDArray[np.bool_]]
) -> tuple[float, float]:
    """The least and the greatest weight up to which the list stays as it is at `weight`.

    `is_same` tells for each of many weights whether it gives the same list; it is asked once,
    between all neighbouring turning weights. Where the list changes at once, `weight` itself.
    """
    edges = np.concatenate([[0.0], turning, [1.0]])
    same = is_same((edges[:-1] + edges[1:]) / 2)
    below = same[edges[:-1] < weight][::-1]
    above = same[edges[1:] > weight]
    down, up = (_run(each) for each in (below, above))
    low = edges[len(below) - down] if down else weight
    high = edges[len(same) - len(above) + up] if up else weight
    return float(low), float(high)


def _run(holds: NDArray[np.bool_]) -> int:
    """How many of the first hold without a break."""
    return len(holds) if holds.all() else int(np.argmin(holds))
