"""Hỗ trợ hộ đặc biệt nghèo: counts for the notebook on support of the specially poor.

Part of `facts.build`. Groups are those the register gives. A year is counted as it was known on its
last day: what was paid afterwards is outstanding in it.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.facts.amounts import summed
from analysis.facts.roster import standing
from analysis.register.programme.places import SOURCES
from analysis.register.schema import days, numbers
from analysis.workspace import District

STOOD = ["year", "unit_code", "stood", "became"]
HELPED = ["year", "unit_code", "support_group"]
BY = [
    ["year"],
    *(["year", key] for key in ("unit_code", "support_group", "money_source", "package_code")),
]
AMOUNTS = ["support_promised_vnd", "support_paid_vnd", "support_outstanding_vnd"]
SINCE = [*AMOUNTS, "support_paid_later_vnd"]
SOURCE_CODES = {name: f"from_{code}" for code, name in SOURCES.items()}


def tables(
    programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame, district: District
) -> dict[str, pd.DataFrame]:
    """Every fact table of this part by name; without rows where nothing is recorded.

    `support_stood`: households by year, ward, what they were at the opening and what became of them
    by the closing; only years of which groups are recorded.
    `support_reached`: households and items by year, ward and group at the opening, "not_special"
    for everybody else. `support_items`: items by year and package.
    `support_money`: sums by year, and by ward, group, source or package.
    `support_since`: sums by the year given and the year by whose end they are known.
    `support_planned`, `support_packages`: the budgets and the catalogue as they are.
    """
    given = _given(programme, roster)
    return {
        "support_stood": _stood(roster),
        "support_reached": _reached(given),
        "support_items": _items(given),
        "support_money": summed(_paid_by(given, given["year"]), BY, AMOUNTS),
        "support_since": _since(given, roster),
        "support_planned": _planned(programme),
        "support_packages": _packages(programme),
    }


def _stood(roster: pd.DataFrame) -> pd.DataFrame:
    """Poor households by what they were at the opening and are at the closing."""
    if roster.empty:
        return pd.DataFrame(columns=[*STOOD, "households"]).astype({"year": "int64"})
    was, is_now = roster["opening_class"] == "poor", roster["closing_class"] == "poor"
    unseen = (roster["opening_class"] == "") & roster["is_exit"]
    became = roster["closing_group"].replace("", "other_poor")
    gone = roster["is_exit"].map({True: "became_exited", False: "became_left"})
    became = became.where(is_now, gone)
    stood = roster["special_group"].replace("", "other_poor").where(was, "not_poor_at_opening")
    rows = roster[["year", "unit_code"]].assign(stood=stood, became=became)
    has_group = was & (roster["special_group"] != "") | is_now & (roster["closing_group"] != "")
    recorded = has_group.groupby(roster["year"]).transform("any")
    counted = rows[(was | is_now | unseen) & recorded].groupby(STOOD).size()
    return counted.rename("households").reset_index()


def _given(programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame) -> pd.DataFrame:
    """One row per support, with the ward and the group of its household at the year's opening."""
    columns = ["year", "household_id", "package_code", "source", "promised_vnd", "paid_vnd"]
    rows = programme.get("support", pd.DataFrame(columns=[*columns, "paid_date"], dtype="str"))
    plain = rows[["household_id", "package_code"]].assign(
        year=numbers(rows["year"]).astype("int64"),
        money_source=rows["source"].map(SOURCE_CODES),
        support_promised_vnd=numbers(rows["promised_vnd"]).astype("int64"),
        paid=numbers(rows["paid_vnd"]).fillna(0).astype("int64"),
        paid_date=days(rows["paid_date"]),
    )
    listed = roster.reindex(columns=["year", "household_id", *STANDING])
    listed = listed.astype({"household_id": "str"}).assign(listed_year=roster["year"])
    stood = standing(plain, listed, [*STANDING, "listed_year"])
    was_poor = (stood["listed_year"] == stood["year"]) & (stood["opening_class"] == "poor")
    group = stood["special_group"].where(was_poor, "").replace("", "not_special")
    return stood.assign(support_group=group).drop(columns=[*STANDING[1:], "listed_year"])


STANDING = ["unit_code", "opening_class", "special_group"]


def _reached(given: pd.DataFrame) -> pd.DataFrame:
    """A household is counted once, whatever it got; an item is one package of one household."""
    grouped = given.groupby(HELPED)
    items = given.drop_duplicates(["year", "household_id", "package_code"]).groupby(HELPED).size()
    reached = grouped["household_id"].nunique()
    return pd.DataFrame({"support_reached": reached, "support_items": items}).reset_index()


def _items(given: pd.DataFrame) -> pd.DataFrame:
    counted = given.groupby(["year", "package_code"])["household_id"].nunique()
    return counted.rename("support_items").reset_index()


def _paid_by(given: pd.DataFrame, year: pd.Series | int) -> pd.DataFrame:
    """What was paid by the last day of a year, and what was then outstanding."""
    in_time = given["paid_date"].dt.year <= year
    paid = given["paid"].where(in_time, 0)
    return given.assign(
        support_paid_vnd=paid, support_outstanding_vnd=given["support_promised_vnd"] - paid
    )


def _since(given: pd.DataFrame, roster: pd.DataFrame) -> pd.DataFrame:
    """The sums of each year's support as they are known at each review from that year on."""
    known = [_known(given, year) for year in sorted(roster["year"].unique())]
    lines = pd.concat(known) if known else _known(given, 0)
    return summed(lines, [["year", "given_year"]], SINCE)


def _known(given: pd.DataFrame, year: int) -> pd.DataFrame:
    rows = given[given["year"] <= year]
    own, now = _paid_by(rows, rows["year"]), _paid_by(rows, year)
    later = now["support_paid_vnd"] - own["support_paid_vnd"]
    return now.assign(
        given_year=rows["year"],
        year=year,
        support_paid_vnd=own["support_paid_vnd"],
        support_paid_later_vnd=later,
    )


def _planned(programme: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    columns = ["year", "source", "planned_vnd"]
    rows = programme.get("budgets", pd.DataFrame(columns=columns, dtype="str"))
    return pd.DataFrame(
        {
            "year": numbers(rows["year"]).astype("int64"),
            "money_source": rows["source"].map(SOURCE_CODES),
            "support_planned_vnd": numbers(rows["planned_vnd"]),
        }
    )


def _packages(programme: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    columns = ["year", "package_code", "package_name", "step_count", "unit_cost_vnd"]
    rows = programme.get("packages", pd.DataFrame(columns=columns, dtype="str"))
    return rows[["package_code", "package_name"]].assign(
        year=numbers(rows["year"]).astype("int64"),
        step_count=numbers(rows["step_count"]),
        unit_cost_vnd=numbers(rows["unit_cost_vnd"]),
    )
