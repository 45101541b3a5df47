"""The terms of the watch-list (danh sách theo dõi): tests of earlier lists, places on the list."""

LABELS = {
    "watch_trained_relapses": {
        "vi": "Hộ nghèo trở lại đã biết khi lập danh sách",
        "en": "Relapses known when the list was made",
    },
    "watch_households": {"vi": "Hộ được tính nguy cơ", "en": "Households scored"},
    "watch_expected": {"vi": "Nghèo trở lại theo dự báo", "en": "Poor again, expected"},
    "watch_relapses": {"vi": "Nghèo trở lại trong năm", "en": "Poor again in the year"},
    "watch_ratio": {"vi": "Thực tế so với dự báo (lần)", "en": "Observed over expected"},
    "watch_ratio_lower": {"vi": "Tỷ số: từ (95%)", "en": "Ratio from (95%)"},
    "watch_ratio_upper": {"vi": "đến (95%)", "en": "to (95%)"},
    "watch_slope": {"vi": "Độ dốc hiệu chuẩn", "en": "Calibration slope"},
    "watch_slope_lower": {"vi": "Độ dốc: từ (95%)", "en": "Slope from (95%)"},
    "watch_slope_upper": {"vi": "đến (95%)", "en": "to (95%)"},
    "watch_skill_pct": {
        "vi": "Sai số bình phương giảm được",
        "en": "Saved of the squared error",
    },
    "watch_visits": {"vi": "Số lần thăm", "en": "Visits"},
    "watch_by_chance": {"vi": "Tìm thấy nếu chọn ngẫu nhiên", "en": "Caught by chance"},
    "watch_caught": {"vi": "Tìm thấy theo danh sách", "en": "Caught by the list"},
    "watch_caught_lower": {"vi": "Theo danh sách: từ (95%)", "en": "By the list from (95%)"},
    "watch_caught_upper": {"vi": "đến (95%)", "en": "to (95%)"},
    "watch_caught_by_margin": {
        "vi": "Tìm thấy theo quy tắc đơn giản",
        "en": "Caught by the plain rule",
    },
    "watch_gap_lower": {
        "vi": "Danh sách hơn quy tắc: từ (95%)",
        "en": "List over rule from (95%)",
    },
    "watch_gap_upper": {"vi": "đến (95%)", "en": "to (95%)"},
    "watch_band": {"vi": "Vị trí trong danh sách", "en": "Place on the list"},
    "fifth_1": {"vi": "Một phần năm đầu danh sách", "en": "First fifth of the list"},
    "fifth_2": {"vi": "Phần năm thứ hai", "en": "Second fifth"},
    "fifth_3": {"vi": "Phần năm thứ ba", "en": "Third fifth"},
    "fifth_4": {"vi": "Phần năm thứ tư", "en": "Fourth fifth"},
    "fifth_5": {"vi": "Phần năm cuối", "en": "Last fifth"},
    "watch_expected_pct": {"vi": "Tỷ lệ dự báo", "en": "Share expected"},
    "watch_relapse_pct": {"vi": "Tỷ lệ thực tế", "en": "Share observed"},
    "watch_lower_pct": {"vi": "Thực tế: từ (95%)", "en": "Observed from (95%)"},
    "watch_upper_pct": {"vi": "đến (95%)", "en": "to (95%)"},
}
CAPTIONS = {
    "watch-years": {
        "vi": "Danh sách theo dõi của từng năm so với kết quả rà soát, biết đến năm {year}, {area}",
        "en": "The watch-list of each year against its review, known by {year}, {area}",
    },
    "watch-fit": {
        "vi": "Nguy cơ dự báo có phân biệt được các hộ không, biết đến năm {year}, {area}",
        "en": "Whether the risks tell households apart, known by {year}, {area}",
    },
    "watch-caught": {
        "vi": "Số hộ nghèo trở lại mà các lần thăm sẽ tìm thấy, biết đến năm {year}, {area}",
        "en": "Relapses that the visits would have caught, known by {year}, {area}",
    },
    "watch-bands": {
        "vi": "Dự báo và thực tế theo vị trí trong danh sách kiểm định gần nhất, biết đến năm "
        "{year}, {area}",
        "en": "Expected and observed by place on the last list tested, known by {year}, {area}",
    },
}
CODES = frozenset({"watch_band"})
TEXT: frozenset[str] = frozenset()  # columns of words
