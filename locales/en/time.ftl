# Days and times.

date-full = { $day } { $month } { $year }
date-with-time = { $date }, { $time }
date-clock = { $hour }:{ $minute }

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

ago-now = just now
ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] yesterday
   *[other] { $count } days ago
}
ago-never = never

due-today = due today
due-tomorrow = due tomorrow
due-days = { $count ->
    [one] due in { $count } day
   *[other] due in { $count } days
}
due-date = due on { $date }
due-late = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}

# Lengths of time and sizes.
unit-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
unit-kilobytes = { $count } kB
unit-megabytes = { $count } MB
unit-gigabytes = { $count } GB
