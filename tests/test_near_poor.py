"""The near-poor beside the poor: one matrix behind both ledgers, of which each must close."""

import csv
from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import publication, terms, workspace
from analysis.facts import build, near_poor, read
from analysis.findings import near_poor as say
from analysis.measures import movements
from analysis.measures import near_poor as measures
from analysis.publication import near_poor as published
from analysis.register.households import EXITED, NEAR_POOR, NEW, NOT_POOR, POOR, RELAPSED, STAYED
from analysis.register.read import Review
from analysis.terms import HIDDEN, NOT_ASKED, Scope
from tests.test_facts import WARDS
from tests.test_measures import held

A, B = WARDS[:2]
DATA = workspace.SHIPPED[0]
YEARS = range(2009, 2016)
NAMES = {A: "Phường A", B: "Phường B"}
VI, EN = (Scope(2013, "Quận X", lang, NAMES) for lang in terms.LANGS)
BOTH = pytest.mark.parametrize("scope", [VI, EN], ids=["vi", "en"])

# One household's year: classes, ward at either end, how its way in and its way out are declared.
HOUSEHOLD = st.fixed_dictionaries(
    {
        "before": st.sampled_from([POOR, NEAR_POOR, NEAR_POOR, ""]),
        "after": st.sampled_from([POOR, NEAR_POOR, NEAR_POOR, ""]),
        "wards": st.tuples(st.sampled_from(WARDS), st.sampled_from(WARDS)),
        "movement": st.sampled_from([RELAPSED, NEW, "Chuyển đến", "Tách hộ"]),
        "reason": st.sampled_from([EXITED, "Chuyển đi", "Qua đời"]),
    }
)
REGISTERS = st.lists(HOUSEHOLD, min_size=1, max_size=30)


def home(before: str, after: str, wards: tuple = (A, A), movement: str = "", reason: str = ""):
    return {
        "before": before, "after": after, "wards": wards, "movement": movement, "reason": reason
    }  # fmt: skip


def review(homes: list[dict], year: int = 2013, first: int = 0) -> Review:
    """The three lists of a year; who is near-poor and left is declared where it has a reason."""
    opening, closing, departures = [], [], []
    for at, each in enumerate(homes, start=first):
        (was, now), number = each["wards"], {"household_id": f"H{at}"}
        if each["before"]:
            listed = {"ward_code": was, "household_class": each["before"]}
            opening.append(number | listed)
        if each["after"]:
            movement = STAYED if each["before"] == POOR == each["after"] else each["movement"]
            listed = {"ward_code": now, "household_class": each["after"]}
            closing.append(number | listed | {"movement": movement})
        if row := departure(each):
            departures.append(number | {"ward_code": was} | row)
    columns = ["household_id", "ward_code", "household_class"]
    lists = [
        pd.DataFrame(opening, columns=columns, dtype="str"),
        pd.DataFrame(closing, columns=[*columns, "movement"], dtype="str"),
        pd.DataFrame(departures, columns=[*columns[:2], "reason", "class_after"], dtype="str"),
    ]
    opening, closing, departures = (table.assign(members="1") for table in lists)
    return Review(year, "line", opening, closing, departures, opening.iloc[:0], True)


def departure(each: dict) -> dict | None:
    """What a household's row among the departures says; None where it has none."""
    if each["before"] == POOR != each["after"]:
        if not each["reason"]:
            return None
        exited = each["reason"] == EXITED or each["after"] == NEAR_POOR
        after = (each["after"] or NOT_POOR) if exited else ""
        return {"reason": EXITED if exited else each["reason"], "class_after": after}
    if each["before"] == NEAR_POOR and not each["after"] and each["reason"]:
        reason = "" if each["reason"] == EXITED else each["reason"]
        return {"reason": reason, "class_after": ""}
    return None


def transitions(homes: list[dict], **about) -> pd.DataFrame:
    return near_poor.transitions({2013: review(homes, **about)})


def counted(table: pd.DataFrame) -> Counter:
    return Counter({tuple(key): n for *key, n in table.itertuples(index=False) if n})


# ---- the facts


@pytest.mark.parametrize(
    ("one", "state"),
    [
        (home(POOR, POOR), ("poor", "poor", "")),
        (home(POOR, NEAR_POOR, reason=EXITED), ("poor", "near_poor", "exit_to_near_poor")),
        (home(POOR, "", reason=EXITED), ("poor", "off", "exit_above_near_poor")),
        (home(POOR, "", reason="Qua đời"), ("poor", "off", "left")),
        (home(POOR, ""), ("poor", "off", "")),
        (home(NEAR_POOR, POOR, movement=RELAPSED), ("near_poor", "poor", "relapsed")),
        (home(NEAR_POOR, NEAR_POOR), ("near_poor", "near_poor", "")),
        (home(NEAR_POOR, "", reason="Chuyển đi"), ("near_poor", "off", "left")),
        (home(NEAR_POOR, "", reason=EXITED), ("near_poor", "off", "risen")),
        (home(NEAR_POOR, ""), ("near_poor", "off", "")),
        (home("", POOR, movement=NEW), ("off", "poor", "new")),
        (home("", NEAR_POOR, movement=RELAPSED), ("off", "near_poor", "relapsed")),
        (home("", NEAR_POOR, movement="Tách hộ"), ("off", "near_poor", "other")),
        (home("", NEAR_POOR), ("off", "near_poor", "")),
    ],
)
def test_each_household_is_in_one_cell_of_the_matrix(one, state):
    rows = transitions([one])
    rows = rows[rows["households"] > 0]
    assert rows[["before", "after", "how"]].iloc[0].tolist() == [*state]
    assert rows[["year", "unit_code", "closing_unit_code", "standard", "households"]].iloc[
        0
    ].tolist() == [2013, A, A, "line", 1]
    assert list(rows) == [*near_poor.KEYS, "households"]


def test_an_exit_found_on_no_opening_list_comes_from_off_the_list():
    whole = review([home(POOR, NEAR_POOR, (A, B), reason=EXITED)])
    unseen = replace(whole, opening=whole.opening.iloc[:0])
    rows = near_poor.transitions({2013: unseen})
    assert rows[["unit_code", "closing_unit_code", "before", "after", "how"]].iloc[0].tolist() == [
        *(A, B, "off", "near_poor", "exit_to_near_poor")
    ]
    table = measures.ledger(rows, [A, B]).set_index("unit_code")
    assert table.loc[A, "exits_to_near_poor"] == 1
    assert table.loc["total", "near_arriving"] == 0
    cells = measures.matrix(rows).set_index("before")
    assert cells["after_near_poor"].fillna(0).tolist() == [0, 0, 0, 0]


def test_leaving_is_recorded_of_every_ward_where_one_near_poor_household_declares_it():
    one = [home(NEAR_POOR, ""), home(NEAR_POOR, NEAR_POOR, (B, B))]
    assert (transitions(one)["households"] > 0).all()
    for reason in ("Qua đời", EXITED):
        rows = transitions([*one, home(NEAR_POOR, "", reason=reason)])
        marks = rows[(rows["before"] == "near_poor") & (rows["how"] == "left")]
        assert set(marks["unit_code"]) == {A, B} and set(marks["after"]) == {"off"}
        assert marks["households"].sum() == (reason != EXITED)
    poor_alone = [*one, home(POOR, "", reason="Qua đời")]
    assert (transitions(poor_alone)["households"] > 0).all()


def test_returns_have_an_empty_table_of_the_same_columns():
    table = near_poor.transitions({})
    assert table.empty and list(table) == [*near_poor.KEYS, "households"]
    assert measures.ledger(table, [A]).empty
    assert list(measures.ledger(table, [A])) == ["unit_code", *measures.COUNTED]


@given(REGISTERS)
def test_the_cells_are_sets_that_hold_every_household_once(homes):
    whole = review(homes)
    rows = near_poor.households(whole)
    lists = (whole.opening, whole.closing, whole.departures)
    assert set(rows.index) == set().union(*(each["household_id"] for each in lists))
    assert rows.index.is_unique and rows.notna().all(axis=None)
    assert transitions(homes)["households"].sum() == len(rows)


@given(REGISTERS, st.data())
def test_parts_add_up_to_the_whole(homes, data):
    cut = data.draw(st.integers(0, len(homes)))
    parts = [transitions(homes[:cut]), transitions(homes[cut:], first=cut)]
    assert counted(parts[0]) + counted(parts[1]) == counted(transitions(homes))


@given(REGISTERS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(homes, random):
    whole = review(homes)
    mixed = {
        name: getattr(whole, name).sample(frac=1, random_state=random.randint(0, 2**31))
        for name in ("opening", "closing", "departures")
    }
    one, other = (near_poor.transitions({2013: each}) for each in (whole, replace(whole, **mixed)))
    pd.testing.assert_frame_equal(one, other)


# ---- the two ledgers


def ledgers(homes: list[dict]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The poor ledger and the near-poor one by ward."""
    poor = build.ledger(review(homes), WARDS).set_index("unit_code")
    near = measures.ledger(transitions(homes), WARDS).set_index("unit_code")
    return poor, near


@given(REGISTERS)
def test_the_near_poor_ledger_closes_in_every_ward(homes):
    near = measures.ledger(transitions(homes), WARDS)
    assert measures.expected_closing(near).tolist() == near["near_closing"].tolist()
    total = near.iloc[-1]
    assert total["near_moved_out"] == total["near_moved_in"]
    assert (near["near_gone"] >= 0).all() and (near["near_arriving"] >= 0).all()


@given(REGISTERS)
def test_what_leaves_one_ledger_comes_into_the_other_in_the_same_ward(homes):
    poor, near = ledgers(homes)
    for line in ("exits_to_near_poor", "from_near_poor"):
        assert near.loc[WARDS, line].tolist() == poor.loc[WARDS, line].tolist()


@given(REGISTERS)
def test_the_margins_of_the_matrix_are_both_ledgers(homes):
    poor, near = ledgers(homes)
    cells = measures.matrix(transitions(homes)).set_index("before")
    total = near.loc["total"]
    assert cells.loc["was_poor", "at_opening"] == poor["opening"].sum()
    assert cells.loc["was_near_poor", "at_opening"] == total["near_opening"]
    assert cells.loc["at_closing", "after_poor"] == poor["closing"].sum()
    assert cells.loc["at_closing", "after_near_poor"] == total["near_closing"]
    assert cells.loc["was_poor", "after_above"] == poor["exits_above_near_poor"].sum()
    assert cells.loc["was_poor", "after_near_poor"] == poor["exits_to_near_poor"].sum()
    assert cells.loc["was_poor", "after_left"] == poor["other_decrease"].sum()
    assert cells.loc["was_near_poor", "after_poor"] == poor["from_near_poor"].sum()
    arisen = poor[["relapses", "entries", "other_increase"]].sum(axis=None)
    assert cells.loc["was_off_list", "after_poor"] == arisen
    assert cells.loc["was_off_list", "after_near_poor"] == total["near_arriving"]


@given(REGISTERS, st.data())
def test_a_household_dropped_from_the_facts_parts_them_from_the_lists(homes, data):
    rows = transitions(homes)
    some = rows[(rows["households"] > 0) & (rows[["before", "after"]] == "near_poor").any(axis=1)]
    if some.empty:
        return
    at = data.draw(st.sampled_from(list(some.index)))
    lost = rows.assign(households=rows["households"] - (rows.index == at))
    listed = review(homes)
    now = [
        (each["household_class"] == NEAR_POOR).sum() for each in (listed.opening, listed.closing)
    ]
    ends = ["near_opening", "near_closing"]
    assert measures.ledger(rows, WARDS).iloc[-1][ends].tolist() == now
    assert measures.ledger(lost, WARDS).iloc[-1][ends].tolist() != now


# ---- the measure, on a year that can be added up by eye

TOWN = [
    home(NEAR_POOR, POOR, (A, B), movement=RELAPSED),  # moved as near-poor, became poor in B
    home(POOR, NEAR_POOR, (A, B), reason=EXITED),  # exited in A, moved as near-poor
    home(NEAR_POOR, NEAR_POOR, (B, A)),
    home(NEAR_POOR, NEAR_POOR),
    home(NEAR_POOR, ""),
    home(NEAR_POOR, "", reason=EXITED),
    home(NEAR_POOR, "", reason="Qua đời"),
    home("", NEAR_POOR, movement=RELAPSED),
    home("", NEAR_POOR, movement=NEW),
    home("", NEAR_POOR, movement=NEW),
    home("", NEAR_POOR, movement="Chuyển đến"),
    home("", POOR, movement=NEW),
    home(POOR, POOR),
    home(POOR, ""),
]
OF_A = {
    "near_opening": 5, "from_near_poor": 0, "near_gone": 3, "near_moved_out": 2, "near_above": 2,
    "near_other_decrease": 1, "near_stayed": 1, "exits_to_near_poor": 1, "near_arriving": 4,
    "near_moved_in": 1,
    "near_relapses": 1, "near_entries": 2, "near_other_increase": 1, "near_closing": 6,
}  # fmt: skip
OF_B = dict.fromkeys(OF_A, 0)
OF_B |= {"near_opening": 1, "from_near_poor": 1, "near_moved_out": 1, "near_moved_in": 2}
OF_B |= {"near_stayed": 1, "near_closing": 1}


def test_every_line_of_the_statement_counts_what_it_says():
    near = measures.ledger(transitions(TOWN), [A, B]).set_index("unit_code")
    assert list(near) == measures.COUNTED
    assert near.loc[A].to_dict() == OF_A
    assert near.loc[B].to_dict() == OF_B
    assert near.loc["total"].to_dict() == {line: OF_A[line] + OF_B[line] for line in OF_A}
    assert measures.expected_closing(near).tolist() == [6, 1, 7]


def test_a_single_ward_has_no_total():
    alone = measures.ledger(transitions(TOWN), [A])
    assert alone["unit_code"].tolist() == [A]


def test_the_matrix_of_the_town():
    cells = measures.matrix(transitions(TOWN)).set_index("before")
    assert list(cells) == [*measures.AFTER, "at_opening"]
    assert cells.loc["was_poor"].tolist() == [1, 1, 0, 0, 1, 3]
    assert cells.loc["was_near_poor"].tolist() == [1, 2, 2, 1, 0, 6]
    assert cells.loc["was_off_list"].fillna(-1).tolist() == [1, 4, -1, -1, -1, -1]
    assert cells.loc["at_closing"].fillna(-1).tolist() == [3, 7, -1, -1, -1, -1]


def test_ways_out_that_nothing_declares_are_not_told_apart():
    rows = transitions([home(NEAR_POOR, ""), home(NEAR_POOR, NEAR_POOR)])
    near = measures.ledger(rows, [A]).iloc[0]
    assert near["near_gone"] == 1
    assert near[["near_above", "near_other_decrease"]].isna().all()
    cells = measures.matrix(rows).set_index("before").loc["was_near_poor"]
    assert cells.fillna(-1).tolist() == [0, 1, -1, -1, 1, 2]


def test_where_nobody_left_both_ways_out_are_0():
    near = measures.ledger(transitions([home(NEAR_POOR, NEAR_POOR)]), [A]).iloc[0]
    assert near[["near_gone", "near_above", "near_other_decrease"]].tolist() == [0, 0, 0]


def test_one_way_in_that_nothing_declares_leaves_all_three_missing():
    declared = home("", NEAR_POOR, movement=NEW)
    rows = transitions([declared, home("", NEAR_POOR)])
    near = measures.ledger(rows, [A]).iloc[0]
    assert near["near_arriving"] == 2
    assert near[measures.ARRIVING].isna().all()
    both = measures.ledger(transitions([declared, home("", NEAR_POOR, (B, B))]), [A, B])
    assert both["near_entries"].fillna(-1).tolist() == [1, -1, -1]


def moved(*rows: tuple) -> pd.DataFrame:
    """Transitions: ward at the opening, at the closing, before, after, how, households."""
    columns = ["unit_code", "closing_unit_code", "before", "after", "how", "households"]
    return pd.DataFrame(rows, columns=columns).assign(year=2013, standard="line")


# Of every way a household can go, each with a number of its own.
EVERY_WAY = [
    (A, A, "poor", "poor", "", 7),
    (A, A, "poor", "near_poor", "exit_to_near_poor", 3),
    (A, A, "poor", "off", "exit_above_near_poor", 5),
    (A, A, "poor", "off", "left", 2),
    (A, A, "poor", "off", "", 1),
    (A, A, "near_poor", "poor", "relapsed", 4),
    (A, A, "near_poor", "near_poor", "", 6),
    (A, A, "near_poor", "off", "left", 8),
    (A, A, "near_poor", "off", "risen", 9),
    (A, A, "near_poor", "off", "", 10),
    (A, A, "off", "poor", "new", 11),
    (A, A, "off", "near_poor", "relapsed", 12),
    (A, A, "off", "near_poor", "new", 13),
    (A, A, "off", "near_poor", "other", 14),
    (A, A, "off", "near_poor", "exit_to_near_poor", 15),
    (A, A, "off", "off", "exit_above_near_poor", 16),
]
# Between wards: near-poor 2, who exited 1; the poor and those whose ward is blank are no moves.
BETWEEN = [
    (A, B, "near_poor", "near_poor", "", 2),
    (A, B, "poor", "near_poor", "exit_to_near_poor", 1),
    (A, B, "poor", "poor", "", 50),
    (A, "", "near_poor", "near_poor", "", 20),
    ("", A, "near_poor", "near_poor", "", 30),
]


def test_every_way_of_a_household_has_its_place_in_both_tables():
    held(measures.ledger(moved(*EVERY_WAY), [A]), ["unit_code", *measures.COUNTED],
        # opening, became poor, gone, moved out, above, other, stayed; exits (15 of them unseen at
        # the opening), arriving, moved in, again, new, other; closing 3 + 6 + 39 + 15
        (A, 37, 4, 27, 0, 19, 8, 6, 18, 39, 0, 12, 13, 14, 63),
        unit_code="str")  # fmt: skip
    held(measures.matrix(moved(*EVERY_WAY)), ["before", *measures.AFTER, "at_opening"],
        ("was_poor", 7, 3, 5, 2, 1, 18),
        ("was_near_poor", 4, 6, 19, 8, 0, 37),
        ("was_off_list", 11, 39, pd.NA, pd.NA, pd.NA, pd.NA),
        ("at_closing", 22, 48, pd.NA, pd.NA, pd.NA, pd.NA),
        before="str")  # fmt: skip


def test_moves_between_wards_stand_in_both_and_cancel_in_the_total():
    held(measures.ledger(moved(*EVERY_WAY, *BETWEEN), [A, B]), ["unit_code", *measures.COUNTED],
        (A, 59, 4, 27, 3, 19, 8, 28, 19, 39, 0, 12, 13, 14, 93),
        (B, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 3),
        ("total", 59, 4, 27, 3, 19, 8, 28, 19, 39, 3, 12, 13, 14, 96),
        unit_code="str")  # fmt: skip


def test_a_total_is_missing_what_one_of_its_wards_is_missing():
    rows = moved(*EVERY_WAY, (B, B, "near_poor", "off", "", 2), (B, B, "off", "near_poor", "", 3))
    held(measures.ledger(rows, [A, B]).iloc[1:].reset_index(drop=True),
        ["unit_code", *measures.COUNTED],
        (B, 2, 0, 2, 0, pd.NA, pd.NA, 0, 0, 3, 0, pd.NA, pd.NA, pd.NA, 3),
        ("total", 39, 4, 29, 0, pd.NA, pd.NA, 6, 18, 42, 0, pd.NA, pd.NA, pd.NA, 66),
        unit_code="str")  # fmt: skip


def test_one_declared_to_have_left_or_risen_tells_how_all_others_went():
    for how, left in [("left", 1), ("risen", 0)]:
        rows = moved((A, A, "near_poor", "off", "", 4), (A, A, "near_poor", "off", how, 1))
        near = measures.ledger(rows, [A]).iloc[0]
        assert near[["near_gone", "near_above", "near_other_decrease"]].tolist() == [
            5, 5 - left, left
        ]  # fmt: skip
        cells = measures.matrix(rows).set_index("before").loc["was_near_poor"]
        assert cells.tolist() == [0, 0, 5 - left, left, 0, 5]


def test_where_no_way_out_is_declared_the_matrix_tells_who_is_undeclared():
    rows = moved((A, A, "near_poor", "off", "", 4), (A, A, "near_poor", "poor", "new", 2))
    held(measures.matrix(rows), ["before", *measures.AFTER, "at_opening"],
        ("was_poor", 0, 0, 0, 0, 0, 0),
        ("was_near_poor", 2, 0, pd.NA, pd.NA, 4, 6),
        ("was_off_list", 0, 0, pd.NA, pd.NA, pd.NA, pd.NA),
        ("at_closing", 2, 0, pd.NA, pd.NA, pd.NA, pd.NA),
        before="str")  # fmt: skip


def test_a_ward_left_blank_is_no_move_and_shows_as_a_residual():
    near = measures.ledger(transitions([home(NEAR_POOR, NEAR_POOR, (A, ""))]), [A, ""])
    assert near[["near_moved_out", "near_moved_in"]].sum(axis=None) == 0
    residual = near["near_closing"] - measures.expected_closing(near)
    assert residual.tolist() == [-1, 1, 0]


# ---- the sample


def rows_of(year: int, name: str) -> list[dict]:
    file = workspace.PROJECT / DATA / "register" / str(year) / f"{name}.csv"
    if not file.exists():
        return rows_of(year - 1, "closing") if name == "opening" else []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("year", YEARS)
def test_the_page_agrees_with_an_independent_recount_of_the_files(year, shipped_facts):
    was, now = (
        {row["Mã hộ"]: row["Phân loại hộ"] for row in rows_of(year, name)}
        for name in ("opening", "closing")
    )
    left = {row["Mã hộ"] for row in rows_of(year, "departures") if row["Lý do"] != "Thoát nghèo"}
    near = {home for home, kind in was.items() if kind == "Hộ cận nghèo"}
    then = {home for home, kind in now.items() if kind == "Hộ cận nghèo"}
    off = near - now.keys()
    recount = {
        "near_opening": len(near),
        "near_to_poor": sum(now.get(home) == "Hộ nghèo" for home in near),
        "near_gone": len(off),
        "poor_to_near": sum(was.get(home) == "Hộ nghèo" for home in then),
        "near_arriving": len(then - was.keys()),
        "near_closing": len(then),
        "near_unexplained": 0,
    }
    shown = publication.tables(year, "490", DATA)[published.TABLE].set_index("line")["total"]
    assert {line: shown[line] for line in recount} == recount
    if off & left:
        hidden_or_equal = (HIDDEN, len(off & left))
        assert shown["near_other_decrease"] in hidden_or_equal
        assert shown["near_above"] in (HIDDEN, len(off - left))
    else:
        assert shown[["near_above", "near_other_decrease"]].isna().all()


@pytest.mark.parametrize("year", YEARS)
def test_wards_add_up_to_the_district_and_to_the_poor_ledger(year, shipped_facts):
    shown = publication.tables(year, "490", DATA)[published.TABLE].set_index("line")
    now = movements.of_year(read.ledger(year, "490", DATA), year).set_index("unit_code")
    wards = [code for code in shown if code != "total"]
    for line in ("near_opening", "near_closing", "near_gone", "near_arriving", *("poor_to_near",)):
        assert shown.loc[line, wards].sum() == shown.loc[line, "total"]
    for ours, theirs in [("near_to_poor", "from_near_poor"), ("poor_to_near", published.EXACT[1])]:
        assert shown.loc[ours, wards].tolist() == now.loc[wards, theirs].tolist()


@pytest.mark.parametrize("year", YEARS)
def test_no_small_count_of_the_near_poor_is_shown_but_what_the_ledger_prints(year, shipped_facts):
    office = read.district(DATA)
    for area in ("490", *office.unit_names("vi")):
        shown = publication.tables(year, area, DATA)[published.TABLE].set_index("line")
        exact = ["near_to_poor", "poor_to_near", "near_unexplained"]
        counts = shown.drop(index=exact).map(lambda n: 0 if terms.without_number(n) else n)
        assert not ((counts > 0) & (counts < office.disclosure_threshold)).any(axis=None)


def test_a_ward_has_its_own_column_and_no_matrix(shipped_facts):
    tables = publication.tables(2013, "20197", DATA)
    assert list(tables[published.TABLE]) == ["line", "20197"]
    assert tables[published.MATRIX] is None
    lines = tables[published.TABLE].set_index("line")["20197"]
    assert set(lines[published.OF_THE_WHOLE]) == {HIDDEN}


def test_the_matrix_of_the_page_has_signs_where_nothing_can_stand(shipped_facts):
    cells = publication.tables(2013, "490", DATA)[published.MATRIX].set_index("before")
    assert "after_undeclared" not in cells
    assert cells.loc["was_poor"].tolist() == [2676, 467, 861, 14, 4018]
    assert cells.loc["was_off_list"].tolist() == [128, 130, NOT_ASKED, NOT_ASKED, NOT_ASKED]
    assert cells.loc["at_closing"].tolist() == [2818, 922, NOT_ASKED, NOT_ASKED, NOT_ASKED]
    first = publication.tables(2009, "490", DATA)[published.MATRIX].set_index("before")
    assert first.loc["was_near_poor", "after_undeclared"] == 174
    assert first.loc["was_near_poor", ["after_above", "after_left"]].isna().all()


def test_a_published_return_has_no_near_poor(shipped_facts):
    tables = publication.tables(2013, "DN-LC", workspace.SHIPPED[1])
    assert tables[published.TABLE].empty and tables[published.MATRIX].empty


# ---- what is said


def statement(units: list[str], **changes: object) -> pd.DataFrame:
    near = measures.ledger(transitions(TOWN), [A, B]).set_index("unit_code")
    expected = measures.expected_closing(near)
    near = near.assign(near_expected_closing=expected, **({"near_unexplained": 0} | changes))
    lines = near.rename(columns=published.OFFICIAL).loc[units].T.astype(object)
    return lines.rename_axis("line").rename_axis(columns=None).reset_index()


def test_the_year_is_told_from_the_opening_to_the_closing():
    table = statement(["total", A, B])
    assert say.headline(table, EN) == (
        "Near-poor: opening 6 households; became poor 1 household; left the list 3 households; "
        "came from the poor 1 household; came onto the list 4 households; closing 7 households."
    )
    assert say.joined(table, VI).startswith(
        "Hai sổ nối với nhau: 1 hộ thoát nghèo trở thành hộ cận nghèo và 1 hộ cận nghèo trở thành"
    )


def test_ways_out_and_in_are_told_as_far_as_they_are_recorded():
    told = say.parts(statement(["total"]), EN)
    assert "Of the 3 households that left" in told and "above near-poor 2 households" in told
    assert "near-poor again 1 household; newly near-poor 2 households; other increase 1" in told
    blank = statement(["total"], near_above=pd.NA, near_relapses=pd.NA)
    for scope in (VI, EN):
        told = say.parts(blank, scope)
        counts = {"gone": terms.households(3, scope.lang)}
        assert say.SAYS["gone_undivided"][scope.lang].format(**counts) in told
        assert terms.MISSING[scope.lang] in told


def test_a_residual_is_told_with_its_place():
    assert say.balance(statement(["total", A, B]), EN).startswith("The near-poor ledger balances")
    apart = statement(["total", A, B], near_unexplained=[0, -2, -2])
    assert "(Phường B −2)" in say.balance(apart, VI)
    assert "does not balance" in say.balance(apart, EN)
    assert "(Phường B −2)" in say.balance(statement([B], near_unexplained=[0, -2, -2]), VI)


@BOTH
def test_what_is_hidden_or_not_there_is_said(scope):
    hidden = statement(["total"], near_above=HIDDEN, near_other_decrease=HIDDEN)
    assert terms.WITHHELD[scope.lang] in say.parts(hidden, scope)
    nothing = pd.DataFrame()
    assert terms.MISSING[scope.lang] in say.headline(nothing, scope)
    assert say.joined(nothing, scope) == say.parts(nothing, scope) == ""
    assert say.balance(nothing, scope) == ""


def test_a_cell_of_the_matrix_is_hidden_with_the_lines_it_rests_on():
    states = measures.matrix(transitions(TOWN))
    whole = measures.ledger(transitions(TOWN), [A, B]).iloc[-1].astype(object)
    for line, hidden in [
        ("near_above", {("was_near_poor", "after_above")}),
        ("near_other_decrease", {("was_near_poor", "after_left")}),
        ("near_arriving", {("was_off_list", "after_near_poor")}),
        ("near_stayed", {("was_near_poor", "after_near_poor")}),
        ("near_opening", set()),
    ]:
        veiled = published._veiled(states, whole.where(whole.index != line, HIDDEN))
        signs = veiled.set_index("before").map(terms.is_hidden).stack()
        assert set(signs[signs].index) == hidden
