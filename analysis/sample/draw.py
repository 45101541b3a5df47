"""Chance for the invented register, the same on every Python.

Only `random.Random.random` is promised to give the same numbers for ever; what `random` builds upon
it has changed before. So choices, ranges and samples are built here.
"""

from collections.abc import Callable, Mapping, Sequence
from math import log
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A stream of chance that begins at a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed).random

    def chance(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self.random() < probability

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One item, all being equally likely."""
        return items[int(self.random() * len(items))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One key, as likely as its weight."""
        rest = self.random() * sum(weights.values())
        for item, weight in weights.items():
            rest -= weight
            if rest < 0:
                return item
        return item

    def several(
        self, items: Sequence[T], count: int, weight: Callable[[T], float] = lambda item: 1.0
    ) -> list[T]:
        """At most `count` different items in random order, heavy ones likelier and earlier.

        Each item has the key log(u)/weight; the largest win (Efraimidis and Spirakis 2006).
        """
        keys = [log(1 - self.random()) / weight(item) for item in items]
        order = sorted(range(len(items)), key=lambda place: -keys[place])
        return [items[place] for place in order[:count]]

    def exponential(self, mean: float) -> float:
        """A positive number, small ones likelier."""
        return -mean * log(1 - self.random())


def split(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts of a total in proportion to the weights, by largest remainder."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts
