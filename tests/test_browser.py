"""Every page as a browser shows it: alone, on a phone, by keyboard, on paper, and in the dark.

A rule is a sentence and what breaks it on a page; each is also held against a page that breaks all.
"""

import csv
import io
import re
import shutil
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import openpyxl
import pytest
from playwright.sync_api import sync_playwright

from analysis import terms, workspace
from analysis.reports import batch
from tests.reading import figures, is_rounding_of
from tests.test_run import OTHER_WARDS, shipped_run
from tests.visit import ARGUMENTS, Seen, held, visit, window

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]

INDEXES = {"index.html", "index.en.html"}
A4 = (595, 842)  # 210 by 297 mm in points
SHEET = 900  # of the height of a sheet in CSS pixels, what a table may fill
EMPTY_NAMES = {"", "here", "more", "link", "click here", "đây", "tại đây", "xem", "xem thêm"}
NUMBER = re.compile(r"[+−]?\d[\d.,]*%?")


def scope(page: Seen) -> tuple[str, str, str] | None:
    """The language, the year and the area's name of a report; None for an index."""
    if page.name in INDEXES:
        return None
    name, _, year, code, file = page.name.split("/")
    lang = file.split(".")[1]
    return lang, year, workspace.open(f"data/{name}").district.area_name(code, lang)


def out_of_step(page):
    levels = [0, *page.parts["headings"]]
    steps = [(before, after) for before, after in pairwise(levels) if after > before + 1]
    return steps + [("h1", levels.count(1))] * (levels.count(1) != 1)


def unspoken_pictures(page):
    """Pictures whose words are not their finding and then numbers that stand in their table."""
    lang = "en" if ".en." in page.name else "vi"
    known = {table["id"]: numbers_in(table, lang) for table in page.parts["tables"]}
    wrong = []
    for picture in page.parts["pictures"]:
        finding, rest = picture["finding"].rstrip("."), picture["alt"]
        told = figures(rest.removeprefix(finding), lang)
        there = known.get(picture["table"], set())
        strange = [number for number in told if not is_rounding_of(number, there)]
        if not finding or not rest.startswith(finding) or not told or strange:
            wrong.append((rest, strange))
    return wrong


def numbers_in(table, lang):
    return {
        number for row in table["rows"] for cell in row for number in figures(cell["text"], lang)
    }


def scopeless_tables(page):
    if scope(page) is None:
        return [table["rows"][0] for table in page.parts["tables"] if not table["name"]]
    _, year, area = scope(page)
    names = [table["name"] for table in page.parts["tables"]]
    return [name for name in names if year not in name or area not in name]


def unclear_links(page):
    """Links whose name says nothing, is not what is seen, or is that of another place."""
    links = page.parts["links"]
    places = {link["name"]: set() for link in links}
    for link in links:
        places[link["name"]].add(link["address"])
    return [
        link["name"]
        for link in links
        if link["name"].casefold() in EMPTY_NAMES
        or not re.search(r"[^\W\d_]{2}", link["name"])
        or link["shown"] not in link["name"]
        or len(places[link["name"]]) > 1
    ]


def dead_ends(page, root):
    """Links that lead to no part of the page and to no file of the outputs."""
    ids, wrong = set(page.parts["ids"]), []
    for link in page.parts["links"]:
        address = urlsplit(link["address"])
        if link["address"].startswith(f"{page.address}#"):
            wrong += [] if unquote(address.fragment) in ids else [address.fragment]
        elif not link["download"]:
            file = Path(unquote(address.path))
            is_there = address.scheme == "file" and file.is_file() and root in file.parents
            wrong += [] if is_there else [link["address"]]
    return wrong


def lost_by_keyboard(page):
    lost = set(range(page.stops)) - {stop["at"] for stop in page.reached}
    order = [stop["at"] for stop in page.reached]
    unseen = [stop for stop in page.reached if not stop["is_seen"] or stop["outline"] == "none"]
    return [*lost, *unseen] + [order] * (order != sorted(order))


def unscrollable(page):
    still = [table["id"] for table in page.parts["tables"] if table["id"] and not table["scrolls"]]
    return still + ["nothing scrolls"] * (page.scrolled == 0)


def faint(page):
    return [
        (light, text)
        for light, texts in page.contrasts.items()
        for text in texts
        if text["ratio"] < 4.5
    ]


def in_wrong_light(page):
    """Backgrounds that stay light where dark is asked for, or the other way round."""
    wanted = {"light": (0.5, 1), "more contrast": (0.5, 1)}
    return [
        (light, text["what"])
        for light, texts in page.contrasts.items()
        for text in texts
        if not wanted.get(light, (0, 0.2))[0] <= text["behind"] <= wanted.get(light, (0, 0.2))[1]
    ]


def cut_on_paper(page):
    """Rows on two sheets, rows that are on none, and tables cut though a sheet could hold them."""
    rows = [len(table["rows"]) for table in page.parts["tables"]]
    cut = [
        sheets
        for table in page.printed
        for at, sheets in enumerate(table)
        if len(sheets) != 1 and not is_repeated_heading(at, sheets, table)
    ]
    cut += [(rows, page.printed)] * (rows != [len(table) for table in page.printed])
    for height, table in zip(page.heights, page.printed, strict=False):
        sheets = set.union(set(), *table)
        cut += [sheets] * (height < SHEET and len(sheets) > 1)
    return cut


def is_repeated_heading(at, sheets, table):
    return at == 0 and sheets == set.union(*table)


def differing_files(page):
    """Files that are not what a table shows, to the digit, or that do not come when asked for."""
    addresses = {link["download"]: link["address"] for link in page.parts["links"]}
    wrong = [name for name, content in page.downloads.items() if content != held(addresses[name])]
    files = [(name, held(address)) for name, address in addresses.items() if name]
    tables = [table for table in page.parts["tables"] if table["id"]]
    if [name.rpartition(".")[2] for name, _ in files] != ["csv", "xlsx"] * len(tables):
        return [*wrong, "every table has a CSV and a workbook"]
    wrong += [] if bool(files) == bool(page.downloads) else ["nothing could be fetched"]
    for at, table in enumerate(tables):
        (name, as_csv), (_, as_workbook) = files[2 * at : 2 * at + 2]
        shown = [[cell_shown(cell, page) for cell in row] for row in table["rows"]]
        if in_csv(as_csv, shown) != shown or in_workbook(as_workbook, shown, table) != shown:
            wrong.append(name)
    return wrong


def cell_shown(cell, page):
    """The number a cell shows, or its text."""
    lang = "en" if ".en." in page.name else "vi"
    if cell["is_text"] or not NUMBER.fullmatch(cell["text"]):
        return cell["text"]
    (number,) = figures(cell["text"], lang)
    return -number if cell["text"].startswith("−") else number


def in_csv(content, shown):
    """The cells of a CSV as the page shows them: with words for blanks, without units of heads."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    heads = [head.removesuffix(" (%)") for head in rows[0][: len(shown[0])]]
    return [heads] + [
        [_as_shown(text, cell) for text, cell in zip(row, cells, strict=False)]
        for row, cells in zip(rows[1:], shown[1:], strict=True)
    ]


def _as_shown(text, cell):
    if isinstance(cell, Decimal):
        return Decimal(text.removesuffix("%"))
    return cell if text == "" and cell in terms.MISSING.values() else text


def in_workbook(content, shown, table):
    """The cells of a workbook below its caption, percentages as numbers from 0 to 100."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    if sheet["A1"].value != table["name"]:
        return []
    rows = sheet.iter_rows(min_row=5, max_row=4 + len(shown), max_col=len(shown[0]))
    return [[_value(cell) for cell in row] for row in rows]


def _value(cell):
    if isinstance(cell.value, str):
        return cell.value
    number = Decimal(repr(cell.value))
    return number * 100 if cell.number_format.endswith("%") else number


RULES = {
    "asks nothing of anybody": lambda page, _: [url for url in page.asked if url != page.address],
    "keeps the console silent": lambda page, _: page.heard,
    "runs no script": lambda page, _: (
        ["script"] * page.parts["scripts"]
        + ["policy"] * (not page.parts["policy"].startswith("default-src 'none'; img-src data:"))
    ),
    "says its language": lambda page, _: (
        [page.parts["lang"]] * (page.parts["lang"] != ("en" if ".en." in page.name else "vi"))
    ),
    "has headings in order": lambda page, _: out_of_step(page),
    "has no id twice": lambda page, _: [
        name for name, times in Counter(page.parts["ids"]).items() if times > 1
    ],
    "tells the finding and the numbers of every picture": lambda page, _: unspoken_pictures(page),
    "shows every picture": lambda page, _: [
        picture for picture in page.parts["pictures"] if picture["width"] < 200
    ],
    "says of every table which area and year it is about": lambda page, _: scopeless_tables(page),
    "calls every link by what it leads to": lambda page, _: unclear_links(page),
    "has no link that leads nowhere": dead_ends,
    "lets a reader skip the menus": lambda page, _: (
        [page.skip] * (page.skip != ("skip", True, "content", True))
    ),
    "can be gone through by keyboard": lambda page, _: lost_by_keyboard(page),
    "has tables that the keyboard scrolls": lambda page, _: unscrollable(page),
    "has nothing that axe finds": lambda page, _: page.axe + ["no axe"] * (page.axe_passes < 15),
    "can be read by every light": lambda page, _: faint(page),
    "is dark in the dark": lambda page, _: in_wrong_light(page),
    "is no wider than a phone": lambda page, _: [page.phone_width] * (page.phone_width > 360),
    "is no wider than paper": lambda page, _: page.too_wide_for_paper,
    "prints no menu": lambda page, _: page.useless_on_paper,
    "prints to a few sheets of A4": lambda page, _: (
        [sheet for sheet in page.sheets if tuple(map(round, sheet)) != A4]
        + [len(page.sheets)] * (len(page.sheets) not in range(1, 13))
    ),
    "has no table that paper cuts": lambda page, _: cut_on_paper(page),
    "weighs at most 150 kB without its pictures": lambda page, _: (
        [page.bare] * (page.bare > 150_000)
    ),
    "gives each table away as it shows it": lambda page, _: differing_files(page),
}
EVERY_RULE = pytest.mark.parametrize("rule", RULES)


@pytest.fixture(scope="module")
def opened():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield window(browser)
        browser.close()


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    return shipped_run(tmp_path_factory)


@pytest.fixture(scope="module")
def pages(opened, outputs):
    names = [file.relative_to(outputs).as_posix() for file in sorted(outputs.rglob("*.html"))]
    return [visit(opened, outputs / name, name) for name in names]


def test_every_kind_of_page_is_looked_at(pages):
    notebooks = len(batch.notebooks())
    about = Counter("/".join(page.name.split("/")[:-1]) for page in pages)
    sample = dict.fromkeys(["490", "20197"], 2 * notebooks)
    sample |= dict.fromkeys(OTHER_WARDS, notebooks)
    assert about == {
        "": 2,
        **{f"lien-chieu/site/2013/{area}": count for area, count in sample.items()},
        "lien-chieu/site/2010/490": notebooks,
        "published/site/2013/DN-LC": 2 * notebooks,
    }


@EVERY_RULE
def test_every_page(rule, pages, outputs):
    found = {page.name: faults for page in pages if (faults := RULES[rule](page, outputs))}
    assert found == {}


def test_pages_have_what_the_rules_are_about(pages):
    counted = {
        part: sum(len(page.parts[part]) for page in pages)
        for part in ("pictures", "tables", "links", "headings")
    }
    assert min(counted.values()) > len(pages) / 2, counted
    assert min(len(texts) for page in pages for texts in page.contrasts.values()) > 20
    assert min(page.stops for page in pages) > 10
    assert sum(page.scrolled is not None for page in pages) > len(pages) / 2


@pytest.fixture(scope="module")
def bad(opened, tmp_path_factory):
    """A page that breaks every rule, and the folder it stands in."""
    root = tmp_path_factory.mktemp("bad")
    file = root / "lien-chieu" / "site" / "2013" / "490" / "00_bad.en.html"
    file.parent.mkdir(parents=True)
    file.write_text(BAD, encoding="utf-8")
    return visit(opened, file, file.relative_to(root).as_posix()), root


BAD = f"""<!doctype html><html lang="vi"><title>Bad</title>
<style>
  @page {{ size: letter; }} * {{ outline: none !important; }} p {{ color: #888; width: 90em; }}
  tr {{ break-inside: auto; }}
</style>
<body style="background: white"><!--{"x" * 150_000}-->
<nav><a href="#nowhere">here</a> <a href="00_other.html">here</a></nav>
<main><h1>A</h1><h3 id="a">B</h3><p id="a">Pale</p>
<figure><img src="https://example.org/a.png" alt="12 households">
<figcaption><strong>A finding</strong> <a href="#t">t</a></figcaption></figure>
<div class="table" style="overflow: auto"><table id="t"><caption>A table</caption>
<tr><th>A</th></tr><tr><td>{"<p>a line of a row of a table</p>" * 400}{"3" * 200}</td></tr>
</table></div>
<a download="a.csv" href="data:text/csv;base64,QQ==">CSV</a></main>
<script>console.error("x")</script>"""


@EVERY_RULE
def test_a_bad_page_breaks_the_rule(rule, bad):
    assert RULES[rule](*bad)
