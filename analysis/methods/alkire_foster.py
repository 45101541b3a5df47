"""Multidimensional poverty by the dual cutoff of Alkire and Foster, from counts by pattern.

Weights and the cutoff are whole numbers: six weights of 1/12 add up to less than 6/12 in floats.
Source: Alkire & Foster 2011, Journal of Public Economics 95:476.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


class Deprived(NamedTuple):
    """What the method tells of a population; shares of it from 0 to 1, one value an indicator.

    `size` counts those judged, `poor` the poor among them; `headcount` H is their share,
    `intensity` A the mean share of deprivations among the poor, and `adjusted` M0 = H A.
    `uncensored` is the share deprived in an indicator, `censored` the share poor and deprived in
    it, `contributions` what each indicator contributes to M0.
    """

    size: int
    poor: int
    headcount: float
    intensity: float
    adjusted: float
    uncensored: np.ndarray
    censored: np.ndarray
    contributions: np.ndarray


def deprived(
    patterns: ArrayLike,
    cutoff: int,
    counts: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    missing_as_not: bool = False,
) -> Deprived:
    """Who is poor by being deprived in enough indicators, and how much (nghèo đa chiều).

        c = Σ w g,  poor if c >= cutoff,  A = mean of c/Σw among the poor,  M0 = H A
        contribution of j = w_j censored_j / (Σw M0)

    Takes one row per pattern and one column per indicator: 1 deprived, 0 not, nan not recorded; how
    many have each pattern (1 each), and whole weights of the indicators (1 each). Who has an
    indicator not recorded is left out, or counts as not deprived in it. Missing (nan) are the
    shares of nobody, the intensity without poor, and contributions to an M0 of 0.
    """
    g = np.atleast_2d(np.asarray(patterns, dtype=float))
    n = np.ones(len(g), dtype=int) if counts is None else np.asarray(counts, dtype=int)
    w = np.ones(g.shape[1], dtype=int) if weights is None else np.asarray(weights, dtype=int)
    n = n if missing_as_not else np.where(np.isnan(g).any(axis=1), 0, n)
    g = np.nan_to_num(g).astype(int)
    lacking = g @ w
    q = np.where(lacking >= cutoff, n, 0)
    size, poor = int(n.sum()), int(q.sum())
    censored = _share(q @ g, size)
    adjusted = float(_share(q @ lacking, w.sum() * size))
    return Deprived(
        size,
        poor,
        float(_share(poor, size)),
        float(_share(q @ lacking, w.sum() * poor)),
        adjusted,
        _share(n @ g, size),
        censored,
        _share(w * censored, w.sum() * adjusted),
    )


def group_contributions(sizes: ArrayLike, adjusted: ArrayLike) -> np.ndarray:
    """What each of some groups that make up a population contributes to its M0.

        size M0 / Σ size M0

    Takes the size and the M0 of each group; an empty one, whose M0 is missing, contributes nothing.
    Missing (nan) where nobody is poor.
    """
    parts = np.asarray(sizes, dtype=float) * np.nan_to_num(np.asarray(adjusted, dtype=float))
    return _share(parts, parts.sum())


def _share(part: ArrayLike, whole: float) -> np.ndarray:
    part = np.asarray(part, dtype=float)
    return part / whole if whole else np.full_like(part, np.nan)
