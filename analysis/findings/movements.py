"""What the movements of poor households say (diễn biến hộ nghèo)."""

import pandas as pd

from analysis.terms import Scope, as_printed, households, number, percent, poor_households

MOVES = ("moved_out", "moved_in")

SAYS = {
    "headline": {
        "vi": "Năm {year}, {area}: đầu kỳ {opening}; thoát nghèo {exits}; phát sinh {arising}; "
        "cuối kỳ {closing}.",
        "en": "{area}, {year}: opening {opening}; exits {exits}; arising {arising}; closing "
        "{closing}.",
    },
    "rate": {
        "vi": "Tỷ lệ hộ nghèo cuối kỳ là {rate} ({closing} trên {all}).",
        "en": "The poverty rate at the closing is {rate} ({closing} of {all}).",
    },
    "printed_rate": {
        "vi": "Tỷ lệ hộ nghèo theo nguồn là {rate}; với {closing}, tổng số hộ dân cư phải từ "
        "{least} đến {most} hộ nếu nguồn làm tròn nửa lên. Nguồn không in tổng số hộ.",
        "en": "The source prints a poverty rate of {rate}; with {closing}, all households "
        "must number {least} to {most} if it rounds half up. It does not print that number.",
    },
    "no_rate": {
        "vi": "Không có số liệu về tổng số hộ dân cư nên không tính được tỷ lệ hộ nghèo.",
        "en": "There is no data on all households, so no poverty rate can be given.",
    },
    "exit_levels": {
        "vi": "Trong {exits} thoát nghèo có {near} thành hộ cận nghèo và {above} vượt chuẩn cận "
        "nghèo, theo phân loại của đợt rà soát.",
        "en": "Of the {exits} that exited, {near} became near-poor and {above} passed the "
        "near-poor level, as the review classed them.",
    },
    "no_levels": {
        "vi": "{exits} thoát nghèo; mức thoát nghèo: không có số liệu.",
        "en": "{exits} exited; to near-poor or above: no data.",
    },
    "exit_rate": {
        "vi": "Tỷ lệ thoát nghèo là {rate} ({exits} trên {opening} đầu kỳ).",
        "en": "The exit rate is {rate} ({exits} of {opening} at the opening).",
    },
    "entry_rate": {
        "vi": "Tỷ lệ phát sinh là {rate} ({arising} trên {all} ngoài danh sách đầu kỳ).",
        "en": "The entry rate is {rate} ({arising} of {all} not on the list at the opening).",
    },
    "no_exits": {"vi": "Thoát nghèo: không có số liệu.", "en": "Exits: no data."},
    "arising": {
        "vi": "Trong {arising} phát sinh có {relapses} hộ tái nghèo, {near} hộ cận nghèo trở thành "
        "hộ nghèo và {entries} hộ phát sinh mới.",
        "en": "Of the {arising} that arose, {relapses} relapsed, {near} had been near-poor and "
        "{entries} are newly poor.",
    },
    "arising_undivided": {
        "vi": "Phát sinh: {arising}; trong đó tái nghèo: không có số liệu.",
        "en": "Arising: {arising}; relapses among them: no data.",
    },
    "balanced": {
        "vi": "Sổ cân đối: số đếm trên danh sách cuối kỳ ({closing}) bằng số tính theo biến động.",
        "en": "The ledger balances: the closing list ({closing}) equals what the movements give.",
    },
    "balanced_short": {
        "vi": "Cân đối theo dạng rút gọn (đầu kỳ − thoát nghèo + phát sinh): {closing}, khớp số "
        "cuối kỳ.",
        "en": "By the short form (opening − exits + arising) the closing is {closing}, as printed.",
    },
    "unbalanced": {
        "vi": "Sổ chưa cân đối: danh sách cuối kỳ có {closing}, tính theo biến động là {expected}; "
        "chênh lệch chưa giải thích {unexplained} ({places}).",
        "en": "The ledger does not balance: the closing list has {closing}, the movements give "
        "{expected}; unexplained {unexplained} ({places}).",
    },
    "no_balance": {
        "vi": "Chưa đối chiếu được số cuối kỳ ({closing}): nguồn không ghi đủ các dòng biến động.",
        "en": "The closing ({closing}) cannot be checked: not every movement is recorded.",
    },
    "no_closing": {
        "vi": "Số hộ nghèo cuối kỳ: không có số liệu, nên chưa đối chiếu được.",
        "en": "Closing: no data, so it cannot be checked.",
    },
    "left": {
        "vi": "Đầu kỳ trừ các dòng giảm đã ghi là {left}; cuối kỳ ghi {closing}.",
        "en": "The opening less the recorded decreases is {left}; the closing given is {closing}.",
    },
    "moves_of_unit": {
        "vi": "{out} chuyển sang phường khác trong quận, {back} chuyển đến từ phường khác.",
        "en": "{out} moved to another ward of the district, {back} moved in from another.",
    },
    "no_moves": {
        "vi": "Hộ chuyển giữa các phường: không có số liệu.",
        "en": "Moves between wards: no data.",
    },
    "moves": {
        "vi": "{moved} chuyển giữa các phường, bù trừ nhau trong toàn quận.",
        "en": "{moved} moved between wards; these moves cancel in the district.",
    },
    "trend": {
        "vi": "Theo {standard}: đầu năm {first} có {start}, cuối năm {year} còn {closing}.",
        "en": "Under the {standard}, the list went from {start} at the start of {first} to "
        "{closing} at the end of {year}.",
    },
    "trend_of_opening": {
        "vi": "Theo {standard}: đầu năm {first} có {start}; cuối năm {year}: không có số liệu.",
        "en": "Under the {standard}, the list had {start} at the start of {first}; end of {year}: "
        "no data.",
    },
    "break": {
        "vi": "Đầu năm {year} áp dụng {standard}: số hộ nghèo đầu kỳ ({opening}) không so sánh "
        "được với cuối năm trước.",
        "en": "At the start of {year} the {standard} took force: the opening ({opening}) cannot be "
        "compared with the closing of the year before.",
    },
    "revision": {
        "vi": "Đầu kỳ năm {year} khác cuối kỳ năm trước {change}: {before} thành {opening} (điều "
        "chỉnh trong năm).",
        "en": "The opening of {year} differs from last year's closing by {change}: {before} became "
        "{opening} (a revision).",
    },
    "joined": {
        "vi": "Đầu kỳ năm {year} bằng cuối kỳ năm trước ({opening}).",
        "en": "The opening of {year} equals last year's closing ({opening}).",
    },
    "unjoined": {
        "vi": "Không có cuối kỳ năm trước để đối chiếu với đầu kỳ năm {year}.",
        "en": "There is no closing of the year before to hold the opening of {year} against.",
    },
    "new_line": {"vi": "chuẩn mới, không so sánh", "en": "new line, not comparable"},
    "people": {
        "vi": "Tính theo người: {opening} nhân khẩu nghèo đầu kỳ, {closing} cuối kỳ, bình quân "
        "{size} người một hộ cuối kỳ.",
        "en": "In people: {opening} poor at the opening, {closing} at the closing; {size} people "
        "a household at the closing.",
    },
    "no_people": {
        "vi": "Nhân khẩu nghèo: không có số liệu.",
        "en": "People in poor households: no data.",
    },
}


def headline(series: pd.DataFrame, scope: Scope) -> str:
    """Opening, exits, arising and closing of the scope's year, from the area's years."""
    row = _year(series, scope)
    columns = ["opening", "exits", "arising", "closing"]
    counts = {name: households(row[name], scope.lang) for name in columns}
    counts |= {name: poor_households(row[name], scope.lang) for name in ("opening", "closing")}
    return _say("headline", scope, area=scope.area, **counts)


def rate(rates: pd.DataFrame, printed: pd.DataFrame, scope: Scope) -> str:
    """The poverty rate: computed where the households are known, else as printed, else none."""
    row = rates.iloc[-1]
    closing = poor_households(row["closing"], scope.lang)
    if pd.notna(row["poverty_rate_pct"]):
        computed = percent(row["poverty_rate_pct"], scope.lang)
        every = households(row["households"], scope.lang)
        return _say("rate", scope, rate=computed, closing=closing, all=every)
    of_area = printed[printed["unit_code"] == row["unit_code"]]
    if of_area.empty:
        return _say("no_rate", scope)
    given = of_area.iloc[0]
    bounds = {
        "least": number(given["implied_least"], scope.lang),
        "most": number(given["implied_most"], scope.lang),
    }
    rate_as_printed = as_printed(given["printed_rate"], scope.lang)
    return _say("printed_rate", scope, rate=rate_as_printed, closing=closing, **bounds)


def parts(total: pd.DataFrame, scope: Scope) -> str:
    """How far above the line those that exited are, and where those that arose come from."""
    row = total.iloc[0]
    if pd.isna(row["exits"]):
        levels = _say("no_exits", scope)
    else:
        counts = {"exits": households(row["exits"], scope.lang)}
        near, above = (row[f"exits_{level}_near_poor"] for level in ("to", "above"))
        what = "no_levels" if pd.isna(near) or pd.isna(above) else "exit_levels"
        counts |= {"near": number(near, scope.lang), "above": number(above, scope.lang)}
        levels = _say(what, scope, **counts)
    return f"{levels} {arising(total, scope)}"


def flow_rates(rates: pd.DataFrame, scope: Scope) -> str:
    """The exit rate and the entry rate of the area, each with its parts; what is known of them."""
    row, lang = rates.iloc[-1], scope.lang
    said = []
    for what, part, whole, key in [
        ("exit_rate", "exits", "opening", "opening"),
        ("entry_rate", "arising", "non_poor_opening", "all"),
    ]:
        if pd.notna(row[f"{what}_pct"]):
            counts = {part: households(row[part], lang), key: households(row[whole], lang)}
            said.append(_say(what, scope, rate=percent(row[f"{what}_pct"], lang), **counts))
    return " ".join(said)


def arising(total: pd.DataFrame, scope: Scope) -> str:
    """How many arose and how many of these relapsed, from the area's total."""
    row = total.iloc[0]
    counts = {"arising": households(row["arising"], scope.lang)}
    parts = {"relapses": "relapses", "near": "from_near_poor", "entries": "entries"}
    if row[list(parts.values())].isna().any():
        return _say("arising_undivided", scope, **counts)
    counts |= {key: number(row[name], scope.lang) for key, name in parts.items()}
    return _say("arising", scope, **counts)


def balance(statement: pd.DataFrame, scope: Scope) -> str:
    """Whether the closing list agrees with the movements, and where it does not."""
    lines = statement.set_index("line")
    area = lines.iloc[:, 0]
    counts = {
        name: households(area[line], scope.lang)
        for name, line in [("closing", "closing"), ("expected", "expected_closing")]
    }
    units = lines.loc["unexplained"].drop("total", errors="ignore")
    if pd.isna(area["closing"]):
        return _say("no_closing", scope)
    if units.isna().any():
        return _say("no_balance", scope, closing=counts["closing"])
    if (units == 0).all():
        form = "balanced_short" if pd.isna(area["other_increase"]) else "balanced"
        return _say(form, scope, closing=counts["closing"])
    places = "; ".join(
        f"{scope.names[code]} {number(value, scope.lang)}" for code, value in units.items() if value
    )
    unexplained = households(area["unexplained"], scope.lang)
    return _say("unbalanced", scope, unexplained=unexplained, places=places, **counts)


def left(total: pd.DataFrame, recorded_left: pd.Series, scope: Scope) -> str:
    """The opening less what is recorded to have left, where the ledger cannot be checked."""
    if total["other_decrease"].isna().all() or total["other_increase"].notna().all():
        return ""
    closing = households(total["closing"].iloc[0], scope.lang)
    return _say("left", scope, left=households(recorded_left.iloc[0], scope.lang), closing=closing)


def moves(statement: pd.DataFrame, scope: Scope) -> str:
    """How many households moved between the area's wards, or into and out of a single ward."""
    lines = statement.set_index("line")
    if "moved_out" not in lines.index:
        return _say("no_moves", scope)
    out, back = (households(lines.loc[line].iloc[0], scope.lang) for line in MOVES)
    if "total" in lines.columns:
        return _say("moves", scope, moved=out)
    return _say("moves_of_unit", scope, out=out, back=back)


def joining(series: pd.DataFrame, scope: Scope) -> str:
    """How the year's opening joins the closing before it: equal, revised, broken or unknown."""
    row = _year(series, scope)
    opening = households(row["opening"], scope.lang)
    if row["is_break"]:
        return _say("break", scope, opening=opening, standard=scope.names[row["standard"]])
    if pd.isna(row["previous_closing"]):
        return _say("unjoined", scope)
    if row["revision"] == 0:
        return _say("joined", scope, opening=opening)
    change = households(row["revision"], scope.lang)
    before = number(row["previous_closing"], scope.lang)
    return _say("revision", scope, change=change, before=before, opening=opening)


def trend(series: pd.DataFrame, scope: Scope) -> str:
    """From the first opening under the standard in force to the closing of the scope's year."""
    row = _year(series, scope)
    first = series[series["standard"] == row["standard"]].iloc[0]
    return _say(
        "trend_of_opening" if pd.isna(row["closing"]) else "trend",
        scope,
        standard=scope.names[row["standard"]],
        start=poor_households(first["opening"], scope.lang),
        first=first["year"],
        closing=poor_households(row["closing"], scope.lang),
    )


def joined_years(series: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The area's years with, in words, how each opening joins the closing before it."""
    words = [_joining_in_brief(row, scope) for _, row in series.iterrows()]
    columns = ["year", "standard", "opening", "exits", "arising", "closing"]
    return series[columns].assign(joining=words)


def people(statement: pd.DataFrame, sizes: pd.DataFrame, scope: Scope) -> str:
    """People at the opening and the closing, and people a household, of the area as a whole."""
    size = sizes["mean_size"].iloc[-1]
    if pd.isna(size):
        return _say("no_people", scope)
    lines = statement.set_index("line").iloc[:, 0]
    counts = {name: number(lines[f"{name}_people"], scope.lang) for name in ("opening", "closing")}
    return _say("people", scope, size=number(size, scope.lang, 1), **counts)


def _joining_in_brief(row: pd.Series, scope: Scope) -> str:
    if row["is_break"]:
        return _say("new_line", scope)
    change = number(row["revision"], scope.lang)
    return f"+{change}" if pd.notna(row["revision"]) and row["revision"] > 0 else change


def _year(series: pd.DataFrame, scope: Scope) -> pd.Series:
    return series[series["year"] == scope.year].iloc[0]


def _say(what: str, scope: Scope, **values: str) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, **values)
