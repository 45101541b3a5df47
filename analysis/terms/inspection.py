"""The terms of inspection (kiểm tra): ways of choosing, findings, estimates, the next sample."""

FINDINGS = {
    "entry_right": {"vi": "Đúng", "en": "Entry right"},
    "class_wrong": {"vi": "Sai phân loại", "en": "Class wrong"},
    "income_wrong": {"vi": "Sai thu nhập", "en": "Income wrong"},
    "members_wrong": {"vi": "Sai nhân khẩu", "en": "Members wrong"},
    "not_arrived": {
        "vi": "Đúng, nhưng hỗ trợ chưa đến",
        "en": "Right, but support has not arrived",
    },
    "met": {"vi": "Cộng: đã gặp hộ", "en": "In all: household met"},
    "not_met": {"vi": "Không gặp hộ", "en": "Nobody met"},
    "not_visited": {"vi": "Chưa đến kiểm tra", "en": "Not visited yet"},
}
LABELS = {
    **FINDINGS,
    "any_wrong": {"vi": "Sai bất kỳ nội dung nào", "en": "Wrong in any way"},
    "finding": {"vi": "Kết quả", "en": "Found"},
    "inspected": {"vi": "Số hộ", "en": "Households"},
    "random_planned": {"vi": "Ngẫu nhiên: kế hoạch", "en": "Random: planned"},
    "random_met": {"vi": "Ngẫu nhiên: đã gặp", "en": "Random: met"},
    "random_done_pct": {"vi": "Ngẫu nhiên: tỷ lệ", "en": "Random: of the plan"},
    "for_cause_planned": {"vi": "Theo dấu hiệu: kế hoạch", "en": "For cause: planned"},
    "for_cause_met": {"vi": "Theo dấu hiệu: đã gặp", "en": "For cause: met"},
    "for_cause_done_pct": {"vi": "Theo dấu hiệu: tỷ lệ", "en": "For cause: of the plan"},
    "place": {"vi": "Địa bàn", "en": "Places"},
    "wards": {"vi": "Phường", "en": "Wards"},
    "residential_areas": {"vi": "Khu dân cư", "en": "Residential areas"},
    "places_all": {"vi": "Tất cả", "en": "All"},
    "places_visited": {"vi": "Có hộ được kiểm tra", "en": "With a household inspected"},
    "places_visited_pct": {"vi": "Tỷ lệ", "en": "Share"},
    "found_in": {"vi": "Phát hiện", "en": "Found"},
    "this_year": {"vi": "Trong kế hoạch năm nay", "en": "In this year’s plan"},
    "earlier": {"vi": "Các năm trước", "en": "In earlier years"},
    "to_settle": {"vi": "Phải xử lý", "en": "To settle"},
    "closed": {"vi": "Xong trong năm", "en": "Settled in the year"},
    "still_open": {"vi": "Chưa xong", "en": "Still open"},
    "overdue": {"vi": "Trong đó quá hạn", "en": "Of these overdue"},
    "error": {"vi": "Loại sai", "en": "Error"},
    "frame": {"vi": "Hộ nghèo đầu kỳ được đại diện", "en": "Poor at the opening, stood for"},
    "random_wrong": {"vi": "Hộ ghi sai", "en": "Entries wrong"},
    "random_not_met": {"vi": "Ngẫu nhiên: không gặp", "en": "Random: not met"},
    "estimate_whole_pct": {"vi": "Ước lượng tỷ lệ sai", "en": "Estimated share wrong"},
    "lower_whole_pct": {"vi": "Khoảng tin cậy: từ", "en": "Interval: from"},
    "upper_whole_pct": {"vi": "Khoảng tin cậy: đến", "en": "Interval: to"},
    "most_whole_pct": {"vi": "Nhiều nhất (một phía)", "en": "At most (one side)"},
    "if_right_whole_pct": {
        "vi": "Tỷ lệ sai nếu hộ không gặp đều đúng",
        "en": "Share wrong if those not met are right",
    },
    "if_wrong_whole_pct": {
        "vi": "Tỷ lệ sai nếu hộ không gặp đều sai",
        "en": "Share wrong if those not met are wrong",
    },
    "inspected_met": {"vi": "Hộ đã gặp, mọi cách chọn", "en": "Met, however chosen"},
    "entries_wrong": {"vi": "Trong đó ghi sai", "en": "Of these entered wrong"},
    "register_class": {"vi": "Sổ đầu kỳ ghi", "en": "The opening list says"},
    "poor": {"vi": "Hộ nghèo", "en": "Poor"},
    "others": {"vi": "Không phải hộ nghèo", "en": "Not poor"},
    "listed_met": {"vi": "Hộ đã gặp", "en": "Met"},
    "class_denied": {"vi": "Kiểm tra thấy sai phân loại", "en": "Found to be of another class"},
    "sample_size": {"vi": "Số hộ kiểm tra ngẫu nhiên", "en": "Households to draw"},
    "margin": {"vi": "Sai số ± (điểm phần trăm)", "en": "Margin ± (percentage points)"},
    "visits_of_many": {"vi": "Số hộ cần gặp, n₀", "en": "Households to meet, n₀"},
    "visits_of_these": {
        "vi": "Số hộ cần gặp khi tính số hộ nghèo cuối kỳ",
        "en": "The same, of the poor at the closing",
    },
    "sample_year": {"vi": "Mẫu của năm", "en": "Sample of"},
    "settle_days": {"vi": "Hạn xử lý (ngày)", "en": "Days to settle"},
    "sample_visits": {"vi": "Số hộ rút ngẫu nhiên", "en": "Households to draw at random"},
    "least_per_ward": {"vi": "Ít nhất mỗi phường", "en": "At least in each ward"},
    "expected_pct": {"vi": "Tỷ lệ sai dự kiến", "en": "Share wrong expected"},
    "sample_seed": {"vi": "Số gốc rút thăm", "en": "Seed of the lot"},
}
CAPTIONS = {
    "inspection-done": {
        "vi": "Kế hoạch kiểm tra năm {year} và số hộ đã gặp, {area}",
        "en": "Inspections planned for {year} and households met, {area}",
    },
    "inspection-coverage": {
        "vi": "Địa bàn có hộ được kiểm tra năm {year}, {area}",
        "en": "Places with a household inspected in {year}, {area}",
    },
    "inspection-findings": {
        "vi": "Kết quả kiểm tra năm {year}, mọi cách chọn, {area}",
        "en": "What inspections of {year} found, however chosen, {area}",
    },
    "inspection-follow-ups": {
        "vi": "Xử lý sau kiểm tra đến ngày cuối năm {year}, {area}",
        "en": "What was settled by the last day of {year}, {area}",
    },
    "inspection-estimates": {
        "vi": "Tỷ lệ hộ nghèo đầu kỳ năm {year} ghi sai, ước lượng từ phần ngẫu nhiên, {area}",
        "en": "Poor households of the opening of {year} entered wrong, estimated from the random "
        "part, {area}",
    },
    "inspection-contact": {
        "vi": "Ước lượng năm {year} nếu mọi hộ không gặp đều đúng, hoặc đều sai, {area}",
        "en": "The estimates of {year} if all households not met were right, or wrong, {area}",
    },
    "inspection-compared": {
        "vi": "Hộ đã gặp và hộ ghi sai theo phường năm {year}, {area}",
        "en": "Households met and entries found wrong by ward, {year}, {area}",
    },
    "inspection-classes": {
        "vi": "Phân loại theo sổ và theo kiểm tra năm {year}, {area}",
        "en": "The class in the register and by inspection, {year}, {area}",
    },
    "inspection-design": {
        "vi": "Mẫu kiểm tra ngẫu nhiên của năm sau, rút từ hộ nghèo cuối kỳ năm {year}, {area}",
        "en": "Next year’s random sample, drawn of the poor at the closing of {year}, {area}",
    },
    "inspection-sizes": {
        "vi": "Cần gặp bao nhiêu hộ nghèo cuối kỳ năm {year} để biết tỷ lệ sai, {area}",
        "en": "How many of the poor at the closing of {year} to meet to know the share, {area}",
    },
    "inspection-rules": {
        "vi": "Quy định kiểm tra trong district.yml, dùng cho năm {year}, {area}",
        "en": "Rules of inspection in district.yml, used for {year}, {area}",
    },
}
CODES = frozenset({"finding", "place", "found_in", "error", "register_class"})
TEXT: frozenset[str] = frozenset()  # columns of words
