"""What the state of the data says (chất lượng số liệu)."""

import pandas as pd
from IPython.display import Markdown

from analysis.terms import Scope, households, is_hidden, label, number, percent, without_number
from analysis.terms.quality import ADVICE, DOUBTS

SAYS = {
    "of_shown": {
        "vi": "Trong các số được công bố: {said}",
        "en": "Of the numbers that are shown: {said}",
    },
    "read": {
        "vi": "Đã đọc {closing} trong danh sách sau rà soát và {left} trong danh sách ra khỏi; "
        "mọi quy tắc bắt buộc đều đạt. {opening}",
        "en": "Read: {closing} on the list after the review and {left} among the departures; "
        "every stopping rule held. {opening}",
    },
    "own_opening": {
        "vi": "Đầu kỳ là một danh sách riêng của năm.",
        "en": "The year has an opening list of its own.",
    },
    "carried": {
        "vi": "Đầu kỳ là danh sách cuối kỳ năm trước.",
        "en": "The opening is last year's closing list.",
    },
    "no_lists": {
        "vi": "Nguồn là báo cáo tổng hợp, không có danh sách hộ: chỉ xét được các dòng số liệu.",
        "en": "The source is a return without lists of households: only its lines can be looked "
        "at.",
    },
    "all_recorded": {
        "vi": "Mọi dòng diễn biến đều có số liệu, theo hộ và theo người.",
        "en": "Every line of the movements is recorded, in households and in people.",
    },
    "unrecorded": {
        "vi": "Nguồn không có đủ số liệu theo hộ của: {lines}. Theo người: {people}.",
        "en": "Not fully recorded in households: {lines}. In people: {people}.",
    },
    "every_line": {"vi": "không dòng nào có đủ", "en": "no line in full"},
    "some_lines": {"vi": "chỉ một số dòng có đủ", "en": "some lines in full"},
    "full": {"vi": "mọi dòng có đủ", "en": "every line in full"},
    "no_line": {"vi": "không thiếu dòng nào", "en": "none is missing"},
    "doubts": {
        "vi": "Cần xem lại nhiều nhất: {rule} ({file}): {count}. Các tệp có điểm cần xem lại: "
        "{files}.",
        "en": "Most to look at again: {rule} ({file}): {count}. Files with points to look at: "
        "{files}.",
    },
    "doubts_hidden": {
        "vi": "Có điểm cần xem lại, số hộ không công bố. Các tệp: {files}.",
        "en": "There are points to look at again, the numbers are not shown. Files: {files}.",
    },
    "looked_for": {"vi": "Những điểm đã xét:", "en": "The points looked for:"},
    "no_doubts": {
        "vi": "Không thấy hộ nào cần xem lại theo các điểm đã xét.",
        "en": "No household was found to look at again by the points looked for.",
    },
    "blanks": {
        "vi": "Bỏ trống nhiều nhất theo tỷ lệ: {column} ({file}), {blank} trên {rows} ô ({share}).",
        "en": "The largest share blank: {column} ({file}), {blank} of {rows} cells ({share}).",
    },
    "blanks_hidden": {
        "vi": "Có ô bỏ trống; số ô không công bố.",
        "en": "There are blank cells; their numbers are not shown.",
    },
    "no_advice": {"vi": "không có việc gì phải làm", "en": "nothing to do"},
    "no_blanks": {
        "vi": "Không có ô nào bỏ trống ở các cột được hỏi.",
        "en": "No cell is blank in the columns asked.",
    },
    "first_band": {
        "vi": "Thu nhập ghi khi thoát nghèo: {first} ở khoảng sát trên chuẩn, {after} ở hai khoảng "
        "kế tiếp cộng lại, tức gấp {ratio} lần bình quân một khoảng (khoảng tin cậy 95%: {lower} "
        "đến {upper}). {verdict}",
        "en": "Incomes recorded at exit: {first} in the band just above the line, {after} in the "
        "next two together, so {ratio} times the mean of one band (95% interval: {lower} to "
        "{upper}). {verdict}",
    },
    "heaped": {
        "vi": "Thu nhập ghi dồn sát trên chuẩn, nhiều hơn mức mà ngẫu nhiên tạo ra nếu các khoảng "
        "vốn đông như nhau.",
        "en": "Recorded incomes are heaped just above the line, more than chance alone would do if "
        "the bands were equally full.",
    },
    "not_heaped": {
        "vi": "Ngẫu nhiên cũng có thể tạo ra chênh lệch như vậy.",
        "en": "Chance alone could make such a difference.",
    },
    "no_band": {
        "vi": "Không so sánh được khoảng sát trên chuẩn với các khoảng kế tiếp: số liệu quá ít, "
        "không công bố, hoặc thu nhập được làm tròn quá rộng.",
        "en": "The band just above the line cannot be compared with the next: too few, not shown, "
        "or incomes rounded too coarsely.",
    },
    "no_exits": {
        "vi": "không có hộ thoát nghèo nào để xét",
        "en": "there is no exit to look at",
    },
    "no_comparison": {
        "vi": "không so sánh được các khoảng",
        "en": "the bands cannot be compared",
    },
    "without_ward": {
        "vi": "Trong {all} thoát nghèo có {count} không ghi phường ({share}).",
        "en": "Of {all} that exited, {count} have no ward recorded ({share}).",
    },
    "every_ward": {
        "vi": "Mọi hộ thoát nghèo ({all}) đều ghi phường.",
        "en": "Every exit ({all}) has its ward recorded.",
    },
    "ward_elsewhere": {
        "vi": "chỉ xét được trên danh sách của toàn quận",
        "en": "to be seen on the lists of the whole district alone",
    },
    "without_lists": {
        "vi": "không xét được, vì nguồn không có danh sách hộ",
        "en": "cannot be looked at, because the source has no lists of households",
    },
}


def read(files: pd.DataFrame, scope: Scope) -> str:
    """What was read and held, or that there were no lists."""
    if files.empty:
        return _say("no_lists", scope)
    counts = files.set_index("file")["listed_households"]
    opening = "carried" if "opening_carried" in counts else "own_opening"
    told = {
        "closing": households(counts["closing_list"], scope.lang),
        "left": households(counts["departures_list"], scope.lang),
    }
    return _say("read", scope, opening=_say(opening, scope), **told)


def recorded(lines: pd.DataFrame, scope: Scope) -> str:
    """Which lines of the official table the source lacks."""
    missing = lines.loc[lines["in_households"] != "yes", "line"]
    in_people = lines["in_people"] == "yes"
    if missing.empty and in_people.all():
        return _say("all_recorded", scope)
    people = "full" if in_people.all() else "some_lines" if in_people.any() else "every_line"
    named = "; ".join(label(line, scope.lang) for line in missing)
    return _say(
        "unrecorded", scope, lines=named or _say("no_line", scope), people=_say(people, scope)
    )


def doubts(table: pd.DataFrame, files: pd.DataFrame, scope: Scope) -> str:
    """Where there are households to look at again, and the rule with most of them."""
    if files.empty:
        return ""
    table = _occurring(table)
    if table.empty:
        return _say("no_doubts", scope)
    where = "; ".join(label(file, scope.lang) for file in table["file"].unique())
    counts = table[table.columns[2]]  # of the area as a whole
    known = counts[~counts.map(without_number)]
    if known.empty:
        return _say("doubts_hidden", scope, files=where)
    most = table.loc[known.astype("int64").idxmax()]
    told = {name: label(most[name], scope.lang) for name in ("rule", "file")}
    count = households(most[table.columns[2]], scope.lang)
    said = _say("doubts", scope, files=where, count=count, **told)
    return said if len(known) == len(counts) else _of_shown(said, scope)


def advice(table: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """What to do about each rule that points at any household: `rule` and `advice`."""
    rules = list(_occurring(table)["rule"].unique())
    told = [ADVICE[rule][scope.lang] for rule in rules]
    return pd.DataFrame({"rule": rules, "advice": told})


def looked_for(files: pd.DataFrame, scope: Scope) -> Markdown:
    """Every rule that was looked for, as a list; nothing where there were no lists."""
    rules = [f"- {words[scope.lang]}" for words in DOUBTS.values()]
    return Markdown("" if files.empty else "\n".join([_say("looked_for", scope), "", *rules]))


def blanks(table: pd.DataFrame | None, scope: Scope) -> str:
    """The column with the largest share of blank cells; nothing where none is blank, or of None."""
    if table is None or table.empty:
        return ""
    known = table[~table["blank_pct"].map(without_number)]
    if known.empty:
        return _say("blanks_hidden", scope)
    most = known.loc[known["blank_pct"].astype("float64").idxmax()]
    told = {name: label(most[name], scope.lang) for name in ("column", "file")}
    told |= {name: number(most[name], scope.lang) for name in ("blank", "rows")}
    said = _say("blanks", scope, share=percent(most["blank_pct"], scope.lang), **told)
    return said if len(known) == len(table) else _of_shown(said, scope)


def first_band(table: pd.DataFrame, scope: Scope) -> str:
    """The band just above the line against the next two; nothing where nobody exited."""
    if table.empty:
        return ""
    row = table.iloc[0]
    if any(without_number(row[name]) for name in ("ratio", "ratio_lower", "ratio_upper")):
        return _say("no_band", scope)
    ratios = {
        name: number(row[column], scope.lang, 2)
        for name, column in [("ratio", "ratio"), ("lower", "ratio_lower"), ("upper", "ratio_upper")]
    }
    counts = {
        "first": households(row["first_band"], scope.lang),
        "after": households(row["next_bands"], scope.lang),
    }
    return _say("first_band", scope, verdict=heaping(table, scope), **counts, **ratios)


def comparable(table: pd.DataFrame) -> pd.DataFrame:
    """The comparison of the first band with the next two; no row where it says nothing."""
    return table[~table["ratio"].map(without_number)]


def heaping(table: pd.DataFrame, scope: Scope) -> str:
    """Whether the band just above the line holds more than chance alone would put there."""
    least = table["ratio_lower"].iloc[0] if len(table) else pd.NA
    if without_number(least):
        return _say("no_band", scope)
    return _say("heaped" if least > 1 else "not_heaped", scope)


def without_ward(table: pd.DataFrame | None, scope: Scope) -> str:
    """The exits whose ward is not recorded; nothing for a ward (None), or without an exit."""
    if table is None:
        return ""
    exits = table[table["line"] == "exits"]
    if exits.empty or exits["all_wards"].iloc[0] == 0:
        return ""
    row = exits.iloc[0]
    counts = {
        "all": households(row["all_wards"], scope.lang),
        "count": households(row["no_ward"], scope.lang),
    }
    if not without_number(row["no_ward"]) and row["no_ward"] == 0:
        return _say("every_ward", scope, all=counts["all"])
    return _say("without_ward", scope, share=percent(row["no_ward_pct"], scope.lang), **counts)


def instead(what: str, files: pd.DataFrame, scope: Scope) -> str:
    """What stands in place of a table without rows: why there are none.

    `what` is "no_doubts", "no_advice", "no_blanks", "no_exits", "no_comparison" or
    "ward_elsewhere", and is said where lists were read.
    """
    said = _say("without_lists" if files.empty else what, scope)
    return said[0].lower() + said[1:].rstrip(".")


def _of_shown(said: str, scope: Scope) -> str:
    return _say("of_shown", scope, said=f"{said[0].lower()}{said[1:]}")


def _occurring(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of doubts that point at a household of the area, or may."""
    counts = table[table.columns[2]]
    return table[counts.map(is_hidden) | counts.ne(0)]


def _say(what: str, scope: Scope, **values: str) -> str:
    return SAYS[what][scope.lang].format(**values)
