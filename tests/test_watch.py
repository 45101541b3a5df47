"""The watch-list: what it may know, how its tests are counted, what is said, and whom it names."""

import csv
import hashlib
import re
from collections import defaultdict
from dataclasses import replace
from math import exp, isnan, log, nan

import numpy as np
import openpyxl
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from analysis import charts, programme, publication, stores, tables, terms, workspace
from analysis.disclosure import cell
from analysis.facts import read
from analysis.findings import watch as say
from analysis.measures import watch as measures
from analysis.methods import bootstrap, calibration, intervals, sampling
from analysis.publication import exits as published_exits
from analysis.publication import settle
from analysis.publication import watch as published
from analysis.register.households import EXITED, NEAR_POOR, NOT_POOR, POOR
from analysis.register.read import Register, Review
from analysis.terms import HIDDEN, Scope
from analysis.worklists import forward, risk
from analysis.worklists import watch as worklist

SAMPLE, PUBLISHED, _ = workspace.SHIPPED
OFFICE = workspace.open(SAMPLE)
OLD, NEW = "da-nang-2009", "da-nang-2013"
NAMES = {OLD: "chuẩn cũ", NEW: "chuẩn mới"}
VI, EN = (Scope(2012, "Quận X", lang, NAMES) for lang in terms.LANGS)
RISKS = st.floats(0.01, 0.99)

# ---- observed and expected, slope, Brier score, events caught


def test_events_found_for_each_one_expected():
    few, many = calibration.observed_expected(4, 8), calibration.observed_expected(40, 20, 0.8)
    assert few == pytest.approx([0.5, *(end / 8 for end in intervals.poisson(4))])
    assert many == pytest.approx([2, *(end / 20 for end in intervals.byar(40, 0.8))])
    none = calibration.observed_expected(0, 2)
    assert none[:2] == (0, 0)
    assert none.upper == pytest.approx(-log(0.025) / 2)  # exact: e^-3.689 = 0.025


@pytest.mark.parametrize("expected", [0, nan])
def test_where_nothing_was_expected_there_is_no_ratio(expected):
    assert all(isnan(each) for each in calibration.observed_expected(3, expected))


def test_less_than_one_event_expected_is_a_ratio_too():
    assert calibration.observed_expected(1, 0.5).ratio == 2


def two_groups(n: int, events: list[int], risks: list[float]) -> tuple[list, list]:
    outcomes = [int(at < count) for count in events for at in range(n)]
    return outcomes, np.repeat(risks, n)


def logit(p: float) -> float:
    return log(p / (1 - p))


@given(st.integers(1, 39), st.integers(1, 39), RISKS, RISKS)
def test_of_two_risks_the_slope_joins_the_shares_that_fell(low, high, p, q):
    outcomes, risks = two_groups(40, [low, high], [p, q])
    if abs(logit(p) - logit(q)) < 0.01:
        return
    expected = (logit(high / 40) - logit(low / 40)) / (logit(q) - logit(p))
    assert calibration.slope(outcomes, risks) == pytest.approx(expected, rel=1e-6, abs=1e-7)


def test_the_slope_is_that_of_a_logistic_regression_done_by_others():
    random = np.random.default_rng(6)
    risks = random.uniform(0.02, 0.6, 300)
    outcomes = (random.random(300) < risks**1.5).astype(int)
    fit = sm.Logit(outcomes, sm.add_constant(np.log(risks / (1 - risks)))).fit(disp=0)
    assert calibration.slope(outcomes, risks) == pytest.approx(fit.params[1], abs=1e-7)


def test_risks_that_hold_have_slope_1_and_those_turned_round_minus_1():
    outcomes, risks = two_groups(100, [10, 40], [0.1, 0.4])
    assert calibration.slope(outcomes, risks) == pytest.approx(1)
    assert calibration.slope(outcomes, 1 - risks) == pytest.approx(-1)
    flat, _ = two_groups(100, [25, 25], [0.1, 0.4])
    assert calibration.slope(flat, risks) == pytest.approx(0, abs=1e-9)


def test_weights_are_units_repeated():
    outcomes, risks = [0, 1, 0, 1, 0], np.array([0.1, 0.2, 0.3, 0.5, 0.6])
    weights = np.array([3, 1, 2, 2, 0])
    repeated = np.repeat(np.arange(5), weights)
    expected = calibration.slope(np.array(outcomes)[repeated], risks[repeated])
    assert calibration.slope(outcomes, risks, weights) == pytest.approx(expected)
    assert not isnan(expected)


@pytest.mark.parametrize(
    ("outcomes", "risks", "weights"),
    [
        ([0, 0, 0], [0.1, 0.2, 0.3], None),
        ([1, 1, 1], [0.1, 0.2, 0.3], None),
        ([0, 1, 0], [0.2, 0.2, 0.2], None),
        ([0, 0, 1, 1], [0.1, 0.2, 0.7, 0.8], None),  # wholly apart: no largest slope
        ([0, 0, 1], [0.1, 0.1, 0.2], None),
        ([0, 1, 0], [0.1, 0.2, 0.3], [1, 0, 1]),
        ([0, 1, 0], [0.1, 0.2, 0.2], [0, 1, 1]),
        ([0, 1, 0], [0.1, 0.2, 0.3], [0, 0, 0]),
        ([], [], None),
    ],
)
def test_where_nothing_can_be_told_there_is_no_slope(outcomes, risks, weights):
    assert isnan(calibration.slope(outcomes, risks, weights))


def test_the_slope_is_found_where_risks_lie_far_too_far_apart():
    outcomes, risks = two_groups(100, [30, 40], [1e-6, 1 - 1e-6])
    expected = (logit(0.4) - logit(0.3)) / (2 * logit(1 - 1e-6))
    assert calibration.slope(outcomes, risks) == pytest.approx(expected, rel=1e-6)


def test_the_slope_is_found_where_one_unit_outweighs_hundreds():
    outcomes = [1, *[0] * 700, 1, *[0] * 300]
    weights = [300, *[1] * 700, 700, *[1] * 300]
    risks = np.repeat([0.1, 0.3], [701, 301])
    expected = (logit(0.7) - logit(0.3)) / (logit(0.3) - logit(0.1))
    assert calibration.slope(outcomes, risks, weights) == pytest.approx(expected, rel=1e-6)


def test_squared_errors_are_those_worked_by_hand():
    assert calibration.squares([1, 0, 1], [0.9, 0.3, 0]) == pytest.approx([0.01, 0.09, 1])


def test_an_outcome_or_a_risk_that_is_not_known_has_no_squared_error():
    known, in_part = pd.array([1.0, 0.0], "Float64"), pd.array([0.9, None], "Float64")
    assert calibration.squares(known, in_part) == pytest.approx([0.01, nan], nan_ok=True)
    assert calibration.squares(in_part, known) == pytest.approx([0.01, nan], nan_ok=True)


def skill(outcomes, risks, prevalence: float) -> float:
    squared = calibration.squares(outcomes, risks).sum()
    return calibration.skill(squared, len(outcomes), sum(outcomes), prevalence)


def test_perfect_predictions_save_everything_and_the_share_before_nothing():
    outcomes = [1, 0, 0, 1, 0]
    assert skill(outcomes, outcomes, 0.3) == 1
    assert skill(outcomes, [0.3] * 5, 0.3) == pytest.approx(0)
    assert skill(outcomes, [0.5] * 5, 0.3) == pytest.approx(1 - 1.25 / (2 * 0.49 + 3 * 0.09))


@given(st.lists(st.tuples(st.integers(0, 1), RISKS), min_size=1, max_size=20), RISKS)
def test_skill_is_one_less_the_ratio_of_two_brier_scores(units, prevalence):
    outcomes, risks = zip(*units, strict=True)
    brier = np.mean([(p - y) ** 2 for y, p in units])
    plain = np.mean([(prevalence - y) ** 2 for y in outcomes])
    assert skill(outcomes, risks, prevalence) == pytest.approx(1 - brier / plain)


def test_where_one_share_makes_no_error_there_is_no_skill():
    assert isnan(calibration.skill(0, 0, 0, 0.1))
    assert isnan(calibration.skill(0.2, 5, 0, 0))


def test_one_household_is_enough_for_a_skill():
    assert calibration.skill(0.09, 1, 0, 0.5) == pytest.approx(1 - 0.09 / 0.25)


def test_events_are_caught_among_the_first_visits():
    outcomes = [1, 0, 1, 1, 0]
    assert [calibration.caught(outcomes, m) for m in (0, 1, 2, 3, 4, 5, 9)] == [0, 1, 1, 2, 3, 3, 3]
    assert calibration.caught([], 3) == 0


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3)), max_size=12), st.integers(0, 20))
def test_a_unit_drawn_twice_takes_two_visits(units, visits):
    outcomes, weights = ([pair[at] for pair in units] for at in (0, 1))
    repeated = np.repeat(np.array(outcomes, dtype=int), np.array(weights, dtype=int))
    assert calibration.caught(outcomes, visits, weights) == repeated[:visits].sum()


def test_visits_left_over_reach_a_part_of_a_unit_that_counts_several_times():
    outcomes, weights = [1, 0, 1, 1], pd.array([2, 1, 0, 3], "Int64")
    caught = [calibration.caught(outcomes, visits, weights) for visits in range(8)]
    assert caught == [0, 1, 2, 2, 3, 4, 5, 5]


# ---- bootstrap


def test_clusters_are_drawn_whole_and_as_many_as_there_are():
    clusters = ["b", "a", "b", "c"]
    drawn = list(bootstrap.weights(clusters, seed=1, times=200))
    assert len(drawn) == 200
    for weights in drawn:
        assert weights[0] == weights[2]
        assert weights[[0, 1, 3]].sum() == 3
    means = np.mean(drawn, axis=0)
    assert means == pytest.approx([1, 1, 1, 1], abs=0.2)
    assert np.var(drawn, axis=0) == pytest.approx([2 / 3] * 4, abs=0.2)  # 3 draws of 1/3


def test_the_seed_alone_decides_the_draw():
    one, same, other = (np.array(list(bootstrap.weights(range(30), seed, 5))) for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()
    assert len(list(bootstrap.weights(["a"], 1))) == bootstrap.TIMES == 499


def test_percentile_limits_are_draws_that_were_made():
    assert bootstrap.limits(range(1, 101)) == (3, 98)
    assert bootstrap.limits(range(1, 101), 0.8) == (10, 90)
    assert bootstrap.limits([5, nan, 5, nan]) == bootstrap.limits([5, None, 5]) == (5, 5)
    assert all(map(isnan, bootstrap.limits([nan, nan])))
    assert all(map(isnan, bootstrap.limits([])))


def test_limits_of_a_mean_are_close_to_what_is_known_of_it():
    outcomes = np.repeat([1, 0], [30, 70])
    drawn = bootstrap.weights(range(100), 7, 2000)
    lower, upper = bootstrap.limits([weights @ outcomes / 100 for weights in drawn])
    assert (lower, upper) == pytest.approx((0.21, 0.39), abs=0.015)  # .3 ± 1.96 sqrt(.21/100)


# ---- who is at risk, and what is known of it

LINE, YEARS = 500_000, [2009, 2010, 2011, 2012]
LISTED = ["household_id", "head_name", "ward_code", "residential_group", "household_class"]
LISTED += ["income_vnd", "members", "special_group", "workers", "causes"]
LEFT = ["household_id", "ward_code", "reason", "class_after", "income_vnd", "head_name"]


def review(year: int, opening=(), closing=(), departures=(), standard: str = OLD) -> Review:
    """Lists of (home, class, workers, causes), departures of (home, reason, class, income)."""
    lists = [
        pd.DataFrame(
            [
                (h, f"Chủ {h}", "20194", "Tổ 1", kind, "400000", "2", "", *more)
                for h, kind, *more in rows
            ],
            columns=LISTED,
        )
        for rows in (opening, closing)
    ]
    left = pd.DataFrame(
        [(h, "20194", reason, kind, income, f"Chủ {h}") for h, reason, kind, income in departures],
        columns=LEFT,
    )
    members = pd.DataFrame(columns=["household_id"])
    made = (table.astype("str") for table in (*lists, left, members))
    return Review(year, standard, *made, has_own_opening=True)


def poor(*homes: str) -> list[tuple]:
    return [(home, POOR, "1", "khác") for home in homes]


FIRST = review(
    2009,
    [
        ("A", POOR, "0", "Ốm đau, tai nạn; thiếu vốn"),
        ("B", POOR, "2", "thiếu vốn"),
        ("C", POOR, "", ""),
        ("D", POOR, "1", "khác"),
    ],
    [],
    [
        ("A", EXITED, NEAR_POOR, "550000"),
        ("B", EXITED, NOT_POOR, "1000000"),
        ("C", EXITED, NOT_POOR, ""),
        ("D", EXITED, NOT_POOR, "0"),
    ],
)
SECOND = review(2010, [("C", NEAR_POOR, "1", "")], poor("A"), [("C", "Chuyển đi", "", "")])
THIRD = review(2011, poor("A"), poor("B"), [("A", EXITED, NOT_POOR, "600000")])
FOURTH = review(2012, poor("B"), poor("D"), [], NEW)
REVIEWS = {2009: FIRST, 2010: SECOND, 2011: THIRD, 2012: FOURTH}


def test_what_is_known_of_an_exit_is_what_its_year_recorded():
    known = risk.spells(REVIEWS, "urban").set_index(["household_id", "exit_year"])
    first = known.loc[[("A", 2009), ("B", 2009), ("C", 2009), ("D", 2009)]]
    assert first["margin"].tolist() == pytest.approx([log(1.1), log(2), nan, nan], nan_ok=True)
    assert first["workers"].tolist() == pytest.approx([0, 2, nan, 1], nan_ok=True)
    assert first["is_ill"].tolist() == pytest.approx([1, 0, nan, 0], nan_ok=True)
    assert first["is_near_poor"].tolist() == [1, 0, 0, 0]
    assert first["end"].tolist() == ["fell_back", "fell_back", "left", "fell_back"]
    assert known["last_year"].tolist() == [2011] * 5
    assert known.loc[("A", 2011), "margin"] == pytest.approx(log(1.2))


def test_no_protected_trait_is_a_predictor():
    assert list(risk.PREDICTORS) == ["margin", "workers", "is_ill", "years_since", "is_near_poor"]
    assert list(risk.PREDICTORS.values()) == [-1, -1, 1, -1, 1]
    assert (risk.MOST, risk.EVENTS_EACH) == (4, 10)


def who(rows: pd.DataFrame, *columns: str) -> list:
    return list(rows[["household_id", *columns]].itertuples(index=False, name=None))


def test_at_risk_is_who_is_followed_and_neither_back_nor_gone():
    spells = risk.spells(REVIEWS, "urban")
    assert who(risk.at_start(spells, 2010), "years_since") == [(h, 1) for h in "ABCD"]
    assert who(risk.at_start(spells, 2011), "years_since") == [("B", 2), ("D", 2)]
    assert who(risk.at_start(spells, 2012), "years_since") == [("D", 3), ("A", 1)]
    assert risk.at_start(spells, 2013).empty  # the review of 2012 was under another line
    assert risk.at_start(spells, 2009).empty


def test_who_left_within_the_year_was_not_observed_and_is_no_household_that_stayed_out():
    spells = risk.spells(REVIEWS, "urban")
    assert who(risk.observed(spells, 2010), "fell_back") == [("A", 1), ("B", 0), ("D", 0)]
    assert who(risk.observed(spells, 2011), "fell_back") == [("B", 1), ("D", 0)]
    assert risk.observed(spells, 2012).empty


def test_a_review_that_was_not_held_breaks_the_row():
    gap = {2009: FIRST, 2011: THIRD, 2012: replace(FOURTH, standard=OLD)}
    spells = risk.spells(gap, "urban")
    assert risk.at_start(spells, 2011).empty
    assert who(risk.at_start(spells, 2012)) == [("A",)]
    assert who(risk.observed(spells, 2012), "fell_back") == [("A", 0)]


def test_what_a_year_knows_is_every_row_before_it_under_the_line_in_force():
    spells = risk.spells(REVIEWS, "urban")
    assert risk.before(spells, 2010).empty
    assert who(risk.before(spells, 2011), "years_since") == [("A", 1), ("B", 1), ("D", 1)]
    rows = risk.before(spells, 2012)
    assert who(rows, "years_since") == [("A", 1), ("B", 1), ("D", 1), ("B", 2), ("D", 2)]
    assert risk.before(spells, 2013).empty


def test_of_no_reviews_there_is_nobody():
    spells = risk.spells({}, "urban")
    assert risk.at_start(spells, 2013).empty
    assert risk.fitted(risk.before(spells, 2013)) is None


# ---- the model


def invented(n: int = 400, seed: int = 1, share: float = 0.2) -> pd.DataFrame:
    """Spells of exits of 2009 and 2010, drawn so that each predictor tells something."""
    random = np.random.default_rng(seed)
    ended = np.where(random.random(n) < share, random.integers(2010, 2013, n), 0)
    exit_year = random.integers(2009, 2011, n)
    fell = ended > exit_year
    return pd.DataFrame(
        {
            "household_id": [f"H{at:04d}" for at in range(n)],
            "standard": OLD,
            "end": np.where(fell, "fell_back", "out"),
            "exit_year": exit_year,
            "end_year": pd.array(np.where(fell, ended, 0), "Int64"),
            "last_year": 2012,
            "margin": random.exponential(0.2, n) + np.where(fell, 0, 0.1),
            "workers": random.integers(0, 4, n) - 0.3 * fell,
            "is_ill": (random.random(n) < np.where(fell, 0.4, 0.2)).astype(float),
            "is_near_poor": (random.random(n) < 0.3).astype(float),
        }
    ).assign(end_year=lambda t: t["end_year"].mask(t["end"] == "out"))


def likelihood(coefficients: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    cumulative = np.exp(coefficients[0] + x @ coefficients[1:])
    return -(y * np.log1p(-np.exp(-cumulative)) - (1 - y) * cumulative).sum()


def test_the_model_has_the_largest_likelihood_found_another_way():
    rows = risk.before(invented(), 2013)
    model = risk.fitted(rows)
    chosen = list(model.means.index)
    x = (rows[chosen] - rows[chosen].mean()).to_numpy()
    start = np.r_[log(-log(1 - rows["fell_back"].mean())), np.zeros(len(chosen))]
    best = minimize(likelihood, start, (x, rows["fell_back"].to_numpy()), method="BFGS", tol=1e-9)
    assert [model.constant, *model.coefficients] == pytest.approx(best.x, abs=1e-4)
    assert (model.rows, model.events) == (len(rows), rows["fell_back"].sum())
    assert model.means.to_dict() == rows[chosen].mean().to_dict()


def score(coefficients: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """What each row adds to the slope of the log likelihood."""
    cumulative = np.exp(x @ coefficients)
    return x * (cumulative * (y / np.expm1(cumulative) - (1 - y)))[:, None]


def test_errors_are_robust_to_several_rows_of_a_household():
    rows = risk.before(invented(), 2013)
    model = risk.fitted(rows)
    x = sm.add_constant(rows[list(model.means.index)] - model.means).to_numpy()
    y, at = rows["fell_back"].to_numpy(), np.array([model.constant, *model.coefficients])
    summed = pd.DataFrame(score(at, x, y)).groupby(rows["household_id"].to_numpy()).sum()
    step = 1e-5 * np.eye(len(at))
    slopes = [(score(at + d, x, y) - score(at - d, x, y)).sum(axis=0) / 2e-5 for d in step]
    bread, homes = np.linalg.inv(slopes), len(summed)
    few = homes / (homes - 1) * (len(y) - 1) / (len(y) - len(at))  # the usual small-sample factor
    robust = np.sqrt(few * np.diag(bread @ summed.T.to_numpy() @ summed.to_numpy() @ bread))
    assert model.errors.to_numpy() == pytest.approx(robust[1:], rel=1e-4)
    plain = np.sqrt(np.diag(-bread))[1:]
    assert model.errors.to_numpy() != pytest.approx(plain, rel=1e-2)


def rows_of(events: int, others: int = 200, **columns) -> pd.DataFrame:
    """Rows in which every predictor varies as its sign asks, but for those given."""
    n = events + others
    fell = np.arange(n) < events
    wave = np.arange(n) % 5
    table = {name: wave + sign * 1.0 * fell for name, sign in risk.PREDICTORS.items()}
    ids = [f"H{at}" for at in range(n)]
    return pd.DataFrame({"household_id": ids, "fell_back": fell.astype(int)} | table | columns)


@pytest.mark.parametrize(
    ("events", "predictors"), [(9, 0), (10, 1), (19, 1), (20, 2), (39, 3), (40, 4), (90, 4)]
)
def test_each_predictor_asks_for_ten_events_and_there_are_at_most_four(
    events, predictors, monkeypatch
):
    asked = []

    def chosen_alone(rows: pd.DataFrame, chosen: list[str]) -> None:
        asked.extend(chosen)

    monkeypatch.setattr(risk, "_fitted", chosen_alone)
    assert risk.fitted(rows_of(events)) is None
    assert asked == list(risk.PREDICTORS)[:predictors]


def test_too_few_events_give_no_model():
    assert risk.fitted(rows_of(9)) is None
    assert list(risk.fitted(rows_of(10)).means.index) == ["margin"]


@pytest.mark.parametrize("same_in", [0, 1])
def test_a_predictor_that_is_the_same_in_all_events_or_in_all_others_is_left_out(same_in):
    rows = rows_of(10)
    rows["margin"] = rows["margin"].mask(rows["fell_back"] == same_in, 0.5)
    assert list(risk.fitted(rows).means.index) == ["workers"]


def test_a_predictor_against_its_sign_is_left_out_and_the_next_one_taken():
    rows = rows_of(10, margin=rows_of(10)["is_ill"])
    assert list(risk.fitted(rows).means.index) == ["workers"]
    against = {name: -rows_of(10)[name] for name in risk.PREDICTORS}
    assert risk.fitted(rows_of(10, **against)) is None


def test_a_fit_without_an_end_is_no_model(monkeypatch):
    class Endless:
        converged = False

    monkeypatch.setattr(sm.GLM, "fit", lambda *_, **__: Endless)
    assert risk.fitted(rows_of(20)) is None


MODEL = risk.Model(
    -2.0,
    pd.Series({"margin": 0.2, "is_ill": 0.1}),
    pd.Series({"margin": -1.5, "is_ill": 0.5}),
    pd.Series({"margin": 0.4, "is_ill": 0.2}),
    1234,
    108,
)


def scored_rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "household_id": ["P", "Q", "R", "S"],
            "margin": [0.2, 0.1, nan, 0.2],
            "is_ill": [0.0, 1.0, nan, 0.0],
        }
    )


def test_a_risk_is_the_mean_and_what_each_predictor_adds():
    added = risk.added(MODEL, scored_rows())
    assert added["margin"].tolist() == pytest.approx([0, 0.15, 0, 0])
    assert added["is_ill"].tolist() == pytest.approx([-0.05, 0.45, 0, -0.05])
    found = risk.scored(MODEL, scored_rows(), 2013).set_index("household_id")["risk"]
    scores = {"P": -2.05, "Q": -1.4, "R": -2.0, "S": -2.05}
    expected = {home: 1 - exp(-exp(score)) for home, score in scores.items()}
    assert found.to_dict() == pytest.approx(expected)


def test_highest_risk_comes_first_and_ties_go_to_the_smaller_margin_then_by_lot():
    lots = sampling.drawn(["P", "S"], 2, 2013)
    assert list(risk.scored(MODEL, scored_rows(), 2013)["household_id"]) == ["Q", "R", *lots]
    flat = MODEL._replace(coefficients=pd.Series({"margin": 0.0, "is_ill": 0.0}))
    order = list(risk.scored(flat, scored_rows(), 2013)["household_id"])
    assert order == ["Q", *lots, "R"]


def test_the_plain_rule_takes_the_smallest_margin_first_and_who_has_none_last():
    for year in range(2010, 2020):
        lots = sampling.drawn(["P", "S"], 2, year)
        turned = scored_rows().iloc[::-1]
        assert list(risk.by_margin(scored_rows(), year)["household_id"]) == ["Q", *lots, "R"]
        assert list(risk.by_margin(turned, year)["household_id"]) == ["Q", *lots, "R"]
    assert "lot" not in risk.by_margin(scored_rows(), 2010)


@settings(max_examples=15)
@given(st.integers(0, 50), st.integers(2011, 2012), st.randoms(use_true_random=False))
def test_what_happens_from_a_year_on_changes_no_score_of_it(seed, year, random):
    spells = invented(300, seed)
    ends = spells["end_year"].fillna(9999).to_numpy()
    later = [
        random.choice([("out", pd.NA), ("left", year), ("fell_back", year), ("fell_back", 2012)])
        if end >= year
        else (was, end)
        for was, end in zip(spells["end"], ends, strict=True)
    ]
    other = spells.assign(
        end=[end for end, _ in later], end_year=pd.array([at for _, at in later], "Int64")
    )
    scores = []
    for known in (spells, other):
        model = risk.fitted(risk.before(known, year))
        rows = risk.at_start(known, year)
        scores.append(rows if model is None else risk.scored(model, rows, year))
    columns = [column for column in scores[0] if column not in ("end", "end_year")]
    pd.testing.assert_frame_equal(scores[0][columns], scores[1][columns])


# ---- the tests of earlier lists, as facts


def facts_of(spells: pd.DataFrame, monkeypatch, visits: int | None = None) -> dict:
    monkeypatch.setattr(risk, "spells", lambda *_: spells)
    rule = programme.Inspection(watch_visits=visits)
    of_work = OFFICE.district.programme.model_copy(update={"inspection": rule})
    district = OFFICE.district.model_copy(update={"programme": of_work})
    held = {year: review(year) for year in (2012, 2009, 2011, 2010)}
    return forward.tables(Register(held, {}, None, None), district)


def test_a_test_is_counted_as_by_hand(monkeypatch):
    spells = invented()
    facts = facts_of(spells, monkeypatch, visits=25)
    assert facts["watch_tests"]["year"].tolist() == [2011, 2012]
    for at in (2011, 2012):
        known = risk.before(spells, at)
        model = risk.fitted(known)
        rows = risk.observed(spells, at).to_dict("records")
        for row in rows:
            score = model.constant + sum(
                model.coefficients[x] * (row[x] - model.means[x]) for x in model.means.index
            )
            row["p"] = 1 - exp(-exp(score))
            row["lot"] = hashlib.sha256(f"{at}:{row['household_id']}".encode()).hexdigest()
        listed = sorted(rows, key=lambda row: (-row["p"], row["margin"], row["lot"]))
        plain = sorted(rows, key=lambda row: (row["margin"], row["lot"]))
        bands = facts["watch_bands"].query("year == @at")
        assert bands["watch_band"].tolist() == [f"fifth_{n}" for n in (1, 2, 3, 4, 5)]
        for fifth, band in enumerate(bands.to_dict("records")):
            own = [r for n, r in enumerate(listed) if n * 5 // len(listed) == fifth]
            assert band["households"] == len(own)
            assert band["relapses"] == sum(r["fell_back"] for r in own)
            squared = 1e6 * sum((r["p"] - r["fell_back"]) ** 2 for r in own)
            assert band["expected_millionths"] == round(1e6 * sum(r["p"] for r in own))
            assert band["squared_millionths"] == round(squared)
        test = facts["watch_tests"].set_index("year").loc[at]
        assert test["caught"] == sum(r["fell_back"] for r in listed[:25])
        assert test["caught_by_margin"] == sum(r["fell_back"] for r in plain[:25])
        assert (test["visits"], test["standard"]) == (25, OLD)
        assert test["trained_rows"] == len(known)
        assert test["trained_relapses"] == known["fell_back"].sum()
        by_risk = [r["fell_back"] for r in listed], [r["p"] for r in listed]
        assert test["slope"] == pytest.approx(calibration.slope(*by_risk))


def test_limits_are_those_of_households_drawn_again(monkeypatch):
    spells = invented()
    test = facts_of(spells, monkeypatch, visits=25)["watch_tests"].set_index("year").loc[2012]
    rows = risk.observed(spells, 2012)
    listed = risk.scored(risk.fitted(risk.before(spells, 2012)), rows, 2012)
    plain = list(risk.by_margin(rows, 2012)["household_id"])
    homes = list(listed["household_id"])
    fell = dict(zip(homes, listed["fell_back"], strict=True))
    caught, gaps, slopes = [], [], []
    for weights in bootstrap.weights(homes, 2012):
        times = dict(zip(homes, weights, strict=True))
        found, ruled = (
            sum([fell[home] for home in order for _ in range(times[home])][:25])
            for order in (homes, plain)
        )
        caught.append(found)
        gaps.append(found - ruled)
        slopes.append(calibration.slope(listed["fell_back"], listed["risk"], weights))
    for name, values in (("caught", caught), ("gap", gaps), ("slope", slopes)):
        ends = test[f"{name}_lower"], test[f"{name}_upper"]
        assert ends == pytest.approx(bootstrap.limits(values)), name


def test_the_visits_are_those_laid_down_or_a_tenth_and_never_more_than_there_are(monkeypatch):
    assert forward.visits_to_make(7, 400) == 7
    assert [forward.visits_to_make(None, n) for n in (1, 10, 11, 400)] == [1, 1, 2, 40]
    households = (
        facts_of(invented(), monkeypatch)["watch_bands"].groupby("year")["households"].sum()
    )
    made = facts_of(invented(), monkeypatch)["watch_tests"].set_index("year")["visits"]
    assert made.tolist() == [-(-n // 10) for n in households]
    many = facts_of(invented(), monkeypatch, visits=9999)["watch_tests"]
    assert many["visits"].tolist() == households.tolist()
    assert many["caught"].tolist() == many["caught_by_margin"].tolist()


def test_without_rules_of_inspection_a_tenth_is_visited(monkeypatch):
    monkeypatch.setattr(risk, "spells", lambda *_: invented())
    bare = OFFICE.district.programme.model_copy(update={"inspection": None})
    district = OFFICE.district.model_copy(update={"programme": bare})
    held = {2012: review(2012)}
    facts = forward.tables(Register(held, {}, None, None), district)
    assert facts["watch_tests"]["visits"].item() == -(
        -facts["watch_bands"]["households"].sum() // 10
    )


def test_without_enough_relapses_or_reviews_the_tables_have_no_rows(monkeypatch):
    usual = facts_of(invented(), monkeypatch)
    few = facts_of(invented(share=0.0), monkeypatch)
    monkeypatch.undo()
    returns = forward.tables(Register({}, {}, None, None), OFFICE.district)
    tiny = forward.tables(Register(REVIEWS, {}, None, None), OFFICE.district)
    for name, table in usual.items():
        assert len(table)
        for other in (few, returns, tiny):
            assert other[name].empty
            assert other[name].dtypes.to_dict() == table.dtypes.to_dict()


def test_facts_hold_sums_and_codes_and_nothing_of_a_household(monkeypatch):
    for name, table in facts_of(invented(), monkeypatch).items():
        words = table.select_dtypes(exclude="number")
        known = {OLD, *(f"fifth_{n}" for n in range(1, 6))}
        assert set(words.to_numpy().ravel()) <= known, name
        assert list(table) == list(forward.TYPES[name])


# ---- measures

BANDS = pd.DataFrame(
    [
        (2011, "fifth_1", 100, 10, 20_000_000, 8_000_000),
        (2011, "fifth_2", 100, 5, 5_000_000, 4_500_000),
        (2012, "fifth_1", 200, 0, 4_000_000, 100_000),
    ],
    columns=["year", "watch_band", *forward.COUNTED],
)
TESTS = pd.DataFrame(
    [
        (2011, OLD, 400, 40, 20, 4, 3, 0.8, 0.2, 1.4, 2.0, 7.0, -2.0, 4.0),
        (2012, OLD, 600, 55, 30, 0, 0, nan, nan, nan, 0.0, 0.0, 0.0, 0.0),
    ],
    columns=list(forward.TYPES["watch_tests"]),
)


def test_expected_and_found_add_up_over_the_bands():
    table = measures.by_year(BANDS, TESTS)
    first, second = table.to_dict("records")
    assert list(table) == [
        *("year", "standard", "watch_trained_relapses", "watch_households", "watch_expected"),
        *("watch_relapses", "watch_ratio", "watch_ratio_lower", "watch_ratio_upper"),
    ]
    assert list(first.values())[:7] == [2011, OLD, 40, 200, 25.0, 15, 0.6]
    ends = first["watch_ratio_lower"], first["watch_ratio_upper"]
    assert ends == pytest.approx([end / 25 for end in intervals.byar(15)])
    assert (second["watch_expected"], second["watch_relapses"], second["watch_ratio"]) == (4, 0, 0)


def test_skill_is_held_against_the_share_of_the_years_before():
    table = measures.fit(BANDS, TESTS)
    plain = 15 * 0.9**2 + 185 * 0.1**2
    assert table["watch_skill_pct"].iloc[0] == pytest.approx(100 * (1 - 12.5 / plain))
    assert table["watch_relapses"].tolist() == [15, 0]
    slopes = table[["watch_slope", "watch_slope_lower", "watch_slope_upper"]]
    assert slopes.iloc[0].tolist() == [0.8, 0.2, 1.4]
    assert slopes.iloc[1].isna().all()


def test_chance_catches_the_visited_share_of_all_relapses():
    table = measures.caught(BANDS, TESTS)
    assert list(table) == measures.CAUGHT_COLUMNS
    assert table.iloc[0].tolist() == [2011, 20, 15, 1.5, 4, 2.0, 7.0, 3, -2.0, 4.0]
    assert table.iloc[1]["watch_by_chance"] == 0


def test_each_band_has_its_shares_and_an_exact_interval():
    row = measures.by_band(BANDS).iloc[0]
    assert row.tolist()[:7] == ["fifth_1", 2011, 100, 20.0, 10, 20.0, 10.0]
    ends = [100 * end for end in intervals.clopper_pearson(10, 100)]
    assert row.tolist()[7:] == pytest.approx(ends)


def typed(columns: dict, index: list[int], whole: tuple, rates: tuple = ()) -> pd.DataFrame:
    table = pd.DataFrame(columns, index=index)
    return table.astype(dict.fromkeys(whole, "Int64") | dict.fromkeys(rates, "Float64"))


def test_every_table_of_the_tests_has_its_columns_on_the_rows_that_were_given():
    bands, tested = BANDS.set_axis([4, 2, 9]), TESTS.set_axis([7, 3])
    expected = {
        "year": [2011, 2012],
        "standard": [OLD, OLD],
        "watch_trained_relapses": [40, 55],
        "watch_households": [200, 200],
        "watch_expected": [25.0, 4.0],
        "watch_relapses": [15, 0],
        "watch_ratio": [0.6, 0.0],
        "watch_ratio_lower": [intervals.byar(15)[0] / 25, 0.0],
        "watch_ratio_upper": [intervals.byar(15)[1] / 25, -log(0.025) / 4],
    }
    whole = ("watch_trained_relapses", "watch_households", "watch_relapses")
    found = measures.by_year(bands, tested)
    pd.testing.assert_frame_equal(found, typed(expected, [7, 3], whole))
    # Squared errors of the share before: 40 of 400, then 55 of 600.
    before = [15 * 0.9**2 + 185 * 0.1**2, 200 * (55 / 600) ** 2]
    expected = {
        "year": [2011, 2012],
        "watch_relapses": [15, 0],
        "watch_slope": [0.8, nan],
        "watch_slope_lower": [0.2, nan],
        "watch_slope_upper": [1.4, nan],
        "watch_skill_pct": [100 * (1 - 12.5 / before[0]), 100 * (1 - 0.1 / before[1])],
    }
    found = measures.fit(bands, tested)
    expected = typed(expected, [7, 3], ("watch_relapses",), ("watch_skill_pct",))
    pd.testing.assert_frame_equal(found, expected)
    expected = {
        "year": [2011, 2012],
        "watch_visits": [20, 30],
        "watch_relapses": [15, 0],
        "watch_by_chance": [1.5, 0.0],
        "watch_caught": [4, 0],
        "watch_caught_lower": [2.0, 0.0],
        "watch_caught_upper": [7.0, 0.0],
        "watch_caught_by_margin": [3, 0],
        "watch_gap_lower": [-2.0, 0.0],
        "watch_gap_upper": [4.0, 0.0],
    }
    whole = ("watch_visits", "watch_relapses", "watch_caught", "watch_caught_by_margin")
    found = measures.caught(bands, tested)
    pd.testing.assert_frame_equal(found, typed(expected, [7, 3], whole))


def test_sums_of_the_bands_stand_with_the_test_of_their_year_in_any_order():
    turned = TESTS.iloc[::-1]
    assert measures.by_year(BANDS, turned)["watch_relapses"].tolist() == [0, 15]
    assert measures.by_year(BANDS, turned.iloc[:1])["watch_expected"].tolist() == [4]


def test_every_band_stands_on_its_own_row_with_its_shares_and_limits():
    ends = [intervals.clopper_pearson(*of) for of in ((10, 100), (5, 100), (0, 200))]
    expected = {
        "watch_band": ["fifth_1", "fifth_2", "fifth_1"],
        "year": [2011, 2011, 2012],
        "watch_households": [100, 100, 200],
        "watch_expected": [20.0, 5.0, 4.0],
        "watch_relapses": [10, 5, 0],
        "watch_expected_pct": [20.0, 5.0, 2.0],
        "watch_relapse_pct": [10.0, 5.0, 0.0],
        "watch_lower_pct": [100 * low for low, _ in ends],
        "watch_upper_pct": [100 * high for _, high in ends],
    }
    whole, rates = (
        ("watch_households", "watch_relapses"),
        ("watch_expected_pct", "watch_relapse_pct"),
    )
    found = measures.by_band(BANDS.set_axis([4, 2, 9]))
    pd.testing.assert_frame_equal(found, typed(expected, [4, 2, 9], whole, rates))
    none = measures.by_band(BANDS.iloc[:0])
    assert none.empty and none.dtypes.to_dict() == found.dtypes.to_dict()


def test_without_tests_every_table_is_empty_and_nothing_given_is_changed():
    none, nobody = TESTS.iloc[:0], BANDS.iloc[:0]
    made = [measures.by_year(nobody, none), measures.fit(nobody, none)]
    made += [measures.caught(nobody, none), measures.by_band(nobody)]
    usual = [measures.by_year(BANDS, TESTS), measures.fit(BANDS, TESTS)]
    usual += [measures.caught(BANDS, TESTS), measures.by_band(BANDS)]
    for empty, full in zip(made, usual, strict=True):
        assert empty.empty
        assert list(empty) == list(full)
    before = BANDS.copy(), TESTS.copy()
    measures.by_year(BANDS, TESTS)
    pd.testing.assert_frame_equal(before[0], BANDS)
    pd.testing.assert_frame_equal(before[1], TESTS)


def test_the_order_of_bands_changes_no_sum():
    turned = BANDS.iloc[::-1].reset_index(drop=True)
    for measure in (measures.by_year, measures.fit, measures.caught):
        pd.testing.assert_frame_equal(measure(BANDS, TESTS), measure(turned, TESTS))


# ---- sentences and pictures

TESTED, FIT = measures.by_year(BANDS, TESTS), measures.fit(BANDS, TESTS)
CAUGHT, PARTS = measures.caught(BANDS, TESTS), measures.by_band(BANDS)


def last(table: pd.DataFrame, **cells) -> pd.DataFrame:
    """The first row alone, as that of 2012, with some cells as given."""
    return table.iloc[:1].astype(object).assign(year=2012, **cells)


def test_a_ratio_off_1_says_that_risks_are_no_rates():
    said = say.tested(last(TESTED), EN)
    assert said.startswith("In 2012, of 200 households scored, 25.0 were expected to be poor again")
    assert "found 15: 0.60 for each one expected (95% interval 0.34 to 0.99)." in said
    assert said.endswith("The risks were too high and are not to be read as rates.")
    low = say.tested(last(TESTED, watch_ratio_lower=1.01, watch_ratio_upper=2.0), EN)
    assert "The risks were too low" in low
    for ends in ((0.9, 1.0), (1.0, 1.2), (0.5, 1.5)):
        limits = dict(zip(("watch_ratio_lower", "watch_ratio_upper"), ends, strict=True))
        assert "cannot be told apart from what was expected" in say.tested(
            last(TESTED, **limits), EN
        )


def test_a_year_without_a_test_says_why_and_which_was_the_last():
    later = Scope(2013, "Quận X", "vi", NAMES)
    assert "chưa kiểm định được" not in say.tested(last(TESTED), VI)
    said = say.tested(last(TESTED), later)
    assert said.startswith("Danh sách của năm 2013 chưa kiểm định được")
    assert "Năm kiểm định gần nhất là 2012. Năm 2012: 200 hộ được tính nguy cơ" in said
    assert say.tested(TESTED.iloc[:0], VI).startswith("Đến năm 2012 chưa kiểm định được")
    assert "for the district alone" in say.tested(None, EN)


def test_hidden_counts_are_not_said():
    hidden = dict.fromkeys(["watch_relapses", "watch_ratio"], HIDDEN)
    said = say.tested(last(TESTED, **hidden), EN)
    assert said.endswith("were expected to be poor again and the review found not shown.")
    said = say.visits(last(CAUGHT, watch_caught=HIDDEN), EN)
    assert said == (
        "How many that were poor again in 2012 the 20 visits would have caught: not shown (in the "
        "whole year: 15 households)."
    )
    rule = {"watch_caught_by_margin": HIDDEN, "watch_gap_lower": HIDDEN, "watch_gap_upper": HIDDEN}
    said = say.visits(last(CAUGHT, **rule), EN)
    assert "by the plain rule: not shown" in said
    assert said.endswith("The list catches more than chance would.")
    said = say.visits(last(CAUGHT, watch_by_chance=HIDDEN), EN)
    assert "chance would" not in said
    assert "apart from the plain rule" in said


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        (1.5, 4, "cannot be told apart from chance"),
        (0, 1.5, "cannot be told apart from chance"),
        (1.6, 4, "catches more than chance would"),
        (0, 1.4, "catches fewer than chance would"),
    ],
)
def test_the_list_is_held_against_chance(lower, upper, said):
    row = last(CAUGHT, watch_caught_lower=lower, watch_caught_upper=upper)
    assert said in say.visits(row, EN)


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        (-2, 4, "cannot be told apart from the plain rule (a difference from −2 to 4 households)"),
        (0, 4, "cannot be told apart from the plain rule"),
        (-3, 0, "cannot be told apart from the plain rule"),
        (1, 4, "catches from 1 to 4 households more than the plain rule"),
        (-4, -1, "The plain rule catches more (a difference from −4 to −1 households)"),
    ],
)
def test_the_list_is_held_against_the_plain_rule(lower, upper, said):
    row = last(CAUGHT, watch_gap_lower=lower, watch_gap_upper=upper)
    assert said in say.visits(row, EN)


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        (0.2, 1.4, "households with a higher risk were poor again more often"),
        (0.0, 1.4, "cannot be told apart from a list that tells nothing"),
        (-0.9, 0.0, "cannot be told apart from a list that tells nothing"),
        (-0.9, -0.1, "were poor again less often"),
    ],
)
def test_what_the_slope_tells_is_said(lower, upper, said):
    row = last(FIT, watch_slope_lower=lower, watch_slope_upper=upper)
    assert said in say.fit(row, EN)


def test_the_squared_error_saved_is_said_or_that_none_is():
    assert "The squared error is 10.71% less than" in say.fit(last(FIT, watch_skill_pct=10.714), EN)
    for none in (0.0, -4.9):
        assert "is no less than with one share" in say.fit(last(FIT, watch_skill_pct=none), EN)
    assert say.fit(FIT, EN) == ""  # no slope in the last year
    assert say.fit(last(FIT, watch_slope=HIDDEN), EN) == ""


def test_a_year_is_said_as_a_year_also_among_numbers_alone():
    assert say.visits(CAUGHT.iloc[:1], EN).startswith("In 2011, 20 visits by the list")
    assert say.fit(FIT.iloc[:1], EN).startswith("In 2011 the calibration slope is 0.80")


@pytest.mark.parametrize("scope", [VI, EN])
def test_without_a_test_little_is_said_and_nothing_drawn(scope):
    for nothing in (None, PARTS.iloc[:0]):
        assert say.fit(nothing, scope) == say.visits(nothing, scope) == ""
        assert say.bands(nothing, scope) == ""
        assert charts.calibration(nothing, "", "watch-bands", scope).data == ""
    html = tables.grid(PARTS.iloc[:0], "watch-bands", scope, say.instead(scope)).data
    assert say.instead(scope) in html


def test_the_picture_is_named_by_both_ends_of_the_list():
    said = say.bands(PARTS.iloc[:2], EN)
    assert said == (
        "In 2011, poor again observed and expected: first fifth of the list 10.00% and 20.00%; "
        "last fifth 5.00% and 5.00%."
    )


def test_marks_stand_where_the_table_says():
    drawn = charts.calibration(PARTS.iloc[:2], "Finding.", "watch-bands", EN)
    axes = drawn.figure.axes[0]
    expected, observed = axes.lines
    assert observed.get_xdata().tolist() == [10, 5]
    assert expected.get_xdata().tolist() == [20, 5]
    ends = [path.vertices[:, 0].tolist() for path in axes.collections[0].get_paths()]
    limits = ["watch_lower_pct", "watch_upper_pct"]
    assert ends == PARTS.iloc[:2][limits].to_numpy().tolist()
    names = ["First fifth of the list", "Second fifth"]
    assert [label.get_text() for label in axes.get_yticklabels()] == names
    assert axes.yaxis_inverted()
    assert "First fifth of the list: Share observed 10.00%, Share expected 20.00%" in drawn.alt
    assert axes.get_xlim()[1] > 20


def test_what_is_hidden_has_no_mark_and_is_said():
    shares = dict.fromkeys(["watch_relapse_pct", "watch_lower_pct", "watch_upper_pct"], HIDDEN)
    drawn = charts.calibration(last(PARTS, **shares), "", "watch-bands", VI)
    expected, observed = drawn.figure.axes[0].lines
    assert np.isnan(observed.get_xdata()).all()
    assert expected.get_xdata().tolist() == [20]
    assert "Tỷ lệ thực tế không công bố" in drawn.alt
    assert "không công bố và 20,00%" in say.bands(last(PARTS, **shares), VI)


# ---- what may be shown


def test_what_is_caught_lies_in_the_fifths_that_are_visited():
    own = BANDS[BANDS["year"] == 2011]
    visits = TESTS.iloc[:1].assign(visits=100)
    within, whole = published._of_places(own, visits)
    first, second = (
        cell("watch_relapses", {"year": 2011, "watch_band": f"fifth_{n}"}) for n in (1, 2)
    )
    caught = cell("watch_caught", {"year": 2011})
    assert (within.terms, within[1:]) == (((1, first), (-1, caught)), (0, float("inf")))
    assert (whole.terms, whole[1:]) == (((1, caught), (-1, first)), (0, float("inf")))
    within, whole = published._of_places(own, visits.assign(visits=101))
    assert within.terms == ((1, first), (1, second), (-1, caught))
    assert whole.terms == ((1, caught), (-1, first))
    _, none = published._of_places(own, visits.assign(visits=99))
    assert none.terms == ((1, caught),)


def test_who_is_caught_is_one_of_those_who_fell_back():
    relations = list(published._among(TESTS.iloc[:1]))
    fell = cell("watch_relapses", {"year": 2011})
    counts = ("watch_caught", "watch_caught_by_margin")
    assert [each.terms for each in relations] == [
        ((1, fell), (-1, cell(count, {"year": 2011}))) for count in counts
    ]
    assert {each[1:] for each in relations} == {(0, float("inf"))}


@pytest.fixture(scope="module")
def recounted() -> dict[int, tuple[int, int, int]]:
    """By year: exits at risk that were observed, fallen back, and before it; from the files."""
    lists = defaultdict(lambda: defaultdict(list))
    for year in range(2009, 2016):
        for name in ("opening", "closing", "departures"):
            file = OFFICE.folder / "register" / str(year) / f"{name}.csv"
            if file.exists():
                with file.open(encoding="utf-8-sig") as lines:
                    lists[year][name] = list(csv.DictReader(lines))
    found = {}
    for first, final in ((2009, 2012), (2013, 2015)):
        out, fallen = {}, 0
        for year in range(first, final + 1):
            listed = lists[year]["opening"] + lists[year]["closing"]
            again = {r["Mã hộ"] for r in listed if r["Phân loại hộ"] == POOR}
            gone = {r["Mã hộ"] for r in lists[year]["departures"] if r["Lý do"] != EXITED}
            fell, left = out.keys() & again, (out.keys() - again) & gone
            found[year] = len(out) - len(left), len(fell), fallen
            out = {home: at for home, at in out.items() if home not in fell | left}
            fallen += len(fell)
            exits = [r["Mã hộ"] for r in lists[year]["departures"] if r["Lý do"] == EXITED]
            out |= dict.fromkeys(exits, year)
    return found


@pytest.mark.usefixtures("shipped_facts")
def test_the_page_of_the_sample_is_counted_again_from_its_files(recounted):
    shown = publication.tables(2015, "490", SAMPLE)["watch-years"]
    assert shown["year"].tolist() == [2011, 2012, 2015]
    for row in shown.to_dict("records"):
        counts = ["watch_households", "watch_relapses", "watch_trained_relapses"]
        assert tuple(row[count] for count in counts) == recounted[row["year"]]
    assert shown["standard"].tolist() == [OLD, OLD, NEW]


@pytest.mark.usefixtures("shipped_facts")
@pytest.mark.parametrize("year", range(2009, 2016))
def test_a_page_knows_the_tests_up_to_its_year_and_a_ward_has_none(year):
    names = ["watch-years", "watch-fit", "watch-caught"]
    shown = publication.tables(year, "490", SAMPLE)
    for name in names:
        rows = shown[name]["year"].tolist() if len(shown[name]) else []
        assert rows == [at for at in (2011, 2012, 2015) if at <= year]
    bands = shown["watch-bands"]
    assert set(bands["year"] if len(bands) else []) == set(rows[-1:])
    of_ward = publication.tables(year, "20197", SAMPLE)
    assert all(of_ward[name] is None for name in [*names, "watch-bands"])


@pytest.mark.usefixtures("shipped_facts")
def test_no_count_below_the_threshold_is_shown_and_nothing_that_rests_on_one(monkeypatch):
    shown = publication.tables(2015, "490", SAMPLE)["watch-caught"].set_index("year")
    facts = read.watch("watch_tests", 2015, SAMPLE).set_index("year")
    assert facts.loc[2012, "caught"] < 5 < facts.loc[2011, "caught"]
    assert (
        shown.loc[2012, ["watch_caught", "watch_caught_lower", "watch_gap_upper"]] == HIDDEN
    ).all()
    assert shown.loc[2011, "watch_caught"] == facts.loc[2011, "caught"]
    monkeypatch.setattr(settle, "PARTS", [published_exits, published])
    audit = settle.release(2015, ["490"], SAMPLE).audit()
    own = audit[audit["measure"].str.startswith("watch_")]
    assert set(own["measure"]) == {"watch_caught", "watch_caught_by_margin"}
    assert (own["width"] >= 4).all()


@pytest.mark.usefixtures("shipped_facts")
def test_of_returns_there_is_no_test():
    shown = publication.tables(2013, "DN-LC", PUBLISHED)
    assert all(shown[name].empty for name in ("watch-years", "watch-fit", "watch-bands"))
    assert "chưa kiểm định được danh sách theo dõi nào" in say.tested(shown["watch-years"], VI)


@pytest.mark.usefixtures("shipped_facts")
def test_facts_of_the_tests_stand_beside_the_others_and_end_at_a_review():
    assert {"watch_bands", "watch_tests"} <= read.known(2011, SAMPLE).keys()
    assert set(read.watch("watch_bands", 2012, SAMPLE)["year"]) == {2011, 2012}
    assert read.watch("watch_tests", 2010, SAMPLE).empty


# ---- the list itself


def test_reasons_are_the_predictors_that_raise_the_risk_most_first():
    row = {
        "margin": log(1.03),
        "workers": 0.0,
        "is_ill": 1.0,
        "years_since": 2.0,
        "is_near_poor": 1.0,
    }
    added = {"margin": 0.1, "workers": 0.3, "is_ill": 0.2, "years_since": 0.05, "is_near_poor": 0.0}
    assert worklist.reasons(row, added) == [
        "không có lao động",
        "nguyên nhân nghèo có ốm đau",
        "thu nhập khi thoát bằng 103% mức chuẩn",
        "mới thoát nghèo 2 năm",
    ]
    one = worklist.reasons(row | {"workers": 1.0}, {"workers": 0.1, "is_near_poor": 0.2})
    assert one == ["chỉ thoát lên hộ cận nghèo", "1 lao động"]
    assert worklist.reasons(row, dict.fromkeys(added, -0.1)) == []


def test_what_is_not_recorded_is_said_and_is_no_reason():
    row = {"margin": nan, "workers": nan, "is_ill": nan, "years_since": 1.0, "is_near_poor": 0.0}
    said = worklist.reasons(row, dict.fromkeys(row, 0.0))
    assert said == [
        "không ghi thu nhập khi thoát",
        "không ghi số lao động",
        "không ghi nguyên nhân nghèo",
    ]
    assert worklist.reasons(row, {"years_since": 0.5}) == ["mới thoát nghèo 1 năm"]


def exited(n: int = 60, fallen: int = 12) -> dict[int, Review]:
    """A register in which n households exit in 2009, and some of them are poor again in 2010."""
    homes = [f"H{at:02d}" for at in range(n)]
    kinds = [("ốm đau, tai nạn" if at % 3 == 0 or at < 4 else "khác") for at in range(n)]
    opening = [
        (h, POOR, str(at % 3), kind) for at, (h, kind) in enumerate(zip(homes, kinds, strict=True))
    ]
    income = [500_000 + 1_000 * (at + 1) for at in range(n)]
    left = [(h, EXITED, NOT_POOR, str(vnd)) for h, vnd in zip(homes, income, strict=True)]
    again = poor(*homes[: 2 * fallen : 2])
    return {2009: review(2009, opening, [], left), 2010: review(2010, [], again)}


@pytest.fixture
def office(tmp_path, monkeypatch) -> workspace.Workspace:
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(tmp_path))
    return OFFICE


def book(file) -> tuple[list[str], list[dict], list[dict]]:
    """The lines above the list, its rows, and those of the model, by heading."""
    listed, model = openpyxl.load_workbook(file)
    lines = list(listed.iter_rows(values_only=True))
    at = next(n for n, line in enumerate(lines) if line[1])
    rows = [dict(zip(lines[at], line, strict=True)) for line in lines[at + 1 :]]
    heads, *cells = model.iter_rows(values_only=True)
    return [line[0] for line in lines[:at]], rows, [dict(zip(heads, c, strict=True)) for c in cells]


def with_visits(office: workspace.Workspace, rule: programme.Inspection | None):
    of_work = office.district.programme.model_copy(update={"inspection": rule})
    return replace(office, district=office.district.model_copy(update={"programme": of_work}))


def test_the_list_names_who_is_at_risk_in_order_and_marks_where_the_visits_end(office):
    known = Register(exited(), {}, None, None)
    office = with_visits(office, programme.Inspection(watch_visits=5))
    above, rows, model = book(worklist.write(office, known, 2010, SAMPLE))
    fallen = {f"H{at:02d}" for at in range(0, 24, 2)}
    homes = {f"H{at:02d}" for at in range(60)} - fallen
    assert {row["Mã hộ"] for row in rows} == homes
    assert [row["Thứ tự"] for row in rows] == list(range(1, 49))
    risks = [row["Nguy cơ một năm (%)"] for row in rows]
    assert risks == sorted(risks, reverse=True)
    assert [row["Trong số lần thăm"] for row in rows] == ["x"] * 5 + [""] * 43
    spells = risk.spells(known.reviews, "urban")
    fitted = risk.fitted(risk.before(spells, 2011))
    expected = risk.scored(fitted, risk.at_start(spells, 2011), 2011)
    assert [row["Mã hộ"] for row in rows] == list(expected["household_id"])
    assert risks == [float(terms.rounded(100 * each, 1)) for each in expected["risk"]]
    first = rows[0]
    assert (first["Họ tên chủ hộ"], first["Phường"]) == (f"Chủ {first['Mã hộ']}", "Hòa Hiệp Bắc")
    assert (first["Năm thoát nghèo"], first["Năm"]) == (2009, 2011)
    assert first["Cách chọn"] == "Theo dấu hiệu"
    assert above[0] == "Danh sách theo dõi hộ đã thoát nghèo năm 2011, Quận Liên Chiểu"
    assert above[2] == "Lập theo sổ đến rà soát năm 2010: 60 lượt theo dõi, 12 lần nghèo trở lại."
    text = " ".join(above)
    for words in (
        "không quyết định điều gì",
        "Không dùng danh sách này để tính tỷ lệ",
        "đã được thăm",
    ):
        assert words in text
    assert [row["Điều đã biết"] for row in model] == ["Thu nhập khi thoát cao hơn 10%"]
    ratio = exp(log(1.1) * fitted.coefficients["margin"])
    assert model[0]["Nguy cơ gấp (lần)"] == pytest.approx(ratio, abs=0.005)
    wide = 1.959964 * fitted.errors["margin"]
    ends = [exp(log(1.1) * (fitted.coefficients["margin"] + by)) for by in (-wide, wide)]
    assert [model[0]["Từ (95%)"], model[0]["Đến (95%)"]] == pytest.approx(ends, abs=0.005)


@pytest.mark.parametrize("rule", [None, programme.Inspection()])
def test_where_no_visits_are_laid_down_all_are_marked(office, rule):
    known = Register(exited(), {}, None, None)
    _, rows, _ = book(worklist.write(with_visits(office, rule), known, 2010, SAMPLE))
    assert {row["Trong số lần thăm"] for row in rows} == {"x"}


def test_every_reason_is_true_of_its_household(office):
    known = Register(exited(), {}, None, None)
    _, rows, _ = book(worklist.write(office, known, 2010, SAMPLE))
    mean = np.mean([log((500_000 + 1_000 * (at + 1)) / 500_000) for at in range(60)])
    for row in rows:
        margin = log((500_000 + 1_000 * (int(row["Mã hộ"][1:]) + 1)) / 500_000)
        said = row["Lý do nguy cơ cao hơn trung bình"]
        assert (f"bằng {exp(margin) * 100:.0f}% mức chuẩn" in said) == (margin < mean)


def test_a_later_review_changes_no_list_made_before_it(office):
    reviews = exited()
    now = book(worklist.write(office, Register(reviews, {}, None, None), 2010, SAMPLE))
    later = reviews | {2011: review(2011, poor("H01", "H03"), poor("H05"))}
    assert book(worklist.write(office, Register(later, {}, None, None), 2010, SAMPLE)) == now


@pytest.mark.parametrize(
    ("reviews", "year"),
    [
        (exited(fallen=9), 2010),
        (exited(), 2009),
        (exited(), 2011),
        ({}, 2010),
        ({**exited(), 2011: review(2011, standard=NEW)}, 2011),
    ],
)
def test_where_no_model_can_be_fitted_no_list_is_written(office, reviews, year, tmp_path):
    with pytest.raises(workspace.WorkspaceError) as refused:
        worklist.write(office, Register(reviews, {}, None, None), year, "quan-x")
    said = refused.value.text("vi")
    assert said.startswith(f"quan-x: đến năm {year} chưa lập được danh sách theo dõi")
    assert "ít nhất 10 hộ nghèo trở lại" in said
    assert re.search("at least 10 relapses; no list was written", refused.value.text("en"))
    assert not list(tmp_path.rglob("*.xlsx"))


def test_the_setting_is_a_number_of_visits_or_nothing():
    assert programme.Inspection().watch_visits is None
    with pytest.raises(ValueError, match="greater than or equal to 1"):
        programme.Inspection(watch_visits=0)
    assert OFFICE.district.programme.inspection.watch_visits == 300


# ---- the sample: what is scored knows nothing of what comes


@pytest.mark.heavy
def test_the_scores_of_a_year_are_those_of_a_register_that_ends_before_it():
    reviews = stores.read(OFFICE).reviews
    whole = risk.spells(reviews, "urban")
    for year in (2011, 2012, 2015):
        ended = risk.spells({at: each for at, each in reviews.items() if at < year}, "urban")
        scores = []
        for spells in (whole, ended):
            model = risk.fitted(risk.before(spells, year))
            scored = risk.scored(model, risk.at_start(spells, year), year)
            scores.append(scored.set_index("household_id")["risk"])
        pd.testing.assert_series_equal(*scores)
