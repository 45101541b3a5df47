"""What the projection of the finishing date says (dự kiến năm đạt mục tiêu)."""

import pandas as pd

from analysis.terms import Scope, number, percent

SAYS = {
    "no_goal": {
        "vi": "Mục tiêu và thời hạn: không có số liệu, nên không có gì để mô phỏng",
        "en": "Goal and deadline: no data, so there is nothing to simulate",
    },
    "no_closing": {
        "vi": "Số hộ nghèo cuối năm {year}: không có số liệu, nên không mô phỏng được",
        "en": "Closing of {year}: no data, so nothing can be simulated",
    },
    "met": {
        "vi": "Mục tiêu đã đạt tại cuối năm {year}, nên không mô phỏng; danh sách vẫn có thể dài "
        "ra trở lại",
        "en": "The goal is met at the end of {year}, so nothing is simulated; the list may grow "
        "again",
    },
    "too_few": {
        "vi": "Chưa có xác suất: số năm theo chuẩn đang áp dụng là {known}, cần ít nhất {asked}; "
        "chỉ có các kịch bản ở trên",
        "en": "No probability yet: years under the standard in force number {known}, at least "
        "{asked} are needed; there are the scenarios above alone",
    },
    "gap": {
        "vi": "Không có xác suất: giữa các năm theo chuẩn đang áp dụng thiếu một kỳ rà soát",
        "en": "No probability: a review is missing between the years under the standard in force",
    },
    "no_counts": {
        "vi": "Không có xác suất: có năm không ghi đủ số hộ đầu kỳ, cuối kỳ hoặc phát sinh",
        "en": "No probability: opening, closing or arising of a year were not recorded, or nobody "
        "was poor at an opening",
    },
    "none_leaves": {
        "vi": "Không có xác suất: có năm không hộ nào ra khỏi danh sách, nên tỷ lệ ra bằng 0 và mô "
        "hình không dùng được",
        "en": "No probability: in one of the years nobody left the list, and the model knows no "
        "share of 0",
    },
    "all_leave": {
        "vi": "Không có xác suất: có năm mọi hộ đầu kỳ đều ra khỏi danh sách, và mô hình không "
        "dùng được với tỷ lệ ra như vậy",
        "en": "No probability: in one of the years everybody left the list, and the model knows no "
        "such share",
    },
    "none_arrives": {
        "vi": "Không có xác suất: không năm nào ghi hộ vào danh sách, nên không có gì để mô phỏng "
        "số hộ phát sinh",
        "en": "No probability: no year records anybody who came onto the list, so arrivals cannot "
        "be simulated",
    },
    "chance": {
        "vi": "Theo mô phỏng từ các năm đã qua, khả năng ở mức mục tiêu: {dates}.",
        "en": "Simulated from the years behind, the chance of being at the goal: {dates}.",
    },
    "at_deadline": {
        "vi": "cuối năm {at} (thời hạn) {chance}",
        "en": "{chance} at the end of {at}, the deadline",
    },
    "at_early": {
        "vi": "cuối năm {at} (về trước một năm) {chance}",
        "en": "{chance} at the end of {at}, a year early",
    },
    "overdue": {
        "vi": "Thời hạn {deadline} không nằm trong các năm được mô phỏng, nên không nêu được khả "
        "năng đạt đúng thời hạn.",
        "en": "The deadline {deadline} is not among the years ahead, so no "
        "chance of meeting it can be told.",
    },
    "closing": {
        "vi": "Số hộ nghèo cuối năm {at} theo mô phỏng: một nửa số lần không quá {median}; khoảng "
        "{level}: từ {low} đến {high}.",
        "en": "Simulated closing of {at}: {median} or fewer in half of the draws; {level} "
        "interval: {low} to {high}.",
    },
    "finish": {
        "vi": "Năm đạt mục tiêu lần đầu: trung vị {median}; khoảng {level}: từ {low} đến {high}. "
        "Trong {drawn} năm xét, {never} số lần mô phỏng không lần nào đạt.",
        "en": "Year the goal is first reached: median {median}; {level} interval: {low} to {high}. "
        "Within the {drawn} years ahead, {never} of the draws never get there.",
    },
    "finish_never": {
        "vi": "Trong {drawn} năm xét, {never} số lần mô phỏng không lần nào đạt mục tiêu.",
        "en": "Within the {drawn} years ahead, {never} of the draws never reach the goal.",
    },
    "not_drawn": {"vi": "không mô phỏng, lý do như trên", "en": "not simulated, as said above"},
    "never": {"vi": "không đạt trong số năm xét", "en": "not within the years ahead"},
}
DATES = ("at_early", "at_deadline")


def main_point(ahead: pd.DataFrame, why: str, deadline: int | None, scope: Scope) -> str:
    """The chance, or why there is none."""
    return f"{why}." if why else chance(ahead, deadline, scope)


def chance(ahead: pd.DataFrame, deadline: int | None, scope: Scope) -> str:
    """The chance of being at the goal at the deadline and a year before; empty without one."""
    if ahead.empty:
        return ""
    rows = ahead.set_index("year")
    dates = dict(zip(DATES, (deadline - 1, deadline), strict=True))
    told = [
        _say(what, scope, at=at, chance=percent(rows.loc[at, "at_goal_pct"], scope.lang))
        for what, at in dates.items()
        if at in rows.index
    ]
    if deadline not in rows.index:
        return _say("overdue", scope, deadline=deadline)
    return _say("chance", scope, dates="; ".join(told))


def closing(ahead: pd.DataFrame, settings: pd.DataFrame, deadline: int | None, scope: Scope) -> str:
    """Between which numbers the closing lies at the deadline, or else in the last year ahead."""
    if ahead.empty:
        return ""
    row = ahead[ahead["year"] == deadline]
    row = (row if len(row) else ahead).iloc[-1]
    counts = {
        name: number(row[f"closing_{name}"], scope.lang) for name in ("low", "median", "high")
    }
    return _say("closing", scope, at=int(row["year"]), level=_level(settings, scope), **counts)


def finish(finish: pd.DataFrame, settings: pd.DataFrame, scope: Scope) -> str:
    """By which year the goal is first reached; empty without a projection."""
    if finish.empty:
        return ""
    row = finish.iloc[0]
    ends = {name: _year(row[f"finish_{name}_year"], scope) for name in ("low", "median", "high")}
    what = "finish_never" if pd.isna(row["finish_low_year"]) else "finish"
    never = percent(row["not_reached_pct"], scope.lang)
    drawn = number(settings["years_drawn"].iloc[0], scope.lang)
    level = _level(settings, scope)
    return _say(what, scope, never=never, drawn=drawn, level=level, **ends)


def finish_in_words(finish: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The finishing years, with words for one that is not within the years ahead."""
    years = [column for column in finish if column.endswith("_year")]
    return finish.assign(**{name: [_year(at, scope) for at in finish[name]] for name in years})


def not_drawn(scope: Scope) -> str:
    """What stands in the place of a table, where the one before it has said why."""
    return _say("not_drawn", scope)


def why(reason: str, settings: pd.DataFrame, scope: Scope) -> str:
    """Why nothing is projected, without a full stop; empty where something is."""
    if not reason:
        return ""
    row = settings.iloc[0]
    known, asked = (number(row[name], scope.lang) for name in ("years_known", "years_asked"))
    return _say(reason, scope, known=known, asked=asked)


def _level(settings: pd.DataFrame, scope: Scope) -> str:
    return percent(settings["interval_whole_pct"].iloc[0], scope.lang, 0)


def _year(at: object, scope: Scope) -> str:
    return _say("never", scope) if pd.isna(at) else str(int(at))


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, **values)
