"""Captions by table id; the id is fixed so that the same data gives the same page."""

from analysis.terms import awards
from analysis.terms.labels import TOPICS

CAPTIONS = {
    "overview-years": {
        "vi": "Hộ nghèo qua các năm đến {year}, {area}",
        "en": "Poor households by year up to {year}, {area}",
    },
    "movements-households": {
        "vi": "Diễn biến hộ nghèo năm {year}, {area} (hộ)",
        "en": "Movements of poor households in {year}, {area} (households)",
    },
    "movements-people": {
        "vi": "Diễn biến nhân khẩu nghèo năm {year}, {area} (người)",
        "en": "Movements of poor people in {year}, {area} (people)",
    },
    "movements-household-size": {
        "vi": "Bình quân nhân khẩu một hộ nghèo cuối năm {year}, {area}",
        "en": "People in a poor household at the end of {year}, {area}",
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
        "vi": "Hộ nghèo đầu kỳ và cuối kỳ qua các năm đến {year}, {area}",
        "en": "Poor households at opening and closing by year up to {year}, {area}",
    },
    "standards": {
        "vi": "Chuẩn nghèo của các năm đến {year}, {area}",
        "en": "Poverty standards of the years up to {year}, {area}",
    },
    "plan-completion": {
        "vi": "Thực hiện kế hoạch năm {year}, {area}{standard}",
        "en": "Completion of the plan of {year}, {area}{standard}",
    },
    "plan-cumulative": {
        "vi": "Thực hiện kế hoạch lũy kế đến năm {year}, {area}",
        "en": "Cumulative completion of the plans up to {year}, {area}",
    },
    "plan-scenarios": {
        "vi": "Năm đạt mục tiêu nếu một năm lặp lại, tính từ cuối năm {year}, {area}{standard}",
        "en": "Year the goal is reached if one year repeats, from the end of {year}, "
        "{area}{standard}",
    },
    "plan-paths": {
        "vi": "Số hộ nghèo cuối kỳ theo từng kịch bản, từ cuối năm {year}, {area}{standard}",
        "en": "Poor households at the closing in each scenario, from the end of {year}, "
        "{area}{standard}",
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
        "vi": "Hộ nghèo trở lại theo cùng chuẩn đến năm {year}, theo năm thoát và số năm "
        "sau đó, {area} (hộ)",
        "en": "Poor again by the same line up to {year}, by year of exit and years "
        "since, {area} (households)",
    },
    "exits-triangle-pct": {
        "vi": "Tỷ lệ nghèo trở lại theo cùng chuẩn, cộng dồn đến năm {year}, trên số hộ "
        "thoát nghèo, {area}",
        "en": "Share poor again by the same line, cumulative up to {year}, of the exits, {area}",
    },
    "exits-life-table": {
        "vi": "Bảng theo dõi sau khi thoát nghèo, đến năm {year}, {area}; khoảng của từng năm "
        "một; dừng khi còn theo dõi dưới hai mươi hộ",
        "en": "Life table of the exits, up to {year}, {area}; intervals of each year by "
        "itself; it stops where fewer than twenty households are followed",
    },
    "exits-relapse-rates": {
        "vi": "Nghèo trở lại theo cùng chuẩn mỗi năm đến {year}, theo hai mẫu số, {area}",
        "en": "Poor again by the same line in each year up to {year}, by two denominators, {area}",
    },
    "exits-units": {
        "vi": "Kết quả của các hộ thoát nghèo trước năm {year} theo chuẩn đang áp dụng, {area} "
        "(hộ)",
        "en": "What became of the exits before {year} under the standard in force, {area} "
        "(households)",
    },
    "quality-recorded": {
        "vi": "Các dòng diễn biến có số liệu, năm {year}, {area}",
        "en": "Lines of the movements that are recorded, {year}, {area}",
    },
    "quality-read": {
        "vi": "Các tệp đã đọc và quy tắc đã áp dụng, năm {year}, {area}",
        "en": "Files read and rules applied, {year}, {area}",
    },
    "quality-doubts": {
        "vi": "Số hộ cần xem lại theo quy tắc và tệp, năm {year}, {area} (hộ)",
        "en": "Households to look at again by rule and file, {year}, {area}",
    },
    "quality-advice": {
        "vi": "Việc cần làm với từng điểm, năm {year}, {area}",
        "en": "What to do about each point, {year}, {area}",
    },
    "linking-ways": {
        "vi": "Cách nối hộ với danh sách trước, năm {year}, {area}",
        "en": "How households were joined to an earlier list, {year}, {area}",
    },
    "linking-wards": {
        "vi": "Phường của hộ ra khỏi danh sách tìm được từ đâu, năm {year}, {area}",
        "en": "Where the ward of those that left was found, {year}, {area}",
    },
    "linking-doubtful": {
        "vi": "Các cặp hộ chưa chắc là một hay hai, năm {year}, {area}",
        "en": "Pairs that may be one household or two, {year}, {area}",
    },
    "linking-bounds": {
        "vi": "Phần chưa chắc do nối hộ, năm {year}, {area} (hộ)",
        "en": "What linking leaves uncertain, {year}, {area} (households)",
    },
    "quality-residual": {
        "vi": "Cuối kỳ theo cân đối và theo danh sách, năm {year}, {area} (hộ)",
        "en": "Closing by the balance and by the list, {year}, {area} (households)",
    },
    "quality-revisions": {
        "vi": "Đầu kỳ so với cuối kỳ năm trước, đến năm {year}, {area} (hộ)",
        "en": "Opening against the closing of the year before, up to {year}, {area} (households)",
    },
    "quality-denominators": {
        "vi": "Mẫu số của tỷ lệ hộ nghèo năm {year}, {area}",
        "en": "Denominators of the poverty rate of {year}, {area}",
    },
    "quality-denominator-years": {
        "vi": "Mẫu số của tỷ lệ hộ nghèo qua các năm đến {year}, {area}",
        "en": "Denominators of the poverty rate by year up to {year}, {area}",
    },
    "quality-blanks": {
        "vi": "Ô bỏ trống theo cột và tệp, năm {year}, {area}",
        "en": "Blank cells by column and file, {year}, {area}",
    },
    "quality-heaping": {
        "vi": "Hộ thoát nghèo theo mức thu nhập trên chuẩn, năm {year}, {area} (hộ)",
        "en": "Exits by income above the line, {year}, {area} (households)",
    },
    "quality-first-band": {
        "vi": "Khoảng sát trên chuẩn so với hai khoảng kế tiếp, năm {year}, {area}",
        "en": "The band just above the line against the next two, {year}, {area}",
    },
    "quality-rounding": {
        "vi": "Mức làm tròn của thu nhập ghi khi thoát nghèo, năm {year}, {area} (hộ)",
        "en": "How round the incomes recorded at exit are, {year}, {area} (households)",
    },
    "quality-no-ward": {
        "vi": "Hộ không ghi phường, năm {year}, {area} (hộ)",
        "en": "Households without a ward, {year}, {area}",
    },
    "wards-poverty": {
        "vi": "Số hộ nghèo, tỷ lệ hộ nghèo và tỷ trọng năm {year}, {area}{standard}",
        "en": "Poor households, poverty rates and shares of {year}, {area}{standard}",
    },
    "wards-exits": {
        "vi": "Thoát nghèo, so với các đơn vị còn lại và kế hoạch riêng năm {year}, "
        "{area}{standard}",
        "en": "Exits, against the other units and each unit’s own plan, in {year}, "
        "{area}{standard}",
    },
    "wards-change": {
        "vi": "Thay đổi theo cùng một chuẩn nghèo đến cuối năm {year}, {area}",
        "en": "Change under one poverty standard up to the end of {year}, {area}",
    },
    "wards-funnel": {
        "vi": "Tỷ lệ thoát nghèo và giới hạn quanh mốc so sánh năm {year}, {area}{standard}",
        "en": "Exit rates and limits around the target in {year}, {area}{standard}",
    },
    "wards-poverty-intervals": {
        "vi": "Tỷ lệ hộ nghèo năm {year}, khoảng đồng thời và khoảng thứ hạng, {area}{standard}",
        "en": "Poverty rates of {year}, intervals for all at once and rank sets, {area}{standard}",
    },
    "wards-exit-intervals": {
        "vi": "Tỷ lệ thoát nghèo năm {year}, khoảng đồng thời và khoảng thứ hạng, {area}{standard}",
        "en": "Exit rates of {year}, intervals for all at once and rank sets, {area}{standard}",
    },
    "wards-contributions": {
        "vi": "Đóng góp vào thay đổi tỷ lệ hộ nghèo trong năm {year}, {area}{standard}",
        "en": "Contributions to the change of the poverty rate in {year}, {area}{standard}",
    },
    "wards-years": {
        "vi": "Tỷ lệ hộ nghèo của từng đơn vị qua các năm đến {year}, {area}",
        "en": "Poverty rate of each unit over the years up to {year}, {area}",
    },
}
CAPTIONS |= awards.CAPTIONS
for topic in TOPICS:
    CAPTIONS |= topic.CAPTIONS
