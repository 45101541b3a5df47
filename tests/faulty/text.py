"""Lists as text files, in encodings that are and are not what they seem."""

from pathlib import Path

from tests.faulty import Case, told
from tests.faulty import sentences as say
from tests.faulty.office import CLOSING, as_text, without


def mixed(folder: Path) -> None:
    """One name in Windows-1258 among rows in UTF-8."""
    path = as_text(folder)
    path.write_bytes(path.read_bytes().replace("Lê Viết".encode(), "Hà Giang".encode("cp1258")))


def garbled(text: str) -> str:
    """A class as it looks after it was read in a wrong encoding and saved again."""
    return text.replace("Hộ cận nghèo", "Há»™ cáº\xadn nghÃ¨o")


def unclosed(text: str) -> str:
    """A quote that never ends."""
    return text.replace("Lê Viết", '"Lê Viết')


def short_row(text: str) -> str:
    """A row that lacks its last cells."""
    return text.replace("\t1900000\t160\t10\t\t\t1\n", "\t1900000\n")


CASES = [
    Case(
        "UTF-8 without a mark",
        book=without(CLOSING),
        files=as_text,
    ),
    Case(
        "UTF-8 with a mark",
        book=without(CLOSING),
        files=lambda folder: as_text(folder, "utf-8-sig"),
    ),
    Case(
        "UTF-16, as spreadsheets save Unicode text",
        book=without(CLOSING),
        files=lambda folder: as_text(folder, "utf-16"),
    ),
    Case(
        "mixed encodings",
        refused=(told(say.MIXED, 7),),
        book=without(CLOSING),
        files=mixed,
        personal=("Hà Giang",),
    ),
    Case(
        "mojibake",
        refused=(told(say.MOJIBAKE, 7, 10),),
        book=without(CLOSING),
        files=lambda folder: as_text(folder, change=garbled),
    ),
    Case(
        "NUL characters",
        refused=(told(say.NUL, 3, 4, 7, 8, 9, 10),),
        book=without(CLOSING),
        files=lambda folder: as_text(folder, change=lambda text: text.replace("Nam", "N\0m")),
    ),
    Case(
        "a quote that never ends",
        refused=(told(say.UNCLOSED, 7),),
        book=without(CLOSING),
        files=lambda folder: as_text(folder, change=unclosed),
    ),
    Case(
        "a row that lacks cells",
        refused=(told(say.UNEVEN, 7),),
        book=without(CLOSING),
        files=lambda folder: as_text(folder, change=short_row),
    ),
    Case(
        "an empty text file",
        refused=(told(say.EMPTY),),
        book=without(CLOSING),
        files=lambda folder: as_text(folder, change=lambda text: ""),
    ),
]
