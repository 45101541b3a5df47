"""The terms of the three haves (ba có)."""

HAVES = {
    "has_home": {"vi": "Nhà ở", "en": "A home"},
    "has_job": {"vi": "Việc làm", "en": "Work"},
    "has_civility": {
        "vi": "Nếp sống văn hóa - văn minh đô thị",
        "en": "A civil urban way of life",
    },
}
SHORT = {  # of columns by ward, which have little room
    "home": {"vi": "nhà ở", "en": "a home"},
    "job": {"vi": "việc làm", "en": "work"},
    "civility": {"vi": "nếp sống văn minh", "en": "a civil way of life"},
}
FORMS = {
    "lacks_{}": {"vi": "Thiếu {}", "en": "Without {}"},
    "lacks_{}_pct": {"vi": "Tỷ lệ thiếu {}", "en": "Share without {}"},
    "only_lacks_{}": {"vi": "Chỉ thiếu {}", "en": "Without {} alone"},
    "only_lacks_{}_pct": {"vi": "Tỷ lệ chỉ thiếu {}", "en": "Share without {} alone"},
}
LABELS: dict[str, dict[str, str]] = {
    **HAVES,
    **{
        column.format(have): {lang: form[lang].format(words[lang]) for lang in form}
        for have, words in SHORT.items()
        for column, form in FORMS.items()
    },
    "haves_standing": {"vi": "Diện hộ", "en": "Households"},
    "haves_poor": {"vi": "Hộ nghèo cuối kỳ", "en": "Poor at the closing"},
    "haves_exited": {"vi": "Hộ thoát nghèo trong năm", "en": "Exited in the year"},
    "haves_not_due": {"vi": "Hộ khác đã được xét", "en": "Others that were reviewed"},
    "have": {"vi": "Nội dung", "en": "What is looked at"},
    "haves_due": {"vi": "Thuộc diện xét", "en": "Due a review"},
    "haves_not_reviewed": {"vi": "Chưa xét", "en": "Not reviewed"},
    "haves_reviewed": {"vi": "Đã xét", "en": "Reviewed"},
    "haves_reviewed_pct": {"vi": "Tỷ lệ đã xét", "en": "Share reviewed"},
    "haves_unrecorded": {"vi": "Ghi chưa đủ", "en": "Not recorded in full"},
    "haves_recorded": {"vi": "Ghi đủ ba nội dung", "en": "Recorded in full"},
    "haves_three": {"vi": "Đủ ba có", "en": "All three"},
    "haves_three_pct": {"vi": "Tỷ lệ đủ ba có", "en": "Share with all three"},
    "haves_two": {"vi": "Có hai", "en": "Two"},
    "haves_one": {"vi": "Có một", "en": "One"},
    "haves_none": {"vi": "Không có nội dung nào", "en": "None"},
    "haves_fewer": {"vi": "Chưa đủ ba có", "en": "Fewer than three"},
    "have_known": {"vi": "Số hộ có ghi", "en": "Recorded"},
    "have_with": {"vi": "Có", "en": "With"},
    "have_with_pct": {"vi": "Tỷ lệ có", "en": "Share with"},
    "have_without": {"vi": "Không có", "en": "Without"},
    "have_blank": {"vi": "Bỏ trống", "en": "Left blank"},
    "haves_both": {"vi": "Xét cả hai năm", "en": "Reviewed in both years"},
    "haves_before_only": {"vi": "Chỉ xét năm trước", "en": "In the year before alone"},
    "haves_now_only": {"vi": "Chỉ xét năm này", "en": "In this year alone"},
    "have_kept": {"vi": "Năm trước có, nay có", "en": "Had it and has it"},
    "have_gained": {"vi": "Năm trước không, nay có", "en": "Gained it"},
    "have_lost": {"vi": "Năm trước có, nay không", "en": "Lost it"},
    "have_still_lacked": {"vi": "Cả hai năm không", "en": "Lacks it still"},
    "have_unclear": {"vi": "Có năm bỏ trống", "en": "Blank in a year"},
}
CAPTIONS: dict[str, dict[str, str]] = {
    "three-haves-reviewed": {
        "vi": "Số hộ được xét «ba có» năm {year}, {area} (hộ)",
        "en": "Households reviewed for the three haves in {year}, {area}",
    },
    "three-haves-standing": {
        "vi": "Số hộ có đủ ba có, có hai, có một, năm {year}, {area} (hộ)",
        "en": "Households with all three, two, one and none in {year}, {area}",
    },
    "three-haves-each": {
        "vi": "Từng nội dung của «ba có» năm {year}, {area} (hộ)",
        "en": "Each of the three haves in {year}, {area} (households)",
    },
    "three-haves-only-one": {
        "vi": "Hộ chỉ thiếu một nội dung, theo nội dung còn thiếu, năm {year}, {area} (hộ)",
        "en": "Households that lack one alone, by which one, {year}, {area}",
    },
    "three-haves-wards": {
        "vi": "Nội dung còn thiếu ở hộ nghèo cuối kỳ theo phường, năm {year}, {area} (hộ)",
        "en": "What the poor at the closing lack, by ward, {year}, {area} (households)",
    },
    "three-haves-compared": {
        "vi": "Số hộ được xét năm {year} và năm trước, {area} (hộ)",
        "en": "Households reviewed in {year} and in the year before, {area}",
    },
    "three-haves-flows": {
        "vi": "Thay đổi từ năm trước đến năm {year} ở các hộ được xét cả hai năm, {area} (hộ)",
        "en": "Change from the year before to {year}, households reviewed in both, {area}",
    },
    "three-haves-years": {
        "vi": "Hộ nghèo cuối kỳ có đủ ba có qua các năm đến {year}, {area} (hộ)",
        "en": "The poor at the closing with all three by year up to {year}, {area} (households)",
    },
}
CODES: frozenset[str] = frozenset({"haves_standing", "have"})
TEXT: frozenset[str] = frozenset()
