# Một khách hàng: là ai, đã có những gì, bây giờ làm gì.

client-title = Khách hàng { $code }
client-aliases = Mã số khác: { $names }
client-born = Sinh năm { $year }

client-actions = Anh/chị muốn làm gì?
client-start-screening = Hỏi bộ câu hỏi ASSIST
client-resume-screening = Hỏi tiếp các câu còn lại
client-resume-intervention = Làm tiếp can thiệp ngắn
client-add-contact = Ghi một lần gặp
client-add-referral = Chuyển tuyến
client-add-follow-up = Hẹn theo dõi
client-add-note = Viết ghi chú

client-timeline = Những gì đã diễn ra
client-timeline-empty = Chưa ghi gì.
client-entry-screening = Sàng lọc ASSIST
client-entry-screening-open = Sàng lọc ASSIST, chưa xong
client-entry-intervention = Can thiệp ngắn: { $substance }
client-entry-intervention-open = Can thiệp ngắn, chưa xong: { $substance }
client-entry-contact = Lần gặp: { $setting }
client-entry-referral = Chuyển tuyến: { $service }
client-entry-follow-up = Theo dõi: { $what }
client-entry-open = Mở mục này
client-entry-results = Xem kết quả
client-due = Việc cần làm
client-due-empty = Không có việc nào đến hẹn.

client-place-only-here = Chỉ có trên máy này
client-place-with-courier = Đang được chuyển bằng tay
client-place-at-relay = Đã tới máy chuyển tiếp
client-place-read-by-supervisor = Người giám sát đã đọc

client-correct = Đính chính mục này
client-correct-reason = Vì sao anh/chị đính chính?
client-correct-hint = Bản đầu tiên vẫn được giữ trong hồ sơ.
client-corrected = Đã đính chính { $count } lần
client-correct-save = Lưu đính chính
client-not-found = Máy này không có khách hàng đó.
client-both-values = Hai người ghi khác nhau. Cả hai đều được giữ:

# Các loại hồ sơ.
kind-client = Khách hàng
kind-contact = Lần gặp
kind-screening = Sàng lọc
kind-intervention = Can thiệp ngắn
kind-referral = Chuyển tuyến
kind-follow-up = Hẹn theo dõi
