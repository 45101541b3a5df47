"""What is said of what the listed lack, and of the causes on record (thiếu hụt, nguyên nhân)."""

import pandas as pd

from analysis.terms import Scope, households, label, percent, without_number

SAYS = {
    "no_data": {
        "vi": "Không có số liệu về các chỉ số thiếu hụt của từng hộ của {area} năm {year}, nên "
        "không tính được nghèo đa chiều.",
        "en": "There is no data on the deprivations of single households of {area} in {year}, so "
        "poverty by deprivations cannot be told.",
    },
    "indices": {
        "vi": "Hộ nghèo và hộ cận nghèo ghi đủ chỉ số: {size}; nghèo đa chiều: {poor} (H {h}), "
        "thiếu hụt bình quân {a} số chỉ số (A); MPI là {m0}.",
        "en": "Listed households recorded in full: {size}; poor by deprivations: {poor} (H {h}), "
        "which lack {a} of the indicators on average (A); MPI is {m0}.",
    },
    "blanks": {
        "vi": "Tính mọi hộ, ô trống coi như không thiếu hụt: {size}; nghèo đa chiều: {poor}; MPI "
        "là {m0}. Ô trống chưa biết là có hay không.",
        "en": "Counting every household, a blank as not deprived: {size}; poor by deprivations: "
        "{poor}; MPI is {m0}. What a blank is, nobody knows.",
    },
    "official": {
        "vi": "Hộ nghèo theo sổ mà không nghèo đa chiều: {poor_only}; hộ cận nghèo theo sổ mà "
        "nghèo đa chiều: {mpoor_only}. Hai cách xếp loại khác nhau và không thay cho nhau.",
        "en": "Poor in the register and not by deprivations: {poor_only}; near-poor in the "
        "register and poor by deprivations: {mpoor_only}. These are two ways to class, and neither "
        "stands for the other.",
    },
    "indicators": {
        "vi": "Đóng góp nhiều nhất vào MPI: {named}. Đóng góp không phải nguyên nhân.",
        "en": "Contributing most to MPI: {named}. A contribution is no cause.",
    },
    "no_indicators": {
        "vi": "Chưa có chỉ số nào đóng góp vào MPI được công bố.",
        "en": "No contribution of an indicator to MPI is there to show.",
    },
    "ward": {
        "vi": "{area} năm {year}: ghi đủ chỉ số {size}; nghèo đa chiều {poor}; MPI là {m0}.",
        "en": "{area} in {year}: recorded in full {size}; poor by deprivations {poor}; MPI is "
        "{m0}.",
    },
    "no_ranking": {
        "vi": "Chênh lệch giữa các phường có thể chỉ là ngẫu nhiên: không dùng để xếp hạng.",
        "en": "Differences between wards may be chance alone and make no ranking.",
    },
    "causes": {
        "vi": "Nguyên nhân được ghi nhiều nhất, trên {recorded} có ghi: {named}. Một hộ có thể ghi "
        "nhiều nguyên nhân nên các tỷ lệ cộng lại có thể hơn toàn bộ.",
        "en": "Named most, of {recorded} with any cause on record: {named}. A household may have "
        "several, so the shares may add up to more than the whole.",
    },
    "no_causes": {
        "vi": "Không có số liệu về nguyên nhân nghèo của từng hộ của {area} năm {year}.",
        "en": "There is no data on the causes of poverty of single households of {area} in {year}.",
    },
    "blank_causes": {
        "vi": "Hộ nghèo không ghi nguyên nhân: {blank}.",
        "en": "Poor households without a cause on record: {blank}.",
    },
}
MOST = 3  # indicators or causes that a sentence names
Table = pd.DataFrame | None


def indices(ways: Table, scope: Scope) -> str:
    """H, A and M0 of complete cases; that there is no data, or empty of None."""
    if ways is None or ways.empty:
        return "" if ways is None else _say("no_data", scope)
    row = ways.iloc[0]
    return _say("indices", scope, a=percent(row["depth_a_pct"], scope.lang), **_of(row, scope))


def blanks(ways: Table, scope: Scope) -> str:
    """The same with a blank as no deprivation; empty of None and without data."""
    if ways is None or ways.empty:
        return ""
    return _say("blanks", scope, **_of(ways.iloc[-1], scope))


def official(table: Table, scope: Scope) -> str:
    """Who is poor in one way and not in the other; empty of None and without data."""
    if table is None or table.empty:
        return ""
    of = table.set_index("depth_class")
    poor_only = households(of.loc["depth_listed_poor", "depth_not_mpoor"], scope.lang)
    mpoor_only = households(of.loc["depth_listed_near_poor", "depth_mpoor"], scope.lang)
    return _say("official", scope, poor_only=poor_only, mpoor_only=mpoor_only)


def indicators(table: Table, scope: Scope) -> str:
    """Which indicators contribute most to M0; empty of None and without data."""
    if table is None or table.empty:
        return ""
    named = _most(table, "depth_indicator", "depth_contribution_pct", scope)
    return _say("indicators", scope, named=named) if named else _say("no_indicators", scope)


def wards(table: pd.DataFrame, scope: Scope) -> str:
    """That the wards make no ranking; of a single ward its own numbers; empty without data."""
    if len(table) > 1:
        return _say("no_ranking", scope)
    if table.empty:
        return ""
    row, lang = table.iloc[0], scope.lang
    counts = {"poor": row["depth_mpoor"], "size": row["depth_judged"]}
    said = {name: households(count, lang) for name, count in counts.items()}
    return _say("ward", scope, m0=percent(row["depth_m0_pct"], lang), **said)


def causes(table: Table, scope: Scope) -> str:
    """The causes named most, of how many; that there is no data, or empty of None."""
    if table is None or table.empty:
        return "" if table is None else _say("no_causes", scope)
    recorded = table.loc[table["depth_cause"] == "named_any", "depth_named"].item()
    named = table[~table["depth_cause"].isin(["named_any", "named_none"])]
    said = _most(named, "depth_cause", "depth_named_pct", scope)
    return _say("causes", scope, recorded=households(recorded, scope.lang), named=said)


def blank_causes(table: Table, scope: Scope) -> str:
    """How many have no cause on record; empty of None and without data."""
    if table is None or table.empty:
        return ""
    blank = table.loc[table["depth_cause"] == "named_none", "depth_named"].item()
    return _say("blank_causes", scope, blank=households(blank, scope.lang))


def _most(table: pd.DataFrame, key: str, share: str, scope: Scope) -> str:
    """Those with the largest shares that are shown, each with it; ties in the table's order."""
    shown = table[~table[share].map(without_number)]
    order = shown[share].astype("float64").sort_values(ascending=False, kind="stable").index
    return "; ".join(
        f"{label(row[key], scope.lang)} {percent(row[share], scope.lang)}"
        for _, row in shown.loc[order[:MOST]].iterrows()
    )


def _of(row: pd.Series, scope: Scope) -> dict[str, str]:
    counts = {"size": row["depth_size"], "poor": row["depth_way_mpoor"]}
    shares = {"h": row["depth_h_pct"], "m0": row["depth_m0_pct"]}
    said = {name: households(count, scope.lang) for name, count in counts.items()}
    return said | {name: percent(share, scope.lang) for name, share in shares.items()}


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, area=scope.area, **values)
