"""Nhà ở của hộ nghèo: how many households need a house, what was done, and how long they waited.

Takes the facts of homes: `needs` as known at the end of a year, by ward, kind, land, year opened,
end and year ended; finished `works`; what the settled ones cost. The unit is a need: a household
whose house is finished and found bad again by a later survey has another one.
"""

from collections.abc import Sequence

import pandas as pd

from analysis.methods import lifetable
from analysis.methods.share import pct

TOTAL = "total"
LEDGER = ["need_opening", "need_new", "works_done", "need_closed", "need_waiting"]
NEED_KINDS = ["no_house", "temporary_house", "degraded_house"]
LANDS = ["stable_land", "no_stable_land", "land_unrecorded"]
WORK_KINDS = ["house_built", "house_repaired", "flat_given"]
FUNDS = [
    f"home_{fund}_vnd"
    for fund in ("budget", "policy_bank", "firms", "religious", "associations", "own")
]
WAITED = ["waited_0", "waited_1", "waited_2"]  # years since the survey; the last is open
LEAST_FOLLOWED = 20  # needs, below which the life table stops
LEAST_COSTED = 5  # works, below which there is no mean cost
CURVE = {"finished_pct": "survival", "finished_lower_pct": "upper", "finished_upper_pct": "lower"}


def ledger(needs: pd.DataFrame, key: str, order: Sequence[str] | None = None) -> pd.DataFrame:
    """How the needs of a year add up (cân đối hộ cần nhà), one row per `key`, then "total".

        waiting = opening + new - done - closed

    Kind, land and ward are the latest known. The opening is missing in the first year surveyed:
    who needed a house before was not recorded; so are the rows of `order` without any need.
    """
    flows = _flows(needs)
    rows = flows.groupby(needs[key]).sum(min_count=1)
    rows = rows.reindex(rows.index if order is None else order).rename_axis(key).reset_index()
    if rows.empty or key == "year":
        return rows
    whole = flows.sum(min_count=1).to_frame().T.astype("Int64")
    return pd.concat([rows, whole.assign(**{key: TOTAL})], ignore_index=True)


def goal(needs: pd.DataFrame) -> pd.DataFrame:
    """Temporary houses ever surveyed, by land, and what became of them (xóa nhà tạm).

        removed_pct = removed / (removed + still waiting)

    Whether land is stable is taken as recorded; `land_unrecorded` is a line of its own.
    """
    temporary = needs[needs["need_kind"] == "temporary_house"]
    ends = temporary.groupby(["land", "end"])["needs"].sum().unstack("end")
    ends = ends.reindex(index=LANDS, columns=["done", "closed", "waiting"], fill_value=0).fillna(0)
    ends = ends.astype("Int64")
    ends.loc[TOTAL] = ends.sum()
    table = pd.DataFrame(
        {
            "surveyed_homes": ends.sum(axis="columns"),
            "removed_homes": ends["done"],
            "closed_homes": ends["closed"],
            "need_waiting": ends["waiting"],
            "removed_pct": pct(ends["done"], ends["done"] + ends["waiting"]),
        }
    )
    return table.rename_axis("land").reset_index() if len(temporary) else table.iloc[:0]


def waits(needs: pd.DataFrame) -> pd.DataFrame:
    """The needs still waiting, by full years since the survey that found them (thời gian chờ)."""
    waiting = needs[needs["end"] == "waiting"]
    years = (waiting["year"] - waiting["opened_year"]).clip(upper=len(WAITED) - 1)
    counts = waiting.groupby(years)["needs"].sum().reindex(range(len(WAITED)), fill_value=0)
    rows = [*zip(WAITED, counts, strict=True), (TOTAL, counts.sum())]
    table = pd.DataFrame(rows, columns=["waited", "need_waiting"])
    return table.astype({"need_waiting": "Int64"})


def life_table(needs: pd.DataFrame) -> pd.DataFrame:
    """Share of the needs ended by a work, by years since the survey (bảng theo dõi thời gian chờ).

        finished_pct = 100 x (1 - Π(1 - finished / followed))

    A need is followed from its survey until a work ends it, or to the last year known. One that
    ended otherwise stays in the denominator: nothing can be built for it any more, and taking it
    out would overstate the share. Returns `years_waited`, `followed`, `finished_then` and the share
    with a log-log interval at 95%, missing from the first row on with fewer than LEAST_FOLLOWED.
    """
    year = needs["year"].max() if len(needs) else 0
    is_done = needs["end"] == "done"
    last = needs["ended_year"].where(is_done, year) - needs["opened_year"]
    years = range(int(last.max()) + 1) if len(needs) else range(0)
    counts = [
        [needs.loc[last >= k, "needs"].sum(), needs.loc[is_done & (last == k), "needs"].sum()]
        for k in years
    ]
    table = pd.DataFrame(counts, columns=["followed", "finished_then"]).astype("Int64")
    curve = lifetable.life_table(table["followed"], table["finished_then"], LEAST_FOLLOWED)
    shares = {name: 100 * (1 - getattr(curve, of)) for name, of in CURVE.items()}
    table.insert(0, "years_waited", pd.array(years, dtype="Int64"))
    return table.assign(**{name: pd.array(each, "Float64") for name, each in shares.items()})


def works(finished: pd.DataFrame, costs: pd.DataFrame, year: int) -> pd.DataFrame:
    """The works finished in a year by kind (nhà đã xây, sửa, bố trí): how many, and their cost.

    The cost is that of the settled ones; what is behind it stays beside it, for `publication`.
    """
    mine = finished[finished["year"] == year]
    counts = pd.DataFrame(
        {
            "finished_works": mine["works"],
            "settled_works": mine["works"].where(mine["is_settled"], 0),
            "unsettled_works": mine["works"].mask(mine["is_settled"], 0),
        }
    )
    rows = counts.groupby(mine["work_kind"]).sum().reindex(WORK_KINDS, fill_value=0)
    rows.loc[TOTAL] = rows.sum()
    paid = costs[(costs["year"] == year) & _is_total(costs, "unit_code", "source")]
    money = paid.set_index("work_kind").drop(columns=["year", "unit_code", "source"])
    return rows.join(money).reset_index(names="work_kind")


def sources(costs: pd.DataFrame, year: int) -> pd.DataFrame:
    """What each source paid for the works finished and settled in a year (nguồn kinh phí)."""
    money = _money(costs[(costs["year"] == year) & _is_total(costs, "unit_code", "work_kind")])
    if money.empty:
        return money
    order = [*FUNDS, TOTAL]
    return money.set_index("source").reindex(order, fill_value=0).reset_index()


def ward_sources(costs: pd.DataFrame, year: int, units: Sequence[str]) -> pd.DataFrame:
    """The same by ward (nguồn kinh phí theo phường): a column for each source, and their `total`.

    What is behind each amount has the source's name before it, as `facts.amounts` gives it.
    """
    money = _money(costs[(costs["year"] == year) & _is_total(costs, "work_kind")])
    if money.empty:
        return money
    by_source = [
        money[money["source"] == source]
        .set_index("unit_code")
        .drop(columns="source")
        .rename(columns=lambda name, source=source: name.replace("home_cost_vnd", source))
        .reindex([*units, TOTAL])
        for source in (*FUNDS, TOTAL)
    ]
    table = pd.concat(by_source, axis="columns")
    nothing_settled = table[TOTAL].isna()
    return table.fillna(0).mask(nothing_settled, axis="index").reset_index()


def outlook(
    needs: pd.DataFrame, finished: pd.DataFrame, so_far: pd.DataFrame, year: int
) -> pd.DataFrame:
    """The money that the needs waiting would take, if each cost what finished ones did.

        mean cost = cost of the settled works for this kind of need / these works, whole VND
        needed = need_waiting x mean cost

    Missing where fewer than LEAST_COSTED works of the kind are settled. A projection of past costs,
    and no estimate of prices.
    """
    waiting = needs[needs["end"] == "waiting"].groupby("need_kind")["needs"].sum()
    costed = finished[finished["is_settled"]].groupby("need_kind")["works"].sum()
    table = pd.DataFrame(index=pd.Index(NEED_KINDS, name="need_kind"))
    table["need_waiting"] = waiting.reindex(NEED_KINDS, fill_value=0).astype("Int64")
    table["costed_works"] = costed.reindex(NEED_KINDS, fill_value=0).astype("Int64")
    money = so_far[so_far["year"] == year].set_index("need_kind").drop(columns="year")
    table = table.join(money)
    cost, many = table["costs_so_far_vnd"], table["costed_works"]
    mean = (2 * cost + many) // (2 * many.where(many >= LEAST_COSTED))  # half up
    table["mean_cost_vnd"], table["needed_vnd"] = mean, mean * table["need_waiting"]
    return table.reset_index()


def _flows(needs: pd.DataFrame) -> pd.DataFrame:
    year, opened, ended = (needs[name] for name in ("year", "opened_year", "ended_year"))
    ends_now = (ended == year).fillna(False)
    chosen = {
        "need_opening": (opened < year) & ~(ended < year).fillna(False),
        "need_new": opened == year,
        "works_done": ends_now & (needs["end"] == "done"),
        "need_closed": ends_now & (needs["end"] == "closed"),
        "need_waiting": needs["end"] == "waiting",
    }
    flows = pd.DataFrame({name: needs["needs"].where(rows, 0) for name, rows in chosen.items()})
    first = opened.min()
    return flows.assign(need_opening=flows["need_opening"].where(year > first))


def _is_total(costs: pd.DataFrame, *keys: str) -> pd.Series:
    return (costs[list(keys)] == TOTAL).all(axis="columns")


def _money(rows: pd.DataFrame) -> pd.DataFrame:
    """The amounts and what is behind them, with the keys that are not the total in every row."""
    keys = ["unit_code", "source", "work_kind"]
    whole = [key for key in keys if (rows[key] == TOTAL).all()]
    return rows.drop(columns=["year", *whole]).reset_index(drop=True)
