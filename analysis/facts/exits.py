"""What became of the households that exited: counts of spells out of poverty by how they ended.

A spell (thời gian ngoài danh sách hộ nghèo) begins with one exit (thoát nghèo); a household that
exits twice has two. Part of `facts.build`, the only module after the register that sees households.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis import rules
from analysis.register import households as terms
from analysis.register.read import Review

KEYS = ["exit_year", "unit_code", "standard", "end", "end_year"]
PROOF_KEYS = [*KEYS, "class_after", "has_proof"]
CLASSES = {terms.NEAR_POOR: "near_poor", terms.NOT_POOR: "above_near_poor"}
TYPES = dict.fromkeys(["unit_code", "standard", "end"], "str") | {
    "exit_year": "int64",
    "end_year": "Int64",
    "households": "Int64",
}


def exit_ends(reviews: Mapping[int, Review], settlement: str) -> pd.DataFrame:
    """Spells out of poverty by exit and end, up to the last review.

    One row per `exit_year`, `unit_code` (the ward at the exit), `standard` (of the exit), `end` and
    `end_year`, with `households`. A spell ends at the first later year whose lists hold the
    household as poor, or else declare that it left:

        fell_back    poor under the standard it exited under: the same one is in force, or its
                     income alone makes poor under that one
        raised_line  poor under another standard alone: above every income that makes poor under
                     the one it left
        unknown      poor under another standard; the income or the line it left is not recorded, or
                     the standard it left asks for deprivations besides such an income
        left         moved away, died or merged
        out          none of these, and no `end_year`

    A register that declares departures of near-poor households has a row of `left` for each exit
    year and ward, if only of 0 households; without such a row, leaving is not recorded.
    """
    spells = spells_ended(reviews, settlement)
    rows = pd.concat([spells, _leaving_recorded(reviews, spells)], ignore_index=True)
    summed = rows.astype({"end_year": "Int64"}).groupby(KEYS, dropna=False)["households"].sum()
    return summed.reset_index().astype(TYPES)


def exit_proofs(reviews: Mapping[int, Review], settlement: str) -> pd.DataFrame:
    """The same spells by what the departure says of the household (minh chứng thoát nghèo).

    One row per key of `exit_ends`, `class_after` ("near_poor" or "above_near_poor", as the review
    classed it) and `has_proof`: an income above the line it left under was recorded at the exit.
    """
    spells = spells_ended(reviews, settlement)
    lines = {key: entry.line_vnd(settlement) for key, entry in rules.standards().items()}
    line = pd.to_numeric(spells["standard"].map(lines), errors="coerce")
    proven = pd.to_numeric(spells["exit_income_vnd"], errors="coerce") > line
    rows = spells.assign(has_proof=proven, class_after=spells["class_after"].map(CLASSES))
    summed = rows.astype({"end_year": "Int64"}).groupby(PROOF_KEYS, dropna=False)["households"]
    types = TYPES | {"class_after": "str", "has_proof": "bool"}
    return summed.sum().reset_index().astype(types)


def spells_ended(reviews: Mapping[int, Review], settlement: str) -> pd.DataFrame:
    """One row for each exit, with its `end`, `end_year` and the 1 of `households`."""
    spells = _spells(reviews)
    events = _events(reviews).astype({"household_id": "str"})
    later = spells.reset_index(names="spell").merge(events, on="household_id")
    later = later[later["end_year"] > later["exit_year"]]
    first = later.drop_duplicates("spell").set_index("spell")[events.columns[1:]]
    rows = spells.join(first).assign(households=1)
    return rows.assign(end=_ends(rows, settlement))


def _spells(reviews: Mapping[int, Review]) -> pd.DataFrame:
    """One row for each exit: household, year, ward on the year's opening list, standard.

    The ward that the departure tells stands for that of a household found on no opening list. With
    the class and the income that its departure records.
    """
    columns = ["household_id", "exit_year", "unit_code", "standard"]
    spells = [pd.DataFrame(columns=[*columns, "class_after", "exit_income_vnd"])]
    for year, review in reviews.items():
        exits = review.departures[review.departures["reason"] == terms.EXITED]
        told = exits[["household_id", "ward_code", "class_after", "income_vnd"]]
        listed = review.opening[["household_id", "ward_code"]]
        rows = told.merge(listed, on="household_id", how="left", suffixes=("_at_exit", ""))
        rows["ward_code"] = rows["ward_code"].fillna(rows["ward_code_at_exit"])
        rows = rows.rename(columns={"ward_code": "unit_code", "income_vnd": "exit_income_vnd"})
        rows = rows.drop(columns="ward_code_at_exit")
        spells.append(rows.assign(exit_year=year, standard=review.standard))
    return pd.concat(spells, ignore_index=True)


def _events(reviews: Mapping[int, Review]) -> pd.DataFrame:
    """What can end a spell, by year, and within it opening, closing, departure.

    One row for each listing as poor and each departure that is no exit: `household_id`, `end_year`,
    `end_standard`, `income_vnd`, `is_return`.
    """
    columns = ["household_id", "end_year", "end_standard", "income_vnd", "is_return"]
    events = [pd.DataFrame(columns=columns)]
    for year, review in sorted(reviews.items()):
        left = review.departures[review.departures["reason"] != terms.EXITED]
        poor = [
            listed[listed["household_class"] == terms.POOR]
            for listed in (review.opening, review.closing)
        ]
        of_year = pd.concat(
            [listed.assign(is_return=listed is not left) for listed in (*poor, left)]
        )
        events.append(of_year.assign(end_year=year, end_standard=review.standard)[columns])
    return pd.concat(events, ignore_index=True)


def _ends(spells: pd.DataFrame, settlement: str) -> np.ndarray:
    """How each spell ended, by its first event; at or below the line is poor."""
    standards = rules.standards()
    certain = {key: entry.certain_vnd(settlement) for key, entry in standards.items()}
    highest = {key: entry.highest_vnd(settlement) for key, entry in standards.items()}
    always, most = (
        pd.to_numeric(spells["standard"].map(lines), errors="coerce")
        for lines in (certain, highest)
    )
    income = pd.to_numeric(spells["income_vnd"], errors="coerce")  # a blank is missing
    under_same = spells["standard"] == spells["end_standard"]
    return np.select(
        [
            spells["end_year"].isna(),
            spells["is_return"].eq(False),
            under_same | (income <= always),
            income > most,
        ],
        ["out", "left", "fell_back", "raised_line"],
        "unknown",
    )


def _leaving_recorded(reviews: Mapping[int, Review], spells: pd.DataFrame) -> pd.DataFrame:
    """A row of 0 households that left, for each exit year and ward, where leaving is recorded."""
    recorded = any(
        review.departures["household_id"].isin(_near_poor(review.opening)).any()
        for review in reviews.values()
    )
    keys = spells[["exit_year", "unit_code", "standard"]].drop_duplicates()
    return keys.iloc[: len(keys) if recorded else 0].assign(end="left", households=0)


def _near_poor(listed: pd.DataFrame) -> pd.Series:
    return listed.loc[listed["household_class"] == terms.NEAR_POOR, "household_id"]
