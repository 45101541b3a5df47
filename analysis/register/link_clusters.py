"""Records joined into households from the likeliest pair down, one record of each list at most.

Connected components would make one household of two that stand on one list; here the pair that
would do so is passed over.
"""

from collections.abc import Iterable


class Clusters:
    """Which records are one household so far; no two of one list, none that a clerk set apart."""

    def __init__(self, list_bits: list[int], apart: Iterable[tuple[int, int]] = ()) -> None:
        self.root = list(range(len(list_bits)))
        self.lists = list(list_bits)  # of a root: the bits of the lists that its records are on
        self.apart: dict[int, set[int]] = {}
        for one, other in apart:
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)

    def of(self, record: int) -> int:
        """The record that stands for the cluster of this one."""
        root = self.root
        while root[record] != record:
            root[record] = root[root[record]]
            record = root[record]
        return record

    def on(self, record: int) -> int:
        """The lists that the records of its cluster are on."""
        return self.lists[self.of(record)]

    def join(self, one: int, other: int) -> bool:
        """Make one cluster of two, unless they are one already or must not be."""
        one, other = sorted((self.of(one), self.of(other)))
        if one == other or self.lists[one] & self.lists[other] or self.are_apart(one, other):
            return False
        self.root[other] = one
        self.lists[one] |= self.lists[other]
        if other in self.apart:
            self.apart.setdefault(one, set()).update(self.apart.pop(other))
        return True

    def are_apart(self, one: int, other: int) -> bool:
        """Whether a record of one cluster was declared not to be the household of the other."""
        return any(self.of(record) == other for record in self.apart.get(one, ()))

    def roots(self) -> list[int]:
        """The cluster of each record, by its first record."""
        return [self.of(record) for record in range(len(self.root))]
