"""Kills a run at random moments and has the next one finish: `uv run benchmarks/killed.py`.

Each time nothing may be alive after the kill, what is there must be complete, and the pages of the
run that follows must be those of a run that nobody disturbed, byte for byte.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from analysis.workspace import PROJECT

COMMAND = "from analysis.cli import app; app()"
ASKED = ["--data", "data/published", "--year", "2013", "--lang", "vi"]


def started(outputs: Path, *arguments: object) -> subprocess.Popen:
    """A run that is not waited for."""
    outputs.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "run", *map(str, arguments)],
        env=os.environ | {"GIAMNGHEO_OUTPUTS": str(outputs), "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=PROJECT,
    )


def pages(outputs: Path) -> dict[Path, bytes]:
    """Every page by its place."""
    return {page.relative_to(outputs): page.read_bytes() for page in outputs.rglob("*.html")}


def left_by(outputs: Path) -> list[psutil.Process]:
    """The processes of a run, known by the folder they write to."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("GIAMNGHEO_OUTPUTS") == str(outputs):
                found.append(process)
        except psutil.Error:
            continue
    return found


def until(true: Callable[[], object]) -> None:
    """Wait for something that must come within a minute."""
    over = time.monotonic() + 60
    while not true():
        if time.monotonic() > over:
            raise TimeoutError("it did not come within a minute")
        time.sleep(0.05)


def killed_after(seconds: float, outputs: Path, expected: dict[Path, bytes], *asked: object) -> int:
    """Kill a run after so many seconds, and finish it; returns how many pages there were."""
    runner = started(outputs, *asked)
    try:
        runner.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        runner.kill()
        runner.communicate()
    until(lambda: not left_by(outputs))
    there = pages(outputs)
    if not there.items() <= expected.items():
        raise AssertionError("a page that is there is not complete")
    again = started(outputs, *asked)
    said, _ = again.communicate()
    if again.returncode or pages(outputs) != expected or list(outputs.rglob("*.partial*")):
        raise AssertionError(f"the next run did not finish the batch:\n{said}")
    return len(there)


def main() -> None:
    """Say of each kill when it came and what was there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=20)
    options.add_argument("--seed", type=int, default=2013)
    asked = options.parse_args()
    moments = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        started(Path(folder) / "undisturbed", *ASKED).communicate()
        whole, expected = time.monotonic() - began, pages(Path(folder) / "undisturbed")
        for at in range(1, asked.times + 1):
            seconds = moments.uniform(0, whole)
            count = killed_after(seconds, Path(folder) / str(at), expected, *ASKED)
            print(
                f"{at:2}: killed after {seconds:5.1f} of {whole:.1f} s, {count} pages", flush=True
            )
    print(f"{asked.times} kills; nothing survived, every next run made the same pages")


if __name__ == "__main__":
    main()
