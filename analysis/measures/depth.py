"""Độ sâu của nghèo: how far below the line the poor are, of households and of people.

Takes the incomes of the closing list as counts, the line in force, and the population. Who has no
income on record counts as the others of its class do; how many they are stands beside it. Poor by
income is who is at or below the line, which is not everywhere the official rule.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.methods import poverty
from analysis.methods.dominance import Dominance
from analysis.methods.poverty import Poor
from analysis.methods.share import pct

LEAST = 10  # households below the line for an index of theirs to be told
FLOOR_PCT = 1  # of the line, which Watts takes for any income below it
LINES = ["depth_all", "depth_poor", "depth_without_income", "depth_poor_above"]
LINES += ["depth_near_poor_below", "depth_at_or_below", "depth_below_line", "depth_at_line"]
LINES += ["depth_floored"]
RATES = ["depth_official", "depth_p0", "depth_p0_below"]
INDICES = [*RATES, "depth_p1", "depth_p2", "depth_watts", "depth_sen", "depth_sst", "depth_gini"]
OF_WARDS = "depth_of_wards"
POWERS = {"depth_gap_pct": 1, "depth_squared_gap_pct": 2}
UNITS = {"households": "depth_households", "people": "depth_people"}


def counted(incomes: pd.DataFrame, line: int | None, population: pd.DataFrame) -> pd.DataFrame:
    """Households and people behind the indices (số hộ, số người được tính).

        at or below = poor - without income - poor above + near-poor at or below
        at or below = below the line + at the line

    Takes the incomes and the population of one year. Returns one row per LINES in `depth_line`; no
    rows where no poor household has an income on record, or the line was not found.
    """
    if not _recorded(incomes, line):
        return pd.DataFrame()
    rows, income = incomes, incomes["income_vnd"]
    is_poor, is_below = rows["household_class"] == "poor", income.le(line).fillna(False)
    of_line = [  # in the order of LINES
        is_poor,
        is_poor & income.isna(),
        is_poor & income.gt(line).fillna(False),
        ~is_poor & is_below,
        is_below,
        income.lt(line).fillna(False),
        income.eq(line).fillna(False),
        income.lt(line * FLOOR_PCT / 100).fillna(False),
    ]
    sizes = {
        "households": rows["households"],
        "people": rows["households"] * rows["household_size"],
    }
    table = pd.DataFrame({"depth_line": LINES})
    for unit, column in UNITS.items():
        sums = [sizes[unit][mask].sum() for mask in of_line]
        table[column] = pd.array([population[unit].sum(min_count=1), *sums], dtype="Int64")
    return table


def indices(incomes: pd.DataFrame, line: int | None, population: pd.DataFrame) -> pd.DataFrame:
    """The indices of poverty by income, of households and of people (các chỉ số nghèo).

    Takes as `counted` does. Returns one row per INDICES in `depth_index`: 100 times the index, so
    that shares and gaps are per cent. Missing where there is no population, and the Gini of the
    incomes of the poor where nobody is at or below the line.
    """
    if not _recorded(incomes, line):
        return pd.DataFrame()
    table = pd.DataFrame({"depth_index": INDICES})
    for unit in UNITS:
        whole = _whole(population, unit) * _told(incomes)
        values = _indices(_weighted(incomes, unit), line, whole)
        table[f"depth_of_{unit}_pct"] = pd.array(100 * np.array(values), dtype="Float64")
    return table


def wards(
    incomes: pd.DataFrame,
    gaps: pd.DataFrame,
    line: int | None,
    rates: pd.DataFrame,
) -> pd.DataFrame:
    """The gap in each ward, and what it amounts to a month (mức thiếu hụt theo phường).

        depth_gap_pct = P1 of households

    Takes incomes and `depth_gaps` of one year, and one row per ward with its closing, households
    and rate. Returns these with the gaps, the money and what is behind it, and all OF_WARDS last;
    gaps are missing where nobody of a class in the ward has an income on record.
    """
    if not _recorded(incomes, line):
        return pd.DataFrame()
    units = {unit: [unit] for unit in rates["unit_code"]}
    units |= {OF_WARDS: list(units)} if len(units) > 1 else {}
    rows = []
    for unit, parts in units.items():
        there = rates[rates["unit_code"].isin(parts)]
        ends = there[["closing", "households"]].sum(skipna=False)
        own = incomes[incomes["unit_code"].isin(parts)]
        rows.append(
            {
                "unit_code": unit,
                **ends,
                "depth_gap_pct": _gap(own, line, _whole(there, "households"), 1),
            }
        )
    table = pd.DataFrame(rows).astype({"closing": "Int64", "households": "Int64"})
    table.insert(3, "poverty_rate_pct", pct(table["closing"], table["households"]))
    given = gaps.set_index("unit_code").drop(columns="year").reindex(table["unit_code"])
    return table.join(given.fillna(0).reset_index(drop=True))


def years(
    incomes: pd.DataFrame,
    population: pd.DataFrame,
    reviews: pd.DataFrame,
    lines: Mapping[str, int],
) -> pd.DataFrame:
    """The indices of each year up to now, under the line of each (qua các năm).

    Takes all years' incomes and population, one row per review with `year`, `standard`, `closing`
    and `households`, and lines by standard. Returns these with the rate and the gaps, per cent of
    all households, and the mean gap of those at or below the line; without the years of which no
    income of the poor is recorded, and missing where none of the near-poor is.
    """
    rows = []
    for review in reviews.to_dict("records"):
        line, own = lines.get(review["standard"]), of_year(incomes, review["year"])
        if _recorded(own, line):
            n = _whole(of_year(population, review["year"]), "households")
            gaps = {name: _gap(own, line, n, power) for name, power in POWERS.items()}
            rows.append(review | gaps | {"depth_income_gap_whole_pct": _mean_gap(own, line)})
    table = pd.DataFrame(rows)
    if len(table):
        table.insert(4, "poverty_rate_pct", pct(table["closing"], table["households"]))
    return table


def near_poor_above(incomes: pd.DataFrame, line: int) -> int:
    """Near-poor households with an income above the line (hộ cận nghèo trên chuẩn nghèo)."""
    is_above = incomes["income_vnd"].gt(line).fillna(False)
    is_near_poor = incomes["household_class"] == "near_poor"
    return int(incomes.loc[is_above & is_near_poor, "households"].sum())


def points_to_one(incomes: pd.DataFrame, line: int | None, dominance_pct: float) -> bool:
    """Whether a mean gap would tell of one of the households below the line.

    So it does of fewer than LEAST, or where one's gap is most of the sum.
    """
    if not _recorded(incomes, line):
        return False
    below = incomes[incomes["income_vnd"].lt(line).fillna(False)]
    gaps = (line - below["income_vnd"]).repeat(below["households"]).sort_values(ascending=False)
    largest, second = [*gaps[:2].tolist(), 0, 0][:2]
    behind = Dominance(len(gaps), largest, second)
    return behind.points_to_one(int(gaps.sum()), LEAST, dominance_pct)


def of_year(table: pd.DataFrame, year: int) -> pd.DataFrame:
    return table[table["year"] == year]


def _recorded(incomes: pd.DataFrame, line: int | None) -> bool:
    """Whether there is a line, and an income on record of any poor household."""
    poor = incomes[incomes["household_class"] == "poor"]
    return line is not None and bool(poor["income_vnd"].notna().any())


def _whole(population: pd.DataFrame, unit: str) -> float:
    known = len(population) and population[unit].notna().all()
    return float(population[unit].sum()) if known else np.nan


def _told(incomes: pd.DataFrame) -> float:
    """1, or nan where a class has households and not one income on record to speak for them."""
    on_record = incomes.loc[incomes["income_vnd"].notna(), "household_class"]
    return 1.0 if set(incomes["household_class"]) <= set(on_record) else np.nan


def _weighted(incomes: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Incomes on record with their weight: its class as a whole over those of it on record."""
    sizes = incomes["households"] * (incomes["household_size"] if unit == "people" else 1)
    rows = incomes.assign(size=sizes.astype("Float64"))
    told = rows.dropna(subset=["income_vnd", "size"])
    every, some = (of.groupby("household_class")["size"].sum() for of in (rows, told))
    weight = told["size"] * told["household_class"].map(every / some).astype("Float64")
    return pd.DataFrame(
        {"income": told["income_vnd"], "weight": weight, "class": told["household_class"]}
    )


def _indices(rows: pd.DataFrame, line: int, whole: float) -> list[float]:
    poor = _poor(rows, line, whole)
    below = _poor(rows, line, whole, inclusive=False)
    official = rows.loc[rows["class"] == "poor", "weight"].sum() / whole
    floor = line * FLOOR_PCT / 100
    shares = [poverty.fgt(poor, 0), poverty.fgt(below, 0)]
    depths = [poverty.fgt(poor, 1), poverty.fgt(poor, 2), poverty.watts(poor, floor)]
    depths += [poverty.sen(poor), poverty.sst(poor)]
    return [official, *shares, *depths, poverty.gini(poor.incomes, poor.weights)]


def _gap(incomes: pd.DataFrame, line: int, whole: float, power: int) -> float:
    poor = _poor(_weighted(incomes, "households"), line, whole * _told(incomes))
    return 100 * poverty.fgt(poor, power)


def _mean_gap(incomes: pd.DataFrame, line: int) -> float:
    weights = _poor(_weighted(incomes, "households"), line, np.nan).weights
    return _gap(incomes, line, float(weights.sum()), 1)


def _poor(rows: pd.DataFrame, line: int, whole: float, inclusive: bool = True) -> Poor:
    incomes, weights = (rows[name].to_numpy(dtype=float) for name in ("income", "weight"))
    return poverty.poor(incomes, line, weights, whole, inclusive)
