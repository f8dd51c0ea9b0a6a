# Chính ngôn ngữ này: tên gọi, hướng viết, dấu phân cách số, và mã của bộ lời văn.

language-name = Tiếng Việt
# ltr (trái sang phải) hoặc rtl (phải sang trái)
language-direction = ltr
# Dấu phân nhóm ba chữ số và dấu thập phân.
language-number-group = .
language-number-point = ,
# Lưu cùng mỗi lần sàng lọc: người được hỏi đã nghe lời văn nào. Đổi mã khi ý của một câu hỏi thay đổi.
wording-id = wayside-vi-1
number-plain = { $number }
