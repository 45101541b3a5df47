"""Cơ cấu hộ nghèo đầu kỳ: poor households of the opening by make-up and by residential group.

Part of `facts.build`. Counted is who was poor on the opening list, as that list has it, and who of
these exited in the year.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.register.link_pairs import places
from analysis.workspace import District

MAKE_UP = ["year", "unit_code", "standard", "size"]
GROUPS = ["year", "unit_code", "standard", "residential_group"]
BANDS = {"size_1_2": 2, "size_3_4": 4, "size_5_up": float("inf")}  # most people
COUNTS = ["opening", "exits"]


def tables(
    programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame, district: District
) -> dict[str, pd.DataFrame]:
    """Both tables, with `opening` and `exits`; of returns they have no rows.

    `make_up`: by `year`, `unit_code`, `standard` and `size`: in which of BANDS
    the people of the household are on the opening list.
    `group_exits`: by residential group (tổ dân phố) in place of the make-up; households without
    one are in none.
    """
    if roster.empty:
        return {"make_up": _counted(roster, MAKE_UP), "group_exits": _counted(roster, GROUPS)}
    poor = roster[roster["opening_class"] == "poor"]
    standards = {year: district.standard(year) for year in poor["year"].unique()}
    bands = pd.cut(poor["people"].astype("float64"), [0, *BANDS.values()], labels=list(BANDS))
    poor = poor.assign(standard=poor["year"].map(standards), size=bands.astype("str"))
    in_groups = poor.dropna(subset="residential_group")
    in_groups = in_groups.assign(residential_group=places(in_groups["residential_group"]))
    return {"make_up": _counted(poor, MAKE_UP), "group_exits": _counted(in_groups, GROUPS)}


def _counted(poor: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    if poor.empty:
        empty = pd.DataFrame(columns=[*keys, *COUNTS])
        return empty.astype({"year": "int64"} | dict.fromkeys(COUNTS, "Int64"))
    counts = poor.groupby(keys)["is_exit"].agg(opening="size", exits="sum")
    return counts.reset_index().astype(dict.fromkeys(COUNTS, "Int64"))
