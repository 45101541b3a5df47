"""Who is proposed for commendation for 2013 in the invented district."""

from pathlib import Path

from .draw import Draw
from .files import table
from .people import NOT_POOR, WARDS, Household, People
from .review import Review

YEAR = 2013
HEADINGS = [
    "Năm", "Mã đề cử", "Luồng", "Loại đơn vị", "Tên", "Mã phường", "Mã hộ",
    "Có kế hoạch giảm nghèo", "Minh chứng kế hoạch", "Quyết toán đúng hạn", "Minh chứng quyết toán",
    "Không bị kỷ luật", "Minh chứng kỷ luật", "Hộ đã giúp thoát nghèo",
    "Trong đó chưa nghèo trở lại", "Nguyện vọng tiếp nhận", "Nguyện vọng đã giải quyết",
    "Buổi tuyên truyền", "Hồ sơ phải nộp", "Hồ sơ nộp đúng hạn", "Sáng kiến",
]  # fmt: skip
COLLECTIVES = [  # kind, name, ward
    ("Phường", "UBND phường Hòa Hiệp Nam", "20195"),
    ("Phường", "UBND phường Hòa Khánh Bắc", "20197"),
    ("Phường", "UBND phường Hòa Minh", "20200"),
    ("Hội đoàn thể", "Hội Liên hiệp Phụ nữ phường Hòa Khánh Bắc", "20197"),
    ("Hội đoàn thể", "Hội Nông dân phường Hòa Hiệp Bắc", "20194"),
    ("Hội đoàn thể", "Hội Cựu chiến binh phường Hòa Minh", "20200"),
    ("Hội đoàn thể", "Đoàn Thanh niên phường Hòa Khánh Nam", "20198"),
    ("Hội đoàn thể", "Ủy ban MTTQ Việt Nam phường Hòa Hiệp Nam", "20195"),
    ("Tổ dân phố", "Tổ dân phố 17 phường Hòa Khánh Nam", "20198"),
    ("Tổ dân phố", "Tổ dân phố 42 phường Hòa Minh", "20200"),
]
CRITERIA = HEADINGS.index("Hộ đã giúp thoát nghèo")
HOUSEHOLD = "Hộ gia đình"
INDIVIDUALS = ["Cán bộ"] * 5 + ["Hội viên"] * 5 + ["Tổ trưởng"] * 4
HOUSEHOLDS = 3
REFUSED = {  # the gate that is not passed, and the evidence
    "TT-09": ("Quyết toán đúng hạn", "Báo cáo quyết toán ngày 17/02/2014"),
    "CN-06": ("Không bị kỷ luật", "Quyết định khiển trách ngày 09/9/2013"),
}
OVERRIDES = [  # what the council decided otherwise, and why
    ("TT-06", "không chọn", "đã được thành phố khen cùng thành tích"),
    ("TT-03", "chọn", "thay tập thể cùng phường không được chọn"),
    ("CN-10", "không chọn", "xin rút khỏi danh sách"),
    ("CN-07", "chọn", "thay người xin rút"),
]
OVERRIDDEN = ["Năm", "Mã đề cử", "Quyết định của hội đồng", "Lý do"]
DECIDED = {"Người quyết định": "Hội đồng giả định", "Ngày quyết định": "20/02/2014"}
TIED = {"TT-06": "TT-04", "CN-08": "CN-07"}  # has the criteria of the other
# Of each kind: how many there are of what is counted, and how many per cent of them were done.
RANGES = {
    "Phường": [None, (40, 120, 71, 93), (10, 24), (12, 12, 80, 100), (1, 3)],
    "Hội đoàn thể": [(20, 60, 82, 100), (20, 60, 68, 96), (6, 18), (12, 12, 75, 100), (0, 3)],
    "Tổ dân phố": [(6, 18, 80, 100), (6, 20, 70, 100), (4, 12), None, (0, 1)],
    "Cán bộ": [(12, 40, 82, 100), (15, 40, 70, 97), (4, 15), (12, 12, 75, 100), (0, 2)],
    "Hội viên": [(4, 16, 80, 100), (6, 16, 68, 98), (5, 16), None, (0, 2)],
    "Tổ trưởng": [(4, 14, 80, 100), (5, 15, 70, 100), (4, 12), None, (0, 1)],
    HOUSEHOLD: [None, None, (1, 5), None, (0, 1)],
}
COUNTED = {2, 4}  # places of the criteria that are one number


def nominations(folder: Path, draw: Draw, reviews: list[Review]) -> None:
    """Write the nominations of collectives, individuals and households that exited."""
    review = next(review for review in reviews if review.year == YEAR)
    exits = [gone.household for gone in review.departures if gone.reason == "Thoát nghèo"]
    rows = [*collectives(draw), *individuals(draw), *households(draw, exits)]
    by_code = {row[1]: row for row in rows}
    for code, other in TIED.items():
        by_code[code][CRITERIA:] = by_code[other][CRITERIA:]
    for code, (gate, evidence) in REFUSED.items():
        column = HEADINGS.index(gate)
        by_code[code][column : column + 2] = ["không", evidence]
    table(folder / "nominations.csv", HEADINGS, rows)


def overrides(folder: Path) -> None:
    """Write what the council decided otherwise than the nominations' scores propose."""
    rows = [[YEAR, *decision, *DECIDED.values()] for decision in OVERRIDES]
    table(folder / "commendation_overrides.csv", [*OVERRIDDEN, *DECIDED], rows)


def collectives(draw: Draw) -> list[list]:
    """The rows of wards, associations and groups."""
    return [
        nomination(draw, f"TT-{place:02d}", "Tập thể", kind, name, ward)
        for place, (kind, name, ward) in enumerate(COLLECTIVES, start=1)
    ]


def individuals(draw: Draw) -> list[list]:
    """The rows of the proposed persons, one ward after another."""
    people, wards, rows = People(draw), list(WARDS), []
    for place, kind in enumerate(INDIVIDUALS, start=1):
        name = people.head(YEAR, age=40, able=True).name
        ward = wards[place % len(wards)]
        rows.append(nomination(draw, f"CN-{place:02d}", "Cá nhân", kind, name, ward))
    return rows


def households(draw: Draw, exits: list[Household]) -> list[list]:
    """The rows of some households that exited in the year and are not near-poor."""
    homes = draw.several([home for home in exits if home.category == NOT_POOR], HOUSEHOLDS)
    return [
        nomination(
            draw,
            f"HO-{place:02d}",
            HOUSEHOLD,
            HOUSEHOLD,
            home.members[0].name,
            home.ward,
            home.code,
        )
        for place, home in enumerate(homes, start=1)
    ]


def nomination(
    draw: Draw, code: str, stream: str, kind: str, name: str, ward: str, household: str = ""
) -> list:
    """One row: the gates passed, with their evidence, and the criteria of its kind."""
    criteria = [cell for at, span in enumerate(RANGES[kind]) for cell in criterion(draw, at, span)]
    who = [code, stream, kind, name, ward, household]
    return [YEAR, *who, *gates(draw, kind), *criteria]


def criterion(draw: Draw, place: int, span: tuple | None) -> list:
    """The cells of one criterion: a number, or how many and how many of these; else blank."""
    if span is None:
        return [""] if place in COUNTED else ["", ""]
    if place in COUNTED:
        return [draw.whole(*span)]
    many = draw.whole(*span[:2])
    return [many, round(many * draw.whole(*span[2:]) / 100)]


def gates(draw: Draw, kind: str) -> list[str]:
    """Each gate passed, followed by its evidence."""
    day = draw.whole(5, 28)
    if kind == HOUSEHOLD:
        plan, settled = "Bản đăng ký thoát nghèo", "Sổ vay vốn, trả nợ đúng hạn"
    else:
        plan = f"Kế hoạch số {draw.whole(2, 60)}/KH ngày {day:02d}/01/2013"
        settled = f"Báo cáo quyết toán ngày {draw.whole(2, 20):02d}/12/2013"
    discipline = f"Xác nhận ngày {draw.whole(6, 24):02d}/01/2014"
    return ["có", plan, "có", settled, "có", discipline]
