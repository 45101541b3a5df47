"""What completion of the plan and the way to the goal say (thực hiện kế hoạch)."""

import pandas as pd

from analysis.terms import Scope, as_printed, households, label, percent
from analysis.workspace import Goal

SAYS = {
    "completion": {
        "vi": "Thoát nghèo {exits} so với kế hoạch {plan} ({giver}): đạt {gross} (tính gộp). Giảm "
        "ròng {net_decrease}: {net}.",
        "en": "Exits {exits} against a plan of {plan} ({giver}): {gross} (gross). Net reduction "
        "{net_decrease}: {net}.",
    },
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
        "vi": "Kế hoạch {plan} ({giver}) bằng {share} của {opening} nghèo đầu kỳ.",
        "en": "The plan of {plan} ({giver}) is {share} of the {opening} poor at the opening.",
    },
    "cumulative": {
        "vi": "Lũy kế {first}-{year}: thoát nghèo {exits} so với kế hoạch {plan} ({giver}), đạt "
        "{gross}; giảm ròng {net_decrease}, đạt {net}.",
        "en": "Cumulative {first}-{year}: exits {exits} against plans of {plan} ({giver}), "
        "{gross}; net reduction {net_decrease}, {net}.",
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
        "vi": "Đã đạt mục tiêu tại cuối năm {year}: còn {closing} nghèo.",
        "en": "The goal is reached at the end of {year}: {closing} poor are left.",
    },
    "single": {
        "vi": "Chỉ có một năm theo chuẩn này nên chỉ có một kịch bản: nếu năm {repeated} lặp lại "
        "(giảm ròng {net_decrease} một năm), mục tiêu đạt vào năm {finish}, {against}.",
        "en": "One year under this standard gives one scenario: if {repeated} repeats (net "
        "reduction {net_decrease} a year), the goal is reached in {finish}, {against}.",
    },
    "range": {
        "vi": "Nếu năm tốt nhất ({best}) lặp lại, mục tiêu đạt vào năm {finish_best}, "
        "{against_best}; nếu năm kém nhất ({worst}) lặp lại: năm {finish_worst}, {against_worst}.",
        "en": "If the best year ({best}) repeats, the goal is reached in {finish_best}, "
        "{against_best}; if the worst ({worst}) repeats: {finish_worst}, {against_worst}.",
    },
    "settles": {
        "vi": "Nếu lặp lại tỷ lệ thoát nghèo và số phát sinh của năm {repeated} thay vì số giảm "
        "ròng, danh sách dừng ở khoảng {level}, không về 0.",
        "en": "If the exit rate and the newly arising of {repeated} repeat in place of its net "
        "reduction, the list settles at about {level}, not at 0.",
    },
    "never": {"vi": "không xác định", "en": "no year"},
    "early": {"vi": "sớm hơn thời hạn {gap} năm", "en": "{gap} ahead of the deadline"},
    "on_time": {"vi": "đúng thời hạn", "en": "at the deadline"},
    "late": {"vi": "chậm hơn thời hạn {gap} năm", "en": "{gap} after the deadline"},
    "not_reached": {"vi": "không đạt được", "en": "it is not reached"},
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
        opening=households(row["opening"], scope.lang),
        **{key: _counts(row, scope)[key] for key in ("plan", "giver")},
    )


def cumulative(completions: pd.DataFrame, first: int | None, scope: Scope) -> str:
    """Completion since the first year of the plan period; empty without a period or its plans."""
    if completions.empty:
        return ""
    return _say("cumulative", scope, first=first, **_counts(completions.iloc[0], scope))


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
    rows = scenarios.set_index("scenario")
    if "single" in rows.index:
        row = rows.loc["single"]
        return _say(
            "single",
            scope,
            repeated=int(row["repeated_year"]),
            net_decrease=households(row["net_decrease"], scope.lang),
            finish=_finish(row, scope),
            against=against(row["finish_year"], deadline, scope),
        )
    values = {}
    for name in ("best", "worst"):
        row = rows.loc[name]
        values[name] = int(row["repeated_year"])
        values[f"finish_{name}"] = _finish(row, scope)
        values[f"against_{name}"] = against(row["finish_year"], deadline, scope)
    return _say("range", scope, **values)


def level(scenarios: pd.DataFrame, scope: Scope) -> str:
    """Where the list settles if the first scenario's rates repeat in place of its number."""
    known = scenarios.dropna(subset=["settles_at"]) if "settles_at" in scenarios else scenarios
    if known.empty:
        return ""
    row = known.iloc[0]
    settled = households(row["settles_at"], scope.lang)
    return _say("settles", scope, repeated=int(row["repeated_year"]), level=settled)


def against(finish_year: object, deadline: int, scope: Scope) -> str:
    """A finishing year beside the deadline, in words."""
    if pd.isna(finish_year):
        return _say("not_reached", scope)
    gap = deadline - int(finish_year)
    what = "on_time" if gap == 0 else "early" if gap > 0 else "late"
    years = {"vi": abs(gap), "en": f"{abs(gap)} year{'s' if abs(gap) != 1 else ''}"}
    return _say(what, scope, gap=years[scope.lang])


def with_deadline(scenarios: pd.DataFrame, deadline: int | None, scope: Scope) -> pd.DataFrame:
    """The scenarios with each finishing year beside the deadline in words (`against_deadline`)."""
    words = [against(year, deadline, scope) for year in scenarios["finish_year"]]
    return scenarios.assign(against_deadline=words)


def _finish(row: pd.Series, scope: Scope) -> str:
    return _say("never", scope) if pd.isna(row["finish_year"]) else str(int(row["finish_year"]))


def _counts(row: pd.Series, scope: Scope) -> dict[str, str]:
    counts = {name: households(row[name], scope.lang) for name in ("exits", "plan", "net_decrease")}
    giver = label(row["giver"], scope.lang).lower()
    shares = {name: percent(row[f"{name}_pct"], scope.lang, 0) for name in ("gross", "net")}
    return counts | shares | {"giver": giver}


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, **values)
