"""What is said of homes (nhà ở của hộ nghèo)."""

from collections.abc import Mapping

import pandas as pd

from analysis import terms
from analysis.programme import Housing
from analysis.terms import Scope, households, is_hidden, number, percent, vnd, without_number

SAYS = {
    "no_data": {
        "vi": "Năm {year} không có số liệu khảo sát nhà ở và xây, sửa nhà của {area}, nên không "
        "biết còn bao nhiêu hộ cần nhà.",
        "en": "There are no surveys and works on homes of {area} in {year}, so it is not known how "
        "many households need a house.",
    },
    "no_ward": {
        "vi": "Không có hộ nào của {area} được ghi là cần nhà đến năm {year}; cũng có thể phường "
        "chưa khảo sát.",
        "en": "No household of {area} is recorded as in need of a house up to {year}; the ward may "
        "also not have been surveyed.",
    },
    "ledger": {
        "vi": "Đầu năm {year} có {opening} cần nhà. Trong năm khảo sát thêm {new}, làm xong {done}"
        ", hết cần theo cách khác {closed}; cuối năm còn chờ {waiting}.",
        "en": "At the opening of {year}, in need of a house: {opening}. Newly surveyed in need: "
        "{new}; work finished: {done}; ended otherwise: {closed}. Waiting at the end: {waiting}.",
    },
    "first_ledger": {
        "vi": "Năm {year} là năm khảo sát đầu tiên, trước đó không có số liệu. Khảo sát thấy {new} "
        "cần nhà, trong năm làm xong {done}, hết cần theo cách khác {closed}; cuối năm còn chờ "
        "{waiting}.",
        "en": "The survey of {year} is the first; there is no data from before. Found in need of a "
        "house: {new}; work finished in the year: {done}; ended otherwise: {closed}. Waiting at "
        "the end: {waiting}.",
    },
    "years": {
        "vi": "Hộ còn chờ nhà: {first} cuối năm {first_year}, {last} cuối năm {year}.",
        "en": "Households waiting for a house: {first} at the end of {first_year}, {last} at the "
        "end of {year}.",
    },
    "kinds": {
        "vi": "Còn chờ cuối năm {year}: {kinds}.",
        "en": "Waiting at the end of {year}: {kinds}.",
    },
    "wards": {
        "vi": "Cuối năm {year} còn chờ nhà: {waiting}. Số của từng phường nhỏ và phường khác nhau "
        "về số hộ, nên bảng không xếp hạng.",
        "en": "Waiting for a house at the end of {year}: {waiting}. The numbers of single wards "
        "are small and wards differ in size: the table makes no ranking.",
    },
    "goal": {
        "vi": "Mục tiêu: {definition}, hạn {deadline}.",
        "en": "The goal: {definition}, by {deadline}.",
    },
    "no_goal": {
        "vi": "district.yml chưa ghi mục tiêu xóa nhà tạm (programme.housing).",
        "en": "district.yml lays down no goal for temporary houses (programme.housing).",
    },
    "removed": {
        "vi": "Nhà tạm trên đất ổn định: đã xóa {removed}, còn chờ {waiting}; đã xóa bằng "
        "{pct} tổng hai số ấy.",
        "en": "Temporary houses on stable land: removed {removed}, waiting {waiting}; the share "
        "removed is {pct} of the two together.",
    },
    "none_left": {
        "vi": "Không còn hộ nào trong số đã khảo sát phải chờ.",
        "en": "None of those surveyed is waiting any more.",
    },
    "overdue": {
        "vi": "Đã đến hạn mà vẫn còn hộ chờ.",
        "en": "The deadline has come, and households are still waiting.",
    },
    "land_unrecorded": {
        "vi": "Chờ xóa nhà tạm mà khảo sát không ghi đất có ổn định không: {waiting}. Các hộ này "
        "không tính vào mục tiêu và cần khảo sát bổ sung.",
        "en": "Waiting with a temporary house whose land was not recorded: {waiting}. They are not "
        "counted for the goal and are to be surveyed again.",
    },
    "all_new": {
        "vi": "Tất cả {total} còn chờ đều được khảo sát trong năm.",
        "en": "All of those waiting ({total}) were surveyed in the year itself.",
    },
    "waits": {
        "vi": "Trong {total} còn chờ, mới khảo sát trong năm: {new}; các hộ còn lại đã chờ từ năm "
        "trước hoặc lâu hơn.",
        "en": "Of those waiting ({total}), surveyed in the year itself: {new}; the others have "
        "waited since the year before or longer.",
    },
    "waits_long": {
        "vi": " Khảo sát từ hai năm trước trở về trước: {long}.",
        "en": " Surveyed two years ago or earlier: {long}.",
    },
    "by_then": {
        "vi": "Hết năm thứ {years} sau năm khảo sát, {pct} số hộ cần nhà đã được làm xong"
        "{interval}.",
        "en": "{years} after the year of the survey, a work was finished for {pct} of the "
        "households in need{interval}.",
    },
    "by_then_at_once": {
        "vi": "Ngay trong năm khảo sát, {pct} số hộ cần nhà đã được làm xong{interval}.",
        "en": "In the very year of the survey, a work was finished for {pct} of the households in "
        "need{interval}.",
    },
    "interval": {
        "vi": " (khoảng {lower} đến {upper})",
        "en": " (interval {lower} to {upper})",
    },
    "half": {
        "vi": "Một nửa số hộ đã được làm xong khi hết năm thứ {years} sau năm khảo sát.",
        "en": "Half of them were finished by the end of year {years} after that of the survey.",
    },
    "half_at_once": {
        "vi": "Một nửa số hộ đã được làm xong ngay trong năm khảo sát.",
        "en": "Half of them were finished in the very year of the survey.",
    },
    "no_half": {
        "vi": "Chưa đến một nửa số hộ được làm xong, nên chưa có thời gian chờ trung vị.",
        "en": "Fewer than half were finished so far, so there is no median wait.",
    },
    "no_curve": {
        "vi": "Không công bố hoặc chưa đủ số hộ để tính thời gian chờ.",
        "en": "The waits are not shown, or too few households are followed.",
    },
    "works": {
        "vi": "Công trình xong trong năm {year}: {kinds}.",
        "en": "Works finished in {year}: {kinds}.",
    },
    "cost": {
        "vi": "Số công trình có ghi kinh phí: {settled}, tổng {cost}; chưa ghi kinh phí: "
        "{unsettled}.",
        "en": "Works with a cost recorded: {settled}, {cost} in all; without one yet: {unsettled}.",
    },
    "sources": {
        "vi": "Các nguồn cộng lại là {cost}, bằng kinh phí đã ghi của các công trình xong trong "
        "năm.",
        "en": "The sources add up to {cost}, which is the cost recorded of the year's works.",
    },
    "outlook": {
        "vi": "Nếu mỗi nhà còn chờ tốn như bình quân các công trình đã xong cho cùng tình trạng "
        "nhà: {kinds}. Đây là phép nhân, không phải dự toán.",
        "en": "If each house still waiting cost what finished works for the same state of house "
        "did on average: {kinds}. This is a multiplication and no estimate.",
    },
}


def main_point(safe: Mapping[str, pd.DataFrame | None], scope: Scope) -> str:
    """The one sentence that the overview takes from this page; empty where there is none."""
    wards = safe.get("housing-wards")
    return "" if wards is None or wards.empty else ledger(wards, scope)


def ledger(wards: pd.DataFrame, scope: Scope) -> str:
    """How the needs of the area add up; or that there is no data."""
    if wards.empty:
        return _say("no_data", scope)
    row = wards.iloc[-1]
    if pd.isna(row["need_waiting"]):
        return _say("no_ward", scope)
    counts = {
        name.rpartition("_")[2]: households(row[name], scope.lang)
        for name in ("need_opening", "need_new", "works_done", "need_closed", "need_waiting")
    }
    return _say("first_ledger" if pd.isna(row["need_opening"]) else "ledger", scope, **counts)


def years(by_year: pd.DataFrame | None, scope: Scope) -> str:
    """Who waited at the end of the first year and of the last; empty of one year and of None."""
    if by_year is None or len(by_year) < 2:
        return ""
    first, last = by_year.iloc[0], by_year.iloc[-1]
    return _say(
        "years",
        scope,
        first=households(first["need_waiting"], scope.lang),
        first_year=first["year"],
        last=households(last["need_waiting"], scope.lang),
    )


def kinds(by_kind: pd.DataFrame | None, scope: Scope) -> str:
    """Who waits, by the state of the house; empty without data and of None."""
    if by_kind is None or by_kind.empty:
        return ""
    return _say("kinds", scope, kinds=_listed(by_kind.iloc[:-1], "need_waiting", households, scope))


def wards(by_ward: pd.DataFrame, scope: Scope) -> str:
    """What the wards' numbers can tell; empty of one ward."""
    if len(by_ward) < 2:
        return ""
    waiting = households(by_ward["need_waiting"].iloc[-1], scope.lang)
    return _say("wards", scope, waiting=waiting)


def goal(by_land: pd.DataFrame | None, aim: Housing | None, scope: Scope) -> str:
    """How far the temporary houses on stable land are removed; empty without data and of None."""
    if by_land is None or by_land.empty:
        return ""
    row = by_land[by_land["land"] == "stable_land"].iloc[0]
    counts = {
        "removed": households(row["removed_homes"], scope.lang),
        "waiting": households(row["need_waiting"], scope.lang),
    }
    said = [_say("no_goal", scope)]
    if aim is not None:
        definition = aim.definition[scope.lang]
        said = [_say("goal", scope, definition=definition, deadline=aim.deadline)]
    share = percent(row["removed_pct"], scope.lang)
    said.append(_say("removed", scope, **counts, pct=share))
    if not is_hidden(row["need_waiting"]) and row["need_waiting"] == 0:
        said.append(_say("none_left", scope))
    elif aim is not None and scope.year >= aim.deadline:
        said.append(_say("overdue", scope))
    return " ".join(said)


def without_land(by_land: pd.DataFrame | None, scope: Scope) -> str:
    """Who waits with a temporary house on land that was not recorded; empty of nobody."""
    if by_land is None or by_land.empty:
        return ""
    waiting = by_land.loc[by_land["land"] == "land_unrecorded", "need_waiting"].iloc[0]
    if not is_hidden(waiting) and waiting == 0:
        return ""
    return _say("land_unrecorded", scope, waiting=households(waiting, scope.lang))


def waits(by_wait: pd.DataFrame | None, scope: Scope) -> str:
    """How many of those waiting are new, and how many have waited long; empty without data."""
    if by_wait is None or by_wait.empty:
        return ""
    counts = by_wait["need_waiting"]
    new, _, long, total = (households(each, scope.lang) for each in counts)
    if counts.iloc[0] == counts.iloc[-1]:
        return _say("all_new", scope, total=total)
    more = "" if is_hidden(counts.iloc[2]) else _say("waits_long", scope, long=long)
    return _say("waits", scope, total=total, new=new) + more


def waited(life: pd.DataFrame | None, scope: Scope) -> str:
    """How many were finished by the last year followed, and when half were; empty without data."""
    if life is None or life.empty:
        return ""
    known = life[~life["finished_pct"].map(without_number)]
    if known.empty:
        return _say("no_curve", scope)
    return f"{_by_then(known.iloc[-1], scope)} {_half(known, scope)}"


def works(by_kind: pd.DataFrame | None, scope: Scope) -> str:
    """What was finished in the year and what it cost; empty without data and of None."""
    if by_kind is None or by_kind.empty:
        return ""
    lang, row = scope.lang, by_kind.iloc[-1]
    listed = _listed(by_kind.iloc[:-1], "finished_works", number, scope)
    cost = _say(
        "cost",
        scope,
        cost=vnd(row["home_cost_vnd"], lang),
        settled=number(row["settled_works"], lang),
        unsettled=number(row["unsettled_works"], lang),
    )
    return f"{_say('works', scope, kinds=listed)} {cost}"


def sources(by_source: pd.DataFrame | None, scope: Scope) -> str:
    """That the sources add up; empty without data, of None, and where the sum is not shown."""
    if by_source is None or by_source.empty or is_hidden(by_source["home_cost_vnd"].iloc[-1]):
        return ""
    return _say("sources", scope, cost=vnd(by_source["home_cost_vnd"].iloc[-1], scope.lang))


def outlook(by_kind: pd.DataFrame | None, scope: Scope) -> str:
    """The money that those waiting would take at past costs; empty without data and of None."""
    if by_kind is None or by_kind.empty:
        return ""
    return _say("outlook", scope, kinds=_listed(by_kind, "needed_vnd", vnd, scope))


def _by_then(row: pd.Series, scope: Scope) -> str:
    limits = {side: row[f"finished_{side}_pct"] for side in ("lower", "upper")}
    said = {side: percent(limit, scope.lang) for side, limit in limits.items()}
    interval = "" if any(map(without_number, limits.values())) else _say("interval", scope, **said)
    at, share = row["years_waited"], percent(row["finished_pct"], scope.lang)
    unit = {"vi": "", "en": " year" if at == 1 else " years"}[scope.lang]
    in_years = number(at, scope.lang) + unit
    what = "by_then" if at else "by_then_at_once"
    return _say(what, scope, years=in_years, pct=share, interval=interval)


def _half(known: pd.DataFrame, scope: Scope) -> str:
    reached = known.loc[known["finished_pct"].astype("float64") >= 50, "years_waited"]
    if reached.empty:
        return _say("no_half", scope)
    at = reached.iloc[0]
    return _say("half" if at else "half_at_once", scope, years=number(at, scope.lang))


def _listed(table: pd.DataFrame, column: str, form, scope: Scope) -> str:
    """Each row by its name with what it has in a column: nhà tạm 107 hộ; ..."""
    return "; ".join(
        f"{_small(terms.label(name, scope.lang))} {form(value, scope.lang)}"
        for name, value in zip(table.iloc[:, 0], table[column], strict=True)
    )


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, area=scope.area, **values)
