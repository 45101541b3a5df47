"""How a clerk writes what a list asks for (cách ghi của cán bộ): cleanly, or as clerks do.

What a class, a head's mark or a list says is never changed, only how it is written.
"""

from datetime import date, datetime
from typing import NamedTuple
from unicodedata import normalize

from . import noise
from .draw import Draw
from .files import ODD_WARD_NAME, Lists
from .noise import Noise, Written, day_of_birth
from .people import NEAR_POOR, POOR, WARDS, Person

RATES = noise.RATES | {
    "ward_otherwise": ODD_WARD_NAME,
    "class_otherwise": 0.2,
    "address_without_ward": 1 / 3,
}
SAID = {  # the slips, as the command that writes them tells of them
    "name_without_marks": ("họ tên không dấu", "name without marks"),
    "name_letter": ("họ tên sai một chữ cái", "one letter of the name wrong"),
    "name_upper_case": ("họ tên viết hoa", "name in capitals"),
    "name_respelled": ("họ tên ghi cách khác", "another spelling of the name"),
    "name_other_signs": ("dấu đặt hoặc mã hóa cách khác", "marks placed or encoded otherwise"),
    "birth_missing": ("không ghi ngày sinh", "no day of birth"),
    "birth_year_only": ("chỉ ghi năm sinh", "year of birth alone"),
    "birth_off_by_one": ("năm sinh lệch một năm", "year of birth off by one"),
    "sex_wrong": ("sai giới tính", "wrong sex"),
    "number_missing": ("thiếu số định danh", "citizen number left out"),
    "number_digit": ("số định danh sai một chữ số", "one digit of the citizen number wrong"),
    "group_missing": ("không ghi tổ", "no residential group"),
    "group_otherwise": ("tổ ghi cách khác", "residential group written otherwise"),
    "size_off_by_one": ("số nhân khẩu lệch một", "number of members off by one"),
    "member_lost": ("mất dòng của thành viên", "row of a member lost"),
    "ward_otherwise": ("tên phường ghi cách khác", "ward's name written otherwise"),
    "class_otherwise": ("phân loại ghi cách khác", "class written otherwise"),
    "address_without_ward": ("địa chỉ không ghi phường", "address without the ward"),
}
CLASSES = {POOR: "Nghèo", NEAR_POOR: "Cận nghèo"}
YES = ("x", "X", "✓", "có", 1)
OLD_FORM_UNTIL = 2011

Cell = str | int | date


class Habit(NamedTuple):
    """What the clerks of a year do alike."""

    has_numbers: bool  # codes and years are typed as numbers, not as text
    date_cells: float  # share of the days that are cells of a date, not text


HABITS = {
    2009: Habit(True, 0),
    2010: Habit(False, 0),
    2011: Habit(True, 1),
    2012: Habit(False, 0),
    2013: Habit(True, 1),
    2014: Habit(False, 0.5),
    2015: Habit(True, 0),
}


class Clean:
    """Writes everything as the form asks for it."""

    has_old_form = False

    def person(self, person: Person) -> Written:
        """The person as registered."""
        year = str(person.birth_year)
        birth = f"{day_of_birth(person)}/{year}"
        return Written(person.name, birth, year, person.sex, person.number)

    def member_is_listed(self) -> bool:
        """Every member is."""
        return True

    def group(self, text: str) -> str:
        """The residential group (tổ dân phố)."""
        return text

    def size(self, members: int) -> int:
        """The number of members (số nhân khẩu)."""
        return members

    def day(self, text: str) -> Cell:
        """A day, as text."""
        return text

    def code(self, code: str) -> Cell:
        """A code, as text."""
        return code

    def ward(self, ward: str) -> str:
        """The ward's name."""
        return WARDS.get(ward, "")

    def address(self, group: str, ward: str) -> str:
        """Group and ward, as far as they are known."""
        return in_ward(group, ward)

    def household_class(self, category: str) -> str:
        """The class (phân loại hộ)."""
        return CLASSES[category]

    def yes(self) -> Cell:
        """The mark of what is so."""
        return YES[0]


class Hasty(Noise):
    """Writes persons with the slips of `noise`, and the rest in the habits of the year."""

    def __init__(self, draw: Draw, year: int) -> None:
        super().__init__(draw)
        self.year, self.habit = year, HABITS[year]
        self.has_old_form = year <= OLD_FORM_UNTIL
        self.ward = Lists(draw).ward_name

    def birth(self, person: Person) -> str:
        """The birth with its slips, but never after the review."""
        written = super().birth(person)
        return f"{written[:-4]}{min(int(written[-4:]), self.year)}" if written else ""

    def day(self, text: str) -> Cell:
        """A day, a year alone or nothing, as text, number or date."""
        if len(text) <= len("yyyy"):
            return self.code(text)
        is_date = self.draw.chance(self.habit.date_cells)
        return datetime.strptime(text, "%d/%m/%Y").date() if is_date else text

    def code(self, code: str) -> Cell:
        """A code, as text or as a number."""
        return int(code) if code and self.habit.has_numbers else code

    def address(self, group: str, ward: str) -> str:
        """Group and ward, or the group alone."""
        written = self.group(group)
        is_short = self.draw.chance(RATES["address_without_ward"])
        return written if is_short else in_ward(written, ward)

    def household_class(self, category: str) -> str:
        """The class in one of its spellings."""
        plain = CLASSES[category]
        if not self.draw.chance(RATES["class_otherwise"]):
            return plain
        return self.draw.pick((category, plain.lower(), f"{plain} ", normalize("NFD", plain)))

    def yes(self) -> Cell:
        """One of the marks of what is so."""
        return self.draw.pick(YES)


def slips() -> dict[tuple[str, str], float]:
    """How often each slip happens, by what it is called in Vietnamese and English."""
    return {SAID[slip]: rate for slip, rate in RATES.items()}


def in_ward(group: str, ward: str) -> str:
    """An address within the district."""
    return ", ".join(filter(None, [group, f"phường {WARDS[ward]}" if ward else ""]))
