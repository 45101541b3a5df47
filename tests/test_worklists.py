"""Internal lists name whom somebody must act on, tell the reason, and nothing else of anybody."""

import importlib
import stat

import openpyxl
import pytest

from analysis import workspace
from analysis.cli import WorkList
from analysis.register.read import Register, read
from analysis.workspace import SHIPPED, Workspace, WorkspaceError

SAMPLE, PUBLISHED, _ = SHIPPED
YEAR = 2013
OF_HOUSEHOLDS = sorted(set(WorkList) - {WorkList.awards})
# In the first year of a line nobody has been followed under it.
YEARS = dict.fromkeys(OF_HOUSEHOLDS, YEAR) | {WorkList.watch: YEAR + 1}

pytestmark = [pytest.mark.heavy, pytest.mark.usefixtures("shipped_facts")]


@pytest.fixture(scope="module")
def office() -> Workspace:
    return workspace.open(SAMPLE)


@pytest.fixture(scope="module")
def register(office) -> Register:
    return read(office)


@pytest.fixture(scope="module")
def written(office, register) -> dict:
    """Each list of its year as the command writes it, with all of its cells."""
    found = {}
    for what in OF_HOUSEHOLDS:
        module = importlib.import_module(f"analysis.worklists.{what}")
        file = module.write(office, register, YEARS[what], SAMPLE)
        book = openpyxl.load_workbook(file)
        cells = [
            str(cell)
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for cell in row
            if cell is not None
        ]
        found[what] = file, cells
    return found


@pytest.mark.parametrize("what", OF_HOUSEHOLDS)
def test_a_list_lies_where_its_owner_alone_reads(written, office, what):
    file, cells = written[what]
    assert file == office.outputs / "internal" / f"{what}-{YEARS[what]}.xlsx"
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert len(cells) > 50
    assert any("giả định" in cell.lower() for cell in cells)


@pytest.mark.parametrize("what", OF_HOUSEHOLDS)
def test_a_list_names_heads_of_households_of_the_register(written, register, what):
    _, cells = written[what]
    names = set()
    for at, review in register.reviews.items():
        if at <= YEARS[what]:
            names |= set(review.opening["head_name"]) | set(review.closing["head_name"])
    assert len(names & set(cells)) > 5


@pytest.mark.parametrize("what", OF_HOUSEHOLDS)
def test_a_list_holds_no_number_of_a_citizen_and_no_member_besides_the_head(
    written, register, what
):
    _, cells = written[what]
    review = register.reviews[YEARS[what]]
    text = "\n".join(cells)
    numbers = set(review.members["citizen_number"]) | set(review.closing["head_citizen_number"])
    assert not [number for number in numbers - {""} if number in text]
    listed = (review.opening, review.closing, review.departures)
    heads = {name for each in listed for name in each["head_name"]}
    lists = [each for r in register.reviews.values() for each in (r.opening, r.closing)]
    earlier = {name for each in lists for name in each["head_name"]}
    others = set(review.members["member_name"]) - heads - earlier
    assert not others & set(cells)


@pytest.mark.parametrize("what", OF_HOUSEHOLDS)
def test_of_an_office_without_such_tables_a_list_is_refused_in_both_languages(what):
    office = workspace.open(PUBLISHED)
    module = importlib.import_module(f"analysis.worklists.{what}")
    with pytest.raises(WorkspaceError) as refused:
        module.write(office, read(office), YEAR, PUBLISHED)
    assert refused.value.text("vi") != refused.value.text("en")
