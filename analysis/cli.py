"""Dòng lệnh: one verb for each thing an officer or an analyst wants."""

import os
import shutil
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analysis import terms, workspace
from analysis.facts import build
from analysis.publication import settle
from analysis.register import read as register
from analysis.register.faults import RegisterError
from analysis.register.read import Register
from analysis.reports import batch, site
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
        "done": "Đã ghi {written} trang, {failed} trang không chạy được; xem {index}",
        "nothing": "Không có số liệu cho {asked}; chưa ghi trang nào.",
        "choice": "lựa chọn này",
        "list": "Đã ghi {file}; chỉ đề xuất, Hội đồng thi đua - khen thưởng quyết định.",
    },
    "en": {
        "sound": "{data}: sound",
        "doubts": "  to look at again, stopping nothing; the rows are in {file}:",
        "doubt": "    {count}: {rule} ({file})",
        "done": "{written} pages written, {failed} failed; see {index}",
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


@app.command()
def run(
    data: Data = SHIPPED,
    year: Years = None,
    area: Areas = None,
    lang: Language = Lang.both,
    workers: Workers = CORES,
) -> None:
    """Check the registers, build the facts, run the notebooks and write the pages."""
    langs = ["vi", "en"] if lang is Lang.both else [lang.value]
    offices = _checked(data, lang)
    _doubts(offices, lang)
    _build(offices, lang, year)
    try:
        planned = [
            job
            for name, (office, _) in offices.items()
            for job in batch.jobs(office, name, year or [], area or [], langs)
        ]
    except LookupError as error:
        _refuse(str(error))
    _refuse_unless_all_are_there(planned, year or [], area or [], lang)
    failed = [outcome for outcome in _with_progress(planned, workers) if outcome.error]
    for office, _ in offices.values():
        site.describe(office)
    index = site.write_index()
    written = len(planned) - len(failed)
    _say("done", lang, written=written, failed=len(failed), index=index)
    for outcome in failed:
        console.print(f"  {outcome.job.name}: {outcome.error}", style="red", markup=False)
    raise typer.Exit(code=1 if failed else 0)


@app.command()
def check(data: Data = SHIPPED, lang: Language = Lang.both) -> None:
    """Tell every fault of the workspaces' files at once, and what should be looked at again."""
    offices = _checked(data, lang)
    doubts = _doubts(offices, lang)
    for name in offices:
        _say("sound", lang, data=name)
        if name in doubts:
            _tell(*doubts[name], lang)


@app.command()
def facts(data: Data = SHIPPED) -> None:
    """Build the facts alone, for notebooks that are run by hand."""
    _build(_checked(data, Lang.both))


@app.command()
def lab(data: Data = SHIPPED) -> None:
    """Build the facts and open the notebooks in JupyterLab."""
    _build(_checked(data, Lang.both))
    raise typer.Exit(subprocess.call([sys.executable, "-m", "jupyterlab", str(PROJECT)]))


@lists.command("awards")
def list_awards(
    year: Annotated[int, typer.Option(help="Year the work was done in.")],
    data: Annotated[str, typer.Option(help="Folder of a workspace.")] = SHIPPED[0],
    lang: Language = Lang.both,
) -> None:
    """Write who is proposed for commendation, by name, with every step of the score."""
    offices = _checked([data], lang)
    try:
        build.write(*offices[data])
        file = awards.write(*offices[data], year, data)
    except WorkspaceError as error:
        _refuse(error.text(lang.spoken))
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


def _checked(data: list[str], lang: Lang) -> dict[str, tuple[Workspace, Register]]:
    """Every workspace opened and read; exits with 2 and every fault if any is refused."""
    offices, faults = {}, []
    for name in data:
        try:
            office = workspace.open(name)
            offices[name] = (office, register.read(office))
        except (WorkspaceError, RegisterError) as error:
            faults.append(error.text(lang.spoken))
    if faults:
        _refuse("\n\n".join(faults))
    return offices


def _doubts(
    offices: dict[str, tuple[Workspace, Register]], lang: Lang
) -> dict[str, tuple[Path, pd.DataFrame]]:
    """The list of rows to look at again of each register, written; returns hold no such rows."""
    try:
        return {
            name: doubts.write(office, read)
            for name, (office, read) in offices.items()
            if read.reviews
        }
    except WorkspaceError as error:
        _refuse(error.text(lang.spoken))


def _tell(file: Path, counts: pd.DataFrame, lang: Lang) -> None:
    if counts.empty:
        return
    _say("doubts", lang, file=file)
    spoken = lang.spoken
    for row in counts.itertuples():
        words = {name: terms.label(getattr(row, name), spoken) for name in ("rule", "file")}
        _say("doubt", lang, count=terms.households(row.households, spoken), **words)


def _build(
    offices: dict[str, tuple[Workspace, Register]],
    lang: Lang = Lang.both,
    years: list[int] | None = None,
) -> None:
    """Write the facts, and settle what may be shown of them."""
    for name, (office, read) in offices.items():
        try:
            build.write(office, read)
            settle.settle(name, years)
        except WorkspaceError as error:
            _refuse(error.text(lang.spoken))


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


def _with_progress(planned: list[batch.Job], workers: int) -> list[batch.Outcome]:
    columns = [
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    ]
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(planned))
        outcomes = []
        for outcome in batch.run(planned, workers):
            outcomes.append(outcome)
            progress.update(task, advance=1, description=outcome.job.name)
            if not console.is_terminal:
                console.print(f"{len(outcomes)}/{len(planned)} {outcome.job.name}", markup=False)
        return outcomes


def _say(what: str, lang: Lang, **facts: object) -> None:
    console.print(SAID[lang.spoken][what].format(**facts), markup=False)


def _refuse(message: str) -> None:
    console.print(message, markup=False)
    raise typer.Exit(code=2)
