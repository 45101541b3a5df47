"""What the denominators of the poverty rate say (mẫu số của tỷ lệ hộ nghèo)."""

import pandas as pd

from analysis.terms import Scope, households, label, number, percent, points, without_number

TOTAL = "total"
UNMOVED = 1e-9  # what floating point leaves of a difference of 0
APART = {  # rate and count that do not go the same way
    (-1, 0): "count_not_down",
    (-1, 1): "count_not_down",
    (0, -1): "rate_not_down",
    (1, -1): "rate_not_down",
    (1, 0): "rate_up_alone",
    (0, 1): "count_up_alone",
}

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
    "rate_fell": {
        "vi": "So với cuối năm trước, tỷ lệ hộ nghèo giảm {size} điểm phần trăm",
        "en": "The poverty rate fell by {size} percentage points since the closing before",
    },
    "rate_rose": {
        "vi": "So với cuối năm trước, tỷ lệ hộ nghèo tăng {size} điểm phần trăm",
        "en": "The poverty rate rose by {size} percentage points since the closing before",
    },
    "rate_stayed": {
        "vi": "So với cuối năm trước, tỷ lệ hộ nghèo không đổi",
        "en": "The poverty rate is what it was at the closing before",
    },
    "in_parts": {
        "vi": ": phần của số hộ nghèo {by_count}, phần của tổng số hộ dân cư {by_households} điểm.",
        "en": ": {by_count} lies in the number of poor households, {by_households} in all "
        "households.",
    },
    "count_not_down": {
        "vi": "Tỷ lệ giảm mà số hộ nghèo không giảm ({before} thành {now}): tổng số hộ "
        "dân cư tăng.",
        "en": "The rate fell although the poor households did not ({before} a year before, {now} "
        "now): all households grew in number.",
    },
    "rate_not_down": {
        "vi": "Số hộ nghèo giảm ({before} thành {now}) mà tỷ lệ không giảm: tổng số hộ "
        "dân cư giảm.",
        "en": "The poor households fell ({before} a year before, {now} now) although the rate did "
        "not: all households fell in number.",
    },
    "rate_up_alone": {
        "vi": "Tỷ lệ tăng mà số hộ nghèo không tăng ({before} thành {now}): tổng số hộ "
        "dân cư giảm.",
        "en": "The rate rose although the poor households did not ({before} a year before, {now} "
        "now): all households fell in number.",
    },
    "count_up_alone": {
        "vi": "Số hộ nghèo tăng ({before} thành {now}) mà tỷ lệ không tăng: tổng số hộ "
        "dân cư tăng.",
        "en": "The poor households rose ({before} a year before, {now} now) although the rate did "
        "not: all households grew in number.",
    },
    "apart": {
        "vi": "Tỷ lệ và số hộ nghèo không cùng chiều ở: {places}.",
        "en": "Rate and number of poor households do not go the same way in: {places}.",
    },
    "not_compared": {
        "vi": "không so sánh được với cuối năm trước, vì chuẩn nghèo khác hoặc không có "
        "số liệu của năm trước hay về tổng số hộ dân cư",
        "en": "it cannot be compared with the closing before: another standard, or no data on "
        "the year before or on all households",
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


def rate_change(changes: pd.DataFrame, scope: Scope) -> str:
    """How the area's rate changed since the year before, and whether the number of poor did too.

    Empty where nothing can be compared.
    """
    row = _of_area(changes)
    if row is None:
        return ""
    lang, rate, count = scope.lang, _way(row["rate_moved_pp"]), _count_way(row)
    said = {-1: "rate_fell", 0: "rate_stayed", 1: "rate_rose"}[rate]
    size = number(abs(row["rate_moved_pp"]), lang, 2)
    parts = {name: points(row[f"{name}_pp"], lang) for name in ("by_count", "by_households")}
    counts = {
        "before": households(row["closing_before"], lang),
        "now": households(row["closing"], lang),
    }
    apart = APART.get((rate, count))
    words = [_say(said, scope, size=size) + _say("in_parts", scope, **parts)]
    return " ".join([*words, *([_say(apart, scope, **counts)] if apart else [])])


def not_compared(scope: Scope) -> str:
    """Why the table of changes has no rows, without a full stop."""
    return _say("not_compared", scope)


def rates_apart(changes: pd.DataFrame, scope: Scope) -> str:
    """The units whose rate and number of poor did not go the same way; empty if there are none."""
    units = [row for _, row in changes.iterrows() if row["unit_code"] != TOTAL]
    places = [
        _name(row["unit_code"], scope)
        for row in units
        if (_way(row["rate_moved_pp"]), _count_way(row)) in APART
    ]
    return _say("apart", scope, places="; ".join(places)) if places and len(units) > 1 else ""


def _of_area(changes: pd.DataFrame) -> pd.Series | None:
    """The row of the area as a whole; None where nothing is compared."""
    if len(changes) < 2:
        return changes.iloc[0] if len(changes) else None
    return changes.iloc[-1] if changes["unit_code"].iloc[-1] == TOTAL else None


def _way(change: float) -> int:
    """Whether something fell, stayed or rose: -1, 0 or 1."""
    return 0 if abs(change) < UNMOVED else -1 if change < 0 else 1


def _count_way(row: pd.Series) -> int:
    return _way(row["closing"] - row["closing_before"])


def _signed(share: float, scope: Scope) -> str:
    sign = "+" if not without_number(share) and share > 0 else ""
    return sign + percent(share, scope.lang)


def _name(code: str, scope: Scope) -> str:
    return scope.names[code] if code in scope.names else label(code, scope.lang)


def _say(what: str, scope: Scope, **values: str) -> str:
    return SAYS[what][scope.lang].format(**values)
