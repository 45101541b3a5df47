"""Movements and plan on tables small enough to add up by eye, and where they break."""

import pandas as pd
import pytest

from analysis import workspace
from analysis.measures import movements, plan

OLD, NEW = "line-1", "line-2"


def ledger(*rows: dict) -> pd.DataFrame:
    """Facts with zeros for every line a row does not name; people are twice the households."""
    keys = {"year": 2013, "unit_code": "A", "standard": NEW}
    table = pd.DataFrame([keys | dict.fromkeys(movements.FLOWS, 0) | row for row in rows])
    table[movements.FLOWS] = table[movements.FLOWS].astype("Int64")
    return table.assign(**{f"{flow}_people": 2 * table[flow] for flow in movements.FLOWS})


WARDS = ledger(
    {
        "unit_code": "A", "opening": 10, "exits": 3, "exits_to_near_poor": 1,
        "exits_above_near_poor": 2, "moved_out": 1, "arising": 2, "relapses": 1, "entries": 1,
        "closing": 8,
    },
    {
        "unit_code": "B", "opening": 5, "other_decrease": 1, "moved_in": 1, "from_near_poor": 1,
        "arising": 1, "other_increase": 2, "closing": 8,
    },
)  # fmt: skip


def test_the_ledger_adds_every_way_in_and_takes_every_way_out():
    assert movements.expected_closing(WARDS).tolist() == [8, 8]
    assert movements.unexplained(WARDS).tolist() == [0, 0]


def test_a_household_that_nothing_explains_is_a_residual_of_one():
    one_more = WARDS.assign(closing=WARDS["closing"] + [1, 0])
    assert movements.unexplained(one_more).tolist() == [1, 0]


def test_moves_between_wards_cancel_in_the_district():
    district = movements.total(WARDS)
    assert district["moved_out"].item() == district["moved_in"].item() == 1
    assert movements.expected_closing(district).item() == 16
    assert "moved_out" not in movements.steps(district)["line"].tolist()


def test_one_missing_column_makes_the_closing_missing_and_never_zero():
    unknown = WARDS.assign(other_decrease=WARDS["other_decrease"].where([True, False]))
    assert movements.expected_closing(unknown).isna().tolist() == [False, True]
    assert movements.expected_closing(movements.total(unknown)).isna().all()


def test_people_are_counted_by_the_same_functions():
    assert movements.expected_closing(movements.people(WARDS)).tolist() == [16, 16]


def test_the_statement_shows_the_whole_before_its_wards():
    shown = movements.statement(WARDS)
    assert list(shown) == ["line", "total", "A", "B"]
    assert shown.set_index("line").loc["closing"].tolist() == [16, 8, 8]


def test_a_single_ward_is_shown_without_a_total():
    assert list(movements.statement(WARDS.iloc[:1])) == ["line", "A"]


def test_the_rate_of_the_whole_is_pooled_and_not_the_mean_of_the_wards():
    population = pd.DataFrame(
        {"year": [2013, 2013], "unit_code": ["A", "B"], "households": [80, 320]}
    )
    rates = movements.rates(WARDS, population, 2013)
    assert rates["poverty_rate_pct"].tolist() == [10.0, 2.5, 4.0]
    assert rates["households"].tolist() == [80, 320, 400]


def test_the_entry_rate_is_of_the_households_not_on_the_list_a_year_before():
    population = pd.DataFrame(
        {"year": [2012, 2012], "unit_code": ["A", "B"], "households": [60, 55]}
    )
    rates = movements.rates(WARDS, population, 2013)
    assert rates["non_poor_opening"].tolist() == [50, 50, 100]
    assert rates["entry_rate_pct"].tolist() == [4.0, 2.0, 3.0]


def test_a_household_without_a_ward_is_in_the_total_and_has_no_rate():
    rows = pd.concat([WARDS, ledger({"unit_code": "", "opening": 1, "closing": 1})])
    population = pd.DataFrame(
        {"year": [2013, 2013], "unit_code": ["A", "B"], "households": [80, 320]}
    )
    rates = movements.rates(rows, population, 2013).set_index("unit_code")
    assert rates.loc["total", "closing"] == 17
    assert rates.loc["total", "households"] == 400
    assert pd.isna(rates.loc["", "poverty_rate_pct"])


def test_nobody_poor_gives_no_exit_rate_instead_of_a_division_by_zero():
    rates = movements.rates(
        ledger({}), pd.DataFrame(columns=["year", "unit_code", "households"]), 2013
    )
    assert rates["exit_rate_pct"].isna().all()


def test_years_join_within_one_standard_and_break_across_two():
    years = movements.series(
        ledger(
            {"year": 2011, "standard": OLD, "opening": 9, "closing": 7},
            {"year": 2012, "standard": OLD, "opening": 8, "closing": 2},
            {"year": 2013, "standard": NEW, "opening": 40, "closing": 28},
        )
    )
    assert years["revision"].fillna(-1).tolist() == [-1, 1, -1]
    assert years["is_break"].tolist() == [False, False, True]
    assert years["previous_closing"].isna().tolist() == [True, False, True]


def test_a_year_that_was_left_out_is_not_joined_over():
    years = movements.series(ledger({"year": 2011, "closing": 7}, {"year": 2013, "opening": 7}))
    assert years["previous_closing"].isna().all()
    assert not years["is_break"].any()


def test_the_waterfall_ends_where_the_closing_is():
    for rows in (WARDS, WARDS.assign(closing=[9, 8])):
        steps = movements.steps(movements.total(rows))
        assert steps["end"].iloc[-2] == steps["end"].iloc[-1] == rows["closing"].sum()


def years(*nets: int, standard: str = NEW, opening: int = 100) -> pd.DataFrame:
    """Years from 2013 on whose lists shrink by the given numbers; one in ten exits and 4 arise."""
    rows, first = [], 2013
    for at, net in enumerate(nets):
        flows = {"opening": opening, "exits": net + 4, "arising": 4, "closing": opening - net}
        rows.append({"year": first + at, "standard": standard} | flows)
        opening -= net
    table = pd.DataFrame(rows).assign(previous_closing=lambda t: t["closing"].shift())
    return table.assign(revision=table["opening"] - table["previous_closing"])


PLANS = pd.DataFrame(
    {
        "year": [2013, 2013, 2014],
        "giver": ["district", "city", "city"],
        "plan": [25, 20, 10],
        "printed_pct": None,
    }
)


def test_completion_is_given_gross_and_net_and_the_city_comes_first():
    done = plan.completion(years(20), PLANS, 2013)
    assert done["giver"].tolist() == ["city", "district"]
    assert done["gross_pct"].tolist() == [120.0, 96.0]
    assert done["net_pct"].tolist() == [100.0, 80.0]
    assert done["plan_of_opening_pct"].tolist() == [20.0, 25.0]


def test_a_year_without_a_plan_has_no_completion():
    assert plan.completion(years(20), PLANS.iloc[:0], 2013).empty


def test_cumulative_adds_exits_net_reductions_and_plans_of_every_year():
    done = plan.cumulative(years(20, 8), PLANS, 2013, 2014)
    assert done["giver"].tolist() == ["city"]  # the district gave no plan for 2014
    assert done[["plan", "exits", "net_decrease"]].iloc[0].tolist() == [30, 36, 28]
    assert done["gross_pct"].item() == pytest.approx(120)


def test_cumulative_says_nothing_where_a_year_of_the_period_is_missing():
    assert plan.cumulative(years(20), PLANS, 2012, 2013).empty
    assert plan.cumulative(years(20), PLANS, None, 2013).empty
    assert plan.cumulative(years(20), PLANS, 2014, 2013).empty


def test_one_year_under_a_line_gives_one_scenario():
    only = plan.scenarios(years(20), 0, 2013)
    assert only["scenario"].tolist() == ["single"]
    assert only["years_needed"].item() == 4
    assert only["finish_year"].item() == 2017


def test_three_years_give_the_best_the_middle_and_the_worst():
    three = plan.scenarios(years(30, 10, 20), 0, 2015).set_index("scenario")
    assert three["repeated_year"].to_dict() == {"best": 2013, "middle": 2015, "worst": 2014}
    assert three["years_needed"].round(2).tolist() == [1.33, 2.0, 4.0]
    assert three["finish_year"].tolist() == [2017, 2017, 2019]


def test_years_before_the_line_changed_do_not_count():
    both = pd.concat([years(90, standard=OLD).assign(year=2012), years(20)])
    assert plan.scenarios(both, 0, 2013)["scenario"].tolist() == ["single"]


def test_a_list_that_grows_never_reaches_the_goal():
    grows = plan.scenarios(years(-5), 0, 2013)
    assert grows["finish_year"].isna().all()
    assert len(plan.paths(grows, years(-5), 0)) == plan.LONGEST + 1


def test_a_goal_that_is_met_needs_no_year():
    met = plan.scenarios(years(20), 80, 2013)
    assert met["years_needed"].item() == 0
    assert met["finish_year"].item() == 2013


def test_a_goal_that_leaves_households_is_that_of_the_whole_alone():
    office = workspace.open(workspace.SHIPPED[0]).district
    (first, *rest) = office.plan_periods
    lax = first.model_copy(update={"goal": first.goal.model_copy(update={"households": 150})})
    eased = office.model_copy(update={"plan_periods": [lax, *rest]})
    assert eased.period(2010, "490").goal_households == 150
    assert eased.period(2010).goal_households == 150
    assert eased.period(2010, "20197").goal is None
    assert eased.period(2010, "20197").first == 2009
    assert office.period(2010, "20197").goal_households == 0


def test_without_a_goal_there_is_no_scenario():
    assert plan.scenarios(years(20), None, 2013).empty
    assert plan.paths(plan.scenarios(years(20), None, 2013), years(20), None).empty


def test_paths_stop_at_the_goal():
    paths = plan.paths(plan.scenarios(years(30, 10, 20), 5, 2015), years(30, 10, 20), 5)
    assert paths["best"].tolist() == [40, 10, 5, 5, 5]
    assert paths["worst"].tolist() == [40, 30, 20, 10, 5]


def test_a_measure_changes_nothing_it_is_given():
    before = WARDS.copy(deep=True)
    movements.statement(WARDS), movements.series(WARDS), movements.steps(movements.total(WARDS))
    pd.testing.assert_frame_equal(WARDS, before)


def test_two_years_give_the_best_and_the_worst_and_no_middle():
    two = plan.scenarios(years(30, 10), 0, 2014)
    assert two["scenario"].tolist() == ["best", "worst"]
    assert two["repeated_year"].tolist() == [2013, 2014]


def test_the_form_of_2012_balances_with_relapses_and_newly_poor_alone():
    row = {"opening": 10, "exits": 3, "relapses": 1, "entries": 1, "arising": 2, "closing": 9}
    blank = dict.fromkeys(
        [*movements.EXITS, "from_near_poor", "other_decrease", "other_increase"], pd.NA
    )
    assert movements.unexplained(ledger(row | blank)).tolist() == [0]


def test_undivided_exits_and_arising_count_where_their_parts_were_not_recorded():
    assert movements.expected_closing(
        ledger({"opening": 10, "exits": 3, "arising": 2}).assign(
            **dict.fromkeys([*movements.EXITS, *movements.ARISING], pd.NA)
        )
    ).tolist() == [9]


def test_a_revision_within_the_period_stands_beside_the_sum():
    revised = years(20, 8).assign(revision=[pd.NA, 6])
    assert plan.cumulative(revised, PLANS, 2013, 2014)["revision"].tolist() == [6]
    assert plan.cumulative(years(20, 8), PLANS, 2013, 2014)["revision"].isna().all()


def test_a_period_across_a_change_of_line_has_no_revision_to_tell():
    broken = years(20, 8).assign(revision=pd.array([pd.NA, pd.NA], dtype="Int64"))
    assert plan.cumulative(broken, PLANS, 2013, 2014)["revision"].isna().all()


def test_a_list_settles_only_between_the_goal_and_where_it_is():
    one = plan.scenarios(years(20), 0, 2013)  # 24 of 100 exit and 4 arise
    assert one["settles_at"].tolist() == pytest.approx([100 * 4 / 24])
    assert plan.scenarios(years(20), 20, 2013)["settles_at"].isna().all()
    nobody_new = years(20).assign(arising=0)
    assert plan.scenarios(nobody_new, 0, 2013)["settles_at"].isna().all()


def test_a_return_without_an_opening_or_a_closing_draws_and_projects_nothing():
    for blank in ("opening", "closing"):
        row = ledger({"opening": 10, "closing": 9}).assign(**{blank: pd.array([pd.NA], "Int64")})
        assert movements.steps(row).empty
        assert plan.scenarios(movements.series(row), 0, 2013).empty


def test_people_per_household_is_missing_where_nobody_is_poor():
    assert movements.household_sizes(ledger({"closing": 4}))["mean_size"].tolist() == [2.0]
    assert movements.household_sizes(ledger({}))["mean_size"].isna().all()
