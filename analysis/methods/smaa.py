"""SMAA-2: under how many sets of weights a candidate would be chosen, and in which place.

Instead of one set of weights every set is tried, all equally likely, and of what each candidate
earns every value that its few cases allow. Shares of such draws are no probabilities of merit.
"""

from collections.abc import Callable, Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, gammaincinv

EQUALLY_LIKELY = 1000  # values that stand for what one share may be
BLOCK = 5000  # draws at a time, so that memory does not grow with their number

Floats = NDArray[np.float64]
Rule = Callable[[Floats, Floats], tuple[NDArray[np.intp], NDArray[np.bool_]]]


class Acceptability(NamedTuple):
    """Shares of draws: of each candidate (row) at each place (column), and chosen."""

    ranks: Floats
    chosen: Floats


class Kind(NamedTuple):
    """Candidates that are scored on the same criteria.

    `members` and `criteria` are rows and columns of the points; `like` has one weight for each
    criterion, of which every drawn set keeps the order. Without it no order is kept.
    """

    members: Sequence[int]
    criteria: Sequence[int]
    like: Sequence[float] | None = None


def acceptability(
    points: Floats, kinds: Sequence[Kind], rule: Rule, draws: int, seed: int
) -> Acceptability:
    """How often each candidate has each place and is chosen (Lahdelma & Salminen 2001).

        b(i, r) = share of draws (weights ~ uniform, points ~ as given) in which i has place r

    `points` has a row a candidate, a column a criterion, and in depth the equally likely values
    of each, one or more; nan where a candidate is not scored on it. Weights are drawn for each
    kind by itself, since kinds have other criteria. `rule` takes the scores (draw, candidate) and
    the points drawn (draw, candidate, criterion) and gives the candidates by place and who is
    chosen. The same seed gives the same shares.
    Source: Lahdelma & Salminen 2001, Operations Research 49:444.
    """
    rng, many = np.random.default_rng(seed), len(points)
    ranks, chosen = np.zeros((many, many)), np.zeros(many)
    for start in range(0, draws, BLOCK):
        size = min(BLOCK, draws - start)
        drawn = _values(rng, points, size)
        order, taken = rule(_scores(rng, drawn, kinds), drawn)
        places = np.bincount((order * many + np.arange(many)).ravel(), minlength=many**2)
        ranks += places.reshape(many, many)
        chosen += taken.sum(axis=0)
    return Acceptability(ranks / draws, chosen / draws)


def even_weights(
    rng: np.random.Generator, criteria: int, draws: int, like: ArrayLike | None = None
) -> Floats:
    """Sets of weights that add up to 1, every one as likely as another: Dirichlet(1, ..., 1).

    With `like`, all sets in which the heavier criterion stays the heavier; of those equal in
    `like` either may be. Returns one row a draw. Uniform numbers divided by their sum are another
    distribution: of three weights they exceed .6 in .074 of draws, these in .16.
    """
    drawn = rng.standard_exponential((draws, criteria))
    weights = drawn / drawn.sum(axis=1, keepdims=True)
    if like is None:
        return weights
    heavy = np.broadcast_to(-np.asarray(like, dtype="float64"), weights.shape)
    heaviest_first = np.lexsort((rng.random(weights.shape), heavy))
    kept = np.empty_like(weights)
    np.put_along_axis(kept, heaviest_first, -np.sort(-weights, axis=1), axis=1)
    return kept


def share_values(
    count: ArrayLike, of: ArrayLike, prior_share: ArrayLike, prior_size: ArrayLike
) -> Floats:
    """What shares of few cases may be, drawn to a prior: the middles of equal slices of a beta.

        Beta(count + prior_size * prior_share, of - count + prior_size * (1 - prior_share))

    Its mean is `scoring.drawn_to_prior`. Returns EQUALLY_LIKELY values a share, in the last axis;
    a lower count, or more cases with the same, makes none of them higher.
    """
    done, cases, share, size = _columns(count, of, prior_share, prior_size)
    yes, no = done + size * share, cases - done + size * (1 - share)
    spread = betaincinv(np.where(yes > 0, yes, 1), np.where(no > 0, no, 1), _slices())
    return np.where(yes > 0, np.where(no > 0, spread, 1.0), 0.0)


def ratio_values(
    count: ArrayLike, of: ArrayLike, prior_share: ArrayLike, prior_size: ArrayLike
) -> Floats:
    """The same of a count against a plan, which it may exceed, so that a beta does not fit.

        Gamma(count + prior_size * prior_share) / (of + prior_size)

    The count is taken as Poisson; the mean is again `scoring.drawn_to_prior`.
    """
    done, cases, share, size = _columns(count, of, prior_share, prior_size)
    shape = done + size * share
    spread = gammaincinv(np.where(shape > 0, shape, 1), _slices())
    return np.where(shape > 0, spread, 0.0) / (cases + size)


def largest_error(draws: int) -> float:
    """The Monte Carlo standard error of a share of draws, which is at most sqrt(1 / (4 draws))."""
    return sqrt(0.25 / draws)


def _values(rng: np.random.Generator, points: Floats, draws: int) -> Floats:
    """One of the equally likely values of every point, for each draw."""
    many, criteria, values = points.shape
    at = rng.integers(values, size=(draws, many, criteria))
    at += values * np.arange(many * criteria).reshape(many, criteria)
    return points.reshape(-1)[at]


def _scores(rng: np.random.Generator, drawn: Floats, kinds: Sequence[Kind]) -> Floats:
    scores = np.empty(drawn.shape[:2])
    for kind in kinds:
        weights = even_weights(rng, len(kind.criteria), len(drawn), kind.like)
        own = drawn[:, np.reshape(kind.members, (-1, 1)), kind.criteria]
        scores[:, kind.members] = np.einsum("dc,dmc->dm", weights, own)
    return scores


def _slices() -> Floats:
    return (np.arange(EQUALLY_LIKELY) + 0.5) / EQUALLY_LIKELY


def _columns(*values: ArrayLike) -> list[Floats]:
    return [np.asarray(each, dtype="float64")[..., None] for each in values]
