"""The language of the suite: labels, units and number forms in Vietnamese and English.

The only place labels come from. A column's unit follows from its name (`_pct`, `_people`, `_pp`,
`_vnd`, `_year`); a bare plural counts households.
"""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

from analysis.terms.captions import CAPTIONS
from analysis.terms.labels import CODES as CODES
from analysis.terms.labels import LABELS
from analysis.terms.labels import TEXT as TEXT

LANGS = ("vi", "en")
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DECIMALS = {  # of columns that are neither counts nor shares
    "years_needed": 2,
    "mean_size": 1,
    "ratio": 2,
    "ratio_lower": 2,
    "ratio_upper": 2,
    "rate_gap": 3,
    "hazard_ratio": 2,
    "hazard_ratio_lower": 2,
    "hazard_ratio_upper": 2,
    "events_each": 1,
    "deviance": 1,
    "dispersion": 2,
    "weight": 2,
    "watch_expected": 1,
    "watch_by_chance": 1,
    **dict.fromkeys(("watch_ratio", "watch_ratio_lower", "watch_ratio_upper"), 2),
    **dict.fromkeys(("watch_slope", "watch_slope_lower", "watch_slope_upper"), 2),
    **dict.fromkeys(["weight_low", "weight_high"], 3),
    "phi": 2,
    "phi_by_chance": 2,
    "tau_squared": 4,
}


@dataclass(frozen=True)
class Scope:
    """What a page is about and who reads it: a year, an area's name, a language, names by code.

    `standard` is the poverty standard of the year, empty where it is not known.
    """

    year: int
    area: str
    lang: str
    names: Mapping[str, str]
    standard: str = ""


MISSING = {"vi": "không có số liệu", "en": "no data"}
HIDDEN = "•"  # text, so that no sum, chart or number format can take it for a number
WITHHELD = {"vi": "không công bố", "en": "not shown"}
NOT_OF_A_WARD = {
    "vi": "chỉ lập cho toàn quận, không lập riêng cho một phường",
    "en": "made of the whole district and not of one ward",
}
P_SMALLEST = 0.001
LEGEND = {
    "vi": "• số liệu không công bố vì có thể nhận ra hộ",
    "en": "• not shown: it could point to a household",
}

NOT_ASKED = "–"  # in the place of a number that nobody asks for
NOT_ASKED_SPOKEN = {"vi": "không áp dụng", "en": "does not apply"}
NOT_ASKED_LEGEND = {"vi": "– không áp dụng", "en": "– does not apply"}
NOT_HELD = "–"  # in the place of a count of a review that was not held
NOT_REVIEWED = {"vi": "chưa rà soát theo chuẩn này", "en": "not reviewed under this line"}
NOT_HELD_LEGEND = {
    "vi": "– không có kỳ rà soát theo cùng chuẩn: chưa đến kỳ, hoặc chuẩn đã thay",
    "en": "– no review under the same line: not held yet, or the line was replaced",
}


def label(name: str, lang: str) -> str:
    """The official term of a column or line, in one language; KeyError for a name not listed.

    A line counted in people is named like that of households, unless it has a name of its own.
    """
    return LABELS[name if name in LABELS else name.removesuffix("_people")][lang]


def caption(table_id: str, scope: Scope) -> str:
    """A table's caption in the reader's language; KeyError for an id not listed."""
    standard = f"; {scope.names[scope.standard]}" if scope.standard else ""
    said = CAPTIONS[table_id][scope.lang]
    return said.format(year=scope.year, area=scope.area, standard=standard)


def slug(text: str) -> str:
    """Text as part of a file's name or an address: plain small letters and hyphens."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "-".join(re.findall("[a-z0-9]+", bare.encode("ascii", "ignore").decode()))


def rounded(value: float, decimals: int = 0) -> str:
    """A number in plain digits, rounded half up as offices round: 147.5 to "148"."""
    exact = Decimal(repr(float(value)))
    # Adding 0 takes the sign off a zero: no "−0,00".
    return str(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0)


def is_hidden(value: object) -> bool:
    """Whether disclosure control put its sign in the place of a number."""
    return isinstance(value, str) and value == HIDDEN


def is_not_asked(value: object) -> bool:
    """Whether a sign stands in the place of a number that nobody asks for."""
    return isinstance(value, str) and value == NOT_ASKED


def is_by_review(column: str) -> bool:
    """Whether a column counts at one review after the exit (`y1`, `y2_pct`)."""
    return re.fullmatch(r"y\d+(_pct)?", column) is not None


def without_number(value: object) -> bool:
    """Whether there is no number to show: not recorded, or hidden."""
    return is_hidden(value) or bool(pd.isna(value))


def number(value: float, lang: str, decimals: int = 0) -> str:
    """A number as a reader of `lang` writes it: 2.818 or 7,22 in Vietnamese; words if none."""
    if without_number(value):
        return WITHHELD[lang] if is_hidden(value) else MISSING[lang]
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(Decimal(rounded(value, decimals)), pattern, locale=lang).replace("-", "−")


def number_of(text: str, lang: str) -> Decimal | None:
    """The number that a text shows, to the digits shown: −1.200 or 7,22%; None for other words."""
    group, point = (".", ",") if lang == "vi" else (",", ".")
    if not re.fullmatch(rf"[+−]?\d+([{group}]\d{{3}})*([{point}]\d+)?%?", text):
        return None
    plain = text.removesuffix("%").replace(group, "").replace(point, ".")
    return Decimal(plain.replace("−", "-"))


def day(date: datetime.date, lang: str) -> str:
    """A date as a reader of `lang` writes it: 05/12/2012, or 5 Dec 2012."""
    return format_date(date, {"vi": "dd/MM/yyyy", "en": "d MMM yyyy"}[lang], locale=lang)


def households(value: float, lang: str) -> str:
    """A count of households in words: 2.818 hộ, 1 household, 2,818 households."""
    if without_number(value):
        return number(value, lang)
    unit = {"vi": " hộ", "en": " household" if abs(value) == 1 else " households"}[lang]
    return number(value, lang) + unit


def poor_households(value: float, lang: str) -> str:
    """A count of poor households in words: 2.818 hộ nghèo, 2,818 poor households."""
    if without_number(value):
        return number(value, lang)
    counted = households(value, lang)
    return f"{counted} nghèo" if lang == "vi" else counted.replace(" household", " poor household")


def vnd(value: float, lang: str) -> str:
    """An amount of money in words, to the VND: 1.480.000.000 đồng, VND 1,480,000,000."""
    said = number(value, lang)
    if without_number(value):
        return said
    return f"{said} đồng" if lang == "vi" else f"VND {said}"


def as_printed(rate: str, lang: str) -> str:
    """A percentage with exactly the digits its source prints: "7.22" is 7,22% in Vietnamese."""
    plain = rate.replace(",", ".")
    return percent(float(plain), lang, len(plain.partition(".")[2]))


def percent(value: float, lang: str, decimals: int = 2) -> str:
    """A percentage from 0 to 100 with its sign; words if there is none."""
    return number(value, lang, decimals) + ("" if without_number(value) else "%")


def points(value: float, lang: str) -> str:
    """A difference of percentages in percentage points, with its sign: +0,12 or −3,37."""
    is_up = not without_number(value) and float(rounded(value, 2)) > 0
    return ("+" if is_up else "") + number(value, lang, 2)


def p_value(value: float, lang: str) -> str:
    """A probability with three decimals, or that it is less than the smallest these can tell."""
    is_small = not without_number(value) and value < P_SMALLEST
    return ("< " if is_small else "") + number(P_SMALLEST if is_small else value, lang, 3)


def shown(column: str, value: object, lang: str) -> str:
    """A cell as its column's unit asks: counts whole, percentages with two decimals or none."""
    if not isinstance(value, str) and pd.isna(value):
        return MISSING[lang]
    if isinstance(value, str):
        return as_printed(value, lang) if column.startswith("printed_") else value
    if column.endswith("_pct"):
        return percent(value, lang, 0 if column.endswith("_whole_pct") else 2)
    if column.endswith("_error_pp"):  # an amount both ways
        return number(value, lang, 2)
    if column.endswith("_pp"):
        return points(value, lang)
    if column.endswith(("_points", "score")):
        return number(value, lang, 1)
    if column in ("p_adjusted", "order_p"):
        return p_value(value, lang)
    if column == "year" or column.endswith("_year"):
        return str(int(value))
    return number(value, lang, DECIMALS.get(column, 0))
