"""Đề xuất kinh phí hỗ trợ năm sau: what the rule proposes, as it may be shown.

Households by group and package are counts that nobody is shown and that the tables by group and by
package add up. All candidates together are the households that the headline ledger prints exact,
and whoever knows what packages cost knows what they cost together.
"""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.disclosure import TOTAL, Cell, Release, cell
from analysis.facts import read
from analysis.facts.amounts import BEHIND
from analysis.measures.allocation import MORE_VND, NONE, OUT
from analysis.methods.suppression import Relation
from analysis.publication import areas as places
from analysis.terms import HIDDEN, NOT_ASKED, is_hidden
from analysis.workspace import District

PACKAGES, GROUPS, WARDS = "support-proposal", "support-proposal-groups", "support-proposal-wards"
SUMMARY, CHECK = "support-proposal-summary", "support-proposal-check"
NEXT = "support-proposal-next"
RULES, SETTINGS = "support-proposal-rules", "support-proposal-settings"
STATE = "support-proposal-state"
TABLES = [PACKAGES, GROUPS, WARDS, SUMMARY, CHECK, NEXT, RULES, SETTINGS, STATE]
GROUP = "support_group"
CELL = ["unit_code", GROUP, "package_code"]
BASE = "proposal_cells"  # the counts by group and package that nobody is shown
NAMES = {"group_1": "group_1", "group_2": "group_2", "without_labour": "without_labour"}
NAMES |= {"other": "other_poor"}
COUNTS = ["grouped_closing", "proposed_households", "without_proposal"]
NOTES = ["package_name", "unit_cost_vnd", "benefit_points"]
POINTS = ["rule_points", "together_points", "together_gap_pct", "optimum_points", "gap_pct"]
MOVED = "million_households"
BEHIND_IT = [f"proposed_vnd_{each}" for each in BEHIND]
FIRST, AFTER = "comes_first", "comes_after"


class Facts(NamedTuple):
    """The proposal of one year: its summary, households by CELL, sums of money, the catalogue."""

    summary: pd.DataFrame
    cells: pd.DataFrame
    sums: pd.DataFrame
    packages: pd.DataFrame


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the proposal made at the review of a year."""
    areas, office = list(areas), read.district(data)
    facts = _facts(year, data)
    release = _plain(release, STATE, facts.summary[["state"]], areas, data, keys=[])
    if facts.cells.empty:
        for name in TABLES[:-1]:
            place = places.by_ward if name == WARDS else places.of_the_whole
            release = place(release, name, pd.DataFrame(), areas, data)
        return release
    for add in (_with_groups_and_packages, _with_wards, _with_summary, _with_next):
        release = add(release, facts, year, areas, data)
    return _with_rules(release, facts.packages, office, areas, data)


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward."""
    tables = places.finished(shown, TABLES)
    bought, spent = tables[PACKAGES], tables[SUMMARY]
    if spent is not None and len(spent) and is_hidden(spent["proposed_vnd"].iloc[0]):
        in_all = bought["package_code"] == TOTAL  # no sum of money is told twice
        money = bought["proposed_vnd"].astype(object).mask(in_all, HIDDEN)
        tables[PACKAGES] = bought.assign(proposed_vnd=money)
    by_group = {name: tables[name] for name in (GROUPS, RULES) if tables[name] is not None}
    return tables | {
        name: table.rename(columns={GROUP: "closing_group"}) for name, table in by_group.items()
    }


def _facts(year: int, data: str) -> Facts:
    names = ["proposal", "proposal_cells", "proposal_amounts", "proposal_packages"]
    tables = [read.work_of_the_whole(name, year, data) for name in names]
    summary, cells, sums, packages = (
        table[table["year"] == year].drop(columns="year").reset_index(drop=True) for table in tables
    )
    named = cells.rename(columns={"closing_group": GROUP}).replace({GROUP: NAMES})
    return Facts(summary, named, sums, packages)


def _with_groups_and_packages(
    release: Release, facts: Facts, year: int, areas: list[str], data: str
) -> Release:
    """The release with households by group and by package, and all that ties them together."""
    cells, about = _possible(facts.cells, facts.packages), {"at": {"year": year}}
    release = release.beneath(BASE, cells.assign(year=year), ["year", *CELL[1:]])
    groups = _by(GROUP, cells, [g for g in NAMES.values() if g in set(cells[GROUP])])
    release = places.of_the_whole(
        release, GROUPS, groups, areas, data, keys=[GROUP],
        sums=_sums(groups, GROUP, cells, year), **about,
    )  # fmt: skip
    bought = _by("package_code", cells, list(facts.packages["package_code"]))
    release = places.of_the_whole(
        release, PACKAGES, _catalogue(bought, facts), areas, data, keys=["package_code"],
        notes=NOTES, sums=_sums(bought[["package_code", COUNTS[1]]], "package_code", cells, year),
        shares={"proposed_vnd": ["proposed_households"]}, **about,
    )  # fmt: skip
    return release.tied([_cost(facts, cells, year)])


def _possible(cells: pd.DataFrame, packages: pd.DataFrame) -> pd.DataFrame:
    """Households by group and package, with a zero for each package that a group may get."""
    of_groups = packages.assign(support_group=packages["groups"].str.split(";")).explode(GROUP)
    may_get = of_groups[[GROUP, "package_code"]].replace({GROUP: NAMES})
    packages_of = cells["package_code"]
    cells = cells.assign(package_code=packages_of.mask(packages_of.isin(OUT), NONE))
    there = cells[[GROUP]].drop_duplicates()
    every = pd.concat([there.merge(may_get, on=GROUP), there.assign(package_code=NONE)])
    counted = pd.concat([cells, every.assign(households=0)])
    return counted.groupby(CELL[1:], as_index=False)["households"].sum()


def _by(key: str, cells: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """One row per value of a key, and "total": the candidates, and who of them is proposed."""
    rows = {name: _counted(cells, name).groupby(key)["households"].sum() for name in COUNTS}
    table = pd.DataFrame(rows).reindex(order).fillna(0).astype("Int64")
    table.loc[TOTAL] = table.sum()
    return table.rename_axis(key).reset_index()


def _counted(cells: pd.DataFrame, count: str) -> pd.DataFrame:
    """The counts that one of COUNTS adds up."""
    is_out = cells["package_code"].isin(OUT)
    parts = {"proposed_households": cells[~is_out], "without_proposal": cells[is_out]}
    return parts.get(count, cells)


def _sums(table: pd.DataFrame, key: str, cells: pd.DataFrame, year: int) -> dict[str, list]:
    """The counts that each count of a table adds up, row by row."""
    return {
        name: [_cells(_of(_counted(cells, name), key, value), year) for value in table[key]]
        for name in table.columns.drop(key)
    }


def _of(cells: pd.DataFrame, key: str, value: str) -> pd.DataFrame:
    return cells if value == TOTAL else cells[cells[key] == value]


def _cells(cells: pd.DataFrame, year: int) -> list[Cell]:
    return [cell(BASE, {"year": year, **row}) for row in cells[CELL[1:]].to_dict("records")]


def _cost(facts: Facts, cells: pd.DataFrame, year: int) -> Relation:
    """All the money proposed is what the packages proposed cost."""
    costs = facts.packages.set_index("package_code")["unit_cost_vnd"]
    proposed = _counted(cells, "proposed_households")
    each = zip(proposed["package_code"].map(costs), _cells(proposed, year), strict=True)
    total = cell("proposed_vnd", {"year": year})
    return Relation(((1, total), *((-int(cost), of) for cost, of in each)))


def _money(facts: Facts, columns: list[str]) -> pd.DataFrame:
    """The sums of money by ward, in all first, and what is behind them; 0 where there is none."""
    others = facts.sums[["closing_group", "package_code"]]
    rows = facts.sums[(others == TOTAL).all(axis="columns")]
    if rows.empty:
        rows = pd.DataFrame([{"unit_code": TOTAL} | dict.fromkeys(["proposed_vnd", *BEHIND_IT], 0)])
    is_part = rows["unit_code"] != TOTAL
    return rows.assign(is_part=is_part).sort_values("is_part")[columns].reset_index(drop=True)


def _with_wards(release: Release, facts: Facts, year: int, areas: list[str], data: str) -> Release:
    """The release with each ward; who is in none is not proposed, and everybody knows that."""
    office, about = read.district(data), {"keys": ["unit_code"], "at": {"year": year}}
    without = sorted({""} & set(facts.cells["unit_code"]))
    wards = _by("unit_code", facts.cells, [*office.unit_names("vi"), *without])
    nowhere = wards[wards["unit_code"] == ""].reset_index(drop=True)
    if without:
        release = release.add("support-proposal-nowhere/", nowhere, exact=True, **about)
    everybody = wards["without_proposal"].iloc[-1] == nowhere["without_proposal"].sum()
    table = wards.merge(_money(facts, ["unit_code", "proposed_vnd", *BEHIND_IT]), how="left")
    table = table.fillna(0).astype(dict.fromkeys(["proposed_vnd", *BEHIND_IT], "Int64"))
    return places.by_ward(
        release, WARDS, table, areas, data, parts={COUNTS[0]: COUNTS[1:]},
        exact=COUNTS if everybody else COUNTS[:1], amounts={"proposed_vnd": COUNTS[1:2]}, **about,
    )  # fmt: skip


def _catalogue(bought: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """What is proposed of each package and what it costs, beside its name, cost and points."""
    table = bought.merge(facts.packages[["package_code", *NOTES]], on="package_code", how="left")
    cost = table["unit_cost_vnd"] * table["proposed_households"]
    is_total = table["package_code"] == TOTAL
    signed = {name: table[name].astype(object).mask(is_total, NOT_ASKED) for name in NOTES}
    table = table.assign(proposed_vnd=cost.fillna(cost.sum()), **signed)
    return table[["package_code", *NOTES, "proposed_households", "proposed_vnd"]]


def _with_summary(
    release: Release, facts: Facts, year: int, areas: list[str], data: str
) -> Release:
    """The release with the money, the value, and what a million more would buy."""
    row, about = facts.summary, {"keys": [], "at": {"year": year}}
    spent = ["catalogue_year", "budget_year", "budget_vnd", "reserve_vnd", "available_vnd"]
    counted = ["proposed_households", "proposed_vnd"]
    release = places.of_the_whole(
        release, SUMMARY, row[[*spent, *counted, "left_vnd"]].join(_money(facts, BEHIND_IT)),
        areas, data, notes=spent, shares={"left_vnd": counted},
        amounts={"proposed_vnd": counted[:1]}, **about,
    )  # fmt: skip
    gained = ["million_rule_points", "million_optimum_points"]
    value = ["budget_year", "proposed_households", *POINTS, "more_vnd", MOVED, *gained]
    return places.of_the_whole(
        release, CHECK, row.assign(more_vnd=MORE_VND)[value], areas, data,
        notes=["budget_year", "more_vnd", gained[1]],
        shares={gained[0]: [MOVED], **dict.fromkeys(POINTS, ("proposed_households",))}, **about,
    )  # fmt: skip


def _with_next(release: Release, facts: Facts, year: int, areas: list[str], data: str) -> Release:
    """The release with the first class that did not fit, which is a part of its group."""
    row = facts.summary.replace({"next_group": NAMES})
    row = row[row["next_households"].notna()].reset_index(drop=True)
    words = ["next_group", "next_package", "refused"]
    release = places.of_the_whole(
        release, NEXT, row[[*words[:2], "next_households", "next_vnd", words[2]]], areas, data,
        keys=[], at={"year": year}, notes=words, shares={"next_vnd": ["next_households"]},
    )  # fmt: skip
    if row.empty:
        return release
    group, many = row.loc[0, ["next_group", "next_households"]]
    closing = _of(facts.cells, GROUP, group)["households"].sum()
    rest = pd.DataFrame({"year": [year], "households": [closing - many]})
    of_group = cell("grouped_closing", {"year": year, GROUP: group})
    parts = [cell(name, {"year": year}) for name in ("next_households", "not_next")]
    known = Relation(((1, of_group), *((-1, part) for part in parts)))
    return release.beneath("not_next", rest, ["year"]).tied([known])


def _with_rules(
    release: Release, packages: pd.DataFrame, office: District, areas: list[str], data: str
) -> Release:
    """The release with the settings that the proposal rests on."""
    rules = office.programme.support
    names = packages.set_index("groups")["package_code"]
    rows = [
        {
            GROUP: NAMES[group],
            "need_points": need,
            "comes": FIRST if group in rules.first else AFTER,
            "open_packages": ", ".join(names[[group in g.split(";") for g in names.index]]),
        }
        for group, need in rules.need.items()
    ]
    cap = NOT_ASKED if rules.ward_cap_pct is None else rules.ward_cap_pct
    settings = {
        "fixed_on": rules.fixed_on.isoformat(),
        "need_per_person_points": rules.need_per_person,
        "ward_cap_pct": cap,
        "reserve_pct": rules.reserve_pct,
    }
    release = _plain(release, RULES, pd.DataFrame(rows), areas, data, keys=[GROUP])
    return _plain(release, SETTINGS, pd.DataFrame([settings]), areas, data, keys=[])


def _plain(
    release: Release, name: str, table: pd.DataFrame, areas: list[str], data: str, keys: list[str]
) -> Release:
    """The release with a table in which nobody is counted."""
    notes = list(table.columns.drop(keys))
    return places.of_the_whole(release, name, table, areas, data, keys=keys, notes=notes)
