"""The language of the suite: labels, units and number forms in Vietnamese and English.

The only place labels come from. A column's unit follows from its name (`_pct`, `_people`, `_pp`,
`_vnd`, `_year`); a bare plural counts households.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
from babel.numbers import format_decimal

LANGS = ("vi", "en")


@dataclass(frozen=True)
class Scope:
    """What a page is about and who reads it: a year, an area's name, a language, unit names."""

    year: int
    area: str
    lang: str
    names: Mapping[str, str]


MISSING = {"vi": "không có số liệu", "en": "no data"}

LABELS = {
    "unit_code": {"vi": "Đơn vị", "en": "Unit"},
    "line": {"vi": "Chỉ tiêu", "en": "Line"},
    "year": {"vi": "Năm", "en": "Year"},
    "standard": {"vi": "Chuẩn nghèo", "en": "Poverty standard"},
    "total": {"vi": "Toàn địa bàn", "en": "Whole area"},
    "no_ward": {"vi": "Không ghi phường", "en": "No ward recorded"},
    "opening": {"vi": "Hộ nghèo đầu kỳ", "en": "Poor households at the opening"},
    "exits": {"vi": "Thoát nghèo", "en": "Exits from poverty"},
    "exits_to_near_poor": {
        "vi": "Thoát nghèo, trở thành hộ cận nghèo",
        "en": "Exits to near-poor",
    },
    "exits_above_near_poor": {
        "vi": "Thoát nghèo, vượt chuẩn cận nghèo",
        "en": "Exits above near-poor",
    },
    "other_decrease": {"vi": "Khác giảm (chuyển đi, chết, nhập hộ)", "en": "Other decrease"},
    "moved_out": {"vi": "Chuyển sang phường khác trong quận", "en": "Moved to another ward"},
    "arising": {"vi": "Phát sinh trong kỳ", "en": "Arising in the year"},
    "from_near_poor": {
        "vi": "Hộ cận nghèo trở thành hộ nghèo",
        "en": "Near-poor that became poor",
    },
    "relapses": {"vi": "Tái nghèo", "en": "Relapses into poverty"},
    "entries": {"vi": "Phát sinh mới", "en": "Newly poor"},
    "other_increase": {"vi": "Khác tăng (chuyển đến, tách hộ)", "en": "Other increase"},
    "moved_in": {"vi": "Chuyển đến từ phường khác trong quận", "en": "Moved in from another ward"},
    "closing": {"vi": "Hộ nghèo cuối kỳ", "en": "Poor households at the closing"},
    "opening_people": {"vi": "Nhân khẩu nghèo đầu kỳ", "en": "Poor people at the opening"},
    "closing_people": {"vi": "Nhân khẩu nghèo cuối kỳ", "en": "Poor people at the closing"},
    "other_decrease_people": {
        "vi": "Khác giảm (gồm cả giảm nhân khẩu của hộ còn nghèo)",
        "en": "Other decrease (with people lost to households still poor)",
    },
    "other_increase_people": {
        "vi": "Khác tăng (gồm cả tăng nhân khẩu của hộ còn nghèo)",
        "en": "Other increase (with people joining households still poor)",
    },
    "from_near_poor_people": {
        "vi": "Nhân khẩu cận nghèo trở thành nghèo",
        "en": "Near-poor that became poor",
    },
    "expected_closing": {"vi": "Cuối kỳ theo cân đối", "en": "Closing by the balance"},
    "unexplained": {"vi": "Chênh lệch chưa giải thích", "en": "Unexplained difference"},
    "households": {"vi": "Tổng số hộ dân cư", "en": "All households"},
    "poverty_rate_pct": {"vi": "Tỷ lệ hộ nghèo", "en": "Poverty rate"},
    "exit_rate_pct": {"vi": "Tỷ lệ thoát nghèo", "en": "Exit rate"},
    "non_poor_opening": {"vi": "Hộ ngoài danh sách đầu kỳ", "en": "Households not on the list"},
    "entry_rate_pct": {"vi": "Tỷ lệ phát sinh", "en": "Entry rate"},
    "printed_rate": {"vi": "Tỷ lệ theo nguồn", "en": "Rate as printed"},
    "implied_least": {"vi": "Số hộ dân cư suy ra, ít nhất", "en": "Households implied, least"},
    "implied_most": {"vi": "Số hộ dân cư suy ra, nhiều nhất", "en": "Households implied, most"},
    "joining": {"vi": "So với cuối kỳ năm trước", "en": "Against last year's closing"},
    "giver": {"vi": "Đơn vị giao", "en": "Plan given by"},
    "plan": {"vi": "Kế hoạch thoát nghèo", "en": "Planned exits"},
    "gross_pct": {"vi": "Thoát nghèo so với kế hoạch", "en": "Exits against the plan"},
    "net_decrease": {"vi": "Giảm ròng", "en": "Net reduction"},
    "net_pct": {"vi": "Giảm ròng so với kế hoạch", "en": "Net reduction against the plan"},
    "plan_of_opening_pct": {
        "vi": "Kế hoạch so với hộ nghèo đầu kỳ",
        "en": "Plan against the opening",
    },
    "printed_pct": {"vi": "Tỷ lệ hoàn thành theo nguồn", "en": "Completion as printed"},
    "revision": {"vi": "Điều chỉnh đầu kỳ trong giai đoạn", "en": "Revisions within the period"},
    "years": {"vi": "Các năm", "en": "Years"},
    "scenario": {"vi": "Kịch bản", "en": "Scenario"},
    "repeated_year": {"vi": "Năm lặp lại", "en": "Year repeated"},
    "years_needed": {"vi": "Số năm cần", "en": "Years needed"},
    "finish_year": {"vi": "Năm đạt mục tiêu", "en": "Year the goal is reached"},
    "against_deadline": {"vi": "So với thời hạn", "en": "Against the deadline"},
    "line_vnd": {"vi": "Mức chuẩn (đồng/người/tháng)", "en": "Line (VND a person a month)"},
    "deadline": {"vi": "thời hạn", "en": "deadline"},
    "year_early": {"vi": "trước thời hạn một năm", "en": "a year early"},
    "settles_at": {
        "vi": "Mức ổn định nếu lặp lại tỷ lệ (hộ)",
        "en": "Level it settles at if rates repeat",
    },
    "city": {"vi": "Thành phố", "en": "City"},
    "district": {"vi": "Quận", "en": "District"},
    "unrecorded": {"vi": "Nguồn không ghi đơn vị giao", "en": "Giver not printed"},
    "best": {"vi": "Năm giảm nhiều nhất lặp lại", "en": "Year of the largest reduction"},
    "middle": {"vi": "Năm ở giữa lặp lại", "en": "Middle year"},
    "worst": {"vi": "Năm giảm ít nhất lặp lại", "en": "Year of the smallest reduction"},
    "single": {"vi": "Một kịch bản: năm duy nhất lặp lại", "en": "One scenario: the only year"},
    "source": {"vi": "Nguồn", "en": "Source"},
    "note": {"vi": "Ghi chú", "en": "Note"},
}


# Captions by table id; the id is fixed so that the same data gives the same page.
CAPTIONS = {
    "overview-years": {
        "vi": "Hộ nghèo qua các năm, {area}",
        "en": "Poor households by year, {area}",
    },
    "movements-households": {
        "vi": "Diễn biến hộ nghèo năm {year}, {area} (hộ)",
        "en": "Movements of poor households in {year}, {area} (households)",
    },
    "movements-people": {
        "vi": "Diễn biến nhân khẩu nghèo năm {year}, {area} (người)",
        "en": "Movements of poor people in {year}, {area} (people)",
    },
    "movements-poverty-rate": {
        "vi": "Tỷ lệ hộ nghèo cuối năm {year}, {area}",
        "en": "Poverty rate at the end of {year}, {area}",
    },
    "movements-flow-rates": {
        "vi": "Tỷ lệ thoát nghèo và phát sinh năm {year}, {area}",
        "en": "Exit and entry rates of {year}, {area}",
    },
    "movements-years": {
        "vi": "Hộ nghèo đầu kỳ và cuối kỳ qua các năm, {area}",
        "en": "Poor households at opening and closing by year, {area}",
    },
    "standards": {
        "vi": "Chuẩn nghèo của các năm trong trang này",
        "en": "Poverty standards of the years on this page",
    },
    "plan-completion": {
        "vi": "Thực hiện kế hoạch năm {year}, {area}",
        "en": "Completion of the plan of {year}, {area}",
    },
    "plan-cumulative": {
        "vi": "Thực hiện kế hoạch lũy kế đến năm {year}, {area}",
        "en": "Cumulative completion of the plans up to {year}, {area}",
    },
    "plan-scenarios": {
        "vi": "Năm đạt mục tiêu nếu một năm lặp lại, tính từ cuối năm {year}, {area}",
        "en": "Year the goal is reached if one year repeats, from the end of {year}, {area}",
    },
    "plan-paths": {
        "vi": "Số hộ nghèo cuối kỳ theo từng kịch bản, {area}",
        "en": "Poor households at the closing in each scenario, {area}",
    },
}


def label(name: str, lang: str) -> str:
    """The official term of a column or line, in one language; KeyError for a name not listed.

    A line counted in people is named like that of households, unless it has a name of its own.
    """
    return LABELS[name if name in LABELS else name.removesuffix("_people")][lang]


def caption(table_id: str, scope: Scope) -> str:
    """A table's caption in the reader's language; KeyError for an id not listed."""
    return CAPTIONS[table_id][scope.lang].format(year=scope.year, area=scope.area)


def rounded(value: float, decimals: int = 0) -> str:
    """A number in plain digits, rounded half up as offices round: 147.5 to "148"."""
    exact = Decimal(repr(float(value)))
    return str(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def number(value: float, lang: str, decimals: int = 0) -> str:
    """A number as a reader of `lang` writes it: 2.818 or 7,22 in Vietnamese; words if missing."""
    if pd.isna(value):
        return MISSING[lang]
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(Decimal(rounded(value, decimals)), pattern, locale=lang).replace("-", "−")


def households(value: float, lang: str) -> str:
    """A count of households in words: 2.818 hộ, 1 household, 2,818 households."""
    if pd.isna(value):
        return MISSING[lang]
    unit = {"vi": " hộ", "en": " household" if abs(value) == 1 else " households"}[lang]
    return number(value, lang) + unit


def poor_households(value: float, lang: str) -> str:
    """A count of poor households in words: 2.818 hộ nghèo, 2,818 poor households."""
    if pd.isna(value):
        return MISSING[lang]
    counted = households(value, lang)
    return f"{counted} nghèo" if lang == "vi" else counted.replace(" household", " poor household")


def as_printed(rate: str, lang: str) -> str:
    """A percentage with exactly the digits its source prints: "7.22" is 7,22% in Vietnamese."""
    plain = rate.replace(",", ".")
    return percent(float(plain), lang, len(plain.partition(".")[2]))


def percent(value: float, lang: str, decimals: int = 2) -> str:
    """A percentage from 0 to 100 with its sign; words if missing."""
    return number(value, lang, decimals) + ("" if pd.isna(value) else "%")


def shown(column: str, value: object, lang: str) -> str:
    """A cell as its column's unit asks: counts whole, percentages with two decimals, text as is."""
    if not isinstance(value, str) and pd.isna(value):
        return MISSING[lang]
    if isinstance(value, str):
        return as_printed(value, lang) if column.startswith("printed_") else value
    if column.endswith("_pct"):
        return percent(value, lang)
    if column == "year" or column.endswith("_year"):
        return str(int(value))
    return number(value, lang, 2 if column == "years_needed" else 0)
