# The interview. Wayside's own wording, not the official text; change wording-id when the sense of a question changes.
# For each item: -title asks about all substances at once, the bare id asks about one ({ $substance }), -help explains.

assist-title = ASSIST questions

# Before the first question.
assist-intro-title = Before you begin
assist-intro-say = “I'd like to ask you about smoking, drinking, medicines and drugs. It takes about ten minutes. Your answers stay with our team. You can leave out a question, or stop at any time.”
assist-intro-medicine = Medicine taken just as it was prescribed does not count. Taken more, more often or for another reason, it does.
assist-intro-hint-1 = Find a place where nobody else listens.
assist-intro-hint-2 = Ask the questions yourself. Do not hand over the phone.
assist-intro-hint-3 = Wait if the person is drunk, very high, in pain or in a hurry.
assist-intro-hint-4 = Each answer is saved at once. You can stop and go on later.
assist-begin = Begin

# During the interview.
assist-progress-label = { $done } of { $total } questions answered
assist-next = Next question
assist-stop = Stop for now
assist-stop-hint = Everything is saved. You can go on later.
assist-finish = Finish and see the result
assist-finish-incomplete = Some answers are missing or refused. If you finish now, the result stays incomplete, and the answers can't be changed any more.
assist-finish-look = Back to the first of them
assist-finish-anyway = Finish anyway
assist-all-no = No to all the others
assist-answer-missing = Choose an answer, or “Would rather not say”.
assist-show-words = Show the answer words
assist-current-answer = Answer: { $answer }
assist-other-name = What is it called?
assist-other-name-hint = The person's own word for it

# What a changed answer does to the others.
assist-effect-ignored = { $count ->
    [one] If you change this, { $count } other answer no longer counts. It stays in the record.
   *[other] If you change this, { $count } other answers no longer count. They stay in the record.
}
assist-effect-bands = The result for { $substance } may change.

# The time that a question is about.
assist-recall-lifetime = In the whole life
assist-recall-3-months = In the last 3 months
assist-recall-both = Ever, and in the last 3 months

assist-q1-title = Which of these have you tried at any time, even just once?
assist-q1 = Have you ever tried { $substance }, even just once?
assist-q1-help = Medicine taken as prescribed does not count.

assist-q1-confirmed-title = So none of these, ever?
assist-q1-confirmed = Think back over your whole life once more: is there really nothing on this list?
assist-q1-confirmed-help = Ask once more, kindly. If something comes to mind, go back and change that answer.
assist-q1-confirmed-yes = Right, none of them
assist-q1-confirmed-back = Something came to mind

assist-q2-title = Looking back over the last 3 months: how often was there any of these?
assist-q2 = Think of the last 3 months: roughly how often was there any { $substance }?
assist-q2-help = Think back to what happened three months ago, such as a holiday, and count from there.

assist-q3-title = In the last 3 months, how often did you feel a strong pull towards each of these?
assist-q3 = In the last 3 months, how often did you feel a strong pull towards { $substance }?
assist-q3-help = A craving that is hard to put aside, whether or not they then used it.

assist-q4-title = In the last 3 months, how often did each of these bring you trouble?
assist-q4 = In the last 3 months, how often did { $substance } bring you trouble?
assist-q4-help = Trouble with health, with people, with money or with the law. Any of these counts.

assist-q5-title = In the last 3 months, how often did each of these keep you from things that others count on you for?
assist-q5 = In the last 3 months, how often did { $substance } keep you from things that others count on you for?
assist-q5-help = For example work, school, looking after children, or keeping a promise.

assist-q6-title = Has anyone ever been worried about your use of these, and told you so?
assist-q6 = Has anyone ever been worried about your use of { $substance }, and told you so?
assist-q6-help = A friend, a relative, a health worker, anybody. If yes: was it in the last 3 months?

assist-q7-title = Have you ever tried to bring down your use of these, and it did not work out?
assist-q7 = Have you ever tried to bring down your use of { $substance }, and it did not work out?
assist-q7-help = Many people need several tries. If yes: was it in the last 3 months?

assist-q8-title = Injecting
assist-q8 = Have you ever injected a drug, or had someone inject it for you?
assist-q8-help = Injections given as medical care do not count. If yes: was it in the last 3 months?

assist-q8-weekly-title = How often do you inject?
assist-q8-weekly = In the last 3 months, how often did you inject in a usual week?
assist-q8-weekly-help = If it varies a lot, take the weeks with the most.

assist-q8-days-in-row-title = Days without a break
assist-q8-days-in-row = In the last 3 months, what was the most days in a row on which you injected?
assist-q8-days-in-row-help = Count days, not injections.

# The answers.
answer-no = No
answer-yes = Yes
answer-never = Never
answer-never-help = Not at all in the last 3 months
answer-once-or-twice = Once or twice
answer-once-or-twice-help = One or two times in the 3 months
answer-monthly = Monthly
answer-monthly-help = Between one and three times a month
answer-weekly = Weekly
answer-weekly-help = Between one and four times a week
answer-daily = Daily or almost daily
answer-daily-help = On five to seven days a week
answer-no-never = No, never
answer-past-3-months = Yes, in the last 3 months
answer-earlier = Yes, but not in the last 3 months
answer-once-weekly-or-less = Once a week or less
answer-more-than-once-weekly = More than once a week
answer-fewer-than-3 = Fewer than 3 days in a row
answer-3-or-more = 3 days in a row or more
answer-refused = Would rather not say
answer-not-asked = Not asked
answer-words-title = Answer words
answer-words-intro = Show these to the person when you ask “how often”.
