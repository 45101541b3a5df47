"""The same household on the lists of several years (nối hộ qua các năm).

    pairs, likeliest first -> clusters of at most one record of each list -> what is left in a year

Nothing here is certain where no number survives: `links` says what it took for one household, what
would be if all doubtful pairs were and if none was, and which pairs a clerk should decide.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.register import link_pairs, link_splits
from analysis.register.link_clusters import Clusters

# Bits for one household against two, fixed on the register of seed 2013 in benchmarks/linking.py:
# with members, one in 5,000 of the pairs over SURE was wrong there, one in 11 from LIKELY to SURE,
# two of three from POSSIBLE to LIKELY, and one in 40 under POSSIBLE was right. Taking the likelier
# first, and one of each list, passes over most of the wrong ones.
SURE, LIKELY, POSSIBLE = 9.0, 3.0, -1.0
OPENING, DEPARTURES, CLOSING = "opening", "departures", "closing"
LEFT = {DEPARTURES: -4.0, CLOSING: -2.0}  # bits; every departure was on the opening list
HELD = {OPENING: -0.9, DEPARTURES: -0.1, CLOSING: 0.0}  # when of a year a list holds
WAYS = ("clerk", "household_number", "citizen_number", "likeness")  # the strongest first


@dataclass(frozen=True)
class Links:
    """Which records are one household (cùng một hộ), and what is in doubt.

    The three `households` give each record the code of its household: as is likeliest, if every
    doubtful pair is one household, and if none is. `by` says how a record was joined to an earlier
    one, and is empty for the first of its household. `doubtful` has a row for each pair that
    decides something (`record_a`, `record_b`, `probability`), `splits` one for each first `record`
    with a member that was in the household of `from_record` before.
    """

    households: pd.Series
    households_if_same: pd.Series
    households_if_different: pd.Series
    by: pd.Series
    doubtful: pd.DataFrame
    splits: pd.DataFrame


def links(
    records: pd.DataFrame, people: pd.DataFrame, decisions: Mapping[frozenset[str], bool]
) -> Links:
    """The households of the records, by number, by the numbers of members, and by likeness.

    Takes one row per household and list (`record`, `list`, `year`, `kind`, `household_id`,
    `head_name`, `head_birth_year`, `head_sex`, `ward_code`, `residential_group`, `members`,
    `household_class`), one row per member (`record`, `name`, `citizen_number`, `birth_year`,
    `sex`), and what clerks decided of pairs of records. Two records of one list are never one
    household; else a clerk's decision stands above all likeness. The order of rows is of no matter.
    """
    listed = ordered(records)
    persons = link_pairs.persons(listed, people)
    pairs = link_pairs.weights(listed, persons)
    decided = by_place(decisions, listed["record"])
    clusters = begun(listed, decided)
    joined(clusters, pairs, SURE)
    none = clusters.roots()
    doubtful = joined(clusters, pairs, LIKELY) + left(clusters, pairs, listed)
    likeliest = clusters.roots()
    doubtful += joined(clusters, pairs, POSSIBLE)
    homes = pd.Series(likeliest, listed.index)
    return Links(
        households=coded(likeliest, listed),
        households_if_same=coded(clusters.roots(), listed),
        households_if_different=coded(none, listed),
        by=ways(homes, pairs, decided, listed),
        doubtful=told(pairs.loc[sorted(doubtful)], listed["record"]),
        splits=link_splits.splits(listed.assign(home=homes), persons),
    )


def ordered(records: pd.DataFrame) -> pd.DataFrame:
    """The records by their time and name, with their place as `unique_id` and a bit per list."""
    held = records["year"] + records["kind"].map(HELD).astype("float64")
    listed = records.assign(held=held).sort_values(["held", "record"], ignore_index=True)
    number, _ = pd.factorize(listed["list"])
    return listed.assign(unique_id=listed.index, list_bit=[1 << int(at) for at in number])


def begun(listed: pd.DataFrame, decided: Mapping[tuple[int, int], bool]) -> Clusters:
    """The clusters that clerks made, and what they set apart."""
    apart = [pair for pair, same in decided.items() if not same]
    clusters = Clusters(listed["list_bit"].tolist(), apart)
    for pair, same in decided.items():
        if same:
            clusters.join(*pair)
    return clusters


def by_place(
    decisions: Mapping[frozenset[str], bool], records: pd.Series
) -> dict[tuple[int, int], bool]:
    """The decisions on records that are here, by their places and in their order."""
    place = {record: at for at, record in records.items()}
    here = {pair: same for pair, same in decisions.items() if pair <= place.keys()}
    placed = {tuple(sorted(place[record] for record in pair)): here[pair] for pair in here}
    return dict(sorted(placed.items()))


def joined(clusters: Clusters, pairs: pd.DataFrame, least: float) -> list[int]:
    """Join the pairs of at least so many bits; which of them made one household of two."""
    likely = pairs[pairs["weight"] >= least]
    return [at for at, a, b in ends(likely) if clusters.join(a, b)]


def left(clusters: Clusters, pairs: pd.DataFrame, listed: pd.DataFrame) -> list[int]:
    """Join what is left within a year: on its opening list, and on its closing or departures.

    Nearly every household of the one is on the others, so that little likeness will do for two
    that nothing else was found for; the likeliest first, each once. The likeness may be that to an
    older record of the household on the opening list.
    """
    before, after = year_lists(listed)
    least = listed["kind"].map(LEFT).to_numpy()[pairs["b"]]
    weak = pairs[(pairs["weight"] >= least) & (pairs["weight"] < LIKELY)]
    made = []
    for at, a, b in ends(weak):
        opens = clusters.on(a) & before[b]
        alone = not (clusters.on(a) & after[b] or clusters.on(b) & before[b])
        if opens and alone and clusters.join(a, b):
            made.append(at)
    return made


def year_lists(listed: pd.DataFrame) -> tuple[list[int], list[int]]:
    """For each record after the opening of its year, the opening list and those after it, as bits.

    A year without an opening list opens with the closing list of the year before.
    """
    bits: dict[tuple[int, str], int] = {}
    for year, kind, bit in listed[["year", "kind", "list_bit"]].drop_duplicates().to_numpy():
        bits[year, kind] = bits.get((year, kind), 0) | bit
    keys = list(zip(listed["year"].tolist(), listed["kind"].tolist(), strict=True))
    before = {
        (year, kind): 0
        if kind == OPENING
        else bits.get((year, OPENING), bits.get((year - 1, CLOSING), 0))
        for year, kind in bits
    }
    after = {
        year: bits.get((year, CLOSING), 0) | bits.get((year, DEPARTURES), 0) for year, _ in bits
    }
    return [before[key] for key in keys], [after[year] for year, _ in keys]


def ends(pairs: pd.DataFrame) -> Iterator[tuple[int, int, int]]:
    """The index of each pair and its two records."""
    return zip(pairs.index.tolist(), pairs["a"].tolist(), pairs["b"].tolist(), strict=True)


def coded(roots: list[int], listed: pd.DataFrame) -> pd.Series:
    """The household's code for each record, households being numbered by their first records."""
    numbers, _ = pd.factorize(np.array(roots))
    return pd.Series([f"H{number + 1:06d}" for number in numbers], listed["record"], dtype="str")


def ways(
    homes: pd.Series,
    pairs: pd.DataFrame,
    decided: Mapping[tuple[int, int], bool],
    listed: pd.DataFrame,
) -> pd.Series:
    """How each record was joined to an earlier one of its household: the strongest of the ways."""
    within = pairs[homes.to_numpy()[pairs["a"]] == homes.to_numpy()[pairs["b"]]]
    way = np.select(
        [within["same_household"], within["same_number"]],
        [WAYS.index("household_number"), WAYS.index("citizen_number")],
        WAYS.index("likeness"),
    )
    strongest = pd.Series(way, within["b"].to_numpy()).groupby(level=0).min()
    found = strongest.reindex(listed.index, fill_value=WAYS.index("likeness"))
    by_clerk = [b for (a, b), same in decided.items() if same and homes[a] == homes[b]]
    found[by_clerk] = WAYS.index("clerk")
    named = found.map(dict(enumerate(WAYS))).where(homes != listed.index, "")
    return pd.Series(named.to_numpy(), listed["record"], dtype="str")


def told(pairs: pd.DataFrame, records: pd.Series) -> pd.DataFrame:
    """The pairs by the names of their records, with the probability that they are one household."""
    return pd.DataFrame(
        {
            "record_a": records.to_numpy()[pairs["a"]],
            "record_b": records.to_numpy()[pairs["b"]],
            "probability": 1 / (1 + 2.0 ** -pairs["weight"].to_numpy()),
        }
    )
