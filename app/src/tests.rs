//! What every screen must be: spoken in every language, labelled, and never controlled. They borrow the browser mode's
//! samples.

#![cfg(feature = "browser")]

mod android;
mod back;
mod courier;
mod face;
mod fake;
mod finger;
mod killed;
mod labels;
mod locking;
mod machine;
mod phone;
mod reminding;
mod render;
mod samples;
mod scan;
mod sources;
mod too_long;
