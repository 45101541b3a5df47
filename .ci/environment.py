"""Export environment.yml from pyproject.toml: `uv run .ci/environment.py > environment.yml`.

Python and pip come from conda, every package pinned under `pip:` as uv resolves pyproject.toml.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
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


def environment(kept: Iterable[str] = ()) -> str:
    """The text of environment.yml as pyproject.toml asks for it.

    Packages in `kept`, such as `pandas==3.0.1`, stay at these versions, whatever has come out
    since. Raises CalledProcessError where pyproject.toml asks for others.
    """
    uv = os.environ.get("UV", "uv")
    command = [uv, "pip", "compile", "--universal", "--group", "dev", "--constraint", "-"]
    quiet = ["--quiet", "--no-header", "--no-annotate", "--no-emit-index-url"]
    resolved = subprocess.run(
        [*command, *quiet, "pyproject.toml"],
        cwd=PROJECT,
        check=True,
        input="\n".join(kept),
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    pins = [*resolved.splitlines(), "--editable ."]
    return HEAD + "".join(f'      - "{pin}"\n' for pin in pins)


if __name__ == "__main__":
    sys.stdout.write(environment())
