"""Random samples of strata: each formula beside a count of all that could have happened."""

from itertools import combinations, product
from math import comb, isnan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from analysis.methods import sampling
from benchmarks import coverage

STRATA = st.lists(
    st.integers(2, 40).flatmap(
        lambda size: st.tuples(st.just(size), st.integers(1, size)).flatmap(
            lambda pair: st.tuples(*map(st.just, pair), st.integers(0, pair[1]))
        )
    ),
    min_size=1,
    max_size=4,
)


def test_the_size_is_the_one_in_the_book():
    assert sampling.size(0.5, 0.05) == 385
    assert sampling.size(0.05, 0.03) == 203
    assert sampling.size(0.05, 0.03, 2817) == 190


@given(st.integers(1, 60), st.integers(1, 30), st.integers(10, 2000))
def test_no_smaller_sample_keeps_the_margin(pct, margin, of):
    p, e = pct / 100, margin / 100
    kept = [
        n
        for n in range(1, of + 1)
        if norm.isf(0.025) * sqrt(p * (1 - p) / n * (of - n) / (of - 1)) <= e + 1e-12
    ]
    assert sampling.size(p, e, of) == min(kept)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), min_size=1, max_size=3),
    st.integers(1, 12),
    st.integers(0, 3),
)
def test_no_other_sharing_out_has_a_smaller_variance(strata, total, least):
    sizes, deviations = zip(*strata, strict=True)
    shares = sampling.allocation(sizes, deviations, total, least)
    floors = [min(least, size) for size in sizes]
    assert sum(shares) == max(min(total, sum(sizes)), sum(floors))
    assert all(f <= n <= size for f, n, size in zip(floors, shares, sizes, strict=True))

    def spread(chosen):
        parts = zip(sizes, deviations, chosen, strict=True)
        return sum(size**2 * s**2 / n if n else np.inf for size, s, n in parts if size)

    every = product(*(range(f, size + 1) for f, size in zip(floors, sizes, strict=True)))
    others = [chosen for chosen in every if sum(chosen) == sum(shares)]
    assert spread(shares) <= min(map(spread, others)) * (1 + 1e-9)


@given(st.sets(st.text(min_size=1, max_size=4), min_size=1, max_size=20), st.integers(0, 9))
def test_who_is_drawn_rests_on_the_seed_and_the_number_alone(units, seed):
    order = sorted(units)
    chosen = sampling.drawn(order, 5, seed)
    assert chosen == sampling.drawn(order[::-1], 5, seed)
    without = sampling.drawn([unit for unit in order if unit != order[0]], 5, seed)
    assert set(chosen) - set(without) <= {order[0]}
    assert len(chosen) == min(5, len(units))


def test_another_seed_draws_others():
    units = [f"LC-{n:06}" for n in range(100)]
    assert sampling.drawn(units, 10, 1) != sampling.drawn(units, 10, 2)


def test_the_estimate_and_its_variance_are_right_on_average_over_all_samples():
    strata = [[1, 0, 0, 0], [1, 1, 0, 0, 0]]
    sizes, drawn = [4, 5], [2, 3]
    every = list(product(*(combinations(s, n) for s, n in zip(strata, drawn, strict=True))))
    found = [[sum(part) for part in sample] for sample in every]
    shares = [sampling.share(sizes, drawn, each) for each in found]
    assert np.mean(shares) == pytest.approx(3 / 9)
    variances = [sampling.variance(sizes, drawn, each) for each in found]
    assert np.mean(variances) == pytest.approx(np.var(shares))


def test_a_stratum_left_out_gives_no_share_and_one_unit_no_variance():
    assert isnan(sampling.share([4, 5], [2, 0], [1, 0]))
    assert isnan(sampling.variance([4, 5], [2, 1], [1, 0]))
    assert sampling.variance([4, 5], [2, 3], [0, 0]) == 0
    assert sampling.share([4, 0], [2, 0], [1, 0]) == 0.5


@given(st.integers(1, 25).flatmap(lambda of: st.tuples(st.just(of), st.integers(1, of))), st.data())
def test_the_exact_limits_are_those_of_the_chances_counted_one_by_one(sizes, data):
    of, drawn = sizes
    found = data.draw(st.integers(0, drawn))

    def chance(k, fits):
        ways = sum(comb(k, x) * comb(of - k, drawn - x) for x in range(drawn + 1) if fits(x))
        return ways / comb(of, drawn)

    could = range(found, of - drawn + found + 1)
    lower = min(k for k in could if chance(k, lambda x: x >= found) > 0.025 + 1e-12)
    upper = max(k for k in could if chance(k, lambda x: x <= found) > 0.025 + 1e-12)
    assert sampling.exact(found, drawn, of) == (lower / of, upper / of)


def test_none_in_sixty_is_at_most_five_per_cent():
    assert sampling.most([300], [60], 0) == 13 / 300
    assert sampling.most([1_000_000], [60], 0) == pytest.approx(1 - 0.05 ** (1 / 60), abs=1e-4)


def test_a_fraction_found_lies_between_the_whole_numbers():
    ends = [sampling.exact(found, 60, 300) for found in (3, 3.25, 4)]
    for side in (0, 1):
        few, between, more = (end[side] for end in ends)
        assert between == pytest.approx(few + (more - few) / 4)


@given(STRATA)
def test_the_limits_hold_the_estimate_and_rest_on_the_total_alone(strata):
    sizes, drawn, found = (list(each) for each in zip(*strata, strict=True))
    lower, upper = sampling.limits(sizes, drawn, sum(found))
    assert 0 <= lower <= sampling.share(sizes, drawn, found) + 1e-9
    assert sampling.share(sizes, drawn, found) - 1e-9 <= upper <= 1
    assert sampling.most(sizes, drawn, sum(found)) <= upper + 1e-9


def test_limits_of_one_stratum_are_exact_and_of_everybody_certain():
    assert sampling.limits([300], [60], 3) == sampling.exact(3, 60, 300)
    assert sampling.limits([40, 60], [40, 60], 7) == (0.07, 0.07)


@given(STRATA, st.data())
def test_the_estimate_is_no_less_sure_than_one_of_the_effective_size(strata, data):
    sizes, drawn, _ = zip(*strata, strict=True)
    wrong = [data.draw(st.integers(0, size)) / size for size in sizes]
    whole = sum(sizes)
    parts = zip(sizes, drawn, wrong, strict=True)
    spread = sum((size / whole) ** 2 * p * (1 - p) / n for size, n, p in parts)
    p = sum(size * share for size, share in zip(sizes, wrong, strict=True)) / whole
    assert spread <= p * (1 - p) / sampling.effective(sizes, drawn) + 1e-12


def test_nothing_drawn_tells_nothing():
    assert all(map(isnan, sampling.limits([10], [0], 0)))
    assert all(map(isnan, sampling.exact(0, 0, 10)))
    assert sampling.effective([10, 5], [3, 0]) == 0
    assert isnan(sampling.share([], [], []))


def test_the_size_falls_with_the_level_and_with_how_many_there_are():
    assert sampling.size(0.5, 0.05, level=0.9) == 271  # 1.6449² x .25 / .0025 = 270.55
    assert sampling.size(0.5, 0.05, 1000, 0.9) == 214  # 270.55 / (1 + 269.55/1000) = 213.11
    assert sampling.size(0.1, 0.1, 50) == 21  # 34.57 / (1 + 33.57/50) = 20.68


def test_a_stratum_without_spread_gets_none_and_a_tie_goes_to_the_earlier():
    assert sampling.allocation([10, 10], [0, 0.01], 5) == [0, 5]
    assert sampling.allocation([10, 10], [0.01, 0], 5) == [5, 0]
    assert sampling.allocation([10, 10], [1, 1], 3) == [2, 1]
    assert sampling.allocation([10, 2], [0, 1], 5) == [3, 2]
    # the fourth goes to 58/sqrt(2) = 41.01 and not to 100/sqrt(6) = 40.82
    assert sampling.allocation([100, 58], [1, 1], 4) == [2, 2]
    assert sampling.allocation([10, 10], [1, 1], 0, -3) == [0, 0]


def test_the_smallest_lots_are_drawn_of_the_seed_and_the_number():
    # SHA-256 of "2:a", "2:b", "2:c" begins with f2, fa, 19
    assert sampling.drawn("abc", 2, 2) == ["c", "a"]


def test_the_variance_of_two_strata_is_the_sum_one_can_do():
    # 10² x .6 x .25 x .75 / 3 = 3.75 and 20² x .75 x .4 x .6 / 4 = 18, over 30²
    assert sampling.variance([10, 20], [4, 5], [1, 2]) == pytest.approx(21.75 / 900)
    # of one unit that was drawn all is known
    assert sampling.variance([1, 10], [1, 4], [0, 1]) == pytest.approx(3.75 / 121)
    assert isnan(sampling.variance([], [], []))


def test_the_share_of_two_strata_is_the_sum_one_can_do():
    assert sampling.share([10, 20], [4, 5], [1, 2]) == pytest.approx(10.5 / 30)


def test_limits_narrow_as_the_level_falls():
    # of 10 with 6 the chance that at most 1 is among 4 drawn is 25/210, with 7 it is 7/210
    assert sampling.exact(1, 4, 10) == (0.1, 0.7)
    assert sampling.exact(1, 4, 10, 0.8) == (0.1, 0.6)
    # with 2 the chance of 2 or more is 28/210, with 3 it is 70/210
    assert sampling.exact(2, 4, 10, 0.8)[0] == 0.2
    assert sampling.exact(2, 4, 10, 0.7)[0] == 0.3


def test_the_effective_size_is_that_of_the_stratum_drawn_least_rounded_down():
    assert sampling.effective([10, 3], [3, 1]) == 3  # 13 x .3 = 3.9
    assert sampling.effective([10, 0, 20], [5, 0, 5]) == 7  # 30 x .25 = 7.5
    assert sampling.effective([], []) == sampling.effective([0], [0]) == 0


def test_limits_take_what_was_found_for_the_least_and_for_the_most_it_may_stand_for():
    # units stand for 2 of 10 or 4 of 20: 3 found for 6 to 12 of 30, of 7 for 1.4 to 2.8
    ends = sampling.exact(1.4, 7, 30, 0.8)[0], sampling.exact(2.8, 7, 30, 0.8)[1]
    assert sampling.limits([20, 10], [5, 5], 3, 0.8) == ends
    assert sampling.limits([20, 10], [5, 5], 0)[0] == 0
    assert sampling.limits([20, 10], [5, 5], 10)[1] == 1
    one_sided = sampling.exact(2.8, 7, 30, 0.6)[1]
    assert sampling.most([20, 10], [5, 5], 3, 0.8) == one_sided < ends[1]


@pytest.mark.parametrize(
    "method",
    [
        lambda: sampling.allocation([4, 5], [1], 2),
        lambda: sampling.share([4, 5], [2], [1]),
        lambda: sampling.share([4, 5], [2, 2], [1]),
        lambda: sampling.variance([4, 5], [2, 2], [1]),
        lambda: sampling.effective([4, 5], [2]),
        lambda: sampling.limits([4, 5], [2, 2, 2], 1),
    ],
)
def test_a_stratum_of_which_a_number_is_missing_is_refused(method):
    with pytest.raises(ValueError, match="zip"):
        method()


@pytest.mark.parametrize("error", coverage.ERRORS)
def test_the_intervals_hold_a_known_truth(error):
    run = coverage.covered(error, 20)
    assert min(run["district"], run["wards"]) >= 90
    assert run["at_most"] >= 85
