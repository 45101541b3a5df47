"""What is wrong with a workspace's files, as one message a clerk can act on.

A fault names the file, the column as the clerk sees it, the rule as a sentence, the row as the
spreadsheet counts it, and the value unless it is personal.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

ROWS_SHOWN = 50
BLANKS = ("", "-")  # what was not written, and what was written as nothing; neither is 0

WORDS = {
    "vi": {
        "file": "{file}: chưa ghi kết quả nào; {count} quy tắc bị vi phạm.",
        "whole": "Tệp",
        "rule": "  {column} {must}:",
        "row": "    dòng {row}: {value}",
        "bare_row": "    dòng {row}",
        "personal_row": "    dòng {row} (có thể là thông tin cá nhân, không in)",
        "more": "    … và {count} dòng nữa",
        "rows": "Số dòng đếm như trong bảng tính.",
    },
    "en": {
        "file": "{file}: nothing was written; {count} {rules} broken.",
        "whole": "The file",
        "rule": "  {column} {must}:",
        "row": "    row {row}: {value}",
        "bare_row": "    row {row}",
        "personal_row": "    row {row} (may be personal, not printed)",
        "more": "    … and {count} more rows",
        "rows": "Rows are counted as in the spreadsheet.",
    },
}


def heading_key(heading: str) -> str:
    """A heading as it is compared: NFC, one space, no letter case."""
    return " ".join(unicodedata.normalize("NFC", heading).casefold().split())


def in_sheet(file: str, sheet: str | None) -> str:
    """How a message names a sheet of a file; a text file has no other."""
    return f"{file} [{sheet}]" if sheet else file


@dataclass(frozen=True)
class Column:
    """A column: our name for it, its heading in the file, and whether its values are personal.

    `at` is its number in the sheet at hand, counted from 1; 0 where it stands in none.
    """

    name: str
    heading: str
    personal: bool = False
    at: int = 0

    def __str__(self) -> str:
        return f"{self.heading} ({self.name})"


@dataclass(frozen=True)
class Rule:
    """A sentence in both languages and the test of it.

    The test takes the table as text and tells for each row whether the rule holds. `columns` are
    those it looks at; a fault is shown at the first.
    """

    columns: tuple[str, ...]
    vi: str
    en: str
    holds: Callable[[pd.DataFrame], pd.Series]


@dataclass(frozen=True)
class Fault:
    """One rule broken in one file: at rows with their values, or by the file as a whole.

    A value is None where it is, or may be, personal. `at` is the number of the column in the sheet,
    counted from 1; 0 where the rule is of no one column.
    """

    file: str
    column: str | None
    must: dict[str, str]
    rows: tuple[tuple[int, str | None], ...] = ()
    at: int = 0

    def text(self, lang: str) -> str:
        words = WORDS[lang]
        head = words["rule"].format(column=self.column or words["whole"], must=self.must[lang])
        rows = [
            words[_form(value)].format(row=row, value=value)
            for row, value in self.rows[:ROWS_SHOWN]
        ]
        if len(self.rows) > ROWS_SHOWN:
            rows.append(words["more"].format(count=len(self.rows) - ROWS_SHOWN))
        return "\n".join([head, *rows] if rows else [head.rstrip(":") + "."])


def _form(value: str | None) -> str:
    """How a row is told: with its value, without one, or that its value is not printed."""
    if value is None:
        return "personal_row"
    return "row" if value else "bare_row"


class RegisterError(Exception):
    """A workspace's files are refused; carries every fault of every file."""

    def __init__(self, faults: list[Fault]):
        self.faults = faults
        super().__init__(faults)

    def __str__(self) -> str:
        return self.text("en")

    def text(self, lang: str) -> str:
        """The whole message in one language, grouped by file."""
        words = WORDS[lang]
        parts = []
        for file in dict.fromkeys(fault.file for fault in self.faults):
            broken = [fault for fault in self.faults if fault.file == file]
            rules = "rule is" if len(broken) == 1 else "rules are"
            parts.append(words["file"].format(file=file, count=len(broken), rules=rules))
            parts.append("")
            parts += [fault.text(lang) for fault in broken]
            parts.append("")
        has_rows = any(fault.rows for fault in self.faults)
        return "\n".join([*parts, words["rows"]] if has_rows else parts).rstrip()
