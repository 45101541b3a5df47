"""Members of a new household who were in another before (tách hộ): where it comes from."""

import pandas as pd

BACK = 1.0  # years: only lists that hold so shortly before are looked at
NUMBER, PERSON = ["number"], ["ward_code", "plain", "sex", "birth_year"]


def splits(listed: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    """The households that new ones split from, as `record` and `from_record`.

    A record that is the first of its household is held against the lists of the year before. A
    member is found again by the citizen number; or by ward, name, sex and year of birth, which is
    less, so that the other household must then stand on the new list without the member.

    Takes the records with `unique_id`, `held` and `home`, and the `persons` of `link_pairs`.
    """
    times = listed[["unique_id", "list", "held", "home", "ward_code"]].replace(
        {"ward_code": {"": None}}
    )
    rows = persons.merge(times, on="unique_id")
    named = moved(rows, PERSON)
    named = named[beside(named, rows, [])]
    both = pd.concat([moved(rows, NUMBER), named])
    both = both[~beside(both, rows, ["plain"])]
    members = both.groupby(["unique_id", "from_id"])["plain"].nunique().reset_index()
    best = members.sort_values(["unique_id", "plain", "from_id"]).drop_duplicates(
        "unique_id", keep="last"
    )
    record = listed["record"].to_numpy()
    return pd.DataFrame(
        {"record": record[best["unique_id"]], "from_record": record[best["from_id"]]}
    )


def moved(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Members of first records who are in another household of a list shortly before."""
    known = rows[rows[keys].notna().all(axis="columns")]
    before = known[[*keys, "unique_id", "held", "home"]].rename(
        columns={"unique_id": "from_id", "held": "from_held", "home": "from_home"}
    )
    pairs = known[known["unique_id"] == known["home"]].merge(before, on=keys)
    since = pairs["held"] - pairs["from_held"]
    return pairs[(since > 0) & (since <= BACK) & (pairs["home"] != pairs["from_home"])]


def beside(found: pd.DataFrame, rows: pd.DataFrame, what: list[str]) -> pd.Series:
    """Whether the new list also has the other household, or even the member with it."""
    there = rows[["home", "list", *what]].drop_duplicates()
    there = there.rename(columns={"home": "from_home"}).assign(is_there=True)
    matched = found.merge(there, on=["from_home", "list", *what], how="left")
    return pd.Series(matched["is_there"].notna().to_numpy(), found.index)
