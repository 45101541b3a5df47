"""Registers of a known truth: do the estimates hold what is true? `uv run benchmarks/truth.py`.

Every run makes up the lists of six reviews by five wards with exit rates of their own, with a risk
of falling back that depends on the years since the exit and on how close to the line it was, and
with a line that is raised at the fifth review. The facts are counted from these lists, and of each
estimate it is noted whether its interval at 95% holds the truth that made the lists. The raised
line brings households back onto the list, and none of them may count as fallen back. The last line
is one JSON object: per cent of the intervals that hold, and how many there were.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from analysis import workspace
from analysis.facts import relapse_cells
from analysis.facts.exits import exit_ends
from analysis.facts.roster import roster
from analysis.measures import exits, ward_sets
from analysis.methods import hazard, ranks, shrinkage
from analysis.register import households as terms
from analysis.register.read import Review

RUNS, SEED = 200, 2013
LINES = {"da-nang-2009": 500_000, "da-nang-2013": 800_000}
STANDARDS = dict.fromkeys(range(2009, 2013), "da-nang-2009")
STANDARDS |= dict.fromkeys((2013, 2014), "da-nang-2013")
WARDS = {"20194": 900, "20195": 1_100, "20197": 500, "20198": 700, "20200": 1_400}
ARRIVE, CLOSE, CLOSE_SHARE = 150, 0.1, 0.3  # households a year; an exit is close; so many are
MIDDLE = 0.33  # exit rate about which those of the wards lie
COLUMNS = [column.name for column in [*terms.LISTED, terms.MOVEMENT]]


@dataclass(frozen=True)
class Truth:
    """What makes the lists: chances from 0 to 1, and an effect on the scale of log(-log)."""

    exit_rates: tuple[float, ...]  # of the wards
    hazards: tuple[float, ...] = (0.06, 0.04, 0.03)  # by years since an exit that was not close
    close_effect: float = 0.6

    def risk(self, years_since: np.ndarray, is_close: np.ndarray) -> np.ndarray:
        """The chance to fall back at a review so many years after the exit."""
        base = np.log(-np.log1p(-np.array(self.hazards)))[years_since - 1]
        return -np.expm1(-np.exp(base + self.close_effect * is_close))


def drawn(chance: np.random.Generator) -> Truth:
    """A truth whose wards differ as the weak prior of `shrinkage` says that wards may differ."""
    spread = abs(chance.normal(0, 0.5))
    return Truth(tuple(expit(logit(MIDDLE) + spread * chance.standard_normal(len(WARDS)))))


@dataclass(frozen=True)
class Homes:
    """Every household that was ever on a list, in arrays of one order."""

    ward: np.ndarray  # 0 to 4
    income: np.ndarray
    is_poor: np.ndarray
    exit_year: np.ndarray  # 0 of one that never exited

    def joined(self, others: "Homes") -> "Homes":
        """These and others after them."""
        names = [each.name for each in fields(self)]
        return Homes(*(np.append(getattr(self, name), getattr(others, name)) for name in names))


def reviews(truth: Truth, chance: np.random.Generator) -> dict[int, Review]:
    """The lists of six reviews, the fifth of which is held under a higher line."""
    homes = arrived(list(WARDS.values()), LINES["da-nang-2009"], chance)
    made = {}
    for year, standard in STANDARDS.items():
        line, is_first = LINES[standard], standard not in [each.standard for each in made.values()]
        homes = (
            replace(homes, is_poor=homes.is_poor | (homes.income <= line)) if is_first else homes
        )
        opening = homes
        homes, exited = after_exits(homes, truth, year, line, chance)
        homes, fell = after_relapses(homes, truth, year, line, chance)
        homes = homes.joined(arrived([ARRIVE // len(WARDS)] * len(WARDS), line, chance))
        movement = np.append(np.where(fell, terms.RELAPSED, terms.STAYED), [""] * ARRIVE)
        made[year] = Review(
            year,
            standard,
            opening=listed(opening, np.full(len(fell), "")),
            closing=listed(homes, np.where(movement == "", terms.NEW, movement)),
            departures=departed(homes, np.flatnonzero(exited)),
            members=pd.DataFrame(),
            has_own_opening=is_first,
        )
    return made


def arrived(numbers: list[int], line: int, chance: np.random.Generator) -> Homes:
    """Poor households of each ward that no list held before."""
    ward = np.repeat(np.arange(len(numbers)), numbers)
    low = chance.uniform(0.5, 1, len(ward))
    none = np.zeros(len(ward), dtype=int)
    return Homes(ward, (line * low).astype(int), none == 0, none)


def after_exits(
    homes: Homes, truth: Truth, year: int, line: int, chance: np.random.Generator
) -> tuple[Homes, np.ndarray]:
    """The households after the year's exits, and which exited."""
    rate = np.array(truth.exit_rates)[homes.ward]
    exited = homes.is_poor & (chance.random(len(rate)) < rate)
    is_close = chance.random(len(rate)) < CLOSE_SHARE
    margin = np.where(
        is_close, chance.uniform(0.01, 0.09, len(rate)), 0.1 + chance.random(len(rate))
    )
    income = np.where(exited, (line * (1 + margin)).astype(int), homes.income)
    left = replace(
        homes,
        income=income,
        is_poor=homes.is_poor & ~exited,
        exit_year=np.where(exited, year, homes.exit_year),
    )
    return left, exited


def after_relapses(
    homes: Homes, truth: Truth, year: int, line: int, chance: np.random.Generator
) -> tuple[Homes, np.ndarray]:
    """The households after the year's review, and which fell back under the line of their exit."""
    since = np.where(homes.exit_year > 0, year - homes.exit_year, 0)
    same = np.isin(homes.exit_year, [at for at, of in STANDARDS.items() if of == STANDARDS[year]])
    at_risk = ~homes.is_poor & same & (since > 0)
    is_close = homes.income < line * (1 + CLOSE)
    risk = truth.risk(np.clip(since, 1, len(truth.hazards)), is_close)
    fell = at_risk & (chance.random(len(risk)) < risk)
    income = np.where(fell, line - 10_000, homes.income)
    return replace(homes, income=income, is_poor=homes.is_poor | fell), fell


def listed(homes: Homes, movement: np.ndarray) -> pd.DataFrame:
    """The poor as a list holds them, every cell as text."""
    at = np.flatnonzero(homes.is_poor)
    codes = np.array(list(WARDS))
    rows = {
        "household_id": np.char.add("H", at.astype(str)),
        "ward_code": codes[homes.ward[at]],
        "members": "3",
        "workers": "1",
        "income_vnd": homes.income[at].astype(str),
        "household_class": terms.POOR,
        "movement": movement[at],
    }
    return pd.DataFrame(rows, dtype="str").reindex(columns=COLUMNS, fill_value="")


def departed(homes: Homes, at: np.ndarray) -> pd.DataFrame:
    """The exits as a list holds them."""
    rows = {
        "household_id": np.char.add("H", at.astype(str)),
        "ward_code": np.array(list(WARDS))[homes.ward[at]],
        "members": "3",
        "income_vnd": homes.income[at].astype(str),
        "reason": terms.EXITED,
        "class_after": terms.NOT_POOR,
    }
    columns = [column.name for column in terms.DEPARTED]
    return pd.DataFrame(rows, dtype="str").reindex(columns=columns, fill_value="")


def estimates(truth: Truth, made: dict[int, Review]) -> dict[str, list[bool]]:
    """Of each estimate whether its interval, or what is claimed by it, holds the truth.

    `relapse_hazard` and `still_out` are of the life table, by years since the exit; `hazard_ratio`
    of the model on cells, close exits against the others; `exit_rates` of the wards' intervals,
    which hold together; `shrunken_rates` of each ward; `ranks` of the sets of ranks, which hold
    together; `no_relapse_by_line` whether the raised line made nobody fall back.
    """
    ends = exit_ends(made, "urban")
    curve = exits.life_table(ends, max(made), STANDARDS)
    hazards, out = pooled(truth)
    opened = made[2012].opening["ward_code"].value_counts().reindex(list(WARDS)).to_numpy()
    exited = made[2012].departures["ward_code"].value_counts().reindex(list(WARDS)).to_numpy()
    old = ends["standard"] == STANDARDS[2009]
    return {
        "relapse_hazard": _held(curve, "hazard_lower_pct", "hazard_upper_pct", hazards),
        "still_out": _held(curve, "out_lower_pct", "out_upper_pct", out),
        "hazard_ratio": [_ratio_held(truth, made)],
        "no_relapse_by_line": [
            not ((ends["end_year"] > 2012) & (ends["end"] == "fell_back") & old).any()
        ],
        **of_wards(truth, exited, opened),
    }


def pooled(truth: Truth) -> tuple[list[float], list[float]]:
    """The risk at each review after the exit of close exits and others together, and who is out.

    Percentages; the others are more among those still out each year.
    """
    left, hazards, out = np.array([CLOSE_SHARE, 1 - CLOSE_SHARE]), [], []
    for since in range(1, len(truth.hazards) + 1):
        risk = truth.risk(np.array([since, since]), np.array([True, False]))
        hazards.append(100 * (left @ risk) / left.sum())
        left = left * (1 - risk)
        out.append(100 * left.sum())
    return hazards, out


def of_wards(truth: Truth, exited: np.ndarray, opened: np.ndarray) -> dict[str, list[bool]]:
    """What is said of the wards' exit rates of one year."""
    rates = pd.DataFrame({"unit_code": list(WARDS), "exits": exited, "opening": opened})
    rates["exit_rate_pct"] = 100 * rates["exits"] / rates["opening"]
    true = dict(zip(WARDS, truth.exit_rates, strict=True))
    ordered = ward_sets.in_order(rates)
    inside = (
        ordered["unit_code"].map(true).mul(100).between(ordered["lower_pct"], ordered["upper_pct"])
    )
    drawn = shrinkage.shrunken(exited, opened)
    share, error = exited / opened, ranks.errors(exited, opened)
    found = ranks.sets(share, error, ranks.critical(error)[1])
    at = np.array(truth.exit_rates)
    best, worst = 1 + (at > at[:, None]).sum(axis=1), len(at) - (at < at[:, None]).sum(axis=1)
    return {
        "exit_rates": [bool(inside.all())],
        "shrunken_rates": [*((drawn.lower <= at) & (at <= drawn.upper))],
        "ranks": [bool(((found.best <= worst) & (best <= found.worst)).all())],
    }


def _held(curve: pd.DataFrame, lower: str, upper: str, true: list[float]) -> list[bool]:
    """Whether each interval of a life table holds what is true that many years after the exit."""
    rows = zip(curve["years_since"], curve[lower], curve[upper], strict=True)
    return [low <= true[since - 1] <= high for since, low, high in rows]


def _ratio_held(truth: Truth, made: dict[int, Review]) -> bool:
    """Whether the model's ratio of close exits to the others holds the true one."""
    office = workspace.open(workspace.SHIPPED[0]).district
    cells = relapse_cells.tables(made, roster(made), office)["relapse_cells"]
    is_close = np.where(cells["margin_band"] == "margin_0", "close", "other")
    factors = cells[["years_since", "year"]].astype("str").assign(margin=is_close)
    levels = {of: sorted(factors[of].unique()) for of in ("years_since", "year")}
    levels["margin"] = ["other", "close"]
    told = hazard.model(cells["reviews_at_risk"], cells["fell_back"], factors, levels).ratios
    close = told[told["level"] == "close"].iloc[0]
    return bool(close["lower"] <= np.exp(truth.close_effect) <= close["upper"])


def coverage(runs: int, seed: int = SEED) -> dict[str, list[bool]]:
    """All that was held and not in so many registers."""
    told: dict[str, list[bool]] = defaultdict(list)
    chance = np.random.default_rng(seed)
    for _ in range(runs):
        truth = drawn(chance)
        for name, held in estimates(truth, reviews(truth, chance)).items():
            told[name] += held
    return dict(told)


def main() -> None:
    """Make registers up, and end with what was held as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=RUNS)
    options.add_argument("--seed", type=int, default=SEED)
    asked = options.parse_args()
    told = coverage(asked.runs, asked.seed)
    shares = {name: round(100 * float(np.mean(held)), 1) for name, held in told.items()}
    for name, share in shares.items():
        print(f"{name}: {share}% of {len(told[name])} hold what is true")
    print(json.dumps(shares))


if __name__ == "__main__":
    main()
