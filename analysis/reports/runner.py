"""Does the steps of a plan through an executor; what breaks under one step harms no other."""

from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, as_completed

from analysis.reports.perform import Limits, Outcome, failed, perform
from analysis.reports.plan import Step


def outcomes(
    steps: Sequence[Step], executor: Executor, limits: Limits
) -> Iterator[tuple[Step, Outcome]]:
    """Each step that is not skipped and what becomes of it, as it comes.

    A worker that is killed takes down others; what they were at is done once more.
    """
    waiting, tries = [step for step in steps if step.do != "skip"], 2
    while waiting and tries:
        broken, tries = [], tries - 1
        running = {executor.submit(perform, step, limits): step for step in waiting}
        for done in as_completed(running):
            error = done.exception()
            if error is None:
                yield running[done], done.result()
            elif isinstance(error, BrokenExecutor) and tries:
                broken.append(running[done])
            else:
                yield running[done], failed(running[done].job, f"{type(error).__name__}: {error}")
        waiting = broken
