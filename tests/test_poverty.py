"""Indices of poverty: published and worked values, brute force over everybody, identities, ends."""

from math import isnan, log, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods import alkire_foster, poverty

WORKED = [100, 110, 150, 160]  # with a line of 125, as in the handbook of Haughton and Khandker
INCOMES = st.lists(st.integers(0, 200), min_size=1, max_size=30)
PEOPLE = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 9)), min_size=1, max_size=20)


def brute_gini(values, weights) -> float:
    """Every pair of units, one by one."""
    pairs = sum(
        w * v * abs(x - y)
        for x, w in zip(values, weights, strict=True)
        for y, v in zip(values, weights, strict=True)
    )
    mean = sum(w * x for x, w in zip(values, weights, strict=True)) / sum(weights)
    return pairs / (2 * sum(weights) ** 2 * mean) if mean else 0.0


# Income


def test_the_worked_example():
    poor = poverty.poor(WORKED, 125)
    assert poor.population == 4 and poor.line == 125
    assert poverty.fgt(poor, 0) == 0.5
    assert poverty.fgt(poor, 1) == pytest.approx(0.08)
    assert poverty.fgt(poor, 2) == pytest.approx(0.0136)
    assert poverty.watts(poor, 1) == pytest.approx(0.0877442, abs=1e-7)
    assert poverty.sen(poor) == pytest.approx(0.09)
    assert poverty.sst(poor) == pytest.approx(0.125)
    assert poverty.gini(WORKED) == pytest.approx(0.1057692, abs=1e-7)


def test_who_is_at_the_line_is_poor_or_not_as_asked():
    assert poverty.fgt(poverty.poor([50, 100, 150], 100), 0) == pytest.approx(2 / 3)
    below = poverty.poor([50, 100, 150], 100, inclusive=False)
    assert poverty.fgt(below, 0) == pytest.approx(1 / 3)
    assert below.incomes.tolist() == [50]
    at = poverty.poor([100], 100)
    assert (poverty.fgt(at, 0), poverty.fgt(at, 1), poverty.watts(at, 1)) == (1, 0, 0)


def test_the_population_comes_from_outside_or_is_those_with_an_income():
    assert poverty.poor([50, nan, 200], 100, [2, 3, 5]).population == 7
    of_all = poverty.poor([50, nan], 100, [2, 3], 20)
    assert poverty.fgt(of_all, 0) == 0.1
    assert poverty.fgt(of_all, 1) == 0.05
    assert of_all.weights.tolist() == [2]


def test_none_is_a_missing_income_and_whatever_is_given_is_reckoned_in_fractions():
    poor = poverty.poor([50, None, 200], 100, [2, 3, 5])
    assert poor.population == 7
    whole = poverty.poor([50, 200], 100, [2, 5])
    for found in (poor, whole):
        assert (found.incomes.tolist(), found.weights.tolist()) == ([50], [2])
        assert found.incomes.dtype == found.weights.dtype == float


def test_sen_takes_the_gini_with_the_weights_of_the_poor():
    # pairs of 3 at 40 and 1 at 80: G = 3 x 40 / (4 x 200) = .15; P0 = .4, P1 = (3 x .6 + .2) / 10
    poor = poverty.poor([40, 80, 200], 100, [3, 1, 6])
    assert poverty.sen(poor) == pytest.approx(0.4 * 0.15 + 0.2 * 0.85)
    # of gaps G = 3 x .4 / (4 x 2) = .15
    assert poverty.sst(poor) == pytest.approx(0.2 * (2 - 0.4 * 0.85))


@pytest.mark.parametrize("index", [poverty.sen, poverty.sst, lambda poor: poverty.watts(poor, 1)])
def test_nobody_poor_is_0_and_nobody_at_all_is_missing(index):
    assert index(poverty.poor([200], 100)) == 0
    assert isnan(index(poverty.poor([], 100)))
    assert index(poverty.poor([], 100, population=5)) == 0
    assert isnan(poverty.fgt(poverty.poor([], 100), 0))


def test_everybody_without_income_is_as_poor_as_can_be():
    poor = poverty.poor([0, 0], 100)
    assert [poverty.fgt(poor, alpha) for alpha in (0, 1, 2)] == [1, 1, 1]
    assert poverty.sen(poor) == poverty.sst(poor) == 1
    assert poverty.watts(poor, 1) == pytest.approx(log(100))


def test_watts_takes_an_income_below_the_floor_for_the_floor_and_counts_it():
    poor = poverty.poor([0, 4, 5, 50, 200], 100, [1, 2, 4, 8, 16])
    logs = 3 * log(20) + 4 * log(20) + 8 * log(2)
    assert poverty.watts(poor, 5) == pytest.approx(logs / 31)
    assert poverty.floored(poor, 5) == 3


def test_gini_of_equals_of_nothing_and_of_nobody():
    assert poverty.gini([7, 7, 7]) == pytest.approx(0)
    assert poverty.gini([0, 0]) == 0
    assert isnan(poverty.gini([]))
    assert poverty.gini([0, 1]) == pytest.approx(0.5)
    assert poverty.gini([3, 1], [1, 0]) == 0


@given(PEOPLE)
def test_gini_is_that_of_every_pair(people):
    values, weights = zip(*people, strict=True)
    assert poverty.gini(values, weights) == pytest.approx(brute_gini(values, weights), abs=1e-9)


@given(PEOPLE)
def test_counts_by_value_give_what_single_incomes_give(people):
    values, weights = zip(*people, strict=True)
    by_value = poverty.poor(values, 100, weights)
    single = poverty.poor(np.repeat(values, weights), 100)
    for index in (
        lambda p: poverty.fgt(p, 2),
        lambda p: poverty.watts(p, 1),
        poverty.sen,
        poverty.sst,
    ):
        assert index(by_value) == pytest.approx(index(single), abs=1e-9)


@given(PEOPLE)
def test_sst_of_the_poor_alone_is_that_of_everybody(people):
    values, weights = zip(*people, strict=True)
    poor = poverty.poor(values, 100, weights)
    gaps = [max(0, 100 - value) / 100 for value in values]
    if not poor.weights.sum():
        assert poverty.sst(poor) == 0
        return
    mean_gap = poverty.fgt(poor, 1) / poverty.fgt(poor, 0)
    everybody = poverty.fgt(poor, 0) * mean_gap * (1 + brute_gini(gaps, weights))
    assert poverty.sst(poor) == pytest.approx(everybody, abs=1e-9)


@given(PEOPLE)
def test_sen_is_the_handbooks_over_every_pair_of_the_poor(people):
    poor = [(value, weight) for value, weight in people if value <= 100]
    inequality = brute_gini(*zip(*poor, strict=True)) if poor else 0
    values, weights = zip(*people, strict=True)
    share = sum(weight for _, weight in poor) / sum(weights)
    gap = sum(weight * (100 - value) / 100 for value, weight in poor) / sum(weights)
    expected = share * inequality + gap * (1 - inequality)
    assert poverty.sen(poverty.poor(values, 100, weights)) == pytest.approx(expected, abs=1e-9)


@given(INCOMES)
def test_a_deeper_index_is_never_larger(incomes):
    poor = poverty.poor(incomes, 100)
    p0, p1, p2 = (poverty.fgt(poor, alpha) for alpha in (0, 1, 2))
    assert 1 >= p0 >= p1 >= p2 >= 0
    assert poverty.watts(poor, 1e-9) >= p1 - 1e-12


@given(INCOMES, st.integers(2, 5))
def test_neither_another_currency_nor_twice_as_many_of_each_changes_an_index(incomes, times):
    one = poverty.poor(incomes, 100)
    scaled = poverty.poor([times * income for income in incomes], times * 100)
    repeated = poverty.poor(incomes * times, 100)
    for index in (
        poverty.sen,
        poverty.sst,
        lambda p: poverty.fgt(p, 1),
        lambda p: poverty.fgt(p, 2),
    ):
        assert index(scaled) == pytest.approx(index(one), abs=1e-9)
        assert index(repeated) == pytest.approx(index(one), abs=1e-9)
    assert poverty.watts(scaled, times) == pytest.approx(poverty.watts(one, 1), abs=1e-9)


# Deprivations


PATTERNS = st.lists(
    st.tuples(st.lists(st.sampled_from([0, 1, nan]), min_size=3, max_size=3), st.integers(0, 9)),
    min_size=1,
    max_size=12,
)


def test_twelve_indicators_exactly_at_the_cutoff_are_poor():
    at, below = [1] * 3 + [0] * 9, [1] * 2 + [0] * 10
    found = alkire_foster.deprived([at, below], 3)
    assert (found.size, found.poor, found.headcount) == (2, 1, 0.5)
    assert found.intensity == 0.25 and found.adjusted == 0.125
    assert found.uncensored[0] == 1 and found.censored[0] == 0.5
    assert found.contributions.tolist() == pytest.approx([1 / 3] * 3 + [0] * 9)


def test_weights_of_indicators_count_in_everything():
    found = alkire_foster.deprived([[1, 0, 0], [0, 1, 1]], 2, [3, 1], [2, 1, 1])
    assert (found.size, found.poor) == (4, 4)
    assert found.intensity == found.adjusted == 0.5
    assert found.contributions.tolist() == pytest.approx([0.75, 0.125, 0.125])


def test_a_blank_leaves_out_or_is_no_deprivation_as_asked():
    patterns, counts = [[1, 1, 0], [1, nan, 1], [nan, 0, 0]], [4, 3, 1]
    complete = alkire_foster.deprived(patterns, 2, counts)
    assert (complete.size, complete.poor) == (4, 4)
    every = alkire_foster.deprived(patterns, 2, counts, missing_as_not=True)
    assert (every.size, every.poor, every.headcount) == (8, 7, 0.875)
    assert every.uncensored.tolist() == [0.875, 0.5, 0.375]


def test_nobody_judged_and_nobody_poor_have_no_shares_to_tell():
    nobody = alkire_foster.deprived([[nan, 1]], 1)
    assert (nobody.size, nobody.poor) == (0, 0)
    assert isnan(nobody.headcount) and isnan(nobody.adjusted) and np.isnan(nobody.censored).all()
    none = alkire_foster.deprived([[0, 1]], 2)
    assert (none.headcount, none.adjusted, none.poor) == (0, 0, 0)
    assert isnan(none.intensity) and np.isnan(none.contributions).all()
    assert none.uncensored.tolist() == [0, 1] and none.censored.tolist() == [0, 0]


@given(PATTERNS, st.integers(1, 3), st.booleans())
def test_the_indices_are_those_of_households_one_by_one(patterns, cutoff, as_not):
    rows, counts = zip(*patterns, strict=True)
    homes = [row for row, count in patterns for _ in range(count)]
    judged = [
        [0 if isnan(sign) else sign for sign in row]
        for row in homes
        if as_not or not any(map(isnan, row))
    ]
    poor = [row for row in judged if sum(row) >= cutoff]
    found = alkire_foster.deprived(rows, cutoff, counts, missing_as_not=as_not)
    assert (found.size, found.poor) == (len(judged), len(poor))
    if poor:
        assert found.adjusted == pytest.approx(sum(map(sum, poor)) / (3 * len(judged)))
        assert found.adjusted == pytest.approx(found.headcount * found.intensity)
        assert found.contributions.sum() == pytest.approx(1)
        assert (found.censored <= found.uncensored).all()


@given(st.lists(PATTERNS, min_size=1, max_size=4))
def test_groups_contribute_everything_there_is(groups):
    found = [
        alkire_foster.deprived([row for row, _ in group], 2, [n for _, n in group])
        for group in groups
    ]
    parts = alkire_foster.group_contributions(
        [each.size for each in found], [each.adjusted for each in found]
    )
    if any(each.poor for each in found):
        assert parts.sum() == pytest.approx(1)
    else:
        assert np.isnan(parts).all()


def test_a_groups_contribution_is_its_share_of_all_deprivations_of_the_poor():
    assert alkire_foster.group_contributions([10, 30], [0.3, 0.1]).tolist() == [0.5, 0.5]
    assert alkire_foster.group_contributions([10, 0], [0.3, nan]).tolist() == [1, 0]
    assert alkire_foster.group_contributions([10, 0], [0.3, None]).tolist() == [1, 0]


def test_none_is_a_blank_as_nan_is():
    found = alkire_foster.deprived([[1, None], [1, 1]], 2, [3, 1])
    assert (found.size, found.poor, found.adjusted) == (1, 1, 1)
    every = alkire_foster.deprived([[1, None], [1, 1]], 2, [3, 1], missing_as_not=True)
    assert (every.size, every.poor, every.uncensored.tolist()) == (4, 1, [1, 0.25])
