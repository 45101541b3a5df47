"""Sound rows of every table on the programme's other work, as an office would type them."""

from collections.abc import Iterable, Mapping
from datetime import date

from analysis.register import programme
from analysis.workspace import District

Row = dict[str, object]


def tables(
    households: Iterable[tuple[str, str]], year: int, free: Mapping[str, str]
) -> dict[str, list[Row]]:
    """Rows by our names of tables and columns, about households given by number and ward.

    `free` is what stands in the columns of free text.
    """
    people = list(households)
    wards = sorted({ward for _, ward in people})
    of_households = [_of_household(each, ward, year, free) for each, ward in people]
    of_wards = [_of_ward(ward, year) for ward in wards]
    together = [*of_households, *of_wards, _of_year(year)]
    stems = dict.fromkeys(stem for rows in together for stem in rows)
    return {stem: [rows[stem] for rows in together if stem in rows] for stem in stems}


def lines(stem: str, rows: Iterable[Row], district: District) -> list[list[object]]:
    """The same rows as lists of cells in the order of the table's columns."""
    columns = [column.name for column in programme.schemas(district)[stem].all]
    return [[row.get(name) for name in columns] for row in rows]


def _of_household(household: str, ward: str, year: int, free: Mapping[str, str]) -> dict[str, Row]:
    who = {"year": year, "household_id": household}
    return {
        "housing_surveys": who
        | {"survey_date": date(year, 2, 3), "house_state": "Nhà tạm", "has_stable_land": "có"},
        "housing_works": who
        | {"work_kind": "Xây mới", "start_date": date(year, 3, 1), "finish_date": date(year, 8, 9)}
        | {"cost_vnd": 40_000_000, "budget_vnd": 25_000_000, "firms_vnd": "15.000.000"},
        "three_haves": who
        | {"has_home": "có", "has_job": "không", "review_date": date(year, 11, 20)},
        "support": who
        | {"package_code": "G1", "source": "Ngân sách", "promised_vnd": 1_500_000}
        | {"paid_vnd": "1.000.000", "paid_date": date(year, 9, 2)},
        "wishes": who
        | {"met_date": date(year, 4, 5), "wish_kind": "Học nghề", "association": "Hội Phụ nữ"}
        | {"answer": "Đồng ý", "answer_date": date(year, 5, 1), "solution": free["solution"]},
        "inspections": who
        | {"ward_code": ward, "chosen": "Ngẫu nhiên", "visit_date": date(year, 6, 7)}
        | {"finding": "Sai thu nhập", "follow_up": free["follow_up"]},
    }


def _of_ward(ward: str, year: int) -> dict[str, Row]:
    area = {"year": year, "area_code": f"{ward}-01"}
    return {
        "areas": area
        | {"area_name": "Khu 1", "ward_code": ward, "first_group_count": 1}
        | {"last_group_count": "9", "association": "Hội Phụ nữ"},
        "sessions": area
        | {"session_date": date(year, 3, 8), "topic": "Bảo hiểm y tế", "attendance_count": 40},
        "inspection_plans": {"year": year, "ward_code": ward}
        | {"random_count": 10, "for_cause_count": 5},
    }


def _of_year(year: int) -> dict[str, Row]:
    return {
        "packages": {"year": year, "package_code": "G1", "package_name": "Gói cơ bản"}
        | {"step_count": 1, "unit_cost_vnd": 1_500_000, "eligible": "Nhóm I; Nhóm II"},
        "budgets": {"year": year, "source": "Ngân sách", "planned_vnd": 30_000_000},
        "tasks": {"year": year, "task_code": "NV-01", "task": "Xóa nhà tạm"}
        | {"task_owner": "Phòng LĐTB&XH", "due_date": date(year, 6, 30)}
        | {"task_state": "Xong", "done_date": date(year, 6, 1)},
    }
