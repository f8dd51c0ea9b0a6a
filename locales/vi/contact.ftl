# Một lần gặp: ở đâu, đã làm gì, vật dụng phát ra và thu về, ghi chú.

contact-title = Ghi một lần gặp
contact-where = Gặp nhau ở đâu?
contact-done = Đã làm gì?
contact-title-what = Đã có những gì
contact-supplies = Vật dụng
contact-supplies-hint = Đếm từng chiếc, không đếm theo gói.
contact-supply-more = Thêm một: { $supply }
contact-supply-less = Bớt một: { $supply }
contact-supply-line = { $supply }: { $count }
contact-note = Ghi chú
contact-note-hint = Chỉ ghi điều người làm tiếp cần biết. Không ghi tên hay nơi chốn có thể gây hại cho ai.
contact-save = Lưu lần gặp này
contact-by = Người ghi: { $worker }

note-title = Ghi chú
note-hint = Chỉ ghi điều người làm tiếp cần biết. Không ghi tên hay nơi chốn có thể gây hại cho ai.
note-save = Lưu ghi chú
note-draft = Chưa xong. Bản này được giữ trên máy.

setting-street = Trên đường phố
setting-shelter = Nơi lưu trú
setting-abandoned-building = Nhà bỏ hoang
setting-health-centre = Cơ sở y tế
setting-needle-exchange = Điểm cấp phát bơm kim tiêm
setting-drop-in = Điểm tiếp đón
setting-home = Tại nhà họ
setting-prison = Trong trại giam
setting-phone = Qua điện thoại
setting-other = Nơi khác

supply-needles-out = Bơm kim tiêm đã phát
supply-needles-back = Bơm kim tiêm đã dùng thu lại
supply-naloxone-kits = Bộ naloxone
supply-condoms = Bao cao su
supply-lubricant = Chất bôi trơn
supply-sharps-bins = Hộp đựng vật sắc nhọn
supply-wound-kits = Bộ chăm sóc vết thương
supply-foil = Giấy bạc
supply-water = Nước cất vô trùng
supply-alcohol-swabs = Bông cồn
supply-filters = Bông lọc
supply-cookers = Nắp pha
supply-pipes = Tẩu
supply-test-kits = Que thử chất
supply-hiv-self-tests = Bộ tự xét nghiệm HIV
supply-pregnancy-tests = Que thử thai
supply-tests-offered = Lượt đề nghị xét nghiệm
supply-tests-done = Lượt đã xét nghiệm
supply-leaflets = Tờ rơi

contact-done-talk = Trò chuyện
contact-done-screening = Hỏi bộ câu hỏi ASSIST
contact-done-brief-intervention = Can thiệp ngắn
contact-done-supplies = Phát vật dụng
contact-done-overdose-training = Hướng dẫn dùng naloxone
contact-done-overdose-reversed = Đã cứu một ca quá liều
contact-done-wound-care = Chăm sóc vết thương
contact-done-hiv-test = Đề nghị xét nghiệm HIV
contact-done-hepatitis-test = Đề nghị xét nghiệm viêm gan
contact-done-tb-screening = Hỏi dấu hiệu bệnh lao
contact-done-referral = Chuyển tuyến
contact-done-accompanied = Cùng đi đến dịch vụ
contact-done-food = Tặng thức ăn hoặc quần áo
contact-done-other = Việc khác
