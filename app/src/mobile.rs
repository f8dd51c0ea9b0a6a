//! The face on Android: the same app, its data in the app's private files.
//!
//! What the phone gives is in `platform/android.rs`, how the package is made in `app/android/build`. The page and its
//! policy are Dioxus's own; the style sheet travels with the app.

use std::sync::Arc;

use dioxus::prelude::*;
use wayside_sync::engine::Pace;
use wayside_vault::{KdfCost, Vault};

use crate::app::App;
use crate::native;
use crate::platform::Host;
use crate::platform::android::Phone;
use crate::style::{CAMERA_JS, SHELL_JS};

/// Starts the app. It may be ended at any moment and started again: the vault is the state.
pub fn run() -> std::io::Result<()> {
    let mut phone = Phone::find()?;
    let folder = phone.folder();
    std::fs::create_dir_all(&folder)?;
    let keystore = phone.keystore(!Vault::exists(&folder));
    let host = Host {
        service: native::start_service(&folder, KdfCost::PHONE, Pace::PHONE, keystore),
        platform: Arc::new(phone),
    };
    let head = format!("<script>{SHELL_JS}</script><script>{CAMERA_JS}</script>");
    let config = dioxus::mobile::Config::new().with_custom_head(head);
    LaunchBuilder::mobile()
        .with_cfg(config)
        .with_context(host)
        .launch(App);
    Ok(())
}
