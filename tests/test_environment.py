"""environment.yml says what pyproject.toml asks for, and nothing tells where it was downloaded."""

import os
import runpy
import shutil
import tomllib

import pytest
import yaml

from analysis.workspace import PROJECT

UV = os.environ.get("UV") or shutil.which("uv")
ENVIRONMENT = PROJECT / "environment.yml"


@pytest.mark.skipif(not UV, reason="uv is not installed")
def test_environment_yml_is_exported_from_pyproject():
    """With the versions it has: what has come out since makes it no worse."""
    export = runpy.run_path(str(PROJECT / ".ci" / "environment.py"))["environment"]
    assert export(pins()) == ENVIRONMENT.read_text(encoding="utf-8")


def pins():
    listed = yaml.safe_load(ENVIRONMENT.read_text(encoding="utf-8"))["dependencies"][-1]["pip"]
    return [pin for pin in listed if "==" in pin]


def test_every_dependency_is_pinned():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {pin.partition("==")[0] for pin in pins()}
    asked = {name.split(">")[0].split("[")[0].strip() for name in project["dependencies"]}
    assert asked <= pinned


def test_no_download_address_is_kept():
    assert "://" not in ENVIRONMENT.read_text(encoding="utf-8")
