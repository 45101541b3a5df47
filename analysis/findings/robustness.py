"""What is said of how firm a list of proposals is (danh sách đề xuất chắc đến đâu)."""

import pandas as pd

from analysis.commendation import Commendation
from analysis.terms import Scope, is_not_asked, label, number, percent, without_number

CLOSE_PCT = (39.5, 60.5)  # shown as 40 to 60 per cent of the sets of weights
OTHERWISE = ("unshrunk", "topsis")

SAYS = {
    "close": {
        "vi": "Khoảng một nửa số bộ trọng số chọn, một nửa không chọn: {names}. Với các đề cử này, "
        "điểm số chưa phân biệt được, hội đồng cân nhắc.",
        "en": "About half of the sets of weights choose them, half do not: {names}. Scores cannot "
        "tell these apart, and the council weighs them.",
    },
    "rather_reserve": {
        "vi": "Trái với đề xuất, quá sáu phần mười số bộ trọng số chọn: {names}.",
        "en": "Against the proposal, more than six tenths of the sets of weights choose: {names}.",
    },
    "hardly_proposed": {
        "vi": "Trái với đề xuất, chưa đến bốn phần mười số bộ trọng số chọn: {names}.",
        "en": "Against the proposal, fewer than four tenths of the sets of weights choose: "
        "{names}.",
    },
    "none_close": {
        "vi": "Không đề cử nào chỉ được chọn ở khoảng một nửa số bộ trọng số.",
        "en": "Nobody is chosen under about half of the sets of weights.",
    },
    "chosen_under": {
        "vi": "{stream}: mỗi đề xuất được chọn trong {least} đến {most} số bộ trọng số.",
        "en": "{stream}: each of the proposed is chosen under {least} to {most} of the sets of "
        "weights.",
    },
    "one_chosen_under": {
        "vi": "{stream}: các đề xuất đều được chọn trong {most} số bộ trọng số.",
        "en": "{stream}: those proposed are chosen under {most} of the sets of weights.",
    },
    "otherwise": {
        "vi": "{reckoning}, kết quả khác ở: {names}.",
        "en": "{reckoning}, the result is another for: {names}.",
    },
    "otherwise_same": {
        "vi": "{reckoning}, danh sách vẫn thế.",
        "en": "{reckoning}, the list is the same.",
    },
    "drawn": {
        "vi": "Đã rút {draws} bộ trọng số, số gốc {seed}; sai số chuẩn do rút ngẫu nhiên của mỗi "
        "tỷ lệ không quá {error} điểm phần trăm.",
        "en": "{draws} sets of weights were drawn, from the seed {seed}; the standard error that "
        "drawing leaves in each share is at most {error} percentage points.",
    },
    "narrowest": {
        "vi": "{stream}: hẹp nhất là trọng số tiêu chí «{criterion}» của loại «{kind}», nay "
        "{weight}: danh sách không đổi từ {low} đến {high}.",
        "en": "{stream}: the narrowest is the weight of “{criterion}” of the kind “{kind}”, now "
        "{weight}: the list is the same from {low} to {high}.",
    },
    "any_weight": {
        "vi": "{stream}: danh sách không đổi dù một trọng số bất kỳ thay đổi từ {low} đến {high}.",
        "en": "{stream}: the list is the same wherever any one weight moves from {low} to {high}.",
    },
}


def close(acceptability: pd.DataFrame | None, scope: Scope) -> str:
    """Whom about half of the sets of weights choose, or most against the proposal."""
    known = _known(acceptability)
    if known.empty:
        return ""
    share, is_proposed = known["selected_whole_pct"], known["result"].str.startswith("proposed")
    few, many = CLOSE_PCT
    groups = {
        "close": share.between(few, many, inclusive="left"),
        "rather_reserve": (share >= many) & ~is_proposed,
        "hardly_proposed": (share < few) & is_proposed,
    }
    said = [
        _say(what, scope, names="; ".join(known.loc[rows, "candidate"]))
        for what, rows in groups.items()
        if rows.any()
    ]
    return " ".join(said) or _say("none_close", scope)


def span(acceptability: pd.DataFrame | None, name: str, scope: Scope) -> str:
    """Between which shares of the sets of weights choose those proposed; a picture's finding."""
    known = _known(acceptability)
    is_proposed = known["result"].str.startswith("proposed")
    chosen = known.loc[is_proposed & (known["stream"] == name), "selected_whole_pct"]
    if chosen.empty:
        return ""
    least, most = (percent(share, scope.lang, 0) for share in (chosen.min(), chosen.max()))
    kind = "one_chosen_under" if least == most else "chosen_under"
    return _say(kind, scope, stream=label(name, scope.lang), least=least, most=most)


def accepted(acceptability: pd.DataFrame | None, name: str, scope: Scope) -> str:
    """Under how many sets of weights those proposed are chosen, and what else they rest on."""
    known = _known(acceptability)
    known = known[known["stream"] == name]
    if known.empty:
        return ""
    is_proposed = known["result"].str.startswith("proposed")
    said = [span(known, name, scope)] if is_proposed.any() else []
    for reckoning in OTHERWISE:
        changed = known.loc[(known[reckoning] == "proposed") != is_proposed, "candidate"]
        facts = {"reckoning": label(reckoning, scope.lang), "names": "; ".join(changed)}
        said.append(_say("otherwise" if len(changed) else "otherwise_same", scope, **facts))
    return " ".join(said)


def drawn(
    acceptability: pd.DataFrame | None,
    commendation: Commendation | None,
    draws: int,
    error_pp: float,
    scope: Scope,
) -> str:
    """How the sets of weights were drawn, and what chance that leaves."""
    if _known(acceptability).empty:
        return ""
    facts = {"draws": number(draws, scope.lang), "error": number(error_pp, scope.lang, 1)}
    return _say("drawn", scope, seed=commendation.seed, **facts)


def ranges(
    weights: pd.DataFrame | None, name: str, commendation: Commendation | None, scope: Scope
) -> str:
    """The weight of a stream that may move least before its list changes."""
    if weights is None or weights.empty:
        return ""
    kinds = [kind.code for kind in commendation.kinds if kind.stream == name]
    rows = weights[weights["kind"].isin(kinds)]
    rows = rows[~rows["weight_low"].map(_is_no_number)]
    if rows.empty:
        return ""
    wide = (rows["weight_high"] - rows["weight_low"]).astype("float64")
    row = rows.loc[wide.idxmin()]
    low, high, weight = (
        number(row[of], scope.lang, places)
        for of, places in (("weight_low", 3), ("weight_high", 3), ("weight", 2))
    )
    facts = {"stream": label(name, scope.lang), "low": low, "high": high, "weight": weight}
    facts |= {"criterion": label(row["criterion"], scope.lang), "kind": scope.names[row["kind"]]}
    return _say("any_weight" if wide.min() == 1 else "narrowest", scope, **facts)


def _known(acceptability: pd.DataFrame | None) -> pd.DataFrame:
    """The rows whose shares are shown."""
    if acceptability is None or acceptability.empty:
        return pd.DataFrame(columns=["stream", "result", "selected_whole_pct"], dtype="str")
    return acceptability[~acceptability["selected_whole_pct"].map(without_number)]


def _is_no_number(value: object) -> bool:
    return is_not_asked(value) or without_number(value)


def _say(what: str, scope: Scope, **facts: object) -> str:
    return SAYS[what][scope.lang].format(**facts)
