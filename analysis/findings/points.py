"""The main points of a page, as a list on top of it."""

from IPython.display import Markdown

MOST = 6


def listed(*points: str) -> Markdown:
    """At most six sentences as a list, those with nothing to say left out; ValueError for more."""
    said = [point for point in points if point]
    if len(said) > MOST:
        raise ValueError(f"{len(said)} main points; a page has at most {MOST}")
    return Markdown("\n".join(f"- {point}" for point in said))
