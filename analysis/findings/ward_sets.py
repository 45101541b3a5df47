"""What is said of how far chance alone would have an area's units differ (phường và ngẫu nhiên)."""

import pandas as pd

from analysis import terms
from analysis.terms import NOT_ASKED, Scope, households, percent, poor_households

SAYS = {
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
    "may_be_highest": {
        "vi": " Có thể cao nhất: {units}.",
        "en": " May be the highest: {units}.",
    },
    "over": {
        "vi": "Trên giới hạn rộng quanh mốc, cần xem kỹ: {units}.",
        "en": "Above the wide limits around the target, to look at: {units}.",
    },
    "under": {
        "vi": "Dưới giới hạn rộng quanh mốc, cần xem kỹ: {units}.",
        "en": "Below the wide limits around the target, to look at: {units}.",
    },
    "none_outside": {
        "vi": "Không đơn vị nào ở ngoài giới hạn rộng quanh mốc.",
        "en": "No unit is outside the wide limits around the target.",
    },
    "everybody_alike": {"vi": "mọi đơn vị khác", "en": "every other unit"},
    "shrunken": {
        "vi": "Tỷ lệ thoát nghèo của các đơn vị từ {low} đến {high}; co về mức chung thì từ "
        "{shrunken_low} đến {shrunken_high}.",
        "en": "The units’ exit rates go from {low} to {high}; shrunken from {shrunken_low} to "
        "{shrunken_high}.",
    },
    "above": {
        "vi": " Xác suất cao hơn toàn địa bàn: {units}.",
        "en": " Probability of being above the whole: {units}.",
    },
    "none_above": {
        "vi": " Không đơn vị nào có xác suất từ chín mươi lăm phần trăm là cao hơn, hoặc là thấp "
        "hơn, toàn địa bàn.",
        "en": " No unit is above the whole, or below it, with a probability of ninety-five per "
        "cent or more.",
    },
}
SURE_PCT = 95


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


def tested(exits: pd.DataFrame, against_rest: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The exits, beside the others' rate and whether a unit differs in words (`difference`).

    Nobody asks that of the whole and of households without a ward. As they are where no unit is
    compared.
    """
    if against_rest.empty:
        return exits
    words = [_say("yes" if row else "no", scope) for row in against_rest["is_beyond_chance"]]
    columns = ["rest_rate_pct", "p_adjusted", "difference"]
    of_units = against_rest.assign(difference=words).set_index("unit_code")[columns]
    is_unit = exits["unit_code"].isin(of_units.index)
    asked = of_units.reindex(exits["unit_code"]).astype(object).set_axis(exits.index)
    table = exits.join(asked.where(is_unit, NOT_ASKED, axis="index"))
    at = exits.columns.get_loc("exit_rate_pct") + 1
    return table[[*exits.columns[:at], *columns, *exits.columns[at:]]]


def held(funnel: pd.DataFrame, target: pd.DataFrame) -> pd.DataFrame:
    """The units within their limits, and the target with its numerator and denominator below."""
    if funnel.empty:
        return funnel
    row = target.iloc[0]
    line = dict.fromkeys(funnel, NOT_ASKED) | {
        "unit_code": row["basis"],
        "exits": row["target_exits"],
        "opening": row["target_opening"],
        "exit_rate_pct": row["target_pct"],
        "target_pct": row["target_pct"],
    }
    return pd.concat([funnel.astype(object), pd.DataFrame([line]).astype(object)])


def outside(funnel: pd.DataFrame, scope: Scope) -> str:
    """Which units stand outside the wide limits, on which side; empty where there is no funnel."""
    if funnel.empty:
        return ""
    rate = funnel["exit_rate_pct"]
    sides = {"over": rate > funnel["upper_998_pct"], "under": rate < funnel["lower_998_pct"]}
    said = [
        _say(side, scope, units=_listed(funnel[rows], "exit_rate_pct", scope))
        for side, rows in sides.items()
        if rows.any()
    ]
    return " ".join(said) or _say("none_outside", scope)


def apart(intervals: pd.DataFrame, scope: Scope) -> str:
    """Which units can be told apart from all others, and which may be the highest.

    Empty where none is compared.
    """
    if intervals.empty:
        return ""
    column = intervals.columns[3]
    rate = terms.label(column, scope.lang)
    alone = intervals[intervals["ranks"].map(lambda ranks: ranks[0] == ranks[1])]
    if len(alone) == len(intervals):
        return _say("all_apart", scope, rate=rate)
    highest = intervals[intervals["ranks"].map(lambda ranks: ranks[0] == 1)]
    may_be = _say("may_be_highest", scope, units=_listed(highest, column, scope))
    may_be = may_be if len(highest) < len(intervals) else ""
    if alone.empty:
        return _say("none_apart", scope, rate=rate) + may_be
    return _say("apart", scope, rate=rate, units=_listed(alone, column, scope)) + may_be


def named(intervals: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The intervals with sets of ranks as text, and the units not told apart by name.

    Many units have no list of those that each cannot be told apart from.
    """
    table = intervals.copy()
    for column in ("own_ranks", "ranks"):
        table[column] = [_from_to(*ranks) for ranks in intervals[column]]
    if "alike" in table:
        table["alike"] = [_alike(codes, len(intervals) - 1, scope) for codes in intervals["alike"]]
    return table


def least_households(intervals: pd.DataFrame, scope: Scope) -> str:
    """That the intervals rest on the least households implied; empty where they do not."""
    has_implied = any(name.startswith("implied_") for name in intervals)
    return _say("least_households", scope) if has_implied else ""


def shrunken(shrunken: pd.DataFrame, scope: Scope) -> str:
    """How far shrinking brings the rates together, and which are surely above or below the whole.

    Empty where none is compared.
    """
    if shrunken.empty:
        return ""
    columns = {"": "exit_rate_pct", "shrunken_": "shrunken_pct"}
    ends = {
        f"{of}{end}": percent(getattr(shrunken[column], which)(), scope.lang)
        for of, column in columns.items()
        for end, which in (("low", "min"), ("high", "max"))
    }
    said = _say("shrunken", scope, **ends)
    known = shrunken.dropna(subset=["above_whole_pct"])
    if known.empty:
        return said
    sure = known[~known["above_whole_pct"].between(100 - SURE_PCT, SURE_PCT, inclusive="neither")]
    if sure.empty:
        return said + _say("none_above", scope)
    return said + _say("above", scope, units=_listed(sure, "above_whole_pct", scope))


def _alike(codes: tuple[str, ...], others: int, scope: Scope) -> str:
    if len(codes) in (0, others):
        return _say("everybody_alike" if codes else "nobody_alike", scope)
    return ", ".join(scope.names[code] for code in codes)


def _from_to(best: int, worst: int) -> str:
    return str(best) if best == worst else f"{best}–{worst}"


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


def _listed(units: pd.DataFrame, column: str, scope: Scope) -> str:
    """Names, each with its value: Hòa Minh 33,38%; Hòa Hiệp Nam 31,33%."""
    pairs = zip(units["unit_code"], units[column], strict=True)
    said = [f"{scope.names[code]} {terms.shown(column, of, scope.lang)}" for code, of in pairs]
    return "; ".join(said)


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, **values)
