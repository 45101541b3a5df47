"""The terms of the state of the data: files, columns of lists, doubts and what to do about them."""

DOUBTS = {
    "ward_blank": {"vi": "Hộ không ghi phường", "en": "Household without a ward"},
    "vanished": {
        "vi": "Hộ nghèo đầu kỳ không còn nghèo cuối kỳ mà không có trong danh sách ra khỏi",
        "en": "Poor at the opening, not at the closing, and not among the departures",
    },
    "undeclared": {
        "vi": "Hộ nghèo cuối kỳ không ghi diễn biến",
        "en": "Poor at the closing with no movement declared",
    },
    "not_poor_before": {
        "vi": "Ghi «Nghèo cũ» nhưng không phải hộ nghèo đầu kỳ",
        "en": "Declared «Nghèo cũ» (stayed poor) but not poor at the opening",
    },
    "new_but_exited": {
        "vi": "Ghi «Phát sinh mới» nhưng đã thoát nghèo ở một năm trước trong sổ",
        "en": "Declared «Phát sinh mới» (newly poor) though it exited in an earlier year on record",
    },
    "relapse_unknown": {
        "vi": "Ghi «Tái nghèo» nhưng trong sổ các năm trước không có lần thoát nghèo nào",
        "en": "Declared «Tái nghèo» (relapse) with no exit in the earlier years on record",
    },
    "number_changed": {
        "vi": "Mã hộ mới, nhưng chủ hộ có trong danh sách đầu kỳ dưới mã hộ khác",
        "en": "New household number, though its head is on the opening list under another",
    },
    "ward_changed": {
        "vi": "Phường cuối kỳ khác phường đầu kỳ",
        "en": "Another ward at the closing than at the opening",
    },
    "head_changed": {
        "vi": "Số định danh chủ hộ cuối kỳ khác đầu kỳ",
        "en": "Another citizen number of the head at the closing than at the opening",
    },
    "shared_head": {
        "vi": "Số định danh chủ hộ có ở hơn một hộ",
        "en": "Citizen number of the head stands at more than one household",
    },
    "shared_member": {
        "vi": "Số định danh thành viên có hơn một lần",
        "en": "Citizen number of a member stands more than once",
    },
    "size_differs": {
        "vi": "Số nhân khẩu khác số dòng trong danh sách nhân khẩu",
        "en": "Number of members differs from the rows of the list of members",
    },
    "member_of_none": {
        "vi": "Thành viên của hộ không có trong danh sách nào",
        "en": "Member of a household that is on no list",
    },
    "workers_exceed": {
        "vi": "Số lao động lớn hơn số nhân khẩu",
        "en": "More workers than members",
    },
    "labour_contradicts": {
        "vi": "Nhóm đặc biệt nghèo trái với số lao động",
        "en": "Special group contradicts the number of workers",
    },
    "group_not_poor": {
        "vi": "Hộ cận nghèo có ghi nhóm đặc biệt nghèo",
        "en": "Near-poor household with a special group of the poor",
    },
    "poor_above_line": {
        "vi": "Hộ nghèo có thu nhập ghi trên chuẩn nghèo",
        "en": "Poor household with a recorded income above the line",
    },
    "near_poor_below_line": {
        "vi": "Hộ cận nghèo có thu nhập ghi bằng hoặc dưới chuẩn nghèo",
        "en": "Near-poor household with a recorded income at or below the line",
    },
    "exit_below_line": {
        "vi": "Thoát nghèo với thu nhập ghi bằng hoặc dưới chuẩn nghèo",
        "en": "Exit with a recorded income at or below the line",
    },
    "poor_without_income": {
        "vi": "Hộ nghèo không ghi thu nhập",
        "en": "Poor household without a recorded income",
    },
    "exit_without_income": {
        "vi": "Thoát nghèo không ghi thu nhập",
        "en": "Exit without a recorded income",
    },
    "exit_not_listed": {
        "vi": "Thoát nghèo nhưng không tìm thấy trong danh sách hộ nghèo đầu kỳ",
        "en": "Exit of a household not found among the poor of the opening list",
    },
    "exit_still_poor": {
        "vi": "Đã ra khỏi danh sách nhưng vẫn là hộ nghèo trong danh sách sau rà soát",
        "en": "Left the list and still poor on the list after the review",
    },
    "scores_contradict": {
        "vi": "Phân loại hộ trái với điểm thu nhập và điểm thiếu hụt",
        "en": "Class contradicts the points for income and for deprivation",
    },
    "class_contradicts": {
        "vi": "Phân loại hộ trái với thu nhập và số chỉ số thiếu hụt",
        "en": "Class contradicts the income and the number of deprivations",
    },
    "summary_differs": {
        "vi": "Biểu tổng hợp ghi số hộ nghèo khác với danh sách",
        "en": "The summary form counts other poor households than the lists",
    },
    "summary_unbalanced": {
        "vi": "Số cuối kỳ của biểu tổng hợp không bằng đầu kỳ trừ giảm cộng tăng",
        "en": "The summary's closing is not its opening less what left and with what came",
    },
    "summary_not_summed": {
        "vi": "Dòng tổng cộng của biểu tổng hợp khác tổng các phường",
        "en": "The summary's total is not the sum of its wards",
    },
    "summary_rate": {
        "vi": "Tỷ lệ in trong biểu tổng hợp khác tỷ lệ tính từ chính số hộ của biểu",
        "en": "The rate printed in the summary is not what its own counts give",
    },
}
ADVICE = {
    "ward_blank": {
        "vi": "Ghi mã phường theo hồ sơ; khi chưa ghi, hộ chỉ được tính vào toàn quận.",
        "en": "Fill in the ward's code from the file; until then the household counts in the "
        "district alone.",
    },
    "vanished": {
        "vi": "Ghi hộ vào danh sách ra khỏi kèm lý do, hoặc trả lại danh sách cuối kỳ.",
        "en": "Enter it among the departures with its reason, or put it back on the closing list.",
    },
    "undeclared": {
        "vi": "Ghi diễn biến theo biên bản rà soát.",
        "en": "Enter the movement from the minutes of the review.",
    },
    "not_poor_before": {
        "vi": "Kiểm tra mã hộ; nếu đúng là hộ mới vào danh sách thì sửa diễn biến.",
        "en": "Check the household number; if it did come onto the list, correct the movement.",
    },
    "new_but_exited": {
        "vi": "Đối chiếu hồ sơ thoát nghèo; nếu cùng một hộ thì ghi là tái nghèo.",
        "en": "Compare with the record of the exit; if it is one household, declare a relapse.",
    },
    "relapse_unknown": {
        "vi": "Tìm quyết định công nhận thoát nghèo; có thể hộ đã đổi mã, hoặc thoát nghèo trước "
        "năm đầu của sổ.",
        "en": "Look for the decision that recognised the exit; the number may have changed, or "
        "the exit may be older than the register.",
    },
    "number_changed": {
        "vi": "Nếu cùng một hộ thì dùng lại mã hộ cũ; nếu tách hộ thì ghi tách hộ.",
        "en": "If it is one household, use its old number; if it split off, declare that.",
    },
    "ward_changed": {
        "vi": "Xác nhận hộ đã chuyển phường; nếu không thì sửa mã phường.",
        "en": "Confirm that it moved; if not, correct the ward's code.",
    },
    "head_changed": {
        "vi": "Xác nhận đã đổi chủ hộ hoặc đính chính; nếu không thì sửa số định danh.",
        "en": "Confirm a new head or a correction; if neither, correct the citizen number.",
    },
    "shared_head": {
        "vi": "Kiểm tra hai hộ có phải là một, hoặc số định danh ghi nhầm.",
        "en": "Check whether the two are one household, or the number is mistyped.",
    },
    "shared_member": {
        "vi": "Kiểm tra người đó thuộc hộ nào, hoặc số định danh ghi nhầm.",
        "en": "Check which household the person belongs to, or whether the number is mistyped.",
    },
    "size_differs": {
        "vi": "Đếm lại thành viên; sửa danh sách nào chưa đúng.",
        "en": "Count the members again and correct the list that is wrong.",
    },
    "member_of_none": {
        "vi": "Kiểm tra mã hộ trong danh sách nhân khẩu.",
        "en": "Check the household number on the list of members.",
    },
    "workers_exceed": {
        "vi": "Kiểm tra hai số theo phiếu rà soát.",
        "en": "Check both numbers against the review form.",
    },
    "labour_contradicts": {
        "vi": "Kiểm tra số lao động và nhóm theo quyết định; nhóm I và nhóm II là hộ còn lao động.",
        "en": "Check workers and group against the decision; groups I and II still have labour.",
    },
    "group_not_poor": {
        "vi": "Kiểm tra phân loại hộ; bỏ nhóm nếu hộ không còn nghèo.",
        "en": "Check the class; remove the group if the household is no longer poor.",
    },
    "poor_above_line": {
        "vi": "Kiểm tra thu nhập trên phiếu rà soát và phân loại hộ.",
        "en": "Check the income on the review form, and the class.",
    },
    "near_poor_below_line": {
        "vi": "Kiểm tra thu nhập trên phiếu rà soát và phân loại hộ.",
        "en": "Check the income on the review form, and the class.",
    },
    "exit_below_line": {
        "vi": "Kiểm tra thu nhập trên phiếu; chưa vượt chuẩn thì chưa được công nhận thoát nghèo.",
        "en": "Check the income on the form; at or below the line there is no exit to recognise.",
    },
    "poor_without_income": {
        "vi": "Ghi thu nhập theo phiếu rà soát.",
        "en": "Enter the income from the review form.",
    },
    "exit_without_income": {
        "vi": "Ghi thu nhập theo phiếu rà soát: đó là căn cứ của việc thoát nghèo.",
        "en": "Enter the income from the review form: the exit rests on it.",
    },
    "exit_not_listed": {
        "vi": "Xem cặp nghi cùng hộ trong danh sách nối hộ; không có thì đối chiếu danh sách đầu "
        "kỳ.",
        "en": "Look at the doubtful pairs of linking; if it is in none, compare the opening list.",
    },
    "exit_still_poor": {
        "vi": "Bỏ hộ khỏi một trong hai danh sách theo biên bản rà soát.",
        "en": "Take it off one of the two lists by the minutes of the review.",
    },
    "scores_contradict": {
        "vi": "Đối chiếu phiếu rà soát: sửa điểm hoặc phân loại.",
        "en": "Compare the review form: correct the points or the class.",
    },
    "class_contradicts": {
        "vi": "Đối chiếu phiếu rà soát: thu nhập, từng chỉ số thiếu hụt, và phân loại hộ.",
        "en": "Check the review form: the income, each indicator, and the class.",
    },
    "summary_differs": {
        "vi": "Đếm lại danh sách của phường; danh sách là căn cứ của các trang báo cáo.",
        "en": "Count the ward's list again; the pages go by the lists.",
    },
    "summary_unbalanced": {
        "vi": "Kiểm tra từng cột của dòng; số thiếu thường nằm ở chuyển đi, chuyển đến, tách hộ.",
        "en": "Check the row's columns; what is missing is often moves and splits.",
    },
    "summary_not_summed": {
        "vi": "Cộng lại các phường.",
        "en": "Add up the wards again.",
    },
    "summary_rate": {
        "vi": "Tính lại tỷ lệ; xem mẫu số là số hộ dân cư của năm nào.",
        "en": "Work the rate out again; see which year's households are its denominator.",
    },
}

QUALITY = {
    **DOUBTS,
    "rule": {"vi": "Điểm cần xem lại", "en": "Point to look at again"},
    "advice": {"vi": "Việc cần làm", "en": "What to do"},
    "file": {"vi": "Tệp", "en": "File"},
    "opening_list": {"vi": "Danh sách đầu kỳ", "en": "Opening list"},
    "summary_form": {"vi": "Biểu tổng hợp", "en": "Summary form"},
    "opening_carried": {
        "vi": "Danh sách đầu kỳ (cuối kỳ năm trước)",
        "en": "Opening list (last year's closing)",
    },
    "closing_list": {"vi": "Danh sách sau rà soát", "en": "List after the review"},
    "departures_list": {
        "vi": "Danh sách ra khỏi",
        "en": "Departures",
    },
    "members_list": {"vi": "Danh sách nhân khẩu", "en": "List of members"},
    "population_file": {"vi": "Dân số theo phường", "en": "Population by ward"},
    "plan_file": {"vi": "Chỉ tiêu kế hoạch", "en": "Plan targets"},
    "rows": {"vi": "Số dòng", "en": "Rows"},
    "listed_households": {"vi": "Số hộ", "en": "Households"},
    "listed_people": {"vi": "Số người", "en": "People"},
    "stopping_rules": {"vi": "Quy tắc bắt buộc, đều đạt", "en": "Stopping rules, all held"},
    "doubt_rules": {"vi": "Điểm đã xét", "en": "Points looked for"},
    "in_households": {"vi": "Theo hộ", "en": "In households"},
    "in_people": {"vi": "Theo người", "en": "In people"},
    "yes": {"vi": "có", "en": "yes"},
    "no": {"vi": "không", "en": "no"},
    "in_part": {"vi": "một phần", "en": "in part"},
    "households_before": {"vi": "Hộ dân cư năm trước", "en": "Households a year before"},
    "households_change_pct": {"vi": "Thay đổi", "en": "Change"},
    "closing_before": {"vi": "Hộ nghèo cuối năm trước", "en": "Poor at the closing before"},
    "rate_before_pct": {"vi": "Tỷ lệ hộ nghèo năm trước", "en": "Poverty rate a year before"},
    "rate_gap": {"vi": "Tính lại trừ nguồn (điểm %)", "en": "Recomputed less printed (points)"},
    "jump_limit_pct": {"vi": "Ngưỡng xem xét", "en": "Looked at from"},
    "flag": {"vi": "Cần xem xét", "en": "To look at"},
    "no_flag": {"vi": "không", "en": "nothing"},
    "jump": {"vi": "mẫu số thay đổi quá ngưỡng", "en": "denominator changed beyond the limit"},
    "rate_alone": {
        "vi": "tỷ lệ giảm, số hộ nghèo không giảm",
        "en": "rate fell, number of poor did not",
    },
    "both_flags": {
        "vi": "mẫu số thay đổi quá ngưỡng; tỷ lệ giảm, số hộ nghèo không giảm",
        "en": "denominator beyond the limit; rate fell, number of poor did not",
    },
    "gap_flag": {"vi": "So với làm tròn", "en": "Against rounding"},
    "no_gap": {"vi": "trong phạm vi làm tròn", "en": "within rounding"},
    "gap": {"vi": "lớn hơn làm tròn", "en": "more than rounding"},
    "column": {"vi": "Cột", "en": "Column"},
    "blank": {"vi": "Ô bỏ trống", "en": "Blank cells"},
    "blank_pct": {"vi": "Tỷ lệ bỏ trống", "en": "Share blank"},
    "ward_code": {"vi": "Mã phường", "en": "Ward code"},
    "residential_group": {"vi": "Tổ dân phố", "en": "Residential group"},
    "head_name": {"vi": "Họ tên chủ hộ", "en": "Name of the head"},
    "head_citizen_number": {"vi": "Số định danh chủ hộ", "en": "Citizen number of the head"},
    "head_birth_year": {"vi": "Năm sinh chủ hộ", "en": "Birth year of the head"},
    "head_sex": {"vi": "Giới tính chủ hộ", "en": "Sex of the head"},
    "workers": {"vi": "Số lao động", "en": "Workers"},
    "income_vnd": {"vi": "Thu nhập bình quân", "en": "Income a person"},
    "causes": {"vi": "Nguyên nhân nghèo", "en": "Causes of poverty"},
    "movement": {"vi": "Diễn biến", "en": "Movement"},
    "member_number": {"vi": "Số thứ tự thành viên", "en": "Number of the member"},
    "member_name": {"vi": "Họ tên thành viên", "en": "Name of the member"},
    "citizen_number": {"vi": "Số định danh thành viên", "en": "Citizen number of the member"},
    "birth_year": {"vi": "Năm sinh thành viên", "en": "Birth year of the member"},
    "sex": {"vi": "Giới tính thành viên", "en": "Sex of the member"},
    "relation": {"vi": "Quan hệ với chủ hộ", "en": "Relation to the head"},
    "band": {
        "vi": "Thu nhập vượt chuẩn (đồng/người/tháng)",
        "en": "Income above the line (VND a person a month)",
    },
    "not_above_line": {"vi": "Bằng hoặc dưới chuẩn", "en": "At or below the line"},
    "above_0": {"vi": "Trên 0 đến 20.000", "en": "Over 0 to 20,000"},
    "above_20": {"vi": "Trên 20.000 đến 40.000", "en": "Over 20,000 to 40,000"},
    "above_40": {"vi": "Trên 40.000 đến 60.000", "en": "Over 40,000 to 60,000"},
    "above_60": {"vi": "Trên 60.000 đến 80.000", "en": "Over 60,000 to 80,000"},
    "above_80": {"vi": "Trên 80.000 đến 100.000", "en": "Over 80,000 to 100,000"},
    "above_100": {"vi": "Trên 100.000 đến 200.000", "en": "Over 100,000 to 200,000"},
    "above_200": {"vi": "Trên 200.000 đến 400.000", "en": "Over 200,000 to 400,000"},
    "above_400": {"vi": "Trên 400.000", "en": "Over 400,000"},
    "no_income": {"vi": "Không ghi thu nhập", "en": "Income not recorded"},
    "all_exits": {"vi": "Tất cả hộ thoát nghèo", "en": "All exits"},
    "share_pct": {"vi": "Tỷ lệ", "en": "Share"},
    "step": {"vi": "Thu nhập là bội số của (đồng)", "en": "Income is a multiple of (VND)"},
    "step_100000": {"vi": "100.000", "en": "100,000"},
    "step_50000": {"vi": "50.000, không phải 100.000", "en": "50,000, not 100,000"},
    "step_10000": {"vi": "10.000, không phải 50.000", "en": "10,000, not 50,000"},
    "step_1000": {"vi": "1.000, không phải 10.000", "en": "1,000, not 10,000"},
    "step_1": {"vi": "Số lẻ hơn 1.000", "en": "Finer than 1,000"},
    "recorded_exits": {"vi": "Thoát nghèo có ghi thu nhập", "en": "Exits with an income"},
    "first_band": {"vi": "Khoảng sát trên chuẩn (hộ)", "en": "Band just above the line"},
    "next_bands": {"vi": "Hai khoảng kế tiếp (hộ)", "en": "Next two bands together"},
    "ratio": {"vi": "Gấp mấy lần bình quân một khoảng", "en": "Times the mean of one band"},
    "ratio_lower": {"vi": "Cận dưới 95%", "en": "Lower end, 95%"},
    "ratio_upper": {"vi": "Cận trên 95%", "en": "Upper end, 95%"},
    "no_ward_pct": {"vi": "Tỷ lệ không ghi phường", "en": "Share without a ward"},
    "all_wards": {"vi": "Tất cả", "en": "All"},
    "by_household_number_whole_pct": {"vi": "Theo mã hộ", "en": "By household number"},
    "by_citizen_number_whole_pct": {"vi": "Theo số định danh", "en": "By citizen number"},
    "by_likeness_whole_pct": {
        "vi": "Theo họ tên và nơi ở",
        "en": "By names and place",
    },
    "by_clerk_whole_pct": {"vi": "Do cán bộ xác nhận", "en": "As an officer confirmed"},
    "on_no_earlier_list_whole_pct": {
        "vi": "Không có trong danh sách trước",
        "en": "On no earlier list",
    },
    "share_whole_pct": {"vi": "Tỷ lệ", "en": "Share"},
    "found": {"vi": "Phường của hộ ra khỏi danh sách tìm được", "en": "Ward of who left, found"},
    "on_the_list": {"vi": "ghi ngay trong danh sách", "en": "written on the list itself"},
    "by_address": {"vi": "từ địa chỉ", "en": "from the address"},
    "by_link": {"vi": "nhờ nối với danh sách đầu kỳ", "en": "by linking to an earlier list"},
    "nowhere": {"vi": "không tìm được", "en": "nowhere"},
    "pairs": {"vi": "Cặp hộ chưa chắc", "en": "Pairs in doubt"},
    "expected_errors": {"vi": "Trong đó có thể đoán sai", "en": "Expected to be guessed wrongly"},
    "possible_pct": {"vi": "Xác suất của cặp chưa chắc, từ", "en": "Probability in doubt, from"},
    "sure_pct": {"vi": "đến", "en": "to"},
    "as_linked": {"vi": "Như đã nối", "en": "As linked"},
    "least": {"vi": "Ít nhất", "en": "At the least"},
    "most": {"vi": "Nhiều nhất", "en": "At the most"},
    "poor_again_within_a_year": {
        "vi": "Thoát nghèo năm trước, nay lại nghèo",
        "en": "Exited the year before, poor again",
    },
}
