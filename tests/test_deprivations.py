"""What households lack: read, refused, and held against their class by both national standards."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from analysis import rules, workspace
from analysis.register import doubts, explained, indicators, layouts
from analysis.register.faults import RegisterError
from analysis.register.read import Review, read
from tests.test_register import LEFT, LIST, MEMBERS, write

OLD, NEW = rules.standards()["national-2016"], rules.standards()["national-2022"]
NAMES = {
    year: [each.name.vi for each in standard.indicators]
    for year, standard in {2018: OLD, 2022: NEW}.items()
}
POOR, NEAR = "Hộ nghèo", "Hộ cận nghèo"


def row(number: int, category: str, income: object = "", scores: str = "") -> str:
    """A household as both lists have it, without its movement."""
    person = f"HK-{number},Trần Văn Ất,99900000000{number},1950,Nam,20197,Hòa Khánh Bắc,Tổ 1,1,1"
    return f"{person},{income},{category},,{scores}"


def office(folder: Path, year: int, rows: list[str], lacks: str | None = None) -> Path:
    """A workspace of one review that opens and closes with the same households."""
    standards = f"{{{year}: national-{2016 if year < 2022 else 2022}}}"
    settings = f"""
name: {{vi: Quận Thử, en: Trial district}}
code: "490"
kind: register
settlement: urban
source: {{vi: sổ thử, en: trial register}}
notice: null
standards: {standards}
plan_periods: []
units: [{{code: "20197", name: {{vi: Hòa Khánh Bắc, en: Hòa Khánh Bắc}}}}]
"""
    scored = ",Điểm B1,Điểm B2" if any(each.count(",") > LIST.count(",") for each in rows) else ""
    listed = "\n".join([f"{LIST}{scored}", *rows])
    told = "".join(f"\n{each},Nghèo cũ" for each in rows)
    files = {
        "district.yml": settings,
        "population.csv": f"Năm,Mã phường,Phường,Số hộ dân cư,Số nhân khẩu\n{year},20197,,9,9\n",
        f"register/{year}/opening.csv": listed,
        f"register/{year}/closing.csv": f"{LIST}{scored},Diễn biến{told}",
        f"register/{year}/departures.csv": f"{LEFT}\n",
        f"register/{year}/members.csv": MEMBERS,
    }
    if lacks is not None:
        files[f"register/{year}/deprivations.csv"] = lacks
    return write(folder / "office", files)


def review(place: Path) -> Review:
    ((_, only),) = read(workspace.open(place)).reviews.items()
    return only


def refused(place: Path) -> str:
    with pytest.raises(RegisterError) as error:
        read(workspace.open(place))
    return error.value.text("vi") + error.value.text("en")


@pytest.mark.parametrize(("year", "standard"), [(2018, OLD), (2022, NEW)])
def test_a_list_has_every_indicator_of_its_standard_in_order(year, standard, tmp_path):
    lacks = f"Mã hộ,{NAMES[year][-1]},{NAMES[year][0]},Số liệu giả định\nHK-1,x,0,\nHK-2,,-,\n"
    read_list = review(office(tmp_path, year, [row(1, POOR), row(2, POOR)], lacks)).deprivations
    codes = [each.code for each in standard.indicators]
    assert list(read_list) == ["household_id", *codes]
    assert read_list["household_id"].tolist() == ["HK-1", "HK-2"]
    assert read_list[codes[0]].tolist() == ["không", ""]
    assert read_list[codes[-1]].tolist() == ["có", ""]
    assert (read_list[codes[1:-1]] == "").all(axis=None)


@pytest.mark.parametrize("mark", ["x", "X", "1", "có", "✓"])
def test_a_mark_of_any_kind_says_that_the_household_lacks_it(mark, tmp_path):
    lacks = f"Mã hộ,Nhà tiêu\nHK-1,{mark}\n"
    assert (
        review(office(tmp_path, 2022, [row(1, POOR)], lacks)).deprivations["toilet"].item() == "có"
    )


def test_a_year_without_the_list_has_no_household_and_no_indicator(tmp_path):
    none = review(office(tmp_path, 2022, [row(1, POOR)])).deprivations
    assert list(none) == ["household_id"]
    assert none.empty


def test_a_list_that_nobody_filled_in_is_none(tmp_path):
    place = office(tmp_path, 2022, [row(1, POOR)], "Mã hộ,Nhà tiêu\n")
    assert list(review(place).deprivations) == ["household_id"]


def test_a_sheet_of_a_workbook_is_known_by_its_title(tmp_path):
    place = office(tmp_path, 2022, [row(1, POOR)])
    book = openpyxl.Workbook()
    book.active.title = "Thiếu hụt"
    book.active.append(["STT", "Mã hộ", "Họ tên chủ hộ", "Nhà tiêu", "Việc làm"])
    book.active.append([1, "HK-1", "Trần Văn Ất", "x", ""])
    file = place / "register/2022/deprivations.xlsx"
    book.save(file)
    assert review(place).deprivations["toilet"].tolist() == ["có"]
    ((sheet, *others),) = [explained.file(file, layouts.shipped(), 2022).sheets]
    assert not others
    assert sheet.seen.key == "own_deprivations"
    assert (sheet.data.households, sheet.data.people) == (1, None)
    assert [column.heading for column in sheet.unknown] == ["STT", "Họ tên chủ hộ"]


@pytest.mark.parametrize(
    ("year", "lacks", "said"),
    [
        (
            2022,
            "Mã hộ,Nhà tiêu\nHK-9,x\n",
            ("phải có trong danh sách sau rà soát", "must be on the"),
        ),
        (2022, "Mã hộ,Nhà tiêu\nHK-1,x\nHK-1,\n", ("không được trùng", "must not stand twice")),
        (2022, "Mã hộ,Nhà tiêu\n,x\n", ("không được để trống", "must be filled in")),
        (2022, "Mã hộ,Nhà tiêu\nHK-1,cũ\n", ("một trong «có», «không»", "one of «có», «không»")),
        (
            2022,
            "Mã hộ,Nhà tiêu,Xe máy\nHK-1,x,x\n",
            (
                "«Xe máy» không phải là chỉ số thiếu hụt của chuẩn nghèo năm 2022",
                "«Xe máy» is no indicator of the poverty standard of 2022",
            ),
        ),
        (
            2018,
            "Mã hộ,Hố xí,Việc làm\nHK-1,x,x\n",
            (
                "«Việc làm» không phải là chỉ số",
                "«Việc làm» is no indicator of the poverty standard",
            ),
        ),
        (
            2022,
            "Mã hộ,Phường\nHK-1,Hòa Khánh Bắc\n",
            ("phải có cột của ít nhất một chỉ số thiếu hụt", "must have a column for at least one"),
        ),
        (2022, "Mã,Nhà tiêu\nHK-1,x\n", ("phải có trong dòng tiêu đề", "must be a heading")),
    ],
)
def test_what_cannot_be_a_list_of_deprivations_is_refused_in_a_sentence(
    year, lacks, said, tmp_path
):
    message = refused(office(tmp_path, year, [row(1, POOR)], lacks))
    assert all(part in message for part in said)
    assert "HK-" not in message


def test_points_are_kept_where_the_list_has_them_and_are_no_column_where_not(tmp_path):
    scored = review(office(tmp_path / "a", 2018, [row(1, POOR, scores=",130,20")])).closing
    assert scored[["score_income", "score_deprivation"]].iloc[0].tolist() == ["130", "20"]
    blank = review(office(tmp_path / "b", 2018, [row(1, POOR, scores=",,")])).closing
    assert not {"score_income", "score_deprivation"} & set(blank)
    assert "phải là số từ 0 đến 1000" in refused(
        office(tmp_path / "c", 2018, [row(1, POOR, scores=",cao,20")])
    )


def doubted(place: Path) -> dict[str, set[str]]:
    """The households of the closing list by the rule that points at them."""
    opened = workspace.open(place)
    found = doubts.found(read(opened), opened.district)
    found = found[found["file"] == "closing_list"]
    return {rule: set(rows["household_id"]) for rule, rows in found.groupby("rule")}


def lists(year: int, *lacked: tuple[int, int]) -> str:
    """A list on which each household lacks so many indicators, with so many more not recorded."""
    lines = [",".join(["Mã hộ", *NAMES[year]])]
    for number, (lacks, blank) in enumerate(lacked, start=1):
        rest = ["không"] * (len(NAMES[year]) - lacks - blank)
        lines.append(",".join([f"HK-{number}", *["có"] * lacks, *[""] * blank, *rest]))
    return "\n".join(lines)


# Standard's review, class, income, indicators lacked, indicators not recorded, contradiction
CLASSES = [
    (2018, POOR, 900_000, 0, 0, False),
    (2018, POOR, 900_001, 2, 0, True),
    (2018, POOR, 900_001, 3, 0, False),
    (2018, POOR, 900_001, 2, 1, False),
    (2018, POOR, "", 0, 0, False),
    (2018, NEAR, 1_300_000, 2, 0, False),
    (2018, NEAR, 1_300_000, 3, 0, True),
    (2018, NEAR, 1_300_000, 2, 8, False),
    (2018, NEAR, 1_300_001, 0, 0, True),
    (2022, POOR, 2_000_000, 3, 0, False),
    (2022, POOR, 100_000, 2, 0, True),
    (2022, POOR, 100_000, 2, 1, False),
    (2022, POOR, "", 2, 0, True),
    (2022, NEAR, 2_000_000, 2, 0, False),
    (2022, NEAR, 2_000_000, 3, 9, True),
    (2022, NEAR, 2_000_001, 0, 0, True),
    (2022, NEAR, "", 2, 1, False),
]


@pytest.mark.parametrize("year", [2018, 2022])
def test_a_class_is_held_against_income_and_deprivations_together(year, tmp_path):
    cases = [case[1:] for case in CLASSES if case[0] == year]
    rows = [row(at, category, income) for at, (category, income, *_) in enumerate(cases, start=1)]
    lacks = lists(year, *((lacked, blank) for _, _, lacked, blank, _ in cases))
    found = doubted(office(tmp_path, year, rows, lacks)).get("class_contradicts", set())
    assert found == {f"HK-{at}" for at, case in enumerate(cases, start=1) if case[-1]}


def test_without_the_list_the_near_poor_line_alone_contradicts(tmp_path):
    rows = [row(1, POOR, 1_000_000), row(2, NEAR, 1_000_000), row(3, NEAR, 1_300_001)]
    assert doubted(office(tmp_path, 2018, rows))["class_contradicts"] == {"HK-3"}


def test_income_alone_makes_poor_up_to_the_line_and_nobody_is_above_that_of_the_near_poor(tmp_path):
    rows = [
        *(row(1, NEAR, 900_000), row(2, NEAR, 900_001)),
        *(row(3, POOR, 1_300_000), row(4, POOR, 1_300_001)),
    ]
    found = doubted(office(tmp_path, 2018, rows))
    assert (found["near_poor_below_line"], found["poor_above_line"]) == ({"HK-1"}, {"HK-4"})


def test_points_decide_as_the_circular_of_each_period_says(tmp_path):
    scored = [  # class, B1, B2, contradiction by the rule of 2018, and by that of 2022
        (POOR, 140, 0, False, True),
        (POOR, 140.5, 20, True, True),
        (POOR, 175, 30, False, False),
        (POOR, 175.5, 30, True, True),
        (NEAR, 140, 20, True, False),
        (NEAR, 141, 29, False, False),
        (NEAR, 175, 30, True, True),
        (NEAR, 176, 0, True, True),
    ]
    rows = [
        row(at, category, scores=f",{income},{lacks}")
        for at, (category, income, lacks, *_) in enumerate(scored, start=1)
    ]
    for place, year in enumerate((2018, 2022), start=3):
        found = doubted(office(tmp_path / str(year), year, rows))["scores_contradict"]
        assert found == {f"HK-{at}" for at, case in enumerate(scored, start=1) if case[place]}


def test_the_counts_say_how_many_are_lacked_for_sure_and_at_the_most():
    table = pd.DataFrame({"household_id": ["A", "B"], "x": ["có", ""], "y": ["không", ""]})
    assert indicators.counts(table).to_dict("index") == {
        "A": {"lacks": 1, "most": 1},
        "B": {"lacks": 0, "most": 2},
    }
    assert indicators.counts(indicators.none()).empty


def test_the_incomes_that_decide_alone():
    city = rules.standards()["da-nang-2013"]
    assert (city.certain_vnd("urban"), city.highest_vnd("urban")) == (800_000, 800_000)
    assert (OLD.certain_vnd("urban"), OLD.highest_vnd("urban")) == (900_000, 1_300_000)
    assert (OLD.certain_vnd("rural"), OLD.highest_vnd("rural")) == (700_000, 1_000_000)
    assert (NEW.certain_vnd("urban"), NEW.highest_vnd("urban")) == (None, 2_000_000)
    assert OLD.scores_of("rural") is None
