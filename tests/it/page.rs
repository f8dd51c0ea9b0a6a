//! The bundle that phones get, in Chromium at a phone's size. One file a promise.

mod alone;
mod bad_input;
mod clock;
mod courier;
mod ended;
mod full;
mod kept;
mod locked;
mod main_job;
mod moved;
mod tabs;
mod taken_away;
mod update;
