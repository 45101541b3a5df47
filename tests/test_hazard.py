"""The discrete hazard model: against closed forms, a second computation, and where it ends."""

from math import exp, log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, norm

from analysis.methods import hazard
from analysis.methods.hazard import NoModelError

LEVELS = {"time": ["1", "2", "3"], "group": ["a", "b"], "kind": ["x", "y"]}
# Durations, groups and kinds, with the number at risk and the events.
CELLS = pd.DataFrame(
    [
        *(("1", "a", "x", 400, 20), ("1", "a", "y", 300, 24)),
        *(("1", "b", "x", 200, 21), ("1", "b", "y", 250, 30)),
        *(("2", "a", "x", 350, 12), ("2", "a", "y", 240, 15)),
        *(("2", "b", "x", 150, 9), ("2", "b", "y", 180, 17)),
        *(("3", "a", "x", 120, 2), ("3", "b", "y", 90, 5)),
    ],
    columns=["time", "group", "kind", "n", "d"],
)


def model(cells: pd.DataFrame, levels: dict | None = None, **about) -> hazard.Model:
    levels = levels or LEVELS
    return hazard.model(cells["n"], cells["d"], cells[list(levels)], levels, **about)


def scoring(rows: pd.DataFrame, levels: dict) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same by Fisher scoring written out: coefficients, errors, fitted probabilities."""
    x = np.column_stack(
        [np.ones(len(rows))]
        + [rows[of] == each for of, order in levels.items() for each in order[1:]]
    ).astype(float)
    n, d = rows["n"].to_numpy(float), rows["d"].to_numpy(float)
    b = np.zeros(x.shape[1])
    b[0] = log(-log(1 - d.sum() / n.sum()))
    for _ in range(60):
        mu = np.exp(x @ b)
        slope = d * mu / np.expm1(mu) - (n - d) * mu
        information = x.T @ (x * (n * mu**2 / np.expm1(mu))[:, None])
        b = b + np.linalg.solve(information, x.T @ slope)
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    return b, errors, -np.expm1(-np.exp(x @ b))


def coefficients(fitted: hazard.Model) -> list[float]:
    return fitted.ratios.loc[fitted.ratios["error"] > 0, "coefficient"].tolist()


def errors(fitted: hazard.Model) -> list[float]:
    return fitted.ratios.loc[fitted.ratios["error"] > 0, "error"].tolist()


def test_two_groups_alone_have_a_closed_form():
    fitted = hazard.model(
        [400, 200],
        [40, 30],
        pd.DataFrame({"time": ["1", "1"], "group": ["a", "b"]}),
        {"time": ["1"], "group": ["a", "b"]},
    )
    row = fitted.ratios.iloc[2]
    assert fitted.ratios[["factor", "level"]].values.tolist() == [
        ["time", "1"],
        ["group", "a"],
        ["group", "b"],
    ]
    assert row["ratio"] == pytest.approx(log(1 - 0.15) / log(1 - 0.1), rel=1e-9)
    parts = [h / (n * (1 - h) * log(1 - h) ** 2) for h, n in ((0.1, 400), (0.15, 200))]
    assert row["error"] == pytest.approx(sqrt(sum(parts)), rel=1e-8)
    wide = 1.959963984540054 * sqrt(sum(parts))
    assert row["lower"] == pytest.approx(row["ratio"] * exp(-wide), rel=1e-8)
    assert row["upper"] == pytest.approx(row["ratio"] * exp(wide), rel=1e-8)
    assert (
        fitted.ratios.loc[:1, ["coefficient", "error", "ratio"]].values.tolist() == [[0, 0, 1]] * 2
    )
    assert fitted.ratios.loc[:1, ["lower", "upper"]].isna().all(axis=None)
    assert fitted.deviance == pytest.approx(0, abs=1e-9)
    assert (fitted.at_risk, fitted.events, fitted.coefficients) == (600, 70, 2)
    assert fitted.residual_df == 0 and np.isnan(fitted.dispersion)


def test_rows_of_single_units_give_the_numbers_of_their_counts():
    rows = [
        {**cell, "n": 1, "d": int(at < cell["d"])}
        for cell in CELLS.to_dict("records")
        for at in range(cell["n"])
    ]
    values, spread, _ = scoring(pd.DataFrame(rows), LEVELS)
    fitted = model(CELLS)
    assert coefficients(fitted) == pytest.approx(list(values[1:]), abs=1e-8)
    assert errors(fitted) == pytest.approx(list(spread[1:]), abs=1e-8)


def test_deviance_and_dispersion_are_of_the_cells_of_the_model():
    values, _, p = scoring(CELLS, LEVELS)
    fitted = model(CELLS)
    n, d = CELLS["n"].to_numpy(float), CELLS["d"].to_numpy(float)
    best = binom.logpmf(d, n, d / n).sum() - binom.logpmf(d, n, p).sum()
    assert fitted.deviance == pytest.approx(2 * best, rel=1e-8)
    assert fitted.residual_df == len(CELLS) - len(values) == 5
    pearson = ((d - n * p) ** 2 / (n * p * (1 - p))).sum()
    assert fitted.dispersion == pytest.approx(pearson / 5, rel=1e-7)
    assert (fitted.at_risk, fitted.events) == (CELLS["n"].sum(), CELLS["d"].sum())


@given(st.randoms(use_true_random=False))
def test_order_and_splitting_of_cells_and_nobody_at_risk_change_nothing(random):
    halves = [(cell, random.randint(0, cell["d"])) for cell in CELLS.to_dict("records")]
    split = [{**cell, "n": cell["n"] // 2, "d": d} for cell, d in halves if d <= cell["n"] // 2]
    whole = [
        {**cell, "n": cell["n"] - cell["n"] // 2, "d": cell["d"] - d}
        for cell, d in halves
        if d <= cell["n"] // 2
    ]
    nobody = [{**cell, "n": 0, "d": 0} for cell, _ in halves]
    rows = [*split, *whole, *nobody]
    random.shuffle(rows)
    once, again = model(CELLS), model(pd.DataFrame(rows))
    pd.testing.assert_frame_equal(again.ratios, once.ratios, rtol=1e-7)
    assert again[1:4] == once[1:4] and again[5] == once[5] and again[7:] == once[7:]
    assert again.deviance == pytest.approx(once.deviance, rel=1e-6)


def test_a_second_model_changes_nothing_of_the_first():
    once = model(CELLS)
    before = once.deviance
    model(CELLS.assign(n=10 * CELLS["n"], d=10 * CELLS["d"]))
    assert once.deviance == before == model(CELLS).deviance


def test_the_interval_is_as_wide_as_was_asked():
    narrow, usual = model(CELLS, confidence=0.8).ratios, model(CELLS, confidence=0.95).ratios
    pd.testing.assert_frame_equal(model(CELLS).ratios, usual)
    ratio = np.log(narrow["upper"] / narrow["lower"]) / np.log(usual["upper"] / usual["lower"])
    assert ratio.dropna().tolist() == pytest.approx([norm.isf(0.1) / norm.isf(0.025)] * 4)


# ---- what has no event


@pytest.mark.parametrize(
    ("events", "merged"),
    [
        ([3, 1, 2], {}),
        ([3, 0, 2], {"2": "1"}),
        ([3, 0, 0], {"2": "1", "3": "1"}),
        ([3, 1, 0], {"3": "2"}),
        ([0, 1, 2], {"1": "2"}),
        ([0, 0, 2], {"1": "3", "2": "3"}),
        ([0, 1, 0], {"1": "2", "3": "2"}),
    ],
)
def test_a_duration_without_event_is_counted_with_the_one_before_or_the_next(events, merged):
    counts = pd.Series(events, index=["1", "2", "3"])
    assert hazard.merged_levels(counts, ["1", "2", "3", "4"]) == merged


def test_a_duration_without_event_gets_no_coefficient():
    cells = CELLS.assign(d=CELLS["d"].where(CELLS["time"] != "3", 0))
    fitted = model(cells)
    joined = cells.assign(time=cells["time"].replace("3", "2"))
    assert fitted.merged == {"3": "2"}
    pd.testing.assert_frame_equal(fitted.ratios, model(joined).ratios)
    assert fitted.at_risk == CELLS["n"].sum()
    assert fitted.ratios["coefficient"].abs().max() < 5


def test_levels_without_event_are_left_out_and_named():
    levels = LEVELS | {"kind": ["x", "y", "z", "w"]}
    none = CELLS.assign(kind="z", d=0)
    fitted = model(pd.concat([CELLS, none]), levels)
    pd.testing.assert_frame_equal(fitted.ratios, model(CELLS).ratios)
    assert fitted.without_events == [("kind", "z")]
    assert fitted.at_risk == CELLS["n"].sum()
    assert model(CELLS).without_events == []


def test_one_at_risk_counts_and_a_level_at_which_nobody_was_is_not_named():
    one = CELLS.iloc[[0]].assign(n=1, d=1)
    rest = CELLS.assign(n=CELLS["n"].replace(400, 399), d=CELLS["d"].replace(20, 19))
    nobody = CELLS.iloc[[0]].assign(kind="z", n=0, d=0)
    fitted = model(pd.concat([rest, one, nobody]), LEVELS | {"kind": ["x", "y", "z"]})
    assert (fitted.at_risk, fitted.events) == (CELLS["n"].sum(), CELLS["d"].sum())
    assert fitted.without_events == []
    pd.testing.assert_frame_equal(fitted.ratios, model(CELLS).ratios)


def test_a_reference_that_nobody_stands_at_or_without_event_is_the_next_level():
    for order in (["none", "b", "a"], ["b", "a"]):
        fitted = model(CELLS, LEVELS | {"group": order})
        rows = fitted.ratios[fitted.ratios["factor"] == "group"]
        assert rows["level"].tolist() == ["b", "a"]
    usual = model(CELLS).ratios.set_index("level")["ratio"]
    assert rows["ratio"].tolist() == pytest.approx([1, 1 / usual["b"]])
    cells = pd.concat([CELLS, CELLS.assign(group="none", d=0)])
    fitted = model(cells, LEVELS | {"group": ["none", "a", "b"]})
    assert fitted.without_events == [("group", "none")]
    pd.testing.assert_frame_equal(fitted.ratios, model(CELLS).ratios)


# ---- how many factors the events carry


def test_factors_are_taken_in_order_while_each_coefficient_has_its_events():
    events = int(CELLS["d"].sum())
    assert events == 155
    assert model(CELLS, each=31).left_out == []  # 5 coefficients with 31 each
    fewer = model(CELLS, each=32)
    assert fewer.left_out == ["kind"] and fewer.coefficients == 4
    assert model(CELLS, each=hazard.EVENTS_EACH).coefficients == model(CELLS).coefficients == 5
    none = model(CELLS, each=51)  # the durations alone
    assert none.left_out == ["group", "kind"] and none.coefficients == 3
    assert none.ratios["factor"].unique().tolist() == ["time"]
    with pytest.raises(NoModelError, match=r"^few_events$"):
        model(CELLS, each=52)


def test_a_factor_without_room_does_not_keep_out_one_that_has_it():
    wide = CELLS.assign(region=[f"r{at % 5}" for at in range(len(CELLS))])
    levels = {"time": LEVELS["time"], "region": [f"r{at}" for at in range(5)]}
    fitted = model(wide, levels | {"kind": ["x", "y"]}, each=30)
    assert fitted.left_out == ["region"]
    assert fitted.ratios["factor"].unique().tolist() == ["time", "kind"]


def test_a_factor_told_by_those_before_adds_nothing_and_is_not_missed():
    twice = CELLS.assign(same=CELLS["group"])
    fitted = model(twice, LEVELS | {"same": ["a", "b"]})
    assert fitted.left_out == []
    pd.testing.assert_frame_equal(fitted.ratios, model(CELLS).ratios)


def test_a_factor_with_one_level_adds_nothing():
    fitted = model(CELLS.assign(place="p"), LEVELS | {"place": ["p", "q"]})
    assert "place" not in set(fitted.ratios["factor"]) and fitted.left_out == []


# ---- where there is no model


def of(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["time", "group", "n", "d"])


TWO = {"time": ["1", "2"], "group": ["a", "b"]}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (of(), "no_events"),
        (of(("1", "a", 50, 0), ("1", "b", 50, 0)), "no_events"),
        (of(("1", "a", 0, 0)), "no_events"),
        (of(("1", "a", 500, 90)), "one_level"),
        (of(("1", "a", 500, 3)), "one_level"),
        (of(("1", "a", 500, 12), ("1", "b", 500, 7)), "few_events"),
        (of(("1", "a", 500, 12), ("2", "a", 500, 7)), "few_events"),
        (of(("1", "a", 500, 20), ("1", "b", 20, 20)), "unbounded"),
        (of(("1", "a", 30, 30), ("1", "b", 20, 20)), "unbounded"),
    ],
)
def test_where_there_are_no_numbers_there_is_a_reason(cells, reason):
    with pytest.raises(NoModelError, match=f"^{reason}$"):
        model(cells, TWO)


def test_ten_events_for_each_coefficient_are_enough():
    assert model(of(("1", "a", 500, 12), ("1", "b", 500, 8)), TWO).coefficients == 2
