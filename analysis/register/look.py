"""A look at a workbook while it is read: is it what it says, is it whole, how far does it reach?

Nothing is unpacked to disk, and the XML of a sheet is searched row by row as it streams by, because
a parser would need minutes, and a reader the room of the whole rectangle, for one stray cell.
"""

import html
import posixpath
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from analysis.register.faults import Fault
from analysis.register.grid import Place

OLD = bytes.fromhex("d0cf11e0a1b11ae1")  # how files of Excel 97 to 2003, and encrypted ones, begin
NOWHERE, LAST_ROW = Place(0, 0), 1_048_576
ROOM, SPARSE = 1_000_000, 50  # cells a sheet may reach over in any case, and for each of its values
PACKED, PACKED_FROM = 200, 10_000_000  # times a part may shrink, and bytes from which that counts
CHUNK, HEAD = 4_000_000, 65_536
ROW_BYTES = 64_000_000

MUST = {
    "missing": ("phải có trong thư mục", "is missing: put it in the folder"),
    "other": (
        "phải là bảng tính thật, không chỉ mang đuôi tệp: hãy mở tệp và lưu lại dạng .xlsx",
        "must be a workbook, not only named as one: open it and save it again as .xlsx",
    ),
    "old": (
        "phải có đuôi .xls, vì được lưu ở dạng Excel 97-2003: hãy đổi đuôi hoặc lưu dạng .xlsx",
        "must end in .xls, as it is saved as Excel 97-2003: rename it or save it as .xlsx",
    ),
    "damaged": (
        "phải còn nguyên vẹn, nhưng bị cắt cụt hoặc hỏng: hãy chép lại từ bản gốc",
        "must be whole, but was cut short or is damaged: copy it again from the original",
    ),
    "password": (
        "không được đặt mật khẩu: hãy mở tệp, bỏ mật khẩu rồi lưu lại",
        "must not have a password: open it, remove the password and save it again",
    ),
    "macros": (
        "không được chứa macro: hãy lưu lại dạng .xlsx không có macro",
        "must not have macros: save it as .xlsx without macros",
    ),
    "entities": (
        "không được khai báo thực thể XML (<!ENTITY): hãy mở tệp và lưu lại dạng .xlsx",
        "must not declare XML entities (<!ENTITY): open it and save it again as .xlsx",
    ),
    "large": (
        "không được lớn hơn {most} MB khi giải nén: hãy chia danh sách thành nhiều tệp",
        "must not unpack to more than {most} MB: split the list into several files",
    ),
    "packed": (
        "không được nén quá mức (bom nén): hãy mở tệp và lưu lại dạng .xlsx",
        "must not be packed beyond reason (a zip bomb): open it and save it again as .xlsx",
    ),
    "stray": (
        "không được có giá trị nằm lạc ở ô {cell}, xa danh sách: hãy xóa ô đó rồi lưu lại",
        "must not have a stray value in cell {cell}, far from the list: delete it and save again",
    ),
    "full": (
        "không được đầy đến dòng cuối cùng (1048576), danh sách có thể đã bị cắt: hãy chia nhỏ",
        "must not be filled to the last row (1048576), the list may have been cut: split it",
    ),
    "many": (
        "không được có vùng dữ liệu lớn hơn {most} ô: hãy chia danh sách thành nhiều tệp",
        "must not reach over more than {most} cells: split the list into several files",
    ),
}

# What zipfile raises of a file that is cut, damaged, or packed in a way that it does not know.
UNSOUND = (BadZipFile, zlib.error, NotImplementedError, EOFError, OSError)
UNSOUND += (ElementTree.ParseError, UnicodeDecodeError, KeyError)  # of what is in it

SHEET = re.compile(rb"<(\w+:)?worksheet\b")
ROW = re.compile(rb'\sr=["\'](\d+)')
HIDDEN = re.compile(rb'\shidden=["\'](?:1|true)')
COLUMN = re.compile(rb'<[^>]*?\sr=["\']([A-Z]+)\d')
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.S)
VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)>([^<]*)")
ERROR = re.compile(rb'\st=["\']e["\']')

ODS_SHEET = re.compile(rb'<table:table\s[^>]*?table:name="([^"]*)"')
ODS_ROWS = re.compile(rb'table:number-rows-repeated="(\d+)"')
ODS_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
ODS_CELL = re.compile(rb'<table:(?:covered-)?table-cell((?:[^">]|"[^"]*")*)>')
ODS_COLUMNS = re.compile(rb'table:number-columns-repeated="(\d+)"')
ODS_ERROR = re.compile(rb"<text:p>([^<]*)")


@dataclass(frozen=True)
class Limits:
    """What reading one workbook may take: memory, time, unpacked bytes, cells of one sheet."""

    megabytes: int = 2048
    seconds: float = 300
    unpacked_megabytes: int = 1500
    cells: int = 30_000_000


@dataclass
class Seen:
    """What was seen of a sheet: errors, hidden rows, how much is in it and how far it reaches."""

    errors: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    rows: int = 0
    values: int = 0
    lowest: Place = NOWHERE
    rightmost: Place = NOWHERE

    def add(self, last: Place, values: int) -> None:
        """Take in a row by its last value and the number of them."""
        self.rows += 1
        self.values += values
        self.lowest = max(self.lowest, last)
        if last.column > self.rightmost.column:
            self.rightmost = last


class RefusedError(Exception):
    """A workbook must not be read; carries the sentence that says why."""

    def __init__(self, why: dict[str, str]):
        self.must = why
        super().__init__(why["en"])


def must(what: str, **said: object) -> dict[str, str]:
    """A sentence in both languages."""
    vi, en = MUST[what]
    return {"vi": vi.format(**said), "en": en.format(**said)}


def seen(path: Path, name: str, faults: list[Fault], limits: Limits) -> dict[str, Seen]:
    """What a look shows of each sheet, by its name; nothing of an .xls, which it cannot see into.

    Adds to `faults` what is wrong with single sheets. Raises RefusedError where the file is wrong.
    """
    kind = _kind(path)
    if kind == ".xls":
        return {}
    try:
        with ZipFile(path) as parts:
            _check(parts, limits)
            sheets = dict(_ods_sheets(parts) if kind == ".ods" else _xlsx_sheets(parts))
    except UNSOUND as error:
        raise RefusedError(must("damaged")) from error
    for sheet, found in sheets.items():
        faults += [Fault(f"{name} [{sheet}]", None, why) for why in _beyond(found, limits)]
    return sheets


def _kind(path: Path) -> str:
    """The ending of a file's name, once the file is found to begin as such a file does."""
    if not path.is_file():
        raise RefusedError(must("missing"))
    kind = path.suffix.lower()
    with path.open("rb") as file:
        begins = file.read(len(OLD))
        if begins == OLD and kind != ".xls":
            packed = "EncryptedPackage".encode("utf-16-le") in file.read()
            raise RefusedError(must("password" if packed else "old"))
    if begins != OLD and (kind == ".xls" or not begins.startswith(b"PK")):
        raise RefusedError(must("other"))
    return kind


def _check(parts: ZipFile, limits: Limits) -> None:
    infos = parts.infolist()
    if any(info.flag_bits & 1 for info in infos) or _is_encrypted_ods(parts):
        raise RefusedError(must("password"))
    if any(posixpath.basename(info.filename).lower() == "vbaproject.bin" for info in infos):
        raise RefusedError(must("macros"))
    if sum(info.file_size for info in infos) > limits.unpacked_megabytes * 1_000_000:
        raise RefusedError(must("large", most=limits.unpacked_megabytes))
    if any(info.file_size > max(PACKED_FROM, PACKED * info.compress_size) for info in infos):
        raise RefusedError(must("packed"))
    for info in infos:
        if info.filename.lower().endswith((".xml", ".rels")):
            begins = _head(parts, info.filename).replace(b"\0", b"")  # it may be UTF-16
            if b"<!ENTITY" in begins:
                raise RefusedError(must("entities"))


def _is_encrypted_ods(parts: ZipFile) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in parts.namelist() and b"encryption-data" in _head(parts, manifest)


def _head(parts: ZipFile, part: str) -> bytes:
    with parts.open(part) as stream:
        return stream.read(HEAD)


def _beyond(sheet: Seen, limits: Limits) -> Iterator[dict[str, str]]:
    """What is wrong with how far a sheet reaches."""
    cells = sheet.lowest.row * sheet.rightmost.column
    if cells > max(ROOM, SPARSE * sheet.values):
        is_low = 2 * sheet.rows < sheet.lowest.row
        yield must("stray", cell=sheet.lowest if is_low else sheet.rightmost)
    elif sheet.lowest.row >= LAST_ROW:
        yield must("full")
    elif cells > limits.cells:
        yield must("many", most=limits.cells)


def _pieces(stream: IO[bytes], opening: bytes) -> Iterator[bytes]:
    """What stands between one opening of a tag and the next, wherever a chunk may end."""
    tail = b""
    while chunk := stream.read(CHUNK):
        *pieces, tail = (tail + chunk).split(opening)
        yield from pieces
        if len(tail) > ROW_BYTES:
            raise BadZipFile("a row without end")
    yield tail


def _xlsx_sheets(parts: ZipFile) -> Iterator[tuple[str, Seen]]:
    links = ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target") for link in links}
    for sheet in ElementTree.fromstring(parts.read("xl/workbook.xml")).iterfind(".//{*}sheet"):
        link = next((value for name, value in sheet.items() if name.endswith("}id")), None)
        part = posixpath.normpath(posixpath.join("/xl", targets[link])).lstrip("/")
        with parts.open(part) as stream:
            yield sheet.get("name"), _xlsx_sheet(stream)


def _xlsx_sheet(stream: IO[bytes]) -> Seen:
    found, row = Seen(), 0
    named = SHEET.search(stream.peek(HEAD))
    prefix = (named and named[1]) or b""
    for piece in _pieces(stream, b"<%srow" % prefix):
        if piece[:1] not in b" />\r\n\t":  # what comes before the rows, or <rowBreaks
            continue
        opening, _, cells = piece.partition(b">")
        told = ROW.search(opening)
        row = int(told[1]) if told else row + 1
        if b"hidden=" in opening and HIDDEN.search(opening):
            found.hidden_rows.add(row)
        _add_cells(found, row, cells, prefix)
    return found


def _add_cells(found: Seen, row: int, cells: bytes, prefix: bytes) -> None:
    """Take in a row's cells; they are gone through one by one only where there is an error."""
    last = max(cells.rfind(b"</%sv>" % prefix), cells.rfind(b"</%sis>" % prefix))
    if last < 0:
        return
    told = COLUMN.match(cells, cells.rfind(b"<%sc " % prefix, 0, last))
    column = _number(told[1]) if told else sum(1 for _ in CELL.finditer(cells))
    found.add(Place(row, column), cells.count(b"</%sc>" % prefix))
    at = cells.find(b"=") + 1
    if b"=%be%b" % (cells[at : at + 1], cells[at : at + 1]) in cells:  # in the quotes of this file
        found.errors.update(_xlsx_errors(row, cells))


def _xlsx_errors(row: int, cells: bytes) -> Iterator[tuple[Place, str]]:
    column = 0
    for cell in CELL.finditer(cells):
        told = COLUMN.match(cell[0])
        column = _number(told[1]) if told else column + 1
        if ERROR.search(cell[1]):
            value = VALUE.search(cell[2] or b"")
            yield Place(row, column), html.unescape(value[1].decode()) if value else ""


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _ods_sheets(parts: ZipFile) -> Iterator[tuple[str, Seen]]:
    found, last = Seen(), 0
    with parts.open("content.xml") as stream:
        for piece in _pieces(stream, b"<table:table-row"):
            if piece[:1] in b" />":
                last = _add_ods_row(found, last, piece.partition(b"</table:table-row>")[0])
            for name in ODS_SHEET.findall(piece):
                found, last = Seen(), 0
                yield html.unescape(name.decode()), found


def _add_ods_row(found: Seen, above: int, row: bytes) -> int:
    """Take in a row that may stand for many; the number of the last of them."""
    opening, _, cells = row.partition(b">")
    last = above + _times(ODS_ROWS, opening)
    column, filled = 0, []
    for cell in ODS_CELL.finditer(cells):
        column += _times(ODS_COLUMNS, cell[1])
        if b"office:value-type=" in cell[1]:
            filled.append(column)
        if b'calcext:value-type="error"' in cell[1]:
            value = ODS_ERROR.search(cells, cell.end())
            found.errors[Place(above + 1, column)] = (
                html.unescape(value[1].decode()) if value else ""
            )
    if filled:
        found.add(Place(last, filled[-1]), len(filled))
    if filled and ODS_HIDDEN.search(opening):
        found.hidden_rows.update(range(above + 1, min(last, LAST_ROW) + 1))
    return last


def _times(repeated: re.Pattern[bytes], tag: bytes) -> int:
    told = repeated.search(tag)
    return int(told[1]) if told else 1
