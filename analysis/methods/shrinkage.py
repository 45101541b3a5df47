"""Shares of units drawn towards each other, as far as the units tell that they are alike.

Counts x of n with log-odds θ; the θ of the units are normal around μ with the standard deviation
τ. A shrunken share is not the unit's own result: print the raw one beside it.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, log_expit, logit, logsumexp
from scipy.stats import halfnorm, logistic

COARSE, CLOSE = (30, 30), (100, 40)  # steps of μ and of τ
ZOOMS = [*[COARSE] * 7, CLOSE]
LEAST = 1e-8  # of the greatest weight: less does not count
FINE = 8  # steps of the log-odds to the smallest standard error
REACH = 8  # standard errors
FAR = 5  # scales of τ
AT_ONCE = 1000  # units


class Shrunken(NamedTuple):
    """One value a unit, shares from 0 to 1; all missing (nan) for fewer than two units."""

    share: np.ndarray  # posterior mean
    lower: np.ndarray
    upper: np.ndarray
    above: np.ndarray  # probability that the share is above that of all units together


def shrunken(x: ArrayLike, n: ArrayLike, scale: float = 0.5, level: float = 0.95) -> Shrunken:
    """Posterior of each unit's share, with μ and τ integrated over.

        x ~ binomial(n, p),  logit p = θ ~ normal(μ, τ),  τ ~ half-normal(scale)
        inverse logit of μ uniform on 0 to 1

    Takes one count and one size a unit. The likelihood is the binomial itself, so that x = 0 and
    x = n need no correction. Limits are quantiles of the posterior. A unit of size 0 or missing
    counts for nothing and is missing; `above` is missing where all units together have no event,
    or nothing but events. Needs no memory of units x units.
    Source: Gelman 2006, Bayesian Analysis 1:515; Gelman et al., Bayesian Data Analysis, ch. 5.
    """
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    known = (n > 0) & ~np.isnan(x)
    found = np.full((len(Shrunken._fields), len(n)), np.nan)
    if known.sum() > 1:
        found[:, known] = _posterior(x[known], n[known], scale, (1 - level) / 2)
    return Shrunken(*found)


def _posterior(x: np.ndarray, n: np.ndarray, scale: float, tail: float) -> np.ndarray:
    theta = _log_odds(x, n)
    mu, tau, weight = _cells(x, n, theta, scale)
    prior, parts = _prior(theta, mu, tau), []
    for likelihood in _likelihoods(x, n, theta):
        density = likelihood * ((weight / (likelihood @ prior)) @ prior.T)
        parts.append(_summary(theta, density, tail, x.sum() / n.sum()))
    return np.concatenate(parts, axis=1)


def _log_odds(x: np.ndarray, n: np.ndarray) -> np.ndarray:
    """A grid that reaches as far as the likelihood of any unit, and shows the narrowest of them."""
    middle = np.log((x + 0.5) / (n - x + 0.5))
    error = np.sqrt(1 / (x + 0.5) + 1 / (n - x + 0.5))
    low, high = (middle - REACH * error).min(), (middle + REACH * error).max()
    return np.arange(low, high, error.min() / FINE)


def _cells(x: np.ndarray, n: np.ndarray, theta: np.ndarray, scale: float) -> tuple:
    """μ and τ where their posterior lies, and its weights there, found by looking ever closer."""
    least = theta[1] - theta[0]  # a smaller τ makes no difference, and falls between the steps
    ends = [theta[0], theta[-1], 0, FAR * scale]
    for steps in ZOOMS:
        mus, wide = _midpoints(*ends[:2], steps[0])
        taus, high = _midpoints(*ends[2:], steps[1])
        mu, tau = (axis.ravel() for axis in np.meshgrid(mus, np.maximum(taus, least)))
        log_weight = halfnorm.logpdf(tau, scale=scale) + logistic.logpdf(mu)
        log_weight += _log_likelihood(x, n, theta, _prior(theta, mu, tau))
        weight = np.exp(log_weight - logsumexp(log_weight))
        kept = weight > LEAST * weight.max()
        mu, tau = mu[kept], tau[kept]
        ends = [mu.min() - wide, mu.max() + wide, max(tau.min() - high, 0), tau.max() + high]
    return mu, tau, weight[kept] / weight[kept].sum()


def _log_likelihood(x: np.ndarray, n: np.ndarray, theta: np.ndarray, prior: np.ndarray):
    """Of all units together under each μ and τ, but for a constant."""
    with np.errstate(divide="ignore"):
        return sum(np.log(each @ prior).sum(axis=0) for each in _likelihoods(x, n, theta))


def _midpoints(low: float, high: float, steps: int) -> tuple[np.ndarray, float]:
    """The middles of steps of one width, and that width."""
    wide = (high - low) / steps
    return low + wide * (np.arange(steps) + 0.5), wide


def _prior(theta: np.ndarray, mu: np.ndarray, tau: np.ndarray) -> np.ndarray:
    """Probability of each step of the log-odds (rows) under each μ and τ (columns)."""
    z = (theta[:, None] - mu) / tau
    return np.exp(-(z**2) / 2) * ((theta[1] - theta[0]) / (tau * np.sqrt(2 * np.pi)))


def _likelihoods(x: np.ndarray, n: np.ndarray, theta: np.ndarray) -> Iterator[np.ndarray]:
    """The binomial likelihood of units (rows) over the log-odds, some units at a time."""
    for first in range(0, len(x), AT_ONCE):
        rows = slice(first, first + AT_ONCE)
        log_p = x[rows, None] * theta + n[rows, None] * log_expit(-theta)
        yield np.exp(log_p - log_p.max(axis=1, keepdims=True))


def _summary(theta: np.ndarray, density: np.ndarray, tail: float, pooled: float) -> np.ndarray:
    """Mean, limits and the probability above the pooled share, of each row."""
    density /= density.sum(axis=1, keepdims=True)
    below = np.cumsum(density, axis=1) - density / 2
    share = density @ expit(theta)
    limits = [[np.interp(p, row, theta) for row in below] for p in (tail, 1 - tail)]
    at = logit(pooled)
    above = [1 - np.interp(at, theta, row) if np.isfinite(at) else np.nan for row in below]
    return np.array([share, *expit(limits), above])
