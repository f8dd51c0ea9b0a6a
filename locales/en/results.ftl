# The result in words, for one substance at a time, and what to do next.

results-title = Result
results-of = Asked on { $date }
results-score = { $score } points
results-points = points
results-incomplete-hint = { $count ->
    [one] { $count } answer is missing. Without it there is no result.
   *[other] { $count } answers are missing. Without them there is no result.
}
results-ignored = { $count ->
    [one] { $count } answer is kept but not counted.
   *[other] { $count } answers are kept but not counted.
}
results-nothing-used = This person has never used any of these substances.
results-incomplete = This result is incomplete: some questions were not answered.
results-start-intervention = Start the brief intervention
results-refer = Refer
results-show-advice = What to talk about
results-sum = Points for drugs other than tobacco and alcohol, together: { $score }
results-sum-hint = Only to compare the same person over time. It has no low or high.
results-rescreen = Ask again in about 3 months

disclaimer-screening-not-diagnosis = This is a screening, not a diagnosis. It shows who may need help, not what a person has.

# The three bands. Colour and shape go with them.
band-low = Low risk
band-low-short = Low
band-low-meaning = The way they use it now is not likely to cause harm.
band-moderate = Moderate risk
band-moderate-short = Moderate
band-moderate-meaning = Their use may harm their health or their life, now or later.
band-high = High risk
band-high-short = High
band-high-meaning = Serious harm is likely. They may be dependent and need more help than a talk.
band-none = No result

# What to do.
action-information = General information
action-information-hint = Say that the risk is low, and what would keep it low.
action-brief-intervention = Brief intervention
action-brief-intervention-hint = Talk it through now, and give something to take home.
action-brief-intervention-and-referral = Brief intervention and referral
action-brief-intervention-and-referral-hint = Talk it through now, and offer to connect them with a specialist.

# Injecting, which does not depend on points.
injecting-title = Injecting
injecting-not-asked = Not asked or not answered
injecting-not-asked-action = Ask when the moment is right.
injecting-not-applicable = Never used any of these
injecting-not-applicable-action = Nothing to do.
injecting-never = Never injected
injecting-never-action = Nothing to do.
injecting-past = Injected before, not in the last 3 months
injecting-past-action = Offer a test for HIV and hepatitis B and C.
injecting-brief-intervention = Injects now and then
injecting-brief-intervention-action = Talk about the risks of injecting. Offer clean kit, and tests for HIV and hepatitis B and C.
injecting-specialist = Injects often
injecting-specialist-action = Talk about the risks of injecting and offer clean kit and tests. Offer a specialist's assessment and more support.

# What a reader must know beside the result.
flag-outside-validated-age = Under 18: this screening was not tested for this age. Follow your pathway for young people.
flag-ignored-answers = Some answers do not fit the others any more. They are kept, but not counted.
flag-unreadable-answers = A newer app wrote some of these answers. Update this app to read them.
