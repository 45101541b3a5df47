"""Summary returns (báo cáo tổng hợp): printed counts in place of households.

A blank cell means that the document does not print the figure; it is never 0.
"""

import pandas as pd

from analysis import rules as policy
from analysis.register.faults import Column, Rule
from analysis.register.rules import code_in, filled, name_of_code, one_of, unique, whole
from analysis.register.schema import Schema
from analysis.workspace import District, Group

COUNTS = {
    "opening": "Số hộ đầu kỳ",
    "exits": "Số hộ thoát nghèo",
    "exits_to_near_poor": "Thoát nghèo thành hộ cận nghèo",
    "exits_above_near_poor": "Thoát nghèo vượt chuẩn cận nghèo",
    "other_decrease": "Khác giảm",
    "arising": "Số hộ phát sinh trong kỳ",
    "from_near_poor": "Hộ cận nghèo trở thành hộ nghèo",
    "relapses": "Tái nghèo",
    "entries": "Phát sinh mới",
    "other_increase": "Khác tăng",
    "closing": "Số hộ cuối kỳ",
    "households": "Số hộ dân cư",
}


def schema(district: District) -> Schema:
    """One row for each place of a year, and for each subtotal printed; counts may be blank."""
    places = (*district.units, *district.groups)
    names = {place.code: place.name["vi"] for place in places}
    columns = [
        Column("unit_code", "Mã đơn vị"),
        Column("unit", "Đơn vị"),
        Column("standard", "Chuẩn nghèo"),
        *(Column(name, heading) for name, heading in COUNTS.items()),
        Column("printed_rate", "Tỷ lệ hộ nghèo in trong nguồn (%)"),
        Column("note", "Ghi chú"),
        Column("source", "Nguồn"),
    ]
    rules = [
        filled("unit_code"),
        unique("unit_code"),
        code_in("unit_code", names, "phải khai trong district.yml", "must be in district.yml"),
        name_of_code("unit", "unit_code", names),
        filled("standard"),
        one_of("standard", policy.standards()),
        *(whole(name, 0, 100_000_000) for name in COUNTS),
        _sum_of("exits", "exits_to_near_poor", "exits_above_near_poor"),
        _sum_of("arising", "from_near_poor", "relapses", "entries"),
        _percentage("printed_rate"),
        _percentage("printed_opening_rate"),
        *(_subtotal(name, group) for group in district.groups for name in COUNTS),
        *(_one_standard(group) for group in district.groups),
        filled("source"),
    ]
    opening_rate = Column("printed_opening_rate", "Tỷ lệ hộ nghèo đầu kỳ in trong nguồn (%)")
    return Schema(columns, rules, [opening_rate])


def _percentage(column: str) -> Rule:
    return Rule(
        (column,),
        "phải là số phần trăm như 7.22",
        "must be a percentage such as 7.22",
        lambda table: table[column].str.fullmatch(r"([0-9]{1,3}([.,][0-9]+)?)?"),
    )


def _subtotal(count: str, group: Group) -> Rule:
    """The subtotal printed for a group is the sum of its units, where all of them are printed."""

    def holds(table: pd.DataFrame) -> pd.Series:
        counts = pd.to_numeric(table[count], errors="coerce")
        whole = counts[table["unit_code"].isin(group.units)].sum(skipna=False)
        return (table["unit_code"] != group.code) | (counts == whole) | (counts - whole).isna()

    return Rule(
        (count, "unit_code"),
        f"của {group.name['vi']} phải bằng tổng các đơn vị",
        f"of {group.name['en']} must be the sum of its units",
        holds,
    )


def _one_standard(group: Group) -> Rule:
    def holds(table: pd.DataFrame) -> pd.Series:
        members = table["unit_code"].isin([group.code, *group.units])
        return ~members | (table.loc[members, "standard"].nunique() < 2)

    return Rule(
        ("standard", "unit_code"),
        f"phải là một chuẩn cho cả {group.name['vi']}",
        f"must be one standard for all of {group.name['en']}",
        holds,
    )


def _sum_of(total: str, *parts: str) -> Rule:
    def holds(table: pd.DataFrame) -> pd.Series:
        counts = table[[total, *parts]].apply(pd.to_numeric, errors="coerce")
        return counts.isna().any(axis="columns") | (
            counts[total] == counts[list(parts)].sum(axis="columns")
        )

    return Rule((total, *parts), "phải bằng tổng các phần", "must be the sum of its parts", holds)
