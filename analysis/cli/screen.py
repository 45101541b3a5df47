"""What the command line prints: messages in the language asked, progress, a summary at the end."""

from concurrent.futures import Executor
from enum import StrEnum
from pathlib import Path

import pandas as pd
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from analysis import terms
from analysis.cli.messages import SAID
from analysis.reports import compare, plan, record, runner
from analysis.reports.perform import Limits, Outcome

console = Console(highlight=False, soft_wrap=True)


class Lang(StrEnum):
    """Languages of the pages and messages."""

    vi = "vi"
    en = "en"
    both = "both"

    @property
    def spoken(self) -> str:
        """The language of the messages."""
        return "vi" if self is Lang.vi else "en"

    @property
    def of_pages(self) -> list[str]:
        """The languages of the pages."""
        return terms.LANGS if self is Lang.both else [self.value]


def say(what: str, lang: Lang, **facts: object) -> None:
    """One of the messages, with its facts."""
    console.print(SAID[lang.spoken][what].format(**facts), markup=False)


def refuse(message: str) -> None:
    """Print why nothing is done, and exit with 2."""
    console.print(message, markup=False)
    raise typer.Exit(code=2)


def doubts(file: Path, counts: pd.DataFrame, lang: Lang) -> None:
    """How many rows should be looked at again, by rule, and in which file they are listed."""
    if counts.empty:
        return
    say("doubts", lang, file=file)
    spoken = lang.spoken
    for row in counts.itertuples():
        words = {name: terms.label(getattr(row, name), spoken) for name in ("rule", "file")}
        say("doubt", lang, count=terms.households(row.households, spoken), **words)


def copies(files: list[Path], lang: Lang) -> str:
    """Which copies of files with marked cells were written."""
    said = SAID[lang.spoken]
    if not files:
        return said["not_marked"]
    return "\n".join([said["marked"], *(f"  {file}" for file in files)])


def verdicts(steps: list[plan.Step], outcomes: list[Outcome], lang: Lang) -> None:
    """The notebooks that would show something else, what it is, and what has changed since.

    Exits with 1 where there are such.
    """
    if not any(each.changed or each.error for each in outcomes):
        say("same", lang, count=len(outcomes))
        return
    said, why = SAID[lang.spoken], {step.job: step.why(lang.spoken) for step in steps}
    table = Table(title=said["verified"].format(count=len(outcomes)))
    for heading in ("notebook", "figure", "published", "today", "why"):
        table.add_column(said[heading], overflow="fold")
    for outcome in sorted(outcomes, key=lambda each: each.job.name):
        reasons = escape(why[outcome.job])
        if outcome.error:
            table.add_row(outcome.job.name, "", "", escape(outcome.error), reasons)
        for each in compare.told(compare.named(outcome.changed, lang.spoken)):
            table.add_row(outcome.job.name, *map(escape, each), reasons)
    console.print(table)
    raise typer.Exit(code=1)


def summary(
    steps: list[plan.Step], outcomes: list[Outcome], index: Path, seconds: float, lang: Lang
) -> None:
    """Say what was done and what now shows otherwise; exits with 1 if a notebook failed."""
    failed = [outcome for outcome in outcomes if outcome.error]
    did = [outcome.did for outcome in outcomes if not outcome.error]
    counts = {"run": did.count("run"), "rendered": did.count("render"), "failed": len(failed)}
    say("done", lang, **counts, kept=len(steps) - len(outcomes), seconds=round(seconds))
    if figures := record.changed_figures(outcomes, lang.spoken):
        say("changed", lang)
    for figure in figures:
        console.print(f"  {figure}", markup=False)
    for outcome in failed:
        console.print(f"  {outcome.job.name}: {outcome.error}", style="red", markup=False)
    say("see", lang, index=index)
    raise typer.Exit(code=1 if failed else 0)


def done(steps: list[plan.Step], executor: Executor, limits: Limits) -> list[Outcome]:
    """What becomes of the steps, shown and noted in the log as it comes."""
    columns = [
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    ]
    total = sum(step.do != "skip" for step in steps)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        outcomes = []
        for step, outcome in runner.outcomes(steps, executor, limits):
            record.note(step, outcome)
            outcomes.append(outcome)
            progress.update(task, advance=1, description=outcome.job.name)
            if not console.is_terminal:
                console.print(f"{len(outcomes)}/{total} {outcome.job.name}", markup=False)
        return outcomes
