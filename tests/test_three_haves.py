"""The three haves: who has how many, what is left blank, what a year changed, and what is shown.

The figures of the sample's pages are counted again from its files by nothing of ours.
"""

import csv
from collections import Counter, defaultdict
from functools import cache
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.display import HTML

from analysis import charts, publication, terms, workspace
from analysis.disclosure import Release
from analysis.facts import read
from analysis.facts import three_haves as facts
from analysis.findings import three_haves as say
from analysis.measures import three_haves as measures
from analysis.publication import three_haves as published
from analysis.reports import batch
from analysis.reports.batch import Parameters
from analysis.terms import HIDDEN, Scope
from tests.by_hand import table as by_hand
from tests.reading import sections

SAMPLE, PUBLISHED, _ = workspace.SHIPPED
YEARS = range(2009, 2016)
HAVES = ["has_home", "has_job", "has_civility"]
NAMES = {"A": "Phường A", "B": "Phường B", "old": "chuẩn cũ", "new": "chuẩn mới"}
VI, EN = (Scope(2013, "Quận X", lang, NAMES) for lang in terms.LANGS)
NOTEBOOK = next(path for path in batch.notebooks() if path.stem == "07_three_haves")

# ---- the facts, from lists written by hand


def roster(*rows: tuple) -> pd.DataFrame:
    """Households as (year, number, ward, ward at the closing, class at the closing, exited)."""
    columns = ["year", "household_id", "unit_code", "closing_unit_code", "closing_class", "is_exit"]
    return pd.DataFrame(rows, columns=columns)


def reviews(*rows: tuple) -> dict[str, pd.DataFrame]:
    """Rows as (year, number, home, job, civility), as a clerk writes them."""
    table = pd.DataFrame(rows, columns=["year", "household_id", *HAVES]).astype("str")
    return {"three_haves": table}


def counted(table: pd.DataFrame) -> dict[tuple, int]:
    keys = [column for column in table if column != "households"]
    return {tuple(row): n for *row, n in table[[*keys, "households"]].itertuples(index=False)}


def made(programme: dict, stood: pd.DataFrame) -> tuple[dict, dict]:
    tables = facts.tables(programme, stood, None)
    return counted(tables["three_haves"]), counted(tables["three_haves_flows"])


def test_a_household_is_counted_as_it_stood_in_the_year():
    stood = roster(
        (2013, "moved", "A", "B", "poor", False),
        (2013, "exited", "A", "A", "near_poor", True),
        (2013, "died", "B", "", "", False),
        (2013, "missed", "A", "A", "poor", False),
        (2013, "near", "A", "A", "near_poor", False),
    )
    rows = reviews(
        (2013, "moved", "có", "không", ""),
        (2013, "exited", "có", "có", "có"),
        (2013, "died", "", "không", ""),
    )
    assert made(rows, stood)[0] == {
        (2013, "B", "haves_poor", "yes", "no", "unknown"): 1,
        (2013, "A", "haves_exited", "yes", "yes", "yes"): 1,
        (2013, "B", "haves_not_due", "unknown", "no", "unknown"): 1,
        (2013, "A", "haves_poor", "", "", ""): 1,
    }


def test_a_year_without_a_review_has_no_rows_and_one_reviewed_off_the_lists_is_not_due():
    stood = roster((2012, "H", "A", "", "", True), (2013, "K", "B", "B", "poor", False))
    found, flows = made(reviews((2013, "H", "có", "có", "có")), stood)
    assert found == {
        (2013, "A", "haves_not_due", "yes", "yes", "yes"): 1,
        (2013, "B", "haves_poor", "", "", ""): 1,
    }
    assert flows == {}


def test_a_change_is_of_one_household_and_between_two_years_in_a_row():
    stood = roster(*((year, "H", "A", "B", "poor", False) for year in (2010, 2012, 2013)))
    rows = reviews(*((year, "H", "có", "không", "") for year in (2010, 2012)))
    rows["three_haves"].loc[2] = ["2013", "H", "không", "có", "có"]
    assert made(rows, stood)[1] == {
        (2013, "B", "has_home", "yes", "no"): 1,
        (2013, "B", "has_job", "no", "yes"): 1,
        (2013, "B", "has_civility", "unknown", "yes"): 1,
    }


def test_who_was_reviewed_in_one_year_alone_is_shown_as_such():
    stood = roster(
        (2012, "gone", "A", "A", "poor", False),
        (2013, "new", "B", "B", "poor", False),
        (2013, "gone", "A", "", "", False),
    )
    rows = reviews((2012, "gone", "có", "có", "có"), (2013, "new", "có", "có", "có"))
    rows["three_haves"].loc[2] = ["2013", "gone", "không", "không", "không"]
    flows = made(rows, stood)[1]
    assert flows[2013, "A", "has_home", "yes", ""] == 1
    assert flows[2013, "B", "has_home", "", "yes"] == 1
    assert sum(flows.values()) == 2 * len(HAVES)


def test_nothing_kept_is_an_empty_table_of_the_same_columns():
    stood = roster((2013, "H", "A", "A", "poor", False))
    usual = facts.tables(reviews((2013, "H", "có", "", "")), stood, None)
    for programme in ({}, {"three_haves": reviews((2013, "H", "", "", ""))["three_haves"][:0]}):
        empty = facts.tables(programme, stood, None)
        assert all(table.empty for table in empty.values())
        assert {n: t.dtypes.to_dict() for n, t in empty.items()} == {
            n: t.dtypes.to_dict() for n, t in usual.items()
        }


# ---- the measures, on rows that a reader can add up

ANSWERS = st.sampled_from(["yes", "no", "unknown"])


def counts(*rows: tuple) -> pd.DataFrame:
    """Households as (year, ward, standing, home, job, civility, how many)."""
    columns = ["year", "unit_code", "haves_standing", *HAVES, "households"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"year": "int64", "households": "Int64"})


def flows(*rows: tuple) -> pd.DataFrame:
    """Households as (year, ward, have, before, now, how many)."""
    table = pd.DataFrame(rows, columns=["year", "unit_code", "have", "before", "now", "households"])
    return table.astype({"year": "int64", "households": "Int64"})


FOUND = counts(
    (2013, "A", "haves_poor", "yes", "yes", "yes", 30),
    (2013, "A", "haves_poor", "yes", "no", "yes", 50),
    (2013, "B", "haves_poor", "no", "no", "yes", 20),
    (2013, "B", "haves_poor", "yes", "unknown", "no", 7),
    (2013, "B", "haves_poor", "", "", "", 3),
    (2013, "A", "haves_exited", "no", "yes", "yes", 10),
    (2013, "A", "haves_not_due", "no", "no", "no", 2),
    (2012, "A", "haves_poor", "no", "no", "no", 99),
)


def row_of(table: pd.DataFrame, **keys: str) -> dict:
    for key, value in keys.items():
        table = table[table[key] == value]
    assert len(table) == 1
    return table.drop(columns=[*keys]).iloc[0].to_dict()


def test_who_was_reviewed_is_a_share_of_who_was_due():
    table = measures.reviewed(FOUND, 2013)
    assert row_of(table, haves_standing="haves_poor") == {
        "haves_due": 110,
        "haves_not_reviewed": 3,
        "haves_reviewed": 107,
        "haves_reviewed_pct": pytest.approx(100 * 107 / 110),
    }
    other = row_of(table, haves_standing="haves_not_due")
    assert other.pop("haves_reviewed") == 2 and all(map(pd.isna, other.values()))
    assert "haves_not_due" not in measures.reviewed(FOUND, 2012)["haves_standing"].tolist()


def test_what_is_blank_is_a_class_of_its_own_and_never_guessed():
    states = row_of(measures.states(FOUND, 2013), haves_standing="haves_poor")
    assert states == {
        "haves_reviewed": 107,
        "haves_unrecorded": 7,
        "haves_recorded": 100,
        "haves_three": 30,
        "haves_three_pct": pytest.approx(30),
        "haves_two": 50,
        "haves_one": 20,
        "haves_none": 0,
    }


def test_each_have_is_a_share_of_those_of_which_it_was_recorded():
    job = row_of(measures.each(FOUND, 2013), have="has_job", haves_standing="haves_poor")
    assert job == {
        "have_known": 100,
        "have_with": 30,
        "have_with_pct": pytest.approx(30),
        "have_without": 70,
        "have_blank": 7,
    }


def test_who_lacks_one_alone_lacks_that_one():
    table = measures.only_one(FOUND, 2013)
    poor = row_of(table, haves_standing="haves_poor")
    assert (poor["haves_two"], poor["only_lacks_job"], poor["only_lacks_job_pct"]) == (50, 50, 100)
    exited = row_of(table, haves_standing="haves_exited")
    assert (exited["only_lacks_home"], exited["only_lacks_civility"]) == (10, 0)


def test_by_ward_are_the_poor_recorded_in_full_and_every_ward_has_a_row():
    table = measures.by_ward(FOUND, 2013, ["A", "B", "C"])
    assert table["unit_code"].tolist() == ["A", "B", "C", "total"]
    assert table["haves_due"].tolist() == [80, 30, 0, 110]
    assert table["haves_recorded"].tolist() == [80, 20, 0, 100]
    assert table["lacks_job"].tolist() == [50, 20, 0, 70]
    assert table["lacks_home_pct"].tolist()[:2] == [0, 100] and pd.isna(table["lacks_home_pct"][2])


def test_years_are_those_of_the_poor_with_the_line_that_made_them_poor():
    table = measures.by_year(FOUND, {2012: "old", 2013: "new"})
    assert table["year"].tolist() == [2012, 2013]
    assert table["standard"].tolist() == ["old", "new"]
    assert table["haves_fewer"].tolist() == [99, 70]
    assert table["haves_three_pct"].tolist() == [0, 30]


def test_gains_and_losses_are_told_apart_and_do_not_cancel():
    rows = flows(
        (2013, "A", "has_job", "yes", "yes", 5),
        (2013, "B", "has_job", "no", "yes", 9),
        (2013, "B", "has_job", "yes", "no", 8),
        (2013, "B", "has_job", "no", "no", 7),
        (2013, "B", "has_job", "unknown", "yes", 6),
        (2013, "B", "has_job", "", "yes", 4),
        (2013, "B", "has_home", "yes", "yes", 35),
        (2013, "B", "has_home", "", "unknown", 4),
        (2013, "B", "has_home", "no", "", 1),
    )
    assert row_of(measures.changes(rows, 2013), have="has_job") == {
        "have_kept": 5,
        "have_gained": 9,
        "have_lost": 8,
        "have_still_lacked": 7,
        "have_unclear": 6,
    }
    assert row_of(measures.compared(rows, 2013), year=2013) == {
        "haves_both": 35,
        "haves_before_only": 1,
        "haves_now_only": 4,
    }


def test_a_year_that_nobody_reviewed_gives_tables_without_rows():
    for table in (
        measures.reviewed(FOUND, 2014),
        measures.states(FOUND, 2014),
        measures.each(FOUND, 2014),
        measures.only_one(FOUND, 2014),
        measures.by_ward(FOUND, 2014, ["A"]),
        measures.changes(flows(), 2014),
        measures.compared(flows(), 2014),
    ):
        assert table.empty


# ---- whole tables, each cell worked out by hand

WHOLE = pd.concat([FOUND, counts((2013, "B", "haves_poor", "yes", "yes", "no", 10))])
MOVED = flows(
    (2013, "A", "has_civility", "unknown", "unknown", 3),
    (2013, "A", "has_civility", "no", "unknown", 2),
    (2013, "A", "has_job", "yes", "yes", 5),
    (2013, "B", "has_job", "no", "yes", 9),
    (2013, "B", "has_job", "yes", "no", 8),
    (2013, "B", "has_job", "no", "no", 7),
    (2013, "B", "has_job", "unknown", "yes", 6),
    (2013, "B", "has_job", "", "yes", 4),
    (2013, "B", "has_home", "yes", "yes", 35),
    (2013, "B", "has_home", "", "unknown", 4),
    (2013, "B", "has_home", "no", "", 1),
    (2013, "A", "has_home", "unknown", "", 2),
    (2012, "A", "has_home", "yes", "yes", 77),
)


def test_due_reviewed_and_not_reviewed_of_each_standing():
    pd.testing.assert_frame_equal(
        measures.reviewed(WHOLE, 2013),
        by_hand(
            haves_standing=["haves_poor", "haves_exited", "haves_not_due"],
            haves_due=[120, 10, None],
            haves_not_reviewed=[3, 0, None],
            haves_reviewed=[117, 10, 2],
            haves_reviewed_pct=[97.5, 100, None],
        ),
    )


def test_one_household_reviewed_without_being_due_has_a_row_and_none_has_not():
    one = counts((2013, "A", "haves_not_due", "no", "no", "no", 1))
    pd.testing.assert_frame_equal(
        measures.reviewed(one, 2013),
        by_hand(
            haves_standing=["haves_poor", "haves_exited", "haves_not_due"],
            haves_due=[0, 0, None],
            haves_not_reviewed=[0, 0, None],
            haves_reviewed=[0, 0, 1],
            haves_reviewed_pct=[None, None, None],
        ),
    )
    assert len(measures.reviewed(WHOLE, 2012)) == 2
    assert measures.each(one, 2013).empty  # of who was not due no have is told


def test_how_many_of_the_three_each_standing_has():
    pd.testing.assert_frame_equal(
        measures.states(WHOLE, 2013),
        by_hand(
            haves_standing=["haves_poor", "haves_exited"],
            haves_reviewed=[117, 10],
            haves_unrecorded=[7, 0],
            haves_recorded=[110, 10],
            haves_three=[30, 0],
            haves_three_pct=[300 / 11, 0],
            haves_two=[60, 10],
            haves_one=[20, 0],
            haves_none=[0, 0],
        ),
    )
    assert measures.states(WHOLE, 2012)["haves_none"].tolist() == [99, 0]


def test_each_have_is_told_of_the_poor_and_of_who_exited():
    pd.testing.assert_frame_equal(
        measures.each(WHOLE, 2013),
        by_hand(
            have=["has_home", "has_home", "has_job", "has_job", "has_civility", "has_civility"],
            haves_standing=["haves_poor", "haves_exited"] * 3,
            have_known=[117, 10, 110, 10, 117, 10],
            have_with=[97, 0, 40, 10, 100, 10],
            have_with_pct=[9700 / 117, 0, 400 / 11, 100, 10000 / 117, 100],
            have_without=[20, 10, 70, 0, 17, 0],
            have_blank=[0, 0, 7, 0, 0, 0],
        ),
    )
    nobody_exited = measures.each(WHOLE, 2012)
    assert nobody_exited["have_without"].tolist() == [99, 0] * 3
    assert nobody_exited["have_with_pct"].isna().tolist() == [False, True] * 3


def test_which_one_is_lacked_alone_is_a_share_of_who_has_two():
    pd.testing.assert_frame_equal(
        measures.only_one(WHOLE, 2013),
        by_hand(
            haves_standing=["haves_poor", "haves_exited"],
            haves_two=[60, 10],
            only_lacks_home=[0, 10],
            only_lacks_home_pct=[0, 100],
            only_lacks_job=[50, 0],
            only_lacks_job_pct=[250 / 3, 0],
            only_lacks_civility=[10, 0],
            only_lacks_civility_pct=[50 / 3, 0],
        ),
    )


def test_wards_stand_in_their_order_before_one_that_is_none_of_them():
    pd.testing.assert_frame_equal(
        measures.by_ward(WHOLE, 2013, ["C", "B"]),
        by_hand(
            unit_code=["C", "B", "A", "total"],
            haves_due=[0, 40, 80, 120],
            haves_recorded=[0, 30, 80, 110],
            lacks_home=[0, 20, 0, 20],
            lacks_home_pct=[None, 200 / 3, 0, 200 / 11],
            lacks_job=[0, 20, 50, 70],
            lacks_job_pct=[None, 200 / 3, 62.5, 700 / 11],
            lacks_civility=[0, 10, 0, 10],
            lacks_civility_pct=[None, 100 / 3, 0, 100 / 11],
        ),
    )


def test_each_year_has_its_line_and_its_poor_recorded_in_full():
    pd.testing.assert_frame_equal(
        measures.by_year(WHOLE, {2012: "old", 2013: "new"}),
        by_hand(
            year=[2012, 2013],
            standard=["old", "new"],
            haves_recorded=[99, 110],
            haves_three=[0, 30],
            haves_fewer=[99, 80],
            haves_three_pct=[0, 300 / 11],
        ).astype({"year": "int64"}),
    )


def test_who_was_reviewed_in_both_years_is_counted_once_and_not_for_each_have():
    pd.testing.assert_frame_equal(
        measures.compared(MOVED, 2013),
        by_hand(
            year=[2013], haves_both=[35], haves_before_only=[3], haves_now_only=[4]
        ).astype({"year": "int64"}),
    )  # fmt: skip


def test_changes_stand_in_the_order_of_the_three():
    pd.testing.assert_frame_equal(
        measures.changes(MOVED, 2013),
        by_hand(
            have=["has_home", "has_job", "has_civility"],
            have_kept=[35, 5, 0],
            have_gained=[0, 9, 0],
            have_lost=[0, 8, 0],
            have_still_lacked=[0, 7, 0],
            have_unclear=[0, 6, 5],
        ),
    )
    assert measures.changes(MOVED, 2012)["have"].tolist() == ["has_home"]


@pytest.mark.parametrize(
    "measure", [measures.reviewed, measures.states, measures.each, measures.only_one]
)
def test_a_year_without_a_review_has_the_columns_of_one_with_it(measure):
    assert list(measure(WHOLE, 2014)) == list(measure(WHOLE, 2013))


STANDINGS = st.sampled_from(["haves_poor", "haves_exited", "haves_not_due"])
PLACED = st.tuples(st.just(2013), st.sampled_from(["A", "B"]), STANDINGS)
MANY = st.lists(
    st.tuples(PLACED, st.one_of(st.just(("",) * 3), st.tuples(ANSWERS, ANSWERS, ANSWERS)))
    .filter(lambda row: row[1] != ("",) * 3 or row[0][2] != "haves_not_due")
    .flatmap(lambda row: st.integers(1, 40).map(lambda n: (*row[0], *row[1], n))),
    min_size=1,
    max_size=12,
)


@given(MANY)
def test_every_table_adds_up_to_who_was_due(rows):
    found = counts(*rows)
    reviewed = measures.reviewed(found, 2013).set_index("haves_standing")
    states = measures.states(found, 2013).set_index("haves_standing")
    each = measures.each(found, 2013).set_index("have")
    only = measures.only_one(found, 2013).set_index("haves_standing")
    for standing in states.index:
        due, state = reviewed.loc[standing], states.loc[standing]
        assert due["haves_due"] == due["haves_not_reviewed"] + due["haves_reviewed"]
        assert due["haves_reviewed"] == state["haves_unrecorded"] + state["haves_recorded"]
        assert state["haves_recorded"] == state[list(measures.STATES)].sum()
        assert state["haves_two"] == only.loc[standing, list(measures.ONLY)].sum()
        of_each = each[each["haves_standing"] == standing]
        added = of_each["have_with"] + of_each["have_without"] + of_each["have_blank"]
        assert set(added) <= {due["haves_reviewed"]}
    wards = measures.by_ward(found, 2013, ["A", "B"])
    if len(wards):
        total = wards.set_index("unit_code").loc["total"]
        assert total["haves_recorded"] == states.loc["haves_poor", "haves_recorded"]
        assert total["haves_due"] == reviewed.loc["haves_poor", "haves_due"]


HOUSEHOLDS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["poor", "exit", ""]),
            st.tuples(*[st.sampled_from(["có", "không", ""])] * 3),
            st.sampled_from("AB"),
        ),
        min_size=3,
        max_size=3,
    ),
    min_size=1,
    max_size=10,
)


def register(homes: list, first: int = 0) -> tuple[dict, pd.DataFrame]:
    """Households of three years: how each stood in each, and what the review found of it."""
    stood, found = [], []
    for n, years in enumerate(homes, start=first):
        for year, (how, haves, ward) in enumerate(years, start=2011):
            is_poor = how == "poor"
            closing = (ward, "poor") if is_poor else ("", "")
            stood.append((year, f"H{n}", ward, *closing, how == "exit"))
            found += [(year, f"H{n}", *haves)] * any(haves)
    return reviews(*found), roster(*stood)


@given(HOUSEHOLDS)
def test_nobody_is_lost_or_counted_twice(homes):
    programme, stood = register(homes)
    tables = facts.tables(programme, stood, None)
    found, changed = tables["three_haves"], tables["three_haves_flows"]
    for at, year in enumerate(range(2011, 2014)):
        of_year = [years[at] for years in homes]
        if not any(any(haves) for _, haves, _ in of_year):
            assert not (found["year"] == year).any()
            continue
        rows = found[found["year"] == year]
        for standing, how in (("haves_poor", "poor"), ("haves_exited", "exit")):
            due = rows.loc[rows["haves_standing"] == standing, "households"].sum()
            assert due == sum(each[0] == how for each in of_year)
        reviewed = {n for n, each in enumerate(of_year) if each[0] and any(each[1])}
        before = {n for n, y in enumerate(homes) if at and y[at - 1][0] and any(y[at - 1][1])}
        if not (reviewed and before):
            continue
        told = row_of(measures.compared(changed, year), year=year)
        assert list(told.values()) == [
            len(reviewed & before),
            len(before - reviewed),
            len(reviewed - before),
        ]
        changes = measures.changes(changed, year).set_index("have")
        assert set(changes.sum(axis="columns")) == {len(reviewed & before)}


@given(HOUSEHOLDS, st.data())
def test_parts_add_up_to_the_whole(homes, data):
    """Of parts that were reviewed in the same years: one never reviewed says nothing of the due."""
    always = [("poor", ("có", "", ""), "A")] * 3
    homes = [always, *homes, always]
    cut = data.draw(st.integers(1, len(homes) - 1))
    parts = [register(homes[:cut]), register(homes[cut:], first=cut)]
    whole = made(*register(homes))
    for at in (0, 1):
        assert sum((Counter(made(*part)[at]) for part in parts), Counter()) == whole[at]


# ---- what is published


@pytest.fixture
def settled(monkeypatch):
    """Publishes the tables of a district of two wards from counts written in the test."""

    def publish(found: pd.DataFrame, changed: pd.DataFrame | None = None) -> dict:
        changed = flows() if changed is None else changed
        given = {"three_haves": found, "three_haves_flows": changed}
        wards = [SimpleNamespace(code=code) for code in "AB"]
        poor = found[found["haves_standing"] == "haves_poor"]
        closing = poor.groupby(["year", "unit_code"], as_index=False)["households"].sum()
        ledger = closing.rename(columns={"households": "closing"}).assign(standard="new")
        monkeypatch.setattr(read, "district", lambda _: SimpleNamespace(code="490", units=wards))
        monkeypatch.setattr(read, "work_of_the_whole", lambda name, *_: given[name])
        monkeypatch.setattr(read, "ledger", lambda *_: ledger)
        release = published.added(Release(5), 2013, ["490", "A", "B"], "")
        shown = release.protected()
        mine = {name.removesuffix("/490"): t for name, t in shown.items() if name.endswith("/490")}
        return published.finished(mine)

    return publish


def test_large_counts_are_all_shown(settled):
    rows = [
        (2013, ward, "haves_poor", home, job, civil, 50)
        for ward in "AB"
        for home in ("yes", "no")
        for job in ("yes", "no")
        for civil in ("yes", "no")
    ]
    tables = settled(counts(*rows))
    assert not any((table == HIDDEN).any(axis=None) for table in tables.values())
    assert row_of(tables["three-haves-wards"], unit_code="total")["lacks_job"] == 400


def test_one_household_that_was_reviewed_is_not_told_of(settled):
    tables = settled(counts((2013, "A", "haves_poor", "yes", "no", "yes", 1)))
    poor = row_of(tables["three-haves-standing"], haves_standing="haves_poor")
    assert set(poor.values()) == {HIDDEN}
    assert row_of(tables["three-haves-reviewed"], haves_standing="haves_poor")["haves_due"] == 1
    assert not say.main_point(tables, VI).count("1 hộ")


def test_one_household_seen_in_both_years_is_not_told_of(settled):
    answers = ("yes", "no", "yes")
    changed = flows(
        *((2013, "A", have, of, of, 1) for have, of in zip(HAVES, answers, strict=True))
    )
    tables = settled(counts((2013, "A", "haves_poor", *answers, 1)), changed)
    told = row_of(tables["three-haves-compared"], year=2013)
    assert told["haves_both"] == HIDDEN
    assert set(row_of(tables["three-haves-flows"], have="has_job").values()) == {HIDDEN}


def test_a_few_that_lack_everything_are_not_found_by_subtraction(settled):
    tables = settled(
        counts(
            (2013, "A", "haves_poor", "yes", "yes", "yes", 300),
            (2013, "B", "haves_poor", "yes", "no", "yes", 200),
            (2013, "B", "haves_poor", "no", "no", "no", 2),
        )
    )
    poor = row_of(tables["three-haves-standing"], haves_standing="haves_poor")
    states = [poor[state] for state in measures.STATES]
    assert poor["haves_none"] == HIDDEN
    assert states.count(HIDDEN) > 1 or poor["haves_recorded"] == HIDDEN
    home = row_of(tables["three-haves-each"], have="has_home", haves_standing="haves_poor")
    assert home["have_without"] == HIDDEN and home["have_with_pct"] == HIDDEN


def test_of_who_was_not_due_nobody_asks_how_many_there_were(settled):
    table = settled(FOUND)["three-haves-reviewed"]
    other = row_of(table, haves_standing="haves_not_due")
    assert other.pop("haves_reviewed") == HIDDEN
    assert set(other.values()) == {terms.NOT_ASKED}


# ---- the sample


def rows_of(name: str) -> list[dict]:
    file = workspace.PROJECT / SAMPLE / name
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


COLUMNS = ["Có nhà ở", "Có việc làm", "Có nếp sống văn hóa - văn minh đô thị"]


@cache
def recount() -> dict[int, dict[str, dict[str, tuple[str, tuple]]]]:
    """Of each year and standing the households reviewed, with their ward and what was found."""
    found = {year: defaultdict(dict) for year in YEARS}
    rows = defaultdict(dict)
    for row in rows_of("three_haves.csv"):
        rows[int(row["Năm"])][row["Mã hộ"]] = tuple(row[column] for column in COLUMNS)
    for year in YEARS:
        listed = rows_of(f"register/{year}/closing.csv")
        poor = {r["Mã hộ"]: r["Mã phường"] for r in listed if r["Phân loại hộ"] == "Hộ nghèo"}
        left = rows_of(f"register/{year}/departures.csv")
        exits = {r["Mã hộ"]: r["Mã phường"] for r in left if r["Lý do"] == "Thoát nghèo"}
        for standing, homes in (("haves_poor", poor), ("haves_exited", exits)):
            for home, ward in homes.items():
                found[year][standing][home] = (ward, rows[year].get(home))
    return found


def expected(year: int, standing: str) -> Counter:
    """Every count of a row of the tables by standing, counted again."""
    told = Counter()
    for _, haves in recount()[year][standing].values():
        told["haves_due"] += 1
        told["haves_not_reviewed" if haves is None else "haves_reviewed"] += 1
        if haves is None:
            continue
        told["haves_unrecorded" if "" in haves else "haves_recorded"] += 1
        if "" not in haves:
            number = haves.count("có")
            told[["haves_none", "haves_one", "haves_two", "haves_three"][number]] += 1
            for have, of in zip(HAVES, haves, strict=True):
                lacks = f"lacks_{have.removeprefix('has_')}"
                told[lacks] += of == "không"
                told[f"only_{lacks}"] += of == "không" and number == 2
        for have, of in zip(HAVES, haves, strict=True):
            told[have, {"có": "have_with", "không": "have_without", "": "have_blank"}[of]] += 1
    return told


def agree(shown: object, count: int) -> None:
    """A number that is shown is the one counted, and a small one is not shown."""
    assert shown in (HIDDEN, count)
    assert shown == HIDDEN or not 0 < count < 5


@pytest.mark.usefixtures("shipped_facts")
@pytest.mark.parametrize("year", YEARS)
def test_the_page_says_what_an_independent_recount_of_the_files_says(year):
    tables = publication.tables(year, "490", SAMPLE)
    for standing in ("haves_poor", "haves_exited"):
        again = expected(year, standing)
        for name in ("reviewed", "standing", "only-one"):
            row = row_of(tables[f"three-haves-{name}"], haves_standing=standing)
            for column, value in row.items():
                if not column.endswith("_pct"):
                    agree(value, again[column])
        for have in HAVES:
            row = row_of(tables["three-haves-each"], have=have, haves_standing=standing)
            for column in ("have_with", "have_without", "have_blank"):
                agree(row[column], again[have, column])
    assert row_of(tables["three-haves-reviewed"], haves_standing="haves_poor")["haves_due"] == sum(
        read.ledger(year, "490", SAMPLE).query("year == @year")["closing"]
    )


@pytest.mark.usefixtures("shipped_facts")
@pytest.mark.parametrize("year", YEARS)
def test_every_ward_says_on_its_page_what_the_districts_page_says_of_it(year):
    whole = publication.tables(year, "490", SAMPLE)["three-haves-wards"]
    for ward in ("20194", "20195", "20197", "20198", "20200"):
        tables = publication.tables(year, ward, SAMPLE)
        row = row_of(tables["three-haves-wards"], unit_code=ward)
        assert row == row_of(whole, unit_code=ward)
        homes = [haves for at, haves in recount()[year]["haves_poor"].values() if at == ward]
        in_full = [haves for haves in homes if haves and "" not in haves]
        assert row["haves_due"] == len(homes)
        for column, count in [("haves_recorded", len(in_full))] + [
            (f"lacks_{have.removeprefix('has_')}", sum(haves[at] == "không" for haves in in_full))
            for at, have in enumerate(HAVES)
        ]:
            agree(row[column], count)
        others = [name for name in published.TABLES if name != "three-haves-wards"]
        assert all(tables[name] is None for name in others)


@pytest.mark.usefixtures("shipped_facts")
@pytest.mark.parametrize("year", YEARS[1:])
def test_changes_follow_single_households_through_the_files(year):
    before, now = (
        {
            home: haves
            for homes in recount()[at].values()
            for home, (_, haves) in homes.items()
            if haves
        }
        for at in (year - 1, year)
    )
    tables = publication.tables(year, "490", SAMPLE)
    both = before.keys() & now.keys()
    told = row_of(tables["three-haves-compared"], year=year)
    for column, homes in [
        ("haves_both", both),
        ("haves_before_only", before.keys() - now.keys()),
        ("haves_now_only", now.keys() - before.keys()),
    ]:
        agree(told[column], len(homes))
    for at, have in enumerate(HAVES):
        pairs = Counter((before[home][at], now[home][at]) for home in both)
        row = row_of(tables["three-haves-flows"], have=have)
        agree(row["have_kept"], pairs["có", "có"])
        agree(row["have_gained"], pairs["không", "có"])
        agree(row["have_lost"], pairs["có", "không"])
        agree(row["have_still_lacked"], pairs["không", "không"])
        agree(row["have_unclear"], sum(n for pair, n in pairs.items() if "" in pair))


@pytest.mark.usefixtures("shipped_facts")
@pytest.mark.parametrize("year", YEARS)
def test_no_hidden_count_is_the_only_one_in_a_sum_on_the_page(year):
    tables = publication.tables(year, "490", SAMPLE)
    rows = [
        ("reviewed", ["haves_due", "haves_not_reviewed", "haves_reviewed"]),
        ("standing", ["haves_reviewed", "haves_unrecorded", "haves_recorded"]),
        ("standing", ["haves_recorded", *measures.STATES]),
        ("only-one", ["haves_two", *measures.ONLY]),
        ("each", ["have_known", "have_with", "have_without"]),
        ("years", ["haves_recorded", "haves_three", "haves_fewer"]),
    ]
    for name, columns in rows:
        table = tables[f"three-haves-{name}"]
        if "haves_standing" in table:
            table = table[table["haves_standing"] != "haves_not_due"]
        hidden = (table[columns] == HIDDEN).sum(axis="columns")
        assert not (hidden == 1).any(), name
    wards = tables["three-haves-wards"].set_index("unit_code")
    columns = ["haves_recorded", *measures.LACKING]
    assert not ((wards[columns] == HIDDEN).sum() == 1).any()


def test_the_sample_has_the_traps_of_real_reviews():
    found = recount()
    partly = [year for year in YEARS if expected(year, "haves_poor")["haves_not_reviewed"] > 1000]
    assert partly == [2009, 2010]
    rows = rows_of("three_haves.csv")
    assert all(any(row[column] == "" for row in rows) for column in COLUMNS)
    due = {(year, home) for year in YEARS for homes in found[year].values() for home in homes}
    others = [row for row in rows if (int(row["Năm"]), row["Mã hộ"]) not in due]
    assert 0 < len(others) < 100
    assert "Số liệu giả định" in rows[0]


# ---- sentences, pictures and the page


@pytest.fixture
def tables(settled) -> dict:
    return settled(
        counts(
            (2013, "A", "haves_poor", "yes", "yes", "yes", 60),
            (2013, "A", "haves_poor", "yes", "no", "yes", 90),
            (2013, "B", "haves_poor", "no", "yes", "yes", 50),
            (2013, "B", "haves_poor", "yes", "unknown", "yes", 20),
            (2013, "A", "haves_exited", "yes", "yes", "yes", 40),
            (2013, "A", "haves_exited", "yes", "yes", "no", 40),
        ),
        flows(
            (2013, "A", "has_home", "no", "yes", 250),
            (2013, "A", "has_home", "no", "no", 50),
            (2013, "A", "has_job", "no", "yes", 190),
            (2013, "A", "has_job", "no", "no", 90),
            (2013, "A", "has_job", "no", "unknown", 20),
            (2013, "A", "has_civility", "no", "yes", 260),
            (2013, "A", "has_civility", "no", "no", 40),
        ),
    )


def test_the_main_point_is_how_many_of_the_poor_have_all_three(tables):
    assert say.main_point(tables, VI) == (
        "Hộ nghèo cuối kỳ được ghi đủ ba nội dung: 200 hộ; có đủ ba có: 60 hộ (30,00%)."
    )
    of_a_ward = {"three-haves-standing": None, "three-haves-wards": tables["three-haves-wards"]}
    assert say.main_point(of_a_ward, EN) == (
        "What most of the poor lack, of those recorded in full: a home – Phường B (100.00%); "
        "work – Phường A (60.00%)."
    )


@pytest.mark.parametrize("scope", [VI, EN])
def test_where_there_is_nothing_to_say_nothing_is_said(scope):
    empty = pd.DataFrame()
    assert say.main_point({}, scope) == ""
    assert say.main_point(dict.fromkeys(published.TABLES, empty), scope) == ""
    assert say.main_point(dict.fromkeys(published.TABLES), scope) == ""
    sentences = [say.reviewed, say.exited, say.unrecorded, say.each, say.most_lacked, say.only_one]
    sentences += [say.wards, say.changes, say.shares, say.years]
    for sentence in sentences:
        assert sentence(None, scope) == sentence(empty, scope) == ""
    assert say.poor(None, scope) == say.compared(None, scope) == ""
    assert scope.area in say.poor(empty, scope)


@pytest.mark.parametrize("scope", [VI, EN])
def test_what_is_hidden_is_said_in_words_and_never_as_its_sign(tables, scope):
    keys = ["haves_standing", "have", "unit_code", "year", "standard"]
    veiled = {
        name: table.assign(**dict.fromkeys(table.columns.difference(keys), HIDDEN))
        for name, table in tables.items()
    }
    said = [
        say.main_point(veiled, scope),
        say.all_three(veiled["three-haves-standing"], scope),
        say.unrecorded(veiled["three-haves-standing"], scope),
        say.reviewed(veiled["three-haves-reviewed"], scope),
        say.each(veiled["three-haves-each"], scope),
        say.only_one(veiled["three-haves-only-one"], scope),
        say.wards(veiled["three-haves-wards"], scope),
        say.compared(veiled["three-haves-compared"], scope),
        say.changes(veiled["three-haves-flows"], scope),
        say.years(veiled["three-haves-years"], scope),
    ]
    assert all(terms.WITHHELD[scope.lang] in each for each in said)
    assert not any(HIDDEN in each or "nan" in each.lower().split() for each in said)
    assert say.most_lacked(veiled["three-haves-each"], scope) == ""
    assert isinstance(charts.lacking(veiled["three-haves-wards"], "", "t", scope), HTML)
    assert isinstance(charts.gained_and_lost(veiled["three-haves-flows"], "", "t", scope), HTML)
    assert isinstance(charts.shares_by_year(veiled["three-haves-years"], "", "t", scope), HTML)


def test_a_line_that_changed_is_told_with_the_years():
    table = measures.by_year(FOUND, {2012: "old", 2013: "new"})
    assert say.SAYS["line"]["vi"] in say.years(table, VI)
    assert say.SAYS["line"]["vi"] not in say.years(table.assign(standard="new"), VI)


def test_bars_are_as_long_as_the_counts_of_their_table(tables):
    picture = charts.haves(tables["three-haves-standing"], "f", "three-haves-standing", VI)
    (axes,) = picture.figure.axes
    drawn = [[bar.get_width() for bar in bars] for bars in axes.containers]
    assert drawn == [[60, 40], [140, 40], [0, 0], [0, 0], [20, 0]]
    picture = charts.gained_and_lost(tables["three-haves-flows"], "f", "three-haves-flows", VI)
    (axes,) = picture.figure.axes
    assert [[bar.get_width() for bar in bars] for bars in axes.containers] == [
        [0] * 3,
        [250, 190, 260],
    ]


def test_a_hidden_part_of_a_bar_is_drawn_in_outline(tables):
    table = tables["three-haves-standing"].astype(object)
    table.loc[0, ["haves_two", "haves_one"]] = HIDDEN
    picture = charts.haves(table, "f", "three-haves-standing", VI)
    (axes,) = picture.figure.axes
    assert [bar.get_width() for bar in axes.containers[-1]] == [140, 0]
    assert picture.alt.count(terms.WITHHELD["vi"]) == 2


def test_marks_stand_at_the_shares_of_their_wards_and_the_lines_break_at_a_new_standard(tables):
    picture = charts.lacking(tables["three-haves-wards"], "f", "three-haves-wards", VI)
    (axes,) = picture.figure.axes
    assert [list(line.get_xdata()) for line in axes.lines] == [
        list(tables["three-haves-wards"][column]) for column in measures_pct()
    ]
    table = measures.by_year(FOUND, {2012: "old", 2013: "new"})
    (axes,) = charts.shares_by_year(table, "f", "three-haves-years", VI).figure.axes
    assert [list(line.get_xdata()) for line in axes.lines] == [[2012], [2013]]


def measures_pct() -> list[str]:
    return [f"{column}_pct" for column in measures.LACKING]


@pytest.mark.parametrize("scope", [VI, EN])
def test_nothing_is_drawn_where_there_is_no_table(scope):
    for chart in (charts.haves, charts.lacking, charts.gained_and_lost, charts.shares_by_year):
        for table in (None, pd.DataFrame()):
            assert isinstance(chart(table, "f", "t", scope), HTML)


@pytest.mark.usefixtures("shipped_facts")
@pytest.mark.parametrize("lang", terms.LANGS)
def test_returns_have_no_review_and_the_page_says_so(lang):
    year, area = next(iter(read.years_and_areas(PUBLISHED)))
    asked = Parameters(year=year, area=area, data=PUBLISHED, lang=lang)
    first, *rest = sections(NOTEBOOK, asked)
    assert len(first.sentences) == 1
    area_name = read.scope(year, area, PUBLISHED, lang).area
    assert say.SAYS["no_data"][lang].format(area=area_name, year=year) in first.sentences[0]
    shown = {name for section in rest for name in section.tables}
    assert shown == {"standards"}
