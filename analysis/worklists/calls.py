"""Phiếu kiểm tra: households to call on, with cells to fill in as the table «Kiểm tra» has them.

What the two lists of households to visit share: their order, and a sheet whose filled rows can be
copied into that table.
"""

from collections.abc import Sequence

import pandas as pd

from analysis.register.households import HOUSEHOLD
from analysis.register.programme import inspection, places
from analysis.worklists.workbook import Sheet
from analysis.workspace import District

WHERE = {"ward": "Phường", "residential_group": "Tổ dân phố", "head_name": "Họ tên chủ hộ"}
FILLED = [places.YEAR, HOUSEHOLD, places.WARD, inspection.CHOSEN]
BLANK = [
    inspection.VISIT_DATE,
    inspection.FINDING,
    inspection.FOLLOW_UP,
    inspection.CLOSED_DATE,
]
KEEP = "Danh sách có họ tên: không gửi ra ngoài cơ quan."
COPY = (
    "Điền các cột để trống rồi chép các cột từ «Năm» đến «Ngày xong» vào bảng «Kiểm tra». Không "
    "gặp hộ thì ghi «Không gặp», không bỏ trống."
)


def in_order(rows: pd.DataFrame, district: District) -> pd.DataFrame:
    """The rows by ward as district.yml has them, then by residential group, with ward names."""
    wards = list(district.unit_names("vi"))
    number = pd.to_numeric(rows["residential_group"].str.extract(r"([0-9]+)\s*$")[0])
    order = rows["ward_code"].map({code: at for at, code in enumerate(wards)})
    rows = rows.assign(
        ward=rows["ward_code"].map(district.unit_names("vi")).fillna(""), at=order, number=number
    )
    return rows.sort_values(["at", "number", "household_id"])


def sheet(
    name: str,
    above: Sequence[str],
    rows: pd.DataFrame,
    year: int,
    chosen: str,
    also: Sequence[str] = (),
) -> Sheet:
    """A sheet of households to call on in a year; `also` are columns of the rows with headings."""
    asked = [*FILLED, *BLANK]
    headings = [*WHERE.values(), *also, *(column.heading for column in asked)]
    table = rows.assign(year=year, chosen=chosen)
    columns = [*WHERE, *also, *(column.name for column in FILLED)]
    cells = [[*row, *([""] * len(BLANK))] for row in table[columns].astype(object).to_numpy()]
    at = headings.index(inspection.FINDING.heading)
    wide = [headings.index(heading) for heading in (WHERE["head_name"], *also[-1:])]
    wide.append(headings.index(inspection.FOLLOW_UP.heading))
    lines = [[line] for line in (*above, COPY, KEEP)]
    return Sheet(name, lines, headings, cells, wide, {at: inspection.FINDINGS})
