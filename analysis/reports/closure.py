"""Which modules of the package are reached by imports, read from the sources and not by running."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from analysis.workspace import PROJECT


@cache
def reached(*names: str) -> dict[str, Path]:
    """The modules that importing these modules runs, themselves included, with their files.

    An import within a function counts as well, and so does every package above a module.
    """
    found: dict[str, Path] = {}
    waiting = [above for name in names for above in _upwards(name)]
    while waiting:
        name = waiting.pop()
        file = _file(name)
        if name in found or file is None:
            continue
        found[name] = file
        waiting += _imports(name, file)
    return dict(sorted(found.items()))


@cache
def _imports(name: str, file: Path) -> list[str]:
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    return imported(file.read_text(encoding="utf-8"), package)


def imported(source: str, package: str = "") -> list[str]:
    """What a source imports, under every name that may be a module: both a and a.b of a.b."""
    names = [name for node in ast.walk(ast.parse(source)) for name in _named(node, package)]
    return [above for name in names for above in _upwards(name)]


def _named(node: ast.AST, package: str) -> Iterable[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        outer = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
        base = ".".join([*outer, *filter(None, [node.module])])
        return [base, *(f"{base}.{alias.name}" for alias in node.names)]
    return []


def _upwards(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[: at + 1]) for at in range(len(parts)))


def _file(name: str) -> Path | None:
    """The file of a module of ours; None for another's, and for what is no module."""
    if name.partition(".")[0] != __package__.partition(".")[0]:
        return None
    place = PROJECT / name.replace(".", "/")
    return next(
        (at for at in (place / "__init__.py", place.with_suffix(".py")) if at.is_file()), None
    )
