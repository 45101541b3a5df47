"""A new workspace is there as a whole or not at all, and asks for what the register is held to."""

import re
import shutil
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from unicodedata import normalize

import openpyxl
import pandas as pd
import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from analysis import cli, rules, workspace
from analysis.programme import Programme
from analysis.register import households, indicators, programme, smalltables
from analysis.register.faults import RegisterError
from analysis.register.read import read
from analysis.register.schema import Schema
from analysis.starter import places, settings, workbooks, write
from analysis.starter.settings import Office
from analysis.workspace import WorkspaceError

from . import work_tables
from .test_run import COMMAND, process

YEAR = 2026
LISTS = f"register/{YEAR}/so-ho-ngheo-{YEAR}.xlsx"
SHEETS = {
    "Danh sách đầu kỳ": (LISTS, lambda district: households.opening(district)),
    "Danh sách sau rà soát": (LISTS, lambda district: households.closing(district)),
    "Ra khỏi danh sách": (LISTS, lambda district: households.departures(district)),
    "Thành viên": (LISTS, lambda district: households.members(YEAR)),
    "Chỉ số thiếu hụt": (LISTS, lambda district: indicators.schema(district, YEAR)),
    "Dân số": ("population.xlsx", lambda district: smalltables.population(district)),
    "Chỉ tiêu": ("plan.xlsx", lambda district: smalltables.plan(district)),
}
BOOK = "programme.xlsx"


def table(stem: str, district) -> Schema:
    """The schema of a table of the programme."""
    return programme.schemas(district)[stem]


WORK = {title: (BOOK, partial(table, stem)) for stem, title in programme.TITLES.items()}
SHEETS |= WORK
EVERY = pytest.mark.parametrize("sheet", SHEETS)
CHOSEN = {
    *("head_sex", "household_class", "special_group", "movement", "reason", "class_after"),
    *("sex", "relation", "giver", "ward_code", "ward", "unit_code"),
    *indicators.CODES,
}


def chosen(sheet: str, schema: Schema) -> set[str]:
    """The columns of a sheet whose cells are chosen from a list."""
    names = {column.name for column in columns(schema)}
    if sheet not in WORK:
        return CHOSEN & names
    offered = {
        rule.columns[0] for rule in schema.rules if re.match(".*(một trong|nhóm) «", rule.vi)
    }
    return offered | (names & {"ward_code"})


CODES = "province_code,province,district_code,district,ward_code,ward\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The workspace of one district, written once; its folder's name has spaces and marks."""
    folder = tmp_path_factory.mktemp("new") / "Quận Liên Chiểu mới"
    place = places.find("490", places.CODES)
    write(folder, Office(place, YEAR, "national-2022", place.settlement))
    return folder


@pytest.fixture(scope="module")
def district(made) -> workspace.District:
    return workspace.open(made).district


def page(made: Path, sheet: str):
    return openpyxl.load_workbook(made / SHEETS[sheet][0])[sheet]


def schema(sheet: str, district) -> Schema:
    return SHEETS[sheet][1](district)


def columns(schema: Schema) -> list:
    return [*schema.columns, *schema.optional]


def asked(made: Path, sheet: str, schema: Schema) -> dict:
    """What is asked of each column of a sheet, by our name for it."""
    found = {}
    for check in page(made, sheet).data_validations.dataValidation:
        area = next(iter(check.sqref.ranges))
        assert (area.min_row, area.max_row, area.size["columns"]) == (2, 5001, 1)
        found[columns(schema)[area.min_col - 1].name] = check
    return found


def told(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["new", *map(str, arguments)])


def refused(folder: Path, *arguments: str) -> str:
    """What is said by a command that exits with 2 and leaves nothing behind."""
    before = sorted(folder.parent.rglob("*"))
    result = told(folder, *arguments)
    assert (result.exit_code, type(result.exception)) == (2, SystemExit), result.output
    assert sorted(folder.parent.rglob("*")) == before
    return result.output


def test_every_file_is_there_and_nothing_else(made):
    files = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert files == {"district.yml", LISTS, "population.xlsx", "plan.xlsx", BOOK}
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_the_folder_is_for_its_owner_alone(made):
    assert made.stat().st_mode & 0o777 == 0o700


def test_the_settings_open_and_say_what_was_asked(district):
    assert (district.code, district.name.vi) == ("490", "Quận Liên Chiểu")
    assert district.name.en == "Liên Chiểu district"
    assert (district.kind, district.settlement) == ("register", "urban")
    assert district.standards == {YEAR: "national-2022"}
    assert district.source.vi.endswith("của quận Liên Chiểu")
    assert (district.notice, district.plan_periods, district.disclosure_threshold) == (None, [], 5)


def test_the_wards_stand_in_order_of_code_as_the_shipped_workspace_names_them(district):
    assert district.units == workspace.open(workspace.SHIPPED[0]).district.units


def test_the_plan_period_shown_in_the_comments_is_one_that_can_be_used(made):
    text = (made / "district.yml").read_text(encoding="utf-8")
    before = text.partition("\nplan_periods:")[0]
    shown = [line[2:] for line in before.splitlines() if line.startswith("#   ")]
    period = yaml.safe_load("\n".join(shown))[0]
    assert workspace.Period.model_validate(period).goal_households == 100


def test_the_rules_shown_in_the_comments_are_ones_that_can_be_used(made, district):
    text = (made / "district.yml").read_text(encoding="utf-8")
    block = text.partition("# programme:\n")[2].partition("\n\n")[0]
    shown = yaml.safe_load("\n".join(line[2:] for line in block.splitlines()))
    assert shown.keys() == Programme.model_fields.keys()
    for part, rules_shown in shown.items():
        model = type(getattr(Programme.model_validate(shown), part))
        assert rules_shown.keys() == model.model_fields.keys()
    assert district.programme == Programme(), "no rule is the office's own before it says so"


@pytest.mark.parametrize(
    ("name", "vi", "en"),
    [
        ("Quận 11", "Quận 11", "District 11"),
        ("Huyện Hòa Vang", "Huyện Hòa Vang", "Hòa Vang district"),
        ("Thành phố Thuận An", "Thành phố Thuận An", "Thuận An city"),
        ("Huyện Cư M'gar", "Huyện Cư M'gar", "Cư M'gar district"),
        ('Huyện "A": #1', 'Huyện "A": #1', '"A": #1 district'),
    ],
)
def test_any_name_is_written_so_that_it_is_read_again(name, vi, en):
    place = places.Place("001", name, "Đà Nẵng", {"00001": "Phường 1"})
    read = yaml.safe_load(settings.text(Office(place, YEAR, "national-2022", "urban")))
    assert read["name"] == {"vi": vi, "en": en}
    assert read["units"] == [{"code": "00001", "name": {"vi": "Phường 1", "en": "Ward 1"}}]


def test_a_town_and_a_commune_of_one_name_are_told_apart():
    wards = {"00001": "Thị trấn Phố Cũ", "00002": "Xã Phố Cũ", "00003": "Xã Phố Mới"}
    place = places.Place("001", "Huyện A", "B", wards)
    read = yaml.safe_load(settings.text(Office(place, YEAR, "national-2022", "rural")))
    names = [unit["name"]["vi"] for unit in read["units"]]
    assert names == ["Thị trấn Phố Cũ", "Xã Phố Cũ", "Phố Mới"]


@EVERY
def test_the_headings_are_those_of_the_schema(made, district, sheet):
    row = [cell.value for cell in page(made, sheet)[1]]
    assert row == [column.heading for column in columns(schema(sheet, district))]


def test_the_lists_have_their_sheets_in_order(made):
    expected = ["Hướng dẫn", *list(SHEETS)[:5]]
    assert openpyxl.load_workbook(made / LISTS).sheetnames == expected
    assert openpyxl.load_workbook(made / BOOK).sheetnames == ["Hướng dẫn", *WORK]


def test_a_standard_that_looks_at_income_alone_asks_for_no_deprivations_and_no_points(tmp_path):
    place = places.find("490", places.CODES)
    write(tmp_path / "new", Office(place, YEAR, "da-nang-2013", place.settlement))
    book = openpyxl.load_workbook(tmp_path / "new" / LISTS)
    assert book.sheetnames == ["Hướng dẫn", *list(SHEETS)[:4]]
    headings = {cell.value for name in list(SHEETS)[:2] for cell in book[name][1]}
    assert "Phân loại hộ" in headings
    assert not {"Điểm B1", "Điểm B2"} & headings


def test_the_instructions_say_when_an_opening_list_is_needed_in_both_languages(made):
    guide = openpyxl.load_workbook(made / LISTS)["Hướng dẫn"]
    said = " ".join(cell.value or "" for cell in guide["A"])
    assert "chỉ cần cho năm đầu tiên" in said and "only in the first year" in said
    assert said.index("chỉ cần") < said.index("only in")


def test_the_instructions_say_of_each_table_what_it_is_for_in_both_languages(made):
    guide = openpyxl.load_workbook(made / BOOK)["Hướng dẫn"]
    said = [cell.value or "" for cell in guide["A"]]
    for title in WORK:
        about = [line.partition(": ")[2] for line in said if line.startswith(f"«{title}»: ")]
        assert len(about) == len({*about, ""} - {""}) == 2, title


def test_the_population_waits_for_numbers_beside_its_year_and_wards(made, district):
    rows = list(page(made, "Dân số").iter_rows(min_row=2, values_only=True))
    names = district.unit_names("vi")
    assert rows == [(YEAR, code, name, None, None) for code, name in names.items()]


@EVERY
def test_what_is_asked_of_a_cell_is_the_sentence_of_its_rules(made, district, sheet):
    wanted = schema(sheet, district)
    sentences = {rule.columns[0]: rule.vi for rule in wanted.rules}  # the last one of a column
    found = asked(made, sheet, wanted)
    assert sentences.keys() <= found.keys()
    for name, sentence in sentences.items():
        assert found[name].prompt == found[name].error and len(found[name].prompt) <= 255
        together = "; ".join(rule.vi for rule in wanted.rules if rule.columns[0] == name)
        assert sentence in found[name].prompt or len(together) > 255
        assert together.startswith(found[name].prompt)


@EVERY
def test_a_list_to_choose_from_holds_what_the_rules_allow(made, district, sheet):
    wanted = schema(sheet, district)
    found = {
        name: check for name, check in asked(made, sheet, wanted).items() if check.type == "list"
    }
    assert found.keys() == chosen(sheet, wanted)
    for name, check in found.items():
        if check.formula1.startswith('"') and name != "relation":
            choices = check.formula1.strip('"').split(",")
            assert broken(wanted, name, [*choices, "sai"]) == ["sai"]
            several = f"{choices[0]}; {choices[-1]}"
            assert (broken(wanted, name, [several]) == []) is not check.showErrorMessage


@EVERY
def test_the_limits_of_a_number_are_those_of_the_rules(made, district, sheet):
    wanted = schema(sheet, district)
    for name, check in asked(made, sheet, wanted).items():
        if check.type == "whole":
            least, most = int(check.formula1), int(check.formula2)
            assert broken(wanted, name, [str(least), str(most), str(most + 1)]) == [str(most + 1)]
            assert least == 0 or broken(wanted, name, [str(least - 1)])


@pytest.mark.parametrize("sheet", WORK)
def test_days_are_typed_as_days(made, district, sheet):
    wanted = schema(sheet, district)
    found = {name for name, c in asked(made, sheet, wanted).items() if c.type == "date"}
    assert found == {each.name for each in columns(wanted) if each.name.endswith("_date")}
    dimensions = page(made, sheet).column_dimensions
    for at, column in enumerate(columns(wanted), start=1):
        form = dimensions[openpyxl.utils.get_column_letter(at)].number_format
        assert (form == "dd/mm/yyyy") is (column.name in found)
        assert (form == "#,##0") is column.name.endswith(("_vnd", "_count", "_points"))


def broken(schema: Schema, column: str, cells: list[str]) -> list[str]:
    """The cells of a column that break a rule of it alone; twice the same is not looked for."""
    table = pd.DataFrame({column: cells}, dtype="str")
    holds = [rule.holds(table) for rule in schema.rules if rule.columns == (column,)]
    return table.loc[~pd.concat(holds, axis="columns").all(axis="columns"), column].tolist()


def test_numbers_have_limits(made, district):
    found = asked(made, "Danh sách sau rà soát", households.closing(district))
    limits = {name: (c.formula1, c.formula2) for name, c in found.items() if c.type == "whole"}
    assert limits["members"] == ("1", "30") and limits["workers"] == ("0", "30")


@pytest.mark.parametrize(
    ("sheet", "column", "values"),
    [
        ("Thành viên", "relation", None),
        ("Ra khỏi danh sách", "ward_code", ["20194", "20195", "20197", "20198", "20200"]),
        ("Ra khỏi danh sách", "ward", ["Hòa Hiệp Bắc", "Hòa Hiệp Nam", "Hòa Khánh Bắc"]),
        ("Dân số", "ward_code", ["20194", "20195", "20197", "20198", "20200"]),
        ("Chỉ tiêu", "unit_code", ["490", "20194", "20195", "20197", "20198", "20200"]),
    ],
)
def test_codes_are_chosen_from_those_in_the_instructions(made, district, sheet, column, values):
    check = asked(made, sheet, schema(sheet, district))[column]
    if values is None:
        assert not check.showErrorMessage  # another relation may be written
        return
    name, area = check.formula1.split("!")
    book = openpyxl.load_workbook(made / SHEETS[sheet][0])
    cells = [row[0].value for row in book[name.strip("'")][area.replace("$", "")]]
    assert cells[: len(values)] == values and None not in cells


@EVERY
def test_codes_and_numbers_of_persons_are_text_so_that_no_zero_is_lost(made, district, sheet):
    found = page(made, sheet)
    for at, column in enumerate(columns(schema(sheet, district)), start=1):
        form = found.column_dimensions[openpyxl.utils.get_column_letter(at)].number_format
        is_text = column.name.endswith(("_code", "_id", "citizen_number"))
        assert not is_text or form == "@", column


@EVERY
def test_a_sheet_prints_on_a4_with_its_headings_on_every_page(made, sheet):
    found = page(made, sheet)
    assert (found.page_setup.orientation, found.page_setup.paperSize) == ("landscape", 9)
    assert (found.print_title_rows, found.freeze_panes) == ("$1:$1", "A2")
    assert all(cell.font.bold for cell in found[1])


def test_columns_that_only_some_know_are_explained(made, district):
    found = page(made, "Ra khỏi danh sách")
    explained = {cell.value for cell in found[1] if cell.comment}
    assert {"Lý do", "Phân loại sau rà soát"} <= explained
    assert all("\n" in cell.comment.text for cell in found[1] if cell.comment)


@pytest.mark.parametrize(
    "name",
    [
        *("490", " 490 ", "Quận Liên Chiểu", "liên  chiểu", "LIÊN CHIỂU"),
        normalize("NFD", "Liên Chiểu"),
    ],
)
def test_a_district_is_found_by_its_code_or_name(name):
    place = places.find(name, places.CODES)
    assert (place.code, next(iter(place.wards)), len(place.wards)) == ("490", "20194", 5)


@pytest.mark.parametrize("name", ["Hòa Vang", "Hoà Vang"])
def test_a_name_with_other_tone_marks_finds_the_district(name):
    place = places.find(name, places.CODES)
    assert (place.code, place.settlement, place.province) == ("497", "rural", "Đà Nẵng")


def test_an_unknown_district_is_told_with_the_choices(tmp_path):
    output = refused(tmp_path / "a", "--district", "Lien Cheo", "--year", "2013")
    assert "Lien Cheo: must be the code or name of one district; nothing was written." in output
    assert "490 Quận Liên Chiểu, Thành phố Đà Nẵng" in output and "497 Huyện Hòa Vang" in output
    said = refused(tmp_path / "a", "--district", "Lien Cheo", "--year", "2013", "--lang", "vi")
    assert "Lien Cheo: phải là mã hoặc tên của đúng một quận, huyện; chưa ghi gì." in said


def test_a_name_of_two_districts_is_told_with_both(tmp_path):
    file = tmp_path / "codes.csv"
    rows = "01,Tỉnh A,001,Huyện Đông,00001,Xã X\n02,Tỉnh B,002,Huyện Đông,00002,Xã Y\n"
    file.write_text(CODES + rows + "02,Tỉnh B,003,Huyện Tây,00003,Xã Z\n", encoding="utf-8")
    with pytest.raises(WorkspaceError) as error:
        places.find("Đông", file)
    assert error.value.text("vi").endswith("001 Huyện Đông, Tỉnh A\n  002 Huyện Đông, Tỉnh B")
    assert places.find("002", file).wards == {"00002": "Xã Y"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("01,A,001,B,00001,\n", "ward (ward) không được để trống:\n    dòng 2: ''"),
        ("1,A,001,B,00001,C\n", "phải gồm 2 chữ số, kể cả số 0 ở đầu:\n    dòng 2: '1'"),
        ("01,A,1,B,00001,C\n", "phải gồm 3 chữ số, kể cả số 0 ở đầu:\n    dòng 2: '1'"),
        (
            "01,A,001,B,00001,C\n\n01,A,001,B,1,C\n",
            "phải gồm 5 chữ số, kể cả số 0 ở đầu:\n    dòng 4",
        ),
        (
            "01,A,001,B,00001,C\n01,A,001,B,00001,D\n",
            "không được trùng trong danh sách:\n    dòng 2",
        ),
        ("01,A,001,B,00001,C\n01,A,001,D,00002,D\n", "như nhau ở mọi dòng cùng district_code"),
        ("01,A,001,B,00001,C\n02,D,001,B,00002,D\n", "như nhau ở mọi dòng cùng district_code"),
        ("01,A,001,B,00001,C\n01,D,002,B,00002,D\n", "như nhau ở mọi dòng cùng province_code"),
        ("01,A,001,B,00001,C\n01,A,001,B,00002,D,E\n", "mỗi dòng có số ô bằng số tiêu đề"),
        ("01,A,001,B,00001,C,D\n", "mỗi dòng có số ô bằng số tiêu đề"),
    ],
)
def test_a_fault_of_the_codes_is_told_by_file_row_and_column(tmp_path, rows, told):
    file = tmp_path / "codes.csv"
    file.write_text(CODES + rows, encoding="utf-8")
    with pytest.raises(RegisterError) as error:
        places.find("001", file)
    assert str(file) in error.value.text("vi") and told in error.value.text("vi")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "must be there to be read"),
        (b"", "must be CSV in UTF-8"),
        ("ward\nHòa".encode("utf-16"), "must be CSV in UTF-8"),
        (b"ward_code,ward\n00001,A\n", "district_code must be a heading"),
    ],
)
def test_a_file_that_holds_no_codes_is_refused(tmp_path, content, told):
    file = tmp_path / "codes.csv"
    if content is not None:
        file.write_bytes(content)
    output = refused(tmp_path / "a", "--district", "001", "--year", "2013", "--codes", str(file))
    assert told in output


def test_the_codes_of_another_province_give_their_wards(tmp_path):
    file = tmp_path / "codes.csv"
    rows = (
        "79,Thành phố Khác,760,Quận 1,26734,Phường 1\n79,Thành phố Khác,760,Quận 1,26733,Phường 2\n"
    )
    file.write_text(CODES + rows, encoding="utf-8-sig")
    place = places.find("quận 1", file)
    assert place == places.Place(
        "760", "Quận 1", "Khác", {"26733": "Phường 2", "26734": "Phường 1"}
    )


@pytest.mark.parametrize(
    ("year", "key"), [(2009, "2009"), (2012, "2009"), (2013, "2013"), (2015, "2013")]
)
def test_the_standard_of_the_city_for_the_year_is_taken(year, key):
    assert settings.standard(None, year, "Đà Nẵng") == f"da-nang-{key}"


@pytest.mark.parametrize(
    ("year", "province"),
    [(2008, "Đà Nẵng"), (2016, "Đà Nẵng"), (2023, "Đà Nẵng"), (2013, "Hà Nội")],
)
def test_no_standard_is_guessed_where_the_citys_own_is_not_known(year, province):
    with pytest.raises(WorkspaceError) as error:
        settings.standard(None, year, province)
    assert f"{province} {year}: không rõ chuẩn nghèo; chưa ghi gì." in error.value.text("vi")
    assert all(f"\n  {key}: " in error.value.text("en") for key in rules.standards())


def test_a_standard_that_was_chosen_is_taken_and_another_word_refused():
    assert settings.standard("national-2022", 2026, "Đà Nẵng") == "national-2022"
    with pytest.raises(WorkspaceError, match="national: there is no such poverty standard"):
        settings.standard("national", 2026, "Đà Nẵng")


def test_the_period_in_a_standards_name_is_that_of_its_years():
    for key, standard in rules.standards().items():
        named = re.search(r"([0-9]{4})-([0-9]{4})", standard.name.vi)
        years = standard.years
        assert named is None or [int(named[1]), int(named[2])] == [years[0], years[-1]], key


def test_the_command_writes_a_workspace_and_says_how_to_go_on(tmp_path):
    folder = tmp_path / "Hòa Vang 2014"
    result = told(folder, "--district", "Hoà Vang", "--year", "2014", "--lang", "vi")
    assert result.exit_code == 0, result.output
    assert f'giamngheo check --data "{folder}" --lang vi' in result.output
    assert workspace.open(folder).district.standards == {2014: "da-nang-2013"}


def test_an_empty_folder_may_be_filled_and_another_is_refused_as_it_is(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "notes.txt").write_text("mine")
    asked = ("--district", "490", "--year", "2013")
    assert "b: exists already and is not empty; nothing" in refused(tmp_path / "b", *asked)
    assert told(tmp_path / "a", *asked).exit_code == 0
    assert workspace.open(tmp_path / "a").review_years() == [2013]


def test_a_folder_within_one_that_is_not_there_is_refused(tmp_path):
    output = refused(tmp_path / "no" / "a", "--district", "490", "--year", "2013")
    assert "no: there is no such folder; nothing was written." in output


@pytest.mark.parametrize(("missing", "given"), [("district", "--year"), ("year", "--district")])
def test_what_is_missing_is_asked_for_only_at_a_terminal(tmp_path, missing, given):
    value = "2013" if given == "--year" else "490"
    assert f"Give --{missing}; nothing was written." in refused(tmp_path / "a", given, value)


def test_at_a_terminal_district_and_year_are_asked_for(tmp_path, monkeypatch):
    terminal = SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(cli, "sys", terminal)
    asked = ["new", str(tmp_path / "a"), "--lang", "vi"]
    result = CliRunner().invoke(cli.app, asked, input="Liên Chiểu\n2013\n")
    assert result.exit_code == 0, result.output
    assert "Mã hoặc tên quận, huyện: " in result.output and "Năm rà soát" in result.output
    assert workspace.open(tmp_path / "a").district.standards == {2013: "da-nang-2013"}


def test_a_district_that_is_neither_urban_nor_rural_by_name_needs_to_be_told(tmp_path):
    file = tmp_path / "codes.csv"
    file.write_text(CODES + "01,Tỉnh A,001,Thị xã B,00001,Phường C\n", encoding="utf-8")
    asked = ["--district", "001", "--year", "2022", "--standard", "national-2022"]
    asked += ["--codes", str(file)]
    assert "Give --settlement; nothing was written." in refused(tmp_path / "a", *asked)
    assert told(tmp_path / "a", *asked, "--settlement", "rural").exit_code == 0
    assert workspace.open(tmp_path / "a").district.settlement == "rural"


@pytest.mark.parametrize("year", ["26", "20133"])
def test_a_year_that_cannot_be_is_refused(tmp_path, year):
    output = refused(tmp_path / "a", "--district", "490", "--year", year)
    assert f"{year}: the year must be from 1990 to 2100; nothing was written." in output


def test_nothing_is_left_where_writing_fails(tmp_path, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workbooks, "write_plan", full)
    output = refused(tmp_path / "a", "--district", "490", "--year", "2013", "--lang", "vi")
    assert "a: không ghi được (No space left on device); chưa ghi gì." in output


WARDS = ["20194", 20195, "20197", 20198, "20200"]


def household(at: int) -> list:
    """One of ten households as a person types it: some numbers as numbers, others as text."""
    members = at % 4 + 1
    return [
        *(f"HK-{at:02}", f"Trần Thị Mẫu {at}", f"9990000000{at:02}", 1950 + at, "Nữ"),
        *(WARDS[at % 5], None, f"Tổ {at}", members if at % 2 else str(members), at % 2),
        *(1_200_000 if at % 3 else "1.150.000", "Hộ nghèo" if at < 9 else "Hộ cận nghèo"),
    ]


HOMES = [household(at) for at in range(1, 11)]
LEFT = {  # income, reason and class after, by household
    "HK-06": (1_900_000, "Thoát nghèo", "Hộ cận nghèo"),
    "HK-07": ("2.600.000", "Thoát nghèo", "Hộ không nghèo"),
    "HK-08": (None, "Chuyển đi"),
}


def closing() -> list[list]:
    """The eight that are listed after the review; one of them has become poor."""
    after = []
    for home in HOMES:
        if home[0] in ("HK-06", "HK-09"):
            after.append([*home[:11], "Hộ cận nghèo"])
        elif home[0] not in LEFT:
            movement = "Phát sinh mới" if home[0] == "HK-10" else "Nghèo cũ"
            after.append([*home[:11], "Hộ nghèo", None, "khác", movement])
    return after


def persons(home: list) -> list[list]:
    rows = [[home[0], 1, home[1], home[2], home[3], "Nữ", "Chủ hộ"]]
    for at in range(2, int(home[8]) + 1):
        rows.append([home[0], str(at), f"Trần Văn Thử {at}", None, 2000 + at, "Nam", "Con"])
    return rows


def fill_in(folder: Path) -> None:
    """Type ten households, the population and a plan into the workbooks."""
    left = [[*h[:2], *h[5:7], h[8], *LEFT[h[0]]] for h in HOMES if h[0] in LEFT]
    members = [row for home in HOMES for row in persons(home)]
    lists = dict(zip(list(SHEETS)[:4], [HOMES, closing(), left, members], strict=True))
    append(folder / LISTS, lists)
    append(folder / "plan.xlsx", {"Chỉ tiêu": [[YEAR, 490, "Thành phố", 2]]})
    book = openpyxl.load_workbook(folder / "population.xlsx")
    for row in book["Dân số"].iter_rows(min_row=2):
        row[3].value, row[4].value = 1200, "4800"
    book.save(folder / "population.xlsx")


def fill_in_work(folder: Path) -> dict[str, list[list]]:
    """Type rows of every table into programme.xlsx; the rows, by sheet."""
    district = workspace.open(folder).district
    free = {"solution": "mở sạp rau", "follow_up": "tính lại thu nhập"}
    typed = work_tables.tables([(h[0], str(h[5])) for h in HOMES[:3]], YEAR, free)
    rows = {
        title: work_tables.lines(stem, typed[stem], district)
        for stem, title in programme.TITLES.items()
    }
    append(folder / BOOK, rows)
    return rows


def test_what_is_typed_into_every_sheet_of_the_programme_is_sound(made, tmp_path):
    folder = tmp_path / made.name
    shutil.copytree(made, folder)
    fill_in(folder)
    blank = read(workspace.open(folder)).programme
    assert {stem: len(table) for stem, table in blank.items()} == dict.fromkeys(programme.TITLES, 0)
    rows = fill_in_work(folder)
    full = read(workspace.open(folder)).programme
    assert {stem: len(table) for stem, table in full.items()} == {
        stem: len(rows[title]) for stem, title in programme.TITLES.items()
    }
    assert full["support"]["paid_vnd"].tolist() == ["1000000"] * 3
    assert full["support"]["paid_date"].tolist() == [f"{YEAR}-09-02"] * 3


def append(file: Path, rows: dict[str, list[list]]) -> None:
    book = openpyxl.load_workbook(file)
    for sheet, added in rows.items():
        for row in added:
            book[sheet].append(row)
    book.save(file)


@pytest.mark.heavy
@pytest.mark.parametrize("has_work", [False, True])
def test_a_new_office_gets_from_an_empty_folder_to_a_page(tmp_path, has_work):
    folder, outputs = tmp_path / "Văn phòng mới", tmp_path / "outputs"
    started = ("--district", "Liên Chiểu", "--year", YEAR, "--standard", "national-2022")
    steps = [
        ("new", folder, *started),
        ("check", "--data", folder),
        ("run", "--data", folder, "--lang", "vi"),
    ]
    for step in steps:
        done = process(COMMAND, *step, outputs=outputs)
        assert done.returncode == 0, done.stdout + done.stderr
        if step[0] == "new":
            fill_in(folder)
            if has_work:
                fill_in_work(folder)
    page = outputs / folder.name / "site" / str(YEAR) / "490" / "01_movements.vi.html"
    assert "Quận Liên Chiểu" in page.read_text(encoding="utf-8")
