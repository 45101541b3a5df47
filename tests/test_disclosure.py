"""Hidden counts stay hidden: an attack written apart from the code reads only what is published."""

from itertools import product
from math import inf
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis import disclosure
from analysis.disclosure import Release
from analysis.methods import suppression
from analysis.methods.suppression import (
    Need,
    Relation,
    System,
    attainable,
    intervals,
    narrow,
    secondary,
    together,
)
from analysis.terms import HIDDEN

TOTAL = "total"


def system(rows: list[list[int]], fixed: bool = False, name: str = "") -> System:
    """A two-way table with both margins, its cells named by row and column."""
    inner = np.array(rows)
    full = np.vstack([inner, inner.sum(axis=0)])
    full = np.column_stack([full, full.sum(axis=1)])
    last = full.shape[0] - 1, full.shape[1] - 1
    values = {f"{name}{r},{c}": int(n) for (r, c), n in np.ndenumerate(full)}
    relations = [
        Relation(((1, f"{name}{r},{last[1]}"), *((-1, f"{name}{r},{c}") for c in range(last[1]))))
        for r in range(last[0] + 1)
    ] + [
        Relation(((1, f"{name}{last[0]},{c}"), *((-1, f"{name}{r},{c}") for r in range(last[0]))))
        for c in range(last[1] + 1)
    ]
    margins = {n for n in values if n.endswith(f",{last[1]}") or n.startswith(f"{name}{last[0]},")}
    return System(values, relations, frozenset(margins if fixed else ()))


def attack(published: System, hidden: set, floor: dict | None = None) -> dict:
    """Every cell an unknown, every published figure an equation; whole numbers throughout."""
    cells = list(published.values)
    rows, least, greatest = [], [], []
    for relation in published.relations:
        rows.append([{c: k for k, c in relation.terms}.get(cell, 0) for cell in cells])
        least.append(relation.least), greatest.append(relation.greatest)
    for cell in set(cells) - set(hidden):
        rows.append([float(cell == other) for other in cells])
        least.append(published.values[cell]), greatest.append(published.values[cell])
    low = [(floor or {}).get(c, 1) if c in hidden else 0 for c in cells]
    found = {}
    for cell in sorted(hidden):
        ends = []
        for sign in (1, -1):
            answer = milp(
                [sign * float(cell == other) for other in cells],
                integrality=1,
                bounds=Bounds(low, inf),
                constraints=LinearConstraint(np.array(rows), least, greatest),
                options={"mip_rel_gap": 0},
            )
            ends.append(-sign * inf if answer.x is None else round(sign * answer.fun))
        found[cell] = tuple(ends)
    return found


def small(table: System, threshold: int = 5) -> dict:
    need = Need(threshold, threshold - 1)
    return {c: need for c, n in table.values.items() if 0 < n < threshold and c not in table.fixed}


TABLES = st.tuples(st.integers(2, 4), st.integers(2, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 14), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


def test_the_published_case_hides_the_cells_it_names():
    """sdcTable's package tests, microdata1: region by gender, 0 < count <= 2 hidden."""
    regions = system([[18, 2], [14, 19], [12, 10], [11, 14]])
    needs = small(regions, threshold=3)
    assert set(needs) == {"0,1"}
    assert secondary(regions, needs) == {"0,0", "2,0", "2,1"}
    assert len(regions.values) - 4 == 11


def test_rounded_parts_beside_an_exact_total_are_no_protection():
    """Rounded to base 5, the parts 5, 5, 10 and 20 of exactly 48 can only be 7, 7, 12 and 22."""
    values = {"a": 7, "b": 7, "c": 12, "d": 22, "all": 48}
    rounded = [
        Relation(((1, c),), n - 2, n + 2) for c, n in zip("abcd", (5, 5, 10, 20), strict=True)
    ]
    total = Relation(((1, "all"), *((-1, c) for c in "abcd")))
    found = intervals(System(values, [*rounded, total]), set("abcd"))
    assert found == {"a": (7, 7), "b": (7, 7), "c": (12, 12), "d": (22, 22)}


@given(TABLES, st.booleans())
def test_no_small_count_of_a_random_table_is_narrowed_and_no_cell_is_hidden_in_vain(rows, fixed):
    table = system(rows, fixed)
    needs = attainable(table, small(table))
    extra = secondary(table, needs)
    assert not extra & (table.fixed | set(needs))
    assert intervals(table, extra | set(needs)) == (found := attack(table, extra | set(needs)))
    assert not narrow(found, needs)
    for cell in extra:
        assert narrow(attack(table, extra - {cell} | set(needs)), needs), cell


@given(TABLES)
def test_what_is_attainable_is_what_hiding_everything_gives(rows):
    table = system(rows, fixed=True)
    found = attack(table, table.hideable())
    for cell, need in attainable(table, small(table)).items():
        assert need.top == min(5, found[cell][1])
        assert need.width == min(4, found[cell][1] - found[cell][0])


@given(st.lists(st.integers(0, 6), min_size=12, max_size=12), st.data())
def test_a_three_way_table_is_searched_in_whole_numbers(counts, data):
    cube = np.array(counts).reshape(2, 2, 3)
    names = {at: ".".join(map(str, at)) for at in np.ndindex(cube.shape)}
    values = {names[at]: int(n) for at, n in np.ndenumerate(cube)}
    relations = []
    for axis in range(3):
        for line in product(*(range(n) for n in np.delete(cube.shape, axis))):
            cells = [names[*line[:axis], k, *line[axis:]] for k in range(cube.shape[axis])]
            total = sum(values[c] for c in cells)
            relations.append(Relation(tuple((1, c) for c in cells), total, total))
    hidden = data.draw(st.sets(st.sampled_from([c for c in values if values[c]] or [*values])))
    table = System(values, relations)
    floor = {c: min(1, n) for c, n in values.items()}
    assert intervals(table, hidden) == attack(table, hidden, floor)


def test_a_half_household_is_no_protection():
    """Where any two of three cells hold at most one, all three do, and not one and a half."""
    values = dict.fromkeys(["a", "b", "c", "all"], 0)
    pairs = [Relation(((1, x), (1, y)), 0, 1) for x, y in ("ab", "bc", "ac")]
    total = Relation(((1, "all"), (-1, "a"), (-1, "b"), (-1, "c")))
    table = System(values, [*pairs, total], maybe_zero=frozenset(values))
    assert intervals(table, set(values))["all"] == (0, 1)


def bridges(edges: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Edges of the graph rows-columns whose ends are not joined by any other way."""

    def joined(edge):
        near, reached = {("row", edge[0])}, set()
        while near:
            reached |= near
            ends = [{("row", r), ("column", c)} for r, c in edges - {edge}]
            near = set().union(*(pair for pair in ends if pair & reached)) - reached
        return ("column", edge[1]) in reached

    return {edge for edge in edges if not joined(edge)}


@given(TABLES, st.data(), st.sampled_from([0, 100]))
def test_a_cell_is_known_exactly_if_it_is_a_bridge(rows, data, added):
    """Gusfield 1988, SIAM J. Computing 17:552; small counts can be known for other reasons too."""
    table = system([[n + added + 1 for n in row] for row in rows], fixed=True)
    places = list(np.ndindex(len(rows), len(rows[0])))
    edges = data.draw(st.sets(st.sampled_from(places), min_size=1))
    found = intervals(table, {f"{r},{c}" for r, c in edges})
    known = {(r, c) for r, c in edges if found[f"{r},{c}"][0] == found[f"{r},{c}"][1]}
    assert bridges(edges) == known if added else bridges(edges) <= known


@given(TABLES, st.randoms())
def test_the_order_of_cells_and_sums_does_not_matter(rows, random):
    table = system(rows)
    needs = attainable(table, small(table))
    cells, relations, mixed = [*table.values], [*table.relations], [*needs]
    for each in (cells, relations, mixed):
        random.shuffle(each)
    again = System({c: table.values[c] for c in cells}, relations)
    assert secondary(again, {c: needs[c] for c in mixed}) == secondary(table, needs)


def test_a_cell_that_nothing_protects_is_named():
    with pytest.raises(ValueError, match="protects 0,1"):
        secondary(system([[0, 2], [14, 0]], fixed=True), {"0,1": Need(5, 4)})
    with pytest.raises(ValueError, match=r"cannot be hidden: 2,2"):
        secondary(system([[1, 1], [1, 1]], fixed=True), {"2,2": Need(5, 4)})


def test_values_that_contradict_a_sum_are_refused_rather_than_called_safe():
    with pytest.raises(ValueError, match="contradict"):
        intervals(System({"a": 1, "b": 3}, [Relation(((1, "a"), (-1, "b")))]), {"a"})


@pytest.mark.parametrize(
    ("found", "is_narrow"),
    [((1, 5), False), ((2, 6), False), ((1, 4), True), ((0, 4), True), ((2, 5), True)],
)
def test_a_cell_is_too_narrow_where_its_top_or_its_width_falls_short_by_one(found, is_narrow):
    assert narrow({"a": found}, {"a": Need(5, 4)}) == ({"a"} if is_narrow else set())


def test_a_zero_may_be_hidden_only_where_it_is_known_that_zeros_are():
    values = {"a": 0, "b": 3, "c": 0, "d": 4, "e": 0}
    table = System(values, fixed=frozenset("de"), maybe_zero=frozenset("ce"))
    assert table.hideable() == {"b", "c"}


def both(one: list[list[int]], other: list[list[int]]) -> System:
    """Two tables with published margins that nothing ties together."""
    first, second = system(one, fixed=True, name="x"), system(other, fixed=True, name="y")
    relations = [*first.relations, *second.relations]
    return System(first.values | second.values, relations, first.fixed | second.fixed)


def test_cells_hang_together_with_those_of_their_own_table_alone():
    cells = ("0,0", "0,1", "1,0", "1,1")
    table = both([[2, 9], [9, 9]], [[1, 7], [7, 7]])
    assert together(table, ["x0,0"]) == {f"x{cell}" for cell in cells}
    assert together(table, ["y0,1", "x1,1"]) == {f"{name}{cell}" for name in "xy" for cell in cells}
    assert together(table, []) == together(table, ["x2,2"]) == set()


def test_each_table_has_the_further_cells_that_its_own_small_count_needs():
    table = both([[2, 9], [9, 9]], [[9, 9], [9, 3]])
    needs = {"x0,0": Need(5, 4), "y1,1": Need(5, 4)}
    assert secondary(table, needs) == {"x0,1", "x1,0", "x1,1", "y0,0", "y0,1", "y1,0"}


def test_of_every_table_as_much_is_attainable_as_its_margins_leave():
    # Of margins of 2 a cell of 1 is known; of margins of 3 it may be 1 or 2; the third has room.
    table = both([[1, 1], [1, 1]], [[2, 1], [1, 2]])
    wide = system([[2, 9], [9, 9]], fixed=True, name="z")
    three = System(
        table.values | wide.values, [*table.relations, *wide.relations], table.fixed | wide.fixed
    )
    asked = {"x0,0": Need(5, 4), "y0,0": Need(5, 4), "y0,1": Need(2, 4), "z0,0": Need(5, 4)}
    assert attainable(three, asked) == {
        "x0,0": Need(1, 0), "y0,0": Need(2, 1), "y0,1": Need(2, 1), "z0,0": Need(5, 4)
    }  # fmt: skip


def test_every_published_cell_that_would_have_to_be_hidden_is_named():
    with pytest.raises(ValueError) as refused:
        secondary(system([[1, 1], [1, 1]], fixed=True), {"2,2": Need(5, 4), "0,2": Need(5, 4)})
    said = "published whatever happens, so it cannot be hidden: 0,2; 2,2"
    assert str(refused.value) == said


def test_a_relation_that_the_values_contradict_is_told():
    values = {"a": 1, "b": 3}
    for least, greatest in [(0, 3), (5, 9)]:
        relation = Relation(((1, "a"), (1, "b")), least, greatest)
        with pytest.raises(ValueError) as refused:
            intervals(System(values, [relation]), {"a"})
        assert str(refused.value) == "the values contradict a relation: ((1, 'a'), (1, 'b'))"
    for least, greatest in [(0, 4), (4, 9)]:
        assert intervals(System(values, [Relation(((1, "a"), (1, "b")), least, greatest)]), {"a"})


def test_a_cell_that_nothing_ties_has_no_end_above_and_begins_at_one():
    table = System({"a": 4, "b": 0, "c": 6}, maybe_zero=frozenset("b"))
    assert intervals(table, "ab") == {"a": (1, inf), "b": (0, inf)}


def test_the_cheaper_of_two_cells_that_protect_one_is_hidden():
    # 2 and 10 make 12, 2 and 50 make 52: beside sums that are published both others are hidden;
    # beside one that may be hidden the smaller of 10 and 12 is, unless it costs the reader more.
    sums = [Relation(((1, name), (-1, "a"), (-1, other))) for name, other in ("tb", "uc")]
    values = {"a": 2, "b": 10, "t": 12, "c": 50, "u": 52}
    open_sums = System(values, sums, frozenset("tu"))
    assert secondary(open_sums, {"a": Need(5, 4)}) == {"b", "c"}
    sum_of_one = System(values, sums[:1])
    assert secondary(sum_of_one, {"a": Need(5, 4)}) == {"b"}
    dear = System(values, sums[:1], loss={"b": 13})
    assert secondary(dear, {"a": Need(5, 4)}) == {"t"}


def test_a_solver_without_an_answer_is_refused(monkeypatch):
    stopped = SimpleNamespace(status=1, message="time limit", x=None)
    monkeypatch.setattr(suppression, "milp", lambda *_, **__: stopped)
    with pytest.raises(ValueError, match=r"^the solver gave no answer: time limit$"):
        intervals(system([[1, 2], [3, 4]], fixed=True), {"0,0", "0,1"})


CAUSES = ["illness", "no_land", "other"]


def by(columns: list[str], *rows: tuple) -> pd.DataFrame:
    """Wards A, B, ... by category, with the total of each and of all."""
    table = pd.DataFrame(list(rows), columns=columns, index=list("ABCDEF")[: len(rows)])
    table.loc[TOTAL] = table.sum()
    table[TOTAL] = table.sum(axis="columns")
    return table.astype("Int64").rename_axis("unit_code").reset_index()


WARDS = by(CAUSES, (12, 7, 2), (30, 9, 16), (14, 25, 8))
LEDGER = WARDS[["unit_code", TOTAL]].rename(columns={TOTAL: "exits"})


def release(table: pd.DataFrame = WARDS, threshold: int = 5, **more) -> Release:
    named = {"keys": ["unit_code"], "at": {"year": 2013}, "measure": "exits", "by": "cause"}
    return Release(threshold).add("causes", table, **named | more)


def with_outcomes(first: Release, table: pd.DataFrame) -> Release:
    named = {"keys": ["unit_code"], "at": {"year": 2013}, "measure": "exits", "by": "outcome"}
    return first.add("outcomes", table, **named)


def with_ledger(first: Release, ledger: pd.DataFrame = LEDGER) -> Release:
    return first.add("ledger", ledger, keys=["unit_code"], at={"year": 2013}, exact=True)


def signs(table: pd.DataFrame) -> set[tuple[str, str]]:
    shown = table.set_index("unit_code").stack()
    return set(shown[shown.eq(HIDDEN)].index)


def read_back(tables: dict[str, pd.DataFrame], true: dict[str, pd.DataFrame]) -> dict:
    """An outsider's system: pages only, row totals shared by all of them; and the attack on it.

    The true tables serve to know under which small totals zeros are hidden, and for names.
    """
    values, relations, hidden, floor = {}, [], set(), {}
    for name, table in tables.items():
        page, truth = table.set_index("unit_code"), true[name].set_index("unit_code")
        label = {(u, c): ("all" if c == TOTAL else name, u, c) for u in page.index for c in page}
        for (unit, column), cell in label.items():
            values[cell] = int(truth.loc[unit, column])
            if page.loc[unit, column] == HIDDEN:
                hidden.add(cell)
            beneath = [(unit, TOTAL)] * (column != TOTAL) + [(TOTAL, column)] * (unit != TOTAL)
            if any(0 < truth.loc[total] < 5 for total in beneath) or not values[cell]:
                floor[cell] = 0
        parts = [c for c in page if c != TOTAL]
        wards = [u for u in page.index if u != TOTAL]
        for unit in page.index:
            relations.append([label[unit, TOTAL], *(label[unit, c] for c in parts)])
        for column in page:
            relations.append([label[TOTAL, column], *(label[u, column] for u in wards)])
    sums = [Relation(((1, total), *((-1, p) for p in parts))) for total, *parts in relations]
    return values, attack(System(values, sums), hidden, floor)


LINKED = st.integers(2, 3).flatmap(
    lambda wards: st.tuples(
        st.lists(st.tuples(*[st.integers(0, 12)] * 4), min_size=wards, max_size=wards),
        st.lists(st.integers(0, 99), min_size=wards, max_size=wards),
    )
)


def split(rows: list, cuts: list) -> pd.DataFrame:
    """Two outcomes of the same households: each ward's total cut in two."""
    totals = [sum(row) for row in rows]
    return by(
        ["out", "back"],
        *((n * c // 100, n - n * c // 100) for n, c in zip(totals, cuts, strict=True)),
    )


@settings(max_examples=25)
@given(LINKED, st.booleans())
def test_linked_pages_do_not_narrow_what_they_hide(drawn, has_ledger):
    rows, cuts = drawn
    true = {"causes": by(["a", "b", "c", "d"], *rows), "outcomes": split(rows, cuts)}
    pages = with_outcomes(release(true["causes"]), true["outcomes"])
    if has_ledger:
        pages = with_ledger(
            pages, true["causes"][["unit_code", TOTAL]].set_axis(["unit_code", "exits"], axis=1)
        )
    try:
        shown = pages.protected()
    except ValueError as refused:
        assert "exact figures give away" in str(refused) and has_ledger
        return
    values, found = read_back({name: shown[name] for name in true}, true)
    audit = pages.audit()
    assert sorted(found.values()) == sorted(zip(audit["least"], audit["greatest"], strict=True))
    for cell, (least, greatest) in found.items():
        if 0 < values[cell] < 5:
            assert greatest > least
            assert has_ledger or (greatest >= 5 and greatest - least >= 4)


def test_a_small_count_and_what_protects_it_are_signs_and_the_rest_is_untouched():
    shown = release().protected()["causes"]
    assert signs(shown) == {("A", "other"), ("A", "no_land"), ("B", "other"), ("B", "no_land")}
    assert (shown.eq(WARDS) | shown.eq(HIDDEN)).all(axis=None)
    assert shown[TOTAL].tolist() == WARDS[TOTAL].tolist()
    assert shown["illness"].dtype == WARDS["illness"].dtype


def test_every_hidden_cell_is_in_the_audit_with_what_can_be_proved_of_it():
    audit = release().audit().set_index("where")
    primary = audit.loc["cause=other, unit_code=A, year=2013"]
    assert primary[["kind", "least", "greatest", "width"]].tolist() == ["primary", 1, 8, 7]
    assert audit["kind"].tolist().count("secondary") == 3
    assert not audit["is_limited"].any()


def test_a_page_that_hides_too_little_is_refused():
    pages = release()
    vars(pages)["hidden"] = {c: k for c, k in pages.hidden.items() if k == "primary"}
    with pytest.raises(ValueError, match=r"not safe to publish: exits \(cause=other, unit_code=A"):
        pages.protected()


@pytest.mark.parametrize("count, is_hidden", [(0, False), (1, True), (4, True), (5, False)])
def test_below_the_threshold_means_less_than_it_and_more_than_none(count, is_hidden):
    shown = release(by(CAUSES, (12, 7, count), (30, 9, 16))).protected()["causes"]
    assert (("A", "other") in signs(shown)) is is_hidden


def test_where_nothing_is_small_nothing_is_hidden():
    large = by(CAUSES, (12, 7, 0), (30, 9, 16))
    pages = release(large)
    assert pages.audit().empty
    pd.testing.assert_frame_equal(pages.protected()["causes"], large)


def test_a_cell_hidden_in_one_table_is_hidden_in_all():
    tiny = by(CAUSES, (2, 1, 0), (30, 9, 16), (14, 25, 8))
    shown = with_outcomes(
        release(tiny), by(["out", "back"], (3, 0), (30, 25), (20, 27))
    ).protected()
    assert signs(shown["causes"]) >= {("A", TOTAL), ("A", "illness"), ("A", "other")}
    assert ("A", TOTAL) in signs(shown["outcomes"]) and ("A", "back") in signs(shown["outcomes"])
    assert len({name for name, t in shown.items() for unit, c in signs(t) if c == TOTAL}) == 2


def test_a_total_in_another_table_is_known_to_the_reader():
    parts = WARDS[WARDS["unit_code"] != TOTAL].drop(columns=TOTAL)
    alone = release(parts)
    assert signs(alone.protected()["causes"]) == {("A", "other")}
    district = WARDS[WARDS["unit_code"] == TOTAL]
    both = alone.add(
        "district", district, keys=["unit_code"], at={"year": 2013}, measure="exits", by="cause"
    )
    assert len(signs(both.protected()["causes"])) > 1


def test_the_ledger_stays_exact_and_its_breakdown_is_hidden_as_well_as_it_allows():
    tiny = by(CAUSES, (2, 1, 0), (30, 9, 16), (14, 25, 8))
    exact = tiny[["unit_code", TOTAL]].set_axis(["unit_code", "exits"], axis="columns")
    pages = with_ledger(release(tiny), exact)
    shown = pages.protected()
    pd.testing.assert_frame_equal(shown["ledger"], exact)
    assert shown["causes"][TOTAL].tolist() == tiny[TOTAL].tolist()
    assert signs(shown["causes"]) >= {("A", cause) for cause in CAUSES}
    limited = pages.audit().query("is_limited")
    assert limited["greatest"].tolist() == [3, 3, 3] and limited["least"].tolist() == [0, 0, 0]
    assert set(limited["kind"]) == {"primary", "zero"}


def test_a_zero_that_gives_a_small_count_away_beside_exact_figures_is_hidden_as_well():
    one = by(["illness", "other"], (3, 0), (30, 0))
    exact = one[["unit_code", TOTAL]].set_axis(["unit_code", "exits"], axis="columns")
    pages = with_ledger(release(one), exact)
    shown = pages.protected()["causes"]
    assert signs(shown) >= {("A", "illness"), ("A", "other"), (TOTAL, "other")}
    assert shown[TOTAL].tolist() == one[TOTAL].tolist()
    audit = pages.audit().set_index("where")
    small = audit.loc["cause=illness, unit_code=A, year=2013"]
    assert small[["least", "greatest", "is_limited"]].tolist() == [0, 3, True]


def test_what_the_exact_figures_tell_by_themselves_is_shown():
    beneath = pd.DataFrame({"at": ["0"], "households": [2]})
    release = Release(5).beneath("spells", beneath, ["at"])
    table = pd.DataFrame({"year": [2013], "exits": [2], "out": [2]})
    sums = {count: [[disclosure.cell("spells", {"at": "0"})]] for count in ("exits", "out")}
    shown = release.add("a", table, keys=["year"], sums=sums, exact=["exits"]).protected()["a"]
    assert shown["out"].tolist() == [2]


def test_a_zero_that_tells_what_the_few_of_a_total_did_is_hidden():
    beneath = pd.DataFrame({"end": ["out", "back"], "households": [2, 0]})
    release = Release(5).beneath("spells", beneath, ["end"])
    table = pd.DataFrame({"year": [2013], "exits": [2], "out": [2], "back": [0]})
    out, back = (disclosure.cell("spells", {"end": end}) for end in ("out", "back"))
    sums = {"exits": [[out, back]], "out": [[out]], "back": [[back]]}
    shown = release.add("a", table, keys=["year"], sums=sums, exact=["exits"]).protected()["a"]
    assert shown[["out", "back"]].to_numpy().tolist() == [[HIDDEN, HIDDEN]]


def test_a_share_is_hidden_with_its_numerator_and_with_its_denominator():
    shares = {"other_pct": ["other", TOTAL]}
    table = WARDS.assign(other_pct=100 * WARDS["other"] / WARDS[TOTAL])
    shown = release(table, shares=shares).protected()["causes"]
    hidden = {unit for unit, column in signs(shown) if column == "other_pct"}
    assert hidden == {unit for unit, column in signs(shown) if column == "other"} == {"A", "B"}
    few = pd.DataFrame({"unit_code": ["A"], "exits": [6], "seen": [3], "rate_pct": [200.0]})
    shares = {"rate_pct": ["exits", "seen"]}
    beside = Release(5).add("few", few, keys=["unit_code"], shares=shares).protected()["few"]
    assert beside.iloc[0].tolist() == ["A", 6, HIDDEN, HIDDEN]


def test_columns_that_add_up_are_known_to_the_reader():
    lines = pd.DataFrame({"unit_code": ["A"], "exits": [20], "near_poor": [3], "above": [17]})
    parts = {"exits": ["near_poor", "above"]}
    shown = Release(5).add("lines", lines, keys=["unit_code"], parts=parts).protected()["lines"]
    assert shown.iloc[0].tolist() == ["A", 20, HIDDEN, HIDDEN]


def test_missing_stays_missing_and_still_bounds_what_is_beside_it():
    row = {"unit_code": ["A"], "a": [6], "b": [2], "c": [None], TOTAL: [9]}
    table = pd.DataFrame(row).astype(dict.fromkeys(["a", "b", "c", TOTAL], "Int64"))
    shown = release(table).protected()["causes"]
    assert shown["c"].isna().all() and shown["b"].item() == HIDDEN
    assert len(signs(shown)) > 1, "6 of 9 shown leaves no more than 3 for the hidden 2"


@settings(max_examples=10)
@given(st.permutations(range(4)), st.permutations(range(4)))
def test_the_order_of_rows_and_columns_is_irrelevant(rows, columns):
    mixed = WARDS.iloc[rows, [0, *(1 + c for c in columns)]]
    assert signs(release(mixed).protected()["causes"]) == signs(release().protected()["causes"])
    assert release(mixed).audit().equals(release().audit())


def test_adding_a_table_leaves_the_release_and_the_table_as_they_were():
    before, table = release(), WARDS.copy()
    with_ledger(before).protected()
    assert list(before.tables) == ["causes"]
    pd.testing.assert_frame_equal(WARDS, table)


@pytest.mark.parametrize(
    "table, said",
    [
        (WARDS.assign(other=WARDS["other"] + 1), "causes: not the sum of its parts: exits"),
        (WARDS.assign(rate=0.5), "causes: rate must hold whole numbers from 0, or be a share"),
        (WARDS.assign(other=-1), "causes: other must hold whole numbers"),
        (WARDS.iloc[[0, 0]], "causes: counted twice: exits"),
    ],
)
def test_a_table_that_cannot_be_proved_is_refused(table, said):
    with pytest.raises(ValueError, match=said):
        release(table)


def test_tables_that_disagree_are_refused():
    with pytest.raises(ValueError, match="ledger: another table says otherwise: exits"):
        with_ledger(release(), LEDGER.assign(exits=LEDGER["exits"] + 1))
    district = pd.DataFrame({"illness": [55]})
    with pytest.raises(ValueError, match="less than the sum of its parts"):
        release(WARDS.iloc[:3, :2]).add(
            "district", district, keys=[], at={"year": 2013}, measure="exits", by="cause"
        )


def spells(*counts: int) -> tuple[Release, list]:
    """Counts that nobody is shown, and their names."""
    beneath = pd.DataFrame({"at": [f"{at}" for at in range(len(counts))], "households": counts})
    named = [disclosure.cell("spells", {"at": at}) for at in beneath["at"]]
    return Release(5).beneath("spells", beneath, ["at"]), named


def test_a_small_count_that_two_large_ones_give_away_is_protected_though_it_stands_nowhere():
    release, (many, few) = spells(40, 2)
    table = pd.DataFrame({"year": [2012, 2013], "exits": [40, 42]})
    shown = release.add("a", table, keys=["year"], sums={"exits": [[many], [many, few]]})
    page = shown.protected()["a"]
    assert (page["exits"] == HIDDEN).any()
    alone = release.add("a", table.iloc[1:], keys=["year"], sums={"exits": [[many, few]]})
    assert alone.protected()["a"]["exits"].tolist() == [42]


def test_a_count_that_is_not_the_sum_it_is_said_to_be_is_refused():
    release, (many, few) = spells(40, 2)
    table = pd.DataFrame({"year": [2013], "exits": [41]})
    with pytest.raises(ValueError, match=r"not the sum of its parts: exits \(year=2013\)"):
        release.add("a", table, keys=["year"], sums={"exits": [[many, few]]})


def test_people_are_as_few_as_the_households_behind_them_and_never_fewer():
    people = pd.DataFrame({"ward": ["A", "B", "C", "total"], "people": [9, 30, 41, 80]})
    behind = pd.DataFrame({"people": [2, 11, 12, 25]})
    release = Release(5).add("a", people, keys=["ward"], behind=behind)
    page = release.protected()["a"].set_index("ward")["people"]
    assert page["A"] == HIDDEN and (page == HIDDEN).sum() == 2
    assert release.audit().set_index("where")["least"]["ward=A"] >= 2


def test_who_knows_more_than_the_sums_is_reckoned_with():
    table = pd.DataFrame({"line": ["in", "out"], "people": [3, 30]})
    alone = Release(5).add("a", table, keys=["line"])
    assert set(alone.hidden.values()) == {"primary"}
    tie = Relation(
        tuple((1, disclosure.cell("people", {"line": line})) for line in ("in", "out")), 33, 33
    )
    told = alone.tied([tie]).protected()["a"]
    assert told["people"].tolist() == [HIDDEN, HIDDEN]


@pytest.mark.parametrize(("loss", "kept"), [(1, [True, False]), (1000, [False, True])])
def test_what_costs_the_reader_less_is_hidden(loss, kept):
    release, (a, few) = spells(20, 2)
    first = pd.DataFrame({"year": [1], "exits": [22]})
    other = pd.DataFrame({"year": [1], "left": [20]})
    shown = release.add("a", first, keys=["year"], sums={"exits": [[a, few]]}, loss=100)
    shown = shown.add("b", other, keys=["year"], sums={"left": [[a]]}, loss=loss).protected()
    assert [shown["a"]["exits"].item() == 22, shown["b"]["left"].item() == 20] == kept
