# Words that every screen shares.

app-name = Wayside

common-add = Add
common-back = Back
common-cancel = Cancel
common-change = Change
common-done = Done
common-edit = Edit
common-error = Something went wrong
common-loading = One moment…
common-next = Next
common-required = Please fill this in
common-saved = Saved on this phone
common-saving = Saving…

# Under a field whose text is longer than can be saved; the text stays in the field.
field-too-long = { $count ->
    [one] { $count } character too many. Nothing is cut off; shorten it to save it.
   *[other] { $count } characters too many. Nothing is cut off; shorten it to save it.
}

# The main places of the app.
nav-settings = Settings
nav-devices = Phones
nav-back = Go back
nav-lock = Lock now

# What a draft of the wording must always say.
wording-notice = Wayside wording, not the official text.
