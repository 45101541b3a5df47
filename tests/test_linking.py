"""What is told of how households were found again: shares, bounds, and words for both."""

import pandas as pd
import pytest

from analysis import workspace
from analysis.facts import build, linking
from analysis.findings import linking as say
from analysis.measures import linking as measure
from analysis.terms import Scope
from tests.test_measures import held
from tests.test_register import REGISTER, read_register, write

LINKS = pd.DataFrame(
    [
        ("closing_list", "household_number", 0),
        ("closing_list", "citizen_number", 150),
        ("closing_list", "likeness", 30),
        ("closing_list", "", 20),
        ("departures_list", "likeness", 40),
    ],
    columns=["file", "way", "households"],
)
WARDS = pd.DataFrame({"found": ["address", "link", "none"], "households": [150, 45, 5]})
BOUNDS = pd.DataFrame(
    [("relapses", 21, 20, 27), ("exits", 1328, 1328, 1328)],
    columns=["line", "households", "least", "most"],
)
DOUBTS = pd.DataFrame(
    {
        "year": [2013],
        "pairs": [31],
        "expected_errors": [4.6],
        "sure_pct": [99.8],
        "possible_pct": 33,
    }
)
FACTS = {"links": LINKS, "link_wards": WARDS, "link_bounds": BOUNDS, "link_doubts": DOUBTS}
SCOPES = {lang: Scope(2013, "Quận Thử", lang, {}) for lang in ("vi", "en")}


def shown(facts: dict | None) -> dict:
    """The tables as notebooks get them."""
    return {f"linking-{name}": table for name, table in measure.tables(facts).items()}


def test_shares_are_of_each_list_and_none_is_told_of_a_short_one():
    ways = measure.ways(FACTS).set_index("file")
    assert ways.loc["closing_list"].tolist() == [200, 0, 75, 15, 0, 10]
    assert ways.loc["departures_list", "listed_households"] == 40
    assert ways.loc["departures_list"].iloc[1:].isna().all()


def test_wards_are_shares_of_those_that_left():
    wards = measure.wards_found(FACTS)
    assert dict(zip(wards["found"], wards["share_whole_pct"], strict=True)) == {
        "on_the_list": 0,
        "by_address": 75,
        "by_link": 22.5,
        "nowhere": 2.5,
    }


def test_only_lines_that_are_open_stand_there_in_the_order_of_the_ledger():
    assert measure.bounds(FACTS)["line"].tolist() == ["relapses"]
    wide = FACTS | {"link_bounds": BOUNDS.assign(least=0)}
    assert measure.bounds(wide)["line"].tolist() == ["exits", "relapses"]


def test_only_lines_that_hang_on_doubtful_pairs_are_said():
    said = say.uncertain(shown(FACTS), SCOPES["en"])
    assert "31 pairs" in said
    assert "33.00% to 99.80%" in said
    assert "Relapses into poverty: 21 households, at the least 20" in said
    assert "Exits" not in said


def test_where_wards_were_found_is_said_in_whole_per_cents():
    some, few = shown(FACTS), shown(FACTS | {"link_wards": WARDS.assign(households=[9, 1, 0])})
    assert "from the address 75%; by linking to an earlier list 23%" in say.wards(
        some, SCOPES["en"]
    )
    assert "Too few" in say.wards(few, SCOPES["en"])
    listed = WARDS.assign(found=["list", "link", "none"], households=[200, 0, 0])
    said = say.wards(shown(FACTS | {"link_wards": listed}), SCOPES["vi"])
    assert "đều ghi ngay trong danh sách" in said


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_in_doubt_a_ward_and_a_return_each_have_their_sentence(lang):
    sure = FACTS | {"link_doubts": DOUBTS.assign(pairs=0)}
    numbered = LINKS[LINKS["way"].isin(["household_number", ""])]
    said = [
        say.uncertain(shown(facts), SCOPES[lang])
        for facts in (
            FACTS,
            sure,
            sure | {"links": numbered},
            {name: table.iloc[:0] for name, table in FACTS.items()},
            None,
        )
    ]
    assert len(set(said)) == 5
    assert all(said)


def test_households_with_numbers_leave_nothing_open(tmp_path):
    office = write(tmp_path / "office", REGISTER)
    register = read_register(office)
    district = workspace.open(office).district
    tables = linking.tables(register, district, build.ledger)
    links = tables["links"].set_index(["year", "file", "way"])["households"]
    assert links[2013, "closing_list", "household_number"] == 3
    assert links[2013, "closing_list", ""] == 1
    assert links[2014, "departures_list", "household_number"] == 1
    assert (2014, "opening_list", "") not in links.index
    bounds = tables["link_bounds"]
    assert (bounds["least"] == bounds["most"]).all()
    assert (bounds["households"] == bounds["most"]).all()
    assert tables["link_doubts"]["pairs"].eq(0).all()


# ---- whole tables, worked out by hand

SHARES = ["file", "listed_households", *measure.WAYS.values()]
SHARE_TYPES = {"file": "str"} | dict.fromkeys(SHARES[2:], "Float64")


def test_lists_stand_in_the_order_of_the_year_and_100_households_are_enough_for_shares():
    rows = [
        ("closing_list", "likeness", 99),
        ("departures_list", "citizen_number", 60),
        ("departures_list", "citizen_number", 20),  # of another ward
        ("departures_list", "clerk", 20),
        ("opening_list", "household_number", 150),
        ("opening_list", "", 50),
    ]
    links = pd.DataFrame(rows, columns=["file", "way", "households"])
    short = [pd.NA] * 5
    held(measure.ways({"links": links}), SHARES,
        ("opening_list", 200, 75.0, 0.0, 0.0, 0.0, 25.0),
        ("closing_list", 99, *short),
        ("departures_list", 100, 0.0, 80.0, 0.0, 20.0, 0.0),
        **SHARE_TYPES)  # fmt: skip


def test_where_wards_were_found_has_a_row_for_each_way_and_none_where_none_left():
    def found(*counts):
        table = pd.DataFrame({"found": ["none", "list", "address"], "households": counts})
        return measure.wards_found({"link_wards": table})

    columns = ["found", "share_whole_pct"]
    types = {"found": "str", "share_whole_pct": "Float64"}
    ways = ["on_the_list", "by_address", "by_link", "nowhere"]
    told = zip(ways, [50.0, 30.0, 0.0, 20.0], strict=True)
    held(found(20, 50, 30), columns, *told, **types)
    held(found(20, 50, 29), columns, *[(way, pd.NA) for way in ways], **types)
    held(found(0, 0, 0), columns, **types)


def test_open_lines_stand_in_the_order_of_the_ledger_with_both_their_ends():
    rows = [("relapses", 21, 20, 27), ("exits", 9, 9, 9), ("arising", 40, 39, 40)]
    bounds = pd.DataFrame(rows, columns=["line", "households", "least", "most"])
    again = pd.DataFrame([("poor_again_within_a_year", 3, 2, 4)], columns=[*bounds])
    held(measure.bounds({"link_bounds": pd.concat([again, bounds])}),
        ["line", "as_linked", "least", "most"],
        ("arising", 40, 39, 40), ("relapses", 21, 20, 27), ("poor_again_within_a_year", 3, 2, 4),
        line="str", as_linked="int64", least="int64", most="int64")  # fmt: skip


def test_what_is_in_doubt_is_told_in_one_row_counted_from_0():
    told = measure.doubtful({"link_doubts": DOUBTS.assign(other=1).rename(index={0: 5})})
    held(told, ["year", "pairs", "expected_errors", "possible_pct", "sure_pct"],
        (2013, 31, 4.6, 33, 99.8), year="int64", pairs="int64", expected_errors="float64",
        possible_pct="int64", sure_pct="float64")  # fmt: skip


def test_a_ward_has_none_of_the_tables_and_an_office_every_one():
    names = ["ways", "wards", "bounds", "doubtful"]
    assert measure.tables(None) == dict.fromkeys(names)
    made = measure.tables(FACTS)
    assert list(made) == names
    pd.testing.assert_frame_equal(made["ways"], measure.ways(FACTS))
    pd.testing.assert_frame_equal(made["doubtful"], measure.doubtful(FACTS))
