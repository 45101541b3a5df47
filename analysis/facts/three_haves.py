"""Ba có: households by what the yearly review of the three haves found, and what a year changed.

Part of `facts.build`. Counted are the households that are due a review, poor at the closing or
exited in the year, whether they were reviewed or not, and those reviewed without being due.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.facts.roster import standing
from analysis.register.schema import numbers
from analysis.workspace import District

HAVES = ["has_home", "has_job", "has_civility"]
KEYS = ["year", "unit_code", "haves_standing", *HAVES]
FLOW_KEYS = ["year", "unit_code", "have", "before", "now"]
FOUND = {"có": "yes", "không": "no", "": "unknown"}


def tables(
    programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame, district: District
) -> dict[str, pd.DataFrame]:
    """Both tables; without rows where no review of the three haves is kept.

    `three_haves`: households by `year`, `unit_code`, `haves_standing` and for each of HAVES "yes",
    "no", "unknown" where the review left it blank, or "" where the household was not reviewed.
    They stand as "haves_poor" at the closing, in the ward of then, "haves_exited" in the year, in
    the ward left, or "haves_not_due". Years without a review of anybody have no rows.
    `three_haves_flows`: households due and reviewed, by `year`, `unit_code`, `have`, `before` and
    `now`, what it was found to be in the review of the year before and in this one; "" where it was
    not due or not reviewed. Years that do not follow upon another with a review have no rows.
    """
    rows = programme.get("three_haves")
    if rows is None or rows.empty:
        return {
            "three_haves": _counted(pd.DataFrame(columns=KEYS), KEYS),
            "three_haves_flows": _counted(pd.DataFrame(columns=FLOW_KEYS), FLOW_KEYS),
        }
    stood = _stood(_reviews(rows), roster)
    return {
        "three_haves": _counted(stood, KEYS),
        "three_haves_flows": _counted(_flows(stood), FLOW_KEYS),
    }


def _reviews(rows: pd.DataFrame) -> pd.DataFrame:
    found = {have: rows[have].map(FOUND) for have in HAVES}
    return rows[["household_id"]].assign(year=numbers(rows["year"]).astype("int64"), **found)


def _stood(reviews: pd.DataFrame, roster: pd.DataFrame) -> pd.DataFrame:
    """Every household due or reviewed in a year that had a review, as it stood then."""
    due = roster[(roster["closing_class"] == "poor") | roster["is_exit"]]
    due = due[due["year"].isin(reviews["year"])]
    is_poor = due["closing_class"] == "poor"
    due = due[["year", "household_id"]].assign(
        haves_standing=np.where(is_poor, "haves_poor", "haves_exited"),
        unit_code=due["closing_unit_code"].where(is_poor, due["unit_code"]),
    )
    stood = due.merge(reviews, on=["year", "household_id"], how="outer")
    last = standing(stood[["year", "household_id"]], roster, ["unit_code"])["unit_code"]
    blank = {"haves_standing": "haves_not_due", "unit_code": last, **dict.fromkeys(HAVES, "")}
    return stood.fillna(blank)


def _flows(stood: pd.DataFrame) -> pd.DataFrame:
    """One row per household, have and year that follows another: what was found before and now.

    Who was reviewed before alone stands in the ward of then.
    """
    reviewed = stood[(stood["has_home"] != "") & (stood["haves_standing"] != "haves_not_due")]
    now = reviewed.melt(
        ["year", "household_id", "unit_code"], HAVES, var_name="have", value_name="now"
    )
    before = now.rename(columns={"now": "before", "unit_code": "unit_before"})
    before = before.assign(year=before["year"] + 1)
    years = set(now["year"]) & set(before["year"])
    both = now.merge(before, on=["year", "household_id", "have"], how="outer")
    both = both[both["year"].isin(years)]
    return both.fillna({"unit_code": both["unit_before"], "before": "", "now": ""})


def _counted(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    counts = rows.groupby(keys, as_index=False).size().rename(columns={"size": "households"})
    types = dict.fromkeys(keys, "str") | {"year": "int64", "households": "Int64"}
    return counts.astype(types)
