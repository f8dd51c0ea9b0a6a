# Lần đầu mở: ngôn ngữ, mã PIN và cách bắt đầu. Những lần sau: mở khóa.

welcome-title = Chào mừng đến với Wayside
welcome-intro = Ghi chép nằm ngay trên máy này và được khóa lại, chỉ anh/chị mở được. Không cần có mạng.
welcome-language = Anh/chị muốn dùng ngôn ngữ nào?

welcome-choose = Anh/chị muốn bắt đầu thế nào?
welcome-join = Vào nhóm của tôi
welcome-join-hint = Nhóm đã dùng Wayside. Nên có người giám sát ở bên cạnh, hoặc xin họ đoạn mã.
welcome-new-team = Lập nhóm mới
welcome-new-team-hint = Anh/chị cài đặt Wayside cho chương trình của mình và giữ các từ khôi phục.
welcome-practise = Tập dùng thử
welcome-practise-hint = Thử mọi thứ với người không có thật. Không có gì rời khỏi máy này.

welcome-pin = Chọn mã PIN
welcome-pin-hint = Chọn dãy số người khác khó đoán. Càng dài càng an toàn. Đừng dùng ngày sinh.
welcome-pin-again = Nhập lại mã PIN đó
welcome-pin-warning = Không có mã PIN thì không ai đọc được ghi chép trên máy này. Nếu anh/chị quên mã, ghi chép sẽ không mở được nữa.
welcome-pin-short = Mã PIN cần ít nhất { $count } ký tự.
welcome-pin-differs = Hai mã PIN không giống nhau. Vui lòng nhập lại.
pin-erase = Xóa chữ số cuối
pin-typed = Đã nhập { $count } chữ số

welcome-label = Tên cho máy này
welcome-label-hint = Ví dụ “Máy số 3” hoặc “Máy của Mai”. Chỉ nhóm thấy tên này, máy chuyển tiếp thì không.
welcome-team-name = Tên nhóm
welcome-team-name-hint = Chỉ người trong nhóm thấy.
welcome-relay = Địa chỉ máy chuyển tiếp
welcome-relay-hint = Máy này chuyển hồ sơ giữa các thiết bị và không đọc được nội dung. Địa chỉ bắt đầu bằng https://
welcome-creating = Đang khóa kho ghi chép. Có thể mất vài giây…

welcome-recovery-title = Hãy chép lại những từ này
welcome-recovery-intro = 24 từ này là cách duy nhất để lấy lại nhóm nếu mất hết máy. Wayside chỉ hiện một lần.
welcome-recovery-how = Chép ra giấy, đúng thứ tự. Cất giấy ở nơi an toàn. Đừng chụp ảnh.
welcome-recovery-done = Tôi đã chép xong

unlock-title = Mở khóa Wayside
unlock-open = Mở khóa
unlock-opening = Đang mở khóa. Có thể mất vài giây…
unlock-wrong = Mã PIN chưa đúng. Không có gì bị thay đổi. Vui lòng thử lại.
unlock-wrong-often = Anh/chị chắc chắn đã nhập đúng? Có thể tệp dùng để mở khóa ghi chép đã bị hỏng. Không có gì bị xóa. Hãy báo người giám sát trước khi làm bất cứ điều gì khác.
unlock-forgot = Quên mã PIN?
unlock-forgot-hint = Không có mã PIN thì không ai mở được ghi chép trên máy này. Hãy hỏi người giám sát: những gì đã đồng bộ vẫn còn trên các máy khác của nhóm.
