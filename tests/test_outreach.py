"""Wishes and communication: what is known at the end of a year, whatever an office keeps, and no
household told of by a count."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import charts, publication, tables, terms, workspace
from analysis.disclosure import Release
from analysis.facts import outreach as facts
from analysis.facts import read
from analysis.facts import wishes as of_wishes
from analysis.findings import outreach as say
from analysis.measures import outreach
from analysis.programme import Outreach, Programme
from analysis.publication import outreach as published
from analysis.register.programme.outreach import AGREED, KINDS, REFUSED
from analysis.register.read import read as read_register
from analysis.terms import HIDDEN, Scope
from analysis.worklists import wishes as worklist
from analysis.workspace import District
from tests.by_hand import table as by_hand

SAMPLE, PUBLISHED, _ = workspace.SHIPPED
OFFICE = workspace.open(SAMPLE)
YEARS = range(2009, 2016)
VI, EN = (Scope(2013, "Quận X", lang, {}) for lang in terms.LANGS)
RULES = Outreach(answer_days=30, done_days=180, source={"vi": "giả định", "en": "invented"})
LOAN, HOME = KINDS["wish_loan"], KINDS["wish_home"]


def wishes(*rows: tuple) -> pd.DataFrame:
    """Rows of (household, met, kind, answer, answered, done), the days as 2013-01-31."""
    columns = ["household_id", "met_date", "wish_kind", "answer", "answer_date", "done_date"]
    table = pd.DataFrame([(*row, *[""] * (6 - len(row))) for row in rows], columns=columns)
    return table.astype("str").assign(year=[row[1][:4] for row in rows], association="Hội Nông dân")


def roster(*rows: tuple, year: int = 2013) -> pd.DataFrame:
    """Poor households at a year's opening: number, ward, group, causes, whether it exited."""
    columns = ["household_id", "unit_code", "residential_group", "causes", "is_exit"]
    usual = ["", "A", "Tổ 1", "thiếu vốn", False]
    full = [[*row, *usual[len(row) :]] for row in rows]
    return pd.DataFrame(full, columns=columns).assign(year=year, opening_class="poor")


def district(rules: Outreach | None) -> District:
    """Two wards, and the days that are laid down, if any."""
    unit = OFFICE.district.units[0]
    units = [unit.model_copy(update={"code": code}) for code in ("A", "B")]
    return OFFICE.district.model_copy(
        update={"units": units, "programme": Programme(outreach=rules)}
    )


def made(listed: pd.DataFrame, rules: Outreach | None = RULES, **recorded) -> dict:
    """The facts of tables as an office keeps them."""
    return facts.tables(recorded, listed, district(rules))


def by_kind(rows: pd.DataFrame, year: int, rules: Outreach | None = RULES) -> pd.Series:
    """The row of all wishes."""
    table = made(roster(("H",), year=year), rules, wishes=rows)["outreach_wishes"]
    return outreach.wishes(table, year).iloc[-1]


# What is known at the end of a year


def test_an_answer_after_the_end_of_the_year_is_not_known_yet():
    row = ("H", "2012-12-20", LOAN, AGREED, "2013-01-05", "2013-02-01")
    then = by_kind(wishes(row), 2012)
    assert then[["wishes_received", "wishes_done", "wishes_open"]].tolist() == [1, 0, 1]
    assert then["wishes_unanswered"] == 1
    later = by_kind(wishes(row, ("G", "2013-05-01", HOME)), 2013)
    assert later[["wishes_carried", "wishes_received"]].tolist() == [1, 1]
    assert later[["wishes_done", "wishes_open", "wishes_unanswered"]].tolist() == [1, 1, 1]


def test_who_was_met_and_has_no_wish_is_no_wish():
    row = by_kind(wishes(("H", "2013-01-05", "")), 2013)
    assert row[["wishes_received", "wishes_open", "wishes_unanswered"]].tolist() == [0, 0, 0]


def test_what_came_over_into_the_first_year_on_record_is_not_known():
    assert pd.isna(by_kind(wishes(("H", "2013-01-05", LOAN)), 2013)["wishes_carried"])
    before = ("H", "2012-03-01", "")
    assert by_kind(wishes(before, ("H", "2013-01-05", LOAN)), 2013)["wishes_carried"] == 0


@pytest.mark.parametrize(
    ("row", "is_late"),
    [
        (("H", "2013-12-01", LOAN), False),  # 30 days to the end of the year
        (("H", "2013-11-30", LOAN), True),
        (("H", "2013-11-30", LOAN, AGREED, "2013-12-30"), False),
        (("H", "2013-07-04", LOAN, AGREED, "2013-07-10"), False),  # 180 days
        (("H", "2013-07-03", LOAN, AGREED, "2013-07-10"), True),
        (("H", "2013-01-03", LOAN, AGREED, "2013-07-10", "2013-12-31"), False),
        (("H", "2013-01-03", LOAN, REFUSED, "2013-07-10"), False),
    ],
)
def test_a_wish_is_overdue_after_the_days_laid_down_and_while_it_is_open(row, is_late):
    assert by_kind(wishes(row), 2013)["wishes_overdue"] == is_late


def test_without_days_laid_down_nothing_is_said_of_what_is_overdue():
    row = ("H", "2013-01-03", LOAN, AGREED, "2013-07-10")
    assert pd.isna(by_kind(wishes(row), 2013, None)["wishes_overdue"])
    answer_alone = RULES.model_copy(update={"done_days": None})
    assert by_kind(wishes(row), 2013, answer_alone)["wishes_overdue"] == 0
    assert by_kind(wishes(row[:3]), 2013, answer_alone)["wishes_overdue"] == 1


DAYS = st.dates(date(2011, 1, 1), date(2013, 12, 31))
LATER = st.one_of(st.none(), st.integers(0, 500))
WISH = st.tuples(
    st.sampled_from("GHIJ"),
    DAYS,
    st.sampled_from([*KINDS.values(), ""]),
    st.booleans(),
    LATER,
    LATER,
)


def as_row(home: str, met: date, kind: str, agreed: bool, answered, done) -> tuple:
    """A wish as it may lawfully be recorded."""
    if not kind or answered is None:
        return home, met.isoformat(), kind
    day = pd.Timestamp(met) + pd.Timedelta(days=answered)
    end = "" if done is None or not agreed else f"{day + pd.Timedelta(days=done):%Y-%m-%d}"
    return home, met.isoformat(), kind, AGREED if agreed else REFUSED, f"{day:%Y-%m-%d}", end


@settings(max_examples=20)
@given(st.lists(WISH, min_size=1, max_size=25))
def test_what_comes_over_and_in_is_done_refused_or_open(rows):
    known = wishes(*(as_row(*row) for row in rows))
    listed = pd.concat([roster(*"GHIJ", year=year) for year in (2011, 2012, 2013)])
    counts = made(listed, wishes=known)["outreach_wishes"]
    open_before = None
    for year in (2011, 2012, 2013):
        table = outreach.wishes(counts, year)
        if table.empty:
            assert not (known["year"] == str(year)).any()
            open_before = None
            continue
        carried = table["wishes_carried"].fillna(0)
        came = carried + table["wishes_received"]
        went = table["wishes_done"] + table["wishes_refused"]
        assert (came - went == table["wishes_open"]).all()
        assert (table["wishes_unanswered"] <= table["wishes_open"]).all()
        assert (table["wishes_overdue"] <= table["wishes_open"]).all()
        assert (table.iloc[:-1, 1:].sum() == table.iloc[-1, 1:]).all()
        if open_before is not None:
            assert carried.tolist() == open_before
        open_before = table["wishes_open"].tolist()


@settings(max_examples=20)
@given(st.lists(WISH, min_size=1, max_size=20))
def test_a_year_is_the_same_whatever_is_written_down_later(rows):
    every = [as_row(*row) for row in rows]
    listed = pd.concat([roster(*"GHIJ", year=year) for year in (2011, 2012)])
    now, then = (made(listed, wishes=wishes(*each)) for each in (every, [*as_of_2012(every)]))
    for name in ("outreach_wishes", "outreach_waiting", "outreach_met", "outreach_causes"):
        pd.testing.assert_frame_equal(now[name], then[name])


def as_of_2012(rows: list[tuple]) -> Iterator[tuple]:
    """The rows as they stood in the files at the end of 2012."""
    for home, met, kind, *course in rows:
        answer, answered, done = course or ("", "", "")
        if met <= "2012-12-31":
            end = done if done <= "2012-12-31" else ""
            came = (answer, answered, end) if answered <= "2012-12-31" else ("", "", "")
            yield home, met, kind, *came


@settings(max_examples=20)
@given(st.lists(WISH, max_size=20), st.sets(st.sampled_from("GHIJ")))
def test_parts_add_up_to_the_whole(rows, own):
    every = [as_row(*row) for row in rows] + [("X", "2012-05-01", ""), ("Y", "2012-05-01", "")]
    homes = {"X": own, "Y": {*"GHIJ"} - own}
    parts = [
        made(
            roster(*({each, *those}), year=2012),
            wishes=wishes(*(row for row in every if row[0] in {each, *those})),
        )
        for each, those in homes.items()
    ]
    whole = made(roster(*"GHIJXY", year=2012), wishes=wishes(*every))
    for name in ("outreach_wishes", "outreach_waiting", "outreach_causes", "outreach_met"):
        keys = facts.KEYS[name][0]
        every_part = pd.concat([part[name] for part in parts]).drop(columns="year")
        added = every_part.groupby(keys, sort=False).sum()
        expected = whole[name].drop(columns="year").groupby(keys, sort=False).sum()
        pd.testing.assert_frame_equal(added, expected)


# Areas, sessions, households met


def areas(*rows: tuple, year: int = 2013) -> pd.DataFrame:
    """Rows of (code, ward, first group, last group, association)."""
    columns = ["area_code", "ward_code", "first_group_count", "last_group_count", "association"]
    return pd.DataFrame(rows, columns=columns).astype("str").assign(year=str(year))


AREAS = areas(("A-01", "A", 1, 4, "Hội Nông dân"), ("A-02", "A", 5, 9, ""))


def test_a_household_is_in_the_area_of_its_ward_and_group():
    listed = roster(
        ("1", "A", "Tổ 4"), ("2", "A", "Tổ dân phố số 5"), ("3", "A", "Tổ 10"),
        ("4", "A", pd.NA), ("5", "B", "Tổ 4"), ("6", "", "Tổ 4"),
    )  # fmt: skip
    table = outreach.areas(made(listed, areas=AREAS)["outreach_areas"], 2013)
    table = table.set_index("unit_code")
    assert table.loc["A"].tolist() == [2, 1, 4, 1, 1, 2]
    assert table.loc["B"].tolist() == [0, 0, 1, 0, 0, 1]
    assert table.loc[""].tolist() == [0, 0, 1, 0, 0, 1]
    assert table.loc["total"].tolist() == [2, 1, 6, 1, 1, 4]


def test_areas_are_told_by_their_sessions_and_attendance_where_it_was_recorded():
    held = pd.DataFrame(
        {
            "area_code": ["A-01", "A-01", "A-02", "B-01"],
            "attendance_count": ["30", "", "12", ""],
        }
    )
    more = areas(*AREAS.iloc[:, :5].itertuples(index=False), ("B-01", "B", 1, 3, ""))
    recorded = {"areas": more, "sessions": held.assign(year="2013", session_date="2013-03-01")}
    counts = made(roster(("1",)), **recorded)["outreach_sessions"]
    table = outreach.sessions(counts, 2013).set_index("unit_code")
    assert table.loc["A"].tolist() == [2, 0, 1, 1, 3, 2, 42]
    assert table.loc["B"].tolist()[:-1] == [1, 0, 1, 0, 1, 0]
    assert pd.isna(table.loc["B", "attendance_people"])
    assert table.loc["total"].tolist() == [3, 0, 2, 1, 4, 2, 42]


def test_households_are_met_once_however_often_and_only_the_poor_of_the_opening():
    met = wishes(
        ("1", "2013-02-01", ""), ("1", "2013-05-01", LOAN), ("1", "2013-05-01", HOME),
        ("2", "2013-02-01", ""), ("9", "2013-02-01", LOAN), ("3", "2012-02-01", LOAN),
    )  # fmt: skip
    listed = roster(("1",), ("2",), ("3",), ("4", "B"))
    table = outreach.met(made(listed, wishes=met)["outreach_met"], 2013).set_index("unit_code")
    assert table.loc["A"].tolist() == [3, 2, 1, 1, 1, pytest.approx(200 / 3)]
    assert table.loc["total"].tolist() == [4, 2, 1, 1, 2, 50.0]


# How long, why, and what followed


def test_a_wish_without_an_answer_waits_as_long_as_it_was_followed():
    """Three are met on 1 January; of 25 met on 1 November only two steps are over."""
    early = [(f"E{at}", "2013-01-01", LOAN) for at in range(3)]
    early[0] = (*early[0], AGREED, "2013-01-31")  # 30 days
    early[1] = (*early[1], REFUSED, "2013-02-01")
    late = [(f"L{at}", "2013-11-01", LOAN) for at in range(25)]
    late[0] = (*late[0], AGREED, "2013-12-31")  # 60 days
    last = [("N", "2013-12-15", LOAN, AGREED, "2013-12-16"), ("M", "2013-01-01", "")]
    counts = made(roster(("H",)), wishes=wishes(*early, *late, *last))["outreach_waiting"]
    assert counts["within_days"].tolist() == [30, 60, 90, 180]
    assert counts["wishes_waiting"].tolist() == [28, 27, 1, 1]
    assert counts["wishes_answered"].tolist() == [1, 2, 0, 0]
    table = outreach.waiting(counts, 2013)
    shares = [100 * (1 - 27 / 28), 100 * (1 - 27 / 28 * 25 / 27)]
    assert table["answered_pct"].tolist() == pytest.approx(shares)


def test_causes_and_wishes_stand_side_by_side_and_may_be_several():
    listed = roster(
        ("1", "A", "Tổ 1", "thiếu vốn; ốm đau, tai nạn"), ("2", "A", "Tổ 1", "Thiếu vốn"),
        ("3", "A", "Tổ 1", ""), ("4", "A", "Tổ 1", "mất mùa"), ("5", "A", "Tổ 1", "thiếu vốn"),
    )  # fmt: skip
    rows = [(home, "2013-02-01", LOAN) for home in "1234"]
    rows += [("1", "2013-03-01", HOME), ("1", "2013-04-01", HOME), ("5", "2013-02-01", "")]
    counts = made(listed, wishes=wishes(*rows))["outreach_causes"]
    table = outreach.causes(counts, 2013).set_index("said")
    said = table["households_saying"]
    assert said[["heard_all", "cause_capital", "cause_illness"]].tolist() == [4, 2, 1]
    assert said[["cause_other", "cause_blank"]].tolist() == [1, 1]
    assert said[["said_wish_loan", "said_wish_home", "said_wish_job"]].tolist() == [4, 1, 0]
    assert table.loc["cause_capital", "saying_pct"] == 50.0


def test_the_year_is_followed_from_what_was_known_before_it():
    listed = roster(
        *((home, "A", "Tổ 1", "", exited) for home, exited in zip("12345", "10100", strict=True))
    )
    listed = listed.assign(is_exit=listed["is_exit"] == "1")
    before = wishes(
        ("1", "2012-02-01", LOAN, AGREED, "2012-03-01", "2012-12-31"), ("1", "2012-02-01", HOME),
        ("2", "2012-02-01", LOAN, AGREED, "2012-03-01", "2013-01-01"),
        ("3", "2012-02-01", ""), ("4", "2013-02-01", LOAN),
    )  # fmt: skip
    table = outreach.followed(made(listed, wishes=before)["outreach_followed"], 2013)
    assert table["heard"].tolist() == of_wishes.HEARD
    assert table["followed_poor"].tolist() == [1, 1, 1, 2]
    assert table["followed_exits"].tolist() == [1, 0, 1, 0]
    assert (table["followed_exits"] + table["followed_not_exited"] == table["followed_poor"]).all()


@pytest.mark.parametrize("recorded", [{}, {"areas": AREAS.iloc[:0]}, {"wishes": wishes()}])
def test_what_is_not_recorded_has_no_rows(recorded):
    for name, table in made(roster(("1",)), **recorded).items():
        assert table.empty, name
        assert getattr(outreach, name.removeprefix("outreach_"))(table, 2013).empty


def test_a_year_without_rows_is_not_a_year_of_zeros():
    later = made(roster(("1",)), wishes=wishes(("1", "2012-02-01", LOAN)))
    assert len(later["outreach_followed"]) and later["outreach_met"].empty
    assert later["outreach_wishes"].empty


# Whole tables, each cell worked out by hand


def of_two_years(**columns: list) -> pd.DataFrame:
    """Facts of 2013, with a row of 2012 before them in which every count is 77."""
    now = by_hand(**columns).assign(year=2013, note="x")
    before = now[:1].assign(year=2012, **dict.fromkeys([*columns][1:], 77))
    return pd.concat([before, now], ignore_index=True)


def test_areas_add_up_and_what_no_ward_recorded_stays_missing():
    told = {
        "areas": [3, 2],
        "areas_assigned": [None, 1],
        "opening": [40, 20],
        "poor_assigned": [30, 5],
        "poor_unassigned": [4, 15],
        "poor_no_area": [None, None],
    }
    found = outreach.areas(of_two_years(unit_code=["B", "A"], **told), 2013)
    sums = {"areas": 5, "areas_assigned": 1, "opening": 60, "poor_assigned": 35}
    sums |= {"poor_unassigned": 19, "poor_no_area": None}
    expected = {name: [*cells, sums[name]] for name, cells in told.items()}
    pd.testing.assert_frame_equal(found, by_hand(unit_code=["B", "A", "total"], **expected))


def test_areas_have_no_one_or_several_sessions():
    found = outreach.sessions(
        of_two_years(
            unit_code=["A", "B"],
            attendance_people=[42, None],
            areas=[6, 4],
            areas_no_session=[1, 4],
            areas_one_session=[2, 0],
            area_sessions=[9, 0],
            sessions_counted=[2, 0],
        ),
        2013,
    )
    expected = by_hand(
        unit_code=["A", "B", "total"],
        areas=[6, 4, 10],
        areas_no_session=[1, 4, 5],
        areas_one_session=[2, 0, 2],
        areas_several_sessions=[3, 0, 3],
        area_sessions=[9, 0, 9],
        sessions_counted=[2, 0, 2],
        attendance_people=[42, None, 42],
    )
    pd.testing.assert_frame_equal(found, expected)


def test_who_was_met_has_a_wish_or_none_and_the_others_were_not_met():
    found = outreach.met(
        of_two_years(
            unit_code=["A", "B"],
            opening=[40, 0],
            households_met=[10, 0],
            met_with_wish=[7, 0],
        ),
        2013,
    )
    expected = by_hand(
        unit_code=["A", "B", "total"],
        opening=[40, 0, 40],
        households_met=[10, 0, 10],
        met_with_wish=[7, 0, 7],
        met_without_wish=[3, 0, 3],
        households_not_met=[30, 0, 30],
        met_pct=[25, None, 25],
    )
    pd.testing.assert_frame_equal(found, expected)


def test_wishes_are_told_by_kind_in_the_order_of_their_course():
    told = {name: [at, at + 10] for at, name in enumerate(outreach.WISHES)}
    counts = of_two_years(wish_kind=["wish_loan", "total"], **dict(reversed(told.items())))
    expected = by_hand(wish_kind=["wish_loan", "total"], **told)
    pd.testing.assert_frame_equal(outreach.wishes(counts, 2013), expected)


def test_waiting_is_told_down_to_twenty_who_wait():
    counts = of_two_years(
        within_days=[30, 60, 90], wishes_answered=[10, 5, 1], wishes_waiting=[40, 20, 19]
    )
    expected = by_hand(
        within_days=[30, 60],
        wishes_waiting=[40, 20],
        wishes_answered=[10, 5],
        answered_pct=[25, 100 * (1 - 0.75 * 0.75)],
    )
    pd.testing.assert_frame_equal(outreach.waiting(counts, 2013), expected)


def test_causes_and_wishes_are_shares_of_all_who_were_heard():
    said = ["heard_all", "cause_capital", "said_wish_loan"]
    counts = of_two_years(said=said, households_saying=[8, 0, 6])
    pd.testing.assert_frame_equal(
        outreach.causes(counts, 2013),
        by_hand(said=said, households_saying=[8, 0, 6], saying_pct=[100, 0, 75]),
    )


def test_where_nobody_was_heard_no_cause_is_told():
    expected = by_hand(said=["heard_all"], households_saying=[0], saying_pct=[None])[:0]
    nobody = of_two_years(said=["heard_all", "cause_capital"], households_saying=[0, 0])
    pd.testing.assert_frame_equal(outreach.causes(nobody, 2013), expected)
    pd.testing.assert_frame_equal(outreach.causes(nobody, 2014), expected)


def test_who_was_heard_exited_or_did_not():
    counts = of_two_years(
        heard=["heard_done", "heard_never"], followed_exits=[3, 0], followed_poor=[4, 0]
    )
    expected = by_hand(
        heard=["heard_done", "heard_never"],
        followed_poor=[4, 0],
        followed_exits=[3, 0],
        followed_not_exited=[1, 0],
        followed_exits_pct=[75, None],
    )
    pd.testing.assert_frame_equal(outreach.followed(counts, 2013), expected)


def test_the_days_laid_down_are_told_and_none_of_an_office_without():
    laid_down = outreach.rules(RULES.model_copy(update={"done_days": None}))
    expected = by_hand(limit=["limit_answer", "limit_done"], limit_days=[30, None])
    pd.testing.assert_frame_equal(laid_down, expected)
    assert outreach.rules(RULES)["limit_days"].tolist() == [30, 180]
    assert (list(outreach.rules(None)), len(outreach.rules(None))) == (list(expected), 0)


# The sample, counted again from its files by nothing of ours


def rows_of(name: str) -> list[dict]:
    file = workspace.PROJECT / SAMPLE / f"{name}.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def iso(day: str) -> str:
    return "-".join(reversed(day.split("/")))


def poor_at_opening(year: int) -> dict[str, dict]:
    rows = rows_of(f"register/{year}/opening") or rows_of(f"register/{year - 1}/closing")
    return {row["Mã hộ"]: row for row in rows if row["Phân loại hộ"] == "Hộ nghèo"}


def exits_of(year: int) -> set[str]:
    rows = rows_of(f"register/{year}/departures")
    return {row["Mã hộ"] for row in rows if row["Lý do"] == "Thoát nghèo"}


def shown(year: int, name: str) -> pd.DataFrame:
    return publication.tables(year, "490", SAMPLE)[f"outreach-{name}"]


@pytest.mark.parametrize("year", YEARS)
def test_the_wishes_of_a_page_are_those_of_the_files(year, shipped_facts):
    end, before = f"{year}-12-31", f"{year - 1}-12-31"
    kinds = {kind: code for code, kind in KINDS.items()} | {"": ""}
    counted = Counter()
    for row in rows_of("wishes"):
        met, answered, done = (
            iso(row[name]) for name in ("Ngày đối thoại", "Ngày trả lời", "Ngày hoàn thành")
        )
        if not row["Nguyện vọng"] or met > end:
            continue
        refused = answered if row["Trả lời"] == "Không đáp ứng" else ""
        ended = done or refused or "9"
        holds = {
            "wishes_carried": met <= before < ended,
            "wishes_received": met > before,
            "wishes_done": before < done <= end,
            "wishes_refused": before < refused <= end,
            "wishes_open": ended > end,
            "wishes_unanswered": not answered or answered > end,
        }
        for name, is_so in holds.items():
            counted[kinds[row["Nguyện vọng"]], name] += is_so
            counted["total", name] += is_so
    for row in shown(year, "wishes").to_dict("records"):
        for name in outreach.WISHES[:6]:
            if row[name] != HIDDEN and not pd.isna(row[name]):
                assert row[name] == counted[row["wish_kind"], name], (row["wish_kind"], name)
    assert pd.isna(shown(year, "wishes").iloc[-1]["wishes_carried"]) == (year == min(YEARS))


@pytest.mark.parametrize("year", YEARS)
def test_the_households_of_a_page_are_those_of_the_files(year, shipped_facts):
    poor, met, wished = poor_at_opening(year), set(), set()
    for row in rows_of("wishes"):
        if row["Năm"] == str(year) and row["Mã hộ"] in poor:
            met.add(row["Mã hộ"])
            wished |= {row["Mã hộ"]} if row["Nguyện vọng"] else set()
    total = shown(year, "met").iloc[-1]
    assert total[["opening", "households_met", "met_with_wish"]].tolist() == [
        *map(len, (poor, met, wished))
    ]
    assert shown(year, "causes")["households_saying"].iloc[0] == len(wished)
    named = [row["Nguyên nhân nghèo"].split("; ") for home, row in poor.items() if home in wished]
    causes = shown(year, "causes").set_index("said")["households_saying"]
    assert causes["cause_capital"] == sum("thiếu vốn" in each for each in named)
    assert causes["cause_blank"] in (HIDDEN, sum(each == [""] for each in named))


@pytest.mark.parametrize("year", YEARS)
def test_the_areas_and_sessions_of_a_page_are_those_of_the_files(year, shipped_facts):
    listed = {row["Mã khu dân cư"]: row for row in rows_of("areas") if row["Năm"] == str(year)}
    homes = Counter()
    for home in poor_at_opening(year).values():
        group = home["Tổ dân phố"].removeprefix("Tổ ")
        stands = [
            area["Hội đoàn thể phụ trách"] != ""
            for area in listed.values()
            if area["Mã phường"] == home["Mã phường"]
            and group.isdecimal()
            and int(area["Từ tổ"]) <= int(group) <= int(area["Đến tổ"])
        ]
        homes["poor_no_area" if not stands else f"poor_{'' if stands[0] else 'un'}assigned"] += 1
    total = shown(year, "areas").iloc[-1]
    assert total["areas"] == len(listed)
    assert total["areas_assigned"] == sum(
        a["Hội đoàn thể phụ trách"] != "" for a in listed.values()
    )
    assert {name: total[name] for name in homes} == dict(homes)
    held = [row for row in rows_of("sessions") if row["Năm"] == str(year)]
    if not held:
        assert shown(year, "sessions").empty and year < 2010
        return
    times = Counter(row["Mã khu dân cư"] for row in held)
    attending = [int(row["Số người dự"]) for row in held if row["Số người dự"]]
    expected = [len(listed), len(listed) - len(times), sum(n == 1 for n in times.values())]
    expected += [sum(n > 1 for n in times.values()), len(held), len(attending), sum(attending)]
    assert shown(year, "sessions").iloc[-1, 1:].tolist() == expected


@pytest.mark.parametrize("year", YEARS)
def test_the_exits_beside_wishes_are_those_of_the_files(year, shipped_facts):
    before, exits, heard = f"{year - 1}-12-31", exits_of(year), {}
    order = ["heard_done", "heard_not_done", "heard_no_wish"]
    for row in rows_of("wishes"):
        if iso(row["Ngày đối thoại"]) <= before:
            done = iso(row["Ngày hoàn thành"])
            state = 0 if done and done <= before else 1 if row["Nguyện vọng"] else 2
            heard[row["Mã hộ"]] = min(state, heard.get(row["Mã hộ"], 2))
    table = shown(year, "followed")
    if year == min(YEARS):
        assert table.empty
        return
    counted = Counter(), Counter()
    for home in poor_at_opening(year):
        state = order[heard[home]] if home in heard else "heard_never"
        counted[0][state] += 1
        counted[1][state] += home in exits
    for row in table.to_dict("records"):
        assert row["followed_poor"] in (HIDDEN, counted[0][row["heard"]])
        assert row["followed_exits"] in (HIDDEN, counted[1][row["heard"]])


@pytest.mark.parametrize("year", YEARS)
def test_no_page_shows_few_households_or_few_wishes(year, shipped_facts):
    few = set(range(1, OFFICE.district.disclosure_threshold))
    for _, area in [each for each in read.years_and_areas(SAMPLE) if each[0] == year]:
        safe = publication.tables(year, area, SAMPLE)
        for name in ("met", "wishes", "waiting", "causes", "followed"):
            table = safe[f"outreach-{name}"]
            if table is None or table.empty:
                continue
            own = table[table.iloc[:, 0] != ""].drop(columns="opening", errors="ignore")
            counts = own[[c for c in own.columns[1:] if not c.endswith("_pct")]]
            assert not counts.map(lambda cell: cell in few if cell is not pd.NA else False).any(
                axis=None
            )


def test_many_wishes_of_few_households_are_hidden():
    six = [(f"H{at % 4}", "2013-02-01", LOAN) for at in range(6)]
    many = [(f"G{at}", "2013-02-01", HOME) for at in range(40)]
    counts = made(roster(("H1",)), wishes=wishes(*six, *many))["outreach_wishes"]
    table = outreach.wishes(counts, 2013)[["wish_kind", "wishes_received"]]
    few = published._few(counts, table, SAMPLE)
    assert few.dropna()["wishes_received"].tolist() == [4]
    loan = table["wish_kind"] == "wish_loan"
    for behind, is_hidden in ((few, True), (None, False)):
        release = Release(5).add("t", table, keys=["wish_kind"], behind=behind)
        (cell,) = release.protected()["t"].loc[loan, "wishes_received"]
        assert (cell == HIDDEN) == is_hidden


# Sentences, pictures, the internal list

ROW = {"unit_code": "A", "areas": 4, "areas_assigned": 3, "opening": 40, "poor_assigned": 30}
ROW |= {"poor_unassigned": HIDDEN, "poor_no_area": HIDDEN}
COURSE = {"wish_kind": "wish_loan", "wishes_carried": 10, "wishes_received": 30}
COURSE |= {"wishes_done": 20, "wishes_refused": 5, "wishes_open": 15}
COURSE |= {"wishes_unanswered": HIDDEN, "wishes_overdue": pd.NA}
MET = {"unit_code": "A", "opening": 40, "households_met": HIDDEN, "met_with_wish": HIDDEN}
MET |= {"met_without_wish": HIDDEN, "households_not_met": HIDDEN, "met_pct": HIDDEN}
EMPTY = pd.DataFrame()


def test_sentences_tell_numbers_what_is_hidden_and_what_is_missing():
    told = say.areas(pd.DataFrame([ROW]), VI)
    assert "4 khu dân cư, 3 khu có hội" in told and told.count("không công bố") == 2
    told = say.wishes(pd.DataFrame([COURSE]), EN)
    assert "received 30" in told and "not answered not shown, overdue no data" in told
    told = say.met(pd.DataFrame([MET]), EN)
    assert told.startswith("Of 40 poor households") and told.endswith("is not shown.")
    few = MET | {"households_met": 20, "met_pct": 50.0}
    told = say.met(pd.DataFrame([few]), EN)
    assert "met in the year: 20 households (50.00%); with a wish: not shown" in told


@pytest.mark.parametrize("scope", [VI, EN])
def test_nothing_recorded_is_said_and_a_ward_has_no_more_to_say(scope):
    for sentence in (say.areas, say.met, say.sessions, say.followed):
        assert "2013" in sentence(EMPTY, scope)
    assert say.waiting(EMPTY, pd.DataFrame([MET]), scope) and not say.waiting(EMPTY, EMPTY, scope)
    assert "awards" not in say.rules(None, scope) and "district.yml" in say.rules(None, scope)
    assert RULES.source[scope.lang] in say.rules(RULES, scope)
    for silent in (say.wishes, say.causes, say.by_kind, say.followed):
        assert silent(None, scope) == ""
    assert say.waiting(None, EMPTY, scope) == say.attendance(EMPTY, scope) == ""


def test_the_overview_gets_one_sentence_or_none():
    course, met = pd.DataFrame([COURSE]), pd.DataFrame([MET])
    assert say.main_point({"outreach-wishes": course, "outreach-met": met}, VI) == say.wishes(
        course, VI
    )
    assert say.main_point({"outreach-wishes": None, "outreach-met": met}, VI) == say.met(met, VI)
    for safe in ({}, {"outreach-wishes": None}, {"outreach-wishes": EMPTY, "outreach-met": EMPTY}):
        assert say.main_point(safe, VI) == ""


@pytest.mark.parametrize("scope", [VI, EN])
def test_every_code_and_column_has_its_words(scope):
    listed = roster(("1", "A"), year=2013)
    recorded = {
        "areas": AREAS,
        "wishes": wishes(("1", "2013-02-01", LOAN), ("1", "2012-02-01", "")),
    }
    held = pd.DataFrame({"area_code": ["A-01"], "attendance_count": ["3"], "year": "2013"})
    counts = made(listed, **recorded, sessions=held)
    for name in facts.KEYS:
        short = name.removeprefix("outreach_")
        shown_table = getattr(outreach, short)(counts[name], 2013)
        page = tables.grid(shown_table, f"outreach-{short}", scope).data
        assert not any(word in page for word in ("_", "nan", "&lt;NA"))
    assert "_" not in tables.grid(outreach.rules(RULES), "outreach-rules", scope).data


def test_the_bars_of_a_kind_are_its_wishes_and_a_hidden_kind_has_none():
    other = COURSE | {"wish_kind": "wish_home", "wishes_refused": HIDDEN}
    total = COURSE | {"wish_kind": "total"}
    table = pd.DataFrame([COURSE, other, total])
    picture = charts.wishes(table, "Nguyện vọng", "outreach-wishes", EN)
    (axes,) = picture.figure.axes
    assert [[bar.get_width() for bar in drawn] for drawn in axes.containers] == [[20], [5], [15]]
    assert [bar.get_x() for drawn in axes.containers for bar in drawn] == [0, 20, 25]
    assert picture.alt == (
        "Nguyện vọng A loan: Done in the year 20; Refused in the year 5; Open at the end 15."
    )
    for nothing in (None, EMPTY, table.iloc[1:]):
        assert charts.wishes(nothing, "", "outreach-wishes", EN).data == ""


@pytest.fixture(scope="module")
def register():
    return read_register(OFFICE)


def test_the_internal_list_has_each_open_wish_with_its_household(register, monkeypatch, tmp_path):
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(tmp_path))
    file = worklist.write(OFFICE, register, 2013, SAMPLE)
    assert file.name == "wishes-2013.xlsx" and file.stat().st_mode & 0o077 == 0
    *_, head = rows = [*openpyxl.load_workbook(file).active.iter_rows(values_only=True)][:4]
    assert "giả định" in rows[1][0] and list(head) == list(worklist.COLUMNS.values())
    listed = [*openpyxl.load_workbook(file).active.iter_rows(min_row=5, values_only=True)]
    expected = [
        row
        for row in rows_of("wishes")
        if row["Nguyện vọng"]
        and iso(row["Ngày đối thoại"]) <= "2013-12-31"
        and not "" < iso(row["Ngày hoàn thành"]) <= "2013-12-31"
        and not (row["Trả lời"] == "Không đáp ứng" and iso(row["Ngày trả lời"]) <= "2013-12-31")
    ]
    named = {(row[1], row[5], row[6]) for row in listed}
    keys = ("Mã hộ", "Nguyện vọng", "Ngày đối thoại")
    assert named == {tuple(row[key] for key in keys) for row in expected}
    assert len(listed) == len(expected)
    assert [row[0] for row in listed] == sorted(row[0] for row in listed)
    assert all(row[2] and row[3] for row in listed)
    words = {str(cell) for row in listed for cell in row}
    assert not any(word.startswith("999") for word in words)


def test_without_a_dialogue_of_the_year_there_is_no_list(register, monkeypatch, tmp_path):
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(tmp_path))
    with pytest.raises(workspace.WorkspaceError) as error:
        worklist.write(OFFICE, register, 2016, SAMPLE)
    for lang in terms.LANGS:
        assert "2016" in error.value.text(lang)
    assert not [*tmp_path.rglob("*.xlsx")]


def test_returns_have_no_such_tables(shipped_facts):
    for year, area in read.years_and_areas(PUBLISHED):
        safe = publication.tables(year, area, PUBLISHED)
        assert all(safe[name].empty for name in published.TABLES)
