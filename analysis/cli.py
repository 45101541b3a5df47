"""Dòng lệnh: one verb for each thing an officer or an analyst wants."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from filelock import FileLock, Timeout
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from analysis import files, stores, terms, workspace
from analysis.messages import SAID
from analysis.register.faults import RegisterError
from analysis.reports import batch, compare, plan, record, runner, site
from analysis.reports.executors import Cluster, ClusterError, Local
from analysis.reports.perform import Limits, Outcome
from analysis.worklists import doubts
from analysis.workspace import PROJECT, SHIPPED, Workspace, WorkspaceError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
lists = typer.Typer(no_args_is_help=True, help="Internal lists that name whom they are about.")
app.add_typer(lists, name="lists")
CORES = os.cpu_count() or 1
console = Console(highlight=False, soft_wrap=True)


class Stopped(BaseException):
    """Somebody asked this process to stop, by the signal it carries."""


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
Deadline = Annotated[float | None, typer.Option(min=1, help="Seconds that one notebook may take.")]
Memory = Annotated[int | None, typer.Option(min=512, help="Megabytes that one notebook may use.")]


def _part(text: str) -> tuple[int, int]:
    """2/3 as numbers; refuses what is no part of a whole."""
    part, slash, parts = text.partition("/")
    if not (part.isdecimal() and slash and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise typer.BadParameter(f"{text!r} is not a part such as 2/3")
    return int(part), int(parts)


Shard = Annotated[
    tuple | None,
    typer.Option(parser=_part, metavar="I/N", help="The I-th of N parts, one for each machine."),
]
Scheduler = Annotated[
    str | None, typer.Option(help="Address of a Dask scheduler whose workers see the outputs.")
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
    deadline: Deadline = Limits.seconds,
    memory: Memory = Limits.megabytes,
    scheduler: Scheduler = None,
    shard: Shard = None,
) -> None:
    """Check the registers, build the facts, run the notebooks and write the pages.

    What rests on nothing that has changed is kept as it is.
    """
    began, limits = time.monotonic(), Limits(deadline, memory)
    langs = ["vi", "en"] if lang is Lang.both else [lang.value]
    offices = _checked(data, lang)
    with _stoppable(lang), _executor(workers, scheduler) as executor:
        with ExitStack() as alone:
            alone.enter_context(_alone(offices, lang, sweep=not shard))
            _build(offices, executor, lang, year)
            steps = _planned(offices, year or [], area or [], langs, lang, again)
            if shard:
                alone.close()  # another machine does the other pages at the same time
                steps = plan.shard(steps, *shard)
            if dry_run:
                for step in steps:
                    console.print(step.text(lang.spoken), markup=False)
                return
            outcomes = _with_progress(steps, executor, limits)
        for office in offices.values():
            site.describe(office)
        index = _write_index()
    _close(steps, outcomes, index, time.monotonic() - began, lang)


@app.command()
def verify(
    data: Data = SHIPPED,
    year: Years = None,
    area: Areas = None,
    lang: Language = Lang.both,
    workers: Workers = CORES,
) -> None:
    """Tell whether the published results would come out the same today, and if not, why.

    Runs the published notebooks again and holds what they show against what they showed: numbers as
    they are displayed, pictures by their pixels. No page is replaced.
    """
    langs = ["vi", "en"] if lang is Lang.both else [lang.value]
    offices = _checked(data, lang)
    with _stoppable(lang), _alone(offices, lang), Local(workers) as executor:
        _build(offices, executor, lang, year)
        steps = _planned(offices, year or [], area or [], langs, lang, False)
        published = [step for step in steps if step.job.executed.exists()]
        outcomes = []
        for step, outcome in runner.verdicts(published, executor, Limits()):
            record.keep_verdict(step, outcome)
            outcomes.append(outcome)
        _write_index()
    if any(each.changed or each.error for each in outcomes):
        console.print(_verdicts(published, outcomes, lang))
    else:
        _say("same", lang, count=len(outcomes))
    raise typer.Exit(code=any(each.changed or each.error for each in outcomes))


@app.command()
def check(data: Data = SHIPPED, lang: Language = Lang.both) -> None:
    """Tell every fault of the workspaces' files at once, and what should be looked at again."""
    offices = _checked(data, lang, everything=True)
    for name, office in offices.items():
        sound = stores.read(office)
        _say("sound", lang, data=name)
        if sound.reviews:
            _tell(*doubts.write(office, sound), lang)


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
    from analysis.worklists import awards  # scipy, which no other command needs in this process

    office = _checked([data], lang)[data]
    with _refused(lang):
        if not stores.are_kept(office):
            stores.build(data)
        file = awards.write(office, stores.read(office), year, data)
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
    offices = _checked(data, Lang.both)
    with (
        _stoppable(Lang.both),
        _alone(offices, Lang.both),
        Local(workers, kernels=False) as executor,
    ):
        _build(offices, executor, Lang.both)


def _checked(data: list[str], lang: Lang, everything: bool = False) -> dict[str, Workspace]:
    """Every workspace by its name; the registers of those that have changed are read and checked.

    Exits with 2 and every fault if any workspace is refused.
    """
    offices, faults = {}, []
    for name in data:
        try:
            office = offices[name] = workspace.open(name)
            if everything or not stores.are_kept(office):
                stores.read(office)
        except (WorkspaceError, RegisterError) as error:
            faults.append(error.text(lang.spoken))
    if faults:
        _refuse("\n\n".join(faults))
    return offices


def _build(
    offices: dict[str, Workspace], executor: Executor, lang: Lang, years: list[int] | None = None
) -> None:
    """Build the facts that are not up to date, then settle what may be shown, a year at a time."""
    with _refused(lang):
        stale = [name for name, office in offices.items() if not stores.are_kept(office)]
        _all_done([executor.submit(stores.build, name) for name in stale])
        _all_done(
            [
                executor.submit(stores.settle_year, name, year)
                for name, office in offices.items()
                for year in stores.unsettled(office, name, years)
            ]
        )


def _all_done(waiting: list[Future]) -> None:
    for done in waiting:
        done.result()


def _executor(workers: int, scheduler: str | None) -> Executor:
    if not scheduler:
        return Local(workers)
    try:
        return Cluster(scheduler)
    except ClusterError as error:
        _refuse(str(error))


@contextmanager
def _alone(offices: dict[str, Workspace], lang: Lang, sweep: bool = True) -> Iterator[None]:
    """Let no other run write to these workspaces.

    What a run that was killed has left half-written is removed, unless other parts may be writing.
    """
    with ExitStack() as stack, _refused(lang):
        for name, office in sorted(offices.items()):
            lock = FileLock(office.private("runs") / "running.lock", mode=0o600)
            try:
                lock.acquire(blocking=False)
            except Timeout:
                _say("waiting", lang, data=name)
                lock.acquire()
            stack.callback(lock.release)
            if sweep:
                files.sweep(office.outputs)
                stack.callback(files.sweep, office.outputs)
        yield


@contextmanager
def _stoppable(lang: Lang) -> Iterator[None]:
    """Stop cleanly when asked to: what is complete stays, and the next run does the rest."""

    def stop(number: int, frame: object) -> None:
        raise Stopped(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except Stopped as stopped:
        _say("stopped", lang)
        raise typer.Exit(128 + stopped.args[0]) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _refused(lang: Lang) -> Iterator[None]:
    try:
        yield
    except (WorkspaceError, RegisterError) as error:
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


def _with_progress(steps: list[plan.Step], executor: Executor, limits: Limits) -> list[Outcome]:
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
        for step, outcome in runner.outcomes(steps, executor, limits):
            record.note(step, outcome)
            done.append(outcome)
            progress.update(task, advance=1, description=outcome.job.name)
            if not console.is_terminal:
                console.print(f"{len(done)}/{total} {outcome.job.name}", markup=False)
        return done


def _write_index() -> Path:
    with FileLock(workspace.outputs() / ".index.lock", mode=0o600):
        return site.write_index()


def _close(
    steps: list[plan.Step], outcomes: list[Outcome], index: Path, seconds: float, lang: Lang
) -> None:
    """Say what was done and what now shows otherwise; exits with 1 if a notebook failed."""
    failed = [outcome for outcome in outcomes if outcome.error]
    did = [outcome.did for outcome in outcomes if not outcome.error]
    counts = {"run": did.count("run"), "rendered": did.count("render"), "failed": len(failed)}
    _say("done", lang, **counts, kept=len(steps) - len(outcomes), seconds=round(seconds))
    if figures := record.changed_figures(outcomes):
        _say("changed", lang)
    for figure in figures:
        console.print(f"  {figure}", markup=False)
    for outcome in failed:
        console.print(f"  {outcome.job.name}: {outcome.error}", style="red", markup=False)
    _say("see", lang, index=index)
    raise typer.Exit(code=1 if failed else 0)


def _verdicts(steps: list[plan.Step], outcomes: list[Outcome], lang: Lang) -> Table:
    """The notebooks that would show something else, what it is, and what has changed since."""
    said, why = SAID[lang.spoken], {step.job: step.why(lang.spoken) for step in steps}
    table = Table(title=said["verified"].format(count=len(outcomes)))
    for heading in ("notebook", "figure", "published", "today", "why"):
        table.add_column(said[heading], overflow="fold")
    for outcome in sorted(outcomes, key=lambda each: each.job.name):
        reasons = escape(why[outcome.job])
        if outcome.error:
            table.add_row(outcome.job.name, "", "", escape(outcome.error), reasons)
        for each in compare.told(outcome.changed):
            table.add_row(outcome.job.name, *map(escape, each), reasons)
    return table


def _say(what: str, lang: Lang, **facts: object) -> None:
    console.print(SAID[lang.spoken][what].format(**facts), markup=False)


def _refuse(message: str) -> None:
    console.print(message, markup=False)
    raise typer.Exit(code=2)
