//! Wayside's screens.
//!
//! | room | holds |
//! |---|---|
//! | [`app`] | the root: style, language, the one screen that is shown |
//! | [`screens`] | one folder per screen: component and pure model; the list of test ids |
//! | [`components`] | what screens are made of |
//! | [`session`] | what every screen shares; [`route`] the stack of screens |
//! | [`service`] | the message seam, the only way to vault and sync |
//! | [`given`] | texts that other apps hand over; [`qr`] join texts as QR codes |
//! | [`saving`], [`drafts`], [`loaded`] | saying what is saved, keeping what is typed, asking what is shown |
//! | [`i18n`] | every sentence that a person reads |
//! | [`platform`] | what the machine gives: clock, randomness, files, events; [`update`] when a newer version of the app is taken |
//! | `browser`, `desktop`, `mobile`, `web` | the faces: three devices on a page of this process, one device in a window, on Android, in a page of its own |
//!
//! Invariants: screens name no SQL, no Automerge, no HTTP; nothing is shown as saved before the service replied; no
//! text field is controlled; what people wrote is rendered as text, never as markup; the page asks nobody but this
//! process for anything.

pub mod app;
#[cfg(feature = "browser")]
pub mod browser;
pub mod case;
pub mod components;
#[cfg(feature = "desktop")]
pub mod desktop;
pub mod drafts;
pub mod given;
pub mod i18n;
pub mod loaded;
#[cfg(all(feature = "mobile", target_os = "android"))]
pub mod mobile;
#[cfg(not(target_family = "wasm"))]
pub mod native;
pub mod platform;
pub mod problem;
pub mod qr;
pub mod reminder;
pub mod route;
pub mod saving;
pub mod screens;
pub mod service;
pub mod session;
pub mod style;
pub mod update;

#[cfg(all(feature = "web", target_family = "wasm"))]
pub mod web;

#[cfg(test)]
mod tests;
