"""What the comparison of an area's units says (so sánh các phường)."""

import pandas as pd

from analysis import terms
from analysis.terms import Scope, as_printed, households, percent, points, poor_households

TOTAL, NO_WARD = "total", ""
WHOLE_PLAN_PCT = 100

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
    "target": {
        "vi": "Mốc so sánh đặt ngoài các đơn vị là {target}: {basis} ({exits} trên {opening} đầu "
        "kỳ).",
        "en": "The target, set outside the units, is {target}: {basis} ({exits} of {opening} at "
        "the opening).",
    },
    "no_target": {
        "vi": "Năm {year} không có kế hoạch của địa bàn dùng được làm mốc, cũng không có tỷ lệ "
        "thoát nghèo của năm trước theo cùng chuẩn; vì vậy không vẽ hình phễu.",
        "en": "For {year} there is no plan of the area that can serve as a target, and no exit "
        "rate of the year before under the same standard; so no funnel is drawn.",
    },
    "without_target": {"vi": "không có mốc so sánh", "en": "there is no target"},
    "beyond": {
        "vi": "Tỷ lệ thoát nghèo khác các đơn vị còn lại hơn mức ngẫu nhiên: {units}.",
        "en": "Exit rates that differ from the other units beyond chance: {units}.",
    },
    "beyond_of": {
        "vi": "{unit} ({rate}, các đơn vị còn lại {rest}, p {p})",
        "en": "{unit} ({rate}, the others {rest}, p {p})",
    },
    "none_beyond": {
        "vi": "Không đơn vị nào có tỷ lệ thoát nghèo khác các đơn vị còn lại hơn mức ngẫu nhiên "
        "có thể tạo ra.",
        "en": "No unit’s exit rate differs from that of the others by more than chance could give.",
    },
    "yes": {"vi": "có", "en": "yes"},
    "no": {"vi": "không", "en": "no"},
    "all_apart": {
        "vi": "{rate}: các đơn vị đều phân biệt được với nhau.",
        "en": "{rate}: every unit can be told apart from every other.",
    },
    "apart": {
        "vi": "{rate}: phân biệt được với mọi đơn vị khác là {units}.",
        "en": "{rate}: told apart from all other units: {units}.",
    },
    "none_apart": {
        "vi": "{rate}: không đơn vị nào phân biệt được với mọi đơn vị khác.",
        "en": "{rate}: no unit can be told apart from all others.",
    },
    "nobody_alike": {"vi": "không đơn vị nào", "en": "no unit"},
    "least_households": {
        "vi": "Nguồn không in tổng số hộ dân cư: khoảng được tính với số hộ ít nhất mà tỷ lệ in "
        "ra cho phép, nên là khoảng rộng nhất.",
        "en": "The source does not print all households: the interval is taken with the least "
        "number that the printed rate allows, so it is the widest.",
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


def headline(poverty: pd.DataFrame, shares: pd.DataFrame, scope: Scope) -> str:
    """Who has the most poor, beside its share of all households; or all that is printed."""
    if "closing" not in poverty:
        return _opening_only(poverty.iloc[-1], scope)
    if shares.empty:
        return _sentence(_say("single", scope))
    if shares["closing"].isna().any():
        return _say("not_all", scope)
    most = shares[shares["closing"] == shares["closing"].max()]
    if not most["closing"].iloc[0] > 0:
        return _say("nobody", scope, area=scope.area)
    units = [_most_of(row, scope) for row in most.itertuples()]
    return _say("most", scope, units="; ".join(units))


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


def target(target: pd.DataFrame, against_rest: pd.DataFrame, scope: Scope) -> str:
    """What the units are held against and where it comes from; empty where none is compared."""
    if against_rest.empty:
        return ""
    if target.empty:
        return _say("no_target", scope)
    row = target.iloc[0]
    label = terms.label(row["basis"], scope.lang)
    return _say(
        "target",
        scope,
        basis=label[0].lower() + label[1:],
        target=percent(row["target_pct"], scope.lang),
        exits=households(row["target_exits"], scope.lang),
        opening=poor_households(row["target_opening"], scope.lang),
    )


def no_funnel(alone: str, against_rest: pd.DataFrame, scope: Scope) -> str:
    """Why there is no funnel, where there is none: one unit, no exits, or no target."""
    return alone or ("" if against_rest.empty else _say("without_target", scope))


def against_rest(against_rest: pd.DataFrame, scope: Scope) -> str:
    """Which units exit at a rate that chance does not explain; empty where none is compared."""
    if against_rest.empty:
        return ""
    beyond = against_rest[against_rest["is_beyond_chance"]]
    if beyond.empty:
        return _say("none_beyond", scope)
    return _say(
        "beyond", scope, units="; ".join(_beyond_of(row, scope) for row in beyond.itertuples())
    )


def tested(against_rest: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The comparison with whether a unit differs in words (`difference`)."""
    words = [_say("yes" if row else "no", scope) for row in against_rest["is_beyond_chance"]]
    table = against_rest.drop(columns="is_beyond_chance")
    table.insert(table.columns.get_loc("p_adjusted") + 1, "difference", words)
    return table


def apart(intervals: pd.DataFrame, scope: Scope) -> str:
    """Which units can be told apart from all others; empty where none is compared."""
    if intervals.empty:
        return ""
    column = intervals.columns[3]
    rate = terms.label(column, scope.lang)
    alone = intervals[intervals["alike"].map(len) == 0]
    if len(alone) == len(intervals):
        return _say("all_apart", scope, rate=rate)
    if alone.empty:
        return _say("none_apart", scope, rate=rate)
    return _say("apart", scope, rate=rate, units=_listed(alone, column, scope))


def named(intervals: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The intervals with the names of the units that a unit cannot be told apart from."""
    words = [
        ", ".join(scope.names[code] for code in codes) or _say("nobody_alike", scope)
        for codes in intervals["alike"]
    ]
    return intervals.assign(alike=words)


def least_households(intervals: pd.DataFrame, scope: Scope) -> str:
    """That the intervals rest on the least households implied; empty where they do not."""
    has_implied = any(name.startswith("implied_") for name in intervals)
    return _say("least_households", scope) if has_implied else ""


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
    closings = by_year[by_year["at"] == "closing"].drop(columns=["year", "at", "standard"])
    rates = closings.tail(1).drop(columns="total", errors="ignore").T.dropna()
    if rates.empty:
        return ""
    ordered = rates.iloc[:, 0].astype("float64").sort_values(kind="stable")
    ends = {"low": ordered.index[0], "high": ordered.index[-1]}
    names = {end: scope.names[code] for end, code in ends.items()}
    shares = {f"{end}_rate": percent(ordered[code], scope.lang) for end, code in ends.items()}
    return _say("years", scope, **names, **shares)


def moments(by_year: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The units' rates by year as text, with each moment in words (`moment`)."""
    words = [
        _say(row.at, scope, at=row.year, standard=scope.names[row.standard])
        for row in by_year.itertuples()
    ]
    rates = by_year.drop(columns=["year", "at", "standard"])
    shown = rates.map(lambda rate: percent(rate, scope.lang))
    shown.insert(0, "moment", words)
    return shown


def _opening_only(row: pd.Series, scope: Scope) -> str:
    opening = poor_households(row.get("opening", pd.NA), scope.lang)
    given = row.get("printed_opening_rate", pd.NA)
    rate = ""
    if pd.notna(given):
        rate = _say("printed", scope, rate=as_printed(given, scope.lang))
    return _say("opening_only", scope, area=scope.area, opening=opening, rate=rate)


def _most_of(row: tuple, scope: Scope) -> str:
    return _say(
        "most_of",
        scope,
        unit=scope.names[row.unit_code],
        closing=households(row.closing, scope.lang),
        poor=percent(row.poor_share_pct, scope.lang),
        all=percent(row.household_share_pct, scope.lang),
    )


def _beyond_of(row: tuple, scope: Scope) -> str:
    p = terms.p_value(row.p_adjusted, scope.lang)
    return _say(
        "beyond_of",
        scope,
        unit=scope.names[row.unit_code],
        rate=percent(row.exit_rate_pct, scope.lang),
        rest=percent(row.rest_rate_pct, scope.lang),
        p=p if p.startswith("<") else f"= {p}",
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
