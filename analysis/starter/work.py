"""What a new office is told of its other work: in programme.xlsx and in district.yml."""

from analysis.register.programme import TITLES
from analysis.rules import Text

HOW = Text(
    vi="""\
Sổ này ghi các việc khác của chương trình, mỗi trang tính là một bảng cho mọi năm. Bảng nào đơn vị \
không theo dõi thì để trống trang ấy: báo cáo ghi «không có số liệu».
1. Không đổi tên trang và dòng tiêu đề. Nhập từ dòng 2, năm sau ghi tiếp, không để dòng tổng cộng.
2. Mã hộ là mã trong danh sách rà soát; nơi danh sách không có mã hộ, ghi số định danh của chủ hộ. \
Hộ phải có trong danh sách của năm ấy hoặc của một năm trước.
3. Ngày gõ như ngày của bảng tính: 31/01/2026. Số tiền ghi bằng đồng, không ghi nghìn hay triệu.
4. Không biết thì để trống, không ghi 0.
5. Cũng có thể giữ một bảng ở tệp riêng như support.csv thay cho trang ở đây, không giữ cả hai nơi.
6. Mã phường ở bên phải trang này. Lưu sổ, rồi kiểm tra: giamngheo check --data <thư mục>.
Các bảng:""",
    en="""\
This workbook has the programme's other work, a sheet for each table, all years in one. Leave the \
sheet blank of what the office does not record: the pages say that there are no data.
1. Leave the names of the sheets and the headings as they are. Begin in row 2, add the next year \
below, no totals.
2. A household is given by its code in the lists of the review or, where these have none, by the \
citizen number of its head. It must be in the lists of that year or of one before.
3. Type a date as the spreadsheet's dates: 31/01/2026. Money is in VND, not in thousands.
4. Leave blank what is not known; do not write 0.
5. A table may be a file of its own as support.csv instead of a sheet here, but not both.
6. The wards' codes are on the right of this sheet. Save, then check: \
giamngheo check --data <folder>.
The tables:""",
)

TABLES = {
    "housing_surveys": Text(
        vi="mỗi hộ mỗi năm một dòng: tình trạng nhà ở khi khảo sát. Đất ở có thể để trống.",
        en="a row for each household and year: its house as surveyed. The land may stay blank.",
    ),
    "housing_works": Text(
        vi="mỗi công trình xây, sửa nhà hoặc bố trí chung cư một dòng. Chưa quyết toán thì để "
        "trống kinh phí; chưa xong thì để trống ngày hoàn thành.",
        en="a row for each house built or repaired, or flat given. The cost stays blank until it "
        "is settled, the day it was finished until then.",
    ),
    "three_haves": Text(
        vi="mỗi hộ mỗi năm một dòng: có nhà ở, việc làm, nếp sống văn hóa hay không. Chưa xét thì "
        "để trống.",
        en="a row for each household and year: whether it has a home, work and a civil way of "
        "life. Blank is not reviewed.",
    ),
    "packages": Text(
        vi="danh mục gói hỗ trợ của từng năm: chi phí và nhóm được hưởng. Điểm lợi ích có thể để "
        "trống.",
        en="the packages of support of each year: what each costs, and for whom. The points may "
        "stay blank.",
    ),
    "budgets": Text(
        vi="kinh phí dự kiến hỗ trợ hộ đặc biệt nghèo, mỗi năm mỗi nguồn một dòng.",
        en="the money planned for specially poor households, a row for each year and source.",
    ),
    "support": Text(
        vi="mỗi hộ, gói và nguồn một dòng: số đã duyệt, đã cấp. Chưa cấp thì để trống số và ngày.",
        en="a row for each household, package and source: approved and paid. Amount and day stay "
        "blank until it is paid.",
    ),
    "areas": Text(
        vi="khu dân cư của từng năm và các tổ dân phố thuộc khu. Chưa có hội đoàn thể phụ trách "
        "thì để trống.",
        en="the residential areas of each year and their groups. The association stays blank "
        "where none is assigned.",
    ),
    "wishes": Text(
        vi="mỗi nguyện vọng của hộ một dòng; một hộ có thể có nhiều. Chưa trả lời, chưa giải quyết "
        "thì để trống ngày.",
        en="a row for each wish; a household may have several. The days stay blank until it is "
        "answered and done.",
    ),
    "sessions": Text(
        vi="mỗi buổi tuyên truyền một dòng: khu dân cư, ngày, số hộ dự.",
        en="a row for each session: the area, the day, and how many came.",
    ),
    "inspection_plans": Text(
        vi="mỗi năm mỗi phường một dòng: số hộ dự kiến kiểm tra.",
        en="a row for each year and ward: how many households are to be inspected.",
    ),
    "inspections": Text(
        vi="mỗi lượt kiểm tra một dòng. Chưa đến thì để trống ngày và kết quả; đến mà không gặp "
        "cũng là một kết quả.",
        en="a row for each visit. Day and finding stay blank until it is made; that nobody was "
        "met is a finding.",
    ),
    "tasks": Text(
        vi="nhiệm vụ của từng năm: đơn vị chủ trì, hạn, trạng thái. Ngày xong chỉ ghi khi đã xong.",
        en="the tasks of each year: who leads, until when, how far. The day it was done only then.",
    ),
}

RULES = """\
# programme:
#   # Mục tiêu xóa nhà tạm. The goal for temporary houses.
#   housing:
#     definition: {vi: "xóa hết nhà tạm", en: "no temporary house is left"}
#     deadline: 2005
#     source: {vi: "số, ngày của văn bản", en: "number and date of the document"}
#   # Phân bổ kinh phí hỗ trợ năm sau. How next year's support is proposed.
#   support:
#     fixed_on: 2005-01-15  # ngày quy định; the day it was laid down
#     fixed_by: {vi: "số, ngày của văn bản", en: "number and date of the document"}
#     # Trọng số nhu cầu của hộ theo nhóm, cộng thêm cho mỗi nhân khẩu.
#     # The weight of a household's need by its group, and what each member adds.
#     need: {group_1: 3, group_2: 2, without_labour: 2, other: 1}
#     need_per_person: 0.1
#     first: [group_1]  # nhóm được xét trước; groups that are served first
#     ward_cap_pct: 40  # mỗi phường không quá; no ward gets more; null: không có, none
#     reserve_pct: 5  # để dự phòng; kept back
#   # Số ngày phải trả lời, giải quyết nguyện vọng. Days to answer a wish, and to have it done.
#   outreach:
#     answer_days: 30
#     done_days: 180
#     source: {vi: "số, ngày của văn bản", en: "number and date of the document"}
#   # Số ngày phải xử lý sau kiểm tra; mẫu ngẫu nhiên năm sau. Days to settle a finding; the sample.
#   inspection:
#     settle_days: 60
#     sample: {visits: 120, least_per_ward: 10, expected_pct: 5, seed: 2005}
#     watch_visits: 300  # số hộ đã thoát nghèo có thể thăm trong năm; exits that can be called on
#   # Chia chỉ tiêu cho các phường theo closing (hộ nghèo cuối kỳ) hoặc closing_with_labour (hộ
#   # nghèo có lao động), sớm hơn hạn bao nhiêu năm. How the goal is shared among the wards.
#   next_year:
#     years_early: 1
#     share_by: closing
#     source: {vi: "số, ngày của văn bản", en: "number and date of the document"}
"""

INTERNAL = Text(
    vi="Chỉ có trong danh sách việc nội bộ, không in trên trang nào.",
    en="Stands in internal work lists alone, and on no page.",
)
HELP = {
    "household_id": Text(
        vi="Mã hộ trong danh sách rà soát, hoặc số định danh của chủ hộ nơi danh sách không có mã.",
        en="The household's code in the lists, or its head's citizen number where they have none.",
    ),
    "eligible": Text(
        vi="Có thể ghi nhiều nhóm, cách nhau bằng dấu chấm phẩy.",
        en="There may be several groups, with semicolons between them.",
    ),
    "benefit_points": Text(
        vi="Điểm do đơn vị tự định cho gói; để trống nếu không dùng.",
        en="The office's own valuation of the package; blank where it is not used.",
    ),
    "solution": INTERNAL,
    "follow_up": INTERNAL,
}


def guide() -> Text:
    """The instructions with a line for each table, under the title of its sheet."""
    lines = {
        lang: [f"«{title}»: {TABLES[stem][lang]}" for stem, title in TITLES.items()]
        for lang in ("vi", "en")
    }
    return Text(vi="\n".join([HOW.vi, *lines["vi"]]), en="\n".join([HOW.en, *lines["en"]]))
