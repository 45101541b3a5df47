"""Files as clerks hand them in and as nobody should: made in a few lines, for tests of readers."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from analysis.register import workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLD = bytes.fromhex("d0cf11e0a1b11ae1")
BOOK = {
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    f'relationships"><Relationship Id="b" Type="{LINKS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
    '<sheet name="Hộ &amp; người" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
    f'2006/relationships"><Relationship Id="a" Type="{LINKS}/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Hộ">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
ODS_VALUE = 'office:value-type="string"><text:p>x</text:p></table:table-cell>'


def saved(path: Path, rows: list[list]) -> Path:
    """A sound workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def zipped(path: Path, parts: dict[str, str | bytes]) -> Path:
    """A zip of parts by name."""
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def with_rows(path: Path, rows: str, prefix: str = "", head: str = "") -> Path:
    """A workbook whose one sheet has these rows as XML."""
    of = f":{prefix[:-1]}" if prefix else ""
    sheet = f'{head}<{prefix}worksheet xmlns{of}="{MAIN}"><{prefix}sheetData>{rows}'
    sheet += f"</{prefix}sheetData></{prefix}worksheet>"
    return zipped(path, {**BOOK, "xl/worksheets/sheet1.xml": sheet})


def with_bytes(path: Path, rows: bytes) -> Path:
    """A workbook whose one sheet has these rows, of which no XML is made."""
    return zipped(path, {**BOOK, "xl/worksheets/sheet1.xml": rows})


def ods(path: Path, rows: str, manifest: str = "") -> Path:
    """An .ods whose one sheet has these rows as XML."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest}
    return zipped(path, {**parts, "content.xml": ODS.format(rows=rows)})


def cut(path: Path) -> Path:
    """A sound workbook without its second half, as after a copy that was broken off."""
    whole = saved(path, [["Mã hộ"], ["HK-1"]]).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def of_bytes(path: Path, content: bytes) -> Path:
    """A file of these bytes."""
    path.write_bytes(content)
    return path


def converted(path: Path, kind: str) -> Path:
    """A workbook saved by LibreOffice in another format, beside it."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", path.parent]
    subprocess.run([*command, path], check=True, capture_output=True, timeout=120)
    return path.with_suffix(f".{kind}")


def killed(*_: object) -> None:
    """A reader that the system kills."""
    os.kill(os.getpid(), signal.SIGKILL)


def endless(*_: object) -> None:
    """A reader that does not come to an end."""
    time.sleep(600)


def aborted(*_: object) -> None:
    """A reader in which Rust could not get memory."""
    os.abort()


def greedy(*_: object) -> None:
    """A reader in which Python could not get memory."""
    sys.exit(workbook.MEMORY)
