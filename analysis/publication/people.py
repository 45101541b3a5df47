"""Nhân khẩu nghèo: the ledger in people, in which the count of one household tells its size."""

from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.disclosure import TOTAL, Release, cell
from analysis.facts import read
from analysis.measures import movements
from analysis.methods.suppression import Relation

TABLE, SIZES = "movements-people", "movements-household-size"
BALANCE = ["expected_closing_people", "unexplained_people"]
PARTS = {"exits_people": movements.EXITS, "arising_people": movements.ARISING}
SIGNS = {"opening": 1, "exits": -1, "other_decrease": -1, "moved_out": -1}
SIGNS |= {"arising": 1, "other_increase": 1, "moved_in": 1, "closing": -1}


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the year's ledger in people, and people a household, of every area.

    A count is as small as the households behind it, and people are at least as many as these. The
    reader knows the balance of each unit, and that moves between wards cancel.
    """
    for area in areas:
        ledger = movements.of_year(read.people_ledger(year, area, data), year)
        rows = _by_unit(movements.people_statement(ledger))
        flows = [line for line in rows if line not in ("unit_code", *BALANCE)]
        behind = _by_unit(movements.statement(ledger)).rename(columns="{}_people".format)
        release = release.add(
            f"{TABLE}/{area}",
            rows,
            keys=["unit_code"],
            parts={
                total: [f"{part}_people" for part in parts]
                for total, parts in PARTS.items()
                if total in rows
            },
            shares=dict.fromkeys(rows.columns.intersection(BALANCE), flows),
            behind=behind[behind.columns.intersection(flows)],
        )
        release = release.tied(_known(rows)).add(
            f"{SIZES}/{area}",
            movements.household_sizes(ledger),
            keys=["unit_code"],
            shares={"mean_size": ["closing_people"]},
            notes=["closing"],
        )
    return release


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The protected tables of one area as notebooks show them: a row a line, a column a unit."""
    statement = shown[TABLE].set_index("unit_code").T
    lines = statement.rename_axis("line").rename_axis(columns=None).reset_index()
    return {TABLE: lines, SIZES: shown[SIZES]}


def _by_unit(statement: pd.DataFrame) -> pd.DataFrame:
    """The statement a row a unit; a ledger that records nothing has neither lines nor units."""
    turned = statement.set_index("line").T.rename_axis("unit_code").reset_index()
    return turned.rename_axis(columns=None).convert_dtypes()


def _known(rows: pd.DataFrame) -> Iterator[Relation]:
    """The balance of each unit, and that as many people move out of wards as into them."""
    for row in rows.to_dict("records"):
        unit = {"unit_code": row["unit_code"]}
        flows = {line: sign for line, sign in SIGNS.items() if f"{line}_people" in row}
        if flows and not any(pd.isna(row[f"{line}_people"]) for line in flows):
            terms = tuple((sign, cell(f"{line}_people", unit)) for line, sign in flows.items())
            residual = sum(sign * row[f"{line}_people"] for line, sign in flows.items())
            yield Relation(terms, residual, residual)
        if row["unit_code"] == TOTAL and row.get("moved_out_people") == row.get("moved_in_people"):
            moved = [cell(f"{line}_people", unit) for line in ("moved_in", "moved_out")]
            yield Relation(((1, moved[0]), (-1, moved[1])))
