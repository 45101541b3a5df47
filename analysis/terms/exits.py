"""The terms of closer looks at the exits: which exit, a new line, lasting exits and poverty."""

LABELS: dict[str, dict[str, str]] = {
    "first_at_risk": {
        "vi": "Thoát lần đầu, đã qua một kỳ rà soát",
        "en": "First exits followed by a review",
    },
    "first_fell_back": {"vi": "Trong đó nghèo trở lại ở kỳ ấy", "en": "Of them poor again at it"},
    "first_relapse_pct": {"vi": "Tỷ lệ, thoát lần đầu", "en": "Share, first exits"},
    "later_at_risk": {
        "vi": "Thoát lần sau, đã qua một kỳ rà soát",
        "en": "Later exits followed by a review",
    },
    "later_fell_back": {"vi": "Trong đó nghèo trở lại ở kỳ ấy", "en": "Of them poor again at it"},
    "later_relapse_pct": {"vi": "Tỷ lệ, thoát lần sau", "en": "Share, later exits"},
    "order_p": {"vi": "p (kiểm định chính xác Fisher)", "en": "p (Fisher’s exact test)"},
    "above_throughout": {
        "vi": "Không có tên trong cả hai danh sách ở mọi kỳ",
        "en": "On neither list at any of them",
    },
    "near_poor_again": {
        "vi": "Có kỳ là hộ cận nghèo, không nghèo trở lại",
        "en": "Near-poor at one of them, not poor again",
    },
    "poor_again": {"vi": "Nghèo trở lại", "en": "Poor again"},
    "gone": {"vi": "Chuyển đi, chết, nhập hộ", "en": "Moved away, died or merged"},
    "lasting_pct": {
        "vi": "Tỷ lệ không có tên trong cả hai danh sách",
        "en": "Share on neither list",
    },
    "by_old_line": {"vi": "Theo mức chuẩn cũ", "en": "By the line before"},
    "listed_poor": {"vi": "Hộ nghèo theo chuẩn mới", "en": "Poor by the new standard"},
    "listed_near_poor": {
        "vi": "Hộ cận nghèo theo chuẩn mới",
        "en": "Near-poor by the new standard",
    },
    "under_old_line": {"vi": "Nghèo theo cả mức chuẩn cũ", "en": "Poor by the old line too"},
    "above_old_line": {"vi": "Chỉ nghèo theo chuẩn mới", "en": "Poor by the new standard alone"},
    "old_line_unknown": {
        "vi": "Không biết theo mức chuẩn cũ",
        "en": "Not known by the old line",
    },
    "old_closing": {
        "vi": "Hộ nghèo cuối năm trước, theo chuẩn cũ",
        "en": "Poor at last year’s closing, by the old standard",
    },
    "real_change": {
        "vi": "Thay đổi thực, theo mức chuẩn cũ",
        "en": "Real change, by the old line",
    },
    "near_poor_under_old_line": {
        "vi": "Cận nghèo theo chuẩn mới, nghèo theo mức chuẩn cũ",
        "en": "Near-poor by the new standard, poor by the old line",
    },
    "new_opening": {
        "vi": "Hộ nghèo đầu kỳ, theo chuẩn mới",
        "en": "Poor at the opening, by the new standard",
    },
    "poor_now": {"vi": "Hộ nghèo cuối kỳ này", "en": "Poor at this closing"},
    "poor_1_lists": {"vi": "Nghèo một lần", "en": "Poor on one list"},
    "poor_2_lists": {"vi": "Nghèo hai lần", "en": "On two"},
    "poor_3_lists": {"vi": "Nghèo ba lần", "en": "On three"},
    "poor_4_lists": {"vi": "Nghèo cả bốn lần", "en": "On all four"},
    "lists_unknown": {"vi": "Không đủ bốn danh sách", "en": "Without four lists"},
    "persistent_pct": {
        "vi": "Tỷ lệ nghèo ba, bốn lần trong số hộ đủ bốn danh sách",
        "en": "Share on three or four, of those with four lists",
    },
    "persistence": {"vi": "Cách tính nghèo kéo dài", "en": "Persistent poverty as"},
    "persistent_now": {
        "vi": "Đang nghèo và nghèo ít nhất hai trong ba năm trước",
        "en": "Poor now and in at least two of the three years before",
    },
    "persistent_of_four": {
        "vi": "Nghèo ít nhất ba trong bốn năm, nay còn nghèo hay không",
        "en": "Poor in at least three of the four years, now or not",
    },
    "persistent": {"vi": "Hộ nghèo kéo dài", "en": "Persistently poor"},
    "persistent_among": {
        "vi": "Trong số hộ đủ bốn danh sách (đang nghèo, hoặc từng nghèo trong bốn năm)",
        "en": "Among those with four lists, poor now or at any time in the four years",
    },
    "persistent_share_pct": {"vi": "Tỷ lệ trong số hộ ấy", "en": "Share of these"},
    "all_households": {"vi": "Tổng số hộ dân cư", "en": "All households"},
    "persistent_of_all_pct": {
        "vi": "Tỷ lệ trên tổng số hộ dân cư",
        "en": "Share of all households",
    },
}

CAPTIONS: dict[str, dict[str, str]] = {
    "exits-orders": {
        "vi": "Nghèo trở lại ở kỳ rà soát đầu tiên sau khi thoát, theo lần thoát, đến năm {year}, "
        "{area} (hộ)",
        "en": "Poor again at the first review after the exit, first and later exits, up to {year}, "
        "{area} (households)",
    },
    "exits-lasting": {
        "vi": "Các hộ thoát nghèo qua đủ số kỳ rà soát liên tiếp, đến năm {year}, {area} (hộ)",
        "en": "Exits over the full number of reviews in a row, up to {year}, {area} (households)",
    },
    "line-change-classes": {
        "vi": "Danh sách đầu kỳ năm {year} theo chuẩn mới và theo mức chuẩn cũ, {area}{standard} "
        "(hộ)",
        "en": "The opening list of {year} by the new standard and by the line before, "
        "{area}{standard} (households)",
    },
    "line-change-units": {
        "vi": "Thay đổi số hộ nghèo khi thay chuẩn, từ cuối năm trước đến đầu năm {year}, "
        "{area}{standard} (hộ)",
        "en": "Change in the poor over the change of standard, from the last closing to the "
        "opening of {year}, {area}{standard} (households)",
    },
    "persistence-lists": {
        "vi": "Hộ nghèo cuối năm {year} theo số lần nghèo trong bốn danh sách hằng năm, "
        "{area}{standard} (hộ)",
        "en": "Households poor at the end of {year} by how many of four yearly lists have them as "
        "poor, {area}{standard} (households)",
    },
    "persistence-measures": {
        "vi": "Nghèo kéo dài theo hai cách tính, bốn danh sách đến cuối năm {year}, "
        "{area}{standard} (hộ)",
        "en": "Persistent poverty by two definitions, four lists up to the end of {year}, "
        "{area}{standard} (households)",
    },
}

# Columns whose cells are names of LABELS, and columns of words.
CODES: frozenset[str] = frozenset({"by_old_line", "persistence"})
TEXT: frozenset[str] = frozenset()
