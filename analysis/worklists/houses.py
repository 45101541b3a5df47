"""Danh sách hộ còn chờ nhà: who waits for a house at the end of a year, by name, and why there.

First who has no house, then temporary houses on stable land, then those on other land, then
degraded ones; within each who has waited longest. It tells no incomes and no citizen numbers.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from analysis import terms
from analysis.facts import housing
from analysis.facts.roster import roster, standing
from analysis.register.programme.housing import SURVEYS, WORKS
from analysis.register.read import Register
from analysis.worklists import heads, workbook
from analysis.worklists.workbook import Sheet
from analysis.workspace import Workspace, WorkspaceError

LIST = "Hộ còn chờ nhà"
HEADINGS = ["Thứ tự", "Mã hộ", "Chủ hộ", "Phường", "Tổ dân phố", "Tình trạng nhà ở", "Đất ở"]
HEADINGS += ["Khảo sát từ", "Số năm đã chờ", "Công trình", "Vì sao đứng ở đây"]
WIDE = [2, 9, 10]
ORDER = ["no_house", "temporary_house", "temporary_elsewhere", "degraded_house"]
WHY = {
    "no_house": "chưa có nhà",
    "temporary_house": "nhà tạm trên đất ổn định",
    "temporary_elsewhere": "nhà tạm, đất không ổn định hoặc không ghi: xét đất trước",
    "degraded_house": "nhà xuống cấp",
}
RULE = (
    "Thứ tự theo quy tắc: chưa có nhà; nhà tạm trên đất ổn định; nhà tạm trên đất khác; nhà xuống "
    "cấp. Trong mỗi nhóm hộ khảo sát trước đứng trước, không ghi ngày thì đứng đầu năm ấy; cùng "
    "ngày thì theo mã hộ. Danh sách để xét, không thay quyết định."
)


def write(workspace: Workspace, register: Register, year: int, data: str) -> Path:
    """Write who waits for a house at the end of a year, by name; returns the file.

    Raises WorkspaceError where no surveys and works are recorded of the year.
    """
    if year not in housing.recorded(register.programme):
        raise WorkspaceError(
            f"{data}: không có số liệu khảo sát nhà ở và xây, sửa nhà năm {year} "
            "(housing_surveys, housing_works); chưa ghi danh sách nào.",
            f"{data}: there are no surveys and works on homes of {year} (housing_surveys, "
            "housing_works); no list was written.",
        )
    waiting = _waiting(register, year)
    district = workspace.district
    wards = district.unit_names("vi")
    rows = [
        [at, *_told(row, wards, year)] for at, row in enumerate(waiting.to_dict("records"), start=1)
    ]
    above = [
        [f"Hộ còn chờ nhà cuối năm {year}, {district.name.vi}"],
        [district.notice.vi if district.notice else ""],
        [RULE],
    ]
    file = workspace.private("internal") / f"houses-{year}.xlsx"
    workbook.write(file, [Sheet(LIST, above, HEADINGS, rows, WIDE)], datetime(year, 12, 31))
    return file


def _waiting(register: Register, year: int) -> pd.DataFrame:
    """Who waits as known at the end of a year, in order, with what a row tells."""
    stood = roster({at: review for at, review in register.reviews.items() if at <= year})
    needs = housing.as_known(housing.homes_of(register.programme, stood), year)
    waiting = standing(needs[needs["end"] == "waiting"], stood, ["unit_code", "residential_group"])
    is_elsewhere = (waiting["need_kind"] == "temporary_house") & (waiting["land"] != "stable_land")
    group = waiting["need_kind"].mask(is_elsewhere, "temporary_elsewhere")
    homes = waiting["household_id"]
    waiting = waiting.assign(
        group=group,
        place=group.map(ORDER.index),
        since=_since(waiting, register.programme[SURVEYS]),
        head=homes.map(heads.last_listed(register, year)["head_name"]).fillna(""),
        work=homes.map(_works(register.programme[WORKS], year)).fillna("chưa có quyết định"),
    )
    return waiting.sort_values(["place", "opened_year", "since", "household_id"])


def _told(row: Mapping[str, object], wards: Mapping[str, str], year: int) -> list[object]:
    years = year - row["opened_year"]
    group = row["residential_group"]
    return [
        row["household_id"],
        row["head"],
        wards.get(row["unit_code"], ""),
        "" if pd.isna(group) else group,
        terms.label(row["need_kind"], "vi"),
        terms.label(row["land"], "vi"),
        _day(row["since"]),
        years,
        row["work"],
        f"Nhóm {row['place'] + 1}: {WHY[row['group']]}; khảo sát từ năm {row['opened_year']}",
    ]


def _since(waiting: pd.DataFrame, surveys: pd.DataFrame) -> pd.Series:
    """The day of the survey that began each need, or its year alone."""
    keys = zip(surveys["household_id"], surveys["year"].astype("int64"), strict=True)
    days = dict(zip(keys, surveys["survey_date"], strict=True))
    began = zip(waiting["household_id"], waiting["opened_year"], strict=True)
    return pd.Series([days.get(key) or str(key[1]) for key in began], waiting.index, dtype="str")


def _works(works: pd.DataFrame, year: int) -> dict[str, str]:
    """What was decided up to a year and not finished by its end, the latest of each household."""
    last = date(year, 12, 31).isoformat()
    is_open = (works["finish_date"] == "") | (works["finish_date"] > last)
    decided = works[(works["year"].astype("int64") <= year) & is_open].sort_values("year")
    columns = ["household_id", "work_kind", "year", "start_date"]
    return {
        home: f"{kind}, quyết định năm {at}, {_begun(start, last)}"
        for home, kind, at, start in decided[columns].itertuples(index=False)
    }


def _begun(start: str, last: str) -> str:
    return f"khởi công {_day(start)}" if start and start <= last else "chưa khởi công"


def _day(written: str) -> str:
    """A day as it is written in Vietnam; a year alone as it is."""
    return terms.day(date.fromisoformat(written), "vi") if "-" in written else written
