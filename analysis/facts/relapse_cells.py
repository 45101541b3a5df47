"""Nguy cơ nghèo trở lại theo nhóm: exits followed from review to review, by what was known of them.

Part of `facts.build`. A spell out of poverty is at risk at each review after its exit as long as
these are held every year under the standard of the exit, until it falls back; one whose household
left stays at risk to the last of them, as in `measures.exits.followed`. What is told of it was
known when it began: on the lists and in the departure of its exit year.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis import rules
from analysis.facts.exits import CLASSES, spells_ended
from analysis.register.read import Review
from analysis.workspace import District

KNOWN = ["exit_class", "margin_band", "labour", "illness", "spell"]
CELLS = ["year", "standard", "years_since", *KNOWN]
MARGINS = ["year", "unit_code", "standard", "exit_class", "margin_band", "is_narrow"]
BANDS = {0: "margin_0", 10: "margin_10", 25: "margin_25", 50: "margin_50"}  # per cent, from
ILLNESS = "ốm đau"
SPELLS = {1: "first_exit"}


def tables(
    reviews: Mapping[int, Review], roster: pd.DataFrame, district: District
) -> dict[str, pd.DataFrame]:
    """Both tables; without rows where no list names households.

    `relapse_cells`: by review `year`, `standard`, `years_since` the exit and what was known at it,
    `reviews_at_risk` (spells at risk at that review) and `fell_back` (those poor again at it).
    `exit_margins`: `households` that exited in a `year`, by `unit_code`, `standard`, `exit_class`,
    `margin_band` and `is_narrow`. Known at the exit are:

        exit_class   "near_poor" or "above_near_poor", as the review classed it
        margin_band  100 (income - line)/line: a band of BANDS, from its number to below the next;
                     "not_above_line", or "margin_unknown" where either is not recorded
        is_narrow    whether that is recorded and below the district's `fragile_margin_pct`
        labour       "workers_0", "workers_1", "workers_2" for two or more, "workers_unknown"
        illness      "ill", "not_ill" by the causes of poverty, "causes_unknown" where none is named
        spell        "first_exit" of the household in the register, or "later_exit"
    """
    spells = _spells(reviews, roster, district)
    followed = _followed(spells, {year: review.standard for year, review in reviews.items()})
    cells = followed.groupby(CELLS, as_index=False)[["reviews_at_risk", "fell_back"]].sum()
    exits = spells.rename(columns={"exit_year": "year"})
    margins = exits.groupby(MARGINS, as_index=False)["households"].sum()
    return {"relapse_cells": _typed(cells, CELLS), "exit_margins": _typed(margins, MARGINS)}


def _spells(
    reviews: Mapping[int, Review], roster: pd.DataFrame, district: District
) -> pd.DataFrame:
    """One row for each exit, with how it ended and what was known when it began."""
    spells = spells_ended(reviews, district.settlement).astype(
        {"household_id": "str", "exit_year": "int64"}
    )
    spells = spells.sort_values("exit_year", kind="stable", ignore_index=True)
    keys = spells[["household_id", "exit_year"]].rename(columns={"exit_year": "year"})
    known = roster.reindex(columns=["year", "household_id", "workers", "causes"])
    listed = keys.merge(known, how="left", on=["year", "household_id"])
    margin = _margin_pct(spells, district.settlement)
    number = spells.groupby("household_id").cumcount() + 1
    return spells.assign(
        exit_class=spells["class_after"].map(CLASSES),
        margin_band=_bands(margin),
        is_narrow=margin < district.fragile_margin_pct,
        labour=_labour(listed["workers"]),
        illness=_illness(listed["causes"]),
        spell=number.map(SPELLS).fillna("later_exit"),
    )


def _followed(spells: pd.DataFrame, standards: Mapping[int, str]) -> pd.DataFrame:
    """One row for each spell and review at which it is at risk."""
    rows, watched = [spells.iloc[:0].assign(year=0)], spells
    for since in range(1, len(standards) + 1):
        under = (watched["exit_year"] + since).map(dict(standards))
        watched = watched[under == watched["standard"]]
        rows.append(watched.assign(year=watched["exit_year"] + since))
        fell = (watched["end"] == "fell_back") & _ends_at(watched, since)
        watched = watched[~fell]
    followed = pd.concat(rows, ignore_index=True)
    since = followed["year"] - followed["exit_year"]
    fell = (followed["end"] == "fell_back") & _ends_at(followed, since)
    return followed.assign(years_since=since, reviews_at_risk=1, fell_back=fell.astype("int64"))


def _ends_at(spells: pd.DataFrame, since: int | pd.Series) -> pd.Series:
    return spells["end_year"].astype("Float64").eq(spells["exit_year"] + since).fillna(False)


def _margin_pct(spells: pd.DataFrame, settlement: str) -> pd.Series:
    """100 (income - line)/line at the exit; missing where either is not recorded."""
    lines = {key: entry.line_vnd(settlement) for key, entry in rules.standards().items()}
    line = pd.to_numeric(spells["standard"].map(lines), errors="coerce")
    return 100 * (pd.to_numeric(spells["exit_income_vnd"], errors="coerce") - line) / line


def _bands(margin_pct: pd.Series) -> pd.Series:
    bands = pd.cut(margin_pct, [*BANDS, np.inf], right=False, labels=list(BANDS.values()))
    named = bands.astype("object").mask(margin_pct <= 0, "not_above_line")
    return named.where(margin_pct.notna(), "margin_unknown")


def _labour(workers: pd.Series) -> pd.Series:
    known = pd.to_numeric(workers, errors="coerce")
    names = "workers_" + known.clip(upper=2).astype("Int64").astype("str")
    return names.where(known.notna(), "workers_unknown")


def _illness(causes: pd.Series) -> pd.Series:
    named = causes.fillna("").astype("str").str.lower()
    is_ill = named.str.contains(ILLNESS, regex=False)
    return is_ill.map({True: "ill", False: "not_ill"}).where(named != "", "causes_unknown")


def _typed(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    numbers = {"year", "years_since"} & set(keys)
    counts = [column for column in table if column not in keys]
    types = dict.fromkeys(keys, "str") | dict.fromkeys(numbers, "int64")
    types |= dict.fromkeys({"is_narrow"} & set(keys), "bool") | dict.fromkeys(counts, "Int64")
    return table.sort_values(keys, ignore_index=True).astype(types)
