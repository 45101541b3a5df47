"""What is said of the three haves (ba có)."""

from collections.abc import Mapping

import pandas as pd

from analysis.terms import Scope, households, is_hidden, label, number, percent, without_number

LACKS = {
    "lacks_home_pct": "has_home",
    "lacks_job_pct": "has_job",
    "lacks_civility_pct": "has_civility",
}
ONLY = ["only_lacks_home", "only_lacks_job", "only_lacks_civility"]
SAYS = {
    "no_data": {
        "vi": "Không có số liệu xét «ba có» của {area} năm {year}.",
        "en": "There is no data on the three haves of {area} in {year}.",
    },
    "poor": {
        "vi": "Hộ nghèo cuối kỳ được ghi đủ ba nội dung: {recorded}; có đủ ba có: {three}.",
        "en": "Poor households at the closing recorded in full: {recorded}; with all three "
        "haves: {three}.",
    },
    "exited": {
        "vi": "Hộ thoát nghèo trong năm được ghi đủ ba nội dung: {recorded}; có đủ ba có: {three}.",
        "en": "Households that exited in the year, recorded in full: {recorded}; with all three "
        "haves: {three}.",
    },
    "unrecorded": {
        "vi": "Đã xét nhưng ghi chưa đủ, nên không biết có mấy nội dung: hộ nghèo {poor}, hộ thoát "
        "nghèo {exited}.",
        "en": "Reviewed but not recorded in full, so that it is not known how many they have: "
        "poor {poor}, exited {exited}.",
    },
    "reviewed": {
        "vi": "Đã xét {poor_reviewed} trên {poor_due} nghèo cuối kỳ, {exited_reviewed} trên "
        "{exited_due} thoát nghèo trong năm.",
        "en": "Reviewed: {poor_reviewed} of {poor_due} poor at the closing, {exited_reviewed} of "
        "{exited_due} that exited in the year.",
    },
    "reviewed_hidden": {
        "vi": "Thuộc diện xét: {poor_due} nghèo cuối kỳ, {exited_due} thoát nghèo trong năm; số đã "
        "xét không công bố hết.",
        "en": "Due a review: {poor_due} poor at the closing, {exited_due} that exited in the year; "
        "not all numbers of who was reviewed are shown.",
    },
    "others": {
        "vi": "Ngoài ra đã xét {count} không còn nghèo mà cũng không thoát nghèo trong năm, như hộ "
        "chuyển đi, chết, nhập hộ; các bảng sau không tính những hộ này.",
        "en": "Also reviewed: {count} neither poor any more nor exited in the year, such as those "
        "that moved away, died or merged; the tables below leave them out.",
    },
    "others_hidden": {
        "vi": "Ngoài ra có những hộ đã được xét mà không còn nghèo cũng không thoát nghèo trong "
        "năm, như hộ chuyển đi, chết, nhập hộ; số hộ ấy không công bố, và các bảng sau không tính.",
        "en": "Some were also reviewed that were neither poor any more nor exited in the year, "
        "such as those that moved away, died or merged; their number is not shown, and the tables "
        "below leave them out.",
    },
    "each": {
        "vi": "{have}: {poor} hộ nghèo, {exited} hộ thoát nghèo có",
        "en": "{have}: {poor} of the poor and {exited} of those that exited have it",
    },
    "most": {
        "vi": "Hộ nghèo cuối kỳ thiếu nhiều nhất: {haves}.",
        "en": "What most of the poor at the closing lack: {haves}.",
    },
    "lacked": {
        "vi": "{have} ({without} trên {known} có ghi)",
        "en": "{have} ({without} of {known} recorded)",
    },
    "only_poor": {
        "vi": "Hộ nghèo có hai nội dung: {two}; trong đó {parts}.",
        "en": "Poor households with two of the three: {two}; of these {parts}.",
    },
    "only_exited": {
        "vi": "Hộ thoát nghèo có hai nội dung: {two}; trong đó {parts}.",
        "en": "Exited households with two of the three: {two}; of these {parts}.",
    },
    "wards": {
        "vi": "Nội dung hộ nghèo thiếu nhiều nhất, trên số hộ ghi đủ: {wards}.",
        "en": "What most of the poor lack, of those recorded in full: {wards}.",
    },
    "wards_hidden": {
        "vi": "Phường có số liệu không công bố thì không nêu.",
        "en": "Wards whose numbers are not shown are left out.",
    },
    "wards_all_hidden": {
        "vi": "Số hộ nghèo thiếu từng nội dung không công bố.",
        "en": "How many of the poor lack what is not shown.",
    },
    "compared": {
        "vi": "Được xét cả năm trước và năm {year}: {both}; chỉ năm trước: {before}; chỉ năm "
        "{year}: {now}.",
        "en": "Reviewed both in the year before and in {year}: {both}; in the year before alone: "
        "{before}; in {year} alone: {now}.",
    },
    "not_compared": {
        "vi": "Không có kết quả xét «ba có» của cả năm này và năm trước, nên không so sánh được.",
        "en": "There are not results of both this year and the year before to compare.",
    },
    "changes": {
        "vi": "Ở các hộ được xét cả hai năm: {changes}.",
        "en": "Among the households reviewed in both years: {changes}.",
    },
    "change": {
        "vi": "{have}: {gained} từ không thành có, {lost} từ có thành không",
        "en": "{have}: {gained} gained it, {lost} lost it",
    },
    "years": {
        "vi": "Tỷ lệ hộ nghèo cuối kỳ có đủ ba có: {years}.",
        "en": "Share of the poor at the closing with all three: {years}.",
    },
    "line": {
        "vi": "Ba nội dung không phụ thuộc mức chuẩn, nhưng chuẩn quyết định ai là hộ nghèo: không "
        "so sánh các năm khác chuẩn.",
        "en": "The three haves do not depend on the poverty line, but who is poor does: years "
        "under different lines are not compared.",
    },
}


def main_point(safe: Mapping[str, pd.DataFrame | None], scope: Scope) -> str:
    """The one sentence that the overview takes from this page; empty where there is none."""
    states, by_ward = safe.get("three-haves-standing"), safe.get("three-haves-wards")
    if states is not None and len(states):
        return poor(states, scope)
    return wards(by_ward, scope)


def poor(states: pd.DataFrame | None, scope: Scope) -> str:
    """How many of the poor have all three; that there is no data; empty of None."""
    if states is None:
        return ""
    if states.empty:
        return _say("no_data", scope, area=scope.area)
    return _of_standing("poor", states, scope)


def exited(states: pd.DataFrame | None, scope: Scope) -> str:
    """How many of those that exited have all three; empty of None and without data."""
    return "" if states is None or states.empty else _of_standing("exited", states, scope)


def all_three(states: pd.DataFrame | None, scope: Scope) -> str:
    """How many of the poor and of those that exited have all three; empty of None."""
    return f"{poor(states, scope)} {exited(states, scope)}".strip()


def unrecorded(states: pd.DataFrame | None, scope: Scope) -> str:
    """Of how many it is not known; empty of None and without data."""
    if states is None or states.empty:
        return ""
    counts = states.set_index("haves_standing")["haves_unrecorded"]
    told = {of: households(counts[f"haves_{of}"], scope.lang) for of in ("poor", "exited")}
    return _say("unrecorded", scope, **told)


def reviewed(table: pd.DataFrame | None, scope: Scope) -> str:
    """How many of those due were reviewed; empty of None and without data."""
    if table is None or table.empty:
        return ""
    rows = table.set_index("haves_standing")
    told = {
        f"{of}_{what}": words(rows.loc[f"haves_{of}", f"haves_{what}"], scope.lang)
        for of in ("poor", "exited")
        for what, words in (("due", households), ("reviewed", number))
    }
    due = rows["haves_reviewed"].drop("haves_not_due", errors="ignore")
    said = _say("reviewed_hidden" if due.map(is_hidden).any() else "reviewed", scope, **told)
    if "haves_not_due" not in rows.index:
        return said
    others = rows.loc["haves_not_due", "haves_reviewed"]
    if is_hidden(others):
        return f"{said} {_say('others_hidden', scope)}"
    return f"{said} {_say('others', scope, count=households(others, scope.lang))}"


def each(table: pd.DataFrame | None, scope: Scope) -> str:
    """The share with each have, poor and exited, and what most of the poor lack; else empty."""
    if table is None or table.empty:
        return ""
    shares = table.set_index(["have", "haves_standing"])["have_with_pct"]
    said = [
        _say(
            "each",
            scope,
            have=label(have, scope.lang),
            poor=percent(shares[have, "haves_poor"], scope.lang),
            exited=percent(shares[have, "haves_exited"], scope.lang),
        )
        for have in table["have"].unique()
    ]
    return f"{'; '.join(said)}. {most_lacked(table, scope)}".strip()


def most_lacked(table: pd.DataFrame | None, scope: Scope) -> str:
    """Which have most of the poor lack; empty where a share of them is not shown, and of None."""
    if table is None or table.empty:
        return ""
    rows = table[table["haves_standing"] == "haves_poor"]
    if rows["have_with_pct"].map(without_number).any():
        return ""
    shares = rows["have_with_pct"].astype("float64")
    least = [
        _say(
            "lacked",
            scope,
            have=_small(label(row["have"], scope.lang)),
            without=number(row["have_without"], scope.lang),
            known=households(row["have_known"], scope.lang),
        )
        for _, row in rows[shares == shares.min()].iterrows()
    ]
    return _say("most", scope, haves=", ".join(least))


def only_one(table: pd.DataFrame | None, scope: Scope) -> str:
    """Of those who lack one alone, which; empty of None and without data."""
    if table is None or table.empty:
        return ""
    rows = table.set_index("haves_standing")
    return " ".join(
        _say(
            f"only_{of}",
            scope,
            two=households(rows.loc[f"haves_{of}", "haves_two"], scope.lang),
            parts=_parts(rows.loc[f"haves_{of}"], scope),
        )
        for of in ("poor", "exited")
    )


def wards(table: pd.DataFrame | None, scope: Scope) -> str:
    """What most of the poor lack in each ward, as far as it is shown; else empty."""
    if table is None or table.empty:
        return ""
    named = table[~table["unit_code"].isin(["", "total"])]
    is_shown = ~named[[*LACKS]].map(without_number).any(axis="columns")
    if not is_shown.any():
        return _say("wards_all_hidden", scope)
    places = {have: [] for have in LACKS}
    for _, row in named[is_shown].iterrows():
        lacked = row[[*LACKS]].astype("float64")
        place = f"{scope.names[row['unit_code']]} ({percent(lacked.max(), scope.lang)})"
        for have in lacked.index[lacked == lacked.max()]:
            places[have].append(place)
    told = _say("wards", scope, wards=_grouped(places, scope))
    return told if is_shown.all() else f"{told} {_say('wards_hidden', scope)}"


def compared(table: pd.DataFrame | None, scope: Scope) -> str:
    """How many were reviewed in both years; or why there is nothing to compare; empty of None."""
    if table is None:
        return ""
    if table.empty:
        return _say("not_compared", scope)
    row = table.iloc[0]
    counts = {
        name: households(row[column], scope.lang)
        for name, column in [
            ("both", "haves_both"),
            ("before", "haves_before_only"),
            ("now", "haves_now_only"),
        ]
    }
    return _say("compared", scope, **counts)


def changes(table: pd.DataFrame | None, scope: Scope) -> str:
    """How many gained and lost each have; empty of None and without a year to compare."""
    if table is None or table.empty:
        return ""
    said = [
        _say(
            "change",
            scope,
            have=label(row["have"], scope.lang),
            gained=households(row["have_gained"], scope.lang),
            lost=households(row["have_lost"], scope.lang),
        )
        for _, row in table.iterrows()
    ]
    return _say("changes", scope, changes="; ".join(said))


def shares(table: pd.DataFrame | None, scope: Scope) -> str:
    """The share of the poor with all three by year; empty of None and without data."""
    if table is None or table.empty:
        return ""
    parts = [
        (
            standard,
            "; ".join(
                f"{year} {percent(share, scope.lang)}"
                for year, share in zip(rows["year"], rows["haves_three_pct"], strict=True)
            ),
        )
        for standard, rows in table.groupby("standard", sort=False)
    ]
    one = len(parts) == 1
    said = [years if one else f"{scope.names[key]}: {years}" for key, years in parts]
    return _say("years", scope, years=". ".join(said))


def years(table: pd.DataFrame | None, scope: Scope) -> str:
    """The same, and what the years cannot tell where the line changed."""
    said = shares(table, scope)
    return f"{said} {_say('line', scope)}" if said and table["standard"].nunique() > 1 else said


def instead(scope: Scope) -> str:
    """What stands in place of a table of changes without rows."""
    said = _say("not_compared", scope)
    return said[0].lower() + said[1:].rstrip(".")


def _of_standing(of: str, states: pd.DataFrame, scope: Scope) -> str:
    row = states.set_index("haves_standing").loc[f"haves_{of}"]
    recorded = households(row["haves_recorded"], scope.lang)
    three = _with_share(row["haves_three"], row["haves_three_pct"], scope)
    return _say(of, scope, recorded=recorded, three=three)


def _parts(row: pd.Series, scope: Scope) -> str:
    """Each part of a row with its share."""
    return "; ".join(
        f"{_small(label(column, scope.lang))} "
        f"{_with_share(row[column], row[f'{column}_pct'], scope)}"
        for column in ONLY
    )


def _grouped(places: Mapping[str, list[str]], scope: Scope) -> str:
    """What is lacked, and the places where it is lacked most."""
    names = {column: _small(label(have, scope.lang)) for column, have in LACKS.items()}
    return "; ".join(f"{names[column]} – {', '.join(at)}" for column, at in places.items() if at)


def _with_share(count: object, share: object, scope: Scope) -> str:
    """A count with its share beside it, if there is one to show."""
    said = households(count, scope.lang)
    return said if without_number(share) else f"{said} ({percent(share, scope.lang)})"


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


def _say(what: str, scope: Scope, **values: str) -> str:
    return SAYS[what][scope.lang].format(year=scope.year, **values)
