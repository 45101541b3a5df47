"""One step of a batch: a notebook executed and its page rendered, or the page alone.

Executed notebook and page are put in place only when complete, and the manifest after them. What
fails leaves what was there, and a `.failed.ipynb` that tells why.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from analysis.files import put, put_manifest
from analysis.reports import page, provenance
from analysis.reports.batch import Job
from analysis.reports.compare import Difference, differences
from analysis.reports.plan import Step
from analysis.workspace import PROJECT

INJECTED = "injected-parameters"


@dataclass(frozen=True)
class Limits:
    """What the kernel of one notebook may use: seconds in all, and megabytes; None for no limit."""

    seconds: float | None = 600
    megabytes: int | None = 4096


@dataclass(frozen=True)
class Outcome:
    """What became of a job: `error` is empty if its page was delivered."""

    job: Job
    error: str = ""
    did: str = "run"
    kernel: str = ""
    seconds: float = 0.0
    changed: tuple[Difference, ...] = ()  # of what the page showed before


def perform(step: Step, limits: Limits) -> Outcome:
    """Do what a step says; where a kernel died or took too long, once more on a cold one."""
    job, began = step.job, time.monotonic()
    job.executed.parent.mkdir(parents=True, exist_ok=True)
    (job.outputs / "runs").chmod(0o700)
    try:
        notebook = _reworded(job) if step.do == "render" else _executed(job, limits, _partial(job))
        changed = _changed(job, notebook) if step.do == "run" else ()
        outcome = Outcome(job, "", step.do, _kernel(notebook), _since(began), changed)
        _deliver(step, notebook, outcome)
    except PapermillExecutionError as error:
        return failed(job, f"{error.ename}: {error.evalue}", _since(began))
    except (DeadKernelError, OSError, RuntimeError, ValueError) as error:
        _partial(job).unlink(missing_ok=True)  # what a kernel or a disk cut short tells nothing
        return failed(job, f"{type(error).__name__}: {error}", _since(began))
    return outcome


def failed(job: Job, error: str, seconds: float = 0.0) -> Outcome:
    """The outcome of a job that failed; what it leaves, if anything, is where the index looks."""
    partial = _partial(job)
    try:
        partial.touch()
        partial.replace(job.failed)
    except OSError:  # the disk is full, and the outcome alone tells it
        partial.unlink(missing_ok=True)
    return Outcome(job, error, seconds=seconds)


def _since(began: float) -> float:
    return round(time.monotonic() - began, 2)


def _kernel(notebook: nbformat.NotebookNode) -> str:
    return notebook.metadata.papermill.get("kernel", "")


def _changed(job: Job, notebook: nbformat.NotebookNode) -> tuple[Difference, ...]:
    """What the notebook shows otherwise than before; nothing where there is no before."""
    if not job.executed.exists():
        return ()
    return tuple(differences(nbformat.read(job.executed, as_version=4), notebook))


def _partial(job: Job) -> Path:
    return job.place("runs", ".partial.ipynb")


def verify(step: Step, limits: Limits) -> Outcome:
    """What a notebook would show today otherwise than was published; nothing is replaced."""
    job, began = step.job, time.monotonic()
    aside = job.place("runs", ".verify.partial.ipynb")
    try:
        notebook = _executed(job, limits, aside)
        changed = differences(nbformat.read(job.executed, as_version=4), notebook)
    except PapermillExecutionError as error:
        return Outcome(job, f"{error.ename}: {error.evalue}", "verify")
    except (DeadKernelError, OSError, RuntimeError, ValueError) as error:
        return Outcome(job, f"{type(error).__name__}: {error}", "verify")
    finally:
        aside.unlink(missing_ok=True)
    return Outcome(job, "", "verify", _kernel(notebook), _since(began), tuple(changed))


def _executed(job: Job, limits: Limits, out: Path) -> nbformat.NotebookNode:
    """The notebook run on a kernel of its own."""
    try:
        return _papermill(job, limits, out)
    except PapermillExecutionError:
        raise
    except (DeadKernelError, TimeoutError, RuntimeError):
        return _papermill(job, limits, out, way="cold")


def _papermill(
    job: Job, limits: Limits, out: Path, way: str | None = None
) -> nbformat.NotebookNode:
    return papermill.execute_notebook(
        str(job.notebook),
        str(out),
        parameters=job.parameters.model_dump(),
        engine_name="warm",
        way=way,
        deadline=limits.seconds,
        megabytes=limits.megabytes,
        cwd=str(PROJECT),
        progress_bar=False,
        request_save_on_cell_execute=False,
    )


def _reworded(job: Job) -> nbformat.NotebookNode:
    """The executed notebook with the prose and the tags that the notebook has now."""
    done = nbformat.read(job.executed, as_version=4)
    code = [cell for cell in done.cells if cell.cell_type == "code"]
    ran = iter([cell for cell in code if INJECTED not in cell.metadata.get("tags", [])])
    injected = [cell for cell in code if INJECTED in cell.metadata.get("tags", [])]
    cells = []
    for cell in nbformat.read(job.notebook, as_version=4).cells:
        if cell.cell_type == "code":
            before = next(ran)
            cell.update(outputs=before.outputs, execution_count=before.execution_count)
        cells.append(cell)
        if "parameters" in cell.metadata.get("tags", []):
            cells += injected
    done.cells = cells
    return done


def _deliver(step: Step, notebook: nbformat.NotebookNode, outcome: Outcome) -> None:
    """Put the page and the notebook in place, and the manifest last."""
    job = step.job
    asked = job.parameters.model_dump()
    lang = job.parameters.lang
    made_of = provenance.listed(step.notebook_parts, asked, step.about["corrections"], lang)
    html = page.render(notebook, lang, {**step.about, "provenance": made_of})
    if step.do == "render":
        put(_partial(job), nbformat.writes(notebook))
    job.manifest.unlink(missing_ok=True)  # so that it never speaks of other files than these
    put(job.page, html)
    _partial(job).replace(job.executed)
    job.failed.unlink(missing_ok=True)
    job.verdict.unlink(missing_ok=True)  # it spoke of what was there before
    put_manifest(
        job.manifest,
        {
            "notebook": step.notebook_parts,
            "page": step.page_parts,
            "inputs": step.inputs,
            "parameters": asked,
            "kernel": outcome.kernel,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": outcome.seconds,
            "changed": [each._asdict() for each in outcome.changed],
        },
    )
