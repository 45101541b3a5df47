"""Kho: each file of a register as it was read and checked, so that only changed ones are read.

It holds what the register holds, households and people included, and is its owner's alone.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis import files
from analysis.corrections import Correction
from analysis.register import csvfile
from analysis.register.csvfile import Schema
from analysis.register.faults import Fault


@dataclass(frozen=True)
class Kept:
    """The sound tables of earlier readings, each under the name and the digest of its file.

    `rests_on` stands for all that makes of the same file another table: code, settings, packages.
    Without a folder nothing is kept.
    """

    folder: Path | None = None
    rests_on: str = ""
    _read: dict[Path, pd.DataFrame] = field(default_factory=dict)

    def table(
        self,
        path: Path,
        name: str,
        schema: Schema,
        faults: list[Fault],
        corrections: Sequence[Correction] = (),
    ) -> pd.DataFrame | None:
        """The table of a file as `csvfile.read` gives it, read from the file only if need be."""
        if self.folder is None or not path.is_file():
            return csvfile.read(path, name, schema, faults, corrections)
        place = self._place(name, path.read_bytes() + repr(corrections).encode())
        if place.is_file():
            table = pd.read_parquet(place)
        else:
            table = csvfile.read(path, name, schema, faults, corrections)
        if table is not None:
            self._read[place] = table
        return table

    def save(self) -> None:
        """Keep what was read, and nothing else."""
        for place, table in self._read.items():
            if not place.is_file():
                with files.replacing(place) as partial:
                    table.to_parquet(partial)
        if self.folder:
            for place in set(self.folder.glob("*.parquet")) - self._read.keys():
                place.unlink()

    def _place(self, name: str, content: bytes) -> Path:
        digest = hashlib.sha256(self.rests_on.encode() + content).hexdigest()
        return self.folder / f"{name.removesuffix('.csv').replace('/', '-')}.{digest}.parquet"
