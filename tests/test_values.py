"""Cells become text by the kind of their column; what can mean two things stays as it was typed."""

from datetime import date

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.register import layouts, schema, values
from analysis.register.faults import Column, Fault
from analysis.register.grid import Cells
from analysis.register.rules import decimal, whole
from analysis.register.schema import Schema

MEANINGS = layouts.shipped().meanings


def read(column: str, *cells: object, words: str | None = None) -> list[str]:
    """What the cells of a column say, each in whichever part of the grid it belongs to."""
    kinds = ((str, pa.string()), ((int, float), pa.float64()), (date, pa.date32()))
    parts = [
        pa.array([cell if isinstance(cell, kind) else None for cell in cells], form)
        for kind, form in kinds
    ]
    given = [None if part.null_count == len(part) else part for part in parts]
    table = values.read(Cells(*given), slice(0, len(cells)), column, MEANINGS(words or column))
    assert table.dtype == "str"
    return table.tolist()


def refused(rule, *cells: str) -> list[int]:
    """The rows that a rule refuses, counted from 0."""
    table = pd.DataFrame({rule.columns[0]: list(cells)}, dtype="str")
    return table.index[~rule.holds(table)].tolist()


@pytest.mark.parametrize("typed", ["1.234.567", "1,234,567", "1 234 567", "1\u202f234\u00a0567"])
@pytest.mark.parametrize("column", ["income_vnd", "people", "plan", "households"])
def test_thousands_are_grouped_by_dots_commas_or_spaces(column, typed):
    assert read(column, typed) == ["1234567"]


@pytest.mark.parametrize("typed", ["1.234,567", "12.34", "1,5", "1234.567", "1 234.567"])
def test_a_count_that_is_not_plainly_grouped_stays_as_typed_and_is_refused(typed):
    assert read("members", typed) == [typed]
    assert refused(whole("members", 0, 10_000_000), typed) == [0]


@pytest.mark.parametrize("typed", ["800.000 đ", "800,000 VNĐ", "800 000 đồng", "800000vnd."])
def test_money_may_name_its_currency(typed):
    assert read("income_vnd", typed) == ["800000"]


def test_a_number_with_a_fraction_in_a_count_is_refused():
    assert read("members", 3.0, 2.5, 1.234) == ["3", "2.5", "1.234"]
    assert refused(whole("members", 1, 30), "3", "2.5", "1.234") == [1, 2]


def test_a_number_beyond_what_a_spreadsheet_keeps_exactly_is_refused():
    assert read("households", 1e20) == ["1e+20"]
    assert refused(whole("households", 0, 10_000_000), "1e+20") == [0]


@pytest.mark.parametrize(
    "typed, said",
    [
        (["12,5", "7"], ["12.5", "7"]),
        (["12.5", "7.250"], ["12.5", "7.250"]),
        (["12,5", "7,250"], ["12.5", "7.250"]),
        (["1.234,5", "7,250"], ["1234.5", "7.250"]),
        (["12,5", "1.234"], ["12.5", "1234"]),  # a dot groups thousands where a comma does not
        (["12,345"], ["12.345"]),
        (["12.345"], ["12.345"]),
        (["4,06%", "12,50 %"], ["4.06", "12.50"]),
        ([2.5, "2,5"], ["2.5", "2.5"]),
    ],
)
@pytest.mark.parametrize("column", ["score_income", "closing_pct"])
def test_the_column_tells_which_mark_is_the_decimal_one(column, typed, said):
    assert read(column, *typed) == said


@pytest.mark.parametrize("typed", [["12,5", "12.5"], ["1,234", "1.234"]])
def test_decimals_that_the_column_does_not_tell_stay_as_typed_and_are_refused(typed):
    assert read("score_income", *typed) == typed
    assert refused(decimal("score_income", 1000), *typed) == [0]


def test_a_decimal_out_of_its_bounds_is_refused_in_both_languages():
    rule = decimal("closing_pct", 100)
    assert refused(rule, "", "-", "0", "100", "4.06", "100.01", "1,5", "x", "-1") == [5, 6, 7, 8]
    table = pd.DataFrame({"closing_pct": ["1,5"]}, dtype="str", index=[9])
    rules = Schema([Column("closing_pct", "Tỷ lệ %")], [rule])
    assert schema.broken(table, "a.csv", rules) == [
        Fault(
            "a.csv",
            "Tỷ lệ % (closing_pct)",
            {
                "vi": "phải là số từ 0 đến 100, cả cột dùng một dấu thập phân",
                "en": "must be a number from 0 to 100, with one decimal mark in the whole column",
            },
            ((9, "'1,5'"),),
        )
    ]


@pytest.mark.parametrize(
    "cell, said",
    [
        ("31/01/1950", "1950-01-31"),
        ("1-2-1950", "1950-02-01"),
        ("1.2.1950", "1950-02-01"),
        ("1950", "1950"),
        ("02/1950", "1950"),
        (1950, "1950"),
        (date(1950, 1, 31), "1950-01-31"),
        (18_294, "1950-01-31"),  # as a spreadsheet counts days
        ("19500201", "19500201"),
        (19_500_201, "19500201"),
        ("31/02/1950", "31/02/1950"),
        ("13/1950", "13/1950"),
        ("1/2/50", "1/2/50"),
        (1950.5, "1950.5"),
        ("", ""),
        ("-", ""),
    ],
)
def test_a_birth_is_a_day_or_a_year_or_stays_as_typed(cell, said):
    assert read("birth", cell) == [said]
    year = said[:4] if len(said) == 10 and said[4] == "-" else said
    assert read("head_birth_year", cell) == [year]


def test_what_is_no_birth_is_refused_as_a_year():
    years = ["1950", "19500201", "31/02/1950", "1/2/50", "1950.5"]
    assert refused(whole("birth_year", 1893, 2013), *years) == [1, 2, 3, 4]


@given(st.dates(date(1910, 1, 1), date(2099, 12, 31)))
def test_a_day_is_the_same_in_every_way_of_writing_it(day):
    serial = (day - date(1899, 12, 30)).days
    typed = [f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", day, float(serial)]
    assert set(read("birth", *typed)) == {day.isoformat()}


def test_codes_stay_as_they_were_typed():
    cells = [194, "00194", "20194", 20194.0, "194a"]
    assert read("ward_code", *cells) == ["194", "00194", "20194", "20194", "194a"]


def test_citizens_numbers_get_back_the_zeros_that_a_number_lost():
    cells = [48_091_234_567, 1_091_234_567, 201_234_567, 12_345_678, 123, "048 091 234 567"]
    assert read("citizen_number", *cells, "'012345678") == [
        *("048091234567", "001091234567", "201234567", "012345678"),
        *("123", "048091234567", "012345678"),
    ]


@pytest.mark.parametrize("cell", ["x", "X", "✓", "✔", "v", "+", "Có", "CÓ", "TRUE", 1, "1"])
def test_yes_is_marked_in_many_ways(cell):
    assert read("is_minority", cell, words="yes_or_no") == ["có"]


@pytest.mark.parametrize("cell", ["Không", "0", 0, "FALSE", "o"])
def test_no_is_marked_in_many_ways(cell):
    assert read("is_minority", cell, words="yes_or_no") == ["không"]


def test_a_class_is_compared_whole():
    typed = ["nghèo", "HỘ NGHÈO", "Không nghèo", "cận  nghèo", "Hộ nghèo mới", "thoát nghèo"]
    assert read("household_class", *typed) == [
        *["Hộ nghèo"] * 2,
        *("Hộ không nghèo", "Hộ cận nghèo", "Hộ nghèo mới", "thoát nghèo"),
    ]


@pytest.mark.parametrize("column, zero", [("exits", "0"), ("is_minority", "không")])
def test_a_blank_a_dash_and_a_zero_stay_three_things(column, zero):
    words = "yes_or_no" if column == "is_minority" else None
    assert read(column, "", " ", "-", "–", "—", 0, "0", words=words) == [
        *["", ""],
        *["-"] * 3,
        *[zero] * 2,
    ]


def test_only_the_rows_asked_for_are_read():
    cells = Cells(pa.array(["Tiêu đề", "a", None]), pa.array([None, None, 5.0]))
    assert values.read(cells, slice(1, 3), "causes", {}).tolist() == ["a", "5"]
    assert values.read(Cells(), slice(1, 3), "causes", {}).tolist() == ["", ""]


@given(st.lists(st.sampled_from(["", "Hộ  nghèo", "12,5", 0, 2.5, date(1950, 1, 2)]), min_size=1))
def test_a_cell_is_read_alike_whatever_stands_beside_it(cells):
    alone = [read("causes", cell)[0] for cell in cells]
    assert read("causes", *cells) == alone


def test_no_kind_of_column_takes_time_for_each_cell(monkeypatch):
    asked: list[int] = []
    said = values.words
    monkeypatch.setattr(values, "words", lambda text: asked.append(1) or said(text))
    assert set(read("household_class", *["nghèo", "cận nghèo"] * 5000)) == {
        "Hộ nghèo",
        "Hộ cận nghèo",
    }
    assert len(asked) == 2
