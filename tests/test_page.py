"""The page of a notebook and the index: one language, no code, no request, everything reachable."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from nbformat import v4

from analysis.reports import page

PNG = (  # one grey dot
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOoBwAAgQCAkzf4ZQAAAABJRU5ErkJggg=="
)
TABLE = """<div class="table" role="region" tabindex="0" aria-labelledby="by-ward-caption">
<table id="by-ward"><caption id="by-ward-caption">Hộ nghèo theo phường</caption>
<thead><tr><th scope="col">Phường</th><th scope="col">Hộ</th></tr></thead>
<tbody><tr><th scope="row">Hòa Minh</th><td>12</td></tr>
<tr><th scope="row">Hòa Khánh</th><td class="missing">không có số liệu</td></tr>
</tbody></table></div>"""
ABOUT = {
    "workspace": "Quận A & B",
    "year": 2013,
    "area": "Phường <Hòa>",
    "notice": 'Số liệu giả định, "không" phải số liệu thật',
    "source": "Sổ của quận",
    "index": "../index.html",
    "other": "01.en.html",
    "siblings": [
        {"href": "00.html", "title": "Tổng quan", "current": False},
        {"href": "01.html", "title": "Diễn biến", "current": True},
    ],
    "provenance": [("Số liệu", "0f" * 32)],
}
PLACES = [
    {
        "name": "Quận A",
        "notice": "Số liệu giả định",
        "source": None,
        "years": [
            {
                "year": 2013,
                "archive": {"href": "2013.zip", "megabytes": "1,2"},
                "areas": [
                    {
                        "name": "Phường <Hòa>",
                        "headline": [("Hộ nghèo", "12")],
                        "pages": [
                            {"title": "Tổng quan", "href": "0.html", "lang": "vi"},
                            {"title": "Nhà ở", "href": "6.en.html", "lang": "en"},
                        ],
                        "missing": ["Kế hoạch"],
                        "failed": ["Diễn biến"],
                        "made": "05/12/2013",
                        "changed": {"count": 0, "figures": []},
                    }
                ],
            },
            {"year": 2012, "areas": []},
        ],
    }
]


class Reader(HTMLParser):
    """Every tag of a page with its attributes, in order."""

    def __init__(self, html: str):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def of(self, *names):
        return [attrs for tag, attrs in self.tags if tag in names]

    def ids(self):
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]


def prose(source, *tags):
    return v4.new_markdown_cell(source, metadata={"tags": list(tags)})


def code(*outputs, tags=(), source="secret = 1"):
    return v4.new_code_cell(source, metadata={"tags": list(tags)}, outputs=list(outputs))


def shown(data, **metadata):
    return v4.new_output("display_data", data=data, metadata=metadata)


def notebook():
    picture = {
        "alt": "Hòa Minh 12 hộ",
        "title": "Hòa Minh",
        "table": "by-ward",
        "width": 504,
    }
    return v4.new_notebook(
        cells=[
            prose("# Diễn biến\n\nThay đổi thế nào?\n\n*Nguồn: sổ.*", "vi"),
            prose("# Movements\n\nWhat changed?\n\n*Source: the register.*", "en"),
            code(shown({"text/plain": "of the setup"}), tags=["setup"]),
            code(shown({"text/markdown": "- Giảm **2** hộ."}), tags=["main-points"]),
            prose("## Phường nào?\n\nMột đoạn.\n\n## Phường nào?", "vi"),
            prose("## Which ward?", "en"),
            prose("# Hai thứ tiếng"),
            code(shown({"text/html": TABLE, "text/plain": "a table"})),
            code(
                shown(
                    {"image/png": PNG, "text/plain": "a figure"},
                    **{"image/png": picture},
                )
            ),
            code(
                v4.new_output("stream", name="stderr", text="a warning"),
                v4.new_output("error", ename="KeyError", evalue="x", traceback=["a traceback"]),
            ),
        ]
    )


@pytest.fixture(scope="module")
def html():
    return page.render(notebook(), "vi", ABOUT)


def test_a_page_shows_only_the_prose_of_its_language(html):
    assert "Thay đổi thế nào?" in html and "What changed?" not in html
    english = page.render(notebook(), "en", ABOUT)
    assert "What changed?" in english and "Thay đổi thế nào?" not in english
    assert "Hai thứ tiếng" in html and "Hai thứ tiếng" in english
    assert '<html lang="vi">' in html and '<html lang="en">' in english


def test_code_warnings_and_errors_are_never_shown(html):
    unseen = [
        "secret",
        "of the setup",
        "a warning",
        "traceback",
        "KeyError",
        "a figure",
    ]
    assert [word for word in unseen if word in html] == []


def test_the_first_heading_is_the_only_h1(html):
    assert re.findall("<h1.*?>(.*?)</h1>", html) == ["Diễn biến"]
    assert "<title>Diễn biến · Phường &lt;Hòa&gt; · 2013</title>" in html


def test_a_notebook_without_a_title_makes_no_page():
    with pytest.raises(ValueError, match=r"no title .* 'en'"):
        page.render(v4.new_notebook(cells=[prose("# Diễn biến", "vi")]), "en", ABOUT)


def test_every_id_is_unique_and_every_inner_link_resolves(html):
    read = Reader(html)
    ids = read.ids()
    assert len(ids) == len(set(ids))
    links = [a["href"][1:] for a in read.of("a") if a.get("href", "").startswith("#")]
    assert set(links) <= set(ids)
    assert {"main-points", "s-phuong-nao", "s-phuong-nao-2", "s-hai-thu-tieng"} <= set(links)


def test_a_picture_has_its_alt_its_size_and_a_link_to_its_numbers(html):
    (image,) = Reader(html).of("img")
    assert image["alt"] == "Hòa Minh 12 hộ"
    assert (image["width"], image["height"]) == ("504", "504")
    assert '<a href="#by-ward">Hộ nghèo theo phường</a>' in html


def test_a_picture_that_says_nothing_of_itself_is_described_by_its_text():
    bare = code(shown({"image/png": PNG, "text/plain": "Một chấm"}))
    html = page.render(v4.new_notebook(cells=[prose("# A"), bare]), "vi", ABOUT)
    assert 'alt="Một chấm" width="1" height="1"' in html and "figcaption>" not in html


def test_a_picture_without_a_given_width_is_as_large_as_it_was_drawn():
    header = b"\x89PNG\r\n\x1a\n" + bytes(8) + (288).to_bytes(4, "big") + (144).to_bytes(4, "big")
    png = base64.b64encode(header + b"pHYs" + round(144 / 0.0254).to_bytes(4, "big")).decode()
    size = page.picture(shown({"image/png": png, "text/plain": "2 by 1 inches"}))
    assert (size["width"], size["height"]) == (192, 96)


def test_the_main_points_are_set_off_and_tables_pass_as_they_are(html):
    points = html.partition('<section class="main-points"')[2].partition("</section>")[0]
    assert "<li>Giảm <strong>2</strong> hộ.</li>" in points
    assert TABLE in html


def test_every_table_is_followed_by_its_files_named_for_who_hears_the_page(html):
    links = [link for link in Reader(html).of("a") if "download" in link]
    assert [(link["download"], link["aria-label"]) for link in links] == [
        ("ho-ngheo-theo-phuong.csv", "Tải bảng «Hộ nghèo theo phường» (CSV)"),
        ("ho-ngheo-theo-phuong.xlsx", "Tải bảng «Hộ nghèo theo phường» (Excel)"),
    ]
    assert html.index(TABLE) < html.index('<p class="takeaway">') < html.index("<figure>")
    held = base64.b64decode(links[0]["href"].partition("base64,")[2]).decode("utf-8-sig")
    assert held.splitlines()[1:] == ["Hòa Minh,12,", "Hòa Khánh,,"]


def test_the_notice_is_on_the_page_and_on_every_sheet(html):
    assert "Số liệu giả định, &#34;không&#34; phải số liệu thật</p>" in html
    assert 'content: "Số liệu giả định, \\22 không\\22  phải số liệu thật";' in html
    assert 'class="notice"' not in page.render(notebook(), "vi", ABOUT | {"notice": None})


def test_what_a_page_says_of_itself_is_escaped(html):
    assert "Phường &lt;Hòa&gt;" in html and "Quận A &amp; B" in html
    assert "<Hòa>" not in html


@pytest.mark.parametrize("made", ["page", "index"])
def test_a_page_asks_for_nothing_and_admits_its_own_style_alone(made, html):
    text = html if made == "page" else page.index("vi", PLACES)
    read = Reader(text)
    sources = [a[name] for _, a in read.tags for name in ("src", "srcset", "data") if name in a]
    assert all(source.startswith("data:image/png;base64,") for source in sources)
    assert not read.of("script", "link", "iframe", "object") and "url(" not in text
    assert "@import" not in text and not re.search(r"https?://", text)
    assert not [attrs for _, attrs in read.tags if "style" in attrs]
    style = re.search("<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(a["content"] for a in read.of("meta") if "http-equiv" in a)
    assert policy.startswith(f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'")


def test_the_same_notebook_gives_the_same_bytes(html):
    assert page.render(notebook(), "vi", ABOUT) == html
    assert page.index("vi", PLACES) == page.index("vi", PLACES)


def test_a_page_leads_to_the_index_its_translation_and_its_siblings(html):
    links = Reader(html).of("a")
    assert {"../index.html", "01.en.html", "00.html"} <= {link["href"] for link in links}
    assert {a["href"] for a in links if a.get("aria-current") == "page"} == {"01.html"}
    assert "0f" * 32 in html


def test_the_index_leads_to_pages_and_archives_and_tells_what_failed_and_what_is_missing():
    text = page.index("vi", PLACES, "index.en.html")
    links = {link["href"] for link in Reader(text).of("a")}
    assert links == {"#content", "index.en.html", "0.html", "6.en.html", "2013.zip"}
    assert "Chưa lập được: Diễn biến</p>" in text and "Chưa có: Kế hoạch</p>" in text
    assert "lập ngày 05/12/2013" in text and "(ZIP, 1,2 MB)" in text
    assert "Phường &lt;Hòa&gt;" in text and text.count("<h1>") == 1


def test_the_newest_year_of_the_index_is_open_and_says_whether_all_its_pages_are_there():
    text = page.index("vi", PLACES)
    assert [("open" in details) for details in Reader(text).of("details")] == [True, False, False]
    states = re.findall(r'</h3> <span class="\w+">(.*?)</span>', text)
    assert states == ["chưa đủ trang", "đủ các trang"]


def test_an_index_without_workspaces_says_so():
    assert "There are no reports yet." in page.index("en", [])
