"""Cặp hộ chưa chắc: pairs of rows that may be one household, for an officer to decide.

The decisions count once the workbook stands in the workspace under its own name: the next run obeys
them, and writes them down again here.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd

from analysis import terms
from analysis.register.identities import DECISION, DIFFERENT, SAME, Linking
from analysis.worklists import workbook
from analysis.worklists.workbook import Sheet
from analysis.workspace import Workspace

FILE = "links.xlsx"
PAIRS, SPLITS, HOW = "Cặp chưa chắc", "Tách hộ", "Hướng dẫn"
OF_RECORD = {
    "place": "Danh sách, dòng",
    "head_name": "Chủ hộ",
    "head_birth_year": "Năm sinh",
    "ward_code": "Mã phường",
    "residential_group": "Tổ",
    "members": "Số nhân khẩu",
    "people": "Thành viên (năm sinh)",
}
WIDE = ["place", "head_name", "people"]
GUIDE = [
    ["Mỗi dòng là hai hộ của hai danh sách có thể là một."],
    [f"Ở cột «{DECISION[2].heading}» ghi «{SAME}» hoặc «{DIFFERENT}»; chưa rõ thì để trống."],
    [f"Rồi lưu tệp này vào thư mục của sổ, cùng chỗ với district.yml, với tên {FILE}."],
    ["Lần chạy sau làm theo các kết luận ấy. Tệp này có họ tên: không gửi ra ngoài cơ quan."],
]


def write(workspace: Workspace, linking: Linking) -> tuple[Path, int]:
    """Write the doubtful pairs, likeliest first, and those already decided; and who split off.

    Returns the file and the number of pairs that nobody has decided. Raises WorkspaceError where
    another folder of the same name has its outputs there.
    """
    described = _described(linking)
    doubtful = linking.links.doubtful
    pairs = [(row.record_a, row.record_b, row.probability) for row in doubtful.itertuples()]
    told = {frozenset(pair[:2]) for pair in pairs}
    known = set(described.index)
    pairs += [
        (*sorted(pair), None)
        for pair in sorted(linking.decisions, key=sorted)
        if pair <= known and pair not in told
    ]
    headings = [*(column.heading for column in DECISION), "Xác suất (%)"]
    headings += [f"{heading} {at}" for heading in OF_RECORD.values() for at in (1, 2)]
    wide = [4 + 2 * at + of for at, name in enumerate(OF_RECORD) if name in WIDE for of in (0, 1)]
    file = workspace.private("internal") / FILE
    sheets = [
        Sheet(
            PAIRS,
            [],
            headings,
            list(_rows(pairs, described, linking)),
            wide,
            {2: [SAME, DIFFERENT]},
        ),
        _splits(linking, described),
        Sheet(HOW, GUIDE, [], []),
    ]
    workbook.write(file, sheets, datetime(2000, 1, 1))  # the same pairs give the same bytes
    return file, sum(frozenset(pair[:2]) not in linking.decisions for pair in pairs)


def _rows(pairs: list[tuple], described: pd.DataFrame, linking: Linking) -> Iterator[list[object]]:
    said = {True: SAME, False: DIFFERENT, None: ""}
    for a, b, probability in pairs:
        decision = linking.decisions.get(frozenset({a, b}))
        chance = None if probability is None else float(terms.rounded(100 * probability, 1))
        both = [described.at[each, name] for name in OF_RECORD for each in (a, b)]
        yield [a, b, said[decision], chance, *both]


def _splits(linking: Linking, described: pd.DataFrame) -> Sheet:
    """Households that split off another, as far as a member shows it."""
    headings = [f"{heading} {of}" for of in ("hộ mới", "hộ cũ") for heading in OF_RECORD.values()]
    rows = [
        [described.at[each, name] for each in (row.record, row.from_record) for name in OF_RECORD]
        for row in linking.links.splits.itertuples()
    ]
    return Sheet(SPLITS, [], headings, rows, [0, 1, 6, 7, 8, 13])


def _described(linking: Linking) -> pd.DataFrame:
    """What an officer sees of each record, by its code."""
    records = linking.records.set_index("record")
    people = linking.people
    named = people["name"] + people["birth_year"].map(lambda year: f" ({year})" if year else "")
    together = named.groupby(people["record"]).agg("; ".join)
    place = records["source"] + ", " + records["row"].astype("str")
    table = records.assign(place=place, people=together.reindex(records.index))
    return table[list(OF_RECORD)].fillna("").astype("str")
