# Phần hỏi. Lời văn của riêng Wayside, không phải bản chính thức; đổi wording-id khi ý của một câu hỏi thay đổi.
# Mỗi câu: -title hỏi chung cho mọi chất, mã không đuôi hỏi về một chất ({ $substance }), -help là giải thích.

assist-title = Bộ câu hỏi ASSIST

# Trước câu đầu tiên.
assist-intro-title = Trước khi bắt đầu
assist-intro-say = “Tôi muốn hỏi thăm anh/chị về chuyện hút thuốc, uống rượu bia, dùng thuốc và các chất khác. Mất khoảng mười phút. Những gì anh/chị nói chỉ nhóm chúng tôi biết. Câu nào không muốn thì bỏ qua, và có thể dừng bất cứ lúc nào.”
assist-intro-medicine = Thuốc uống đúng theo đơn thì không tính. Uống nhiều hơn, dày hơn hoặc vì lý do khác thì có tính.
assist-intro-hint-1 = Tìm chỗ không có người khác nghe thấy.
assist-intro-hint-2 = Anh/chị tự đọc câu hỏi. Đừng đưa máy cho khách hàng.
assist-intro-hint-3 = Hãy chờ nếu khách hàng đang say, đang phê nhiều, đang đau hoặc đang vội.
assist-intro-hint-4 = Mỗi câu trả lời được lưu ngay. Có thể dừng rồi làm tiếp sau.
assist-begin = Bắt đầu

# Trong khi hỏi.
assist-progress-label = Đã trả lời { $done } trên { $total } câu
assist-next = Câu tiếp theo
assist-stop = Tạm dừng
assist-stop-hint = Mọi thứ đã được lưu. Có thể làm tiếp sau.
assist-finish = Kết thúc và xem kết quả
assist-finish-incomplete = Có câu còn thiếu hoặc khách hàng không muốn trả lời. Nếu kết thúc bây giờ, kết quả sẽ không đầy đủ và không sửa các câu trả lời được nữa.
assist-finish-look = Quay lại câu đầu tiên còn thiếu
assist-finish-anyway = Vẫn kết thúc
assist-all-no = Không với tất cả các chất còn lại
assist-answer-missing = Hãy chọn một câu trả lời, hoặc chọn “Không muốn trả lời”.
assist-show-words = Hiện các mức trả lời
assist-current-answer = Trả lời: { $answer }
assist-other-name = Chất đó gọi là gì?
assist-other-name-hint = Ghi theo cách gọi của khách hàng

# Đổi một câu trả lời thì các câu khác thế nào.
assist-effect-ignored = Nếu đổi câu này, { $count } câu trả lời khác sẽ không còn được tính. Chúng vẫn được giữ trong hồ sơ.
assist-effect-bands = Kết quả về { $substance } có thể thay đổi.

# Khoảng thời gian mà câu hỏi nói tới.
assist-recall-lifetime = Từ trước đến nay
assist-recall-3-months = Trong 3 tháng gần đây
assist-recall-both = Từ trước đến nay, và 3 tháng gần đây

assist-q1-title = Trong các chất này, anh/chị đã từng thử chất nào, dù chỉ một lần?
assist-q1 = Anh/chị đã từng thử { $substance } chưa, dù chỉ một lần?
assist-q1-help = Thuốc uống đúng theo đơn thì không tính.

assist-q1-confirmed-title = Vậy là chưa từng thử chất nào?
assist-q1-confirmed = Anh/chị thử nhớ lại cả đời mình một lần nữa: thật sự không có chất nào trong danh sách này chứ?
assist-q1-confirmed-help = Hỏi lại một lần, thật nhẹ nhàng. Nếu nhớ ra điều gì thì quay lại sửa câu đó.
assist-q1-confirmed-yes = Đúng, chưa thử chất nào
assist-q1-confirmed-back = Vừa nhớ ra

assist-q2-title = Trong 3 tháng gần đây, anh/chị dùng mỗi chất này bao lâu một lần?
assist-q2 = Trong 3 tháng gần đây, anh/chị dùng { $substance } khoảng bao lâu một lần?
assist-q2-help = Gợi lại một dịp cách đây ba tháng, như ngày lễ hay đám giỗ, rồi tính từ đó.

assist-q3-title = Trong 3 tháng gần đây, bao lâu một lần anh/chị có cơn thèm thật mạnh với mỗi chất này?
assist-q3 = Trong 3 tháng gần đây, bao lâu một lần anh/chị có cơn thèm { $substance } thật mạnh?
assist-q3-help = Cơn thèm khó gạt đi, dù sau đó có dùng hay không.

assist-q4-title = Trong 3 tháng gần đây, bao lâu một lần mỗi chất này gây rắc rối cho anh/chị?
assist-q4 = Trong 3 tháng gần đây, bao lâu một lần { $substance } gây rắc rối cho anh/chị?
assist-q4-help = Rắc rối về sức khỏe, với người xung quanh, về tiền bạc hoặc với pháp luật. Chuyện nào cũng tính.

assist-q5-title = Trong 3 tháng gần đây, bao lâu một lần anh/chị vì mỗi chất này mà lỡ việc người khác trông cậy ở mình?
assist-q5 = Trong 3 tháng gần đây, bao lâu một lần anh/chị vì { $substance } mà lỡ việc người khác trông cậy ở mình?
assist-q5-help = Ví dụ việc làm, việc học, chăm con, hay một lời đã hứa.

assist-q6-title = Đã từng có ai lo cho anh/chị vì chuyện dùng các chất này và nói ra chưa?
assist-q6 = Đã từng có ai lo cho anh/chị vì chuyện dùng { $substance } và nói ra chưa?
assist-q6-help = Bạn bè, người nhà, nhân viên y tế, bất cứ ai. Nếu có: có phải trong 3 tháng gần đây không?

assist-q7-title = Anh/chị đã từng cố dùng bớt các chất này mà chưa được không?
assist-q7 = Anh/chị đã từng cố dùng bớt { $substance } mà chưa được không?
assist-q7-help = Nhiều người phải thử vài lần. Nếu có: có phải trong 3 tháng gần đây không?

assist-q8-title = Tiêm chích
assist-q8 = Anh/chị đã từng tiêm chích chất nào chưa, tự tiêm hoặc nhờ người khác tiêm?
assist-q8-help = Tiêm để chữa bệnh thì không tính. Nếu có: có phải trong 3 tháng gần đây không?

assist-q8-weekly-title = Tiêm chích bao lâu một lần?
assist-q8-weekly = Trong 3 tháng gần đây, mỗi tuần anh/chị thường tiêm chích mấy lần?
assist-q8-weekly-help = Nếu mỗi tuần mỗi khác thì lấy tuần nhiều nhất.

assist-q8-days-in-row-title = Những ngày liên tiếp
assist-q8-days-in-row = Trong 3 tháng gần đây, lúc nhiều nhất anh/chị tiêm chích mấy ngày liền?
assist-q8-days-in-row-help = Đếm số ngày, không đếm số mũi.

# Các câu trả lời.
answer-no = Không
answer-yes = Có
answer-never = Không lần nào
answer-never-help = Không xảy ra trong 3 tháng gần đây
answer-once-or-twice = Một hai lần
answer-once-or-twice-help = Một hoặc hai lần trong cả 3 tháng
answer-monthly = Hằng tháng
answer-monthly-help = Từ một đến ba lần mỗi tháng
answer-weekly = Hằng tuần
answer-weekly-help = Từ một đến bốn lần mỗi tuần
answer-daily = Hằng ngày hoặc gần như hằng ngày
answer-daily-help = Từ năm đến bảy ngày mỗi tuần
answer-no-never = Chưa bao giờ
answer-past-3-months = Có, trong 3 tháng gần đây
answer-earlier = Có, nhưng không phải trong 3 tháng gần đây
answer-once-weekly-or-less = Một lần mỗi tuần hoặc ít hơn
answer-more-than-once-weekly = Hơn một lần mỗi tuần
answer-fewer-than-3 = Chưa tới 3 ngày liền
answer-3-or-more = Từ 3 ngày liền trở lên
answer-refused = Không muốn trả lời
answer-not-asked = Chưa hỏi
answer-words-title = Các mức trả lời
answer-words-intro = Cho khách hàng xem khi hỏi “bao lâu một lần”.
