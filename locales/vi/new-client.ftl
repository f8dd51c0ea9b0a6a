# Khách hàng mới. Mọi mục đều có thể để trống: chỉ cần mã số.

new-client-title = Khách hàng mới
new-client-intro = Chỉ cần mã số là đủ. Những mục khác điền sau cũng được. Đừng ghi tên thật.
new-client-code = Mã số trên thẻ
new-client-code-hint = Ghi mã này lên thẻ đưa cho khách hàng. Mã không cho biết họ là ai.
new-client-code-new = Tạo mã khác
new-client-alias = Mã số khác của cùng người này
new-client-alias-hint = Ví dụ mã do nơi khác cấp. Đừng ghi tên.
new-client-sex = Giới tính
new-client-birth-year = Năm sinh
new-client-birth-year-hint = Bốn chữ số, ví dụ 1991. Đoán chừng cũng được.
new-client-birth-year-wrong = Vui lòng xem lại năm sinh.
new-client-languages = Họ nói những tiếng nào
new-client-groups = Có điều nào sau đây đúng không?
new-client-groups-hint = Chỉ chọn điều họ đã tự nói với anh/chị. Nhờ vậy việc hỗ trợ được phù hợp hơn.
new-client-contact = Liên lạc với họ bằng cách nào?
new-client-contact-hint = Ví dụ: buổi tối tại điểm tiếp đón. Đừng ghi địa chỉ có thể gây hại cho họ.
new-client-consent = Sự đồng ý
new-client-consent-say = “Tôi có thể ghi lại những gì mình trao đổi không? Chỉ người trong nhóm đọc được. Anh/chị có thể từ chối, hoặc đổi ý sau này. Dù thế nào anh/chị vẫn được giúp.”
new-client-consent-yes = Họ đồng ý
new-client-consent-no = Họ không đồng ý
new-client-consent-no-hint = Đừng thêm người này. Anh/chị vẫn có thể giúp và phát vật dụng.
new-client-consent-missing = Hãy hỏi ý kiến và được đồng ý trước.
new-client-consent-how = Họ đồng ý bằng cách nào?
new-client-save = Thêm khách hàng này

sex-female = Nữ
sex-male = Nam
sex-transgender = Người chuyển giới
sex-other = Câu trả lời khác
sex-not-stated = Không muốn nói

group-pregnant = Đang mang thai
group-breastfeeding = Đang cho con bú
group-under-18 = Dưới 18 tuổi
group-sex-worker = Người lao động tình dục
group-homeless = Không có chỗ ở ổn định
group-ethnic-minority = Người dân tộc thiểu số
group-prison-release = Mới ra trại giam
group-mental-illness = Đang sống với vấn đề sức khỏe tâm thần
group-living-with-hiv = Sống chung với HIV

# Những tiếng khách hàng có thể nói, theo mã ngôn ngữ.
language-vi = Tiếng Việt
language-en = Tiếng Anh
language-km = Tiếng Khmer
language-lo = Tiếng Lào
language-th = Tiếng Thái Lan
language-my = Tiếng Miến Điện
language-zh = Tiếng Trung
language-id = Tiếng Indonesia
language-ms = Tiếng Mã Lai
language-tl = Tiếng Philippines
language-fr = Tiếng Pháp
language-es = Tiếng Tây Ban Nha
language-pt = Tiếng Bồ Đào Nha
language-ru = Tiếng Nga
language-ar = Tiếng Ả Rập
language-fa = Tiếng Ba Tư
language-uk = Tiếng Ukraina
language-hmn = Tiếng Mông
language-other = Tiếng khác

consent-purpose-care-record = Lưu hồ sơ chăm sóc
consent-purpose-screening = Hỏi các câu sàng lọc
consent-purpose-referral = Báo cho dịch vụ khác biết về họ
consent-purpose-contact = Được liên lạc
consent-purpose-follow-up = Được liên lạc lại sau này
consent-purpose-research = Dùng cho nghiên cứu, không kèm tên
consent-how-spoken = Bằng lời nói
consent-how-written = Bằng văn bản
consent-how-gesture = Bằng cử chỉ rõ ràng
consent-given = Đồng ý ngày { $date }
consent-withdrawn = Rút lại ngày { $date }
consent-withdraw = Rút lại sự đồng ý
consent-none = Chưa ghi nhận sự đồng ý
