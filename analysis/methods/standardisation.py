"""Rates freed of the make-up of who is counted: what a unit's groups would give at other rates.

Takes the sizes of groups, such as households with and without labour: one row a unit, one column a
group. An adjustment is only as good as its groups, and nothing that a unit itself brings about may
be one of them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from analysis.methods.intervals import EXACT_BELOW, count_interval


class Ratio(NamedTuple):
    """One value a unit: events expected, and observed over expected with its limits."""

    expected: np.ndarray
    ratio: np.ndarray
    lower: np.ndarray
    upper: np.ndarray


class Rate(NamedTuple):
    """One value a unit, shares from 0 to 1."""

    share: np.ndarray
    lower: np.ndarray
    upper: np.ndarray


def indirect(events: ArrayLike, sizes: ArrayLike, rates: ArrayLike, level: float = 0.95) -> Ratio:
    """Observed over expected, where expected is what the unit's groups would give at given rates.

        E = Σ n_g r_g,  ratio = O / E,  limits (O ± z sqrt(Σ n_g r_g (1 - r_g))) / E, not below 0

    Where E, or what it leaves of the unit, is below EXACT_BELOW, the limits are those of a Poisson
    count over E, which are wider. Takes events a unit, `sizes`, and one rate a group. Two ratios
    are not comparable with each other: each has the make-up of its own unit. A group of nobody adds
    nothing, whatever its rate; missing (nan) where E is 0.
    Source: Breslow & Day 1987, Statistical Methods in Cancer Research II.
    """
    events, sizes = np.asarray(events, dtype=float), np.asarray(sizes, dtype=float)
    share = np.where(sizes > 0, np.asarray(rates, dtype=float), 0)
    expected = (sizes * share).sum(axis=1)
    expected = np.where(expected > 0, expected, np.nan)
    half = norm.isf((1 - level) / 2) * np.sqrt((sizes * share * (1 - share)).sum(axis=1))
    is_rare = np.minimum(expected, sizes.sum(axis=1) - expected) < EXACT_BELOW
    of_count = np.array([count_interval(x, level) for x in events]).reshape(-1, 2).T
    lower = np.where(is_rare, of_count[0], np.maximum(events - half, 0))
    upper = np.where(is_rare, of_count[1], events + half)
    return Ratio(expected, events / expected, lower / expected, upper / expected)


def direct(events: ArrayLike, sizes: ArrayLike, weights: ArrayLike, level: float = 0.95) -> Rate:
    """The rate a unit would have with the same make-up as every other, so that they compare.

        Σ W_g x_g / n_g,  variance Σ W_g² p_g (1 - p_g) / n_g,  W adding up to 1
        limits: Wilson's, of as many cases as would have that variance

    Takes `events` and `sizes` a unit and group, and fixed weights a group in any unit. Missing
    (nan) where a group that has weight is empty, or a unit has fewer than EXACT_BELOW events; the
    limits also where the variance is 0, which says nothing.
    Source: Breslow & Day 1987; the least number of events is a house rule of PHE indicator methods.
    """
    x, n = np.asarray(events, dtype=float), np.asarray(sizes, dtype=float)
    w = np.asarray(weights, dtype=float) / np.sum(weights)
    p = np.divide(x, n, out=np.where(w > 0, np.nan, np.zeros_like(n)), where=n > 0)
    share = np.where(x.sum(axis=1) < EXACT_BELOW, np.nan, (w * p).sum(axis=1))
    variance = (w**2 * p * (1 - p) / np.where(n > 0, n, 1)).sum(axis=1)
    cases = np.divide(
        share * (1 - share), variance, out=np.full_like(share, np.nan), where=variance > 0
    )
    z = norm.isf((1 - level) / 2)
    middle = (share + z**2 / (2 * cases)) / (1 + z**2 / cases)
    half = z * np.sqrt(share * (1 - share) / cases + z**2 / (4 * cases**2)) / (1 + z**2 / cases)
    return Rate(share, middle - half, middle + half)
