"""What a page says in words stands in its tables, for every year, area and language there is."""

from pathlib import Path

import pytest

from analysis import terms, workspace
from analysis.facts import read
from analysis.measures import robustness
from analysis.reports import batch
from analysis.reports.batch import Parameters
from tests.reading import Section, figures, is_rounding_of, sections

pytestmark = [pytest.mark.heavy, pytest.mark.usefixtures("shipped_facts")]
# The overview repeats what other pages show in tables, and says so.
REPEATED = {
    "00_overview": [
        *("01_movements", "02_plan", "06_housing", "07_three_haves", "08_support", "09_outreach"),
        *("10_inspection", "11_next_year", "13_depth", "14_relapse_risk"),
    ]
}
FEW = {  # of the national standards' workspace: before, at and after the change of its line
    "data/lien-chieu-quoc-gia": ({2016, 2021, 2022, 2024}, {"490", "20197"}),
}
NOTEBOOKS = {notebook.stem: notebook for notebook in batch.notebooks()}


@pytest.mark.parametrize("lang", terms.LANGS)
@pytest.mark.parametrize("data", workspace.SHIPPED)
@pytest.mark.parametrize("notebook", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_every_number_of_a_sentence_stands_in_a_table_beside_it(notebook, data, lang):
    unheard = {}
    years, areas = FEW.get(data, (None, None))
    for year, area in read.years_and_areas(data):
        if years and not (year in years and area in areas):
            continue
        asked = Parameters(year=year, area=area, data=data, lang=lang)
        main_points, *found = sections(notebook, asked)
        others = [sections(NOTEBOOKS[name], asked) for name in REPEATED.get(notebook.stem, [])]
        everywhere = cells([main_points, *found, *(part for page in others for part in page)])
        said = [(sentence, everywhere) for sentence in main_points.sentences]
        said += [
            (sentence, everywhere if others else cells([section]))
            for section in found
            if "standards" not in section.tables  # the last, which names the sources
            for sentence in section.sentences
        ]
        given = figures(named(year, area, data, lang), lang)
        for sentence, beside in said:
            assert not {"nan", "<na>"} & set(sentence.lower().split()), sentence
            known = given | figures(beside, lang)
            if lone := [f for f in figures(sentence, lang) if not is_rounding_of(f, known)]:
                unheard[year, area, sentence] = lone
    assert unheard == {}


def named(year: int, area: str, data: str, lang: str) -> str:
    """The numbers that are names or settings: years and levels of standards, the goal, its day."""
    scope, office = read.scope(year, area, data, lang), read.district(data)
    goal = office.period(year).goal
    due = [goal.definition[lang], goal.deadline, goal.deadline - 1] if goal else []
    rules, method = office.awards, "SHA-256"
    laid_down = [rules.years_back, rules.least_opening, rules.seed, rules.fixed_on] if rules else []
    laid_down += rules.ward_cap.values() if rules else []
    laid_down += [year - 1 - rules.years_back, year - 2, year - 1] if rules else []
    lines = read.standards(year, area, data)["line_vnd"].dropna()
    laid_down += [terms.number(line, lang) for line in lines]
    laid_down += [terms.number(robustness.DRAWS, lang), terms.number(robustness.ERROR_PP, lang, 1)]
    support = office.programme.support
    laid_down += [support.fixed_on] if support else []
    shares = [(support.need_per_person, 1), (support.ward_cap_pct, 2)] if support else []
    laid_down += [terms.number(share, lang, places) for share, places in shares if share]
    words = [year, scope.area, *scope.names.values(), *due, office.relapse_look_back_years]
    words += [office.lasting_exit_years]
    words += [*laid_down, method, terms.number(office.fragile_margin_pct, lang)]
    return " ".join(str(word) for word in words if word is not None)


def cells(found: list[Section]) -> str:
    """Every cell of the sections' tables."""
    rows = [row for section in found for table in section.tables.values() for row in table]
    return " | ".join(cell for row in rows for cell in row)


def test_a_number_that_stands_nowhere_is_heard():
    notebook: Path = NOTEBOOKS["01_movements"]
    asked = Parameters(year=2013, area="490", data=workspace.SHIPPED[0], lang="vi")
    _, first, *_ = sections(notebook, asked)
    known = figures(cells([first]), "vi")
    assert is_rounding_of(next(iter(figures("1.328 hộ", "vi"))), known)
    assert not is_rounding_of(next(iter(figures("1.329 hộ", "vi"))), known)
