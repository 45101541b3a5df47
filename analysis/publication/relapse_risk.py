"""Nguy cơ nghèo trở lại: relapses by what was known at the exit, and the model of them.

Told of the district alone, by one thing known at a time: the totals are the spells that
`publication.exits` rests on. Whom something is not known of stands apart from all others, since few
lack any one thing.
"""

from collections.abc import Iterable, Iterator
from itertools import product

import pandas as pd

from analysis.disclosure import Release, cell
from analysis.facts import read
from analysis.measures import exits as spells_of
from analysis.measures import relapse_risk as measures
from analysis.measures.relapse_risk import COUNTS, LEVELS, RATIOS
from analysis.methods.suppression import Relation
from analysis.publication import areas as of_areas
from analysis.publication import exits
from analysis.terms import HIDDEN, NOT_ASKED, is_hidden

FOLLOWED, BY_LEVEL, BY_BAND = "relapse-risk-followed", "relapse-risk-levels", "relapse-risk-bands"
FIT = "relapse-risk-fit"
TABLES = [FOLLOWED, BY_LEVEL, FIT, BY_BAND]
NOTES = ["standard", "first_review_year", "last_review_year", "compared_with"]


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the tables of the district; of returns they have no rows."""
    office, every = read.district(data), list(areas)
    if office.code is None:
        for name, area in product(TABLES, every):
            release = release.add(f"{name}/{area}", pd.DataFrame(), keys=[])
        return release
    cells = read.work_of_the_whole("relapse_cells", year, data)
    standard = measures.standard_followed(cells, office.standard(year))
    own = measures.of_standard(cells, standard, release.threshold)
    release = _with_tables(release, own, every, data)
    if own.empty:
        return release
    return release.tied(_same_spells(year, standard, data))


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward.

    The ratios of a factor are hidden where its reference is, and the relapses for each coefficient
    where all relapses are. A sign stands where the model has no number to give.
    """
    tables = of_areas.finished(shown, TABLES)
    if tables[BY_LEVEL] is not None and len(tables[BY_LEVEL]):
        levels = _without_reference(tables[BY_LEVEL])
        is_reference = levels["level"] == levels["compared_with"]
        levels = levels.assign(compared_with=levels["compared_with"].mask(is_reference))
        signed = {name: _signed(levels[name]) for name in ["compared_with", *RATIOS.values()]}
        tables[BY_LEVEL] = levels.assign(**signed)
    fit, followed = tables[FIT], tables[FOLLOWED]
    if fit is not None and "events_each" in fit:
        fit = fit.assign(merged_years=_signed(fit["merged_years"].replace("", pd.NA)))
        if followed["fell_back"].map(is_hidden).any():
            fit = fit.assign(events_each=HIDDEN)
        tables[FIT] = fit.assign(dispersion=_signed(fit["dispersion"]))
    return tables


def _with_tables(release: Release, cells: pd.DataFrame, areas: list[str], data: str) -> Release:
    model, fit = measures.fitted(cells)
    followed, levels = measures.followed(cells), measures.by_level(cells, model)
    release = of_areas.of_the_whole(release, FIT, fit, areas, data, keys=[], notes=[*fit])
    limits = ["risk_lower_pct", "risk_upper_pct"]
    for name, table, key, shares, at in [
        (FOLLOWED, followed, "records", ["risk_pct"], FOLLOWED),
        (BY_LEVEL, levels, "level", ["risk_pct", *RATIOS.values()], BY_LEVEL),
        (BY_BAND, measures.by_band(levels), "level", ["risk_pct", *limits], BY_LEVEL),
    ]:
        release = of_areas.of_the_whole(
            release,
            name,
            table.drop(columns="spells", errors="ignore"),
            areas,
            data,
            keys=[key],
            at={"table": at},
            shares=dict.fromkeys(shares, COUNTS),
            notes=[*table.columns.intersection(NOTES)],
            behind=_behind(table),
        )
    return release.tied(_of_each_factor(levels)) if len(followed) else release


def _behind(table: pd.DataFrame) -> pd.DataFrame | None:
    """The spells behind each count: one is at risk at several reviews."""
    if table.empty:
        return None
    return table[COUNTS].assign(reviews_at_risk=table["spells"])


def _same_spells(year: int, standard: str, data: str) -> Iterator[Relation]:
    """All relapses and reviews at risk are those of the spells, as often as each was followed."""
    whole = read.district(data).code
    reviews = spells_of.reviews(read.ledger(year, whole, data))
    possible = exits.possible(year, whole, data)
    spells = spells_of.followed(possible, year, reviews)
    spells = spells[spells["standard"] == standard]
    at_risk = zip(spells["after"], spells["cell"], strict=True)
    fell = spells.loc[spells["end"] == "fell_back", "cell"]
    counted = {COUNTS[0]: at_risk, COUNTS[1]: ((1, each) for each in fell)}
    for count, terms in counted.items():
        total = cell(count, {"table": FOLLOWED, "records": "risk_all"})
        yield Relation(((1, total), *((-int(times), each) for times, each in terms if times)))


def _of_each_factor(levels: pd.DataFrame) -> Iterator[Relation]:
    """All are recorded in full or not; who is stands at one level of each factor."""
    for count in COUNTS:
        all_, *parts = (
            cell(count, {"table": FOLLOWED, "records": f"risk_{records}"})
            for records in ("all", "recorded", "unrecorded")
        )
        yield Relation(((1, all_), *((-1, part) for part in parts)))
    told = LEVELS.values() if len(levels) else ()  # too few fell back for any level
    for count, order in product(COUNTS, told):
        named = levels.loc[levels["level"].isin(order), "level"]
        parts = [cell(count, {"table": BY_LEVEL, "level": level}) for level in named]
        if parts:
            whole = cell(count, {"table": FOLLOWED, "records": "risk_recorded"})
            yield Relation(((1, whole), *((-1, part) for part in parts)))


def _without_reference(levels: pd.DataFrame) -> pd.DataFrame:
    """The levels with no ratio to a reference that is hidden."""
    hidden = levels["compared_with"].isin(levels.loc[levels["fell_back"].map(is_hidden), "level"])
    ratios = {name: levels[name].astype(object).mask(hidden, HIDDEN) for name in RATIOS.values()}
    return levels.assign(**ratios)


def _signed(numbers: pd.Series) -> pd.Series:
    return numbers.astype(object).where(numbers.notna(), NOT_ASKED)
