"""Estimates from random inspections, held against a known truth: `uv run benchmarks/coverage.py`.

The poor households of the invented district of 2013 are the whole, and a seeded truth says which of
their entries are wrong (`analysis/sample/inspection`). Random samples are drawn of each ward by the
design of district.yml; of each the estimate with its interval at 95% is made as the page makes it,
for the district and for every ward, and looked at: does it hold the true share? Beside the two
errors of the page stands a rare one, and beside our interval the usual one of the estimate and
twice its standard error. The last line is one JSON object.
"""

import argparse
import json
from collections.abc import Mapping
from math import sqrt

import numpy as np

from analysis import workspace
from analysis.methods import sampling
from analysis.sample.draw import Draw
from analysis.sample.inspection import CLASS, INCOME, MEMBERS, truths
from analysis.sample.people import POOR, WARDS
from analysis.sample.review import reviews

YEAR, SEED, DRAWS = 2013, 2013, 200
ERRORS = {"class": {CLASS}, "any": {CLASS, INCOME, MEMBERS}, "rare": {MEMBERS}}

Entries = Mapping[str, np.ndarray]  # by ward, whether each entry is wrong


def frame(error: str) -> dict[str, np.ndarray]:
    """Every poor household of a ward at the opening, and whether its entry has an error."""
    review = next(review for review in reviews(Draw(SEED)) if review.year == YEAR)
    poor = [home for home in review.opening if home.category == POOR and home.ward]
    true = truths(Draw(SEED), poor)
    return {
        ward: np.array([true[home.code] in ERRORS[error] for home in poor if home.ward == ward])
        for ward in WARDS
    }


def design(entries: Entries) -> list[int]:
    """How many households of each ward are drawn, as district.yml says."""
    rule = workspace.open(workspace.SHIPPED[0]).district.programme.inspection.sample
    sizes = [len(wrong) for wrong in entries.values()]
    return sampling.allocation(sizes, [1.0] * len(sizes), rule.visits, rule.least_per_ward)


def covered(error: str, draws: int) -> dict[str, float]:
    """How often the intervals hold the true share, in per cent of the draws (and wards)."""
    entries, chance = frame(error), np.random.default_rng(SEED)
    sizes, drawn = [len(wrong) for wrong in entries.values()], design(entries)
    whole = sum(wrong.sum() for wrong in entries.values()) / sum(sizes)
    held = {"district": [], "at_most": [], "wards": [], "usual": []}
    for _ in range(draws):
        pairs = zip(entries.values(), drawn, strict=True)
        found = [int(chance.choice(wrong, many, replace=False).sum()) for wrong, many in pairs]
        held["district"].append(holds(sampling.limits(sizes, drawn, sum(found)), whole))
        held["at_most"].append(sampling.most(sizes, drawn, sum(found)) >= whole)
        held["usual"].append(holds(usual(sizes, drawn, found), whole))
        strata = zip(entries.values(), sizes, drawn, found, strict=True)
        held["wards"] += [
            holds(sampling.exact(few, many, size), wrong.mean())
            for wrong, size, many, few in strata
        ]
    return {name: round(100 * float(np.mean(hits)), 1) for name, hits in held.items()}


def usual(sizes: list[int], drawn: list[int], found: list[int]) -> sampling.Interval:
    """The estimate and 1.96 times its standard error on either side."""
    middle = sampling.share(sizes, drawn, found)
    half = 1.96 * sqrt(sampling.variance(sizes, drawn, found))
    return middle - half, middle + half


def holds(interval: sampling.Interval, share: float) -> bool:
    """Whether a share lies between the limits, of which both are included."""
    return interval[0] - 1e-9 <= share <= interval[1] + 1e-9


def main() -> None:
    """Try every error, and end with the coverage of each as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=DRAWS)
    draws, told = options.parse_args().draws, {}
    for error in ERRORS:
        entries, run = frame(error), covered(error, draws)
        share = 100 * sum(w.sum() for w in entries.values()) / sum(map(len, entries.values()))
        print(
            f"{error}: truly {share:.2f}% wrong; of {draws} samples of {sum(design(entries))} the "
            f"district's interval holds it in {run['district']}%, the bound in {run['at_most']}%, "
            f"those of wards in {run['wards']}%, the usual interval in {run['usual']}%",
            flush=True,
        )
        told |= {f"{error}_{name}_pct": hits for name, hits in run.items()}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
