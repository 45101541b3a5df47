"""Finished tables as pictures, with the finding as title and as alternative text; computes nothing.

One module for each measure. Where a table has no numbers there is no picture: the table before it
says so.
"""

from analysis.charts.awards import scores
from analysis.charts.exits import cohorts, outcomes, survival
from analysis.charts.movements import bars, flow, years
from analysis.charts.picture import Picture
from analysis.charts.plan import against_plan, paths
from analysis.charts.quality import income_bands
from analysis.charts.wards import contributions, funnel, ordered_intervals, small_multiples

__all__ = [
    "Picture",
    "against_plan",
    "bars",
    "cohorts",
    "contributions",
    "flow",
    "funnel",
    "income_bands",
    "ordered_intervals",
    "outcomes",
    "paths",
    "scores",
    "small_multiples",
    "survival",
    "years",
]
