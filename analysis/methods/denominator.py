"""The denominators that a printed rate can have."""

from decimal import Decimal
from fractions import Fraction
from math import floor


def implied(count: int, printed_rate: str) -> tuple[int, int | None]:
    """Smallest and largest whole denominator of a count whose percentage was printed.

        count / (rate + u/2) < denominator <= count / (rate - u/2),  u the last printed digit

    `printed_rate` is a percentage as printed, with a point: 2818 at "7.22" gives 39004 to 39057.
    Takes half-up rounding. The largest is None for a rate of half its last digit or less ("0.00"),
    which bounds no denominator from above.
    """
    rate = Decimal(printed_rate)
    half = Fraction(Decimal(1).scaleb(rate.as_tuple().exponent)) / 2
    least = floor(Fraction(100 * count) / (Fraction(rate) + half)) + 1
    if rate <= half:
        return least, None
    return least, floor(Fraction(100 * count) / (Fraction(rate) - half))
