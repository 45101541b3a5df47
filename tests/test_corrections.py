"""An error of a file is mended by a declaration, which is refused when it no longer holds."""

import pytest
import yaml

from analysis import workspace
from analysis.corrections import FILE
from analysis.facts import build
from analysis.register.kept import Kept
from analysis.register.read import read
from analysis.workspace import WorkspaceError
from tests.test_register import REGISTER, changed, read_register, refusal, write

MENDED = {
    "file": "register/2013/closing.csv",
    "where": {"Mã hộ": "HK-1"},
    "column": "Số nhân khẩu",
    "wrong": "3",
    "right": "4",
    "reason": {"vi": "đếm thiếu một người", "en": "one person left out"},
    "decided": {"vi": "UBND phường, 05/12/2013", "en": "the ward, 5 Dec 2013"},
}


def declared(*corrections: dict) -> dict:
    """The register of the tests with corrections of it."""
    return REGISTER | {FILE: yaml.safe_dump({"corrections": list(corrections)}, allow_unicode=True)}


def size_of(register, household: str = "HK-1") -> str:
    rows = register.reviews[2013].closing.set_index("household_id")
    return rows.loc[household, "members"]


def test_a_correction_changes_its_cell_and_no_other(tmp_path):
    before = read_register(write(tmp_path / "plain", REGISTER))
    after = read_register(write(tmp_path / "mended", declared(MENDED)))
    assert (size_of(before), size_of(after)) == ("3", "4")
    differs = before.reviews[2013].closing.compare(after.reviews[2013].closing)
    assert differs.shape == (1, 2)
    people = [
        build.ledger(register.reviews[2013])["closing_people"].sum() for register in (before, after)
    ]
    assert people[1] - people[0] == 1


def test_rules_are_tried_after_a_correction(tmp_path):
    wrong = changed(
        declared(MENDED | {"wrong": "0"}),
        {MENDED["file"]: lambda text: text.replace(",3,1,", ",0,1,", 1)},
    )
    assert size_of(read_register(write(tmp_path / "office", wrong))) == "4"
    assert "Số nhân khẩu" in refusal(tmp_path / "plain", wrong | {FILE: "corrections: []"}).text(
        "vi"
    )


def test_what_is_kept_follows_the_corrections(tmp_path):
    (tmp_path / "store").mkdir()
    office = write(tmp_path / "office", REGISTER)
    for files, size in [(REGISTER, "3"), (declared(MENDED), "4"), (REGISTER, "3")]:
        (office / FILE).unlink(missing_ok=True)
        write(office, files)
        kept = Kept(tmp_path / "store", "code")
        assert size_of(read(workspace.open(office), kept)) == size
        kept.save()


REFUSED = [
    ({"column": "Nhân khẩu"}, "«Nhân khẩu» phải là một cột", "'Nhân khẩu' must be a column"),
    ({"where": {"Mã hộ": "HK-999"}}, "hiện chỉ 0 dòng", "it points to 0"),
    ({"where": {"Mã phường": "20197"}}, "phải chỉ đúng một dòng", "must point to one row"),
    ({"wrong": "9"}, "ô không còn giá trị sai đã khai", "does not hold the wrong value"),
    ({"file": "register/2031/closing.csv"}, "tệp này không có", "there is no such file"),
]


@pytest.mark.parametrize(("change", "vi", "en"), REFUSED)
def test_a_declaration_that_does_not_hold_is_refused_without_naming_a_household(
    tmp_path, change, vi, en
):
    refused = refusal(tmp_path, declared(MENDED | change))
    assert refused.text("vi").startswith(f"office/{FILE}: chưa ghi kết quả nào; 1 quy tắc")
    assert vi in refused.text("vi") and en in refused.text("en")
    assert "HK-" not in refused.text("vi") + refused.text("en")


def test_every_declaration_that_does_not_hold_is_told_at_once(tmp_path):
    refused = refusal(tmp_path, declared(*(MENDED | change for change, *_ in REFUSED)))
    assert all(en in refused.text("en") for _, _, en in REFUSED)


@pytest.mark.parametrize(
    ("change", "en"),
    [
        ({"wrong": 2}, "corrections.0.wrong: must be text, in quotes"),
        ({"why": "x"}, "corrections.0.why: is no entry of this file"),
        ({"where": {}}, "corrections.0.where: must have at least one entry"),
    ],
)
def test_a_file_of_corrections_that_cannot_be_read_is_told(tmp_path, change, en):
    office = write(tmp_path / "office", declared(MENDED | change))
    with pytest.raises(WorkspaceError, match=FILE) as refused:
        workspace.open(office)
    assert en in refused.value.said["en"]
