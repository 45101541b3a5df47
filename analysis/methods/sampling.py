"""Mẫu ngẫu nhiên phân tầng: a random sample of each stratum: how many, which, what it tells.

`sizes` are the units of each stratum, `drawn` those of them that were looked at, `found` those in
which something was found; all three are sequences of one order. Shares are from 0 to 1.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import ceil, floor, inf, nan, sqrt

from scipy.stats import hypergeom, norm

Interval = tuple[float, float]
LEVEL = 0.95


def size(expected: float, margin: float, of: float = inf, level: float = LEVEL) -> int:
    """Units to draw so that a share is known within a margin (cỡ mẫu).

        n0 = z² p(1 - p) / e²,  n = n0 / (1 + (n0 - 1)/N)

    Takes the share expected, the margin on either side, and of how many units one draws. Returns a
    whole number, rounded up.
    Source: Cochran 1977, Sampling Techniques, 4.4.
    """
    infinite = float(norm.isf((1 - level) / 2)) ** 2 * expected * (1 - expected) / margin**2
    return ceil(round(infinite / (1 + (infinite - 1) / of), 9))


def allocation(
    sizes: Sequence[int], deviations: Sequence[float], total: int, least: int = 0
) -> list[int]:
    """How many units to draw of each stratum for the smallest variance (phân bổ Neyman).

        n_h proportional to N_h S_h, in whole units: the next unit goes to the largest
        N_h S_h / sqrt(n_h (n_h + 1))

    Every stratum gets at least `least` units and none more than it has; these come first, so that
    they are the sample where they are more than `total`. Ties go to the earlier stratum.
    Source: Neyman 1934, J. Royal Stat. Soc. 97:558; in whole units Wright 2012, Am. Stat. 66:217.
    """
    shares = [min(max(least, 0), size) for size in sizes]
    weights = [size * deviation for size, deviation in zip(sizes, deviations, strict=True)]
    for _ in range(min(total, sum(sizes)) - sum(shares)):
        open_to = [at for at, share in enumerate(shares) if share < sizes[at]]
        best = max(open_to, key=lambda at: _priority(weights[at], shares[at]))
        shares[best] += 1
    return shares


def drawn(units: Iterable[str], count: int, seed: int) -> list[str]:
    """`count` units by lot (rút thăm), each with a lot of its own that no other unit changes.

    The lot of a unit is SHA-256 over "seed:unit"; the smallest are drawn. So the draw depends on
    the seed and on which units there are, and not on their order.
    """
    lots = {unit: hashlib.sha256(f"{seed}:{unit}".encode()).hexdigest() for unit in units}
    return sorted(lots, key=lots.__getitem__)[:count]


def share(sizes: Sequence[int], drawn: Sequence[int], found: Sequence[int]) -> float:
    """The share of the whole, each stratum with its weight (ước lượng phân tầng).

        Σ N_h y_h/n_h / N

    nan where a stratum has units and none was drawn. Source: Cochran 1977, 5.3.
    """
    if not sum(sizes) or any(size and not many for size, many in zip(sizes, drawn, strict=True)):
        return nan
    strata = zip(sizes, drawn, found, strict=True)
    return sum(size * few / many for size, many, few in strata if size) / sum(sizes)


def variance(sizes: Sequence[int], drawn: Sequence[int], found: Sequence[int]) -> float:
    """The variance of `share`.

        Σ (N_h/N)² (1 - n_h/N_h) s_h²/n_h,  s_h² = n_h/(n_h - 1) p_h(1 - p_h)

    0 where nothing was found, which says nothing of how surely: no interval rests on it. nan where
    one unit of several was drawn. Source: Cochran 1977, 5.3.
    """
    whole, strata = sum(sizes), zip(sizes, drawn, found, strict=True)
    parts = [_part(*stratum) for stratum in strata if stratum[0] > stratum[1]]
    return sum(parts) / whole**2 if whole else nan


def exact(found: float, drawn: int, of: int, level: float = LEVEL) -> Interval:
    """Exact interval of a share in a finite whole (khoảng tin cậy siêu bội chính xác).

        lower: the fewest units under which `found` or more have a chance above (1 - level)/2;
        upper: the most under which `found` or fewer have

    Exactly 0 below for none found, exactly 1 above for nothing but. A fraction found lies between
    the limits of the whole numbers beside it. nan for both where nothing was drawn.
    Source: Cochran 1977, 3.6.
    """
    if not drawn:
        return nan, nan
    tail, between = (1 - level) / 2, found - floor(found)
    ends = [_ends(count, drawn, of, tail) for count in (floor(found), ceil(found))]
    lower, upper = (a + between * (b - a) for a, b in zip(*ends, strict=True))
    return lower / of, upper / of


def effective(sizes: Sequence[int], drawn: Sequence[int]) -> int:
    """Units of a simple sample of the whole that is no surer than the stratified one.

        n = N min(n_h / N_h)

    The variance of `share` is at most p(1 - p)/n whatever the strata hold, since Σ W_h p_h(1 - p_h)
    is at most p(1 - p); where all are drawn at one rate it is the number drawn. 0 where a stratum
    was left out.
    """
    rates = [many / size for size, many in zip(sizes, drawn, strict=True) if size]
    return floor(round(sum(sizes) * min(rates, default=0), 9))


def limits(
    sizes: Sequence[int], drawn: Sequence[int], found: int, level: float = LEVEL
) -> Interval:
    """Interval of the stratified share, whichever strata the units found are of.

    `exact` of a simple sample of `effective` size: below, as if what was found were of the strata
    in which a unit stands for the fewest, and above for the most. It holds what it says also where
    nothing was found, and tells nothing of single strata. nan where nothing was drawn.
    Source: the effective size of Korn & Graubard 1998, Survey Methodology 24:193, with the least
    that the strata allow in the place of an estimated one, which is 0 or too large for rare shares.
    """
    simple, whole = effective(sizes, drawn), sum(sizes)
    if not simple:
        return nan, nan
    pairs = zip(sizes, drawn, strict=True)
    stands_for = sorted(size / many for size, many in pairs for _ in range(many))
    fewest, most = sum(stands_for[:found]), sum(stands_for[len(stands_for) - found :])
    low, high = (min(round(each * simple / whole, 9), simple) for each in (fewest, most))
    return exact(low, simple, whole, level)[0], exact(high, simple, whole, level)[1]


def most(sizes: Sequence[int], drawn: Sequence[int], found: int, level: float = LEVEL) -> float:
    """The largest share that fits what was found, on this side alone (cận trên một phía).

    None found in 60 of 300 is at most 13, or 4.3%; of very many, 1 - 0.05^(1/60) = 4.87%.
    Source: Hanley & Lippman-Hand 1983, JAMA 249:1743.
    """
    return limits(sizes, drawn, found, 2 * level - 1)[1]


def _priority(weight: float, count: int) -> float:
    return weight / sqrt(count * (count + 1)) if count else inf if weight else 0


def _part(size: int, drawn: int, found: int) -> float:
    if drawn < 2:
        return nan
    p = found / drawn
    return size**2 * (1 - drawn / size) * p * (1 - p) / (drawn - 1)


def _ends(found: int, drawn: int, of: int, tail: float) -> tuple[int, int]:
    """The fewest and the most units in the whole that could well give so many found."""
    return _fewest(found, drawn, of, tail), of - _fewest(drawn - found, drawn, of, tail)


def _fewest(found: int, drawn: int, of: int, tail: float) -> int:
    could = range(found, of - drawn + found + 1)
    likely = bisect_left(could, True, key=lambda k: hypergeom.sf(found - 1, of, k, drawn) > tail)
    return could[likely]
