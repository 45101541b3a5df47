"""What is said of who was poor in each ward, and of its residential groups (cơ cấu hộ nghèo)."""

import pandas as pd

from analysis import terms
from analysis.terms import Scope, is_hidden, number

WHOLE_PCT = 100

SAYS = {
    "beyond": {
        "vi": "Tính đến quy mô hộ, số hộ thoát nghèo khác số kỳ vọng hơn mức ngẫu nhiên: {units}.",
        "en": "With regard to household size, exits differ from those expected beyond chance: "
        "{units}.",
    },
    "none_beyond": {
        "vi": "Tính đến quy mô hộ, không phường nào có số hộ thoát nghèo khác số kỳ vọng hơn mức "
        "ngẫu nhiên có thể tạo ra{hidden}.",
        "en": "With regard to household size, no ward’s exits differ from those expected by more "
        "than chance could give{hidden}.",
    },
    "but_hidden": {
        "vi": " (không kể các phường không công bố)",
        "en": " (apart from wards that are not shown)",
    },
    "all_hidden": {
        "vi": "Số kỳ vọng theo quy mô hộ không công bố.",
        "en": "The exits expected by household size are not shown.",
    },
    "too_few": {
        "vi": "quá ít hộ của một quy mô thoát nghèo hoặc còn lại để so sánh",
        "en": "too few households of one size exited, or did not, to compare",
    },
    "not_by_household": {
        "vi": "không có số liệu theo từng hộ",
        "en": "there is no household-level data",
    },
    "groups": {
        "vi": "Theo {groups} tổ dân phố, phi là {phi}; nếu chỉ có ngẫu nhiên thì khoảng {chance}. "
        "Kéo các tổ ở hai đầu vào trong: {drawn}, so với khoảng {drawn_chance}.",
        "en": "By {groups} residential groups phi is {phi}; chance alone gives about {chance}. "
        "With the groups at both ends drawn in: {drawn}, against about {drawn_chance}.",
    },
    "too_few_groups": {
        "vi": "chưa đủ hai mươi tổ dân phố có từ mười hộ nghèo đầu kỳ",
        "en": "fewer than twenty residential groups have ten poor households or more",
    },
}


def standardised(standardised: pd.DataFrame | None, scope: Scope) -> str:
    """Which wards' exits differ from those expected; empty where there is no table."""
    if standardised is None or standardised.empty:
        return ""
    limits = ["of_expected_lower_pct", "of_expected_upper_pct"]
    shown = standardised[~standardised[limits].map(is_hidden).any(axis="columns")].dropna(
        subset=limits
    )
    if shown.empty:
        return _say("all_hidden", scope)
    beyond = shown[(shown[limits[0]] > WHOLE_PCT) | (shown[limits[1]] < WHOLE_PCT)]
    if beyond.empty:
        hidden = _say("but_hidden", scope) if len(shown) < len(standardised) else ""
        return _say("none_beyond", scope, hidden=hidden)
    pairs = zip(beyond["unit_code"], beyond["of_expected_pct"], strict=True)
    units = [f"{scope.names[code]} {terms.percent(of, scope.lang)}" for code, of in pairs]
    return _say("beyond", scope, units="; ".join(units))


def no_mix(mix: pd.DataFrame | None, scope: Scope) -> str:
    """Why nothing is expected of wards, where it is not."""
    is_there = mix is not None and len(mix)
    return _say("too_few" if is_there else "not_by_household", scope)


def no_groups(mix: pd.DataFrame | None, scope: Scope) -> str:
    """Why there is no dispersion of residential groups, where there is none."""
    is_there = mix is not None and len(mix)
    return _say("too_few_groups" if is_there else "not_by_household", scope)


def groups(groups: pd.DataFrame | None, scope: Scope) -> str:
    """phi of the residential groups beside what chance gives; empty where there is no table."""
    if groups is None or groups.empty:
        return ""
    plain, drawn = (row for _, row in groups.iterrows())
    values = {"phi": plain["phi"], "chance": plain["phi_by_chance"]}
    values |= {"drawn": drawn["phi"], "drawn_chance": drawn["phi_by_chance"]}
    said = {name: number(of, scope.lang, 2) for name, of in values.items()}
    return _say("groups", scope, groups=number(plain["groups"], scope.lang), **said)


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, **values)
