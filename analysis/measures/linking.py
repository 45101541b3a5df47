"""Nối hộ qua các năm: how surely a household of one list is one of an earlier list.

Takes `links` of the facts of a year, which are of the whole office alone: None, for a ward, gives
None. Of returns the tables have no rows.
"""

import pandas as pd

LINES = ["exits", "arising", "relapses", "poor_again_within_a_year"]
FEWEST = 100  # households of a list, below which a share would point to single ones
FILES = ["opening_list", "closing_list", "departures_list"]
WAYS = {
    "household_number": "by_household_number_whole_pct",
    "citizen_number": "by_citizen_number_whole_pct",
    "likeness": "by_likeness_whole_pct",
    "clerk": "by_clerk_whole_pct",
    "": "on_no_earlier_list_whole_pct",
}
FOUND = {"list": "on_the_list", "address": "by_address", "link": "by_link", "none": "nowhere"}


def tables(links: dict[str, pd.DataFrame] | None) -> dict[str, pd.DataFrame | None]:
    """The tables of a page by name: `ways`, `wards`, `bounds`, `doubtful`; each None of a ward."""
    made = {"ways": ways, "wards": wards_found, "bounds": bounds, "doubtful": doubtful}
    return {name: None if links is None else table(links) for name, table in made.items()}


def ways(links: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Shares of the households of each list by how they were found on an earlier one.

    Returns one row per list of FILES: `file`, `listed_households`, and a per cent, to be shown
    whole, for each of WAYS; missing of a list with fewer than FEWEST households.
    """
    counts = links["links"].pivot_table("households", "file", "way", aggfunc="sum")
    counts = counts.reindex(columns=list(WAYS)).fillna(0).astype("float64")
    total = counts.sum(axis="columns")
    shares = counts.mul(100).div(total, axis="index").where(total >= FEWEST).astype("Float64")
    table = shares.rename(columns=WAYS).rename_axis(columns=None)
    table.insert(0, "listed_households", total.astype("Int64"))
    there = [file for file in FILES if file in table.index]
    return table.loc[there].rename_axis("file").reset_index()


def wards_found(links: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Shares of the households that left the list by where their ward was found (FOUND).

    Returns one row for each of FOUND: `found` and `share_whole_pct`; no row where none left.
    """
    counts = links["link_wards"].set_index("found")["households"].reindex(list(FOUND)).fillna(0)
    total = counts.sum()
    shares = counts.astype("float64") * (100 / total if total >= FEWEST else float("nan"))
    table = shares.astype("Float64").rename("share_whole_pct").rename_axis("found").reset_index()
    return table.replace({"found": FOUND}).iloc[: None if total else 0]


def bounds(links: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """What doubtful pairs leave open: lines as linked, at the least and at the most.

    Returns one row per line that hangs on them: `line`, `as_linked`, `least`, `most`, in
    households.
    """
    told = links["link_bounds"].rename(columns={"households": "as_linked"})
    table = told.loc[told["least"] < told["most"], ["line", "as_linked", "least", "most"]]
    return table.sort_values("line", key=lambda lines: lines.map(LINES.index), ignore_index=True)


def doubtful(links: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row: `year`, `pairs` in doubt, `expected_errors` in deciding them, the limits of doubt.

    Pairs likelier than `sure_pct` are taken for one household, those under `possible_pct` for two.
    """
    columns = ["year", "pairs", "expected_errors", "possible_pct", "sure_pct"]
    return links["link_doubts"][columns].reset_index(drop=True)
