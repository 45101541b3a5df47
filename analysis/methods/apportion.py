"""Phân chia theo số dư lớn nhất: a whole number shared by weights (Hamilton's method).

Each gets the whole part of its quota, and those with the largest remainders one more. A larger
total may give one of them less (the Alabama paradox: Balinski & Young, Fair Representation, 1982),
so shares of two totals are not to be subtracted from each other.
"""

from collections.abc import Sequence


def largest_remainder(
    total: int, weights: Sequence[int], caps: Sequence[int] | None = None
) -> list[int]:
    """Whole shares of a total, none above its cap, ties to whoever stands first.

        quota = total x weight / sum of the weights

    What is above a cap is shared again among those below theirs. Without `caps` there are none.
    Raises ValueError where the caps of those with a weight do not hold the total.
    """
    most = list(caps) if caps is not None else [total] * len(weights)
    if total > sum(cap for cap, weight in zip(most, weights, strict=True) if weight > 0):
        raise ValueError("the caps do not hold the total")
    shares, open_to = [0] * len(weights), [at for at, weight in enumerate(weights) if weight > 0]
    while open_to:
        left, whole = total - sum(shares), sum(weights[at] for at in open_to)
        full = [at for at in open_to if left * weights[at] > most[at] * whole]
        if not full:
            return _rounded(left, weights, shares, open_to)
        for at in full:
            shares[at] = most[at]
        open_to = [at for at in open_to if at not in full]
    return shares


def _rounded(left: int, weights: Sequence[int], shares: list[int], open_to: list[int]) -> list[int]:
    """The shares with what is left given to those that are open, by quota and remainder."""
    whole = sum(weights[at] for at in open_to)
    quotas = {at: divmod(left * weights[at], whole) for at in open_to}
    rest = left - sum(quota for quota, _ in quotas.values())
    first = sorted(open_to, key=lambda at: (-quotas[at][1], at))[:rest]
    given = {at: quotas[at][0] + (at in first) for at in open_to}
    return [given.get(at, share) for at, share in enumerate(shares)]
