"""Danh sách theo dõi: how the watch-list of each year before fits what its review then found.

Takes the facts of the tests by year and band (`watch_bands`), and what does not add up
(`watch_tests`), up to one review. Each year's list was made by a model of the reviews before it
under the same standard, and counts the exits at risk that its review observed. Every function
returns one row per `year` tested, or none.
"""

import pandas as pd

from analysis.methods import calibration
from analysis.methods.intervals import clopper_pearson
from analysis.methods.share import pct

MILLION = 1_000_000
SLOPES = {
    "slope": "watch_slope",
    "slope_lower": "watch_slope_lower",
    "slope_upper": "watch_slope_upper",
}
CAUGHT = {
    "caught_lower": "watch_caught_lower",
    "caught_upper": "watch_caught_upper",
    "gap_lower": "watch_gap_lower",
    "gap_upper": "watch_gap_upper",
}
CAUGHT_COLUMNS = ["year", "watch_visits", "watch_relapses", "watch_by_chance", "watch_caught"]
CAUGHT_COLUMNS += ["watch_caught_lower", "watch_caught_upper", "watch_caught_by_margin"]
CAUGHT_COLUMNS += ["watch_gap_lower", "watch_gap_upper"]


def by_year(bands: pd.DataFrame, tests: pd.DataFrame) -> pd.DataFrame:
    """Relapses observed and expected of each list (quan sát và dự báo).

        expected = Σ risks,  ratio = observed / expected

    With `standard`, and the relapses that the model was fitted on; limits at 95% of the observed
    count alone (`calibration.observed_expected`).
    """
    sums = _sums(bands, tests)
    table = tests[["year", "standard"]].assign(
        watch_trained_relapses=tests["trained_relapses"].astype("Int64"),
        watch_households=sums["households"].astype("Int64"),
        watch_expected=sums["expected_millionths"] / MILLION,
        watch_relapses=sums["relapses"].astype("Int64"),
    )
    pairs = zip(table["watch_relapses"], table["watch_expected"], strict=True)
    ratios = [calibration.observed_expected(*pair) for pair in pairs]
    columns = ["watch_ratio", "watch_ratio_lower", "watch_ratio_upper"]
    return table.join(pd.DataFrame(ratios, columns=columns, index=table.index, dtype="float64"))


def fit(bands: pd.DataFrame, tests: pd.DataFrame) -> pd.DataFrame:
    """How far apart high and low risks lie, and what they save of the Brier score.

        skill = 1 - Brier score / Brier score of the share that fell back in the years before

    The slope with its bootstrap limits is as the facts have it.
    """
    sums = _sums(bands, tests)
    counted = zip(
        sums["squared_millionths"] / MILLION,
        sums["households"],
        sums["relapses"],
        tests["trained_relapses"] / tests["trained_rows"],
        strict=True,
    )
    table = tests[["year"]].assign(watch_relapses=sums["relapses"].astype("Int64"))
    skills = pd.array([100 * calibration.skill(*each) for each in counted], "Float64")
    return table.join(tests[list(SLOPES)].rename(columns=SLOPES)).assign(watch_skill_pct=skills)


def caught(bands: pd.DataFrame, tests: pd.DataFrame) -> pd.DataFrame:
    """Relapses that the first `watch_visits` of each list hold (số hộ tìm thấy trong các lần thăm).

        by chance = relapses x visits / households

    Beside as many by the plain rule, smallest margin first, and bootstrap limits of both the number
    caught and of how many more than by that rule.
    """
    sums = _sums(bands, tests)
    counts = tests[["visits", "caught", "caught_by_margin"]].astype("Int64")
    limits = tests[list(CAUGHT)].rename(columns=CAUGHT)
    table = tests[["year"]].assign(
        watch_visits=counts["visits"],
        watch_relapses=sums["relapses"].astype("Int64"),
        watch_by_chance=sums["relapses"] * tests["visits"] / sums["households"],
        watch_caught=counts["caught"],
        watch_caught_by_margin=counts["caught_by_margin"],
    )
    return table.join(limits)[CAUGHT_COLUMNS]


def by_band(bands: pd.DataFrame) -> pd.DataFrame:
    """Relapses observed and expected by fifth of the list, a row per `year` and `watch_band`.

    Limits at 95% of the share observed are exact binomial ones (Clopper-Pearson).
    """
    counts = bands[["households", "relapses"]].astype("Int64")
    expected = bands["expected_millionths"] / MILLION
    pairs = zip(bands["relapses"], bands["households"], strict=True)
    limits = [[100 * limit for limit in clopper_pearson(*pair)] for pair in pairs]
    columns = ["watch_lower_pct", "watch_upper_pct"]
    return (
        bands[["watch_band", "year"]]
        .assign(
            watch_households=counts["households"],
            watch_expected=expected,
            watch_relapses=counts["relapses"],
            watch_expected_pct=pct(expected, counts["households"]),
            watch_relapse_pct=pct(counts["relapses"], counts["households"]),
        )
        .join(pd.DataFrame(limits, columns=columns, index=bands.index, dtype="float64"))
    )


def _sums(bands: pd.DataFrame, tests: pd.DataFrame) -> pd.DataFrame:
    """The bands of each test added up, in its place."""
    summed = bands.drop(columns="watch_band").groupby("year").sum().reindex(tests["year"])
    return summed.set_index(tests.index)
