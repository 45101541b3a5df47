"""Rules that several files share, each a sentence in both languages and its test.

A blank cell, or a dash, keeps every rule but `filled`: what was not recorded stays missing.
"""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Set

import pandas as pd

from analysis.register.faults import BLANKS, Rule

# Both positions of the tone mark in oa, oe, uy are in use: "Hòa" and "Hoà" are one name.
_TONE = dict(
    zip(
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        strict=True,
    )
)
_KINDS = ("phường ", "xã ", "thị trấn ", "quận ", "huyện ")


def one_tone(text: str) -> str:
    """Lower-case NFC text with each tone mark in one of the two positions in use."""
    for first, second in _TONE.items():
        text = text.replace(first, second)
    return text


def name_key(name: str) -> str:
    """A place's name as it is compared: NFC, one tone position, no case, no "Phường" before it."""
    key = one_tone(" ".join(unicodedata.normalize("NFC", name).casefold().split()))
    return key.removeprefix(next((kind for kind in _KINDS if key.startswith(kind)), ""))


def of_each(cells: pd.Series, test: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """What a test says of each cell; it is asked once for all that say the same."""
    places, said = pd.factorize(cells, use_na_sentinel=False)
    return test(pd.Series(said)).take(places).set_axis(cells.index)


def among(values: pd.Series, known: Set[str]) -> pd.Series:
    """Whether each is one of them; `isin` would first turn all that are known into a column."""
    return pd.Series([value in known for value in values.tolist()], values.index, dtype="bool")


def filled(column: str) -> Rule:
    return Rule(
        (column,), "không được để trống", "must be filled in", lambda t: ~t[column].isin(BLANKS)
    )


def unique(*columns: str) -> Rule:
    return Rule(
        columns,
        "không được trùng trong danh sách",
        "must not stand twice in the list",
        lambda table: ~table.duplicated(list(columns), keep=False),
    )


def whole(column: str, least: int, most: int) -> Rule:
    def holds(cells: pd.Series) -> pd.Series:
        digits = cells.str.fullmatch(r"[0-9]{1,15}")
        return cells.isin(BLANKS) | (
            digits & pd.to_numeric(cells.where(digits, "0")).between(least, most)
        )

    return Rule(
        (column,),
        f"phải là số nguyên từ {least} đến {most}",
        f"must be a whole number from {least} to {most}",
        lambda table: of_each(table[column], holds),
    )


def decimal(column: str, most: int) -> Rule:
    """A number with or without decimals; "1,5" is none where the column leaves its marks open."""

    def holds(cells: pd.Series) -> pd.Series:
        plain = cells.str.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,20})?")
        return cells.isin(BLANKS) | (
            plain & pd.to_numeric(cells.where(plain, "0")).between(0, most)
        )

    return Rule(
        (column,),
        f"phải là số từ 0 đến {most}, cả cột dùng một dấu thập phân",
        f"must be a number from 0 to {most}, with one decimal mark in the whole column",
        lambda table: of_each(table[column], holds),
    )


def day(column: str) -> Rule:
    """A day, as the values of the column were read: 2013-01-31; a year or a month alone is none."""

    def holds(cells: pd.Series) -> pd.Series:
        is_iso = cells.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
        days = pd.to_datetime(cells.where(is_iso, ""), format="%Y-%m-%d", errors="coerce")
        return cells.isin(BLANKS) | days.notna()

    return Rule(
        (column,),
        "phải là ngày, như 31/01/2013",
        "must be a day, as 31/01/2013",
        lambda table: of_each(table[column], holds),
    )


def one_of(column: str, values: Collection[str]) -> Rule:
    listed = ", ".join(f"«{value}»" for value in values)
    return Rule(
        (column,),
        f"phải là một trong {listed}",
        f"must be one of {listed}",
        lambda table: table[column].isin([*BLANKS, *values]),
    )


def code_in(column: str, codes: Collection[str], vi: str, en: str) -> Rule:
    return Rule((column,), vi, en, lambda table: table[column].isin([*BLANKS, *codes]))


def name_of_code(name: str, code: str, names: Mapping[str, str]) -> Rule:
    """The name beside a code is that code's: 20197 beside Hòa Khánh Nam is a fault."""
    right = {key: name_key(value) for key, value in names.items()}

    def holds(table: pd.DataFrame) -> pd.Series:
        wanted = table[code].map(right)
        blank = table[name].isin(BLANKS) | wanted.isna()
        keys = {each: name_key(each) for each in table[name].unique()}
        return blank | (table[name].map(keys) == wanted)

    return Rule((name, code), "phải khớp với mã bên cạnh", "must match the code beside it", holds)
