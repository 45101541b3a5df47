"""The pages as a browser shows them: alone, on a phone, by keyboard, on paper, and in the dark."""

import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.test_run import SITES, shipped_run

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
REPORTS = [
    f"{site}/{stem}.{lang}.html"
    for site, langs in [(SITES["lien-chieu"], ["vi", "en"]), (SITES["published"], ["vi"])]
    for lang in langs
    for stem in ("00_overview", "01_movements", "02_plan", "04_exits")
]
INDEXES = ["index.html", "index.en.html"]
PAGES = [*REPORTS, *INDEXES]
A4 = (0, 0, 595, 842)  # 210 by 297 mm in points
PRINTED_WIDTH = 680  # A4 less the 15 mm on either side that the style sets
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}

# Of every piece of text that can be seen: its contrast with what lies behind it, by WCAG 2.
CONTRASTS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b]
    .map((part) => part / 255)
    .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return light(colour);
    }
    return 1;
  };
  const holders = [...document.body.querySelectorAll("*")].filter((element) =>
    element.checkVisibility() &&
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return holders.map((element) => {
    const pair = [light(rgba(getComputedStyle(element).color)), behind(element)];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    return {what: `${element.tagName}.${element.className}`, ratio, behind: pair[1]};
  });
}"""
FOCUSABLE = """() => [...document.querySelectorAll("a[href], summary, [tabindex='0']")]
  .filter((element) => element.checkVisibility({visibilityProperty: true}))
  .map((element, at) => { element.dataset.at = at; return at; })"""
FOCUSED = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  return {
    at: element.dataset.at === undefined ? null : Number(element.dataset.at),
    is_seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    outline: getComputedStyle(element).outlineStyle,
  };
}"""
TOO_WIDE = """(width) => [...document.body.querySelectorAll("*")]
  .filter((element) => element.checkVisibility() && !element.closest(".unseen"))
  .filter((element) => element.getBoundingClientRect().right > width + 1
    || element.getBoundingClientRect().left < -1)
  .map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`)
"""
ROWS = """() => [...document.querySelectorAll("tr")].map((row) => ({
  cut: getComputedStyle(row).breakInside, height: row.getBoundingClientRect().height}))"""


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    return shipped_run(tmp_path_factory)


@pytest.fixture
def opened(browser, outputs):
    """Opens a page of the outputs in a window of its own, with the context options given."""
    contexts = []

    def opened(name, **options):
        contexts.append(browser.new_context(**({"viewport": WIDE} | options)))
        page = contexts[-1].new_page()
        page.goto((outputs / name).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_request_leaves_the_page_and_the_console_stays_silent(browser, outputs, name):
    context = browser.new_context(viewport=WIDE)
    page, asked, heard = context.new_page(), [], []
    address = (outputs / name).as_uri()
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))

    def answer(route):
        asked.append(route.request.url)
        route.continue_() if route.request.url == address else route.abort()

    page.route("**/*", answer)
    page.goto(address, wait_until="networkidle")
    context.close()
    assert (asked, heard) == ([address], [])


def test_a_request_or_an_error_would_be_seen(browser, tmp_path):
    (tmp_path / "bad.html").write_text(
        '<img src="https://example.org/a.png"><script>console.error("x")</script>'
    )
    with pytest.raises(AssertionError, match=r"example\.org"):
        test_no_request_leaves_the_page_and_the_console_stays_silent(browser, tmp_path, "bad.html")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_no_javascript(opened, name):
    seen = []
    for allowed in (True, False):
        page = opened(name, java_script_enabled=allowed)
        height = page.locator("body").bounding_box()["height"]
        seen.append((page.locator("body").inner_text(), height))
    assert seen[0] == seen[1] and len(seen[0][0]) > 300
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_the_window_of_a_phone(opened, name):
    page = opened(name, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_h1_and_says_its_language(opened, name):
    page = opened(name)
    assert page.locator("h1").count() == 1
    wanted = "en" if ".en." in name else "vi"
    assert page.locator("html").get_attribute("lang") == wanted


@pytest.mark.parametrize("name", REPORTS)
def test_every_picture_is_shown_and_tells_its_figures_to_who_cannot_see_it(opened, name):
    page = opened(name)
    pictures = page.locator("img").evaluate_all(
        "images => images.map((image) => ({alt: image.alt, width: image.naturalWidth}))"
    )
    assert pictures or "published" in name
    assert [picture for picture in pictures if not re.search(r"\d", picture["alt"])] == []
    assert [picture for picture in pictures if picture["width"] < 200] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_skip_link_comes_first_and_leads_past_the_menus(opened, name):
    page = opened(name)
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.get_attribute("class") == "skip"
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("window", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_keyboard_reaches_every_link_and_table_in_order_and_shows_where_it_is(
    opened, name, window
):
    page = opened(name, viewport=window)
    expected = page.evaluate(FOCUSABLE)
    stops = []
    for _ in expected:
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    assert [stop["at"] for stop in stops] == expected
    assert [stop for stop in stops if not stop["is_seen"] or stop["outline"] == "none"] == []


@pytest.mark.parametrize("name", REPORTS)
def test_the_keyboard_scrolls_every_table(opened, name):
    page = opened(name, viewport=PHONE)
    tables = page.locator("main table")
    assert tables.count() == page.locator("main .table[tabindex='0'][role=region] table").count()
    wide = page.locator(".table").evaluate_all(
        "all => all.filter((one) => one.scrollWidth > one.clientWidth + 40).map((one) => "
        "{ one.focus(); return one.querySelector('table').id; })"
    )
    if not wide:
        return
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)  # it glides; the page's policy forbids to wait by a condition
    assert page.evaluate("document.activeElement.scrollLeft") > 0


@pytest.mark.parametrize("name", PAGES)
def test_the_contents_lead_to_headings_of_the_page(opened, name):
    page = opened(name)
    anchors = page.locator("a[href^='#']").evaluate_all(
        "links => links.map((link) => decodeURIComponent(link.hash.slice(1)))"
    )
    lost = [anchor for anchor in anchors if page.locator(f"[id='{anchor}']").count() != 1]
    assert lost == [] and len(anchors) > (3 if name in REPORTS else 0)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_printed_page_and_no_row_is_cut(opened, name):
    page = opened(name, viewport={"width": PRINTED_WIDTH, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate(TOO_WIDE, PRINTED_WIDTH) == []
    rows = page.evaluate(ROWS)
    assert [row for row in rows if row["cut"] != "avoid" or row["height"] > 900] == []
    assert page.locator("nav:visible").count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_prints_to_a4(opened, name):
    paper = opened(name).pdf(prefer_css_page_size=True)
    boxes = {tuple(box.split()) for box in re.findall(rb"/MediaBox \[([^\]]+)\]", paper)}
    assert {tuple(round(float(side)) for side in box) for box in boxes} == {A4}
    assert len(re.findall(rb"/Type /Page\b", paper)) in range(1, 12)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(opened, name, scheme):
    texts = opened(name, color_scheme=scheme).evaluate(CONTRASTS)
    assert len(texts) > 20
    assert [text for text in texts if text["ratio"] < 4.5] == []
    backgrounds = [text["behind"] for text in texts]
    assert max(backgrounds) < 0.2 if scheme == "dark" else min(backgrounds) > 0.5


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_its_pictures_weighs_at_most_150_kb(outputs, name):
    text = (outputs / name).read_text(encoding="utf-8")
    assert len(re.sub("data:image/[^\"']+", "", text).encode()) <= 150_000


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_file_that_is_there(opened, outputs, name):
    page = opened(name)
    links = page.locator("a[href]").evaluate_all("links => links.map((link) => link.href)")
    files = [Path(unquote(urlsplit(link).path)) for link in links]
    assert {urlsplit(link).scheme for link in links} == {"file"}
    assert [file for file in files if not file.is_file() or outputs not in file.parents] == []
    if name in INDEXES:
        reports = {file for file in files if file.parent != outputs}
        assert reports == set(outputs.glob("*/site/**/*.html")) and len(reports) == 12


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_against_a_page(opened, name):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(name)
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    checked = Axe().run(page, options={"resultTypes": ["violations", "passes"]}).response
    assert len(checked["passes"]) > 15
    found = [
        (fault["id"], node["html"]) for fault in checked["violations"] for node in fault["nodes"]
    ]
    assert found == []
