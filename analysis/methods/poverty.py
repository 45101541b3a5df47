"""Depth and inequality of poverty from the incomes of the poor, with the whole from outside.

A register lists the poor and not the rest, so every index takes the size of the whole population.
Incomes may come as counts by value: one entry for each value, with its weight (units, or people).
A missing income (nan) is left out, and its weight with it; the caller says how many are missing.
Source: Foster, Greer & Thorbecke 1984, Econometrica 52:761; Watts 1968; Sen 1976, Econometrica
44:219; Shorrocks 1995, Econometrica 63:1225; in the form of Haughton & Khandker 2009, ch. 4.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


class Poor(NamedTuple):
    """Those poor by a line: incomes and weights, the weight of the whole population, the line."""

    incomes: np.ndarray
    weights: np.ndarray
    population: float
    line: float


def poor(
    incomes: ArrayLike,
    line: float,
    weights: ArrayLike | None = None,
    population: float | None = None,
    inclusive: bool = True,
) -> Poor:
    """Those at or below the line, or below it alone (at or below: `inclusive`).

    Takes weights from 0, by default 1 each, and the weight of the whole population, by default that
    of the incomes given. Where incomes heap on the line `inclusive` decides on the share of poor.
    """
    incomes = np.asarray(incomes, dtype=float)
    weights = np.ones_like(incomes) if weights is None else np.asarray(weights, dtype=float)
    whole = weights[~np.isnan(incomes)].sum() if population is None else population
    is_poor = incomes <= line if inclusive else incomes < line
    return Poor(incomes[is_poor], weights[is_poor], float(whole), float(line))


def fgt(poor: Poor, alpha: float) -> float:
    """Index of Foster, Greer and Thorbecke: share (0), gap (1), squared gap (2) of poverty.

        P = 1/N Σ w ((z - y) / z)^alpha

    Missing (nan) without a population.
    """
    return _share((poor.weights * _gaps(poor) ** alpha).sum(), poor.population)


def watts(poor: Poor, floor: float) -> float:
    """Index of Watts: mean log of how many times the line is the income.

        W = 1/N Σ w ln(z / max(y, floor))

    An income of 0 has no logarithm: incomes below the floor count as the floor, which `floored`
    counts. Takes a floor above 0. Missing (nan) without a population.
    """
    logs = np.log(poor.line / np.maximum(poor.incomes, floor))
    return _share((poor.weights * logs).sum(), poor.population)


def floored(poor: Poor, floor: float) -> float:
    """The weight of the poor whose income is below the floor of `watts`."""
    return float(poor.weights[poor.incomes < floor].sum())


def sen(poor: Poor) -> float:
    """Index of Sen in the form of the handbook, without the q/(q + 1) of 1976 (chỉ số Sen).

        S = P0 G + P1 (1 - G), with G the Gini of the incomes of the poor

    Missing (nan) without a population; 0 without poor.
    """
    inequality = gini(poor.incomes, poor.weights) if poor.weights.sum() else 0.0
    return fgt(poor, 0) * inequality + fgt(poor, 1) * (1 - inequality)


def sst(poor: Poor) -> float:
    """Index of Sen, Shorrocks and Thon, from the poor alone (chỉ số SST).

        SST = P1 (1 + G of everybody's gaps) = P1 (2 - P0 (1 - G of the gaps of the poor))

    The gaps of those who are not poor are 0, so that the second form is exact. Missing (nan)
    without a population; 0 without poor.
    """
    inequality = gini(_gaps(poor), poor.weights) if poor.weights.sum() else 0.0
    return fgt(poor, 1) * (2 - fgt(poor, 0) * (1 - inequality))


def gini(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Gini coefficient of values from 0, each with its weight.

        G = ΣΣ w_i w_j |x_i - x_j| / (2 W² mean)

    0 where all values are 0: nobody has more. Missing (nan) where there is no weight.
    """
    values = np.asarray(values, dtype=float)
    weights = np.ones_like(values) if weights is None else np.asarray(weights, dtype=float)
    order = np.argsort(values, kind="stable")
    values, weights = values[order], weights[order]
    whole, total = weights.sum(), (weights * values).sum()
    if not total:
        return 0.0 if whole else float("nan")
    above_less_below = 2 * np.cumsum(weights) - weights - whole
    return float((weights * values * above_less_below).sum() / (whole * total))


def _gaps(poor: Poor) -> np.ndarray:
    """Gap of each of the poor as a share of the line, from 0 at the line to 1 without income."""
    return (poor.line - poor.incomes) / poor.line


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")
