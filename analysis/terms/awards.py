"""The terms of commendation: gates, criteria, results, and other reckonings."""

CRITERIA = {
    "sustained_exits": {"vi": "Thoát nghèo chưa nghèo trở lại", "en": "Exits not poor again"},
    "above_near_poor": {
        "vi": "Vượt chuẩn cận nghèo, chưa nghèo trở lại",
        "en": "Exits above near-poor, not poor again",
    },
    "wishes_resolved": {"vi": "Nguyện vọng được giải quyết", "en": "Wishes resolved"},
    "files_on_time": {"vi": "Hồ sơ đúng hạn", "en": "Files on time"},
    "sessions": {"vi": "Buổi tuyên truyền", "en": "Communication sessions"},
    "initiatives": {"vi": "Sáng kiến", "en": "Initiatives"},
}
STREAMS = {
    "collectives": {"vi": "Tập thể", "en": "Collectives"},
    "individuals": {"vi": "Cá nhân", "en": "Individuals"},
    "families": {"vi": "Hộ gia đình", "en": "Families"},
}
RESULTS = {
    "proposed": {"vi": "Đề xuất", "en": "Proposed"},
    "reserve": {"vi": "Dự bị", "en": "Reserve"},
    "undecided": {"vi": "Hội đồng quyết định", "en": "For the council"},
    "proposed_by_lot": {"vi": "Đề xuất, theo rút thăm", "en": "Proposed, by lot"},
    "reserve_by_lot": {"vi": "Dự bị, theo rút thăm", "en": "Reserve, by lot"},
    "proposed_by_cap": {
        "vi": "Đề xuất, theo giới hạn mỗi phường",
        "en": "Proposed, by the ward cap",
    },
    "reserve_by_cap": {"vi": "Dự bị, phường đã đủ suất", "en": "Reserve, its ward has its places"},
    "gate_failed": {"vi": "Không qua điều kiện", "en": "Did not pass a gate"},
    "gate_unproven": {"vi": "Thiếu minh chứng", "en": "Evidence is missing"},
    "gate_blank": {"vi": "Điều kiện chưa ghi", "en": "A gate is not recorded"},
    "too_small": {
        "vi": "Quá ít hộ nghèo đầu kỳ",
        "en": "Too few poor households at the opening",
    },
    "incomplete": {"vi": "Thiếu số liệu tiêu chí", "en": "A criterion has no data"},
}
GATES = {
    "plan_gate": {"vi": "Có kế hoạch giảm nghèo", "en": "Has a plan"},
    "settlement_gate": {"vi": "Quyết toán đúng hạn", "en": "Accounts settled on time"},
    "discipline_gate": {"vi": "Không bị kỷ luật", "en": "No discipline"},
    "exit_gate": {"vi": "Thoát nghèo theo sổ", "en": "Exit stands in the register"},
    "passed": {"vi": "Đạt", "en": "Passed"},
    "failed": {"vi": "Không đạt", "en": "Failed"},
    "unproven": {"vi": "Thiếu minh chứng", "en": "No evidence"},
}
AWARDS = {
    **CRITERIA,
    **{f"{name}_points": words for name, words in CRITERIA.items()},
    **STREAMS,
    **RESULTS,
    **GATES,
    "selected_whole_pct": {
        "vi": "Được chọn, trong mọi bộ trọng số",
        "en": "Chosen, of all sets of weights",
    },
    "selected_in_order_whole_pct": {
        "vi": "Được chọn, nếu giữ thứ tự trọng số của quy chế",
        "en": "Chosen, if weights keep the rules’ order",
    },
    "order_low": {"vi": "Thứ tự, từ", "en": "Place, from"},
    "order_high": {"vi": "Thứ tự, đến", "en": "Place, to"},
    "unshrunk": {"vi": "Theo tỷ lệ thô", "en": "By raw shares"},
    "topsis": {"vi": "Theo TOPSIS", "en": "By TOPSIS"},
    "weight_low": {"vi": "Danh sách không đổi, từ", "en": "Same list, from"},
    "weight_high": {"vi": "Danh sách không đổi, đến", "en": "Same list, to"},
    "override": {"vi": "Quyết định của hội đồng", "en": "The council’s decision"},
    "chosen": {"vi": "Chọn", "en": "Chosen"},
    "not_chosen": {"vi": "Không chọn", "en": "Not chosen"},
    "override_reason": {"vi": "Lý do", "en": "Reason"},
    "kept_inside": {"vi": "ghi ở danh sách nội bộ", "en": "in the internal list"},
    "decided_by": {"vi": "Người quyết định", "en": "Decided by"},
    "decided_date": {"vi": "Ngày quyết định", "en": "Decided on"},
    "candidate": {"vi": "Đề cử", "en": "Candidate"},
    "kind": {"vi": "Loại đơn vị", "en": "Kind"},
    "stream": {"vi": "Luồng", "en": "Stream"},
    "criterion": {"vi": "Tiêu chí", "en": "Criterion"},
    "score": {"vi": "Điểm", "en": "Score"},
    "order": {"vi": "Thứ tự", "en": "Order"},
    "result": {"vi": "Kết quả", "en": "Result"},
    "nominated": {"vi": "Số đề cử", "en": "Nominated"},
    "compared": {"vi": "Được so sánh", "en": "Compared"},
    "places": {"vi": "Số suất", "en": "Places"},
    "no_limit": {"vi": "không giới hạn", "en": "no limit"},
    "places_left": {"vi": "Suất còn trống", "en": "Places left"},
    "last_score": {"vi": "Điểm suất cuối", "en": "Last score proposed"},
    "next_score": {"vi": "Điểm kế tiếp", "en": "Next score"},
    "earlier_exits": {"vi": "Hộ thoát nghèo các năm trước", "en": "Exits of earlier years"},
    "sustained": {
        "vi": "Có thu nhập ghi trên chuẩn, chưa nghèo trở lại",
        "en": "With an income above the line on record, not poor again",
    },
    "planned": {"vi": "Chỉ tiêu các năm đó", "en": "Plan of those years"},
    "sustained_pct": {"vi": "So với chỉ tiêu", "en": "Of the plan"},
    "sustained_above": {"vi": "Trong đó vượt chuẩn cận nghèo", "en": "Of them above near-poor"},
    "sustained_above_pct": {"vi": "So với chỉ tiêu", "en": "Of the plan"},
    "weight": {"vi": "Trọng số", "en": "Weight"},
    "zero": {"vi": "Mức được 0 điểm", "en": "Value with 0 points"},
    "full": {"vi": "Mức được 100 điểm", "en": "Value with 100 points"},
    "prior_pct": {"vi": "Mức chung", "en": "Common level"},
    "prior_size": {"vi": "Số trường hợp của mức chung", "en": "Cases of the common level"},
    "taken_from": {"vi": "Lấy từ", "en": "Taken from"},
    "ward_register": {"vi": "sổ của phường", "en": "the ward’s register"},
    "own_record": {"vi": "hồ sơ đề cử", "en": "the nomination"},
}
CAPTIONS = {
    "awards-summary": {
        "vi": "Đề cử và đề xuất khen thưởng năm {year}, {area}",
        "en": "Nominations and proposals for commendation, {year}, {area}",
    },
    "awards-collectives": {
        "vi": "Tập thể: điều kiện, điểm và đề xuất năm {year}, {area}",
        "en": "Collectives: gates, scores and proposals of {year}, {area}",
    },
    "awards-collectives-points": {
        "vi": "Tập thể: điểm từng tiêu chí năm {year}, {area}",
        "en": "Collectives: points by criterion, {year}, {area}",
    },
    "awards-individuals": {
        "vi": "Cá nhân: điều kiện, điểm và đề xuất năm {year}, {area}",
        "en": "Individuals: gates, scores and proposals of {year}, {area}",
    },
    "awards-individuals-points": {
        "vi": "Cá nhân: điểm từng tiêu chí năm {year}, {area}",
        "en": "Individuals: points by criterion, {year}, {area}",
    },
    "awards-families": {
        "vi": "Hộ đã thoát nghèo: điều kiện, điểm và đề xuất năm {year}, {area}",
        "en": "Exited households: gates, scores and proposals of {year}, {area}",
    },
    "awards-register": {
        "vi": "Số liệu sổ của từng phường dùng để chấm điểm năm {year}, {area}",
        "en": "What the register says of each ward for the scores of {year}, {area}",
    },
    "awards-rules": {
        "vi": "Tiêu chí, trọng số, khoảng giữ nguyên danh sách và thang điểm năm {year}, {area}",
        "en": "Criteria, weights, the range of each that keeps the list, scales, {year}, {area}",
    },
    "awards-acceptability": {
        "vi": "Mỗi đề cử năm {year} được chọn ở bao nhiêu bộ trọng số, {area}",
        "en": "How many sets of weights choose each candidate of {year}, {area}",
    },
    "awards-council": {
        "vi": "Quyết định của hội đồng khác với đề xuất năm {year}, {area}",
        "en": "Where the council decided otherwise than proposed, {year}, {area}",
    },
}
