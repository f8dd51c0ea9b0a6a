# What a browser says before Wayside itself can speak. One line a message and no braces: app/web/pack/words.mjs reads them, not Fluent.

boot-starting = Wayside is starting. If this stays for a minute, look for signal and open the page again.
boot-no-script = Scripts are switched off in this browser. Switch them on for this page, then open it again.
boot-insecure = This address does not protect what you type. Ask your supervisor for the address that begins with https://.
boot-cannot-run = This browser is too old for Wayside, or it forbids programs in pages. Update it, or use a current Chrome, Firefox or Safari.
boot-no-storage = This browser gives Wayside no place to keep notes. Leave private browsing, or use a current Chrome, Firefox or Safari.
boot-no-network = Wayside is not on this phone yet, and there is no signal. Open this page again where there is signal.
boot-missing = A part of Wayside is missing at this address. Your notes are untouched. Open the page again; if this stays, tell your supervisor.
boot-damaged = A part of Wayside arrived damaged or changed, so it was not started. Your notes are untouched. Open the page again where there is signal; if this stays, tell your supervisor.
boot-stopped = Wayside stopped by a fault of its own. What was saved is safe. Open it again.
boot-again = Open again
