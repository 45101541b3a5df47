"""What the command line says, in both languages."""

SAID = {
    "vi": {
        "sound": "{data}: không có lỗi",
        "doubts": "  cần xem lại, không ngăn việc lập báo cáo; từng dòng ở {file}:",
        "doubt": "    {count}: {rule} ({file})",
        "done": "Chạy {run} trang, dựng lại {rendered}, giữ nguyên {kept}, "
        "không chạy được {failed}; {seconds} giây",
        "see": "Xem {index}",
        "changed": "Số đã công bố nay khác lần trước:",
        "waiting": "{data}: đang có lần chạy khác; chờ lần ấy xong",
        "stopped": "Đã dừng; trang nào xong thì giữ, lần chạy sau làm tiếp phần còn lại.",
        "nothing": "Không có số liệu cho {asked}; chưa ghi trang nào.",
        "choice": "lựa chọn này",
        "verified": "Đã chạy lại {count} sổ tay; những số khác với số đã công bố:",
        "same": "Đã chạy lại {count} sổ tay: mọi số và hình đều như đã công bố.",
        "notebook": "Sổ tay",
        "figure": "Số",
        "published": "Đã công bố",
        "today": "Hôm nay",
        "why": "Vì sao",
    },
    "en": {
        "sound": "{data}: sound",
        "doubts": "  to look at again, stopping nothing; the rows are in {file}:",
        "doubt": "    {count}: {rule} ({file})",
        "done": "{run} pages run, {rendered} rendered again, {kept} kept, {failed} failed; "
        "{seconds} seconds",
        "see": "See {index}",
        "changed": "Figures that now differ from the last run:",
        "waiting": "{data}: another run is at work; waiting for it to end",
        "stopped": "Stopped; the pages that are done stay, and the next run does the rest.",
        "nothing": "There is no review or return for {asked}; no page was written.",
        "choice": "this choice",
        "verified": "{count} notebooks run again; figures that differ from those published:",
        "same": "{count} notebooks run again: every figure and picture is as published.",
        "notebook": "Notebook",
        "figure": "Figure",
        "published": "Published",
        "today": "Today",
        "why": "Why",
    },
}
