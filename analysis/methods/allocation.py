"""Phân bổ kinh phí theo quy tắc: who moves how far up a ladder of packages.

Households that are equal in all that the rule looks at are one class and are treated alike: the
whole class takes a step of its ladder, or nobody of it does. `referee` tells how much more value
the same money could have bought.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np


class Equals(NamedTuple):
    """A class of households equal in all that the rule looks at, and its ladder.

    `sizes` counts them by ward; `costs` and `values` are those of each rung for one household,
    rising; `is_first`: it gets the lowest rung before anybody gets a further step.
    """

    sizes: tuple[int, ...]
    costs: tuple[int, ...]
    values: tuple[Fraction, ...]
    is_first: bool = False


class Step(NamedTuple):
    """A step of a whole class to a rung, and what kept it from being taken: "", "money", "cap"."""

    at: int
    rung: int
    cost: int
    value: Fraction
    refused: str


class Rule(NamedTuple):
    """The rung of each class, 0 for none, and every step in the order in which it was tried."""

    rungs: list[int]
    steps: list[Step]

    @property
    def value(self) -> Fraction:
        """The value of all that the classes get."""
        return sum((step.value for step in self.steps if not step.refused), Fraction(0))


def by_rule(classes: Sequence[Equals], budget: int, caps: Sequence[int] | None = None) -> Rule:
    """The rung each class reaches (phân bổ theo quy tắc).

    The classes to come first take their lowest rung, in the order given. Then, of the next steps of
    all classes, the one of most value for its cost is tried, until none is left; the order given
    parts equals. A class that does not fit into the money left, or would take a ward above its cap,
    stays where it is, and the next one is tried. Takes classes in the order of the rule, money and
    caps in the same whole unit.
    """
    rungs, steps, used = [0] * len(classes), [], np.zeros(_wards(classes), dtype=object)
    open_to = {at for at, each in enumerate(classes) if each.costs}
    first = [at for at in sorted(open_to) if classes[at].is_first]
    while open_to:
        at = (
            first.pop(0) if first else max(open_to, key=lambda at: (_gain(classes, rungs, at), -at))
        )
        step, bill = _next(classes[at], at, rungs[at])
        refused = _refused(used, bill, budget, caps)
        steps.append(step._replace(refused=refused))
        if not refused:
            rungs[at], used = step.rung, used + bill
        if refused or rungs[at] == len(classes[at].costs):
            open_to.discard(at)
    return Rule(rungs, steps)


def step_of_one(each: Equals, rung: int) -> tuple[int, Fraction]:
    """What the step from a rung to the next one costs, and is worth, for one household."""
    cost, worth = (each.costs[rung - 1], each.values[rung - 1]) if rung else (0, Fraction(0))
    return each.costs[rung] - cost, each.values[rung] - worth


def _wards(classes: Sequence[Equals]) -> int:
    return len(classes[0].sizes) if classes else 0


def _gain(classes: Sequence[Equals], rungs: Sequence[int], at: int) -> Fraction:
    """Value for cost of the next step of one household."""
    cost, worth = step_of_one(classes[at], rungs[at])
    return worth / cost


def _next(each: Equals, at: int, rung: int) -> tuple[Step, np.ndarray]:
    """The next step of a class, and its cost by ward."""
    cost, worth = step_of_one(each, rung)
    bill = np.array(each.sizes, dtype=object) * cost
    return Step(at, rung + 1, bill.sum(), sum(each.sizes) * worth, ""), bill


def _refused(used: np.ndarray, bill: np.ndarray, budget: int, caps: Sequence[int] | None) -> str:
    if used.sum() + bill.sum() > budget:
        return "money"
    over = any(u + b > cap for u, b, cap in zip(used, bill, caps or (), strict=False) if b)
    return "cap" if over else ""
