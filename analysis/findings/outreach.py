"""What is said of wishes and communication (nguyện vọng và tuyên truyền)."""

from collections.abc import Mapping

import pandas as pd

from analysis.programme import Outreach
from analysis.terms import Scope, households, is_hidden, label, number, percent, poor_households

SAYS = {
    "areas": {
        "vi": "Năm {year}, {area} có {areas} khu dân cư, {areas_assigned} khu có hội đoàn thể phụ "
        "trách. Hộ nghèo đầu kỳ: {opening}; ở khu có hội phụ trách: {poor_assigned}; ở khu chưa "
        "có: {poor_unassigned}; không rõ khu: {poor_no_area}.",
        "en": "In {year} {area} has {areas} residential areas, {areas_assigned} of them with an "
        "association in charge. Poor at the opening: {opening}; in areas with one: "
        "{poor_assigned}; in areas without: {poor_unassigned}; of no known area: {poor_no_area}.",
    },
    "no_areas": {
        "vi": "Không có số liệu về khu dân cư và hội đoàn thể phụ trách của {area} năm {year}.",
        "en": "There is no data on residential areas and the associations in charge of {area} in "
        "{year}.",
    },
    "met": {
        "vi": "Trong {opening} đầu kỳ năm {year} của {area}, số hộ được đối thoại trong năm: "
        "{households_met} ({met_pct}); có nguyện vọng: {met_with_wish}; không có nguyện "
        "vọng: {met_without_wish}.",
        "en": "Of {opening} at the opening of {year} in {area}, met in the year: {households_met} "
        "({met_pct}); with a wish: {met_with_wish}; without one: {met_without_wish}.",
    },
    "met_hidden": {
        "vi": "Trong {opening} đầu kỳ năm {year} của {area}, số hộ được đối thoại trong năm không "
        "công bố.",
        "en": "Of {opening} at the opening of {year} in {area}, how many were met in the year is "
        "not shown.",
    },
    "no_met": {
        "vi": "Không có số liệu về đối thoại và nguyện vọng của {area} năm {year}.",
        "en": "There is no data on dialogues and wishes of {area} in {year}.",
    },
    "wishes": {
        "vi": "Nguyện vọng năm {year}: từ năm trước chuyển sang {wishes_carried}, tiếp nhận "
        "{wishes_received}, hoàn thành {wishes_done}, không đáp ứng {wishes_refused}; còn lại cuối "
        "năm {wishes_open}, trong đó chưa trả lời {wishes_unanswered}, quá hạn {wishes_overdue}.",
        "en": "Wishes in {year}: carried over {wishes_carried}, received {wishes_received}, done "
        "{wishes_done}, refused {wishes_refused}; open at the end {wishes_open}, of them not "
        "answered {wishes_unanswered}, overdue {wishes_overdue}.",
    },
    "waiting": {
        "vi": "Trong {waiting} nguyện vọng tiếp nhận năm {year} được theo dõi đủ bước đầu, đã được "
        "trả lời, tính từ ngày đối thoại: {steps}.",
        "en": "Of {waiting} wishes received in {year} and followed through the first step, "
        "answered, counted from the dialogue: {steps}.",
    },
    "step": {"vi": "trong {days} ngày {share}", "en": "within {days} days {share}"},
    "few_waiting": {
        "vi": "Không tính thời gian chờ trả lời năm {year}: quá ít nguyện vọng được theo dõi.",
        "en": "No time to an answer is given for {year}: too few wishes were followed.",
    },
    "causes": {
        "vi": "Một hộ có thể có nhiều nguyên nhân nghèo và nhiều nguyện vọng, nên các tỷ lệ cộng "
        "lại nhiều hơn số hộ ({homes}). Bảng đặt hai điều cạnh nhau, không ghép nguyện vọng nào "
        "với nguyên nhân nào.",
        "en": "A household may have several causes of poverty and several wishes, so that the "
        "shares add up to more than the households ({homes}). The table sets the two side by side "
        "and matches no wish to a cause.",
    },
    "sessions": {
        "vi": "Buổi tuyên truyền năm {year}: {area_sessions}. Trong {areas} khu dân cư, không có "
        "buổi nào: {areas_no_session}; một buổi: {areas_one_session}; nhiều buổi: "
        "{areas_several_sessions}.",
        "en": "Sessions in {year}: {area_sessions}. Of {areas} residential areas, with none: "
        "{areas_no_session}; with one: {areas_one_session}; with several: "
        "{areas_several_sessions}.",
    },
    "attendance": {
        "vi": "Số người dự được ghi ở {sessions_counted} buổi, cộng lại {attendance_people} lượt; "
        "một người dự nhiều buổi được tính nhiều lượt.",
        "en": "Attendance was recorded at {sessions_counted} of them and adds up to "
        "{attendance_people}; who attended several is counted several times.",
    },
    "no_sessions": {
        "vi": "Không có số liệu về buổi tuyên truyền của {area} năm {year}.",
        "en": "There is no data on sessions of {area} in {year}.",
    },
    "followed_poor": {
        "vi": "Thoát nghèo trong năm {year}, theo nguyện vọng đến cuối năm trước: {ways}. Hộ được "
        "giải quyết nguyện vọng khác với hộ không được giải quyết ngay từ trước, nên các tỷ lệ này "
        "không cho biết tác dụng của giải pháp.",
        "en": "Exits in {year}, by what had become of the wishes before: {ways}. Households whose "
        "wish is done differ beforehand from those whose wish is not, so these shares do not tell "
        "what a solution does.",
    },
    "way": {
        "vi": "{heard}: {followed_exits} trên {followed_poor} ({followed_exits_pct})",
        "en": "{heard}: {followed_exits} of {followed_poor} ({followed_exits_pct})",
    },
    "no_followed": {
        "vi": "Chưa theo dõi được từ nguyện vọng đến thoát nghèo: không có số liệu đối thoại trước "
        "năm {year}.",
        "en": "Wishes cannot be followed to exits: there is no data on dialogues before {year}.",
    },
    "rules": {
        "vi": "Thời hạn ghi trong district.yml ({source}). Nguyện vọng còn lại là quá hạn nếu đến "
        "cuối năm đã hết hạn trả lời mà chưa trả lời, hoặc đã hết hạn hoàn thành mà chưa xong.",
        "en": "Laid down in district.yml ({source}). An open wish is overdue if by the end of the "
        "year the days for an answer were over without one, or those for doing it were over.",
    },
    "no_rules": {
        "vi": "district.yml chưa ghi thời hạn trả lời nguyện vọng (programme.outreach), nên không "
        "có số quá hạn.",
        "en": "district.yml lays down no days for answering wishes (programme.outreach), so that "
        "nothing is told of what is overdue.",
    },
    "by_kind": {
        "vi": "Nguyện vọng năm {year} theo loại: hoàn thành, không đáp ứng, còn lại.",
        "en": "Wishes of {year} by kind: done, refused, open.",
    },
}
PLAIN = ["areas", "areas_assigned"]
POOR = ["opening", "poor_assigned", "poor_unassigned", "poor_no_area"]
MET = ["households_met", "met_with_wish", "met_without_wish"]


def areas(table: pd.DataFrame, scope: Scope) -> str:
    """How many areas an association stands for, and how many of the poor live there."""
    if table.empty:
        return _say("no_areas", scope)
    row = table.iloc[-1]
    counts = {name: number(row[name], scope.lang) for name in PLAIN}
    homes = {name: households(row[name], scope.lang) for name in POOR}
    return _say("areas", scope, **counts, **homes)


def met(table: pd.DataFrame, scope: Scope) -> str:
    """How many of the poor were met in the year, and how many of them had a wish."""
    if table.empty:
        return _say("no_met", scope)
    row = table.iloc[-1]
    opening = poor_households(row["opening"], scope.lang)
    if is_hidden(row["households_met"]):
        return _say("met_hidden", scope, opening=opening)
    homes = {name: households(row[name], scope.lang) for name in MET}
    share = percent(row["met_pct"], scope.lang)
    return _say("met", scope, opening=opening, met_pct=share, **homes)


def wishes(table: pd.DataFrame | None, scope: Scope) -> str:
    """The course of all wishes in the year; empty of None and where nobody was met."""
    if table is None or table.empty:
        return ""
    row = table.iloc[-1]
    return _say("wishes", scope, **{n: number(row[n], scope.lang) for n in row.index[1:]})


def by_kind(table: pd.DataFrame | None, scope: Scope) -> str:
    """The finding of the picture of the wishes."""
    return "" if table is None or table.empty else _say("by_kind", scope)


def waiting(table: pd.DataFrame | None, met: pd.DataFrame, scope: Scope) -> str:
    """Which share was answered within the steps of days; empty of None and of nobody met."""
    if table is None or met.empty:
        return ""
    if table.empty:
        return _say("few_waiting", scope)
    steps = [
        _say("step", scope, days=number(days, scope.lang), share=percent(share, scope.lang))
        for days, share in zip(table["within_days"], table["answered_pct"], strict=True)
    ]
    first = number(table["wishes_waiting"].iloc[0], scope.lang)
    return _say("waiting", scope, waiting=first, steps="; ".join(steps))


def causes(table: pd.DataFrame | None, scope: Scope) -> str:
    """How causes and wishes are to be read side by side; empty where there are none."""
    if table is None or table.empty:
        return ""
    return _say("causes", scope, homes=households(table["households_saying"].iloc[0], scope.lang))


def sessions(table: pd.DataFrame, scope: Scope) -> str:
    """How many sessions there were, and how many areas had none, one, several."""
    if table.empty:
        return _say("no_sessions", scope)
    row = table.iloc[-1]
    return _say("sessions", scope, **{n: number(row[n], scope.lang) for n in row.index[1:]})


def attendance(table: pd.DataFrame, scope: Scope) -> str:
    """Who attended the sessions, where it was recorded; empty where it was not."""
    if table.empty or pd.isna(table["attendance_people"].iloc[-1]):
        return ""
    row = table.iloc[-1]
    return _say("attendance", scope, **{n: number(row[n], scope.lang) for n in row.index[1:]})


def followed(table: pd.DataFrame | None, scope: Scope) -> str:
    """How the year ended by what became of the wishes, and that it proves nothing."""
    if table is None:
        return ""
    if table.empty:
        return _say("no_followed", scope)
    return _say(
        "followed_poor", scope, ways="; ".join(_way(row, scope) for _, row in table.iterrows())
    )


def rules(laid_down: Outreach | None, scope: Scope) -> str:
    """Who laid down the days, and what is overdue by them."""
    if laid_down is None:
        return _say("no_rules", scope)
    return _say("rules", scope, source=laid_down.source[scope.lang])


def main_point(safe: Mapping[str, pd.DataFrame | None], scope: Scope) -> str:
    """The one sentence that the overview takes from this page; empty where there is none."""
    said = wishes(safe.get("outreach-wishes"), scope)
    reached = safe.get("outreach-met")
    return said or ("" if reached is None or reached.empty else met(reached, scope))


def _way(row: pd.Series, scope: Scope) -> str:
    heard = label(row["heard"], scope.lang)
    counts = {n: number(row[n], scope.lang) for n in ("followed_poor", "followed_exits")}
    share = percent(row["followed_exits_pct"], scope.lang)
    said = heard[0].lower() + heard[1:]
    return _say("way", scope, heard=said, followed_exits_pct=share, **counts)


def _say(what: str, scope: Scope, **values: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, area=scope.area, **values)
