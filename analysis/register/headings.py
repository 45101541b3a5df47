"""Tiêu đề: which row of a sheet holds its headings, and which column each of them means.

Headings are compared by their words alone: composed or decomposed marks, either place of a tone
mark, letter case, line breaks and merged cells make no difference, and neither does their position.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from analysis.register.grid import Grid
from analysis.register.rules import one_tone

DEPTH = 3  # rows that headings may take
FIRST_ROWS = 60  # that are searched for them
UNDER = " > "
NUMBER = r"\(?([0-9]{1,2}|[a-z]{1,2})\)?"
NUMBERED = re.compile(rf"{NUMBER}|\(?{NUMBER} ?=[-0-9()+*/:,.x% ]+")  # (1), a, 9=1-2, (3=2/1)
GAPS = re.compile("[\u200b\ufeff]| ?([/,]) ?")
# What a bracket may say without making the heading another: "(nữ)" or "(nghìn đồng)" does.
UNITS = "người|hộ|khẩu|nhân khẩu|tuổi|điểm|%|đ|đồng|vnđ|vnd|(đ|đồng|vnđ)/(người/)?tháng"
NOTES = "nếu có|ghi .*|đánh dấu .*|theo .*|x|có/không|nam/nữ|(dd|ngày)/.*|[0-9 =+*/:-]+|[*]+"
REMARK = re.compile(rf" ?\(({UNITS}|{NOTES})\)|[*:.]+$")


def words(text: str) -> str:
    """Words as they are compared: one form of marks, one tone position, one space, no case.

    Spaces beside "/" and "," make no difference.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return one_tone(GAPS.sub(r"\1", plain))


@dataclass(frozen=True)
class Headings:
    """The headings of a sheet: their rows, the columns understood, and those that were not.

    `columns` gives for each of our names the number of its column, counted from 1; `shown` the
    heading of a column as the clerk has it; `twice` our names that several columns claim.
    """

    first: int
    last: int
    columns: Mapping[str, int]
    shown: Mapping[int, str]
    unknown: Sequence[int]
    twice: Sequence[str]

    @property
    def known(self) -> int:
        """How many of our columns were found."""
        return len(self.columns)


def top(grid: Grid) -> list[list[str]]:
    """The first rows of a sheet as typed, a merged cell's text in each of its cells."""
    height = min(grid.height, FIRST_ROWS)
    cells = [[""] * len(grid.columns) for _ in range(height)]
    for at, column in enumerate(grid.columns):
        for part in (column.text, column.numbers):
            if part is not None:
                _put(cells, at, part.slice(0, height))
    for area in grid.merged:
        if area.first.row <= height:
            text = cells[area.first.row - 1][area.first.column - 1]
            for row in range(area.first.row, min(area.last.row, height) + 1):
                for column in range(area.first.column, area.last.column + 1):
                    if column <= len(grid.columns):
                        cells[row - 1][column - 1] = text
    return cells


def _put(cells: list[list[str]], at: int, part: pa.Array) -> None:
    for row, value in enumerate(part.to_pylist()):
        if value is not None:
            cells[row][at] = value if isinstance(value, str) else f"{value:g}"


def best(cells: list[list[str]], means: Mapping[str, Sequence[str]]) -> Headings | None:
    """The rows that give the most of the columns asked for; None where no row gives any.

    `cells` are the top of a sheet, `means` the headings that each of our names goes by.
    """
    names: dict[tuple[str, ...], list[str]] = {}
    for name, headings in means.items():
        for heading in headings:
            key = tuple(words(part) for part in heading.split(UNDER.strip()))
            names.setdefault(key, []).append(name)
    leaves = {key[-1] for key in names}
    compared = [[words(cell) for cell in row] for row in cells]
    likely = [row for row, line in enumerate(compared) if leaves & {*line, *map(_bare, line)}]
    found = [
        _headings(cells, compared, names, first, depth)
        for first in sorted({row - up for row in likely for up in range(DEPTH) if row >= up})
        for depth in range(1, DEPTH + 1)
        if first + depth <= len(cells)
    ]
    return max(found, key=lambda each: (each.known, each.first - each.last), default=None)


def _bare(text: str) -> str:
    """A heading without its unit and notes: "Tỷ lệ (%)" is "Tỷ lệ"."""
    return REMARK.sub("", text).strip()


def _headings(
    cells: list[list[str]],
    compared: list[list[str]],
    names: Mapping[tuple[str, ...], Sequence[str]],
    first: int,
    depth: int,
) -> Headings:
    rows = slice(first, first + depth)
    claims: dict[str, list[tuple[tuple[int, bool], int]]] = {}
    shown, unknown = {}, []
    paths = zip(_paths(compared[rows]), _paths(cells[rows]), strict=True)
    for at, (path, typed) in enumerate(paths, start=1):
        if not path:
            continue
        shown[at] = " ".join(UNDER.join(typed).split())
        meant, surety = _meant(path, names)
        if not meant:
            unknown.append(at)
        for name in meant:
            claims.setdefault(name, []).append((surety, at))
    columns, twice = {}, []
    for name, claimed in claims.items():
        surest = max(surety for surety, _ in claimed)
        places = [at for surety, at in claimed if surety == surest]
        columns[name] = places[0]
        twice += [name] * (len(places) > 1)
    last = _last(compared, first + depth, columns.values())
    return Headings(first + 1, last, columns, shown, unknown, twice)


def _last(compared: list[list[str]], last: int, known: Collection[int]) -> int:
    """The last row that is part of the headings: numbers of the columns may stand below them."""
    for row in range(last, min(last + DEPTH, len(compared))):
        if _is_numbering(compared[row]):
            last = row + 1
        elif any(compared[row][at - 1] not in ("", compared[row - 1][at - 1]) for at in known):
            break
    return last


def _paths(rows: list[list[str]]) -> list[list[str]]:
    """The headings of each column from the top; one that a merged cell repeats stands once."""
    paths = []
    above = [""] * len(rows)
    for column in zip(*rows, strict=True):
        path: list[str] = []
        for level, cell in enumerate(column):
            is_under = not cell and level + 1 < len(column) and any(column[level + 1 :])
            text = above[level] if is_under and not any(column[:level]) else cell
            above[level] = text
            if text and text not in path[-1:]:
                path.append(text)
        paths.append(path)
    return paths


def _meant(
    path: list[str], names: Mapping[tuple[str, ...], Sequence[str]]
) -> tuple[Sequence[str], tuple[int, bool]]:
    """Our names for a column, by the longest part of its path that is one of their headings.

    With them comes how sure that is: by how many levels, and whether to the letter.
    """
    for is_exact, form in ((True, path), (False, [_bare(part) for part in path])):
        for start in range(len(form)):
            if tuple(form[start:]) in names:
                return names[tuple(form[start:])], (len(form) - start, is_exact)
    return (), (0, False)


def _is_numbering(line: list[str]) -> bool:
    """Whether a row only numbers the columns, as "(1) (2) 3=2-1"."""
    filled = [cell for cell in line if cell]
    return len(filled) > 2 and all(NUMBERED.fullmatch(cell) for cell in filled)
