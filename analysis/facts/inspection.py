"""Kiểm tra: counts of inspections by ward, by how they were chosen and by what they found.

Part of `facts.build`. A household counts for the ward of the opening list of the year, which is its
stratum; where that list has none, for the ward that the inspector wrote.
"""

from collections.abc import Mapping
from math import inf

import pandas as pd

from analysis.facts.roster import standing
from analysis.register.programme import inspection as terms
from analysis.register.schema import days, numbers
from analysis.workspace import District

FINDINGS = {
    terms.CORRECT: "entry_right",
    terms.CLASS_WRONG: "class_wrong",
    terms.INCOME_WRONG: "income_wrong",
    terms.MEMBERS_WRONG: "members_wrong",
    terms.NOT_ARRIVED: "not_arrived",
    terms.NOT_MET: "not_met",
    "": "not_visited",
}
TO_SETTLE = [FINDINGS[word] for word in terms.TO_SETTLE]
STOOD = ["listed_year", "listed_ward", "residential_group", "opening_class"]
KEYS = {
    "inspection_plans": ["year", "unit_code"],
    "inspection_visits": ["year", "unit_code", "part", "register_class", "finding"],
    "inspection_follow_ups": ["year", "unit_code", "found_in", "state"],
    "inspection_areas": ["year", "unit_code"],
}
COUNTS = {
    "inspection_plans": ["random_planned", "for_cause_planned"],
    "inspection_visits": ["households"],
    "inspection_follow_ups": ["households"],
    "inspection_areas": ["areas", "areas_visited"],
}


def tables(
    programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame, district: District
) -> dict[str, pd.DataFrame]:
    """Every fact table of this part by name; without rows where nothing is recorded.

    `inspection_plans`: one row per year and unit.
    `inspection_visits`: households by `part` ("random": drawn at random of the poor of a ward's
    opening list; "random_outside": at random of others; "for_cause"), `register_class` ("poor" or
    "others", by the opening list) and `finding`, as known at the end of the year.
    `inspection_follow_ups`: findings to settle as they stood at the end of a year, `found_in`
    "this_year" or "earlier"; `state` is "closed" (in that year), "open" or "overdue".
    `inspection_areas`: residential areas of a unit, and those in which somebody was met.
    """
    visits = _visits(programme, roster)
    made = {
        "inspection_plans": _plans(programme),
        "inspection_visits": _by(visits, KEYS["inspection_visits"]),
        "inspection_follow_ups": _follow_ups(visits, roster, district),
        "inspection_areas": _areas(programme, visits),
    }
    return {name: _typed(name, table) for name, table in made.items()}


def _plans(programme: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    plans = programme.get(terms.PLANS)
    if plans is None:
        return None
    counts = {name: numbers(plans[f"{name}_count"]) for name in ("random", "for_cause")}
    counts = {f"{name}_planned": count for name, count in counts.items()}
    return pd.DataFrame({"year": numbers(plans["year"]), "unit_code": plans["ward_code"], **counts})


def _visits(programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame) -> pd.DataFrame:
    """One row for each inspection, with what the register says of its household."""
    given = programme.get(terms.VISITS)
    if given is None or given.empty:
        return pd.DataFrame()
    rows = given.assign(
        year=numbers(given["year"]).astype("int64"),
        visit_date=days(given["visit_date"]),
        closed_date=days(given["closed_date"]),
    )
    listed = roster.assign(listed_year=roster["year"], listed_ward=roster["unit_code"])
    rows = standing(rows, listed, STOOD)
    is_poor = (rows["listed_year"] == rows["year"]) & (rows["opening_class"] == "poor")
    in_frame = is_poor & (rows["listed_ward"] != "")
    late = rows["visit_date"].dt.year > rows["year"]
    part = in_frame.map({True: "random", False: "random_outside"})
    return rows.assign(
        unit_code=rows["listed_ward"].where(in_frame, rows["ward_code"]),
        part=part.where(rows["chosen"] == terms.RANDOM, "for_cause"),
        register_class=is_poor.map({True: "poor", False: "others"}),
        found=rows["finding"].map(FINDINGS),
        finding=rows["finding"].map(FINDINGS).mask(late, "not_visited"),
    )


def _follow_ups(
    visits: pd.DataFrame, roster: pd.DataFrame, district: District
) -> pd.DataFrame | None:
    """What was to be settled, as it stood at the end of each year of a review since."""
    if visits.empty:
        return None
    found = visits[visits["found"].isin(TO_SETTLE)]
    at = [_stood(found, year, district) for year in sorted(roster["year"].unique())]
    return _by(pd.concat(at), KEYS["inspection_follow_ups"])


def _stood(found: pd.DataFrame, year: int, district: District) -> pd.DataFrame:
    rules, end = district.programme.inspection, pd.Timestamp(year, 12, 31)
    known = found[(found["visit_date"] <= end) & ~(found["closed_date"].dt.year < year)]
    open_days = (end - known["visit_date"]).dt.days
    is_late = open_days > (rules.settle_days if rules and rules.settle_days else inf)
    state = is_late.map({True: "overdue", False: "open"})
    return known.assign(
        found_in=(known["year"] == year).map({True: "this_year", False: "earlier"}),
        state=state.mask(known["closed_date"] <= end, "closed"),
        year=year,
    )


def _areas(programme: Mapping[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame | None:
    """Residential areas (khu dân cư) by year and ward, and those of them that were called on."""
    given = programme.get("areas")
    if given is None or given.empty:
        return None
    areas = pd.DataFrame(
        {
            "year": numbers(given["year"]).astype("int64"),
            "unit_code": given["ward_code"],
            "area_code": given["area_code"],
            "first": numbers(given["first_group_count"]),
            "last": numbers(given["last_group_count"]),
        }
    )
    keys = ["year", "unit_code", "area_code"]
    groups = _groups_met(visits)
    met = areas.merge(groups, on=keys[:2]).query("first <= group <= last")[keys].drop_duplicates()
    counted = {
        "areas": areas.groupby(keys[:2]).size(),
        "areas_visited": met.groupby(keys[:2]).size(),
    }
    return pd.DataFrame(counted).fillna(0).reset_index()


def _groups_met(visits: pd.DataFrame) -> pd.DataFrame:
    """The numbers of the residential groups (tổ dân phố) in which somebody was met."""
    keys = {"year": "int64", "unit_code": "str", "group": "Int64"}
    if visits.empty:
        return pd.DataFrame(columns=list(keys)).astype(keys)
    met = visits[~visits["finding"].isin(["not_met", "not_visited"])]
    number = met["residential_group"].astype("str").str.extract(r"([0-9]+)\s*$")[0]
    groups = met.assign(group=pd.to_numeric(number)).dropna(subset="group")
    return groups[list(keys)].astype(keys).drop_duplicates()


def _by(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame | None:
    return None if rows.empty else rows.groupby(keys).size().rename("households").reset_index()


def _typed(name: str, table: pd.DataFrame | None) -> pd.DataFrame:
    keys, counts = KEYS[name], COUNTS[name]
    kinds = {key: "int64" if key == "year" else "str" for key in keys} | dict.fromkeys(
        counts, "Int64"
    )
    table = pd.DataFrame(columns=[*keys, *counts]) if table is None else table
    return table[[*keys, *counts]].astype(kinds)
