"""Hỗ trợ hộ đặc biệt nghèo: every table on support of the specially poor, as it may be shown.

The groups' sizes and exits are sums of the moves between groups, and the wards' groups add up to
them; households of all groups together are those that the headline ledger prints exact. What is
left of a plan tells what was promised of it, and is hidden with that.
"""

from collections.abc import Iterable, Iterator
from math import inf

import pandas as pd

from analysis.disclosure import Cell, Release, cell
from analysis.facts import read
from analysis.measures import support
from analysis.measures.support import LATER, LEFT, OUTSTANDING, PAID, PLANNED, PROMISED, TOTAL
from analysis.methods.suppression import Relation
from analysis.publication.areas import by_ward, of_the_whole
from analysis.terms import NOT_ASKED

WHOLE = ["support-groups", "support-transitions", "support-money"]
WHOLE += ["support-packages", "support-reach", "support-years"]
WARDS = "support-wards"
SPENT = {PROMISED: [PAID, OUTSTANDING]}
RESTS_ON = {PROMISED: [], PAID: [], OUTSTANDING: []}
NAMED = {TOTAL: "grouped_opening"}
ORDER = {
    "support-reach": [
        *("support_group", "grouped_opening", "support_reached", "support_not_reached"),
        *("support_reached_pct", "support_items"),
    ],
    "support-money": ["money_source", PLANNED, PROMISED, PAID, OUTSTANDING, LEFT],
    "support-years": [
        *("year", PLANNED, "support_reached", "support_items"),
        *(PROMISED, PAID, LATER, OUTSTANDING),
    ],
}


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the tables of every area."""
    areas, whole = list(areas), read.district(data).code
    facts = {name: _facts(name, year, data, whole) for name in [*BY_UNIT, *OF_ALL]}
    for add in (_with_groups, _with_reach, _with_money, _with_years, _with_wards):
        release = add(release, facts, year, areas, data)
    return release


BY_UNIT = ["support_stood", "support_reached"]
OF_ALL = ["support_items", "support_money", "support_since", "support_planned", "support_packages"]
Facts = dict[str, pd.DataFrame]


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward."""
    tables = {name: shown.get(name) for name in WHOLE}
    tables[WARDS] = _side_by_side(shown["support-ward-groups"], shown["support-ward-money"])
    if (moved := tables["support-transitions"]) is not None and len(moved):
        opening = tables["support-groups"].rename(columns={"support_group": "stood"})
        moved = _beside(moved, opening[["stood", "grouped_opening"]], "stood")
        tables["support-transitions"] = moved
    if (of := tables["support-reach"]) is not None and len(of):
        tables["support-reach"] = _beside(shown["support-reach-all"], of, "support_group")
    if (bought := tables["support-packages"]) is not None and len(bought):
        tables["support-packages"] = _without_price_of_all(bought)
    for name, columns in ORDER.items():
        if tables[name] is not None and len(tables[name]):
            tables[name] = tables[name][columns]
    return tables


def _facts(name: str, year: int, data: str, whole: str | None) -> pd.DataFrame:
    if name in BY_UNIT and whole:
        return read.work(name, year, whole, data)
    return read.work_of_the_whole(name, year, data)


def _with_groups(release: Release, facts: Facts, year: int, areas: list[str], data: str) -> Release:
    """The release with the moves between groups, and the groups' sizes, which these add up to."""
    moved = support.transitions(facts["support_stood"], year)
    groups, at = support.groups(moved), {"year": year}
    release = of_the_whole(
        release, "support-transitions", moved, areas, data,
        keys=["stood"], at=at, measure="grouped", by="became",
    )  # fmt: skip
    release = of_the_whole(
        release, "support-groups", groups, areas, data, keys=["support_group"], at=at,
        sums=_moves(groups, year),
        shares={"grouped_exit_pct": ["grouped_exits", "grouped_opening"]},
    )  # fmt: skip
    return _with_headline(release, moved, groups, year)


def _moves(groups: pd.DataFrame, year: int) -> dict[str, list[list[Cell]]]:
    """The moves that each group's opening, closing and exits add up."""

    def cells(stood: list[str], became: list[str]) -> list[Cell]:
        return [
            cell("grouped", {"stood": was, "became": now, "year": year})
            for was in stood
            for now in became
        ]

    rows = [] if groups.empty else list(groups["support_group"])
    return {
        "grouped_opening": [
            cells(support.POOR if group == TOTAL else [group], support.BECAME) for group in rows
        ],
        "grouped_closing": [
            cells(support.STOOD, support.POOR if group == TOTAL else [group]) for group in rows
        ],
        "grouped_exits": [
            cells(support.STOOD if group == TOTAL else [group], ["became_exited"]) for group in rows
        ],
    }


def _with_headline(
    release: Release, moved: pd.DataFrame, groups: pd.DataFrame, year: int
) -> Release:
    """The release to who reads the ledger: all households at both ends, exits, other movements."""
    if moved.empty:
        return release
    ends = groups[groups["support_group"] == TOTAL][
        ["grouped_opening", "grouped_closing", "grouped_exits"]
    ]
    release = release.add("support-ends/", ends, keys=[], at={"year": year}, exact=True)
    rows = moved.set_index("stood")
    lines = [(TOTAL, "became_exited"), (TOTAL, "became_left")]
    came = rows.loc["not_poor_at_opening"]
    others = [[was, now, rows.loc[was, now]] for was, now in lines]
    others += [["not_poor_at_opening", TOTAL, came.sum()]]
    table = pd.DataFrame(others, columns=["stood", "became", "grouped"]).astype(
        {"grouped": "Int64"}
    )
    return release.add(
        "support-others/", table, keys=["stood", "became"], at={"year": year}, exact=True
    )


def _with_reach(release: Release, facts: Facts, year: int, areas: list[str], data: str) -> Release:
    """The release with households reached by group, and those of the groups that were not."""
    every, of = support.reach(facts["support_stood"], facts["support_reached"], year)
    about = {"keys": ["support_group"], "at": {"year": year}}
    release = of_the_whole(
        release, "support-reach", of, areas, data, **about,
        parts={"grouped_opening": ["support_reached", "support_not_reached"]},
        shares={"support_reached_pct": ["support_reached", "grouped_opening"]},
    )  # fmt: skip
    behind = None if every.empty else every.assign(support_items=every["support_reached"])
    return of_the_whole(release, "support-reach-all", every, areas, data, behind=behind, **about)


def _with_money(release: Release, facts: Facts, year: int, areas: list[str], data: str) -> Release:
    """The release with money by source and by package."""
    sums, at = facts["support_money"], {"year": year}
    by_source = support.money(sums, facts["support_planned"], year)
    release = of_the_whole(
        release, "support-money", by_source, areas, data, amounts=RESTS_ON,
        keys=["money_source"], at=at, parts=SPENT, notes=[PLANNED], shares={LEFT: [PROMISED]},
    )  # fmt: skip
    by_package = support.packages(facts["support_packages"], facts["support_items"], sums, year)
    release = of_the_whole(
        release, "support-packages", by_package, areas, data, amounts=RESTS_ON,
        keys=["package_code"], at=at, parts=SPENT,
        notes=["package", "step_count", "unit_cost_vnd"],
    )  # fmt: skip
    return release.tied(_prices(by_package, at))


def _prices(bought: pd.DataFrame, at: dict[str, int]) -> Iterator[Relation]:
    """What the price of a package tells: its items cost all the money promised for it, or more."""
    for row in bought.to_dict("records"):
        if pd.notna(row["unit_cost_vnd"]) and pd.notna(row[PROMISED]):
            where = {"package_code": row["package_code"], **at}
            price, promised = int(row["unit_cost_vnd"]), int(row[PROMISED])
            is_whole = price * int(row["support_items"]) == promised
            terms = (price, cell("support_items", where)), (-1, cell(PROMISED, where))
            yield Relation(terms, 0, 0 if is_whole else inf)


def _with_years(release: Release, facts: Facts, year: int, areas: list[str], data: str) -> Release:
    series = support.years(
        facts["support_planned"], facts["support_reached"], facts["support_since"], year
    )
    return of_the_whole(
        release, "support-years", series, areas, data, amounts={**RESTS_ON, LATER: []},
        keys=["year"], parts={PROMISED: [PAID, LATER, OUTSTANDING]}, notes=[PLANNED],
    )  # fmt: skip


def _with_wards(release: Release, facts: Facts, year: int, areas: list[str], data: str) -> Release:
    """The release with each ward's groups at the opening, households reached and money promised."""
    units, at = _units([facts[name] for name in BY_UNIT], year, data), {"year": year}
    stood = support.ward_groups(facts["support_stood"], units, year)
    given = support.ward_support(facts["support_reached"], facts["support_money"], units, year)
    release = by_ward(
        release, "support-ward-groups", stood, areas, data, keys=["unit_code"], at=at,
        measure="grouped_opening", by="support_group", exact=[TOTAL],
    )  # fmt: skip
    return by_ward(
        release, "support-ward-money", given, areas, data, keys=["unit_code"], at=at,
        amounts={PROMISED: ["support_reached"]},
    )  # fmt: skip


def _units(facts: list[pd.DataFrame], year: int, data: str) -> list[str]:
    """The wards, and "" where households without one occur."""
    wards = [unit.code for unit in read.district(data).units]
    rows = pd.concat(facts).query("year == @year and stood != 'not_poor_at_opening'")
    return [*wards, *sorted({*rows["unit_code"]} - {*wards})]


def _beside(every: pd.DataFrame, some: pd.DataFrame, key: str) -> pd.DataFrame:
    """A table with columns of another that has fewer rows; a sign where these do not apply."""
    new = list(some.columns.difference(every.columns, sort=False))
    table = every.merge(some[[key, *new]], on=key, how="left").astype(dict.fromkeys(new, object))
    table.loc[~table[key].isin(some[key]), new] = NOT_ASKED
    return table[[key, *new, *every.columns.drop(key)]]


def _without_price_of_all(bought: pd.DataFrame) -> pd.DataFrame:
    """The packages by name; all of them together have no rung and no cost."""
    asked = ["step_count", "unit_cost_vnd"]
    table = bought.drop(columns="package_code").astype(dict.fromkeys(asked, object))
    table.loc[table["package"] == TOTAL, asked] = NOT_ASKED
    return table


def _side_by_side(groups: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """The wards' groups and their support; one of them alone where the other is not recorded."""
    if groups.empty or given.empty:
        return given if groups.empty else groups.rename(columns=NAMED)
    return groups.merge(given, on="unit_code", how="left").rename(columns=NAMED)
