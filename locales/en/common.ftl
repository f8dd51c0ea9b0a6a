# Words that every screen shares.

app-name = Wayside
app-tagline = Outreach notes that work without a network and stay private.

common-add = Add
common-all = All
common-back = Back
common-cancel = Cancel
common-change = Change
common-clear = Clear
common-close = Close
common-code = Code
common-continue = Continue
common-copied = Copied
common-copy = Copy
common-date = Date
common-done = Done
common-edit = Edit
common-emergency = Emergency
common-error = Something went wrong
common-finish = Finish
common-help = Help
common-hide = Hide
common-home = Start page
common-language = Language
common-less = Show less
common-loading = One moment…
common-lock = Lock
common-more = Show more
common-name = Name
common-next = Next
common-no = No
common-none = None
common-not-recorded = Not recorded
common-note = Note
common-nothing-yet = Nothing here yet
common-ok = OK
common-open = Open
common-optional = You can leave this empty
common-paste = Paste
common-remove = Remove
common-required = Please fill this in
common-resume = Go on
common-save = Save
common-saved = Saved on this phone
common-saving = Saving…
common-search = Search
common-select = Choose
common-show = Show
common-skip = Skip
common-start = Start
common-today = Today
common-try-again = Try again
common-unknown = Not known
common-yes = Yes
common-characters-left = { $count ->
    [one] { $count } letter left
   *[other] { $count } letters left
}
common-too-long = This text is too long. Please shorten it.

# The main places of the app.
nav-label = Places in the app
nav-clients = Clients
nav-sync = Sync
nav-settings = Settings
nav-devices = Phones
nav-back = Go back
nav-lock = Lock now
nav-skip = Go to the content

# What a draft of the wording must always say.
wording-notice = Wayside wording, not the official text.
wording-awaiting-sign-off = Draft. A clinician in your programme must still approve this text.
