"""Places with a cap for each group, filled as well as the order of the candidates allows.

Integer programming: of all choices of as many as the places and caps hold, that with the largest
sum of the first key, among these of the second, and so on. `selection` goes down the list instead,
for many draws at once, and comes to the same.
"""

from collections.abc import Hashable, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


def best(
    keys: Sequence[Sequence[int]], groups: Sequence[Hashable | None], places: int, cap: int
) -> list[bool]:
    """Whether each candidate is chosen.

        maximise sum of x, then of key 1 x, then of key 2 x, ...,  x in {0, 1},
        sum of x <= places,  sum of x in a group <= cap

    Takes one whole number a candidate for each key, more being better; `groups` has None for one
    whom no cap concerns. Raises ValueError where the solver finds no proven best.
    """
    if not groups:
        return []
    many = len(groups)
    limits = [LinearConstraint(np.ones((1, many)), ub=places)]
    for group in set(groups) - {None}:
        limits.append(LinearConstraint([[each == group for each in groups]], ub=cap))
    taken = np.zeros(many)
    for key in ([1] * many, *keys):
        worth = np.asarray(key, dtype="float64")
        found = milp(-worth, integrality=np.ones(many), bounds=Bounds(0, 1), constraints=limits)
        if found.status != 0:
            raise ValueError(f"no best choice was proven: {found.message}")
        taken = np.round(found.x)
        limits.append(LinearConstraint(worth[None], lb=worth @ taken))
    return [bool(each) for each in taken]
