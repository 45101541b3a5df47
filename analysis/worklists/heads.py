"""Chủ hộ: who heads a household and where it lives, as the last list that has it says."""

import pandas as pd

from analysis.register.read import Register

COLUMNS = ["household_id", "head_name", "ward_code", "residential_group"]


def last_listed(register: Register, year: int) -> pd.DataFrame:
    """`head_name`, `ward_code` and `residential_group` by household, up to the lists of a year.

    Each is the last that was recorded; "" where none was.
    """
    lists = [
        listed.reindex(columns=COLUMNS)
        for at, review in sorted(register.reviews.items())
        if at <= year
        for listed in (review.opening, review.departures, review.closing)
    ]
    known = pd.concat(lists).replace("", pd.NA).groupby("household_id").last()
    return known.fillna("")
