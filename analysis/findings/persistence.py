"""What is said of households that are poor year after year (nghèo kéo dài)."""

import pandas as pd

from analysis.terms import Scope, households, number, percent

SAYS = {
    "none": {
        "vi": "đến năm {year} chưa có bốn danh sách hằng năm liên tiếp theo cùng một chuẩn nghèo",
        "en": "up to {year} there are no four yearly lists in a row under one poverty standard",
    },
    "no_lists": {
        "vi": "nguồn là báo cáo tổng hợp, không có danh sách hộ qua các năm",
        "en": "the source is a return without lists of households over the years",
    },
    "now": {
        "vi": "Nghèo kéo dài: {number} trong {persistent_among} đang nghèo cuối năm {year} "
        "({persistent_share_pct}) nghèo cả ở ít nhất hai trong ba năm trước; {lists_unknown} khác "
        "đang nghèo nhưng không đủ bốn danh sách, không tính.",
        "en": "Persistent poverty: {number} of {persistent_among} poor at the end of {year} "
        "({persistent_share_pct}) were poor in at least two of the three years before as well; "
        "{lists_unknown} are poor too but without four lists, and are not counted.",
    },
    "of_four": {
        "vi": "Tính cả hộ nay không còn trong danh sách hộ nghèo, {persistent} nghèo ít nhất ba "
        "trong bốn năm: {persistent_share_pct} số hộ từng nghèo trong bốn năm, "
        "{persistent_of_all_pct} tổng số hộ dân cư.",
        "en": "Counting those no longer on the poor list, {persistent} were poor in at least three "
        "of the four years: {persistent_share_pct} of those poor at any time in the four, "
        "{persistent_of_all_pct} of all households.",
    },
}
COUNTS = ["persistent", "persistent_among"]
SHARES = ["persistent_share_pct", "persistent_of_all_pct"]


def now(lists: pd.DataFrame | None, measures: pd.DataFrame | None, scope: Scope) -> str:
    """How many of those poor now are persistently so; empty of a ward and without four lists."""
    if measures is None or measures.empty:
        return ""
    unknown = households(lists["lists_unknown"].iloc[0], scope.lang)
    return _of("now", measures.iloc[0], scope, lists_unknown=unknown)


def of_four(measures: pd.DataFrame | None, scope: Scope) -> str:
    """How many were poor in most of the four years, poor now or not; empty likewise."""
    if measures is None or measures.empty:
        return ""
    return _of("of_four", measures.iloc[-1], scope)


def none(kind: str, scope: Scope) -> str:
    """What stands in the place of the tables where there are no four lists, or no register."""
    return SAYS["no_lists" if kind == "returns" else "none"][scope.lang].format(year=scope.year)


def _of(what: str, row: pd.Series, scope: Scope, **more: str) -> str:
    counts = {name: households(row[name], scope.lang) for name in COUNTS}
    shares = {name: percent(row[name], scope.lang) for name in SHARES}
    counts["number"] = number(row["persistent"], scope.lang)
    return SAYS[what][scope.lang].format(year=scope.year, **counts, **shares, **more)
