"""The official terms of columns and lines, in Vietnamese and English."""

from analysis.terms import (
    depth,
    exits,
    housing,
    inspection,
    near_poor,
    next_year,
    outreach,
    projection,
    proposal,
    relapse_risk,
    support,
    three_haves,
    wards,
    watch,
)
from analysis.terms.awards import AWARDS
from analysis.terms.quality import QUALITY

COMMON = {
    "unit_code": {"vi": "Đơn vị", "en": "Unit"},
    "line": {"vi": "Chỉ tiêu", "en": "Line"},
    "year": {"vi": "Năm", "en": "Year"},
    "standard": {"vi": "Chuẩn nghèo", "en": "Poverty standard"},
    "total": {"vi": "Toàn địa bàn", "en": "Whole area"},
    "no_ward": {"vi": "Không ghi phường", "en": "No ward recorded"},
    "opening": {"vi": "Hộ nghèo đầu kỳ", "en": "Poor households at the opening"},
    "exits": {"vi": "Thoát nghèo", "en": "Exits from poverty"},
    "exits_to_near_poor": {
        "vi": "Thoát nghèo, trở thành hộ cận nghèo",
        "en": "Exits to near-poor",
    },
    "exits_above_near_poor": {
        "vi": "Thoát nghèo, vượt chuẩn cận nghèo",
        "en": "Exits above near-poor",
    },
    "other_decrease": {"vi": "Khác giảm (chuyển đi, chết, nhập hộ)", "en": "Other decrease"},
    "moved_out": {"vi": "Chuyển sang phường khác trong quận", "en": "Moved to another ward"},
    "arising": {"vi": "Phát sinh trong kỳ", "en": "Arising in the year"},
    "from_near_poor": {
        "vi": "Hộ cận nghèo trở thành hộ nghèo",
        "en": "Near-poor that became poor",
    },
    "relapses": {"vi": "Tái nghèo", "en": "Relapses into poverty"},
    "entries": {"vi": "Phát sinh mới", "en": "Newly poor"},
    "other_increase": {"vi": "Khác tăng (chuyển đến, tách hộ)", "en": "Other increase"},
    "moved_in": {"vi": "Chuyển đến từ phường khác trong quận", "en": "Moved in from another ward"},
    "closing": {"vi": "Hộ nghèo cuối kỳ", "en": "Poor households at the closing"},
    "opening_people": {"vi": "Nhân khẩu nghèo đầu kỳ", "en": "Poor people at the opening"},
    "closing_people": {"vi": "Nhân khẩu nghèo cuối kỳ", "en": "Poor people at the closing"},
    "mean_size": {"vi": "Bình quân người một hộ", "en": "People a household"},
    "other_decrease_people": {
        "vi": "Khác giảm (gồm cả giảm nhân khẩu của hộ còn nghèo)",
        "en": "Other decrease (with people lost to households still poor)",
    },
    "other_increase_people": {
        "vi": "Khác tăng (gồm cả tăng nhân khẩu của hộ còn nghèo)",
        "en": "Other increase (with people joining households still poor)",
    },
    "from_near_poor_people": {
        "vi": "Nhân khẩu cận nghèo trở thành nghèo",
        "en": "Near-poor that became poor",
    },
    "expected_closing": {"vi": "Cuối kỳ theo cân đối", "en": "Closing by the balance"},
    "unexplained": {"vi": "Chênh lệch chưa giải thích", "en": "Unexplained difference"},
    "households": {"vi": "Tổng số hộ dân cư", "en": "All households"},
    "poverty_rate_pct": {"vi": "Tỷ lệ hộ nghèo", "en": "Poverty rate"},
    "exit_rate_pct": {"vi": "Tỷ lệ thoát nghèo", "en": "Exit rate"},
    "non_poor_opening": {"vi": "Hộ ngoài danh sách đầu kỳ", "en": "Households not on the list"},
    "entry_rate_pct": {"vi": "Tỷ lệ phát sinh", "en": "Entry rate"},
    "printed_rate": {"vi": "Tỷ lệ theo nguồn", "en": "Rate as printed"},
    "implied_least": {"vi": "Số hộ dân cư suy ra, ít nhất", "en": "Households implied, least"},
    "implied_most": {"vi": "Số hộ dân cư suy ra, nhiều nhất", "en": "Households implied, most"},
    "joining": {"vi": "So với cuối kỳ năm trước", "en": "Against last year's closing"},
    "giver": {"vi": "Đơn vị giao", "en": "Plan given by"},
    "plan": {"vi": "Kế hoạch thoát nghèo", "en": "Planned exits"},
    "gross_pct": {"vi": "Thoát nghèo so với kế hoạch", "en": "Exits against the plan"},
    "net_decrease": {"vi": "Giảm ròng", "en": "Net reduction"},
    "net_pct": {"vi": "Giảm ròng so với kế hoạch", "en": "Net reduction against the plan"},
    "plan_of_opening_pct": {
        "vi": "Kế hoạch so với hộ nghèo đầu kỳ",
        "en": "Plan against the opening",
    },
    "printed_pct": {"vi": "Tỷ lệ hoàn thành theo nguồn", "en": "Completion as printed"},
    "revision": {"vi": "Điều chỉnh đầu kỳ trong giai đoạn", "en": "Revisions within the period"},
    "years": {"vi": "Các năm", "en": "Years"},
    "scenario": {"vi": "Kịch bản", "en": "Scenario"},
    "repeated_year": {"vi": "Năm lặp lại", "en": "Year repeated"},
    "years_needed": {"vi": "Số năm cần", "en": "Years needed"},
    "finish_year": {"vi": "Năm đạt mục tiêu", "en": "Year the goal is reached"},
    "against_deadline": {"vi": "So với thời hạn", "en": "Against the deadline"},
    "line_vnd": {"vi": "Mức chuẩn (đồng/người/tháng)", "en": "Line (VND a person a month)"},
    "deadline": {"vi": "thời hạn", "en": "deadline"},
    "year_early": {"vi": "trước thời hạn một năm", "en": "a year early"},
    "settles_at": {
        "vi": "Mức ổn định nếu lặp lại tỷ lệ (hộ)",
        "en": "Level it settles at if rates repeat (households)",
    },
    "city": {"vi": "Thành phố", "en": "City"},
    "district": {"vi": "Quận", "en": "District"},
    "unrecorded": {"vi": "Nguồn không ghi đơn vị giao", "en": "Giver not printed"},
    "best": {"vi": "Năm giảm nhiều nhất lặp lại", "en": "Year of the largest reduction"},
    "middle": {"vi": "Năm ở giữa lặp lại", "en": "Middle year"},
    "worst": {"vi": "Năm giảm ít nhất lặp lại", "en": "Year of the smallest reduction"},
    "single": {"vi": "Một kịch bản: năm duy nhất lặp lại", "en": "One scenario: the only year"},
    "source": {"vi": "Nguồn", "en": "Source"},
    "note": {"vi": "Ghi chú", "en": "Note"},
    "exit_year": {"vi": "Năm thoát nghèo", "en": "Year of exit"},
    "out": {"vi": "Chưa trở lại danh sách hộ nghèo", "en": "Not on the poor list since"},
    "fell_back": {"vi": "Nghèo trở lại theo chuẩn khi thoát", "en": "Poor again by the line left"},
    "raised_line": {"vi": "Chỉ nghèo theo chuẩn khác", "en": "Poor by another line alone"},
    "left": {"vi": "Chuyển đi, chết, nhập hộ", "en": "Moved away, died or merged"},
    "unknown": {
        "vi": "Nghèo trở lại, không rõ theo chuẩn nào",
        "en": "Poor again, by which line not known",
    },
    "fell_back_pct": {
        "vi": "Tỷ lệ nghèo trở lại trên số hộ thoát nghèo",
        "en": "Share of exits poor again by the line left",
    },
    "raised_line_pct": {
        "vi": "Tỷ lệ chỉ nghèo theo chuẩn khác trên số hộ thoát nghèo",
        "en": "Share of exits poor by another line alone",
    },
    "years_since": {"vi": "Số năm sau khi thoát nghèo", "en": "Years since the exit"},
    "at_risk": {"vi": "Hộ còn theo dõi", "en": "Households followed"},
    "hazard_pct": {
        "vi": "Tỷ lệ nghèo trở lại trong năm",
        "en": "Share poor again in the year",
    },
    "hazard_lower_pct": {
        "vi": "Tỷ lệ trong năm, cận dưới (95%)",
        "en": "Share in the year, lower limit (95%)",
    },
    "hazard_upper_pct": {
        "vi": "Tỷ lệ trong năm, cận trên (95%)",
        "en": "Share in the year, upper limit (95%)",
    },
    "out_pct": {"vi": "Tỷ lệ chưa nghèo trở lại", "en": "Share not poor again"},
    "out_lower_pct": {
        "vi": "Chưa nghèo trở lại, cận dưới (95%)",
        "en": "Not poor again, lower limit (95%)",
    },
    "out_upper_pct": {
        "vi": "Chưa nghèo trở lại, cận trên (95%)",
        "en": "Not poor again, upper limit (95%)",
    },
    "look_back_years": {
        "vi": "Xét hộ thoát nghèo trong (số năm trước)",
        "en": "Exits of the last (years)",
    },
    "relapse_pct": {
        "vi": "Tỷ lệ nghèo trở lại, trên số hộ còn theo dõi",
        "en": "Share poor again, of those followed",
    },
    "relapse_of_all_pct": {
        "vi": "Tỷ lệ nghèo trở lại, trên tổng số hộ dân cư",
        "en": "Share poor again, of all households",
    },
    **QUALITY,
    "poor_share_pct": {"vi": "Tỷ trọng trong số hộ nghèo", "en": "Share of the poor households"},
    "household_share_pct": {
        "vi": "Tỷ trọng trong tổng số hộ dân cư",
        "en": "Share of all households",
    },
    "start_year": {"vi": "Từ đầu năm", "en": "From the start of"},
    "start_poor": {"vi": "Hộ nghèo đầu kỳ so sánh", "en": "Poor households at the start"},
    "start_households": {
        "vi": "Tổng số hộ dân cư đầu kỳ so sánh",
        "en": "All households at the start",
    },
    "start_rate_pct": {"vi": "Tỷ lệ hộ nghèo đầu kỳ so sánh", "en": "Poverty rate at the start"},
    "poor_change": {"vi": "Thay đổi số hộ nghèo", "en": "Change in poor households"},
    "rate_change_pp": {
        "vi": "Thay đổi tỷ lệ (điểm phần trăm)",
        "en": "Change of the rate (percentage points)",
    },
    "basis": {"vi": "Mốc so sánh", "en": "Target"},
    "plan_city": {"vi": "Kế hoạch thành phố giao", "en": "Plan given by the city"},
    "plan_district": {"vi": "Kế hoạch quận giao", "en": "Plan given by the district"},
    "plan_unrecorded": {
        "vi": "Kế hoạch, nguồn không ghi đơn vị giao",
        "en": "Plan, giver not printed",
    },
    "year_before": {"vi": "Tỷ lệ thoát nghèo của năm trước", "en": "Exit rate of the year before"},
    "target_exits": {"vi": "Số hộ thoát nghèo của mốc", "en": "Exits of the target"},
    "target_opening": {"vi": "Trên số hộ nghèo đầu kỳ", "en": "Of poor households at the opening"},
    "target_pct": {"vi": "Tỷ lệ của mốc", "en": "Rate of the target"},
    "rest_rate_pct": {
        "vi": "Tỷ lệ thoát nghèo của các đơn vị còn lại",
        "en": "Exit rate of all other units",
    },
    "p_adjusted": {"vi": "p (đã điều chỉnh theo Holm)", "en": "p (adjusted by Holm)"},
    "difference": {
        "vi": "Khác các đơn vị còn lại hơn mức ngẫu nhiên",
        "en": "Differs from the others beyond chance",
    },
    "lower_998_pct": {"vi": "Dưới, 99,8%", "en": "Lower, 99.8%"},
    "lower_95_pct": {"vi": "Dưới, 95%", "en": "Lower, 95%"},
    "upper_95_pct": {"vi": "Trên, 95%", "en": "Upper, 95%"},
    "upper_998_pct": {"vi": "Trên, 99,8%", "en": "Upper, 99.8%"},
    "lower_pct": {"vi": "Khoảng 95% từ", "en": "95% interval from"},
    "upper_pct": {"vi": "đến", "en": "to"},
    "alike": {"vi": "Chưa phân biệt được với", "en": "Cannot be told apart from"},
    "printed_opening_rate": {
        "vi": "Tỷ lệ đầu kỳ theo nguồn",
        "en": "Rate at the opening as printed",
    },
    "source_rate_pct": {
        "vi": "Tỷ lệ hộ nghèo cuối kỳ theo nguồn",
        "en": "Poverty rate at the closing as printed",
    },
    "source_opening_rate_pct": {
        "vi": "Tỷ lệ hộ nghèo đầu kỳ theo nguồn",
        "en": "Poverty rate at the opening as printed",
    },
    "implied_opening_least": {
        "vi": "Số hộ dân cư đầu kỳ suy ra, ít nhất",
        "en": "Households implied at the opening, least",
    },
    "implied_opening_most": {
        "vi": "Số hộ dân cư đầu kỳ suy ra, nhiều nhất",
        "en": "Households implied at the opening, most",
    },
    "by_rate_pp": {
        "vi": "Theo tỷ lệ của đơn vị (điểm phần trăm)",
        "en": "By the unit’s rate (percentage points)",
    },
    "by_share_pp": {
        "vi": "Theo tỷ trọng hộ dân cư (điểm phần trăm)",
        "en": "By its share of households (percentage points)",
    },
    "contribution_pp": {
        "vi": "Đóng góp (điểm phần trăm)",
        "en": "Contribution (percentage points)",
    },
    "moment": {"vi": "Thời điểm", "en": "Moment"},
}

# Columns by years since the exit, in which a missing cell is a review that was not held.
COMMON |= {f"y{k}": {"vi": f"Sau {k} năm", "en": f"After {k} y."} for k in range(1, 31)}
COMMON |= {f"y{k}_pct": COMMON[f"y{k}"] for k in range(1, 31)}
COMMON |= AWARDS

TOPICS = (exits, housing, three_haves, support, proposal, outreach, inspection, next_year)
TOPICS += (depth, watch, projection, near_poor, relapse_risk, wards)
LABELS = COMMON | {name: words for topic in TOPICS for name, words in topic.LABELS.items()}

CODES = {  # columns whose cells are codes that LABELS or the units' names put in words
    *("unit_code", "standard", "giver", "scenario", "line", "basis"),
    *("kind", "stream", "criterion", "result", "taken_from"),
    *("unshrunk", "topsis", "override", "override_reason"),
    *("plan_gate", "settlement_gate", "discipline_gate", "exit_gate"),
    *("file", "found", "rule", "column", "band", "step"),
    *("flag", "gap_flag", "in_households", "in_people"),
}
TEXT = CODES | {"source", "note", "joining", "against_deadline", "advice"}
TEXT |= {"alike", "difference", "moment", "decided_date"}
for topic in TOPICS:
    CODES |= topic.CODES
    TEXT |= topic.CODES | topic.TEXT
