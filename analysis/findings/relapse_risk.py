"""What is said of the risk of being poor again, and of fragile exits (nguy cơ nghèo trở lại)."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from analysis.terms import (
    Scope,
    households,
    is_hidden,
    is_not_asked,
    label,
    number,
    percent,
    without_number,
)

SAYS = {
    "no_reviews": {
        "vi": "Đến năm {year}, chưa có hộ thoát nghèo nào qua một kỳ rà soát sau đó theo cùng "
        "chuẩn, nên chưa biết những hộ nào dễ nghèo trở lại hơn.",
        "en": "Up to {year} no exit has been through a later review under the same line, so it is "
        "not known which of them are more often poor again.",
    },
    "nobody": {
        "vi": "chưa có hộ thoát nghèo nào qua một kỳ rà soát sau đó theo cùng chuẩn",
        "en": "no exit has been through a later review under the same line",
    },
    "of_a_ward": {
        "vi": "Số hộ nghèo trở lại của riêng một phường quá ít để so sánh theo nhóm: việc này chỉ "
        "làm cho toàn quận.",
        "en": "Too few of a single ward are poor again to be compared by group: this is done for "
        "the whole district alone.",
    },
    "followed": {
        "vi": "Thoát nghèo theo {standard}, {reviews_of}, nghèo trở lại: "
        "{fell_back} trong {reviews} lượt rà soát theo dõi ({risk}).",
        "en": "Exits under the {standard}, {reviews_of}, poor again: {fell_back} in "
        "{reviews} reviews at risk ({risk}).",
    },
    "one_review": {"vi": "kỳ rà soát {first}", "en": "review of {first}"},
    "reviews_of": {"vi": "các kỳ rà soát {first}–{last}", "en": "reviews of {first}–{last}"},
    "earlier": {
        "vi": "Hộ thoát nghèo theo {standard} chưa qua kỳ rà soát nào sau đó; các bảng này nói về "
        "các hộ thoát nghèo theo chuẩn trước, đến kỳ rà soát cuối của chuẩn ấy.",
        "en": "No exit under the {standard} has been through a later review; these tables tell of "
        "the exits under the line before, up to its last review.",
    },
    "unrecorded": {
        "vi": "Không so sánh {reviews} lượt của những hộ thiếu một thông tin lúc thoát nghèo, "
        "trong đó nghèo trở lại: {fell_back}.",
        "en": "Left out of the comparison: {reviews} reviews of exits of which something was not "
        "recorded; poor again among them: {fell_back}.",
    },
    "higher": {
        "vi": "Nguy cơ nghèo trở lại cao hơn: {levels}.",
        "en": "The risk of being poor again is higher: {levels}.",
    },
    "lower": {
        "vi": "Nguy cơ nghèo trở lại thấp hơn: {levels}.",
        "en": "The risk of being poor again is lower: {levels}.",
    },
    "quoted": {"vi": "«{level}»", "en": "“{level}”"},
    "times": {
        "vi": "«{level}» gấp {ratio} lần «{reference}» (khoảng {sure}: {lower} đến {upper})",
        "en": "“{level}” {ratio} times “{reference}” ({sure} interval {lower} to {upper})",
    },
    "alike": {
        "vi": "Chưa phân biệt được với mức gốc: {levels}.",
        "en": "Cannot be told apart from the reference: {levels}.",
    },
    "none_apart": {
        "vi": "Chưa phân biệt được nhóm nào có nguy cơ nghèo trở lại khác mức gốc.",
        "en": "No group can be told apart from its reference by the risk of being poor again.",
    },
    "left_out": {
        "vi": "Chưa đưa vào mô hình (nếu đưa vào thì mỗi hệ số có chưa đến {least} hộ nghèo trở "
        "lại, hoặc các điều khác đã cho biết): {levels}.",
        "en": "Not in the model (which would have fewer than {least} poor again for each "
        "coefficient, or is told as much by the others): {levels}.",
    },
    "no_model": {
        "vi": "Chưa tính được tỷ số nguy cơ: {reason}.",
        "en": "There are no ratios of risk: {reason}.",
    },
    "fit": {
        "vi": "Mô hình có {coefficients} hệ số, mỗi hệ số có {each} hộ nghèo trở lại (ít nhất phải "
        "có {least}).",
        "en": "The model has {coefficients} coefficients, with {each} households poor again for "
        "each (at least {least} are asked for).",
    },
    "joined": {
        "vi": "Không hộ nào nghèo trở lại ở năm sau khi thoát đứng trước mũi tên, nên năm ấy được "
        "tính chung với năm đứng sau: {years}.",
        "en": "Nobody was poor again in the year since the exit before the arrow, which is counted "
        "with the one after it: {years}.",
    },
    "bands": {
        "vi": "Tỷ lệ nghèo trở lại mỗi lượt: {bands}.",
        "en": "Poor again, of the reviews at risk: {bands}.",
    },
    "band": {
        "vi": "{band} {risk} (khoảng {sure}: {lower} đến {upper})",
        "en": "{band} {risk} ({sure} interval {lower} to {upper})",
    },
}
LEVEL_PCT = 95  # of every interval here
ENDS = {"ratio": "", "lower": "_lower", "upper": "_upper"}


def followed(
    table: pd.DataFrame | None, fragile: pd.DataFrame, lines: pd.DataFrame, scope: Scope
) -> str:
    """Who was followed under which standard, or that nobody was; empty of returns.

    Takes the year's fragile exits, of which returns have no rows, and the standards in order.
    """
    if table is None:
        return _say("of_a_ward", scope)
    if table.empty:
        return "" if fragile.empty else _say("no_reviews", scope)
    row, in_force = table.iloc[0], lines["standard"].iloc[-1]
    said = _say(
        "followed",
        scope,
        standard=scope.names[row["standard"]],
        reviews_of=_reviews(row["first_review_year"], row["last_review_year"], scope),
        fell_back=households(row["fell_back"], scope.lang),
        reviews=number(row["reviews_at_risk"], scope.lang),
        risk=percent(row["risk_pct"], scope.lang),
    )
    is_earlier = row["standard"] != in_force
    earlier = _say("earlier", scope, standard=scope.names[in_force]) if is_earlier else ""
    return f"{earlier} {said}".strip()


def nobody(table: pd.DataFrame | None, fragile: pd.DataFrame, scope: Scope) -> str:
    """What stands in the place of tables while nobody was followed; else empty."""
    is_none = table is not None and table.empty and len(fragile)
    return _say("nobody", scope) if is_none else ""


def unrecorded(table: pd.DataFrame | None, scope: Scope) -> str:
    """Who is left out of the comparison; empty without a table."""
    if table is None or table.empty:
        return ""
    row = table.iloc[1]
    reviews, fell_back = number(row["reviews_at_risk"], scope.lang), row["fell_back"]
    return _say("unrecorded", scope, reviews=reviews, fell_back=households(fell_back, scope.lang))


def ratios(levels: pd.DataFrame | None, fit: pd.DataFrame | None, scope: Scope) -> str:
    """Which groups differ from their reference, all else alike; or why it cannot be said."""
    if levels is None or levels.empty:
        return ""
    if "model_reason" in fit:
        return _say("no_model", scope, reason=label(fit["model_reason"].iloc[0], scope.lang))
    return " ".join(
        filter(None, [_apart(levels, scope, partial(_times, scope=scope)), _alike(levels, scope)])
    )


def headline(levels: pd.DataFrame | None, scope: Scope) -> str:
    """The groups with a higher or a lower risk without their numbers; empty without a table."""
    if levels is None or levels.empty:
        return ""
    return _apart(levels, scope, partial(_quoted, scope=scope))


def fit(table: pd.DataFrame | None, levels: pd.DataFrame | None, scope: Scope) -> str:
    """How many poor again the model rests on, what it does not hold, what was joined."""
    if table is None or table.empty or "model_reason" in table:
        return ""
    row = table.iloc[0]
    least = number(row["least_each"], scope.lang)
    each = number(row["events_each"], scope.lang, 1)
    said = [_say("fit", scope, coefficients=row["coefficients"], each=each, least=least)]
    out = levels[~levels.index.isin(_with_ratio(levels).index)]
    if len(out):
        named = "; ".join(_quoted(row, scope) for _, row in out.iterrows())
        said.append(_say("left_out", scope, least=least, levels=named))
    if any(character.isdecimal() for character in row["merged_years"]):
        said.append(_say("joined", scope, years=row["merged_years"]))
    return " ".join(said)


def bands(table: pd.DataFrame | None, scope: Scope) -> str:
    """The share poor again by how far above the line the exits were; empty without a table."""
    if table is None or table.empty:
        return ""
    shown = table[~table["risk_pct"].map(without_number)]
    said = [
        _say(
            "band",
            scope,
            band=label(row["level"], scope.lang).lower(),
            risk=percent(row["risk_pct"], scope.lang),
            lower=percent(row["risk_lower_pct"], scope.lang),
            upper=percent(row["risk_upper_pct"], scope.lang),
        )
        for _, row in shown.iterrows()
    ]
    return _say("bands", scope, bands="; ".join(said)) if said else ""


def band_headline(table: pd.DataFrame | None, scope: Scope) -> str:
    """The share poor again of the exits closest to the line and of those farthest from it."""
    if table is None or table.empty:
        return ""
    shown = table[~table["risk_pct"].map(without_number)]
    said = [
        f"{label(row['level'], scope.lang).lower()} {percent(row['risk_pct'], scope.lang)}"
        for _, row in shown.iloc[:: max(len(shown) - 1, 1)].iterrows()
    ]
    return _say("bands", scope, bands="; ".join(said)) if said else ""


def _reviews(first: int, last: int, scope: Scope) -> str:
    return _say("one_review" if first == last else "reviews_of", scope, first=first, last=last)


def _with_ratio(levels: pd.DataFrame) -> pd.DataFrame:
    """The levels that the model has a ratio for, also one that is hidden."""
    has = levels["hazard_ratio"].map(lambda ratio: is_hidden(ratio) or not isinstance(ratio, str))
    return levels[has]


def _compared(levels: pd.DataFrame) -> pd.DataFrame:
    """The levels with a ratio that is shown, but the references."""
    rows = _with_ratio(levels)
    return rows[~rows["hazard_ratio"].map(is_hidden) & ~rows["compared_with"].map(is_not_asked)]


def _apart(levels: pd.DataFrame, scope: Scope, named: Callable[[pd.Series], str]) -> str:
    """The groups whose interval does not hold their reference; or that there are none."""
    rows = _compared(levels)
    ways = {"higher": rows["hazard_ratio_lower"] > 1, "lower": rows["hazard_ratio_upper"] < 1}
    said = [
        _say(way, scope, levels="; ".join(named(row) for _, row in rows[which].iterrows()))
        for way, which in ways.items()
        if which.any()
    ]
    return " ".join(said) or _say("none_apart", scope)


def _alike(levels: pd.DataFrame, scope: Scope) -> str:
    rows = _compared(levels)
    within = rows[(rows["hazard_ratio_lower"] <= 1) & (rows["hazard_ratio_upper"] >= 1)]
    said = "; ".join(_quoted(row, scope) for _, row in within.iterrows())
    return _say("alike", scope, levels=said) if said else ""


def _quoted(row: pd.Series, scope: Scope) -> str:
    return _say("quoted", scope, level=label(row["level"], scope.lang))


def _times(row: pd.Series, scope: Scope) -> str:
    numbers = {name: number(row[f"hazard_ratio{end}"], scope.lang, 2) for name, end in ENDS.items()}
    names = {"level": label(row["level"], scope.lang)}
    return _say(
        "times", scope, reference=label(row["compared_with"], scope.lang), **names, **numbers
    )


def _say(what: str, scope: Scope, **values: object) -> str:
    sure = percent(LEVEL_PCT, scope.lang, 0)
    return SAYS[what][scope.lang].format(year=scope.year, sure=sure, **values)
