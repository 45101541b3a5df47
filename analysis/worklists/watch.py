"""Danh sách theo dõi hộ đã thoát nghèo: whom to call on next year, by name, with reasons in words.

The model knows what the reviews up to this one know, under the standard in force. The list says
whom to see first and decides nothing. How well such lists did in earlier years is on the page.
"""

from collections.abc import Mapping
from datetime import datetime
from math import exp, log
from pathlib import Path

import pandas as pd
from scipy.stats import norm

from analysis import terms
from analysis.register.programme.inspection import FOR_CAUSE
from analysis.register.read import Register
from analysis.worklists import calls, heads, risk, workbook
from analysis.worklists.risk import Model
from analysis.worklists.workbook import Sheet
from analysis.workspace import Workspace, WorkspaceError

LIST, MODEL = "Kiểm tra", "Mô hình"
PLACE, WITHIN, SINCE = "Thứ tự", "Trong số lần thăm", "Năm thoát nghèo"
RISK, WHY = "Nguy cơ một năm (%)", "Lý do nguy cơ cao hơn trung bình"
NAMES = {
    "margin": "Thu nhập khi thoát cao hơn 10%",
    "workers": "Thêm một lao động",
    "is_ill": "Nguyên nhân nghèo có ốm đau",
    "years_since": "Thêm một năm sau khi thoát nghèo",
    "is_near_poor": "Chỉ thoát lên hộ cận nghèo",
}
STEPS = {"margin": log(1.1)}  # what is compared, where it is not one unit more
REASONS = {
    "margin": "thu nhập khi thoát bằng {of_line} mức chuẩn",
    "workers": "{workers} lao động",
    "is_ill": "nguyên nhân nghèo có ốm đau",
    "years_since": "mới thoát nghèo {years_since} năm",
    "is_near_poor": "chỉ thoát lên hộ cận nghèo",
}
UNKNOWN = {
    "margin": "không ghi thu nhập khi thoát",
    "workers": "không ghi số lao động",
    "is_ill": "không ghi nguyên nhân nghèo",
}
NOTICES = [
    "Mô hình tính từ các kỳ rà soát theo chuẩn đang áp dụng; không dùng giới tính, tuổi, dân tộc. "
    "Điều không ghi được tính như mức trung bình. Nguy cơ bằng nhau: thu nhập sát chuẩn hơn trước, "
    "rồi rút thăm.",
    "Nguy cơ dùng để xếp thứ tự, không phải kết luận về hộ nào và không quyết định điều gì. Không "
    "dùng danh sách này để tính tỷ lệ. Hộ được thăm có thể ít nghèo trở lại hơn vì đã được thăm: "
    "phải ghi lại mọi lần thăm.",
    "Danh sách các năm trước đã tìm thấy bao nhiêu hộ: xem trang «Hộ thoát nghèo nào dễ nghèo trở "
    "lại?».",
]


def write(workspace: Workspace, register: Register, year: int, data: str) -> Path:
    """Write the exits at risk at the end of a year, highest risk first; returns the file.

    Raises WorkspaceError where no model can be fitted on the reviews up to the year.
    """
    reviews = {at: review for at, review in register.reviews.items() if at <= year}
    spells = risk.spells(reviews, workspace.district.settlement)
    model = risk.fitted(risk.before(spells, year + 1)) if year in reviews else None
    if model is None:
        raise WorkspaceError(
            f"{data}: đến năm {year} chưa lập được danh sách theo dõi: cần ít nhất một kỳ rà soát "
            "theo dõi các hộ đã thoát nghèo theo chuẩn đang áp dụng, với ít nhất "
            f"{risk.EVENTS_EACH} hộ nghèo trở lại; chưa ghi danh sách nào.",
            f"{data}: no watch-list can be made up to {year}: that needs a review that followed "
            f"exits under the standard in force, with at least {risk.EVENTS_EACH} relapses; no "
            "list was written.",
        )
    rows = listed(workspace, register, model, risk.at_start(spells, year + 1), year)
    file = workspace.private("internal") / f"watch-{year}.xlsx"
    shown = [PLACE, WITHIN, RISK, SINCE, WHY]
    sheet = calls.sheet(LIST, _above(workspace, model, year), rows, year + 1, FOR_CAUSE, shown)
    workbook.write(file, [sheet, _of_model(model)], datetime(year, 12, 31))
    return file


def listed(
    workspace: Workspace, register: Register, model: Model, rows: pd.DataFrame, year: int
) -> pd.DataFrame:
    """The rows in the order of the list, with the columns of its sheet."""
    scored = risk.scored(model, rows, year + 1)
    rule = workspace.district.programme.inspection
    visits = rule.watch_visits if rule and rule.watch_visits else len(scored)
    places = list(range(1, len(scored) + 1))
    added = risk.added(model, scored).to_dict("records")
    known = zip(scored.to_dict("records"), added, strict=True)
    table = scored[["household_id"]].assign(
        **{
            PLACE: places,
            WITHIN: ["x" if place <= visits else "" for place in places],
            RISK: [float(terms.rounded(100 * each, 1)) for each in scored["risk"]],
            SINCE: scored["exit_year"],
            WHY: ["; ".join(reasons(*pair)) for pair in known],
        }
    )
    named = table.join(heads.last_listed(register, year), on="household_id")
    return calls.in_order(named, workspace.district).sort_values(PLACE)


def reasons(row: Mapping[str, float], added: Mapping[str, float]) -> list[str]:
    """What raises a row's risk above the average, most first; then what is not recorded."""
    raising = sorted((name for name, much in added.items() if much > 0), key=lambda n: -added[n])
    return [_reason(name, row) for name in raising] + [
        words for name, words in UNKNOWN.items() if name in added and pd.isna(row[name])
    ]


def _reason(name: str, row: Mapping[str, float]) -> str:
    if name == "workers" and not row[name]:
        return "không có lao động"
    counts = {count: terms.number(row[count], "vi") for count in ("workers", "years_since")}
    return REASONS[name].format(of_line=terms.percent(100 * exp(row["margin"]), "vi", 0), **counts)


def _above(workspace: Workspace, model: Model, year: int) -> list[str]:
    notice = workspace.district.notice
    fitted_on = f"{terms.number(model.rows, 'vi')} lượt theo dõi, {model.events} lần nghèo trở lại"
    return [
        f"Danh sách theo dõi hộ đã thoát nghèo năm {year + 1}, {workspace.district.name.vi}",
        notice.vi if notice else "",
        f"Lập theo sổ đến rà soát năm {year}: {fitted_on}.",
        *NOTICES,
    ]


def _of_model(model: Model) -> Sheet:
    """How many times the risk is with what a predictor says, at 95% (hazard ratio)."""
    wide = norm.isf(0.025) * model.errors
    ends = [model.coefficients, model.coefficients - wide, model.coefficients + wide]
    rows = [
        [
            NAMES[name],
            *(float(terms.rounded(exp(STEPS.get(name, 1) * end[name]), 2)) for end in ends),
        ]
        for name in model.means.index
    ]
    return Sheet(
        MODEL, [], ["Điều đã biết", "Nguy cơ gấp (lần)", "Từ (95%)", "Đến (95%)"], rows, [0]
    )
