"""The facts of an area up to a year, as tables: the only door from a notebook to the data."""

from pathlib import Path

import pandas as pd

from analysis import rules, terms, workspace
from analysis.terms import Scope
from analysis.workspace import District

TOTAL = "total"


def district(data: str) -> District:
    """The settings of the workspace in a folder (district.yml)."""
    return workspace.open(data).district


def scope(year: int, area: str, data: str, lang: str) -> Scope:
    """What a page is about: the year and its standard, the area's name, the language, the names.

    Raises LookupError for an area that is neither the district nor a group nor a unit.
    """
    settings = district(data)
    standards = {key: entry.name[lang] for key, entry in rules.standards().items()}
    kinds = settings.awards.kind_names(lang) if settings.awards else {}
    names = settings.unit_names(lang) | standards | kinds | {"": terms.label("no_ward", lang)}
    return Scope(year, settings.area_name(area, lang), lang, names, _standard(year, area, data))


def years_and_areas(data: str) -> list[tuple[int, str]]:
    """Every year and area there are figures for: the whole or groups, then units, of each year."""
    settings = district(data)
    units = _table("ledger", data).groupby("year")["unit_code"].unique()
    return [
        (int(year), area)
        for year, there in units.items()
        for area in settings.areas()
        if area == settings.code or set(settings.members(area)) & set(there)
    ]


def known(year: int, data: str) -> dict[str, pd.DataFrame]:
    """Every table of facts by name, as it was known at the review of a year.

    What a later review tells changes none of them. The people of the ledger, which a notebook
    does not read with its households, are a table of their own.
    """
    code = district(data).code
    whole = {file.stem: _table(file.stem, data) for file in _files(data)}
    tables = {
        name: table[table["year"] <= year] if "year" in table else table
        for name, table in whole.items()
    }
    people = [column for column in tables["ledger"] if column.endswith("_people")]
    of_exits = (exit_ends, exit_proofs, exit_paths) if code else ()
    spells = {as_known.__name__: as_known(year, code, data) for as_known in of_exits}
    without = tables["ledger"].drop(columns=people)
    return (
        tables
        | spells
        | {"ledger": without, "people": tables["ledger"][["year", "unit_code", *people]]}
    )


def ledger(year: int, area: str, data: str) -> pd.DataFrame:
    """The headline ledger of an area's units in households, published exact.

    One row per year, unit and standard, up to `year`. Raises LookupError if the area is unknown or
    has no figures for `year`.
    """
    rows = people_ledger(year, area, data)
    return rows[[column for column in rows if not column.endswith("_people")]]


def people_ledger(year: int, area: str, data: str) -> pd.DataFrame:
    """The ledger with its columns in people, which only `publication` may see; else as `ledger`."""
    rows = _of_area("ledger", year, area, data)
    if rows.empty or rows["year"].max() < year:
        raise LookupError(f"{data}: there is no review or return of {area} for {year}")
    return rows


def population(year: int, area: str, data: str) -> pd.DataFrame:
    """Households and people of the units of an area, one row per year and unit, up to `year`."""
    return _of_area("population", year, area, data)


def plan(year: int, area: str, data: str) -> pd.DataFrame:
    """Planned exits of an area itself, one row per year and giver, up to `year`."""
    plans = _table("plan", data)
    return plans[(plans["unit_code"] == area) & (plans["year"] <= year)].reset_index(drop=True)


def unit_plans(year: int, area: str, data: str) -> pd.DataFrame:
    """Planned exits of the units of an area, one row per year, unit and giver, up to `year`."""
    rows = _of_area("plan", year, area, data)
    return rows[rows["unit_code"].isin(district(data).members(area))].reset_index(drop=True)


def printed(year: int, area: str, data: str) -> pd.DataFrame:
    """Rates, notes and sources as a return prints them, one row per unit, for `year` alone.

    The subtotal printed for a group is the last row, `total`.
    """
    rows = _of_area("printed", year, area, data)
    whole = _table("printed", data).loc[lambda table: table["unit_code"] == area]
    groups = [group.code for group in district(data).groups]
    rows = pd.concat([rows, whole[whole["unit_code"].isin(groups)].assign(unit_code=TOTAL)])
    return rows[rows["year"] == year].reset_index(drop=True)


def exit_ends(year: int, area: str, data: str) -> pd.DataFrame:
    """What was known at the review of `year` of the exits of the units of an area.

    One row per exit year, unit, standard, end and end year (`facts.exits`), exits up to `year`; a
    spell that ended later was still out.
    """
    return _as_known(_of_area("exit_ends", year, area, data, "exit_year"), year)


def exit_proofs(year: int, area: str, data: str) -> pd.DataFrame:
    """The same spells, also by `class_after` and `has_proof`; for `publication` only."""
    return _as_known(_of_area("exit_proofs", year, area, data, "exit_year"), year)


def exit_paths(year: int, area: str, data: str) -> pd.DataFrame:
    """The same spells, also by `exit_order` and `near_poor_year`; for `publication` only."""
    return _as_known(_of_area("exit_paths", year, area, data, "exit_year"), year)


def line_change(year: int, area: str, data: str) -> pd.DataFrame:
    """Households on a new standard's first list by the line before; for `publication` only."""
    return _of_area("line_change", year, area, data)


def persistence(year: int, area: str, data: str) -> pd.DataFrame:
    """Households by what four yearly lists say of them, up to `year`; for `publication` only."""
    return _of_area("persistence", year, area, data)


def candidates(year: int, data: str) -> pd.DataFrame:
    """The candidates for commendation of `year`, one row each; for `publication` only."""
    rows = _table("candidates", data)
    return rows[rows["year"] == year].reset_index(drop=True)


def overrides(year: int, data: str) -> pd.DataFrame:
    """What the council of commendation of `year` decided otherwise; for `publication` only."""
    rows = _table("overrides", data)
    return rows[rows["year"] == year].reset_index(drop=True)


def _as_known(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Spells as they were known at the review of `year`."""
    later = rows["end_year"].fillna(year) > year
    rows["end"] = rows["end"].mask(later, "out")
    rows["end_year"] = rows["end_year"].mask(later)
    if "near_poor_year" in rows:
        not_yet = rows["near_poor_year"].fillna(year) > year
        rows["near_poor_year"] = rows["near_poor_year"].mask(not_yet)
    keys = [column for column in rows if column != "households"]
    return rows.groupby(keys, dropna=False, as_index=False, sort=False)["households"].sum()


def transitions(year: int, data: str) -> pd.DataFrame:
    """Households of the review of `year` by state before and after; for `publication` only.

    One row per ward at the opening and at the closing, states and how (`facts.near_poor`).
    """
    rows = _table("transitions", data)
    return rows[rows["year"] == year].reset_index(drop=True)


def files(year: int, area: str, data: str) -> pd.DataFrame:
    """Rows, households and people by file and unit, up to `year`; for `publication` only."""
    return _of_area("files", year, area, data)


def rules_tried(year: int, data: str) -> pd.DataFrame:
    """How many rules each file of `year` was held against: those that stop, and doubts."""
    rows = _table("rules_tried", data)
    return rows[rows["year"] == year].reset_index(drop=True)


def doubts(year: int, area: str, data: str) -> pd.DataFrame:
    """Households by rule, file and unit, up to `year`; for `publication` only."""
    return _of_area("doubts", year, area, data)


def blanks(year: int, area: str, data: str) -> pd.DataFrame:
    """Blank cells by column, file and unit, up to `year`; for `publication` only."""
    return _of_area("blanks", year, area, data)


def links(year: int, area: str, data: str) -> dict[str, pd.DataFrame] | None:
    """How households were found again on the lists of `year` (`facts.linking`); for `publication`.

    None of a ward, for they are of the whole; of returns they have no rows.
    """
    if district(data).code not in (None, area):
        return None
    names = ("links", "link_wards", "link_bounds", "link_doubts")
    tables = {name: _table(name, data) for name in names}
    return {name: rows[rows["year"] == year] for name, rows in tables.items()}


def work(name: str, year: int, area: str, data: str) -> pd.DataFrame:
    """A table of the programme's other work by unit, up to `year`; for `publication` only."""
    return _of_area(name, year, area, data)


def work_of_the_whole(name: str, year: int, data: str) -> pd.DataFrame:
    """A table of the programme's other work that is not by unit, up to `year`; as `work`."""
    rows = _table(name, data)
    return rows[rows["year"] <= year].reset_index(drop=True)


def watch(name: str, year: int, data: str) -> pd.DataFrame:
    """`watch_bands` or `watch_tests` up to the review of `year`; for `publication` only."""
    rows = _table(name, data)
    return rows[rows["year"] <= year].reset_index(drop=True)


def exit_incomes(year: int, area: str, data: str) -> pd.DataFrame:
    """Exits by how far above the line, unit and standard, up to `year`; for `publication` only."""
    return _of_area("exit_incomes", year, area, data)


def exit_steps(year: int, area: str, data: str) -> pd.DataFrame:
    """Exits by how round the income recorded is, up to `year`; for `publication` only."""
    return _of_area("exit_steps", year, area, data)


def standards(year: int, area: str, data: str) -> pd.DataFrame:
    """The poverty standards of the area's figures up to `year`, in order of use.

    One row per standard: `standard`, `line_vnd` (VND per person per month, for the area's
    kind of settlement; missing where not found) and `source`, the decision that set it.
    """
    used = ledger(year, area, data)["standard"].unique()
    settlement = district(data).settlement_of(area)
    entries = [(key, rules.standards()[key]) for key in used]
    rows = [(key, entry.line_vnd(settlement), entry.source) for key, entry in entries]
    return pd.DataFrame(rows, columns=["standard", "line_vnd", "source"]).astype(
        {"line_vnd": "Int64"}
    )


def _standard(year: int, area: str, data: str) -> str:
    """The standard of an area's review of a year; empty where there is none, or more than one."""
    rows = _of_area("ledger", year, area, data)
    used = rows.loc[rows["year"] == year, "standard"].unique()
    return used[0] if len(used) == 1 else ""


def _of_area(name: str, year: int, area: str, data: str, column: str = "year") -> pd.DataFrame:
    settings = district(data)
    members = settings.members(area)
    rows = _table(name, data)
    if area != settings.code:
        rows = rows[rows["unit_code"].isin(members)]
    order = {code: at for at, code in enumerate(settings.unit_names("vi"))}
    rows = rows[rows[column] <= year].assign(order=lambda t: t["unit_code"].map(order))
    return rows.sort_values([column, "order"]).drop(columns="order").reset_index(drop=True)


def _files(data: str) -> list[Path]:
    return sorted((workspace.open(data).outputs / "facts").glob("*.parquet"))


def _table(name: str, data: str) -> pd.DataFrame:
    file = workspace.open(data).outputs / "facts" / f"{name}.parquet"
    if not file.is_file():
        raise LookupError(f"{data}: the facts are not built yet; run: giamngheo facts")
    return pd.read_parquet(file)
