"""Methods repeat the results published for them, keep their identities, and say where they end."""

import re
import subprocess
from fractions import Fraction
from io import StringIO
from math import comb, inf, isnan, log, nan
from pathlib import Path
from shutil import which

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, poisson

from analysis import terms
from analysis.methods import (
    alkire_foster,
    decomposition,
    denominator,
    funnel,
    intervals,
    lifetable,
    poverty,
    referee,
    repeat,
    scoring,
    share,
)
from analysis.methods.dominance import Dominance
from tests import test_published as returns

PUBLISHED = Path(__file__).parent / "published"
EXPECTED = pd.read_csv(PUBLISHED / "methods_expected.csv")
ROWS = [
    pytest.param(row, id=f"{row.method}: {row.input[:24]} {row.quantity}")
    for row in EXPECTED.itertuples()
]
LEVELS = st.sampled_from([0.8, 0.95, 0.998])
BOTH = pytest.mark.parametrize("interval", [intervals.wilson, intervals.clopper_pearson])
COUNTS = pytest.mark.parametrize(
    "interval", [intervals.byar, intervals.poisson, intervals.count_interval]
)


# Published results


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"[\d.]*\d", text)]


def published_interval(row) -> float:
    *counts, percent = numbers(row.input)
    method = {"Byar interval": intervals.byar, "Wilson interval": intervals.wilson}[row.method]
    return method(*counts, percent / 100)[["lower limit", "upper limit"].index(row.quantity)]


def published_funnel(row) -> float:
    table = pd.read_csv(PUBLISHED / "phe_funnel_prop_10_rows.csv")
    level = 2 * numbers(row.input)[-1] - 1
    column = row.quantity.split()[-1]
    limits = funnel.normal_limits(table["population"], table["baseline_percent"] / 100, level)
    return abs(100 * limits[column.startswith("upper")] - table[column]).max()


def published_decomposition(row) -> float:
    ages = pd.read_csv(PUBLISHED / "dasgupta_5_1.csv")
    before, after = (
        [ages[f"{name}_{year}"] for name in ("share", "rate")] for year in (1970, 1985)
    )
    shares, rates = decomposition.parts(*before, *after)
    return {
        "crude rate 1970": decomposition.overall(*before),
        "crude rate 1985": decomposition.overall(*after),
        "share (structure) effect": shares,
        "rate effect": rates,
        "total change": shares + rates,
    }[row.quantity]


def published_survival(row) -> float:
    patients = pd.read_csv(PUBLISHED / "leukemia_6mp.csv")
    weeks = np.arange(1, patients["weeks"].max() + 1)
    at_risk = [(patients["weeks"] >= week).sum() for week in weeks]
    relapses = [patients.query("weeks == @week")["event"].sum() for week in weeks]
    table = lifetable.life_table(at_risk, relapses)
    column = table.variance**0.5 if "standard error" in row.quantity else table.survival
    return column[int(row.quantity.split()[-1]) - 1]


def published_topsis(row) -> float:
    table = pd.read_csv(PUBLISHED / "topsis_tzeng_huang.csv").set_index("alternative")
    weighted = scoring.vector_normalised(table) * [0.3, 0.4, 0.3]
    near = scoring.closeness(weighted, weighted.max(axis=0), weighted.min(axis=0))
    quantity, _, alternative = row.quantity.split()
    at = table.index.get_loc(alternative)
    return near[at] if quantity == "closeness" else 1 + (near > near[at]).sum()


def published_anchored_sum(row) -> float:
    """The human development index of 2007/2008: anchored values, weighted and added up."""
    life = scoring.anchored(71.4, 25, 85)
    education = scoring.weighted_sum(scoring.anchored([87.4, 68.7], 0, 100), [2 / 3, 1 / 3])
    income = scoring.anchored(log(8407), log(100), log(40000))
    parts = {"life expectancy index": life, "education index": education, "GDP index": income}
    whole = scoring.weighted_sum(list(parts.values()), [1 / 3] * 3)
    return (parts | {"HDI": whole})[row.quantity] / scoring.POINTS


def published_programme(row) -> int:
    table = pd.read_csv(PUBLISHED / "mknap1.csv").set_index("row").fillna(0).astype(int)
    uses, items = table.drop("profit"), table.columns.drop("rhs")
    profit = table.loc["profit", items].tolist()
    taken = referee.most_worth(
        profit, uses[items].values.tolist(), [*uses["rhs"]], [1] * len(items)
    )
    return sum(worth for worth, is_taken in zip(profit, taken, strict=True) if is_taken)


def published_fgt(row) -> float:
    poor = poverty.poor(numbers(row.input)[:4], 125)
    return poverty.fgt(poor, {"P1": 1, "P2": 2}[row.quantity.split()[0]])


def published_alkire_foster(row) -> float:
    deprived = pd.read_csv(PUBLISHED / "alkire_foster_4x4.csv")
    found = alkire_foster.deprived(deprived, round(0.5 * deprived.shape[1]))
    return {"H": found.headcount, "A": found.intensity, "M0": found.adjusted}[row.quantity]


def published_return(row) -> float:
    """A figure of a return, rounded as its row says it was printed."""
    given = dict(zip(FIGURES[row.method], map(int, numbers(row.input)), strict=True))
    measure = {"movement accounting": "expected_closing", "plan completion": "gross_pct"}
    computed = returns.MEASURES[measure.get(row.method, "poverty_rate_pct")](given).item()
    return float(terms.rounded(computed, 2 if "two decimals" in row.quantity else 0))


def published_denominator(row) -> int:
    count, rate = re.findall(r"[\d.]*\d", row.input)
    return denominator.implied(int(count), rate)[row.quantity.startswith("largest")]


OF_RETURN = ["opening", "exits", "arising", "plan"]
FIGURES = {
    "movement accounting": OF_RETURN,
    "plan completion": OF_RETURN,
    "prevalence": ["closing", "households"],
}
METHODS = {
    "FGT": published_fgt,
    "Alkire-Foster": published_alkire_foster,
    **dict.fromkeys(FIGURES, published_return),
    "denominator from printed figures": published_denominator,
    "0/1 programming": published_programme,
    "TOPSIS": published_topsis,
    "anchored weighted sum": published_anchored_sum,
    "Byar interval": published_interval,
    "Wilson interval": published_interval,
    "funnel limits, normal score, in per cent cut to [0, 100]": published_funnel,
    "Kitagawa / Das Gupta": published_decomposition,
    "Kaplan-Meier": published_survival,
    "Kaplan-Meier, Greenwood": published_survival,
}


@pytest.mark.parametrize("row", ROWS)
def test_a_method_repeats_its_published_result(row):
    assert abs(METHODS[row.method](row) - row.expected) <= row.tolerance


# Intervals


@st.composite
def proportions(draw) -> tuple[int, int]:
    n = draw(st.integers(1, 5000))
    return draw(st.integers(0, n)), n


@BOTH
@given(proportions(), LEVELS)
def test_an_interval_of_a_proportion_holds_it_and_stays_within_0_and_1(interval, counted, level):
    lower, upper = interval(*counted, level)
    assert 0 <= lower <= counted[0] / counted[1] <= upper <= 1
    assert lower < upper


@BOTH
@given(proportions())
def test_the_interval_of_those_left_is_the_mirror(interval, counted):
    x, n = counted
    mirror = [1 - limit for limit in reversed(interval(n - x, n))]
    assert interval(x, n) == pytest.approx(mirror)


@BOTH
@given(proportions())
def test_more_confidence_is_a_wider_interval_of_a_proportion(interval, counted):
    (low, high), (lower, higher) = interval(*counted, 0.95), interval(*counted, 0.998)
    assert lower <= low
    assert high <= higher


@COUNTS
@given(st.integers(0, 10_000), LEVELS)
def test_an_interval_of_a_count_holds_it_and_is_never_below_0(interval, x, level):
    lower, upper = interval(x, level)
    assert 0 <= lower <= x < upper


@given(proportions(), LEVELS)
def test_at_an_exact_limit_of_a_proportion_the_count_is_just_improbable(counted, level):
    lower, upper = intervals.clopper_pearson(*counted, level)
    x, n = counted
    tails = binom.sf(x - 1, n, lower), binom.cdf(x, n, upper)
    expected = (1 - level) / 2
    assert x == 0 or tails[0] == pytest.approx(expected)
    assert x == n or tails[1] == pytest.approx(expected)


@given(st.integers(1, 5000), LEVELS)
def test_none_or_all_reach_the_end_exactly(n, level):
    for interval in (intervals.wilson, intervals.clopper_pearson):
        assert interval(0, n, level)[0] == 0
        assert interval(n, n, level)[1] == 1
    assert intervals.byar(0, level)[0] == intervals.poisson(0, level)[0] == 0


@given(st.integers(1, 200), LEVELS)
def test_at_an_exact_limit_of_a_count_it_is_just_improbable(x, level):
    lower, upper = intervals.poisson(x, level)
    tails = poisson.sf(x - 1, lower), poisson.cdf(x, upper)
    assert tails == pytest.approx([(1 - level) / 2] * 2)


def test_no_event_has_the_upper_limit_one_can_work_out():
    assert intervals.clopper_pearson(0, 60, 0.90)[1] == pytest.approx(1 - 0.05 ** (1 / 60))
    assert intervals.poisson(0)[1] == pytest.approx(-log(0.025))


def test_byar_never_falls_below_0():
    assert intervals.byar(1, 0.998)[0] == 0


@pytest.mark.parametrize(("x", "n"), [(0, 0), (nan, 5), (1, nan), (0, nan)])
@BOTH
def test_a_proportion_of_nothing_has_no_interval(interval, x, n):
    assert all(isnan(limit) for limit in interval(x, n))


@COUNTS
def test_a_missing_count_has_no_interval(interval):
    assert all(isnan(limit) for limit in interval(nan))


def test_a_count_below_10_is_exact_and_from_10_on_byar():
    assert intervals.count_interval(9) == intervals.poisson(9)
    assert intervals.count_interval(10) == intervals.byar(10)


@COUNTS
def test_limits_of_a_count_are_those_of_the_confidence_asked_for(interval):
    for x in (4, 40):
        narrow, usual, wide = (interval(x, level) for level in (0.8, 0.95, 0.998))
        assert usual == interval(x)
        assert wide[0] < usual[0] < narrow[0] < x < narrow[1] < usual[1] < wide[1]


@BOTH
def test_limits_of_a_proportion_are_those_of_95_per_cent_where_none_are_asked_for(interval):
    assert interval(3, 20) == interval(3, 20, 0.95) != interval(3, 20, 0.9)


def test_one_of_one_has_an_interval_of_a_proportion():
    assert intervals.clopper_pearson(1, 1) == pytest.approx((0.025, 1))
    z = 1.959963984540054
    assert intervals.wilson(1, 1) == pytest.approx((1 / (1 + z**2), 1))


# A list that repeats a year, a share, and a sum that tells of one


def test_years_to_a_goal_are_a_fraction_none_where_it_is_met_and_without_end_where_none_leave():
    assert repeat.years_by_number(2818, 0, 1200) == pytest.approx(2818 / 1200)
    assert repeat.years_by_number(11, 10, 4) == 0.25
    assert repeat.years_by_number(10, 2, 1) == 8
    assert repeat.years_by_number(10, 2, 0.5) == 16
    for net_decrease in (5, 0, -5):
        assert repeat.years_by_number(10, 10, net_decrease) == 0
        assert repeat.years_by_number(9, 10, net_decrease) == 0
    for net_decrease in (0, -5):
        assert repeat.years_by_number(10, 2, net_decrease) == inf


def test_a_list_settles_where_as_many_leave_as_arise_and_nowhere_if_nobody_leaves():
    level = repeat.level_by_rate(0.25, 30)
    assert level == 120 and level * (1 - 0.25) + 30 == level
    assert repeat.level_by_rate(1, 30) == 30
    assert repeat.level_by_rate(0.25, 0) == 0
    assert isnan(repeat.level_by_rate(0, 30))


def test_a_percentage_is_missing_where_a_part_is_or_the_whole_is_not_above_0():
    part = pd.Series([1, 0, 3, None, 2, 5, 5], dtype="Int64")
    whole = pd.Series([3, 4, 1, 4, None, 0, -5], dtype="Int64")
    expected = pd.Series([100 / 3, 0, 300, None, None, None, None], dtype="Float64")
    pd.testing.assert_series_equal(share.pct(part, whole), expected)
    plain = share.pct(pd.Series([1, 2]), pd.Series([8, 0]))
    pd.testing.assert_series_equal(plain, pd.Series([12.5, None], dtype="Float64"))


def test_a_sum_tells_of_its_largest_part_where_the_others_are_less_than_p_per_cent_of_it():
    # 100, 40 and 10 others together: 10 % of the largest stand between the two largest.
    parts = Dominance(contributors=5, largest=100, second=40)
    assert parts.shortfall(150, 10) == 0
    assert parts.shortfall(150, 15) == 5
    assert parts.shortfall(148, 10) == 2
    assert not parts.points_to_one(150, 5, 10)
    assert parts.points_to_one(149, 5, 10)
    assert parts.points_to_one(150, 6, 10)
    assert not parts.points_to_one(150, 4, 10)


def test_a_sum_of_nothing_tells_of_nobody_and_one_dong_of_one_does():
    assert not Dominance(0, 0, 0).points_to_one(0, 5, 10)
    assert Dominance(1, 1, 0).points_to_one(1, 5, 10)


@pytest.mark.parametrize(
    ("printed", "least", "most"),
    [
        ("0.00", 20_001, None),  # 1 household at less than half of 0.01 %
        ("0.01", 6_667, 20_000),  # 100 / 0.015 = 6666.7 and 100 / 0.005
        ("2", 41, 66),  # exactly 40 would be 2.5 %, printed 3
        ("2.0", 49, 51),
        ("100", 1, 1),
    ],
)
def test_a_printed_rate_of_one_household_bounds_all_of_them(printed, least, most):
    assert denominator.implied(1, printed) == (least, most)


# Funnel


def test_the_exact_limit_is_interpolated_between_two_counts():
    # 2 units at one half: F = 1/4, 3/4, 1, so r = 1 and a = (3/4 - 1/2) / (1/2)
    assert funnel.exact_limit(2, 0.5, 0.5) == pytest.approx((1 - 0.5) / 2)


@given(st.integers(1, 5000), st.floats(0, 1), LEVELS)
@pytest.mark.parametrize("limits", [funnel.exact_limits, funnel.normal_limits])
def test_limits_stand_on_both_sides_of_the_target_within_0_and_1(limits, n, target, level):
    lower, upper = limits(n, target, level)
    assert 0 <= lower <= target <= upper <= 1


@given(st.integers(10, 1000), st.floats(0.05, 0.95), LEVELS)
@pytest.mark.parametrize("limits", [funnel.exact_limits, funnel.normal_limits])
def test_limits_narrow_with_size(limits, n, target, level):
    lower, upper = limits([n, 4 * n], target, level)
    assert lower[0] <= lower[1]
    assert upper[1] <= upper[0]


@given(st.integers(1, 2000), st.floats(0.01, 0.99), LEVELS)
def test_fewer_units_than_the_level_leaves_stand_below_the_lower_limit(n, target, level):
    lower, _ = funnel.exact_limits(n, target, level)
    counts = np.arange(n + 1)
    below = binom.pmf(counts, n, target)[counts / n < lower - 1e-12].sum()
    assert below <= (1 - level) / 2 + 1e-9


@given(st.floats(0.2, 0.8), LEVELS)
def test_exact_and_normal_limits_agree_for_large_units(target, level):
    exact, normal = (
        limits(100_000, target, level) for limits in (funnel.exact_limits, funnel.normal_limits)
    )
    assert exact == pytest.approx(normal, abs=5e-5)


def test_exact_limits_are_those_interpolated_by_hand():
    # One household at a half: F(0) = .5, so that .75 lies half way between none and one.
    assert funnel.exact_limit(1, 0.5, 0.75) == pytest.approx(0.5)
    # Four at a half: F = 1, 5, 11, 15, 16 sixteenths; a quarter on each side.
    assert funnel.exact_limits(4, 0.5, 0.5) == pytest.approx((0.75 / 4, 2.25 / 4))


def test_normal_limits_are_the_target_and_so_many_errors_cut_at_0_and_1():
    assert funnel.normal_limits(100, 0.2) == pytest.approx((0.1216014, 0.2783986), abs=1e-7)
    assert funnel.normal_limits(100, 0.2, 0.8) == pytest.approx((0.1487379, 0.2512621), abs=1e-7)
    lower, upper = funnel.normal_limits(pd.array([4, 4, None], "Int64"), [0.02, 0.98, 0.5])
    assert lower[0] == 0 and lower[1] == pytest.approx(0.98 - 1.959964 * 0.07, abs=1e-7)
    assert upper[1] == 1 and upper[0] == pytest.approx(0.02 + 1.959964 * 0.07, abs=1e-7)
    assert isnan(lower[2]) and isnan(upper[2])
    unknown = funnel.normal_limits(100, pd.array([0.2, None], "Float64"))
    assert [isnan(each) for side in unknown for each in side] == [False, True] * 2


def test_one_household_alone_can_be_tested():
    assert funnel.fisher(1, 1, 0, 3) == funnel.fisher(0, 3, 1, 1) == pytest.approx(1 / 4)


def test_a_target_of_all_or_nothing_has_limits_at_the_target():
    assert funnel.exact_limits(20, 1)[1] == 1
    assert funnel.exact_limits(20, 0) == (0, 0)


def test_an_empty_unit_has_no_limits_and_no_test():
    for limits in (funnel.exact_limits, funnel.normal_limits):
        assert np.isnan(limits([0, 10], 0.3)).tolist() == [[True, False]] * 2
    assert np.isnan(funnel.against_rest([0, 3, 2], [0, 9, 9])).tolist() == [True, False, False]


def test_a_single_unit_has_no_rest():
    assert np.isnan(funnel.against_rest([3], [9])).all()


def test_the_tea_taster_had_34_chances_in_70():
    assert funnel.fisher(3, 4, 1, 4) == pytest.approx(34 / 70)  # Fisher 1935


def test_units_that_are_all_alike_differ_with_probability_1():
    assert funnel.against_rest([0, 0], [5, 7]).tolist() == [1, 1]
    assert funnel.against_rest([5, 7], [5, 7]).tolist() == [1, 1]


UNITS = st.lists(
    st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=6,
)


@given(UNITS)
def test_fisher_is_symmetric_in_the_units_and_in_event_and_none(units):
    (x, n), (y, m) = units[:2]
    same = [(y, m, x, n), (n - x, n, m - y, m), (m - y, m, n - x, n)]
    assert [funnel.fisher(*table) for table in same] == pytest.approx(
        [funnel.fisher(x, n, y, m)] * 3
    )


@given(UNITS)
def test_fisher_sums_the_tables_that_are_no_more_probable(units):
    (x, n), (y, m) = units[:2]
    events = x + y
    ways = {
        k: comb(n, k) * comb(m, events - k) for k in range(max(0, events - m), min(n, events) + 1)
    }
    rare = sum(way for way in ways.values() if way <= ways[x])
    assert funnel.fisher(x, n, y, m) == pytest.approx(rare / comb(n + m, events))


@given(UNITS, st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(units, random):
    shuffled = random.sample(range(len(units)), len(units))
    x, n = np.array(units).T
    p_values = funnel.against_rest(x, n)
    assert funnel.against_rest(x[shuffled], n[shuffled]).tolist() == p_values[shuffled].tolist()
    assert funnel.holm(p_values[shuffled]).tolist() == funnel.holm(p_values)[shuffled].tolist()


def test_a_unit_is_tested_against_the_others_without_itself():
    assert funnel.against_rest([3, 1, 2], [9, 8, 7])[0] == funnel.fisher(3, 9, 3, 15)


def test_holm_multiplies_the_smallest_most_and_never_turns_the_order():
    assert funnel.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert funnel.holm([0.6, 0.7]).tolist() == [1, 1]


def test_a_missing_p_value_is_not_a_test():
    assert funnel.holm([0.01, nan, 0.04]) == pytest.approx([0.02, nan, 0.04], nan_ok=True)
    assert funnel.holm([]).tolist() == []


def test_a_p_value_that_a_column_does_not_know_is_missing():
    adjusted = funnel.holm(pd.array([0.01, None, 0.04], "Float64"))
    assert adjusted == pytest.approx([0.02, nan, 0.04], nan_ok=True)


# Life table


@st.composite
def reviews(draw) -> tuple[list[int], list[list[int]]]:
    """Numbers at risk, free to rise where units are seen late, and the events of three ends."""
    at_risk = draw(st.lists(st.integers(1, 200), min_size=1, max_size=8))
    events = []
    for left in at_risk:
        row = []
        for _ in range(3):
            row.append(draw(st.integers(0, left)))
            left -= row[-1]
        events.append(row)
    return at_risk, events


@given(reviews())
def test_those_left_and_every_end_add_up_to_1(counted):
    survival, incidence, variance, *_ = lifetable.aalen_johansen(*counted)
    assert survival + incidence.sum(axis=1) == pytest.approx(1)
    assert (np.diff(incidence, axis=0) >= 0).all()
    assert (variance > -1e-12).all()


@given(reviews())
def test_ends_taken_as_one_are_the_plain_life_table(counted):
    at_risk, events = counted[0], np.sum(counted[1], axis=1)
    plain = lifetable.life_table(at_risk, events)
    together = lifetable.aalen_johansen(at_risk, events[:, None])
    apart = lifetable.aalen_johansen(*counted)
    assert together.incidence[:, 0] == pytest.approx(1 - plain.survival)
    assert together.variance[:, 0] == pytest.approx(plain.variance, abs=1e-12)
    assert apart.survival == pytest.approx(plain.survival)


@given(reviews())
def test_where_none_is_censored_incidence_is_the_share_and_its_variance_binomial(counted):
    start, events = 1 + np.sum(counted[1]), np.array(counted[1])
    ended = events.cumsum(axis=0)
    at_risk = start - np.concatenate([[0], ended.sum(axis=1)[:-1]])
    table = lifetable.aalen_johansen(at_risk, events)
    share = ended / start
    assert table.incidence == pytest.approx(share)
    assert table.variance == pytest.approx(share * (1 - share) / start, abs=1e-12)


@given(reviews(), st.permutations(range(3)))
def test_the_order_of_ends_does_not_matter(counted, order):
    at_risk, events = counted[0], np.array(counted[1])
    given_order = lifetable.aalen_johansen(at_risk, events)
    other_order = lifetable.aalen_johansen(at_risk, events[:, order])
    assert other_order.incidence == pytest.approx(given_order.incidence[:, order])
    assert other_order.variance == pytest.approx(given_order.variance[:, order], abs=1e-12)


@given(reviews(), LEVELS)
def test_intervals_of_hazard_and_survival_hold_them(counted, level):
    table = lifetable.life_table(counted[0], np.sum(counted[1], axis=1), level=level)
    assert (table.hazard_lower <= table.hazard).all()
    assert (table.hazard <= table.hazard_upper).all()
    known = (table.survival > 0) & (table.survival < 1)
    ordered = [0 * table.survival, table.lower, table.survival, table.upper, 1 + 0 * table.survival]
    assert (np.diff([limits[known] for limits in ordered], axis=0) >= -1e-12).all()
    assert np.isnan(table.lower[~known]).all()


def test_the_log_log_interval_is_the_one_worked_by_hand():
    # 20 of 100 end: S = .8, sqrt(V) = sqrt(20 / (100 x 80)) = .05, over |ln .8| = .2231
    table = lifetable.life_table([100], [20], level=0.8)
    wide = 1.2815515655446004 * 0.05 / -log(0.8)
    assert table.lower[0] == pytest.approx(0.8 ** np.exp(wide))
    assert table.upper[0] == pytest.approx(0.8 ** np.exp(-wide))
    hazard = table.hazard_lower[0], table.hazard_upper[0]
    assert hazard == intervals.clopper_pearson(20, 100, 0.8)


def test_tied_ends_of_three_reviews_give_the_sum_one_can_do():
    table = lifetable.aalen_johansen([20, 15, 10], [[2, 1], [1, 2], [1, 0]])
    by_hand = 2 / 20 + 17 / 20 * 1 / 15 + 17 / 20 * 12 / 15 * 1 / 10
    assert table.incidence[-1, 0] == pytest.approx(by_hand)
    assert round(by_hand, 4) == 0.2247


def test_where_none_or_all_end_the_hazard_keeps_an_interval_and_survival_has_none():
    table = lifetable.life_table([5, 3], [0, 3])
    assert table.survival.tolist() == [1, 0]
    assert table.variance.tolist() == [0, 0]
    assert np.isnan([table.lower, table.upper]).all()
    assert table.hazard_lower[1] == intervals.clopper_pearson(3, 3)[0] > 0
    assert table.hazard_upper[0] == intervals.clopper_pearson(0, 5)[1] < 1


@pytest.mark.parametrize("at_risk", [[50, 9, 30], [50, 0, 30], [50, nan, 30]])
def test_the_curve_stops_where_too_few_are_at_risk_and_does_not_start_again(at_risk):
    table = lifetable.life_table(at_risk, [5, 0, 3], least=10)
    ends = lifetable.aalen_johansen(at_risk, [[5, 0], [0, 0], [1, 2]], least=10)
    for column in (*table, *ends[:3]):
        assert not np.isnan(column[0]).any()
        assert np.isnan(column[1:]).all()
    assert np.isnan([limits[1:] for limits in ends[3:]]).all()


def test_a_review_with_nobody_at_risk_stops_the_curve_whatever_the_least_number():
    assert np.isnan(lifetable.life_table([5, 0], [1, 0], least=0).survival).tolist() == [
        False,
        True,
    ]


def test_exactly_the_least_number_at_risk_still_counts():
    assert lifetable.life_table([10, 9], [1, 1], least=10).hazard[0] == 0.1


def test_one_at_risk_is_enough_unless_told():
    table = lifetable.life_table([3, 1], [1, 1])
    assert table.hazard.tolist() == pytest.approx([1 / 3, 1])
    assert table.survival.tolist() == pytest.approx([2 / 3, 0])
    ends = lifetable.aalen_johansen([3, 1], [[1, 0], [0, 1]])
    assert ends.incidence.tolist() == [pytest.approx([1 / 3, 0]), pytest.approx([1 / 3, 2 / 3])]
    unknown = lifetable.life_table(pd.array([10, None], "Int64"), [1, 0])
    assert unknown.hazard == pytest.approx([0.1, nan], nan_ok=True)


def test_where_nobody_is_censored_the_variance_of_an_incidence_is_that_of_a_share():
    # Of 20, 4 and 3 come to one end and 2 and 4 to the other: shares .2, .35 and .1, .3.
    ends = lifetable.aalen_johansen([20, 14], [[4, 2], [3, 4]])
    assert ends.incidence == pytest.approx(np.array([[0.2, 0.1], [0.35, 0.3]]))
    by_hand = [[0.2 * 0.8 / 20, 0.1 * 0.9 / 20], [0.35 * 0.65 / 20, 0.3 * 0.7 / 20]]
    assert ends.variance == pytest.approx(np.array(by_hand))


def test_no_review_is_an_empty_table():
    assert [len(column) for column in lifetable.life_table([], [])] == [0] * 7
    ends = lifetable.aalen_johansen([], np.empty((0, 2)))
    assert [column.shape for column in ends] == [(0,), *[(0, 2)] * 4]
    at_risk, events = lifetable.risk_sets([], [], [], ["a", "b"], [])
    assert at_risk.shape == (0,) and events.shape == (0, 2)


def test_limits_of_an_incidence_are_those_of_the_share_without_it():
    counts = [100, 70], [[20, 5], [7, 0]]
    ends = lifetable.aalen_johansen(*counts, level=0.8)
    share, spread = ends.incidence[1, 0], ends.variance[1, 0] ** 0.5
    wide = 1.2815515655446004 * spread / ((1 - share) * -log(1 - share))
    assert ends.lower[1, 0] == pytest.approx(1 - (1 - share) ** np.exp(-wide))
    assert ends.upper[1, 0] == pytest.approx(1 - (1 - share) ** np.exp(wide))
    usual = lifetable.aalen_johansen(*counts)
    assert (usual.lower[1] < ends.lower[1]).all() and (ends.upper[1] < usual.upper[1]).all()


@given(reviews(), LEVELS)
def test_limits_of_incidences_hold_them_and_one_end_has_those_of_survival(counted, level):
    ends = lifetable.aalen_johansen(*counted, level=level)
    known = (ends.incidence > 0) & (ends.incidence < 1 - 1e-9)
    ordered = [ends.lower, ends.incidence, ends.upper]
    assert (np.diff([limits[known] for limits in ordered], axis=0) >= -1e-9).all()
    assert np.isnan([ends.lower[ends.incidence == 0], ends.upper[ends.incidence == 0]]).all()
    events = np.sum(counted[1], axis=1)
    alone = lifetable.aalen_johansen(counted[0], events[:, None], level=level)
    plain = lifetable.life_table(counted[0], events, level=level)
    inside = (plain.survival > 1e-6) & (plain.survival < 1)
    assert 1 - alone.upper[inside, 0] == pytest.approx(plain.lower[inside], abs=1e-9)
    assert 1 - alone.lower[inside, 0] == pytest.approx(plain.upper[inside], abs=1e-9)


UNITS_SEEN = st.lists(
    st.tuples(
        st.integers(0, 3),  # entry
        st.integers(1, 5),  # reviews seen after it
        st.sampled_from(["a", "b", "seen no more"]),
        st.integers(1, 9),
    ),
    min_size=1,
    max_size=12,
)


@given(UNITS_SEEN)
def test_risk_sets_are_what_one_counts_unit_by_unit(seen):
    rows = [(entry, entry + more, end, units) for entry, more, end, units in seen]
    entry, last, end, units = zip(*rows, strict=True)
    at_risk, events = lifetable.risk_sets(entry, last, end, ["a", "b"], units)
    reviews_held = range(1, max(last for _, last, _, _ in rows) + 1)
    each = [row[:3] for row in rows for _ in range(row[3])]
    assert at_risk.tolist() == [
        sum(entry < t <= last for entry, last, _ in each) for t in reviews_held
    ]
    assert events.tolist() == [
        [sum((last, end) == (t, kind) for _, last, end in each) for kind in "ab"]
        for t in reviews_held
    ]


def test_who_is_seen_late_is_not_at_risk_before_and_counting_so_overstates_survival():
    # 10 seen from the start, of whom 5 end at the first review; 10 seen from there on
    rows = [(0, 1, "a", 5), (0, 2, "", 5), (1, 2, "a", 5), (1, 2, "", 5)]
    entry, last, end, units = zip(*rows, strict=True)
    right = lifetable.risk_sets(entry, last, end, ["a"], units)
    assert right.at_risk.tolist() == [10, 15] and right.events.tolist() == [[5], [5]]
    wrong = lifetable.risk_sets([0] * 4, last, end, ["a"], units)
    assert wrong.at_risk.tolist() == [20, 15]
    late, early = (lifetable.aalen_johansen(*sets).survival for sets in (right, wrong))
    assert late == pytest.approx([1 / 2, 1 / 3]) and early == pytest.approx([3 / 4, 1 / 2])


def test_an_end_before_it_could_be_seen_counts_nowhere():
    at_risk, events = lifetable.risk_sets([2], [2], ["a"], ["a"], [7])
    assert at_risk.tolist() == [0, 0] and events.tolist() == [[0], [0]]


@given(reviews())
def test_where_none_is_censored_who_came_to_another_end_may_stay_at_risk(counted):
    start, events = 1 + np.sum(counted[1]), np.array(counted[1])
    ended = events.cumsum(axis=0)
    at_risk = start - np.concatenate([[0], ended.sum(axis=1)[:-1]])
    together = lifetable.aalen_johansen(at_risk, events)
    own = start - np.concatenate([[0], ended[:-1, 0]])
    alone = lifetable.aalen_johansen(own, events[:, :1])
    for one, other in zip(together[1:], alone[1:], strict=True):
        assert one[:, 0] == pytest.approx(other[:, 0], abs=1e-9, nan_ok=True)


IN_R = """
library(survival)
rows <- read.csv(file("stdin"), stringsAsFactors = FALSE)
rows <- rows[rep(seq_len(nrow(rows)), rows$units), ]
end <- factor(rows$end, levels = c("none", "a", "b"))
curve <- survfit(Surv(rows$entry, rows$last, end) ~ 1, id = seq_len(nrow(rows)))
plain <- survfit(Surv(rows$entry, rows$last, rows$end != "none") ~ 1)
told <- data.frame(curve$time, plain$surv * plain$std.err, curve$pstate, curve$std.err)
write.csv(told, row.names = FALSE)
"""


@pytest.mark.heavy
@pytest.mark.skipif(not which("Rscript"), reason="Rscript is not installed")
@pytest.mark.parametrize("entry", [[0] * 9, [0, 0, 0, 0, 1, 1, 2, 2, 1]], ids=["all", "late"])
def test_incidences_and_their_errors_are_those_of_r_survival(entry, tmp_path):
    rows = pd.DataFrame({"entry": entry, "last": [1, 1, 2, 3, 2, 3, 3, 4, 4]}).assign(
        end=["a", "b", "a", "none", "none", "b", "a", "a", "none"],
        units=[9, 2, 7, 5, 8, 3, 4, 2, 6],
    )
    script = tmp_path / "incidence.R"
    script.write_text(IN_R)
    told = subprocess.run(
        ["Rscript", "--vanilla", script], input=rows.to_csv(index=False), text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    in_r = pd.read_csv(StringIO(told.stdout)).to_numpy()
    seen = [rows[name] for name in ("entry", "last", "end")]
    sets = lifetable.risk_sets(*seen, ["a", "b"], rows["units"])
    ours, as_one = lifetable.aalen_johansen(*sets), sets.events.sum(axis=1)[:, None]
    assert in_r[:, 0].tolist() == [1, 2, 3, 4]
    shares = np.column_stack([ours.survival, ours.incidence])
    assert shares == pytest.approx(in_r[:, 2:5], rel=1e-12)
    whole = lifetable.aalen_johansen(sets.at_risk, as_one).variance[:, 0]
    assert whole**0.5 == pytest.approx(in_r[:, 1], rel=1e-9)
    if not any(entry):  # else R takes into account how those seen late differed
        assert ours.variance**0.5 == pytest.approx(in_r[:, 6:], rel=1e-9)


# Decomposition

SHARE = st.builds(Fraction, st.integers(0, 100), st.just(100))
WARDS = st.lists(
    st.tuples(st.integers(1, 5000), SHARE, st.integers(1, 5000), SHARE), min_size=1, max_size=8
)


def columns(wards: list) -> tuple[np.ndarray, ...]:
    """Households and rates before and after, as fractions, so that sums are exact."""
    return tuple(np.array([[Fraction(cell) for cell in ward] for ward in wards]).T)


@given(WARDS)
def test_shares_and_rates_add_up_to_the_change_exactly(wards):
    before, after = columns(wards)[:2], columns(wards)[2:]
    change = decomposition.overall(*after) - decomposition.overall(*before)
    assert sum(decomposition.parts(*before, *after)) == change


@given(WARDS)
def test_contributions_of_wards_add_up_to_the_parts_exactly_and_centring_moves_none(wards):
    h0, p0, h1, p1 = columns(wards)
    by_share, by_rate = decomposition.contributions(h0, p0, h1, p1)
    uncentred = ((h1 / h1.sum() - h0 / h0.sum()) * (p0 + p1) / 2).sum()
    assert decomposition.parts(h0, p0, h1, p1) == (by_share.sum(), by_rate.sum())
    assert by_share.sum() == uncentred


@given(WARDS)
def test_going_back_in_time_turns_every_sign(wards):
    h0, p0, h1, p1 = columns(wards)
    forth = decomposition.contributions(h0, p0, h1, p1)
    back = decomposition.contributions(h1, p1, h0, p0)
    assert [(-part).tolist() for part in back] == [part.tolist() for part in forth]


@given(WARDS, st.randoms(use_true_random=False))
def test_the_order_of_wards_does_not_matter(wards, random):
    shuffled = random.sample(wards, len(wards))
    parts = decomposition.parts(*columns(wards))
    assert decomposition.parts(*columns(shuffled)) == parts


@given(WARDS, st.integers(2, 50))
def test_only_shares_of_households_count(wards, times):
    h0, p0, h1, p1 = columns(wards)
    assert decomposition.parts(h0, p0, times * h1, p1) == decomposition.parts(h0, p0, h1, p1)


@given(WARDS)
def test_one_part_is_0_where_nothing_else_moved(wards):
    h0, p0, h1, p1 = columns(wards)
    assert decomposition.parts(h0, p0, h0, p1)[0] == 0
    assert decomposition.parts(h0, p0, h1, p0)[1] == 0


def test_a_ward_that_grows_with_the_average_rate_is_not_blamed():
    by_share, _ = decomposition.contributions([100, 50, 50], [4, 8, 0], [150, 50, 50], [4, 8, 0])
    assert by_share[0] == 0


def test_one_ward_changes_by_its_rate_alone():
    assert decomposition.parts([200], [7.0], [300], [5.0]) == (0, -2)


COUNT, BASE = st.integers(0, 10**5), st.integers(1, 10**6)


@given(COUNT, BASE, COUNT, BASE)
def test_the_parts_of_a_ratio_add_up_to_its_change_exactly(n0, b0, n1, b1):
    parts = decomposition.ratio_parts(n0, b0, n1, b1)
    by_count = Fraction(n1 - n0) * (Fraction(1, b0) + Fraction(1, b1)) / 2
    by_base = (Fraction(1, b1) - Fraction(1, b0)) * (n0 + n1) / 2
    assert by_count + by_base == Fraction(n1, b1) - Fraction(n0, b0)
    assert [float(part) for part in parts] == pytest.approx([float(by_count), float(by_base)])


def test_a_base_that_grows_alone_lowers_a_ratio_and_a_count_alone_moves_no_base():
    assert decomposition.ratio_parts(10, 100, 10, 200) == pytest.approx((0, -0.05))
    assert decomposition.ratio_parts(10, 100, 30, 100) == pytest.approx((0.2, 0))
    by_count, by_base = decomposition.ratio_parts([10, 4], [100, 40], [20, 4], [50, 80])
    assert by_count.tolist() == pytest.approx([10 * 0.03 / 2, 0])
    assert by_base.tolist() == pytest.approx([30 * 0.01 / 2, -4 / 80])


@pytest.mark.parametrize("four", [(1, 0, 1, 9), (1, 9, 1, 0), (1, -9, 1, 9), (nan, 9, 1, 9)])
def test_a_ratio_without_a_base_has_no_parts(four):
    assert all(isnan(part) for part in decomposition.ratio_parts(*four))


def test_the_parts_of_a_ratio_are_missing_in_the_row_of_a_column_that_is_not_known():
    four = [
        pd.array([1, None, 1, 1, 1], "Int64"),
        pd.array([1, 9, None, 9, 9], "Int64"),
        pd.array([2, 1, 1, None, 1], "Int64"),
        pd.array([2, 9, 9, 9, None], "Int64"),
    ]
    by_count, by_base = decomposition.ratio_parts(*four)
    assert by_count == pytest.approx([0.75, *[nan] * 4], nan_ok=True)
    assert by_base == pytest.approx([-0.75, *[nan] * 4], nan_ok=True)


def test_what_two_wards_add_is_worked_by_hand():
    # Shares .4 and .6, then .5 and .5; rates 10 and 20, then 6 and 20; of all 16, then 13.
    by_share, by_rate = decomposition.contributions([40, 60], [10, 20], [50, 50], [6, 20])
    assert by_share == pytest.approx([0.1 * (8 - 14.5), -0.1 * (20 - 14.5)])
    assert by_rate == pytest.approx([-4 * 0.45, 0])
    assert by_share.sum() + by_rate.sum() == pytest.approx(13 - 16)


def test_a_ward_without_a_rate_leaves_the_parts_missing():
    parts = decomposition.parts([100, 0], [4, nan], [80, 20], [4, 9])
    assert np.isnan(parts).all()


# Scores


def test_points_end_at_both_ends_of_their_scale_which_may_fall():
    values = [-1, 0, 25, 100, 101, nan]
    assert scoring.anchored(values, 0, 100).tolist()[:5] == [0, 0, 25, 100, 100]
    assert isnan(scoring.anchored(values, 0, 100)[5])
    assert scoring.anchored([12, 10, 7.5, 0, -3], 10, 0).tolist() == [0, 0, 25, 100, 100]
    of_columns = np.array([60], dtype=object), np.array([50], dtype=object), [100]
    assert scoring.anchored(*of_columns).tolist() == [20]
    assert scoring.anchored(*of_columns).dtype == "float64"


def test_a_share_is_drawn_to_its_prior_from_one_case_on_and_of_no_case_there_is_none():
    """(1 + 10 x .8) / (1 + 10), (0 + 10 x .5) / (5 + 10), and none of the four of no case."""
    count, of = [1, 0, 3, 0, 0, 1], [1, 5, 4, 0, 0, 0]
    found = scoring.drawn_to_prior(count, of, [0.8, 0.5, 0, 0.8, 0, 0], [10, 10, 0, 10, 0, 0])
    assert found.dtype == "float64"
    assert found.tolist()[:3] == pytest.approx([9 / 11, 5 / 15, 3 / 4])
    assert np.isnan(found[3:]).all()
    of_columns = (np.array([each], dtype=object) for each in (1, 1, 0.8, 10))
    assert scoring.drawn_to_prior(*of_columns).dtype == "float64"


def test_a_missing_point_leaves_no_sum():
    assert isnan(scoring.weighted_sum([80, nan], [0.5, 0.5]))
    assert scoring.weighted_sum([80, 60], [0.75, 0.25]) == 75


def test_closeness_is_that_of_each_row_to_the_ends_that_are_given():
    """(3, 4) is half way from (0, 0) to (6, 8); (3, 0) is 3 from one, sqrt(73) from the other."""
    rows = [[3, 4], [0, 0], [6, 8], [3, 0]]
    found = scoring.closeness(rows, [6, 8], [0, 0])
    assert found.tolist() == pytest.approx([0.5, 0, 1, 3 / (3 + 73**0.5)])
    assert scoring.closeness([3, 0], [6, 8], [0, 0]).tolist() == pytest.approx(found[3:])
    assert scoring.closeness([1, 1], [1, 1], [2, 3]).tolist() == [1]
