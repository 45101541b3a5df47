"""So sánh các phường: how the units of an area differ in a year and over the years.

Takes facts as they are read: the ledger by year, unit and standard, the population by year and
unit, and what `movements.rates` makes of them. Households without a ward are in every total; they
have no population and no ward to compare, so they have no rate.
"""

import pandas as pd

from analysis.methods import decomposition
from analysis.methods.share import pct

TOTAL, NO_WARD = "total", ""
GIVERS = ["city", "district", "unrecorded"]
SHARES = {"poor_share_pct": "closing", "household_share_pct": "households"}
OWN_GIVERS = ["district", "city", "unrecorded"]


def poverty(rates: pd.DataFrame, *printed: pd.DataFrame) -> pd.DataFrame:
    """Poverty rates with numerators and denominators, and beside them those that a return prints.

    Of several units also each one's share of the poor at the closing and of all households (tỷ
    trọng). Takes `movements.rates` and any of `movements.printed_rates`. Returns one row per unit
    and the total; a column of which nothing is known is left out.
    """
    columns = ["unit_code", "opening", "closing", "households", "poverty_rate_pct"]
    table, whole = rates[columns], rates[rates["unit_code"] == TOTAL]
    for name, of in SHARES.items() if len(whole) else []:
        every = whole[of].repeat(len(table)).set_axis(table.index)
        table = table.assign(**{name: pct(table[of], every)})
    for given in printed:
        given = given.drop(columns=["opening", "closing"], errors="ignore")
        table = table.merge(given, how="left", on="unit_code")
    return table.dropna(axis="columns", how="all")


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
    and per closing: `year`, `at` (opening or closing), `standard`, and what the rate of the total
    is made of, `whole_poor` and `whole_households`. No row for fewer than two units, or where no
    rate is known.
    """
    moments = []
    for standard, years in ledger.groupby("standard", sort=False)["year"]:
        moments.append((years.min(), "opening", standard))
        moments += [(year, "closing", standard) for year in years.unique()]
    told = [_moment(ledger, population, year, at) for year, at, _ in moments]
    rates = pd.DataFrame([moment["rate_pct"] for moment in told])
    table = rates.drop(columns=NO_WARD, errors="ignore").reset_index(drop=True)
    keys = pd.DataFrame(moments, columns=["year", "at", "standard"])
    for count in ("poor", "households"):
        whole = [moment[count].get(TOTAL) for moment in told]
        keys[f"whole_{count}"] = pd.array(whole, dtype="Int64")
    joined = keys.join(table)
    return joined.iloc[:0] if table.shape[1] < 3 or table.isna().all(axis=None) else joined


def _moment(ledger: pd.DataFrame, population: pd.DataFrame, year: int, at: str) -> pd.DataFrame:
    """Poor and all households, and the rate, of each unit and in total at an opening or closing.

    A unit of the area that the year does not have is missing, and so is the total.
    """
    codes = sorted(ledger["unit_code"].unique(), key=lambda code: code == NO_WARD)
    listed = ledger[ledger["year"] == year].set_index("unit_code")[at]
    poor = listed.reindex(codes)
    end = year - 1 if at == "opening" else year
    known = population[population["year"] == end].set_index("unit_code")["households"]
    # No row without a ward means that every household has one.
    absent = [code for code in codes if code == NO_WARD and code not in listed.index]
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


def _first_given(plans: pd.DataFrame, givers: list[str]) -> pd.DataFrame:
    """Plans in the order of who gave them."""
    known = plans.dropna(subset=["plan"])
    return known.sort_values("giver", key=lambda column: column.map(givers.index), kind="stable")
