"""What is said of a change of the poverty standard (thay chuẩn nghèo)."""

import pandas as pd

from analysis.terms import Scope, households, is_hidden, without_number

SAYS = {
    "no_change": {
        "vi": "năm {year} không thay chuẩn nghèo so với danh sách của năm trước",
        "en": "in {year} the poverty standard is that of the list of the year before",
    },
    "no_lists": {
        "vi": "nguồn là báo cáo tổng hợp, không có danh sách hộ để tính theo hai chuẩn",
        "en": "the source is a return without lists of households to hold against two lines",
    },
    "change": {
        "vi": "Thay chuẩn năm {year}: {old_closing} nghèo theo chuẩn cũ cuối năm trước, "
        "{new_opening} nghèo theo chuẩn mới đầu năm. Theo mức chuẩn cũ, số hộ nghèo {changed}; "
        "{above_old_line} chỉ nghèo theo chuẩn mới, là thay đổi của chuẩn{unknown}.",
        "en": "The standard changed in {year}: {old_closing} poor by the old one at the last "
        "closing, {new_opening} by the new one at the opening. By the old line the number of poor "
        "{changed}; {above_old_line} are poor by the new standard alone, which is a change of the "
        "standard{unknown}.",
    },
    "up": {"vi": "tăng {least}{by}", "en": "rose by {least}{by}"},
    "down": {"vi": "giảm {by}", "en": "fell by {by}"},
    "same": {"vi": "không đổi", "en": "did not change"},
    "least": {"vi": "ít nhất ", "en": "at least "},
    "down_unsure": {
        "vi": "giảm nhiều nhất {by}, vì có hộ chưa biết",
        "en": "fell by at most {by}, since some are not known",
    },
    "same_unsure": {
        "vi": "không giảm, và có thể tăng vì có hộ chưa biết",
        "en": "did not fall, and may have risen, since some are not known",
    },
    "unknown": {
        "vi": "; {old_line_unknown} không biết theo mức chuẩn cũ",
        "en": "; of {old_line_unknown} it is not known by the old line",
    },
    "hidden": {
        "vi": "Thay chuẩn năm {year}: {old_closing} nghèo theo chuẩn cũ cuối năm trước, "
        "{new_opening} nghèo theo chuẩn mới đầu năm; phần của từng chuẩn không công bố.",
        "en": "The standard changed in {year}: {old_closing} poor by the old one at the last "
        "closing, {new_opening} by the new one at the opening; what is of which is not shown.",
    },
    "no_line": {
        "vi": "Thay chuẩn năm {year}: {old_closing} nghèo theo chuẩn cũ cuối năm trước, "
        "{new_opening} nghèo theo chuẩn mới đầu năm. Không biết hộ nào nghèo theo chuẩn cũ, nên "
        "không tách được phần thay đổi của chuẩn.",
        "en": "The standard changed in {year}: {old_closing} poor by the old one at the last "
        "closing, {new_opening} by the new one at the opening. Who is poor by the old one is not "
        "known, so that the part of the standard cannot be told.",
    },
}


def change(units: pd.DataFrame, classes: pd.DataFrame | None, scope: Scope) -> str:
    """The change over the break in an area, real and by decree; empty where there is no break.

    Of a ward, whose near-poor are not told by the old line (None), the real change is the least.
    """
    if units.empty:
        return ""
    row = units.iloc[-1]
    names = ["old_closing", "new_opening", "above_old_line", "old_line_unknown"]
    counts = {name: households(row[name], scope.lang) for name in names}
    if row[[*names, "real_change"]].map(is_hidden).any():
        return _say("hidden", scope, **counts)
    if without_number(row["real_change"]):
        return _say("no_line", scope, **counts)
    unknown = _say("unknown", scope, **counts) if row["old_line_unknown"] > 0 else ""
    changed = _changed(row["real_change"], bool(unknown) or _is_unsure(classes), scope)
    return _say("change", scope, changed=changed, **counts | {"unknown": unknown})


def none(kind: str, scope: Scope) -> str:
    """What stands in the place of the tables where there is no break, or no register."""
    return _say("no_lists" if kind == "returns" else "no_change", scope)


def _is_unsure(classes: pd.DataFrame | None) -> bool:
    """Whether there may be near-poor households of whom it is not known by the old line."""
    if classes is None:
        return True
    near_poor = classes.set_index("by_old_line")["listed_near_poor"]["old_line_unknown"]
    return is_hidden(near_poor) or near_poor > 0


def _changed(real: int, unsure: bool, scope: Scope) -> str:
    """How the number of poor by the old line changed; who is not known can only add to it."""
    least = _say("least", scope) if unsure else ""
    if real > 0:
        return _say("up", scope, by=households(real, scope.lang), least=least)
    kind = ("down" if real else "same") + ("_unsure" if unsure else "")
    return _say(kind, scope, by=households(-real, scope.lang))


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, **values)
