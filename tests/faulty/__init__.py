"""A corpus of files that clerks should not hand in: each case says what is wrong and what is told.

Every case changes one sound office of six households (`office`); a module holds those of a theme.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook


class Told(NamedTuple):
    """What is said of one point: the sentence in both languages, and the rows it names."""

    vi: str
    en: str
    rows: tuple[int, ...] = ()


def told(sentence: tuple[str, str], *rows: int, of: str | None = None) -> Told:
    """A sentence in both languages, of a column (or an entry) if it does not speak for itself."""
    return Told(*(f"{of} {said}" if of else said for said in sentence), rows)


@dataclass(frozen=True)
class Case:
    """One thing that is wrong: what, how it is made, and what is told of it.

    `book` changes the sound workbook before it is saved, `files` the folder afterwards. What is
    `doubted` is told by check and stops nothing; of what is accepted nothing is told. No message
    may hold what the case has planted that is `personal`.
    """

    what: str
    refused: tuple[Told, ...] = ()
    doubted: tuple[Told, ...] = ()
    book: Callable[[Workbook], object] = lambda book: None
    files: Callable[[Path], object] = lambda folder: None
    personal: tuple[str, ...] = ()
