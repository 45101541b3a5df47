"""The index of what runs have left, and a year's pages as one file, on folders written here."""

import json
import zipfile
from urllib.parse import unquote, urljoin, urlsplit

import nbformat
import pytest
from bs4 import BeautifulSoup

from analysis.reports import archive, batch, left, site
from analysis.reports.compare import Difference

PAGES = [f"{notebook.stem}.{lang}" for notebook in batch.notebooks() for lang in ("vi", "en")]
TITLES = [batch.title(nbformat.read(file, as_version=4), "vi") for file in batch.notebooks()]
ABOUT = {
    "name": {"vi": "Quận A", "en": "District A"},
    "notice": None,
    "source": {"vi": "sổ", "en": "the register"},
    "code": "490",
    "groups": [],
    "units": [{"code": "1", "name": {"vi": "Hòa Minh", "en": "Hòa Minh"}}],
}
TILES = '<dl class="tiles"><div><dt>Hộ nghèo</dt><dd>12</dd></div></dl>'


@pytest.fixture
def outputs(tmp_path, monkeypatch):
    """A workspace's outputs with all pages of one area in two years."""
    monkeypatch.setenv("GIAMNGHEO_OUTPUTS", str(tmp_path))
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / site.ABOUT).write_text(json.dumps(ABOUT), encoding="utf-8")
    for year in (2012, 2013):
        for name in PAGES:
            leave(tmp_path / "a", year, "490", name)
    return tmp_path / "a"


def leave(outputs, year, area, name, made="2013-12-05T05:00:00+00:00", changed=()):
    """The manifest of a page, and the page with the links that pages have."""
    runs, pages = (outputs / kind / str(year) / area for kind in ("runs", "site"))
    for folder in (runs, pages):
        folder.mkdir(parents=True, exist_ok=True)
    manifest = {"made": made, "changed": [each._asdict() for each in changed]}
    (runs / f"{name}.json").write_text(json.dumps(manifest), encoding="utf-8")
    stem, lang = name.split(".")
    other = f"{stem}.{'en' if lang == 'vi' else 'vi'}.html"
    index = "index.html" if lang == "vi" else "index.en.html"
    links = [other, f"../../../../{index}", *(f"{n}.html" for n in PAGES if n.endswith(lang))]
    html = "".join(f'<a href="{href}">x</a>' for href in links) + TILES * (stem == "00_overview")
    (pages / f"{name}.html").write_text(html, encoding="utf-8")


def index(outputs, name="index.html"):
    site.write_index()
    text = (outputs.parent / name).read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def lines(page, kind):
    return [line.get_text(strip=True) for line in page.select(f"p.{kind}")]


def packed(outputs, year=2013):
    with zipfile.ZipFile(outputs / "site" / f"{year}.zip") as file:
        return {name: file.read(name) for name in file.namelist()}


def test_the_index_lists_years_from_the_newest_with_every_page_of_its_language(outputs):
    page = index(outputs)
    assert [year.text for year in page.select("h3")] == ["Năm 2013", "Năm 2012"]
    links = [link["href"] for link in page.select("li a")]
    wanted = [f"a/site/{year}/490/{name}.html" for year in (2013, 2012) for name in PAGES[::2]]
    assert links == wanted


def test_an_area_that_is_whole_says_so_and_when_it_was_made(outputs):
    page = index(outputs)
    assert lines(page, "state") == ["đủ các trang, lập ngày 05/12/2013"] * 2
    assert lines(page, "failed") == []
    assert lines(index(outputs, "index.en.html"), "state")[0] == "all pages there, made 5 Dec 2013"


def test_pages_made_on_several_days_give_the_first_and_the_last(outputs):
    leave(outputs, 2013, "490", PAGES[0], made="2013-12-01T05:00:00+00:00")
    leave(outputs, 2013, "490", PAGES[2], made="2013-12-02T05:00:00")
    assert lines(index(outputs), "state")[0] == "đủ các trang, lập ngày 01/12/2013 – 05/12/2013"


def test_a_missing_page_is_named(outputs):
    (outputs / "site" / "2013" / "490" / f"{PAGES[2]}.html").unlink()
    page = index(outputs)
    assert lines(page, "failed") == [f"Chưa có: {TITLES[1]}"]
    assert [state.text for state in page.select("summary h3 + span")] == [
        "chưa đủ trang",
        "đủ các trang",
    ]


def test_a_page_that_failed_is_named_and_an_earlier_one_stays_in_the_index(outputs):
    (outputs / "runs" / "2013" / "490" / f"{PAGES[3]}.failed.ipynb").touch()
    page = index(outputs)
    assert lines(page, "failed") == [f"Chưa lập được: {TITLES[1]} (English)"]
    assert len(page.select("li a")) == len(PAGES)


def test_a_language_that_was_never_asked_for_is_not_missing(outputs):
    for name in PAGES[1::2]:
        (outputs / "site" / "2013" / "490" / f"{name}.html").unlink()
    assert lines(index(outputs), "failed") == []
    english = index(outputs, "index.en.html")
    assert lines(english, "failed") == []
    first = english.select_one("li")
    assert first.a["href"].endswith(".vi.html") and "(Tiếng Việt)" in first.text


def test_an_area_by_itself_has_a_row_of_its_own(outputs):
    for name in PAGES:
        leave(outputs, 2013, "1", name)
    rows = index(outputs).select("tbody")[0].select("th")
    assert [row.text for row in rows] == ["Quận A", "Hòa Minh"]


def test_the_headline_figures_are_those_of_the_overview(outputs):
    page = index(outputs)
    assert [cell.get_text(" ", strip=True) for cell in page.select("td.number")] == [
        "Hộ nghèo 12"
    ] * 2
    (outputs / "site" / "2013" / "490" / "00_overview.vi.html").unlink()
    assert len(index(outputs).select("td.number")) == 1


def test_pages_without_their_manifests_are_listed_without_a_day(outputs):
    for file in outputs.glob("runs/2013/490/*"):
        file.unlink()
    assert lines(index(outputs), "state")[0] == "đủ các trang"


def test_the_index_leads_to_an_archive_of_each_year(outputs):
    links = index(outputs).select("p.archive a")
    assert [link["href"] for link in links] == ["a/site/2013.zip", "a/site/2012.zip"]


def test_an_archive_holds_every_page_of_its_year_and_an_index(outputs):
    site.write_index()
    names = set(packed(outputs))
    pages = {f"a-2013/a/site/2013/490/{name}.html" for name in PAGES}
    assert names == pages | {"a-2013/index.html", "a-2013/index.en.html"}


def test_every_link_in_an_archive_leads_to_a_file_in_it(outputs):
    site.write_index()
    files = packed(outputs)
    dead = [
        (name, link["href"])
        for name, content in files.items()
        for link in BeautifulSoup(content, "html.parser").select("a[href]")
        if unquote(urlsplit(urljoin(name, link["href"])).path) not in files
    ]
    assert dead == []


def test_an_archive_says_nothing_of_runs_or_of_when_it_was_made(outputs):
    site.write_index()
    text = packed(outputs)["a-2013/index.html"].decode()
    assert "05/12/2013" not in text and ".zip" not in text and "2012" not in text
    assert not [name for name in packed(outputs) if "runs" in name]


def test_an_archive_whose_links_would_not_hold_is_not_offered(outputs):
    site.write_index()
    (outputs / "site" / "2013" / "490" / f"{PAGES[0]}.html").unlink()
    links = index(outputs).select("p.archive a")
    assert [link["href"] for link in links] == ["a/site/2012.zip"]
    assert not (outputs / "site" / "2013.zip").exists()


def test_the_same_pages_are_packed_to_the_same_bytes_on_another_day(outputs):
    site.write_index()
    before = (outputs / "site" / "2013.zip").read_bytes()
    (outputs / "site" / "2013.zip").unlink()
    for name in PAGES:
        changed = [Difference("rates / A", "7%", "8%")]
        leave(outputs, 2013, "490", name, made="2014-01-01T05:00:00+00:00", changed=changed)
        verdict(outputs, name, figures=changed)
    site.write_index()
    assert (outputs / "site" / "2013.zip").read_bytes() == before


def test_an_archive_is_written_again_only_where_a_page_has_changed(outputs):
    site.write_index()
    archives = [outputs / "site" / f"{year}.zip" for year in (2012, 2013)]
    before = [file.stat().st_mtime_ns for file in archives]
    (outputs / "site" / "2013" / "490" / f"{PAGES[0]}.html").write_text("new", encoding="utf-8")
    site.write_index()
    after = [file.stat().st_mtime_ns for file in archives]
    assert (after[0] == before[0], after[1] == before[1]) == (True, False)
    assert packed(outputs)[f"a-2013/a/site/2013/490/{PAGES[0]}.html"] == b"new"


def test_an_archive_that_could_not_be_finished_leaves_the_earlier_one(tmp_path):
    file = tmp_path / "2013.zip"
    archive.write(file, {"a": b"1"})
    with pytest.raises(FileNotFoundError):
        archive.write(file, {"a": b"1", "b": tmp_path / "lost.html"})
    with zipfile.ZipFile(file) as kept:
        assert kept.namelist() == ["a"]


def test_nothing_is_left_of_a_year_without_pages(outputs):
    (outputs / "site" / "2011" / "490").mkdir(parents=True)
    assert left.by_year(outputs, ["490", "1"])[2011] == {}


def verdict(outputs, name, error="", figures=(), why=""):
    """What came of verifying a page of 2013."""
    told = {
        "at": "2013-12-24T05:00:00+00:00",
        "error": error,
        "figures": [each._asdict() for each in figures],
        "why": {"vi": why, "en": why},
    }
    file = outputs / "runs" / "2013" / "490" / f"{name}.verdict.json"
    file.write_text(json.dumps(told), encoding="utf-8")


def test_the_index_tells_what_changed_since_the_page_before(outputs):
    figures = [Difference(f"rates / <b>{at}</b>", "1", "2") for at in range(12)]
    leave(outputs, 2013, "490", PAGES[2], changed=figures)
    page = index(outputs)
    (summary,) = [each for each in page.select("td summary") if "khác lần lập trước" in each.text]
    told = [line.get_text(strip=True) for line in summary.parent.select("li")]
    assert summary.text.startswith("12 số") and len(told) == 11
    assert told[0] == f"{TITLES[1]}: rates / <b>0</b>: 1 → 2" and told[-1] == "+ 2"
    assert "other than before" not in index(outputs, "index.en.html").text


def test_the_index_tells_what_verifying_found_and_why(outputs):
    assert index(outputs).select(".year .table") == []
    verdict(outputs, PAGES[0])
    assert index(outputs).select(".year .table") == []
    assert "Chạy lại ngày 24/12/2013 1 báo cáo" in index(outputs).text
    assert "mọi số và hình đều như đã công bố" in index(outputs).text
    verdict(outputs, PAGES[2], figures=[Difference("rates / A", "7%", "8%")], why="rules.yml")
    verdict(outputs, PAGES[4], error="DeadKernelError")
    rows = [
        [cell.text for cell in row.select("th, td")]
        for row in index(outputs).select(".year .table tbody tr")
    ]
    assert rows == [
        [f"Quận A: {TITLES[1]}", "rates / A", "7%", "8%", "rules.yml"],
        [f"Quận A: {TITLES[2]}", "DeadKernelError", "–", "–", ""],
    ]
