"""A clerk's text file (.csv, .tsv, .txt) as a grid; encoding and separator are told by its content.

A file that might be read wrongly is refused: letters that were lost once do not come back.
"""

import csv
import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import groupby, islice, zip_longest
from operator import itemgetter
from pathlib import Path

import pyarrow as pa

from analysis.register.faults import Fault
from analysis.register.grid import Cells, Grid

SEPARATORS = ",;\t"
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
FIRST_ROWS = 20  # by which the separator is told
BLOCK = 512  # rows that are Python's at a time: few, as they are gone through for cycles
MEGABYTES, CELLS, CHARACTERS = 500, 16_384, 131_072  # of a file, a row, a cell

TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
LOWER = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES}
LETTERS = {case for letter in LOWER | {"đ"} for case in (letter, letter.upper())}
MARKS = "–—‘’“”…•°²³½¼«»§®×\u00a0"
FOREIGN = re.compile(f"[^\x01-\x7f{''.join(sorted(LETTERS))}{MARKS}]")
CLOSING = "’”–—…»\u00a0"  # “ĐÃ” is a word in quotes and no misread letter


def _misread(letter: str, encoding: str) -> str:
    """A letter's bytes in UTF-8 as Windows shows them in another encoding."""
    octets = (bytes([octet]) for octet in letter.encode())
    return "".join(octet.decode(encoding, "ignore") or chr(octet[0]) for octet in octets)


GARBLED = {_misread(letter, page) for letter in LETTERS for page in ("cp1252", "cp1258")}
GARBLED = {signs for signs in GARBLED if len(signs) > 1 and signs[1:] not in CLOSING}
BY_FIRST = groupby(sorted(GARBLED), key=itemgetter(0))  # else each letter is tried 160 times
MOJIBAKE = re.compile(
    "|".join(
        ["\ufffd", *(f"{a}(?:{'|'.join(sign[1:] for sign in signs)})" for a, signs in BY_FIRST)]
    )
)

MUST = {
    "missing": ("phải có trong thư mục", "is missing: put it in the folder"),
    "large": ("không được lớn hơn 500 MB", "must not be larger than 500 MB"),
    "empty": ("không được trống", "must not be empty"),
    "nul": (
        "không được có ký tự NUL, như khi không phải là tệp văn bản: hãy lưu lại dạng CSV UTF-8",
        "must not have NUL characters, as if it were no text: save it again as CSV UTF-8",
    ),
    "encoding": (
        "phải lưu ở bảng mã UTF-8, UTF-16 hoặc Windows-1258",
        "must be saved as UTF-8, UTF-16 or Windows-1258",
    ),
    "mixed": (
        "phải lưu cả tệp ở một bảng mã; các dòng này không phải UTF-8 như các dòng khác",
        "must be in one encoding throughout; these rows are not UTF-8 as others are",
    ),
    "mojibake": (
        'không được có chữ bị lỗi bảng mã như "Há»™ nghÃ¨o": hãy xuất lại từ bản gốc',
        'must not have garbled letters like "Há»™ nghÃ¨o": export it again from the original',
    ),
    "quote": (
        "phải là tệp CSV có dấu ngoặc kép đóng đủ",
        "must be a CSV file with every quote closed",
    ),
    "long_cell": (
        f"không được có ô dài hơn {CHARACTERS} ký tự, như khi có dấu ngoặc kép chưa đóng",
        f"must not have cells of more than {CHARACTERS} characters, as where a quote is not closed",
    ),
    "long_row": (
        f"không được có dòng nhiều hơn {CELLS} ô",
        f"must not have rows of more than {CELLS} cells",
    ),
    "uneven": ("phải có số ô bằng số tiêu đề", "must have as many cells as headings"),
}


class RefusedError(Exception):
    """A text file cannot be read; carries why, and at which rows."""

    def __init__(self, why: str, rows: Iterable[int] = ()):
        self.why = why
        self.rows = tuple((row, None) for row in rows)
        super().__init__(MUST[why][1])


def read(path: Path, name: str, faults: list[Fault]) -> list[Grid]:
    """The file as one grid of text, or none where it is refused; adds what is wrong to `faults`.

    Cells stay as typed, but for Windows-1258, whose tone marks are joined to their letters. A short
    row is filled up with blanks, and told.
    """
    try:
        widths, columns = _columns(_text(path))
        filled = {row: width for row, width in enumerate(widths, start=1) if width}
        if not filled:
            raise RefusedError("empty")
    except RefusedError as error:
        faults.append(_fault(name, error.why, error.rows))
        return []
    first = next(iter(filled.values()))
    uneven = tuple((row, f"{width} / {first}") for row, width in filled.items() if width != first)
    if uneven:
        faults.append(_fault(name, "uneven", uneven))
    return [Grid(None, len(widths), columns)]


def _fault(name: str, why: str, rows: tuple[tuple[int, str | None], ...]) -> Fault:
    return Fault(name, None, dict(zip(("vi", "en"), MUST[why], strict=True)), rows)


def _text(path: Path) -> str:
    """What a file says, once it is sure that it is read as it was written."""
    if not path.is_file():
        raise RefusedError("missing")
    if path.stat().st_size > MEGABYTES * 1_000_000:
        raise RefusedError("large")
    text = _decoded(path.read_bytes())
    if "\0" in text:
        raise RefusedError("nul", _where(text, lambda row: "\0" in row))
    if MOJIBAKE.search(text):
        raise RefusedError("mojibake", _where(text, MOJIBAKE.search))
    return text


def _decoded(content: bytes) -> str:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise RefusedError("encoding") from error
    if b"\0" in content:
        return content.decode("latin-1")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _windows_1258(content)


def _windows_1258(content: bytes) -> str:
    octets = content.decode("latin-1")
    if _where(octets, lambda row: not row.isascii() and _is(row, "utf-8")):
        raise RefusedError("mixed", _where(octets, lambda row: not _is(row, "utf-8")))
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError as error:
        wrong = _where(octets, lambda row: not _is(row, "cp1258"))
        raise RefusedError("encoding", wrong) from error
    if FOREIGN.search(text):  # every byte is something in Windows-1258, but not in Vietnamese
        raise RefusedError("encoding", _where(text, FOREIGN.search))
    return text


def _is(octets: str, encoding: str) -> bool:
    try:
        octets.encode("latin-1").decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _where(text: str, found: Callable[[str], object]) -> list[int]:
    """The rows in which something is found, counted as the spreadsheet does."""
    return [at for at, row in enumerate(_rows(text, False), start=1) if found("\t".join(row))]


def _rows(text: str, is_strict: bool = True) -> Iterator[list[str]]:
    separator = max(SEPARATORS, key=lambda separator: _evenness(text, separator))
    number = 0
    try:
        for row in csv.reader(_lines(text), delimiter=separator, strict=is_strict):
            number += 1
            yield row
    except csv.Error as error:
        raise RefusedError(
            "long_cell" if "limit" in str(error) else "quote", [number + 1]
        ) from error


def _lines(text: str) -> Iterator[str]:
    return map(re.Match.group, LINE.finditer(text))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows a separator cuts into as many cells, and how many cells."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        for row in islice(csv.reader(_lines(text), delimiter=separator), FIRST_ROWS):
            widths[len(row)] += 1
    return max(((times, width) for width, times in widths.items() if width > 1), default=(0, 0))


def _columns(text: str) -> tuple[list[int], tuple[Cells, ...]]:
    """How many cells each row has, none where all are blank, and the columns of them."""
    rows, widths, columns = _rows(text), [], []
    while block := list(islice(rows, BLOCK)):
        long = [at for at, row in enumerate(block, start=len(widths) + 1) if len(row) > CELLS]
        if long:
            raise RefusedError("long_row", long)
        parts = [_part(column) for column in zip_longest(*block)]
        columns += [[pa.nulls(len(widths), pa.string())] for _ in parts[len(columns) :]]
        parts += [pa.nulls(len(block), pa.string()) for _ in columns[len(parts) :]]
        for column, part in zip(columns, parts, strict=True):
            column.append(part)
        widths += [len(row) if any(map(str.strip, row)) else 0 for row in block]
    return widths, tuple(_cells(pa.concat_arrays(column)) for column in columns)


def _part(column: Iterable[str | None]) -> pa.Array:
    return pa.array([cell or None for cell in column], pa.string())


def _cells(text: pa.Array) -> Cells:
    return Cells() if text.null_count == len(text) else Cells(text)
