"""The terms of how deep poverty goes, and of what the poor lack (độ sâu của nghèo, thiếu hụt)."""

COUNTED = {
    "depth_all": {"vi": "Toàn bộ dân cư", "en": "The whole population"},
    "depth_poor": {"vi": "Hộ nghèo theo sổ", "en": "Poor by the register"},
    "depth_without_income": {
        "vi": "Hộ nghèo không ghi thu nhập",
        "en": "Poor, no income on record",
    },
    "depth_poor_above": {
        "vi": "Hộ nghèo có thu nhập trên chuẩn",
        "en": "Poor, income above the line",
    },
    "depth_near_poor_below": {
        "vi": "Hộ cận nghèo có thu nhập từ chuẩn trở xuống",
        "en": "Near-poor, income at or below the line",
    },
    "depth_at_or_below": {
        "vi": "Có thu nhập từ chuẩn trở xuống",
        "en": "Income at or below the line",
    },
    "depth_below_line": {"vi": "Thu nhập dưới chuẩn", "en": "Income below the line"},
    "depth_at_line": {"vi": "Thu nhập đúng bằng chuẩn", "en": "Income exactly at the line"},
    "depth_floored": {
        "vi": "Thu nhập dưới một phần trăm chuẩn",
        "en": "Income below one per cent of the line",
    },
}
INDICES = {
    "depth_official": {"vi": "Tỷ lệ nghèo theo sổ", "en": "Poor by the register"},
    "depth_p0": {
        "vi": "Tỷ lệ có thu nhập từ chuẩn trở xuống (P₀)",
        "en": "At or below the line by income (P₀)",
    },
    "depth_p0_below": {
        "vi": "Tỷ lệ có thu nhập dưới chuẩn",
        "en": "Below the line by income",
    },
    "depth_p1": {"vi": "Khoảng cách nghèo (PG, P₁)", "en": "Poverty gap (PG, P₁)"},
    "depth_p2": {"vi": "Bình phương khoảng cách nghèo (P₂)", "en": "Squared poverty gap (P₂)"},
    "depth_watts": {"vi": "Chỉ số Watts", "en": "Watts index"},
    "depth_sen": {"vi": "Chỉ số Sen", "en": "Sen index"},
    "depth_sst": {
        "vi": "Chỉ số Sen-Shorrocks-Thon",
        "en": "Sen-Shorrocks-Thon index",
    },
    "depth_gini": {
        "vi": "Gini thu nhập của người nghèo theo thu nhập",
        "en": "Gini of the incomes of the poor by income",
    },
}
INDICATORS = {
    "health_access": {"vi": "Tiếp cận dịch vụ y tế", "en": "Access to health care"},
    "health_insurance": {"vi": "Bảo hiểm y tế", "en": "Health insurance"},
    "adult_education": {"vi": "Trình độ giáo dục người lớn", "en": "Adult education"},
    "child_schooling": {"vi": "Đi học của trẻ em", "en": "Child schooling"},
    "housing_quality": {"vi": "Chất lượng nhà ở", "en": "Housing quality"},
    "housing_area": {"vi": "Diện tích nhà ở bình quân", "en": "Housing area a person"},
    "water": {"vi": "Nguồn nước", "en": "Water source"},
    "toilet": {"vi": "Nhà tiêu (hố xí)", "en": "Toilet"},
    "telecom": {"vi": "Dịch vụ viễn thông", "en": "Telecommunication"},
    "information": {
        "vi": "Phương tiện tiếp cận thông tin",
        "en": "Means of access to information",
    },
    "employment": {"vi": "Việc làm", "en": "Employment"},
    "dependants": {"vi": "Người phụ thuộc", "en": "Dependants"},
    "nutrition": {"vi": "Dinh dưỡng", "en": "Nutrition"},
}
CAUSES = {
    "named_land": {"vi": "Thiếu đất sản xuất", "en": "Lack of land"},
    "named_capital": {"vi": "Thiếu vốn", "en": "Lack of capital"},
    "named_labour": {"vi": "Thiếu lao động", "en": "Lack of labour"},
    "named_work": {"vi": "Thiếu việc làm", "en": "Lack of work"},
    "named_tools": {"vi": "Thiếu công cụ sản xuất", "en": "Lack of tools"},
    "named_knowledge": {"vi": "Thiếu kiến thức sản xuất", "en": "Lack of know-how"},
    "named_experience": {"vi": "Không có kinh nghiệm làm ăn", "en": "Lack of experience"},
    "named_skill": {"vi": "Thiếu kỹ năng lao động", "en": "Lack of work skills"},
    "named_dependants": {"vi": "Đông người phụ thuộc", "en": "Many dependants"},
    "named_illness": {"vi": "Ốm đau, tai nạn", "en": "Illness or accident"},
    "named_other": {"vi": "Nguyên nhân khác", "en": "Another cause"},
    "named_any": {"vi": "Có ghi nguyên nhân", "en": "Any cause on record"},
    "named_none": {"vi": "Không ghi nguyên nhân", "en": "No cause on record"},
}
LABELS: dict[str, dict[str, str]] = {
    **COUNTED,
    **INDICES,
    **{f"deprived_{code}": words for code, words in INDICATORS.items()},
    **CAUSES,
    "depth_line": {"vi": "Được tính", "en": "Counted"},
    "depth_households": {"vi": "Số hộ", "en": "Households"},
    "depth_people": {"vi": "Số người", "en": "People"},
    "depth_index": {"vi": "Chỉ số", "en": "Index"},
    "depth_of_households_pct": {"vi": "Theo hộ", "en": "Of households"},
    "depth_of_people_pct": {"vi": "Theo người", "en": "Of people"},
    "depth_of_wards": {"vi": "Các phường cộng lại", "en": "All wards"},
    "depth_gap_pct": {"vi": "Khoảng cách nghèo (PG)", "en": "Poverty gap (PG)"},
    "depth_squared_gap_pct": {
        "vi": "Bình phương khoảng cách (P₂)",
        "en": "Squared gap (P₂)",
    },
    "depth_income_gap_whole_pct": {
        "vi": "Thiếu bình quân so với chuẩn, của hộ có thu nhập từ chuẩn trở xuống",
        "en": "Mean shortfall from the line, of those at or below it",
    },
    "depth_gap_vnd": {
        "vi": "Tổng mức thiếu một tháng (đồng)",
        "en": "Total shortfall a month (VND)",
    },
    "depth_class": {"vi": "Phân loại theo sổ", "en": "Class in the register"},
    "depth_listed_poor": {"vi": "Hộ nghèo", "en": "Poor"},
    "depth_listed_near_poor": {"vi": "Hộ cận nghèo", "en": "Near-poor"},
    "depth_judged": {"vi": "Hộ ghi đủ chỉ số", "en": "Recorded in full"},
    "depth_mpoor": {"vi": "Nghèo đa chiều", "en": "Poor by deprivations"},
    "depth_not_mpoor": {
        "vi": "Không nghèo đa chiều",
        "en": "Not poor by deprivations",
    },
    "depth_h_pct": {"vi": "H theo hộ", "en": "H of households"},
    "depth_a_pct": {"vi": "A theo hộ", "en": "A of households"},
    "depth_m0_pct": {"vi": "MPI (M₀) theo hộ", "en": "MPI (M₀) of households"},
    "depth_people_size": {"vi": "Số người được tính", "en": "People counted"},
    "depth_people_mpoor": {
        "vi": "Người trong hộ nghèo đa chiều",
        "en": "People in households poor by deprivations",
    },
    "depth_people_h_pct": {"vi": "H theo người", "en": "H of people"},
    "depth_people_m0_pct": {"vi": "MPI (M₀) theo người", "en": "MPI (M₀) of people"},
    "depth_part_pct": {"vi": "Tỷ trọng trong MPI", "en": "Part in MPI"},
    "depth_way": {"vi": "Ô bỏ trống", "en": "Blank cells"},
    "depth_complete_cases": {
        "vi": "Chỉ tính hộ ghi đủ các chỉ số",
        "en": "Only households recorded in full",
    },
    "depth_missing_as_not": {
        "vi": "Tính mọi hộ, ô trống coi như không thiếu hụt",
        "en": "Every household, a blank as not deprived",
    },
    "depth_size": {"vi": "Hộ được tính", "en": "Households counted"},
    "depth_way_mpoor": {"vi": "Nghèo đa chiều", "en": "Poor by deprivations"},
    "depth_indicator": {"vi": "Chỉ số", "en": "Indicator"},
    "depth_deprived": {"vi": "Thiếu hụt", "en": "Deprived"},
    "depth_deprived_pct": {
        "vi": "Tỷ lệ thiếu hụt (không lọc)",
        "en": "Share deprived (uncensored)",
    },
    "depth_censored": {
        "vi": "Thiếu hụt và nghèo đa chiều",
        "en": "Deprived and poor by deprivations",
    },
    "depth_censored_pct": {
        "vi": "Tỷ lệ thiếu hụt (đã lọc)",
        "en": "Share deprived (censored)",
    },
    "depth_contribution_pct": {"vi": "Đóng góp vào MPI", "en": "Contribution to MPI"},
    "depth_cause": {"vi": "Nguyên nhân ghi trong sổ", "en": "Cause on record"},
    "depth_named": {"vi": "Hộ nghèo", "en": "Poor households"},
    "depth_named_pct": {
        "vi": "Trên số hộ có ghi nguyên nhân",
        "en": "Of those with any cause",
    },
}
CAPTIONS: dict[str, dict[str, str]] = {
    "depth-counted": {
        "vi": "Hộ và người được tính cuối năm {year}, {area}",
        "en": "Households and people counted at the end of {year}, {area}",
    },
    "depth-indices": {
        "vi": "Các chỉ số nghèo theo thu nhập cuối năm {year}, {area}; trên toàn bộ dân cư, "
        "trừ Gini",
        "en": "Indices of poverty by income at the end of {year}, {area}; of the whole "
        "population, but for the Gini",
    },
    "depth-wards": {
        "vi": "Khoảng cách nghèo theo phường cuối năm {year}, {area}; không gồm hộ không ghi "
        "phường",
        "en": "Poverty gap by ward at the end of {year}, {area}; without households of no ward",
    },
    "depth-years": {
        "vi": "Khoảng cách nghèo qua các năm đến {year}, {area} (theo hộ)",
        "en": "Poverty gap by year up to {year}, {area} (of households)",
    },
    "depth-official": {
        "vi": "Phân loại theo sổ (dòng) và nghèo đa chiều theo số chỉ số thiếu hụt (cột) cuối năm "
        "{year}, {area} (hộ)",
        "en": "Class in the register (rows) and poor by number of deprivations (columns) at the "
        "end of {year}, {area} (households)",
    },
    "depth-ways": {
        "vi": "H, A và MPI của hộ nghèo và hộ cận nghèo theo sổ cuối năm {year}, {area}",
        "en": "H, A and MPI of the households listed as poor and near-poor at the end of {year}, "
        "{area}",
    },
    "depth-indicators": {
        "vi": "Thiếu hụt theo từng chỉ số cuối năm {year}, {area}; trên số hộ ghi đủ chỉ số",
        "en": "Deprivations by indicator at the end of {year}, {area}; of households recorded in "
        "full",
    },
    "depth-deprived-wards": {
        "vi": "Nghèo đa chiều theo phường cuối năm {year}, {area}; trên số hộ ghi đủ chỉ số",
        "en": "Poor by deprivations, by ward at the end of {year}, {area}; of households recorded "
        "in full",
    },
    "depth-causes": {
        "vi": "Nguyên nhân nghèo ghi trong sổ cuối năm {year}, {area} (hộ nghèo)",
        "en": "Causes on record at the end of {year}, {area} (poor households)",
    },
}
CODES: frozenset[str] = frozenset(
    {"depth_line", "depth_index", "depth_class", "depth_way", "depth_indicator", "depth_cause"}
)
TEXT: frozenset[str] = frozenset()
