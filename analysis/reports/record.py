"""The record of a run: one line of JSON for each job, without a personal value, and its summary."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from analysis.reports.files import put_manifest
from analysis.reports.perform import Outcome
from analysis.reports.plan import Step

LOG = "log.jsonl"
VERIFIED = "verified.json"
TOLD = 10  # changed figures that the summary names; the manifests name all


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


def keep_verdicts(steps: Sequence[Step], outcomes: Sequence[Outcome]) -> None:
    """Leave beside each workspace's runs what came out of verifying, for the index to tell."""
    why = {step.job: [reason.text("en") for reason in step.reasons] for step in steps}
    for outputs in {step.job.outputs for step in steps}:
        mine = [outcome for outcome in outcomes if outcome.job.outputs == outputs]
        told = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "jobs": {
                outcome.job.name: {
                    "error": outcome.error.partition(":")[0],
                    "differs": len(outcome.changed),
                    "why": why[outcome.job],
                }
                for outcome in mine
            },
        }
        put_manifest(outputs / "runs" / VERIFIED, told)


def changed_figures(outcomes: Sequence[Outcome]) -> list[str]:
    """What the pages now show otherwise than before, a line each, the last one how many more."""
    lines = [
        f"{outcome.job.name}: {each.where}: {each.before or '–'} → {each.after or '–'}"
        for outcome in outcomes
        for each in outcome.changed
    ]
    more = len(lines) - TOLD
    return lines[:TOLD] + ([f"+ {more}"] if more > 0 else [])
