"""How many years a list takes to reach a goal if one year repeats itself."""

from math import inf, nan


def years_by_number(start: float, goal: float, net_decrease: float) -> float:
    """Years from `start` to `goal` households if the same net number leaves each year.

    Not rounded: 2,818 to 0 by 1,200 a year is 2.348; infinite where the list does not shrink.
    """
    if start <= goal:
        return 0.0
    return (start - goal) / net_decrease if net_decrease > 0 else inf


def level_by_rate(exit_rate: float, arising: float) -> float:
    """The level a list settles at if the same share leaves and the same number arises each year.

        next = current x (1 - exit rate) + arising,  settling at arising / exit rate

    A share from 0 to 1 and households; nan where nobody leaves, so that nothing settles.
    """
    return arising / exit_rate if exit_rate > 0 else nan
