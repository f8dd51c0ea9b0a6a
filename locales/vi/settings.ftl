# Cài đặt và các máy của nhóm.

settings-title = Cài đặt
settings-this-device = Máy này
settings-label = Tên
settings-team = Nhóm
settings-role = Vai trò
settings-caseloads = Danh sách phụ trách
settings-relay = Máy chuyển tiếp
settings-lock = Khóa ngay
settings-about = Wayside là phần mềm tự do. Ứng dụng hỏi và ghi chép, không chẩn đoán.

devices-title = Các máy của nhóm
devices-approve = Cho một máy vào nhóm
devices-ask-supervisor = Chỉ người giám sát mới cho máy khác vào nhóm được.
devices-last-seen = Nhận tin lần cuối: { $when }
devices-never-seen = Chưa nhận được gì từ máy này
devices-this-one = Máy này
devices-roster = Danh sách nhóm
devices-no-gap = gói 1 đến { NUMBER($to, useGrouping: "false") }, không thiếu gói nào
devices-gap = thiếu gói { NUMBER($hole, useGrouping: "false") } (cao nhất là { NUMBER($to, useGrouping: "false") })

reminder-title = Nhắc việc
reminder-hint = Buổi sáng, điện thoại báo là có việc đến hẹn. Không báo là việc gì hay của ai. Người khác dùng chung máy này có thể nhìn thấy.
reminder-off = Tắt
reminder-on = Bật
reminder-notice = Hôm nay có việc đến hẹn.
reminder-refused = Điện thoại không cho Wayside nhắc việc.
reminder-refused-hint = Hãy cho phép Wayside gửi thông báo trong phần cài đặt của điện thoại, rồi bật nhắc việc lại.

change-pin = Đổi mã PIN
change-pin-old = Mã PIN đang dùng
change-pin-new = Mã PIN mới
change-pin-wrong = Mã PIN đang dùng chưa đúng. Không có gì bị thay đổi. Vui lòng nhập lại.
change-pin-done = Từ giờ hãy dùng mã PIN mới.
change-password = Đổi mật khẩu
change-password-old = Mật khẩu đang dùng
change-password-new = Mật khẩu mới
change-password-wrong = Mật khẩu đang dùng chưa đúng. Không có gì bị thay đổi. Vui lòng nhập lại. Chữ hoa và dấu cách cũng được tính.
change-password-done = Từ giờ hãy dùng mật khẩu mới.
change-working = Đang đổi. Có thể mất vài giây…
change-copies = Ai đã chép ghi chép này từ trước thì vẫn mở được bản chép đó theo cách cũ.

lock-idle = Tự khóa khi không ai chạm vào màn hình trong
lock-hint = Mở khóa lại, anh/chị vẫn ở màn hình đó, với mọi thứ đã gõ.
lock-away = Tự khóa khi không nhìn thấy Wayside trong
lock-minutes = { $count } phút
