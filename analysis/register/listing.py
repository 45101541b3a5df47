"""A sheet of a known layout as a list of a review: its households, and its people where it has any.

What the cells say is told by the kind of their columns (`values`). What the layout has no column
for is missing in the result (NA), which is not the same as a blank.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from analysis.register import (
    families,
    households,
    indicators,
    layouts,
    schema,
    sheets,
    summaries,
    values,
)
from analysis.register.faults import Column, Fault, Rule
from analysis.register.grid import Grid, letters
from analysis.register.headings import words
from analysis.register.households import EXITED, NEW, RELAPSED, STAYED
from analysis.register.layouts import Layouts, Recognised
from analysis.register.rules import decimal, one_of
from analysis.register.schema import Schema
from analysis.workspace import District

PEOPLE = ["household", "member_number", "member_name", "citizen_number", "birth_year", "sex"]
OF_HEAD = {
    "head_name": "name",
    "head_citizen_number": "citizen_number",
    "head_birth_year": "birth_year",
    "head_sex": "sex",
}
BIRTHS = ("birth", "birth_of_men", "birth_of_women")
COMES_FROM = {  # the columns of a sheet that one of ours is read out of
    **dict.fromkeys(["head_birth_year", "birth_year"], BIRTHS),
    **dict.fromkeys(["name", "head_name"], ("head_name", "person_name", "member_name")),
    "member_name": ("member_name", "person_name", "head_name"),
    "head_citizen_number": ("citizen_number",),
    **dict.fromkeys(["head_sex", "sex"], ("sex", "birth_of_men")),
    "ward_code": ("address",),
    "movement": ("is_relapse", "is_new"),
}
OURS = {column.name: column for listed in layouts.OWN.values() for column in listed}
PERSONAL = {"name", "person_name", "address", "unit", *BIRTHS}
YES_OR_NO = ["có", "không"]
EXTRA = ["is_minority", "without_labour", "has_merit", "score_income", "score_deprivation"]


@dataclass(frozen=True)
class Listed:
    """One sheet's list: one row for each household and each person; `people` may have none.

    The people of a list with members under their head carry in `household` the row of that head.
    A summary has `households` alone, one row for each place.
    """

    kind: str
    source: str
    households: pd.DataFrame
    people: pd.DataFrame


@dataclass(frozen=True)
class Sheet:
    """A sheet of a known layout, mended as declared, about to become a list."""

    grid: Grid
    seen: Recognised
    file: str
    known: Layouts
    district: District
    year: int

    @property
    def is_left_blank(self) -> bool:
        """Whether it is one of our own lists that may be left out, and nobody filled it in."""
        layout = self.seen.layout
        may_be = layout.own and layout.list in (layouts.OPENING, layouts.DEPRIVATIONS)
        return may_be and self.rows.empty

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows under the headings, as text."""
        read = sheets.cells(self.grid, self.seen.headings, self.known.meanings)
        if "ward_code" in read:
            read["ward_code"] = self._with_zeros(read["ward_code"])
        return read

    def _with_zeros(self, codes: pd.Series) -> pd.Series:
        """Codes of wards that a spreadsheet took for numbers, with the zeros it dropped."""
        units = [unit.code for unit in self.district.units]
        known = {code.lstrip("0"): code for code in units}
        return codes.where(codes.isin(units), codes.map(known).fillna(codes)).astype("str")

    def read(self) -> tuple[Listed, list[Fault]]:
        """The list, and the rules that its rows break."""
        rows = self.rows
        layout, nobody = self.seen.layout, pd.DataFrame(columns=PEOPLE)
        if layout.rows == "places":
            table = summaries.table(rows, self.district)
            listed = Listed(layout.list, self.file, self._sourced(table), nobody)
            return listed, self._wrong(table, summaries.schema(self.district))
        if layout.rows == "members":
            people = self._sourced(rows)
            wrong = self._wrong(people, households.members(self.year))
            return Listed(layout.list, self.file, nobody, people), wrong
        if layout.rows == "indicators":
            return self._deprivations()
        if layout.own:
            listed = Listed(layout.list, self.file, self._sourced(rows), nobody)
            return listed, self._wrong(listed.households, self._rules())
        return self._families(rows)

    def _deprivations(self) -> tuple[Listed, list[Fault]]:
        """What the households lack, by the indicators of the year's standard and no others."""
        wanted, found = indicators.schema(self.district, self.year), self.seen.headings
        taken = {at: name for name, at in found.columns.items()}
        strange = {at: told for at, told in found.shown.items() if self._is_filled(at)}
        names = [column.name for column in wanted.all if column.name in self.rows]
        table, nobody = self._sourced(self.rows[names]), pd.DataFrame(columns=PEOPLE)
        wrong = [
            *indicators.strangers(strange, taken, wanted, self.file, self.year),
            *self._wrong(table, wanted),
        ]
        return Listed(self.seen.layout.list, self.file, table, nobody), wrong

    def _is_filled(self, column: int) -> bool:
        """Whether a cell of a column of the sheet holds anything below the headings."""
        below = slice(self.seen.headings.last, self.grid.height)
        cells = values.read(self.grid.columns[column - 1], below, "", {})
        return bool((cells != "").any())

    def _families(self, rows: pd.DataFrame) -> tuple[Listed, list[Fault]]:
        """Households with the people under their head, or heads alone."""
        alone = self.seen.layout.rows == "households"
        if alone:
            rows = families.all_heads(rows)
        rows = families.without_footer(families.grouped(self._read_out(rows)))
        heads = rows[rows["household"] == rows.index]
        table, people = (
            self._households(heads, rows),
            self._people(rows.iloc[: 0 if alone else None]),
        )
        grouping = [*_by_kind(rows, self._rules()), *families.rules(set(rows), self.year, alone)]
        wrong = [
            *self._of_cells(rows.index, heads.index),
            *([] if len(table) or self._rules().may_be_empty else [self._without_rows()]),
            *self._broken(rows, Schema((), grouping)),
            *self._broken(table, self._rules()),
            *self._broken(table, Schema((), families.once())),
            *self._broken(people, _of_people(self.year)),
        ]
        return Listed(self.seen.layout.list, self.file, table, people), wrong

    def _read_out(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with a year of birth and a sex, and remarks that say nothing made blank."""
        read = rows.copy()
        for name, sex in (("birth_of_men", "Nam"), ("birth_of_women", "Nữ")):
            if name in read:
                given = read[name] != ""
                read["birth"] = read[name].where(given, read.get("birth", ""))
                read["sex"] = pd.Series(sex, read.index).where(given, read.get("sex", ""))
        if "birth" in read:
            read["birth_year"] = values.years(read["birth"])
        for name in self.seen.layout.remarks:
            if name in read:
                read[name] = read[name].where(read[name].isin(self.known.words[name]), "")
        return read

    def _households(self, heads: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
        """One row for each household with the columns of its list; NA where there is no column."""
        layout = self.seen.layout
        of_head = {ours: heads[name] for ours, name in OF_HEAD.items() if name in heads}
        table = heads.assign(**of_head)
        if "is_relapse" in table:
            table["movement"] = _declared(table)
        for name, value in layout.otherwise.items():
            given = table[name] if name in table else pd.Series("", table.index, dtype="str")
            table[name] = given.mask(given == "", value)
        if "address" in table and "ward_code" not in table:
            table["ward_code"] = self._wards(table["address"])
            group = table["address"].str.extract(r"(?i)\b(tổ (?:dân phố )?(?:số )?\w+)")[0]
            table["residential_group"] = group.fillna("")
        if "members" not in table and layout.rows == "head_and_members":
            table["members"] = rows.groupby("household").size().astype("str")
        if "class_after" in table:
            is_exit = table["reason"] == EXITED
            table["class_after"] = table["class_after"].where(is_exit, "")
        names = [column.name for column in layouts.OWN[layout.list.removeprefix("near_poor_")]]
        wanted = dict.fromkeys([*names, *OF_HEAD, "residential_group", *EXTRA])
        return self._sourced(table.reindex(columns=[*wanted]).astype("str"))

    def _wards(self, addresses: pd.Series) -> pd.Series:
        """The ward that an address names; blank where it names none or several."""
        names = {unit.code: words(unit.name["vi"]) for unit in self.district.units}
        wards = {}
        for address in addresses.unique():
            told = [code for code, name in names.items() if name in words(address)]
            wards[address] = told[0] if len(told) == 1 else ""
        return addresses.map(wards).astype("str")

    def _people(self, rows: pd.DataFrame) -> pd.DataFrame:
        number = (rows.groupby("household").cumcount() + 1).astype("str")
        people = rows.assign(member_name=rows["name"], member_number=number)
        return self._sourced(people.reindex(columns=[*PEOPLE, "relation"]))

    def _rules(self) -> Schema:
        layout = self.seen.layout
        if layout.list in (layouts.DEPARTURES, layouts.NEAR_POOR_DEPARTURES):
            is_of_poor = layout.list == layouts.DEPARTURES
            return households.departures(self.district, layout.own, is_of_poor)
        opening = layout.list == layouts.OPENING
        return (households.opening if opening else households.closing)(self.district)

    def _wrong(self, table: pd.DataFrame, rules: Schema) -> list[Fault]:
        """What is wrong with a table in which each row is something of its own."""
        empty = [] if len(table) or rules.may_be_empty else [self._without_rows()]
        return [*self._of_cells(table.index, table.index), *empty, *self._broken(table, rules)]

    def _of_cells(self, rows: pd.Index, starts: pd.Index) -> list[Fault]:
        return sheets.of_cells(self.grid, self.seen.headings, rows, starts, self.file, self._column)

    def _without_rows(self) -> Fault:
        return Fault(self.file, None, sheets.NO_ROWS)

    def _broken(self, table: pd.DataFrame, rules: Schema) -> list[Fault]:
        """The rules that a table breaks, of those whose columns the sheet has."""
        columns = [self._column(name) for name in table if not table[name].isna().all()]
        return schema.broken(table, self.file, rules.of(columns))

    def _column(self, name: str) -> Column:
        """One of our columns under the heading that the clerk sees, with the column's letter."""
        places, ours = self.seen.headings.columns, OURS.get(name)
        at = next((places[each] for each in (name, *COMES_FROM.get(name, ())) if each in places), 0)
        heading = ours.heading if ours else name
        if at:
            heading = f"{self.seen.headings.shown[at]} [{letters(at)}]"
        return Column(name, heading, name in PERSONAL or bool(ours and ours.personal), at)

    def _sourced(self, table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(source=self.file)


def _of_people(year: int) -> Schema:
    """The rules of people whose years of birth `families` has looked at."""
    told = households.members(year)
    return replace(told, rules=[rule for rule in told.rules if "birth_year" not in rule.columns])


def _by_kind(columns: Iterable[str], schema: Schema) -> Iterator[Rule]:
    """What the cells of marks and scores must be, by the kind of their columns.

    But for columns of which the list's own rules say it.
    """
    ruled = {name for rule in schema.rules for name in rule.columns}
    for name in columns:
        if values.KINDS.get(name) == "yes_or_no":
            yield one_of(name, YES_OR_NO)
        elif values.KINDS.get(name) == "decimal" and name not in ruled:
            yield decimal(name, households.MOST_SCORED)


def _declared(heads: pd.DataFrame) -> pd.Series:
    """How a household came onto the list, by the column that its mark stands in."""
    declared = pd.Series("", heads.index, dtype="str")
    for column, movement in {"is_old": STAYED, "is_new": NEW, "is_relapse": RELAPSED}.items():
        if column in heads:
            declared = declared.mask(heads[column] == "có", movement)
    return declared
