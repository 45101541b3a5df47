"""The lines of a year's ledger are sets of households: one lost or counted twice is refused."""

import pandas as pd
import pytest
from hypothesis import given

from analysis.facts import balance, build
from analysis.measures import movements
from analysis.register.households import EXITED, NEAR_POOR, NEW, POOR, RELAPSED
from tests.test_facts import REGISTERS, review

A, B = "20194", "20195"


def home(before: str, after: str, movement: str = NEW, wards: tuple = (A, A)) -> dict:
    """A household's year as `test_facts.review` takes it."""
    return {
        "before": before, "after": after, "reason": EXITED, "movement": movement,
        "wards": wards, "sizes": (3, 4),
    }  # fmt: skip


YEAR = review(
    [
        home(POOR, POOR),
        home(POOR, POOR, wards=(A, B)),
        home(POOR, ""),
        home(POOR, NEAR_POOR),
        home("", POOR, RELAPSED),
        home("", POOR, wards=(B, B)),
        home(NEAR_POOR, POOR),
        home("", POOR, "Chuyển đến"),
    ]
)
STAYED, MOVED, ABOVE, NEAR, RELAPSE, ENTRY, WAS_NEAR, CAME = (f"H{at}" for at in range(8))
LINES = {
    STAYED: ["closing", "opening"],
    MOVED: ["closing", "moved_in", "moved_out", "opening"],
    ABOVE: ["exits_above_near_poor", "opening"],
    NEAR: ["exits_to_near_poor", "opening"],
    RELAPSE: ["closing", "relapses"],
    ENTRY: ["closing", "entries"],
    WAS_NEAR: ["closing", "from_near_poor"],
    CAME: ["closing", "other_increase"],
}


def lines() -> pd.DataFrame:
    return build._movements(YEAR)


def told(rows: pd.DataFrame) -> str:
    with pytest.raises(ValueError) as refused:
        balance.refuse_torn(rows, YEAR)
    return str(refused.value)


def test_every_household_stands_on_exactly_the_lines_it_should():
    rows = lines()[lines()["households"] > 0]
    assert rows.groupby(rows.index)["line"].apply(sorted).to_dict() == LINES
    balance.refuse_torn(lines(), YEAR)


@pytest.mark.parametrize(
    ("household", "line"), [(home, line) for home, on in LINES.items() for line in on]
)
def test_a_household_dropped_from_any_line_is_refused(household, line):
    rows = lines()
    kept = rows[~((rows.index == household) & (rows["line"] == line))]
    assert told(kept) == "2013: 1 households do not stand on the lines they should"


@pytest.mark.parametrize(
    ("household", "line"), [(home, line) for home, on in LINES.items() for line in on]
)
def test_a_household_counted_twice_on_any_line_is_refused(household, line):
    rows = lines()
    again = rows[(rows.index == household) & (rows["line"] == line) & (rows["households"] > 0)]
    assert told(pd.concat([rows, again])).startswith("2013: 1 households")


@pytest.mark.parametrize(
    ("household", "line"), [(home, line) for home, on in LINES.items() for line in on]
)
def test_a_ward_swapped_on_any_line_is_refused(household, line):
    rows = lines()
    here = (rows.index == household) & (rows["line"] == line) & (rows["households"] > 0)
    other = rows["ward"].map({A: B, B: A})
    assert told(rows.assign(ward=rows["ward"].mask(here, other))).startswith("2013: 1 households")


def test_a_relapse_counted_as_newly_poor_too_is_refused_though_another_is_dropped():
    """Totals agree: one arises twice, another never."""
    rows = lines()
    entry = rows[(rows.index == ENTRY) & (rows["line"] == "entries")]
    wrong = pd.concat([rows.drop(index=ENTRY), rows.loc[[ENTRY]].drop(index=entry.index)])
    swapped = pd.concat([wrong, entry.rename(index={ENTRY: RELAPSE})])
    assert told(swapped).startswith("2013: ")


def test_ways_out_and_in_may_not_meet():
    rows = lines()
    extra = rows[(rows.index == RELAPSE) & (rows["line"] == "relapses")]
    both = extra.rename(index={RELAPSE: ABOVE})
    gone_and_back = pd.concat([rows, both, both.assign(line="closing")])
    assert told(gone_and_back) == "2013: 1 households do not stand on the lines they should"


def test_what_nothing_declares_is_a_residual_and_no_fault():
    undeclared = review([home(POOR, POOR)])
    lost = undeclared.closing.iloc[:0]
    broken = type(undeclared)(**(vars(undeclared) | {"closing": lost}))
    assert movements.unexplained(build.ledger(broken)).tolist() == [-1]


def test_a_ward_left_blank_on_one_list_is_a_residual_and_no_fault():
    blank = review([home(POOR, POOR, wards=(A, ""))])
    residuals = movements.unexplained(build.ledger(blank).set_index("unit_code"))
    assert residuals.to_dict() == {A: -1, "": 1}


def test_an_exit_that_linking_found_on_no_opening_list_counts_as_declared():
    exited = review([home(POOR, "")])
    unseen = type(exited)(**(vars(exited) | {"opening": exited.opening.iloc[:0]}))
    counted = build.ledger(unseen)
    assert counted[["opening", "exits_above_near_poor"]].iloc[0].tolist() == [0, 1]


def test_who_left_unseen_and_came_again_in_the_year_stands_on_both_lines():
    """Linking may find a departure and an arrival to be one household, and no opening for it."""
    exited, came = review([home(POOR, "")]), review([home("", POOR)])
    both = type(came)(**(vars(came) | {"departures": exited.departures}))
    counted = build.ledger(both)
    assert counted[["opening", "exits", "entries", "closing"]].iloc[0].tolist() == [0, 1, 1, 1]


@given(REGISTERS)
def test_no_fully_declared_register_is_torn(households):
    whole = review(households)
    balance.refuse_torn(build._movements(whole), whole)


def test_no_facts_are_built_of_a_torn_ledger(monkeypatch):
    torn = lines().drop(index=RELAPSE)
    monkeypatch.setattr(build, "_movements", lambda _: torn)
    with pytest.raises(ValueError, match="2013: 1 households"):
        build.ledger(YEAR)
