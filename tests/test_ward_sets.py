"""Rank sets and shrunken rates of units, on tables small enough to check, and where they end."""

import re

import pandas as pd
import pytest

from analysis import charts, terms
from analysis.findings import ward_sets as say
from analysis.measures import ward_sets
from analysis.methods import ranks, shrinkage
from analysis.terms import Scope

NAMES = {code: f"Phường {code}" for code in "ABCDE"}
VI, EN = (Scope(2013, "Quận X", lang, NAMES) for lang in terms.LANGS)


def rates(*counts: tuple[int, int]) -> pd.DataFrame:
    """Units A, B, ... with exits and openings, the whole, and households without a ward."""
    rows = [(code, x, n) for code, (x, n) in zip("ABCDE", counts, strict=False)]
    rows += [("", 1, 2), ("total", sum(x for x, _ in counts) + 1, sum(n for _, n in counts) + 2)]
    table = pd.DataFrame(rows, columns=["unit_code", "exits", "opening"])
    table = table.astype({"exits": "Int64", "opening": "Int64"})
    return table.assign(exit_rate_pct=100 * table["exits"] / table["opening"])


FIVE = rates((84, 200), (160, 500), (270, 800), (350, 1100), (464, 1418))


def by_code(table: pd.DataFrame, column: str) -> dict:
    return dict(zip(table["unit_code"], table[column], strict=True))


def test_units_of_many_households_have_the_sets_of_the_method():
    table = ward_sets.exit_intervals(FIVE)
    assert table["unit_code"].tolist() == ["A", "C", "E", "B", "D"]
    assert by_code(table, "own_ranks") == {
        **{"A": (1, 2), "B": (2, 5), "C": (1, 5), "D": (2, 5), "E": (2, 5)}
    }
    x, n = ([84, 270, 464, 160, 350], [200, 800, 1418, 500, 1100])
    _, joint = ranks.critical(ranks.errors(x, n))
    shares = [a / b for a, b in zip(x, n, strict=True)]
    sets = ranks.sets(shares, ranks.errors(x, n), joint)
    assert table["ranks"].tolist() == [tuple(map(int, pair)) for pair in zip(*sets, strict=True)]


def test_alike_are_those_that_their_difference_does_not_tell_apart():
    table = ward_sets.exit_intervals(rates((50, 100), (15, 100), (12, 100)))
    assert by_code(table, "alike") == {"A": (), "B": ("C",), "C": ("B",)}
    assert by_code(table, "ranks") == {"A": (1, 1), "B": (2, 3), "C": (2, 3)}


def test_a_difference_counts_though_intervals_overlap():
    table = ward_sets.exit_intervals(rates((130, 300), (95, 300)))
    first, second = table.itertuples()
    assert first.lower_pct < second.upper_pct
    assert by_code(table, "alike") == {"A": (), "B": ()}


def test_units_with_fewer_than_ten_on_a_side_are_tested_exactly():
    table = ward_sets.exit_intervals(rates((9, 20), (0, 20), (5, 20)))
    x, n = [9, 5, 0], [20, 20, 20]
    own, joint = ranks.adjusted(ranks.tests(x, n))
    shares = [a / 20 for a in x]
    for column, p in (("own_ranks", own), ("ranks", joint)):
        sets = ranks.sets_of_pairs(shares, p < 0.05)
        assert table[column].tolist() == [tuple(map(int, pair)) for pair in zip(*sets, strict=True)]
    assert by_code(table, "alike") == {"A": ("C",), "C": ("A", "B"), "B": ("C",)}


def test_more_than_thirty_units_have_sets_and_no_list_of_those_alike():
    units = pd.DataFrame(
        {"unit_code": [f"U{at:02d}" for at in range(31)], "exits": [0, 90, *[40] * 29]}
    )
    table = ward_sets.in_order(units.assign(opening=100, exit_rate_pct=units["exits"] * 1.0))
    assert "alike" not in table
    assert table["ranks"].iloc[0] == (1, 1)
    assert table["ranks"].iloc[-1] == (31, 31)
    assert table["ranks"].iloc[5] == (2, 30)
    assert "alike" in ward_sets.in_order(
        table[["unit_code", "exits", "opening", "exit_rate_pct"]][:30]
    )


def test_printed_rates_that_differ_by_rounding_alone_are_not_told_apart():
    units = pd.DataFrame(
        {
            "unit_code": ["A", "B"],
            "opening": [10_000, 10_100],
            "households": [10_000_000, 10_000_000],
            "rate_pct": [0.10, 0.11],
        }
    )
    assert ward_sets.in_order(units)["alike"].tolist() == [(), ()]
    assert ward_sets.in_order(units, 0.005)["alike"].tolist() == [("A",), ("B",)]
    printed = units.rename(columns={"rate_pct": "printed_rate", "households": "implied_least"})
    printed = printed[["unit_code", "opening", "printed_rate", "implied_least"]]
    nothing = FIVE.assign(closing=pd.NA, households=pd.NA, poverty_rate_pct=pd.NA)
    found = ward_sets.poverty_intervals(nothing, printed.assign(printed_rate=["0.10", "0,11"]))
    assert found["alike"].tolist() == [("A",), ("B",)]
    assert found["source_rate_pct"].tolist() == [0.11, 0.1]


def test_shrunken_rates_stand_beside_the_units_own_in_their_order():
    table = ward_sets.shrunken(FIVE)
    assert table["unit_code"].tolist() == list("ABCDE")
    assert table["exit_rate_pct"].tolist() == pytest.approx(
        [42, 32, 33.75, 31.8182, 32.7221], abs=1e-4
    )
    x, n = table["exits"].tolist(), table["opening"].tolist()
    found = shrinkage.shrunken(x, n, 0.5)
    for column, of in (
        ("shrunken_pct", found.share),
        ("shrunken_lower_pct", found.lower),
        ("shrunken_upper_pct", found.upper),
        ("above_whole_pct", found.above),
        ("shrunken_narrow_pct", shrinkage.shrunken(x, n, 0.25).share),
        ("shrunken_wide_pct", shrinkage.shrunken(x, n, 1.0).share),
    ):
        assert table[column].tolist() == (100 * of).tolist(), column


def test_printed_rates_that_differ_by_more_than_rounding_are_told_apart():
    printed = pd.DataFrame(
        {
            "unit_code": ["A", "B"],
            "opening": [100_000, 120_000],
            "printed_rate": ["0.10", "0,12"],
            "implied_least": [100_000_000, 100_000_000],
        }
    )
    nothing = FIVE.assign(closing=pd.NA, households=pd.NA, poverty_rate_pct=pd.NA)
    found = ward_sets.poverty_intervals(nothing, printed)
    assert by_code(found, "alike") == {"B": (), "A": ()}
    assert by_code(found, "ranks") == {"B": (1, 1), "A": (2, 2)}


def test_rounding_widens_the_sets_of_many_units_too():
    units = pd.DataFrame({"unit_code": [f"U{at:02d}" for at in range(31)]}).assign(
        opening=[500_000, 510_000, *[900_000] * 29],
        households=1_000_000_000,
        rate_pct=[0.05, 0.051, *[0.09] * 29],
    )
    exact, rounded = ward_sets.in_order(units), ward_sets.in_order(units, 0.005)
    assert exact["ranks"].tolist()[-2:] == [(30, 30), (31, 31)]
    assert rounded["ranks"].tolist()[-2:] == [(30, 31), (30, 31)]
    assert exact["ranks"].iloc[0] == rounded["ranks"].iloc[0] == (1, 29)


def test_every_column_of_the_shrunken_rates_is_the_posterior_with_its_own_prior():
    main, narrow, wide = (shrinkage.shrunken([2, 6], [10, 10], scale) for scale in (0.5, 0.25, 1.0))
    expected = pd.DataFrame(
        {
            "unit_code": ["A", "B"],
            "exits": pd.array([2, 6], "Int64"),
            "opening": pd.array([10, 10], "Int64"),
            "exit_rate_pct": [20.0, 60.0],
            "shrunken_pct": 100 * main.share,
            "shrunken_lower_pct": 100 * main.lower,
            "shrunken_upper_pct": 100 * main.upper,
            "shrunken_narrow_pct": 100 * narrow.share,
            "shrunken_wide_pct": 100 * wide.share,
            "above_whole_pct": 100 * main.above,
        }
    )
    types = dict.fromkeys(list(expected)[3:], "Float64")
    found = ward_sets.shrunken(rates((2, 10), (6, 10)))
    pd.testing.assert_frame_equal(found, expected.astype(types))


@pytest.mark.parametrize("counts", [[(3, 9)], [(3, 9), (0, 0)], []])
def test_fewer_than_two_units_have_neither_sets_nor_shrunken_rates(counts):
    for table in (ward_sets.shrunken(rates(*counts)), ward_sets.exit_intervals(rates(*counts))):
        assert table.empty
    assert {"own_ranks", "ranks", "alike"} <= set(ward_sets.exit_intervals(rates(*counts)))
    assert say.shrunken(ward_sets.shrunken(rates(*counts)), VI) == ""
    assert say.apart(ward_sets.exit_intervals(rates(*counts)), VI) == ""


def test_what_shrinking_does_is_said_and_who_is_surely_above():
    table = ward_sets.shrunken(FIVE)
    assert say.shrunken(table, VI).startswith(
        "Tỷ lệ thoát nghèo của các đơn vị từ 31,82% đến 42,00%; co về mức chung thì từ 32,"
    )
    assert say.shrunken(table, VI).endswith("toàn địa bàn.")
    for probability, is_said in ((95.0, True), (94.9, False), (5.0, True), (5.1, False)):
        told = say.shrunken(table.assign(above_whole_pct=[probability, *[50.0] * 4]), EN)
        assert ("Probability of being above the whole: Phường A" in told) == is_said, probability
        assert ("No unit is above the whole" in told) != is_said


def test_where_nobody_exits_no_probability_is_told():
    table = ward_sets.shrunken(rates((0, 20), (0, 30)))
    assert table["above_whole_pct"].isna().all()
    told = say.shrunken(table, EN)
    assert told.startswith("The units’ exit rates go from 0.00% to 0.00%; shrunken from ")
    assert "Probability" not in told and "No unit" not in told


def test_the_picture_has_each_shrunken_rate_its_interval_and_the_units_own():
    table = ward_sets.shrunken(FIVE)
    picture = charts.shrunken(table, "Co.", "wards-shrunken", VI)
    axes = picture.figure.axes[0]
    dots, _, (whiskers,) = axes.containers[0]
    assert dots.get_xdata().tolist() == table["shrunken_pct"].tolist()
    ends = [segment[:, 0].tolist() for segment in whiskers.get_segments()]
    limits = table[["shrunken_lower_pct", "shrunken_upper_pct"]].values.tolist()
    assert ends == [pytest.approx(pair) for pair in limits]
    own = next(line for line in axes.lines if line.get_marker() == "x")
    assert own.get_xdata().tolist() == table["exit_rate_pct"].tolist()
    assert re.search(r"Phường A \d\d,\d\d% \(.*?\), Tỷ lệ thoát nghèo 42,00%", picture.alt)
    assert axes.yaxis_inverted()
