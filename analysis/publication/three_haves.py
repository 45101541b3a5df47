"""Ba có: every table on the three haves, as it may be shown.

Each count is a sum of households that are alike in all that is known of them. The release is given
these as counts that nobody is shown, also those of nobody: whoever reads the pages knows what may
be, and not what is. By ward they are told apart where poor and recorded in full, as the tables are;
of those not recorded in full each have by itself, for no table tells more of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import inf
from typing import NamedTuple

import pandas as pd

from analysis.disclosure import TOTAL, Cell, Release, cell
from analysis.facts import read
from analysis.measures import three_haves as measures
from analysis.measures.three_haves import FLOWS, FOUND, HAVES, LACKING, ONLY
from analysis.methods.suppression import Relation
from analysis.publication import areas as pages
from analysis.terms import NOT_ASKED

REVIEWED, STANDING, EACH = "three-haves-reviewed", "three-haves-standing", "three-haves-each"
LACKS_ONE, WARDS, YEARS = "three-haves-only-one", "three-haves-wards", "three-haves-years"
COMPARED, CHANGES = "three-haves-compared", "three-haves-flows"
TABLES = [REVIEWED, STANDING, EACH, LACKS_ONE, WARDS, YEARS, COMPARED, CHANGES]
KNOWN, ANSWERS, ANY = ("yes", "no"), ("yes", "no", "unknown"), "any"
FOUND_OR_NOT = (*ANSWERS, "")
BY_HAVE = ["have_known", "have_blank"]
IN_FULL, NOT_REVIEWED = list(product(KNOWN, repeat=3)), ("", "", "")
ALONE = [
    tuple(answer if other == have else ANY for other in HAVES)
    for have in HAVES
    for answer in ANSWERS
]
STOOD = ["haves_standing", "unit_code", *HAVES]  # what nobody is shown, by these keys
REST = ["unit_code"]
FLOW = ["have", "before", "now"]


class Published(NamedTuple):
    """A table to publish, and what its cells are made of.

    `of` chooses, for a row and a column, those of the counts `beneath` that it adds up; `rests_on`
    names the counts behind each share, `parts` the columns that add up to another.
    """

    table: pd.DataFrame
    keys: list[str]
    beneath: pd.DataFrame
    of: Callable[[pd.DataFrame, dict, str], pd.Series]
    rests_on: Mapping[str, list[str]]
    at: Mapping[str, object]
    exact: Sequence[str] = ()
    parts: Mapping[str, list[str]] | None = None


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the tables of every area; of a year without a review they have no rows."""
    areas, district = list(areas), read.district(data)
    counts = read.work_of_the_whole("three_haves", year, data)
    flows = read.work_of_the_whole("three_haves_flows", year, data)
    now, flows = counts[counts["year"] == year], flows[flows["year"] == year]
    if now.empty:
        for name in TABLES:
            release = pages.by_ward(release, name, now, areas, data)
        return release
    ledger = read.ledger(year, district.code, data)
    stood, rest, flowed = _stood(now), _rest(now), _flowed(flows)
    release = release.beneath("three_haves", stood, STOOD).beneath("three_haves_rest", rest, REST)
    release = release.tied([*_each_alone(stood), _unrecorded(stood, rest)])
    if len(flows):
        release = release.beneath("three_haves_flow", flowed, FLOW)
        release = release.tied(_same_households(stood, flowed))
    of_the_whole = _by_standing(now, stood, year) | _changes(flows, flowed, year)
    for name, each in of_the_whole.items():
        release = _with(release, name, each, [district.code], data)
    release = _with_parts(release, of_the_whole[STANDING], "haves_reviewed", BY_HAVE)
    release = _with_parts(release, of_the_whole[COMPARED], "haves_both", [*FLOWS, "have_unclear"])
    release = _with_seen(release, stood, bool(len(flows)), year)
    release = _with_wards(release, now, pd.concat([stood, rest]), year, areas, data)
    return _with_years(release, measures.by_year(counts, _standards(ledger)), areas, data)


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward.

    Of who was reviewed without being due nobody asks how many were to be.
    """
    tables = pages.finished(shown, TABLES)
    reviewed = tables[REVIEWED]
    if reviewed is None or reviewed.empty:
        return tables
    is_other = reviewed["haves_standing"] == "haves_not_due"
    of_due = reviewed.columns.drop(["haves_standing", "haves_reviewed"])
    asked = reviewed[of_due].astype(object).mask(is_other, NOT_ASKED)
    return tables | {REVIEWED: reviewed.assign(**asked)}


def _by_standing(now: pd.DataFrame, stood: pd.DataFrame, year: int) -> dict[str, Published]:
    """The tables that tell the poor from those who exited."""
    tables = {
        REVIEWED: measures.reviewed(now, year),
        STANDING: measures.states(now, year),
        EACH: measures.each(now, year),
        LACKS_ONE: measures.only_one(now, year),
    }
    rests_on = {
        REVIEWED: {"haves_reviewed_pct": ["haves_reviewed", "haves_due"]},
        STANDING: {"haves_three_pct": ["haves_three", "haves_recorded"]},
        EACH: {"have_with_pct": ["have_with", "have_known"]},
        LACKS_ONE: {f"{column}_pct": [column, "haves_two"] for column in ONLY},
    }
    return {
        name: Published(
            table,
            ["have", "haves_standing"] if name == EACH else ["haves_standing"],
            stood,
            _stands,
            rests_on[name],
            {"year": year},
            ["haves_due"] if name == REVIEWED else (),
            {"have_known": ["have_with", "have_without"]} if name == EACH else None,
        )
        for name, table in tables.items()
    }


def _changes(flows: pd.DataFrame, flowed: pd.DataFrame, year: int) -> dict[str, Published]:
    """The tables of what changed; without rows where there was no review the year before."""
    compared, changes = measures.compared(flows, year), measures.changes(flows, year)
    return {
        COMPARED: Published(compared, ["year"], flowed, _compared, {}, {}),
        CHANGES: Published(changes, ["have"], flowed, _changed, {}, {"year": year}),
    }


def _with_wards(
    release: Release, now: pd.DataFrame, lived: pd.DataFrame, year: int, areas: list[str], data: str
) -> Release:
    """The release with what the poor of each ward lack, on its page and the district's."""
    district = read.district(data)
    table = measures.by_ward(now, year, [unit.code for unit in district.units])
    rests_on = {f"{column}_pct": [column, "haves_recorded"] for column in LACKING}
    at = {"year": year, "haves_standing": "haves_poor"}
    each = Published(table, ["unit_code"], lived, _lives, rests_on, at, ["haves_due"])
    release = _with(release, WARDS, each, [district.code], data)
    wards = [area for area in areas if area != district.code]
    return pages.by_ward(
        release,
        WARDS,
        table,
        wards,
        data,
        keys=["unit_code"],
        at=at,
        shares=rests_on,
        exact=each.exact,
        parts=each.parts,
    )


def _with_parts(release: Release, whole: Published, total: str, columns: list[str]) -> Release:
    """The release to who knows that a total adds up the columns of each have alike.

    What lies beneath a small total is hidden with it, whichever have it is of.
    """
    table = whole.table[[*whole.keys, total]]
    wheres = [{**whole.at, **row} for row in table[whole.keys].to_dict("records")]
    for have in HAVES:
        sums = [[cell(column, {**at, "have": have}) for column in columns] for at in wheres]
        name, about = f"{total}-{have}", {"keys": whole.keys, "at": whole.at}
        release = release.add(name, table, sums={total: sums}, **about)
    return release


def _with_seen(release: Release, stood: pd.DataFrame, is_compared: bool, year: int) -> Release:
    """The release to who knows how many were due in all, and that the reviewed are of those."""
    due = stood[stood["haves_standing"].isin(["haves_poor", "haves_exited"]) & _once(stood)]
    seen = due[measures.counted(due, "haves_reviewed")]
    counts = {"haves_all_due": due["households"].sum(), "haves_seen": seen["households"].sum()}
    table = pd.DataFrame([{"year": year, **counts}])
    sums = {"haves_all_due": [due["cell"]], "haves_seen": [seen["cell"]]}
    release = release.add("seen", table, keys=["year"], sums=sums, exact=["haves_all_due"])
    if not is_compared:
        return release
    by_year = [cell(column, {"year": year}) for column in ("haves_both", "haves_now_only")]
    again = {"keys": ["year"], "sums": {"haves_seen": [by_year]}}
    return release.add("seen-again", table[["year", "haves_seen"]], **again)


def _with_years(release: Release, table: pd.DataFrame, areas: list[str], data: str) -> Release:
    """The release with the poor of each year; of earlier years no other table tells anything."""
    return pages.of_the_whole(
        release,
        YEARS,
        table,
        areas,
        data,
        keys=["year"],
        at={"haves_standing": "haves_poor"},
        parts={"haves_recorded": ["haves_three", "haves_fewer"]},
        shares={"haves_three_pct": ["haves_three", "haves_recorded"]},
        notes=["standard"],
    )


def _with(release: Release, name: str, each: Published, areas: list[str], data: str) -> Release:
    """The release with a table, each of its counts the sum of those chosen for it."""
    rows = each.table.to_dict("records")
    columns = each.table.columns.difference([*each.keys, *each.rests_on], sort=False)
    sums = {
        column: [each.beneath.loc[each.of(each.beneath, row, column), "cell"] for row in rows]
        for column in columns
    }
    return pages.of_the_whole(
        release,
        name,
        each.table,
        areas,
        data,
        keys=each.keys,
        at=each.at,
        sums=sums,
        shares=each.rests_on,
        exact=each.exact,
    )


def _stands(stood: pd.DataFrame, row: dict, column: str) -> pd.Series:
    of = FOUND.get(column)
    is_counted = stood[row["have"]].isin(of) if of else _counted_once(stood, column)
    return is_counted & (stood["haves_standing"] == row["haves_standing"])


def _lives(lived: pd.DataFrame, row: dict, column: str) -> pd.Series:
    is_poor = lived["haves_standing"] == "haves_poor"
    if row["unit_code"] == TOTAL:
        return is_poor & _counted_once(lived, column)
    is_there = lived["unit_code"] == row["unit_code"]
    return is_there if column == "haves_due" else is_there & measures.counted(lived, column)


def _compared(flowed: pd.DataFrame, row: dict, column: str) -> pd.Series:
    return (flowed["have"] == HAVES[0]) & measures.flowed(flowed, column)


def _changed(flowed: pd.DataFrame, row: dict, column: str) -> pd.Series:
    return (flowed["have"] == row["have"]) & measures.flowed(flowed, column)


def _once(alike: pd.DataFrame) -> pd.Series:
    """The rows that count everybody once: of those not recorded in full, those of one have."""
    is_alone = alike[HAVES].eq(ANY).any(axis="columns")
    return ~is_alone | (alike[HAVES[0]] != ANY)


def _counted_once(stood: pd.DataFrame, column: str) -> pd.Series:
    return measures.counted(stood, column) & _once(stood)


def _stood(now: pd.DataFrame) -> pd.DataFrame:
    """Households by standing and what was found; by ward where poor and recorded in full."""
    poor = now.loc[now["haves_standing"] == "haves_poor", "unit_code"].unique()
    none = [("haves_poor", unit, *each) for unit in poor for each in IN_FULL]
    none += [("haves_poor", TOTAL, *each) for each in [*ALONE, NOT_REVIEWED]]
    none += [("haves_exited", TOTAL, *each) for each in [*IN_FULL, *ALONE, NOT_REVIEWED]]
    by_ward = (now["haves_standing"] == "haves_poor") & measures.counted(now, "haves_recorded")
    rows = now.assign(unit_code=now["unit_code"].where(by_ward, TOTAL))
    return _completed("three_haves", _alone(rows), none, STOOD)


def _alone(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows recorded in full, or not reviewed, and of the others each have by itself."""
    in_part = measures.counted(rows, "haves_unrecorded")
    each = [
        rows[in_part].assign(**{other: ANY for other in HAVES if other != have}) for have in HAVES
    ]
    return pd.concat([rows[~in_part], *each])


def _rest(now: pd.DataFrame) -> pd.DataFrame:
    """The poor of each ward who were not reviewed, or not recorded in full."""
    poor = now[now["haves_standing"] == "haves_poor"]
    rows = poor[~measures.counted(poor, "haves_recorded")]
    none = [(unit,) for unit in poor["unit_code"].unique()]
    rest = _completed("three_haves_rest", rows, none, REST)
    return rest.assign(haves_standing="rest", **dict.fromkeys(HAVES, ""))


def _flowed(flows: pd.DataFrame) -> pd.DataFrame:
    """Households reviewed in one of two years by have and what was found in each."""
    none = [each for each in product(HAVES, FOUND_OR_NOT, FOUND_OR_NOT) if any(each[1:])]
    return _completed("three_haves_flow", flows, none, FLOW)


def _completed(
    measure: str, rows: pd.DataFrame, none: list[tuple], keys: list[str]
) -> pd.DataFrame:
    """Households by these keys, those that might be and are not as well, each with its `cell`."""
    maybe = pd.DataFrame(none, columns=keys).assign(households=0)
    every = pd.concat([rows[[*keys, "households"]], maybe])
    counts = every.groupby(keys, as_index=False)["households"].sum()
    return counts.assign(cell=[cell(measure, row) for row in counts[keys].to_dict("records")])


def _unrecorded(stood: pd.DataFrame, rest: pd.DataFrame) -> Relation:
    """The poor not recorded in full, of all wards."""
    is_rest = (stood["haves_standing"] == "haves_poor") & ~measures.counted(stood, "haves_recorded")
    return _equal(stood.loc[is_rest & _once(stood), "cell"], rest["cell"])


def _each_alone(stood: pd.DataFrame) -> Iterator[Relation]:
    """Of each have as many are not recorded in full; one have or two of each are blank."""
    for _, rows in stood[stood[HAVES].eq(ANY).any(axis="columns")].groupby("haves_standing"):
        first, *others = ([*rows.loc[rows[have] != ANY, "cell"]] for have in HAVES)
        yield from (_equal(first, other) for other in others)
        blank = rows.loc[rows[HAVES].eq("unknown").any(axis="columns"), "cell"]
        yield _equal(blank, first)._replace(greatest=inf)
        yield _equal(blank, [*first, *first])._replace(least=-inf)


def _same_households(stood: pd.DataFrame, flowed: pd.DataFrame) -> Iterator[Relation]:
    """Who is found to have something came to it from what was found before, or was not seen.

    As many are seen again, and for the first or the last time, whichever have is asked of.
    """
    due = stood[stood["haves_standing"].isin(["haves_poor", "haves_exited"])]
    for have, now in product(HAVES, ANSWERS):
        came = flowed[(flowed["have"] == have) & (flowed["now"] == now)]
        yield _equal(due.loc[due[have] == now, "cell"], came["cell"])
    for column in ("haves_both", "haves_now_only", "haves_before_only"):
        rows = flowed[measures.flowed(flowed, column)]
        first, *others = (rows.loc[rows["have"] == have, "cell"] for have in HAVES)
        yield from (_equal(first, other) for other in others)


def _equal(cells: Iterable[Cell], others: Iterable[Cell]) -> Relation:
    return Relation((*((1, each) for each in cells), *((-1, each) for each in others)))


def _standards(ledger: pd.DataFrame) -> dict[int, str]:
    return dict(zip(ledger["year"], ledger["standard"], strict=True))
