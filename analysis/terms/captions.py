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
    "wards-poverty": {
        "vi": "Số hộ nghèo và tỷ lệ hộ nghèo năm {year}, {area}",
        "en": "Poor households and poverty rates of {year}, {area}",
    },
    "wards-shares": {
        "vi": "Tỷ trọng hộ nghèo và tỷ trọng hộ dân cư cuối năm {year}, {area}",
        "en": "Shares of the poor and of all households at the end of {year}, {area}",
    },
    "wards-exits": {
        "vi": "Thoát nghèo và thực hiện kế hoạch riêng năm {year}, {area}",
        "en": "Exits and completion of each unit’s own plan in {year}, {area}",
    },
    "wards-change": {
        "vi": "Thay đổi theo cùng một chuẩn nghèo đến cuối năm {year}, {area}",
        "en": "Change under one poverty standard up to the end of {year}, {area}",
    },
    "wards-target": {
        "vi": "Mốc so sánh tỷ lệ thoát nghèo năm {year}, {area}",
        "en": "Target for the exit rate of {year}, {area}",
    },
    "wards-rest": {
        "vi": "Tỷ lệ thoát nghèo so với các đơn vị còn lại năm {year}, {area}",
        "en": "Exit rates against all other units in {year}, {area}",
    },
    "wards-funnel": {
        "vi": "Tỷ lệ thoát nghèo và giới hạn quanh mốc so sánh năm {year}, {area}",
        "en": "Exit rates and limits around the target in {year}, {area}",
    },
    "wards-poverty-intervals": {
        "vi": "Tỷ lệ hộ nghèo năm {year} theo thứ tự, kèm khoảng, {area}",
        "en": "Poverty rates of {year} in order, with intervals, {area}",
    },
    "wards-exit-intervals": {
        "vi": "Tỷ lệ thoát nghèo năm {year} theo thứ tự, kèm khoảng, {area}",
        "en": "Exit rates of {year} in order, with intervals, {area}",
    },
    "wards-contributions": {
        "vi": "Đóng góp vào thay đổi tỷ lệ hộ nghèo trong năm {year}, {area}",
        "en": "Contributions to the change of the poverty rate in {year}, {area}",
    },
    "wards-years": {
        "vi": "Tỷ lệ hộ nghèo của từng đơn vị qua các năm, {area}",
        "en": "Poverty rate of each unit over the years, {area}",
    },
}
