# How syncing stands, in plain words.

sync-title = Sync
sync-now = Sync now

# In the bar of every screen: one or two short words.
sync-chip-practise = Practice
sync-chip-trouble = Problem
sync-chip-no-signal = No signal
sync-chip-working = Syncing…
sync-chip-waiting = To send
sync-chip-all-sent = All sent

sync-standing-practise = This is a practice team
sync-standing-practise-help = Nothing leaves this phone. Nobody else can see what you write here.
sync-standing-trouble = Syncing did not work
sync-standing-trouble-help = Your notes are safe on this phone. They will be sent later.
sync-standing-no-signal = No signal
sync-standing-no-signal-help = Go on working. Everything is kept on this phone and is sent when there is signal.
sync-standing-working = Syncing now
sync-standing-working-help = You can go on working.
sync-standing-waiting = Something waits to be sent
sync-standing-waiting-help = It goes by itself, or press “Sync now”.
sync-standing-all-sent = Everything was sent
sync-standing-all-sent-help = What you wrote on this phone is at the relay. Only your team can read it.

sync-retry = { $count ->
    [one] Next try in { $count } second
   *[other] Next try in { $count } seconds
}
sync-to-open = { $count ->
    [one] { $count } packet arrived and is being opened
   *[other] { $count } packets arrived and are being opened
}
sync-quarantined = { $count ->
    [one] { $count } packet could not be read. It is kept, and everything else goes on. Tell your supervisor.
   *[other] { $count } packets could not be read. They are kept, and everything else goes on. Tell your supervisor.
}
sync-waiting-label = Waiting to be sent
sync-sent-label = Sent
sync-received-label = Received
sync-last-label = Last time
sync-privacy = The relay passes sealed packets on. It cannot read them.
