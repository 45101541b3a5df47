"""Discrete hazards on counts: complementary log-log regression of events among those at risk.

    P(T = t | T >= t, x) = 1 - exp(-exp(a_t + x b)),  exp(b) = hazard ratio

A cell holds those alike in all factors: `n` at risk, `d` of them with the event. Rows of single
units and their counts give the same coefficients and errors, but not the same deviance: it is that
of the cells that differ in the factors of the model. Errors take every row as independent, which
several spells of one unit are not.
Source: Prentice & Gloeckler 1978, Biometrics 34:57; Allison 1982, Sociological Methodology 13:61.
"""

import warnings
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import norm
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.families.links import CLogLog
from statsmodels.genmod.generalized_linear_model import GLM

EVENTS_EACH = 10  # for each coefficient: a floor (Peduzzi et al. 1996, J. Clin. Epidemiol. 49:1373)
BOUNDED = 10  # an error of a coefficient above it says that the data set it no limit
N, D = "n", "d"


class NoModelError(ValueError):
    """Why there are no numbers: "no_events", "few_events", "one_level" or "unbounded"."""


class Model(NamedTuple):
    """A fitted model, and what was done so that it could be.

    `ratios` has one row for each level of the factors it holds, in the order given: `factor`,
    `level`, `coefficient`, `error`, `ratio`, `lower`, `upper`; the reference has 0 and 1, and the
    last two missing (nan). `merged` maps a duration without event to the one it was counted with,
    `without_events` names levels whose rows were left out, `left_out` factors there was no room
    for. `dispersion` is Pearson's chi² by the residual degrees of freedom, missing (nan) without
    any.
    """

    ratios: pd.DataFrame
    at_risk: int
    events: int
    coefficients: int
    deviance: float
    residual_df: int
    dispersion: float
    merged: Mapping[str, str]
    without_events: list[tuple[str, str]]
    left_out: list[str]


def model(
    at_risk: Sequence[int],
    events: Sequence[int],
    factors: pd.DataFrame,
    levels: Mapping[str, Sequence[str]],
    each: int = EVENTS_EACH,
    confidence: float = 0.95,
) -> Model:
    """The model of as many factors as the events carry, with Wald intervals of the ratios.

    Takes counts by cell, the factors of the cells, and for each factor its levels in order, the
    reference first. The first factor is the duration and always kept: one of its levels without
    event is counted with the one before, or else with the next. Rows of any other level without
    event are left out, as its estimate is a ratio of 0 whatever the others are; the reference is
    then the next level. Factors are taken in order while there are `each` events for each
    coefficient, the constant among them; one with a single level, or told by those before, adds
    none. Raises NoModelError.
    """
    cells = factors.astype("str").assign(**{N: list(at_risk), D: list(events)})
    cells = cells[cells[N] > 0]
    if not cells[D].sum():
        raise NoModelError("no_events")
    duration, *others = levels
    merged = merged_levels(cells.groupby(duration)[D].sum(), levels[duration])
    cells = cells.assign(**{duration: cells[duration].replace(merged)})
    empty = [(of, level) for of in others for level in _without_events(cells, of, levels[of])]
    for of, level in empty:
        cells = cells[cells[of] != level]
    there = {of: [each for each in levels[of] if each in set(cells[of])] for of in levels}
    kept, left_out = _carried(cells, there, each)
    cells = cells.groupby(kept, as_index=False, sort=False)[[N, D]].sum()
    fitted = _fitted(cells, {of: there[of] for of in kept})
    at_risk, happened = int(cells[N].sum()), int(cells[D].sum())
    ratios = _ratios({of: there[of] for of in kept}, fitted, confidence)
    return Model(ratios, at_risk, happened, *_quality(fitted), merged, empty, left_out)


def merged_levels(events: pd.Series, order: Sequence[str]) -> dict[str, str]:
    """Levels without event, and the one that each is counted with: that before, or else the next.

    Takes the events by level; a level that is not among them is nobody's and left alone.
    """
    there = [level for level in order if level in events.index]
    with_events = [level for level in there if events[level] > 0]
    merged, last = {}, with_events[0]
    for level in there:
        if events[level] > 0:
            last = level
        else:
            merged[level] = last
    return merged


def _without_events(cells: pd.DataFrame, factor: str, order: Sequence[str]) -> list[str]:
    """Levels of a factor at which somebody was at risk and nobody had the event."""
    happened = cells.groupby(factor)[D].sum()
    return [level for level in order if level in happened.index and not happened[level]]


def _carried(
    cells: pd.DataFrame, levels: Mapping[str, Sequence[str]], each: int
) -> tuple[list[str], list[str]]:
    """The factors that the events carry, and those that had levels to compare and no room."""
    most, (duration, *others) = cells[D].sum() / each, levels
    kept, left_out = [duration], []
    for factor in others:
        wider = _design(cells, {of: levels[of] for of in [*kept, factor]})
        adds = np.linalg.matrix_rank(wider) == wider.shape[1] and len(levels[factor]) > 1
        if adds and wider.shape[1] <= most:
            kept.append(factor)
        elif adds:
            left_out.append(factor)
    width = 1 + sum(len(levels[factor]) - 1 for factor in kept)
    if width == 1:
        raise NoModelError("few_events" if left_out else "one_level")
    if width > most:
        raise NoModelError("few_events")
    return kept, left_out


def _design(cells: pd.DataFrame, levels: Mapping[str, Sequence[str]]) -> np.ndarray:
    """A column of ones, then one for each level but the first of each factor."""
    columns = [cells[of] == level for of, order in levels.items() for level in order[1:]]
    return np.column_stack([np.ones(len(cells)), *columns]).astype(float)


def _fitted(cells: pd.DataFrame, levels: Mapping[str, Sequence[str]]):
    """The fit; a family of its own, since one that is used again changes an earlier deviance."""
    counts = np.column_stack([cells[D], cells[N] - cells[D]]).astype(float)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what they would say is judged below
        fitted = GLM(counts, _design(cells, levels), family=Binomial(CLogLog())).fit(tol=1e-12)
    if not (fitted.converged and (fitted.bse < BOUNDED).all()):
        raise NoModelError("unbounded")
    return fitted


def _ratios(levels: Mapping[str, Sequence[str]], fitted, confidence: float) -> pd.DataFrame:
    """One row for each level; the reference of each factor has a ratio of 1 and no interval."""
    values, errors = iter(fitted.params[1:]), iter(fitted.bse[1:])
    rows = [
        (of, level, next(values), next(errors)) if at else (of, level, 0.0, 0.0)
        for of, order in levels.items()
        for at, level in enumerate(order)
    ]
    table = pd.DataFrame(rows, columns=["factor", "level", "coefficient", "error"])
    wide = norm.isf((1 - confidence) / 2) * table["error"].where(table["error"] > 0)
    return table.assign(
        ratio=np.exp(table["coefficient"]),
        lower=np.exp(table["coefficient"] - wide),
        upper=np.exp(table["coefficient"] + wide),
    )


def _quality(fitted) -> tuple[int, float, int, float]:
    """Coefficients, deviance, residual degrees of freedom, dispersion."""
    df = int(fitted.df_resid)
    dispersion = float(fitted.pearson_chi2) / df if df else float("nan")
    return len(fitted.params), float(fitted.deviance), df, dispersion
