"""Dự kiến năm đạt mục tiêu: how likely the goal is reached in each year ahead, by the years behind.

Takes the ledger of facts up to a year. A model with probabilities needs LEAST years under the
standard in force; with fewer there are scenarios alone (`plan.scenarios`).
"""

from math import isinf
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.methods import projection
from analysis.methods.share import pct

LEAST = 4  # years under one standard, below which their spread tells too little
DRAWS, HORIZON, SEED = 20_000, 10, 7
BOUNDS = {"closing_low": 10, "closing_median": 50, "closing_high": 90}  # percentiles of the paths
FINISH = {"finish_low_year": 0.1, "finish_median_year": 0.5, "finish_high_year": 0.9}
YEARS = ["year", "standard", "opening", "leaving", "leaving_pct", "arriving", "closing"]
AHEAD = ["year", *BOUNDS, "at_goal_pct", "at_goal_error_pp", "reached_pct"]


class Projection(NamedTuple):
    """The years ahead, the finishing year, how they were drawn, and why not (empty if they were).

    `settings` has one row: the years known and asked for, years ahead, draws, seed, and the share
    of draws that an interval holds.
    """

    ahead: pd.DataFrame
    finish: pd.DataFrame
    settings: pd.DataFrame
    reason: str


def years(ledger: pd.DataFrame) -> pd.DataFrame:
    """What left and what arrived in each year of the standard in force (hộ ra, hộ vào).

        arriving = arising + other increase,  leaving = opening + arriving - closing

    with moves from other wards where the area is one ward; between its own wards they are neither.
    `leaving` holds every way out, and what nothing explains. Takes the ledger of an area up to its
    last year. Returns one row per year, with `leaving_pct` of the opening.
    """
    counts = ["opening", "arising", "other_increase", "moved_in", "closing"]
    under = ledger[ledger["standard"] == ledger.sort_values("year")["standard"].iloc[-1]]
    rows = under.groupby(["year", "standard"])[counts].sum(skipna=False).reset_index()
    moved = rows["moved_in"].fillna(0) if ledger["unit_code"].nunique() == 1 else 0
    # A short return has no other increase; what it does not print is within leaving.
    rows["arriving"] = rows["arising"] + rows["other_increase"].fillna(0) + moved
    rows["leaving"] = rows["opening"] + rows["arriving"] - rows["closing"]
    return rows.assign(leaving_pct=pct(rows["leaving"], rows["opening"]))[YEARS]


def projected(years: pd.DataFrame, goal_households: int | None, year: int) -> Projection:
    """The chance of each year ahead that its closing is at or below the goal (xác suất đạt).

    Takes `years`. In `ahead` one row for each of HORIZON years: the 10th, 50th and 90th of 100
    closings, `at_goal_pct` with the error of the draws, and `reached_pct`, in that year or before.
    `finish` has one row: the years by which 10, 50 and 90 % of the paths got there, missing where
    fewer did, and the share that never did. Without a projection both have no rows and `reason`
    is the first of "no_goal", "no_closing", "met", "too_few", "gap", "no_counts", "none_leaves",
    "all_leave" and "none_arrives" that holds.
    """
    settings = _settings(years)
    if reason := _reason(years, goal_households, year):
        columns = [*FINISH, "not_reached_pct"]
        empty = pd.DataFrame(columns=AHEAD), pd.DataFrame(columns=columns)
        return Projection(*empty, settings, reason)
    drawn = projection.paths(
        int(years["closing"].iloc[-1]),
        (years["leaving"] / years["opening"]).to_numpy(float),
        years["arriving"].to_numpy(float),
        HORIZON,
        DRAWS,
        SEED,
    )
    ahead, finish = (table(drawn, goal_households, year) for table in (_ahead, _finish))
    return Projection(ahead, finish, settings, "")


def _settings(years: pd.DataFrame) -> pd.DataFrame:
    drawn = {"years_drawn": HORIZON, "draws": DRAWS, "seed": SEED}
    drawn["interval_whole_pct"] = BOUNDS["closing_high"] - BOUNDS["closing_low"]
    known = {"years_known": len(years), "years_asked": LEAST}
    standard = {"standard": years["standard"].iloc[-1]}
    return pd.DataFrame([standard | known | drawn])


def _ahead(drawn: np.ndarray, goal_households: int, year: int) -> pd.DataFrame:
    at, by = (
        projection.share_at(drawn, goal_households),
        projection.share_by(drawn, goal_households),
    )
    percentiles = np.percentile(drawn, list(BOUNDS.values()), axis=0, method="inverted_cdf")
    ahead = pd.DataFrame(dict(zip(BOUNDS, percentiles.astype("int64"), strict=True)))
    return ahead.assign(
        year=range(year + 1, year + 1 + HORIZON),
        at_goal_pct=[100 * each.share for each in at],
        at_goal_error_pp=[100 * each.error for each in at],
        reached_pct=[100 * each.share for each in by],
    )[AHEAD]


def _finish(drawn: np.ndarray, goal_households: int, year: int) -> pd.DataFrame:
    needed = projection.finishing(drawn, goal_households, list(FINISH.values()))
    ends = [pd.NA if isinf(after) else year + int(after) for after in needed]
    never = 100 * (1 - projection.share_by(drawn, goal_households)[-1].share)
    return pd.DataFrame([ends], columns=[*FINISH], dtype="Int64").assign(not_reached_pct=never)


def _reason(years: pd.DataFrame, goal_households: int | None, year: int) -> str:
    """Why nothing is projected, the first that holds; empty where the model applies."""
    closing = years.loc[years["year"] == year, "closing"]
    tests = {
        "no_goal": lambda: goal_households is None,
        "no_closing": lambda: closing.isna().all(),
        "met": lambda: closing.item() <= goal_households,
        "too_few": lambda: len(years) < LEAST,
        "gap": lambda: (years["year"].diff().dropna() != 1).any(),
        "no_counts": lambda: years[["leaving_pct", "arriving"]].isna().any(axis=None),
        "none_leaves": lambda: (years["leaving"] <= 0).any(),
        "all_leave": lambda: (years["leaving"] >= years["opening"]).any(),
        "none_arrives": lambda: (years["arriving"] == 0).all(),
    }
    return next((name for name, holds in tests.items() if holds()), "")
