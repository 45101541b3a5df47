"""Dominance: whether a sum of money tells of one of those it is made of (quy tắc p%).

The second largest contributor knows its own part; what is left of the sum is an upper bound of the
largest. It comes too close where the others together are less than p per cent of the largest.
Source: Hundepool et al. 2012, Statistical Disclosure Control, section 4.2.2.
"""

from typing import NamedTuple


class Dominance(NamedTuple):
    """How many contribute to a sum, and the two largest contributions, in its own unit."""

    contributors: int
    largest: int
    second: int

    def shortfall(self, total: int, pct: float) -> float:
        """How much too close the second largest comes to the largest (mức bảo vệ trên).

            shortfall = pct / 100 x largest - (total - largest - second)

        By as much more than the total must its upper bound be where it is hidden; from 0 down the
        others stand between the two.
        """
        return pct / 100 * self.largest - (total - self.largest - self.second)

    def points_to_one(self, total: int, threshold: int, pct: float) -> bool:
        """Whether a sum above 0 has too few contributors, or lets one of them tell another."""
        few = self.contributors < threshold
        return total > 0 and (few or self.shortfall(total, pct) > 0)
