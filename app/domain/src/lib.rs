//! The clinical core of Wayside: pure rules, no input or output.
//!
//! | room | holds |
//! |---|---|
//! | [`assist`] | the instrument: items, skip rules, interview flow, scores, bands, the `wayside score` report |
//! | [`intervention`] | the brief intervention: its ordered steps, when it is offered, which substance it starts from |
//! | [`alert`] | decision support: what the answers and the profile ask a worker to think of |
//! | [`record`] | the JSON records that go in and out, strict on the way in; what recording one again means |
//! | [`case_file`] | one client's whole file as read from one document |
//! | [`command`] | what one person does to one case file |
//! | [`list`] | what a list of clients is asked for, and what its rows show |
//! | [`client_code`] | card codes, and codes computed from facts that are never stored |
//! | [`text`] | the form in which text is stored, and characters that can't be seen |
//! | [`passphrase`] | what opens a vault: its form, its least length |
//! | [`time`], [`id`], [`limits`], [`fault`] | the small words that all of these use |
//!
//! What is not here, and stays away: clocks and randomness (they are arguments), files, sockets, SQL, Automerge,
//! widgets, and every sentence that a client or worker reads (those are Fluent messages keyed by the stable ids here).

pub mod alert;
pub mod assist;
pub mod case_file;
pub mod client_code;
pub mod command;
pub mod fault;
pub mod id;
pub mod intervention;
mod json;
mod keyword;
pub mod limits;
pub mod list;
pub mod passphrase;
pub mod record;
pub mod text;
pub mod time;

pub use keyword::is_keyword;
