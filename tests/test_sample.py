"""The invented samples are what their generators write, byte for byte, and say what they are."""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from analysis import rules, sample, workspace
from analysis.register import doubts
from analysis.register.households import NEAR_POOR, POOR
from analysis.register.read import Register, read
from analysis.sample import national
from analysis.sample.draw import Draw
from analysis.sample.national import homes, standards, years
from analysis.sample.people import Exit, Household, People
from analysis.workspace import PROJECT

COMMITTED = PROJECT / "data" / "lien-chieu"
NATIONAL = PROJECT / "data" / "lien-chieu-quoc-gia"
SAMPLES = {"lien-chieu": sample.write, "lien-chieu-quoc-gia": national.write}


def hashes(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*.csv")
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_the_committed_sample_is_regenerated_byte_for_byte(name, tmp_path):
    SAMPLES[name](tmp_path / name)
    assert hashes(tmp_path / name) == hashes(PROJECT / "data" / name)


@pytest.mark.parametrize("folder", [COMMITTED, NATIONAL])
def test_every_file_says_that_it_is_invented(folder):
    for file in folder.rglob("*.csv"):
        heading = file.read_text(encoding="utf-8-sig").splitlines()[0]
        assert heading.endswith("Số liệu giả định"), file
    assert "GIẢ ĐỊNH" in (folder / "district.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", [COMMITTED, NATIONAL])
def test_every_citizen_number_begins_with_999(folder):
    for file in folder.glob("register/*/members.csv"):
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        at = lines[0].split(",").index("Số định danh")
        numbers = {line.split(",")[at] for line in lines[1:]} - {""}
        assert numbers
        assert all(number.startswith("999") and len(number) == 12 for number in numbers), file


def test_the_two_samples_share_no_household():
    codes = [
        {row["Mã hộ"] for file in folder.glob("register/*/closing.csv") for row in rows(file)}
        for folder in (COMMITTED, NATIONAL)
    ]
    assert all(codes)
    assert not codes[0] & codes[1]


def rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        yield from csv.DictReader(opened)


# The standards as the generator has them, which knows nothing but the standard library.


@pytest.mark.parametrize("first", standards.STANDARDS)
def test_the_generator_asks_what_the_rules_ask(first):
    ours, ruled = standards.STANDARDS[first], rules.standards()[f"national-{first}"]
    assert ours.highest == ruled.highest_vnd("urban")
    assert (ours.certain or None) == ruled.certain_vnd("urban")
    assert ours.headings == {each.code: each.name.vi for each in ruled.indicators}
    assert ruled.deprivations == standards.ENOUGH
    assert max(top for _, top in ours.marks) == ruled.scores_of("urban").income
    assert ruled.scores_of("urban").deprivation == standards.POINTS * standards.ENOUGH


def test_points_of_income_lie_on_the_same_side_of_each_line_as_the_income():
    old, new = standards.STANDARDS[2016], standards.STANDARDS[2022]
    assert [standards.points(old, income) for income in (0, 900_000, 900_001, 1_300_000)] == [
        *(0, 140, 141, 175),
    ]
    assert standards.points(old, 1_300_001) == 176
    assert [standards.points(new, income) for income in (1_500_000, 2_000_000)] == [140, 175]
    assert standards.points(new, 2_000_001) == 176


@pytest.mark.parametrize(
    ("year", "income", "lacks", "poor"),
    [
        *((2016, 900_000, 0, True), (2016, 900_001, 2, False), (2016, 900_001, 3, True)),
        *((2016, 1_300_000, 3, True), (2016, 1_300_001, 10, False), (2021, 900_000, 0, True)),
        *((2022, 2_000_000, 3, True), (2022, 100_000, 2, False), (2022, 2_000_001, 12, False)),
    ],
)
def test_who_is_poor_by_each_standard(year, income, lacks, poor):
    asked = standards.standard(year)
    assert standards.is_poor(asked, income, set(list(asked.lacks)[:lacks])) is poor


# The committed files, counted apart from the code that reads them.


@pytest.mark.parametrize("year", [2016, 2021, 2022, 2024])
def test_every_class_agrees_with_income_and_points(year):
    place = NATIONAL / "register" / str(year)
    lacks = {row.pop("Mã hộ"): list(row.values())[:-1] for row in rows(place / "deprivations.csv")}
    asked = standards.standard(year)
    seen = 0
    for row in rows(place / "closing.csv"):
        income, points = row["Thu nhập bình quân (đồng/người/tháng)"], row["Điểm B2"]
        marks = lacks.get(row["Mã hộ"])
        if not (income and points and marks) or "" in marks:
            continue
        number = marks.count("x")
        assert number * 10 == int(points)
        poor = int(income) <= asked.certain or (int(income) <= asked.highest and number >= 3)
        assert row["Phân loại hộ"] == ("Hộ nghèo" if poor else "Hộ cận nghèo")
        assert poor or int(income) <= asked.highest
        seen += 1
    assert seen > 400


def test_both_ways_of_being_poor_occur_to_2021_and_one_of_them_from_2022():
    for year, alone in ((2018, True), (2022, False)):
        poor = [
            row
            for row in rows(NATIONAL / "register" / str(year) / "closing.csv")
            if row["Phân loại hộ"] == "Hộ nghèo" and row["Điểm B2"]
        ]
        few = sum(int(row["Điểm B2"]) < 30 for row in poor)
        assert (few > 50) is alone
        assert few < len(poor)
        assert (few == 0) is not alone


def test_the_survey_of_2022_finds_poor_who_were_not_and_misses_poor_who_were():
    before = {
        row["Mã hộ"]: row["Phân loại hộ"] for row in rows(NATIONAL / "register/2021/closing.csv")
    }
    after = {
        row["Mã hộ"]: row["Phân loại hộ"] for row in rows(NATIONAL / "register/2022/opening.csv")
    }
    pairs = pd.Series([(before.get(code, ""), after.get(code, "")) for code in {*before, *after}])
    counts = pairs.value_counts()
    assert counts[("Hộ nghèo", "Hộ cận nghèo")] > 20
    assert counts[("Hộ cận nghèo", "Hộ nghèo")] > 20
    assert counts[("", "Hộ nghèo")] > 100


@pytest.fixture(scope="module")
def register() -> Register:
    return read(workspace.open(NATIONAL))


def test_the_register_is_sound_and_nothing_in_it_contradicts_the_standards(register):
    found = set(doubts.found(register, workspace.open(NATIONAL).district)["rule"])
    assert found <= {
        *("ward_changed", "head_changed", "poor_without_income", "exit_without_income"),
    }
    for year, review in register.reviews.items():
        assert review.standard == ("national-2016" if year < 2022 else "national-2022")
        assert review.has_own_opening is (year in standards.STANDARDS)
        asked = review.deprivations.drop(columns="household_id")
        assert set(asked.to_numpy().ravel()) == {"có", "không", ""}
        assert set(review.closing["household_class"]) == {POOR, NEAR_POOR}


# The risk of a relapse is known: it is what the generator says of it.


@pytest.mark.parametrize(
    ("exit_year", "income", "workers", "year", "risk"),
    [
        (2016, 1_200_000, 2, 2017, 0.050),
        (2016, 1_200_000, 2, 2018, 0.036),
        (2016, 1_200_000, 2, 2019, 0.022),
        (2016, 1_200_000, 2, 2020, 0.013),
        (2016, 1_200_000, 2, 2021, 0.013),
        (2016, 990_000, 2, 2017, 0.050 * 1.7),
        (2016, 990_001, 2, 2017, 0.050),
        (2016, 1_200_000, 1, 2017, 0.050 * 1.4),
        (2021, 1_200_000, 2, 2022, 0.050 * 0.3),
        (2022, 2_500_000, 2, 2023, 0.050),
    ],
)
def test_the_risk_of_a_relapse_is_known(exit_year, income, workers, year, risk):
    line = 900_000 if exit_year < 2022 else 2_000_000
    left = Exit(exit_year, line, income, workers, False)
    home = Household("QG-1", "20197", "", (), year, income, (), exit=left)
    assert years.relapse_risk(home, year) == pytest.approx(risk)


def test_what_is_lacked_stays_within_bounds_from_year_to_year():
    district = homes.National(Draw(1), People(Draw(1)))
    home = homes.fresh_in(district, 2016, "Hộ nghèo", "20197")
    asked = standards.standard(2016)
    for least, most in ((3, 3), (0, 2), (5, 7)):
        for _ in range(50):
            lacks = homes.changed(district, home, asked, least, most)
            assert len(lacks) >= least
            assert lacks <= set(asked.lacks)
