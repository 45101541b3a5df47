"""Holds what a notebook shows against what it showed before: tables, sentences and pictures.

Numbers are held at the precision they are shown with: a digit differs, the noise of a float does
not. Pictures are held pixel by pixel, as far as an eye would tell them apart.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import NamedTuple

import numpy as np
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from PIL import Image

NUMBER = re.compile(r"-?\d[\d.,\u202f\u00a0]*(?:e-?\d+)?", re.IGNORECASE)
NOISE = 1e-9  # of floats; smaller than any digit that is shown
SEEN = 48  # of 255, by which a pixel must differ for an eye to see it
WORDS = {"text": {"vi": "lời văn", "en": "text"}, "picture": {"vi": "hình", "en": "picture"}}
AROUND = 40  # letters of a line that are told before and after what differs in it
TOLD = 10  # differences that people are told one by one; records hold all
FEW = 0.002  # of the pixels, as letters drawn by another version of a library may differ


class Difference(NamedTuple):
    """One thing that is shown otherwise: where it stands, and what stood and stands there."""

    where: str
    before: str
    after: str


def differences(before: NotebookNode, after: NotebookNode) -> list[Difference]:
    """What two executions of a notebook show differently, in the order of the tables and texts."""
    if _outputs(before) == _outputs(after):
        return []
    was, now = _tables(before), _tables(after)
    found = [
        Difference(" / ".join([table, *cell]), was.get(table, {}).get(cell, ""), text)
        for table, cells in now.items()
        for cell, text in cells.items()
        if not is_same_text(was.get(table, {}).get(cell, ""), text)
    ]
    found += [
        Difference(" / ".join([table, *cell]), text, "")
        for table, cells in was.items()
        for cell, text in cells.items()
        if cell not in now.get(table, {})
    ]
    found += [
        Difference("text", *_excerpts(old or "", new or ""))
        for old, new in zip_longest(_texts(before), _texts(after))
        if not is_same_text(old or "", new or "")
    ]
    return found + [
        Difference(f"picture {at}", _mark(old), _mark(new))
        for at, (old, new) in enumerate(zip_longest(_pictures(before), _pictures(after)), 1)
        if not is_same_picture(old, new)
    ]


def named(found: Sequence[Difference], lang: str) -> list[Difference]:
    """The same, with words of a language for texts and pictures in place of a table's id."""
    return [each._replace(where=_place(each.where, lang)) for each in found]


def _place(where: str, lang: str) -> str:
    kind, _, number = where.partition(" ")
    return f"{WORDS[kind][lang]} {number}".strip() if kind in WORDS else where


def told(found: Sequence[Difference]) -> list[Difference]:
    """The first few, and in a last line how many more there are."""
    more = len(found) - TOLD
    return [*found[:TOLD], *[Difference(f"+ {more}", "", "")] * (more > 0)]


def is_same_text(before: str, after: str) -> bool:
    """Whether two texts differ in nothing but the noise of floats."""
    if before == after:
        return True
    if NUMBER.sub("0", before) != NUMBER.sub("0", after):
        return False
    pairs = zip(NUMBER.findall(before), NUMBER.findall(after), strict=True)
    return all(old == new or _is_noise(old, new) for old, new in pairs)


def _is_noise(before: str, after: str) -> bool:
    try:
        old, new = float(before), float(after)
    except ValueError:  # a number with separators, which is rounded as it is shown
        return False
    return abs(old - new) <= NOISE * max(1.0, abs(old))


def is_same_picture(before: bytes | None, after: bytes | None) -> bool:
    """Whether an eye would take two pictures, given as PNG, for the same."""
    if before == after:
        return True
    if not before or not after:
        return False
    old, new = (
        np.asarray(Image.open(BytesIO(each)).convert("RGB"), int) for each in (before, after)
    )
    return old.shape == new.shape and float((abs(old - new) > SEEN).any(axis=2).mean()) <= FEW


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """The part of two lines in which they differ, with some letters around it."""
    if not before or not after:
        return before, after
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    first = max(start - AROUND, 0)
    ends = [max(len(line) - end, start) + AROUND for line in (before, after)]
    cut = [line[first:last] for line, last in zip((before, after), ends, strict=True)]
    return tuple(
        "…" * (first > 0) + part.strip() + "…" * (last < len(line))
        for line, part, last in zip((before, after), cut, ends, strict=True)
    )


def _alike(before: str, after: str) -> int:
    """How many letters two texts begin with in common."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((at for at, (old, new) in pairs if old != new), min(len(before), len(after)))


def _mark(picture: bytes | None) -> str:
    """What tells one picture from another in writing; empty for none."""
    return hashlib.sha256(picture).hexdigest()[:8] if picture else ""


def _outputs(notebook: NotebookNode) -> list:
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def _shown(notebook: NotebookNode, kind: str) -> Iterator[str]:
    """What stands in the outputs as one kind, such as text/html."""
    for output in _outputs(notebook):
        data = output.get("data", {"text/plain": output.get("text", "")})
        if kind in data:
            yield "".join(data[kind])


def _tables(notebook: NotebookNode) -> dict[str, dict[tuple[str, ...], str]]:
    """The cells of every table by its id, each by the heads of its row and its column."""
    found = {}
    for html in _shown(notebook, "text/html"):
        for table in BeautifulSoup(html, "html.parser").select("table"):
            found[table.get("id", f"table {len(found) + 1}")] = dict(_cells(table))
        for at, tile in enumerate(BeautifulSoup(html, "html.parser").select("dt")):
            found.setdefault("tiles", {})[(f"{at + 1}", tile.text)] = tile.find_next("dd").text
    return found


def _cells(table: BeautifulSoup) -> Iterator[tuple[tuple[str, ...], str]]:
    heads = [cell.get_text(" ", strip=True) for cell in table.select("thead th")]
    rows = Counter()
    for row in table.select("tbody tr"):
        texts = [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        rows[texts[0]] += 1
        name = texts[0] if rows[texts[0]] == 1 else f"{texts[0]} ({rows[texts[0]]})"
        for at, (head, text) in enumerate(zip_longest(heads, texts, fillvalue=""), 1):
            yield (name, head or str(at)), text


def _texts(notebook: NotebookNode) -> list[str]:
    """Sentences, the words around tables, those of pictures, and plain text, line by line."""
    words = (text for output in _outputs(notebook) for text in _words(output))
    return [line for text in words for line in text.splitlines() if line.strip()]


def _words(output: NotebookNode) -> Iterator[str]:
    data = output.get("data", {"text/plain": output.get("text", "")})
    if "text/html" in data:
        html = BeautifulSoup("".join(data["text/html"]), "html.parser")
        for part in html.select("thead, tbody, dl"):
            part.decompose()
        yield from filter(None, [html.get_text(" ", strip=True)])
    elif "image/png" in data:
        about = output.get("metadata", {}).get("image/png", {})
        yield from (str(about[name]) for name in sorted(about))
    else:
        yield "".join(data.get("text/markdown", data.get("text/plain", "")))


def _pictures(notebook: NotebookNode) -> list[bytes]:
    return [base64.b64decode(png) for png in _shown(notebook, "image/png")]
