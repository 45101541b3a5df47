"""What a run has to do and why: notebooks to run, pages only to render, and what to leave.

A job's manifest names all that its notebook and its page rested on. What is the same is kept; what
differs is told by its name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis import terms, workspace
from analysis.files import manifest
from analysis.reports import keys
from analysis.reports.batch import Job, notebooks, title
from analysis.reports.keys import Parts
from analysis.workspace import Workspace

WORDS = {
    "run": {"vi": "chạy", "en": "run"},
    "render": {"vi": "dựng lại trang", "en": "render"},
    "skip": {"vi": "giữ nguyên", "en": "skip"},
    "new": {"vi": "chưa từng lập", "en": "never made"},
    "asked": {"vi": "theo yêu cầu", "en": "as asked"},
    "failed": {"vi": "lần trước không chạy được", "en": "it failed last time"},
    "lost": {"vi": "thiếu tệp {names}", "en": "{names} is missing"},
    "same": {"vi": "không có gì thay đổi", "en": "nothing it rests on has changed"},
    "facts": {
        "vi": "số liệu năm {year} thay đổi: {names}",
        "en": "facts of {year} changed: {names}",
    },
    "code cells": {"vi": "ô lệnh của sổ tay thay đổi", "en": "the notebook's code changed"},
    "parameters": {"vi": "tham số thay đổi", "en": "its parameters changed"},
    "prose": {"vi": "lời văn của sổ tay thay đổi", "en": "the notebook's prose changed"},
    "around": {
        "vi": "phần chung quanh trang thay đổi",
        "en": "what stands around the page changed",
    },
    "sources": {"vi": "thay đổi: {names}", "en": "changed: {names}"},
}


@dataclass(frozen=True)
class Reason:
    """Why something is done, in either language."""

    kind: str
    names: tuple[str, ...] = ()
    year: int | None = None

    def text(self, lang: str) -> str:
        """The reason as a sentence without its stop."""
        return WORDS[self.kind][lang].format(names=", ".join(self.names), year=self.year)


@dataclass(frozen=True)
class Step:
    """A job and what is to be done for it, why, and all that it rests on then."""

    job: Job
    do: Literal["run", "render", "skip"]
    reasons: tuple[Reason, ...]
    notebook_parts: Parts
    page_parts: Parts
    inputs: Parts
    about: Mapping[str, object]

    def text(self, lang: str) -> str:
        """What is done and why: run 01_movements 2013 490 vi: facts of 2013 changed: ..."""
        return f"{WORDS[self.do][lang]} {self.job.name}: {self.why(lang)}"

    def why(self, lang: str) -> str:
        """The reasons in one line."""
        return "; ".join(reason.text(lang) for reason in self.reasons)


def steps(jobs: Sequence[Job], again: bool = False) -> list[Step]:
    """One step for each job; with `again`, all are run whatever has changed.

    Raises LookupError where facts are not built.
    """
    offices = {data: workspace.open(data) for data in {job.parameters.data for job in jobs}}
    inputs = {data: keys.of_inputs(office) for data, office in offices.items()}
    return [
        _step(job, offices[job.parameters.data], inputs[job.parameters.data], again) for job in jobs
    ]


def shard(steps: Sequence[Step], part: int, parts: int) -> list[Step]:
    """The steps that one of several machines does; each is in one part, whoever has run before."""
    return list(steps[part - 1 :: parts])


def _step(job: Job, office: Workspace, inputs: Parts, again: bool) -> Step:
    about = _around(job, office)
    parts = keys.of_notebook(office, job.notebook, job.parameters.model_dump())
    page = keys.of_page(job.notebook, about)
    do, reasons = _decided(job, manifest(job.manifest), parts, page, inputs)
    if again:
        do, reasons = "run", [Reason("asked")]
    return Step(job, do, tuple(reasons), parts, page, inputs, about)


def _decided(
    job: Job, done: dict, parts: Parts, page: Parts, inputs: Parts
) -> tuple[Literal["run", "render", "skip"], list[Reason]]:
    if not done:
        return "run", [Reason("failed" if job.failed.exists() else "new")]
    if not job.executed.exists():
        return "run", [Reason("lost", (job.executed.name,))]
    if names := keys.changed(done["notebook"], parts):
        return "run", _why(names, keys.changed(done["inputs"], inputs))
    if job.failed.exists():
        return "run", [Reason("failed")]
    if not job.page.exists():
        return "render", [Reason("lost", (job.page.name,))]
    if names := keys.changed(done["page"], page):
        return "render", _why(names, [])
    return "skip", [Reason("same")]


def _why(names: list[str], inputs: list[str]) -> list[Reason]:
    """The parts that changed as reasons; facts by the files behind them, where these did."""
    kinds = {"code cells": "code cells", "parameters": "parameters", "prose": "prose"}
    kinds["what stands around it"] = "around"
    facts = [name.removeprefix("facts of ").split(": ") for name in names if _is_fact(name)]
    reasons = [
        Reason("facts", tuple(inputs or sorted({table for _, table in facts})), int(year))
        for year in sorted({year for year, _ in facts})
    ]
    reasons += [Reason(kinds[name]) for name in names if name in kinds]
    others = tuple(name for name in names if name not in kinds and not _is_fact(name))
    return reasons + ([Reason("sources", others)] if others else [])


def _is_fact(name: str) -> bool:
    return name.startswith("facts of ")


def _around(job: Job, office: Workspace) -> dict:
    """What stands around a page: whose it is, its siblings, the same page in the other language.

    And what the office has declared to be mended in its files.
    """
    asked, district = job.parameters, office.district
    siblings = [
        {
            "href": f"{notebook.stem}.{asked.lang}.html",
            "title": title(keys.opened(notebook), asked.lang),
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
        "corrections": [each.said(asked.lang) for each in office.corrections],
        "index": "../../../../"
        + ("index.html" if asked.lang == "vi" else f"index.{asked.lang}.html"),
        "other": _other_page(job),
        "siblings": siblings,
    }


def _other_page(job: Job) -> str | None:
    """The same page in the other language, if it is made now or was made before."""
    other = next(lang for lang in terms.LANGS if lang != job.parameters.lang)
    there = job.page.with_name(f"{job.notebook.stem}.{other}.html")
    return there.name if other in job.langs or there.exists() else None
