"""Giá trị như đã ghi: cells of a column as checked text, by what the column holds.

What can mean two things is left as it was typed, for the rules of the list to refuse. In columns of
numbers and of yes and no a blank, a dash and a 0 stay three different things: "", "-" and "0".
"""

import re
from collections.abc import Callable, Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.register.grid import Cells
from analysis.register.headings import words
from analysis.register.indicators import CODES
from analysis.register.returns import COUNTS

SPACES = "[\\s\u00a0\u2000-\u200b\u202f\ufeff]+"
DASHES = r"^[-–—−]+$"
THOUSANDS = "|".join(f"[0-9]{{1,3}}({mark}[0-9]{{3}})+" for mark in (r"\.", ",", " "))
EXACT = 2**53  # up to which a spreadsheet keeps every digit of a whole number
CURRENCY = r"(?i) ?(đồng|đ|vnđ|vnd)\.?$"
EXCEL_DAYS = range(3_654, 73_051)  # 1910 to 2099 as a spreadsheet counts days from 1899-12-30
YEARS = range(1_880, 2_101)

KINDS = {
    "members": "whole",
    "workers": "whole",
    "people": "whole",
    "plan": "whole",
    "age": "whole",
    "ward_code": "code",
    "district_code": "code",
    "income_vnd": "money",
    "citizen_number": "number",
    "head_citizen_number": "number",
    "birth": "date",
    "birth_of_men": "date",
    "birth_of_women": "date",
    "birth_year": "date",
    "head_birth_year": "date",
    "sex": "words",
    "head_sex": "words",
    "household_class": "words",
    "class_after": "words",
    "reason": "words",
    "movement": "words",
    "special_group": "words",
    "counted": "words",
    "is_minority": "yes_or_no",
    "without_labour": "yes_or_no",
    "has_merit": "yes_or_no",
    "is_new": "yes_or_no",
    "is_relapse": "yes_or_no",
    "is_old": "yes_or_no",
    "score_income": "decimal",
    "score_deprivation": "decimal",
    "opening_pct": "decimal",
    "closing_pct": "decimal",
    **dict.fromkeys(COUNTS, "whole"),
    **dict.fromkeys(["opening_minority", "closing_minority"], "whole"),
    **dict.fromkeys(CODES, "yes_or_no"),
}
SUFFIXES = {"_vnd": "money", "_date": "date", "_count": "whole"}  # any other column is text


def read(cells: Cells, rows: slice, column: str, meanings: Mapping[str, str]) -> pd.Series:
    """The cells of some rows as text, by the kind of the column; blank is "".

    `meanings` gives, for a column of words, what each word means as `headings.words` compares it.
    """
    kind, height = _kind(column), rows.stop - rows.start

    def typed(cells: pa.Array) -> pd.Series:
        text = _trimmed(cells)
        text = text if kind in COUNTED else text.mask(text == "-", "")
        return _KINDS[kind](text, column, meanings) if kind in _KINDS else text

    def counted(cells: pa.Array) -> pd.Series:
        plain = _NUMBERS.get(kind, _plain)(_series(cells), column)
        return _KINDS[kind](plain, column, meanings) if kind in LATER else plain

    def dated(cells: pa.Array) -> pd.Series:
        days = _series(cells.cast("string"))
        return years(days) if column.endswith("birth_year") else days

    parts = [
        _once(part.slice(rows.start, height), way)
        for part, way in ((cells.text, typed), (cells.numbers, counted), (cells.dates, dated))
        if part is not None
    ]
    return _series(pc.coalesce(*parts, pa.repeat("", height)))


def _kind(column: str) -> str:
    """What a column holds: as listed, or as the end of its name says."""
    return KINDS.get(column) or SUFFIXES.get(column[column.rfind("_") :], "text")


def _once(part: pa.Array, way: Callable[[pa.Array], pd.Series]) -> pa.Array:
    """What a way makes of the cells; it is asked once for all that say the same."""
    encoded = part.dictionary_encode()
    return pa.array(way(encoded.dictionary), pa.string()).take(encoded.indices)


def _series(cells: pa.Array) -> pd.Series:
    return cells.to_pandas().astype("str" if pa.types.is_string(cells.type) else "float64")


def _trimmed(typed: pa.Array) -> pd.Series:
    """Text in composed marks and single spaces; a dash of any length is "-"."""
    composed = pc.utf8_normalize(typed, form="NFC")
    single = pc.replace_substring_regex(composed, SPACES, " ")
    return _series(pc.replace_substring_regex(pc.utf8_trim_whitespace(single), DASHES, "-"))


def _whole(text: pd.Series, column: str, meanings: Mapping[str, str]) -> pd.Series:
    grouped = text.str.fullmatch(THOUSANDS)
    return text.mask(grouped, text.str.replace(r"[., ]", "", regex=True))


def _money(text: pd.Series, column: str, meanings: Mapping[str, str]) -> pd.Series:
    return _whole(text.str.replace(CURRENCY, "", regex=True), column, meanings)


def _decimal(text: pd.Series, column: str, meanings: Mapping[str, str]) -> pd.Series:
    """Decimals with a point, where the column itself tells which mark is the decimal one.

    Where it does not, as with "12,345" alone, its only mark is: no score reaches a thousand.
    """
    text = text.str.replace(r" ?%$", "", regex=True)
    marks = [mark for mark in ".," if text.str.fullmatch(_decided(mark)).any()]
    marks = marks or [mark for mark in ".," if text.str.contains(mark, regex=False).any()]
    if len(marks) != 1:
        return text
    mark = marks[0]
    grouping = "," if mark == "." else "."
    sound = text.str.fullmatch(rf"{_grouped(grouping)}({re.escape(mark)}[0-9]+)?")
    pointed = text.str.replace(grouping, "", regex=False).str.replace(mark, ".", regex=False)
    return text.mask(sound, pointed)


def _grouped(grouping: str) -> str:
    return rf"([0-9]+|[0-9]{{1,3}}({re.escape(grouping)}[0-9]{{3}})+)"


def _decided(mark: str) -> str:
    """Numbers that can only be read with this mark before the decimals."""
    at, other = re.escape(mark), re.escape("," if mark == "." else ".")
    alone = rf"[0-9]+{at}([0-9]{{1,2}}|[0-9]{{4,}})|[0-9]{{4,}}{at}[0-9]{{3}}|0{at}[0-9]+"
    return rf"{alone}|[0-9]{{1,3}}({other}[0-9]{{3}})+{at}[0-9]+"


def _number(text: pd.Series, column: str, meanings: Mapping[str, str]) -> pd.Series:
    """A citizen's number without the marks that clerks put into it."""
    written = text.str.fullmatch(r"'?[0-9][0-9 .]*")
    return text.mask(written, text.str.replace(r"[ .']", "", regex=True))


def _date(text: pd.Series, column: str, meanings: Mapping[str, str]) -> pd.Series:
    """A day as 2013-01-31, a year as 2013; day before month, as it is written in Vietnam."""
    parts = text.str.extract(r"^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$")
    days = pd.to_datetime(
        pd.DataFrame({"year": parts[2], "month": parts[1], "day": parts[0]}).astype("float64"),
        errors="coerce",
    )
    months = text.str.extract(r"^(?:0?[1-9]|1[0-2])[/.-]([0-9]{4})$")[0]
    read = text.mask(days.notna(), _iso(days)).mask(months.notna(), months)
    return years(read) if column.endswith("birth_year") else read


def _iso(days: pd.Series) -> pd.Series:
    return pa.array(days, pa.date32()).cast("string").to_pandas().astype("str")


def years(days: pd.Series) -> pd.Series:
    """The year alone of what is a day, and anything else as it is."""
    return days.str.replace(r"^([0-9]{4})-[0-9]{2}-[0-9]{2}$", r"\1", regex=True)


def _words(text: pd.Series, column: str, meanings: Mapping[str, str]) -> pd.Series:
    meant = {typed: meanings.get(words(typed), typed) for typed in text.unique()}
    return text.map(meant).astype("str")


def _plain(numbers: pd.Series, column: str) -> pd.Series:
    """Numbers as they would be typed: whole ones without a point."""
    wholes = (numbers.mod(1) == 0) & (numbers.abs() <= EXACT)
    plain = numbers.where(wholes, 0).astype("int64").astype("str")
    return plain.where(wholes, numbers[~wholes].map(repr).astype("str"))


def _lost_zero(numbers: pd.Series, column: str) -> pd.Series:
    """Citizens' numbers of 9 or 12 digits kept as numbers, which drops their first zeros.

    None of 9 begins with two, and none of 12 with three: what is shorter is no such number.
    """
    plain = _plain(numbers, column)
    digits = plain.str.len().where(plain.str.isdecimal(), 0)
    return plain.mask(digits == 8, plain.str.zfill(9)).mask(
        digits.isin([10, 11]), plain.str.zfill(12)
    )


def _days(numbers: pd.Series, column: str) -> pd.Series:
    """Years as they are; days as a spreadsheet counts them; anything else as typed."""
    serial = numbers.isin(EXCEL_DAYS) & ~numbers.isin(YEARS)
    days = pd.to_datetime(numbers.where(serial), unit="D", origin="1899-12-30", errors="coerce")
    read = _plain(numbers, column).mask(serial, _iso(days))
    return years(read) if column.endswith("birth_year") else read


_KINDS = {
    "whole": _whole,
    "money": _money,
    "decimal": _decimal,
    "number": _number,
    "date": _date,
    "words": _words,
    "yes_or_no": _words,
}
_NUMBERS = {"number": _lost_zero, "date": _days}
COUNTED = {"whole", "money", "decimal", "yes_or_no"}
LATER = {"words", "yes_or_no"}  # whose numbers are words: 1 is a yes
