"""Households found again over the years: `uv run benchmarks/linking.py --city 6`.

Each invented register is written down as clerks would, list by list, without household numbers, and
linked. The links are held against the truth, which the linker never sees: of all pairs of records
of different lists, how many of the linked are of one household, and how many of one household are
linked. The thresholds were fixed on seed 2013; the seeds reported are others. `--city` links so
many districts as one and half of them, for time and memory. The last line is one JSON object.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
import time
from dataclasses import dataclass

import pandas as pd
import psutil

from analysis.register import link
from analysis.sample.district import REVISED, SURVEYED
from analysis.sample.draw import Draw
from analysis.sample.noise import Noise
from analysis.sample.people import POOR, Household
from analysis.sample.review import Review, reviews

EXIT = "Thoát nghèo"
FIXED_ON = 2013  # the seed on which the thresholds were fixed
SEEDS = (1, 2, 3, 4, 5)
YEARS = (2009, 2010, 2011, 2013, 2014)  # of an exit; the next year has the same poverty line
CITY = 6  # the seed of its first district
WAYS = {  # what the lists hold besides heads of households
    "with members": ["people"],
    "heads only": [],
    "with members and citizen numbers": ["people", "numbers"],
}


@dataclass(frozen=True)
class Register:
    """The records of all lists, their members, and the household each is of."""

    records: pd.DataFrame
    people: pd.DataFrame
    truth: pd.Series


def register(seed: int, district: str = "") -> Register:
    """The lists of an invented district as clerks write them down."""
    noise, rows, people = Noise(Draw(seed)), [], []
    for review in reviews(Draw(seed)):
        exits = {gone.household.code for gone in review.departures if gone.reason == EXIT}
        for kind, homes in lists(review).items():
            for home in noise.draw.several(homes, len(homes)):  # the order tells nothing
                record = f"{district}{review.year}-{kind}-{len(rows):06}"
                written, members = on_list(noise, home, kind, district)
                place = {"record": record, "list": f"{review.year} {kind}", "year": review.year}
                rows.append(place | {"kind": kind, "truth": district + home.code} | written)
                rows[-1]["exited"] = kind == "departures" and home.code in exits
                people += [{"record": record} | member for member in members]
    records = pd.DataFrame(rows)
    truth = records.set_index("record")["truth"]
    return Register(records.drop(columns="truth"), pd.DataFrame(people), truth)


def lists(review: Review) -> dict[str, list[Household]]:
    """The households of each list of the year."""
    opens = review.year in SURVEYED or review.year in REVISED
    gone = [departure.household for departure in review.departures]
    kept = {"closing": review.closing, "departures": gone}
    return {"opening": review.opening} | kept if opens else kept


def on_list(
    noise: Noise, home: Household, kind: str, district: str
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """A household's row and those of its members, in the order of the list."""
    kept = [home.members[0], *(p for p in home.members[1:] if noise.member_is_listed())]
    members = [
        {
            "name": written.name,
            "citizen_number": written.number,
            "birth_year": written.birth_year,
            "sex": written.sex,
        }
        for written in map(noise.person, kept)
    ]
    head, located = members[0], kind != "departures"
    household = {
        "household_id": "",
        "head_name": head["name"],
        "head_birth_year": head["birth_year"],
        "head_sex": head["sex"],
        "ward_code": district + home.ward if home.ward and located else "",
        "residential_group": noise.group(home.group),
        "members": str(noise.size(home.size)),
        "household_class": home.category,
    }
    return household, members


def shown(way: str, register: Register) -> pd.DataFrame:
    """The people that the linker gets to see."""
    people = register.people if "people" in WAYS[way] else register.people.iloc[:0]
    return people if "numbers" in WAYS[way] else people.assign(citizen_number="")


def precision(households: pd.Series, truth: pd.Series) -> float:
    """Of the pairs of records that are linked, the share that is of one household."""
    both = pd.DataFrame({"linked": households, "true": truth.reindex(households.index)})
    return pairs(both.groupby(["linked", "true"]).size()) / pairs(households.value_counts())


def pairs(sizes: pd.Series) -> int:
    """How many pairs of records groups of these sizes hold."""
    return int((sizes * (sizes - 1) // 2).sum())


def relapse_share(households: pd.Series, records: pd.DataFrame) -> float:
    """Of the households that exited, the percentage that is poor at the next year's review."""
    at = records.assign(household=households.reindex(records["record"]).to_numpy())
    exits = relapses = 0
    for year in YEARS:
        gone = at[(at["year"] == year) & (at["kind"] == "departures") & at["exited"]]
        after = at[(at["year"] == year + 1) & (at["kind"] == "closing")]
        poor = set(after.loc[after["household_class"] == POOR, "household"])
        exits += len(gone)
        relapses += gone["household"].isin(poor).sum()
    return 100 * relapses / exits


def compared(seed: int, way: str) -> dict[str, float]:
    """What was linked of a register, beside the truth."""
    invented = register(seed)
    found = link.links(invented.records.drop(columns="exited"), shown(way, invented), {})
    households, truth = found.households, invented.truth
    share = {
        name: relapse_share(linked, invented.records)
        for name, linked in {
            "true": truth,
            "linked": households,
            "if_same": found.households_if_same,
            "if_different": found.households_if_different,
        }.items()
    }
    return {
        "precision": precision(households, truth),
        "recall": precision(truth, households),
        "doubtful": len(found.doubtful),
        "splits": len(found.splits),
    } | share


def gap(run: dict[str, float]) -> float:
    """How far the relapse share is from the truth, in percentage points."""
    return abs(run["linked"] - run["true"])


def told(seed: int, way: str, run: dict[str, float]) -> str:
    return (
        f"seed {seed}, {way}: precision {run['precision']:.4f}, recall {run['recall']:.4f}; "
        f"{run['doubtful']} doubtful, {run['splits']} split; relapse {run['linked']:.2f}% "
        f"({run['if_different']:.2f} to {run['if_same']:.2f}), in truth {run['true']:.2f}%"
    )


def city(districts: int) -> dict[str, float]:
    """Link so many districts as one city, in this process."""
    parts = [register(seed, f"{seed:02}-") for seed in range(CITY, CITY + districts)]
    records = pd.concat([part.records for part in parts], ignore_index=True)
    people = pd.concat([shown("with members", part) for part in parts], ignore_index=True)
    truth = pd.concat([part.truth for part in parts])
    del parts
    began = time.perf_counter()
    found = link.links(records.drop(columns="exited"), people, {})
    seconds = time.perf_counter() - began
    return {
        "records": len(records),
        "people": len(people),
        "seconds": seconds,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "precision": precision(found.households, truth),
        "recall": precision(truth, found.households),
    }


def alone(districts: int) -> dict[str, float]:
    """A city linked in a process of its own, whose memory is no other's; it starts no process."""
    asked = [sys.executable, __file__, "--alone", str(districts)]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    run = json.loads(said.splitlines()[-1])
    print(
        f"{districts} districts, {run['records']:,} records, {run['people']:,} people: "
        f"{run['seconds']:.1f} s, at most {run['peak_mib']:,.0f} MiB; precision "
        f"{run['precision']:.4f}, recall {run['recall']:.4f}",
        flush=True,
    )
    return run


def main() -> None:
    """Link every seed every way, then a city and half of it, and end with all of it as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs="*", default=[FIXED_ON, *SEEDS])
    options.add_argument("--city", type=int, help="so many districts, linked as one")
    options.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.alone:
        print(json.dumps(city(asked.alone)))
        return
    print(f"{platform.platform()}, Python {platform.python_version()}")
    memory = psutil.virtual_memory().total >> 30
    print(f"{psutil.cpu_count()} cores, {memory} GB, load {psutil.getloadavg()[0]:.1f}")
    print(json.dumps(accuracy(asked.seeds) | (cost(asked.city) if asked.city else {})))


def accuracy(seeds: list[int]) -> dict[str, float]:
    """The worst of the seeds on which nothing was fixed; nothing where none was asked for."""
    runs: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for seed in seeds:
        for way, done in runs.items():
            run = compared(seed, way)
            print(told(seed, way, run), flush=True)
            done += [run] if seed != FIXED_ON else []
    members, heads, _ = runs.values()
    if not members:
        return {}
    return {
        "link_precision": round(min(run["precision"] for run in members), 4),
        "link_recall": round(min(run["recall"] for run in members), 4),
        "heads_precision": round(min(run["precision"] for run in heads), 4),
        "heads_recall": round(min(run["recall"] for run in heads), 4),
        "relapse_gap_points": round(max(map(gap, members)), 2),
    }


def cost(districts: int) -> dict[str, float]:
    """Time and memory of a city, and how much longer it takes than half of it, per record."""
    half, whole = alone(districts // 2), alone(districts)
    per_record = [run["seconds"] / run["records"] for run in (half, whole)]
    return {
        "link_peak_mib": round(whole["peak_mib"]),
        "link_seconds": round(whole["seconds"], 1),
        "link_growth": round(per_record[1] / per_record[0], 2),
    }


if __name__ == "__main__":
    main()
