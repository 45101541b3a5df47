"""Every file in data/ has its entry in the catalogue."""

from pathlib import PurePath

import yaml

from analysis.workspace import PROJECT

DATA = PROJECT / "data"
CATALOG = yaml.safe_load((DATA / "catalog.yml").read_text(encoding="utf-8"))
SETTINGS = {"catalog.yml", "district.yml"}


def test_every_file_is_described_once():
    for file in DATA.rglob("*"):
        if file.is_file() and file.name not in SETTINGS:
            name = PurePath(file.relative_to(DATA).as_posix())
            assert sum(name.match(pattern) for pattern in CATALOG) == 1, name


def test_every_entry_describes_a_file():
    for pattern, entry in CATALOG.items():
        assert list(DATA.glob(pattern)), pattern
        assert {"title", "issuer", "grain", "personal"} <= set(entry), pattern
