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
demo-pin = Mã PIN của cả ba máy là { $pin }
demo-relay = Những gì máy chuyển tiếp đang giữ
demo-relay-intro = Các gói đã niêm phong. Máy chuyển tiếp không mở được.
demo-relay-empty = Chưa có gì
demo-relay-packets = { $count } gói
demo-relay-size = { $count } byte
demo-relay-from = Từ thiết bị { $device }
demo-relay-show = Xem theo cách máy chuyển tiếp thấy
demo-relay-off = Máy chuyển tiếp chưa chạy
