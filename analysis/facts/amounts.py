"""Tiền theo nhóm: sums of money by group, and what disclosure control must know of each sum.

Part of `facts.build`. How many households are behind a sum and its two largest parts are no counts
that add up, so they are kept for every total that is shown.
"""

from collections.abc import Sequence

import pandas as pd

from analysis.disclosure import TOTAL

BEHIND = ("households", "largest", "second")


def summed(
    lines: pd.DataFrame, by: Sequence[Sequence[str]], amounts: Sequence[str]
) -> pd.DataFrame:
    """Sums of whole VND by each of some groups of keys (cộng theo nhóm).

    Takes one row per payment with `household_id`, every key that occurs in `by`, and the columns of
    `amounts`, named as `paid_vnd`. Returns one row per combination of each group of keys that
    occurs, the other keys "total": the sums, and for each amount `<amount>_households` with some of
    it, `<amount>_largest` and `<amount>_second`, the largest parts of one household.
    """
    keys = list(dict.fromkeys(key for group in by for key in group))
    tables = [_by(lines, list(group), amounts) for group in by]
    tables = [table.assign(**{k: TOTAL for k in keys if k not in table}) for table in tables]
    columns = [f"{a}{end}" for a in amounts for end in ("", *(f"_{name}" for name in BEHIND))]
    return pd.concat(tables, ignore_index=True)[[*keys, *columns]].astype(
        dict.fromkeys(columns, "Int64")
    )


def _by(lines: pd.DataFrame, keys: list[str], amounts: Sequence[str]) -> pd.DataFrame:
    parts = []
    for amount in amounts:
        grouped = lines.assign(_=0).groupby(["_", *keys, "household_id"])[amount].sum()
        of_household = grouped[grouped > 0].sort_values(ascending=False)
        by_key = of_household.groupby(level=["_", *keys])
        total = lines.assign(_=0).groupby(["_", *keys])[amount].sum()
        largest, second = by_key.nth(0), by_key.nth(1)
        parts.append(
            pd.DataFrame(
                {
                    amount: total,
                    f"{amount}_households": by_key.size(),
                    f"{amount}_largest": largest.droplevel("household_id"),
                    f"{amount}_second": second.droplevel("household_id"),
                }
            ).fillna(0)
        )
    return (
        pd.concat(parts, axis="columns").droplevel("_" if keys else []).reset_index(drop=not keys)
    )
