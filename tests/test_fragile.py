"""Exits close to the line or to near-poor alone: counted, hidden, said."""

import csv

import pandas as pd
import pytest

from analysis import publication, tables, terms, workspace
from analysis.disclosure import TOTAL, Release, cell
from analysis.facts import read
from analysis.findings import fragile as say
from analysis.measures import fragile as measures
from analysis.publication import fragile as part
from analysis.publication import quality
from analysis.terms import HIDDEN, Scope
from analysis.workspace import District, WorkspaceError

SAMPLE, PUBLISHED, _ = workspace.SHIPPED
VI, EN = (Scope(2014, "Quận X", lang, {"new": "NEW"}) for lang in terms.LANGS)
LINES = pd.DataFrame({"standard": ["old", "new"]})
NEAR, ABOVE = "near_poor", "above_near_poor"


def margins(*rows: tuple) -> pd.DataFrame:
    """(ward, class, band, is narrow, households)."""
    columns = ["unit_code", "exit_class", "margin_band", "is_narrow", "households"]
    table = pd.DataFrame(rows, columns=columns).astype({"households": "Int64", "is_narrow": "bool"})
    return table.assign(year=2014, standard="line")


EXITS = margins(
    ("A", NEAR, "margin_0", True, 7),
    ("A", NEAR, "margin_10", False, 5),
    ("A", NEAR, "margin_unknown", False, 2),
    ("A", ABOVE, "margin_0", True, 6),
    ("A", ABOVE, "margin_10", False, 9),
    ("A", ABOVE, "margin_unknown", False, 3),
    ("B", ABOVE, "not_above_line", True, 1),
    ("B", ABOVE, "margin_50", False, 4),
    ("", NEAR, "margin_0", True, 1),
    ("", ABOVE, "margin_25", False, 2),
)

# ---- measures


def test_every_exit_is_in_one_part():
    assert measures.state(EXITS).tolist() == [
        *("narrow_exits", "near_poor_exits", "near_poor_exits"),
        *("narrow_exits", "clear_exits", "unknown_exits"),
        *("narrow_exits", "clear_exits", "narrow_exits", "clear_exits"),
    ]


def test_fragile_are_the_narrow_and_those_to_near_poor_of_all_exits():
    table = measures.by_unit(EXITS, ["A", "B", "C"])
    assert pd.isna(table["fragile_pct"].iloc[2])
    assert table.fillna({"fragile_pct": -1}).to_dict("list") == {
        "unit_code": ["A", "B", "C", TOTAL],
        "year_exits": [32, 5, 0, 40],
        "narrow_exits": [13, 1, 0, 15],
        "near_poor_exits": [7, 0, 0, 7],
        "fragile_exits": [20, 1, 0, 22],
        "fragile_pct": [pytest.approx(62.5), pytest.approx(20), -1, pytest.approx(55)],
    }


def test_every_unit_and_the_whole_have_whole_numbers_and_a_share():
    expected = pd.DataFrame(
        {
            "unit_code": ["B", "C", TOTAL],
            "year_exits": [5, 0, 40],
            "narrow_exits": [1, 0, 15],
            "near_poor_exits": [0, 0, 7],
            "fragile_exits": [1, 0, 22],
            "fragile_pct": [20.0, pd.NA, 55.0],
        }
    )
    types = dict.fromkeys(list(expected)[1:-1], "Int64") | {"fragile_pct": "Float64"}
    expected = expected.astype(types)
    pd.testing.assert_frame_equal(measures.by_unit(EXITS, ["B", "C"]), expected)
    whole = expected[2:].reset_index(drop=True)
    pd.testing.assert_frame_equal(measures.by_unit(EXITS, []), whole)


def test_parts_add_up_to_the_exits_and_nobody_s_part_has_no_row():
    assert measures.parts(EXITS).to_dict("list") == {
        "exit_part": ["narrow_exits", "near_poor_exits", "clear_exits", "unknown_exits"],
        "exits_in_part": [15, 7, 15, 3],
        "part_pct": pytest.approx([37.5, 17.5, 37.5, 7.5]),
    }
    known = EXITS[EXITS["margin_band"] != "margin_unknown"]
    assert measures.parts(known)["exit_part"].tolist() == measures.PARTS[:3]
    assert measures.parts(EXITS.iloc[:0]).empty


# ---- what is shown


def test_cells_beneath_count_every_exit_once_and_those_that_might_be():
    beneath = part._beneath(EXITS)
    assert len(beneath) == 3 * 2 * 3
    assert beneath["households"].sum() == 40
    own = beneath.set_index(part.BENEATH)["households"]
    assert own["A", NEAR, "unknown"] == 2 and own["A", NEAR, "narrow"] == 7
    assert own["B", ABOVE, "narrow"] == 1 and own["B", NEAR, "wide"] == 0
    assert own["", ABOVE, "wide"] == 2
    names = [cell("exit_margins", row) for row in beneath[part.BENEATH].to_dict("records")]
    assert beneath["cell"].tolist() == names


def test_each_count_adds_up_its_cells():
    beneath, units = part._beneath(EXITS), measures.by_unit(EXITS, ["A", "B"])
    values = beneath.set_index("cell")["households"]
    for row in units.to_dict("records"):
        for count, of in part.ADDED_UP.items():
            added = values[part._cells(beneath, row["unit_code"], of)].sum()
            if count in row:
                assert added == row[count]
    for row in measures.parts(EXITS).to_dict("records"):
        added = values[part._cells(beneath, TOTAL, part.ADDED_UP[row["exit_part"]])].sum()
        assert added == row["exits_in_part"]


@pytest.mark.parametrize("year", [2009, 2013])
def test_what_other_pages_print_is_told_and_holds(year, shipped_facts):
    release = quality.added(Release(5), year, ["490"], SAMPLE)
    before = len(release.relations)
    release = part.added(release, year, ["490"], SAMPLE)
    ties = release.relations[before:]
    for tie in ties:
        added = sum(times * release.values[each] for times, each in tie.terms)
        assert tie.least == tie.greatest == added
    classes = [tie for tie in ties if tie.least]
    assert len(classes) == 2 * 6  # of five wards and the district
    assert len(ties) - len(classes) == 1  # the exits without an income, of the district


# ---- the sample


@pytest.mark.parametrize("year", range(2009, 2016))
def test_the_page_agrees_with_an_independent_recount_of_the_files(year, shipped_facts):
    file = workspace.PROJECT / SAMPLE / "register" / str(year) / "departures.csv"
    income, line = "Thu nhập bình quân (đồng/người/tháng)", 500_000 if year < 2013 else 800_000
    with file.open(encoding="utf-8-sig", newline="") as lines:
        exited = [row for row in csv.DictReader(lines) if row["Lý do"] == "Thoát nghèo"]
    narrow = [row for row in exited if row[income] and 10 * int(row[income]) < 11 * line]
    rest = [row for row in exited if row not in narrow]
    near = [row for row in rest if row["Phân loại sau rà soát"] == "Hộ cận nghèo"]
    unknown = [row for row in rest if row not in near and not row[income]]
    safe = publication.tables(year, "490", SAMPLE)
    counts = ["year_exits", "narrow_exits", "near_poor_exits", "fragile_exits"]
    assert safe["fragile-exits"].iloc[-1][counts].tolist() == [
        *(len(exited), len(narrow), len(near), len(narrow) + len(near))
    ]
    assert safe["fragile-exits-parts"]["exits_in_part"].tolist() == [
        *(len(narrow), len(near), len(rest) - len(near) - len(unknown), len(unknown))
    ]
    ledger = read.ledger(year, "490", SAMPLE)
    exits = ledger[ledger["year"] == year].set_index("unit_code")["exits"]
    wards = safe["fragile-exits"].iloc[:-1].set_index("unit_code")["year_exits"]
    assert wards.to_dict() == exits[exits.index != ""].to_dict()


def test_a_ward_has_its_own_row_and_a_return_none(shipped_facts):
    whole = publication.tables(2013, "490", SAMPLE)["fragile-exits"]
    ward = publication.tables(2013, "20197", SAMPLE)
    own = whole[whole["unit_code"] == "20197"].reset_index(drop=True)
    pd.testing.assert_frame_equal(ward["fragile-exits"], own)
    assert ward["fragile-exits-parts"] is None
    returns = publication.tables(2013, "DN-LC", PUBLISHED)
    assert returns["fragile-exits"].empty and returns["fragile-exits-parts"].empty


# ---- settings and sentences


def settings(folder, line: str = "") -> District:
    text = (workspace.PROJECT / SAMPLE / "district.yml").read_text(encoding="utf-8")
    (folder / "district.yml").write_text(f"{text}\n{line}\n", encoding="utf-8")
    return workspace.open(folder).district


def test_the_margin_is_ten_per_cent_unless_the_district_says_otherwise(tmp_path):
    assert settings(tmp_path).fragile_margin_pct == 10
    assert settings(tmp_path, "fragile_margin_pct: 7.5").fragile_margin_pct == 7.5


@pytest.mark.parametrize("wrong", ["0", "-1", "101", ".inf", "nhiều"])
def test_a_margin_that_cannot_be_is_refused(tmp_path, wrong):
    with pytest.raises(WorkspaceError, match="fragile_margin_pct"):
        settings(tmp_path, f"fragile_margin_pct: {wrong}")


TABLE = measures.by_unit(EXITS, ["A", "B", "C"])


def test_the_fragile_exits_are_said_with_their_parts():
    assert say.shares(TABLE, VI) == (
        "Năm 2014, thoát nghèo mong manh: 22 hộ trên 40 hộ thoát nghèo (55,00%); thu nhập sát "
        "chuẩn hoặc dưới chuẩn: 15 hộ; hộ khác còn là hộ cận nghèo: 7 hộ."
    )
    assert say.shares(TABLE, EN) == (
        "In 2014, fragile exits: 22 of 40 households that exited (55.00%); with an income close to "
        "the line or below: 15; others, to near-poor only: 7."
    )
    assert say.shares(TABLE.iloc[[2]], EN) == "No exit of Quận X is recorded in 2014."
    hidden = TABLE.astype({"narrow_exits": object}).assign(narrow_exits=HIDDEN)
    assert "hoặc dưới chuẩn: không công bố" in say.shares(hidden, VI)
    assert say.main_point({"fragile-exits": TABLE}, VI) == say.shares(TABLE, VI)


@pytest.mark.parametrize("scope", [VI, EN], ids=["vi", "en"])
def test_without_data_the_page_says_so_and_the_overview_nothing(scope):
    empty = pd.DataFrame()
    assert say.shares(empty, scope) == say.SAYS["no_data"][scope.lang].format(area="Quận X")
    for safe in ({}, {"fragile-exits": None}, {"fragile-exits": empty}):
        assert say.main_point(safe, scope) == ""
    assert say.margin(empty, 10, LINES, scope) == say.unknown(empty, scope) == ""
    assert say.unknown(None, scope) == ""
    known = measures.parts(EXITS[EXITS["margin_band"] != "margin_unknown"])
    assert say.unknown(known, scope) == ""


def test_the_margin_is_printed_as_the_district_has_it():
    assert say.margin(TABLE, 10.0, LINES, VI) == (
        "Sát chuẩn hoặc dưới chuẩn: thu nhập lúc thoát cao hơn mức NEW chưa đến 10% "
        "(district.yml), hoặc không cao hơn."
    )
    assert "less than 7.5% above" in say.margin(TABLE, 7.5, LINES, EN)


def test_exits_of_which_it_is_not_known_are_said():
    assert say.unknown(measures.parts(EXITS), EN) == (
        "Not known (above near-poor, no income on record): 3 households; not counted as fragile."
    )


def test_wards_are_a_range_and_no_order():
    assert say.wards(TABLE, EN).startswith("The share of the wards runs from 20.00% to 62.50%.")
    assert "không dùng để xếp hạng" in say.wards(TABLE, VI)
    assert say.wards(TABLE.iloc[:1], VI) == say.wards(TABLE.iloc[:2], VI) == ""
    hidden = TABLE.assign(fragile_pct=[HIDDEN, 20.0, 30.0, HIDDEN])
    assert say.wards(hidden, EN).startswith("The share of the wards runs from 20.00% to 30.00%.")
    assert say.wards(TABLE.assign(fragile_pct=HIDDEN), EN) == ""


@pytest.mark.parametrize("lang", terms.LANGS)
def test_every_part_and_column_has_its_words(lang):
    scope = Scope(2014, "Quận X", lang, {"A": "A", "B": "B", "C": "C"})
    for name, table in (("fragile-exits", TABLE), ("fragile-exits-parts", measures.parts(EXITS))):
        assert "_exits" not in tables.grid(table, name, scope).data.replace("-exits", "")
