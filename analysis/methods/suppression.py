"""Hiding small counts in linked tables, and proving that nobody can work them out.

Whoever reads what is published knows the sums that hold among its cells, every cell that is not
hidden, and that a hidden one is at least 1, because zeros are shown; only a cell of `maybe_zero`
can be 0 for all they know. Tables are searched as whole numbers: by a linear program, and by an
integer one where that gives fractions. No result depends on the order of cells or relations.
Source: Fischetti & Salazar 2001, Management Science 47:1008; Hundepool et al. 2012.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, coo_array, csr_array, hstack
from scipy.sparse.csgraph import connected_components

from analysis.methods.quiet import silence

Cell = Hashable
_EXACT = {"mip_rel_gap": 0}
_ENDS = (0, 2, 3, 4)  # best found, nothing fits, no end, one of these two


class Relation(NamedTuple):
    """What holds among cells: least <= the sum of coefficient x cell <= greatest."""

    terms: tuple[tuple[int, Cell], ...]
    least: float = 0
    greatest: float = 0


class Need(NamedTuple):
    """How well a cell is to be hidden: the value its maximum reaches, and maximum - minimum."""

    top: float
    width: float


@dataclass(frozen=True)
class System:
    """Nonnegative whole counts by name, what holds among them, and which are never hidden.

    `latent` cells stand in no table: nobody is shown them, they only tie together those that are.
    `loss` is what hiding a cell costs the reader, where it is not the count itself.
    """

    values: Mapping[Cell, int]
    relations: Iterable[Relation] = ()
    fixed: frozenset[Cell] = frozenset()
    maybe_zero: frozenset[Cell] = frozenset()
    latent: frozenset[Cell] = frozenset()
    loss: Mapping[Cell, float] = field(default_factory=dict)

    def hideable(self) -> set[Cell]:
        """Every cell that may be hidden; a zero only where it is known that zeros are."""
        return {c for c in self.values if self.values[c] or c in self.maybe_zero} - self.fixed


def intervals(system: System, hidden: Iterable[Cell]) -> dict[Cell, tuple[float, float]]:
    """The least and the greatest value of each hidden cell that fit everything published."""
    wanted = set(hidden)
    found = (
        part.intervals(cell for cell in part.cells if cell in wanted)
        for part in _parts(system, wanted | system.latent)
    )
    return {cell: interval for part in found for cell, interval in part.items()}


def narrow(found: Mapping[Cell, tuple[float, float]], needs: Mapping[Cell, Need]) -> set[Cell]:
    """The cells of `needs` that an outsider knows too closely, by the intervals found."""
    return {
        cell
        for cell, (top, width) in needs.items()
        if found[cell][1] < top or found[cell][1] - found[cell][0] < width
    }


def attainable(system: System, needs: Mapping[Cell, Need]) -> dict[Cell, Need]:
    """The same needs, or as much of one as hiding every cell that may be hidden would give."""
    most = {}
    for part in _parts(system, system.hideable() | set(needs)):
        every = np.ones(len(part.cells), dtype=bool)
        wanted = part.wanted(needs)
        short = [part.cells[at] for at in wanted if not part.reaches(every, at, wanted[at])]
        most |= part.intervals(short)
    return dict(needs) | {
        cell: Need(min(needs[cell].top, greatest), min(needs[cell].width, greatest - least))
        for cell, (least, greatest) in most.items()
    }


def together(system: System, cells: Iterable[Cell]) -> set[Cell]:
    """The cells that hang together with some of these, whatever is shown of them."""
    wanted = set(cells)
    parts = (set(part.cells) for part in _parts(system, set(system.values) - system.fixed))
    return {cell for part in parts if part & wanted for cell in part}


def secondary(system: System, needs: Mapping[Cell, Need]) -> set[Cell]:
    """The further cells to hide so that each cell of `needs` is hidden as it needs (ô thứ cấp).

    Grown greedily, one need at a time, by the tables of least households moved x loss, and then
    thinned until a need fails with any one of them shown again. Raises ValueError, naming the cell,
    where hiding all that may be hidden is not enough.
    """
    if held := sorted(map(str, set(needs) & system.fixed)):
        raise ValueError(f"published whatever happens, so it cannot be hidden: {'; '.join(held)}")
    chosen: set[Cell] = set()
    for part in _parts(system, system.hideable() | system.latent | set(needs)):
        wanted = part.wanted(needs)
        never_shown = {at for at, cell in enumerate(part.cells) if cell in system.latent}
        hidden = _grown(part, wanted, never_shown | wanted.keys())
        hidden = _thinned(part, hidden, wanted, never_shown | wanted.keys())
        chosen |= {part.cells[at] for at in np.flatnonzero(hidden)}
    return chosen - set(needs) - system.latent


def _grown(part: "_Part", wanted: Mapping[int, Need], always: set[int]) -> np.ndarray:
    hidden = np.isin(np.arange(len(part.cells)), list(always))
    for at, need in wanted.items():
        if not part.reaches(hidden, at, need):
            hidden = hidden | part.moved_cells(hidden, at, need)
    return hidden


def _thinned(
    part: "_Part", hidden: np.ndarray, wanted: Mapping[int, Need], always: set[int]
) -> np.ndarray:
    extra = [at for at in np.flatnonzero(hidden) if at not in always]
    # One pass is enough: a cell that is needed while more is hidden is needed later.
    for at in sorted(extra, key=lambda at: (-part.loss[at], at)):
        trial = hidden & (np.arange(len(hidden)) != at)
        if all(part.reaches(trial, cell, need) for cell, need in wanted.items()):
            hidden = trial
    return hidden


class _Part:
    """Cells that hang together, and the tables that fit, as differences from the true one."""

    def __init__(self, system: System, cells: list[Cell], relations: list[Relation]):
        self.cells = cells
        self.values = np.array([system.values[cell] for cell in cells])
        self.loss = np.array([system.loss.get(cell, max(system.values[cell], 1)) for cell in cells])
        zero = np.array([cell in system.maybe_zero for cell in cells])
        self.floor = np.where(zero, 0, np.minimum(self.values, 1)) - self.values
        self.known = np.zeros((1, len(cells)), dtype=int)  # tables found so far: the true one
        rows = _rows(cells, relations, system.values)
        self.matrix, self.least, self.greatest = rows[:, :-2], rows[:, -2], rows[:, -1]

    def wanted(self, needs: Mapping[Cell, Need]) -> dict[int, Need]:
        return {at: needs[cell] for at, cell in enumerate(self.cells) if cell in needs}

    def intervals(self, cells: Iterable[Cell]) -> dict[Cell, tuple[float, float]]:
        """Between which values a cell lies for an outsider, every cell of the part being hidden."""
        every = np.ones(len(self.cells), dtype=bool)
        return {
            cell: tuple(self.values[at] + self._furthest(every, at, sign) for sign in (-1, 1))
            for cell, at in ((cell, self.cells.index(cell)) for cell in cells)
        }

    def reaches(self, hidden: np.ndarray, at: int, need: Need) -> bool:
        """Whether a cell is hidden as it needs, by tables found before or by looking for them."""
        enough = max(need.top - self.values[at], need.width)
        for sign in (0, 1, -1):
            if sign:
                self._furthest(hidden, at, sign, enough)
            moves = self.known[~self.known[:, ~hidden].any(axis=1), at]
            top, width = self.values[at] + moves.max(), moves.max() - moves.min()
            if top >= need.top and width >= need.width:
                return True
        return False

    def moved_cells(self, hidden: np.ndarray, at: int, need: Need) -> np.ndarray:
        """The cells in which the cheapest two tables that show a need is met leave the true one.

        Each table is what it adds less what it takes away; what is hidden already costs nothing.
        """
        size = len(self.cells)
        a, one = csr_array(self.matrix), csr_array(np.eye(1, size, at))
        own, d = hstack([a, -a]), hstack([one, -one])
        rows = block_array([[own, None], [None, own], [d, None], [d, -d]], format="csc")
        least = [*self.least, *self.least, need.top - self.values[at], need.width]
        greatest = [*self.greatest, *self.greatest, inf, inf]
        cost = np.tile(np.where(hidden, 0, self.loss), 4)
        limits = Bounds(0, np.tile(np.concatenate([np.full(size, inf), -self.floor]), 2))
        found = _best(cost, LinearConstraint(rows, least, greatest), limits)
        if found is None:
            raise ValueError(f"nothing that may be hidden protects {self.cells[at]}")
        parts = found.reshape(2, 2, size)
        self.known = np.vstack([self.known, parts[:, 0] - parts[:, 1]])
        return self.known[-2:].any(axis=0)

    def _furthest(self, hidden: np.ndarray, at: int, sign: int, enough: float = inf) -> float:
        """How far from its true value a cell can be, up or down; looking no further than enough."""
        roof = np.where(np.arange(len(hidden)) == at, enough, inf)
        limits = Bounds(self.floor[hidden], roof[hidden])
        sums = LinearConstraint(self.matrix[:, hidden], self.least, self.greatest)
        found = _best(-sign * np.eye(1, len(hidden), at)[0, hidden], sums, limits)
        if found is None:
            return sign * inf
        table = np.zeros((1, len(hidden)), dtype=int)
        table[0, hidden] = found
        self.known = np.vstack([self.known, table])
        return table[0, at]


def _best(cost: np.ndarray, sums: LinearConstraint, limits: Bounds) -> np.ndarray | None:
    """The whole numbers of least cost; None where there are none or cost has no end."""
    for whole in (0, 1):
        with silence():
            found = milp(cost, integrality=whole, bounds=limits, constraints=sums, options=_EXACT)
        if found.status not in _ENDS:
            raise ValueError(f"the solver gave no answer: {found.message}")
        if found.x is None or np.abs(found.x - np.rint(found.x)).max() < 1e-6:
            break
    return None if found.x is None else np.rint(found.x).astype(int)


def _rows(cells: list[Cell], relations: list[Relation], values: Mapping[Cell, int]) -> np.ndarray:
    """One row per relation: its coefficients, then what the moves in it may add up to."""
    place = {cell: at for at, cell in enumerate(cells)}
    rows = np.zeros((len(relations) + 1, len(cells) + 2))  # the last says nothing
    for row, (terms, least, greatest) in zip(rows, relations, strict=False):
        for times, cell in terms:
            if cell in place:
                row[place[cell]] += times
        total = sum(times * values[cell] for times, cell in terms)
        if not least <= total <= greatest:
            raise ValueError(f"the values contradict a relation: {terms}")
        row[-2:] = least - total, greatest - total
    return np.unique(rows, axis=0)


def _parts(system: System, cells: set[Cell]) -> Iterator[_Part]:
    """The cells that relations tie together, as far as those between them are unknown."""
    order = sorted(cells, key=repr)
    place = {cell: at for at, cell in enumerate(order)}
    tied = [(r, [place[cell] for _, cell in r.terms if cell in place]) for r in system.relations]
    tied = [(relation, members) for relation, members in tied if members]
    pairs = np.array([(m[0], at) for _, m in tied for at in m], dtype=int).reshape(-1, 2)
    graph = coo_array((np.ones(len(pairs)), pairs.T), shape=(len(order), len(order)))
    count, label = connected_components(graph, directed=False)
    members = [[] for _ in range(count)], [[] for _ in range(count)]
    for at, cell in enumerate(order):
        members[0][label[at]].append(cell)
    for relation, inside in tied:
        members[1][label[inside[0]]].append(relation)
    for part, relations in zip(*members, strict=True):
        yield _Part(system, part, relations)
