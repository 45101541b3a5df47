"""Nhà ở của hộ nghèo: counts for the notebook on homes.

Part of `facts.build`. A need begins with the survey that finds a household without a house, in a
temporary or in a degraded one. It ends when a work is finished, or otherwise: the house is found
sound, or the household moved away, died or merged. A later survey may begin another one.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.facts.amounts import summed
from analysis.facts.roster import standing
from analysis.register.programme.housing import FUNDS, IN_NEED, SURVEYS, WORK_KINDS, WORKS
from analysis.register.programme.places import NO, YES
from analysis.register.schema import numbers
from analysis.workspace import District

LAND = {YES: "stable_land", NO: "no_stable_land"}
NO_LAND = "land_unrecorded"
ENDS = {"finish": "done", "sound": "closed", "left": "closed"}
ORDER = {what: at for at, what in enumerate(["need", *ENDS])}  # of one day
WITHOUT_DAY = {"need": "-00", "sound": "-98", "left": "-99"}  # within the year, after its days
NEEDS = ["year", "unit_code", "need_kind", "land", "opened_year", "end", "ended_year"]
DONE = ["year", "work_kind", "need_kind", "is_settled"]
PAID = [["year"], ["year", "unit_code"], ["year", "work_kind"], ["year", "source"]]
PAID.append(["year", "unit_code", "source"])
COLUMNS = {
    SURVEYS: ["year", "household_id", "survey_date", "house_state", "has_stable_land"],
    WORKS: ["year", "household_id", "work_kind", "finish_date", "cost_vnd", *FUNDS],
}
COST, COST_SO_FAR = "home_cost_vnd", "costs_so_far_vnd"


class Homes(NamedTuple):
    """The needs of households, the surveys of each in order, and the finished works."""

    needs: pd.DataFrame
    surveyed: pd.DataFrame
    works: pd.DataFrame


def tables(
    programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame, district: District
) -> dict[str, pd.DataFrame]:
    """Every fact table of this part by name; without rows where nothing is recorded.

    `housing_needs`: for each `year` with surveys and with works, `needs` as known at its end by
    ward, kind and land as last surveyed, year opened, end ("waiting", "done", "closed") and its
    year. `housing_works`: finished `works` by year and kinds. `housing_costs`: what the settled
    ones cost, by year with ward, kind of work and source, or the total of these.
    `housing_costs_so_far`: the same up to a year by kind of need.
    """
    homes, years = homes_of(programme, roster), recorded(programme)
    needs = pd.concat([as_known(homes, year) for year in years] or [as_known(homes, 0)])
    paid = _paid(_in_wards(homes.works, roster))
    so_far = pd.concat([paid[paid["year"] <= year].assign(year=year) for year in years] or [paid])
    so_far = so_far.rename(columns={COST: COST_SO_FAR})
    return {
        "housing_needs": _counted(_in_wards(needs, roster), NEEDS, "needs"),
        "housing_works": _counted(homes.works, DONE, "works"),
        "housing_costs": summed(paid, PAID, [COST]),
        "housing_costs_so_far": summed(so_far, [["year", "need_kind"]], [COST_SO_FAR]),
    }


def recorded(programme: Mapping[str, pd.DataFrame]) -> list[int]:
    """The years of which there are both surveys and works."""
    kept = [set(programme[stem]["year"].astype("int64")) for stem in COLUMNS if stem in programme]
    return sorted(set.intersection(*kept)) if len(kept) == len(COLUMNS) else []


def homes_of(programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame) -> Homes:
    """The needs by household, as far as surveys, works and the lists tell of them."""
    surveys, works = (
        programme.get(stem, pd.DataFrame(columns=columns, dtype="str"))
        for stem, columns in COLUMNS.items()
    )
    surveys, works = _surveys(surveys), _works(works)
    listed = roster.reindex(columns=["year", "household_id", "has_left"])  # of returns has none
    left = listed[listed["has_left"].eq(True)].assign(what="left")
    needs, surveyed = _needs(_in_order([surveys, works, left]))
    found = surveys[surveys["what"] == "need"].sort_values("year")
    of_need = ["year", "household_id", "need_kind"]
    works = pd.merge_asof(works.sort_values("year"), found[of_need], on="year", by="household_id")
    return Homes(needs, surveyed, works)


def as_known(homes: Homes, year: int) -> pd.DataFrame:
    """The needs that began up to a year, as its end knew them; one that ended later was waiting."""
    needs = homes.needs[homes.needs["opened_year"] <= year]
    surveyed = homes.surveyed[homes.surveyed["year"] <= year]
    last = surveyed.drop_duplicates("need", keep="last").set_index("need")
    needs = needs.join(last[["need_kind", "land"]]).assign(year=year)
    later = ~(needs["ended_year"] <= year).fillna(False)
    ended = {"end": needs["end"].mask(later, "waiting"), "ended_year": needs["ended_year"]}
    return needs.assign(**ended | {"ended_year": needs["ended_year"].mask(later)})


def _surveys(surveys: pd.DataFrame) -> pd.DataFrame:
    kind = surveys["house_state"].map(IN_NEED)
    return pd.DataFrame(
        {
            "year": surveys["year"].astype("int64"),
            "household_id": surveys["household_id"],
            "what": kind.isna().map({True: "sound", False: "need"}),
            "day": surveys["survey_date"],
            "need_kind": kind,
            "land": surveys["has_stable_land"].map(LAND).fillna(NO_LAND),
        }
    )


def _works(works: pd.DataFrame) -> pd.DataFrame:
    """The finished works, each in the year it was finished."""
    works = works[works["finish_date"] != ""]
    return pd.DataFrame(
        {
            "year": works["finish_date"].str[:4].astype("int64"),
            "household_id": works["household_id"],
            "what": "finish",
            "day": works["finish_date"],
            "work_kind": works["work_kind"].map(WORK_KINDS),
            "is_settled": numbers(works["cost_vnd"]).notna(),
            **{f"home_{fund}": numbers(works[fund]) for fund in FUNDS},
        }
    )


def _in_order(events: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """All that happened, by day; what is known to its year alone comes first or last in it."""
    every = pd.concat(events, ignore_index=True)
    by_year = every["year"].astype("str") + every["what"].map(WITHOUT_DAY)
    every["day"] = every["day"].where(every["day"].fillna("") != "", by_year)
    return every.assign(order=every["what"].map(ORDER)).sort_values(["day", "order"])


def _needs(events: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The needs, from the survey that finds one to what ends it, and the surveys of each."""
    needs, surveyed, now = [], [], {}
    for event in events.itertuples(index=False):
        home = event.household_id
        if event.what == "need":
            if home not in now:
                now[home] = len(needs)
                needs.append([home, event.year, "waiting", None])
            surveyed.append([now[home], event.year, event.need_kind, event.land])
        elif home in now:
            needs[now.pop(home)][2:] = ENDS[event.what], event.year
    columns = ["household_id", "opened_year", "end", "ended_year"]
    types = {"household_id": "str", "opened_year": "int64", "end": "str", "ended_year": "Int64"}
    of_surveys = ["need", "year", "need_kind", "land"]
    return (
        pd.DataFrame(needs, columns=columns).astype(types),
        pd.DataFrame(surveyed, columns=of_surveys).astype({"need": "int64", "year": "int64"}),
    )


def _paid(works: pd.DataFrame) -> pd.DataFrame:
    """What each source paid for each settled work."""
    keys = ["year", "household_id", "unit_code", "work_kind", "need_kind"]
    funds = [f"home_{fund}" for fund in FUNDS]
    settled = works[works["is_settled"].eq(True)]
    return settled.melt(keys, funds, "source", COST).dropna(subset=COST)


def _in_wards(rows: pd.DataFrame, roster: pd.DataFrame) -> pd.DataFrame:
    """The rows with the ward of their household; without rows there may be no lists either."""
    return standing(rows, roster, ["unit_code"]) if len(rows) else rows.assign(unit_code="")


def _counted(rows: pd.DataFrame, keys: list[str], name: str) -> pd.DataFrame:
    counts = rows.groupby(keys, dropna=False).size().rename(name)
    return counts.reset_index().astype({name: "Int64"})
