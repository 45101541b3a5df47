"""Kiểm định dự báo: how predicted risks fit what then happened, and what the head of a list holds.

`outcomes` are 0 or 1 and `predicted` risks between 0 and 1, in one order; `weights` tell how many
times each unit counts, once by default. What follows is judged on a year that the risks were not
fitted on, or it says nothing.
"""

from math import nan
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit

from analysis.methods.intervals import count_interval

STEPS, SETTLED = 50, 1e-9  # Newton steps, and the change below which one is the last


class Ratio(NamedTuple):
    """Observed over expected events, with the interval of the observed count alone."""

    ratio: float
    lower: float
    upper: float


def observed_expected(observed: float, expected: float, level: float = 0.95) -> Ratio:
    """How many events there were for each one predicted (tỷ số quan sát trên dự báo).

        O/E, from the interval of O as a count, over E

    Above 1 the risks were too low, below 1 too high. Missing (nan) where nothing was expected.
    Source: Breslow & Day 1987; Van Calster et al. 2019, BMC Medicine 17:230.
    """
    if not expected > 0:  # or missing
        return Ratio(nan, nan, nan)
    lower, upper = count_interval(observed, level)
    return Ratio(observed / expected, lower / expected, upper / expected)


def slope(outcomes: ArrayLike, predicted: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Calibration slope: b of the logistic recalibration, by maximum likelihood.

        logit P(event) = a + b logit(predicted)

    1 where high and low risks lie as far apart as they should, below 1 where they are too far
    apart, 0 where they tell nothing. Missing (nan) where all outcomes or all risks are the same,
    and where the risks part the outcomes wholly: then no b is the largest.
    Source: Cox 1958, Biometrika 45:562; Steyerberg 2019, Clinical Prediction Models, ch. 15.
    """
    y, x = np.asarray(outcomes, dtype=float), logit(np.asarray(predicted, dtype=float))
    w = np.ones_like(y) if weights is None else np.asarray(weights, dtype=float)
    share = np.average(y, weights=w) if w.sum() else nan
    if not 0 < share < 1 or not np.ptp(x[w > 0]) > SETTLED:
        return nan
    x = x - np.average(x, weights=w)
    found = np.array([logit(share), 0.0])
    for _ in range(STEPS):
        step = _step(y, x, w, found)
        found = found + step
        if np.abs(step).max() < SETTLED:
            return float(found[1])
    return nan


def squares(outcomes: ArrayLike, predicted: ArrayLike) -> np.ndarray:
    """(predicted - outcome)² of each unit, whose mean is the Brier score (điểm Brier).

    Source: Brier 1950, Monthly Weather Review 78:1, for two outcomes counted once.
    """
    return (np.asarray(predicted, dtype=float) - np.asarray(outcomes, dtype=float)) ** 2


def skill(squared: float, n: float, events: float, prevalence: float) -> float:
    """How much of the Brier score of one risk for all the predictions save.

        1 - Σ(predicted - outcome)² / Σ(prevalence - outcome)²

    Takes the sum of `squares`, the units, the events among them, and the share of events known
    when the predictions were made. 1 for perfect predictions, 0 for that share, below 0 for worse.
    Missing (nan) where that share made no error, as with no units.
    Source: Murphy 1973, J. Applied Meteorology 12:595; Steyerberg 2019, ch. 15.
    """
    plain = n * prevalence**2 + events * (1 - 2 * prevalence)
    return 1 - squared / plain if plain > 0 else nan


def caught(outcomes: ArrayLike, visits: float, weights: ArrayLike | None = None) -> float:
    """Events among the first `visits` units; outcomes in the order of the list.

    A unit that counts several times takes as many visits; the last ones are those left over.
    """
    y = np.asarray(outcomes, dtype=float)
    w = np.ones_like(y) if weights is None else np.asarray(weights, dtype=float)
    before = np.cumsum(w) - w
    return float(np.clip(visits - before, 0, w) @ y)


def _step(y: np.ndarray, x: np.ndarray, w: np.ndarray, at: np.ndarray) -> np.ndarray:
    """The Newton step towards the largest likelihood; nan where it has no direction."""
    risk = expit(at[0] + at[1] * x)
    spread, off = w * risk * (1 - risk), w * (y - risk)
    s0, s1, s2 = spread.sum(), spread @ x, spread @ x**2
    whole = s0 * s2 - s1**2
    g0, g1 = off.sum(), off @ x
    return np.array([s2 * g0 - s1 * g1, s0 * g1 - s1 * g0]) / (whole if whole > 0 else nan)
