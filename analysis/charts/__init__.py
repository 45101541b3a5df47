"""Finished tables as pictures, with the finding as title and as alternative text; computes nothing.

One module for each measure. Where a table has no numbers there is no picture: the table before it
says so.
"""

from analysis.charts.awards import chosen_shares, scores
from analysis.charts.depth import depth_bars, gaps_by_year
from analysis.charts.exits import cohorts, outcomes, survival
from analysis.charts.housing import home_waits, home_wards, home_years
from analysis.charts.inspection import inspected
from analysis.charts.movements import bars, flow, years
from analysis.charts.next_year import asked_of_wards, way_to_goal
from analysis.charts.outreach import wishes
from analysis.charts.picture import Picture
from analysis.charts.plan import against_plan, ahead, paths
from analysis.charts.quality import income_bands
from analysis.charts.relapse_risk import hazard_ratios, risk_bands
from analysis.charts.support import support_reach, support_spent
from analysis.charts.three_haves import gained_and_lost, haves, lacking, shares_by_year
from analysis.charts.ward_sets import against_expected, shrunken
from analysis.charts.wards import contributions, funnel, ordered_intervals, small_multiples
from analysis.charts.watch import calibration

__all__ = [
    "Picture",
    "against_expected",
    "against_plan",
    "ahead",
    "asked_of_wards",
    "bars",
    "calibration",
    "chosen_shares",
    "cohorts",
    "contributions",
    "depth_bars",
    "flow",
    "funnel",
    "gained_and_lost",
    "gaps_by_year",
    "haves",
    "hazard_ratios",
    "home_waits",
    "home_wards",
    "home_years",
    "income_bands",
    "inspected",
    "lacking",
    "ordered_intervals",
    "outcomes",
    "paths",
    "risk_bands",
    "scores",
    "shares_by_year",
    "shrunken",
    "small_multiples",
    "support_reach",
    "support_spent",
    "survival",
    "way_to_goal",
    "wishes",
    "years",
]
