"""Near-poor households of the invented district that moved away or died.

They are chosen among those that no later list holds, after every review is drawn and by a chance of
their own, so that declaring them changes nothing else.
"""

from .district import without
from .draw import Draw
from .people import NEAR_POOR, Household
from .review import DEATHS, MOVES, Departure, Review, age_weight

FROM = 2010  # in the first year nobody on the near-poor list had exited before
NUMBER = (4, 8)  # of a year
MOST_DIED = 2  # of them, all having lived alone


def near_poor_left(draw: Draw, reviews: list[Review]) -> dict[int, list[Departure]]:
    """Of each year, the once exited near-poor households declared to have died or moved away."""
    return {
        review.year: left_of(draw, never_seen_again(reviews, at)) if review.year >= FROM else []
        for at, review in enumerate(reviews)
    }


def left_of(draw: Draw, candidates: list[Household]) -> list[Departure]:
    """Deaths of people who lived alone, and moves."""
    number = draw.whole(*NUMBER)
    alone = [home for home in candidates if home.size == 1]
    died = draw.several(alone, draw.whole(0, MOST_DIED), age_weight)
    moved = draw.several(without(candidates, died), number - len(died))
    return [
        *(Departure(home, DEATHS[0]) for home in died),
        *(Departure(home, MOVES[0]) for home in moved),
    ]


def never_seen_again(reviews: list[Review], at: int) -> list[Household]:
    """The once exited near-poor of an opening list that no list after it holds."""
    listed = [reviews[at].closing]
    for later in reviews[at + 1 :]:
        listed += [later.opening, later.closing]
    seen = {home.code for homes in listed for home in homes}
    seen |= {gone.household.code for gone in reviews[at].departures}
    return [
        home
        for home in reviews[at].opening
        if home.category == NEAR_POOR and home.exit and home.code not in seen
    ]
