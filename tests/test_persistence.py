"""Poor year after year: patterns of four yearly lists, persistence, sentences, the sample."""

from collections import Counter, defaultdict

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import publication, terms, workspace
from analysis.facts import persistence as facts
from analysis.facts import read
from analysis.findings import persistence as say
from analysis.measures import persistence
from analysis.terms import Scope
from tests.lists import N, P, review, rows_of

SAMPLE, PUBLISHED, _ = workspace.SHIPPED
OLD, NEW = "da-nang-2009", "da-nang-2013"
VI, EN = (Scope(2015, "Quận X", lang, {}) for lang in terms.LANGS)
LETTER = {"P": P, "N": N}

# ---- the facts


def reviews(lists: str, **changes: dict) -> dict:
    """Reviews from 2011 on of household H, by a letter for its state at the opening of the first
    and at each closing; `closing` and `departures` by year change them."""
    states = [{"H": LETTER[each]} if each in LETTER else {} for each in lists]
    return {
        year: review(
            year,
            NEW,
            states[at],
            changes.get("closing", {}).get(year, states[at + 1]),
            changes.get("departures", {}).get(year, {}),
        )
        for at, year in enumerate(range(2011, 2010 + len(lists)))
    }


def patterns(held: dict) -> list[tuple]:
    table = facts.persistence(held)
    return list(table[["year", "unit_code", "pattern", "households"]].itertuples(index=False))


def test_the_opening_of_the_first_review_and_the_closings_are_the_yearly_lists():
    assert patterns(reviews("PP0P")) == [(2013, "A", "PP0P", 1)]
    assert patterns(reviews("NPNP")) == [(2013, "A", "NPNP", 1)]
    assert patterns(reviews("P000")) == [(2013, "A", "P000", 1)]
    assert patterns(reviews("NNN0")) == []


def test_the_window_moves_with_the_year():
    assert [row[:3] for row in patterns(reviews("PN0PP"))] == [
        (2013, "A", "PN0P"),
        (2014, "A", "N0PP"),
    ]


def test_three_lists_are_too_few():
    assert patterns(reviews("PPP")) == []


def test_lists_under_another_standard_or_after_a_gap_are_not_joined():
    held = reviews("PPPPP")
    gap = {year: each for year, each in held.items() if year != 2012}
    assert patterns(gap) == []
    other = held | {2011: review(2011, OLD, {"H": P}, {"H": P}, {})}
    table = facts.persistence(other)
    assert table[["year", "standard", "pattern"]].to_numpy().tolist() == [[2014, NEW, "PPPP"]]


def test_the_ward_is_that_of_the_latest_list():
    moved = {"H": ("Hộ nghèo", "1", "B")}
    assert patterns(reviews("PPPP", closing={2013: moved}))[0][1] == "B"
    assert patterns(reviews("PPP0", closing={2012: moved}))[0][1:3] == ("B", "PPP0")


@pytest.mark.parametrize("why", ["Chuyển đến", "Tách hộ", "Khác"])
def test_where_a_household_came_from_elsewhere_its_earlier_lists_are_not_known(why):
    came = {"H": ("Hộ nghèo", "1", "A", why)}
    assert patterns(reviews("00PP", closing={2012: came}))[0][2] == "UUPP"
    assert patterns(reviews("P0PP", closing={2012: came}))[0][2] == "PUPP"
    assert patterns(reviews("PPPP", closing={2012: came}))[0][2] == "PPPP"
    assert patterns(reviews("000P", closing={2013: came}))[0][2] == "UUUP"


@pytest.mark.parametrize("why", ["Phát sinh mới", "Tái nghèo", "Nghèo cũ", ""])
def test_who_was_found_poor_where_it_lived_was_on_no_list_before(why):
    found = {"H": ("Hộ nghèo", "1", "A", why)}
    assert patterns(reviews("00PP", closing={2012: found}))[0][2] == "00PP"


@pytest.mark.parametrize("why", ["Chuyển đi", "Qua đời", "Nhập hộ", "Khác"])
def test_where_a_household_has_gone_its_later_lists_are_not_known_until_it_is_back(why):
    gone = {2012: {"H": (why, "")}}
    assert patterns(reviews("PP00", departures=gone))[0][2] == "PPUU"
    assert patterns(reviews("PP0P", departures=gone))[0][2] == "PPUP"
    assert patterns(reviews("PPPP", departures=gone))[0][2] == "PPPP"
    assert patterns(reviews("PP0P0", departures=gone))[1][2] == "PUP0"


def test_who_exited_is_on_no_list_and_that_is_known():
    assert patterns(reviews("PP00", departures={2012: {"H": ()}}))[0][2] == "PP00"


def test_without_reviews_the_table_is_empty_with_the_same_columns():
    usual, empty = facts.persistence(reviews("PPPP")), facts.persistence({})
    assert empty.empty and empty.dtypes.to_dict() == usual.dtypes.to_dict()


HOMES = st.lists(st.lists(st.sampled_from("PN0"), min_size=5, max_size=5), min_size=1, max_size=8)


def together(homes: list) -> dict:
    """Reviews of several households, H0, H1, ..., by their letters."""

    def listed(at: int) -> dict:
        return {f"H{n}": LETTER[each[at]] for n, each in homes if each[at] in LETTER}

    years = enumerate(range(2011, 2015))
    return {year: review(year, NEW, listed(at), listed(at + 1), {}) for at, year in years}


@given(HOMES, st.data())
def test_each_household_is_its_own_letters_and_parts_add_up(homes, data):
    named = list(enumerate(homes))
    cut = data.draw(st.integers(0, len(named)))
    expected = Counter()
    for _, letters in named:
        for at, year in ((0, 2013), (1, 2014)):
            window = "".join(letters[at : at + 4])
            expected[year, window] += "P" in window
    parts = [facts.persistence(together(part)) for part in (named[:cut], named[cut:], named)]
    counted = [
        Counter({(row.year, row.pattern): row.households for row in part.itertuples()})
        for part in parts
    ]
    assert counted[0] + counted[1] == counted[2] == +expected


# ---- the measures

PATTERNS = pd.DataFrame(
    [
        (2014, "PPPP", 99),
        *((2015, *row) for row in [
            ("PPPP", 7), ("0PPP", 3), ("PNPP", 2), ("P00P", 5), ("000P", 4), ("NNNP", 1),
            ("UPPP", 6), ("PPP0", 8), ("PPPN", 9), ("PP00", 10), ("P000", 20), ("PPUU", 30),
        ]),
    ],
    columns=["year", "pattern", "households"],
).assign(unit_code="A", standard=NEW).astype({"households": "Int64"})  # fmt: skip
POPULATION = pd.DataFrame(
    {"year": [2014, 2015, 2015], "unit_code": ["A", "A", "B"], "households": [1, 900, 100]}
).astype({"households": "Int64"})


def test_the_poor_of_today_are_counted_by_the_lists_they_are_poor_on():
    row = persistence.lists(PATTERNS, 2015).iloc[0]
    assert row[["year", "poor_now", "lists_unknown"]].tolist() == [2015, 28, 6]
    assert row[persistence.ON_LISTS].tolist() == [5, 5, 5, 7]
    assert row["persistent_pct"] == pytest.approx(100 * 12 / 22)
    assert persistence.lists(PATTERNS, 2014)["poor_4_lists"].tolist() == [99]


def test_two_persistences_stand_over_their_own_denominators():
    table = persistence.measures(PATTERNS, POPULATION, 2015)
    assert table["persistence"].tolist() == ["persistent_now", "persistent_of_four"]
    assert table["persistent"].tolist() == [12, 29]
    assert table["persistent_among"].tolist() == [22, 69]
    assert table["persistent_share_pct"].tolist() == pytest.approx([1200 / 22, 2900 / 69])
    assert table["all_households"].tolist() == [1000, 1000]
    assert table["persistent_of_all_pct"].tolist() == pytest.approx([1.2, 2.9])


def test_the_lists_of_the_poor_of_a_year_are_one_row_of_whole_numbers_and_a_share():
    columns = ["year", "poor_now", "lists_unknown", *persistence.ON_LISTS, "persistent_pct"]
    expected = pd.DataFrame([(2015, 28, 6, 5, 5, 5, 7, 1200 / 22)], columns=columns)
    types = dict.fromkeys(columns[1:-1], "Int64") | {"persistent_pct": "Float64"}
    expected = expected.astype(types)
    pd.testing.assert_frame_equal(persistence.lists(PATTERNS, 2015), expected)
    none = persistence.lists(PATTERNS, 2013)
    assert none.empty and list(none.dtypes)[1:] == list(expected.dtypes)[1:]
    on_one = PATTERNS[PATTERNS["pattern"] == "000P"]
    row = persistence.lists(on_one, 2015).iloc[0]
    assert row[["lists_unknown", *persistence.ON_LISTS]].tolist() == [0, 4, 0, 0, 0]


def test_both_persistences_are_whole_numbers_beside_their_shares():
    expected = pd.DataFrame(
        {
            "persistence": ["persistent_now", "persistent_of_four"],
            "persistent": [12, 29],
            "persistent_among": [22, 69],
            "persistent_share_pct": [1200 / 22, 2900 / 69],
            "all_households": [1000, 1000],
            "persistent_of_all_pct": [1.2, 2.9],
        }
    )
    counts = ["persistent", "persistent_among", "all_households"]
    types = dict.fromkeys(counts, "Int64")
    types |= dict.fromkeys(["persistent_share_pct", "persistent_of_all_pct"], "Float64")
    expected = expected.astype(types)
    pd.testing.assert_frame_equal(persistence.measures(PATTERNS, POPULATION, 2015), expected)
    none = persistence.measures(PATTERNS, POPULATION, 2013)
    assert none.empty and none.dtypes.to_dict() == expected.dtypes.to_dict()
    of_one = persistence.measures(PATTERNS, POPULATION[POPULATION["unit_code"] == "A"], 2014)
    assert of_one["all_households"].tolist() == [1, 1]


def test_those_off_the_list_are_counted_by_how_often_they_were_on_it():
    off = persistence.off_the_list(PATTERNS, 2015)
    assert off.to_numpy().tolist() == [[1, 20], [2, 10], [3, 17]]


def test_a_year_without_four_lists_has_no_rows():
    for table in (
        persistence.lists(PATTERNS, 2013),
        persistence.measures(PATTERNS, POPULATION, 2013),
        persistence.off_the_list(PATTERNS, 2013),
    ):
        assert table.empty
    assert list(persistence.lists(PATTERNS, 2013)) == list(persistence.lists(PATTERNS, 2015))


def test_a_population_that_is_not_known_leaves_one_share_missing():
    for unknown in (POPULATION.iloc[:0], POPULATION.assign(households=pd.array([1, 2, pd.NA]))):
        table = persistence.measures(PATTERNS, unknown, 2015)
        assert table[["all_households", "persistent_of_all_pct"]].isna().all(axis=None)
        assert table["persistent_share_pct"].notna().all()


def test_where_every_list_is_unknown_there_is_no_share_and_no_row_of_measures():
    unknown = PATTERNS[PATTERNS["pattern"] == "UPPP"]
    row = persistence.lists(unknown, 2015).iloc[0]
    assert row[["poor_now", "lists_unknown"]].tolist() == [6, 6] and pd.isna(row["persistent_pct"])
    assert persistence.measures(unknown, POPULATION, 2015).empty


def test_measures_change_nothing():
    before = PATTERNS.copy(deep=True)
    persistence.lists(PATTERNS, 2015), persistence.measures(PATTERNS, POPULATION, 2015)
    pd.testing.assert_frame_equal(PATTERNS, before)


# ---- the sample


@pytest.mark.parametrize("year", [2011, 2012, 2015])
def test_persistence_of_the_sample_is_as_its_files_say(year, shipped_facts):
    start = 2013 if year > 2012 else 2009
    poor, elsewhere = defaultdict(set), set()
    for at in range(year - 3, year + 1):
        lists = rows_of(start, "opening") if at < start else rows_of(at, "closing")
        for row in lists:
            if row["Phân loại hộ"] == "Hộ nghèo":
                poor[row["Mã hộ"]].add(at)
    for at in range(year - 2, year + 1):
        for row in rows_of(at, "closing"):
            if row["Diễn biến"] in ("Chuyển đến", "Tách hộ", "Khác"):
                before = rows_of(start, "opening") if at - 1 < start else rows_of(at - 1, "closing")
                if row["Mã hộ"] not in {each["Mã hộ"] for each in before}:
                    elsewhere.add(row["Mã hộ"])
    now = {home: len(years) for home, years in poor.items() if year in years}
    known = Counter(times for home, times in now.items() if home not in elsewhere)
    row = persistence.lists(read.persistence(year, "490", SAMPLE), year).iloc[0]
    assert row["poor_now"] == len(now)
    assert row[persistence.ON_LISTS].tolist() == [known[times] for times in range(1, 5)]


@pytest.mark.parametrize("year", [2011, 2012, 2015])
def test_the_poor_of_today_are_the_closing_of_the_headline_ledger(year, shipped_facts):
    ledger = read.ledger(year, "490", SAMPLE)
    table = persistence.lists(read.persistence(year, "490", SAMPLE), year)
    assert table["poor_now"].item() == ledger[ledger["year"] == year]["closing"].sum()


def test_only_years_with_four_lists_of_the_district_have_tables(shipped_facts):
    for year in range(2009, 2016):
        shown = publication.tables(year, "490", SAMPLE)
        for name in ("persistence-lists", "persistence-measures"):
            assert shown[name].empty == (year not in (2011, 2012, 2015))
            assert publication.tables(year, "20197", SAMPLE)[name] is None
    assert publication.tables(2013, "DN-LC", PUBLISHED)["persistence-lists"].empty


# ---- sentences

LISTS = persistence.lists(PATTERNS, 2015)
MEASURES = persistence.measures(PATTERNS, POPULATION, 2015)


def test_the_persistence_of_those_poor_now_is_said_with_whom_it_leaves_out():
    assert say.now(LISTS, MEASURES, VI) == (
        "Nghèo kéo dài: 12 trong 22 hộ đang nghèo cuối năm 2015 (54,55%) nghèo cả ở ít nhất hai "
        "trong ba năm trước; 6 hộ khác đang nghèo nhưng không đủ bốn danh sách, không tính."
    )
    said = say.now(LISTS, MEASURES, EN)
    assert "12 of 22 households poor at the end of 2015 (54.55%)" in said
    assert "6 households are poor too but without four lists" in said


def test_the_persistence_of_all_four_years_is_said_over_both_denominators():
    said = say.of_four(MEASURES, VI)
    assert "29 hộ nghèo ít nhất ba trong bốn năm: 42,03%" in said and "2,90% tổng số hộ" in said
    told = say.of_four(MEASURES, EN)
    assert "29 households were poor in at least three" in told and "2.90% of all" in told


def test_what_is_hidden_is_said():
    hidden = MEASURES.astype(object).assign(persistent=terms.HIDDEN, persistent_share_pct="•")
    for scope in (VI, EN):
        assert "•" not in say.now(LISTS, hidden, scope) + say.of_four(hidden, scope)
        assert terms.WITHHELD[scope.lang] in say.now(LISTS, hidden, scope)


def test_of_a_ward_and_without_four_lists_nothing_is_said_but_why():
    assert say.now(None, None, VI) == say.of_four(None, VI) == ""
    nothing = MEASURES.iloc[:0]
    assert say.now(LISTS.iloc[:0], nothing, VI) == say.of_four(nothing, VI) == ""
    assert say.none("register", VI).startswith("đến năm 2015 chưa có bốn danh sách")
    assert say.none("register", EN).startswith("up to 2015 there are no four yearly lists")
    assert "báo cáo tổng hợp" in say.none("returns", VI)
    assert "is a return without lists" in say.none("returns", EN)
