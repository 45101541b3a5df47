"""What is said of first and later exits, and of exits that stayed above the near-poor line."""

import pandas as pd

from analysis.terms import Scope, households, is_hidden, p_value, percent, without_number

SAYS = {
    "no_orders": {
        "vi": "chưa có hộ thoát nghèo nào qua một kỳ rà soát theo cùng chuẩn",
        "en": "no exit has been through a review under the same line",
    },
    "orders": {
        "vi": "{standard}, nghèo trở lại ở kỳ rà soát đầu tiên sau khi thoát: {first_relapse_pct} "
        "của {first_at_risk} thoát lần đầu, {later_relapse_pct} của {later_at_risk} thoát lần sau; "
        "{told}.",
        "en": "{standard}, poor again at the first review after the exit: {first_relapse_pct} of "
        "{first_at_risk} that exited for the first time, {later_relapse_pct} of {later_at_risk} "
        "that had before; {told}.",
    },
    "apart": {
        "vi": "hai tỷ lệ khác nhau hơn mức ngẫu nhiên (p {p})",
        "en": "the two differ by more than chance (p {p})",
    },
    "not_apart": {
        "vi": "chưa phân biệt được hai tỷ lệ (p {p})",
        "en": "the two cannot be told apart (p {p})",
    },
    "hidden_orders": {
        "vi": "{standard}: không công bố tỷ lệ của hai nhóm, vì có số hộ quá nhỏ.",
        "en": "{standard}: the two shares are not shown, because a number of households is too "
        "small.",
    },
    "one_order": {
        "vi": "{standard}: mọi hộ thoát nghèo đã qua một kỳ rà soát đều thoát lần đầu, hoặc đều "
        "thoát lần sau, nên không so sánh được.",
        "en": "{standard}: all exits followed by a review are first ones, or all are later ones, "
        "so that there is nothing to compare.",
    },
    "no_rule": {
        "vi": "district.yml không ghi số kỳ rà soát của quy định này (lasting_exit_years)",
        "en": "district.yml lays down no number of reviews (lasting_exit_years)",
    },
    "not_yet": {
        "vi": "chưa có năm thoát nghèo nào qua đủ {reviews} kỳ rà soát theo cùng chuẩn",
        "en": "no year of exit has been through {reviews} reviews under the same line",
    },
    "no_exits": {
        "vi": "không có số liệu theo từng hộ thoát nghèo",
        "en": "there is no household-level data on exits",
    },
    "lasting": {
        "vi": "Ở cả {reviews} kỳ rà soát liên tiếp kể từ kỳ công nhận thoát nghèo, không có tên "
        "trong danh sách hộ nghèo và danh sách hộ cận nghèo: {years}.",
        "en": "On neither the poor nor the near-poor list at any of {reviews} reviews in a row, "
        "that of the exit the first: {years}.",
    },
    "lasting_year": {
        "vi": "thoát năm {year}, {lasting_pct} của {exits}",
        "en": "exits of {year}, {lasting_pct} of {exits}",
    },
    "lasting_hidden": {
        "vi": "thoát năm {year}, không công bố",
        "en": "exits of {year}, not shown",
    },
    "no_near_poor": {
        "vi": "Sổ không có danh sách hộ cận nghèo, nên không biết hộ nào vượt chuẩn cận nghèo.",
        "en": "The register keeps no list of the near-poor: who stayed above that line is unknown.",
    },
}
CHANCE = 0.05


def orders(table: pd.DataFrame | None, scope: Scope) -> str:
    """First beside later exits, each standard alone; empty of a ward and where there are none."""
    if table is None:
        return ""
    return " ".join(_orders(row, scope) for _, row in table.iterrows())


def no_orders(standards: pd.DataFrame, scope: Scope) -> str:
    """What stands in the place of the table of first and later exits."""
    return _say("no_exits" if standards.empty else "no_orders", scope)


def lasting(table: pd.DataFrame | None, reviews: int | None, scope: Scope) -> str:
    """The share of each year's exits on neither list; empty of a ward and without rows."""
    if table is None or table.empty:
        return ""
    if table["above_throughout"].isna().all():
        return _say("no_near_poor", scope)
    years = [_lasting(row, scope) for _, row in table.iterrows()]
    return _say("lasting", scope, reviews=reviews, years="; ".join(years))


def no_lasting(standards: pd.DataFrame, reviews: int | None, scope: Scope) -> str:
    """What stands in the place of the table of lasting exits."""
    if standards.empty:
        return _say("no_exits", scope)
    return _say("no_rule" if reviews is None else "not_yet", scope, reviews=reviews)


def _orders(row: pd.Series, scope: Scope) -> str:
    name = scope.names[row["standard"]]
    name = f"{name[0].upper()}{name[1:]}"
    if is_hidden(row["order_p"]):
        return _say("hidden_orders", scope, standard=name)
    if without_number(row["order_p"]):
        return _say("one_order", scope, standard=name)
    sizes, rates = ["first_at_risk", "later_at_risk"], ["first_relapse_pct", "later_relapse_pct"]
    counts = {column: households(row[column], scope.lang) for column in sizes}
    shares = {column: percent(row[column], scope.lang) for column in rates}
    told = "apart" if row["order_p"] < CHANCE else "not_apart"
    p = p_value(row["order_p"], scope.lang)
    told = _say(told, scope, p=p if p.startswith("<") else f"= {p}")
    return _say("orders", scope, standard=name, told=told, **counts, **shares)


def _lasting(row: pd.Series, scope: Scope) -> str:
    what = "lasting_hidden" if is_hidden(row["lasting_pct"]) else "lasting_year"
    share, exits = percent(row["lasting_pct"], scope.lang), households(row["exits"], scope.lang)
    return _say(what, scope, year=row["exit_year"], lasting_pct=share, exits=exits)


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(**values)
