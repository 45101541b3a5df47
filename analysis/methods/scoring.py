"""Scores of candidates: an anchored weighted sum, small shares drawn to a prior, and TOPSIS.

An anchored score depends on its own candidate alone, so that a rival who enters or withdraws
changes nobody's order (Keeney & Raiffa 1976; the reversal by other scales: Belton & Gear 1983,
Omega 11:228).
"""

from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256

import numpy as np
from numpy.typing import ArrayLike, NDArray

POINTS = 100


def anchored(values: ArrayLike, zero: ArrayLike, full: ArrayLike) -> NDArray[np.float64]:
    """Points from 0 to 100 on scales with two fixed ends.

        points = 100 (value - zero) / (full - zero), not below 0 and not above 100

    A scale may fall: `full` below `zero` where less is better. nan where a value is missing.
    """
    value, low, high = (np.asarray(each, dtype="float64") for each in (values, zero, full))
    return np.clip(POINTS * (value - low) / (high - low), 0, POINTS)


def drawn_to_prior(
    count: ArrayLike, of: ArrayLike, prior_share: ArrayLike, prior_size: ArrayLike
) -> NDArray[np.float64]:
    """Shares of few cases drawn towards one that is stated beforehand, from 0 to 1.

        share = (count + prior_size * prior_share) / (of + prior_size)

    The mean of a beta distribution after `of` cases that began as if `prior_size` had been seen.
    nan where there are no cases. With a prior that is fixed, and not estimated from all units
    (Marshall 1991, Applied Statistics 40:283), no unit's share depends on another's, and one more
    case without success never raises it.
    """
    done, cases = (np.asarray(each, dtype="float64") for each in (count, of))
    share, size = (np.asarray(each, dtype="float64") for each in (prior_share, prior_size))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(cases > 0, (done + size * share) / (cases + size), np.nan)


def weighted_sum(points: ArrayLike, weights: ArrayLike) -> float:
    """The sum of weighted points; nan where one of them is missing."""
    return float(np.dot(np.asarray(points, dtype="float64"), np.asarray(weights, "float64")))


def vector_normalised(matrix: ArrayLike) -> NDArray[np.float64]:
    """Every column divided by the root of its sum of squares."""
    values = np.asarray(matrix, dtype="float64")
    return values / np.sqrt((values**2).sum(axis=0))


def closeness(weighted: ArrayLike, best: ArrayLike, worst: ArrayLike) -> NDArray[np.float64]:
    """TOPSIS: how near each row of weighted values is to the best of all, from 0 to 1.

        closeness = d- / (d+ + d-), the Euclidean distances to the worst and to the best

    Hwang & Yoon 1981 take the best and the worst value of each column among the rows; fixed ones
    keep every row's closeness its own.
    """
    rows = np.atleast_2d(np.asarray(weighted, dtype="float64"))
    to_best = np.sqrt(((rows - np.asarray(best)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((rows - np.asarray(worst)) ** 2).sum(axis=1))
    return to_worst / (to_best + to_worst)


def to_a_tenth(value: float) -> float:
    """Rounded half up to one decimal, as a score is printed and compared; nan stays nan."""
    if np.isnan(value):
        return value
    # Twelve digits first: 66.65 that came out as 66.64999999999999 is a half.
    exact = Decimal(format(value, ".12g"))
    return float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


def lot(seed: int, code: str) -> int:
    """A lot anybody can draw again: the first eight hexadecimal digits of SHA-256("seed:code").

    Each candidate has its own, whoever else is nominated; the smaller one comes first.
    """
    return int(sha256(f"{seed}:{code}".encode()).hexdigest()[:8], 16)
