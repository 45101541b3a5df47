"""What became of the exits: spells counted from registers, and every table, sentence and picture.

No public register of poverty spells with printed results was found, so the counts are held to an
independent recount of the sample's files and its hazards to the risks its generator knows.
"""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import charts, publication, rules, tables, terms, workspace
from analysis.facts import build, read
from analysis.facts.exits import KEYS, exit_ends
from analysis.findings import exits as say
from analysis.measures import exits
from analysis.register.households import EXITED, NEAR_POOR, POOR
from analysis.register.read import Review
from analysis.sample import review as generator
from analysis.sample.draw import Draw
from analysis.terms import Scope

SAMPLE, PUBLISHED = workspace.SHIPPED
OLD, NEW = "da-nang-2009", "da-nang-2013"
LINE = rules.standards()[OLD].line_vnd("urban")
STANDARDS = {2010: OLD, 2011: OLD, 2012: OLD, 2013: NEW, 2014: NEW}
NAMES = {OLD: "chuẩn cũ", NEW: "chuẩn mới", "A": "Phường A", "B": "Phường B"}
VI, EN = (Scope(2014, "Quận X", lang, NAMES) for lang in terms.LANGS)

# ---- the facts, from registers written by hand


def review(year: int, opening: dict, closing: dict, departures: dict) -> Review:
    """Lists of {household: (class, income)} and departures of {household: reason}, in ward A."""
    columns = ["household_id", "ward_code", "household_class", "income_vnd"]
    lists = [
        pd.DataFrame([(home, "A", *cells) for home, cells in listed.items()], columns=columns)
        for listed in (opening, closing)
    ]
    left = [(home, "A", reason, "") for home, reason in departures.items()]
    left = pd.DataFrame(left, columns=["household_id", "ward_code", "reason", "income_vnd"])
    return Review(year, STANDARDS[year], *(table.astype("str") for table in (*lists, left)))


def after_exit(*later: tuple[dict, dict, dict]) -> dict[int, Review]:
    """Household H exits in 2012, the last year of the old line; then come the later reviews."""
    first = ({"H": (POOR, "400000")}, {}, {"H": EXITED})
    return {year: review(year, *lists) for year, lists in enumerate([first, *later], start=2012)}


def ends_of(reviews: dict[int, Review]) -> list[tuple]:
    table = exit_ends(reviews, "urban")
    table = table[table["households"] > 0]
    return [
        (row.exit_year, row.end, None if pd.isna(row.end_year) else row.end_year, row.households)
        for row in table.itertuples()
    ]


AT, ABOVE = {"H": (POOR, str(LINE))}, {"H": (POOR, str(LINE + 1))}
BLANK, NEAR = {"H": (POOR, "")}, {"H": (NEAR_POOR, "900000")}


@pytest.mark.parametrize(
    ("later", "end", "end_year"),
    [
        ([({}, {}, {})], "out", None),
        ([(NEAR, NEAR, {})], "out", None),
        ([(AT, AT, {})], "fell_back", 2013),
        ([(ABOVE, ABOVE, {})], "raised_line", 2013),
        ([(BLANK, ABOVE, {})], "unknown", 2013),
        ([(AT, ABOVE, {})], "fell_back", 2013),
        ([({}, AT, {})], "fell_back", 2013),
        ([({}, {}, {}), ({}, ABOVE, {})], "raised_line", 2014),
        ([(NEAR, {}, {"H": "Chuyển đi"})], "left", 2013),
        ([(NEAR, {}, {"H": "Qua đời"}), ({}, AT, {})], "left", 2013),
        ([(ABOVE, {}, {"H": "Chuyển đi"})], "raised_line", 2013),
    ],
)
def test_a_spell_ends_at_the_first_review_that_says_so(later, end, end_year):
    assert ends_of(after_exit(*later)) == [(2012, end, end_year, 1)]


def test_poor_again_under_the_same_line_is_a_relapse_whatever_the_income():
    reviews = {2011: review(2011, ABOVE, {}, {"H": EXITED}), 2012: review(2012, {}, BLANK, {})}
    assert ends_of(reviews) == [(2011, "fell_back", 2012, 1)]


def test_a_line_that_was_not_found_tells_nothing(monkeypatch):
    monkeypatch.setattr(rules.Standard, "line_vnd", lambda *_: None)
    assert ends_of(after_exit((AT, AT, {}))) == [(2012, "unknown", 2013, 1)]


def test_a_second_exit_is_a_spell_of_its_own():
    reviews = {
        2010: review(2010, AT, {}, {"H": EXITED}),
        2011: review(2011, {}, AT, {}),
        2012: review(2012, AT, {}, {"H": EXITED}),
    }
    assert ends_of(reviews) == [(2010, "fell_back", 2011, 1), (2012, "out", None, 1)]


def test_leaving_is_recorded_where_near_poor_departures_are_declared():
    stranger = {"N": (NEAR_POOR, "900000")}
    recorded = exit_ends(after_exit((stranger, {}, {"N": "Chuyển đi"})), "urban")
    assert exits.cohorts(recorded)["left"].tolist() == [0]
    silent = exit_ends(after_exit((stranger, {}, {})), "urban")
    assert exits.cohorts(silent)["left"].isna().all()


def test_returns_and_registers_without_exits_have_an_empty_table_of_the_same_columns():
    usual = exit_ends(after_exit(), "urban")
    for reviews in ({}, {2012: review(2012, AT, AT, {})}):
        empty = exit_ends(reviews, "urban")
        assert empty.empty
        assert empty.dtypes.to_dict() == usual.dtypes.to_dict()


# One household's years 2010 to 2014: what each list says of it, and its income.
YEARS = st.lists(
    st.tuples(st.sampled_from([POOR, NEAR_POOR, ""]), st.sampled_from(["", "400000", "700000"])),
    min_size=len(STANDARDS) + 1,
    max_size=len(STANDARDS) + 1,
)
REGISTERS = st.lists(YEARS, min_size=1, max_size=15)


def register(households: list, first: int = 0, shift: int = 0) -> dict[int, Review]:
    """Reviews of households whose opening is last year's closing and who left as they could."""
    reviews = {}
    for at, year in enumerate(STANDARDS):
        named = {f"H{n}": years for n, years in enumerate(households, start=first)}
        opening = {home: years[at] for home, years in named.items() if years[at][0]}
        closing = {home: years[at + 1] for home, years in named.items() if years[at + 1][0]}
        gone = {
            home: EXITED if cells[0] == POOR else "Chuyển đi"
            for home, cells in opening.items()
            if closing.get(home, [""])[0] != POOR and (cells[0] == POOR or home not in closing)
        }
        made = review(year, opening, closing, gone)
        reviews[year + shift] = replace(made, year=year + shift)
    return reviews


def counted(table: pd.DataFrame) -> dict[tuple, int]:
    rows = table[table["households"] > 0].fillna({"end_year": 0})
    return {tuple(row): n for *row, n in rows[[*KEYS, "households"]].itertuples(index=False)}


@given(REGISTERS, st.data())
def test_parts_add_up_to_the_whole(households, data):
    cut = data.draw(st.integers(0, len(households)))
    parts = [register(households[:cut]), register(households[cut:], first=cut)]
    added = sum((Counter(counted(exit_ends(part, "urban"))) for part in parts), Counter())
    assert added == counted(exit_ends(register(households), "urban"))


@given(REGISTERS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_years_changes_nothing(households, random):
    whole = register(households)
    names = ("opening", "closing", "departures")
    mixed = {
        year: replace(
            held,
            **{
                name: getattr(held, name).sample(frac=1, random_state=random.randint(0, 2**31))
                for name in names
            },
        )
        for year, held in sorted(whole.items(), reverse=True)
    }
    pd.testing.assert_frame_equal(exit_ends(whole, "urban"), exit_ends(mixed, "urban"))


@given(REGISTERS)
def test_years_shifted_by_ten_shift_the_table_and_nothing_else(households):
    here, there = (exit_ends(register(households, shift=by), "urban") for by in (0, 10))
    moved = here.assign(exit_year=here["exit_year"] + 10, end_year=here["end_year"] + 10)
    pd.testing.assert_frame_equal(moved, there)
    later = {year + 10: standard for year, standard in STANDARDS.items()}
    one = exits.life_table(here, 2014, STANDARDS)
    pd.testing.assert_frame_equal(one, exits.life_table(there, 2024, later))


@given(REGISTERS)
def test_every_exit_ends_once(households):
    spells = exit_ends(register(households), "urban")
    declared = {
        year: int((held.departures["reason"] == EXITED).sum())
        for year, held in register(households).items()
    }
    assert {year: n for year, n in declared.items() if n} == spells.groupby("exit_year")[
        "households"
    ].sum().to_dict()


# ---- the sample


def rows_of(year: int, name: str) -> list[dict]:
    file = workspace.PROJECT / SAMPLE / "register" / str(year) / f"{name}.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def recount() -> Counter:
    """Exits of the sample by (exit year, end, end year), from its files by nothing of ours."""
    income = "Thu nhập bình quân (đồng/người/tháng)"
    events, spells = defaultdict(list), []
    for year in range(2009, 2016):
        for name in ("opening", "closing"):
            for row in rows_of(year, name):
                if row["Phân loại hộ"] == "Hộ nghèo":
                    events[row["Mã hộ"]].append((year, "poor", row[income]))
        for row in rows_of(year, "departures"):
            if row["Lý do"] == "Thoát nghèo":
                spells.append((row["Mã hộ"], year))
            else:
                events[row["Mã hộ"]].append((year, "left", ""))
    found = Counter()
    for home, year in spells:
        later = [event for event in events[home] if event[0] > year]
        end_year, what, vnd = later[0] if later else (0, "out", "")
        if what == "poor":
            same = (year < 2013) == (end_year < 2013)
            at_most = vnd and int(vnd) <= 500_000
            what = "fell_back" if same or at_most else "raised_line" if vnd else "unknown"
        found[year, what, end_year] += 1
    return found


def test_the_facts_agree_with_an_independent_recount_of_the_files(recount, shipped_facts):
    ends = read.exit_ends(2015, "490", SAMPLE)
    summed = ends.fillna({"end_year": 0}).groupby(["exit_year", "end", "end_year"])["households"]
    assert {key: n for key, n in summed.sum().items() if n} == recount


def test_no_return_by_the_raised_line_counts_as_a_relapse(recount, shipped_facts):
    ends = read.exit_ends(2013, "490", SAMPLE)
    under_old = (ends["standard"] == OLD) & (ends["end_year"] == 2013)
    fell = ends.loc[under_old & (ends["end"] == "fell_back"), "households"].sum()
    assert fell == sum(n for key, n in recount.items() if key[1:] == ("fell_back", 2013)) < 50
    assert ends.loc[under_old & (ends["end"] == "raised_line"), "households"].sum() > 2000


@pytest.mark.parametrize("year", range(2009, 2016))
def test_the_ends_of_each_ward_and_year_are_its_exits(year, shipped_facts):
    ends = read.exit_ends(year, "490", SAMPLE)
    ledger = read.ledger(year, "490", SAMPLE)
    spells = ends.groupby(["exit_year", "unit_code"])["households"].sum().to_dict()
    recorded = ledger.set_index(["year", "unit_code"])["exits"]
    assert spells == recorded[recorded > 0].to_dict()


def test_a_page_knows_nothing_of_later_years(shipped_facts):
    ends = read.exit_ends(2011, "490", SAMPLE)
    assert ends["exit_year"].max() == ends["end_year"].max() == 2011
    out = ends[ends["end"] == "out"]
    assert out["end_year"].isna().all()
    later = read.exit_ends(2015, "490", SAMPLE)
    still = (later["exit_year"] <= 2011) & ~(later["end_year"] <= 2011).fillna(False)
    assert out["households"].sum() == later.loc[still, "households"].sum()


def test_wards_add_up_to_the_district(shipped_facts):
    wards = [unit.code for unit in read.district(SAMPLE).units]
    whole = exits.cohorts(read.exit_ends(2015, "490", SAMPLE))
    parts = pd.concat([exits.cohorts(read.exit_ends(2015, ward, SAMPLE)) for ward in wards])
    counts = ["exits", *exits.ENDS]
    assert parts[counts].notna().all(axis=None)
    added = parts.groupby("exit_year")[counts].sum().reset_index(drop=True)
    pd.testing.assert_frame_equal(added, whole[counts])
    units = publication.tables(2015, "490", SAMPLE)["exits-units"]
    single = pd.concat([publication.tables(2015, ward, SAMPLE)["exits-units"] for ward in wards])
    pd.testing.assert_frame_equal(units, single.reset_index(drop=True))


@pytest.mark.heavy
def test_the_intervals_of_the_hazards_hold_the_risks_the_generator_knows(
    monkeypatch, shipped_facts
):
    known = defaultdict(list)
    told = generator.relapse_risk

    def noted(left, year):
        risk = told(left, year)
        if left.line == generator.line(year):
            known[generator.line_year(year), year - left.year].append(risk)
        return risk

    monkeypatch.setattr(generator, "relapse_risk", noted)
    generator.reviews(Draw(2013))
    table = exits.life_table(read.exit_ends(2015, "490", SAMPLE), 2015, dict(STANDARDS_SEEN))
    starts = {OLD: 2009, NEW: 2013}
    missed = []
    for row in table.itertuples():
        risks = known[starts[row.standard], row.years_since]
        assert abs(len(risks) - row.at_risk) <= 0.01 * row.at_risk
        true = 100 * sum(risks) / len(risks)
        if not row.hazard_lower_pct <= true <= row.hazard_upper_pct:
            missed.append((row.standard, row.years_since, true))
    assert missed == []


STANDARDS_SEEN = {year: OLD if year < 2013 else NEW for year in range(2009, 2016)}
