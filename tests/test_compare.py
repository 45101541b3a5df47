"""What shows otherwise is told: a digit, a word, a picture; the noise of a float is not."""

import base64
import os
import subprocess
import sys
from io import BytesIO

import nbformat
import numpy as np
import pytest
from nbformat import v4
from PIL import Image

from analysis.reports import compare
from analysis.workspace import PROJECT

NBVAL = ["--nbval", "--nbval-current-env"]


def showing(*outputs: dict):
    """A notebook that shows these outputs."""
    shown = [v4.new_output("display_data", data=data) for data in outputs]
    return v4.new_notebook(cells=[v4.new_code_cell(outputs=shown)])


def table(*cells: str) -> dict:
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return {
        "text/html": '<table id="rates"><thead><tr><th></th><th>Tỷ lệ</th><th>Hộ</th></tr></thead>'
        f'<tbody><tr><th scope="row">Hòa Minh</th>{row}</tr></tbody></table>'
    }


def png(pixels: np.ndarray) -> dict:
    file = BytesIO()
    Image.fromarray(pixels.astype("uint8")).save(file, "PNG")
    return {"image/png": base64.b64encode(file.getvalue()).decode(), "text/plain": "bars"}


BARS = np.full((60, 80, 3), 255)
BARS[10:50, 10:30] = (30, 90, 150)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("7,22%", "7,22%", True),
        ("7,22%", "7,23%", False),
        ("0.3", "0.30000000000000004", True),
        ("0.3", "0.300001", False),
        ("1.328 hộ", "1.329 hộ", False),
        ("1.328.000", "1.328.001", False),
        ("12345678.5", "12345678.500000001", True),
        ("12 hộ", "12 người", False),
        ("12 hộ", "12 hộ, 3 người", False),
        ("0", "•", False),
        ("1e-05", "1.0000000000001e-05", True),
    ],
)
def test_numbers_are_held_at_the_precision_they_are_shown_with(before, after, same):
    assert compare.is_same_text(before, after) is same
    found = compare.differences(showing(table(before, "5")), showing(table(after, "5")))
    told = [] if same else [("rates / Hòa Minh / Tỷ lệ", before, after)]
    assert [tuple(each) for each in found] == told


def test_a_picture_is_the_same_to_the_eye_or_it_is_another():
    noisy, moved = BARS.copy(), BARS.copy()
    noisy[::7, ::7] -= 20
    moved[10:50, 30:34] = (30, 90, 150)
    junk = np.random.default_rng(1).integers(0, 255, BARS.shape)
    for pixels, same in [(noisy, True), (moved, False), (junk, False), (BARS[:, :79], False)]:
        found = compare.differences(showing(png(BARS)), showing(png(pixels)))
        assert [each.where for each in found] == ([] if same else ["picture 1"])
    assert compare.differences(showing(png(BARS)), showing())[0].after == ""


def test_what_came_and_what_went_is_told():
    found = compare.differences(
        showing(table("1", "2"), {"text/markdown": "Một câu."}),
        showing({"text/markdown": "Hai câu."}),
    )
    gone = [
        ("rates / Hòa Minh / " + head, old, "")
        for head, old in [("1", "Hòa Minh"), ("Tỷ lệ", "1"), ("Hộ", "2")]
    ]
    assert sorted(found) == sorted([*gone, ("text", "Một câu.", "Hai câu.")])


def test_words_around_a_table_and_of_a_picture_are_held_as_well():
    captioned = [{"text/html": f"<table><caption>{name}</caption></table>"} for name in "AB"]
    found = compare.differences(*(showing(each) for each in captioned))
    assert [tuple(each) for each in found] == [("text", "A", "B")]
    pictures = [showing(png(BARS)) for _ in range(2)]
    for picture, alt in zip(pictures, ["12 hộ", "13 hộ"], strict=True):
        picture.cells[0].outputs[0].metadata["image/png"] = {"alt": alt}
    found = compare.differences(*pictures)
    assert [tuple(each) for each in found] == [("text", "12 hộ", "13 hộ")]


CELL = "from IPython.display import Image, display"
SHOWN = "display(Image(data=__import__('base64').b64decode({png!r})))"


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("number", "pixels", "passes"),
    [("0.3", BARS, True), ("0.31", BARS, False), ("0.3", 255 - BARS, False)],
)
def test_notebooks_under_nbval_are_held_the_same_way(tmp_path, number, pixels, passes):
    stored = [
        v4.new_code_cell(CELL, execution_count=1),
        v4.new_code_cell(
            "0.1 + 0.2",
            execution_count=2,
            outputs=[v4.new_output("execute_result", {"text/plain": number}, execution_count=2)],
        ),
        v4.new_code_cell(
            SHOWN.format(png=png(BARS)["image/png"]),
            execution_count=3,
            outputs=[v4.new_output("display_data", png(pixels))],
        ),
    ]
    nbformat.write(v4.new_notebook(cells=stored), tmp_path / "a.ipynb")
    held = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "conftest", "-c", "/dev/null", *NBVAL, tmp_path],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        encoding="utf-8",
    )
    assert (held.returncode == 0) is passes, held.stdout
    assert ("is stored, now" in held.stdout) is not passes, held.stdout


def test_of_a_long_line_the_part_that_differs_is_told():
    line = "Thoát nghèo {} hộ so với kế hoạch. " + "Giảm ròng 1.200 hộ. " * 9
    (found,) = compare.differences(
        *(showing({"text/markdown": f"- Câu đầu.\n- {line.format(number)}"}) for number in "12")
    )
    assert found.before.startswith("- Thoát nghèo 1 hộ so với") and found.before.endswith("…")
    assert found.after == found.before.replace("nghèo 1 hộ", "nghèo 2 hộ") and len(found.after) < 80
    (shown,) = compare.named([found], "vi")
    assert shown.where == "lời văn"
    picture = compare.Difference("picture 2", "a", "b")
    assert [each.where for each in compare.named([picture], "vi")] == ["hình 2"]
