"""A session of the command line on some workspaces: alone on them, and stopped only cleanly."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from pathlib import Path

import typer
from filelock import FileLock, Timeout

from analysis import files, stores, workspace
from analysis.cli.messages import SAID
from analysis.cli.screen import Lang, refuse, say
from analysis.register.faults import RegisterError
from analysis.reports import batch, plan, site
from analysis.reports.executors import Cluster, ClusterError, Local
from analysis.workspace import Workspace, WorkspaceError


class Stopped(BaseException):
    """Somebody asked this process to stop, by the signal it carries."""


def checked(
    data: list[str],
    lang: Lang,
    everything: bool = False,
    besides: Callable[[Workspace, RegisterError], str] | None = None,
) -> dict[str, Workspace]:
    """Every workspace by its name; the registers of those that have changed are read and checked.

    Exits with 2 and every fault if any workspace is refused, and with what is said `besides`.
    """
    offices, faults = {}, []
    for name in data:
        try:
            office = offices[name] = workspace.open(name)
            if everything or not stores.are_kept(office):
                stores.read(office)
        except (WorkspaceError, RegisterError) as error:
            faults.append(error.text(lang.spoken))
            if besides and isinstance(error, RegisterError):
                faults.append(besides(office, error))
    if faults:
        refuse("\n\n".join(faults))
    return offices


def build(
    offices: dict[str, Workspace], executor: Executor, lang: Lang, years: list[int] | None = None
) -> None:
    """Build the facts that are not up to date, then settle what may be shown, a year at a time."""
    with refused(lang):
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


def executor(workers: int, scheduler: str | None) -> Executor:
    """Processes of this machine, or the workers of a scheduler; exits with 2 without them."""
    if not scheduler:
        return Local(workers)
    try:
        return Cluster(scheduler)
    except ClusterError as error:
        refuse(str(error))


@contextmanager
def alone(offices: dict[str, Workspace], lang: Lang, sweep: bool = True) -> Iterator[None]:
    """Let no other run write to these workspaces.

    What a run that was killed has left half-written is removed, unless other parts may be writing.
    """
    with ExitStack() as stack, refused(lang):
        for name, office in sorted(offices.items()):
            lock = FileLock(office.private("runs") / "running.lock", mode=0o600)
            try:
                lock.acquire(blocking=False)
            except Timeout:
                say("waiting", lang, data=name)
                lock.acquire()
            stack.callback(lock.release)
            if sweep:
                files.sweep(office.outputs)
                stack.callback(files.sweep, office.outputs)
        yield


@contextmanager
def stoppable(lang: Lang) -> Iterator[None]:
    """Stop cleanly when asked to: what is complete stays, and the next run does the rest."""

    def stop(number: int, frame: object) -> None:
        raise Stopped(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except Stopped as stopped:
        say("stopped", lang)
        raise typer.Exit(128 + stopped.args[0]) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def refused(lang: Lang) -> Iterator[None]:
    """Exit with 2 and every fault where a workspace or its files cannot be used."""
    try:
        yield
    except (WorkspaceError, RegisterError) as error:
        refuse(error.text(lang.spoken))


def planned(
    offices: dict[str, Workspace],
    years: list[int],
    areas: list[str],
    lang: Lang,
    again: bool,
) -> list[plan.Step]:
    """A step for each notebook, year, area and language; exits with 2 where one is not there."""
    try:
        jobs = [
            job
            for name, office in offices.items()
            for job in batch.jobs(office, name, years, areas, lang.of_pages)
        ]
    except LookupError as error:
        refuse(str(error))
    _refuse_unless_all_are_there(jobs, years, areas, lang)
    return plan.steps(jobs, again)


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
        refuse(said["nothing"].format(asked=", ".join(missing) or said["choice"]))


def write_index() -> Path:
    """Write the index, one run at a time; returns its path."""
    with FileLock(workspace.outputs() / ".index.lock", mode=0o600):
        return site.write_index()
