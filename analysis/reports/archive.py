"""Một năm trong một tệp: all pages of a year as one ZIP, to hand on and to open from a folder."""

import zipfile
from pathlib import Path
from zlib import crc32

from analysis import files

DATE = (1980, 1, 1, 0, 0, 0)  # one for all, so that the same pages give the same bytes
READABLE = 0o644 << 16


def write(archive: Path, contents: dict[str, bytes | Path]) -> None:
    """Pack files under the name of the archive's own folder, in place only when complete.

    Takes the contents, or files that hold them, by their names in it. An archive that holds just
    these already is left as it is.
    """
    packed = dict(sorted(contents.items()))
    if archive.exists() and _sums(archive) == {
        name: crc32(_bytes(packed[name])) for name in packed
    }:
        return
    with files.replacing(archive) as partial, zipfile.ZipFile(partial, "w") as made:
        for name, content in packed.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.external_attr = READABLE
            made.writestr(entry, _bytes(content), zipfile.ZIP_DEFLATED)


def _sums(archive: Path) -> dict[str, int]:
    with zipfile.ZipFile(archive) as there:
        return {entry.filename: entry.CRC for entry in there.infolist()}


def _bytes(content: bytes | Path) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content
