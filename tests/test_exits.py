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
from analysis.facts import read
from analysis.facts.exits import KEYS, exit_ends
from analysis.findings import exits as say
from analysis.measures import exits
from analysis.methods import lifetable
from analysis.publication.exits import finished
from analysis.register.households import EXITED, NEAR_POOR, POOR
from analysis.register.read import Review
from analysis.sample import review as generator
from analysis.sample.draw import Draw
from analysis.terms import Scope

SAMPLE, PUBLISHED, _ = workspace.SHIPPED
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
    left = pd.DataFrame(
        [(home, "A", reason, "", "") for home, reason in departures.items()],
        columns=["household_id", "ward_code", "reason", "class_after", "income_vnd"],
    )
    members = pd.DataFrame(columns=["household_id"])
    tables = (table.astype("str") for table in (*lists, left, members))
    return Review(year, STANDARDS[year], *tables, has_own_opening=True)


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


def test_below_a_line_that_asks_for_deprivations_too_it_is_not_known_who_was_poor(monkeypatch):
    asked = {"deprivations": 3, "income_alone": False}
    asks = {key: s.model_copy(update=asked) for key, s in rules.standards().items()}
    monkeypatch.setattr(rules, "standards", lambda: asks)
    assert ends_of(after_exit((AT, AT, {}))) == [(2012, "unknown", 2013, 1)]
    assert ends_of(after_exit((ABOVE, ABOVE, {}))) == [(2012, "raised_line", 2013, 1)]


@pytest.mark.parametrize(
    ("income", "end"),
    [
        (900_000, "fell_back"),
        (900_001, "unknown"),
        (1_300_000, "unknown"),
        (1_300_001, "raised_line"),
    ],
)
def test_a_standard_with_two_ways_of_being_poor_leaves_those_between_its_lines_unknown(
    income, end, monkeypatch
):
    two_ways = {2012: "national-2016", 2013: "national-2022"}
    monkeypatch.setattr("tests.test_exits.STANDARDS", two_ways)
    poor = {"H": (POOR, str(income))}
    assert ends_of(after_exit((poor, poor, {}))) == [(2012, end, 2013, 1)]


@pytest.mark.parametrize(
    ("income", "end"), [(2_000_000, "unknown"), (2_000_001, "raised_line"), ("", "unknown")]
)
def test_of_a_standard_that_asks_for_both_only_who_is_above_its_line_is_known(
    income, end, monkeypatch
):
    monkeypatch.setattr("tests.test_exits.STANDARDS", {2012: "national-2022", 2013: "da-nang-2013"})
    poor = {"H": (POOR, str(income))}
    assert ends_of(after_exit((poor, poor, {}))) == [(2012, end, 2013, 1)]


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
    reviews = exits.reviews(read.ledger(2015, "490", SAMPLE))
    by_ward = [exits.by_unit(read.exit_ends(2015, ward, SAMPLE), 2015, reviews) for ward in wards]
    units = exits.by_unit(read.exit_ends(2015, "490", SAMPLE), 2015, reviews)
    pd.testing.assert_frame_equal(units, pd.concat(by_ward, ignore_index=True))


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
    ledger = read.ledger(2015, "490", SAMPLE)
    table = exits.life_table(read.exit_ends(2015, "490", SAMPLE), 2015, exits.reviews(ledger))
    starts = {OLD: 2009, NEW: 2013}
    missed = []
    for row in table.itertuples():
        risks = known[starts[row.standard], row.years_since]
        assert abs(len(risks) - row.at_risk) <= 0.01 * row.at_risk
        true = 100 * sum(risks) / len(risks)
        if not row.hazard_lower_pct <= true <= row.hazard_upper_pct:
            missed.append((row.standard, row.years_since, true))
    assert missed == []


# ---- measures, on tables small enough to add up by eye


def ends(*rows: tuple, recorded: bool = True) -> pd.DataFrame:
    """Spells of (exit year, end, end year, households); the old line up to 2012, all in ward A."""
    table = pd.DataFrame(rows, columns=["exit_year", "end", "end_year", "households"])
    if recorded:
        silent = [(year, "left", None, 0) for year in table["exit_year"].unique()]
        table = pd.concat([table, pd.DataFrame(silent, columns=table.columns)])
    standards = [OLD if year < 2013 else NEW for year in table["exit_year"]]
    table = table.assign(unit_code="A", standard=standards).reset_index(drop=True)
    types = {"exit_year": "int64", "end_year": "Int64", "households": "Int64"}
    return table.astype(types | dict.fromkeys(["unit_code", "standard", "end"], "str"))


SPELLS = ends(
    (2010, "out", None, 60),
    (2010, "fell_back", 2011, 20),
    (2010, "fell_back", 2012, 10),
    (2010, "left", 2012, 6),
    (2010, "raised_line", 2013, 4),
    (2011, "out", None, 40),
    (2011, "fell_back", 2013, 5),
    (2011, "unknown", 2013, 5),
    (2013, "out", None, 45),
    (2013, "fell_back", 2014, 5),
    (2014, "out", None, 30),
)
LEDGER = pd.DataFrame({"year": list(STANDARDS), "standard": list(STANDARDS.values())})
LEDGER = LEDGER.assign(unit_code="A", relapses=pd.array([0, 12, 9, 7, 3], "Int64"))
POPULATION = pd.DataFrame({"year": list(STANDARDS), "unit_code": "A", "households": 1000})
NOBODY = ends(recorded=False)


def rates(spells: pd.DataFrame, look_back: int | None = None) -> pd.DataFrame:
    return exits.relapse_rates(spells, LEDGER, POPULATION, 2014, look_back)


def test_the_ends_of_a_cohort_add_up_to_its_exits():
    table = exits.cohorts(SPELLS)
    assert table["exits"].tolist() == [100, 50, 50, 30]
    assert (table[exits.ENDS].sum(axis="columns") == table["exits"]).all()
    assert table["fell_back"].tolist() == [30, 5, 5, 0]
    assert table["left"].tolist() == [6, 0, 0, 0]


def test_leaving_that_is_not_recorded_is_missing_and_never_zero():
    silent = ends((2010, "out", None, 100), recorded=False)
    tables_with_left = [
        exits.cohorts(silent),
        exits.by_standard(silent),
        exits.by_unit(silent, 2011, STANDARDS),
    ]
    for table in tables_with_left:
        assert len(table)
        assert table["left"].isna().all()


def test_only_the_first_of_two_returns_is_a_relapse():
    old = exits.by_standard(SPELLS).set_index("standard").loc[OLD]
    assert old[["exits", "fell_back", "raised_line"]].tolist() == [150, 35, 4]
    assert old[["fell_back_pct", "raised_line_pct"]].tolist() == pytest.approx(
        [100 * 35 / 150, 100 * 4 / 150]
    )


def test_units_show_the_exits_before_the_year_under_the_standard_in_force():
    two = pd.concat([SPELLS, SPELLS.assign(unit_code="B", households=2 * SPELLS["households"])])
    table = exits.by_unit(two, 2014, STANDARDS)
    assert table["unit_code"].tolist() == ["A", "B"]
    assert table["exits"].tolist() == [50, 100]
    assert table["fell_back_pct"].tolist() == [10.0, 10.0]
    assert exits.by_unit(two, 2013, STANDARDS).empty


def test_a_review_not_held_or_under_another_line_is_missing_and_not_zero():
    table = exits.triangle(SPELLS, 2014, STANDARDS).fillna(-1)
    assert table["exit_year"].tolist() == [2010, 2011, 2013, 2014]
    assert table["y1"].tolist() == [20, 0, 5, -1]
    assert table["y2"].tolist() == [10, -1, -1, -1]
    assert "y3" not in table


def test_shares_add_up_over_the_years_since():
    table = exits.triangle_pct(exits.triangle(SPELLS, 2014, STANDARDS))
    assert table["y1_pct"].fillna(-1).tolist() == [20.0, 0.0, 10.0, -1]
    assert table["y2_pct"].fillna(-1).tolist() == [30.0, -1, -1, -1]


def test_a_year_without_a_review_ends_what_can_be_followed():
    gap = {year: key for year, key in STANDARDS.items() if year != 2011}
    assert exits.triangle(SPELLS, 2014, gap)["y1"].fillna(-1).tolist() == [-1, 0, 5, -1]


def test_who_left_stays_at_risk_so_that_the_curve_falls_by_the_share_that_fell_back():
    spells = ends((2010, "left", 2011, 10), (2010, "fell_back", 2012, 5), (2010, "out", None, 35))
    table = exits.life_table(spells, 2012, STANDARDS)
    assert table["at_risk"].tolist() == [50, 50]
    assert table["out_pct"].tolist() == pytest.approx([100, 90])


def test_a_curve_counts_no_return_by_another_line():
    table = exits.life_table(SPELLS, 2014, STANDARDS)
    assert table["standard"].tolist() == [OLD, OLD, NEW]
    assert table["years_since"].tolist() == [1, 2, 1]
    assert table["at_risk"].tolist() == [150, 80, 50]
    assert table["fell_back"].tolist() == [20, 10, 5]
    assert table["hazard_pct"].tolist() == pytest.approx([100 * 20 / 150, 12.5, 10])
    assert table["out_pct"].tolist() == pytest.approx([100 * 130 / 150, 87.5 * 130 / 150, 90])
    inside = table["out_lower_pct"] < table["out_pct"]
    assert (inside & (table["out_pct"] < table["out_upper_pct"])).all()


def test_a_curve_stops_where_too_few_are_at_risk():
    few = ends((2010, "fell_back", 2011, 11), (2010, "out", None, exits.LEAST - 1))
    assert exits.life_table(few, 2012, STANDARDS)["at_risk"].tolist() == [30]
    assert exits.life_table(ends((2010, "out", None, 19)), 2012, STANDARDS).empty
    stated = terms.CAPTIONS["exits-life-table"]
    assert exits.LEAST == 20 and "dưới hai mươi" in stated["vi"] and "twenty" in stated["en"]


def test_a_curve_on_which_nobody_fell_has_no_interval():
    table = exits.life_table(ends((2010, "out", None, 50)), 2011, STANDARDS)
    assert table["out_pct"].tolist() == [100.0]
    assert table[["out_lower_pct", "out_upper_pct"]].isna().all(axis=None)
    assert table["hazard_upper_pct"].item() > 0


def test_both_relapse_rates_stand_with_their_denominators():
    table = rates(SPELLS, look_back=3).set_index("year")
    assert table["fell_back"].tolist() == [0, 20, 10, 0, 5]
    assert table["at_risk"].tolist() == [0, 100, 130, 0, 50]
    assert table.loc[2012, "relapse_pct"] == pytest.approx(100 * 10 / 130)
    assert table.loc[2012, "relapse_of_all_pct"] == 1.0
    assert table.loc[[2010, 2013], ["relapse_pct", "relapse_of_all_pct"]].isna().all(axis=None)
    assert table["relapses"].tolist() == [0, 12, 9, 7, 3]


def test_the_look_back_leaves_older_exits_out_and_is_printed():
    near, far = rates(SPELLS, look_back=1), rates(SPELLS)
    assert near["at_risk"].tolist() == [0, 100, 50, 0, 50]
    assert near["fell_back"].tolist() == [0, 20, 0, 0, 5]
    assert near["look_back_years"].tolist() == [1] * 5
    assert far["look_back_years"].tolist() == [0, 1, 2, 3, 4]
    assert far["at_risk"].tolist() == [0, 100, 130, 0, 50]


def test_households_that_are_not_known_leave_one_rate_missing():
    unknown = exits.relapse_rates(SPELLS, LEDGER, POPULATION.iloc[:0], 2014, 3).iloc[-1]
    assert pd.isna(unknown["relapse_of_all_pct"])
    assert unknown["relapse_pct"] == 10.0


def test_without_exits_every_table_is_empty():
    triangle = exits.triangle(NOBODY, 2014, STANDARDS)
    empty = [
        *(exits.cohorts(NOBODY), exits.by_standard(NOBODY), triangle),
        *(exits.by_unit(NOBODY, 2014, STANDARDS), exits.life_table(NOBODY, 2014, STANDARDS)),
        *(exits.triangle_pct(triangle), rates(NOBODY)),
    ]
    assert [len(table) for table in empty] == [0] * 7


def test_measures_do_not_depend_on_the_order_of_rows_and_change_nothing():
    before, mixed = SPELLS.copy(deep=True), SPELLS.iloc[::-1]
    for measure in (exits.cohorts, exits.by_standard):
        pd.testing.assert_frame_equal(measure(SPELLS), measure(mixed))
    for measure in (exits.by_unit, exits.triangle, exits.life_table):
        one, other = (measure(spells, 2014, STANDARDS) for spells in (SPELLS, mixed))
        pd.testing.assert_frame_equal(one, other)
    pd.testing.assert_frame_equal(rates(SPELLS, 3), rates(mixed, 3))
    pd.testing.assert_frame_equal(SPELLS, before)


# The same with names of standards by which the older one stands last in the alphabet.
TURNED = {OLD: "z", NEW: "a"}
TURNED_YEARS = {year: TURNED[standard] for year, standard in STANDARDS.items()}
TURNED_SPELLS = SPELLS.replace({"standard": TURNED}).astype({"standard": "str"})
COUNTED = ["exits", *exits.ENDS]


def expected_table(rows: list[tuple], columns: list[str], rates: tuple = ()) -> pd.DataFrame:
    """Rows of whole numbers, keys and rates as the measures type them."""
    table = pd.DataFrame(rows, columns=columns)
    plain = {"exit_year": "int64", "year": "int64", "standard": "str", "unit_code": "str"}
    types = dict.fromkeys(columns, "Int64") | dict.fromkeys(rates, "Float64") | plain
    return table.astype({name: types[name] for name in columns})


def test_each_year_s_exits_stand_with_every_end():
    expected = [
        (2010, OLD, 100, 60, 30, 4, 6, 0),
        (2011, OLD, 50, 40, 5, 0, 0, 5),
        (2013, NEW, 50, 45, 5, 0, 0, 0),
        (2014, NEW, 30, 30, 0, 0, 0, 0),
    ]
    expected = expected_table(expected, ["exit_year", "standard", *COUNTED])
    pd.testing.assert_frame_equal(exits.cohorts(SPELLS), expected)


def test_standards_stand_in_the_order_of_their_use_with_the_share_of_each_return():
    rates = ("fell_back_pct", "raised_line_pct")
    expected = [
        ("z", 150, 100, 35, 4, 6, 5, 70 / 3, 8 / 3),
        ("a", 80, 75, 5, 0, 0, 0, 6.25, 0.0),
    ]
    expected = expected_table(expected, ["standard", *COUNTED, *rates], rates)
    pd.testing.assert_frame_equal(exits.by_standard(TURNED_SPELLS), expected)


def test_units_stand_with_every_end_of_the_exits_before_the_year():
    two = pd.concat([SPELLS, SPELLS.assign(unit_code="B", households=2 * SPELLS["households"])])
    columns = ["unit_code", "standard", *COUNTED, "fell_back_pct"]
    expected = [("A", NEW, 50, 45, 5, 0, 0, 0, 10.0), ("B", NEW, 100, 90, 10, 0, 0, 0, 10.0)]
    expected = expected_table(expected, columns, ("fell_back_pct",))
    pd.testing.assert_frame_equal(exits.by_unit(two, 2014, STANDARDS), expected)
    assert exits.by_unit(two, 2012, STANDARDS)["exits"].tolist() == [150, 300]
    assert exits.by_unit(two, 2019, STANDARDS).empty


def test_a_spell_is_followed_to_its_relapse_or_the_last_review_under_its_standard():
    rows = [
        (2010, "fell_back", 2011, 1),
        (2010, "fell_back", 2012, 2),
        (2010, "fell_back", 2013, 3),
        (2010, "left", 2011, 4),
        (2011, "raised_line", 2013, 5),
        (2011, "out", None, 6),
        (2013, "fell_back", 2014, 7),
        (2014, "out", None, 8),
    ]
    some = ends(*rows, recorded=False)
    expected = some.assign(
        end=["fell_back", "fell_back", "out", "out", "out", "out", "fell_back", "out"],
        last=pd.array([2, 2, 2, 2, 1, 1, 1, 0], "Int64"),
        after=pd.array([1, 2, 2, 2, 1, 1, 1, 0], "Int64"),
        became=some["end"],
    ).astype({"end": "str"})
    pd.testing.assert_frame_equal(exits.followed(some, 2014, STANDARDS), expected)
    early = exits.followed(some[:4], 2011, STANDARDS)
    assert early[["end", "last", "after"]].to_numpy().tolist() == [
        *(["fell_back", 1, 1], ["out", 1, 1], ["out", 1, 1], ["out", 1, 1])
    ]


def test_the_triangle_has_a_row_for_each_year_and_a_column_for_each_review():
    columns = ["exit_year", "standard", "exits", "y1", "y2"]
    expected = [
        (2010, OLD, 100, 20, 10),
        (2011, OLD, 50, 0, None),
        (2013, NEW, 50, 5, None),
        (2014, NEW, 30, None, None),
    ]
    found = exits.triangle(SPELLS, 2014, STANDARDS)
    pd.testing.assert_frame_equal(found, expected_table(expected, columns))
    shares = [
        (2010, OLD, 100, 20.0, 30.0),
        (2011, OLD, 50, 0.0, None),
        (2013, NEW, 50, 10.0, None),
        (2014, NEW, 30, None, None),
    ]
    rates = ("y1_pct", "y2_pct")
    shares = expected_table(shares, [*columns[:3], *rates], rates)
    pd.testing.assert_frame_equal(exits.triangle_pct(found), shares)
    latest = exits.triangle(ends((2014, "out", None, 3)), 2014, STANDARDS)
    expected = expected_table([(2014, NEW, 3, None)], columns[:4])
    pd.testing.assert_frame_equal(latest, expected)


def test_life_tables_stand_in_the_order_of_the_standards_with_both_intervals():
    of_old = lifetable.life_table([150, 80], [20, 10])
    of_new = lifetable.life_table([50], [5])
    parts = [of_old.hazard, of_old.hazard_lower, of_old.hazard_upper]
    parts += [of_old.survival, of_old.lower, of_old.upper]
    newer = [of_new.hazard, of_new.hazard_lower, of_new.hazard_upper]
    newer += [of_new.survival, of_new.lower, of_new.upper]
    rows = [
        ("z", k + 1, n, d, *(100 * p[k] for p in parts)) for k, n, d in ((0, 150, 20), (1, 80, 10))
    ]
    rows += [("a", 1, 50, 5, *(100 * p[0] for p in newer))]
    columns = ["standard", "years_since", "at_risk", "fell_back", *exits.CURVE]
    expected = expected_table(rows, columns, tuple(exits.CURVE))
    assert expected["out_pct"].tolist() == pytest.approx([260 / 3, 260 / 3 * 0.875, 90])
    found = exits.life_table(TURNED_SPELLS, 2014, TURNED_YEARS)
    pd.testing.assert_frame_equal(found, expected)


def test_each_review_has_its_relapses_their_two_rates_and_what_was_declared():
    two = pd.concat([LEDGER, LEDGER.assign(unit_code="B", relapses=pd.array([1, 2, None, 4, 5]))])
    later = pd.DataFrame({"year": [2015], "standard": [NEW], "unit_code": ["A"], "relapses": [9]})
    homes = pd.concat([POPULATION, POPULATION.assign(unit_code="B", households=[0, 0, None, 0, 0])])
    columns = ["year", "standard", "look_back_years", "fell_back", "at_risk", "relapse_pct"]
    columns += ["households", "relapse_of_all_pct", "relapses"]
    rows = [
        (2010, OLD, 3, 0, 0, None, 1000, None, 1),
        (2011, OLD, 3, 20, 100, 20.0, 1000, 2.0, 14),
        (2012, OLD, 3, 10, 130, 100 / 13, None, None, None),
        (2013, NEW, 3, 0, 0, None, 1000, None, 11),
        (2014, NEW, 3, 5, 50, 10.0, 1000, 0.5, 8),
    ]
    expected = expected_table(rows, columns, ("relapse_pct", "relapse_of_all_pct"))
    found = exits.relapse_rates(SPELLS, pd.concat([two, later]), homes, 2014, 3)
    pd.testing.assert_frame_equal(found, expected)


def test_one_row_of_spells_has_a_life_table_and_one_household_its_rates():
    table = exits.life_table(ends((2010, "out", None, 20), recorded=False), 2011, STANDARDS)
    assert table[["standard", "at_risk"]].to_numpy().tolist() == [[OLD, 20]]
    alone = rates(ends((2010, "fell_back", 2011, 1)), 3).set_index("year")
    assert alone.loc[2011, ["relapse_pct", "relapse_of_all_pct"]].tolist() == [100, 0.1]


def test_empty_tables_have_the_columns_of_others_as_they_are_typed():
    for measure in (exits.cohorts, exits.by_standard):
        assert measure(NOBODY).dtypes.to_dict() == measure(SPELLS).dtypes.to_dict()
    for measure in (exits.by_unit, exits.life_table):
        none, some = (measure(of, 2014, STANDARDS) for of in (NOBODY, SPELLS))
        assert none.dtypes.to_dict() == some.dtypes.to_dict()
    assert rates(NOBODY).dtypes.to_dict() == rates(SPELLS).dtypes.to_dict()
    assert list(exits.triangle(NOBODY, 2014, STANDARDS)) == ["exit_year", "standard", "exits", "y1"]


# ---- tables, pictures and sentences

BY_STANDARD, TRIANGLE = exits.by_standard(SPELLS), exits.triangle(SPELLS, 2014, STANDARDS)
SHARES, CURVES = exits.triangle_pct(TRIANGLE), exits.life_table(SPELLS, 2014, STANDARDS)


def hidden(table: pd.DataFrame, row: int, *columns: str) -> pd.DataFrame:
    """The table with cells as disclosure control leaves them."""
    table = table.astype(dict.fromkeys(columns, "object"))
    table.loc[row, list(columns)] = terms.HIDDEN
    return table


def test_a_review_not_held_has_its_own_sign_and_legend():
    html = tables.grid(TRIANGLE, "exits-triangle", VI).data
    assert html.count('<td class="withheld">–<span class="unseen"> chưa rà soát') == 4
    assert "– không có kỳ rà soát theo cùng chuẩn: chưa đến kỳ, hoặc chuẩn đã thay" in html
    assert "không có số liệu" not in html
    both = tables.grid(hidden(SHARES, 1, "y1_pct"), "exits-triangle-pct", EN).data
    assert both.count('<p class="legend">') == 2
    assert "–" not in tables.grid(BY_STANDARD, "exits-standards", EN).data


def test_each_part_of_a_bar_is_as_long_as_its_number():
    axes = charts.outcomes(BY_STANDARD, "", "exits-standards", VI).figure.axes[0]
    parts = [[bar.get_width() for bar in drawn] for drawn in axes.containers]
    assert parts == [BY_STANDARD[end].tolist() for end in exits.ENDS]
    ends_at = [bar.get_x() + bar.get_width() for bar in axes.containers[-1]]
    assert ends_at == BY_STANDARD["exits"].tolist()


def test_a_hidden_part_is_left_out_and_said():
    picture = charts.outcomes(hidden(BY_STANDARD, 0, "left"), "", "exits-standards", VI)
    left = picture.figure.axes[0].containers[exits.ENDS.index("left")]
    assert [bar.get_width() for bar in left] == [0, 0]
    withheld = picture.figure.axes[0].containers[-1]
    assert [bar.get_width() for bar in withheld] == [BY_STANDARD["left"].iloc[0], 0]
    assert "chuẩn cũ: Thoát nghèo 150;" in picture.alt
    assert "Chuyển đi, chết, nhập hộ không công bố" in picture.alt


def test_where_counts_are_hidden_no_share_of_them_is_named():
    said = say.latest(hidden(BY_STANDARD, 1, "fell_back", "fell_back_pct"), VI)
    assert "theo chính chuẩn đó: không công bố; chuyển đi" in said
    yearly = rates(SPELLS)
    counts = ["fell_back", "relapse_pct", "relapse_of_all_pct"]
    said = say.relapse(hidden(yearly, len(yearly) - 1, *counts), EN)
    assert said.startswith("Poor again by the same line in 2014: not shown, nor the rate")
    unknown = CURVES.assign(out_lower_pct=terms.HIDDEN)
    assert "sampling" in say.survival(CURVES, BY_STANDARD, EN)
    assert "sampling" not in say.survival(unknown, BY_STANDARD, EN)


def test_a_review_that_was_not_held_has_no_share_to_hide():
    shown = {"exits-life-table": CURVES, "exits-triangle": TRIANGLE.join(SHARES[["y1_pct"]])}
    shown["exits-triangle"]["y2_pct"] = terms.HIDDEN
    shares = finished(shown)["exits-triangle-pct"]
    assert shares["y2_pct"].isna().tolist() == TRIANGLE["y2"].isna().tolist()
    assert TRIANGLE["y2"].isna().tolist() == [False, True, True, True]


def heat(picture: charts.Picture) -> tuple[list, list]:
    axes = picture.figure.axes[0]
    drawn = axes.collections[0].get_array()
    return drawn.filled(-1).ravel().tolist(), [text.get_text() for text in axes.texts]


def test_each_cell_is_shaded_and_labelled_by_its_share():
    values, words = heat(charts.cohorts(SHARES, "", "exits-triangle-pct", VI))
    assert values == SHARES[["y1_pct", "y2_pct"]].fillna(-1).to_numpy().ravel().tolist()
    assert words == ["20,00%", "30,00%", "0,00%", "10,00%"]


def test_a_hidden_cell_has_its_sign_and_no_shade():
    picture = charts.cohorts(hidden(SHARES, 0, "y2_pct"), "", "exits-triangle-pct", EN)
    values, words = heat(picture)
    assert values == [20, -1, 0, -1, 10, -1, -1, -1]
    assert words == ["20.00%", "0.00%", "10.00%", "•"]
    assert picture.figure.axes[0].texts[-1].get_position() == (1.5, 0.5)
    assert "2010: After 1 y. 20.00%; After 2 y. not shown." in picture.alt


def steps(picture: charts.Picture) -> list[list[float]]:
    lines = picture.figure.axes[0].lines
    return [line.get_ydata().tolist()[:-1] for line in lines if line.get_linestyle() != "None"]


def test_the_curves_fall_where_the_table_says_and_none_crosses_standards():
    picture = charts.survival(CURVES, "", "exits-life-table", VI)
    old, new = (CURVES.loc[CURVES["standard"] == key, "out_pct"].tolist() for key in (OLD, NEW))
    assert steps(picture) == [[100, *old], [100, *new]]
    axes = picture.figure.axes[0]
    assert f"(trục bắt đầu từ {int(axes.get_ylim()[0])}%)" in axes.get_ylabel()
    bands = [band.get_paths()[0].vertices[:, 1] for band in axes.collections]
    assert min(bands[0]) == CURVES.loc[1, "out_lower_pct"]


def test_a_curve_is_drawn_up_to_its_first_hidden_step():
    safe = hidden(CURVES, 1, "at_risk", "fell_back", "out_pct", "out_lower_pct", "out_upper_pct")
    picture = charts.survival(safe, "", "exits-life-table", EN)
    assert steps(picture) == [[100, CURVES.loc[0, "out_pct"]], [100, 90]]
    assert "not shown" in picture.alt
    assert "chuẩn cũ, 1 year after the exit: 86.67%" in say.curves(safe, EN).replace("C", "c", 1)
    assert "later years are not shown" in say.curves(safe, EN)
    all_hidden = hidden(safe, 0, "out_pct")
    assert "Chuẩn cũ: không công bố." in say.curves(all_hidden, VI)


def test_without_exits_there_are_no_pictures_and_the_page_says_so():
    nobody = exits.by_standard(NOBODY)
    shares = exits.triangle_pct(exits.triangle(NOBODY, 2014, STANDARDS))
    curves = exits.life_table(NOBODY, 2014, STANDARDS)
    assert charts.outcomes(nobody, "", "exits-standards", VI).data == ""
    assert charts.cohorts(shares, "", "exits-triangle-pct", VI).data == ""
    assert charts.survival(curves, "", "exits-life-table", VI).data == ""
    assert "Không có số liệu theo từng hộ thoát nghèo" in say.latest(nobody, VI)
    assert say.earlier(nobody, VI) == say.survival(curves, nobody, VI) == ""
    assert say.relapse(rates(NOBODY), VI) == say.declared(rates(NOBODY), VI) == ""
    assert say.units(exits.by_unit(NOBODY, 2014, STANDARDS), nobody, VI) == ""
    assert "no data" in tables.grid(nobody, "exits-standards", EN).data


def test_a_first_year_says_that_nobody_can_have_fallen_back():
    first = ends((2013, "out", None, 40))
    scope = Scope(2013, "X", "en", NAMES)
    none_yet = exits.relapse_rates(first, LEDGER, POPULATION, 2013, 3)
    assert "nobody who exited under it before can be followed" in say.relapse(none_yet, scope)
    assert "No review has followed yet" in say.latest_exits(exits.cohorts(first), scope)
    table = exits.life_table(first, 2013, STANDARDS)
    assert "too few" in say.survival(table, exits.by_standard(first), scope)
    shares = exits.triangle_pct(exits.triangle(first, 2013, STANDARDS))
    assert "No exit has been" in say.triangle(shares, scope)


def test_a_return_by_the_raised_line_alone_is_said_to_be_no_relapse():
    said = say.earlier(BY_STANDARD, VI)
    assert "chỉ nghèo theo chuẩn khác, không tính là tái nghèo: 4 hộ (2,67%)" in said
    assert "chuẩn khác" not in say.latest(BY_STANDARD, VI)


def sentences(safe: dict[str, pd.DataFrame], scope: Scope) -> list[str]:
    standards, curves = safe["exits-standards"], safe["exits-life-table"]
    yearly = safe["exits-relapse-rates"]
    return [
        *(say.outcomes(standards, scope), say.fell_back(standards, scope)),
        say.latest_exits(safe["exits-cohorts"], scope),
        *(say.triangle(safe["exits-triangle-pct"], scope), say.curves(curves, scope)),
        say.survival(curves, standards, scope),
        *(say.relapse(yearly, scope), say.declared(yearly, scope)),
        say.units(safe["exits-units"], standards, scope),
    ]


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d[\d.,]*\d|\d", text))


@pytest.mark.parametrize("lang", terms.LANGS)
@pytest.mark.parametrize("area", ["490", "20197"])
@pytest.mark.parametrize("year", range(2009, 2016))
def test_every_figure_of_a_sentence_stands_in_a_table(year, area, lang, shipped_facts):
    safe = publication.tables(year, area, SAMPLE)
    scope = read.scope(year, area, SAMPLE, lang)
    own = {name: table for name, table in safe.items() if name.startswith("exits-")}
    shown = [tables.grid(table, name, scope).data for name, table in own.items()]
    known = {figure for html in shown for figure in figures(re.sub(r"<[^>]+>", "|", html))}
    for sentence in sentences(safe, scope):
        assert figures(sentence) <= known | {str(year)}, sentence
        assert "nan" not in sentence.lower().split()


@pytest.mark.parametrize("scope", [VI, EN], ids=["vi", "en"])
def test_any_number_of_hidden_cells_is_said_and_drawn_without_them(scope):
    safe = {
        "exits-standards": BY_STANDARD,
        "exits-cohorts": exits.cohorts(SPELLS),
        "exits-triangle-pct": SHARES,
        "exits-life-table": CURVES,
        "exits-relapse-rates": rates(SPELLS, 3),
        "exits-units": exits.by_unit(SPELLS, 2014, STANDARDS),
    }
    keys = {"standard", "exit_year", "unit_code", "year", "years_since", "look_back_years"}
    for name, table in safe.items():
        safe[name] = table.copy()
        for column in set(table) - keys:
            safe[name][column] = table[column].astype("object").mask(table[column].notna(), "•")
        assert "•" in tables.grid(safe[name], name, scope).data
    for sentence in sentences(safe, scope):
        assert "•" not in sentence
        assert figures(sentence) <= {"2010", "2011", "2013", "2014", "3"}, sentence
    drawn = charts.outcomes(safe["exits-standards"], "", "exits-standards", scope)
    assert all(bar.get_width() == 0 for bars in drawn.figure.axes[0].containers for bar in bars)
    assert charts.cohorts(safe["exits-triangle-pct"], "", "x", scope).data == ""
    assert charts.survival(safe["exits-life-table"], "", "x", scope).data == ""


def test_a_published_return_has_no_table_of_exits(shipped_facts):
    safe = publication.tables(2013, "DN-LC", PUBLISHED)
    tables = [table for name, table in safe.items() if name.startswith("exits-")]
    assert len(tables) == 9 and all(table.empty for table in tables)
