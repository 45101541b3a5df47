"""Wards by the size of their poor households, and their residential groups."""

import csv
from collections import Counter
from math import nan
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import charts, publication, terms, workspace
from analysis.disclosure import Release
from analysis.facts import make_up, read
from analysis.findings import ward_mix as say
from analysis.measures import ward_mix
from analysis.methods import overdispersion, standardisation
from analysis.publication import wards as published
from analysis.terms import HIDDEN, Scope

SAMPLE, RETURNS, _ = workspace.SHIPPED
NAMES = {"A": "Phường A", "B": "Phường B"}
VI, EN = (Scope(2013, "Quận X", lang, NAMES) for lang in terms.LANGS)
SIZES = ["size_1_2", "size_3_4", "size_5_up"]


def cells(*rows: tuple) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["unit_code", "size", "opening", "exits"])
    return table.astype({"opening": "Int64", "exits": "Int64"})


CELLS = cells(
    ("A", "size_1_2", 100, 20),
    ("A", "size_3_4", 300, 120),
    ("B", "size_1_2", 200, 30),
    ("B", "size_3_4", 100, 50),
    ("B", "size_5_up", 60, 30),
    ("", "size_1_2", 1, 1),
)
MIX = ward_mix.by_size(CELLS, ["A", "B"])
ADJUSTED = ward_mix.standardised(MIX)


# facts


def roster(*rows: tuple) -> pd.DataFrame:
    columns = ["year", "unit_code", "opening_class", "people", "is_exit", "residential_group"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"people": "Int64", "is_exit": "bool"})


DISTRICT = SimpleNamespace(standard=lambda year: f"chuẩn {year}")
STOOD = roster(
    (2013, "A", "poor", 1, True, "Tổ 5"),
    (2013, "A", "poor", 2, False, "tổ 05"),
    (2013, "A", "poor", 3, True, pd.NA),
    (2013, "A", "poor", 4, False, "Tổ 6"),
    (2013, "B", "poor", 5, True, "Tổ 5"),
    (2013, "B", "near_poor", 5, False, "Tổ 5"),
    (2014, "B", "poor", 30, False, "Tổ 5"),
)


def test_the_poor_of_the_opening_are_counted_by_size_and_by_group():
    tables = make_up.tables({}, STOOD, DISTRICT)
    assert tables["make_up"].values.tolist() == [
        [2013, "A", "chuẩn 2013", "size_1_2", 2, 1],
        [2013, "A", "chuẩn 2013", "size_3_4", 2, 1],
        [2013, "B", "chuẩn 2013", "size_5_up", 1, 1],
        [2014, "B", "chuẩn 2014", "size_5_up", 1, 0],
    ]
    assert tables["group_exits"].values.tolist() == [
        [2013, "A", "chuẩn 2013", "5", 2, 1],
        [2013, "A", "chuẩn 2013", "6", 1, 0],
        [2013, "B", "chuẩn 2013", "5", 1, 1],
        [2014, "B", "chuẩn 2014", "5", 1, 0],
    ]


def test_returns_have_no_households_to_count():
    for table in make_up.tables({}, STOOD.iloc[:0], DISTRICT).values():
        assert table.empty
        assert table.dtypes[["year", "opening", "exits"]].astype("str").tolist() == [
            *("int64", "Int64", "Int64")
        ]


def test_parts_of_a_register_add_up_to_the_whole():
    parts = [make_up.tables({}, STOOD[of], DISTRICT) for of in (STOOD.index < 3, STOOD.index >= 3)]
    for name, whole in make_up.tables({}, STOOD, DISTRICT).items():
        keys = [column for column in whole if column not in make_up.COUNTS]
        added = pd.concat([part[name] for part in parts]).groupby(keys, as_index=False).sum()
        pd.testing.assert_frame_equal(added, whole)


# measures


def test_sizes_add_up_to_the_unit_and_units_to_the_whole():
    assert MIX["unit_code"].tolist() == ["A", "B", "total"]
    assert MIX.drop(columns="unit_code").values.tolist() == [
        [100, 20, 300, 120, 0, 0, 400, 140],
        [200, 30, 100, 50, 60, 30, 360, 110],
        [300, 50, 400, 170, 60, 30, 760, 250],
    ]
    assert ward_mix.by_size(CELLS, ["C"]).empty
    assert ward_mix.by_size(CELLS, ["A", "C"]).iloc[1, 1:].tolist() == [0] * 8


def test_expected_exits_are_those_at_the_rates_of_the_whole():
    row = ADJUSTED.set_index("unit_code").loc["A"]
    assert row["expected_exits"] == pytest.approx(100 * 50 / 300 + 300 * 170 / 400)
    assert row["of_expected_pct"] == pytest.approx(100 * 140 / row["expected_exits"])
    rates = [50 / 300, 170 / 400, 0.5]
    found = standardisation.indirect([140], [[100, 300, 0]], rates, 0.975)
    limits = [row["of_expected_lower_pct"], row["of_expected_upper_pct"]]
    assert limits == pytest.approx([100 * found.lower[0], 100 * found.upper[0]])
    assert ADJUSTED["expected_exits"].iloc[-1] == pytest.approx(250)
    assert ADJUSTED["mix_exits"].tolist() == [140, 110, 250]


def test_standardised_rates_are_at_the_make_up_of_the_whole():
    table = ADJUSTED.set_index("unit_code")
    assert pd.isna(table.loc["A", "adjusted_pct"])  # nobody of one size is in it
    expected = (300 * 30 / 200 + 400 * 50 / 100 + 60 * 30 / 60) / 760
    assert table.loc["B", "adjusted_pct"] == pytest.approx(100 * expected)
    sizes, weights = [[200, 100, 60]], [300, 400, 60]
    found = standardisation.direct([[30, 50, 30]], sizes, weights, 0.975)
    limits = [table.loc["B", "adjusted_lower_pct"], table.loc["B", "adjusted_upper_pct"]]
    assert limits == pytest.approx([100 * found.lower[0], 100 * found.upper[0]])
    assert table.loc["total", "adjusted_pct"] == pytest.approx(100 * 250 / 760)


@pytest.mark.parametrize(
    ("opening", "exits", "is_told"),
    [
        (60, 9, False),
        (60, 10, True),
        (60, 51, False),
        (60, 50, True),
        (60, 60, True),
        (60, 0, True),
    ],
)
def test_a_rate_of_few_is_no_reference(opening, exits, is_told):
    changed = CELLS.assign(exits=CELLS["exits"].mask(CELLS["size"] == "size_5_up", exits))
    table = ward_mix.by_size(changed, ["A", "B"])
    assert table["opening_size_5_up"].iloc[-1] == opening
    assert (len(ward_mix.standardised(table)) > 0) == is_told
    assert ward_mix.standardised(pd.DataFrame()).empty


def test_cells_of_one_size_are_added_up_and_a_unit_without_any_has_none():
    more = pd.concat([CELLS.assign(year=2013), cells(("B", "size_5_up", 5, 2)).assign(year=2013)])
    expected = pd.DataFrame(
        {
            "unit_code": ["B", "C", "A", "total"],
            "opening_size_1_2": [200, 0, 100, 300],
            "exits_size_1_2": [30, 0, 20, 50],
            "opening_size_3_4": [100, 0, 300, 400],
            "exits_size_3_4": [50, 0, 120, 170],
            "opening_size_5_up": [65, 0, 0, 65],
            "exits_size_5_up": [32, 0, 0, 32],
            "mix_opening": [365, 0, 400, 765],
            "mix_exits": [112, 0, 140, 252],
        }
    )
    types = dict.fromkeys(list(expected)[1:], "Int64")
    found = ward_mix.by_size(more, ["B", "C", "A"])
    pd.testing.assert_frame_equal(found, expected.astype(types))


def test_every_column_of_the_standardised_exits_is_at_the_rates_and_the_make_up_of_the_whole():
    n, x = (
        [[100, 300, 0], [200, 100, 60], [300, 400, 60]],
        [[20, 120, 0], [30, 50, 30], [50, 170, 30]],
    )
    expected = [100 * 50 / 300 + 127.5, 200 * 50 / 300 + 42.5 + 30, 250]
    indirect = standardisation.indirect([140, 110, 250], n, [50 / 300, 0.425, 0.5], 0.975)
    direct = standardisation.direct(x, n, [300, 400, 60], 0.975)
    table = pd.DataFrame(
        {
            "unit_code": ["A", "B", "total"],
            "mix_exits": pd.array([140, 110, 250], "Int64"),
            "expected_exits": expected,
            "of_expected_pct": [
                100 * of / by for of, by in zip((140, 110, 250), expected, strict=True)
            ],
            "of_expected_lower_pct": 100 * indirect.lower,
            "of_expected_upper_pct": 100 * indirect.upper,
            "adjusted_pct": [nan, 100 * (45 + 200 + 30) / 760, 100 * 250 / 760],
            "adjusted_lower_pct": 100 * direct.lower,
            "adjusted_upper_pct": 100 * direct.upper,
        }
    )
    types = dict.fromkeys(list(table)[2:], "Float64")
    pd.testing.assert_frame_equal(ward_mix.standardised(MIX), table.astype(types))


def test_limits_hold_for_as_many_units_as_there_are_without_the_whole():
    three = ward_mix.by_size(
        cells(*((unit, "size_1_2", 100, 20) for unit in "ABC"), ("A", "size_3_4", 50, 25)),
        list("ABC"),
    )
    found = ward_mix.standardised(three)
    of_b = standardisation.indirect([20], [[100, 0, 0]], [0.2, 0.5, 0], 1 - 0.05 / 3)
    row = found.loc[1, ["expected_exits", "of_expected_lower_pct", "of_expected_upper_pct"]]
    assert row.tolist() == pytest.approx([20, 100 * of_b.lower[0], 100 * of_b.upper[0]])
    assert found["expected_exits"].tolist() == pytest.approx([45, 20, 20, 85])


@pytest.mark.parametrize("exits", [1, 5, 55, 59])
def test_few_of_a_size_in_one_unit_alone_are_few_in_all(exits):
    moved = CELLS.assign(
        unit_code=CELLS["unit_code"].mask(CELLS["size"] == "size_5_up", "A"),
        exits=CELLS["exits"].mask(CELLS["size"] == "size_5_up", exits),
    )
    found = ward_mix.by_size(moved, ["A", "B"])
    assert found["exits_size_5_up"].tolist() == [exits, 0, exits]
    assert ward_mix.standardised(found).empty


def groups(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["unit_code", "residential_group", "exits", "opening"])


MANY = groups(
    *(("A", f"{at}", 4 + at % 3, 12) for at in range(10)),
    *(("B", f"{at}", 6 - at % 2, 10) for at in range(10)),
)


def test_groups_are_held_against_their_own_ward():
    table = ward_mix.between_groups(MANY).set_index("dispersion_way")
    y, s = overdispersion.stabilised(MANY["exits"], MANY["opening"])
    of_ward = MANY.groupby("unit_code")[["exits", "opening"]].transform("sum")
    target, _ = overdispersion.stabilised(of_ward["exits"], of_ward["opening"])
    for way, q in (("as_counted", 0), ("winsorised", 0.1)):
        found = overdispersion.dispersion(y, s, target, q)
        assert table.loc[way, "phi"] == pytest.approx(found.phi)
        assert table.loc[way, "tau_squared"] == pytest.approx(found.tau_squared)
        assert table.loc[way, "phi_by_chance"] == overdispersion.by_chance(q)
    counts = table[["groups", "group_opening", "group_exits"]]
    assert counts.values.tolist() == [[20, 220, int(MANY["exits"].sum())]] * 2


def test_one_group_far_from_its_ward_counts_as_it_is_and_drawn_in():
    apart = pd.concat([MANY, groups(("A", "far", 40, 40))])
    found = ward_mix.between_groups(apart.astype({"exits": "Int64", "opening": "Int64"}))
    y, s = overdispersion.stabilised(apart["exits"], apart["opening"])
    targets = overdispersion.stabilised(
        [89] * 10 + [55] * 10 + [89], [160] * 10 + [100] * 10 + [160]
    )
    own, drawn = (overdispersion.dispersion(y, s, targets[0], q) for q in (0, 0.1))
    assert own.phi > 1.5 * drawn.phi and own.tau_squared > 0
    expected = pd.DataFrame(
        {
            "dispersion_way": ["as_counted", "winsorised"],
            "groups": 21,
            "group_opening": 260,
            "group_exits": 144,
            "phi": [own.phi, drawn.phi],
            "phi_by_chance": [1, 0.67865],
            "tau_squared": [own.tau_squared, drawn.tau_squared],
        }
    )
    pd.testing.assert_frame_equal(found, expected, atol=1e-5, rtol=0)


def test_small_groups_and_those_of_no_ward_do_not_count_and_few_groups_tell_nothing():
    more = groups(("A", "x", 3, 9), ("", "y", 5, 50))
    pd.testing.assert_frame_equal(
        ward_mix.between_groups(pd.concat([MANY, more])), ward_mix.between_groups(MANY)
    )
    assert ward_mix.between_groups(MANY.iloc[1:]).empty


# publication


def settled(monkeypatch, make_up_cells: pd.DataFrame, group_exits: pd.DataFrame) -> dict:
    """What is shown of cells and groups of 2013, of a district with the wards A and B."""
    kept = {"make_up": make_up_cells, "group_exits": group_exits}
    monkeypatch.setattr(
        published.read,
        "work_of_the_whole",
        lambda name, year, data: kept[name].assign(year=2013),
    )
    units = [SimpleNamespace(code=code) for code in "AB"]
    office = SimpleNamespace(code="X", units=units)
    monkeypatch.setattr(published.read, "district", lambda data: office)
    shown = published.added(Release(5), 2013, ["X", "A"], "").protected()
    return published.finished({name.removesuffix("/X"): table for name, table in shown.items()})


def test_safe_counts_are_shown_with_what_rests_on_them(monkeypatch):
    shown = settled(monkeypatch, CELLS, MANY)
    assert shown["wards-mix"].values.tolist() == MIX.values.tolist()
    assert shown["wards-standardised"]["unit_code"].tolist() == ["A", "B"]
    assert shown["wards-standardised"]["expected_exits"].tolist() == pytest.approx(
        ADJUSTED["expected_exits"].tolist()[:2]
    )
    assert len(shown["wards-groups"]) == 2


def test_few_who_stayed_hide_who_exited(monkeypatch):
    few = CELLS.assign(exits=[98, 120, 190, 50, 30, 1])  # two of a hundred stayed
    shown = settled(monkeypatch, few, MANY)
    mix = shown["wards-mix"].set_index("unit_code")
    assert mix.loc["A", "exits_size_1_2"] == HIDDEN
    assert mix.loc["A", "mix_exits"] == 218
    adjusted = shown["wards-standardised"].set_index("unit_code")
    assert adjusted.loc["A", "expected_exits"] == HIDDEN


def test_few_exits_in_all_leave_nothing_expected(monkeypatch):
    few = CELLS.assign(exits=[2, 120, 3, 50, 30, 0])
    shown = settled(monkeypatch, few, MANY)
    assert shown["wards-standardised"].empty
    assert say.no_mix(shown["wards-mix"], VI) == (
        "quá ít hộ của một quy mô thoát nghèo hoặc còn lại để so sánh"
    )


def test_where_a_rate_of_the_whole_is_hidden_nothing_expected_is_shown():
    whole = MIX.astype(object)
    whole.loc[2, "exits_size_1_2"] = HIDDEN
    shares = ADJUSTED.columns[2:]
    table = whole.merge(ADJUSTED.drop(columns="mix_exits"), on="unit_code")
    shown = published.finished({"wards-mix": table, "wards-groups": None})
    assert (shown["wards-standardised"][shares] == HIDDEN).all(axis=None)


# sentences and the picture


def test_wards_beyond_chance_are_named():
    told = say.standardised(ADJUSTED.iloc[:2].assign(of_expected_lower_pct=[101.0, 90.0]), VI)
    assert told == (
        "Tính đến quy mô hộ, số hộ thoát nghèo khác số kỳ vọng hơn mức ngẫu nhiên: Phường A 97,11%."
    )
    below = ADJUSTED.iloc[:2].assign(of_expected_upper_pct=[99.9, 100.0])
    assert say.standardised(below, EN).endswith("beyond chance: Phường A 97.11%.")


def test_that_no_ward_is_beyond_chance_is_said_with_those_not_shown():
    wards = ADJUSTED.iloc[:2]
    assert say.standardised(wards, EN) == (
        "With regard to household size, no ward’s exits differ from those expected by more than "
        "chance could give."
    )
    hidden = wards.astype(object)
    hidden.iloc[0, 1:] = HIDDEN
    assert "(không kể các phường không công bố)" in say.standardised(hidden, VI)
    hidden.iloc[1, 1:] = HIDDEN
    assert say.standardised(hidden, VI) == "Số kỳ vọng theo quy mô hộ không công bố."
    assert charts.against_expected(hidden, "", "wards-standardised", VI).data == ""
    assert say.standardised(None, VI) == say.standardised(ADJUSTED.iloc[:0], VI) == ""


def test_phi_is_told_beside_what_chance_gives():
    told = say.groups(ward_mix.between_groups(MANY), EN)
    assert told.startswith("By 20 residential groups phi is ")
    assert "chance alone gives about 1.00" in told
    assert told.endswith("against about 0.68.")
    assert say.groups(None, EN) == say.groups(pd.DataFrame(), EN) == ""


@pytest.mark.parametrize("mix", [None, pd.DataFrame()])
def test_without_households_it_is_said_that_there_are_none(mix):
    assert say.no_mix(mix, EN) == say.no_groups(mix, EN) == "there is no household-level data"
    assert say.no_groups(MIX, EN).startswith("fewer than twenty residential groups")


def test_the_picture_has_each_ward_that_is_shown_against_what_was_expected():
    shown = ADJUSTED.iloc[:2].astype(object)
    picture = charts.against_expected(shown, "Kỳ vọng.", "wards-standardised", VI)
    dots, _, (whiskers,) = picture.figure.axes[0].containers[0]
    assert dots.get_xdata().tolist() == shown["of_expected_pct"].tolist()
    limits = shown[["of_expected_lower_pct", "of_expected_upper_pct"]].values.tolist()
    ends = [segment[:, 0].tolist() for segment in whiskers.get_segments()]
    assert ends == [pytest.approx(pair) for pair in limits]
    assert "Phường A 97,11%" in picture.alt
    shown.iloc[0, 1:] = HIDDEN
    alone = charts.against_expected(shown, "", "wards-standardised", VI).figure.axes[0]
    assert alone.containers[0][0].get_xdata().tolist() == [shown["of_expected_pct"].iloc[1]]
    assert charts.against_expected(None, "", "wards-standardised", VI).data == ""


# the sample, recounted from what the clerks handed in


def listed(year: int, name: str) -> list[dict]:
    folder = workspace.open(SAMPLE).folder / "register"
    path = folder / str(year) / f"{name}.csv"
    if not path.is_file():  # the list of the opening is that of the closing before
        path = folder / str(year - 1) / "closing.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("year", [2010, 2013, 2015])
def test_the_sample_is_counted_as_its_files_have_it(year, shipped_facts):
    left = {row["Mã hộ"] for row in listed(year, "departures") if row["Lý do"] == "Thoát nghèo"}
    counted = Counter()
    for row in listed(year, "opening"):
        if row["Phân loại hộ"] == "Hộ nghèo" and row["Mã phường"]:
            people = int(row["Số nhân khẩu"])
            size = SIZES[(people > 2) + (people > 4)]
            counted["opening", row["Mã phường"], size] += 1
            counted["exits", row["Mã phường"], size] += row["Mã hộ"] in left
    facts = read.work_of_the_whole("make_up", year, SAMPLE)
    facts = facts[(facts["year"] == year) & (facts["unit_code"] != "")]
    found = {
        (count, row["unit_code"], row["size"]): row[count]
        for row in facts.to_dict("records")
        for count in ("opening", "exits")
    }
    assert found == counted
    assert len(found) == 30


@pytest.mark.parametrize("data", [SAMPLE, RETURNS])
def test_every_year_and_area_has_its_tables_and_wards_have_none(data, shipped_facts):
    whole = read.district(data).code
    for year, area in read.years_and_areas(data):
        tables = publication.tables(year, area, data)
        shown = [tables[name] for name in ("wards-mix", "wards-standardised", "wards-groups")]
        assert (shown[0] is None) == (whole not in (None, area))
        if whole is None:
            assert all(table.empty for table in shown)


def test_what_is_shown_of_the_sample_adds_up_to_the_ledger(shipped_facts):
    for year in (2009, 2013):
        mix = publication.tables(year, "490", SAMPLE)["wards-mix"].iloc[:-1]
        ledger = read.ledger(year, "490", SAMPLE)
        now = ledger[(ledger["year"] == year) & (ledger["unit_code"] != "")]
        assert mix["mix_opening"].tolist() == now["opening"].tolist()
        assert mix["mix_exits"].tolist() == now["exits"].tolist()
        for count in ("opening", "exits"):
            parts = mix[[f"{count}_{size}" for size in SIZES]].sum(axis="columns")
            assert parts.tolist() == mix[f"mix_{count}"].tolist()
