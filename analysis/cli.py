"""Dòng lệnh: one verb for each thing an officer or an analyst wants."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analysis import stores, terms, workspace
from analysis.register import read as register
from analysis.register.faults import RegisterError
from analysis.register.read import Register
from analysis.reports import batch, plan, runner, site
from analysis.reports.executors import Local
from analysis.reports.perform import Limits, Outcome
from analysis.worklists import awards, doubts
from analysis.workspace import PROJECT, SHIPPED, Workspace, WorkspaceError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
lists = typer.Typer(no_args_is_help=True, help="Internal lists that name whom they are about.")
app.add_typer(lists, name="lists")
CORES = os.cpu_count() or 1
console = Console(highlight=False, soft_wrap=True)
SAID = {
    "vi": {
        "sound": "{data}: không có lỗi",
        "doubts": "  cần xem lại, không ngăn việc lập báo cáo; từng dòng ở {file}:",
        "doubt": "    {count}: {rule} ({file})",
        "done": "Đã ghi {written} trang, giữ nguyên {kept} trang, {failed} trang không chạy được; "
        "xem {index}",
        "nothing": "Không có số liệu cho {asked}; chưa ghi trang nào.",
        "choice": "lựa chọn này",
        "list": "Đã ghi {file}; chỉ đề xuất, Hội đồng thi đua - khen thưởng quyết định.",
    },
    "en": {
        "sound": "{data}: sound",
        "doubts": "  to look at again, stopping nothing; the rows are in {file}:",
        "doubt": "    {count}: {rule} ({file})",
        "done": "{written} pages written, {kept} kept, {failed} failed; see {index}",
        "nothing": "There is no review or return for {asked}; no page was written.",
        "choice": "this choice",
        "list": "Written: {file}; it only proposes, the commendation council decides.",
    },
}


class Lang(StrEnum):
    """Languages of the pages and messages."""

    vi = "vi"
    en = "en"
    both = "both"

    @property
    def spoken(self) -> str:
        """The language of the messages."""
        return "vi" if self is Lang.vi else "en"


Data = Annotated[list[str], typer.Option(help="Folder of a workspace; may be given again.")]
Years = Annotated[list[int] | None, typer.Option("--year", help="Review year; may be given again.")]
Areas = Annotated[
    list[str] | None, typer.Option("--area", help="Code of the district, a group or a ward.")
]
Language = Annotated[Lang, typer.Option(help="Language of pages and messages.")]
Workers = Annotated[int, typer.Option(min=1, help="Notebooks run at the same time.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Bring the facts up to date, and say what would be run.")
]
Again = Annotated[bool, typer.Option("--again", help="Run also what has not changed.")]


@app.command()
def run(
    data: Data = SHIPPED,
    year: Years = None,
    area: Areas = None,
    lang: Language = Lang.both,
    workers: Workers = CORES,
    dry_run: DryRun = False,
    again: Again = False,
) -> None:
    """Check the registers, build the facts, run the notebooks and write the pages.

    What rests on nothing that has changed is kept as it is.
    """
    langs = ["vi", "en"] if lang is Lang.both else [lang.value]
    offices = _opened(data, lang)
    _build(offices, lang)
    with Local(workers) as executor:
        _settle(offices, executor, lang, year)
        steps = _planned(offices, year or [], area or [], langs, lang, again)
        if dry_run:
            for step in steps:
                console.print(step.text(lang.spoken), markup=False)
            return
        outcomes = _with_progress(steps, executor)
    for office in offices.values():
        site.describe(office)
    index = site.write_index()
    _close(steps, outcomes, index, lang)


@app.command()
def check(data: Data = SHIPPED, lang: Language = Lang.both) -> None:
    """Tell every fault of the workspaces' files at once, and what should be looked at again."""
    offices = _opened(data, lang)
    found = _doubts(offices, _read(offices, lang), lang)
    for name in offices:
        _say("sound", lang, data=name)
        if name in found:
            _tell(*found[name], lang)


@app.command()
def facts(data: Data = SHIPPED, workers: Workers = CORES) -> None:
    """Build the facts alone, for notebooks that are run by hand."""
    _facts(data, workers)


@app.command()
def lab(data: Data = SHIPPED) -> None:
    """Build the facts and open the notebooks in JupyterLab."""
    _facts(data, CORES)
    raise typer.Exit(subprocess.call([sys.executable, "-m", "jupyterlab", str(PROJECT)]))


@lists.command("awards")
def list_awards(
    year: Annotated[int, typer.Option(help="Year the work was done in.")],
    data: Annotated[str, typer.Option(help="Folder of a workspace.")] = SHIPPED[0],
    lang: Language = Lang.both,
) -> None:
    """Write who is proposed for commendation, by name, with every step of the score."""
    offices = _opened([data], lang)
    _build(offices, lang)
    with _refused(lang):
        file = awards.write(offices[data], _read(offices, lang)[data], year, data)
    _say("list", lang, file=file)


@app.command("sample")
def write_sample(
    folder: Annotated[Path, typer.Argument(help="Where to write it; must not exist yet.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 2013,
) -> None:
    """Write an invented workspace for trying the suite."""
    if folder.exists():
        _refuse(f"{folder}: exists already; nothing was written.")
    from analysis import sample  # no page depends on the generator, so no other command loads it

    sample.write(folder, seed)
    shutil.copyfile(PROJECT / SHIPPED[0] / "district.yml", folder / "district.yml")
    console.print(f"{folder}: invented data written", markup=False)


def _facts(data: list[str], workers: int) -> None:
    offices = _opened(data, Lang.both)
    _build(offices, Lang.both)
    with Local(workers) as executor:
        _settle(offices, executor, Lang.both)


def _opened(data: list[str], lang: Lang) -> dict[str, Workspace]:
    """Every workspace by its name; exits with 2 and every fault if one cannot be used."""
    return _all_or_none({name: partial(workspace.open, name) for name in data}, lang)


def _read(offices: dict[str, Workspace], lang: Lang) -> dict[str, Register]:
    """The registers of workspaces; exits with 2 and every fault if any is refused."""
    reads = {name: partial(register.read, office) for name, office in offices.items()}
    return _all_or_none(reads, lang)


def _all_or_none(made: dict[str, Callable], lang: Lang) -> dict:
    done, faults = {}, []
    for name, make in made.items():
        try:
            done[name] = make()
        except (WorkspaceError, RegisterError) as error:
            faults.append(error.text(lang.spoken))
    if faults:
        _refuse("\n\n".join(faults))
    return done


def _build(offices: dict[str, Workspace], lang: Lang) -> None:
    """Build the facts of the workspaces whose inputs have changed, if all of those are sound."""
    stale = {name: office for name, office in offices.items() if not stores.are_kept(office)}
    for name, read in _read(stale, lang).items():
        with _refused(lang):
            stores.build(offices[name], name, read)


def _settle(
    offices: dict[str, Workspace], executor: Executor, lang: Lang, years: list[int] | None = None
) -> None:
    """Settle what may be shown of the facts that have changed, a year to a process."""
    waiting = [
        executor.submit(stores.settle_year, name, year)
        for name, office in offices.items()
        for year in stores.unsettled(office, name, years)
    ]
    with _refused(lang):
        for settled in waiting:
            settled.result()


@contextmanager
def _refused(lang: Lang) -> Iterator[None]:
    try:
        yield
    except WorkspaceError as error:
        _refuse(error.text(lang.spoken))


def _planned(
    offices: dict[str, Workspace],
    years: list[int],
    areas: list[str],
    langs: list[str],
    lang: Lang,
    again: bool,
) -> list[plan.Step]:
    try:
        jobs = [
            job
            for name, office in offices.items()
            for job in batch.jobs(office, name, years, areas, langs)
        ]
    except LookupError as error:
        _refuse(str(error))
    _refuse_unless_all_are_there(jobs, years, areas, lang)
    return plan.steps(jobs, again)


def _doubts(
    offices: dict[str, Workspace], registers: dict[str, Register], lang: Lang
) -> dict[str, tuple[Path, pd.DataFrame]]:
    """The list of rows to look at again of each register, written; returns hold no such rows."""
    with _refused(lang):
        return {
            name: doubts.write(offices[name], read)
            for name, read in registers.items()
            if read.reviews
        }


def _tell(file: Path, counts: pd.DataFrame, lang: Lang) -> None:
    if counts.empty:
        return
    _say("doubts", lang, file=file)
    spoken = lang.spoken
    for row in counts.itertuples():
        words = {name: terms.label(getattr(row, name), spoken) for name in ("rule", "file")}
        _say("doubt", lang, count=terms.households(row.households, spoken), **words)


def _refuse_unless_all_are_there(
    planned: list[batch.Job], years: list[int], areas: list[str], lang: Lang
) -> None:
    """Exit with 2 if a year or an area that was asked for gives no page."""
    there_years = {job.parameters.year for job in planned}
    there_areas = {job.parameters.area for job in planned}
    missing = [f"--year {year}" for year in years if year not in there_years]
    missing += [f"--area {area}" for area in areas if area not in there_areas]
    if missing or not planned:
        said = SAID[lang.spoken]
        _refuse(said["nothing"].format(asked=", ".join(missing) or said["choice"]))


def _with_progress(steps: list[plan.Step], executor: Executor) -> list[Outcome]:
    columns = [
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    ]
    total = sum(step.do != "skip" for step in steps)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        done = []
        for outcome in runner.outcomes(steps, executor, Limits()):
            done.append(outcome)
            progress.update(task, advance=1, description=outcome.job.name)
            if not console.is_terminal:
                console.print(f"{len(done)}/{total} {outcome.job.name}", markup=False)
        return done


def _close(steps: list[plan.Step], outcomes: list[Outcome], index: Path, lang: Lang) -> None:
    """Say what was done; exits with 1 if a notebook failed."""
    failed = [outcome for outcome in outcomes if outcome.error]
    _say(
        "done",
        lang,
        written=len(outcomes) - len(failed),
        kept=len(steps) - len(outcomes),
        failed=len(failed),
        index=index,
    )
    for outcome in failed:
        console.print(f"  {outcome.job.name}: {outcome.error}", style="red", markup=False)
    raise typer.Exit(code=1 if failed else 0)


def _say(what: str, lang: Lang, **facts: object) -> None:
    console.print(SAID[lang.spoken][what].format(**facts), markup=False)


def _refuse(message: str) -> None:
    console.print(message, markup=False)
    raise typer.Exit(code=2)
