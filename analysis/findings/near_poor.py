"""What the near-poor ledger says beside the poor one (diễn biến hộ cận nghèo)."""

import pandas as pd

from analysis.terms import Scope, households, number, without_number

SAYS = {
    "no_data": {
        "vi": "Diễn biến hộ cận nghèo của {area} năm {year}: không có số liệu.",
        "en": "Movements of the near-poor of {area} in {year}: no data.",
    },
    "headline": {
        "vi": "Hộ cận nghèo: đầu kỳ {opening}; trở thành hộ nghèo {to_poor}; ra khỏi danh sách "
        "{gone}; từ hộ nghèo sang {from_poor}; vào danh sách {arriving}; cuối kỳ {closing}.",
        "en": "Near-poor: opening {opening}; became poor {to_poor}; left the list {gone}; came "
        "from the poor {from_poor}; came onto the list {arriving}; closing {closing}.",
    },
    "joined": {
        "vi": "Hai sổ nối với nhau: {from_poor} thoát nghèo trở thành hộ cận nghèo và {to_poor} "
        "cận nghèo trở thành hộ nghèo; mỗi hộ là một lần ra ở sổ này và một lần vào ở sổ kia.",
        "en": "The two ledgers are joined: {from_poor} left poverty to near-poor and {to_poor} "
        "near-poor became poor; each is one way out of one ledger and one way into the other.",
    },
    "gone": {
        "vi": "Trong {gone} ra khỏi danh sách cận nghèo mà không thành hộ nghèo: vượt chuẩn cận "
        "nghèo {above}; chuyển đi, chết, nhập hộ {left}.",
        "en": "Of the {gone} that left the near-poor list and did not become poor: above near-poor "
        "{above}; moved away, died or merged {left}.",
    },
    "gone_undivided": {
        "vi": "{gone} ra khỏi danh sách cận nghèo mà không thành hộ nghèo; vượt chuẩn hay chuyển "
        "đi, chết, nhập hộ: không có số liệu.",
        "en": "{gone} left the near-poor list and did not become poor; above the line or moved, "
        "died or merged: no data.",
    },
    "arriving": {
        "vi": "Trong {arriving} vào danh sách cận nghèo: tái cận nghèo {again}; phát sinh mới "
        "{new}; khác tăng {other}.",
        "en": "Of the {arriving} that came onto the near-poor list: near-poor again {again}; newly "
        "near-poor {new}; other increase {other}.",
    },
    "arriving_undivided": {
        "vi": "{arriving} vào danh sách cận nghèo không từ hộ nghèo; trong đó tái cận nghèo: không "
        "có số liệu.",
        "en": "{arriving} came onto the near-poor list and not from poverty; near-poor again among "
        "them: no data.",
    },
    "balanced": {
        "vi": "Sổ cận nghèo cân đối: danh sách cuối kỳ ({closing}) bằng số tính theo biến động.",
        "en": "The near-poor ledger balances: the closing list ({closing}) is what the movements "
        "give.",
    },
    "unbalanced": {
        "vi": "Sổ cận nghèo chưa cân đối: danh sách cuối kỳ có {closing}, tính theo biến động là "
        "{expected} ({places}).",
        "en": "The near-poor ledger does not balance: the closing list has {closing}, the "
        "movements give {expected} ({places}).",
    },
}
COUNTS = {
    "opening": "near_opening",
    "to_poor": "near_to_poor",
    "gone": "near_gone",
    "above": "near_above",
    "left": "near_other_decrease",
    "from_poor": "poor_to_near",
    "arriving": "near_arriving",
    "again": "near_relapses",
    "new": "near_entries",
    "other": "near_other_increase",
    "expected": "near_expected_closing",
    "closing": "near_closing",
}


def headline(statement: pd.DataFrame, scope: Scope) -> str:
    """The near-poor from the opening to the closing, of the area as a whole."""
    if statement.empty:
        return _say("no_data", scope, area=scope.area)
    return _say("headline", scope, **_counts(statement, scope))


def joined(statement: pd.DataFrame, scope: Scope) -> str:
    """What joins the two ledgers; empty without data."""
    return _say("joined", scope, **_counts(statement, scope)) if len(statement) else ""


def parts(statement: pd.DataFrame, scope: Scope) -> str:
    """How they left and how they came, as far as the review declares it; empty without data."""
    if statement.empty:
        return ""
    lines = statement.set_index("line").iloc[:, 0]
    counts = _counts(statement, scope)
    gone = "gone_undivided" if pd.isna(lines["near_above"]) else "gone"
    came = "arriving_undivided" if pd.isna(lines["near_relapses"]) else "arriving"
    return f"{_say(gone, scope, **counts)} {_say(came, scope, **counts)}"


def balance(statement: pd.DataFrame, scope: Scope) -> str:
    """Whether the closing list agrees with the movements, and where it does not."""
    if statement.empty:
        return ""
    residuals = statement.set_index("line").loc["near_unexplained"].drop("total", errors="ignore")
    apart = {code: left for code, left in residuals.items() if not without_number(left) and left}
    places = "; ".join(f"{scope.names[code]} {number(n, scope.lang)}" for code, n in apart.items())
    what = "unbalanced" if apart else "balanced"
    return _say(what, scope, places=places, **_counts(statement, scope))


def _counts(statement: pd.DataFrame, scope: Scope) -> dict[str, str]:
    lines = statement.set_index("line").iloc[:, 0]
    return {name: households(lines[line], scope.lang) for name, line in COUNTS.items()}


def _say(what: str, scope: Scope, **values: str) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, **values)
