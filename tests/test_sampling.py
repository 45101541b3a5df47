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


@pytest.mark.parametrize("error", coverage.ERRORS)
def test_the_intervals_hold_a_known_truth(error):
    run = coverage.covered(error, 20)
    assert min(run["district"], run["wards"]) >= 90
    assert run["at_most"] >= 85
