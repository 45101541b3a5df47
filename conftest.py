"""What tests and notebooks share: outputs in a folder of their own, facts, and how to compare.

nbval holds the notebooks to their stored outputs letter by letter and passes over pictures. Here
they are held as `giamngheo verify` holds published ones: numbers as displayed, pictures by pixels.
"""

import os
from pathlib import Path
from tempfile import mkdtemp

import pytest
from filelock import FileLock
from hypothesis import settings
from nbformat import v4
from nbval.plugin import IPyNbCell

from analysis import stores, workspace
from analysis.reports import batch, compare
from analysis.reports.executors import Local

# Set before any worker or kernel starts, so that all of them write to one place.
os.environ.setdefault("GIAMNGHEO_OUTPUTS", mkdtemp(prefix="giamngheo-tests-"))

settings.register_profile("usual", max_examples=40, deadline=None, derandomize=True)
settings.load_profile("usual")


def _shows_the_same(cell: IPyNbCell, now: list, stored: list, skip_compare: object = None) -> bool:
    """Whether a cell shows what is stored, by our comparators; notes for nbval what it does not."""
    before, after = (
        v4.new_notebook(cells=[v4.new_code_cell(outputs=outputs)]) for outputs in (stored, now)
    )
    found = compare.differences(before, after)
    cell.comparison_traceback = [
        f"{each.where}: {each.before!r} is stored, now {each.after!r}" for each in found
    ]
    return not found


IPyNbCell.compare_outputs = _shows_the_same


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--store", action="store_true", help="store what the notebooks say now")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that read facts, so that they can be left out where these take too long."""
    for item in items:
        if "shipped_facts" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.facts)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Notebooks read facts; build them once, whichever worker comes first."""
    needed = any(
        item.path.parent == batch.NOTEBOOKS or "shipped_facts" in getattr(item, "fixturenames", ())
        for item in session.items
    )
    if needed and not session.config.option.collectonly:
        _build_shipped(Path(os.environ["GIAMNGHEO_OUTPUTS"]))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything must be there to test with, a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("GIAMNGHEO_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def shipped_facts() -> None:
    """Names a test that reads the facts of the shipped workspaces; they are built at collection."""


def _build_shipped(outputs: Path) -> None:
    with FileLock(outputs / "building.lock"):
        done = outputs / "built"
        if done.exists():
            return
        with Local(os.cpu_count(), kernels=False) as executor:
            for data in workspace.SHIPPED:
                stores.build(data)
                years = stores.unsettled(workspace.open(data), data)
                settled = executor.map(stores.settle_year, [data] * len(years), years)
                assert list(settled) == [None] * len(years)
        done.touch()
