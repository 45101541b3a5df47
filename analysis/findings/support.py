"""What is said of support of the specially poor (hỗ trợ hộ đặc biệt nghèo)."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.terms import Scope, households, is_hidden, label, number, percent, vnd, without_number

SPECIAL = ["group_1", "group_2", "without_labour"]
MONEY = ["support_planned_vnd", "support_promised_vnd", "support_paid_vnd"]
MONEY += ["support_outstanding_vnd"]
ENDS = ["grouped_opening", "grouped_closing"]
EXITS = ["grouped_exits", "grouped_opening", "grouped_exit_pct"]
REACHED = ["support_reached", "grouped_opening", "support_reached_pct"]

SAYS = {
    "no_groups": {
        "vi": "Không có số liệu về các nhóm hộ đặc biệt nghèo của {area} năm {year}.",
        "en": "There is no data on the groups of special poverty of {area} in {year}.",
    },
    "no_support": {
        "vi": "Không có số liệu về hỗ trợ hộ đặc biệt nghèo của {area} năm {year}.",
        "en": "There is no data on support of the specially poor of {area} in {year}.",
    },
    "no_reach": {
        "vi": "Không có số liệu về hỗ trợ theo nhóm của {area} năm {year}.",
        "en": "There is no data on support by group of {area} in {year}.",
    },
    "groups": {
        "vi": "Hộ đặc biệt nghèo của {area} năm {year}, đầu kỳ và cuối kỳ: {groups}.",
        "en": "Specially poor households of {area} in {year}, opening and closing: {groups}.",
    },
    "group_of": {
        "vi": "{group} {part} và {whole}",
        "en": "{group} {part} and {whole}",
    },
    "exits": {
        "vi": "Thoát nghèo trong năm, trên số hộ đầu kỳ: {groups}.",
        "en": "Exits in the year, of the households at the opening: {groups}.",
    },
    "share_of": {
        "vi": "{group} {part} trên {whole} ({share})",
        "en": "{group} {part} of {whole} ({share})",
    },
    "stayed": {
        "vi": "Cuối kỳ vẫn ở nhóm của đầu kỳ: {stayed}. Đầu kỳ không phải hộ nghèo, cuối kỳ ở "
        "trong các nhóm: {came}.",
        "en": "In the same group at the closing as at the opening: {stayed}. Not poor at the "
        "opening and in the groups at the closing: {came}.",
    },
    "reach": {
        "vi": "Được hỗ trợ ít nhất một lần trong năm, trên số hộ đầu kỳ: {groups}. Hộ khác được hỗ "
        "trợ: {others}.",
        "en": "Supported at least once in the year, of the households at the opening: {groups}. "
        "Other households supported: {others}.",
    },
    "hidden": {
        "vi": "{groups}: không công bố",
        "en": "{groups}: not shown",
    },
    "items": {
        "vi": "{items} lượt hỗ trợ cho {reached}: một hộ có thể nhận "
        "nhiều gói, nên không cộng lượt thành hộ.",
        "en": "{items} items given to {reached}: a household may get several "
        "packages, so items do not add up to households.",
    },
    "money": {
        "vi": "Kinh phí dự kiến năm {year}: {planned}. Đã duyệt cho hộ: {promised}; trong đó đã "
        "cấp: {paid}, còn phải cấp: {outstanding}. {rest}",
        "en": "Planned for {year}: {planned}. Promised to households: {promised}; of that paid: "
        "{paid}, outstanding: {outstanding}. {rest}",
    },
    "left": {
        "vi": "Phần dự kiến chưa duyệt: {left}.",
        "en": "Left of the plan: {left}.",
    },
    "over": {
        "vi": "Số đã duyệt vượt dự kiến: {left}.",
        "en": "Promised above the plan: {left}.",
    },
    "unplanned": {
        "vi": "Không có số liệu dự kiến của nguồn: {sources}; phần chưa duyệt chung không tính "
        "được.",
        "en": "There is no plan on record of: {sources}; what is left in all cannot be told.",
    },
    "packages": {
        "vi": "Cả danh mục: {items} lượt, đã duyệt {promised}.",
        "en": "The whole catalogue: {items} items, promised {promised}.",
    },
    "earlier": {
        "vi": "Của các năm trước, đến hết năm {year} còn phải cấp: {years}.",
        "en": "Of earlier years, outstanding at the end of {year}: {years}.",
    },
    "no_earlier": {
        "vi": "Không có số liệu về hỗ trợ của các năm trước năm {year}.",
        "en": "There is no data on support before {year}.",
    },
    "wards": {
        "vi": "Số hộ từng nhóm của một phường nhỏ: chênh lệch giữa các phường có thể chỉ là ngẫu "
        "nhiên, không dùng để xếp hạng.",
        "en": "The groups of single wards are small: differences between wards may be chance alone "
        "and make no ranking.",
    },
    "ward": {
        "vi": "{area} năm {year}, hộ đặc biệt nghèo đầu kỳ: {groups}. Hộ được hỗ trợ: {reached}; "
        "đã duyệt {promised}.",
        "en": "{area} in {year}, specially poor at the opening: {groups}. Households supported: "
        "{reached}; promised {promised}.",
    },
    "main": {
        "vi": "Hỗ trợ hộ đặc biệt nghèo năm {year}: {reached} được hỗ trợ; đã duyệt {promised}, "
        "đã cấp {paid}, còn phải cấp {outstanding}.",
        "en": "Support of the specially poor in {year}: {reached} supported; promised {promised}, "
        "paid {paid}, outstanding {outstanding}.",
    },
}


def groups(table: pd.DataFrame | None, scope: Scope) -> str:
    """How many households of each group at both ends; that there is no data, or empty of None."""
    if table is None or table.empty:
        return "" if table is None else _say("no_groups", scope)
    return _say("groups", scope, groups=_listed("group_of", table, ENDS, scope))


def exits(table: pd.DataFrame | None, scope: Scope) -> str:
    """The exits of each group with their denominator; empty of None and without data."""
    if table is None or table.empty:
        return ""
    return _say("exits", scope, groups=_listed("share_of", table, EXITS, scope))


def stayed(table: pd.DataFrame | None, scope: Scope) -> str:
    """Who is in the same group as before, and who came into the groups; empty without data."""
    if table is None or table.empty:
        return ""
    moved = table.set_index("stood")
    same = [(group, moved.loc[group, group]) for group in SPECIAL]
    came = [(group, moved.loc["not_poor_at_opening", group]) for group in SPECIAL]
    return _say("stayed", scope, stayed=_counted(same, scope), came=_counted(came, scope))


def reach(table: pd.DataFrame | None, scope: Scope) -> str:
    """Of how many households of each group how many were supported; no data, or empty of None."""
    if table is None or table.empty:
        return "" if table is None else _say("no_reach", scope)
    others = table.loc[table["support_group"] == "not_special", "support_reached"].item()
    said = {"others": households(others, scope.lang)}
    return _say("reach", scope, groups=_listed("share_of", table, REACHED, scope), **said)


def items(table: pd.DataFrame | None, scope: Scope) -> str:
    """That items are no households, with both numbers; empty of None and without data."""
    if table is None or table.empty:
        return ""
    row = _total(table, "support_group")
    counts = {"items": number(row["support_items"], scope.lang)}
    return _say("items", scope, reached=households(row["support_reached"], scope.lang), **counts)


def money(table: pd.DataFrame | None, scope: Scope) -> str:
    """Planned, promised, paid, outstanding and left; that there is no data, or empty of None."""
    if table is None or table.empty:
        return "" if table is None else _say("no_support", scope)
    row = _total(table, "money_source")
    sums = {name.split("_")[1]: vnd(row[name], scope.lang) for name in MONEY}
    return _say("money", scope, rest=_rest(table, row["support_left_vnd"], scope), **sums).strip()


def packages(table: pd.DataFrame | None, scope: Scope) -> str:
    """How many items of all packages, and what was promised; empty of None and without data."""
    if table is None or table.empty:
        return ""
    row = _total(table, "package")
    promised = vnd(row["support_promised_vnd"], scope.lang)
    return _say(
        "packages", scope, items=number(row["support_items"], scope.lang), promised=promised
    )


def earlier(table: pd.DataFrame | None, scope: Scope) -> str:
    """What is outstanding of the support of each year before; empty of None and without data."""
    if table is None or table.empty:
        return ""
    rows = table[table["year"] < scope.year]
    if rows.empty:
        return _say("no_earlier", scope)
    years = [
        f"{at}: {vnd(owed, scope.lang)}"
        for at, owed in zip(rows["year"], rows["support_outstanding_vnd"], strict=True)
    ]
    return _say("earlier", scope, years="; ".join(years))


def wards(table: pd.DataFrame, scope: Scope) -> str:
    """Of the district what its wards' numbers cannot tell, of a ward its own; else empty."""
    if len(table) > 1:
        return _say("wards", scope)
    return of_ward(table, scope)


def of_ward(table: pd.DataFrame, scope: Scope) -> str:
    """The groups, the reached and the money of a single ward; empty of the district."""
    if len(table) != 1:
        return ""
    row = table.iloc[0]
    sizes = [(group, row.get(group, pd.NA)) for group in SPECIAL]
    reached = households(row.get("support_reached", pd.NA), scope.lang)
    promised = vnd(row.get("support_promised_vnd", pd.NA), scope.lang)
    return _say("ward", scope, groups=_counted(sizes, scope), reached=reached, promised=promised)


def main_point(safe: Mapping[str, pd.DataFrame | None], scope: Scope) -> str:
    """The one sentence that the overview takes from this page; empty where there is none."""
    years, own = safe.get("support-years"), safe.get("support-wards")
    if years is None:
        return "" if own is None else of_ward(own, scope)
    rows = years[years["year"] == scope.year] if len(years) else years
    if rows.empty:
        return ""
    row = rows.iloc[0]
    sums = {name.split("_")[1]: vnd(row[name], scope.lang) for name in MONEY[1:]}
    return _say("main", scope, reached=households(row["support_reached"], scope.lang), **sums)


def _rest(table: pd.DataFrame, left: object, scope: Scope) -> str:
    """What is left of the plan, or how far it was passed; or which source had none."""
    of_sources = table[table["money_source"] != "total"]
    unplanned = of_sources.loc[of_sources["support_planned_vnd"].isna(), "money_source"]
    if len(unplanned):
        names = "; ".join(label(source, scope.lang) for source in unplanned)
        return _say("unplanned", scope, sources=names)
    is_over = not without_number(left) and left < 0
    said = vnd(-left if is_over else left, scope.lang)
    return _say("over" if is_over else "left", scope, left=said)


def _listed(each: str, table: pd.DataFrame, columns: Sequence[str], scope: Scope) -> str:
    """What is said of each group that is specially poor, and of which it is not shown."""
    rows = table[table["support_group"].isin(SPECIAL)].set_index("support_group")[[*columns]]
    veiled = rows.map(is_hidden).any(axis="columns")
    parts = [
        _say(each, scope, group=label(group, scope.lang), **_words(row, scope))
        for group, row in rows[~veiled].iterrows()
    ]
    names = ", ".join(label(group, scope.lang) for group in rows.index[veiled])
    return "; ".join([*parts, *([_say("hidden", scope, groups=names)] if names else [])])


def _words(row: pd.Series, scope: Scope) -> dict[str, str]:
    part, whole, *share = row
    said = {"part": number(part, scope.lang), "whole": households(whole, scope.lang)}
    return said | ({"share": percent(share[0], scope.lang)} if share else {})


def _counted(pairs: Sequence[tuple[str, object]], scope: Scope) -> str:
    return "; ".join(
        f"{label(group, scope.lang)} {households(count, scope.lang)}" for group, count in pairs
    )


def _total(table: pd.DataFrame, key: str) -> pd.Series:
    return table[table[key] == "total"].iloc[0]


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, area=scope.area, **values)
