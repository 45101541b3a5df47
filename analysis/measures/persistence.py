"""Nghèo kéo dài: of the households that are poor now, how many have been on most yearly lists.

Takes the facts `persistence`: households poor on at least one of four yearly lists under one
standard, by unit and by the pattern of these lists, a letter each and the oldest first: P poor,
N near-poor, 0 on no list, U not known.
"""

import pandas as pd

from analysis.methods.share import pct

LISTS = 4
MOST = 3  # of the lists, the last of them included
ON_LISTS = [f"poor_{n}_lists" for n in range(1, LISTS + 1)]
NOW, OF_FOUR = "persistent_now", "persistent_of_four"


def lists(patterns: pd.DataFrame, year: int) -> pd.DataFrame:
    """The households poor at the closing of `year` by the lists they are poor on (số lần nghèo).

        persistent_pct = poor on at least 3 of the 4 lists / poor with four known lists

    Returns one row with `year`, `poor_now`, `lists_unknown` of which a list is not known, and
    ON_LISTS of all others; without rows where the year has no four lists.
    """
    rows = _of_year(patterns, year)
    now = rows[rows["is_poor_now"]].groupby("lists")["households"].sum()
    counts = pd.DataFrame([now.reindex(range(LISTS + 1)).fillna(0)] * bool(len(rows)))
    counts = counts.reindex(columns=range(LISTS + 1)).astype("Int64").reset_index(drop=True)
    counts.columns = ["lists_unknown", *ON_LISTS]
    table = counts.assign(year=year, poor_now=counts.sum(axis="columns"))
    most, known = (
        table[ON_LISTS[MOST - 1 :]].sum(axis="columns"),
        table[ON_LISTS].sum(axis="columns"),
    )
    table = table[["year", "poor_now", *counts.columns]]
    return table.assign(persistent_pct=pct(most, known))


def measures(patterns: pd.DataFrame, population: pd.DataFrame, year: int) -> pd.DataFrame:
    """Two persistences in use, over two denominators each (nghèo kéo dài theo hai định nghĩa).

        persistent_now      poor now and on at least 2 of the 3 lists before; of those poor now
        persistent_of_four  poor on at least 3 of the 4 lists, now or not; of those poor on any

    The first is that of Eurostat and of the British statistical office (ONS), the second that of
    the British Department for Work and Pensions. Returns for each the `persistent` households and
    those they are `persistent_among`, both with four known lists, the share, and the share of all
    households. No rows where the year has no four lists.
    """
    known = _of_year(patterns, year)
    known = known[known["lists"] > 0]
    of_them = {NOW: known[known["is_poor_now"]], OF_FOUR: known}
    rows = [
        [name, rows.loc[rows["lists"] >= MOST, "households"].sum(), rows["households"].sum()]
        for name, rows in of_them.items()
    ]
    columns = ["persistence", "persistent", "persistent_among"]
    table = pd.DataFrame(rows if len(known) else [], columns=columns)
    table = table.astype(dict.fromkeys(columns[1:], "Int64") | {"persistence": "str"})
    everyone = population[population["year"] == year]["households"].sum(skipna=False, min_count=1)
    table["persistent_share_pct"] = pct(table["persistent"], table["persistent_among"])
    table["all_households"] = pd.array([everyone] * len(table), dtype="Int64")
    return table.assign(persistent_of_all_pct=pct(table["persistent"], table["all_households"]))


def off_the_list(patterns: pd.DataFrame, year: int) -> pd.DataFrame:
    """Households no longer poor, with four known lists, by on how many `lists` they were."""
    known = _of_year(patterns, year)
    off = known[(known["lists"] > 0) & ~known["is_poor_now"]]
    return off.groupby("lists", as_index=False)["households"].sum()


def _of_year(patterns: pd.DataFrame, year: int) -> pd.DataFrame:
    """Adds on how many `lists` a household is poor, 0 where one is not known, and if it is now."""
    rows = patterns[patterns["year"] == year]
    pattern = rows["pattern"]
    lists = pattern.str.count("P").mask(pattern.str.contains("U"), 0)
    return rows.assign(lists=lists.astype("int64"), is_poor_now=pattern.str.endswith("P"))
