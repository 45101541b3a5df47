"""Figures printed by others come out of our measures, to every digit they print."""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from analysis import terms
from analysis.measures import movements, plan
from analysis.methods import denominator, repeat

ENTRIES = yaml.safe_load((Path(__file__).parent / "published.yml").read_text(encoding="utf-8"))
FIGURES = [
    pytest.param(entry["given"], measure, printed, id=f"{entry['place']} {measure}")
    for entry in ENTRIES
    for measure, printed in entry["then"].items()
]
YEAR = 2013


def ledger(given: dict) -> pd.DataFrame:
    """One return as facts: what was not printed is missing."""
    row = {"year": YEAR, "unit_code": "A", "standard": "s"} | dict.fromkeys(movements.FLOWS, pd.NA)
    return pd.DataFrame([row | given]).astype(dict.fromkeys(movements.FLOWS, "Int64"))


def completion(given: dict) -> pd.DataFrame:
    plans = {"year": [YEAR], "giver": ["unrecorded"], "plan": [given.get("plan", 1)]}
    years = movements.series(ledger(given))
    return plan.completion(years, pd.DataFrame(plans).assign(printed_pct=None), YEAR)


def rates(given: dict) -> pd.DataFrame:
    population = {"year": [YEAR], "unit_code": ["A"], "households": [given["households"]]}
    return movements.rates(ledger(given), pd.DataFrame(population), YEAR)


MEASURES = {
    "expected_closing": lambda given: movements.expected_closing(ledger(given)),
    "unexplained": lambda given: movements.unexplained(ledger(given)),
    "recorded_left": lambda given: movements.recorded_left(ledger(given)),
    "gross_pct": lambda given: completion(given)["gross_pct"],
    "net_decrease": lambda given: completion(given)["net_decrease"],
    "poverty_rate_pct": lambda given: rates(given)["poverty_rate_pct"],
}


@pytest.mark.parametrize(("given", "measure", "printed"), FIGURES)
def test_measure_repeats_the_published_figure(given, measure, printed):
    computed = MEASURES[measure](given).item()
    decimals = len(printed.partition(".")[2])
    assert terms.rounded(computed, decimals) == printed


def test_the_printed_rate_of_quan_11_implies_50480_to_50604_households():
    """4,06% of 2.052, quan11.hochiminhcity.gov.vn, ItemID=2472; one more or less is out."""
    least, most = denominator.implied(2052, "4.06")
    assert (least, most) == (50480, 50604)
    for households in (least - 1, most + 1):
        given = {"closing": 2052, "households": households}
        assert terms.rounded(rates(given)["poverty_rate_pct"].item(), 2) != "4.06"


def test_net_completion_of_lien_chieu_is_133_percent():
    given = {"opening": 4018, "exits": 1328, "arising": 128, "closing": 2818, "plan": 900}
    assert terms.rounded(completion(given)["net_pct"].item(), 2) == "133.33"


def test_1200_a_year_from_2818_take_2_35_years_and_repeated_rates_settle_at_387():
    assert terms.rounded(repeat.years_by_number(2818, 0, 1200), 2) == "2.35"
    assert terms.rounded(repeat.level_by_rate(1328 / 4018, 128)) == "387"


def test_what_quan_11_did_not_print_stays_missing():
    given = {"opening": 3317, "exits": 1238, "other_decrease": 27, "closing": 2052}
    assert movements.expected_closing(ledger(given)).isna().all()
