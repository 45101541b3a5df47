"""The headline figures of a year, as label and value."""

import pandas as pd

from analysis.terms import Scope, as_printed, label, number, percent


def headline_figures(
    series: pd.DataFrame,
    rates: pd.DataFrame,
    printed: pd.DataFrame,
    completions: pd.DataFrame,
    scope: Scope,
) -> dict[str, str]:
    """Opening, exits, arising, closing, rate and completion of the year, each under its label."""
    lang = scope.lang
    row = series[series["year"] == scope.year].iloc[0]
    columns = ["opening", "exits", "arising", "closing"]
    figures = {label(name, lang): number(row[name], lang) for name in columns}
    rate = rates.iloc[-1]["poverty_rate_pct"]
    of_area = printed[printed["unit_code"] == rates.iloc[-1]["unit_code"]]
    if pd.isna(rate) and not of_area.empty:
        figures[label("printed_rate", lang)] = as_printed(of_area.iloc[0]["printed_rate"], lang)
    else:
        figures[label("poverty_rate_pct", lang)] = percent(rate, lang)
    for name in ("gross_pct", "net_pct"):
        shares = completions[name]
        figures[label(name, lang)] = percent(shares.iloc[0] if len(shares) else pd.NA, lang, 0)
    return figures
