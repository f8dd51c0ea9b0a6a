# Những từ dùng chung cho mọi màn hình.

app-name = Wayside
app-tagline = Sổ tay tiếp cận cộng đồng: dùng được khi không có mạng và giữ kín thông tin.

common-add = Thêm
common-all = Tất cả
common-back = Quay lại
common-cancel = Hủy
common-change = Thay đổi
common-clear = Xóa nội dung
common-close = Đóng
common-code = Mã số
common-continue = Tiếp tục
common-copied = Đã sao chép
common-copy = Sao chép
common-date = Ngày
common-done = Xong
common-edit = Sửa
common-emergency = Cấp cứu
common-error = Đã có lỗi xảy ra
common-finish = Kết thúc
common-help = Trợ giúp
common-hide = Ẩn
common-home = Trang đầu
common-language = Ngôn ngữ
common-less = Thu gọn
common-loading = Xin chờ một chút…
common-lock = Khóa
common-more = Xem thêm
common-name = Tên
common-next = Tiếp theo
common-no = Không
common-none = Không có
common-not-recorded = Chưa ghi
common-note = Ghi chú
common-nothing-yet = Chưa có gì ở đây
common-ok = Đồng ý
common-open = Mở
common-optional = Có thể để trống
common-paste = Dán
common-remove = Bỏ
common-required = Vui lòng điền mục này
common-resume = Làm tiếp
common-save = Lưu
common-saved = Đã lưu trên máy này
common-saving = Đang lưu…
common-search = Tìm kiếm
common-select = Chọn
common-show = Hiện
common-skip = Bỏ qua
common-start = Bắt đầu
common-today = Hôm nay
common-try-again = Thử lại
common-unknown = Không rõ
common-yes = Có
common-characters-left = Còn { $count } ký tự
common-too-long = Nội dung quá dài. Vui lòng viết ngắn lại.

# Các nơi chính của ứng dụng.
nav-label = Các mục trong ứng dụng
nav-clients = Khách hàng
nav-sync = Đồng bộ
nav-settings = Cài đặt
nav-devices = Thiết bị
nav-back = Quay về
nav-lock = Khóa ngay
nav-skip = Đến phần nội dung

# Điều mà bản nháp lời văn luôn phải nói rõ.
wording-notice = Lời văn của Wayside, không phải bản chính thức.
wording-awaiting-sign-off = Bản nháp. Cần bác sĩ của chương trình duyệt trước khi dùng.
