"""What the workbooks of a new workspace say to who fills them in: instructions and help."""

from analysis.rules import Text

LISTS = Text(
    vi="""\
Sổ này là danh sách rà soát hộ nghèo, hộ cận nghèo của một năm. Mỗi trang tính là một danh sách.
1. Không đổi dòng tiêu đề. Nhập từ dòng 2, mỗi hộ hoặc mỗi người một dòng, không để dòng tổng cộng.
2. «Danh sách đầu kỳ»: chỉ cần cho năm đầu tiên và năm bắt đầu áp dụng chuẩn nghèo mới. Các năm \
khác để trống trang này: đầu kỳ là danh sách sau rà soát của năm trước.
3. «Danh sách sau rà soát»: mọi hộ nghèo, hộ cận nghèo sau rà soát; hộ nghèo ghi thêm diễn biến.
4. «Ra khỏi danh sách»: hộ nghèo không còn trong danh sách, và lý do; hộ thoát nghèo ghi thêm phân \
loại sau rà soát.
5. «Thành viên»: mỗi thành viên của hộ trong các danh sách một dòng, nối với hộ bằng mã hộ.
6. Mã hộ giữ nguyên qua các năm. Không biết thì để trống, không ghi 0.
7. Tên phường có thể để trống khi đã có mã. Mã phường ở bên phải trang này.
8. «Chỉ số thiếu hụt» (chỉ có theo chuẩn đa chiều): «có» nếu hộ thiếu hụt, «không» nếu không; chưa \
rà soát thì để trống. Trang này có thể để trống.
9. Lưu sổ, rồi kiểm tra: giamngheo check --data <thư mục>. \
Năm sau: lập sổ mới bằng giamngheo new ở một thư mục khác, rồi chép vào register/<năm>/.""",
    en="""\
This workbook is one year's lists of the review of poor and near-poor households, a sheet for each.
1. Leave the headings as they are. Begin in row 2, a row for each household or person, no totals.
2. "Danh sách đầu kỳ" is the opening list: needed only in the first year and where a new poverty \
standard starts. Leave it blank in other years, which open with last year's closing list.
3. "Danh sách sau rà soát" is the closing list: every poor and near-poor household after the \
review, and of each poor one its movement.
4. "Ra khỏi danh sách": poor households that left the list, and why; of an exit also its \
class after.
5. "Thành viên": one row for each member of the listed households, joined by the household's code.
6. A household keeps its code through the years. Leave blank what is not known; do not write 0.
7. The ward's name may stay blank beside its code. The codes are on the right of this sheet.
8. "Chỉ số thiếu hụt" (under a multidimensional standard alone): «có» where the household lacks \
it, «không» where not, blank where it was not asked. The sheet may stay blank.
9. Save, then check: giamngheo check --data <folder>. \
Next year: make a new one by giamngheo new in another folder, and copy it to register/<year>/.""",
)

POPULATION = Text(
    vi="""\
Số hộ dân cư và nhân khẩu của từng phường vào cuối năm, mẫu số của các tỷ lệ.
Mỗi năm một dòng cho mỗi phường: thêm dòng cho năm sau, không xóa dòng của năm trước. \
Không biết thì để trống, không ghi 0.""",
    en="""\
Households and people of each ward at the end of the year, what rates are reckoned on.
Each year has a row for each ward: add rows for the next year and keep the earlier ones. \
Leave blank what is not known; do not write 0.""",
)

PLAN = Text(
    vi="""\
Chỉ tiêu thoát nghèo được giao: mỗi năm, đơn vị và cấp giao một dòng. Có thể để trống nếu chưa giao.
Mã đơn vị là mã của quận hoặc phường, ở bên phải trang này.""",
    en="""\
Planned exits: a row for each year, unit and giver of the plan. May stay blank where none was given.
The unit's code is that of the district or a ward, on the right of this sheet.""",
)

RELATIONS = ("Chủ hộ", "Vợ", "Chồng", "Con", "Cháu", "Bố", "Mẹ", "Khác")  # proposed, not required

HELP = {
    "household_id": Text(
        vi="Mã do đơn vị đặt, mỗi hộ một mã, giữ nguyên qua các năm để nhận ra hộ tái nghèo.",
        en="Your own code, one for each household, kept through the years to tell a relapse.",
    ),
    "workers": Text(
        vi="Số người trong hộ có khả năng lao động.",
        en="Members of the household who are able to work.",
    ),
    "income_vnd": Text(
        vi="Thu nhập của hộ chia cho số nhân khẩu, đồng một tháng; để trống nếu không tính.",
        en="The household's income by its members, VND a month; blank where it was not reckoned.",
    ),
    "special_group": Text(
        vi="Chỉ ghi khi đơn vị có xếp nhóm; các hộ khác để trống.",
        en="Only where your office forms such groups; blank for all others.",
    ),
    "causes": Text(
        vi="Có thể ghi nhiều nguyên nhân, cách nhau bằng dấu chấm phẩy.",
        en="There may be several, with semicolons between them.",
    ),
    "movement": Text(
        vi="Chỉ ghi cho hộ nghèo: vì sao hộ có trong danh sách hộ nghèo sau rà soát.",
        en="Only of poor households: why the household is on the poor list after the review.",
    ),
    "reason": Text(
        vi="Vì sao hộ không còn trong danh sách.",
        en="Why the household is no longer on the list.",
    ),
    "class_after": Text(
        vi="Chỉ ghi cho hộ thoát nghèo: nay là hộ cận nghèo hay hộ không nghèo.",
        en="Only of exits: whether the household is near-poor now, or not poor.",
    ),
    "member_number": Text(
        vi="Số thứ tự của người trong hộ, bắt đầu từ 1.",
        en="The person's number within the household, from 1.",
    ),
    "giver": Text(
        vi="Cấp giao chỉ tiêu; để trống nếu không rõ.",
        en="Who gave the plan; blank where that is not known.",
    ),
    "printed_pct": Text(
        vi="Chỉ ghi khi báo cáo có in sẵn tỷ lệ này.",
        en="Only where a report prints this share.",
    ),
    "source": Text(
        vi="Số và ngày của văn bản giao chỉ tiêu hoặc báo cáo.",
        en="Number and date of the document or report.",
    ),
}
