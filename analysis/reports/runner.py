"""Does the steps of a plan through an executor; what breaks under one step harms no other."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, as_completed

from analysis.reports.perform import Limits, Outcome, failed, perform, verify
from analysis.reports.plan import Step


def outcomes(
    steps: Sequence[Step], executor: Executor, limits: Limits
) -> Iterator[tuple[Step, Outcome]]:
    """Each step that is not skipped and what becomes of it, as it comes."""
    waiting = [step for step in steps if step.do != "skip"]
    for step, outcome in _done(perform, waiting, executor, limits):
        yield step, outcome if isinstance(outcome, Outcome) else failed(step.job, outcome)


def verdicts(
    steps: Sequence[Step], executor: Executor, limits: Limits
) -> Iterator[tuple[Step, Outcome]]:
    """Each step and what its notebook would show otherwise than it did, as it comes."""
    for step, outcome in _done(verify, steps, executor, limits):
        yield (
            step,
            outcome if isinstance(outcome, Outcome) else Outcome(step.job, outcome, "verify"),
        )


def _done(
    work: Callable, steps: Sequence[Step], executor: Executor, limits: Limits
) -> Iterator[tuple[Step, Outcome | str]]:
    """What came of each step, or why nothing did.

    A worker that is killed takes down others; what they were at is done once more.
    """
    waiting, tries = list(steps), 2
    while waiting and tries:
        broken, tries = [], tries - 1
        running = {executor.submit(work, step, limits): step for step in waiting}
        for done in as_completed(running):
            error = done.exception()
            if isinstance(error, BrokenExecutor) and tries:
                broken.append(running[done])
            else:
                told = f"{type(error).__name__}: {error}"
                yield running[done], told if error else done.result()
        waiting = broken
