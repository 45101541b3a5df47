"""The households under each rate: what they did to it, and where a printed rate disagrees."""

import pandas as pd
import pytest

from analysis import terms
from analysis.findings import denominators as say
from analysis.measures import denominators
from analysis.terms import Scope
from tests.test_measures import OLD, ledger

NAMES = {"A": "Phường A", "B": "Phường B"}
VI, EN = (Scope(2013, "Quận X", lang, NAMES) for lang in terms.LANGS)
BOTH = pytest.mark.parametrize("scope", [VI, EN], ids=["vi", "en"])


def homes(*counts: tuple) -> pd.DataFrame:
    table = pd.DataFrame(counts, columns=["year", "unit_code", "households"])
    return table.astype({"households": "Int64"})


NONE_PRINTED = pd.DataFrame({"unit_code": [], "printed_rate": []})
TWO_YEARS = ledger(
    {"year": 2012, "closing": 10},
    {"year": 2012, "unit_code": "B", "closing": 10},
    {"closing": 10},
    {"unit_code": "B", "closing": 9},
)


def flags(*now: int) -> list[str]:
    people = homes((2012, "A", 100), (2012, "B", 100), (2013, "A", now[0]), (2013, "B", now[1]))
    return denominators.by_unit(TWO_YEARS, people, NONE_PRINTED, 2013)["flag"].tolist()


def test_a_rate_that_falls_while_its_closing_does_not_is_flagged():
    assert flags(105, 105) == ["rate_alone", "no_flag", "no_flag"]


def test_a_denominator_that_jumps_either_way_is_flagged_alone_or_with_its_rate():
    assert flags(108, 92) == ["rate_alone", "no_flag", "no_flag"]
    assert flags(109, 91) == ["both_flags", "jump", "no_flag"]


def test_the_rate_of_a_total_is_pooled():
    people = homes((2013, "A", 100), (2013, "B", 90), (2012, "A", 100), (2012, "B", 100))
    total = denominators.by_unit(TWO_YEARS, people, NONE_PRINTED, 2013).iloc[-1]
    assert (total["unit_code"], total["poverty_rate_pct"], total["rate_before_pct"]) == (
        *("total", 10.0),
        10.0,
    )


def test_across_a_change_of_standard_no_rate_is_compared():
    rows = ledger({"year": 2012, "standard": OLD, "closing": 9}, {"closing": 9})
    people = homes((2012, "A", 100), (2013, "A", 105))
    table = denominators.by_unit(rows, people, NONE_PRINTED, 2013)
    assert "rate_before_pct" not in table
    assert table["flag"].tolist() == ["no_flag"]


def test_a_year_without_households_has_no_flag_and_no_rate():
    table = denominators.by_unit(TWO_YEARS, homes(), NONE_PRINTED, 2013)
    assert table[["households", "poverty_rate_pct", "flag"]].isna().all(axis=None)
    zero = denominators.by_year(TWO_YEARS, homes((2012, "A", 0), (2013, "A", 5)))
    assert zero["households_change_pct"].isna().all()


@pytest.mark.parametrize(
    ("printed", "flag"), [("10.00", "no_gap"), ("10,01", "gap"), ("10.0", "no_gap"), ("9.9", "gap")]
)
def test_a_printed_rate_further_off_than_rounding_is_flagged(printed, flag):
    given = pd.DataFrame({"unit_code": ["A"], "printed_rate": [printed]})
    rows = ledger({"closing": 10_004})
    table = denominators.by_unit(rows, homes((2013, "A", 100_000)), given, 2013)
    assert table["gap_flag"].tolist() == [flag]


def test_households_without_a_ward_have_no_denominator_of_their_own():
    rows = pd.concat([TWO_YEARS, ledger({"unit_code": "", "closing": 1})])
    people = homes((2013, "A", 100), (2013, "B", 100))
    table = denominators.by_unit(rows, people, NONE_PRINTED, 2013)
    assert table["unit_code"].tolist() == ["A", "B", "total"]
    assert table["closing"].tolist() == [10, 9, 20]


def test_a_flagged_place_is_named_with_its_reason():
    people = homes((2012, "A", 100), (2012, "B", 100), (2013, "A", 120), (2013, "B", 100))
    table = denominators.by_unit(TWO_YEARS, people, NONE_PRINTED, 2013)
    assert "Phường A (mẫu số thay đổi quá ngưỡng; tỷ lệ giảm" in say.households_under(table, VI)


@BOTH
def test_a_printed_rate_is_told_to_agree_or_not_or_not_to_be_recomputed(scope):
    def told(households, rate):
        given = pd.DataFrame({"unit_code": ["A"], "printed_rate": [rate]})
        rows, people = ledger({"closing": 10}), homes((2013, "A", households))
        return say.printed(denominators.by_unit(rows, people, given, 2013), scope)

    assert terms.label("no_gap", scope.lang) in told(100, "10.00")
    assert terms.label("gap", scope.lang) in told(100, "10.02")
    assert say.SAYS["not_recomputed"][scope.lang] in told(pd.NA, "10.00")
