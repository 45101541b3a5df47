"""Sharing out packages: the rule within its limits, equals alike, the referee never below it."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods import referee
from analysis.methods.allocation import Equals, by_rule
from analysis.methods.referee import optimum


def equals(size: int, *ladder: tuple[int, int], first: bool = False) -> Equals:
    """A class in one ward, its ladder as (cost, value) of each rung."""
    costs, values = zip(*ladder, strict=True) if ladder else ((), ())
    return Equals((size,), costs, tuple(map(Fraction, values)), first)


@st.composite
def ladders(draw, wards: int = 2) -> Equals:
    rungs = draw(st.integers(1, 3))
    costs = draw(st.lists(st.integers(1, 9), min_size=rungs, max_size=rungs, unique=True))
    values = draw(st.lists(st.integers(1, 30), min_size=rungs, max_size=rungs, unique=True))
    sizes = tuple(draw(st.integers(0, 2)) for _ in range(wards))
    first = draw(st.booleans())
    return Equals(sizes, tuple(sorted(costs)), tuple(map(Fraction, sorted(values))), first)


CLASSES = st.lists(ladders(), min_size=1, max_size=3)
BUDGETS = st.integers(0, 40)
CAPS = st.one_of(st.none(), st.lists(st.integers(0, 30), min_size=2, max_size=2))


def bills(classes, rungs) -> list[int]:
    """What each ward costs, household by household."""
    return [
        sum(c.sizes[w] * c.costs[r - 1] for c, r in zip(classes, rungs, strict=True) if r)
        for w in range(len(classes[0].sizes))
    ]


def worth(classes, rungs) -> Fraction:
    pairs = zip(classes, rungs, strict=True)
    return sum((sum(c.sizes) * c.values[r - 1] for c, r in pairs if r), Fraction(0))


def floors(classes, rungs) -> list[int]:
    return [at for at, each in enumerate(classes) if each.is_first and rungs[at]]


def fits(spent: list[int], budget: int, caps: list[int] | None) -> bool:
    return sum(spent) <= budget and all(
        s <= cap for s, cap in zip(spent, caps or spent, strict=True)
    )


# The rule


def test_the_first_get_their_cheapest_package_before_the_best_step_of_others():
    first, other = equals(1, (5, 5), (6, 60), first=True), equals(1, (5, 50))
    ruled = by_rule([first, other], 5)
    assert ruled.rungs == [1, 0]
    assert [(step.at, step.rung, step.refused) for step in ruled.steps] == [
        *((0, 1, ""), (0, 2, "money"), (1, 1, "money")),
    ]


def test_steps_go_by_value_for_cost_and_a_step_costs_the_difference():
    ruled = by_rule([equals(1, (4, 8), (6, 9)), equals(1, (4, 4))], 10)
    assert [(step.at, step.rung, step.cost, step.value) for step in ruled.steps] == [
        *((0, 1, 4, 8), (1, 1, 4, 4), (0, 2, 2, 1)),
    ]
    assert (ruled.rungs, ruled.value) == ([2, 1], 13)


def test_the_order_given_parts_steps_of_the_same_value_for_cost():
    a, b = equals(1, (3, 6)), equals(2, (3, 6))
    assert by_rule([a, b], 6).rungs == [1, 0]
    assert by_rule([b, a], 6).rungs == [1, 0]


def test_a_class_that_does_not_fit_gets_nothing_and_the_next_is_tried():
    ruled = by_rule([equals(3, (4, 8)), equals(1, (4, 4))], 11)
    assert ruled.rungs == [0, 1]
    assert [step.refused for step in ruled.steps] == ["money", ""]


def test_a_class_is_held_back_as_a_whole_where_one_ward_would_pass_its_cap():
    wide = Equals((1, 3), (2,), (Fraction(9),))
    ruled = by_rule([wide, Equals((1, 0), (2,), (Fraction(1),))], 100, [4, 4])
    assert ruled.rungs == [0, 1]
    assert ruled.steps[0].refused == "cap"


def test_a_ward_may_reach_its_cap_and_the_money_may_be_used_up():
    assert by_rule([equals(2, (2, 1))], 100, [4]).rungs == [1]
    assert by_rule([equals(2, (2, 1))], 100, [3]).rungs == [0]
    assert by_rule([equals(2, (2, 1))], 4).rungs == [1]
    assert by_rule([equals(2, (2, 1))], 3).rungs == [0]


def test_a_ward_at_its_cap_keeps_nobody_of_other_wards_back():
    here, there = Equals((1, 0), (4,), (Fraction(9),)), Equals((0, 1), (3,), (Fraction(1),))
    ruled = by_rule([here, there], 100, [2, 3])
    assert ruled.rungs == [0, 1]
    assert [step.refused for step in ruled.steps] == ["cap", ""]


def test_money_is_added_up_in_whole_numbers_however_much_it_is():
    """A float holds no odd number above 2 to the 53rd, an int64 none above 2 to the 63rd."""
    for much in (2**53 + 1, 2**63 + 1):
        dear = equals(1, (much, 1))
        assert by_rule([dear], much - 1).rungs == [0]
        assert by_rule([dear, dear], 2 * much - 1).rungs == [1, 0]
        assert by_rule([dear, dear], 2 * much).steps[1].cost == much


def test_nobody_or_no_package_is_nothing():
    assert by_rule([], 10).rungs == []
    assert by_rule([equals(2)], 10) == ([0], [])
    assert by_rule([], 10).value == 0
    assert optimum([], 10) == optimum([equals(2)], 10) == 0


@given(CLASSES, BUDGETS, CAPS)
def test_the_rule_never_passes_budget_or_caps_and_adds_up(classes, budget, caps):
    ruled = by_rule(classes, budget, caps)
    assert fits(bills(classes, ruled.rungs), budget, caps)
    assert sum(step.cost for step in ruled.steps if not step.refused) == sum(
        bills(classes, ruled.rungs)
    )
    assert ruled.value == worth(classes, ruled.rungs)


@given(CLASSES, BUDGETS, CAPS)
def test_what_is_left_is_too_little_for_every_step_that_was_refused(classes, budget, caps):
    ruled = by_rule(classes, budget, caps)
    left = budget - sum(bills(classes, ruled.rungs))
    assert all(step.cost > left for step in ruled.steps if step.refused == "money")
    tried = {step.at for step in ruled.steps if step.refused}
    for at, each in enumerate(classes):
        assert ruled.rungs[at] == len(each.costs) or at in tried


@given(CLASSES, BUDGETS)
def test_no_class_gets_a_step_before_those_who_come_first_were_tried(classes, budget):
    steps = by_rule(classes, budget).steps
    many = sum(each.is_first for each in classes)
    assert all(classes[step.at].is_first and step.rung == 1 for step in steps[:many])


# The referee


def best_by_trying(classes, budget, caps, held) -> Fraction | None:
    """The most value of all ways to put each household on a rung."""
    people = [
        (at, ward)
        for at, c in enumerate(classes)
        for ward, n in enumerate(c.sizes)
        for _ in range(n)
    ]
    best = None
    for rungs in product(*(range(at in held, len(classes[at].costs) + 1) for at, _ in people)):
        spent, value = [0] * len(classes[0].sizes), Fraction(0)
        for (at, ward), rung in zip(people, rungs, strict=True):
            spent[ward] += classes[at].costs[rung - 1] if rung else 0
            value += classes[at].values[rung - 1] if rung else 0
        if fits(spent, budget, caps) and (best is None or value > best):
            best = value
    return best


@given(st.lists(ladders(), min_size=1, max_size=2), BUDGETS, CAPS)
def test_the_optimum_is_that_of_trying_everything(classes, budget, caps):
    held = floors(classes, by_rule(classes, budget, caps).rungs)
    assert optimum(classes, budget, caps, held) == best_by_trying(classes, budget, caps, held)


@given(CLASSES, BUDGETS, CAPS)
def test_together_the_optimum_is_that_of_trying_every_rung_of_every_class(classes, budget, caps):
    held = floors(classes, by_rule(classes, budget, caps).rungs)
    ways = product(*(range(at in held, len(c.costs) + 1) for at, c in enumerate(classes)))
    tried = [worth(classes, w) for w in ways if fits(bills(classes, w), budget, caps)]
    assert optimum(classes, budget, caps, held, is_together=True) == max(tried)


@given(CLASSES, BUDGETS, CAPS)
def test_rule_then_equals_together_then_equals_parted(classes, budget, caps):
    ruled = by_rule(classes, budget, caps)
    held = floors(classes, ruled.rungs)
    together = optimum(classes, budget, caps, held, is_together=True)
    assert ruled.value <= together <= optimum(classes, budget, caps, held)


@given(CLASSES, BUDGETS, st.integers(1, 10))
def test_more_money_never_buys_less_at_the_optimum(classes, budget, more):
    held = floors(classes, by_rule(classes, budget).rungs)
    assert optimum(classes, budget, None, held) <= optimum(classes, budget + more, None, held)


@given(CLASSES, BUDGETS, CAPS, st.randoms(use_true_random=False))
def test_the_order_of_classes_changes_no_optimum(classes, budget, caps, random):
    mixed = random.sample(classes, len(classes))
    assert optimum(mixed, budget, caps) == optimum(classes, budget, caps)


def test_nobody_has_a_step_without_the_one_before_it():
    """The second costs 1 more and is worth 99 more, the third 9 and 1: 5, 6 and 15 in all."""
    steep = [equals(1, (5, 1), (6, 100), (15, 101))]
    for is_together in (False, True):
        bought = [optimum(steep, money, is_together=is_together) for money in (1, 5, 6, 14, 15)]
        assert bought == [0, 1, 100, 100, 101]


def test_money_for_more_than_there_are_buys_for_those_there_are():
    for is_together in (False, True):
        assert optimum([equals(2, (5, 1))], 99, is_together=is_together) == 2


def test_a_ward_at_its_cap_leaves_the_money_to_others():
    classes = [Equals((2, 1), (5,), (Fraction(3),))]
    assert optimum(classes, 15, [5, 5]) == 6
    assert optimum(classes, 15, [10, 4]) == 6
    assert optimum(classes, 15, [10, 4], is_together=True) == 0
    assert optimum(classes, 15, [10, 5], is_together=True) == 9


def test_whoever_is_held_to_a_rung_has_one_though_others_are_worth_more():
    classes = [equals(1, (5, 1), (9, 2)), equals(1, (5, 50))]
    assert optimum(classes, 5) == 50
    assert optimum(classes, 5, None, [0]) == 1
    assert optimum(classes, 10, None, [0]) == 51


def test_the_best_whole_numbers_are_no_rounded_parts():
    """Parts would be 1 of the second and 5/6 of the first; of whole ones the first is best."""
    assert referee.most_worth([10, 9], [[6, 5]], [10], [1, 1]) == [1, 0]
    assert referee.most_worth([5, 1], [[1, 1]], [10], [2, 3]) == [2, 3]
    assert referee.most_worth([1, 5], [[4, 8], [0, 0]], [9, 0], [9, 9]) == [0, 1]
    assert referee.most_worth([1, 5], [[4, 8]], [12], [9, 9], [1, 0]) == [1, 1]


def test_every_use_has_its_limit():
    for limits in ([9], [9, 9, 9]):
        with pytest.raises(ValueError, match="zip"):
            referee.most_worth([1], [[1], [2]], limits, [1])


def test_the_solver_is_asked_for_a_proof_and_is_stopped_by_no_clock(monkeypatch):
    asked = {}

    class Found:
        status = 1

    def milp(*given, **options):
        asked.update(options["options"])
        return Found

    monkeypatch.setattr(referee, "milp", milp)
    assert optimum([equals(1, (5, 1))], 5) is None
    assert asked["mip_rel_gap"] == 0 and "time_limit" not in asked


def test_floors_that_the_money_does_not_reach_have_no_optimum():
    assert optimum([equals(1, (5, 1))], 4, None, [0]) is None


def test_an_answer_that_the_solver_did_not_prove_is_none(monkeypatch):
    monkeypatch.setattr(referee, "_FOUND", 1)  # as where the limit of nodes is reached
    assert optimum([equals(1, (5, 1))], 5) is None


def test_an_answer_that_does_not_fit_in_whole_numbers_is_none(monkeypatch):
    class Found:
        status, x = 0, [1.0]

    monkeypatch.setattr(referee, "milp", lambda *given, **options: Found)
    assert optimum([equals(1, (5, 1))], 5) == 1
    assert optimum([equals(1, (5, 1))], 4) is None


def test_three_thousand_households_in_whole_vnd_are_fast_and_exact():
    need = [Fraction(n, 10) for n in range(11, 39)]
    classes = [
        Equals((20,) * 5, (1_700_000, 5_800_000), (10 * n, 28 * n), n > 3) for n in reversed(need)
    ]
    budget = 1_291_050_000
    ruled = by_rule(classes, budget, [budget * 2 // 5] * 5)
    best = optimum(classes, budget, [budget * 2 // 5] * 5, floors(classes, ruled.rungs))
    assert sum(bills(classes, ruled.rungs)) <= budget
    assert ruled.value <= best < 2 * ruled.value


def test_the_solver_tells_nothing_on_the_process_s_own_output(capfd):
    budget = 1_246_400_000
    classes = [
        Equals((n % 7, n % 5, n % 11), (1_800_000, 6_000_000), (10 * n, 28 * n + 1))
        for n in map(Fraction, range(11, 39))
    ]
    classes = [each._replace(sizes=tuple(map(int, each.sizes))) for each in classes]
    assert optimum(classes, budget // 9, [budget // 27] * 3, is_together=True)
    print("heard")
    assert capfd.readouterr().out == "heard\n"


@pytest.mark.parametrize("budget, bought", [(0, 0), (4, 0), (5, 1), (9, 1), (10, 2)])
def test_parted_equals_buy_what_the_money_reaches(budget, bought):
    assert optimum([equals(2, (5, 1))], budget) == bought
    assert optimum([equals(2, (5, 1))], budget, is_together=True) == (2 if bought == 2 else 0)
