"""Files as nobody should hand them in are refused in full sentences, or doubted, or read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from typer.testing import CliRunner

from analysis import cli, workspace
from analysis.register import doubts, layouts, lists, workbook
from analysis.register.faults import Fault, RegisterError
from analysis.register.grid import Cells, Grid
from analysis.register.look import Limits
from analysis.register.read import read
from analysis.terms.quality import DOUBTS
from analysis.workspace import District, WorkspaceError

from .faulty import (
    Case,
    Told,
    cells,
    containers,
    declarations,
    deprivations,
    housing,
    inspection,
    layout,
    next_year,
    outreach,
    people,
    summary,
    support,
    text,
    three_haves,
)
from .faulty.office import CLOSING, DISTRICT, FILE, PERSONAL, PLACE, YEAR, both, office, put

THEMES = (containers, layout, cells, people, summary, text, declarations)
THEMES += (deprivations, housing, three_haves, support, outreach, inspection, next_year)
CASES = {case.what: case for theme in THEMES for case in theme.CASES}
LIMITS = Limits(megabytes=500, seconds=60, unpacked_megabytes=60, cells=2_000_000)
LANGS = ("vi", "en")


@dataclass(frozen=True)
class Outcome:
    """What became of a case: what was refused or doubted, and the whole message by language."""

    refused: tuple[Told, ...]
    doubted: tuple[Told, ...]
    message: dict[str, str]
    written: tuple[str, ...]


def outcome(case: Case, folder: Path) -> Outcome:
    """Make a case in a folder of its own, and read it."""
    place = office(folder / "office", case.book)
    case.files(place)
    before = contents(folder)
    refused, doubted, message = told(place)
    return Outcome(refused, doubted, message, tuple(sorted(contents(folder) ^ before)))


def contents(folder: Path) -> set[str]:
    """The files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def told(place: Path) -> tuple[tuple[Told, ...], tuple[Told, ...], dict[str, str]]:
    """What is refused and what is doubted of a workspace, and the message of what is refused."""
    try:
        office = workspace.open(place)
        register = read(office)
    except RegisterError as error:
        message = {lang: error.text(lang) for lang in LANGS}
        return tuple(map(of_fault, error.faults)), (), message
    except WorkspaceError as error:
        message = {lang: error.text(lang) for lang in LANGS}
        sentences = ([line.strip() for line in said.splitlines()[1:]] for said in message.values())
        return tuple(Told(*each) for each in zip(*sentences, strict=True)), (), message
    found = doubts.found(register, office.district).groupby("rule", sort=False)["row"]
    doubted = tuple(Told(*(DOUBTS[rule][lang] for lang in LANGS), (*rows,)) for rule, rows in found)
    return (), doubted, dict.fromkeys(LANGS, "")


def of_fault(fault: Fault) -> Told:
    """The sentence of a fault in both languages, and its rows."""
    said = (fault.text(lang).splitlines()[0].strip().rstrip(":.") for lang in LANGS)
    return Told(*said, tuple(row for row, _ in fault.rows))


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory) -> Iterator[dict[str, Outcome]]:
    """What became of every case, each read within tight limits; outputs would be beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists.workbook, "read", partial(workbook.read, limits=LIMITS))
        found = {}
        for what, case in CASES.items():
            folder = tmp_path_factory.mktemp("case")
            patch.setenv("GIAMNGHEO_OUTPUTS", str(folder / "outputs"))
            found[what] = outcome(case, folder)
        yield found


def test_there_are_sixty_cases_and_no_two_of_one_name():
    assert len(CASES) == sum(len(theme.CASES) for theme in THEMES) >= 60


@pytest.mark.parametrize("what", CASES)
def test_a_fault_is_told_in_full_sentences_with_its_rows(outcomes, what):
    assert outcomes[what].refused == CASES[what].refused


@pytest.mark.parametrize("what", [what for what, case in CASES.items() if not case.refused])
def test_what_is_only_doubtful_is_read_and_told_by_check(outcomes, what):
    assert outcomes[what].doubted == CASES[what].doubted


def test_no_message_holds_a_name_a_day_of_birth_or_a_citizen_number(outcomes):
    leaked = {
        (what, value)
        for what, found in outcomes.items()
        for value in (*PERSONAL, *CASES[what].personal)
        if any(value in said for said in found.message.values())
    }
    assert not leaked


def test_nothing_is_written_whatever_is_handed_in(outcomes):
    assert not {what: found.written for what, found in outcomes.items() if found.written}


def test_no_case_is_refused_for_the_time_or_the_memory_that_it_takes(outcomes):
    limits = ("seconds", "MB of memory", "cut off")
    said = {what: found.message["en"] for what, found in outcomes.items()}
    assert not [what for what in said if any(limit in said[what] for limit in limits)]


def test_faults_of_several_sheets_and_files_are_all_told_at_once(tmp_path):
    of_sheets = both(put(CLOSING, "Giới tính", 8, "?"), put("Đầu kỳ", "Số nhân khẩu", 7, 0))
    place = office(tmp_path / "office", of_sheets)
    (place / "population.csv").write_text("Năm\n2022\n", encoding="utf-8")
    (place / PLACE).with_name("them.xls").write_text("x", encoding="utf-8")
    with pytest.raises(RegisterError) as error:
        read(workspace.open(place))
    files = {fault.file.removeprefix(f"office/register/{YEAR}/") for fault in error.value.faults}
    assert files == {
        *(f"{FILE} [{CLOSING}]", f"{FILE} [Đầu kỳ]", "them.xls", "office/population.csv"),
    }


def test_check_tells_a_doubt_in_its_sentence_and_ends_well(tmp_path, monkeypatch):
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(tmp_path / "outputs"))
    place = office(tmp_path / "office", put(CLOSING, "Số nhân khẩu", 7, 4))
    for lang in LANGS:
        done = CliRunner().invoke(cli.app, ["check", "--data", str(place), "--lang", lang])
        assert done.exit_code == 0
        assert DOUBTS["size_differs"][lang] in " ".join(done.output.split())


def test_a_refused_workbook_ends_check_with_2_and_leaves_no_outputs(tmp_path, monkeypatch):
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(tmp_path / "outputs"))
    place = office(tmp_path / "office", put(CLOSING, "Số nhân khẩu", 7, 0))
    done = CliRunner().invoke(cli.app, ["check", "--data", str(place)])
    assert done.exit_code == 2
    assert not list((tmp_path / "outputs").rglob("*.*"))


SECRETS = st.one_of(
    st.sampled_from(PERSONAL),
    st.text(min_size=1, max_size=30).map("Kín Thị {}".format),
    st.from_regex(r"0[0-9]{11}", fullmatch=True),
    st.just("Kín Văn Dài " * 400),
    st.just('=HYPERLINK("kin.example";"Kín")'),
)
OTHERS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**12),
    st.floats(-1e9, 1e9),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.sampled_from(["Hộ nghèo", "x", "-", "2022", "1.234,5", "Tổng cộng", "STT chủ hộ", "Mã xã"]),
)
PLANTED = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 18), st.integers(1, 19), SECRETS | OTHERS),
    min_size=1,
    max_size=6,
)
seeded = partial(settings, deadline=None, derandomize=True, database=None)


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> list[Grid]:
    """The sheets of the sound workbook."""
    place = office(tmp_path_factory.mktemp("sound") / "office") / PLACE
    return workbook.read(place, FILE, [])


def planted(grid: Grid, row: int, column: int, value: object) -> Grid:
    """A sheet with another value in one of its cells; the last row or column for one beyond."""
    row, column = min(row, grid.height) - 1, min(column, len(grid.columns)) - 1
    kind = {date: "dates", int: "numbers", float: "numbers"}.get(type(value), "text")
    parts = {}
    for part, arrow in (("text", pa.string()), ("numbers", pa.float64()), ("dates", pa.date32())):
        array = getattr(grid.columns[column], part)
        there = [None] * grid.height if array is None else array.to_pylist()
        there[row] = _cell(value) if part == kind else None
        parts[part] = pa.array(there, arrow)
    columns = [*grid.columns]
    columns[column] = Cells(**parts)
    return replace(grid, columns=tuple(columns))


def _cell(value: object) -> object:
    """A value as a cell of its part has it."""
    kept = value is None or isinstance(value, (str, date))
    return value if kept else str(value).upper() if isinstance(value, bool) else float(value)


def assert_tells_nobody(message: str, changes: list[tuple]) -> None:
    """No name, number or day of the office, and nothing planted that may be somebody's."""
    secret = [value for *_, value in changes if isinstance(value, str) and is_secret(value)]
    assert not [value for value in (*PERSONAL, *secret) if value in message]


def is_secret(value: str) -> bool:
    """Whether it was planted to be found."""
    return "Kín" in value or (value.isdigit() and len(value) == 12)


def fuzzed_grids(sound: list[Grid], changes: list[tuple], monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the sheets with planted cells as a workbook's, and look at what is told."""
    grids, faults = [*sound], []
    for at, row, column, value in changes:
        grids[at] = planted(grids[at], row, column, value)
    monkeypatch.setattr(lists, "grids", lambda *_: grids)
    district = District.model_validate(DISTRICT)
    found = lists.read(Path(FILE), FILE, layouts.known(None), district, YEAR, faults)
    assert found or faults
    for lang in LANGS:
        assert_tells_nobody(RegisterError(faults).text(lang), changes)


@seeded(max_examples=30)
@given(changes=PLANTED)
def test_random_cells_are_read_or_refused_without_anybody_being_named(sound, changes):
    with pytest.MonkeyPatch.context() as patch:
        fuzzed_grids(sound, changes, patch)


@pytest.mark.heavy
@seeded(max_examples=500)
@given(changes=PLANTED)
def test_many_random_cells_are_read_or_refused_without_anybody_being_named(sound, changes):
    with pytest.MonkeyPatch.context() as patch:
        fuzzed_grids(sound, changes, patch)


def fuzzed_file(changes: list[tuple], folder: Path) -> None:
    """Read a workspace whose workbook has planted cells, and look at what is told."""

    def change(book) -> None:
        for at, row, column, value in changes:
            plain = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            cell = book.worksheets[at].cell(row, column)
            if isinstance(cell, Cell):  # the others are covered by a merged one
                cell.value = plain

    _, _, message = told(office(folder / "office", change))
    for said in message.values():
        assert_tells_nobody(said, changes)


@seeded(max_examples=5)
@given(changes=PLANTED)
def test_workbooks_with_random_cells_are_read_or_refused(tmp_path_factory, changes):
    fuzzed_file(changes, tmp_path_factory.mktemp("fuzzed"))


@pytest.mark.heavy
@seeded(max_examples=30)
@given(changes=PLANTED)
def test_many_workbooks_with_random_cells_are_read_or_refused(tmp_path_factory, changes):
    fuzzed_file(changes, tmp_path_factory.mktemp("fuzzed"))
