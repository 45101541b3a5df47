"""A run may be stopped at any point: what is complete stays, the next run does the rest."""

import json
import resource
import shutil
import signal
import time
from pathlib import Path

import nbformat
import pytest
from filelock import FileLock

from analysis import files
from benchmarks.killed import killed_after, left_by, pages, started, until

from .test_run import COMMAND, LISTS, copied_project, process, run, small_workspace

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> tuple[Path, dict[Path, bytes], float]:
    """The small workspace, the pages of a run of it that nobody stopped, and its seconds."""
    place = tmp_path_factory.mktemp("undisturbed")
    folder = small_workspace(place / "quan-thu", LISTS)
    began = time.monotonic()
    done = run("--data", folder, "--lang", "vi", outputs=place / "outputs")
    assert done.returncode == 0, done.stdout
    return folder, pages(place / "outputs"), time.monotonic() - began


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_runner_that_is_killed_leaves_nothing_and_the_next_one_finishes(
    undisturbed, tmp_path, share
):
    folder, expected, seconds = undisturbed
    asked = ["--data", folder, "--lang", "vi"]
    killed_after(share * seconds, tmp_path / "outputs", expected, *asked)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_asked_to_stop_says_so_and_keeps_what_is_complete(
    undisturbed, tmp_path, number
):
    folder, expected, _ = undisturbed
    outputs = tmp_path / "outputs"
    runner = started(outputs, "--data", folder, "--lang", "vi")
    until(lambda: list(outputs.glob("*/site/**/*.html")) or runner.poll() is not None)
    runner.send_signal(number)
    said, _ = runner.communicate(timeout=60)
    assert (runner.returncode, "Traceback" in said) == (128 + number, False), said
    assert "Đã dừng" in said
    assert left_by(outputs) == [] and list(outputs.rglob("*.partial*")) == []
    assert set(pages(outputs).items()) <= set(expected.items())


def test_a_second_run_on_a_workspace_says_that_it_waits(undisturbed, tmp_path):
    folder, *_ = undisturbed
    outputs = tmp_path / "outputs"
    (outputs / "quan-thu" / "runs").mkdir(parents=True)
    with FileLock(outputs / "quan-thu" / "runs" / "running.lock"):
        runner = started(outputs, "--data", folder, "--lang", "vi")
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
    folder, expected, _ = undisturbed
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


def test_verifying_tells_the_figures_and_pictures_that_would_differ(undisturbed, tmp_path):
    folder, expected, _ = undisturbed
    outputs = tmp_path / "outputs"
    shutil.copytree(folder.parent / "outputs", outputs)
    executed = outputs / "quan-thu" / "runs" / "2013" / "100"
    _tampered(executed / "02_plan.vi.ipynb", lambda text: text.replace("100,00%", "100,01%"))
    _tampered(executed / "01_movements.vi.ipynb", _with_another_picture)
    done = process(
        COMMAND, "verify", "--data", folder, "--lang", "en", "--year", 2013, outputs=outputs
    )
    assert done.returncode == 0, done.stdout  # in English nothing was published
    done = process(COMMAND, "verify", "--data", folder, "--lang", "vi", outputs=outputs)
    made = {page: html for page, html in expected.items() if "site" in page.parts}
    assert done.returncode == 1 and made.items() <= pages(outputs).items()
    told = {
        file.name.partition(".")[0]: len(json.loads(file.read_text("utf-8"))["figures"])
        for file in executed.glob("*.verdict.json")
    }
    differ = {name: count for name, count in told.items() if count}
    assert len(told) == len(expected) - 2
    assert differ.keys() == {"01_movements", "02_plan"} and differ["01_movements"] == 1
    assert "100,01%" in done.stdout and "hình 1" in done.stdout
    index = (outputs / "index.html").read_text("utf-8")
    assert "100,01%" in index and "hình 1" in index
    run("--data", folder, "--lang", "vi", "--again", outputs=outputs)
    assert made.items() <= pages(outputs).items() and not list(executed.glob("*.verdict.json"))
    index = (outputs / "index.html").read_text("utf-8")
    assert "số khác lần lập trước" in index and "100,01% → 100,00%" in index


def _tampered(executed: Path, change) -> None:
    text = executed.read_text("utf-8")
    assert change(text) != text
    executed.write_text(change(text), encoding="utf-8")


def _with_another_picture(text: str) -> str:
    notebook = nbformat.reads(text, as_version=4)
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    pictures = [output.data for output in shown if "image/png" in output.get("data", {})]
    pictures[0]["image/png"] = pictures[-1]["image/png"]
    return nbformat.writes(notebook)
