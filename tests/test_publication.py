"""An attack on what is published: all that a year's pages show of the exits is taken as equations,
and no small count of households may follow from them.

The equations are written from what the pages say of their tables, apart from the code. Whoever
attacks is even told which hidden counts are not 0.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import coo_array

from analysis import publication, terms, workspace
from analysis.facts import read
from analysis.publication import linking, settle
from analysis.reports import batch
from analysis.reports.batch import Parameters
from tests.reading import sections

SAMPLE = workspace.SHIPPED[0]
THRESHOLD = 5
ENDS = ["out", "fell_back", "raised_line", "left", "unknown"]
EXITS = next(notebook for notebook in batch.notebooks() if notebook.stem == "04_exits")
Sum = tuple[int, ...]  # places of unknowns, one for each household counted there

pytestmark = [pytest.mark.heavy, pytest.mark.usefixtures("shipped_facts")]


class Pages:
    """What the pages of a year show of the exits, for the district and each ward."""

    def __init__(self, year: int):
        self.year, self.office = year, read.district(SAMPLE)
        ledger = read.ledger(year, self.office.code, SAMPLE)
        self.standards = dict(zip(ledger["year"], ledger["standard"], strict=True))
        self.names = {
            entry: name for name, entry in read.scope(year, "490", SAMPLE, "vi").names.items()
        }
        self.exited = {
            (unit, at): int(count)
            for unit, at, count in ledger[["unit_code", "year", "exits"]].itertuples(index=False)
        }
        self.unknowns = {key: at for at, key in enumerate(self._possible())}
        self.shown: dict[Sum, int] = {}
        self.hidden: set[Sum] = set()
        for (unit, exit_year), count in self.exited.items():
            self._learn(self._sum([unit], lambda e, _end, _at, y=exit_year: e == y), count)
        for area in self.office.areas():
            self._read(area)

    def _possible(self) -> Iterator[tuple]:
        """Whatever may have become of the exits of a ward and year, and when."""
        for unit, exit_year in self.exited:
            yield unit, exit_year, "out", None
            for at in range(exit_year + 1, self.year + 1):
                same = self.standards[at] == self.standards[exit_year]
                ends = ["fell_back", "left"] if same else ENDS[1:]
                yield from ((unit, exit_year, end, at) for end in ends)

    def _sum(self, units, holds) -> Sum:
        return tuple(
            place
            for (unit, exit_year, end, at), place in self.unknowns.items()
            if unit in units and holds(exit_year, end, at)
        )

    def _learn(self, counted: Sum, value: str | int) -> None:
        if value == terms.HIDDEN:
            self.hidden.add(counted)
        elif value not in (terms.MISSING["vi"], terms.NOT_HELD):
            self.shown[counted] = int(str(value).replace(".", ""))

    def _read(self, area: str) -> None:
        """The counts of every table of an area's page."""
        asked = Parameters(year=self.year, area=area, data=SAMPLE, lang="vi")
        tables = {k: v for part in sections(EXITS, asked) for k, v in part.tables.items()}
        units = {unit for unit, _ in self.exited} if area == self.office.code else {area}
        standard = self.standards
        for head, *row in tables["exits-standards"][1:]:
            key = self.names[head]
            self._ends(units, row, lambda e, key=key: standard[e] == key)
        for head, _, *row in tables.get("exits-cohorts", [None])[1:]:
            self._ends(units, row, lambda e, y=int(head): e == y)
        for head, _, *row in tables.get("exits-units", [None])[1:]:
            now = standard[self.year]
            self._ends(
                {self.names.get(head, "")},
                row,
                lambda e, now=now: standard[e] == now and e < self.year,
            )
        for head, _, _exits, *row in tables.get("exits-triangle", [None])[1:]:
            for since, value in enumerate(row, start=1):
                self._learn(self._fell(units, {int(head): int(head) + since}), value)
        for head, since, at_risk, fell, *_ in tables.get("exits-life-table", [None])[1:]:
            reviews = {e: e + int(since) for e in standard if standard[e] == self.names[head]}
            self._curve(units, reviews, at_risk, fell)
        for head, _, _exits, _above, _near, again, gone, _ in tables.get("exits-lasting", [None])[
            1:
        ]:
            last = int(head) + self.office.lasting_exit_years - 1
            for end, value in (("fell_back", again), ("left", gone)):
                within = (int(head), end, last)
                self._learn(
                    self._sum(
                        units,
                        lambda e, became, at, own=within: (
                            e == own[0] and became == own[1] and at <= own[2]
                        ),
                    ),
                    value,
                )
        for head, *row in tables.get("exits-orders", [None])[1:]:
            reviews = {e: e + 1 for e in standard if standard[e] == self.names[head]}
            if terms.HIDDEN not in row[:4]:
                at_risk, fell, *later = (int(each.replace(".", "")) for each in row[:4])
                self._curve(units, reviews, str(at_risk + later[0]), str(fell + later[1]))
        look_back = self.office.relapse_look_back_years
        for head, _, _, fell, at_risk, *_ in tables.get("exits-relapse-rates", [None])[1:]:
            years = range(int(head) - look_back, int(head))
            reviews = {e: int(head) for e in years if standard.get(e) == standard[int(head)]}
            self._curve(units, reviews, at_risk, fell)

    def _ends(self, units, row: list[str], chosen) -> None:
        exits, *ends = row[: 1 + len(ENDS)]
        self._learn(self._sum(units, lambda e, _end, _at: chosen(e)), exits)
        for end, value in zip(ENDS, ends, strict=True):
            self._learn(
                self._sum(units, lambda e, became, _at, end=end: chosen(e) and became == end), value
            )

    def _fell(self, units, reviews: dict[int, int]) -> Sum:
        return self._sum(units, lambda e, end, at: end == "fell_back" and reviews.get(e) == at)

    def _curve(self, units, reviews: dict[int, int], at_risk: str, fell: str) -> None:
        """Exits followed to a review under their standard, and those that fell back at it."""
        held = {
            e: at
            for e, at in reviews.items()
            if at <= self.year and self.standards.get(at) == self.standards[e]
        }
        self._learn(self._fell(units, held), fell)
        self._learn(
            self._sum(
                units,
                lambda e, end, at: e in held and not (end == "fell_back" and at < held[e]),
            ),
            at_risk,
        )

    def _surely_some(self) -> list[Sum]:
        """The hidden cells that are not 0, as if whoever attacks could tell these from zeros."""
        return [cell for cell in self.hidden if truth(cell, self.year)]

    def revealed(self, cell: Sum, value: int) -> "Pages":
        """The same pages with one hidden cell shown."""
        other = object.__new__(Pages)
        other.__dict__ = self.__dict__ | {
            "shown": self.shown | {cell: value},
            "hidden": self.hidden - {cell},
        }
        return other

    def range_of(self, cell: Sum) -> tuple[float, float]:
        """The least and the greatest value a sum of the unknowns can have."""
        sums = list(self.shown)
        known, at_least = _matrix(sums, len(self.unknowns)), self._surely_some()
        ends = []
        for sign in (1, -1):
            found = linprog(
                sign * np.bincount(cell, minlength=len(self.unknowns)),
                A_eq=known,
                b_eq=[self.shown[each] for each in sums],
                A_ub=-_matrix(at_least, len(self.unknowns)) if at_least else None,
                b_ub=[-1] * len(at_least) if at_least else None,
            )
            assert found.status in (0, 3), found.message
            ends.append(sign * found.fun if found.status == 0 else np.inf)
        return tuple(ends)

    def gives_away(self, cells) -> list[Sum]:
        """Those of the cells that are known to less than they need be."""
        ranges = {cell: self.range_of(cell) for cell in cells}
        return [
            cell
            for cell, (least, greatest) in ranges.items()
            if greatest < THRESHOLD - 1e-6 or greatest - least < THRESHOLD - 1 - 1e-6
        ]


def _matrix(sums: list[Sum], width: int) -> coo_array:
    pairs = [(row, place) for row, places in enumerate(sums) for place in places]
    rows, places = np.array(pairs, dtype=int).reshape(-1, 2).T
    return coo_array((np.ones(len(pairs)), (rows, places)), shape=(len(sums), width))


@cache
def pages(year: int) -> Pages:
    return Pages(year)


@cache
def true_counts(year: int) -> dict[tuple, int]:
    ends = read.exit_ends(year, "490", SAMPLE)
    ends = ends.assign(
        end_year=ends["end_year"].astype(object).where(ends["end_year"].notna(), None)
    )
    columns = ["unit_code", "exit_year", "end", "end_year"]
    rows = zip(ends[columns].itertuples(index=False, name=None), ends["households"], strict=True)
    return {(u, e, end, at and int(at)): int(count) for (u, e, end, at), count in rows}


def truth(cell: Sum, year: int) -> int:
    keys = list(pages(year).unknowns)
    return sum(true_counts(year).get(keys[place], 0) for place in cell)


@pytest.mark.parametrize("year", range(2009, 2016))
def test_the_pages_show_what_is_true_and_hide_every_small_count(year):
    for cell, value in pages(year).shown.items():
        assert truth(cell, year) == value
    exact = {cell for cell in pages(year).shown if value_is_headline(cell, year)}
    small = {c for c, value in pages(year).shown.items() if 0 < value < THRESHOLD} - exact
    assert small == set()


def value_is_headline(cell: Sum, year: int) -> bool:
    """Whether a sum is all the exits of some wards and years, which are published exact."""
    keys = list(pages(year).unknowns)
    groups = {keys[place][:2] for place in cell}
    return len(cell) == sum(key[:2] in groups for key in keys)


@pytest.mark.parametrize("year", range(2009, 2016))
def test_no_small_count_of_exits_follows_from_all_the_pages_of_a_year(year):
    attacked = pages(year)
    small = [
        (attacked.unknowns[key],)
        for key, count in true_counts(year).items()
        if 0 < count < THRESHOLD
    ]
    assert attacked.gives_away([*small, *attacked.hidden]) == []
    if year > 2010:
        assert small and attacked.hidden


def test_showing_any_hidden_cell_gives_a_small_count_away():
    year = 2013
    attacked = pages(year)
    small = [
        (attacked.unknowns[key],)
        for key, count in true_counts(year).items()
        if 0 < count < THRESHOLD
    ]
    for cell in sorted(attacked.hidden):
        value = truth(cell, year)
        told = attacked.revealed(cell, value)
        assert 0 < value < THRESHOLD or told.gives_away([*small, *told.hidden]), cell


def test_no_share_is_shown_of_what_is_hidden():
    for area in read.district(SAMPLE).areas():
        asked = Parameters(year=2015, area=area, data=SAMPLE, lang="vi")
        tables = {k: v for part in sections(EXITS, asked) for k, v in part.tables.items()}
        reached: dict[str, bool] = {}
        for standard, _, at_risk, fell, *shares in tables["exits-life-table"][1:]:
            is_hidden = terms.HIDDEN in (at_risk, fell)
            reached[standard] = reached.get(standard, False) or is_hidden
            assert set(shares[:3]) == {terms.HIDDEN} or not is_hidden
            assert set(shares[3:]) == {terms.HIDDEN} or not reached[standard]
        for _, exits, out, fell, raised, _, _, fell_pct, raised_pct in tables["exits-standards"][
            1:
        ]:
            assert (fell_pct == terms.HIDDEN) == (fell == terms.HIDDEN)
            assert (raised_pct == terms.HIDDEN) == (raised == terms.HIDDEN)
            assert exits != terms.HIDDEN and out


def test_a_ward_shows_every_doubt_of_the_district_so_that_none_left_out_tells_zero():
    rows = publication.tables(2015, "490", SAMPLE)["quality-doubts"][["rule", "file"]]
    for unit in read.district(SAMPLE).units:
        of_ward = publication.tables(2015, unit.code, SAMPLE)["quality-doubts"]
        assert of_ward[["rule", "file"]].equals(rows)


def test_what_is_kept_comes_back_as_it_was_settled():
    areas = [area for year, area in read.years_and_areas(SAMPLE) if year == 2013]
    shown = settle.release(2013, areas, SAMPLE).protected()
    for area in areas:
        settled = settle.finished(shown, area) | linking.tables(2013, area, SAMPLE)
        kept = publication.tables(2013, area, SAMPLE)
        assert settled.keys() == kept.keys()
        for name, table in settled.items():
            if table is None:
                assert kept[name] is None
            else:
                assert table.astype(object).equals(kept[name].astype(object)), name
