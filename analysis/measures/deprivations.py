"""Thiếu hụt dịch vụ xã hội cơ bản: what the listed lack, and what is given as cause.

Takes deprivations of the closing list as counts by pattern, a sign for each indicator asked. They
are known of the listed alone, poor and near-poor: these are the population. Indicators weigh the
same. Who is poor by them is no official class.
"""

import numpy as np
import pandas as pd

from analysis.methods import alkire_foster
from analysis.methods.alkire_foster import Deprived
from analysis.methods.share import pct

TOTAL = "total"
MPOOR, NOT_MPOOR = "depth_mpoor", "depth_not_mpoor"
COMPLETE, ALL = "depth_complete_cases", "depth_missing_as_not"
SIGNS = {"1": 1.0, "0": 0.0, "?": np.nan}
CLASSES = {"poor": "depth_listed_poor", "near_poor": "depth_listed_near_poor"}
UNITS = ["households", "people"]
CAUSES = ["named_land", "named_capital", "named_labour", "named_work", "named_tools"]
CAUSES += ["named_knowledge", "named_experience", "named_skill", "named_dependants"]
CAUSES += ["named_illness", "named_other"]


def judged(patterns: pd.DataFrame, cutoff: int | None) -> pd.DataFrame:
    """Households with every indicator on record, poor by them or not (nghèo đa chiều).

    Takes the patterns of one year and the fewest deprivations that make poor. Returns them with
    `judgement`, MPOOR or NOT_MPOOR; no rows without a cutoff.
    """
    if cutoff is None or patterns.empty:
        return patterns.iloc[:0].assign(judgement="")
    whole = patterns[~patterns["pattern"].str.contains("?", regex=False)]
    is_poor = whole["pattern"].str.count("1") >= cutoff
    return whole.assign(judgement=is_poor.map({True: MPOOR, False: NOT_MPOOR}))


def official(judged: pd.DataFrame) -> pd.DataFrame:
    """The official class beside poor by deprivations (đối chiếu hai cách xếp loại).

    Takes the `judged`. Returns one row per class in `depth_class`, "total" last, and columns
    "total", MPOOR, NOT_MPOOR.
    """
    if judged.empty:
        return pd.DataFrame()
    rows = judged.assign(depth_class=judged["household_class"].map(CLASSES))
    return _by(rows, "depth_class", list(CLASSES.values()))


def wards(judged: pd.DataFrame, units: list[str], cutoff: int | None) -> pd.DataFrame:
    """Poor by deprivations in each ward: H, A, M0 and its part in the whole M0 (theo phường).

    Takes the `judged` and the wards. Returns one row per ward; the parts of the wards fall short of
    all by that of households without a ward.
    """
    if judged.empty:
        return pd.DataFrame()
    found = [_found(judged[judged["unit_code"] == unit], cutoff) for unit in units]
    groups = [*found, _found(judged[~judged["unit_code"].isin(units)], cutoff)]
    parts = alkire_foster.group_contributions(
        [each.size for each in groups], [each.adjusted for each in groups]
    )
    table = _by(judged, "unit_code", units).iloc[:-1].assign(**_shares(found))
    return table.assign(depth_part_pct=pd.array(100 * parts[:-1], dtype="Float64"))


def ways(patterns: pd.DataFrame, cutoff: int | None) -> pd.DataFrame:
    """H, A and M0 with households that have a blank left out, or a blank as no deprivation.

    Takes the patterns of one year. Returns one row per way in `depth_way`: households counted and
    poor by deprivations and the three; people likewise, and their H and M0.
    """
    if judged(patterns, cutoff).empty:
        return pd.DataFrame()
    rows = []
    for way in (COMPLETE, ALL):
        homes, people = (_found(patterns, cutoff, unit, way == ALL) for unit in UNITS)
        of_people = {"depth_people_size": people.size, "depth_people_mpoor": people.poor}
        shares = {"depth_people_h_pct": people.headcount, "depth_people_m0_pct": people.adjusted}
        counts = {"depth_way": way, "depth_size": homes.size, "depth_way_mpoor": homes.poor}
        of_homes = {name: values[0] for name, values in _shares([homes]).items()}
        shares = {name: 100 * share for name, share in shares.items()}
        rows.append(counts | of_homes | of_people | shares)
    return pd.DataFrame(rows).convert_dtypes()


def indicators(judged: pd.DataFrame, cutoff: int | None) -> pd.DataFrame:
    """Each indicator: deprived in it, of them poor by deprivations, part in M0 (từng chỉ số).

    Takes the `judged`. Returns one row per indicator in `depth_indicator`: counts and shares of all
    judged, uncensored and censored, and what it contributes, which is no cause.
    """
    if judged.empty:
        return pd.DataFrame()
    found = _found(judged, cutoff)
    codes = [f"deprived_{code}" for code in judged["indicators"].iloc[0].split(";")]
    shares = {"depth_deprived": found.uncensored, "depth_censored": found.censored}
    table = pd.DataFrame({"depth_indicator": codes})
    for name, share in shares.items():
        table[name] = pd.array(np.rint(share * found.size).astype(int), dtype="Int64")
        table[f"{name}_pct"] = pd.array(100 * share, dtype="Float64")
    table["depth_contribution_pct"] = pd.array(100 * found.contributions, dtype="Float64")
    return table


def crossed(judged: pd.DataFrame) -> pd.DataFrame:
    """Households by indicator, `judgement` and `is_deprived` in it, 0 where there are none."""
    codes = judged["indicators"].iloc[0].split(";")
    rows = [
        judged.assign(
            depth_indicator=f"deprived_{code}", is_deprived=judged["pattern"].str[at] == "1"
        )
        for at, code in enumerate(codes)
    ]
    keys = ["depth_indicator", "judgement", "is_deprived"]
    counts = pd.concat(rows).groupby(keys)["households"].sum()
    names = [[f"deprived_{code}" for code in codes], [MPOOR, NOT_MPOOR], [True, False]]
    every = pd.MultiIndex.from_product(names, names=keys)
    return counts.reindex(every, fill_value=0).reset_index()


def causes(facts: pd.DataFrame) -> pd.DataFrame:
    """Causes on record of the poor households (nguyên nhân nghèo); a household may have several.

    Takes `depth_causes` of one year. Returns one row per cause that occurs, the one named most
    first, after all with any on record; per cent of these, which add up to more than 100.
    """
    counts = facts.groupby("cause")["households"].sum()
    if not counts.get("named_any", 0):
        return pd.DataFrame()
    named = counts.reindex([cause for cause in CAUSES if cause in counts.index])
    order = ["named_any", *named.sort_values(ascending=False, kind="stable").index]
    table = counts.reindex([*order, "named_none"], fill_value=0).rename_axis("depth_cause")
    table = table.rename("depth_named").astype("Int64").reset_index()
    whole = pd.Series(counts["named_any"], table.index).mask(table["depth_cause"] == "named_none")
    return table.assign(depth_named_pct=pct(table["depth_named"], whole.astype("Int64")))


def _by(judged: pd.DataFrame, key: str, order: list[str]) -> pd.DataFrame:
    counted = judged.pivot_table(index=key, columns="judgement", values="households", aggfunc="sum")
    counted = counted.reindex(columns=[MPOOR, NOT_MPOOR]).fillna(0).astype("Int64")
    counted.insert(0, TOTAL, counted.sum(axis="columns"))
    counted.loc[TOTAL] = counted.sum()
    counted = counted.reindex([*order, TOTAL], fill_value=0)
    return counted.rename_axis(index=key, columns=None).reset_index()


def _found(
    patterns: pd.DataFrame, cutoff: int | None, unit: str = "households", is_all: bool = False
) -> Deprived:
    signs = [[SIGNS[sign] for sign in pattern] for pattern in patterns["pattern"]]
    width = len(signs[0]) if signs else 1
    matrix = np.array(signs, dtype=float).reshape(-1, width)
    counts = patterns[unit].to_numpy(dtype=int)
    return alkire_foster.deprived(matrix, cutoff, counts, missing_as_not=is_all)


def _shares(found: list[Deprived]) -> dict[str, pd.api.extensions.ExtensionArray]:
    names = {"depth_h_pct": "headcount", "depth_a_pct": "intensity", "depth_m0_pct": "adjusted"}
    return {
        column: pd.array([100 * getattr(each, of) for each in found], dtype="Float64")
        for column, of in names.items()
    }
