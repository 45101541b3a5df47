"""Diễn biến hộ cận nghèo: the near-poor ledger beside the poor one, and what joins the two.

Takes the facts of transitions: households by where they stood at the opening and the closing of a
review, and how they came to be there. A move from near-poor to poor is one way out here and one
way in there; it counts in the ward of the closing in both, as a move from poor to near-poor counts
in the ward of the opening in both. Whoever also changed the ward did so as near-poor.
"""

from collections.abc import Callable

import pandas as pd

TOTAL = "total"
OUT = ["from_near_poor", "near_gone", "near_moved_out"]
IN = ["exits_to_near_poor", "near_arriving", "near_moved_in"]
GONE = ["near_above", "near_other_decrease"]
ARRIVING = ["near_relapses", "near_entries", "near_other_increase"]
COUNTED = ["near_opening", *OUT, *GONE, "near_stayed", *IN, *ARRIVING, "near_closing"]
LINES = ["near_opening", "from_near_poor", "near_gone", *GONE, "near_moved_out"]
LINES += ["exits_to_near_poor", "near_arriving", *ARRIVING, "near_moved_in"]
LINES += ["near_expected_closing", "near_closing", "near_unexplained"]
HOW = dict(zip(ARRIVING, ["relapsed", "new", "other"], strict=True))
EXITS = {"exit_to_near_poor", "exit_above_near_poor"}
STATES = ["poor", "near_poor"]
AFTER = ["after_poor", "after_near_poor", "after_above", "after_left", "after_undeclared"]

Chosen = Callable[[pd.DataFrame], pd.Series]


def ledger(transitions: pd.DataFrame, units: list[str]) -> pd.DataFrame:
    """The near-poor of one year by unit (biểu diễn biến hộ cận nghèo), and the total of several.

        closing = opening - became poor - above near-poor - other decrease
                  + became near-poor from poor + near-poor again + newly arising + other increase

    with the moves between wards on lines of their own. `near_gone` holds the two ways out of both
    lists and `near_arriving` the three ways in; these parts are missing where the review does not
    declare them. Who is on no list any more and is not declared to have left rose above the line.
    `near_stayed` is no line: who is near-poor at both ends, by the ward at the opening.
    Takes one year's transitions. Returns one row for each of `units`, all COUNTED. No row without
    transitions: returns hold none.
    Source: biểu 3, Thông tư 07/2021/TT-BLĐTBXH, 9 = 1-2-3-4+5+6+7+8.
    """
    if transitions.empty:
        return pd.DataFrame(columns=["unit_code", *COUNTED])
    rows = pd.DataFrame([_unit(transitions, code) for code in units], columns=COUNTED)
    table = rows.astype("Int64").assign(unit_code=units)[["unit_code", *COUNTED]]
    if len(units) < 2:
        return table
    whole = table[COUNTED].sum(skipna=False).to_frame().T.astype("Int64")
    return pd.concat([table, whole.assign(unit_code=TOTAL)], ignore_index=True)


def expected_closing(ledger: pd.DataFrame) -> pd.Series:
    """The near-poor that the year should end with (số hộ cận nghèo cuối kỳ theo cân đối)."""
    return ledger["near_opening"] - ledger[OUT].sum(axis=1) + ledger[IN].sum(axis=1)


def matrix(transitions: pd.DataFrame) -> pd.DataFrame:
    """From which state to which, of one year (ma trận chuyển trạng thái).

    Returns one row for `before`: "was_poor", "was_near_poor" and "was_off_list", with the
    households that are `after_poor`, `after_near_poor`, above near-poor (`after_above`), gone
    otherwise (`after_left`), or of whom nothing is declared (`after_undeclared`), and `at_opening`,
    all of them; then "at_closing", the sums. Above and gone are missing of near-poor whose ways out
    the review does not declare, and of those on no opening list.
    """
    rows = transitions[~_was_unseen(transitions)]
    cells = {f"was_{state}": _row(rows[rows["before"] == state]) for state in STATES}
    came = rows[rows["before"] == "off"]
    cells["was_off_list"] = {f"after_{s}": _sum(came[came["after"] == s]) for s in STATES}
    table = pd.DataFrame(cells).T.reindex(columns=AFTER).astype("Int64")
    table["at_opening"] = table.sum(axis="columns").astype("Int64")
    table.loc["was_off_list", "at_opening"] = pd.NA
    ends = [f"after_{state}" for state in STATES]
    table.loc["at_closing", ends] = table[ends].sum()
    return table.astype("Int64").rename_axis("before").reset_index()


def _row(rows: pd.DataFrame) -> dict[str, object]:
    """Where the households of one state at the opening went."""
    left, undeclared = _sum(_off(rows, "left")), _sum(_off(rows, ""))
    risen = _sum(_off(rows, "risen")) + _sum(_off(rows, "exit_above_near_poor"))
    cells = {"after_poor": _sum(rows[rows["after"] == "poor"])}
    cells["after_near_poor"] = _sum(rows[rows["after"] == "near_poor"])
    if (rows["before"] == "poor").all():
        return cells | {
            "after_above": risen,
            "after_left": left,
            "after_undeclared": undeclared,
        }
    if not _is_declared(rows):
        return cells | {"after_undeclared": undeclared}
    return cells | {"after_above": risen + undeclared, "after_left": left, "after_undeclared": 0}


def _unit(transitions: pd.DataFrame, code: str) -> dict[str, object]:
    """One unit's counts by line."""
    opened = transitions[transitions["unit_code"] == code]
    closed = transitions[transitions["closing_unit_code"] == code]
    was, now = opened[opened["before"] == "near_poor"], closed[closed["after"] == "near_poor"]
    arriving = now[(now["before"] == "off") & ~now["how"].isin(EXITS)]
    left, gone = _sum(_off(was, "left")), _sum(was[was["after"] == "off"])
    declares = _is_declared(was) or not gone
    parts = {line: _sum(arriving[arriving["how"] == how]) for line, how in HOW.items()}
    knows = sum(parts.values()) == _sum(arriving)
    return {
        "near_opening": _sum(was),
        "from_near_poor": _sum(
            closed[(closed["before"] == "near_poor") & (closed["after"] == "poor")]
        ),
        "near_gone": gone,
        "near_above": gone - left if declares else pd.NA,
        "near_other_decrease": left if declares else pd.NA,
        "near_moved_out": _sum(_moved(opened)),
        "near_stayed": _sum(was[was["after"] == "near_poor"]),
        "exits_to_near_poor": _sum(opened[opened["how"] == "exit_to_near_poor"]),
        "near_arriving": _sum(arriving),
        **(parts if knows else dict.fromkeys(HOW, pd.NA)),
        "near_moved_in": _sum(_moved(closed)),
        "near_closing": _sum(now),
    }


def _moved(rows: pd.DataFrame) -> pd.DataFrame:
    """Those near-poor at either end whose ward is another; a ward left blank is no move."""
    is_near = (rows["before"] == "near_poor") | (rows["after"] == "near_poor")
    blank = (rows[["unit_code", "closing_unit_code"]] == "").any(axis="columns")
    return rows[is_near & ~blank & (rows["unit_code"] != rows["closing_unit_code"])]


def _off(rows: pd.DataFrame, how: str) -> pd.DataFrame:
    return rows[(rows["after"] == "off") & (rows["how"] == how)]


def _was_unseen(rows: pd.DataFrame) -> pd.Series:
    """Exits of households that linking found on no opening list."""
    return (rows["before"] == "off") & rows["how"].isin(EXITS)


def _is_declared(rows: pd.DataFrame) -> bool:
    """Whether the review declares how near-poor households left, if only of one that did not."""
    return rows["how"].isin(["left", "risen"]).any()


def _sum(rows: pd.DataFrame) -> int:
    return int(rows["households"].sum())
