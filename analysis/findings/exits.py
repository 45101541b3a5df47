"""What is said of the households that exited (kết quả của các hộ đã thoát nghèo)."""

import pandas as pd

from analysis.terms import Scope, households, is_hidden, number, percent, without_number

SAYS = {
    "no_data": {
        "vi": "Không có số liệu theo từng hộ thoát nghèo của {area} đến năm {year}, nên không biết "
        "có bao nhiêu hộ nghèo trở lại.",
        "en": "There is no household-level data on exits of {area} up to {year}, so it is not "
        "known how many are poor again.",
    },
    "outcome": {
        "vi": "Thoát nghèo theo {standard}: {exits}. Đến nay nghèo trở lại theo chính chuẩn đó: "
        "{fell_back}{fell_back_pct}; chuyển đi, chết, nhập hộ: {left}; chưa "
        "trở lại danh sách hộ nghèo: {out}.",
        "en": "Exits under the {standard}: {exits}. Poor again by that same line so far: "
        "{fell_back}{fell_back_pct}; moved away, died or merged: {left}; not on "
        "the poor list since: {out}.",
    },
    "outcome_over_lines": {
        "vi": "Thoát nghèo theo {standard}: {exits}. Đến nay nghèo trở lại theo chính chuẩn đó: "
        "{fell_back}{fell_back_pct}; chỉ nghèo theo chuẩn khác, không tính là "
        "tái nghèo: {raised_line}{raised_line_pct}; nghèo trở lại nhưng không rõ theo chuẩn "
        "nào: {unknown}; chuyển đi, chết, nhập hộ: {left}; chưa trở lại danh sách hộ nghèo: {out}.",
        "en": "Exits under the {standard}: {exits}. Poor again by that same line so far: "
        "{fell_back}{fell_back_pct}; poor by another line alone, which is no "
        "relapse: {raised_line}{raised_line_pct}; poor again, by which line not known: "
        "{unknown}; moved away, died or merged: {left}; not on the poor list since: {out}.",
    },
    "of_exits": {"vi": " ({share} số hộ thoát nghèo)", "en": " ({share} of the exits)"},
    "likewise": {"vi": " ({share})", "en": " ({share})"},
    "fell_back": {
        "vi": "Đến nay nghèo trở lại theo chính chuẩn khi thoát, trên số hộ thoát nghèo: {shares}.",
        "en": "Poor again so far by the line they left under, of the exits: {shares}.",
    },
    "latest_exits": {
        "vi": "Thoát nghèo năm {year}: {exits}. Các hộ này chưa qua kỳ rà soát nào sau đó, nên "
        "chưa thể được ghi là nghèo trở lại.",
        "en": "Exits of {year}: {exits}. No review has followed yet, so none of them can have been "
        "found poor again.",
    },
    "triangle": {
        "vi": "Nghèo trở lại theo cùng chuẩn sau một năm, theo năm thoát nghèo: {years}.",
        "en": "Poor again by the same line after one year, by year of exit: {years}.",
    },
    "no_triangle": {
        "vi": "Chưa có hộ thoát nghèo nào qua một kỳ rà soát theo cùng chuẩn.",
        "en": "No exit has been through a review under the same line.",
    },
    "curve": {
        "vi": "{standard}, sau {years_since} năm: {out_pct} số hộ thoát nghèo chưa nghèo trở lại"
        "{interval}",
        "en": "{standard}, {years_since} after the exit: {out_pct} of the exits not poor again"
        "{interval}",
    },
    "interval": {
        "vi": " (khoảng tin cậy {lower} đến {upper})",
        "en": " (interval {lower} to {upper})",
    },
    "hidden_after": {
        "vi": "; các năm sau đó không công bố",
        "en": "; later years are not shown",
    },
    "hidden_curve": {
        "vi": "{standard}: không công bố",
        "en": "{standard}: not shown",
    },
    "chance": {
        "vi": "Sổ đầy đủ nên không có sai số chọn mẫu: khoảng, ở mức chín mươi lăm phần trăm cho "
        "từng tỷ lệ một, cho biết riêng ngẫu nhiên có thể làm tỷ lệ thay đổi đến đâu.",
        "en": "A full register has no sampling error: the interval, at ninety-five per cent for "
        "each share by itself, tells how far chance alone would move the share.",
    },
    "no_curve": {
        "vi": "Chưa tính được tỷ lệ chưa nghèo trở lại theo năm: chưa có đủ hộ đã qua một kỳ rà "
        "soát theo cùng chuẩn.",
        "en": "The share not poor again cannot be given by year: too few households have been "
        "through a review under the same line.",
    },
    "relapse": {
        "vi": "Năm {year}, nghèo trở lại theo cùng chuẩn: {fell_back}. Tỷ lệ là {relapse_pct} nếu "
        "chia cho số hộ thoát nghèo trong {look_back} năm trước còn theo dõi ({at_risk}), và "
        "{relapse_of_all_pct} nếu chia cho tổng số hộ dân cư ({households}).",
        "en": "Poor again by the same line in {year}: {fell_back}. The rate is {relapse_pct} of "
        "the exits of the last {look_back} still followed ({at_risk}), and {relapse_of_all_pct} of "
        "all households ({households}).",
    },
    "hidden_relapse": {
        "vi": "Năm {year}, nghèo trở lại theo cùng chuẩn: không công bố, kể cả tỷ lệ trên số hộ "
        "thoát nghèo trong {look_back} năm trước còn theo dõi ({at_risk}) và trên tổng số hộ dân "
        "cư ({households}).",
        "en": "Poor again by the same line in {year}: not shown, nor the rate of the exits of the "
        "last {look_back} still followed ({at_risk}) and of all households ({households}).",
    },
    "no_relapse": {
        "vi": "Năm {year} chưa có tỷ lệ nghèo trở lại theo {standard}: không có hộ nào thoát nghèo "
        "theo chuẩn này trước đó để theo dõi.",
        "en": "There is no rate of falling back under the {standard} in {year}: nobody who exited "
        "under it before can be followed.",
    },
    "declared": {
        "vi": "Rà soát năm {year} ghi tái nghèo: {relapses}. Số này có thể khác số đếm theo từng "
        "hộ: hộ cận nghèo trở thành hộ nghèo được ghi ở dòng khác, và hộ thoát nghèo theo chuẩn "
        "trước có thể được ghi là tái nghèo.",
        "en": "The review of {year} declared relapses: {relapses}. That may differ from the count "
        "by household: near-poor that became poor stand on another line, and exits under an "
        "earlier line may be declared relapses.",
    },
    "units": {
        "vi": "Số hộ nghèo trở lại của từng phường nhỏ: chênh lệch giữa các phường có thể chỉ là "
        "ngẫu nhiên, không dùng để xếp hạng.",
        "en": "The numbers of single wards are small: differences between wards may be chance "
        "alone and make no ranking.",
    },
    "no_units": {
        "vi": "Chưa có hộ nào thoát nghèo trước năm {year} theo chuẩn đang áp dụng để theo dõi.",
        "en": "Nobody exited before {year} under the standard in force who could be followed.",
    },
}
SHARES = {"fell_back_pct": "of_exits", "raised_line_pct": "likewise"}
COUNTS = ["exits", "out", "fell_back", "raised_line", "left", "unknown"]


def earlier(standards: pd.DataFrame, scope: Scope) -> str:
    """What became of the exits under the standards before the latest; empty if there is one."""
    return " ".join(_outcome(row, scope) for _, row in standards.iloc[:-1].iterrows())


def latest(standards: pd.DataFrame, scope: Scope) -> str:
    """What became of the exits under the latest standard; or that there is no data."""
    if standards.empty:
        return _say("no_data", scope, area=scope.area)
    return _outcome(standards.iloc[-1], scope)


def outcomes(standards: pd.DataFrame, scope: Scope) -> str:
    """What became of the exits under every standard."""
    return f"{earlier(standards, scope)} {latest(standards, scope)}".strip()


def fell_back(standards: pd.DataFrame, scope: Scope) -> str:
    """The share of each standard's exits that is poor again by that standard."""
    shares = [
        f"{scope.names[row['standard']]} {percent(row['fell_back_pct'], scope.lang)}"
        for _, row in standards.iterrows()
    ]
    return _say("fell_back", scope, shares="; ".join(shares))


def latest_exits(cohorts: pd.DataFrame | None, scope: Scope) -> str:
    """That the year's own exits have not been followed yet; empty if there are none, or of None."""
    if cohorts is None:
        return ""
    rows = cohorts[cohorts["exit_year"] == scope.year]
    if rows.empty:
        return ""
    return _say("latest_exits", scope, exits=households(rows["exits"].iloc[0], scope.lang))


def triangle(triangle_pct: pd.DataFrame | None, scope: Scope) -> str:
    """Of each year's exits, how many were poor again at the first review after; empty of None."""
    if triangle_pct is None:
        return ""
    rows = triangle_pct.dropna(subset=["y1_pct"])
    if rows.empty:
        return _say("no_triangle", scope)
    years = [
        f"{at} {percent(share, scope.lang)}"
        for at, share in zip(rows["exit_year"], rows["y1_pct"], strict=True)
    ]
    return _say("triangle", scope, years="; ".join(years))


def curves(life_table: pd.DataFrame, scope: Scope) -> str:
    """How many are not poor again at the end of each standard's curve."""
    if life_table.empty:
        return _say("no_curve", scope)
    ends = [
        _curve(standard, rows, scope)
        for standard, rows in life_table.groupby("standard", sort=False)
    ]
    return " ".join(f"{end[0].upper()}{end[1:]}." for end in ends)


def survival(life_table: pd.DataFrame, standards: pd.DataFrame, scope: Scope) -> str:
    """The curves' ends, and what their intervals tell; empty where there are no exits."""
    if standards.empty:
        return ""
    has_interval = not life_table["out_lower_pct"].map(without_number).all()
    chance = _say("chance", scope) if has_interval else ""
    return f"{curves(life_table, scope)} {chance}".strip()


def relapse(relapse_rates: pd.DataFrame, scope: Scope) -> str:
    """The year's relapses over both denominators; empty without data."""
    rows = relapse_rates[relapse_rates["year"] == scope.year]
    if rows.empty:
        return ""
    row = rows.iloc[0]
    if not is_hidden(row["at_risk"]) and row["at_risk"] == 0:
        return _say("no_relapse", scope, standard=scope.names[row["standard"]])
    counts = {name: households(row[name], scope.lang) for name in ("fell_back", "at_risk")}
    rates = {name: percent(row[name], scope.lang) for name in ("relapse_pct", "relapse_of_all_pct")}
    every = households(row["households"], scope.lang)
    back = {"vi": row["look_back_years"], "en": _years(row["look_back_years"])}[scope.lang]
    what = "hidden_relapse" if is_hidden(row["fell_back"]) else "relapse"
    return _say(what, scope, households=every, look_back=back, **counts, **rates)


def declared(relapse_rates: pd.DataFrame, scope: Scope) -> str:
    """What the review itself declared as relapses, and why it differs; empty without data."""
    rows = relapse_rates[relapse_rates["year"] == scope.year]
    if rows.empty:
        return ""
    return _say("declared", scope, relapses=households(rows["relapses"].iloc[0], scope.lang))


def units(by_unit: pd.DataFrame | None, standards: pd.DataFrame, scope: Scope) -> str:
    """What the wards' numbers can and cannot tell; empty of a ward, of None and without exits."""
    if by_unit is None:
        return ""
    if by_unit.empty and len(standards):
        return _say("no_units", scope)
    return _say("units", scope) if len(by_unit) > 1 else ""


def _outcome(row: pd.Series, scope: Scope) -> str:
    counts = {name: households(row[name], scope.lang) for name in COUNTS}
    shares = {name: _in_brackets(what, row[name], scope) for name, what in SHARES.items()}
    under_one_line = not row[["raised_line", "unknown"]].ne(0).any()
    what = "outcome" if under_one_line else "outcome_over_lines"
    return _say(what, scope, standard=scope.names[row["standard"]], **counts, **shares)


def _in_brackets(what: str, share: object, scope: Scope) -> str:
    """A share after its count; empty where there is no number."""
    return "" if without_number(share) else _say(what, scope, share=percent(share, scope.lang))


def _curve(standard: str, rows: pd.DataFrame, scope: Scope) -> str:
    """The last value of a curve that is shown, with its interval if it has one."""
    name, lang = scope.names[standard], scope.lang
    shown = rows[~rows["out_pct"].map(is_hidden).cummax()]
    if shown.empty:
        return _say("hidden_curve", scope, standard=name)
    row = shown.iloc[-1]
    limits = {side: row[f"out_{side}_pct"] for side in ("lower", "upper")}
    has_interval = not any(map(without_number, limits.values()))
    said = {side: percent(limit, lang) for side, limit in limits.items()}
    interval = _say("interval", scope, **said) if has_interval else ""
    interval += _say("hidden_after", scope) if len(shown) < len(rows) else ""
    since = {"vi": number(row["years_since"], lang), "en": _years(row["years_since"])}[lang]
    share = percent(row["out_pct"], lang)
    return _say("curve", scope, standard=name, years_since=since, out_pct=share, interval=interval)


def _years(value: float) -> str:
    return f"{number(value, 'en')} year{'' if value == 1 else 's'}"


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, **values)
