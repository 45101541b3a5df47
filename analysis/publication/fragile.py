"""Thoát nghèo mong manh: the year's exits close to the line or to near-poor, by ward.

Counts are sums of the exits of each ward by class and margin, which nobody is shown; these are tied
to what the ledger prints of the classes, and to the exits without an income that another page has.
"""

from collections.abc import Iterable, Iterator
from itertools import product

import pandas as pd

from analysis.disclosure import TOTAL, Cell, Release, cell
from analysis.facts import read
from analysis.measures import fragile as measures
from analysis.methods.suppression import Relation
from analysis.publication import areas as of_areas

BY_UNIT, PARTS = "fragile-exits", "fragile-exits-parts"
BENEATH = ["unit_code", "exit_class", "margin_state"]
CLASSES, STATES = ["near_poor", "above_near_poor"], ["narrow", "wide", "unknown"]
LINES = {"near_poor": "exits_to_near_poor", "above_near_poor": "exits_above_near_poor"}
ADDED_UP = {  # the cells beneath that each count adds up, by class and margin
    "narrow_exits": list(product(CLASSES, ["narrow"])),
    "near_poor_exits": [("near_poor", "wide"), ("near_poor", "unknown")],
    "clear_exits": [("above_near_poor", "wide")],
    "unknown_exits": [("above_near_poor", "unknown")],
}
ADDED_UP["fragile_exits"] = ADDED_UP["narrow_exits"] + ADDED_UP["near_poor_exits"]
ADDED_UP["year_exits"] = list(product(CLASSES, STATES))


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the district's tables and each ward's own row; of returns without rows."""
    every = list(areas)
    if read.district(data).code is None:
        for name, area in product([BY_UNIT, PARTS], every):
            release = release.add(f"{name}/{area}", pd.DataFrame(), keys=[])
        return release
    return _with_tables(release, year, every, data)


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward."""
    return of_areas.finished(shown, [BY_UNIT, PARTS])


def _with_tables(release: Release, year: int, areas: list[str], data: str) -> Release:
    office = read.district(data)
    margins = read.work("exit_margins", year, office.code, data)
    margins = margins[margins["year"] == year].reset_index(drop=True)
    beneath = _beneath(margins)
    release = release.beneath("exit_margins", beneath, BENEATH)
    parts = measures.parts(margins)
    sums = {
        "exits_in_part": [_cells(beneath, TOTAL, ADDED_UP[of]) for of in parts.get("exit_part", ())]
    }
    about = {"keys": ["exit_part"], "shares": {"part_pct": ["exits_in_part"]}, "sums": sums}
    release = of_areas.of_the_whole(release, PARTS, parts, areas, data, **about)
    table = measures.by_unit(margins, [unit.code for unit in office.units])
    units = table.get("unit_code", ())
    about = {"keys": ["unit_code"], "exact": ["year_exits"]}
    about |= {"shares": {"fragile_pct": ["fragile_exits"]}}
    counts = table.columns.intersection(list(ADDED_UP))
    sums = {count: [_cells(beneath, unit, ADDED_UP[count]) for unit in units] for count in counts}
    whole, wards = [office.code], [area for area in areas if area != office.code]
    release = of_areas.by_ward(release, BY_UNIT, table, whole, data, sums=sums, **about)
    release = of_areas.by_ward(release, BY_UNIT, table, wards, data, **about)
    return release.tied(_printed(release, beneath, units, year, data))


def _beneath(margins: pd.DataFrame) -> pd.DataFrame:
    """Exits by ward, class and margin, also of whom there might be some."""
    states = margins["margin_band"].eq("margin_unknown").map({True: "unknown", False: "wide"})
    rows = margins.assign(margin_state=states.mask(margins["is_narrow"], "narrow"))
    every = product(margins["unit_code"].unique(), CLASSES, STATES)
    none = pd.DataFrame(every, columns=BENEATH).assign(households=0)
    counts = pd.concat([rows[[*BENEATH, "households"]], none])
    counts = counts.groupby(BENEATH, as_index=False)["households"].sum()
    return counts.assign(
        cell=[cell("exit_margins", row) for row in counts[BENEATH].to_dict("records")]
    )


def _cells(beneath: pd.DataFrame, unit: str, of: list[tuple[str, str]]) -> list[Cell]:
    own = beneath if unit == TOTAL else beneath[beneath["unit_code"] == unit]
    pairs = zip(own["exit_class"], own["margin_state"], own["cell"], strict=True)
    return [each for exit_class, state, each in pairs if (exit_class, state) in of]


def _printed(
    release: Release, beneath: pd.DataFrame, units: Iterable[str], year: int, data: str
) -> Iterator[Relation]:
    """What the ledger tells of the classes, and another page of the exits without an income.

    Where the lists name different wards for a household, the latter are not of the same ward.
    """
    ledger = read.ledger(year, read.district(data).code, data)
    ledger = ledger[ledger["year"] == year].set_index("unit_code")
    values = beneath.set_index("cell")["households"]
    for unit in units:
        own = ledger if unit == TOTAL else ledger.loc[ledger.index == unit]
        for exit_class, line in LINES.items():
            named = _cells(beneath, unit, list(product([exit_class], STATES)))
            if values[named].sum() == (printed := int(own[line].sum())):
                yield Relation(tuple((1, each) for each in named), printed, printed)
        blank = cell("exits", {"band": "no_income", "unit_code": unit})
        named = _cells(beneath, unit, list(product(CLASSES, ["unknown"])))
        if release.values.get(blank) == values[named].sum():
            yield Relation(((1, blank), *((-1, each) for each in named)))
