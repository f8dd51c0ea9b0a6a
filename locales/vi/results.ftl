# Kết quả bằng lời, cho từng chất, và việc nên làm tiếp.

results-title = Kết quả
results-of = Hỏi ngày { $date }
results-score = { $score } điểm
results-points = điểm
results-incomplete-hint = Còn thiếu { $count } câu trả lời nên chưa có kết quả.
results-ignored = { $count } câu trả lời được giữ nhưng không tính.
results-nothing-used = Người này chưa từng dùng chất nào trong số này.
results-incomplete = Kết quả này chưa đầy đủ: một số câu chưa có câu trả lời.
results-start-intervention = Bắt đầu can thiệp ngắn
results-refer = Chuyển tuyến
results-show-advice = Những điều nên trao đổi
results-sum = Tổng điểm các chất ngoài thuốc lá và rượu bia: { $score }
results-sum-hint = Chỉ để so sánh cùng một người theo thời gian. Tổng này không chia mức thấp hay cao.
results-rescreen = Hỏi lại sau khoảng 3 tháng

disclaimer-screening-not-diagnosis = Đây là sàng lọc, không phải chẩn đoán. Kết quả cho biết ai có thể cần giúp, không cho biết họ mắc bệnh gì.

# Ba mức nguy cơ. Có màu và hình đi kèm.
band-low = Nguy cơ thấp
band-low-short = Thấp
band-low-meaning = Cách dùng hiện nay ít có khả năng gây hại.
band-moderate = Nguy cơ trung bình
band-moderate-short = Trung bình
band-moderate-meaning = Cách dùng này có thể gây hại cho sức khỏe hoặc cuộc sống, bây giờ hoặc sau này.
band-high = Nguy cơ cao
band-high-short = Cao
band-high-meaning = Dễ gây hại nặng. Người này có thể đã lệ thuộc và cần nhiều hỗ trợ hơn một cuộc trò chuyện.
band-none = Chưa có kết quả

# Việc nên làm.
action-information = Thông tin chung
action-information-hint = Cho biết nguy cơ đang thấp, và làm sao để giữ như vậy.
action-brief-intervention = Can thiệp ngắn
action-brief-intervention-hint = Trao đổi ngay lúc này và đưa tài liệu mang về.
action-brief-intervention-and-referral = Can thiệp ngắn và chuyển tuyến
action-brief-intervention-and-referral-hint = Trao đổi ngay lúc này và đề nghị kết nối với cơ sở chuyên khoa.

# Tiêm chích: không phụ thuộc vào điểm số.
injecting-title = Tiêm chích
injecting-not-asked = Chưa hỏi hoặc chưa trả lời
injecting-not-asked-action = Hỏi khi có lúc thích hợp.
injecting-not-applicable = Chưa từng dùng chất nào
injecting-not-applicable-action = Không cần làm gì.
injecting-never = Chưa từng tiêm chích
injecting-never-action = Không cần làm gì.
injecting-past = Từng tiêm chích, nhưng không phải trong 3 tháng gần đây
injecting-past-action = Đề nghị xét nghiệm HIV, viêm gan B và viêm gan C.
injecting-brief-intervention = Thỉnh thoảng tiêm chích
injecting-brief-intervention-action = Trao đổi về nguy cơ khi tiêm chích. Cung cấp dụng cụ sạch, đề nghị xét nghiệm HIV, viêm gan B và C.
injecting-specialist = Tiêm chích thường xuyên
injecting-specialist-action = Trao đổi về nguy cơ khi tiêm chích, cung cấp dụng cụ sạch và đề nghị xét nghiệm. Đề nghị được cơ sở chuyên khoa đánh giá và hỗ trợ thêm.

# Điều cần biết bên cạnh kết quả.
flag-outside-validated-age = Dưới 18 tuổi: bộ câu hỏi này chưa được kiểm chứng cho lứa tuổi đó. Hãy theo quy trình dành cho người trẻ.
flag-ignored-answers = Một số câu trả lời không còn khớp với các câu khác. Chúng được giữ lại nhưng không tính.
flag-unreadable-answers = Ứng dụng bản mới hơn đã ghi một số câu trả lời này. Hãy cập nhật ứng dụng để đọc được.
