"""Phường ngoài ngẫu nhiên: how far chance alone would have the units of an area differ.

Takes what `movements.rates` makes of the ledger, and a target from `wards.target`. Households
without a ward are no unit. A few units are never ranked: each has the set of ranks it may have.
"""

import numpy as np
import pandas as pd

from analysis.methods import funnel, intervals, ranks, shrinkage
from analysis.methods.share import pct

TOTAL, NO_WARD = "total", ""
CHANCE = 0.05  # over all units together
CURVE_POINTS = 80
SCALES = {"shrunken": 0.5, "shrunken_narrow": 0.25, "shrunken_wide": 1.0}  # of the prior
PRINTED_STEP_PCT = 0.01
RANKS = ["own_ranks", "ranks"]


def against_rest(rates: pd.DataFrame) -> pd.DataFrame:
    """Each unit's exit rate against that of all the others together (so với các đơn vị còn lại).

    `p_adjusted`: two-sided exact test, adjusted by Holm for the number of units;
    `is_beyond_chance` where it is below 0.05. Takes `movements.rates`. Returns one row per unit,
    none for fewer than two.
    """
    units = _comparable(rates, "exits", "opening")[["unit_code", "exits", "opening"]]
    units["exit_rate_pct"] = pct(units["exits"], units["opening"])
    of_rest = {name: units[name].sum() - units[name] for name in ("exits", "opening")}
    units["rest_rate_pct"] = pct(of_rest["exits"], of_rest["opening"])
    p_values = funnel.against_rest(units["exits"].astype(int), units["opening"].astype(int))
    units["p_adjusted"] = funnel.holm(p_values)
    units["is_beyond_chance"] = units["p_adjusted"] < CHANCE
    return units


def funnel_of(against_rest: pd.DataFrame, target: pd.DataFrame) -> pd.DataFrame:
    """Each unit's exit rate beside the target and its exact binomial limits (hình phễu).

    For looking: a finding rests on `against_rest`, which it takes, and not on the limits. Returns
    one row per unit, percentages; none without a target or with fewer than two.
    """
    units = against_rest[["unit_code", "exits", "opening", "exit_rate_pct"]]
    if target.empty or units.empty:
        return units.iloc[:0]
    return units.join(_limits(units["opening"], target))


def limits(funnel_of: pd.DataFrame, target: pd.DataFrame) -> pd.DataFrame:
    """The target and its limits over the sizes of the units, for the curves of a funnel."""
    sizes = funnel_of["opening"].astype(float)
    if sizes.empty:
        return pd.DataFrame(columns=["opening"])
    reach = np.linspace(max(sizes.min() / 2, 1), sizes.max() * 1.1, CURVE_POINTS)
    openings = pd.Series(np.unique(reach.round()), name="opening")
    return pd.concat([openings, _limits(openings, target)], axis="columns")


def poverty_intervals(rates: pd.DataFrame, *printed: pd.DataFrame) -> pd.DataFrame:
    """Poverty rates in order, each with its interval and ranks, see `in_order`.

    Of the closing among all households; where these are not known, of the count whose rate a
    return prints among the LEAST households it implies, which gives the widest interval. Then two
    rates also differ by less than they may because each was rounded.
    """
    own = rates[["unit_code", "closing", "households", "poverty_rate_pct"]]
    tables = [in_order(own), *(in_order(_as_printed(of), PRINTED_STEP_PCT / 2) for of in printed)]
    return next((table for table in tables if len(table)), tables[0])


def exit_intervals(rates: pd.DataFrame) -> pd.DataFrame:
    """Exit rates in order, each with its interval and ranks, see `in_order`."""
    return in_order(rates[["unit_code", "exits", "opening", "exit_rate_pct"]])


def in_order(rates: pd.DataFrame, rounded_by_pct: float = 0.0) -> pd.DataFrame:
    """Rates from the highest down, each with an interval and ranks that hold for all units at once.

        Wilson at the level 1 - 0.05 / number of units (Bonferroni)

    Takes unit, count, whole and rate, in this order, and how far a rate may be off as printed. Adds
    `lower_pct`, `upper_pct`; `own_ranks`, the first and last rank of a unit asked about alone, and
    `ranks`, those that hold for all of them together (khoảng thứ hạng, 1 is the highest rate); and
    `alike`, the codes of the units that by these it cannot be told apart from (chưa phân biệt
    được), in the order of the table. Returns no row for fewer than two units.
    """
    _, count, whole, rate = rates.columns
    units = _comparable(rates, count, whole)
    units = units.sort_values(rate, ascending=False, kind="stable", ignore_index=True)
    level = 1 - CHANCE / max(len(units), 1)
    pairs = zip(units[count], units[whole], strict=True)
    bounds = [intervals.wilson(int(x), int(n), level) for x, n in pairs]
    units["lower_pct"] = [100 * lower for lower, _ in bounds]
    units["upper_pct"] = [100 * upper for _, upper in bounds]
    if units.empty:
        return units.assign(**{name: [] for name in (*RANKS, "alike")})
    return units.assign(**_ranks(units, count, whole, rate, rounded_by_pct))


def shrunken(rates: pd.DataFrame) -> pd.DataFrame:
    """Exit rates drawn towards each other (tỷ lệ co về mức chung), beside the units' own.

    Adds `shrunken_pct` with its limits; the same from a prior that holds the units to be more alike
    (`shrunken_narrow_pct`) and less (`shrunken_wide_pct`); and `above_whole_pct`, the probability
    that the rate behind a unit's is above that of the whole. In the order of the units, for these
    are no ranks. Takes `movements.rates`; returns no row for fewer than two units.
    """
    units = _comparable(rates, "exits", "opening")[["unit_code", "exits", "opening"]]
    units["exit_rate_pct"] = pct(units["exits"], units["opening"])
    x, n = units["exits"].astype(float), units["opening"].astype(float)
    found = {name: shrinkage.shrunken(x, n, scale) for name, scale in SCALES.items()}
    main, narrow, wide = found.values()
    columns = {
        "shrunken_pct": main.share,
        "shrunken_lower_pct": main.lower,
        "shrunken_upper_pct": main.upper,
        "shrunken_narrow_pct": narrow.share,
        "shrunken_wide_pct": wide.share,
        "above_whole_pct": main.above,
    }
    return units.assign(**{name: pd.array(100 * of, "Float64") for name, of in columns.items()})


def _ranks(
    units: pd.DataFrame, count: str, whole: str, rate: str, rounded_by_pct: float
) -> dict[str, list]:
    """Own and joint ranks, and of a few units those that each is not told apart from."""
    x, n = (units[of].to_numpy(dtype=int) for of in (count, whole))
    share, slack = units[rate].to_numpy(dtype=float) / 100, rounded_by_pct / 100
    errors, are_few = ranks.errors(x, n), len(units) <= ranks.FEW
    if are_few and ranks.are_small(x, n):
        apart = [p < CHANCE for p in ranks.adjusted(ranks.tests(x, n))]
    elif are_few:
        limits = ranks.critical(errors, 1 - CHANCE)
        apart = [ranks.are_apart(share, errors, limit, slack) for limit in limits]
    if are_few:
        sets = [ranks.sets_of_pairs(share, each) for each in apart]
        named = {"alike": _alike(units["unit_code"], apart[1])}
    else:
        limits, named = ranks.critical(errors, 1 - CHANCE), {}
        sets = [ranks.sets(share, errors, limit, slack) for limit in limits]
    pairs = [[tuple(map(int, pair)) for pair in zip(*each, strict=True)] for each in sets]
    return dict(zip(RANKS, pairs, strict=True)) | named


def _alike(codes: pd.Series, apart: np.ndarray) -> list[tuple[str, ...]]:
    near = ~apart & ~np.eye(len(codes), dtype=bool)
    return [tuple(codes[row]) for row in near]


def _comparable(rates: pd.DataFrame, count: str, whole: str) -> pd.DataFrame:
    """The units, of two or more, that have a count and a number it is a part of; else none."""
    units = rates[~rates["unit_code"].isin([TOTAL, NO_WARD])]
    known = (units[whole] > 0) & (units[count] <= units[whole])
    units = units[known.fillna(False)].reset_index(drop=True)
    return units if len(units) > 1 else units.iloc[:0]


def _limits(openings: pd.Series, target: pd.DataFrame) -> pd.DataFrame:
    """The target and its exact limits at each size, percentages."""
    share = target["target_pct"].iloc[0] / 100
    sizes = openings.astype(float)
    wide, narrow = (funnel.exact_limits(sizes, share, level) for level in (0.998, 0.95))
    columns = {
        "lower_998_pct": 100 * wide[0],
        "lower_95_pct": 100 * narrow[0],
        "target_pct": 100 * share,
        "upper_95_pct": 100 * narrow[1],
        "upper_998_pct": 100 * wide[1],
    }
    return pd.DataFrame(columns, index=openings.index)


def _as_printed(printed: pd.DataFrame) -> pd.DataFrame:
    """Unit, count, least implied households and the printed rate as a number."""
    count, text, least = printed.columns[1:4]
    rate = printed[text].str.replace(",", ".").astype(float)
    table = printed[["unit_code", count, least]]
    return table.assign(**{text.replace("printed", "source") + "_pct": rate})
