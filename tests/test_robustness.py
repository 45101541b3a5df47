"""How firm a list of proposals is: recounted from the nominations, and never gained by harm."""

import csv
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, gamma

from analysis import charts, publication, workspace
from analysis.findings import awards as awards_say
from analysis.findings import robustness as say
from analysis.measures import awards, robustness
from analysis.methods.selection import NO_GROUP
from analysis.methods.smaa import Acceptability, Kind, largest_error
from analysis.publication import awards as published
from analysis.terms import HIDDEN, NOT_ASKED
from tests.test_awards import EN, REGISTER, VI, candidates, official, small_rules, two_kinds, wards

YEAR, SAMPLE = 2013, workspace.SHIPPED[0]
OFFICE = workspace.open(SAMPLE)
RULES = OFFICE.district.awards
CLOSE = 100 * 4 * largest_error(robustness.DRAWS) * 2**0.5  # two drawn shares of the same


def reckoned(table: pd.DataFrame, rules) -> tuple[pd.DataFrame, pd.DataFrame]:
    scored = awards.points(table, REGISTER, rules.criteria())
    return scored, awards.standing(table, scored, REGISTER, rules)


def often(table: pd.DataFrame, rules, draws: int = 4000) -> pd.DataFrame:
    found = robustness.acceptability(*reckoned(table, rules), rules, draws)
    return found.set_index("candidate_code")


def ranges(table: pd.DataFrame, rules) -> pd.DataFrame:
    return robustness.weight_ranges(*reckoned(table, rules), rules)


def counted(*sessions: int, **more) -> pd.DataFrame:
    """Officials alike but for their sessions."""
    return candidates(
        *({"candidate_code": f"CN-{at}", "sessions": n} | more for at, n in enumerate(sessions, 1))
    )


# Small lists


def test_one_candidate_is_chosen_under_every_set_of_weights_and_no_weight_changes_it():
    table = counted(5)
    shown = often(table, small_rules()).loc["CN-1"]
    assert shown[robustness.ACCEPTED].tolist() == [100, 100, 1, 1]
    assert shown["place_1_pct"] == 100
    found = ranges(table, small_rules())
    assert found.to_dict("list") == {
        "stream": ["individuals"] * 2,
        "kind": ["person"] * 2,
        "criterion": ["wishes_resolved", "sessions"],
        "weight": [0.5, 0.5],
        "weight_low": [0.0, 0.0],
        "weight_high": [1.0, 1.0],
    }


def test_nobody_compared_or_no_limit_of_places_has_no_rows():
    out = candidates({"candidate_code": "CN-1", "plan_gate": "failed"})
    nobody = counted(5).iloc[:0]
    free = small_rules(places={"collectives": None, "individuals": None, "families": None})
    for table, rules in ((out, small_rules()), (nobody, small_rules()), (counted(5), free)):
        found = robustness.acceptability(*reckoned(table, rules), rules, 10)
        assert found.empty and set(robustness.ACCEPTED) < set(found)
        assert ranges(table, rules).empty
        assert say.accepted(found, "individuals", EN) == say.close(found, EN) == ""
        assert say.ranges(_rules_shown(table, rules), "individuals", rules, EN) == ""


def member(code: str, initiatives: int, ward: str) -> dict:
    return {"kind": "member", "sessions": pd.NA} | {
        "candidate_code": code, "initiatives": initiatives, "unit_code": ward,
    }  # fmt: skip


def mixed() -> tuple[pd.DataFrame, object]:
    """Officials on sessions and members on initiatives, alone and without spread; and one ward."""
    seats = {"collectives": 1, "individuals": 2, "families": None}
    rules = small_rules(
        kinds=two_kinds(), ties=["wishes_resolved", "sessions"], places=seats,
        ward_cap={"individuals": 1},
    )  # fmt: skip
    table = candidates(
        official("CN-3", 3, "B"), member("CN-4", 1, "B"), official("CN-1", 9, "A"),
        member("CN-2", 7, ""), {"candidate_code": "CN-5", "plan_gate": "failed"}, *wards("A"),
    )  # fmt: skip
    return table, rules


def test_where_no_weight_and_no_luck_decides_the_shares_are_all_or_nothing():
    """90, 70, 30 and 10 points in every draw. The ward is alone in its stream."""
    table, rules = mixed()
    missing = float("nan")
    expected = pd.DataFrame(
        [
            ("collectives", "TT-A", 100.0, 100.0, 1, 1, 100.0, *[missing] * 3),
            ("individuals", "CN-1", 100.0, 100.0, 1, 1, 100.0, 0.0, 0.0, 0.0),
            ("individuals", "CN-2", 100.0, 100.0, 2, 2, 0.0, 100.0, 0.0, 0.0),
            ("individuals", "CN-3", 0.0, 0.0, 3, 3, 0.0, 0.0, 100.0, 0.0),
            ("individuals", "CN-4", 0.0, 0.0, 4, 4, 0.0, 0.0, 0.0, 100.0),
        ],
        columns=["stream", "candidate_code", *robustness.ACCEPTED]
        + [f"place_{at}_pct" for at in (1, 2, 3, 4)],
    )
    found = robustness.acceptability(*reckoned(table, rules), rules, 20)
    pd.testing.assert_frame_equal(found, expected)
    free = small_rules()
    nobody = robustness.acceptability(*reckoned(table.iloc[:0], free), free, 20)
    assert list(nobody) == ["stream", "candidate_code", *robustness.ACCEPTED] and nobody.empty


def test_a_stream_is_compared_by_its_own_rule_on_the_criteria_of_its_kinds():
    table, rules = mixed()
    ward, people = robustness._streams(*reckoned(table, rules), rules)
    assert ward.candidates["candidate_code"].tolist() == ["TT-A"]
    assert (ward.rule.ties, ward.rule.places, ward.rule.cap) == ([0], 1, None)
    assert people.candidates["candidate_code"].tolist() == ["CN-1", "CN-2", "CN-3", "CN-4"]
    assert people.candidates.index.tolist() == people.points.index.tolist() == [0, 1, 2, 3]
    assert people.cells["candidate_code"].tolist() == ["CN-3", "CN-4", "CN-1", "CN-2"]
    assert list(people.points) == ["initiatives", "sessions"]
    assert people.points["sessions"].fillna(-1).tolist() == [90, -1, 30, -1]
    assert people.points["initiatives"].fillna(-1).tolist() == [-1, 70, -1, 10]
    assert people.points.dtypes.tolist() == ["float64"] * 2
    assert (people.rule.ties, people.rule.places, people.rule.cap) == ([1], 2, 1)
    assert people.rule.groups.tolist() == [0, NO_GROUP, 1, 1]
    assert people.rule.lots.tolist() == people.candidates["lot"].tolist()
    assert people.rule.lots.dtype == "int64"
    assert robustness._kinds(people, keep_order=False) == [
        Kind([0, 2], [1], None), Kind([1, 3], [0], None),
    ]  # fmt: skip
    assert robustness._kinds(people, keep_order=True) == [
        Kind([0, 2], [1], [1.0]), Kind([1, 3], [0], [1.0]),
    ]  # fmt: skip
    (kind,) = robustness._kinds(ward, keep_order=True)
    assert kind == Kind([0], [1, 0], [0.5, 0.5])


def test_a_place_is_left_out_where_a_twentieth_of_the_draws_or_fewer_lies_beyond(monkeypatch):
    """CN-1 has .05, .9 and .05, so the second place alone; CN-2 .06, .88 and .06, so all."""
    asked = []

    def acceptability(points, kinds, rule, draws, seed):
        asked.append((draws, seed, kinds[0].like))
        ranks = np.array([[0.05, 0.90, 0.05], [0.06, 0.88, 0.06], [0.95, 0.05, 0]])
        return Acceptability(ranks, np.array([0.25, 0.5, 0.75]) / len(asked))

    monkeypatch.setattr(robustness.smaa, "acceptability", acceptability)
    rules = small_rules()
    found = robustness.acceptability(*reckoned(counted(9, 5, 1), rules), rules)
    assert found["selected_whole_pct"].tolist() == [25, 50, 75]
    assert found["selected_in_order_whole_pct"].tolist() == [12.5, 25, 37.5]
    assert found["order_low"].tolist() == [2, 1, 1]
    assert found["order_high"].tolist() == [2, 3, 1]
    assert found["place_1_pct"].tolist() == [5, 6, 95]
    assert found["place_2_pct"].tolist() == [90, 88, 5]
    assert asked == [(10_000, 7, None), (10_000, 7, [0.5, 0.5])]


def test_what_chance_allows_is_told_on_the_scale_of_the_points():
    """Around 80 per cent, on a scale from 50 to 100: a share by its beta, a ratio by its gamma."""
    rules = small_rules(places={"collectives": 1, "individuals": 1, "families": None})
    table = candidates({"candidate_code": "CN-1"}, *wards("A"))
    ward, people = robustness._streams(*reckoned(table, rules), rules)
    sessions, wishes = robustness._spread(people)[0]
    assert set(sessions) == {50.0} and wishes.shape == (1000,)
    middles = np.array([0.2505, 0.4995, 0.7495])
    assert wishes[[250, 499, 749]] == pytest.approx(200 * beta(16, 4).ppf(middles) - 100)
    assert (wishes[0], wishes[-1]) == (0, pytest.approx(200 * beta(16, 4).ppf(0.9995) - 100))
    sessions, sustained = robustness._spread(ward)[0]
    assert set(sessions) == {50.0}
    assert sustained[[250, 499, 749]] == pytest.approx(200 * gamma(98).ppf(middles) / 110 - 100)
    assert sustained[-1] == 100
    of_two = robustness._spread([*robustness._streams(*reckoned(*mixed()), mixed()[1])][1])
    assert of_two.shape == (4, 2, 1000)
    assert np.isnan(of_two).all(axis=2).tolist() == [[True, False], [False, True]] * 2


def test_the_weights_of_one_kind_move_while_those_of_the_other_stay():
    """An official of 60 and 50, a member of 40 and 60: 55 to 50, each criterion weighing half.

    Moved to w, the official's sessions give 60 - 10 w, which is not above 50.0 from w = .995 on;
    the member's give 40 + 20 w, which is 55.0 from w = .7475 on, and its sessions part the tie.
    """
    kinds = small_rules().model_dump(by_alias=True)["kinds"]
    own = {"weight": 0.5, "zero": 0, "full": 10}
    criteria = [{"name": "initiatives"} | own, {"name": "sessions"} | own]
    other = {"code": "member", "name": {"vi": "Hội viên", "en": "Member"}, "criteria": criteria}
    rules = small_rules(kinds=[*kinds, kinds[1] | other])
    table = candidates(
        member("CN-2", 4, "B") | {"sessions": 6},
        member("CN-4", 0, "B") | {"sessions": 0},
        {"candidate_code": "CN-1"},
        {"candidate_code": "CN-3", "sessions": 0, "wishes_resolved": 0},
    )
    expected = pd.DataFrame(
        [
            ("individuals", "person", "wishes_resolved", 0.5, 0.005, 1.0),
            ("individuals", "person", "sessions", 0.5, 0.0, 0.995),
            ("individuals", "member", "initiatives", 0.5, 0.2525, 1.0),
            ("individuals", "member", "sessions", 0.5, 0.0, 0.7475),
        ],
        columns=robustness.RANGES,
    ).astype(dict.fromkeys(["weight", "weight_low", "weight_high"], "Float64"))
    pd.testing.assert_frame_equal(ranges(table, rules), expected)
    nobody = ranges(table.iloc[:0], rules)
    assert list(nobody) == robustness.RANGES
    assert nobody.dtypes.iloc[3:].tolist() == ["Float64"] * 3


def test_those_who_are_alike_in_everything_are_chosen_by_nobodys_weights():
    """Sessions alone, no spread: equal in every draw, more than the places, so the council's."""
    kinds = small_rules().model_dump(by_alias=True)["kinds"]
    kinds[1]["criteria"] = [kinds[1]["criteria"][1] | {"weight": 1.0}]
    rules = small_rules(kinds=kinds)
    found = often(counted(5, 5), rules)
    assert found["selected_whole_pct"].tolist() == [0, 0]
    assert set(awards.standing(counted(5, 5), *_rest(counted(5, 5), rules))["result"]) == {
        "undecided"
    }
    only = ranges(counted(5, 5), rules)
    assert only[["weight_low", "weight_high"]].isna().all(axis=None) and len(only) == 1
    shown = published._rules(rules.criteria(), only)
    assert (shown[["weight_low", "weight_high"]] == NOT_ASKED).all(axis=None)
    assert say.ranges(shown, "individuals", rules, EN) == ""
    said = say.accepted(_page(counted(5, 5), rules), "individuals", EN)
    assert said == "By raw shares, the list is the same. By TOPSIS, the list is the same."


def _rules_shown(table: pd.DataFrame, rules) -> pd.DataFrame:
    return published._rules(rules.criteria(), ranges(table, rules))


def _rest(table, rules) -> tuple:
    return awards.points(table, REGISTER, rules.criteria()), REGISTER, rules


def _page(table: pd.DataFrame, rules) -> pd.DataFrame:
    scored, placed = reckoned(table, rules)
    return published._acceptability(table, awards.Reckoning(REGISTER, scored, placed), rules)


def test_what_chance_allows_of_a_share_decides_between_two():
    """Where even the tie is equal to a tenth, nobody is chosen: shares need not add up to 100."""
    table = candidates(
        {"candidate_code": "CN-1", "wishes": 10, "wishes_resolved": 10},
        {"candidate_code": "CN-2", "wishes": 10, "wishes_resolved": 4},
    )
    found = often(table, small_rules())
    assert found.loc["CN-1", "selected_whole_pct"] > 95 > 5 > found.loc["CN-2"].iloc[1]
    assert 99 < found["selected_whole_pct"].sum() <= 100
    assert found[["place_1_pct", "place_2_pct"]].sum(axis="columns").tolist() == [100, 100]


def test_places_hold_nine_of_ten_draws():
    found = often(counted(9, 5, 1), small_rules())
    shares = found[["place_1_pct", "place_2_pct", "place_3_pct"]].to_numpy()
    for (low, high), row in zip(found[["order_low", "order_high"]].to_numpy(), shares, strict=True):
        assert row[int(low) - 1 : int(high)].sum() >= 90
        assert row[: int(low) - 1].sum() <= 5 and row[int(high) :].sum() <= 5


def test_the_order_of_the_weights_may_be_kept():
    kinds = small_rules().model_dump(by_alias=True)["kinds"]
    for criterion, weight in zip(kinds[1]["criteria"], (0.9, 0.1), strict=True):
        criterion["weight"] = weight
    table = candidates(
        {"candidate_code": "CN-1", "wishes": 1000, "wishes_resolved": 1000, "sessions": 0},
        {"candidate_code": "CN-2", "wishes": 1000, "wishes_resolved": 500, "sessions": 10},
    )
    found = often(table, small_rules(kinds=kinds), 10_000)
    assert found.loc["CN-1", "selected_in_order_whole_pct"] > 95
    assert found.loc["CN-1", "selected_whole_pct"] == pytest.approx(49.9, abs=2)


def test_a_ward_is_drawn_around_its_ratio_to_the_plan():
    rules = small_rules(places={"collectives": 1, "individuals": 1, "families": None})
    table = candidates(*({**each, "sessions": 5} for each in wards("A", "B")))
    found = often(table, rules)
    assert 95 < found["selected_whole_pct"].sum() < 100
    assert 50 < found.loc["TT-A", "selected_whole_pct"] < 100


def test_the_cap_of_a_ward_holds_in_every_draw():
    table = candidates(official("CN-1", 9, "A"), official("CN-2", 8, "A"), official("CN-3", 0, "B"))
    seats = {"collectives": 2, "individuals": 2, "families": None}
    found = often(table, small_rules(places=seats, ward_cap={"individuals": 1}))
    assert found["selected_whole_pct"].sum() == pytest.approx(200)
    assert found.loc["CN-3", "selected_whole_pct"] == 100
    ward = found.loc[["CN-1", "CN-2"], "selected_whole_pct"]
    assert ward.sum() == pytest.approx(100)
    loose = often(table, small_rules(places=seats))
    assert loose.loc["CN-3", "selected_whole_pct"] < 50


def test_a_weight_moves_until_the_crossing_that_can_be_worked_out():
    """Wishes 60 each but for CN-2 with 80; sessions 50 and 10.

    75.0 against ... CN-1 leads while 60 (1 - w) + 50 w > 80 (1 - w) + 10 w, so w > 1/3 of sessions;
    as they are printed, to a tenth, a little apart from that.
    """
    table = candidates(
        {"candidate_code": "CN-1", "wishes": 10, "wishes_resolved": 8, "sessions": 5},
        {"candidate_code": "CN-2", "wishes": 10, "wishes_resolved": 10, "sessions": 1},
    )
    found = ranges(table, small_rules()).set_index("criterion")
    assert found.loc["sessions", "weight_low"] == pytest.approx(1 / 3, abs=0.005)
    assert found.loc["sessions", "weight_high"] == 1
    assert found.loc["wishes_resolved", "weight_high"] == pytest.approx(2 / 3, abs=0.005)
    assert found.loc["wishes_resolved", "weight_low"] == 0


def test_ranges_are_shown_inward_and_never_beyond_the_weight():
    shown = published._inward(
        pd.DataFrame(
            {
                "weight": [0.1, 0.333, 0.5, 0.4],
                "weight_low": [0.0981, 0.3329, 0.29, pd.NA],
                "weight_high": [0.1087, 0.33305, 0.58, pd.NA],
            }
        ).astype("Float64")
    )
    assert shown["weight_low"].tolist() == [0.099, 0.333, 0.29, pd.NA]
    assert shown["weight_high"].tolist() == [0.108, 0.333, 0.58, pd.NA]


# Nothing is gained by harm


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 8), st.integers(0, 12), st.sampled_from([None, 1]))
def test_a_candidate_who_did_less_is_chosen_under_no_more_sets_of_weights(fewer, more, cap):
    """Fewer wishes resolved, or more received and not: in no draw does it help."""
    rules = small_rules(ward_cap={"individuals": cap} if cap else {})
    others = [official("CN-2", 6, "A"), official("CN-3", 4, "B")]
    own = {"candidate_code": "CN-1", "wishes": 10, "wishes_resolved": 8}
    worse = own | {"wishes_resolved": 8 - fewer, "wishes": 10 + more}
    columns = ["selected_whole_pct", "selected_in_order_whole_pct"]
    before, after = (
        often(candidates(each, *others), rules, 500).loc["CN-1", columns] for each in (own, worse)
    )
    assert (after <= before).all()


@pytest.mark.parametrize("lost", [1, 10, 60])
def test_a_ward_whose_exits_held_less_is_chosen_under_no_more_sets_of_weights(lost):
    """So striking off a household that is poor again, or never was better off, gains nothing."""
    rules = small_rules(places={"collectives": 1, "individuals": 1, "families": None})
    table = candidates(*wards("A", "B"))
    shares = []
    for sustained in (90, 90 - lost):
        register = REGISTER.assign(sustained=pd.array([sustained, 9, 50], dtype="Int64"))
        scored = awards.points(table, register, rules.criteria())
        placed = awards.standing(table, scored, register, rules)
        found = robustness.acceptability(scored, placed, rules, 1000).set_index("candidate_code")
        shares.append(found.loc["TT-A", "selected_whole_pct"])
    assert shares[1] <= shares[0] and shares[0] > 0


# The sample, recounted from its nominations


@cache
def nominated() -> list[dict]:
    with (OFFICE.folder / "nominations.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["Luồng"] == "Cá nhân"]
    gates = ["Có kế hoạch giảm nghèo", "Quyết toán đúng hạn", "Không bị kỷ luật"]
    return [row for row in rows if all(row[gate] == "có" for gate in gates)]


SHARES = {
    "sustained_exits": ("Trong đó chưa nghèo trở lại", "Hộ đã giúp thoát nghèo"),
    "wishes_resolved": ("Nguyện vọng đã giải quyết", "Nguyện vọng tiếp nhận"),
    "files_on_time": ("Hồ sơ nộp đúng hạn", "Hồ sơ phải nộp"),
}
NUMBERS = {"sessions": "Buổi tuyên truyền", "initiatives": "Sáng kiến"}


def own_points(row: dict, rule, random: np.random.Generator | None, draws: int) -> np.ndarray:
    """A candidate's points on one criterion: drawn from its posterior, or at its mean."""
    if rule.name in NUMBERS:
        value = np.full(draws, float(row[NUMBERS[rule.name]]))
    else:
        done, of = (int(row[heading]) for heading in SHARES[rule.name])
        yes = done + rule.prior.size * rule.prior.pct / 100
        no = of + rule.prior.size - yes
        mean = np.full(draws, yes / (yes + no))
        value = 100 * (mean if random is None else random.beta(yes, no, draws))
    return np.clip(100 * (value - rule.zero) / (rule.full - rule.zero), 0, 100)


def best_eight(scores: np.ndarray) -> np.ndarray:
    return np.argsort(np.argsort(-scores, axis=1), axis=1) < 8


@pytest.mark.usefixtures("shipped_facts")
def test_the_shares_on_the_page_are_recounted_from_the_nominations_by_other_draws():
    """Other random numbers, numpy's own Dirichlet and beta, no rounding and no ties."""
    random, draws = np.random.default_rng(99), 20_000
    scores = np.empty((draws, len(nominated())))
    for kind in RULES.kinds:
        weights = random.dirichlet(np.ones(len(kind.criteria)), draws)
        for at, row in enumerate(nominated()):
            if row["Loại đơn vị"] == kind.name.vi:
                drawn = [own_points(row, rule, random, draws) for rule in kind.criteria]
                scores[:, at] = (weights * np.stack(drawn, axis=1)).sum(axis=1)
    shares = 100 * best_eight(scores).mean(axis=0)
    page = publication.tables(YEAR, "490", SAMPLE)["awards-acceptability"].set_index("candidate")
    for row, share in zip(nominated(), shares, strict=True):
        shown = page.loc[row["Mã đề cử"], "selected_whole_pct"]
        assert shown == pytest.approx(share, abs=CLOSE), row["Mã đề cử"]
    assert len(page) == 9 + len(nominated()) == 22


@pytest.mark.usefixtures("shipped_facts")
def test_the_ranges_on_the_page_are_found_again_by_a_grid():
    page = publication.tables(YEAR, "490", SAMPLE)["awards-rules"]
    shown = page.set_index(["kind", "criterion"])
    kinds = [kind for kind in RULES.kinds if kind.stream == "individuals"]
    random = None
    of = {row["Mã đề cử"]: row for row in nominated()}

    def proposed(changed: dict) -> set[str]:
        scores = {}
        for code, row in of.items():
            kind = next(kind for kind in kinds if kind.name.vi == row["Loại đơn vị"])
            heavy = changed.get(kind.code) or {rule.name: rule.weight for rule in kind.criteria}
            earned = {rule.name: own_points(row, rule, random, 1)[0] for rule in kind.criteria}
            scores[code] = round(sum(heavy[name] * earned[name] for name in earned) + 1e-9, 1)

        def tie(code: str) -> float:
            kind = next(kind for kind in kinds if kind.name.vi == of[code]["Loại đơn vị"])
            return own_points(of[code], kind.criteria[0], random, 1)[0]

        return set(sorted(scores, key=lambda code: (-scores[code], -tie(code)))[:8])

    base = proposed({})
    for kind in kinds:
        for rule in kind.criteria:
            low, high = shown.loc[(kind.code, rule.name), ["weight_low", "weight_high"]]
            assert low <= rule.weight <= high
            for weight in np.linspace(0, 1, 101):
                others = {
                    each.name: each.weight * (1 - weight) / (1 - rule.weight)
                    for each in kind.criteria
                }
                same = proposed({kind.code: others | {rule.name: weight}}) == base
                assert same or not low < weight < high, (kind.code, rule.name, weight)
    assert (shown.loc["family", ["weight_low", "weight_high"]] == NOT_ASKED).all(axis=None)


@pytest.mark.usefixtures("shipped_facts")
def test_a_draw_of_the_rules_own_weights_gives_the_list_of_the_page():
    """The rule in many draws and the list by programming are two computations of one rule."""
    list_of_page = published.reckoning(YEAR, SAMPLE)
    for compared in robustness._streams(list_of_page.scored, list_of_page.placed, RULES):
        scores = compared.candidates[["score"]].astype("float64").to_numpy().T
        order, chosen = compared.rule(scores, compared.points.to_numpy()[None])
        assert order[0].tolist() == list(range(len(compared.candidates)))
        assert (chosen[0] == (compared.candidates["result"] == "proposed")).all()


# What is drawn


def page_of(*rows: tuple) -> pd.DataFrame:
    columns = ["candidate", "stream", "result", "selected_whole_pct", "unshrunk", "topsis"]
    return pd.DataFrame(rows, columns=columns)


FIRM = page_of(
    ("CN-1", "individuals", "proposed", 97.2, "proposed", "proposed"),
    ("CN-2", "individuals", "proposed_by_lot", 60.49, "reserve", "proposed"),
    ("CN-3", "individuals", "reserve", 39.5, "proposed", "reserve"),
    ("CN-4", "individuals", "reserve", 39.49, "reserve", "reserve"),
    ("CN-5", "individuals", "reserve", 60.5, "reserve", "reserve"),
)


def test_bars_are_the_shares_of_a_stream_and_a_hidden_one_has_none():
    shown = FIRM.assign(stream=["individuals"] * 4 + ["collectives"])
    picture = charts.chosen_shares(shown, "individuals", "Shares.", "awards-acceptability", EN)
    (axes,) = picture.figure.axes
    widths = [bar.get_width() for bar in axes.patches if bar.get_label() != "close"]
    assert widths == [97.2, 60.49, 39.5, 39.49]
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == ["CN-1", "CN-2", "CN-3", "CN-4"]
    assert picture.alt == (
        "Shares. CN-1: 97% (Proposed); CN-2: 60% (Proposed, by lot); CN-3: 40% (Reserve); "
        "CN-4: 39% (Reserve)."
    )
    hidden = shown.assign(selected_whole_pct=HIDDEN)
    for table, finding in ((None, "F"), (pd.DataFrame(), "F"), (hidden, "F"), (shown, "")):
        drawn = charts.chosen_shares(table, "individuals", finding, "awards-acceptability", EN)
        assert drawn.data == ""


# What is said


def test_whom_about_half_of_the_weights_choose_is_left_to_the_council():
    assert say.close(FIRM, EN) == (
        "About half of the sets of weights choose them, half do not: CN-2; CN-3. Scores cannot "
        "tell these apart, and the council weighs them. Against the proposal, more than six tenths "
        "of the sets of weights choose: CN-5."
    )
    hardly = FIRM.iloc[[0]].assign(selected_whole_pct=39.49)
    assert say.close(hardly, VI) == (
        "Trái với đề xuất, chưa đến bốn phần mười số bộ trọng số chọn: CN-1."
    )
    assert say.close(FIRM.iloc[[0]], VI) == (
        "Không đề cử nào chỉ được chọn ở khoảng một nửa số bộ trọng số."
    )


def test_how_often_the_proposed_are_chosen_and_what_else_they_rest_on_is_said():
    assert say.accepted(FIRM, "individuals", EN) == (
        "Individuals: each of the proposed is chosen under 60% to 97% of the sets of weights. "
        "By raw shares, the result is another for: CN-2; CN-3. By TOPSIS, the list is the same."
    )
    assert say.accepted(FIRM.iloc[[0]], "individuals", VI).startswith(
        "Cá nhân: các đề xuất đều được chọn trong 97% số bộ trọng số."
    )
    assert say.accepted(FIRM, "collectives", EN) == ""


def test_the_draws_their_seed_and_their_error_are_said():
    assert say.drawn(FIRM, RULES, robustness.DRAWS, robustness.ERROR_PP, EN) == (
        "10,000 sets of weights were drawn, from the seed 2013; the standard error that drawing "
        "leaves in each share is at most 0.5 percentage points."
    )


def test_which_criteria_are_of_the_register_is_said():
    assert awards_say.of_register(small_rules(), EN) == (
        "Taken from the ward's register: Ward (exits not poor again). All else is from the "
        "nominations."
    )
    kinds = small_rules().model_dump(by_alias=True)["kinds"]
    assert awards_say.of_register(small_rules(kinds=kinds[1:]), EN) == ""
    assert awards_say.of_register(None, EN) == ""


def test_the_weight_that_may_move_least_is_said():
    table = pd.DataFrame(
        [("official", "sessions", 0.1, 0.05, 0.3), ("member", "sessions", 0.1, 0.09, 0.3),
         ("association", "sessions", 0.1, 0.099, 0.11), ("member", "initiatives", 1.0, NOT_ASKED,
                                                        NOT_ASKED)],
        columns=["kind", "criterion", "weight", "weight_low", "weight_high"],
    )  # fmt: skip
    assert say.ranges(table, "individuals", RULES, EN) == (
        "Individuals: the narrowest is the weight of “Communication sessions” of the kind "
        "“Association member”, now 0.10: the list is the same from 0.090 to 0.300."
    )
    wide = table.assign(weight_low=0.0, weight_high=1.0)
    assert say.ranges(wide, "individuals", RULES, VI) == (
        "Cá nhân: danh sách không đổi dù một trọng số bất kỳ thay đổi từ 0,000 đến 1,000."
    )
