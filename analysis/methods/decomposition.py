"""How much of a change in a rate comes from the units' rates, how much from their shares.

And how much of the change of one rate lies in its count, how much in its base: `ratio_parts`. Every
other function takes one value a unit, the units in the same order everywhere: households (of any
kind, or shares in any unit) and rates, before and after. Rates and results are in the same unit.
A unit missing, or empty, in one of the two years has no rate there: give its rate as missing (nan)
and every sum is missing; units that were merged are matched before.
"""

import numpy as np
from numpy.typing import ArrayLike


def overall(households: ArrayLike, rates: ArrayLike) -> float:
    """Rate of all units together: Σ share x rate."""
    return (_shares(households) * np.asarray(rates)).sum()


def contributions(
    households: ArrayLike, rates: ArrayLike, households_after: ArrayLike, rates_after: ArrayLike
) -> tuple[np.ndarray, np.ndarray]:
    """What each unit adds to the change of the overall rate P: (by its share, by its rate).

        by share: (s1 - s0) ((p0 + p1)/2 - (P0 + P1)/2)
        by rate:  (p1 - p0) (s0 + s1)/2

    The share terms are centred, so that a unit is not blamed for growing but for growing with a
    rate above the average; centring leaves their sum as it is.
    Source: Kitagawa 1955, JASA 50:1168; Das Gupta 1993, US Census Bureau P23-186.
    """
    s0, s1 = _shares(households), _shares(households_after)
    p0, p1 = np.asarray(rates), np.asarray(rates_after)
    middle = (overall(households, rates) + overall(households_after, rates_after)) / 2
    return (s1 - s0) * ((p0 + p1) / 2 - middle), (p1 - p0) * (s0 + s1) / 2


def parts(
    households: ArrayLike, rates: ArrayLike, households_after: ArrayLike, rates_after: ArrayLike
) -> tuple[float, float]:
    """The change of the overall rate in two parts that add up to it: (shares, rates).

    The sums of `contributions`. A part is arithmetic, not a cause.
    """
    by_share, by_rate = contributions(households, rates, households_after, rates_after)
    return by_share.sum(), by_rate.sum()


def ratio_parts(
    count: ArrayLike, base: ArrayLike, count_after: ArrayLike, base_after: ArrayLike
) -> tuple[np.ndarray, np.ndarray]:
    """The change of count / base in two parts that add up to it: (by the count, by the base).

        by count: (n1 - n0) (1/b0 + 1/b1) / 2
        by base:  (1/b1 - 1/b0) (n0 + n1) / 2

    A base that grows alone lowers a ratio. Takes counts and bases above 0; missing (nan) where one
    of the four is missing, or a base is 0.
    Source: Das Gupta 1993, US Census Bureau P23-186, two factors that are multiplied.
    """
    n0, n1 = np.asarray(count, dtype=float), np.asarray(count_after, dtype=float)
    b0, b1 = (np.asarray(b, dtype=float) for b in (base, base_after))
    per0, per1 = (1 / np.where(b > 0, b, np.nan) for b in (b0, b1))
    return (n1 - n0) * (per0 + per1) / 2, (per1 - per0) * (n0 + n1) / 2


def _shares(households: ArrayLike) -> np.ndarray:
    households = np.asarray(households)
    return households / households.sum()
