# Settings and the team's phones.

settings-title = Settings
settings-this-device = This phone
settings-label = Name
settings-team = Team
settings-role = Role
settings-caseloads = Caseloads
settings-relay = Relay
settings-lock = Lock now
settings-about = Wayside is free software. It asks and notes; it does not diagnose.

devices-title = Phones of the team
devices-approve = Let a phone join
devices-ask-supervisor = Only a supervisor can let a phone join.
devices-last-seen = Last heard of { $when }
devices-never-seen = Nothing has arrived from it yet
devices-this-one = This phone
devices-roster = Team list
devices-no-gap = packets 1 to { NUMBER($to, useGrouping: "false") }, none missing
devices-gap = packet { NUMBER($hole, useGrouping: "false") } is missing (highest { NUMBER($to, useGrouping: "false") })

reminder-title = Reminders
reminder-hint = In the morning the phone says that something is due. It does not say what, nor for whom. Others who use this phone may see it.
reminder-off = Off
reminder-on = On
reminder-notice = Something is due today.
reminder-refused = The phone does not let Wayside remind you.
reminder-refused-hint = Allow notifications for Wayside in the phone's own settings, then switch reminders on again.

change-pin = Change the PIN
change-pin-old = The PIN until now
change-pin-new = The new PIN
change-pin-wrong = That is not the PIN until now. Nothing was changed. Please type it again.
change-pin-done = The new PIN counts from now on.
change-password = Change the password
change-password-old = The password until now
change-password-new = The new password
change-password-wrong = That is not the password until now. Nothing was changed. Please type it again. Capital letters and spaces count.
change-password-done = The new password counts from now on.
change-working = Changing it. This can take a few seconds…
change-copies = Somebody who copied the notes before can still open that copy in the old way.

lock-idle = Lock when nobody touches the screen for
lock-hint = Unlocked again, you are on the same screen, with everything that you typed.
lock-away = Lock when Wayside is out of sight for
lock-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
