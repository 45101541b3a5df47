"""What is made again and why: imports are followed to the end, parts told by their names."""

import pytest

from analysis.reports import batch, closure, keys

NOTEBOOKS = {notebook.stem: notebook for notebook in batch.notebooks()}


def test_imports_are_followed_into_packages_and_functions():
    source = "import a.b\nfrom c import d as e\ndef f():\n    from g.h import i\n"
    assert set(closure.imported(source)) == {"a", "a.b", "c", "c.d", "g", "g.h", "g.h.i"}
    assert set(closure.imported("from . import x\nfrom ..y import z", "p.q")) >= {"p.q.x", "p.y.z"}


def test_a_module_is_reached_with_the_packages_above_it_and_what_they_import():
    reached = closure.reached("analysis.measures.wards")
    assert {"analysis", "analysis.measures", "analysis.methods.share"} <= reached.keys()
    assert "analysis.measures.plan" not in reached and "pandas" not in reached
    assert "analysis.register.read" in closure.reached("analysis.cli")


def test_a_notebook_rests_on_its_imports_and_the_facts_it_reads_and_no_other():
    sources = keys.code(NOTEBOOKS["02_plan"])
    assert keys.tables(sources) == ("ledger", "plan", "printed")
    modules = keys.of_modules(*keys.modules(sources))
    assert {"analysis/measures/plan.py", "analysis/facts/read.py"} <= modules.keys()
    assert "analysis/measures/wards.py" not in modules and "analysis/disclosure.py" not in modules
    assert not [name for name in modules if "register" in name or "build" in name]


def test_a_notebook_that_reads_what_is_not_known_rests_on_all_facts():
    assert keys.tables(("read.new_table(2013)",)) is None


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_facts_behind_every_notebook_are_known(name):
    assert keys.tables(keys.code(NOTEBOOKS[name])) is not None


def test_parts_that_come_go_or_change_make_another_key_and_are_named():
    before, now = {"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "4", "d": "5"}
    assert keys.changed(before, now) == ["b", "c", "d"]
    assert keys.key(before) != keys.key(now)
    assert keys.key(before) == keys.key(dict(reversed(before.items())))


def test_a_file_that_is_written_anew_is_hashed_anew(tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text("one", encoding="utf-8")
    first = keys.of_file(file)
    file.write_text("two", encoding="utf-8")
    assert keys.of_file(file) == keys.digest("two") != first
    assert keys.of_file(tmp_path / "none.csv") == ""
