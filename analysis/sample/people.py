"""The invented persons and households, and what a year changes in them."""

from dataclasses import dataclass, replace
from itertools import count
from typing import NamedTuple

from .draw import Draw

WARDS = {
    "20194": "Hòa Hiệp Bắc",
    "20195": "Hòa Hiệp Nam",
    "20197": "Hòa Khánh Bắc",
    "20198": "Hòa Khánh Nam",
    "20200": "Hòa Minh",
}
GROUPS = {"20194": 29, "20195": 46, "20197": 118, "20198": 74, "20200": 131}  # tổ dân phố of a ward

POOR, NEAR_POOR, NOT_POOR = "Hộ nghèo", "Hộ cận nghèo", "Hộ không nghèo"
ILLNESS = "ốm đau, tai nạn"
CAUSES = {  # how often a poor household names the cause; one may name several
    "thiếu vốn": 0.48,
    "thiếu việc làm": 0.30,
    "không có kinh nghiệm làm ăn": 0.24,
    "đông người phụ thuộc": 0.22,
    ILLNESS: 0.16,
    "khác": 0.07,
}
NO_LABOUR_CAUSES = {ILLNESS: 0.5, "khác": 0.6}  # the same of households without labour

LABOUR_SIZES = {1: 2, 2: 10, 3: 22, 4: 34, 5: 18, 6: 9, 7: 3, 8: 1.2, 9: 0.5, 10: 0.2, 11: 0.1}  # %
NO_LABOUR_SIZES = {1: 45, 2: 37, 3: 14, 4: 4}  # %
ONE_MORE = {"20197": 0.55}  # how often a household with labour is one larger than elsewhere

WORKING_AGE = range(16, 61)
ABLE = 0.88  # an adult besides the head is able to work
FEMALE_HEAD = 0.34
SPOUSE = {"Nam": 0.88, "Nữ": 0.30}  # the head, by sex, lives with a spouse
PARENT = 0.18  # a household of four or more also keeps a parent of the head
DISABLED_HEAD = 0.22  # the head of a household without labour is not old but disabled
OLD_COUPLE = 0.45  # the head of such a household, if not alone, lives with a spouse

NO_NUMBER = {"head": 0.03, "adult": 0.10, "child": 0.30}  # has no citizen number
BIRTH = (
    0.05  # a household with a woman of 20 to 39 as head or beside the head has a child in a year
)
LEAVING = 0.03  # a child of the head, 20 or older, leaves home in a year
DEATH_OF_OLD = 0.03  # a member over 65, not the head, dies in a year
DEATH_OF_HEAD = 0.006  # the head dies in a year and another adult follows
CORRECTED_NAME = 0.005  # a year's review corrects the spelling of the head's name
MOVE_OF_WARD = 0.005  # a household moves to another ward of the district within a year

SURNAMES = {  # %
    "Nguyễn": 31, "Trần": 11, "Lê": 10, "Phạm": 7, "Huỳnh": 7, "Phan": 6, "Võ": 6, "Đặng": 5,
    "Hồ": 4, "Trương": 3, "Ngô": 2, "Bùi": 2, "Đỗ": 2, "Mai": 1, "Đinh": 1, "Lý": 1, "Ông": 1,
}  # fmt: skip
MIDDLE = {  # weights
    "Nam": {"Văn": 40, "Đình": 8, "Hữu": 8, "Ngọc": 7, "Quang": 6, "Minh": 6, "Công": 5, "Tấn": 5},
    "Nữ": {
        "Thị": 60,
        "Thị Kim": 7,
        "Thị Thu": 7,
        "Thị Ngọc": 6,
        "Thị Minh": 4,
        "Ngọc": 4,
        "Như": 3,
    },
}
GIVEN = {
    "Nam": """
        An Bình Chiến Cường Danh Dũng Đạt Đức Hải Hậu Hiếu Hòa Hùng Huy Khánh Lâm Lộc Long Lợi Mỹ
        Nam Nghĩa Phong Phúc Phước Quân Quý Sơn Tài Tâm Thành Thạnh Thắng Tiến Toàn Trung Tuấn Tùng
    """,
    "Nữ": """
        Ánh Bích Châu Cúc Dung Duyên Đào Hà Hạnh Hằng Hiền Hoa Hồng Huệ Hương Hường Lan Lệ Liên Loan
        Mai Mỹ Nga Ngân Nguyệt Nhung Oanh Phượng Quý Sương Tâm Thanh Thảo Thúy Tuyết Vân Xuân Yến
    """,
}
GIVEN_NAMES = {sex: names.split() for sex, names in GIVEN.items()}
SPELLINGS = {  # a syllable and how a correction changes it
    "Huỳnh": "Hoàng", "Võ": "Vũ", "Lý": "Lí", "Mỹ": "Mĩ", "Quý": "Quí", "Thúy": "Thuý",
    "Hòa": "Hoà", "Hương": "Hường", "Phước": "Phúc", "Thạnh": "Thịnh", "Tùng": "Tòng",
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One member of a household; `able` to work says nothing of the age."""

    name: str
    number: str
    birth_year: int
    sex: str
    relation: str
    able: bool


class Exit(NamedTuple):
    """How a household stood when it was last recognised as exited (thoát nghèo)."""

    year: int
    line: int
    income: int
    workers: int
    ill: bool


@dataclass(frozen=True, eq=False)
class Household:
    """A household as one list shows it; `year` is the review, and the head is the first member."""

    code: str
    ward: str
    group: str
    members: tuple[Person, ...]
    year: int
    income: int
    causes: tuple[str, ...]
    category: str = POOR
    special: str = ""
    movement: str = ""
    exit: Exit | None = None

    @property
    def size(self) -> int:
        """Members (số nhân khẩu)."""
        return len(self.members)

    @property
    def workers(self) -> int:
        """Members able to work and of an age to do so (số lao động)."""
        return sum(p.able and self.year - p.birth_year in WORKING_AGE for p in self.members)


class People:
    """Invents persons and households, and lets a year pass for them."""

    def __init__(self, draw: Draw, prefix: str = "LC") -> None:
        self.draw = draw
        self.prefix = prefix  # of the households' codes
        self.persons = count(1)
        self.households = count(1)

    def household(self, ward: str, year: int, labour: bool, size: int, income: int) -> Household:
        """A new household with a code that none had before."""
        members = self.family(year, size) if labour else self.family_without_labour(year, size)
        return Household(
            code=f"{self.prefix}-{next(self.households):06d}",
            ward=ward,
            group=self.group(ward),
            members=tuple(members),
            year=year,
            income=income,
            causes=self.causes(labour),
        )

    def group(self, ward: str) -> str:
        """A residential group of the ward (tổ dân phố)."""
        return f"Tổ {self.draw.whole(1, GROUPS[ward])}"

    def size(self, ward: str, labour: bool) -> int:
        """How many members a new household has."""
        if not labour:
            return self.draw.weighted(NO_LABOUR_SIZES)
        return self.draw.weighted(LABOUR_SIZES) + self.draw.chance(ONE_MORE.get(ward, 0))

    def causes(self, labour: bool) -> tuple[str, ...]:
        """Why the household is poor; never without a cause."""
        rates = CAUSES if labour else NO_LABOUR_CAUSES
        named = tuple(cause for cause, rate in rates.items() if self.draw.chance(rate))
        return named or (self.draw.weighted(rates),)

    def person(
        self, birth: int, year: int, sex: str, surname: str, relation: str, able: bool = True
    ) -> Person:
        """A new person; most have a citizen number, which begins with 999 as no real one does."""
        middle, given = self.draw.weighted(MIDDLE[sex]), self.draw.pick(GIVEN_NAMES[sex])
        kind = "head" if relation == "Chủ hộ" else "adult" if year - birth >= 15 else "child"
        scattered = next(self.persons) * 618_033_989 % 10**9  # odd and not of 5: none comes twice
        number = "" if self.draw.chance(NO_NUMBER[kind]) else f"999{scattered:09d}"
        return Person(f"{surname} {middle} {given}", number, birth, sex, relation, able)

    def relative(self, head: Person, age: int, year: int, relation: str, able: bool) -> Person:
        """A member besides the head, with the head's surname or another as the relation has it."""
        married_in = relation in ("Vợ", "Chồng", "Mẹ")
        surname = self.draw.weighted(SURNAMES) if married_in else head.name.split()[0]
        sexes = {"Vợ": "Nữ", "Mẹ": "Nữ", "Chồng": "Nam", "Bố": "Nam"}
        sex = sexes.get(relation) or self.draw.pick(("Nam", "Nữ"))
        return self.person(year - age, year, sex, surname, relation, able)

    def head(self, year: int, age: int, able: bool) -> Person:
        """The head of a new household (chủ hộ)."""
        sex = "Nữ" if self.draw.chance(FEMALE_HEAD) else "Nam"
        return self.person(year - age, year, sex, self.draw.weighted(SURNAMES), "Chủ hộ", able)

    def family(self, year: int, size: int) -> list[Person]:
        """A household whose head can work: spouse, perhaps a parent, children, grandchildren."""
        draw, age = self.draw, self.draw.whole(27, 57)
        head = self.head(year, age, able=True)
        members = [head]
        if size > 1 and draw.chance(SPOUSE[head.sex]):
            members.append(self.spouse(head, year, able=draw.chance(ABLE)))
        if size >= 4 and draw.chance(PARENT):
            older = age + draw.whole(20, 30)
            members.append(self.relative(head, older, year, draw.pick(("Bố", "Mẹ", "Mẹ")), True))
        while len(members) < size:
            members.append(self.child(head, age, year, len(members)))
        return members

    def spouse(self, head: Person, year: int, able: bool) -> Person:
        """Wife or husband of the head."""
        relation = "Vợ" if head.sex == "Nam" else "Chồng"
        age = year - head.birth_year + self.draw.whole(-6, 3)
        return self.relative(head, max(age, 19), year, relation, able)

    def child(self, head: Person, head_age: int, year: int, place: int) -> Person:
        """A child of the head, or a grandchild in a large household of an older head."""
        if place >= 5 and head_age >= 45:
            return self.relative(head, self.draw.whole(0, 10), year, "Cháu", True)
        age = head_age - self.draw.whole(21, min(38, head_age))
        return self.relative(head, age, year, "Con", age < 18 or self.draw.chance(ABLE))

    def family_without_labour(self, year: int, size: int) -> list[Person]:
        """Old or disabled people, alone or with a spouse, a disabled child or grandchildren."""
        draw, disabled = self.draw, self.draw.chance(DISABLED_HEAD)
        head = self.head(year, draw.whole(35, 59) if disabled else draw.whole(63, 88), able=False)
        members = [head]
        if size > 1 and draw.chance(OLD_COUPLE):
            members.append(self.spouse(head, year, able=False))
        while len(members) < size:
            members.append(self.relative(head, draw.whole(2, 12), year, "Cháu", True))
        return members

    def after_a_year(self, household: Household, year: int) -> Household:
        """The household at the next review: births, deaths, moves, and names put right."""
        draw = self.draw
        members = self.succession(self.growth(household.members, year), year)
        if draw.chance(CORRECTED_NAME):
            members = (replace(members[0], name=respelled(members[0].name)), *members[1:])
        ward, group = household.ward, household.group
        if ward and draw.chance(MOVE_OF_WARD):
            ward = draw.pick([code for code in WARDS if code != ward])
            group = self.group(ward)
        return replace(household, members=members, ward=ward, group=group, year=year)

    def growth(self, members: tuple[Person, ...], year: int) -> tuple[Person, ...]:
        """The members after those besides the head were born, went or died."""
        draw, head = self.draw, members[0]
        kept = [p for p in members[1:] if not draw.chance(loss(p, year - p.birth_year))]
        mother = any(p.sex == "Nữ" and year - p.birth_year in range(20, 40) for p in members[:2])
        if len(kept) < 11 and mother and draw.chance(BIRTH):
            kept.append(self.relative(head, 0, year, "Con", True))
        return (head, *kept)

    def succession(self, members: tuple[Person, ...], year: int) -> tuple[Person, ...]:
        """The members after the head may have died; the spouse or the eldest adult follows."""
        grown = [p for p in members[1:] if year - p.birth_year >= 18]
        if not grown or not self.draw.chance(DEATH_OF_HEAD):
            return members
        heir = min(grown, key=lambda p: (p.relation not in ("Vợ", "Chồng"), p.birth_year))
        rest = [p for p in members[1:] if p is not heir]
        if heir.relation not in ("Vợ", "Chồng"):
            rest = [replace(p, relation="Khác") for p in rest]
        return (replace(heir, relation="Chủ hộ"), *rest)


def loss(person: Person, age: int) -> float:
    """How likely a member besides the head goes or dies within a year."""
    if age > 65:
        return DEATH_OF_OLD
    return LEAVING if person.relation == "Con" and age >= 20 else 0


def respelled(name: str) -> str:
    """The name with one syllable spelled otherwise, as a clerk corrects it."""
    for syllable, other in SPELLINGS.items():
        if syllable in name.split():
            return name.replace(syllable, other)
    surname, *rest = name.split()
    middle = "Thị" if "Thị" not in rest and "Văn" not in rest else "Ngọc"
    return " ".join([surname, middle, rest[-1]])
