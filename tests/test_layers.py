"""The layers hold, in the package and in the notebooks, and notebooks keep to their form."""

import ast
import subprocess
import sys

import nbformat
import pytest

from analysis.facts import read
from analysis.reports import batch
from analysis.workspace import PROJECT, SHIPPED

MAY_IMPORT = {
    "IPython.display",
    "analysis",
    "analysis.facts",
    "analysis.findings",
    "analysis.measures",
}
FROM_ANALYSIS = {"charts", "publication", "tables", "terms"}
# What the facts hold besides may be small, and passes `publication` before a notebook sees it.
EXACT = {"district", "ledger", "plan", "population", "printed", "scope", "standards"}
EXACT |= {"unit_plans"}
NOTEBOOKS = {path.stem: nbformat.read(path, as_version=4) for path in batch.notebooks()}
EVERY = pytest.mark.parametrize("notebook", NOTEBOOKS.values(), ids=NOTEBOOKS.keys())


def code(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tags(cell) -> list[str]:
    return cell.metadata.get("tags", [])


def test_the_import_contracts_hold():
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@EVERY
def test_a_notebook_imports_only_what_shows_facts(notebook):
    for cell in code(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.Import), cell.source
            if isinstance(node, ast.ImportFrom):
                assert node.module in MAY_IMPORT, cell.source
                names = {alias.name for alias in node.names}
                allowed = {"analysis": FROM_ANALYSIS, "analysis.facts": {"read"}}
                assert names <= allowed.get(node.module, names), cell.source


@EVERY
def test_a_notebook_reads_only_the_facts_that_are_published_exact(notebook):
    for cell in code(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "read":
                assert node.attr in EXACT, cell.source
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "publication":
                assert node.attr == "tables", cell.source


def test_the_headline_ledger_counts_no_people(shipped_facts):
    assert not [name for name in read.ledger(2013, "490", SHIPPED[0]) if "people" in name]


@EVERY
def test_a_notebook_defines_nothing_and_loops_over_nothing(notebook):
    banned = (ast.FunctionDef, ast.Lambda, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try)
    for cell in code(notebook):
        assert not any(isinstance(node, banned) for node in ast.walk(ast.parse(cell.source)))
        assert not cell.source.lstrip().startswith(("%", "!"))


@EVERY
def test_a_notebook_declares_the_four_parameters(notebook):
    declared = [cell for cell in code(notebook) if "parameters" in tags(cell)]
    assert len(declared) == 1
    names = [node.target.id for node in ast.parse(declared[0].source).body]
    assert names == list(batch.Parameters.model_fields)
    assert declared[0].source.count("#") == 4


@EVERY
def test_prose_stands_in_both_languages_side_by_side(notebook):
    prose = [tags(cell) for cell in notebook.cells if cell.cell_type == "markdown"]
    assert prose[::2] == [["vi"]] * (len(prose) // 2)
    assert prose[1::2] == [["en"]] * (len(prose) // 2)


@EVERY
def test_no_figure_is_typed_in_prose_or_code(notebook):
    for cell in notebook.cells:
        if "parameters" in tags(cell):
            continue
        text = cell.source.replace("Thông tư 07/2021", "").replace("Circular 07/2021", "")
        digits = [character for character in text if character.isdigit()]
        assert not [digit for digit in digits if digit != "0"], cell.source


@EVERY
def test_every_picture_comes_after_the_table_with_its_numbers(notebook):
    seen = set()
    for cell in code(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = getattr(node.func.value, "id", "")
                ids = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                if owner == "tables":
                    seen |= set(ids)
                elif owner == "charts":
                    assert ids[-1] in seen, cell.source


@EVERY
def test_main_points_come_first_and_setup_before_them(notebook):
    kinds = [tags(cell) for cell in code(notebook)]
    first = kinds.index(["main-points"])
    assert all(kind and kind[0] in ("parameters", "setup", "notice") for kind in kinds[:first])
    assert not any("setup" in kind for kind in kinds[first:])


@EVERY
def test_a_notebook_is_committed_executed_from_top_to_bottom(notebook):
    counts = [cell.execution_count for cell in code(notebook)]
    assert counts == list(range(1, len(counts) + 1))
    assert not any("execution" in cell.metadata for cell in code(notebook))  # when it was run
