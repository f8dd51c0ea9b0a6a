# What went wrong and what to do next. Nothing was changed unless the text says so.

problem-wrong-pin = That does not open the notes. Please try again. Nothing was changed.
problem-pin-too-short = { $least ->
    [one] That is too short to keep others out. Use at least { $least } character.
   *[other] That is too short to keep others out. Use at least { $least } characters.
}
problem-no-vault = There are no notes on this phone yet. Start a team, join one, or practise.
problem-already-set-up = This phone is set up already. Open Wayside again and unlock it.
problem-locked = Wayside is locked. Unlock it and try again.
problem-not-joined = This phone is not in a team yet. Bring in the answer to its join text first.
problem-newer = A newer Wayside wrote these notes. Update the app, then open it again. Nothing was changed.
problem-damaged = The notes on this phone are damaged. They were moved aside and not deleted. Tell your supervisor, then set the phone up again. Place: { $moved_to }
problem-database-damaged = Some of the notes on this phone are damaged and cannot be opened. Nothing is deleted, and everything else still works. Sync now, or make a courier file. Then tell your supervisor.
problem-key-file-damaged = A file that this phone needs to unlock the notes is damaged. Nothing was deleted. Tell your supervisor before you do anything else.
problem-no-keystore = These notes open only on the phone that they were made on. Were they copied from another phone? Tell your supervisor.
problem-in-use = Wayside is already open somewhere else on this device. Close it there and try again.
problem-no-storage = This browser gives Wayside no safe place to keep records ({ $what }). Leave private or incognito mode, update the browser, or open Wayside in Chrome, Firefox or Safari.
problem-disk-full = The phone's memory is full. This was not saved. Delete some photos or apps, then try again.
problem-disk = The phone's memory did not work ({ $what }). Try again. If it happens again, tell your supervisor.
problem-no-signal = No signal. Everything is kept on this phone and goes out when there is signal.
problem-practise-only = You are practising. Practice notes never leave this phone.
problem-relay-address = The relay's address is not right. { $fault } Ask your supervisor.
problem-relay-unreachable = The relay does not answer. Your notes are safe on this phone. Wayside tries again by itself.
problem-interrupted = The connection broke off. What had arrived is kept, the rest follows.
problem-relay-garbage = Something else than a Wayside relay answered. Are you on a Wi-Fi that asks you to sign in? Otherwise tell your supervisor.
problem-relay-version = The relay and this app are of different versions. Update the app, or tell your supervisor. Your notes are safe on this phone.
problem-relay-busy = The relay is busy or full ({ $code }). Your notes are safe on this phone. Wayside tries again by itself.
problem-relay-refused = The relay refused the exchange ({ $code }). Your notes are safe on this phone. Tell your supervisor.
problem-segments-refused = { $count ->
    [one] The relay refused { $count } packet ({ $reason }). It is kept on this phone. Tell your supervisor.
   *[other] The relay refused { $count } packets ({ $reason }). They are kept on this phone. Tell your supervisor.
}
problem-conflict = The relay holds other data in the place of this phone's packet { $index }. Was this phone copied or restored from a backup? Do not delete anything, and tell your supervisor.
problem-not-admitted = The relay does not know this phone. Ask your supervisor to let it join again. Your notes are safe on this phone.
problem-not-allowed = This phone may not do that. Ask your supervisor.
problem-no-key = This phone has no key for that caseload. Ask your supervisor.
problem-join-text-damaged = The text is not complete. Copy all of it and paste it again.
problem-join-text-foreign = This text is for another phone or another step. Check which text belongs here.
problem-join-not-asked = This phone has not asked to join, or is in the team already.
problem-already-admitted = That phone is in the team already. If its answer was lost, make a new text on it.
problem-unknown-caseload = There is no such caseload. Choose one of these: { $known }
problem-caseload-exists = There is a caseload with that name already. Choose another name.
problem-unknown-client = There is no client { $code } on this phone. Check the card, or sync and look again.
problem-ambiguous = More than one client goes by { $code }. Choose the right one from the list.
problem-entry-exists = There is already another entry in this place. Go back and open the client again.
problem-unreadable = This client's notes are damaged. They were put aside and not deleted. Everything else goes on. Tell your supervisor.
problem-unknown-entry = This entry is not on this phone. Go back and open the client again.
problem-finished = This is finished. It can't be changed any more.
problem-no-room = This phone has changed this file too often. Write a correction instead, or make the change on another phone. Nothing was saved.
problem-record = Something here does not fit. Please check what you entered. Nothing was saved.
problem-missing = Something here is still empty. Please fill it in. Nothing was saved.
problem-too-long = A text here is too long. Please shorten it. Nothing was saved.
problem-too-many = There are too many points here. Please take some out. Nothing was saved.
problem-courier-unknown = This is not a courier file of Wayside. Choose the right file. Nothing was changed.
problem-courier-damaged = The file is not complete, or it was damaged on its way. Copy it again, or ask for a new one. Nothing was changed.
problem-courier-foreign = This file belongs to another team. Nothing was changed.
problem-courier-newer = A newer Wayside made this file. Update the app, then open the file again. Nothing was changed.
problem-too-big = One entry is too big to be sent. It is kept on this phone. Split the note into shorter ones.
problem-stopped = Wayside has stopped working in the background. Close the app and open it again. What was saved is safe.
problem-internal = Something went wrong inside Wayside ({ $what }). What was saved is safe. Please tell your supervisor.

# What is wrong with a relay's address.
relay-address-scheme = It must begin with https://.
relay-address-plain = http:// works for this device alone. It must begin with https://.
relay-address-host = The name after https:// is missing or mistyped.
relay-address-port = The number after the colon must be between 1 and 65535.
relay-address-user = A name or password with an @ does not belong in it.
relay-address-query = A ? or # does not belong in it.
relay-address-path = The part after the / is mistyped.

# What the relay said, in brackets behind a sentence.
relay-code-too-many-requests = too many requests
relay-code-unavailable = it cannot store anything now
relay-code-signature = wrong signature
relay-code-malformed = cannot be read
relay-code-too-large = too large
relay-code-team-not-served = it does not serve this team
relay-code-status = answer { $number }
relay-code-newer = unknown reason { $number }
refusal-place-taken = another packet is in its place
refusal-unknown-author = it does not know the sender
refusal-over-quota = the team's space is used up
refusal-not-valid = not a valid packet
refusal-newer = unknown reason
