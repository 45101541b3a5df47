"""Rules that several files share, each a sentence in both languages and its test.

A blank cell keeps every rule but `filled`: what was not recorded stays missing.
"""

import unicodedata
from collections.abc import Collection, Mapping

import pandas as pd

from analysis.register.faults import Rule

# Both positions of the tone mark in oa, oe, uy are in use: "Hòa" and "Hoà" are one name.
_TONE = dict(
    zip(
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        strict=True,
    )
)
_KINDS = ("phường ", "xã ", "thị trấn ", "quận ", "huyện ")


def name_key(name: str) -> str:
    """A place's name as it is compared: NFC, one tone position, no case, no "Phường" before it."""
    key = " ".join(unicodedata.normalize("NFC", name).casefold().split())
    for first, second in _TONE.items():
        key = key.replace(first, second)
    return key.removeprefix(next((kind for kind in _KINDS if key.startswith(kind)), ""))


def filled(column: str) -> Rule:
    return Rule((column,), "không được để trống", "must be filled in", lambda t: t[column] != "")


def unique(*columns: str) -> Rule:
    return Rule(
        columns,
        "không được trùng trong danh sách",
        "must not stand twice in the list",
        lambda table: ~table.duplicated(list(columns), keep=False),
    )


def whole(column: str, least: int, most: int) -> Rule:
    def holds(table: pd.DataFrame) -> pd.Series:
        digits = table[column].str.fullmatch(r"[0-9]{1,15}")
        return (table[column] == "") | (
            digits & pd.to_numeric(table[column].where(digits, "0")).between(least, most)
        )

    return Rule(
        (column,),
        f"phải là số nguyên từ {least} đến {most}",
        f"must be a whole number from {least} to {most}",
        holds,
    )


def one_of(column: str, values: Collection[str]) -> Rule:
    listed = ", ".join(f"«{value}»" for value in values)
    return Rule(
        (column,),
        f"phải là một trong {listed}",
        f"must be one of {listed}",
        lambda table: table[column].isin(["", *values]),
    )


def code_in(column: str, codes: Collection[str], vi: str, en: str) -> Rule:
    return Rule((column,), vi, en, lambda table: table[column].isin(["", *codes]))


def name_of_code(name: str, code: str, names: Mapping[str, str]) -> Rule:
    """The name beside a code is that code's: 20197 beside Hòa Khánh Nam is a fault."""
    right = {key: name_key(value) for key, value in names.items()}

    def holds(table: pd.DataFrame) -> pd.Series:
        wanted = table[code].map(right)
        blank = (table[name] == "") | wanted.isna()
        return blank | (table[name].map(name_key) == wanted)

    return Rule((name, code), "phải khớp với mã bên cạnh", "must match the code beside it", holds)
