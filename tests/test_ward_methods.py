"""Shrinkage, ranks, standardisation, overdispersion: published and hand-made results, and ends."""

from itertools import product
from math import comb, isnan, nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit, ndtr
from scipy.stats import halfnorm, logistic, norm

from analysis.methods import funnel, intervals, overdispersion, ranks, shrinkage, standardisation

# Five openings with one true exit rate, and one draw of exits.
OPENINGS = np.array([200, 500, 800, 1100, 1418])
EXITS = np.array([84, 160, 270, 350, 464])
RAW = EXITS / OPENINGS
RAW_ERRORS = np.sqrt(RAW * (1 - RAW) / OPENINGS)


# Shrinkage


def normal_version(x: np.ndarray, n: np.ndarray, scale: float) -> np.ndarray:
    """Mean of the log-odds, limits and P(above the pooled) by the normal likelihood of logits."""
    y, s2 = logit(x / n), 1 / x + 1 / (n - x)
    tau = np.linspace(1e-4, 6 * scale, 1501)[:, None]
    w = 1 / (s2 + tau**2)
    mu, v = (w * y).sum(1, keepdims=True) / w.sum(1, keepdims=True), 1 / w.sum(1, keepdims=True)
    log_p = halfnorm.logpdf(tau, scale=scale) + np.log(v) / 2
    log_p += (np.log(w) - w * (y - mu) ** 2).sum(1, keepdims=True) / 2
    p = np.exp(log_p - log_p.max())
    p /= p.sum()
    b = (1 / tau**2) / (1 / s2 + 1 / tau**2)
    middle, error = (1 - b) * y + b * mu, np.sqrt(1 / (1 / s2 + 1 / tau**2) + b**2 * v)
    at = np.linspace(y.min() - 2, y.max() + 2, 1001)
    each = zip(middle.T, error.T, strict=True)
    below = np.array([(p * ndtr((at - m[:, None]) / e[:, None])).sum(0) for m, e in each])
    limits = [[np.interp(tail, row, at) for row in below] for tail in (0.025, 0.975)]
    pooled = logit(x.sum() / n.sum())
    above = [1 - np.interp(pooled, at, row) for row in below]
    return np.array([expit((p * middle).sum(0)), *expit(limits), above])


@pytest.mark.parametrize(("scale", "first"), [(0.25, 0.361), (0.5, 0.366), (1, 0.368)])
def test_five_wards_are_shrunken_as_two_computations_have_it(scale, first):
    found = shrinkage.shrunken(EXITS, OPENINGS, scale)
    expected = normal_version(EXITS, OPENINGS, scale)
    assert found.share[0] == pytest.approx(first, abs=6e-4)
    assert found.share == pytest.approx(expected[0], abs=5e-4)
    assert found.lower == pytest.approx(expected[1], abs=1.5e-3)
    assert found.upper == pytest.approx(expected[2], abs=1.5e-3)
    assert found.above == pytest.approx(expected[3], abs=0.015)


def test_the_scale_is_a_half_and_the_level_95_unless_told():
    found = shrinkage.shrunken(EXITS, OPENINGS)
    for each in (found, shrinkage.shrunken(EXITS, OPENINGS, 0.5, 0.95)):
        assert [round(share, 3) for share in each.share] == [0.366, 0.327, 0.336, 0.324, 0.329]
    assert found.lower[0] == pytest.approx(0.3186, abs=5e-4)
    wider = shrinkage.shrunken(EXITS, OPENINGS, level=0.99)
    assert (wider.lower < found.lower).all()
    assert (wider.upper > found.upper).all()


def by_brute_force(x, n, scale):
    """Posterior mean and P(first above pooled) of two units, each sum written out."""
    theta, mus = np.linspace(-9, 7, 801), np.linspace(-8, 6, 141)
    like = [np.exp(k * theta - m * np.log1p(np.exp(theta))) for k, m in zip(x, n, strict=True)]
    whole, share, above = 0.0, np.zeros(2), 0.0
    for mu, tau in product(mus, (np.arange(60) + 0.5) * 5 * scale / 60):
        prior = norm.pdf(theta, mu, tau)
        prior = prior / prior.sum() if prior.sum() else prior
        joint = [each * prior for each in like]
        sums = [each.sum() for each in joint]
        weight = halfnorm.pdf(tau, scale=scale) * logistic.pdf(mu)
        whole += weight * sums[0] * sums[1]
        first, second = ((each * expit(theta)).sum() for each in joint)
        share += weight * np.array([first * sums[1], second * sums[0]])
        above += weight * joint[0][theta > logit(sum(x) / sum(n))].sum() * sums[1]
    return share / whole, above / whole


@pytest.mark.parametrize(("x", "n"), [([0, 5], [7, 9]), ([12, 3], [12, 8])])
def test_units_with_none_or_all_are_as_by_brute_force(x, n):
    share, above = by_brute_force(x, n, 0.5)
    found = shrinkage.shrunken(x, n)
    assert found.share == pytest.approx(share, abs=2e-3)
    assert found.above[0] == pytest.approx(above, abs=0.01)


def test_where_nobody_or_everybody_has_the_event_nothing_is_above_the_whole():
    none, every = shrinkage.shrunken([0, 0], [20, 30]), shrinkage.shrunken([20, 30], [20, 30])
    assert np.isnan([*none.above, *every.above]).all()
    assert every.share == pytest.approx(1 - none.share, abs=1e-6)
    assert every.upper == pytest.approx(1 - none.lower, abs=1e-4)
    assert (none.lower > 0).all()
    assert (none.share < 0.06).all()


@pytest.mark.parametrize(("x", "n"), [([3], [9]), ([3, 4], [9, 0]), ([3, nan], [9, 9]), ([], [])])
def test_a_single_unit_is_not_shrunken(x, n):
    found = shrinkage.shrunken(x, n)
    assert found._fields == ("share", "lower", "upper", "above")
    assert all(len(each) == len(x) and np.isnan(each).all() for each in found)


def test_a_unit_of_one_household_is_drawn_to_the_others_and_counts():
    found = shrinkage.shrunken([1, 3], [1, 9])
    assert 1 > found.share[0] > found.share[1] > 1 / 3
    assert not np.isnan(found.above).any()


def test_an_empty_unit_counts_for_nothing():
    found, without = shrinkage.shrunken([3, 0, 8], [9, 0, 10]), shrinkage.shrunken([3, 8], [9, 10])
    for each, own in zip(found, without, strict=True):
        assert each[[0, 2]].tolist() == own.tolist()
        assert isnan(each[1])


@settings(max_examples=8)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 60)), min_size=2, max_size=4))
def test_a_shrunken_share_lies_within_its_limits_and_mirrors_with_its_complement(pairs):
    x, n = (np.array(each) for each in zip(*[(min(k, m), m) for k, m in pairs], strict=True))
    found, mirrored = shrinkage.shrunken(x, n), shrinkage.shrunken(n - x, n)
    assert ((found.lower < found.share) & (found.share < found.upper)).all()
    assert found.share == pytest.approx(1 - mirrored.share, abs=1e-3)


def test_small_units_are_drawn_further_and_units_alike_all_the_way():
    small, large = shrinkage.shrunken([30, 30, 300], [50, 100, 1000]).share[:2], (0.6, 0.3)
    assert abs(small[0] - large[0]) > abs(small[1] - large[1])
    alike = shrinkage.shrunken([30, 60], [100, 200]).share
    assert alike == pytest.approx([0.3, 0.3], abs=5e-3)


def test_many_units_are_taken_some_at_a_time(monkeypatch):
    random = np.random.default_rng(5)
    n = random.integers(5, 40, 60)
    x = random.binomial(n, expit(random.normal(-0.7, 0.5, 60)))
    at_once = shrinkage.shrunken(x, n)
    monkeypatch.setattr(shrinkage, "AT_ONCE", 7)
    for each, whole in zip(shrinkage.shrunken(x, n), at_once, strict=True):
        assert each == pytest.approx(whole, abs=1e-9)


@pytest.mark.heavy
def test_eleven_thousand_units_find_the_spread_that_made_them():
    random = np.random.default_rng(3)
    n = random.integers(10, 40, 11_000)
    p = expit(random.normal(-0.7, 0.4, 11_000))
    x = random.binomial(n, p)
    found = shrinkage.shrunken(x, n)
    assert ((found.lower < p) & (p < found.upper)).mean() == pytest.approx(0.95, abs=0.01)
    assert ((found.share - p) ** 2).mean() < ((x / n - p) ** 2).mean() * 0.7


# Ranks


def test_marginal_sets_of_five_wards_are_those_worked_out_before():
    own, joint = ranks.critical(RAW_ERRORS)
    sets = ranks.sets(RAW, RAW_ERRORS, own)
    assert list(zip(*sets, strict=True)) == [(1, 2), (2, 5), (1, 5), (2, 5), (2, 5)]
    assert own == pytest.approx([2.30, 2.42, 2.46, 2.47, 2.48], abs=0.03)
    assert joint == pytest.approx([2.70] * 5, abs=0.05)
    assert next(zip(*ranks.sets(RAW, RAW_ERRORS, joint), strict=True)) == (1, 4)


def test_the_critical_value_of_two_units_is_that_of_one_normal():
    for each in ranks.critical([1.0, 3.0], draws=200_000):
        assert each == pytest.approx([1.96, 1.96], abs=0.02)
    for each in ranks.critical([1.0, 3.0], level=0.8, draws=200_000):
        assert each == pytest.approx([1.2816, 1.2816], abs=0.02)


def test_the_critical_value_of_all_pairs_of_equal_units_is_tukeys():
    _, joint = ranks.critical([1.0] * 5, draws=100_000)
    assert joint == pytest.approx([3.858 / 2**0.5] * 5, abs=0.02)  # studentised range, 5, infinity


def test_a_seed_gives_the_same_value_again_and_another_seed_another():
    first, again, other = (ranks.critical(RAW_ERRORS, draws=500, seed=at)[1][0] for at in (1, 1, 2))
    assert first == again != other
    assert ranks.critical(RAW_ERRORS)[1][0] == ranks.critical(RAW_ERRORS, 0.95, 20_000, 2024)[1][0]


def test_many_units_have_sidaks_value_which_is_cautious():
    own, joint = ranks.critical([1.0] * 31)
    assert own == pytest.approx([norm.isf((1 - 0.95 ** (1 / 30)) / 2)] * 31)
    assert joint == pytest.approx([norm.isf((1 - 0.95 ** (1 / 465)) / 2)] * 31)
    simulated_own, simulated = ranks.critical([1.0] * 30)
    assert len(simulated) == 30
    assert simulated[0] < norm.isf((1 - 0.95 ** (1 / 435)) / 2) - 0.05  # of 30, Šidák's
    assert simulated[0] < ranks.critical([1.0] * 31)[1][0]
    assert simulated_own[0] < own[0]


ESTIMATES = st.lists(st.tuples(st.floats(0, 1), st.floats(0.001, 0.3)), min_size=2, max_size=8)


@given(ESTIMATES, st.floats(0.5, 4), st.sampled_from([0.0, 0.05]))
def test_sets_are_those_counted_pair_by_pair(units, limit, slack):
    theta, s = (np.array(each) for each in zip(*units, strict=True))
    critical = np.full(len(theta), limit)
    found = ranks.sets(theta, s, critical, slack)
    for j, (best, worst) in enumerate(zip(*found, strict=True)):
        wide = limit * np.sqrt(s[j] ** 2 + s**2) + 2 * slack
        assert best == 1 + sum(theta - theta[j] > wide)
        assert worst == len(theta) - sum(theta[j] - theta > wide)
    apart = ranks.are_apart(theta, s, critical, slack)
    assert (apart == apart.T).all()
    of_pairs = ranks.sets_of_pairs(theta, apart)
    assert [list(each) for each in of_pairs] == [list(each) for each in found]


def test_a_difference_of_exactly_the_limit_is_not_told_apart():
    assert not ranks.are_apart(np.array([0.0, 5.0]), np.array([3.0, 4.0]), np.ones(2)).any()
    assert ranks.are_apart(np.array([0.0, 5.1]), np.array([3.0, 4.0]), np.ones(2)).sum() == 2
    assert not ranks.are_apart(np.array([0.0, 5.2]), np.array([3.0, 4.0]), np.ones(2), 0.1).any()


def test_many_units_are_ranked_some_at_a_time(monkeypatch):
    random = np.random.default_rng(1)
    theta, s = random.normal(size=40), np.full(40, 0.2)
    whole = ranks.sets(theta, s, np.full(40, 2.0))
    monkeypatch.setattr(ranks, "AT_ONCE", 7)
    again = ranks.sets(theta, s, np.full(40, 2.0))
    assert [list(each) for each in again] == [list(each) for each in whole]


def test_sets_hold_the_true_ranks_of_all_units_as_often_as_they_say():
    random, true = np.random.default_rng(8), np.array([0.30, 0.32, 0.35, 0.40])
    errors = np.array([0.02, 0.03, 0.02, 0.04])
    limits, held = ranks.critical(errors, draws=5000), [0, 0]
    for _ in range(400):
        drawn = random.normal(true, errors)
        for at, limit in enumerate(limits):
            best, worst = ranks.sets(drawn, errors, limit)
            inside = (best <= [4, 3, 2, 1]) & (worst >= [4, 3, 2, 1])
            held[at] += inside[0] if at == 0 else inside.all()
    assert min(held) >= 0.94 * 400


def test_pairs_of_small_units_are_tested_exactly_and_adjusted_by_holm():
    x, n = [0, 3, 9], [10, 10, 10]
    p = ranks.tests(x, n)
    assert np.isnan(np.diag(p)).all()
    assert p[0, 2] == p[2, 0] == funnel.fisher(0, 10, 9, 10)
    own, joint = ranks.adjusted(p)
    pairs = funnel.holm([p[0, 1], p[0, 2], p[1, 2]])
    assert [joint[0, 1], joint[0, 2], joint[1, 2]] == pairs.tolist()
    assert [joint[1, 0], joint[2, 0], joint[2, 1]] == pairs.tolist()
    assert own[2, :2].tolist() == funnel.holm([p[2, 0], p[2, 1]]).tolist()
    assert np.isnan(np.diag(joint)).all() and np.isnan(np.diag(own)).all()
    sets = ranks.sets_of_pairs([0.0, 0.3, 0.9], joint < 0.05)
    assert list(zip(*sets, strict=True)) == [(2, 3), (2, 3), (1, 1)]


def test_fewer_than_ten_on_either_side_are_small():
    assert ranks.are_small([9, 50], [100, 100])
    assert ranks.are_small([91, 50], [100, 100])
    assert not ranks.are_small([10, 90], [100, 100])


def test_the_error_of_a_share_is_never_0():
    assert ranks.errors([0, 10], [8, 10]) == pytest.approx(
        [np.sqrt(0.1 * 0.9 / 10), np.sqrt(11 / 12 / 12 / 12)]
    )


# Standardisation


SIZES = np.array([[100, 300], [200, 100]])
EVENTS = np.array([[20, 120], [30, 50]])


def test_expected_events_are_those_of_the_groups_at_given_rates():
    found = standardisation.indirect([140, 80], SIZES, [0.2, 0.4])
    assert found.expected.tolist() == [140, 80]
    assert found.ratio.tolist() == [1, 1]
    half = 1.959964 * np.sqrt(100 * 0.16 + 300 * 0.24) / 140
    assert [found.lower[0], found.upper[0]] == pytest.approx([1 - half, 1 + half], abs=1e-6)
    wider = standardisation.indirect([140, 80], SIZES, [0.2, 0.4], 0.99)
    assert wider.upper[0] - 1 == pytest.approx(half * 2.575829 / 1.959964, abs=1e-6)


def test_the_spread_of_common_events_is_that_of_sums_of_binomials():
    outcomes = [
        (k + m, comb(4, k) * 0.3**k * 0.7 ** (4 - k) * comb(3, m) * 0.6**m * 0.4 ** (3 - m))
        for k, m in product(range(5), range(4))
    ]
    mean = sum(total * p for total, p in outcomes)
    variance = sum((total - mean) ** 2 * p for total, p in outcomes)
    many = standardisation.indirect([300], [[400, 300]], [0.3, 0.6])
    assert many.expected[0] == pytest.approx(100 * mean)
    half = (many.upper[0] - many.lower[0]) / 2 * many.expected[0]
    assert half == pytest.approx(1.959964 * np.sqrt(100 * variance), abs=1e-4)


@pytest.mark.parametrize(("rate", "is_poisson"), [(0.0999, True), (0.1, False), (0.9, False)])
def test_rare_events_have_the_limits_of_a_count(rate, is_poisson):
    found = standardisation.indirect([12], [[100]], [rate])
    of_count = np.array(intervals.count_interval(12)) / (100 * rate)
    of_sum = (12 + np.array([-1, 1]) * 1.959964 * np.sqrt(100 * rate * (1 - rate))) / (100 * rate)
    expected = of_count if is_poisson else of_sum
    assert [found.lower[0], found.upper[0]] == pytest.approx(expected, abs=1e-5)


def test_nearly_all_expected_is_as_rare_as_hardly_any():
    found = standardisation.indirect([95], [[100]], [0.95])
    assert found.upper[0] == pytest.approx(intervals.count_interval(95)[1] / 95)


def test_each_unit_of_which_little_is_left_has_limits_of_its_own_count_at_any_size():
    # Of 1, 200 and 100 at .96 there are .04, 8 and 4 left.
    events = [1, 190, 90]
    found = standardisation.indirect(events, [[1], [200], [100]], [0.96], 0.9)
    assert found.expected == pytest.approx([0.96, 192, 96])
    assert found.ratio == pytest.approx([1 / 0.96, 190 / 192, 90 / 96])
    limits = [intervals.count_interval(x, 0.9) for x in events]
    for side, of in ((0, found.lower), (1, found.upper)):
        expected = [each[side] / e for each, e in zip(limits, (0.96, 192, 96), strict=True)]
        assert of == pytest.approx(expected)


def test_a_lower_limit_is_never_below_0():
    assert standardisation.indirect([1], [[1000]], [0.4]).lower.tolist() == [0]


def test_an_empty_group_adds_nothing_and_nothing_expected_has_no_ratio():
    assert standardisation.indirect([3], [[10, 0]], [0.4, nan]).expected.tolist() == [4]
    for nobody in ([[0, 0]], [[5, 5]]):
        found = standardisation.indirect([0], nobody, [0.0, 0.0])
        assert np.isnan(found).all()


def test_direct_rates_are_of_one_make_up():
    found = standardisation.direct(EVENTS, SIZES, [3, 1])
    assert found.share == pytest.approx([0.75 * 0.2 + 0.25 * 0.4, 0.75 * 0.15 + 0.25 * 0.5])
    variance = 0.75**2 * 0.2 * 0.8 / 100 + 0.25**2 * 0.4 * 0.6 / 300
    cases = 0.25 * 0.75 / variance
    assert [found.lower[0], found.upper[0]] == pytest.approx(
        intervals.wilson(0.25 * cases, cases), abs=1e-9
    )
    wider = standardisation.direct(EVENTS, SIZES, [3, 1], 0.99)
    assert [wider.lower[0], wider.upper[0]] == pytest.approx(
        intervals.wilson(0.25 * cases, cases, 0.99), abs=1e-9
    )


def test_one_group_alone_has_the_rate_and_interval_of_the_unit():
    found = standardisation.direct([[30]], [[100]], [7])
    assert [found.share[0], found.lower[0], found.upper[0]] == pytest.approx(
        [0.3, *intervals.wilson(30, 100)]
    )


@given(
    st.lists(st.tuples(st.integers(1, 90), st.integers(100, 500)), min_size=1, max_size=5),
    st.integers(1, 9),
)
def test_at_its_own_make_up_a_unit_has_its_own_rate_and_ratio_1(groups, times):
    x, n = (np.array([each]) for each in zip(*groups, strict=True))
    indirect = standardisation.indirect(x.sum(axis=1), n, (x / n)[0])
    assert indirect.ratio[0] == pytest.approx(1)
    if x.sum() >= 10:
        direct = standardisation.direct(x, n, n[0] * times)
        assert direct.share[0] == pytest.approx(x.sum() / n.sum())


def test_a_direct_rate_needs_every_group_that_counts_and_ten_events():
    assert np.isnan(standardisation.direct([[20, 0]], [[50, 0]], [1, 1])).all()
    assert standardisation.direct([[20, 0]], [[50, 0]], [1, 0]).share.tolist() == [0.4]
    assert np.isnan(standardisation.direct([[9]], [[50]], [1])).all()
    assert standardisation.direct([[10]], [[50]], [1]).share.tolist() == [0.2]


def test_a_group_of_one_household_counts_and_few_events_of_a_unit_are_its_own():
    found = standardisation.direct([[1, 11], [3, 4]], [[1, 19], [20, 30]], [1, 1])
    share, variance = 15 / 19, 0.25 * (11 / 19) * (8 / 19) / 19
    cases = share * (1 - share) / variance
    lower, upper = intervals.wilson(share * cases, cases)
    assert found.share == pytest.approx([share, nan], nan_ok=True)
    assert found.lower == pytest.approx([lower, nan], nan_ok=True)
    assert found.upper == pytest.approx([upper, nan], nan_ok=True)


def test_where_all_have_the_event_the_rate_has_no_interval():
    found = standardisation.direct([[50, 20]], [[50, 20]], [1, 1])
    assert found.share.tolist() == [1]
    assert np.isnan([*found.lower, *found.upper]).all()


# Overdispersion


def test_values_beyond_the_quantiles_are_set_to_these():
    z = np.arange(11.0)
    assert overdispersion.winsorised(z).tolist() == [1, 1, *range(2, 9), 9, 9]
    assert overdispersion.winsorised(z, 0).tolist() == z.tolist()
    assert overdispersion.winsorised(z, 0.2).tolist() == [2, 2, *range(2, 9), 8, 8]


def test_phi_and_tau_squared_are_those_worked_by_hand():
    found = overdispersion.dispersion([3.0, -1.0, 5.0], [1.0, 1.0, 2.0], 1.0, 0)
    # z = 2, -2, 2; w = 1, 1, 1/4
    assert found.units == 3
    assert found.phi == 4
    assert found.tau_squared == pytest.approx((12 - 2) / (2.25 - 2.0625 / 2.25))
    assert overdispersion.dispersion([1.1, 0.9], [1, 1], 1.0, 0).tau_squared == 0
    shifted = overdispersion.dispersion([3.0, -1.0, 5.0], [1.0, 1.0, 2.0], [1.0, 1.0, 5.0], 0)
    assert shifted.phi == pytest.approx(8 / 3)


def test_ten_per_cent_are_drawn_in_at_each_end_unless_told():
    y, s = np.array([0.0] * 18 + [50.0, -50.0]), np.ones(20)
    assert overdispersion.dispersion(y, s, 0.0).phi == 0
    assert overdispersion.dispersion(y, s, 0.0, 0).phi == 250
    assert overdispersion.dispersion(y, s, 0.0).tau_squared == 0


def test_one_unit_has_no_dispersion():
    found = overdispersion.dispersion([3.0], [1.0], 1.0)
    assert found.units == 1
    assert isnan(found.phi) and isnan(found.tau_squared)
    assert overdispersion.dispersion([1.0, 3.0], [1.0, 1.0], 1.0, 0).phi == 2


def test_the_stabilised_scale_is_the_arcsine():
    y, s = overdispersion.stabilised([0, 25, 100], [100, 100, 100])
    assert y == pytest.approx([0, np.pi / 6, np.pi / 2])
    assert s == pytest.approx([0.05] * 3)


def test_a_count_or_a_size_that_a_column_does_not_know_has_no_value_on_the_scale():
    counts, sizes = pd.array([25, None, 25], "Int64"), pd.array([100, 100, None], "Int64")
    y, s = overdispersion.stabilised(counts, sizes)
    assert y == pytest.approx([np.pi / 6, nan, nan], nan_ok=True)
    assert s == pytest.approx([0.05, 0.05, nan], nan_ok=True)


@pytest.mark.parametrize("q", [0, 0.1])
@pytest.mark.parametrize("tau", [0.0, 0.1])
def test_simulated_units_give_back_the_spread_that_made_them(tau, q):
    random = np.random.default_rng(11)
    n = random.integers(50, 300, 4000)
    s = 1 / (2 * np.sqrt(n))
    y = random.normal(0.6, np.sqrt(s**2 + tau**2))
    found = overdispersion.dispersion(y, s, 0.6, q)
    if tau and not q:
        assert found.tau_squared**0.5 == pytest.approx(tau, rel=0.05)
    elif tau:  # winsorised errs on the low side
        assert 0.5 * tau < found.tau_squared**0.5 < tau
    else:
        assert found.phi == pytest.approx(overdispersion.by_chance(q), abs=0.05)
        assert found.tau_squared < 2e-4


@pytest.mark.parametrize(("q", "phi"), [(0, 1.0), (0.1, 0.6787), (0.25, 0.2988)])
def test_phi_by_chance_is_the_mean_of_a_drawn_in_square(q, phi):
    z = norm.ppf((np.arange(200_000) + 0.5) / 200_000)
    assert overdispersion.by_chance(q) == pytest.approx(
        (overdispersion.winsorised(z, q) ** 2).mean(), abs=1e-3
    )
    assert overdispersion.by_chance(q) == pytest.approx(phi, abs=1e-4)


def test_ten_per_cent_is_what_chance_is_told_for_unless_said():
    assert overdispersion.by_chance() == overdispersion.by_chance(0.1)
