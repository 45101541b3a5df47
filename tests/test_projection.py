"""The projection of the finishing date: against a plain loop, closed forms, and where it ends."""

from math import inf

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from analysis import charts, terms, workspace
from analysis.facts import read
from analysis.findings import projection as say
from analysis.measures import movements, projection
from analysis.methods import projection as method
from analysis.terms import Scope
from tests.test_measures import OLD, held, ledger

LEFT, CAME = [0.2, 0.3, 0.35, 0.25], [40, 60, 90, 50]
VI, EN = (Scope(2012, "Quận X", lang, {"line-1": "chuẩn 1"}) for lang in terms.LANGS)
BOTH = pytest.mark.parametrize("scope", [VI, EN], ids=["vi", "en"])
SAMPLE = workspace.SHIPPED[0]


# ---- the method


def plain(start, left, came, years, draws, seed) -> np.ndarray:
    """The same model one path and one year at a time, with draws of its own."""
    rng = np.random.default_rng(seed)

    def parameters(values):
        k, mean = len(values), sum(values) / len(values)
        variance = sum((value - mean) ** 2 for value in values) / (k - 1)
        spread = ((k - 1) * variance / rng.chisquare(k - 1)) ** 0.5
        return rng.normal(mean, spread / k**0.5), spread

    ends = []
    for _ in range(draws):
        m_left, s_left = parameters([np.log(h / (1 - h)) for h in left])
        has_none = 0 in came
        m_came, s_came = parameters(came if has_none else [np.log(a) for a in came])
        path, current = [], start
        for _ in range(years):
            stays = 1 / (1 + np.exp(rng.normal(m_left, s_left)))
            if not has_none:
                expected = min(np.exp(min(rng.normal(m_came, s_came), 20)), 1e9)
            else:
                mean = max(m_came, 0)
                shape = (mean / s_came) ** 2
                expected = rng.gamma(shape, s_came**2 / mean) if mean else 0
            current = rng.binomial(current, stays) + rng.poisson(expected)
            path.append(current)
        ends.append(path)
    return np.array(ends)


@pytest.mark.parametrize("came", [CAME, [0, 40, 90, 10]], ids=["log-normal", "gamma"])
def test_paths_agree_with_a_plain_loop(came):
    ours, theirs = method.paths(300, LEFT, came, 3, 20_000, 1), plain(300, LEFT, came, 3, 4_000, 2)
    for share in (0.1, 0.25, 0.5, 0.75, 0.9):
        # The share of their paths below our quantile, in standard errors of a share of 4,000.
        for year in range(3):
            below = (theirs[:, year] <= np.quantile(ours[:, year], share)).mean()
            above = (theirs[:, year] >= np.quantile(ours[:, year], share)).mean()
            error = 4 * (share * (1 - share) / 4_000) ** 0.5
            assert below >= share - error and above >= 1 - share - error


def test_without_spread_mean_and_variance_are_those_of_the_closed_form():
    start, h, a = 1_000, 0.3, 50
    drawn = method.paths(start, [h] * 4, [a] * 4, 2, 40_000, 3)
    mean = variance = None
    for year in range(2):
        of = start if mean is None else mean
        variance = of * h * (1 - h) + a + (0 if variance is None else variance * (1 - h) ** 2)
        mean = of * (1 - h) + a
        assert drawn[:, year].mean() == pytest.approx(mean, abs=4 * (variance / 40_000) ** 0.5)
        assert drawn[:, year].var() == pytest.approx(variance, rel=4 * (2 / 40_000) ** 0.5)


def test_spread_is_drawn_as_inverse_chi_square_and_the_mean_around_the_mean():
    rng, values = np.random.default_rng(4), np.array([1.0, 2.0, 4.0, 5.0])
    mean, spread = method._mean_and_spread(rng, values, 60_000)
    # (k-1) s_obs² / s² is chi-square with 3 degrees, (m - mean) / (s / sqrt k) standard normal.
    chi = 3 * values.var(ddof=1) / spread**2
    assert chi.mean() == pytest.approx(3, abs=0.05) and chi.var() == pytest.approx(6, rel=0.05)
    normal = (mean - 3) / (spread / 2)
    assert normal.mean() == pytest.approx(0, abs=0.02)
    assert normal.std() == pytest.approx(1, abs=0.02)


def test_one_seed_gives_one_result_and_another_seed_another():
    one, again, other = (method.paths(300, LEFT, CAME, 3, 50, seed) for seed in (1, 1, 2))
    assert (one == again).all() and (one != other).any()
    assert one.shape == (50, 3) and one.dtype == np.int64


def test_numbers_that_no_list_reaches_are_cut_and_stay_whole():
    drawn = method.paths(10, [0.1, 0.9], [1, 10_000_000], 3, 2_000, 5)
    assert drawn.min() >= 0 and method.MOST < drawn.max() < 4 * method.MOST
    with_none = method.paths(10, [0.1, 0.9], [0, 10_000_000], 3, 2_000, 5)
    assert with_none.min() >= 0


def test_arrivals_of_a_drawn_mean_below_0_are_none():
    drawn = method._arrivals(np.random.default_rng(6), np.array([0.0, 0, 0, 1]), 4, 4_000)
    assert (drawn == 0).all(axis=1).any() and (drawn > 0).any() and not np.isnan(drawn).any()


PATHS = np.array([[5, 1, 9], [4, 4, 4], [0, 7, 7], [9, 9, 3]])


def test_the_share_at_a_goal_and_the_share_that_was_there_by_then():
    assert [each.share for each in method.share_at(PATHS, 4)] == [0.5, 0.5, 0.5]
    assert [each.share for each in method.share_by(PATHS, 4)] == [0.5, 0.75, 1.0]
    assert [each.share for each in method.share_at(PATHS, 3)] == [0.25, 0.25, 0.25]
    assert [each.share for each in method.share_by(PATHS, -1)] == [0.0, 0.0, 0.0]


def test_the_error_of_a_share_is_half_its_interval_and_not_0_where_no_path_is():
    z = norm.isf(0.025)
    half = method.share_at(PATHS, 4)[0].error  # 2 of 4: Wilson by hand
    assert half == pytest.approx(z * (z**2 + 4 * 2 * 0.5) ** 0.5 / (2 * (4 + z**2)))
    assert method.share_at(PATHS, -1)[0].error == pytest.approx(z**2 / (4 + z**2) / 2)


def test_the_finishing_year_is_the_first_by_which_so_many_got_there():
    assert method.finishing(PATHS, 4, [0.1, 0.5, 0.51, 0.75, 1.0]) == [1, 1, 2, 2, 3]
    assert method.finishing(PATHS, 2, [0.1, 0.5, 0.9]) == [1, 2, inf]
    assert method.finishing(PATHS, 4, [0.5])[0].is_integer()


@pytest.mark.parametrize(
    ("left", "came", "said"),
    [
        ([0.2], [5], "two years or more are needed, each with both numbers"),
        ([0.2, 0.3], [5], "two years or more are needed, each with both numbers"),
        ([0.0, 0.3], [5, 5], "a share that leaves must lie between 0 and 1"),
        ([0.2, 1.0], [5, 5], "a share that leaves must lie between 0 and 1"),
        ([0.2, float("nan")], [5, 5], "a share that leaves must lie between 0 and 1"),
        ([0.2, 0.3], [0, 0], "numbers that arrive must be from 0 up, and not all 0"),
        ([0.2, 0.3], [-1, 5], "numbers that arrive must be from 0 up, and not all 0"),
        ([0.2, 0.3], [float("nan"), 5], "numbers that arrive must be from 0 up, and not all 0"),
    ],
)
def test_what_the_model_does_not_know_is_refused(left, came, said):
    with pytest.raises(ValueError) as refused:
        method.paths(10, left, came, 2, 5, 1)
    assert str(refused.value) == said


def test_two_years_are_enough_for_the_method():
    assert method.paths(10, [0.2, 0.3], [5, 6], 2, 5, 1).shape == (5, 2)


@given(st.integers(0, 50), st.integers(0, 2**32))
def test_a_path_that_got_there_is_there_by_every_later_year(goal, seed):
    drawn = method.paths(60, LEFT, [3, 0, 4, 2], 5, 40, seed)
    at, by = method.share_at(drawn, goal), method.share_by(drawn, goal)
    assert all(one.share <= other.share for one, other in zip(at, by, strict=True))
    assert [each.share for each in by] == sorted(each.share for each in by)


# ---- the measure


def four(**others) -> pd.DataFrame:
    """Four years of one ward's ledger that balance."""
    rows, opening = [], 1_000
    for at, (out, came) in enumerate([(300, 50), (250, 40), (200, 60), (150, 30)]):
        closing = opening - out + came
        flows = {"opening": opening, "exits": out - 5, "other_decrease": 5, "arising": came - 10}
        flows |= {"other_increase": 10, "closing": closing}
        rows.append({"year": 2009 + at} | flows | {k: v[at] for k, v in others.items()})
        opening = closing
    return ledger(*rows)


def test_years_hold_every_way_out_and_every_way_in():
    table = projection.years(four())
    assert table["leaving"].tolist() == [300, 250, 200, 150]
    assert table["arriving"].tolist() == [50, 40, 60, 30]
    assert table["leaving_pct"].tolist()[:2] == [30.0, pytest.approx(100 * 250 / 750)]
    assert list(table) == projection.YEARS


def test_moves_between_wards_come_onto_the_list_of_a_ward_and_not_of_the_district():
    moved = {"moved_in": [7, 0, 0, 0]}
    assert projection.years(four(**moved))["arriving"].tolist() == [57, 40, 60, 30]
    other = ledger(*({"year": year, "unit_code": "B"} for year in range(2009, 2013)))
    district = pd.concat([four(**moved), other])
    assert projection.years(district)["arriving"].tolist() == [50, 40, 60, 30]
    assert projection.years(district)["leaving"].tolist() == [300, 250, 200, 150]


def test_years_before_a_change_of_line_do_not_count():
    before = ledger({"year": 2008, "standard": OLD, "opening": 9, "closing": 3})
    assert projection.years(pd.concat([before, four()]))["year"].tolist() == [*range(2009, 2013)]


def test_a_short_return_has_no_other_increase_and_one_without_arising_no_numbers():
    blank = pd.array([pd.NA] * 4, dtype="Int64")
    short = four().assign(other_increase=blank, moved_in=blank)
    assert projection.years(short)["arriving"].tolist() == [40, 30, 50, 20]
    assert projection.years(short.assign(arising=blank))["arriving"].isna().all()


def test_the_years_ahead_are_those_of_the_paths():
    years = projection.years(four())
    shares = [0.3, 250 / 750, 200 / 540, 150 / 400]
    drawn = method.paths(280, shares, [50, 40, 60, 30], 10, 20_000, 7)
    ahead, finish, settings, reason = projection.projected(years, 100, 2012)
    assert reason == ""
    assert ahead["year"].tolist() == [*range(2013, 2023)]
    assert ahead["at_goal_pct"].tolist() == pytest.approx([*(100 * (drawn <= 100).mean(axis=0))])
    was = np.logical_or.accumulate(drawn <= 100, axis=1).mean(axis=0)
    assert ahead["reached_pct"].tolist() == pytest.approx([*(100 * was)])
    ordered = np.sort(drawn, axis=0)  # the 2,000th, 10,000th and 18,000th of 20,000
    for name, at in [("low", 2_000), ("median", 10_000), ("high", 18_000)]:
        assert ahead[f"closing_{name}"].tolist() == ordered[at - 1].tolist()
    error = 100 * method.share_at(drawn, 100)[0].error
    assert ahead["at_goal_error_pp"].iloc[0] == pytest.approx(error)
    first = {p: next((2013 + y for y in range(10) if was[y] >= p), None) for p in (0.1, 0.5, 0.9)}
    ends = finish[[*projection.FINISH]].iloc[0]
    assert [None if pd.isna(end) else int(end) for end in ends] == [*first.values()]
    assert finish["not_reached_pct"].item() == pytest.approx(100 * (1 - was[-1]))
    assert settings.iloc[0].to_dict() == {
        "standard": "line-2", "years_known": 4, "years_asked": 4,
        "years_drawn": 10, "draws": 20_000, "seed": 7, "interval_whole_pct": 80,
    }  # fmt: skip
    assert list(ahead) == projection.AHEAD


@pytest.mark.parametrize("lang", terms.LANGS)
def test_the_names_of_limits_tell_the_share_of_draws_between_them(lang):
    whole = projection.BOUNDS["closing_high"] - projection.BOUNDS["closing_low"]
    assert 100 * (projection.FINISH["finish_high_year"] - 0.1) == pytest.approx(whole)
    for name in ("closing_low", "closing_high", "finish_low_year", "finish_high_year"):
        assert f"{whole}%" in terms.label(name, lang)


def test_a_finish_beyond_the_horizon_is_missing():
    _, finish, _, _ = projection.projected(projection.years(four()), 0, 2012)
    assert finish[[*projection.FINISH]].isna().all(axis=None)
    assert finish["not_reached_pct"].item() > 99


def gap() -> pd.DataFrame:
    return four().assign(year=[2008, 2010, 2011, 2012])


REASONS = {
    "no_goal": (four(), None),
    "no_closing": (four().assign(closing=pd.array([750, 540, 400, pd.NA], dtype="Int64")), 0),
    "met": (four(), 280),
    "too_few": (four().iloc[1:], 0),
    "gap": (gap(), 0),
    "no_counts": (four(arising=[40, 30, pd.NA, 20]), 0),
    "none_leaves": (four(closing=[1_050, 540, 400, 280]), 0),
    "all_leave": (four(closing=[50, 540, 400, 280]), 0),
    "none_arrives": (four().assign(arising=0, other_increase=0), 0),
}


@pytest.mark.parametrize("reason", REASONS)
@BOTH
def test_where_the_model_does_not_apply_the_page_says_why(reason, scope):
    rows, goal = REASONS[reason]
    ahead, finish, settings, why = projection.projected(projection.years(rows), goal, 2012)
    assert why == reason
    assert ahead.empty and finish.empty and len(settings) == 1
    words = say.why(why, settings, scope)
    assert words == say.SAYS[reason][scope.lang].format(year=2012, known=len(rows), asked=4)
    assert say.main_point(ahead, words, None, scope) == f"{words}."
    assert say.chance(ahead, 2015, scope) == say.closing(ahead, settings, 2015, scope) == ""
    assert say.finish(finish, settings, scope) == ""
    assert "Picture" not in type(charts.ahead(ahead, 2015, "", "plan-projection", scope)).__name__


def test_an_opening_of_nobody_gives_no_share_and_so_a_sentence():
    rows = ledger(*({"year": 2009 + at, "arising": 5, "closing": 5} for at in range(4)))
    assert projection.projected(projection.years(rows), 0, 2012).reason == "no_counts"


def test_one_more_than_the_goal_is_not_met():
    assert projection.projected(projection.years(four()), 279, 2012).reason == ""


# ---- what is said and drawn

AHEAD = pd.DataFrame(
    {
        "year": [2013, 2014, 2015],
        "closing_low": [90, 60, 40],
        "closing_median": [1_100, 80, 60],
        "closing_high": [1_300, 120, 100],
        "at_goal_pct": [1.0, 20.0, 50.25],
    }
)
SETTINGS = pd.DataFrame(
    {"years_known": [4], "years_asked": [4], "years_drawn": [10], "interval_whole_pct": [80]}
)


def test_the_chance_is_told_at_the_deadline_and_a_year_early():
    told = say.chance(AHEAD, 2015, EN)
    assert "20.00% at the end of 2014, a year early; 50.25% at the end of 2015, the dead" in told
    assert "cuối năm 2014 (về trước một năm) 20,00%; cuối năm 2015" in say.chance(AHEAD, 2015, VI)
    first = say.chance(AHEAD, 2013, EN)
    assert "early" not in first and "1.00% at the end of 2013" in first


@BOTH
def test_a_deadline_that_is_past_or_too_far_has_no_chance(scope):
    for deadline in (2012, 2016):
        words = say.SAYS["overdue"][scope.lang].format(deadline=deadline)
        assert say.chance(AHEAD, deadline, scope) == words


def test_the_closing_is_told_at_the_deadline_or_in_the_last_year():
    assert "2014: 80 or fewer" in say.closing(AHEAD, SETTINGS, 2014, EN)
    assert "80% interval: 60 to 120" in say.closing(AHEAD, SETTINGS, 2014, EN)
    assert "2015: 60 or fewer" in say.closing(AHEAD, SETTINGS, 2030, EN)


def test_a_finish_is_told_by_years_or_that_it_is_not_within_them():
    ends = dict(zip(projection.FINISH, [2014, 2016, pd.NA], strict=True))
    finish = pd.DataFrame([ends]).assign(not_reached_pct=12.5)
    told = say.finish(finish, SETTINGS, EN)
    assert "median 2016; 80% interval: 2014 to not within the years ahead" in told
    assert "Within the 10 years ahead, 12.50% of the draws" in told
    assert say.finish_in_words(finish, EN).iloc[0].tolist() == [
        *("2014", "2016", "not within the years ahead", 12.5)
    ]
    never = pd.DataFrame([dict.fromkeys(projection.FINISH, pd.NA)]).assign(not_reached_pct=100.0)
    assert "100,00% số lần mô phỏng không lần nào đạt" in say.finish(never, SETTINGS, VI)
    assert "trung vị" not in say.finish(never, SETTINGS, VI)


def test_the_picture_has_the_median_the_band_and_both_dates():
    picture = charts.ahead(AHEAD, 2015, "Finding", "plan-projection", EN)
    axes = picture.figure.axes[0]
    medians = next(line for line in axes.lines if len(line.get_ydata()) == 3)
    assert medians.get_ydata().tolist() == [1_100, 80, 60]
    band = axes.collections[0].get_paths()[0].vertices
    assert {(2013, 90), (2013, 1_300), (2015, 40), (2015, 100)} <= {*map(tuple, band)}
    dates = [line.get_xdata()[0] for line in axes.lines if len(line.get_ydata()) == 2]
    assert dates == [2015, 2014]
    assert "2013: 1,100 (90–1,300); 2014: 80 (60–120)" in picture.alt


# ---- the sample


def test_the_district_has_four_years_under_one_line_in_2012_and_no_other_year(shipped_facts):
    office = read.district(SAMPLE)
    reasons = {}
    for year in range(2009, 2016):
        years = projection.years(read.ledger(year, office.code, SAMPLE))
        goal = office.period(year).goal_households
        reasons[year] = projection.projected(years, goal, year).reason
    assert reasons == dict.fromkeys(reasons, "too_few") | {2012: ""}


def test_the_years_of_the_district_are_its_ledger(shipped_facts):
    total = movements.total(read.ledger(2012, "490", SAMPLE))
    years = projection.years(read.ledger(2012, "490", SAMPLE))
    assert years["arriving"].tolist() == (total["arising"] + total["other_increase"]).tolist()
    out = total["exits"] + total["other_decrease"] - movements.unexplained(total)
    assert years["leaving"].tolist() == out.tolist()


def test_rates_that_repeat_give_the_closings_worked_by_hand_and_settle():
    """Exits of 33.05 % and 128 newly poor a year: 2,015, 1,477, 1,117, 876, settling at 387."""
    rate, closing, closings = 1328 / 4018, 2818.0, []
    for _ in range(4):
        closing = closing * (1 - rate) + 128
        closings.append(terms.rounded(closing))
    assert closings == ["2015", "1477", "1117", "876"]
    drawn = method.paths(2818, [rate] * 4, [128] * 4, 60, 4_000, 8)
    for year, mean in enumerate([2015, 1477, 1117, 876]):
        assert drawn[:, year].mean() == pytest.approx(mean, abs=2)
    assert drawn[:, -1].mean() == pytest.approx(387, abs=2)


# ---- whole tables, worked out by hand


def test_each_year_stands_beside_what_left_and_what_arrived():
    rows = pd.concat(
        [
            ledger({"year": 2008, "standard": OLD, "opening": 9, "closing": 3}),
            four().iloc[::-1],
            ledger({"year": 2012, "unit_code": "B", "opening": 10, "moved_in": 5, "closing": 10}),
        ]
    )
    # 2012 in B: 10 opened, nobody arose, 10 closed; moves between wards are no arrivals here.
    table = projection.years(rows[rows["year"] != 2008].sort_values("year"))
    held(table, projection.YEARS,
        (2009, "line-2", 1_000, 300, 30.0, 50, 750),
        (2010, "line-2", 750, 250, 100 / 3, 40, 540),
        (2011, "line-2", 540, 200, 1_000 / 27, 60, 400),
        (2012, "line-2", 410, 150, 1_500 / 41, 30, 290),
        year="int64", standard="str", leaving_pct="Float64")  # fmt: skip
    assert projection.years(rows)["year"].tolist() == [2009, 2010, 2011, 2012]


def test_a_year_of_which_one_ward_is_unknown_is_unknown():
    other = ledger({"year": 2010, "unit_code": "B", "opening": 10}).assign(
        closing=pd.array([pd.NA], "Int64")
    )
    table = projection.years(pd.concat([four(), other]))
    assert table["closing"].isna().tolist() == table["leaving"].isna().tolist()
    assert table["leaving"].isna().tolist() == [False, True, False, False]


def test_without_a_projection_there_are_its_columns_and_no_row():
    ahead, finish, settings, reason = projection.projected(projection.years(four()), None, 2012)
    assert (len(ahead), len(finish), reason) == (0, 0, "no_goal")
    assert list(ahead) == projection.AHEAD
    assert list(finish) == [*projection.FINISH, "not_reached_pct"]
    held(settings,
        ["standard", "years_known", "years_asked", "years_drawn", "draws", "seed",
         "interval_whole_pct"],
        ("line-2", 4, 4, 10, 20_000, 7, 80),
        standard="str", **dict.fromkeys([*settings][1:], "int64"))  # fmt: skip


PATHS_OF_TEN = np.array([[9] * 10, [5] * 10, [9, 5] + [9] * 8, [9, 9, 5] + [9] * 7])


def test_a_single_year_is_too_few_and_is_told_of_as_one():
    _, _, settings, reason = projection.projected(projection.years(four().iloc[:1]), 0, 2009)
    assert reason == "too_few"
    assert settings[["standard", "years_known"]].to_numpy().tolist() == [["line-2", 1]]


def test_what_is_projected_has_whole_households_and_shares_of_the_paths():
    ahead = projection._ahead(PATHS_OF_TEN, 5, 2012)
    assert list(ahead) == projection.AHEAD and ahead.index.tolist() == [*range(10)]
    assert [str(kind) for kind in ahead.dtypes] == ["int64"] * 4 + ["float64"] * 3


def test_finishing_years_are_counted_from_the_year_known():
    # One path of four is there in the first year, two by the second, three by the third.
    held(projection._finish(PATHS_OF_TEN, 5, 2012), [*projection.FINISH, "not_reached_pct"],
        (2013, 2014, pd.NA, 25.0), not_reached_pct="float64")  # fmt: skip


def test_the_closings_ahead_are_the_smallest_below_which_so_many_paths_lie():
    ahead = projection._ahead(PATHS_OF_TEN, 5, 2012)
    assert ahead["year"].tolist() == [*range(2013, 2023)]
    # In the first two years 9, 5, 9, 9 and 9, 5, 5, 9; the 10th of 100 is the least of four.
    assert ahead.loc[:1, ["closing_low", "closing_median", "closing_high"]].to_numpy().tolist() == [
        [5, 9, 9], [5, 5, 9]
    ]  # fmt: skip
    assert ahead["at_goal_pct"].tolist() == [25, 50, 50, *[25] * 7]
    assert ahead["reached_pct"].tolist() == [25, 50, *[75] * 8]
    half = 100 * method.share_at(PATHS_OF_TEN, 5)[0].error
    assert ahead["at_goal_error_pp"].iloc[0] == pytest.approx(half)


def of_years(*rows: tuple) -> pd.DataFrame:
    """Years of (opening, leaving, arriving) from 2009 on, as `projection.years` tells them."""
    table = pd.DataFrame(rows, columns=["opening", "leaving", "arriving"], dtype="Int64")
    closing = table["opening"] - table["leaving"] + table["arriving"]
    share = (100 * table["leaving"]).astype("Float64") / table["opening"].astype("Float64")
    return table.assign(
        year=range(2009, 2009 + len(table)), standard="line", closing=closing, leaving_pct=share
    )


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ((400, 1, 0), ""),  # one leaves and nobody arrives in one of the years
        ((400, 0, 5), "none_leaves"),
        ((400, 399, 5), ""),
        ((400, 400, 5), "all_leave"),
        ((400, 100, pd.NA), "no_closing"),
    ],
)
def test_some_must_leave_in_every_year_and_some_must_stay(last, reason):
    table = of_years((1_000, 300, 50), (750, 250, 40), (540, 200, 60), last)
    assert projection._reason(table, 1, 2012) == reason


def test_one_number_unknown_in_one_year_is_enough_to_project_nothing():
    table = of_years((1_000, 300, 50), (750, 250, 40), (540, 200, 60), (400, 150, 30))
    for name, kind in (("leaving_pct", "Float64"), ("arriving", "Int64")):
        known = table.astype({name: kind})
        known.loc[1, name] = pd.NA
        assert projection._reason(known, 0, 2012) == "no_counts"
    assert projection._reason(table, 0, 2012) == ""
    none = table.assign(arriving=pd.array([0, 0, 0, 0], "Int64"))
    assert projection._reason(none, 0, 2012) == "none_arrives"
    assert projection._reason(table, 0, 2013) == "no_closing"
