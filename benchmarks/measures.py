"""What the statistics cost beside what a user would write: `uv run benchmarks/measures.py`.

    hazard   the model of relapse on counts by cell, beside statsmodels on a row for each
             household and year
    city     all measures of a city's pages, beside reading the facts that they take
    smaa     acceptabilities of candidates, beside a loop over the draws
    many     shares drawn together and sets of ranks of 11,000 wards: time and memory

Each way is checked to give the same figures. The last line is one JSON object of the ratios.
"""

import argparse
import importlib
import json
import os
import pkgutil
import resource
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from inspect import isfunction
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from types import ModuleType
from typing import TypeVar

import nbformat
import numpy as np
import pandas as pd
import statsmodels.api as sm
import yaml

from analysis import measures, publication, stores, workspace
from analysis.facts import read
from analysis.methods import hazard, ranks, selection, shrinkage, smaa
from analysis.publication import settle
from analysis.reports import batch

T = TypeVar("T")
SEED, YEAR = 2013, 2013
LEVELS = {
    "years_since": ["1", "2", "3", "4", "5"],
    "margin": ["50", "25", "10", "0"],
    "workers": ["2", "1", "0"],
    "illness": ["no", "yes"],
    "year": ["2010", "2011", "2012"],
}
EFFECTS = {"years_since": -0.4, "margin": 0.25, "workers": 0.2, "illness": 0.4, "year": 0.1}


def timed(work: Callable[[], T], times: int = 1) -> tuple[float, T]:
    """The median of so many times, seconds, and what the last gave."""
    took = []
    for _ in range(times):
        started = perf_counter()
        result = work()
        took.append(perf_counter() - started)
    return median(took), result


def person_years(rows: int) -> tuple[pd.DataFrame, np.ndarray]:
    """A row for each household and year with its factors, and whether it fell back."""
    chance = np.random.default_rng(SEED)
    at = {name: chance.integers(len(levels), size=rows) for name, levels in LEVELS.items()}
    factors = pd.DataFrame({name: np.array(LEVELS[name])[at[name]] for name in LEVELS})
    logs = -3.2 + sum(EFFECTS[name] * at[name] for name in LEVELS)
    return factors, chance.random(rows) < -np.expm1(-np.exp(logs))


def on_rows(factors: pd.DataFrame, events: np.ndarray) -> np.ndarray:
    """The model of a user: dummies of each row and statsmodels."""
    columns = [factors[of] == level for of, order in LEVELS.items() for level in order[1:]]
    design = np.column_stack([np.ones(len(factors)), *columns]).astype(float)
    family = sm.families.Binomial(sm.families.links.CLogLog())
    return sm.GLM(events.astype(float), design, family=family).fit(tol=1e-12).params[1:]


def hazards(rows: int) -> dict[str, float]:
    """The model on cells against that on rows."""
    factors, events = person_years(rows)
    counted = factors.assign(n=1, d=events.astype(int))
    counting, cells = timed(lambda: counted.groupby(list(LEVELS), as_index=False)[["n", "d"]].sum())
    ours, fitted = timed(
        lambda: hazard.model(cells["n"], cells["d"], cells[list(LEVELS)], LEVELS), times=5
    )
    slow, theirs = timed(lambda: on_rows(factors, events))
    mine = fitted.ratios["coefficient"][fitted.ratios["error"] > 0]
    differ = float(np.abs(mine.to_numpy() - theirs).max())
    print(
        f"hazard: {rows:,} household-years in {len(cells)} cells: ours {ours:.3f} s, counting the "
        f"cells {counting:.2f} s, statsmodels on rows {slow:.1f} s; coefficients differ by "
        f"{differ:.1e}"
    )
    return {"hazard_vs_rows": round(slow / ours, 1), "hazard_difference": differ}


def candidates(many: int, criteria: int) -> tuple[np.ndarray, list[smaa.Kind], selection.Rule]:
    """Points of two kinds of candidates that few cases leave open, and the rule of choice."""
    chance = np.random.default_rng(SEED)
    of = chance.integers(5, 60, size=(many, criteria))
    values = 100 * smaa.share_values(chance.binomial(of, 0.8), of, 0.8, 10)
    half = range(many // 2), range(many // 2, many)
    kinds = [smaa.Kind(list(each), list(range(criteria))) for each in half]
    lots, groups = chance.permutation(many), chance.integers(5, size=many)
    return values, kinds, selection.Rule([0, 1], lots, groups, places=6, cap=2)


def by_loop(
    points: np.ndarray, kinds: list[smaa.Kind], rule: selection.Rule, draws: int
) -> np.ndarray:
    """How often each candidate is chosen, by a loop over the draws that ours makes."""
    rng, many, chosen = np.random.default_rng(SEED), len(points), np.zeros(len(points))
    for start in range(0, draws, smaa.BLOCK):
        size = min(smaa.BLOCK, draws - start)
        at = rng.integers(points.shape[2], size=(size, *points.shape[:2]))
        weights = [smaa.even_weights(rng, points.shape[1], size) for _ in kinds]
        for draw in range(size):
            drawn = np.take_along_axis(points, at[draw][..., None], axis=2)[..., 0]
            scores = np.zeros(many)
            for kind, each in zip(kinds, weights, strict=True):
                scores[kind.members] = drawn[kind.members] @ each[draw]
            for taken in one_list(scores, drawn, rule):
                chosen[taken] += 1
    return chosen / draws


def one_list(scores: np.ndarray, drawn: np.ndarray, rule: selection.Rule) -> list[int]:
    """The list of one draw, as one would write it down."""
    tenths = selection.to_tenths
    keys = [tenths(scores), *(tenths(drawn[:, column]) for column in rule.ties)]
    order = sorted(range(len(scores)), key=lambda i: (*(-key[i] for key in keys), rule.lots[i]))
    taken, of_group = [], dict.fromkeys(rule.groups.tolist(), 0)
    for candidate in order:
        group = rule.groups[candidate]
        if len(taken) < rule.places and of_group[group] < rule.cap:
            taken.append(candidate)
            of_group[group] += 1
    equal = [i for i in order if all(key[i] == key[order[0]] for key in keys)]
    return [] if len(equal) > rule.places else taken


def acceptabilities(many: int, draws: int) -> dict[str, float]:
    """SMAA against a loop over its draws."""
    points, kinds, rule = candidates(many, criteria=5)
    ours, told = timed(lambda: smaa.acceptability(points, kinds, rule, draws, SEED), times=3)
    slow, looped = timed(lambda: by_loop(points, kinds, rule, draws))
    differ = float(np.abs(told.chosen - looped).max())
    print(
        f"smaa: {draws:,} draws of {many} candidates: ours {ours:.2f} s, a loop {slow:.1f} s; "
        f"shares differ by {differ:.1e}"
    )
    return {"smaa_vs_loop": round(slow / ours, 1), "smaa_difference": differ}


def peak_mib() -> float:
    """The most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def many_wards(units: int) -> dict[str, float]:
    """Shares drawn together and sets of ranks of so many wards, by memory and time."""
    chance = np.random.default_rng(SEED)
    n = chance.integers(20, 900, size=units)
    x = chance.binomial(n, 1 / (1 + np.exp(-chance.normal(-0.8, 0.3, units))))
    before = peak_mib()
    drawing, _ = timed(lambda: shrinkage.shrunken(x, n))
    error = ranks.errors(x, n)
    ranking, _ = timed(lambda: ranks.sets(x / n, error, ranks.critical(error)[1]))
    used, table = peak_mib() - before, units**2 * 8 / 2**20
    print(
        f"many: {units:,} wards: drawn together in {drawing:.1f} s, sets of ranks in "
        f"{ranking:.1f} s, {used:.0f} MiB more memory; one number for each pair would take "
        f"{table:.0f} MiB"
    )
    return {"many_wards_mib": round(used), "many_wards_of_table": round(used / table, 3)}


def city(times: int, folder: Path) -> None:
    """Write a register of so many districts like the sample, each with wards of its own."""
    sample = workspace.open(workspace.SHIPPED[0]).folder
    settings = yaml.safe_load((sample / "district.yml").read_text(encoding="utf-8"))
    settings["units"] = [
        {**unit, "code": f"{unit['code']}{copy:02d}"}
        for copy in range(times)
        for unit in settings["units"]
    ]
    folder.mkdir()
    (folder / "district.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    for file in [*sample.glob("register/*/*.csv"), sample / "population.csv", sample / "plan.csv"]:
        rows = pd.read_csv(file, dtype="str", keep_default_na=False)
        copies = [_of_district(rows, copy) for copy in range(times)]
        place = folder / file.relative_to(sample)
        place.parent.mkdir(parents=True, exist_ok=True)
        pd.concat(copies).to_csv(place, index=False)


def _of_district(rows: pd.DataFrame, copy: int) -> pd.DataFrame:
    """The rows with codes and numbers that no other district has."""
    end, place = f"{copy:02d}", rows.filter(["Mã phường", "Mã đơn vị"]).columns[:1]
    if "Mã đơn vị" in rows:  # a plan of the whole stands once
        rows = rows[rows["Mã đơn vị"].str.len().eq(5) | (copy == 0)]
    changed = {
        name: rows[name].where(rows[name].str.len() != 5, rows[name] + end) for name in place
    }
    changed |= {name: rows[name] + end for name in rows if name == "Mã hộ"}
    changed |= {
        name: rows[name].where(rows[name] == "", rows[name].str[:3] + end + rows[name].str[5:])
        for name in rows
        if name.startswith("Số định danh")
    }
    return rows.assign(**changed)


@contextmanager
def watched(modules: list[ModuleType]) -> Iterator[dict[str, float]]:
    """Seconds spent in the functions of some modules, one called by another counted once."""
    spent, depth, kept = {"seconds": 0.0}, [0], []

    def timer(function: Callable) -> Callable:
        @wraps(function)
        def called(*given: object, **named: object) -> object:
            depth[0] += 1
            started = perf_counter()
            try:
                return function(*given, **named)
            finally:
                depth[0] -= 1
                spent["seconds"] += 0 if depth[0] else perf_counter() - started

        return called

    for module in modules:
        for name, each in list(vars(module).items()):
            own = isfunction(each) and each.__module__ == module.__name__
            if own and not name.startswith("_"):
                kept.append((module, name, each))
                setattr(module, name, timer(each))
    try:
        yield spent
    finally:
        for module, name, each in kept:
            setattr(module, name, each)


def city_pages(times: int) -> dict[str, float]:
    """All measures of a city's pages beside reading their facts."""
    names = [each.name for each in pkgutil.iter_modules(measures.__path__)]
    every = [importlib.import_module(f"analysis.measures.{name}") for name in names]
    with TemporaryDirectory() as place:
        data = f"{place}/city"
        os.environ["GIAMNGHEO_OUTPUTS"] = f"{place}/outputs"
        city(times, Path(data))
        stores.build(data)
        listed = read.people_ledger(YEAR, "490", data)
        households = int(listed[["opening", "closing"]].sum().sum())
        with watched(every) as computing, watched([read]) as reading:
            released = settle.release(YEAR, ["490"], data)
            raw = {name: shown.table for name, shown in released.tables.items()}
            with _unprotected(settle.finished(raw, "490")):
                for notebook in batch.notebooks():
                    _setup(notebook, data)
    ratio = computing["seconds"] / reading["seconds"]
    print(
        f"city: {households:,} households at openings and closings up to {YEAR}: measures "
        f"{computing['seconds']:.1f} s, reading their facts {reading['seconds']:.1f} s"
    )
    return {"city_measures_vs_reading": round(ratio, 2)}


@contextmanager
def _unprotected(tables: Mapping[str, pd.DataFrame | None]) -> Iterator[None]:
    """Notebooks get tables as computed: proving them safe is not what is measured here."""
    kept, publication.tables = publication.tables, lambda *_: tables
    try:
        yield
    finally:
        publication.tables = kept


def _setup(notebook: Path, data: str) -> None:
    """The cells of a notebook that call measures, run here."""
    space: dict = {"year": YEAR, "area": "490", "data": data, "lang": "vi"}
    for cell in nbformat.read(notebook, as_version=4).cells:
        if "setup" in cell.metadata.get("tags", []):
            exec(compile(cell.source, notebook.name, "exec"), space)


def main() -> None:
    """Measure what is asked for, all by default, and end with the ratios as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000, help="household-years")
    options.add_argument("--districts", type=int, default=12, help="in the city")
    options.add_argument("--draws", type=int, default=100_000)
    options.add_argument("--wards", type=int, default=11_000)
    asked = options.parse_args()
    ratios = many_wards(asked.wards)
    ratios |= hazards(asked.rows)
    ratios |= acceptabilities(40, asked.draws)
    ratios |= city_pages(asked.districts)
    print(json.dumps(ratios))


if __name__ == "__main__":
    main()
