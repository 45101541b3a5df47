"""The terms of comparing wards: ranks, shrunken rates, household size, residential groups."""

LABELS = {
    "whole_poor": {"vi": "Hộ nghèo, toàn địa bàn", "en": "Poor, whole area"},
    "whole_households": {"vi": "Hộ dân cư, toàn địa bàn", "en": "All households, whole area"},
    "own_ranks": {"vi": "Thứ hạng, hỏi riêng (95%)", "en": "Ranks, asked alone (95%)"},
    "ranks": {"vi": "Thứ hạng, cùng lúc (95%)", "en": "Ranks, all at once (95%)"},
    "shrunken_pct": {"vi": "Tỷ lệ co", "en": "Shrunken rate"},
    "shrunken_lower_pct": {"vi": "Khoảng 95% từ", "en": "95% interval from"},
    "shrunken_upper_pct": {"vi": "đến", "en": "to"},
    "shrunken_narrow_pct": {
        "vi": "Tỷ lệ co, giả định chặt hơn",
        "en": "Shrunken, tighter assumption",
    },
    "shrunken_wide_pct": {
        "vi": "Tỷ lệ co, giả định lỏng hơn",
        "en": "Shrunken, looser assumption",
    },
    "above_whole_pct": {
        "vi": "Xác suất cao hơn mức chung",
        "en": "Probability above the whole",
    },
    "opening_size_1_2": {"vi": "Hộ 1–2 người: đầu kỳ", "en": "1–2 people: opening"},
    "exits_size_1_2": {"vi": "Hộ 1–2 người: thoát nghèo", "en": "1–2 people: exits"},
    "opening_size_3_4": {"vi": "Hộ 3–4 người: đầu kỳ", "en": "3–4 people: opening"},
    "exits_size_3_4": {"vi": "Hộ 3–4 người: thoát nghèo", "en": "3–4 people: exits"},
    "opening_size_5_up": {"vi": "Hộ từ 5 người: đầu kỳ", "en": "5 people or more: opening"},
    "exits_size_5_up": {"vi": "Hộ từ 5 người: thoát nghèo", "en": "5 people or more: exits"},
    "mix_opening": {"vi": "Cộng: đầu kỳ", "en": "In all: opening"},
    "mix_exits": {"vi": "Cộng: thoát nghèo", "en": "In all: exits"},
    "expected_exits": {"vi": "Số hộ thoát nghèo kỳ vọng", "en": "Exits expected"},
    "of_expected_pct": {"vi": "Thực tế so với kỳ vọng", "en": "Exits against those expected"},
    "of_expected_lower_pct": {
        "vi": "Khoảng 95% từ (so với kỳ vọng)",
        "en": "95% from (against expected)",
    },
    "of_expected_upper_pct": {"vi": "đến (so với kỳ vọng)", "en": "to (against expected)"},
    "adjusted_pct": {"vi": "Tỷ lệ thoát nghèo chuẩn hóa", "en": "Standardised exit rate"},
    "adjusted_lower_pct": {"vi": "Khoảng 95% từ (chuẩn hóa)", "en": "95% from (standardised)"},
    "adjusted_upper_pct": {"vi": "đến (chuẩn hóa)", "en": "to (standardised)"},
    "dispersion_way": {"vi": "Cách tính", "en": "Way"},
    "as_counted": {"vi": "Mọi tổ như đã đếm", "en": "Every group as counted"},
    "winsorised": {"vi": "Kéo các tổ ở hai đầu vào trong", "en": "Groups at both ends drawn in"},
    "groups": {"vi": "Số tổ dân phố", "en": "Residential groups"},
    "group_opening": {"vi": "Hộ nghèo đầu kỳ của các tổ", "en": "Their poor households"},
    "group_exits": {"vi": "Thoát nghèo của các tổ", "en": "Their exits"},
    "phi": {"vi": "phi", "en": "phi"},
    "phi_by_chance": {"vi": "phi nếu chỉ có ngẫu nhiên", "en": "phi by chance alone"},
    "tau_squared": {"vi": "tau bình phương (thang arcsin)", "en": "tau squared (arcsine scale)"},
}

CAPTIONS = {
    "wards-shrunken": {
        "vi": "Tỷ lệ thoát nghèo năm {year} và tỷ lệ co, khoảng của từng đơn vị một, "
        "{area}{standard}",
        "en": "Exit rates of {year} as they are and shrunken, interval of each unit by itself, "
        "{area}{standard}",
    },
    "wards-mix": {
        "vi": "Hộ nghèo đầu kỳ có ghi phường và hộ thoát nghèo năm {year} theo quy mô hộ, "
        "{area}{standard} (hộ)",
        "en": "Poor households of the opening with a ward and exits of {year} by household size, "
        "{area}{standard} (households)",
    },
    "wards-standardised": {
        "vi": "Thoát nghèo năm {year} khi tính đến quy mô hộ, khoảng đồng thời, {area}{standard}",
        "en": "Exits of {year} with regard to household size, intervals for all at once, "
        "{area}{standard}",
    },
    "wards-groups": {
        "vi": "Phân tán của tỷ lệ thoát nghèo năm {year} giữa các tổ dân phố từ mười hộ nghèo "
        "đầu kỳ, {area}{standard}",
        "en": "Dispersion of the exit rates of {year} between residential groups of ten poor "
        "households or more, {area}{standard}",
    },
}

CODES = {"dispersion_way"}
TEXT = {"own_ranks", "ranks"}
