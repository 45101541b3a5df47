"""Hộ đã thoát nghèo: how many of the households that exited are poor again, and how soon.

Takes the facts of the exits as known at one review (`exit_ends`): spells out of poverty by exit
year, unit, standard, end and end year. Every function works for a district or a single ward. Which
reviews there were is a mapping of years to standards, from the ledger: `reviews`.

A spell is followed from one review to the next as long as these are held every year under the
standard of the exit. Off the list is not the same as not poor, and falls between two reviews are
unseen.
"""

from collections.abc import Mapping

import pandas as pd

from analysis import rules
from analysis.methods import lifetable
from analysis.methods.share import pct

ENDS = ["out", "fell_back", "raised_line", "left", "unknown"]
LEAST = 20  # households at risk, below which the life table stops
CURVE = ["hazard_pct", "hazard_lower_pct", "hazard_upper_pct"]
CURVE += ["out_pct", "out_lower_pct", "out_upper_pct"]


def reviews(ledger: pd.DataFrame) -> dict[int, str]:
    """The standard of each year that had a review."""
    return dict(zip(ledger["year"], ledger["standard"], strict=True))


def cohorts(ends: pd.DataFrame) -> pd.DataFrame:
    """What became of the exits of each year (kết quả theo năm thoát nghèo).

    Returns one row per `exit_year` and `standard`: `exits` and the ENDS that add up to them. `left`
    is missing where the register declares nobody who left.
    """
    return _by(ends, ["exit_year", "standard"])


def by_standard(ends: pd.DataFrame) -> pd.DataFrame:
    """What became of the exits under each standard, in order of use (theo chuẩn nghèo).

        fell_back_pct = fell back / exits,  raised_line_pct = poor by another line alone / exits

    The second is no relapse.
    """
    order = ends.sort_values("exit_year")["standard"].unique()
    table = _by(ends, ["standard"]).set_index("standard").loc[order].reset_index()
    return table.assign(
        fell_back_pct=pct(table["fell_back"], table["exits"]),
        raised_line_pct=pct(table["raised_line"], table["exits"]),
    )


def by_unit(ends: pd.DataFrame, year: int, standards_by_year: Mapping[int, str]) -> pd.DataFrame:
    """The exits before `year` under the standard in force in it, by unit (theo phường).

    Nobody who exited in `year` itself can have fallen back yet.
    """
    in_force = ends["standard"] == standards_by_year.get(year)
    table = _by(ends[in_force & (ends["exit_year"] < year)], ["unit_code", "standard"])
    return table.assign(fell_back_pct=pct(table["fell_back"], table["exits"]))


def followed(ends: pd.DataFrame, year: int, standards_by_year: Mapping[int, str]) -> pd.DataFrame:
    """The spells as far as yearly reviews under the standard of the exit follow them.

    Adds `last`, the number of such reviews in a row after the exit up to `year`, `after`, the last
    of them that the spell is at risk at, and `became`, its end whenever that was. A return that
    comes later is none, and the spell is `out` (censored). One that left stays at risk to the last
    review: it cannot fall back any more, and taking it out would overstate the share that does.
    """
    held = {at: standard for at, standard in standards_by_year.items() if at <= year}
    last = [
        rules.last_in_a_row(exit_year, standard, held) - exit_year
        for exit_year, standard in zip(ends["exit_year"], ends["standard"], strict=True)
    ]
    spells = ends.assign(last=pd.array(last, dtype="Int64"))
    after = spells["end_year"] - spells["exit_year"]
    fell = spells["end"] == "fell_back"
    is_seen = (fell & (after <= spells["last"])).fillna(False)
    return spells.assign(
        end=spells["end"].where(is_seen, "out"),
        after=after.where(is_seen, spells["last"]),
        became=spells["end"],
    )


def triangle(ends: pd.DataFrame, year: int, standards_by_year: Mapping[int, str]) -> pd.DataFrame:
    """Exits that fell back, by exit year and years since (tam giác theo dõi).

    Returns one row per `exit_year` and `standard`: `exits`, then in `y1`, `y2`, ... the households
    that fell back at that review after the exit under the same standard. A review not yet held, or
    held under another standard, is missing: it is not known, and not 0.
    """
    spells = followed(ends, year, standards_by_year)
    fell = spells[spells["end"] == "fell_back"]
    rows = spells.groupby(["exit_year", "standard", "last"], as_index=False)["households"].sum()
    rows = rows.rename(columns={"households": "exits"})
    for k in range(1, max(_longest(spells), 1) + 1):
        at = fell[fell["after"] == k].groupby("exit_year")["households"].sum()
        counted = rows["exit_year"].map(at).fillna(0).astype("Int64")
        rows[f"y{k}"] = counted.where(rows["last"] >= k)
    return rows.drop(columns="last")


def triangle_pct(triangle: pd.DataFrame) -> pd.DataFrame:
    """Share of each year's exits that fell back by then, cumulative (tỷ lệ lũy kế).

        yk_pct = (y1 + ... + yk) / exits

    Takes and returns the rows of `triangle`; missing where it is.
    """
    table = triangle[["exit_year", "standard", "exits"]].copy()
    fallen = 0 * table["exits"]
    for column in triangle.columns.drop(list(table)):
        fallen = fallen + triangle[column]
        table[f"{column}_pct"] = pct(fallen, table["exits"])
    return table


def life_table(ends: pd.DataFrame, year: int, standards_by_year: Mapping[int, str]) -> pd.DataFrame:
    """Share of the exits not poor again, by years since, each standard alone (bảng sống).

        hazard = fell back / at risk,  out = 1 - F,  F = Σ out before · hazard

    F is the cumulative incidence of falling back, with leaving as an end beside it. A spell is at
    risk at every review that follows it until it falls back, also where its household left: how
    long it would have been followed is known, and 1 - out is the share of the exits that fell back.
    Taking it out would say that it fell back as often as the others; a number at risk without it
    would tell how few left. A return by a new line is in no curve: the spell ends at the last
    review under its own. Returns one row per `standard` and `years_since` with intervals at 95%,
    hazard exact (Clopper-Pearson) and out log-log with the variance of Aalen and Johansen, up to
    the last review with LEAST at risk. Limits are missing while nobody has fallen back.
    """
    spells = followed(ends, year, standards_by_year).sort_values("exit_year")
    tables = [_life_table(rows) for _, rows in spells.groupby("standard", sort=False)]
    return pd.concat(tables or [_life_table(spells)], ignore_index=True)


def relapse_rates(
    ends: pd.DataFrame,
    ledger: pd.DataFrame,
    population: pd.DataFrame,
    year: int,
    look_back: int | None,
) -> pd.DataFrame:
    """Relapses of each review up to `year`, of the exits followed and of all (tỷ lệ tái nghèo).

        relapse_pct        = fell back / exits of the last `look_back` years still followed
        relapse_of_all_pct = fell back / all households at the end of the year

    Both are in official use and differ many times over; where nobody is followed there is neither.
    Without a look-back every earlier year seen counts. Takes the ledger, and the population by year
    and unit. Returns one row per year with numerators, denominators, the years looked back, and
    `relapses` as the review declared them.
    """
    standards = {at: key for at, key in reviews(ledger).items() if at <= year and len(ends)}
    spells = followed(ends, year, standards)
    rows = [_relapses(spells, at, look_back or at - min(standards)) for at in sorted(standards)]
    table = pd.DataFrame(rows, columns=["year", "look_back_years", "fell_back", "at_risk"])
    table = table.astype("Int64").astype({"year": "int64"})
    table["relapse_pct"] = pct(table["fell_back"], table["at_risk"])
    everyone = population.groupby("year")["households"].sum(skipna=False)
    table["households"] = table["year"].map(everyone).astype("Int64")
    is_followed = table["at_risk"] > 0
    table["relapse_of_all_pct"] = pct(table["fell_back"].where(is_followed), table["households"])
    declared = ledger.groupby("year")["relapses"].sum(skipna=False)
    table["relapses"] = table["year"].map(declared).astype("Int64")
    table.insert(1, "standard", table["year"].map(standards).astype("str"))
    return table


def _by(ends: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """One row per key: `exits`, then the households by end."""
    counts = ends.groupby([*keys, "end"])["households"].sum().unstack("end")
    counts = counts.reindex(columns=ENDS).fillna(0).astype("Int64")
    counts.insert(0, "exits", counts.sum(axis="columns"))
    table = counts.rename_axis(columns=None).reset_index()
    return table.assign(left=_if_recorded(table["left"], ends))


def _if_recorded(left: pd.Series, ends: pd.DataFrame) -> pd.Series:
    """The households that left, missing where the register records nobody who did."""
    return left.where(pd.Series("left" in set(ends["end"]), left.index))


def _longest(spells: pd.DataFrame) -> int:
    return int(spells["last"].max()) if len(spells) else 0


def _life_table(spells: pd.DataFrame) -> pd.DataFrame:
    """The life table of the spells of one standard; of no spells, one without rows."""
    after, households = (spells[name].to_numpy("int64") for name in ("after", "households"))
    at_risk, fell = lifetable.risk_sets(0 * after, after, spells["end"], ["fell_back"], households)
    hazard = lifetable.life_table(at_risk, fell[:, 0], LEAST)
    back = lifetable.aalen_johansen(at_risk, fell)
    out = [1 - share[:, 0] for share in (back.incidence, back.upper, back.lower)]
    shares = zip(CURVE, [*hazard[:3], *out], strict=True)
    counts = pd.DataFrame({"at_risk": at_risk, "fell_back": fell[:, 0]}).astype("Int64")
    counts.insert(0, "years_since", pd.array(range(1, len(counts) + 1), dtype="Int64"))
    counts.insert(0, "standard", spells["standard"].iloc[0] if len(spells) else "")
    rates = {column: pd.array(100 * share, "Float64") for column, share in shares}
    return counts.assign(**rates).dropna(subset=["hazard_pct"])


def _relapses(spells: pd.DataFrame, year: int, look_back: int) -> list[int]:
    """Of the exits of the years before that are followed to a review: fallen back, and all."""
    k = year - spells["exit_year"]
    watched = spells[k.between(1, look_back) & (spells["after"] >= k)]
    fell = (watched["end"] == "fell_back") & (watched["after"] == year - watched["exit_year"])
    return [year, look_back, watched.loc[fell, "households"].sum(), watched["households"].sum()]
