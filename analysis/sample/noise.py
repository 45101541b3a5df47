"""What a clerk's hand does to a person on a list (sai sót khi chép tay), drawn anew each time.

The rates are invented: an order of size for lists that are typed again every year from paper. What
is drawn is the same on every Python, as all chance of the sample.
"""

from dataclasses import dataclass
from unicodedata import combining, normalize
from zlib import crc32

from .draw import Draw
from .people import Person, respelled

RATES = {  # how often, of the times that something is written
    "name_without_marks": 0.04,  # Nguyen Van An
    "name_letter": 0.02,  # one letter dropped, doubled or swapped with the next
    "name_upper_case": 0.04,  # NGUYỄN VĂN AN
    "name_respelled": 0.015,  # another spelling, as in people.SPELLINGS
    "name_other_signs": 0.05,  # the tone on the other vowel, or marks as signs of their own
    "birth_missing": 0.02,
    "birth_year_only": 0.15,
    "birth_off_by_one": 0.02,  # the year before or after
    "sex_wrong": 0.005,
    "number_missing": 0.35,  # besides those who have none
    "number_digit": 0.005,  # one digit is another
    "group_missing": 0.04,
    "group_otherwise": 0.15,  # tổ 05, Tổ dân phố 5
    "size_off_by_one": 0.005,
    "member_lost": 0.01,  # a row of the list is left out
}
OTHER_TONES = {  # as the end of a syllable; both ways of setting the tone are in use
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ",
    "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ",
}  # fmt: skip
OTHER_SEX = {"Nam": "Nữ", "Nữ": "Nam"}


@dataclass(frozen=True)
class Written:
    """A person as a row of a list has it; what the clerk left out is empty."""

    name: str
    birth: str  # dd/mm/yyyy, yyyy or empty
    birth_year: str
    sex: str
    number: str


class Noise:
    """A clerk who writes persons and households down, with the slips of a stream of chance."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw

    def happens(self, slip: str) -> bool:
        """Whether the clerk slips this time."""
        return self.draw.chance(RATES[slip])

    def person(self, person: Person) -> Written:
        """The person as written this time."""
        birth = self.birth(person)
        wrong = self.happens("sex_wrong")
        return Written(
            name=self.name(person.name),
            birth=birth,
            birth_year=birth[-4:],
            sex=OTHER_SEX[person.sex] if wrong else person.sex,
            number=self.number(person.number),
        )

    def name(self, name: str) -> str:
        """The name, misspelled or set otherwise."""
        if self.happens("name_respelled"):
            name = respelled(name)
        if self.happens("name_letter"):
            name = self.mistyped(name)
        if self.happens("name_without_marks"):
            name = without_marks(name)
        if self.happens("name_other_signs"):
            name = other_signs(name)
        return name.upper() if self.happens("name_upper_case") else name

    def mistyped(self, name: str) -> str:
        """The name with one letter dropped, doubled or swapped with the next."""
        place = self.draw.whole(1, len(name) - 2)
        letter, after = name[place : place + 2]
        slip = self.draw.pick((after, letter * 2 + after, after + letter))
        return name[:place] + slip + name[place + 2 :]

    def birth(self, person: Person) -> str:
        """The day of birth, or the year alone, or nothing."""
        if self.happens("birth_missing"):
            return ""
        year = person.birth_year
        if self.happens("birth_off_by_one"):
            year += self.draw.pick((-1, 1))
        return str(year) if self.happens("birth_year_only") else f"{day_of_birth(person)}/{year}"

    def number(self, number: str) -> str:
        """The citizen number (số định danh), or nothing."""
        if not number or self.happens("number_missing"):
            return ""
        if not self.happens("number_digit"):
            return number
        place = self.draw.whole(3, len(number) - 1)  # the first three say that it is invented
        other = (int(number[place]) + self.draw.whole(1, 9)) % 10
        return f"{number[:place]}{other}{number[place + 1 :]}"

    def group(self, text: str) -> str:
        """The residential group (tổ dân phố), or nothing."""
        if not text or self.happens("group_missing"):
            return ""
        if not self.happens("group_otherwise"):
            return text
        number = int(text.split()[-1])
        return self.draw.pick((f"tổ {number:02}", f"Tổ dân phố {number}", f"TDP {number}"))

    def size(self, members: int) -> int:
        """The number of members (số nhân khẩu)."""
        if not self.happens("size_off_by_one"):
            return members
        return members + 1 if members == 1 else members + self.draw.pick((-1, 1))

    def member_is_listed(self) -> bool:
        """Whether the row of a member besides the head is there."""
        return not self.happens("member_lost")


def day_of_birth(person: Person) -> str:
    """The person's day and month, the same in every year; the sample knows only the year."""
    chance = crc32((person.number or f"{person.name} {person.birth_year}").encode())
    return f"{1 + chance % 28:02}/{1 + chance // 28 % 12:02}"


def without_marks(name: str) -> str:
    """The name in the letters of a keyboard without Vietnamese."""
    letters = normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not combining(letter))


def other_signs(name: str) -> str:
    """The name that looks alike and is other signs."""
    syllables = [
        syllable[:-2] + OTHER_TONES.get(syllable[-2:], syllable[-2:]) for syllable in name.split()
    ]
    other = " ".join(syllables)
    return normalize("NFD", name) if other == name else other
