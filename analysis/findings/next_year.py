"""What is said of next year's tasks (nhiệm vụ năm sau)."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from analysis.terms import (
    Scope,
    day,
    households,
    is_not_asked,
    label,
    number,
    poor_households,
    without_number,
)
from analysis.workspace import Goal

SAYS = {
    "goal": {
        "vi": "Mục tiêu: {definition}; thời hạn năm {deadline}. Nguồn: {source}.",
        "en": "Goal: {definition}; due {deadline}. Source: {source}.",
    },
    "asked": {
        "vi": "Cuối năm {year} còn {closing}, mục tiêu là {goal}: phải giảm "
        "{remaining} trong {years}, đến hết năm {early}. Mỗi năm cần giảm ròng {needed}.",
        "en": "{closing} are left at the end of {year}, and the goal is {goal}: "
        "{remaining} to go in {years}, by the end of {early}. That needs a net reduction of "
        "{needed} a year.",
    },
    "met": {
        "vi": "Cuối năm {year} còn {closing}, mục tiêu là {goal}: mục tiêu đã đạt, "
        "không đặt thêm mức giảm.",
        "en": "{closing} are left at the end of {year}, and the goal is {goal}: it is met, "
        "and no further reduction is asked.",
    },
    "no_years": {
        "vi": "Cuối năm {year} còn phải giảm {remaining} so với mục tiêu, nhưng mốc về trước "
        "({early}) đã đến: không còn năm nào để chia.",
        "en": "{remaining} are still to go at the end of {year}, but the early date ({early}) has "
        "come: no year is left to share them among.",
    },
    "goal_no_rules": {
        "vi": "district.yml chưa ghi quy tắc chia mục tiêu (programme.next_year) nên không tính "
        "mức giảm của năm sau.",
        "en": "district.yml lays down no rule of sharing the goal (programme.next_year), so no "
        "reduction of the next year is reckoned.",
    },
    "goal_none": {
        "vi": "Mục tiêu và thời hạn: không có số liệu, nên không tính mức giảm của năm sau.",
        "en": "Goal and deadline: no data, so no reduction of the next year is reckoned.",
    },
    "goal_no_closing": {
        "vi": "Số hộ nghèo cuối năm {year}: không có số liệu, nên không tính mức giảm của năm sau.",
        "en": "Poor households at the end of {year}: no data, so no reduction of the next year is "
        "reckoned.",
    },
    "goal_other_standard": {
        "vi": "Mục tiêu của giai đoạn này và năm sau không theo cùng một chuẩn nghèo, nên không "
        "tính mức giảm của năm sau theo mục tiêu ấy.",
        "en": "The goal of this period and the next year do not go by one poverty line, so no "
        "reduction of the next year is reckoned from that goal.",
    },
    "not_asked": {"vi": "không đặt mức giảm", "en": "no reduction is asked"},
    "not_reckoned": {"vi": "không tính ({why})", "en": "not reckoned ({why})"},
    "goal_of_some": {
        "vi": "còn nhiều nhất {most}",
        "en": "{most} at most",
    },
    "goal_of_nobody": {"vi": "không còn hộ nghèo nào", "en": "no poor household"},
    "labour": {
        "vi": "Trong {closing} cuối năm {year}, còn sức lao động: {poor_with_labour}; không còn "
        "sức lao động: {poor_without_labour}; không ghi: {poor_labour_unknown}.",
        "en": "Of {closing} at the end of {year}, with labour: {poor_with_labour}; without labour: "
        "{poor_without_labour}; not recorded: {poor_labour_unknown}.",
    },
    "goal_and_labour": {
        "vi": "Mục tiêu là {goal}, trong khi {without} không còn sức lao động: "
        "không thể trông chờ các hộ ấy thoát nghèo bằng việc làm.",
        "en": "The goal is {goal}, while {without} have no labour: these cannot be "
        "expected to exit by work.",
    },
    "no_labour": {
        "vi": "Sức lao động của hộ nghèo cuối năm {year}: không có số liệu.",
        "en": "Labour of the poor households at the end of {year}: no data.",
    },
    "shares": {
        "vi": "Năm sau các phường cần giảm ròng cộng lại {asked_decrease}, đến mốc về trước "
        "{asked_to_goal}, chia theo số {by}.",
        "en": "Next year's shares of the wards add up to a net reduction of {asked_decrease}, and "
        "to {asked_to_goal} by the early date, shared by {by}.",
    },
    "share": {
        "vi": "Phần của {area}: giảm ròng {asked_decrease} trong năm sau và {asked_to_goal} đến "
        "mốc về trước, trên {closing} cuối kỳ.",
        "en": "The share of {area}: a net reduction of {asked_decrease} next year and of "
        "{asked_to_goal} by the early date, of {closing} at the closing.",
    },
    "only_labour": {
        "vi": "Quy tắc chỉ chia trong số hộ còn sức lao động, nên phần của các phường không vượt "
        "quá số ấy; phần còn lại của mục tiêu không giao cho phường nào.",
        "en": "The rule shares among households with labour alone, so no ward is asked for more "
        "than it has of these; what is left of the goal is asked of no ward.",
    },
    "not_by_labour": {
        "vi": "Không dùng được số hộ còn sức lao động (không có hoặc không công bố), nên chia theo "
        "hộ nghèo cuối kỳ.",
        "en": "The households with labour cannot be used (not recorded, or not shown), so the "
        "closing is shared by.",
    },
    "compared": {
        "vi": "{area}, năm {year}: giảm ròng {net_decrease}, thoát nghèo {exits}, kế hoạch thoát "
        "nghèo quận giao {plan_district}. Nếu năm sau phát sinh và các biến động khác như năm nay "
        "thì muốn giảm ròng {asked_decrease} cần thoát nghèo {asked_exits}. Đây là phép so sánh, "
        "không phải dự báo.",
        "en": "{area} in {year}: net reduction {net_decrease}, exits {exits}, planned exits given "
        "by the district {plan_district}. If all other movements repeat next year, a net reduction "
        "of {asked_decrease} takes {asked_exits} to exit. That is a comparison and no forecast.",
    },
    "tasks_of_year": {
        "vi": "Nhiệm vụ của năm {of}: {all}, trong đó đến hết năm xong đúng hạn {on_time}, xong "
        "sau hạn {late}, xong nhưng không ghi hạn {undated}, chưa xong {open}.",
        "en": "Tasks of {of}: {all}, of which by the end of the year done in time {on_time}, done "
        "late {late}, done with no due day recorded {undated}, not done {open}.",
    },
    "tasks_ahead": {
        "vi": "Nhiệm vụ đã đặt ra cho năm {of}: {all}, trong đó đến hết năm {year} chưa xong "
        "{open}.",
        "en": "Tasks set for {of}: {all}, of which not done by the end of {year}: {open}.",
    },
    "no_tasks_of_year": {
        "vi": "Nhiệm vụ của năm {year}: không có số liệu.",
        "en": "Tasks of {year}: no data.",
    },
    "no_tasks_ahead": {
        "vi": "Nhiệm vụ của năm sau: không có số liệu.",
        "en": "Tasks of the next year: no data.",
    },
    "of_wards": {
        "vi": "Phần giảm ròng năm sau của các phường, cộng lại {asked}, bên cạnh giảm ròng năm "
        "{year}.",
        "en": "The wards' shares of next year's net reduction, {asked} in all, beside the net "
        "reduction of {year}.",
    },
    "point": {
        "vi": "Năm sau cần giảm ròng {needed} để đạt mục tiêu vào năm {early}.",
        "en": "Next year needs a net reduction of {needed} to reach the goal by {early}.",
    },
}
LINES = ["asked_decrease", "net_decrease", "exits", "asked_exits", "plan_district"]
STANDINGS = {"all": "all_task_count", "on_time": "task_done_on_time_count"}
STANDINGS |= {"late": "task_done_late_count", "undated": "task_done_undated_count"}
STANDINGS |= {"open": "task_open_count"}


def definition(goal: Goal | None, scope: Scope) -> str:
    """What is to be reached, by when and who says so; empty without a goal."""
    if goal is None:
        return ""
    words = {"definition": goal.definition[scope.lang], "source": goal.source[scope.lang]}
    return _say("goal", scope, deadline=goal.deadline, **words)


def goal(table: pd.DataFrame | None, rules: pd.DataFrame, scope: Scope) -> str:
    """How much is to go to the goal and how much of it a year, or why nothing is asked.

    Empty of one ward, for the goal is the district's.
    """
    state = rules["goal_state"].iloc[0]
    if state != "goal_asked":
        return _say(state, scope)
    if table is None:
        return ""
    row = table.iloc[0]
    needed = row["needed_decrease"]
    what = "no_years" if is_not_asked(needed) else "asked" if needed else "met"
    return _say(what, scope, **_of_the_goal(row, scope))


def instead(rules: pd.DataFrame, scope: Scope) -> str:
    """What stands in the place of a table of the goal that has no rows."""
    state = rules["goal_state"].iloc[0]
    if state == "goal_asked":
        return _say("not_asked", scope)
    return _say("not_reckoned", scope, why=label(state, scope.lang).lower())


def labour(wards: pd.DataFrame, scope: Scope) -> str:
    """The poor of the page's area by labour; or that there is no data."""
    if wards.empty:
        return _say("no_labour", scope)
    row = wards.iloc[-1]
    names = ["poor_with_labour", "poor_without_labour", "poor_labour_unknown"]
    counts = {name: households(row[name], scope.lang) for name in names}
    return _say("labour", scope, closing=poor_households(row["closing"], scope.lang), **counts)


def goal_and_labour(table: pd.DataFrame | None, wards: pd.DataFrame, scope: Scope) -> str:
    """The goal against the households without labour, where these are more; else empty."""
    if table is None or table.empty or wards.empty:
        return ""
    most, without = table["goal_households"].iloc[0], wards["poor_without_labour"].iloc[-1]
    if without_number(without) or without <= most:
        return ""
    said = {"goal": _most(most, scope), "without": households(without, scope.lang)}
    return _say("goal_and_labour", scope, **said)


def shares(wards: pd.DataFrame, rules: pd.DataFrame, scope: Scope) -> str:
    """What is asked of the wards together, or of the one of the page; empty if nothing is."""
    if not _is_asked(wards):
        return ""
    row = wards.iloc[-1]
    asked = {
        name: households(row[name], scope.lang) for name in ("asked_decrease", "asked_to_goal")
    }
    closing = poor_households(row["closing"], scope.lang)
    by = label(rules["shared_by"].iloc[0], scope.lang)
    what = "shares" if row["unit_code"] == "total" else "share"
    return _say(what, scope, by=f"{by[0].lower()}{by[1:]}", closing=closing, **asked)


def sharing(wards: pd.DataFrame, rules: pd.DataFrame, scope: Scope) -> str:
    """What follows from the count that is shared by; empty where nothing is asked of anybody."""
    if not _is_asked(wards):
        return ""
    rule, used = rules[["share_by", "shared_by"]].iloc[0]
    if used != rule:
        return _say("not_by_labour", scope)
    return _say("only_labour", scope) if used == "closing_with_labour" else ""


def compared(table: pd.DataFrame, scope: Scope) -> str:
    """What is asked beside results and plan of the year; empty if nothing is asked."""
    if not _is_asked(table):
        return ""
    row = table.iloc[-1]
    counts = {name: households(row[name], scope.lang) for name in LINES}
    return _say("compared", scope, **counts)


def of_wards(table: pd.DataFrame, scope: Scope) -> str:
    """The finding of the picture of the wards; empty if nothing is asked."""
    if not _is_asked(table):
        return ""
    asked = households(table["asked_decrease"].iloc[-1], scope.lang)
    return _say("of_wards", scope, asked=asked)


def tasks_ahead(counted: pd.DataFrame | None, scope: Scope) -> str:
    """How many tasks are set for the next year, and how they stand; empty of one ward."""
    return _tasks(counted, "tasks_ahead", scope.year + 1, scope)


def tasks_of_year(counted: pd.DataFrame | None, scope: Scope) -> str:
    """How the tasks of the page's year stood at its end; empty of one ward."""
    return _tasks(counted, "tasks_of_year", scope.year, scope)


def dated(tasks: pd.DataFrame | None, scope: Scope) -> pd.DataFrame | None:
    """The tasks with their days as readers write them."""
    if tasks is None or tasks.empty:
        return tasks
    days = {
        name: [
            each if _is_no_day(each) else day(date.fromisoformat(each), scope.lang)
            for each in tasks[name]
        ]
        for name in ("task_due_date", "task_done_date")
    }
    return tasks.assign(**days)


def point(table: pd.DataFrame | None, scope: Scope) -> str:
    """What the next year needs, in one sentence; empty where nothing can be asked of it."""
    if table is None or table.empty or is_not_asked(table["needed_decrease"].iloc[0]):
        return ""
    row = table.iloc[0]
    what = "point" if row["needed_decrease"] else "met"
    return _say(what, scope, **_of_the_goal(row, scope))


def main_point(safe: Mapping[str, pd.DataFrame | None], scope: Scope) -> str:
    """The one sentence that the overview takes from this page; empty where there is none."""
    goal, rules, wards = (safe.get(f"next-year-{name}") for name in ("goal", "rules", "wards"))
    if goal is None and rules is not None and wards is not None:
        return shares(wards, rules, scope)
    return point(goal, scope)


def _of_the_goal(row: pd.Series, scope: Scope) -> dict[str, str]:
    left = row["goal_years_left"]
    years = {"vi": f"{left} năm", "en": f"{left} year{'' if left == 1 else 's'}"}[scope.lang]
    return {
        "closing": poor_households(row["closing"], scope.lang),
        "goal": _most(row["goal_households"], scope),
        "remaining": households(row["goal_remaining"], scope.lang),
        "needed": _needed(row["needed_decrease"], scope),
        "years": years,
        "early": str(row["goal_early_year"]),
    }


def _tasks(counted: pd.DataFrame | None, what: str, of: int, scope: Scope) -> str:
    if counted is None:
        return ""
    rows = counted[counted["task_year"] == of] if len(counted) else counted
    if rows.empty:
        return _say(f"no_{what}", scope)
    row = rows.iloc[0]
    counts = {word: number(row[name], scope.lang) for word, name in STANDINGS.items()}
    return _say(what, scope, of=of, **counts)


def _most(goal: int, scope: Scope) -> str:
    """The goal in words: nobody, or so many households at most."""
    what = "goal_of_some" if goal else "goal_of_nobody"
    return _say(what, scope, most=poor_households(goal, scope.lang))


def _needed(decrease: object, scope: Scope) -> str:
    return "" if is_not_asked(decrease) else households(decrease, scope.lang)


def _is_no_day(written: object) -> bool:
    return is_not_asked(written) or bool(pd.isna(written))


def _is_asked(table: pd.DataFrame) -> bool:
    return "asked_decrease" in table and not is_not_asked(table["asked_decrease"].iloc[-1])


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, area=scope.area, **values)
