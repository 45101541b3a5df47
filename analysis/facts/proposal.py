"""Đề xuất kinh phí hỗ trợ năm sau: counts of what the office's rule proposes after each review.

Part of `facts.build`. At the review of a year the proposal is for the year that follows, from the
catalogue and the budget of that year where they are laid down, else from those of the year itself.
Nothing is known yet of what that year will promise, so that nothing of its budget is committed.
"""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis.facts import amounts
from analysis.measures import allocation
from analysis.measures.allocation import NOT_COMPARABLE, OUT, Proposal
from analysis.register.programme.support import ELIGIBLE, groups_of
from analysis.register.schema import numbers
from analysis.workspace import District

CELL = ["unit_code", "closing_group", "package_code"]
LADDER = ["package_code", "package_name", "unit_cost_vnd", "benefit_points"]
WORDS = ["state", "next_group", "next_package", "refused"]
COUNTED = ["catalogue_year", "budget_year", "budget_vnd", "reserve_vnd", "available_vnd"]
COUNTED += ["proposed_vnd", "left_vnd", "proposed_households", "not_comparable"]
COUNTED += ["million_households", "next_households", "next_vnd"]
RECKONED = ["rule_points", "optimum_points", "gap_pct", "together_points", "together_gap_pct"]
RECKONED += ["million_rule_points", "million_optimum_points"]
SUMMARY = {
    "year": "int64",
    **dict.fromkeys(WORDS, "str"),
    **dict.fromkeys(COUNTED, "Int64"),
    **dict.fromkeys(RECKONED, "Float64"),
}


class Made(NamedTuple):
    """The proposal of one review; where there is none, `state` says why.

    `rests_on`: the years of the catalogue and of the budget used.
    """

    state: str
    rests_on: Mapping[str, int | None]
    catalogue: pd.DataFrame
    proposal: Proposal | None = None


def tables(
    programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame, district: District
) -> dict[str, pd.DataFrame]:
    """The proposal of every review.

    `proposal`: one row per year: `state` ("" or what is to be said), money, value, who is next.
    `proposal_cells`: households by CELL, in `package_code` also why there is none.
    `proposal_amounts`: VND by each of CELL alone and in all, with what is behind each sum.
    `proposal_packages`: the catalogue used, `groups` parted by semicolons.
    """
    years = sorted(set(roster["year"].astype(int)))
    made = {year: proposal(programme, roster, year, district) for year in years}
    found = {year: each for year, each in made.items() if each.proposal}
    households = _stacked({year: each.proposal.households for year, each in found.items()})
    proposed = households[~households["package_code"].isin(OUT)]
    by = [["year"], *(["year", key] for key in CELL)]
    counts = households.groupby(["year", *CELL]).size().rename("households").reset_index()
    tables = {
        "proposal": _summaries(made),
        "proposal_cells": counts,
        "proposal_amounts": amounts.summed(proposed, by, ["proposed_vnd"]),
        "proposal_packages": _stacked({year: each.catalogue for year, each in found.items()}),
    }
    return {name: table.astype({"year": "int64"}) for name, table in tables.items()}


def proposal(
    programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame, year: int, district: District
) -> Made:
    """The proposal made at the review of a year for the next one."""
    packages, catalogue_year = _of_next(programme, "packages", year)
    budgets, budget_year = _of_next(programme, "budgets", year)
    rests_on = {"catalogue_year": catalogue_year, "budget_year": budget_year}
    candidates, catalogue = allocation.candidates(roster, year), _catalogue(packages)
    rules = district.programme.support
    lacking = {
        "no_rules": rules is None,
        "no_packages": packages.empty,
        "no_points": catalogue["benefit_points"].isna().all(),
        "no_budget": budgets.empty,
        "no_groups": (candidates["closing_group"] == "other").all(),
    }
    if state := next((why for why, holds in lacking.items() if holds), ""):
        return Made(state, rests_on, catalogue)
    budget = int(numbers(budgets["planned_vnd"]).sum())
    found = allocation.proposal(candidates, catalogue, budget, rules)
    return Made("too_small" if found.is_too_small else "", rests_on, catalogue, found)


def _stacked(by_year: Mapping[int, pd.DataFrame]) -> pd.DataFrame:
    rows = [table.assign(year=year) for year, table in by_year.items()]
    columns = dict.fromkeys(["year", "household_id", "proposed_vnd", *CELL, *LADDER])
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=[*columns])


def _of_next(
    programme: Mapping[str, pd.DataFrame], name: str, year: int
) -> tuple[pd.DataFrame, int | None]:
    """The rows of the year after a review, else those of its own year; and which year that is."""
    table = programme.get(name, pd.DataFrame({"year": pd.Series(dtype="str")}))
    for at in (year + 1, year):
        rows = table[table["year"] == str(at)]
        if len(rows):
            return rows.reset_index(drop=True), at
    return table.iloc[:0], None


def _catalogue(packages: pd.DataFrame) -> pd.DataFrame:
    """The packages of a year in the form that measures take, open to `groups`."""
    rows = packages.reindex(columns=[*LADDER, "eligible"]).fillna("")
    groups = [";".join(ELIGIBLE[each] for each in groups_of(cell)) for cell in rows["eligible"]]
    points, costs = (numbers(rows[name]) for name in ("benefit_points", "unit_cost_vnd"))
    return rows[LADDER].assign(unit_cost_vnd=costs, benefit_points=points, groups=groups)


def _summaries(made: Mapping[int, Made]) -> pd.DataFrame:
    rows = pd.DataFrame([{"year": year} | _summary(each) for year, each in made.items()])
    table = rows.reindex(columns=list(SUMMARY))
    return table.assign(**table[WORDS].astype(object).fillna("")).astype(SUMMARY)


def _summary(made: Made) -> dict[str, object]:
    about = {"state": made.state, **made.rests_on}
    if made.proposal is None:
        return about
    households, money = made.proposal.households, made.proposal.money
    proposed = int(households["proposed_vnd"].sum())
    return (
        about
        | money._asdict()
        | made.proposal.summary
        | {
            "proposed_vnd": proposed,
            "left_vnd": money.available_vnd - proposed,
            "proposed_households": int((households["proposed_vnd"] > 0).sum()),
            "not_comparable": int((households["package_code"] == NOT_COMPARABLE).sum()),
        }
    )
