"""Every table of a page as CSV and as a workbook: what the page shows, and nothing more."""

import csv
import io
import zipfile
from base64 import b64decode
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from analysis import tables, terms
from analysis.reports import shown, takeaway, workbook
from analysis.terms import Scope

NAMES = {"a": "Hòa Minh", "b": "Hòa <Khánh>"}
ABOUT = {
    "workspace": "Quận A",
    "area": "Phường B",
    "year": 2013,
    "notice": "Số liệu giả định.",
    "source": "sổ của quận",
}
# Unrounded as measures give it: the digits that are not shown must be in no file.
MEASURED = pd.DataFrame(
    {
        "unit_code": ["a", "b", "total"],
        "closing": [4018.0, terms.HIDDEN, 12.0],
        "poverty_rate_pct": [100 * 2818 / 39030, float("nan"), 14.2],
        "contribution_pp": [0.123456, -3.369999, 0.0],
        "finish_year": [2016.0, 2017.0, 2018.0],
        "p_adjusted": [0.00012, 0.25, 1.0],
        "advice": ["1.328", "=1+1", "xem lại"],
    }
)


@pytest.fixture(scope="module")
def table():
    return shown_table(MEASURED, "vi")


def shown_table(measured, lang):
    html = tables.grid(measured, "wards-poverty", Scope(2013, "Quận A", lang, NAMES)).data
    (table,) = shown.tables(html, lang)
    return table


def sheet(table, lang="vi", **about):
    book = openpyxl.load_workbook(io.BytesIO(workbook.written(table, lang, ABOUT | about)))
    return book.active


def cells(table, **about):
    """The cells of the table in its workbook, heads first."""
    read = list(sheet(table, **about).iter_rows(min_row=5))
    return read[: len(table.rows) + 1]


def lines(table, lang="vi", notice=None):
    content = takeaway.as_csv(table, lang, notice).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def test_a_table_is_read_back_as_it_stands_on_the_page(table):
    assert table.id == "wards-poverty"
    assert table.caption == terms.caption("wards-poverty", Scope(2013, "Quận A", "vi", NAMES))
    assert [row.kind for row in table.rows] == ["", "", "total"]
    assert [cell.text for cell in table.rows[1].cells[:3]] == [
        "Hòa <Khánh>",
        "•",
        "không có số liệu",
    ]
    assert table.legends == [terms.LEGEND["vi"]]


def test_a_legend_belongs_to_the_table_it_stands_below():
    shown_as = Scope(2013, "Quận A", "vi", NAMES)
    known = tables.grid(MEASURED.head(1), "wards-mix", shown_as).data
    hidden = tables.grid(MEASURED, "wards-poverty", shown_as).data
    first, second = shown.tables(known + hidden, "vi")
    assert (first.legends, second.legends) == ([], [terms.LEGEND["vi"]])


def test_the_csv_has_plain_numbers_under_heads_in_the_language_of_the_page(table):
    heads, first, second, _ = lines(table)
    assert heads[:3] == ["Đơn vị", "Hộ nghèo cuối kỳ", "Tỷ lệ hộ nghèo (%)"]
    assert first == ["Hòa Minh", "4018", "7.22", "0.12", "2016", "< 0,001", "1.328"]
    assert second == ["Hòa <Khánh>", "•", "", "-3.37", "2017", "0.250", "=1+1"]


def test_programs_read_the_csv_as_a_table(table):
    content = io.BytesIO(takeaway.as_csv(table, "vi", ABOUT["notice"]))
    read = pd.read_csv(content, na_values=[terms.HIDDEN])
    assert read["Hộ nghèo cuối kỳ"].tolist()[::2] == [4018.0, 12.0]
    assert read["Tỷ lệ hộ nghèo (%)"].isna().tolist() == [False, True, False]


def test_a_notice_is_the_last_head_of_the_csv_as_in_the_files_of_the_sample(table):
    noticed, bare = lines(table, notice=ABOUT["notice"]), lines(table)
    assert [row[-1] for row in noticed] == [ABOUT["notice"], "", "", ""]
    assert [row[:-1] for row in noticed] == bare


def test_a_spreadsheet_knows_the_csv_for_utf_8(table):
    assert takeaway.as_csv(table, "vi", None).startswith(b"\xef\xbb\xbf")


def test_percentages_among_other_numbers_keep_their_sign():
    html = (
        '<table id="x"><caption>X</caption><thead><tr><th>A</th><th>B</th></tr></thead>'
        "<tr><th>a</th><td>1.200</td></tr><tr><th>b</th><td>7,22%</td></tr></table>"
    )
    (mixed,) = shown.tables(f"<div>{html}</div>", "vi")
    assert lines(mixed) == [["A", "B"], ["a", "1200"], ["b", "7.22%"]]


def test_the_workbook_holds_numbers_and_shows_them_as_the_page_does(table):
    _, first, second, total = cells(table)
    assert [(cell.value, cell.number_format) for cell in first[1:5]] == [
        (4018, "#,##0"),
        (0.0722, "#,##0.00%"),
        (0.12, "+#,##0.00;-#,##0.00;#,##0.00"),
        (2016, "0"),
    ]
    assert (second[3].value, total[3].value) == (-3.37, 0)


def test_what_is_no_number_on_the_page_is_text_in_the_workbook(table):
    _, first, second, _ = cells(table)
    assert [cell.value for cell in first[5:]] == ["< 0,001", "1.328"]
    assert [cell.value for cell in second[:3]] == ["Hòa <Khánh>", "•", "không có số liệu"]
    assert (second[6].value, second[6].data_type) == ("=1+1", "s")


def test_the_workbook_says_what_it_is_about_that_it_is_invented_and_whence(table):
    read = [row[0].value for row in sheet(table).iter_rows()]
    assert read[:3] == [table.caption, "Quận A · Phường B · Năm 2013", ABOUT["notice"]]
    assert read[-2:] == [terms.LEGEND["vi"], "Nguồn: sổ của quận"]


def test_a_district_is_named_once_and_without_notice_none_is_given(table):
    read = sheet(table, area="Quận A", notice=None)
    assert (read["A2"].value, read["A3"].value) == ("Quận A · Năm 2013", None)


def test_the_total_of_a_workbook_is_as_bold_as_on_the_page(table):
    assert [row[0].font.b for row in cells(table)] == [True, False, False, True]


def test_a_reader_of_english_gets_english(table):
    english = shown_table(MEASURED, "en")
    assert lines(english, "en")[1][:3] == ["Hòa Minh", "4018", "7.22"]
    assert sheet(english, "en")["A2"].value == "Quận A · Phường B · Year 2013"


def test_no_file_holds_a_digit_that_the_page_does_not_show(table):
    with zipfile.ZipFile(io.BytesIO(workbook.written(table, "vi", ABOUT))) as book:
        parts = [book.read(name).decode() for name in book.namelist()]
    text = "".join([*parts, takeaway.as_csv(table, "vi", None).decode()])
    assert "7.22" in text and "0.0722" in text
    assert [digits for digits in ("7.220", "7.2200", "3.3699", "0.1234") if digits in text] == []


def test_the_same_table_gives_the_same_bytes(table):
    assert takeaway.links(table, "vi", ABOUT) == takeaway.links(table, "vi", ABOUT)
    with zipfile.ZipFile(io.BytesIO(workbook.written(table, "vi", ABOUT))) as book:
        assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_workbook_names_no_part_that_was_left_out(table):
    with zipfile.ZipFile(io.BytesIO(workbook.written(table, "vi", ABOUT))) as book:
        text = "".join(book.read(name).decode() for name in book.namelist())
        assert "theme" not in text.replace("spreadsheetml", "") and "docProps" not in text
        assert "xl/theme/theme1.xml" not in book.namelist()


def test_links_say_which_table_and_which_kind_of_file(table):
    links = takeaway.links(table, "vi", ABOUT)
    assert [link["label"] for link in links] == [
        f"Tải bảng «{table.caption}» (CSV)",
        f"Tải bảng «{table.caption}» (Excel)",
    ]
    assert [link["name"] for link in links] == [
        "so-ho-ngheo-ty-le-ho-ngheo-va-ty-trong-nam-2013-quan-a.csv",
        "so-ho-ngheo-ty-le-ho-ngheo-va-ty-trong-nam-2013-quan-a.xlsx",
    ]
    opened = b64decode(links[1]["href"].partition("base64,")[2])
    assert opened == workbook.written(table, "vi", ABOUT)


def test_a_file_is_named_by_its_caption_as_far_as_the_first_semicolon(table):
    longer = replace(table, caption=f"{table.caption}; chuẩn nghèo {'x' * 200}")
    names = [[link["name"] for link in takeaway.links(of, "vi", ABOUT)] for of in (table, longer)]
    assert names[0] == names[1]
