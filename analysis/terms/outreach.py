"""The terms of wishes and communication (nguyện vọng và tuyên truyền)."""

KINDS = {
    "wish_job": {"vi": "Việc làm", "en": "A job"},
    "wish_training": {"vi": "Học nghề", "en": "Vocational training"},
    "wish_loan": {"vi": "Vay vốn", "en": "A loan"},
    "wish_means": {"vi": "Phương tiện sinh kế", "en": "Means of livelihood"},
    "wish_home": {"vi": "Nhà ở", "en": "The home"},
    "wish_scholarship": {"vi": "Học bổng", "en": "A scholarship"},
    "wish_insurance": {"vi": "Bảo hiểm y tế", "en": "Health insurance"},
    "wish_other": {"vi": "Nguyện vọng khác", "en": "Something else"},
}
SAID = {"vi": "Nguyện vọng: {kind}", "en": "Wish: {kind}"}
LABELS: dict[str, dict[str, str]] = {
    **KINDS,
    **{
        f"said_{code}": {
            lang: form.format(kind=KINDS[code][lang].lower()) for lang, form in SAID.items()
        }
        for code in KINDS
    },
    "said_wish_other": {"vi": "Nguyện vọng: khác", "en": "Wish: something else"},
    "cause_capital": {"vi": "Nguyên nhân: thiếu vốn", "en": "Cause: lack of capital"},
    "cause_work": {"vi": "Nguyên nhân: thiếu việc làm", "en": "Cause: lack of work"},
    "cause_skill": {
        "vi": "Nguyên nhân: không có kinh nghiệm làm ăn",
        "en": "Cause: no experience in business",
    },
    "cause_dependants": {
        "vi": "Nguyên nhân: đông người phụ thuộc",
        "en": "Cause: many dependants",
    },
    "cause_illness": {"vi": "Nguyên nhân: ốm đau, tai nạn", "en": "Cause: illness or accident"},
    "cause_other": {"vi": "Nguyên nhân: khác", "en": "Cause: another"},
    "cause_blank": {"vi": "Nguyên nhân: không ghi", "en": "Cause: not recorded"},
    "heard_all": {"vi": "Tất cả hộ có nguyện vọng", "en": "All households with a wish"},
    "heard_done": {"vi": "Có nguyện vọng đã hoàn thành", "en": "A wish was done"},
    "heard_not_done": {
        "vi": "Có nguyện vọng, chưa có nguyện vọng nào hoàn thành",
        "en": "Wishes, and none was done",
    },
    "heard_no_wish": {"vi": "Đã đối thoại, không có nguyện vọng", "en": "Met, and had no wish"},
    "heard_never": {"vi": "Chưa được đối thoại", "en": "Never met"},
    "limit_answer": {"vi": "Trả lời", "en": "Answer"},
    "limit_done": {"vi": "Hoàn thành", "en": "Done"},
    "wish_kind": {"vi": "Nguyện vọng", "en": "Wish"},
    "said": {"vi": "Nguyên nhân, nguyện vọng", "en": "Cause or wish"},
    "heard": {"vi": "Đến cuối năm trước", "en": "At the end of the year before"},
    "limit": {"vi": "Việc", "en": "What"},
    "limit_days": {"vi": "Thời hạn, ngày từ khi đối thoại", "en": "Limit, days since the dialogue"},
    "within_days": {"vi": "Trong số ngày", "en": "Within days"},
    "areas": {"vi": "Khu dân cư", "en": "Areas"},
    "areas_assigned": {"vi": "Khu có hội phụ trách", "en": "Areas with an association"},
    "poor_assigned": {
        "vi": "Hộ nghèo ở khu có hội phụ trách",
        "en": "Poor households in areas with one",
    },
    "poor_unassigned": {
        "vi": "Hộ nghèo ở khu chưa có hội phụ trách",
        "en": "Poor households in areas without one",
    },
    "poor_no_area": {
        "vi": "Hộ nghèo không rõ khu",
        "en": "Poor households of no known area",
    },
    "areas_no_session": {"vi": "Khu không có buổi nào", "en": "Areas with no session"},
    "areas_one_session": {"vi": "Khu có một buổi", "en": "Areas with one"},
    "areas_several_sessions": {"vi": "Khu có nhiều buổi", "en": "Areas with several"},
    "area_sessions": {"vi": "Số buổi", "en": "Sessions"},
    "sessions_counted": {"vi": "Buổi có ghi người dự", "en": "Sessions with attendance recorded"},
    "attendance_people": {"vi": "Lượt người dự các buổi ấy", "en": "Attendances at these"},
    "households_met": {"vi": "Đã đối thoại", "en": "Met"},
    "met_with_wish": {"vi": "Có nguyện vọng", "en": "With a wish"},
    "met_without_wish": {"vi": "Không có nguyện vọng", "en": "Without a wish"},
    "households_not_met": {"vi": "Chưa đối thoại trong năm", "en": "Not met in the year"},
    "met_pct": {"vi": "Đã đối thoại trên hộ nghèo đầu kỳ", "en": "Met, of the opening"},
    "wishes_carried": {"vi": "Năm trước chuyển sang", "en": "Carried over"},
    "wishes_received": {"vi": "Tiếp nhận trong năm", "en": "Received in the year"},
    "wishes_done": {"vi": "Hoàn thành trong năm", "en": "Done in the year"},
    "wishes_refused": {"vi": "Không đáp ứng trong năm", "en": "Refused in the year"},
    "wishes_open": {"vi": "Còn lại cuối năm", "en": "Open at the end"},
    "wishes_unanswered": {"vi": "Trong đó chưa trả lời", "en": "Of them not answered"},
    "wishes_overdue": {"vi": "Trong đó quá hạn", "en": "Of them overdue"},
    "wishes_waiting": {"vi": "Nguyện vọng còn chờ", "en": "Wishes waiting"},
    "wishes_answered": {"vi": "Được trả lời trong bước này", "en": "Answered in this step"},
    "answered_pct": {"vi": "Đã trả lời, cộng dồn", "en": "Answered so far"},
    "households_saying": {"vi": "Số hộ", "en": "Households"},
    "saying_pct": {"vi": "Trên tất cả hộ có nguyện vọng", "en": "Of all with a wish"},
    "followed_poor": {"vi": "Hộ nghèo đầu kỳ", "en": "Poor at the opening"},
    "followed_exits": {"vi": "Thoát nghèo trong năm", "en": "Exited in the year"},
    "followed_not_exited": {
        "vi": "Không thoát nghèo (còn nghèo, chuyển đi, chết, nhập hộ)",
        "en": "Did not (still poor, moved away, died or merged)",
    },
    "followed_exits_pct": {"vi": "Tỷ lệ thoát nghèo", "en": "Share that exited"},
}
CAPTIONS: dict[str, dict[str, str]] = {
    "outreach-areas": {
        "vi": "Khu dân cư, hội đoàn thể phụ trách và hộ nghèo đầu kỳ năm {year}, {area}",
        "en": "Areas, associations in charge and the poor at the opening of {year}, {area}",
    },
    "outreach-sessions": {
        "vi": "Buổi tuyên truyền ở khu dân cư năm {year}, {area}",
        "en": "Sessions in the areas, {year}, {area}",
    },
    "outreach-met": {
        "vi": "Hộ nghèo đầu kỳ được đối thoại năm {year}, {area}",
        "en": "The poor at the opening who were met in {year}, {area}",
    },
    "outreach-wishes": {
        "vi": "Nguyện vọng theo loại năm {year}, {area}",
        "en": "Wishes by kind, {year}, {area}",
    },
    "outreach-waiting": {
        "vi": "Thời gian chờ trả lời của nguyện vọng tiếp nhận năm {year}, {area}",
        "en": "Time to an answer of the wishes received in {year}, {area}",
    },
    "outreach-causes": {
        "vi": "Nguyên nhân nghèo và nguyện vọng của cùng các hộ năm {year}, {area}",
        "en": "Causes of poverty and wishes of the same households, {year}, {area}",
    },
    "outreach-followed": {
        "vi": "Hộ nghèo đầu kỳ năm {year} theo nguyện vọng đến cuối năm trước, {area}",
        "en": "The poor at the opening of {year} by what became of their wishes before, {area}",
    },
    "outreach-rules": {
        "vi": "Thời hạn trả lời và hoàn thành nguyện vọng, dùng cho năm {year}, {area}",
        "en": "Days laid down for answering and doing a wish, used for {year}, {area}",
    },
}
CODES: frozenset[str] = frozenset({"wish_kind", "said", "heard", "limit"})
TEXT: frozenset[str] = frozenset()  # columns of words
