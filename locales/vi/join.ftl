# Vào nhóm qua ba bước, không cần mạng: máy mới xin, máy của người giám sát duyệt, máy mới nhận.

join-title = Vào nhóm
join-steps = Ba bước ngắn giữa hai máy. Không cần có mạng.
join-step-3 = 3. Máy này đọc câu trả lời

join-request-show = Đưa đoạn mã này cho người giám sát của nhóm
join-request-hint = Người giám sát có thể quét mã QR, hoặc nhận đoạn mã qua ứng dụng nhắn tin. Trong đó không có gì bí mật.
join-words = So sánh những từ này
join-words-hint = Hai người đọc to cho nhau nghe. Nếu có từ nào khác trên máy kia thì dừng lại: đoạn mã đó không đúng.
join-words-same = Các từ giống nhau
join-answer = Câu trả lời của người giám sát
join-answer-hint = Đoạn mã anh/chị nhận lại, đủ từ đầu đến cuối.
join-accept = Vào nhóm
join-share = Gửi bằng ứng dụng khác
join-waiting = Đang chờ câu trả lời
join-waiting-hint = Anh/chị có thể khóa máy. Yêu cầu vẫn được giữ.

approve-title = Cho một máy vào nhóm
approve-intro = Chỉ làm khi anh/chị biết người đó và có thể so sánh các từ.
approve-text = Đoạn mã của máy mới
approve-text-hint = Đoạn mã mà máy mới đang hiện, đủ từ đầu đến cuối.
approve-check = Hiện các từ để so sánh
approve-role = Máy này được làm gì?
approve-caseload = Máy này nhận danh sách nào?
approve-caseload-hint = Một máy chỉ đọc được các danh sách được giao. Hãy giao vừa đủ dùng.
approve-make = Tạo câu trả lời
approve-answer = Gửi lại câu trả lời này
approve-answer-hint = Máy mới quét mã QR hoặc dán đoạn này vào. Chỉ máy đó mở được.
approve-request-words = Các từ của yêu cầu
approve-request-words-hint = Phải giống hệt các từ trên máy mới.

code-name = Mã QR của đoạn mã bên dưới
code-none = Đoạn mã này quá dài, không hiện được thành mã QR. Hãy gửi hoặc sao chép đoạn mã.

scan-open = Quét mã QR
scan-hint = Giữ máy sao cho toàn bộ mã QR nằm trong khung hình. Không lưu lại hình nào.
scan-view = Hình từ máy ảnh
scan-read = Đã đọc được mã QR. Nội dung nằm trong ô bên dưới.
scan-foreign = Đây không phải mã QR để vào nhóm của Wayside. Hãy quét mã trên máy kia, hoặc dán đoạn mã.
scan-refused = Wayside chưa được phép dùng máy ảnh. Hãy dán đoạn mã, hoặc cho phép dùng máy ảnh trong phần cài đặt của máy rồi quét lại.
scan-missing = Không tìm thấy máy ảnh. Hãy dán đoạn mã.
scan-busy = Không mở được máy ảnh. Có thể ứng dụng khác đang dùng: hãy đóng ứng dụng đó rồi quét lại, hoặc dán đoạn mã.
scan-unsupported = Ở đây không đọc được mã QR. Hãy dán đoạn mã.

role-peer = Đồng đẳng viên
role-peer-hint = Ghi các lần gặp và ghi chú ngắn. Giữ ít dữ liệu nhất có thể.
role-worker = Nhân viên tiếp cận
role-worker-hint = Sàng lọc, hỗ trợ và chuyển tuyến cho người trong danh sách của mình.
role-supervisor = Người giám sát
role-supervisor-hint = Đọc mọi danh sách, cho máy mới vào nhóm và biết máy nào đã đồng bộ.
role-admin = Quản trị viên
role-admin-hint = Là người giám sát và còn có thể cho quản trị viên khác vào nhóm.
