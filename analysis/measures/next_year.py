"""Nhiệm vụ năm sau: what remains to the goal, what falls to each ward of it, and the tasks.

The goal is to be met some years before its deadline. What remains is shared among the wards by
need, which is how many poor households each has, and by nothing that it did before. What was asked
is a net decrease; exits have to make up for whoever becomes poor besides.
"""

from typing import NamedTuple

import pandas as pd

from analysis.methods.apportion import largest_remainder

TOTAL = "total"
LABOUR = ["with_labour", "without_labour", "labour_unknown"]
POOR = [f"poor_{name}" for name in LABOUR]
ASKED = ["asked_to_goal", "asked_decrease"]
STANDINGS = ["task_done_on_time", "task_done_late", "task_done_undated", "task_open"]
COMPARED = ["unit_code", "asked_decrease", "net_decrease", "exits", "asked_exits", "plan_district"]


class Goal(NamedTuple):
    """What the office wants to reach: at most so many poor households, and when."""

    households: int
    deadline: int
    years_early: int


def goal(closing: int, aim: Goal, year: int) -> pd.DataFrame:
    """What remains to the goal at the review of a year, and how much of it a year (mục tiêu).

        needed a year = (closing - goal) / years left, rounded up

    `goal_years_left` is counted to `goal_early_year`, the deadline less the years early. Returns
    one row; `needed_decrease` is 0 where the goal is met, and missing where no year is left.
    """
    early = aim.deadline - aim.years_early
    remaining, left = max(closing - aim.households, 0), max(early - year, 0)
    needed = -(-remaining // left) if left else pd.NA if remaining else 0
    row = {
        "goal_year": aim.deadline,
        "goal_years_early": aim.years_early,
        "goal_early_year": early,
        "goal_years_left": left,
        "goal_households": aim.households,
        "closing": closing,
        "goal_remaining": remaining,
        "needed_decrease": needed,
    }
    return pd.DataFrame([row]).astype({"needed_decrease": "Int64"})


def path(goal: pd.DataFrame, closings: pd.DataFrame) -> pd.DataFrame:
    """The closings so far, and the most that each year ahead may end with (lộ trình).

    Takes the row of `goal` and `year` with `closing` under its standard. Returns one row per year;
    without rows where nothing is asked of the years ahead.
    """
    row = goal.iloc[0]
    needed = row["needed_decrease"]
    if pd.isna(needed) or needed == 0:
        return pd.DataFrame(columns=["year", "closing", "asked_closing"])
    ahead = range(1, row["goal_years_left"] + 1)
    asked = [row["goal_households"] + max(row["goal_remaining"] - at * needed, 0) for at in ahead]
    years = pd.DataFrame({"year": [closings["year"].max() + at for at in ahead]})
    years["asked_closing"] = pd.array(asked, dtype="Int64")
    return pd.concat([closings, years], ignore_index=True)[["year", "closing", "asked_closing"]]


def by_labour(counts: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Poor households at the closing of a year by unit and labour (theo sức lao động).

    Takes the facts by unit and `labour`, and the year's ledger. Returns one row per unit, and the
    total: `closing` and the POOR that add up to it. With and without labour are missing where
    nobody's is recorded.
    """
    wide = counts.pivot_table(index="unit_code", columns="labour", values="households")
    wide = wide.reindex(index=ledger["unit_code"], columns=LABOUR).fillna(0).astype("Int64")
    if not wide[LABOUR[:2]].to_numpy().any():
        wide[LABOUR[:2]] = pd.NA
    table = ledger[["unit_code", "closing"]].assign(
        **{name: wide[labour].array for name, labour in zip(POOR, LABOUR, strict=True)}
    )
    total = table.drop(columns="unit_code").sum(skipna=False).to_frame().T
    return pd.concat([table, total.assign(unit_code=TOTAL)], ignore_index=True).astype(
        dict.fromkeys(["closing", *POOR], "Int64")
    )


def need(wards: pd.DataFrame, by: str) -> pd.Series:
    """What the wards are shared by, as far as it is known (nhu cầu).

    Where the column `by` is missing of some wards and known of the whole, these have what is left
    of it in proportion to their closings; where nothing is known of the whole, all have their
    closings. Takes the rows of `by_labour`, the total last; returns one number per ward.
    """
    *_, total = wards[by]
    units = wards.iloc[:-1].set_index("unit_code").sort_index()
    if pd.isna(total):
        return units["closing"]
    unseen = units.loc[units[by].isna(), "closing"].tolist()
    left = int(total - units[by].sum())
    filled = units[by].copy()
    filled[units[by].isna()] = largest_remainder(left, unseen, unseen)
    return filled


def shares(wards: pd.DataFrame, goal: pd.DataFrame, by: str) -> pd.DataFrame:
    """What is asked of each ward: until the early date, and of it in the next year (phân chia).

    By largest remainder in proportion to its `need`, never above that; ties to the smaller code.
    Takes the rows of `by_labour` and the row of `goal`. Adds `asked_to_goal` and `asked_decrease`,
    missing where no year is left.
    """
    row = goal.iloc[0]
    if pd.isna(row["needed_decrease"]):
        return wards.assign(**dict.fromkeys(ASKED, pd.array([pd.NA] * len(wards), dtype="Int64")))
    needs = need(wards, by)
    most = needs.tolist()
    to_goal = largest_remainder(min(row["goal_remaining"], sum(most)), most, most)
    asked = min(row["needed_decrease"], sum(to_goal))
    next_year = largest_remainder(asked, most, to_goal)
    parts = dict(zip(ASKED, (to_goal, next_year), strict=True))
    table = pd.DataFrame(parts, index=needs.index)
    table.loc[TOTAL] = table.sum()
    return wards.join(table.astype("Int64"), on="unit_code")


def compared(shares: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """What is asked beside what the year brought and what had been planned (so sánh).

        asked exits = asked net decrease + exits - net decrease

    That is how many exits it takes if everything but exits repeats. Takes `lines` with
    `net_decrease`, `exits` and `plan_district` by unit.
    """
    table = shares[["unit_code", "asked_decrease"]].merge(lines, on="unit_code", how="left")
    besides = table["exits"] - table["net_decrease"]
    return table.assign(asked_exits=table["asked_decrease"] + besides)[COMPARED]


def counted(before: pd.DataFrame, ahead: pd.DataFrame, year: int) -> pd.DataFrame:
    """Tasks of a year and of the next by how they stood at its end (số nhiệm vụ).

    Returns one row per `task_year` of which tasks are recorded: `all_task_count`, and a count for
    each of STANDINGS that add up to it.
    """
    rows = [
        {"task_year": task_year, "all_task_count": len(tasks)}
        | {f"{name}_count": int((tasks["task_standing"] == name).sum()) for name in STANDINGS}
        for task_year, tasks in ((year, before), (year + 1, ahead))
        if len(tasks)
    ]
    return pd.DataFrame(rows)
