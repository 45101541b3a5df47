"""Facts on the state of a register: what was read, doubts, blanks, incomes recorded at exits.

Counts alone; which household it is stays with `register.doubts`. Returns list no household, so
their tables have no rows.
"""

from collections import Counter

import pandas as pd

from analysis.register import between, cases, doubts, households, smalltables
from analysis.register.cases import CARRIED, CLOSING, DEPARTURES, MEMBERS, OPENING, Case
from analysis.register.read import Register
from analysis.register.schema import Schema, numbers
from analysis.workspace import District

POPULATION, PLAN = "population_file", "plan_file"
KEYS = {
    "files": ["year", "unit_code", "file"],
    "rules_tried": ["year", "file"],
    "doubts": ["year", "unit_code", "file", "rule"],
    "blanks": ["year", "unit_code", "file", "column"],
    "exit_incomes": ["year", "unit_code", "standard", "band"],
    "exit_steps": ["year", "unit_code", "standard", "step"],
}
COUNTS = {
    "files": ["rows", "households", "people"],
    "rules_tried": ["stopping_rules", "doubt_rules"],
    "doubts": ["households"],
    "blanks": ["blank", "rows"],
    "exit_incomes": ["households"],
    "exit_steps": ["households"],
}

# Bands in đồng and not in % of the line: clerks write whole 10.000 đồng, and bands of 2% of a line
# of 800.000 would hold one such value or two in turn. The first five are equally wide.
BANDS = {
    float("-inf"): "not_above_line",
    0: "above_0",
    20_000: "above_20",
    40_000: "above_40",
    60_000: "above_60",
    80_000: "above_80",
    100_000: "above_100",
    200_000: "above_200",
    400_000: "above_400",
}
STEPS = (100_000, 50_000, 10_000, 1_000, 1)
# A blank is an answer in the column of special groups, and the ward's code asks for its name.
ASKED_OF = {
    "causes": lambda rows: rows["household_class"] == households.POOR,
    "movement": lambda rows: rows["household_class"] == households.POOR,
    "class_after": lambda rows: rows["reason"] == households.EXITED,
}
NEVER_ASKED = {"special_group", "ward"}


def tables(register: Register, district: District) -> dict[str, pd.DataFrame]:
    """The tables of KEYS, each with its COUNTS, by name.

    `files`: rows, households and people of each file; `rules_tried`: the rules that stop and the
    doubts each file was tried for; `doubts`: households by rule; `blanks`: blank cells among the
    rows that the column is asked of; `exit_incomes`: exits by how far the income recorded lies
    above the line in force (BANDS, each from above its number to the next); `exit_steps`: the same
    by the largest of STEPS that divides the income. All but `rules_tried` are additive.
    """
    reviews = list(cases.cases(register, district))
    found = doubts.found(register, district)
    counted = {
        "files": [*map(_files, reviews), *_small_files(register)],
        "rules_tried": [_rules_tried(case, register, district) for case in reviews],
        "doubts": [found.value_counts(KEYS["doubts"], sort=False).reset_index(name="households")],
        "blanks": [table for case in reviews for table in _blanks(case, district)],
        "exit_incomes": [_exits_by("band", case) for case in reviews],
        "exit_steps": [_exits_by("step", case) for case in reviews],
    }
    return {name: _table(name, parts) for name, parts in counted.items()}


def _table(name: str, parts: list[pd.DataFrame]) -> pd.DataFrame:
    keys, counts = KEYS[name], COUNTS[name]
    types = dict.fromkeys(keys, "str") | {"year": "int64"} | dict.fromkeys(counts, "Int64")
    filled = [part for part in parts if len(part)]
    table = pd.concat(filled) if filled else pd.DataFrame(columns=[*keys, *counts])
    return table[[*keys, *counts]].astype(types).sort_values(keys).reset_index(drop=True)


def _files(case: Case) -> pd.DataFrame:
    tables = []
    for name, rows in case.lists.items():
        sizes = 1 if name == MEMBERS else pd.to_numeric(rows["members"])
        listed = pd.DataFrame({"unit_code": rows["ward_code"], "people": sizes, "file": name})
        listed = listed.assign(rows=1, households=~rows["household_id"].duplicated())
        tables.append(listed.groupby(["unit_code", "file"], as_index=False).sum())
    return pd.concat(tables).assign(year=case.review.year)


def _small_files(register: Register) -> list[pd.DataFrame]:
    found = []
    if register.population is not None:
        rows = register.population.rename(columns={"ward_code": "unit_code"})
        counts = {name: numbers(rows[name]) for name in ("year", "households", "people")}
        found.append(rows.assign(file=POPULATION, rows=1, **counts))
    if register.plan is not None and register.reviews:
        rows = register.plan.assign(year=numbers(register.plan["year"])).dropna(subset=["year"])
        counted = rows.value_counts(["year", "unit_code"]).reset_index(name="rows")
        found.append(counted.assign(file=PLAN, households=pd.NA, people=pd.NA))
    return found


def _schemas(case: Case, register: Register, district: District) -> dict[str, list[Schema]]:
    """Every schema that a file's rows had to keep before the register was accepted."""
    opening, closing = households.opening(district), households.closing(district)
    between_lists = {
        CLOSING: between.closed(set()),
        DEPARTURES: between.departed(set(), set(), set()),
    }
    own = {
        OPENING: opening,
        CARRIED: closing,
        CLOSING: closing,
        DEPARTURES: households.departures(district),
        MEMBERS: households.members(case.review.year),
    }
    schemas = {
        name: [
            _there(own[name], case.lists[name]),
            *([between_lists[name]] if name in between_lists else []),
        ]
        for name in case.lists
    }
    schemas[POPULATION] = [smalltables.population(district)]
    return schemas | ({} if register.plan is None else {PLAN: [smalltables.plan(district)]})


def _there(schema: Schema, listed: pd.DataFrame) -> Schema:
    """The rules of the columns that the list has."""
    return schema.of([column for column in schema.all if column.name in listed])


def _rules_tried(case: Case, register: Register, district: District) -> pd.DataFrame:
    soft = Counter(name for doubt in doubts.DOUBTS.values() for name in doubt.files)
    tried = [
        (case.review.year, name, sum(len(schema.rules) for schema in schemas), soft[name])
        for name, schemas in _schemas(case, register, district).items()
    ]
    return pd.DataFrame(tried, columns=[*KEYS["rules_tried"], *COUNTS["rules_tried"]])


def _blanks(case: Case, district: District) -> list[pd.DataFrame]:
    """Of the year's own lists; one carried over was counted in the year it closed."""
    schemas = {
        OPENING: households.LISTED,
        CLOSING: [*households.LISTED, households.MOVEMENT],
        DEPARTURES: households.DEPARTED,
        MEMBERS: households.MEMBER,
    }
    tables = []
    for name in schemas.keys() & case.lists.keys():
        rows = case.lists[name]
        for column in (column.name for column in schemas[name]):
            if column in NEVER_ASKED:
                continue
            asked = rows[_asked(rows, column, name) & rows[column].notna()]
            blank = pd.DataFrame({"unit_code": asked["ward_code"], "rows": 1})
            blank["blank"] = (asked[column] == "").astype("int64")
            counted = blank.groupby("unit_code", as_index=False).sum()
            tables.append(counted.assign(year=case.review.year, file=name, column=column))
    return tables


def _asked(rows: pd.DataFrame, column: str, name: str) -> pd.Series:
    # A household that moved or died has left without an income being asked for.
    if column == "income_vnd" and name == DEPARTURES:
        return rows["reason"] == households.EXITED
    return ASKED_OF[column](rows) if column in ASKED_OF else rows[column].notna()


def _exits_by(key: str, case: Case) -> pd.DataFrame:
    review = case.review
    exits = review.departures[review.departures["reason"] == households.EXITED]
    exits = exits[exits["income_vnd"].notna()]  # what has no column was not asked for
    incomes = numbers(exits["income_vnd"])
    groups = _bands(incomes, case.line_vnd) if key == "band" else incomes.map(_step)
    keyed = pd.DataFrame({"unit_code": exits["ward_code"], key: groups, "households": 1})
    counted = keyed.dropna().groupby(["unit_code", key], as_index=False).sum()
    return counted.assign(year=review.year, standard=review.standard)


def _bands(incomes: pd.Series, line_vnd: int | None) -> pd.Series:
    """The band of each income; "no_income" where blank, nothing where the line was not found."""
    if line_vnd is None:
        return pd.Series(pd.NA, incomes.index)
    above = (incomes - line_vnd).astype("float64")
    bands = pd.cut(above, [*BANDS, float("inf")], labels=list(BANDS.values()))
    return bands.astype("str").where(incomes.notna(), "no_income")


def _step(income: float) -> str | None:
    if pd.isna(income):
        return None
    return next(f"step_{step}" for step in STEPS if income % step == 0)
