"""What is said of the proposals for commendation (đề xuất khen thưởng)."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
from babel.dates import format_date

from analysis.commendation import Commendation
from analysis.terms import Scope, day, is_not_asked, label, number, without_number

SAYS = {
    "proposes": {
        "vi": "Trang này chỉ đề xuất theo quy chế đã ghi trước; Hội đồng thi đua - khen thưởng "
        "quyết định.",
        "en": "This page only proposes, by rules laid down beforehand; the commendation council "
        "decides.",
    },
    "of_the_district": {
        "vi": "Đề xuất khen thưởng chỉ lập cho toàn quận, vì đề cử của các phường được so sánh với "
        "nhau.",
        "en": "Commendation is proposed for the whole district alone, since the nominations of its "
        "wards are compared with each other.",
    },
    "no_rules": {
        "vi": "district.yml chưa ghi quy chế khen thưởng (awards) nên không có đề xuất cho {area}.",
        "en": "district.yml lays down no rules of commendation (awards): nothing is proposed for "
        "{area}.",
    },
    "no_candidates": {
        "vi": "Không có đề cử nào cho năm {year} của {area}.",
        "en": "Nobody of {area} is nominated for {year}.",
    },
    "stream": {
        "vi": "{stream}: {nominated} đề cử, {compared} được so sánh, đề xuất {proposed}{places}.",
        "en": "{stream}: {nominated} nominated, {compared} compared, {proposed} proposed{places}.",
    },
    "of_places": {"vi": " trên {places} suất", "en": " for {places} places"},
    "no_limit": {"vi": " (không giới hạn số suất)", "en": " (no limit on places)"},
    "none_passed": {
        "vi": "{stream}: không đề cử nào trong {nominated} đề cử được so sánh; không đề xuất ai.",
        "en": "{stream}: none of {nominated} nominated can be compared; nobody is proposed.",
    },
    "places_left": {
        "vi": "Còn {places_left} suất để trống: không đủ đề cử được so sánh.",
        "en": "{places_left} of the places stay empty: too few could be compared.",
    },
    "edge": {
        "vi": "Suất cuối có {last} điểm, đề cử kế tiếp {next} điểm.",
        "en": "The last proposed has {last} points, the next {next}.",
    },
    "undecided": {
        "vi": "{stream}: các đề cử dẫn đầu có điểm như nhau và nhiều hơn số suất ({places}); quy "
        "chế không phân biệt được nên trang này không chọn ai.",
        "en": "{stream}: those on top have equal scores and are more than the places ({places}); "
        "the rules tell none of them apart, so this page picks nobody.",
    },
    "lot": {
        "vi": "Bằng điểm ở suất cuối, chỉ khác nhau ở kết quả rút thăm (số gốc ghi trong "
        "district.yml): {names}. Hội đồng có thể tăng số suất.",
        "en": "Equal at the last place, parted by the lot alone (its seed stands in district.yml): "
        "{names}. The council may add places.",
    },
    "names": {"vi": "Đề xuất: {names}.", "en": "Proposed: {names}."},
    "names_by_code": {
        "vi": "Đề xuất theo mã, tên ở danh sách nội bộ: {names}.",
        "en": "Proposed by code, names are in the internal list: {names}.",
    },
    "left_out": {"vi": "Không so sánh: {names}.", "en": "Not compared: {names}."},
    "one_left_out": {"vi": "{name} ({reason})", "en": "{name} ({reason})"},
    "cap_moves": {
        "vi": "Mỗi phường nhiều nhất {cap} suất: {leaves} đủ điểm nhưng phường đã đủ "
        "suất; {enters} được đề xuất thay.",
        "en": "At most {cap} of a ward: {leaves} had the score, but its ward its places; {enters} "
        "proposed instead.",
    },
    "cap_idle": {
        "vi": "Mỗi phường nhiều nhất {cap} suất: danh sách vẫn như khi không có giới hạn này.",
        "en": "At most {cap} of a ward: the list is the same without this cap.",
    },
    "council": {
        "vi": "Hội đồng quyết định khác với đề xuất: {changes}.",
        "en": "The council decided otherwise than proposed: {changes}.",
    },
    "council_added": {"vi": "chọn {names}", "en": "chosen {names}"},
    "council_left": {"vi": "không chọn {names}", "en": "not chosen {names}"},
    "council_same": {
        "vi": "Các quyết định đã ghi của hội đồng đều như đề xuất.",
        "en": "The council's decisions on record are as proposed.",
    },
    "council_none": {
        "vi": "Chưa ghi quyết định nào của hội đồng khác với đề xuất.",
        "en": "No decision of the council other than proposed is on record.",
    },
    "window": {
        "vi": "Hộ thoát nghèo các năm {first}–{last}, kết quả biết đến kỳ rà soát {known}; mức "
        "chuẩn là của năm thoát nghèo.",
        "en": "Exits of {first}–{last}, as known at the review of {known}; the line is that of the "
        "year of the exit.",
    },
    "rules": {
        "vi": "Quy chế ghi ngày {day} ({by}). Hộ thoát nghèo các năm trước là của {years} năm, đến "
        "năm trước kỳ rà soát trước; phường dưới {least} hộ nghèo đầu kỳ không được so sánh. Bằng "
        "điểm thì xét lần lượt: {ties}; sau cùng là rút thăm: tám chữ số đầu, hệ mười sáu, của "
        "SHA-256 trên «{seed}:mã đề cử», số nhỏ đứng trước.",
        "en": "Laid down on {day} ({by}). Exits of earlier years are those of {years} years, up to "
        "the year before last year's review; a ward with fewer than {least} poor households at the "
        "opening is not compared. Equal scores are parted by {ties}, in this order, and last by "
        "lot: the first eight hexadecimal digits of SHA-256 over '{seed}:code', the smaller first.",
    },
    "of_register": {
        "vi": "Lấy từ sổ của phường: {kinds}. Mọi tiêu chí khác lấy từ hồ sơ đề cử.",
        "en": "Taken from the ward's register: {kinds}. All else is from the nominations.",
    },
    "scores": {
        "vi": "Điểm của các đề cử được so sánh, {stream}: đề xuất {proposed} trên {compared}.",
        "en": "Scores of the compared, {stream}: {proposed} of {compared} proposed.",
    },
}


def proposes(rules: Commendation | None, summary: pd.DataFrame | None, scope: Scope) -> str:
    """That the council decides; or why nothing is proposed. None is a page of one ward."""
    if rules is None:
        return _say("no_rules", scope)
    if summary is None:
        return _say("of_the_district", scope)
    return _say("no_candidates" if summary.empty else "proposes", scope)


def stream(summary: pd.DataFrame | None, name: str, scope: Scope) -> str:
    """How many of a stream are nominated, compared and proposed, and how close it was."""
    row = _row(summary, name)
    if row is None:
        return ""
    facts = _facts(row, scope)
    if not row["compared"]:
        return _say("none_passed", scope, **facts)
    if not row["proposed"]:
        return _say("undecided", scope, **facts)
    of = _say("no_limit" if row["places"] == "no_limit" else "of_places", scope, **facts)
    said = [_say("stream", scope, **facts | {"places": of})]
    if row["places_left"]:
        said.append(_say("places_left", scope, **facts))
    scores = {"last": row["last_score"], "next": row["next_score"]}
    if not any(map(_is_no_number, scores.values())):
        words = {which: number(score, scope.lang, 1) for which, score in scores.items()}
        said.append(_say("edge", scope, **words))
    return " ".join(said)


def names(standing: pd.DataFrame | None, name: str, scope: Scope) -> str:
    """Who is proposed in a stream: collectives by name, others by code."""
    if standing is None or standing.empty:
        return ""
    proposed = standing.loc[standing["result"].str.startswith("proposed"), "candidate"]
    kind = "names" if name == "collectives" else "names_by_code"
    return _say(kind, scope, names="; ".join(proposed)) if len(proposed) else ""


def left_out(standing: pd.DataFrame | None, scope: Scope) -> str:
    """Who is not compared, and why; whom only the lot parts."""
    if standing is None or standing.empty:
        return ""
    said = []
    out = standing[standing["score"].map(is_not_asked)]
    if len(out):
        listed = [
            _say("one_left_out", scope, name=name, reason=label(reason, scope.lang).lower())
            for name, reason in out[["candidate", "result"]].itertuples(index=False)
        ]
        said.append(_say("left_out", scope, names="; ".join(listed)))
    drawn = standing.loc[standing["result"].str.endswith("_by_lot"), "candidate"]
    if len(drawn):
        said.append(_say("lot", scope, names="; ".join(drawn)))
    return " ".join(said)


def rules(commendation: Commendation | None, scope: Scope) -> str:
    """When the rules were laid down and by whom, and what they say beside the criteria."""
    if commendation is None:
        return ""
    ties = [label(name, scope.lang).lower() for name in commendation.ties]
    return _say(
        "rules",
        scope,
        day=format_date(commendation.fixed_on, "long", locale=scope.lang),
        by=commendation.fixed_by[scope.lang],
        years=commendation.years_back,
        least=commendation.least_opening,
        ties="; ".join([*ties]),
        seed=commendation.seed,
    )


def window(register: pd.DataFrame | None, rules: Commendation | None, scope: Scope) -> str:
    """Which years' exits a ward is scored on; empty without a table of the register."""
    if register is None or register.empty:
        return ""
    first, last = scope.year - 1 - rules.years_back, scope.year - 2
    return _say("window", scope, first=first, last=last, known=scope.year - 1)


def of_register(commendation: Commendation | None, scope: Scope) -> str:
    """Which criteria of which kind are taken from the register of a ward."""
    if commendation is None or not commendation.kinds_on_the_register():
        return ""
    kinds = [
        f"{kind.name[scope.lang]} ({', '.join(label(c.name, scope.lang).lower() for c in own)})"
        for kind in commendation.kinds_on_the_register()
        for own in [[c for c in kind.criteria if c.register_of_ward]]
    ]
    return _say("of_register", scope, kinds="; ".join(kinds))


def quota(
    standing: pd.DataFrame | None, name: str, commendation: Commendation | None, scope: Scope
) -> str:
    """Who has no place, and who has one, since a ward may have no more than its cap."""
    if standing is None or standing.empty or name not in commendation.ward_cap:
        return ""
    cap = number(commendation.ward_cap[name], scope.lang)
    leaves, enters = (
        "; ".join(standing.loc[standing["result"] == result, "candidate"])
        for result in ("reserve_by_cap", "proposed_by_cap")
    )
    return _say("cap_moves" if leaves else "cap_idle", scope, cap=cap, leaves=leaves, enters=enters)


def council(decided: pd.DataFrame | None, summary: pd.DataFrame | None, scope: Scope) -> str:
    """Whom the council chose or did not choose otherwise than proposed."""
    if decided is None or summary is None or summary.empty:
        return ""
    if decided.empty:
        return _say("council_none", scope)
    is_proposed = decided["result"].str.startswith("proposed")
    is_chosen = decided["override"] == "chosen"
    changes = [
        _say(kind, scope, names=", ".join(decided.loc[rows, "candidate"]))
        for kind, rows in (
            ("council_added", is_chosen & ~is_proposed),
            ("council_left", ~is_chosen & is_proposed),
        )
        if rows.any()
    ]
    return _say("council" if changes else "council_same", scope, changes="; ".join(changes))


def dated(decided: pd.DataFrame | None, scope: Scope) -> pd.DataFrame | None:
    """The decisions with their days as a reader writes them."""
    if decided is None or decided.empty:
        return decided
    days = [day(date.fromisoformat(each), scope.lang) for each in decided["decided_date"]]
    return decided.assign(decided_date=days)


def scores(summary: pd.DataFrame | None, name: str, scope: Scope) -> str:
    """The finding of a stream's picture."""
    row = _row(summary, name)
    return "" if row is None else _say("scores", scope, **_facts(row, scope))


def _is_no_number(value: object) -> bool:
    return is_not_asked(value) or without_number(value)


def _row(summary: pd.DataFrame | None, name: str) -> pd.Series | None:
    rows = _of_stream(summary, name)
    return None if rows is None else rows.iloc[0]


def _of_stream(table: pd.DataFrame | None, name: str) -> pd.DataFrame | None:
    """The rows of a stream; None where there are none."""
    if table is None or table.empty:
        return None
    rows = table[table["stream"] == name]
    return None if rows.empty else rows


def _facts(row: pd.Series, scope: Scope) -> Mapping[str, str]:
    counts = {
        name: row[name] if isinstance(row[name], str) else number(row[name], scope.lang)
        for name in ("nominated", "compared", "places", "proposed", "places_left")
    }
    return counts | {"stream": label(row["stream"], scope.lang)}


def _say(what: str, scope: Scope, **facts: object) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, area=scope.area, **facts)
