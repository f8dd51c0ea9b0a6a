# What a browser says before Wayside itself can speak. One line a message and no braces: app/web/pack/words.mjs reads them, not Fluent.

boot-starting = Wayside is starting. On a slow line this may take some minutes. If nothing moves, open it again.
boot-fetching = Wayside is on its way to this phone. What has arrived is kept, even if you close the page.
boot-silent = Nothing is arriving just now. Wayside goes on by itself as soon as there is signal. What has arrived is kept.
boot-here = How much of Wayside is here
boot-left = time left about
boot-no-script = Scripts are switched off in this browser. Switch them on for this page, then open it again.
boot-insecure = This address does not protect what you type. Ask your supervisor for the address that begins with https://.
boot-cannot-run = This browser is too old for Wayside, or it forbids programs in pages. Update it, or use a current Chrome, Firefox or Safari. Your notes are untouched.
boot-blocked = Something forbids a part of Wayside: a setting of this address (its content security policy), or a blocker in this browser. Your notes are untouched. Switch blockers off for this page and open it again; if this stays, show this to your supervisor.
boot-no-storage = This browser gives Wayside no place to keep notes. Leave private browsing, or use a current Chrome, Firefox or Safari.
boot-no-network = A part of Wayside is not on this phone yet, and there is no signal. Your notes are untouched. This page goes on by itself where there is signal.
boot-busy = The address of Wayside has trouble of its own just now. Your notes are untouched. This page goes on by itself as soon as it answers.
boot-portal = Something else answered in Wayside's place: perhaps this network asks you to sign in first. Your notes are untouched. Sign in, or use another network, then open the page again.
boot-missing = A part of Wayside is missing at this address. Your notes are untouched. Open the page again; if this stays, tell your supervisor.
boot-damaged = A part of Wayside arrived damaged or changed, so it was not started. Your notes are untouched. Open the page again where there is signal; if this stays, tell your supervisor.
boot-wrong-type = This address sends a part of Wayside by a wrong type, so the browser did not take it. Your notes are untouched. Open the page again; if this stays, show this to your supervisor: the type of the file is wrong.
boot-interrupted = The start was interrupted. Your notes are untouched. Open it again.
boot-stopped = Wayside stopped by a fault of its own. What was saved is safe. Open it again.
boot-again = Open again
