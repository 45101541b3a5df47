"""Wherever the steps of a batch are done, the pages are the same."""

import os
import re
import subprocess
import sys

import pytest

from analysis import workspace
from analysis.reports import batch
from benchmarks.killed import pages, started, until

from .test_interrupted import undisturbed  # noqa: F401 (a fixture, known by its name)
from .test_run import run

pytestmark = pytest.mark.heavy


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers on this machine: its address and the workers' processes."""
    told = tmp_path / "scheduler.json"
    address = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", ":0"]
    running = [_dask("scheduler", *address, "--scheduler-file", told)]
    until(told.exists)
    worker = ["--scheduler-file", told, "--nthreads", 1, "--no-nanny", "--no-dashboard"]
    running += [_dask("worker", *worker, "--local-directory", tmp_path) for _ in range(2)]
    from distributed import Client

    with Client(scheduler_file=str(told)) as client:
        client.wait_for_workers(2, timeout=60)
        yield client.scheduler.address, running[1:]
    for process in reversed(running):
        process.terminate()
        process.wait(30)


def _dask(*arguments: object) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(workspace.PROJECT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_cluster_that_loses_a_worker_makes_the_same_pages(undisturbed, cluster, tmp_path):  # noqa: F811 (the fixture)
    folder, expected, _ = undisturbed
    address, workers = cluster
    outputs = tmp_path / "outputs"
    runner = started(outputs, "--data", folder, "--lang", "vi", "--scheduler", address)
    until(lambda: list(outputs.glob("*/site/**/*.html")) or runner.poll() is not None)
    workers[0].kill()
    said, _ = runner.communicate(timeout=120)
    assert (runner.returncode, pages(outputs)) == (0, expected), said


def test_parts_of_a_batch_add_up_to_the_whole(undisturbed, tmp_path):  # noqa: F811 (the fixture)
    folder, expected, _ = undisturbed
    outputs = tmp_path / "outputs"
    runs = [
        run("--data", folder, "--lang", "vi", "--shard", part, outputs=outputs)
        for part in ("1/2", "2/2")
    ]
    made = [int(re.search(r"Chạy (\d+) trang", done.stdout)[1]) for done in runs]
    notebooks = len(batch.notebooks())
    assert made == [notebooks - notebooks // 2, notebooks // 2]
    assert pages(outputs) == expected


def test_a_cluster_that_is_not_there_is_told(undisturbed, tmp_path):  # noqa: F811 (the fixture)
    folder, *_ = undisturbed
    done = run("--data", folder, "--scheduler", "tcp://127.0.0.1:9", outputs=tmp_path / "outputs")
    assert done.returncode == 2 and "tcp://127.0.0.1:9" in done.stdout
