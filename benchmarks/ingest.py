"""A city's list read from its workbook: `uv run benchmarks/ingest.py`.

One invented list after the review, of 100,000 households and a row for each of their people, is
written in the official layout. Reading, checking and keeping it is held against
`pandas.read_excel` with openpyxl, and against the bare read by calamine, the reader under ours.
Each runs in a process of its own, in turns, and is timed there without its imports. `linking.py`
is run as well; `--no-linking` leaves it out. The last line is one JSON object.
"""

import argparse
import json
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pandas as pd
import psutil
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from analysis import workspace
from analysis.register import layouts
from analysis.register.desk import Desk
from analysis.register.faults import RegisterError
from analysis.register.kept import Kept
from analysis.sample import forms, official
from analysis.sample.draw import Draw
from analysis.sample.handwriting import Cell, Clean
from analysis.sample.people import WARDS, Household, People
from analysis.workspace import PROJECT, SHIPPED

YEAR = 2013
FILE = Path("register", str(YEAR), f"ra-soat-{YEAR}.xlsx")
HERE = Path(__file__).parent
COMMAND = "import ingest, sys; ingest.here(*sys.argv[1:])"  # no file that a reader starts again
CITY = 14  # districts that linking takes as one, with half of them before
WITHOUT_LABOUR, INCOME = 0.15, 500_000
FIGURES = ("link_precision", "link_recall", "link_peak_mib", "link_seconds", "relapse_gap_points")


def households(number: int) -> Iterator[Household]:
    """So many households over the wards of the invented district."""
    draw = Draw(YEAR)
    people = People(draw)
    for _ in range(number):
        ward, has_labour = draw.pick(list(WARDS)), not draw.chance(WITHOUT_LABOUR)
        size = people.size(ward, has_labour)
        yield people.household(ward, YEAR, has_labour, size, INCOME)


def persons(number: int) -> Iterator[list[Cell]]:
    """The rows of the list, of one person each, as a careful clerk fills them in."""
    clerk, at = Clean(), 0
    for mark, home in enumerate(households(number), start=1):
        once = official.entry(home, YEAR, clerk, forms.CLOSING)
        for row in official.persons([(home, once)], YEAR, clerk):
            at += 1
            numbered = {"number": at} | ({"head_mark": mark} if "head_mark" in row else {})
            yield [(row | numbered).get(name, "") for name in forms.LISTED]


def write(folder: Path, number: int) -> int:
    """A workspace with the list of so many households; how many rows it has."""
    path, form = folder / FILE, forms.CLOSING
    path.parent.mkdir(parents=True)
    shutil.copyfile(PROJECT / SHIPPED[0] / "district.yml", folder / "district.yml")
    with Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(form.sheet)
        sheet.write(form.title_at, f"{form.title} NĂM {YEAR}")
        for column, levels in enumerate(forms.LISTED.values()):
            sheet.write(form.headings_row - 1, column, levels[0])
        for column, levels in enumerate(forms.LISTED.values()):
            sheet.write(form.headings_row, column, "".join(levels[1:]))
        at = form.headings_row
        for at, cells in enumerate(persons(number), start=form.headings_row + 1):
            for column, cell in enumerate(cells):
                if cell != "":
                    sheet.write(at, column, cell)
    return at - form.headings_row


def ours(folder: Path) -> int:
    """The list as a register has it: recognised, read, checked and kept."""
    kept = Kept(folder / "store", "benchmark")
    desk = Desk(workspace.open(folder), kept, layouts.known(None), [])
    listed = desk.lists(folder / FILE, YEAR)
    kept.save()
    if desk.faults:
        raise RegisterError(desk.faults)
    shutil.rmtree(folder / "store")
    return sum(len(each.people) for each in listed)


def by_openpyxl(folder: Path) -> int:
    """What an analyst would type."""
    return len(pd.read_excel(folder / FILE, engine="openpyxl"))


def by_calamine(folder: Path) -> int:
    """The bare cells as Python's objects."""
    return len(CalamineWorkbook.from_path(folder / FILE).get_sheet_by_index(0).to_python())


WAYS: dict[str, Callable[[Path], int]] = {
    "ours": ours,
    "calamine": by_calamine,
    "openpyxl": by_openpyxl,
}


def alone(way: str, folder: Path) -> tuple[float, float]:
    """Seconds of one way in a process of its own, and the most MiB that it and its children had."""
    asked = [sys.executable, "-c", COMMAND, way, str(folder)]
    running = subprocess.Popen(asked, cwd=HERE, stdout=subprocess.PIPE, text=True)
    peaks, over = [0.0], Event()
    watch = Thread(target=_watch, args=[psutil.Process(running.pid), peaks, over])
    watch.start()
    said, _ = running.communicate()
    over.set()
    watch.join()
    if running.returncode:
        raise RuntimeError(f"{way}: the workbook could not be read")
    run = json.loads(said.splitlines()[-1])
    print(
        f"{way:10} {run['seconds']:8.1f} s {max(peaks):8,.0f} MiB, {run['rows']:,} rows", flush=True
    )
    return run["seconds"], max(peaks)


def _watch(process: psutil.Process, peaks: list[float], over: Event) -> None:
    """Note what a process and its children hold together, ten times a second."""
    while not over.wait(0.1):
        try:
            family = [process, *process.children(recursive=True)]
        except psutil.Error:  # it has ended since
            continue
        peaks.append(sum(map(_held, family)))


def _held(process: psutil.Process) -> float:
    try:
        return process.memory_full_info().pss / 2**20
    except psutil.Error:
        return 0.0


def here(way: str, folder: str) -> None:
    """One way, timed in this process; called in a process of its own."""
    began = time.perf_counter()
    rows = WAYS[way](Path(folder))
    print(json.dumps({"seconds": time.perf_counter() - began, "rows": rows}))


def turns(times: int, slow: int) -> Iterator[str]:
    """The ways in turns, the order of a turn being that of the last reversed."""
    for turn in range(times):
        ways = [way for way in WAYS if way != "openpyxl" or turn < slow]
        yield from ways if turn % 2 == 0 else reversed(ways)


def measured(folder: Path, number: int, times: int, slow: int) -> dict[str, float]:
    """The ratios of the medians, and the peak of ours."""
    began = time.perf_counter()
    rows = write(folder, number)
    size = (folder / FILE).stat().st_size / 2**20
    seconds = time.perf_counter() - began
    print(f"{number:,} households, {rows:,} rows, {size:.0f} MiB, written in {seconds:.0f} s")
    runs: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
    for way in turns(times, slow):
        runs[way].append(alone(way, folder))
    took = {way: statistics.median(seconds for seconds, _ in done) for way, done in runs.items()}
    return {
        "vs_openpyxl": round(took["openpyxl"] / took["ours"], 2),
        "vs_calamine": round(took["ours"] / took["calamine"], 2),
        "peak_mib": round(max(peak for _, peak in runs["ours"])),
    }


def linked() -> dict[str, float]:
    """The figures of linking: the worst of its seeds, and the cost of a city."""
    asked = [sys.executable, str(HERE / "linking.py"), "--city", str(CITY)]
    said = subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True).stdout
    print(said, end="")
    found = json.loads(said.splitlines()[-1])
    return {name: found[name] for name in FIGURES}


def main() -> None:
    """Measure everything, say it, and end with the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--households", type=int, default=100_000)
    options.add_argument("--times", type=int, default=5, help="repetitions, but for openpyxl")
    options.add_argument("--slow-times", type=int, default=2, help="repetitions of openpyxl")
    options.add_argument("--linking", action=argparse.BooleanOptionalAction, default=True)
    asked = options.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}")
    memory = psutil.virtual_memory().total >> 30
    print(f"{psutil.cpu_count()} cores, {memory} GB, load {psutil.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as place:
        found = measured(Path(place) / "city", asked.households, asked.times, asked.slow_times)
    print(json.dumps(found | (linked() if asked.linking else {})))


if __name__ == "__main__":
    main()
