"""Nguyện vọng và tuyên truyền: counts for the notebook on wishes and communication.

Part of `facts.build`. A row of `year` Y is what was known at its review: rows of Y and before, with
answers and ends up to 31 December of Y. A year without rows of its own in a table has none here.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.facts import wishes
from analysis.facts.wishes import BEHIND
from analysis.register.schema import numbers
from analysis.workspace import District

WISHES = ["carried", "received", "done", "refused", "open", "unanswered", "overdue"]
WISHES = [f"wishes_{name}" for name in WISHES]
WAITING = ["wishes_waiting", "wishes_answered"]
ATTENDED = ["sessions_counted", "attendance_people"]
KEYS = {  # of every table, with its counts
    "outreach_areas": (
        ["unit_code"],
        ["areas", "areas_assigned", "opening", "poor_assigned", "poor_unassigned", "poor_no_area"],
    ),
    "outreach_sessions": (
        ["unit_code"],
        ["areas", "areas_no_session", "areas_one_session", "area_sessions", *ATTENDED],
    ),
    "outreach_met": (["unit_code"], ["opening", "households_met", "met_with_wish"]),
    "outreach_wishes": (["wish_kind"], [*WISHES, *(f"{name}{BEHIND}" for name in WISHES)]),
    "outreach_waiting": (["within_days"], [*WAITING, *(f"{name}{BEHIND}" for name in WAITING)]),
    "outreach_causes": (["said"], ["households_saying"]),
    "outreach_followed": (["heard"], ["followed_poor", "followed_exits"]),
}


def tables(
    programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame, district: District
) -> dict[str, pd.DataFrame]:
    """Every fact table of this part by name; without rows where nothing is recorded.

    `outreach_areas`: by ward the areas, and the poor at the opening by who stands for their area.
    `outreach_sessions`: by ward the areas by how many sessions they had, and who attended.
    `outreach_met`: by ward the poor at the opening, and of them those met in the year.
    `outreach_wishes`: wishes by kind, "total" too, with the households behind each count.
    `outreach_waiting`: wishes of the year not answered before a step of days, and answered in it.
    `outreach_causes`: the poor met with a wish, by what the register and they themselves said.
    `outreach_followed`: the poor at the opening by what had become of their wishes before the year.
    """
    made = {name: [] for name in KEYS}
    poor = roster[roster["opening_class"] == "poor"] if len(roster) else roster
    recorded = {name: _read(programme.get(name)) for name in ("areas", "wishes", "sessions")}
    for year in sorted(set(roster["year"])):
        listed = poor[poor["year"] == year].drop(columns="year")
        for name, table in _of_year(recorded, listed, year, district):
            made[name].append(table.assign(year=year))
    return {name: _together(name, parts) for name, parts in made.items()}


def _of_year(
    recorded: Mapping[str, pd.DataFrame], listed: pd.DataFrame, year: int, district: District
) -> Iterator[tuple[str, pd.DataFrame]]:
    """The tables that something was recorded for in a year."""
    wards = [unit.code for unit in district.units]
    areas, met, held = (
        table[table["year"] == year] for table in map(recorded.get, ("areas", "wishes", "sessions"))
    )
    if len(areas):
        yield "outreach_areas", _areas(areas, listed, wards)
    if len(held):
        yield "outreach_sessions", _sessions(areas, held, wards)
    before = wishes.known(recorded["wishes"], year - 1)
    if len(before):
        yield "outreach_followed", wishes.followed(before, listed)
    if len(met):
        known, rules = wishes.known(recorded["wishes"], year), district.programme.outreach
        yield "outreach_met", _met(met, listed, wards)
        yield "outreach_wishes", wishes.by_kind(known, before, year, rules)
        yield "outreach_waiting", wishes.waiting(known[known["year"] == year], year)
        yield "outreach_causes", wishes.causes(met, listed)


def _read(table: pd.DataFrame | None) -> pd.DataFrame:
    """A table of the office; without rows if it is not kept."""
    empty = pd.DataFrame({"year": pd.Series(dtype="int64")})
    return empty if table is None else wishes.dated(table)


def _areas(areas: pd.DataFrame, listed: pd.DataFrame, wards: list[str]) -> pd.DataFrame:
    """By ward: areas, and the poor at the opening by whether somebody stands for their area."""
    found = _area_of(listed, areas)
    stands = found["association"].fillna("") != ""
    none = found["area_code"].isna()
    return _by_ward(
        wards,
        {
            "areas": areas["ward_code"],
            "areas_assigned": areas.loc[areas["association"] != "", "ward_code"],
            "opening": listed["unit_code"],
            "poor_assigned": found.loc[stands, "unit_code"],
            "poor_unassigned": found.loc[~stands & ~none, "unit_code"],
            "poor_no_area": found.loc[none, "unit_code"],
        },
    )


def _area_of(listed: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """The households with their area; missing where no group, or one of no area, is recorded."""
    number = listed["residential_group"].astype("str").str.extract(r"(\d+)\s*$")[0]
    homes = listed[["household_id", "unit_code"]].assign(group=pd.to_numeric(number))
    ends = areas[["ward_code", "area_code", "association"]].assign(
        first=numbers(areas["first_group_count"]), last=numbers(areas["last_group_count"])
    )
    pairs = homes.merge(ends, left_on="unit_code", right_on="ward_code")
    within = pairs[pairs["group"].between(pairs["first"], pairs["last"])]
    return homes.merge(within[["household_id", "area_code", "association"]], how="left")


def _sessions(areas: pd.DataFrame, held: pd.DataFrame, wards: list[str]) -> pd.DataFrame:
    """By ward: areas by how many sessions they had, the sessions, and who attended if recorded."""
    ward_of = areas.set_index("area_code")["ward_code"]
    times = held["area_code"].value_counts().reindex(ward_of.index, fill_value=0)
    attending = numbers(held["attendance_count"])
    in_ward = held["area_code"].map(ward_of)
    table = _by_ward(
        wards,
        {
            "areas": ward_of,
            "areas_no_session": ward_of[times == 0],
            "areas_one_session": ward_of[times == 1],
            "area_sessions": in_ward,
            "sessions_counted": in_ward[attending.notna()],
        },
    )
    summed = attending.groupby(in_ward).sum(min_count=1)
    return table.assign(attendance_people=table["unit_code"].map(summed))


def _met(met: pd.DataFrame, listed: pd.DataFrame, wards: list[str]) -> pd.DataFrame:
    """By ward: the poor at the opening, those met in the year, and those with a wish."""
    wished = met.loc[met["wish_kind"] != "", "household_id"]
    return _by_ward(
        wards,
        {
            "opening": listed["unit_code"],
            "households_met": listed.loc[
                listed["household_id"].isin(met["household_id"]), "unit_code"
            ],
            "met_with_wish": listed.loc[listed["household_id"].isin(wished), "unit_code"],
        },
    )


def _by_ward(wards: list[str], units: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Counts by ward; also for households that no ward is recorded of, if there are any."""
    counts = {name: codes.value_counts() for name, codes in units.items()}
    others = sorted({code for each in counts.values() for code in each.index} - set(wards))
    table = pd.DataFrame({n: c.reindex([*wards, *others], fill_value=0) for n, c in counts.items()})
    return table.rename_axis("unit_code").reset_index()


def _together(name: str, parts: list[pd.DataFrame]) -> pd.DataFrame:
    """The years of a table one below the other, or the table without rows."""
    keys, counts = KEYS[name]
    empty = pd.DataFrame(columns=["year", *keys, *counts])
    table = pd.concat(parts, ignore_index=True)[list(empty)] if parts else empty
    words = {key: "int64" if key == "within_days" else "str" for key in keys}
    return table.astype({"year": "int64"} | words | dict.fromkeys(counts, "Int64"))
