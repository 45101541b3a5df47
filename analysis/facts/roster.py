"""Danh sách hộ theo năm: how each household stood in each review, year by year.

Part of `facts.build`: one row for each household and year it stands on a list, with what the lists
say of it. Whoever left the lists keeps its last row, for work that follows later.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.register import households as terms
from analysis.register.read import Review
from analysis.register.schema import numbers

CLASSES = {terms.POOR: "poor", terms.NEAR_POOR: "near_poor"}
GROUPS = {"Nhóm I": "group_1", "Nhóm II": "group_2", terms.WITHOUT_LABOUR: "without_labour"}
COLUMNS = ["household_id", "ward_code", "residential_group", "household_class", "special_group"]
COLUMNS += ["workers", "members", "income_vnd", "causes"]


def roster(reviews: Mapping[int, Review]) -> pd.DataFrame:
    """One row per `year` and `household_id` on a list of that year's review.

    `unit_code` is the ward, of the opening list where it stands there ("" where none is recorded),
    `closing_unit_code` that of the closing list, by which the ledger counts the closing.
    `opening_class` and `closing_class` are "poor", "near_poor" or "" off the list; `is_exit`
    whether it exited from poverty in the year, `has_left` whether it left otherwise: moved, died,
    merged, and is on no list at the closing. `special_group` is "group_1", "group_2",
    "without_labour" or "", `closing_group` the same on the closing list. `residential_group`,
    `workers`, `people`, `income_vnd` and `causes` as on the first list of the year that has the
    household, and `closing_workers` and `closing_people` as on the closing list; missing where not
    recorded.
    """
    tables = [_of_review(year, review) for year, review in sorted(reviews.items())]
    empty = pd.DataFrame(columns=["year", "household_id", "unit_code"]).astype({"year": "int64"})
    return pd.concat(tables or [empty], ignore_index=True)


def standing(rows: pd.DataFrame, roster: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Rows about households in years, with `columns` of the roster's row of that year.

    Where the household stands on no list of the year, those of its last year before. Takes `year`
    and `household_id`; returns the rows in their order.
    """
    left = rows.reset_index(drop=True).reset_index(names="at").sort_values("year", kind="stable")
    right = roster.sort_values("year", kind="stable")[["year", "household_id", *columns]]
    left["year"], right["year"] = left["year"].astype("int64"), right["year"].astype("int64")
    joined = pd.merge_asof(left, right, on="year", by="household_id")
    return joined.sort_values("at").drop(columns="at").reset_index(drop=True)


def _of_review(year: int, review: Review) -> pd.DataFrame:
    lists = (review.opening, review.closing, review.departures)
    first = pd.concat([each.reindex(columns=COLUMNS) for each in lists])
    first = first.drop_duplicates("household_id").set_index("household_id")
    is_exit = review.departures["reason"] == terms.EXITED
    exits, others = review.departures[is_exit], review.departures[~is_exit]
    closing = review.closing.reindex(columns=COLUMNS).set_index("household_id")
    opening = review.opening.set_index("household_id")
    table = pd.DataFrame(
        {
            "unit_code": first["ward_code"].fillna(""),
            "closing_unit_code": closing["ward_code"].reindex(first.index),
            "residential_group": first["residential_group"].replace("", pd.NA),
            "opening_class": opening["household_class"].map(CLASSES).reindex(first.index),
            "closing_class": closing["household_class"].map(CLASSES).reindex(first.index),
            "is_exit": first.index.isin(exits["household_id"]),
            "has_left": first.index.isin(others["household_id"]) & ~first.index.isin(closing.index),
            "special_group": first["special_group"].map(GROUPS),
            "closing_group": closing["special_group"].map(GROUPS).reindex(first.index),
            "workers": numbers(first["workers"].fillna("")),
            "closing_workers": numbers(closing["workers"].fillna("")).reindex(first.index),
            "people": numbers(first["members"].fillna("")),
            "closing_people": numbers(closing["members"].fillna("")).reindex(first.index),
            "income_vnd": numbers(first["income_vnd"].fillna("")),
            "causes": first["causes"].fillna(""),
        }
    )
    blank = ["closing_unit_code", "opening_class", "closing_class"]
    blank += ["special_group", "closing_group"]
    table[blank] = table[blank].fillna("")
    table.insert(0, "year", year)
    return table.reset_index()
