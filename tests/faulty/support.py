"""Packages, budgets and support that cannot be: doubles, and money above its bounds."""

from collections.abc import Callable
from pathlib import Path

from tests.faulty import Case, Told, told
from tests.faulty import sentences as say
from tests.faulty.office import NGUYEN, TRAN, YEAR

HEAD, OTHER = (people[0][4] for people in (NGUYEN, TRAN))
GROUPS = ("Nhóm I", "Nhóm II", "Không có lao động", "Hộ nghèo khác")
LISTED = ", ".join(f"«{group}»" for group in GROUPS)
PACKAGES = """\
Năm,Mã gói,Tên gói,Bậc,Chi phí (đồng),Đối tượng,Điểm lợi ích
2022,G1,Gói cơ bản,1,1500000,Nhóm I; Nhóm II,10
2022,G2,Sinh kế,2,9000000,Nhóm I,
"""
BUDGETS = "Năm,Nguồn,Số tiền (đồng)\n2022,Ngân sách,50000000\n"
SUPPORT = "Năm,Mã hộ,Mã gói,Nguồn,Đã duyệt (đồng),Đã cấp (đồng),Ngày cấp\n"
SOUND = (YEAR, HEAD, "G2", "Ngân sách", 6_000_000, 6_000_000, "12/5/2022")
SOURCES = (
    "«Ngân sách», «Ngân hàng chính sách», «Doanh nghiệp», «Tổ chức tôn giáo», «Hội đoàn thể», "
    "«Hộ gia đình»"
)

NO_PACKAGE = (
    "phải có trong Danh mục gói hỗ trợ của năm ấy",
    "must be in the catalogue of packages of that year",
)
ABOVE_PROMISE = (
    "không được lớn hơn số đã duyệt",
    "must not exceed what was promised",
)
ABOVE_COST = (
    "cộng mọi nguồn của một hộ cho một gói không được lớn hơn chi phí của gói",
    "from every source for one household and package must not exceed the cost of the package",
)
UNKNOWN = (
    "phải có trong sổ hộ nghèo, hộ cận nghèo",
    "must be in the register of poor and near-poor households",
)
LATER = (
    "phải có trong sổ của năm ấy hoặc của một năm trước",
    "must be in the register of that year or of one before",
)
TWICE = ("không được trùng trong danh sách", "must not stand twice in the list")
NO_SOURCE = (f"phải là một trong {SOURCES}", f"must be one of {SOURCES}")
DAY_AND_MONEY = (
    "phải có khi đã cấp tiền, và chỉ khi đó",
    "must be given where money was paid, and only there",
)
TOO_EARLY = (
    "không được trước năm của khoản hỗ trợ",
    "must not lie before the year of the support",
)
NO_GROUP = (
    f"phải là các nhóm {LISTED}, cách nhau bằng dấu chấm phẩy",
    f"must be groups of {LISTED}, parted by semicolons",
)
NO_CODE = (
    "phải là mã ngắn như G1 (chữ không dấu rồi chữ số)",
    "must be a short code as G1 (plain letters, then digits)",
)
NO_COST = (
    "phải là số nguyên từ 1 đến 1000000000000",
    "must be a whole number from 1 to 1000000000000",
)
NO_STEP = ("phải là số nguyên từ 1 đến 9", "must be a whole number from 1 to 9")


def given(*rows: tuple, packages: str = PACKAGES) -> Callable[[Path], object]:
    """An office with a catalogue, and these rows of support below a sound one."""
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in (SOUND, *rows)]
    return written(packages, support=SUPPORT + "\n".join(lines) + "\n")


def written(
    packages: str = PACKAGES, budgets: str = BUDGETS, support: str | None = None
) -> Callable[[Path], object]:
    """The tables as files of these words."""
    files = {"packages": packages, "budgets": budgets, "support": support}

    def write(folder: Path) -> None:
        for name, text in files.items():
            if text is not None:
                (folder / f"{name}.csv").write_text(text, encoding="utf-8")

    return write


def row(**changed: object) -> tuple:
    """A second row, sound but for what is changed."""
    usual = dict(zip(NAMES, (YEAR, OTHER, "G1", "Ngân sách", 1_500_000, None, None), strict=True))
    return tuple((usual | changed).values())


NAMES = ("year", "home", "package", "source", "promised", "paid", "day")


def refused(sentence: tuple[str, str], of: str, *rows: int) -> tuple[Told, ...]:
    return (told(sentence, *rows, of=of),)


CASES = [
    Case("sound support, a part of it not yet paid", files=given(row())),
    Case(
        "support with a package that is in no catalogue",
        refused=refused(NO_PACKAGE, "Mã gói (package_code)", 3),
        files=given(row(package="G7")),
    ),
    Case(
        "support without any catalogue",
        refused=refused(NO_PACKAGE, "Mã gói (package_code)", 2),
        files=lambda folder: (folder / "support.csv").write_text(
            SUPPORT + ",".join(map(str, SOUND)) + "\n", encoding="utf-8"
        ),
    ),
    Case(
        "support paid above what was promised",
        refused=refused(ABOVE_PROMISE, "Đã cấp (đồng) (paid_vnd)", 3),
        files=given(row(paid=1_500_001, day="12/5/2022")),
    ),
    Case(
        "support whose parts are more than the package costs",
        refused=refused(ABOVE_COST, "Đã duyệt (đồng) (promised_vnd)", 2, 3),
        files=given(row(home=HEAD, package="G2", source="Doanh nghiệp", promised=3_000_001)),
    ),
    Case(
        "support to a household that is in no register",
        refused=refused(UNKNOWN, "Mã hộ (household_id)", 3),
        files=given(row(home="048199999999")),
        personal=("048199999999",),
    ),
    Case(
        "support to a household of a later year",
        refused=refused(LATER, "Mã hộ (household_id)", 3),
        files=given(row(year=2021), packages=PACKAGES + "2021,G1,Gói cơ bản,1,1500000,Nhóm I,\n"),
    ),
    Case(
        "support written down twice",
        refused=refused(TWICE, "Mã hộ (household_id)", 3, 4),
        files=given(row(promised=700_000), row(promised=700_000)),
    ),
    Case(
        "support from an unknown source",
        refused=refused(NO_SOURCE, "Nguồn (source)", 3),
        files=given(row(source="Quỹ lạ")),
    ),
    Case(
        "support paid on no day",
        refused=refused(DAY_AND_MONEY, "Ngày cấp (paid_date)", 3),
        files=given(row(paid=1_500_000)),
    ),
    Case(
        "a day of payment and nothing paid",
        refused=refused(DAY_AND_MONEY, "Ngày cấp (paid_date)", 3),
        files=given(row(day="12/5/2022")),
    ),
    Case(
        "support paid before its year",
        refused=refused(TOO_EARLY, "Ngày cấp (paid_date)", 3),
        files=given(row(paid=1_500_000, day="30/12/2021")),
    ),
    Case(
        "support of which nothing is promised",
        refused=refused(say.BLANK, "Đã duyệt (đồng) (promised_vnd)", 3),
        files=given(row(promised=None)),
    ),
    Case(
        "a package for a group that there is not",
        refused=refused(NO_GROUP, "Đối tượng (eligible)", 4),
        files=written(packages=PACKAGES + "2022,G3,Học nghề,3,5000000,Nhóm I; Nhóm III,\n"),
    ),
    Case(
        "a package with a name in the place of its code",
        refused=refused(NO_CODE, "Mã gói (package_code)", 4),
        files=written(packages=PACKAGES + "2022,Học nghề,Học nghề,3,5000000,Nhóm I,\n"),
    ),
    Case(
        "a package twice in a year",
        refused=refused(TWICE, "Mã gói (package_code)", 3, 4),
        files=written(packages=PACKAGES + "2022,G2,Học nghề,3,5000000,Nhóm I,\n"),
    ),
    Case(
        "a package that costs nothing",
        refused=refused(NO_COST, "Chi phí (đồng) (unit_cost_vnd)", 4),
        files=written(packages=PACKAGES + "2022,G3,Học nghề,3,0,Nhóm I,\n"),
    ),
    Case(
        "a package on no step of the ladder",
        refused=refused(NO_STEP, "Bậc (step_count)", 4),
        files=written(packages=PACKAGES + "2022,G3,Học nghề,10,5000000,Nhóm I,\n"),
    ),
    Case(
        "a source planned for twice in a year",
        refused=refused(TWICE, "Nguồn (source)", 2, 3),
        files=written(budgets=BUDGETS + "2022,Ngân sách,1000000\n"),
    ),
]
