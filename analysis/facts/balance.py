"""Cân đối theo tập hợp hộ: the lines of a year's ledger as sets of households, not as totals alone.

Totals can agree although one household is lost and another counted twice. Part of `facts.build`.
"""

import pandas as pd

from analysis.register import households
from analysis.register.read import Review

OUT = ["exits_to_near_poor", "exits_above_near_poor", "other_decrease"]
IN = ["from_near_poor", "relapses", "entries", "other_increase"]
SIGNS = {"opening": 1, "moved_out": -1, "moved_in": 1, "closing": -1}
SIGNS |= dict.fromkeys(OUT, -1) | dict.fromkeys(IN, 1)


def refuse_torn(movements: pd.DataFrame, review: Review) -> None:
    """Raise ValueError where a household does not stand on exactly the lines it should.

    Takes one row per household and line it counts on, indexed by household: `ward`, `line` (missing
    where nothing declares how it left or came), `households`. The opening and the closing must hold
    the poor of the lists and nobody else, no line a household twice, and the ways out and in must
    not meet, unless linking found who left on no opening list. In every ward, each household's
    lines must add up from opening to closing: all but those that nothing declares, whose ward is
    not recorded, or that are declared to have left a list on which linking found nobody.
    """
    rows = movements[movements["households"] > 0]
    if count := len(_torn(rows, review)):
        raise ValueError(f"{review.year}: {count} households do not stand on the lines they should")


def _torn(rows: pd.DataFrame, review: Review) -> set[str]:
    """The households that stand on a line too many or too few."""
    lists = {"opening": review.opening, "closing": review.closing}
    wrong = [_on(rows, [line]) ^ households.poor(listed) for line, listed in lists.items()]
    moved = rows[rows["line"].isin([*OUT, *IN]) & ~rows.index.isin(_unseen(rows))]
    twice = [_repeated(moved.index), _repeated(rows.set_index("line", append=True).index)]
    signs = rows["line"].map(SIGNS).rename("sign")
    sums = signs.groupby([rows.index, rows["ward"]]).sum()
    open_ended = set(sums[sums != 0].index.get_level_values(0)) - _unexplained(rows)
    return set().union(*wrong, *twice, open_ended)


def _unexplained(rows: pd.DataFrame) -> set[str]:
    """The households whose lines need not add up, and show as a residual."""
    return _unseen(rows) | set(rows.index[rows["line"].isna() | (rows["ward"] == "")])


def _unseen(rows: pd.DataFrame) -> set[str]:
    """The households that are declared to have left and that linking found on no opening list."""
    return _on(rows, OUT) - _on(rows, ["opening"])


def _on(rows: pd.DataFrame, lines: list[str]) -> set[str]:
    return set(rows.index[rows["line"].isin(lines)])


def _repeated(index: pd.Index) -> set[str]:
    repeated = index[index.duplicated()]
    return set(repeated.get_level_values(0))
