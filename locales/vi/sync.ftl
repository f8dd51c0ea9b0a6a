# Tình trạng đồng bộ, bằng lời dễ hiểu.

sync-title = Đồng bộ
sync-now = Đồng bộ ngay

# Trên thanh đầu mỗi màn hình: một hai từ ngắn.
sync-chip-practise = Tập dùng
sync-chip-trouble = Trục trặc
sync-chip-no-signal = Mất sóng
sync-chip-working = Đang đồng bộ…
sync-chip-waiting = Chờ gửi
sync-chip-all-sent = Đã gửi hết

sync-standing-practise = Đây là nhóm tập dùng
sync-standing-practise-help = Không có gì rời khỏi máy này. Không ai khác thấy được những gì anh/chị viết ở đây.
sync-standing-trouble = Chưa đồng bộ được
sync-standing-trouble-help = Ghi chép vẫn an toàn trên máy này và sẽ được gửi sau.
sync-standing-no-signal = Không có sóng
sync-standing-no-signal-help = Cứ làm việc tiếp. Mọi thứ được giữ trên máy này và sẽ được gửi khi có sóng.
sync-standing-working = Đang đồng bộ
sync-standing-working-help = Anh/chị có thể làm việc tiếp.
sync-standing-waiting = Có nội dung đang chờ gửi
sync-standing-waiting-help = Máy sẽ tự gửi, hoặc anh/chị bấm “Đồng bộ ngay”.
sync-standing-all-sent = Đã gửi hết
sync-standing-all-sent-help = Những gì anh/chị ghi trên máy này đã tới máy chuyển tiếp. Chỉ nhóm của anh/chị đọc được.

sync-retry = Thử lại sau { $count } giây
sync-to-open = { $count } gói đã tới và đang được mở
sync-quarantined = Có { $count } gói không đọc được. Chúng được giữ lại và không cản trở phần còn lại. Hãy báo người giám sát.
sync-waiting-label = Đang chờ gửi
sync-sent-label = Đã gửi
sync-received-label = Đã nhận
sync-last-label = Lần gần nhất
sync-privacy = Máy chuyển tiếp chỉ chuyển các gói đã niêm phong và không đọc được nội dung.
