"""What runs have left of a workspace: which pages are there, when each was made, what failed.

And what a page shows otherwise than the one before it, and than it would today if somebody asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from analysis import terms
from analysis.files import manifest
from analysis.reports import batch
from analysis.reports.compare import Difference


@dataclass(frozen=True)
class Verdict:
    """What came out of running a published notebook again: when, what differs, and why."""

    at: datetime
    error: str
    figures: list[Difference]
    why: dict[str, str]


@dataclass(frozen=True)
class Left:
    """A page that was asked for at some time: where it is, when it was made, whether it failed.

    A page that failed may still be there, from an earlier run. `changed` is what it shows otherwise
    than the page before it.
    """

    stem: str
    lang: str
    file: Path
    made: datetime | None
    is_failed: bool
    changed: list[Difference]
    verdict: Verdict | None

    @property
    def is_there(self) -> bool:
        """Whether there is a page to read."""
        return self.file.exists()


Areas = dict[str, list[Left]]  # pages by the code of their area


def by_year(outputs: Path, areas: list[str]) -> dict[int, Areas]:
    """What is left of each year, the newest first, and in it of each area that was asked for."""
    folders = [*outputs.glob("site/[0-9]*/"), *outputs.glob("runs/[0-9]*/")]
    years = sorted({int(folder.name) for folder in folders}, reverse=True)
    found = {year: {area: _asked_for(outputs, year, area) for area in areas} for year in years}
    return {
        year: {area: pages for area, pages in areas.items() if pages}
        for year, areas in found.items()
    }


def _asked_for(outputs: Path, year: int, area: str) -> list[Left]:
    """Every page of an area and year, in each language that one of them was asked for in."""
    place = Path(str(year)) / area
    found = [*_pages(outputs / "site" / place, outputs / "runs" / place)]
    langs = {page.lang for page in found if page.is_there or page.is_failed}
    return [page for page in found if page.lang in langs]


def _pages(site: Path, runs: Path) -> Iterator[Left]:
    for notebook in batch.notebooks():
        for lang in terms.LANGS:
            name = f"{notebook.stem}.{lang}"
            done = manifest(runs / f"{name}.json")
            yield Left(
                notebook.stem,
                lang,
                site / f"{name}.html",
                _time(done["made"]) if done else None,
                (runs / f"{name}.failed.ipynb").exists(),
                _differences(done.get("changed", [])),
                _verdict(manifest(runs / f"{name}.verdict.json")),
            )


def _verdict(seen: dict) -> Verdict | None:
    if not seen:
        return None
    figures = _differences(seen["figures"])
    return Verdict(_time(seen["at"]), seen["error"], figures, seen["why"])


def _time(text: str) -> datetime:
    told = datetime.fromisoformat(text)
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def _differences(kept: list[dict]) -> list[Difference]:
    return [Difference(**each) for each in kept]
