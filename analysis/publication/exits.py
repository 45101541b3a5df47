"""Kết quả sau thoát nghèo: what became of the exits, in tables that rest on the same few spells.

Every count is a sum of spells, so that what one table tells of another is known by itself: the
release is given the spells as counts that nobody is shown, and for each cell those it adds up.
The tables by exit year are made for the district alone: of one ward they would be mostly signs.
Returns, which have no district of their own, count no spells and give tables without rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from analysis.disclosure import Release, cell
from analysis.facts import read
from analysis.measures import exits
from analysis.methods.suppression import Relation
from analysis.terms import HIDDEN, is_hidden

SPELLS = ["exit_year", "unit_code", "standard", "end", "end_year"]
PCT = "_pct"
RISK = ["at_risk", "fell_back"]
OF_THE_WHOLE = ["exits-cohorts", "exits-units", "exits-triangle", "exits-triangle-pct"]
WHOLE = {"exits", "at_risk"}  # counts of all the spells of a row


class Published(NamedTuple):
    """A table to publish, and what its cells are made of.

    `base` chooses the spells of a row, `of` those of a count within them; `rests_on` names the
    counts behind each share.
    """

    table: pd.DataFrame
    keys: list[str]
    base: Callable[[pd.DataFrame, dict], pd.Series]
    of: Callable[[pd.DataFrame, dict, str], pd.Series]
    rests_on: Mapping[str, list[str]]
    notes: list[str]
    loss: int  # of hiding one cell: the district's before a ward's, the curve's before the cohorts'


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the spells of the exits, and every area's tables of what became of them."""
    whole = read.district(data).code
    for area in areas:
        ledger = read.ledger(year, area, data)
        reviews = exits.reviews(ledger)
        ends = _possible(read.exit_ends(year, area, data), year, reviews)
        spells = exits.followed(ends, year, reviews).assign(cell=_cells(ends))
        could_be = ends["end_year"].notna() | (ends["end"] == "out")  # else only a mark of 0
        spells = spells[could_be]
        if area == whole:
            named = ends[could_be].astype({"end_year": "str"})
            release = release.beneath("exit_ends", named, SPELLS).tied(_headline(spells))
        published = _always(ends, year, area, data, ledger)
        if area == whole or whole is None:
            published |= _of_the_whole(ends, year, reviews)
        for name, each in published.items():
            release = _with(release, f"{name}/{area}", each, spells, {"table": name, "area": area})
    return release


def possible(year: int, area: str, data: str) -> pd.DataFrame:
    """The spells of an area's exits that the release rests on, each with its `cell`."""
    reviews = exits.reviews(read.ledger(year, area, data))
    ends = _possible(read.exit_ends(year, area, data), year, reviews)
    could_be = ends["end_year"].notna() | (ends["end"] == "out")
    return ends.assign(cell=_cells(ends))[could_be]


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward.

    A review that was not held has no share to hide.
    """
    life, triangle = shown["exits-life-table"], shown.get("exits-triangle")
    tables = dict.fromkeys(OF_THE_WHOLE) | {
        name: table for name, table in shown.items() if name.startswith("exits-")
    }
    curve = [column for column in life if column.startswith("out_")]
    reached = life[["at_risk", "fell_back"]].map(is_hidden).any(axis="columns")
    unknown = reached.groupby(life["standard"]).cummax()
    tables["exits-life-table"] = life.astype(dict.fromkeys(curve, object)).assign(
        **{column: life[column].astype(object).mask(unknown, HIDDEN) for column in curve}
    )
    if triangle is not None:
        shares = [column for column in triangle if column.endswith(PCT)]
        heads = ["exit_year", "standard", "exits"]
        counts = triangle.drop(columns=shares)
        is_held = counts.drop(columns=heads).notna().add_suffix(PCT)
        tables["exits-triangle"] = counts
        tables["exits-triangle-pct"] = triangle[heads].join(triangle[shares].where(is_held))
    return tables


def _always(
    ends: pd.DataFrame, year: int, area: str, data: str, ledger: pd.DataFrame
) -> dict[str, Published]:
    """The tables made of any area: by standard, the life table, the relapses of the reviews."""
    office, reviews = read.district(data), exits.reviews(ledger)
    is_whole = area == office.code
    rates = exits.relapse_rates(
        ends, ledger, read.population(year, area, data), year, office.relapse_look_back_years
    )
    return {
        "exits-standards": Published(
            exits.by_standard(ends),
            ["standard"],
            lambda spells, row: spells["standard"] == row["standard"],
            _became,
            {"fell_back_pct": ["fell_back"], "raised_line_pct": ["raised_line"]},
            [],
            300 if is_whole else 30,
        ),
        "exits-life-table": Published(
            exits.life_table(ends, year, reviews),
            ["standard", "years_since"],
            lambda spells, row: (
                (spells["standard"] == row["standard"]) & (spells["after"] >= row["years_since"])
            ),
            lambda spells, row, count: (
                (spells["end"] == count) & (spells["after"] == row["years_since"])
            ),
            dict.fromkeys(exits.CURVE, RISK),
            [],
            300 if is_whole else 20,
        ),
        "exits-relapse-rates": Published(
            rates if is_whole else rates[rates["year"] == year].reset_index(drop=True),
            ["year"],
            _watched,
            lambda spells, row, count: (
                (spells["end"] == count) & (spells["after"] == row["year"] - spells["exit_year"])
            ),
            {"relapse_pct": RISK, "relapse_of_all_pct": ["fell_back"]},
            ["standard", "look_back_years", "households", "relapses"],
            300 if is_whole else 10,
        ),
    }


def _of_the_whole(
    ends: pd.DataFrame, year: int, reviews: Mapping[int, str]
) -> dict[str, Published]:
    """The tables of the district alone: by exit year, by ward, by exit year and years since."""
    triangle = exits.triangle(ends, year, reviews)
    since = list(triangle.columns.drop(["exit_year", "standard", "exits"]))
    shares = exits.triangle_pct(triangle)[[f"{column}{PCT}" for column in since]]
    return {
        "exits-cohorts": Published(
            exits.cohorts(ends), ["exit_year", "standard"], _exited, _became, {}, [], 100
        ),
        "exits-units": Published(
            exits.by_unit(ends, year, reviews),
            ["unit_code", "standard"],
            lambda spells, row: (
                (spells["unit_code"] == row["unit_code"])
                & (spells["standard"] == row["standard"])
                & (spells["exit_year"] < year)
            ),
            _became,
            {"fell_back_pct": ["fell_back"]},
            [],
            100,
        ),
        "exits-triangle": Published(
            triangle.join(shares),
            ["exit_year", "standard"],
            _exited,
            lambda spells, row, count: (
                (spells["end"] == "fell_back") & (spells["after"] == int(count.removeprefix("y")))
            ),
            {f"{name}{PCT}": since[: at + 1] for at, name in enumerate(since)},
            [],
            300,
        ),
    }


def _headline(spells: pd.DataFrame) -> Iterator[Relation]:
    """The exits of each ward and year, which the headline ledger prints."""
    for _, rows in spells.groupby(["exit_year", "unit_code"]):
        exited = int(rows["households"].sum())
        yield Relation(tuple((1, each) for each in rows["cell"]), exited, exited)


def _with(
    release: Release, name: str, each: Published, spells: pd.DataFrame, at: dict[str, str]
) -> Release:
    """The release with one table, each of its counts the sum of the spells chosen for it."""
    other = {*each.keys, *each.rests_on, *each.notes}
    rows = each.table.to_dict("records")
    bases = [each.base(spells, row) for row in rows]
    sums = {
        count: [
            spells.loc[base if count in WHOLE else base & each.of(spells, row, count), "cell"]
            for base, row in zip(bases, rows, strict=True)
        ]
        for count in each.table.columns.difference(list(other), sort=False)
    }
    return release.add(
        name,
        each.table,
        keys=each.keys,
        at=at,
        sums=sums,
        shares=each.rests_on,
        notes=each.notes,
        exact=["exits"] if "exits" in each.table else False,
        loss=each.loss,
    )


def _exited(spells: pd.DataFrame, row: dict) -> pd.Series:
    return (spells["exit_year"] == row["exit_year"]) & (spells["standard"] == row["standard"])


def _became(spells: pd.DataFrame, row: dict, count: str) -> pd.Series:
    return spells["became"] == count


def _watched(spells: pd.DataFrame, row: dict) -> pd.Series:
    """Exits within the look-back that are still followed to a year's review."""
    since = row["year"] - spells["exit_year"]
    return since.between(1, row["look_back_years"]) & (spells["after"] >= since)


def _possible(ends: pd.DataFrame, year: int, reviews: Mapping[int, str]) -> pd.DataFrame:
    """The spells, and of each ward's exits what may have become of them and did of nobody.

    Whoever knows that few exited does not know what became of none of them.
    """
    exited = ends[["exit_year", "unit_code", "standard"]].drop_duplicates()
    later = pd.DataFrame({"end_year": [at for at in reviews if at <= year]}, dtype="Int64")
    came = exited.merge(later, how="cross").query("end_year > exit_year")
    under = came["end_year"].map(dict(reviews))
    same = came[under == came["standard"]]
    other = came[under != came["standard"]]
    none = [same.assign(end="fell_back"), exited.assign(end="out")]
    none += [other.assign(end=end) for end in ("fell_back", "raised_line", "unknown")]
    if "left" in set(ends["end"]):
        none.append(came.assign(end="left"))
    every = pd.concat([ends, *(rows.assign(households=0) for rows in none)], ignore_index=True)
    every = every.astype(ends.dtypes.to_dict())
    return every.groupby(SPELLS, dropna=False, as_index=False)["households"].sum()


def _cells(ends: pd.DataFrame) -> list:
    rows = ends[SPELLS].astype({"end_year": "str"}).to_dict("records")
    return [cell("exit_ends", row) for row in rows]
