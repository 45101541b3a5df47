"""Hộ qua các năm: a number for each household, where the lists themselves have none that lasts.

`link` says which rows of which lists are one household. What follows from that is filled in here:
the household's number, the ward of an exited household, and how it came onto the list. Nothing that
a clerk wrote is changed.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from analysis.register import households, layouts, link
from analysis.register.desk import Desk
from analysis.register.faults import Column, Rule
from analysis.register.households import EXITED, NEAR_POOR, NEW, NOT_POOR, POOR, RELAPSED, STAYED
from analysis.register.kept import Kept
from analysis.register.link import Links
from analysis.register.rules import filled, one_of, unique
from analysis.register.schema import Schema
from analysis.register.yearly import Lists

FILE = "links"  # of a workspace: pairs that a clerk has decided on
SAME, DIFFERENT = "cùng một hộ", "khác hộ"
DECISION = [Column("record_a", "Mã 1"), Column("record_b", "Mã 2"), Column("decision", "Kết luận")]
KINDS = (layouts.CLOSING, layouts.DEPARTURES, layouts.NEAR_POOR_DEPARTURES, layouts.OPENING)
DESCRIBED = [
    *("household_id", "head_name", "head_birth_year", "head_sex", "ward_code"),
    *("residential_group", "members", "household_class"),
]
OF_RECORDS = ["households", "households_if_same", "households_if_different", "by"]
PERSON = {
    "member_name": "name",
    "citizen_number": "citizen_number",
    "birth_year": "birth_year",
    "sex": "sex",
}


@dataclass(frozen=True)
class Linking:
    """How the rows of the lists became households.

    `records` has one row for each household on a list: `record`, its `year`, `kind` of list,
    `source` and `row`, and DESCRIBED; `ward_from` says of one that left where its ward was found:
    "list", "address", "link" or "none". `people` are theirs (`link.links`).
    """

    records: pd.DataFrame
    people: pd.DataFrame
    links: Links
    decisions: Mapping[frozenset[str], bool]


def decisions(desk: Desk) -> dict[frozenset[str], bool]:
    """Which pairs of records a clerk has declared one household (True) or two (False)."""
    rules = [
        filled("record_a"),
        filled("record_b"),
        unique("record_a", "record_b"),
        one_of("decision", [SAME, DIFFERENT]),
        _of_two_lists(),
    ]
    table = desk.small(FILE, Schema(DECISION, rules, may_be_empty=True))
    decided = [] if table is None else table[table["decision"] != ""].itertuples()
    return {frozenset({row.record_a, row.record_b}): row.decision == SAME for row in decided}


def _of_two_lists() -> Rule:
    """Records are named by their list before all else (`_names`)."""

    def holds(table: pd.DataFrame) -> pd.Series:
        lists = [table[name].str.rsplit(" ", n=1).str[0] for name in ("record_a", "record_b")]
        return (table["decision"] != SAME) | (lists[0] != lists[1])

    return Rule(
        ("decision", "record_a", "record_b"),
        f"không thể là «{SAME}» khi cả hai đứng trong một danh sách",
        f"cannot be «{SAME}» where both stand on one list",
        holds,
    )


def linking(
    by_year: Mapping[int, Lists], decided: Mapping[frozenset[str], bool], kept: Kept
) -> Linking:
    """Link every household of every list, or take from `kept` what was linked of the same."""
    records, people = _records(by_year)
    plain = _plain(records)
    of = [
        _digest(plain),
        _digest(people),
        repr(sorted((*sorted(k), v) for k, v in decided.items())),
    ]
    tables = kept.made(
        "links", " ".join(of), lambda: _as_tables(link.links(plain, people, decided))
    )
    links = _of_tables(tables)
    return Linking(_with_wards(records, links), people, links, decided)


def _digest(table: pd.DataFrame) -> str:
    return hashlib.sha256(pd.util.hash_pandas_object(table).to_numpy().tobytes()).hexdigest()


def _as_tables(links: Links) -> dict[str, pd.DataFrame]:
    """Links as plain tables, for keeping."""
    ways = {name: getattr(links, name) for name in OF_RECORDS}
    return {"records": pd.DataFrame(ways), "doubtful": links.doubtful, "splits": links.splits}


def _of_tables(tables: Mapping[str, pd.DataFrame]) -> Links:
    """The links that `_as_tables` made these of."""
    of_records = {name: tables["records"][name] for name in OF_RECORDS}
    return Links(**of_records, doubtful=tables["doubtful"], splits=tables["splits"])


def _records(by_year: Mapping[int, Lists]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One row for each household on a list, and one for each person there."""
    records = pd.concat(
        [
            table.reindex(columns=[*DESCRIBED, "source"]).assign(
                year=year, kind=kind, row=table.index
            )
            for year, lists in by_year.items()
            for kind, table in _tables(lists)
        ],
        ignore_index=True,
    )
    members = [lists.members for lists in by_year.values() if lists.members is not None]
    people = pd.concat(members, ignore_index=True) if members else pd.DataFrame()
    keyed = records.set_index(["source", "row"]).index
    records["record"] = _names(records, keyed, people)
    if people.empty:
        return records, pd.DataFrame(columns=["record", *PERSON.values()])
    of = pd.Series(records["record"].to_numpy(), keyed)
    people = people[people["household"].notna()]
    place = pd.MultiIndex.from_arrays([people["source"], people["household"].astype("int64")])
    people = people.assign(record=of.reindex(place).to_numpy()).rename(columns=PERSON)
    return records, people[["record", *PERSON.values()]].astype("str").fillna("")


def _names(records: pd.DataFrame, keyed: pd.MultiIndex, people: pd.DataFrame) -> pd.Series:
    """A name for each record by what it says, so that it outlives a move to another row.

    Two rows of one list that say the same are told apart by their order.
    """
    said = records[DESCRIBED].astype("str").fillna("")
    digest = pd.util.hash_pandas_object(said, index=False)
    if len(people):
        theirs = people[["member_name", "birth_year", "citizen_number"]].astype("str").fillna("")
        place = pd.MultiIndex.from_arrays([people["source"], people["household"]])
        summed = pd.util.hash_pandas_object(theirs, index=False).groupby(place).sum()
        digest += summed.reindex(keyed).fillna(0).astype("uint64").to_numpy()
    listed = (
        records["year"].astype("str") + " " + records["kind"] + " " + digest.map("{:016x}".format)
    )
    again = listed.groupby(listed).cumcount()
    return listed.where(again == 0, listed + "-" + (again + 1).astype("str"))


def _plain(records: pd.DataFrame) -> pd.DataFrame:
    """The records as `link` takes them: a list of the near-poor that left is one of departures."""
    listed = records["year"].astype("str") + " " + records["kind"]
    kind = records["kind"].str.removeprefix("near_poor_")
    plain = records[["record", "year", *DESCRIBED]].assign(list=listed, kind=kind)
    text = ["record", "list", "kind", *DESCRIBED]
    return plain.assign(**{name: plain[name].astype("str").fillna("") for name in text})


def _tables(lists: Lists) -> Iterator[tuple[str, pd.DataFrame]]:
    for kind in KINDS:
        table = getattr(lists, kind)
        if table is not None:
            poor = {layouts.DEPARTURES: POOR, layouts.NEAR_POOR_DEPARTURES: NEAR_POOR}.get(kind)
            yield kind, table.assign(household_class=poor) if poor else table


def ways(links: Links) -> dict[str, pd.Series]:
    """The households as they are likeliest, and if doubtful pairs are all one household or two."""
    return {
        "best": links.households,
        "same": links.households_if_same,
        "different": links.households_if_different,
    }


def numbered(by_year: Mapping[int, Lists], linked: Linking, way: str) -> dict[int, Lists]:
    """The lists with the numbers of their households, and with what follows from these.

    `way` is "best", or what is made of doubtful pairs: "same" or "different".
    """
    codes = ways(linked.links)[way]
    records = linked.records
    places = pd.MultiIndex.from_frame(records[["source", "row"]])
    number_of = pd.Series(codes.reindex(records["record"]).to_numpy(), places)
    exited: set[str] = set()
    done: dict[int, Lists] = {}
    for year, lists in sorted(by_year.items()):
        tables = {kind: _numbered(table, number_of) for kind, table in _tables(lists)}
        before = tables.get(layouts.OPENING)
        if before is None and year - 1 in done:
            before = done[year - 1].closing
        left = _left(tables, before)
        done[year] = replace(
            lists,
            opening=tables.get(layouts.OPENING),
            closing=_closing(tables[layouts.CLOSING], before, exited),
            departures=left,
            members=_members(lists.members, number_of, list(tables.values())),
        )
        exited |= set(left.loc[left["reason"] == EXITED, "household_id"])
    return done


def _numbered(table: pd.DataFrame, number_of: pd.Series) -> pd.DataFrame:
    places = pd.MultiIndex.from_arrays([table["source"], table.index])
    return table.assign(household_id=number_of.reindex(places).to_numpy())


def _members(
    people: pd.DataFrame | None, number_of: pd.Series, tables: list[pd.DataFrame]
) -> pd.DataFrame:
    """The members of each household once: as its closing list has them, or else as another."""
    if people is None:
        return pd.DataFrame(columns=[column.name for column in households.MEMBER], dtype="str")
    own = people["household"].isna()
    places = pd.MultiIndex.from_arrays([people["source"], people["household"].fillna(0)])
    found = pd.Series(number_of.reindex(places).to_numpy(), people.index)
    people = people.assign(household_id=people["household_id"].where(own, found))
    rank = people["kind"].map({kind: at for at, kind in enumerate((layouts.MEMBERS, *KINDS))})
    best = rank.groupby(people["household_id"]).transform("min")
    return people[(rank == best).to_numpy()]


def _left(tables: Mapping[str, pd.DataFrame], before: pd.DataFrame | None) -> pd.DataFrame:
    """Who left the list, with ward and class; of the near-poor those that did not do better."""
    left = tables[layouts.DEPARTURES]
    near = tables.get(layouts.NEAR_POOR_DEPARTURES)
    if near is not None:
        known = near["household_id"].isin([] if before is None else before["household_id"])
        gone = near["reason"].isin(households.OTHER_DECREASES)
        left = pd.concat([left, near[gone & known]])
    wards = _column(before, "ward_code")
    known = left["ward_code"].fillna("")
    closing = tables[layouts.CLOSING]
    near_poor = set(closing.loc[closing["household_class"] == NEAR_POOR, "household_id"])
    is_near = left["household_id"].isin(near_poor)
    classes = pd.Series(NOT_POOR, left.index, dtype="str").where(~is_near, NEAR_POOR)
    given = left["class_after"].fillna("")
    return left.assign(
        ward_code=known.where(known != "", left["household_id"].map(wards).fillna("")),
        class_after=given.where((given != "") | (left["reason"] != EXITED), classes),
    )


def _closing(closing: pd.DataFrame, before: pd.DataFrame | None, exited: set[str]) -> pd.DataFrame:
    """The closing list with how each poor household came onto it, where the list does not say."""
    classes = closing["household_id"].map(_column(before, "household_class"))
    derived = pd.Series(NEW, closing.index, dtype="str")
    derived = derived.mask(closing["household_id"].isin(exited), RELAPSED)
    derived = derived.mask(classes == POOR, STAYED)
    declared = closing["movement"].fillna("")
    unsaid = (declared == "") & (closing["household_class"] == POOR)
    return closing.assign(movement=declared.mask(unsaid, derived))


def _column(before: pd.DataFrame | None, column: str) -> pd.Series:
    """A column of the opening list by household."""
    if before is None:
        return pd.Series(dtype="str")
    return before.drop_duplicates("household_id").set_index("household_id")[column]


def _with_wards(records: pd.DataFrame, links: Links) -> pd.DataFrame:
    """The records with `ward_from` of those that left, and how each was joined to another."""
    left = records["kind"].isin([layouts.DEPARTURES, layouts.NEAR_POOR_DEPARTURES])
    code = records["record"].map(links.households)
    wards = records[~left & (records["ward_code"].fillna("") != "")].assign(code=code)
    linked = code.isin(wards["code"])
    written = records["ward_code"].fillna("") != ""
    found = pd.Series("none", records.index).mask(linked, "link").mask(written, "address")
    return records.assign(
        ward_from=found.where(left, "list"), by=records["record"].map(links.by).fillna("")
    )
