"""What is said of the proposal for next year's support (đề xuất kinh phí hỗ trợ năm sau)."""

import pandas as pd

from analysis.programme import Support
from analysis.terms import (
    Scope,
    day,
    households,
    is_hidden,
    is_not_asked,
    label,
    number,
    percent,
    vnd,
)

SAYS = {
    "of_the_district": {
        "vi": "Đề xuất kinh phí hỗ trợ chỉ lập cho toàn quận, vì hộ của các phường được xét chung.",
        "en": "Support is proposed for the whole district alone, since the households of all wards "
        "are considered together.",
    },
    "no_rules": {
        "vi": "district.yml chưa ghi quy tắc phân bổ kinh phí (programme, support) nên không có đề "
        "xuất.",
        "en": "district.yml lays down no rule for the money (programme, support): nothing is "
        "proposed.",
    },
    "no_packages": {
        "vi": "Không có số liệu về danh mục gói hỗ trợ của năm sau hay năm {year} nên không có đề "
        "xuất.",
        "en": "There is no catalogue of packages for the next year or for {year}: nothing is "
        "proposed.",
    },
    "no_points": {
        "vi": "Danh mục gói hỗ trợ không ghi điểm lợi ích nên không có đề xuất.",
        "en": "The catalogue of packages gives no benefit points: nothing is proposed.",
    },
    "no_budget": {
        "vi": "Không có số liệu về kinh phí của năm sau hay năm {year} nên không có đề xuất.",
        "en": "There is no budget for the next year or for {year}: nothing is proposed.",
    },
    "no_groups": {
        "vi": "Danh sách cuối kỳ năm {year} không có hộ nghèo nào ghi nhóm nên không có đề xuất.",
        "en": "No poor household of the closing list of {year} has a group on record: nothing is "
        "proposed.",
    },
    "no_data": {
        "vi": "Không có số liệu để đề xuất kinh phí hỗ trợ của {area} sau năm {year}.",
        "en": "There is no data to propose support of {area} after {year}.",
    },
    "too_small": {
        "vi": "Kinh phí được phân bổ ({available}) không đủ cho gói rẻ nhất của một hộ nào, nên "
        "không hộ nào được đề xuất.",
        "en": "The money to be shared out ({available}) does not reach for the cheapest package of "
        "any household: nobody is proposed.",
    },
    "proposed": {
        "vi": "Đề xuất cho năm sau: {households} trên {closing} hộ nghèo cuối kỳ, {money} trên "
        "{available} được phân bổ; còn lại {left}.",
        "en": "Proposed for the next year: {households} of {closing} households poor at the "
        "closing, {money} of {available} to be shared out; left: {left}.",
    },
    "years": {
        "vi": "Danh mục gói của năm {catalogue}, kinh phí của năm {budget}; giữ lại dự phòng "
        "{reserve} trong {whole}.",
        "en": "The catalogue is that of {catalogue}, the budget that of {budget}; {reserve} of "
        "{whole} is kept back.",
    },
    "groups": {
        "vi": "Được đề xuất, trên số hộ nghèo cuối kỳ của nhóm: {groups}.",
        "en": "Proposed, of the group’s poor households at the closing: {groups}.",
    },
    "group_of": {"vi": "{group} {part} trên {whole}", "en": "{group} {part} of {whole}"},
    "hidden_group": {"vi": "{group} không công bố", "en": "{group} not shown"},
    "ward": {
        "vi": "{area}: đề xuất {households} trên {closing}, {money}.",
        "en": "{area}: {households} of {closing} proposed, {money}.",
    },
    "no_ward": {
        "vi": "Không ghi phường: {closing}. Hộ như vậy không được xét cho đến khi sổ ghi phường.",
        "en": "Without a ward on record: {closing}. Such a household is not considered until the "
        "register names its ward.",
    },
    "next": {
        "vi": "Bước kế tiếp theo quy tắc: {group} lên gói {package}, {households} có cùng nhu cầu, "
        "cần {money}; chưa được vì {reason}. Các hộ bằng nhau không bị tách, nên quy tắc xét tiếp "
        "các bước sau còn vừa số tiền.",
        "en": "The next step by the rule: {group} to package {package}, {households} of equal "
        "need, cost {money}; held back by {reason}. Equals are not parted, so the rule goes on to "
        "later steps that still fit.",
    },
    "done": {
        "vi": "Mọi hộ được xét đã ở gói cao nhất mà nhóm của hộ được nhận: phần kinh phí còn lại "
        "không có bước nào để dùng.",
        "en": "Every household considered is at the highest package open to its group: no step is "
        "left for the money that remains.",
    },
    "none_next": {"vi": "không còn bước nào", "en": "no step is left"},
    "check": {
        "vi": "Trị số của đề xuất là {rule}. Mức tối ưu với cùng số tiền là {together} nếu hộ bằng "
        "nhau được xét như nhau (quy tắc kém {together_gap}) và {optimum} nếu được tách (kém "
        "{gap}).",
        "en": "The value of the proposal is {rule}. The optimum with the same money is {together} "
        "if equals are treated alike (the rule falls short by {together_gap}) and {optimum} if "
        "they may be split (by {gap}).",
    },
    "unproven": {
        "vi": "Trị số của đề xuất là {rule}; không chứng minh được mức tối ưu để so sánh.",
        "en": "The value of the proposal is {rule}; no optimum could be proved to compare it with.",
    },
    "million": {
        "vi": "Thêm {more}: theo quy tắc, số hộ đổi gói là {households}, trị số thêm {by_rule}; "
        "mức tối ưu thêm {by_optimum}.",
        "en": "With {more} more, households moved by the rule: {households}, value gained "
        "{by_rule}; the optimum gains {by_optimum}.",
    },
    "rules": {
        "vi": "Quy tắc ghi ngày {day}; người quyết định: {by}. Nhu cầu của một hộ là điểm của nhóm "
        "cộng {per_person} cho mỗi người.",
        "en": "The rule was laid down on {day} ({by}); the need of a household is that of its "
        "group plus {per_person} for each person.",
    },
    "cap": {
        "vi": "Một phường được nhiều nhất {cap} số tiền được phân bổ.",
        "en": "One ward gets at most {cap} of the money to be shared out.",
    },
}


def state(states: pd.DataFrame | None, summary: pd.DataFrame | None, scope: Scope) -> str:
    """Why there is no proposal, or that its money is too small; empty where there is one."""
    if states is None:
        return _say("of_the_district", scope)
    why = "no_data" if states.empty else states["state"].iloc[0]
    if why != "too_small":
        return _say(why, scope) if why else ""
    return _say(why, scope, available=vnd(summary["available_vnd"].iloc[0], scope.lang))


def proposed(summary: pd.DataFrame | None, groups: pd.DataFrame | None, scope: Scope) -> str:
    """How many households of how many, and how much of the money."""
    if _is_nothing(summary) or _is_nothing(groups):
        return ""
    row, whole = summary.iloc[0], groups.iloc[-1]
    return _say(
        "proposed",
        scope,
        households=number(row["proposed_households"], scope.lang),
        closing=number(whole["grouped_closing"], scope.lang),
        money=vnd(row["proposed_vnd"], scope.lang),
        available=vnd(row["available_vnd"], scope.lang),
        left=vnd(row["left_vnd"], scope.lang),
    )


def years(summary: pd.DataFrame | None, scope: Scope) -> str:
    """Of which year the catalogue and the budget are, and what is kept back."""
    if _is_nothing(summary):
        return ""
    row = summary.iloc[0]
    return _say(
        "years",
        scope,
        catalogue=row["catalogue_year"],
        budget=row["budget_year"],
        reserve=vnd(row["reserve_vnd"], scope.lang),
        whole=vnd(row["budget_vnd"], scope.lang),
    )


def groups(table: pd.DataFrame | None, scope: Scope) -> str:
    """How many of each group are proposed."""
    if _is_nothing(table):
        return ""
    said = [_group(row, scope) for row in table.iloc[:-1].to_dict("records")]
    return _say("groups", scope, groups="; ".join(said))


def _group(row: dict, scope: Scope) -> str:
    part, whole = row["proposed_households"], row["grouped_closing"]
    group, is_told = (
        label(row["closing_group"], scope.lang),
        not (is_hidden(part) or is_hidden(whole)),
    )
    counts = {"part": number(part, scope.lang), "whole": number(whole, scope.lang)}
    return _say("group_of" if is_told else "hidden_group", scope, group=group, **counts)


def wards(table: pd.DataFrame | None, scope: Scope) -> str:
    """Of a ward's page what is proposed for it; of the district's who has no ward."""
    if _is_nothing(table):
        return ""
    if len(table) > 1:
        nowhere = table[table["unit_code"] == ""]
        closing = nowhere["grouped_closing"].sum()
        return _say("no_ward", scope, closing=households(closing, scope.lang)) if closing else ""
    row = table.iloc[0]
    counts = {name: households(row[of], scope.lang) for name, of in WARD.items()}
    return _say("ward", scope, money=vnd(row["proposed_vnd"], scope.lang), **counts)


WARD = {"households": "proposed_households", "closing": "grouped_closing"}


def upcoming(following: pd.DataFrame | None, summary: pd.DataFrame | None, scope: Scope) -> str:
    """Who is next on the list, or that nobody is."""
    if _is_nothing(summary):
        return ""
    if _is_nothing(following):
        return _say("done", scope)
    row = following.iloc[0]
    return _say(
        "next",
        scope,
        group=label(row["next_group"], scope.lang),
        package=row["next_package"],
        households=households(row["next_households"], scope.lang),
        money=vnd(row["next_vnd"], scope.lang),
        reason=label(row["refused"], scope.lang),
    )


def none_next(summary: pd.DataFrame | None, scope: Scope) -> str:
    """What stands in the place of the next step where none is left; else nothing."""
    return "" if _is_nothing(summary) else _say("none_next", scope)


def check(table: pd.DataFrame | None, scope: Scope) -> str:
    """How near the rule comes to the optimum."""
    if _is_nothing(table):
        return ""
    row = table.iloc[0]
    rule = number(row["rule_points"], scope.lang, 1)
    known = row[["together_points", "optimum_points", "together_gap_pct", "gap_pct"]]
    if is_hidden(row["rule_points"]) or known.isna().any():
        return _say("unproven", scope, rule=rule)
    return _say(
        "check",
        scope,
        rule=rule,
        together=number(row["together_points"], scope.lang, 1),
        optimum=number(row["optimum_points"], scope.lang, 1),
        together_gap=percent(row["together_gap_pct"], scope.lang),
        gap=percent(row["gap_pct"], scope.lang),
    )


def million(table: pd.DataFrame | None, scope: Scope) -> str:
    """What a little more money would buy, by the rule and at the optimum."""
    if _is_nothing(table):
        return ""
    row = table.iloc[0]
    gained = ("million_rule_points", "million_optimum_points")
    by_rule, by_optimum = (number(row[name], scope.lang, 1) for name in gained)
    return _say(
        "million",
        scope,
        more=vnd(row["more_vnd"], scope.lang),
        households=number(row["million_households"], scope.lang),
        by_rule=by_rule,
        by_optimum=by_optimum,
    )


def rules(laid_down: Support | None, settings: pd.DataFrame | None, scope: Scope) -> str:
    """When the rule was laid down, by whom, and what it says beside the groups."""
    if laid_down is None or _is_nothing(settings):
        return ""
    row = settings.iloc[0]
    said = _say(
        "rules",
        scope,
        day=day(laid_down.fixed_on, scope.lang),
        by=laid_down.fixed_by[scope.lang],
        per_person=number(row["need_per_person_points"], scope.lang, 1),
    )
    if is_not_asked(row["ward_cap_pct"]):
        return said
    return f"{said} {_say('cap', scope, cap=percent(row['ward_cap_pct'], scope.lang))}"


def _is_nothing(table: pd.DataFrame | None) -> bool:
    return table is None or table.empty


def _say(what: str, scope: Scope, **facts: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, area=scope.area, **facts)
