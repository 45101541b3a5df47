"""The terms of next year's tasks (nhiệm vụ năm sau)."""

LABELS: dict[str, dict[str, str]] = {
    "goal_households": {
        "vi": "Mục tiêu (hộ nghèo còn lại, nhiều nhất)",
        "en": "Goal (poor households left at most)",
    },
    "goal_remaining": {"vi": "Còn phải giảm", "en": "Still to go"},
    "goal_year": {"vi": "Thời hạn", "en": "Deadline"},
    "goal_years_early": {"vi": "Về trước (năm)", "en": "Years early"},
    "goal_early_year": {"vi": "Mốc về trước", "en": "Early date"},
    "goal_years_left": {"vi": "Số năm còn lại đến mốc", "en": "Years left to the early date"},
    "needed_decrease": {"vi": "Cần giảm ròng mỗi năm", "en": "Net reduction needed a year"},
    "asked_closing": {
        "vi": "Hộ nghèo cuối kỳ nhiều nhất để kịp mốc",
        "en": "Closing at most, to be in time",
    },
    "goal_state": {"vi": "Mục tiêu của giai đoạn", "en": "Goal of the period"},
    "goal_asked": {"vi": "Có mục tiêu", "en": "There is a goal"},
    "goal_no_rules": {"vi": "Chưa ghi quy tắc chia", "en": "No rule of sharing laid down"},
    "goal_none": {"vi": "Không ghi mục tiêu", "en": "No goal recorded"},
    "goal_no_closing": {"vi": "Không có số cuối kỳ", "en": "No closing recorded"},
    "goal_other_standard": {"vi": "Theo chuẩn nghèo khác", "en": "By another poverty line"},
    "share_by": {"vi": "Quy tắc: chia theo", "en": "Rule: shared by"},
    "shared_by": {"vi": "Đã chia theo", "en": "Shared by in fact"},
    "closing_with_labour": {
        "vi": "Hộ nghèo cuối kỳ còn sức lao động",
        "en": "Poor households at the closing with labour",
    },
    "poor_with_labour": {"vi": "Còn sức lao động", "en": "With labour"},
    "poor_without_labour": {"vi": "Không còn sức lao động", "en": "Without labour"},
    "poor_labour_unknown": {"vi": "Không ghi sức lao động", "en": "Labour not recorded"},
    "asked_to_goal": {
        "vi": "Phần giảm ròng đến mốc về trước",
        "en": "Share of the net reduction to the early date",
    },
    "asked_decrease": {
        "vi": "Phần giảm ròng năm sau",
        "en": "Share of the net reduction next year",
    },
    "asked_exits": {
        "vi": "Thoát nghèo cần có năm sau, nếu biến động khác như năm nay",
        "en": "Exits it takes next year, if all else repeats",
    },
    "task_year": {"vi": "Nhiệm vụ của năm", "en": "Tasks of"},
    "all_task_count": {"vi": "Số nhiệm vụ", "en": "Tasks"},
    "task_code": {"vi": "Mã", "en": "Code"},
    "task": {"vi": "Nhiệm vụ", "en": "Task"},
    "task_owner": {"vi": "Đơn vị chủ trì", "en": "In charge"},
    "task_due_date": {"vi": "Hạn", "en": "Due"},
    "task_done_date": {"vi": "Ngày xong", "en": "Done on"},
    "task_standing": {"vi": "Tình trạng cuối năm", "en": "At the end of the year"},
    "task_done_on_time": {"vi": "Xong đúng hạn", "en": "Done in time"},
    "task_done_late": {"vi": "Xong sau hạn", "en": "Done late"},
    "task_done_undated": {"vi": "Xong, không ghi hạn", "en": "Done, no due day recorded"},
    "task_open": {"vi": "Chưa xong", "en": "Not done"},
}
STANDINGS = ("task_done_on_time", "task_done_late", "task_done_undated", "task_open")
LABELS |= {f"{name}_count": LABELS[name] for name in STANDINGS}

CAPTIONS: dict[str, dict[str, str]] = {
    "next-year-goal": {
        "vi": "Mục tiêu của giai đoạn và mức giảm cần có, tính tại rà soát năm {year}, {area}",
        "en": "The goal of the period and the reduction it needs, at the review of {year}, {area}",
    },
    "next-year-path": {
        "vi": "Hộ nghèo cuối kỳ đến {year} và mức nhiều nhất của các năm sau, {area}",
        "en": "Closings up to {year} and the most of each year ahead, {area}",
    },
    "next-year-rules": {
        "vi": "Quy tắc chia cho các phường trong district.yml, dùng tại rà soát năm {year}, {area}",
        "en": "The rule of sharing in district.yml, used at the review of {year}, {area}",
    },
    "next-year-wards": {
        "vi": "Hộ nghèo cuối năm {year} theo sức lao động và phần phải giảm, {area}",
        "en": "Poor households at the end of {year} by labour, and shares asked, {area}",
    },
    "next-year-compared": {
        "vi": "Phần giảm ròng năm sau đặt cạnh kết quả và kế hoạch năm {year}, {area}",
        "en": "The share asked next year beside results and plan of {year}, {area}",
    },
    "next-year-tasks-counted": {
        "vi": "Số nhiệm vụ, tình trạng đến hết năm {year}, {area}",
        "en": "Tasks and how they stood at the end of {year}, {area}",
    },
    "next-year-tasks": {
        "vi": "Nhiệm vụ đặt ra cho năm sau, tình trạng đến hết năm {year}, {area}",
        "en": "Tasks set for the next year, as they stood at the end of {year}, {area}",
    },
    "next-year-tasks-before": {
        "vi": "Nhiệm vụ của năm {year}, tình trạng đến hết năm, {area}",
        "en": "Tasks of {year} as they stood at its end, {area}",
    },
}

# Columns whose cells are names of LABELS, and columns of words.
CODES: frozenset[str] = frozenset({"goal_state", "share_by", "shared_by", "task_standing"})
TEXT: frozenset[str] = frozenset(
    {"task_code", "task", "task_owner", "task_due_date", "task_done_date"}
)
