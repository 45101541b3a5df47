"""What is said of fragile exits (thoát nghèo mong manh)."""

from collections.abc import Mapping

import pandas as pd

from analysis.terms import Scope, households, number, percent, without_number

SAYS = {
    "no_data": {
        "vi": "Không có số liệu theo từng hộ thoát nghèo của {area}, nên không biết bao nhiêu "
        "lần thoát nghèo là mong manh, và những hộ nào dễ nghèo trở lại hơn.",
        "en": "There is no household-level data on exits of {area}, so it is not known how many "
        "of them are fragile, and which are more often poor again.",
    },
    "no_exits": {
        "vi": "Năm {year} không ghi hộ nào thoát nghèo ở {area}.",
        "en": "No exit of {area} is recorded in {year}.",
    },
    "fragile": {
        "vi": "Năm {year}, thoát nghèo mong manh: {fragile} trên {exits} thoát nghèo ({share}); "
        "thu nhập sát chuẩn hoặc dưới chuẩn: {narrow}; hộ khác còn là hộ cận nghèo: {near}.",
        "en": "In {year}, fragile exits: {fragile} of {exits} households that exited ({share}); "
        "with an income close to the line or below: {narrow}; others, to near-poor only: {near}.",
    },
    "margin": {
        "vi": "Sát chuẩn hoặc dưới chuẩn: thu nhập lúc thoát cao hơn mức {standard} chưa đến "
        "{margin} (district.yml), hoặc không cao hơn.",
        "en": "Close to the line or below: an income at the exit less than {margin} above the line "
        "of the {standard} (district.yml), or not above it.",
    },
    "unknown": {
        "vi": "Chưa rõ (vượt chuẩn cận nghèo, không ghi thu nhập): {unknown}; không tính là mong "
        "manh.",
        "en": "Not known (above near-poor, no income on record): {unknown}; not counted as "
        "fragile.",
    },
    "wards": {
        "vi": "Tỷ lệ mong manh của các phường từ {least} đến {most}. Chênh lệch giữa các phường có "
        "thể chỉ là ngẫu nhiên, không dùng để xếp hạng.",
        "en": "The share of the wards runs from {least} to {most}. Differences between wards may "
        "be chance alone and make no ranking.",
    },
}


def main_point(safe: Mapping[str, pd.DataFrame | None], scope: Scope) -> str:
    """The one sentence that the overview takes from this page; empty where there is none."""
    table = safe.get("fragile-exits")
    return "" if table is None or table.empty else shares(table, scope)


def shares(table: pd.DataFrame, scope: Scope) -> str:
    """How many of the year's exits are fragile; or that there is no data."""
    if table.empty:
        return _say("no_data", scope, area=scope.area)
    row = table.iloc[-1]
    if row["year_exits"] == 0:
        return _say("no_exits", scope, area=scope.area)
    counts = {"fragile": "fragile_exits", "exits": "year_exits"}
    counts |= {"narrow": "narrow_exits", "near": "near_poor_exits"}
    counted = {"vi": households, "en": number}[scope.lang]
    said = {name: counted(row[column], scope.lang) for name, column in counts.items()}
    return _say("fragile", scope, share=percent(row["fragile_pct"], scope.lang), **said)


def margin(table: pd.DataFrame, margin_pct: float, lines: pd.DataFrame, scope: Scope) -> str:
    """What close to the line means, which is the last of `lines`; empty without data."""
    if table.empty:
        return ""
    places = 0 if float(margin_pct).is_integer() else 1
    standard = scope.names[lines["standard"].iloc[-1]]
    return _say("margin", scope, margin=percent(margin_pct, scope.lang, places), standard=standard)


def unknown(parts: pd.DataFrame | None, scope: Scope) -> str:
    """Of how many exits it is not known whether they are fragile; empty where of none."""
    if parts is None or parts.empty or "unknown_exits" not in set(parts["exit_part"]):
        return ""
    count = parts.set_index("exit_part").at["unknown_exits", "exits_in_part"]
    return _say("unknown", scope, unknown=households(count, scope.lang))


def wards(table: pd.DataFrame, scope: Scope) -> str:
    """Between which shares the wards lie, as a range and no order; empty of a single ward."""
    shares = table["fragile_pct"][:-1] if len(table) > 2 else pd.Series(dtype="object")
    shown = shares[~shares.map(without_number)].astype("float64")
    if shown.empty:
        return ""
    least, most = (percent(end, scope.lang) for end in (shown.min(), shown.max()))
    return _say("wards", scope, least=least, most=most)


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, **values)
