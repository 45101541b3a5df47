"""The terms of the projection of the finishing date (dự kiến năm đạt mục tiêu)."""

LABELS: dict[str, dict[str, str]] = {
    "leaving": {"vi": "Ra khỏi danh sách (mọi lý do)", "en": "Left the list (every way)"},
    "leaving_pct": {"vi": "Tỷ lệ ra, trên đầu kỳ", "en": "Share that left, of the opening"},
    "arriving": {"vi": "Vào danh sách (mọi lý do)", "en": "Came onto the list (every way)"},
    "closing_low": {"vi": "Cuối kỳ, khoảng 80%: từ", "en": "Closing, 80% interval: from"},
    "closing_median": {"vi": "Cuối kỳ, trung vị", "en": "Closing, median"},
    "closing_high": {"vi": "Cuối kỳ, khoảng 80%: đến", "en": "Closing, 80% interval: to"},
    "at_goal_pct": {"vi": "Đạt mục tiêu tại cuối năm", "en": "At the goal at the end of the year"},
    "at_goal_error_pp": {
        "vi": "Sai số mô phỏng (±, điểm phần trăm, mức 95%)",
        "en": "Simulation error (±, percentage points, at 95%)",
    },
    "reached_pct": {
        "vi": "Đã có lần đạt đến cuối năm",
        "en": "Reached it by then at least once",
    },
    "years_known": {"vi": "Số năm theo chuẩn này", "en": "Years under this standard"},
    "years_asked": {"vi": "Số năm cần có", "en": "Years needed for a model"},
    "years_drawn": {"vi": "Số năm tới được xét", "en": "Years ahead"},
    "draws": {"vi": "Số lần mô phỏng", "en": "Draws"},
    "seed": {"vi": "Số khởi tạo", "en": "Seed"},
    "interval_whole_pct": {
        "vi": "Phần số lần mô phỏng nằm trong khoảng",
        "en": "Share of the draws within an interval",
    },
    "finish_low_year": {"vi": "Năm đạt, khoảng 80%: từ", "en": "Year reached, 80% interval: from"},
    "finish_median_year": {"vi": "Năm đạt, trung vị", "en": "Year reached, median"},
    "finish_high_year": {"vi": "Năm đạt, khoảng 80%: đến", "en": "Year reached, 80% interval: to"},
    "not_reached_pct": {
        "vi": "Không lần nào đạt trong số năm xét",
        "en": "Not there within the years ahead",
    },
}

CAPTIONS: dict[str, dict[str, str]] = {
    "plan-projection-basis": {
        "vi": "Hộ ra và vào danh sách nghèo các năm theo chuẩn đang áp dụng, đến {year}, {area}",
        "en": "Households that left and came, years under the standard in force up to {year}, "
        "{area}",
    },
    "plan-projection-settings": {
        "vi": "Cách mô phỏng, tính từ cuối năm {year}, {area}",
        "en": "How it was simulated, from the end of {year}, {area}",
    },
    "plan-projection": {
        "vi": "Mô phỏng số hộ nghèo cuối kỳ và khả năng đạt mục tiêu, từ cuối năm {year}, "
        "{area}{standard}",
        "en": "Simulated closings and the chance of the goal, from the end of {year}, "
        "{area}{standard}",
    },
    "plan-projection-finish": {
        "vi": "Năm đạt mục tiêu lần đầu theo mô phỏng, từ cuối năm {year}, {area}{standard}",
        "en": "Year the goal is first reached in the simulation, from the end of {year}, "
        "{area}{standard}",
    },
}

CODES: frozenset[str] = frozenset()
TEXT: frozenset[str] = frozenset()
