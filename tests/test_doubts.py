"""Doubts: each told by its row, counted without anybody, and written for the owner alone."""

import csv
from io import StringIO
from pathlib import Path
from stat import S_IMODE

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import cli, rules, workspace
from analysis.facts import quality as facts
from analysis.facts import read
from analysis.register import doubts, summaries
from analysis.register.read import read as read_register
from analysis.terms.quality import ADVICE, DOUBTS
from tests.test_register import (
    CLOSING,
    DEPARTURES,
    LEFT,
    MEMBER_LIST,
    OPENING,
    PERSONAL,
    REGISTER,
    RETURNS,
    changed,
    swap,
    write,
)

LATER = "register/2014/closing.csv"


def add(row: str):
    return lambda text: f"{text}{row}\n"


def declared(movement: str) -> tuple[str, str]:
    """HK-5 as it is declared, and declared otherwise."""
    return "Tổ 9,5,,,Hộ nghèo,,,Phát sinh mới", f"Tổ 9,5,,,Hộ nghèo,,,{movement}"


BACK = "1960,Nữ,20197,Hòa Khánh Bắc,,2,,,Hộ nghèo,,,Phát sinh mới"


# What is changed in sound files, and what then is found: rule, file, row, household.
CASES = [
    ({CLOSING: swap("20197,Hòa Khánh Bắc,Tổ 9", ",,Tổ 9")}, "ward_blank", CLOSING, 5, "HK-5"),
    ({DEPARTURES: swap(",20197,Hòa Khánh Bắc", ",,")}, "ward_blank", DEPARTURES, 2, "HK-2"),
    ({DEPARTURES: lambda text: f"{LEFT}\n"}, "vanished", OPENING, 3, "HK-2"),
    (
        {"register/2014/departures.csv": lambda text: f"{LEFT}\n"},
        *("vanished", "register/2013/closing.csv", 5, "HK-5"),
    ),
    (
        {CLOSING: swap("600000,Hộ nghèo,,,Nghèo cũ", "600000,Hộ nghèo,,,")},
        "undeclared",
        CLOSING,
        2,
        "HK-1",
    ),
    ({CLOSING: swap(*declared("Nghèo cũ"))}, "not_poor_before", CLOSING, 5, "HK-5"),
    (
        {LATER: add(f"HK-2,Lê Thị Bưởi,,{BACK}")},
        *("new_but_exited", LATER, 5, "HK-2"),
    ),
    (
        {LATER: add(f"HK-9,Lê Bưởi,999000000002,{BACK}")},
        *("new_but_exited", LATER, 5, "HK-9"),
    ),
    ({CLOSING: swap(*declared("Tái nghèo"))}, "relapse_unknown", CLOSING, 5, "HK-5"),
    ({CLOSING: swap("999000000005", "999000000002")}, "number_changed", CLOSING, 5, "HK-5"),
    (
        {CLOSING: swap("20198,Hòa Khánh Nam,Tổ 7", "20197,,Tổ 7")},
        "ward_changed",
        CLOSING,
        3,
        "HK-3",
    ),
    ({CLOSING: swap("999000000003", "999000000013")}, "head_changed", CLOSING, 3, "HK-3"),
    ({OPENING: swap("999000000003", "999000000001")}, "shared_head", OPENING, 4, "HK-3"),
    ({MEMBER_LIST: swap("999000000003", "999000000001")}, "shared_member", MEMBER_LIST, 4, "HK-3"),
    ({MEMBER_LIST: swap("HK-1,2", "HK-3,2")}, "size_differs", CLOSING, 2, "HK-1"),
    ({MEMBER_LIST: add("HK-7,1,Ai Đó,,,Nam,Con")}, "member_of_none", MEMBER_LIST, 5, "HK-7"),
    ({CLOSING: swap("Tổ 7,4,2", "Tổ 7,4,5")}, "workers_exceed", CLOSING, 3, "HK-3"),
    (
        {CLOSING: swap("2,450000,Hộ nghèo,", "2,450000,Hộ nghèo,Không có lao động")},
        "labour_contradicts",
        CLOSING,
        3,
        "HK-3",
    ),
    (
        {OPENING: swap("1,,700000,Hộ cận nghèo,,", "1,,700000,Hộ cận nghèo,Nhóm I,")},
        "group_not_poor",
        OPENING,
        5,
        "HK-4",
    ),
    ({CLOSING: swap("Tổ 7,4,2,450000", "Tổ 7,4,2,800001")}, "poor_above_line", CLOSING, 3, "HK-3"),
    ({OPENING: swap("1,,700000", "1,,800000")}, "near_poor_below_line", OPENING, 5, "HK-4"),
    ({DEPARTURES: swap("900000", "800000")}, "exit_below_line", DEPARTURES, 2, "HK-2"),
    ({CLOSING: swap("Tổ 7,4,2,450000", "Tổ 7,4,2,")}, "poor_without_income", CLOSING, 3, "HK-3"),
    ({DEPARTURES: swap("2,900000", "2,")}, "exit_without_income", DEPARTURES, 2, "HK-2"),
]


# What our own lists refuse, or have no column for; these cases stand in tests/faulty.
OF_WORKBOOKS = {"exit_not_listed", "exit_still_poor", "scores_contradict", *summaries.DOUBTS}
OF_DEPRIVATIONS = {"class_contradicts"}  # tests/test_deprivations.py


def found(folder: Path, files) -> pd.DataFrame:
    office = workspace.open(write(folder / "office", files))
    return doubts.found(read_register(office), office.district)


@pytest.mark.parametrize(("changes", "rule", "file", "row", "household"), CASES)
def test_each_doubt_names_its_row_and_household(changes, rule, file, row, household, tmp_path):
    rows = found(tmp_path, changed(REGISTER, changes))
    rows = rows[rows["rule"] == rule]
    assert (file, row, household) in list(
        rows[["path", "row", "household_id"]].itertuples(index=False, name=None)
    )


def test_every_rule_has_a_case_a_sentence_and_an_advice():
    assert [*doubts.DOUBTS, *summaries.DOUBTS] == list(DOUBTS) == list(ADVICE)
    assert {case[1] for case in CASES} | OF_WORKBOOKS | OF_DEPRIVATIONS == set(DOUBTS)


# Nothing to ask about: every household declared, every size as the list of members has it.
CLEAN_LIST = REGISTER[OPENING].splitlines()[0]
ROW = "999000000001,1950,Nam,20197,Hòa Khánh Bắc,Tổ 1,1,1,500000,Hộ nghèo,,thiếu vốn"
CLEAN = REGISTER | {
    OPENING: f"{CLEAN_LIST}\nHK-1,Trần Văn Ất,{ROW}\n",
    CLOSING: f"{CLEAN_LIST},Diễn biến\nHK-1,Trần Văn Ất,{ROW},Nghèo cũ\n",
    DEPARTURES: f"{LEFT}\n",
    MEMBER_LIST: "\n".join(REGISTER[MEMBER_LIST].splitlines()[:2]),
}
CLEAN = {name: text for name, text in CLEAN.items() if not name.startswith("register/2014")}


def test_a_register_without_anything_to_ask_gives_no_row(tmp_path):
    assert found(tmp_path, CLEAN).empty


def test_exactly_at_the_line_is_poor_and_no_doubt(tmp_path):
    at = changed(REGISTER, {CLOSING: swap("Tổ 7,4,2,450000", "Tổ 7,4,2,800000")})
    assert "poor_above_line" not in set(found(tmp_path, at)["rule"])


def test_an_income_below_a_line_that_asks_for_deprivations_too_is_no_doubt(tmp_path, monkeypatch):
    below = changed(REGISTER, {OPENING: swap("1,,700000", "1,,800000")})
    assert "near_poor_below_line" in set(found(tmp_path / "alone", below)["rule"])
    asked = {"deprivations": 3, "income_alone": False}
    asks = {key: s.model_copy(update=asked) for key, s in rules.standards().items()}
    monkeypatch.setattr(rules, "standards", lambda: asks)
    assert not {"near_poor_below_line", "exit_below_line"} & set(found(tmp_path, below)["rule"])


def test_without_a_line_no_income_is_doubted(tmp_path, monkeypatch):
    office = workspace.open(write(tmp_path / "office", REGISTER))
    rural = office.district.model_copy(update={"standards": {2013: "tphcm-2011"}})
    rural = rural.model_copy(update={"settlement": "rural"})
    register = read_register(workspace.Workspace(office.folder, rural))
    rules = set(doubts.found(register, rural)["rule"])
    assert not rules & {"poor_above_line", "near_poor_below_line", "exit_below_line"}
    assert facts.tables(register, rural)["exit_incomes"].empty


def test_a_carried_opening_is_asked_only_who_left_it(tmp_path):
    rows = found(tmp_path, REGISTER)
    assert set(rows.loc[rows["year"] == 2014, "file"]) == {"closing_list", "departures_list"}


def built(folder: Path, files) -> dict[str, pd.DataFrame]:
    office = workspace.open(write(folder / "office", files))
    return facts.tables(read_register(office), office.district)


def test_the_counts_are_the_rows_found(tmp_path):
    rows = found(tmp_path / "rows", REGISTER)
    counted = built(tmp_path / "facts", REGISTER)["doubts"]
    assert counted["households"].sum() == len(rows)
    sizes = counted[(counted["rule"] == "size_differs") & (counted["year"] == 2013)]
    assert dict(zip(sizes["unit_code"] + sizes["file"], sizes["households"], strict=True)) == {
        "20197closing_list": 2,
        "20198closing_list": 2,
        "20197departures_list": 1,
    }


def test_files_are_counted_in_rows_households_and_people(tmp_path):
    read_files = built(tmp_path, REGISTER)["files"]
    shown = read_files[read_files["year"] == 2013].groupby("file")[["rows", "households"]].sum()
    assert shown.loc["members_list"].tolist() == [3, 2]
    assert shown.loc["closing_list"].tolist() == [4, 4]
    assert shown.loc["population_file"].tolist() == [2, 150]


def test_rules_are_counted_from_the_schemas(tmp_path):
    tried = built(tmp_path, REGISTER)["rules_tried"].set_index(["year", "file"])
    assert tried.loc[(2013, "opening_list"), "doubt_rules"] == sum(
        "opening_list" in doubt.files for doubt in doubts.DOUBTS.values()
    )
    assert (tried["stopping_rules"] > 0).all()
    assert (
        "opening_carried" in tried.loc[2014].index,
        "opening_list" in tried.loc[2014].index,
    ) == (
        True,
        False,
    )


def test_blanks_count_the_rows_that_are_asked(tmp_path):
    blanks = built(tmp_path, REGISTER)["blanks"]
    now = blanks[(blanks["year"] == 2013)].groupby(["file", "column"])[["blank", "rows"]].sum()
    assert now.loc[("opening_list", "causes")].tolist() == [2, 3]  # of the poor alone
    assert now.loc[("members_list", "birth_year")].tolist() == [1, 3]
    assert now.loc[("departures_list", "income_vnd")].tolist() == [0, 1]


def test_returns_have_the_same_tables_without_rows(tmp_path):
    tables_of_returns = built(tmp_path, RETURNS)
    assert set(tables_of_returns) == set(facts.KEYS)
    assert all(table.empty for table in tables_of_returns.values())


@pytest.mark.parametrize(
    ("income", "band", "step"),
    [
        ("800000", "not_above_line", "step_100000"),
        ("800001", "above_0", "step_1"),
        ("820000", "above_0", "step_10000"),
        ("821000", "above_20", "step_1000"),
        ("850000", "above_40", "step_50000"),
        ("1200000", "above_200", "step_100000"),
        ("9000000", "above_400", "step_100000"),
        ("", "no_income", None),
    ],
)
def test_an_exit_stands_in_its_band_and_at_its_step(income, band, step, tmp_path):
    counted = built(tmp_path, changed(REGISTER, {DEPARTURES: swap("900000", income)}))
    bands, steps = counted["exit_incomes"], counted["exit_steps"]
    assert bands.loc[bands["households"] > 0, "band"].tolist() == [band]
    assert steps["step"].tolist() == ([step] if step else [])


def test_facts_of_the_sample_add_up_to_the_ledger(shipped_facts):
    sample = "data/lien-chieu"
    exits = read.ledger(2015, "490", sample).groupby("year")["exits"].sum()
    banded = read.exit_incomes(2015, "490", sample).groupby("year")["households"].sum()
    assert banded.tolist() == exits.tolist()
    gone = read.doubts(2015, "490", sample)
    gone = gone[gone["rule"] == "vanished"]
    assert gone[["year", "unit_code", "households"]].values.tolist() == [[2010, "20200", 2]]


@pytest.fixture
def outputs(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(tmp_path / "outputs"))
    return tmp_path / "outputs"


def checked(folder: Path, files, lang: str = "vi") -> str:
    place = write(folder / "office", files)
    result = CliRunner().invoke(cli.app, ["check", "--data", str(place), "--lang", lang])
    assert result.exit_code == 0, result.output
    return result.output


def test_check_counts_doubts_by_rule_and_file_and_says_where_the_rows_are(tmp_path, outputs):
    output = checked(tmp_path, REGISTER)
    assert "7 hộ: Số nhân khẩu khác số dòng trong danh sách nhân khẩu (Danh sách sau" in output
    assert str(outputs / "office" / "internal" / "doubts.csv") in output
    assert not [word for word in PERSONAL if word in output]


def test_the_rows_are_for_the_owner_alone_and_name_nobody(tmp_path, outputs):
    checked(tmp_path, REGISTER)
    file = outputs / "office" / "internal" / "doubts.csv"
    assert S_IMODE(file.parent.stat().st_mode) == 0o700
    text = file.read_bytes().decode("utf-8-sig")
    assert file.read_bytes().startswith("\ufeff".encode())
    rows = list(csv.DictReader(StringIO(text)))
    assert {"Năm": "2013", "Tệp": CLOSING, "Dòng": "2", "Mã hộ": "HK-1"}.items() <= rows[0].items()
    names = [word for word in PERSONAL if not word.startswith("HK-")]
    assert not [word for word in names if word in text]


def test_a_register_without_doubts_leaves_a_list_of_headings_alone(tmp_path, outputs):
    assert checked(tmp_path, CLEAN) == f"{tmp_path / 'office'}: không có lỗi\n"
    text = (outputs / "office" / "internal" / "doubts.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines() == [
        "Năm,Tệp,Dòng,Mã phường,Phường,Mã hộ,Điểm cần xem lại,Việc cần làm"
    ]


def test_returns_have_no_list_of_doubts(tmp_path, outputs):
    checked(tmp_path, RETURNS)
    assert list(outputs.rglob("*.csv")) == []


def test_another_folder_of_the_same_name_does_not_take_the_place_of_the_list(tmp_path, outputs):
    checked(tmp_path / "one", REGISTER)
    place = write(tmp_path / "two" / "office", REGISTER)
    result = CliRunner().invoke(cli.app, ["check", "--data", str(place)])
    assert result.exit_code == 2
    assert "holds the outputs of another folder" in result.output
