"""The workbooks of a new workspace (sổ nhập liệu): headings, drop-down lists and limits.

All of them are taken from the schemas that the register is held against.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from analysis import rules
from analysis.register import households, indicators, programme, smalltables
from analysis.register.faults import Column
from analysis.register.schema import Schema
from analysis.rules import Text
from analysis.starter import checks, words, work
from analysis.workspace import District

GUIDE = "Hướng dẫn"
OPENING, CLOSING = "Danh sách đầu kỳ", "Danh sách sau rà soát"
DEPARTURES, MEMBERS = "Ra khỏi danh sách", "Thành viên"
DEPRIVATIONS = "Chỉ số thiếu hụt"
POPULATION, PLAN = "Dân số", "Chỉ tiêu"

ROWS = 5000  # that are checked as they are filled in
A4 = 9
NARROW, WIDE, PROSE = 13, 24, 95  # columns, in letters
TALL, LINE = 48, 16  # the heights of the headings and of a line of prose, in points
LONG = {"head_name", "member_name", "causes", "source", "task", "task_owner", "solution"}
CODES = {"ward_code": "C", "ward": "D", "unit_code": "C"}  # where the guide lists them


class Sheet(NamedTuple):
    """A sheet to fill in: its name, what it must keep, and the rows that are there already.

    `help` is what stands beside headings, by our names of the columns.
    """

    name: str
    schema: Schema
    rows: Sequence[Sequence[object]] = ()
    help: Mapping[str, Text] = words.HELP


def write_lists(file: Path, district: District, year: int) -> None:
    """The lists of a review, to be filled in: with what the year's standard asks for."""
    standard = rules.standards()[district.standard(year)]
    sheets = [
        Sheet(OPENING, _asked(households.opening(district), standard)),
        Sheet(CLOSING, _asked(households.closing(district), standard)),
        Sheet(DEPARTURES, households.departures(district)),
        Sheet(MEMBERS, households.members(year)),
    ]
    if standard.indicators:
        sheets.append(Sheet(DEPRIVATIONS, indicators.schema(district, year)))
    with xlsxwriter.Workbook(file) as book:
        _write_guide(book, words.LISTS, households.PLACE, district.unit_names("vi"))
        _write_sheets(book, sheets, len(district.units))


def _asked(listed: Schema, standard: rules.Standard) -> Schema:
    """A list, with points only where they decide on the class."""
    return listed if standard.scores else listed.of(listed.columns)


def write_population(file: Path, district: District, year: int) -> None:
    """Households and people by ward, with the wards of the first year filled in."""
    names = district.unit_names("vi")
    rows = [(year, code, name) for code, name in names.items()]
    with xlsxwriter.Workbook(file) as book:
        _write_sheets(book, [Sheet(POPULATION, smalltables.population(district), rows)], len(names))
        _write_guide(book, words.POPULATION, households.PLACE, names)


def write_plan(file: Path, district: District) -> None:
    """Planned exits, to be filled in."""
    areas = {area: district.area_name(area, "vi") for area in district.areas()}
    schema = smalltables.plan(district)
    with xlsxwriter.Workbook(file) as book:
        _write_sheets(book, [Sheet(PLAN, schema)], len(areas))
        _write_guide(book, words.PLAN, schema.columns[1:2], areas)


def write_programme(file: Path, district: District) -> None:
    """The tables on the programme's other work, to be filled in."""
    schemas = programme.schemas(district)
    titles = programme.TITLES.items()
    sheets = [Sheet(title, schemas[stem], help=work.HELP) for stem, title in titles]
    with xlsxwriter.Workbook(file) as book:
        _write_guide(book, work.guide(), households.PLACE, district.unit_names("vi"))
        _write_sheets(book, sheets, len(district.units))


def _write_guide(
    book: xlsxwriter.Workbook, said: Text, headings: Sequence[Column], codes: Mapping[str, str]
) -> None:
    """What to do, Vietnamese first; beside it the codes, from which the other sheets choose."""
    page = book.add_worksheet(GUIDE)
    prose = book.add_format({"text_wrap": True, "valign": "top"})
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    page.set_column(0, 0, PROSE, prose)
    page.set_column(2, 3, WIDE, text)
    for row, line in enumerate([*said.vi.splitlines(), "", *said.en.splitlines()]):
        page.write_string(row, 0, line, prose)
        page.set_row(row, LINE * max(1, len(wrap(line, PROSE))))
    for at, column in enumerate(headings, start=2):
        page.write_string(0, at, column.heading, bold)
    for row, (code, name) in enumerate(codes.items(), start=1):
        page.write_string(row, 2, code, text)
        page.write_string(row, 3, name, text)
    page.ignore_errors({"number_stored_as_text": f"C1:C{len(codes) + 1}"})
    _set_print(page)


def _write_sheets(book: xlsxwriter.Workbook, sheets: Sequence[Sheet], codes: int) -> None:
    """The sheets to fill in; the guide lists so many codes to choose from."""
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.set_row(0, TALL)
        for at, column in enumerate(sheet.schema.all):
            page.write_string(0, at, column.heading, head)
            number_format = checks.number_format(column, sheet.schema)
            form = book.add_format({"num_format": number_format})
            page.set_column(at, at, _width(column), form)
            page.write_column(1, at, [row[at] for row in sheet.rows if at < len(row)], form)
            _write_help(page, at, sheet.help.get(column.name))
            if check := checks.check(column, sheet.schema, _listed(column, codes)):
                page.data_validation(1, at, ROWS, at, check)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.ignore_errors({"number_stored_as_text": f"A1:Z{ROWS + 1}"})
        _set_print(page)


def _listed(column: Column, codes: int) -> str | None:
    """Where the guide lists what a column may hold; None for a column of no codes."""
    if column.name not in CODES:
        return None
    at = CODES[column.name]
    return f"='{GUIDE}'!${at}$2:${at}${codes + 1}"


def _width(column: Column) -> int:
    """Wide enough for what is written there, and for the heading on two or three lines."""
    return WIDE if column.name in LONG else max(NARROW, len(column.heading) // 2)


def _write_help(page: Worksheet, at: int, said: Text | None) -> None:
    if said:
        page.write_comment(0, at, f"{said.vi}\n{said.en}", {"x_scale": 2.2, "y_scale": 1.2})


def _set_print(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&R&P / &N")
