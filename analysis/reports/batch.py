"""The jobs of a batch: every notebook for every asked year, area and language."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import nbformat
import papermill
from pydantic import BaseModel, ConfigDict

from analysis.facts import read
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

    @property
    def page(self) -> Path:
        """The page, for others to read."""
        return self.place("site", ".html")

    @property
    def executed(self) -> Path:
        """The executed notebook."""
        return self.place("runs", ".ipynb")

    @property
    def failed(self) -> Path:
        """What a run left that failed, if the last one did."""
        return self.place("runs", ".failed.ipynb")

    @property
    def verdict(self) -> Path:
        """What came out of verifying the executed notebook, if somebody did."""
        return self.place("runs", ".verdict.json")

    @property
    def manifest(self) -> Path:
        """What page and notebook rest on and how they were made; it is written last."""
        return self.place("runs", ".json")


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


def title(notebook: nbformat.NotebookNode, lang: str) -> str:
    """A notebook's title in one language: the heading of its first cell tagged so."""
    tagged = (cell for cell in notebook.cells if lang in cell.metadata.get("tags", []))
    return next(tagged).source.splitlines()[0].removeprefix("# ")
