"""The index of all pages there are, whichever run made them, and each year's pages as one file."""

import json
from pathlib import Path

from analysis import terms, workspace
from analysis.files import put
from analysis.reports import archive, left, listing, page
from analysis.reports.left import Areas
from analysis.workspace import Workspace

ABOUT = "workspace.json"
INDEXES = {"vi": "index.html", "en": "index.en.html"}
OTHER = {"vi": INDEXES["en"], "en": INDEXES["vi"]}


def describe(office: Workspace) -> None:
    """Leave beside a workspace's outputs what the index says of it."""
    told = {"name", "notice", "source", "code", "groups", "units"}
    settings = office.district.model_dump(include=told)
    office.outputs.mkdir(parents=True, exist_ok=True)
    text = json.dumps(settings, ensure_ascii=False, indent=1)
    (office.outputs / ABOUT).write_text(text, encoding="utf-8")


def write_index() -> Path:
    """Write the index in both languages over every workspace that has pages; returns its path.

    Packs each year's pages first, so that the index leads to them.
    """
    root = workspace.outputs()
    abouts = {
        file.parent: json.loads(file.read_bytes()) for file in sorted(root.glob(f"*/{ABOUT}"))
    }
    found = {
        outputs: left.by_year(outputs, [*listing.names(about, "vi")])
        for outputs, about in abouts.items()
    }
    for outputs, years in found.items():
        for year, areas in years.items():
            pack(outputs, abouts[outputs], year, areas)
    for lang, name in INDEXES.items():
        entries = [
            _entry(outputs, abouts[outputs], years, lang) for outputs, years in found.items()
        ]
        put(root / name, page.index(lang, entries, OTHER[lang]))
    return root / INDEXES["vi"]


def pack(outputs: Path, about: dict, year: int, areas: Areas) -> None:
    """Write a year's pages with an index of their own as site/<year>.zip.

    The folders in it are those of the outputs, so that the links of its pages hold. Where a page
    is missing they would not: then there is no archive, nor one of earlier pages.
    """
    file, top = _archive(outputs, year), f"{outputs.name}-{year}"
    pages = [page for pages in areas.values() for page in pages]
    if not all(page.is_there for page in pages):
        file.unlink(missing_ok=True)
        return
    made = (outputs / "site" / str(year)).rglob("*.html")
    contents = {f"{top}/{page.relative_to(outputs.parent).as_posix()}": page for page in made}
    for lang, name in INDEXES.items():
        listed = listing.year(about, year, areas, outputs.parent, lang)
        listed["verified"] = None  # the same pages are packed to the same bytes, whatever came
        for area in listed["areas"]:  # before them and whenever they were made or run again
            area |= {"made": "", "changed": {"count": 0}}
        html = page.index(lang, [listing.entry(about, [listed], lang)], OTHER[lang])
        contents[f"{top}/{name}"] = html.encode("utf-8")
    archive.write(file, contents)


def _entry(outputs: Path, about: dict, years: dict[int, Areas], lang: str) -> dict:
    listed = [listing.year(about, *year, outputs.parent, lang) for year in years.items()]
    for year in listed:
        file = _archive(outputs, year["year"])
        if file.exists():
            megabytes = terms.number(file.stat().st_size / 1e6, lang, 1)
            href = file.relative_to(outputs.parent).as_posix()
            year["archive"] = {"href": href, "megabytes": megabytes}
    return listing.entry(about, listed, lang)


def _archive(outputs: Path, year: int) -> Path:
    return outputs / "site" / f"{year}.zip"
