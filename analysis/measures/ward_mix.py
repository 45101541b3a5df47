"""Cơ cấu hộ của phường: exits of wards with regard to who was poor there, and to its groups.

Takes facts by year, ward, standard and what was recorded at the opening; households without a ward
have no part in either.
"""

import numpy as np
import pandas as pd

from analysis.methods import overdispersion, standardisation

TOTAL, NO_WARD = "total", ""
SIZES = ["size_1_2", "size_3_4", "size_5_up"]
COUNTS = ["opening", "exits"]
LEAST, LEAST_GROUPS = 10, 20  # households, and groups
CHANCE = 0.05  # over all units together
WAYS = {"as_counted": 0.0, "winsorised": 0.1}


def by_size(make_up: pd.DataFrame, units: list[str]) -> pd.DataFrame:
    """Poor households of the opening and exits by the household's size (quy mô hộ).

    Takes one year's cells by `unit_code` and `size`. Returns one row for each of `units` and the
    total: `opening_` and `exits_` of each of SIZES, and of all, `mix_`; none without cells.
    """
    in_units = make_up[make_up["unit_code"].isin(units)]
    if in_units.empty:
        return pd.DataFrame()
    cells = in_units.pivot_table(index="unit_code", columns="size", values=COUNTS, aggfunc="sum")
    columns = [(count, size) for size in SIZES for count in COUNTS]
    table = cells.reindex(index=units, columns=pd.MultiIndex.from_tuples(columns), fill_value=0)
    table = table.fillna(0).astype("Int64")
    table.columns = [f"{count}_{size}" for count, size in columns]
    table.loc[TOTAL] = table.sum()
    for count in COUNTS:
        table[f"mix_{count}"] = table[[f"{count}_{size}" for size in SIZES]].sum(axis="columns")
    return table.rename_axis("unit_code").reset_index()


def standardised(by_size: pd.DataFrame) -> pd.DataFrame:
    """Exits beside those expected of the unit's make-up, and rates at one make-up (chuẩn hóa).

    Indirect: `expected_exits` at the rates that each size has in all units together, and the exits
    as a percentage of these with limits. Direct: `adjusted_pct` with limits, the rate of the unit
    if its households were made up by size as those of all units. Limits hold for all units at once
    (Bonferroni). Takes `by_size`; returns one row
    each, none where in all units together fewer than LEAST of a size, but some, exit or do not.
    """
    if by_size.empty:
        return pd.DataFrame()
    n, x = (by_size[[f"{of}_{size}" for size in SIZES]].to_numpy(dtype=float) for of in COUNTS)
    few = [(of > 0) & (of < LEAST) for of in (x[-1], n[-1] - x[-1])]
    if np.any(few):
        return pd.DataFrame()
    rates = np.divide(x[-1], n[-1], out=np.zeros(len(SIZES)), where=n[-1] > 0)
    level = 1 - CHANCE / (len(by_size) - 1)
    indirect = standardisation.indirect(x.sum(axis=1), n, rates, level)
    direct = standardisation.direct(x, n, n[-1], level)
    columns = {
        "expected_exits": indirect.expected,
        "of_expected_pct": 100 * indirect.ratio,
        "of_expected_lower_pct": 100 * indirect.lower,
        "of_expected_upper_pct": 100 * indirect.upper,
        "adjusted_pct": 100 * direct.share,
        "adjusted_lower_pct": 100 * direct.lower,
        "adjusted_upper_pct": 100 * direct.upper,
    }
    found = {name: pd.array(of, "Float64") for name, of in columns.items()}
    return by_size[["unit_code", "mix_exits"]].assign(**found)


def between_groups(group_exits: pd.DataFrame) -> pd.DataFrame:
    """How far residential groups differ from their ward beyond chance (phân tán giữa các tổ).

    Of the groups with at least LEAST poor households at the opening, each against the rate that
    they have in its ward together: how many, their poor households and exits, `phi` beside what
    chance alone gives, and τ² on the arcsine scale. Takes one year's counts by `unit_code` and
    `residential_group`. Returns one row for each of WAYS; none for fewer than LEAST_GROUPS groups.
    """
    groups = group_exits[(group_exits["unit_code"] != NO_WARD) & (group_exits["opening"] >= LEAST)]
    if len(groups) < LEAST_GROUPS:
        return pd.DataFrame()
    x, n = groups["exits"].astype(float), groups["opening"].astype(float)
    of_ward = [of.groupby(groups["unit_code"]).transform("sum") for of in (x, n)]
    (y, s), (target, _) = (overdispersion.stabilised(*of) for of in ((x, n), of_ward))
    rows = []
    for way, q in WAYS.items():
        found = overdispersion.dispersion(y, s, target, q)
        row = {"dispersion_way": way, "groups": found.units}
        row |= {"group_opening": int(n.sum()), "group_exits": int(x.sum()), "phi": found.phi}
        rows.append(
            row | {"phi_by_chance": overdispersion.by_chance(q), "tau_squared": found.tau_squared}
        )
    return pd.DataFrame(rows)
