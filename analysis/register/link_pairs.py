"""How alike two households of different lists are: candidate pairs, and Splink's weight of each.

names spelled one way -> nodes -> pairs that share a key -> comparisons -> weight in bits
"""

import tempfile
from unicodedata import combining, normalize

import duckdb
import pandas as pd
from splink import DuckDBAPI, Linker

from analysis.register import link_model
from analysis.register.rules import one_tone

MEMORY, THREADS = "1500MB", 2
LEAST_WEIGHT = -6.0  # bits; less likely pairs are of no use
PER_LIST = 6  # a key that more records of each list share joins too many to be of use

PLAIN_LETTERS = str.maketrans("đy", "di")

MEMBERS = """
    create table members_of as
    select
        unique_id,
        list(distinct hash(plain, birth_year))
            filter (plain is not null and birth_year is not null) as tokens,
        list(distinct hash(plain)) filter (plain is not null) as names,
        list(distinct number) filter (number is not null) as numbers
    from persons group by unique_id
"""
NODES = """
    create table nodes as
    select
        unique_id, list, held, spelled, plain, household, place, tokens, numbers,
        case kind when 'closing' then [year, year + 1] else [year] end as periods,
        ward_code as ward,
        head_sex as sex,
        try_cast(head_birth_year as integer) as born,
        try_cast(members as integer) as size,
        spelled = strip_accents(spelled) as is_bare,
        string_split(plain, ' ')[-1] as given,
        string_split(plain, ' ')[1] || ' ' || given as outer_names,
        hash(plain, head_birth_year) as head,
        list_filter(tokens, lambda token: token <> head) as others,
        list_filter(names, lambda name: name <> hash(plain)) as other_names
    from records left join members_of using (unique_id)
"""
TOKENS = "(select *, unnest(tokens) as token from nodes)"
NUMBERS = "(select *, unnest(numbers) as number from nodes)"
PERIODS = f"(select *, unnest(periods) as period from {TOKENS})"
KEYS = [  # two households that have all columns of one of these in common are compared
    ("nodes", ["household"]),
    (NUMBERS, ["number"]),
    ("nodes", ["plain", "born"]),
    ("nodes", ["plain", "place"]),
    ("nodes", ["plain", "ward"]),
    ("nodes", ["given", "born", "place"]),
    ("nodes", ["born", "ward", "place"]),
    (TOKENS, ["token", "ward"]),
    (PERIODS, ["token", "period"]),
]
PAIRS = """
    create table pairs as
    select distinct '0' as match_key, l.unique_id as join_key_l, r.unique_id as join_key_r
    from keys as l join keys as r
    on l.key = r.key and l.unique_id < r.unique_id and l.list <> r.list
"""
LISTS = """
    select
        (select coalesce(count(*) / nullif(count(distinct list), 0), 0) from nodes),
        coalesce(sum(share * share), 1)
    from (
        select count(*) / sum(count(*)) over () as share
        from nodes where ward is not null group by ward
    )
"""
COUNTS = """
    create table tf_{column} as
    select {column}, count(*) / (sum(count(*)) over () + {unknown}) as tf_{column}
    from nodes where {column} is not null group by {column}
"""
WEIGHTS = """
    select
        l.unique_id as a, r.unique_id as b, match_weight as weight,
        coalesce(l.household = r.household, false) as same_household,
        coalesce(len(list_intersect(l.numbers, r.numbers)) > 0, false) as same_number
    from {predicted}
    join nodes as l on l.unique_id = unique_id_l
    join nodes as r on r.unique_id = unique_id_r
    order by weight desc, a, b
"""


def weights(records: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    """The likelier pairs of households of different lists (các cặp hộ giống nhau).

    Takes the records of `links` as ordered there, and `persons`. Returns a row for each
    pair, the likeliest first: `a`, `b` after it, `weight` in bits, `same_household`, `same_number`.
    """
    with tempfile.TemporaryDirectory() as spill:  # personal data: not left where it is run
        settings = {"memory_limit": MEMORY, "threads": THREADS, "temp_directory": spill}
        with duckdb.connect(config=settings) as database:
            database.register("records", households(records))
            database.register("persons", persons)
            for statement in (MEMBERS, NODES, keys(records["list"].nunique()), PAIRS):
                database.execute(statement)
            return scored(database)


def households(records: pd.DataFrame) -> pd.DataFrame:
    """The records with names and places as they are compared; what is missing is None."""
    names = spelled(records["head_name"])
    return (
        records.drop(columns="list_bit")
        .assign(
            spelled=names,
            plain=plain(names),
            household=unshared(records["household_id"], records["list"]),
            place=places(records["residential_group"]),
        )
        .replace("", None)
    )


def persons(records: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """The members with names as they are compared, and the numbers that tell households apart."""
    listed = people.merge(records[["record", "unique_id", "list"]], on="record")
    numbers = listed.drop_duplicates(["record", "citizen_number"])
    own = set(unshared(numbers["citizen_number"], numbers["list"]))
    return pd.DataFrame(
        {
            "unique_id": listed["unique_id"],
            "plain": plain(spelled(listed["name"])),
            "birth_year": listed["birth_year"],
            "sex": listed["sex"],
            "number": listed["citizen_number"].where(listed["citizen_number"].isin(own), ""),
        }
    ).replace("", None)


def unshared(numbers: pd.Series, lists: pd.Series) -> pd.Series:
    """The numbers, blank where two households of some list have the same."""
    twice = pd.DataFrame({"number": numbers, "list": lists}).duplicated(keep=False)
    return numbers.where(~numbers.isin(numbers[twice]), "")


def spelled(names: pd.Series) -> pd.Series:
    """The names in lower case, composed, with tones in one position."""
    one_way = {
        name: one_tone(" ".join(normalize("NFC", name).casefold().split()))
        for name in names.unique()
    }
    return names.map(one_way).astype("str")


def plain(names: pd.Series) -> pd.Series:
    """Spelled names without marks, y and i being one letter: Mỹ, Mĩ and My."""
    bare = {
        name: "".join(
            letter for letter in normalize("NFD", name) if not combining(letter)
        ).translate(PLAIN_LETTERS)
        for name in names.unique()
    }
    return names.map(bare).astype("str")


def places(groups: pd.Series) -> pd.Series:
    """The residential groups by their number, or by their name where they have none."""
    numbers = groups.str.extract(r"0*([0-9]+)", expand=False)
    return numbers.where(numbers.notna(), spelled(groups)).astype("str")


def keys(lists: int) -> str:
    """The statement that lists what records have in common with few others."""
    rows = " union all ".join(
        f"select unique_id, list, hash({at}, {', '.join(columns)}) as key from {source} where "
        + " and ".join(f"{column} is not null" for column in columns)
        for at, (source, columns) in enumerate(KEYS)
    )
    few = f"count(*) over (partition by key) between 2 and {PER_LIST * lists}"
    return f"create table keys as select distinct * from ({rows}) qualify {few}"


def scored(database: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Splink's weight of each pair."""
    api = DuckDBAPI(database)
    [(length, of_one_ward)] = database.execute(LISTS).fetchall()
    settings = link_model.settings(length, of_one_ward)
    linker = Linker(api.register("nodes"), settings, log_level=None)
    for column in link_model.COUNTED.values():
        database.execute(COUNTS.format(column=column, unknown=link_model.UNKNOWN))
        frequencies = api.register(f"tf_{column}")
        linker.table_management.register_term_frequency_lookup(frequencies, column)
    linker.table_management.register_blocked_pairs_for_predict(api.register("pairs"))
    predicted = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT, warning_mode="never")
    return database.sql(WEIGHTS.format(predicted=predicted.physical_name)).df()
