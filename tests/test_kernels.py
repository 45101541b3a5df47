"""Kernels are ready at once, alike whichever way they start, and leave nothing behind."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import papermill
import psutil
import pytest
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from analysis.reports import batch, kernels, processes
from analysis.workspace import PROJECT

pytestmark = pytest.mark.heavy
MOVEMENTS = next(path for path in batch.notebooks() if path.stem == "01_movements")
AWKWARD = [
    "import sys, random, numpy as np, matplotlib.pyplot as plt\nfrom IPython.display import *",
    "print('one'); print('two', file=sys.stderr); print('three')\n'four'",
    "import os\nos.write(1, b'from below')\nprint()",
    "shown = display(1, display_id='counter')\nupdate_display(2, display_id='counter')",
    "print('gone'); clear_output(wait=True); print('kept')",
    "plt.plot([1, 2])\nplt.title('Hộ nghèo')",
    "display(HTML('<b>x</b>')); Markdown('*y*')",
    "sorted(name for name in sys.modules if name.startswith('analysis'))",
    "np.random.seed(7); random.seed(7); np.random.rand(), random.random()",
    "import warnings; warnings.warn('told')",
    "_, In[1][:6], Out.keys()",
    "def torn(): raise ValueError('the ledger is torn')\ntorn()",
    "print('never')",
]


def notebook(file: Path, *cells: str) -> Path:
    """A notebook of these code cells."""
    kernel = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python"}}
    content = [nbformat.v4.new_code_cell(cell, id=f"c{at}") for at, cell in enumerate(cells)]
    nbformat.write(nbformat.v4.new_notebook(cells=content, metadata=kernel), file)
    return file


@pytest.fixture(params=kernels.WAYS)
def way(request, monkeypatch) -> str:
    """Each way to start a kernel, by a source of its own that is closed after the test."""
    source = processes.Source()
    monkeypatch.setattr(processes, "SOURCE", source)
    monkeypatch.setenv("GIAMNGHEO_KERNELS", request.param)
    yield request.param
    source.close()


def executed(file: Path, out: Path, **engine) -> nbformat.NotebookNode:
    """The notebook as it was executed, also where one of its cells failed."""
    with suppress(PapermillExecutionError):
        papermill.execute_notebook(
            str(file), str(out), engine_name="warm", cwd=PROJECT, progress_bar=False, **engine
        )
    return nbformat.read(out, as_version=4)


def shown(executed: nbformat.NotebookNode) -> list:
    """What every code cell shows, in order, with its number and without that of the process."""
    code = [cell for cell in executed.cells if cell.cell_type == "code"]
    outputs = [json.dumps(cell.outputs, ensure_ascii=False) for cell in code]
    told = [re.sub(r"ipykernel_\d+", "ipykernel", output) for output in outputs]
    return [(cell.execution_count, json.loads(each)) for cell, each in zip(code, told, strict=True)]


SEEN = {}


@pytest.mark.parametrize("file", ["real", "awkward"])
def test_a_notebook_shows_the_same_whichever_way_its_kernel_starts(
    file, way, tmp_path, shipped_facts
):
    asked = MOVEMENTS if file == "real" else notebook(tmp_path / "awkward.ipynb", *AWKWARD)
    done = executed(asked, tmp_path / "out.ipynb")
    assert done.metadata.papermill["kernel"] == way
    first = SEEN.setdefault(file, shown(done))
    assert len(first) > 10 and shown(done) == first


def test_a_kernel_that_dies_is_told_and_the_next_one_runs(way, tmp_path):
    dying = notebook(tmp_path / "dying.ipynb", "import os, signal; os.kill(os.getpid(), 9)")
    with pytest.raises(DeadKernelError):
        executed(dying, tmp_path / "out.ipynb")
    done = executed(notebook(tmp_path / "sound.ipynb", "1 + 1"), tmp_path / "out.ipynb")
    assert done.metadata.papermill["kernel"] == way and shown(done)[0][1][0]["data"]


def test_a_notebook_that_takes_too_long_is_ended(way, tmp_path):
    file = notebook(tmp_path / "hangs.ipynb", "import signal; signal.pause()")
    with pytest.raises(TimeoutError, match="longer than 1 seconds"):
        executed(file, tmp_path / "out.ipynb", deadline=1)


def test_kernels_share_no_chance_with_each_other(tmp_path, monkeypatch):
    monkeypatch.setenv("GIAMNGHEO_KERNELS", "warm")
    draws = notebook(tmp_path / "draws.ipynb", "import numpy as np; np.random.rand()")
    first, second = (shown(executed(draws, tmp_path / "out.ipynb")) for _ in range(2))
    assert first != second


STARTS = """
import sys, papermill
papermill.execute_notebook(sys.argv[1], sys.argv[2], engine_name="warm", progress_bar=False)
"""


@pytest.mark.parametrize("way", kernels.WAYS)
def test_nothing_outlives_a_runner_that_is_killed(way):
    with TemporaryDirectory() as folder:  # short, as sockets need it
        _killed_in(Path(folder), way)


def _killed_in(tmp_path, way):
    started = tmp_path / "started"
    endless = f"open({str(started)!r}, 'w').close()\nwhile True: pass"
    file = notebook(tmp_path / "endless.ipynb", endless)
    mine = {"GIAMNGHEO_TRACE": str(tmp_path), "GIAMNGHEO_KERNELS": way, "TMPDIR": str(tmp_path)}
    runner = subprocess.Popen(
        [sys.executable, "-c", STARTS, str(file), str(tmp_path / "out.ipynb")],
        env=os.environ | mine | {"PYTHONPATH": str(PROJECT)},
    )
    _until(started.exists)
    assert _traced(tmp_path)
    runner.send_signal(signal.SIGKILL)
    runner.wait()
    _until(lambda: not _traced(tmp_path))
    sockets = [path for path in tmp_path.rglob("*") if path.is_socket()]
    assert sockets == [] or way != "warm"


def _traced(place: Path) -> list[psutil.Process]:
    """The processes that were started by a test, known by their environment."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("GIAMNGHEO_TRACE") == str(place):
                found.append(process)
        except psutil.Error:
            continue
    return found


def _until(true) -> None:
    over = time.monotonic() + 60
    while not true():
        assert time.monotonic() < over
        time.sleep(0.1)
