"""Nhà ở của hộ nghèo: what a reader knows of one table on homes from another.

Where some cells less others leave a rest that stands in no table, the rest is protected like any
other count.
"""

from collections.abc import Iterable, Mapping
from math import inf

import pandas as pd

from analysis.disclosure import Cell, Release, cell
from analysis.measures import housing
from analysis.methods.suppression import Relation

TEMPORARY = {"need_kind": "temporary_house"}
COSTS_SO_FAR, COST = "costs_so_far_vnd", "home_cost_vnd"


def tied(release: Release, year: int) -> Release:
    """The release to a reader who knows how its tables on homes hang together."""
    for told in (_balanced, _joined, _followed, _waited, _finished, _costed):
        release = told(release, year)
    return release


def _balanced(release: Release, year: int) -> Release:
    """Opening + new = done + closed + waiting, in every row."""
    rows = [dict(where) for measure, where in release.values if measure == "works_done"]
    for row in rows:
        opening, new, *ends = (cell(name, row) for name in housing.LEDGER)
        release = _rest(release, "", row, [opening, new], ends)
    return release


def _joined(release: Release, year: int) -> Release:
    """Who waits at the end of a year is the opening of the next."""
    for at in _places(release, "need_opening", "year"):
        before, now = cell("need_waiting", {"year": at - 1}), cell("need_opening", {"year": at})
        release = _rest(release, "", {}, [before], [now] if before in release.values else [])
    return release


def _followed(release: Release, year: int) -> Release:
    """Who is followed and not finished is followed further, or began later: a rest of its own."""
    for k in _places(release, "followed", "years_waited"):
        now, later = ({"years_waited": at, "year": year} for at in (k, k + 1))
        parts = [cell("finished_then", now), cell("followed", later)]
        release = _rest(release, "home_unfinished", now, [cell("followed", now)], parts)
    new = [cell("need_new", {"year": at}) for at in _places(release, "need_new", "year")]
    first = cell("followed", {"years_waited": 0, "year": year})
    return _rest(release, "home_new_unrecorded", {"year": year}, [first], new)


def _waited(release: Release, year: int) -> Release:
    """Of those who began in a year and were not finished the rest ended otherwise."""
    unfinished = _places(release, "home_unfinished", "years_waited")
    open_ended = len(housing.WAITED) - 1
    for at, waited in enumerate(housing.WAITED):
        began = [k for k in unfinished if min(k, open_ended) == at]
        whole = [cell("home_unfinished", {"years_waited": k, "year": year}) for k in began]
        row = {"waited": waited, "year": year}
        release = _rest(release, "home_closed", row, whole, [cell("need_waiting", row)])
    return release


def _finished(release: Release, year: int) -> Release:
    """What was finished in every year, this year, and of the temporary houses."""
    at, temporary = {"year": year}, {"year": year} | TEMPORARY
    every = [
        cell("finished_then", {"years_waited": k} | at)
        for k in _places(release, "finished_then", "years_waited")
    ]
    done = [cell("works_done", {"year": of}) for of in _places(release, "works_done", "year")]
    release = _rest(release, "home_done_unrecorded", at, every, done)
    works = [cell("finished_works", at)]
    release = _rest(release, "works_beyond", at, works, [cell("works_done", at)])
    for whole, part in (("removed_homes", "works_done"), ("closed_homes", "need_closed")):
        now = [cell(part, temporary)]
        release = _rest(release, f"{whole}_before", at, [cell(whole, temporary)], now)
    return release


def _costed(release: Release, year: int) -> Release:
    """The works settled so far, and their costs, are those of this year and of earlier ones."""
    at = {"year": year}
    kinds = [{"need_kind": kind} | at for kind in housing.NEED_KINDS]
    works = [cell("costed_works", kind) for kind in kinds]
    release = _rest(release, "costed_before", at, works, [cell("settled_works", at)])
    terms = [(1, cell(COSTS_SO_FAR, kind)) for kind in kinds] + [(-1, cell(COST, at))]
    terms = [term for term in terms if term[1] in release.values]
    before = sum(times * release.values[each] for times, each in terms)
    return release.tied([Relation(tuple(terms), 0, inf if before else 0)])


def _places(release: Release, measure: str, key: str) -> list[int]:
    """The values of a numbered key in those cells of a measure that have none but it and a year."""
    rows = [dict(where) for name, where in release.values if name == measure]
    return sorted({int(row[key]) for row in rows if key in row and row.keys() <= {key, "year"}})


def _rest(
    release: Release,
    name: str,
    at: Mapping[str, object],
    whole: Iterable[Cell],
    parts: Iterable[Cell],
) -> Release:
    """The release to who knows that some cells less others are a rest, protected under a name."""
    added = [c for c in whole if c in release.values]
    taken = [c for c in parts if c in release.values]
    if not added or not taken:
        return release
    rest = sum(map(release.values.get, added)) - sum(map(release.values.get, taken))
    terms = [*((1, c) for c in added), *((-1, c) for c in taken)]
    if rest:
        table = pd.DataFrame([{**at, "households": rest}])
        release = release.beneath(name, table, list(at))
        terms.append((-1, cell(name, at)))
    return release.tied([Relation(tuple(terms), 0, 0)])
