"""The exits by which of its household's they were, and by the near-poor lists that followed.

Part of `facts.build`: the spells of `facts.exits` with two keys more.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.facts import exits
from analysis.register import households as terms
from analysis.register.read import Review

KEYS = [*exits.KEYS, "exit_order", "near_poor_year"]


def exit_paths(reviews: Mapping[int, Review], settlement: str) -> pd.DataFrame:
    """Spells out of poverty by exit, end and the two keys, with `households`.

    `exit_order` is "first_exit" for the first exit of a household in the register, which does not
    tell of exits before it began, and "later_exit" for every other. `near_poor_year` is the first
    review, from that of the exit on and up to the end of the spell, that lists the household as
    near-poor (hộ cận nghèo); missing where none does.
    """
    spells = exits.spells_ended(reviews, settlement)
    before = spells.sort_values("exit_year").groupby("household_id").cumcount()
    rows = spells.assign(
        exit_order=np.where(before.reindex(spells.index) > 0, "later_exit", "first_exit"),
        near_poor_year=_near_poor_years(spells, reviews),
    )
    rows = rows.astype({"end_year": "Int64"})
    summed = rows.groupby(KEYS, dropna=False)["households"].sum().reset_index()
    return summed.astype(exits.TYPES | {"exit_order": "str", "near_poor_year": "Int64"})


def _near_poor_years(spells: pd.DataFrame, reviews: Mapping[int, Review]) -> pd.Series:
    """The first near-poor list of each spell: its departure says so, or a list after the exit."""
    listed = spells[["household_id", "exit_year", "end_year"]].reset_index(names="spell")
    listed = listed.merge(_near_poor_lists(reviews), on="household_id")
    last = listed["end_year"].fillna(np.inf)
    within = listed["near_poor_year"].between(listed["exit_year"], last)
    first = listed[within].groupby("spell")["near_poor_year"].min().reindex(spells.index)
    at_exit = spells["class_after"].eq(terms.NEAR_POOR)
    return first.mask(at_exit, spells["exit_year"]).astype("Int64")


def _near_poor_lists(reviews: Mapping[int, Review]) -> pd.DataFrame:
    """The reviews whose closing list has a household as near-poor, one row each."""
    lists = [pd.DataFrame(columns=["household_id", "near_poor_year"])]
    for year, review in reviews.items():
        listed = review.closing
        near_poor = listed[listed["household_class"] == terms.NEAR_POOR][["household_id"]]
        lists.append(near_poor.assign(near_poor_year=year))
    return pd.concat(lists, ignore_index=True).astype({"household_id": "str"})
