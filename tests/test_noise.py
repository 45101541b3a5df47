"""A clerk's hand changes what is written at the stated rates, and never who a person is."""

from unicodedata import normalize

import pytest

from analysis.sample.draw import Draw
from analysis.sample.noise import OTHER_SEX, RATES, Noise, other_signs, without_marks
from analysis.sample.people import Person

PERSON = Person("Huỳnh Thị Thúy", "999618033989", 1960, "Nữ", "Chủ hộ", True)
TIMES = 4000
NEAR = 0.012  # more than three standard deviations of any of these rates in so many writings


@pytest.fixture(scope="module")
def writings():
    noise = Noise(Draw(7))
    return [noise.person(PERSON) for _ in range(TIMES)]


def share(happened) -> float:
    return sum(happened) / TIMES


def test_the_same_seed_writes_the_same():
    one, other = Noise(Draw(3)), Noise(Draw(3))
    assert [one.person(PERSON) for _ in range(99)] == [other.person(PERSON) for _ in range(99)]


def test_a_person_is_written_anew_each_time(writings):
    assert len(set(writings)) > 50


@pytest.mark.parametrize(
    "slip, happened",
    [
        ("birth_missing", lambda row: not row.birth),
        ("sex_wrong", lambda row: row.sex == OTHER_SEX["Nữ"]),
        ("number_missing", lambda row: not row.number),
        ("name_upper_case", lambda row: row.name.isupper()),
        ("name_without_marks", lambda row: row.name.isascii()),
        ("birth_off_by_one", lambda row: row.birth_year in ("1959", "1961")),
    ],
)
def test_a_slip_happens_as_often_as_its_rate_says(writings, slip, happened):
    assert share(map(happened, writings)) == pytest.approx(RATES[slip], abs=NEAR)


def test_most_names_are_written_as_they_are(writings):
    assert 0.82 < share(row.name == PERSON.name for row in writings) < 0.88


def test_the_day_of_birth_is_the_same_whenever_it_is_written(writings):
    days = {row.birth[:-5] for row in writings if len(row.birth) == 10}
    assert len(days) == 1


def test_the_birth_year_is_that_of_the_birth(writings):
    assert all(row.birth_year == row.birth[-4:] for row in writings)


def test_no_wrong_number_is_like_that_of_a_real_person(writings):
    numbers = {row.number for row in writings} - {""}
    assert len(numbers) > 1
    assert all(number.startswith("999") and len(number) == 12 for number in numbers)


def test_who_has_no_number_never_gets_one():
    noise = Noise(Draw(1))
    assert {noise.number("") for _ in range(99)} == {""}


def test_a_mistyped_name_differs_by_a_letter_dropped_doubled_or_swapped():
    noise = Noise(Draw(5))
    lengths = {len(noise.mistyped("Lê An")) for _ in range(99)}
    assert lengths == {4, 5, 6}


def test_other_signs_look_alike_and_are_not_the_same():
    assert other_signs("Lê Thị Thúy") == "Lê Thị Thuý"
    assert other_signs("Lê Văn Hòa") == "Lê Văn Hoà"
    assert other_signs("Lê Hoàng") == normalize("NFD", "Lê Hoàng") != "Lê Hoàng"


def test_a_name_without_marks_has_no_letter_of_vietnamese():
    assert without_marks("Đặng Thị Hường") == "Dang Thi Huong"


def test_a_group_is_named_in_the_ways_clerks_do():
    noise = Noise(Draw(2))
    assert {noise.group("Tổ 5") for _ in range(TIMES)} == {
        "Tổ 5",
        "tổ 05",
        "Tổ dân phố 5",
        "TDP 5",
        "",
    }
    assert noise.group("") == ""


def test_a_size_is_never_none():
    noise = Noise(Draw(2))
    assert {noise.size(1) for _ in range(TIMES)} == {1, 2}
    assert {noise.size(4) for _ in range(TIMES)} == {3, 4, 5}


def test_few_member_rows_are_lost():
    noise = Noise(Draw(4))
    lost = share(not noise.member_is_listed() for _ in range(TIMES))
    assert lost == pytest.approx(RATES["member_lost"], abs=NEAR / 2)
