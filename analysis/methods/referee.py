"""Trị số tối ưu: the most value that the same money could buy, as a check on a rule.

An integer program proves it; only its value is told, because many lists may reach it. Sources:
Kellerer, Pferschy & Pisinger 2004, Knapsack Problems; Huangfu & Hall 2018, Mathematical Programming
Computation 10:119.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import gcd, inf
from operator import mul
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from analysis.methods.allocation import Equals, step_of_one
from analysis.methods.quiet import silence

_EXACT = {"mip_rel_gap": 0, "node_limit": 50_000}  # nodes, not seconds: every machine stops alike
_FOUND = 0


def optimum(
    classes: Sequence[Equals],
    budget: int,
    caps: Sequence[int] | None = None,
    floors: Sequence[int] = (),
    *,
    is_together: bool = False,
) -> Fraction | None:
    """The most value that the money can buy (trị số tối ưu), each household on one rung at most.

    The classes of `floors` all get a rung. With `is_together` a class is on one rung as a whole, as
    in the rule; without it may be split. Returns None where the solver proves no optimum.
    """
    steps = [step for at in range(len(classes)) for step in _moves(classes, at, is_together)]
    if not steps:
        return Fraction(0)
    bills = [[many * step.cost for many in step.by_ward] for step in steps]
    worth = [sum(step.by_ward) * step.value for step in steps]
    uses = [[sum(bill) for bill in bills], *(np.transpose(bills).tolist() if caps else [])]
    places = range(len(steps))
    after = [at for at in places if steps[at].rung]  # nobody takes a step without that before it
    uses += [[(at == place) - (at == place - 1) for at in places] for place in after]
    least = [step.most if step.at in floors and not step.rung else 0 for step in steps]
    limits = [budget, *(caps or []), *(0 for _ in after)]
    found = most_worth(worth, uses, limits, [step.most for step in steps], least)
    return None if found is None else sum(map(mul, found, worth), Fraction(0))


def most_worth(
    worth: Sequence[Fraction | int],
    uses: Sequence[Sequence[int]],
    limits: Sequence[int],
    most: Sequence[int],
    least: Sequence[int] | None = None,
) -> list[int] | None:
    """Whole numbers x from `least` to `most`, of greatest `worth` x with `uses` x <= `limits`.

    What x uses is added up again in whole numbers. Returns None where the solver proves no optimum.
    """
    low = [0] * len(most) if least is None else least
    units = [gcd(*row) or 1 for row in uses]  # solvers like small numbers
    rows = [[each // unit for each in row] for row, unit in zip(uses, units, strict=True)]
    highs = [limit // unit for limit, unit in zip(limits, units, strict=True)]
    within = LinearConstraint(csr_array(np.array(rows, dtype="float64")), -inf, highs)
    goal = -np.array([float(each) for each in worth])
    with silence():
        found = milp(
            goal, integrality=1, bounds=Bounds(low, most), constraints=within, options=_EXACT
        )
    if found.status != _FOUND:
        return None
    x = [round(each) for each in found.x]
    fits = all(sum(map(mul, row, x)) <= limit for row, limit in zip(uses, limits, strict=True))
    return x if fits else None


class _Move(NamedTuple):
    """A step that the referee lets some households take: how many by ward, how often at most."""

    at: int
    rung: int
    by_ward: tuple[int, ...]
    most: int
    cost: int
    value: Fraction


def _moves(classes: Sequence[Equals], at: int, is_together: bool) -> Iterator[_Move]:
    """The steps of a class, each after the one before it: of all its households, or of each one."""
    sizes = classes[at].sizes
    one = np.eye(len(sizes), dtype=int).tolist()
    chunks = [(sizes, 1)] if is_together else list(zip(map(tuple, one), sizes, strict=True))
    for by_ward, most in chunks:
        for rung in range(len(classes[at].costs)):
            yield _Move(at, rung, by_ward, most, *step_of_one(classes[at], rung))
