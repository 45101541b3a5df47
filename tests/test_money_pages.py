"""An attack on the money that a year's pages show: what one household got must not follow from it.

The pages of homes and of support are taken as equations over amounts that are nowhere below 0. What
households really got is recounted from the files of the sample, apart from the code.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from scipy.sparse import coo_array

from analysis import terms, workspace
from analysis.facts import read
from analysis.reports import batch
from analysis.reports.batch import Parameters
from tests.reading import sections

SAMPLE = workspace.SHIPPED[0]
FOLDER = workspace.open(SAMPLE).folder
YEARS = range(2009, 2016)
NOTEBOOKS = {notebook.stem: notebook for notebook in batch.notebooks()}
FEW, PCT = 5, 20
WHOLE, NO_WARD = "Toàn địa bàn", "Không ghi phường"
FUNDS = ["Ngân sách", "Ngân hàng chính sách", "Doanh nghiệp", "Tổ chức tôn giáo"]
FUNDS += ["Hội đoàn thể", "Hộ gia đình"]
GROUPS = {"Nhóm I", "Nhóm II", "Không có lao động"}
Sum = frozenset[tuple]  # amounts that nobody is shown, added up

pytestmark = [pytest.mark.heavy, pytest.mark.usefixtures("shipped_facts")]


def csv(name: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / name, dtype="str", keep_default_na=False, encoding="utf-8-sig")


@cache
def standing() -> dict[int, dict[str, tuple[str, str]]]:
    """For each year the ward and group of each household, by the lists up to that year."""
    now, years, before = {}, {}, pd.DataFrame()
    names = read.district(SAMPLE).unit_names("vi")
    for year in YEARS:
        folder = f"register/{year}"
        own = (FOLDER / folder / "opening.csv").exists()
        opening = csv(f"{folder}/opening.csv") if own else before
        before = csv(f"{folder}/closing.csv")
        first = {}
        for listed in (opening, before, csv(f"{folder}/departures.csv")):
            for row in listed.to_dict("records"):
                poor = listed is opening and row["Phân loại hộ"] == "Hộ nghèo"
                group = row["Nhóm đặc biệt nghèo"] if poor else ""
                ward = names.get(row["Mã phường"], NO_WARD)
                first.setdefault(row["Mã hộ"], (ward, group if group in GROUPS else "Hộ khác"))
        gone = {household: (ward, "Hộ khác") for household, (ward, _) in now.items()}
        now = years[year] = {**gone, **first}
    return years


def homes(year: int) -> Iterator[tuple[str, tuple, int]]:
    """Household, (ward, kind, source) and VND of the works finished in a year and settled."""
    works = csv("housing_works.csv")
    now = works[(works["Ngày hoàn thành"].str[-4:] == str(year))]
    for row in now[now["Tổng kinh phí (đồng)"] != ""].to_dict("records"):
        for fund in FUNDS:
            ward = standing()[year][row["Mã hộ"]][0]
            yield row["Mã hộ"], (ward, row["Hình thức"], fund), int(row[f"{fund} (đồng)"] or 0)


def support(year: int) -> Iterator[tuple[str, tuple, int]]:
    """Household, (dimension, category, paid or outstanding) and VND of a year's support."""
    given, packages = csv("support.csv"), csv("packages.csv")
    named = {(row["Năm"], row["Mã gói"]): row["Tên gói"] for row in packages.to_dict("records")}
    for row in given[given["Năm"] == str(year)].to_dict("records"):
        ward, group = standing()[year][row["Mã hộ"]]
        in_time = row["Ngày cấp"][-4:] == str(year)
        paid = int(row["Đã cấp (đồng)"] or 0) if in_time else 0
        parts = {"paid": paid, "open": int(row["Đã duyệt (đồng)"]) - paid}
        package = named[row["Năm"], row["Mã gói"]]
        for at in [
            ("ward", ward),
            ("group", group),
            ("source", row["Nguồn"]),
            ("package", package),
        ]:
            for part, vnd in parts.items():
                yield row["Mã hộ"], (*at, part), vnd


def shown_tables(stem: str, year: int) -> Iterator[tuple[str, list[list[str]]]]:
    """Every table of a notebook's pages of a year, by id, of the district and of each ward."""
    for area in read.district(SAMPLE).areas():
        asked = Parameters(year=year, area=area, data=SAMPLE, lang="vi")
        for section in sections(NOTEBOOKS[stem], asked):
            yield from section.tables.items()


class Pages:
    """What the pages of a year show of sums of money, and what households got of each."""

    def __init__(self, amounts: Iterable[tuple[str, tuple, int]]):
        self.got: dict[tuple, dict[str, int]] = {}
        for household, unknown, vnd in amounts:
            of_all = self.got.setdefault(unknown, {})
            of_all[household] = of_all.get(household, 0) + vnd
        self.shown: dict[Sum, int] = {}
        self.hidden: set[Sum] = set()
        self.alike: list[tuple[Sum, Sum]] = []  # sums of the same money

    def learn(self, holds, value: str) -> None:
        counted = frozenset(filter(holds, self.got))
        if value == terms.HIDDEN:
            self.hidden.add(counted)
        elif value not in (terms.MISSING["vi"], terms.NOT_HELD, "–"):
            self.shown[counted] = int(value.replace(".", ""))

    def parts(self, counted: Sum) -> list[int]:
        """What each household got of a sum, the largest first."""
        together: dict[str, int] = {}
        for unknown in counted:
            for household, vnd in self.got[unknown].items():
                together[household] = together.get(household, 0) + vnd
        return sorted((vnd for vnd in together.values() if vnd), reverse=True)

    def bounds(self, counted: Sum, also: dict[Sum, int]) -> tuple[float, float]:
        """The least and the greatest amount of a sum that fit all that is shown."""
        place = {unknown: at for at, unknown in enumerate(sorted(self.got))}
        known = {**self.shown, **also}
        rows = [_row(each, frozenset(), place) for each in known]
        rows += [_row(one, other, place) for one, other in self.alike]
        matrix, scale = coo_array(np.array(rows)), max(known.values())
        values = np.array([*known.values(), *[0] * len(self.alike)]) / scale
        asked = _row(counted, frozenset(), place)
        ends = [linprog(sign * asked, A_eq=matrix, b_eq=values) for sign in (1, -1)]
        assert {end.status for end in ends} == {0}, [end.message for end in ends]
        return ends[0].fun * scale, -ends[1].fun * scale

    def gives_away(self, also: dict[Sum, int] | None = None) -> list[Sum]:
        """The sums of which somebody's part is known more closely than it may be."""
        sums = {*self.hidden, *self.shown} - {frozenset()}
        return [each for each in sums if self._is_known(each, also or {})]

    def _is_known(self, counted: Sum, also: dict[Sum, int]) -> bool:
        parts = self.parts(counted)
        if not is_sensitive(parts):
            return False
        if counted in self.shown or counted in also:
            return True
        least, greatest = self.bounds(counted, also)
        largest, second, *_ = [*parts, 0]
        too_close = greatest - least < PCT / 100 * largest - 10
        rest = sum(parts) - largest - second
        by_another = rest < PCT / 100 * largest and greatest - second < 1.2 * largest - 10
        return too_close or by_another


def _row(added: Sum, taken: Sum, place: dict[tuple, int]) -> np.ndarray:
    row = np.zeros(len(place))
    row[[place[unknown] for unknown in added]] += 1
    row[[place[unknown] for unknown in taken]] -= 1
    return row


def is_sensitive(parts: list[int]) -> bool:
    """Few got it, or who got the second most could tell the most: by the definition."""
    if not parts:
        return False
    return len(parts) < FEW or sum(parts[2:]) < PCT / 100 * parts[0]


@cache
def pages_of_homes(year: int) -> Pages:
    """By ward and source, by source, by kind of work: sums of one cube."""
    pages = Pages(homes(year))
    for name, (_, *rows) in shown_tables("06_housing", year):
        for head, *cells in rows:
            if name == "housing-ward-sources":
                for fund, value in zip([*FUNDS, WHOLE], cells, strict=True):
                    pages.learn(
                        lambda u, w=head, f=fund: w in (u[0], WHOLE) and f in (u[2], WHOLE), value
                    )
            elif name == "housing-sources":
                fund = head.removesuffix(" (đồng)")
                pages.learn(lambda u, f=fund: f in (u[2], WHOLE), cells[-1])
            elif name == "housing-works":
                pages.learn(lambda u, k=head: k in (u[1], WHOLE), cells[-1])
    return pages


DIMENSIONS = {
    "support-money": ("source", [2, 3, 4]),
    "support-packages": ("package", [4, 5, 6]),
    "support-wards": ("ward", [7]),
    "support-years": ("source", [4, 5, 7]),
}
PARTS = [("paid", "open"), ("paid",), ("open",)]  # promised, paid and outstanding


@cache
def pages_of_support(year: int) -> Pages:
    """By source, group, package and ward: margins, each of the same money."""
    pages = Pages(support(year))
    for part in PARTS[1:]:
        for one, other in zip(["source"] * 3, ["group", "package", "ward"], strict=True):
            pages.alike.append(
                tuple(
                    frozenset(u for u in pages.got if (u[0], u[2]) == (d, *part))
                    for d in (one, other)
                )
            )
    for name, (_, *rows) in shown_tables("08_support", year):
        dimension, columns = DIMENSIONS.get(name, ("", []))
        for row in rows:
            if name == "support-years" and row[0] != str(year):
                continue
            head = WHOLE if name == "support-years" else row[0]
            for at, parts in zip(columns, PARTS, strict=False):
                pages.learn(
                    lambda u, h=head, p=parts, d=dimension: (
                        u[0] == d and h in (u[1], WHOLE) and u[2] in p
                    ),
                    row[at],
                )
    return pages


MONEY = {"homes": pages_of_homes, "support": pages_of_support}
EVERY = [(what, year) for what in MONEY for year in YEARS]


@pytest.mark.parametrize(("what", "year"), EVERY)
def test_the_pages_show_what_was_really_paid(what, year):
    pages = MONEY[what](year)
    assert pages.shown
    for counted, value in pages.shown.items():
        assert sum(pages.parts(counted)) == value, sorted(counted)[:4]


@pytest.mark.parametrize(("what", "year"), EVERY)
def test_no_part_of_a_household_follows_from_all_the_pages_of_a_year(what, year):
    assert MONEY[what](year).gives_away() == []


@pytest.mark.parametrize("what", MONEY)
def test_showing_any_hidden_sum_gives_away_somebodys_part(what):
    pages = MONEY[what](2013)
    assert len(pages.hidden) > 5
    for each in pages.hidden:
        assert pages.gives_away({each: sum(pages.parts(each))}), sorted(each)[:4]
