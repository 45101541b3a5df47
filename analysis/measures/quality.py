"""Chất lượng số liệu: what was read, what should be looked at again, what is blank.

Takes the facts of an area; `year` picks the year of the page. Tables of returns have no rows where
a register would have households.
"""

import pandas as pd

from analysis.methods import intervals
from analysis.methods.share import pct

TOTAL = "total"
LISTS = ["opening_list", "opening_carried", "closing_list", "departures_list", "members_list"]
FILES = [*LISTS, "summary_form", "population_file", "plan_file"]
NARROW = ["above_0", "above_20", "above_40", "above_60", "above_80"]
BANDS = ["not_above_line", *NARROW, "above_100", "above_200", "above_400", "no_income"]
COARSE = ["step_100000", "step_50000"]
STEPS = [*COARSE, "step_10000", "step_1000", "step_1"]
LEDGER = [
    *("opening", "exits", "exits_to_near_poor", "exits_above_near_poor", "other_decrease"),
    *("arising", "from_near_poor", "relapses", "entries", "other_increase", "closing"),
]


def files(read: pd.DataFrame, tried: pd.DataFrame, year: int) -> pd.DataFrame:
    """What was read of each file, and the rules its rows were held against (số liệu đã đọc).

    Takes `files` and `rules_tried` of facts. Returns one row per file in the order of FILES:
    `rows`, `listed_households`, `listed_people` (missing where the file counts none; 0 for a list
    without rows), `stopping_rules` and `doubt_rules`.
    """
    counts = read[read["year"] == year].groupby("file")[["rows", "households", "people"]]
    summed = counts.sum(min_count=1).rename(
        columns={"households": "listed_households", "people": "listed_people"}
    )
    table = tried[["file", "stopping_rules", "doubt_rules"]].merge(summed, "left", "file")
    counts = ["rows", "listed_households", "listed_people"]
    empty_list = table["rows"].isna() & table["file"].isin(LISTS)
    table[counts] = table[counts].mask(empty_list, 0)
    table["rows"] = table["rows"].fillna(0)
    return _in_order(table[["file", *counts, "stopping_rules", "doubt_rules"]], "file", FILES)


def doubts(doubts: pd.DataFrame, rules: list[str], units: list[str], year: int) -> pd.DataFrame:
    """Households to look at again by rule and file (điểm cần xem lại), in the order of the rules.

    Takes `doubts` of facts, every rule, and the area's units. Returns one row per rule and file
    that points at any: a column for each unit, after `total` where there is more than one. A
    household can stand on several rows.
    """
    counted = doubts[doubts["year"] == year].pivot_table(
        index=["rule", "file"], columns="unit_code", values="households", aggfunc="sum"
    )
    wide = counted.reindex(columns=units).fillna(0).astype("Int64")
    if len(units) > 1:
        wide.insert(0, TOTAL, wide.sum(axis="columns"))
    by_file = _in_order(wide.rename_axis(columns=None).reset_index(), "file", FILES)
    return _in_order(by_file, "rule", rules)


def blanks(blanks: pd.DataFrame, year: int) -> pd.DataFrame:
    """Cells left blank by column and file (ô bỏ trống), where there are any.

    Takes `blanks` of facts. Returns one row per file and column: `blank`, of `rows` that the column
    is asked of, and `blank_pct`.
    """
    counted = blanks[blanks["year"] == year].groupby(["column", "file"], as_index=False)
    summed = counted[["blank", "rows"]].sum()
    summed = _in_order(summed[summed["blank"] > 0], "file", FILES)
    return summed.assign(blank_pct=pct(summed["blank"], summed["rows"]))


def exit_incomes(incomes: pd.DataFrame, year: int) -> pd.DataFrame:
    """Exits by how far the income recorded lies above the line in force (thu nhập khi thoát nghèo).

    Takes `exit_incomes` of facts. Returns one row per band of BANDS with `exits`, of `all_exits`,
    and `share_pct`; no row without an exit. A band holds incomes above its number, in thousand
    đồng, up to and with the next.
    """
    return _shares(incomes[incomes["year"] == year], "band", BANDS, "all_exits")


def exit_steps(steps: pd.DataFrame, year: int) -> pd.DataFrame:
    """Exits by the largest round amount that divides the income recorded (mức làm tròn).

    Takes `exit_steps` of facts. Returns one row per step of STEPS, as `exit_incomes` does, of the
    exits whose income was recorded. Of incomes in whole 10.000 đồng one in five would be a whole
    50.000 if each were as frequent.
    """
    return _shares(steps[steps["year"] == year], "step", STEPS, "recorded_exits")


def first_band(incomes: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """The band just above the line against the mean of the next two (dồn sát chuẩn).

        ratio = first / (both next / 2) = 2p / (1 - p),  p = first / (first + both next)

    with the 95 % interval of p by Clopper and Pearson: how far chance alone would move the ratio in
    such a process. A list that thins out steadily gives somewhat more than 1 by itself.
    Takes `exit_incomes` and `exit_steps` of this module. Returns one row: `first_band`,
    `next_bands` (both together), `ratio`, `ratio_lower`, `ratio_upper`; missing where nobody stands
    in the next two (no upper end), or where most incomes are whole 50.000 đồng, because the bands
    then hold unequal numbers of the values in use. No row without an exit.
    """
    if incomes.empty:
        columns = ["first_band", "next_bands", "ratio", "ratio_lower", "ratio_upper"]
        return pd.DataFrame(columns=columns)
    counts = incomes.set_index("band")["exits"]
    first, after = int(counts[NARROW[0]]), int(counts[NARROW[1:3]].sum())
    rounded = steps.set_index("step")["exits"]
    is_coarse = rounded.reindex(COARSE).sum() * 2 > rounded.sum()
    p = first / (first + after) if first + after else float("nan")
    lower, upper = intervals.clopper_pearson(first, first + after)
    ratios = [
        pd.NA if is_coarse or not share < 1 else 2 * share / (1 - share)
        for share in (p, lower, upper)
    ]
    row = {"first_band": first, "next_bands": after}
    row |= dict(zip(("ratio", "ratio_lower", "ratio_upper"), ratios, strict=True))
    return pd.DataFrame([row]).astype({name: "Float64" for name in row if "ratio" in name})


def without_ward(ledger: pd.DataFrame, year: int) -> pd.DataFrame:
    """Households whose ward is not recorded (hộ không ghi phường), of all on three lines.

    Takes the ledger of the whole district. Returns one row each for the opening, the exits and the
    closing: `no_ward`, `all_wards`, `no_ward_pct`; no row for returns, which are made by place.
    """
    rows = ledger[ledger["year"] == year]
    lines = ["opening", "exits", "closing"] if len(rows) else []
    nowhere = rows.loc[rows["unit_code"] == "", lines].sum()
    table = pd.DataFrame({"line": lines, "no_ward": nowhere, "all_wards": rows[lines].sum()})
    table = table.astype({"no_ward": "Int64", "all_wards": "Int64"}).reset_index(drop=True)
    return table.assign(no_ward_pct=pct(table["no_ward"], table["all_wards"]))


def residuals(statement: pd.DataFrame) -> pd.DataFrame:
    """Of a year's statement, the closing by the balance, as counted, and what is between them."""
    lines = ["expected_closing", "closing", "unexplained"]
    return statement[statement["line"].isin(lines)].reset_index(drop=True)


def recorded(ledger: pd.DataFrame, year: int) -> pd.DataFrame:
    """Which lines of the official table the source gives, in households and in people.

    Takes the ledger. Returns one row per line: `in_households` and `in_people`, each `yes`, `no`,
    or `in_part` where only some units have it.
    """
    rows = ledger[ledger["year"] == year]
    given = {
        "in_households": [_given(rows[line]) for line in LEDGER],
        "in_people": [_given(rows[f"{line}_people"]) for line in LEDGER],
    }
    return pd.DataFrame({"line": LEDGER, **given})


def _shares(counts: pd.DataFrame, key: str, order: list[str], whole: str) -> pd.DataFrame:
    summed = counts.groupby(key)["households"].sum().reindex(order, fill_value=0)
    table = summed.rename("exits").rename_axis(key).reset_index()
    table = table.iloc[: len(table) if len(counts) else 0].astype({"exits": "Int64"})
    table[whole] = pd.array([table["exits"].sum()] * len(table), dtype="Int64")
    return table.assign(share_pct=pct(table["exits"], table[whole]))


def _in_order(table: pd.DataFrame, key: str, order: list[str]) -> pd.DataFrame:
    places = {name: at for at, name in enumerate(order)}
    return table.sort_values(
        key, key=lambda names: names.map(places), kind="stable", ignore_index=True
    )


def _given(counts: pd.Series) -> str:
    if counts.notna().all():
        return "yes"
    return "in_part" if counts.notna().any() else "no"
