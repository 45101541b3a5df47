"""One reading of a workspace: its files in whatever kind they are, what is kept of them, faults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.corrections import Correction
from analysis.register import books, lists, sheets
from analysis.register.books import Book
from analysis.register.corrected import astray, of_sheet
from analysis.register.faults import Fault, in_sheet
from analysis.register.kept import Kept, Tables
from analysis.register.layouts import Layouts
from analysis.register.listing import Listed
from analysis.register.schema import Schema
from analysis.workspace import Workspace, is_table

ONE_SHEET = {
    "vi": "phải có đúng một trang có số liệu",
    "en": "must have exactly one sheet with data",
}


@dataclass(frozen=True)
class Desk:
    """A workspace being read; `faults` are those found so far, `read` the files taken up.

    `sources` has the file and sheet in which each table of a file or book stands.
    """

    workspace: Workspace
    kept: Kept
    layouts: Layouts
    faults: list[Fault]
    read: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)

    def table(self, stem: str, schema: Schema) -> pd.DataFrame | None:
        """A table of one sheet, as corrected; None, and a fault, where it cannot be read."""
        path = self.workspace.file(stem)
        name = self._name(path)
        declared = self._declared(name)
        self._refuse_beside(stem, path)

        def read() -> Tables | None:
            return one_table(path, name, schema, self.faults, declared)

        tables = self.kept.tables(path, name, repr(declared), read)
        if tables is None:
            return None
        ((sheet, table),) = tables.items()
        self.sources[stem] = in_sheet(name, sheet)
        return table

    def small(self, stem: str, schema: Schema) -> pd.DataFrame | None:
        """A table an office may not keep: None without its file."""
        return self.table(stem, schema) if self.workspace.file(stem).exists() else None

    def book(self, stem: str, schemas: Mapping[str, Schema], titles: Mapping[str, str]) -> Tables:
        """The tables that stand in one workbook, a sheet with its title for each; {} without it."""
        path = self.workspace.file(stem)
        if not path.exists():
            return {}
        name, files = self._name(path), {each: self.workspace.files(each) for each in schemas}
        declared = self._declared(name)
        self._refuse_beside(stem, path)
        elsewhere = {each: of_table[0].name for each, of_table in files.items() if of_table}
        book = Book(schemas, titles, elsewhere)

        def read() -> Tables | None:
            before = len(self.faults)
            found = books.read(path, name, book, self.layouts, self.faults, declared)
            return None if len(self.faults) > before else found

        found = self.kept.tables(path, name, f"{elsewhere!r} {declared!r}", read) or {}
        placed = [(*key.split(books.SEPARATOR), table) for key, table in found.items()]
        self.sources.update({each: in_sheet(name, sheet) for each, sheet, _ in placed})
        return {each: table for each, _, table in placed}

    def lists(self, path: Path, year: int) -> list[Listed]:
        """The lists in a file of a year's review, each recognised by its layout."""
        name, district = self._name(path), self.workspace.district
        declared = self._declared(name)

        def read() -> Tables | None:
            before = len(self.faults)
            listed = lists.read(path, name, self.layouts, district, year, self.faults, declared)
            return None if len(self.faults) > before else lists.as_tables(listed)

        tables = self.kept.tables(path, name, f"{year} {declared!r}", read)
        return [] if tables is None else lists.of_tables(tables)

    def standard(self, year: int) -> str | None:
        """The poverty standard of a year; None, and a fault, where district.yml names none."""
        try:
            return self.workspace.district.standard(year)
        except LookupError:
            must = {
                "vi": f"phải nêu chuẩn nghèo của năm {year}",
                "en": f"must name the poverty standard of {year}",
            }
            self.faults.append(Fault("district.yml", "standards", must))
            return None

    def files(self, folder: str) -> list[Path]:
        """The files in one of its folders that lists can be read from, in order of their names."""
        return sorted(filter(is_table, (self.workspace.folder / folder).glob("*")))

    def name(self, path: Path) -> str:
        """A file of the workspace as messages name it."""
        return path.relative_to(self.workspace.folder).as_posix()

    def _name(self, path: Path) -> str:
        self.read.append(self.name(path))
        return self.read[-1]

    def _refuse_beside(self, stem: str, path: Path) -> None:
        """A fault for every other file of the same table."""
        for other in self.workspace.files(stem)[1:]:
            must = {
                "vi": f"không được đứng cạnh {path.name}: bảng này chỉ để trong một tệp",
                "en": f"must not stand beside {path.name}: keep this table in one file",
            }
            self.faults.append(Fault(self._name(other), None, must))

    def _declared(self, name: str) -> list[Correction]:
        return [each for each in self.workspace.corrections if each.file == name]


def one_table(
    path: Path,
    name: str,
    schema: Schema,
    faults: list[Fault],
    corrections: Sequence[Correction] = (),
) -> Tables | None:
    """The table of a file that holds no other, by its sheet; None, and a fault, if unreadable."""
    found = [grid for grid in lists.grids(path, name, faults) if not grid.is_empty]
    if len(found) > 1:
        wanted = {column.heading for column in schema.columns}
        found = [grid for grid in found if sheets.has_all(grid, wanted)]
        if len(found) != 1:
            faults.append(Fault(name, None, ONE_SHEET))
    if len(found) != 1:
        return None
    own = of_sheet(corrections, found[0].sheet, [found[0].sheet])
    faults += astray(corrections, [found[0].sheet])
    table = sheets.one_table(found[0], name, schema, faults, own)
    return None if table is None else {found[0].sheet or "": table}
