"""What the denominators of the poverty rate say (mẫu số của tỷ lệ hộ nghèo)."""

import pandas as pd

from analysis.terms import Scope, households, label, percent, without_number

SAYS = {
    "denominator": {
        "vi": "Tổng số hộ dân cư: năm trước {before}, năm nay {now} ({change}). {flags}",
        "en": "All households: {before} a year before, {now} now ({change}). {flags}",
    },
    "denominator_alone": {
        "vi": "Tổng số hộ dân cư cuối năm: {now}; năm trước: không có số liệu để so sánh.",
        "en": "All households at the end of the year: {now}; no data for the year before.",
    },
    "no_denominator": {
        "vi": "Tổng số hộ dân cư: không có số liệu, nên không xét được mẫu số của tỷ lệ.",
        "en": "All households: no data, so the denominators cannot be looked at.",
    },
    "no_flag": {
        "vi": "Không nơi nào có mẫu số thay đổi quá {limit}, hay tỷ lệ giảm mà số hộ nghèo không "
        "giảm.",
        "en": "Nowhere did a denominator change by more than {limit}, or a rate fall while the "
        "number of poor did not.",
    },
    "flagged": {"vi": "Cần xem xét: {places}.", "en": "To look at: {places}."},
    "printed": {
        "vi": "Tỷ lệ in trong nguồn so với tỷ lệ tính lại: {verdict}.",
        "en": "The printed rate against the rate recomputed: {verdict}.",
    },
    "not_recomputed": {
        "vi": "không tính lại được, vì nguồn không in tổng số hộ dân cư",
        "en": "it cannot be recomputed, because the source does not print all households",
    },
}


def households_under(table: pd.DataFrame, scope: Scope) -> str:
    """How the area's households changed, and where a rate or a denominator should be looked at."""
    row = table.iloc[-1]
    counts = {
        "now": households(row["households"], scope.lang),
        "before": households(row["households_before"], scope.lang),
        "change": _signed(row["households_change_pct"], scope),
    }
    if pd.isna(row["households"]):
        return _say("no_denominator", scope)
    if pd.isna(row["households_before"]):
        return _say("denominator_alone", scope, now=counts["now"])
    flagged = table[table["flag"].notna() & (table["flag"] != "no_flag")]
    limit = percent(row["jump_limit_pct"], scope.lang)
    flags = _say("no_flag", scope, limit=limit)
    if len(flagged):
        places = (
            f"{_name(code, scope)} ({label(flag, scope.lang)})"
            for code, flag in zip(flagged["unit_code"], flagged["flag"], strict=True)
        )
        flags = _say("flagged", scope, places="; ".join(places))
    return _say("denominator", scope, flags=flags, **counts)


def printed(table: pd.DataFrame, scope: Scope) -> str:
    """Whether a printed rate agrees with the one recomputed; nothing where none was printed."""
    if "gap_flag" not in table or table["printed_rate"].isna().all():
        return ""
    flag = table["gap_flag"].iloc[0]
    verdict = _say("not_recomputed", scope) if pd.isna(flag) else label(flag, scope.lang)
    return _say("printed", scope, verdict=verdict)


def _signed(share: float, scope: Scope) -> str:
    sign = "+" if not without_number(share) and share > 0 else ""
    return sign + percent(share, scope.lang)


def _name(code: str, scope: Scope) -> str:
    return scope.names[code] if code in scope.names else label(code, scope.lang)


def _say(what: str, scope: Scope, **values: str) -> str:
    return SAYS[what][scope.lang].format(**values)
