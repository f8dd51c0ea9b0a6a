# Ngày và giờ.

date-full = { $day }/{ $month }/{ $year }
date-with-time = { $time } ngày { $date }
date-clock = { $hour }:{ $minute }

month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12

ago-now = vừa xong
ago-minutes = { $count } phút trước
ago-hours = { $count } giờ trước
ago-days = { $count ->
    [1] hôm qua
   *[other] { $count } ngày trước
}
ago-never = chưa lần nào

due-today = hẹn hôm nay
due-tomorrow = hẹn ngày mai
due-days = hẹn sau { $count } ngày nữa
due-date = hẹn ngày { $date }
due-late = trễ { $count } ngày

# Độ dài thời gian và dung lượng.
unit-bytes = { $count } byte
unit-kilobytes = { $count } kB
unit-megabytes = { $count } MB
unit-gigabytes = { $count } GB
