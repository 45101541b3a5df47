"""Diễn biến hộ cận nghèo: the ledger of the near-poor, whose lines of single wards are small.

What joins it to the poor one, near-poor that became poor and exits to near-poor, the headline
ledger prints. A reader also knows that it balances, and what the lists hold by their sizes.
"""

from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.disclosure import TOTAL, Cell, Release, cell
from analysis.facts import read
from analysis.measures import movements, near_poor
from analysis.methods.suppression import Relation
from analysis.publication import areas as of_areas
from analysis.terms import HIDDEN, NOT_ASKED, is_hidden

TABLE, MATRIX, WHOLE = "near-poor-households", "near-poor-matrix", "near-poor-whole"
# Of single wards these would be hidden one and all, and with them the lines of the district.
OF_THE_WHOLE = [*near_poor.GONE, "near_moved_out", "near_moved_in"]
OFFICIAL = {"from_near_poor": "near_to_poor", "exits_to_near_poor": "poor_to_near"}
EXACT = [*OFFICIAL]
BALANCE = ["near_expected_closing", "near_unexplained"]
SIGNS = {"near_opening": 1, "near_closing": -1}
SIGNS |= dict.fromkeys(near_poor.OUT, -1) | dict.fromkeys(near_poor.IN, 1)
PARTS = {"near_gone": near_poor.GONE, "near_arriving": near_poor.ARRIVING}
LISTS = {  # counts of the near-poor that a list's size tells beside its poor
    "opening_list": "near_opening",
    "opening_carried": "near_opening",
    "closing_list": "near_closing",
    "departures_list": "near_other_decrease",
}
OF_NEAR_POOR = {  # cells of the matrix that rest on lines of the ledger, by state and column
    ("was_near_poor", "after_near_poor"): ["near_stayed"],
    ("was_near_poor", "after_above"): ["near_above"],
    ("was_near_poor", "after_left"): ["near_other_decrease"],
    ("was_near_poor", "after_undeclared"): ["near_gone"],
    ("was_off_list", "after_near_poor"): ["near_arriving"],
}


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the near-poor of the district by ward, of each ward its own row."""
    office = read.district(data)
    if office.code is None:  # returns, which print no line of the near-poor
        for area in areas:
            for name in (TABLE, MATRIX):
                release = release.add(f"{name}/{area}", pd.DataFrame(), keys=[])
        return release
    transitions = read.transitions(year, data)
    table = _by_unit(transitions, year, data)
    if len(table):
        release = _with_ledger(release, table, areas, data)
    else:
        release = of_areas.by_ward(release, TABLE, table, areas, data)
    states = near_poor.matrix(transitions)
    release = release.add(f"{MATRIX}/{office.code}", states, keys=[], notes=[*states])
    return release.tied(_known(table, release, office.code))


def _with_ledger(release: Release, table: pd.DataFrame, areas: Iterable[str], data: str) -> Release:
    """The release with every line of the whole, and of the wards those that are not of it alone."""
    whole, wards = table.iloc[[-1]], table[table["unit_code"] != TOTAL]
    about = {"keys": ["unit_code"], "exact": EXACT}
    parts = {of: [*columns] for of, columns in PARTS.items()}
    states = {"near_opening": ["from_near_poor", "near_gone", "near_stayed"]}
    release = release.add(
        f"{WHOLE}/{read.district(data).code}",
        whole,
        **about,
        parts=parts | states,
        notes=BALANCE,
    )
    for line in OF_THE_WHOLE if len(table) > 1 else []:
        counts = wards[["unit_code", line]].rename(columns={line: "households"}).dropna()
        release = release.beneath(line, counts, ["unit_code"])
    withheld = {
        line: table[line].astype(object).where(table[line].isna(), HIDDEN) for line in OF_THE_WHOLE
    }
    return of_areas.by_ward(
        release,
        TABLE,
        table.drop(columns="near_stayed").assign(**withheld),
        areas,
        data,
        **about,
        parts={"near_arriving": parts["near_arriving"]},
        notes=[*BALANCE, *OF_THE_WHOLE],
    )


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them: the ledger a row a line.

    A cell of the matrix is hidden with the lines of the whole that it rests on.
    """
    units, states = shown[TABLE], shown.get(MATRIX)
    if units.empty:
        return {TABLE: units, MATRIX: states}
    if states is not None:
        whole = shown[WHOLE].astype(object)
        units = pd.concat([whole, units.iloc[:-1].astype(object)], ignore_index=True)
        states = _signed(_veiled(states, whole.iloc[0]))
    lines = units.set_index("unit_code")[near_poor.LINES].rename(columns=OFFICIAL).T
    lines = lines.rename_axis("line")
    return {TABLE: lines.rename_axis(columns=None).reset_index(), MATRIX: states}


def _by_unit(transitions: pd.DataFrame, year: int, data: str) -> pd.DataFrame:
    """The ledger with its balance: every ward, and near-poor of no ward where there are any."""
    poor = movements.of_year(read.ledger(year, read.district(data).code, data), year)
    near = transitions[(transitions[["before", "after"]] == "near_poor").any(axis="columns")]
    has_no_ward = (near[["unit_code", "closing_unit_code"]] == "").any(axis=None)
    units = [code for code in poor["unit_code"] if code] + ([""] if has_no_ward else [])
    table = near_poor.ledger(transitions, units)
    if table.empty:
        return table
    expected = near_poor.expected_closing(table)
    return table.assign(
        near_expected_closing=expected, near_unexplained=table["near_closing"] - expected
    )


def _known(table: pd.DataFrame, release: Release, whole: str) -> Iterator[Relation]:
    """The balance of each unit, the moves that cancel, and what the lists of a unit hold."""
    for row in table.to_dict("records"):
        unit = {"unit_code": row["unit_code"]}
        terms = tuple((sign, cell(line, unit)) for line, sign in SIGNS.items())
        residual = sum(sign * row[line] for line, sign in SIGNS.items())
        yield Relation(terms, residual, residual)
        area = whole if row["unit_code"] == TOTAL else row["unit_code"]
        for file, line in LISTS.items():
            listed = cell("near_poor", {"file": file, "area": area})
            yield from _same(release, cell(line, unit), listed)
    if len(table) > 1:
        moved = [cell(f"near_moved_{way}", {}) for way in ("out", "in")]
        yield Relation(((1, moved[0]), (-1, moved[1])))


def _same(release: Release, line: Cell, listed: Cell) -> Iterator[Relation]:
    """That a line counts those on a list; by how much a correction parts them is known as well."""
    if {line, listed} <= release.values.keys():
        apart = release.values[line] - release.values[listed]
        yield Relation(((1, line), (-1, listed)), apart, apart)


def _veiled(states: pd.DataFrame, whole: pd.Series) -> pd.DataFrame:
    """The matrix without the cells that rest on hidden lines."""
    hidden = {at for at, lines in OF_NEAR_POOR.items() if any(map(is_hidden, whole[lines]))}
    columns = {
        column: states[column].astype(object).mask(_are_in(hidden, states, column), HIDDEN)
        for column in {column for _, column in hidden}
    }
    return states.assign(**columns)


def _signed(states: pd.DataFrame) -> pd.DataFrame:
    """The matrix with a sign where nothing can stand, and no column of what nobody lacks."""
    columns = states.columns.drop("before")
    unasked = states["before"].isin(["was_off_list", "at_closing"])
    signs = {
        name: states[name].astype(object).mask(unasked & states[name].isna(), NOT_ASKED)
        for name in columns
    }
    lacking = (states["after_undeclared"].fillna(0).astype(str) != "0").any()
    return states.assign(**signs).drop(columns=[] if lacking else ["after_undeclared"])


def _are_in(hidden: set[tuple[str, str]], states: pd.DataFrame, column: str) -> pd.Series:
    return states["before"].map(lambda before: (before, column) in hidden)
