"""So sánh các phường: how the units of an area differ, and how much of that chance alone gives.

Takes facts as they are read: the ledger by year, unit and standard, the population by year and
unit, and what `movements.rates` makes of them. Households without a ward are in every total; they
have no population and no ward to compare, so they have no rate and no interval.
"""

import numpy as np
import pandas as pd

from analysis.methods import decomposition, funnel, intervals
from analysis.methods.share import pct

TOTAL, NO_WARD = "total", ""
GIVERS = ["city", "district", "unrecorded"]
OWN_GIVERS = ["district", "city", "unrecorded"]
CHANCE = 0.05  # over all units together
CURVE_POINTS = 80


def poverty(rates: pd.DataFrame, *printed: pd.DataFrame) -> pd.DataFrame:
    """Poverty rates with numerators and denominators, and beside them those that a return prints.

    Takes `movements.rates` and any of `movements.printed_rates`. Returns one row per unit and the
    total; a column of which nothing is known is left out.
    """
    columns = ["unit_code", "opening", "closing", "households", "poverty_rate_pct"]
    table = rates[columns]
    for given in printed:
        given = given.drop(columns=["opening", "closing"], errors="ignore")
        table = table.merge(given, how="left", on="unit_code")
    return table.dropna(axis="columns", how="all")


def shares(rates: pd.DataFrame) -> pd.DataFrame:
    """Each unit's share of the poor beside its share of all households (tỷ trọng), percentages.

    Takes `movements.rates`. No row for a single unit, or where no closing is known.
    """
    units, total = rates[rates["unit_code"] != TOTAL], rates[rates["unit_code"] == TOTAL]
    if total.empty or units["closing"].isna().all():
        return rates.iloc[:0]
    table = units[["unit_code", "closing", "households"]]
    whole = {name: total[name].repeat(len(units)).set_axis(units.index) for name in table}
    table.insert(2, "poor_share_pct", pct(units["closing"], whole["closing"]))
    table["household_share_pct"] = pct(units["households"], whole["households"])
    return table


def exits(rates: pd.DataFrame, plans: pd.DataFrame, year: int) -> pd.DataFrame:
    """Exits, their rate of the opening, and completion of each unit's own plan (kế hoạch riêng).

    Takes `movements.rates` and the units' plans by year, unit and giver; of a unit with several,
    the district's counts. The plan of the total is the sum of its units'. Returns one row per unit
    and the total, percentages; no row where no exits are known.
    """
    if rates["exits"].isna().all():
        return rates.iloc[:0]
    own = _first_given(plans[plans["year"] == year], OWN_GIVERS).drop_duplicates("unit_code")
    table = rates[["unit_code", "exits", "opening", "exit_rate_pct"]]
    table = table.assign(exit_rate_pct=table["exit_rate_pct"].mask(table["unit_code"] == NO_WARD))
    table["plan"] = table["unit_code"].map(own.set_index("unit_code")["plan"]).astype("Int64")
    wards = table[~table["unit_code"].isin([TOTAL, NO_WARD])]
    table["plan"] = table["plan"].mask(table["unit_code"] == TOTAL, wards["plan"].sum(skipna=False))
    return table.assign(gross_pct=pct(table["exits"], table["plan"]))


def change(ledger: pd.DataFrame, population: pd.DataFrame, year: int) -> pd.DataFrame:
    """Poverty since the first opening under the standard in force (thay đổi theo cùng chuẩn).

    Takes the area's years up to `year`. Returns one row per unit and the total: the year of
    that opening, poor households and rate then (of all households a year before) and at this
    closing, the change in households, and of the rate in percentage points. No row where no closing
    is known.
    """
    standard = ledger.loc[ledger["year"] == year, "standard"].iloc[0]
    first = ledger.loc[ledger["standard"] == standard, "year"].min()
    table = _from_to(ledger, population, first, year)
    table.insert(1, "start_year", first)
    table["poor_change"] = table["closing"] - table["start_poor"]
    table["rate_change_pp"] = table["poverty_rate_pct"] - table["start_rate_pct"]
    return table if table["closing"].notna().any() else table.iloc[:0]


def target(plan: pd.DataFrame, ledger: pd.DataFrame, year: int) -> pd.DataFrame:
    """The exit rate to hold the units against, set outside them (mốc so sánh).

        target = plan given for the area / opening;  without a plan: the rate of the year before

    The city's plan counts before the district's; the year before only under the same standard.
    Takes the area's own plans. Returns one row: `basis` (plan_ and the giver, or year_before),
    `target_exits`, `target_opening`, `target_pct`; none for a single unit, or where there is no
    target between 0 and 100.
    """
    given = _first_given(plan[plan["year"] == year], GIVERS)[["giver", "plan"]]
    now, before = (ledger[ledger["year"] == at] for at in (year, year - 1))
    before = before[before["standard"].isin(now["standard"])]
    opening = now["opening"].sum(skipna=False)
    rows = [(f"plan_{giver}", plan, opening) for giver, plan in given.itertuples(index=False)][:1]
    if not rows and len(before):
        rows = [("year_before", *before[["exits", "opening"]].sum(skipna=False))]
    table = pd.DataFrame(rows, columns=["basis", "target_exits", "target_opening"])
    table = table.astype({"target_exits": "Int64", "target_opening": "Int64"})
    table["target_pct"] = pct(table["target_exits"], table["target_opening"])
    is_usable = table["target_pct"].between(0, 100, inclusive="neither").fillna(False)
    return table[is_usable & (len(now) > 1)]


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
    """Poverty rates in order, each with its interval, see `in_order`.

    Of the closing among all households; where these are not known, of the count whose rate a
    return prints among the LEAST households it implies, which gives the widest interval.
    """
    own = rates[["unit_code", "closing", "households", "poverty_rate_pct"]]
    tables = [in_order(table) for table in (own, *map(_as_printed, printed))]
    return next((table for table in tables if len(table)), tables[0])


def exit_intervals(rates: pd.DataFrame) -> pd.DataFrame:
    """Exit rates in order, each with its interval, see `in_order`."""
    return in_order(rates[["unit_code", "exits", "opening", "exit_rate_pct"]])


def in_order(rates: pd.DataFrame) -> pd.DataFrame:
    """Rates from the highest down, each with an interval that holds for all units together.

        Wilson at the level 1 - 0.05 / number of units (Bonferroni)

    Takes unit, count, whole and rate, in this order. Adds `lower_pct`, `upper_pct` and `alike`:
    the codes of the units whose intervals overlap, in the order of the table (không phân biệt
    được). Where two do not overlap, their difference is beyond chance; where they do, it may still
    be. Returns no row for fewer than two units.
    """
    _, count, whole, rate = rates.columns
    units = _comparable(rates, count, whole)
    level = 1 - CHANCE / max(len(units), 1)
    pairs = zip(units[count], units[whole], strict=True)
    bounds = [intervals.wilson(int(x), int(n), level) for x, n in pairs]
    units["lower_pct"] = [100 * lower for lower, _ in bounds]
    units["upper_pct"] = [100 * upper for _, upper in bounds]
    units = units.sort_values(rate, ascending=False, kind="stable", ignore_index=True)
    return units.assign(alike=[_overlapping(row, units) for row in units.itertuples()])


def contributions(ledger: pd.DataFrame, population: pd.DataFrame, year: int) -> pd.DataFrame:
    """What each unit adds to the year's change of the area's poverty rate (đóng góp).

        change = by the units' rates + by their shares of all households + households without a ward

    From the opening of the year among all households a year before to its closing; so a revision
    of the opening is no part of it. It is arithmetic, not a cause. Returns one row per unit and the
    total, in percentage points; none for fewer than two units, or where a rate is not known.
    Source: Kitagawa 1955, JASA 50:1168.
    """
    table = _from_to(ledger, population, year, year).set_index("unit_code")
    units = table.drop(index=[TOTAL, NO_WARD], errors="ignore")
    before, after = ["start_households", "start_rate_pct"], ["households", "poverty_rate_pct"]
    if len(units) < 2 or units[before + after].isna().any(axis=None):
        return table.iloc[:0].reset_index()
    values = [units[name].astype(float) for name in before + after]
    by_share, by_rate = decomposition.contributions(*values)
    added = {"by_rate_pp": by_rate, "by_share_pp": by_share, "contribution_pp": by_rate + by_share}
    table = table.join(pd.DataFrame(added, units.index))
    if NO_WARD in table.index:
        table.loc[NO_WARD, "contribution_pp"] = _without_ward(table)
    table.loc[TOTAL, list(added)] = table[list(added)].sum()
    return table.drop(columns=["start_poor", "closing"]).reset_index()


def by_year(ledger: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Poverty rates of the units over the years, a column for each and for the total, percentages.

    Returns one row per opening of the first year of a standard (among all households a year before)
    and per closing: `year`, `at` (opening or closing), `standard`. No row for fewer than two units,
    or where no rate is known.
    """
    moments = []
    for standard, years in ledger.groupby("standard", sort=False)["year"]:
        moments.append((years.min(), "opening", standard))
        moments += [(year, "closing", standard) for year in years.unique()]
    rates = [_moment(ledger, population, year, at)["rate_pct"] for year, at, _ in moments]
    table = pd.DataFrame(rates).drop(columns=NO_WARD, errors="ignore").reset_index(drop=True)
    keys = pd.DataFrame(moments, columns=["year", "at", "standard"])
    joined = keys.join(table)
    return joined.iloc[:0] if table.shape[1] < 3 or table.isna().all(axis=None) else joined


def _moment(ledger: pd.DataFrame, population: pd.DataFrame, year: int, at: str) -> pd.DataFrame:
    """Poor and all households, and the rate, of each unit and in total at an opening or closing.

    A unit of the area that the year does not have is missing, and so is the total.
    """
    codes = sorted(ledger["unit_code"].unique(), key=lambda code: code == NO_WARD)
    poor = ledger[ledger["year"] == year].set_index("unit_code")[at].reindex(codes)
    end = year - 1 if at == "opening" else year
    known = population[population["year"] == end].set_index("unit_code")["households"]
    # No row without a ward means that every household has one.
    absent = [code for code in codes if code == NO_WARD and code not in poor.dropna()]
    poor[absent] = 0
    table = pd.DataFrame({"poor": poor, "households": known.reindex(codes)}).astype("Int64")
    if len(table) > 1:
        wards = table["households"].drop(NO_WARD, errors="ignore")
        table.loc[TOTAL] = [table["poor"].sum(skipna=False), wards.sum(skipna=False)]
    return table.assign(rate_pct=pct(table["poor"], table["households"]))


def _from_to(ledger: pd.DataFrame, population: pd.DataFrame, first: int, year: int) -> pd.DataFrame:
    """From the opening of a first year to the closing of another, by unit and in total."""
    start = _moment(ledger, population, first, "opening").add_prefix("start_")
    end = _moment(ledger, population, year, "closing")
    end = end.rename(columns={"poor": "closing", "rate_pct": "poverty_rate_pct"})
    return start.join(end).rename_axis("unit_code").reset_index()


def _without_ward(table: pd.DataFrame) -> float:
    """What households without a ward add to the change of the area's rate."""
    lost, whole = table.loc[NO_WARD], table.loc[TOTAL]
    start = lost["start_poor"] / whole["start_households"]
    return 100 * (lost["closing"] / whole["households"] - start)


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


def _overlapping(row: tuple, units: pd.DataFrame) -> tuple[str, ...]:
    overlaps = (units["lower_pct"] <= row.upper_pct) & (units["upper_pct"] >= row.lower_pct)
    codes = units.loc[overlaps, "unit_code"]
    return tuple(code for code in codes if code != row.unit_code)


def _first_given(plans: pd.DataFrame, givers: list[str]) -> pd.DataFrame:
    """Plans in the order of who gave them."""
    known = plans.dropna(subset=["plan"])
    return known.sort_values("giver", key=lambda column: column.map(givers.index), kind="stable")
