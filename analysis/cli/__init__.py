"""Dòng lệnh: one verb for each thing an officer or an analyst wants."""

import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from analysis import stores, terms, workspace
from analysis.cli import screen, session, told
from analysis.cli.messages import SAID
from analysis.cli.screen import Lang
from analysis.register import doubts as register_doubts
from analysis.register import explained, layouts
from analysis.register.faults import RegisterError
from analysis.register.read import Register
from analysis.reports import plan, record, runner, site
from analysis.reports.executors import Local
from analysis.reports.perform import Limits
from analysis.worklists import doubts, links
from analysis.workspace import PROJECT, SHIPPED, Workspace, WorkspaceError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
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
def check(
    data: Data = SHIPPED,
    lang: Language = Lang.both,
    xlsx: Annotated[
        bool, typer.Option("--xlsx", help="Write copies of the files with faulty cells marked.")
    ] = False,
    explain: Annotated[
        Path | None, typer.Option(help="Tell how this one file is understood, and nothing else.")
    ] = None,
    year: Annotated[
        int | None, typer.Option(help="With --explain: year of review, where no folder tells it.")
    ] = None,
) -> None:
    """Tell every fault of the workspaces' files at once, and what should be looked at again."""
    if explain:
        return _explain(explain, data, year, lang)
    offices = session.checked(data, lang, True, partial(_marked, lang) if xlsx else None)
    for name, office in offices.items():
        sound = stores.read(office)
        screen.say("sound", lang, data=name)
        if sound.reviews:
            screen.doubts(*doubts.write(office, sound), lang)
        if sound.linking:
            file, pairs = links.write(office, sound.linking)
            screen.say("pairs", lang, file=file, pairs=pairs)
        if xlsx:
            screen.console.print(_marked(lang, office, sound), markup=False)


def _marked(lang: Lang, office: Workspace, read: Register | RegisterError) -> str:
    """Write copies of the files with what is wrong or doubtful marked; what is said of them."""
    from analysis.worklists import marked  # openpyxl, which no other command needs

    spoken = lang.spoken
    if isinstance(read, RegisterError):
        marks = marked.of_faults(office, read.faults, spoken)
    else:
        marks = marked.of_doubts(register_doubts.found(read, office.district), spoken)
    try:
        return screen.copies(marked.write(office, marks, spoken), lang)
    except WorkspaceError as error:
        return error.text(spoken)


def _explain(file: Path, data: list[str], year: int | None, lang: Lang) -> None:
    """Tell how a file is understood; exits with 2 where a sheet with data is not."""
    with session.refused(lang):
        given = None if data == SHIPPED else workspace.open(data[0]).folder
        place = file if file.is_file() or given is None else given / file
        if not place.is_file():
            screen.refuse(SAID[lang.spoken]["no_file"].format(file=file))
        known = layouts.of_workspace(given or explained.workspace_of(place))
        seen = explained.file(place, known, year or explained.year_of(place))
    told.explained(seen, lang)
    raise typer.Exit(code=0 if seen.is_understood else 2)


@app.command()
def facts(data: Data = SHIPPED, workers: Workers = CORES) -> None:
    """Build the facts alone, for notebooks that are run by hand."""
    _facts(data, workers)


@app.command()
def lab(data: Data = SHIPPED) -> None:
    """Build the facts and open the notebooks in JupyterLab."""
    _facts(data, CORES)
    raise typer.Exit(subprocess.call([sys.executable, "-m", "jupyterlab", str(PROJECT)]))


class WorkList(StrEnum):
    """Work lists, each written by the module of its name."""

    awards = "awards"
    houses = "houses"
    sample = "sample"
    support = "support"
    visits = "visits"
    watch = "watch"
    wishes = "wishes"


@app.command()
def lists(
    what: Annotated[WorkList, typer.Argument(help="Which list.")],
    year: Annotated[int, typer.Option(help="Year of the review it is made from.")],
    data: Annotated[str, typer.Option(help="Folder of a workspace.")] = SHIPPED[0],
    lang: Language = Lang.both,
) -> None:
    """Write an internal list that names whom it is about, for those who must act on it.

    awards: who is proposed for commendation; houses: who waits for a home; sample: whom next year's
    random inspections visit; support: who is proposed for which package; visits: whom to see for
    cause; watch: which households that exited to see first; wishes: what is still to be answered
    or done.
    """
    # Some need scipy, which no other command needs in this process.
    module = import_module(f"analysis.worklists.{what}")
    office = session.checked([data], lang)[data]
    with session.refused(lang):
        if not stores.are_kept(office):
            stores.build(data)
        file = module.write(office, stores.read(office), year, data)
    screen.say("list", lang, file=file)


class Layout(StrEnum):
    """How the lists of the sample are written down."""

    csv = "csv"
    official = "official"


class Lines(StrEnum):
    """Whose poverty standards the sample is of."""

    city = "city"
    national = "national"


SAMPLES = {  # the module that writes a sample, its seed, and the workspace with its settings
    Lines.city: ("analysis.sample", 2013, SHIPPED[0]),
    Lines.national: ("analysis.sample.national", 2016, SHIPPED[2]),
}


@app.command("sample")
def write_sample(
    folder: Annotated[Path, typer.Argument(help="Where to write it; must not exist yet.")],
    seed: Annotated[
        int | None, typer.Option(help="The same seed gives the same bytes; else the usual one.")
    ] = None,
    lines: Annotated[
        Lines, typer.Option(help="The city's standards of 2009 to 2015, or the national ones.")
    ] = Lines.city,
    layout: Annotated[
        Layout, typer.Option(help="CSV files, or the workbooks that offices hand in.")
    ] = Layout.csv,
    noise: Annotated[
        bool, typer.Option("--noise", help="Write the workbooks with the slips of clerks.")
    ] = False,
    truth: Annotated[
        Path | None,
        typer.Option(help="Write here which household each row of the workbooks is of."),
    ] = None,
) -> None:
    """Write an invented workspace for trying the suite."""
    _refuse_sample(folder, lines, layout, noise, truth)
    # No page depends on the generator, so no other command loads it.
    from analysis.sample import office

    module, usual, settings = SAMPLES[lines]
    seed = usual if seed is None else seed
    if layout is Layout.csv:
        import_module(module).write(folder, seed)
    else:
        heads = office.write(folder, seed, noise)
        if truth:
            office.write_truth(truth, heads)
    shutil.copyfile(PROJECT / settings / "district.yml", folder / "district.yml")
    said = f"{folder}: đã ghi số liệu giả định / invented data written"
    screen.console.print(said, markup=False)
    for (vi, en), rate in office.slips().items() if noise else ():
        screen.console.print(f"  {vi} / {en}: {terms.percent(100 * rate, 'en', 1)}", markup=False)


def _refuse_sample(
    folder: Path, lines: Lines, layout: Layout, noise: bool, truth: Path | None
) -> None:
    """Exit with 2 where the sample would fall upon something, or give its truth away."""
    if folder.exists():
        screen.refuse(
            f"{folder}: đã có; chưa ghi gì.\n{folder}: exists already; nothing was written."
        )
    if layout is Layout.official and lines is Lines.national:
        screen.refuse(
            "--layout official: chỉ có với --lines city; chưa ghi gì.\n"
            "--layout official: only goes with --lines city; nothing was written."
        )
    if layout is Layout.csv and (noise or truth):
        screen.refuse(
            "--noise, --truth: chỉ dùng với --layout official; chưa ghi gì.\n"
            "--noise, --truth: only go with --layout official; nothing was written."
        )
    if truth and truth.resolve().is_relative_to(folder.resolve()):
        screen.refuse(
            f"{truth}: phải nằm ngoài {folder}; chưa ghi gì.\n"
            f"{truth}: must lie outside {folder}; nothing was written."
        )


class Settlement(StrEnum):
    """Which area's poverty line applies."""

    urban = "urban"
    rural = "rural"


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="Where to write it; must not hold anything yet.")],
    district: Annotated[str | None, typer.Option(help="Code or name of the district.")] = None,
    year: Annotated[int | None, typer.Option(help="First year of review.")] = None,
    standard: Annotated[
        str | None, typer.Option(help="Poverty standard, by its key in data/rules.yml.")
    ] = None,
    settlement: Annotated[
        Settlement | None, typer.Option(help="Where the kind of district does not say.")
    ] = None,
    codes: Annotated[
        Path | None, typer.Option(help="Codes of another province, as data/admin_codes.csv.")
    ] = None,
    lang: Language = Lang.both,
) -> None:
    """Write a workspace to fill in: its settings, and workbooks with lists to choose from."""
    from analysis import starter  # nothing else starts a workspace
    from analysis.starter import places, settings

    with session.refused(lang):
        starter.refuse_taken(folder)
        place = places.find(_asked("district", district, lang), codes or places.CODES)
        first = settings.checked_year(_asked("year", year, lang, int))
        key = settings.standard(standard, first, place.province)
        area = _asked("settlement", settlement or place.settlement, lang, Settlement)
        starter.write(folder, settings.Office(place, first, key, str(area)))
    screen.say("new", lang, folder=folder)


def _asked(what: str, given: object, lang: Lang, kind: type = str) -> object:
    """What was given, or is answered at the terminal; exits with 2 where nobody can answer."""
    if given is not None:
        return given
    said = SAID[lang.spoken]
    if not sys.stdin.isatty():
        screen.refuse(said["give"].format(what=what))
    return typer.prompt(said[f"ask_{what}"], type=kind)


def _facts(data: list[str], workers: int) -> None:
    offices = session.checked(data, Lang.both)
    with (
        session.stoppable(Lang.both),
        session.alone(offices, Lang.both),
        Local(workers, kernels=False) as executor,
    ):
        session.build(offices, executor, Lang.both)
