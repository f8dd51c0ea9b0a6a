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
