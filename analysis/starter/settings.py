"""district.yml of a new workspace, with a comment beside each setting in both languages."""

import json
from collections import Counter
from dataclasses import dataclass
from string import Template

from analysis import rules
from analysis.starter import work
from analysis.starter.places import Place, bare, english
from analysis.workspace import WorkspaceError

YEARS = range(1990, 2101)

SETTINGS = Template("""\
# Thiết lập của đơn vị; sau dấu # là lời giải thích. Chữ đặt trong dấu nháy.
# The office's settings; what follows # explains. Text stands in quotes.
name: {vi: $name_vi, en: $name_en}
code: $code
kind: register

# urban: thành thị; rural: nông thôn. Chuẩn nghèo của khu vực nào được áp dụng.
# Which area's poverty line applies.
settlement: $settlement

# Nguồn số liệu, in ở mọi trang. Printed on every page.
source:
  vi: $source_vi
  en: $source_en

# Một câu in ở đầu mọi trang, như «số liệu thử»; null: không có.
# A sentence at the top of every page, as "for trial"; null: none.
notice: null

# Năm bắt đầu áp dụng chuẩn nghèo -> khóa của chuẩn trong data/rules.yml.
# Year a standard starts -> its entry in data/rules.yml.
standards:
  $year: $standard

# Tái nghèo tính trong bao nhiêu năm sau khi thoát; null: mọi năm đã có số liệu.
# How many years after its exit a household still counts as a relapse; null: every year seen.
relapse_look_back_years: null

# Thoát nghèo được coi là vượt chuẩn cận nghèo liên tục sau bao nhiêu kỳ rà soát liền, tính từ kỳ
# công nhận; null: không có quy định.
# After how many yearly reviews in a row, that of the exit the first, an exit counts as lastingly
# above the near-poor line; null: no such rule.
lasting_exit_years: null

# Giai đoạn kế hoạch và mục tiêu; để [] nếu chưa có. Thí dụ về cách viết (bỏ dấu #):
# Plan periods and their goals; [] where there are none. The form, without the #:
#   - first: 2001
#     last: 2005
#     goal:
#       definition: {vi: "còn tối đa 100 hộ nghèo", en: "at most 100 poor households"}
#       households: 100
#       deadline: 2005
#       source: {vi: "số, ngày của văn bản", en: "number and date of the document"}
plan_periods: []

# Số hộ nhỏ nhất được in; số nhỏ hơn bị che để không nhận ra hộ.
# The smallest count of households that is shown; a smaller one could point to a household.
disclosure_threshold: 5

# Số tiền bị che nếu một hộ có thể suy ra phần của hộ khác sát hơn tỷ lệ này (%).
# An amount is hidden if a household could tell another's part more closely than this (per cent).
dominance_pct: 20

# Quy định của đơn vị cho các việc khác (programme.xlsx); phần nào chưa có thì để nguyên dấu #.
# Thí dụ về cách viết (bỏ dấu # ở dòng programme và ở phần cần dùng; số là thí dụ):
# The office's rules for its other work (programme.xlsx); leave # where it has laid down none. The
# form, without the # of the line programme and of the part that is used; the figures are examples:
$programme
units:
$units
""")


@dataclass(frozen=True)
class Office:
    """What a new workspace is for: a district, its first review, its standard, urban or rural."""

    place: Place
    year: int
    standard: str
    settlement: str


def text(office: Office) -> str:
    """The whole of district.yml."""
    place = office.place
    name_vi, name_en = place.name, english(place.name)
    within = name_vi[0].lower() + name_vi[1:]
    words = {
        "name_vi": name_vi,
        "name_en": name_en,
        "code": place.code,
        "standard": office.standard,
        "source_vi": f"sổ rà soát hộ nghèo, hộ cận nghèo của {within}",
        "source_en": f"the register of poor and near-poor households, {name_en}",
    }
    quoted = {key: _quoted(word) for key, word in words.items()}
    return SETTINGS.substitute(
        quoted,
        year=office.year,
        settlement=office.settlement,
        programme=work.RULES,
        units=_units(place.wards),
    )


def checked_year(year: int) -> int:
    """The year, if a review can be of it; raises WorkspaceError for another."""
    if year not in YEARS:
        raise WorkspaceError(
            f"{year}: năm phải từ {YEARS[0]} đến {YEARS[-1]}; chưa ghi gì.",
            f"{year}: the year must be from {YEARS[0]} to {YEARS[-1]}; nothing was written.",
        )
    return year


def standard(asked: str | None, year: int, province: str) -> str:
    """The key of the standard asked for, else of the province's own newest one for the year.

    Raises WorkspaceError with the keys there are: it never chooses a national one.
    """
    known = rules.standards()
    if asked in known:
        return asked
    own = [key for key, each in known.items() if province in each.name.vi and year in each.years]
    if asked is None and own:
        return max(own, key=lambda key: known[key].from_year)
    raise _unknown(asked, f"{province} {year}")


def _unknown(asked: str | None, where: str) -> WorkspaceError:
    vi, en = (
        (f"{asked}: không có chuẩn nghèo này", f"{asked}: there is no such poverty standard")
        if asked
        else (f"{where}: không rõ chuẩn nghèo", f"{where}: the poverty standard is not known")
    )
    return WorkspaceError(
        f"{vi}; chưa ghi gì. Hãy chọn bằng --standard một trong:\n{_listed('vi')}",
        f"{en}; nothing was written. Choose by --standard one of:\n{_listed('en')}",
    )


def _listed(lang: str) -> str:
    return "\n".join(f"  {key}: {each.name[lang]}" for key, each in rules.standards().items())


def _units(wards: dict[str, str]) -> str:
    """A line for each ward; two that differ in kind alone keep it before their names."""
    times = Counter(map(bare, wards.values()))
    lines = []
    for code, name in wards.items():
        is_plain = times[bare(name)] == 1 and bare(name) != name
        vi, en = (bare(name), bare(name)) if is_plain else (name, english(name))
        lines.append(
            f"  - {{code: {_quoted(code)}, name: {{vi: {_quoted(vi)}, en: {_quoted(en)}}}}}"
        )
    return "\n".join(lines)


def _quoted(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)  # which YAML reads as well
