"""Mẫu tự khai: what an entry of layouts.yml takes over, and what it must say to be read by."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.register import values
from analysis.register.households import DEPARTED, LISTED, MEMBER, MOVEMENT

if TYPE_CHECKING:
    from analysis.register.layouts import Layout

Said = tuple[str, str]  # a sentence in Vietnamese and in English
Entries = Mapping[str, dict]

HEADS = ["opening", "closing", "departures", "near_poor_departures"]
HOLDING = {  # the lists that each kind of rows can hold
    "households": HEADS,
    "head_and_members": HEADS,
    "members": ["members"],
    "places": ["summary"],
    "indicators": ["deprivations"],
}
NEEDED = {  # what no list can do without, by its rows and by what it lists
    "households": ["head_name"],
    "head_and_members": ["head_mark"],
    "members": ["household_id"],
    "places": ["unit"],
    "indicators": ["household_id"],
    "opening": ["household_class"],
    "closing": ["household_class"],
    "departures": ["reason"],
}
KNOWN = {column.name for column in (*LISTED, MOVEMENT, *DEPARTED, *MEMBER)} | values.KINDS.keys()
KNOWN |= {"head_mark", "person_name", "ethnicity", "address", "unit_code", "unit"}


def whole(given: Entries, shipped: Entries) -> dict[str, dict]:
    """Each entry with what the layout it is `like` says and it does not.

    Raises ValueError, in both languages, where that is no layout.
    """
    refuse({key: _wrong_likeness(key, given, shipped) for key in given})
    return {key: _whole(key, given, shipped) for key in given}


def wrong(layout: "Layout") -> list[Said]:
    """What keeps a layout from being read by."""
    there = {name for name, ways in layout.columns.items() if ways}
    named = {*layout.columns, *layout.remarks, *layout.otherwise}
    must = {*NEEDED[layout.rows], *NEEDED.get(layout.list, ())} - {*layout.otherwise}
    kinds = ", ".join(HOLDING[layout.rows])
    return [
        *(
            (f"columns: {name} không phải là tên cột", f"columns: {name} is no name of a column")
            for name in sorted(named - KNOWN)
        ),
        *(
            (f"needed: chưa khai tiêu đề nào cho {name}", f"needed: no heading is given for {name}")
            for name in layout.needed
            if name not in there
        ),
        *(
            [(f"rows: chỉ hợp với list: {kinds}", f"rows: only fits list: {kinds}")]
            if layout.list not in HOLDING[layout.rows]
            else []
        ),
        *(
            (f"needed: phải có {name}", f"needed: must have {name}")
            for name in sorted(must - {*layout.needed})
        ),
    ]


def refuse(faults: Mapping[str, Sequence[Said]]) -> None:
    """Raise ValueError with every fault of every layout in both languages, if there is one."""
    told = [
        (f"layouts.{key}: {vi}", f"layouts.{key}: {en}")
        for key, said in faults.items()
        for vi, en in said
    ]
    if told:
        raise ValueError(*("\n  ".join(lines) for lines in zip(*told, strict=True)))


def _like(key: str, given: Entries, shipped: Entries) -> tuple[str | None, Entries]:
    """The layout that an entry is like, and where that stands: one of its own name is shipped."""
    entry = given.get(key, shipped.get(key))
    base = entry.get("like") if isinstance(entry, dict) else None
    base = None if base is None else str(base)
    return base, {} if base == key else given


def _whole(key: str, given: Entries, shipped: Entries) -> dict:
    entry = given[key] if key in given else shipped[key]
    base, among = _like(key, given, shipped)
    if base is None:
        return entry
    taken = _whole(base, among, shipped)
    if not isinstance(taken, dict):
        return taken
    own = {name: value for name, value in entry.items() if name != "like"}
    columns = [each.get("columns", {}) for each in (taken, own)]
    if all(isinstance(each, dict) for each in columns):
        own["columns"] = {**columns[0], **columns[1]}
    return {**taken, **own}


def _wrong_likeness(key: str, given: Entries, shipped: Entries) -> list[Said]:
    """What is wrong with what a layout is like: it must lead to one that is like no other."""
    passed: list[str] = []
    base, among = _like(key, given, shipped)
    while base is not None:
        if base not in among and base not in shipped:
            return [(f"không có mẫu {base} để dựa theo", f"there is no layout {base} to be like")]
        if base in passed:
            return [("like: các mẫu dựa lẫn nhau", "like: the layouts are like one another")]
        passed.append(base)
        base, among = _like(base, among, shipped)
    return []
