"""Hộ và thành viên: rows of a list in which members stand under their head, as households.

The head's row alone carries the mark and the columns of the household; the rows under it, up to the
next mark, are its members.
"""

import pandas as pd

from analysis.register.faults import BLANKS, Rule
from analysis.register.rules import of_each, whole

MARK, HEAD = "head_mark", "Chủ hộ"
NAMES = ("head_name", "member_name", "person_name")
OLDEST = 120  # years of age
OF_HOUSEHOLD = ("household_class", "ward_code", "members")  # what a member's row must not gainsay
TOTALS = r"(?i)(tổng|cộng|tổng cộng|tổng số|cộng dồn|toàn quận|toàn phường)\b.*"


def all_heads(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a list of heads alone, each with a mark but for totals."""
    name = rows["head_name"]
    return rows.assign(**{MARK: name.mask(name.str.fullmatch(TOTALS), "")})


def grouped(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `household` (the row of their head, 0 before the first) and `name`.

    A total has no name, whichever column its word stands in.
    """
    is_head = rows[MARK] != ""
    household = pd.Series(rows.index, rows.index).where(is_head).ffill().fillna(0).astype("int64")
    name = pd.Series("", rows.index, dtype="str")
    for column in NAMES:
        if column in rows:
            name = name.mask(name == "", rows[column])
    name = name.mask(~is_head & of_each(name, lambda said: said.str.fullmatch(TOTALS)), "")
    return rows.assign(household=household, name=name)


def without_footer(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows up to the last that names somebody: totals and signatures stand below the list."""
    named = rows.index[rows["name"] != ""]
    return rows.loc[: named[-1]] if len(named) else rows.iloc[:0]


def rules(columns: set[str], year: int, are_heads: bool) -> list[Rule]:
    """What rows must keep so that no member falls to another household; `are_heads` alone."""
    everybody = [_named(), *([_born(year)] if "birth_year" in columns else [])]
    if are_heads:
        return everybody
    own_names = {"head_name", "member_name"} <= columns
    return [
        *everybody,
        _under_a_head(),
        *([_head_named_with_mark(), _one_name_a_row()] if own_names else []),
        *([_one_head()] if "relation" in columns else []),
        *(_as_its_head(column) for column in OF_HOUSEHOLD if column in columns),
    ]


def once() -> list[Rule]:
    """What heads must keep so that no household stands twice in a list without numbers."""

    def holds(heads: pd.DataFrame) -> pd.Series:
        person = ["head_citizen_number", "head_name"]
        is_unknown = heads["head_citizen_number"].isin(BLANKS)
        return heads["household_id"].notna() | is_unknown | ~heads.duplicated(person, keep=False)

    return [
        Rule(
            ("head_citizen_number", "head_name"),
            "không được có ở hai hộ cùng tên chủ hộ: mỗi hộ chỉ đứng một lần trong danh sách",
            "must not stand at two heads of one name: a household may stand in a list once",
            holds,
        )
    ]


def _born(year: int) -> Rule:
    """A year that can be; a day that there is not has none."""
    first = year - OLDEST
    return Rule(
        ("birth_year",),
        f"phải là ngày có thật hoặc năm, từ {first} đến {year}",
        f"must be a day that there is, or a year, from {first} to {year}",
        whole("birth_year", first, year).holds,
    )


def _named() -> Rule:
    return Rule(
        ("name",),
        "phải có ở mỗi dòng; dòng tổng cộng chỉ được đứng dưới danh sách",
        "must stand in every row; totals may only stand below the list",
        lambda rows: rows["name"] != "",
    )


def _under_a_head() -> Rule:
    return Rule(
        (MARK,),
        "phải có ở dòng đầu: dòng thành viên đang đứng trước mọi chủ hộ",
        "must stand in the first row: a member's row stands before any head",
        lambda rows: rows["household"] != 0,
    )


def _head_named_with_mark() -> Rule:
    return Rule(
        ("head_name", MARK),
        "phải có ở dòng có dấu chủ hộ, và chỉ ở dòng đó",
        "must stand in the row with the head's mark, and only there",
        lambda rows: ((rows["head_name"] != "") == (rows[MARK] != "")) | (rows["name"] == ""),
    )


def _one_name_a_row() -> Rule:
    return Rule(
        ("member_name", "head_name"),
        "không được ghi hai người khác nhau trên một dòng",
        "must not name two different people in one row",
        lambda rows: (
            rows[["head_name", "member_name"]].eq("").any(axis="columns")
            | (rows["head_name"] == rows["member_name"])
        ),
    )


def _one_head() -> Rule:
    return Rule(
        ("relation",),
        "chỉ được là «Chủ hộ» ở dòng có dấu chủ hộ: mỗi hộ một chủ hộ",
        "may be «Chủ hộ» only in the row with the head's mark: one head for each household",
        lambda rows: ~of_each(rows["relation"], _is_head) | (rows[MARK] != ""),
    )


def _is_head(relations: pd.Series) -> pd.Series:
    return relations.str.casefold() == HEAD.casefold()


def _as_its_head(column: str) -> Rule:
    def holds(rows: pd.DataFrame) -> pd.Series:
        of_head = rows["household"].map(rows[column])
        is_member = (rows["name"] != "") & (rows["household"] != 0)
        return ~is_member | (rows[column] == "") | (rows[column] == of_head)

    return Rule(
        (column,),
        "ở dòng thành viên phải để trống hoặc như dòng chủ hộ",
        "must be blank in a member's row, or as in the head's",
        holds,
    )
