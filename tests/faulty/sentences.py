"""The sentences that clerks are told, in Vietnamese and in English, as the screen has them."""

CUT_SHORT = (
    "Tệp phải còn nguyên vẹn, nhưng bị cắt cụt hoặc hỏng: hãy chép lại từ bản gốc",
    "The file must be whole, but was cut short or is damaged: copy it again from the original",
)
PASSWORD = (
    "Tệp không được đặt mật khẩu: hãy mở tệp, bỏ mật khẩu rồi lưu lại",
    "The file must not have a password: open it, remove the password and save it again",
)
ZIP_BOMB = (
    "Tệp không được nén quá mức (bom nén): hãy mở tệp và lưu lại dạng .xlsx",
    "The file must not be packed beyond reason (a zip bomb): open it and save it again as .xlsx",
)
MACROS = (
    "Tệp không được chứa macro: hãy lưu lại dạng .xlsx không có macro",
    "The file must not have macros: save it as .xlsx without macros",
)
ENTITIES = (
    "Tệp không được khai báo thực thể XML (<!ENTITY): hãy mở tệp và lưu lại dạng .xlsx",
    "The file must not declare XML entities (<!ENTITY): open it and save it again as .xlsx",
)
NO_WORKBOOK = (
    "Tệp phải là bảng tính thật, không chỉ mang đuôi tệp: hãy mở tệp và lưu lại dạng .xlsx",
    "The file must be a workbook, not only named as one: open it and save it again as .xlsx",
)
OLD_WORKBOOK = (
    "Tệp phải có đuôi .xls, vì được lưu ở dạng Excel 97-2003: hãy đổi đuôi hoặc lưu dạng .xlsx",
    "The file must end in .xls, as it is saved as Excel 97-2003: rename it or save it as .xlsx",
)
FULL = (
    "Tệp không được đầy đến dòng cuối cùng (1048576), danh sách có thể đã bị cắt: hãy chia nhỏ",
    "The file must not be filled to the last row (1048576), the list may have been cut: split it",
)
STRAY = (
    "Tệp không được có giá trị nằm lạc ở ô XFD1048576, xa danh sách: hãy xóa ô đó rồi lưu lại",
    (
        "The file must not have a stray value in cell XFD1048576, far from the list: "
        "delete it and save again"
    ),
)
NO_ROWS = (
    "Tệp phải có ít nhất một dòng số liệu",
    "The file must have rows of data",
)
NO_EXITS = (
    "Tệp phải có danh sách hộ thoát nghèo",
    "The file must hold the list of households that exited",
)
NO_CLOSING = (
    "Tệp phải có danh sách sau rà soát",
    "The file must hold the list after the review",
)
NO_OPENING = (
    "Tệp phải có: chưa có danh sách cuối kỳ năm trước theo cùng chuẩn nghèo",
    "The file is needed: there is no closing list of the year before under the same standard",
)
HIDDEN_SHEET = (
    "Tệp không được là trang ẩn có danh sách: hãy hiện hoặc xóa trang",
    "The file must not be a hidden sheet that holds a list: unhide or delete it",
)
HIDDEN_ROWS = (
    "Tệp không được có dòng ẩn chứa số liệu: hãy hiện hoặc xóa các dòng",
    "The file must not have hidden rows with data: unhide or delete the rows",
)
MERGED = (
    "không được gộp ô qua nhiều hộ: hãy tách ô và ghi giá trị vào từng dòng",
    "must not merge cells over several households: split them and fill in each row",
)
BLANK = (
    "không được để trống",
    "must be filled in",
)
NO_WARD = (
    "phải là phường của quận",
    "must be a ward of the district",
)
NO_POINTS = (
    "phải là số từ 0 đến 1000, cả cột dùng một dấu thập phân",
    "must be a number from 0 to 1000, with one decimal mark in the whole column",
)
NO_MARK = (
    "phải là một trong «có», «không»",
    "must be one of «có», «không»",
)
NAMELESS = (
    "phải có ở mỗi dòng; dòng tổng cộng chỉ được đứng dưới danh sách",
    "must stand in every row; totals may only stand below the list",
)
NO_BIRTH = (
    "phải là ngày có thật hoặc năm, từ 1902 đến 2022",
    "must be a day that there is, or a year, from 1902 to 2022",
)
MARK_OR_NAME = (
    "phải có ở dòng có dấu chủ hộ, và chỉ ở dòng đó",
    "must stand in the row with the head's mark, and only there",
)
NO_INCOME = (
    "phải là số nguyên từ 0 đến 1000000000",
    "must be a whole number from 0 to 1000000000",
)
NO_SEX = (
    "phải là một trong «Nam», «Nữ»",
    "must be one of «Nam», «Nữ»",
)
NO_CLASS = (
    "phải là một trong «Hộ nghèo», «Hộ cận nghèo»",
    "must be one of «Hộ nghèo», «Hộ cận nghèo»",
)
NO_HEADING = (
    "phải có trong dòng tiêu đề",
    "must be a heading",
)
HEADING_TWICE = (
    "không được có hai lần trong dòng tiêu đề",
    "must not be a heading twice",
)
NO_LAYOUT = (
    "Tệp phải theo một mẫu đã khai: xem `giamngheo check --explain TỆP`",
    "The file must be in one of the layouts declared: see `giamngheo check --explain FILE`",
)
OTHER_YEAR = (
    "Tệp phải là của năm 2022: tiêu đề ghi năm 2021",
    "The file must be of 2022: its title says 2021",
)
FORMULA = (
    "không được có lỗi công thức: hãy gõ lại giá trị",
    "must not hold the error of a formula: type the value in",
)
OTHER_WARD = (
    "phải khớp với mã bên cạnh",
    "must match the code beside it",
)
NO_SIZE = (
    "phải là số nguyên từ 1 đến 30",
    "must be a whole number from 1 to 30",
)
BEFORE_HEADS = (
    "phải có ở dòng đầu: dòng thành viên đang đứng trước mọi chủ hộ",
    "must stand in the first row: a member's row stands before any head",
)
TWO_HEADS = (
    "chỉ được là «Chủ hộ» ở dòng có dấu chủ hộ: mỗi hộ một chủ hộ",
    "may be «Chủ hộ» only in the row with the head's mark: one head for each household",
)
UNLIKE_HEAD = (
    "ở dòng thành viên phải để trống hoặc như dòng chủ hộ",
    "must be blank in a member's row, or as in the head's",
)
TWO_PEOPLE = (
    "không được ghi hai người khác nhau trên một dòng",
    "must not name two different people in one row",
)
SHARED_MEMBER = (
    "Số định danh thành viên có hơn một lần",
    "Citizen number of a member stands more than once",
)
HEAD_CHANGED = (
    "Số định danh chủ hộ cuối kỳ khác đầu kỳ",
    "Another citizen number of the head at the closing than at the opening",
)
SHARED_HEAD = (
    "Số định danh chủ hộ có ở hơn một hộ",
    "Citizen number of the head stands at more than one household",
)
TWICE = (
    "không được có ở hai hộ cùng tên chủ hộ: mỗi hộ chỉ đứng một lần trong danh sách",
    "must not stand at two heads of one name: a household may stand in a list once",
)
ELSEWHERE = (
    "Tệp không được có hộ đã đứng ở trang khác của cùng danh sách",
    "The file must not have a household that another sheet of the same list has",
)
STILL_POOR = (
    "Đã ra khỏi danh sách nhưng vẫn là hộ nghèo trong danh sách sau rà soát",
    "Left the list and still poor on the list after the review",
)
SIZE_DIFFERS = (
    "Số nhân khẩu khác số dòng trong danh sách nhân khẩu",
    "Number of members differs from the rows of the list of members",
)
POINTS_CONTRADICT = (
    "Phân loại hộ trái với điểm thu nhập và điểm thiếu hụt",
    "Class contradicts the points for income and for deprivation",
)
UNBALANCED = (
    "Số cuối kỳ của biểu tổng hợp không bằng đầu kỳ trừ giảm cộng tăng",
    "The summary's closing is not its opening less what left and with what came",
)
NOT_SUMMED = (
    "Dòng tổng cộng của biểu tổng hợp khác tổng các phường",
    "The summary's total is not the sum of its wards",
)
SUMMARY_DIFFERS = (
    "Biểu tổng hợp ghi số hộ nghèo khác với danh sách",
    "The summary form counts other poor households than the lists",
)
RATE_CONTRADICTS = (
    "Tỷ lệ in trong biểu tổng hợp khác tỷ lệ tính từ chính số hộ của biểu",
    "The rate printed in the summary is not what its own counts give",
)
NO_RATE = (
    "phải là số từ 0 đến 100, cả cột dùng một dấu thập phân",
    "must be a number from 0 to 100, with one decimal mark in the whole column",
)
NO_COUNT = (
    "phải là số nguyên từ 0 đến 100000000",
    "must be a whole number from 0 to 100000000",
)
MIXED = (
    "Tệp phải lưu cả tệp ở một bảng mã; các dòng này không phải UTF-8 như các dòng khác",
    "The file must be in one encoding throughout; these rows are not UTF-8 as others are",
)
MOJIBAKE = (
    'Tệp không được có chữ bị lỗi bảng mã như "Há»™ nghÃ¨o": hãy xuất lại từ bản gốc',
    (
        'The file must not have garbled letters like "Há»™ nghÃ¨o": export it again from '
        "the original"
    ),
)
NUL = (
    "Tệp không được có ký tự NUL, như khi không phải là tệp văn bản: hãy lưu lại dạng CSV UTF-8",
    "The file must not have NUL characters, as if it were no text: save it again as CSV UTF-8",
)
UNCLOSED = (
    "Tệp phải là tệp CSV có dấu ngoặc kép đóng đủ",
    "The file must be a CSV file with every quote closed",
)
UNEVEN = (
    "Tệp phải có số ô bằng số tiêu đề",
    "The file must have as many cells as headings",
)
EMPTY = (
    "Tệp không được trống",
    "The file must not be empty",
)
NO_ENTRY = (
    "không phải là mục của tệp này",
    "is no entry of this file",
)
LIKE_NOTHING = (
    "không có mẫu nothing để dựa theo",
    "there is no layout nothing to be like",
)
LIKE_ITSELF = (
    "không có mẫu own để dựa theo",
    "there is no layout own to be like",
)
NO_KIND_OF_ROWS = (
    "phải là một trong 'households', 'head_and_members', 'members', 'places', 'indicators'",
    "must be one of 'households', 'head_and_members', 'members', 'places', 'indicators'",
)
NO_LINES = (
    "phải gồm các dòng «mục: giá trị»",
    "must be lines of 'entry: value'",
)
NO_YAML = (
    "không đọc được như YAML ở bảng mã UTF-8, dòng 2",
    "it cannot be read as YAML in UTF-8, line 2",
)
MISSING = ("Tệp phải có trong thư mục", "The file is missing: put it in the folder")
FOLDER = ("Tệp phải là tệp, không phải thư mục", "The file must be a file and no folder")
OTHER_SHEET = ("tệp không có trang «Trang lạ»", "the file has no sheet 'Trang lạ'")
NO_SHEET = (
    "phải nêu `sheet`: tệp có nhiều trang",
    "must name the `sheet`: the file has several",
)
NO_FILE = (
    "tệp này không có trong thư mục",
    "there is no such file in the folder",
)
MENDED = (
    "ô không còn giá trị sai đã khai: nếu nguồn đã sửa thì bỏ mục này",
    (
        "the cell does not hold the wrong value any more: if the source was mended, "
        "remove this entry"
    ),
)
SEVERAL_ROWS = (
    "`where` phải chỉ đúng một dòng; hiện chỉ 5 dòng",
    "`where` must point to one row; it points to 5",
)
NO_YEAR = (
    "Tệp phải mang tên một năm, như 2013",
    "The file must be named by a year, as 2013",
)
