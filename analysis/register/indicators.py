"""Thiếu hụt dịch vụ xã hội cơ bản: which basic services each household of a closing list lacks.

The indicators are those of the year's standard (`rules.Standard.indicators`), a column each under
its Vietnamese name: "có" (lacks it), "không", or blank where that was not recorded.
"""

import pandas as pd

from analysis import rules
from analysis.register import households
from analysis.register.faults import Column, Fault, Rule
from analysis.register.headings import words
from analysis.register.rules import among, filled, one_of, unique
from analysis.register.schema import Schema
from analysis.workspace import District

LACKS, HAS = "có", "không"
CODES = tuple(
    dict.fromkeys(each.code for known in rules.standards().values() for each in known.indicators)
)
NONE_ASKED = {
    "vi": "phải có cột của ít nhất một chỉ số thiếu hụt",
    "en": "must have a column for at least one indicator",
}
BESIDE = frozenset(words(column.heading) for column in households.LISTED) | {"stt"}


def columns(standard: str | None = None) -> list[Column]:
    """The household's number and the indicators of a standard, or else of all standards."""
    known = rules.standards()
    chosen = known.values() if standard is None else [known[standard]]
    named = [Column(each.code, each.name.vi) for one in chosen for each in one.indicators]
    return [households.HOUSEHOLD, *named]


def of_year(district: District, year: int) -> list[Column]:
    """The columns of a year's list; the number alone where the year's standard is not known."""
    try:
        return columns(district.standard(year))
    except LookupError:
        return [households.HOUSEHOLD]


def schema(district: District, year: int) -> Schema:
    """The list of a year: a row for each household that was asked."""
    number, *asked = of_year(district, year)
    rules = [filled("household_id"), unique("household_id")]
    rules += [one_of(each.name, [LACKS, HAS]) for each in asked]
    return Schema([number], rules, asked, words=frozenset({LACKS, HAS}))


def strangers(
    filled_headings: dict[int, str], taken: dict[int, str], wanted: Schema, file: str, year: int
) -> list[Fault]:
    """Columns that hold something and are no indicator of the year's standard, or none that is one.

    `filled_headings` are the headings of such columns by their number, `taken` those of our names
    that some of them were understood as.
    """
    asked = {column.name for column in wanted.all}
    odd = {
        at: heading
        for at, heading in filled_headings.items()
        if taken.get(at) not in asked and words(heading) not in BESIDE
    }
    must = {
        "vi": f"không phải là chỉ số thiếu hụt của chuẩn nghèo năm {year}",
        "en": f"is no indicator of the poverty standard of {year}",
    }
    if not odd and asked.isdisjoint({*taken.values()} - {households.HOUSEHOLD.name}):
        return [Fault(file, None, NONE_ASKED)]
    return [Fault(file, f"«{heading}»", must, at=at) for at, heading in odd.items()]


def counts(table: pd.DataFrame) -> pd.DataFrame:
    """For each household how many it `lacks`, and how many it lacks at the `most`.

    They differ by the indicators that were not recorded of it.
    """
    asked = table.set_index("household_id")
    lacks = (asked == LACKS).sum(axis="columns")
    return pd.DataFrame({"lacks": lacks, "most": lacks + (asked == "").sum(axis="columns")})


def listed(closing: set[str]) -> Rule:
    """Who lacks what is asked of the households of the closing list alone."""
    return Rule(
        ("household_id",),
        "phải có trong danh sách sau rà soát",
        "must be on the list after the review",
        lambda table: among(table["household_id"], closing),
    )


def none() -> pd.DataFrame:
    """The list of a year without one: no household and no indicator."""
    return pd.DataFrame({households.HOUSEHOLD.name: pd.Series(dtype="str")})


def settled(table: pd.DataFrame | None, standard: str) -> pd.DataFrame:
    """The list with every indicator of the standard, in its order."""
    if table is None:
        return none()
    names = [column.name for column in columns(standard)]
    return table.reindex(columns=names, fill_value="").replace("-", "").reset_index(drop=True)
