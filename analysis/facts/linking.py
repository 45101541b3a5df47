"""Facts on how households were found again across lists, and what that leaves uncertain.

Part of `facts.build`. Counts of the whole office: a way of linking is no property of a household,
yet rows by ward would point to few.
"""

from collections.abc import Callable, Mapping

import pandas as pd

from analysis.facts.exits import exit_ends
from analysis.register import layouts, link
from analysis.register.read import Register, Review
from analysis.workspace import District

FILES = {
    layouts.OPENING: "opening_list",
    layouts.CLOSING: "closing_list",
    layouts.DEPARTURES: "departures_list",
}
WAYS = ["household_number", "citizen_number", "likeness", "clerk", ""]
COLUMNS = {
    "links": ["year", "file", "way", "households"],
    "link_wards": ["year", "found", "households"],
    "link_bounds": ["year", "line", "households", "least", "most"],
    "link_doubts": ["year", "pairs", "expected_errors", "sure_pct", "possible_pct"],
}
LINES = ["exits", "arising", "relapses"]
BACK = "poor_again_within_a_year"  # of the exits of the year before
Ledger = Callable[[Review, list[str]], pd.DataFrame]


def tables(register: Register, district: District, ledger: Ledger) -> dict[str, pd.DataFrame]:
    """The tables of COLUMNS by name.

    `links`: households of each list by the way they were joined to one of an earlier list ("" if to
    none). `link_wards`: households that left by where their ward was found ("list", "address",
    "link" or "none"). `link_bounds`: lines of the ledger, and the exits of the year before that are
    poor again under any standard, as linked and at the least and the most if doubtful pairs are one
    household or two. `link_doubts`: the doubtful pairs, the later of the two in the year, and how
    many of them are expected to be decided wrong by their probabilities; above `sure_pct` no pair
    is in doubt, and below `possible_pct` none is taken for one household. `ledger` is that of
    `facts.build`.
    """
    wide = {
        "links": _links(register),
        "link_wards": _wards(register),
        "link_bounds": _bounds(register, district, ledger),
        "link_doubts": _doubts(register),
    }
    return {name: _table(name, rows) for name, rows in wide.items()}


def _table(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    table = rows.reindex(columns=COLUMNS[name])
    texts = {"file", "way", "found", "line"} & set(table)
    counts = {"households", "least", "most", "pairs"} & set(table)
    rates = {"expected_errors", "sure_pct", "possible_pct"} & set(table)
    types = dict.fromkeys(texts, "str") | dict.fromkeys(counts, "Int64")
    types |= dict.fromkeys(rates, "Float64") | {"year": "int64"}
    return table.astype(types).sort_values(COLUMNS[name][:3]).reset_index(drop=True)


def _links(register: Register) -> pd.DataFrame:
    if register.linking is None:
        return _by_number(register.reviews)
    records = register.linking.records
    files = records["kind"].map(FILES)
    rows = pd.DataFrame({"year": records["year"], "file": files, "way": records["by"]})
    return rows.dropna().value_counts(sort=False).reset_index(name="households")


def _by_number(reviews: Mapping[int, Review]) -> pd.DataFrame:
    """The lists of a register whose households have numbers: known before by it, or not."""
    known: set[str] = set()
    counted = []
    for year, review in reviews.items():
        lists = {kind: getattr(review, kind) for kind in FILES}
        if not review.has_own_opening:
            del lists[layouts.OPENING]
        for kind, rows in lists.items():
            before = int(rows["household_id"].isin(known).sum())
            for way, count in (("household_number", before), ("", len(rows) - before)):
                counted.append((year, FILES[kind], way, count))
            known |= set(rows["household_id"])
    return pd.DataFrame(counted, columns=COLUMNS["links"])


def _wards(register: Register) -> pd.DataFrame:
    if register.linking is None:
        rows = [
            (year, "list" if ward else "none")
            for year, review in register.reviews.items()
            for ward in review.departures["ward_code"] != ""
        ]
        found = pd.DataFrame(rows, columns=["year", "found"])
    else:
        records = register.linking.records
        left = records[records["kind"] == layouts.DEPARTURES]
        found = left.rename(columns={"ward_from": "found"})[["year", "found"]]
    return found.value_counts(sort=False).reset_index(name="households")


def _bounds(register: Register, district: District, ledger: Ledger) -> pd.DataFrame:
    if not register.reviews:
        return pd.DataFrame(columns=COLUMNS["link_bounds"])
    best = _lines(register.reviews, district, ledger)
    others = [_lines(reviews, district, ledger) for reviews in register.otherwise.values()]
    every = pd.concat([best, *others], axis="columns")
    bounds = pd.DataFrame(
        {"households": best, "least": every.min(axis=1), "most": every.max(axis=1)}
    )
    return bounds.rename_axis(["year", "line"]).reset_index()


def _lines(reviews: Mapping[int, Review], district: District, ledger: Ledger) -> pd.Series:
    """The lines of the whole office, by year and line."""
    wards = [unit.code for unit in district.units]
    lines = {
        (year, line): int(counted[line].sum())
        for year, review in reviews.items()
        for counted in [ledger(review, wards)]
        for line in LINES
    }
    ends = exit_ends(reviews, district.settlement)
    back = ends[(ends["end_year"] == ends["exit_year"] + 1) & (ends["end"] != "left")]
    counted = back.groupby("end_year")["households"].sum()
    lines |= {(year, BACK): int(counted.get(year, 0)) for year in reviews if year - 1 in reviews}
    return pd.Series(lines, dtype="Int64")


def _doubts(register: Register) -> pd.DataFrame:
    linking = register.linking
    if linking is None:
        none = {"pairs": 0, "expected_errors": 0.0, "sure_pct": None, "possible_pct": None}
        return pd.DataFrame([{"year": year} | none for year in register.reviews])
    years = linking.records.set_index("record")["year"]
    doubtful = linking.links.doubtful
    later = pd.concat([doubtful["record_a"].map(years), doubtful["record_b"].map(years)], axis=1)
    error = doubtful["probability"].where(
        doubtful["probability"] < 0.5, 1 - doubtful["probability"]
    )
    told = pd.DataFrame({"year": later.max(axis="columns"), "expected_errors": error, "pairs": 1})
    summed = told.groupby("year").sum().reindex(list(register.reviews), fill_value=0)
    limits = {"sure_pct": _chance_pct(link.SURE), "possible_pct": _chance_pct(link.POSSIBLE)}
    return summed.rename_axis("year").reset_index().assign(**limits)


def _chance_pct(bits: float) -> float:
    """The probability of so many bits of evidence."""
    return 100 / (1 + 2.0**-bits)
