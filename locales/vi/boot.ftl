# Những gì trình duyệt nói trước khi Wayside tự nói được. Mỗi lời báo một dòng, không có ngoặc nhọn: app/web/pack/words.mjs đọc, không phải Fluent.

boot-starting = Wayside đang khởi động. Nếu sau một phút vẫn thấy dòng này, hãy tìm chỗ có sóng rồi mở lại trang.
boot-no-script = Trình duyệt này đang tắt JavaScript. Hãy bật lên cho trang này rồi mở lại.
boot-insecure = Địa chỉ này không bảo vệ được những gì anh/chị nhập. Hãy hỏi người giám sát địa chỉ bắt đầu bằng https://.
boot-cannot-run = Trình duyệt này quá cũ đối với Wayside, hoặc không cho phép chương trình chạy trong trang. Hãy cập nhật, hoặc dùng Chrome, Firefox hay Safari bản mới.
boot-no-storage = Trình duyệt này không cho Wayside chỗ để cất ghi chép. Hãy thoát chế độ duyệt riêng tư, hoặc dùng Chrome, Firefox hay Safari bản mới.
boot-no-network = Wayside chưa có trên máy này và hiện không có sóng. Hãy mở lại trang này ở nơi có sóng.
boot-missing = Địa chỉ này thiếu một phần của Wayside. Ghi chép của anh/chị không bị đụng đến. Hãy mở lại trang; nếu vẫn vậy, hãy báo người giám sát.
boot-damaged = Một phần của Wayside bị hỏng hoặc bị thay đổi khi tải về nên chưa được chạy. Ghi chép của anh/chị không bị đụng đến. Hãy mở lại trang ở nơi có sóng; nếu vẫn vậy, hãy báo người giám sát.
boot-stopped = Wayside dừng lại vì một lỗi của chính nó. Những gì đã lưu vẫn an toàn. Hãy mở lại.
boot-again = Mở lại
