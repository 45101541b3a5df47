"""Intervals for a proportion and for a count: how far chance alone would move them.

A full register has no sampling error: an interval speaks of the process behind the count. `x` is
the count, `n` the number it was counted among, `level` the confidence between 0 and 1. Each
function returns (lower, upper) as floats; both are nan where `x` or `n` is missing or `n` is 0,
because nothing was observed.
"""

from math import nan, sqrt

from scipy.stats import beta, chi2, norm

Interval = tuple[float, float]
EXACT_BELOW = 10  # house rule of PHE indicator methods: below it Byar is not close enough


def wilson(x: float, n: float, level: float = 0.95) -> Interval:
    """Wilson score interval of a proportion.

        (2x + z² ± z sqrt(z² + 4x(1 - x/n))) / (2(n + z²))

    Returns shares from 0 to 1; exactly 0 below for x = 0, exactly 1 above for x = n.
    Source: Wilson 1927, JASA 22:209.
    """
    if not n > 0:  # or missing
        return nan, nan
    z = _quantile(level)
    middle, half = 2 * x + z**2, z * sqrt(z**2 + 4 * x * (1 - x / n))
    whole = 2 * (n + z**2)
    return 0.0 if x == 0 else (middle - half) / whole, 1.0 if x == n else (middle + half) / whole


def clopper_pearson(x: float, n: float, level: float = 0.95) -> Interval:
    """Exact binomial interval of a proportion.

        lower: the share under which x or more have probability (1 - level)/2; upper: x or fewer

    Returns shares from 0 to 1; exactly 0 below for x = 0, exactly 1 above for x = n.
    Source: Clopper & Pearson 1934, Biometrika 26:404.
    """
    if not n > 0:  # or missing
        return nan, nan
    tail = (1 - level) / 2
    lower = 0.0 if x == 0 else float(beta.ppf(tail, x, n - x + 1))
    return lower, 1.0 if x == n else float(beta.isf(tail, x + 1, n - x))


def byar(x: float, level: float = 0.95) -> Interval:
    """Byar's approximate interval of a count.

        lower: x (1 - 1/(9x) - z/(3 sqrt x))³, never below 0
        upper: (x+1) (1 - 1/(9(x+1)) + z/(3 sqrt(x+1)))³

    Source: Breslow & Day 1987, Statistical Methods in Cancer Research II.
    """
    z, more = _quantile(level), x + 1
    below = 0.0 if x == 0 else x * (1 - 1 / (9 * x) - z / (3 * sqrt(x))) ** 3
    # In this order max keeps a missing limit missing.
    return max(below, 0.0), more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3


def poisson(x: float, level: float = 0.95) -> Interval:
    """Exact Poisson interval of a count.

        chi²(a/2; 2x) / 2  to  chi²(1 - a/2; 2x + 2) / 2,  a = 1 - level

    Exactly 0 below for x = 0.
    Source: Garwood 1936, Biometrika 28:437.
    """
    tail = (1 - level) / 2
    lower = 0.0 if x == 0 else float(chi2.ppf(tail, 2 * x) / 2)
    return lower, float(chi2.isf(tail, 2 * x + 2) / 2)


def count_interval(x: float, level: float = 0.95) -> Interval:
    """Interval of a count: exact Poisson below EXACT_BELOW, Byar's from there on."""
    return poisson(x, level) if x < EXACT_BELOW else byar(x, level)


def _quantile(level: float) -> float:
    return float(norm.isf((1 - level) / 2))
