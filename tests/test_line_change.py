"""The first list of a new standard by the line before: facts, measures, sentences, the sample."""

from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import publication, rules, tables, terms, workspace
from analysis.facts import line_change as facts
from analysis.facts import read
from analysis.findings import line_change as say
from analysis.measures import line_change
from analysis.register.households import NEAR_POOR, POOR
from analysis.terms import Scope
from tests.lists import review, rows_of

SAMPLE, PUBLISHED, _ = workspace.SHIPPED
OLD, NEW = "da-nang-2009", "da-nang-2013"
LINE = rules.standards()[OLD].line_vnd("urban")
VI, EN = (Scope(2013, "Quận X", lang, {"A": "Phường A"}) for lang in terms.LANGS)
HOMES = {
    "at": (POOR, str(LINE)),
    "above": (POOR, str(LINE + 1)),
    "blank": (POOR, ""),
    "near": (NEAR_POOR, str(LINE + 1)),
    "other ward": (POOR, "0", "B"),
    "no ward": (POOR, "900000", ""),
}


def reviews(opening: dict = HOMES, first: int = 2012) -> dict:
    return {
        first: review(first, OLD, {}, {"at": (POOR,)}, {}),
        2013: review(2013, NEW, opening, {}, {}),
        2014: review(2014, NEW, opening, {}, {}),
    }


def told(table: pd.DataFrame) -> dict[tuple, int]:
    keys = ["unit_code", "listed_class", "by_old_line"]
    assert table["year"].eq(2013).all() and table["standard"].eq(NEW).all()
    assert table["old_standard"].eq(OLD).all()
    return {tuple(row): n for *row, n in table[[*keys, "households"]].to_numpy()}


def test_the_first_list_of_a_new_standard_is_held_against_the_line_before():
    assert told(facts.line_change(reviews(), "urban")) == {
        ("A", "poor", "under_old_line"): 1,
        ("A", "poor", "above_old_line"): 1,
        ("A", "poor", "old_line_unknown"): 1,
        ("A", "near_poor", "above_old_line"): 1,
        ("B", "poor", "under_old_line"): 1,
        ("", "poor", "above_old_line"): 1,
    }


def test_rural_households_are_held_against_the_rural_line():
    rural = told(facts.line_change(reviews({"at": (POOR, str(LINE))}), "rural"))
    assert rural == {("A", "poor", "above_old_line"): 1}


def test_a_line_that_was_not_found_tells_nothing(monkeypatch):
    monkeypatch.setattr(rules.Standard, "line_vnd", lambda *_: None)
    assert {key[2] for key in told(facts.line_change(reviews(), "urban"))} == {"old_line_unknown"}


def test_under_a_line_that_asked_for_deprivations_too_it_is_not_known_who_was_poor(monkeypatch):
    both = {"deprivations": 3, "income_alone": False}
    asks = {key: s.model_copy(update=both) for key, s in rules.standards().items()}
    monkeypatch.setattr(rules, "standards", lambda: asks)
    table = told(facts.line_change(reviews(), "urban"))
    assert table["A", "poor", "old_line_unknown"] == 2
    assert table["A", "poor", "above_old_line"] == 1


def test_without_another_standard_the_year_before_there_is_no_change():
    usual = facts.line_change(reviews(), "urban")
    same = {2013: review(2013, NEW, HOMES, {}, {}), 2014: review(2014, NEW, HOMES, {}, {})}
    for held in ({}, same, reviews(first=2011)):
        empty = facts.line_change(held, "urban")
        assert empty.empty and empty.dtypes.to_dict() == usual.dtypes.to_dict()


# ---- the measures

LISTED = facts.line_change(reviews(), "urban")
LEDGER = pd.DataFrame(
    {"year": [2011, 2012, 2012, 2012, 2013], "unit_code": ["A", "A", "C", "D", "A"],
     "closing": [90, 5, 2, 0, 70]}
)  # fmt: skip


def test_the_new_list_is_crossed_with_the_old_line():
    table = line_change.classes(LISTED, 2013)
    assert table["by_old_line"].tolist() == line_change.BY_OLD_LINE
    assert table["listed_poor"].tolist() == [2, 2, 1]
    assert table["listed_near_poor"].tolist() == [0, 1, 0]
    assert line_change.classes(LISTED, 2014).empty
    assert list(line_change.classes(LISTED, 2014)) == list(table)


def test_real_change_and_decree_add_up_to_the_change_of_each_unit_and_of_the_whole():
    table = line_change.units(LISTED, LEDGER, 2013)
    assert table["unit_code"].tolist() == ["A", "C", "", "B", "total"]
    assert list(table) == ["unit_code", *line_change.UNITS]
    assert table["near_poor_under_old_line"].tolist() == [0, 0, 0, 0, 0]
    columns = ["old_closing", "real_change", *line_change.BY_OLD_LINE, "new_opening"]
    rows = table.set_index("unit_code")[columns]
    assert rows.loc["A"].tolist() == [5, -4, 1, 1, 1, 3]
    assert rows.loc["B"].tolist() == [0, 1, 1, 0, 0, 1]
    assert rows.loc["total"].tolist() == [7, -5, 2, 2, 1, 5]
    known = rows.dropna()
    parts = ["old_closing", "real_change", "above_old_line", "old_line_unknown"]
    assert (known[parts].sum(axis="columns") == known["new_opening"]).all()


def test_who_is_near_poor_by_the_new_standard_and_poor_by_the_old_line_is_poor_by_the_old_line():
    homes = HOMES | {"near, at": (NEAR_POOR, str(LINE)), "near only": (NEAR_POOR, "0", "D")}
    table = line_change.units(facts.line_change(reviews(homes), "urban"), LEDGER, 2013)
    rows = table.set_index("unit_code")
    assert table["unit_code"].tolist() == ["A", "C", "D", "", "B", "total"]
    columns = ["old_closing", "real_change", "near_poor_under_old_line", "new_opening"]
    assert rows.loc["A", columns].tolist() == [5, -3, 1, 3]
    assert rows.loc["D", columns].tolist() == [0, 1, 1, 0]
    assert rows.loc["total", columns].tolist() == [7, -3, 2, 5]


def test_each_class_of_the_new_list_is_counted_by_the_old_line_also_where_there_is_none():
    expected = pd.DataFrame(
        {
            "by_old_line": ["under_old_line", "above_old_line", "old_line_unknown"],
            "listed_poor": pd.array([2, 2, 1], "Int64"),
            "listed_near_poor": pd.array([0, 1, 0], "Int64"),
        }
    )
    pd.testing.assert_frame_equal(line_change.classes(LISTED, 2013), expected)
    none = line_change.classes(LISTED, 2014)
    assert none.empty and none.dtypes.to_dict() == expected.dtypes.to_dict()


def test_the_change_of_every_unit_stands_with_its_parts_and_one_poor_household_is_a_unit():
    columns = ["unit_code", *line_change.UNITS]
    rows = [
        ("A", 5, -4, 0, 1, 1, 1, 3),
        ("C", 1, -1, 0, 0, 0, 0, 0),
        ("", 0, 0, 0, 0, 1, 0, 1),
        ("B", 0, 1, 0, 1, 0, 0, 1),
        ("total", 6, -4, 0, 2, 2, 1, 5),
    ]
    expected = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "Int64"))
    one_in_c = LEDGER.assign(closing=LEDGER["closing"].replace({2: 1}))
    pd.testing.assert_frame_equal(line_change.units(LISTED, one_in_c, 2013), expected)
    none = line_change.units(LISTED, LEDGER, 2014)
    assert none.empty and none.dtypes.to_dict() == expected.dtypes.to_dict()


def test_two_units_have_a_total_and_one_has_none():
    two = LISTED[LISTED["unit_code"].isin(["A", "B"])]
    of_a = LEDGER[LEDGER["unit_code"] == "A"]
    assert line_change.units(two, of_a, 2013)["unit_code"].tolist() == ["A", "B", "total"]
    alone = line_change.units(LISTED[LISTED["unit_code"] == "A"], of_a, 2013)
    assert alone["unit_code"].tolist() == ["A"]


def test_a_unit_with_nobody_on_the_new_list_has_fallen_to_none():
    rows = line_change.units(LISTED, LEDGER, 2013).set_index("unit_code")
    assert rows.loc["C", ["old_closing", *line_change.BY_OLD_LINE]].tolist() == [2, 0, 0, 0]
    assert rows.loc["C", "real_change"] == -2


def test_where_nothing_is_known_by_the_old_line_the_real_change_is_missing():
    blank = facts.line_change(reviews({"blank": (POOR, ""), "too": (POOR, "")}), "urban")
    table = line_change.units(blank, LEDGER.query("unit_code == 'A'"), 2013)
    assert len(table) == 1 and pd.isna(table["real_change"].item())
    assert table["old_line_unknown"].item() == table["new_opening"].item() == 2


def test_a_year_under_the_same_standard_has_no_change():
    none = line_change.units(LISTED, LEDGER, 2014)
    assert none.empty and list(none) == list(line_change.units(LISTED, LEDGER, 2013))


def test_where_the_new_list_has_near_poor_alone_nobody_is_poor_any_more():
    near = facts.line_change(reviews({"near": HOMES["near"]}), "urban")
    table = line_change.units(near, LEDGER, 2013).set_index("unit_code")
    assert table["new_opening"].to_dict() == {"A": 0, "C": 0, "total": 0}
    assert table["real_change"].to_dict() == {"A": -5, "C": -2, "total": -7}
    assert line_change.classes(near, 2013)["listed_near_poor"].sum() == 1


INCOMES = st.lists(st.sampled_from(["", "0", str(LINE), str(LINE + 1)]), min_size=1, max_size=9)


@given(INCOMES, st.integers(0, 9), st.data())
def test_parts_of_a_register_add_up_and_the_identity_holds(incomes, closing, data):
    homes = {str(at): (POOR, income) for at, income in enumerate(incomes)}
    cut = data.draw(st.integers(0, len(homes)))
    parts = [dict(list(homes.items())[:cut]), dict(list(homes.items())[cut:])]
    whole = Counter(told(facts.line_change(reviews(homes), "urban")))
    added = [Counter(told(facts.line_change(reviews(part), "urban"))) for part in parts]
    assert added[0] + added[1] == whole
    ledger = pd.DataFrame({"year": [2012], "unit_code": ["A"], "closing": [closing]})
    row = line_change.units(facts.line_change(reviews(homes), "urban"), ledger, 2013).iloc[0]
    assert row["new_opening"] == len(incomes)
    if pd.notna(row["real_change"]):
        rest = row["above_old_line"] + row["old_line_unknown"]
        assert row["old_closing"] + row["real_change"] + rest == row["new_opening"]
    else:
        assert set(incomes) == {""}


# ---- the sample


def test_the_change_of_the_sample_is_as_its_files_say(shipped_facts):
    found, closing = Counter(), Counter()
    for row in rows_of(2013, "opening"):
        vnd = row["Thu nhập bình quân (đồng/người/tháng)"]
        line = "old_line_unknown" if not vnd else ["above_old_line", "under_old_line"][
            int(vnd) <= 500_000
        ]  # fmt: skip
        found[row["Mã phường"], row["Phân loại hộ"], line] += 1
    for row in rows_of(2012, "closing"):
        closing[row["Mã phường"]] += row["Phân loại hộ"] == "Hộ nghèo"
    listed, ledger = read.line_change(2013, "490", SAMPLE), read.ledger(2013, "490", SAMPLE)
    rows = line_change.units(listed, ledger, 2013).set_index("unit_code")
    for unit in rows.index.drop("total"):
        counted = [found[unit, "Hộ nghèo", line] for line in line_change.BY_OLD_LINE]
        assert rows.loc[unit, line_change.BY_OLD_LINE].tolist() == counted
        near = found[unit, "Hộ cận nghèo", "under_old_line"]
        assert rows.loc[unit, "near_poor_under_old_line"] == near
        assert rows.loc[unit, "real_change"] == counted[0] + near - closing[unit]
    whole = rows.loc["total"]
    assert (whole["old_closing"], whole["new_opening"]) == (closing.total(), 4018)
    near = line_change.classes(listed, 2013)["listed_near_poor"].sum()
    assert near == sum(n for key, n in found.items() if key[1] == "Hộ cận nghèo")


def test_the_opening_by_ward_is_that_of_the_headline_ledger(shipped_facts):
    ledger = read.ledger(2013, "490", SAMPLE)
    rows = line_change.units(read.line_change(2013, "490", SAMPLE), ledger, 2013)
    opening = ledger[ledger["year"] == 2013].set_index("unit_code")["opening"]
    shown = rows.set_index("unit_code")["new_opening"].drop("total")
    assert shown.to_dict() == opening[opening > 0].to_dict()


def test_only_the_year_of_the_change_has_its_tables(shipped_facts):
    for year in range(2009, 2016):
        shown = publication.tables(year, "490", SAMPLE)
        for name in ("line-change-classes", "line-change-units"):
            assert shown[name].empty == (year != 2013)
    ward = publication.tables(2013, "20197", SAMPLE)
    assert ward["line-change-classes"] is None
    assert ward["line-change-units"]["unit_code"].tolist() == ["20197"]
    printed = publication.tables(2013, "DN-LC", PUBLISHED)
    assert printed["line-change-units"].empty and printed["line-change-classes"].empty


# ---- sentences

ROW = {"unit_code": "A", "old_closing": 7, "real_change": 3, "under_old_line": 10,
       "near_poor_under_old_line": 0,
       "above_old_line": 20, "old_line_unknown": 0, "new_opening": 30}  # fmt: skip


def near_poor(unknown: object) -> pd.DataFrame:
    told = {"by_old_line": line_change.BY_OLD_LINE, "listed_near_poor": [0, 9, unknown]}
    return pd.DataFrame(told)


ALL_KNOWN = near_poor(0)


def said(scope: Scope, classes: pd.DataFrame | None = ALL_KNOWN, **other: object) -> str:
    return say.change(pd.DataFrame([ROW | other]), classes, scope)


@pytest.mark.parametrize(
    ("real", "unknown", "vi", "en"),
    [
        (3, 0, "số hộ nghèo tăng 3 hộ; 20 hộ", "poor rose by 3 households; 20 households"),
        (3, 4, "số hộ nghèo tăng ít nhất 3 hộ", "poor rose by at least 3 households"),
        (-3, 0, "số hộ nghèo giảm 3 hộ", "poor fell by 3 households"),
        (-1, 4, "giảm nhiều nhất 1 hộ, vì có hộ chưa biết", "fell by at most 1 household, since"),
        (0, 0, "số hộ nghèo không đổi;", "poor did not change;"),
        (0, 4, "không giảm, và có thể tăng", "did not fall, and may have risen"),
    ],
)
def test_the_real_change_is_said_as_far_as_it_is_known(real, unknown, vi, en):
    for scope, words in ((VI, vi), (EN, en)):
        sentence = said(scope, real_change=real, old_line_unknown=unknown)
        assert words in sentence
        heard = {"vi": "không biết theo mức chuẩn cũ", "en": "not known by the old line"}
        assert (heard[scope.lang] in sentence) == (unknown > 0)


@pytest.mark.parametrize("listed", [near_poor(1), near_poor(terms.HIDDEN), None])
def test_near_poor_of_whom_it_is_not_known_make_the_real_change_the_least(listed):
    assert "tăng ít nhất 3 hộ" in said(VI, listed)
    assert "rose by at least 3 households; 20 households" in said(EN, listed)


def test_both_ends_of_the_change_stand_in_the_sentence_of_the_last_row():
    two = pd.DataFrame([ROW | {"old_closing": 99}, ROW])
    assert "7 hộ nghèo theo chuẩn cũ cuối năm trước, 30 hộ nghèo theo chuẩn mới" in say.change(
        two, ALL_KNOWN, VI
    )
    assert "7 households poor by the old one at the last closing, 30 households by" in said(EN)


def test_what_is_hidden_or_not_known_is_said():
    for column in ("real_change", "above_old_line", "old_line_unknown"):
        assert "phần của từng chuẩn không công bố" in said(VI, **{column: terms.HIDDEN})
        assert "what is of which is not shown" in said(EN, **{column: terms.HIDDEN})
    assert "không tách được phần thay đổi của chuẩn" in said(VI, real_change=pd.NA)
    assert "the part of the standard cannot be told" in said(EN, real_change=pd.NA)
    assert say.change(pd.DataFrame([ROW]).iloc[:0], ALL_KNOWN.iloc[:0], VI) == ""


def test_without_a_change_a_sentence_stands_in_the_place_of_the_table():
    assert say.none("register", VI).startswith("năm 2013 không thay chuẩn nghèo")
    assert say.none("register", EN).startswith("in 2013 the poverty standard is that")
    assert "báo cáo tổng hợp" in say.none("returns", VI)
    assert "is a return without lists" in say.none("returns", replace(EN, year=2011))
    html = tables.grid(line_change.units(LISTED, LEDGER, 2014), "line-change-units", VI, "vì thế")
    assert html.data.endswith("vì thế.</p>")
