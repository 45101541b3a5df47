"""Registers of a known truth, a few of them: what `benchmarks/truth.py` tries many times over."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom

from analysis.facts.exits import exit_ends
from benchmarks import truth

RUNS = 20


@pytest.fixture(scope="module")
def told():
    return truth.coverage(RUNS)


def test_intervals_hold_the_truth_as_often_as_they_say(told):
    for name, held in told.items():
        assert sum(held) >= binom.ppf(0.001, len(held), 0.95), name


def test_the_raised_line_makes_nobody_fall_back(told):
    assert told["no_relapse_by_line"] == [True] * RUNS


def test_the_raised_line_brings_many_back_onto_the_list():
    chance = np.random.default_rng(1)
    ends = exit_ends(truth.reviews(truth.drawn(chance), chance), "urban")
    assert ends.loc[ends["end"] == "raised_line", "households"].sum() > 1000


def test_intervals_do_not_hold_another_truth():
    chance = np.random.default_rng(1)
    true = truth.drawn(chance)
    made = truth.reviews(true, chance)
    other = replace(true, hazards=(0.12, 0.08, 0.06), exit_rates=(0.9, 0.8, 0.7, 0.6, 0.5))
    held = truth.estimates(other, made)
    for name in ("relapse_hazard", "still_out", "exit_rates", "shrunken_rates"):
        assert not any(held[name]), name
