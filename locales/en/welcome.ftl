# First start: language, PIN (the password is in browser.ftl), and how this phone begins. Afterwards: unlocking.

welcome-title = Welcome to Wayside
welcome-intro = Your notes stay on this phone, locked so that only you can open them. No network is needed.
welcome-language = Which language do you want to use?

welcome-choose = How do you want to start?
welcome-join = Join my team
welcome-join-hint = Your team already uses Wayside. Have a supervisor with you, or ask for the text.
welcome-new-team = Start a new team
welcome-new-team-hint = You set up Wayside for your programme. You will hold the recovery words.
welcome-practise = Practise
welcome-practise-hint = Try everything with made-up people. Nothing leaves this phone.

welcome-pin = Choose a PIN
welcome-pin-hint = Use digits that nobody can guess. Longer is safer. Do not use a birthday.
welcome-pin-again = The same PIN again
welcome-pin-warning = Nobody can read this phone's notes without the PIN. If you forget it, they cannot be opened any more.
welcome-pin-short = { $count ->
    [one] The PIN needs at least { $count } character.
   *[other] The PIN needs at least { $count } characters.
}
welcome-pin-differs = The two PINs are not the same. Please type them again.
pin-erase = Take the last digit back
pin-typed = { $count ->
    [one] { $count } digit typed
   *[other] { $count } digits typed
}

welcome-label = A name for this phone
welcome-label-hint = For example “Phone 3” or “Mai's phone”. Your team sees it. The relay does not.
welcome-team-name = The team's name
welcome-team-name-hint = Only your team sees it.
welcome-relay = The relay's address
welcome-relay-hint = It passes records between phones and cannot read them. It begins with https://
welcome-creating = Locking the notes. This can take a few seconds…

welcome-recovery-title = Write these words down
welcome-recovery-intro = These 24 words are the only way to take back the team if every phone is lost. Wayside shows them once.
welcome-recovery-how = Write them on paper, in this order. Keep the paper in a safe place. Take no photo.
welcome-recovery-done = I have written them down

unlock-title = Unlock Wayside
unlock-open = Unlock
unlock-opening = Unlocking. This can take a few seconds…
unlock-wrong = That is not the right PIN. Nothing was changed. Please try again.
unlock-wrong-often = Are you sure that you typed the right one? Then a file that opens the notes may be damaged. Nothing was deleted. Tell your supervisor before you do anything else.
unlock-forgot = Forgotten your PIN?
unlock-forgot-hint = Nobody can open this phone's notes without it. Ask your supervisor: what was synced is still on the team's other phones.
