"""Danh sách đề xuất chắc đến đâu: would the same be proposed under other weights, or other luck?

The rules fix the weights, and nothing here replaces them. Every other set of weights is tried in
the whole rule, with its ties, places and caps (SMAA-2); and each weight by itself is moved until
the list changes.
"""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.commendation import Commendation
from analysis.methods import scoring, smaa, weights
from analysis.methods.selection import Rule
from analysis.methods.smaa import EQUALLY_LIKELY, Kind

DRAWS = 10_000
ERROR_PP = 100 * smaa.largest_error(DRAWS)
LOW, HIGH = 0.05, 0.95  # between them lies the place of a candidate in nine of ten draws
NUMBERS = ["count", "of", "prior_pct", "prior_size", "zero", "full"]
ACCEPTED = ["selected_whole_pct", "selected_in_order_whole_pct", "order_low", "order_high"]
RANGES = ["stream", "kind", "criterion", "weight", "weight_low", "weight_high"]


class Compared(NamedTuple):
    """The compared of a stream with places: who they are, what earns points, and the rule.

    `cells` has a row for each candidate and criterion; `points` a row for each candidate and a
    column for each criterion, nan where the candidate is not scored on it.
    """

    candidates: pd.DataFrame
    cells: pd.DataFrame
    points: pd.DataFrame
    rule: Rule


def acceptability(
    scored: pd.DataFrame, placed: pd.DataFrame, rules: Commendation, draws: int = DRAWS
) -> pd.DataFrame:
    """How many of all sets of weights would have each candidate chosen (mức chấp nhận được).

    Takes the points (`awards.points`) and the standing (`awards.standing`). Shares are drawn from
    what chance allows around them, counts are as declared. One row per candidate compared, where
    its stream has a number of places:

        selected_whole_pct           of all sets of weights
        selected_in_order_whole_pct  of those that keep the rules' order of the weights
        order_low, order_high        its place in nine of ten draws of all sets
        place_1_pct, ...             each place in these; missing where fewer are compared
    """
    tables = [
        _accepted(compared, rules.seed, draws) for compared in _streams(scored, placed, rules)
    ]
    columns = ["stream", "candidate_code", *ACCEPTED]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)


def weight_ranges(scored: pd.DataFrame, placed: pd.DataFrame, rules: Commendation) -> pd.DataFrame:
    """From which to which weight of a criterion a stream's list stays as it is (khoảng trọng số).

    The other weights of the kind keep their proportions, those of other kinds stay. One row per
    kind with someone compared and criterion, where its stream has a number of places: `weight`,
    `weight_low`, `weight_high`, from 0 to 1; the last two missing for a kind's only criterion.
    """
    rows = [
        (stream, kind, heavy.index[at], heavy.iloc[at], *_range(compared, kind, heavy, at))
        for compared in _streams(scored, placed, rules)
        for stream in [compared.candidates["stream"].iloc[0]]
        for kind, heavy, at in _weights(compared, rules)
    ]
    return pd.DataFrame(rows, columns=RANGES).astype(dict.fromkeys(RANGES[3:], "Float64"))


def _streams(scored: pd.DataFrame, placed: pd.DataFrame, rules: Commendation) -> Iterator[Compared]:
    """The streams that have a number of places and someone compared."""
    for stream, places in rules.places.items():
        own = placed[(placed["stream"] == stream) & (placed["result"] != "not_compared")]
        if places is None or own.empty:
            continue
        candidates = own.reset_index(drop=True)
        cells = scored[scored["candidate_code"].isin(candidates["candidate_code"])]
        wide = cells.pivot(index="candidate_code", columns="criterion", values="points")
        points = wide.loc[candidates["candidate_code"]].astype("float64").reset_index(drop=True)
        ties = [points.columns.get_loc(name) for name in rules.ties if name in points]
        groups, _ = pd.factorize(candidates["unit_code"].replace("", None))  # of no ward: NO_GROUP
        lots = candidates["lot"].to_numpy("int64")
        rule = Rule(ties, lots, groups, places, rules.ward_cap.get(stream))
        yield Compared(candidates, cells, points, rule)


def _accepted(compared: Compared, seed: int, draws: int) -> pd.DataFrame:
    spread = partial(smaa.acceptability, _spread(compared), rule=compared.rule, draws=draws)
    every = spread(kinds=_kinds(compared, keep_order=False), seed=seed)
    in_order = spread(kinds=_kinds(compared, keep_order=True), seed=seed)
    reached = np.cumsum(every.ranks, axis=1)
    places = {f"place_{at + 1}_pct": 100 * share for at, share in enumerate(every.ranks.T)}
    return compared.candidates[["stream", "candidate_code"]].assign(
        selected_whole_pct=100 * every.chosen,
        selected_in_order_whole_pct=100 * in_order.chosen,
        order_low=1 + (reached <= LOW).sum(axis=1),
        order_high=1 + (reached < HIGH).sum(axis=1),
        **places,
    )


def _kinds(compared: Compared, keep_order: bool) -> list[Kind]:
    """Each kind's candidates, criteria and weights as the methods take them."""
    kinds = []
    for kind, members in compared.candidates.groupby("kind", sort=False).groups.items():
        own = compared.cells[compared.cells["kind"] == kind].drop_duplicates("criterion")
        columns = [compared.points.columns.get_loc(name) for name in own["criterion"]]
        kinds.append(Kind(list(members), columns, own["weight"].tolist() if keep_order else None))
    return kinds


def _spread(compared: Compared) -> np.ndarray:
    """The equally likely points by candidate and criterion; nan where it is not scored on one."""
    codes = compared.candidates["candidate_code"].tolist()
    points = np.full((*compared.points.shape, EQUALLY_LIKELY), np.nan)
    for row in compared.cells.to_dict("records"):
        column = compared.points.columns.get_loc(row["criterion"])
        points[codes.index(row["candidate_code"]), column] = _points(row)
    return points


def _points(row: dict) -> np.ndarray:
    if pd.isna(row["prior_size"]):
        return scoring.anchored(float(row["count"]), row["zero"], row["full"])
    values = smaa.ratio_values if row["is_of_register"] else smaa.share_values
    shares = values(row["count"], row["of"], row["prior_pct"] / 100, row["prior_size"])
    return scoring.anchored(100 * shares, row["zero"], row["full"])


def _weights(compared: Compared, rules: Commendation) -> list[tuple[str, pd.Series, int]]:
    """Each kind with someone compared, its weights by criterion, and which of them is to move."""
    there = set(compared.candidates["kind"])
    return [
        (kind.code, pd.Series({each.name: each.weight for each in kind.criteria}), at)
        for kind in rules.kinds
        if kind.code in there
        for at in range(len(kind.criteria))
    ]


def _range(
    compared: Compared, kind: str, heavy: pd.Series, at: int
) -> tuple[float | None, float | None]:
    """The weights of one criterion of a kind between which the list is the same."""
    if len(heavy) == 1:
        return None, None
    members = compared.candidates.index[compared.candidates["kind"] == kind]
    points = compared.points.loc[members, heavy.index].to_numpy()
    at_zero, at_one = weights.moved(points, heavy, at)
    is_same = partial(_is_same, compared, members, at_zero, at_one)
    return weights.unchanged(heavy.iloc[at], weights.turns(at_zero, at_one), is_same)


def _is_same(
    compared: Compared,
    members: pd.Index,
    at_zero: np.ndarray,
    at_one: np.ndarray,
    moving: np.ndarray,
) -> np.ndarray:
    """Whether each of several weights has the same chosen as are proposed."""
    scores = np.tile(compared.candidates["score"].to_numpy("float64"), (len(moving), 1))
    scores[:, members] = at_zero + np.outer(moving, at_one - at_zero)
    points = np.broadcast_to(compared.points, (len(moving), *compared.points.shape))
    _, chosen = compared.rule(scores, points)
    return (chosen == (compared.candidates["result"] == "proposed").to_numpy()).all(axis=1)
