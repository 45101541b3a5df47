"""Declarations of an office that cannot be used: its layouts, its corrections, its folders."""

from collections.abc import Callable
from pathlib import Path

import yaml

from tests.faulty import Case, told
from tests.faulty import sentences as say
from tests.faulty.office import CLOSING, PLACE


def written(name: str, text: str) -> Callable[[Path], object]:
    """A file of these words."""
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def corrected(**changed: object) -> Callable[[Path], object]:
    """A correction of the first household's class, otherwise than it should be."""
    said = {"vi": "gõ nhầm", "en": "mistyped"}
    entry = {"file": PLACE, "sheet": CLOSING, "where": {"STT chủ hộ": "1"}, **changed}
    entry = {"column": "Phân loại hộ", "wrong": "Hộ nghèo", "right": "Hộ nghèo", **entry}
    declared = {"corrections": [{**entry, "reason": said, "decided": said}]}
    return written("corrections.yml", yaml.safe_dump(declared, allow_unicode=True))


CASES = [
    Case(
        "layouts with an unknown key",
        refused=(told(say.NO_ENTRY, of="mau:"),),
        files=written("layouts.yml", "layouts: {}\nmau: 1\n"),
    ),
    Case(
        "a layout with an unknown key",
        refused=(told(say.NO_ENTRY, of="layouts.own.cot:"),),
        files=written("layouts.yml", "layouts:\n  own:\n    like: official_list\n    cot: 3\n"),
    ),
    Case(
        "a layout like one that there is not",
        refused=(told(say.LIKE_NOTHING, of="layouts.own:"),),
        files=written("layouts.yml", "layouts:\n  own:\n    like: nothing\n"),
    ),
    Case(
        "a layout like itself",
        refused=(told(say.LIKE_ITSELF, of="layouts.own:"),),
        files=written("layouts.yml", "layouts:\n  own:\n    like: own\n"),
    ),
    Case(
        "a layout with rows that are none",
        refused=(told(say.NO_KIND_OF_ROWS, of="layouts.own.rows:"),),
        files=written("layouts.yml", "layouts:\n  own:\n    like: official_list\n    rows: x\n"),
    ),
    Case(
        "a layout whose columns are a list",
        refused=(told(say.NO_LINES, of="layouts.own.columns:"),),
        files=written("layouts.yml", "layouts:\n  own: {like: official_list, columns: [a]}\n"),
    ),
    Case(
        "layouts that are no YAML",
        refused=(told(say.NO_YAML),),
        files=written("layouts.yml", "layouts: [\n"),
    ),
    Case(
        "a correction of a sheet that there is not",
        refused=(told(say.OTHER_SHEET, of="register/2022/ra-soat.xlsx, Phân loại hộ:"),),
        files=corrected(sheet="Trang lạ"),
    ),
    Case(
        "a correction that names no sheet",
        refused=(told(say.NO_SHEET, of="register/2022/ra-soat.xlsx, Phân loại hộ:"),),
        files=corrected(sheet=None),
    ),
    Case(
        "a correction of a file that there is not",
        refused=(told(say.NO_FILE, of="register/2022/khac.xlsx, Phân loại hộ:"),),
        files=corrected(file="register/2022/khac.xlsx"),
    ),
    Case(
        "a correction of what was mended",
        refused=(told(say.MENDED, of="register/2022/ra-soat.xlsx, Phân loại hộ:"),),
        files=corrected(wrong="Nghèo"),
    ),
    Case(
        "a correction that points to several rows",
        refused=(told(say.SEVERAL_ROWS, of="register/2022/ra-soat.xlsx, Phân loại hộ:"),),
        files=corrected(where={"Giới tính": "Nữ"}),
    ),
    Case(
        "a folder that is named by no year",
        refused=(told(say.NO_YEAR),),
        files=lambda folder: (folder / "register" / "năm nay").mkdir(),
    ),
]
