"""Thực hiện kế hoạch: exits and net reduction against the plan, and how far the goal still is."""

from math import ceil, isinf, nan

import pandas as pd

from analysis.methods import repeat
from analysis.methods.share import pct

SCENARIO = [
    "scenario",
    "repeated_year",
    "net_decrease",
    "years_needed",
    "finish_year",
    "settles_at",
]
GIVERS = ["city", "district", "unrecorded"]
LONGEST = 10


def completion(series: pd.DataFrame, plan: pd.DataFrame, year: int) -> pd.DataFrame:
    """One year's exits and net reduction against each plan given for it (hoàn thành kế hoạch).

        gross = exits / plan          net = (opening - closing) / plan

    The net reduction holds every way in and out: moves, deaths and newly poor included.
    Takes the area's years (`movements.series`) and plans by year and giver. Returns one row per
    giver, the city's first; percentages, missing where a part is missing.
    """
    within = series[series["year"] == year]
    within = within.assign(net_decrease=_net_decrease(within))
    return _against(within, plan[plan["year"] == year])


def cumulative(
    series: pd.DataFrame, plan: pd.DataFrame, first: int | None, year: int
) -> pd.DataFrame:
    """The same over the plan period so far: sums from its first year to `year` (lũy kế).

    `revision` is what openings within the period differ from the closings before them: it is no
    part of the net reduction, and missing where there is none. Returns no row without a period,
    before its first year, for a giver of whom a year's plan is not recorded, or where a year
    itself is not.
    """
    years = range(first or year + 1, year + 1)
    within = series[series["year"].isin(years)]
    plans = plan[plan["year"].isin(years)].groupby("giver").filter(lambda of: len(of) == len(years))
    if not years or len(within) < len(years):
        return completion(series, plan.iloc[:0], year)
    summed = pd.DataFrame(
        {
            "year": [year],
            "opening": [within["opening"].iloc[0]],
            "exits": [within["exits"].sum(skipna=False)],
            "net_decrease": [_net_decrease(within).sum(skipna=False)],
        }
    )
    revision = within["revision"].iloc[1:].sum(skipna=False)
    plans = plans.groupby("giver", as_index=False)["plan"].sum().assign(year=year)
    told = pd.NA if pd.isna(revision) or revision == 0 else revision
    return _against(summed, plans.assign(printed_pct=None)).assign(revision=told)


def scenarios(series: pd.DataFrame, goal_households: int | None, year: int) -> pd.DataFrame:
    """When the goal is reached if one year under this standard repeats (kịch bản).

    Takes the area's years up to `year`; those before the last change of standard do not count.
    With one year there is one scenario, `single`; else the years with the largest (`best`) and the
    smallest (`worst`) net reduction and, of three or more, the `middle` one (the lower of two
    middle ones). There is no probability: the years are too few. Returns one row per scenario:
    `repeated_year`, its `net_decrease`, `years_needed` (a fraction), `finish_year` (missing if
    never), and `settles_at`: the households at which the list would settle if the year's exit rate
    and newly arising repeated in place of its net number, where that is below the closing and
    above the goal. No row without a goal or a closing.
    """
    under = series[series["standard"] == series["standard"].iloc[-1]]
    under = under.assign(net_decrease=_net_decrease(under))
    under = under.dropna(subset=["net_decrease"]).sort_values(["net_decrease", "year"])
    closing = series.loc[series["year"] == year, "closing"].item()
    if under.empty or goal_households is None or pd.isna(closing):
        return pd.DataFrame(columns=SCENARIO)
    chosen = {"best": -1, "middle": (len(under) - 1) // 2, "worst": 0}
    if len(under) < 3:
        chosen = {"single": 0} if len(under) == 1 else {"best": 1, "worst": 0}
    rows = [
        _scenario(name, under.iloc[at], closing, goal_households) for name, at in chosen.items()
    ]
    table = pd.DataFrame(rows)
    table["finish_year"] = (year + table["years_needed"].map(ceil, na_action="ignore")).astype(
        "Int64"
    )
    return table[SCENARIO]


def paths(
    scenarios: pd.DataFrame, series: pd.DataFrame, goal_households: int | None
) -> pd.DataFrame:
    """Closings ahead of the last of the area's years in each scenario, until the goal is met.

    Returns one row per year, at most LONGEST ahead, with a column for each scenario.
    """
    needed = scenarios["years_needed"].fillna(LONGEST).clip(upper=LONGEST)
    ahead = range(ceil(needed.max()) + 1 if len(needed) else 0)
    last = series.iloc[-1]
    years = pd.DataFrame({"year": [last["year"] + at for at in ahead]})
    for row in scenarios.itertuples():
        left = [max(last["closing"] - at * row.net_decrease, goal_households) for at in ahead]
        years[row.scenario] = pd.array(left, dtype="Int64")
    return years


def shown(completions: pd.DataFrame) -> pd.DataFrame:
    """The columns of a completion table, the printed percentage only where one is printed."""
    return completions.dropna(axis="columns", how="all")


def _net_decrease(years: pd.DataFrame) -> pd.Series:
    return years["opening"] - years["closing"]


def _against(years: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    counts = years[["year", "opening", "exits", "net_decrease"]]
    rows = plan.merge(counts, on="year", how="inner")
    rows["gross_pct"] = pct(rows["exits"], rows["plan"])
    rows["net_pct"] = pct(rows["net_decrease"], rows["plan"])
    rows["plan_of_opening_pct"] = pct(rows["plan"], rows["opening"])
    rows["order"] = rows["giver"].map(GIVERS.index)
    columns = ["giver", "plan", "exits", "gross_pct", "net_decrease", "net_pct"]
    return rows.sort_values("order", ignore_index=True)[
        [*columns, "opening", "plan_of_opening_pct", "printed_pct"]
    ]


def _scenario(name: str, row: pd.Series, closing: int, goal_households: int) -> dict:
    needed = repeat.years_by_number(closing, goal_households, row["net_decrease"])
    level = _level(row)
    return {
        "scenario": name,
        "repeated_year": int(row["year"]),
        "net_decrease": int(row["net_decrease"]),
        "years_needed": pd.NA if isinf(needed) else needed,
        "settles_at": level if goal_households < level < closing else pd.NA,
    }


def _level(row: pd.Series) -> float:
    if pd.isna(row["exits"]) or pd.isna(row["arising"]) or not row["opening"]:
        return nan
    return repeat.level_by_rate(row["exits"] / row["opening"], row["arising"])
