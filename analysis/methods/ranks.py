"""Which ranks a unit may have: confidence sets, never a single rank.

Rank 1 is the highest share. A set says which units are surely above and below; units whose sets
overlap are not thereby alike, nor told apart.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from analysis.methods.funnel import fisher, holm

FEW = 30  # up to here the critical value is simulated and pairs are tested one by one
ENOUGH = 10  # events, and units without one, for the normal approximation
DRAWS, SEED = 20_000, 2024
AT_ONCE = 500


class Sets(NamedTuple):
    """First and last rank of each unit."""

    best: np.ndarray
    worst: np.ndarray


def are_small(x: ArrayLike, n: ArrayLike) -> bool:
    """Whether a count, or what it leaves of its unit, is too small for the normal approximation."""
    return bool((np.minimum(x, np.subtract(n, x)) < ENOUGH).any())


def errors(x: ArrayLike, n: ArrayLike) -> np.ndarray:
    """Standard errors of shares for their differences, not 0 where none or all have the event.

        sqrt(p (1 - p) / (n + 2)),  p = (x + 1) / (n + 2)

    Source: Agresti & Caffo 2000, The American Statistician 54:280.
    """
    size = np.add(n, 2)
    p = np.add(x, 1) / size
    return np.sqrt(p * (1 - p) / size)


def tests(x: ArrayLike, n: ArrayLike) -> np.ndarray:
    """Exact two-sided p-value of each pair of units (rows and columns), see `funnel.fisher`.

    For few units, however small. Missing (nan) of a unit with itself.
    """
    x, n = np.asarray(x), np.asarray(n)
    p_values = np.full((len(x), len(x)), np.nan)
    for j, k in combinations(range(len(x)), 2):
        p_values[j, k] = p_values[k, j] = fisher(x[j], n[j], x[k], n[k])
    return p_values


def adjusted(p_values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The p-values of pairs adjusted by Holm: within each unit's own pairs (rows), and over all."""
    once = np.triu(np.ones_like(p_values, dtype=bool), k=1)
    every = np.full_like(p_values, np.nan)
    every[once] = holm(p_values[once])
    return np.array([holm(row) for row in p_values]), np.where(once, every, every.T)


def critical(
    errors: ArrayLike, level: float = 0.95, draws: int = DRAWS, seed: int = SEED
) -> tuple[np.ndarray, np.ndarray]:
    """Critical values of |difference| / its error, a unit each: of its own pairs, of all pairs.

        quantile of max_k |Z_j - Z_k| / s_jk,  Z ~ normal(0, s²),  s_jk² = s_j² + s_k²

    Takes one standard error a unit, of two units or more. Simulated for up to FEW units; for more
    Šidák's, which is cautious: norm⁻¹((1 + level^(1/pairs)) / 2).
    Source: Mogstad, Romano, Shaikh & Wilhelm 2024, Review of Economic Studies 91:476; Šidák 1967,
    JASA 62:626.
    """
    s = np.asarray(errors, dtype=float)
    units = len(s)
    if units > FEW:
        one, every = (_sidak(pairs, level) for pairs in (units - 1, units * (units - 1) / 2))
        return np.full(units, one), np.full(units, every)
    z = np.random.default_rng(seed).standard_normal((draws, units)) * s
    most = [np.abs((z[:, [j]] - z) / np.hypot(s[j], s)).max(axis=1) for j in range(units)]
    every = np.quantile(np.max(most, axis=0), level)
    return np.quantile(most, level, axis=1), np.full(units, every)


def are_apart(
    estimates: np.ndarray, errors: np.ndarray, critical: np.ndarray, slack: float = 0.0
) -> np.ndarray:
    """Which units (columns) are surely above or below each (rows), for few units."""
    signed = (sign * np.asarray(estimates, dtype=float) for sign in (1, -1))
    above, below = (_above(theta, errors, critical, slack, slice(None)) for theta in signed)
    return above | below


def sets_of_pairs(estimates: ArrayLike, apart: np.ndarray) -> Sets:
    """The ranks each unit may have, from the units (columns) that each (rows) is told apart from.

    From 1 + number surely above to units - number surely below.
    """
    theta = np.asarray(estimates, dtype=float)
    above, below = (apart & (sign * (theta - theta[:, None]) > 0) for sign in (1, -1))
    return Sets(1 + above.sum(axis=1), len(theta) - below.sum(axis=1))


def sets(estimates: ArrayLike, errors: ArrayLike, critical: np.ndarray, slack: float = 0.0) -> Sets:
    """The same from estimates with independent standard errors, for any number of units.

        surely above: difference - 2 slack > critical value of the row x sqrt(s_j² + s_k²)

    `slack` is how far an estimate may be off beside chance, as by rounding. Some units at a time
    are held against all: no memory of all times all.
    Source: Mogstad et al. 2024; Goldstein & Spiegelhalter 1996, JRSS A 159:385.
    """
    theta, s = np.asarray(estimates, dtype=float), np.asarray(errors, dtype=float)
    blocks = [slice(first, first + AT_ONCE) for first in range(0, len(theta), AT_ONCE)]
    above, below = (
        [_above(sign * theta, s, critical, slack, rows).sum(axis=1) for rows in blocks]
        for sign in (1, -1)
    )
    return Sets(1 + np.concatenate(above), len(theta) - np.concatenate(below))


def _above(theta: np.ndarray, s: np.ndarray, critical: np.ndarray, slack: float, rows: slice):
    wide = critical[rows, None] * np.hypot(s[rows, None], s)
    return theta - theta[rows, None] - 2 * slack > wide


def _sidak(pairs: float, level: float) -> float:
    return float(norm.ppf((1 + level ** (1 / pairs)) / 2))
