"""The invented sample is what its generator writes, byte for byte, and says that it is invented."""

import hashlib
from pathlib import Path

import pytest

from analysis import sample
from analysis.workspace import PROJECT

COMMITTED = PROJECT / "data" / "lien-chieu"


def hashes(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*.csv")
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "lien-chieu"
    sample.write(folder)
    return folder


def test_the_committed_sample_is_regenerated_byte_for_byte(written):
    assert hashes(written) == hashes(COMMITTED)


def test_every_file_says_that_it_is_invented():
    for file in COMMITTED.rglob("*.csv"):
        heading = file.read_text(encoding="utf-8-sig").splitlines()[0]
        assert heading.endswith("Số liệu giả định"), file
    assert "GIẢ ĐỊNH" in (COMMITTED / "district.yml").read_text(encoding="utf-8")


def test_every_citizen_number_begins_with_999():
    for file in COMMITTED.glob("register/*/members.csv"):
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        at = lines[0].split(",").index("Số định danh")
        numbers = {line.split(",")[at] for line in lines[1:]} - {""}
        assert numbers
        assert all(number.startswith("999") and len(number) == 12 for number in numbers), file
