"""Độ sâu của nghèo: incomes, gaps, causes and deprivations of the listed, in counts.

Part of `facts.build`, from the closing list of each review. Incomes stand in whole thousands of
VND, rounded up: who is at or below a line of whole thousands stays so, and no gap is overstated.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis import rules
from analysis.facts.amounts import summed
from analysis.facts.roster import CLASSES
from analysis.register.indicators import HAS, LACKS
from analysis.register.read import Review
from analysis.register.schema import numbers

STEP_VND = 1_000
OF_WARDS = "depth_of_wards"
KEYS = ["year", "unit_code", "standard", "household_class"]
CAUSES = {  # biểu 10, Thông tư 07/2021/TT-BLĐTBXH, and the city's before; any other is "khác"
    "thiếu đất sản xuất": "named_land",
    "thiếu vốn": "named_capital",
    "thiếu vốn sản xuất": "named_capital",
    "thiếu lao động": "named_labour",
    "thiếu việc làm": "named_work",
    "thiếu công cụ sản xuất": "named_tools",
    "thiếu kiến thức sản xuất": "named_knowledge",
    "không có kinh nghiệm làm ăn": "named_experience",
    "thiếu kỹ năng lao động": "named_skill",
    "đông người phụ thuộc": "named_dependants",
    "ốm đau, tai nạn": "named_illness",
    "khác": "named_other",
}
DEPRIVED = {LACKS: "1", HAS: "0", "": "?"}
TEXTS = ("unit_code", "standard", "household_class", "cause", "indicators", "pattern")
TYPES = {"year": "int64", **dict.fromkeys(TEXTS, "str")}
GAP = ["year", "unit_code", "household_id", "depth_gap_vnd"]


def tables(reviews: Mapping[int, Review], settlement: str) -> dict[str, pd.DataFrame]:
    """Every fact table of this part by name; without rows where nothing is recorded.

    Each is by KEYS, of households on the closing list. `depth_incomes`: households by `income_vnd`,
    a person and month, missing where not recorded, and `household_size`. `depth_causes`: poor
    households by `cause`; "named_any" is who has any, "named_none" who has none on record.
    `depth_patterns`: `households` and `people` by the `indicators` asked and their `pattern`, a
    sign each: 1 deprived, 0 not, ? not recorded. `depth_gaps`: what the poor by income are short of
    the line, VND a month, with what is behind it, by ward and of all OF_WARDS; who has no ward on
    record is in no sum, for the others' would tell it.
    """
    held = [review for _, review in sorted(reviews.items())]
    listed = [_listed(review) for review in held]
    gaps = [_gaps(*each, settlement) for each in zip(listed, held, strict=True)]
    patterns = [_patterns(*each) for each in zip(listed, held, strict=True)]
    lines = _joined(gaps, GAP).astype({"year": "int64", "unit_code": "str"})
    return {
        "depth_incomes": _counted(listed, [*KEYS, "income_vnd", "household_size"]),
        "depth_causes": _counted(map(_causes, listed), [*KEYS, "cause"]),
        "depth_patterns": _counted(
            patterns, [*KEYS, "indicators", "pattern"], ("households", "people")
        ),
        "depth_gaps": summed(lines, [GAP[:2]], ["depth_gap_vnd"]),
    }


def _listed(review: Review) -> pd.DataFrame:
    """One row per household on the closing list: keys, income in steps, members, causes."""
    closing = review.closing.reset_index(drop=True)
    income = numbers(closing["income_vnd"].fillna(""))
    return pd.DataFrame(
        {
            "year": review.year,
            "unit_code": closing["ward_code"].fillna(""),
            "standard": review.standard,
            "household_class": closing["household_class"].map(CLASSES),
            "income_vnd": -(-income // STEP_VND) * STEP_VND,
            "household_size": numbers(closing["members"].fillna("")),
            "household_id": closing["household_id"],
            "causes": closing["causes"].fillna(""),
        }
    )


def _causes(listed: pd.DataFrame) -> pd.DataFrame:
    """One row for each cause of each poor household, and one that it has any or none."""
    poor = listed[listed["household_class"] == "poor"]
    named = poor.assign(cause=poor["causes"].str.split(";")).explode("cause")
    said = named["cause"].str.strip().str.lower().replace("-", "")
    named["cause"] = said.map(CAUSES).fillna("named_other").mask(said == "", "named_none")
    named = named.drop_duplicates(["household_id", "cause"])
    has_any = named[named["cause"] != "named_none"].drop_duplicates("household_id")
    is_lone = (named["cause"] != "named_none") | ~named["household_id"].isin(
        has_any["household_id"]
    )
    return pd.concat([named[is_lone], has_any.assign(cause="named_any")])


def _patterns(listed: pd.DataFrame, review: Review) -> pd.DataFrame:
    """One row per household with its deprivations as a pattern; none of a year without any."""
    asked = review.deprivations
    codes = list(asked.columns.drop("household_id"))
    if not codes:
        return listed.iloc[:0].assign(indicators="", pattern="")
    signs = listed[["household_id"]].merge(asked, "left", "household_id")[codes].fillna("")
    pattern = signs.apply(lambda column: column.map(DEPRIVED)).agg("".join, axis="columns")
    return listed.assign(indicators=";".join(codes), pattern=pattern.to_numpy())


def _gaps(listed: pd.DataFrame, review: Review, settlement: str) -> pd.DataFrame:
    """The gap of each household at or below the line, in its ward and in all of these."""
    line = rules.standards()[review.standard].line_vnd(settlement)
    is_below = listed["income_vnd"].le(-1 if line is None else line).fillna(False)
    below = listed[is_below & (listed["unit_code"] != "")].dropna(subset="household_size")
    gap = (line or 0) - below["income_vnd"]
    lines = below.assign(depth_gap_vnd=gap * below["household_size"])
    return pd.concat([lines, lines.assign(unit_code=OF_WARDS)])


def _counted(
    tables: Iterable[pd.DataFrame], by: list[str], counts: tuple[str, ...] = ("households",)
) -> pd.DataFrame:
    """Households, and their people, by keys."""
    rows = _joined(tables, list(dict.fromkeys([*by, "household_size"])))
    rows = rows.assign(households=1, people=rows["household_size"])
    summed = rows.groupby(by, dropna=False)[list(counts)].sum().reset_index()
    return summed.astype({column: TYPES.get(column, "Int64") for column in summed})


def _joined(tables: Iterable[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    return pd.concat([pd.DataFrame(columns=columns), *(table[columns] for table in tables)])
