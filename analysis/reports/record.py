"""The record of a run: one line of JSON for each job, without a personal value, and its summary."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from analysis import terms
from analysis.files import put_manifest
from analysis.reports import compare
from analysis.reports.perform import Outcome
from analysis.reports.plan import Step

LOG = "log.jsonl"


def note(step: Step, outcome: Outcome) -> None:
    """Add a line on a job to the log of its workspace; of an error it names the kind alone."""
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "notebook": step.job.notebook.stem,
        **step.job.parameters.model_dump(exclude={"data"}),
        "did": outcome.did,
        "why": [reason.text("en") for reason in step.reasons],
        "error": outcome.error.partition(":")[0],
        "kernel": outcome.kernel,
        "seconds": outcome.seconds,
        "changed": len(outcome.changed),
    }
    with (step.job.outputs / "runs" / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")


def keep_verdict(step: Step, outcome: Outcome) -> None:
    """Leave beside an executed notebook what came out of verifying it, for the index to tell."""
    put_manifest(
        step.job.verdict,
        {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "error": outcome.error.partition(":")[0],
            "figures": [each._asdict() for each in outcome.changed],
            "why": {lang: step.why(lang) for lang in terms.LANGS},
        },
    )


def changed_figures(outcomes: Sequence[Outcome], lang: str) -> list[str]:
    """What the pages now show otherwise than before, a line each, the last one how many more."""
    changed = [
        each._replace(where=f"{outcome.job.name}: {each.where}")
        for outcome in outcomes
        for each in compare.named(outcome.changed, lang)
    ]
    return [
        f"{each.where}: {each.before or '–'} → {each.after or '–'}" if any(each[1:]) else each.where
        for each in compare.told(changed)
    ]
