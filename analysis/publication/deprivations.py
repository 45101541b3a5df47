"""Thiếu hụt dịch vụ xã hội cơ bản và nguyên nhân nghèo: every table on these, as it may be shown.

All counts of the households judged are sums of the same few: of each indicator those poor by
deprivations or not, and deprived in it or not. The release is given these as counts that nobody is
shown, and for each cell those it adds up. A share tells its denominator to who has its numerator,
so it is hidden with either.
"""

from collections.abc import Iterable, Iterator

import pandas as pd

from analysis import rules
from analysis.disclosure import TOTAL, Cell, Release, cell
from analysis.facts import read
from analysis.measures import deprivations, movements
from analysis.measures.deprivations import ALL, CLASSES, COMPLETE, MPOOR, NOT_MPOOR
from analysis.methods.suppression import Relation
from analysis.publication import areas as of_areas
from analysis.publication.depth import agreeing
from analysis.terms import HIDDEN, NOT_ASKED, is_hidden

OFFICIAL, WAYS = "depth-official", "depth-ways"
INDICATORS, WARDS, CAUSES = "depth-indicators", "depth-deprived-wards", "depth-causes"
TABLES = [OFFICIAL, WAYS, INDICATORS, WARDS, CAUSES]
JUDGED = {"measure": "depth_judged", "by": "judgement"}
SHARES = ["depth_h_pct", "depth_a_pct", "depth_m0_pct"]
OF_HOMES, OF_PEOPLE = ("depth_size", "depth_way_mpoor"), ("depth_people_size", "depth_people_mpoor")
OF_WAYS = {"depth_h_pct": OF_HOMES, "depth_a_pct": OF_HOMES[1:], "depth_m0_pct": OF_HOMES}
OF_WAYS |= dict.fromkeys(["depth_people_h_pct", "depth_people_m0_pct"], (*OF_HOMES, *OF_PEOPLE))
LATENT = ["depth_indicator", "judgement", "is_deprived"]


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the tables of every area; of returns they have no rows."""
    areas, whole = list(areas), read.district(data).code
    patterns, cutoff = _patterns(year, data) if whole else (NOBODY, None)
    judged = deprivations.judged(patterns, cutoff)
    release = of_areas.of_the_whole(
        release, OFFICIAL, deprivations.official(judged), areas, data,
        keys=["depth_class"], **JUDGED,
    )  # fmt: skip
    ways = deprivations.ways(patterns, cutoff)
    release = of_areas.of_the_whole(
        release, WAYS, ways, areas, data, keys=["depth_way"], shares=OF_WAYS,
        behind=_homes_behind(ways),
    )  # fmt: skip
    release = _with_blanks(release, ways)
    release = _with_indicators(release, judged, cutoff, areas, data)
    release = _with_wards(release, judged, cutoff, areas, data)
    if len(judged):
        release = _with_unjudged(release, patterns, [*areas])
    return _with_causes(release, year, areas, data)


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward."""
    tables = of_areas.finished(shown, TABLES)
    ways, indicators = tables[WAYS], tables[INDICATORS]
    if ways is not None and len(ways):
        tables[WAYS] = _of_shown_homes(ways)
        if is_hidden(ways["depth_size"].iloc[0]):
            told = dict.fromkeys(["depth_deprived_pct", "depth_censored_pct"], HIDDEN)
            tables[INDICATORS] = indicators.assign(**told)
    if (causes := tables[CAUSES]) is not None and len(causes):
        no_share = causes["depth_cause"].isin(["named_any", "named_none"])
        share = causes["depth_named_pct"].astype(object).mask(no_share, NOT_ASKED)
        tells = is_hidden(causes["depth_named"].iloc[0])
        tables[CAUSES] = causes.assign(depth_named_pct=share.where(no_share | (not tells), HIDDEN))
    named = {TOTAL: "depth_judged"}  # as a column
    return tables | {
        name: tables[name] if tables[name] is None else tables[name].rename(columns=named)
        for name in (OFFICIAL, WARDS)
    }


def _homes_behind(ways: pd.DataFrame) -> pd.DataFrame | None:
    """The households behind the people of each cell."""
    homes = zip(OF_PEOPLE, OF_HOMES, strict=True)
    return ways.assign(**{people: ways[of] for people, of in homes}) if len(ways) else None


def _of_shown_homes(ways: pd.DataFrame) -> pd.DataFrame:
    """The people with the sign wherever their households have it."""
    homes = zip(OF_PEOPLE, OF_HOMES, strict=True)
    signs = {people: ways[of].map(is_hidden) for people, of in homes}
    return ways.assign(
        **{people: ways[people].astype(object).mask(is_, HIDDEN) for people, is_ in signs.items()}
    )


NOBODY = pd.DataFrame(columns=["unit_code", "household_class", "indicators", "pattern"])


def _patterns(year: int, data: str) -> tuple[pd.DataFrame, int | None]:
    """The patterns of the whole in a year, and how many deprivations make poor under its rule."""
    whole = read.district(data).code
    standard = movements.of_year(read.ledger(year, whole, data), year)["standard"].iloc[0]
    patterns = movements.of_year(read.work("depth_patterns", year, whole, data), year)
    return patterns, rules.standards()[standard].deprivations


def _with_blanks(release: Release, ways: pd.DataFrame) -> Release:
    """The release to who subtracts: all less complete cases have a blank, and few may be poor."""
    if ways.empty:
        return release
    counts = ways.set_index("depth_way")
    for count, where in {"depth_size": {}, "depth_way_mpoor": {"judgement": MPOOR}}.items():
        complete, every = (cell(count, {"depth_way": way}) for way in (COMPLETE, ALL))
        rest = [
            {"count": count, "households": counts.loc[ALL, count] - counts.loc[COMPLETE, count]}
        ]
        release = release.beneath("depth_blank", pd.DataFrame(rest), ["count"])
        blank = cell("depth_blank", {"count": count})
        judged = Relation(((1, complete), (-1, cell("depth_judged", where))))
        release = release.tied([judged, Relation(((1, every), (-1, complete), (-1, blank)))])
    return release


def _with_indicators(
    release: Release, judged: pd.DataFrame, cutoff: int | None, areas: list[str], data: str
) -> Release:
    """The release with each indicator, and with the four counts that its two add up."""
    table = deprivations.indicators(judged, cutoff)
    sums = None
    if len(table):
        latent = deprivations.crossed(judged)
        release = release.beneath("depth_lacking", latent, LATENT).tied(_crossed(latent))
        release = release.tied([_all_lacked(table)])
        judgements = {"depth_deprived": [MPOOR, NOT_MPOOR], "depth_censored": [MPOOR]}
        sums = {
            count: [[_latent(code, judgement, True) for judgement in those] for code in codes]
            for codes in [table["depth_indicator"]]
            for count, those in judgements.items()
        }
    return of_areas.of_the_whole(
        release, INDICATORS, table, areas, data, keys=["depth_indicator"], sums=sums,
        shares={
            "depth_deprived_pct": ["depth_deprived"],
            "depth_censored_pct": ["depth_censored"],
            "depth_contribution_pct": ["depth_censored"],
        },
    )  # fmt: skip


def _latent(code: str, judgement: str, is_deprived: bool) -> Cell:
    where = {"depth_indicator": code, "judgement": judgement, "is_deprived": is_deprived}
    return cell("depth_lacking", where)


def _crossed(latent: pd.DataFrame) -> Iterator[Relation]:
    """Of each indicator the deprived and the others together are all of one judgement."""
    for (code, judgement), _ in latent.groupby(["depth_indicator", "judgement"]):
        parts = (_latent(code, judgement, is_deprived) for is_deprived in (True, False))
        whole = cell("depth_judged", {"judgement": judgement})
        yield Relation(((1, whole), *((-1, part) for part in parts)))


def _all_lacked(table: pd.DataFrame) -> Relation:
    """What H and A tell: how many deprivations those poor by them have together."""
    cells = [cell("depth_censored", {"depth_indicator": c}) for c in table["depth_indicator"]]
    every = int(table["depth_censored"].sum())
    return Relation(tuple((1, each) for each in cells), every, every)


def _with_wards(
    release: Release, judged: pd.DataFrame, cutoff: int | None, areas: list[str], data: str
) -> Release:
    """The release with the wards, and beneath them who has no ward on record."""
    units = [unit.code for unit in read.district(data).units]
    table = deprivations.wards(judged, units, cutoff)
    nowhere = judged[~judged["unit_code"].isin(units)]
    if len(nowhere):
        counts = nowhere.groupby("judgement", as_index=False)["households"].sum()
        keyed = counts.assign(unit_code="no_ward")
        release = release.beneath("depth_judged", keyed, ["unit_code", "judgement"])
    shares = {name: [MPOOR, TOTAL] for name in [*SHARES, "depth_part_pct"]}
    return of_areas.by_ward(
        release, WARDS, table, areas, data, keys=["unit_code"], shares=shares, **JUDGED
    )


def _with_unjudged(release: Release, patterns: pd.DataFrame, areas: list[str]) -> Release:
    """The release to who knows how many are listed, and so how many have a blank.

    All the poor are in the ledger, and the page on the state of the data has all listed.
    """
    has_blank = patterns["pattern"].str.contains("?", regex=False)
    rest = patterns.assign(households=patterns["households"].where(has_blank, 0))
    keys = {"household_class": ["poor", "near_poor"], "unit_code": areas}
    known = []
    for key, values in keys.items():
        counts = rest.groupby(key)["households"].sum().reindex(values, fill_value=0).reset_index()
        release = release.beneath("depth_unjudged", counts, [key])
    classes = [cell("depth_unjudged", {"household_class": c}) for c in keys["household_class"]]
    every = cell("depth_blank", {"count": "depth_size"})
    known.append(Relation(((1, every), *((-1, each) for each in classes))))
    poor = int(patterns.loc[patterns["household_class"] == "poor", "households"].sum())
    judged = cell("depth_judged", {"depth_class": CLASSES["poor"]})
    known.append(Relation(((1, judged), (1, classes[0])), poor, poor))
    return release.tied([*known, *agreeing(release, _with_files(areas))])


def _with_files(areas: list[str]) -> Iterator[Relation]:
    """Who is listed has a blank or none, in each ward and in all."""
    for unit in areas:
        listed = cell("listed_households", {"file": "closing_list", "unit_code": unit})
        parts = (cell(name, {"unit_code": unit}) for name in ("depth_judged", "depth_unjudged"))
        yield Relation(((1, listed), *((-1, part) for part in parts)))
    whole = cell("listed_households", {"file": "closing_list"})
    yield Relation(((1, whole), (-1, cell("depth_size", {"depth_way": ALL}))))


def _with_causes(release: Release, year: int, areas: list[str], data: str) -> Release:
    """The release with the causes, to who knows how many cells were left blank."""
    whole = read.district(data).code
    facts = movements.of_year(read.work("depth_causes", year, whole, data), year) if whole else None
    table = pd.DataFrame() if facts is None else deprivations.causes(facts)
    release = of_areas.of_the_whole(
        release, CAUSES, table, areas, data, keys=["depth_cause"],
        shares={"depth_named_pct": ["depth_named"]},
    )  # fmt: skip
    if table.empty:
        return release
    counts = table.set_index("depth_cause")["depth_named"]
    others = (counts["named_any"] - counts.drop("named_none")).rename("households")
    release = release.beneath("depth_not_named", others.reset_index(), ["depth_cause"])
    return release.tied(_named(release, counts))


def _named(release: Release, counts: pd.Series) -> Iterator[Relation]:
    """Who names a cause and who does not; all the poor of the ledger; the blanks of the list."""
    named = {cause: cell("depth_named", {"depth_cause": cause}) for cause in counts.index}
    whole, none = named["named_any"], named["named_none"]
    for cause in counts.index.drop(["named_any", "named_none"]):
        rest = cell("depth_not_named", {"depth_cause": cause})
        yield Relation(((1, whole), (-1, named[cause]), (-1, rest)))
    poor = int(counts[["named_any", "named_none"]].sum())
    yield Relation(((1, none), (1, whole)), poor, poor)
    blank = cell("blank", {"column": "causes", "file": "closing_list"})
    yield from agreeing(release, [Relation(((1, none), (-1, blank)))])
