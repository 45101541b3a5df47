"""What the lists of one year say against each other (đối chiếu giữa các danh sách của một năm)."""

from collections.abc import Iterator

import pandas as pd

from analysis.register import households, indicators, schema
from analysis.register.faults import Fault, Rule
from analysis.register.households import POOR
from analysis.register.rules import among
from analysis.register.schema import Schema
from analysis.workspace import District

ARRIVALS = [households.RELAPSED, households.NEW, *households.OTHER_INCREASES]


def faults(
    year: int,
    opening: pd.DataFrame | None,
    closing: pd.DataFrame | None,
    departures: pd.DataFrame | None,
    district: District,
) -> list[Fault]:
    """Departures against both lists, arrivals against the opening, and wards that got lost.

    Nothing of lists that were refused (None), or that do not number their households: who stands on
    both is not known here.
    """
    if opening is None or closing is None or departures is None:
        return []
    if any(listed["household_id"].isna().any() for listed in (opening, closing, departures)):
        return []
    before, after = households.poor(opening), households.poor(closing)
    listed = set(opening["household_id"])
    seen = pd.concat([closing["ward_code"], departures["ward_code"]])
    return [
        *_broken(departures, departed(before, listed, after)),
        *_broken(closing, closed(before)),
        *_wards_lost(year, opening["ward_code"], seen, district),
    ]


def lacking(deprivations: pd.DataFrame | None, closing: pd.DataFrame | None) -> list[Fault]:
    """What households lack against the closing list; nothing of lists missing or refused (None)."""
    if deprivations is None or closing is None:
        return []
    rule = indicators.listed(set(closing["household_id"].dropna()))
    return [*_broken(deprivations, Schema([households.HOUSEHOLD], [rule]))]


def _broken(table: pd.DataFrame, rules: Schema) -> Iterator[Fault]:
    """The rules that rows break, told of the file and sheet that each row stands in."""
    for source, rows in table.groupby("source", sort=False):
        yield from schema.broken(rows, source, rules)


def departed(before: set[str], listed: set[str], after: set[str]) -> Schema:
    """The departures against those poor and those listed at the opening, and the poor after."""
    return Schema(households.DEPARTED, [_was_listed(before, listed), _is_not_poor(after)])


def closed(before: set[str]) -> Schema:
    """The closing list against the households poor at the opening."""
    return Schema([*households.LISTED, households.MOVEMENT], [_arrived(before)])


def _was_listed(poor: set[str], listed: set[str]) -> Rule:
    def holds(table: pd.DataFrame) -> pd.Series:
        is_exit = table["reason"] == households.EXITED
        numbers = table["household_id"]
        return among(numbers, poor).where(is_exit, among(numbers, listed))

    return Rule(
        ("household_id",),
        "phải có trong danh sách đầu kỳ, và là hộ nghèo nếu lý do là thoát nghèo",
        "must be on the opening list, and poor there if the reason is an exit",
        holds,
    )


def _is_not_poor(after: set[str]) -> Rule:
    return Rule(
        ("household_id",),
        "không được còn là hộ nghèo trong danh sách sau rà soát",
        "must not still be poor on the list after the review",
        lambda table: ~among(table["household_id"], after),
    )


def _arrived(before: set[str]) -> Rule:
    def holds(table: pd.DataFrame) -> pd.Series:
        arrives = (table["household_class"] == POOR) & table["movement"].isin(ARRIVALS)
        return ~(arrives & among(table["household_id"], before))

    return Rule(
        ("household_id", "movement"),
        "đã có trong danh sách đầu kỳ thì không thể là hộ mới vào danh sách",
        "must not be declared an arrival while it is on the opening list",
        holds,
    )


def _wards_lost(year: int, opening: pd.Series, after: pd.Series, district: District) -> list[Fault]:
    """A ward on the opening list of which nothing is left and nothing is declared to have left."""
    gone = set(opening.unique()) - set(after.unique())
    lost = [unit for unit in district.units if unit.code in gone]
    return [
        Fault(
            f"register/{year}/closing.csv",
            "Mã phường (ward_code)",
            {
                "vi": f"phải có {unit.name['vi']} ({unit.code}): phường có hộ đầu kỳ",
                "en": f"must have {unit.name['en']} ({unit.code}), which had households at the "
                "opening",
            },
        )
        for unit in lost
    ]
