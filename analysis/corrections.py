"""Đính chính: known errors of a clerk's files, mended by declaration and never in silence.

An office lists them in `corrections.yml`, each with the wrong value it expects to find, the right
one, the reason and who decided. Where a source has been mended the declaration no longer holds, and
is refused until it is removed.
"""

from pydantic import BaseModel, ConfigDict, Field

from analysis.rules import Text

FILE = "corrections.yml"


class Correction(BaseModel):
    """One cell: the file, the row that `where` points to by headings and values, the column.

    `sheet` is needed where the file has several.

    Cells are compared as text, as the file has them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    file: str
    sheet: str | None = None
    where: dict[str, str] = Field(min_length=1)
    column: str
    wrong: str
    right: str
    reason: Text
    decided: Text

    def said(self, lang: str) -> str:
        """What a page tells of it: nothing of the row, for that is a household."""
        return f"{self.file}, {self.column}: {self.reason[lang]} ({self.decided[lang]})"


class Corrections(BaseModel):
    """The whole of a `corrections.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    corrections: list[Correction]
