"""Nhiệm vụ năm sau: who is poor at the closing by labour, and the tasks as they stood.

Part of `facts.build`. Exit targets cover households with labour alone; a household is without
where the closing list says so or counts no worker, and not known where it says neither.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.register.programme.next_year import DONE
from analysis.register.schema import days, numbers
from analysis.workspace import District

LABOUR = ["year", "unit_code", "labour"]
TASKS = ["year", "task_code", "task", "task_owner", "task_due_date"]
TASKS += ["task_done_date", "task_standing"]


def tables(
    programme: Mapping[str, pd.DataFrame], roster: pd.DataFrame, district: District
) -> dict[str, pd.DataFrame]:
    """Every fact table of this part by name; without rows where nothing is recorded.

    `closing_labour`: households poor at the closing by year, ward and `labour`.
    `tasks_set`, `tasks_before`: the tasks that a review knows of, those set for the year after
    `year` and those of `year` itself, with their standing at the end of `year`.
    """
    tasks = _tasks(programme.get("tasks"))
    return {
        "closing_labour": labour(roster),
        "tasks_set": standing(tasks.assign(year=tasks["year"] - 1)),
        "tasks_before": standing(tasks),
    }


def labour(roster: pd.DataFrame) -> pd.DataFrame:
    """Households poor at the closing, by year, ward of the closing list and labour."""
    if roster.empty:
        return pd.DataFrame(columns=[*LABOUR, "households"]).astype({"year": "int64"})
    poor = roster[roster["closing_class"] == "poor"]
    workers, group = poor["closing_workers"].fillna(-1), poor["closing_group"]
    known = pd.Series("labour_unknown", poor.index).mask(workers > 0, "with_labour")
    known = known.mask(workers == 0, "without_labour")
    known = known.mask(group.isin(["group_1", "group_2"]), "with_labour")
    known = known.mask(group == "without_labour", "without_labour")
    keyed = pd.DataFrame(
        {"year": poor["year"], "unit_code": poor["closing_unit_code"], "labour": known}
    )
    return keyed.groupby(LABOUR, as_index=False).size().rename(columns={"size": "households"})


def standing(tasks: pd.DataFrame) -> pd.DataFrame:
    """Tasks as they stood at the end of `year`: what was done later was open then."""
    done = tasks["task_done_date"].dt.year <= tasks["year"]
    late = done & (tasks["task_done_date"] > tasks["task_due_date"])
    kinds = (
        pd.Series("task_open", tasks.index)
        .mask(done, "task_done_on_time")
        .mask(late, "task_done_late")
    )
    kinds = kinds.mask(done & tasks["task_due_date"].isna(), "task_done_undated")
    told = tasks.assign(task_standing=kinds, task_done_date=tasks["task_done_date"].where(done))
    for name in ("task_due_date", "task_done_date"):
        told[name] = told[name].dt.strftime("%Y-%m-%d").astype("str").where(told[name].notna())
    return told.sort_values(["year", "task_code"], ignore_index=True)[TASKS]


def _tasks(recorded: pd.DataFrame | None) -> pd.DataFrame:
    if recorded is None or recorded.empty:
        empty = pd.DataFrame(columns=TASKS[:-1]).astype({"year": "int64"})
        return empty.astype(dict.fromkeys(TASKS[4:6], "datetime64[s]"))
    done = days(recorded["done_date"]).where(recorded["task_state"] == DONE)
    dated = recorded.assign(task_due_date=days(recorded["due_date"]), task_done_date=done)
    return dated.assign(year=numbers(recorded["year"]).astype("int64"))[TASKS[:-1]]
