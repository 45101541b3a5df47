"""Lần thoát nghèo, vượt chuẩn cận nghèo liên tục: closer looks at the exits, as they may be shown.

Both tables are made of the district alone. They count the spells that `publication.exits` gives the
release, split by something more, and are tied to these.
"""

from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.disclosure import Release, cell
from analysis.facts import read
from analysis.measures import exit_paths, exits
from analysis.methods.suppression import Relation
from analysis.publication import areas as of_areas
from analysis.publication.exits import possible

ORDERS, LASTING = "exits-orders", "exits-lasting"
SHARES = {
    **{f"{order}_relapse_pct": [f"{order}_at_risk", f"{order}_fell_back"]
       for order in exit_paths.ORDERS.values()},
    "order_p": exit_paths.COUNTS,
}  # fmt: skip


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with both tables; of returns they have no rows."""
    office, every = read.district(data), list(areas)
    orders = lasting = pd.DataFrame()
    spells = None
    if office.code:
        reviews = exits.reviews(read.ledger(year, office.code, data))
        paths = exits.followed(read.exit_paths(year, office.code, data), year, reviews)
        orders = exit_paths.orders(paths)
        # How many exited is public; of so few the parts cannot be kept apart from it.
        enough = orders["first_at_risk"] + orders["later_at_risk"] >= office.disclosure_threshold
        orders = orders[enough].reset_index(drop=True)
        lasting = exit_paths.lasting(paths, office.lasting_exit_years)
        spells = exits.followed(possible(year, office.code, data), year, reviews)
    release = of_areas.of_the_whole(
        release, ORDERS, orders, every, data,
        keys=["standard"], at={"table": ORDERS}, shares=SHARES, loss=200,
    )  # fmt: skip
    release = of_areas.of_the_whole(
        release, LASTING, lasting, every, data,
        keys=["exit_year", "standard"], at={"table": LASTING}, exact=["exits"],
        parts={"exits": exit_paths.STATES}, shares={"lasting_pct": ["above_throughout"]}, loss=150,
    )  # fmt: skip
    if spells is None:
        return release
    after = (office.lasting_exit_years or 1) - 1
    return release.tied([*_of_orders(orders, spells), *_of_lasting(lasting, spells, after)])


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward."""
    return of_areas.finished(shown, [ORDERS, LASTING])


def _of_orders(orders: pd.DataFrame, spells: pd.DataFrame) -> Iterator[Relation]:
    """First and later exits together are all of a standard that a review followed."""
    for row in orders.to_dict("records"):
        at = {"table": ORDERS, "standard": row["standard"]}
        seen = spells[(spells["standard"] == row["standard"]) & (spells["last"] >= 1)]
        fell = seen[(seen["end"] == "fell_back") & (seen["after"] == 1)]
        yield _same([cell(f"{order}_fell_back", at) for order in exit_paths.ORDERS.values()], fell)
        yield _same([cell(f"{order}_at_risk", at) for order in exit_paths.ORDERS.values()], seen)


def _of_lasting(lasting: pd.DataFrame, spells: pd.DataFrame, after: int) -> Iterator[Relation]:
    """Who is poor again or gone within the reviews counts among those of the other tables."""
    ended = (spells["end_year"] - spells["exit_year"] <= after).fillna(False)
    for row in lasting.to_dict("records"):
        at = {"table": LASTING, "exit_year": row["exit_year"], "standard": row["standard"]}
        own = spells[(spells["exit_year"] == row["exit_year"]) & ended]
        for state, end in [("poor_again", "fell_back"), ("gone", "left")]:
            if not pd.isna(row[state]):
                yield _same([cell(state, at)], own[own["became"] == end])


def _same(cells: list, spells: pd.DataFrame) -> Relation:
    return Relation((*((1, each) for each in cells), *((-1, each) for each in spells["cell"])))
