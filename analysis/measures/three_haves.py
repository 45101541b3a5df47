"""Ba có: which households have a home, work and a civil way of life, and what a year changed.

Takes the facts of the review (`three_haves`, `three_haves_flows`) of any area. The three are told
apart and never made into a mean: a household has all of them, two, one or none, or the review did
not record all three, which is a class of its own. Every function gives a table without rows where
the year had no review.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.methods.share import pct

HAVES = ["has_home", "has_job", "has_civility"]
STANDINGS = [
    "haves_poor",
    "haves_exited",
    "haves_not_due",
]  # the last was reviewed without being due
STATES = {"haves_three": 3, "haves_two": 2, "haves_one": 1, "haves_none": 0}
LACKING = {f"lacks_{have.removeprefix('has_')}": have for have in HAVES}
ONLY = {f"only_{column}": have for column, have in LACKING.items()}
FOUND = {
    "have_known": ["yes", "no"],
    "have_with": ["yes"],
    "have_without": ["no"],
    "have_blank": ["unknown"],
}
FLOWS = {
    "have_kept": ("yes", "yes"),
    "have_gained": ("no", "yes"),
    "have_lost": ("yes", "no"),
    "have_still_lacked": ("no", "no"),
}


def counted(rows: pd.DataFrame, column: str) -> pd.Series:
    """Which rows of the facts a column counts."""
    found = rows[HAVES]
    is_reviewed = found.ne("").all(axis="columns")
    is_recorded = found.isin(FOUND["have_known"]).all(axis="columns")
    number = found.eq("yes").sum(axis="columns")
    if column in STATES:
        return is_recorded & (number == STATES[column])
    if column in LACKING:
        return is_recorded & (rows[LACKING[column]] == "no")
    if column in ONLY:
        return is_recorded & (number == 2) & (rows[ONLY[column]] == "no")
    return {
        "haves_due": rows["haves_standing"] != "haves_not_due",
        "haves_not_reviewed": ~is_reviewed,
        "haves_reviewed": is_reviewed,
        "haves_unrecorded": is_reviewed & ~is_recorded,
        "haves_recorded": is_recorded,
        "haves_fewer": is_recorded & (number < len(HAVES)),
    }[column]


def flowed(rows: pd.DataFrame, column: str) -> pd.Series:
    """Which rows of the facts of flows a column counts."""
    is_both = (rows["before"] != "") & (rows["now"] != "")
    if column in FLOWS:
        before, now = FLOWS[column]
        return (rows["before"] == before) & (rows["now"] == now)
    return {
        "have_unclear": is_both & ((rows["before"] == "unknown") | (rows["now"] == "unknown")),
        "haves_both": is_both,
        "haves_before_only": rows["now"] == "",
        "haves_now_only": rows["before"] == "",
    }[column]


def reviewed(counts: pd.DataFrame, year: int) -> pd.DataFrame:
    """How many of the households due were reviewed (số hộ được xét).

        haves_reviewed_pct = reviewed / due

    One row per `haves_standing`. Of "haves_not_due", where there are any, only who was reviewed is
    counted, and the rest is missing.
    """
    columns = ["haves_due", "haves_not_reviewed", "haves_reviewed"]
    table = _by_standing(counts, year, columns, STANDINGS)
    is_due = table["haves_standing"] != "haves_not_due"
    due = table[columns[:2]].where(is_due)
    table = table.assign(**due, haves_reviewed_pct=pct(table["haves_reviewed"], due["haves_due"]))
    return table[is_due | (table["haves_reviewed"] > 0)].reset_index(drop=True)


def states(counts: pd.DataFrame, year: int) -> pd.DataFrame:
    """Households with all three, two, one and none, poor and exited (hộ có đủ ba có, hai, một).

        haves_three_pct = all three / recorded in full

    Who was not recorded in full is `haves_unrecorded`: it is not known how many it has.
    """
    columns = ["haves_reviewed", "haves_unrecorded", "haves_recorded", *STATES]
    table = _by_standing(counts, year, columns)
    share = pct(table["haves_three"], table["haves_recorded"])
    table.insert(table.columns.get_loc("haves_three") + 1, "haves_three_pct", share)
    return table


def each(counts: pd.DataFrame, year: int) -> pd.DataFrame:
    """Households with and without each have (từng có), poor and exited.

        have_with_pct = with / (with + without)

    One row per `have` and `haves_standing`; where the review left it blank is `have_blank`.
    """
    rows = _of(counts, year)
    rows = rows[rows["haves_standing"] != "haves_not_due"]
    tables = [
        _summed(
            rows, ["haves_standing"], {column: rows[have].isin(of) for column, of in FOUND.items()}
        )
        .set_index("haves_standing")
        .reindex(STANDINGS[:2], fill_value=0)
        .reset_index()
        .assign(have=have)
        for have in HAVES
        if len(rows)
    ]
    empty = pd.DataFrame(columns=["have", "haves_standing", *FOUND])
    table = pd.concat(tables or [empty], ignore_index=True)[["have", "haves_standing", *FOUND]]
    share = pct(table["have_with"], table["have_known"])
    table.insert(table.columns.get_loc("have_with") + 1, "have_with_pct", share)
    return table


def only_one(counts: pd.DataFrame, year: int) -> pd.DataFrame:
    """Of the households that lack one alone, which it is (hộ chỉ thiếu một có).

    only_lacks_x_pct = lacks x alone / has two
    """
    table = _by_standing(counts, year, ["haves_two", *ONLY])
    return _with_shares(table, list(ONLY), "haves_two")


def by_ward(counts: pd.DataFrame, year: int, units: Sequence[str]) -> pd.DataFrame:
    """What the poor at the closing lack, by ward (hộ nghèo cuối kỳ, theo phường).

        lacks_x_pct = lacks x / recorded in full

    One row per unit, "" where no ward was recorded and somebody is in it, and "total".
    """
    columns = ["haves_due", "haves_recorded", *LACKING]
    rows = _of(counts, year)
    rows = rows[rows["haves_standing"] == "haves_poor"]
    if rows.empty:
        return pd.DataFrame()
    masks = {column: counted(rows, column) for column in columns}
    table = _summed(rows, ["unit_code"], masks).set_index("unit_code")
    table = table.reindex([*units, *table.index.difference(units)], fill_value=0)
    table.loc["total"] = table.sum()
    return _with_shares(table.reset_index(), list(LACKING), "haves_recorded")


def by_year(counts: pd.DataFrame, standards: Mapping[int, str]) -> pd.DataFrame:
    """The poor at the closing with all three, year by year (qua các năm).

        haves_three_pct = all three / recorded in full

    One row per `year` that had a review, and its `standard`, by which it was decided who is poor.
    """
    poor = counts[counts["haves_standing"] == "haves_poor"]
    columns = ["haves_recorded", "haves_three", "haves_fewer"]
    table = _summed(poor, ["year"], {column: counted(poor, column) for column in columns})
    table.insert(1, "standard", table["year"].map(dict(standards)).astype("str"))
    return table.assign(haves_three_pct=pct(table["haves_three"], table["haves_recorded"]))


def compared(flows: pd.DataFrame, year: int) -> pd.DataFrame:
    """How many were reviewed in both years, and in one of them alone (số hộ so sánh được)."""
    rows = _of(flows, year)
    rows = rows[rows["have"] == HAVES[0]]
    columns = ["haves_both", "haves_before_only", "haves_now_only"]
    return _summed(rows, ["year"], {column: flowed(rows, column) for column in columns})


def changes(flows: pd.DataFrame, year: int) -> pd.DataFrame:
    """What became of each have between two reviews of the same households (thay đổi trong năm).

    One row per `have`: households that had it and have it, gained it, lost it, lack it still, and
    those of which one of both reviews left it blank.
    """
    rows = _of(flows, year)
    masks = {column: flowed(rows, column) for column in [*FLOWS, "have_unclear"]}
    table = _summed(rows, ["have"], masks).set_index("have")
    return table.reindex([have for have in HAVES if have in table.index]).reset_index()


def _of(facts: pd.DataFrame, year: int) -> pd.DataFrame:
    return facts[facts["year"] == year]


def _by_standing(
    counts: pd.DataFrame, year: int, columns: Sequence[str], standings: Sequence[str] = ()
) -> pd.DataFrame:
    """One row per standing, also where nobody is in it; none where nobody was reviewed."""
    rows = _of(counts, year)
    table = _summed(rows, ["haves_standing"], {column: counted(rows, column) for column in columns})
    order = [*(standings or STANDINGS[:2])] if len(table) else []
    return table.set_index("haves_standing").reindex(order, fill_value=0).reset_index()


def _summed(rows: pd.DataFrame, keys: list[str], masks: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Households by key, in a column for each mask."""
    counts = {column: rows["households"].where(mask, 0) for column, mask in masks.items()}
    table = rows[keys].assign(**counts).groupby(keys, as_index=False).sum()
    return table.astype(dict.fromkeys(masks, "Int64"))


def _with_shares(table: pd.DataFrame, columns: Sequence[str], whole: str) -> pd.DataFrame:
    """The table with the share of each column in the whole beside it."""
    for column in columns:
        share = pct(table[column], table[whole])
        table.insert(table.columns.get_loc(column) + 1, f"{column}_pct", share)
    return table
