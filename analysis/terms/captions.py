"""Captions by table id; the id is fixed so that the same data gives the same page."""

CAPTIONS = {
    "overview-years": {
        "vi": "Hộ nghèo qua các năm, {area}",
        "en": "Poor households by year, {area}",
    },
    "movements-households": {
        "vi": "Diễn biến hộ nghèo năm {year}, {area} (hộ)",
        "en": "Movements of poor households in {year}, {area} (households)",
    },
    "movements-people": {
        "vi": "Diễn biến nhân khẩu nghèo năm {year}, {area} (người)",
        "en": "Movements of poor people in {year}, {area} (people)",
    },
    "movements-poverty-rate": {
        "vi": "Tỷ lệ hộ nghèo cuối năm {year}, {area}",
        "en": "Poverty rate at the end of {year}, {area}",
    },
    "movements-flow-rates": {
        "vi": "Tỷ lệ thoát nghèo và phát sinh năm {year}, {area}",
        "en": "Exit and entry rates of {year}, {area}",
    },
    "movements-years": {
        "vi": "Hộ nghèo đầu kỳ và cuối kỳ qua các năm, {area}",
        "en": "Poor households at opening and closing by year, {area}",
    },
    "standards": {
        "vi": "Chuẩn nghèo của các năm trong trang này",
        "en": "Poverty standards of the years on this page",
    },
    "plan-completion": {
        "vi": "Thực hiện kế hoạch năm {year}, {area}",
        "en": "Completion of the plan of {year}, {area}",
    },
    "plan-cumulative": {
        "vi": "Thực hiện kế hoạch lũy kế đến năm {year}, {area}",
        "en": "Cumulative completion of the plans up to {year}, {area}",
    },
    "plan-scenarios": {
        "vi": "Năm đạt mục tiêu nếu một năm lặp lại, tính từ cuối năm {year}, {area}",
        "en": "Year the goal is reached if one year repeats, from the end of {year}, {area}",
    },
    "plan-paths": {
        "vi": "Số hộ nghèo cuối kỳ theo từng kịch bản, {area}",
        "en": "Poor households at the closing in each scenario, {area}",
    },
    "exits-standards": {
        "vi": "Kết quả của các hộ đã thoát nghèo theo từng chuẩn, biết đến năm {year}, {area} (hộ)",
        "en": "What became of the exits under each standard, known by {year}, {area} (households)",
    },
    "exits-cohorts": {
        "vi": "Kết quả của các hộ đã thoát nghèo theo năm thoát, biết đến năm {year}, {area} (hộ)",
        "en": "What became of the exits of each year, known by {year}, {area} (households)",
    },
    "exits-triangle": {
        "vi": "Hộ nghèo trở lại theo cùng chuẩn, theo năm thoát và số năm sau đó, {area} (hộ)",
        "en": "Poor again by the same line, by year of exit and years since, {area} (households)",
    },
    "exits-triangle-pct": {
        "vi": "Tỷ lệ nghèo trở lại theo cùng chuẩn, cộng dồn, trên số hộ thoát nghèo, {area}",
        "en": "Share poor again by the same line, cumulative, of the exits, {area}",
    },
    "exits-life-table": {
        "vi": "Bảng theo dõi sau khi thoát nghèo, đến năm {year}, {area}; dừng khi còn theo dõi "
        "dưới hai mươi hộ",
        "en": "Life table of the exits, up to {year}, {area}; it stops where fewer than "
        "twenty households are followed",
    },
    "exits-relapse-rates": {
        "vi": "Nghèo trở lại theo cùng chuẩn mỗi năm, theo hai mẫu số, {area}",
        "en": "Poor again by the same line in each year, by two denominators, {area}",
    },
    "exits-units": {
        "vi": "Kết quả của các hộ thoát nghèo trước năm {year} theo chuẩn đang áp dụng, {area} "
        "(hộ)",
        "en": "What became of the exits before {year} under the standard in force, {area} "
        "(households)",
    },
}
