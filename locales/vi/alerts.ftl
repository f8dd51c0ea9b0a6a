# Cảnh báo cho nhân viên. Bản nháp: bác sĩ của mỗi chương trình duyệt trước khi dùng. Cảnh báo không bao giờ là chẩn đoán.

alert-title = Xin lưu ý điều này
alert-sign-off = Bản nháp. Cần bác sĩ của chương trình duyệt trước khi dùng.
alert-why = Vì sao có cảnh báo này
alert-read = Tôi đã đọc
alert-offer = Đề nghị
alert-urgent = Khẩn cấp
alert-important = Quan trọng

alert-overdose-risk = Nguy cơ quá liều
alert-overdose-risk-text = Cùng lập kế hoạch phòng quá liều. Đề nghị đưa naloxone mang về, cho người này và cho người ở quanh họ. Hướng dẫn cách dùng.
alert-overdose-risk-1 = Không dùng một mình. Không dùng cùng rượu bia, thuốc ngủ hay thuốc an thần.
alert-overdose-risk-2 = Sau khi ra trại, cắt cơn hay nghỉ một thời gian: dùng lượng ít hơn nhiều.
alert-overdose-risk-3 = Ai có thể giúp, và naloxone để ở đâu?
alert-alcohol-withdrawal = Không ngừng rượu bia đột ngột
alert-alcohol-withdrawal-text = Ngừng ngay một lúc có thể gây co giật và lú lẫn nguy hiểm. Người muốn ngừng cần bác sĩ giúp.
alert-alcohol-withdrawal-1 = Run và vã mồ hôi bắt đầu sau 6 đến 24 giờ.
alert-alcohol-withdrawal-2 = Co giật có thể đến trong vòng 48 giờ.
alert-alcohol-withdrawal-3 = Lú lẫn nặng có thể đến sau 48 đến 72 giờ.
alert-alcohol-withdrawal-4 = Sốt, run dữ dội, co giật hoặc thấy điều không có thật: gọi cấp cứu.
alert-sedative-withdrawal = Không ngừng thuốc an thần đột ngột
alert-sedative-withdrawal-text = Ngừng ngay một lúc có thể gây co giật. Bác sĩ sẽ giảm liều từ từ.
alert-pregnancy = Đang mang thai hoặc cho con bú
alert-pregnancy-text = Lần gặp nào cũng hỏi thăm về việc sử dụng, nhẹ nhàng và không trách móc. Đề nghị can thiệp ngắn và chuyển tuyến.
alert-pregnancy-1 = Chất dạng thuốc phiện: điều trị bằng methadone hoặc buprenorphine an toàn hơn cắt cơn.
alert-pregnancy-2 = Thuốc an thần: giảm liều từ từ.
alert-pregnancy-3 = Rượu bia: hội chứng cai cần được cơ sở y tế theo dõi.
alert-injecting = Tiêm chích
alert-injecting-text = Trao đổi về nguy cơ khi tiêm chích. Cung cấp dụng cụ sạch, đề nghị xét nghiệm HIV, viêm gan B và C.
alert-injecting-1 = Xem có chỗ nào đỏ, nóng hoặc sưng không. Hỏi có sốt không.
alert-injecting-2 = Sốt hoặc chỗ sưng lan rộng: gặp nhân viên y tế ngay hôm nay.
alert-under-18 = Dưới 18 tuổi
alert-under-18-text = Bộ câu hỏi này chưa được kiểm chứng cho người trẻ. Hãy đọc kết quả thận trọng và theo quy trình dành cho người trẻ.

# Trang cấp cứu: lúc nào cũng mở được.
emergency-title = Quá liều: làm gì ngay bây giờ
emergency-open = Quá liều? Cách xử trí
emergency-signs = Dấu hiệu
emergency-signs-1 = Gọi không tỉnh
emergency-signs-2 = Thở chậm, không đều hoặc ngừng thở; thở khò khè như ngáy sâu
emergency-signs-3 = Môi hoặc móng tay tím tái hoặc xám
emergency-signs-4 = Đồng tử rất nhỏ
emergency-steps = Làm như sau
emergency-steps-1 = Gọi to và lay vai. Không trả lời? Làm tiếp.
emergency-steps-2 = Gọi cấp cứu. Nói: “Có người gọi không tỉnh, gần như không thở.”
emergency-steps-3 = Dùng naloxone theo hướng dẫn trong bộ dụng cụ.
emergency-steps-4 = Không thở: hà hơi thổi ngạt, 5 giây một lần.
emergency-steps-5 = Đã thở lại: đặt nằm nghiêng, đầu hơi ngửa.
emergency-steps-6 = Sau 2 đến 3 phút chưa tỉnh: dùng thêm naloxone.
emergency-steps-7 = Ở lại bên cạnh. Naloxone hết tác dụng sớm hơn chất gây quá liều.
emergency-also = Cũng gọi cấp cứu khi
emergency-also-1 = Đau ngực, người rất nóng hoặc ngã gục sau khi dùng đá, cocaine hoặc thuốc lắc
emergency-also-2 = Co giật
emergency-also-3 = Lú lẫn, sốt, run dữ dội hoặc thấy điều không có thật ở người vừa ngừng uống rượu
emergency-also-4 = Ngã gục sau khi hít keo hoặc khí. Hãy bình tĩnh: đừng đuổi theo hay làm họ giật mình.

# Điều nhân viên có thể đánh dấu ngoài các câu hỏi.
history-title = Có điều nào sau đây đúng không?
history-overdose = Đã từng bị quá liều
history-uses-alone = Thường dùng một mình
history-abstinence = Đã nghỉ một thời gian nên cơ thể nay chịu được ít hơn
history-fits = Từng co giật hoặc lú lẫn nặng khi ngừng rượu
