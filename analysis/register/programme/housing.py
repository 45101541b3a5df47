"""Khảo sát nhà ở; xây, sửa nhà: the homes of households as surveyed, and what was built for them.

A survey says in which state a house was found; a work is decided in its year and may be finished in
a later one. Its cost and funds stay blank until it is settled.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.register.faults import Column, Rule
from analysis.register.households import HOUSEHOLD
from analysis.register.programme.places import (
    MOST_VND,
    NO,
    SOURCES,
    YEAR,
    YES,
    not_before,
    of_household,
    one_year,
)
from analysis.register.rules import day, filled, one_of, unique, whole
from analysis.register.schema import Schema, days, figures
from analysis.workspace import District

SURVEYS, WORKS = "housing_surveys", "housing_works"
TITLES = {SURVEYS: "Khảo sát nhà ở", WORKS: "Xây, sửa nhà"}

IN_NEED = {  # hộ cần nhà
    "Chưa có nhà": "no_house",
    "Nhà tạm": "temporary_house",
    "Xuống cấp": "degraded_house",
}
SOUND = "Kiên cố"
WORK_KINDS = {
    "Xây mới": "house_built",
    "Sửa chữa": "house_repaired",
    "Bố trí chung cư": "flat_given",
}
FUNDS = {f"{source}_vnd": f"{name} (đồng)" for source, name in SOURCES.items()}
LONGEST = 10  # years after its decision in which a work may begin or end


def schemas(district: District) -> dict[str, Schema]:
    """Each table by its name."""
    return {SURVEYS: _surveys(), WORKS: _works()}


def between(tables: Mapping[str, pd.DataFrame], district: District) -> Mapping[str, Sequence[Rule]]:
    """What rows of a table must keep against other tables, by the name of the table."""
    if WORKS not in tables:
        return {}
    needs = _needs(tables.get(SURVEYS))
    return {WORKS: [_of_a_need(needs), _begun_after_survey(needs)]}


def _surveys() -> Schema:
    columns = [
        YEAR,
        HOUSEHOLD,
        Column("survey_date", "Ngày khảo sát"),
        Column("house_state", "Tình trạng nhà ở"),
        Column("has_stable_land", "Đất ở ổn định"),
    ]
    rules = [
        *of_household(),
        unique("household_id", "year"),
        day("survey_date"),
        one_year("survey_date", "phải thuộc năm của dòng", "must lie in the year of its row"),
        filled("house_state"),
        one_of("house_state", [*IN_NEED, SOUND]),
        one_of("has_stable_land", [YES, NO]),
    ]
    return Schema(columns, rules, may_be_empty=True)


def _works() -> Schema:
    columns = [
        YEAR,
        HOUSEHOLD,
        Column("work_kind", "Hình thức"),
        Column("start_date", "Ngày khởi công"),
        Column("finish_date", "Ngày hoàn thành"),
        Column("cost_vnd", "Tổng kinh phí (đồng)"),
        *(Column(name, heading) for name, heading in FUNDS.items()),
    ]
    rules = [
        *of_household(),
        filled("work_kind"),
        one_of("work_kind", list(WORK_KINDS)),
        *(day(name) for name in ("start_date", "finish_date")),
        *(_near_its_decision(name) for name in ("start_date", "finish_date")),
        not_before(
            "finish_date",
            "start_date",
            "không được trước ngày khởi công: hãy xem lại hai ngày",
            "must not be before the start: look at both days again",
        ),
        *(whole(name, 0, MOST_VND) for name in ("cost_vnd", *FUNDS)),
        _adds_up(),
    ]
    return Schema(columns, rules, may_be_empty=True)


def _near_its_decision(column: str) -> Rule:
    def holds(table: pd.DataFrame) -> pd.Series:
        later = figures(table[column].str[:4]) - figures(table["year"])
        return later.isna() | later.between(0, LONGEST)

    return Rule(
        (column, YEAR.name),
        f"phải từ năm quyết định đến {LONGEST} năm sau",
        f"must lie between the year of the decision and {LONGEST} years later",
        holds,
    )


def _adds_up() -> Rule:
    """Where the cost is recorded the funds are what it was paid from, to the VND."""

    def holds(table: pd.DataFrame) -> pd.Series:
        cost = figures(table["cost_vnd"])
        paid = sum(figures(table[name]).fillna(0) for name in FUNDS)
        return cost.isna() | (cost == paid)

    return Rule(
        ("cost_vnd", *FUNDS),
        "phải bằng tổng các nguồn ở các cột sau; chưa quyết toán thì để trống",
        "must be the sum of the funds in the columns after it; blank while it is not settled",
        holds,
    )


def _needs(surveys: pd.DataFrame | None) -> pd.DataFrame:
    """The first survey of each household as in need: its `year` and `survey_date`."""
    if surveys is None:
        surveys = pd.DataFrame(columns=["household_id", "house_state", "year", "survey_date"])
    needs = surveys[surveys["house_state"].isin(IN_NEED)]
    first = needs.sort_values("year", kind="stable").drop_duplicates("household_id")
    return first.set_index("household_id")[["year", "survey_date"]]


def _of_a_need(needs: pd.DataFrame) -> Rule:
    def holds(table: pd.DataFrame) -> pd.Series:
        first = figures(table["household_id"].map(needs["year"]))
        return first.notna() & ~(first > figures(table["year"]))

    return Rule(
        ("household_id", "year"),
        "phải là của hộ đã được khảo sát là chưa có nhà, nhà tạm hoặc xuống cấp trong năm ấy hoặc "
        "năm trước: hãy ghi lần khảo sát vào bảng khảo sát nhà ở",
        "must be of a household surveyed as without a house, in a temporary or a degraded one in "
        "that year or before: enter its survey in the table of surveys",
        holds,
    )


def _begun_after_survey(needs: pd.DataFrame) -> Rule:
    surveyed = needs["survey_date"].to_dict()

    def holds(table: pd.DataFrame) -> pd.Series:
        found = [surveyed.get(home, "") for home in table["household_id"]]
        return ~(days(table["start_date"]) < days(pd.Series(found, table.index, dtype="str")))

    return Rule(
        ("start_date", "household_id"),
        "không được trước ngày khảo sát đầu tiên thấy hộ cần nhà: hãy xem lại hai ngày",
        "must not be before the first survey that found the household in need: look at both days "
        "again",
        holds,
    )
