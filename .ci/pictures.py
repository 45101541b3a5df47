"""Take the pictures of the README: `uv run giamngheo run`, then `uv run .ci/pictures.py`."""

import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from analysis import workspace

DOCS = Path(__file__).parent.parent / "docs"
COLOURS = 64  # enough for text and bars, in a quarter of the bytes
# name of the picture, page, width and height of the window
PICTURES = [
    ("overview", "00_overview.vi.html", 1200, 1240),
    ("movements-phone", "01_movements.en.html", 390, 1240),
]


def take(site: Path, folder: Path) -> None:
    """Write each picture of the site's pages as PNG into a folder."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, page, width, height in PICTURES:
            tab = browser.new_page(viewport={"width": width, "height": height})
            tab.goto((site / page).as_uri())
            with Image.open(io.BytesIO(tab.screenshot())) as taken:
                taken.convert("RGB").quantize(COLOURS).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    take(workspace.outputs() / "lien-chieu" / "site" / "2013" / "490", DOCS)
