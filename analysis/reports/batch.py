"""The batch: every notebook for every asked year, area and language, run by papermill in parallel.

A job is one notebook with its parameters. Its executed notebook and its page are put in place only
when complete; a job that fails leaves what was there and a `.failed.ipynb` that tells why.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError
from pydantic import BaseModel, ConfigDict
from traitlets.config import Config

from analysis import terms, workspace
from analysis.facts import read
from analysis.reports import page, provenance
from analysis.workspace import PROJECT, Workspace

NOTEBOOKS = PROJECT / "notebooks"


class Parameters(BaseModel):
    """What a notebook is run with; a code such as 007 stays text."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    year: int
    area: str
    data: str
    lang: Literal["vi", "en"]


@dataclass(frozen=True)
class Job:
    """One notebook, its parameters, and the folder its outputs go to."""

    notebook: Path
    parameters: Parameters
    outputs: Path
    langs: tuple[str, ...]  # the languages that the same page is made in

    @property
    def name(self) -> str:
        """How the job is called where people read it: 01_movements 2013 490 vi."""
        asked = self.parameters
        return f"{self.notebook.stem} {asked.year} {asked.area} {asked.lang}"

    def place(self, kind: str, suffix: str) -> Path:
        """Where an output goes: runs/2013/490/01_movements.vi.ipynb."""
        folder = self.outputs / kind / str(self.parameters.year) / self.parameters.area
        return folder / f"{self.notebook.stem}.{self.parameters.lang}{suffix}"


@dataclass(frozen=True)
class Outcome:
    """What became of a job: `error` is empty if its page was delivered."""

    job: Job
    error: str = ""


def notebooks() -> list[Path]:
    """The notebooks in the order of their numbers."""
    return sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))


def jobs(
    office: Workspace, data: str, years: Sequence[int], areas: Sequence[str], langs: Sequence[str]
) -> list[Job]:
    """One job for each notebook, year, area and language there are figures for.

    Without years, every year; without areas, the whole of a register, or the groups of returns and
    every place that is in none.
    Raises LookupError where a notebook does not declare one of the parameters.
    """
    there = read.years_and_areas(data)
    wanted = areas or office.district.usual_areas()
    asked = [
        Parameters(year=year, area=area, data=data, lang=lang)
        for year, area in there
        if area in wanted and (not years or year in years)
        for lang in langs
    ]
    for notebook in notebooks():
        check_parameters(notebook, Parameters.model_fields)
    return [
        Job(notebook, each, office.outputs, tuple(langs))
        for each in asked
        for notebook in notebooks()
    ]


def check_parameters(notebook: Path, names: Sequence[str]) -> None:
    """Raise LookupError for a parameter the notebook does not declare; papermill only warns."""
    declared = papermill.inspect_notebook(str(notebook))
    if unknown := sorted(set(names) - set(declared)):
        raise LookupError(
            f"{notebook.name} does not declare {', '.join(unknown)}; it has {', '.join(declared)}"
        )


def run(planned: Sequence[Job], workers: int) -> Iterator[Outcome]:
    """Run the jobs in worker processes; yields each outcome as it comes."""
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_one_thread) as pool:
        running = {pool.submit(perform, job): job for job in planned}
        for done in as_completed(running):
            error = done.exception()
            yield done.result() if error is None else _failed(running[done], str(error))


def perform(job: Job) -> Outcome:
    """Execute one notebook and render its page."""
    executed = job.place("runs", ".ipynb")
    failed, partial = job.place("runs", ".failed.ipynb"), job.place("runs", ".partial.ipynb")
    executed.parent.mkdir(parents=True, exist_ok=True)
    (job.outputs / "runs").chmod(0o700)
    failed.unlink(missing_ok=True)
    try:
        _execute(job, partial)
    except PapermillExecutionError as error:
        return _failed(job, f"{error.ename}: {error.evalue}")
    notebook = nbformat.read(partial, as_version=4)
    html = page.render(notebook, job.parameters.lang, _about(job))
    put(job.place("site", ".html"), html)
    partial.replace(executed)
    return Outcome(job)


def _failed(job: Job, error: str) -> Outcome:
    """Keep what a failed job leaves, if anything, where the index finds it."""
    partial, failed = job.place("runs", ".partial.ipynb"), job.place("runs", ".failed.ipynb")
    partial.parent.mkdir(parents=True, exist_ok=True)
    partial.touch()
    partial.replace(failed)
    return Outcome(job, error)


def _execute(job: Job, executed: Path) -> None:
    """Run the notebook on a new kernel, reached by sockets in a private folder of its own."""
    with TemporaryDirectory(prefix="kernel-") as folder:
        private = {"transport": "ipc", "connection_file": f"{folder}/kernel.json"}
        papermill.execute_notebook(
            str(job.notebook),
            str(executed),
            parameters=job.parameters.model_dump(),
            cwd=str(PROJECT),
            progress_bar=False,
            config=Config(KernelManager=private if os.name == "posix" else {}),
        )


def _about(job: Job) -> dict:
    asked = job.parameters
    district = workspace.open(asked.data).district
    siblings = [
        {
            "href": f"{notebook.stem}.{asked.lang}.html",
            "title": title(nbformat.read(notebook, as_version=4), asked.lang),
            "current": notebook == job.notebook,
        }
        for notebook in notebooks()
    ]
    return {
        "workspace": district.name[asked.lang],
        "year": asked.year,
        "area": district.area_name(asked.area, asked.lang),
        "notice": district.notice[asked.lang] if district.notice else None,
        "source": district.source[asked.lang],
        "index": "../../../../"
        + ("index.html" if asked.lang == "vi" else f"index.{asked.lang}.html"),
        "other": _other_page(job),
        "siblings": siblings,
        "provenance": provenance.listed(job.notebook, asked.data, asked.model_dump(), asked.lang),
    }


def _other_page(job: Job) -> str | None:
    """The same page in the other language, if it is made now or was made before."""
    other = next(lang for lang in terms.LANGS if lang != job.parameters.lang)
    page_there = job.place("site", ".html").with_name(f"{job.notebook.stem}.{other}.html")
    return page_there.name if other in job.langs or page_there.exists() else None


def title(notebook: nbformat.NotebookNode, lang: str) -> str:
    """A notebook's title in one language: the heading of its first cell tagged so."""
    tagged = (cell for cell in notebook.cells if lang in cell.metadata.get("tags", []))
    return next(tagged).source.splitlines()[0].removeprefix("# ")


def put(file: Path, text: str) -> None:
    """Write a page and put it in place only when it is complete."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(file)


def _one_thread() -> None:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
