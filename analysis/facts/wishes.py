"""Nguyện vọng của hộ: what was known of the wishes at the end of a year, in counts.

Part of `facts.build`, by `facts.outreach`. Every function takes rows of the dialogues, a wish or a
household met without one, with its days; `listed` are the poor households at a year's opening.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.disclosure import TOTAL
from analysis.programme import Outreach
from analysis.register.programme.outreach import KINDS, REFUSED
from analysis.register.schema import days, numbers

STEPS = (30, 60, 90, 180)  # days since the dialogue
CAUSES = {  # as lists name them; any other is "khác"
    "thiếu vốn": "cause_capital",
    "thiếu việc làm": "cause_work",
    "không có kinh nghiệm làm ăn": "cause_skill",
    "đông người phụ thuộc": "cause_dependants",
    "ốm đau, tai nạn": "cause_illness",
    "khác": "cause_other",
}
HEARD = ["heard_done", "heard_not_done", "heard_no_wish", "heard_never"]
BEHIND = "_households"


def dated(table: pd.DataFrame) -> pd.DataFrame:
    """A table of the office with its years as numbers and its days as days."""
    as_days = {name: days(table[name]) for name in table if name.endswith("_date")}
    return table.assign(year=numbers(table["year"]).astype("int64"), **as_days)


def known(wishes: pd.DataFrame, year: int) -> pd.DataFrame:
    """The wishes, and who was met without one, as known at the end of a year."""
    rows = wishes[wishes["year"] <= year]
    if rows.empty:
        return rows
    end = pd.Timestamp(year, 12, 31)
    answered, done = rows["answer_date"] <= end, rows["done_date"] <= end
    is_wish = rows["wish_kind"] != ""
    return rows.assign(
        is_wish=is_wish,
        is_unanswered=is_wish & ~answered,
        is_refused=answered & (rows["answer"] == REFUSED),
        is_done=done,
        is_open=is_wish & ~done & ~(answered & (rows["answer"] == REFUSED)),
    )


def by_kind(
    known: pd.DataFrame, before: pd.DataFrame, year: int, rules: Outreach | None
) -> pd.DataFrame:
    """Wishes by kind: what came over from earlier years and came in, and what became of it.

    Nothing came over that is known where no earlier year has rows: missing, as is what is overdue
    where the office has laid down no days.
    """
    over = before["is_open"].reindex(known.index, fill_value=False) if len(before) else None
    masks = {
        "wishes_carried": over,
        "wishes_received": known["is_wish"] & (known["year"] == year),
        "wishes_done": known["is_done"] & (known["done_date"].dt.year == year),
        "wishes_refused": known["is_refused"] & (known["answer_date"].dt.year == year),
        "wishes_open": known["is_open"],
        "wishes_unanswered": known["is_unanswered"],
        "wishes_overdue": rules and overdue(known, year, rules),
    }
    kinds = {code: known["wish_kind"] == kind for code, kind in KINDS.items()}
    kinds[TOTAL] = known["is_wish"]
    rows = [{"wish_kind": code} | _counted(known, masks, own) for code, own in kinds.items()]
    return pd.DataFrame(rows)


def overdue(known: pd.DataFrame, year: int, rules: Outreach) -> pd.Series:
    """Open at the end of the year beyond the days laid down, for the answer or for the end.

    Where no days are laid down for the end, only an answer can be overdue.
    """
    waited = (pd.Timestamp(year, 12, 31) - known["met_date"]).dt.days
    late_end = waited > rules.done_days if rules.done_days else False
    return known["is_open"] & ((known["is_unanswered"] & (waited > rules.answer_days)) | late_end)


def waiting(known: pd.DataFrame, year: int) -> pd.DataFrame:
    """Wishes received in a year, by steps of days since the dialogue (thời gian chờ trả lời).

    A wish counts in a step where it was followed to its end before the year was over, and had no
    answer before; answered in it or not.
    """
    followed = (pd.Timestamp(year, 12, 31) - known["met_date"]).dt.days
    waited = (known["answer_date"] - known["met_date"]).dt.days.mask(known["is_unanswered"])
    rows = []
    for after, step in zip((-1, *STEPS), STEPS, strict=False):
        at_risk = known["is_wish"] & (followed >= step) & ~(waited <= after)
        masks = {"wishes_waiting": at_risk, "wishes_answered": at_risk & (waited <= step)}
        rows.append({"within_days": step} | _counted(known, masks, at_risk))
    return pd.DataFrame(rows)


def causes(met: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """The poor met with a wish: all, by cause of poverty, and by what they wish for.

    A household may have several causes and several wishes.
    """
    wishes = met[(met["wish_kind"] != "") & met["household_id"].isin(listed["household_id"])]
    homes = listed[listed["household_id"].isin(wishes["household_id"])]
    causes = homes.assign(cause=homes["causes"].str.split(";")).explode("cause")
    named = causes["cause"].str.strip().str.lower().replace("-", "")
    codes = named.map(CAUSES).fillna("cause_other").mask(named == "", "cause_blank")
    kinds = wishes["wish_kind"].map({kind: f"said_{code}" for code, kind in KINDS.items()})
    said = pd.concat(
        [
            pd.DataFrame({"home": homes["household_id"], "said": "heard_all"}),
            pd.DataFrame({"home": causes["household_id"], "said": codes}),
            pd.DataFrame({"home": wishes["household_id"], "said": kinds}),
        ]
    )
    order = ["heard_all", *CAUSES.values(), "cause_blank", *(f"said_{code}" for code in KINDS)]
    counts = said.drop_duplicates()["said"].value_counts().reindex(order, fill_value=0)
    return counts.rename_axis("said").reset_index(name="households_saying")


def followed(before: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """The poor at the opening by what was known of their wishes then, and how the year ended.

    Whose wish was done, one of several is enough; who had wishes and none was done; who was met and
    had none; who was never met.
    """
    of_home = before.groupby("household_id")[["is_done", "is_wish"]].any()
    own = of_home.reindex(listed["household_id"])
    heard = pd.Series("heard_never", own.index).mask(own["is_wish"].notna(), "heard_no_wish")
    heard = heard.mask(own["is_wish"].eq(True), "heard_not_done")
    heard = heard.mask(own["is_done"].eq(True), "heard_done").to_numpy()
    exited = listed["is_exit"].to_numpy(dtype=bool)
    ends = pd.DataFrame({"heard": heard, "followed_poor": 1, "followed_exits": exited})
    return ends.groupby("heard").sum().reindex(HEARD, fill_value=0).reset_index()


def _counted(rows: pd.DataFrame, masks: Mapping[str, pd.Series | None], own: pd.Series) -> dict:
    """How many of some rows are in each mask, and of how many households; missing without one."""
    counts = {
        name: pd.NA if mask is None else int((mask & own).sum()) for name, mask in masks.items()
    }
    behind = {
        f"{name}{BEHIND}": pd.NA if mask is None else rows.loc[mask & own, "household_id"].nunique()
        for name, mask in masks.items()
    }
    return counts | behind
