"""Kiểm tra: how much was inspected, what was found, and what a random sample tells of the list.

Takes the facts of inspections up to a review (`facts.inspection`) and numbers of the headline
ledger. What was chosen by signs tells of those households alone; only what was drawn at random of
the poor of the opening lists is used to estimate. A year without rows was not recorded.
"""

from collections.abc import Sequence

import pandas as pd

from analysis.methods import sampling
from analysis.methods.share import pct
from analysis.programme import Inspection

TOTAL = "total"
WRONG = ["class_wrong", "income_wrong", "members_wrong"]  # of the entry itself
TO_SETTLE = [*WRONG, "not_arrived"]
MET = ["entry_right", *TO_SETTLE]
LINES = [*MET, "met", "not_met", "not_visited"]  # of the table of findings, in order
ERRORS = {"class_wrong": ["class_wrong"], "any_wrong": WRONG}
CLASSES = ["poor", "others"]  # by the opening list
ESTIMATED = ["estimate_whole_pct", "lower_whole_pct", "upper_whole_pct", "most_whole_pct"]
RANDOM = ["random", "random_outside"]
LEAST_MET = 30  # random visits of one ward, below which it gets no estimate of its own
MARGINS = (2, 3, 5)  # percentage points


def of_year(facts: pd.DataFrame, year: int) -> pd.DataFrame:
    """The rows of one year."""
    return facts[facts["year"] == year].reset_index(drop=True)


def done(plans: pd.DataFrame, visits: pd.DataFrame, units: Sequence[str]) -> pd.DataFrame:
    """Planned inspections and those at which the household was met, by ward (thực hiện kế hoạch).

        random_done_pct = random_met / random_planned

    Takes the plans and inspections of one year. A visit at which nobody was met is not done.
    Returns a row for each of `units` and their total; none where the year was not recorded.
    """
    if plans.empty and visits.empty:
        return pd.DataFrame()
    met = visits[visits["finding"].isin(MET)]
    planned = plans.set_index("unit_code").reindex(units)
    table = pd.DataFrame({"unit_code": units}).set_index("unit_code")
    for way, parts in (("random", RANDOM), ("for_cause", ["for_cause"])):
        counted = _by_unit(met[met["part"].isin(parts)], units)
        table[f"{way}_planned"] = planned[f"{way}_planned"].astype("Int64")
        table[f"{way}_met"] = counted if len(visits) else pd.NA
        table = table.astype({f"{way}_met": "Int64"})
    table = _with_total(table)
    for at, way in ((3, "random"), (6, "for_cause")):
        table.insert(at, f"{way}_done_pct", pct(table[f"{way}_met"], table[f"{way}_planned"]))
    return table


def findings(visits: pd.DataFrame) -> pd.DataFrame:
    """What was found in one year, however chosen (kết quả kiểm tra).

    Returns a row for each of LINES with `inspected`, "met" being the sum of MET.
    """
    if visits.empty:
        return pd.DataFrame()
    counts = visits.groupby("finding")["households"].sum().reindex(LINES).fillna(0)
    counts["met"] = counts[MET].sum()
    return _plain(counts.to_frame("inspected"), "finding")


def follow_ups(
    states: pd.DataFrame, visits: pd.DataFrame, year: int, settle_days: int | None
) -> pd.DataFrame:
    """Findings to settle as they stood at the end of a year (xử lý sau kiểm tra).

        to_settle = closed + still_open,  overdue of those still open

    Takes the facts up to `year`. Returns a row of "this_year" and one of "earlier", each where
    inspections of such years are recorded; `overdue` is missing without a time limit.
    """
    recorded = {"this_year": visits["year"] == year, "earlier": visits["year"] < year}
    rows = [found_in for found_in, is_there in recorded.items() if is_there.any()]
    if not rows:
        return pd.DataFrame()
    counts = of_year(states, year).groupby(["found_in", "state"])["households"].sum().unstack()
    counts = counts.reindex(index=rows, columns=["closed", "open", "overdue"]).fillna(0)
    counts["still_open"] = counts["open"] + counts["overdue"]
    counts["to_settle"] = counts["closed"] + counts["still_open"]
    if settle_days is None:
        counts["overdue"] = pd.NA
    return _plain(counts[["to_settle", "closed", "still_open", "overdue"]], "found_in")


def strata(visits: pd.DataFrame, frame: pd.Series) -> pd.DataFrame:
    """The random part of one year by ward (phần ngẫu nhiên theo tầng).

    One row per unit in which somebody was met: `size`, the poor households at the opening, `met`,
    `missed`, and the households with each of ERRORS.
    """
    kinds = {"met": MET, "missed": ["not_met"], **ERRORS}
    drawn = visits[visits["part"] == "random"]
    counts = {
        name: _by_unit(drawn[drawn["finding"].isin(found)], frame.index)
        for name, found in kinds.items()
    }
    table = pd.DataFrame({"size": frame.astype("Int64"), **counts})
    return table[table["met"] > 0]


def estimates(strata: pd.DataFrame, step: int, least: int = LEAST_MET) -> pd.DataFrame:
    """Share of the poor households whose entry is wrong, from the random part (tỷ lệ ghi sai).

        estimate = Σ N_h y_h/n_h / Σ N_h

    with N_h households of a ward, n_h met at random visits and y_h with a wrong entry. Returns a
    row by `unit_code` and `error`, of the total each of ERRORS, of wards with at least `least` met
    any error: `frame`, `random_met`, `random_wrong`, the estimate, its interval at 95%, and the
    bound of that side alone, `most`; `cautious` is the same were `random_wrong` the next multiple
    of `step`.
    """
    parts = [(TOTAL, strata, error) for error in ERRORS if len(strata)]
    parts += [
        (unit, strata.loc[[unit]], "any_wrong") for unit in strata.index[strata["met"] >= least]
    ]
    rows = [
        {"unit_code": code, "error": error} | _estimate(own, error, step)
        for code, own, error in parts
    ]
    counts = dict.fromkeys(["frame", "random_met", "random_wrong"], "Int64")
    return pd.DataFrame(rows).astype(counts) if rows else pd.DataFrame()


def contact(strata: pd.DataFrame, estimates: pd.DataFrame) -> pd.DataFrame:
    """How far those not met could move the estimate (ảnh hưởng của hộ không gặp).

        all missed right: (1 - r) p,  all wrong: (1 - r) p + r,  r = missed / (met + missed)

    Takes `estimates` with the shares p as they are shown. Returns a row by `error`: `random_met`,
    `random_wrong`, `random_not_met`, and both ends.
    Source: Cochran 1977, Sampling Techniques, 13.2.
    """
    if estimates.empty:
        return pd.DataFrame()
    whole = estimates.loc[estimates["unit_code"] == TOTAL].reset_index(drop=True)
    met, missed = (int(strata[name].sum()) for name in ("met", "missed"))
    rate = missed / (met + missed)
    right = (1 - rate) * whole["estimate_whole_pct"]
    return whole[["error", "random_met", "random_wrong"]].assign(
        random_not_met=pd.array([missed] * len(whole), "Int64"),
        if_right_whole_pct=right,
        if_wrong_whole_pct=right + 100 * rate,
    )


def rounded_up(count: int, step: int) -> int:
    """The next multiple of a step from a count on, and at least the step."""
    return max(step, -(-count // step) * step)


def compared(visits: pd.DataFrame, units: Sequence[str]) -> pd.DataFrame:
    """Households met and those whose entry in the register was wrong, by ward (đối chiếu với sổ).

    However chosen, so that no share is reckoned. A row for each of `units` and their total.
    """
    if visits.empty:
        return pd.DataFrame()
    kinds = {"inspected_met": MET, "entries_wrong": WRONG}
    counts = {
        name: _by_unit(visits[visits["finding"].isin(found)], units)
        for name, found in kinds.items()
    }
    return _with_total(pd.DataFrame(counts))


def classes(visits: pd.DataFrame) -> pd.DataFrame:
    """Households met by their class in the register, and those found to be of another.

    A row for each of CLASSES: `listed_met`, `class_denied`.
    """
    if visits.empty:
        return pd.DataFrame()
    kinds = {"listed_met": MET, "class_denied": ["class_wrong"]}
    counts = {
        name: visits[visits["finding"].isin(found)].groupby("register_class")["households"].sum()
        for name, found in kinds.items()
    }
    return _plain(pd.DataFrame(counts).reindex(CLASSES).fillna(0), "register_class")


def coverage(done: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """How many wards and residential areas were called on (địa bàn đã kiểm tra).

    Takes `done`, of one ward its own row, and the areas of one year; these have no row where the
    office keeps no list of them.
    """
    rows = []
    wards = done[done["unit_code"] != TOTAL] if len(done) else done
    if len(wards) > 1 and wards["random_met"].notna().all():
        called = (wards["random_met"] + wards["for_cause_met"] > 0).sum()
        rows.append(("wards", len(wards), called))
    if len(areas):
        rows.append(("residential_areas", areas["areas"].sum(), areas["areas_visited"].sum()))
    table = pd.DataFrame(rows, columns=["place", "places_all", "places_visited"])
    table = table.astype({"places_all": "Int64", "places_visited": "Int64"})
    return table.assign(places_visited_pct=pct(table["places_visited"], table["places_all"]))


def design(frame: pd.Series, visits: int, least: int, expected_pct: float) -> pd.DataFrame:
    """The random sample of next year, shared out among the wards (thiết kế mẫu năm sau).

    Takes the poor households at the closing by unit. The share expected is the same everywhere, so
    that Neyman's shares are in proportion to the households.
    """
    deviation = (expected_pct / 100 * (1 - expected_pct / 100)) ** 0.5
    shares = sampling.allocation(frame.tolist(), [deviation] * len(frame), visits, least)
    table = pd.DataFrame({"closing": frame.array, "sample_size": shares}, frame.index)
    return _with_total(table.astype("Int64"))


def sizes(households: int, expected_pct: float) -> pd.DataFrame:
    """How many random visits would tell the share within a margin (cỡ mẫu cần thiết).

    Returns a row for each of MARGINS: `visits_of_many`, without end, and `visits_of_these`.
    """
    expected, rows = expected_pct / 100, []
    for margin in MARGINS if households else ():
        of_these = sampling.size(expected, margin / 100, households)
        rows.append((str(margin), sampling.size(expected, margin / 100), of_these))
    return pd.DataFrame(rows, columns=["margin", "visits_of_many", "visits_of_these"])


def rules(settings: Inspection | None, year: int) -> pd.DataFrame:
    """What the office has laid down on inspections (quy định kiểm tra); no row of nothing."""
    if settings is None:
        return pd.DataFrame()
    drawn = settings.sample
    row = {
        "sample_year": str(year + 1),
        "settle_days": settings.settle_days,
        "sample_visits": drawn.visits if drawn else None,
        "least_per_ward": drawn.least_per_ward if drawn else None,
    }
    counts = dict.fromkeys(list(row)[1:], "Int64")
    table = pd.DataFrame([row]).astype(counts)
    expected = pd.array([drawn.expected_pct if drawn else None], "Float64")
    return table.assign(expected_pct=expected, sample_seed=str(drawn.seed) if drawn else pd.NA)


def _estimate(strata: pd.DataFrame, error: str, step: int) -> dict[str, float]:
    sizes, met, found = (strata[name].tolist() for name in ("size", "met", error))
    wrong = sum(found)
    lower, upper = sampling.limits(sizes, met, wrong)
    shares = {
        "estimate_whole_pct": sampling.share(sizes, met, found),
        "lower_whole_pct": lower,
        "upper_whole_pct": upper,
        "most_whole_pct": sampling.most(sizes, met, wrong),
        "cautious_whole_pct": sampling.most(sizes, met, min(rounded_up(wrong, step), sum(met))),
    }
    counts = {"frame": sum(sizes), "random_met": sum(met), "random_wrong": wrong}
    return counts | {name: 100 * share for name, share in shares.items()}


def _by_unit(rows: pd.DataFrame, units: Sequence[str]) -> pd.Series:
    return rows.groupby("unit_code")["households"].sum().reindex(units).fillna(0).astype("Int64")


def _plain(counts: pd.DataFrame, key: str) -> pd.DataFrame:
    """Counts with their index as the first column."""
    return counts.astype("Int64").rename_axis(index=key, columns=None).reset_index()


def _with_total(table: pd.DataFrame) -> pd.DataFrame:
    """The table by `unit_code` with its total, a missing part leaving that missing."""
    whole = table.sum(skipna=False).to_frame(TOTAL).T.astype(table.dtypes.to_dict())
    return _plain(pd.concat([table, whole]), "unit_code")
