# Những gì trình duyệt nói trước khi Wayside tự nói được. Mỗi lời báo một dòng, không có ngoặc nhọn: app/web/pack/words.mjs đọc, không phải Fluent.

boot-starting = Wayside đang khởi động. Nếu đường truyền chậm, việc này có thể mất vài phút. Nếu không thấy gì thay đổi, hãy mở lại.
boot-fetching = Wayside đang được tải về máy này. Phần đã tải được giữ lại, kể cả khi anh/chị đóng trang.
boot-silent = Lúc này không tải được gì. Khi có sóng, Wayside sẽ tự tải tiếp. Phần đã tải được giữ lại.
boot-here = Phần của Wayside đã tải về
boot-left = còn khoảng
boot-no-script = Trình duyệt này đang tắt JavaScript. Hãy bật lên cho trang này rồi mở lại.
boot-insecure = Địa chỉ này không bảo vệ được những gì anh/chị nhập. Hãy hỏi người giám sát địa chỉ bắt đầu bằng https://.
boot-cannot-run = Trình duyệt này quá cũ đối với Wayside, hoặc không cho phép chương trình chạy trong trang. Hãy cập nhật, hoặc dùng Chrome, Firefox hay Safari bản mới. Ghi chép của anh/chị không bị đụng đến.
boot-blocked = Có gì đó không cho một phần của Wayside chạy: một thiết lập của địa chỉ này (content security policy), hoặc một công cụ chặn trong trình duyệt. Ghi chép của anh/chị không bị đụng đến. Hãy tắt công cụ chặn cho trang này rồi mở lại; nếu vẫn vậy, hãy cho người giám sát xem dòng này.
boot-no-storage = Trình duyệt này không cho Wayside chỗ để cất ghi chép. Hãy thoát chế độ duyệt riêng tư, hoặc dùng Chrome, Firefox hay Safari bản mới.
boot-no-network = Một phần của Wayside chưa có trên máy này và hiện không có sóng. Ghi chép của anh/chị không bị đụng đến. Trang này sẽ tự tiếp tục khi có sóng.
boot-busy = Máy chủ của Wayside đang gặp trục trặc. Ghi chép của anh/chị không bị đụng đến. Trang này sẽ tự tiếp tục khi máy chủ trả lời lại.
boot-portal = Có gì đó khác đã trả lời thay cho Wayside: có thể mạng này yêu cầu đăng nhập trước. Ghi chép của anh/chị không bị đụng đến. Hãy đăng nhập, hoặc dùng mạng khác, rồi mở lại trang.
boot-missing = Địa chỉ này thiếu một phần của Wayside. Ghi chép của anh/chị không bị đụng đến. Hãy mở lại trang; nếu vẫn vậy, hãy báo người giám sát.
boot-damaged = Một phần của Wayside bị hỏng hoặc bị thay đổi khi tải về nên chưa được chạy. Ghi chép của anh/chị không bị đụng đến. Hãy mở lại trang ở nơi có sóng; nếu vẫn vậy, hãy báo người giám sát.
boot-wrong-type = Địa chỉ này gửi một phần của Wayside sai kiểu tệp nên trình duyệt không nhận. Ghi chép của anh/chị không bị đụng đến. Hãy mở lại trang; nếu vẫn vậy, hãy cho người giám sát xem: kiểu của tệp bị sai.
boot-interrupted = Lần khởi động vừa rồi bị ngắt. Ghi chép của anh/chị không bị đụng đến. Hãy mở lại.
boot-stopped = Wayside dừng lại vì một lỗi của chính nó. Những gì đã lưu vẫn an toàn. Hãy mở lại.
boot-again = Mở lại
