"""How long a batch takes, beside what a user would do instead: `uv run benchmarks/batch.py`.

All ways run the same notebooks with the same parameters, one after another on the same machine, and
what they show is compared. `--jobs N` measures the slow ways on N notebooks, spread over the years,
and takes their time for all as many times that. The last line is one JSON object of the ratios.
"""

import argparse
import ast
import base64
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import nbformat
import papermill
import psutil
from distributed import Client
from IPython.core.formatters import DisplayFormatter
from nbconvert import HTMLExporter

from analysis import stores, workspace
from analysis.reports import batch, compare, page, plan, provenance, runner
from analysis.reports.batch import Job
from analysis.reports.executors import Cluster, Local
from analysis.reports.perform import Limits
from analysis.workspace import PROJECT, SHIPPED

SAMPLE = SHIPPED[0]
CORES = 2


def timed(label: str, work: Callable[[], object]) -> float:
    """Seconds that something takes by the clock, said as it ends."""
    began = time.perf_counter()
    work()
    seconds = time.perf_counter() - began
    print(f"{label:58} {seconds:8.1f} s", flush=True)
    return seconds


def by_commands(jobs: Sequence[Job], place: Path) -> None:
    """What a user types: papermill, then nbconvert, for one notebook after another."""
    for at, job in enumerate(jobs):
        out = place / f"{at}.ipynb"
        asked = [("-p", name, str(value)) for name, value in job.parameters if name != "area"]
        asked.append(("-r", "area", job.parameters.area))
        options = [each for option in asked for each in option]
        tool = str(Path(sys.executable).with_name("papermill"))
        _quiet([tool, "--no-progress-bar", str(job.notebook), str(out), *options])
        _quiet([str(Path(tool).with_name("jupyter")), "nbconvert", "--to", "html", str(out)])


def _quiet(command: list[str], environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)


def by_api(jobs: Sequence[Job], place: Path) -> None:
    """papermill and nbconvert as a library, in as many processes as cores."""
    with ProcessPoolExecutor(CORES, get_context("spawn")) as pool:
        list(pool.map(_api, [(job, place / f"{at}.ipynb") for at, job in enumerate(jobs)]))


def _api(given: tuple[Job, Path]) -> None:
    job, out = given
    papermill.execute_notebook(
        str(job.notebook), str(out), job.parameters.model_dump(), progress_bar=False, cwd=PROJECT
    )
    html, _ = HTMLExporter().from_filename(str(out))
    out.with_suffix(".html").write_text(html, encoding="utf-8")


def by_limit(jobs: Sequence[Job]) -> float:
    """The least there can be: the cells as plain Python in warm processes, and the rendering."""
    steps = plan.steps(jobs, again=True)
    with ProcessPoolExecutor(CORES, get_context("spawn")) as pool:
        list(pool.map(_cells, steps[: 4 * CORES]))  # so that imports are not counted
        return timed("the limit: plain Python, warm", lambda: list(pool.map(_cells, steps)))


def _cells(step: plan.Step) -> None:
    """Run the cells of a notebook here and render its page."""
    formatted = DisplayFormatter().format
    notebook, space = nbformat.read(step.job.notebook, as_version=4), {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            body = ast.parse(cell.source).body
            last = body.pop() if isinstance(body[-1], ast.Expr) else None
            exec(compile(ast.Module(body, []), "<cell>", "exec"), space)
            if "parameters" in cell.metadata.get("tags", []):
                space |= step.job.parameters.model_dump()
            shown = last and eval(compile(ast.Expression(last.value), "<cell>", "eval"), space)
            cell.outputs = [] if shown is None else [_output(*formatted(shown))]
    asked = step.job.parameters
    mended = step.about["corrections"]
    made_of = provenance.listed(step.notebook_parts, asked.model_dump(), mended, asked.lang)
    page.render(notebook, asked.lang, {**step.about, "provenance": made_of})


def _output(data: dict, about: dict) -> nbformat.NotebookNode:
    text = {
        kind: base64.b64encode(each).decode() if isinstance(each, bytes) else each
        for kind, each in data.items()
    }
    return nbformat.v4.new_output("display_data", text, metadata=about)


def by_engine(jobs: Sequence[Job], executor: Executor, ways: set[str]) -> None:
    """Our batch on an executor; every job must be done in one of these ways."""
    done = [each for _, each in runner.outcomes(plan.steps(jobs, True), executor, Limits())]
    assert [each.error for each in done if each.error] == []
    assert {each.kernel for each in done} == ways


def by_command(outputs: Path, *options: str) -> None:
    """Our own command over the whole sample in one language."""
    command = [str(Path(sys.executable).with_name("giamngheo")), "run", "--data", SAMPLE]
    environment = os.environ | {"GIAMNGHEO_OUTPUTS": str(outputs)}
    _quiet([*command, "--lang", "vi", *options], environment)


def from_start(jobs: Sequence[Job], workers: int) -> float:
    """Seconds of a batch from nothing: workers and server are started as well."""

    def work() -> None:
        with Local(workers) as executor:
            by_engine(jobs, executor, {"warm"})

    return timed(f"giamngheo, {workers} worker{'s' * (workers > 1)}, from their start", work)


def when_warm(jobs: Sequence[Job], executor: Executor, label: str) -> float:
    """Seconds of a batch on workers that have done something before."""
    by_engine(jobs[: 4 * CORES], executor, {"warm"})
    return timed(label, lambda: by_engine(jobs, executor, {"warm"}))


def on_cluster(jobs: Sequence[Job], folder: Path) -> float:
    """Seconds on a Dask cluster on this machine."""
    told = folder / "scheduler.json"
    address = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", ":0"]
    running = [_dask("scheduler", *address, "--scheduler-file", str(told))]
    while not told.exists():
        time.sleep(0.1)
    worker = ["--scheduler-file", str(told), "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    running += [_dask("worker", *worker, "--local-directory", str(folder)) for _ in range(CORES)]
    try:
        with Client(scheduler_file=str(told)) as client:
            client.wait_for_workers(CORES, timeout=60)
            with Cluster(client.scheduler.address) as executor:
                return when_warm(jobs, executor, f"a Dask cluster of {CORES} workers, warm")
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()


def _dask(*arguments: str) -> subprocess.Popen:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([sys.executable, "-m", "dask", *arguments], cwd=PROJECT, **quiet)


def unchanged_vs_floor(outputs: Path) -> float:
    """An unchanged rerun, by importing the package and hashing the inputs."""
    floor = (
        "from analysis import cli, workspace; from analysis.reports import keys; "
        f"keys.of_inputs(workspace.open({SAMPLE!r}))"
    )
    hashing = [sys.executable, "-c", floor]
    best = [
        min(timed(label, work) for _ in range(3))
        for label, work in [
            ("an unchanged rerun", lambda: by_command(outputs)),
            ("importing the package and hashing the inputs", lambda: _quiet(hashing)),
        ]
    ]
    return best[0] / best[1]


def memory_growth_pct(jobs: Sequence[Job], many: int) -> float:
    """How much more the runner and the server hold in the last fifth than at the start."""
    held = []
    again = [jobs[at % len(jobs)] for at in range(many)]
    steps = plan.steps(again, True)
    with Local(CORES) as executor:
        for _ in runner.outcomes(steps, executor, Limits()):
            family = psutil.Process().children(recursive=True)
            server = [each for each in family if "forkserver.py" in " ".join(_command(each))]
            held.append(sum(each.memory_info().rss for each in [psutil.Process(), *server[:1]]))
    early, late = held[many // 10 : many * 3 // 10], held[-many // 5 :]
    return 100 * (sum(late) / len(late) / (sum(early) / len(early)) - 1)


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def left_behind(before: set[str]) -> int:
    """Processes and files of ours that are there after all that.

    Not those that Python keeps as long as this process lives: the tracker of resources, and the one
    that forks workers. What that one has forked is counted.
    """
    time.sleep(1)
    mine = psutil.Process()
    kept = [each for each in mine.children() if "multiprocessing" in " ".join(_command(each))]
    ours = [each for each in mine.children(recursive=True) if each not in kept]
    return len(ours) + len({path.name for path in _temporary()} - before)


def _temporary() -> list[Path]:
    return [*Path(tempfile.gettempdir()).glob("kernels-*")]


def same_outputs(jobs: Sequence[Job], place: Path) -> bool:
    """Whether the commands showed what our batch showed."""
    return not [
        found
        for at, job in enumerate(jobs)
        for found in compare.differences(
            nbformat.read(place / f"{at}.ipynb", as_version=4),
            nbformat.read(job.executed, as_version=4),
        )
    ]


def main() -> None:
    """Measure everything, say it, and end with the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--jobs", type=int, default=42, help="notebooks of the slow ways")
    options.add_argument("--many", type=int, default=500, help="jobs of the run that tests memory")
    asked = options.parse_args()
    memory = psutil.virtual_memory().total >> 30
    print(f"{platform.platform()}, Python {platform.python_version()}")
    print(f"{psutil.cpu_count()} cores, {memory} GB, load {psutil.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measured(Path(folder), asked.jobs, asked.many)))


def measured(place: Path, slow: int, many: int) -> dict[str, float]:
    """Every ratio."""
    os.environ["GIAMNGHEO_OUTPUTS"] = str(place / "outputs")
    before = {path.name for path in _temporary()}
    office = workspace.open(SAMPLE)
    stores.build(SAMPLE)
    years = stores.unsettled(office, SAMPLE)
    with Local(CORES, kernels=False) as executor:
        list(executor.map(stores.settle_year, [SAMPLE] * len(years), years))
    jobs = batch.jobs(office, SAMPLE, [], [], ["vi"])
    last = len(jobs) - 1
    few = [jobs[at * last // max(slow - 1, 1)] for at in range(min(slow, len(jobs)))]
    each = len(jobs) / len(few)
    print(f"{len(jobs)} notebooks; of the slow ways {len(few)}, their times for as many as all")
    command = timed("giamngheo run --again", lambda: by_command(place / "outputs", "--again"))
    both = from_start(jobs, CORES)
    (place / "commands").mkdir()
    (place / "api").mkdir()
    commands = timed(
        "papermill and nbconvert, commands", lambda: by_commands(few, place / "commands")
    )
    api = timed("papermill and nbconvert, library", lambda: by_api(few, place / "api"))
    assert same_outputs(few, place / "commands") and same_outputs(few, place / "api")
    limit = by_limit(jobs)
    one = from_start(jobs, 1)
    with Local(CORES) as executor:
        local = when_warm(jobs, executor, f"giamngheo, {CORES} workers, warm")
    cluster = on_cluster(jobs, place)
    ratios = {
        "vs_cli_loop": commands * each / command,
        "vs_api": api * each / both,
        "vs_limit": local / limit,
        "unchanged_vs_floor": unchanged_vs_floor(place / "outputs"),
        "two_workers": one / both,
        "dask_vs_local": cluster / local,
        "memory_growth_pct": memory_growth_pct(jobs, many) if many else None,
        "left_behind": left_behind(before),
    }
    return {name: value if value is None else round(value, 2) for name, value in ratios.items()}


if __name__ == "__main__":
    main()
