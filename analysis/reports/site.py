"""The index of all pages there are, whichever run made them."""

import json
import re
from html import unescape
from pathlib import Path

import nbformat

from analysis import terms, workspace
from analysis.reports import batch, page
from analysis.reports.files import put
from analysis.workspace import Workspace

ABOUT = "workspace.json"
TILE = re.compile(r"<dt>(.*?)</dt><dd>(.*?)</dd>")


def describe(office: Workspace) -> None:
    """Leave beside a workspace's outputs what the index says of it."""
    told = {"name", "notice", "source", "code", "groups", "units"}
    settings = office.district.model_dump(include=told)
    office.outputs.mkdir(parents=True, exist_ok=True)
    text = json.dumps(settings, ensure_ascii=False, indent=1)
    (office.outputs / ABOUT).write_text(text, encoding="utf-8")


def write_index() -> Path:
    """Write the index in both languages over every workspace that has pages; returns its path."""
    root = workspace.outputs()
    files = {"vi": root / "index.html", "en": root / "index.en.html"}
    for lang, file in files.items():
        other = files["en" if lang == "vi" else "vi"].name
        entries = [_entry(about.parent, lang) for about in sorted(root.glob(f"*/{ABOUT}"))]
        put(file, page.index(lang, entries, other))
    return files["vi"]


def _entry(outputs: Path, lang: str) -> dict:
    about = json.loads((outputs / ABOUT).read_text(encoding="utf-8"))
    names = {about["code"]: about["name"][lang]} if about["code"] else {}
    names |= {place["code"]: place["name"][lang] for place in about["groups"] + about["units"]}
    years = sorted((outputs / "runs").glob("[0-9]*"), reverse=True)
    return {
        "name": about["name"][lang],
        "notice": about["notice"] and about["notice"][lang],
        "source": about["source"][lang],
        "years": [
            {
                "year": int(year.name),
                "areas": [
                    _area(outputs, area, names[area.name], lang)
                    for area in map(year.joinpath, names)
                    if area.is_dir()
                ],
            }
            for year in years
        ],
    }


def _area(outputs: Path, runs: Path, name: str, lang: str) -> dict:
    site = outputs / "site" / runs.parent.name / runs.name
    pages = []
    for notebook in batch.notebooks():
        there = [code for code in terms.LANGS if (site / f"{notebook.stem}.{code}.html").exists()]
        hrefs = {
            code: f"{site.relative_to(outputs.parent).as_posix()}/{notebook.stem}.{code}.html"
            for code in there
        }
        if hrefs:
            title = batch.title(nbformat.read(notebook, as_version=4), lang)
            pages.append({"title": title, "href": hrefs})
    failed = sorted(file.name.removesuffix(".failed.ipynb") for file in runs.glob("*.failed.ipynb"))
    return {"name": name, "headline": _headline(runs, lang), "pages": pages, "failed": failed}


def _headline(runs: Path, lang: str) -> list[tuple[str, str]]:
    """The tiles of the overview in this language, as label and value."""
    overview = runs / f"00_overview.{lang}.ipynb"
    if not overview.exists():
        return []
    notebook = nbformat.read(overview, as_version=4)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    shown = "".join(output.get("data", {}).get("text/html", "") for output in outputs)
    return [(unescape(label), unescape(value)) for label, value in TILE.findall(shown)]
