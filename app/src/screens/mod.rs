//! One folder per screen: `mod.rs` draws and sends events, `model.rs` is the pure state and its update.
//!
//! What browser tests and style sheets may rely on:
//!
//! | mark | where |
//! |---|---|
//! | `[data-app]` with `lang`, `dir`, `data-screen` (see `Route::name`) | the root |
//! | `#presence` | `shell.js` writes `here` or `away` into it, and the vault locks itself by that |
//! | `[data-testid=…]` | every control and every shown value; a text field's `id` is its test id |
//! | `[data-state]` | `off / saving / on` on choices; `idle / saving / saved / failed` on `save-state`; the standing on `sync-standing` and `go-sync` |
//! | `[data-band]` | `low / moderate / high / none` on a result |
//!
//! | screen | test ids |
//! |---|---|
//! | every screen | `go-back`, `go-lock`, `go-sync`, `bar-title`, `problem`, `loading`, `save-state` |
//! | halted | `halted` (`data-problem`), `try-again` |
//! | welcome | `language-<tag>`, `start-join`, `start-new-team`, `start-practise`, `field-team-name`, `field-relay`, `field-label`, `go-on`; served by a page's server: `browser-limits`, `bundle-hash` |
//! | set-pin, unlock | `key-0` … `key-9`, `key-erase`, `pin-go-on`, `pin-dots` (`data-count`), `pin-error`; with a password `field-passphrase`, `passphrase-show` instead of the keys and dots |
//! | change-pin | the same, and `change-step` (`data-state`: `old / new / again`), `pin-changed`, `change-done` |
//! | recovery | `recovery-words`, `recovery-done` |
//! | join | `join-text`, `join-share`, `join-words`, `field-join-answer`, `join-accept` |
//! | approve | `field-join-request`, `approve-check`, `approve-request-words`, `role-<role>`, `approve-make`, `approve-answer`, `approve-words` |
//! | clients | `field-search`, `filter-all`, `filter-due`, `client-<code>`, `clients-more`, `clients-count`, `new-client`, `go-settings`, `go-devices`, `storage-warning`, `update-waits`, `update-now` |
//! | new-client | `new-code`, `another-code`, `sex-…`, `field-birth-year`, `language-…`, `group-…`, `field-alias`, `field-reach`, `consent-yes`, `consent-no`, `how-…`, `save-client` |
//! | client | `client-code`, `start-screening`, `resume-screening`, `add-contact`, `add-note`, `add-referral`, `add-follow-up`, `timeline`, `entry-<kind>`, `see-result`, `resume-intervention`, `follow-up-done` |
//! | screening | `question` (`data-question`), `progress`, `row-<item>`, `answer-<item>-<answer>`, `field-other-name`, `all-no`, `finish-incomplete`, `finish-look`, `finish-anyway`, `screening-next`, `screening-previous`, `screening-stop`, `change-anyway`, `change-keep` |
//! | result | `result-<substance>` (`data-band`, `data-score`), `intervene-<substance>`, `refer-<substance>`, `intervene-injecting`, `refer-injecting`, `nothing-used`, `result-incomplete`, `flag-…`, `alert-…`, `result-done` |
//! | intervention | `step` (`data-step`), `step-done`, `step-skip`, `skip-…`, `step-previous`, `importance-<n>`, `confidence-<n>`, `concern-…`, `field-…`, `intervention-finish` |
//! | record | `setting-…`, `outcome-…`, `field-<field>`, `supply-<kind>-more`, `naloxone-more`, `people-more`, `record-missing`, `save-record` |
//! | contact, note, referral, follow-up | `setting-…`, `done-…`, `supply-<kind>-more`, `field-note`, `service-…`, `urgency-…`, `field-reason`, `due-…`, `save-contact`, `save-note`, `save-referral`, `save-follow-up` |
//! | sync | `sync-now`, `sync-standing`, `sync-waiting`, `sync-sent`, `sync-received`, `sync-last`, `go-courier` |
//! | courier | `courier-give`, `courier-give-all`, `courier-open`, `courier-given`, `courier-take`, `courier-state` (`data-state`, see `courier::model`), `place-<place>` (`data-count`) |
//! | devices, settings | `device`, `go-approve`, `language-<tag>`, `lock-now`, `change-pin`, `lock-idle-<minutes>`, `lock-away-<minutes>`, `storage-kept` (`data-state`: `kept / not-kept`), `storage-used`, `storage-left`, `storage-ask`, `bundle-hash` (`data-hash`), `update-waits`, `update-now` |

pub mod approve;
pub mod client;
pub mod clients;
pub mod contact;
pub mod courier;
pub mod devices;
pub mod emergency;
pub mod follow_up;
pub mod halted;
pub mod intervention;
pub mod join;
pub mod new_client;
pub mod note;
pub mod pin;
pub mod record;
pub mod recovery;
pub mod referral;
pub mod result;
pub mod screening;
pub mod settings;
pub mod sync;
pub mod welcome;
