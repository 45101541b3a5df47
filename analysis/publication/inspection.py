"""Kiểm tra: every table on inspection, as it may be shown.

All counts of households called on are sums of the same few: by ward, how they were chosen, the
class in the register and whether the entry is right; and for the district by what was found. The
release is given these as counts that nobody is shown, and for each cell those it adds up, so that
what one table tells of another is known.
"""

from collections.abc import Iterable, Iterator
from itertools import product

import pandas as pd

from analysis.disclosure import TOTAL, Release, cell
from analysis.facts import read
from analysis.measures import inspection as measures
from analysis.methods.suppression import Relation
from analysis.publication import areas as of_areas
from analysis.publication import percentages
from analysis.terms import is_hidden

DONE, FOUND, FOLLOWED = "inspection-done", "inspection-findings", "inspection-follow-ups"
ESTIMATES, CONTACT = "inspection-estimates", "inspection-contact"
COMPARED, CLASSES, COVERAGE = "inspection-compared", "inspection-classes", "inspection-coverage"
DESIGN, SIZES, RULES = "inspection-design", "inspection-sizes", "inspection-rules"
KEYS = {
    DONE: ["unit_code"],
    ESTIMATES: ["unit_code", "error"],
    COMPARED: ["unit_code"],
    CLASSES: ["register_class"],
    FOUND: ["finding"],
    CONTACT: ["error"],
}
BY_WARD = [DONE, ESTIMATES, COMPARED]
WAYS = ["random", "for_cause"]
COUNTED = ["random_met", "random_wrong"]
MISSED = ["random_met", "random_not_met", "random_wrong"]
RESTS_ON = {
    DONE: {f"{way}_done_pct": [f"{way}_met"] for way in WAYS},
    ESTIMATES: dict.fromkeys(measures.ESTIMATED, COUNTED),
    CONTACT: dict.fromkeys(["if_right_whole_pct", "if_wrong_whole_pct"], MISSED),
}
NOTES = {
    DONE: [f"{way}_planned" for way in WAYS],
    ESTIMATES: ["frame", "cautious_whole_pct"],
}
LOSS = {ESTIMATES: 500, DONE: 300}  # of hiding one cell, where it is not its count
SIDES = ["unit_code", "part", "register_class", "side"]
KINDS = ["part", "register_class", "finding"]
SIDE_OF = dict.fromkeys(measures.MET, "right") | dict.fromkeys(measures.WRONG, "other_wrong")
SIDE_OF["class_wrong"] = "class_wrong"
WHO = [("random", "poor"), ("for_cause", "poor"), ("for_cause", "others")]  # part and class


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the tables of every area; of returns they have no rows."""
    whole, every = read.district(data).code, list(areas)
    done = _done(year, data) if whole else pd.DataFrame()
    for area in every:
        for name, table in _told(year, area, data, done).items():
            release = release.add(f"{name}/{area}", table, keys=[], notes=list(table))
    if whole:
        return _with_counts(release, year, every, data, done)
    for name, area in product([*KEYS, FOLLOWED], every):
        release = release.add(f"{name}/{area}", pd.DataFrame(), keys=[])
    return release


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward.

    Where the number of wrong entries is hidden, `most_whole_pct` is the cautious bound.
    """
    tables = of_areas.finished(shown, [*KEYS, FOLLOWED, COVERAGE, DESIGN, SIZES, RULES])
    estimates = tables[ESTIMATES]
    if estimates is not None and len(estimates):
        hidden = estimates["most_whole_pct"].map(is_hidden)
        most = estimates["most_whole_pct"].mask(hidden, estimates["cautious_whole_pct"])
        shown = estimates.assign(most_whole_pct=most)
        tables[ESTIMATES] = shown.drop(columns="cautious_whole_pct")
    return tables


def _told(year: int, area: str, data: str, done: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What is no count of households called on: places, rules, the next sample."""
    office = read.district(data)
    rules = office.programme.inspection
    tables = {RULES: measures.rules(rules, year)}
    tables |= {name: pd.DataFrame() for name in (COVERAGE, DESIGN)}
    if area == office.code or office.code is None:
        tables[SIZES] = pd.DataFrame()
    if office.code is None:
        return tables
    areas = measures.of_year(read.work("inspection_areas", year, area, data), year)
    tables[COVERAGE] = measures.coverage(_own(done, area, office.code), areas)
    if rules and rules.sample:
        sample, frame = rules.sample, _of_ledger(year, data, "closing")
        design = measures.design(frame, sample.visits, sample.least_per_ward, sample.expected_pct)
        tables[DESIGN] = _own(design, area, office.code)
        if SIZES in tables:
            tables[SIZES] = measures.sizes(int(frame.sum()), sample.expected_pct)
    return tables


def _with_counts(
    release: Release, year: int, areas: list[str], data: str, done: pd.DataFrame
) -> Release:
    """The release with the counts of households, of the district and of each ward its own row."""
    whole, frame = read.district(data).code, _of_ledger(year, data, "opening")
    visits = measures.of_year(read.work("inspection_visits", year, whole, data), year)
    sides, kinds = _sides(visits, list(frame.index)), _kinds(visits)
    release = release.beneath("inspected", sides, SIDES).beneath("found", kinds, KINDS)
    strata = measures.strata(visits, frame)
    release = release.tied(_joined(sides, kinds))
    estimates = percentages.whole(measures.estimates(strata, release.threshold))
    release = release.tied(_told_by_estimates(estimates, strata, sides, release.threshold))
    tables = {
        DONE: done,
        ESTIMATES: estimates,
        COMPARED: measures.compared(visits, list(frame.index)),
        CLASSES: measures.classes(visits),
        FOUND: measures.findings(visits),
        CONTACT: percentages.whole(measures.contact(strata, estimates)),
    }
    for name, table in tables.items():
        for area in areas if name in BY_WARD else [whole]:
            beneath = (sides, kinds) if area == whole else None
            release = _with(release, name, area, _own(table, area, whole), beneath)
    return _with_follow_ups(release, _follow_ups(year, data), kinds, f"{FOLLOWED}/{whole}")


def _with(
    release: Release,
    name: str,
    area: str,
    table: pd.DataFrame,
    beneath: tuple[pd.DataFrame, pd.DataFrame] | None,
) -> Release:
    """The release with a table, and with what its counts add up if they were not there before."""
    if table.empty:
        return release.add(f"{name}/{area}", pd.DataFrame(), keys=[])
    rows, sums = table.to_dict("records"), None
    if beneath:
        added_up = [_added_up(name, row, *beneath) for row in rows]
        sums = {count: [cells[count] for cells in added_up] for count in added_up[0]}
    if name == ESTIMATES:
        release = release.tied(_told_by_bounds(rows, release.threshold))
    return release.add(
        f"{name}/{area}",
        table,
        keys=KEYS[name],
        at={"table": name},
        sums=sums,
        shares=RESTS_ON.get(name),
        notes=NOTES.get(name, ()),
        loss=LOSS.get(name),
    )


def _added_up(name: str, row: dict, sides: pd.DataFrame, kinds: pd.DataFrame) -> dict[str, list]:
    """The cells beneath that each count of a row adds up."""
    unit, error = row.get("unit_code", TOTAL), row.get("error")
    own = sides if unit == TOTAL else sides[sides["unit_code"] == unit]
    wrong, drawn = own[own["side"] != "right"], own[own["part"] == "random"]
    of_kind = kinds[kinds["finding"].isin(_kinds_of(row.get("finding")))]
    listed = kinds[kinds["register_class"] == row.get("register_class")]
    missed = kinds[(kinds["part"] == "random") & (kinds["finding"] == "not_met")]
    of_error = wrong if error == "any_wrong" else own[own["side"] == "class_wrong"]
    estimated = {"random_met": drawn, "random_wrong": of_error[of_error["part"] == "random"]}
    chosen = {
        DONE: {
            "random_met": own[own["part"] != "for_cause"],
            "for_cause_met": own[own["part"] == "for_cause"],
        },
        ESTIMATES: estimated,
        CONTACT: estimated | {"random_not_met": missed},
        COMPARED: {"inspected_met": own, "entries_wrong": wrong},
        CLASSES: {
            "listed_met": listed[listed["finding"].isin(measures.MET)],
            "class_denied": listed[listed["finding"] == "class_wrong"],
        },
        FOUND: {"inspected": of_kind},
    }
    return {count: cells["cell"].tolist() for count, cells in chosen[name].items()}


def _kinds_of(line: str | None) -> list[str | None]:
    """The findings that a line stands for."""
    return measures.MET if line == "met" else [line]


def _sides(visits: pd.DataFrame, units: list[str]) -> pd.DataFrame:
    """Households met by SIDES, with a `cell` each; also of whom there might be some."""
    met = visits[visits["finding"].isin(measures.MET)]
    rows = met.assign(side=met["finding"].map(SIDE_OF))
    sides = dict.fromkeys(SIDE_OF.values())
    every = [(unit, *who, side) for unit, who, side in product(units, WHO, sides)]
    return _possible(rows, every if len(visits) else [], "inspected", SIDES)


def _kinds(visits: pd.DataFrame) -> pd.DataFrame:
    """Households of the district by KINDS, in the same way."""
    kinds = [line for line in measures.LINES if line != "met"]
    every = [(*who, kind) for who, kind in product(WHO, kinds)]
    return _possible(visits, every if len(visits) else [], "found", KINDS)


def _possible(rows: pd.DataFrame, every: list, measure: str, keys: list[str]) -> pd.DataFrame:
    none = pd.DataFrame(every, columns=keys).assign(households=0)
    counts = pd.concat([rows[[*keys, "households"]], none])
    counts = counts.groupby(keys, as_index=False)["households"].sum()
    return counts.assign(cell=[cell(measure, row) for row in counts[keys].to_dict("records")])


def _joined(sides: pd.DataFrame, kinds: pd.DataFrame) -> Iterator[Relation]:
    """Who is right or wrong by ward is right or wrong in one of the kinds."""
    met = kinds.assign(side=kinds["finding"].map(SIDE_OF)).dropna(subset="side")
    keys = ["part", "register_class", "side"]
    by_kind = met.groupby(keys)["cell"].apply(list)
    for key, by_ward in sides.groupby(keys)["cell"]:
        yield Relation((*((1, c) for c in by_ward), *((-1, c) for c in by_kind[key])))


def _told_by_estimates(
    estimates: pd.DataFrame, strata: pd.DataFrame, sides: pd.DataFrame, threshold: int
) -> Iterator[Relation]:
    """What the district's estimates tell of the wards; of few households they are not shown."""
    drawn = sides[sides["part"] == "random"]
    for row in estimates.to_dict("records"):
        if row["unit_code"] == TOTAL and row["random_wrong"] >= threshold:
            named = {SIDE_OF[kind] for kind in measures.ERRORS[row["error"]]}
            wrong = drawn[drawn["side"].isin(named)]
            by_ward = wrong.groupby("unit_code")["cell"].apply(list)
            yield percentages.told(strata, row["error"], row["estimate_whole_pct"], by_ward)


def _told_by_bounds(rows: list[dict], step: int) -> Iterator[Relation]:
    """The cautious bound tells between which multiples of a step the wrong entries are."""
    for row in rows:
        where = {key: row[key] for key in KEYS[ESTIMATES]} | {"table": ESTIMATES}
        most = measures.rounded_up(int(row["random_wrong"]), step)
        least = most - step + 1 if most > step else 0
        yield Relation(((1, cell("random_wrong", where)),), least, most)


def _with_follow_ups(
    release: Release, table: pd.DataFrame, kinds: pd.DataFrame, name: str
) -> Release:
    """The release with what became of the findings; the reader can subtract those overdue."""
    if table.empty:
        return release.add(name, table, keys=[])
    in_time = table.assign(households=table["still_open"] - table["overdue"])
    in_time = in_time.dropna(subset="households")
    parts = {"to_settle": ["closed", "still_open"]}
    release = release.beneath("open_in_time", in_time, ["found_in"])
    release = release.add(name, table, keys=["found_in"], at={"table": FOLLOWED}, parts=parts)

    def of(count: str, found_in: str) -> tuple:
        return cell(count, {"table": FOLLOWED, "found_in": found_in})

    known = [
        Relation(
            (
                (1, of("still_open", at)),
                (-1, of("overdue", at)),
                (-1, cell("open_in_time", {"found_in": at})),
            )
        )
        for at in in_time["found_in"]
    ]
    settled = kinds.loc[kinds["finding"].isin(measures.TO_SETTLE), "cell"]
    if "this_year" in set(table["found_in"]):
        whole = (1, of("to_settle", "this_year"))
        known.append(Relation((whole, *((-1, each) for each in settled))))
    return release.tied(known)


def _done(year: int, data: str) -> pd.DataFrame:
    names = ("inspection_plans", "inspection_visits")
    whole, units = read.district(data).code, list(_of_ledger(year, data, "opening").index)
    plans, visits = (measures.of_year(read.work(name, year, whole, data), year) for name in names)
    return measures.done(plans, visits, units)


def _follow_ups(year: int, data: str) -> pd.DataFrame:
    office = read.district(data)
    names = ("inspection_follow_ups", "inspection_visits")
    states, visits = (read.work(name, year, office.code, data) for name in names)
    rules = office.programme.inspection
    return measures.follow_ups(states, visits, year, rules.settle_days if rules else None)


def _own(table: pd.DataFrame, area: str, whole: str) -> pd.DataFrame:
    """A table by ward, of a ward its own row."""
    if area == whole or table.empty:
        return table
    return table[table["unit_code"] == area].reset_index(drop=True)


def _of_ledger(year: int, data: str, column: str) -> pd.Series:
    """A column of the year's headline ledger by ward, without households of no ward."""
    rows = measures.of_year(read.ledger(year, read.district(data).code, data), year)
    return rows[rows["unit_code"] != ""].set_index("unit_code")[column]
