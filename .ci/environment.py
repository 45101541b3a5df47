"""Export environment.yml from pyproject.toml: `uv run .ci/environment.py > environment.yml`.

Python and pip come from conda, every package pinned under `pip:` as uv resolves pyproject.toml at
its fixed date.
"""

import os
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parent.parent
HEAD = """\
# Made from pyproject.toml by: uv run .ci/environment.py > environment.yml
name: giamngheo
channels: [conda-forge]
dependencies:
  - python >=3.11,<3.14
  - pip
  - pip:
"""


def environment() -> str:
    """The text of environment.yml as pyproject.toml asks for it today."""
    uv = os.environ.get("UV", "uv")
    command = [uv, "export", "--quiet", "--no-hashes", "--no-header", "--no-annotate"]
    exported = subprocess.run(
        [*command, "--no-emit-project", "--no-emit-index-url"],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    pins = [*exported.splitlines(), "--editable ."]
    return HEAD + "".join(f'      - "{pin}"\n' for pin in pins)


if __name__ == "__main__":
    print(environment(), end="")
