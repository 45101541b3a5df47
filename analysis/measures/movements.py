"""Diễn biến hộ nghèo: how the number of poor households changes within a year.

Takes the ledger of facts: one row per year, unit and standard. Every function that is given
households works for people as well, on what `people` returns.
"""

import pandas as pd

from analysis.methods import denominator
from analysis.methods.share import pct

TOTAL = "total"
EXITS = ["exits_to_near_poor", "exits_above_near_poor"]
ARISING = ["from_near_poor", "relapses", "entries"]
OUT = ["exits", *EXITS, "other_decrease", "moved_out"]
IN = ["arising", *ARISING, "other_increase", "moved_in"]
LINES = ["opening", *OUT, *IN, "expected_closing", "closing", "unexplained"]
FLOWS = ["opening", *OUT, *IN, "closing"]
PRINTED = {
    "closing": ("printed_rate", "implied_least", "implied_most"),
    "opening": ("printed_opening_rate", "implied_opening_least", "implied_opening_most"),
}


def of_year(ledger: pd.DataFrame, year: int) -> pd.DataFrame:
    """The rows of one year."""
    return ledger[ledger["year"] == year].reset_index(drop=True)


def people(ledger: pd.DataFrame) -> pd.DataFrame:
    """The same ledger counted in people (nhân khẩu) under the names of its household columns."""
    return ledger.assign(**{flow: ledger[f"{flow}_people"] for flow in FLOWS})


def expected_closing(ledger: pd.DataFrame) -> pd.Series:
    """Poor households the year should end with (số hộ nghèo cuối kỳ theo cân đối).

        expected closing = opening - (every way out) + (every way in)

    with the moves between wards, which cancel in the district. Exits and arising count undivided
    where their parts were not recorded, and other increase and decrease only where the form has
    them: opening - exits + arising is the short form. Returns whole households; missing where a
    column that the form needs was not recorded.
    Source: biểu diễn biến hộ nghèo, Thông tư 07/2021/TT-BLĐTBXH, 9 = 1-2-3-4+5+6+7+8; biểu năm của
    Thông tư 21/2012/TT-BLĐTBXH, cuối năm = đầu năm - thoát + tái + phát sinh.
    """
    exits = ledger[EXITS].sum(axis="columns", skipna=False).fillna(ledger["exits"])
    arising = ledger[ARISING].sum(axis="columns", skipna=False).fillna(ledger["arising"])
    other = (ledger["other_increase"] - ledger["other_decrease"]).mask(is_short(ledger), 0)
    # A return has no such lines: its other increase and decrease hold the moves.
    moved = (ledger["moved_in"] - ledger["moved_out"]).fillna(0)
    return ledger["opening"] - exits + arising + other + moved


def is_short(ledger: pd.DataFrame) -> pd.Series:
    """Whether a row has neither other increase nor other decrease (dạng rút gọn)."""
    return ledger[["other_increase", "other_decrease"]].isna().all(axis="columns")


def recorded_left(ledger: pd.DataFrame) -> pd.Series:
    """The opening less exits and other decrease, as far as these are recorded."""
    return ledger["opening"] - ledger[["exits", "other_decrease"]].sum(axis="columns")


def household_sizes(ledger: pd.DataFrame) -> pd.DataFrame:
    """People per poor household at the closing (bình quân nhân khẩu một hộ nghèo).

    Takes one year's ledger with its `_people` columns. Returns one row per unit and the total:
    `closing_people`, `closing` and `mean_size`, missing where nobody is poor.
    """
    rows = with_total(ledger)[["unit_code", "closing_people", "closing"]]
    households = rows["closing"].where(rows["closing"] > 0).astype("Float64")
    return rows.assign(mean_size=rows["closing_people"].astype("Float64") / households)


def unexplained(ledger: pd.DataFrame) -> pd.Series:
    """Poor households on the closing list that no movement explains (chênh lệch).

    `closing` was counted from the list, never computed. Returns whole households; zero where the
    ledger balances.
    """
    return ledger["closing"] - expected_closing(ledger)


def total(ledger: pd.DataFrame) -> pd.DataFrame:
    """The units of each year and standard added up; a column missing in one of them is missing."""
    summed = ledger.groupby(["year", "standard"], sort=True)[
        [column for column in ledger if column not in ("year", "standard", "unit_code")]
    ].sum(skipna=False)
    return summed.reset_index().assign(unit_code=TOTAL)


def with_total(ledger: pd.DataFrame) -> pd.DataFrame:
    """One year's units followed by their total, where there is more than one unit."""
    return ledger if len(ledger) < 2 else pd.concat([ledger, total(ledger)], ignore_index=True)


def statement(ledger: pd.DataFrame) -> pd.DataFrame:
    """One year's ledger as offices print it: a row per line, a column for the total and per unit.

    Lines that no unit records at all (the moves between wards in a return) are left out; a ledger
    that records nothing has no line.
    """
    rows = with_total(ledger)
    rows = rows.loc[(rows["unit_code"] != TOTAL).sort_values(kind="stable").index]
    rows = rows.assign(expected_closing=expected_closing(rows), unexplained=unexplained(rows))
    lines = rows.set_index("unit_code")[LINES].T.rename_axis("line")
    unused = [line for line in ("moved_out", "moved_in") if lines.loc[line].isna().all()]
    recorded = lines.drop(index=lines.index if lines.isna().all(axis=None) else unused)
    return recorded.rename_axis(columns=None).reset_index()


def people_statement(ledger: pd.DataFrame) -> pd.DataFrame:
    """The statement in people, its lines named with `_people`."""
    counted = statement(people(ledger))
    return counted.assign(line=counted["line"] + "_people")


def steps(ledger: pd.DataFrame) -> pd.DataFrame:
    """From the opening to the closing, step by step, as far as recorded (for a waterfall).

    Takes one row of the ledger. Returns no row without an opening or a closing, else one row per
    line in the order of the official table:
    `line`, `households` (ways out negative), and the `start` and `end` of the step. Exits and
    arising stand undivided where their parts were not recorded; moves that cancel are left out; a
    difference that the ledger leaves is the step before the closing.
    """
    row = ledger.assign(unexplained=unexplained(ledger)).iloc[0]
    if row[["opening", "closing"]].isna().any():
        return pd.DataFrame(columns=["line", "households", "start", "end"])
    moves = _recorded(row, ["moved_out", "moved_in"])
    if moves and row["moved_out"] == row["moved_in"]:
        moves = []
    out = [*_recorded(row, EXITS, "exits"), *_recorded(row, ["other_decrease"]), *moves[:1]]
    back = [*_recorded(row, ARISING, "arising"), *_recorded(row, ["other_increase"]), *moves[1:]]
    changes = {"opening": row["opening"]} | {line: -row[line] for line in out}
    changes |= {line: row[line] for line in [*back, *_recorded(row, ["unexplained"])]}
    changes = {line: change for line, change in changes.items() if change or line == "opening"}
    table = pd.DataFrame(changes.items(), columns=["line", "households"])
    table["end"] = table["households"].cumsum()
    table["start"] = table["end"].shift(fill_value=0)
    last = {"line": "closing", "households": row["closing"], "start": 0, "end": row["closing"]}
    return pd.concat([table, pd.DataFrame([last])], ignore_index=True)


def _recorded(row: pd.Series, parts: list[str], whole: str = "") -> list[str]:
    """The parts if all are recorded, else the whole if that is, else nothing."""
    if row[parts].notna().all():
        return parts
    return [whole] if whole and pd.notna(row[whole]) else []


def rates(ledger: pd.DataFrame, population: pd.DataFrame, year: int) -> pd.DataFrame:
    """Rates of one year by unit and in total, each beside its numerator and denominator.

        poverty rate = closing / all households at the end of the year
        exit rate    = exits / opening
        entry rate   = arising / (all households a year before - opening)

    Takes the population by year and unit. Returns percentages, missing where a part is missing or
    a denominator is not above zero.
    """
    rows = with_total(of_year(ledger, year))
    rows["households"] = rows["unit_code"].map(_households(population, year)).astype("Int64")
    before = rows["unit_code"].map(_households(population, year - 1)).astype("Int64")
    rows["non_poor_opening"] = before - rows["opening"]
    rows["poverty_rate_pct"] = pct(rows["closing"], rows["households"])
    rows["exit_rate_pct"] = pct(rows["exits"], rows["opening"])
    rows["entry_rate_pct"] = pct(rows["arising"], rows["non_poor_opening"])
    return rows[
        [
            *("unit_code", "closing", "households", "poverty_rate_pct"),
            *("exits", "opening", "exit_rate_pct"),
            *("arising", "non_poor_opening", "entry_rate_pct"),
        ]
    ]


def poverty_rates(rates: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """The poverty rate with its numerator and denominator, and where a return prints one, its own.

    Takes `rates` and `printed_rates` of one year. Returns one row per unit and the total; none
    where no closing is known.
    """
    own = rates[["unit_code", "closing", "households", "poverty_rate_pct"]]
    if own["closing"].isna().all():
        return own.iloc[:0]
    if printed.empty:
        return own
    return own.merge(printed.drop(columns="closing"), how="left", on="unit_code")


def flow_rates(rates: pd.DataFrame) -> pd.DataFrame:
    """Of the rates, those of exits and of newly arising with numerators and denominators.

    No row where neither exits nor arising are known.
    """
    exits = ["exits", "opening", "exit_rate_pct"]
    table = rates[["unit_code", *exits, "arising", "non_poor_opening", "entry_rate_pct"]]
    return table.iloc[:0] if rates[["exits", "arising"]].isna().all(axis=None) else table


def printed_rates(
    ledger: pd.DataFrame, printed: pd.DataFrame, count: str = "closing"
) -> pd.DataFrame:
    """Rates as a return prints them, with the households they imply (tỷ lệ theo nguồn).

    Takes one year of both, and whether rates of the closing or the opening are asked for. Returns
    one row per unit, and for the total, with a printed rate: the count, the rate as text, the least
    and most households. Columns: `closing`, `printed_rate`, `implied_least`, `implied_most`; or
    `opening` and the same with `_opening`.
    """
    text, least, most = PRINTED[count]
    rows = printed.merge(with_total(ledger), on="unit_code").dropna(subset=[text, count])
    bounds = [
        denominator.implied(int(poor), rate.replace(",", "."))
        for poor, rate in zip(rows[count], rows[text], strict=True)
    ]
    ends = zip(*bounds, strict=True) if bounds else ((), ())
    implied = {
        name: pd.array(end, dtype="Int64") for name, end in zip((least, most), ends, strict=True)
    }
    return rows[["unit_code", count, text]].assign(**implied)


def series(ledger: pd.DataFrame) -> pd.DataFrame:
    """The area's poor households by year, and how each opening joins the closing before it.

    `previous_closing` and `revision` (điều chỉnh) stand within one standard only; a year whose
    standard differs from the year before has `is_break` and must not be compared across it.
    """
    years = total(ledger).sort_values("year")
    before = years[["year", "standard", "closing"]].assign(year=years["year"] + 1)
    joined = years.merge(before, on="year", how="left", suffixes=("", "_before"))
    known = joined["standard_before"].notna()
    same = joined["standard"] == joined["standard_before"]
    joined["previous_closing"] = joined["closing_before"].where(same)
    joined["revision"] = joined["opening"] - joined["previous_closing"]
    joined["is_break"] = known & ~same
    columns = ["opening", "exits", "arising", "closing", "previous_closing", "revision"]
    return joined[["year", "standard", *columns, "is_break"]]


def _households(population: pd.DataFrame, year: int) -> dict[str, int]:
    """All households by unit, and of the area as a whole if every unit's are known."""
    units = population[population["year"] == year].set_index("unit_code")["households"]
    return units.to_dict() | ({TOTAL: units.sum(skipna=False)} if len(units) else {})
