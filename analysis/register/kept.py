"""Kho: each file of a register as it was read and checked, so that only changed ones are read.

It holds what the register holds, households and people included, and is its owner's alone.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis import files

Tables = dict[str, pd.DataFrame]
NAMES = "names.json"


@dataclass(frozen=True)
class Kept:
    """The sound tables of earlier readings, those of a file under its name and its digest.

    `rests_on` stands for all that makes of the same file other tables: code, settings, packages.
    Without a folder nothing is kept.
    """

    folder: Path | None = None
    rests_on: str = ""
    _read: dict[Path, Tables] = field(default_factory=dict)

    def tables(
        self, path: Path, name: str, besides: str, read: Callable[[], Tables | None]
    ) -> Tables | None:
        """The tables of a file as `read` gives them, read from the file only if need be.

        `besides` is what else they rest on; `read` gives None for a file that is refused.
        """
        if self.folder is None or not path.is_file():
            return read()
        with path.open("rb") as content:
            return self.made(
                name, besides + hashlib.file_digest(content, "sha256").hexdigest(), read
            )

    def made(self, name: str, of: str, make: Callable[[], Tables | None]) -> Tables | None:
        """Tables that `make` gives, made only where none are kept that were made of the same."""
        if self.folder is None:
            return make()
        digest = hashlib.sha256(f"{self.rests_on}\n{of}".encode()).hexdigest()
        place = self.folder / f"{name.replace('/', '-')}.{digest}.zip"
        tables = _unpacked(place) if place.is_file() else make()
        if tables is not None:
            self._read[place] = tables
        return tables

    def save(self) -> None:
        """Keep what was read, and nothing else."""
        for place, tables in self._read.items():
            if not place.is_file():
                with files.replacing(place) as partial:
                    _pack(partial, tables)
        if self.folder:
            for place in set(self.folder.glob("*.zip")) - self._read.keys():
                place.unlink()


def _pack(place: Path, tables: Tables) -> None:
    with zipfile.ZipFile(place, "w") as packed:
        packed.writestr(NAMES, json.dumps(list(tables)))
        for at, table in enumerate(tables.values()):
            with packed.open(f"{at}.parquet", "w", force_zip64=True) as part:
                table.to_parquet(part)


def _unpacked(place: Path) -> Tables:
    with zipfile.ZipFile(place) as packed:
        names = json.loads(packed.read(NAMES))
        return {
            name: pd.read_parquet(io.BytesIO(packed.read(f"{at}.parquet")))
            for at, name in enumerate(names)
        }
