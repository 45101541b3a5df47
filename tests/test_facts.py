"""Facts: identities on random registers, and an independent count of the sample's files."""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import workspace
from analysis.facts import build, read
from analysis.measures import movements
from analysis.register import read as register
from analysis.register.households import (
    EXITED,
    NEAR_POOR,
    NEW,
    NOT_POOR,
    POOR,
    RELAPSED,
    STAYED,
)
from analysis.register.read import Review

WARDS = ["20194", "20195", "20197"]
SAMPLE = workspace.PROJECT / "data" / "lien-chieu"

# One household's year: its classes at opening and closing, how its way is declared, wards, sizes.
HOUSEHOLD = st.fixed_dictionaries(
    {
        "before": st.sampled_from([POOR, POOR, NEAR_POOR, ""]),
        "after": st.sampled_from([POOR, POOR, NEAR_POOR, ""]),
        "reason": st.sampled_from([EXITED, EXITED, "Chuyển đi", "Qua đời"]),
        "movement": st.sampled_from([RELAPSED, NEW, "Chuyển đến", "Tách hộ"]),
        "wards": st.tuples(st.sampled_from(WARDS), st.sampled_from(WARDS)),
        "sizes": st.tuples(st.integers(1, 9), st.integers(1, 9)),
    }
)
REGISTERS = st.lists(HOUSEHOLD, min_size=1, max_size=40)


def review(households: list[dict], year: int = 2013, first: int = 0) -> Review:
    """The three lists of a year, every household declared as the review should."""
    opening, closing, departures = [], [], []
    for at, home in enumerate(households, start=first):
        keys = {"household_id": f"H{at}"}
        was, now = (
            keys | {"ward_code": ward, "members": str(size)}
            for ward, size in zip(home["wards"], home["sizes"], strict=True)
        )
        if home["before"]:
            opening.append(was | {"household_class": home["before"]})
        if home["after"]:
            stayed = home["before"] == POOR
            declared = STAYED if stayed else home["movement"]
            row = {"household_class": home["after"], "movement": declared}
            closing.append(now | row | ({} if home["after"] == POOR else {"movement": ""}))
        if home["before"] == POOR and home["after"] != POOR:
            is_exit = home["after"] == NEAR_POOR or home["reason"] == EXITED
            row = {
                "reason": EXITED if is_exit else home["reason"],
                "class_after": (home["after"] or NOT_POOR) if is_exit else "",
            }
            departures.append(was | row)
    keys = ["household_id", "ward_code", "members"]
    return Review(
        year,
        "da-nang-2013",
        pd.DataFrame(opening, columns=[*keys, "household_class"], dtype="str"),
        pd.DataFrame(closing, columns=[*keys, "household_class", "movement"], dtype="str"),
        pd.DataFrame(departures, columns=[*keys, "reason", "class_after"], dtype="str"),
        pd.DataFrame(columns=["household_id"], dtype="str"),
        has_own_opening=True,
    )


def by_ward(ledger: pd.DataFrame) -> pd.DataFrame:
    """A ledger in one order, wards without a household left out as well as those with zeros."""
    table = ledger.set_index("unit_code")[build.LEDGER].astype("int64").sort_index()
    return table[(table != 0).any(axis="columns")]


@given(REGISTERS)
def test_the_ledger_of_a_fully_declared_register_balances(households):
    ledger = build.ledger(review(households))
    assert (movements.unexplained(ledger) == 0).all()
    assert (movements.unexplained(movements.people(ledger)) == 0).all()


@given(REGISTERS, st.data())
def test_the_facts_of_two_parts_add_up_to_the_facts_of_the_whole(households, data):
    cut = data.draw(st.integers(0, len(households)))
    parts = [review(households[:cut]), review(households[cut:], first=cut)]
    added = pd.concat([build.ledger(part) for part in parts])
    added = added.groupby("unit_code", as_index=False)[build.LEDGER].sum()
    pd.testing.assert_frame_equal(
        by_ward(added), by_ward(build.ledger(review(households))), check_names=False
    )


@given(REGISTERS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(households, random):
    whole = review(households)
    shuffled = {
        name: getattr(whole, name).sample(frac=1, random_state=random.randint(0, 2**31))
        for name in ("opening", "closing", "departures")
    }
    pd.testing.assert_frame_equal(
        build.ledger(whole), build.ledger(replace(whole, **shuffled)), check_dtype=False
    )


@given(REGISTERS)
def test_a_shifted_year_shifts_only_the_year(households):
    one, two = (build.ledger(review(households, year)) for year in (2013, 2021))
    assert set(two["year"]) <= {2021}
    pd.testing.assert_frame_equal(one.drop(columns="year"), two.drop(columns="year"))


@given(REGISTERS)
def test_moves_between_wards_cancel_and_parts_make_the_whole(households):
    ledger = build.ledger(review(households))
    assert ledger["moved_out"].sum() == ledger["moved_in"].sum()
    assert ledger["moved_out_people"].sum() == ledger["moved_in_people"].sum()
    for whole, parts in build.TOTALS.items():
        assert (ledger[whole] == ledger[parts].sum(axis="columns")).all()


@given(REGISTERS)
def test_a_household_is_on_one_line_out_or_one_line_in(households):
    whole = review(households)
    ledger = build.ledger(whole).sum(numeric_only=True)
    poor_before = (whole.opening["household_class"] == POOR).sum()
    stayed = sum(home["before"] == home["after"] == POOR for home in households)
    assert ledger["opening"] == poor_before
    assert ledger["exits"] + ledger["other_decrease"] == poor_before - stayed
    assert ledger["arising"] + ledger["other_increase"] == ledger["closing"] - stayed


@given(REGISTERS)
def test_a_household_that_nothing_declares_is_a_residual(households):
    whole = review(households)
    row = {
        "household_id": "X", "ward_code": WARDS[0], "members": "3",
        "household_class": POOR, "movement": STAYED,
    }  # fmt: skip
    more = replace(whole, closing=pd.concat([whole.closing, pd.DataFrame([row], dtype="str")]))
    ledger = build.ledger(more).set_index("unit_code")
    assert movements.unexplained(ledger).sum() == 1
    assert movements.unexplained(ledger)[WARDS[0]] == 1
    assert movements.unexplained(movements.people(ledger)).sum() == 3


def home(**changes) -> dict:
    usual = {"before": POOR, "after": POOR, "reason": EXITED, "movement": NEW}
    return usual | {"wards": (WARDS[0], WARDS[0]), "sizes": (4, 4)} | changes


@pytest.mark.parametrize(
    ("household", "line"),
    [
        (home(after=NEAR_POOR), "exits_to_near_poor"),
        (home(after=""), "exits_above_near_poor"),
        (home(after="", reason="Qua đời"), "other_decrease"),
        (home(before="", movement=RELAPSED), "relapses"),
        (home(before="", movement=NEW), "entries"),
        (home(before="", movement="Tách hộ"), "other_increase"),
        (home(before=NEAR_POOR, movement=NEW), "from_near_poor"),
        (home(before=NEAR_POOR, movement=RELAPSED), "from_near_poor"),
    ],
)
def test_each_way_in_or_out_counts_once_on_its_line(household, line):
    counted = build.ledger(review([household])).iloc[0][build.LINES]
    moved = counted.drop(["opening", "closing"])
    assert moved[moved != 0].to_dict() == {line: 1}


def test_a_move_between_wards_stands_in_both_and_a_blank_ward_is_no_move():
    moved = build.ledger(review([home(wards=(WARDS[0], WARDS[1]))])).set_index("unit_code")
    assert moved.loc[WARDS[0], ["opening", "moved_out", "closing"]].tolist() == [1, 1, 0]
    assert moved.loc[WARDS[1], ["opening", "moved_in", "closing"]].tolist() == [0, 1, 1]
    lost = build.ledger(review([home(wards=(WARDS[0], ""))])).set_index("unit_code")
    assert movements.unexplained(lost).to_dict() == {WARDS[0]: -1, "": 1}


def test_a_household_that_grows_adds_people_and_no_household():
    grown = build.ledger(review([home(sizes=(4, 6))])).iloc[0]
    assert grown["other_increase"] == 0
    assert grown["other_increase_people"] == 2


def listed(year: int, name: str) -> list[dict]:
    file = SAMPLE / "register" / str(year) / f"{name}.csv"
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def own_count(year: int, standard_starts: bool) -> dict[str, Counter]:
    """The main lines by ward, counted from the files by nothing of ours."""
    own_opening = (SAMPLE / "register" / str(year) / "opening.csv").exists()
    assert own_opening or not standard_starts
    opening = listed(year, "opening") if own_opening else listed(year - 1, "closing")
    opening = [row for row in opening if row["Phân loại hộ"] == "Hộ nghèo"]
    closing = [row for row in listed(year, "closing") if row["Phân loại hộ"] == "Hộ nghèo"]
    exits = [row for row in listed(year, "departures") if row["Lý do"] == "Thoát nghèo"]
    before = {row["Mã hộ"] for row in opening}
    arrived = [row for row in closing if row["Mã hộ"] not in before]
    arising = [row for row in arrived if row["Diễn biến"] in ("Tái nghèo", "Phát sinh mới")]
    home_ward = {row["Mã hộ"]: row["Mã phường"] for row in opening}
    return {
        "opening": Counter(row["Mã phường"] for row in opening),
        "exits": Counter(home_ward[row["Mã hộ"]] for row in exits),
        "arising": Counter(row["Mã phường"] for row in arising),
        "closing": Counter(row["Mã phường"] for row in closing),
    }


@pytest.mark.parametrize("year", range(2009, 2016))
def test_the_facts_agree_with_an_independent_count_of_the_files(year, shipped_facts):
    ledger = movements.of_year(read.ledger(year, "490", "data/lien-chieu"), year)
    counted = own_count(year, standard_starts=year in (2009, 2013))
    for line, wards in counted.items():
        facts = {code: n for code, n in zip(ledger["unit_code"], ledger[line], strict=True) if n}
        assert facts == dict(wards), line


def test_the_sample_repeats_the_published_totals_of_2013(shipped_facts):
    ledger = read.ledger(2013, "490", "data/lien-chieu")
    total = movements.total(movements.of_year(ledger, 2013)).iloc[0]
    assert total[["opening", "exits", "arising", "closing"]].tolist() == [4018, 1328, 128, 2818]
    population = read.population(2013, "490", "data/lien-chieu")
    assert population.loc[population["year"] == 2013, "households"].sum() == 39030


def test_hoa_khanh_bac_follows_its_published_structure():
    rows = [
        row
        for row in listed(2013, "opening")
        if row["Mã phường"] == "20197" and row["Phân loại hộ"] == "Hộ nghèo"
    ]
    groups = Counter(row["Nhóm đặc biệt nghèo"] for row in rows)
    assert len(rows) == 465
    assert (groups["Không có lao động"], groups["Nhóm I"], groups["Nhóm II"]) == (54, 23, 13)


def test_facts_hold_no_column_of_a_person():
    office = workspace.open("data/lien-chieu")
    for table in build.tables(register.read(office), office.district).values():
        assert not {"household_id", "head_name", "members"} & set(table)


def test_an_unknown_area_or_year_is_told_by_name(shipped_facts):
    with pytest.raises(LookupError, match="'20196'"):
        read.ledger(2013, "20196", "data/lien-chieu")
    with pytest.raises(LookupError, match="2031"):
        read.ledger(2031, "490", "data/lien-chieu")


def test_a_page_knows_the_standard_of_its_year(shipped_facts):
    used = [read.scope(year, "490", str(SAMPLE), "vi").standard for year in (2012, 2013, 2031)]
    assert used == ["da-nang-2009", "da-nang-2013", ""]


def test_without_facts_the_reader_is_told_what_to_run(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(tmp_path))
    with pytest.raises(LookupError, match="giamngheo facts"):
        read.ledger(2013, "490", "data/lien-chieu")


def test_a_ward_with_nobody_poor_has_a_row_of_zeros():
    ledger = build.ledger(review([home()]), WARDS).set_index("unit_code")
    assert ledger.index.tolist() == WARDS
    assert ledger.loc[WARDS[1], build.LEDGER].eq(0).all()
