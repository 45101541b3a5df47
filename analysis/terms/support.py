"""The terms of support of the specially poor (hỗ trợ hộ đặc biệt nghèo)."""

GROUPS = {
    "group_1": {"vi": "Nhóm I", "en": "Group I"},
    "group_2": {"vi": "Nhóm II", "en": "Group II"},
    "without_labour": {"vi": "Không có lao động", "en": "Without labour"},
    "other_poor": {"vi": "Hộ nghèo khác", "en": "Other poor"},
    "not_poor_at_opening": {"vi": "Không phải hộ nghèo đầu kỳ", "en": "Not poor at the opening"},
    "not_special": {"vi": "Hộ khác", "en": "Other households"},
    "became_exited": {"vi": "Thoát nghèo", "en": "Exited"},
    "became_left": {"vi": "Giảm khác", "en": "Other decrease"},
}
SOURCES = {
    "from_budget": {"vi": "Ngân sách", "en": "Public budget"},
    "from_policy_bank": {"vi": "Ngân hàng chính sách", "en": "Policy bank"},
    "from_firms": {"vi": "Doanh nghiệp", "en": "Firms"},
    "from_religious": {"vi": "Tổ chức tôn giáo", "en": "Religious bodies"},
    "from_associations": {"vi": "Hội đoàn thể", "en": "Associations"},
    "from_own": {"vi": "Hộ gia đình", "en": "Households themselves"},
}
MONEY = {
    "support_planned_vnd": {"vi": "Dự kiến (đồng)", "en": "Planned (VND)"},
    "support_promised_vnd": {"vi": "Đã duyệt (đồng)", "en": "Promised (VND)"},
    "support_paid_vnd": {"vi": "Đã cấp trong năm (đồng)", "en": "Paid in the year (VND)"},
    "support_paid_later_vnd": {"vi": "Cấp sau năm đó (đồng)", "en": "Paid later (VND)"},
    "support_outstanding_vnd": {"vi": "Còn phải cấp (đồng)", "en": "Outstanding (VND)"},
    "support_left_vnd": {"vi": "Chưa duyệt (đồng)", "en": "Left of the plan (VND)"},
    "unit_cost_vnd": {"vi": "Chi phí một gói (đồng)", "en": "Cost of one (VND)"},
}
LABELS: dict[str, dict[str, str]] = {
    **GROUPS,
    **SOURCES,
    **MONEY,
    "support_group": {"vi": "Nhóm", "en": "Group"},
    "stood": {"vi": "Đầu kỳ", "en": "At the opening"},
    "money_source": {"vi": "Nguồn kinh phí", "en": "Source of money"},
    "package": {"vi": "Gói hỗ trợ", "en": "Package"},
    "step_count": {"vi": "Bậc", "en": "Step"},
    "grouped_opening": {"vi": "Hộ nghèo đầu kỳ", "en": "Poor households at the opening"},
    "grouped_closing": {"vi": "Hộ nghèo cuối kỳ", "en": "Poor households at the closing"},
    "grouped_exits": {"vi": "Thoát nghèo", "en": "Exits"},
    "grouped_exit_pct": {
        "vi": "Tỷ lệ thoát nghèo (trên số đầu kỳ)",
        "en": "Exit rate (of the opening)",
    },
    "support_reached": {"vi": "Hộ được hỗ trợ", "en": "Households supported"},
    "support_not_reached": {"vi": "Hộ không được hỗ trợ", "en": "Households not supported"},
    "support_reached_pct": {
        "vi": "Tỷ lệ được hỗ trợ (trên số đầu kỳ)",
        "en": "Share supported (of the opening)",
    },
    "support_items": {"vi": "Lượt hỗ trợ", "en": "Items given"},
}
CAPTIONS: dict[str, dict[str, str]] = {
    "support-groups": {
        "vi": "Hộ nghèo theo nhóm đặc biệt nghèo năm {year}, {area} (hộ)",
        "en": "Poor households by group of special poverty in {year}, {area} (households)",
    },
    "support-transitions": {
        "vi": "Nhóm đầu kỳ (dòng) và cuối kỳ (cột) năm {year}, {area} (hộ)",
        "en": "Groups at the opening (rows) and the closing (columns) of {year}, {area} "
        "(households)",
    },
    "support-reach": {
        "vi": "Hộ được hỗ trợ và lượt hỗ trợ theo nhóm năm {year}, {area}",
        "en": "Households supported and items given by group in {year}, {area}",
    },
    "support-money": {
        "vi": "Kinh phí hỗ trợ theo nguồn, đến hết năm {year}, {area} (đồng)",
        "en": "Money for support by source, to the end of {year}, {area} (VND)",
    },
    "support-packages": {
        "vi": "Lượt hỗ trợ và kinh phí theo gói năm {year}, {area}",
        "en": "Items given and money by package in {year}, {area}",
    },
    "support-years": {
        "vi": "Hỗ trợ qua các năm, như đã biết đến hết năm {year}, {area}",
        "en": "Support by year, as known at the end of {year}, {area}",
    },
    "support-wards": {
        "vi": "Nhóm đặc biệt nghèo đầu kỳ và hỗ trợ theo phường năm {year}, {area}",
        "en": "Groups of special poverty at the opening and support by ward in {year}, {area}",
    },
}
CODES: frozenset[str] = frozenset({"support_group", "stood", "money_source", "package"})
TEXT: frozenset[str] = frozenset()
