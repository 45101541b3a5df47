"""How much of a change in a rate comes from the units' rates, how much from their shares.

Each function takes one value a unit, the units in the same order everywhere: households (of any
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


def _shares(households: ArrayLike) -> np.ndarray:
    households = np.asarray(households)
    return households / households.sum()
