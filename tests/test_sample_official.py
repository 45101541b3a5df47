"""The sample in the official workbooks: the clean sample's households, and never the truth."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from analysis import cli, workspace
from analysis.facts import build
from analysis.register import read
from analysis.sample import files, forms, handwriting, office, official
from analysis.sample.draw import Draw
from analysis.sample.handwriting import Clean, Hasty
from analysis.sample.leaving import near_poor_left
from analysis.sample.people import NEAR_POOR, POOR, WARDS
from analysis.sample.review import reviews
from analysis.workspace import PROJECT

YEARS = (2011, 2012)  # the first in the old form and with an opening list of its own
REVIEWS = reviews(Draw(2013))
DRAWN = [review for review in REVIEWS if review.year in YEARS]
LEFT = near_poor_left(Draw(2013), REVIEWS)
ROWS = {  # the first of the headings, and of the households
    "Danh sách sau rà soát": (6, 8),
    "Danh sách đầu kỳ": (6, 8),
    "Thoát nghèo": (7, 10),
    "Thoát cận nghèo": (7, 10),
}
CLOSING, SUMMARY = "Danh sách sau rà soát", "Tổng hợp"


def written(folder: Path, clerk_of, drawn=DRAWN) -> list[official.Head]:
    files.population(folder, Draw(2013))
    return official.register(folder, drawn, LEFT, clerk_of)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clean")
    return folder, written(folder, lambda year: Clean())


@pytest.fixture(scope="module")
def noisy(tmp_path_factory):
    folder, draw = tmp_path_factory.mktemp("noisy"), Draw(2013)
    return folder, written(folder, lambda year: Hasty(draw, year))


def workbook(folder: Path, year: int, name: str = "ra-soat") -> Path:
    return folder / "register" / str(year) / f"{name}-{year}.xlsx"


def grid(file: Path, sheet: str) -> list[list]:
    return CalamineWorkbook.from_path(file).get_sheet_by_name(sheet).to_python(False)


def rows(file: Path, sheet: str) -> list[dict]:
    """The rows of a list by the lowest heading of each column."""
    cells, (top, first) = grid(file, sheet), ROWS[sheet]
    upper, lower = cells[top - 1], cells[top]
    headings = [below or above for above, below in zip(upper, lower, strict=True)]
    return [dict(zip(headings, line, strict=True)) for line in cells[first - 1 :]]


def heads(listed: list[dict]) -> list[dict]:
    return [row for row in listed if row["STT chủ hộ"] != ""]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(tmp_path):
    for name, seed in {"first": 7, "again": 7, "other": 8}.items():
        clerk = Hasty(Draw(seed), 2012)
        written(tmp_path / name, lambda year, clerk=clerk: clerk, DRAWN[-1:])
    first, again, other = (contents(tmp_path / name) for name in ("first", "again", "other"))
    assert first == again
    assert first != other


@pytest.mark.parametrize("year", YEARS)
def test_every_sheet_has_its_title_in_its_place(clean, year):
    titles = {
        CLOSING: ("A4", f"DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT NĂM {year}"),
        "Thoát nghèo": ("B5", f"DANH SÁCH HỘ THOÁT NGHÈO SAU KHI RÀ SOÁT NĂM {year}"),
        "Thoát cận nghèo": ("B5", f"DANH SÁCH HỘ THOÁT CẬN NGHÈO SAU KHI RÀ SOÁT NĂM {year}"),
        SUMMARY: ("A4", f"TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO NĂM {year}"),
    }
    book = openpyxl.load_workbook(workbook(clean[0], year), read_only=True)
    assert {
        sheet.title: (titles[sheet.title][0], sheet[titles[sheet.title][0]].value) for sheet in book
    } == titles


def test_columns_stand_under_the_letters_of_the_export(clean):
    cells = grid(workbook(clean[0], 2012), CLOSING)
    assert [cells[5][at] for at in (1, 2, 3, 5, 15, 24, 26)] == [
        "STT chủ hộ", "Họ và tên chủ hộ", "Họ và tên thành viên", "Ngày, tháng, năm sinh",
        "Phân loại hộ", "Ghi chú", "Số nhân khẩu",
    ]  # fmt: skip
    assert (cells[5][8], cells[6][10], cells[6][12]) == ("Địa chỉ", "Mã huyện", "Mã xã")
    left = grid(workbook(clean[0], 2012), "Thoát nghèo")
    assert (left[6][8], left[6][11], left[6][12], left[6][15]) == (
        "Địa chỉ", "", "Ghi chú", "Số nhân khẩu",
    )  # fmt: skip


def test_headings_are_merged_over_their_columns_and_levels(clean):
    book = openpyxl.load_workbook(workbook(clean[0], 2012))
    merged = {sheet.title: {str(area) for area in sheet.merged_cells.ranges} for sheet in book}
    assert {"A4:AA4", "A6:A7", "I6:N6", "S6:T6"} <= merged[CLOSING]
    assert {"B5:P5", "A7:A8", "J7:K7"} <= merged["Thoát nghèo"]
    assert {"A6:A8", "J6:O6", "J7:K7", "D6:E7"} <= merged[SUMMARY]


def test_every_workbook_says_that_it_is_invented(clean):
    for file in clean[0].rglob("*.xlsx"):
        book = openpyxl.load_workbook(file, read_only=True)
        assert book.properties.title == "SỐ LIỆU GIẢ ĐỊNH"
        assert {sheet["A3"].value for sheet in book} == {"SỐ LIỆU GIẢ ĐỊNH"}


def test_every_household_and_member_of_the_review_is_listed(clean):
    for review in DRAWN:
        listed = rows(workbook(clean[0], review.year), CLOSING)
        assert len(listed) == sum(home.size for home in review.closing)
        found = Counter((str(row["Mã xã"]), row["Phân loại hộ"]) for row in heads(listed))
        classes = {POOR: "Nghèo", NEAR_POOR: "Cận nghèo"}
        assert found == Counter((home.ward, classes[home.category]) for home in review.closing)
        assert sum(row["Số nhân khẩu"] for row in heads(listed)) == len(listed)


def test_columns_of_the_household_are_filled_on_its_heads_row_alone(clean):
    once = ["Họ và tên chủ hộ", "Mã huyện", "Phân loại hộ", "Số nhân khẩu"]
    for row in rows(workbook(clean[0], 2012), CLOSING):
        is_head = row["Quan hệ với chủ hộ"] == "Chủ hộ"
        assert all((row[name] != "") == is_head for name in once)
        assert (row["Họ và tên thành viên"] == "") == is_head


def test_who_left_is_listed_with_the_level_of_the_exit_or_the_reason(clean):
    for review in DRAWN:
        said = {NEAR_POOR: "Thành hộ cận nghèo", "Hộ không nghèo": "Vượt chuẩn cận nghèo"}
        declared = Counter(
            said[gone.household.category] if gone.reason == "Thoát nghèo" else gone.reason
            for gone in review.departures
        )
        listed = heads(rows(workbook(clean[0], review.year), "Thoát nghèo"))
        assert Counter(row["Ghi chú"] for row in listed) == declared


def test_who_is_near_poor_no_more_is_listed_unless_poor(clean):
    for review in DRAWN:
        near = {home.code for home in review.opening if home.category == NEAR_POOR}
        gone = near - {home.code for home in review.closing}
        truth = {h.household_code for h in clean[1] if h.sheet == "Thoát cận nghèo"}
        fell = {home.code for home in review.closing if home.category == POOR} & near
        year = f"register/{review.year}/"
        listed = {
            head.household_code
            for head in clean[1]
            if head.sheet == "Thoát cận nghèo" and head.file.startswith(year)
        }
        assert fell and listed == gone <= truth
        reasons = heads(rows(workbook(clean[0], review.year), "Thoát cận nghèo"))
        assert Counter(row["Ghi chú"] for row in reasons if row["Ghi chú"]) == Counter(
            each.reason for each in LEFT[review.year]
        )


@pytest.mark.parametrize("kind", ["clean", "noisy"])
def test_no_list_tells_who_relapsed_or_gives_a_number_of_the_household(kind, request):
    folder, _ = request.getfixturevalue(kind)
    notes = set()
    for file in folder.rglob("*.xlsx"):
        book = CalamineWorkbook.from_path(file)
        for sheet in set(book.sheet_names) - {SUMMARY}:
            cells = {cell for line in grid(file, sheet) for cell in line}
            assert not {"Tái nghèo", "Phát sinh mới", "Nghèo cũ"} & cells
            assert not any(str(cell).startswith("LC-") for cell in cells)
            notes |= {row["Ghi chú"] for row in rows(file, sheet)} if sheet == CLOSING else set()
    assert notes == {"", "Chuyển đến", "Tách hộ"}


@pytest.mark.parametrize("kind", ["clean", "noisy"])
def test_the_truth_names_the_row_of_every_head(kind, request):
    folder, truth = request.getfixturevalue(kind)
    found = set()
    for file in folder.rglob("*.xlsx"):
        for sheet in set(CalamineWorkbook.from_path(file).sheet_names) - {SUMMARY}:
            _, first = ROWS[sheet]
            for at, line in enumerate(grid(file, sheet)[first - 1 :], start=first):
                if line[1] != "":
                    found.add((file.relative_to(folder).as_posix(), sheet, at))
    assert {head[:3] for head in truth} == found
    assert len(truth) == len(found)
    closing = [head for head in truth if head.sheet == CLOSING and "2012" in head.file]
    homes = files.ordered(DRAWN[YEARS.index(2012)].closing)
    assert [head.household_code for head in closing] == [home.code for home in homes]


def test_slips_change_no_class_no_head_and_no_ward(clean, noisy):
    spelled = {"hộ nghèo": "nghèo", "hộ cận nghèo": "cận nghèo"}
    plain, slipped = (heads(rows(workbook(each[0], 2012), CLOSING)) for each in (clean, noisy))
    assert len(plain) == len(slipped)
    forms_seen = set()
    for before, after in zip(plain, slipped, strict=True):
        word = handwriting.normalize("NFC", after["Phân loại hộ"]).strip().lower()
        assert spelled.get(word, word) == before["Phân loại hộ"].lower()
        assert before["Mã xã"] == str(after["Mã xã"])
        forms_seen.add(after["Phân loại hộ"])
    assert {"Nghèo", "Hộ nghèo", "nghèo", "Nghèo ", "Cận nghèo"} <= forms_seen


def test_a_ward_is_missing_of_the_household_without_one_alone(noisy):
    for review in DRAWN:
        listed = heads(rows(workbook(noisy[0], review.year), CLOSING))
        code = "Mã phường" if review.year <= 2011 else "Mã xã"
        assert sum(row[code] == "" for row in listed) == sum(not h.ward for h in review.closing)


def test_slips_lose_rows_of_members_and_numbers_but_no_number_is_a_real_one(clean, noisy):
    plain, slipped = (rows(workbook(each[0], 2012), CLOSING) for each in (clean, noisy))
    assert 0.97 < len(slipped) / len(plain) < 0.998
    known = [
        [row["Số CCCD/CMND"] for row in each if row["Số CCCD/CMND"]] for each in (plain, slipped)
    ]
    assert 0.55 < len(known[1]) / len(known[0]) < 0.75
    assert all(number.startswith("999") and len(number) == 12 for each in known for number in each)


def test_days_and_codes_are_written_as_the_year_has_it(noisy):
    old = rows(workbook(noisy[0], 2011), CLOSING)
    assert {type(row["Năm sinh"]) for row in old if row["Năm sinh"] != ""} == {date, float}
    assert {type(row["Mã phường"]) for row in heads(old)} == {float}
    new = rows(workbook(noisy[0], 2012), CLOSING)
    assert {type(row["Ngày, tháng, năm sinh"]) for row in new} == {str}
    assert {len(row["Ngày, tháng, năm sinh"]) for row in new} == {0, 4, 10}
    assert {type(row["Mã xã"]) for row in heads(new)} == {str}


def test_the_old_form_has_other_headings_another_order_and_an_unknown_column(clean, noisy):
    old = list(rows(workbook(noisy[0], 2011, "dau-ky"), "Danh sách đầu kỳ")[0])
    assert {"Họ tên chủ hộ", "Nam/Nữ", "Số CMND", "Tổ dân phố", "Loại hộ", "Số khẩu"} <= set(old)
    assert old.index("Loại hộ") < old.index("Họ tên chủ hộ") < old.index("Số điện thoại")
    assert len(old) == len(forms.LISTED) + 1
    plain = list(rows(workbook(clean[0], 2011, "dau-ky"), "Danh sách đầu kỳ")[0])
    assert plain == [path[-1] for path in forms.LISTED.values()]


def test_nobody_is_born_after_the_review():
    clerk = Hasty(Draw(1), 2012)
    newborn = official.Person("Lê Văn An", "", 2012, "Nam", "Con", True)
    births = [clerk.person(newborn).birth_year for _ in range(500)]
    assert set(births) == {"", "2011", "2012"}


def test_the_summary_balances_in_every_row(clean):
    for year in YEARS:
        for line in grid(workbook(clean[0], year), SUMMARY)[8:]:
            start, exits, relapses, arisen, end = (line[at] for at in (5, 9, 11, 13, 15))
            assert end == start - exits + relapses + arisen


def test_the_summary_counts_the_lists(clean):
    for review in DRAWN:
        lines = {line[1]: line for line in grid(workbook(clean[0], review.year), SUMMARY)[8:]}
        for ward, name in WARDS.items():
            counts = [
                sum(home.category == POOR and home.ward == ward for home in listed)
                for listed in (review.opening, review.closing)
            ]
            assert [lines[name][2], lines[name][5], lines[name][15]] == [ward, *counts]
        again = sum(home.movement == "Tái nghèo" for home in review.closing)
        poor = sum(home.category == POOR for home in review.closing)
        assert (lines["Tổng cộng"][11], lines["Tổng cộng"][15]) == (again, poor)
        assert lines["I. Khu vực thành thị"][3:] == lines["Tổng cộng"][3:]
        assert lines["II. Khu vực nông thôn"][5] == 0


def told(*arguments: str):
    return CliRunner().invoke(cli.app, ["sample", *arguments])


@pytest.fixture
def drawn(monkeypatch):
    """The command writes one head and nothing else."""

    def write_official(folder, seed, noise):
        folder.mkdir()
        return [official.Head("register/2013/ra-soat-2013.xlsx", CLOSING, 8, "LC-000001")]

    monkeypatch.setattr(office, "write", write_official)


def test_the_truth_is_written_outside_the_folder(drawn, tmp_path):
    folder, truth = tmp_path / "office", tmp_path / "truth.csv"
    assert told(str(folder), "--layout", "official", "--truth", str(truth)).exit_code == 0
    assert list(csv.reader(truth.read_text(encoding="utf-8").splitlines())) == [
        ["file", "sheet", "row", "household_code"],
        ["register/2013/ra-soat-2013.xlsx", CLOSING, "8", "LC-000001"],
    ]
    assert [file.name for file in folder.iterdir()] == ["district.yml"]


@pytest.mark.parametrize("inside", ["truth.csv", "register/truth.csv", "../office/truth.csv"])
def test_a_truth_inside_the_folder_is_refused(drawn, tmp_path, inside):
    folder = tmp_path / "office"
    result = told(str(folder), "--layout", "official", "--truth", str(folder / inside))
    assert result.exit_code == 2
    assert f"must lie outside {folder}; nothing was written." in result.output
    assert f"phải nằm ngoài {folder}; chưa ghi gì." in result.output
    assert not list(tmp_path.iterdir())


def test_noise_and_truth_are_refused_without_the_official_layout(tmp_path):
    for option in (["--noise"], ["--truth", str(tmp_path / "truth.csv")]):
        result = told(str(tmp_path / "office"), *option)
        assert result.exit_code == 2
        assert "only go with --layout official; nothing was written." in result.output
        assert "chỉ dùng với --layout official; chưa ghi gì." in result.output
    assert not list(tmp_path.iterdir())


def test_the_rates_of_every_slip_are_printed_where_there_are_slips(drawn, tmp_path):
    noisy = told(str(tmp_path / "noisy"), "--layout", "official", "--noise")
    assert "họ tên không dấu / name without marks: 4.0%" in noisy.output
    assert "địa chỉ không ghi phường / address without the ward: 33.3%" in noisy.output
    assert noisy.output.count("%") == len(handwriting.RATES)
    assert "%" not in told(str(tmp_path / "clean"), "--layout", "official").output


@pytest.mark.heavy
def test_the_workspace_holds_the_clean_sample(tmp_path):
    folder, truth = tmp_path / "office", tmp_path / "truth.csv"
    assert told(str(folder), "--layout", "official", "--truth", str(truth)).exit_code == 0
    plain = PROJECT / "data" / "lien-chieu"
    for name in ("population.csv", "plan.csv", "district.yml"):
        assert (folder / name).read_bytes() == (plain / name).read_bytes()
    nominated = (plain / "nominations.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in nominated if ",Hộ gia đình," not in line]
    assert (folder / "nominations.csv").read_text(encoding="utf-8").splitlines() == kept
    assert {file.suffix for file in (folder / "register").rglob("*.*")} == {".xlsx"}
    office = workspace.open(str(plain))
    for year, review in read.read(office).reviews.items():
        ledger = build.ledger(review)
        listed = heads(rows(workbook(folder, year), CLOSING))
        poor = Counter(row["Mã xã"] for row in listed if row["Phân loại hộ"] == "Nghèo")
        assert poor == Counter(dict(zip(ledger["unit_code"], ledger["closing"], strict=True)))
        notes = Counter(
            row["Ghi chú"] for row in heads(rows(workbook(folder, year), "Thoát nghèo"))
        )
        assert notes["Thành hộ cận nghèo"] == ledger["exits_to_near_poor"].sum()
        assert notes["Vượt chuẩn cận nghèo"] == ledger["exits_above_near_poor"].sum()
        total = grid(workbook(folder, year), SUMMARY)[-1]
        assert (total[5], total[15]) == (ledger["opening"].sum(), ledger["closing"].sum())
        assert total[11] == (review.closing["movement"] == "Tái nghèo").sum()
