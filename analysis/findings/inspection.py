"""What is said of inspection (kiểm tra): how much was done, what was found, how right the list is.

A table is None on the page of a ward where it is made of the district alone.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.terms import Scope, households, is_hidden, label, number, percent, without_number

SAYS = {
    "no_data": {
        "vi": "Không có số liệu kiểm tra năm {year} của {area}.",
        "en": "There is no data on inspections of {year} in {area}.",
    },
    "done": {
        "vi": "Số hộ đã kiểm tra và gặp năm {year}, {area}: chọn ngẫu nhiên {random_met} (kế hoạch "
        "{random_planned}); chọn theo dấu hiệu {for_cause_met} (kế hoạch {for_cause_planned}).",
        "en": "Households inspected and met in {year}, {area}: chosen at random {random_met} "
        "(planned: {random_planned}); chosen for cause {for_cause_met} (planned: "
        "{for_cause_planned}).",
    },
    "coverage": {
        "vi": "{place}: {visited} trên {all} có hộ được kiểm tra.",
        "en": "{place}: {visited} of {all} have a household that was inspected.",
    },
    "found": {
        "vi": "Đã gặp, mọi cách chọn: {met}. Sai phân loại: {class_wrong}; sai thu nhập: "
        "{income_wrong}; sai nhân khẩu: {members_wrong}; hỗ trợ chưa đến: {not_arrived}. Không "
        "gặp: {not_met}.",
        "en": "Met, however chosen: {met}. Class wrong: {class_wrong}; income wrong: "
        "{income_wrong}; members wrong: {members_wrong}; support not arrived: {not_arrived}. "
        "Nobody met: {not_met}.",
    },
    "settled": {
        "vi": "{found_in}: phải xử lý {to_settle}; xong trong năm: {closed}; chưa xong: "
        "{still_open}{overdue}.",
        "en": "{found_in}: to settle {to_settle}; settled in the year: {closed}; still open: "
        "{still_open}{overdue}.",
    },
    "overdue": {
        "vi": "; trong đó quá hạn: {overdue}",
        "en": "; of these overdue: {overdue}",
    },
    "no_limit": {
        "vi": " (district.yml chưa ghi hạn xử lý)",
        "en": " (district.yml lays down no time limit)",
    },
    "estimate": {
        "vi": "{error}: phát hiện ở {wrong} trong {met} gặp ngẫu nhiên; ước lượng {estimate} số hộ "
        "nghèo đầu kỳ, khoảng tin cậy từ {lower} đến {upper}.",
        "en": "{error}: found in {wrong} of {met} met at random; estimated at {estimate} of the "
        "poor households of the opening, interval {lower} to {upper}.",
    },
    "zero": {
        "vi": "{error}: không thấy ở hộ nào trong {met} gặp ngẫu nhiên. Không có nghĩa là không có "
        "hộ nào sai: tỷ lệ sai có thể đến {most}.",
        "en": "{error}: seen in none of {met} met at random. That does not mean that there is "
        "none: the share may be up to {most}.",
    },
    "hidden": {
        "vi": "{error}: số hộ ghi sai trong {met} gặp ngẫu nhiên không công bố; tỷ lệ sai nhiều "
        "nhất {most}.",
        "en": "{error}: how many of {met} met at random are wrong is not shown; the share is at "
        "most {most}.",
    },
    "no_estimate": {
        "vi": "Không có ước lượng tỷ lệ ghi sai của {area}: {too_few}.",
        "en": "There is no estimate of the share entered wrong of {area}: {too_few}.",
    },
    "too_few": {
        "vi": "chưa gặp đủ hộ chọn ngẫu nhiên",
        "en": "too few households chosen at random were met",
    },
    "no_areas": {
        "vi": "chưa có danh sách khu dân cư",
        "en": "there is no list of residential areas",
    },
    "contact": {
        "vi": "Chọn ngẫu nhiên nhưng không gặp: {not_met}. Nếu các hộ ấy đều sai thì tỷ lệ sai bất "
        "kỳ nội dung nào là {most}, nếu đều đúng là {least}.",
        "en": "Chosen at random and not met: {not_met}. Were all of these wrong, the share wrong "
        "in any way would be {most}; were they right, {least}.",
    },
    "contact_hidden": {
        "vi": "Chọn ngẫu nhiên nhưng không gặp: {not_met}. Ảnh hưởng đến ước lượng không công bố.",
        "en": "Chosen at random and not met: {not_met}. How far they move the estimate is not "
        "shown.",
    },
    "compared": {
        "vi": "Đã gặp, mọi cách chọn: {met}; trong đó ghi sai: {wrong}. Hộ theo dấu hiệu được chọn "
        "vì có nghi vấn, nên hai số này không cho biết tỷ lệ sai của cả danh sách.",
        "en": "Met, however chosen: {met}; of these entered wrong: {wrong}. Those chosen for cause "
        "were doubted, so that the two numbers do not tell the share wrong of the whole list.",
    },
    "classes": {
        "vi": "Sổ ghi hộ nghèo: đã gặp {poor_met}; thấy sai phân loại: {poor_denied}. Sổ không ghi "
        "hộ nghèo: đã gặp {others_met}; thấy sai phân loại: {others_denied}.",
        "en": "Poor by the register: {poor_met} met; found of another class: {poor_denied}. Not "
        "poor by the register: {others_met} met; found of another class: {others_denied}.",
    },
    "design": {
        "vi": "Mẫu ngẫu nhiên năm sau của {area}: {drawn} trong {closing} nghèo cuối kỳ có "
        "ghi phường.",
        "en": "Next year’s random sample in {area}: {drawn} of {closing} poor at the closing "
        "whose ward is on record.",
    },
    "no_design": {
        "vi": "district.yml chưa ghi thiết kế mẫu kiểm tra (inspection), nên chưa có mẫu năm sau.",
        "en": "district.yml lays down no sample of inspections (inspection): none is drawn for "
        "next year.",
    },
    "sizes": {
        "vi": "Để biết tỷ lệ sai với sai số ±{margin} điểm phần trăm cần gặp {visits} ngẫu nhiên.",
        "en": "To know the share wrong within ±{margin} percentage points, {visits} must be met at "
        "random.",
    },
}
COUNTS = ["class_wrong", "income_wrong", "members_wrong", "not_arrived", "met", "not_met"]


def main_point(safe: Mapping[str, pd.DataFrame | None], scope: Scope) -> str:
    """The one sentence that the overview takes from this page; empty where there is none."""
    table = safe.get("inspection-estimates")
    if table is None or table.empty:
        return ""
    return _estimate(table[table["error"] == "any_wrong"].iloc[0], scope)


def done(table: pd.DataFrame, scope: Scope) -> str:
    """How many inspections were made of those planned, or that there is no data."""
    if table.empty:
        return _say("no_data", scope)
    row = table.iloc[-1]
    counts = {name: households(row[name], scope.lang) for name in ("random_met", "for_cause_met")}
    plans = {
        name: number(row[name], scope.lang) for name in ("random_planned", "for_cause_planned")
    }
    return _say("done", scope, **counts, **plans)


def coverage(table: pd.DataFrame, scope: Scope) -> str:
    """How many places were called on; empty where that is not known."""
    return " ".join(
        _say(
            "coverage",
            scope,
            place=label(row["place"], scope.lang),
            visited=number(row["places_visited"], scope.lang),
            all=number(row["places_all"], scope.lang),
        )
        for _, row in table.iterrows()
    )


def found(table: pd.DataFrame | None, scope: Scope) -> str:
    """What was found by kind; empty of None and without data."""
    if table is None or table.empty:
        return ""
    counts = table.set_index("finding")["inspected"]
    return _say("found", scope, **{name: households(counts[name], scope.lang) for name in COUNTS})


def settled(table: pd.DataFrame | None, scope: Scope) -> str:
    """What became of the findings to settle; empty of None and without data."""
    if table is None or table.empty:
        return ""
    return " ".join(_settled(row, scope) for _, row in table.iterrows())


def estimates(table: pd.DataFrame, done: pd.DataFrame, scope: Scope) -> str:
    """The estimates of an area, or why there are none; empty where nothing was done at all."""
    if table.empty:
        few = too_few(done, scope)
        return _say("no_estimate", scope, too_few=few) if few else ""
    own = table[table["unit_code"] == table["unit_code"].iloc[0]]
    return " ".join(_estimate(row, scope) for _, row in own.iterrows())


def too_few(done: pd.DataFrame, scope: Scope) -> str:
    """What stands in the place of a table of estimates; empty where there is no data."""
    return "" if done.empty else _say("too_few", scope)


def no_areas(done: pd.DataFrame, scope: Scope) -> str:
    """What stands in the place of a table of places; empty where there is no data."""
    return "" if done.empty else _say("no_areas", scope)


def contact(table: pd.DataFrame | None, scope: Scope) -> str:
    """How far those not met could move the estimate; empty of None and without data."""
    if table is None or table.empty:
        return ""
    row = table[table["error"] == "any_wrong"].iloc[0]
    ends = {"least": row["if_right_whole_pct"], "most": row["if_wrong_whole_pct"]}
    shares = {name: percent(share, scope.lang, 0) for name, share in ends.items()}
    kind = "contact_hidden" if is_hidden(ends["most"]) else "contact"
    return _say(kind, scope, not_met=households(row["random_not_met"], scope.lang), **shares)


def compared(table: pd.DataFrame, scope: Scope) -> str:
    """How many entries were found wrong, and why that is no share; empty without data."""
    if table.empty:
        return ""
    row = table.iloc[-1]
    counts = {"met": row["inspected_met"], "wrong": row["entries_wrong"]}
    words = {name: households(count, scope.lang) for name, count in counts.items()}
    return _say("compared", scope, **words)


def classes(table: pd.DataFrame | None, scope: Scope) -> str:
    """The class by the register against what was found; empty of None and without data."""
    if table is None or table.empty:
        return ""
    rows = table.set_index("register_class").map(lambda count: households(count, scope.lang))
    words = {
        f"{listed}_{word}": rows.loc[listed, column]
        for listed in ("poor", "others")
        for word, column in (("met", "listed_met"), ("denied", "class_denied"))
    }
    return _say("classes", scope, **words)


def design(table: pd.DataFrame, scope: Scope) -> str:
    """How many households are drawn for next year, or that no design is laid down."""
    if table.empty:
        return _say("no_design", scope)
    row = table.iloc[-1]
    counts = {"drawn": row["sample_size"], "closing": row["closing"]}
    return _say(
        "design", scope, **{name: households(count, scope.lang) for name, count in counts.items()}
    )


def sizes(table: pd.DataFrame | None, scope: Scope) -> str:
    """How many visits each margin needs; empty of None and without a design."""
    if table is None:
        return ""
    return " ".join(
        _say(
            "sizes",
            scope,
            margin=row["margin"],
            visits=households(row["visits_of_these"], scope.lang),
        )
        for _, row in table.iterrows()
    )


def _settled(row: pd.Series, scope: Scope) -> str:
    counts = {
        name: households(row[name], scope.lang) for name in ("to_settle", "closed", "still_open")
    }
    overdue = {"overdue": households(row["overdue"], scope.lang)}
    has_limit = is_hidden(row["overdue"]) or pd.notna(row["overdue"])
    late = _say("overdue", scope, **overdue) if has_limit else _say("no_limit", scope)
    found_in = label(row["found_in"], scope.lang)
    return _say("settled", scope, found_in=found_in, overdue=late, **counts)


def _estimate(row: pd.Series, scope: Scope) -> str:
    shares = {
        name: percent(row[f"{name}_whole_pct"], scope.lang, 0)
        for name in ("estimate", "lower", "upper", "most")
    }
    counts = {name: households(row[f"random_{name}"], scope.lang) for name in ("met", "wrong")}
    kind = "estimate"
    if without_number(row["random_wrong"]):
        kind = "hidden"
    elif not row["random_wrong"]:
        kind = "zero"
    return _say(kind, scope, error=label(row["error"], scope.lang), **shares, **counts)


def _say(what: str, scope: Scope, **facts: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, area=scope.area, **facts)
