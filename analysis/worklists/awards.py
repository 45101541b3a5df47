"""Danh sách đề xuất khen thưởng: names, evidence, and a workbook in which the sum can be redone.

It holds inputs, rules and formulas: a council member who changes a number sees the list change, and
who distrusts it does the sum by hand.
"""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from analysis import terms
from analysis.commendation import Commendation
from analysis.facts import read
from analysis.measures.awards import COMPARED, GATES, Reckoning
from analysis.methods import scoring
from analysis.publication import awards
from analysis.register.read import Register
from analysis.register.smalltables import EVIDENCE
from analysis.worklists import awards_checks, workbook
from analysis.worklists.workbook import Formula, Sheet
from analysis.workspace import Workspace, WorkspaceError

LIST, STANDING, POINTS, RULES = "Đề xuất", "Xếp thứ tự", "Điểm tiêu chí", "Quy chế"
YES, NO = "có", "không"
RESULTS = {"proposed": "Đề xuất", "reserve": "Dự bị", "undecided": "Hội đồng quyết định"}
NOT_COMPARED = "Không so sánh"
ALL_GATES = [*GATES, "exit_gate"]
NO_TIE = -1  # points of a tie criterion that a kind is not scored on
ABOVE_RULES = 3  # lines before the settings
HOW = [
    "Tỷ lệ = 100 × (số đạt + số trường hợp × mức chung / 100) / (trên tổng + số trường hợp). Số "
    "đếm giữ nguyên.",
    "Điểm = 100 × (giá trị − mức 0) / (mức 100 − mức 0), không dưới 0 và không quá 100.",
    "Điểm chung = tổng của điểm × trọng số, làm tròn một chữ số thập phân.",
    "Bằng điểm thì xét điểm các tiêu chí phụ (một chữ số thập phân), sau cùng số rút thăm nhỏ hơn.",
    "Số rút thăm = tám chữ số đầu, hệ mười sáu, của SHA-256 trên «số gốc:mã đề cử».",
    "Nếu các đề cử dẫn đầu bằng nhau và nhiều hơn số suất thì không chọn ai trong số đó.",
    "Nơi có giới hạn mỗi phường thì đi dần xuống theo thứ tự, bỏ qua phường đã đủ suất.",
]


class Places(NamedTuple):
    """Where in the sheet of rules the settings stand, as addresses for formulas."""

    streams: dict[str, str]
    caps: dict[str, str]
    ties: list[str]
    criteria: dict[tuple[str, str], int]  # row, counted from 1


def write(workspace: Workspace, register: Register, year: int, data: str) -> Path:
    """Write the list of a year by name, with every step of the score; returns the file.

    Raises WorkspaceError where district.yml has no rules of commendation, or nobody is nominated.
    """
    rules = workspace.district.awards
    if rules is None or read.candidates(year, data).empty:
        raise WorkspaceError(
            f"{data}: district.yml chưa ghi quy chế khen thưởng (awards), hoặc không có đề cử năm "
            f"{year} trong nominations.csv; chưa ghi danh sách nào.",
            f"{data}: district.yml lays down no rules of commendation (awards), or nominations.csv "
            f"has nobody for {year}; no list was written.",
        )
    reckoned = awards.reckoning(year, data)
    named = register.nominations.assign(year=lambda t: t["year"].astype("int64"))
    named = named[named["year"] == year].set_index("candidate_code")
    settings, places = _rules(rules, year)
    points = _points(reckoned, rules, places)
    standing = _standing(reckoned, rules, places, len(points.rows))
    file = workspace.private("internal") / f"awards-{year}.xlsx"
    sheets = [_list(workspace, reckoned, named, year), standing, points, settings]
    sheets += awards_checks.sheets(workspace, register, reckoned, named, year, data)
    workbook.write(file, sheets, datetime(year, 12, 31))
    return file


def _list(workspace: Workspace, reckoned: Reckoning, named: pd.DataFrame, year: int) -> Sheet:
    """Who is proposed, by name and with the evidence, in the order of each stream."""
    district = workspace.district
    kinds, wards = district.awards.kind_names("vi"), district.unit_names("vi")
    columns, rows = Columns.of(district.awards), []
    for at, row in enumerate(reckoned.placed.to_dict("records"), start=2):
        own = named.loc[row["candidate_code"]]
        ward = wards.get(row["unit_code"], "")
        told = [row["candidate_code"], own["candidate_name"], kinds[row["kind"]], ward]
        figures = [
            Formula(f"='{STANDING}'!{columns.order}{at}", _plain(row["order"])),
            Formula(f"='{STANDING}'!{columns.keys[0]}{at}", _plain(row["score"]), "tenth"),
            Formula(f"='{STANDING}'!{columns.result}{at}", _said(row)),
        ]
        gates = ["" if pd.isna(row[gate]) else terms.label(row[gate], "vi") for gate in ALL_GATES]
        evidence = [own[f"evidence_{n}"] for n in range(1, len(EVIDENCE) + 1)]
        rows.append([_stream(row), *told, *figures, *gates, *evidence])
    notice = district.notice.vi if district.notice else ""
    above = [
        [f"Đề xuất khen thưởng năm {year}, {district.name.vi}"],
        [notice],
        ["Danh sách chỉ đề xuất theo quy chế; Hội đồng thi đua - khen thưởng quyết định."],
    ]
    gates = [terms.label(gate, "vi") for gate in ALL_GATES]
    headings = ["Luồng", "Mã đề cử", "Tên", "Loại đơn vị", "Phường", "Thứ tự", "Điểm", "Kết quả"]
    headings += [*gates, *EVIDENCE]
    return Sheet(
        LIST, above, headings, rows, [2, *range(len(headings) - len(EVIDENCE), len(headings))]
    )


def _rules(rules: Commendation, year: int) -> tuple[Sheet, Places]:
    """Everything the list was reckoned with, and where formulas find it."""
    streams = {terms.label(stream, "vi"): seats for stream, seats in rules.places.items()}
    caps = {terms.label(stream, "vi"): rules.ward_cap.get(stream, "") for stream in rules.places}
    ties = [terms.label(name, "vi") for name in rules.ties]
    settings = [
        *(
            [f"Số suất: {stream} (trống: không giới hạn)", seats]
            for stream, seats in streams.items()
        ),
        *(
            [f"Suất nhiều nhất của một phường: {stream} (trống: không giới hạn)", cap]
            for stream, cap in caps.items()
        ),
        *([f"Tiêu chí phụ {at}", name] for at, name in enumerate(ties, start=1)),
        ["Số gốc rút thăm", rules.seed],
        ["Số hộ nghèo đầu kỳ ít nhất của phường", rules.least_opening],
        ["Số năm của hộ thoát nghèo các năm trước", rules.years_back],
        ["Quy chế ghi ngày", rules.fixed_on.isoformat()],
        ["Người ghi", rules.fixed_by.vi],
    ]
    above = [[f"Quy chế và cách tính, năm {year}"], ["Sửa ở đây, danh sách tính lại."], []]
    above += [*settings, [], *([line] for line in HOW), []]
    first = ABOVE_RULES + 1
    of_streams = {name: f"'{RULES}'!$B${at}" for at, name in enumerate(streams, start=first)}
    of_caps = {
        name: f"'{RULES}'!$B${at}" for at, name in enumerate(caps, start=first + len(streams))
    }
    after = first + len(streams) + len(caps)
    of_ties = [f"'{RULES}'!$B${after + at}" for at in range(len(ties))]
    criteria = rules.criteria().to_dict("records")
    kinds = rules.kind_names("vi")
    numbers = ["weight", "zero", "full", "prior_pct", "prior_size"]
    rows = [
        [
            kinds[row["kind"]],
            terms.label(row["criterion"], "vi"),
            *(_plain(row[name]) for name in numbers),
            terms.label("ward_register" if row["is_of_register"] else "own_record", "vi"),
        ]
        for row in criteria
    ]
    top = len(above) + 2
    at = {(row["kind"], row["criterion"]): top + n for n, row in enumerate(criteria)}
    names = ["kind", "criterion", *numbers, "taken_from"]
    headings = [terms.label(name, "vi") for name in names]
    return Sheet(RULES, above, headings, rows, [0, 1]), Places(of_streams, of_caps, of_ties, at)


def _points(reckoned: Reckoning, rules: Commendation, places: Places) -> Sheet:
    """What each candidate is scored on: counts as declared or registered, then formulas."""
    kinds, rows = rules.kind_names("vi"), []
    for at, row in enumerate(reckoned.scored.to_dict("records"), start=2):
        rule = places.criteria[row["kind"], row["criterion"]]
        weight, zero, full, prior, size = (f"'{RULES}'!${column}${rule}" for column in "CDEFG")
        drawn = f"100*(E{at}+{size}*{prior}/100)/(F{at}+{size})"
        share = f'=IF(OR(E{at}="",F{at}="",F{at}=0),"",{drawn})'
        count = f'=IF(E{at}="","",E{at})'
        value, points, weighted = (_plain(row[name]) for name in ("value", "points", "weighted"))
        scale = f'=IF(G{at}="","",MAX(0,MIN(100,100*(G{at}-{zero})/({full}-{zero}))))'
        given = [_plain(row["count"]), _plain(row["of"])]
        is_share = not pd.isna(row["prior_size"])
        steps = [
            Formula(share if is_share else count, value, "hundredth"),
            Formula(scale, points, "hundredth"),
            Formula(f"={weight}", row["weight"]),
            Formula(f'=IF(H{at}="","",H{at}*I{at})', weighted, "hundredth"),
        ]
        criterion = terms.label(row["criterion"], "vi")
        told = [_stream(row), row["candidate_code"], kinds[row["kind"]], criterion]
        rows.append([*told, *given, *steps])
    headings = ["Luồng", "Mã đề cử", "Loại đơn vị", "Tiêu chí", "Số đạt", "Trên tổng"]
    headings += ["Giá trị", "Điểm", "Trọng số", "Điểm × trọng số"]
    return Sheet(POINTS, [], headings, rows, [3])


def _standing(reckoned: Reckoning, rules: Commendation, places: Places, scored: int) -> Sheet:
    """The order of each stream by formulas: score, tie criteria, lot, and places under the cap."""
    columns, many, capped = Columns.of(rules), len(reckoned.placed), _capped(reckoned, rules)
    codes, criteria, points, weighted = (
        f"'{POINTS}'!${column}$2:${column}${scored + 1}" for column in "BDHJ"
    )
    rows = []
    for at, row in enumerate(reckoned.placed.to_dict("records"), start=2):
        is_compared = row["reason"] in COMPARED
        own = f"({codes}=B{at})"
        ties = [
            Formula(
                f"=IF(SUMPRODUCT({own}*({criteria}={name}))=0,{NO_TIE},"
                f"ROUND(SUMIFS({points},{codes},B{at},{criteria},{name}),1))",
                _tie(reckoned.scored, row["candidate_code"], criterion),
                "tenth",
            )
            for name, criterion in zip(places.ties, rules.ties, strict=True)
        ]
        rows.append(
            [
                _stream(row),
                row["candidate_code"],
                YES if is_compared or row["reason"] == "incomplete" else NO,
                Formula(
                    f'=IF(SUMPRODUCT({own}*({weighted}=""))=0,"{YES}","{NO}")',
                    _yes(row["reason"] != "incomplete"),
                ),
                Formula(f'=IF(AND(C{at}="{YES}",D{at}="{YES}"),"{YES}","{NO}")', _yes(is_compared)),
                Formula(
                    f'=IF(E{at}="{YES}",ROUND(SUMIFS({weighted},{codes},B{at}),1),"")',
                    _plain(row["score"]),
                    "tenth",
                ),
                *ties,
                row["lot"],
                Formula(columns.order_of(at, many), _plain(row["order"])),
                row["unit_code"],
                *(
                    Formula(text, _plain(capped.loc[row["candidate_code"], name]))
                    for name, text in columns.under_cap(at, many, places.caps[_stream(row)]).items()
                ),
                Formula(columns.result_of(at, many, places, _stream(row)), _said(row)),
            ]
        )
    headings = ["Luồng", "Mã đề cử", "Qua mọi điều kiện", "Đủ số liệu", "Được so sánh", "Điểm"]
    headings += [f"Tiêu chí phụ {at}" for at in range(1, len(rules.ties) + 1)]
    headings += ["Số rút thăm", "Thứ tự", "Mã phường", "Thứ tự trong phường"]
    headings += ["Phường còn suất", "Thứ tự khi có giới hạn", "Kết quả"]
    return Sheet(STANDING, [], headings, rows)


def _capped(reckoned: Reckoning, rules: Commendation) -> pd.DataFrame:
    """What the cap of a ward makes of the order, by candidate; blank for those not compared."""
    placed = reckoned.placed.set_index("candidate_code")
    best = placed[placed["reason"].isin(COMPARED)]
    in_ward = 1 + best.groupby(["stream", "unit_code"]).cumcount()
    in_ward = in_ward.astype("Int64").mask(best["unit_code"] == "")
    cap = best["stream"].map(rules.ward_cap).astype("Int64")
    is_open = (in_ward <= cap).fillna(True).astype(bool)
    order = is_open.groupby(best["stream"]).cumsum().astype("Int64").where(is_open)
    table = pd.DataFrame(
        {"in_ward": in_ward, "is_open": is_open.map({True: YES, False: NO}), "order": order}
    )
    return table.reindex(placed.index)


class Columns(NamedTuple):
    """The columns of the standing behind the score, which are as many as there are tie criteria."""

    keys: list[str]  # score and tie criteria
    lot: str
    order: str
    ward: str
    in_ward: str
    is_open: str
    capped: str
    result: str

    @classmethod
    def of(cls, rules: Commendation) -> "Columns":
        letters = [xl_col_to_name(at) for at in range(5, 13 + len(rules.ties))]
        return cls(letters[:-7], *letters[-7:])

    def order_of(self, at: int, many: int) -> str:
        """One more than those compared in the stream that stand before a row."""
        before = self._before(at, many, f"({_all(self.lot, many)}<{self.lot}{at})")
        return f'=IF(E{at}="{YES}",1+SUMPRODUCT({self._rivals(at, many)}*{before}),"")'

    def under_cap(self, at: int, many: int, cap: str) -> dict[str, str]:
        """The place within the ward, whether it has one left, and the order of those it has."""
        of_ward = f"({_all(self.ward, many)}={self.ward}{at})"
        earlier = f"({_all(self.order, many)}<{self.order}{at})"
        before = f"1+SUMPRODUCT({self._rivals(at, many)}*{earlier}"
        has_place = f'OR({cap}="",{self.ward}{at}="",{self.in_ward}{at}<={cap})'
        opened = f'{before}*({_all(self.is_open, many)}="{YES}"))'
        return {
            "in_ward": f'=IF(OR(E{at}<>"{YES}",{self.ward}{at}=""),"",{before}*{of_ward}))',
            "is_open": f'=IF(E{at}<>"{YES}","",IF({has_place},"{YES}","{NO}"))',
            "order": f'=IF({self.is_open}{at}="{YES}",{opened},"")',
        }

    def result_of(self, at: int, many: int, places: Places, stream: str) -> str:
        """Proposed while there are places, also of its ward, unless too many are equal on top."""
        seats, rivals = places.streams[stream], self._rivals(at, many)
        alike = "*".join(f"({_all(key, many)}={key}{at})" for key in self.keys)
        proposed, reserve, undecided = (f'"{word}"' for word in RESULTS.values())
        is_top = f"SUMPRODUCT({rivals}*{self._before(at, many, '0')})=0"
        too_many = f"SUMPRODUCT({rivals}*{alike})>{seats}"
        has_place = f'AND({self.is_open}{at}="{YES}",OR({seats}="",{self.capped}{at}<={seats}))'
        by_order = f"IF({has_place},{proposed},{reserve})"
        nobody = f'AND({seats}<>"",{is_top},{too_many})'
        return f'=IF(E{at}<>"{YES}","{NOT_COMPARED}",IF({nobody},{undecided},{by_order}))'

    def _before(self, at: int, many: int, last: str) -> str:
        """Whether each row stands before one by the keys, and if these are equal by the last."""
        for key in reversed(self.keys):
            column = _all(key, many)
            last = f"(({column}>{key}{at})+({column}={key}{at})*{last})"
        return last

    def _rivals(self, at: int, many: int) -> str:
        return f'({_all("A", many)}=A{at})*({_all("E", many)}="{YES}")'


def _all(column: str, many: int) -> str:
    return f"${column}$2:${column}${many + 1}"


def _tie(scored: pd.DataFrame, code: str, criterion: str) -> float:
    points = scored.loc[
        (scored["candidate_code"] == code) & (scored["criterion"] == criterion), "points"
    ]
    known = points.dropna()
    return scoring.to_a_tenth(known.iloc[0]) if len(known) else NO_TIE


def _stream(row: dict) -> str:
    return terms.label(row["stream"], "vi")


def _said(row: dict) -> str:
    return RESULTS.get(row["result"], NOT_COMPARED)


def _yes(holds: bool) -> str:
    return YES if holds else NO


def _plain(value: object) -> object:
    """A number as a spreadsheet takes it; a blank for what is missing."""
    return "" if pd.isna(value) else value.item() if hasattr(value, "item") else value
