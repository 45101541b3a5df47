"""Đề xuất khen thưởng: who may be proposed, by gates, then by anchored criteria, each stream apart.

Nothing here is compared across streams, and no score depends on another candidate. Of a ward the
register gives two counts that no household struck off the list can raise: not the year's exits but
the earlier ones that held, as it was known before this year's review began, each with an income
above the line on record. They are set against the plan the ward was given, since a share of the
list, or of the exits, rises where those who would have failed are struck off.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.commendation import Commendation
from analysis.methods import quota, scoring
from analysis.methods.share import pct

OWN = {  # criterion: what is counted of a candidate, and of how many
    "sustained_exits": ("helped_sustained", "helped_exits"),
    "wishes_resolved": ("wishes_resolved", "wishes"),
    "files_on_time": ("files_on_time", "files"),
    "sessions": ("sessions", None),
    "initiatives": ("initiatives", None),
}
OF_REGISTER = {
    "sustained_exits": ("sustained", "planned"),
    "above_near_poor": ("sustained_above", "planned"),
}
CRITERIA = ["sustained_exits", "above_near_poor", *[*OWN][1:]]
OWN_GIVERS = ["district", "city", "unrecorded"]
GATES = ["plan_gate", "settlement_gate", "discipline_gate"]
GATES_OF = {"families": ["exit_gate", *GATES]}
KEYS = ["stream", "candidate_code", "kind", "criterion"]
NUMBERS = ["count", "of", "prior_pct", "prior_size", "zero", "full", "weight"]
COMPARED = ["", "lot", "ward_cap"]  # reasons of those that have a score
TIE = "tie:"
OTHERWISE = UNSHRUNK, TOPSIS = "unshrunk", "topsis"


class Reckoning(NamedTuple):
    """Everything a list rests on: the register's counts, the points, and who is proposed."""

    register: pd.DataFrame
    scored: pd.DataFrame
    placed: pd.DataFrame


def reckoning(
    candidates: pd.DataFrame,
    before: pd.DataFrame,
    ledger: pd.DataFrame,
    plans: pd.DataFrame,
    year: int,
    rules: Commendation,
) -> Reckoning:
    """The list of `year` from its candidates, with all that leads to it.

    Takes what `register_counts` takes, one row per candidate, and the rules of commendation.
    """
    register = register_counts(before, ledger, plans, year, rules.years_back)
    scored = points(candidates, register, rules.criteria())
    return Reckoning(register, scored, standing(candidates, scored, register, rules))


def register_counts(
    before: pd.DataFrame,
    ledger: pd.DataFrame,
    plans: pd.DataFrame,
    year: int,
    years_back: int,
) -> pd.DataFrame:
    """What the register says of each ward's earlier exits (kết quả của các hộ đã thoát nghèo).

    Takes the proofs of exits as known at the review before that of `year`, the ledger with its
    `unexplained` households, and the plans of the units; of a unit with several in a year the
    district's counts. One row per unit with `opening` and `unexplained` of `year`, and of the
    `years_back` years that end two years before it

        planned           exits planned; missing where a year on record has no plan
        earlier_exits     exits
        sustained         of these, an income above the line on record, and at the review before
                          this year's not poor again, not gone and not unknown
        not_sustained     the others of these
        earlier_above, sustained_above, above_not_sustained
                          the same of those classed above the near-poor at their exit
    """
    units = ledger[ledger["year"] == year].set_index("unit_code")
    years = range(year - 1 - years_back, year - 1)
    window = before[before["exit_year"].isin(years)]
    is_held = window["has_proof"] & window["end"].isin(["out", "raised_line"])
    is_above = window["class_after"] == "above_near_poor"
    counted = {
        "earlier_exits": window,
        "sustained": window[is_held],
        "not_sustained": window[~is_held],
        "earlier_above": window[is_above],
        "sustained_above": window[is_above & is_held],
        "above_not_sustained": window[is_above & ~is_held],
    }
    table = pd.DataFrame({name: _by_unit(rows, units.index) for name, rows in counted.items()})
    on_record = sorted(set(years) & set(ledger["year"]))
    table = table.assign(
        planned=_planned(plans, on_record),
        opening=units["opening"],
        unexplained=units["unexplained"],
    )
    return table.astype("Int64").rename_axis("unit_code").reset_index()


def points(
    candidates: pd.DataFrame, register: pd.DataFrame, criteria: pd.DataFrame
) -> pd.DataFrame:
    """What each candidate is scored on (điểm từng tiêu chí).

    Takes one row per candidate, the register's counts by unit and the rules (one row per kind and
    criterion). One row per candidate and criterion of its kind: `count`, `of` (missing for what is
    no share), `raw_pct`, `value` (the share drawn to its prior, in per cent, or the count),
    `points` from 0 to 100, `weight`, `weighted`. Missing where it was not recorded.
    """
    asked = candidates.drop(columns="stream").merge(criteria, on="kind")
    asked = asked.merge(register, on="unit_code", how="left")
    counted = [_counted(row) for row in asked.to_dict("records")]
    table = asked[[*KEYS, "weight", "zero", "full", "prior_pct", "prior_size", "is_of_register"]]
    table = table.assign(
        count=pd.array([count for count, _ in counted], dtype="Int64"),
        of=pd.array([of for _, of in counted], dtype="Int64"),
    )
    plain = {name: table[name].to_numpy("float64", na_value=np.nan) for name in NUMBERS}
    drawn = 100 * scoring.drawn_to_prior(
        plain["count"], plain["of"], plain["prior_pct"] / 100, plain["prior_size"]
    )
    is_share = table["prior_size"].notna().to_numpy()
    value = np.where(is_share, drawn, plain["count"])
    earned = scoring.anchored(value, plain["zero"], plain["full"])
    known = {"value": value, "points": earned, "weighted": earned * plain["weight"]}
    shares = {"raw_pct": pct(table["count"], table["of"])}
    return table.assign(**shares, **{name: _missing(column) for name, column in known.items()})


def standing(
    candidates: pd.DataFrame, scored: pd.DataFrame, register: pd.DataFrame, rules: Commendation
) -> pd.DataFrame:
    """Who is proposed, in each stream (danh sách đề xuất).

    One row per candidate in the order of its stream, those not compared last by code: `score` (to a
    tenth) and `order` of those compared, `lot`, `result` and `reason`. A candidate is compared if
    it passed every gate with evidence, its ward is not too small and nothing it is scored on is
    missing. The order is by score, then by the points of `ties`, each to a tenth, then by lot.

        result  proposed, reserve (compared, no place left), undecided, not_compared
        reason  gate_failed, gate_unproven, gate_blank, too_small, incomplete; of those compared
                ward_cap (proposed or not only since a ward may have no more), lot (only the lot
                parts it from one on the other side of the last place) or ""

    Where those on top stand equal and are more than the places, they are undecided: the rules tell
    none of them apart, and the council must.
    """
    earned = scored.pivot(index="candidate_code", columns="criterion", values="points")
    earned = earned.reindex(columns=CRITERIA)
    score = scored.groupby("candidate_code")["weighted"].agg(lambda each: each.sum(skipna=False))
    table = candidates.assign(
        score=_tenths(candidates["candidate_code"].map(score)),
        lot=[scoring.lot(rules.seed, code) for code in candidates["candidate_code"]],
        reason=_reasons(candidates, score, scored, register, rules.least_opening),
    )
    for name in rules.ties:
        table[f"{TIE}{name}"] = _tenths(table["candidate_code"].map(earned[name])).fillna(-1)
    by = ["score", *(f"{TIE}{name}" for name in rules.ties)]
    streams = [
        _placed(table[table["stream"] == stream], by, places, rules.ward_cap.get(stream))
        for stream, places in rules.places.items()
    ]
    return pd.concat(streams).drop(columns=by[1:]).reset_index(drop=True)


def summary(placed: pd.DataFrame, rules: Commendation) -> pd.DataFrame:
    """One row per stream with candidates: how many, how many compared, and how close it was.

    `places` is "no_limit" where the rules set none; `last_score` is that of the last proposed and
    `next_score` that of the next in order, missing where there is none.
    """
    rows = [
        {"stream": stream, "nominated": len(own), "compared": (own["reason"].isin(COMPARED)).sum()}
        | {"places": "no_limit" if places is None else places}
        | {"proposed": (own["result"] == "proposed").sum()}
        | {"places_left": max((places or 0) - (own["reason"].isin(COMPARED)).sum(), 0)}
        | dict(zip(["last_score", "next_score"], _edge(own), strict=True))
        for stream, places in rules.places.items()
        for own in [placed[placed["stream"] == stream]]
        if len(own)
    ]
    counts = dict.fromkeys(["nominated", "compared", "proposed", "places_left"], "Int64")
    scores = dict.fromkeys(["last_score", "next_score"], "Float64")
    columns = ["stream", "nominated", "compared", "places", "proposed", "places_left", *scores]
    return pd.DataFrame(rows, columns=columns).astype(counts | scores)


def otherwise(candidates: pd.DataFrame, reckoned: Reckoning, rules: Commendation) -> pd.DataFrame:
    """What would become of each candidate by another reckoning (cách tính khác).

    One row per candidate compared, by `candidate_code`: its result with shares not drawn to their
    prior (`unshrunk`), and by TOPSIS with the ends of the scales as best and worst (`topsis`).
    """
    register, scored, base = reckoned
    found = {}
    for reckoning in OTHERWISE:
        other = standing(candidates, _varied(scored, reckoning), register, rules)
        found[reckoning] = other.set_index("candidate_code")["result"]
    compared = base.loc[base["reason"].isin(COMPARED), "candidate_code"]
    return pd.DataFrame(found).reindex(compared).reset_index()


def _by_unit(spells: pd.DataFrame, units: pd.Index) -> pd.Series:
    """Spells by unit; a unit the facts of exits know nothing of has 0 of them."""
    return spells.groupby("unit_code")["households"].sum().reindex(units, fill_value=0)


def _planned(plans: pd.DataFrame, years: list[int]) -> pd.Series:
    """Exits planned for each unit over some years; missing where one of them has no plan."""
    known = plans[plans["year"].isin(years)].dropna(subset=["plan"])
    first = known.sort_values("giver", key=lambda column: column.map(OWN_GIVERS.index))
    own = first.drop_duplicates(["unit_code", "year"])
    wide = own.pivot(index="unit_code", columns="year", values="plan").reindex(columns=years)
    return wide.sum(axis="columns", skipna=False)


def _counted(row: dict) -> tuple[object, object]:
    """What a candidate's criterion counts, and of how many; missing where it is no share."""
    source = OF_REGISTER if row["is_of_register"] else OWN
    done, of = source[row["criterion"]]
    return row[done], row[of] if of else pd.NA


def _missing(values: np.ndarray) -> pd.Series:
    return pd.Series(pd.array(values, dtype="Float64"))


def _tenths(values: pd.Series) -> pd.Series:
    plain = values.to_numpy("float64", na_value=np.nan)
    rounded = [scoring.to_a_tenth(value) for value in plain]
    return pd.Series(pd.array(rounded, dtype="Float64"), values.index)


def _reasons(
    candidates: pd.DataFrame,
    score: pd.Series,
    scored: pd.DataFrame,
    register: pd.DataFrame,
    least_opening: int,
) -> list[str]:
    """Why a candidate is not compared; "" of one that is."""
    opening = register.set_index("unit_code")["opening"]
    of_register = set(scored.loc[scored["is_of_register"], "candidate_code"])
    reasons = []
    for row in candidates.to_dict("records"):
        gates = [row[gate] for gate in GATES_OF.get(row["stream"], GATES)]
        poor = opening.get(row["unit_code"], pd.NA)
        if "failed" in gates:
            reasons.append("gate_failed")
        elif "unproven" in gates:
            reasons.append("gate_unproven")
        elif any(pd.isna(gate) for gate in gates):
            reasons.append("gate_blank")
        elif row["candidate_code"] in of_register and not (
            pd.notna(poor) and poor >= least_opening
        ):
            reasons.append("too_small")
        elif pd.isna(score.get(row["candidate_code"], pd.NA)):
            reasons.append("incomplete")
        else:
            reasons.append("")
    return reasons


def _placed(rows: pd.DataFrame, by: list[str], places: int | None, cap: int | None) -> pd.DataFrame:
    """One stream in its order, with what becomes of each candidate."""
    is_compared = rows["reason"] == ""
    best = rows[is_compared].sort_values([*by, "lot"], ascending=[*[False] * len(by), True])
    rest = rows[~is_compared].sort_values("candidate_code")
    seats = len(best) if places is None else min(places, len(best))
    group = best.groupby(by, sort=False).ngroup().to_numpy()
    wards = [code or None for code in best["unit_code"]]
    if places is not None and (group == 0).sum() > places:
        result, reason = np.where(group == 0, "undecided", "reserve"), [""] * len(best)
    else:
        is_first = np.arange(len(best)) < seats
        taken = is_first if cap is None else _within_cap(best, by, wards, seats, cap)
        by_lot = _parted_by_lot(group, taken, wards, cap)
        result = np.where(taken, "proposed", "reserve")
        reason = np.where(taken != is_first, "ward_cap", np.where(by_lot, "lot", ""))
    orders = pd.array([*range(1, len(best) + 1), *[pd.NA] * len(rest)], dtype="Int64")
    best = best.assign(result=result, reason=reason)
    placed = pd.concat([best, rest.assign(result="not_compared", score=pd.NA)])
    return placed.assign(order=orders)


def _within_cap(
    best: pd.DataFrame, by: list[str], wards: list[str | None], seats: int, cap: int
) -> np.ndarray:
    """Who is proposed of those in order, no more than the cap of a ward: the highest sum of keys.

    In tenths, and last by lot, the earlier in order being better.
    """
    keys = [(10 * best[key].astype("float64")).round().astype("int64").tolist() for key in by]
    keys.append(list(range(len(best), 0, -1)))
    return np.array(quota.best(keys, wards, seats, cap), dtype=bool)


def _parted_by_lot(
    group: np.ndarray, taken: np.ndarray, wards: list[str | None], cap: int | None
) -> np.ndarray:
    """Whether one of equal keys could have the place of another, which only the lot gave it."""
    full = {ward for ward in wards if ward and cap and _of_ward(wards, taken, ward) >= cap}
    parted = np.zeros(len(group), dtype=bool)
    for lucky in np.flatnonzero(taken):
        for other in np.flatnonzero(~taken & (group == group[lucky])):
            if wards[other] not in full or wards[other] == wards[lucky]:
                parted[[lucky, other]] = True
    return parted


def _of_ward(wards: list[str | None], taken: np.ndarray, ward: str) -> int:
    return sum(own == ward for own, is_taken in zip(wards, taken, strict=True) if is_taken)


def _edge(own: pd.DataFrame) -> tuple[float | None, float | None]:
    """The scores of the last proposed and of the first reserve after it in order."""
    is_proposed = own["result"] == "proposed"
    last = own.loc[is_proposed, "order"].max() if is_proposed.any() else 0
    after = own[(own["result"] == "reserve") & (own["order"] > last).fillna(False)]
    return (
        own.loc[is_proposed, "score"].iloc[-1] if last else None,
        after["score"].iloc[0] if len(after) else None,
    )


def _varied(scored: pd.DataFrame, reckoning: str) -> pd.DataFrame:
    """The points by another reckoning, their `weighted` changed so that a sum gives the score."""
    if reckoning == UNSHRUNK:
        raw = scored["raw_pct"].fillna(scored["value"])
        earned = scoring.anchored(
            raw.to_numpy("float64", na_value=np.nan), scored["zero"], scored["full"]
        )
        return scored.assign(points=earned, weighted=_missing(earned * scored["weight"]))
    by_candidate = scored.groupby("candidate_code", group_keys=False, sort=False)
    return by_candidate[list(scored.columns)].apply(_closeness)


def _closeness(rows: pd.DataFrame) -> pd.DataFrame:
    """One candidate's closeness to full points, in hundredths, laid on its first criterion."""
    weights, earned = rows["weight"].to_numpy(), rows["points"]
    plain = earned.to_numpy("float64", na_value=np.nan)
    near = scoring.closeness([plain * weights], scoring.POINTS * weights, 0 * weights)
    share = [*(scoring.POINTS * near), *[0.0] * (len(rows) - 1)]
    return rows.assign(weighted=pd.array(share, dtype="Float64"))
