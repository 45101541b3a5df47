"""Print one SHA-256 of the samples as this Python writes them, or of those in a folder.

Needs nothing but the standard library: `python .ci/sample_hash.py [FOLDER]`.
"""

import hashlib
import importlib
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "analysis"
SAMPLES = {"lien-chieu": "analysis.sample", "lien-chieu-quoc-gia": "analysis.sample.national"}


def folder_hash(folder: Path) -> str:
    """The digest of every CSV file of the samples in a folder, by name and content."""
    total = hashlib.sha256()
    for name in SAMPLES:
        for file in sorted((folder / name).rglob("*.csv")):
            total.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return total.hexdigest()


def fresh_hash() -> str:
    """The digest of the samples written now."""
    sys.path.insert(0, str(PACKAGE.parent))
    with tempfile.TemporaryDirectory() as folder:
        for name, module in SAMPLES.items():
            importlib.import_module(module).write(Path(folder) / name)
        return folder_hash(Path(folder))


if __name__ == "__main__":
    print(folder_hash(Path(sys.argv[1])) if len(sys.argv) > 1 else fresh_hash())
