"""What the rows of a review are held against: its other lists, the line, the years before."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis import rules
from analysis.register import indicators
from analysis.register.households import EXITED, poor
from analysis.register.read import Register, Review
from analysis.rules import Scores, Standard
from analysis.workspace import District

OPENING, CARRIED = "opening_list", "opening_carried"  # a list of its own, or the last closing
CLOSING, DEPARTURES, MEMBERS = "closing_list", "departures_list", "members_list"
SUMMARY = "summary_form"


@dataclass(frozen=True)
class Case:
    """A review with the standard in force and what earlier years know."""

    review: Review
    standard: Standard
    settlement: str
    exited: frozenset[str]  # households, and citizen numbers of heads, that exited in years before
    wards: tuple[str, ...]

    @property
    def line_vnd(self) -> int | None:
        """The poverty line in force; None where it was not found."""
        return self.standard.line_vnd(self.settlement)

    @property
    def near_poor_line_vnd(self) -> int | None:
        """The line of the near-poor in force; None where it was not found."""
        return getattr(self.standard.near_poor_line_vnd, self.settlement)

    @property
    def scores(self) -> Scores | None:
        """By which the standard decides on the class, where it does."""
        return self.standard.scores_of(self.settlement)

    @cached_property
    def lists(self) -> dict[str, pd.DataFrame]:
        """The year's lists by code, members with the ward of their household."""
        review = self.review
        households = pd.concat([review.closing, review.departures, review.opening])
        wards = households.drop_duplicates("household_id").set_index("household_id")["ward_code"]
        ward_of_members = review.members["household_id"].map(wards).fillna("")
        return {
            OPENING if review.has_own_opening else CARRIED: review.opening,
            CLOSING: review.closing,
            DEPARTURES: review.departures,
            MEMBERS: review.members.assign(ward_code=ward_of_members),
        }

    @cached_property
    def listed(self) -> set[str]:
        """Every household on the opening or closing list or among the departures."""
        review = self.review
        tables = (review.opening, review.closing, review.departures)
        return {household for table in tables for household in table["household_id"]}

    @cached_property
    def deprivations(self) -> pd.DataFrame:
        """What is known of how many services each household lacks (`indicators.counts`)."""
        return indicators.counts(self.review.deprivations)

    @cached_property
    def poor_before(self) -> set[str]:
        return poor(self.review.opening)

    @cached_property
    def still_known(self) -> set[str]:
        """Poor at the closing, or declared to have left."""
        return poor(self.review.closing) | set(self.review.departures["household_id"])

    def before(self, rows: pd.DataFrame, column: str) -> pd.Series:
        """A column of the opening list for the households of other rows; blank if not on it."""
        opening = self.review.opening.set_index("household_id")[column]
        return rows["household_id"].map(opening).fillna("")


def cases(register: Register, district: District) -> Iterator[Case]:
    """The reviews of a register in order, each knowing the exits of the years before it."""
    exited: set[str] = set()
    wards = tuple(unit.code for unit in district.units)
    for review in register.reviews.values():
        standard = rules.standards()[review.standard]
        yield Case(review, standard, district.settlement, frozenset(exited), wards)
        left, opening = review.departures, review.opening
        gone = set(left.loc[left["reason"] == EXITED, "household_id"])
        heads = opening.loc[opening["household_id"].isin(gone), "head_citizen_number"].dropna()
        exited |= gone | (set(heads) - {""})
