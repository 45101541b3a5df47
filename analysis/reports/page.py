"""Trang báo cáo: an executed notebook as one self-contained HTML page, and the index of pages."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from traitlets.config import Config

from analysis import terms
from analysis.reports import shown, takeaway

TEMPLATES = Path(__file__).parent / "templates"
CSS_DOTS_PER_METRE = 96 / 0.0254
# The notice is in the header of the page, and on each sheet of paper.
UNSEEN = {"parameters", "injected-parameters", "setup", "notice"}
WORDS = {
    "all_reports": {"vi": "Tất cả báo cáo", "en": "All reports"},
    "also_in": {"vi": terms.LANGUAGES["en"], "en": terms.LANGUAGES["vi"]},
    "archive": {"vi": "Tải tất cả trang năm {year}", "en": "Download all pages of {year}"},
    "area": {"vi": "Phạm vi", "en": "Area"},
    "changed": {"vi": "số khác lần lập trước", "en": "figures other than before"},
    "complete": {"vi": "đủ các trang", "en": "all pages there"},
    "contents": {"vi": "Mục lục", "en": "Contents"},
    "figure": {"vi": "Số", "en": "Figure"},
    "failed": {"vi": "Chưa lập được", "en": "Could not be made"},
    "incomplete": {"vi": "chưa đủ trang", "en": "not all pages there"},
    "made": {"vi": "lập ngày", "en": "made"},
    "missing_pages": {"vi": "Chưa có", "en": "Not there"},
    "index_title": {"vi": "Báo cáo giảm nghèo", "en": "Poverty reduction reports"},
    "main_points": {"vi": "Những điểm chính", "en": "Main points"},
    "missing": terms.MISSING,
    "none_yet": {"vi": "Chưa có báo cáo nào.", "en": "There are no reports yet."},
    "numbers": {
        "vi": "Số liệu của hình ở bảng:",
        "en": "The picture’s numbers are in the table:",
    },
    "page": {"vi": "Báo cáo", "en": "Report"},
    "provenance": {"vi": "Xuất xứ số liệu", "en": "Where the figures come from"},
    "published": {"vi": "Đã công bố", "en": "Published"},
    "reports": {"vi": "Báo cáo", "en": "Reports"},
    "reports_counted": {"vi": "báo cáo", "en": "reports"},
    "reports_of": {"vi": "Các báo cáo năm", "en": "Reports of"},
    "skip": {"vi": "Đến nội dung chính", "en": "Skip to the main content"},
    "source": {"vi": "Nguồn", "en": "Source"},
    "today": {"vi": "Hôm nay", "en": "Today"},
    "verified": {
        "vi": "Chạy lại ngày {day} {count} báo cáo đã công bố",
        "en": "{count} published reports were run again on {day}",
    },
    "verified_same": {
        "vi": "mọi số và hình đều như đã công bố",
        "en": "every figure and picture is as published",
    },
    "verified_other": {
        "vi": "Số sẽ khác nếu lập lại, {name}, năm {year}",
        "en": "Figures that would differ if made again, {name}, {year}",
    },
    "why": {"vi": "Vì sao", "en": "Why"},
    "takeaway": {"vi": "Tải bảng này:", "en": "Download this table:"},
    "year": {"vi": "Năm", "en": "Year"},
    "year_of": {"vi": "Báo cáo năm {year}, {name}", "en": "Reports of {year}, {name}"},
}


def render(notebook: NotebookNode, lang: str, about: dict) -> str:
    """The page of an executed notebook in one language (trang báo cáo).

    Takes the notebook, "vi" or "en", and what the page says of itself: workspace, year, area,
    notice, source, index, other, siblings, provenance. Returns HTML that needs no other file.
    Raises ValueError where the notebook has no heading in that language.
    """
    exporter = _exporter(lang)
    exporter.headings.clear()
    tables = _tables(notebook, lang)
    exporter.environment.globals.update(
        _frame(lang, about["notice"]),
        about=about,
        captions={table.id: table.caption for table in tables},
        files={table.id: takeaway.links(table, lang, about) for table in tables},
    )
    html, _ = exporter.from_notebook_node(notebook)
    if not exporter.headings:
        raise ValueError(f"the notebook has no title (# ...) in the language {lang!r}")
    return html


def index(lang: str, workspaces: list[dict], other: str | None = None) -> str:
    """The page that leads to all pages (danh mục báo cáo).

    Takes workspaces as `listing.entry` gives them, and the address of the same index in the other
    language. Returns HTML.
    """
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    template = environment.get_template("index.html.j2")
    return template.render(_frame(lang), workspaces=workspaces, other=other)


@cache
def _exporter(lang: str) -> "PageExporter":
    """One exporter for all pages in a language, so that its templates are compiled once."""
    return PageExporter(lang)


class PageExporter(TemplateExporter):
    """Notebook to page by our own template; `headings` fills while the cells are rendered."""

    def __init__(self, lang: str):
        other = set(terms.LANGS) - {lang}
        super().__init__(
            config=Config(TagRemovePreprocessor={"remove_cell_tags": UNSEEN | other}),
            template_name="page",
            file_extension=".html",
            exclude_input=True,
            extra_template_basedirs=[str(TEMPLATES)],
            extra_template_paths=[str(TEMPLATES)],
        )
        self.headings: list[dict] = []

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.autoescape = True  # nbconvert escapes nothing by itself
        environment.filters.update(prose=self.prose, picture=picture)
        environment.globals.update(heading=self.heading, headings=self.headings)
        return environment

    def prose(self, source: str) -> Markup:
        """Markdown as HTML, its headings noted among those of the page."""
        renderer = IPythonRenderer(escape=False)
        renderer.heading = self.heading  # theirs has an anchor sign, and ids that repeat
        return Markup(MarkdownWithMath(renderer=renderer).render(source))

    def heading(self, text: str, level: int, anchor: str = "") -> Markup:
        """A heading with an id of its own: the first is the page's only h1."""
        level = max(level, 2) if self.headings else 1
        plain = Markup(text).striptags()
        anchor = anchor or f"s-{terms.slug(plain)}"  # no table has such an id
        while anchor in {heading["id"] for heading in self.headings}:
            anchor += "-2"
        self.headings.append({"level": level, "id": anchor, "text": plain})
        return Markup(f'<h{level} id="{anchor}">{text}</h{level}>\n')


def picture(output: NotebookNode) -> dict:
    """What an img needs of a PNG output; without a width it is as large as it was drawn."""
    png = "".join(output.data["image/png"].split())
    shown = output.metadata.get("image/png", {})
    header = base64.b64decode(png[:800])
    wide, high = (int.from_bytes(header[at : at + 4], "big") for at in (16, 20))
    density = int.from_bytes(header.partition(b"pHYs")[2][:4], "big") or CSS_DOTS_PER_METRE
    width = shown.get("width", wide * CSS_DOTS_PER_METRE / density)
    alt = shown.get("alt") or output.data.get("text/plain", "")
    size = {"width": round(width), "height": round(high * width / wide)}
    return shown | size | {"alt": alt, "src": f"data:image/png;base64,{png}"}


def _frame(lang: str, notice: str | None = None) -> dict:
    """What every page is framed with: words, style, and the hash by which the CSP admits it."""
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    if notice:  # paper loses its first sheet, so each one carries the notice
        quoted = re.sub(r'[\\"<\n]', lambda sign: f"\\{ord(sign[0]):x} ", notice)
        style += f'@page {{ @top-center {{ content: "{quoted}"; }} }}\n'
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    words = {name: word[lang] for name, word in WORDS.items()}
    return {"lang": lang, "words": words, "style": Markup(style), "style_hash": digest}


def _tables(notebook: NotebookNode, lang: str) -> list[shown.Table]:
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    html = "".join(out.get("data", {}).get("text/html", "") for out in outputs)
    return shown.tables(html, lang)
