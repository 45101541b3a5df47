"""Nhiệm vụ năm sau: what is asked of the next year, as it may be shown.

The goal, closings, exits and plans are exact figures. Small are only the poor of a ward by labour;
what is asked of the wards is reckoned from these as they are shown and so tells nothing more. Every
area has the whole district's rows behind it, and a ward's page shows its own.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.disclosure import Release
from analysis.facts import read
from analysis.measures import movements, next_year
from analysis.publication.areas import of_the_whole
from analysis.terms import HIDDEN, NOT_ASKED, without_number
from analysis.workspace import District

GOAL, PATH, RULES = "next-year-goal", "next-year-path", "next-year-rules"
WARDS, COMPARED = "next-year-wards", "next-year-compared"
TASKS = {"next-year-tasks": "tasks_set", "next-year-tasks-before": "tasks_before"}
COUNTED = "next-year-tasks-counted"
OF_THE_WHOLE = [GOAL, PATH, COUNTED, *TASKS]
LINES = ["net_decrease", "exits", "plan_district"]
COLUMN_OF = {"closing": "closing", "closing_with_labour": "poor_with_labour"}
NONE = pd.DataFrame()


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with what is behind every area's tables."""
    office, areas = read.district(data), list(areas)
    for area in areas:
        over = office.code or area
        years = movements.series(read.ledger(year, over, data))
        state = _state(office, years, year)
        goal = _goal(office, years, year) if state == "goal_asked" else NONE
        path = next_year.path(goal, _under_the_last(years)) if len(goal) else NONE
        for name, table in ((GOAL, goal), (PATH, path), (RULES, _rules(office, state))):
            release = release.add(f"{name}/{area}", table, keys=[], notes=list(table))
        if office.code:
            release = _with_wards(release, year, area, data)
    tasks = {name: _tasks(fact, year, data) for name, fact in TASKS.items()}
    ahead, before = tasks.values()
    tasks[COUNTED] = next_year.counted(before, ahead, year)
    for name, table in tasks.items():
        release = of_the_whole(release, name, table, areas, data, keys=[], notes=list(table))
    return release


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward.

    What the wards are asked is reckoned here, from nothing but the counts as they are shown.
    """
    tables = {name: shown.get(name) for name in (GOAL, PATH, RULES, COUNTED, *TASKS)}
    wards, goal, rules = shown.get(WARDS, NONE), shown[GOAL], shown[RULES]
    rule = rules["share_by"].iloc[0]
    used = _shared_by(wards, rule) if len(wards) and len(goal) else rule
    tables[RULES] = rules.assign(shared_by=used)
    if len(wards):
        tables |= _of_the_wards(wards, goal, used)
        if not wards["is_own"].all():
            tables |= dict.fromkeys(OF_THE_WHOLE)
    else:
        tables |= {WARDS: NONE, COMPARED: NONE}
    for name in (GOAL, PATH):
        tables[name] = _marked(tables[name])
    return tables


def _state(office: District, years: pd.DataFrame, year: int) -> str:
    """Whether something is asked of the next year, or why nothing is."""
    period, row = office.period(year), years.iloc[-1]
    if office.programme.next_year is None:
        return "goal_no_rules"
    if period.goal is None:
        return "goal_none"
    if pd.isna(row["closing"]):
        return "goal_no_closing"
    standards = {office.standard(at) for at in (period.first, year, year + 1) if office.standards}
    if len(standards) > 1:
        return "goal_other_standard"
    return "goal_asked"


def _goal(office: District, years: pd.DataFrame, year: int) -> pd.DataFrame:
    period, rules = office.period(year), office.programme.next_year
    aim = next_year.Goal(period.goal_households, period.deadline, rules.years_early)
    return next_year.goal(int(years["closing"].iloc[-1]), aim, year)


def _under_the_last(years: pd.DataFrame) -> pd.DataFrame:
    """The closings under the standard of the last year."""
    same = years["standard"] == years["standard"].iloc[-1]
    return years.loc[same, ["year", "closing"]]


def _rules(office: District, state: str) -> pd.DataFrame:
    rules = office.programme.next_year
    return pd.DataFrame([{"goal_state": state, "share_by": rules.share_by if rules else None}])


def _with_wards(release: Release, year: int, area: str, data: str) -> Release:
    """The release with the poor of every ward by labour, beside the lines of the year."""
    office = read.district(data)
    ledger = movements.of_year(read.ledger(year, office.code, data), year)
    counts = read.work("closing_labour", year, office.code, data)
    table = next_year.by_labour(counts[counts["year"] == year], ledger)
    lines = movements.with_total(ledger).assign(net_decrease=lambda t: t["opening"] - t["closing"])
    plans = pd.concat(
        [read.unit_plans(year, office.code, data), read.plan(year, office.code, data)]
    )
    given = plans[(plans["year"] == year) & (plans["giver"] == "district")]
    given = given.set_index(given["unit_code"].replace(office.code, next_year.TOTAL))["plan"]
    lines["plan_district"] = lines["unit_code"].map(given).astype("Int64")
    table = table.merge(lines[["unit_code", *LINES]], on="unit_code", how="left")
    table["is_own"] = True if area == office.code else table["unit_code"] == area
    return release.add(
        f"{WARDS}/{area}",
        table,
        keys=["unit_code"],
        parts={"closing": next_year.POOR},
        notes=[*LINES, "is_own"],
        exact=["closing"],
    )


def _tasks(fact: str, year: int, data: str) -> pd.DataFrame:
    rows = read.work_of_the_whole(fact, year, data)
    rows = rows[rows["year"] == year].drop(columns="year").reset_index(drop=True)
    is_open = rows["task_standing"] == "task_open"
    return rows.assign(task_done_date=rows["task_done_date"].mask(is_open, NOT_ASKED))


def _shared_by(wards: pd.DataFrame, rule: str) -> str:
    """The count that is shared by: the closing where one of the whole is not to be seen."""
    total = wards[COLUMN_OF[rule]].iloc[-1]
    return "closing" if without_number(total) else rule


def _of_the_wards(wards: pd.DataFrame, goal: pd.DataFrame, used: str) -> dict[str, pd.DataFrame]:
    """What is asked of the wards, and beside what; the counts by labour alone without a goal."""
    own, lines = wards["is_own"], wards[["unit_code", *LINES]]
    plain = wards.drop(columns=[*LINES, "is_own"])
    if goal.empty:
        return {WARDS: plain[own].reset_index(drop=True), COMPARED: NONE}
    asked = next_year.shares(plain.replace(HIDDEN, pd.NA), goal, COLUMN_OF[used])
    asked = plain.assign(**{name: asked[name] for name in next_year.ASKED})
    tables = {WARDS: asked, COMPARED: next_year.compared(asked, lines)}
    return {name: _marked(table[own].reset_index(drop=True)) for name, table in tables.items()}


def _marked(table: pd.DataFrame | None) -> pd.DataFrame | None:
    """A sign where nothing is asked, or nothing is known yet of a year ahead."""
    if table is None or table.empty:
        return table
    is_ahead = "asked_closing" in table
    names = [each for each in table if each.startswith(("asked", "needed")) or is_ahead]
    marked = {
        each: table[each].astype(object).where(table[each].notna(), NOT_ASKED) for each in names
    }
    return table.assign(**marked)
