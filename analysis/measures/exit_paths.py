"""Lần thoát nghèo đầu và các lần sau; ở trên chuẩn cận nghèo: two closer looks at the exits.

Takes the spells of the facts (`exit_paths`) as known at one review and as far as yearly reviews
under the standard of the exit follow them: with `last`, `end`, `after` and `became` (see
`measures.exits.followed`). Works for a district or a single ward.
"""

import pandas as pd

from analysis.methods.funnel import fisher
from analysis.methods.share import pct

ORDERS = {"first_exit": "first", "later_exit": "later"}
COUNTS = ["first_at_risk", "first_fell_back", "later_at_risk", "later_fell_back"]
STATES = ["above_throughout", "near_poor_again", "poor_again", "gone"]


def orders(spells: pd.DataFrame) -> pd.DataFrame:
    """Poor again at the first review after, of first and of later exits (tỷ lệ theo lần thoát).

        first_relapse_pct = first_fell_back / first_at_risk,  later_relapse_pct likewise
        order_p = Fisher's exact p-value that the two shares are one

    A later exit is of a household that the register has seen exit before, under whichever standard.
    Returns one row per `standard`, in order of use, that was followed by a review of its own;
    a share is missing where there is nobody of whom it could be.
    """
    seen = spells[spells["last"] >= 1].sort_values("exit_year")
    rows = [_by_order(standard, rows) for standard, rows in seen.groupby("standard", sort=False)]
    table = pd.DataFrame(rows, columns=["standard", *COUNTS])
    table = table.astype({"standard": "str"} | dict.fromkeys(COUNTS, "Int64"))
    for order in ORDERS.values():
        fell, at_risk = table[f"{order}_fell_back"], table[f"{order}_at_risk"]
        table[f"{order}_relapse_pct"] = pct(fell, at_risk)
    p_values = [fisher(x, n, y, m) for n, x, m, y in table[COUNTS].itertuples(index=False)]
    return table.assign(order_p=pd.array(p_values, dtype="Float64"))


def lasting(spells: pd.DataFrame, reviews: int | None) -> pd.DataFrame:
    """Exits on no list at so many yearly reviews in a row (vượt chuẩn cận nghèo liên tục).

        lasting_pct = above_throughout / exits

    Takes how many reviews in a row, that of the exit being the first of them; without a number
    there is nothing to compute. Returns one row per `exit_year` and `standard` that was followed
    so far under its standard: `exits` and what they add up to at these reviews, STATES. Who was
    poor again, or left, is counted there wherever else it was; who was near-poor at one of them
    without either is `near_poor_again`. `gone` is missing where nobody's leaving is recorded, all
    of STATES are where the near-poor are.
    """
    after = 0 if reviews is None else reviews - 1
    seen = spells[(spells["last"] >= after) & (reviews is not None)]
    counts = seen.assign(state=_states(seen, after)).groupby(
        ["exit_year", "standard", "state"]
    )["households"]  # fmt: skip
    table = counts.sum().unstack("state").reindex(columns=STATES).fillna(0).astype("Int64")
    table.insert(0, "exits", table.sum(axis="columns"))
    if not spells["became"].eq("left").any():
        table["gone"] = pd.NA
    if spells["near_poor_year"].isna().all():
        table[STATES] = pd.NA
    table = table.astype("Int64").rename_axis(columns=None).reset_index()
    return table.assign(lasting_pct=pct(table["above_throughout"], table["exits"]))


def _by_order(standard: str, rows: pd.DataFrame) -> list:
    fell = rows[(rows["end"] == "fell_back") & (rows["after"] == 1)]
    counts = [
        of[of["exit_order"] == order]["households"].sum() for order in ORDERS for of in (rows, fell)
    ]
    return [standard, *counts]


def _states(spells: pd.DataFrame, after: int) -> pd.Series:
    """What became of each spell within `after` reviews of its exit."""
    ended = (spells["end_year"] - spells["exit_year"] <= after).fillna(False)
    near = (spells["near_poor_year"] - spells["exit_year"] <= after).fillna(False)
    state = pd.Series("above_throughout", spells.index).mask(near, "near_poor_again")
    state = state.mask(ended & (spells["became"] == "left"), "gone")
    return state.mask(ended & (spells["became"] == "fell_back"), "poor_again")
