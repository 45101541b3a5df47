"""Gói hỗ trợ, kinh phí và hỗ trợ hộ: what is offered, the money planned, what each household got.

The money is that for households in special poverty alone. A household may get several packages,
and a package from several sources; together these never pay more than it costs.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.register.faults import Column, Rule
from analysis.register.households import HOUSEHOLD, WITHOUT_LABOUR
from analysis.register.programme import places
from analysis.register.rules import day, filled, one_of, unique, whole
from analysis.register.schema import Schema, figures
from analysis.workspace import District

TITLES = {
    "packages": "Danh mục gói hỗ trợ",
    "budgets": "Kinh phí dự kiến",
    "support": "Hỗ trợ hộ",
}
ELIGIBLE = {
    "Nhóm I": "group_1",
    "Nhóm II": "group_2",
    WITHOUT_LABOUR: "without_labour",
    "Hộ nghèo khác": "other",
}
CODE = Column("package_code", "Mã gói")
SOURCE = Column("source", "Nguồn")


def schemas(district: District) -> dict[str, Schema]:
    """Each table by its name."""
    return {
        "packages": Schema(PACKAGES, _packages(), [Column("benefit_points", "Điểm lợi ích")]),
        "budgets": Schema(BUDGETS, _budgets(), may_be_empty=True),
        "support": Schema(SUPPORT, _support(), may_be_empty=True),
    }


def between(tables: Mapping[str, pd.DataFrame], district: District) -> Mapping[str, Sequence[Rule]]:
    """A package is in the catalogue of its year, and nobody gets more for it than it costs."""
    if "support" not in tables:
        return {}
    offered = tables.get(
        "packages", pd.DataFrame(columns=["year", "package_code", "unit_cost_vnd"])
    )
    costs = offered.set_index(["year", "package_code"])["unit_cost_vnd"]
    return {"support": [_offered(costs), _within_its_cost(costs)]}


PACKAGES = [
    places.YEAR,
    CODE,
    Column("package_name", "Tên gói"),
    Column("step_count", "Bậc"),
    Column("unit_cost_vnd", "Chi phí (đồng)"),
    Column("eligible", "Đối tượng"),
]
BUDGETS = [places.YEAR, SOURCE, Column("planned_vnd", "Số tiền (đồng)")]
SUPPORT = [
    places.YEAR,
    HOUSEHOLD,
    CODE,
    SOURCE,
    Column("promised_vnd", "Đã duyệt (đồng)"),
    Column("paid_vnd", "Đã cấp (đồng)"),
    Column("paid_date", "Ngày cấp"),
]


def _packages() -> list[Rule]:
    groups = ", ".join(f"«{group}»" for group in ELIGIBLE)
    return [
        *places.of_year(),
        filled("package_code"),
        Rule(
            ("package_code",),
            "phải là mã ngắn như G1 (chữ không dấu rồi chữ số)",
            "must be a short code as G1 (plain letters, then digits)",
            lambda t: (t["package_code"] == "") | t["package_code"].str.fullmatch(SHORT_CODE),
        ),
        unique("package_code", "year"),
        filled("package_name"),
        filled("step_count"),
        whole("step_count", 1, 9),
        filled("unit_cost_vnd"),
        whole("unit_cost_vnd", 1, places.MOST_VND),
        filled("eligible"),
        Rule(
            ("eligible",),
            f"phải là các nhóm {groups}, cách nhau bằng dấu chấm phẩy",
            f"must be groups of {groups}, parted by semicolons",
            lambda t: t["eligible"].map(lambda cell: not cell or set(groups_of(cell)) <= KNOWN),
        ),
        whole("benefit_points", 0, 1_000_000),
    ]


def groups_of(eligible: str) -> list[str]:
    """The groups that a cell names."""
    return [group.strip() for group in eligible.split(";")]


SHORT_CODE = r"[A-Z]{1,4}[0-9]{1,3}"
KNOWN = frozenset(ELIGIBLE)


def _budgets() -> list[Rule]:
    return [
        *places.of_year(),
        *_source(),
        unique("source", "year"),
        filled("planned_vnd"),
        whole("planned_vnd", 0, places.MOST_VND),
    ]


def _support() -> list[Rule]:
    return [
        *places.of_household(),
        filled("package_code"),
        *_source(),
        unique("household_id", "year", "package_code", "source"),
        filled("promised_vnd"),
        whole("promised_vnd", 1, places.MOST_VND),
        whole("paid_vnd", 0, places.MOST_VND),
        Rule(
            ("paid_vnd", "promised_vnd"),
            "không được lớn hơn số đã duyệt",
            "must not exceed what was promised",
            lambda t: ~(figures(t["paid_vnd"]) > figures(t["promised_vnd"])),
        ),
        day("paid_date"),
        Rule(
            ("paid_date", "paid_vnd"),
            "phải có khi đã cấp tiền, và chỉ khi đó",
            "must be given where money was paid, and only there",
            lambda t: (t["paid_date"] != "") == (figures(t["paid_vnd"]) > 0),
        ),
        Rule(
            ("paid_date", "year"),
            "không được trước năm của khoản hỗ trợ",
            "must not lie before the year of the support",
            lambda t: (t["paid_date"] == "") | (t["paid_date"].str[:4] >= t["year"]),
        ),
    ]


def _source() -> list[Rule]:
    return [filled("source"), one_of("source", list(places.SOURCES.values()))]


def _offered(costs: pd.Series) -> Rule:
    def holds(table: pd.DataFrame) -> pd.Series:
        named = pd.MultiIndex.from_frame(table[["year", "package_code"]])
        return pd.Series(named.isin(costs.index), table.index)

    return Rule(
        ("package_code", "year"),
        "phải có trong Danh mục gói hỗ trợ của năm ấy",
        "must be in the catalogue of packages of that year",
        holds,
    )


def _within_its_cost(costs: pd.Series) -> Rule:
    """All that one household was promised for one package, from every source."""

    def holds(table: pd.DataFrame) -> pd.Series:
        of_one = ["household_id", "year", "package_code"]
        promised = table.assign(vnd=figures(table["promised_vnd"])).groupby(of_one)["vnd"]
        cost = table[["year", "package_code"]].join(figures(costs), on=["year", "package_code"])
        return ~(promised.transform("sum") > cost["unit_cost_vnd"])

    return Rule(
        ("promised_vnd", "household_id", "year", "package_code"),
        "cộng mọi nguồn của một hộ cho một gói không được lớn hơn chi phí của gói",
        "from every source for one household and package must not exceed the cost of the package",
        holds,
    )
