"""Award lists: gates before scores, fixed scales, nobody's order moved by another, nothing gained
by striking a poor household off the list, and every step told so that it can be redone."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import charts, workspace
from analysis.commendation import Commendation
from analysis.facts import build, read
from analysis.facts import candidates as facts_of_candidates
from analysis.facts.exits import exit_proofs
from analysis.findings import awards as say
from analysis.findings import robustness as firm
from analysis.measures import awards, robustness
from analysis.publication import awards as published
from analysis.register import households
from analysis.register import read as register
from analysis.terms import HIDDEN, NOT_ASKED, Scope
from tests.recount_awards import recount

YEAR, SAMPLE = 2013, workspace.SHIPPED[0]
OFFICE = workspace.open(SAMPLE)
RULES = OFFICE.district.awards
VI = Scope(YEAR, "Quận Thử", "vi", RULES.kind_names("vi"))
EN = Scope(YEAR, "Trial district", "en", RULES.kind_names("en"))


def small_rules(**changes) -> Commendation:
    """Two places for collectives and one for individuals; a ward is scored on its register."""
    share = {"weight": 0.5, "zero": 50, "full": 100, "prior": {"pct": 80, "size": 10}}
    kinds = [
        {"code": "ward", "name": {"vi": "Phường", "en": "Ward"}, "stream": "collectives"}
        | {
            "criteria": [
                {"name": "sustained_exits", "register": True} | share,
                {"name": "sessions", "weight": 0.5, "zero": 0, "full": 10},
            ]
        },
        {"code": "person", "name": {"vi": "Cán bộ", "en": "Official"}, "stream": "individuals"}
        | {
            "criteria": [
                {"name": "wishes_resolved"} | share,
                {"name": "sessions", "weight": 0.5, "zero": 0, "full": 10},
            ]
        },
    ]
    given = {
        "fixed_on": "2013-01-15",
        "fixed_by": {"vi": "giả định", "en": "invented"},
        "places": {"collectives": 2, "individuals": 1, "families": None},
        "years_back": 3,
        "least_opening": 20,
        "ties": ["sessions"],
        "seed": 7,
        "kinds": kinds,
    }
    return Commendation.model_validate(given | changes)


def candidates(*rows: dict) -> pd.DataFrame:
    """Officials who passed every gate, unless a row says otherwise."""
    usual = dict.fromkeys(awards.GATES, "passed") | {
        "stream": "individuals", "kind": "person", "unit_code": "A", "exit_gate": None,
        "helped_exits": pd.NA, "helped_sustained": pd.NA, "wishes": 10, "wishes_resolved": 8,
        "sessions": 5, "files": pd.NA, "files_on_time": pd.NA, "initiatives": pd.NA,
    }  # fmt: skip
    table = pd.DataFrame([usual | {"candidate": row["candidate_code"]} | row for row in rows])
    counts = ["helped_exits", "helped_sustained", "wishes", "wishes_resolved", "sessions", "files"]
    return table.astype(dict.fromkeys([*counts, "files_on_time", "initiatives"], "Int64"))


def wards(*codes: str) -> list[dict]:
    ward = {"stream": "collectives", "kind": "ward"}
    return [{"candidate_code": f"TT-{code}", "unit_code": code} | ward for code in codes]


REGISTER = pd.DataFrame(
    {
        "unit_code": ["A", "B", "C"],
        "opening": [100, 200, 19],
        "planned": [100, 10, 50],
        "sustained": [90, 9, 50],
        "sustained_above": [60, 6, 30],
    }
).astype(dict.fromkeys(["opening", "planned", "sustained", "sustained_above"], "Int64"))


def placed(table: pd.DataFrame, rules: Commendation | None = None) -> pd.DataFrame:
    rules = rules or small_rules()
    scored = awards.points(table, REGISTER, rules.criteria())
    return awards.standing(table, scored, REGISTER, rules).set_index("candidate_code")


def results(table: pd.DataFrame, rules: Commendation | None = None) -> dict[str, str]:
    return placed(table, rules)["result"].to_dict()


# Points and scores


def test_a_score_is_the_sum_a_reader_can_do():
    table = candidates({"candidate_code": "CN-1"})
    scored = awards.points(table, REGISTER, small_rules().criteria()).set_index("criterion")
    wishes, sessions = scored.loc["wishes_resolved"], scored.loc["sessions"]
    assert wishes[["count", "of", "raw_pct"]].tolist() == [8, 10, 80.0]
    assert wishes["value"] == pytest.approx(100 * (8 + 10 * 0.8) / (10 + 10))
    assert (wishes["points"], sessions["points"]) == (pytest.approx(60), pytest.approx(50))
    assert placed(table).loc["CN-1", "score"] == 55.0


def test_few_cases_are_drawn_to_the_level_stated_beforehand():
    shares = awards.points(candidates(*wards("A", "B")), REGISTER, small_rules().criteria())
    drawn = shares[shares["criterion"] == "sustained_exits"].set_index("candidate_code")
    assert drawn["raw_pct"].tolist() == [90, 90]
    assert drawn.loc["TT-A", "value"] == pytest.approx(100 * 98 / 110)
    assert drawn.loc["TT-B", "value"] == pytest.approx(100 * 17 / 20)


def test_an_individual_is_never_scored_on_the_numbers_of_the_ward():
    table = candidates({"candidate_code": "CN-1"})
    other = REGISTER.assign(sustained=0, sustained_above=0, opening=0)
    criteria = RULES.criteria()
    assert not criteria.loc[criteria["stream"] != "collectives", "is_of_register"].any()
    for kinds in (small_rules().criteria(), criteria):
        pd.testing.assert_frame_equal(
            awards.points(table, REGISTER, kinds), awards.points(table, other, kinds)
        )
    assert results(table) == {"CN-1": "proposed"}


def test_what_was_not_recorded_is_not_zero():
    table = candidates(
        {"candidate_code": "CN-1", "wishes": pd.NA, "wishes_resolved": pd.NA},
        {"candidate_code": "CN-2", "wishes": 0, "wishes_resolved": 0},
        {"candidate_code": "CN-3", "sessions": 0},
    )
    shown = placed(table)
    assert shown["reason"].to_dict() == {"CN-3": "", "CN-1": "incomplete", "CN-2": "incomplete"}
    assert shown.loc["CN-3", "score"] == 30.0


def test_every_criterion_of_a_kind_has_its_row_and_what_is_not_known_earns_no_points():
    """TT-A: (90 + 8) / (100 + 10) is 89.09 per cent, 78.18 points of the scale from 50 to 100."""
    table = candidates(
        {"candidate_code": "CN-1"},
        {"candidate_code": "CN-2", "wishes": 0, "wishes_resolved": 0, "sessions": 12},
        *wards("A", "Z"),
    )
    nothing = pd.NA
    rows = [
        ("wishes_resolved", 8, 10, 80, 80, 60, 30),
        ("sessions", 5, nothing, nothing, 5, 50, 25),
        ("wishes_resolved", 0, 0, nothing, nothing, nothing, nothing),
        ("sessions", 12, nothing, nothing, 12, 100, 50),
        ("sustained_exits", 90, 100, 90, 89.09, 78.18, 39.09),
        ("sessions", 5, nothing, nothing, 5, 50, 25),
        ("sustained_exits", nothing, nothing, nothing, nothing, nothing, nothing),
        ("sessions", 5, nothing, nothing, 5, 50, 25),
    ]
    measured = ["raw_pct", "value", "points", "weighted"]
    earned = pd.DataFrame(rows, columns=["criterion", "count", "of", *measured])
    expected = pd.DataFrame(
        {
            "stream": ["individuals"] * 4 + ["collectives"] * 4,
            "candidate_code": ["CN-1", "CN-1", "CN-2", "CN-2", "TT-A", "TT-A", "TT-Z", "TT-Z"],
            "kind": ["person"] * 4 + ["ward"] * 4,
            "criterion": earned.pop("criterion"),
            "weight": 0.5,
            "zero": [50.0, 0.0] * 4,
            "full": [100.0, 10.0] * 4,
            "prior_pct": pd.array([80, nothing] * 4, dtype="Float64"),
            "prior_size": pd.array([10, nothing] * 4, dtype="Float64"),
            "is_of_register": [False] * 4 + [True, False] * 2,
        }
    ).join(earned.astype({"count": "Int64", "of": "Int64"} | dict.fromkeys(measured, "Float64")))
    scored = awards.points(table, REGISTER, small_rules().criteria())
    found = scored.assign(**{name: scored[name].round(2) for name in measured})
    pd.testing.assert_frame_equal(found, expected)
    nobody = awards.points(table.iloc[:0], REGISTER, small_rules().criteria())
    numbers = ["count", "of", *measured]
    assert list(nobody) == list(expected) and nobody.empty
    assert nobody.dtypes[numbers].equals(expected.dtypes[numbers])


# Gates


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"plan_gate": "failed"}, "gate_failed"),
        ({"settlement_gate": "unproven"}, "gate_unproven"),
        ({"discipline_gate": None}, "gate_blank"),
        ({"plan_gate": "unproven", "discipline_gate": "failed"}, "gate_failed"),
    ],
)
def test_who_does_not_pass_a_gate_with_evidence_has_no_score(change, reason):
    best = {"candidate_code": "CN-1", "wishes_resolved": 10, "sessions": 10}
    shown = placed(candidates(best | change, {"candidate_code": "CN-2"}))
    assert shown.loc["CN-1", ["result", "reason"]].tolist() == ["not_compared", reason]
    assert pd.isna(shown.loc["CN-1", "score"]) and pd.isna(shown.loc["CN-1", "order"])
    assert shown.loc["CN-2", "result"] == "proposed"


def test_a_ward_with_too_few_poor_households_is_not_compared():
    shown = placed(candidates(*wards("A", "B", "C"), *wards("Z")))
    assert shown["result"].to_dict() == {
        "TT-A": "proposed", "TT-B": "proposed", "TT-C": "not_compared", "TT-Z": "not_compared",
    }  # fmt: skip
    assert shown.loc[["TT-C", "TT-Z"], "reason"].tolist() == ["too_small"] * 2


def test_a_ward_of_just_the_least_opening_is_compared_and_one_below_is_not():
    rules = small_rules(least_opening=19)
    assert placed(candidates(*wards("C")), rules).loc["TT-C", "result"] == "proposed"
    below = placed(candidates(*wards("C")), small_rules(least_opening=20))
    assert below.loc["TT-C", "reason"] == "too_small"


def test_the_gate_of_exits_is_asked_of_families_alone():
    kinds = small_rules().model_dump(by_alias=True)["kinds"]
    family = {"code": "family", "name": {"vi": "Hộ", "en": "Family"}, "stream": "families"}
    rules = small_rules(kinds=[*kinds, kinds[1] | family])
    own = {"stream": "families", "kind": "family"}
    table = candidates(
        {"candidate_code": "HO-1", "exit_gate": "failed"} | own,
        {"candidate_code": "HO-2", "exit_gate": "passed"} | own,
        {"candidate_code": "HO-3"} | own,
        {"candidate_code": "CN-1", "exit_gate": "failed"},
    )
    shown = placed(table, rules)
    assert shown["reason"].to_dict() == {
        "CN-1": "", "HO-2": "", "HO-1": "gate_failed", "HO-3": "gate_blank",
    }  # fmt: skip
    assert shown["result"].tolist() == ["proposed", "proposed", "not_compared", "not_compared"]


def test_a_small_ward_keeps_out_only_who_is_scored_on_its_register():
    assert results(candidates(official("CN-1", 5, "C"))) == {"CN-1": "proposed"}


def test_a_candidate_of_no_kind_of_the_rules_has_nothing_it_is_scored_on():
    stranger = {"candidate_code": "CN-1", "kind": "stranger"}
    assert placed(candidates(stranger, {"candidate_code": "CN-2"}))["reason"].to_dict() == {
        "CN-2": "", "CN-1": "incomplete",
    }  # fmt: skip


# Order, ties and lots


def test_equal_scores_are_parted_by_the_criteria_the_rules_name():
    by_wishes = {"candidate_code": "CN-1", "wishes_resolved": 10, "sessions": 4}
    by_sessions = {"candidate_code": "CN-2", "wishes_resolved": 8, "sessions": 5}
    table = candidates(by_wishes, by_sessions)
    assert placed(table)["score"].tolist() == [60.0, 55.0]
    level = candidates(by_wishes | {"sessions": 3}, by_sessions)
    assert placed(level)["score"].tolist() == [55.0, 55.0]
    assert list(placed(level).index) == ["CN-2", "CN-1"]
    assert results(level) == {"CN-2": "proposed", "CN-1": "reserve"}
    assert placed(level)["reason"].tolist() == ["", ""]


def test_a_score_is_compared_as_it_is_printed():
    """55.04 and 55.01 are both 55.0: less than a tenth parts nobody."""
    kinds = small_rules().model_dump(by_alias=True)["kinds"]
    kinds[1]["criteria"][1] |= {"full": 1000.0}
    rules = small_rules(kinds=kinds, ties=["wishes_resolved"])
    table = candidates(
        *({"candidate_code": f"CN-{at}", "sessions": count} for at, count in ((1, 1), (2, 2)))
    )
    assert placed(table, rules)["score"].nunique() == 1


def test_the_lot_is_drawn_again_by_anybody_and_decides_last():
    table = candidates(
        {"candidate_code": "CN-0", "sessions": 10},
        *({"candidate_code": f"CN-{at}"} for at in (1, 2, 3)),
        {"candidate_code": "CN-9", "sessions": 0},
    )
    two = small_rules(places={"collectives": 2, "individuals": 2, "families": None})
    shown = placed(table, two)
    lots = {code: hashlib.sha256(f"7:{code}".encode()).hexdigest()[:8] for code in shown.index}
    assert shown["lot"].to_dict() == {code: int(lot, 16) for code, lot in lots.items()}
    level = sorted(["CN-1", "CN-2", "CN-3"], key=lots.get)
    assert list(shown.index) == ["CN-0", *level, "CN-9"]
    assert shown["reason"].tolist() == ["", "lot", "lot", "lot", ""]
    assert shown["result"].tolist() == ["proposed"] * 2 + ["reserve"] * 3


def test_where_those_on_top_are_equal_and_too_many_nobody_is_picked():
    rows = [{"candidate_code": f"CN-{at}"} for at in range(1, 4)]
    shown = placed(candidates(*rows))
    assert set(shown["result"]) == {"undecided"} and set(shown["reason"]) == {""}
    below = placed(candidates(*rows, {"candidate_code": "CN-9", "sessions": 0}))
    assert below["result"].tolist() == ["undecided"] * 3 + ["reserve"]


def test_as_many_equal_ones_as_places_are_all_proposed():
    enough = small_rules(places={"collectives": 2, "individuals": 3, "families": None})
    rows = [{"candidate_code": f"CN-{at}"} for at in range(1, 4)]
    assert set(results(candidates(*rows), enough).values()) == {"proposed"}


def test_fewer_candidates_than_places_leave_places_empty():
    shown = placed(candidates(*wards("A"), {"candidate_code": "CN-1", "plan_gate": "failed"}))
    summary = awards.summary(shown.reset_index(), small_rules()).set_index("stream")
    assert summary.loc["collectives", ["proposed", "places_left"]].tolist() == [1, 1]
    assert summary.loc["individuals", ["compared", "proposed", "places_left"]].tolist() == [0, 0, 1]
    assert "families" not in summary.index


def test_nobody_nominated_is_an_empty_list():
    nobody = candidates({"candidate_code": "CN-1"}).iloc[:0]
    assert placed(nobody).empty
    assert awards.summary(placed(nobody).reset_index(), small_rules()).empty


def test_a_list_has_each_stream_in_its_order_and_those_not_compared_last_by_code():
    """Sessions 9, 5 and 1 earn 90, 50 and 10 points, wishes 60; a ward 78.18 or 70 and 50."""
    table = candidates(
        {"candidate_code": "CN-9", "plan_gate": "failed"},
        {"candidate_code": "CN-2", "sessions": 5},
        *wards("B", "A"),
        {"candidate_code": "CN-8", "wishes": 0, "wishes_resolved": 0},
        {"candidate_code": "CN-3", "sessions": 9},
        {"candidate_code": "CN-1", "sessions": 1},
    )
    scored = awards.points(table, REGISTER, small_rules().criteria())
    found = awards.standing(table, scored, REGISTER, small_rules())
    codes = ["TT-A", "TT-B", "CN-3", "CN-2", "CN-1", "CN-8", "CN-9"]
    lots = [int(hashlib.sha256(f"7:{code}".encode()).hexdigest()[:8], 16) for code in codes]
    expected = pd.DataFrame(
        {
            "stream": ["collectives"] * 2 + ["individuals"] * 5,
            "candidate_code": codes,
            "score": [64.1, 60.0, 75.0, 55.0, 35.0, pd.NA, pd.NA],
            "lot": lots,
            "result": ["proposed"] * 3 + ["reserve"] * 2 + ["not_compared"] * 2,
            "reason": [""] * 5 + ["incomplete", "gate_failed"],
            "order": pd.array([1, 2, 1, 2, 3, pd.NA, pd.NA], dtype="Int64"),
        }
    )
    pd.testing.assert_frame_equal(found[list(expected)], expected, check_dtype=False)
    assert set(found) == {*table, "score", "lot", "result", "reason", "order"}
    assert found["order"].dtype == "Int64"
    told = found.set_index("candidate_code")["sessions"]
    assert told.to_dict() == table.set_index("candidate_code")["sessions"].to_dict()


def test_rows_in_another_order_give_the_same_list():
    table = candidates(
        *wards("B", "A"), official("CN-2", 5, "A"), official("CN-3", 9, "B"),
        {"candidate_code": "CN-8", "plan_gate": "failed"}, official("CN-1", 1, ""),
    )  # fmt: skip
    pd.testing.assert_frame_equal(placed(table.iloc[::-1]), placed(table))
    pd.testing.assert_frame_equal(placed(table.iloc[[3, 1, 5, 0, 4, 2]]), placed(table))


def two_kinds() -> list[dict]:
    """Officials scored on sessions alone, members on initiatives alone."""
    own = {"weight": 1.0, "zero": 0, "full": 10}
    kinds = small_rules().model_dump(by_alias=True)["kinds"]
    person = kinds[1] | {"criteria": [{"name": "sessions"} | own]}
    member = {"code": "member", "name": {"vi": "Hội viên", "en": "Member"}}
    return [kinds[0], person, person | member | {"criteria": [{"name": "initiatives"} | own]}]


def test_who_is_not_scored_on_a_tie_criterion_stands_behind_who_earned_nothing_on_it():
    """All earn 0; by lot alone the member would be the fourth of nine."""
    rules = small_rules(kinds=two_kinds(), ties=["sessions", "initiatives"])
    officials = [{"candidate_code": f"CN-{at}", "sessions": 0} for at in range(1, 9)]
    member = {"candidate_code": "CN-0", "kind": "member", "initiatives": 0, "sessions": pd.NA}
    shown = placed(candidates(member, *officials), rules)
    assert shown["score"].tolist() == [0.0] * 9
    assert (shown["order"]["CN-0"], shown["lot"].rank()["CN-0"]) == (9, 4)
    by_initiatives = small_rules(kinds=two_kinds(), ties=["initiatives", "sessions"])
    assert placed(candidates(member, *officials), by_initiatives)["order"]["CN-0"] == 1


def test_no_lot_parts_those_who_are_scored_on_no_tie_criterion_but_have_other_scores():
    rules = small_rules(kinds=two_kinds(), ties=["sessions"])
    own = {"kind": "member", "sessions": pd.NA}
    rows = [{"candidate_code": f"CN-{at}", "initiatives": at} | own for at in (1, 2, 3)]
    shown = placed(candidates(*rows), rules)
    assert shown["result"].to_dict() == {"CN-3": "proposed", "CN-2": "reserve", "CN-1": "reserve"}
    assert shown["reason"].tolist() == ["", "", ""]


def test_where_places_have_no_limit_none_is_left_though_nobody_is_compared():
    rules = small_rules(places={"collectives": None, "individuals": 3, "families": None})
    table = candidates(*wards("C"), {"candidate_code": "CN-1", "plan_gate": "failed"})
    summary = awards.summary(placed(table, rules).reset_index(), rules).set_index("stream")
    assert summary["places"].to_dict() == {"collectives": "no_limit", "individuals": 3}
    assert summary["places_left"].to_dict() == {"collectives": 0, "individuals": 3}
    assert summary["compared"].tolist() == summary["proposed"].tolist() == [0, 0]


def test_the_summary_tells_how_many_and_how_close_for_each_stream_with_candidates():
    """Of wards one is too small; of officials the lot parts two; families have no limit."""
    kinds = small_rules().model_dump(by_alias=True)["kinds"]
    family = {"code": "family", "name": {"vi": "Hộ", "en": "Family"}, "stream": "families"}
    rules = small_rules(
        kinds=[*kinds, kinds[1] | family],
        places={"collectives": 3, "individuals": 2, "families": None},
    )
    own = {"stream": "families", "kind": "family", "exit_gate": "passed"}
    table = candidates(
        *wards("A", "B", "C"),
        official("CN-1", 9, "A"), official("CN-2", 5, "A"), official("CN-3", 5, "A"),
        {"candidate_code": "HO-1", "sessions": 3} | own,
        {"candidate_code": "HO-2", "sessions": 1} | own,
    )  # fmt: skip
    expected = pd.DataFrame(
        {
            "stream": ["collectives", "individuals", "families"],
            "nominated": [3, 3, 2],
            "compared": [2, 3, 2],
            "places": [3, 2, "no_limit"],
            "proposed": [2, 2, 2],
            "places_left": [1, 0, 0],
            "last_score": [60.0, 55.0, 35.0],
            "next_score": [pd.NA, 55.0, pd.NA],
        }
    ).astype(
        dict.fromkeys(["nominated", "compared", "proposed", "places_left"], "Int64")
        | dict.fromkeys(["last_score", "next_score"], "Float64")
    )
    shown = placed(table, rules)
    pd.testing.assert_frame_equal(awards.summary(shown.reset_index(), rules), expected)
    nobody = awards.summary(shown.reset_index().iloc[:0], rules)
    numbers = expected.dtypes.drop(["stream", "places"])
    assert list(nobody) == list(expected) and nobody.empty
    assert nobody.dtypes[numbers.index].equals(numbers)


def test_what_would_become_of_each_by_raw_shares_and_by_topsis():
    """One place; points of wishes and sessions, weighed alike.

          drawn        raw shares    TOPSIS: distance to (0, 0) over the sum of distances
    CN-1  66.7, 40     100, 40: 70   .531
    CN-2  90, 30       100, 30: 65   94.9 / (94.9 + 70.7) = .573
    CN-3  58, 60       57.8, 60      83.4 / (83.4 + 58.0) = .590
    """
    table = candidates(
        {"candidate_code": "CN-1", "wishes": 2, "wishes_resolved": 2, "sessions": 4},
        {"candidate_code": "CN-2", "wishes": 30, "wishes_resolved": 30, "sessions": 3},
        {"candidate_code": "CN-3", "wishes": 90, "wishes_resolved": 71, "sessions": 6},
        {"candidate_code": "CN-4", "plan_gate": "failed", "sessions": 10},
    )
    rules = small_rules()
    scored = awards.points(table, REGISTER, rules.criteria())
    reckoned = awards.Reckoning(REGISTER, scored, awards.standing(table, scored, REGISTER, rules))
    expected = pd.DataFrame(
        {
            "candidate_code": ["CN-2", "CN-3", "CN-1"],
            "unshrunk": ["reserve", "reserve", "proposed"],
            "topsis": ["reserve", "proposed", "reserve"],
        }
    )
    pd.testing.assert_frame_equal(awards.otherwise(table, reckoned, rules), expected)
    assert reckoned.placed["result"].tolist()[0] == "proposed"


def test_closeness_weighs_the_distances_and_what_is_missing_leaves_none():
    """Weights .8 and .2 on points 60 and 50: sqrt(48² + 10²) over that plus sqrt(32² + 10²)."""
    kinds = small_rules().model_dump(by_alias=True)["kinds"]
    for criterion, weight in zip(kinds[1]["criteria"], (0.8, 0.2), strict=True):
        criterion["weight"] = weight
    table = candidates(
        {"candidate_code": "CN-2"}, {"candidate_code": "CN-1", "wishes": 0, "wishes_resolved": 0}
    )
    scored = awards.points(table, REGISTER, small_rules(kinds=kinds).criteria())
    found = awards._varied(scored, awards.TOPSIS)
    near = 100 * 2404**0.5 / (2404**0.5 + 1124**0.5)
    expected = scored.assign(weighted=pd.array([near, 0, pd.NA, 0], dtype="Float64"))
    pd.testing.assert_frame_equal(found, expected)
    raw = awards._varied(scored, awards.UNSHRUNK)
    assert raw["points"].tolist() == pytest.approx([60, 50, float("nan"), 50], nan_ok=True)
    assert raw["weighted"].round(9).tolist() == [48, 10, pd.NA, 10]
    assert raw["weighted"].dtype == "Float64"


# At most so many of a ward


def capped(cap: int, places: int | None = 2) -> Commendation:
    seats = {"collectives": 2, "individuals": places, "families": None}
    return small_rules(places=seats, ward_cap={"individuals": cap})


def official(code: str, sessions: int, ward: str) -> dict:
    return {"candidate_code": code, "sessions": sessions, "unit_code": ward}


def test_a_ward_that_has_its_places_is_passed_over_and_both_are_told():
    table = candidates(
        official("CN-1", 9, "A"), official("CN-2", 8, "A"), official("CN-3", 7, "A"),
        official("CN-4", 6, "B"), official("CN-5", 5, "C"),
    )  # fmt: skip
    shown = placed(table, capped(1))
    assert shown["result"].tolist() == ["proposed", "reserve", "reserve", "proposed", "reserve"]
    assert shown["reason"].tolist() == ["", "ward_cap", "", "ward_cap", ""]
    assert shown["order"].tolist() == [1, 2, 3, 4, 5]
    assert results(table, capped(2)) == results(table, small_rules(places=capped(2).places))
    assert results(table) != results(table, capped(1))
    signed = published._signed(shown.reset_index())
    assert signed["result"].tolist() == [
        "proposed", "reserve_by_cap", "reserve", "proposed_by_cap", "reserve",
    ]  # fmt: skip
    summary = awards.summary(shown.reset_index(), capped(1)).set_index("stream")
    assert summary.loc["individuals", ["last_score", "next_score"]].tolist() == [60.0, 55.0]


def test_where_nobody_can_be_compared_a_cap_leaves_the_list_empty():
    failed = candidates({"candidate_code": "CN-1", "plan_gate": "failed"})
    assert results(failed, capped(1)) == {"CN-1": "not_compared"}
    assert results(candidates(*wards("A")), capped(1)).keys() == {"TT-A"}


def test_a_candidate_of_no_ward_is_under_no_cap_and_other_streams_are_under_none():
    table = candidates(
        official("CN-1", 9, ""), official("CN-2", 8, ""), official("CN-3", 7, "A"),
        *wards("A", "B"),
    )  # fmt: skip
    assert results(table, capped(1)) == {
        "CN-1": "proposed", "CN-2": "proposed", "CN-3": "reserve", "TT-A": "proposed",
        "TT-B": "proposed",
    }  # fmt: skip


def test_a_cap_leaves_places_empty_and_holds_where_places_have_no_limit():
    table = candidates(*(official(f"CN-{at}", 9 - at, "A") for at in (1, 2, 3)))
    for places in (3, None):
        shown = placed(table, capped(2, places))
        assert shown["result"].tolist() == ["proposed", "proposed", "reserve"]
        assert shown["reason"].tolist() == ["", "", "ward_cap"]


def test_the_lot_parts_equal_ones_only_where_the_cap_would_let_one_have_the_others_place():
    first, second = sorted(["CN-1", "CN-2"], key=lambda code: hashlib.sha256(
        f"7:{code}".encode()).hexdigest()[:8])  # fmt: skip
    table = candidates(
        official("CN-0", 9, "A"), official(first, 5, "B"), official(second, 5, "C"),
    )  # fmt: skip
    assert placed(table, capped(1))["reason"].tolist() == ["", "lot", "lot"]
    full = candidates(
        official("CN-0", 9, "A"), official(first, 5, "B"), official(second, 5, "A"),
    )  # fmt: skip
    assert placed(full, capped(1))["reason"].tolist() == ["", "", ""]
    own = candidates(
        official("CN-0", 9, "A"), official(first, 5, "B"), official(second, 5, "B"),
    )  # fmt: skip
    assert placed(own, capped(1))["reason"].tolist() == ["", "lot", "lot"]


def test_who_would_be_undecided_without_a_cap_is_so_with_one():
    rows = [official(f"CN-{at}", 5, "ABC"[at]) for at in range(3)]
    assert set(results(candidates(*rows), capped(1)).values()) == {"undecided"}


def test_under_a_cap_the_higher_of_low_scores_is_before_and_none_at_all_is_the_last():
    low = {"wishes_resolved": 0}
    table = candidates(
        official("CN-1", 2, "A") | low,
        official("CN-2", 1, "A") | low,
        official("CN-3", 0, "B") | low,
    )
    shown = placed(table, capped(1, 1))
    assert shown["score"].tolist() == [10.0, 5.0, 0.0]
    assert shown["result"].tolist() == ["proposed", "reserve", "reserve"]


def test_what_a_cap_moves_is_said():
    rules = capped(1)
    table = candidates(official("CN-1", 9, "A"), official("CN-2", 8, "A"), official("CN-3", 7, "B"))
    standing = published._signed(placed(table, rules).reset_index())
    assert say.quota(standing, "individuals", rules, EN) == (
        "At most 1 of a ward: CN-2 had the score, but its ward its places; CN-3 proposed instead."
    )
    idle = published._signed(placed(table, capped(2)).reset_index())
    assert say.quota(idle, "individuals", capped(2), VI) == (
        "Mỗi phường nhiều nhất 2 suất: danh sách vẫn như khi không có giới hạn này."
    )
    assert say.quota(idle, "families", rules, EN) == ""


def test_the_score_of_the_next_is_that_of_a_reserve_below_the_last():
    shown = placed(candidates(*({"candidate_code": f"CN-{at}"} for at in (1, 2)))).reset_index()
    edge = awards.summary(shown, small_rules())[["last_score", "next_score"]]
    assert edge.isna().all(axis=None)
    below = [{"candidate_code": "CN-9", "sessions": 0}]
    rows = [{"candidate_code": f"CN-{at}"} for at in (1, 2)]
    shown = placed(candidates(*rows, *below)).reset_index()
    assert awards.summary(shown, small_rules())["next_score"].tolist() == [30.0]


# What the council decides


def decisions(*rows: tuple) -> pd.DataFrame:
    columns = ["candidate_code", "override", "override_reason", "decided_date"]
    return pd.DataFrame(rows, columns=columns)


def test_the_councils_decision_stands_beside_the_proposal_and_changes_nothing_of_it():
    table = candidates(
        *({"candidate_code": f"CN-{at}", "sessions": 9 - at} for at in (1, 2, 3)), *wards("A")
    )
    standing = placed(table).reset_index()
    decided = published._council(
        standing,
        decisions(
            ("CN-2", "chosen", "", "2014-02-20"),
            ("CN-1", "not_chosen", "", "2014-02-20"),
            ("TT-A", "chosen", "như đề xuất", "2014-02-21"),
        ),
    )
    assert decided.to_dict("list") == {
        "candidate": ["TT-A", "CN-1", "CN-2"],
        "stream": ["collectives", "individuals", "individuals"],
        "result": ["proposed", "proposed", "reserve"],
        "override": ["chosen", "not_chosen", "chosen"],
        "override_reason": ["như đề xuất", "kept_inside", "kept_inside"],
        "decided_date": ["2014-02-21", "2014-02-20", "2014-02-20"],
    }
    summary = awards.summary(standing, small_rules())
    said = say.council(decided, summary, EN)
    assert said == "The council decided otherwise than proposed: chosen CN-2; not chosen CN-1."
    assert say.council(decided.iloc[:1], summary, EN) == (
        "The council's decisions on record are as proposed."
    )
    assert say.council(decided.iloc[:0], summary, VI) == (
        "Chưa ghi quyết định nào của hội đồng khác với đề xuất."
    )
    assert say.dated(decided, VI)["decided_date"].tolist()[0] == "21/02/2014"


def test_the_facts_of_a_decision_name_nobody_and_give_reasons_of_collectives_alone():
    known = facts_of_candidates.overrides(register.read(OFFICE)).set_index("candidate_code")
    assert known["override"].to_dict() == {
        "TT-06": "not_chosen", "TT-03": "chosen", "CN-10": "not_chosen", "CN-07": "chosen",
    }  # fmt: skip
    assert known["override_reason"].to_dict() == {
        "TT-06": "đã được thành phố khen cùng thành tích",
        "TT-03": "thay tập thể cùng phường không được chọn",
        "CN-10": "",
        "CN-07": "",
    }
    assert known["year"].tolist() == [2013] * 4
    assert set(known["decided_date"]) == {"2014-02-20"} and "decided_by" not in known
    without = replace(register.read(OFFICE), overrides=None)
    assert list(facts_of_candidates.overrides(without)) == [
        "year", "candidate_code", "override", "override_reason", "decided_date",
    ]  # fmt: skip


# Whoever else is nominated


@cache
def sample() -> tuple[pd.DataFrame, awards.Reckoning]:
    return read.candidates(YEAR, SAMPLE), published.reckoning(YEAR, SAMPLE)


@pytest.mark.usefixtures("shipped_facts")
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(shuffling):
    table, reckoned = sample()
    rows = list(range(len(table)))
    shuffling.shuffle(rows)
    other = table.iloc[rows].reset_index(drop=True)
    scored = awards.points(other, reckoned.register, RULES.criteria())
    again = awards.standing(other, scored, reckoned.register, RULES)
    pd.testing.assert_frame_equal(again, reckoned.placed)


@pytest.mark.usefixtures("shipped_facts")
@given(st.integers(0, 26), st.integers(0, 5), st.booleans())
def test_a_hopeless_candidate_changes_nobodys_order(twin, wishes, fails):
    table, reckoned = sample()
    hopeless = table.iloc[[twin]].assign(
        candidate_code="ZZ-99", helped_sustained=0, sessions=0, initiatives=0, files_on_time=0,
        wishes=1000, wishes_resolved=wishes, unit_code="20194",
    )  # fmt: skip
    hopeless = hopeless.assign(plan_gate="failed") if fails else hopeless
    more = pd.concat([table, hopeless], ignore_index=True)
    scored = awards.points(more, reckoned.register, RULES.criteria())
    standing = awards.standing(more, scored, reckoned.register, RULES)
    others = standing[standing["candidate_code"] != "ZZ-99"].reset_index(drop=True)
    columns = ["candidate_code", "score"]
    kept = others[columns].sort_values(columns).reset_index(drop=True)
    before = reckoned.placed[columns].sort_values(columns).reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, before)
    assert order(others) == order(reckoned.placed)


def order(standing: pd.DataFrame) -> list[str]:
    compared = standing[standing["result"] != "not_compared"]
    return compared.sort_values(["stream", "order"])["candidate_code"].tolist()


@pytest.mark.usefixtures("shipped_facts")
def test_who_withdraws_moves_nobody_past_another():
    table, reckoned = sample()
    for code in table["candidate_code"]:
        fewer = table[table["candidate_code"] != code].reset_index(drop=True)
        scored = awards.points(fewer, reckoned.register, RULES.criteria())
        standing = awards.standing(fewer, scored, reckoned.register, RULES)
        assert order(standing) == [other for other in order(reckoned.placed) if other != code]


# Nothing is gained by striking a poor household off the list

ROUTES = {
    "without a word": None,
    "moved away": ("Chuyển đi", ""),
    "dead": ("Qua đời", ""),
    "merged": ("Nhập hộ", ""),
    "exited to near-poor": (households.EXITED, households.NEAR_POOR),
    "exited above near-poor": (households.EXITED, households.NOT_POOR),
}


@cache
def reviews() -> dict:
    """Three of a hundred of the sample's households, in every list they stand on."""
    kept = {}
    for year, review in register.read(OFFICE).reviews.items():
        lists = {
            name: getattr(review, name).loc[
                lambda rows: rows["household_id"].str.endswith(("07", "37", "67"))
            ]
            for name in ("opening", "closing", "departures", "members")
        }
        kept[year] = replace(review, **lists)
    return kept


PLANS = pd.DataFrame(
    [
        {"year": year, "unit_code": unit.code, "giver": "district", "plan": 6}
        for year in range(2009, 2016)
        for unit in OFFICE.district.units
    ]
).astype({"plan": "Int64"})


def struck(household_id: str, year: int, route: str, income: str) -> dict:
    """The reviews as if a poor household had been struck off in a year, and never listed again."""
    changed = {}
    for at, review in reviews().items():
        if at < year:
            changed[at] = review
            continue
        opening = review.opening if at == year else without(review.opening, household_id)
        departures = without(review.departures, household_id)
        if at == year and ROUTES[route]:
            row = opening[opening["household_id"] == household_id].iloc[[0]]
            reason, after = ROUTES[route]
            told = row.drop(columns=row.columns.difference(departures.columns))
            told = told.assign(income_vnd=income, reason=reason, class_after=after)
            departures = pd.concat([departures, told])
        closing = without(review.closing, household_id)
        changed[at] = replace(review, opening=opening, closing=closing, departures=departures)
    return changed


def without(rows: pd.DataFrame, household_id: str) -> pd.DataFrame:
    return rows[rows["household_id"] != household_id]


@cache
def ledger_of(year: int) -> pd.DataFrame:
    return build.ledger(reviews()[year])


def ward_points(lists: dict, year: int) -> pd.Series:
    """What every ward earns on the register for the work of a year."""
    known = {at: review for at, review in lists.items() if at < year}
    before = exit_proofs(known, "urban")
    wards_of = [unit.code for unit in OFFICE.district.units]
    ledger = pd.concat([*map(ledger_of, range(2009, year)), build.ledger(lists[year], wards_of)])
    ledger = ledger.assign(unexplained=0)
    counts = awards.register_counts(before, ledger, PLANS, year, RULES.years_back)
    table = candidates(
        *({"candidate_code": f"TT-{code}", "unit_code": code, "stream": "collectives",
           "kind": "ward_committee"} for code in wards_of)
    )  # fmt: skip
    scored = awards.points(table, counts, RULES.criteria())
    scored = scored[scored["is_of_register"]]
    return scored.set_index(["candidate_code", "criterion"])["points"].astype("float64")


def still_poor(year: int) -> pd.DataFrame:
    """Households poor at the opening of a year, with an income at or below the line or none."""
    review = reviews()[year]
    poor = review.opening[review.opening["household_class"] == households.POOR]
    income = pd.to_numeric(poor["income_vnd"], errors="coerce")
    line = {2011: 500_000, 2012: 500_000, 2013: 800_000}[year]
    return poor[~(income > line)]


@pytest.mark.heavy
@pytest.mark.parametrize("year", [2011, 2012, 2013])
@pytest.mark.parametrize("route", ROUTES)
def test_striking_a_household_off_that_is_no_better_off_raises_no_score(year, route):
    earned = {at: ward_points(reviews(), at) for at in range(year, 2016)}
    assert sum(points.notna().sum() for points in earned.values()) > 20
    chosen = still_poor(year).sample(2, random_state=7)
    for row in chosen.to_dict("records"):
        changed = struck(row["household_id"], year, route, row["income_vnd"])
        for at, before in earned.items():
            gain = ward_points(changed, at) - before
            assert not (gain > 1e-9).any(), (row["ward_code"], at, gain[gain > 1e-9])


def spell(ward: str, exit_year: int, end: str, end_year: object, households: int) -> dict:
    return {"unit_code": ward, "exit_year": exit_year, "end": end, "end_year": end_year} | {
        "class_after": "above_near_poor", "has_proof": True, "households": households,
    }  # fmt: skip


def test_who_was_poor_again_at_the_review_before_does_not_count():
    """Of the exits of 2009 to 2011: those poor again in 2012, the year before, are not held."""
    spells = pd.DataFrame(
        [
            spell("A", 2009, "out", pd.NA, 10), spell("A", 2010, "fell_back", 2011, 3),
            spell("A", 2011, "fell_back", 2012, 4), spell("A", 2011, "raised_line", 2012, 5),
            spell("A", 2012, "out", pd.NA, 100), spell("A", 2008, "out", pd.NA, 100),
        ]
    )  # fmt: skip
    ledger = pd.DataFrame(
        [{"year": year, "unit_code": "A", "opening": 50, "unexplained": 0} for year in (2012, 2013)]
    )
    counts = awards.register_counts(spells, ledger, PLANS, 2013, 3).iloc[0]
    told = ["earlier_exits", "sustained", "not_sustained"]
    assert counts[told].tolist() == [22, 15, 7]


def units_and_plans() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Exits as known at the review before, the ledger, and plans, for the work of 2013.

    2009 is on no ledger, so that only the plans of 2010 and 2011 are asked for. B has exits that
    nobody can follow, C none; D is no unit any more.
    """
    near_poor, unproven = {"class_after": "near_poor"}, {"has_proof": False}
    before = pd.DataFrame(
        [
            spell("A", 2009, "out", pd.NA, 10), spell("A", 2010, "fell_back", 2011, 3),
            spell("A", 2011, "raised_line", 2012, 5) | near_poor,
            spell("A", 2011, "out", pd.NA, 2) | unproven,
            spell("A", 2011, "gone", 2012, 7) | near_poor,
            spell("A", 2008, "out", pd.NA, 100), spell("A", 2012, "out", pd.NA, 100),
            spell("B", 2010, "unknown", 2011, 4) | near_poor | unproven,
            spell("D", 2010, "out", pd.NA, 9),
        ]
    )  # fmt: skip
    ledger = pd.DataFrame(
        [(year, unit, 500, 9) for year in (2010, 2011, 2012) for unit in "ABD"]
        + [(2013, "B", 50, 1), (2013, "A", 80, 0), (2013, "C", 30, pd.NA)],
        columns=["year", "unit_code", "opening", "unexplained"],
    )
    plans = pd.DataFrame(
        [
            (2010, "A", "city", 9), (2010, "A", "district", 6), (2010, "B", "district", pd.NA),
            (2010, "B", "city", 7), (2010, "C", "district", 2), (2011, "A", "unrecorded", 5),
            (2011, "A", "city", 4), (2011, "B", "unrecorded", 8), (2009, "A", "district", 50),
            (2012, "A", "district", 60), (2011, "D", "district", 1),
        ],
        columns=["year", "unit_code", "giver", "plan"],
    ).assign(plan_source=pd.NA)  # fmt: skip
    return before, ledger, plans.astype({"plan": "Int64"})


COUNTED = pd.DataFrame(
    {
        "unit_code": ["B", "A", "C"],
        "earlier_exits": [4, 27, 0],
        "sustained": [0, 15, 0],
        "not_sustained": [4, 12, 0],
        "earlier_above": [0, 15, 0],
        "sustained_above": [0, 10, 0],
        "above_not_sustained": [0, 5, 0],
        "planned": [15, 10, pd.NA],
        "opening": [50, 80, 30],
        "unexplained": [1, 0, pd.NA],
    }
)
COUNTED = COUNTED.astype(dict.fromkeys(COUNTED.columns[1:], "Int64"))


def test_the_register_counts_exits_that_held_and_the_districts_plans_of_the_years_on_record():
    """A: the district's 6 and, where it set none, the city's 4; C has no plan for 2011."""
    found = awards.register_counts(*units_and_plans(), 2013, 3)
    pd.testing.assert_frame_equal(found, COUNTED)


def test_a_year_on_record_for_which_nobody_had_a_plan_leaves_every_plan_missing():
    before, ledger, plans = units_and_plans()
    of_2010 = plans[plans["year"] == 2010]
    found = awards.register_counts(before, ledger, of_2010, 2013, 3)
    pd.testing.assert_frame_equal(found, COUNTED.assign(planned=pd.array([pd.NA] * 3, "Int64")))
    only = ledger[ledger["year"] != 2011]
    assert awards.register_counts(before, only, of_2010, 2013, 3)["planned"].tolist() == [7, 6, 2]
    first = ledger[ledger["year"] == 2013]
    assert awards.register_counts(before, first, plans, 2013, 3)["planned"].isna().all()


def test_a_list_is_reckoned_from_the_register_to_the_proposal():
    """A: (15 + 8) / (10 + 10) is more than full; B: (0 + 8) / (15 + 10) is below zero."""
    table = candidates(*wards("A", "B", "C"))
    register, scored, listed = awards.reckoning(table, *units_and_plans(), 2013, small_rules())
    pd.testing.assert_frame_equal(register, COUNTED)
    earned = scored.pivot(index="candidate_code", columns="criterion", values="points")
    assert earned["sustained_exits"].tolist() == [100, 0, pd.NA]
    assert earned["sessions"].tolist() == [50, 50, 50]
    told = listed.set_index("candidate_code")
    assert told["score"].tolist() == [75.0, 25.0, pd.NA]
    assert told["result"].to_dict() == {
        "TT-A": "proposed", "TT-B": "proposed", "TT-C": "not_compared",
    }  # fmt: skip
    assert told["reason"].tolist() == ["", "", "incomplete"]


@pytest.mark.heavy
def test_an_exit_with_an_income_above_the_line_does_raise_the_share():
    """So that the test above can fail: the same household, now better off."""
    before = ward_points(reviews(), 2013)
    gains = [
        (ward_points(struck(code, 2011, "exited above near-poor", "900000"), 2013) - before).max()
        for code in still_poor(2011)["household_id"].head(8)
    ]
    assert max(gains) > 0


def test_a_ward_is_measured_against_its_plan_and_without_one_not_at_all():
    counts = REGISTER.assign(planned=pd.array([100, pd.NA, 50], dtype="Int64"))
    table = candidates(*wards("A", "B"))
    rules = small_rules()
    scored = awards.points(table, counts, rules.criteria())
    shown = awards.standing(table, scored, counts, rules).set_index("candidate_code")
    assert shown["reason"].to_dict() == {"TT-A": "", "TT-B": "incomplete"}


# The internal workbook


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """The list of 2013 as the command writes it."""
    outputs = tmp_path_factory.mktemp("awards")
    done = subprocess.run(
        [sys.executable, "-c", "from analysis.cli import app; app()", "lists", "awards",
         "--year", str(YEAR)],
        env=os.environ | {"GIAMNGHEO_OUTPUTS": str(outputs)},
        cwd=workspace.PROJECT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    file = outputs / "lien-chieu" / "internal" / f"awards-{YEAR}.xlsx"
    assert str(file) in done.stdout.replace("\n", "")
    return file


@pytest.mark.usefixtures("shipped_facts")
def test_the_list_is_recounted_from_the_workbook_alone(workbook):
    _, reckoned = sample()
    table = reckoned.placed.set_index("candidate_code")
    said = {"proposed": "Đề xuất", "reserve": "Dự bị", "not_compared": "Không so sánh"}
    expected = {
        code: ("" if pd.isna(row["score"]) else f"{row['score']:.1f}", said[row["result"]])
        for code, row in table.iterrows()
    }
    assert recount(str(workbook)) == expected
    proposed = [code for code, (_, result) in expected.items() if result == "Đề xuất"]
    assert sum(code.startswith("TT") for code in proposed) == 6
    assert sum(code.startswith("CN") for code in proposed) == 8


def changed_workbook(workbook, folder, sheet: str, heading: str, code: str, value: float):
    """A copy with one typed number changed, without the values that formulas had."""
    book = openpyxl.load_workbook(workbook)
    page = book[sheet]
    heads = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        if row[1].value == code and row[3].value == "Sáng kiến":
            row[heads.index(heading)].value = value
    file = folder / "changed.xlsx"
    book.save(file)
    return file


def recalculated(file, folder) -> openpyxl.Workbook:
    """What a spreadsheet program makes of the formulas."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(folder / "out"), str(file)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return openpyxl.load_workbook(folder / "out" / file.name, data_only=True)


@pytest.mark.heavy
@pytest.mark.skipif(not shutil.which("soffice"), reason="Debian's LibreOffice is not installed")
def test_the_formulas_give_the_list_and_follow_a_changed_number(workbook, tmp_path):
    changed = changed_workbook(workbook, tmp_path, "Điểm tiêu chí", "Số đạt", "CN-07", 2)
    for file in (workbook, changed):
        folder = tmp_path / file.stem
        plain = folder / "plain.xlsx"
        folder.mkdir()
        openpyxl.load_workbook(file).save(plain)  # keeps the formulas alone
        page = recalculated(plain, folder)["Xếp thứ tự"]
        heads = [cell.value for cell in page[1]]
        at = {name: heads.index(name) for name in ("Mã đề cử", "Điểm", "Kết quả")}
        shown = {
            row[at["Mã đề cử"]]: (
                "" if row[at["Điểm"]] in (None, "") else f"{row[at['Điểm']]:.1f}",
                row[at["Kết quả"]],
            )
            for row in page.iter_rows(min_row=2, values_only=True)
        }
        assert shown == recount(str(file))
    assert recount(str(changed))["CN-07"][1] == "Đề xuất" != recount(str(workbook))["CN-07"][1]


def test_the_workbook_is_the_owners_alone_and_names_whom_the_page_does_not(workbook):
    assert workbook.stat().st_mode & 0o077 == 0
    names = [
        row[2] for row in openpyxl.load_workbook(workbook)["Đề xuất"].iter_rows(values_only=True)
    ]
    assert "Hội Cựu chiến binh phường Hòa Minh" in names
    nominated = register.read(OFFICE).nominations
    assert set(nominated["candidate_name"]) < set(names)


@pytest.mark.usefixtures("shipped_facts")
def test_no_name_of_a_person_is_among_what_a_page_may_show():
    nominated = register.read(OFFICE).nominations
    people = nominated.loc[nominated["stream"] != "Tập thể", "candidate_name"]
    evidence = pd.concat([nominated[f"evidence_{at}"] for at in (1, 2, 3)])
    text = (workspace.outputs() / "lien-chieu/facts/shown/2013/490.json").read_text(
        encoding="utf-8"
    )
    assert "CN-03" in text
    assert [
        word for word in {*people, *evidence, *nominated["household_id"]} - {""} if word in text
    ] == []


# What is said and drawn


def shown(table: pd.DataFrame, rules: Commendation) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The summary and the officials' standing as a page has them."""
    standing = placed(table, rules).reset_index()
    signed = published._signed(standing[standing["stream"] == "individuals"])
    return awards.summary(standing, rules), signed


OFFICIALS = [{"candidate_code": f"CN-{at}", "sessions": 9 - at} for at in (1, 2, 3)]


@pytest.mark.parametrize(
    ("rows", "places", "said"),
    [
        (OFFICIALS, 1, "Individuals: 3 nominated, 3 compared, 1 proposed for 1 places. The last "
         "proposed has 70.0 points, the next 65.0."),
        (OFFICIALS, 5, "Individuals: 3 nominated, 3 compared, 3 proposed for 5 places. 2 of the "
         "places stay empty: too few could be compared."),
        (OFFICIALS, None, "Individuals: 3 nominated, 3 compared, 3 proposed (no limit on places)."),
        ([row | {"plan_gate": "failed"} for row in OFFICIALS], 1,
         "Individuals: none of 3 nominated can be compared; nobody is proposed."),
        ([row | {"sessions": 5} for row in OFFICIALS], 1,
         "Individuals: those on top have equal scores and are more than the places (1); the rules "
         "tell none of them apart, so this page picks nobody."),
    ],
)  # fmt: skip
def test_every_kind_of_list_has_its_sentence(rows, places, said):
    rules = small_rules(places={"collectives": 2, "individuals": places, "families": None})
    summary, standing = shown(candidates(*rows), rules)
    assert say.stream(summary, "individuals", EN) == said
    assert not any(word in say.names(standing, "individuals", VI) for word in ("nan", "<NA>"))


def test_who_is_left_out_is_told_with_the_reason_and_whom_the_lot_parts():
    table = candidates(
        {"candidate_code": "CN-0", "sessions": 10}, {"candidate_code": "CN-1"},
        {"candidate_code": "CN-2"}, {"candidate_code": "CN-9", "plan_gate": "unproven"},
    )  # fmt: skip
    rules = small_rules(places={"collectives": 2, "individuals": 2, "families": None})
    _, standing = shown(table, rules)
    said = say.left_out(standing, EN)
    assert said.startswith("Not compared: CN-9 (evidence is missing). Equal at the last place")
    assert "CN-1" in said and "CN-2" in said and "CN-0" not in said
    assert set(standing["result"]) == {
        "proposed", "proposed_by_lot", "reserve_by_lot", "gate_unproven",
    }  # fmt: skip


def test_without_rules_or_candidates_the_page_says_so():
    empty = pd.DataFrame()
    assert "lays down no rules" in say.proposes(None, empty, EN)
    assert say.proposes(RULES, empty, EN) == "Nobody of Trial district is nominated for 2013."
    for sentence in (say.stream(empty, "individuals", EN), say.names(empty, "individuals", EN),
                     say.left_out(empty, EN), say.quota(empty, "individuals", None, EN),
                     say.council(empty, empty, EN), say.rules(None, EN), firm.close(empty, EN),
                     firm.accepted(empty, "individuals", EN),
                     firm.drawn(empty, None, 10_000, 0.5, EN),
                     firm.ranges(empty, "individuals", None, EN)):  # fmt: skip
        assert sentence == ""
    assert say.window(empty, None, EN) == say.window(None, RULES, EN) == ""
    assert say.dated(empty, EN).empty


def test_a_ward_is_told_whose_exits_it_is_scored_on():
    rules = small_rules(years_back=3)
    assert say.window(pd.DataFrame({"unit_code": ["A"]}), rules, EN) == (
        f"Exits of {YEAR - 4}–{YEAR - 2}, as known at the review of {YEAR - 1}; the line is that "
        "of the year of the exit."
    )


def test_a_page_of_one_ward_says_that_awards_are_the_districts():
    assert say.proposes(RULES, None, EN).startswith("Commendation is proposed for the whole")
    for sentence in (say.stream(None, "individuals", EN), say.names(None, "individuals", EN),
                     say.left_out(None, EN), say.quota(None, "individuals", RULES, EN),
                     say.council(None, None, EN), say.scores(None, "individuals", EN),
                     firm.close(None, EN), firm.accepted(None, "individuals", EN),
                     firm.drawn(None, RULES, 10_000, 0.5, EN),
                     firm.ranges(None, "individuals", RULES, EN)):  # fmt: skip
        assert sentence == ""
    assert charts.scores(None, "", "awards-individuals", EN).data == ""
    assert say.dated(None, EN) is None


def test_bars_are_the_scores_of_the_table_and_who_has_none_has_no_bar():
    rows = [*OFFICIALS, {"candidate_code": "CN-9", "plan_gate": "failed"}]
    _, standing = shown(candidates(*rows), small_rules())
    picture = charts.scores(standing, "Scores.", "awards-individuals", EN)
    (axes,) = picture.figure.axes
    scores = [score for score in standing["score"] if score != NOT_ASKED]
    assert [bar.get_width() for bar in axes.patches] == scores and len(scores) == 3
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == ["CN-1", "CN-2", "CN-3"]
    assert picture.alt == (
        "Scores. CN-1: 70.0 (Proposed); CN-2: 65.0 (Reserve); CN-3: 60.0 (Reserve)."
    )


def test_a_hidden_score_has_no_bar_and_no_list_has_no_picture():
    _, standing = shown(candidates(*OFFICIALS), small_rules())
    hidden = standing.assign(score=standing["score"].mask(standing.index == 0, HIDDEN))
    assert len(charts.scores(hidden, "", "awards-individuals", EN).figure.axes[0].patches) == 2
    assert charts.scores(pd.DataFrame(), "", "awards-individuals", EN).data == ""


def test_where_a_count_of_a_ward_is_hidden_its_score_and_every_order_are_too():
    table = candidates(*wards("A", "B"))
    rules = small_rules()
    scored = awards.points(table, REGISTER, rules.criteria())
    standing = awards.standing(table, scored, REGISTER, rules)
    register_shown = REGISTER.assign(sustained_pct=1.0, sustained_above_pct=1.0, unexplained=0)
    register_shown = register_shown.assign(earlier_exits=REGISTER["planned"])
    hidden = register_shown["unit_code"] == "A"
    register_shown["sustained"] = register_shown["sustained"].astype(object).mask(hidden, HIDDEN)
    tables = {name: pd.DataFrame() for name in published.TABLES}
    for stream in ("collectives", "individuals", "families"):
        own = standing[standing["stream"] == stream]
        tables[f"awards-{stream}"] = published._signed(own)
    for stream in ("collectives", "individuals"):
        own = standing[standing["stream"] == stream]
        tables[f"awards-{stream}-points"] = published._points(own, scored)
    tables["awards-summary"] = awards.summary(standing, rules)
    reckoned = awards.Reckoning(REGISTER, scored, standing)
    tables["awards-acceptability"] = published._acceptability(table, reckoned, rules)
    moved = robustness.weight_ranges(scored, standing, rules)
    tables["awards-rules"] = published._rules(rules.criteria(), moved)
    finished = published.finished(tables | {"awards-register": register_shown})
    points = finished["awards-collectives-points"].set_index("candidate")
    assert points.loc["TT-A", ["sustained_exits_points", "score"]].tolist() == [HIDDEN, HIDDEN]
    assert HIDDEN not in points.loc["TT-B"].tolist()
    shown_standing = finished["awards-collectives"].set_index("candidate")
    assert shown_standing["order"].tolist() == [HIDDEN, HIDDEN]
    assert shown_standing.loc["TT-A", "score"] == HIDDEN != shown_standing.loc["TT-B", "score"]
    assert finished["awards-summary"]["last_score"].tolist() == [HIDDEN]
    often = finished["awards-acceptability"].set_index("candidate")
    assert (often.drop(columns=["stream", "result"]) == HIDDEN).all(axis=None) and len(often) == 2
    ranges = finished["awards-rules"].set_index("kind")[["weight_low", "weight_high"]]
    assert (ranges.loc["ward"] == HIDDEN).all(axis=None)
    assert (ranges.loc["person"] == NOT_ASKED).all(axis=None) and len(ranges) == 4
    ranges = finished["awards-rules"]
    assert firm.close(finished["awards-acceptability"], EN) == ""
    assert firm.ranges(ranges, "collectives", rules, EN) == ""


# Rules that cannot be used


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda kinds: kinds[1]["criteria"][0].update(weight=0.4), "add up to 0.9 and must make 1"),
        (lambda kinds: kinds[1]["criteria"][1].update(zero=10), "zero and full must differ"),
        (lambda kinds: kinds[1]["criteria"][0].update(prior=None), "a share needs a prior"),
        (lambda kinds: kinds[1]["criteria"][0].update(register=True), "only collectives may be"),
        (lambda kinds: kinds[1]["criteria"][1].update(kinds[1]["criteria"][0], weight=0.5),
         "has the criterion wishes_resolved more than once"),
        (lambda kinds: kinds[1].update(code="ward"), "two kinds share a code"),
    ],
)  # fmt: skip
def test_rules_that_cannot_be_used_are_refused_in_a_sentence(change, said):
    kinds = small_rules().model_dump(by_alias=True)["kinds"]
    change(kinds)
    with pytest.raises(ValueError) as refused:
        small_rules(kinds=kinds)
    (fault,) = refused.value.errors()
    vi, en = fault["ctx"]["error"].args
    assert said in en and vi != en


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ({"collectives": 2}, "individuals, families is missing"),
        ({"collectives": 0, "individuals": 1, "families": 1}, "whole numbers from 1, or null"),
    ],
)
def test_places_are_laid_down_for_every_stream(places, said):
    with pytest.raises(ValueError, match=said):
        small_rules(places=places)


def test_a_cap_of_no_place_is_refused_and_a_cap_may_be_left_out():
    with pytest.raises(ValueError, match=r"awards\.ward_cap: must be whole numbers from 1"):
        small_rules(ward_cap={"individuals": 0})
    assert small_rules(ward_cap={"individuals": 1}).ward_cap == {"individuals": 1}
    assert small_rules().ward_cap == {}
