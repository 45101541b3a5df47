"""How much more units differ than chance alone would have them: φ, and the variance τ² behind it.

Needs many units: from five τ² is as good as unknown.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm


class Dispersion(NamedTuple):
    """Of how many units, φ, and τ² on the scale of the values."""

    units: int
    phi: float
    tau_squared: float


def stabilised(x: ArrayLike, n: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Shares on a scale where chance alone spreads them alike, and their standard errors.

        y = arcsin sqrt(x/n),  s = 1 / (2 sqrt n)

    Takes counts and sizes above 0.
    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185.
    """
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    return np.arcsin(np.sqrt(x / n)), 1 / (2 * np.sqrt(n))


def winsorised(z: ArrayLike, q: float = 0.1) -> np.ndarray:
    """The values with those beyond the q and the 1 - q quantile set to these."""
    return np.clip(z, *np.quantile(z, [q, 1 - q]))


def dispersion(y: ArrayLike, s: ArrayLike, target: ArrayLike, q: float = 0.1) -> Dispersion:
    """φ and the additive τ² of units around a target, winsorised (q = 0: as they are).

        z = (y - target)/s,  φ = Σ z²/I,  w = 1/s²
        τ² = (I φ - (I - 1)) / (Σw - Σw²/Σw), 0 where that is negative

    Without any overdispersion φ is about `by_chance`, so that τ² errs on the low side when
    winsorised. Takes values with their standard errors, and
    a target for all or each. Missing (nan) for fewer than two units.
    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185; Spiegelhalter et al. 2012, JRSS A
    175:1.
    """
    y, s = np.asarray(y, dtype=float), np.asarray(s, dtype=float)
    units, w = len(y), 1 / s**2
    if units < 2:
        return Dispersion(units, np.nan, np.nan)
    phi = float((winsorised((y - target) / s, q) ** 2).mean())
    beyond = units * phi - (units - 1)
    return Dispersion(units, phi, max(beyond / float(w.sum() - (w**2).sum() / w.sum()), 0.0))


def by_chance(q: float = 0.1) -> float:
    """φ that chance alone gives many units, winsorised at q.

        E min(Z², c²) = 1 - 2q - 2 c f(c) + 2 q c²,  c the 1 - q quantile of a normal Z

    1 for q = 0, 0.68 for q = 0.1. Computed here.
    """
    if not q:
        return 1.0
    c = norm.isf(q)
    return float(1 - 2 * q - 2 * c * norm.pdf(c) + 2 * q * c**2)
