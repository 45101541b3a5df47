"""The terms of the risk of being poor again after an exit, and of fragile exits."""

OF_LINE = {  # the income at the exit; the first also holds those not above the line
    "margin_0": {"vi": "Thu nhập dưới 110% mức chuẩn", "en": "Income under 110% of the line"},
    "margin_10": {
        "vi": "Thu nhập từ 110% đến dưới 125% mức chuẩn",
        "en": "Income 110% to under 125% of the line",
    },
    "margin_10_up": {
        "vi": "Thu nhập từ 110% mức chuẩn trở lên",
        "en": "Income 110% of the line or more",
    },
    "margin_25": {
        "vi": "Thu nhập từ 125% đến dưới 150% mức chuẩn",
        "en": "Income 125% to under 150% of the line",
    },
    "margin_25_up": {
        "vi": "Thu nhập từ 125% mức chuẩn trở lên",
        "en": "Income 125% of the line or more",
    },
    "margin_50": {
        "vi": "Thu nhập từ 150% mức chuẩn trở lên",
        "en": "Income 150% of the line or more",
    },
}
LEVELS = {
    "not_ill": {
        "vi": "Nguyên nhân nghèo không ghi ốm đau",
        "en": "Illness not among the causes of poverty",
    },
    "ill": {"vi": "Nguyên nhân nghèo có ghi ốm đau", "en": "Illness among the causes of poverty"},
    "workers_2": {"vi": "Từ hai lao động trở lên", "en": "Two workers or more"},
    "workers_1": {"vi": "Một lao động", "en": "One worker"},
    "workers_0": {"vi": "Không có lao động", "en": "No worker"},
    "workers_few": {"vi": "Không quá một lao động", "en": "One worker at most"},
    "above_near_poor_exit": {"vi": "Thoát nghèo, vượt chuẩn cận nghèo", "en": "Above near-poor"},
    "near_poor_exit": {"vi": "Thoát nghèo, còn là hộ cận nghèo", "en": "To near-poor only"},
    "first_exit": {"vi": "Thoát nghèo lần đầu trong sổ", "en": "First exit in the register"},
    "later_exit": {"vi": "Thoát nghèo lần sau trong sổ", "en": "Later exit in the register"},
}
REASONS = {
    "no_events": {"vi": "chưa hộ nào nghèo trở lại", "en": "nobody was poor again"},
    "few_events": {
        "vi": "số hộ nghèo trở lại quá ít so với số hệ số phải ước lượng",
        "en": "too few were poor again for the coefficients to be estimated",
    },
    "one_level": {
        "vi": "các hộ không khác nhau ở điều nào được so sánh",
        "en": "the exits do not differ in anything that is compared",
    },
    "unbounded": {
        "vi": "số liệu không giới hạn được một tỷ số",
        "en": "the figures set no limit to one of the ratios",
    },
}
LABELS: dict[str, dict[str, str]] = {
    **OF_LINE,
    **LEVELS,
    **REASONS,
    "records": {"vi": "Các lần thoát nghèo được theo dõi", "en": "Exits followed"},
    "risk_all": {"vi": "Tất cả", "en": "All"},
    "risk_unrecorded": {
        "vi": "Thiếu một thông tin lúc thoát nghèo",
        "en": "Something not recorded at the exit",
    },
    "risk_recorded": {"vi": "Ghi đủ, được so sánh", "en": "Recorded in full, compared"},
    "first_review_year": {"vi": "Kỳ rà soát đầu", "en": "First review"},
    "last_review_year": {"vi": "Kỳ rà soát cuối", "en": "Last review"},
    "reviews_at_risk": {"vi": "Lượt rà soát theo dõi", "en": "Reviews at risk"},
    "risk_pct": {"vi": "Tỷ lệ nghèo trở lại mỗi lượt", "en": "Poor again, of the reviews"},
    "risk_lower_pct": {"vi": "Cận dưới 95% của tỷ lệ", "en": "Lower end of the share, 95%"},
    "risk_upper_pct": {"vi": "Cận trên 95% của tỷ lệ", "en": "Upper end of the share, 95%"},
    "level": {"vi": "Điều ghi lúc thoát nghèo", "en": "Recorded at the exit"},
    "hazard_ratio": {"vi": "Nguy cơ so với mức gốc (lần)", "en": "Risk, times the reference"},
    "hazard_ratio_lower": {"vi": "Cận dưới 95% (lần)", "en": "Lower end, 95% (times)"},
    "hazard_ratio_upper": {"vi": "Cận trên 95% (lần)", "en": "Upper end, 95% (times)"},
    "compared_with": {"vi": "So với", "en": "Compared with"},
    "coefficients": {"vi": "Số hệ số", "en": "Coefficients"},
    "events_each": {
        "vi": "Hộ nghèo trở lại trên một hệ số",
        "en": "Households poor again for each coefficient",
    },
    "least_each": {"vi": "Ít nhất phải có", "en": "Least asked for"},
    "deviance": {"vi": "Độ lệch (deviance)", "en": "Deviance"},
    "residual_df": {"vi": "Bậc tự do còn lại", "en": "Residual degrees of freedom"},
    "dispersion": {"vi": "χ² Pearson chia bậc tự do", "en": "Pearson χ² by its degrees of freedom"},
    "merged_years": {"vi": "Năm sau khi thoát được gộp", "en": "Years since the exit joined"},
    "model_reason": {"vi": "Chưa tính được tỷ số nguy cơ", "en": "Why there are no ratios"},
    "year_exits": {"vi": "Thoát nghèo trong năm", "en": "Exits of the year"},
    "narrow_exits": {
        "vi": "Thu nhập sát chuẩn hoặc dưới chuẩn",
        "en": "Income close to the line or below",
    },
    "near_poor_exits": {
        "vi": "Khác, còn là hộ cận nghèo",
        "en": "Others, to near-poor only",
    },
    "fragile_exits": {"vi": "Thoát nghèo mong manh", "en": "Fragile exits"},
    "fragile_pct": {"vi": "Tỷ lệ mong manh", "en": "Share fragile"},
    "clear_exits": {"vi": "Không thuộc diện mong manh", "en": "Not fragile"},
    "unknown_exits": {
        "vi": "Vượt chuẩn cận nghèo, không ghi thu nhập: không rõ",
        "en": "Above near-poor, no income on record: not known",
    },
    "exit_part": {"vi": "Nhóm hộ thoát nghèo", "en": "Exits"},
    "exits_in_part": {"vi": "Số hộ", "en": "Households"},
    "part_pct": {"vi": "Trên số hộ thoát nghèo", "en": "Of the exits"},
}
CAPTIONS: dict[str, dict[str, str]] = {
    "relapse-risk-followed": {
        "vi": "Các lần thoát nghèo được theo dõi qua các kỳ rà soát, tính đến năm {year}, {area}",
        "en": "Exits followed from review to review, up to {year}, {area}",
    },
    "relapse-risk-levels": {
        "vi": "Nghèo trở lại theo điều ghi lúc thoát nghèo, các lượt ghi đủ, tính đến năm {year}, "
        "{area}",
        "en": "Poor again, by what was recorded at the exit, of reviews recorded in full, up to "
        "{year}, {area}",
    },
    "relapse-risk-fit": {
        "vi": "Mô hình nguy cơ nghèo trở lại, tính đến năm {year}, {area}",
        "en": "The model of the risk of being poor again, up to {year}, {area}",
    },
    "relapse-risk-bands": {
        "vi": "Nghèo trở lại theo thu nhập lúc thoát so với chuẩn, các lượt ghi đủ, tính đến năm "
        "{year}, {area}",
        "en": "Poor again, by the income at the exit against the line, of reviews recorded in "
        "full, up to {year}, {area}",
    },
    "fragile-exits": {
        "vi": "Thoát nghèo mong manh theo phường, năm {year}, {area} (hộ)",
        "en": "Fragile exits by ward, {year}, {area} (households)",
    },
    "fragile-exits-parts": {
        "vi": "Hộ thoát nghèo năm {year} có mong manh không, {area}",
        "en": "Whether the exits of {year} are fragile, {area}",
    },
}
CODES = {"records", "level", "compared_with", "exit_part", "model_reason"}
TEXT = {"merged_years"}
