"""The terms of homes (nhà ở của hộ nghèo)."""

LABELS: dict[str, dict[str, str]] = {
    "need_kind": {"vi": "Tình trạng nhà ở", "en": "State of the house"},
    "no_house": {"vi": "Chưa có nhà", "en": "No house"},
    "temporary_house": {"vi": "Nhà tạm", "en": "Temporary house"},
    "degraded_house": {"vi": "Nhà xuống cấp", "en": "Degraded house"},
    "need_opening": {"vi": "Cần nhà đầu năm", "en": "In need at the opening"},
    "need_new": {"vi": "Khảo sát thêm", "en": "Newly surveyed in need"},
    "works_done": {"vi": "Đã làm xong", "en": "Work finished"},
    "need_closed": {"vi": "Hết cần theo cách khác", "en": "Ended otherwise"},
    "need_waiting": {"vi": "Còn chờ cuối năm", "en": "Waiting at the end"},
    "land": {"vi": "Đất ở", "en": "Land"},
    "stable_land": {"vi": "Đất ổn định", "en": "Stable land"},
    "no_stable_land": {"vi": "Đất không ổn định", "en": "No stable land"},
    "land_unrecorded": {"vi": "Không ghi về đất", "en": "Land not recorded"},
    "surveyed_homes": {"vi": "Nhà tạm đã khảo sát", "en": "Temporary houses surveyed"},
    "removed_homes": {"vi": "Đã xóa", "en": "Removed"},
    "closed_homes": {"vi": "Hết cần theo cách khác", "en": "Ended otherwise"},
    "removed_pct": {
        "vi": "Đã xóa, trên số đã xóa và còn chờ",
        "en": "Removed, of removed and waiting",
    },
    "deadline_year": {"vi": "Hạn theo mục tiêu", "en": "Deadline of the goal"},
    "work_kind": {"vi": "Hình thức", "en": "Kind of work"},
    "house_built": {"vi": "Xây mới", "en": "Built"},
    "house_repaired": {"vi": "Sửa chữa", "en": "Repaired"},
    "flat_given": {"vi": "Bố trí chung cư", "en": "Flat given"},
    "finished_works": {"vi": "Công trình xong trong năm", "en": "Works finished in the year"},
    "settled_works": {"vi": "Trong đó có kinh phí", "en": "Of them with a cost"},
    "unsettled_works": {"vi": "Chưa ghi kinh phí", "en": "Without a cost yet"},
    "home_cost_vnd": {"vi": "Kinh phí (đồng)", "en": "Cost (VND)"},
    "home_budget_vnd": {"vi": "Ngân sách (đồng)", "en": "Budget (VND)"},
    "home_policy_bank_vnd": {
        "vi": "Ngân hàng chính sách (đồng)",
        "en": "Policy bank (VND)",
    },
    "home_firms_vnd": {"vi": "Doanh nghiệp (đồng)", "en": "Firms (VND)"},
    "home_religious_vnd": {"vi": "Tổ chức tôn giáo (đồng)", "en": "Religious bodies (VND)"},
    "home_associations_vnd": {"vi": "Hội đoàn thể (đồng)", "en": "Associations (VND)"},
    "home_own_vnd": {"vi": "Hộ gia đình (đồng)", "en": "Households (VND)"},
    "waited": {"vi": "Đã chờ từ lần khảo sát", "en": "Waiting since the survey"},
    "waited_0": {"vi": "Khảo sát trong năm", "en": "Surveyed in the year"},
    "waited_1": {"vi": "Khảo sát năm trước", "en": "Surveyed the year before"},
    "waited_2": {"vi": "Khảo sát trước đó nữa", "en": "Surveyed earlier"},
    "years_waited": {"vi": "Số năm sau năm khảo sát", "en": "Years after that of the survey"},
    "followed": {"vi": "Hộ còn theo dõi", "en": "Households followed"},
    "finished_then": {"vi": "Làm xong trong năm đó", "en": "Finished in that year"},
    "finished_pct": {"vi": "Đã làm xong đến năm đó", "en": "Finished by then"},
    "finished_lower_pct": {"vi": "Cận dưới (95%)", "en": "Lower limit (95%)"},
    "finished_upper_pct": {"vi": "Cận trên (95%)", "en": "Upper limit (95%)"},
    "costed_works": {
        "vi": "Công trình đã có kinh phí",
        "en": "Works with a cost so far",
    },
    "costs_so_far_vnd": {"vi": "Kinh phí của các công trình đó (đồng)", "en": "Their cost (VND)"},
    "mean_cost_vnd": {"vi": "Bình quân (đồng)", "en": "Mean cost (VND)"},
    "needed_vnd": {
        "vi": "Kinh phí cho số còn chờ theo bình quân đó (đồng)",
        "en": "Money for those waiting at that mean (VND)",
    },
}
CAPTIONS: dict[str, dict[str, str]] = {
    "housing-wards": {
        "vi": "Hộ cần nhà năm {year} theo phường, {area}",
        "en": "Households in need of a house in {year} by ward, {area}",
    },
    "housing-years": {
        "vi": "Hộ cần nhà qua các năm đến {year}, {area}",
        "en": "Households in need of a house over the years up to {year}, {area}",
    },
    "housing-kinds": {
        "vi": "Hộ cần nhà năm {year} theo tình trạng nhà ở, {area}",
        "en": "Households in need of a house in {year} by the state of the house, {area}",
    },
    "housing-goal": {
        "vi": "Nhà tạm đã khảo sát đến năm {year} và kết quả, theo đất ở, {area}",
        "en": "Temporary houses surveyed up to {year} and what became of them, by land, {area}",
    },
    "housing-works": {
        "vi": "Nhà đã xây, sửa, bố trí xong năm {year} và kinh phí, {area}",
        "en": "Houses built, repaired and flats given in {year}, and their cost, {area}",
    },
    "housing-sources": {
        "vi": "Kinh phí của công trình xong năm {year} theo nguồn, {area}",
        "en": "Cost of the works finished in {year} by source, {area}",
    },
    "housing-ward-sources": {
        "vi": "Kinh phí của công trình xong năm {year} theo phường và nguồn, {area}",
        "en": "Cost of the works finished in {year} by ward and source, {area}",
    },
    "housing-waits": {
        "vi": "Hộ còn chờ nhà cuối năm {year} theo thời gian chờ, {area}",
        "en": "Households waiting at the end of {year} by how long, {area}",
    },
    "housing-life": {
        "vi": "Làm xong sau khảo sát bao lâu, theo dõi đến năm {year}, {area}",
        "en": "How long after the survey a work was finished, followed up to {year}, {area}",
    },
    "housing-outlook": {
        "vi": "Kinh phí cho hộ còn chờ nhà cuối năm {year} nếu như các công trình đã xong, {area}",
        "en": "Money for those waiting at the end of {year}, if as the finished works, {area}",
    },
}
CODES = frozenset({"need_kind", "land", "work_kind", "source", "waited"})
TEXT: frozenset[str] = frozenset()  # columns of words
