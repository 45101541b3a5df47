"""Recounts an award list from its internal workbook alone, without any of the project's code.

    python tests/recount_awards.py outputs/lien-chieu/internal/awards-2013.xlsx

Reads only what was typed in: counts, rules, gates and codes; no formula and no value of one.
"""

import hashlib
import sys
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import openpyxl


def recount(file: str) -> dict[str, tuple[str, str]]:
    """Score (one decimal, or "") and result by candidate code."""
    book = openpyxl.load_workbook(file)
    rules, scales = read_rules(book["Quy chế"])
    points, weights = read_points(book["Điểm tiêu chí"], scales)
    found = {}
    streams: dict[str, list[tuple]] = {}
    heads, *rows = book["Xếp thứ tự"].iter_rows(values_only=True)
    for row in rows:
        stream, code, gates, *_ = row
        own = points[code]
        if gates != "có" or None in own.values():
            found[code] = ("", "Không so sánh")
            continue
        total = sum((weights[code][name] * own[name] for name in own), Fraction(0))
        keys = [tenth(total), *(tenth(own[name]) if name in own else -1 for name in rules["ties"])]
        lot = int(hashlib.sha256(f"{rules['seed']}:{code}".encode()).hexdigest()[:8], 16)
        ward = row[heads.index("Mã phường")]
        streams.setdefault(stream, []).append((keys, lot, code, ward))
    for stream, rows in streams.items():
        rows.sort(key=lambda row: ([-key for key in row[0]], row[1]))
        seats, cap = rules["places"][stream], rules["caps"][stream]
        taken = []
        on_top = [row for row in rows if row[0] == rows[0][0]]
        for keys, _, code, ward in rows:
            if seats is not None and len(on_top) > seats and keys == rows[0][0]:
                result = "Hội đồng quyết định"
            else:
                left = seats is None or len(taken) < seats
                is_open = cap is None or not ward or taken.count(ward) < cap
                result = "Đề xuất" if left and is_open else "Dự bị"
                taken += [ward] if left and is_open else []
            found[code] = (str(keys[0]), result)
    return found


def read_rules(sheet) -> tuple[dict, dict]:
    """Places and caps by stream, tie criteria, seed; and the scales of each kind."""
    rules, scales, in_table = {"places": {}, "caps": {}, "ties": []}, {}, False
    for row in sheet.iter_rows(values_only=True):
        name = row[0] or ""
        if in_table and name:
            scales[row[0], row[1]] = [
                None if cell in (None, "") else exact(cell) for cell in row[2:7]
            ]
        elif name.startswith("Số suất: "):
            stream = name.removeprefix("Số suất: ").partition(" (")[0]
            rules["places"][stream] = row[1]
        elif name.startswith("Suất nhiều nhất của một phường: "):
            stream = name.partition(": ")[2].partition(" (")[0]
            rules["caps"][stream] = None if row[1] in (None, "") else row[1]
        elif name.startswith("Tiêu chí phụ"):
            rules["ties"].append(row[1])
        elif name == "Số gốc rút thăm":
            rules["seed"] = row[1]
        in_table = in_table or (row[0], row[1]) == ("Loại đơn vị", "Tiêu chí")
    return rules, scales


def read_points(sheet, scales: dict) -> tuple[dict, dict]:
    """Points and weights by candidate and criterion; None where something is not recorded."""
    points: dict[str, dict] = {}
    weights: dict[str, dict] = {}
    for _, code, kind, criterion, count, of, *_ in sheet.iter_rows(min_row=2, values_only=True):
        weight, zero, full, prior, size = scales[kind, criterion]
        blank = (None, "")
        if count in blank or (prior is not None and (of in blank or of == 0)):
            earned = None
        else:
            value = exact(count)
            if prior is not None:
                value = 100 * (value + size * prior / 100) / (exact(of) + size)
            earned = min(max(100 * (value - zero) / (full - zero), Fraction(0)), Fraction(100))
        points.setdefault(code, {})[criterion] = earned
        weights.setdefault(code, {})[criterion] = weight
    return points, weights


def exact(number: float) -> Fraction:
    return Fraction(str(number))


def tenth(value: Fraction) -> Decimal:
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return decimal.quantize(Decimal("0.1"), ROUND_HALF_UP)


if __name__ == "__main__":
    for code, (score, result) in recount(sys.argv[1]).items():
        print(code, score or "-", result, sep="\t")
