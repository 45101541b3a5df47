"""Nguyện vọng và tuyên truyền: who was heard, what became of the wishes, which areas were reached.

Takes the facts of one workspace (`facts.outreach`), with a row per year. Every function gives the
rows of one year, and none where it was not recorded. Wishes are counted, not households, where a
column begins with `wishes_`; areas, sessions and people are no households either.
"""

from collections.abc import Sequence

import pandas as pd

from analysis.methods import lifetable
from analysis.methods.share import pct
from analysis.programme import Outreach

TOTAL = "total"
LEAST = 20  # wishes at risk, below which the share answered is not reckoned
OF_THE_LEDGER = ["wishes_carried", "wishes_received", "wishes_done", "wishes_refused"]
WISHES = [*OF_THE_LEDGER, "wishes_open", "wishes_unanswered", "wishes_overdue"]
WAITING = ["wishes_waiting", "wishes_answered"]


def areas(facts: pd.DataFrame, year: int) -> pd.DataFrame:
    """Areas and the poor at the opening by whether an association stands for them (phân công).

        opening = poor_assigned + poor_unassigned + poor_no_area

    One row per ward, and "total".
    """
    columns = ["areas", "areas_assigned", "opening", "poor_assigned", "poor_unassigned"]
    return _by_ward(facts, year, [*columns, "poor_no_area"])


def sessions(facts: pd.DataFrame, year: int) -> pd.DataFrame:
    """Areas without, with one and with several sessions, and who attended (tuyên truyền).

        areas = areas_no_session + areas_one_session + areas_several_sessions

    `attendance_people` adds up the sessions whose attendance was recorded, `sessions_counted`;
    missing where there are none. One row per ward that has areas, and "total".
    """
    columns = ["areas", "areas_no_session", "areas_one_session", "area_sessions"]
    table = _by_ward(facts, year, [*columns, "sessions_counted", "attendance_people"])
    several = table["areas"] - table["areas_no_session"] - table["areas_one_session"]
    table.insert(4, "areas_several_sessions", several)
    return table


def met(facts: pd.DataFrame, year: int) -> pd.DataFrame:
    """The poor at the opening who were met in the year, with and without a wish (đối thoại).

        met_pct = met / opening

    One row per ward, and "total".
    """
    table = _by_ward(facts, year, ["opening", "households_met", "met_with_wish"])
    return table.assign(
        met_without_wish=table["households_met"] - table["met_with_wish"],
        households_not_met=table["opening"] - table["households_met"],
        met_pct=pct(table["households_met"], table["opening"]),
    )


def wishes(facts: pd.DataFrame, year: int) -> pd.DataFrame:
    """Wishes by kind, from those open before the year to those open after it (nguyện vọng).

        wishes_carried + wishes_received - wishes_done - wishes_refused = wishes_open

    Of those open, some are not answered yet and some overdue. One row per `wish_kind`, "total"
    last.
    """
    return _of_year(facts, year)[["wish_kind", *WISHES]]


def waiting(facts: pd.DataFrame, year: int) -> pd.DataFrame:
    """Share of the year's wishes answered within steps of days (bảng thời gian chờ trả lời).

        answered_pct = 100 (1 - Π(1 - answered / waiting))

    A wish not answered yet counts as waiting in every step it was followed through. Up to the last
    step with LEAST waiting.
    """
    table = _of_year(facts, year)[["within_days", *WAITING]]
    curve = lifetable.life_table(*(table[name].astype("float64") for name in WAITING), LEAST)
    answered = pd.array(100 * (1 - curve.survival), "Float64")
    return table.assign(answered_pct=answered).dropna(subset="answered_pct")


def causes(facts: pd.DataFrame, year: int) -> pd.DataFrame:
    """Causes of poverty and wishes of the same households, side by side (nguyên nhân, nguyện vọng).

        saying_pct = households_saying / all of the first row

    Both may be several, so that shares add up to more than 100; no wish is matched to a cause.
    """
    table = _of_year(facts, year)[["said", "households_saying"]]
    if table.empty or not table["households_saying"].iloc[0]:
        return table.iloc[:0].assign(saying_pct=pd.array([], "Float64"))
    whole = pd.Series(table["households_saying"].iloc[0], table.index)
    return table.assign(saying_pct=pct(table["households_saying"], whole))


def followed(facts: pd.DataFrame, year: int) -> pd.DataFrame:
    """How the year ended for the poor at its opening, by what became of their wishes before it.

        followed_exits_pct = followed_exits / followed

    It compares nothing: whose wish is done differs from others beforehand. One row per `heard`.
    """
    table = _of_year(facts, year)[["heard", "followed_poor", "followed_exits"]]
    return table.assign(
        followed_not_exited=table["followed_poor"] - table["followed_exits"],
        followed_exits_pct=pct(table["followed_exits"], table["followed_poor"]),
    )


def rules(laid_down: Outreach | None) -> pd.DataFrame:
    """The days within which a wish is to be answered and done (thời hạn); none, no rows."""
    if laid_down is None:
        return pd.DataFrame({"limit": [], "limit_days": []})
    days = pd.array([laid_down.answer_days, laid_down.done_days], "Int64")
    return pd.DataFrame({"limit": ["limit_answer", "limit_done"], "limit_days": days})


def _of_year(facts: pd.DataFrame, year: int) -> pd.DataFrame:
    return facts[facts["year"] == year].reset_index(drop=True)


def _by_ward(facts: pd.DataFrame, year: int, columns: Sequence[str]) -> pd.DataFrame:
    """The wards of a year, and their sum; a sum of what is nowhere recorded is missing."""
    rows = _of_year(facts, year)[["unit_code", *columns]]
    if rows.empty:
        return rows
    total = rows[list(columns)].sum(min_count=1).to_frame().T.assign(unit_code=TOTAL)
    return pd.concat([rows, total.astype(rows.dtypes.to_dict())], ignore_index=True)
