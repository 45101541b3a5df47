"""Diễn biến hộ nghèo và hộ cận nghèo: from which state to which each household of a review went.

One matrix of transitions is behind both ledgers: a move from poor to near-poor is one exit and one
entry. Part of `facts.build`, which alone sees households after the register.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.register import households as terms
from analysis.register.read import Review

KEYS = ["year", "unit_code", "closing_unit_code", "standard", "before", "after", "how"]
TYPES = dict.fromkeys(KEYS, "str") | {"year": "int64", "households": "Int64"}
STATES = {terms.POOR: "poor", terms.NEAR_POOR: "near_poor"}
WAYS_IN = {terms.RELAPSED: "relapsed", terms.NEW: "new"}
WAYS_IN |= dict.fromkeys(terms.OTHER_INCREASES, "other")
CLASSES = {terms.NEAR_POOR: "exit_to_near_poor", terms.NOT_POOR: "exit_above_near_poor"}


def transitions(reviews: Mapping[int, Review]) -> pd.DataFrame:
    """Households by where they stood at the opening and at the closing of each review.

    One row per `year`, `unit_code` (the ward at the opening), `closing_unit_code` (at the closing;
    the same where the household is on one list alone), `standard`, `before`, `after` and `how`,
    with `households`. A state is "poor", "near_poor" or "off" the list. `how` is what the review
    declares, "" where nothing:

        exit_to_near_poor, exit_above_near_poor   exits from poverty
        left                                      moved away, died or merged
        risen                                     on a list of those who are near-poor no more
        relapsed, new, other                      how a household came onto the list

    A household of which an exit is declared, and that linking found on no opening list, comes from
    off the list. A review that declares how any near-poor household left has a row of `left` for
    the near-poor of each ward, if only of 0 households.
    """
    empty = pd.DataFrame(columns=[*KEYS, "households"])
    counted = [_counted(review) for review in reviews.values()]
    return pd.concat([empty, *counted], ignore_index=True).astype(TYPES)


def households(review: Review) -> pd.DataFrame:
    """One row for every household of a review's lists, by its id: wards, `before`, `after`, `how`.

    A set for each cell: no household stands in two, and none in no cell.
    """
    opening, closing, departures = (
        listed.set_index("household_id")
        for listed in (review.opening, review.closing, review.departures)
    )
    every = opening.index.union(closing.index).union(departures.index)
    table = pd.DataFrame(index=every.rename("household_id"))
    first = opening["ward_code"].reindex(every).fillna(departures["ward_code"].reindex(every))
    table["unit_code"] = first.fillna(closing["ward_code"].reindex(every))
    table["closing_unit_code"] = closing["ward_code"].reindex(every).fillna(table["unit_code"])
    for name, listed in (("before", opening), ("after", closing)):
        table[name] = listed["household_class"].map(STATES).reindex(every).fillna("off")
    declared = _way_out(departures).reindex(every)
    came = closing["movement"].map(WAYS_IN).reindex(every).where(table["before"] != table["after"])
    return table.assign(how=declared.fillna(came).fillna(""))


def _way_out(departures: pd.DataFrame) -> pd.Series:
    exits = departures["class_after"].map(CLASSES)
    others = departures["reason"].map(lambda reason: "left" if reason else "risen")
    return exits.where(departures["reason"] == terms.EXITED, others)


def _counted(review: Review) -> pd.DataFrame:
    rows = households(review).assign(year=review.year, standard=review.standard, households=1)
    near = rows["before"] == "near_poor"
    if (near & rows["how"].isin(["left", "risen"])).any():
        marks = rows[near].drop_duplicates("unit_code")
        marks = marks.assign(closing_unit_code=marks["unit_code"], after="off", how="left")
        rows = pd.concat([rows, marks.assign(households=0)])
    return rows.groupby(KEYS, as_index=False)["households"].sum()
