"""One visit to a page in a browser, that gathers all that the rules of the pages ask about.

A page is opened once and looked at wide, in the dark, with more contrast, in forced colours, on a
phone and on paper; opening it anew for every question would take the browser many times as long.
"""

import io
import re
from base64 import b64decode
from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-smooth-scrolling",
    "--disable-sync",
    "--no-first-run",
]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
PRINTED_WIDTH = 680  # A4 less the 15 mm on either side that the style sets
PAPER = {"width": PRINTED_WIDTH, "height": 900}
LIGHTS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "more contrast": {"color_scheme": "light", "contrast": "more"},
    "more contrast in the dark": {"color_scheme": "dark", "contrast": "more"},
    "forced colours": {"color_scheme": "dark", "contrast": "more", "forced_colors": "active"},
}
USUAL = {"media": "screen", "color_scheme": "light", "contrast": "no-preference"}
USUAL |= {"forced_colors": "none"}

# What the page is made of. A link is called what a screen reader calls it.
PARTS = """() => {
  const said = (element) => element.textContent.replace(/\\s+/g, " ").trim();
  const seen = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".unseen").forEach((unseen) => unseen.remove());
    return said(copy);
  };
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    lang: document.documentElement.lang,
    text: document.body.innerText,
    ids: all("[id]").map((element) => element.id),
    scripts: all("script, [onclick], [onload]").length,
    policy: document.querySelector("meta[http-equiv]")?.content ?? "",
    headings: all("h1, h2, h3, h4, h5, h6").map((one) => Number(one.tagName[1])),
    links: all("a[href]").filter((link) => link.checkVisibility()).map((link) => ({
      name: link.getAttribute("aria-label") ?? said(link),
      shown: seen(link),
      address: link.href,
      download: link.download,
    })),
    pictures: all("img").map((picture) => ({
      alt: picture.alt,
      width: picture.naturalWidth,
      finding: said(picture.closest("figure")?.querySelector("figcaption strong") ?? picture),
      table: picture.closest("figure")?.querySelector("a")?.hash.slice(1) ?? "",
    })),
    tables: all("main table").map((table) => ({
      id: table.id,
      name: seen(document.getElementById(table.getAttribute("aria-labelledby")) ??
        table.caption ?? document.createElement("p")),
      scrolls: table.closest("[tabindex='0'][role=region]") !== null,
      rows: [...table.rows].map((row) => [...row.cells].map((cell) => ({
        text: seen(cell), is_text: cell.classList.contains("text")}))),
    })),
  };
}"""
# Of every piece of text that can be seen: its contrast with what lies behind it, by WCAG 2.
CONTRASTS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const known = new Map();
  const rgba = (colour) => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      known.set(colour, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(colour);
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
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
    element.checkVisibility());
  return holders.map((element) => {
    const pair = [light(rgba(getComputedStyle(element).color)), behind(element)];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    return {what: `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`,
      ratio, behind: pair[1]};
  });
}"""
# Counts what the keyboard should reach, starts at the first, and notes where each Tab has led when
# the next one comes.
LISTEN = """() => {
  const stops = [...document.querySelectorAll("a[href], summary, [tabindex='0']")]
    .filter((element) => element.checkVisibility({visibilityProperty: true}));
  const note = () => {
    const element = document.activeElement, box = element.getBoundingClientRect();
    reached.push({
      at: stops.indexOf(element),
      what: `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`,
      is_seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      outline: getComputedStyle(element).outlineStyle,
    });
  };
  window.reached = [];
  stops[0]?.focus();
  document.onkeydown = note;
  return stops.length;
}"""
TOO_WIDE = """() => [...document.body.querySelectorAll("*")]
  .filter((element) => element.checkVisibility() && !element.closest(".unseen, .skip"))
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1
    || element.getBoundingClientRect().left < -1)
  .map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`)
"""
NEXT_FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
SCROLLED = """() => {
  const wide = [...document.querySelectorAll(".table")]
    .find((one) => one.scrollWidth > one.clientWidth + 40);
  wide?.focus();
  return wide !== undefined;
}"""
FOR_SCREENS = """() => [...document.querySelectorAll("nav, .takeaway, a[download]")]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 60))"""
HEIGHTS = """() => [...document.querySelectorAll("main table")]
  .map((table) => table.getBoundingClientRect().height)"""


@dataclass
class Seen:
    """What a visit found, by what was looked at."""

    name: str
    bare: int  # bytes of the page without its pictures
    address: str
    asked: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    parts: dict = field(default_factory=dict)
    contrasts: dict[str, list[dict]] = field(default_factory=dict)
    stops: int = 0
    reached: list[dict] = field(default_factory=list)
    skip: tuple = ()
    axe: list[tuple[str, str]] = field(default_factory=list)
    axe_passes: int = 0
    phone_width: int = 0
    scrolled: float | None = None
    too_wide_for_paper: list[str] = field(default_factory=list)
    useless_on_paper: list[str] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)  # of the tables on paper
    sheets: list[tuple[float, float]] = field(default_factory=list)
    printed: list[list[set[int]]] = field(default_factory=list)  # tables, rows, sheets
    downloads: dict[str, bytes] = field(default_factory=dict)

    @property
    def is_tabbed_on_a_phone(self) -> bool:
        """Whether the keyboard, the slowest to look at, is tried in the narrow window or the wide.

        Both languages have the same parts in the same order, so each window gets one of them.
        """
        return ".en." in self.name


def window(browser: Browser) -> BrowserContext:
    """A window for many visits, without a network, in which axe is at hand on every page."""
    opened = browser.new_context(viewport=WIDE, offline=True)
    opened.add_init_script(path=Path(axe_playwright_python.__file__).parent / "axe.min.js")
    return opened


def visit(context: BrowserContext, file: Path, name: str) -> Seen:
    """All that the rules ask about one page."""
    text = file.read_text(encoding="utf-8")
    bare = len(re.sub("data:image/[^\"']+", "", text).encode())
    seen = Seen(name, bare, file.absolute().as_uri())
    page = context.new_page()
    page.on("request", lambda request: seen.asked.append(request.url))
    page.on("console", lambda message: seen.heard.append(message.text))
    page.on("pageerror", lambda error: seen.heard.append(str(error)))
    page.goto(seen.address)
    seen.parts = page.evaluate(PARTS)
    seen.skip = _skipped(page)
    if not seen.is_tabbed_on_a_phone:
        seen.stops, seen.reached = _reached(page)
    _look_by_every_light(page, seen)
    _look_on_a_phone(page, seen)
    _look_on_paper(page, seen)
    _take_away(page, seen)
    page.close()
    return seen


def _skipped(page: Page) -> tuple:
    """The class and place of what the keyboard reaches first, and where it leads."""
    page.keyboard.press("Tab")
    first = page.evaluate(
        "[document.activeElement.className, document.activeElement.getBoundingClientRect().y >= 0]"
    )
    page.keyboard.press("Enter")
    target = page.evaluate("document.activeElement.id")
    page.keyboard.press("Tab")
    return (*first, target, page.evaluate("document.activeElement.closest('main') !== null"))


def _reached(page: Page) -> tuple[int, list[dict]]:
    """How many stops there are, and those that the keyboard comes to from the top."""
    stops = page.evaluate(LISTEN)
    for _ in range(stops - 1):
        page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    return stops, page.evaluate(
        "() => { document.onkeydown(); document.onkeydown = null; return reached; }"
    )


def _look_by_every_light(page: Page, seen: Seen) -> None:
    page.evaluate(OPEN_ALL)
    for light, options in LIGHTS.items():
        page.emulate_media(**(USUAL | options))
        seen.contrasts[light] = page.evaluate(CONTRASTS)
    page.emulate_media(**USUAL)
    # The slowest of its rules, which the contrasts above repeat by every light; one area is enough.
    contrast = {"enabled": "/490/" in seen.name or "/" not in seen.name}
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": contrast}}
    checked = page.evaluate("(options) => axe.run(options)", options)
    seen.axe_passes = len(checked["passes"])
    seen.axe = [
        (fault["id"], node["html"]) for fault in checked["violations"] for node in fault["nodes"]
    ]


def _look_on_a_phone(page: Page, seen: Seen) -> None:
    page.set_viewport_size(PHONE)
    seen.phone_width = page.evaluate("document.documentElement.scrollWidth")
    if seen.is_tabbed_on_a_phone:
        seen.stops, seen.reached = _reached(page)
    if page.evaluate(SCROLLED):
        page.keyboard.press("ArrowRight")
        page.evaluate(NEXT_FRAME)
        seen.scrolled = page.evaluate("document.activeElement.scrollLeft")


def _look_on_paper(page: Page, seen: Seen) -> None:
    page.set_viewport_size(PAPER)
    page.emulate_media(**(USUAL | {"media": "print"}))
    seen.too_wide_for_paper = page.evaluate(TOO_WIDE)
    seen.useless_on_paper = page.evaluate(FOR_SCREENS)
    seen.heights = page.evaluate(HEIGHTS)
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, tagged=True)))
    seen.sheets = [(sheet.mediabox.width, sheet.mediabox.height) for sheet in paper.pages]
    numbers = {sheet.indirect_reference.idnum: at for at, sheet in enumerate(paper.pages, 1)}
    tree = paper.trailer["/Root"]["/StructTreeRoot"]
    seen.printed = [
        [{numbers[sheet] for sheet in _sheets(row)} for row in _tagged(table, "/TR")]
        for table in _tagged(tree, "/Table")
    ]
    page.emulate_media(**USUAL)
    page.set_viewport_size(WIDE)


def _tagged(element, kind: str):
    """The elements of a kind below one of a tagged PDF."""
    for child in _children(element):
        if isinstance(child, dict):
            if child.get("/S") == kind:
                yield child
            yield from _tagged(child, kind)


def _sheets(element):
    """The sheets, as references, on which what is below an element of a tagged PDF stands."""
    for child in _children(element):
        if isinstance(child, int) and "/Pg" in element:
            yield element.raw_get("/Pg").idnum
        elif isinstance(child, dict):
            if "/Pg" in child and child.get("/Type") == "/MCR":
                yield child.raw_get("/Pg").idnum
            yield from _sheets(child)


def _children(element) -> list:
    below = element.get("/K", [])
    return [child.get_object() for child in (below if isinstance(below, list) else [below])]


def _take_away(page: Page, seen: Seen) -> None:
    """Fetch the files of the first table by the keyboard, as a reader would."""
    for link in page.locator("a[download]").all()[:2]:
        link.focus()
        with page.expect_download() as coming:
            page.keyboard.press("Enter")
        seen.downloads[coming.value.suggested_filename] = coming.value.path().read_bytes()


def held(address: str) -> bytes:
    """What a data: address holds."""
    return b64decode(address.partition("base64,")[2])
