"""A run may be stopped at any point: what is complete stays, the next run does the rest."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from filelock import FileLock

from analysis import workspace
from analysis.reports import files

from .test_run import COMMAND, LISTS, NOTEBOOKS, copied_project, run, small_workspace

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> tuple[Path, dict[Path, bytes]]:
    """The small workspace, and the pages of a run of it that nobody stopped."""
    place = tmp_path_factory.mktemp("undisturbed")
    folder = small_workspace(place / "quan-thu", LISTS)
    done = run("--data", folder, "--lang", "vi", outputs=place / "outputs")
    assert done.returncode == 0, done.stdout
    return folder, pages(place / "outputs")


def pages(outputs: Path) -> dict[Path, bytes]:
    return {page.relative_to(outputs): page.read_bytes() for page in outputs.rglob("*.html")}


def started(folder: Path, outputs: Path, *options: str) -> subprocess.Popen:
    """A run that is not waited for, its processes known by the folder they write to."""
    outputs.parent.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "run", "--data", str(folder), "--lang", "vi", *options],
        env=os.environ | {"GIAMNGHEO_OUTPUTS": str(outputs), "PYTHONPATH": str(workspace.PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=outputs.parent,
    )


def left_by(outputs: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("GIAMNGHEO_OUTPUTS") == str(outputs):
                found.append(process)
        except psutil.Error:
            continue
    return found


def until(true) -> None:
    over = time.monotonic() + 60
    while not true():
        assert time.monotonic() < over
        time.sleep(0.05)


def half_made(outputs: Path) -> list[Path]:
    return [
        page
        for page in outputs.rglob("*.html")
        if not page.read_text("utf-8").endswith("</html>\n")
    ]


@pytest.mark.parametrize("moment", [random.Random(at).random() for at in range(3)])
def test_a_runner_that_is_killed_leaves_nothing_and_the_next_one_finishes(
    undisturbed, tmp_path, moment
):
    folder, expected = undisturbed
    outputs = tmp_path / "outputs"
    runner = started(folder, outputs)
    until(lambda: (outputs / "quan-thu" / "facts").is_dir())
    count = round(moment * NOTEBOOKS)  # pages that are there when it is killed
    until(lambda: len(list(outputs.glob("*/site/**/*.html"))) >= count or runner.poll() is not None)
    time.sleep(moment / 5)
    runner.kill()
    runner.communicate()
    until(lambda: left_by(outputs) == [])
    assert set(pages(outputs).items()) <= set(expected.items())
    again = run("--data", folder, "--lang", "vi", outputs=outputs)
    assert (again.returncode, pages(outputs)) == (0, expected), again.stdout
    assert list(outputs.rglob("*.partial*")) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_asked_to_stop_says_so_and_keeps_what_is_complete(
    undisturbed, tmp_path, number
):
    folder, expected = undisturbed
    outputs = tmp_path / "outputs"
    runner = started(folder, outputs)
    until(lambda: list(outputs.glob("*/site/**/*.html")) or runner.poll() is not None)
    runner.send_signal(number)
    said, _ = runner.communicate(timeout=60)
    assert (runner.returncode, "Traceback" in said) == (128 + number, False), said
    assert "Đã dừng" in said
    assert left_by(outputs) == [] and list(outputs.rglob("*.partial*")) == []
    assert set(pages(outputs).items()) <= set(expected.items())


def test_a_second_run_on_a_workspace_says_that_it_waits(undisturbed, tmp_path):
    folder, _ = undisturbed
    outputs = tmp_path / "outputs"
    (outputs / "quan-thu" / "runs").mkdir(parents=True)
    with FileLock(outputs / "quan-thu" / "runs" / "running.lock"):
        runner = started(folder, outputs)
        assert "đang có lần chạy khác" in runner.stdout.readline()
        assert runner.poll() is None and pages(outputs) == {}
        runner.terminate()
        runner.communicate(timeout=60)


HARM = {
    "hangs": ("import signal; signal.pause()", "TimeoutError: took longer than 5 seconds"),
    "dies": ("import os; os.kill(os.getpid(), 9)", "DeadKernelError: Kernel died"),
    "eats_memory": ("bytearray(1 << 33)", "MemoryError: "),
    "fills_the_disk": ("raise OSError(28, 'No space left')", "OSError: [Errno 28] No space left"),
}


def test_a_notebook_that_does_harm_is_one_failed_job_with_a_clear_line(undisturbed, tmp_path):
    folder, expected = undisturbed
    project = copied_project(tmp_path / "project")
    for at, (name, (harm, _)) in enumerate(HARM.items()):
        _harmed(project / "notebooks" / "02_plan.ipynb", f"9{at}_{name}.ipynb", harm)
    asked = ["--data", folder, "--lang", "vi", "--deadline", 5]
    done = run(*asked, outputs=tmp_path / "outputs", project=project)
    assert done.returncode == 1
    for at, (name, (_, told)) in enumerate(HARM.items()):
        assert f"  9{at}_{name} 2013 100 vi: {told}" in done.stdout
    lines = (tmp_path / "outputs" / "quan-thu" / "runs" / "log.jsonl").read_text("utf-8")
    noted = [json.loads(line) for line in lines.splitlines()]
    assert sorted(note["error"] for note in noted if note["error"]) == sorted(
        told.partition(":")[0] for _, told in HARM.values()
    )
    assert len(pages(tmp_path / "outputs")) == len(expected)
    assert left_by(tmp_path / "outputs") == []


def _harmed(sound: Path, name: str, harm: str) -> None:
    notebook = nbformat.read(sound, as_version=4)
    setup = next(cell for cell in notebook.cells if "setup" in cell.metadata.get("tags", []))
    setup.source = harm
    nbformat.write(notebook, sound.with_name(name))


def test_a_full_disk_takes_nothing_that_was_there(tmp_path):
    page = tmp_path / "page.html"
    files.put(page, "what was there")
    most, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            files.put(page, "x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    assert page.read_text("utf-8") == "what was there"
    assert list(tmp_path.iterdir()) == [page]
