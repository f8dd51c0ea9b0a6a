# Danh sách khách hàng.

clients-title = Khách hàng
clients-search = Tìm mã số
clients-new = Khách hàng mới
clients-empty = Trên máy này chưa có khách hàng nào.
clients-empty-hint = Hãy thêm người đầu tiên, hoặc đồng bộ để nhận danh sách của anh/chị.
clients-none-found = Không có ai khớp với “{ $search }”.
clients-none-found-hint = Hãy xem lại thẻ. Người này có thể thuộc danh sách mà máy này không giữ.
clients-count = { $count ->
    [0] Chưa có khách hàng
   *[other] { $count } khách hàng
}
clients-shown = Đang hiện { $shown } trên { $total }
clients-more = Xem thêm
clients-filter = Ai được hiện
clients-filter-all = Mọi người
clients-filter-due = Đến hẹn
clients-last-contact = Lần gặp gần nhất: { $when }
clients-no-contact = Chưa gặp lần nào
clients-open-screening = Sàng lọc chưa xong
clients-without = Ghi không có khách hàng
