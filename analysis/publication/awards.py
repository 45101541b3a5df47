"""Đề xuất khen thưởng: who may be proposed, and the counts of the register that wards rest on.

Made of the district alone. A ward whose counts are hidden has its points and its score hidden too,
and then nobody's order is shown in its stream: a place between two scores tells the one between.
"""

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from analysis.commendation import STREAMS, Commendation
from analysis.disclosure import Release, cell
from analysis.facts import read
from analysis.measures import awards, movements, robustness
from analysis.measures.awards import COMPARED, CRITERIA, GATES, GATES_OF, Reckoning
from analysis.methods.share import pct
from analysis.methods.suppression import Relation
from analysis.publication import exits
from analysis.terms import HIDDEN, NOT_ASKED, is_hidden

SUMMARY, REGISTER = "awards-summary", "awards-register"
RULES, ACCEPTABILITY, COUNCIL = "awards-rules", "awards-acceptability", "awards-council"
POINTS = "-points"
POINTED = ("collectives", "individuals")  # where points may be asked for by who has no place
TABLES = [f"awards-{stream}" for stream in STREAMS]
TABLES += [f"awards-{stream}{POINTS}" for stream in POINTED]
TABLES += [SUMMARY, REGISTER, RULES, ACCEPTABILITY, COUNCIL]
NOT_HELD = ["fell_back", "left", "unknown"]
SHARES = {"sustained_pct": "sustained", "sustained_above_pct": "sustained_above"}
SHOWN = ["unit_code", "opening", "earlier_exits", "planned", "sustained", "sustained_pct"]
SHOWN += ["sustained_above", "sustained_above_pct", "unexplained"]
FROM_SCORES = {  # what tells of the scores of a whole stream
    SUMMARY: ["last_score", "next_score"],
    ACCEPTABILITY: [*robustness.ACCEPTED, *awards.OTHERWISE],
    RULES: ["weight_low", "weight_high"],
}
OF_REGISTER = [f"{criterion}_points" for criterion in awards.OF_REGISTER]


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the district's candidates and what the register says of wards."""
    office = read.district(data)
    if office.code is None:  # returns, whose places have nobody nominate anyone
        for area in areas:
            for name in TABLES:
                release = release.add(f"{name}/{area}", pd.DataFrame(), keys=[])
        return release
    for name, table in _tables(year, data).items():
        if name == REGISTER and len(table):
            release = _with_register(release, table, year, data)
        else:  # what is said of candidates, who are no households of the register
            rows = table.assign(row=range(len(table)))
            release = release.add(f"{name}/{office.code}", rows, keys=["row"], notes=[*table])
    return release


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for all of a ward."""
    if REGISTER not in shown:
        return dict.fromkeys(TABLES)
    tables = {name: shown[name].drop(columns="row", errors="ignore") for name in TABLES}
    register = tables[REGISTER]
    if register.empty:
        return tables
    is_hidden_row = register[["sustained", "sustained_above"]].map(is_hidden).any(axis="columns")
    hidden = set(register.loc[is_hidden_row, "unit_code"])
    unsure = []
    for stream in POINTED:  # no family is scored on a register
        standing, points = f"awards-{stream}", f"awards-{stream}{POINTS}"
        unknown = tables[points]["is_of_register"] & tables[points]["unit_code"].isin(hidden)
        tables[points] = _veiled(tables[points], unknown, [*OF_REGISTER, "score"])
        orders = unknown | unknown.any()
        tables[standing] = _veiled(_veiled(tables[standing], unknown, ["score"]), orders, ["order"])
        tables[points] = tables[points].drop(columns=["unit_code", "is_of_register"])
        unsure += [stream] if unknown.any() else []
    for name, columns in FROM_SCORES.items():
        tables[name] = _veiled(tables[name], tables[name]["stream"].isin(unsure), columns)
    return tables | {REGISTER: register[SHOWN], RULES: tables[RULES].drop(columns="stream")}


def reckoning(year: int, data: str) -> Reckoning:
    """The list of a year's candidates with all it rests on, before anything is hidden."""
    office = read.district(data)
    ledger = read.ledger(year, office.code, data)
    ledger = ledger.assign(unexplained=movements.unexplained(ledger))
    before = read.exit_proofs(year - 1, office.code, data)
    plans, candidates = read.unit_plans(year, office.code, data), read.candidates(year, data)
    return awards.reckoning(candidates, before, ledger, plans, year, office.awards)


def _tables(year: int, data: str) -> dict[str, pd.DataFrame]:
    """Every table of the year as computed, by id; without rules or candidates they have no rows."""
    rules, candidates = read.district(data).awards, read.candidates(year, data)
    if rules is None or candidates.empty:
        return dict.fromkeys(TABLES, pd.DataFrame())
    reckoned = reckoning(year, data)
    tables = {}
    for stream in STREAMS:
        placed = reckoned.placed[reckoned.placed["stream"] == stream]
        columns = ["candidate", "order", "score", "result", *GATES_OF.get(stream, GATES)]
        tables[f"awards-{stream}"] = _signed(placed)[columns]
        if stream in POINTED:
            tables[f"awards-{stream}{POINTS}"] = _points(placed, reckoned.scored)
    ranges = robustness.weight_ranges(reckoned.scored, reckoned.placed, rules)
    register = reckoned.register
    shares = {share: pct(register[of], register["planned"]) for share, of in SHARES.items()}
    has_ward = register["unit_code"] != ""
    return tables | {
        SUMMARY: _told(awards.summary(reckoned.placed, rules)),
        REGISTER: register.assign(**shares)[has_ward].reset_index(drop=True),
        RULES: _rules(rules.criteria(), ranges),
        ACCEPTABILITY: _acceptability(candidates, reckoned, rules),
        COUNCIL: _council(reckoned.placed, read.overrides(year, data)),
    }


def _acceptability(
    candidates: pd.DataFrame, reckoned: Reckoning, rules: Commendation
) -> pd.DataFrame:
    """How often each candidate is chosen, its places, and its result by other reckonings."""
    signed = _signed(reckoned.placed)[["candidate_code", "candidate", "result"]]
    often = robustness.acceptability(reckoned.scored, reckoned.placed, rules)
    told = often.merge(signed, on="candidate_code")
    told = told.merge(awards.otherwise(candidates, reckoned, rules), on="candidate_code")
    columns = ["candidate", "stream", "result", *robustness.ACCEPTED, *awards.OTHERWISE]
    return told[columns]


def _inward(ranges: pd.DataFrame) -> pd.DataFrame:
    """The ranges to the thousandths within them, never beyond the weight itself."""
    low, high = (
        ranges[name].to_numpy("float64", na_value=np.nan) for name in ("weight_low", "weight_high")
    )
    weight = ranges["weight"].to_numpy("float64")
    rounded = {  # nine digits first: 290 that came out as 290.00000000000006 is whole
        "weight_low": np.fmin(np.ceil(np.round(1000 * low, 9)) / 1000, weight),
        "weight_high": np.fmax(np.floor(np.round(1000 * high, 9)) / 1000, weight),
    }
    known = ranges["weight_low"].notna()
    return ranges.assign(
        **{
            name: pd.Series(values, ranges.index, dtype="Float64").where(known)
            for name, values in rounded.items()
        }
    )


def _council(placed: pd.DataFrame, overrides: pd.DataFrame) -> pd.DataFrame:
    """What the council decided otherwise, beside the proposal; reasons of collectives alone."""
    told = _signed(placed).merge(overrides, on="candidate_code")
    is_told = told["override_reason"] != ""
    reasons = told["override_reason"].where(is_told, "kept_inside")
    columns = ["candidate", "stream", "result", "override", "override_reason", "decided_date"]
    return told.assign(override_reason=reasons)[columns]


def _told(summary: pd.DataFrame) -> pd.DataFrame:
    """The summary with a sign where there is no last or no next."""
    scores = {name: summary[name].astype(object) for name in ("last_score", "next_score")}
    return summary.assign(
        **{name: score.where(score.notna(), NOT_ASKED) for name, score in scores.items()}
    )


def _signed(placed: pd.DataFrame) -> pd.DataFrame:
    """The standing with one column of results, and a sign for the scores of those not compared.

    In place of not_compared stands the reason; who is parted by the lot alone is proposed_by_lot or
    reserve_by_lot, and whom the cap of a ward moved proposed_by_cap or reserve_by_cap.
    """
    is_out = placed["result"] == "not_compared"
    by = placed["reason"].map({"lot": "_by_lot", "ward_cap": "_by_cap"}).fillna("")
    numbers = ("score", "order")
    signs = {name: placed[name].astype(object).mask(is_out, NOT_ASKED) for name in numbers}
    result = (placed["result"] + by).mask(is_out, placed["reason"])
    return placed.assign(**signs, result=result).reset_index(drop=True)


def _rules(criteria: pd.DataFrame, ranges: pd.DataFrame) -> pd.DataFrame:
    """The criteria as a reader gets them: a count is drawn to nothing.

    Beside each weight how far it may move before the list changes, with a sign where nobody's
    place rests on it.
    """
    keys = ["stream", "kind", "criterion"]
    told = criteria.merge(_inward(ranges).drop(columns="weight"), on=keys, how="left")
    asked = ["weight_low", "weight_high", "prior_pct", "prior_size"]
    signed = {
        name: told[name].astype(object).where(told[name].notna(), NOT_ASKED) for name in asked
    }
    columns = [*keys, "weight", *asked[:2], "zero", "full", *asked[2:]]
    return told.assign(**signed)[columns]


def _points(placed: pd.DataFrame, scored: pd.DataFrame) -> pd.DataFrame:
    """The points of a stream's candidates by criterion, in the order of the list.

    Of those compared and those that cannot be for want of a number. A criterion that a kind is not
    scored on has its sign; one that is not recorded is missing.
    """
    placed = placed[placed["reason"].isin([*COMPARED, "incomplete"])]
    own = scored[scored["candidate_code"].isin(placed["candidate_code"])]
    wide = own.pivot(index="candidate_code", columns="criterion", values="points")
    asked = own.assign(asked=True).pivot(
        index="candidate_code", columns="criterion", values="asked"
    )
    names = [name for name in CRITERIA if name in wide]
    marked = wide[names].astype(object).mask(asked[names].isna(), NOT_ASKED)
    of_register = own.groupby("candidate_code")["is_of_register"].any()
    marked = marked.rename(columns="{}_points".format).assign(is_of_register=of_register)
    table = placed[["candidate_code", "candidate", "score", "unit_code", "kind"]]
    joined = table.join(marked, on="candidate_code").drop(columns="candidate_code")
    last = joined.pop("kind")
    return joined.assign(kind=last).reset_index(drop=True)


def _with_register(release: Release, table: pd.DataFrame, year: int, data: str) -> Release:
    """The release with the counts of the wards, and all that ties their counts to others.

    How many were classed above the near-poor the ledger prints, and what became of the same exits
    another page shows; the rest were out without an income on record.
    """
    office = read.district(data)
    release = release.add(
        f"{REGISTER}/{office.code}",
        table,
        keys=["unit_code"],
        parts={
            "earlier_exits": ["sustained", "not_sustained"],
            "earlier_above": ["sustained_above", "above_not_sustained"],
        },
        shares={share: [of] for share, of in SHARES.items()},
        notes=["opening", "unexplained", "planned"],
        exact=["earlier_exits", "earlier_above"],
    )
    spells = exits.possible(year, office.code, data)
    last = year - 2
    window = spells["exit_year"].between(last - office.awards.years_back + 1, last)
    ended = spells[window & spells["end"].isin(NOT_HELD) & (spells["end_year"] < year)]
    rest = {"near_not_sustained": [], "out_unproven": []}
    for row in table.to_dict("records"):
        known = ended.loc[ended["unit_code"] == row["unit_code"], "households"].sum()
        near = row["not_sustained"] - row["above_not_sustained"]
        rest["near_not_sustained"].append((row["unit_code"], near))
        rest["out_unproven"].append((row["unit_code"], row["not_sustained"] - known))
    for measure, counted in rest.items():
        counts = pd.DataFrame(counted, columns=["unit_code", "households"])
        release = release.beneath(measure, counts, ["unit_code"])
    return release.tied(_known(table, ended))


def _known(table: pd.DataFrame, ended: pd.DataFrame) -> Iterator[Relation]:
    for unit in table["unit_code"]:
        of = {"unit_code": unit}
        whole, above = (cell(name, of) for name in ("not_sustained", "above_not_sustained"))
        near, unproven = (cell(name, of) for name in ("near_not_sustained", "out_unproven"))
        yield Relation(((1, whole), (-1, above), (-1, near)))
        cells = ended.loc[ended["unit_code"] == unit, "cell"]
        yield Relation(((1, whole), (-1, unproven), *((-1, each) for each in cells)))


def _veiled(table: pd.DataFrame, rows: pd.Series, columns: list[str]) -> pd.DataFrame:
    """The table with the sign of what is hidden in those of the columns it has."""
    there = [column for column in columns if column in table]
    hidden = {column: table[column].astype(object).mask(rows, HIDDEN) for column in there}
    return table.assign(**hidden) if rows.any() else table
