"""What is said of how far below the line the poor are (độ sâu của nghèo)."""

from collections.abc import Mapping

import pandas as pd

from analysis.terms import Scope, households, is_hidden, percent, vnd, without_number

SAYS = {
    "no_data": {
        "vi": "Không có số liệu về thu nhập của từng hộ nghèo của {area} năm {year}, hoặc không có "
        "mức chuẩn, nên không tính được độ sâu của nghèo.",
        "en": "There is no data on the incomes of the poor households of {area} in {year}, or no "
        "line, so how deep poverty goes cannot be told.",
    },
    "rates": {
        "vi": "Cuối năm {year}, {area}: nghèo theo sổ {official} số hộ và {people} số người; có "
        "thu nhập từ chuẩn trở xuống: {line}.",
        "en": "At the end of {year} in {area}, {official} of households and {people} of people are "
        "poor by the register; with an income at or below the line: {line}.",
    },
    "gap": {
        "vi": "Khoảng cách nghèo (PG) là {of_households} theo hộ và {of_people} theo người: phần "
        "thu nhập thiếu so với chuẩn, chia đều cho toàn bộ dân cư.",
        "en": "The poverty gap (PG) is {of_households} of households and {of_people} of people: "
        "what is short of the line, spread over the whole population.",
    },
    "line": {
        "vi": "Mức chuẩn năm {year}: {line} một người một tháng ({standard}).",
        "en": "The line of {year}: {line} a person a month ({standard}).",
    },
    "at_line": {
        "vi": "Thu nhập ghi đúng bằng chuẩn, nên được tính là từ chuẩn trở xuống: {at_line}. Thu "
        "nhập dưới chuẩn: {below}.",
        "en": "With an income exactly at the line, and so “at or below” it: {at_line}. Below it "
        "alone: {below}.",
    },
    "of_homes": {"vi": "{share} số hộ", "en": "{share} of households"},
    "left_out": {
        "vi": "Hộ nghèo không ghi thu nhập: {blank}. Hộ nghèo có thu nhập trên chuẩn: {above}; mức "
        "thiếu của các hộ này là không. Hộ cận nghèo có thu nhập từ chuẩn trở xuống: {near_poor}.",
        "en": "Poor without an income on record: {blank}. Poor with an income above the line: "
        "{above}; their shortfall is nil. Near-poor at or below the line: {near_poor}.",
    },
    "floored": {
        "vi": "Hộ có thu nhập dưới một phần trăm chuẩn, được tính bằng mức này trong chỉ số Watts: "
        "{floored}.",
        "en": "Households with an income below one per cent of the line, counted at that in the "
        "Watts index: {floored}.",
    },
    "money": {
        "vi": "Nếu bù đúng phần thiếu của từng người thì cần {money} một tháng: đây là mức tối "
        "thiểu về lý thuyết, không phải dự toán. Không gồm hộ không ghi thu nhập hoặc không ghi "
        "phường.",
        "en": "To make up exactly what each person is short of would take {money} a month: a floor "
        "in theory and no budget. Households without an income or a ward on record are not in it.",
    },
    "no_ranking": {
        "vi": "Đây là số của riêng một năm; trang này không xét chênh lệch nào giữa các phường "
        "vượt mức ngẫu nhiên, và không xếp hạng.",
        "en": "These are figures of one year; this page does not ask which differences between "
        "wards go beyond chance, and ranks none.",
    },
    "ward": {
        "vi": "{area}, cuối năm {year}: hộ nghèo {rate} số hộ; khoảng cách nghèo {gap}.",
        "en": "{area} at the end of {year}: {rate} of households are poor; the poverty gap is "
        "{gap}.",
    },
    "years": {
        "vi": "Khoảng cách nghèo theo hộ, {standard}: {years}.",
        "en": "Poverty gap of households, {standard}: {years}.",
    },
    "no_years": {
        "vi": "Chưa có năm nào trước đó theo cùng chuẩn để so sánh.",
        "en": "There is no earlier year under the same line to compare with.",
    },
    "mean_gap": {
        "vi": "Hộ có thu nhập từ chuẩn trở xuống thiếu bình quân {mean} so với chuẩn.",
        "en": "Households at or below the line are short of it by {mean} on average.",
    },
    "main": {
        "vi": "Độ sâu của nghèo cuối năm {year}: khoảng cách nghèo (PG) {of_households} theo hộ, "
        "{of_people} theo người.",
        "en": "Depth of poverty at the end of {year}: the poverty gap (PG) is {of_households} of "
        "households and {of_people} of people.",
    },
}
Table = pd.DataFrame | None


def rates(indices: Table, scope: Scope) -> str:
    """The official rate and the rate by income; that there is no data, or empty of None."""
    if _nothing(indices):
        return "" if indices is None else _say("no_data", scope)
    of = indices.set_index("depth_index")
    shares = {
        "official": of.loc["depth_official", "depth_of_households_pct"],
        "people": of.loc["depth_official", "depth_of_people_pct"],
    }
    line = _of_homes(of.loc["depth_p0", "depth_of_households_pct"], scope)
    return _say("rates", scope, line=line, **_percents(shares, scope))


def gap(indices: Table, scope: Scope) -> str:
    """The poverty gap of households and of people; empty of None and without data."""
    return "" if _nothing(indices) else _say("gap", scope, **_gaps(indices, scope))


def line(lines: pd.DataFrame, scope: Scope) -> str:
    """The line in force, which is the last of `lines`; empty where it was not found."""
    last = lines.iloc[-1]
    if pd.isna(last["line_vnd"]):
        return ""
    standard = scope.names[last["standard"]]
    return _say("line", scope, line=vnd(last["line_vnd"], scope.lang), standard=standard)


def at_line(counted: Table, indices: Table, scope: Scope) -> str:
    """How many incomes lie exactly at the line, and the rate without them; empty without data."""
    if _nothing(counted) or _nothing(indices):
        return ""
    below = indices.set_index("depth_index").loc["depth_p0_below", "depth_of_households_pct"]
    at = _counts(counted)["depth_at_line"]
    at_line = households(at, scope.lang)
    return _say("at_line", scope, at_line=at_line, below=_of_homes(below, scope))


def left_out(counted: Table, scope: Scope) -> str:
    """Whose income is not recorded, and who is above the line or not poor; empty without data."""
    if _nothing(counted):
        return ""
    counts = _counts(counted)
    said = {
        "blank": counts["depth_without_income"],
        "above": counts["depth_poor_above"],
        "near_poor": counts["depth_near_poor_below"],
    }
    return _say("left_out", scope, **{k: households(v, scope.lang) for k, v in said.items()})


def floored(counted: Table, scope: Scope) -> str:
    """How many incomes Watts takes to be higher than they are; empty where there are none."""
    if _nothing(counted):
        return ""
    count = _counts(counted)["depth_floored"]
    if not is_hidden(count) and not count:
        return ""
    return _say("floored", scope, floored=households(count, scope.lang))


def money(wards: pd.DataFrame, scope: Scope) -> str:
    """What all gaps together are a month, and what that is not; empty without data."""
    if wards.empty:
        return ""
    return _say("money", scope, money=vnd(wards["depth_gap_vnd"].iloc[-1], scope.lang))


def wards(table: pd.DataFrame, scope: Scope) -> str:
    """That the wards make no ranking; of a single ward its own gap; empty without data."""
    return _say("no_ranking", scope) if len(table) > 1 else of_ward(table, scope)


def of_ward(table: pd.DataFrame, scope: Scope) -> str:
    """The rate and the gap of a single ward; empty of the district."""
    if len(table) != 1:
        return ""
    row = table.iloc[0]
    shares = {"rate": row["poverty_rate_pct"], "gap": row["depth_gap_pct"]}
    return _say("ward", scope, **_percents(shares, scope))


def years(table: Table, scope: Scope) -> str:
    """The gap of each year under the standard in force; empty of None and without data."""
    if _nothing(table):
        return ""
    standard = table["standard"].iloc[-1]
    rows = table[table["standard"] == standard]
    said = [
        f"{at} {percent(of, scope.lang)}"
        for at, of in zip(rows["year"], rows["depth_gap_pct"], strict=True)
    ]
    compared = _say("years", scope, standard=scope.names[standard], years="; ".join(said))
    return compared if len(rows) > 1 else f"{compared} {_say('no_years', scope)}"


def mean_gap(table: Table, scope: Scope) -> str:
    """How far the poor by income are below the line on average; empty where nobody is."""
    rows = pd.DataFrame() if _nothing(table) else table[table["year"] == scope.year]
    if rows.empty or _unknown(rows["depth_income_gap_whole_pct"].iloc[0]):
        return ""
    mean = percent(rows["depth_income_gap_whole_pct"].iloc[0], scope.lang, 0)
    return _say("mean_gap", scope, mean=mean)


def main_point(safe: Mapping[str, Table], scope: Scope) -> str:
    """The one sentence that the overview takes from this page; empty where there is none."""
    indices, own = safe.get("depth-indices"), safe.get("depth-wards")
    if indices is None:
        return "" if own is None else of_ward(own, scope)
    return "" if indices.empty else _say("main", scope, **_gaps(indices, scope))


def _gaps(indices: pd.DataFrame, scope: Scope) -> dict[str, str]:
    row = indices.set_index("depth_index").loc["depth_p1"]
    units = ("households", "people")
    return _percents({f"of_{unit}": row[f"depth_of_{unit}_pct"] for unit in units}, scope)


def _percents(shares: Mapping[str, object], scope: Scope) -> dict[str, str]:
    return {name: percent(share, scope.lang) for name, share in shares.items()}


def _of_homes(share: object, scope: Scope) -> str:
    said = percent(share, scope.lang)
    return said if without_number(share) else _say("of_homes", scope, share=said)


def _counts(counted: pd.DataFrame) -> pd.Series:
    return counted.set_index("depth_line")["depth_households"]


def _nothing(table: Table) -> bool:
    return table is None or table.empty


def _unknown(value: object) -> bool:
    return without_number(value) and not is_hidden(value)


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, area=scope.area, **values)
