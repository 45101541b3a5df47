"""What the index says: of a workspace its years, of a year its areas, of an area its pages."""

import re
from functools import cache
from html import unescape
from pathlib import Path

import nbformat

from analysis import terms
from analysis.reports import batch, compare
from analysis.reports.compare import Difference
from analysis.reports.left import Areas, Left, Verdict

TILE = re.compile(r"<dt>(.*?)</dt><dd>(.*?)</dd>")


def names(about: dict, lang: str) -> dict[str, str]:
    """The areas of a workspace, the whole first, by code."""
    whole = {about["code"]: about["name"][lang]} if about["code"] else {}
    return whole | {
        place["code"]: place["name"][lang] for place in about["groups"] + about["units"]
    }


def entry(about: dict, years: list[dict], lang: str) -> dict:
    """A workspace in the index, with its years as `year` gives them."""
    return {
        "name": about["name"][lang],
        "notice": about["notice"] and about["notice"][lang],
        "source": about["source"][lang],
        "years": years,
    }


def year(about: dict, number: int, areas: Areas, root: Path, lang: str) -> dict:
    """A year in the index, its pages addressed from the folder `root`."""
    called = names(about, lang)
    return {
        "year": number,
        "verified": _verified({called[area]: pages for area, pages in areas.items()}, lang),
        "areas": [
            {
                "name": called[area],
                "headline": _headline(pages, lang),
                "pages": _links(pages, root, lang),
                "missing": [_named(page, lang) for page in pages if _is_missing(page)],
                "failed": [_named(page, lang) for page in pages if page.is_failed],
                "made": _days(pages, lang),
                "changed": _changed(pages, lang),
            }
            for area, pages in areas.items()
        ],
    }


def _links(pages: list[Left], root: Path, lang: str) -> list[dict]:
    """A link for each notebook: to its page in this language, or else to the one there is."""
    there = sorted((page for page in pages if page.is_there), key=lambda page: page.lang == lang)
    best = {page.stem: page for page in there}
    return [
        {
            "title": _title(stem, lang),
            "href": best[stem].file.relative_to(root).as_posix(),
            "lang": best[stem].lang,
        }
        for stem in sorted(best)
    ]


def _is_missing(page: Left) -> bool:
    return not page.is_there and not page.is_failed


def _named(page: Left, lang: str) -> str:
    """A page by its title, and its language where that is not the index's own."""
    title = _title(page.stem, lang)
    return title if page.lang == lang else f"{title} ({terms.LANGUAGES[page.lang]})"


def _days(pages: list[Left], lang: str) -> str:
    """The day the pages were made, or the first and the last; empty where nothing tells."""
    days = sorted({page.made.astimezone().date() for page in pages if page.made and page.is_there})
    ends = [terms.day(day, lang) for day in days]
    return " – ".join([ends[0], ends[-1]] if len(ends) > 1 else ends)


def _changed(pages: list[Left], lang: str) -> dict:
    """What the pages in this language show otherwise than those before them."""
    found = [
        figure._replace(where=f"{_title(page.stem, lang)}: {figure.where}")
        for page in pages
        if page.lang == lang and page.is_there
        for figure in compare.named(page.changed, lang)
    ]
    return {"count": len(found), "figures": compare.told(found)}


def _verified(areas: dict[str, list[Left]], lang: str) -> dict | None:
    """What came out of running published notebooks again, by the names of their areas."""
    seen = [
        (area, page)
        for area, pages in areas.items()
        for page in pages
        if page.verdict and page.is_there
    ]
    if not seen:
        return None
    rows = [
        {"area": area, "title": _named(page, lang), "why": page.verdict.why[lang], "figure": figure}
        for area, page in seen
        for figure in _told(page.verdict, lang)
    ]
    last = max(page.verdict.at for _, page in seen)
    day = terms.day(last.astimezone().date(), lang)
    return {"day": day, "count": len(seen), "rows": rows}


def _told(verdict: Verdict, lang: str) -> list[Difference]:
    """The first figures that would differ, and how many more, or the error in their place."""
    if verdict.error:
        return [Difference(verdict.error, "", "")]
    return compare.told(compare.named(verdict.figures, lang))


def _headline(pages: list[Left], lang: str) -> list[tuple[str, str]]:
    """The tiles of the overview in this language, as label and value."""
    for page in pages:
        if page.stem == "00_overview" and page.lang == lang and page.is_there:
            html = page.file.read_text(encoding="utf-8").partition('<dl class="tiles">')[2]
            tiles = TILE.findall(html.partition("</dl>")[0])
            return [(unescape(label), unescape(value)) for label, value in tiles]
    return []


@cache
def _title(stem: str, lang: str) -> str:
    return batch.title(nbformat.read(batch.NOTEBOOKS / f"{stem}.ipynb", as_version=4), lang)
