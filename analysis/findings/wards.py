"""What the comparison of an area's units says (so sánh các phường)."""

import pandas as pd

from analysis import terms
from analysis.terms import Scope, as_printed, households, percent, points, poor_households

TOTAL, NO_WARD = "total", ""
WHOLE_PLAN_PCT = 100

WHOLE = ["whole_poor", "whole_households"]
MOMENT = ["year", "at", "standard", *WHOLE]
SAYS = {
    "years": {
        "vi": "Cuối năm {year}, tỷ lệ hộ nghèo từ {low_rate} ({low}) đến {high_rate} ({high}).",
        "en": "At the end of {year} poverty rates went from {low_rate} ({low}) to {high_rate} "
        "({high}).",
    },
    "single": {
        "vi": "trang này chỉ có một đơn vị nên không có gì để so sánh",
        "en": "this page is about one unit, so there is nothing to compare",
    },
    "opening_only": {
        "vi": "{area}, đầu năm {year}: {opening}{rate}. Số hộ nghèo cuối kỳ và số hộ thoát nghèo: "
        "không có số liệu.",
        "en": "{area}, start of {year}: {opening}{rate}. Closing and exits: no data.",
    },
    "printed": {"vi": ", tỷ lệ theo nguồn là {rate}", "en": ", {rate} as the source prints it"},
    "not_all": {
        "vi": "Số hộ nghèo cuối năm {year} của một số đơn vị: không có số liệu.",
        "en": "Poor households of some units at the end of {year}: no data.",
    },
    "nobody": {
        "vi": "Cuối năm {year}, {area} không còn hộ nghèo.",
        "en": "At the end of {year}, {area} has no poor household.",
    },
    "most": {
        "vi": "Nhiều hộ nghèo nhất cuối năm {year}: {units}.",
        "en": "Most poor households at the end of {year}: {units}.",
    },
    "most_of": {
        "vi": "{unit} ({closing}, bằng {poor} số hộ nghèo của địa bàn; chiếm {all} tổng số hộ "
        "dân cư)",
        "en": "{unit} ({closing}, {poor} of the area’s; it has {all} of all households)",
    },
    "met": {
        "vi": "Thoát nghèo đạt hoặc vượt kế hoạch riêng: {met}.",
        "en": "Exits met or exceeded the unit’s own plan: {met}.",
    },
    "unmet": {
        "vi": "Thoát nghèo chưa đạt kế hoạch riêng: {unmet}.",
        "en": "Exits fell short of the unit’s own plan: {unmet}.",
    },
    "no_plans": {
        "vi": "Kế hoạch riêng của từng đơn vị năm {year}: không có số liệu.",
        "en": "Plans of the units themselves for {year}: no data.",
    },
    "change": {
        "vi": "Theo {standard}: {area} có {start} đầu năm {first} và {closing} cuối năm "
        "{year}{rate}.",
        "en": "Under the {standard}: {area} had {start} at the start of {first} and {closing} at "
        "the end of {year}{rate}.",
    },
    "change_of_rate": {
        "vi": "; tỷ lệ hộ nghèo từ {start} thành {end} ({change} điểm phần trăm)",
        "en": "; the poverty rate went from {start} to {end} ({change} percentage points)",
    },
    "contribution": {
        "vi": "Trong năm {year}, tỷ lệ hộ nghèo của {area} từ {start} thành {end}, thay đổi "
        "{change} điểm phần trăm: {by_rate} theo tỷ lệ của từng đơn vị, {by_share} theo tỷ trọng "
        "hộ dân cư. Phần lớn nhất: {units}.",
        "en": "In {year} the poverty rate of {area} went from {start} to {end}, {change} "
        "percentage points: {by_rate} by the units’ rates, {by_share} by their shares of "
        "households. Largest part: {units}.",
    },
    "simpson": {
        "vi": "Tỷ lệ chung và tỷ lệ của mọi đơn vị thay đổi ngược chiều nhau: tỷ trọng hộ dân cư "
        "giữa các đơn vị đã thay đổi, nên không đọc tỷ lệ chung thay cho từng đơn vị.",
        "en": "The rate of the whole and the rates of all units changed in opposite directions: "
        "the shares of households shifted between units, so the whole must not be read for them.",
    },
    "opening": {"vi": "đầu năm {at}, {standard}", "en": "start of {at}, {standard}"},
    "closing": {"vi": "cuối năm {at}", "en": "end of {at}"},
}


def single(poverty: pd.DataFrame, scope: Scope) -> str:
    """Why there is no comparison on a page of one unit; empty where there are several."""
    return _say("single", scope) if len(poverty) == 1 else ""


def headline(poverty: pd.DataFrame, scope: Scope) -> str:
    """Who has the most poor, beside its share of all households; or all that is printed."""
    if "closing" not in poverty:
        return _opening_only(poverty.iloc[-1], scope)
    if len(poverty) == 1:
        return _sentence(_say("single", scope))
    units = poverty[poverty["unit_code"] != TOTAL]
    if units["closing"].isna().any():
        return _say("not_all", scope)
    most = units[units["closing"] == units["closing"].max()]
    if not most["closing"].iloc[0] > 0:
        return _say("nobody", scope, area=scope.area)
    said = [_most_of(row, scope) for _, row in most.iterrows()]
    return _say("most", scope, units="; ".join(said))


def completion(exits: pd.DataFrame, scope: Scope) -> str:
    """Which units met their own plan; empty where no exits are recorded."""
    units = _units(exits).dropna(subset=["gross_pct"]) if len(exits) else exits
    if units.empty:
        return _say("no_plans", scope) if len(exits) else ""
    is_met = units["gross_pct"] >= WHOLE_PLAN_PCT
    met, unmet = (_listed(units[rows], "gross_pct", scope) for rows in (is_met, ~is_met))
    said = [_say("met", scope, met=met) if met else ""]
    said += [_say("unmet", scope, unmet=unmet) if unmet else ""]
    return " ".join(filter(None, said))


def change(change: pd.DataFrame, standard: str, scope: Scope) -> str:
    """From the first opening under the standard to this closing, of the area as a whole."""
    if change.empty:
        return ""
    row = change.iloc[-1]
    rates = {"start": row["start_rate_pct"], "end": row["poverty_rate_pct"]}
    of_rate = {name: percent(rate, scope.lang) for name, rate in rates.items()}
    moved = points(row["rate_change_pp"], scope.lang)
    is_known = pd.notna(row["rate_change_pp"])
    return _say(
        "change",
        scope,
        area=scope.area,
        standard=scope.names[standard],
        start=poor_households(row["start_poor"], scope.lang),
        first=row["start_year"],
        closing=poor_households(row["closing"], scope.lang),
        rate=_say("change_of_rate", scope, change=moved, **of_rate) if is_known else "",
    )


def contribution(contributions: pd.DataFrame, scope: Scope) -> str:
    """The year's change of the area's rate, its two parts and the largest; empty if unknown."""
    if contributions.empty:
        return ""
    row, units = contributions.iloc[-1], _units(contributions)
    size = units["contribution_pp"].abs()
    largest = units[size == size.max()]
    rates = {"start": row["start_rate_pct"], "end": row["poverty_rate_pct"]}
    parts = {"change": "contribution_pp", "by_rate": "by_rate_pp", "by_share": "by_share_pp"}
    return _say(
        "contribution",
        scope,
        area=scope.area,
        units=_listed(largest, "contribution_pp", scope),
        **{name: percent(rate, scope.lang) for name, rate in rates.items()},
        **{name: points(row[column], scope.lang) for name, column in parts.items()},
    )


def simpson(contributions: pd.DataFrame, scope: Scope) -> str:
    """That the whole went one way and every unit the other (nghịch lý Simpson), if it is so."""
    if contributions.empty:
        return ""
    change, rates = contributions["contribution_pp"].iloc[-1], _units(contributions)["by_rate_pp"]
    opposite = (rates < 0).all() if change > 0 else (rates > 0).all() and change < 0
    return _say("simpson", scope) if opposite else ""


def years(by_year: pd.DataFrame, scope: Scope) -> str:
    """The highest and the lowest rate of a unit at the last closing; empty where none is known."""
    closings = by_year[by_year["at"] == "closing"].drop(columns=MOMENT)
    rates = closings.tail(1).drop(columns="total", errors="ignore").T.dropna()
    if rates.empty:
        return ""
    ordered = rates.iloc[:, 0].astype("float64").sort_values(kind="stable")
    ends = {"low": ordered.index[0], "high": ordered.index[-1]}
    names = {end: scope.names[code] for end, code in ends.items()}
    shares = {f"{end}_rate": percent(ordered[code], scope.lang) for end, code in ends.items()}
    return _say("years", scope, **names, **shares)


def moments(by_year: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The units' rates by year as text, each moment in words (`moment`), and the whole's counts."""
    words = [
        _say(row.at, scope, at=row.year, standard=scope.names[row.standard])
        for row in by_year.itertuples()
    ]
    shown = by_year.drop(columns=MOMENT).map(lambda rate: percent(rate, scope.lang))
    shown.insert(0, "moment", words)
    return shown.join(by_year[WHOLE])


def _opening_only(row: pd.Series, scope: Scope) -> str:
    opening = poor_households(row.get("opening", pd.NA), scope.lang)
    given = row.get("printed_opening_rate", pd.NA)
    rate = ""
    if pd.notna(given):
        rate = _say("printed", scope, rate=as_printed(given, scope.lang))
    return _say("opening_only", scope, area=scope.area, opening=opening, rate=rate)


def _most_of(row: pd.Series, scope: Scope) -> str:
    return _say(
        "most_of",
        scope,
        unit=scope.names[row["unit_code"]],
        closing=households(row["closing"], scope.lang),
        poor=percent(row["poor_share_pct"], scope.lang),
        all=percent(row.get("household_share_pct", pd.NA), scope.lang),
    )


def _units(table: pd.DataFrame) -> pd.DataFrame:
    return table[~table["unit_code"].isin([TOTAL, NO_WARD])]


def _listed(units: pd.DataFrame, column: str, scope: Scope) -> str:
    """Names, each with its value: Hòa Minh 33,38%; Hòa Hiệp Nam 31,33%."""
    pairs = zip(units["unit_code"], units[column], strict=True)
    said = [f"{scope.names[code]} {terms.shown(column, of, scope.lang)}" for code, of in pairs]
    return "; ".join(said)


def _sentence(clause: str) -> str:
    return clause[0].upper() + clause[1:] + "."


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, **values)
