# What is said only where no keystore takes part, the password; and only in a browser: the limits of a page, room and safety of the files, newer versions; and the halt.

password-label = Your password
password-choose = Choose a long password
password-again = The same password again
password-how = Use { $count } characters or more. Good: a PIN of { $count } or more digits, or four or five words that do not belong together. Not good: names, birthdays, a line of a song.
password-why = A phone app gets help from a lock chip inside the phone. There is none here. Only a long password keeps others out.
password-warning = Nobody can read the notes on this phone without this password. If you forget it, they cannot be opened any more.
password-short = The password needs { $count } characters or more. Spaces at its ends do not count. Please make it longer.
password-differs = The two passwords are not the same. Please type them again.
password-show = Show
password-hide = Hide
password-wrong = That is not the right password. Nothing was changed. Please try again. Capital letters and spaces count.
password-forgot = Forgotten your password?
password-forgot-hint = Nobody can open this phone's notes without it. Ask your supervisor: what was synced is still on the team's other phones.

limits-title = Before you start in a browser
limits-server = Whoever runs the server of this page could change the app. Compare the fingerprint below with a second phone or your team's printed sheet: it shows mix-ups and old versions. A changed page could show a false one, so open Wayside only from the address that your team gave you.
limits-password = No lock chip of the phone helps a browser. So choose a long password.
limits-storage = A browser may remove notes when the phone has no room left, if it did not promise to keep them. Wayside asks for that promise. Sync often, and look for “All sent”.
limits-slow = Opening takes some seconds. This is on purpose: it makes guessing the password slow.

welcome-relay-filled = This is the server that the page came from. A page that comes from a relay can reach that relay only. If your team's relay is somewhere else, open Wayside from there.

bundle-title = Fingerprint of this app
bundle-why = If a second phone or your team's printed sheet shows something else, this is another version or somebody changed it: ask your supervisor.

storage-title = Room on this phone
storage-kept = The browser promised to keep the notes, even when the phone has little room left.
storage-not-kept = The browser has not promised to keep the notes. It may remove them when the phone has no room left.
storage-used = In use
storage-left = Left for Wayside, about
storage-ask = Ask the browser to keep the notes
storage-ask-hint = If it still does not promise, add Wayside to the home screen and ask again.
storage-warning = Some notes are only on this phone, and the browser has not promised to keep them. Sync soon: what was sent is safe.

update-title = A newer version of Wayside is ready
update-text = It takes a second, and nothing is lost. Afterwards you unlock Wayside again.
update-now = Change to it now
update-no-room = A newer version found no room on this phone
update-no-room-hint = The version that you have goes on as before. Make some room on the phone; Wayside tries again by itself.

halted-title = Wayside cannot go on
halted-in-use-title = Wayside is open somewhere else
halted-in-use = Wayside is open in another tab or window. Close that one and try again here, or go on there.
halted-disk-full = There is no room left on this phone. Delete some photos or apps, then try again.
halted-stopped = Wayside has stopped working in the background. Try again to open it anew. The last letters that you typed may be missing.
halted-nothing-lost = Nothing is lost.
halted-saved-is-safe = What was saved before is still there.
halted-shown-is-saved = Everything that was shown as saved is saved.
halted-again = Try again

offline-not-yet = Not yet usable without signal
offline-not-yet-hint = Wayside is still being kept on this phone. Stay where there is signal until this goes away. If it stays, show it to your supervisor: something on the way changes or holds back a part of Wayside.

lost-title = The notes that were on this phone are gone
lost-practice = The browser removed them, perhaps to make room. They were for practice only.
lost-sent = The browser removed them, perhaps to make room. All that was saved had been sent and is safe with your team. Join the team again to go on.
lost-unsent = The browser removed them, perhaps to make room. What had been sent is safe with your team; what had not been sent is lost. Tell your supervisor, and join the team again to go on.
lost-read = I have read this
