"""Mẫu số của tỷ lệ hộ nghèo: the households under each rate, and what they did to it.

A rate can fall because its denominator grew; a denominator that jumps should be asked about.
Takes the ledger, and the population by year and unit, of an area.
"""

import pandas as pd

from analysis.methods import decomposition
from analysis.methods.share import pct

TOTAL = "total"
# A growing urban district gains 2 to 4 % of households a year. Twice that in one year is a new
# housing area, a change of boundary or a recount: our choice of when to look, no official limit.
JUMP_PCT = 8.0
CHANGES = ["unit_code", "closing_before", "closing", "households_before", "households"]
CHANGES += ["rate_before_pct", "rate_moved_pp", "by_count_pp", "by_households_pp"]


def by_unit(
    ledger: pd.DataFrame, population: pd.DataFrame, printed: pd.DataFrame, year: int
) -> pd.DataFrame:
    """The households under each rate of a year, by unit and in total (mẫu số của tỷ lệ).

    Takes the ledger, the population and what a return prints of `year`. Returns one row per unit:
    `households_before` and `households`, `households_change_pct`, `closing_before` and `closing`,
    `rate_before_pct` and `poverty_rate_pct`, `jump_limit_pct` and `flag`, see `_flag`. In the first
    year of a standard nothing before it is compared, and these columns are left out. Where a rate
    was printed there are `printed_rate` as text, `rate_gap`, the rate computed less the printed one
    in points, and `gap_flag`, see `_with_printed`.
    """
    units = ledger[ledger["unit_code"] != ""]
    rows = _joined(units, population)
    if units.loc[units["year"] == year, "unit_code"].nunique() > 1:
        rows = pd.concat([rows, _joined(_total(ledger), _total_population(population))])
    rows = rows[rows["year"] == year].drop(columns="year").reset_index(drop=True)
    if rows["closing_before"].isna().all():
        rows = rows.drop(columns=["closing_before", "rate_before_pct"])
    rates = printed.dropna(subset=["printed_rate"])
    return rows if rates.empty else _with_printed(rows, rates)


def by_year(ledger: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """The area's households, poor households and rate by year, with the same `flag`."""
    rows = _joined(_total(ledger), _total_population(population))
    columns = ["households", "households_change_pct", "closing", "poverty_rate_pct", "flag"]
    return rows[["year", *columns]]


def rate_changes(ledger: pd.DataFrame, population: pd.DataFrame, year: int) -> pd.DataFrame:
    """The change of each poverty rate since the year before, in two parts (thay đổi của tỷ lệ).

        rate_moved_pp = by_count_pp + by_households_pp

    both closings at the end of a year and under one standard. `by_count_pp` is the part that lies
    in the number of poor households, `by_households_pp` that in all households: arithmetic, no
    cause. Takes the ledger and the population of an area. Returns one row per unit and the total,
    with both counts and the rate before; no row where nothing can be compared.
    """
    units = ledger[ledger["unit_code"] != ""]
    rows = _joined(units, population)
    if units.loc[units["year"] == year, "unit_code"].nunique() > 1:
        rows = pd.concat([rows, _joined(_total(ledger), _total_population(population))])
    rows = rows[rows["year"] == year].dropna(subset=["poverty_rate_pct", "rate_before_pct"])
    by_count, by_households = decomposition.ratio_parts(
        *(rows[name].to_numpy(float) for name in ("closing_before", "households_before")),
        *(rows[name].to_numpy(float) for name in ("closing", "households")),
    )
    table = rows.assign(
        rate_moved_pp=rows["poverty_rate_pct"] - rows["rate_before_pct"],
        by_count_pp=100 * by_count,
        by_households_pp=100 * by_households,
    )
    return table[CHANGES].reset_index(drop=True)


def _total(ledger: pd.DataFrame) -> pd.DataFrame:
    summed = ledger.groupby(["year", "standard"])["closing"].sum(skipna=False)
    return summed.reset_index().assign(unit_code=TOTAL)


def _total_population(population: pd.DataFrame) -> pd.DataFrame:
    summed = population.groupby("year")["households"].sum(skipna=False)
    return summed.reset_index().assign(unit_code=TOTAL)


def _joined(ledger: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Closings beside all households, each beside those of the year before."""
    keys = ["year", "unit_code"]
    homes = population[[*keys, "households"]]
    rows = ledger[[*keys, "standard", "closing"]].merge(homes, "left", keys)
    rows = rows.merge(homes.assign(year=homes["year"] + 1), "left", keys, suffixes=("", "_before"))
    last = ledger[[*keys, "standard", "closing"]].assign(year=ledger["year"] + 1)
    rows = rows.merge(last, "left", [*keys, "standard"], suffixes=("", "_before"))
    change = rows["households"] - rows["households_before"]
    rows["households_change_pct"] = pct(change, rows["households_before"])
    rows["rate_before_pct"] = pct(rows["closing_before"], rows["households_before"])
    rows["poverty_rate_pct"] = pct(rows["closing"], rows["households"])
    rows["jump_limit_pct"] = JUMP_PCT
    rows["flag"] = _flag(rows)
    return rows[
        [
            *(*keys, "households_before", "households", "households_change_pct"),
            *("closing_before", "closing", "rate_before_pct", "poverty_rate_pct"),
            *("jump_limit_pct", "flag"),
        ]
    ]


def _flag(rows: pd.DataFrame) -> pd.Series:
    """`jump`: households changed by more than JUMP_PCT; `rate_alone`: the rate fell, the closing
    did not; `both`; `none`; missing where the households of either year are."""
    jump = (rows["households_change_pct"].abs() > JUMP_PCT).fillna(False)
    fell = (rows["poverty_rate_pct"] < rows["rate_before_pct"]).fillna(False)
    alone = fell & (rows["closing"] >= rows["closing_before"]).fillna(False)
    flags = pd.Series("no_flag", rows.index).mask(jump, "jump").mask(alone, "rate_alone")
    return flags.mask(jump & alone, "both_flags").where(rows["households_change_pct"].notna())


def _with_printed(rows: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """`gap` where a printed rate is further from the one computed than rounding takes it."""
    given = rows["unit_code"].map(printed.set_index("unit_code")["printed_rate"])
    given = given.str.replace(",", ".")
    gap = rows["poverty_rate_pct"] - pd.to_numeric(given).astype("Float64")
    half = 0.5 / 10 ** given.str.partition(".")[2].str.len()
    flags = pd.Series("no_gap", rows.index).mask((gap.abs() > half + 1e-9).fillna(False), "gap")
    told = rows.assign(printed_rate=given, rate_gap=gap, gap_flag=flags.where(gap.notna()))
    return told[[*rows, "printed_rate", "rate_gap", "gap_flag"]]
