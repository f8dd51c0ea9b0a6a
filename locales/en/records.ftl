# Records of any kind: what they are called, and what their fields say.

# Records without a client, and of kinds that have no screen of their own. A field's name is field-<kind>-<field>.
kind-note = Note
kind-overdose = Overdose
kind-activity = Activity

field-overdose-setting = Where
field-overdose-what = What was taken
field-overdose-naloxone = Doses of naloxone given
field-overdose-outcome = How it ended
field-overdose-note = Note
overdose-outcome-survived = The person survived
overdose-outcome-died = The person died
overdose-outcome-unknown = Nobody knows

field-activity-setting = Where
field-activity-what = What was done
field-activity-people = People reached
field-activity-supplies = Supplies
field-activity-note = Note

field-contact-setting = Where
field-contact-done = What was done
field-contact-supplies = Supplies
field-contact-note = Note

client-odd-ahead = This date lies ahead. Was the phone's clock right?
client-odd-calendar = This year is of another calendar.
client-disputed = Two people corrected this differently. Both versions are kept.

record-save = Save
record-less = One less: { $name }
record-more = One more: { $name }
record-missing = Choose or write: { $name }

follow-up-not-found = Not found
follow-up-moved = Moved away
follow-up-reopen = Open it again
follow-up-reopened = opened again
follow-up-outcome-done = Done
follow-up-outcome-not-found = The client was not found
follow-up-outcome-moved = The client moved away
