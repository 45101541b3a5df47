"""The state of the data: what the page makes of the counts, and what it says of hidden ones."""

import re
from numbers import Number

import pandas as pd
import pytest
from scipy.stats import binom

from analysis import charts, publication, tables, terms, workspace
from analysis.facts import quality as facts
from analysis.facts import read
from analysis.findings import denominators as say_denominators
from analysis.findings import quality as say
from analysis.measures import denominators, movements, quality
from analysis.register.cases import CARRIED, CLOSING, DEPARTURES, MEMBERS, OPENING, SUMMARY
from analysis.terms import Scope
from analysis.terms.quality import DOUBTS
from tests.test_measures import NEW, WARDS, held, ledger

NAMES = {"A": "Phường A", "B": "Phường B", "": "Không ghi phường"}
VI, EN = (Scope(2013, "Quận X", lang, NAMES) for lang in terms.LANGS)
BOTH = pytest.mark.parametrize("scope", [VI, EN], ids=["vi", "en"])


def incomes(*counts: int) -> pd.DataFrame:
    """Exits in the five narrow bands, one year of one ward."""
    return pd.DataFrame(
        {
            "year": 2013,
            "unit_code": "A",
            "standard": NEW,
            "band": quality.NARROW[: len(counts)],
            "households": pd.array(counts, dtype="Int64"),
        }
    )


def steps(**counts: int) -> pd.DataFrame:
    rows = [{"year": 2013, "step": f"step_{k[1:]}", "households": n} for k, n in counts.items()]
    return pd.DataFrame(rows, columns=["year", "step", "households"])


def compared(bands: pd.DataFrame, rounded: pd.DataFrame) -> pd.DataFrame:
    return quality.first_band(quality.exit_incomes(bands, 2013), quality.exit_steps(rounded, 2013))


FINE = steps(_10000=40)


def test_the_first_band_is_set_against_the_mean_of_the_next_two():
    row = compared(incomes(30, 10, 20, 99), FINE).iloc[0]
    assert (row["first_band"], row["next_bands"], row["ratio"]) == (30, 30, 2.0)
    assert 1 < row["ratio_lower"] < 2 < row["ratio_upper"]


def test_equal_bands_give_a_ratio_of_one_inside_its_interval():
    row = compared(incomes(20, 20, 20), FINE).iloc[0]
    assert row["ratio"] == pytest.approx(1)
    assert row["ratio_lower"] < 1 < row["ratio_upper"]


def test_an_empty_first_band_is_a_ratio_of_zero_and_none_beyond_it_has_no_upper_end():
    assert compared(incomes(0, 5, 5), FINE).iloc[0]["ratio"] == 0
    alone = compared(incomes(5), FINE).iloc[0]
    assert pd.isna(alone["ratio"]) and pd.isna(alone["ratio_upper"])


def test_nobody_in_the_three_bands_is_missing_and_no_division_by_zero():
    far = incomes(0).assign(band="above_400", households=7)
    assert compared(far, FINE)[["ratio", "ratio_lower", "ratio_upper"]].isna().all(axis=None)


def test_bands_are_not_compared_where_most_incomes_are_rounded_more_coarsely():
    coarse = compared(incomes(30, 10, 20), steps(_50000=21, _10000=20))
    assert pd.isna(coarse["ratio"].item()) and say.comparable(coarse).empty
    assert compared(incomes(30, 10, 20), steps(_50000=20, _10000=20))["ratio"].item() == 2


def test_without_exits_there_is_no_band_and_no_comparison():
    assert quality.exit_incomes(incomes(1), 2012).empty
    assert compared(incomes(), steps()).empty


def test_exits_by_band_have_their_share_of_all_exits():
    shown = quality.exit_incomes(incomes(1, 3), 2013).set_index("band")
    assert shown.loc["above_20", ["exits", "all_exits", "share_pct"]].tolist() == [3, 4, 75.0]
    assert shown["exits"].sum() == 4


COUNTS = pd.DataFrame(
    {
        "year": [2013, 2013, 2012],
        "unit_code": ["A", "B", "A"],
        "file": ["closing_list", "closing_list", "closing_list"],
        "rule": ["shared_head", "vanished", "vanished"],
        "households": pd.array([2, 3, 9], dtype="Int64"),
    }
)


def test_a_list_without_rows_was_read_too_and_a_plan_counts_no_household():
    read_files = pd.DataFrame(
        {
            "year": 2013,
            "unit_code": "A",
            "file": ["closing_list", "plan_file"],
            "rows": pd.array([4, 1], dtype="Int64"),
            "households": pd.array([4, pd.NA], dtype="Int64"),
            "people": pd.array([9, pd.NA], dtype="Int64"),
        }
    )
    tried = pd.DataFrame({"file": ["plan_file", "departures_list", "closing_list"]})
    tried = tried.assign(year=2013, stopping_rules=3, doubt_rules=2)
    shown = quality.files(read_files, tried, 2013).set_index("file")
    assert shown["rows"].to_dict() == {"closing_list": 4, "departures_list": 0, "plan_file": 1}
    assert shown.loc["departures_list", "listed_people"] == 0
    assert pd.isna(shown.loc["plan_file", "listed_households"])
    none = quality.files(read_files.iloc[:0], tried, 2013).set_index("file")
    assert none["rows"].tolist() == [0, 0, 0]
    assert pd.isna(none.loc["plan_file", "listed_households"])
    assert quality.files(read_files.iloc[:0], tried.iloc[:0], 2013).empty


def test_doubts_stand_in_the_order_of_the_rules_with_a_column_for_each_unit():
    table = quality.doubts(COUNTS, list(DOUBTS), ["A", "B"], 2013)
    assert table["rule"].tolist() == ["vanished", "shared_head"]
    assert table[["total", "A", "B"]].values.tolist() == [[3, 0, 3], [2, 2, 0]]


def test_a_single_ward_has_no_total_and_a_year_without_doubts_no_row():
    assert list(quality.doubts(COUNTS, list(DOUBTS), ["A"], 2013)) == ["rule", "file", "A"]
    assert quality.doubts(COUNTS, list(DOUBTS), ["A"], 2009).empty


def test_only_columns_with_blanks_are_shown_with_their_denominator():
    rows = pd.DataFrame(
        {
            "year": 2013,
            "file": "closing_list",
            "column": ["income_vnd", "causes", "income_vnd"],
            "unit_code": ["A", "A", "B"],
            "blank": pd.array([1, 0, 1], dtype="Int64"),
            "rows": pd.array([4, 4, 4], dtype="Int64"),
        }
    )
    shown = quality.blanks(rows, 2013)
    assert shown[["column", "blank", "rows", "blank_pct"]].values.tolist() == [
        ["income_vnd", 2, 8, 25.0]
    ]
    assert quality.blanks(rows, 2012).empty


def test_the_share_without_a_ward_is_of_the_whole_district():
    rows = pd.concat([WARDS, ledger({"unit_code": "", "exits": 1})])
    shown = quality.without_ward(rows, 2013).set_index("line")
    assert shown.loc["exits", ["no_ward", "all_wards", "no_ward_pct"]].tolist() == [1, 4, 25.0]
    assert quality.without_ward(rows, 2012).empty


def test_what_a_source_lacks_is_told_line_by_line():
    rows = WARDS.assign(relapses=[1, pd.NA], entries=pd.NA, exits_people=pd.NA)
    given = quality.recorded(rows, 2013).set_index("line")
    assert given.loc[["opening", "relapses", "entries"], "in_households"].tolist() == [
        *("yes", "in_part", "no")
    ]
    assert given.loc["exits", "in_people"] == "no"


def read_of(*rows: tuple) -> pd.DataFrame:
    """What was read: year, ward, file, rows, households, people."""
    columns = ["year", "unit_code", "file", "rows", "households", "people"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[3:], "Int64"))


def test_what_was_read_is_told_file_by_file_in_the_order_of_the_year():
    read_files = read_of(
        (2013, "A", "closing_list", 4, 4, 9),
        (2013, "B", "closing_list", 6, 5, 20),
        (2012, "A", "closing_list", 50, 50, 99),
        (2013, "A", "plan_file", 1, None, None),
        (2013, "A", "summary_form", 3, None, 7),
    )
    names = ["plan_file", "departures_list", "population_file", "summary_form", "closing_list"]
    tried = pd.DataFrame({"file": names, "stopping_rules": [1, 2, 3, 4, 5], "doubt_rules": 9})
    held(quality.files(read_files, tried.assign(year=2013), 2013),
        ["file", "rows", "listed_households", "listed_people", "stopping_rules", "doubt_rules"],
        ("closing_list", 10, 9, 29, 5, 9),
        ("departures_list", 0, 0, 0, 2, 9),
        ("summary_form", 3, pd.NA, 7, 4, 9),
        ("population_file", 0, pd.NA, pd.NA, 3, 9),
        ("plan_file", 1, pd.NA, pd.NA, 1, 9),
        file="str", stopping_rules="int64", doubt_rules="int64")  # fmt: skip


def test_doubts_are_added_up_by_rule_file_and_unit():
    counts = pd.DataFrame(
        [
            (2013, "A", "departures_list", "vanished", 3),
            (2013, "B", "closing_list", "vanished", 4),
            (2013, "B", "closing_list", "vanished", 2),
            (2013, "A", "closing_list", "shared_head", 1),
            (2012, "A", "closing_list", "shared_head", 8),
        ],
        columns=["year", "unit_code", "file", "rule", "households"],
    ).astype({"households": "Int64"})
    told = quality.doubts(counts, ["vanished", "shared_head"], ["A", "C", "B"], 2013)
    held(told, ["rule", "file", "total", "A", "C", "B"],
        ("vanished", "closing_list", 6, 0, 0, 6),
        ("vanished", "departures_list", 3, 3, 0, 0),
        ("shared_head", "closing_list", 1, 1, 0, 0),
        rule="str", file="str")  # fmt: skip
    one = quality.doubts(counts, ["vanished", "shared_head"], ["B"], 2013)
    assert one["B"].tolist() == [6, 0, 0]


def test_files_keep_their_order_within_every_rule_however_many_rows_there_are():
    rules = [f"rule_{at}" for at in range(6)]
    rows = [(2013, "A", file, rule, 1) for rule in rules[::-1] for file in quality.FILES]
    counts = pd.DataFrame(rows, columns=["year", "unit_code", "file", "rule", "households"])
    told = quality.doubts(counts, rules, ["A"], 2013)
    assert told[["rule", "file"]].to_numpy().tolist() == [
        [rule, file] for rule in rules for file in quality.FILES
    ]


def test_one_blank_is_enough_for_a_row_and_files_stand_in_their_order():
    rows = pd.DataFrame(
        [
            (2013, "members_list", "birth_year", "A", 2, 10),
            (2013, "closing_list", "income_vnd", "A", 1, 4),
            (2013, "closing_list", "income_vnd", "B", 0, 4),
            (2013, "closing_list", "causes", "A", 0, 4),
            (2012, "closing_list", "income_vnd", "A", 4, 4),
        ],
        columns=["year", "file", "column", "unit_code", "blank", "rows"],
    ).astype({"blank": "Int64", "rows": "Int64"})
    held(quality.blanks(rows, 2013), ["column", "file", "blank", "rows", "blank_pct"],
        ("income_vnd", "closing_list", 1, 8, 12.5),
        ("birth_year", "members_list", 2, 10, 20.0),
        column="str", file="str", blank_pct="Float64")  # fmt: skip


def test_every_band_has_its_row_and_every_step_too():
    both = pd.concat(
        [incomes(1, 3), incomes(2).assign(unit_code="B"), incomes(9).assign(year=2012)]
    )
    counts = {"above_0": 3, "above_20": 3}
    held(quality.exit_incomes(both, 2013), ["band", "exits", "all_exits", "share_pct"],
        *[(band, n := counts.get(band, 0), 6, 100 * n / 6) for band in quality.BANDS],
        band="str", share_pct="Float64")  # fmt: skip
    rounded = steps(_50000=3, _1=1).assign(households=pd.array([3, 1], "Int64"))
    held(quality.exit_steps(rounded, 2013), ["step", "exits", "recorded_exits", "share_pct"],
        ("step_100000", 0, 4, 0.0), ("step_50000", 3, 4, 75.0), ("step_10000", 0, 4, 0.0),
        ("step_1000", 0, 4, 0.0), ("step_1", 1, 4, 25.0),
        step="str", share_pct="Float64")  # fmt: skip
    none = quality.exit_steps(rounded, 2012)
    assert len(none) == 0 and list(none) == ["step", "exits", "recorded_exits", "share_pct"]


HEAP = ["first_band", "next_bands", "ratio", "ratio_lower", "ratio_upper"]


def test_the_limits_of_the_ratio_are_those_of_the_share_it_is_made_of():
    found = compared(incomes(30, 10, 20, 99), FINE)
    lower, upper = (found[name].item() for name in HEAP[3:])
    shares = lower / (2 + lower), upper / (2 + upper)  # ratio = 2p / (1 - p)
    assert binom.sf(29, 60, shares[0]) == pytest.approx(0.025)
    assert binom.cdf(30, 60, shares[1]) == pytest.approx(0.025)
    held(found, HEAP, (30, 30, 2.0, lower, upper),
        first_band="int64", next_bands="int64", **dict.fromkeys(HEAP[2:], "Float64"))  # fmt: skip


def test_a_ratio_has_an_upper_end_where_one_household_stands_in_the_next_two():
    one = compared(incomes(1, 0, 1), FINE).iloc[0]
    assert (one["first_band"], one["next_bands"], one["ratio"]) == (1, 1, 2.0)
    assert one["ratio_upper"] > 2
    alone = compared(incomes(5), FINE).iloc[0]  # nobody beyond: a lower end, and no upper one
    assert (alone["first_band"], alone["next_bands"]) == (5, 0)
    # The share of 5 in 5 has the lower limit 0.025 ** (1 / 5).
    p = 0.025**0.2
    assert alone["ratio_lower"] == pytest.approx(2 * p / (1 - p))
    none = compared(incomes(), steps())
    assert len(none) == 0 and list(none) == HEAP


def test_whole_hundred_thousands_are_coarse_and_whole_ten_thousands_are_fine():
    for coarse, fine in [("_100000", "_1000"), ("_50000", "_1")]:
        told = compared(incomes(30, 10, 20), steps(**{coarse: 2, fine: 1}))
        assert told[HEAP[2:]].isna().all(axis=None)
    assert compared(incomes(30, 10, 20), steps(_10000=9, _100000=1))["ratio"].item() == 2


def test_who_stands_without_a_ward_is_told_of_three_lines():
    rows = pd.concat(
        [WARDS, ledger({"unit_code": "", "opening": 5, "exits": 1}), ledger({"year": 2012})]
    )
    held(quality.without_ward(rows, 2013), ["line", "no_ward", "all_wards", "no_ward_pct"],
        ("opening", 5, 20, 25.0), ("exits", 1, 4, 25.0), ("closing", 0, 16, 0.0),
        line="str", no_ward_pct="Float64")  # fmt: skip
    none = quality.without_ward(rows, 2009)
    assert len(none) == 0 and list(none) == ["line", "no_ward", "all_wards", "no_ward_pct"]


def test_what_the_balance_leaves_stands_under_what_it_is_made_of():
    one_more = WARDS.assign(closing=WARDS["closing"] + [1, 0])
    held(quality.residuals(movements.statement(one_more)), ["line", "total", "A", "B"],
        ("expected_closing", 16, 8, 8), ("closing", 17, 9, 8), ("unexplained", 1, 1, 0),
        line="str")  # fmt: skip


def test_every_line_of_the_official_table_is_told_of_in_households_and_in_people():
    rows = WARDS.assign(relapses=pd.array([1, pd.NA], "Int64"), entries_people=pd.NA)
    both = pd.concat([rows, ledger({"year": 2012}).assign(opening=pd.NA)])
    told = dict.fromkeys(quality.LEDGER, ("yes", "yes"))
    told |= {"relapses": ("in_part", "yes"), "entries": ("yes", "no")}
    held(quality.recorded(both, 2013), ["line", "in_households", "in_people"],
        *[(line, *given) for line, given in told.items()],
        line="str", in_households="str", in_people="str")  # fmt: skip


def test_what_facts_count_by_is_what_the_page_shows_and_draws():
    assert [*facts.BANDS.values(), "no_income"] == quality.BANDS
    assert [f"step_{step}" for step in facts.STEPS] == quality.STEPS
    lists = [OPENING, CARRIED, CLOSING, DEPARTURES, MEMBERS, SUMMARY]
    assert [*lists, facts.POPULATION, facts.PLAN] == quality.FILES
    assert charts.quality.EQUALLY_WIDE == quality.NARROW


BANDS = quality.exit_incomes(incomes(30, 10, 12, 8, 6), 2013)


def widths(picture: charts.Picture) -> list[float]:
    return [bar.get_width() for bar in picture.figure.axes[0].containers[0]]


@BOTH
def test_the_bars_are_as_long_as_the_equal_bands_and_wider_bands_have_none(scope):
    picture = charts.income_bands(BANDS, "Dồn.", "quality-heaping", scope)
    assert widths(picture) == [30, 10, 12, 8, 6]
    assert picture.figure.axes[0].get_xlim()[0] == 0
    assert terms.label("above_100", scope.lang) not in picture.alt


def test_a_hidden_band_has_its_words_and_no_bar():
    hidden = BANDS.assign(exits=[*BANDS["exits"][:3], terms.HIDDEN, *BANDS["exits"][4:]])
    picture = charts.income_bands(hidden, "Dồn.", "quality-heaping", VI)
    assert widths(picture) == [30, 10, 8, 6]
    assert "Trên 40.000 đến 60.000: không công bố" in picture.alt
    assert len(picture.figure.axes[0].get_yticks()) == 5


def test_a_band_alone_is_not_drawn():
    alone = BANDS.assign(exits=[1, 30, *[terms.HIDDEN] * 8])
    assert charts.income_bands(alone, "", "quality-heaping", VI).data == ""
    assert charts.income_bands(BANDS.iloc[:0], "", "quality-heaping", VI).data == ""


def hidden_everywhere(table: pd.DataFrame | None) -> pd.DataFrame | None:
    """The table with every number hidden, also where some of a column's numbers are."""
    if table is None:
        return None
    counts = [name for name in table if table[name].map(is_number_or_hidden).any()]
    return table.astype(dict.fromkeys(counts, object)).assign(**dict.fromkeys(counts, terms.HIDDEN))


def is_number_or_hidden(value: object) -> bool:
    return isinstance(value, Number) or terms.is_hidden(value)


def sentences(shown: dict[str, pd.DataFrame], scope: Scope) -> list[str]:
    """Everything the page says of the tables that may be hidden."""
    files, heap = shown["quality-read"], shown["quality-first-band"]
    asked = shown["quality-doubts"]
    return [
        say.read(files, scope),
        say.doubts(asked, files, scope),
        *say.advice(asked, scope)["advice"],
        say.blanks(shown["quality-blanks"], scope),
        say.first_band(heap, scope),
        say.heaping(heap, scope),
        say.without_ward(shown["quality-no-ward"], scope),
    ]


SAMPLE, PUBLISHED, _ = workspace.SHIPPED
PLACES = [
    *((year, "490", SAMPLE) for year in (2009, 2010, 2012, 2013, 2015)),
    *((year, "20197", SAMPLE) for year in (2012, 2015)),
    *((2013, "DN-LC", PUBLISHED), (2011, "HCM-Q11", PUBLISHED)),
]


def figures(sentence: str) -> set[str]:
    return set(re.findall(r"\d[\d.,]*\d|\d", sentence))


@pytest.mark.parametrize(("year", "area", "data"), PLACES)
@pytest.mark.parametrize("lang", terms.LANGS)
def test_every_figure_of_a_sentence_stands_in_a_table(year, area, data, lang, shipped_facts):
    scope = read.scope(year, area, data, lang)
    shown = publication.tables(year, area, data)
    rows, people = read.ledger(year, area, data), read.population(year, area, data)
    under = denominators.by_unit(rows, people, read.printed(year, area, data), year)
    own = {
        name: table for name, table in shown.items() if name.startswith(("quality-", "linking-"))
    }
    grids = [tables.grid(table, name, scope).data for name, table in own.items()]
    grids.append(tables.grid(under, "quality-denominators", scope).data)
    cells = {cell for html in grids for cell in re.findall(r">([^<]+)<", html)}
    known = {figure for cell in cells for figure in figures(cell)}
    said = [*sentences(shown, scope), say_denominators.households_under(under, scope)]
    for sentence in [*said, say_denominators.printed(under, scope)]:
        assert figures(sentence) <= known, sentence
        assert "nan" not in sentence.lower().split()


@pytest.mark.parametrize(("year", "area", "data"), PLACES)
@BOTH
def test_with_every_number_hidden_the_sentences_tell_none(year, area, data, scope, shipped_facts):
    shown = publication.tables(year, area, data)
    hidden = {name: hidden_everywhere(table) for name, table in shown.items()}
    for sentence in sentences(hidden, scope):
        assert figures(sentence) <= {"95"}, sentence


def test_a_row_of_zero_is_no_doubt_and_a_hidden_one_may_be_the_largest():
    rule, other = list(DOUBTS)[:2]
    rows = pd.DataFrame({"rule": [rule, other], "file": "closing_list", "A": [0, 0]})
    files = pd.DataFrame({"file": ["closing_list"]})
    assert say.doubts(rows, files, EN).startswith("No household was found")
    assert say.advice(rows, EN).empty
    assert "7" in say.doubts(rows.assign(A=[0, 7]), files, EN)
    part = rows.astype({"A": object}).assign(A=[terms.HIDDEN, 7])
    assert say.doubts(part, files, EN).startswith("Of the numbers that are shown: most")
    assert len(say.advice(part, EN)) == 2


def test_no_doubt_is_said_in_place_of_the_table_and_lists_what_was_looked_for():
    files = pd.DataFrame({"file": ["closing_list"]})
    none = quality.doubts(COUNTS, list(DOUBTS), ["A"], 2009)
    shown = tables.grid(none, "quality-doubts", VI, say.instead("no_doubts", files, VI)).data
    assert "không thấy hộ nào cần xem lại" in shown
    assert say.doubts(none, files, EN).startswith("No household was found")
    assert all(f"- {words['vi']}" in say.looked_for(files, VI).data for words in DOUBTS.values())
    assert say.looked_for(files.iloc[:0], VI).data == ""
