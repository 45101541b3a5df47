"""Dòng lệnh: one verb for each thing an officer or an analyst wants."""

import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from analysis import stores
from analysis.cli import screen, session
from analysis.cli.screen import Lang
from analysis.reports import plan, record, runner, site
from analysis.reports.executors import Local
from analysis.reports.perform import Limits
from analysis.worklists import doubts
from analysis.workspace import PROJECT, SHIPPED

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
lists = typer.Typer(no_args_is_help=True, help="Internal lists that name whom they are about.")
app.add_typer(lists, name="lists")
CORES = os.cpu_count() or 1

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
    offices = session.checked(data, lang)
    with session.stoppable(lang), session.executor(workers, scheduler) as executor:
        with ExitStack() as held:
            held.enter_context(session.alone(offices, lang, sweep=not shard))
            session.build(offices, executor, lang, year)
            steps = session.planned(offices, year or [], area or [], lang, again)
            if shard:
                held.close()  # another machine does the other pages at the same time
                steps = plan.shard(steps, *shard)
            if dry_run:
                for step in steps:
                    screen.console.print(step.text(lang.spoken), markup=False)
                return
            outcomes = screen.done(steps, executor, limits)
        for office in offices.values():
            site.describe(office)
        index = session.write_index()
    screen.summary(steps, outcomes, index, time.monotonic() - began, lang)


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
    offices = session.checked(data, lang)
    with session.stoppable(lang), session.alone(offices, lang), Local(workers) as executor:
        session.build(offices, executor, lang, year)
        steps = session.planned(offices, year or [], area or [], lang, False)
        published = [step for step in steps if step.job.executed.exists()]
        outcomes = []
        for step, outcome in runner.verdicts(published, executor, Limits()):
            record.keep_verdict(step, outcome)
            outcomes.append(outcome)
        session.write_index()
    screen.verdicts(published, outcomes, lang)


@app.command()
def check(data: Data = SHIPPED, lang: Language = Lang.both) -> None:
    """Tell every fault of the workspaces' files at once, and what should be looked at again."""
    offices = session.checked(data, lang, everything=True)
    for name, office in offices.items():
        sound = stores.read(office)
        screen.say("sound", lang, data=name)
        if sound.reviews:
            screen.doubts(*doubts.write(office, sound), lang)


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

    office = session.checked([data], lang)[data]
    with session.refused(lang):
        if not stores.are_kept(office):
            stores.build(data)
        file = awards.write(office, stores.read(office), year, data)
    screen.say("list", lang, file=file)


@app.command("sample")
def write_sample(
    folder: Annotated[Path, typer.Argument(help="Where to write it; must not exist yet.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 2013,
) -> None:
    """Write an invented workspace for trying the suite."""
    if folder.exists():
        screen.refuse(f"{folder}: exists already; nothing was written.")
    from analysis import sample  # no page depends on the generator, so no other command loads it

    sample.write(folder, seed)
    shutil.copyfile(PROJECT / SHIPPED[0] / "district.yml", folder / "district.yml")
    screen.console.print(f"{folder}: invented data written", markup=False)


def _facts(data: list[str], workers: int) -> None:
    offices = session.checked(data, Lang.both)
    with (
        session.stoppable(Lang.both),
        session.alone(offices, Lang.both),
        Local(workers, kernels=False) as executor,
    ):
        session.build(offices, executor, Lang.both)
