"""The main points of a page, as a list on top of it."""

from IPython.display import Markdown

MOST = 6


def listed(*points: str) -> Markdown:
    """At most six sentences as a list; ValueError for more."""
    if len(points) > MOST:
        raise ValueError(f"{len(points)} main points; a page has at most {MOST}")
    return Markdown("\n".join(f"- {point}" for point in points))
