"""Print one SHA-256 of the sample as this Python writes it, or of one in a folder.

Needs nothing but the standard library: `python .ci/sample_hash.py [FOLDER]`.
"""

import hashlib
import importlib
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "analysis"


def folder_hash(folder: Path) -> str:
    """The digest of every CSV file below a folder, by name and content."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*.csv")):
        total.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return total.hexdigest()


def fresh_hash() -> str:
    """The digest of a sample written now."""
    sys.path.insert(0, str(PACKAGE.parent))
    sample = importlib.import_module("analysis.sample")
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "sample"
        sample.write(written)
        return folder_hash(written)


if __name__ == "__main__":
    print(folder_hash(Path(sys.argv[1])) if len(sys.argv) > 1 else fresh_hash())
