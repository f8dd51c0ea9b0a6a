# One client: who, what happened, what to do now.

client-title = Client { $code }
client-aliases = Other codes: { $names }
client-born = Born in { $year }

client-actions = What do you want to do?
client-start-screening = Ask the ASSIST questions
client-resume-screening = Go on with the questions
client-resume-intervention = Go on with the brief intervention
client-add-contact = Record a contact
client-add-referral = Refer
client-add-follow-up = Plan a follow-up
client-add-note = Write a note

client-timeline = What happened
client-timeline-empty = Nothing is recorded yet.
client-entry-screening = ASSIST screening
client-entry-screening-open = ASSIST screening, not finished
client-entry-intervention = Brief intervention: { $substance }
client-entry-intervention-open = Brief intervention, not finished: { $substance }
client-entry-contact = Contact: { $setting }
client-entry-referral = Referral: { $service }
client-entry-follow-up = Follow-up: { $what }
client-entry-open = Open this entry
client-entry-results = See the results
client-due = To do
client-due-empty = Nothing is due.

client-place-only-here = On this phone only
client-place-with-courier = Travels with a courier
client-place-at-relay = At the relay
client-place-read-by-supervisor = Read by a supervisor

client-correct = Correct this
client-correct-reason = Why do you correct it?
client-correct-hint = The first version stays in the record.
client-corrected = { $count ->
    [one] Corrected { $count } time
   *[other] Corrected { $count } times
}
client-correct-save = Save the correction
client-not-found = This client is not on this phone.
client-both-values = Two people wrote different things. Both are kept:

# The kinds of records.
kind-client = Client
kind-contact = Contact
kind-screening = Screening
kind-intervention = Brief intervention
kind-referral = Referral
kind-follow-up = Follow-up
