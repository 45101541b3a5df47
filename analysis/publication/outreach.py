"""Nguyện vọng và tuyên truyền: every table on wishes and communication, as it may be shown.

Areas, sessions and who attended them are no households and are printed as they are. A count of
wishes is hidden where few wishes, or few households, stand behind it.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.disclosure import Release, cell
from analysis.facts import read
from analysis.measures import outreach
from analysis.methods.suppression import Relation
from analysis.publication import areas as places
from analysis.terms import HIDDEN, is_hidden

AREAS, SESSIONS, MET = "outreach-areas", "outreach-sessions", "outreach-met"
WISHES, WAITING, CAUSES = "outreach-wishes", "outreach-waiting", "outreach-causes"
FOLLOWED, RULES = "outreach-followed", "outreach-rules"
TABLES = [AREAS, SESSIONS, MET, WISHES, WAITING, CAUSES, FOLLOWED, RULES]
BEHIND = "_households"
OUTCOMES = ["followed_exits", "followed_not_exited"]


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the tables of every area."""
    areas = list(areas)
    office = read.district(data)
    for area in areas:
        limits = outreach.rules(office.programme.outreach)
        release = release.add(f"{RULES}/{area}", limits, keys=["limit"], notes=[*limits][1:])
    for with_tables in (_with_wards, _with_wishes, _with_waiting, _with_causes, _with_followed):
        release = with_tables(release, year, areas, data)
    return release


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward.

    A share that adds up steps is hidden from the first step that is, and shares of all who were met
    with a wish where their number is.
    """
    tables = places.finished(shown, TABLES)
    steps, causes = tables[WAITING], tables[CAUSES]
    if steps is not None and len(steps):
        unknown = steps[outreach.WAITING].map(is_hidden).any(axis="columns").cummax()
        known = steps["answered_pct"].astype(object)
        tables[WAITING] = steps.assign(answered_pct=known.mask(unknown, HIDDEN))
    if causes is not None and len(causes) and is_hidden(causes["households_saying"].iloc[0]):
        tables[CAUSES] = causes.assign(saying_pct=HIDDEN)
    return tables


def _with_wards(release: Release, year: int, areas: list[str], data: str) -> Release:
    """The release with areas, sessions and households met, by ward."""
    own, held, met = (
        measure(read.work_of_the_whole(f"outreach_{measure.__name__}", year, data), year)
        for measure in (outreach.areas, outreach.sessions, outreach.met)
    )
    keyed = {"keys": ["unit_code"]}
    poor = ["poor_assigned", "poor_unassigned", "poor_no_area"]
    nowhere = own[own["unit_code"] == ""]  # without a ward there is no area: nothing is told
    release = release.add("areas-of-no-ward", nowhere[["unit_code", *poor]], exact=True, **keyed)
    release = places.by_ward(
        release, AREAS, own, areas, data,
        parts={"opening": poor}, notes=["areas", "areas_assigned"], exact=["opening"], **keyed,
    )  # fmt: skip
    release = places.by_ward(release, SESSIONS, held, areas, data, notes=[*held][1:], **keyed)
    return places.by_ward(
        release, MET, met, areas, data,
        parts={
            "opening": ["households_met", "households_not_met"],
            "households_met": ["met_with_wish", "met_without_wish"],
        },
        shares={"met_pct": ["households_met"]}, exact=["opening"], **keyed,
    )  # fmt: skip


def _with_wishes(release: Release, year: int, areas: list[str], data: str) -> Release:
    """The release with the wishes by kind: all that come over or in are done, refused or open."""
    facts = read.work_of_the_whole("outreach_wishes", year, data)
    table = outreach.wishes(facts, year)
    release = places.of_the_whole(
        release, WISHES, table, areas, data, keys=["wish_kind"], behind=_few(facts, table, data)
    )
    ways = dict(zip(outreach.WISHES, (1, 1, -1, -1, -1), strict=False))
    for row in table.to_dict("records"):
        of = {name: cell(name, {"wish_kind": row["wish_kind"]}) for name in outreach.WISHES}
        terms = [(sign, of[name]) for name, sign in ways.items() if pd.notna(row[name])]
        release = release.tied([Relation(tuple(terms))])
    for other, part in {"agreed": "wishes_unanswered", "in_time": "wishes_overdue"}.items():
        rest = table["wishes_open"] - table[part]
        release = _completed(release, table["wish_kind"], rest, f"wishes_{other}", part)
    return release


def _completed(
    release: Release, kinds: pd.Series, rest: pd.Series, other: str, part: str
) -> Release:
    """The release to a reader who takes a part of the open wishes away from all that are open."""
    left = pd.DataFrame({"wish_kind": kinds, "households": rest}).dropna()
    release = release.beneath(other, left, ["wish_kind"])
    names = {"wishes_open": 1, part: -1, other: -1}
    return release.tied(
        Relation(tuple((sign, cell(name, {"wish_kind": kind})) for name, sign in names.items()))
        for kind in left["wish_kind"]
    )


def _with_waiting(release: Release, year: int, areas: list[str], data: str) -> Release:
    """The release with the steps to an answer, to a reader who tells who was followed no further.

    All received wait at the first step but those of the last days of the year.
    """
    facts = read.work_of_the_whole("outreach_waiting", year, data)
    table = outreach.waiting(facts, year)
    release = places.of_the_whole(
        release, WAITING, table, areas, data,
        keys=["within_days"], shares={"answered_pct": outreach.WAITING},
        behind=_few(facts, table, data),
    )  # fmt: skip
    known = [((1, cell("wishes_received", {})),)]
    for row in table.itertuples():
        waiting, answered = (cell(n, {"within_days": row.within_days}) for n in outreach.WAITING)
        known[-1] = (*known[-1], (-1, waiting))
        known.append(((1, waiting), (-1, answered)))
    for step, terms in enumerate(known if len(table) else []):
        rest = sum(sign * release.values[each] for sign, each in terms)
        left = pd.DataFrame([{"step": step, "households": rest}])
        release = release.beneath("wishes_no_further", left, ["step"])
        other = (-1, cell("wishes_no_further", {"step": step}))
        release = release.tied([Relation((*terms, other))])
    return release


def _with_causes(release: Release, year: int, areas: list[str], data: str) -> Release:
    """The release with causes beside wishes, to a reader who tells how many did not name each."""
    table = outreach.causes(read.work_of_the_whole("outreach_causes", year, data), year)
    release = places.of_the_whole(
        release, CAUSES, table, areas, data,
        keys=["said"], shares={"saying_pct": ["households_saying"]},
    )  # fmt: skip
    if table.empty:
        return release
    everyone, *said = (cell("households_saying", {"said": said}) for said in table["said"])
    rest = table["households_saying"].iloc[0] - table["households_saying"]
    others = table[["said"]].assign(households=rest).iloc[1:]
    silent = [cell("households_not_saying", {"said": code}) for code in others["said"]]
    release = release.beneath("households_not_saying", others, ["said"])
    wished = cell("met_with_wish", {})
    return release.tied(
        [
            Relation(((1, everyone), (-1, wished))),
            *(
                Relation(((1, everyone), (-1, a), (-1, b)))
                for a, b in zip(said, silent, strict=True)
            ),
        ]
    )


def _with_followed(release: Release, year: int, areas: list[str], data: str) -> Release:
    """The release with how the year ended, to a reader of the headline ledger."""
    table = outreach.followed(read.work_of_the_whole("outreach_followed", year, data), year)
    release = places.of_the_whole(
        release, FOLLOWED, table, areas, data,
        keys=["heard"], parts={"followed_poor": OUTCOMES},
        shares={"followed_exits_pct": ["followed_poor", "followed_exits"]},
    )  # fmt: skip
    if table.empty:
        return release
    ledger = read.ledger(year, read.district(data).code, data)
    of_year = ledger[ledger["year"] == year]
    printed = {"followed_poor": of_year["opening"].sum(), "followed_exits": of_year["exits"].sum()}
    return release.tied(
        Relation(tuple((1, cell(name, {"heard": heard})) for heard in table["heard"]), own, most)
        for name, most in printed.items()
        for own in [most if table[name].sum() == most else 0]
    )


def _few(facts: pd.DataFrame, table: pd.DataFrame, data: str) -> pd.DataFrame:
    """The households behind each count of wishes that is not small itself, where these are few."""
    threshold = read.district(data).disclosure_threshold
    counts = [name for name in table if name.startswith("wishes_")]
    rows = facts.loc[facts["year"] == facts["year"].max()].iloc[: len(table)]
    behind = rows[[f"{name}{BEHIND}" for name in counts]].reset_index(drop=True)
    behind = behind.set_axis(counts, axis="columns")
    return behind.where((behind < threshold) & (table[counts] >= threshold))
