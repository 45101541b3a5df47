"""What the notebooks say in English, in other years and of published returns is held to text.

The committed notebooks themselves, Vietnamese and 2013, are held to their stored outputs by nbval.
After a change that is meant, `pytest tests/test_notebooks.py --store` stores what they say now.
"""

import os
import re
from html import unescape
from pathlib import Path

import nbformat
import papermill
import pytest

from analysis import workspace
from analysis.reports import batch, plan
from analysis.reports.batch import Job, Parameters
from analysis.reports.perform import Limits, perform

pytestmark = pytest.mark.heavy
STORED = Path(__file__).parent / "stored"
SAMPLE, PUBLISHED, NATIONAL = workspace.SHIPPED
ASKED = [
    Parameters(year=2013, area="490", data=SAMPLE, lang="en"),
    Parameters(year=2010, area="490", data=SAMPLE, lang="vi"),
    Parameters(year=2015, area="20197", data=SAMPLE, lang="vi"),
    Parameters(year=2013, area="DN-LC", data=PUBLISHED, lang="vi"),
    Parameters(year=2011, area="HCM-Q11", data=PUBLISHED, lang="en"),
    Parameters(year=2022, area="BD-U", data=PUBLISHED, lang="vi"),
    Parameters(year=2022, area="BD-R", data=PUBLISHED, lang="en"),
    Parameters(year=2021, area="490", data=NATIONAL, lang="vi"),
    Parameters(year=2024, area="20197", data=NATIONAL, lang="en"),
]
JOBS = [
    pytest.param(notebook, asked, id=f"{notebook.stem}-{asked.year}-{asked.area}-{asked.lang}")
    for notebook in batch.notebooks()
    for asked in ASKED
]


@pytest.mark.parametrize(("notebook", "asked"), JOBS)
def test_a_notebook_says_what_is_stored(notebook, asked, shipped_facts, request):
    outputs = Path(os.environ["GIAMNGHEO_OUTPUTS"]) / "stored" / asked.lang
    job = Job(notebook, asked, outputs, (asked.lang,))
    (step,) = plan.steps([job], again=True)
    assert perform(step, Limits()).error == ""
    executed = nbformat.read(job.place("runs", ".ipynb"), as_version=4)
    name = f"{notebook.stem}.{asked.year}.{asked.area}.{asked.lang}.txt"
    if request.config.getoption("--store"):
        STORED.mkdir(exist_ok=True)
        (STORED / name).write_text(said(executed), encoding="utf-8")
    assert said(executed) == (STORED / name).read_text(encoding="utf-8")


def test_plain_papermill_runs_a_notebook_for_another_year(tmp_path, shipped_facts):
    out = tmp_path / "out.ipynb"
    notebook = next(path for path in batch.notebooks() if path.stem == "01_movements")
    papermill.execute_notebook(str(notebook), str(out), {"year": 2012}, progress_bar=False)
    assert "Năm 2012, Quận Liên Chiểu: đầu kỳ 1.350 hộ nghèo" in said(
        nbformat.read(out, as_version=4)
    )


def said(notebook: nbformat.NotebookNode) -> str:
    """Everything a notebook shows, as text: sentences, tables by rows, pictures by their words."""
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "\n\n".join(filter(None, map(_text, shown))) + "\n"


def _text(output: nbformat.NotebookNode) -> str:
    data = output.get("data", {"text/plain": output.get("text", "")})
    if "text/html" in data:
        rows = re.sub(r"</(tr|caption|p|div)>", "\n", data["text/html"])
        cells = re.sub(r"</t[hd]>(?=<t[hd])", " | ", rows)
        return unescape(re.sub(r"<[^>]+>", "", cells)).strip()
    return data.get("text/markdown", data["text/plain"])
