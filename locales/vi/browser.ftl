# Những gì chỉ nói khi không có chip khóa: mật khẩu; và chỉ trong trình duyệt: giới hạn của trang, chỗ trống và an toàn của tệp, bản mới; và khi phải dừng.

password-label = Mật khẩu của anh/chị
password-choose = Chọn một mật khẩu dài
password-again = Nhập lại mật khẩu đó
password-how = Dùng từ { $count } ký tự trở lên. Nên dùng: mã PIN từ { $count } chữ số, hoặc bốn năm từ không liên quan gì với nhau. Không nên dùng: tên người, ngày sinh, lời bài hát.
password-why = Ứng dụng cài trên máy được con chip khóa trong máy giúp sức. Ở đây thì không có. Chỉ mật khẩu dài mới ngăn được người khác.
password-warning = Không có mật khẩu này thì không ai đọc được ghi chép trên máy. Nếu anh/chị quên, ghi chép sẽ không mở được nữa.
password-short = Mật khẩu cần từ { $count } ký tự trở lên. Dấu cách ở hai đầu không được tính. Vui lòng đặt dài hơn.
password-differs = Hai mật khẩu không giống nhau. Vui lòng nhập lại.
password-show = Hiện
password-hide = Ẩn
password-wrong = Mật khẩu chưa đúng. Không có gì bị thay đổi. Vui lòng thử lại. Chữ hoa và dấu cách cũng được tính.
password-forgot = Quên mật khẩu?
password-forgot-hint = Không có mật khẩu thì không ai mở được ghi chép trên máy này. Hãy hỏi người giám sát: những gì đã đồng bộ vẫn còn trên các máy khác của nhóm.

limits-title = Điều cần biết khi dùng trong trình duyệt
limits-server = Người quản lý máy chủ của trang này có thể sửa ứng dụng. Hãy so dấu vân tay bên dưới với một máy khác hoặc tờ giấy in của nhóm: cách này cho thấy nhầm lẫn và bản cũ. Trang đã bị sửa có thể hiện dấu vân tay giả, vì vậy chỉ mở Wayside từ địa chỉ mà nhóm đã đưa.
limits-password = Trong trình duyệt không có chip khóa của máy giúp sức. Vì vậy hãy chọn mật khẩu dài.
limits-storage = Nếu chưa hứa giữ lại, trình duyệt có thể xóa ghi chép khi máy hết chỗ. Wayside sẽ xin lời hứa đó. Hãy đồng bộ thường xuyên và xem có hiện “Đã gửi hết” không.
limits-slow = Mỗi lần mở mất vài giây. Đó là cố ý: nhờ vậy việc dò mật khẩu rất chậm.

welcome-relay-filled = Đây là máy chủ đã gửi trang này. Trang do máy chuyển tiếp nào gửi thì chỉ liên lạc được với máy đó. Nếu máy chuyển tiếp của nhóm ở nơi khác, hãy mở Wayside từ máy đó.

bundle-title = Dấu vân tay của ứng dụng
bundle-why = Nếu máy khác hoặc tờ giấy in của nhóm cho thấy dãy khác, thì đây là phiên bản khác hoặc đã bị ai đó sửa: hãy hỏi người giám sát.

storage-title = Chỗ trống trên máy này
storage-kept = Trình duyệt đã hứa giữ ghi chép, kể cả khi máy gần hết chỗ.
storage-not-kept = Trình duyệt chưa hứa giữ ghi chép. Khi máy hết chỗ, nó có thể xóa chúng.
storage-used = Đang dùng
storage-left = Còn cho Wayside, khoảng
storage-ask = Xin trình duyệt giữ ghi chép
storage-ask-hint = Nếu trình duyệt vẫn chưa hứa, hãy thêm Wayside vào màn hình chính rồi xin lại.
storage-warning = Có ghi chép chỉ nằm trên máy này, mà trình duyệt chưa hứa giữ chúng. Hãy đồng bộ sớm: những gì đã gửi thì an toàn.

update-title = Đã có bản Wayside mới hơn
update-text = Chỉ mất một giây và không mất gì cả. Sau đó anh/chị mở khóa Wayside lại.
update-now = Đổi sang bản mới ngay
update-no-room = Máy này không đủ chỗ cho bản mới
update-no-room-hint = Bản đang dùng vẫn chạy như trước. Hãy giải phóng bớt dung lượng trên máy; Wayside sẽ tự thử lại.

halted-title = Wayside không chạy tiếp được
halted-in-use-title = Wayside đang mở ở chỗ khác
halted-in-use = Wayside đang mở trong một thẻ hoặc cửa sổ khác. Hãy đóng bên đó rồi thử lại ở đây, hoặc làm tiếp bên đó.
halted-disk-full = Máy này đã hết chỗ. Hãy xóa bớt ảnh hoặc ứng dụng rồi thử lại.
halted-stopped = Phần chạy nền của Wayside đã dừng. Hãy thử lại để mở lại từ đầu. Vài chữ gõ sau cùng có thể bị thiếu.
halted-nothing-lost = Không có gì bị mất.
halted-saved-is-safe = Những gì đã lưu trước đó vẫn còn.
halted-shown-is-saved = Mọi thứ đã báo là lưu rồi thì vẫn được lưu.
halted-again = Thử lại

offline-not-yet = Chưa dùng được khi không có sóng
offline-not-yet-hint = Wayside còn đang được lưu vào máy này. Hãy ở nơi có sóng đến khi dòng này biến mất. Nếu nó vẫn còn, hãy cho người giám sát xem: có gì đó trên đường truyền sửa hoặc chặn một phần của Wayside.

lost-title = Ghi chép trên máy này đã mất
lost-practice = Trình duyệt đã xóa chúng, có thể để lấy chỗ trống. Đó chỉ là ghi chép tập dùng thử.
lost-sent = Trình duyệt đã xóa chúng, có thể để lấy chỗ trống. Những gì đã lưu đều đã được gửi và vẫn an toàn ở nhóm. Hãy vào lại nhóm để tiếp tục.
lost-unsent = Trình duyệt đã xóa chúng, có thể để lấy chỗ trống. Những gì đã gửi vẫn an toàn ở nhóm; những gì chưa gửi thì mất. Hãy báo người giám sát và vào lại nhóm để tiếp tục.
lost-read = Tôi đã đọc
