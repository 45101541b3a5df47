"""What a page was made of: the inputs, the code, the packages and the parameters."""

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from analysis import workspace
from analysis.workspace import PROJECT

PACKAGES = ["pandas", "numpy", "matplotlib", "seaborn", "papermill", "nbconvert"]
WORDS = {
    "data": {"vi": "Số liệu đầu vào (SHA-256)", "en": "Input data (SHA-256)"},
    "code": {"vi": "Chương trình (SHA-256)", "en": "Code (SHA-256)"},
    "packages": {"vi": "Thư viện", "en": "Packages"},
    "parameters": {"vi": "Tham số", "en": "Parameters"},
}


def listed(notebook: Path, data: str, parameters: dict, lang: str) -> list[tuple[str, str]]:
    """Labels and values for the foot of a page; the same inputs give the same values."""
    shown = parameters | {"data": Path(data).name}
    values = {
        "data": _inputs(workspace.open(data).folder),
        "code": digest([notebook, *_sources()], PROJECT),
        "packages": ", ".join([f"Python {platform.python_version()}", *map(_pinned, PACKAGES)]),
        "parameters": ", ".join(f"{name} = {value}" for name, value in shown.items()),
    }
    return [(WORDS[name][lang], value) for name, value in values.items()]


def digest(files: Iterable[Path], root: Path) -> str:
    """One SHA-256 over the names, relative to `root`, and the contents of files."""
    total = hashlib.sha256()
    for file in sorted(files):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return total.hexdigest()


@cache
def _inputs(folder: Path) -> str:
    files = [file for file in folder.rglob("*") if file.suffix in (".csv", ".yml")]
    return digest([*files], folder)


@cache
def _sources() -> tuple[Path, ...]:
    """What a page is made by: all of the package but the generator of the sample, and the rules."""
    package = PROJECT / "analysis"
    parts = [file for kind in ("*.py", "*.j2", "*.css") for file in package.rglob(kind)]
    made_by = [file for file in parts if not file.is_relative_to(package / "sample")]
    return (*made_by, PROJECT / "data" / "rules.yml")


def _pinned(package: str) -> str:
    return f"{package} {version(package)}"
