"""Files that are no sound workbook, or none at all."""

from openpyxl import Workbook

from tests import faulty_files
from tests.faulty import Case, told
from tests.faulty import sentences as say
from tests.faulty.office import CLOSING, PLACE, YEAR, without

LAST = '<row r="{row}"><c r="A{row}"><v>1</v></c></row>'
FULL = "".join(LAST.format(row=row) for row in (*range(1, 30_000), 1_048_576))
BESIDE = f"register/{YEAR}/them"


def cut(folder) -> None:
    """The workbook without its second half."""
    whole = (folder / PLACE).read_bytes()
    (folder / PLACE).write_bytes(whole[: len(whole) // 2])


def folder_instead(folder) -> None:
    """A folder that is named as the workbook."""
    (folder / PLACE).unlink()
    (folder / PLACE).mkdir()


def text_as_xls(folder) -> None:
    """A text file under the name of an old workbook."""
    (folder / PLACE).unlink()
    (folder / PLACE).with_suffix(".xls").write_text("Họ và tên\tTuổi\n", encoding="utf-8")


def old_as_xlsx(folder) -> None:
    """A workbook of Excel 97 under the name of a new one."""
    faulty_files.of_bytes(folder / PLACE, faulty_files.OLD)


def encrypted(folder) -> None:
    """A workbook with a password."""
    content = faulty_files.OLD + "EncryptedPackage".encode("utf-16-le")
    faulty_files.of_bytes(folder / PLACE, content)


def stray(book: Workbook) -> None:
    """A value in the last cell that a sheet can have."""
    book[CLOSING]["XFD1048576"] = 1


CASES = [
    Case(
        "a workbook that is cut short",
        refused=(told(say.CUT_SHORT),),
        files=cut,
    ),
    Case(
        "a workbook with a password",
        refused=(told(say.PASSWORD),),
        files=encrypted,
    ),
    Case(
        "a zip bomb",
        refused=(told(say.ZIP_BOMB),),
        files=lambda folder: faulty_files.zipped(folder / PLACE, {"a": bytes(11_000_000)}),
    ),
    Case(
        "a workbook with macros",
        refused=(told(say.MACROS),),
        files=lambda folder: faulty_files.zipped(folder / PLACE, {"xl/vbaProject.bin": b""}),
    ),
    Case(
        "XML entities in a workbook",
        refused=(told(say.ENTITIES),),
        files=lambda folder: faulty_files.with_rows(
            folder / PLACE, "", head='<!DOCTYPE a [<!ENTITY b "c">]>'
        ),
    ),
    Case(
        "a page of the web named as a workbook",
        refused=(told(say.NO_WORKBOOK),),
        files=lambda folder: faulty_files.of_bytes(folder / PLACE, b"<html>"),
    ),
    Case(
        "text named as an old workbook",
        refused=(told(say.NO_WORKBOOK),),
        files=text_as_xls,
    ),
    Case(
        "an old workbook named as a new one",
        refused=(told(say.OLD_WORKBOOK),),
        files=old_as_xlsx,
    ),
    Case(
        "a folder where the workbook should be",
        refused=(told(say.FOLDER),),
        files=folder_instead,
    ),
    Case(
        "a sheet filled to its last row",
        refused=(told(say.FULL),),
        files=lambda folder: faulty_files.with_rows(folder / PLACE, FULL),
    ),
    Case(
        "a stray value in the last cell of a sheet",
        refused=(told(say.STRAY),),
        book=stray,
    ),
    Case(
        "a workbook with nothing in it",
        refused=(told(say.NO_ROWS),),
        files=lambda folder: Workbook().save(folder / PLACE),
    ),
    Case(
        "an empty sheet beside the lists",
        book=lambda book: book.create_sheet("Trang tính 2"),
    ),
    Case(
        "the lock of a workbook that is open",
        files=lambda folder: (folder / PLACE).with_name("~$ra-soat.xlsx").write_bytes(b"x"),
    ),
    Case(
        "a letter beside the workbook, of a kind that is not read",
        files=lambda folder: (folder / f"{BESIDE}.docx").write_bytes(b"x"),
    ),
    Case(
        "a year without an exit list",
        refused=(told(say.NO_EXITS),),
        book=without("Thoát nghèo"),
    ),
    Case(
        "a year without a list after the review",
        refused=(told(say.NO_CLOSING),),
        book=without(CLOSING),
    ),
    Case(
        "no workbook at all",
        refused=(
            told(say.MISSING),
            told(say.MISSING),
            told(say.MISSING),
            told(say.NO_OPENING),
        ),
        files=lambda folder: (folder / PLACE).unlink(),
    ),
]
