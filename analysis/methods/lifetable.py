"""Life tables from counts: how long a state lasts, and by which end it ends.

Reviews are the clock, so all events of one review share its number at risk and nothing is
corrected for censoring in between. A unit seen late counts at risk only from where it is seen.
Nothing is computed from the first review on at which fewer than `least` are at risk, or none:
there every column is missing (nan).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from analysis.methods.intervals import clopper_pearson

ROUNDING = 1e-12  # how far a sum of shares may be from 1 that is 1


class LifeTable(NamedTuple):
    """One value a review. Intervals of the hazard are Clopper-Pearson, of survival log-log."""

    hazard: np.ndarray
    hazard_lower: np.ndarray
    hazard_upper: np.ndarray
    survival: np.ndarray
    variance: np.ndarray
    lower: np.ndarray
    upper: np.ndarray


class CompetingEnds(NamedTuple):
    """One row a review; incidence, its variance and limits have one column an end."""

    survival: np.ndarray
    incidence: np.ndarray
    variance: np.ndarray
    lower: np.ndarray
    upper: np.ndarray


class RiskSets(NamedTuple):
    """At each review from the first: those at risk, and the events, one column an end."""

    at_risk: np.ndarray
    events: np.ndarray


def risk_sets(
    entry: ArrayLike, last: ArrayLike, end: ArrayLike, ends: Sequence, units: ArrayLike
) -> RiskSets:
    """Those at risk at each review and how many of them come to each end there.

        at risk at t: entry < t <= last;  come to end k at t: t = last and end = k

    Takes for each row the reviews since the start of the state at which it was first seen (0 where
    from its start) and last seen, the end it came to at the last, how many units it stands for,
    and the `ends` that count; who came to none of them is censored. To count those seen late from
    the start would overstate survival: who ended before being seen is in no register.
    Source: Kalbfleisch & Prentice 2002, 1.3.
    """
    entry, last, end, units = map(np.asarray, (entry, last, end, units))
    reviews = np.arange(1, int(last.max(initial=0)) + 1)[:, None]
    seen = (entry < reviews) & (reviews <= last)
    events = [((last == reviews) & seen & (end == each)) @ units for each in ends]
    return RiskSets(seen @ units, np.column_stack(events))


def life_table(
    at_risk: ArrayLike, events: ArrayLike, least: int = 1, level: float = 0.95
) -> LifeTable:
    """Hazard and survival of one end, by review.

        h = d/n,  S = Π(1 - h),  var S = S² Σ d/(n(n - d)),  S^exp(±z sqrt(var S) / (S |log S|))

    Takes the number at risk and the events at each review, in order of time. Where S is 1 or 0
    the variance is 0, which says nothing: its interval is missing, the hazard's is not.
    Source: Kaplan & Meier 1958, JASA 53:457; Kalbfleisch & Prentice 2002, ch. 1.
    """
    n, d = _observed(at_risk, least), np.asarray(events, dtype=float)
    hazards = [clopper_pearson(x, size, level) for x, size in zip(d, n, strict=True)]
    survival = np.cumprod(1 - d / n)
    variance = survival**2 * np.cumsum(_greenwood(n, d))
    return LifeTable(
        d / n,
        *np.array(hazards).reshape(-1, 2).T,
        survival,
        variance,
        *_log_log(survival, variance, level),
    )


def aalen_johansen(
    at_risk: ArrayLike, events: ArrayLike, least: int = 1, level: float = 0.95
) -> CompetingEnds:
    """Share that has come to each of several ends, none of which hides another.

        S(t) = Π(1 - Σ_k d_k/n),  F_k(t) = Σ_{s<=t} S(s-1) d_k(s)/n(s),  S + Σ_k F_k = 1

    Takes the number at risk at each review and a table of events, one row a review in order of
    time and one column an end. Where it is known how long each unit that came to an end would have
    been followed, it may stay at risk of the others up to there: F_k is then estimated alone, with
    its own number at risk, and is the same wherever nobody is censored (Gray 1988, Annals of
    Statistics 16:1141). Limits are log-log of 1 - F_k, and missing where F_k is 0 or 1.
    Source: Aalen & Johansen 1978, Scandinavian Journal of Statistics 5:141.
    """
    n, d = _observed(at_risk, least)[:, None], np.asarray(events, dtype=float)
    survival = np.cumprod(1 - d.sum(axis=1) / n[:, 0])
    before = np.concatenate([[1.0], survival])[:-1, None]
    incidence = np.cumsum(before * d / n, axis=0)
    variance = _incidence_variance(n, d, before, incidence)
    others = np.where(incidence < 1 - ROUNDING, 1 - incidence, 0)
    least_not, most_not = _log_log(others, variance, level)
    return CompetingEnds(survival, incidence, variance, 1 - most_not, 1 - least_not)


def _incidence_variance(n, d, before, incidence) -> np.ndarray:
    """Σ_{s<=t} (gap² Σd/(n(n-Σd)) + S(s-1)² d(n-d)/n³ - 2 gap S(s-1) d/n²), gap = F(t) - F(s)."""
    gap = incidence[:, None] - incidence[None]  # review t, earlier review s, end
    spread = gap**2 * _greenwood(n, d.sum(axis=1, keepdims=True))
    own = before**2 * d * (n - d) / n**3
    terms = spread + own - 2 * gap * before * d / n**2
    earlier = np.tri(len(n), dtype=bool)[:, :, None]
    return np.where(earlier, terms, 0).sum(axis=1)


def _observed(at_risk: ArrayLike, least: int) -> np.ndarray:
    n = np.asarray(at_risk, dtype=float)
    return np.where(np.logical_and.accumulate(n >= max(least, 1)), n, np.nan)


def _greenwood(n: np.ndarray, d: np.ndarray) -> np.ndarray:
    """d/(n(n - d)), and 0 where all end: what it is multiplied by is 0 there."""
    return np.divide(d, n * (n - d), out=np.zeros_like(d), where=n > d)


def _log_log(survival, variance, level: float) -> tuple[np.ndarray, np.ndarray]:
    between = np.where((survival > 0) & (survival < 1), survival, np.nan)
    spread = np.sqrt(np.maximum(variance, 0)) / (between * np.abs(np.log(between)))
    wide = norm.isf((1 - level) / 2) * spread
    return between ** np.exp(wide), between ** np.exp(-wide)
