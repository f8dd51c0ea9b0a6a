//! The rules from the outside: one binary, one file per promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests stop at the first surprise"
)]

mod alerts;
mod any_record;
mod bands;
mod bugs;
mod case_file;
mod codes;
mod commands;
mod effects;
mod flow;
mod injecting;
mod interventions;
mod merges;
mod newer;
mod record_walks;
mod records;
mod rows;
mod score_json;
mod support;
mod walks;
mod weights;
