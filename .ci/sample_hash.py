"""Print one SHA-256 of the sample as this Python writes it, by the standard library alone."""

import hashlib
import importlib
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "analysis"


def sample_hash() -> str:
    """The digest of every file of a fresh sample, by name."""
    sys.path.insert(0, str(PACKAGE.parent))
    sample = importlib.import_module("analysis.sample")
    total = hashlib.sha256()
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "sample"
        sample.write(written)
        for file in sorted(written.rglob("*.csv")):
            total.update(file.relative_to(written).as_posix().encode() + file.read_bytes())
    return total.hexdigest()


if __name__ == "__main__":
    print(sample_hash())
