"""The terms of the proposal for next year's support (đề xuất kinh phí hỗ trợ năm sau)."""

LABELS: dict[str, dict[str, str]] = {
    "closing_group": {"vi": "Nhóm cuối kỳ", "en": "Group at the closing"},
    "package_code": {"vi": "Mã gói", "en": "Code"},
    "package_name": {"vi": "Gói hỗ trợ", "en": "Package (in Vietnamese)"},
    "benefit_points": {"vi": "Điểm lợi ích", "en": "Benefit points"},
    "proposed_households": {"vi": "Hộ được đề xuất", "en": "Households proposed"},
    "without_proposal": {"vi": "Hộ chưa được đề xuất", "en": "Households not proposed"},
    "proposed_vnd": {"vi": "Kinh phí đề xuất (đồng)", "en": "Proposed (VND)"},
    "catalogue_year": {"vi": "Danh mục năm", "en": "Catalogue of"},
    "budget_year": {"vi": "Kinh phí năm", "en": "Budget of"},
    "budget_vnd": {"vi": "Tổng kinh phí (đồng)", "en": "Budget (VND)"},
    "reserve_vnd": {"vi": "Dự phòng (đồng)", "en": "Kept back (VND)"},
    "available_vnd": {"vi": "Được phân bổ (đồng)", "en": "To be shared out (VND)"},
    "left_vnd": {"vi": "Còn lại (đồng)", "en": "Left (VND)"},
    "rule_points": {"vi": "Trị số theo quy tắc", "en": "Value by the rule"},
    "together_points": {
        "vi": "Tối ưu, hộ bằng nhau cùng gói",
        "en": "Optimum, equals treated alike",
    },
    "together_gap_pct": {"vi": "Quy tắc kém", "en": "Rule falls short by"},
    "optimum_points": {"vi": "Tối ưu, được tách hộ", "en": "Optimum, equals may be split"},
    "gap_pct": {"vi": "Quy tắc kém", "en": "Rule falls short by"},
    "more_vnd": {"vi": "Thêm (đồng)", "en": "More money (VND)"},
    "million_households": {"vi": "Hộ đổi gói theo quy tắc", "en": "Households moved by the rule"},
    "million_rule_points": {"vi": "Trị số thêm theo quy tắc", "en": "Value gained by the rule"},
    "million_optimum_points": {"vi": "Trị số thêm ở tối ưu", "en": "Value gained at the optimum"},
    "next_group": {"vi": "Nhóm kế tiếp", "en": "Next group"},
    "next_package": {"vi": "Gói", "en": "Package"},
    "next_households": {"vi": "Số hộ bằng nhau", "en": "Equal households"},
    "next_vnd": {"vi": "Chi phí của bước (đồng)", "en": "Cost of the step (VND)"},
    "refused": {"vi": "Chưa được vì", "en": "Held back by"},
    "money": {"vi": "không đủ kinh phí", "en": "want of money"},
    "cap": {"vi": "vượt mức của phường", "en": "the cap of a ward"},
    "need_points": {"vi": "Điểm nhu cầu của nhóm", "en": "Need of the group"},
    "comes": {"vi": "Thứ tự", "en": "Order"},
    "comes_first": {"vi": "trước", "en": "first"},
    "comes_after": {"vi": "sau", "en": "after"},
    "open_packages": {"vi": "Gói được nhận", "en": "Packages open to it"},
    "fixed_on": {"vi": "Quy tắc ghi ngày", "en": "Laid down on"},
    "need_per_person_points": {"vi": "Điểm thêm mỗi người", "en": "Need added per person"},
    "ward_cap_pct": {"vi": "Mức cao nhất của một phường", "en": "Most of one ward"},
    "reserve_pct": {"vi": "Tỷ lệ dự phòng", "en": "Share kept back"},
}
CAPTIONS: dict[str, dict[str, str]] = {
    "support-proposal": {
        "vi": "Đề xuất hỗ trợ năm sau theo gói, lập khi rà soát năm {year}, {area}",
        "en": "Support proposed for next year by package, at the review of {year}, {area}",
    },
    "support-proposal-groups": {
        "vi": "Hộ được đề xuất theo nhóm cuối kỳ năm {year}, {area}",
        "en": "Households proposed by their group at the closing of {year}, {area}",
    },
    "support-proposal-wards": {
        "vi": "Hộ và kinh phí đề xuất theo phường, lập khi rà soát năm {year}, {area}",
        "en": "Households and money proposed by ward, at the review of {year}, {area}",
    },
    "support-proposal-summary": {
        "vi": "Kinh phí năm sau và phần đề xuất, lập khi rà soát năm {year}, {area}",
        "en": "Next year’s money and what is proposed of it, at the review of {year}, {area}",
    },
    "support-proposal-check": {
        "vi": "Trị số của đề xuất so với mức tối ưu, lập khi rà soát năm {year}, {area}",
        "en": "Value of the proposal beside the optimum, at the review of {year}, {area}",
    },
    "support-proposal-next": {
        "vi": "Bước kế tiếp chưa được đề xuất, lập khi rà soát năm {year}, {area}",
        "en": "The next step, not proposed, at the review of {year}, {area}",
    },
    "support-proposal-rules": {
        "vi": "Quy tắc theo nhóm trong district.yml, dùng khi rà soát năm {year}, {area}",
        "en": "The rule by group in district.yml, used at the review of {year}, {area}",
    },
    "support-proposal-settings": {
        "vi": "Các mức khác của quy tắc trong district.yml, dùng khi rà soát năm {year}, {area}",
        "en": "Other settings of the rule in district.yml, used at the review of {year}, {area}",
    },
}
CODES: frozenset[str] = frozenset(
    {"package_code", "next_group", "refused", "comes", "closing_group"}
)
TEXT: frozenset[str] = frozenset({"package_name", "next_package", "open_packages", "fixed_on"})
