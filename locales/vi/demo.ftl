# Trang giới thiệu: ba máy và một máy chuyển tiếp cạnh nhau.

demo-title = Wayside: ba máy và một máy chuyển tiếp
demo-intro = Mỗi máy ở đây là một thiết bị thật với ghi chép riêng. Hãy tắt sóng, sàng lọc một người, bật sóng lại và xem hồ sơ đến nơi.
demo-worker = Máy của nhân viên tiếp cận
demo-peer = Máy của đồng đẳng viên
demo-supervisor = Bàn của người giám sát
demo-signal = Sóng
demo-signal-on = Đang có sóng
demo-signal-off = Đang mất sóng
demo-signal-turn-on = Bật sóng
demo-signal-turn-off = Tắt sóng
demo-sample = Dữ liệu mẫu. Không ai ở đây là người thật.
demo-sample-client = Mẫu
demo-sample-team = Nhóm mẫu
demo-sample-note = Ghi chú mẫu. Gặp gần chợ. Hỏi xin dụng cụ sạch.
demo-password = Mật khẩu của cả ba máy: { $password }
demo-relay = Những gì máy chuyển tiếp đang giữ
demo-relay-intro = Các gói đã niêm phong. Máy chuyển tiếp không mở được.
demo-relay-empty = Chưa có gì
demo-relay-teams = Số nhóm
demo-relay-devices = Số thiết bị
demo-relay-segments = Số gói niêm phong
demo-relay-bytes = Số byte
demo-relay-last = Gói mới nhất, như máy chuyển tiếp thấy
demo-relay-off = Máy chuyển tiếp chưa chạy

# Các dòng hiện trên cửa sổ lệnh đã mở trang này.
demo-say-url = Hãy mở { $url } bằng trình duyệt trên máy này.
demo-say-relay = Máy chuyển tiếp ở địa chỉ { $url }
demo-say-app = Chính ứng dụng, làm thiết bị thứ tư trong một thẻ riêng: { $url }
demo-say-kept = Dữ liệu được giữ trong { $folder }
demo-say-fresh = Dữ liệu nằm trong { $folder } và sẽ được xóa khi kết thúc.
demo-say-stop = Nhấn Ctrl+C để dừng.
