"""What is told of how households were found again: shares, bounds, and words for both."""

import pandas as pd
import pytest

from analysis import workspace
from analysis.facts import build, linking
from analysis.findings import linking as say
from analysis.measures import linking as measure
from analysis.terms import Scope
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
