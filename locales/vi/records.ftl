# Hồ sơ các loại: tên gọi và nội dung từng mục.

# Hồ sơ không có khách hàng, và các loại không có màn hình riêng.
kind-note = Ghi chú
kind-overdose = Quá liều
kind-activity = Hoạt động

field-overdose-setting = Ở đâu
field-overdose-what = Đã dùng gì
field-overdose-naloxone = Số liều naloxone đã dùng
field-overdose-outcome = Kết quả
field-overdose-note = Ghi chú
overdose-outcome-survived = Người đó còn sống
overdose-outcome-died = Người đó đã mất
overdose-outcome-unknown = Không ai biết

field-activity-setting = Ở đâu
field-activity-what = Đã làm gì
field-activity-people = Số người đã tiếp cận
field-activity-supplies = Vật dụng
field-activity-note = Ghi chú

field-contact-setting = Ở đâu
field-contact-done = Đã làm gì
field-contact-supplies = Vật dụng
field-contact-note = Ghi chú

client-odd-ahead = Ngày này ở tương lai. Đồng hồ của máy có đúng không?
client-odd-calendar = Năm này thuộc lịch khác.
client-disputed = Hai người đính chính khác nhau. Cả hai bản đều được giữ.

record-save = Lưu
record-less = Bớt một: { $name }
record-more = Thêm một: { $name }
record-missing = Hãy chọn hoặc ghi: { $name }

follow-up-not-found = Không gặp được
follow-up-moved = Đã chuyển đi
follow-up-reopen = Mở lại
follow-up-reopened = mở lại
follow-up-outcome-done = Đã làm
follow-up-outcome-not-found = Không gặp được khách hàng
follow-up-outcome-moved = Khách hàng đã chuyển đi
