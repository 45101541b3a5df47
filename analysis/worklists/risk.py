"""Nguy cơ nghèo trở lại trong một năm: which exits are at risk, what is known of them, the model.

An exit is at risk at a review while all reviews since it were held, one a year, under its own
standard, and it is neither poor again nor gone. The model knows of each no more than the lists of
its exit and the years since: no sex, no age, no ethnicity, and nothing written down later. A
household that left in a year was not observed by its review, which is not the same as not poor.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
import statsmodels.api as sm

from analysis import rules
from analysis.facts.exits import spells_ended
from analysis.facts.relapse_cells import ILLNESS
from analysis.facts.roster import roster
from analysis.methods import sampling
from analysis.register.households import NEAR_POOR
from analysis.register.read import Review

# In this order, as many as the events carry, each with the sign of what it adds; fixed beforehand.
PREDICTORS = {"margin": -1, "workers": -1, "is_ill": 1, "years_since": -1, "is_near_poor": 1}
MOST, EVENTS_EACH = 4, 10  # predictors, and events for each (Riley et al. 2020, BMJ 368:m441)


class Model(NamedTuple):
    """A fitted model: a value for each of its predictors, and what it was fitted on.

    `means` are those of the rows it was fitted on, `errors` robust to several rows of a household.
    """

    constant: float
    means: pd.Series
    coefficients: pd.Series
    errors: pd.Series
    rows: int
    events: int


def spells(reviews: Mapping[int, Review], settlement: str) -> pd.DataFrame:
    """One row for each exit, with how it ended and what was known of it when it began.

    `margin` is log(income / line) at the exit, `workers` and `is_ill` (illness among the causes of
    poverty) as on the first list of that year, `is_near_poor` whether it exited to near-poor;
    missing where not recorded. `last_year` is the last review in a row under its standard.
    """
    found = spells_ended(reviews, settlement)
    held = {year: review.standard for year, review in reviews.items()}
    lines = {key: entry.line_vnd(settlement) for key, entry in rules.standards().items()}
    line = pd.to_numeric(found["standard"].map(lines), errors="coerce")
    income = pd.to_numeric(found["exit_income_vnd"], errors="coerce")
    years = found["exit_year"].astype("int64")
    known = roster(reviews).reindex(columns=["year", "household_id", "workers", "causes"])
    listed = found[["household_id"]].assign(year=years).merge(known, how="left")
    causes = listed["causes"].astype("object").fillna("").astype("str").str.lower()
    return found[["household_id", "standard", "end"]].assign(
        exit_year=years,
        end_year=found["end_year"].astype("Int64"),
        last_year=[rules.last_in_a_row(at, held[at], held) for at in years],
        margin=np.log((income / line).where(income > 0).astype("float64")),
        workers=listed["workers"].astype("float64").to_numpy(),
        is_ill=causes.str.contains(ILLNESS).astype("float64").where(causes != "").to_numpy(),
        is_near_poor=(found["class_after"] == NEAR_POOR).astype("float64"),
    )


def at_start(spells: pd.DataFrame, year: int) -> pd.DataFrame:
    """The spells at risk when a year begins, with `years_since` their exit at its review."""
    is_open = spells["end_year"].isna() | (spells["end_year"] >= year)
    followed = (spells["exit_year"] < year) & (spells["last_year"] >= year - 1)
    return _since(spells[is_open.fillna(False) & followed], year)


def observed(spells: pd.DataFrame, year: int) -> pd.DataFrame:
    """Those of `at_start` whom the review of the year observed, with `fell_back` 0 or 1.

    No row where it was not held, or under another standard.
    """
    rows = at_start(spells, year)
    ends_now = rows["end_year"].eq(year).fillna(False)
    rows = rows.assign(fell_back=(ends_now & (rows["end"] == "fell_back")).astype("int64"))
    return rows[(rows["last_year"] >= year) & (~ends_now | (rows["fell_back"] == 1))]


def before(spells: pd.DataFrame, year: int) -> pd.DataFrame:
    """Every row observed before a year under the standard of the review last held before it."""
    of = spells[(spells["last_year"] >= year - 1) & (spells["exit_year"] < year)]
    years = range(int(of["exit_year"].min()) + 1, year) if len(of) else ()
    return pd.concat([observed(of.iloc[:0], year), *(observed(of, at) for at in years)])


def fitted(rows: pd.DataFrame) -> Model | None:
    """The model of rows as `observed` gives them; None where they are too few, or it has no end.

        P(fell back) = 1 - exp(-exp(a + Σ b (x - mean)))

    What is not recorded counts as the mean. A predictor that is the same in all events, or in all
    others, is left out, and the next one taken; so is one that comes out against its sign, which
    would be a reason to call on somebody that nobody could believe.
    Source: Prentice & Gloeckler 1978, Biometrics 34:57.
    """
    kinds = rows.groupby("fell_back")
    left = [x for x in PREDICTORS if kinds[x].nunique().gt(1).sum() == 2]
    most = min(MOST, int(rows["fell_back"].sum()) // EVENTS_EACH)
    while chosen := left[:most]:
        model = _fitted(rows, chosen)
        wrong = [x for x in chosen if model and model.coefficients[x] * PREDICTORS[x] < 0]
        if not wrong:
            return model
        left = [x for x in left if x not in wrong]
    return None


def added(model: Model, rows: pd.DataFrame) -> pd.DataFrame:
    """What each predictor adds to a row's score against the average row; 0 if not recorded."""
    return ((rows[list(model.means.index)] - model.means) * model.coefficients).fillna(0.0)


def scored(model: Model, rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """The rows with their `risk` of the year, highest first; ties as `by_margin`."""
    score = model.constant + added(model, rows).sum(axis="columns")
    risky = by_margin(rows.assign(risk=1 - np.exp(-np.exp(score))), year)
    return risky.sort_values("risk", ascending=False, kind="stable")


def by_margin(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """The plain rule: smallest margin first, not recorded last; ties by lot of the year."""
    homes = list(rows["household_id"])
    lots = {home: at for at, home in enumerate(sampling.drawn(homes, len(homes), year))}
    drawn = rows.assign(lot=rows["household_id"].map(lots)).sort_values("lot", kind="stable")
    return drawn.drop(columns="lot").sort_values("margin", kind="stable")


def _fitted(rows: pd.DataFrame, chosen: list[str]) -> Model | None:
    y, means = rows["fell_back"].to_numpy(), rows[chosen].mean()
    design = sm.add_constant((rows[chosen] - means).fillna(0))
    family = sm.families.Binomial(sm.families.links.CLogLog())  # a new one for each model
    homes = pd.factorize(rows["household_id"])[0]
    fit = sm.GLM(y, design, family=family).fit(cov_type="cluster", cov_kwds={"groups": homes})
    if not fit.converged:
        return None
    slopes, errors = fit.params[chosen], fit.bse[chosen]
    return Model(fit.params["const"], means, slopes, errors, len(y), int(y.sum()))


def _since(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    return rows.assign(years_since=(year - rows["exit_year"]).astype("float64"))
