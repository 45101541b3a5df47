"""Bảo mật số liệu thống kê: what is published of small counts, and the proof that it is safe.

A release is every table that leaves the office, taken together: a count hidden in one of them is
hidden in all, and what one table shows the reader of the next one knows. A cell is what it counts
(exits of ward A in 2013 because of illness), whichever table it stands in.

- A count above 0 and below the threshold is hidden, unless an exact table prints it.
- So is a zero beneath a total below the threshold: else it tells what the few in it did.
- Further cells are hidden so that no subtraction narrows these; other zeros are shown, unless they
  give a small count away.
- A share is hidden with its numerator and with its denominator.
- An amount of money is hidden where few households stand behind it, or where one of those behind
  it could work out another's: by the p% rule. Further amounts are hidden so that none is known
  more closely than that.

Where an exact total is so small that its parts cannot be hidden as well as others, they are hidden
as well as it allows, and `audit` says so; what the exact figures tell by themselves is shown. So is
a total from the threshold up of which everybody falls into one part.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil, gcd, inf
from typing import NamedTuple

import pandas as pd

from analysis.methods import suppression
from analysis.methods.dominance import Dominance
from analysis.methods.suppression import Need, Relation, System
from analysis.terms import HIDDEN

TOTAL = "total"

Cell = tuple[str, tuple[tuple[str, str], ...]]
Sum = tuple[Cell, tuple[Cell, ...]]


class Shown(NamedTuple):
    """A table, what its counts count, and the columns that each share or amount rests on."""

    table: pd.DataFrame
    cells: Mapping[str, list[Cell]]  # by column, in the order of the rows
    shares: Mapping[str, Sequence[str]]


class Amount(NamedTuple):
    """What is behind each sum of a column of money, in the order of the rows.

    How many `households` got some of it, and the `largest` and `second` largest parts of one
    household, VND. The sum is also hidden where a count that it `rests_on` is.
    """

    households: pd.Series
    largest: pd.Series
    second: pd.Series
    rests_on: Sequence[str] = ()


def cell(measure: str, where: Mapping[str, object]) -> Cell:
    """What a count counts; a dimension left out, or given as the total, is summed over."""
    kept = {dimension: str(value) for dimension, value in where.items() if value != TOTAL}
    return measure, tuple(sorted(kept.items()))


@dataclass(frozen=True)
class Release:
    """Tables published together, none of which gives away a small count of another.

    `threshold` is the smallest count that is shown. Between the least and the greatest value that
    an outsider can prove of a hidden count lie at least `width` households, by default as many as
    from 1 to the threshold; of a hidden amount of money, at least `dominance_pct` per cent of the
    largest part of it that one household got, and so far above it that the household with the
    second largest comes no closer to that part either.
    """

    threshold: int
    width: int | None = None
    dominance_pct: int = 20
    tables: Mapping[str, Shown] = field(default_factory=dict)
    values: Mapping[Cell, int] = field(default_factory=dict)
    columns_summed: tuple[Sum, ...] = ()
    exact: frozenset[Cell] = frozenset()
    relations: tuple[Relation, ...] = ()
    latent: frozenset[Cell] = frozenset()
    behind: Mapping[Cell, int] = field(default_factory=dict)
    loss: Mapping[Cell, int] = field(default_factory=dict)
    amounts: Mapping[Cell, Dominance] = field(default_factory=dict)

    def add(
        self,
        name: str,
        table: pd.DataFrame,
        *,
        keys: Sequence[str],
        at: Mapping[str, object] | None = None,
        measure: str | None = None,
        by: str | None = None,
        parts: Mapping[str, Sequence[str]] | None = None,
        sums: Mapping[str, Sequence[Iterable[Cell]]] | None = None,
        shares: Mapping[str, Sequence[str]] | None = None,
        notes: Sequence[str] = (),
        behind: pd.DataFrame | None = None,
        amounts: Mapping[str, Amount] | None = None,
        exact: bool | Sequence[str] = False,
        loss: int | None = None,
    ) -> "Release":
        """The release with one more table; this one stays as it is.

        Takes one row per combination of the `keys`; `at` holds keys that are the same in the whole
        table. Every other column that is neither a share nor a note is a count: a measure of its
        own or, with `measure` and `by`, one category of the dimension `by`, which do not overlap.
        A key or category "total" is the sum over its dimension, also where it stands in another
        table; `parts` gives sums of other columns, `sums` the cells that each row of a column adds
        up. An `exact` table, or column of it, is printed whatever it says. Where people are
        counted, `behind` has the households behind each count: a count is as small as these.
        Columns of `amounts` hold whole VND, with what is behind each sum that is recorded; what is
        nobody's own, as a budget, is a part of sums as one of no household, printed `exact`.
        Of cells that would do, those of least `loss` are hidden, or else of least count.
        Raises ValueError where a count is not a whole number from 0, a row comes twice, a total is
        not the sum of its parts, nothing is told of what is behind an amount, or tables disagree.
        """
        other = {*keys, *(shares or {}), *notes}
        counts = [column for column in table if column not in other]
        rows = [{**(at or {}), **dict(zip(keys, row, strict=True))} for row in _rows(table, keys)]
        cells = {
            c: [cell(measure, {**row, by: c}) if by else cell(c, row) for row in rows]
            for c in counts
        }
        values = _values(name, table, cells)
        summed = [
            (cells[total][row], tuple(cells[part][row] for part in columns))
            for total, columns in (parts or {}).items()
            for row in range(len(table))
        ]
        added_up = [
            (cells[total][row], tuple(added))
            for total, rows_added in (sums or {}).items()
            for row, added in enumerate(rows_added)
        ]
        is_whole = bool(table[counts].notna().all(axis=None))
        _check(name, [*_sums(values), *summed], values, self.values, is_whole)
        _check(name, added_up, values, self.values, is_whole=True)
        summed += added_up
        printed = counts if exact is True else exact or ()
        dominances = _dominances(name, cells, values, amounts or {})
        _disagree(name, dominances, self.amounts)
        rests_on = {column: each.rests_on for column, each in (amounts or {}).items()}
        return replace(
            self,
            tables={**self.tables, name: Shown(table, cells, {**(shares or {}), **rests_on})},
            values={**self.values, **values},
            columns_summed=(*self.columns_summed, *summed),
            exact=self.exact | {c for column in printed for c in cells[column] if c in values},
            loss={**self.loss, **(dict.fromkeys(values, loss) if loss else {})},
            behind={**self.behind, **({} if behind is None else _values(name, behind, cells))},
            amounts={**self.amounts, **dominances},
        )

    def tied(self, relations: Iterable[Relation]) -> "Release":
        """The release to a reader who knows more of its cells than the sums of its tables.

        In a relation amounts are in VND, beside counts or alone.
        """
        return replace(self, relations=(*self.relations, *relations))

    def beneath(self, measure: str, counts: pd.DataFrame, keys: Sequence[str]) -> "Release":
        """The release with counts that stand in no table but tie together those that do.

        Takes one row per combination of the `keys` and a count of `households` above 0. None of
        them is shown, and none that is small may be worked out.
        """
        named = [cell(measure, dict(zip(keys, row, strict=True))) for row in _rows(counts, keys)]
        values = dict(zip(named, map(int, counts["households"]), strict=True))
        return replace(self, values={**self.values, **values}, latent=self.latent | values.keys())

    def protected(self) -> dict[str, pd.DataFrame]:
        """Every table with HIDDEN in the place of what is not shown; raises as `audit` does."""
        self.audit()
        return {name: _veiled(shown, self.hidden) for name, shown in self.tables.items()}

    def audit(self) -> pd.DataFrame:
        """What an outsider can prove of each hidden cell, from all the tables together.

        Returns one row per hidden cell: measure, where, kind ("primary", "zero" beneath a small
        total, "secondary"), least, greatest, width, and `is_limited` where exact figures do not
        allow what was asked. Not for publication: it tells which cells are small. Raises
        ValueError, naming the cells, where one of them is known more closely than it need be.
        """
        found = suppression.intervals(self._system, self.hidden.keys() | self._needs.keys())
        _refuse("not safe to publish", suppression.narrow(found, self._needs))
        rows = [
            {"measure": c[0], "where": _where(c), "kind": self.hidden[c]}
            | {"least": low, "greatest": high, "width": high - low}
            | {"is_limited": self._needs.get(c, self._need(c)) != self._need(c)}
            for c in sorted(self.hidden)
            for low, high in [[self._step_of(c) * end for end in found[c]]]
        ]
        return pd.DataFrame(rows, columns=AUDIT)

    @cached_property
    def hidden(self) -> Mapping[Cell, str]:
        """Every hidden cell and its kind."""
        shown = self._needs.keys() - self.latent
        kinds = {c: "primary" if self.values[c] else "zero" for c in shown}
        return kinds | dict.fromkeys(suppression.secondary(self._system, self._needs), "secondary")

    def _need(self, named: Cell) -> Need:
        """How well a cell is to be hidden, in households or in steps of money."""
        if named in self.amounts:
            behind, total = self.amounts[named], self.values[named]
            width = ceil(behind.largest * self.dominance_pct / 100 / self._step)
            above = ceil(behind.shortfall(total, self.dominance_pct) / self._step)
            return Need(total // self._step + max(above, ceil(width / 2)), width)
        return Need(self.threshold, self.threshold - 1 if self.width is None else self.width)

    @cached_property
    def _step(self) -> int:
        """The VND that every amount is a multiple of: solvers like small numbers."""
        return gcd(*(self.values[c] for c in self.amounts)) or 1

    def _step_of(self, named: Cell) -> int:
        return self._step if named in self.amounts else 1

    def _in_steps(self, relation: Relation) -> Relation:
        """A relation in VND among cells of which amounts are in steps."""
        terms = tuple((times * self._step_of(c), c) for times, c in relation.terms)
        ends = [end for end in relation[1:] if abs(end) != inf]
        shared = gcd(*(int(times) for times, _ in terms), *map(int, ends)) or 1
        return Relation(
            tuple((times // shared, c) for times, c in terms),
            *(end / shared for end in relation[1:]),
        )

    @cached_property
    def _sums(self) -> list[Sum]:
        known = [
            (total, tuple(p for p in parts if p in self.values))
            for total, parts in self.columns_summed
            if total in self.values
        ]
        return [*_sums(self.values), *known]

    @cached_property
    def _system(self) -> System:
        return self._settled[0]

    @cached_property
    def _told(self) -> System:
        """What all tables together tell, where zeros are shown but beneath small totals."""
        # What falls short of its total has a part that is missing or stands in no table.
        relations = [
            Relation(((1, total), *((-1, part) for part in parts)), 0, inf if short else 0)
            for total, parts in self._sums
            for short in [self.values[total] > sum(self.values[part] for part in parts)]
        ]
        # Who is counted in people is counted in households as well, and these are printed.
        relations += [Relation(((1, c),), count, inf) for c, count in self.behind.items()]
        maybe_zero = frozenset(self._beneath) | self.latent
        relations += map(self._in_steps, self.relations)
        values = {c: count // self._step_of(c) for c, count in self.values.items()}
        return System(values, relations, self.exact, maybe_zero, self.latent, self.loss)

    @cached_property
    def _beneath(self) -> set[Cell]:
        """The parts of small totals and of the hidden zeros among these.

        A count of some of the cells beneath that a small total counts is a part of it as well.
        """
        counted = {
            total: frozenset(parts)
            for total, parts in self._sums
            if parts and self.latent.issuperset(parts)
        }
        few = [counted[c] for c in counted if 0 < self.values[c] < self.threshold]
        found = {c for c, cells in counted.items() if any(cells < whole for whole in few)}
        while True:
            hiding = {c for c in found - self.exact if not self.values[c]}
            wider = {
                part
                for total, parts in self._sums
                if 0 < self.values[total] < self.threshold or total in hiding
                for part in parts
            }
            if wider <= found:
                return found
            found |= wider

    @cached_property
    def _needs(self) -> Mapping[Cell, Need]:
        return self._settled[1]

    @cached_property
    def _settled(self) -> tuple[System, Mapping[Cell, Need]]:
        """What a reader knows, and how well each cell that must be hidden can be.

        Where a zero that would be shown gives a small count away, zeros beside it may be hidden.
        """
        system = self._told
        needs, away = self._attainable(system)
        if away:
            zeros = {c for c in suppression.together(system, away) if not self.values[c]}
            system = replace(system, maybe_zero=system.maybe_zero | zeros)
            needs, away = self._attainable(system)
        _refuse("figures that are shown give away what must be hidden", away)
        return system, needs

    def _attainable(self, system: System) -> tuple[Mapping[Cell, Need], set[Cell]]:
        """The needs as far as they can be met, and the counts that would be given away.

        What would be known if nothing but the exact figures were shown needs nothing.
        """
        needs = suppression.attainable(system, self._asked)
        known = {c: self._asked[c] for c, need in needs.items() if not need.width}
        nothing_shown = replace(system, maybe_zero=frozenset(self.values) - self.exact)
        most = suppression.attainable(nothing_shown, known)
        told = {c for c, need in most.items() if not need.width}
        away = {c for c in known.keys() - told if self.values[c]}
        return {c: need for c, need in needs.items() if c not in told}, away

    @cached_property
    def _asked(self) -> Mapping[Cell, Need]:
        """Every cell that must be hidden, and how well."""
        few = {**self.values, **self.behind}
        small = {
            c
            for c, count in self.values.items()
            if 0 < count < self.threshold or 0 < few[c] < self.threshold
        }
        small = small - self.amounts.keys() | {
            c
            for c, each in self.amounts.items()
            if each.points_to_one(self.values[c], self.threshold, self.dominance_pct)
        }
        zeros = {c for c in self._beneath if not self.values[c]} - self.latent
        return {c: self._need(c) for c in sorted((small | zeros) - self.exact)}


NONE = Dominance(0, 0, 0)
AUDIT = ["measure", "where", "kind", "least", "greatest", "width", "is_limited"]


def _dominances(
    name: str,
    cells: Mapping[str, list[Cell]],
    values: Mapping[Cell, int],
    amounts: Mapping[str, Amount],
) -> dict[Cell, Dominance]:
    """What is behind each amount that is recorded; nothing is behind one of 0."""
    given = [
        (named, behind)
        for column, each in amounts.items()
        for named, *behind in zip(cells[column], *each[:3], strict=True)
        if named in values
    ]
    untold = [named for named, behind in given if values[named] and any(map(pd.isna, behind))]
    _refuse(f"{name}: nothing is told of what is behind", untold)
    return {
        named: Dominance(*map(int, behind)) if values[named] else NONE for named, behind in given
    }


def _rows(table: pd.DataFrame, keys: Sequence[str]) -> list[tuple]:
    return list(table[list(keys)].itertuples(index=False, name=None)) if keys else [()] * len(table)


def _values(name: str, table: pd.DataFrame, cells: Mapping[str, list[Cell]]) -> dict[Cell, int]:
    """The counts recorded; a missing one is not a cell."""
    for column in cells:
        if not pd.api.types.is_integer_dtype(table[column]) or (table[column] < 0).any():
            raise ValueError(f"{name}: {column} must hold whole numbers from 0, or be a share")
    times = Counter(c for column in cells.values() for c in column)
    _refuse(f"{name}: counted twice", [c for c, count in times.items() if count > 1])
    pairs = ((c, n) for column in cells for c, n in zip(cells[column], table[column], strict=True))
    return {c: int(count) for c, count in pairs if pd.notna(count)}


def _sums(values: Collection[Cell]) -> list[Sum]:
    """Every cell that another one sums over one dimension, beside that sum."""
    groups = defaultdict(list)
    for measure, where in sorted(values):
        for pair in where:
            total = measure, tuple(other for other in where if other != pair)
            groups[pair[0], total].append((measure, where))
    return [(total, tuple(parts)) for (_, total), parts in groups.items() if total in values]


def _check(name: str, sums: list[Sum], values: Mapping, before: Mapping, is_whole: bool) -> None:
    _disagree(name, values, before)
    every = {**before, **values}
    known = [(t, sum(every.get(p, 0) for p in parts)) for t, parts in sums if t in values]
    wrong = [t for t, added in known if added > values[t] or (is_whole and added < values[t])]
    _refuse(f"{name}: not the sum of its parts", wrong)
    measures = {measure for measure, _ in values}
    near = {c for c in every if c[0] in measures}  # a sum is of one measure
    above = [t for t, parts in _sums(near) if every[t] < sum(every[part] for part in parts)]
    _refuse(f"{name}: with the other tables, less than the sum of its parts", above)


def _disagree(name: str, values: Mapping[Cell, object], before: Mapping[Cell, object]) -> None:
    differing = [c for c in values.keys() & before.keys() if values[c] != before[c]]
    _refuse(f"{name}: another table says otherwise", differing)


def _refuse(reason: str, cells: Iterable[Cell]) -> None:
    """Names cells and never their counts, which may be small."""
    if named := sorted(f"{measure} ({_where((measure, where))})" for measure, where in set(cells)):
        raise ValueError(f"{reason}: {'; '.join(named)}")


def _where(named: Cell) -> str:
    return ", ".join(f"{dimension}={value}" for dimension, value in named[1]) or TOTAL


def _veiled(shown: Shown, hidden: Mapping[Cell, str]) -> pd.DataFrame:
    masks = {column: [c in hidden for c in cells] for column, cells in shown.cells.items()}
    for share, columns in shown.shares.items():
        own = [masks[c] for c in (*columns, *({share} & masks.keys()))]
        masks[share] = [any(row) for row in zip(*own, strict=True)]
    veiled = {
        column: shown.table[column].astype(object).mask(mask, HIDDEN)
        for column, mask in masks.items()
        if any(mask)
    }
    return shown.table.assign(**veiled)
