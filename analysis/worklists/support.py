"""Danh sách đề xuất hỗ trợ năm sau: who is proposed for which package, by name, and who is next.

It holds the steps of the rule in their order and everything they were reckoned from, so that a
member of the council can do the sum again.
"""

import hashlib
from datetime import datetime
from pathlib import Path

import pandas as pd

from analysis.facts import proposal
from analysis.facts.proposal import Made
from analysis.facts.roster import roster
from analysis.findings.proposal import SAYS
from analysis.measures.allocation import NO_WARD, NONE, NOT_COMPARABLE, OUT
from analysis.register.programme import BOOK
from analysis.register.read import Register
from analysis.terms import label
from analysis.worklists import workbook
from analysis.worklists.workbook import Formula, Sheet
from analysis.workspace import Workspace, WorkspaceError

LIST, RULES, STEPS = "Đề xuất", "Quy tắc", "Các bước"
TAKEN, NEXT = "được", "kế tiếp"
REFUSED = {"money": "chưa: không đủ kinh phí", "cap": "chưa: vượt mức của một phường"}
WHY_NOT = {
    NO_WARD: "không xét: sổ không ghi phường",
    NOT_COMPARABLE: "không xét: sổ không ghi nhân khẩu, hoặc quy tắc không ghi điểm của nhóm",
    NONE: "không gói nào dành cho nhóm",
}
GROUPS = {"other": "other_poor"}
HOW = [
    "Nhu cầu = điểm của nhóm + điểm thêm mỗi người × số nhân khẩu cuối kỳ.",
    "Hộ cùng nhóm, cùng nhu cầu là bằng nhau: cùng được một bước, hoặc cùng chưa được.",
    "Nhóm xét trước nhận gói rẻ nhất, nhu cầu cao trước; sau đó mỗi lần xét bước có nhu cầu × điểm "
    "lợi ích tăng thêm cao nhất trên một đồng; bằng nhau thì nhu cầu cao trước, rồi theo thứ tự "
    "nhóm. Bước không vừa số tiền hoặc vượt mức của phường thì bỏ qua.",
]
STEP_HEADS = ["Bước", "Nhóm", "Nhu cầu", "Mã gói", "Số hộ", "Chi phí thêm (đồng)", "Trị số thêm"]
STEP_HEADS += ["Trị số trên một triệu đồng", "Kết quả", "Cộng dồn (đồng)"]
LIST_HEADS = ["Phường", "Mã hộ", "Chủ hộ", "Nhóm", "Nhân khẩu", "Nhu cầu", "Mã gói", "Gói"]
LIST_HEADS += ["Lý do", "Chi phí (đồng)", "Cộng dồn (đồng)"]
MILLION = 1_000_000


def write(workspace: Workspace, register: Register, year: int, data: str) -> Path:
    """Write the proposal made at the review of a year by name, step by step; returns the file.

    Raises WorkspaceError where there is none, and says why.
    """
    stood = roster(register.reviews)
    if year not in set(stood["year"]):
        raise _nothing(data, "no_data", year, workspace)
    made = proposal.proposal(register.programme, stood, year, workspace.district)
    if made.proposal is None:
        raise _nothing(data, made.state, year, workspace)
    names = register.reviews[year].closing.set_index("household_id")["head_name"]
    file = workspace.private("internal") / f"support-{year}.xlsx"
    sheets = [_list(workspace, made, names, year), _rules(workspace, made, year), _steps(made)]
    workbook.write(file, sheets, datetime(year, 12, 31))
    return file


def _nothing(data: str, why: str, year: int, workspace: Workspace) -> WorkspaceError:
    vi, en = (
        SAYS[why][lang].format(year=year, area=workspace.district.name[lang])
        for lang in ("vi", "en")
    )
    return WorkspaceError(
        f"{data}: {vi} Chưa ghi danh sách nào.", f"{data}: {en} No list was written."
    )


def _list(workspace: Workspace, made: Made, names: pd.Series, year: int) -> Sheet:
    """Every candidate by name in the order of the rule, who is proposed first."""
    district, reasons = workspace.district, _reasons(made)
    wards = district.unit_names("vi")
    packages = made.catalogue.set_index("package_code")["package_name"]
    households = made.proposal.households
    households = households.assign(is_out=households["package_code"].isin(OUT))
    ordered = households.sort_values(["is_out", "class", "household_id"])
    ordered = ordered.assign(running_vnd=ordered["proposed_vnd"].cumsum())
    rows, top = [], len(_above(workspace, year)) + 2
    for at, row in enumerate(ordered.to_dict("records"), start=top):
        code = "" if row["is_out"] else row["package_code"]
        before = f"K{at - 1}+" if at > top else ""
        rows.append(
            [
                wards.get(row["unit_code"], ""),
                row["household_id"],
                names.get(row["household_id"], ""),
                _group(row["closing_group"]),
                _plain(row["people"]),
                _plain(row["need_points"]),
                code,
                packages.get(code, ""),
                reasons.get(row["class"], "") or WHY_NOT[row["package_code"]],
                row["proposed_vnd"],
                Formula(f"={before}J{at}", row["running_vnd"]),
            ]
        )
    return Sheet(LIST, _above(workspace, year), LIST_HEADS, rows, [2, 7, 8])


def _above(workspace: Workspace, year: int) -> list[list[str]]:
    district = workspace.district
    return [
        [f"Đề xuất hỗ trợ cho năm sau, lập khi rà soát năm {year}, {district.name.vi}"],
        [district.notice.vi if district.notice else ""],
        ["Danh sách chỉ đề xuất theo quy tắc; cơ quan có thẩm quyền quyết định."],
    ]


def _reasons(made: Made) -> dict[int, str]:
    """What the steps say of each class, in the order in which they were tried."""
    said: dict[int, list[str]] = {}
    for at, row in enumerate(made.proposal.steps.to_dict("records"), start=1):
        result = REFUSED.get(row["refused"], TAKEN)
        words = f"bước {at} lên {row['package_code']}: {result}"
        said.setdefault(row["class"], []).append(words)
    return {each: "; ".join(words) for each, words in said.items()}


def _rules(workspace: Workspace, made: Made, year: int) -> Sheet:
    """The settings and the inputs that the proposal was reckoned from."""
    rules, money = workspace.district.programme.support, made.proposal.money
    settings = [
        ["Quy tắc ghi ngày", rules.fixed_on.isoformat()],
        ["Người quyết định", rules.fixed_by.vi],
        *([f"Điểm nhu cầu: {_group(group)}", need] for group, need in rules.need.items()),
        ["Điểm thêm mỗi người", rules.need_per_person],
        ["Nhóm xét trước", ", ".join(_group(group) for group in rules.first)],
        ["Mức cao nhất của một phường (%; trống: không có)", rules.ward_cap_pct],
        ["Tỷ lệ dự phòng (%)", rules.reserve_pct],
        [f"Tổng kinh phí năm {made.rests_on['budget_year']} (đồng)", money.budget_vnd],
        ["Dự phòng (đồng)", money.reserve_vnd],
        ["Được phân bổ (đồng)", money.available_vnd],
        *([f"SHA-256 {name}", digest] for name, digest in _inputs(workspace, year).items()),
    ]
    above = [["Quy tắc và số liệu đã dùng"], *settings, [], *([line] for line in HOW), []]
    above.append([f"Danh mục gói năm {made.rests_on['catalogue_year']}"])
    rows = [
        [
            row["package_name"],
            row["package_code"],
            row["unit_cost_vnd"],
            _plain(row["benefit_points"]),
            ", ".join(_group(group) for group in row["groups"].split(";")),
        ]
        for row in made.catalogue.to_dict("records")
    ]
    headings = ["Gói", "Mã gói", "Chi phí (đồng)", "Điểm lợi ích", "Nhóm được nhận"]
    return Sheet(RULES, above, headings, rows, [0, 4])


def _inputs(workspace: Workspace, year: int) -> dict[str, str]:
    """The files that the proposal rests on, and their digests."""
    review = sorted((workspace.folder / "register" / str(year)).glob("*"))
    tables = [file for stem in ("packages", "budgets", BOOK) for file in workspace.files(stem)]
    read = [workspace.folder / "district.yml", *tables, *review]
    return {
        file.relative_to(workspace.folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in read
        if file.is_file()
    }


def _steps(made: Made) -> Sheet:
    """Every step in the order in which it was tried; the first one refused is next."""
    rows, is_next = [], True
    for at, row in enumerate(made.proposal.steps.to_dict("records"), start=2):
        said = REFUSED.get(row["refused"], TAKEN)
        if row["refused"] and is_next:
            said, is_next = f"{said} ({NEXT})", False
        rate = MILLION * row["step_points"] / row["step_vnd"]
        before = f"J{at - 1}" if at > 2 else "0"
        rows.append(
            [
                at - 1,
                _group(row["closing_group"]),
                row["need_points"],
                row["package_code"],
                row["step_households"],
                row["step_vnd"],
                row["step_points"],
                Formula(f"={MILLION}*G{at}/F{at}", rate, "hundredth"),
                said,
                Formula(f'={before}+IF(I{at}="{TAKEN}",F{at},0)', row["running_vnd"]),
            ]
        )
    return Sheet(STEPS, [], STEP_HEADS, rows, [8])


def _group(name: str) -> str:
    return label(GROUPS.get(name, name), "vi")


def _plain(value: object) -> object:
    return "" if pd.isna(value) else value
