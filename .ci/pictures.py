"""Take the pictures of the README: `uv run giamngheo run`, then `uv run .ci/pictures.py`."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).parent.parent
SITE = PROJECT / "outputs" / "lien-chieu" / "site" / "2013" / "490"
# name of the picture, page, width and height of the window
PICTURES = [
    ("overview", "00_overview.vi.html", 1200, 1240),
    ("movements-phone", "01_movements.en.html", 390, 1240),
]


def take(folder: Path) -> None:
    """Write each picture as PNG into a folder."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, page, width, height in PICTURES:
            tab = browser.new_page(viewport={"width": width, "height": height})
            tab.goto((SITE / page).as_uri())
            tab.screenshot(path=folder / f"{name}.png")


if __name__ == "__main__":
    take(PROJECT / "docs")
