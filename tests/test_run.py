"""The main job from end to end: what stands on the pages, what a failure leaves, what never leaks.

Every run is a process of its own, as an officer starts it; notebooks are slow, so tests share runs.
"""

import base64
import binascii
import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote, urljoin

import nbformat
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from bs4 import BeautifulSoup
from filelock import FileLock
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from analysis import terms, workspace
from analysis.facts import build
from analysis.measures import movements
from analysis.register import households, programme
from analysis.register import read as register
from analysis.register.faults import RegisterError
from analysis.reports import batch
from analysis.workspace import PROJECT

from . import work_tables

pytestmark = pytest.mark.heavy

COMMAND = "from analysis.cli import app; app()"
NOTEBOOKS = len(batch.notebooks())
OTHER_WARDS = ["20194", "20195", "20198", "20200"]
SAMPLE = ("--data", "data/lien-chieu")
SHIPPED_RUNS = [
    (*SAMPLE, "--year", 2013, "--area", "490", "--area", "20197"),
    ("--data", "data/published", "--year", 2013, "--area", "DN-LC"),
    (*SAMPLE, "--lang", "vi", "--year", 2013, *(f"--area={code}" for code in OTHER_WARDS)),
    (*SAMPLE, "--lang", "vi", "--year", 2010, "--area", "490"),
]


def process(code, *arguments, outputs, project=PROJECT):
    """Python with the project's package on its path, started in a folder that is not its own."""
    outputs.parent.mkdir(parents=True, exist_ok=True)
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | {"GIAMNGHEO_OUTPUTS": str(outputs), "PYTHONPATH": str(project)},
        cwd=outputs.parent,
        capture_output=True,
        encoding="utf-8",
        umask=0o022,
    )


def run(*arguments, outputs, project=PROJECT):
    done = process(COMMAND, "run", *arguments, outputs=outputs, project=project)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def shipped_run(tmp_path_factory) -> Path:
    """The pages of the shipped workspaces that are looked at, made once by whoever comes first.

    The sample's 2013 and the returns of one district, and in one language the other wards and one
    other year.
    """
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shipped"
    outputs = place / "outputs"
    place.mkdir(exist_ok=True)
    with FileLock(place / "running.lock"):
        if not (place / "made").exists():
            for asked in SHIPPED_RUNS:
                done = run(*asked, outputs=outputs)
                assert done.returncode == 0, done.stdout
            (place / "made").touch()
    return outputs


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    return shipped_run(tmp_path_factory)


def soup(file):
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def said(page):
    """What a reader, or one who hears the page, gets from its main part."""
    alts = [image["alt"] for image in page.main.find_all("img")]
    return "\n".join([page.main.get_text(" "), *alts])


def shows(text, figure):
    """Whether a figure stands in the text as a number of its own: 128 does not in 1.128."""
    return re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\d|[.,]\d)", text) is not None


def tiles(page):
    return {div.dt.text: div.dd.text for div in page.select(".tiles div")}


def row(page, table, head):
    """The cells of a table's row by the heads of their columns."""
    grid = page.find(id=table)
    columns = [cell.text for cell in grid.thead.find_all("th")][1:]
    (line,) = [tr for tr in grid.tbody.find_all("tr") if tr.th.text == head]
    return dict(zip(columns, [cell.text for cell in line.find_all("td")], strict=True))


# Printed by the district for 2013; 1.328 of 900 is 148%, and 4.018 less 2.818 is 133% of 900.
PRINTED = {
    "opening": {"vi": "4.018", "en": "4,018"},
    "exits": {"vi": "1.328", "en": "1,328"},
    "arising": {"vi": "128", "en": "128"},
    "closing": {"vi": "2.818", "en": "2,818"},
    "rate": {"vi": "7,22%", "en": "7.22%"},
    "gross_pct": {"vi": "148%", "en": "148%"},
    "net_pct": {"vi": "133%", "en": "133%"},
}
ON_PAGE = {
    "00_overview": list(PRINTED),
    "01_movements": ["opening", "exits", "arising", "closing", "rate"],
    "02_plan": ["exits", "gross_pct", "net_pct"],
    "03_wards": ["opening", "exits", "closing", "rate"],
}
# A printed return is one place, without households: nothing to compare, to follow or to check.
WITHOUT_PICTURES = ("03_wards", "04_exits", "05_awards", "06_housing", "07_three_haves")
WITHOUT_PICTURES += ("08_support", "09_outreach", "10_inspection", "11_next_year")
WITHOUT_PICTURES += ("12_data_quality", "13_depth", "14_relapse_risk")
SITES = {"lien-chieu": "lien-chieu/site/2013/490", "published": "published/site/2013/DN-LC"}


@pytest.mark.parametrize("lang", terms.LANGS)
@pytest.mark.parametrize("name", SITES)
def test_the_overview_of_2013_shows_the_seven_published_figures(shipped, name, lang):
    page = soup(shipped / SITES[name] / f"00_overview.{lang}.html")
    rate = "poverty_rate_pct" if name == "lien-chieu" else "printed_rate"
    labels = {key: terms.label(rate if key == "rate" else key, lang) for key in PRINTED}
    assert tiles(page) == {labels[key]: figure[lang] for key, figure in PRINTED.items()}


@pytest.mark.parametrize("lang", terms.LANGS)
@pytest.mark.parametrize("name", SITES)
def test_no_page_of_2013_lacks_a_published_figure_it_speaks_of(shipped, name, lang):
    missing = [
        (stem, key)
        for stem, keys in ON_PAGE.items()
        for key in keys
        if not shows(said(soup(shipped / SITES[name] / f"{stem}.{lang}.html")), PRINTED[key][lang])
    ]
    assert missing == []


def test_a_run_that_is_asked_to_writes_every_page_anew_with_the_same_bytes(shipped):
    pages = [page for site in SITES.values() for page in sorted((shipped / site).glob("*.vi.html"))]
    before = {page: (page.read_bytes(), _manifest(page).stat().st_mtime_ns) for page in pages}
    asked = ["--year", 2013, "--area", "490", "--area", "DN-LC", "--lang", "vi"]
    again = run("--again", *asked, outputs=shipped)
    assert again.returncode == 0 and len(pages) == 2 * NOTEBOOKS
    assert [page for page in pages if page.read_bytes() != before[page][0]] == []
    assert [page for page in pages if _manifest(page).stat().st_mtime_ns == before[page][1]] == []


def _manifest(page):
    return Path(str(page).replace("/site/", "/runs/")).with_suffix(".json")


def test_kernels_of_a_run_were_forked_and_every_page_says_how_it_was_made(shipped):
    manifests = [json.loads(file.read_text("utf-8")) for file in shipped.glob("*/runs/*/*/*.json")]
    assert len(manifests) == len([*shipped.glob("*/site/**/*.html")]) > 4 * NOTEBOOKS
    assert {manifest["kernel"] for manifest in manifests} == {"warm"}


def test_the_index_repeats_the_overviews_of_both_workspaces(shipped):
    for lang, name in [("vi", "index.html"), ("en", "index.en.html")]:
        text = soup(shipped / name).get_text(" ")
        assert [key for key, figure in PRINTED.items() if not shows(text, figure[lang])] == []


@pytest.mark.parametrize("name", SITES)
def test_a_year_in_one_file_holds_its_pages_and_whatever_they_link_to(shipped, name):
    space = name.split("/")[0]
    with zipfile.ZipFile(shipped / space / "site" / "2013.zip") as packed:
        files = {file: packed.read(file).decode("utf-8") for file in packed.namelist()}
    made = [file.relative_to(shipped) for file in (shipped / space).glob("site/2013/*/*.html")]
    top = f"{space}-2013"
    indexes = {f"{top}/index.html", f"{top}/index.en.html"}
    assert set(files) == {f"{top}/{page.as_posix()}" for page in made} | indexes
    links = {
        (file, urljoin(file, link))
        for file, text in files.items()
        for link in re.findall(r'href="((?!data:)[^"#]+)"', text)
    }
    assert len(links) > 4 * len(files)
    assert [link for link in links if link[1] not in files] == []


def test_facts_and_runs_are_their_owners_and_only_the_site_is_for_others(shipped):
    private = [folder / kind for folder in shipped.glob("*/") for kind in ("facts", "runs")]
    private.append(shipped / "lien-chieu" / "internal")
    assert [oct(folder.stat().st_mode & 0o777) for folder in private] == ["0o700"] * len(
        private
    ) and len(private) == 7
    open_to_all = {
        file.relative_to(shipped).parts[1] if file.parent != shipped else file.name
        for file in shipped.rglob("*")
        if file.is_file()
        and file.stat().st_mode & 0o004
        and all(folder.stat().st_mode & 0o001 for folder in _folders(file, shipped))
    }
    assert open_to_all == {"index.html", "index.en.html", "workspace.json", "site"}


def _folders(file, root):
    return [folder for folder in file.parents if folder.is_relative_to(root)]


@pytest.mark.parametrize("lang", terms.LANGS)
@pytest.mark.parametrize("stem", ON_PAGE)
def test_pages_of_the_sample_say_in_their_language_that_it_is_invented(shipped, stem, lang):
    settings = workspace.open("data/lien-chieu").district
    page = soup(shipped / SITES["lien-chieu"] / f"{stem}.{lang}.html")
    assert page.header.find(class_="notice").text == settings.notice[lang]
    executed = shipped / "lien-chieu" / "runs" / "2013" / "490" / f"{stem}.{lang}.ipynb"
    cells = nbformat.read(executed, as_version=4).cells
    (notice,) = [cell for cell in cells if "notice" in cell.metadata.get("tags", [])]
    assert notice.outputs[0].data["text/markdown"] == f"**{settings.notice[lang]}**"


def test_pages_of_published_figures_carry_no_such_notice(shipped):
    pages = [soup(page) for page in (shipped / SITES["published"]).glob("*.html")]
    assert len(pages) == 2 * NOTEBOOKS and not [
        page for page in pages if page.find(class_="notice")
    ]


def test_every_file_of_the_sample_says_that_it_is_invented():
    folder = PROJECT / "data" / "lien-chieu"
    files = sorted(folder.rglob("*.csv"))
    headings = {file: file.read_text(encoding="utf-8-sig").splitlines()[0] for file in files}
    assert len(files) > 20
    assert [file for file in files if headings[file].split(",")[-1] != "Số liệu giả định"] == []
    settings = (folder / "district.yml").read_text(encoding="utf-8")
    assert settings.startswith("# SỐ LIỆU GIẢ ĐỊNH")
    assert yaml.safe_load(settings)["notice"]["vi"].startswith("Số liệu giả định")


# The return with 1.300 exits in place of 1.328, so that 4018 - 1300 + 128 = 2846 are left.
EXITS, CLOSING = 1300, 2846
CORRECTION = f"""corrections:
- file: returns/2013.csv
  where: {{Mã đơn vị: DN-LC}}
  column: Số hộ thoát nghèo
  wrong: "1328"
  right: "{EXITS}"
  reason: {{vi: gõ nhầm hai số, en: two digits mistyped}}
  decided: {{vi: Phòng LĐTBXH, en: the labour office}}
"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """The pages of the published return, its exits and what the source makes of them changed."""
    folder = tmp_path_factory.mktemp("changed") / "published"
    shutil.copytree(PROJECT / "data" / "published", folder)
    (folder / "corrections.yml").write_text(CORRECTION, encoding="utf-8")
    _replace(folder / "returns" / "2013.csv", ",2818,", f",{CLOSING},")
    _replace(folder / "plan.csv", ",900,148,", ",900,144,")
    outputs = folder.parent / "outputs"
    done = run("--data", folder, "--area", "DN-LC", "--lang", "vi", outputs=outputs)
    assert done.returncode == 0, done.stdout
    return outputs


def _replace(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def derived(exits, closing):
    """Every figure that follows from the exits, by the rules of three of a primary school."""
    net, printed = 4018 - closing, Decimal("7.22")
    least = int(closing * 100 / (printed + Decimal("0.005"))) + 1
    most = int(closing * 100 / (printed - Decimal("0.005")))
    whole = [_vi(exits * 100 / 900, 0) + "%", _vi(net * 100 / 900, 0) + "%"]
    shares = [exits * 100 / 900, net * 100 / 900, exits * 100 / 4018]
    counts = [exits, closing, net, least, most]
    return [
        *(_vi(count, 0) for count in counts),
        *whole,
        *(_vi(share, 2) + "%" for share in shares),
    ]


def _vi(value, decimals):
    exact = f"{value:,.{decimals}f}"
    return exact.translate(str.maketrans(",.", ".,"))


def test_changing_the_exits_changes_every_figure_made_from_them(changed):
    pages = [soup(page) for page in changed.rglob("*.vi.html")]
    text = "\n".join(said(page) for page in pages)
    assert len(pages) == NOTEBOOKS
    assert [figure for figure in derived(EXITS, CLOSING) if not shows(text, figure)] == []
    assert "làm tròn 144%" in text and "144,44%" in text


def test_a_correction_stands_at_the_foot_of_every_page_with_its_reason(changed, shipped):
    said = "returns/2013.csv, Số hộ thoát nghèo: gõ nhầm hai số (Phòng LĐTBXH)"
    for page in changed.rglob("*.vi.html"):
        assert said in soup(page).footer.get_text(), page
    assert "Đính chính" not in soup(shipped / SITES["published"] / "02_plan.vi.html").footer.text


def test_nothing_of_the_old_exits_is_left_on_a_page_in_a_notebook_or_in_a_picture(changed, shipped):
    stale = [*derived(1328, 2818), "1328", "2818", "1,328", "2,818"]
    made = [*changed.rglob("*.html"), *changed.rglob("*.ipynb")]
    assert len(made) == 2 * NOTEBOOKS + 2 and {"148%", "133%", "147,56%", "33,05%", "1.200"} < set(
        stale
    )
    for file in made:
        text = re.sub("[A-Za-z0-9+/=]{100,}", "", file.read_text(encoding="utf-8"))
        text = text.partition("<footer>")[0]
        assert [figure for figure in stale if shows(text, figure)] == [], file
    for page in changed.rglob("*.vi.html"):
        old = soup(shipped / SITES["published"] / page.name).find_all("img")
        new = soup(page).find_all("img")
        assert len(new) == len(old) and (new or page.name.startswith(WITHOUT_PICTURES))
        assert {picture["src"] for picture in new}.isdisjoint(picture["src"] for picture in old)


# Words and numbers that nobody has, on every row of the small workspace that speaks of a person.
CANARIES = {
    "head of household": "Ngoẵng Đươxỵp",
    "household": "HỘ-ĐỖX-7734",
    "citizen number": "9997775553",
    "member": "Khuỵệch Đẫmzừ",
    "number of member": "9997775554",
    "candidate": "Wẫyđộp Zĩng",
    "evidence": "Biênbản Xuỷnđê 88123",
    "solution": "Giảipháp Quỷnhxê 5521",
    "follow_up": "Việccần Đỗmzậy 3380",
}
POOR, NEAR = households.POOR, households.NEAR_POOR
WARDS = {"10001": "An Bình", "10002": "An Hòa"}
SMALL = """
name: {vi: Quận Thử, en: Trial district}
code: "100"
kind: register
settlement: urban
source: {vi: sổ thử, en: a trial register}
notice: null
standards: {2013: da-nang-2013}
plan_periods: []
units:
  - {code: "10001", name: {vi: An Bình, en: An Bình}}
  - {code: "10002", name: {vi: An Hòa, en: An Hòa}}
"""
# Number, ward, class at the opening, class at the closing, what the review declared.
LISTS = [
    (1, "10001", POOR, POOR, "Nghèo cũ"),
    (2, "10001", POOR, POOR, "Nghèo cũ"),
    (3, "10001", POOR, None, "Thoát nghèo,Hộ không nghèo"),
    (4, "10001", POOR, None, "Thoát nghèo,Hộ cận nghèo"),
    (5, "10001", None, POOR, "Tái nghèo"),
    (6, "10001", NEAR, POOR, "Phát sinh mới"),
    (7, "10002", POOR, POOR, "Nghèo cũ"),
    (8, "10002", POOR, POOR, "Nghèo cũ"),
    (9, "10002", POOR, None, "Chuyển đi,"),
    (10, "10002", None, POOR, "Phát sinh mới"),
    (11, "10002", NEAR, NEAR, ""),
    (12, "10002", POOR, POOR, "Nghèo cũ"),
]
UNEXPLAINED = (13, "10002", None, POOR, "Nghèo cũ")


def small_workspace(folder, lists):
    """Two wards with a dozen households and one review, as a clerk would type it."""
    (folder / "register" / "2013").mkdir(parents=True)
    (folder / "district.yml").write_text(SMALL, encoding="utf-8")
    review = folder / "register" / "2013"
    closing = [[*_listed(n, ward, now), why] for n, ward, _, now, why in lists if now]
    _table(review / "closing.csv", [*households.LISTED, households.MOVEMENT], closing)
    opening = [_listed(n, ward, before) for n, ward, before, _, _ in lists if before]
    _table(review / "opening.csv", households.LISTED, opening)
    left = [_departed(n, ward, why) for n, ward, _, now, why in lists if not now]
    _table(review / "departures.csv", households.DEPARTED, left)
    people = [_member(n) for n, *_ in lists]
    _table(review / "members.csv", households.MEMBER, people)
    rows = "Năm,Mã phường,Phường,Số hộ dân cư,Số nhân khẩu\n" + "".join(
        f"{year},{code},{ward},200,800\n" for year in (2012, 2013) for code, ward in WARDS.items()
    )
    (folder / "population.csv").write_text(rows, encoding="utf-8")
    plan = "Năm,Mã đơn vị,Đơn vị giao,Chỉ tiêu thoát nghèo (hộ)\n2013,100,Quận,2\n"
    (folder / "plan.csv").write_text(plan, encoding="utf-8")
    headings = (PROJECT / "data" / "lien-chieu" / "nominations.csv").read_text("utf-8-sig")
    reader = csv.DictReader(io.StringIO(headings))
    candidate = dict.fromkeys(reader.fieldnames, "") | {
        "Năm": "2013",
        "Mã đề cử": "CN-01",
        "Luồng": "Cá nhân",
        "Tên": CANARIES["candidate"],
        "Minh chứng kế hoạch": CANARIES["evidence"],
    }
    with (folder / "nominations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames)
        writer.writeheader()
        writer.writerow(candidate)
    _add_work(folder, [(_household(n)[0], ward) for n, ward, *_ in LISTS])
    return folder


def _add_work(folder, homes):
    """A row of each household that the lists explain, in every table on the other work."""
    district = workspace.open(folder).district
    typed = work_tables.tables(homes, 2013, CANARIES)
    for stem, schema in programme.schemas(district).items():
        rows = work_tables.lines(stem, typed[stem], district)
        cells = [[f"{c:%d/%m/%Y}" if isinstance(c, date) else c for c in row] for row in rows]
        _table(folder / f"{stem}.csv", schema.all, cells)


def _table(file, columns, rows):
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([[column.heading for column in columns], *rows])


def _household(number):
    return [f"{CANARIES['household']}{number:02}", f"{CANARIES['head of household']} {number}"]


def _listed(number, ward, household_class):
    citizen = f"{CANARIES['citizen number']}{number:02}"
    place = [ward, WARDS[ward], "Tổ 1", "3", "1", "600000"]
    return [*_household(number), citizen, "1960", "Nữ", *place, household_class, "", "thiếu vốn"]


def _departed(number, ward, declared):
    return [*_household(number), ward, WARDS[ward], "3", "900000", *declared.split(",")]


def _member(number):
    identity = f"{CANARIES['member']} {number}", f"{CANARIES['number of member']}{number:02}"
    return [_household(number)[0], "1", *identity, "1960", "Nữ", "Chủ hộ"]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The small workspace with a household on the closing list alone: folder, outputs, process."""
    place = tmp_path_factory.mktemp("small")
    folder = small_workspace(place / "quan-thu", [*LISTS, UNEXPLAINED])
    done = run("--data", folder, outputs=place / "outputs")
    assert done.returncode == 0, done.stdout
    return folder, place / "outputs", done


def test_the_small_register_balances_before_a_household_is_added(tmp_path):
    office = workspace.open(small_workspace(tmp_path / "quan-thu", LISTS))
    ledger = build.tables(register.read(office), office.district)["ledger"]
    assert movements.unexplained(ledger).tolist() == [0, 0]


def test_a_household_added_to_the_closing_list_alone_is_the_unexplained_one(small):
    _, outputs, _ = small
    page = soup(outputs / "quan-thu" / "site" / "2013" / "100" / "01_movements.vi.html")
    left = row(page, "movements-households", "Chênh lệch chưa giải thích")
    assert left == {"Toàn địa bàn": "1", "An Bình": "0", "An Hòa": "1"}
    assert (
        "Sổ chưa cân đối: danh sách cuối kỳ có 9 hộ, tính theo biến động là 8 hộ; chênh lệch chưa "
        "giải thích 1 hộ (An Hòa 1)." in said(page)
    )


def _added(file, text):
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def _reworded(project):
    file = project / "notebooks" / "02_plan.ipynb"
    notebook = nbformat.read(file, as_version=4)
    prose = next(cell for cell in notebook.cells if cell.metadata.get("tags") == ["en"])
    prose.source += " And so on."
    nbformat.write(notebook, file)


CHANGES = {
    "a sentence": (
        lambda project, folder: _reworded(project),
        {"02_plan": ("render", "the notebook's prose changed")},
    ),
    "the style of the pages": (
        lambda project, folder: _added(
            project / "analysis" / "reports" / "templates" / "style.css", "p { margin: 0 }"
        ),
        {"every": ("render", "changed: analysis/reports/templates/style.css")},
    ),
    "a measure": (
        lambda project, folder: _added(project / "analysis" / "measures" / "wards.py", "# more"),
        {"03_wards": ("run", "changed: analysis/measures/wards.py")},
    ),
    "a household of the register": (
        lambda project, folder: _dropped(folder / "register" / "2013" / "closing.csv"),
        {"every": ("run", "facts of 2013 changed: register/2013/closing.csv")},
    ),
    "the name of a household": (
        lambda project, folder: _renamed(folder / "register" / "2013" / "closing.csv"),
        {},
    ),
}


def _dropped(file):
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:-1]), encoding="utf-8")  # the one that nothing declares


def _renamed(file):
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(CANARIES["head of household"], "Tên khác", 1), encoding="utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_again_what_rests_on_it_and_nothing_else(small, tmp_path, change):
    folder, outputs, _ = small
    project, changed = copied_project(tmp_path / "project"), tmp_path / "data" / folder.name
    shutil.copytree(folder, changed)
    shutil.copytree(outputs, tmp_path / "outputs")
    make, expected = CHANGES[change]
    make(project, changed)
    link = folder.with_name("kept")
    folder.rename(link)
    changed.rename(folder)
    try:
        done = run("--data", folder, "--dry-run", outputs=tmp_path / "outputs", project=project)
    finally:
        folder.rename(changed)
        link.rename(folder)
    assert done.returncode == 0, done.stdout
    doing = {}
    for line in done.stdout.splitlines():
        what, _, why = line.partition(": ")
        do, notebook, *_ = what.split()
        doing.setdefault(notebook, set()).add((do, why))
    kept = {("skip", "nothing it rests on has changed")}
    told = {name: {expected.get(name, expected.get("every"))} - {None} or kept for name in doing}
    assert len(doing) == NOTEBOOKS and doing == told


def test_reading_facts_and_making_pages_imports_no_generator(tmp_path):
    code = (
        "import analysis.facts.read, analysis.reports.batch, analysis.reports.site, sys; "
        "print([name for name in sys.modules if name.startswith('analysis.sample')])"
    )
    done = process(code, outputs=tmp_path / "outputs")
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def copied_project(folder):
    """The code, the notebooks and the rules by themselves, to be changed by a test."""
    unneeded = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for part in ("analysis", "notebooks"):
        shutil.copytree(PROJECT / part, folder / part, ignore=unneeded)
    (folder / "data").mkdir()
    for file in (PROJECT / "data").glob("*.yml"):
        shutil.copy(file, folder / "data")
    return folder


def test_a_page_comes_out_the_same_where_there_is_no_generator(small, tmp_path):
    folder, outputs, _ = small
    project = copied_project(tmp_path / "project")
    shutil.rmtree(project / "analysis" / "sample")
    for stem in ("00_overview", "02_plan"):
        (project / "notebooks" / f"{stem}.ipynb").unlink()
    alone = tmp_path / "outputs"
    done = run("--data", folder, "--lang", "vi", outputs=alone, project=project)
    assert (done.returncode, (project / "analysis" / "sample").exists()) == (0, False), done.stdout
    name = "quan-thu/site/2013/100/01_movements.vi.html"
    assert str(soup(alone / name).main) == str(soup(outputs / name).main)


@pytest.fixture(scope="module")
def failing(small, tmp_path_factory):
    """A run over the small workspace's pages with a notebook that fails: outputs and process."""
    folder, outputs, _ = small
    place = tmp_path_factory.mktemp("failing")
    project = copied_project(place / "project")
    (project / "notebooks" / "02_plan.ipynb").unlink()
    broken = project / "notebooks" / "01_movements.ipynb"
    notebook = nbformat.read(broken, as_version=4)
    setup = next(cell for cell in notebook.cells if "setup" in cell.metadata.get("tags", []))
    setup.source = 'raise RuntimeError("the ledger is torn")'
    nbformat.write(notebook, broken)
    shutil.copytree(outputs, place / "outputs")
    (place / "outputs" / "quan-thu" / "site" / "2013" / "100" / "00_overview.vi.html").unlink()
    done = run("--data", folder, "--lang", "vi", outputs=place / "outputs", project=project)
    return place / "outputs", done


def test_a_notebook_that_fails_is_named_and_the_exit_status_is_1(failing):
    _, done = failing
    assert done.returncode == 1
    assert f"{NOTEBOOKS - 1}/{NOTEBOOKS - 1} " in done.stdout
    assert "01_movements 2013 100 vi: RuntimeError: the ledger is torn" in done.stdout


def test_the_other_pages_are_delivered_and_the_earlier_good_page_stays(failing, small):
    outputs, before = failing[0] / "quan-thu", small[1] / "quan-thu"
    overview = "site/2013/100/00_overview.vi.html"
    assert tiles(soup(outputs / overview)) == tiles(soup(before / overview)) != {}
    for kept in ("site/2013/100/01_movements.vi.html", "runs/2013/100/01_movements.vi.ipynb"):
        assert (outputs / kept).read_bytes() == (before / kept).read_bytes()


def test_the_failed_notebook_is_kept_and_the_index_names_it(failing, small):
    failed = "quan-thu/runs/2013/100/01_movements.vi.failed.ipynb"
    assert "the ledger is torn" in (failing[0] / failed).read_text(encoding="utf-8")
    assert not list(failing[0].rglob("*.partial*"))
    title = "Diễn biến hộ nghèo", "Movements of poor households (Tiếng Việt)"
    for index, words in [
        ("index.html", f"Chưa lập được: {title[0]}"),
        ("index.en.html", f"Could not be made: {title[1]}"),
    ]:
        assert [line.text for line in soup(failing[0] / index).select("p.failed")] == [words]
        assert soup(small[1] / index).select("p.failed") == []


def folded(text):
    """Text without letter case, marks, đ or unneeded space, so that any spelling is one."""
    bare = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    return " ".join("".join(sign for sign in bare if not unicodedata.combining(sign)).split())


def readings(content, name):
    """Every text that can be read out of a file's bytes, whatever it is packed in."""
    yield from _unpacked(content.decode("utf-8", "ignore"))
    yield content.decode("utf-16-le", "ignore")
    if name.endswith((".ipynb", ".json")):
        yield from _strings(json.loads(content))
    if name.endswith(".parquet"):
        table = pq.read_table(pa.BufferReader(content))
        yield f"{table.schema.to_string(show_schema_metadata=True)} {table.to_pylist()}"
        for key, value in (table.schema.metadata or {}).items():
            yield from _unpacked(f"{key.decode()} {value.decode('utf-8', 'ignore')}")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in packed.namelist():
                yield part
                yield from readings(packed.read(part), part)
    if content.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            yield str(picture.text)


def _unpacked(text):
    yield text
    yield html.unescape(text)
    yield unquote(text)
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
    for packed in re.findall(r"[A-Za-z0-9+/]{24,}={0,2}", re.sub(r"\\n|\n", "", text)):
        try:
            yield from readings(base64.b64decode(packed, validate=True), "")
        except binascii.Error:
            continue


def _strings(entry):
    if isinstance(entry, dict):
        yield from (text for pair in entry.items() for part in pair for text in _strings(part))
    elif isinstance(entry, list):
        yield from (text for part in entry for text in _strings(part))
    elif isinstance(entry, str):
        yield from _unpacked(entry)


def canaries_in(texts):
    """Which of the canaries stand in one of the texts, numbers also with signs between digits."""
    seen = set()
    for text in texts:
        plain = folded(text)
        joined = re.sub(r"(?<=\d)[ .,_-](?=\d)", "", plain)
        seen |= {
            what
            for what, word in CANARIES.items()
            if folded(word) in plain or (word.isdigit() and word in joined)
        }
    return seen


def canaries_under(folder):
    """Canaries by the file that holds one in its name or its content."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    found = {
        file: canaries_in([str(file.relative_to(folder)), *readings(file.read_bytes(), file.name)])
        for file in files
    }
    return {file: words for file, words in found.items() if words}


NAME, NUMBER = CANARIES["head of household"], CANARIES["citizen number"]
BARE = folded(NAME)


def _png(word):
    text = PngInfo()
    text.add_text("Title", word, zip=True)
    content = io.BytesIO()
    Image.new("L", (1, 1)).save(content, "PNG", pnginfo=text)
    return content.getvalue()


def _parquet(table):
    content = pa.BufferOutputStream()
    pq.write_table(table, content, compression="zstd")
    return content.getvalue().to_pybytes()


def _zip(word):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", f"<t>{word}</t>" * 9)
    return content.getvalue()


def _entities(word):
    return "".join(f"&#{ord(sign)};" for sign in word).encode()


PLANTED = {
    "raw.html": NAME.encode(),
    "decomposed.txt": unicodedata.normalize("NFD", NAME).encode(),
    "without-marks.txt": BARE.encode(),
    "capitals.txt": NAME.upper().encode(),
    "entities.html": b"<p>" + _entities(NAME) + b"</p>",
    "escapes.ipynb": json.dumps({"cells": [{"outputs": [NAME]}]}).encode(),
    "entities-in-escapes.ipynb": json.dumps({"cells": [_entities(NAME).decode()]}).encode(),
    "grouped-number.html": b"<td>999 777 555.366</td>",
    "column.parquet": _parquet(pa.table({"a": [NAME] * 9})),
    "heading.parquet": _parquet(pa.table({NAME: [1]})),
    "number.parquet": _parquet(pa.table({"a": [int(NUMBER)]})),
    "metadata.parquet": _parquet(pa.table({"a": [1]}).replace_schema_metadata({"by": NAME})),
    "picture.png": _png(BARE),
    "picture.html": b'<img src="data:image/png;base64,' + base64.b64encode(_png(NAME)) + b'">',
    "picture.ipynb": json.dumps({"image/png": base64.encodebytes(_png(NAME)).decode()}).encode(),
    "year.zip": _zip(NAME),
    "workbook.html": b'<a href="data:;base64,' + base64.b64encode(_zip(NAME)) + b'">',
    "link.html": b'<a href="ng%C6%B0%E1%BB%9Di/Ngo%E1%BA%B5ng%20%C4%90%C6%B0%C6%A1x%E1%BB%B5p">',
    f"{unicodedata.normalize('NFD', NAME)}.html": b"",
}


@pytest.mark.parametrize("name", PLANTED)
def test_the_search_finds_a_canary_however_it_is_packed(name, tmp_path):
    (tmp_path / "clean.html").write_text("<p>Ngoan Đương 999</p>", encoding="utf-8")
    (tmp_path / name).write_bytes(PLANTED[name])
    assert [file.name for file in canaries_under(tmp_path)] == [name]


def test_nothing_that_a_run_leaves_holds_anything_of_a_person(small):
    folder, outputs, _ = small
    inputs = canaries_under(folder)
    assert set.union(*inputs.values()) == set(CANARIES)
    kinds = {kind: len(list(outputs.rglob(kind))) for kind in ("*.html", "*.ipynb")}
    assert kinds == {"*.html": 2 * NOTEBOOKS + 2, "*.ipynb": 2 * NOTEBOOKS}
    office = workspace.open(folder)
    facts = {f"{name}.parquet" for name in build.tables(register.read(office), office.district)}
    facts |= {"watch_bands.parquet", "watch_tests.parquet"}
    assert {file.name for file in outputs.glob("*/facts/*.parquet")} == facts
    leaks = canaries_under(outputs)
    inside = ("store", "internal")
    public = [file for file in leaks if file.relative_to(outputs).parts[1] not in inside]
    assert public == []


def test_the_rows_to_look_at_again_hold_household_numbers_and_nothing_else_of_a_person(small):
    _, outputs, _ = small
    inside = canaries_under(outputs / "quan-thu" / "internal")
    assert inside == {outputs / "quan-thu" / "internal" / "doubts.csv": {"household"}}


def test_what_a_run_prints_holds_nothing_of_a_person(small, failing):
    _, _, done = small
    assert f"{2 * NOTEBOOKS}/{2 * NOTEBOOKS} " in done.stdout
    printed = [done.stdout, done.stderr, failing[1].stdout, failing[1].stderr]
    assert canaries_in(printed) == set()


WRONG_WORK = {  # on the rows of households
    "housing_surveys": (",Nhà tạm,", ",tạm,"),
    "housing_works": (",40000000,", ",40000001,"),
    "three_haves": (",không,", ",chưa,"),
    "support": (",Ngân sách,", ",Nhà nước,"),
    "wishes": (",Đồng ý,", ",ừ,"),
    "inspections": (",Sai thu nhập,", ",Sai,"),
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    """The small workspace with a fault on the rows of people in every file."""
    folder = small_workspace(tmp_path_factory.mktemp("faulty") / "quan-thu", LISTS)
    review = folder / "register" / "2013"
    for file, old, new in [
        (review / "closing.csv", ",3,1,600000,", ",0,1,six,"),
        (review / "closing.csv", f"{_household(2)[0]},", f"{_household(1)[0]},"),
        (review / "opening.csv", ",10002,An Hòa,", ",10001,An Hòa,"),
        (review / "departures.csv", _household(3)[0], ""),
        (review / "departures.csv", _household(4)[0], _household(1)[0]),
        (review / "members.csv", ",1960,Nữ,", ",1760,nữ,"),
        (folder / "nominations.csv", ",Cá nhân,", ",Người,"),
        *((folder / f"{stem}.csv", old, new) for stem, (old, new) in WRONG_WORK.items()),
    ]:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "lang, refusal, hidden",
    [
        ("vi", "chưa ghi kết quả nào", "thông tin cá nhân, không in"),
        ("en", "nothing was written", "personal, not printed"),
    ],
)
def test_a_refused_run_tells_rows_and_rules_but_nothing_of_a_person(
    faulty, tmp_path, lang, refusal, hidden
):
    done = run("--data", faulty, "--lang", lang, outputs=tmp_path / "outputs")
    assert done.returncode == 2
    assert done.stdout.count(refusal) == 5 + len(WRONG_WORK)
    assert done.stdout.count(hidden) >= 4
    assert "'Người'" not in done.stdout and "'1760'" not in done.stdout
    assert canaries_in([done.stdout, done.stderr]) == set()
    assert not (tmp_path / "outputs").exists()


def test_a_household_that_no_list_has_is_told_by_its_row_and_never_by_its_number(tmp_path):
    folder = small_workspace(tmp_path / "quan-thu", LISTS)
    for stem in WRONG_WORK:
        file = folder / f"{stem}.csv"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(_household(1)[0], f"{CANARIES['household']}99"), "utf-8")
    with pytest.raises(RegisterError) as refused:
        register.read(workspace.open(folder))
    files = {fault.file for fault in refused.value.faults}
    assert files == {f"quan-thu/{stem}.csv" for stem in WRONG_WORK}
    assert canaries_in(refused.value.text(lang) for lang in terms.LANGS) == set()


def test_a_list_that_lost_its_headings_shows_no_cell_of_its_first_row(tmp_path):
    folder = small_workspace(tmp_path / "quan-thu", LISTS)
    file = folder / "register" / "2013" / "members.csv"
    rows = file.read_text(encoding="utf-8").splitlines()[1:]
    name = f"{CANARIES['member']} 1"  # written into two cells, as a heading must not be
    file.write_text("\n".join(rows).replace("Chủ hộ", name), encoding="utf-8")
    with pytest.raises(RegisterError, match=r"Họ tên \(member_name\) must be a heading") as refused:
        register.read(workspace.open(folder))
    assert canaries_in(refused.value.text(lang) for lang in terms.LANGS) == set()
