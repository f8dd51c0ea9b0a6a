# Joining a team in three steps, without a network: the new phone asks, a supervisor's phone approves, the new phone accepts.

join-title = Join a team
join-steps = Three short steps between two phones. No network is needed.
join-step-3 = 3. This phone reads the answer

join-request-show = Show this text to a supervisor of your team
join-request-hint = They can scan the code, or receive the text by any message app. It holds no secret.
join-words = Compare these words
join-words-hint = Read them aloud to each other. If a word differs on the other phone, stop: the text is not the right one.
join-words-same = The words are the same
join-answer = The supervisor's answer
join-answer-hint = The text that you got back, whole.
join-accept = Join the team
join-share = Send it with another app
join-waiting = Waiting for the answer
join-waiting-hint = You can lock the phone. The request is kept.

approve-title = Let a phone join
approve-intro = Only do this when you know the person and can compare the words.
approve-text = The new phone's text
approve-text-hint = The text that the new phone shows, whole.
approve-check = Show the words to compare
approve-role = What may this phone do?
approve-caseload = Which caseload does it get?
approve-caseload-hint = A phone can read only the caseloads that you give it. Give it as few as it needs.
approve-make = Make the answer
approve-answer = Send this answer back
approve-answer-hint = The new phone scans the code, or pastes the text. Only that phone can open it.
approve-request-words = Words of the request
approve-request-words-hint = They must be the same as on the new phone.

code-name = QR code of the text below
code-none = This text is too long for a code. Send or copy the text.

scan-open = Scan the code
scan-hint = Hold the phone so that the whole code is in the picture. No picture is kept.
scan-view = What the camera sees
scan-read = The code was read. Its text is in the field below.
scan-foreign = That is not a join code of Wayside. Scan the code on the other phone, or paste its text.
scan-refused = Wayside may not use the camera. Paste the text instead, or allow the camera in the settings of this device and scan again.
scan-missing = No camera was found. Paste the text instead.
scan-busy = The camera did not start. Perhaps another app uses it: close that app and scan again, or paste the text.
scan-unsupported = Codes can't be read here. Paste the text instead.

role-peer = Peer volunteer
role-peer-hint = Records contacts and short notes. Holds as little as possible.
role-worker = Outreach worker
role-worker-hint = Screens, supports and refers the people of their caseloads.
role-supervisor = Supervisor
role-supervisor-hint = Reads all caseloads, lets phones join and sees which have synced.
role-admin = Admin
role-admin-hint = A supervisor who may also let admins join.
