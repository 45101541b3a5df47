"""What completion of the plan and the way to the goal say (thực hiện kế hoạch)."""

import pandas as pd

from analysis.terms import Scope, as_printed, households, percent, poor_households
from analysis.workspace import Goal

SAYS = {
    "completion": {
        "vi": "Thoát nghèo {exits} so với kế hoạch {plan} ({giver}): đạt {gross} tính theo số hộ "
        "thoát nghèo. Giảm ròng {net_decrease}: {net}.",
        "en": "Exits {exits} against a plan of {plan} ({giver}): {gross} (gross). Net reduction "
        "{net_decrease}: {net}.",
    },
    "by_city": {"vi": "thành phố giao", "en": "given by the city"},
    "by_district": {"vi": "quận giao", "en": "given by the district"},
    "by_unrecorded": {"vi": "nguồn không ghi đơn vị giao", "en": "the source names no giver"},
    "printed": {
        "vi": "Nguồn in {printed}; theo số liệu, thoát nghèo so với kế hoạch là {gross}, làm tròn "
        "{whole}.",
        "en": "The source prints {printed}; from the counts, exits are {gross} of the plan, "
        "{whole} when rounded.",
    },
    "no_plan": {
        "vi": "Kế hoạch thoát nghèo năm {year}: không có số liệu.",
        "en": "Plan of exits for {year}: no data.",
    },
    "share": {
        "vi": "Kế hoạch {plan} ({giver}) bằng {share} của {opening} đầu kỳ.",
        "en": "The plan of {plan} ({giver}) is {share} of the {opening} at the opening.",
    },
    "cumulative": {
        "vi": "Lũy kế {first}-{year}: thoát nghèo {exits} so với kế hoạch {plan} ({giver}), đạt "
        "{gross}; giảm ròng {net_decrease}, đạt {net}.",
        "en": "Cumulative {first}-{year}: exits {exits} against plans of {plan} ({giver}), "
        "{gross}; net reduction {net_decrease}, {net}.",
    },
    "span": {
        "vi": "Cộng từ năm {first}, năm đầu của giai đoạn kế hoạch; hộ nghèo đầu kỳ là của năm ấy.",
        "en": "Summed from {first}, the first year of the plan period; the opening is of that "
        "year.",
    },
    "goal": {
        "vi": "Mục tiêu: {definition}; thời hạn {deadline}, trước một năm là {early}. Nguồn: "
        "{source}.",
        "en": "Goal: {definition}; due {deadline}, one year early is {early}. Source: {source}.",
    },
    "no_goal": {
        "vi": "Mục tiêu và thời hạn: không có số liệu, nên không dự kiến năm đạt mục tiêu.",
        "en": "Goal and deadline: no data, so no year of reaching it is projected.",
    },
    "reached": {
        "vi": "Mục tiêu đã đạt tại cuối năm {year}.",
        "en": "The goal is met at the end of {year}.",
    },
    "single": {
        "vi": "Chỉ có một năm theo chuẩn này nên chỉ có một kịch bản: nếu năm {repeated} lặp lại "
        "({change} một năm), {outcome}.",
        "en": "One year under this standard gives one scenario: if {repeated} repeats ({change} a "
        "year), {outcome}.",
    },
    "range": {
        "vi": "Nếu năm giảm nhiều nhất ({best}) lặp lại, {outcome_best}; nếu năm giảm ít nhất "
        "({worst}) lặp lại, {outcome_worst}.",
        "en": "If the year of the largest reduction ({best}) repeats, {outcome_best}; if that of "
        "the smallest ({worst}) repeats, {outcome_worst}.",
    },
    "settles": {
        "vi": "Nếu lặp lại tỷ lệ thoát nghèo và số phát sinh của năm {repeated} thay vì mức giảm "
        "ròng, danh sách tiến dần về khoảng {level}.",
        "en": "If the exit rate and the newly arising of {repeated} repeat in place of its net "
        "reduction, the list tends to about {level}.",
    },
    "falls": {"vi": "giảm ròng {net}", "en": "net reduction {net}"},
    "grows": {"vi": "tăng ròng {net}", "en": "net growth {net}"},
    "finish": {
        "vi": "mục tiêu đạt vào năm {finish}, {against}",
        "en": "the goal is reached in {finish}, {against}",
    },
    "no_finish": {"vi": "không đạt được mục tiêu", "en": "the goal is not reached"},
    "early": {"vi": "sớm hơn thời hạn {gap} năm", "en": "{gap} ahead of the deadline"},
    "on_time": {"vi": "đúng thời hạn", "en": "at the deadline"},
    "late": {"vi": "chậm hơn thời hạn {gap} năm", "en": "{gap} after the deadline"},
}


def completion(completions: pd.DataFrame, scope: Scope) -> str:
    """Gross and net completion of the first plan listed, in whole per cent."""
    if completions.empty:
        return _say("no_plan", scope)
    return _say("completion", scope, **_counts(completions.iloc[0], scope))


def printed(completions: pd.DataFrame, scope: Scope) -> str:
    """The completion as its source prints it beside ours; empty where none is printed."""
    rows = completions.dropna(subset=["printed_pct", "gross_pct"])
    if rows.empty:
        return ""
    row = rows.iloc[0]
    return _say(
        "printed",
        scope,
        printed=as_printed(row["printed_pct"], scope.lang),
        gross=percent(row["gross_pct"], scope.lang),
        whole=percent(row["gross_pct"], scope.lang, 0),
    )


def share(completions: pd.DataFrame, scope: Scope) -> str:
    """How much of the opening the first plan listed asks to leave; empty without a plan."""
    if completions.empty:
        return ""
    row = completions.iloc[0]
    return _say(
        "share",
        scope,
        share=percent(row["plan_of_opening_pct"], scope.lang, 1),
        opening=poor_households(row["opening"], scope.lang),
        **{key: _counts(row, scope)[key] for key in ("plan", "giver")},
    )


def cumulative(completions: pd.DataFrame, first: int | None, scope: Scope) -> str:
    """Completion since the first year of the plan period; empty in that year or without plans."""
    if completions.empty or first == scope.year:
        return ""
    return _say("cumulative", scope, first=first, **_counts(completions.iloc[0], scope))


def span(completions: pd.DataFrame, first: int | None, scope: Scope) -> str:
    """From which year on plans and exits are summed; empty without plans."""
    return "" if completions.empty else _say("span", scope, first=first)


def goal(goal: Goal | None, scope: Scope) -> str:
    """What is to be reached, by when and who says so; empty without a goal."""
    if goal is None:
        return ""
    return _say(
        "goal",
        scope,
        definition=goal.definition[scope.lang],
        deadline=goal.deadline,
        early=goal.deadline - 1,
        source=goal.source[scope.lang],
    )


def projection(scenarios: pd.DataFrame, deadline: int | None, scope: Scope) -> str:
    """When the goal is reached in the scenarios, against the deadline."""
    if deadline is None or scenarios.empty:
        return _say("no_goal", scope)
    if (scenarios["years_needed"] == 0).all():
        return _say("reached", scope)
    rows = scenarios.set_index("scenario")
    if "single" in rows.index:
        row = rows.loc["single"]
        repeated, change = int(row["repeated_year"]), _change(row, scope)
        outcome = _outcome(row, deadline, scope)
        return _say("single", scope, repeated=repeated, change=change, outcome=outcome)
    years = {name: int(rows.loc[name, "repeated_year"]) for name in ("best", "worst")}
    outcomes = {f"outcome_{name}": _outcome(rows.loc[name], deadline, scope) for name in years}
    return _say("range", scope, **years, **outcomes)


def level(scenarios: pd.DataFrame, scope: Scope) -> str:
    """Where the list settles if rates repeat in place of numbers, by the latest year that tells."""
    known = scenarios.dropna(subset=["settles_at"])
    if known.empty:
        return ""
    row = known.loc[known["repeated_year"].idxmax()]
    settled = households(row["settles_at"], scope.lang)
    return _say("settles", scope, repeated=int(row["repeated_year"]), level=settled)


def against(finish_year: object, deadline: int, scope: Scope) -> str:
    """A finishing year beside the deadline, in words."""
    if pd.isna(finish_year):
        return _say("no_finish", scope)
    gap = deadline - int(finish_year)
    what = "on_time" if gap == 0 else "early" if gap > 0 else "late"
    years = {"vi": abs(gap), "en": f"{abs(gap)} year{'s' if abs(gap) != 1 else ''}"}
    return _say(what, scope, gap=years[scope.lang])


def with_deadline(scenarios: pd.DataFrame, deadline: int | None, scope: Scope) -> pd.DataFrame:
    """The scenarios with each finishing year beside the deadline in words (`against_deadline`)."""
    words = [against(year, deadline, scope) for year in scenarios["finish_year"]]
    return scenarios.assign(against_deadline=words)


def _change(row: pd.Series, scope: Scope) -> str:
    what = "falls" if row["net_decrease"] >= 0 else "grows"
    return _say(what, scope, net=households(abs(row["net_decrease"]), scope.lang))


def _outcome(row: pd.Series, deadline: int, scope: Scope) -> str:
    if pd.isna(row["finish_year"]):
        return _say("no_finish", scope)
    finish = int(row["finish_year"])
    return _say("finish", scope, finish=finish, against=against(finish, deadline, scope))


def _counts(row: pd.Series, scope: Scope) -> dict[str, str]:
    counts = {name: households(row[name], scope.lang) for name in ("exits", "plan", "net_decrease")}
    giver = _say(f"by_{row['giver']}", scope)
    shares = {name: percent(row[f"{name}_pct"], scope.lang, 0) for name in ("gross", "net")}
    return counts | shares | {"giver": giver}


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, **values)
