//! The promises of the vault, one file each, through its public face.
//!
//! The same tests run natively and, by `app/web/build --test`, in a browser's worker over the browser's own files. What
//! only one of the two can do is in `durable` (processes that are killed, files copied while they are open), `damage`
//! (a folder for each page), `private` (rights of files) and `in_browser`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "tests: a failed step is a failed test"
)]

#[cfg(target_family = "wasm")]
use browser as __rt;
#[cfg(target_family = "wasm")]
use wayside_vault::open_storage;
#[cfg(target_family = "wasm")]
extern crate self as wasm_bindgen_test;

#[cfg(target_family = "wasm")]
mod browser;
mod changing;
#[cfg(not(target_family = "wasm"))]
mod damage;
#[cfg(not(target_family = "wasm"))]
mod durable;
#[cfg(not(target_family = "wasm"))]
mod folder;
#[cfg(target_family = "wasm")]
mod in_browser;
mod lists;
mod log;
mod merging;
mod opening;
#[cfg(all(unix, not(target_family = "wasm")))]
mod private;
mod records;
mod same_everywhere;
mod saving;
mod support;
#[cfg(not(target_family = "wasm"))]
mod unended;
mod versions;
mod volumes;
