"""Facts from a register or from returns: counts and sums of households, nothing that names one.

Every table is additive: the facts of two parts of a register, added by key, are the facts of the
whole. Of everything after the register only this module with its parts in this folder sees a
household.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from analysis import files
from analysis.facts import (
    balance,
    depth,
    housing,
    inspection,
    linking,
    make_up,
    near_poor,
    next_year,
    outreach,
    proposal,
    quality,
    relapse_cells,
    support,
    three_haves,
)
from analysis.facts.candidates import candidates, overrides
from analysis.facts.exit_paths import exit_paths
from analysis.facts.exits import exit_ends, exit_proofs
from analysis.facts.line_change import line_change
from analysis.facts.persistence import persistence
from analysis.facts.roster import roster
from analysis.register import households as terms
from analysis.register.read import Register, Review
from analysis.register.returns import COUNTS
from analysis.register.schema import numbers
from analysis.register.smalltables import GIVERS
from analysis.workspace import District, Workspace

KEYS = ["year", "unit_code", "standard"]
PROGRAMME = (housing, three_haves, support, proposal, outreach, inspection, next_year, make_up)

# The official lines of diễn biến hộ nghèo (biểu 2, Thông tư 07/2021/TT-BLĐTBXH), with the moves
# between wards of the district on lines of their own, so that wards add up to the district.
LINES = [
    "opening",
    "exits_to_near_poor",
    "exits_above_near_poor",
    "other_decrease",
    "moved_out",
    "from_near_poor",
    "relapses",
    "entries",
    "other_increase",
    "moved_in",
    "closing",
]
TOTALS = {
    "exits": ["exits_to_near_poor", "exits_above_near_poor"],
    "arising": ["from_near_poor", "relapses", "entries"],
}
COLUMNS = [*LINES, *TOTALS]
LEDGER = [*COLUMNS, *(f"{column}_people" for column in COLUMNS)]


def tables(register: Register, district: District) -> dict[str, pd.DataFrame]:
    """Every fact table of a workspace by name.

    `ledger`: one row per year, unit and standard, with the columns LEDGER (households, people).
    `population`: one row per year and unit: households, people.
    `plan`: one row per year, unit and giver: planned exits, and the completion as printed.
    `printed`: one row per year and unit or group of a return: rates as printed, note, source.
    `exit_ends`: what became of the exits (`facts.exits`); no row of a return.
    `exit_proofs`: the same by what was recorded at the exit; `exit_paths`: by which exit of its
    household it was and when it was near-poor.
    `relapse_cells`, `exit_margins`: exits followed, and all, by what was known of them then.
    `line_change`, `persistence`: see `facts.line_change`, `facts.persistence`.
    `transitions`: households by where they stood before and after a review (`facts.near_poor`).
    `candidates`: one row per year and candidate for commendation (`facts.candidates`).
    `overrides`: what its council decided otherwise, one row per year and candidate.
    What was done besides is counted by the modules of PROGRAMME, how deep poverty goes by
    `facts.depth`; the rest is about the state of the data, see `facts.linking` and `facts.quality`.
    """
    stood = roster(register.reviews)
    work = [topic.tables(register.programme, stood, district) for topic in PROGRAMME]
    if register.returns:
        ledgers = [_from_return(year, rows) for year, rows in _units(register, district)]
    else:
        wards = [unit.code for unit in district.units]
        ledgers = [ledger(review, wards) for review in register.reviews.values()]
    return {
        "ledger": pd.concat(ledgers, ignore_index=True),
        "population": _population(register, district),
        "plan": _plan(register),
        "printed": _printed(register),
        "exit_ends": exit_ends(register.reviews, district.settlement),
        "exit_proofs": exit_proofs(register.reviews, district.settlement),
        "exit_paths": exit_paths(register.reviews, district.settlement),
        "line_change": line_change(register.reviews, district.settlement),
        "persistence": persistence(register.reviews),
        "transitions": near_poor.transitions(register.reviews),
        "candidates": candidates(register, district),
        "overrides": overrides(register),
        **relapse_cells.tables(register.reviews, stood, district),
        **{name: table for of_topic in work for name, table in of_topic.items()},
        **depth.tables(register.reviews, district.settlement),
        **linking.tables(register, district, ledger),
        **quality.tables(register, district),
    }


def write(workspace: Workspace, register: Register) -> None:
    """Write the fact tables under the workspace's outputs, readable by the owner alone.

    Raises WorkspaceError where another folder of the same name has its outputs there.
    """
    folder = workspace.private("facts")
    for name, table in tables(register, workspace.district).items():
        with files.replacing(folder / f"{name}.parquet") as partial:
            table.to_parquet(partial, index=False)


def ledger(review: Review, wards: Sequence[str] = ()) -> pd.DataFrame:
    """The movements of one review by ward, from its lists (diễn biến hộ nghèo).

    A household on both lists stayed or moved between wards; one on the opening list alone left as
    its departure declares; one on the closing list alone came from the near-poor of the opening
    list, or else as the review declares. One that nothing declares is counted at the opening or
    the closing only, and so shows as a residual; one that is declared to have left and that linking
    found on no opening list is counted as declared. Closing is counted from the list. The lines are
    held against the lists as sets of households, see `balance.refuse_torn`.
    Returns one row for each of `wards` and any other that occurs, blank for households without one.
    """
    moves = _movements(review)
    balance.refuse_torn(moves, review)
    counted = _by_ward(moves, "households").join(_by_ward(moves, "people").add_suffix("_people"))
    counted = counted.reindex(counted.index.union(wards), fill_value=0)
    for total, parts in TOTALS.items():
        counted[total] = counted[parts].sum(axis="columns")
        people = [f"{part}_people" for part in parts]
        counted[f"{total}_people"] = counted[people].sum(axis="columns")
    keyed = counted.rename_axis("unit_code").reset_index()
    keyed = keyed.assign(year=review.year, standard=review.standard)
    return keyed[[*KEYS, *LEDGER]]


def _movements(review: Review) -> pd.DataFrame:
    """One row for each household on each line it counts on: ward, line, households, people."""
    before, after = _poor(review.opening), _poor(review.closing)
    left = review.departures.set_index("household_id")
    both = before.merge(after, left_index=True, right_index=True, suffixes=("_before", "_after"))
    gone = before.loc[before.index.difference(after.index)]
    unseen = left.loc[left.index.difference(_listed(review.opening))]
    come = after.loc[after.index.difference(before.index)]
    was_near_poor = review.opening.loc[
        review.opening["household_class"] == terms.NEAR_POOR, "household_id"
    ]
    return pd.concat(
        [
            _on_line(before, "opening"),
            _on_line(after, "closing"),
            _on_line(gone, _line_out(left).reindex(gone.index)),
            _on_line(unseen.assign(members=pd.to_numeric(unseen["members"])), _line_out(unseen)),
            _on_line(come, _line_in(come, was_near_poor)),
            *_moves_between_wards(both),
            *_changes_of_size(both),
        ]
    )


def _poor(listed: pd.DataFrame) -> pd.DataFrame:
    poor = listed.loc[listed["household_class"] == terms.POOR].set_index("household_id")
    columns = ["ward_code", "members", *poor.columns.intersection(["movement"])]
    return poor[columns].assign(members=pd.to_numeric(poor["members"]))


def _listed(listed: pd.DataFrame) -> pd.Index:
    return pd.Index(listed["household_id"])


def _line_out(departures: pd.DataFrame) -> pd.Series:
    lines = departures["class_after"].map(
        {terms.NEAR_POOR: "exits_to_near_poor", terms.NOT_POOR: "exits_above_near_poor"}
    )
    return lines.where(departures["reason"] == terms.EXITED, "other_decrease")


def _line_in(arrivals: pd.DataFrame, was_near_poor: pd.Series) -> pd.Series:
    declared = {terms.RELAPSED: "relapses", terms.NEW: "entries"}
    others = dict.fromkeys(terms.OTHER_INCREASES, "other_increase")
    lines = arrivals["movement"].map(declared | others)
    return lines.mask(arrivals.index.isin(was_near_poor), "from_near_poor")


def _moves_between_wards(both: pd.DataFrame) -> list[pd.DataFrame]:
    """Both ends of each move; a ward left blank on one list is not a move."""
    wards = both[["ward_code_before", "ward_code_after"]]
    moved = both[(wards != "").all(axis="columns") & (wards.nunique(axis="columns") == 2)]
    sizes = moved["members_before"]
    return [
        _on_line(pd.DataFrame({"ward_code": moved[ward], "members": sizes}), line)
        for ward, line in [("ward_code_before", "moved_out"), ("ward_code_after", "moved_in")]
    ]


def _changes_of_size(both: pd.DataFrame) -> list[pd.DataFrame]:
    """People born into, joining, leaving or lost to households that stayed on the list."""
    change = both["members_after"] - both["members_before"]
    ward = both["ward_code_after"]
    return [
        pd.DataFrame({"ward": ward, "line": line, "households": 0, "people": people})
        for line, people in [
            ("other_increase", change.clip(lower=0)),
            ("other_decrease", -change.clip(upper=0)),
        ]
    ]


def _on_line(listed: pd.DataFrame, line: str | pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {"ward": listed["ward_code"], "line": line, "households": 1, "people": listed["members"]}
    )


def _by_ward(movements: pd.DataFrame, unit: str) -> pd.DataFrame:
    summed = movements.pivot_table(
        index="ward", columns="line", values=unit, aggfunc="sum", fill_value=0
    )
    return summed.reindex(columns=LINES, fill_value=0).astype("Int64")


def _units(register: Register, district: District) -> Iterator[tuple[int, pd.DataFrame]]:
    """The returns by year without the subtotals of groups, which their units add up to."""
    groups = [group.code for group in district.groups]
    for year, rows in register.returns.items():
        yield year, rows[~rows["unit_code"].isin(groups)]


def _from_return(year: int, rows: pd.DataFrame) -> pd.DataFrame:
    """A return's rows in the form of the ledger; what it does not print stays missing."""
    counts = {name: numbers(rows[name]) for name in COUNTS if name != "households"}
    # Thông tư 21/2012 prints relapses and newly poor and no line for the near-poor.
    arising = counts["arising"].fillna(counts["relapses"] + counts["entries"])
    exits = counts["exits"].fillna(counts["exits_to_near_poor"] + counts["exits_above_near_poor"])
    counts |= {"arising": arising, "exits": exits}
    wide = pd.DataFrame({"unit_code": rows["unit_code"], "standard": rows["standard"], **counts})
    return (
        wide.assign(year=year)
        .reindex(columns=[*KEYS, *LEDGER])
        .astype(dict.fromkeys(LEDGER, "Int64"))
    )


def _population(register: Register, district: District) -> pd.DataFrame:
    if register.population is None:
        printed = [
            pd.DataFrame(
                {
                    "year": year,
                    "unit_code": rows["unit_code"],
                    "households": numbers(rows["households"]),
                    "people": pd.array([pd.NA] * len(rows), dtype="Int64"),
                }
            )
            for year, rows in _units(register, district)
        ]
        return pd.concat(printed, ignore_index=True)
    table = register.population.rename(columns={"ward_code": "unit_code"})
    counts = {name: numbers(table[name]) for name in ["year", "households", "people"]}
    return table[["year", "unit_code", "households", "people"]].assign(**counts)


def _plan(register: Register) -> pd.DataFrame:
    columns = ["year", "unit_code", "giver", "plan", "printed_pct"]
    table = register.plan
    if table is None:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in columns}).astype(
            {"year": "Int64", "plan": "Int64"}
        )
    return table[columns].assign(
        year=numbers(table["year"]),
        plan=numbers(table["plan"]),
        giver=table["giver"].map(GIVERS),
        printed_pct=table["printed_pct"].replace("", pd.NA),
    )


def _printed(register: Register) -> pd.DataFrame:
    columns = ["unit_code", "printed_rate", "printed_opening_rate", "note", "source"]
    tables = [rows[columns].assign(year=year) for year, rows in register.returns.items()]
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in columns}).assign(
        year=pd.Series(dtype="int64")
    )
    return pd.concat([empty, *tables], ignore_index=True).replace("", pd.NA)
