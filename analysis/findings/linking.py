"""What is said of how households were found again across lists (nối hộ qua các năm)."""

import pandas as pd

from analysis.terms import Scope, households, label, number, percent

SAYS = {
    "by_number": {
        "vi": "Mỗi hộ có mã hộ riêng, giữ qua các danh sách: không có cặp nào phải đoán.",
        "en": "Every household has a number of its own on all lists: no pair had to be guessed.",
    },
    "none": {
        "vi": "Các danh sách không có mã hộ chung; không còn cặp hộ nào nghi ngờ trong năm này.",
        "en": "The lists have no common household numbers; no pair is in doubt in this year.",
    },
    "doubtful": {
        "vi": "Các danh sách không có mã hộ chung: còn {pairs} cặp chưa chắc là một hộ hay hai "
        "(xác suất từ {possible} đến {sure}), trong đó khoảng {errors} cặp có thể đang bị đoán "
        "sai. {lines}",
        "en": "The lists have no common household numbers: {pairs} pairs may be one household or "
        "two (probabilities from {possible} to {sure}), of which about {errors} may be guessed "
        "wrongly. {lines}",
    },
    "line": {
        "vi": "{line}: {as_linked}, ít nhất {least}, nhiều nhất {most}.",
        "en": "{line}: {as_linked}, at the least {least}, at the most {most}.",
    },
    "nothing_open": {
        "vi": "không có số nào phụ thuộc vào cặp hộ chưa chắc",
        "en": "no figure hangs on pairs in doubt",
    },
    "exact": {
        "vi": "Số hộ thoát nghèo, phát sinh và tái nghèo không đổi dù đoán thế nào.",
        "en": "Exits, arising and relapses are the same however these are decided.",
    },
    "wards": {
        "vi": "Phường của các hộ ra khỏi danh sách: {shares}.",
        "en": "The wards of the households that left: {shares}.",
    },
    "wards_listed": {
        "vi": "Phường của các hộ ra khỏi danh sách đều ghi ngay trong danh sách.",
        "en": "The wards of the households that left are written on the list itself.",
    },
    "wards_few": {
        "vi": "Quá ít hộ ra khỏi danh sách để nêu tỷ lệ hộ phải tìm phường.",
        "en": "Too few households left to tell for how many a ward had to be found.",
    },
    "of_a_ward": {
        "vi": "Phần chưa chắc do nối hộ giữa các danh sách chỉ được tính cho toàn quận.",
        "en": "What linking across lists leaves uncertain is told of the district alone.",
    },
    "no_lists": {
        "vi": "Nguồn là báo cáo tổng hợp, không có danh sách hộ để nối",
        "en": "The source is a return without lists of households to link",
    },
}


def uncertain(linked: dict[str, pd.DataFrame | None], scope: Scope) -> str:
    """How many pairs are in doubt, and the lines that hang on them.

    Takes the tables that `publication` gives, among them those of linking.
    """
    ways, bounds, doubts = (linked[f"linking-{name}"] for name in ("ways", "bounds", "doubtful"))
    if ways is None:
        return SAYS["of_a_ward"][scope.lang]
    if ways.empty:
        return f"{instead(scope)}."
    guessed = ways[[f"by_{way}_whole_pct" for way in ("citizen_number", "likeness", "clerk")]]
    pairs = int(doubts["pairs"].sum())
    if not pairs:
        return SAYS["none" if guessed.fillna(0).to_numpy().any() else "by_number"][scope.lang]
    said = " ".join(_line(row, scope) for row in bounds.itertuples())
    return SAYS["doubtful"][scope.lang].format(
        pairs=number(pairs, scope.lang),
        errors=number(doubts["expected_errors"].sum(), scope.lang),
        possible=percent(doubts["possible_pct"].item(), scope.lang),
        sure=percent(doubts["sure_pct"].item(), scope.lang),
        lines=said or SAYS["exact"][scope.lang],
    )


def _line(row: tuple, scope: Scope) -> str:
    counts = {name: getattr(row, name) for name in ("as_linked", "least", "most")}
    told = {name: households(count, scope.lang) for name, count in counts.items()}
    return SAYS["line"][scope.lang].format(line=label(row.line, scope.lang), **told)


def instead(scope: Scope) -> str:
    """Why there is nothing to link, as the end of a sentence."""
    return SAYS["no_lists"][scope.lang]


def wards(linked: dict[str, pd.DataFrame | None], scope: Scope) -> str:
    """Where the wards of the households that left were found, in whole per cents.

    Takes the tables that `publication` gives, among them those of linking.
    """
    found = linked["linking-wards"]
    if found is None:
        return SAYS["of_a_ward"][scope.lang]
    if found.empty:
        return f"{instead(scope)}."
    shares = found.set_index("found")["share_whole_pct"]
    if shares.isna().any():
        return SAYS["wards_few"][scope.lang]
    if shares["on_the_list"] == 100:
        return SAYS["wards_listed"][scope.lang]
    told = [
        f"{label(place, scope.lang)} {percent(share, scope.lang, 0)}"
        for place, share in shares.items()
        if share
    ]
    return SAYS["wards"][scope.lang].format(shares="; ".join(told))


def nothing_open(scope: Scope) -> str:
    """Why there is no table of what linking leaves uncertain, as the end of a sentence."""
    return SAYS["nothing_open"][scope.lang]
