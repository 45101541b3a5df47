"""Files that are there as a whole or not at all."""

import filecmp
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def put(file: Path, content: str | bytes) -> None:
    """Write a file and put it in place only when it is complete; what was there stays till then."""
    content = content.encode() if isinstance(content, str) else content
    with replacing(file) as partial, partial.open("wb") as writing:
        writing.write(content)
        writing.flush()
        os.fsync(writing.fileno())


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """Where to write what takes the place of a file once it is complete.

    The same content leaves the old file there, and an error leaves nothing else.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f"{file.name}.partial")
    try:
        yield partial
        if file.exists() and filecmp.cmp(partial, file, shallow=False):
            partial.unlink()
        else:
            partial.replace(file)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def put_manifest(file: Path, manifest: dict) -> None:
    """Write a manifest: what something rests on and how it was made. It comes last of all."""
    put(file, json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True))


def manifest(file: Path) -> dict:
    """What a manifest says; nothing where there is none that can be read."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def sweep(folder: Path) -> None:
    """Remove what a process that was killed had not completed."""
    for partial in folder.rglob("*.partial*"):
        partial.unlink(missing_ok=True)
