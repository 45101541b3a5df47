"""An office that keeps the official workbooks, with a clerk's slips and no household numbers.

Its workspace is the sample written in that layout: what the lists say must come out as from the
clean sample, what only linking can tell within its bounds, and nobody's name anywhere.
"""

import re
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import yaml

from analysis import workspace
from analysis.facts import build
from analysis.facts.linking import BACK
from analysis.register.identities import DIFFERENT, SAME
from analysis.register.read import read
from analysis.sample import office as sample
from analysis.sample.files import HOUSEHOLD
from analysis.sample.people import WARDS
from analysis.workspace import PROJECT

pytestmark = pytest.mark.heavy
YEAR = 2013
LISTED = ["opening", "exits", "exits_to_near_poor", "exits_above_near_poor", "closing"]
NOTEBOOKS = ["01_movements", "04_exits", "12_data_quality"]


def giamngheo(outputs: Path, *command: str) -> str:
    """What the command line prints, with its outputs in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", "from analysis.cli import app; app()", *command],
        env={"PATH": "/usr/bin:/bin", "GIAMNGHEO_OUTPUTS": str(outputs), "LC_ALL": "C.UTF-8"},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("official") / "slips"
    folder.mkdir()
    sample.write(folder, noise=True)
    settings = (PROJECT / "data/lien-chieu/district.yml").read_text(encoding="utf-8")
    (folder / "district.yml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def outputs(office) -> Path:
    made = office.parent / "outputs"
    giamngheo(made, "run", "--data", str(office), "--year", str(YEAR), "--lang", "vi")
    return made


def facts(outputs: Path, name: str) -> pd.DataFrame:
    table = pd.read_parquet(outputs / "slips" / "facts" / f"{name}.parquet")
    return table[table["year"] == YEAR]


@pytest.fixture(scope="module")
def truth() -> dict[str, pd.DataFrame]:
    sample = workspace.open("data/lien-chieu")
    return build.tables(read(sample), sample.district)


def test_what_the_lists_say_is_as_in_the_clean_sample(outputs, truth):
    clean = truth["ledger"][truth["ledger"]["year"] == YEAR].sum(numeric_only=True)
    slips = facts(outputs, "ledger").sum(numeric_only=True)
    for line in [*LISTED, "arising"]:
        assert slips[line] == clean[line], line
    assert (clean["opening"], clean["exits"], clean["closing"]) == (4018, 1328, 2818)


def test_each_ward_has_the_poor_it_had(outputs, truth):
    clean = truth["ledger"].query("year == @YEAR").set_index("unit_code")
    slips = facts(outputs, "ledger").set_index("unit_code")
    wards = [code for code in clean.index if code]
    assert slips.loc[wards, "closing"].tolist() == clean.loc[wards, "closing"].tolist()
    assert slips.loc[wards, "opening"].tolist() == clean.loc[wards, "opening"].tolist()


def test_the_bounds_hold_the_truth_between_them(outputs, truth):
    clean = truth["link_bounds"].query("year == @YEAR").set_index("line")["households"]
    bounds = facts(outputs, "link_bounds").set_index("line")
    for line in ("exits", "arising", "relapses", BACK):
        assert bounds.loc[line, "least"] <= clean[line] <= bounds.loc[line, "most"], line


def people(office: Path) -> set[str]:
    """Names of three words or more, and citizen numbers, as the workbooks have them."""
    planted = set()
    for path in (office / "register" / str(YEAR)).glob("*.xlsx"):
        with closing(openpyxl.load_workbook(path, read_only=True)) as book:
            for row in (row for sheet in book for row in sheet.iter_rows(8, max_col=8)):
                planted |= {str(cell.value) for cell in row if is_person(str(cell.value))}
    return planted - set(WARDS.values())


def is_person(text: str) -> bool:
    number = re.fullmatch("999[0-9]{9}", text)
    return bool(number) or (len(text.split()) > 2 and text.istitle() and text.isprintable())


def test_no_page_fact_notebook_or_log_has_anybody(office, outputs):
    anybody = people(office)
    assert len(anybody) > 5000
    private = {"store", "internal"}
    for file in (outputs).rglob("*"):
        inside = file.relative_to(outputs).parts
        if not file.is_file() or private & set(inside) or file.suffix == ".zip":
            continue
        text = file.read_bytes().decode("utf-8", "ignore")
        words = set(re.findall(r"999[0-9]{9}", text)) & anybody
        assert not words, inside
        named = [name for name in anybody if " " in name and name in text]
        assert not named, inside


def test_a_clerks_decision_is_obeyed_and_stays_written_down(office, outputs):
    made = outputs / "slips" / "internal" / "links.xlsx"
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    book = openpyxl.load_workbook(made)
    page = book.worksheets[0]
    heads = [cell.value for cell in page[1]]
    rows = list(page.iter_rows(min_row=2))
    assert len(rows) > 20
    for row in rows:
        row[heads.index("Kết luận")].value = DIFFERENT
    rows[0][heads.index("Kết luận")].value = SAME
    book.save(office / "links.xlsx")
    try:
        register = read(workspace.open(office))
        pairs = {frozenset((row[0].value, row[1].value)): row[2].value == SAME for row in rows}
        assert register.linking.decisions == pairs
        code = register.linking.links.households
        together = {pair: code[min(pair)] == code[max(pair)] for pair in pairs}
        assert together == pairs
        still = {frozenset(p) for p in register.linking.links.doubtful.iloc[:, :2].to_numpy()}
        assert not still & pairs.keys()
    finally:
        (office / "links.xlsx").unlink()


def test_the_layout_has_no_number_that_would_make_linking_needless(office):
    known = yaml.safe_load((PROJECT / "data/layouts.yml").read_text(encoding="utf-8"))["layouts"]
    assert "household_id" not in known["official_list"]["columns"]
    assert HOUSEHOLD[0] == "Mã hộ"
