# Những từ dùng chung cho mọi màn hình.

app-name = Wayside

common-add = Thêm
common-back = Quay lại
common-cancel = Hủy
common-change = Thay đổi
common-done = Xong
common-edit = Sửa
common-error = Đã có lỗi xảy ra
common-loading = Xin chờ một chút…
common-next = Tiếp theo
common-required = Vui lòng điền mục này
common-saved = Đã lưu trên máy này
common-saving = Đang lưu…

# Dưới ô có đoạn chữ dài hơn mức lưu được; đoạn chữ vẫn còn trong ô.
field-too-long = Thừa { $count } ký tự. Không có gì bị cắt bớt; hãy rút ngắn để lưu được.

# Các nơi chính của ứng dụng.
nav-settings = Cài đặt
nav-devices = Thiết bị
nav-back = Quay về
nav-lock = Khóa ngay

# Điều mà bản nháp lời văn luôn phải nói rõ.
wording-notice = Lời văn của Wayside, không phải bản chính thức.
