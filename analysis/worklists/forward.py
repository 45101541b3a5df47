"""Kiểm định tiến theo thời gian: what the watch-list of each year before would have found.

For each review the model is fitted on the reviews before it under the same standard, the exits at
risk when the year begins are scored, and the review tells who fell back. Only sums leave here, as
tables of facts; sums of shares are in millionths, whole numbers that add up exactly.
"""

from collections.abc import Mapping
from math import ceil

import numpy as np
import pandas as pd

from analysis.methods import bootstrap, calibration
from analysis.register.read import Register, Review
from analysis.worklists import risk
from analysis.workspace import District

BANDS, TESTS = "watch_bands", "watch_tests"
MILLION = 1_000_000
FIFTHS = 5  # of the list, highest risk first
COUNTED = ["households", "relapses", "expected_millionths", "squared_millionths"]
FITTED = ["trained_rows", "trained_relapses", "visits", "caught", "caught_by_margin"]
LIMITS = [f"{of}_{side}" for of in ("slope", "caught", "gap") for side in ("lower", "upper")]
TYPES = {
    BANDS: {"year": "int64", "watch_band": "str"} | dict.fromkeys(COUNTED, "int64"),
    TESTS: {"year": "int64", "standard": "str"}
    | dict.fromkeys(FITTED, "int64")
    | dict.fromkeys(["slope", *LIMITS], "float64"),
}


def tables(register: Register, district: District) -> dict[str, pd.DataFrame]:
    """Two tables of facts by name; without rows where no year can be tested.

    `watch_bands`: one row per `year` tested and `watch_band`, a fifth of the list: households
    scored, who of them fell back, the sums of their risks and of the squared errors.
    `watch_tests`: one row per `year`, of the whole alone, for it does not add up: what the model
    was fitted on; the visits, and the relapses they catch by the list and by the plain rule; the
    calibration slope; bootstrap limits of the slope, of the relapses caught, and of how many more
    these are than the plain rule catches (`gap`).
    """
    rule = district.programme.inspection
    spells = risk.spells(register.reviews, district.settlement)
    done = [_of_year(spells, review, rule and rule.watch_visits) for review in _last(register)]
    bands = [table for tested in done if tested for table in tested[0]]
    tests = [tested[1] for tested in done if tested]
    return {
        BANDS: pd.DataFrame(bands, columns=list(TYPES[BANDS])).astype(TYPES[BANDS]),
        TESTS: pd.DataFrame(tests, columns=list(TYPES[TESTS])).astype(TYPES[TESTS]),
    }


def visits_to_make(laid_down: int | None, households: int) -> int:
    """The visits laid down; where none are, a tenth of the households, rounded up."""
    return laid_down or ceil(households / 10)


def _last(register: Register) -> list[Review]:
    return [register.reviews[year] for year in sorted(register.reviews)]


def _of_year(
    spells: pd.DataFrame, review: Review, laid_down: int | None
) -> tuple[list[dict], dict] | None:
    """The rows of a year in both tables; None where it cannot be tested."""
    rows = risk.observed(spells, review.year)
    model = risk.fitted(risk.before(spells, review.year)) if len(rows) else None
    if model is None:
        return None
    listed, plain = risk.scored(model, rows, review.year), risk.by_margin(rows, review.year)
    visits = min(visits_to_make(laid_down, len(rows)), len(rows))
    return _bands(listed, review.year), {
        "year": review.year,
        "standard": review.standard,
        "trained_rows": model.rows,
        "trained_relapses": model.events,
        "visits": visits,
        "caught": calibration.caught(listed["fell_back"], visits),
        "caught_by_margin": calibration.caught(plain["fell_back"], visits),
        "slope": calibration.slope(listed["fell_back"], listed["risk"]),
        **_limits(listed, plain, review.year, visits),
    }


def _bands(listed: pd.DataFrame, year: int) -> list[dict]:
    fifths = np.arange(len(listed)) * FIFTHS // len(listed) + 1
    squared = calibration.squares(listed["fell_back"], listed["risk"])
    return [
        {
            "year": year,
            "watch_band": f"fifth_{fifth}",
            "households": int(own.sum()),
            "relapses": int(listed["fell_back"][own].sum()),
            "expected_millionths": round(MILLION * listed["risk"][own].sum()),
            "squared_millionths": round(MILLION * squared[own].sum()),
        }
        for fifth in np.unique(fifths)
        for own in [fifths == fifth]
    ]


def _limits(
    listed: pd.DataFrame, plain: pd.DataFrame, year: int, visits: int
) -> Mapping[str, float]:
    """Bootstrap limits by household; the model stays as it was fitted."""
    y, chance = listed["fell_back"].to_numpy(), listed["risk"].to_numpy()
    order = listed.index.get_indexer(plain.index)  # of the plain rule, in places of the list
    drawn = []
    for weights in bootstrap.weights(listed["household_id"], year):
        found = calibration.caught(y, visits, weights)
        ruled = calibration.caught(y[order], visits, weights[order])
        drawn.append((calibration.slope(y, chance, weights), found, found - ruled))
    ends = [end for values in zip(*drawn, strict=True) for end in bootstrap.limits(values)]
    return dict(zip(LIMITS, ends, strict=True))
