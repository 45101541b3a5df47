"""Nguy cơ nghèo trở lại: how much more often some exits are followed by poverty than others.

Takes the facts of exits followed from review to review (`relapse_cells`), as known at one review.
Exits under one standard alone are compared, and of these those of which all is recorded; nothing is
told of why.
"""

from collections.abc import Sequence

import pandas as pd

from analysis.methods import hazard
from analysis.methods.hazard import Model, NoModelError
from analysis.methods.intervals import clopper_pearson
from analysis.methods.share import pct

# What was known at the exit, from fine to coarse: codes of the facts by the level they are told as.
# The first way is taken by which enough fell back at every level, or else nothing is told of it.
WAYS = {
    "margin_band": [
        {"not_above_line": "margin_0"},
        {"not_above_line": "margin_0", "margin_25": "margin_25_up", "margin_50": "margin_25_up"},
        {
            "not_above_line": "margin_0",
            **dict.fromkeys(["margin_10", "margin_25", "margin_50"], "margin_10_up"),
        },
    ],
    "illness": [{}],
    "labour": [{}, {"workers_0": "workers_few", "workers_1": "workers_few"}],
    "exit_class": [{"near_poor": "near_poor_exit", "above_near_poor": "above_near_poor_exit"}],
    "spell": [{}],
}
BANDS = ["margin_0", "margin_10", "margin_10_up", "margin_25", "margin_25_up", "margin_50"]
LEVELS = {  # in the order in which factors are taken and levels are shown
    "margin_band": BANDS,
    "illness": ["not_ill", "ill"],
    "labour": ["workers_2", "workers_1", "workers_0", "workers_few"],
    "exit_class": ["above_near_poor_exit", "near_poor_exit"],
    "spell": ["first_exit", "later_exit"],
}
REFERENCES = {"margin_10", "margin_10_up"} | {order[0] for order in list(LEVELS.values())[1:]}
UNKNOWN = {"margin_unknown", "workers_unknown", "causes_unknown"}
NOT_TOLD = ""
COUNTS = ["reviews_at_risk", "fell_back"]
RATIOS = {"ratio": "hazard_ratio", "lower": "hazard_ratio_lower", "upper": "hazard_ratio_upper"}
TIMES = ["years_since", "year"]


def standard_followed(cells: pd.DataFrame, in_force: str) -> str | None:
    """The standard whose exits are told of: that in force, or the last that has been followed.

    Nobody is followed under a standard before its second review. None where none was.
    """
    there = cells.sort_values("year")["standard"]
    if in_force in set(there):
        return in_force
    return None if there.empty else there.iloc[-1]


def of_standard(cells: pd.DataFrame, standard: str | None, least: int) -> pd.DataFrame:
    """The cells of one standard with levels as they are told, and whether all `is_recorded`.

    What is recorded of nobody is not asked for. Where fewer than `least` households fell back at a
    level, it is told together with others, see WAYS, or its factor not at all: NOT_TOLD.
    """
    own = cells[cells["standard"] == standard].reset_index(drop=True)
    unknown = own[list(WAYS)].isin(UNKNOWN)
    is_recorded = ~unknown.loc[:, ~unknown.all()].any(axis="columns")
    fell_back = own.loc[is_recorded, "fell_back"]
    told = {factor: _told(own[factor], fell_back, least) for factor in WAYS}
    return own.assign(**told, is_recorded=is_recorded)


def followed(cells: pd.DataFrame) -> pd.DataFrame:
    """Reviews at risk and relapses, of all, of those not recorded in full and of those that are.

        risk_pct = fell back / reviews at risk

    Takes the cells of one `standard`. Returns one row per `records`, which are "risk_all",
    "risk_unrecorded" and "risk_recorded", with `spells` followed, `first_review_year` and
    `last_review_year`; none without cells.
    """
    if cells.empty:
        return pd.DataFrame()
    is_recorded = cells["is_recorded"]
    parts = {"risk_all": cells, "risk_unrecorded": cells[~is_recorded]}
    parts["risk_recorded"] = cells[is_recorded]
    about = {
        "standard": cells["standard"].iloc[0],
        "first_review_year": cells["year"].min(),
        "last_review_year": cells["year"].max(),
    }
    rows = [{"records": name, **about, **_counts(part)} for name, part in parts.items()]
    return _with_risk(pd.DataFrame(rows))


def by_level(cells: pd.DataFrame, model: Model | None) -> pd.DataFrame:
    """Reviews at risk and relapses by what was known at the exit, with the ratios of the model.

    Takes the cells of one standard and its model. Returns one row per `level` of LEVELS that
    somebody stood at: `spells` followed, COUNTS, `risk_pct`, the level it is `compared_with` and
    RATIOS. The reference has a ratio of 1 without interval; of a factor that the model does not
    hold all are missing.
    """
    recorded = cells[cells["is_recorded"]]
    rows = [
        {"level": level} | _counts(own)
        for factor, levels in LEVELS.items()
        for level in levels
        if len(own := recorded[recorded[factor] == level])
    ]
    if not rows:
        return pd.DataFrame()
    first = {factor: _referred(order, recorded[factor])[:1] for factor, order in LEVELS.items()}
    reference = {
        level: of for factor, order in LEVELS.items() for of in first[factor] for level in order
    }
    table = _with_risk(pd.DataFrame(rows))
    return _with_ratios(table.assign(compared_with=table["level"].map(reference)), model)


def by_band(levels: pd.DataFrame) -> pd.DataFrame:
    """Relapses by how far above the line the income at the exit was (biên trên chuẩn).

    Takes the rows of `by_level`. Returns those of the bands, with the exact interval of the risk,
    `risk_lower_pct` and `risk_upper_pct`: how far chance alone would move it.
    """
    if levels.empty:
        return levels
    own = levels[levels["level"].isin(BANDS)]
    rows = own.drop(columns=["compared_with", *RATIOS.values()]).reset_index(drop=True)
    pairs = zip(rows["fell_back"], rows["reviews_at_risk"], strict=True)
    limits = [clopper_pearson(int(fell), int(of)) for fell, of in pairs]
    table = pd.DataFrame(limits, columns=["risk_lower_pct", "risk_upper_pct"], dtype="float64")
    return rows.join(100 * table)


def fitted(cells: pd.DataFrame) -> tuple[Model | None, pd.DataFrame]:
    """The model of the cells of one standard, and one row that tells of it or why there is none.

    It compares exits as long ago, at one review, alike in all else. The row has `coefficients`,
    `events_each` (relapses for each of them), `least_each` that are asked for, `deviance`,
    `residual_df`, `dispersion`, and `merged_years`, those since the exit after which nobody fell
    back with those that they are counted with; or else `model_reason`. No row without cells.
    """
    recorded = cells[cells["is_recorded"]]
    if recorded.empty:
        return None, pd.DataFrame()
    levels = {of: sorted(recorded[of].astype("str").unique(), key=int) for of in TIMES}
    levels |= {factor: _referred(order, recorded[factor]) for factor, order in LEVELS.items()}
    factors = recorded[list(levels)]
    try:
        model = hazard.model(recorded["reviews_at_risk"], recorded["fell_back"], factors, levels)
    except NoModelError as error:
        return None, pd.DataFrame([{"model_reason": str(error)}])
    merged = [f"{level} → {into}" for level, into in model.merged.items()]
    row = {
        "coefficients": model.coefficients,
        "events_each": model.events / model.coefficients,
        "least_each": hazard.EVENTS_EACH,
        "deviance": model.deviance,
        "residual_df": model.residual_df,
        "dispersion": model.dispersion,
        "merged_years": "; ".join(merged),
    }
    return model, pd.DataFrame([row])


def _told(codes: pd.Series, fell_back: pd.Series, least: int) -> pd.Series:
    for way in WAYS[codes.name]:
        levels = codes.replace(way)
        fewest = fell_back.groupby(levels[fell_back.index]).sum()
        if len(fewest) > 1 and fewest.min() >= least:
            return levels
    return pd.Series(NOT_TOLD, codes.index)


def _referred(order: Sequence[str], codes: pd.Series) -> list[str]:
    """The levels that somebody stood at, the reference first."""
    return sorted(set(order) & set(codes), key=lambda of: (of not in REFERENCES, order.index(of)))


def _counts(cells: pd.DataFrame) -> dict[str, int]:
    """The COUNTS, and the spells: each is at risk once at the first review after its exit."""
    spells = cells.loc[cells["years_since"] == 1, "reviews_at_risk"].sum()
    return {"spells": int(spells)} | {count: int(cells[count].sum()) for count in COUNTS}


def _with_risk(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(risk_pct=pct(rows["fell_back"], rows["reviews_at_risk"]))


def _with_ratios(rows: pd.DataFrame, model: Model | None) -> pd.DataFrame:
    if model is None:
        return rows.assign(**dict.fromkeys(RATIOS.values(), float("nan")))
    ratios = model.ratios.set_index("level")[list(RATIOS)].rename(columns=RATIOS)
    return rows.join(ratios.reindex(rows["level"]).reset_index(drop=True))
