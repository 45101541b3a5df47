"""Thay chuẩn nghèo: the change of the number of poor over a change of standard, as it may be shown.

Made in the year of the change; in other years the tables have no rows. The poor at both ends are in
the headline ledger, which is exact.
"""

from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.disclosure import Release, cell
from analysis.facts import read
from analysis.measures import line_change
from analysis.methods.suppression import Relation
from analysis.publication import areas as of_areas

CLASSES, UNITS = "line-change-classes", "line-change-units"


def added(release: Release, year: int, areas: Iterable[str], data: str) -> Release:
    """The release with the table by unit, and of the district that by class; of returns no rows."""
    whole, every = read.district(data).code, list(areas)
    classes = units = pd.DataFrame()
    if whole:
        listed = read.line_change(year, whole, data)
        classes = line_change.classes(listed, year)
        units = line_change.units(listed, read.ledger(year, whole, data), year)
    release = of_areas.by_ward(
        release, UNITS, units, every, data,
        keys=["unit_code"], at={"table": UNITS}, exact=["new_opening"], notes=["old_closing"],
        parts={"new_opening": line_change.BY_OLD_LINE},
        shares={"real_change": ["under_old_line", "near_poor_under_old_line"]}, loss=100,
    )  # fmt: skip
    release = of_areas.of_the_whole(
        release, CLASSES, classes, every, data,
        keys=["by_old_line"], at={"table": CLASSES}, loss=200,
    )  # fmt: skip
    return release.tied(_same_households(classes, units))


def finished(shown: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame | None]:
    """The protected tables of one area as notebooks show them; None for one not made of a ward."""
    return of_areas.finished(shown, [CLASSES, UNITS])


def _same_households(classes: pd.DataFrame, units: pd.DataFrame) -> Iterator[Relation]:
    """Who stands in both tables: the poor, and the near-poor that are poor by the old line."""
    wards = [unit for unit in units.get("unit_code", []) if unit != "total"]
    both = [("listed_poor", line, line) for line in classes.get("by_old_line", [])]
    if both:
        both.append(("listed_near_poor", "under_old_line", "near_poor_under_old_line"))
    for listed, line, column in both:
        of_units = [(-1, cell(column, {"table": UNITS, "unit_code": ward})) for ward in wards]
        yield Relation(((1, cell(listed, {"table": CLASSES, "by_old_line": line})), *of_units))
