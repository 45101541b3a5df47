"""Brings facts, and what may be shown of them, up to date; what rests on nothing new is kept.

Reading and checking a register, and proving its tables safe, cost the most of a run. So each keeps
beside its result a manifest of all it rests on, and is done again only where a part is another; of
a register, only the files that have changed are read.
"""

from collections.abc import Iterable

from filelock import FileLock

from analysis import files, workspace
from analysis.facts import build as facts
from analysis.facts import read as facts_read
from analysis.files import manifest, put_manifest
from analysis.publication import place
from analysis.register import read as register
from analysis.register.kept import Kept
from analysis.register.read import Register
from analysis.reports import keys
from analysis.reports.keys import Parts
from analysis.worklists import doubts, links
from analysis.workspace import Workspace

READING = "analysis.register.read"
FACTS = [READING, "analysis.facts.build"]
FACTS += [f"analysis.worklists.{name}" for name in ("doubts", "forward", "links")]
SETTLED = "analysis.publication.settle"


def read(office: Workspace) -> Register:
    """Read and check a register, and keep its tables, so that only changed files are read again.

    Raises RegisterError with every fault of every file, and then keeps nothing; WorkspaceError
    where another folder of the same name has its outputs there.
    """
    code = keys.of_settings(office) | keys.of_layouts(office)
    code |= keys.of_modules(READING) | keys.of_packages()
    kept = Kept(office.outputs / "store", keys.key(code))
    sound = register.read(office, kept)
    with FileLock(office.private("store") / ".lock", mode=0o600):  # `check` waits for no other run
        kept.save()
    return sound


def rest_on(office: Workspace) -> Parts:
    """All that the facts of a workspace rest on: its files, the code that reads them, packages."""
    return (
        keys.of_inputs(office)
        | keys.of_settings(office)
        | keys.of_layouts(office)
        | keys.of_modules(*FACTS)
        | (keys.of_packages())
    )


def are_kept(office: Workspace) -> bool:
    """Whether the facts that are there rest on the workspace as it is now."""
    folder = office.outputs / "facts"
    kept = manifest(folder / "manifest.json")
    files = [folder / f"{name}.parquet" for name in kept.get("tables", [])]
    if office.district.kind == "register":
        files.append(office.outputs / "internal" / doubts.FILE)
    return kept.get("rests_on") == rest_on(office) and all(file.is_file() for file in files)


def build(data: str) -> None:
    """Build the facts of a register, and the list of rows to look at again.

    Raises as `read` does.
    """
    office = workspace.open(data)
    parts = rest_on(office)
    sound = read(office)
    if sound.reviews:
        doubts.write(office, sound)
    if sound.linking:
        links.write(office, sound.linking)
    file = office.private("facts") / "manifest.json"
    file.unlink(missing_ok=True)  # it comes last, so that half of the facts are never taken as all
    facts.write(office, sound)
    _watch(office, sound)
    known = {year: facts_read.known(year, data) for year in office.review_years()}
    digests = {
        year: {name: keys.digest(table.to_csv(index=False)) for name, table in tables.items()}
        for year, tables in known.items()
    }
    tables = sorted(path.stem for path in file.parent.glob("*.parquet"))
    put_manifest(file, {"rests_on": parts, "tables": tables, "known": digests})


def _watch(office: Workspace, sound: Register) -> None:
    """Write the facts on the watch-list of each year before."""
    from analysis.worklists import forward  # statsmodels, which only a change of facts needs

    for name, table in forward.tables(sound, office.district).items():
        with files.replacing(office.outputs / "facts" / f"{name}.parquet") as partial:
            table.to_parquet(partial, index=False)


def unsettled(office: Workspace, data: str, years: Iterable[int] | None = None) -> list[int]:
    """Years whose tables were not settled of these facts, of those asked for or of all."""
    there = {year for year, _ in facts_read.years_and_areas(data)}
    asked = sorted(there & set(years or there))
    return [
        year
        for year in asked
        if manifest(place(data) / f"{year}.json").get("rests_on") != _settled_on(office, year)
        or not (place(data) / str(year)).is_dir()
    ]


def settle_year(data: str, year: int) -> None:
    """Settle a year and note what it rests on; raises WorkspaceError where it cannot be safe."""
    from analysis.publication import (
        settle,
    )  # scipy, which a run with nothing to settle goes without

    note = place(data) / f"{year}.json"
    note.unlink(missing_ok=True)
    settle.settle_year(data, year)
    put_manifest(note, {"rests_on": _settled_on(workspace.open(data), year)})


def _settled_on(office: Workspace, year: int) -> Parts:
    return (
        keys.of_facts(office, year)
        | keys.of_settings(office)
        | keys.of_modules(SETTLED)
        | keys.of_packages()
    )
