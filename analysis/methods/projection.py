"""How a list may go on, drawn many times from the years behind it.

    next = Binomial(current, 1 - h) + Poisson(a),  every year a new h and a new a

Years differ more than chance within a year, so it is their spread that is carried on: logit h and
log a are normal between years (a is Gamma where some year had none). How far the few years tell
mean and spread is drawn too, for each path anew:

    s² = (k - 1) s_obs² / chi²(k - 1),  m = mean + s/sqrt(k) x normal

with k years observed and s_obs² their sample variance. A path does not stop at a goal. What it
takes for granted: the years to come are alike those behind, and no trend or policy is known.
Source: Gelman et al. 2013, Bayesian Data Analysis, section 3.2 (normal with unknown mean and
variance).
"""

from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit

from analysis.methods.intervals import wilson

MOST = 1e9  # a year brings no more: no list reaches it, and Poisson draws stay whole numbers


class Share(NamedTuple):
    """A share of the paths, and half the width of its 95 % interval by the number of draws."""

    share: float
    error: float


def paths(
    start: int, leaving: ArrayLike, arriving: ArrayLike, years: int, draws: int, seed: int
) -> np.ndarray:
    """Closings ahead of `start`: one row a draw, one column a year.

    Takes of each year observed the share that left, between 0 and 1, and the number that arrived,
    from 0 and not all 0; nothing missing. Raises ValueError for other input or fewer than 2 years.
    """
    leaving, arriving = np.asarray(leaving, dtype=float), np.asarray(arriving, dtype=float)
    if len(leaving) < 2 or len(leaving) != len(arriving):
        raise ValueError("two years or more are needed, each with both numbers")
    if not ((leaving > 0) & (leaving < 1)).all():
        raise ValueError("a share that leaves must lie between 0 and 1")
    if not ((arriving >= 0).all() and arriving.any()):
        raise ValueError("numbers that arrive must be from 0 up, and not all 0")
    rng = np.random.default_rng(seed)
    shares = expit(_normal(rng, logit(leaving), years, draws))
    numbers = np.minimum(_arrivals(rng, arriving, years, draws), MOST)
    current, ahead = np.full(draws, start), np.empty((draws, years), dtype="int64")
    for year in range(years):
        current = rng.binomial(current, 1 - shares[:, year]) + rng.poisson(numbers[:, year])
        ahead[:, year] = current
    return ahead


def share_at(paths: np.ndarray, goal: float) -> list[Share]:
    """Of each year, the share of paths that are at or below the goal in it."""
    return [_share(column <= goal) for column in paths.T]


def share_by(paths: np.ndarray, goal: float) -> list[Share]:
    """Of each year, the share of paths that were at or below the goal in it or before."""
    return [_share(column <= goal) for column in np.minimum.accumulate(paths, axis=1).T]


def finishing(paths: np.ndarray, goal: float, shares: ArrayLike) -> list[float]:
    """Years until the first closing at or below the goal, by share of the paths.

    The smallest number of years within which at least that share got there: of 0.5 the median;
    inf where fewer did within the years drawn.
    """
    reached = np.asarray([each.share for each in share_by(paths, goal)])
    return [float(at[0] + 1) if (at := np.flatnonzero(reached >= p)).size else inf for p in shares]


def _normal(rng: np.random.Generator, observed: np.ndarray, years: int, draws: int) -> np.ndarray:
    mean, spread = _mean_and_spread(rng, observed, draws)
    return mean[:, None] + spread[:, None] * rng.standard_normal((draws, years))


def _arrivals(rng: np.random.Generator, observed: np.ndarray, years: int, draws: int) -> np.ndarray:
    """Mean arrivals of every year ahead; log-normal, or Gamma with the drawn mean and variance.

    A drawn mean of 0 or below brings nobody.
    """
    if observed.all():
        return np.exp(np.minimum(_normal(rng, np.log(observed), years, draws), np.log(MOST)))
    mean, spread = _mean_and_spread(rng, observed, draws)
    mean = np.maximum(mean, 0)
    shape = (mean / spread) ** 2
    scale = np.divide(spread**2, mean, out=np.zeros_like(mean), where=mean > 0)
    return rng.gamma(shape[:, None], scale[:, None], (draws, years))


def _mean_and_spread(
    rng: np.random.Generator, observed: np.ndarray, draws: int
) -> tuple[np.ndarray, np.ndarray]:
    k = len(observed)
    spread = np.sqrt((k - 1) * observed.var(ddof=1) / rng.chisquare(k - 1, draws))
    return observed.mean() + spread / np.sqrt(k) * rng.standard_normal(draws), spread


def _share(is_so: np.ndarray) -> Share:
    lower, upper = wilson(int(is_so.sum()), len(is_so))
    return Share(float(is_so.mean()), (upper - lower) / 2)
