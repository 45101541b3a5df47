"""Charts, tables and findings show the finished table: bars are read back and compared with it."""

import re
from io import BytesIO

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from analysis import charts, tables, terms
from analysis.findings import movements as say
from analysis.findings import plan as say_plan
from analysis.findings import points
from analysis.measures import movements, plan
from analysis.terms import Scope
from tests.test_measures import PLANS, WARDS, years

NAMES = {"A": "Phường A", "B": "Phường <B>", "": "Không ghi phường", "line-2": "chuẩn mới"}
VI, EN = (Scope(2013, "Quận X", lang, NAMES) for lang in terms.LANGS)
POPULATION = pd.DataFrame({"year": [2013, 2013], "unit_code": ["A", "B"], "households": [80, 320]})
RATES = movements.rates(WARDS, POPULATION, 2013)
NONE_PRINTED = pd.DataFrame({"unit_code": [], "closing": [], "printed_rate": []})


def bars_of(picture: charts.Picture) -> list[float]:
    axes = picture.figure.axes[0]
    bars = [bar for drawn in axes.containers for bar in drawn if isinstance(bar, Rectangle)]
    return [bar.get_width() for bar in bars]


def lines_of(picture: charts.Picture) -> list[list[float]]:
    lines = [line for line in picture.figure.axes[0].lines if len(line.get_xdata()) > 2]
    return [line.get_ydata().tolist() for line in lines]


def test_each_bar_is_as_long_as_its_number():
    picture = charts.bars(RATES, "poverty_rate_pct", "Tỷ lệ.", "movements-poverty-rate", VI)
    assert bars_of(picture) == RATES["poverty_rate_pct"].tolist()
    assert picture.figure.axes[0].get_xlim()[0] == 0
    assert "Phường A 10,00%" in picture.alt


def test_the_waterfall_starts_and_ends_at_the_counts():
    steps = movements.steps(movements.total(WARDS))
    picture = charts.flow(steps, "Biến động.", "movements-households", VI)
    drawn = picture.figure.axes[0].containers[0]
    assert [bar.get_width() for bar in drawn] == steps["households"].abs().tolist()
    assert (drawn[0].get_width(), drawn[-1].get_width()) == (15, 16)
    assert [bar.get_x() for bar in drawn] == steps[["start", "end"]].min(axis="columns").tolist()


def test_the_line_breaks_where_the_standard_changes():
    old = years(30, 20, standard="line-1").assign(year=[2011, 2012])
    table = pd.concat([old, years(20, 5)])
    picture = charts.years(
        table, "Ngắt.", "movements-years", Scope(2014, "X", "vi", NAMES | {"line-1": "cũ"})
    )
    assert lines_of(picture) == [[100, 70, 50], [100, 80, 75]]


def test_shares_of_the_plan_are_drawn_as_computed():
    done = plan.completion(years(20), PLANS, 2013)
    picture = charts.against_plan(done, "Đạt.", "plan-completion", EN)
    drawn = [width for width in bars_of(picture) if width]
    assert drawn == [*done["gross_pct"], *done["net_pct"]]
    assert "City, Exits against the plan: 120.0%" in picture.alt


def test_the_paths_are_drawn_as_computed():
    series = years(30, 10, 20)
    table = plan.paths(plan.scenarios(series, 5, 2015), series, 5)
    picture = charts.paths(table, 2017, "Mục tiêu.", "plan-paths", VI)
    assert lines_of(picture) == [table[name].tolist() for name in ("best", "middle", "worst")]


def test_without_numbers_there_is_no_picture():
    empty = RATES.assign(poverty_rate_pct=pd.NA)
    shown = charts.bars(empty, "poverty_rate_pct", "", "movements-poverty-rate", EN)
    assert shown.data == ""


def test_a_picture_carries_its_finding_its_numbers_and_no_trace_of_the_machine():
    steps = movements.steps(movements.total(WARDS))
    data, about = charts.flow(steps, "Biến động.", "movements-households", VI)._repr_mimebundle_()
    again, _ = charts.flow(steps, "Biến động.", "movements-households", VI)._repr_mimebundle_()
    assert data == again
    assert data["text/plain"] == about["image/png"]["alt"]
    assert about["image/png"]["table"] == "movements-households"
    picture = BytesIO()
    charts.flow(steps, "", "x", VI).figure.savefig(picture, metadata={"Software": None})
    assert b"Software" not in picture.getvalue()


def test_a_table_has_caption_heads_and_escaped_names():
    html = tables.grid(movements.statement(WARDS), "movements-households", VI).data
    assert '<caption id="movements-households-caption">Diễn biến hộ nghèo năm 2013' in html
    assert html.count('scope="col"') == 4
    assert html.count('scope="row"') == len(movements.LINES)
    assert "Phường &lt;B&gt;" in html
    assert "<B>" not in html


def test_missing_cells_say_so_and_zeros_stay():
    html = tables.grid(
        movements.statement(WARDS.assign(relapses=pd.NA)), "movements-households", EN
    )
    assert '<td class="missing">no data</td>' in html.data
    assert "<td>0</td>" in html.data


def test_a_table_without_rows_is_a_sentence():
    html = tables.grid(plan.completion(years(20), PLANS.iloc[:0], 2013), "plan-completion", VI)
    assert "không có số liệu" in html.data
    assert "<table" not in html.data


def figures(sentence: str) -> set[str]:
    return set(re.findall(r"\d[\d.,]*\d|\d", sentence))


@pytest.mark.parametrize("scope", [VI, EN], ids=["vi", "en"])
def test_every_figure_of_a_sentence_stands_in_a_table(scope):
    total, series = movements.total(WARDS), movements.series(WARDS)
    done = plan.completion(series, PLANS, 2013)
    sentences = [
        say.headline(series, scope),
        say.rate(RATES, NONE_PRINTED, scope),
        say.parts(total, scope),
        say.flow_rates(RATES, scope),
        say.arising(total, scope),
        say.balance(movements.statement(WARDS), scope),
        say.moves(movements.statement(WARDS), scope),
        say_plan.completion(done, scope),
    ]
    shown = [
        tables.grid(movements.statement(WARDS), "movements-households", scope).data,
        tables.grid(RATES, "movements-flow-rates", scope).data,
        tables.grid(plan.shown(done), "plan-completion", scope).data,
    ]
    cells = {cell for html in shown for cell in re.findall(r">([^<]+)<", html)}
    known = {figure for cell in cells for figure in figures(cell)} | {"2013"}
    known |= {terms.number(done[name].iloc[0], scope.lang) for name in ("gross_pct", "net_pct")}
    for sentence in sentences:
        assert figures(sentence) <= known, sentence


def test_a_residual_is_told_with_its_ward():
    odd = movements.statement(WARDS.assign(closing=[9, 8]))
    assert "chênh lệch chưa giải thích 1 hộ (Phường A 1)" in say.balance(odd, VI)
    assert "unexplained 1 household (Phường A 1)" in say.balance(odd, EN)


def test_what_a_return_does_not_hold_is_said():
    blank = WARDS.iloc[:1].assign(**dict.fromkeys([*movements.OUT[1:], *movements.IN[1:]], pd.NA))
    blank = blank.assign(closing_people=pd.NA)
    total = movements.total(blank)
    assert "không có số liệu" in say.arising(total, VI)
    people, sizes = movements.people_statement(blank), movements.household_sizes(blank)
    assert "không có số liệu" in say.people(people, sizes, VI)
    assert "không có số liệu" in say.moves(movements.statement(blank), VI)
    assert "no data" in say_plan.completion(plan.completion(years(20), PLANS.iloc[:0], 2013), EN)
    assert "no data" in say_plan.projection(plan.scenarios(years(20), None, 2013), None, EN)


def test_a_scenario_is_set_against_the_deadline():
    assert say_plan.against(2016, 2017, VI) == "sớm hơn thời hạn 1 năm"
    assert say_plan.against(2017, 2017, EN) == "at the deadline"
    assert say_plan.against(2019, 2017, EN) == "2 years after the deadline"
    assert say_plan.against(pd.NA, 2017, VI) == "không đạt được mục tiêu"


def test_a_page_has_at_most_six_main_points():
    assert points.listed("một", "hai").data == "- một\n- hai"
    with pytest.raises(ValueError, match="at most 6"):
        points.listed(*"1234567")


def test_a_goal_that_is_met_is_said_to_be_met():
    met = plan.scenarios(years(20), 80, 2013)
    assert say_plan.projection(met, 2017, EN) == "The goal is met at the end of 2013."


def test_a_list_that_grows_is_said_to_grow_and_not_to_reach_the_goal():
    grows = plan.scenarios(years(-5), 0, 2013)
    assert "(net growth 5 households a year), the goal is not reached." in say_plan.projection(
        grows, 2017, EN
    )


def test_years_of_two_standards_are_not_joined_in_words_either():
    old = years(30, standard="line-1").assign(year=[2012])
    scope = Scope(2013, "X", "vi", NAMES | {"line-1": "chuẩn cũ"})
    picture = charts.years(pd.concat([old, years(20)]), "Ngắt.", "movements-years", scope)
    assert "chuẩn cũ: 2012 100 → 70. chuẩn mới: 2013 100 → 80." in picture.alt


def test_any_number_of_standards_can_be_drawn():
    table = pd.concat([years(9, standard=name) for name in "abcde"]).assign(year=range(2009, 2014))
    scope = Scope(2013, "X", "vi", {name: name for name in "abcde"})
    assert len(charts.years(table, "", "movements-years", scope).figure.axes[0].lines) == 5


def test_what_is_hidden_is_a_sign_with_a_legend_and_is_never_missing_or_zero():
    table = pd.DataFrame({"unit_code": ["A", "B"], "closing": [terms.HIDDEN, 0]})
    html = tables.grid(table, "movements-poverty-rate", VI).data
    assert '<td class="withheld">•<span class="unseen"> không công bố</span></td>' in html
    assert "<td>0</td>" in html
    assert "• số liệu không công bố vì có thể nhận ra hộ" in html
    shown = tables.grid(table.assign(closing=[1, 0]), "movements-poverty-rate", VI).data
    assert "•" not in shown
    assert terms.number(terms.HIDDEN, "en") == terms.percent(terms.HIDDEN, "en") == "not shown"
