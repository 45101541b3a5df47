"""What is said of the watch-lists of earlier years (kiểm định danh sách theo dõi).

Every function takes a protected table of the tests, in order of years, as notebooks get it; None,
for a ward, is said to be none of its own, or nothing is said.
"""

import pandas as pd

from analysis.terms import (
    Scope,
    households,
    is_hidden,
    number,
    percent,
    without_number,
)

SAYS = {
    "no_test": {
        "vi": "Đến năm {year} chưa kiểm định được danh sách theo dõi nào: cần danh sách từng hộ, "
        "một năm rà soát trước đó theo cùng chuẩn và đủ số hộ nghèo trở lại trong năm ấy.",
        "en": "No watch-list can be tested up to {year}: that needs lists of households, an "
        "earlier review under the same line, and enough relapses in it.",
    },
    "not_now": {
        "vi": "Danh sách của năm {year} chưa kiểm định được: trước đó chưa có năm rà soát nào theo "
        "cùng chuẩn với đủ số hộ nghèo trở lại. Năm kiểm định gần nhất là {at}.",
        "en": "The list of {year} cannot be tested: no earlier review under the same line has "
        "enough relapses. The last year tested is {at}.",
    },
    "of_the_whole": {
        "vi": "Danh sách theo dõi chỉ được kiểm định cho toàn quận.",
        "en": "The watch-list is tested for the district alone.",
    },
    "tested": {
        "vi": "Năm {at}: {households} được tính nguy cơ, dự báo {expected} hộ nghèo trở lại, rà "
        "soát thấy {relapses}{ratio}",
        "en": "In {at}, of {households} scored, {expected} were expected to be poor again and the "
        "review found {relapses}{ratio}",
    },
    "ratio": {
        "vi": ", bằng {ratio} lần dự báo (khoảng {sure}: {lower} đến {upper}). {verdict}",
        "en": ": {ratio} for each one expected ({sure} interval {lower} to {upper}). {verdict}",
    },
    "too_high": {
        "vi": "Nguy cơ tính được cao hơn thực tế, nên không đọc như tỷ lệ.",
        "en": "The risks were too high and are not to be read as rates.",
    },
    "too_low": {
        "vi": "Nguy cơ tính được thấp hơn thực tế, nên không đọc như tỷ lệ.",
        "en": "The risks were too low and are not to be read as rates.",
    },
    "as_expected": {
        "vi": "Chưa phân biệt được số thực tế với số dự báo.",
        "en": "What was found cannot be told apart from what was expected.",
    },
    "slope": {
        "vi": "Năm {at}, độ dốc hiệu chuẩn là {slope} (khoảng {sure}: {lower} đến {upper}): "
        "{verdict}",
        "en": "In {at} the calibration slope is {slope} ({sure} interval {lower} to {upper}): "
        "{verdict}",
    },
    "tells": {
        "vi": "hộ có nguy cơ tính được cao hơn nghèo trở lại nhiều hơn.",
        "en": "households with a higher risk were poor again more often.",
    },
    "tells_nothing": {
        "vi": "chưa phân biệt được với một danh sách không cho biết gì.",
        "en": "it cannot be told apart from a list that tells nothing.",
    },
    "misleads": {
        "vi": "hộ có nguy cơ tính được cao hơn nghèo trở lại ít hơn.",
        "en": "households with a higher risk were poor again less often.",
    },
    "skill": {
        "vi": "Sai số bình phương giảm {skill} so với dùng một tỷ lệ chung cho mọi hộ.",
        "en": "The squared error is {skill} less than with one share for every household.",
    },
    "no_skill": {
        "vi": "Sai số bình phương không giảm so với dùng một tỷ lệ chung cho mọi hộ ({skill}).",
        "en": "The squared error is no less than with one share for every household ({skill}).",
    },
    "caught": {
        "vi": "Năm {at}, {visits} lần thăm theo danh sách sẽ tìm thấy {caught} hộ nghèo trở "
        "lại{interval}; theo quy tắc đơn giản: {by_margin}; nếu chọn ngẫu nhiên: {by_chance}; cả "
        "năm: {relapses}.",
        "en": "In {at}, {visits} visits by the list would have caught {caught} that were poor "
        "again{interval}; by the plain rule: {by_margin}; by chance: {by_chance}; in the whole "
        "year: {relapses}.",
    },
    "caught_hidden": {
        "vi": "Năm {at}, {visits} lần thăm sẽ tìm thấy bao nhiêu hộ nghèo trở lại: không công bố "
        "(cả năm: {relapses}).",
        "en": "How many that were poor again in {at} the {visits} visits would have caught: not "
        "shown (in the whole year: {relapses}).",
    },
    "interval": {
        "vi": " (khoảng {sure}: {lower} đến {upper})",
        "en": " ({sure} interval {lower} to {upper})",
    },
    "above_chance": {
        "vi": "Danh sách tìm thấy nhiều hơn chọn ngẫu nhiên.",
        "en": "The list catches more than chance would.",
    },
    "like_chance": {
        "vi": "Chưa phân biệt được danh sách với chọn ngẫu nhiên.",
        "en": "The list cannot be told apart from chance.",
    },
    "below_chance": {
        "vi": "Danh sách tìm thấy ít hơn chọn ngẫu nhiên.",
        "en": "The list catches fewer than chance would.",
    },
    "above_rule": {
        "vi": "So với quy tắc đơn giản, danh sách tìm thấy nhiều hơn từ {lower} đến {upper} hộ.",
        "en": "It catches from {lower} to {upper} households more than the plain rule.",
    },
    "like_rule": {
        "vi": "Chưa phân biệt được danh sách với quy tắc đơn giản (chênh lệch từ {lower} đến "
        "{upper} hộ).",
        "en": "It cannot be told apart from the plain rule (a difference from {lower} to {upper} "
        "households).",
    },
    "below_rule": {
        "vi": "Quy tắc đơn giản tìm thấy nhiều hơn danh sách (chênh lệch từ {lower} đến {upper} "
        "hộ).",
        "en": "The plain rule catches more (a difference from {lower} to {upper} households).",
    },
    "bands": {
        "vi": "Năm {at}, nghèo trở lại thực tế và dự báo: một phần năm đầu danh sách {first} và "
        "{first_expected}; phần năm cuối {last} và {last_expected}.",
        "en": "In {at}, poor again observed and expected: first fifth of the list {first} and "
        "{first_expected}; last fifth {last} and {last_expected}.",
    },
    "instead": {
        "vi": "chưa có danh sách năm nào kiểm định được",
        "en": "the list of no year can be tested yet",
    },
}

LEVEL_PCT = 95  # of every interval here


def instead(scope: Scope) -> str:
    """Why there is no table, as the end of a sentence."""
    return SAYS["instead"][scope.lang]


def tested(years: pd.DataFrame | None, scope: Scope) -> str:
    """Whether the year's list could be tested, and relapses found and expected of the last one."""
    if years is None:
        return _say("of_the_whole", scope)
    if years.empty:
        return _say("no_test", scope, year=scope.year)
    row = years.iloc[-1]
    now = row["year"] == scope.year
    said = "" if now else _say("not_now", scope, year=scope.year, at=int(row["year"])) + " "
    return said + _say(
        "tested",
        scope,
        at=int(row["year"]),
        households=households(row["watch_households"], scope.lang),
        expected=number(row["watch_expected"], scope.lang, 1),
        relapses=number(row["watch_relapses"], scope.lang),
        ratio=_ratio(row, scope),
    )


def fit(table: pd.DataFrame | None, scope: Scope) -> str:
    """Whether the risks tell households apart, and what they save; empty where none is tested."""
    if table is None or table.empty or without_number(table["watch_slope"].iloc[-1]):
        return ""
    row = table.iloc[-1]
    lower, upper = row["watch_slope_lower"], row["watch_slope_upper"]
    verdict = _against(0, lower, upper, "tells", "tells_nothing", "misleads")
    limits = {"slope": row["watch_slope"], "lower": lower, "upper": upper}
    told = {name: number(value, scope.lang, 2) for name, value in limits.items()}
    skill = row["watch_skill_pct"]
    slope = _say("slope", scope, at=int(row["year"]), verdict=_say(verdict, scope), **told)
    saved = _say("skill" if skill > 0 else "no_skill", scope, skill=percent(skill, scope.lang))
    return f"{slope} {saved}"


def visits(caught: pd.DataFrame | None, scope: Scope) -> str:
    """What the visits would have caught, beside chance and the plain rule; empty if untested."""
    if caught is None or caught.empty:
        return ""
    row, lang = caught.iloc[-1], scope.lang
    about = {"at": int(row["year"]), "visits": number(row["watch_visits"], lang)}
    about["relapses"] = households(row["watch_relapses"], lang)
    if is_hidden(row["watch_caught"]):
        return _say("caught_hidden", scope, **about)
    ends = {end: number(row[f"watch_caught_{end}"], lang) for end in ("lower", "upper")}
    said = _say(
        "caught",
        scope,
        **about,
        caught=number(row["watch_caught"], lang),
        interval=_say("interval", scope, **ends),
        by_margin=number(row["watch_caught_by_margin"], lang),
        by_chance=number(row["watch_by_chance"], lang, 1),
    )
    return " ".join([said, *_verdicts(row, scope)])


def bands(table: pd.DataFrame | None, scope: Scope) -> str:
    """Shares poor again at both ends of the last list; empty where none is tested."""
    if table is None or table.empty:
        return ""
    first, last = table.iloc[0], table.iloc[-1]
    ends = {"first": first, "last": last}
    shares = {name: percent(row["watch_relapse_pct"], scope.lang) for name, row in ends.items()}
    expected = {
        f"{name}_expected": percent(row["watch_expected_pct"], scope.lang)
        for name, row in ends.items()
    }
    return _say("bands", scope, at=int(first["year"]), **shares, **expected)


def _ratio(row: pd.Series, scope: Scope) -> str:
    if is_hidden(row["watch_ratio"]):
        return "."
    lower, upper = row["watch_ratio_lower"], row["watch_ratio_upper"]
    verdict = _against(1, lower, upper, "too_low", "as_expected", "too_high")
    values = {"ratio": row["watch_ratio"], "lower": lower, "upper": upper}
    told = {name: number(value, scope.lang, 2) for name, value in values.items()}
    return _say("ratio", scope, verdict=_say(verdict, scope), **told)


def _verdicts(row: pd.Series, scope: Scope) -> list[str]:
    """Of the list against chance, and against the plain rule, as far as they are shown."""
    said = []
    if not is_hidden(row["watch_by_chance"]):
        limits = row["watch_caught_lower"], row["watch_caught_upper"]
        ways = ("above_chance", "like_chance", "below_chance")
        said.append(_say(_against(row["watch_by_chance"], *limits, *ways), scope))
    gap = {end: row[f"watch_gap_{end}"] for end in ("lower", "upper")}
    if not any(map(is_hidden, gap.values())):
        ways = ("above_rule", "like_rule", "below_rule")
        ends = {end: number(value, scope.lang) for end, value in gap.items()}
        said.append(_say(_against(0, *gap.values(), *ways), scope, **ends))
    return said


def _against(value: float, lower: float, upper: float, above: str, alike: str, below: str) -> str:
    """Which of three is said of an interval that lies above a value, holds it or lies below it."""
    return above if lower > value else below if upper < value else alike


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(sure=percent(LEVEL_PCT, scope.lang, 0), **values)
