"""Which exits are followed by poverty again: counts, measures, what is shown, said and drawn."""

import csv
from collections import Counter, defaultdict
from math import nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import charts, publication, rules, tables, terms, workspace
from analysis.disclosure import Release
from analysis.facts import read, relapse_cells
from analysis.facts.exits import exit_ends
from analysis.facts.roster import roster
from analysis.findings import relapse_risk as say
from analysis.measures import exits
from analysis.measures import relapse_risk as measures
from analysis.methods import hazard
from analysis.methods.intervals import clopper_pearson
from analysis.publication import exits as exits_part
from analysis.publication import relapse_risk as part
from analysis.register.households import EXITED, NEAR_POOR, NOT_POOR, POOR
from analysis.register.read import Review
from analysis.terms import HIDDEN, NOT_ASKED, Scope
from tests.test_exits import REGISTERS

SAMPLE, PUBLISHED, _ = workspace.SHIPPED
OLD, NEW = "da-nang-2009", "da-nang-2013"
LINE = rules.standards()[OLD].line_vnd("urban")
STANDARDS = {2010: OLD, 2011: OLD, 2012: OLD, 2013: NEW, 2014: NEW, 2015: NEW}
VI, EN = (Scope(2014, "Quận X", lang, {OLD: "OLD", NEW: "NEW"}) for lang in terms.LANGS)
DISTRICT = workspace.open(SAMPLE).district

# ---- the facts, from registers written by hand


def listed(homes: dict) -> pd.DataFrame:
    """{household: (class, income, workers, causes)} as a list of ward A."""
    columns = ["household_id", "household_class", "income_vnd", "workers", "causes"]
    rows = [(home, *cells) for home, cells in homes.items()]
    return pd.DataFrame(rows, columns=columns).assign(ward_code="A", members="1", special_group="")


def review(year: int, opening: dict, closing: dict, exited: dict) -> Review:
    """Lists, and exits of {household: (class after, income)}."""
    left = pd.DataFrame(
        [(home, *cells) for home, cells in exited.items()],
        columns=["household_id", "class_after", "income_vnd"],
    ).assign(ward_code="A", members="1", reason=EXITED)
    lists = (each.astype("str") for each in (listed(opening), listed(closing), left))
    members = pd.DataFrame(columns=["household_id"]).astype("str")
    return Review(year, STANDARDS[year], *lists, members, has_own_opening=True)


def facts(reviews: dict[int, Review], **settings) -> dict[str, pd.DataFrame]:
    office = DISTRICT.model_copy(update=settings)
    return relapse_cells.tables(reviews, roster(reviews), office)


HOME = (POOR, "400000", "1", "Ốm đau, tai nạn; thiếu vốn")


def of_one(income: object, home: tuple = HOME, after: str = NOT_POOR, **settings) -> dict:
    """What is told of household H that exits in 2010 with an income, and is not seen again."""
    reviews = {
        2010: review(2010, {"H": home}, {}, {"H": (after, str(income))}),
        2011: review(2011, {}, {}, {}),
    }
    told = facts(reviews, **settings)
    margin, followed = (told[name].iloc[0] for name in ("exit_margins", "relapse_cells"))
    assert margin[["exit_class", "margin_band"]].equals(followed[["exit_class", "margin_band"]])
    return {**followed.to_dict(), "is_narrow": margin["is_narrow"]}


@pytest.mark.parametrize(
    ("income", "band", "is_narrow"),
    [
        (LINE - 1, "not_above_line", True),
        (LINE, "not_above_line", True),
        (LINE + 1, "margin_0", True),
        (1.1 * LINE - 1, "margin_0", True),
        (1.1 * LINE, "margin_10", False),
        (1.25 * LINE - 1, "margin_10", False),
        (1.25 * LINE, "margin_25", False),
        (1.5 * LINE - 1, "margin_25", False),
        (1.5 * LINE, "margin_50", False),
        (90 * LINE, "margin_50", False),
    ],
)
def test_an_income_is_in_the_band_it_reaches(income, band, is_narrow):
    told = of_one(round(income))
    assert (told["margin_band"], told["is_narrow"]) == (band, is_narrow)


def test_an_exit_without_an_income_or_a_line_is_in_no_band_and_not_narrow(monkeypatch):
    told = of_one("")
    assert (told["margin_band"], told["is_narrow"]) == ("margin_unknown", False)
    monkeypatch.setattr(rules.Standard, "line_vnd", lambda *_: None)
    told = of_one(LINE)
    assert (told["margin_band"], told["is_narrow"]) == ("margin_unknown", False)


def test_what_is_narrow_is_as_the_district_says():
    assert not of_one(round(1.2 * LINE), fragile_margin_pct=20)["is_narrow"]
    assert of_one(round(1.2 * LINE) - 1, fragile_margin_pct=20)["is_narrow"]
    assert not of_one(round(1.05 * LINE), fragile_margin_pct=5)["is_narrow"]
    assert of_one(round(1.05 * LINE) - 1, fragile_margin_pct=5)["is_narrow"]


@pytest.mark.parametrize(
    ("workers", "causes", "labour", "illness"),
    [
        ("0", "ốm đau", "workers_0", "ill"),
        ("1", "thiếu vốn; ỐM ĐAU, tai nạn", "workers_1", "ill"),
        ("2", "thiếu vốn", "workers_2", "not_ill"),
        ("7", "-", "workers_2", "not_ill"),
        ("", "", "workers_unknown", "causes_unknown"),
    ],
)
def test_workers_and_causes_are_those_of_the_list_of_the_exit_year(
    workers, causes, labour, illness
):
    told = of_one(LINE, (POOR, "400000", workers, causes))
    assert (told["labour"], told["illness"]) == (labour, illness)


def test_a_household_on_no_list_of_its_exit_year_is_not_recorded():
    told = facts(
        {2010: review(2010, {}, {}, {"H": (NEAR_POOR, "600000")}), 2011: review(2011, {}, {}, {})}
    )
    row = told["relapse_cells"].iloc[0]
    assert row[["labour", "illness"]].tolist() == ["workers_unknown", "causes_unknown"]
    assert row[["exit_class", "margin_band"]].tolist() == ["near_poor", "margin_10"]


def followed_rows(told: dict[str, pd.DataFrame]) -> list[tuple]:
    columns = ["year", "standard", "years_since", "spell", "reviews_at_risk", "fell_back"]
    return list(told["relapse_cells"][columns].itertuples(index=False, name=None))


def test_an_exit_is_followed_until_it_falls_back_and_no_further_than_its_line():
    out = {"H": (NOT_POOR, "600000")}
    reviews = {
        2010: review(2010, {"H": HOME, "G": HOME}, {}, out | {"G": (NEAR_POOR, "510000")}),
        2011: review(2011, {}, {"H": HOME}, {}),
        2012: review(2012, {"H": HOME}, {}, out),
        2013: review(2013, {"H": HOME}, {"H": HOME}, {}),  # poor by the old line, at a later one
        2014: review(2014, {"H": HOME}, {}, out),
        2015: review(2015, {}, {"H": HOME}, {}),
    }
    told = facts(reviews)
    assert followed_rows(told) == [
        (2011, OLD, 1, "first_exit", 1, 1),
        (2011, OLD, 1, "first_exit", 1, 0),
        (2012, OLD, 2, "first_exit", 1, 0),
        (2015, NEW, 1, "later_exit", 1, 1),
    ]
    margins = told["exit_margins"]
    assert margins["year"].tolist() == [2010, 2010, 2012, 2014]
    assert margins["households"].tolist() == [1, 1, 1, 1]


def test_a_year_without_a_review_ends_what_can_be_followed():
    first = review(2010, {"H": HOME}, {}, {"H": (NOT_POOR, "600000")})
    reviews = {2010: first, 2012: review(2012, {}, {"H": HOME}, {})}
    assert facts(reviews)["relapse_cells"].empty
    assert len(facts(reviews)["exit_margins"]) == 1


def test_without_households_both_tables_are_empty_and_of_the_usual_columns():
    usual = facts(
        {2010: review(2010, {"H": HOME}, {}, {"H": (NOT_POOR, "")}), 2011: review(2011, {}, {}, {})}
    )
    for name, table in facts({}).items():
        assert table.empty and table.dtypes.to_dict() == usual[name].dtypes.to_dict()


def register(households: list) -> dict[int, Review]:
    """Reviews of the years drawn by `test_exits`, with workers and causes besides."""
    reviews = {}
    for at, year in enumerate(list(STANDARDS)[:5]):
        lists = [
            {
                f"H{n}": (*years[moment], str(n % 3), ["", "ốm đau", "khác"][n % 3])
                for n, years in enumerate(households)
                if years[moment][0]
            }
            for moment in (at, at + 1)
        ]
        gone = {
            home: (NEAR_POOR if lists[1].get(home) else NOT_POOR, "550000")
            for home, cells in lists[0].items()
            if cells[0] == POOR and lists[1].get(home, ("",))[0] != POOR
        }
        reviews[year] = review(year, *lists, gone)
    return reviews


def totals(ends: pd.DataFrame, year: int) -> dict:
    """Reviews at risk and relapses by standard, year and years since, as `measures.exits` has."""
    spells = exits.followed(ends, year, STANDARDS)
    found = Counter()
    for row in spells.to_dict("records"):
        for since in range(1, row["after"] + 1):
            key = (row["standard"], row["exit_year"] + since, since)
            fell = row["end"] == "fell_back" and since == row["after"]
            found[key, "at risk"] += row["households"]
            found[key, "fell back"] += row["households"] * fell
    return {key: n for key, n in found.items() if n}


def counted(cells: pd.DataFrame) -> dict:
    found = Counter()
    for row in cells.to_dict("records"):
        key = (row["standard"], row["year"], row["years_since"])
        found[key, "at risk"] += row["reviews_at_risk"]
        found[key, "fell back"] += row["fell_back"]
    return {key: n for key, n in found.items() if n}


@given(REGISTERS)
def test_the_totals_are_those_of_the_exits_as_they_are_followed(households):
    reviews = register(households)
    told, ends = facts(reviews), exit_ends(reviews, "urban")
    assert counted(told["relapse_cells"]) == totals(ends, 2014)
    exited = told["exit_margins"].groupby("year")["households"].sum().to_dict()
    assert exited == ends[ends["households"] > 0].groupby("exit_year")["households"].sum().to_dict()


@given(REGISTERS, st.integers(0, 15))
def test_parts_of_a_register_add_up_to_the_whole(households, cut):
    def summed(*told: dict[str, pd.DataFrame]) -> list[dict]:
        keys = {"relapse_cells": relapse_cells.CELLS, "exit_margins": relapse_cells.MARGINS}
        return [
            pd.concat([each[name] for each in told]).groupby(by).sum().sort_index().to_dict()
            for name, by in keys.items()
        ]

    whole = register(households)
    ids = [f"H{n}" for n in range(cut)]

    def part_of(chosen: bool) -> dict[int, Review]:
        cut_out = {}
        for year, held in whole.items():
            lists = [
                each[each["household_id"].isin(ids) == chosen]
                for each in (held.opening, held.closing, held.departures)
            ]
            cut_out[year] = Review(year, held.standard, *lists, held.members, True)
        return cut_out

    assert summed(facts(whole)) == summed(facts(part_of(True)), facts(part_of(False)))


# ---- the sample


def rows_of(year: int, name: str) -> list[dict]:
    file = workspace.PROJECT / SAMPLE / "register" / str(year) / f"{name}.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def recount() -> list[dict]:
    """One entry for each exit of the sample, from its files by nothing of ours."""
    income, spells, poor = "Thu nhập bình quân (đồng/người/tháng)", [], defaultdict(set)
    before, exited = {}, Counter()
    for year in range(2009, 2016):
        opening = {row["Mã hộ"]: row for row in rows_of(year, "opening")} or before
        before = {row["Mã hộ"]: row for row in rows_of(year, "closing")}
        for home, row in [*opening.items(), *before.items()]:
            if row["Phân loại hộ"] == "Hộ nghèo":
                poor[home].add(year)
        for row in rows_of(year, "departures"):
            if row["Lý do"] != "Thoát nghèo":
                continue
            home = row["Mã hộ"]
            exited[home] += 1
            line, known = 500_000 if year < 2013 else 800_000, opening.get(home, {})
            over = 100 * (int(row[income]) - line) / line if row[income] else nan
            spells.append(
                {
                    "home": home,
                    "year": year,
                    "over": over,
                    "near": row["Phân loại sau rà soát"] == "Hộ cận nghèo",
                    "workers": known.get("Số lao động", ""),
                    "causes": known.get("Nguyên nhân nghèo", ""),
                    "number": exited[home],
                }
            )
    for spell in spells:
        end = 2012 if spell["year"] < 2013 else 2015
        back = [at for at in poor[spell["home"]] if spell["year"] < at <= end]
        spell["seen"] = range(spell["year"] + 1, min(back, default=end) + 1)
        spell["back"] = min(back, default=None)
    return spells


def recounted(spells: list[dict], year: int, is_of) -> tuple[int, int]:
    """Reviews at risk and relapses up to a year, under the line of the latest review followed."""
    first = 2013 if year > 2013 else 2009
    own = [
        s
        for s in spells
        if s["year"] >= first and (s["year"] < 2013) == (first < 2013) and is_of(s)
    ]
    at_risk = sum(at <= year for s in own for at in s["seen"])
    return at_risk, sum(s["back"] is not None and s["back"] <= year for s in own)


KINDS = {
    "margin_0": lambda s: s["over"] < 10,
    "margin_10": lambda s: 10 <= s["over"] < 25,
    "margin_25": lambda s: 25 <= s["over"] < 50,
    "margin_50": lambda s: s["over"] >= 50,
    "not_ill": lambda s: "ốm đau" not in s["causes"],
    "ill": lambda s: "ốm đau" in s["causes"],
    "workers_2": lambda s: int(s["workers"]) >= 2,
    "workers_few": lambda s: int(s["workers"]) < 2,
    "above_near_poor_exit": lambda s: not s["near"],
    "near_poor_exit": lambda s: s["near"],
    "first_exit": lambda s: s["number"] == 1,
    "later_exit": lambda s: s["number"] > 1,
}


def is_recorded(spell: dict) -> bool:
    return bool(spell["over"] == spell["over"] and spell["workers"] and spell["causes"])


@pytest.mark.parametrize("year", range(2010, 2016))
def test_the_page_agrees_with_an_independent_recount_of_the_files(year, recount, shipped_facts):
    safe = publication.tables(year, "490", SAMPLE)
    counts = {
        row["level"]: (row["reviews_at_risk"], row["fell_back"])
        for row in safe["relapse-risk-levels"].to_dict("records")
    }
    assert counts == {
        level: recounted(recount, year, lambda s, of=KINDS[level]: is_recorded(s) and of(s))
        for level in counts
    }
    assert len(counts) >= 10
    rows = safe["relapse-risk-followed"].set_index("records")[measures.COUNTS]
    assert tuple(rows.loc["risk_all"]) == recounted(recount, year, lambda _: True)
    assert tuple(rows.loc["risk_recorded"]) == recounted(recount, year, is_recorded)
    rest = recounted(recount, year, lambda s: not is_recorded(s))
    assert tuple(rows.loc["risk_unrecorded"]) == rest


@pytest.mark.parametrize("year", range(2009, 2016))
def test_the_cells_of_the_sample_have_the_totals_of_the_exits(year, shipped_facts):
    cells = read.work_of_the_whole("relapse_cells", year, SAMPLE)
    reviews = exits.reviews(read.ledger(year, "490", SAMPLE))
    ends = read.exit_ends(year, "490", SAMPLE)
    table = exits.life_table(ends, year, reviews)
    summed = cells.groupby(["standard", "years_since"])[measures.COUNTS].sum()
    for row in table.to_dict("records"):
        own = summed.loc[(row["standard"], row["years_since"])]
        assert tuple(own) == (row["at_risk"], row["fell_back"])
    assert len(summed) == len(table)
    assert cells["year"].max() == year or year in (2009, 2013)


def test_the_intervals_hold_what_the_generator_knows(shipped_facts):
    rows = publication.tables(2012, "490", SAMPLE)["relapse-risk-levels"].set_index("level")
    for level, known in {"margin_0": 1.8, "ill": 1.5, "workers_few": 1.5}.items():
        row = rows.loc[level]
        assert row["hazard_ratio_lower"] < known < row["hazard_ratio_upper"], level
    for level in ("margin_25", "margin_50", "near_poor_exit"):
        assert rows.loc[level, "hazard_ratio_lower"] < 1 < rows.loc[level, "hazard_ratio_upper"]


# ---- measures, on tables small enough to add up by eye

NORMAL = ["above_near_poor", "margin_10", "workers_2", "not_ill", "first_exit"]


def cells_of(*rows: tuple) -> pd.DataFrame:
    """(year, standard, years since, what differs from NORMAL, at risk, fell back)."""
    names = relapse_cells.KNOWN
    return pd.DataFrame(
        [
            {"year": year, "standard": standard, "years_since": since}
            | {**dict(zip(names, NORMAL, strict=True)), **differs}
            | {"reviews_at_risk": n, "fell_back": d}
            for year, standard, since, differs, n, d in rows
        ],
        columns=[*relapse_cells.CELLS, *measures.COUNTS],
    )


CELLS = cells_of(
    (2010, OLD, 1, {}, 300, 30),
    (2010, OLD, 1, {"margin_band": "margin_0"}, 200, 34),
    (2010, OLD, 1, {"margin_band": "not_above_line", "illness": "ill"}, 20, 6),
    (2010, OLD, 1, {"labour": "workers_1"}, 40, 6),
    (2010, OLD, 1, {"labour": "workers_0"}, 10, 2),
    (2010, OLD, 1, {"labour": "workers_unknown"}, 9, 3),
    (2011, OLD, 1, {"illness": "ill"}, 90, 12),
    (2011, OLD, 2, {}, 250, 5),
    (2011, OLD, 2, {"margin_band": "margin_unknown", "illness": "causes_unknown"}, 7, 1),
    (2011, OLD, 2, {"spell": "later_exit"}, 30, 4),
    (2014, NEW, 1, {}, 100, 10),
)
OWN = measures.of_standard(CELLS, OLD, 5)
MODEL, FIT = measures.fitted(OWN)
BY_LEVEL = measures.by_level(OWN, MODEL)


def test_the_exits_told_of_are_those_under_the_standard_in_force_or_the_last_followed():
    assert measures.standard_followed(CELLS, NEW) == NEW
    assert measures.standard_followed(CELLS, OLD) == OLD
    assert measures.standard_followed(CELLS[CELLS["year"] < 2014], NEW) == OLD
    both = CELLS.iloc[::-1]
    assert measures.standard_followed(both, "another") == NEW
    assert measures.standard_followed(CELLS.iloc[:0], NEW) is None
    assert measures.of_standard(CELLS.iloc[:0], None, 5).empty


def test_only_exits_of_one_standard_with_all_recorded_are_compared():
    assert OWN["standard"].unique().tolist() == [OLD]
    assert OWN["is_recorded"].tolist() == [True] * 5 + [False] + [True] * 2 + [False, True]
    assert measures.followed(OWN).to_dict("list") == {
        "records": ["risk_all", "risk_unrecorded", "risk_recorded"],
        "standard": [OLD] * 3,
        "first_review_year": [2010] * 3,
        "last_review_year": [2011] * 3,
        "spells": [669, 9, 660],
        "reviews_at_risk": [956, 16, 940],
        "fell_back": [103, 4, 99],
        "risk_pct": pytest.approx([100 * 103 / 956, 25, 100 * 99 / 940]),
    }
    assert measures.followed(OWN.iloc[:0]).empty


def test_what_is_recorded_of_nobody_is_not_asked_for_and_not_told():
    blank = CELLS.assign(labour="workers_unknown")
    own = measures.of_standard(blank, OLD, 5)
    assert own["is_recorded"].tolist() == [True] * 8 + [False, True]
    assert own["labour"].unique().tolist() == [measures.NOT_TOLD]
    assert "workers_2" not in set(measures.by_level(own, None)["level"])


@pytest.mark.parametrize(
    ("least", "labour", "spell"),
    [
        (2, ["workers_2", "workers_1", "workers_0"], ["first_exit", "later_exit"]),
        (3, ["workers_2", "workers_few"], ["first_exit", "later_exit"]),
        (4, ["workers_2", "workers_few"], ["first_exit", "later_exit"]),
        (5, ["workers_2", "workers_few"], []),
        (8, ["workers_2", "workers_few"], []),
        (9, [], []),
    ],
)
def test_levels_at_which_few_fell_back_are_told_together_or_not_at_all(least, labour, spell):
    table = measures.by_level(measures.of_standard(CELLS, OLD, least), None)
    for factor, told in (("labour", labour), ("spell", spell)):
        order = measures.LEVELS[factor]
        assert [level for level in table["level"] if level in order] == told


@pytest.mark.parametrize(
    ("fell_back", "told"),
    [
        ([5, 5, 5, 5, 0], ["margin_0", "margin_10", "margin_25", "margin_50"]),
        ([2, 5, 5, 5, 3], ["margin_0", "margin_10", "margin_25", "margin_50"]),
        ([5, 5, 5, 4, 0], ["margin_0", "margin_10", "margin_25_up"]),
        ([5, 5, 1, 4, 0], ["margin_0", "margin_10", "margin_25_up"]),
        ([5, 5, 0, 4, 0], ["margin_0", "margin_10_up"]),
        ([5, 1, 0, 4, 0], ["margin_0", "margin_10_up"]),
        ([5, 0, 0, 4, 0], []),
        ([4, 5, 5, 5, 0], []),
    ],
)
def test_bands_are_joined_from_above_until_enough_fell_back_in_each(fell_back, told):
    codes = ["margin_0", "margin_10", "margin_25", "margin_50", "not_above_line"]
    rows = [
        (2010, OLD, 1, {"margin_band": code}, 50, fell)
        for code, fell in zip(codes, fell_back, strict=True)
    ]
    own = measures.of_standard(cells_of(*rows), OLD, 5)
    table = measures.by_level(own, None)
    assert (table["level"].tolist() if len(table) else []) == told
    if told:
        counts = table.set_index("level")["fell_back"]
        assert counts["margin_0"] == fell_back[0] + fell_back[4]
        assert counts.sum() == sum(fell_back)
        assert table["compared_with"].unique().tolist() == [told[1]]
    assert list(measures.by_band(table)["level"] if told else []) == told


def test_counts_and_shares_stand_by_level_with_what_each_is_compared_with():
    assert BY_LEVEL.drop(columns=list(measures.RATIOS.values())).to_dict("list") == {
        "level": ["margin_0", "margin_10", "not_ill", "ill", "workers_2", "workers_few"],
        "spells": [220, 440, 550, 110, 610, 50],
        "reviews_at_risk": [220, 720, 830, 110, 890, 50],
        "fell_back": [40, 59, 81, 18, 91, 8],
        "risk_pct": pytest.approx(
            [
                100 * d / n
                for d, n in ((40, 220), (59, 720), (81, 830), (18, 110), (91, 890), (8, 50))
            ]
        ),
        "compared_with": ["margin_10"] * 2 + ["not_ill"] * 2 + ["workers_2"] * 2,
    }


def test_the_ratios_are_those_of_the_model_on_recorded_exits_alone():
    own = OWN[OWN["is_recorded"]]
    factors = {
        "years_since": ["1", "2"],
        "year": ["2010", "2011"],
        "margin_band": ["margin_10", "margin_0"],
        "illness": ["not_ill", "ill"],
        "labour": ["workers_2", "workers_few"],
    }
    model = hazard.model(own["reviews_at_risk"], own["fell_back"], own[list(factors)], factors)
    expected = model.ratios.set_index("level")
    for row in BY_LEVEL.to_dict("records"):
        ratios = [
            row[name] for name in ("hazard_ratio", "hazard_ratio_lower", "hazard_ratio_upper")
        ]
        told = expected.loc[row["level"], ["ratio", "lower", "upper"]].tolist()
        assert ratios == pytest.approx(told, nan_ok=True)
    assert FIT.to_dict("records") == [
        {
            "coefficients": 6,
            "events_each": 16.5,
            "least_each": 10,
            "deviance": pytest.approx(0, abs=1e-9),
            "residual_df": 0,
            "dispersion": pytest.approx(nan, nan_ok=True),
            "merged_years": "",
        }
    ]


def test_without_a_model_there_is_a_reason_and_no_ratio():
    few = measures.of_standard(CELLS.assign(fell_back=CELLS["fell_back"].clip(upper=1)), OLD, 1)
    model, told = measures.fitted(few)
    assert model is None and told.to_dict("records") == [{"model_reason": "few_events"}]
    table = measures.by_level(few, model)
    assert table[list(measures.RATIOS.values())].isna().all(axis=None)
    assert len(table) == 9
    none, empty = measures.fitted(OWN.iloc[:0])
    assert none is None and empty.empty
    assert measures.by_level(OWN.iloc[:0], None).empty
    assert measures.by_band(measures.by_level(OWN.iloc[:0], None)).empty


def test_a_factor_that_the_model_does_not_hold_has_no_ratio():
    few = CELLS.assign(fell_back=(CELLS["fell_back"] / 2).astype(int))
    own = measures.of_standard(few, OLD, 3)
    model, told = measures.fitted(own)
    assert model.left_out == ["illness", "labour"] and told["events_each"].item() == 49 / 4
    rows = measures.by_level(own, model).set_index("level")
    assert rows.loc[["not_ill", "ill"], "hazard_ratio"].isna().all()
    assert rows.loc["margin_0", "hazard_ratio"] > 1 == rows.loc["margin_10", "hazard_ratio"]


def test_years_since_the_exit_after_which_nobody_fell_back_are_named():
    more = cells_of((2012, OLD, 3, {}, 40, 0), (2012, OLD, 1, {}, 40, 4), (2012, OLD, 10, {}, 9, 0))
    model, told = measures.fitted(measures.of_standard(pd.concat([CELLS, more]), OLD, 5))
    assert told["merged_years"].item() == "3 → 2; 10 → 2"
    row = told.iloc[0]
    assert row["deviance"] == model.deviance > 0 and row["dispersion"] == model.dispersion > 0
    assert row["residual_df"] == model.residual_df == 1


def test_bands_have_the_exact_interval_of_their_share():
    table = measures.by_band(BY_LEVEL)
    assert table.columns.tolist() == [
        *("level", "spells", "reviews_at_risk", "fell_back", "risk_pct"),
        *("risk_lower_pct", "risk_upper_pct"),
    ]
    limits = [clopper_pearson(*counts) for counts in ((40, 220), (59, 720))]
    ends = table[["risk_lower_pct", "risk_upper_pct"]].to_numpy() / 100
    assert ends.tolist() == pytest.approx(np.array(limits))


def test_every_cell_has_its_levels_as_told_and_whether_all_of_it_is_recorded():
    own = CELLS[CELLS["standard"] == OLD].reset_index(drop=True)
    expected = own.assign(
        margin_band=own["margin_band"].replace("not_above_line", "margin_0"),
        labour=own["labour"].replace({"workers_0": "workers_few", "workers_1": "workers_few"}),
        exit_class="",
        spell="",
        is_recorded=[True] * 5 + [False] + [True] * 2 + [False, True],
    ).astype({"exit_class": "str", "spell": "str"})
    shuffled = CELLS.set_axis(range(20, 31))
    pd.testing.assert_frame_equal(measures.of_standard(shuffled, OLD, 5), expected)


def test_reviews_at_risk_stand_for_all_and_for_those_recorded_and_not():
    expected = pd.DataFrame(
        {
            "records": ["risk_all", "risk_unrecorded", "risk_recorded"],
            "standard": OLD,
            "first_review_year": 2010,
            "last_review_year": 2011,
            "spells": [669, 9, 660],
            "reviews_at_risk": [956, 16, 940],
            "fell_back": [103, 4, 99],
            "risk_pct": pd.array([100 * 103 / 956, 25, 100 * 99 / 940], "Float64"),
        }
    )
    own = measures.of_standard(CELLS, OLD, 5)
    pd.testing.assert_frame_equal(measures.followed(own), expected)


def test_one_cell_alone_is_told_of():
    table = measures.followed(measures.of_standard(CELLS, NEW, 5))
    assert table["standard"].tolist() == [NEW] * 3
    assert table["reviews_at_risk"].tolist() == [100, 0, 100]


def test_the_table_by_level_holds_counts_shares_and_ratios_together():
    own = measures.of_standard(CELLS, OLD, 5)
    model, told = measures.fitted(own)
    counts = [
        (220, 220, 40),
        (440, 720, 59),
        (550, 830, 81),
        (110, 110, 18),
        (610, 890, 91),
        (50, 50, 8),
    ]
    levels = ["margin_0", "margin_10", "not_ill", "ill", "workers_2", "workers_few"]
    of_model = model.ratios.set_index("level").loc[levels]
    expected = pd.DataFrame(counts, columns=["spells", "reviews_at_risk", "fell_back"])
    expected.insert(0, "level", levels)
    expected = expected.assign(
        risk_pct=pd.array([100 * fell / of for _, of, fell in counts], "Float64"),
        compared_with=["margin_10"] * 2 + ["not_ill"] * 2 + ["workers_2"] * 2,
        hazard_ratio=of_model["ratio"].to_numpy(),
        hazard_ratio_lower=of_model["lower"].to_numpy(),
        hazard_ratio_upper=of_model["upper"].to_numpy(),
    )
    assert expected["hazard_ratio"].iloc[[1, 2, 4]].tolist() == [1, 1, 1]
    found = measures.by_level(own, model)
    pd.testing.assert_frame_equal(found, expected)
    assert told.iloc[0, :3].tolist() == [6, 16.5, 10] and told["merged_years"].item() == ""
    ends = [clopper_pearson(*of) for of in ((40, 220), (59, 720))]
    bands = expected.iloc[:2, :5].assign(
        risk_lower_pct=[100 * low for low, _ in ends],
        risk_upper_pct=[100 * high for _, high in ends],
    )
    pd.testing.assert_frame_equal(measures.by_band(found), bands)
    without = measures.by_level(own, None)
    nothing = dict.fromkeys(measures.RATIOS.values(), nan)
    pd.testing.assert_frame_equal(without, expected.assign(**nothing))


def test_years_stand_in_the_model_by_their_number_and_not_by_their_letters():
    more = cells_of((2012, OLD, 10, {}, 40, 4), (2012, OLD, 9, {}, 40, 4))
    model, told = measures.fitted(measures.of_standard(pd.concat([CELLS, more]), OLD, 5))
    since = model.ratios[model.ratios["factor"] == "years_since"]["level"]
    assert since.tolist() == ["1", "2", "9", "10"]
    assert told.dtypes.astype(str).to_dict() == {
        **{"coefficients": "int64", "events_each": "float64", "least_each": "int64"},
        **{"deviance": "float64", "residual_df": "int64", "dispersion": "float64"},
        "merged_years": "str",
    }


def test_measures_depend_on_no_order_and_change_nothing():
    before = CELLS.copy(deep=True)
    own = measures.of_standard(CELLS.iloc[::-1], OLD, 5)
    model, _ = measures.fitted(own)
    pd.testing.assert_frame_equal(measures.by_level(own, model), BY_LEVEL, rtol=1e-9)
    pd.testing.assert_frame_equal(measures.followed(own), measures.followed(OWN))
    pd.testing.assert_frame_equal(CELLS, before)


# ---- what is shown of small counts


def shown(cells: pd.DataFrame, threshold: int = 5) -> dict[str, pd.DataFrame]:
    """The district's tables of these cells alone, as they may be shown."""
    release = Release(threshold)
    own = measures.of_standard(cells, OLD, threshold)
    release = part._with_tables(release, own, ["490"], SAMPLE)
    safe = {name.partition("/")[0]: table for name, table in release.protected().items()}
    return part.finished(safe)


KEPT = CELLS[~CELLS["labour"].eq("workers_unknown")]
ENOUGH = pd.concat([KEPT, cells_of((2010, OLD, 1, {"labour": "workers_unknown"}, 60, 6))])


def test_nothing_is_hidden_where_every_level_has_enough():
    safe = shown(ENOUGH)
    assert not any(table.map(terms.is_hidden).any(axis=None) for table in safe.values())
    levels = safe["relapse-risk-levels"].set_index("level")
    assert levels.loc["margin_10", "compared_with"] == NOT_ASKED
    assert (
        levels.loc["margin_10", ["hazard_ratio_lower", "hazard_ratio_upper"]].tolist()
        == [NOT_ASKED] * 2
    )
    assert levels.loc["margin_10", "hazard_ratio"] == 1
    assert levels.loc["margin_0", "compared_with"] == "margin_10"
    fit = safe["relapse-risk-fit"]
    assert fit["merged_years"].item() == NOT_ASKED
    assert fit["events_each"].item() == 99 / 6
    for table in safe.values():
        assert "spells" not in table and not table.isna().any(axis=None)


def test_a_factor_without_room_has_a_sign_in_the_place_of_ratios():
    fewer = [9, 15, *ENOUGH["fell_back"].iloc[2:]]  # 59 among those of whom all is recorded
    levels = shown(ENOUGH.assign(fell_back=fewer))["relapse-risk-levels"].set_index("level")
    assert levels.loc["workers_few", "hazard_ratio"] == NOT_ASKED
    assert levels.loc["margin_0", "hazard_ratio"] > 1


def test_few_who_are_not_recorded_hide_all_that_would_give_them_away():
    safe = shown(CELLS)  # 4 of them fell back
    followed = safe["relapse-risk-followed"].set_index("records")["fell_back"]
    assert followed["risk_unrecorded"] == HIDDEN
    assert terms.is_hidden(followed["risk_all"]) or terms.is_hidden(followed["risk_recorded"])
    assert safe["relapse-risk-fit"]["events_each"].item() == HIDDEN


def test_a_hidden_reference_hides_the_ratios_to_it_and_no_others():
    levels = BY_LEVEL.assign(fell_back=BY_LEVEL["fell_back"].astype(object))
    levels.loc[1, "fell_back"] = HIDDEN  # margin_10
    safe = part.finished({"relapse-risk-levels": levels, "relapse-risk-fit": pd.DataFrame()})
    ratios = safe["relapse-risk-levels"].set_index("level")["hazard_ratio"]
    assert ratios[["margin_0", "margin_10"]].tolist() == [HIDDEN] * 2
    assert not ratios[2:].map(terms.is_hidden).any()


def test_a_dispersion_without_degrees_of_freedom_has_a_sign():
    fit = FIT.assign(dispersion=nan, merged_years="3 → 2")
    followed = measures.followed(OWN)
    given_ = {"relapse-risk-levels": BY_LEVEL, "relapse-risk-fit": fit}
    row = part.finished(given_ | {"relapse-risk-followed": followed})["relapse-risk-fit"].iloc[0]
    assert (row["dispersion"], row["merged_years"]) == (NOT_ASKED, "3 → 2")
    assert row["events_each"] == 16.5


def test_what_ties_the_tables_to_the_exits_holds(shipped_facts):
    for year in (2012, 2013, 2015):
        release = exits_part.added(Release(5), year, ["490"], SAMPLE)
        before = len(release.relations)
        release = part.added(release, year, ["490"], SAMPLE)
        ties = release.relations[before:]
        assert len(ties) > 10
        for tie in ties:
            added = sum(times * release.values[each] for times, each in tie.terms)
            assert tie.least == tie.greatest == added == 0
            assert len(tie.terms) > 2


def test_many_reviews_of_few_households_are_hidden():
    few = cells_of(
        (2010, OLD, 1, {}, 100, 12),
        (2010, OLD, 1, {"illness": "ill"}, 4, 2),
        (2011, OLD, 2, {"illness": "ill"}, 2, 3),
        (2011, OLD, 2, {}, 88, 5),
    )
    levels = shown(few)["relapse-risk-levels"].set_index("level")
    assert levels.loc["ill", "reviews_at_risk"] == HIDDEN
    assert levels.loc["ill", "risk_pct"] == HIDDEN


def test_of_a_ward_and_of_returns_there_is_nothing_to_compare(shipped_facts):
    ward = publication.tables(2013, "20197", SAMPLE)
    assert [ward[name] for name in part.TABLES] == [None] * 4
    returns = publication.tables(2013, "DN-LC", PUBLISHED)
    assert all(returns[name].empty for name in part.TABLES)


# ---- sentences

LINES = pd.DataFrame({"standard": [OLD, NEW]})
FRAGILE = pd.DataFrame({"unit_code": ["total"]})
NONE = pd.DataFrame()
SAFE = shown(ENOUGH)
FOLLOWED, BANDS = SAFE["relapse-risk-followed"], SAFE["relapse-risk-bands"]
LEVELS, TOLD = SAFE["relapse-risk-levels"], SAFE["relapse-risk-fit"]


def test_who_was_followed_is_said_with_the_line_and_the_reviews():
    assert say.followed(FOLLOWED, FRAGILE, LINES.iloc[:1], VI) == (
        "Thoát nghèo theo OLD, các kỳ rà soát 2010–2011, nghèo trở lại: 106 hộ trong 1.007 lượt rà "
        "soát theo dõi (10,53%)."
    )
    said = say.followed(FOLLOWED.assign(last_review_year=2010), FRAGILE, LINES, EN)
    assert said == (
        "No exit under the NEW has been through a later review; these tables tell of the exits "
        "under the line before, up to its last review. Exits under the OLD, review of 2010, "
        "poor again: 106 households in 1,007 reviews at risk (10.53%)."
    )
    assert say.unrecorded(FOLLOWED, EN) == (
        "Left out of the comparison: 67 reviews of exits of which something was not recorded; "
        "poor again among them: 7 households."
    )


@pytest.mark.parametrize("scope", [VI, EN], ids=["vi", "en"])
def test_where_nobody_was_followed_the_page_says_so(scope):
    assert say.followed(NONE, NONE, LINES, scope) == ""
    assert "2014" in say.followed(NONE, FRAGILE, LINES, scope)
    assert say.followed(None, FRAGILE, LINES, scope) == say.SAYS["of_a_ward"][scope.lang]
    assert say.nobody(NONE, FRAGILE, scope) == say.SAYS["nobody"][scope.lang]
    assert say.nobody(NONE, NONE, scope) == say.nobody(None, FRAGILE, scope) == ""
    assert say.nobody(FOLLOWED, FRAGILE, scope) == ""
    for none in (None, NONE):
        assert say.unrecorded(none, scope) == say.ratios(none, none, scope) == ""
        assert say.fit(none, none, scope) == say.bands(none, scope) == ""
        assert say.headline(none, scope) == say.band_headline(none, scope) == ""


def level(name: str, with_: str, *ratios: object) -> dict:
    return dict(
        zip(
            ["level", "compared_with", "hazard_ratio", "hazard_ratio_lower", "hazard_ratio_upper"],
            [name, with_, *ratios],
            strict=True,
        )
    )


def test_only_intervals_without_the_reference_are_said_to_differ():
    rows = [
        level("margin_0", "margin_10", 2.0, 1.01, 4.0),
        level("margin_10", NOT_ASKED, 1.0, NOT_ASKED, NOT_ASKED),
        level("margin_50", "margin_10", 0.5, 0.2, 0.99),
        level("ill", "not_ill", 1.5, 1.0, 2.0),
        level("workers_few", "workers_2", 0.8, 0.5, 1.0),
        level("near_poor_exit", "above_near_poor_exit", NOT_ASKED, NOT_ASKED, NOT_ASKED),
        level("later_exit", "first_exit", HIDDEN, HIDDEN, HIDDEN),
    ]
    table = pd.DataFrame(rows)
    assert say.ratios(table, TOLD, EN) == (
        "The risk of being poor again is higher: “Income under 110% of the line” 2.00 times "
        "“Income 110% to under 125% of the line” (95% interval 1.01 to 4.00). The risk of being "
        "poor again is lower: “Income 150% of the line or more” 0.50 times “Income 110% to under "
        "125% of the line” (95% interval 0.20 to 0.99). Cannot be told apart from the reference: "
        "“Illness among the causes of poverty”; “One worker at most”."
    )
    assert say.headline(table, VI) == (
        "Nguy cơ nghèo trở lại cao hơn: «Thu nhập dưới 110% mức chuẩn». Nguy cơ nghèo trở lại "
        "thấp hơn: «Thu nhập từ 150% mức chuẩn trở lên»."
    )
    assert say.headline(table.iloc[3:], VI) == say.SAYS["none_apart"]["vi"]
    assert say.ratios(table.iloc[[0, 1]], TOLD, VI).count(".") == 1
    assert "(which would have fewer than 10" in say.fit(TOLD, table, EN)
    assert say.fit(TOLD, table, EN).endswith("others): “To near-poor only”.")


def test_the_model_is_said_with_what_it_rests_on_and_what_was_joined():
    assert say.fit(TOLD, LEVELS, VI) == (
        "Mô hình có 6 hệ số, mỗi hệ số có 16,5 hộ nghèo trở lại (ít nhất phải có 10)."
    )
    joined = TOLD.assign(merged_years="3 → 2")
    assert say.fit(joined, LEVELS, EN).endswith("counted with the one after it: 3 → 2.")
    why = pd.DataFrame([{"model_reason": "few_events"}])
    assert say.ratios(LEVELS, why, EN) == (
        "There are no ratios of risk: too few were poor again for the coefficients to be estimated."
    )
    assert say.fit(why, LEVELS, EN) == ""


@pytest.mark.parametrize("reason", ["no_events", "few_events", "one_level", "unbounded"])
def test_every_reason_has_words_in_the_table_and_in_the_sentence(reason):
    why = pd.DataFrame([{"model_reason": reason}])
    for scope in (VI, EN):
        words = terms.label(reason, scope.lang)
        assert words in tables.grid(why, "relapse-risk-fit", scope).data
        assert words in say.ratios(LEVELS, why, scope)


def test_bands_are_said_with_their_intervals_and_hidden_ones_not():
    assert say.bands(BANDS, EN) == (
        "Poor again, of the reviews at risk: income under 110% of the line 18.18% (95% "
        "interval 13.32% to 23.92%); income 110% to under 125% of the line 8.19% (95% interval "
        "6.30% to 10.44%)."
    )
    assert say.band_headline(BANDS, VI) == (
        "Tỷ lệ nghèo trở lại mỗi lượt: thu nhập dưới 110% mức chuẩn 18,18%; thu nhập từ 110% "
        "đến dưới 125% mức chuẩn 8,19%."
    )
    hidden = BANDS.assign(risk_pct=[HIDDEN, 8.194444])
    assert "18" not in say.bands(hidden, VI) and "8,19%" in say.band_headline(hidden, VI)
    assert say.bands(BANDS.assign(risk_pct=HIDDEN), VI) == ""
    assert say.band_headline(BANDS.assign(risk_pct=HIDDEN), VI) == ""


# ---- pictures


def test_each_ratio_is_drawn_where_the_table_says_in_log_scale():
    picture = charts.hazard_ratios(LEVELS, "Found.", "relapse-risk-levels", EN)
    axes = picture.figure.axes[0]
    assert axes.get_xscale() == "log"
    assert [text.get_text().replace("\n", " ") for text in axes.get_yticklabels()] == [
        terms.label(level, "en") for level in LEVELS["level"]
    ]
    drawn = [bar.lines[0].get_xdata()[0] for bar in axes.containers]
    told = LEVELS[LEVELS["compared_with"] != NOT_ASKED]
    assert drawn == pytest.approx(told["hazard_ratio"].tolist())
    ends = [bar.lines[2][0].get_segments()[0][:, 0] for bar in axes.containers]
    limits = told[["hazard_ratio_lower", "hazard_ratio_upper"]].astype(float).to_numpy()
    assert np.array(ends) == pytest.approx(limits)
    references = [line for line in axes.lines if line.get_markerfacecolor() == "white"]
    assert [line.get_xdata()[0] for line in references] == [1, 1, 1]
    assert picture.alt.startswith("Found. Income under 110% of the line 1.77 (1.08–2.89); ")
    assert picture.alt.count("–") == len(told)


def test_each_band_is_drawn_where_the_table_says():
    picture = charts.risk_bands(BANDS, "Found.", "relapse-risk-bands", VI)
    axes = picture.figure.axes[0]
    drawn = [bar.lines[0].get_xdata()[0] for bar in axes.containers]
    assert drawn == pytest.approx(BANDS["risk_pct"].tolist())
    ends = [bar.lines[2][0].get_segments()[0][:, 0] for bar in axes.containers]
    limits = BANDS[["risk_lower_pct", "risk_upper_pct"]].to_numpy()
    assert np.array(ends) == pytest.approx(limits)
    assert axes.get_xlim()[0] == 0
    assert "Thu nhập dưới 110% mức chuẩn 18,18% (13,32%–23,92%)" in picture.alt


@pytest.mark.parametrize("draw", [charts.hazard_ratios, charts.risk_bands])
def test_what_is_hidden_or_not_there_is_not_drawn(draw):
    table = LEVELS.merge(BANDS[["level", "risk_lower_pct", "risk_upper_pct"]])
    of = "hazard_ratio" if draw is charts.hazard_ratios else "risk_pct"
    for none in (None, NONE, table.assign(**{of: HIDDEN}), table.assign(**{of: NOT_ASKED})):
        assert draw(none, "Found.", "relapse-risk-levels", VI).data == ""
