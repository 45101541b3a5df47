"""The terms of the near-poor ledger beside the poor one, and of the change of the poverty rate."""

LABELS: dict[str, dict[str, str]] = {
    "near_opening": {"vi": "Hộ cận nghèo đầu kỳ", "en": "Near-poor households at the opening"},
    "near_to_poor": {"vi": "Trở thành hộ nghèo", "en": "Became poor"},
    "poor_to_near": {
        "vi": "Hộ nghèo trở thành hộ cận nghèo",
        "en": "Poor that became near-poor",
    },
    "near_gone": {
        "vi": "Ra khỏi danh sách cận nghèo, không thành hộ nghèo",
        "en": "Left the near-poor list, not to poverty",
    },
    "near_above": {"vi": "Vượt chuẩn cận nghèo", "en": "Above near-poor"},
    "near_other_decrease": {
        "vi": "Khác giảm của hộ cận nghèo",
        "en": "Other decrease of the near-poor",
    },
    "near_moved_out": {
        "vi": "Hộ cận nghèo chuyển sang phường khác trong quận",
        "en": "Near-poor that moved to another ward",
    },
    "near_arriving": {
        "vi": "Vào danh sách cận nghèo, không từ hộ nghèo",
        "en": "Came onto the near-poor list, not from poverty",
    },
    "near_relapses": {"vi": "Tái cận nghèo", "en": "Near-poor again"},
    "near_entries": {"vi": "Cận nghèo phát sinh mới", "en": "Newly near-poor"},
    "near_other_increase": {
        "vi": "Khác tăng của hộ cận nghèo",
        "en": "Other increase of the near-poor",
    },
    "near_moved_in": {
        "vi": "Hộ cận nghèo chuyển đến từ phường khác trong quận",
        "en": "Near-poor that moved in from another ward",
    },
    "near_expected_closing": {
        "vi": "Hộ cận nghèo cuối kỳ theo cân đối",
        "en": "Near-poor at the closing by the balance",
    },
    "near_closing": {"vi": "Hộ cận nghèo cuối kỳ", "en": "Near-poor households at the closing"},
    "near_unexplained": {
        "vi": "Chênh lệch chưa giải thích của hộ cận nghèo",
        "en": "Unexplained difference of the near-poor",
    },
    "rate_moved_pp": {
        "vi": "Thay đổi tỷ lệ so với năm trước (điểm phần trăm)",
        "en": "Change of the rate in a year (percentage points)",
    },
    "by_count_pp": {
        "vi": "Phần của số hộ nghèo (điểm phần trăm)",
        "en": "Part of the poor households (percentage points)",
    },
    "by_households_pp": {
        "vi": "Phần của tổng số hộ dân cư (điểm phần trăm)",
        "en": "Part of all households (percentage points)",
    },
    "before": {"vi": "Đầu kỳ", "en": "At the opening"},
    "was_poor": {"vi": "Hộ nghèo", "en": "Poor"},
    "was_near_poor": {"vi": "Hộ cận nghèo", "en": "Near-poor"},
    "was_off_list": {"vi": "Ngoài danh sách", "en": "On neither list"},
    "at_closing": {"vi": "Cộng cuối kỳ", "en": "All at the closing"},
    "at_opening": {"vi": "Cộng đầu kỳ", "en": "All at the opening"},
    "after_poor": {"vi": "Cuối kỳ: hộ nghèo", "en": "Closing: poor"},
    "after_near_poor": {"vi": "Cuối kỳ: hộ cận nghèo", "en": "Closing: near-poor"},
    "after_above": {"vi": "Ra: vượt chuẩn cận nghèo", "en": "Left: above near-poor"},
    "after_left": {
        "vi": "Ra: chuyển đi, chết, nhập hộ",
        "en": "Left: moved away, died or merged",
    },
    "after_undeclared": {"vi": "Ra: sổ không ghi lý do", "en": "Left: the register says not how"},
}

CAPTIONS: dict[str, dict[str, str]] = {
    "near-poor-households": {
        "vi": "Diễn biến hộ cận nghèo năm {year}, {area} (hộ)",
        "en": "Movements of near-poor households in {year}, {area} (households)",
    },
    "near-poor-matrix": {
        "vi": "Hộ theo tình trạng đầu kỳ và cuối kỳ năm {year}, {area} (hộ)",
        "en": "Households by state at the opening and the closing of {year}, {area} (households)",
    },
    "movements-rate-change": {
        "vi": "Thay đổi tỷ lệ hộ nghèo từ cuối năm trước đến cuối năm {year}, {area}",
        "en": "Change of the poverty rate from the closing before to that of {year}, {area}",
    },
}

CODES: frozenset[str] = frozenset({"before"})
TEXT: frozenset[str] = frozenset()
