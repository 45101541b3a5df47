"""Who is chosen by scores: ties, places and a cap for each group, in many draws at once.

Scores are compared as they are printed, to a tenth; equal ones by the points of tie criteria, in
their order and to a tenth as well, and last by lot. Going down that order and leaving out whose
group has its cap already gives the largest sum of scores there is (places with caps on groups are
a matroid: Edmonds 1971, Mathematical Programming 1:127); `quota` finds the same by programming.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

TENTHS = 10
NO_TIE = -1  # points of a tie criterion that a candidate is not scored on
NO_GROUP = -1
LARGEST = np.iinfo("int64").max


class Rule(NamedTuple):
    """The whole rule: columns of the points that part ties, lots, groups, places, cap.

    `groups` has a number for each candidate, NO_GROUP for one whom no cap concerns. Without
    `places` there are enough for all; without a `cap` groups do not matter.
    """

    ties: list[int]
    lots: NDArray[np.int64]
    groups: NDArray[np.int64]
    places: int | None = None
    cap: int | None = None

    def __call__(
        self, scores: NDArray[np.float64], points: NDArray[np.float64]
    ) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Candidates by place, and whether each is chosen, one row a draw.

        Takes scores by draw and candidate and points by draw, candidate and criterion, nan where
        one is not scored on it. Where those on top are equal but for the lot and more than the
        places, none is chosen.
        """
        keys = [to_tenths(scores)]
        keys += [np.where(np.isnan(own), NO_TIE, to_tenths(own)) for own in self._tied(points)]
        order = self._order(keys)
        taken = self._down_the_list(order) & ~self._undecided(order, keys)[:, None]
        chosen = np.empty_like(taken)
        np.put_along_axis(chosen, order, taken, axis=1)
        return order, chosen

    def _tied(self, points: NDArray[np.float64]) -> list[NDArray[np.float64]]:
        return [points[:, :, column] for column in self.ties]

    def _order(self, keys: list[NDArray[np.float64]]) -> NDArray[np.intp]:
        """Candidates by descending keys, the first the most important, then by lot.

        All that parts two candidates stands in the digits of one whole number, the lot in the
        last: sorting these is several times as fast as sorting by one key after another.
        """
        many = len(self.lots)
        number, size = np.argsort(np.argsort(self.lots)), many
        for key in reversed(keys):
            behind = (key.max() - key).astype("int64")
            values = int(behind.max()) + 1
            if size * values > LARGEST:  # places so far take fewer digits than what they come from
                number, size = np.argsort(np.argsort(number)), many
            number, size = behind * size + number, size * values
        return np.argsort(number)

    def _down_the_list(self, order: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether the one in each place is taken."""
        is_open = np.ones(order.shape, dtype=bool)
        if self.cap is not None:
            groups = self.groups[order]
            for group in set(self.groups.tolist()) - {NO_GROUP}:
                own = groups == group
                is_open &= ~own | (np.cumsum(own, axis=1) <= self.cap)
        if self.places is None:
            return is_open
        return is_open & (np.cumsum(is_open, axis=1) <= self.places)

    def _undecided(
        self, order: NDArray[np.intp], keys: list[NDArray[np.float64]]
    ) -> NDArray[np.bool_]:
        if self.places is None:
            return np.zeros(len(order), dtype=bool)
        first = order[:, :1]
        on_top = [key == np.take_along_axis(key, first, axis=1) for key in keys]
        return np.logical_and.reduce(on_top).sum(axis=1) > self.places


def to_tenths(values: ArrayLike) -> NDArray[np.float64]:
    """Values in whole tenths, rounded half up as `scoring.to_a_tenth`; nan stays nan."""
    # Nine digits first: 666.5 that came out as 666.4999999999999 is a half.
    return np.floor(np.round(TENTHS * np.asarray(values, dtype="float64"), 9) + 0.5)
