"""The command line: it refuses with 2 and a message, and then changes nothing."""

import json
import re
from concurrent.futures import Executor, Future
from pathlib import Path
from stat import S_IMODE

import nbformat
import pytest
from click.testing import Result
from typer.testing import CliRunner

from analysis import cli, sample, workspace
from analysis.facts import read
from analysis.reports import batch, runner
from analysis.reports.perform import Outcome

from .test_register import CLOSING, REGISTER, changed, swap, write

BROKEN = changed(REGISTER, {CLOSING: swap("Tổ 7,4", "Tổ 7,3.5")})
FAULT = {
    "vi": "Số nhân khẩu (members) phải là số nguyên từ 1 đến 30:\n    dòng 3: '3.5'",
    "en": "Số nhân khẩu (members) must be a whole number from 1 to 30:\n    row 3: '3.5'",
}


@pytest.fixture(autouse=True)
def outputs(tmp_path, monkeypatch) -> Path:
    """An outputs folder of the test's own."""
    folder = tmp_path / "outputs"
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(folder))
    return folder


class Here(Executor):
    """Does all work at once and in this process."""

    def __init__(self, workers, kernels=True):
        self.workers = workers

    def submit(self, fn, /, *args):
        done = Future()
        done.set_result(fn(*args))
        return done


@pytest.fixture(autouse=True)
def here(monkeypatch) -> None:
    monkeypatch.setattr(cli, "Local", Here)


@pytest.fixture
def sound(tmp_path) -> str:
    return str(write(tmp_path / "office", REGISTER))


@pytest.fixture
def broken(tmp_path) -> str:
    return str(write(tmp_path / "office", BROKEN))


@pytest.fixture
def planned(monkeypatch) -> list[batch.Job]:
    """The jobs that `run` hands to the runner, which here does none of them."""
    handed = []

    def none_done(steps, executor, limits):
        handed.extend(step.job for step in steps)
        return iter([(step, Outcome(step.job)) for step in steps])

    monkeypatch.setattr(runner, "outcomes", none_done)
    return handed


def told(*arguments: str) -> Result:
    """What the command line does with these arguments."""
    return CliRunner().invoke(cli.app, arguments)


def refused(*arguments: str) -> str:
    """What is said by a command that exits with 2, of its own will and without a traceback."""
    result = told(*arguments)
    assert (result.exit_code, type(result.exception)) == (2, SystemExit), result.output
    assert "Traceback" not in result.output
    return result.output


def unstyled(output: str) -> str:
    """The output without terminal colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", output)


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_check_of_a_sound_workspace_exits_with_0(sound):
    result = told("check", "--data", sound)
    assert result.exit_code == 0
    assert result.output.startswith(f"{sound}: sound\n")


def test_check_writes_nothing_but_the_rows_to_look_at_again_and_what_it_has_read(sound, outputs):
    told("check", "--data", sound)
    written = [name for name in contents(outputs) if not name.endswith("workspace.txt")]
    made = {name for name in written if not name.startswith("office/store/")}
    assert made == {"office/internal/doubts.csv"} and len(written) > 5
    assert oct((outputs / "office" / "store").stat().st_mode & 0o777) == "0o700"


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [((), "en"), (("--lang", "en"), "en"), (("--lang", "both"), "en"), (("--lang", "vi"), "vi")],
)
def test_check_of_a_broken_workspace_tells_the_fault_in_the_language_asked(broken, arguments, lang):
    assert FAULT[lang] in refused("check", "--data", broken, *arguments)


def test_check_tells_the_faults_of_every_workspace(broken, tmp_path):
    output = refused("check", "--data", broken, "--data", str(tmp_path / "nowhere"))
    assert FAULT["en"] in output and "nowhere: there is no such folder" in output


def test_other_messages_follow_the_language(sound, tmp_path, planned):
    nowhere = str(tmp_path / "nowhere")
    assert "không có thư mục này" in refused("check", "--data", nowhere, "--lang", "vi")
    said = told("check", "--data", sound, "--lang", "vi").output
    assert said.startswith(f"{sound}: không có lỗi\n  cần xem lại")
    asked = ["run", "--data", sound, "--lang", "vi"]
    assert "Không có số liệu cho --year 2031" in refused(*asked, "--year", "2031")
    assert f"Chạy {2 * len(batch.notebooks())} trang" in told(*asked).output


def test_run_of_a_broken_workspace_leaves_earlier_outputs_untouched(broken, outputs, planned):
    earlier = {
        "index.html": b"index",
        "office/facts/ledger.parquet": b"facts",
        "office/site/2013/490/01_movements.vi.html": b"page",
        "office/runs/2013/490/01_movements.vi.ipynb": b"notebook",
        "office/workspace.json": b"{}",
    }
    write(outputs, earlier)
    assert FAULT["en"] in refused("run", "--data", broken)
    assert contents(outputs) == earlier
    assert planned == []


def test_one_broken_workspace_keeps_the_sound_ones_from_being_written(sound, tmp_path, outputs):
    other = str(write(tmp_path / "other", BROKEN))
    assert FAULT["en"] in refused("run", "--data", sound, "--data", other)
    assert {name.split("/")[1] for name in contents(outputs)} == {"store"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--year", "2031"), "--year 2031"),
        (("--year", "2013", "--year", "2031"), "--year 2031"),
        (("--area", "20196"), "--area 20196"),
        (("--area", "490", "--area", "20196"), "--area 20196"),
        (("--year", "2031", "--area", "20196"), "--year 2031, --area 20196"),
    ],
)
def test_a_year_or_an_area_without_figures_is_refused_and_named(sound, planned, arguments, named):
    output = refused("run", "--data", sound, *arguments)
    assert f"There is no review or return for {named}; no page was written." in output
    assert planned == []


@pytest.mark.parametrize(
    ("option", "value"), [("--lang", "fr"), ("--workers", "0"), ("--year", "nay")]
)
def test_an_option_that_cannot_be_is_refused_and_named(sound, planned, option, value):
    output = refused("run", "--data", sound, option, value)
    assert f"Invalid value for '{option}'" in unstyled(output)
    assert planned == []


def test_run_plans_every_notebook_year_and_language_of_the_district(sound, planned):
    assert told("run", "--data", sound).exit_code == 0
    asked = [(job.notebook, job.parameters.year, job.parameters.lang) for job in planned]
    assert len(asked) == len(set(asked)) == len(batch.notebooks()) * 2 * 2
    assert {job.parameters.area for job in planned} == {"490"}


def test_run_exits_with_1_and_names_the_notebook_that_failed(sound, monkeypatch):
    fails = "LookupError: [red]no facts[/red]"

    def one_fails(steps, executor, limits):
        return iter([(steps[0], Outcome(steps[0].job, fails))])

    monkeypatch.setattr(runner, "outcomes", one_fails)
    result = told("run", "--data", sound, "--year", "2013", "--lang", "vi")
    assert result.exit_code == 1
    assert f"{batch.notebooks()[0].stem} 2013 490 vi: {fails}" in result.output


def test_an_area_of_digits_stays_text(tmp_path, outputs, planned):
    files = {name: text.replace("20197", "007") for name, text in REGISTER.items()}
    office = str(write(tmp_path / "office", files))
    assert told("run", "--data", office, "--area", "007", "--lang", "vi").exit_code == 0
    assert {job.parameters.area for job in planned} == {"007"}
    assert {job.place("site", ".html").parent.name for job in planned} == {"007"}
    assert read.ledger(2013, "007", office)["closing"].tolist() == [2]
    about = json.loads((outputs / "office" / "workspace.json").read_text(encoding="utf-8"))
    assert [unit["code"] for unit in about["units"]] == ["007", "20198"]
    assert "--area 7;" in refused("run", "--data", office, "--area", "7")


def test_facts_are_for_the_owner_alone(sound, outputs):
    folder = outputs / "office" / "facts"
    folder.mkdir(parents=True, mode=0o755)  # left open by somebody
    assert told("facts", "--data", sound).exit_code == 0
    assert S_IMODE(folder.stat().st_mode) == 0o700
    assert read.ledger(2014, "490", sound)["closing"].sum() == 4 + 3


def test_facts_of_a_broken_workspace_are_not_written(broken, outputs):
    assert FAULT["en"] in refused("facts", "--data", broken)
    assert not outputs.exists()


def test_sample_refuses_a_folder_that_exists(tmp_path):
    folder = write(tmp_path / "mine", {"notes.txt": "mine"})
    assert f"{folder}: exists already; nothing was written." in refused("sample", str(folder))
    assert contents(folder) == {"notes.txt": b"mine"}


def test_the_seed_asked_for_is_the_seed_used(tmp_path, monkeypatch):
    seeds = []

    def written(folder, seed):
        folder.mkdir()
        seeds.append(seed)

    monkeypatch.setattr(sample, "write", written)
    assert told("sample", str(tmp_path / "a"), "--seed", "7").exit_code == 0
    assert told("sample", str(tmp_path / "b")).exit_code == 0
    assert seeds == [7, 2013]


def test_the_sample_of_the_national_standards_is_written_with_its_own_settings(tmp_path):
    folder = tmp_path / "national"
    assert told("sample", str(folder), "--lines", "national").exit_code == 0
    assert contents(folder) == contents(workspace.PROJECT / workspace.SHIPPED[2])


def test_the_national_sample_is_written_as_csv_alone(tmp_path):
    folder = tmp_path / "national"
    said = refused("sample", str(folder), "--lines", "national", "--layout", "official")
    assert "--layout official: only goes with --lines city; nothing was written." in said
    assert not folder.exists()


def test_the_same_seed_gives_the_same_bytes_and_a_workspace_to_use(tmp_path):
    first, again = (tmp_path / name / "sample" for name in ("first", "again"))
    assert told("sample", str(first)).exit_code == 0
    assert told("sample", str(again), "--seed", "2013").exit_code == 0
    assert contents(first) == contents(again)
    result = told("check", "--data", str(first))
    assert result.exit_code == 0
    assert result.output.startswith(f"{first}: sound\n")


def notebook(file: Path, parameters: str) -> Path:
    """A notebook that declares these parameters and does nothing."""
    cell = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
    kernel = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), file)
    return file


def test_a_parameter_that_a_notebook_does_not_declare_is_an_error(tmp_path):
    """The runner alone would only warn."""
    file = notebook(tmp_path / "01_two.ipynb", 'year: int = 2013\narea: str = "490"')
    batch.check_parameters(file, ["year", "area"])
    with pytest.raises(LookupError, match=r"01_two\.ipynb does not declare lang; it has year, ar"):
        batch.check_parameters(file, ["year", "area", "lang"])


def test_run_stops_before_the_first_notebook_if_one_lacks_a_parameter(
    sound, tmp_path, monkeypatch, planned
):
    notebook(tmp_path / "01_bare.ipynb", "place = 1")
    monkeypatch.setattr(batch, "NOTEBOOKS", tmp_path)
    ran = CliRunner().invoke(cli.app, ["run", "--data", sound], catch_exceptions=False)
    assert ran.exit_code == 2
    assert "01_bare.ipynb does not declare area, data, lang, year" in ran.output
    assert planned == []
