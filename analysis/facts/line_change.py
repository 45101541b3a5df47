"""Thay chuẩn nghèo: the households on the first list of a new standard, also by the line before.

Part of `facts.build`.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis import rules
from analysis.register import households as terms
from analysis.register.read import Review

KEYS = ["year", "unit_code", "standard", "old_standard", "listed_class", "by_old_line"]
CLASSES = {terms.POOR: "poor", terms.NEAR_POOR: "near_poor"}


def line_change(reviews: Mapping[int, Review], settlement: str) -> pd.DataFrame:
    """Households on the opening list of each review whose standard is not that of the year before.

    One row per KEYS with `households`: `listed_class` is "poor" or "near_poor" as that list says,
    `by_old_line` what the income it records says by the line before:

        under_old_line    poor by that income alone
        above_old_line    above what could be poor
        old_line_unknown  the income or the old line is not recorded, or the old standard asked for
                          deprivations besides such an income
    """
    rows = [pd.DataFrame(columns=KEYS)]
    for year, review in reviews.items():
        before = reviews.get(year - 1)
        if before is not None and before.standard != review.standard:
            rows.append(_listed(review, before.standard, settlement))
    table = pd.concat(rows, ignore_index=True)
    counts = table.groupby(KEYS, as_index=False).size().rename(columns={"size": "households"})
    types = dict.fromkeys(KEYS[1:], "str") | {"year": "int64", "households": "Int64"}
    return counts.astype(types)


def _listed(review: Review, old_standard: str, settlement: str) -> pd.DataFrame:
    """One row for each household on the opening list of a review."""
    old, listed = rules.standards()[old_standard], review.opening
    certain, highest = old.certain_vnd(settlement), old.highest_vnd(settlement)
    income = pd.to_numeric(listed["income_vnd"], errors="coerce")  # a blank is missing
    is_under = income <= (np.nan if certain is None else certain)
    is_above = income > (np.nan if highest is None else highest)
    told = np.select([is_under, is_above], ["under_old_line", "above_old_line"], "old_line_unknown")
    return pd.DataFrame(
        {
            "year": review.year,
            "unit_code": listed["ward_code"],
            "standard": review.standard,
            "old_standard": old_standard,
            "listed_class": listed["household_class"].map(CLASSES),
            "by_old_line": told,
        }
    )
