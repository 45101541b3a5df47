"""Hỗ trợ hộ đặc biệt nghèo: who is in which group, who was helped, what was promised and paid.

Groups are labels the register gives: group I and II still have labour, a third has none. Counts are
of households unless they are items (lượt): one package given to one household.
"""

import pandas as pd

from analysis.methods.share import pct

GROUPS = ["group_1", "group_2", "without_labour"]
POOR = [*GROUPS, "other_poor"]
STOOD = [*POOR, "not_poor_at_opening"]
BECAME = [*POOR, "became_exited", "became_left"]
HELPED = [*GROUPS, "not_special"]
SOURCES = ["from_budget", "from_policy_bank", "from_firms", "from_religious"]
SOURCES += ["from_associations", "from_own"]
PROMISED, PAID = "support_promised_vnd", "support_paid_vnd"
OUTSTANDING, LATER = "support_outstanding_vnd", "support_paid_later_vnd"
PLANNED, LEFT = "support_planned_vnd", "support_left_vnd"
ENDS = ("", "_households", "_largest", "_second")  # of a sum, and of what is behind it
KEYS = ["unit_code", "support_group", "money_source", "package_code"]
TOTAL = "total"


def transitions(stood: pd.DataFrame, year: int) -> pd.DataFrame:
    """What the households of each group were at the closing (chuyển nhóm trong năm).

    Takes `support_stood`. Returns one row per STOOD, and "total", in `stood`, and a column for each
    of BECAME; no rows for a year of which no groups are recorded.
    """
    counted = stood[stood["year"] == year].pivot_table(
        index="stood", columns="became", values="households", aggfunc="sum"
    )
    if counted.empty:
        return pd.DataFrame()
    counted = counted.reindex(index=STOOD, columns=BECAME).fillna(0).astype("Int64")
    counted.loc[TOTAL] = counted.sum()
    return counted.rename_axis(columns=None).reset_index()


def groups(moved: pd.DataFrame) -> pd.DataFrame:
    """Poor households of each group at both ends of the year, and its exits (quy mô từng nhóm).

        grouped_exit_pct = exits of the group / its households at the opening

    Takes the `transitions`. Returns one row per POOR, and "total", in `support_group`.
    """
    if moved.empty:
        return pd.DataFrame()
    by = moved.set_index("stood")
    ends = pd.DataFrame(
        {
            "grouped_opening": by.loc[POOR].sum(axis="columns"),
            "grouped_closing": by.loc[TOTAL, POOR],
            "grouped_exits": by.loc[POOR, "became_exited"],
        }
    ).loc[POOR]
    ends.loc[TOTAL] = [*ends.sum()[:2], by.loc[TOTAL, "became_exited"]]
    table = ends.astype("Int64").rename_axis("support_group").reset_index()
    return table.assign(grouped_exit_pct=pct(table["grouped_exits"], table["grouped_opening"]))


def reach(
    stood: pd.DataFrame, reached: pd.DataFrame, year: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Households reached and items by group, and of how many (độ bao phủ).

        support_reached_pct = households reached at least once / households at the opening

    Takes `support_stood` and `support_reached`. Returns one row per HELPED, and "total", in
    `support_group` with `support_reached` and `support_items`; and of the GROUPS alone, who have a
    denominator, `grouped_opening`, `support_reached`, `support_not_reached` and the share.
    """
    counted = (
        of_year(reached, year).groupby("support_group")[["support_reached", "support_items"]].sum()
    )
    opening = of_year(stood, year).groupby("stood")["households"].sum()
    if counted.empty or opening.empty:
        return pd.DataFrame(), pd.DataFrame()
    counted = counted.reindex(HELPED, fill_value=0).astype("Int64")
    of = counted.loc[GROUPS, ["support_reached"]]
    of.insert(0, "grouped_opening", opening.reindex(GROUPS, fill_value=0).astype("Int64"))
    of["support_not_reached"] = of["grouped_opening"] - of["support_reached"]
    counted.loc[TOTAL] = counted.sum()
    table = of.rename_axis("support_group").reset_index()
    table["support_reached_pct"] = pct(table["support_reached"], table["grouped_opening"])
    return counted.rename_axis("support_group").reset_index(), table


def money(sums: pd.DataFrame, planned: pd.DataFrame, year: int) -> pd.DataFrame:
    """Money by source (kinh phí theo nguồn), whole VND, with what is behind each sum.

        left = planned - promised,  outstanding = promised - paid

    Takes `support_money` and `support_planned`. Returns one row per source that planned or
    promised, and "total", in `money_source`. Of a source without a plan the plan and what is left
    are missing, and what is left in all as well; where no support is recorded, all but the plan.
    """
    plan = of_year(planned, year).set_index("money_source")[PLANNED]
    given = by_key(sums, "money_source", year).set_index("money_source")
    if plan.empty and given.empty:
        return pd.DataFrame()
    sources = [source for source in SOURCES if source in {*plan.index, *given.index}]
    table = _or_none(given.reindex([*sources, TOTAL]), given)
    table[PLANNED] = plan.astype("Int64").reindex(table.index)
    table.loc[TOTAL, PLANNED] = pd.NA if plan.empty else int(plan.sum())
    left = table[PLANNED] - table[PROMISED]
    whole = left.loc[sources].notna().all()
    table[LEFT] = left.where(whole | (left.index != TOTAL))
    return table.rename_axis("money_source").reset_index()


def packages(
    catalogue: pd.DataFrame, items: pd.DataFrame, sums: pd.DataFrame, year: int
) -> pd.DataFrame:
    """What was given of each package (số lượt và kinh phí theo gói).

    Takes `support_packages`, `support_items` and `support_money`. Returns one row per package of
    the year's catalogue by its rung, and "total": its name, rung and cost, `support_items` and the
    money. A household counts once for each package it gets: the total is of items.
    """
    offered = of_year(catalogue, year).sort_values(["step_count", "package_code"])
    if offered.empty:
        return pd.DataFrame()
    given = by_key(sums, "package_code", year).set_index("package_code")
    count = of_year(items, year).set_index("package_code")["support_items"]
    count.loc[TOTAL] = count.sum()
    given.insert(0, "support_items", count.reindex(given.index))
    names = offered.rename(columns={"package_name": "package"}).set_index("package_code")
    table = names.drop(columns="year").reindex([*names.index, TOTAL])
    table["package"] = table["package"].fillna(TOTAL)
    table = table.join(_or_none(given.reindex(table.index), given))
    return table.rename_axis("package_code").reset_index()


def ward_groups(stood: pd.DataFrame, units: list[str], year: int) -> pd.DataFrame:
    """Poor households of each ward at the opening: `total`, and by group; "total" last."""
    rows = of_year(stood, year)
    counted = rows[rows["stood"].isin(POOR)].pivot_table(
        index="unit_code", columns="stood", values="households", aggfunc="sum"
    )
    if counted.empty:
        return pd.DataFrame()
    counted = counted.reindex(index=units, columns=POOR).fillna(0).astype("Int64")
    counted.insert(0, TOTAL, counted.sum(axis="columns"))
    counted.loc[TOTAL] = counted.sum()
    return counted.rename_axis(index="unit_code", columns=None).reset_index()


def ward_support(
    reached: pd.DataFrame, sums: pd.DataFrame, units: list[str], year: int
) -> pd.DataFrame:
    """Households reached in each ward, money promised and what is behind it; "total" last."""
    counted = of_year(reached, year).groupby("unit_code")[["support_reached"]].sum()
    if counted.empty:
        return pd.DataFrame()
    counted = counted.reindex(units)
    counted.loc[TOTAL] = counted.sum()
    promised = [f"{PROMISED}{end}" for end in ENDS]
    given = by_key(sums, "unit_code", year).set_index("unit_code")[promised]
    table = counted.join(given).fillna(0).astype("Int64")
    return table.rename_axis("unit_code").reset_index()


def years(
    planned: pd.DataFrame, reached: pd.DataFrame, since: pd.DataFrame, year: int
) -> pd.DataFrame:
    """Each year's support as it is known at the review of `year` (qua các năm).

        promised = paid in the year + paid later + outstanding

    Takes `support_planned`, `support_reached` and `support_since`. Returns one row per year with
    support recorded.
    """
    known = of_year(since, year).drop(columns="year").rename(columns={"given_year": "year"})
    if known.empty:
        return pd.DataFrame()
    by = reached.groupby("year")[["support_reached", "support_items"]].sum().astype("Int64")
    plan = planned.groupby("year")[PLANNED].sum(min_count=1).astype("Int64")
    return known.set_index("year").join(plan).join(by).sort_index().reset_index()


def _or_none(table: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """What is given in a row, 0 where nothing is; missing where nothing is recorded at all."""
    return (table if given.empty else table.fillna(0)).astype("Int64")


def of_year(table: pd.DataFrame, year: int) -> pd.DataFrame:
    return table[table["year"] == year]


def by_key(sums: pd.DataFrame, key: str, year: int) -> pd.DataFrame:
    """The sums of a year by one key, its "total" last; without rows where nothing was given."""
    rows = of_year(sums, year)
    others = [column for column in KEYS if column != key]
    rows = rows[(rows[others] == TOTAL).all(axis="columns")]
    return rows.sort_values(key, key=lambda keys: keys == TOTAL, kind="stable")[
        [key, *(column for column in rows if column.endswith(("_vnd", *ENDS[1:])))]
    ].reset_index(drop=True)
