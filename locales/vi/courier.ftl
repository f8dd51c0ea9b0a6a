# Hồ sơ được chuyển bằng tay, trong một tệp.

courier-title = Chuyển bằng tay
courier-about = Khi không có sóng, một tệp đã niêm phong có thể đi từ tay người này sang tay người khác: qua ứng dụng nhắn tin, dây cáp hoặc thẻ nhớ. Máy nào trong nhóm cũng nhận vào và chuyển tiếp được, kể cả máy không đọc được. Người ngoài nhóm không đọc được.

courier-give-title = Đưa tệp đi
courier-give = Những gì chưa tới nơi
courier-give-hint = Cho người sắp đến nơi có sóng, hoặc đến gặp người giám sát.
courier-give-all = Tất cả
courier-give-all-hint = Cho máy không bao giờ có sóng. Tệp này lớn hơn.

courier-take-title = Nhận tệp vào
courier-open = Mở tệp
courier-given = Có một tệp vừa được đưa cho Wayside
courier-take = Nhận vào
courier-no-files = Ở cửa sổ này không đưa và nhận tệp được.

courier-making = Đang tạo tệp…
courier-left = { $count ->
    [0] Tệp đã sẵn sàng. Trong tệp có các gói của máy khác.
   *[other] Tệp đã sẵn sàng. Trong tệp có { $count } hồ sơ của máy này.
}
courier-left-next = Hãy gửi đi hoặc mang theo. Mọi thứ vẫn còn trên máy này.
courier-left-out = Chưa đủ chỗ cho tất cả. Hãy tạo thêm một tệp cho phần còn lại.
courier-nothing = Không có gì cần chuyển. Mọi thứ máy này giữ đều đã tới máy chuyển tiếp.
courier-stayed = Chưa chọn nơi để tệp. Chưa có gì rời khỏi máy này.
courier-taking = Đang đọc tệp…
courier-taken = { $count ->
    [0] Trong tệp này không có gì mới.
   *[other] Có { $count } gói mới. Các gói sẽ được chuyển tới máy chuyển tiếp khi có sóng.
}
courier-rejected = Có { $count } gói trong tệp không dùng được. Chúng được để riêng và không cản trở phần còn lại. Hãy báo người giám sát.

courier-places = Hồ sơ của máy này đang ở đâu
