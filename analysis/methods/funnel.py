"""Funnel limits around a target, and exact tests of one unit against the rest.

Limits are for drawing. Interpolation puts the upper one inside the last count it allows, so more
units than 1 - level may stand above it: 13 % of units of 200 above the 99.8 % limits of a target
of 0.99. A finding rests on `against_rest` with `holm`, and outside means look, not bad.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import binom, fisher_exact, norm

Limits = tuple[np.ndarray, np.ndarray]


def exact_limit(n: ArrayLike, target: ArrayLike, p: ArrayLike) -> np.ndarray:
    """The share that units of size n with the true share `target` stay below with probability p.

        r = smallest k with F(k; n, target) >= p
        limit = (r - (F(r) - p) / (F(r) - F(r-1))) / n, set to 0 when negative

    Takes whole numbers, shares from 0 to 1 and 0 < p < 1. Missing (nan) where n is 0.
    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185.
    """
    n = _sizes(n)
    r = binom.ppf(p, n, target)
    reached, before = binom.cdf(r, n, target), binom.cdf(r - 1, n, target)
    return np.maximum((r - (reached - p) / (reached - before)) / n, 0)


def exact_limits(n: ArrayLike, target: ArrayLike, level: float = 0.95) -> Limits:
    """Lower and upper exact limit, leaving (1 - level)/2 on each side, see `exact_limit`.

    Where hardly one event, or hardly one unit without it, is expected, interpolation can put a
    limit on the wrong side of the target: it then stands at the target.
    """
    tail = (1 - level) / 2
    lower, upper = exact_limit(n, target, tail), exact_limit(n, target, 1 - tail)
    return np.minimum(lower, target), np.maximum(upper, target)


def normal_limits(n: ArrayLike, target: ArrayLike, level: float = 0.95) -> Limits:
    """Lower and upper limit by the normal score, cut at 0 and 1.

        target ± z sqrt(target (1 - target) / n)

    Takes and returns shares from 0 to 1. Missing (nan) where n is 0.
    Source: PHEindicatormethods, funnel plots for proportions.
    """
    target = np.asarray(target, dtype=float)
    half = norm.isf((1 - level) / 2) * np.sqrt(target * (1 - target) / _sizes(n))
    return np.maximum(target - half, 0), np.minimum(target + half, 1)


def fisher(x: int, n: int, other_x: int, other_n: int) -> float:
    """Two-sided exact p-value that two shares, x of n and other_x of other_n, are equal.

    Sums the tables with these margins that are no more probable than the one observed. Missing
    (nan) where either n is 0.
    Source: Fisher 1935, The Design of Experiments, ch. 2.
    """
    if not (n > 0 and other_n > 0):
        return float("nan")
    table = [[x, n - x], [other_x, other_n - other_x]]
    return float(fisher_exact(np.asarray(table, dtype=int)).pvalue)


def against_rest(x: ArrayLike, n: ArrayLike) -> np.ndarray:
    """Exact p-value of each unit's share against that of all other units together, see `fisher`.

    Takes one count and one size a unit. A unit is not in what it is compared with, and the share
    of the rest is not taken as known. Missing (nan) where a unit or its rest is empty.
    """
    x, n = np.asarray(x), np.asarray(n)
    pairs = zip(x, n, x.sum() - x, n.sum() - n, strict=True)
    return np.array([fisher(*pair) for pair in pairs], dtype=float)


def holm(p_values: ArrayLike) -> np.ndarray:
    """p-values adjusted for the number of tests, in the order given.

        i-th smallest of m: the largest of (m - j + 1) p(j) over j <= i, at most 1

    A missing (nan) p-value is no test: it is not counted and stays missing.
    Source: Holm 1979, Scandinavian Journal of Statistics 6:65.
    """
    p_values = np.asarray(p_values, dtype=float)
    order = np.argsort(p_values)  # missing ones last
    left = np.count_nonzero(~np.isnan(p_values)) - np.arange(len(order))
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(np.maximum.accumulate(left * p_values[order]), 1)
    return adjusted


def _sizes(n: ArrayLike) -> np.ndarray:
    n = np.asarray(n, dtype=float)
    return np.where(n > 0, n, np.nan)
