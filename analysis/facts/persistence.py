"""Nghèo kéo dài: households by how four yearly lists under one standard have them.

Part of `facts.build`. The list at the end of a year is the closing list of its review; that at the
end of the year before a standard came into force is the opening list of its first review.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.register import households as terms
from analysis.register.read import Review

KEYS = ["year", "unit_code", "standard", "pattern"]
LISTS = 4
STATES = {terms.POOR: "P", terms.NEAR_POOR: "N"}
OFF, UNKNOWN = "0", "U"


def persistence(reviews: Mapping[int, Review]) -> pd.DataFrame:
    """Households poor on at least one of the last LISTS lists, by what each of these says.

    One row per `year` of the last list, `unit_code` (of the latest list that has the household),
    `standard` and `pattern`, with `households`. A pattern has a letter a list, the oldest first: P
    poor, N near-poor, 0 on no list, U not known: the household moved in, split off or came for
    another reason later, or it moved away, died or merged before. On no list is not the same as not
    poor. A year without LISTS yearly lists in a row under one standard has no rows.
    """
    tables = [pd.DataFrame(columns=KEYS)]
    for lists in _runs(reviews):
        for year in list(lists)[LISTS - 1 :]:
            window = {at: lists[at] for at in range(year - LISTS + 1, year + 1)}
            tables.append(_patterns(window, reviews).assign(year=year))
            tables[-1]["standard"] = reviews[year].standard
    rows = pd.concat(tables, ignore_index=True)
    counts = rows.groupby(KEYS, as_index=False).size().rename(columns={"size": "households"})
    types = dict.fromkeys(KEYS[1:], "str") | {"year": "int64", "households": "Int64"}
    return counts.astype(types)


def _runs(reviews: Mapping[int, Review]) -> Iterator[dict[int, pd.DataFrame]]:
    """The lists at the end of each year, for each run of yearly reviews under one standard."""
    lists: dict[int, pd.DataFrame] = {}
    for year, review in sorted(reviews.items()):
        before = reviews.get(year - 1)
        if before is None or before.standard != review.standard:
            yield lists
            lists = {year - 1: review.opening}
        lists[year] = review.closing
    yield lists


def _patterns(lists: Mapping[int, pd.DataFrame], reviews: Mapping[int, Review]) -> pd.DataFrame:
    """One row for each household poor on one of the lists: `unit_code`, `pattern`."""
    states = pd.DataFrame(
        {
            year: listed.set_index("household_id")["household_class"].map(STATES)
            for year, listed in lists.items()
        }
    )
    wards = pd.concat([listed[["household_id", "ward_code"]] for listed in lists.values()])
    unit = wards.drop_duplicates("household_id", keep="last").set_index("household_id")
    unknown = _unknown(states, reviews)
    letters = states.fillna(OFF).mask(unknown & states.isna(), UNKNOWN)
    rows = pd.DataFrame({"unit_code": unit["ward_code"], "pattern": letters.sum(axis="columns")})
    return rows[rows["pattern"].str.contains("P")]


def _unknown(states: pd.DataFrame, reviews: Mapping[int, Review]) -> pd.DataFrame:
    """Whether a household was elsewhere at the time of a list that does not have it."""
    years, unknown = list(states), states.isna() & False
    for at, year in enumerate(years[1:], start=1):
        closing, left = reviews[year].closing, reviews[year].departures
        came = closing.loc[closing["movement"].isin(terms.OTHER_INCREASES), "household_id"]
        earlier = states.index.isin(came) & states[years[at - 1]].isna()
        unknown.loc[earlier, years[:at]] = True
        gone = left.loc[left["reason"] != terms.EXITED, "household_id"]
        away = states.index.isin(gone)
        for later in years[at:]:
            away = away & states[later].isna()
            unknown.loc[away, later] = True
    return unknown
