"""Độ sâu của nghèo: every table on gaps from the line, as it may be shown.

Indices are means of many incomes, and tell of one household where few are below the line or one gap
is most of the sum: then they are not shown. The counts behind them are tied to the ledger in
households and people, and to the blanks that the page on the state of the data counts.
"""

from collections.abc import Iterable, Iterator
from math import inf

import pandas as pd

from analysis.disclosure import Cell, Release, cell
from analysis.facts import read
from analysis.measures import depth, movements
from analysis.methods.suppression import Relation
from analysis.publication import areas as of_areas
from analysis.terms import HIDDEN, is_hidden

COUNTED, INDICES = "depth-counted", "depth-indices"
WARDS, YEARS = "depth-wards", "depth-years"
GAP = "depth_gap_vnd"
PG = "depth_gap_pct"
OF_GAP = [*depth.POWERS, "depth_income_gap_whole_pct"]
MOST_MEMBERS = 30  # of a household, by the rule of the lists
LAST_DIGIT = 0.0001  # of a share in per cent with two decimals
SUMS = [
    {"depth_at_or_below": 1, "depth_poor": -1, "depth_without_income": 1}
    | {"depth_poor_above": 1, "depth_near_poor_below": -1},
    {"depth_at_or_below": 1, "depth_below_line": -1, "depth_at_line": -1},
]
OTHERS = ["depth_poor_above", "depth_near_poor_below"]
TELLS = {
    "depth_official": ["depth_poor"],
    "depth_p0": OTHERS,
    "depth_sen": OTHERS,
    "depth_p0_below": [*OTHERS, "depth_below_line", "depth_at_line"],
}
BLANK = {"column": "income_vnd", "file": "closing_list"}
ABOVE = cell("depth_near_poor_above", {})
NEAR_POOR = cell("depth_households", {"depth_line": "depth_near_poor_below"})
DOUBT = {"rule": "poor_without_income", "file": "closing_list"}


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the tables of every area; of returns they have no rows."""
    areas, whole = list(areas), read.district(data).code
    for with_tables in (_with_counts, _with_wards):
        release = with_tables(release, year, areas, data)
    for name, table in ((INDICES, _indices), (YEARS, _years)):
        made = table(year, data) if whole else pd.DataFrame()
        release = of_areas.of_the_whole(
            release, name, made, areas, data, keys=[], notes=list(made)
        )  # fmt: skip
    return release


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward.

    An index that would tell a count that is hidden is hidden as well, but not where the last digit
    that is shown stands for as many households as are small.
    """
    tables = of_areas.finished(shown, [COUNTED, INDICES, WARDS, YEARS])
    counted, indices = tables[COUNTED], tables[INDICES]
    if indices is not None and len(indices):
        tables[INDICES] = indices.assign(
            **{
                f"depth_of_{unit}_pct": _veiled(
                    indices.set_index("depth_index")[f"depth_of_{unit}_pct"],
                    counted.set_index("depth_line")[column],
                )
                for unit, column in depth.UNITS.items()
                if not indices["is_coarse"].all()
            }
        ).drop(columns="is_coarse")
    return tables


def _veiled(values: pd.Series, counts: pd.Series) -> list:
    """The indices with the sign for those that tell a count which has it."""
    hidden = {line for line, count in counts.items() if is_hidden(count)}
    return [
        HIDDEN if hidden & set(TELLS.get(index, ())) else value for index, value in values.items()
    ]


def _with_counts(release: Release, year: int, areas: list[str], data: str) -> Release:
    """The release with the households and the people counted, to who knows what ties them."""
    whole = read.district(data).code
    table = depth.counted(*_of_year(year, data)) if whole else pd.DataFrame()
    behind = table.assign(depth_people=table["depth_households"]) if len(table) else None
    if len(table):
        exact = [*depth.LINES[:2]]
        known = table[table["depth_line"].isin(exact)][["depth_line", "depth_households"]]
        everyone = table[table["depth_line"] == "depth_all"]
        about = {"keys": ["depth_line"], "exact": True}
        release = release.add("depth-known/", known, **about).add("depth-all/", everyone, **about)
    release = of_areas.of_the_whole(
        release, COUNTED, table, areas, data, keys=["depth_line"], behind=behind
    )
    if table.empty:
        return release
    above = depth.near_poor_above(*_of_year(year, data)[:2])
    release = release.beneath(ABOVE[0], pd.DataFrame([{"households": above}]), [])
    return release.tied(_known(release, whole))


def _known(release: Release, area: str) -> Iterator[Relation]:
    """How the counts add up, and which of them other tables have.

    No people are no household, and a household has at least one and at most MOST_MEMBERS.
    """
    for column in depth.UNITS.values():
        for signs in SUMS:
            yield Relation(tuple((sign, _cell(column, line)) for line, sign in signs.items()))
    for line in depth.LINES[1:]:
        homes, people = (_cell(column, line) for column in depth.UNITS.values())
        if {homes, people} <= release.values.keys():
            yield Relation(((1, people), (-1, homes)), 0, inf)
            yield Relation(((MOST_MEMBERS, homes), (-1, people)), 0, inf)
    near_poor = cell("near_poor", {"file": "closing_list", "area": area})
    elsewhere = [
        (cell("closing_people", {}), [_cell("depth_people", "depth_poor")]),
        (cell("doubts", DOUBT), [_cell("depth_households", "depth_without_income")]),
        (near_poor, [cell("blanks_not_doubted", BLANK), ABOVE, NEAR_POOR]),
    ]
    told = (Relation(((1, whole), *((-1, part) for part in parts))) for whole, parts in elsewhere)
    yield from agreeing(release, told)


def agreeing(release: Release, relations: Iterable[Relation]) -> Iterator[Relation]:
    """Those of some relations whose cells other tables have, and that hold.

    A list that was corrected since may say otherwise, and then nothing is told by it.
    """
    for relation in relations:
        terms = [(times, release.values.get(each)) for times, each in relation.terms]
        if all(n is not None for _, n in terms) and not sum(times * n for times, n in terms):
            yield relation


def _cell(column: str, line: str) -> Cell:
    return cell(column, {"depth_line": line})


def _with_wards(release: Release, year: int, areas: list[str], data: str) -> Release:
    """The release with the gap of each ward, and of all of them together."""
    whole = read.district(data).code
    table = _wards(year, data) if whole else pd.DataFrame()
    release = of_areas.by_ward(
        release, WARDS, table, areas, data, amounts={GAP: []}, keys=["unit_code"],
        at={"year": year}, shares={PG: [GAP]},
        notes=["closing", "households", "poverty_rate_pct"],
    )  # fmt: skip
    return release.tied(_wards_together(table, year))


def _wards_together(table: pd.DataFrame, year: int) -> Iterator[Relation]:
    if len(table) > 1:
        *parts, together = (cell(GAP, {"unit_code": u, "year": year}) for u in table["unit_code"])
        yield Relation(((1, together), *((-1, part) for part in parts)))


def _wards(year: int, data: str) -> pd.DataFrame:
    """The table by ward; what is a mean of few gaps, or of one above all, has the sign already."""
    office = read.district(data)
    incomes, line, _ = _of_year(year, data)
    ledger, people = (of(year, office.code, data) for of in (read.ledger, read.population))
    rates = movements.rates(ledger, people, year)
    wards = [unit.code for unit in office.units]
    gaps = depth.of_year(read.work("depth_gaps", year, office.code, data), year)
    table = depth.wards(incomes, gaps, line, rates[rates["unit_code"].isin(wards)])
    if table.empty:
        return table
    units = {ward: [ward] for ward in wards} | {depth.OF_WARDS: wards}
    alone = [
        depth.points_to_one(
            incomes[incomes["unit_code"].isin(units[unit])], line, office.dominance_pct
        )
        for unit in table["unit_code"]
    ]
    return table.assign(**{PG: table[PG].astype(object).mask(alone, HIDDEN)})


def _indices(year: int, data: str) -> pd.DataFrame:
    """The indices; but for shares of the poor they are hidden where they tell of one household.

    `is_coarse`: the last digit of a share stands for as many households as are shown, or more.
    """
    incomes, line, population = _of_year(year, data)
    table = depth.indices(incomes, line, population)
    least = read.district(data).disclosure_threshold / LAST_DIGIT
    table["is_coarse"] = bool(population["households"].sum() >= least)
    if depth.points_to_one(incomes, line, read.district(data).dominance_pct):
        means = ~table["depth_index"].isin(depth.RATES)
        rates = [f"depth_of_{unit}_pct" for unit in depth.UNITS]
        table = table.astype(dict.fromkeys(rates, object))
        table.loc[means, rates] = HIDDEN
    return table


def _years(year: int, data: str) -> pd.DataFrame:
    """The years' gaps, with the sign where one would tell of one household."""
    office = read.district(data)
    ledger, people = (of(year, office.code, data) for of in (read.ledger, read.population))
    reviews = ledger.groupby(["year", "standard"], as_index=False)["closing"].sum()
    everyone = people.groupby("year")["households"].sum(min_count=1)
    reviews["households"] = reviews["year"].map(everyone).astype("Int64")
    incomes = read.work("depth_incomes", year, office.code, data)
    lines = _lines(year, data)
    table = depth.years(incomes, people, reviews, lines)
    if table.empty:
        return table
    alone = [
        depth.points_to_one(
            depth.of_year(incomes, row["year"]), lines[row["standard"]], office.dominance_pct
        )
        for row in table.to_dict("records")
    ]
    return table.assign(**{name: table[name].astype(object).mask(alone, HIDDEN) for name in OF_GAP})


def _of_year(year: int, data: str) -> tuple[pd.DataFrame, int | None, pd.DataFrame]:
    """The incomes, the line and the population of the whole in a year."""
    whole = read.district(data).code
    incomes, people = read.work("depth_incomes", year, whole, data), read.population
    standard = movements.of_year(read.ledger(year, whole, data), year)["standard"].iloc[0]
    line = _lines(year, data).get(standard)
    return depth.of_year(incomes, year), line, depth.of_year(people(year, whole, data), year)


def _lines(year: int, data: str) -> dict[str, int]:
    lines = read.standards(year, read.district(data).code, data).dropna(subset="line_vnd")
    return dict(zip(lines["standard"], lines["line_vnd"].astype(int), strict=True))
