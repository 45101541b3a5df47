"""Sets of weights, what shares may be, the whole rule in many draws, caps, and one moved weight."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, gamma

from analysis.methods import quota, scoring, smaa, weights
from analysis.methods.selection import NO_GROUP, NO_TIE, Rule, to_tenths
from analysis.methods.smaa import BLOCK, EQUALLY_LIKELY, Kind

DRAWS = 100_000
ERROR = 4 * smaa.largest_error(DRAWS)


def rng() -> np.random.Generator:
    return np.random.default_rng(2013)


def certain(*rows: tuple) -> np.ndarray:
    """Points known exactly, a row a candidate."""
    return np.array(rows, dtype="float64")[:, :, None]


def best_score(scores: np.ndarray, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A rule without rounding: the highest score is chosen."""
    order = np.argsort(-scores, axis=1)
    return order, scores == scores.max(axis=1, keepdims=True)


def in_order(many: int, places: int | None = None, **more) -> Rule:
    """A rule without ties: lots as candidates stand, nobody in a group."""
    usual = {"lots": np.arange(many), "groups": np.full(many, NO_GROUP)}
    return Rule([], **usual | more, places=places)


# Weights


def test_weights_are_even_over_all_sets_and_not_normalised_uniforms():
    """P(w1 > .6) = (1 - .6)² = .16 for three criteria; normalised uniforms give .074."""
    drawn = smaa.even_weights(rng(), 3, DRAWS)
    assert drawn.shape == (DRAWS, 3)
    assert np.allclose(drawn.sum(axis=1), 1)
    assert (drawn[:, 0] > 0.6).mean() == pytest.approx(0.16, abs=ERROR)
    plain = rng().random((DRAWS, 3))
    plain /= plain.sum(axis=1, keepdims=True)
    assert (plain[:, 0] > 0.6).mean() == pytest.approx(0.074, abs=ERROR)


def test_weights_that_keep_an_order_have_the_means_of_ordered_spacings():
    """Of three the means are (1 + 1/2 + 1/3)/3, (1/2 + 1/3)/3, (1/3)/3: 11/18, 5/18, 2/18."""
    drawn = smaa.even_weights(rng(), 3, DRAWS, [0.2, 0.5, 0.3])
    assert (drawn[:, 1] >= drawn[:, 2]).all() and (drawn[:, 2] >= drawn[:, 0]).all()
    assert np.allclose(drawn.sum(axis=1), 1)
    assert drawn.mean(axis=0) == pytest.approx([2 / 18, 11 / 18, 5 / 18], abs=ERROR)


def test_of_weights_that_are_equal_either_may_be_the_heavier():
    """Means: the lightest 2/18, the two others share 11/18 + 5/18."""
    drawn = smaa.even_weights(rng(), 3, DRAWS, [0.4, 0.2, 0.4])
    assert (drawn[:, [0, 2]].min(axis=1) >= drawn[:, 1]).all()
    assert (drawn[:, 0] > drawn[:, 2]).mean() == pytest.approx(0.5, abs=ERROR)
    assert drawn.mean(axis=0) == pytest.approx([8 / 18, 2 / 18, 8 / 18], abs=ERROR)


# Acceptability


def test_two_candidates_on_two_criteria_have_the_share_that_can_be_worked_out():
    """(.8, .2) beats (.3, .9) where .5 w > .7 (1 - w): w > 7/12, so 5/12 of all sets."""
    points = certain((0.8, 0.2), (0.3, 0.9))
    found = smaa.acceptability(points, [Kind([0, 1], [0, 1])], best_score, DRAWS, 2013)
    assert found.chosen == pytest.approx([5 / 12, 7 / 12], abs=ERROR)
    assert found.ranks == pytest.approx(np.array([[5, 7], [7, 5]]) / 12, abs=ERROR)
    again = smaa.acceptability(points, [Kind([0, 1], [0, 1])], best_score, DRAWS, 2013)
    assert (again.ranks == found.ranks).all()
    other = smaa.acceptability(points, [Kind([0, 1], [0, 1])], best_score, DRAWS, 2014)
    assert (other.chosen != found.chosen).any()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_any_two_candidates_on_two_criteria_have_their_closed_form(values):
    a, b, c, d = np.round(values, 2)
    gain, loss = a - c, d - b  # first beats second where w gain > (1 - w) loss
    whole = gain + loss
    if gain == 0 or loss == 0:
        return
    share = (gain > 0) * 1.0 if gain * loss < 0 else (gain if gain > 0 else -loss) / abs(whole)
    found = smaa.acceptability(
        certain((a, b), (c, d)), [Kind([0, 1], [0, 1])], best_score, 20_000, 1
    )
    assert found.chosen[0] == pytest.approx(share, abs=5 * smaa.largest_error(20_000))


def test_a_kept_order_of_weights_halves_the_sets():
    """With w1 >= w2, even on [.5, 1]: (.8, .2) wins for w > 7/12, so in 5/6."""
    points = certain((0.8, 0.2), (0.3, 0.9))
    kinds = [Kind([0, 1], [0, 1], [0.7, 0.3])]
    found = smaa.acceptability(points, kinds, best_score, DRAWS, 2013)
    assert found.chosen == pytest.approx([5 / 6, 1 / 6], abs=ERROR)


def test_kinds_have_weights_of_their_own():
    """Candidate 0 is scored on two criteria, 1 on a third alone: .6 w + .4 (1 - w) > .45."""
    points = np.full((2, 3, 1), np.nan)
    points[0, :2, 0] = 0.6, 0.4
    points[1, 2, 0] = 0.45
    kinds = [Kind([0], [0, 1]), Kind([1], [2])]
    found = smaa.acceptability(points, kinds, best_score, DRAWS, 2013)
    assert found.chosen == pytest.approx([0.75, 0.25], abs=ERROR)


def test_draws_in_blocks_are_all_counted():
    found = smaa.acceptability(
        certain((1, 0), (0, 1)), [Kind([0, 1], [0, 1])], best_score, BLOCK + 1, 3
    )
    assert found.ranks.sum(axis=1) == pytest.approx([1, 1])
    assert found.chosen.sum() == pytest.approx(1)


def test_places_are_counted_of_all_also_where_the_last_of_them_is_never_last():
    points = certain((0.2, 0.3), (0.1, 0.1), (0.9, 0.8))
    found = smaa.acceptability(points, [Kind([0, 1, 2], [0, 1])], best_score, 10, 1)
    assert found.ranks.tolist() == [[0, 1, 0], [0, 0, 1], [1, 0, 0]]
    assert found.chosen.tolist() == [0, 0, 1]


def test_the_error_of_drawing_is_stated():
    """10,000 draws: at most .005."""
    assert smaa.largest_error(10_000) == 0.005


# What shares may be


@pytest.mark.parametrize(("count", "of"), [(8, 10), (0, 5), (5, 5)])
def test_a_share_may_be_what_its_beta_says(count, of):
    values = smaa.share_values(count, of, 0.8, 10)
    law = beta(count + 8, of - count + 2)
    assert values.shape == (EQUALLY_LIKELY,)
    assert values[[0, 499, 999]] == pytest.approx(law.ppf([0.0005, 0.4995, 0.9995]))
    assert values.mean() == pytest.approx(scoring.drawn_to_prior(count, of, 0.8, 10), abs=1e-4)
    assert values.std() == pytest.approx(law.std(), abs=1e-3)


def test_a_ratio_to_a_plan_may_exceed_it():
    values = smaa.ratio_values(110, 100, 0.9, 40)
    assert values[[0, 999]] == pytest.approx(gamma(146).ppf([0.0005, 0.9995]) / 140)
    assert values.mean() == pytest.approx(scoring.drawn_to_prior(110, 100, 0.9, 40), abs=1e-4)
    assert values.max() > 1


def test_less_than_one_case_of_either_kind_still_spreads():
    """A prior of half a case of ten: Beta(.5, 14.5) for 0 of 5 and Beta(14.5, .5) for 5 of 5."""
    middles = [0.0005, 0.4995, 0.9995]
    at = [0, 499, 999]
    low, high = smaa.share_values(0, 5, 0.05, 10), smaa.share_values(5, 5, 0.95, 10)
    assert low[at] == pytest.approx(beta(0.5, 14.5).ppf(middles))
    assert high[at] == pytest.approx(beta(14.5, 0.5).ppf(middles))
    assert smaa.ratio_values(0, 5, 0.05, 10)[at] == pytest.approx(gamma(0.5).ppf(middles) / 15)


def test_without_a_prior_none_of_none_is_certain():
    assert (smaa.share_values(0, 4, 0.8, 0) == 0).all()
    assert (smaa.share_values(4, 4, 0.8, 0) == 1).all()
    assert (smaa.share_values(0, 4, 0, 10) == 0).all()
    assert (smaa.ratio_values(0, 4, 0.8, 0) == 0).all()


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 10))
def test_fewer_successes_or_more_cases_make_no_value_higher(done, missed, more):
    of = done + missed
    if of == 0:
        return
    for values in (smaa.share_values, smaa.ratio_values):
        now = values(done, of, 0.8, 10)
        assert (values(max(done - more, 0), of, 0.8, 10) <= now).all()
        assert (values(done, of + more, 0.8, 10) <= now).all()


# The whole rule


def by_hand(rule: Rule, scores, points) -> tuple[list[int], set[int]]:
    """The order and who is chosen of one draw, as a clerk would do it."""

    def key(at):
        ties = [points[at][column] for column in rule.ties]
        tied = [NO_TIE if np.isnan(tie) else to_tenths(tie) for tie in ties]
        return [-to_tenths(scores[at]), *(-tie for tie in tied)]

    order = sorted(range(len(scores)), key=lambda at: (key(at), rule.lots[at]))
    places = len(order) if rule.places is None else rule.places
    if sum(key(at) == key(order[0]) for at in order) > places:
        return order, set()
    chosen: list[int] = []
    for at in order:
        group = rule.groups[at]
        of_group = sum(rule.groups[other] == group for other in chosen)
        full = rule.cap is not None and group != NO_GROUP and of_group >= rule.cap
        if len(chosen) < places and not full:
            chosen.append(at)
    return order, set(chosen)


@st.composite
def rules(draw) -> tuple[Rule, np.ndarray, np.ndarray]:
    many = draw(st.integers(1, 7))
    tenths = st.sampled_from([50.0, 50.04, 50.05, 50.1, 60.0, 0.0])
    points = st.sampled_from([0.0, 10.0, 10.04, 100.0, np.nan])
    scores = np.array(draw(st.lists(st.lists(tenths, min_size=many, max_size=many), min_size=1)))
    shape = (len(scores), many, 2)
    cells = draw(st.lists(points, min_size=2 * many, max_size=2 * many))
    tied = np.broadcast_to(np.reshape(cells, (many, 2)), shape)
    groups = draw(st.lists(st.integers(NO_GROUP, 2), min_size=many, max_size=many))
    rule = Rule(
        draw(st.permutations([0, 1]).map(list)),
        np.array(draw(st.permutations(range(many)))),
        np.array(groups),
        draw(st.none() | st.integers(1, 8)),
        draw(st.none() | st.integers(1, 3)),
    )
    return rule, scores, tied


@given(rules())
def test_many_draws_at_once_give_what_a_clerk_gives_one_by_one(case):
    rule, scores, points = case
    order, chosen = rule(scores, points)
    for at in range(len(scores)):
        expected = by_hand(rule, scores[at], points[at])
        assert (list(order[at]), set(np.flatnonzero(chosen[at]))) == expected


def test_more_ties_than_the_digits_of_a_whole_number_hold_part_as_fewer_do():
    """Seven keys of a thousand tenths each: places stand in for those that came first."""
    random = rng()
    scores = random.uniform(0, 100, (50, 12)).round(-1)
    points = random.choice([0.0, 99.9, 100.0], (50, 12, 7))
    rule = Rule([6, 0, 5, 1, 4, 2, 3], random.permutation(12), np.arange(12) % 3, 5, 2)
    order, chosen = rule(scores, points)
    for at in range(len(scores)):
        expected = by_hand(rule, scores[at], points[at])
        assert (list(order[at]), set(np.flatnonzero(chosen[at]))) == expected


def test_scores_are_compared_to_a_tenth_rounded_half_up():
    assert to_tenths([66.64999999999999, 66.6499, 0.05, 0, 100]).tolist() == [667, 666, 1, 0, 1000]
    assert np.isnan(to_tenths(np.nan))
    assert to_tenths([66.64999999996, 66.6499999999]).tolist() == [667, 666]
    assert scoring.to_a_tenth(66.64999999999999) == 66.7
    for value in (12.25, 99.95, 0.15, 33.349999, 66.64999999996):
        assert to_tenths(value) == round(10 * scoring.to_a_tenth(value))


def test_equal_ones_go_by_lot_and_who_is_scored_on_no_tie_after_who_earned_nothing_on_it():
    """Two draws: all equal but for the tie; and the first ahead by a tenth."""
    scores = np.array([[50.0] * 4, [50.06, 50.0, 50.0, 50.0]])
    points = np.broadcast_to(np.array([np.nan, 0, np.nan, 0])[None, :, None], (2, 4, 1))
    rule = Rule([0], np.array([1, 9, 0, 5]), np.full(4, NO_GROUP), 2)
    order, chosen = rule(scores, points)
    assert order.tolist() == [[3, 1, 2, 0], [0, 3, 1, 2]]
    assert chosen.tolist() == [[False, True, False, True], [True, False, False, True]]
    by_lot, _ = in_order(4, lots=np.array([1, 9, 0, 5]))(scores, points)
    assert by_lot.tolist() == [[2, 0, 3, 1], [0, 2, 3, 1]]


def test_those_equal_on_top_and_too_many_leave_nobody_chosen():
    scores = np.array([[70.0, 70.04, 69.0], [70.0, 69.0, 69.0]])
    none = np.zeros((2, 3, 0))
    _, chosen = in_order(3, places=1)(scores, none)
    assert chosen.tolist() == [[False] * 3, [True, False, False]]
    assert in_order(3, places=2)(scores, none)[1].tolist() == [
        [True, True, False],
        [True, True, False],
    ]
    assert in_order(3)(scores, none)[1].all()


def test_a_cap_passes_over_whose_group_is_full_and_only_these():
    scores = np.array([[90.0, 80, 70, 60, 50]])
    none = np.zeros((1, 5, 0))
    groups = np.array([0, 0, 0, 1, NO_GROUP])
    assert in_order(5, 3, groups=groups, cap=2)(scores, none)[1].tolist() == [[1, 1, 0, 1, 0]]
    assert in_order(5, 3, groups=groups, cap=1)(scores, none)[1].tolist() == [[1, 0, 0, 1, 1]]
    assert in_order(5, 3, groups=groups)(scores, none)[1].tolist() == [[1, 1, 1, 0, 0]]
    nobody = np.full(5, NO_GROUP)
    assert in_order(5, 3, groups=nobody, cap=1)(scores, none)[1].tolist() == [[1, 1, 1, 0, 0]]


def looped(points, kind, rule, draws: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The same acceptabilities by a loop over the same draws, one after another."""
    random, many = np.random.default_rng(seed), len(points)
    ranks, chosen = np.zeros((many, many)), np.zeros(many)
    for start in range(0, draws, BLOCK):
        size = min(BLOCK, draws - start)
        at = random.integers(points.shape[2], size=(size, *points.shape[:2]))
        heavy = smaa.even_weights(random, points.shape[1], size, kind.like)
        for draw in range(size):
            drawn = [
                [points[i, c, at[draw, i, c]] for c in range(points.shape[1])] for i in range(many)
            ]
            scores = [sum(w * p for w, p in zip(heavy[draw], row, strict=True)) for row in drawn]
            order, taken = by_hand(rule, scores, drawn)
            for rank, candidate in enumerate(order):
                ranks[candidate, rank] += 1
            chosen[list(taken)] += 1
    return ranks / draws, chosen / draws


def forty() -> tuple[np.ndarray, Kind, Rule]:
    """Forty candidates on five criteria, eight places, at most two of each of five groups."""
    random = np.random.default_rng(5)
    points = random.uniform(40, 100, (40, 5, 20))
    rule = Rule([0, 1], random.permutation(40), np.arange(40) % 5, 8, 2)
    return points, Kind(list(range(40)), list(range(5))), rule


def test_a_loop_over_the_draws_comes_to_the_same_acceptabilities():
    points, kind, rule = forty()
    found = smaa.acceptability(points, [kind], rule, 60, 11)
    ranks, chosen = looped(points, kind, rule, 60, 11)
    assert found.ranks == pytest.approx(ranks, abs=1e-12)
    assert found.chosen == pytest.approx(chosen, abs=1e-12)


# Caps by programming


@st.composite
def quotas(draw) -> tuple[list[int], list[int], list[str | None], int, int]:
    many = draw(st.integers(1, 7))
    each = {"min_size": many, "max_size": many}
    scores = draw(st.lists(st.integers(0, 3), **each))
    ties = draw(st.lists(st.integers(-1, 2), **each))
    groups = draw(st.lists(st.sampled_from(["A", "B", None]), **each))
    return scores, ties, groups, draw(st.integers(0, 5)), draw(st.integers(1, 3))


@settings(max_examples=40, deadline=None)
@given(quotas())
def test_the_program_finds_the_best_of_all_choices_and_going_down_the_list_the_same(case):
    scores, ties, groups, places, cap = case
    many = len(scores)
    lots = list(range(many, 0, -1))

    def worth(choice):
        return len(choice), *(sum(key[at] for at in choice) for key in (scores, ties, lots))

    allowed = [
        choice
        for size in range(min(places, many) + 1)
        for choice in combinations(range(many), size)
        if all(sum(groups[at] == group for at in choice) <= cap for group in "AB")
    ]
    best = quota.best([scores, ties, lots], groups, places, cap)
    assert {at for at, taken in enumerate(best) if taken} == set(max(allowed, key=worth))
    greedy: list[int] = []
    for at in sorted(range(many), key=lambda at: (-scores[at], -ties[at], -lots[at])):
        own = [groups[other] for other in greedy]
        if len(greedy) < places and (groups[at] is None or own.count(groups[at]) < cap):
            greedy.append(at)
    assert {at for at, taken in enumerate(best) if taken} == set(greedy)


def test_the_first_key_decides_before_the_second():
    assert quota.best([[5, 4], [0, 9]], ["A", "A"], 1, 1) == [True, False]
    assert quota.best([[5, 5], [0, 9]], ["A", "A"], 1, 1) == [False, True]
    assert quota.best([[0, 0]], ["A", "B"], 2, 1) == [True, True]


def test_a_cap_is_that_of_each_group_and_nobody_has_two_places():
    assert quota.best([[9, 8, 2, 1]], ["A", "A", "B", "C"], 3, 1) == [True, False, True, True]
    assert quota.best([[9, 8, 2, 1]], ["A", "A", "B", "C"], 2, 1) == [True, False, True, False]
    assert quota.best([[9, 1]], [None, None], 2, 1) == [True, True]
    assert quota.best([[], []], [], 0, 1) == []
    assert quota.best([[9, 1, 0]], [None, None, None], 2, 1) == [True, True, False]


def test_a_choice_that_is_not_proven_best_is_refused():
    with pytest.raises(ValueError, match="no best choice was proven"):
        quota.best([[1]], ["A"], -1, 1)


# One weight moved


def test_the_score_is_a_straight_line_of_one_weight():
    points, heavy = [[80, 60, 40], [10, 20, 30]], [0.5, 0.3, 0.2]
    at_zero, at_one = weights.moved(points, heavy, 0)
    assert at_zero == pytest.approx([52, 24]) and at_one == pytest.approx([80, 10])
    now = at_zero + 0.5 * (at_one - at_zero)
    assert now == pytest.approx(np.array(points) @ heavy)


def test_a_list_turns_only_where_a_score_passes_a_half_of_a_tenth():
    assert weights.turns([50.0], [50.2]) == pytest.approx([0.25, 0.75])
    assert weights.turns([50.2], [50.0]) == pytest.approx([0.25, 0.75])
    assert len(weights.turns([50.0, 70.0], [50.0, 70.0])) == 0
    assert weights.turns([0.0], [100.0]) == pytest.approx((np.arange(1000) + 0.5) / 1000)
    assert weights.turns([0.05], [0.15]).tolist() == []


def test_the_range_of_a_weight_ends_at_the_crossing_that_can_be_worked_out():
    """70 and 40 + 50 w are equal to a tenth from 40 + 50 w = 69.95 on, so at w = .599."""
    at_zero, at_one = np.array([70.0, 40.0]), np.array([70.0, 90.0])

    def first_leads(moving):
        scores = to_tenths(at_zero + np.outer(moving, at_one - at_zero))
        return scores[:, 0] > scores[:, 1]

    turning = weights.turns(at_zero, at_one)
    assert weights.unchanged(0.3, turning, first_leads) == pytest.approx((0, 0.599))
    behind = weights.unchanged(0.9, turning, lambda moving: ~first_leads(moving))
    assert behind == pytest.approx((0.599, 1))


def test_a_weight_at_which_the_list_turns_has_no_range_on_that_side():
    turning = np.array([0.2, 0.5])
    assert weights.unchanged(0.5, turning, lambda w: w < 0.5) == (0, 0.5)
    assert weights.unchanged(0.5, turning, lambda w: w > 0.5) == (0.5, 1)
    assert weights.unchanged(0.5, turning, lambda w: w < 0) == (0.5, 0.5)
    assert weights.unchanged(0.3, turning, lambda w: (w > 0.2) & (w < 0.5)) == (0.2, 0.5)
    assert weights.unchanged(0.3, turning, lambda w: w > 0) == (0, 1)
    assert weights.unchanged(0, turning, lambda w: w < 0.2) == (0, 0.2)
    assert weights.unchanged(1, turning, lambda w: w > 0.5) == (0.5, 1)


def test_where_the_list_at_a_weight_is_another_it_has_no_range():
    turning = np.array([0.2, 0.5])
    assert weights.unchanged(0.3, turning, lambda w: w < 0.2) == (0.3, 0.3)
    assert weights.unchanged(0.3, turning, lambda w: w > 0.5) == (0.3, 0.3)


def test_a_score_that_does_not_move_turns_nowhere_and_each_has_both_its_ends():
    assert weights.turns([50.03], [50.03]).tolist() == []
    for ends in ([50.0], [50.0, 60.0, 70.0]):
        with pytest.raises(ValueError, match="zip"):
            weights.turns([50.0, 60.0], ends)


def test_points_and_weights_of_nullable_columns_give_plain_numbers():
    points, heavy = np.array([[80, 60], [10, 20]], dtype=object), np.array([0.5, 0.5], dtype=object)
    for moved in weights.moved(points, heavy, 0):
        assert moved.dtype == "float64"
    plain = scoring.vector_normalised(np.array([[3], [4]], dtype=object))
    assert plain.dtype == "float64" and plain.tolist() == [[0.6], [0.8]]
    assert to_tenths(np.array([50.04, 50.05], dtype=object)).tolist() == [500, 501]
    eight, ten = np.array([8], dtype=object), np.array([10], dtype=object)
    for values in (smaa.share_values, smaa.ratio_values):
        assert values(eight, ten, 0.8, 10).tolist() == [values(8, 10, 0.8, 10).tolist()]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 100), min_size=3, max_size=3), min_size=2, max_size=5),
    st.sampled_from([(0.5, 0.3, 0.2), (0.1, 0.6, 0.3), (0.34, 0.33, 0.33)]),
    st.integers(0, 2),
    st.integers(1, 3),
)
def test_a_grid_finds_no_change_within_a_range_and_one_just_outside(rows, heavy, at, places):
    rule = in_order(len(rows), places)
    at_zero, at_one = weights.moved(rows, heavy, at)

    def chosen(moving):
        scores = at_zero + np.outer(moving, at_one - at_zero)
        return rule(scores, np.zeros((len(moving), len(rows), 0)))[1]

    base = chosen(np.array([heavy[at]]))

    def same(moving):
        return (chosen(moving) == base).all(axis=1)

    low, high = weights.unchanged(heavy[at], weights.turns(at_zero, at_one), same)
    assert low <= heavy[at] <= high
    grid = np.linspace(0, 1, 2001)
    assert same(grid[(grid > low + 1e-9) & (grid < high - 1e-9)]).all()
    if low > 1e-6:
        assert not same(np.array([low - 1e-7]))[0]
    if high < 1 - 1e-6:
        assert not same(np.array([high + 1e-7]))[0]
