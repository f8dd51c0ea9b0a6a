# The language itself: its own name, direction and number marks, and the id of this wording.

language-name = English
# ltr (left to right) or rtl (right to left)
language-direction = ltr
# The mark between groups of three digits and the decimal point.
language-number-group = ,
language-number-point = .
# Kept with every screening: which wording the person heard. Change it when the sense of a question changes.
wording-id = wayside-en-1
number-plain = { $number }
