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


# ---- whole tables, worked out by hand


def held(found: pd.DataFrame, columns: list[str], /, *rows: tuple, **types: str) -> None:
    """Holds a table to rows worked out by hand: its columns, their order, types and index."""
    by_type = {name: types.get(name, "Int64") for name in columns}
    expected = pd.DataFrame(rows, columns=columns, dtype=object).astype(by_type)
    pd.testing.assert_frame_equal(found, expected)


HOMES = pd.DataFrame(
    {
        "year": [2012, 2012, 2013, 2013],
        "unit_code": ["A", "B", "A", "B"],
        "households": [60, 55, 80, 320],
    }
)
PRINTED = pd.DataFrame(
    {
        "unit_code": ["A", "B", "C", "total"],
        "printed_rate": ["10,0", None, "3,0", "4,00"],
        "printed_opening_rate": [None, "0,00", "5,0", "6,0"],
    }
)
NOTHING = dict.fromkeys(movements.FLOWS, pd.NA)


def test_a_year_has_its_own_rows_alone_counted_from_0():
    both = ledger({"year": 2012}, {"closing": 3}, {"unit_code": "B", "closing": 4})
    own = movements.of_year(both, 2013)
    held(own[["year", "unit_code", "closing"]], ["year", "unit_code", "closing"],
        (2013, "A", 3), (2013, "B", 4), year="int64", unit_code="str")  # fmt: skip


def test_a_statement_has_every_line_of_the_official_table_in_its_order():
    held(movements.statement(WARDS), ["line", "total", "A", "B"],
        ("opening", 15, 10, 5),
        ("exits", 3, 3, 0),
        ("exits_to_near_poor", 1, 1, 0),
        ("exits_above_near_poor", 2, 2, 0),
        ("other_decrease", 1, 0, 1),
        ("moved_out", 1, 1, 0),
        ("arising", 3, 2, 1),
        ("from_near_poor", 1, 0, 1),
        ("relapses", 1, 1, 0),
        ("entries", 1, 1, 0),
        ("other_increase", 2, 0, 2),
        ("moved_in", 1, 0, 1),
        ("expected_closing", 16, 8, 8),
        ("closing", 16, 8, 8),
        ("unexplained", 0, 0, 0),
        line="str")  # fmt: skip


def test_a_statement_leaves_out_the_moves_alone_where_no_unit_records_them():
    unmoved = WARDS.assign(moved_out=pd.array([pd.NA] * 2, "Int64"), moved_in=[pd.NA, 1])
    lines = movements.statement(unmoved.astype({"moved_in": "Int64"}))["line"].tolist()
    assert lines == [line for line in movements.LINES if line != "moved_out"]
    one = ledger({"opening": 4, "exits": 1, "closing": 3, "moved_in": pd.NA, "arising": pd.NA})
    lines = movements.statement(one)["line"].tolist()
    assert "moved_in" not in lines and {"moved_out", "arising"} <= set(lines)


def test_the_wards_of_a_statement_keep_their_order_however_many_there_are():
    codes = [f"{code}" for code in range(40, 10, -1)]
    many = ledger(*({"unit_code": code, "closing": 1} for code in codes))
    assert list(movements.statement(many)) == ["line", "total", *codes]


def test_a_ledger_that_records_nothing_has_a_statement_without_a_line():
    held(movements.statement(ledger(NOTHING)), ["line", "A"], line="str")


def test_a_statement_in_people_names_its_lines_so():
    told = movements.people_statement(WARDS.iloc[:1])
    assert told["line"].tolist() == [f"{line}_people" for line in movements.LINES]
    assert told["A"].tolist() == [20, 6, 2, 4, 0, 2, 4, 0, 2, 2, 0, 0, 16, 16, 0]


def test_a_total_adds_up_each_year_and_standard_and_stands_after_its_units():
    rows = pd.concat([WARDS, ledger({"year": 2012, "standard": OLD, "closing": 5})])
    summed = movements.total(rows)
    about = ["year", "standard", "unit_code"]
    held(summed[[*about, "opening", "exits", "closing", "closing_people"]],
        [*about, "opening", "exits", "closing", "closing_people"],
        (2012, OLD, "total", 0, 0, 5, 10), (2013, NEW, "total", 15, 3, 16, 32),
        **dict(zip(about, ["int64", "str", "str"], strict=True)))  # fmt: skip
    whole = movements.with_total(WARDS)
    assert whole["unit_code"].tolist() == ["A", "B", "total"]
    assert whole.index.tolist() == [0, 1, 2]


def test_an_area_of_one_unit_is_its_own_total():
    pd.testing.assert_frame_equal(movements.with_total(WARDS.iloc[:1]), WARDS.iloc[:1])


STEPS = ["line", "households", "end", "start"]
WHOLE_STEPS = {"line": "str", "households": "int64", "end": "int64", "start": "int64"}


def test_each_step_of_a_waterfall_starts_where_the_last_one_ended():
    steps = movements.steps(WARDS.iloc[:1].assign(other_decrease=2, moved_in=4, other_increase=3))
    held(steps, STEPS,
        ("opening", 10, 10, 0),
        ("exits_to_near_poor", -1, 9, 10),
        ("exits_above_near_poor", -2, 7, 9),
        ("other_decrease", -2, 5, 7),
        ("moved_out", -1, 4, 5),
        ("relapses", 1, 5, 4),
        ("entries", 1, 6, 5),
        ("other_increase", 3, 9, 6),
        ("moved_in", 4, 13, 9),
        ("unexplained", -5, 8, 13),
        ("closing", 8, 8, 0),
        **WHOLE_STEPS)  # fmt: skip


def test_steps_whose_parts_were_not_recorded_stand_undivided():
    short = {"opening": 10, "exits": 3, "arising": 2, "closing": 9}
    steps = movements.steps(ledger(NOTHING | short))
    held(steps, STEPS,
        ("opening", 10, 10, 0), ("exits", -3, 7, 10), ("arising", 2, 9, 7), ("closing", 9, 9, 0),
        **WHOLE_STEPS)  # fmt: skip


def test_one_part_missing_leaves_exits_undivided_and_nothing_recorded_no_step():
    row = {"opening": 10, "exits": 3, "exits_to_near_poor": 1, "closing": 7}
    undivided = movements.steps(ledger(row | {"exits_above_near_poor": pd.NA}))
    assert undivided["line"].tolist() == ["opening", "exits", "closing"]
    ends = movements.steps(ledger(NOTHING | {"opening": 10, "closing": 7}))
    assert ends["line"].tolist() == ["opening", "closing"]
    moved = movements.steps(ledger({"opening": 7, "moved_in": 2, "moved_out": pd.NA, "closing": 7}))
    assert moved["line"].tolist() == ["opening", "closing"]


def test_a_list_that_opens_with_nobody_still_has_its_opening_step():
    steps = movements.steps(ledger({"entries": 2, "arising": 2, "closing": 2}))
    assert steps[["line", "end"]].to_numpy().tolist() == [
        ["opening", 0], ["entries", 2], ["closing", 2]
    ]  # fmt: skip


def test_without_an_opening_or_a_closing_there_are_columns_of_steps_and_no_row():
    for blank in ("opening", "closing"):
        none = movements.steps(ledger({"opening": 10, "closing": 9} | {blank: pd.NA}))
        assert len(none) == 0 and list(none) == ["line", "households", "start", "end"]


def test_what_is_left_of_the_opening_takes_off_what_is_recorded_of_each_row():
    rows = WARDS.assign(exits=pd.array([3, pd.NA], "Int64"))
    assert movements.recorded_left(rows).tolist() == [7, 4]


def test_a_row_is_short_only_where_neither_other_line_is_recorded():
    rows = pd.concat([WARDS, WARDS.iloc[:1]]).assign(
        other_increase=pd.array([1, pd.NA, pd.NA], "Int64"),
        other_decrease=pd.array([1, 2, pd.NA], "Int64"),
    )
    assert movements.is_short(rows).tolist() == [False, False, True]
    # A: 10 - 3 + 2 + (1 - 1) - 1; B cannot be told; the short form: 10 - 3 + 2 - 1.
    assert movements.expected_closing(rows).fillna(-1).tolist() == [8, -1, 8]


def test_household_sizes_stand_beside_what_they_are_made_of():
    closings = pd.array([8, 0], "Int64")
    held(movements.household_sizes(WARDS.assign(closing=closings, closing_people=[20, 0])),
        ["unit_code", "closing_people", "closing", "mean_size"],
        ("A", 20, 8, 2.5), ("B", 0, 0, pd.NA), ("total", 20, 8, 2.5),
        unit_code="str", closing_people="int64", mean_size="Float64")  # fmt: skip
    one = movements.household_sizes(ledger({"closing": 1}))  # a single household has a size
    assert one["mean_size"].tolist() == [2.0]


RATES = [
    *("unit_code", "closing", "households", "poverty_rate_pct"),
    *("exits", "opening", "exit_rate_pct", "arising", "non_poor_opening", "entry_rate_pct"),
]
RATE_TYPES = {"unit_code": "str"} | dict.fromkeys(RATES[3::3], "Float64")


def test_each_rate_stands_beside_its_numerator_and_denominator():
    rows = pd.concat([WARDS, ledger({"year": 2012, "closing": 99})])
    held(movements.rates(rows, HOMES, 2013), RATES,
        ("A", 8, 80, 10.0, 3, 10, 30.0, 2, 50, 4.0),
        ("B", 8, 320, 2.5, 0, 5, 0.0, 1, 50, 2.0),
        ("total", 16, 400, 4.0, 3, 15, 20.0, 3, 100, 3.0),
        **RATE_TYPES)  # fmt: skip


def test_a_total_has_no_rate_where_the_households_of_one_unit_are_unknown():
    unknown = HOMES.assign(households=pd.array([60, pd.NA, pd.NA, 320], "Int64"))
    rates = movements.rates(WARDS, unknown, 2013)
    assert rates["households"].fillna(-1).tolist() == [-1, 320, -1]
    assert rates["non_poor_opening"].fillna(-1).tolist() == [50, -1, -1]


def test_exit_and_entry_rates_are_shown_where_one_of_both_is_known():
    rates = movements.rates(WARDS, HOMES, 2013)
    columns = ["unit_code", *RATES[4:]]
    pd.testing.assert_frame_equal(movements.flow_rates(rates), rates[columns])
    blank = pd.array([pd.NA] * 3, "Int64")
    assert len(movements.flow_rates(rates.assign(exits=blank))) == 3
    assert len(movements.flow_rates(rates.assign(arising=blank))) == 3
    none = movements.flow_rates(rates.assign(exits=blank, arising=blank))
    assert len(none) == 0 and list(none) == columns


def test_a_printed_rate_stands_beside_the_households_it_implies():
    # 8 at 10,0: 100 x 8 / 10.05 = 79.6 < households <= 800 / 9.95 = 80.4; 16 at 4,00 likewise.
    told = movements.printed_rates(WARDS, PRINTED).reset_index(drop=True)
    held(told,
        ["unit_code", "closing", "printed_rate", "implied_least", "implied_most"],
        ("A", 8, "10,0", 80, 80), ("total", 16, "4,00", 400, 400),
        unit_code="str", printed_rate="str")  # fmt: skip


def test_a_printed_rate_of_the_opening_implies_the_households_of_a_year_before():
    # 5 at 0,00 is more than 100 x 5 / 0.005 and has no end above; 15 at 6,0 is 247.9 to 252.1.
    told = movements.printed_rates(WARDS, PRINTED, "opening").reset_index(drop=True)
    held(told,
        ["unit_code", "opening", "printed_opening_rate", "implied_opening_least",
         "implied_opening_most"],
        ("B", 5, "0,00", 100_001, pd.NA), ("total", 15, "6,0", 248, 252),
        unit_code="str", printed_opening_rate="str")  # fmt: skip


def test_a_rate_of_a_count_that_is_not_known_and_a_return_without_rates_imply_nothing():
    blank = pd.array([pd.NA] * 2, "Int64")
    for rows, printed in [(WARDS.assign(closing=blank), PRINTED), (WARDS, PRINTED.iloc[:0])]:
        told = movements.printed_rates(rows, printed).reset_index(drop=True)
        held(told, ["unit_code", "closing", "printed_rate", "implied_least", "implied_most"],
            unit_code="str", printed_rate="str")  # fmt: skip


def test_the_own_rate_and_the_printed_one_stand_in_one_row():
    rates, printed = movements.rates(WARDS, HOMES, 2013), movements.printed_rates(WARDS, PRINTED)
    held(movements.poverty_rates(rates, printed),
        [*RATES[:4], "printed_rate", "implied_least", "implied_most"],
        ("A", 8, 80, 10.0, "10,0", 80, 80),
        ("B", 8, 320, 2.5, None, pd.NA, pd.NA),
        ("total", 16, 400, 4.0, "4,00", 400, 400),
        unit_code="str", printed_rate="str", poverty_rate_pct="Float64")  # fmt: skip
    pd.testing.assert_frame_equal(
        movements.poverty_rates(rates, printed.iloc[:0]), rates[RATES[:4]]
    )
    blank = rates.assign(closing=pd.array([pd.NA] * 3, "Int64"))
    none = movements.poverty_rates(blank, printed)
    assert len(none) == 0 and list(none) == RATES[:4]


def test_years_are_told_in_their_order_with_what_joins_them():
    rows = ledger(
        {"year": 2013, "opening": 40, "exits": 14, "arising": 2, "closing": 28},
        {"year": 2012, "standard": OLD, "opening": 8, "exits": 6, "closing": 2},
        {"year": 2011, "standard": OLD, "opening": 5, "exits": 2, "arising": 1, "closing": 4},
        {"year": 2011, "standard": OLD, "unit_code": "B", "opening": 4, "exits": 1, "closing": 3},
    )
    held(movements.series(rows),
        ["year", "standard", "opening", "exits", "arising", "closing", "previous_closing",
         "revision", "is_break"],
        (2011, OLD, 9, 3, 1, 7, pd.NA, pd.NA, False),
        (2012, OLD, 8, 6, 0, 2, 7, 1, False),
        (2013, NEW, 40, 14, 2, 28, pd.NA, pd.NA, True),
        year="int64", standard="str", is_break="bool")  # fmt: skip


AGAINST = [
    *("giver", "plan", "exits", "gross_pct", "net_decrease", "net_pct"),
    *("opening", "plan_of_opening_pct", "printed_pct"),
]
AGAINST_TYPES = dict.fromkeys(AGAINST, "int64") | {"giver": "str", "printed_pct": "object"}
AGAINST_TYPES |= dict.fromkeys([name for name in AGAINST[:-1] if name.endswith("_pct")], "Float64")


def test_each_plan_of_a_year_stands_beside_what_was_done_in_the_order_of_its_givers():
    unnamed = pd.DataFrame({"year": [2013], "giver": ["unrecorded"], "plan": [50]})
    plans = pd.concat([unnamed.assign(printed_pct=None), PLANS], ignore_index=True)
    held(plan.completion(years(20, 8), plans, 2013), AGAINST,
        ("city", 20, 24, 120.0, 20, 100.0, 100, 20.0, None),
        ("district", 25, 24, 96.0, 20, 80.0, 100, 25.0, None),
        ("unrecorded", 50, 24, 48.0, 20, 40.0, 100, 50.0, None),
        **AGAINST_TYPES)  # fmt: skip


def test_a_period_stands_beside_its_first_opening_and_the_sums_of_its_years():
    plans = PLANS.assign(plan=[25, 30, 20])
    held(plan.cumulative(years(20, 8), plans, 2013, 2014), [*AGAINST, "revision"],
        ("city", 50, 36, 72.0, 28, 56.0, 100, 50.0, None, pd.NA),
        **AGAINST_TYPES, revision="object")  # fmt: skip


def test_a_period_is_missing_what_one_of_its_years_is_missing():
    unknown = years(20, 8, 4).astype({"exits": "Int64", "closing": "Int64"})
    unknown.loc[1, ["exits", "closing"]] = pd.NA
    every = pd.DataFrame({"year": [2013, 2014, 2015], "giver": "city", "plan": 10})
    row = plan.cumulative(unknown, every.assign(printed_pct=None), 2013, 2015).iloc[0]
    assert row[["plan", "opening"]].tolist() == [30, 100]
    assert row[["exits", "gross_pct", "net_decrease", "net_pct"]].isna().all()
    revised = years(20, 8, 4).assign(revision=pd.array([pd.NA, pd.NA, 6], "Int64"))
    told = plan.cumulative(revised, every.assign(printed_pct=None), 2013, 2015)
    assert told["revision"].isna().all()


def test_without_a_period_nothing_is_cumulated_however_many_years_there_are():
    for first in (None, 2016):
        none = plan.cumulative(years(20, 8, 4), PLANS, first, 2014)
        assert len(none) == 0 and list(none) == AGAINST


def test_each_scenario_tells_its_year_its_number_its_end_and_where_it_settles():
    # 40 left and 5 the goal: 35 / 30, 35 / 20, 35 / 10 years; 4 arise, 34 of 100, 24 of 60 and 14
    # of 70 exit, so that the list settles at 4 / 0.34, 4 / 0.4 and 4 / 0.2.
    held(plan.scenarios(years(30, 10, 20), 5, 2015), plan.SCENARIO,
        ("best", 2013, 30, 35 / 30, 2017, 4 / 0.34),
        ("middle", 2015, 20, 1.75, 2017, 10.0),
        ("worst", 2014, 10, 3.5, 2019, 20.0),
        scenario="str", repeated_year="int64", net_decrease="int64", years_needed="float64",
        settles_at="float64")  # fmt: skip


def test_of_four_years_the_middle_one_is_the_lower_of_two_and_a_tie_goes_by_year():
    four = plan.scenarios(years(30, 10, 20, 5), 0, 2016)
    assert four[["scenario", "repeated_year"]].to_numpy().tolist() == [
        ["best", 2013], ["middle", 2014], ["worst", 2016]
    ]  # fmt: skip
    assert plan.scenarios(years(10, 10), 0, 2014)["repeated_year"].tolist() == [2014, 2013]


def test_a_year_without_a_net_number_is_no_scenario_and_no_scenario_has_its_columns():
    known = years(20, 8).astype({"opening": "Int64"})
    known.loc[0, "opening"] = pd.NA
    only = plan.scenarios(known, 0, 2014)
    assert only[["scenario", "repeated_year"]].to_numpy().tolist() == [["single", 2014]]
    assert list(plan.scenarios(years(20), None, 2013)) == plan.SCENARIO
    nobody = years(20).assign(opening=pd.array([pd.NA], "Int64"))
    assert list(plan.scenarios(nobody, 0, 2013)) == plan.SCENARIO


def test_the_standard_that_counts_is_that_of_the_last_year():
    both = pd.concat([years(20).assign(year=2012), years(5, standard=OLD)])
    assert plan.scenarios(both, 0, 2013)["repeated_year"].tolist() == [2013]


def test_a_list_that_would_settle_at_the_goal_or_where_it_is_does_not_settle_between():
    at_goal, here = years(20).assign(exits=20), years(20).assign(exits=20, arising=16)
    assert plan.scenarios(at_goal, 19, 2013)["settles_at"].tolist() == [20]
    assert plan.scenarios(at_goal, 20, 2013)["settles_at"].isna().all()
    assert plan.scenarios(here, 0, 2013)["settles_at"].isna().all()
    assert plan.scenarios(here.assign(arising=15), 0, 2013)["settles_at"].tolist() == [75]


def test_where_exits_arising_or_an_opening_are_missing_nothing_is_told_to_settle():
    for name in ("exits", "arising"):
        unknown = years(20).assign(**{name: pd.array([pd.NA], "Int64")})
        assert plan.scenarios(unknown, 0, 2013)["settles_at"].isna().all()
    empty = years(-5).assign(opening=0, exits=0, closing=5)
    assert plan.scenarios(empty, 0, 2013)["settles_at"].isna().all()


def test_paths_have_a_column_for_each_scenario_and_a_row_for_each_year():
    scenarios = plan.scenarios(years(30, 10, 20), 5, 2015)
    held(plan.paths(scenarios, years(30, 10, 20), 5), ["year", "best", "middle", "worst"],
        (2015, 40, 40, 40), (2016, 10, 20, 30), (2017, 5, 5, 20), (2018, 5, 5, 10),
        (2019, 5, 5, 5), year="int64")  # fmt: skip


def test_a_path_that_takes_long_or_never_ends_is_drawn_for_ten_years():
    for net, ends in [(1, 89), (-1, 111), (0, 100)]:
        slow = years(net)
        drawn = plan.paths(plan.scenarios(slow, 0, 2013), slow, 0)
        assert drawn["year"].tolist() == [*range(2013, 2024)]
        assert drawn["single"].iloc[[0, -1]].tolist() == [100 - net, ends]
    none = plan.paths(plan.scenarios(slow, None, 2013), slow, None)
    assert len(none) == 0 and list(none) == ["year"]


def test_of_a_completion_the_columns_that_hold_anything_are_shown():
    some = PLANS.assign(printed_pct=[pd.NA, 120, pd.NA])
    assert list(plan.shown(plan.completion(years(20), some, 2013))) == AGAINST
    assert list(plan.shown(plan.completion(years(20), PLANS, 2013))) == AGAINST[:-1]
