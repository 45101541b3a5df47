"""Chất lượng số liệu: counts of what was read and doubted, among them of very few households.

What was left blank is told of the district alone.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.disclosure import TOTAL, Cell, Release, cell
from analysis.facts import read
from analysis.measures import movements, quality
from analysis.methods.suppression import Relation
from analysis.terms import HIDDEN, is_hidden
from analysis.terms.quality import DOUBTS

READ, BLANKS, DOUBTED = "quality-read", "quality-blanks", "quality-doubts"
INCOMES, STEPS = "quality-heaping", "quality-rounding"
FIRST_BAND, NO_WARD, RECORDED = "quality-first-band", "quality-no-ward", "quality-recorded"
OF_THE_WHOLE = [BLANKS, NO_WARD]
POOR_OF_FILE = {  # lines of the ledger that count the poor of a list
    "opening_list": ["opening"],
    "opening_carried": ["opening"],
    "closing_list": ["closing"],
    "departures_list": ["exits", "other_decrease"],
}
DOUBTED_BLANKS = {  # columns whose blanks a doubt counts too, of poor households
    "ward_code": ["ward_blank"],
    "income_vnd": ["poor_without_income", "exit_without_income"],
}


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the counts on the state of the data, for every area."""
    whole = read.district(data).code
    for area in areas:
        unit = TOTAL if area == whole else area
        ledger = read.ledger(year, area, data)
        doubts = _doubts(year, area, data)
        release = release.add(
            f"{DOUBTED}/{area}", doubts, keys=["rule", "file"], measure="doubts", by="unit_code"
        )
        lines = quality.recorded(read.people_ledger(year, area, data), year)
        release = release.add(f"{RECORDED}/{area}", lines, keys=["line"], notes=[*lines][1:])
        release = _with_incomes(release, year, area, unit, data)
        release = _with_files(release, year, area, unit, data)
        if area == whole or whole is None:
            release = _with_blanks(release, year, area, data, ledger)
    return release


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward.

    How many incomes were recorded is hidden where it tells how many were not, and the comparison of
    the first band where a band that it rests on is.
    """
    tables = dict.fromkeys(OF_THE_WHOLE) | {
        name: table for name, table in shown.items() if name.startswith("quality-")
    }
    bands = zip(tables[INCOMES]["band"], tables[INCOMES]["exits"], strict=True)
    hidden = {band for band, count in bands if is_hidden(count)}
    if "no_income" in hidden:
        tables[STEPS] = tables[STEPS].assign(recorded_exits=HIDDEN, share_pct=HIDDEN)
    if hidden & set(quality.NARROW[:3]):
        compared = tables[FIRST_BAND]
        tables[FIRST_BAND] = compared.assign(**dict.fromkeys(compared.columns, HIDDEN))
    return tables


def _doubts(year: int, area: str, data: str) -> pd.DataFrame:
    """The doubts of an area; of a ward on the district's rows, lest one that is left out tell 0."""
    over = read.district(data).code or area
    ledger = read.ledger(year, over, data)
    units = ledger.loc[ledger["year"] == year, "unit_code"].tolist()
    table = quality.doubts(read.doubts(year, over, data), list(DOUBTS), units, year)
    return table if area == over else table[["rule", "file", area]]


def _with_incomes(release: Release, year: int, area: str, unit: str, data: str) -> Release:
    """The release with the incomes recorded at the exits of an area, and with what ties them."""
    incomes = quality.exit_incomes(read.exit_incomes(year, area, data), year)
    steps = quality.exit_steps(read.exit_steps(year, area, data), year)
    first = quality.first_band(incomes, steps)
    at, shares = {"unit_code": unit}, {"share_pct": ["exits"]}
    for name, table, key, whole in [
        (INCOMES, incomes, "band", "all_exits"),
        (STEPS, steps, "step", "recorded_exits"),
    ]:
        release = release.add(
            f"{name}/{area}", table, keys=[key], at=at, shares=shares, notes=[whole]
        )
    release = release.add(f"{FIRST_BAND}/{area}", first, keys=[], notes=list(first))
    if incomes.empty:
        return release
    exited = int(incomes["all_exits"].iloc[0])
    headline = pd.DataFrame([{"unit_code": unit, "exits": exited}])
    release = release.add(f"headline/{area}", headline, keys=["unit_code"], exact=True)
    recorded = [cell("exits", {"step": step} | at) for step in steps["step"]]
    blank = cell("exits", {"band": "no_income"} | at)
    doubted = cell("doubts", {"rule": "exit_without_income", "file": "departures_list"} | at)
    known = [_sum([*recorded, blank], exited)]
    if doubted in release.values:
        known.append(Relation(((1, blank), (-1, doubted))))
    return release.tied(known)


def _with_files(release: Release, year: int, area: str, unit: str, data: str) -> Release:
    """The release with what was read of each file, of an area and of households without a ward.

    The reader knows how many of a list are poor, from the ledger; the rest are near-poor.
    """
    facts, tried = read.files(year, area, data), read.rules_tried(year, data)
    files = quality.files(facts, tried, year)
    counts = ["listed_households", "listed_people"]
    release = release.add(
        f"{READ}/{area}",
        files,
        keys=["file"],
        at={"unit_code": unit},
        shares={"rows": counts},
        notes=["stopping_rules", "doubt_rules"],
    )
    if unit == TOTAL:
        nowhere = quality.files(facts[facts["unit_code"] == ""], tried, year).assign(unit_code="")
        people = nowhere.dropna(subset="listed_people")
        people = people.rename(columns={"listed_people": "households"})
        release = release.beneath("listed_people", people, ["file", "unit_code"])
    ledger = movements.total(movements.of_year(read.ledger(year, area, data), year))
    for file, lines in POOR_OF_FILE.items():
        listed = cell("listed_households", {"file": file, "unit_code": unit})
        poor = ledger[lines].sum(axis="columns", skipna=False).iloc[0]
        rest = release.values.get(listed, 0) - poor
        if listed in release.values and rest >= 0:  # a ward may be corrected between the lists
            near_poor = pd.DataFrame([{"file": file, "area": area, "households": rest}])
            known = ((1, listed), (-1, cell("near_poor", {"file": file, "area": area})))
            release = release.beneath("near_poor", near_poor, ["file", "area"])
            release = release.tied([Relation(known, poor, poor)])
    return release


def _with_blanks(
    release: Release, year: int, area: str, data: str, ledger: pd.DataFrame
) -> Release:
    """The release with the cells left blank in the files of the district, and the blank wards."""
    blanks = quality.blanks(read.blanks(year, area, data), year)
    no_ward = quality.without_ward(ledger, year)
    release = release.add(
        f"{BLANKS}/{area}",
        blanks,
        keys=["column", "file"],
        shares={"blank_pct": ["blank"]},
        notes=["rows"],
    ).add(f"{NO_WARD}/{area}", no_ward, keys=["line"], notes=[*no_ward][1:])
    return _with_doubted_blanks(release, blanks)


def _with_doubted_blanks(release: Release, blanks: pd.DataFrame) -> Release:
    """The release to who knows which blanks are doubts as well; the rest are of near-poor."""
    rest, known = [], []
    for row in blanks[blanks["column"].isin(DOUBTED_BLANKS)].to_dict("records"):
        place = {"column": row["column"], "file": row["file"]}
        rules = [
            cell("doubts", {"rule": rule, "file": row["file"]})
            for rule in DOUBTED_BLANKS[row["column"]]
        ]
        doubted = [rule for rule in rules if rule in release.values]
        rest.append(place | {"households": row["blank"] - sum(map(release.values.get, doubted))})
        parts = [*doubted, cell("blanks_not_doubted", place)]
        known.append(Relation(((1, cell("blank", place)), *((-1, part) for part in parts))))
    table = pd.DataFrame(rest, columns=["column", "file", "households"])
    return release.beneath("blanks_not_doubted", table, ["column", "file"]).tied(known)


def _sum(parts: list[Cell], whole: int) -> Relation:
    return Relation(tuple((1, part) for part in parts), whole, whole)
