"""The sheets of the official workbooks: their titles, and their columns in order.

Columns go by names of ours; a heading has its levels from the top. The scores B1 and B2 came after
these years, so their cells are empty.
"""

from collections.abc import Mapping

from .sheets import Form

Columns = Mapping[str, tuple[str, ...]]

PLACE, SCORES = "Địa chỉ", "Kết quả rà soát"
LISTED = {
    "number": ("STT",),
    "head_mark": ("STT chủ hộ",),
    "head": ("Họ và tên chủ hộ",),
    "member": ("Họ và tên thành viên",),
    "relation": ("Quan hệ với chủ hộ",),
    "birth": ("Ngày, tháng, năm sinh",),
    "sex": ("Giới tính",),
    "citizen_number": ("Số CCCD/CMND",),
    "city": (PLACE, "Tỉnh/Thành phố"),
    "district": (PLACE, "Quận/Huyện"),
    "district_code": (PLACE, "Mã huyện"),
    "ward": (PLACE, "Xã/Phường"),
    "ward_code": (PLACE, "Mã xã"),
    "group": (PLACE, "Thôn/Tổ"),
    "ethnicity": ("Dân tộc",),
    "household_class": ("Phân loại hộ",),
    "decision": ("Số quyết định công nhận",),
    "decided": ("Ngày ban hành quyết định",),
    "b1": (SCORES, "Điểm B1"),
    "b2": (SCORES, "Điểm B2"),
    "minority": ("Hộ DTTS",),
    "without_labour": ("Hộ không có khả năng lao động",),
    "merit": ("Hộ có thành viên có công",),
    "causes": ("Nguyên nhân nghèo",),
    "note": ("Ghi chú",),
    "age": ("Tuổi",),
    "size": ("Số nhân khẩu",),
}
LEFT = {
    **{key: LISTED[key] for key in ("number", "head_mark")},
    "name": ("Họ và tên",),
    **{key: LISTED[key] for key in ("relation", "sex", "birth", "citizen_number", "ethnicity")},
    "address": (PLACE,),
    "b1": (SCORES, "B1"),
    "b2": (SCORES, "B2"),
    "unnamed": ("",),
    "note": LISTED["note"],
    "unnamed_too": ("",),
    **{key: LISTED[key] for key in ("age", "size")},
}
OLD_HEADINGS = {
    "head": "Họ tên chủ hộ",
    "member": "Họ tên các thành viên",
    "birth": "Năm sinh",
    "sex": "Nam/Nữ",
    "citizen_number": "Số CMND",
    "ward_code": "Mã phường",
    "group": "Tổ dân phố",
    "household_class": "Loại hộ",
    "size": "Số khẩu",
}
OLD_FIRST = ("number", "head_mark", "household_class", "head", "member", "sex", "birth")
PHONE = {"phone": ("Số điện thoại",)}  # a column that no other form knows; its cells are empty

LIST = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO"
CLOSING = Form("Danh sách sau rà soát", f"{LIST} SAU KHI RÀ SOÁT", "A4", 6, ())
OPENING = Form("Danh sách đầu kỳ", f"{LIST} ĐẦU KỲ", "A4", 6, ())
EXITS = "DANH SÁCH HỘ THOÁT {} SAU KHI RÀ SOÁT"
LEFT_POOR = Form("Thoát nghèo", EXITS.format("NGHÈO"), "B5", 7, (), has_numbers=True)
LEFT_NEAR = Form("Thoát cận nghèo", EXITS.format("CẬN NGHÈO"), "B5", 7, (), has_numbers=True)

COLUMNS = {OPENING: LISTED, CLOSING: LISTED, LEFT_POOR: LEFT, LEFT_NEAR: LEFT}


def columns(form: Form, is_old: bool) -> Columns:
    """The columns of a list; in the old form under other headings, and a list in another order."""
    named = COLUMNS[form]
    if not is_old:
        return named
    if named is LISTED:
        named = {name: named[name] for name in OLD_FIRST} | PHONE | named
    return {name: (*path[:-1], OLD_HEADINGS.get(name, path[-1])) for name, path in named.items()}
