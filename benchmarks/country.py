"""A country of districts through facts and pages: `uv run benchmarks/country.py --districts 10 20`.

The districts are invented registers, each a workspace of its own, that one run makes pages of. For
each number of districts it tells pages per second and peak memory, and holds the sum of the
districts' facts to the facts of one register with all their households. From the last run it
reckons what a country costs on some workers. The last line is one JSON object.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pandas as pd
import psutil

from analysis import sample, workspace
from analysis.facts import build
from analysis.register import read as register
from analysis.register.read import Review
from analysis.workspace import PROJECT, SHIPPED

COMMAND = "from analysis.cli import app; app()"
LISTS = ("opening", "closing", "departures", "members")
SEEDS = 4  # so many different registers are drawn; more districts repeat them
WHOLE = {"districts": 700, "years": 10}


def districts(place: Path, number: int, years: int) -> list[Path]:
    """The workspaces of a country, with the reviews of so many years; those there are kept."""
    folders = [place / f"district-{at:03}" for at in range(1, number + 1)]
    for at, folder in enumerate(folders):
        if folder.exists():
            continue
        if at >= SEEDS:
            shutil.copytree(folders[at % SEEDS], folder)
            continue
        sample.write(folder, seed=at + 1)
        shutil.copyfile(PROJECT / SHIPPED[0] / "district.yml", folder / "district.yml")
        for late in sorted((folder / "register").iterdir())[years:]:
            shutil.rmtree(late)
    return folders


def measured(folders: list[Path], outputs: Path) -> dict[str, float]:
    """One run over all districts: its pages, seconds and memory."""
    asked = [part for folder in folders for part in ("--data", str(folder))]
    began = time.perf_counter()
    running = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "run", *asked, "--lang", "vi"],
        env=os.environ | {"GIAMNGHEO_OUTPUTS": str(outputs), "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
        cwd=PROJECT,
    )
    peaks, over = {"runner_mib": 0.0, "all_mib": 0.0}, Event()
    watch = Thread(target=_watch, args=[psutil.Process(running.pid), peaks, over])
    watch.start()
    failed = running.wait()
    seconds = time.perf_counter() - began
    over.set()
    watch.join()
    if failed:
        raise RuntimeError("a page could not be made")
    pages = len(list(outputs.glob("*/site/*/*/*.html")))
    return {"pages": pages, "seconds": seconds, "pages_per_second": pages / seconds, **peaks}


def _watch(runner: psutil.Process, peaks: dict[str, float], over: Event) -> None:
    """Note the most memory that the runner, and all its processes together, have held."""
    while not over.wait(0.5):
        held = []
        for process in [runner, *_children(runner)]:
            try:
                held.append(process.memory_full_info().pss / 2**20)
            except psutil.Error:  # it has ended since
                held.append(0.0)
        now = {"runner_mib": held[0], "all_mib": sum(held)}
        peaks |= {name: max(peaks[name], now[name]) for name in peaks}


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def adds_up(folders: list[Path], outputs: Path) -> bool:
    """Whether the ledgers of all districts, summed, are the ledger of all their households."""
    keys = ["year", "unit_code", "standard"]
    ledgers = [
        pd.read_parquet(outputs / folder.name / "facts" / "ledger.parquet") for folder in folders
    ]
    summed = pd.concat(ledgers).groupby(keys)[build.LEDGER].sum()
    whole: dict[int, list[Review]] = {}
    for folder in folders:
        for year, review in register.read(workspace.open(folder)).reviews.items():
            whole.setdefault(year, []).append(_named(review, folder.name))
    together = [build.ledger(_joined(reviews)) for reviews in whole.values()]
    counted = pd.concat(together).groupby(keys)[build.LEDGER].sum()
    return counted.astype("int64").equals(summed.reindex(counted.index).astype("int64"))


def _named(review: Review, district: str) -> Review:
    """A review whose households bear the name of their district, so that no two are one."""
    lists = {name: getattr(review, name) for name in LISTS}
    return replace(
        review,
        **{
            name: rows.assign(household_id=f"{district} " + rows["household_id"])
            for name, rows in lists.items()
        },
    )


def _joined(reviews: list[Review]) -> Review:
    joined = {name: pd.concat([getattr(each, name) for each in reviews]) for name in LISTS}
    return replace(reviews[0], **joined)


def estimate(seconds: float, number: int, years: int, workers: int) -> str:
    """What a country costs by what one of its districts and years cost here."""
    worker_seconds = seconds * os.cpu_count() / (number * years)
    hours = worker_seconds * WHOLE["districts"] * WHOLE["years"] / 3600
    return (
        f"{worker_seconds:.1f} seconds of one worker for a district and a year, so "
        f"{WHOLE['districts']} districts by {WHOLE['years']} years cost {hours:.0f} hours of one "
        f"worker: {hours / workers:.1f} hours on {workers} workers, if they lose nothing to each "
        "other"
    )


def main() -> None:
    """Measure each number of districts, say it, and end with all of it as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--districts", type=int, nargs="+", default=[10, 20, 30])
    options.add_argument("--years", type=int, default=7, help="reviews of each, at most 7")
    options.add_argument("--workers", type=int, default=32, help="of the estimate")
    asked = options.parse_args()
    memory = psutil.virtual_memory().total >> 30
    print(f"{platform.platform()}, Python {platform.python_version()}")
    print(f"{psutil.cpu_count()} cores, {memory} GB, load {psutil.getloadavg()[0]:.1f}")
    found = {}
    with tempfile.TemporaryDirectory() as place:
        for number in asked.districts:
            folders, outputs = districts(Path(place), number, asked.years), Path(place) / "outputs"
            run = found[number] = measured(folders, outputs)
            print(
                f"{number:4} districts: {run['pages']:6} pages in {run['seconds']:7.1f} s, "
                f"{run['pages_per_second']:.2f} a second; at most {run['runner_mib']:.0f} MiB in "
                f"the runner, {run['all_mib']:.0f} MiB in all",
                flush=True,
            )
            run["adds_up"] = adds_up(folders, outputs)
            shutil.rmtree(outputs)
    last = asked.districts[-1]
    print(estimate(found[last]["seconds"], last, asked.years, asked.workers))
    print(json.dumps({number: _rounded(run) for number, run in found.items()}))


def _rounded(run: dict) -> dict:
    return {
        name: value if isinstance(value, bool) else round(value, 2) for name, value in run.items()
    }


if __name__ == "__main__":
    main()
