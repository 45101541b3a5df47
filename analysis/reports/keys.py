"""What facts, notebooks and pages rest on, each part by a name that people know, with its digest.

Two such tables are compared part by part, so that a plan can say why something is made again.
"""

import ast
import hashlib
import json
import platform
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import requires, version
from pathlib import Path

import nbformat

from analysis import rules
from analysis.files import manifest
from analysis.reports import closure
from analysis.workspace import PROJECT, Workspace, is_table

Parts = dict[str, str]

# The tables of facts that are behind what a notebook reads; settings have a part of their own.
BEHIND = {
    "district": [],
    "ledger": ["ledger"],
    "plan": ["plan"],
    "population": ["population"],
    "printed": ["printed"],
    "scope": ["ledger"],
    "standards": ["ledger"],
    "unit_plans": ["plan"],
}
TEMPLATES = (".j2", ".css", ".json")


def digest(content: bytes | str) -> str:
    """A SHA-256, in hexadecimal digits."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def key(parts: Mapping[str, str]) -> str:
    """One SHA-256 over all parts."""
    return digest(json.dumps(parts, sort_keys=True))


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The names of the parts that came, went or are another."""
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))


def of_file(file: Path) -> str:
    """The SHA-256 of a file; empty where it is not there."""
    return _digest_of(file, *_state(file)) if file.is_file() else ""


@cache
def _digest_of(file: Path, *state: int) -> str:
    return digest(file.read_bytes())


def _state(file: Path) -> tuple[int, ...]:
    """What tells that a file is another than before, without reading it."""
    now = file.stat()
    return now.st_ino, now.st_mtime_ns, now.st_size


def of_inputs(office: Workspace) -> Parts:
    """The files of a workspace, by their paths in it."""
    there = office.folder.rglob("*")
    files = [file for file in there if is_table(file) or file.suffix == ".yml"]
    return {file.relative_to(office.folder).as_posix(): of_file(file) for file in sorted(files)}


def of_modules(*names: str) -> Parts:
    """The sources that importing these modules runs, by their paths in the project."""
    files = closure.reached(*names).values()
    return {file.relative_to(PROJECT).as_posix(): of_file(file) for file in files}


@cache
def of_packages() -> Parts:
    """The versions of Python and of the packages this one asks for."""
    asked = [re.match(r"[\w.-]+", each)[0] for each in requires("giamngheo") if "extra" not in each]
    return {"Python": platform.python_version()} | {name: version(name) for name in sorted(asked)}


def of_settings(office: Workspace) -> Parts:
    """The settings of the office, and the policy values."""
    return {
        "district.yml": of_file(office.folder / "district.yml"),
        "rules.yml": of_file(rules.FILE),
    }


def of_layouts(office: Workspace) -> Parts:
    """How lists are laid out: the shipped layouts, and the office's own."""
    return {
        "data/layouts.yml": of_file(PROJECT / "data" / "layouts.yml"),
        "layouts.yml": of_file(office.folder / "layouts.yml"),
    }


def of_facts(office: Workspace, year: int, only: Iterable[str] | None = None) -> Parts:
    """What was known at the review of a year, table by table; by default every table.

    Raises LookupError where the facts are not built.
    """
    known = manifest(office.outputs / "facts" / "manifest.json").get("known")
    if known is None:
        raise LookupError(f"{office.folder}: the facts are not built yet; run: giamngheo facts")
    there = known.get(str(year), {})
    wanted = there if only is None else sorted(only)
    return {f"facts of {year}: {table}": there.get(table, "") for table in wanted}


def of_notebook(office: Workspace, notebook: Path, parameters: Mapping[str, object]) -> Parts:
    """All that the outputs of a notebook rest on."""
    year, area = parameters["year"], parameters["area"]
    sources = code(notebook)
    parts = {"code cells": digest(json.dumps(sources)), "parameters": key(parameters)}
    parts |= of_settings(office) | of_packages() | of_modules(*modules(sources))
    parts |= of_facts(office, year, tables(sources))
    if "analysis.publication" in modules(sources):
        shown = office.outputs / "facts" / "shown" / str(year) / f"{area}.json"
        parts[f"facts of {year}: what may be shown of {area}"] = of_file(shown)
    return parts


def of_page(notebook: Path, about: Mapping[str, object]) -> Parts:
    """What a page rests on beside the outputs of its notebook; `about` is what stands around it."""
    cells = opened(notebook).cells
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    kinds = [[cell.cell_type, cell.metadata.get("tags", [])] for cell in cells]
    templates = [
        file for file in (PROJECT / "analysis/reports").rglob("*") if file.suffix in TEMPLATES
    ]
    return {
        "prose": digest(json.dumps([prose, kinds])),
        "what stands around it": digest(json.dumps(about, default=str)),
        **of_modules("analysis.reports.page", "analysis.reports.provenance"),
        **{file.relative_to(PROJECT).as_posix(): of_file(file) for file in sorted(templates)},
    }


def opened(notebook: Path) -> nbformat.NotebookNode:
    """A notebook as it is on disk."""
    return _read(notebook, *_state(notebook))


@cache
def _read(notebook: Path, *state: int) -> nbformat.NotebookNode:
    return nbformat.read(notebook, as_version=4)


def code(notebook: Path) -> tuple[str, ...]:
    """The sources of a notebook's code cells."""
    return tuple(cell.source for cell in opened(notebook).cells if cell.cell_type == "code")


@cache
def modules(sources: tuple[str, ...]) -> tuple[str, ...]:
    """What code imports, under every name that may be a module."""
    return tuple(sorted({name for source in sources for name in closure.imported(source)}))


@cache
def tables(sources: tuple[str, ...]) -> tuple[str, ...] | None:
    """The tables of facts that code reads; None for all of them, where it is not known which."""
    nodes = (node for source in sources for node in ast.walk(ast.parse(source)))
    names = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "read"
    }
    if not names <= BEHIND.keys():
        return None
    return tuple(sorted({table for name in names for table in BEHIND[name]}))
